// Document text with its marks: evidence as a tint, agencies underlined by role.

/** Nodes for text[start:end] of a document. The text of the nodes is exactly that of the document. */
function markedText(parent, start, end, agencies, evidence) {
  const nodes = [];
  let at = start;
  for (const mention of [...agencies].sort((left, right) => left.start - right.start)) {
    if (mention.start < at || mention.end > end) continue;
    nodes.push(...tintedText(parent, at, mention.start, evidence));
    nodes.push(node("span", { class: `agency ${ROLES[mention.role].id}`, title: mentionTitle(mention) },
      tintedText(parent, mention.start, mention.end, evidence)));
    at = mention.end;
  }
  nodes.push(...tintedText(parent, at, end, evidence));
  return nodes;
}

/** Nodes for text[start:end] with the evidence in it tinted; where types overlap the two strongest share the height. */
function tintedText(parent, start, end, evidence) {
  if (start >= end) return [];
  const inside = evidence.filter((item) => item.end > start && item.start < end);
  const edges = new Set([start, end]);
  for (const item of inside) edges.add(Math.max(start, item.start)).add(Math.min(end, item.end));
  const cuts = [...edges].sort((left, right) => left - right);
  return cuts.slice(1).map((to, index) => {
    const from = cuts[index];
    const over = inside.filter((item) => item.start <= from && item.end >= to).sort((left, right) => right.strength - left.strength);
    const text = parent.text.slice(from, to);
    return over.length ? evidenceNode(text, over, to) : document.createTextNode(text);
  });
}

function evidenceNode(text, over, end) {
  const [first, second = first] = over;
  const ends = over.filter((item) => item.end === end && item.mark).map((item) => item.mark).join("");
  return node("mark", {
    class: "evidence",
    title: over.map((item) => words().evidenceTitle(typeName(item.type), item.weight.toFixed(1))).join(words().listEnd),
    "data-mark": ends || null,
    "--first": `var(--type-${first.type})`, "--first-strength": `${first.strength}%`,
    "--second": `var(--type-${second.type})`, "--second-strength": `${second.strength}%`,
  }, text);
}

const WEAKEST_SHOWN = 0.2; // of the weight of a type's strongest evidence in the clause; less would be a veil over the text

const SEGMENTER = Intl.Segmenter ? new Intl.Segmenter("zh", { granularity: "word" }) : null;

/** The places in a clause where words begin, and its end; all places where the browser knows no words. */
function wordEdges({ text, start, end }) {
  const words = SEGMENTER ? [...SEGMENTER.segment(text)].map((each) => each.index) : [...text.split("").keys()];
  return [...words.map((index) => start + index), end];
}

/** Evidence of one type, in order, widened to whole words; a word that two share belongs to the later one, or to the stronger if it is all. */
function inWholeWords(items, edges) {
  const widened = [];
  for (const item of [...items].sort((left, right) => left.start - right.start)) {
    const wide = { ...item, start: edges.findLast((edge) => edge <= item.start), end: edges.find((edge) => edge >= item.end) };
    const before = widened.at(-1);
    if (before && before.start === wide.start) widened[widened.length - 1] = { ...(before.weight > wide.weight ? before : wide), end: Math.max(before.end, wide.end) };
    else {
      if (before) before.end = Math.min(before.end, wide.start);
      widened.push(wide);
    }
  }
  return widened;
}

/** The main evidence of a clause: its weight as a strength of tint, its type as a letter where types mix. */
function shownEvidence(clause) {
  const mixed = new Set(clause.evidence.map((item) => item.type)).size > 1;
  const edges = clause.evidence.length ? wordEdges(clause) : [];
  return TYPES.flatMap((_, type) => {
    const own = clause.evidence.filter((item) => item.type === type);
    const strongest = Math.max(...own.map((item) => item.weight));
    const main = inWholeWords(own.filter((item) => item.weight >= WEAKEST_SHOWN * strongest), edges);
    return main.map((item) => {
      const part = item.weight / strongest;
      const named = mixed && part > 0.5 && !main.some((other) => other.start === item.end);
      return { ...item, strength: Math.round(8 + 42 * part), mark: named ? typeMark(type) : "" };
    });
  });
}

function mentionTitle(mention) {
  const possible = mention.candidates.map((id) => DATA.agencies.findIndex((agency) => agency.id === id));
  const names = possible.map((index, at) => (index < 0 ? english(mention.candidates[at]) : agencyName(index)));
  return words().mentionTitle(mention.text, agencyName(mention.agency), roleName(mention.role), words().levels[mention.level])
    + (names.length ? words().listEnd + words().alsoPossible(names.join(words().comma)) : "");
}

/** Nodes for text[start:end] of a document in which the words of earlier documents are marked. */
function reusedText(parent, start, end) {
  const nodes = [];
  let at = start;
  for (const piece of reusedIn(parent, start, end)) {
    nodes.push(parent.text.slice(at, piece.start), node("mark", { class: "reused", title: piece.source.name }, parent.text.slice(piece.start, piece.end)));
    at = piece.end;
  }
  nodes.push(parent.text.slice(at, end));
  return nodes;
}

/** The text of a clause with its marks. */
function clauseText(clause) {
  const own = clause.agencies.filter((mention) => mention.scope === "clause");
  return markedText(clause.document, clause.start, clause.end, own, shownEvidence(clause));
}

/** The key to tints and underlines. */
function legend() {
  return node("div", { class: "legend", role: "note", "aria-label": words().legend },
    node("span", {}, words().legendEvidence), TYPES.map((_, type) =>
      node("mark", { class: "evidence", "--first": `var(--type-${type})`, "--second": `var(--type-${type})`,
        "--first-strength": "40%", "--second-strength": "40%" }, typeName(type))),
    node("span", {}, words().legendRoles), ROLES.map((role, index) => node("span", { class: `agency ${role.id}` }, roleName(index))));
}
