// What the page shows, kept in the address: filters, view, language. Everything else follows from it.
// `every` names the kinds of filter of which a clause must meet all that is chosen; of the others any one will do.
const NO_FILTERS = { documents: [], types: [], measures: [], parties: [], force: [], deadline: [], review: false, search: "", every: ["search"], page: 1 };
const JOINED = ["types", "measures", "parties", "search"];
const FIRST_STATE = { ...NO_FILTERS, view: "overview", clause: "", shownRole: "lead", sort: "", by: "", compared: 0, plan: "",
  left: "", right: "", compareBy: "counterparts", kind: "", tie: "supports", marks: "tags", unlike: false };
const VIEWS = ["overview", "clauses", "reader", "sides", "network"];
const CHOICES = { compareBy: ["counterparts", "changes"], tie: ["supports", "leads", "together"], marks: ["tags", "reuse"] };

let state = { ...FIRST_STATE, language: firstLanguage() };

/** The language that the page opens in: the one it was made for, or else the browser's. */
function firstLanguage() {
  if (DATA.language) return DATA.language;
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
    language: one("lang", Object.keys(WORDS), firstLanguage()),
    documents: indices("doc", DOCUMENTS.map((each) => each.doc_id)),
    types: indices("type", [...typeIds, "none"]),
    measures: indices("measure", DATA.measures.map(([id]) => id)),
    parties: [...new Set(given.getAll("agency").map(readParty).filter((party) => party >= 0))],
    ...Object.fromEntries(TRAIT_FILTERS.map(({ id, values }) => [id, indices(id, values.map((value) => value.id))])),
    review: given.get("review") === "1",
    unlike: given.get("unlike") === "1",
    search: given.get("q") || "",
    every: given.has("all") ? JOINED.filter((kind) => given.getAll("all").includes(kind)) : NO_FILTERS.every,
    page: Math.max(1, Number.parseInt(given.get("page"), 10) || 1),
    clause: given.get("clause") || "",
    shownRole: one("show", ["lead", "support", "both"], "lead"),
    sort: given.get("sort") || "",
    by: given.get("by") || "", plan: given.get("plan") || "",
    left: given.get("left") || "", right: given.get("right") || "", kind: given.get("kind") || "",
    ...Object.fromEntries(Object.entries(CHOICES).map(([key, allowed]) => [key, one(key, allowed, allowed[0])])),
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
  for (const party of wanted.parties) given.append("agency", partyId(party));
  for (const { id, values } of TRAIT_FILTERS) for (const index of wanted[id]) given.append(id, values[index].id);
  for (const key of ["review", "unlike"]) if (wanted[key]) given.set(key, "1");
  if (wanted.search) given.set("q", wanted.search);
  if (String(wanted.every) !== String(NO_FILTERS.every)) for (const kind of wanted.every.length ? wanted.every : [""]) given.append("all", kind);
  if (wanted.page > 1) given.set("page", wanted.page);
  if (wanted.clause) given.set("clause", wanted.clause);
  if (wanted.shownRole !== "lead") given.set("show", wanted.shownRole);
  if (wanted.sort) given.set("sort", wanted.sort);
  for (const key of ["by", "plan", "left", "right", "kind", ...Object.keys(CHOICES)]) if (wanted[key] !== FIRST_STATE[key]) given.set(key, wanted[key]);
  if (wanted.compared) given.set("compare", TYPES[wanted.compared].id);
  return `#${given}`;
}

/** An agency in a role, or in any (ANY_ROLE), as one number. */
function party(agency, role = ANY_ROLE) {
  return agency * (ANY_ROLE + 1) + role;
}

function partyAgency(number) {
  return Math.floor(number / (ANY_ROLE + 1));
}

function partyRole(number) {
  return number % (ANY_ROLE + 1);
}

/** A party as the address says it: "civil_affairs", or "civil_affairs:lead". */
function partyId(number) {
  const role = ROLES[partyRole(number)];
  return DATA.agencies[partyAgency(number)].id + (role ? `:${role.id}` : "");
}

function readParty(id) {
  const at = id.lastIndexOf(":");
  const known = DATA.agencies.findIndex((agency) => agency.id === id);
  if (known >= 0 || at < 0) return known < 0 ? -1 : party(known);
  const [agency, role] = [DATA.agencies.findIndex((each) => each.id === id.slice(0, at)), ROLES.findIndex((each) => each.id === id.slice(at + 1))];
  return agency < 0 || role < 0 ? -1 : party(agency, role);
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
