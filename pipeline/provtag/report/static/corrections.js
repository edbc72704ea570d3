// What a person says in place of the model: kept in this browser until saved as one file of labels, and shown as said.
const STORE = "provtag:";
const corrections = new Map(); // unit id → { row: its label, saved: whether it is in a file, follows: id of the twin it was said of, or null }
let revision = 0; // counts changes, for what is made anew only when something changed
let keeps = true; // whether this browser keeps what is said here when the page is closed

/** The judge's name, as the label file has it. */
let judgeName = stored(`${STORE}name`) || "";

function stored(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    keeps = false;
    return null;
  }
}

function store(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    keeps = false;
  }
}

function storeOf(parent) {
  return `${STORE}${parent.digest}`;
}

/** The clauses and duty notes of a document: what a person can judge. */
function unitsOf(parent) {
  return [...parent.clauses, ...parent.notes];
}

/** The agencies that a unit names in its own words. */
function ownMentions(unit) {
  return unit.isNote ? unit.mentions : unit.agencies.filter((mention) => mention.scope === "clause");
}

/** An offset in JavaScript's count for one in Python's: characters become UTF-16 code units. */
function codeUnitOffset(text, offset) {
  return /[\ud800-\udbff]/.test(text) ? [...text].slice(0, offset).join("").length : offset;
}

/** What a unit is shown to say. */
function saidOf(unit) {
  return { unit, types: unit.types, measures: unit.measures, mentions: ownMentions(unit) };
}

/** The row of a label file that says `types` and `measures` (indices) and `mentions` of a unit. */
function labelRow({ unit, types, measures, mentions }, by, at) {
  const offset = (place) => characterOffset(unit.text, place - unit.start);
  return {
    clause_id: unit.id, kind: unit.isNote ? "duty_note" : "clause", text: unit.text,
    action_types: types.map((type) => TYPES[type].id),
    agencies: [...mentions].sort((left, right) => left.start - right.start).map((mention) => ({
      start: offset(mention.start), end: offset(mention.end), role: ROLES[mention.role].id,
      agency_id: DATA.agencies[mention.agency].id, text: mention.text })),
    ...(unit.isNote ? {} : { measures: measures.map((measure) => DATA.measures[measure][0]) }),
    doc_id: unit.document.doc_id, provision_id: unit.provision.id, origin: by, judged_at: at,
  };
}

/** Show a unit as a label says. */
function apply(unit, row) {
  unit.original ??= { types: unit.types, measures: unit.measures, mentions: ownMentions(unit), reasons: unit.reasons, judgment: unit.judgment };
  const scope = unit.isNote ? "duty_note" : "clause";
  const levels = new Map(unit.original.mentions.map((mention) => [mention.text, mention.level]));
  const mentions = row.agencies.map((each) => ({
    start: unit.start + codeUnitOffset(unit.text, each.start), end: unit.start + codeUnitOffset(unit.text, each.end),
    role: ROLES.findIndex((role) => role.id === each.role), agency: agencyIndex(each.agency_id),
    level: levels.get(each.text) || "general", scope, score: 1, candidates: [], text: each.text,
  }));
  setUnit(unit, { measures: (row.measures || []).map(measureIndex), types: row.action_types.map((id) => TYPES.findIndex((type) => type.id === id)), mentions, reasons: [], judgment: [row.origin, row.judged_at] });
}

/** Show a unit as the tables say it. */
function restore(unit) {
  if (unit.original) setUnit(unit, unit.original);
}

function setUnit(unit, { types, measures, mentions, reasons, judgment }) {
  Object.assign(unit, { types, measures, reasons, judgment });
  const clauses = unit.isNote ? unit.clauses : [unit];
  if (unit.isNote) unit.mentions = mentions;
  for (const clause of clauses) {
    const others = clause.agencies.filter((mention) => (unit.isNote
      ? mention.scope === "clause" || mention.start < unit.start || mention.start >= unit.end : mention.scope !== "clause"));
    clause.agencies = [...others, ...mentions].sort((left, right) => (left.scope === right.scope ? left.start - right.start : left.scope < right.scope ? -1 : 1));
    forget(clause);
  }
}

/** Who judged a unit: the name of the label, or the one that it will be saved with; none where nobody did. */
function judgeOf(unit) {
  return unit.judgment ? unit.judgment[0] || judgeName : "";
}

/** The same clause or duty note in the copies of its document. */
function twinsOf(unit) {
  const ownId = ({ id, document: { doc_id } }) => (id.startsWith(doc_id) ? id.slice(doc_id.length) : id);
  return DOCUMENTS.filter((each) => each !== unit.document && originalOf(each) === originalOf(unit.document))
    .map((each) => unitsOf(each).find((other) => ownId(other) === ownId(unit) && other.text === unit.text)).filter(Boolean);
}

/** What is said of a unit, as it holds for a twin of it. */
function saidOfTwin({ unit, mentions, ...rest }, twin) {
  const shift = twin.start - unit.start;
  return { ...rest, unit: twin, mentions: mentions.map((each) => ({ ...each, start: each.start + shift, end: each.end + shift })) };
}

/** Who judged a unit, when and how, as one text. */
function judgmentOf(unit) {
  const { action_types, measures, agencies, origin, judged_at } = labelRow(saidOf(unit), ...unit.judgment);
  return JSON.stringify([action_types, measures, agencies, origin, judged_at]);
}

/** Whether a twin of a unit has no judgment of its own: nobody judged it, or only together with a twin of it. */
function follows(twin, unit) {
  const here = corrections.get(twin.id);
  if (here) return here.follows !== null;
  return !twin.judgment || (Boolean(unit.judgment) && judgmentOf(twin) === judgmentOf(unit));
}

/** Keep what a person says of units (as `saidOf` gives it), and with it of the same units in copies that nobody judged. */
function judge(said) {
  const at = `${new Date().toISOString().slice(0, 19)}Z`;
  const all = said.flatMap((each) => [[each, null],
    ...twinsOf(each.unit).filter((twin) => follows(twin, each.unit)).map((twin) => [saidOfTwin(each, twin), each.unit.id])]);
  for (const [each, followed] of all) {
    const row = labelRow(each, judgeName, at);
    corrections.set(each.unit.id, { row, saved: false, follows: followed });
    apply(each.unit, row);
  }
  keep(new Set(all.map(([{ unit }]) => unit.document)));
}

/** Take back what was said here of units; the copies that followed now follow another one that is judged itself, or are as the tables say. */
function takeBack(units) {
  const asked = new Set(units);
  const freed = units.flatMap((unit) => twinsOf(unit).filter((twin) => !asked.has(twin) && corrections.get(twin.id)?.follows === unit.id));
  const all = [...units, ...freed];
  for (const unit of all) {
    corrections.delete(unit.id);
    restore(unit);
  }
  for (const unit of freed) {
    const judged = twinsOf(unit).find(({ id }) => corrections.get(id)?.follows === null);
    if (judged && follows(unit, judged)) follow(unit, judged);
  }
  keep(new Set(all.map((unit) => unit.document)));
}

/** Say of a unit what a twin of it was judged to be. */
function follow(unit, judged) {
  const { row } = corrections.get(judged.id);
  const own = labelRow(saidOfTwin(saidOf(judged), unit), row.origin, row.judged_at);
  corrections.set(unit.id, { row: own, saved: false, follows: judged.id });
  apply(unit, own);
}

function keep(documents) {
  for (const parent of documents) {
    const said = unitsOf(parent).filter((unit) => corrections.has(unit.id)).map((unit) => corrections.get(unit.id));
    store(storeOf(parent), said.length ? JSON.stringify(said) : null);
  }
  revision += 1;
}

/** Take up what was said here before, unless the tables hold something said later. */
function readCorrections() {
  for (const parent of DOCUMENTS) {
    const said = new Map(JSON.parse(stored(storeOf(parent)) || "[]").map((each) => [each.row.clause_id, each]));
    for (const unit of unitsOf(parent)) {
      const each = said.get(unit.id);
      if (!each || each.row.text !== unit.text || (unit.judgment && unit.judgment[1] >= each.row.judged_at)) continue;
      corrections.set(unit.id, each);
      apply(unit, each.row);
    }
  }
  nameFollowed();
}

/** Name the twins that are followed where a report made earlier kept `copied` in place of `follows`: those judged in the same moment. */
function nameFollowed() {
  for (const unit of DOCUMENTS.flatMap(unitsOf)) {
    const said = corrections.get(unit.id);
    if (!said || said.follows !== undefined) continue;
    const isJudged = (twin) => twin && !twin.copied && !twin.follows && twin.row.judged_at === said.row.judged_at;
    const judged = said.copied && twinsOf(unit).find(({ id }) => isJudged(corrections.get(id)));
    said.follows = judged ? judged.id : null;
    delete said.copied;
  }
}

/** The label file: what was said here, and what the tables hold of other people's labels, so that one file has all. */
function labelLines() {
  return DOCUMENTS.flatMap(unitsOf).filter((unit) => unit.judgment).map((unit) => {
    const said = corrections.get(unit.id);
    return JSON.stringify(said ? { ...said.row, origin: judgeOf(unit) } : labelRow(saidOf(unit), ...unit.judgment));
  });
}

function saveCorrections() {
  saveFile("corrections.jsonl", "application/jsonl", [labelLines().join("\n"), "\n"]);
  for (const unit of DOCUMENTS.flatMap(unitsOf).filter(({ id }) => corrections.has(id))) {
    const said = corrections.get(unit.id);
    Object.assign(said, { saved: true, row: { ...said.row, origin: judgeOf(unit) } });
    unit.judgment = [said.row.origin, said.row.judged_at];
  }
  keep(DOCUMENTS);
  show();
}

/** The strip of the page's head that counts what was said here and saves it. */
function correctionsBar() {
  const w = words();
  const count = node("span", { role: "status", "aria-live": "polite" });
  const name = node("input", { type: "text", required: true, size: 8, value: judgeName, autocomplete: "off", oninput: () => {
    judgeName = name.value.trim();
    store(`${STORE}name`, judgeName || null);
  } });
  const undo = () => {
    if (confirm(w.takeBackAllSure([...corrections.values()].filter((each) => each.follows === null).length))) takeBack(DOCUMENTS.flatMap(unitsOf).filter((unit) => corrections.has(unit.id)));
    show();
  };
  const bar = node("form", { class: "corrections", "aria-label": w.corrections, onsubmit: (event) => {
    event.preventDefault();
    saveCorrections();
  } }, count, node("label", {}, w.judge, " ", name),
  node("button", { type: "submit" }, w.saveCorrections), node("button", { type: "button", class: "quiet", onclick: undo }, w.takeBackAll));
  const next = DATA.command && node("p", { class: "next" }, w.thenRun, " ", node("code", {}, foreign(DATA.command)), " ", copyButton(w.copyCommand, () => DATA.command),
    DATA.command.includes("…/") && ` ${w.foldersLeftOut}`);
  if (next) bar.append(next);
  return {
    node: bar,
    update() {
      bar.hidden = corrections.size === 0;
      const said = [...corrections.values()].filter((each) => each.follows === null);
      const unsaved = said.filter((each) => !each.saved).length;
      if (next) next.hidden = unsaved > 0;
      count.textContent = w.corrected(number(said.length), number(unsaved)) + (said.length < corrections.size ? w.alsoInCopies : "") + (keeps ? "" : w.notKept);
    },
  };
}
