// Which agencies are ordered to work together: who leads beside whom, as a matrix, and as a graph of those that are tied most.
const MATRIX_AGENCIES = 80;
const GRAPH_AGENCIES = 40;
const TIES = {
  supports: [LEAD, SUPPORT], // who leads, and who supports
  leads: [LEAD, LEAD],
  together: [ANY_ROLE, ANY_ROLE],
};
const [RING_INNER, RING_OUTER] = [180, 340]; // radii
const [GRAPH_WIDTH, GRAPH_HEIGHT] = [1040, 730];

/** The view: which documents, which tie, matrix, graph. */
function networkView() {
  const w = words();
  const bar = documentBar();
  const body = overviewPart(networkBody, ["tie"]);
  return {
    nodes: [node("section", { class: "section", "aria-labelledby": "network" }, node("h2", { id: "network", tabindex: "-1" }, w.network),
      node("p", { class: "note" }, w.networkNote), bar.node, body.node)],
    update() {
      bar.update();
      body.update();
    },
    print: body.see,
  };
}

/** counts.get(first).get(second): in how many clauses of the chosen documents both stand in the roles of the tie. */
function tieCounts([role, otherRole]) {
  const members = (clause, each) => (each === ANY_ROLE ? agenciesIn(clause) : agenciesOf(clause, each));
  const counts = new Map();
  for (const each of chosenDocuments()) {
    for (const clause of each.clauses) {
      for (const first of members(clause, role)) {
        for (const second of members(clause, otherRole)) {
          if (first === second) continue;
          if (!counts.has(first)) counts.set(first, new Map());
          counts.get(first).set(second, (counts.get(first).get(second) || 0) + 1);
        }
      }
    }
  }
  return counts;
}

/** The agencies of the counts, those in most ties first, as [agency, sum]. */
function tiedAgencies(counts) {
  const sums = new Map();
  for (const [first, row] of counts) {
    for (const [second, count] of row) for (const each of [first, second]) sums.set(each, (sums.get(each) || 0) + count);
  }
  return [...sums].sort(([left, a], [right, b]) => b - a || left - right);
}

function networkBody() {
  const w = words();
  const counts = tieCounts(TIES[state.tie]);
  const tied = tiedAgencies(counts);
  const chooser = choice("tie", w.tie, Object.keys(TIES).map((tie) => [tie, w.ties[tie]]), state.tie, (tie) => change({ tie }));
  if (!tied.length) return node("div", {}, chooser, node("p", {}, w.noRows));
  return node("div", {}, chooser, tieMatrix(counts, tied.slice(0, MATRIX_AGENCIES), tied.length), tieGraph(counts, tied.slice(0, GRAPH_AGENCIES), tied.length));
}

/** The clauses behind a tie. */
function tieFilters(first, second) {
  const [role, otherRole] = TIES[state.tie];
  return { parties: [party(first, role), party(second, otherRole)], every: ["parties", "search"] };
}

function tieMatrix(counts, tied, all) {
  const w = words();
  const most = Math.max(...tied.flatMap(([first]) => [...(counts.get(first) || new Map()).values()]), 1);
  const cell = (first, second) => {
    const count = counts.get(first)?.get(second);
    if (!count) return node("td", { class: first === second ? "self" : null });
    const name = w.tieCell(agencyName(first), agencyName(second), w.ties[state.tie], number(count));
    return node("td", { class: "tied", "--heat": `${Math.round(8 + 62 * Math.sqrt(count / most))}%` }, clausesLink(tieFilters(first, second), { "aria-label": name, title: name }, number(count)));
  };
  const table = node("table", { class: "ties" },
    node("thead", {}, node("tr", {}, node("th", { scope: "col" }, w.tieHead[state.tie]),
      tied.map(([agency], at) => node("th", { scope: "col", title: agencyName(agency) }, node("span", { class: "unseen" }, agencyName(agency)), node("span", { "aria-hidden": "true" }, at + 1))))),
    node("tbody", {}, tied.map(([agency], at) => node("tr", {}, node("th", { scope: "row" }, `${at + 1} ${agencyName(agency)}`), tied.map(([other]) => cell(agency, other))))));
  return section("tie-matrix", w.tieMatrix, w.tieMatrixNote, all > tied.length && node("p", { class: "note" }, w.mostTied(tied.length, number(all))), scrollBox(w.tieMatrix, table, tied.length));
}

/** Both directions of the ties among some agencies, as [first, second, count], the weakest first. */
function undirectedTies(counts, agencies) {
  const count = (first, second) => counts.get(first)?.get(second) || 0;
  const both = TIES[state.tie][0] === TIES[state.tie][1] ? Math.max : (one, other) => one + other;
  return agencies.flatMap((first, at) => agencies.slice(at + 1).map((second) => [first, second, both(count(first, second), count(second, first))]))
    .filter(([, , each]) => each > 0).sort(([, , left], [, , right]) => left - right);
}

/** The core: in order of degree, an agency belongs to it while its degree is above the number of those before it (Lip 2011). Among equal
 * degrees the one with more ties comes first. */
function coreOf(agencies, ties) {
  const [degree, strength] = [0, 1].map(() => new Map(agencies.map((agency) => [agency, 0])));
  for (const [first, second, count] of ties) {
    for (const each of [first, second]) {
      degree.set(each, degree.get(each) + 1);
      strength.set(each, strength.get(each) + count);
    }
  }
  return [...agencies].sort((left, right) => degree.get(right) - degree.get(left) || strength.get(right) - strength.get(left)).filter((agency, before) => degree.get(agency) > before);
}

/** The angles of so many places on a ring, in order, each as far below the one above it as all others on its side, so that names beside
 * them stand free. */
function ringAngles(count) {
  const right = Math.ceil(count / 2);
  const side = (among, turn) => d3.range(among).map((at) => (turn(Math.asin((2 * (at + 0.5)) / among - 1)) + 2 * Math.PI) % (2 * Math.PI));
  return [...side(right, (angle) => angle), ...side(count - right, (angle) => Math.PI - angle)].sort((left, other) => left - other);
}

/** Where each agency stands: the core on the inner ring, the others outside, near those they are tied to. */
function ringPlaces(agencies, ties) {
  const core = coreOf(agencies, ties);
  const angles = new Map(core.map((agency, at) => [agency, (2 * Math.PI * at) / core.length]));
  const towards = (agency) => {
    const own = ties.filter(([first, second]) => (first === agency && angles.has(second)) || (second === agency && angles.has(first)));
    const sum = (turn) => d3.sum(own, ([first, second, count]) => count * turn(angles.get(first === agency ? second : first)));
    return (Math.atan2(sum(Math.sin), sum(Math.cos)) + 2 * Math.PI) % (2 * Math.PI);
  };
  const outer = agencies.filter((agency) => !angles.has(agency)).map((agency) => [agency, towards(agency)]).sort(([, a], [, b]) => a - b);
  const outerAngles = ringAngles(outer.length);
  const on = (radius, angle) => ({ x: GRAPH_WIDTH / 2 + radius * Math.cos(angle), y: GRAPH_HEIGHT / 2 + radius * Math.sin(angle), angle });
  return { core: new Set(core), places: new Map([...core.map((agency) => [agency, on(core.length > 1 ? RING_INNER : 0, angles.get(agency))]),
    ...outer.map(([agency], at) => [agency, on(RING_OUTER, outerAngles[at])])]) };
}

function tieGraph(counts, tied, all) {
  const w = words();
  const agencies = tied.map(([agency]) => agency);
  const ties = undirectedTies(counts, agencies);
  const { core, places } = ringPlaces(agencies, ties);
  const most = d3.max(ties, ([, , count]) => count) || 1;
  const lines = ties.map(([first, second, count]) => {
    const [from, to] = [places.get(first), places.get(second)];
    const share = Math.sqrt(count / most);
    return shape("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, "stroke-width": 0.5 + 6 * share, "stroke-opacity": 0.12 + 0.6 * share, "data-ends": ` ${first} ${second} ` });
  });
  const largest = tied[0][1];
  const nodes = tied.map(([agency, sum]) => {
    const { x, y, angle } = places.get(agency);
    const radius = 5 + 15 * Math.sqrt(sum / largest);
    const outward = Math.cos(angle) < 0 ? -1 : 1;
    const link = shape("a", { href: addressOf({ ...NO_FILTERS, documents: state.documents, view: "clauses", clause: "", parties: [party(agency)] }), "aria-label": w.leadsIn(agencyName(agency), number(sum)), "data-agency": agency });
    link.append(shape("circle", { cx: x, cy: y, r: radius, class: core.has(agency) ? "core" : "" }),
      shape("text", { x: x + outward * (radius + 5), y: y + 5, "text-anchor": outward < 0 ? "end" : "start" }, agencyName(agency)));
    return link;
  });
  const drawing = shape("svg", { viewBox: `0 0 ${GRAPH_WIDTH} ${GRAPH_HEIGHT}`, class: "graph", role: "group", "aria-label": w.tieGraph });
  drawing.append(...lines, ...nodes);
  const emphasise = (event) => {
    const agency = event.target.closest?.("a")?.dataset.agency;
    drawing.classList.toggle("focused", agency !== undefined);
    for (const line of lines) line.classList.toggle("near", line.dataset.ends.includes(` ${agency} `));
  };
  for (const kind of ["pointerover", "focusin", "pointerleave", "focusout"]) drawing.addEventListener(kind, emphasise);
  return section("tie-graph", w.tieGraph, w.tieGraphNote, all > tied.length && node("p", { class: "note" }, w.mostTied(tied.length, number(all))),
    node("div", { class: "scroll" }, drawing), saveButtons(w.tieGraph, () => drawing, ["SVG", "PNG"]));
}
