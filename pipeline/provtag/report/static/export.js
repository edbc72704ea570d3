// The filtered clauses as CSV: the columns of clauses.csv, for spreadsheet programs.

/** Text that no spreadsheet takes for a formula, quoted where CSV needs it. */
function csvCell(value) {
  let text = String(value);
  if (typeof value === "string" && DATA.csv.formula_starts.some((start) => text.startsWith(start))) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** An offset as Python counts it: characters instead of UTF-16 code units. */
function characterOffset(text, offset) {
  return /[\ud800-\udbff]/.test(text) ? [...text.slice(0, offset)].length : offset;
}

function csvRow(clause) {
  const texts = (role) => [...new Set(clause.agencies.filter((each) => each.role === role).map((each) => each.text))].join(";");
  const { text } = clause.document;
  const cells = {
    doc_id: clause.document.doc_id, provision_id: clause.provision.id, clause_id: clause.id,
    number: clause.provision.number, headings: clause.provision.headings.join(" > "), text: clause.text,
    start: characterOffset(text, clause.start), end: characterOffset(text, clause.end),
    ...Object.fromEntries(DATA.traits.map(({ id, values }) => [id, (id === "force"
      ? traitValues(clause, id).map((value) => values[value].id) : traitWords(clause, id)).join(";")])),
    measures: clause.measures.map((measure) => DATA.measures[measure][1]).join(";"), action_types: clause.types.map((type) => TYPES[type].id).join(";"),
    needs_review: clause.reasons.length ? "True" : "False", review_reasons: clause.reasons.join(";"),
    decided_by: clause.judgment ? "human" : "model", judged_by: judgeOf(clause), judged_at: clause.judgment?.[1] ?? "",
    ...Object.fromEntries(TYPES.map((type, index) => [`score_${type.id}`, probabilityFor(clause, index)])),
    ...Object.fromEntries(ROLES.map((role, index) => [`${role.id}_agencies`, texts(index)])),
    counted: clause.document.counted ? "True" : "False", copy_of: clause.document.copy_of,
  };
  return DATA.csv.columns.map((column) => csvCell(cells[column])).join(",");
}

function exportCsv(clauses) {
  const lines = [DATA.csv.columns.join(","), ...clauses.map(csvRow)];
  saveFile("provtag-clauses.csv", "text/csv", ["\ufeff", lines.join("\r\n"), "\r\n"]);
}

/** Hand a file to the browser to save. */
function saveFile(name, type, parts) {
  const address = URL.createObjectURL(new Blob(parts, { type: `${type};charset=utf-8` }));
  node("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
