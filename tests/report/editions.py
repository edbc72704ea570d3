"""Three invented documents: two editions of one regulation, and the rules of another place that take much from them."""

from __future__ import annotations

from tagged_output import TaggedDocument, written_document

KEPT = "村（居）民委员会发现来历不明的儿童，应当在当日报告。"
MOVED = "人民法院对拐卖案件优先立案、及时审理。"
OLD = (
    "民政部门为被解救的受害人提供临时住所。",
    MOVED,
    KEPT,
    "交通运输部门每年检查一次客运站的反拐提示。",
    "本办法自二〇一三年三月一日起施行。",
)
NEW = (
    "民政部门会同妇联为被解救的受害人提供临时住所和心理疏导。",
    KEPT,
    MOVED,
    "网信部门督促平台在两小时内删除买卖儿童的信息。",
    "本办法自二〇二一年五月一日起施行。",
)
ELSEWHERE = (
    "县民政部门为被解救的受害人提供临时住所和心理疏导，费用由县财政承担。",
    "教育部门每学期安排一节防拐安全课。",
)


def editions() -> list[TaggedDocument]:
    """Return them, the later edition first: what is earlier is said by the dates."""
    return [
        written_document("new", "松河市反对拐卖人口办法（修订）", "2021-04-12", NEW),
        written_document("old", "松河市反对拐卖人口办法", "2013-02-08", OLD),
        written_document("elsewhere", "东屏县反拐工作细则", "2022-06-30", ELSEWHERE),
    ]
