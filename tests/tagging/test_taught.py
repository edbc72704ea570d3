"""A model knows the clauses of the documents it was taught, and no others."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from provtag.labels import WRITTEN
from provtag.paths import PACKAGE
from provtag.schema import Clause, Label
from provtag.tagging.inputs import InputFile
from provtag.tagging.manifest import write_manifest
from provtag.tagging.outputs import DOCUMENTS
from provtag.tagging.tagger import Tagger
from provtag.tagging.taught import FILE, Taught
from provtag.tagging.work import DocumentWork

POLICE = Label("d:1", "clause", "公安机关打击拐卖犯罪。", (), ())


def clause(text: str) -> Clause:
    return Clause("d", "p", "d:1", "", (), text, 0, len(text))


def test_the_share_is_that_of_the_clauses_known_word_for_word() -> None:
    taught = Taught.of([POLICE])
    known, other = clause("公安机关 打击\n拐卖犯罪。"), clause("公安机关打击拐卖犯罪")
    assert [taught.share(clauses) for clauses in ([known], [other], [known, other, other, other])] == [1, 0, 0.25]
    assert taught.share([]) == 0


@pytest.mark.parametrize("other", [{"kind": "duty_note"}, {"origin": WRITTEN}], ids=["a duty note", "a written example"])
def test_only_clauses_of_documents_are_documents(other: dict[str, str]) -> None:
    assert Taught.of([replace(POLICE, **other)]).hashes == frozenset()  # type: ignore[arg-type]


def test_what_was_taught_is_kept_with_the_model(tmp_path: Path) -> None:
    assert Taught.load(tmp_path).hashes == frozenset()
    taught = Taught.of([POLICE, replace(POLICE, text="民政部门救助儿童。")])
    taught.save(tmp_path)
    assert Taught.load(tmp_path).hashes == taught.hashes
    assert len(taught.hashes) == 2


def test_a_tagged_document_says_how_much_of_it_was_taught(tiny_model: Path, tmp_path: Path) -> None:
    model, path = Path(shutil.copytree(tiny_model, tmp_path / "model")), tmp_path / "细则.txt"
    path.write_text("第一条　公安机关打击拐卖犯罪。\n第二条　民政部门救助儿童。\n第三条　教育部门开展宣传。\n", encoding="utf-8")
    Taught.of([POLICE]).save(model)
    write_manifest(model)
    for tagger, said in ((Tagger.load(model), {"taught": 0.3333}), (None, {})):
        record = DocumentWork(tagger)(InputFile("细则", path, "细则.txt"))
        row = json.loads(record.pieces[DOCUMENTS])
        assert {key: row[key] for key in row if key == "taught"} == said


def test_nothing_is_unpickled(tmp_path: Path) -> None:
    np.save(tmp_path / FILE, np.array([1], dtype=object), allow_pickle=True)
    with pytest.raises(ValueError, match="allow_pickle"):
        Taught.load(tmp_path)


def test_nothing_of_the_package_unpickles() -> None:
    sources = {path.name: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
    assert len(sources) > 100
    assert not [
        name for name, text in sources.items() if re.search(r"allow_pickle=(?!False)|^\s*(import|from) pickle", text, re.M)
    ]
