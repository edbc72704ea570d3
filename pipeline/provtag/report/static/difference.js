// Two texts character by character: what both have, what only one has. Full and half width are the same sign.
const LEAST_SHARED = 2; // characters; a shorter run between two differences is chance
const MOST_CELLS = 4e6; // characters of one text times those of the other; longer ones are not compared

/** The pieces of two texts where they share at least a part of their characters, as `sharedPart` tells; null where they do not, or are
 * too long to be compared. What they can share at most is looked at first. */
function alikePieces(old, current, least) {
  const [one, other] = [[...old], [...current]];
  if (one.length * other.length > MOST_CELLS || mostShared(one, other) < least) return null;
  const pieces = difference(old, current);
  return sharedPart(pieces) >= least ? pieces : null;
}

/** Signs as they are compared: of one width. */
function folded(signs) {
  return signs.map((sign) => sign.normalize("NFKC"));
}

/** How much of two texts would be shared if order were nothing, between 0 and 1. */
function mostShared(one, other) {
  const left = new Map();
  for (const sign of folded(one)) left.set(sign, (left.get(sign) || 0) + 1);
  const shared = folded(other).filter((sign) => {
    const count = left.get(sign) || 0;
    if (count) left.set(sign, count - 1);
    return count > 0;
  });
  return (2 * shared.length) / Math.max(1, one.length + other.length);
}

/** The longest runs of letters that two texts have in common, wherever they stand; none of texts too long to be compared. */
function sharedWords(old, current, count) {
  const found = new Set();
  if (old.length * current.length > MOST_CELLS) return [];
  for (const run of old.match(/[\p{L}\p{N}]+/gu) || []) {
    for (let from = 0; from < run.length;) {
      let to = from;
      while (to < run.length && current.includes(run.slice(from, to + 1))) to += 1;
      if (to - from >= LEAST_SHARED) found.add(run.slice(from, to));
      from = Math.max(to, from + 1);
    }
  }
  return [...found].sort((left, right) => right.length - left.length).slice(0, count);
}

/** The pieces of two texts in order, as { shared, old, current }: of a shared one both texts, of another what each has instead. */
function difference(old, current) {
  const [one, other] = [[...old], [...current]];
  const [signs, otherSigns] = [one, other].map(folded);
  const longest = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1)); // common to what follows two places
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      longest[i][j] = signs[i] === otherSigns[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  const pieces = [];
  const add = (shared, left, right) => {
    if (pieces.at(-1)?.shared !== shared) pieces.push({ shared, old: "", current: "" });
    pieces.at(-1).old += left;
    pieces.at(-1).current += right;
  };
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    if (i < one.length && j < other.length && signs[i] === otherSigns[j]) add(true, one[i++], other[j++]);
    else if (j >= other.length || (i < one.length && longest[i + 1][j] >= longest[i][j + 1])) add(false, one[i++], "");
    else add(false, "", other[j++]);
  }
  return withoutChance(pieces);
}

/** The pieces with short shared ones between two differences taken as different. */
function withoutChance(pieces) {
  const found = [];
  pieces.forEach((piece, at) => {
    const shared = piece.shared && (at === 0 || at === pieces.length - 1 || piece.old.length >= LEAST_SHARED);
    if (found.at(-1)?.shared !== shared) found.push({ shared, old: "", current: "" });
    found.at(-1).old += piece.old;
    found.at(-1).current += piece.current;
  });
  return found;
}

/** How much of two texts is shared, between 0 and 1. */
function sharedPart(pieces) {
  const size = (some) => d3.sum(some, ({ old, current }) => old.length + current.length);
  return size(pieces.filter(({ shared }) => shared)) / Math.max(1, size(pieces));
}
