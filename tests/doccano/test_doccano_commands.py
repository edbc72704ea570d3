"""The annotation loop as a user types it: push, status, pull, agreement, adjudicate, gold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from doccano_samples import PASSWORDS, Browser, rows_of

from provtag import corpus
from provtag.annotation.label_types import LabelTypes
from provtag.annotation.screens import Mode, screens_of
from provtag.cli import main
from provtag.doccano.server import Server
from provtag.documents.reader import read_file
from provtag.labels import DUTY_NOTE, read_labels
from provtag.paths import ROOT
from provtag.schema import Label
from provtag.structure.parser import parse_document
from provtag.tagging.tagger import Tagger

pytestmark = pytest.mark.doccano

SEED = str(next((ROOT / "data" / "raw").glob("000_*.txt")))
Login = Callable[[str], Browser]


@pytest.fixture(autouse=True)
def environment(server: Server, units_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "UNITS", units_file)  # else each command parses all labelled documents
    monkeypatch.setenv("DOCCANO_URL", server.url)
    monkeypatch.setenv("DOCCANO_USERNAME", "admin")
    monkeypatch.setenv("DOCCANO_PASSWORD", PASSWORDS["admin"])


def test_the_whole_circle(name: str, tmp_path: Path, browser_of: Login, capsys: pytest.CaptureFixture[str]) -> None:
    push = ["doccano", "push", SEED, "--project", name, "--annotator", "alice", "bob", "--limit", "6"]
    assert main(push) == 0
    assert capsys.readouterr().err.startswith(f"{name}: 6 added, 0 already there; label at http://")
    assert main(push) == 0
    assert capsys.readouterr().err.startswith(f"{name}: 0 added, 6 already there; label at http://")

    alice, bob = browser_of("alice"), browser_of("bob")
    project = alice.project(name)
    ids = [example["id"] for example in alice.examples(project).values()]
    for example in ids[:5]:
        for annotator in (alice, bob):
            annotator.add_category(project, example, "打击")
            annotator.confirm(project, example)
    bob.add_category(project, ids[1], "预防")
    bob.clear(project, ids[2])
    alice.confirm(project, ids[5])

    assert main(["doccano", "status", "--project", name]) == 0
    shown = capsys.readouterr().out
    assert [line.split() for line in shown.splitlines()[:2]] == [
        ["alice", "6", "confirmed", "0", "open"],
        ["bob", "5", "confirmed", "1", "open"],
    ]
    assert "2 units in dispute" in shown

    sheets = tmp_path / "annotators"
    assert main(["doccano", "pull", "--project", name, "--out", str(sheets)]) == 0
    assert sorted(path.name for path in sheets.glob("*.jsonl")) == ["alice.jsonl", "bob.jsonl"]
    assert {path.name for path in sheets.glob("*.csv")} == {"alice-without-agency.csv", "bob-without-agency.csv"}
    assert main(["agreement", str(sheets / "alice.jsonl"), str(sheets / "bob.jsonl")]) == 0
    assert "2 units in dispute" in capsys.readouterr().out

    decide = f"{name} decisions"
    assert main(["doccano", "adjudicate", str(sheets), "--project", decide, "--annotator", "carol"]) == 0
    carol = browser_of("carol")
    project = carol.project(decide)
    disputed = carol.examples(project)
    by_id = {label.clause_id: label for label in read_labels(sheets / "alice.jsonl")}
    order = list(by_id)
    assert set(disputed) == {order[1], order[2]}
    assert {key: value for key, value in disputed[order[1]]["meta"].items() if key.startswith("意见")} == {
        "意见 alice": "打击",
        "意见 bob": "预防、打击",
    }
    assert disputed[order[2]]["meta"]["意见 bob"] == "无"
    assert carol.labels(project, disputed[order[1]]["id"]) == ({"打击"}, set())  # what both say is there already
    carol.add_category(project, disputed[order[1]]["id"], "预防")
    carol.confirm(project, disputed[order[1]]["id"])

    capsys.readouterr()
    assert main(["doccano", "status", "--project", decide, "--adjudicated"]) == 0
    assert capsys.readouterr().out.split() == ["gold", "1", "confirmed", "1", "open"]

    gold = tmp_path / "gold"
    pull = ["doccano", "pull", "--project", decide, "--adjudicated", "--out", str(gold)]
    assert main(pull) == 0
    [decision] = read_labels(gold)
    assert (decision.clause_id, decision.origin) == (order[1], "gold")
    assert main([*pull, "--agreed", str(sheets)]) == 0
    notes = {label.clause_id for label in read_labels(gold) if label.kind == DUTY_NOTE}
    agreed = {order[0]: ["crackdown"], order[1]: ["prevention", "crackdown"], order[3]: ["crackdown"], order[4]: ["crackdown"]}
    # The second dispute is open, the last clause has one opinion; a duty note orders nothing, whatever is clicked on its screen.
    assert types_of(read_labels(gold)) == {clause_id: [] if clause_id in notes else types for clause_id, types in agreed.items()}
    assert main(["doccano", "pull", "--project", name, "--adjudicated", "--out", str(gold)]) == 2
    assert main(["doccano", "pull", "--project", decide, "--out", str(gold)]) == 2


def test_what_says_the_same_takes_the_label_where_asked_and_is_listed(
    name: str, tmp_path: Path, browser_of: Login, capsys: pytest.CaptureFixture[str]
) -> None:
    for place in ("东川县", "西川县"):
        text = f"{place}反拐工作方案\n一、公安机关每年{len(place)}次排查线索。\n二、{place}学校开课。\n"
        (tmp_path / f"{place}.txt").write_text(text, encoding="utf-8")
    assert main(["doccano", "push", str(tmp_path), "--project", name, "--annotator", "alice"]) == 0
    alice = browser_of("alice")
    project = alice.project(name)
    first = next(example for example in alice.examples(project).values() if "排查" in example["text"])
    alice.add_category(project, first["id"], "预防")
    alice.add_span(project, first["id"], 0, 4, "主责")
    alice.confirm(project, first["id"])
    pull = ["doccano", "pull", "--project", name, "--out", str(tmp_path / "round")]
    assert main(pull) == 0
    assert len(read_labels(tmp_path / "round" / "alice.jsonl")) == 1
    capsys.readouterr()
    assert main([*pull, "--copies"]) == 0
    assert "copies/alice.csv: 1 more, not looked at" in capsys.readouterr().err
    [confirmed], [copy] = (read_labels(tmp_path / "round" / place) for place in ("", "copies"))
    assert confirmed.clause_id != copy.clause_id and confirmed.agencies == copy.agencies
    assert types_of([copy]) == {copy.clause_id: ["prevention"]}
    assert confirmed.clause_id in (tmp_path / "round" / "copies" / "alice.csv").read_text(encoding="utf-8-sig").splitlines()[1]
    assert main([*pull, "--copies", "--adjudicated"]) == 2
    assert main(pull) == 0
    assert list((tmp_path / "round" / "copies").iterdir()) == []


def types_of(labels: list[Label]) -> dict[str, list[str]]:
    return {label.clause_id: [str(action) for action in label.action_types] for label in labels}


def test_uncertain_clauses_stand_first_in_doccano(name: str, browser_of: Login, small_model: Path) -> None:
    """Trap: the random order of 1.8.4 is none; examples are shown in the order they come, and can be sorted by score."""
    push = ["doccano", "push", SEED, "--project", name, "--annotator", "alice", "--assisted", "--order", "uncertain"]
    assert main([*push, "--model", str(small_model), "--limit", "40"]) == 0
    alice = browser_of("alice")
    project = alice.project(f"{name} · alice")
    shown = alice.call("GET", f"projects/{project}/examples?limit=100")["results"]
    scores = [example["score"] for example in shown]
    assert len(scores) == 40
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1]
    by_score = alice.call("GET", f"projects/{project}/examples?limit=100&ordering=-score")["results"]
    assert [example["score"] for example in by_score] == scores
    assert "预防" in shown[0]["meta"]["概率"]


def test_drawn_agencies_come_back_as_they_were_but_for_what_was_changed(
    name: str, tmp_path: Path, browser_of: Login, small_model: Path
) -> None:
    file = tmp_path / "东川县.txt"
    file.write_text(
        "东川县反拐工作方案\n一、公安机关会同民政部门排查拐卖线索。（县公安局牵头，县民政局配合）\n"
        "二、民政部门救助受害人。\n三、学校开设反拐课程。\n",
        encoding="utf-8",
    )
    push = ["doccano", "push", str(file), "--project", name, "--annotator", "alice", "bob", "--drawn"]
    assert main([*push, "--model", str(small_model)]) == 0
    screens = screens_of(parse_document(read_file(file), file.stem), Tagger.load(small_model), Mode.DRAWN)
    drawn = {screen.label.clause_id: screen.label for screen in screens}
    for user in ("alice", "bob"):
        annotator = browser_of(user)
        project = annotator.project(f"{name} · {user}")
        examples = annotator.examples(project)
        assert examples.keys() == drawn.keys()
        for clause_id, label in drawn.items():
            spans = {(item.start, item.end, LabelTypes.load().roles[item.role].name) for item in label.agencies}
            assert annotator.labels(project, examples[clause_id]["id"]) == (set(), spans)
            annotator.confirm(project, examples[clause_id]["id"])
    changed = next(label for label in drawn.values() if "救助" in label.text)  # bob gives it a type, and its body another role
    example = examples[changed.clause_id]["id"]
    annotator.clear(project, example)
    annotator.add_category(project, example, "救助")
    annotator.add_span(project, example, 0, 4, "配合")
    assert main(["doccano", "pull", "--project", name, "--out", str(tmp_path / "round")]) == 0
    pulled = {user: rows_of(read_labels(tmp_path / "round" / f"{user}.jsonl")) for user in ("alice", "bob")}
    expected = rows_of(drawn.values())
    assert {len(row["agencies"]) for row in expected.values()} >= {1, 2}
    assert pulled["alice"] == expected
    [body] = expected[changed.clause_id]["agencies"]
    expected[changed.clause_id] |= {"action_types": ["rescue"], "agencies": [body | {"role": "support"}]}
    assert pulled["bob"] == expected


def test_wrong_usage_is_one_line_and_exit_code_2(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path)
    assert main(["doccano", "pull", "--project", name, "--out", out]) == 2
    assert capsys.readouterr().err.startswith("provtag: http://127.0.0.1")
    assert main(["doccano", "push", out, "--project", name, "--annotator", "alice"]) == 2
    with pytest.raises(SystemExit):
        main(["doccano", "push", SEED, "--project", name, "--annotator", "alice", "--limit", "0"])
    with pytest.raises(SystemExit):
        main(["doccano", "push", SEED, "--project", name, "--annotator", "alice", "--password", "x"])
    capsys.readouterr()
    monkeypatch.setenv("DOCCANO_PASSWORD", "not-the-password")
    assert main(["doccano", "status", "--project", name]) == 2
    shown = capsys.readouterr()
    assert len(shown.err.splitlines()) == 1
    assert "not-the-password" not in shown.out + shown.err


def test_one_unreadable_input_costs_no_other(
    name: str, tmp_path: Path, browser_of: Login, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_bytes(Path(SEED).read_bytes())
    push = ["doccano", "push", str(tmp_path), "--project", name, "--annotator", "alice", "--limit", "3"]
    assert main(push) == 1
    assert "empty.txt" in capsys.readouterr().err
    alice = browser_of("alice")
    assert len(alice.examples(alice.project(name))) == 3
