"""What the pages show of the data is what the data hold: bring it up to date with ``python -m provtag.evaluation.sections``."""

from __future__ import annotations

import pytest

from provtag.evaluation import sections
from provtag.evaluation.markdown import with_section
from provtag.evaluation.sections import pages, stage_diagram
from provtag.paths import ROOT

PAGES = ("README.md", "README.zh-CN.md", "labels/README.md")


@pytest.fixture(scope="module")
def fresh() -> dict[str, dict[str, str]]:
    """What the sections of each page should hold."""
    return pages()


@pytest.mark.parametrize("page", PAGES)
def test_sections_are_up_to_date(page: str, fresh: dict[str, dict[str, str]]) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    stale = [section for section, content in fresh[page].items() if with_section(text, section, content) != text]
    assert stale == [], "run: python -m provtag.evaluation.sections"


def test_the_command_brings_pages_up_to_date(fresh, tmp_path, monkeypatch) -> None:
    (tmp_path / "labels").mkdir()
    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        for section in fresh[page]:
            text = with_section(text, section, "old")
        (tmp_path / page).write_text(text, encoding="utf-8")
    monkeypatch.setattr(sections, "ROOT", tmp_path)
    monkeypatch.setattr(sections, "pages", lambda: fresh)
    sections.main()
    for page in PAGES:
        assert (tmp_path / page).read_text(encoding="utf-8") == (ROOT / page).read_text(encoding="utf-8")


def test_the_diagram_follows_outputs_into_folders() -> None:
    stages = {
        "read": {"deps": ["raw"], "outs": ["interim/texts.jsonl"]},
        "train": {"deps": ["interim"], "outs": ["model"], "metrics": [{"metrics/all.json": {"cache": False}}]},
        "card": {"deps": ["metrics/all.json", "model/weights"], "outs": []},
        "alone": {"deps": ["elsewhere"], "outs": []},
    }
    assert stage_diagram(stages).splitlines()[2:-1] == ["  read", "  read --> train", "  train --> card", "  alone"]
