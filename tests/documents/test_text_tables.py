"""Tables in plain text are read as those of Word files are."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from document_files import lines_of

from provtag.documents.reader import read_bytes
from provtag.documents.text_tables import without_boxes, without_wiki_tables
from provtag.schema import InputError

DUTIES = ["1.在车站设立求助点。", "牵头单位：县民政局、县交通局", "2.回访走失老人。", "牵头单位：县妇联"]


def test_cells_drawn_with_box_signs() -> None:
    drawn = """分工如下：
┏━━┯━━━━━┯━━━━━┓
┃序号│工作内容  │牵头单位  ┃
┠──┼─────┼─────┨
┃ 1  │在车站设立│县民政局、┃
┃    │求助点。  │县交通局  ┃
┠──┼─────┼─────┨
┃ 2  │回访走失老│县妇联    ┃
┃    │人。      │          ┃
┗━━┷━━━━━┷━━━━━┛
以上。"""
    assert lines_of(without_boxes(drawn)) == ["分工如下：", *DUTIES, "以上。"]


def test_a_frame_that_stops_short_continues_the_cell() -> None:
    drawn = """┌────┬────┬────┐
│牵头单位│工作任务│完成时限│
├────┼────┼────┤
│县妇联  │登记。  │三月    │
│        ├────┼────┤
│        │回访。  │每月    │
└────┴────┴────┘"""
    lines = lines_of(without_boxes(drawn))
    assert lines == ["登记。", "牵头单位：县妇联", "完成时限：三月", "回访。", "牵头单位：县妇联", "完成时限：每月"]


def test_rows_of_a_drawn_table_without_frames_between_them() -> None:
    drawn = """  ┌──┬────┬────┐
  │序号│工作任务│牵头单位│
  ├──┼────┼────┤
  │1   │登记。  │县妇联  │
  │2   │护送。  │        │
  │3   │回访流动│县民    │
  │    │人员。  │政局    │
  └──┴────┴────┘"""
    assert lines_of(without_boxes(drawn)) == [
        "1.登记。",
        "牵头单位：县妇联",
        "2.护送。",
        "3.回访流动人员。",
        "牵头单位：县民政局",
    ]
    bare = ["┌────┬────┐", "│工作任务│牵头单位│", "├────┼────┤", "│登记。  │县妇联  │", "│回访。  │县民政局│", "└────┴────┘"]
    assert lines_of(without_boxes("\n".join(bare))) == ["登记。", "牵头单位：县妇联", "回访。", "牵头单位：县民政局"]


def test_an_empty_cell_below_a_whole_frame_is_empty() -> None:
    frame = "├────┼────┤"
    drawn = ["┌────┬────┐", "│任务│牵头单位│", frame, "│登记。│县妇联│", frame, "│护送。││", "└────┴────┘"]
    assert lines_of(without_boxes("\n".join(drawn))) == ["登记。", "牵头单位：县妇联", "护送。"]


@pytest.mark.parametrize("text", ["第一条 甲──乙。\n│注│", "━━━━━━━━\n第二条 护送回家。", "│县局│\n│县委│"])
def test_box_signs_that_draw_no_table_stay(text: str) -> None:
    assert without_boxes(text) == text


def test_the_cell_of_a_time_limit_is_one_sentence() -> None:
    table = "任务,责任单位,完成时限\r\n回访走失老人。,县妇联,每季度；春节前再访\r\n"
    lines = read_bytes(Path("分工.csv"), table.encode()).text.split("\n")
    assert lines == ["回访走失老人。", "责任单位：县妇联", "完成时限：每季度，春节前再访"]


def test_cells_of_a_wiki() -> None:
    wiki = """{| class="wikitable" border=1
|+ 分工
! 序号 !! 工作内容 !! 牵头单位
|-
| 1 || style="color:red" | 在车站设立求助点。 || 县民政局、县交通局
|- align=center
| 2
| 回访走失老人。
| 县妇联
|}
以上。"""
    assert lines_of(without_wiki_tables(wiki)) == ["分工", *DUTIES, "以上。"]


def test_entries_between_commas() -> None:
    table = "序号,工作内容,牵头单位\r\n1,在车站设立求助点。,县民政局、县交通局\r\n2,回访走失老人。,县妇联\r\n"
    assert read_bytes(Path("分工.csv"), table.encode()).text.split("\n") == DUTIES
    assert read_bytes(Path("分工.tsv"), table.replace(",", "\t").encode("gb18030")).text.split("\n") == DUTIES


def test_an_entry_without_end_is_named() -> None:
    before = csv.field_size_limit(131_072)  # one for the whole program, and other tests' libraries raise it
    try:
        with pytest.raises(InputError, match=r"分工\.csv: a table that cannot be read"):
            read_bytes(Path("分工.csv"), ("甲" * 200_000).encode())
    finally:
        csv.field_size_limit(before)


def test_semicolons_part_the_entries_where_commas_do_not() -> None:
    table = '序号;工作任务;牵头单位\n1;在车站设立求助点，提供食宿。;县民政局、县交通局\n2;"登记; 回访走失老人。";县妇联\n'
    assert read_bytes(Path("duties.csv"), table.encode()).text.split("\n") == [
        "1.在车站设立求助点，提供食宿。",
        "牵头单位：县民政局、县交通局",
        "2.登记; 回访走失老人。",
        "牵头单位：县妇联",
    ]


def test_a_pasted_cell_of_several_lines_is_one() -> None:
    pasted = '序号\t工作任务\t牵头单位\n1\t登记老人。\t"县民政局\n县交通局"\n2\t回访老人。\t县妇联'
    assert read_bytes(Path("duties.txt"), pasted.encode()).text == pasted.replace('"', "").replace("局\n县交", "局 县交")
    said = '称谓\t"老人\n指六十岁以上的人'
    assert read_bytes(Path("duties.txt"), said.encode()).text == said
