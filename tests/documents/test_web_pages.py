"""Web pages: no word of the regulation is lost, nothing of the portal is kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from document_files import ARTICLES, LINES, PAGE, TITLE, kept, lines_of

from provtag.documents.html import decode_page, page_text
from provtag.schema import InputError

PATH = Path("a.html")
BODY = LINES[1:]
DUTIES = (("走访家庭。", "县妇联"), ("登记失联人员。", "县公安局"))


def lines(page: str) -> list[str]:
    return lines_of(page_text(page, PATH)[0])


def test_layout_table_with_line_breaks() -> None:
    body = "<br>　　".join(BODY)
    menu = "<td><a>导航</a><br><a>领导之窗</a></td>"
    content = f"<table><tr><td>{TITLE}</td></tr><tr><td>[字号：大 中 小] [打印] [关闭]</td></tr><tr><td>{body}</td></tr></table>"
    foot = "<tr><td colspan=2>版权所有：某省人民政府，未经许可不得转载。</td></tr>"
    assert lines(f"<form><table><tr>{menu}<td>{content}</td></tr>{foot}</table></form>") == LINES


def test_facts_of_the_portal_are_kept_for_the_metadata() -> None:
    facts = (
        "<table><tr><td>发文字号：</td><td>黔府办发〔2022〕15号</td></tr><tr><td>成文日期：</td><td>2022-05-13</td></tr></table>"
    )
    info = "<div>发布时间：2022-05-26 来源：贵州省人民政府 浏览次数：123 【字体：大 中 小】</div>"
    body = "".join(f"<p>{line}</p>" for line in BODY)
    assert lines(f"<body>{facts}<h1>{TITLE}</h1>{info}<div>{body}</div></body>") == [
        "发文字号：\t黔府办发〔2022〕15号",
        "成文日期：\t2022-05-13",
        TITLE,
        "发布时间：2022-05-26 来源：贵州省人民政府",
        *BODY,
    ]


def test_body_in_two_blocks_is_kept_whole() -> None:
    half = len(BODY) // 2
    blocks = ("".join(f"<p>{line}</p>" for line in part) for part in (BODY[:half], BODY[half:]))
    page = "<div class=menu><a>首页</a></div>" + "".join(f"<div><div>{block}</div></div>" for block in blocks)
    assert lines(page + "<div>【打印】</div>") == BODY


def test_data_table_is_one_line_a_row_and_entries_of_contents_go() -> None:
    table = "<table><tr><th>序号</th><th>单位</th></tr><tr><td><p>1</p></td><td><p>公安局</p></td></tr></table>"
    contents = "<ul><li><a href='#1'>第一章 总则</a></li></ul>"
    body = "".join(f"<p>{line}</p>" for line in BODY)
    assert lines(f"<div>{contents}{body}{table}</div>") == [*BODY, "序号\t单位", "1\t公安局"]


def test_articles_that_are_links_are_text() -> None:
    listed = (
        "<ul class=menu><li><a href='a'>第一条 户籍窗口应当登记。</a></li><li><a href='b'>第二条 学校应当回访。</a></li></ul>"
    )
    page = f"<body><div><a href='/'>首页</a></div><h1>{TITLE}</h1>{listed}<p>第三条 本细则自印发之日起施行。</p></body>"
    assert lines(page) == [TITLE, "第一条 户籍窗口应当登记。", "第二条 学校应当回访。", "第三条 本细则自印发之日起施行。"]


ROWS = [
    "加强娱乐场所管理，落实从业人员登记，开展日常巡查，发现可疑线索及时报告公安机关，依法查处违法行为。",
    "开展反拐宣传，组织进校园活动，提高妇女儿童防范意识，营造全社会共同参与的良好氛围。",
]


@pytest.mark.parametrize("rows", [ROWS, ROWS[:1], ["加强娱乐场所管理，落实从业人员登记。"], ["<p>甲，乙。</p>" * 4 + ROWS[0]]])
def test_short_sentences_around_a_table_stay(rows: list[str]) -> None:
    around = (
        ["为做好工作，制定本表。", "一、组织领导", "压实责任，各司其职："],
        ["二、督查", "开展督查。", "实行考核", "三、附则", "自印发之日起施行。"],
    )
    before, after = ("".join(f"<p>{line}</p>" for line in part) for part in around)
    table = "".join(f"<tr><td>{i}</td><td>{row}</td><td>每年</td></tr>" for i, row in enumerate(rows, 1))
    kept = lines(f"<body><h1>反拐工作方案</h1>{before}<table><tr><td>号</td><td>频次</td></tr>{table}</table>{after}</body>")
    assert [line for part in around for line in part] == [line for line in kept if line in (*around[0], *around[1])]
    assert "号\t频次" in kept


def test_agencies_of_a_table_of_tasks_are_lines_of_their_own() -> None:
    head = "<tr><th>序号</th><th>任 务</th><th>责任单位</th><th>完成时限</th></tr>"
    rows = "".join(
        f"<tr><td>{i}</td><td>{row}</td><td>市公安局<br>市民政局</td><td>每年</td></tr>" for i, row in enumerate(ROWS, 1)
    )
    assert lines(f"<p>一、任务</p><table>{head}{rows}</table><p>二、附则</p><p>施行。</p>") == [
        "一、任务",
        *(line for i, row in enumerate(ROWS, 1) for line in (f"{i}.{row}", "责任单位：市公安局、市民政局", "完成时限：每年")),
        "二、附则",
        "施行。",
    ]


def test_agencies_of_rows_that_share_a_cell() -> None:
    head = "<tr><td>任务</td><td>牵头单位</td></tr>"
    rows = "<tr><td>加强排查。</td><td rowspan=2>市公安局</td></tr><tr><td>加强宣传。</td></tr>"
    expected = ["加强排查。", "牵头单位：市公安局", "加强宣传。", "牵头单位：市公安局"]
    assert lines(f"<table>{head}{rows}</table>") == expected


def test_tables_of_tasks_side_by_side_and_turned_are_read_task_by_task() -> None:
    one, two = ("".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in [("任务", "责任单位"), row]) for row in DUTIES)
    beside = f"<table><tr><td><table>{one}</table></td><td><table>{two}</table></td></tr></table>"
    columns = zip(("任务", "责任单位"), *DUTIES, strict=True)
    turned = f"<table>{''.join('<tr>' + ''.join(f'<td>{cell}</td>' for cell in row) + '</tr>' for row in columns)}</table>"
    for table in (beside, turned):
        assert lines(f"<h1>走访分工</h1>{table}") == [
            "走访分工",
            *(f"{a}{b}" for task in DUTIES for a, b in zip(("", "责任单位："), task, strict=True)),
        ]


def test_inline_markup_and_source_line_ends_do_not_break_sentences() -> None:
    page = (
        "<div><p>第一条 公安<b>机关</b><font>应当</font>\n   依法打击\n拐卖人口犯罪，积极解救被拐卖受害人，not\nlost。</p>"
        "<pre>第二条\n附则</pre></div>"
    )
    assert lines(page) == ["第一条 公安机关应当依法打击拐卖人口犯罪，积极解救被拐卖受害人，not lost。", "第二条", "附则"]


def test_words_like_buttons_inside_the_body_stay() -> None:
    duties = [
        "（一）打印和分享宣传资料，收藏证据，关闭违法网站，阅读量应当统计上报；",
        "主办单位：市公安局",
        "第三条 本细则自印发之日起施行。",
    ]
    assert lines("<div>" + "".join(f"<p>{line}</p>" for line in duties) + "</div>") == duties


@pytest.mark.parametrize(
    "declaration", ['<meta charset="gb2312">', '<meta http-equiv=Content-Type content="text/html; charset=GBK">']
)
def test_declared_encoding(declaration: str) -> None:
    page = f"<html><head>{declaration}</head><p>镕</p></html>"
    assert decode_page(page.encode("gb18030"), PATH)[:2] == (page, "gb18030")


def test_wrongly_declared_encoding() -> None:
    page = f'<meta charset="gb2312"><p>{LINES[2]}</p>'
    assert decode_page(page.encode(), PATH)[:2] == (page, "utf-8")
    page = f'<meta charset="utf-8"><p>{LINES[2]}</p>'
    assert decode_page(page.encode("gb18030"), PATH)[:2] == (page, "gb18030")


def test_too_deeply_nested() -> None:
    with pytest.raises(InputError, match=r"^a\.html: elements nested more than 255 deep; "):
        page_text("<div>" * 300 + "正文", PATH)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("应当<del datetime=2020>三日内</del><ins>立即</ins>立案", "应当立即立案"),
        ("应当<strike>可以</strike>立案<span style='text-decoration: line-through'>侦查</span>", "应当立案"),
        ("<ruby>拐<rp>（</rp><rt>guǎi</rt><rp>）</rp>卖<rt>mài</rt></ruby>人口", "拐卖人口"),
        ("<ruby><rb>遣</rb><rtc><rt>qiǎn</rt></rtc></ruby>返", "遣返"),
    ],
)
def test_struck_words_and_readings_are_no_text(words: str, read: str) -> None:
    assert lines(f"<p>第一条 {words}。</p>") == [f"第一条 {read}。"]


@pytest.mark.parametrize(
    ("items", "numbers"),
    [
        ("<ol start=4><li>甲</li><li>乙</li></ol>", ["4. 甲", "5. 乙"]),
        ("<ol type=a><li>甲</li><li value=5>乙</li></ol>", ["a. 甲", "e. 乙"]),
        ("<ol type=I reversed><li>甲</li><li>乙</li></ol>", ["II. 甲", "I. 乙"]),
        ("<ol style='list-style-type: cjk-ideographic'><li><p>甲</p></li><li>乙</li></ol>", ["一、甲", "二、乙"]),
        ("<ol><li>甲<ol type=A><li><b>丙</b></li></ol></li><li>乙</li></ol>", ["1. 甲", "A. 丙", "2. 乙"]),
        ("<ol><li><br>甲</li><li><b></b>乙</li><li> <p> </p>丙</li></ol>", ["1. 甲", "2. 乙", "3. 丙"]),
        ("<ol reversed start=9><li>甲<li value=x>乙<li> <li>丙</ol>", ["9. 甲", "8. 乙", "6. 丙"]),
        ("<ol><li><b></b> <p>甲</p></li></ol>", ["1. 甲"]),
        ("<ol><li>（一）甲</li><li>第二条 乙</li></ol>", ["（一）甲", "第二条 乙"]),
        ("<style>ol {list-style: none}</style><ol><li>甲</li></ol>", ["甲"]),
        ("<ul><li>甲</li></ul>", ["甲"]),
    ],
)
def test_numbers_of_lists(items: str, numbers: list[str]) -> None:
    assert lines(f"<div>{PAGE}{items}{PAGE}</div>") == [*ARTICLES, *numbers, *ARTICLES]


@pytest.mark.parametrize("anchor", ["<a name=c1>{}</a>", "<a id=c1>{}</a>", "<h2><a href='#c1'>{}</a></h2>"])
def test_headings_in_anchors_stay(anchor: str) -> None:
    heading = anchor.format("第一章 总则")
    assert lines(f"<div><p>{heading}</p>{PAGE}</div>") == ["第一章 总则", *ARTICLES]


SECRET = "<p>第九条 此处的话没有读者看得见，也不算数。</p>"


@pytest.mark.parametrize(
    "around",
    [
        "<div style='display:none'>{}</div>",
        "<div hidden>{}</div>",
        "<div style='position:absolute; left:-9999px'>{}</div>",
        "<div style='font-size:0'>{}</div>",
        "<style>p{{color:red}} .no, .x {{ display : none }}</style><div class='a no'>{}</div>",
        "<style>#no{{visibility:hidden}}</style><div id=no>{}</div>",
    ],
)
def test_what_no_reader_sees_is_left_out_and_counted(around: str) -> None:
    assert kept(f"<body>{PAGE}{around.format(SECRET)}</body>") == (
        ARTICLES,
        ("hidden text left out: 18 characters that no reader of the page sees",),
    )


@pytest.mark.parametrize("around", ["<p><s>{}</s></p>", "<del>{}</del>", "<div style='text-decoration: line-through'>{}</div>"])
def test_struck_sentences_are_left_out_and_counted(around: str) -> None:
    said = ("struck-through text left out: 18 characters",)
    sentence = SECRET.removeprefix("<p>").removesuffix("</p>")
    assert kept(f"<body>{PAGE}{around.format(sentence)}</body>") == (ARTICLES, said)


def test_a_page_that_waits_for_its_script_is_read_and_said() -> None:
    assert kept(f"<div style='display:none'>{PAGE}</div>") == (
        ARTICLES,
        ("the text is hidden in the page and read all the same",),
    )


def test_what_is_hidden_on_paper_only_stays() -> None:
    assert kept(f"<style>@media print {{ .a {{ display:none }} }}</style><div class=a>{PAGE}</div>") == (ARTICLES, ())


@pytest.mark.parametrize(
    ("more", "warning"),
    [
        (f"<textarea>{SECRET}</textarea>", "text in textarea left out: 18 characters"),
        (f"<nav>{SECRET}</nav><svg><text>第八条 图中的话，读不到。</text></svg>", "text in nav, svg left out: 28 characters"),
        (f"<!-- {SECRET}", "a comment of the page is not closed; what follows it is lost"),
        (f"<script>var a = 1; {SECRET}", "a script of the page is not closed; what follows it is lost"),
        ("<img src=1.jpg><img src=2.jpg width=600>", "2 pictures left out"),
    ],
)
def test_parts_that_are_left_out_are_said(more: str, warning: str) -> None:
    found, warnings = kept(f"<html><body><div>{PAGE}{more}")
    assert found == ARTICLES
    assert warning in warnings


def test_icons_and_closed_comments_are_not_worth_a_word() -> None:
    icons = "<img src=a.png width=16><a href=/><img src=logo.png></a><!-- a --><script>b</script><nav><a href=/>首页</a></nav>"
    assert kept(f"<html><body><div>{PAGE}{icons}</div></body></html>") == (ARTICLES, ())


def test_a_page_that_breaks_off() -> None:
    assert kept(f"<html><body><div>{PAGE}")[1] == ("the page breaks off before its end",)
    for whole in (
        f"<html><body><div>{PAGE}</div></body>",
        f"<html><div>{PAGE}</div></html>",
        f"<body><div>{PAGE}",
        f"<html><div>{PAGE}",
    ):
        assert kept(whole)[1] == ()


@pytest.mark.parametrize(
    "remark",
    [
        "网友评论：写得真好，希望各地认真落实，让孩子们都平安。",
        "免责声明：本站转载的文件仅供参考，以正式印发的文本为准。",
        "相关阅读：某县召开反拐工作推进会，部署下一阶段工作任务。",
        "【打印】 【关闭窗口】",
        "分享到：微信 微博 QQ空间。",
    ],
)
def test_what_the_portal_says_behind_the_text_goes(remark: str) -> None:
    welcome = "<p>您好，欢迎光临某县人民政府网站！今天是2024年5月6日。</p>"
    page = f"<div>{welcome}<h1>{TITLE}</h1>{PAGE}<p>{remark}</p><p>又一位读者说，这样的规定早该有了。</p></div>"
    assert lines(page) == [TITLE, *ARTICLES]


def test_words_like_those_of_a_portal_before_an_article_end_nothing() -> None:
    body = ["第一条 网站应当遵守本规定。", "声明", "第二条 声明失效的证件由公安机关收缴。", "第三条 本规定自发布之日起施行。"]
    assert lines("".join(f"<p>{line}</p>" for line in body)) == body


@pytest.mark.parametrize("imprint", ["某县令第12号", "（2021年3月9日县人民政府第8次常务会议通过）", "某政发〔2021〕7号"])
def test_rows_of_one_cell_only_place_what_stands_in_them(imprint: str) -> None:
    head = f"<table><tr><td>某县流动儿童登记办法</td></tr><tr><td>{imprint}</td></tr></table>"
    body = "".join(f"<p>第{n}条 学校应当登记转入的儿童，并且按月通报公安机关。</p>" for n in "一二三")
    page = f"<html><body><table><tr><td>{head}</td></tr><tr><td>{body}</td></tr></table></body></html>"
    found = lines(page)
    assert found[:2] == ["某县流动儿童登记办法", imprint]
    assert len(found) == 5


def test_sentences_beside_the_regulation_are_counted() -> None:
    body = "".join(f"<p>{line}</p>" for line in BODY)
    beside = "<div>相关阅读</div><div><p>昨天下午，走失的孩子在车站找到了。</p></div>"
    foot = "<div>版权所有：某省人民政府，未经许可不得转载。</div>"
    assert kept(f"<h1>{TITLE}</h1><div>{body}</div>{foot}")[1] == ()
    assert kept(f"<h1>{TITLE}</h1><div>{body}</div>{beside}{foot}")[1] == (
        "1 sentences around the regulation left out (昨天下午，走失的孩子在车站找到了。)",
    )


LINKS = "<li><a href=1>县公安局找回走失儿童，送回家中</a></li><li><a href=2>县妇联走访留守家庭</a></li>"
SPEECH = "<li>县公安局找回走失儿童，连夜送回家中团聚。</li><li>县妇联：走访留守家庭。</li>"


@pytest.mark.parametrize(
    "beside",
    [
        f"<h3>最新动态</h3><ul>{LINKS}</ul>",
        f"<div><h4>推荐阅读</h4><ul>{LINKS}</ul></div><div>某县网信中心维护</div>",
        f"<ul>{LINKS}</ul><p>某县网信中心维护</p>",
        "<a href=1>县公安局找回走失儿童，送回家中</a><br><a href=2>县妇联走访留守家庭</a>",
        f"<div class='col-side'><span>大家关心</span><ul>{SPEECH}</ul></div>",
        "<footer>某县人民政府办公室维护 地址：某县东街1号</footer>",
        "<div id=page-footer>某县人民政府办公室维护 地址：某县东街1号</div>",
        "<div><a>1</a> <a>2</a> <a>后页</a></div>",
        "<div>网站编号：桂ICP备00000001号</div>",
    ],
)
@pytest.mark.parametrize("around", ["<div><h1>{}</h1>{}</div>{}", "<body><h1>{}</h1>{}{}</body>"])
def test_lists_of_other_pages_and_what_stands_below_every_page_go(around: str, beside: str) -> None:
    assert lines(around.format(TITLE, PAGE, beside)) == [TITLE, *ARTICLES]


def test_entries_below_a_heading_go_where_they_stand_apart_from_the_regulation() -> None:
    for speech in (SPEECH, "<li>县领导在会上强调，要巡查车站。</li>"):
        entries = f"<div><h3>工作动态</h3><ul>{speech}</ul></div>"
        assert lines(f"<div><h1>{TITLE}</h1>{PAGE}</div>{entries}") == [TITLE, *ARTICLES]
    members = "<div><h3>成员单位</h3><ul><li>公安局</li><li>民政局</li></ul></div>"
    assert lines(f"<div><h1>{TITLE}</h1>{PAGE}{members}</div>") == [TITLE, *ARTICLES, "成员单位", "公安局", "民政局"]
    chapters = "".join(f"<section><h2>第{n}章</h2><p>{line}</p></section>" for n, line in zip("一二", ARTICLES, strict=True))
    last = "<section><h2>附则</h2><ul><li>本办法由某县公安局负责解释。</li></ul></section>"
    assert lines(f"<div><h1>{TITLE}</h1>{chapters}{last}</div>")[-2:] == ["附则", "本办法由某县公安局负责解释。"]


@pytest.mark.parametrize("foot", ["<footer>{}</footer>", "<div class='article_foot'>{}</div>"])
def test_the_foot_of_the_regulation_itself_stays(foot: str) -> None:
    signed = foot.format("<p>某县公安局</p><p>2024年5月6日</p>")
    page = f"<div>首页</div><article><h1>{TITLE}</h1>{PAGE}{signed}</article><footer>某县人民政府办公室维护</footer>"
    assert lines(page) == [TITLE, *ARTICLES, "某县公安局", "2024年5月6日"]


@pytest.mark.parametrize(
    "attached",
    [
        "<p>附件：</p><p>1.<a href=1.htm>任务分工表</a></p><p>2.<a href=2.htm>成员单位名单</a></p>",
        "<h3>附件</h3><p><a href=1.htm>任务分工表</a></p><p><a href=2.htm>成员单位名单</a></p>",
        "<div class=share>手机端</div><p>附件：1.<a href=1.htm>任务分工表</a></p><p>2.<a href=2.htm>成员单位名单</a></p>",
    ],
)
def test_links_to_attachments_end_no_text(attached: str) -> None:
    found = lines(f"<div><h1>{TITLE}</h1>{PAGE}{attached}<p>某县公安局</p><p>2024年5月6日</p></div>")
    assert found[-2:] == ["某县公安局", "2024年5月6日"]
    assert any("任务分工表" in line for line in found)


def test_a_title_beside_links_stays() -> None:
    crumbs = "<div><a href=1>首页</a> &gt; <a href=2>政务公开目录</a></div>"
    assert lines(f"<div>{crumbs}<h1>{TITLE}</h1></div><div>{PAGE}</div>") == [TITLE, *ARTICLES]


def test_struck_words_go_where_the_page_waits_for_its_script() -> None:
    page = "".join(f"<p>{line.replace('应当', '<del>可以</del>应当')}</p>" for line in ARTICLES)
    assert lines(f"<div style='display:none'><h1>{TITLE}</h1>{page}</div>") == [TITLE, *ARTICLES]


@pytest.mark.parametrize(
    "above", [f"<div><h3>热点</h3><ul>{LINKS}</ul></div>", "<div class='top nav'><p>办事</p><p>互动</p></div>"]
)
def test_lists_above_the_title_go(above: str) -> None:
    assert lines(f"<body>{above}<h1>{TITLE}</h1>{PAGE}</body>") == [TITLE, *ARTICLES]


@pytest.mark.parametrize(
    "end",
    [
        ["<p>某县公安局</p>", "<p>2024年5月6日</p>"],
        ["<p><a href=a.doc>附件：登记表.doc</a></p>", "<p><a href=b.doc>附件2：名单.doc</a></p>"],
        ["<h3>附件</h3>", "<ul><li>登记表</li><li>名单</li></ul>"],
        ["<p>下列人员：</p>", "<ul><li>走失儿童；</li><li>失智老人。</li></ul>"],
    ],
)
def test_what_belongs_to_the_text_behind_its_last_number_stays(end: list[str]) -> None:
    said = re.sub("<[^>]*>", "\n", "".join(end)).split()
    assert lines(f"<div><h1>{TITLE}</h1>{PAGE}{''.join(end)}</div>") == [TITLE, *ARTICLES, *said]
