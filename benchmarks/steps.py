"""Where the time of one document goes, and how the features of provtag compare with scikit-learn's."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer

from provtag.actions.vectoriser import view_each
from provtag.documents.reader import read_file
from provtag.language.folding import fold
from provtag.measures.reading import read
from provtag.structure.parser import parse_document
from provtag.tagging.inputs import InputFile
from provtag.tagging.tagger import Tagger
from provtag.tagging.work import DocumentWork


def shares(paths: Sequence[Path], model: Path) -> list[dict[str, object]]:
    """Return processor seconds, characters a second and share of every step; rows and tables are what the steps leave over."""
    tagger = Tagger.load(model)
    work = DocumentWork(tagger)
    work(InputFile("warm", paths[0], "warm"))
    seconds = dict.fromkeys(("read", "parse", "agencies", "action types and measures", "rows and tables"), 0.0)
    characters = 0
    for path in paths:
        began = time.process_time()
        raw = read_file(path)
        is_read = time.process_time()
        document = parse_document(raw, path.stem)
        parsed = time.process_time()
        views = view_each(document.clauses)
        tagger.recogniser.for_document(document).in_clauses(document.clauses, [item.own for item in views])
        found = time.process_time()
        read(tagger.actions, tagger.measures, views)
        scored = time.process_time()
        work(InputFile(path.stem, path, path.name)).pack()
        whole = time.process_time() - scored
        parts = (is_read - began, parsed - is_read, found - parsed, scored - found, max(whole - (scored - began), 0.0))
        for step, part in zip(seconds, parts, strict=True):
            seconds[step] += part
        characters += len(document.text)
    total = sum(seconds.values())
    return [
        {"step": step, "seconds": round(part, 2), "characters/s": round(characters / part), "share": f"{part / total:.0%}"}
        for step, part in (*seconds.items(), ("all", total))
    ]


def features(paths: Sequence[Path], model: Path) -> list[dict[str, object]]:
    """Return clauses a second of the action types (features, scores, evidence) beside scikit-learn's features alone."""
    tagger = Tagger.load(model)
    documents = [parse_document(read_file(path), path.stem) for path in paths]
    clauses = [list(document.clauses) for document in documents]
    vectoriser = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True)
    vectoriser.fit([fold(clause.text) for part in clauses for clause in part])
    began = time.process_time()
    for part in clauses:
        vectoriser.transform([clause.text for clause in part])
    transformed = time.process_time()
    for part in clauses:
        read(tagger.actions, tagger.measures, view_each(part))
    scored = time.process_time()
    count = sum(map(len, clauses))
    plain, ours = count / (transformed - began), count / (scored - transformed)
    return [
        {"system": "TfidfVectorizer char 1-3, transform only", "clauses/s": round(plain), "ratio": 1.0},
        {"system": "action types with evidence", "clauses/s": round(ours), "ratio": round(ours / plain, 2)},
    ]
