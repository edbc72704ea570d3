// What the page shows, kept in the address: filters, view, language. Everything else follows from it.
const NO_FILTERS = { documents: [], types: [], measures: [], agencies: [], roles: [], force: [], deadline: [], review: false, search: "", page: 1 };
const FIRST_STATE = { ...NO_FILTERS, view: "overview", clause: "", shownRole: "lead", sort: "", compared: 0, plan: "" };
const VIEWS = ["overview", "clauses", "reader"];

let state = { ...FIRST_STATE, language: browserLanguage() };

function browserLanguage() {
  return (navigator.language || "zh").toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** Read a state from an address; what the data do not know is left out. */
function readState(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const indices = (key, ids) => [...new Set(given.getAll(key).map((id) => ids.indexOf(id)).filter((index) => index >= 0))];
  const one = (key, allowed, otherwise) => (allowed.includes(given.get(key)) ? given.get(key) : otherwise);
  const typeIds = TYPES.map((type) => type.id);
  return {
    view: one("view", VIEWS, "overview"),
    language: one("lang", Object.keys(WORDS), browserLanguage()),
    documents: indices("doc", DOCUMENTS.map((each) => each.doc_id)),
    types: indices("type", [...typeIds, "none"]),
    measures: indices("measure", DATA.measures.map(([id]) => id)),
    agencies: indices("agency", DATA.agencies.map((each) => each.id)),
    roles: indices("role", ROLES.map((role) => role.id)),
    ...Object.fromEntries(TRAIT_FILTERS.map(({ id, values }) => [id, indices(id, values.map((value) => value.id))])),
    review: given.get("review") === "1",
    search: given.get("q") || "",
    page: Math.max(1, Number.parseInt(given.get("page"), 10) || 1),
    clause: given.get("clause") || "",
    shownRole: one("show", ["lead", "support", "both"], "lead"),
    sort: given.get("sort") || "",
    plan: given.get("plan") || "",
    compared: Math.max(0, typeIds.indexOf(given.get("compare"))),
  };
}

/** The address of the present state with some of it changed. */
function addressOf(part) {
  const wanted = { ...state, ...part };
  const given = new URLSearchParams();
  given.set("view", wanted.view);
  given.set("lang", wanted.language);
  for (const index of wanted.documents) given.append("doc", DOCUMENTS[index].doc_id);
  for (const index of wanted.types) given.append("type", index === UNTYPED ? "none" : TYPES[index].id);
  for (const index of wanted.measures) given.append("measure", DATA.measures[index][0]);
  for (const index of wanted.agencies) given.append("agency", DATA.agencies[index].id);
  for (const index of wanted.roles) given.append("role", ROLES[index].id);
  for (const { id, values } of TRAIT_FILTERS) for (const index of wanted[id]) given.append(id, values[index].id);
  if (wanted.review) given.set("review", "1");
  if (wanted.search) given.set("q", wanted.search);
  if (wanted.page > 1) given.set("page", wanted.page);
  if (wanted.clause) given.set("clause", wanted.clause);
  if (wanted.shownRole !== "lead") given.set("show", wanted.shownRole);
  if (wanted.sort) given.set("sort", wanted.sort);
  if (wanted.plan) given.set("plan", wanted.plan);
  if (wanted.compared) given.set("compare", TYPES[wanted.compared].id);
  return `#${given}`;
}

/** Change the state in place: the address follows, and "back" leaves the whole series of small changes at once. */
function change(part) {
  history.replaceState(null, "", addressOf(part));
  show();
}

/** Change a filter: the list begins again at its first page. */
function changeFilter(part) {
  change({ ...part, page: 1 });
}
