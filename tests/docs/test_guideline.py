"""The guideline says what the labels do: its worked examples stand in gold as it shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from provtag.annotation.register_lint import guideline_ids
from provtag.files import read_yaml
from provtag.labels import read_labels
from provtag.paths import LABELS
from provtag.schema import ActionType, Label, Role

GUIDELINE = (LABELS / "guideline.md").read_text(encoding="utf-8")
NAMES = read_yaml(LABELS / "action_types.yaml")
NO_TYPES, NOTHING = "—", "无"
CUT = "……"


def section(title: str) -> str:
    """Return the part of the guideline below the heading that begins with ``title``, up to the next heading."""
    return re.split(r"^#+ ", GUIDELINE.split(title, 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def table(title: str) -> list[list[str]]:
    """Return the cells of the rows of the table in a section, its head left out."""
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.fixture(scope="module")
def gold() -> list[Label]:
    return read_labels(LABELS / "gold")


def found(gold: list[Label], quoted: str) -> Label:
    """Return the only gold label whose text is ``quoted``, in which …… stands for what is left out."""
    pattern = re.compile(".*".join(map(re.escape, quoted.split(CUT))))
    [label] = {label.text: label for label in gold if pattern.fullmatch(label.text)}.values()
    return label


def test_the_ids_of_agencies_are_those_of_the_register() -> None:
    assert guideline_ids(LABELS / "guideline.md") == read_yaml(LABELS / "agencies.yaml")["agencies"].keys()


@pytest.mark.parametrize(
    ("title", "numbers"),
    [
        ("### 规则 · Rules", [*range(1, 27), 38]),
        ("### 边界规则 · Span rules", range(1, 9)),
        ("### 补充规则 · More rules for agencies", range(27, 38)),
    ],
)
def test_rules_keep_their_numbers(title: str, numbers: Iterable[int]) -> None:
    assert [int(number) for number in re.findall(r"^(\d+)\. ", section(title), re.MULTILINE)] == list(numbers)


def test_types_and_roles_are_those_of_the_product() -> None:
    types = {row[0].strip("`"): row[1] for row in table("## 行动类型 · Action types")}
    roles = dict(row[0].replace("`", "").split() for row in table("### 角色 · Roles"))
    assert types == {str(action): NAMES["action_types"][action]["name"] for action in ActionType}
    assert roles == {str(role): NAMES["roles"][role]["name"] for role in Role}


@pytest.mark.parametrize("row", table("## 实例 · Worked examples"), ids=lambda row: row[0][:16])
def test_a_worked_example_is_labelled_as_in_gold(row: list[str], gold: list[Label]) -> None:
    text, types, agencies, _ = row
    label = found(gold, re.sub("（(重庆|贵州)）$", "", text))
    names = [NAMES["action_types"][action]["name"] for action in ActionType if action in label.action_types]
    assert ("、".join(names) or NOTHING) == types.replace(NO_TYPES, NOTHING)
    assert (types == NO_TYPES) == (label.kind == "duty_note")
    shown = [f"{mention.text} {NAMES['roles'][mention.role]['name']}" for mention in label.agencies]
    assert ("，".join(shown) or NOTHING) == agencies


def test_quotations_of_the_log_stand_in_the_seeds(gold: list[Label]) -> None:
    log = GUIDELINE.split("## 决定记录 · Log of decisions")[1]
    everything = "\n".join(label.text for label in gold)
    quotations = re.findall("“([^”]+)”", log)
    pieces = [piece.translate({0x2018: "“", 0x2019: "”"}) for quoted in quotations for piece in quoted.split(CUT)]
    assert len(pieces) > 40
    own_words = {"移送 X 处理", "保障措施"}  # a pattern, and a heading
    assert [piece for piece in pieces if piece not in everything and piece not in own_words] == []
