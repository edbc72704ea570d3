"""Faults in the words of orders are one line that names the file and what to mend."""

from __future__ import annotations

import pytest
import yaml

from provtag.files import read_yaml
from provtag.orders.vocabulary import Vocabulary
from provtag.paths import ORDERS
from provtag.schema import ProvtagError, Trait


def changed(tmp_path, change):
    content = read_yaml(ORDERS)
    change(content)
    path = tmp_path / "orders.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda content: content["traits"].pop("budget"), "must have the keys"),
        (lambda content: content["traits"]["budget"].pop("zh"), "budget.zh: is missing"),
        (lambda content: content["traits"]["budget"]["patterns"].append("(经费"), "mend the pattern"),
        (lambda content: content["traits"]["budget"]["patterns"].append("经费)|(专款"), "mend the pattern"),
        (lambda content: content["traits"]["budget"]["patterns"].append("(?<=经+)费"), "fixed-width"),
        (lambda content: content["traits"]["budget"]["patterns"].append("{nought}元"), "no fragment 'nought'"),
        (lambda content: content["fragments"].update(n="{n}"), "contain each other"),
        (lambda content: content.update(more=1), "no such parameter"),
    ],
)
def test_a_fault_is_one_line_with_the_file(tmp_path, change, said):
    path = changed(tmp_path, change)
    with pytest.raises(ProvtagError, match=said) as caught:
        Vocabulary.load(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_in_the_group_of_a_pattern_is_the_evidence(tmp_path):
    words = {"patterns": ["花(钱)|买(车)"], "besides": ["别花钱"]}
    path = changed(tmp_path, lambda content: content["traits"]["budget"].update(words))
    vocabulary = Vocabulary.load(path)

    def found(text):
        return [text[item.start : item.end] for item in vocabulary.find([Trait.BUDGET], text, vocabulary.parts(text))]

    assert found("花钱办事，别花钱") == ["钱"]
    assert found("花钱办事，买车") == ["钱", "车"]


def test_a_list_is_no_vocabulary(tmp_path):
    path = tmp_path / "orders.yaml"
    path.write_text("- traits\n", encoding="utf-8")
    with pytest.raises(ProvtagError, match=f"^{path}: "):
        Vocabulary.load(path)
