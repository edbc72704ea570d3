"""Agreement for files and people: metrics, plot rows, the table of disagreements, printed lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from provtag.annotation.agreement import Agreement, Coefficients
from provtag.annotation.coefficients import Figure
from provtag.schema import Label

DIGITS = 4
NOT_LOOKED_AT = "not looked at"


def metrics(agreement: Agreement) -> dict[str, Any]:
    """Return the figures as nested numbers, rounded; ``None`` where one is undefined."""
    return {
        "units": {"all": agreement.units, "shared": agreement.shared, "disagreements": len(agreement.disagreements)}
        | {"looked_at": agreement.looked_at},
        "types": {
            str(action): _coefficient_numbers(coefficients) | {"marked": agreement.marked[action]}
            for action, coefficients in agreement.types.items()
        },
        "spans": {
            "exact_f1": _numbers(agreement.exact_f1),
            "overlap_f1": _numbers(agreement.overlap_f1),
            "marked": agreement.spans,
        },
        "roles": _coefficient_numbers(agreement.roles),
        "links": _coefficient_numbers(agreement.links),
    }


def plot_rows(agreement: Agreement) -> Iterator[dict[str, Any]]:
    """Yield one row a question and coefficient, with its interval."""
    for name, figure in _figures(agreement):
        question, coefficient = name
        yield {"name": f"{question} · {coefficient}", "question": question, "coefficient": coefficient} | _numbers(figure)


def disagreement_columns(agreement: Agreement) -> tuple[str, ...]:
    """Return the columns of the table of disagreements."""
    return ("weight", "kind", "clause_id", "text", "types", "spans", *map(_opinion_column, agreement.looked_at))


def disagreement_rows(agreement: Agreement) -> Iterator[dict[str, Any]]:
    """Yield one row a unit in dispute, the heaviest first, with every annotator's opinion."""
    for item in agreement.disagreements:
        yield {
            "weight": item.weight,
            "kind": item.kind,
            "clause_id": item.clause_id,
            "text": item.text,
            "types": ";".join(item.types),
            "spans": ";".join(item.spans),
        } | {
            _opinion_column(name): _opinion(item.opinions[name]) if name in item.opinions else NOT_LOOKED_AT
            for name in agreement.looked_at
        }


def printed_lines(agreement: Agreement) -> Iterator[str]:
    """Yield the lines of a short table."""
    seen = ", ".join(f"{name} {count}" for name, count in agreement.looked_at.items())
    yield f"{agreement.units} units, {agreement.shared} with two or more opinions; looked at: {seen}"
    yield ""
    yield f"{'':<12}{'alpha':<22}{'AC1':<22}{'raw':<8}{'units':>6}  marked"
    for action, coefficients in agreement.types.items():
        marked = ", ".join(f"{name} {count}" for name, count in agreement.marked[action].items())
        yield f"{_coefficient_line(action, coefficients)}  {marked}"
    yield _coefficient_line("role", agreement.roles)
    yield _coefficient_line("link", agreement.links)
    yield from _undefined(_questions(agreement))
    yield ""
    marked = ", ".join(f"{name} {count}" for name, count in agreement.spans.items())
    yield f"agency spans ({marked}): F1 exact {_shown(agreement.exact_f1)}, overlapping {_shown(agreement.overlap_f1)}"
    yield f"{len(agreement.disagreements)} units in dispute"


def _figures(agreement: Agreement) -> Iterator[tuple[tuple[str, str], Figure]]:
    for question, item in _questions(agreement).items():
        yield (question, "alpha"), item.alpha
        yield (question, "ac1"), item.ac1
        yield (question, "raw"), item.raw
    yield ("span", "exact_f1"), agreement.exact_f1
    yield ("span", "overlap_f1"), agreement.overlap_f1


def _questions(agreement: Agreement) -> dict[str, Coefficients]:
    types = {str(action): item for action, item in agreement.types.items()}
    return types | {"role": agreement.roles, "link": agreement.links}


def _coefficient_numbers(item: Coefficients) -> dict[str, Any]:
    return {"alpha": _numbers(item.alpha), "ac1": _numbers(item.ac1), "raw": _numbers(item.raw), "units": item.units}


def _numbers(figure: Figure) -> dict[str, float | None]:
    values = {"value": figure.value, "low": figure.low, "high": figure.high}
    return {name: None if value is None else round(value, DIGITS) for name, value in values.items()}


def _coefficient_line(question: str, item: Coefficients) -> str:
    raw = "n/a" if item.raw.value is None else f"{item.raw.value:.3f}"
    return f"{question:<12}{_shown(item.alpha):<22}{_shown(item.ac1):<22}{raw:<8}{item.units:>6}"


def _undefined(questions: Mapping[str, Coefficients]) -> Iterator[str]:
    """Yield why a coefficient is not there, one line a reason."""
    reasons: dict[str, list[str]] = {}
    for question, item in questions.items():
        if item.alpha.value is None:
            reason = "all opinions are the same, so chance agreement leaves nothing" if item.units else "nothing has two opinions"
            reasons.setdefault(reason, []).append(question)
    yield from (f"n/a ({', '.join(names)}): {reason}" for reason, names in reasons.items())


def _shown(figure: Figure) -> str:
    if figure.value is None:
        return "n/a"
    interval = "" if figure.low is None else f" [{figure.low:.3f}, {figure.high:.3f}]"
    return f"{figure.value:.3f}{interval}"


def _opinion_column(name: str) -> str:
    return f"opinion_{name}"


def _opinion(label: Label) -> str:
    """Types, then every span with role and id: ``prevention;rescue | 市公安局 lead public_security``."""
    spans = [f"{mention.text} {mention.role} {mention.agency_id}" for mention in label.agencies]
    types = "not judged" if label.action_types is None else ";".join(label.action_types) or "none"
    return " | ".join([types, *spans])
