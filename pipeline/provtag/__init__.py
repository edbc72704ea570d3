"""provtag: reads Chinese regulations on countering human trafficking clause by clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

__version__ = "0.2.0"


def load(**options: Any) -> Language:
    """Return the trained spaCy pipeline that is installed with the package; ``spacy.load("provtag")`` calls it.

    ``options`` are those of ``spacy.load``.
    """
    from spacy.util import load_model_from_path

    from provtag.paths import MODEL

    return load_model_from_path(MODEL, **options)
