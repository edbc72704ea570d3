// Agency × action type: how many clauses, lead and support apart.
const TOTAL = "all"; // the column of all clauses, whatever their type

/** counts.get(agency)[role][column]: clauses of the chosen documents; a column is a type or TOTAL. */
function dutyCounts() {
  const counts = new Map();
  for (const each of chosenDocuments()) {
    for (const clause of each.clauses) {
      for (const role of [LEAD, SUPPORT]) {
        for (const agency of agenciesOf(clause, role)) {
          if (!counts.has(agency)) counts.set(agency, [{ [TOTAL]: 0 }, { [TOTAL]: 0 }]);
          const row = counts.get(agency)[role];
          row[TOTAL] += 1;
          for (const type of clause.types) row[type] = (row[type] || 0) + 1;
        }
      }
    }
  }
  return counts;
}

function heatmapSection() {
  const w = words();
  const roles = { lead: [LEAD], support: [SUPPORT], both: [LEAD, SUPPORT] }[state.shownRole];
  const columns = [...TYPES.keys(), TOTAL];
  const sorted = columns.find((column) => sortKey(column) === state.sort) ?? TOTAL;
  const sum = (row, column) => roles.reduce((total, role) => total + (row[role][column] || 0), 0);
  const rows = [...dutyCounts()].filter(([, row]) => sum(row, TOTAL) > 0)
    .sort(([left, a], [right, b]) => sum(b, sorted) - sum(a, sorted) || sum(b, TOTAL) - sum(a, TOTAL) || left - right);
  const most = Math.max(1, ...rows.flatMap(([, row]) => roles.flatMap((role) => [...TYPES.keys()].map((type) => row[role][type] || 0))));
  const switcher = choice("shown-role", w.shownRole, [["lead", roleName(LEAD)], ["support", roleName(SUPPORT)], ["both", w.both]],
    state.shownRole, (shownRole) => change({ shownRole }));
  const body = rows.map(([agency, row]) => node("tr", {}, node("th", { scope: "row" }, agencyName(agency)),
    columns.flatMap((column) => roles.map((role) => heatCell(agency, role, column, row[role][column] || 0, most)))));
  return section("heatmap", w.heatmap, w.heatmapNote, switcher, rows.length === 0 ? node("p", {}, w.noRows) : scrollBox(w.heatmap,
    node("table", { class: `heatmap ${roles.length > 1 ? "both" : ""}` },
      node("thead", {},
        node("tr", {}, node("th", { scope: "col", rowspan: roles.length }, w.agency), columns.map((column) => heatHeader(column, sorted, roles.length))),
        roles.length > 1 && node("tr", {}, columns.flatMap(() => roles.map((role) => node("th", { scope: "col", class: "role" }, roleName(role)))))),
      node("tbody", {}, body))));
}

function sortKey(column) {
  return column === TOTAL ? "" : TYPES[column].id;
}

function columnName(column) {
  return column === TOTAL ? words().allTypes : typeName(column);
}

function heatHeader(column, sorted, span) {
  return node("th", { scope: span > 1 ? "colgroup" : "col", colspan: span, "aria-sort": column === sorted ? "descending" : null },
    sortButton(column, columnName(column), { sort: sortKey(column) }));
}

function heatCell(agency, role, column, count, most) {
  if (!count) return node("td", { class: "none" }, node("span", { "aria-hidden": "true" }, "·"), node("span", { class: "unseen" }, "0"));
  const filters = { parties: [party(agency, role)], types: column === TOTAL ? [] : [column] };
  const name = words().cell(agencyName(agency), roleName(role), columnName(column), number(count));
  return node("td", { class: column === TOTAL ? "total" : `heat type-${column}`, "--heat": `${Math.round(8 + 62 * Math.sqrt(count / most))}%` },
    clausesLink(filters, { "aria-label": name, title: name }, number(count)));
}
