"""The model without its parts, on a handful of invented labels: each part is left out, and is missed where it must be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.ablation import FAMILIES, Agencies, Split, figures, parts_of, types_without_parts, without_families
from provtag.agencies import decision
from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register
from provtag.evaluation.actions import CrossFit
from provtag.evaluation.agencies import Answer
from provtag.evaluation.rivals import Rivals
from provtag.labels import WHOLE, WRITTEN
from provtag.paths import REGISTER
from provtag.schema import ActionType, AgencyMention, Label, RawText, Role
from provtag.settings import EVEN, AgencySettings, read_settings
from provtag.structure.parser import parse_document

# A duty note takes any name; the register lacks this one, so whose it is must be learnt.
TEXTS = ("公安局会同民政局查处。", "教育局开展宣传，妇联配合。", "宣传预防知识。", "（寻亲驿站、公安局）")
NAMES = {
    "公安局": ("public_security", Role.LEAD),
    "教育局": ("education", Role.LEAD),
    "民政局": ("civil_affairs", Role.SUPPORT),
    "妇联": ("womens_federation", Role.SUPPORT),
    "寻亲驿站": ("civil_affairs", Role.LEAD),
}


def labels(doc_id: str, origin: str) -> list[Label]:
    return [
        Label(
            f"{doc_id}/{at}",
            "duty_note" if text.startswith("（") else "clause",
            text,
            (),
            mentions(text),
            doc_id=doc_id,
            origin=origin,
        )
        for at, text in enumerate(TEXTS)
    ]


def mentions(text: str) -> tuple[AgencyMention, ...]:
    found = [(text.find(name), name, *said) for name, said in NAMES.items() if name in text]
    return tuple(AgencyMention(name, at, at + len(name), role, agency) for at, name, agency, role in sorted(found))


@pytest.fixture(scope="module")
def without() -> dict[str, list[Answer]]:
    settings = replace(read_settings(AgencySettings), rounds=5)
    taught = [*labels("a", WHOLE), *labels("b", WHOLE), *labels("c", WRITTEN), *labels("d", WRITTEN)]
    document = parse_document(RawText("e.txt", "海棠县民政局关于印发工作方案的通知\n" + "\n".join(TEXTS)), "e")
    agencies = Agencies(Register.load(REGISTER), {"e": document}, settings)
    return dict(agencies.without_parts(Split(taught, labels("e", WHOLE))))


def test_every_part_is_left_out(without: dict[str, list[Answer]]) -> None:
    assert next(iter(without)) == "nothing"
    assert {*FAMILIES, "crossings", "links learnt", "whole documents", "written examples", "the issuer"} < {*without}
    assert all([label.text for label, _ in answers] == [*TEXTS] for answers in without.values())
    assert float(figures(without["nothing"])[0]) > 0.8


def test_a_name_that_the_register_lacks_has_no_agency_where_links_are_not_learnt(without: dict[str, list[Answer]]) -> None:
    assert agencies_of(without["nothing"][-1]) == ["civil_affairs", "public_security"]
    assert agencies_of(without["links learnt"][-1]) == ["other", "public_security"]


def agencies_of(answer: Answer) -> Sequence[str]:
    _, (_, found) = answer
    return [mention.agency_id for mention in found]


@pytest.mark.parametrize("name", FAMILIES)
def test_a_crossing_goes_with_any_of_its_parts(name: str) -> None:
    sentence = Recogniser(Register.load(REGISTER), None).proposed(TEXTS[0])
    everything = {one.family for one in decision.features([sentence])}
    with without_families(lambda parts: bool(parts & FAMILIES[name])):
        left = {one.family for one in decision.features([sentence])}
    assert left == {family for family in everything if parts_of(family).isdisjoint(FAMILIES[name])}
    assert set() < left < everything
    assert {one.family for one in decision.features([sentence])} == everything


def test_every_family_of_features_is_one_of_those_left_out() -> None:
    sentence = Recogniser(Register.load(REGISTER), None).proposed(TEXTS[0])
    parts = set().union(*(parts_of(one.family) for one in decision.features([sentence])))
    assert parts == set().union(*FAMILIES.values())


def test_action_types_are_counted_on_whole_documents() -> None:
    asked = [
        Label("s", "clause", TEXTS[0], (), (), origin="gold"),
        Label("w", "clause", TEXTS[1], (ActionType.CRACKDOWN,), (), origin=WRITTEN),
        Label("d", "clause", TEXTS[0], (ActionType.CRACKDOWN,), (), origin=WHOLE),
    ]
    types = [*ActionType]
    right = np.array([[9.0 if action in (label.action_types or ()) else -9.0 for action in types] for label in asked])
    fitted = CrossFit(asked, right, EVEN)
    rows = list(types_without_parts(fitted, np.abs(right), Rivals({}, {"context": -right[[0, 2]]})))
    expected = [("nothing", "1.0000"), ("measures", "0.0000"), ("measures, context", "0.0000")]
    assert [(part, exact) for part, _, exact in rows] == expected
