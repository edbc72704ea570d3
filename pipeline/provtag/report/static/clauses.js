// The list of clauses that fit the filters, a page at a time.
const PAGE_SIZE = 50;
const PRINTED_AT_MOST = 1000;

/** The view: filter bar, count, list, pager. */
function clausesView() {
  const bar = clauseBar();
  const count = node("p", { class: "count", role: "status", "aria-live": "polite" });
  const list = node("ol", { class: "clauses" });
  const pagers = words().pagers.map((name) => node("nav", { class: "pager", "aria-label": name }));
  let found = [];
  const save = node("button", { type: "button", onclick: () => exportCsv(found) }, words().exportRows);
  const showRange = (from, to) => {
    list.setAttribute("start", from + 1);
    list.replaceChildren(...found.slice(from, to).map((clause) => node("li", {}, clauseCard(clause, true))));
    highlightSearched(list);
  };
  return {
    nodes: [node("section", { class: "section", "aria-labelledby": "clauses" },
      node("h2", { id: "clauses", tabindex: "-1" }, words().clauses), bar.node,
      node("div", { class: "results" }, count, pagers[0], save), legend(), list, pagers[1])],
    update() {
      const filtered = filteredClauses();
      found = filtered.found;
      bar.update(filtered.countsOf);
      const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
      const page = Math.min(state.page, pages);
      count.textContent = found.length ? words().found(number(found.length), number(d3.sum(countedDocuments(), (each) => each.clauses.length))) : words().nothing;
      save.disabled = !found.length;
      showRange((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
      pagers.forEach((pager, place) => fillPager(pager, place, page, pages));
    },
    settle() {
      const current = list.querySelector("[aria-current]");
      if (current) current.scrollIntoView({ block: "center" });
      return current;
    },
    print: () => showRange(0, PRINTED_AT_MOST),
  };
}

/** Highlight the words searched for, without touching the nodes of the text. */
function highlightSearched(list) {
  if (!CSS.highlights) return;
  const ranges = [];
  const walker = document.createTreeWalker(list, NodeFilter.SHOW_TEXT);
  const terms = searchTerms();
  while (terms.length && walker.nextNode()) {
    const text = walker.currentNode.data.toLowerCase();
    for (const term of terms) {
      for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) {
        if (at + term.length > walker.currentNode.length) break; // lower case can be longer than the text
        const range = new Range();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + term.length);
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set("searched", new Highlight(...ranges));
}

function fillPager(pager, place, page, pages) {
  const step = (text, to) => node("button", { type: "button", disabled: to < 1 || to > pages, "data-key": `page-${place}-${text}`, onclick: () => {
    change({ page: to });
    document.getElementById("clauses").scrollIntoView();
  } }, text);
  pager.hidden = pages === 1;
  keepingFocus(() => pager.replaceChildren(step(words().previous, page - 1), node("span", {}, words().page(number(page), number(pages))),
    step(words().next, page + 1)));
}

/** One clause: where it stands, its text, what it orders, who must do it, why it needs review. */
function clauseCard(clause, linked) {
  const place = clause.provision.number || words().unnumbered;
  return node("article", { class: "clause", "data-key": clause.key, "aria-current": clause.key === state.clause && linked ? "true" : null, tabindex: "-1" },
    node("div", { class: "place" },
      foreign(clause.document.name, { class: "document-name" }), foreign(place, { class: "number" }),
      node("span", { class: "headings" }, clause.provision.headings.map((heading) => foreign(heading))),
      linked && stateLink({ view: "reader", clause: clause.key }, { class: "to-text", "aria-label": words().toTextOf(place) }, words().toText)),
    node("p", { class: "text", dir: "auto", lang: "zh" }, clauseText(clause)),
    node("div", { class: "tags" }, typeTags(clause), measureLine(clause), dutyList(clause),
      orderList(clause),
      clause.reasons.length > 0 && node("p", { class: "reasons" },
        words().reviewBecause(clause.reasons.map((reason) => words().reasons[reason] || reason).join(words().listEnd))),
      judging(clause), similarList(clause)));
}

/** The types of a clause; hovering, focusing or pressing them shows the probability of every type. */
function typeTags(clause) {
  const tip = node("span", { class: "tip", role: "tooltip", id: `tip-${clause.index}` },
    TYPES.map((_, type) => node("span", { class: `probability type-${type}`, "--share": probabilityFor(clause, type) },
      node("span", {}, typeName(type)), node("span", { class: "bar" }), node("b", {}, probability(probabilityFor(clause, type))))));
  const names = countedTypes(clause).map((type) =>
    node("span", { class: type === UNTYPED ? "tag untyped" : `tag type-${type}` }, typeName(type)));
  const button = node("button", {
    type: "button", class: "types", "aria-describedby": tip.id,
    onclick: () => box.classList.toggle("open"),
    onkeydown: (event) => { if (event.key === "Escape") box.classList.add("dismissed"); },
    onblur: () => box.classList.remove("dismissed", "open"),
  }, names);
  const box = node("span", { class: "types-box", onmouseleave: () => box.classList.remove("dismissed") }, button, tip);
  return box;
}

/** What exactly a clause orders, the main measure first; the title of each is its probability. */
function measureLine(clause) {
  return clause.measures.length > 0 && node("p", { class: "measures" }, clause.measures.map((measure) =>
    foreign(measureName(measure), { title: clause.measureScores.has(measure) ? probability(clause.measureScores.get(measure)) : null })));
}

/** What the order of a clause is like, in the words of the text; how binding it is where words say so, or where it orders nothing. */
function orderList(clause) {
  const rows = DATA.traits.map((trait) => {
    const said = trait.id === "force"
      ? traitValues(clause, "force").map((value) => trait.values[value]).filter(({ id }) => id !== "bare").map((value) => node("span", {}, traitName(value)))
      : traitWords(clause, trait.id).map((text) => foreign(text));
    return said.length > 0 && node("div", {}, node("dt", {}, traitName(trait)), node("dd", {}, said));
  });
  return rows.some(Boolean) && node("dl", { class: "duties order" }, rows);
}

/** Who has which role in a clause, each agency once: first by the clause's own words, then by the duty note of its paragraph. */
function dutyList(clause) {
  const rows = ROLES.map((role, index) => {
    const first = clause.agencies.filter((mention, at, all) => mention.role === index
      && all.findIndex((other) => other.role === index && other.agency === mention.agency) === at);
    const named = (scope) => first.filter((mention) => mention.scope === scope).map((mention) =>
      node("span", { class: `agency ${role.id}`, title: mentionTitle(mention) }, agencyName(mention.agency)));
    const noted = named("duty_note");
    return first.length > 0 && node("div", {}, node("dt", {}, roleName(index)),
      node("dd", {}, named("clause"), noted.length > 0 && node("small", {}, words().fromNote), noted));
  });
  return rows.some(Boolean) && node("dl", { class: "duties" }, rows);
}
