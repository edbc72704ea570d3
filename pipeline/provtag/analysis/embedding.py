"""Texts as vectors: hashed runs of characters weighted by how rare they are, and a projection in which clauses that order the
same measure lie close together.

The projection is latent semantic analysis of our own examples (Deerwester et al. 1990) followed by linear discriminant analysis
over their measures (Fisher 1936): the first makes like words alike, the second keeps what tells measures apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from provtag.language.folding import fold
from provtag.patterns import Pattern
from provtag.settings import EmbeddingSettings

if TYPE_CHECKING:
    import scipy.sparse as sp

Floats = NDArray[np.float32]

# 2^64 divided by the golden ratio: multiplying by it scatters keys that lie side by side (Knuth, TAOCP 6.4).
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
_NO_WORD = Pattern(r"[\W_]+")
_END = "\0"
# Decimals that are kept of the offset.
OFFSET_DIGITS = 4
IDF, PROJECTION, OFFSET = "idf.npy", "projection.npy", "offset.npy"


class Embedding:
    """Inverse document frequencies (buckets), the projection (buckets × dimensions) and what is added to it (dimensions)."""

    def __init__(self, longest: int, idf: Floats, projection: Floats, offset: Floats) -> None:
        self.longest = longest
        self.idf = idf
        self.projection = projection
        self.offset = offset

    def tfidf(self, texts: Sequence[str]) -> sp.csr_matrix:
        """Return the vectors (texts × buckets), each of length 1 or empty."""
        return _weighted(ngram_counts(texts, self.longest, len(self.idf)), self.idf)

    def raw(self, vectors: sp.csr_matrix) -> Floats:
        """Return TF-IDF vectors (texts × buckets) in the space of measures (texts × dimensions)."""
        projected: Floats = vectors @ self.projection + self.offset
        return projected

    def project(self, vectors: sp.csr_matrix) -> Floats:
        """Return them there, each of length 1."""
        return unit_rows(self.raw(vectors))

    def save(self, folder: Path) -> None:
        """Write the arrays into ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, array in ((IDF, self.idf), (PROJECTION, self.projection.astype(np.float16)), (OFFSET, self.offset)):
            np.save(folder / name, array)

    @classmethod
    def load(cls, folder: Path, longest: int) -> Embedding:
        """Read what ``save`` wrote; raises OSError or ValueError where it is not there or of another shape."""
        idf, projection, offset = (np.load(folder / name, allow_pickle=False) for name in (IDF, PROJECTION, OFFSET))
        if projection.shape != (len(idf), len(offset)):
            raise ValueError(f"{PROJECTION} has the shape {projection.shape}, not {(len(idf), len(offset))}")
        return cls(longest, idf, projection.astype(np.float32), offset)


def fit_embedding(texts: Sequence[str], measures: Sequence[str], settings: EmbeddingSettings) -> Embedding:
    """Learn from ``texts`` with the measure that each orders (one name, whatever it is, for those that order nothing)."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

    counts = ngram_counts(texts, settings.longest, 1 << settings.bits)
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = (np.log((1 + len(texts)) / (1 + frequency)) + 1).astype(np.float32)
    vectors = _weighted(counts.astype(np.float64), idf)  # in double precision, so that what is rounded is the same everywhere
    svd = TruncatedSVD(settings.latent, n_iter=settings.iterations, random_state=settings.seed)
    latent = svd.fit_transform(vectors)
    dimensions = min(settings.dimensions, len(set(measures)) - 1)  # as many tell so many measures apart
    lda = LinearDiscriminantAnalysis(solver="eigen", shrinkage=settings.shrinkage, n_components=dimensions)
    lda.fit(latent, measures)
    scalings = lda.scalings_[:, :dimensions]
    scalings = scalings * np.sign(scalings[np.abs(scalings).argmax(axis=0), np.arange(scalings.shape[1])])
    projection = svd.components_.T @ scalings
    scale = float(np.abs(projection).max())  # so that half precision holds it
    return Embedding(
        settings.longest,
        idf,
        (projection / scale).astype(np.float16).astype(np.float32),
        np.round(-latent.mean(axis=0) @ scalings / scale, OFFSET_DIGITS).astype(np.float32),
    )


def ngram_counts(texts: Sequence[str], longest: int, buckets: int) -> sp.csr_matrix:
    """Count the runs of 1 to ``longest`` word characters of each text, folded, in ``buckets`` (a power of two)."""
    import scipy.sparse as sp

    joined = "".join(_NO_WORD.sub("", fold(text)) + _END for text in texts)
    codes = np.frombuffer(joined.encode("utf-32-le"), np.uint32).astype(np.uint64)
    is_end = codes == 0
    row = np.cumsum(is_end) - is_end
    shift = np.uint64(65 - buckets.bit_length())
    rows, columns = [], []
    run = np.zeros(len(codes), np.uint64)
    for length in range(1, longest + 1):
        count = max(len(codes) - length + 1, 0)
        last = codes[length - 1 :]
        run = run[:count] * MULTIPLIER + last + np.uint64(length)
        inside = (row[:count] == row[length - 1 :]) & (last != 0)
        mixed = run[inside] * MULTIPLIER
        mixed = (mixed ^ (mixed >> _SHIFT)) * MULTIPLIER
        rows.append(row[:count][inside])
        columns.append((mixed >> shift).astype(np.int64))
    cells = (np.concatenate(rows), np.concatenate(columns)) if rows else ((), ())
    counts = sp.csr_matrix((np.ones(len(cells[0]), np.float32), cells), (len(texts), buckets))
    counts.sum_duplicates()
    return counts


def _weighted(counts: sp.csr_matrix, idf: Floats) -> sp.csr_matrix:
    """Return sublinear counts times ``idf``, each row of length 1."""
    weighted = counts.copy()
    weighted.data = (1 + np.log(counts.data)) * idf[counts.indices]
    return unit_sparse_rows(weighted)


def unit_sparse_rows(rows: sp.csr_matrix) -> sp.csr_matrix:
    """Return sparse ``rows`` scaled to length 1; a row of noughts stays."""
    scaled = rows.tocsr()
    length = np.sqrt(np.asarray(scaled.multiply(scaled).sum(axis=1)).ravel())
    scaled.data = scaled.data / np.repeat(np.where(length > 0, length, 1), np.diff(scaled.indptr))
    return scaled


def unit_rows(rows: Floats) -> Floats:
    """Return ``rows`` scaled to length 1; a row of noughts stays."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.divide(rows, length, out=np.zeros_like(rows), where=length > 0)
