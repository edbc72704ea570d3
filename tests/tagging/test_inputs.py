"""Which files are read: every one once, under an id of its own, and nothing left out without a word."""

from __future__ import annotations

import errno
import os
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtag.cli import main
from provtag.documents.limits import LIMITS
from provtag.documents.reader import read_file
from provtag.schema import InputError, ProvtagError
from provtag.tagging.inputs import Skipped, find_inputs, unique_names


def write(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("第一条　打击拐卖。\n", encoding="utf-8")


@given(st.lists(st.sampled_from(["a", "b", "a~2", "a~3", "a~2~2"]), max_size=12))
def test_no_two_names_are_equal_and_first_ones_stay(names: list[str]) -> None:
    unique = unique_names(names)
    assert len(set(unique)) == len(names)
    assert all(new.startswith(old) for old, new in zip(names, unique, strict=True))
    assert unique[:1] == names[:1]


def test_a_suffix_given_is_none_that_a_file_has(tmp_path: Path) -> None:
    write(tmp_path / "规定.md", tmp_path / "规定.txt", tmp_path / "规定~2.txt", tmp_path / "规定~3.md")
    ids = [item.doc_id for item in find_inputs([str(tmp_path)])]
    assert len(set(ids)) == 4


@pytest.mark.parametrize("where", ["file", "folder"])
def test_links_that_lead_out_are_named_and_followed_on_request(where: str, tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt", tmp_path / "elsewhere" / "b.txt")
    link = tmp_path / "in" / ("c.txt" if where == "file" else "c")
    link.symlink_to(tmp_path / "elsewhere" / "b.txt" if where == "file" else tmp_path / "elsewhere")
    notes: list[Skipped] = []
    assert [item.doc_id for item in find_inputs([str(tmp_path / "in")], note=notes.append)] == ["a"]
    assert len(notes) == 1
    assert str(link) in str(notes[0])
    followed = find_inputs([str(tmp_path / "in")], follow_links=True, note=notes.append)
    assert [item.doc_id for item in followed] == (["a", "c"] if where == "file" else ["a", "c_b"])
    assert len(notes) == 1


def test_links_inside_neither_end_the_search_nor_keep_it_going(tmp_path: Path) -> None:
    write(tmp_path / "a" / "a.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    for follow in (False, True):
        notes: list[Skipped] = []
        assert [item.doc_id for item in find_inputs([str(tmp_path)], follow_links=follow, note=notes.append)] == ["a_a"]
        assert [(note.source, note.why) for note in notes] == [
            (str(tmp_path / "a" / "up"), f"another name of {tmp_path}, which is read")
        ]


def test_results_among_the_inputs_are_not_read(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", tmp_path / "old" / "report.html", tmp_path / "old" / "documents.jsonl", tmp_path / "new" / "b.txt")
    notes: list[Skipped] = []
    assert [item.doc_id for item in find_inputs([str(tmp_path)], tmp_path / "new", note=notes.append)] == ["a"]
    assert [note.source for note in sorted(notes, key=str)] == [str(tmp_path / "new"), str(tmp_path / "old")]


@pytest.mark.parametrize("given", ["out", "out/below", "out/b.txt"])
def test_an_input_in_the_folder_for_results_is_refused(given: str, tmp_path: Path) -> None:
    write(tmp_path / "a" / "a.txt", tmp_path / "out" / "b.txt", tmp_path / "out" / "below" / "c.txt")
    with pytest.raises(ProvtagError, match="lies in the folder for the results"):
        find_inputs([str(tmp_path / "a"), str(tmp_path / given)], tmp_path / "out")


def test_a_file_named_by_two_paths_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plan.txt").write_text("一", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = find_inputs([str(tmp_path / "plan.txt"), ".", "plan.txt"])
    assert [(item.doc_id, item.path) for item in found] == [("plan", tmp_path / "plan.txt")]


def left_out(folder: Path, follow_links: bool = False) -> tuple[list[str], list[str]]:
    """What is read of a folder, and the names of what is said to be left out."""
    notes: list[Skipped] = []
    found = find_inputs([str(folder)], follow_links=follow_links, note=notes.append)
    return [item.doc_id for item in found], sorted(Path(note.source).name for note in notes)


def test_hidden_files_are_named_and_those_of_macos_together(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", tmp_path / ".b.txt", tmp_path / ".c" / "d.txt", tmp_path / ".DS_Store", tmp_path / "._a.txt")
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as archive:
        for name in ("f.txt", ".g.txt", "__MACOSX/._f.txt"):
            archive.writestr(name, "一")
    assert left_out(tmp_path) == (["a", "e_f"], ["._*", "._*", ".b.txt", ".c", ".g.txt"])


@pytest.mark.parametrize("name", ["~细则.txt", "~1/细则.md", "__MACOSX/细则.txt", "__MACOSX_1/细则.txt", "~.txt"])
@pytest.mark.parametrize("where", ["folder", "archive"])
def test_a_text_is_read_whatever_its_name(name: str, where: str, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write(folder / "a.txt", *([folder / name] if where == "folder" else []))
    if where == "archive":
        with zipfile.ZipFile(folder / "laws.zip", "w") as archive:
            archive.writestr(name, "第一条　救助。")
    found, named = left_out(folder)
    assert (len(found), named) == (2, [])


@pytest.mark.parametrize("name", ["~$细则.docx", "._细则.txt", "__MACOSX/._细则.txt", "__MACOSX/.细则.txt"])
@pytest.mark.parametrize("where", ["folder", "archive"])
def test_what_is_left_out_for_its_name_is_said(name: str, where: str, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write(folder / "a.txt", *([folder / name, folder / f"{name}.txt"] if where == "folder" else []))
    if where == "archive":
        with zipfile.ZipFile(folder / "laws.zip", "w") as archive:
            for member in (name, f"{name}.txt"):
                archive.writestr(member, "第一条　救助。")
    notes: list[Skipped] = []
    assert [item.doc_id for item in find_inputs([str(folder)], note=notes.append)] == ["a"]
    if "._" in name:
        (note,) = notes
        assert str(note).endswith(
            "._*: skipped: 2 hidden files, such as macOS keeps beside others; rename those that are to be read"
        )
    else:
        assert [Path(note.source).name for note in notes] == [Path(name).name, f"{Path(name).name}.txt"]
        assert all("rename it if it is to be read" in note.why for note in notes)


@pytest.mark.parametrize("content", ["nothing", "folders"])
def test_an_archive_without_files_is_an_input_that_says_so(content: str, tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    with zipfile.ZipFile(tmp_path / "laws.zip", "w") as archive:
        if content == "folders":
            archive.mkdir("省")
    _, found = find_inputs([str(tmp_path)])
    with pytest.raises(InputError, match=r"laws\.zip: an archive with no file in it; check the file$"):
        read_file(found.path, found.member)


@pytest.mark.parametrize("name", ["表.csv", ".细则.txt", "~$细则.txt", "照片/表.csv", ".旧/细则.txt", "旧/.细则.txt"])
@pytest.mark.parametrize("order", [1, -1])
def test_what_is_named_and_found_is_not_also_left_out(name: str, order: int, tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt", tmp_path / "in" / name)
    notes: list[Skipped] = []
    named = tmp_path / "in" / name
    given = [str(tmp_path / "in"), str(named.parent if named.parent.name == ".旧" else named)]
    found = find_inputs(given[::order], note=notes.append)
    assert {item.source for item in found} == {str(tmp_path / "in" / "a.txt"), str(named)}
    assert notes == []


def test_a_folder_of_which_one_file_is_named_is_still_left_out(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", tmp_path / ".old" / "b.txt", tmp_path / ".old" / "c.txt")
    notes: list[Skipped] = []
    assert len(find_inputs([str(tmp_path), str(tmp_path / ".old" / "b.txt")], note=notes.append)) == 2
    assert [note.source for note in notes] == [str(tmp_path / ".old")]


@pytest.mark.parametrize("link", ["a.txt", "z.txt", "sub/a.txt", "a.csv"])
def test_of_two_names_of_a_file_the_real_one_counts_and_the_other_is_named(link: str, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write(folder / "m.txt", folder / "sub" / "n.txt")
    (folder / link).symlink_to(folder / "m.txt")
    notes: list[Skipped] = []
    found = find_inputs([str(folder), str(folder / link)], note=notes.append)
    assert sorted((item.doc_id, item.source) for item in found) == [("m", f"{folder}/m.txt"), ("sub_n", f"{folder}/sub/n.txt")]
    assert [(note.source, note.why) for note in notes] == [(str(folder / link), f"another name of {folder}/m.txt, which is read")]


def test_of_two_names_below_a_folder_that_is_a_link_the_real_one_counts(tmp_path: Path) -> None:
    folder, named = tmp_path / "in", tmp_path / "named"
    write(folder / "m.txt")
    (folder / "a.txt").symlink_to("m.txt")
    named.symlink_to(folder)
    assert [item.doc_id for item in find_inputs([str(named)])] == ["m"]
    assert [item.doc_id for item in find_inputs([str(named / "a.txt"), str(named)])] == ["m"]


def test_links_to_what_is_read_elsewhere_or_is_an_archive_are_named(tmp_path: Path) -> None:
    folder, other = tmp_path / "in", tmp_path / "other"
    write(folder / "a.txt", folder / "sub" / "b.txt", other / "c.txt", folder / ".old" / "d.txt")
    for name in ("laws.zip", "more.zip"):
        with zipfile.ZipFile(other / name, "w") as archive:
            archive.writestr("e.txt", "一")
    targets = {
        "c": other / "c.txt",
        "more.zip": other / "more.zip",
        "up": folder,
        "beside": folder / "sub",
        "old": folder / ".old",
    }
    for name, target in targets.items():
        (folder / name).symlink_to(target)
    notes: list[Skipped] = []
    found = find_inputs([str(folder), str(other / "c.txt")], note=notes.append)
    assert [item.doc_id for item in found] == ["a", "sub_b", "c"]
    assert {Path(note.source).name: note.why for note in notes} == {
        ".old": "hidden, as its name begins with a dot; rename it if it is to be read",
        "beside": f"another name of {folder}/sub, which is read",
        "c": f"another name of {other}/c.txt, which is read",
        "more.zip": "a link that leads out of the folder; --follow-links follows it",
        "old": "a link to a folder that is left out",
        "up": f"another name of {folder}, which is read",
    }


@pytest.mark.parametrize("follow_links", [False, True])
def test_what_is_no_file_is_named_and_ends_nothing(follow_links: bool, tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "c.txt").symlink_to(tmp_path / "nothing")
    os.mkfifo(tmp_path / "d.txt")
    assert left_out(tmp_path, follow_links) == (["a"], ["b.txt", "c.txt", "d.txt"])
    with pytest.raises(ProvtagError, match=r"b\.txt: no such file"):
        find_inputs([str(tmp_path / "b.txt")])


def test_names_that_are_no_text_stay_apart(tmp_path: Path) -> None:
    for name in (b"n\xff.txt", b"n\xfe.txt", "n\ufffd.txt".encode()):
        (tmp_path / os.fsdecode(name)).write_text("一", encoding="utf-8")
    found = find_inputs([str(tmp_path)])
    assert {Path(item.source).name for item in found} == {"n\\xff.txt", "n\\xfe.txt", "n\ufffd.txt"}
    assert {item.doc_id for item in found} == {"n\\xff", "n\\xfe", "n\ufffd"}


def test_a_folder_of_results_is_no_folder_of_documents(tmp_path: Path) -> None:
    write(tmp_path / "old" / "report.html", tmp_path / "old" / "documents.jsonl", tmp_path / "a.txt")
    with pytest.raises(ProvtagError, match="old: is a folder of results"):
        find_inputs([str(tmp_path / "old"), str(tmp_path / "a.txt")])


def test_members_that_lie_hidden_or_outside_an_archive_are_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "laws.zip", "w") as archive:
        for name in ("a.txt", "../b.txt", ".kept/c.txt", "__MACOSX/._a.txt", "~$a.docx"):
            archive.writestr(name, "第一条 学校应当登记。")
    notes: list[Skipped] = []
    assert len(find_inputs([str(tmp_path)], note=notes.append)) == 1
    assert sorted(Path(note.source).name for note in notes) == ["._*", "b.txt", "c.txt", "~$a.docx"]


@pytest.mark.parametrize("shut", ["to searching", "to reading"])
def test_a_folder_that_is_shut_is_named_and_costs_no_other(
    shut: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Refused as the system refuses people: whoever runs tests as root is refused nothing."""
    folder = tmp_path / "in" / "shut"
    write(tmp_path / "in" / "a.txt", folder / "b.txt", tmp_path / "in" / "open" / "c.txt")
    (tmp_path / "in" / "d.txt").symlink_to(folder / "b.txt")
    stat, listdir = os.stat, os.listdir

    def refused(real: Callable[..., Any], is_shut: Callable[[Path], bool]) -> Callable[..., Any]:
        def call(path: Any, *arguments: Any, **options: Any) -> Any:
            if isinstance(path, str | Path) and is_shut(Path(path)):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return real(path, *arguments, **options)

        return call

    monkeypatch.setattr(os, "stat", refused(stat, lambda path: folder in path.parents or path.name == "d.txt"))
    if shut == "to reading":
        monkeypatch.setattr(os, "listdir", refused(listdir, lambda path: path == folder))
    named = ["d.txt", "shut" if shut == "to reading" else "b.txt"]
    assert left_out(tmp_path / "in") == (["a", "open_c"], sorted(named))
    assert main(["parse", str(folder), "--out", str(tmp_path / "out")]) == 2
    first, last = capsys.readouterr().err.splitlines()
    assert "Permission denied" in first
    assert "no documents found" in last


def test_of_two_files_of_one_name_in_an_archive_the_last_is_read_and_it_is_said(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "laws.zip", "w") as archive, warnings.catch_warnings(action="ignore"):
        for name, text in (("a.txt", "一"), ("b.txt", "二"), ("a.txt", "三")):
            archive.writestr(name, text)
    notes: list[Skipped] = []
    found = find_inputs([str(tmp_path)], note=notes.append)
    assert [(item.doc_id, read_file(item.path, item.member).text) for item in found] == [("laws_a", "三"), ("laws_b", "二")]
    (note,) = notes
    assert str(note).startswith(f"{tmp_path}/laws.zip/a.txt: skipped: stands 2 times in the archive; the last one is read")


def test_an_archive_of_too_many_files_is_named_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("provtag.documents.archive.LIMITS", replace(LIMITS, members=1))
    with zipfile.ZipFile(tmp_path / "laws.zip", "w") as archive:
        for name in ("a.txt", "b.txt"):
            archive.writestr(name, "一")
    (found,) = find_inputs([str(tmp_path)])
    with pytest.raises(InputError, match="2 files, more than 1, so none is read; unpack it"):
        read_file(found.path, found.member)
