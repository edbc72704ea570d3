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
    { kind: "documents", chosen: state.documents, has: (clause, index) => clause.document.index === index, all: (clause) => [clause.document.index],
      otherwise: (clause) => clause.document.counts },
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

/** The clauses that fit all filters, in the order of the data, and for each kind how many clauses there would be with a thing
 * of it: with it alone where any will do, with it besides where all must hold. */
function filteredClauses() {
  const kinds = filterKinds();
  const counts = Object.fromEntries(kinds.map(({ kind }) => [kind, new Map()]));
  const count = ({ kind, all }, clause) => { for (const thing of all(clause)) counts[kind].set(thing, (counts[kind].get(thing) || 0) + 1); };
  const fits = ({ kind, chosen, has, otherwise }, clause) => {
    if (!chosen.length) return !otherwise || otherwise(clause);
    return state.every.includes(kind) ? chosen.every((each) => has(clause, each)) : chosen.some((each) => has(clause, each));
  };
  const found = CLAUSES.filter((clause) => {
    const failed = kinds.filter((kind) => !fits(kind, clause));
    if (!failed.length) for (const kind of kinds) count(kind, clause);
    else if (failed.length === 1 && !state.every.includes(failed[0].kind)) count(failed[0], clause);
    return !failed.length;
  });
  return { found, counts };
}

/** The documents that figures count: the chosen ones, or all but copies. */
function chosenDocuments() {
  return state.documents.length ? state.documents.map((index) => DOCUMENTS[index]) : COUNTED;
}

function toggled(list, value) {
  return list.includes(value) ? list.filter((each) => each !== value) : [...list, value].sort((left, right) => left - right);
}
