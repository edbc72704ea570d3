"""Rows for doccano and back, without a server: what is refused before it is uploaded, and what survives the trip."""

from __future__ import annotations

from dataclasses import replace

import pytest
from doccano_samples import KeywordTagger, label
from hypothesis import given
from hypothesis import strategies as st

from provtag.annotation import rows as rows_module
from provtag.annotation.label_types import LabelTypes
from provtag.annotation.links import Linker
from provtag.annotation.rows import CLAUSE_ID, RESERVED, import_rows, label_of_row
from provtag.annotation.screens import Mode, Screen, category_names, screens_of, span_triples
from provtag.commands.doccano import MODES
from provtag.labels import label_row
from provtag.schema import ActionType, AgencyMention, Label, ProvtagError, Role

TYPES = LabelTypes.load()
TEXT = "市公安局会同民政部门开展救助。"


class NoLinks(Linker):
    def __init__(self) -> None:
        pass

    def agency_id(self, text: str, start: int, end: int) -> None:
        return None


def exported(screen: Screen) -> dict[str, object]:
    """The row doccano 1.8.4 exports for an imported one."""
    [row] = import_rows([screen], TYPES)
    return {"id": 7, **row, "cats": sorted(row["cats"]), "entities": sorted(row["entities"]), "Comments": []}


@st.composite
def proposals(draw: st.DrawFn) -> Label:
    text = draw(st.text(st.sampled_from("市公安局民政、。𠮷é😀\u0301 "), min_size=1, max_size=30))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    mentions = tuple(
        AgencyMention(
            text[start:end], start, end, draw(st.sampled_from(Role)), draw(st.sampled_from(("court", "civil_affairs", "other")))
        )
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    )
    kind = draw(st.sampled_from(("clause", "duty_note")))
    actions = tuple(action for action in ActionType if kind == "clause" and draw(st.booleans()))
    headings = tuple(draw(st.lists(st.sampled_from(("三、重点措施", "（一）健全机制")), max_size=3)))
    return Label(
        "doc:1",
        kind,
        text,
        actions,
        mentions,
        headings,
        "各部门：",
        "前文。",
        "doc",
        "doc/三",
        "proposed",
        measures=tuple(draw(st.lists(st.sampled_from(("p_hotels", "r_shelters")), unique=True))),
    )


@given(proposals())
def test_a_label_survives_the_trip_links_and_rare_characters_included(proposed: Label) -> None:
    """Trap: doccano counts code points; confidence, links and context do not survive its own files."""
    pulled = label_of_row(exported(Screen(proposed)), "alice", TYPES, NoLinks())
    assert label_row(pulled.label) == label_row(replace(proposed, origin="alice"))
    assert pulled.unlinked == ()


def test_types_clicked_on_the_screen_of_a_duty_note_are_none() -> None:
    note = replace(label(1, TEXT), kind="duty_note", action_types=(ActionType.RESCUE,))
    assert label_of_row(exported(Screen(note)), "alice", TYPES, NoLinks()).label.action_types == ()


def test_metadata_keys_that_doccano_keeps_for_itself_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trap: reserved keys overwrite doccano's own or crash its export."""
    for key in ("id", "label", "text", "filename"):
        assert key in RESERVED
    monkeypatch.setattr(rows_module, "DOCUMENT", "label")
    with pytest.raises(ProvtagError, match="keeps the metadata key 'label' for itself"):
        import_rows([Screen(label(1, TEXT))], TYPES)


def test_every_row_has_the_same_keys_and_only_strings(seeds: list, tagger: KeywordTagger) -> None:
    """Trap: a key that one row lacks becomes NaN and the whole file is refused; numbers change their type."""
    screens = [screen for document in seeds for mode in Mode for screen in screens_of(document, tagger, mode)]
    rows = import_rows(screens, TYPES)
    assert len({frozenset(row) for row in rows}) == 1
    assert {type(value) for row in rows for key, value in row.items() if key not in ("cats", "entities")} == {str}
    with pytest.raises(ProvtagError, match="other keys than the first row"):
        import_rows([Screen(label(1, TEXT), opinions={"alice": "无"}), Screen(label(2, TEXT))], TYPES)
    with pytest.raises(ProvtagError, match="not a string"):
        import_rows([Screen(replace(label(1, TEXT), doc_id=7))], TYPES)  # type: ignore[arg-type]


def test_blind_screens_show_nothing_of_the_model(seeds: list, tagger: KeywordTagger) -> None:
    rows = import_rows(screens_of(seeds[0], tagger, Mode.BLIND), TYPES)
    assert all(row["cats"] == [] and row["entities"] == [] for row in rows)
    of_the_model = {rows_module.PROBABILITIES, rows_module.REVIEW, rows_module.LINKS}
    assert not [row for row in rows if of_the_model & row.keys()]


def test_the_command_offers_every_mode() -> None:
    assert set(MODES) == set(Mode)


def test_drawn_screens_show_the_agencies_of_the_model_and_nothing_that_tells_its_types(
    seeds: list, tagger: KeywordTagger
) -> None:
    drawn, assisted = (import_rows(screens_of(seeds[0], tagger, mode), TYPES) for mode in (Mode.DRAWN, Mode.ASSISTED))
    assert [row["entities"] for row in drawn] == [row["entities"] for row in assisted] and any(row["entities"] for row in drawn)
    assert not any(row["cats"] for row in drawn) and any(row["cats"] for row in assisted)
    assert not {rows_module.PROBABILITIES, rows_module.REVIEW, rows_module.PROPOSED_MEASURES} & drawn[0].keys()


def test_an_annotator_sees_no_empty_line(seeds: list, tagger: KeywordTagger) -> None:
    rows = import_rows(screens_of(seeds[0], tagger, Mode.BLIND), TYPES)
    assert not [row for row in rows for value in row.values() if value == ""]
    shown = [label_of_row({"id": 1, **row}, "alice", TYPES, NoLinks()).label for row in rows]
    assert {label.previous for label in shown} >= {""} and any(label.previous for label in shown)
    assert rows_module.LACKING not in {words for label in shown for words in (label.lead_in, label.previous, *label.headings)}
    assert any(row["entities"] for row in import_rows(screens_of(seeds[0], tagger, Mode.ASSISTED), TYPES))


def test_a_category_named_twice_is_sent_once() -> None:
    """Trap: a duplicate category makes the import fail after its examples are stored, and then run again."""
    assert category_names(label(1, TEXT, ["rescue", "rescue"]), TYPES) == ["救助"]


def test_overlapping_or_shifted_spans_are_refused_before_the_upload() -> None:
    """Trap: doccano drops overlapping spans without a word and accepts offsets outside the text."""
    proposed = label(1, TEXT, [], [("市公安局", "lead", "public_security")])
    [mention] = proposed.agencies
    for bad in (
        (mention, replace(mention, start=1, end=4, text="公安局")),
        (replace(mention, start=40, end=44),),
        (replace(mention, end=3),),
    ):
        with pytest.raises(ProvtagError, match="overlaps another or is not in the text"):
            span_triples(replace(proposed, agencies=bad), TYPES)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"text": "市公安局会同民政部门开展救助！"}, "text was edited"),
        ({"entities": [[0, 99, "主责"]]}, "not in its text"),
        ({"entities": [[0, 4, "主则"]]}, "'主则' is not one of ours"),
        ({"cats": ["救住"]}, "'救住' is not one of ours"),
    ],
)
def test_what_was_changed_by_hand_is_named(change: dict[str, object], complaint: str) -> None:
    row = exported(Screen(label(1, TEXT, ["rescue"])))
    with pytest.raises(ProvtagError, match=complaint) as fault:
        label_of_row(row | change, "alice", TYPES, NoLinks())
    assert str(row[CLAUSE_ID]) in str(fault.value)


@pytest.mark.parametrize("measures", [None, (), ("r_shelter", "r_freeing")])
@pytest.mark.parametrize("others", [None, (), ("p_hotels",)])
def test_measures_come_back_as_they_went_also_where_nobody_judged_them(
    measures: tuple[str, ...] | None, others: tuple[str, ...] | None
) -> None:
    screens = [Screen(replace(label(1, TEXT), measures=measures)), Screen(replace(label(2, TEXT), measures=others))]
    back = [label_of_row({"id": 1, **row}, "alice", TYPES, NoLinks()).label for row in import_rows(screens, TYPES)]
    assert [item.measures for item in back] == [measures, others]


def test_links_of_new_spans_come_from_the_register(linker: Linker) -> None:
    row = exported(Screen(label(1, TEXT)))
    pulled = label_of_row(row | {"entities": [[0, 4, "主责"], [6, 10, "配合"], [12, 14, "提及"]]}, "alice", TYPES, linker)
    assert [item.agency_id for item in pulled.label.agencies] == ["public_security", "civil_affairs", "other"]
    assert [item.text for item in pulled.unlinked] == ["救助"]


def test_the_link_of_an_unchanged_span_stays_even_where_the_register_disagrees(linker: Linker) -> None:
    proposed = label(1, TEXT, [], [("市公安局", "lead", "railway"), ("民政部门", "support", "civil_affairs")])
    row = exported(Screen(proposed))
    pulled = label_of_row(row | {"entities": [[0, 4, "提及"], [1, 4, "主责"]]}, "alice", TYPES, linker)
    assert [item.agency_id for item in pulled.label.agencies] == ["railway", "public_security"]


def test_uncertain_clauses_and_those_unlike_the_training_come_first(seeds: list, tagger: KeywordTagger) -> None:
    screens = [screen for document in seeds for screen in screens_of(document, tagger, Mode.BLIND)]
    unlike = {screen.priority for screen in screens if "跨国" in screen.label.text and screen.label.kind == "clause"}
    unsure = {screen.priority for screen in screens if "加强" in screen.label.text and "跨国" not in screen.label.text}
    assert min(unlike) > max(unsure - {0.0}) >= 0.5
    assert all(0 <= screen.priority <= 1 for screen in screens)
