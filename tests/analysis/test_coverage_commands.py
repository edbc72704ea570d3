"""``provtag coverage`` and ``provtag changes`` on files: what they write, and what is said where it cannot be done."""

from __future__ import annotations

import openpyxl
import pandas as pd
import pytest
from made import OTHER, PLAN

from provtag.cli import main

pytestmark = pytest.mark.usefixtures("standing_workers")


def write(path, texts):
    articles = [f"第{number}条 {text}" for number, text in zip("一二三四五", texts, strict=False)]
    path.write_text("\n".join(["云岭省实施细则", *articles]), "utf-8")
    return str(path)


@pytest.fixture
def run(tmp_path, small_model):
    out = tmp_path / "out"

    def provtag(*arguments):
        return main([*arguments, "--out", str(out), "--model", str(small_model), "--workers", "1"]), out

    return provtag


def test_coverage_writes_links_of_every_clause_of_the_plan(run, tmp_path, capsys):
    folder = tmp_path / "others"
    folder.mkdir()
    write(folder / "east.txt", OTHER)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    code, out = run("coverage", write(tmp_path / "plan.txt", PLAN), str(folder))
    assert code == 1
    assert "broken.pdf" in (out / "failures.csv").read_text("utf-8-sig")
    links = pd.read_csv(out / "links.csv", encoding="utf-8-sig", keep_default_na=False)
    assert list(links.columns) == ["plan_doc_id", "plan_clause_id", "doc_id", "clause_id", "grade", "score"]
    assert (out / "links.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    clauses = pd.read_json(out / "clauses.jsonl", lines=True)
    plan, east = (list(clauses[clauses["doc_id"] == name]["clause_id"]) for name in ("plan", "east"))
    assert list(dict.fromkeys(links["plan_clause_id"])) == plan
    assert set(links["doc_id"]) == {"east"}
    assert ((links["clause_id"] == "") == (links["grade"] == "missing")).all()
    added = pd.read_csv(out / "added.csv", encoding="utf-8-sig")
    assert sorted({*links["clause_id"], *added["clause_id"]} - {""}) == sorted(east)
    assert links[links["plan_clause_id"] == plan[2]]["clause_id"].tolist() == [east[0]]
    assert (out / "coverage.xlsx").stat().st_size > 0
    assert "防拐安全课" in (out / "coverage.html").read_text("utf-8")
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    capsys.readouterr()
    run("coverage", str(tmp_path / "plan.txt"), str(folder))
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()} == before
    assert "kept as" not in capsys.readouterr().err


@pytest.mark.parametrize("unread", ["plan", "other"])
def test_where_nothing_is_compared_no_tables_are_written_and_earlier_ones_go(unread, run, tmp_path, capsys):
    plan, other, broken = write(tmp_path / "plan.txt", PLAN), write(tmp_path / "east.txt", OTHER), tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    _, out = run("coverage", plan, other)
    (out / "own.csv").write_text("of a person")
    capsys.readouterr()
    code, out = run("coverage", *((str(broken), plan, other) if unread == "plan" else (plan, str(broken))))
    assert code == 1
    assert not {"links.csv", "added.csv", "coverage.html", "coverage.xlsx"} & {path.name for path in out.iterdir()}
    assert (out / "own.csv").exists() and (out / "clauses.csv").exists()
    said = capsys.readouterr().err
    assert {"plan": "no plan could be read, so nothing was", "other": "no other document was read that counts"}[unread] in said
    assert "0 missing" not in said


def test_others_that_are_no_regulations_are_not_compared(run, tmp_path, capsys):
    recipe = tmp_path / "recipe.txt"
    recipe.write_text("红烧肉的做法\n五花肉切块，冷水下锅。\n加入冰糖炒出糖色。\n小火慢炖一个小时。\n" * 3, "utf-8")
    code, out = run("coverage", write(tmp_path / "plan.txt", PLAN), str(recipe))
    assert code == 1 and not (out / "links.csv").exists()
    assert "no other document was read that counts, so nothing was compared" in capsys.readouterr().err


def test_nothing_to_compare_with_is_wrong_usage(run, tmp_path, capsys):
    plan = write(tmp_path / "plan.txt", PLAN)
    code, _ = run("coverage", plan, plan)
    assert code == 2
    assert "nothing to compare it with" in capsys.readouterr().err


def test_a_model_without_alignment_is_named(tmp_path, capsys):
    paths = [write(tmp_path / f"{name}.txt", PLAN) for name in ("one", "two")]
    code = main(["coverage", *paths, "--out", str(tmp_path / "out"), "--model", str(tmp_path)])
    assert code == 2
    assert "provtag_alignment" in capsys.readouterr().err


def test_changes_compares_two_editions(run, tmp_path):
    new = (PLAN[2], PLAN[0].replace("循环", "每日循环"), PLAN[1], "渔船船东应当登记船员身份。")
    code, out = run("changes", write(tmp_path / "old.txt", PLAN), write(tmp_path / "new.txt", new))
    assert code == 0
    found = pd.read_csv(out / "changes.csv", encoding="utf-8-sig", keep_default_na=False)
    assert list(found["change"]) == ["moved", "gone", "reworded", "kept", "new"]
    assert "{+每日+}" in found["difference"][2]
    assert pd.read_csv(out / "tasks.csv", encoding="utf-8-sig").empty
    assert "<ins>每日</ins>" in (out / "changes.html").read_text("utf-8")
    book = openpyxl.load_workbook(out / "changes.xlsx")
    assert book.sheetnames == ["变化", "职责变化"]
    head, *rows = book["变化"].iter_rows()
    assert [cell.value for cell in head][:3] == ["变化", "移动", "旧分句编号"]
    assert [row[0].value for row in rows] == ["移动", "删去", "改写", "保留", "新增"]
    assert all(row[-1].hyperlink.location.startswith("view=reader&clause=") for row in rows)


def test_changes_wants_two_documents_that_can_be_read(run, tmp_path, capsys):
    old = write(tmp_path / "old.txt", PLAN)
    assert run("changes", old, old)[0] == 2
    assert "name two" in capsys.readouterr().err
    (tmp_path / "new.pdf").write_bytes(b"%PDF-1.4 nothing")
    code, out = run("changes", old, str(tmp_path / "new.pdf"))
    assert code == 1 and not (out / "changes.csv").exists()
    assert "nothing was compared" in capsys.readouterr().err
