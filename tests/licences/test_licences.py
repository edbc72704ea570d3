"""What is installed to run provtag may be used under terms that ask nothing of those who use it or build on it."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution

import pytest

from provtag.paths import ROOT

# A licence that asks for the source of what is built on it; the parts of "A OR B" are a choice.
COPYLEFT = re.compile(r"\bA?GPL|General Public License", re.IGNORECASE)
CHOICE = re.compile(r"\s+OR\s+|\s*\|\s*")
# Not changed and not part of the wheel; its terms allow programs of any licence to link to it.
EXCEPTIONS = {"pygit2": "GPLv2 with linking exception"}
PINNED = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)


def terms(name: str) -> str:
    """Return what a distribution says of its licence: an expression where it has one."""
    metadata = distribution(name).metadata
    classifiers = [line.split("::")[-1].strip() for line in metadata.get_all("Classifier") or [] if line.startswith("License")]
    stated = metadata.get("License-Expression") or (metadata.get("License") or "").split("\n")[0]
    return stated or " OR ".join(classifiers)


def is_free(said: str) -> bool:
    return any(part and not COPYLEFT.search(part) for part in CHOICE.split(said))


@pytest.mark.parametrize("name", PINNED)
def test_no_pinned_distribution_is_copyleft(name: str) -> None:
    try:
        said = terms(name)
    except PackageNotFoundError:
        pytest.skip("for another platform")
    assert is_free(said) or EXCEPTIONS.get(name) == said, f"{name}: {said or 'no licence given'}"


@pytest.mark.parametrize(
    ("said", "free"),
    [
        ("GPL-3.0-or-later", False),
        ("GNU General Public License v3 (GPLv3)", False),
        ("AGPL-3.0-only", False),
        ("Apache-2.0 OR GPL-2.0-or-later", True),
        ("GPLv2 | EPLv1", True),
        ("MIT", True),
        ("MPL-2.0 AND MIT", True),
        ("", False),
    ],
)
def test_what_counts_as_free(said: str, free: bool) -> None:
    assert is_free(said) is free
