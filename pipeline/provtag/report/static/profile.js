// Coverage: what share of each document orders what, who leads, what one has that others lack.
const LEADS_SHOWN = 5;
const PAIRS_SHOWN = 6;
const LETTERED = 8; // up to so many documents carry a letter in the chart

/** Of one document: clauses per type, lead agencies by number of clauses, and its (agency, type) pairs as "agency/type". */
function coverage(each) {
  each.coverage ??= coverageOf(each);
  return each.coverage;
}

function coverageOf(each) {
  const counts = TYPES.map(() => 0);
  const leads = new Map();
  const pairs = new Set();
  for (const clause of each.clauses) {
    for (const type of clause.types) counts[type] += 1;
    for (const agency of agenciesOf(clause, LEAD)) {
      leads.set(agency, (leads.get(agency) || 0) + 1);
      for (const type of clause.types) pairs.add(`${agency}/${type}`);
    }
  }
  const total = each.clauses.length;
  return { document: each, total, counts, shares: counts.map((count) => (total ? count / total : 0)), leads, pairs };
}

function profileSection() {
  const w = words();
  const all = chosenDocuments().map(coverage);
  const having = new Map(); // pair → number of documents that have it
  for (const each of all) for (const pair of each.pairs) having.set(pair, (having.get(pair) || 0) + 1);
  const compared = all.length > 1;
  const rows = all.map((each, index) => {
    const lacks = [...having].filter(([pair, count]) => !each.pairs.has(pair) && 2 * count >= all.length - 1).map(([pair]) => pair);
    const only = [...each.pairs].filter((pair) => having.get(pair) === 1);
    return node("tr", {},
      node("th", { scope: "row" }, all.length <= LETTERED && compared && node("span", { class: "letter" }, letter(index)), foreign(each.document.name)),
      TYPES.map((_, type) => shareCell(each, type)),
      node("td", { "data-label": w.leads }, leadList(each)),
      compared && node("td", { "data-label": w.lacks }, pairList(lacks, all.filter((other) => other !== each).map((other) => other.document.index))),
      compared && node("td", { "data-label": w.only }, pairList(only, [each.document.index])));
  });
  const heads = [[w.leads, w.leadsNote], ...(compared ? [[w.lacks, w.lacksNote], [w.only, w.onlyNote]] : [])];
  return section("profile", w.profile, w.profileNote,
    compared && node("figure", { class: "chart" }, node("div", { id: "profile-chart" }), node("figcaption", {}, w.profileChart),
      saveButtons(`${w.profile} ${w.chart}`, () => document.querySelector("#profile-chart svg"), ["SVG", "PNG"])),
    scrollBox(w.profile, node("table", { class: "profile" },
      node("thead", {}, node("tr", {}, node("th", { scope: "col" }, w.document),
        TYPES.map((_, type) => node("th", { scope: "col", class: "figure" }, typeName(type))),
        heads.map(([head, note]) => node("th", { scope: "col", title: note }, head, node("span", { class: "explained" }, note))))),
      node("tbody", {}, rows)), rows.length));
}

function letter(index) {
  return String.fromCharCode(65 + index);
}

function shareCell(each, type) {
  const count = each.counts[type];
  const share = percent(each.shares[type]);
  const name = words().share(each.document.name, typeName(type), share, number(count), number(each.total));
  const value = count ? clausesLink({ documents: [each.document.index], types: [type] }, { title: name, "aria-label": name }, share) : share;
  return node("td", { class: `figure share type-${type}`, "--share": each.shares[type], "data-label": typeName(type) }, value);
}

function leadList(each) {
  const first = [...each.leads].sort(([left, a], [right, b]) => b - a || left - right).slice(0, LEADS_SHOWN);
  if (!first.length) return words().none;
  return node("ul", { class: "inline" }, first.map(([agency, count]) => node("li", {},
    clausesLink({ documents: [each.document.index], parties: [party(agency, LEAD)] }, {}, words().leadsIn(agencyName(agency), number(count))))));
}

/** Links for (agency, type) pairs, by type; what is too much waits behind a summary. */
function pairList(pairs, documents) {
  if (!pairs.length) return words().none;
  const sorted = pairs.map((pair) => pair.split("/").map(Number)).sort(([a, left], [b, right]) => left - right || a - b);
  const list = (some) => node("ul", { class: "inline" }, some.map(([agency, type]) => node("li", {},
    node("span", { class: `dot type-${type}`, "aria-hidden": "true" }),
    clausesLink({ documents, parties: [party(agency, LEAD)], types: [type] }, {}, `${typeName(type)} ${agencyName(agency)}`))));
  const rest = sorted.length > PAIRS_SHOWN + 1 ? sorted.splice(PAIRS_SHOWN) : [];
  const fill = (event) => { if (event.target.childElementCount === 1) event.target.append(list(rest)); };
  return [list(sorted),
    rest.length > 0 && node("details", { ontoggle: fill }, node("summary", {}, words().others(rest.length)))];
}

/** Draw the chart at the width there is: per type a line of documents, the median marked. */
function drawProfileChart() {
  const place = document.getElementById("profile-chart");
  if (!place) return;
  const all = chosenDocuments().map(coverage);
  const lettered = all.length <= LETTERED;
  const width = Math.max(260, place.clientWidth);
  const [rowHeight, left, right, radius] = [58, 12, 12, lettered ? 9 : 4];
  const height = TYPES.length * rowHeight + 26;
  const x = d3.scaleLinear().domain([0, d3.max(all, (each) => d3.max(each.shares)) || 1]).nice().range([left + radius, width - right - radius]);
  const svg = d3.create("svg:svg").attr("width", width).attr("height", height).attr("viewBox", `0 0 ${width} ${height}`)
    .attr("role", "group").attr("aria-label", chartSummary(all));
  svg.append("g").attr("class", "axis").attr("transform", `translate(0,${height - 22})`)
    .call(d3.axisBottom(x).ticks(Math.min(8, width / 70), "%").tickSizeInner(26 - height).tickSizeOuter(0).tickPadding(6));
  const rows = svg.selectAll(".row").data(TYPES.keys()).join("g").attr("class", (type) => `row type-${type}`)
    .attr("transform", (type) => `translate(0,${type * rowHeight})`);
  const median = (type) => d3.median(all, (each) => each.shares[type]);
  rows.append("text").attr("x", left).attr("y", 15).text(typeName)
    .append("tspan").attr("class", "median").attr("dx", 8).text((type) => words().median(percent(median(type))));
  rows.append("line").attr("class", "base").attr("x1", left).attr("x2", width - right).attr("y1", 36).attr("y2", 36);
  const near = (each, index, type) => all.slice(0, index).filter((other) => Math.abs(x(other.shares[type]) - x(each.shares[type])) < radius).length;
  const offset = (each, index, type) => (lettered ? near(each, index, type) * 9 : ((index * 0.618) % 1 - 0.5) * 20);
  const dots = rows.selectAll("a").data((type) => all.map((each, index) => ({ each, type, index }))).join("a")
    .attr("href", ({ each, type }) => addressOf({ ...NO_FILTERS, view: "clauses", documents: [each.document.index], types: [type] }))
    .attr("tabindex", -1)
    .attr("transform", ({ each, type, index }) => `translate(${x(each.shares[type])},${36 + offset(each, index, type)})`);
  dots.append("circle").attr("r", radius);
  if (lettered) dots.append("text").attr("class", "letter").attr("dy", "0.35em").text(({ index }) => letter(index));
  dots.append("title").text(({ each, type }) =>
    words().share(each.document.name, typeName(type), percent(each.shares[type]), number(each.counts[type]), number(each.total)));
  rows.append("line").attr("class", "median").attr("y1", 21).attr("y2", 51)
    .attr("x1", (type) => x(median(type))).attr("x2", (type) => x(median(type)));
  place.replaceChildren(svg.node());
}

function chartSummary(all) {
  return TYPES.map((_, type) => {
    const shares = all.map((each) => each.shares[type]);
    return words().chartLabel(typeName(type), percent(d3.median(shares)), percent(d3.min(shares)), percent(d3.max(shares)));
  }).join(words().listEnd);
}
