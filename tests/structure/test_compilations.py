"""Several texts in one file: each has its own title, and counts for itself."""

from __future__ import annotations

import pytest

from tests.structure.reading import parse

FIRST = (
    "河湾市教育局关于点名的通知\n河教〔2024〕3号\n各校：\n一、各校应当点名。\n二、点名应当留底。\n河湾市教育局\n2024年3月4日\n"
)
BODY = "一、民警应当走访。\n二、走访应当登记。"
FOOT = "\n河湾市公安局\n2024年5月6日"


@pytest.mark.parametrize(
    "head",
    [
        "河湾市公安局关于走访的通知\n河公〔2024〕9号\n各分局：\n",
        "河湾市公安局文件\n河公〔2024〕9号\n河湾市公安局关于走访的通知\n各分局：\n",
        "河湾市公安局关于走访的通知\n各分局：\n近来多有走失。现通知如下：\n",
    ],
)
@pytest.mark.parametrize("between", ["", "抄送：市妇联。\n河湾市教育局办公室  2024年3月4日印发\n"])
def test_a_notice_behind_a_signature_is_a_text_of_its_own(between: str, head: str) -> None:
    document = parse(FIRST + between + head + BODY + FOOT)
    title = "河湾市公安局关于走访的通知"
    assert [(c.headings, c.number, c.text) for c in document.clauses] == [
        ((), "一、", "各校应当点名。"),
        ((), "二、", "点名应当留底。"),
        ((title,), "一、", "民警应当走访。"),
        ((title,), "二、", "走访应当登记。"),
    ]
    metadata = document.metadata
    assert (metadata.title, metadata.doc_number, metadata.issued) == (
        "河湾市教育局关于点名的通知",
        "河教〔2024〕3号",
        "2024-03-04",
    )
    assert any("2 documents in one file" in warning for warning in document.health.warnings)


def test_a_notice_of_one_sentence_is_a_text_of_its_own() -> None:
    title = "河湾市公安局关于走访的通知"
    document = parse(f"{FIRST}{title}\n民警应当走访。{FOOT}")
    assert [(c.headings, c.text) for c in document.clauses][2:] == [((title,), "民警应当走访。")]


def test_three_notices_are_three_texts() -> None:
    second, third = ("河湾市公安局关于走访的通知\n", "河湾市公安局关于巡查的通知\n")
    document = parse(FIRST + second + BODY + FOOT + "\n" + third + BODY + FOOT)
    assert [c.headings for c in document.clauses[2:]] == [(second.strip(),)] * 2 + [(third.strip(),)] * 2


def test_a_plan_behind_a_plan_begins_with_its_preamble() -> None:
    document = parse(f"河湾市点名方案\n一、各校应当点名。\n二、点名应当留底。\n河湾市走访方案\n为了护童，制定本方案。\n{BODY}")
    assert [(c.headings, c.number) for c in document.clauses[2:]] == [
        (("河湾市走访方案",), ""),
        (("河湾市走访方案",), "一、"),
        (("河湾市走访方案",), "二、"),
    ]


@pytest.mark.parametrize("tail", ["关于放假的通知\n关于防汛的通知", "抄送：市妇联。", "政策解读：\n一图读懂点名方案"])
def test_links_behind_a_signature_are_no_text(tail: str) -> None:
    document = parse(FIRST + tail)
    assert [c.number for c in document.clauses] == ["一、", "二、"]
    assert not any("documents in one file" in warning for warning in document.health.warnings)
