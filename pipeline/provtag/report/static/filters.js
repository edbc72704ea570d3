// The filters: which clauses fit the state. Between kinds of filter all must hold; within a kind any, or all (`state.every`).

/** The words searched for. */
function searchTerms() {
  return state.search.toLowerCase().split(/\s+/).filter(Boolean);
}

/** Does an agency stand in a clause in the role of the party? */
function takesPart(clause, wanted) {
  const [agency, role] = [partyAgency(wanted), partyRole(wanted)];
  return clause.agencies.some((mention) => mention.agency === agency && (role === ANY_ROLE || mention.role === role));
}

/** The kinds of filter: what is chosen, whether a clause has a chosen thing, and the things that it has (for counting). */
function filterKinds() {
  return [
    { kind: "documents", chosen: [new Set(chosenDocuments())], has: (clause, some) => some.has(clause.document), all: (clause) => [clause.document.index] },
    { kind: "types", chosen: state.types, has: (clause, type) => countedTypes(clause).includes(type), all: countedTypes },
    { kind: "measures", chosen: state.measures, has: (clause, measure) => clause.measures.includes(measure), all: (clause) => clause.measures },
    { kind: "parties", chosen: state.parties, has: takesPart, all: agenciesIn },
    ...TRAIT_FILTERS.map(({ id }) => ({
      kind: id, chosen: state[id], has: (clause, value) => traitValues(clause, id).includes(value), all: (clause) => traitValues(clause, id),
    })),
    { kind: "search", chosen: searchTerms(), has: (clause, term) => searchedIn(clause).includes(term), all: () => [] },
    { kind: "review", chosen: state.review ? [true] : [], has: (clause) => clause.reasons.length > 0, all: (clause) => (clause.reasons.length ? [true] : []) },
  ];
}

/** Does a clause meet what is chosen of a kind? */
function meets({ kind, chosen, has }, clause) {
  return state.every.includes(kind) ? chosen.every((each) => has(clause, each)) : chosen.some((each) => has(clause, each));
}

/** The clauses that fit all filters, in the order of the data, and a function that gives for a kind how many clauses there would be
 * with each thing of it: with that alone where any will do, with it besides where all must hold. */
function filteredClauses() {
  const kinds = filterKinds().filter(({ chosen }) => chosen.length);
  const fitting = (some) => CLAUSES.filter((clause) => some.every((each) => meets(each, clause)));
  const found = fitting(kinds);
  const countsOf = (wanted) => {
    const { all, chosen } = filterKinds().find(({ kind }) => kind === wanted);
    const others = kinds.filter(({ kind }) => kind !== wanted);
    const counts = new Map();
    for (const clause of chosen.length && !state.every.includes(wanted) ? fitting(others) : found) {
      for (const thing of all(clause)) counts.set(thing, (counts.get(thing) || 0) + 1);
    }
    return counts;
  };
  return { found, countsOf };
}

/** The documents that figures count where none are chosen: no copy of another one, and what reads like no regulation only on demand. */
function countedDocuments() {
  return DOCUMENTS.filter((each) => each.copyOf === null && (state.unlike || !each.doubtful));
}

/** The documents that figures count: the chosen ones, of copies only one, or else those that count by themselves. */
function chosenDocuments() {
  if (!state.documents.length) return countedDocuments();
  const chosen = state.documents.map((index) => DOCUMENTS[index]);
  const first = new Map(); // the copy that counts → the chosen one
  for (const each of [...chosen].sort((left, right) => (left.copyOf === null ? 0 : 1) - (right.copyOf === null ? 0 : 1))) {
    if (!first.has(originalOf(each))) first.set(originalOf(each), each);
  }
  return chosen.filter((each) => first.get(originalOf(each)) === each);
}

function toggled(list, value) {
  return list.includes(value) ? list.filter((each) => each !== value) : [...list, value].sort((left, right) => left - right);
}
