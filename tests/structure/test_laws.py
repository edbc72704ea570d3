"""Laws of the parser: it is total, loses nothing, keeps order, and reads what it has printed the same way again."""

from __future__ import annotations

import itertools

from hypothesis import given

from provtag.language.numerals import to_int
from provtag.schema import Document, RawText
from provtag.structure.parser import parse_document
from provtag.structure.text import clean
from tests.structure.drafting import texts


def parse(text: str) -> Document:
    return parse_document(RawText("law.txt", text), "law")


@given(texts)
def test_spans_are_the_text_in_order(text: str) -> None:
    document = parse(text)
    for spans in (document.clauses, document.duty_notes):
        for span in spans:
            assert document.text[span.start : span.end] == span.text
    taken = sorted((x.start, x.end) for x in (*document.clauses, *document.duty_notes))
    assert all(start < end for start, end in taken)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(taken))
    inside = {p.provision_id: p for p in document.provisions}
    assert len(inside) == len(document.provisions)
    for item in (*document.clauses, *document.duty_notes):
        assert inside[item.provision_id].start <= item.start < item.end <= inside[item.provision_id].end
    for note in document.duty_notes:
        assert note.paragraph.start <= note.start and note.end <= note.paragraph.end
    ids = [x.clause_id for x in (*document.clauses, *document.duty_notes)]
    assert len(set(ids)) == len(ids)


@given(texts)
def test_every_character_is_in_one_place(text: str) -> None:
    document = parse(text)
    places = [0] * len(document.text)
    for item in (*document.clauses, *document.duty_notes, *document.parts):
        for at in range(item.start, item.end):
            places[at] += 1
    assert not document.health.unclassified and document.health.accounted == 1
    assert all(count == 1 or character.isspace() for count, character in zip(places, document.text, strict=True))


@given(texts)
def test_what_is_printed_is_read_the_same_again(text: str) -> None:
    document = parse(text)
    again = parse(document.text)
    assert again.text == document.text
    assert (again.provisions, again.clauses, again.duty_notes) == (
        document.provisions,
        document.clauses,
        document.duty_notes,
    )


@given(texts)
def test_nothing_visible_is_lost_or_added_unless_it_is_a_repeated_sentence(text: str) -> None:
    document = parse(text)
    if not document.health.repeated_sentences:
        assert "".join(document.text.split()) == "".join(clean(text).split())


def test_a_clause_keeps_its_id_when_others_are_inserted() -> None:
    before = parse("第一条 甲应当排查。\n第二条 乙应当救助。")
    after = parse("第一条 甲应当排查。新增一句。\n新增一款。\n第二条 乙应当救助。\n第三条 丙。")
    assert {c.clause_id for c in before.clauses} < {c.clause_id for c in after.clauses}


def test_article_numbers_are_read_as_numbers() -> None:
    numbers = [p.number for p in parse("第一条 甲。\n第十条 乙。\n第一百零三条 丙。").provisions]
    assert [to_int(n[1:-1]) for n in numbers] == [1, 10, 103]
