"""Texts of any length that look through the same words again and again: where a loop stands in a loop, they show it."""

from __future__ import annotations

from collections.abc import Callable

Text = Callable[[int], str]


def _repeated(words: str, before: str = "") -> Text:
    return lambda size: before + words * (size // len(words))


# What the parser goes through.
STRUCTURES: dict[str, Text] = {
    "open titles": _repeated("《甲", "第一条 "),
    "annexes that are listed": lambda size: (
        "办法\n第一条 甲。\n附件：" + "".join(f"{i % 99 + 1}．任务表\n" for i in range(size // 7))
    ),
    "annexes": _repeated("附件：1．任务表\n2．名单\n"),
    "annex labels": _repeated("附件：\n", "第一条 "),
    "one article": _repeated("第一条"),
    "numbers": _repeated("1．", "第一条 "),
    "labels of bodies": _repeated("公安机关：负责打击；"),
    "bodies with colons": _repeated("公安机关：", "第一条 "),
    "notes": _repeated("加强查找。（市公安局负责）", "一、任务\n1．"),
    "labelled notes": _repeated("加强查找。责任单位：市公安局。", "一、任务\n1．"),
    "notes below titles": _repeated("（一）宣传\n责任单位：市公安局\n市公安局应当上门宣传。\n", "一、任务\n"),
    "brackets": _repeated("加强（甲）查找，", "第一条 "),
    "open brackets of a title": _repeated("（", "1、"),
    "numbers to ring": lambda size: "报警：110 " * (size // 7) + "等",
    "contents": _repeated("目录\n"),
    "items in a line": _repeated("（一）打击；", "第一条 有下列情形："),
    "lines below a lead-in": _repeated("打击拐卖；\n", "第一条 有下列情形：\n"),
    "lists in one paragraph": _repeated("要求：（1）点名；", "第一条 "),
    "lists behind semicolons": _repeated("有下列情形，改正；要求：（1）点名；", "第一条 "),
    "references": _repeated("依照《甲》\n第三条及时报告\n"),
    "table": _repeated("加强排查 市公安局\n", "任务 责任单位\n"),
    "heads that sentences say": _repeated("各栏依次为：编号／任务／牵头／时限。\n"),
    "bars": _repeated("｜"),
    "codes": _repeated("A1／清点\nA2／看护\n", "护童任务表\n"),
    "changes": _repeated("第一条 甲。 第一条 乙。\n", "修改前 修改后\n"),
    "heads of tables of changes": _repeated("原文 新文\n", "一、总则\n"),
    "further titles in brackets": _repeated("（护童办法\n", "第一条 甲。\n"),
    "further titles below dates": _repeated("2024年3月5日\n护童办法\n", "第一条 甲。\n"),
    "further titles that end as bodies": _repeated("护童联席会议制度\n", "第一条 甲。\n2024年3月5日\n"),
    "rules of one sign": _repeated("#", "第一条 "),
    "one letter": _repeated("A"),
    "open quotations": _repeated("“第一条 甲应当打击。\n"),
    "open quotations in a list": _repeated("“甲；\n"),
    "paragraphs of a fixed width": _repeated("　　学校应当每天点名，并且登记\n缺勤学生。\n"),
    "one paragraph of a fixed width": _repeated("学校应当每天点名，并且登记缺勤\n", "　　第一条 学校应当每天点名登记\n"),
    "bare lines": _repeated("清查旅店\n"),
    "spaced print": _repeated("学 校 点 名 ， 民 警 走 访 走访 "),
    "one sentence of a letter": lambda size: (
        "护童通知\n各校：\n" + "各校要点名；" * (size // 6) + "\n现将方案印发给你们，请遵照执行。\n护童方案\n一、学校点名。"
    ),
    "dots in contents": _repeated("…", "目录\n第一章 总则"),
    "bodies in brackets behind items": _repeated("1. 巡查。\n【县公安局】\n", "护童方案\n"),
    "lists inside items": _repeated("情景A 车站\n1. 巡查\n要求：\n一、点名\n", "护童方案\n"),
    "slashes in a title": _repeated("甲/", "护童方案\n一、"),
    "articles that open with orders": _repeated("第一条 每日点名。次日家访。\n"),
}

# What the search for agencies goes through besides.
AGENCIES: dict[str, Text] = {
    "agencies in a list": _repeated("市公安局、", "第一条 "),
    "agencies in brackets": _repeated("（市公安局）", "第一条 "),
    "agencies with labels": _repeated("责任单位：市公安局、", "第一条 "),
    "departments of a province": _repeated("省公安厅、", "第一条 "),
    "departments of unknown fields": _repeated("省甲厅、", "第一条 "),
    "stems": _repeated("公安、", "第一条 "),
    "places": _repeated("各县（市、区）、", "第一条 "),
    "unknown names": _repeated("由梧桐事务管理局负责，", "第一条 "),
    "short names": _repeated("市公安局（以下简称市局）", "第一条 "),
    "orders": _repeated("公安机关应当打击拐卖。", "第一条 "),
}
