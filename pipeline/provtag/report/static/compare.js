// Agency by agency across documents, for one action type: who leads, supports, or has no duty.
const COMPARED_AT_MOST = 8;

/** LEAD, SUPPORT or "none" of each agency in a document for a type, as a map without the nones. */
function dutiesOf(each, type) {
  const duties = new Map();
  for (const clause of each.clauses) {
    if (!clause.types.includes(type)) continue;
    for (const agency of agenciesOf(clause, SUPPORT)) if (!duties.has(agency)) duties.set(agency, SUPPORT);
    for (const agency of agenciesOf(clause, LEAD)) duties.set(agency, LEAD);
  }
  return duties;
}

function compareSection() {
  const w = words();
  const chosen = chosenDocuments();
  if (chosen.length < 2) return node("div");
  const shown = chosen.slice(0, COMPARED_AT_MOST);
  const type = state.compared;
  const duties = shown.map((each) => dutiesOf(each, type));
  const agencies = [...new Set(duties.flatMap((each) => [...each.keys()]))].sort((left, right) => left - right);
  const dutyOf = (agency, index) => duties[index].get(agency) ?? "none";
  const agree = (agency) => shown.every((_, index) => dutyOf(agency, index) === dutyOf(agency, 0));
  const weight = (agency) => duties.reduce((sum, each) => sum + (each.get(agency) === LEAD ? 2 : each.has(agency) ? 1 : 0), 0);
  const group = (title, members) => members.length > 0 && node("tbody", {},
    node("tr", { class: "group" }, node("th", { scope: "rowgroup", colspan: shown.length + 1 }, `${title} ${number(members.length)}`)),
    members.sort((left, right) => weight(right) - weight(left)).map((agency) => node("tr", {}, node("th", { scope: "row" }, agencyName(agency)),
      shown.map((each, index) => dutyCell(each, agency, type, dutyOf(agency, index))))));
  const table = node("table", { class: "compare" },
    node("thead", {}, node("tr", {}, node("th", { scope: "col" }, w.agency),
      shown.map((each, index) => node("th", { scope: "col" }, chosen.length <= LETTERED && node("span", { class: "letter" }, letter(index)), foreign(each.name))))),
    group(w.differs, agencies.filter((agency) => !agree(agency))), group(w.same, agencies.filter(agree)));
  return section("compare", w.compare, w.compareNote,
    choice("compared", w.compareType, [...TYPES.keys()].map((each) => [each, typeName(each)]), type, (compared) => change({ compared })),
    chosen.length > shown.length && node("p", { class: "note" }, w.compareLimit(shown.length, number(chosen.length))),
    agencies.length ? scrollBox(w.compare, table) : node("p", {}, w.noRows));
}

function dutyCell(each, agency, type, duty) {
  if (duty === "none") return node("td", { class: "none" }, words().duty.none);
  return node("td", { class: `duty-${ROLES[duty].id} type-${type}` },
    clausesLink({ documents: [each.index], parties: [party(agency, duty)], types: [type] },
      { "aria-label": `${each.name} ${agencyName(agency)} ${words().duty[duty]}` }, words().duty[duty]));
}
