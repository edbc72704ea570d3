"""The parts of a document: letter and annexes, what a site and a printing office add, translations, tables of changes."""

from __future__ import annotations

import pytest

from provtag.schema import Document, PartKind, RawText
from provtag.structure.annexes import annex_head_end, listed_annexes
from provtag.structure.changes import is_changes_head
from provtag.structure.parser import parse_document
from tests.structure.reading import parse


def words(document: Document, kind: PartKind) -> list[str]:
    return [document.text[part.start : part.end] for part in document.parts if part.kind is kind]


BODY = "河湾市护童规定\n第一条 学校应当点名。\n第二条 本规定自2024年1月1日起施行。\n"


@pytest.mark.parametrize(
    "head",
    [
        "附件\n走访要求",
        "附件1\n走访要求",
        "附件：走访要求",
        "附件二 走访要求",
        "附表：\n走访要求",
        "附录A：走访要求".replace("A", "1"),
        "附　件（一）\n走访要求",
    ],
)
def test_an_annex_is_a_section_of_its_own(head: str) -> None:
    document = parse(f"{BODY}{head}\n1．民警两人走访。\n2．社工陪同。")
    assert [(c.number, c.text) for c in document.clauses[2:]] == [("1．", "民警两人走访。"), ("2．", "社工陪同。")]
    assert all("走访要求" in c.headings[-1] for c in document.clauses[2:])
    assert document.provisions[1].end < document.text.index("走访要求")


@pytest.mark.parametrize(
    "foot",
    [
        "附件：1．走访要求\n2．点名册\n河湾市政府\n2024年1月1日",
        "附件1：走访要求\n附件2：点名册",
        "附件：走访要求\n河湾市政府\n2024年1月1日",
    ],
)
def test_a_list_of_annexes_begins_none(foot: str) -> None:
    document = parse(BODY + foot)
    assert [c.text for c in document.clauses] == ["学校应当点名。", "本规定自2024年1月1日起施行。"]
    assert "".join(words(document, PartKind.BACK)).startswith("附件")


def test_annexes_behind_a_letter_count_for_themselves() -> None:
    document = parse(
        "河湾市护童办关于印发两项制度的通知\n各成员单位：\n现将两项制度印发给你们，请遵照执行。\n附件：1．点名制度\n2．走访制度\n河湾市护童办\n"
        "2024年5月6日\n附件1\n点名制度\n一、学校每日点名。\n二、本制度自印发之日起施行。\n附件2\n走访制度\n一、民警每周走访。\n二、本制度自印发之日起施行。"
    )
    assert [(c.headings, c.number) for c in document.clauses] == [
        (("附件1", "点名制度"), "一、"),
        (("附件1", "点名制度"), "二、"),
        (("附件2", "走访制度"), "一、"),
        (("附件2", "走访制度"), "二、"),
    ]
    assert (document.metadata.issuer, document.metadata.issued) == ("河湾市护童办", "2024-05-06")
    assert document.health.repeated_sentences == 0


@pytest.mark.parametrize("signed", ["河湾县公安局\n河湾县民政局\n2024年3月4日", "河湾县公安局\n河湾县民政局", "河湾县公安局"])
def test_those_who_sign_below_the_name_of_an_annex_are_no_title_of_it(signed: str) -> None:
    document = parse(f"护童方案\n一、学校点名。\n附件\n{signed}")
    assert {part.kind for part in document.parts} == {PartKind.FRONT, PartKind.NUMBER, PartKind.BACK}


@pytest.mark.parametrize("label", ["附件", "附件1"])
def test_the_title_of_an_annex_goes_on_below_the_name_of_a_body(label: str) -> None:
    letter = "河湾市民政局关于印送护童职责的函\n各区民政局：\n请对照办理。\n附件：护童职责\n河湾市民政局\n2024年3月4日\n"
    document = parse(f"{letter}{label}\n河湾市护童工作联席会议\n成员单位职责\n一、学校点名。\n二、民警走访。")
    assert [c.text for c in document.clauses] == ["请对照办理。", "学校点名。", "民警走访。"]
    assert document.metadata.issued == "2024-03-04"


@pytest.mark.parametrize(
    "above", ["欢迎访问河湾市政府网站，今天是2024年1月1日。\n", "您好，欢迎光临本站！\n为方便阅读，本网已开通无障碍浏览。\n"]
)
def test_greetings_of_a_site_are_no_law(above: str) -> None:
    document = parse(above + BODY)
    assert len(document.clauses) == 2 and document.metadata.title == "河湾市护童规定"


@pytest.mark.parametrize(
    "below",
    [
        "分享到：微信\n相关链接：市政府研究护童工作，强调落实责任。\n",
        "网友评论：写得好，希望落实。\n免责声明：本网转载的文件仅供参考，以正式文本为准。\n",
        "抄送：市委办公室，市人大办公室。\n市政协办公室，市法院。\n河湾市政府办公室 2024年1月2日印发\n",
        "相关阅读\n市长走访学校。\n河湾日报：孩子都回家了。\n",
    ],
)
def test_links_statements_comments_and_distribution_are_no_law(below: str) -> None:
    document = parse(BODY + below)
    assert [c.text for c in document.clauses] == ["学校应当点名。", "本规定自2024年1月1日起施行。"]
    assert "\n".join(words(document, PartKind.BACK)) == below.strip()


def test_comments_of_the_markup_hide_no_article() -> None:
    document = parse("护童规定\n第一条 学校应当点名。\n<!-- page 2 -->\n第二条 民警应当走访。\n<!-- image -->\n社工应当陪护。")
    assert [c.number for c in document.clauses] == ["第一条", "第二条", "第二条"]
    assert words(document, PartKind.NAVIGATION) == ["<!-- page 2 -->", "<!-- image -->"]


def test_translations_are_no_clauses() -> None:
    document = parse("护童规定\nRules for Schools\n第一条 学校应当点名。\nArticle 1 Schools shall call the roll.\n第二条 甲。")
    assert [c.text for c in document.clauses] == ["学校应当点名。", "甲。"]
    assert words(document, PartKind.TRANSLATION) == ["Article 1 Schools shall call the roll."]


@pytest.mark.parametrize(
    ("line", "is_head"),
    [
        ("修改前 修改后", True),
        ("修改前 修改后：", False),
        ("修改前 修改后；", False),
        ("修改前修改后", False),
        ("现行规定 拟修改内容 理由", True),
        ("原《护童办法》条文 修订草案", True),
        ("旧版 新版", True),
        ("原预案 新预案", True),
        ("原工作流程 现工作流程", True),
        ("原办法（2020年） 新办法（草案）", True),
        ("姓名 原籍 现住址 电话", False),
        ("原单位 现单位", False),
        ("现行职务 拟任职务", False),
    ],
)
def test_the_head_of_a_table_of_changes_is_a_short_line_of_cells_without_an_end(line: str, is_head: bool) -> None:
    assert is_changes_head(line) is is_head


def test_a_register_with_what_was_and_what_is_opens_no_table_of_changes() -> None:
    document = parse(
        "办法\n第一条 民警登记：\n姓名 原籍 现住址 电话\n第三条 民警应当核查。\n第三条 房东不报告的，依照 第二条 处罚。"
    )
    assert not words(document, PartKind.SUPERSEDED)
    assert [c.text for c in document.clauses][-2:] == ["民警应当核查。", "房东不报告的，依照 第二条 处罚。"]


def test_the_old_text_of_a_table_of_changes_is_no_clause() -> None:
    document = parse(
        "护童规定修改对照表\n修改前\t修改后\n第三条　学校每周点名。\t第三条　学校每日点名。\n"
        "第四条　民警每月走访。\t（删去）\n（新增）\t第四条　社工陪护。"
    )
    assert [(c.number, c.text) for c in document.clauses] == [("第三条", "学校每日点名。"), ("第四条", "社工陪护。")]
    assert document.health.repeated_sentences == 0
    below = parse("对照表\n原条文 新条文\n第三条 学校点名。\n老师报告。\n第三条 学校点名。\n校长报告。")
    assert [c.text for c in below.clauses] == ["学校点名。", "校长报告。"]
    assert words(below, PartKind.SUPERSEDED) == ["第三条 学校点名。", "老师报告。"]


def test_lines_that_look_like_back_matter_are_clauses_where_they_order() -> None:
    annex = parse("护童规定\n第一条 学校应当点名。\n附：本周任务\n1.民警牵头走访出租屋\n2.社工组织陪护")
    assert [c.text for c in annex.clauses[1:]] == ["民警牵头走访出租屋", "社工组织陪护"]
    last = "打印、张贴寻人启事，由居委会负责"
    assert parse(f"护童规定\n第一条 学校应当点名。\n{last}").clauses[-1].text == last


def test_a_text_without_numbers_and_a_single_order_are_clauses() -> None:
    letter = parse("致全市师生的一封信\n亲爱的同学们：\n不要跟陌生人走。\n遇到危险请大声呼救！")
    assert letter.metadata.title == "致全市师生的一封信"
    assert [c.text for c in letter.clauses][-2:] == ["不要跟陌生人走。", "遇到危险请大声呼救！"]
    assert [c.text for c in parse("学校应当每日点名").clauses] == ["学校应当每日点名"]


def test_a_law_that_a_decision_publishes_anew_is_a_section_of_its_own() -> None:
    document = parse(
        "河湾市人大常委会关于修改《护童条例》的决定\n一、将第二条修改为：“学校每日点名。”\n二、删去第五条。\n本决定自公布之日起施行。\n"
        "河湾市护童条例\n（2024年1月1日修正）\n第一条 为了保护儿童，制定本条例。\n第二条 学校每日点名。"
    )
    assert [(c.headings, c.number) for c in document.clauses] == [
        ((), "一、"),
        ((), "二、"),
        ((), ""),
        (("河湾市护童条例",), "第一条"),
        (("河湾市护童条例",), "第二条"),
    ]
    first = parse("河湾市政府通知\n一、学校点名。\n河湾市护童办法\n第一章 总则\n第一条 民警走访。")
    assert first.clauses[-1].headings == ("河湾市护童办法", "第一章 总则")


def test_a_letter_on_one_line_has_a_title_a_body_and_a_signature() -> None:
    document = parse("护童倡议书 请接送孩子上下学。请教孩子记住家里的电话。河湾市教育局")
    assert (document.metadata.title, document.metadata.region) == ("护童倡议书", None)
    assert [c.text for c in document.clauses] == ["请接送孩子上下学。", "请教孩子记住家里的电话。"]
    assert words(document, PartKind.BACK) == ["河湾市教育局"]
    assert [c.text for c in parse("护童须知 不跟陌生人走。遇险大声呼救。").clauses] == ["不跟陌生人走。", "遇险大声呼救。"]


def test_a_quotation_that_is_never_closed_quotes_no_article() -> None:
    document = parse("修改决定\n将第三条修改为：“第三条 民警走访。\n第四条 学校点名。\n第五条 社工陪护。")
    assert [(c.number, c.text) for c in document.clauses[1:]] == [("第四条", "学校点名。"), ("第五条", "社工陪护。")]


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        (("附件1", "护童工作方案", "联席会议名单", "一、任务"), 2),
        (("附件1", "河湾市护童联席会议", "工作方案", "一、任务"), 3),
        (("附件1 护童工作方案", "联席会议名单", "一、任务"), 1),
        (("附件1", "民警走访出租屋"), 1),  # what would be left of it
    ],
)
def test_the_title_of_an_annex_ends_with_a_word_of_titles(lines: tuple[str, ...], end: int) -> None:
    assert annex_head_end(list(lines)) == end


@pytest.mark.parametrize("edition", ["（征求意见稿）", "（草案）", "（试行）"])
def test_the_edition_below_the_title_of_an_annex_is_of_its_head(edition: str) -> None:
    text = (
        f"护童公告\n现公开征求意见，请于9月30日前反馈。\n附件1\n护童细则\n{edition}\n第一条 学校应当点名。\n第二条 民警应当走访。"
    )
    document = parse_document(RawText("edition.txt", text), "d")
    assert [c.text for c in document.clauses if c.number] == ["学校应当点名。", "民警应当走访。"]
    assert edition not in [c.text for c in document.clauses]


@pytest.mark.parametrize(
    "head",
    [
        "附件  护童任务分工表",
        "附件1：护童任务分工表",
        "附表2 护童任务分工表",
        "附件1：\n\n护童任务分工表",
        "附件\n护童任务分工表",
    ],
)
def test_an_annex_that_is_a_file_of_its_own_has_its_title_and_all_its_rows(head: str) -> None:
    rows = "1.走访村户，登记孤儿\n责任单位：县妇联\n2.核对名册\n责任单位：县公安局"
    document = parse(f"{head}\n{rows}")
    assert document.metadata.title == "护童任务分工表"
    assert [clause.text for clause in document.clauses] == ["走访村户，登记孤儿", "核对名册"]
    assert [note.text for note in document.duty_notes] == ["责任单位：县妇联", "责任单位：县公安局"]


def test_a_list_of_annexes_goes_on_below_its_first() -> None:
    assert listed_annexes(["附件：1.名册", "2.台账"], 0, 2) == {1}
    assert listed_annexes(["附件1：名册", "2.台账"], 0, 2) == {1}
    assert listed_annexes(["附件：", "1.名册", "2.台账"], 0, 3) == {1, 2}
    assert listed_annexes(["第一条 走访。", "附件：名册", "1.台账"], 0, 3) == {2}
    assert not listed_annexes(["附件 名册", "1.台账", "2.走访"], 0, 3)
