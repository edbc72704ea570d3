// What there is to know of the batch before its figures: what was not read, what counts once, how uncertain a count is.
const CONFIDENCE = 0.9;
const EXACT_UP_TO = 3000; // clauses; of more the normal distribution says the same and is quicker
const NORMAL_QUANTILE = 1.645; // of the confidence
const LEARNT = 0.5; // share of a document's clauses from which on it is no test of the model

/** The range in which a count lies with CONFIDENCE, each thing counting with its own probability (Poisson-binomial). */
function countRange(probabilities) {
  const open = probabilities.filter((each) => each > 0 && each < 1);
  const sure = probabilities.filter((each) => each >= 1).length;
  if (open.length > EXACT_UP_TO) {
    const mean = sure + d3.sum(open);
    const width = NORMAL_QUANTILE * Math.sqrt(d3.sum(open, (each) => each * (1 - each)));
    return [Math.round(mean - width), Math.round(mean + width)];
  }
  const chances = new Float64Array(open.length + 1); // of each count
  chances[0] = 1;
  open.forEach((each, known) => {
    for (let count = known + 1; count > 0; count -= 1) chances[count] = chances[count] * (1 - each) + chances[count - 1] * each;
    chances[0] *= 1 - each;
  });
  const at = (share) => {
    let below = 0;
    return sure + chances.findIndex((chance) => { below += chance; return below >= share; });
  };
  return [at((1 - CONFIDENCE) / 2), at((1 + CONFIDENCE) / 2)];
}

function batchSection() {
  const w = words();
  const failed = DATA.left_out.filter((each) => !each.skipped);
  const skipped = DATA.left_out.filter((each) => each.skipped);
  const some = (which, say, kind) => [which.length, [...new Set(which.flatMap(({ index, copy }) => (copy ? [copy[0], index] : [index])))].sort((left, right) => left - right), say, kind];
  const facts = [
    [DOCUMENTS.length, null, w.wereRead],
    [failed.length, null, w.wereNotRead, "alarm"],
    [skipped.length, null, w.wereSkipped],
    some(DOCUMENTS.filter((each) => each.doubtful), state.unlike ? w.areUnlike : w.areDoubtful, "alarm"),
    some(DOCUMENTS.filter((each) => each.copyOf !== null), w.areCopies),
    some(DOCUMENTS.filter((each) => each.copy && each.copyOf === null), w.areAlike),
    some(DOCUMENTS.filter((each) => each.scanned), w.wereScanned),
    some(DOCUMENTS.filter((each) => each.taught >= LEARNT), w.wereLearnt),
  ].filter(([count], place) => place === 0 || count > 0);
  const rows = [...failed, ...skipped].map((each) => node("tr", {},
    node("th", { scope: "row" }, foreign(fileName(each.source), { title: each.source })),
    node("td", {}, each.skipped ? w.skipped : w.failed), node("td", {}, foreign(each.reason[state.language]))));
  return section("batch", w.batch, null,
    node("ul", { class: "facts" }, facts.map(([count, which, say, kind]) => node("li", { class: kind }, node("b", {}, number(count)), " ",
      which ? stateLink({ documents: which }, {}, say) : say))),
    rows.length > 0 && scrollBox(w.leftOut, node("table", { class: "left-out" }, node("caption", {}, w.leftOut),
      node("thead", {}, node("tr", {}, [w.file, w.what, w.reason].map((head) => node("th", { scope: "col" }, head)))), node("tbody", {}, rows)), rows.length), missingParts());
}

function countsSection() {
  const w = words();
  const clauses = chosenDocuments().flatMap((each) => each.clauses);
  const documents = chosenDocuments().map((each) => each.index);
  const rows = TYPES.map((_, type) => {
    const count = clauses.filter((clause) => clause.types.includes(type)).length;
    const [low, high] = countRange(clauses.map((clause) => probabilityFor(clause, type)));
    return node("tr", { class: `type-${type}` }, node("th", { scope: "row" }, node("span", { class: "dot", "aria-hidden": "true" }), typeName(type)),
      node("td", { class: "figure" }, count ? clausesLink({ types: [type] }, {}, number(count)) : "0"),
      node("td", { class: "figure" }, w.range(number(low), number(high))),
      node("td", { class: "figure" }, percent(clauses.length ? count / clauses.length : 0)));
  });
  const { documents: read, exact, decided } = DATA.first_readings;
  return section("counts", w.counts, w.countsNote(number(documents.length), number(clauses.length)), scrollBox(w.counts, node("table", { class: "counts" },
    node("thead", {}, node("tr", {}, [w.type, w.clauses, w.rangeHead, w.shareHead].map((head, place) => node("th", { scope: "col", class: place ? "figure" : null }, head)))),
    node("tbody", {}, rows))), node("p", { class: "note" }, w.errorNote(number(read), exact.map(percent), decided.map(percent))));
}

/** What a reader must know before counting a document. */
function documentMarks(each) {
  const w = words();
  return [
    each.doubtful && [state.unlike ? w.unlike : w.doubtful, "alarm"],
    each.copy && [(each.copyOf === null ? w.alikeTo : w.sameAs)(titleOf(DOCUMENTS[each.copy[0]]), fileName(DOCUMENTS[each.copy[0]].source), percentDown(each.copy[1])), each.copyOf === null ? "" : "alarm"],
    each.scanned && [w.scanned],
    each.taught >= LEARNT && [w.learnt(percent(each.taught))],
  ].filter(Boolean).map(([text, kind]) => node("li", { class: `mark ${kind || ""}` }, foreign(text)));
}
