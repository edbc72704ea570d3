"""The sections of the READMEs and of the datasheet that are made from data: ``python -m provtag.evaluation.sections``.

A test fails where one is stale.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from provtag.evaluation.datasheet import agency_table, balance_table, kind_table, role_table
from provtag.evaluation.markdown import with_section
from provtag.evaluation.model_card import CHINESE, ENGLISH, agreement_table, figures_table, read_metrics
from provtag.files import read_json, read_yaml, write_text
from provtag.labels import read_labels
from provtag.paths import GOLD, HELD_OUT, MEASURES, METRICS, REGISTER, ROOT, WHOLE_DOCUMENTS, WRITTEN


def main() -> None:
    """Bring every section up to date."""
    for page, sections in pages().items():
        path = ROOT / page
        text = path.read_text(encoding="utf-8")
        for name, content in sections.items():
            text = with_section(text, name, content)
        write_text(path, text)


def pages() -> dict[str, dict[str, str]]:
    """Return page → section → content as the data have it now."""
    metrics = read_metrics()
    diagram = stage_diagram(read_yaml(ROOT / "dvc.yaml")["stages"])
    gold, written = read_labels(GOLD), read_labels(WRITTEN)
    sets = {"gold": gold, "whole documents": read_labels(WHOLE_DOCUMENTS), "written": written, "held out": read_labels(HELD_OUT)}
    names = {agency: entry["name"] for agency, entry in read_yaml(REGISTER)["agencies"].items()}
    return {
        "README.md": {"figures": figures_table(metrics, ENGLISH), "stages": diagram},
        "README.zh-CN.md": {"figures": figures_table(metrics, CHINESE), "stages": diagram},
        "labels/README.md": {
            "counts": kind_table(sets),
            "roles": role_table(sets),
            "agencies": agency_table(sets, names),
            "agreement": agreement_table(metrics.agreement),
            "agreement on whole documents": agreement_table(read_json(METRICS / "documents_agreement.json")),
            "second reader": agreement_table(read_json(METRICS / "second_reader.json")),
            "balance": balance_table(written, read_yaml(MEASURES)),
        },
    }


def stage_diagram(stages: Mapping[str, Any]) -> str:
    """Return the stages of ``dvc.yaml`` as a Mermaid flow chart: which one needs what another writes."""
    lines = ["```mermaid", "flowchart LR"]
    makers = {out: name for name, stage in stages.items() for out in _outs(stage)}
    for name, stage in stages.items():
        sources = {makers[out]: None for dep in stage["deps"] for out in makers if _holds(out, dep)}
        lines += [f"  {source} --> {name}" for source in sources] or [f"  {name}"]
    return "\n".join([*lines, "```"])


def _outs(stage: Mapping[str, Any]) -> Iterator[str]:
    for out in (*stage.get("outs", ()), *stage.get("metrics", ())):
        yield out if isinstance(out, str) else next(iter(out))


def _holds(one: str, other: str) -> bool:
    """Is one of two paths the other, or inside it?"""
    first, second = PurePosixPath(one), PurePosixPath(other)
    return first.is_relative_to(second) or second.is_relative_to(first)


if __name__ == "__main__":
    main()
