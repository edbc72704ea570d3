// Every table as CSV, every table and chart as SVG and PNG: as it is shown, without what is only there to be pressed.
const SCALE = 2; // pixels of a PNG for one of the page
const SVG = "http://www.w3.org/2000/svg";
const DRAWN = ["fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "font-size", "font-weight", "text-anchor", "display"];

const SAVED_AS = { CSV: saveTable, SVG: saveSvg, PNG: savePng };

/** Buttons that save what `find` gives, a table or a drawing, as files of some kinds. */
function saveButtons(name, find, kinds = Object.keys(SAVED_AS)) {
  return saveGroup(name, Object.fromEntries(kinds.map((kind) => [kind, () => SAVED_AS[kind](name, find())])));
}

/** Buttons that save something: kind of file → what does it. */
function saveGroup(name, acts) {
  return node("div", { class: "save", role: "group", "aria-label": words().saveFigure(name) }, node("span", {}, words().save),
    Object.entries(acts).map(([kind, onclick]) => node("button", { type: "button", class: "quiet", "aria-label": `${kind}${words().colon}${name}`, onclick }, kind)));
}

function saveTable(name, table) {
  const cells = (row) => [...row.cells].flatMap((cell) => [cell.innerText.trim().replace(/\s+/g, " "), ...Array(cell.colSpan - 1).fill("")]);
  saveRows(name, [...table.rows].map(cells));
}

/** Save rows of cells as CSV. */
function saveRows(name, rows) {
  saveFile(`${name}.csv`, "text/csv", ["\ufeff", rows.map((row) => row.map(csvCell).join(",")).join("\r\n"), "\r\n"]);
}

function saveSvg(name, shown) {
  saveFile(`${name}.svg`, "image/svg+xml", [svgText(shown)]);
}

function savePng(name, shown) {
  const image = new Image();
  image.onload = () => {
    const canvas = node("canvas", { width: image.width * SCALE, height: image.height * SCALE });
    const context = canvas.getContext("2d");
    context.scale(SCALE, SCALE);
    context.drawImage(image, 0, 0);
    canvas.toBlob((blob) => saveFile(`${name}.png`, "image/png", [blob]));
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(shown))}`;
}

/** What is shown as a drawing of its own, which needs no style sheet. */
function svgText(shown) {
  const { width, height } = shown.getBoundingClientRect();
  const drawing = document.createElementNS(SVG, "svg");
  const style = getComputedStyle(document.body);
  for (const [key, value] of Object.entries({ width: Math.ceil(width), height: Math.ceil(height), "font-family": style.fontFamily, fill: style.color })) drawing.setAttribute(key, value);
  drawing.append(shape("rect", { width: "100%", height: "100%", fill: style.backgroundColor }));
  drawing.append(...(shown.tagName === "TABLE" ? tableShapes(shown) : [styledCopy(shown)]));
  return new XMLSerializer().serializeToString(drawing);
}

function shape(name, attributes, text = "") {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
}

/** A copy of a drawing in which every element carries its own style. */
function styledCopy(shown) {
  const copy = shown.cloneNode(true);
  const originals = [...shown.querySelectorAll("*")];
  [...copy.querySelectorAll("*")].forEach((element, place) => {
    const style = getComputedStyle(originals[place]);
    for (const key of DRAWN) element.setAttribute(key, style.getPropertyValue(key));
    element.removeAttribute("href");
  });
  return copy;
}

/** The grounds, lines and words of a table where they stand. */
function tableShapes(table) {
  const frame = table.getBoundingClientRect();
  const shapes = [];
  for (const element of table.querySelectorAll("th, td, td a")) {
    const box = element.getBoundingClientRect();
    const { backgroundColor: fill, borderBottomColor: line } = getComputedStyle(element);
    if (element.tagName === "A") shapes.push(shape("rect", { x: box.x - frame.x, y: box.y - frame.y, width: box.width, height: box.height, fill }));
    else shapes.push(shape("rect", { x: box.x - frame.x, y: box.bottom - frame.y - 1, width: box.width, height: 1, fill: line }));
  }
  const walker = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) shapes.push(...lineShapes(walker.currentNode, frame));
  return shapes;
}

/** The lines in which a text is set, each as a text of its own. */
function lineShapes(text, frame) {
  const style = getComputedStyle(text.parentElement);
  const size = Number.parseFloat(style.fontSize);
  const range = new Range();
  const lines = new Map();
  [...text.data].reduce((at, character) => {
    range.setStart(text, at);
    range.setEnd(text, at + character.length);
    const box = range.getBoundingClientRect();
    if (box.width > 0) {
      const line = lines.get(Math.round(box.top)) || { words: "", x: box.left, y: box.top + box.height / 2 };
      line.words += character;
      lines.set(Math.round(box.top), line);
    }
    return at + character.length;
  }, 0);
  return [...lines.values()].map(({ words: said, x, y }) =>
    shape("text", { x: x - frame.x, y: y - frame.y + size * 0.35, "font-size": size, "font-weight": style.fontWeight, fill: style.color }, said));
}

/** A clause as it is cited: title, document number, article, and its words. */
function citation(clause) {
  const { document: parent, provision } = clause;
  const place = provision.number.startsWith("第") ? [provision.number] : [...provision.headings, provision.number];
  return words().citation(parent.title || parent.name, parent.doc_number, place.filter(Boolean).join(" "), clause.text);
}

/** The button that puts the citation of a clause on the clipboard and says so. */
function citeButton(clause) {
  return copyButton(words().cite, () => citation(clause));
}

/** A button that puts words on the clipboard and says so. */
function copyButton(name, find) {
  const button = node("button", { type: "button", class: "quiet cite", onclick: async () => {
    await navigator.clipboard.writeText(find()).then(() => { button.textContent = words().copied; }, () => prompt(name, find()));
    setTimeout(() => { button.textContent = name; }, 2000);
  } }, name);
  return button;
}
