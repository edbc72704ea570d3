"""What the classifier must beat: majority, the heading decides, keyword lists, plain TF-IDF, spaCy's text categoriser."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from provtag.actions.contract import TYPES
from provtag.actions.logistic import fit_logistic
from provtag.actions.training import targets_of
from provtag.evaluation.scores import Decisions
from provtag.files import read_yaml
from provtag.labels import types_of
from provtag.language.folding import fold
from provtag.paths import LABELS
from provtag.schema import Label

Baseline = Callable[[Sequence[Label], Sequence[Label]], Decisions]

TFIDF_C, TFIDF_TOLERANCE = 10.0, 1.0
# It sees at most this many labels, spread over all of them, this many times: half a minute, which is what it is worth.
TEXTCAT_LABELS, TEXTCAT_EPOCHS = 10000, 8
TEXTCAT_MODEL = {
    "@architectures": "spacy.TextCatBOW.v3",
    "exclusive_classes": False,
    "ngram_size": 3,
    "no_output_layer": False,
    "length": 262144,
}


def majority(training: Sequence[Label], test: Sequence[Label]) -> Decisions:
    """Give every clause the types that most training clauses have."""
    return np.tile(targets_of(training).mean(axis=0) > 0.5, (len(test), 1))


def heading(training: Sequence[Label], test: Sequence[Label]) -> Decisions:
    """Let the headings decide: a type whose keyword stands in one of them."""
    return _keywords(["\n".join(label.headings) for label in test])


def keywords(training: Sequence[Label], test: Sequence[Label]) -> Decisions:
    """Give a clause every type whose keyword it holds."""
    return _keywords([label.text for label in test])


def tfidf(training: Sequence[Label], test: Sequence[Label]) -> Decisions:
    """Plain character TF-IDF and logistic regression on the clause's own words."""
    vectoriser = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), lowercase=False, sublinear_tf=True)
    X, Z = vectoriser.fit_transform([label.text for label in training]), vectoriser.transform([label.text for label in test])
    fitted = [fit_logistic(X, target == 1, None, TFIDF_C, TFIDF_TOLERANCE) for target in targets_of(training).T]
    return np.stack([Z @ coefficients + intercept > 0 for coefficients, intercept in fitted], axis=1)


def textcat(training: Sequence[Label], test: Sequence[Label]) -> Decisions:
    """spaCy's multilabel text categoriser (bag of words) on character tokens, trained from nothing."""
    import spacy
    from spacy.training import Example

    spacy.util.fix_random_seed(0)
    nlp = spacy.blank("zh")
    component: Any = nlp.add_pipe("textcat_multilabel", config={"model": TEXTCAT_MODEL})
    for action in TYPES:
        component.add_label(str(action))
    examples = [
        Example.from_dict(nlp.make_doc(label.text), {"cats": {str(action): float(action in types_of(label)) for action in TYPES}})
        for label in training[:: -(-len(training) // TEXTCAT_LABELS)]
    ]
    optimizer = nlp.initialize(lambda: examples[:200])
    shuffler = random.Random(0)
    for _ in range(TEXTCAT_EPOCHS):
        shuffler.shuffle(examples)
        for batch in spacy.util.minibatch(examples, 32):
            nlp.update(batch, sgd=optimizer)
    docs = nlp.pipe([label.text for label in test])
    return np.array([[doc.cats[str(action)] > 0.5 for action in TYPES] for doc in docs])


BASELINES: dict[str, Baseline] = {
    "majority": majority,
    "heading_decides": heading,
    "keywords": keywords,
    "tfidf_logistic": tfidf,
    "spacy_textcat": textcat,
}


def _keywords(texts: Sequence[str]) -> Decisions:
    lists = read_yaml(LABELS / "keywords.yaml")["keywords"]
    folded = [fold(text) for text in texts]
    return np.array([[any(word in text for word in lists[str(action)]) for action in TYPES] for text in folded])
