"""Clauses made up for the tests of analysis."""

from __future__ import annotations

from provtag.analysis.clauses import Actor, ReadClause
from provtag.schema import Role


def clause(text: str, number: int = 1, doc_id: str = "plan", heading: str = "", actors: dict[str, Role] | None = None, **more):
    """A clause of ``doc_id``; ``actors``: agency id → role."""
    return ReadClause(
        doc_id=doc_id,
        provision_id=f"{doc_id}/{number}",
        clause_id=f"{doc_id}:{number}",
        number=f"第{number}条",
        headings=(heading,) if heading else (),
        lead_in="",
        text=text,
        actors=tuple(Actor(agency, agency.title(), role) for agency, role in (actors or {}).items()),
        **more,
    )


def document(doc_id: str, *texts: str):
    return [clause(text, number, doc_id) for number, text in enumerate(texts, 1)]


PLAN = (
    "客运站应当循环播放反拐提示，车站工作人员发现可疑人员立即报告。",
    "民政部门为被解救的受害人提供临时住所和心理辅导。",
    "学校每学期开设一次防拐安全课。",
    "本办法自发布之日起施行。",
)
OTHER = (
    "中小学每个学期至少上一次防拐安全课。",
    "市救助站给被解救的受害人安排临时住所，并请心理咨询师辅导。",
    "渔船船东应当登记船员身份。",
    "汽车客运站循环播放反拐提示。",
)
