// Two texts character by character: what both have, what only one has. Full and half width are the same sign.
const LEAST_SHARED = 2; // characters; a shorter run between two differences is chance

/** The pieces of two texts in order, as { shared, old, current }: of a shared one both texts, of another what each has instead. */
function difference(old, current) {
  const [one, other] = [[...old], [...current]];
  const [signs, otherSigns] = [one, other].map((text) => text.map((each) => each.normalize("NFKC")));
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
