"""What the stage ``clauses`` hands on is what was parsed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from provtag.parsed import read_documents, write_documents
from provtag.schema import Health, RawText
from provtag.structure.parser import parse_document

TEXT = """临湖市人民政府办公室关于做好寻亲工作的通知
临政办发〔2031〕7号
各县人民政府：
一、宣传
第一条 各县应当开展宣传；公安局要核查线索。（公安局牵头，民政局配合）
第二条 学校要做好下列工作：
（一）开设课程；
（二）走访家庭。
临湖市人民政府办公室
2031年5月6日
"""


def test_documents_are_read_as_they_were_written(tmp_path: Path) -> None:
    document = parse_document(RawText("a.txt", TEXT), "a")
    assert document.clauses and document.duty_notes and document.metadata.issuer
    nowhere = replace(document, doc_id="b", metadata=replace(document.metadata, region=None))
    write_documents(tmp_path / "documents.jsonl", [document, nowhere])
    kept = [replace(one, health=Health(), provisions=(), parts=()) for one in (document, nowhere)]
    assert list(read_documents(tmp_path / "documents.jsonl")) == kept
