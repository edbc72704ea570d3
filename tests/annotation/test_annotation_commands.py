"""The commands as a user runs them, on a small project of their own."""

from __future__ import annotations

import argparse
import csv
import json

import pytest

from pipeline.stages import agreement as stage
from provtag import corpus
from provtag.commands import annotation as commands
from provtag.files import read_json, write_jsonl
from provtag.labels import label_row, read_labels, write_labels
from provtag.schema import ActionType, ProvtagError
from tests.annotation.samples import label, mention

TEXT = "公安机关会同民政部门排查拐卖线索。"
OTHER = "=学校每学期开设反拐课程。"
LABELS = [
    label("d:1", TEXT, (ActionType.PREVENTION,), (mention(TEXT, "公安机关"),)),
    label("d:2", OTHER, (ActionType.PUBLICITY,)),
]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project whose current segmentation is the two clauses of LABELS."""
    rows = [label_row(item) | {"doc_id": "d", "provision_id": f"d/{number}"} for number, item in enumerate(LABELS)]
    write_jsonl(tmp_path / "units.jsonl", rows)
    monkeypatch.setattr(corpus, "UNITS", tmp_path / "units.jsonl")
    monkeypatch.setattr(commands, "GOLD", tmp_path / "gold")
    monkeypatch.setattr(commands, "CHECKED", (tmp_path / "gold", tmp_path / "annotators"))
    monkeypatch.setattr(stage, "ANNOTATORS", tmp_path / "annotators")
    monkeypatch.setattr(stage, "WRITTEN", tmp_path / "written")
    monkeypatch.setattr(stage, "METRICS", tmp_path / "metrics")
    monkeypatch.setattr(stage, "PLOTS", tmp_path / "plots")
    write_labels(tmp_path / "gold" / "d.jsonl", LABELS)
    write_labels(tmp_path / "annotators" / "a" / "d.jsonl", LABELS)
    write_labels(tmp_path / "annotators" / "b" / "d.jsonl", [LABELS[0], label("d:2", OTHER)])
    for name in ("documents_a", "documents_b"):
        write_labels(tmp_path / "annotators" / name / "d.jsonl", LABELS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def left(project, monkeypatch):
    """Where training leaves what it says of the labels that it did not see; the gold labels alone train."""
    for home in ("WHOLE_DOCUMENTS", "WRITTEN"):
        monkeypatch.setattr(commands, home, project / "gold")
    monkeypatch.setattr(commands, "HELD_OUT_TYPES", project / "held_out_types.jsonl")
    return project / "held_out_types.jsonl"


def run(*arguments):
    parser = argparse.ArgumentParser()
    commands.add_commands(parser.add_subparsers(required=True))
    options = parser.parse_args([str(argument) for argument in arguments])
    return options.run(options)


def test_agreement_prints_a_table_and_writes_files(project, capsys):
    assert run("agreement", "annotators/a", "annotators/b", "--out", "out") == 0
    assert "2 units, 2 with two or more opinions; looked at: a 2, b 2" in capsys.readouterr().out
    assert read_json(project / "out/agreement.json")["types"]["publicity"]["raw"]["value"] == 0.5
    with (project / "out/disagreements.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["weight"], row["types"], row["opinion_a"], row["opinion_b"]) == ("1", "publicity", "publicity", "none")
    assert row["text"] == "'" + OTHER  # a text that begins like a formula is none


def test_agreement_needs_an_annotator_a_path(project):
    with pytest.raises(ProvtagError, match="named twice"):
        run("agreement", "annotators/a", "annotators/a")


def test_annotators_of_the_same_file_name_are_told_apart(project, capsys):
    assert run("agreement", "annotators/a/d.jsonl", "annotators/b/d.jsonl") == 0
    assert "annotators/a/d.jsonl 2, annotators/b/d.jsonl 2" in capsys.readouterr().out


def test_check_is_silent_on_clean_labels(project, capsys):
    assert run("labels", "check") == 0
    assert capsys.readouterr().out == ""


def test_check_names_file_and_line_and_fails(project, capsys):
    write_labels(project / "gold" / "d.jsonl", [LABELS[0], label("d:9", OTHER)])
    assert run("labels", "check") == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("gold/d.jsonl:2: d:9 「=学校")
    assert second == f"gold/d.jsonl:3: no label for the clause d:2 「{OTHER}」; label it and add it here"


def test_check_finds_a_name_of_two_agencies_in_the_register(project, capsys):
    register = commands.REGISTER.read_text(encoding="utf-8")
    lines = register.splitlines()
    number = lines.index("agencies:") + 1
    lines[number:number] = ["  other_police:", "    name: 别的公安", "    names: [公安厅警务室]", "  third_police:"]
    lines[number + 4 : number + 4] = ["    name: 第三公安", "    names: [公安厅警务室]"]
    (project / "agencies.yaml").write_text("\n".join(lines), encoding="utf-8")
    assert run("labels", "check", "agencies.yaml") == 1
    (found,) = (line for line in capsys.readouterr().out.splitlines() if "公安厅警务室" in line)
    assert found.startswith(f"agencies.yaml:{number + 3}: 公安厅警务室 names other_police and third_police; keep one")


def test_check_of_another_yaml_file_says_what_it_takes(project):
    with pytest.raises(ProvtagError, match=r"neither labels nor agencies.yaml"):
        run("labels", "check", "measures.yaml")


def test_check_of_a_missing_path_says_so(project):
    with pytest.raises(ProvtagError, match="nowhere: no such label file or folder"):
        run("labels", "check", "nowhere")


def test_doubt_asks_the_model_of_what_does_not_train_and_writes_all(project, left, capsys, small_model):
    doubtful = label("e:9", "公安机关严厉打击拐卖犯罪，抓获犯罪嫌疑人。", ())
    write_labels(project / "pulled" / "alice.jsonl", [label("e:2", OTHER, (ActionType.PUBLICITY,)), doubtful])
    assert run("labels", "doubt", "pulled", "--model", small_model, "--out", "doubt.csv") == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("pulled/alice.jsonl:2: ") and "crackdown is not marked" in shown.out
    assert "of 2 clauses in doubt" in shown.err
    with (project / "doubt.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row["clause_id"] for row in csv.DictReader(stream)] == ["e:9"]


def test_doubt_takes_of_labels_that_train_what_training_left_and_asks_no_model_that_has_seen_them(left, capsys):
    nothing = dict.fromkeys(map(str, ActionType), 0.0)
    write_jsonl(left, [{"clause_id": "d:1"} | nothing | {"prevention": 1.0}, {"clause_id": "d:2"} | nothing])
    assert run("labels", "doubt", "annotators/a", "--model", "none") == 0
    assert capsys.readouterr().out.startswith("annotators/a/d.jsonl:2: ")
    left.unlink()
    with pytest.raises(ProvtagError, match=r"d:1: a label that trains, .* run `dvc repro train_measures` first"):
        run("labels", "doubt", "annotators/a", "--model", "none")


def test_move_writes_three_files_and_counts(project, capsys):
    gone = label("d:7", "没有任何相似之处的旧条文内容。")
    edited = label("d:8", OTHER.replace("每学期", "每学年"))
    write_labels(project / "old.jsonl", [LABELS[0], edited, gone])
    assert run("labels", "move", "old.jsonl", "--out", "new") == 0
    counts = [line.split()[:2] for line in capsys.readouterr().out.splitlines()]
    assert counts == [["1", "moved"], ["1", "proposed"], ["1", "gone"], ["0", "clauses"]]
    assert read_labels(project / "new/moved.jsonl") == [LABELS[0]]
    assert read_labels(project / "new/gone.jsonl") == [gone]
    (proposal,) = map(json.loads, (project / "new/proposed.jsonl").read_text(encoding="utf-8").splitlines())
    assert (proposal["clause_id"], proposal["text"], proposal["how"]) == ("d:2", OTHER, "edited")
    assert 0.8 < proposal["score"] < 1


def test_move_never_writes_among_the_old_labels(project):
    with pytest.raises(ProvtagError, match="holds the old labels"):
        run("labels", "move", "gold", "--out", "gold")


def test_stage_writes_the_same_metrics_and_plot_every_time(project):
    write_labels(project / "annotators" / "second_reader" / "written.jsonl", LABELS[:1])
    write_labels(project / "written" / "examples.jsonl", LABELS)
    files = (
        project / "metrics" / "agreement.json",
        project / "plots" / "agreement.csv",
        project / "metrics" / "second_reader.json",
        project / "metrics" / "documents_agreement.json",
    )
    stage.main()
    first = [file.read_bytes() for file in files]
    stage.main()
    assert [file.read_bytes() for file in files] == first
    assert read_json(files[2])["types"]["prevention"]["units"] == 1
    rows = list(csv.DictReader(first[1].decode().splitlines()))
    assert rows[0].keys() == {"name", "question", "coefficient", "value", "low", "high"}
    assert {row["question"] for row in rows} == {*map(str, ActionType), "role", "link", "span"}


def test_units_are_parsed_from_the_seeds_where_the_stage_has_not_run(project, monkeypatch):
    raw = project / "raw"
    raw.mkdir()
    (raw / "seed.txt").write_text(
        "某市反拐实施细则\n第一条 公安机关排查线索。（市公安局负责）\n第二条 民政部门救助受害人。\n", encoding="utf-8"
    )
    (raw / "manifest.yaml").write_text("documents:\n  seed:\n    file: seed.txt\n", encoding="utf-8")
    monkeypatch.setattr(corpus, "UNITS", project / "none.jsonl")
    monkeypatch.setattr(corpus, "RAW", raw)
    monkeypatch.setattr(corpus, "MANIFEST", raw / "manifest.yaml")
    whole = project / "documents"
    whole.mkdir()
    (whole / "other.txt").write_text("某县反拐工作方案\n一、妇联走访留守儿童。\n", encoding="utf-8")
    (whole / "manifest.yaml").write_text("documents:\n  other: {hand: one}\n", encoding="utf-8")
    monkeypatch.setattr(corpus, "WHOLE_DOCUMENTS", whole)
    found = {unit.text: unit for unit in corpus.current_units()}
    assert any("公安机关排查线索。" in text for text in found)
    assert {unit.doc_id for unit in found.values()} == {"seed", "other"}
    assert "duty_note" in {unit.kind for unit in found.values()}
