// The overview: documents with their health, and the figures across them.

/** The view: document filter, documents, heat map, coverage, comparison. */
function overviewView() {
  const bar = documentBar();
  const batch = overviewPart(batchSection, []);
  const counts = overviewPart(countsSection, []);
  const documents = overviewPart(documentsSection, []);
  const heatmap = overviewPart(heatmapSection, ["shownRole", "sort"]);
  const compare = overviewPart(compareSection, ["compared"]);
  const profile = overviewPart(profileSection, [], drawProfileChart);
  const matrix = overviewPart(matrixSection, ["plan", "by"]);
  const parts = [batch, counts, documents, heatmap, compare, matrix, profile];
  return {
    nodes: [node("div", { class: "duties-side-by-side" }, batch.node, counts.node), bar.node, documents.node, node("div", { class: "duties-side-by-side" }, heatmap.node, compare.node), matrix.node, profile.node],
    update() {
      bar.update();
      for (const part of parts) part.update();
    },
    print() { for (const part of parts) part.see(); },
  };
}

const AT_ONCE = 100; // documents; of more, a part of the overview is made when it comes into sight

/** A part of the overview, made anew only when the chosen documents, a judgment or the named entries of the state change. */
function overviewPart(make, dependsOn, afterwards = () => {}) {
  const place = node("div", { class: "part" });
  let madeFor = null;
  let seen = DOCUMENTS.length <= AT_ONCE;
  const part = {
    node: place,
    update() {
      const wanted = JSON.stringify([revision, ...["documents", "unlike", ...dependsOn].map((key) => state[key])]);
      if (!seen || wanted === madeFor) return;
      madeFor = wanted;
      keepingFocus(() => place.replaceChildren(make()));
      afterwards();
    },
    see() {
      seen = true;
      part.update();
    },
  };
  if (!seen) {
    new IntersectionObserver((entries, observer) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      part.see();
    }, { rootMargin: "300px" }).observe(place);
  }
  return part;
}

function documentsSection() {
  const w = words();
  const headers = [w.document, w.provisions, w.clauses, w.review, w.accounted, w.health];
  const shown = state.documents.length ? state.documents.map((index) => DOCUMENTS[index]) : DOCUMENTS;
  const rows = shown.map((each) => {
    const inDocument = { documents: [each.index] };
    const review = each.clauses.filter((clause) => clause.reasons.length).length;
    return node("tr", {},
      node("th", { scope: "row" }, stateLink({ ...NO_FILTERS, view: "reader", ...inDocument, clause: "" },
        { "aria-label": w.readDocument(each.name) }, foreign(each.name)),
        node("ul", { class: "under" }, [each.doc_number, each.issuer || each.region, each.issued, each.source].filter(Boolean)
          .map((fact) => node("li", {}, foreign(fact))), documentMarks(each), reuseMark(each))),
      node("td", { class: "figure", "data-label": w.provisions }, number(each.provisions.length)),
      node("td", { class: "figure", "data-label": w.clauses }, clausesLink(inDocument, {}, number(each.clauses.length))),
      node("td", { class: "figure", "data-label": w.review }, review ? clausesLink({ ...inDocument, review: true }, {}, number(review)) : "0"),
      node("td", { class: "figure", "data-label": w.accounted }, percentDown(each.health.accounted)),
      node("td", {}, healthList(each)));
  });
  return section("documents", w.documents, w.documentsNote, scrollBox(w.documents, node("table", { class: "documents" },
    node("thead", {}, node("tr", {}, headers.map((header, index) =>
      node("th", { scope: "col", class: index > 0 && index < 5 ? "figure" : null }, header)))),
    node("tbody", {}, rows)), rows.length));
}

function healthList({ health, clauses }) {
  const w = words();
  const missing = health.missing_numbers;
  const firstCut = clauses.find((clause) => isCut(clause));
  const cut = w.truncated(health.truncated.length);
  const faults = [
    missing.length && node("details", {}, node("summary", {}, w.missing(missing.length)),
      node("span", {}, w.missingList(missing.join(w.comma)))),
    health.repeated_sentences && w.repeated(health.repeated_sentences),
    health.truncated.length && (firstCut ? stateLink({ ...NO_FILTERS, view: "reader", clause: firstCut.key }, {}, cut) : cut),
    health.warnings.length && node("details", {}, node("summary", {}, w.warnings(health.warnings.length)),
      node("ul", {}, health.warnings.map((warning) => node("li", {}, foreign(warning[state.language]))))),
  ].filter(Boolean);
  return faults.length ? node("ul", { class: "faults" }, faults.map((fault) => node("li", {}, fault))) : node("span", { class: "healthy" }, w.healthy);
}
