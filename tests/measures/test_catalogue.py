from __future__ import annotations

from pathlib import Path

import pytest

from provtag.files import read_yaml
from provtag.labels import read_labels
from provtag.measures.catalogue import Catalogue
from provtag.paths import MEASURES, REGISTER, WHOLE_DOCUMENTS, WRITTEN
from provtag.schema import ActionType, Label, ProvtagError

MAP = """
measures:
  p_hotels: {name: 旅馆查验, types: [prevention], formerly: [p_inns, p_hostels]}
  c_gangs: {name: 打击团伙, types: [crackdown]}
  n_budget: {name: 经费, types: []}
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    path = tmp_path / "measures.yaml"
    path.write_text(MAP, encoding="utf-8")
    return Catalogue.load(path)


def label(**changes) -> Label:
    return Label("d:1", "clause", "旅馆应当查验。", (ActionType.PREVENTION,), (), **changes)


def test_an_old_id_of_an_example_leads_to_the_measure_of_today(catalogue):
    assert catalogue.of(label(measure="p_inns")) == ("p_hotels",)


def test_measures_of_a_document_keep_their_order_and_stand_once(catalogue):
    assert catalogue.of(label(measures=("c_gangs", "p_hotels", "p_hostels"))) == ("c_gangs", "p_hotels")


def test_what_orders_nothing_is_no_measure_of_a_clause(catalogue):
    assert catalogue.of(label(measure="n_budget")) == ()
    assert [measure.measure_id for measure in catalogue.ordered] == ["p_hotels", "c_gangs"]


def test_an_unknown_id_is_named_with_its_label(catalogue):
    with pytest.raises(ProvtagError, match="label d:1: unknown measure 'p_moon'"):
        catalogue.of(label(measure="p_moon"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("  p_inns: {name: 客栈, types: [prevention]}", "p_hotels: 'p_inns' has another meaning already"),
        ("  p_trains: {name: 列车, types: [prevention], formerly: [p_inns]}", "p_trains: 'p_inns' has another meaning already"),
        ("  p_trains: {name: 列车, types: [defence]}", "of an unknown type"),
        ("  p_trains: {name: 列车}", "without name or types"),
    ],
)
def test_a_faulty_map_is_one_line(line, message, tmp_path):
    path = tmp_path / "measures.yaml"
    path.write_text(MAP + line + "\n", encoding="utf-8")
    with pytest.raises(ProvtagError, match=message):
        Catalogue.load(path)


def test_the_map_knows_every_measure_that_labels_name():
    catalogue = Catalogue.load(MEASURES)
    named = [catalogue.of(item) for item in (*read_labels(WRITTEN), *read_labels(WHOLE_DOCUMENTS))]
    assert len(set().union(*named)) > 120


def test_leads_and_partners_of_the_map_are_agencies():
    agencies = {*read_yaml(REGISTER)["agencies"], None}
    rows = read_yaml(MEASURES)["measures"].values()
    assert {row["lead"] for row in rows} | {partner for row in rows for partner in row["partners"]} <= agencies


def test_no_measure_has_the_id_of_an_agency():
    assert not set(read_yaml(REGISTER)["agencies"]) & set(read_yaml(MEASURES)["measures"])
