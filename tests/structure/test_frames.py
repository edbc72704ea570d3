"""What frames a text that came by mail, from a newsletter or out of a database, or that answers a letter: no clauses."""

from __future__ import annotations

import pytest

from provtag.schema import RawText
from provtag.structure.parser import parse_document

BODY = "护童要点\n一、宣传\n教师应当讲解。\n二、走访\n民警应当上门。"


def words(text: str) -> list[str]:
    return [clause.text for clause in parse_document(RawText("frame.txt", text), "d").clauses]


@pytest.mark.parametrize(
    "tail",
    [
        "监制：甲某\n供稿：宣传科\n文字：乙某 图片：丙某\n一审：甲某\n二审：乙某\n三审：丙某\nEND",
        "文/图丨甲某\n编辑｜乙某\n终审 | 丙某",
        "- END -\n往期推荐\n县公安局召开护童会\n1．民警走访学校\n喜欢就点个在看吧",
        "扫码关注我们\n投稿邮箱：a@b.cn",
        "长按二维码关注我们\n点亮在看\n阅读原文",
        "下载PDF版 | 下载Word版 | 收藏\n来源：法规库\n本文档由某库提供，仅供参考\n©某库：专业提供法律信息。",
        "--\n甲某\n某县公安局\n电话：123-45678\n地址：某路1号\n发自我的手机",
        "*****\n本邮件及附件仅限收件人阅读。禁止他人使用。",
        "答复部门：某县民政局\n联系人：甲某\n联系电话：123-45678\n邮政编码：404100\n某县民政局\n2022年6月1日",
    ],
)
def test_what_stands_below_is_no_clause(tail: str) -> None:
    assert words(f"{BODY}\n{tail}") == ["教师应当讲解。", "民警应当上门。"]


@pytest.mark.parametrize(
    "last",
    [
        "文字要求：学校应当使用规范汉字。",
        "下载反诈软件，由民警讲解。",
        "扫码登记，来访人员应当出示证件。",
        "文明单位：由街道评选，每年表彰。",
    ],
)
def test_a_sentence_that_opens_like_a_frame_stays(last: str) -> None:
    assert words(f"{BODY}\n{last}")[-1].endswith(last[-6:])


@pytest.mark.parametrize(
    "head",
    [
        "发件人: 甲某 <a@b.cn>\n发送时间: 2022年3月16日 9:01\n收件人: 乙某\n主题: 护童要点",
        "From: a@b.cn\nSent: 2022-3-16\nTo: c@d.cn\nSubject: 护童要点",
        "发件人：乙某\n主题：转发：护童要点\n请查收。\n发件人：甲某\n收件人：乙某\n主题：护童要点",
    ],
)
@pytest.mark.parametrize("above", ["", "乙局：\n现将文件转给您，请阅示。\n"])
def test_the_head_of_a_mail_and_what_stands_above_are_no_clauses(above: str, head: str) -> None:
    assert words(f"{above}{head}\n{BODY}") == ["教师应当讲解。", "民警应当上门。"]


@pytest.mark.parametrize("addressed", ["甲某代表：", "甲某委员：", "甲某、乙某代表：", "甲某先生："])
@pytest.mark.parametrize("opened", ["您提出的《关于护童的建议》收悉。现答复如下：", "《关于护童的提案》收悉，现函复如下。"])
def test_the_opening_of_an_answer_is_no_clause(addressed: str, opened: str) -> None:
    answer = (
        "某县民政局关于第8号建议的答复\n" + addressed + f"\n{opened}\n我局将会同县公安局提供临时住所。\n某县民政局\n2022年6月1日"
    )
    assert words(answer) == ["我局将会同县公安局提供临时住所。"]


@pytest.mark.parametrize("rule", ["————————", "★", "★ ★ ★", "----------", "▬▬▬▬"])
def test_a_rule_of_signs_is_no_number(rule: str) -> None:
    head = f"某县教育局文件\n某教〔2022〕9号\n{rule}\n关于护童工作的通知\n各镇、各校："
    document = parse_document(RawText("rule.txt", f"{head}\n一、学校应当点名。\n二、教师应当家访。"), "d")
    assert [(c.number, c.headings) for c in document.clauses] == [("一、", ()), ("二、", ())]


@pytest.mark.parametrize("pager", ["首页上一页 1 2 下一页尾页", "上一页 | 下一页", "<< 上一页 1 2 3 ... 下一页 >> 共3页"])
def test_a_pager_between_clauses_is_none(pager: str) -> None:
    assert words(f"护童要点\n一、宣传\n教师应当讲解。\n{pager}\n二、走访\n民警应当上门。") == ["教师应当讲解。", "民警应当上门。"]
