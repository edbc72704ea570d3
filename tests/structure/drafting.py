"""Texts that look like regulations, for hypothesis: every drafting style in fragments, in any order."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = ["公安机关", "民政部门", "排查", "受害人", "应当", "加强", "宣传", "负责", "配合", "第三条", "市公安局", "12", "DNA"]
MARKS = [*list("，、；。！？：;:,.!?（）()〔〕【】[]“”‘’《》「」 \u3000\n\x0c"), "\r\n", "\u200b", "——", "……"]
NUMBERS = [
    *("第一章 总则", "第二章 预防", "第一节 一般规定", "第一条 ", "第二条", "第十条之一 ", "第三條 ", "一、", "二、"),
    *("（一）", "（二）", "(一)", "1．", "2．", "1.", "1、", "（1）", "1）", "①", "②", "——", "附件", "附件：", "目录"),
    *(
        "## 第三章 打击",
        "| 1 | 宣传 |",
        "【第一条】",
        "第10-1条",
        "㈠",
        "⑵",
        "⒈",
        "壹、",
        "Ⅱ、",
        "第二部分 救助",
        "1.1 ",
        "1 ",
        "A.",
    ),
    *(
        "一是",
        "第二，",
        "附件1：任务分工",
        "附表",
        "修改前 修改后",
        "序号 任务 责任单位",
        "<!-- page -->",
        "Article 1 The police shall act.",
    ),
]
NOTES = [
    "（市公安局负责，市民政局配合）",
    "责任单位：市公安局",
    "完成时限：2023年12月底前",
    "〔市妇联牵头〕",
    "〖市妇联牵头〗",
    "责任单位 市公安局",
]
FRONT = [
    "关于印发反拐实施细则的通知",
    "各区县人民政府：",
    "现印发给你们，请认真贯彻执行。",
    "2021年12月29日",
    "<!-- INFO END -->",
]

fragments = st.one_of(
    st.sampled_from(WORDS), st.sampled_from(MARKS), st.sampled_from(NUMBERS), st.sampled_from(NOTES), st.sampled_from(FRONT)
)
texts = st.one_of(
    st.lists(fragments, max_size=60).map("".join),
    st.lists(st.lists(fragments, max_size=8).map("".join), max_size=20).map("\n".join),
    st.text(max_size=80),
)
