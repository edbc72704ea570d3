"""Screens come out of a worker as they are made here, and a document that breaks it costs itself alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from provtag.annotation.screen_work import OPEN_SCREENS, document_screens
from provtag.annotation.screens import Mode, Screen, screens_of
from provtag.documents.reader import read_file
from provtag.paths import ROOT
from provtag.schema import InputError
from provtag.structure.parser import parse_document
from provtag.tagging.batch import make_task
from provtag.tagging.inputs import find_inputs
from provtag.tagging.tagger import Tagger
from provtag.tagging.worker import DocumentLimits

LIMITS = DocumentLimits(processor_seconds=20, memory_mb=2048, seconds=60)
SEED = next((ROOT / "data" / "raw").glob("000_*.txt"))


@pytest.mark.parametrize("mode", [Mode.BLIND, Mode.ASSISTED])
def test_a_worker_makes_the_screens_that_are_made_here(mode: Mode, small_model: Path) -> None:
    model = small_model if mode is Mode.ASSISTED else None
    (found,) = document_screens(find_inputs([str(SEED)]), make_task(OPEN_SCREENS, model, LIMITS), mode)
    assert isinstance(found, list)
    document = parse_document(read_file(SEED), SEED.stem)
    wanted = screens_of(document, Tagger.load(small_model) if model else None, mode)
    assert list(map(seen, found)) == list(map(seen, wanted))
    assert any(screen.label.agencies for screen in found) is (mode is Mode.ASSISTED)


def seen(screen: Screen) -> tuple[object, ...]:
    """Return what an annotator sees of a screen."""
    model = (screen.model.scores, screen.model.review_reasons) if screen.model else None
    label = screen.label
    spans = {(item.start, item.end, item.role, item.agency_id) for item in label.agencies}
    context = (label.headings, label.lead_in, label.previous, label.doc_id, label.provision_id, screen.following)
    return label.clause_id, label.text, label.kind, label.action_types, spans, context, screen.duty_notes, model, screen.priority


def test_hostile_and_empty_documents_cost_themselves_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("第一条　公安机关打击拐卖犯罪。\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("反拐工作细则\n", encoding="utf-8")
    (tmp_path / "c.html").write_text(
        "<html><table>" + '<tr><td colspan="1000" rowspan="1000">甲</td></tr>' * 2_000 + "</table></html>", encoding="utf-8"
    )
    (tmp_path / "d.txt").write_bytes(b"")
    (tmp_path / "e.txt").write_text("第一条　民政部门救助被拐卖的妇女儿童。\n", encoding="utf-8")
    limits = DocumentLimits(processor_seconds=1, memory_mb=1024, seconds=20)
    found = list(document_screens(find_inputs([str(tmp_path)]), make_task(OPEN_SCREENS, None, limits), Mode.BLIND))
    assert [isinstance(item, InputError) for item in found] == [False, True, True, True, False]
    assert "nothing in it became a clause" in str(found[1])
    assert all(name in str(fault) for name, fault in zip(("b.txt", "c.html", "d.txt"), found[1:4], strict=True))
