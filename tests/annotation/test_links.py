"""A span that an annotator marked is linked by the register: in its place, else by its words alone."""

from __future__ import annotations

import pytest

from provtag.annotation.links import Linker

TEXT = "县公安局会同民政部门，请有关同志排查线索。"


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker.load()


def test_the_agency_of_a_span(linker: Linker) -> None:
    def linked(words: str) -> str | None:
        return linker.agency_id(TEXT, TEXT.index(words), TEXT.index(words) + len(words))

    assert (linked("县公安局"), linked("民政部门"), linked("公安局")) == ("public_security", "civil_affairs", "public_security")
    assert linked("有关同志") is None and linked("线索") is None


def test_names_stand_in_the_order_of_the_text(linker: Linker) -> None:
    assert linker.names(TEXT) == ["县公安局", "民政部门"]
