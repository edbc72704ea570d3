// Confirming and correcting a clause: its types, the agencies it names, and those of its duty notes.
let draft = null; // what is being changed: { clause, parts }, a part being what is said of the clause or of a duty note

/** The controls below the tags of a clause, or the form while it is being corrected. */
function judging(clause) {
  if (draft && draft.clause === clause) return editor();
  const w = words();
  const here = [clause, ...clause.notes].filter((unit) => corrections.has(unit.id));
  const by = clause.judgment && w.judgedBy(judgeOf(clause), judgedTime(clause.judgment[1]));
  return node("div", { class: "judging" },
    by && node("p", { class: "by-human" }, by),
    node("div", { class: "actions" },
      !clause.judgment && node("button", { type: "button", class: "quiet confirm", "data-key": `confirm-${clause.index}`,
        onclick: (event) => afterwards(event, () => judge(confirmed(clause))) }, w.confirm),
      node("button", { type: "button", class: "quiet correct", "data-key": `correct-${clause.index}`, onclick: (event) => {
        draft = { clause, parts: [clause, ...clause.notes].map(saidOf) };
        const box = event.target.closest(".judging");
        box.replaceWith(editor());
        document.querySelector(".editor input").focus();
      } }, w.correct),
      citeButton(clause),
      here.length > 0 && node("button", { type: "button", class: "quiet", "data-key": `undo-${clause.index}`,
        onclick: (event) => afterwards(event, () => takeBack(here)) }, w.takeBack)));
}

/** A clause and its duty notes as they are shown, to be confirmed; what a person judged already stays as judged. */
function confirmed(clause) {
  return [clause, ...clause.notes].filter((unit) => !unit.judgment).map(saidOf);
}

/** Do something to a card, show the result, and put the focus where the work goes on: the next clause to confirm, else the same. */
function afterwards(event, act) {
  const list = [...document.querySelectorAll("article.clause")];
  const place = list.indexOf(event.target.closest("article"));
  const { key } = list[place].dataset;
  act();
  draft = null;
  show();
  const cards = [...document.querySelectorAll("article.clause")];
  const same = cards.findIndex((card) => card.dataset.key === key);
  const from = same < 0 ? place : same;
  const next = cards.slice(from).find((card) => card.querySelector(".confirm")) || cards[Math.min(from, cards.length - 1)];
  if (next) (next.querySelector(".confirm") || next.querySelector(".correct")).focus();
}

function editor() {
  const w = words();
  const { clause, parts } = draft;
  const [own] = parts;
  const types = node("fieldset", { class: "checks" }, node("legend", {}, w.type), TYPES.map((_, type) => node("label", { class: `type-${type}` },
    node("input", { type: "checkbox", checked: own.types.includes(type), onchange: () => { own.types = toggled(own.types, type); } }),
    node("span", {}, typeName(type)))));
  const form = node("form", { class: "judging editor", "aria-label": w.correct, onsubmit: (event) => {
    event.preventDefault();
    afterwards(event, () => judge(parts));
  }, onkeydown: (event) => { if (event.key === "Escape") cancel(); } },
  types, measureEditor(own), parts.map(mentionEditor),
  node("div", { class: "actions" }, node("button", { type: "submit" }, w.keepCorrection), node("button", { type: "button", class: "quiet", onclick: () => cancel() }, w.cancel)));
  const cancel = () => {
    draft = null;
    const box = judging(clause);
    form.replaceWith(box);
    box.querySelector(".correct").focus();
  };
  return form;
}

/** The measures of a clause, the main one first, and a list to add one from, by type. */
function measureEditor(part) {
  const w = words();
  const rows = node("ul", { class: "mentions measures-said" });
  const choices = [...TYPES.keys(), UNTYPED].map((type) => node("optgroup", { label: typeName(type) }, DATA.measures.flatMap(([, , types], measure) =>
    ((types[0] ?? UNTYPED) === type ? [node("option", { value: measure }, measureName(measure))] : []))));
  const add = node("select", { "aria-label": w.addMeasure, onchange: () => {
    const measure = Number(add.value);
    if (!part.measures.includes(measure)) part.measures = [...part.measures, measure];
    add.value = "";
    fill();
  } }, node("option", { value: "" }, w.addMeasure), choices);
  const fill = () => rows.replaceChildren(...part.measures.map((measure) => node("li", {}, node("span", {}, measureName(measure)),
    node("button", { type: "button", class: "quiet", "aria-label": w.removeAgency(measureName(measure)), onclick: () => {
      part.measures = part.measures.filter((each) => each !== measure);
      fill();
      add.focus();
    } }, "✕"))));
  fill();
  return node("fieldset", { class: "said" }, node("legend", {}, w.measure), rows, node("div", { class: "add" }, add));
}

/** The agencies of a clause or duty note as rows to change, and a field to name another one by its words in the text. */
function mentionEditor(part) {
  const w = words();
  const { unit } = part;
  const rows = node("ul", { class: "mentions" });
  const message = node("p", { class: "message", role: "status" });
  const field = node("input", { type: "text", "aria-label": w.addAgency, placeholder: w.addAgencyHint, onkeydown: (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  } });
  const alter = (mention, changed) => { part.mentions = part.mentions.map((each) => (each === mention ? { ...mention, ...changed } : each)); fill(); };
  const fill = () => keepingFocus(() => rows.replaceChildren(...part.mentions.map((mention, at) => node("li", {},
    foreign(mention.text, { class: `agency ${ROLES[mention.role].id}`, lang: "zh" }),
    node("select", { "aria-label": w.roleOf(mention.text), "data-key": `role-${unit.id}-${at}`, onchange: (event) => alter(mention, { role: Number(event.target.value) }) },
      ROLES.map((_, role) => node("option", { value: role, selected: role === mention.role }, roleName(role)))),
    node("select", { "aria-label": w.agencyOf(mention.text), "data-key": `agency-${unit.id}-${at}`, onchange: (event) => alter(mention, { agency: agencyIndex(event.target.value) }) },
      DATA.register.map(([id]) => node("option", { value: id, selected: id === DATA.agencies[mention.agency].id }, registeredName(id)))),
    node("button", { type: "button", class: "quiet", "aria-label": w.removeAgency(mention.text), onclick: () => {
      part.mentions = part.mentions.filter((each) => each !== mention);
      fill();
      field.focus();
    } }, "✕")))));
  const add = () => {
    const chosen = String(getSelection());
    const name = (field.value || (unit.text.includes(chosen) ? chosen : "")).trim();
    const start = freePlace(part, name);
    message.textContent = start < 0 ? w.notInText(name) : "";
    if (start < 0) return;
    const known = DATA.register.findIndex(([, each]) => name.includes(each));
    part.mentions = [...part.mentions, { start, end: start + name.length, role: LEAD, agency: agencyIndex(DATA.register[Math.max(0, known)][0]),
      level: "general", scope: unit.isNote ? "duty_note" : "clause", score: 1, candidates: [], text: name }].sort((left, right) => left.start - right.start);
    field.value = "";
    fill();
  };
  fill();
  return node("fieldset", { class: "said agencies" }, node("legend", {}, unit.isNote ? w.fromNoteOfAll(unit.clauses.length) : w.agency), rows,
    node("div", { class: "add" }, field, node("button", { type: "button", onclick: add }, w.addAgency)), message);
}

/** Where a name stands in the text of a unit outside the agencies that are marked already, or -1. */
function freePlace({ unit, mentions }, name) {
  for (let at = name ? unit.text.indexOf(name) : -1; at >= 0; at = unit.text.indexOf(name, at + 1)) {
    const start = unit.start + at;
    if (!mentions.some((mention) => mention.start < start + name.length && mention.end > start)) return start;
  }
  return -1;
}

/** The button that confirms what nobody has judged yet of a document that was read. */
function confirmRest(parent) {
  const w = words();
  const rest = unitsOf(parent).filter((unit) => !unit.judgment);
  return node("button", { type: "button", class: "confirm-rest", disabled: !rest.length, onclick: () => {
    if (!confirm(w.confirmRestSure(rest.length))) return;
    judge(rest.map(saidOf));
    show();
  } }, w.confirmRest(number(rest.length)));
}

function judgedTime(at) {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? at : time.toLocaleString(state.language === "zh" ? "zh-CN" : "en-GB", { dateStyle: "medium", timeStyle: "short" });
}
