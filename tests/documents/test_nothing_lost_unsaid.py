"""What a file shows is read, and what is left out of it is counted, however short it is and wherever it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_files import lines_of, run, word_package

from provtag.documents.html import page_text
from provtag.documents.reader import read_bytes
from provtag.structure.parser import parse_document

PATH = Path("a.html")
HIDDEN = "hidden text left out: {} characters that no reader of the page sees"
FIRST, SECOND = "第一条 旅店应当登记住客。", "第二条 车站应当巡查站台。"


def lines(body: str, style: str = "") -> list[str]:
    return lines_of(page_text(f"<style>{style}</style><h1>临水县护童办法</h1>{body}<p>{SECOND}</p>", PATH)[0])


def said(body: str, style: str = "") -> tuple[str, ...]:
    return page_text(f"<style>{style}</style><h1>临水县护童办法</h1>{body}<p>{SECOND}</p>", PATH)[1]


@pytest.mark.parametrize(
    ("style", "looks"),
    [
        (".shut{display:none}.open{display:block}", "class='shut open'"),
        (".shut{display:none}.shut{display:block}", "class=shut"),
        ("p{display:none}.open{display:block}", "class=open"),
        (".open{display:block}p{display:none}", "class=open"),
        ("#own{visibility:visible}.shut{visibility:hidden}", "id=own class=shut"),
        (".shut{display:none}.shut.open{display:block}", "class='shut open'"),
        (".open{display:block !important}", "class=open style='display:none'"),
        (".open{display:block!important}.open{display:none}", "class=open"),
        (".shut{text-decoration:line-through}p.shut{text-decoration:none}", "class=shut"),
        (".shut{text-decoration-line:line-through}p.shut{text-decoration:none}", "class=shut"),
    ],
)
def test_a_rule_that_outweighs_another_shows_what_that_hides(style: str, looks: str) -> None:
    assert FIRST in lines(f"<p {looks}>{FIRST}</p><p>总则</p>", f"{style} h1,p:last-child{{display:block!important}}")


def test_a_few_hidden_words_count_where_words_stand_around_them() -> None:
    assert said("<p>旅店<i hidden>车站</i>应当登记住客。</p>") == (HIDDEN.format(2),)
    assert said("<p><i hidden>车站</i>应当登记住客。</p><p>旅店应当<i hidden>登记</i></p>") == ()
    assert said("<p>旅店<b>应当</b><i hidden>每日</i>登记住客。</p>") == ()
    assert said("<p>1<i hidden>车站</i>登记住客。</p><p>旅店<i hidden>车站</i> 1</p>") == ()


@pytest.mark.parametrize("span", ["0", "alle", "", "99999", " 1 "])
def test_a_cell_that_spans_no_number_of_columns_has_one(span: str) -> None:
    table = f"<tr><th>任务</th><th>责任单位</th></tr><tr><td colspan='{span}'>登记住客</td><td>公安局</td></tr>"
    assert lines(f"<p>{FIRST}</p><table>{table}</table>")[2:4] == ["登记住客", "责任单位：公安局"]


@pytest.mark.parametrize(
    "words", ["文物收藏 单位应当登记住客。", "·登记住客", "字画装裱 | 打印 字号招牌的店主，" + "应当登记住客，" * 20]
)
def test_words_of_a_text_are_no_buttons(words: str) -> None:
    assert lines(f"<p>{FIRST}</p><p>{words}</p>") == ["临水县护童办法", FIRST, words, SECOND]


@pytest.mark.parametrize(
    ("style", "looks"),
    [
        (".open{display:block}.shut{display:none}", "class='shut open'"),
        (".shut{display:none!important}", "class=shut style='display:block'"),
        (".shut{display:none}.shut.open{display:block}", "class=shut"),
        (".shut{display:none}p{display:block}", "class=shut"),
    ],
)
def test_what_the_rule_that_counts_hides_stays_hidden(style: str, looks: str) -> None:
    body = f"<p {looks}>第三条 此条仅供内部参阅。</p><p>{FIRST}</p>"
    assert lines(body, style) == ["临水县护童办法", FIRST, SECOND]
    assert said(body, style) == (HIDDEN.format(11),)


def test_a_class_that_scripts_put_on_hides_nothing() -> None:
    assert FIRST in lines(f"<p class='text loading'>{FIRST}</p>", ".text.loading{display:none}")


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_struck_words_are_counted_however_few(tag: str) -> None:
    assert said(f"<p>旅店<{tag}>可以</{tag}>应当登记住客。</p>") == ("struck-through text left out: 2 characters",)


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("<p>旅店<span hidden>不得</span>登记住客。</p>", 2),
        (f"<p>{FIRST}</p><p hidden>第三条 从略</p>", 5),
        (f"<p>{FIRST}</p><p style='display:none'>（一）从略</p>", 3),
    ],
)
def test_hidden_words_of_the_text_are_counted_however_few(body: str, count: int) -> None:
    assert said(body) == (HIDDEN.format(count),)


def test_hidden_labels_of_the_site_are_not_counted() -> None:
    assert said(f"<ul><li><a href=b>首页</a><div hidden>登录</div></li></ul><p>{FIRST}</p>") == ()


@pytest.mark.parametrize("page", [f"<p>{FIRST}</p>", f"<html><body><p>{FIRST}</p></body></html>", f"<div><div>{FIRST}"])
def test_a_page_in_a_frame_stands_where_its_frame_does(page: str) -> None:
    assert lines(f'<iframe srcdoc="{page}">不支持框架</iframe>')[1:] == [FIRST, SECOND]


def test_a_comment_in_a_frame_cuts_no_text() -> None:
    assert lines('<iframe srcdoc="<p>旅店<!-- x -->应当<?x?>登记住客。</p>"></iframe>')[1:] == ["旅店应当登记住客。", SECOND]


def test_style_rules_of_a_frame_hold_inside_it_alone() -> None:
    page = "<style>p{display:none}.open{display:block}</style><p class=open>第三条 学校应当点名。</p><p>第四条 藏。</p>"
    assert lines(f'<p>{FIRST}</p><iframe srcdoc="{page}"></iframe>')[1:] == [FIRST, "第三条 学校应当点名。", SECOND]


def test_struck_words_of_a_page_that_waits_for_a_script_are_counted() -> None:
    said = page_text(f"<div hidden><h1>临水县护童办法</h1><p>旅店<del>可以</del>应当登记。</p><p>{SECOND}</p></div>", PATH)[1]
    assert said == ("the text is hidden in the page and read all the same", "struck-through text left out: 2 characters")


def test_style_rules_that_are_not_followed_are_said() -> None:
    style = "".join(f"#own{i}.text{{display:block}}" for i in range(53))
    assert said(f"<p>{FIRST}</p>", f"{style}#own1.text{{display:block}}") == (
        "3 style rules of the page are not followed; text it hides may be read",
    )


@pytest.mark.parametrize(
    "page",
    ["", " ", "<!-- -->", "<script>x</script>", "<!DOCTYPE html>", "<html><head></head></html>", "<frameset><frame></frameset>"],
)
def test_a_frame_without_text_changes_nothing(page: str) -> None:
    assert lines(f'<p>{FIRST}</p><iframe srcdoc="{page}"></iframe>')[1:] == [FIRST, SECOND]


def test_a_hidden_frame_stays_hidden() -> None:
    assert lines(f'<p>{FIRST}</p><iframe style="display:none" srcdoc="<p>第三条 藏。</p>"></iframe>')[1:] == [FIRST, SECOND]


ROWS = "<tr><th>任务</th><th>责任单位</th></tr><tr><td rowspan={}>登记住客</td><td>公安局</td></tr><tr>{}</tr>"


@pytest.mark.parametrize("rows", ["0", "' 0 '", "2"])
def test_a_cell_to_the_end_of_the_table_has_all_bodies_beside_it(rows: str) -> None:
    read = lines(f"<table>{ROWS.format(rows, '<td>文旅局</td>')}</table>")
    assert read[1:4] == ["登记住客", "责任单位：公安局", "责任单位：文旅局"]


@pytest.mark.parametrize("more", ["<td rowspan=0>巡查站台</td><td rowspan=0>交通局</td>", "<td>巡查站台</td><td>交通局</td>"])
def test_a_row_with_all_columns_stands_below_a_cell_to_the_end(more: str) -> None:
    read = lines(f"<table>{ROWS.format(0, more)}</table>")
    assert read[1:5] == ["登记住客", "责任单位：公安局", "巡查站台", "责任单位：交通局"]


def archive(*pages: str) -> bytes:
    parts = [f"--B\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body>{page}</body></html>\r\n" for page in pages]
    return f'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n{"".join(parts)}--B--\r\n'.encode()


def test_sentences_of_other_pages_of_an_archive_are_counted() -> None:
    raw = read_bytes(Path("a.mht"), archive(f"<h1>护童办法</h1><p>{FIRST}</p><p>第二条 略。</p>", f"<p>{SECOND}</p><p>目录</p>"))
    assert raw.warnings == (f"1 sentences in other pages of the archive left out ({SECOND})",)


@pytest.mark.parametrize("other", ["<p>首页</p>", f"<p>{FIRST}</p>", ""])
def test_other_pages_without_sentences_of_their_own_are_not_counted(other: str) -> None:
    assert read_bytes(Path("a.mht"), archive(f"<p>{FIRST}</p><p>{SECOND}</p>", other)).warnings == ()


DELETED = "<w:del><w:r><w:delText>不得</w:delText></w:r></w:del>"


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (f"<w:p>{run('旅店')}{DELETED}{run('应当登记。')}</w:p>", 2),
        (
            f"<w:p>{run('旅店应当登记。')}</w:p><w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>{run('旧行')}</w:p></w:tc></w:tr></w:tbl>",
            2,
        ),
        (
            f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>{DELETED}</w:p></w:tc></w:tr></w:tbl><w:p>{run('旅店应当登记。')}</w:p>",
            2,
        ),
        (f"<w:p><w:moveFrom>{run('旅店')}</w:moveFrom><w:moveTo>{run('旅店')}</w:moveTo>{run('应当登记。')}</w:p>", 0),
        (f"<w:p><w:ins>{run('旅店')}</w:ins>{run('应当登记。')}</w:p>", 0),
    ],
)
def test_deleted_words_of_a_word_file_are_counted(body: str, count: int) -> None:
    raw = read_bytes(Path("a.docx"), word_package(body))
    assert raw.text.strip() == "旅店应当登记。"
    assert raw.warnings == ((f"deleted text left out (tracked changes): {count} characters",) if count else ())


def test_pictures_and_struck_words_of_markdown_are_counted() -> None:
    raw = read_bytes(
        Path("a.md"), f"# 护童办法\n{FIRST}\n![分工](a.png)\n<img src='b.png'>\n第二条 车站~~可以~~应当巡查。".encode()
    )
    assert raw.warnings == ("struck-through text left out: 2 characters", "2 pictures left out")
    assert [clause.text for clause in parse_document(raw, "d").clauses] == ["旅店应当登记住客。", "车站应当巡查。"]


@pytest.mark.parametrize("image", ["<img\nsrc='a.png'\nalt='分工'>", '<img alt="甲>乙" src=a.png>', "<IMG/>"])
def test_a_picture_of_markdown_is_no_text_however_it_is_written(image: str) -> None:
    raw = read_bytes(Path("a.md"), f"# 护童办法\n{FIRST}\n{image}\n{SECOND}".encode())
    assert [clause.text for clause in parse_document(raw, "d").clauses] == [FIRST[4:], SECOND[4:]]
    assert raw.warnings == ("1 pictures left out",)


def wrapped(text: str, width: int) -> str:
    return "\n".join(line[i : i + width] for line in text.split("\n") for i in range(0, len(line), width))


LONG = """临水县护童办法
第一条 旅店应当逐一登记住客并核对其证件。
第二条 车站应当每班巡查站台并报告可疑情形。
第三条 学校应当每日点名并家访缺课学生。
第四条 诊所应当核对产妇身份。"""


@pytest.mark.parametrize("width", [8, 10, 12])
def test_lines_too_narrow_for_sentences_are_said(width: int) -> None:
    said = read_bytes(Path("a.txt"), wrapped(LONG, width).encode()).warnings
    assert [warning for warning in said if f"broken after {width} characters" in warning]


@pytest.mark.parametrize(
    "text",
    [
        LONG,
        wrapped(LONG, 30),
        "护童十条\n" + "\n".join(f"{i}、见童独行要问清。" for i in "一二三四五六七八"),
        "护童名单\n" + "\n".join(["清水镇派出所", "清水镇卫生院", "清水镇中心校", "清水镇司法所"] * 3),
        "护童歌\n" + "\n".join(["陌生人来敲门", "千万别开门锁", "糖果再甜不接", "迷路快找民警。"] * 3),
    ],
)
def test_short_lines_of_their_own_are_not_said_to_be_torn(text: str) -> None:
    assert not [warning for warning in read_bytes(Path("a.txt"), text.encode()).warnings if "broken after" in warning]


@pytest.mark.parametrize(
    "title", ["临 水 县 预 防 拐 卖 人 口 工 作 实 施 办 法", "临  水  县  反  拐  工  作  实  施  细  则（试 行）"]
)
def test_a_title_in_spaced_print_is_known(title: str) -> None:
    raw = read_bytes(Path("a.txt"), f"{title}\n{FIRST}\n{SECOND}".encode())
    assert (parse_document(raw, "d").metadata.title or "").replace("(", "（").replace(")", "）") == title.replace(" ", "")


@pytest.mark.parametrize("control", ["\x01", "\x0c", "&#1;", "&#x1;", "&#x0001f;", "&#0031", "&#65535;", "\uffff"])
def test_control_characters_cost_no_page(control: str) -> None:
    page = f"<table><tr><th>任务{control}</th><td>巡查</td></tr><tr><th>责任单位</th><td>公安局{control}</td></tr></table>"
    form = f"<input value='{control}甲'><textarea>{control}</textarea><ol><li>{control}登记。</li></ol>"
    plain = (page + form).replace(control, "")
    assert lines(page + form) == lines(plain)
    assert said(page + form) == said(plain)


def test_references_inside_of_references_come_to_nothing() -> None:
    assert lines("<ol><li>&#&#1;1;登记。</li></ol>")[1:] == ["1. 登记。", SECOND]
    assert lines("<table><tr><td>&&#&#1;1;#1;登记。</td></tr></table>")[1:]


def test_references_to_other_characters_stay() -> None:
    assert lines("<p>旅店&#x3001;&#99999;&#38;#1;&#1114112;</p>")[1:] == ["旅店、\U0001869f&#1;\ufffd", SECOND]
