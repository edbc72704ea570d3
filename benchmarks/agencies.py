"""Agencies beside general tools, and how fast they are found: ``benchmarks/agencies.py TRAIN.jsonl... -- TEST.jsonl...``."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.agencies.baselines import JiebaBaseline, SpacyBaseline
from pipeline.agencies.learned import Learned
from pipeline.agencies.recogniser import Recogniser
from pipeline.agencies.register import Register
from pipeline.agencies.roles import load_role_rules
from pipeline.agencies.scoring import ASPECTS, Unit, interval, scores
from pipeline.annotation.labels import DUTY_NOTE, read_labels
from pipeline.schema import AgencyMention, Label

LABELS = Path(__file__).parents[1] / "labels"
Finder = Callable[[str], tuple[AgencyMention, ...]]


def figures(name: str, labels: Sequence[Label], in_clause: Finder, in_duty_note: Finder) -> None:
    """Print F1 with interval of one tool in clauses and in duty notes apart, and its speed."""
    begun = time.perf_counter()
    found = [(in_duty_note if label.kind == DUTY_NOTE else in_clause)(label.text) for label in labels]
    speed = sum(len(label.text) for label in labels) / (time.perf_counter() - begun)
    print(f"{name}: {speed:,.0f} characters a second")
    for kind in ("clause", DUTY_NOTE):
        units: list[Unit] = [(label.agencies, got) for label, got in zip(labels, found, strict=True) if label.kind == kind]
        if not units:
            continue
        for aspect, value in scores(units).items():
            low, high = interval(units, aspect, draws=300)
            print(f"  {kind:9} {aspect:4} P {value.precision:.3f} R {value.recall:.3f} F1 {value.f1:.3f} [{low:.3f}, {high:.3f}]")


def main(arguments: Sequence[str]) -> None:
    """Compare the recogniser with its baselines on the files after ``--``."""
    split = list(arguments).index("--")
    train, test = (
        [label for file in files for label in read_labels(Path(file))] for files in (arguments[:split], arguments[split + 1 :])
    )
    register = Register.load(LABELS / "agencies.yaml", LABELS / "regions.csv")
    rules = load_role_rules(LABELS / "role_rules.yaml")
    without, with_learned = Recogniser(register, rules), Recogniser(register, rules, Learned.fit(train, rules))
    figures("register and rules", test, without.in_clause, without.in_duty_note)
    figures("with learned names", test, with_learned.in_clause, with_learned.in_duty_note)
    jieba, ner = JiebaBaseline(), SpacyBaseline.fit(train)
    figures("jieba nt", test, jieba.in_clause, jieba.in_duty_note)
    figures("spaCy NER", test, ner.in_clause, ner.in_duty_note)
    print(f"aspects: {', '.join(ASPECTS)}; baselines do not link, so their link and all are low by nature")


if __name__ == "__main__":
    main(sys.argv[1:])
