// Making DOM nodes. Text goes in as text nodes only: nothing from the data is ever parsed as markup.

/** A new element. Properties: class, on<event> (a function), --name (a custom property), else attributes; null and false are left out. */
function node(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (name.startsWith("--")) element.style.setProperty(name, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A name from outside, kept apart, and with its direction marks escaped: they turn neither its own words nor those around it. */
function foreign(text, properties) {
  const escaped = (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return node("bdi", properties, String(text ?? "").replace(DIRECTION_MARKS, escaped));
}

/** A table that scrolls inside its own box where the window is narrow, or where its rows are many, and the buttons that save it. */
function scrollBox(label, table, rows = 0) {
  return [node("div", { class: rows > 12 ? "scroll tall" : "scroll", role: "group", "aria-label": label, tabindex: "0" }, table),
    saveButtons(label, () => table)];
}

/** A section with heading and explanation. */
function section(id, title, note, ...children) {
  return node("section", { class: "section", "aria-labelledby": id },
    node("h2", { id, tabindex: "-1" }, title), note && node("p", { class: "note" }, note), ...children);
}

/** A row of radio buttons that look like one switch. */
function choice(name, label, options, chosen, onChoose) {
  return node("fieldset", { class: "choice" }, node("legend", {}, label),
    options.map(([value, text]) => node("label", {},
      node("input", { type: "radio", name, value, checked: value === chosen, onchange: () => onChoose(value) }), node("span", {}, text))));
}

/** The name of a column as a button that sorts by it. */
function sortButton(key, name, part, shown = name) {
  return node("button", { type: "button", class: "sort", "data-key": `sort-${key}`, title: words().sortBy(name), onclick: () => change(part) }, shown);
}

/** A link to a state of the page: an ordinary address, so it can be opened, copied and gone back from. */
function stateLink(part, properties, ...children) {
  return node("a", { href: addressOf(part), ...properties }, ...children);
}

/** A link to the clauses behind a figure. */
function clausesLink(filters, properties, ...children) {
  return stateLink({ ...NO_FILTERS, documents: state.documents, view: "clauses", clause: "", ...filters }, properties, ...children);
}
