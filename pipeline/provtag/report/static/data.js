// The data of the page as objects. Offsets index the document's text in UTF-16 code units, like every JavaScript string.
const DATA = JSON.parse(document.getElementById("data").textContent);
const TYPES = DATA.types;
const ROLES = DATA.roles;
const TRAIT_FILTERS = DATA.traits.filter(({ id }) => ["force", "deadline"].includes(id)); // what clauses are filtered by
const REGISTER = new Map(DATA.register); // agency id → name
const [LEAD, SUPPORT] = [0, 1];
const ANY_ROLE = ROLES.length; // stands for any role wherever a role is chosen
const UNTYPED = TYPES.length; // stands for "no action type" wherever types are counted or chosen

/** The name of a file without the folders that lead to it. */
function fileName(source) {
  return source.split("/").pop();
}

/** The title of a document; its file's name where it has none. */
function titleOf({ title, source }) {
  return title || fileName(source);
}

/** How many documents have each of the names that `find` gives. */
function countNames(find) {
  const counts = new Map();
  for (const row of DATA.documents) counts.set(find(row), (counts.get(find(row)) || 0) + 1);
  return counts;
}

/** A title with the name of its file, and with its folders where that is shared, too. */
function titleWithFile(row) {
  const short = fileName(row.source);
  return `${titleOf(row)}（${named.get(short) > 1 ? row.source : short}）`;
}

const [titled, named] = [countNames(titleOf), countNames((row) => fileName(row.source))];

// `copyOf`: the place of the copy that counts for a document. Documents of one title are told apart by their files.
const DOCUMENTS = DATA.documents.map((row, index) => ({
  ...row, index, name: titled.get(titleOf(row)) > 1 ? titleWithFile(row) : titleOf(row),
  copyOf: row.copy && row.copy[2] ? row.copy[0] : null, clauses: [], notes: [] }));

/** The place of the document that counts for a document and its copies. */
function originalOf(parent) {
  return parent.copyOf ?? parent.index;
}

/** The place of an agency among those that are shown; one of the register that no text names is added. */
function agencyIndex(id) {
  const at = DATA.agencies.findIndex((agency) => agency.id === id);
  return at >= 0 ? at : DATA.agencies.push({ id, name: REGISTER.get(id) || id }) - 1;
}

/** The place of a measure among all; one that the map does not know is added. */
function measureIndex(id) {
  const at = DATA.measures.findIndex(([each]) => each === id);
  return at >= 0 ? at : DATA.measures.push([id, id, []]) - 1;
}

/** Forget what follows from the agencies of a clause; it is found anew where it is asked for. */
function forget(clause) {
  clause.byRole = clause.searched = clause.named = undefined;
}

/** The words in which a clause is searched. */
function searchedIn(clause) {
  clause.searched ??= [clause.text, clause.provision.number, ...clause.provision.headings,
    ...clause.agencies.map((agency) => DATA.agencies[agency.agency].name),
    ...clause.measures.map((measure) => DATA.measures[measure][1])].join("\n").toLowerCase();
  return clause.searched;
}

const CLAUSES = DATA.clauses.map((row, place) => {
  const [documentIndex, provisionIndex, id, start, end, types, scores, evidence, reasons, agencies, judgment, order, measures] = row;
  const parent = DOCUMENTS[documentIndex];
  const clause = {
    index: place, id, start, end, types, scores, reasons, judgment, notes: [],
    document: parent,
    provision: parent.provisions[provisionIndex],
    text: parent.text.slice(start, end),
    evidence: evidence.map(([type, from, to, weight]) => ({ type, start: from, end: to, weight })),
    agencies: agencies.map(([from, to, role, agency, level, scope, score, candidates]) =>
      ({ start: from, end: to, role, agency, level, scope, score, candidates, text: parent.text.slice(from, to) })),
    order: order.map(([trait, value, from, to]) => ({ trait: DATA.traits[trait].id, value, text: parent.text.slice(from, to) })),
    measures: measures.map(([measure]) => measure), measureScores: new Map(measures),
    key: `${parent.doc_id}/${id}`,
  };
  parent.clauses.push(clause);
  return clause;
});

for (const parent of DOCUMENTS) {
  for (const [id, provisionIndex, start, end, from, to, judgment] of parent.duty_notes) {
    const clauses = parent.clauses.filter((clause) => clause.start >= from && clause.start < to);
    const mentions = clauses.length ? clauses[0].agencies.filter((mention) => mention.scope === "duty_note" && mention.start >= start && mention.end <= end) : [];
    const note = { isNote: true, id, start, end, judgment, clauses, mentions, types: [], measures: [], reasons: [], document: parent,
      provision: parent.provisions[provisionIndex], text: parent.text.slice(start, end) };
    parent.notes.push(note);
    for (const clause of clauses) clause.notes.push(note);
  }
}

const CLAUSE_BY_KEY = new Map(CLAUSES.map((clause) => [clause.key, clause]));

/** The words that show a trait of what a clause orders, each once. */
function traitWords(clause, trait) {
  return [...new Set(clause.order.filter((mark) => mark.trait === trait).map((mark) => mark.text))];
}

/** Which values of a trait (indices) a clause has, each once. */
function traitValues(clause, trait) {
  return [...new Set(clause.order.filter((mark) => mark.trait === trait).map((mark) => mark.value))];
}

/** The probability with which a clause counts for a type: what the model says, or what a person decided. */
function probabilityFor(clause, type) {
  return clause.judgment ? Number(clause.types.includes(type)) : clause.scores[type];
}

/** The types a clause counts for: its own, or UNTYPED. */
function countedTypes(clause) {
  return clause.types.length ? clause.types : [UNTYPED];
}

/** The agencies of a clause in any role, each once. */
function agenciesIn(clause) {
  clause.named ??= [...new Set(clause.agencies.map((mention) => mention.agency))];
  return clause.named;
}

/** The agencies of a clause with one role, each once, in its own words or by the duty note of its paragraph. */
function agenciesOf(clause, role) {
  clause.byRole ??= ROLES.map((_, each) =>
    [...new Set(clause.agencies.filter((mention) => mention.role === each).map((mention) => mention.agency))]);
  return clause.byRole[role];
}
