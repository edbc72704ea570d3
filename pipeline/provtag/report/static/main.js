// The page: header, views, and the way from the address to what is shown.
const MAKERS = { overview: overviewView, clauses: clausesView, reader: readerView, sides: sidesView, network: networkView };
let view = null;
let bar = null;

/** Rebuild a part of the page and put the focus back on the control that had it. */
function keepingFocus(rebuild) {
  const active = document.activeElement;
  const key = active && (active.dataset.key || (active.type === "radio" && `${active.name}=${active.value}`));
  rebuild();
  if (!key || active.isConnected) return;
  const again = [...document.querySelectorAll("[data-key], input[type=radio]")]
    .find((each) => (each.dataset.key || `${each.name}=${each.value}`) === key);
  if (again) again.focus();
}

/** Show what the address says. */
function show() {
  const previous = view && { ...state };
  state = { ...readState(location.hash) };
  const fresh = !previous || previous.language !== state.language;
  if (fresh) buildShell();
  const moved = fresh || previous.view !== state.view;
  if (moved) {
    view = MAKERS[state.view]();
    document.getElementById("main").replaceChildren(...view.nodes);
  }
  view.update();
  updateShell();
  if (moved && previous && previous.view !== state.view) {
    scrollTo(0, 0);
    const place = (view.settle && view.settle()) || document.querySelector("#main h2");
    place.focus({ preventScroll: true });
  } else if (!previous && view.settle) view.settle();
}

function buildShell() {
  const w = words();
  document.documentElement.lang = state.language === "zh" ? "zh-CN" : "en";
  document.title = w.report;
  bar = correctionsBar();
  const toMain = (event) => { event.preventDefault(); document.querySelector("#main h2").focus(); };
  const old = document.querySelectorAll("body > header, body > main, body > .skip");
  for (const each of old) each.remove();
  document.body.prepend(
    node("a", { class: "skip", href: "#main", onclick: toMain }, w.skip),
    node("header", {},
      node("div", { class: "title" }, node("h1", {}, w.report),
        node("p", { class: "summary" })),
      node("nav", { "aria-label": w.views }, VIEWS.map((each) => node("a", { "data-view": each }, w[each]))),
      node("button", { type: "button", class: "quiet language", "data-key": "language", lang: state.language === "zh" ? "en" : "zh-CN",
        onclick: () => keepingFocus(() => change({ language: state.language === "zh" ? "en" : "zh" })) },
      state.language === "zh" ? "English" : "中文"),
      bar.node),
    node("main", { id: "main" }));
}

function updateShell() {
  const w = words();
  const documents = countedDocuments();
  const counted = documents.flatMap((each) => each.clauses);
  const review = counted.filter((clause) => clause.reasons.length).length;
  keepingFocus(() => document.querySelector("header .summary").replaceChildren(w.countedDocuments(number(documents.length)), " · ",
    clausesLink({ documents: [] }, {}, w.countedClauses(number(counted.length))), " · ",
    clausesLink({ documents: [], review: true }, {}, w.countedReview(number(review)))));
  bar.update();
  for (const link of document.querySelectorAll("header nav a")) {
    link.href = addressOf({ view: link.dataset.view });
    if (link.dataset.view === state.view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

addEventListener("hashchange", show);
addEventListener("pointerdown", (event) => {
  for (const open of document.querySelectorAll(".picker[open]")) if (!open.contains(event.target)) open.open = false;
});
addEventListener("resize", drawProfileChart);
addEventListener("beforeprint", () => view.print && view.print());
addEventListener("afterprint", () => view.update());
readCorrections();
show();
