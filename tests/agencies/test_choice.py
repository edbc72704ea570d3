"""The choice of names: they overlap none other and are the likeliest together; unknown ones by what is seen of them."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtag.agencies.choice import Choice, Chosen, likeliest, possible_pairs
from provtag.agencies.contexts import Sentence
from provtag.agencies.features import BITS
from provtag.agencies.laid_out import laid_out
from provtag.agencies.learned import Learned
from provtag.agencies.link_training import fit_links
from provtag.agencies.links import Unlinked
from provtag.agencies.names import Name
from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Kind, Register
from provtag.schema import Level
from provtag.settings import AgencySettings, read_settings

names = st.builds(
    lambda start, length, odds: Chosen(start, start + length, odds), st.integers(0, 8), st.integers(1, 5), st.integers(0, 9)
)


@given(st.lists(names, max_size=6).map(sorted))
def test_the_likeliest_names_together(possible: list[Chosen]):
    def apart(some: tuple[Chosen, ...]) -> bool:
        return all(one.end <= other.start or other.end <= one.start for one, other in combinations(some, 2))

    # Each name that is worth a decision counts for three more than its log-odds.
    sums = [sum(one.odds + 3 for one in some) for size in range(7) for some in combinations(possible, size) if apart(some)]
    found = likeliest(possible)
    assert apart(tuple(found)) and found == sorted(found)
    assert sum(one.odds + 3 for one in found) == max(sums)


@given(st.lists(st.text(alphabet="县公安局、，。（）村里的A1\U00020000", max_size=30), max_size=4))
def test_choosing_together_is_choosing_one_by_one(recogniser: Recogniser, learned: Learned, texts: list[str]):
    sentences = [recogniser.proposed(text) for text in texts]
    together = learned.choice.chosen(sentences) if sentences else []
    assert together == [learned.choice.chosen([sentence])[0] for sentence in sentences]
    for text, chosen in zip(texts, together, strict=True):
        assert all(0 <= start < end <= len(text) for start, end, _ in chosen)


def test_what_is_proposed_is_always_possible(register: Register):
    sentence = Recogniser(register, None).proposed("由各县(市、区)人民政府会同县公安局负责")
    laid = laid_out([sentence])
    never = np.full(len(laid.points) + 1, -20.0, np.float32)
    pairs = possible_pairs(laid, never, never)
    offset = int(laid.offsets[0])
    found = {(start - offset, end - offset) for start, end in zip(*pairs, strict=True)}
    assert {(name.start, name.end) for name in sentence.names} <= found


@pytest.mark.parametrize("kind", Kind)
def test_a_proposed_name_may_begin_or_end_another(kind: Kind):
    text = "由县公安局刑侦处负责"
    laid = laid_out([Sentence(text, [Name(2, 5, "public_security", Level.COUNTY, kind, "公安局")], "", "")])
    offset = int(laid.offsets[0])
    unlikely, likely = np.full((2, len(laid.points) + 1), -20.0, np.float32)
    likely[[offset + 1, offset + 8]] = 20.0
    ending, beginning = possible_pairs(laid, likely, unlikely), possible_pairs(laid, unlikely, likely)
    assert (offset + 1, offset + 5) in set(zip(*ending, strict=True))
    assert (offset + 2, offset + 8) in set(zip(*beginning, strict=True))


def test_signs_stand_only_inside_of_what_was_proposed():
    text = "由县(市)公安局刑侦处·夜班“负责”"
    laid = laid_out([Sentence(text, [Name(1, 8, "public_security", Level.COUNTY, Kind.NAME, "公安局")])])
    everywhere = np.full(len(laid.points) + 1, -20.0, np.float32)
    everywhere[laid.positions] = 20.0
    pairs = possible_pairs(laid, everywhere, everywhere)
    offset = int(laid.offsets[0])
    found = {text[start - offset : end - offset] for start, end in zip(*pairs, strict=True)}
    assert {"由", "公安局刑侦处", "夜班", "责"} <= found
    signed = {words for words in found if any(sign in words for sign in "()·“”")}
    assert {"县(市)公安局", "县(市)公安局刑侦处"} <= signed and all(words.startswith("县(") for words in signed)


def test_nothing_is_chosen_where_nothing_speaks_for_it():
    never = Choice(np.zeros((2, 1 << BITS), np.float32), np.zeros(1 << BITS, np.float32), np.full(3, -20, np.float32))
    assert never.chosen([Sentence("由县公安局负责", []), Sentence("", [])]) == [[], []]


@pytest.mark.parametrize(
    ("name", "agency_id"),
    [
        (Unlinked("督导股", (), ("education",)), "education"),
        (Unlinked("督导股", (), ("health",)), "health"),
        (Unlinked("县局督导股", ("finance",), ("health",)), "finance"),
        (Unlinked("渔政站", (), ()), "agriculture"),
        (Unlinked("督导股", (), ("government",)), "other"),
    ],
)
def test_an_unknown_name_is_linked_by_its_issuer_its_holder_or_its_words(name: Unlinked, agency_id: str):
    issuers = ("transport", "housing", "commerce", "justice")
    taught = [(Unlinked(f"{word}股", (), (issuer,)), issuer, False) for word in ("督导", "综合", "安全") for issuer in issuers]
    taught += [
        (Unlinked(f"县局{word}股", (issuer,), ("housing",)), issuer, False) for word in ("督导", "综合") for issuer in issuers
    ]
    taught += [(Unlinked(f"{word}站", (), ()), "agriculture", True) for word in ("渔政", "农技", "渔业")]
    taught += [(Unlinked("督导股", (), ("township",)), "other", False), (Unlinked("综合股", (), ("government",)), "other", False)]
    assert fit_links(taught, read_settings(AgencySettings)).agency_id(name) == agency_id
