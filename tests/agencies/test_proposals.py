"""What may be an agency in the first documents of all rounds, before anything is learnt."""

from __future__ import annotations

from tests.agencies.proposals import GOLDEN, proposals


def test_whole_documents_propose_what_they_did() -> None:
    """A line that differs is to be read: is the new one better? ``python -m tests.agencies.proposals`` writes them anew."""
    assert list(proposals()) == GOLDEN.read_text(encoding="utf-8").splitlines()
