// What documents have to do with each other, as it was computed when they were tagged (`report/desk.py`).
const { desk: DESK } = DATA;
const NO_CLAUSE = -1;
const { grades: GRADES, kinds: CHANGES } = DESK;
const MISSING = "missing";
const ADDED = "added";
const MIRRORED = { gone: "new", new: "gone", [MISSING]: ADDED, [ADDED]: MISSING };

/** What was computed of two documents, seen from `left`; null where nothing was. */
function pairOf(left, right) {
  const found = (DESK.pairs || []).find(([first, second]) => (first === left && second === right) || (first === right && second === left));
  if (!found) return null;
  const [first, , links, changes] = found;
  const turned = first !== left;
  const clauseAt = (place) => (place === NO_CLAUSE ? null : CLAUSES[place]);
  const sides = (old, current) => (turned ? [clauseAt(current), clauseAt(old)] : [clauseAt(old), clauseAt(current)]);
  const kindOf = (kind) => (turned && MIRRORED[kind]) || kind;
  return {
    links: links.map(([old, current, grade, score]) => ({ kind: GRADES[grade], sides: sides(old, current), score })),
    changes: changes.map(([kind, old, current, moved]) => ({ kind: kindOf(CHANGES[kind]), sides: sides(old, current), moved: Boolean(moved) })),
  };
}

/** The rows of two documents by counterparts: every clause of both, in the order of `left`, what only `right` has where it stands. */
function counterpartRows(left, right) {
  const { links } = pairOf(left.index, right.index);
  const linked = new Set(links.flatMap(({ sides }) => sides));
  const alone = (clause, place) => (linked.has(clause) ? [] : [{ kind: place ? ADDED : MISSING, sides: place ? [null, clause] : [clause, null] }]);
  return inOrder([...links, ...left.clauses.flatMap((clause) => alone(clause, 0)), ...right.clauses.flatMap((clause) => alone(clause, 1))], left, right);
}

/** The rows of two documents as editions: every clause of both once. */
function changeRows(left, right) {
  return inOrder(pairOf(left.index, right.index).changes, left, right);
}

/** Rows in the order of the left document; those without a clause there follow what stands before them in the right one. */
function inOrder(rows, left, right) {
  const [leftPlace, rightPlace] = [left, right].map((each) => new Map(each.clauses.map((clause, place) => [clause, place])));
  const follows = new Map(); // place in the right document → place in the left one
  for (const { sides: [one, other] } of rows) if (one && other && !follows.has(rightPlace.get(other))) follows.set(rightPlace.get(other), leftPlace.get(one));
  const keyOf = ({ sides: [one, other] }) => {
    if (one) return [leftPlace.get(one), -1];
    let before = rightPlace.get(other);
    while (before >= 0 && !follows.has(before)) before -= 1;
    return [before < 0 ? -1 : follows.get(before), rightPlace.get(other)];
  };
  return rows.map((row) => [keyOf(row), row]).sort(([[a, b]], [[c, d]]) => a - c || b - d).map(([, row]) => row);
}

/** The clauses of other documents that are most like a clause, as [clause, cosine]. */
function similarTo(clause) {
  return (DESK.similar?.[clause.index] || []).map(([place, likeness]) => [CLAUSES[place], likeness]);
}

/** How much of a document stands in earlier ones that are no copies of it, as a mark that leads to these words. */
function reuseMark(parent) {
  const others = (DESK.reuse?.[parent.index].sources || []).filter(([source]) => originalOf(DOCUMENTS[source]) !== originalOf(parent));
  const share = d3.sum(others, ([, each]) => each);
  return share > 0 && node("li", { class: "mark" }, stateLink({ ...NO_FILTERS, view: "reader", documents: [parent.index], clause: "", marks: "reuse" }, {}, words().partReused(percent(share))));
}

/** What of text[start:end] of a document stands in earlier ones: its pieces, each with the document and, if it is one, the clause there. */
function reusedIn(parent, start, end) {
  return (DESK.reuse?.[parent.index].pieces || []).filter(([from, to]) => from < end && to > start).map(([from, to, source, sourceFrom, sourceTo]) => {
    const [first, last] = [Math.max(from, start), Math.min(to, end)];
    const middle = sourceFrom + ((sourceTo - sourceFrom) * ((first + last) / 2 - from)) / (to - from);
    const origin = DOCUMENTS[source];
    return { start: first, end: last, source: origin, clause: origin.clauses.find((each) => each.start <= middle && middle < each.end) || null };
  });
}

/** The clauses like a clause, opened on demand. */
function similarList(clause) {
  const near = similarTo(clause);
  if (!near.length) return null;
  const fill = (event) => {
    if (event.target.childElementCount > 1) return;
    event.target.append(node("ul", {}, near.map(([other, likeness]) => node("li", {},
      stateLink({ view: "reader", clause: other.key }, {}, foreign(other.document.name), " ", foreign(other.provision.number)),
      node("small", { title: words().likeness }, probability(likeness)), node("p", { lang: "zh", dir: "auto" }, other.text)))));
  };
  return node("details", { class: "similar", ontoggle: fill }, node("summary", {}, words().similar(number(near.length))));
}
