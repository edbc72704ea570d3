// Two documents side by side: counterparts of clauses, or what became of them from one edition to the next, character by character.
const LEAST_ALIKE = 0.5; // of the characters; below it a difference says nothing
const LIKELY = 0.5; // probability of a link below which it says "perhaps"
const SHARED_SHOWN = 3; // words that two clauses share

/** The view: two documents to choose, how to compare them, which rows to show. */
function sidesView() {
  const w = words();
  const body = node("div");
  let shown = "";
  return {
    nodes: [node("section", { class: "section", "aria-labelledby": "sides" }, node("h2", { id: "sides", tabindex: "-1" }, w.sides), body)],
    update() {
      const wanted = JSON.stringify([state.left, state.right, state.compareBy, state.kind, state.clause, revision]);
      if (wanted === shown) return;
      shown = wanted;
      keepingFocus(() => body.replaceChildren(...sidesBody().flat().filter(Boolean)));
    },
    settle() {
      const row = body.querySelector("[aria-current]");
      if (row) row.scrollIntoView({ block: "center" });
      return row;
    },
  };
}

/** The documents that are side by side: those of the address, else the first chosen ones, else the first of all that were compared. */
function chosenSides() {
  const compared = [...new Set(DESK.pairs.flatMap(([first, second]) => [first, second]))].sort((left, right) => left - right);
  const wanted = [state.left, state.right].map((id) => DOCUMENTS.findIndex((each) => each.doc_id === id));
  const rest = [...state.documents, ...countedDocuments().map((each) => each.index), ...compared].filter((index) => compared.includes(index));
  const [left, right] = wanted.map((index) => (compared.includes(index) ? index : null));
  const one = left ?? rest.find((index) => index !== right);
  const other = right !== null && right !== one ? right : rest.find((index) => index !== one);
  return { compared, sides: [DOCUMENTS[one], DOCUMENTS[other]] };
}

function sidesBody() {
  const w = words();
  if (!DESK.pairs?.length) return [node("p", { class: "note" }, whyNoSides())];
  const { compared, sides } = chosenSides();
  const [left, right] = sides;
  const rows = state.compareBy === "changes" ? changeRows(left, right) : counterpartRows(left, right);
  const kinds = state.compareBy === "changes" ? CHANGES : [...GRADES, MISSING, ADDED];
  const count = (kind) => rows.filter((row) => row.kind === kind).length;
  const kind = kinds.includes(state.kind) ? state.kind : "";
  const shown = rows.filter((row) => !kind || row.kind === kind);
  const name = `${left.name} ${right.name}`;
  return [
    node("div", { class: "side-bar" }, sideChooser("left", w.leftSide, compared, sides),
      node("button", { type: "button", "data-key": "swap", onclick: () => change({ left: right.doc_id, right: left.doc_id }) }, w.swapSides),
      sideChooser("right", w.rightSide, compared, sides)),
    choice("compare-by", w.compareBy, [["counterparts", w.counterparts], ["changes", w.editions]], state.compareBy, (compareBy) => change({ compareBy, kind: "" })),
    node("p", { class: "note" }, state.compareBy === "changes" ? w.editionsNote : w.counterpartsNote),
    choice("kind", w.rowKind, [["", `${w.any} ${number(rows.length)}`], ...kinds.map((each) => [each, `${w.kinds[each]} ${number(count(each))}`])], kind, (chosen) => change({ kind: chosen })),
    node("div", { class: "sides", role: "table", "aria-label": name },
      node("div", { class: "side-row side-heads", role: "row" }, node("span", { role: "columnheader" }, foreign(left.name)), node("span", { role: "columnheader" }, w.rowKind),
        node("span", { role: "columnheader" }, foreign(right.name))),
      shown.map((row, at) => sideRow(row, shown[at - 1]?.sides[0]))),
    saveGroup(w.sides, { CSV: () => saveRows(w.sides, sideCells(left, right, shown)) }),
    state.compareBy === "changes" && tasksSection(rows),
  ];
}

/** The rows side by side as cells of a table, with their heads. */
function sideCells(left, right, rows) {
  const w = words();
  const said = (clause) => (clause ? [clause.provision.number, agenciesOf(clause, LEAD).map(agencyName).join(w.comma), clause.text] : ["", "", ""]);
  const heads = (parent) => [w.provisions, roleName(LEAD), parent.name];
  return [[...heads(left), w.rowKind, w.linkScore, ...heads(right)], ...rows.map(({ kind, moved, score, sides: [one, other] }) =>
    [...said(one), moved && kind !== "moved" ? `${w.kinds[kind]}${w.comma}${w.kinds.moved}` : w.kinds[kind], score ?? "", ...said(other)])];
}

/** Why no two documents are side by side. */
function whyNoSides() {
  const { documents, clauses } = DESK.limits;
  if (DOCUMENTS.length > documents || CLAUSES.length > clauses) return words().tooManyForSides(number(documents), number(clauses));
  return DESK.pairs || DOCUMENTS.length < 2 ? words().noSides : words().noAligner;
}

/** What the page has not because the documents are too many, or the model does not give it: one note for each missing part. */
function missingParts() {
  const w = words();
  const { characters, clauses } = DESK.limits;
  if (DOCUMENTS.length < 2) return [];
  return [
    !DESK.pairs && whyNoSides(),
    !DESK.similar && (CLAUSES.length > clauses ? w.tooManyForSimilar(number(clauses)) : w.noSimilar),
    !DESK.reuse && w.tooLongForReuse(number(characters)),
  ].filter(Boolean).map((text) => node("p", { class: "note missing-part" }, text));
}

/** The list of documents for one side; to choose the one that is on the other side swaps them. */
function sideChooser(side, label, compared, [left, right]) {
  const chosen = side === "left" ? left : right;
  const choose = (event) => {
    const given = { left: left.doc_id, right: right.doc_id, [side]: event.target.value };
    change({ clause: "", ...(given.left === given.right ? { left: right.doc_id, right: left.doc_id } : given) });
  };
  return node("label", { class: "side" }, node("span", { class: "label" }, label), node("select", { "data-key": `side-${side}`, onchange: choose },
    compared.map((index) => node("option", { value: DOCUMENTS[index].doc_id, selected: DOCUMENTS[index] === chosen }, DOCUMENTS[index].name))));
}

/** One row: the clause of each document, what differs marked where they are alike enough, and how they stand to each other; `above` is
 * the clause on the left of the row before. */
function sideRow(row, above) {
  const w = words();
  const [left, right] = row.sides;
  const marked = left && right ? alikePieces(left.text, right.text, LEAST_ALIKE) : null;
  const text = (clause, of, tag) => (marked ? marked.map((piece) => (piece.shared || !piece[of] ? piece[of] : node(tag, {}, piece[of]))) : clause.text);
  const cell = (clause, of, tag) => node("div", { role: "cell", class: clause ? null : "no-clause" }, clause && [
    node("p", { class: "place" }, stateLink({ view: "reader", clause: clause.key }, { class: "number", "aria-label": w.toTextOf(clause.provision.number || w.unnumbered) }, foreign(clause.provision.number || w.unnumbered)),
      node("span", { class: "headings" }, clause.provision.headings.slice(-1).map((heading) => foreign(heading))),
      foreign(agenciesOf(clause, LEAD).map(agencyName).join(w.comma))),
    node("p", { class: "text", lang: "zh", dir: "auto" }, clause === above && !marked ? w.asAbove : text(clause, of, tag))]);
  const current = row.sides.some((clause) => clause && clause.key === state.clause);
  return node("div", { class: `side-row is-${row.kind}`, role: "row", "aria-current": current ? "true" : null, tabindex: current ? "-1" : null },
    cell(left, "old", "del"),
    node("div", { role: "cell", class: "stands" }, node("span", { class: `kind ${row.kind}` }, row.score < LIKELY ? w.perhaps(w.kinds[row.kind]) : w.kinds[row.kind]),
      row.score !== undefined && node("small", { title: w.linkScore }, probability(row.score)), row.score !== undefined && !marked && sharedBy(left, right), row.moved && row.kind !== "moved" && node("span", { class: "kind moved" }, w.kinds.moved)),
    cell(right, "current", "ins"));
}

/** Why two clauses of other words are linked, as far as eyes can check it: the measures and the words that both have. */
function sharedBy(left, right) {
  const w = words();
  const measures = left.measures.filter((measure) => right.measures.includes(measure)).map(measureName);
  const said = sharedWords(left.text, right.text, SHARED_SHOWN);
  return [measures.length > 0 && node("small", {}, w.bothMeasures, foreign(measures.join(w.comma))), said.length > 0 && node("small", {}, w.bothWords, foreign(said.join(w.comma)))];
}

/** Who gained, lost or changed a task from one edition to the next. */
function tasksSection(rows) {
  const w = words();
  const roleIn = (clause, agency) => [LEAD, SUPPORT].find((role) => clause && agenciesOf(clause, role).includes(agency)) ?? ANY_ROLE;
  const tasks = rows.flatMap(({ sides }) => {
    const agencies = new Set(sides.flatMap((clause) => (clause ? [LEAD, SUPPORT].flatMap((role) => agenciesOf(clause, role)) : [])));
    return [...agencies].map((agency) => ({ agency, sides, roles: sides.map((clause) => roleIn(clause, agency)) })).filter(({ roles: [before, after] }) => before !== after);
  }).sort((left, right) => left.agency - right.agency);
  const said = (role) => (role === ANY_ROLE ? "—" : roleName(role));
  const place = ([before, after]) => [before, after].map((clause) => (clause ? stateLink({ view: "reader", clause: clause.key }, {}, foreign(clause.provision.number || w.unnumbered)) : "—"));
  return section("tasks", w.tasks, w.tasksNote, tasks.length ? scrollBox(w.tasks, node("table", { class: "tasks" },
    node("thead", {}, node("tr", {}, [w.agency, w.before, w.after, w.beforePlace, w.afterPlace].map((head) => node("th", { scope: "col" }, head)))),
    node("tbody", {}, tasks.map(({ agency, sides, roles }) => node("tr", {}, node("th", { scope: "row" }, agencyName(agency)),
      roles.map((role) => node("td", {}, said(role))), place(sides).map((each) => node("td", {}, each)))))), tasks.length) : node("p", {}, w.noTasks));
}
