"""What general tools make of the same texts: jieba's ``nt`` tags, and a plain spaCy NER trained on the same labels."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence

import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import filter_spans, fix_random_seed

from provtag.schema import AgencyMention, Label, Role

_OTHER = "other"


class JiebaBaseline:
    """Every word that jieba tags as an organisation (``nt``); jieba knows neither roles nor agencies."""

    def __init__(self) -> None:
        import jieba.posseg  # reads a dictionary, which what asks other systems need not wait for

        jieba.setLogLevel("ERROR")
        # A folder of our own: jieba's cache in the shared temporary folder is a race between users.
        with tempfile.TemporaryDirectory() as folder:
            jieba.dt.tmp_dir = folder
            jieba.initialize()
        self._cut = jieba.posseg.cut

    def in_clause(self, text: str, lead_in: str = "") -> tuple[AgencyMention, ...]:
        """The organisations of a text, all with role mention and agency ``other``."""
        mentions: list[AgencyMention] = []
        start = 0
        for word, tag in self._cut(text):
            end = start + len(word)
            if tag == "nt":
                mentions.append(AgencyMention(word, start, end, Role.MENTION, _OTHER))
            start = end
        return tuple(mentions)

    in_duty_note = in_clause


class SpacyBaseline:
    """A blank Chinese character pipeline with spaCy's NER; the entity label is the role, agencies are not linked."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    @classmethod
    def fit(cls, labels: Sequence[Label], rounds: int = 8, seed: int = 0) -> SpacyBaseline:
        """Train on labels (at least one); the seed fixes order and weights on one machine."""
        fix_random_seed(seed)
        nlp = spacy.blank("zh")
        nlp.add_pipe("ner")
        examples = [_example(nlp, label) for label in labels]
        optimizer = nlp.initialize(lambda: examples)
        order = random.Random(seed)
        for _ in range(rounds):
            order.shuffle(examples)
            for first in range(0, len(examples), 64):
                nlp.update(examples[first : first + 64], sgd=optimizer, drop=0.2)
        return cls(nlp)

    def in_clause(self, text: str, lead_in: str = "") -> tuple[AgencyMention, ...]:
        """The entities of a text with their roles, all with agency ``other``."""
        entities = self._nlp(text).ents
        return tuple(AgencyMention(e.text, e.start_char, e.end_char, Role(e.label_), _OTHER) for e in entities)

    in_duty_note = in_clause


def _example(nlp: Language, label: Label) -> Example:
    doc = nlp.make_doc(label.text)
    spans = [doc.char_span(mention.start, mention.end, label=mention.role.value) for mention in label.agencies]
    reference = doc.copy()
    reference.ents = tuple(filter_spans(span for span in spans if span is not None))
    return Example(doc, reference)
