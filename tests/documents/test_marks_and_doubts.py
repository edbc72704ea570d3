"""Signs in plain text that are no words, and texts that are no regulation."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from benchmarks.timing import exponent
from provtag.documents import notices
from provtag.documents.characters import lost
from provtag.documents.doubts import doubts, torn
from provtag.documents.marks import without_markdown, without_metadata, without_wiki
from provtag.documents.page_breaks import without_page_breaks
from provtag.documents.reader import read_bytes
from provtag.schema import InputError, RawText


@pytest.mark.parametrize("number", ["- 12 -", "—3—", "第 4 页", "第5页 共12页", "6/12", "Page 7 of 12", "· 8 ·"])
def test_a_page_number_inside_a_sentence(number: str) -> None:
    assert without_page_breaks(f"第三条 教育部门应当开展宣传，\n{number}\n\n并督促学校。\n第四条 施行。") == (
        "第三条 教育部门应当开展宣传，并督促学校。\n第四条 施行。"
    )


def test_page_numbers_between_paragraphs_join_nothing() -> None:
    assert (
        without_page_breaks("第一章 总则\n- 1 -\n第一条 一。\n- 2 -\n附件\n- 3 -\n一、二")
        == "第一章 总则\n第一条 一。\n附件\n一、二"
    )


def test_bare_numbers_are_page_numbers_only_where_they_count_up() -> None:
    assert without_page_breaks("甲，\n1\n乙。\n2\n丙。\n3\n丁。") == "甲，乙。\n丙。\n丁。"
    table = "人数\n12\n34\n2020\n"
    assert without_page_breaks(table) == table


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (r"1\. 甲\*，\(一\) 乙", "1. 甲*，(一) 乙"),
        ("**第一条** 公安机关__应当__ *立即* 立案", "第一条 公安机关应当 立即 立案"),
        ("***重要*** 依照[刑法](https://a.invalid/x(1))处理", "重要 依照刑法处理"),
        ("~~旧条文~~新条文 ![图](a.png)", "新条文 "),
        ("## 第一章 总则\n| 甲 | 乙 |\n\n> 第一条 一。", "## 第一章 总则\n| 甲 | 乙 |\n\n第一条 一。"),
        ("__第一条__ 登记", "第一条 登记"),
        ("2 * 3 * 4，a_b_c", "2 * 3 * 4，a_b_c"),
    ],
)
def test_markdown(text: str, read: str) -> None:
    assert without_markdown(text)[0] == read


@pytest.mark.parametrize(
    ("fields", "heading"),
    [
        ("date: 2024\ntitle: '临水县护童办法' \n", "# 临水县护童办法\n"),
        ("标题：临水县护童办法\n", ""),
        ("title: 第一条\n", ""),
        ("date: 2024\n", ""),
        ("title: ''\n", ""),
    ],
)
def test_the_fields_above_a_text_go_but_for_its_title(fields: str, heading: str) -> None:
    text = "第一条 学校应当点名。\n---\n"
    assert without_metadata(f"---\n{fields}---\n{text}") == heading + text
    assert without_metadata(f"{text}title: 某办法\n---\n") == f"{text}title: 某办法\n---\n"


def test_wiki_pages() -> None:
    page = (
        "{{Header|title=[[某县办法]]|year=2020}}\n== 第一章 总则 ==\n'''第一条''' 依照[[刑法|《刑法》]]。<ref>注一</ref>"
        "\n:第二条 施行。\n[[Category:法规]]"
    )
    assert without_wiki(page) == (
        "某县办法\n\n## 第一章 总则\n第一条 依照《刑法》。\n第二条 施行。\n",
        ("1 templates and notes of the wiki left out",),
    )
    assert without_wiki("{{Header|title=某县办法}}\n'''第一条''' 登记。") == ("某县办法\n\n第一条 登记。", ())
    assert without_wiki("'''第一条''' 登记。") == ("第一条 登记。", ())
    assert without_wiki("第一条 见[[附件]]。") == ("第一条 见[[附件]]。", ())


@pytest.mark.parametrize("unit", ["[", "[[", "{{", "a<!--", "**", "<ref>", "![", "~~", "<b ", "\\", "- 1 -\n", "==a"])
def test_marks_that_never_close_cost_no_time(unit: str) -> None:
    start = time.process_time()
    text = unit * (200_000 // len(unit))
    without_wiki("'''a'''[[b]]" + text)
    without_markdown(text)
    without_page_breaks(text)
    assert time.process_time() - start < 10  # seconds where nested loops take hours


FEW = "hardly any Chinese characters"
PAGE = "reads like the message of a server or browser"
OTHER = "reads like no regulation"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Measures of the County\nArticle 1 The police shall act at once.", FEW),
        ("\\u7b2c\\u4e00\\u6761 \\u516c\\u5b89\\u673a\\u5173", FEW),
        (
            "绗竴鏉′负浜嗛闃插拰鎯╂不鎷愬崠浜哄彛鐘姜锛岀粨鍚堟湰鐪佸疄闄咃紝鍒跺畾鏈瀹氥€傜浜屾潯鍏畨鏈哄叧鎺ュ埌鍎跨澶辫釜鎶ヨ",
            FEW,
        ),
        ("404 Not Found\n您访问的页面不存在，可能已被删除，请返回首页。", PAGE),
        ("安全验证\n请完成下方验证码后继续访问本网站，给您带来不便敬请谅解。", PAGE),
        ("登录超时，请重新登录后再查看本页面的内容。", PAGE),
        (
            "春天来了，小河边的柳树发芽了。孩子们在草地上放风筝，笑声传得很远。"
            "妈妈坐在长椅上织毛衣，不时抬头看看他们。太阳慢慢落下山去，大家才回家。",
            OTHER,
        ),
        (
            "手机使用说明\n一、开机：长按右侧按键三秒，屏幕亮起后松开。\n二、充电：请用原装充电器，充满约需两小时。"
            "\n三、拍照：轻点屏幕对焦，再按快门。",
            OTHER,
        ),
    ],
)
def test_texts_that_are_no_regulation(text: str, reason: str) -> None:
    assert len(doubts(text)) == 1
    assert doubts(text)[0].startswith(reason)


@pytest.mark.parametrize(
    "text",
    [
        "第一条 公安机关立案。",
        "關於防制人口販運之要點\n一、警察機關應立即查處。\n二、社政機關應安置被害人。",
        "Rules\n第一条 公安机关接到报警，应当立即立案。"
        "\nArticle 1 The police shall act at once and search for the child without delay.",
        "信息系统管理办法\n第一条 用户登录系统应当使用验证码。\n第二条 系统维护由信息中心负责。",
    ],
)
def test_regulations_raise_no_doubt(text: str) -> None:
    assert doubts(text) == ()


def test_how_much_of_a_text_decides() -> None:
    poem = "春天来了，小河边的柳树发芽了。孩子们在草地上放风筝，笑声传得很远。" * 20
    assert doubts(poem)[0].startswith(OTHER)
    assert doubts(poem[:384] + "应当" * 8 + poem) == ()  # eight official words within 400 characters
    assert doubts(poem[:385] + "应当" * 8 + poem)[0].startswith(OTHER)
    assert doubts(poem[:386] + "应当" * 7 + poem)[0].startswith(OTHER)
    assert doubts("404" + "应当" * 298)[0].startswith(PAGE)
    assert doubts("404应" + "应当" * 298) == ()  # 600 characters
    assert doubts("花" * 50) == () and doubts("花" * 51)


@pytest.mark.parametrize(("width", "is_said"), [(5, False), (6, True), (14, True), (15, False)])
def test_lines_of_few_characters_are_torn(width: int, is_said: bool) -> None:
    line, end = "学" * width, "校。"
    text = "\n".join([line, end] * 2)
    assert torn(text) == ((notices.NARROW.format(count=width),) if is_said else ())
    assert torn("\n".join([line, end, line])) == torn("\n".join([line[:-1] + "。", end] * 2)) == ()
    assert torn(text + "\n校") == torn(text.replace("\n", "\n\n")) == torn(text)
    assert torn("\n".join([line[:-1], end, line[:-2], end, line, "校园"])) == ()
    assert torn(text + "\n校" * 6) == torn("\n".join([line, f"{line[:-2]}。"] * 1 + [line, "第一条。"])) == ()


def test_a_doubt_is_a_warning_of_the_document() -> None:
    assert read_bytes(Path("a.txt"), b"Only English words stand here.").warnings[0].startswith(FEW)


def test_numbers_of_table_rows_are_no_page_numbers() -> None:
    rows = "序号\n任务\n1\n点名\n2\n走访\n3\n登记"
    assert without_page_breaks(rows) == rows and without_page_breaks(f"任务\n{rows}") == f"任务\n{rows}"
    assert without_page_breaks("点名\n1\n走访\n2\n登记\n3") == "点名\n走访\n登记"


@pytest.mark.parametrize("head", ["护童规定", "  护童规定 ", "— 护童规定 —", "护童规定  2"])
def test_a_running_head_in_a_sentence_is_no_text(head: str) -> None:
    text = f"护童规定\n第一条 学校应当点名，\n{head}\n并且登记。\n{head}\n第二条 民警走访。"
    assert without_page_breaks(text) == "护童规定\n第一条 学校应当点名，并且登记。\n第二条 民警走访。"
    numbered = f"护童规定\n第一条 学校应当点名，\n- 1 -\n{head}\n\n并且登记。"
    assert without_page_breaks(numbered) == "护童规定\n第一条 学校应当点名，并且登记。"


_PAGES = [
    "护童规定\n第一条 学校应当每天点名，并且登记缺",
    "勤的学生。\n第二条 民警应当走访校",
    "门。\n第三条 车站应当巡查候",
    "车室。",
]


@pytest.mark.parametrize(
    "edge",
    [
        "\n- {n} -\n河湾市人民政府公报\n",
        "\n河湾市人民政府公报\n第{n}页\n",
        "\n\n- {n} -\n\n2023年第{n}期\n河湾市人民政府公报\n\n",
        "\n\f河湾市人民政府公报\n",
        "\n河湾市人民政府公报\f\n",
        "\nhttps://www.hewan.example/a/1.html\t{n}/4\n2023/6/1 10:2{n}\t护童规定_政策文件_河湾市\n",
    ],
)
def test_running_heads_beside_page_numbers_and_form_feeds_are_no_text(edge: str) -> None:
    text = "".join(page + edge.format(n=n) for n, page in enumerate(_PAGES, 1))
    whole = "".join(_PAGES).replace("\f", "")
    assert without_page_breaks(text).replace("\f", "").strip() == whole
    head = edge.format(n=1).strip().split("\n")[-1]
    assert without_page_breaks(f"{head}\n{text}").replace("\f", "").strip() in (whole, f"{head}\n{whole}")


def test_a_head_above_the_first_page_goes_with_the_others() -> None:
    text = "河湾市公报\n" + "".join(f"{page}\n- {n} -\n河湾市公报\n" for n, page in enumerate(_PAGES, 1))
    assert without_page_breaks(text).strip() == "".join(_PAGES)


def test_bare_numbers_have_heads_where_pages_lie_between_them() -> None:
    page = "\n".join(f"第{n}条 学校应当点名。" for n in "一二三四五六七八九")
    text = "".join(f"{page}\n{n}\n河湾市公报\n" for n in range(1, 5))
    assert "公报" not in without_page_breaks(text)
    rows = "".join(f"{n}\n{task}\n市公安局\n" for n, task in enumerate(["点名", "走访", "登记", "巡查", "值守"], 1))
    assert without_page_breaks(rows).count("市公安局") == 5


@pytest.mark.parametrize("line", ["责任单位：", "（市公安局负责）", "护童规定", "民警要走访。", "（一）走访"])
def test_other_lines_that_come_again_beside_page_numbers_stay(line: str) -> None:
    text = "".join(f"{line}\n第{n}条 学校应当点名。\n- {n} -\n" for n in "1234")
    assert line in without_page_breaks(text)
    rare = "".join(f"第{n}条 学校应当点名。\n校门口\n第{n}0条 民警应当走访。\n校门口\n- {n} -\n" for n in "1234")
    assert without_page_breaks(rare).count("校门口") == 8


def test_a_title_below_its_notice_stays() -> None:
    text = "关于印发护童方案的通知\n护童方案\n现印发给你们。\n2020年1月1日\n护童方案\n一、点名。"
    assert without_page_breaks(text) == text
    often = f"{text}\n护童方案\n二、走访。\n护童方案\n三、登记。"
    assert without_page_breaks(often).count("护童方案") == 3


def read_text(text: str, name: str = "a.txt") -> RawText:
    return read_bytes(Path(name), text.encode())


def test_line_breaks_code_and_comments_of_markdown() -> None:
    rows = "| 工作 | 牵头部门 |\n|---|---|\n| 1.登记<br>2.回访 | 县妇联<br/>县民政局 |\n| 救\\|助 | 县残联、<br>团县委 |"
    text = read_text(f"{rows}\n旅店应当`逐日`报送。<br>不得漏报。<!-- 待核 -->\n客运站<br>应当巡查。", "a.md").text
    assert "| 1.登记；2.回访 | 县妇联、县民政局 |" in text
    assert "| 救｜助 | 县残联、团县委 |" in text
    assert text.endswith("旅店应当逐日报送。\n不得漏报。\n客运站\n应当巡查。")


@pytest.mark.parametrize("numbers", [("- 1 -", "2", "          3"), ("1\n\f", "2\n\f", "3\n\f"), ("（第7页）", "~8~", "9")])
def test_page_numbers_of_any_shape_leave_sentences_whole(numbers: tuple[str, str, str]) -> None:
    sentences = [
        ("第一条 旅店应当登记住宿儿童的姓名、住", "址。"),
        ("第二条 车站应当张贴寻人启事，每月", "更换。"),
        ("第三条 码头应当巡查，不得", "遗漏。"),
    ]
    text = "\n".join(f"{start}\n{number}\n{end}" for (start, end), number in zip(sentences, numbers, strict=True))
    assert [line.strip() for line in read_text(text).text.split("\n")] == [start + end for start, end in sentences]


def test_a_number_at_a_form_feed_is_that_of_a_page() -> None:
    assert "4" not in read_text("第一条 旅店应当登记，每日\n        4\n\f报送。\n第二条 车站应当巡查。").text


def test_a_sum_at_a_form_feed_is_that_of_no_page() -> None:
    assert "500" in read_text("奖励标准（元）\n500\n\f第二条 车站应当巡查。").text


def test_rows_that_are_numbers_stay() -> None:
    text = "序号\n1\n登记。\n2\n回访。\n3\n通报。"
    assert read_text(text).text == text


@pytest.mark.parametrize("sign", ["□□", "(cid:17)", "???"])
def test_lost_characters_are_counted(sign: str) -> None:
    raw = read_text(f"第一条 民政部门应当{sign}救助流浪儿童。\n第二条 公安机关应当立案。")
    assert any(sign in line for line in raw.warnings)
    assert not read_text("申请人性别：男□ 女□\n第二条 公安机关应当立案。").warnings


@pytest.mark.parametrize(
    ("words", "places"), [("学校??点名。", 1), ("学校应当(cid:12)点(cid:7)名。", 2), ("学校应当点名？？", 0)]
)
def test_places_of_lost_characters_are_counted(words: str, places: int) -> None:
    said = [line for line in read_text(f"护童守则\n一、{words}\n二、民警应当走访。").warnings if "lost" in line]
    assert [int(line.split()[0]) for line in said] == [places] * bool(places)


def test_time_is_linear_in_a_run_of_lost_characters() -> None:
    def text(size: int) -> str:
        return "第一条 " + "?" * size

    assert any(exponent(lost, text, 4_000, 64_000) < 1.6 for _ in range(3))


def test_a_lost_character_does_not_cost_the_file() -> None:
    raw = read_text("第一条 民政\ufffd\ufffd应当救助流浪儿童。")
    assert raw.text and raw.warnings


def test_text_of_any_encoding_under_the_name_of_a_word_file_is_read() -> None:
    text = "第一条 民政部门应当救助流浪儿童，不得收取费用。\n第二条 公安机关应当及时立案。"
    assert read_bytes(Path("a.doc"), text.encode("gb18030")).text == text


def test_json_is_said() -> None:
    with pytest.raises(InputError, match="JSON"):
        read_text('{"text": "第一条 民政部门应当救助流浪儿童。"}')
    assert read_text("[说明] 第一条 民政部门应当救助流浪儿童。").text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("&nbsp;&emsp;一、&ldquo;护苗&rdquo;", "\xa0\u2003一、“护苗”"),
        ("&#19968;&#x3001;护苗", "一、护苗"),
        ("R&D;护苗&妇联", "R&D;护苗&妇联"),
    ],
)
def test_names_of_characters_are_read_as_these_characters(written: str, read: str) -> None:
    page = written.replace("&", "&amp;")
    assert read_bytes(Path("a.txt"), f"{written}行动。".encode()).text == f"{read}行动。"
    assert read_bytes(Path("a.html"), f"<html><body><p>第一条 开展{page}行动。</p></body></html>".encode()).text == (
        f"第一条 开展{read}行动。"
    )
