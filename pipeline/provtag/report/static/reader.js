// The reading view: a document's whole text with its clauses, and the tags of the chosen one beside it.

/** The document being read: that of the chosen clause, else the first chosen one, else the first. */
function readDocument() {
  const clause = CLAUSE_BY_KEY.get(state.clause);
  return clause ? clause.document : DOCUMENTS[state.documents[0] ?? 0];
}

function readerView() {
  const w = words();
  const text = node("div", { class: "document-text", dir: "auto", lang: "zh" });
  const details = node("aside", { class: "details", "aria-label": w.details, "aria-live": "polite" });
  const select = node("select", { onchange: () => change({ documents: [Number(select.value)], clause: "" }) },
    DOCUMENTS.map((each) => node("option", { value: each.index }, each.name)));
  const step = (name, by) => node("button", { type: "button", onclick: () => chooseNeighbour(by) }, name);
  const back = node("a", { class: "back" }, w.back);
  const rest = node("span");
  const sources = node("div");
  let shown = "";
  return {
    nodes: [node("section", { class: "section reader", "aria-labelledby": "reader" },
      node("h2", { id: "reader", tabindex: "-1" }, w.reader),
      node("div", { class: "reader-bar" }, back, node("label", {}, node("span", { class: "label" }, w.document), select),
        step(w.previousClause, -1), step(w.nextClause, 1), rest),
      node("p", { class: "note" }, w.readerNote), legend(), sources,
      node("div", { class: "reading" }, text, details))],
    update() {
      const parent = readDocument();
      if (!parent) return;
      const wanted = `${parent.index}/${revision}/${state.marks}`;
      if (shown !== wanted) {
        text.replaceChildren(...documentText(parent));
        rest.replaceChildren(confirmRest(parent));
        keepingFocus(() => sources.replaceChildren(...reuseOf(parent)));
      }
      shown = wanted;
      select.value = parent.index;
      back.href = addressOf({ view: "clauses" });
      for (const mark of text.querySelectorAll("[aria-current]")) mark.removeAttribute("aria-current");
      const clause = CLAUSE_BY_KEY.get(state.clause);
      const mark = clause && text.querySelector(`[data-clause="${clause.index}"]`);
      if (mark) mark.setAttribute("aria-current", "true");
      details.replaceChildren(clause ? clauseBeside(clause) : node("p", { class: "note" }, w.noClause));
    },
    settle() {
      const mark = text.querySelector("[aria-current]");
      if (mark) mark.scrollIntoView({ block: "center" });
      return mark;
    },
  };
}

/** The card of the chosen clause, and in whose words it is. */
function clauseBeside(clause) {
  const pieces = state.marks === "reuse" ? reusedIn(clause.document, clause.start, clause.end) : [];
  return node("div", {}, clauseCard(clause, false), pieces.length > 0 && node("ul", { class: "words-of", "aria-label": words().wordsOf }, pieces.map((piece) =>
    node("li", {}, foreign(clause.document.text.slice(piece.start, piece.end), { lang: "zh" }), " ← ",
      stateLink({ view: "reader", documents: [piece.source.index], clause: piece.clause ? piece.clause.key : "" }, {}, foreign(piece.source.name), " ", foreign(piece.clause ? piece.clause.provision.number : ""))))));
}

/** What is marked in the text: the tags, or what stands in earlier documents, and in which. */
function reuseOf(parent) {
  const w = words();
  if (!DESK.reuse) return DOCUMENTS.length < 2 ? [] : [node("p", { class: "note" }, words().tooLongForReuse(number(DESK.limits.characters)))];
  const { sources } = DESK.reuse[parent.index];
  return [choice("marks", w.marks, Object.keys(w.marksOf).map((each) => [each, w.marksOf[each]]), state.marks, (marks) => change({ marks })),
    state.marks === "reuse" && node("p", { class: "note" }, sources.length ? w.reused(percent(d3.sum(sources, ([, share]) => share))) : w.notReused, " ",
      sources.map(([source, share], at) => [at > 0 && w.comma, foreign(DOCUMENTS[source].name), ` ${percent(share)}`]))].filter(Boolean);
}

function chooseNeighbour(by) {
  const { clauses } = readDocument();
  const at = clauses.findIndex((clause) => clause.key === state.clause);
  const next = clauses[at < 0 ? 0 : at + by];
  if (!next) return;
  change({ clause: next.key });
  document.querySelector(".document-text [aria-current]").scrollIntoView({ block: "center" });
}

/** Does a sentence that was cut in the source text reach into this clause? */
function isCut(clause) {
  return clause.document.health.truncated.some(([start, end]) => start < clause.end && end > clause.start);
}

/** The text of a document: clauses to choose, and between them what belongs to no clause. */
function documentText(parent) {
  const noted = parent.notes.flatMap((note) => note.mentions);
  const between = (start, end) => {
    const inside = noted.filter((mention) => mention.start >= start && mention.end <= end);
    return node("span", { class: "between" }, state.marks === "reuse" ? reusedText(parent, start, end) : markedText(parent, start, end, inside, []));
  };
  const nodes = [];
  let at = 0;
  for (const clause of [...parent.clauses].sort((left, right) => left.start - right.start)) {
    if (clause.start < at) continue;
    nodes.push(between(at, clause.start), clauseMark(clause));
    at = clause.end;
  }
  nodes.push(between(at, parent.text.length));
  return nodes;
}

function clauseMark(clause) {
  const cut = isCut(clause);
  return node("a", {
    class: `clause-mark ${clause.reasons.length ? "review" : ""} ${cut ? "cut" : ""}`, href: addressOf({ clause: clause.key }),
    "data-clause": clause.index, title: cut ? words().cut : null,
    onclick: (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      change({ clause: clause.key });
    },
  }, state.marks === "reuse" ? reusedText(clause.document, clause.start, clause.end) : clauseText(clause));
}
