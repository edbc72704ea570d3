"""What users would otherwise run: a plain spaCy pipeline, and jieba's part-of-speech tagger for organisations."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from provtag.schema import ActionType

EXAMPLES = ("公安机关负责严厉打击拐卖犯罪。", "民政部门负责救助被拐卖的人员。", "教育部门加强宣传教育，预防拐卖。")


class Speed(NamedTuple):
    """A system and its speed."""

    name: str
    characters_a_second: float


def spacy_pipeline(paths: Sequence[Path], sample: int) -> Speed:
    """Return the speed of a Chinese spaCy pipeline with entity recogniser and text categoriser, of their default sizes.

    It is initialised on a few examples and not trained: that changes what it says, not how long it takes.
    """
    import spacy
    from spacy.training import Example

    nlp = spacy.blank("zh")
    nlp.add_pipe("ner")
    nlp.add_pipe("textcat_multilabel")
    labels = [str(action) for action in ActionType]
    annotations = {"entities": [(0, 4, "ORG")], "cats": dict.fromkeys(labels, 0.0)}
    examples = [Example.from_dict(nlp.make_doc(text), annotations) for text in EXAMPLES]
    nlp.initialize(lambda: examples)
    return _measured("spaCy ner + textcat_multilabel", paths, sample, lambda lines: [doc.cats for doc in nlp.pipe(lines)])


def jieba_tagger(paths: Sequence[Path], sample: int) -> Speed:
    """Return the speed of jieba's tagger, whose tag ``nt`` marks organisations."""
    import jieba
    import jieba.posseg

    jieba.setLogLevel("ERROR")
    list(jieba.posseg.cut(EXAMPLES[0]))  # loads the dictionary
    return _measured(
        "jieba.posseg",
        paths,
        sample,
        lambda lines: [word for line in lines for word, flag in jieba.posseg.cut(line) if flag == "nt"],
    )


def _measured(name: str, paths: Sequence[Path], sample: int, work: Callable[[Iterable[str]], object]) -> Speed:
    lines = sample_lines(paths, sample)
    began = time.perf_counter()
    work(lines)
    return Speed(name, sum(map(len, lines)) / (time.perf_counter() - began))


def sample_lines(paths: Sequence[Path], characters: int) -> list[str]:
    """Return lines of files spread over the whole corpus, about ``characters`` in all."""
    texts = [path.read_text(encoding="utf-8") for path in paths[:: max(len(paths) // 20, 1)]]
    share = characters // len(texts)
    return [line for text in texts for line in text[:share].split("\n") if line.strip()]
