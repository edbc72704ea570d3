// Measures × documents: who leads it, in which provisions; against a document that is taken as the plan, what is left out or added.
const NUMBERS_SHOWN = 3;
const LEADS_IN_CELL = 4;
const MATRIX_AT_MOST = 60; // documents

function matrixSection() {
  const w = words();
  const documents = chosenDocuments().slice(0, MATRIX_AT_MOST);
  const cells = new Map(); // measure → document → its clauses
  for (const parent of documents) {
    for (const clause of parent.clauses) {
      for (const measure of clause.measures) {
        if (!cells.has(measure)) cells.set(measure, new Map());
        const row = cells.get(measure);
        row.set(parent.index, [...(row.get(parent.index) || []), clause]);
      }
    }
  }
  const plan = documents.find((each) => each.doc_id === state.plan) || null;
  const chooser = node("label", { class: "plan" }, node("span", { class: "label" }, w.plan), " ", node("select", {
    "data-key": "plan", onchange: (event) => change({ plan: event.target.value }) },
  node("option", { value: "" }, w.noPlan), documents.map((each) => node("option", { value: each.doc_id, selected: each === plan }, each.name))));
  const sorted = documents.find((each) => each.doc_id === state.by) || null;
  const countOf = (measure) => (sorted && cells.get(measure).get(sorted.index)?.length) || 0;
  const head = (of, ...button) => node("th", { scope: "col", "aria-sort": of === sorted ? "descending" : null }, sortButton(...button));
  const groups = [...TYPES.keys(), UNTYPED].map((type) => [type, DATA.measures.flatMap(([, , types], measure) =>
    (cells.has(measure) && (types[0] ?? UNTYPED) === type ? [measure] : []))]).filter(([, measures]) => measures.length);
  const body = groups.map(([type, measures]) => node("tbody", {},
    node("tr", { class: "group" }, node("th", { scope: "rowgroup", colspan: documents.length + 1 }, typeName(type))),
    measures.sort((left, right) => countOf(right) - countOf(left) || cells.get(right).size - cells.get(left).size || left - right).map((measure) => node("tr", {},
      node("th", { scope: "row" }, measureName(measure)),
      documents.map((each) => matrixCell(measure, each, cells.get(measure), plan))))));
  const table = node("table", { class: "matrix compare" },
    node("thead", {}, node("tr", {}, head(null, "by-", w.measure, { by: "" }),
      documents.map((each) => head(each, `by-${each.doc_id}`, each.name, { by: each.doc_id }, foreign(each.name))))), body);
  const limit = chosenDocuments().length > documents.length && node("p", { class: "note" }, w.compareLimit(number(documents.length), number(chosenDocuments().length)));
  return section("matrix", w.matrix, w.matrixNote, chooser, limit,
    groups.length ? scrollBox(w.matrix, table, cells.size) : node("p", {}, w.noMeasures));
}

/** Lead agencies and numbers of the clauses of a measure in a document; what a plan has and this lacks, or the other way round. */
function matrixCell(measure, parent, row, plan) {
  const w = words();
  const clauses = row.get(parent.index) || [];
  const planned = plan && row.has(plan.index);
  if (!clauses.length) return node("td", { class: planned ? "left-out-of-plan" : "none" }, planned ? w.lacking : "—");
  const leads = [...new Set(clauses.flatMap((clause) => agenciesOf(clause, LEAD)))].map(agencyName);
  const numbers = [...new Set(clauses.map((clause) => clause.provision.number).filter(Boolean))];
  const some = (all, most) => all.slice(0, most).join(w.comma) + (all.length > most ? " …" : "");
  const added = plan && plan !== parent && !planned;
  return node("td", { class: added ? "added-to-plan" : null },
    clausesLink({ documents: [parent.index], measures: [measure] }, { title: w.matrixCell(parent.name, measureName(measure), number(clauses.length)) },
      some(leads, LEADS_IN_CELL) || w.noLead, node("small", {}, ` ${some(numbers, NUMBERS_SHOWN) || number(clauses.length)}`)),
    added && node("small", { class: "added" }, w.added));
}
