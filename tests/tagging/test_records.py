"""A record is kept whole under its key, or there is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from provtag.schema import ProvtagError
from provtag.tagging.records import FAILED, FOLDER, Record, Records, Seen, is_whole

KEY, OTHER = "ab" * 32, "cd" * 32
SEEN = Seen("d", True, (3, 0, 1), b"\0\xff")
RECORD = Record({"a.csv": b"x,y\n", "b.jsonl": b"", "c.csv": b"z\n"}, 2, 30, "well", "", "torn", (("l:1", "why"),), "hash", SEEN)


@pytest.fixture
def records(tmp_path: Path) -> Records:
    """The records of a folder in which nothing stands."""
    found = Records(tmp_path)
    found.folder.mkdir()
    return found


def names(records: Records) -> list[str]:
    return sorted(path.relative_to(records.folder).as_posix() for path in records.folder.glob("*/*"))


def test_a_record_is_unpacked_as_it_was_packed() -> None:
    packed = RECORD.pack()
    assert Record.unpack(packed) == RECORD and packed == RECORD.pack()
    assert Record.unpack(packed, with_pieces=False) == replace(RECORD, pieces={})
    failed = Record(error="a.txt: empty")
    assert Record.unpack(failed.pack()) == failed


@pytest.mark.parametrize("at", [0, 7, 8, 20, -1])
def test_a_damaged_record_is_none(at: int, records: Records) -> None:
    packed = bytearray(RECORD.pack())
    packed[at] ^= 1
    assert is_whole(RECORD.pack()) and not is_whole(bytes(packed))
    with pytest.raises(ValueError, match="wrong checksum"):
        Record.unpack(bytes(packed))
    records.write(KEY, bytes(packed), failed=False)
    assert records.read(KEY) is None and records.finished(KEY) is None


def test_a_record_is_that_of_its_key_alone(records: Records) -> None:
    assert records.read(KEY) is None
    records.write(KEY, RECORD.pack(), failed=False)
    assert records.read(KEY) == RECORD
    assert records.finished(KEY) == records.read(KEY, with_pieces=False) == replace(RECORD, pieces={})
    (records.folder / "cd").mkdir()
    (records.folder / "ab" / KEY).rename(records.folder / "cd" / OTHER)
    assert records.read(OTHER) is None and records.read(KEY) is None


def test_a_failed_document_is_not_finished_and_takes_the_place_of_what_was(records: Records) -> None:
    failed = Record(error="a.txt: empty")
    records.write(KEY, RECORD.pack(), failed=False)
    records.write(KEY, failed.pack(), failed=True)
    assert records.finished(KEY) is None and records.read(KEY) == failed
    assert names(records) == [f"ab/{KEY}{FAILED}"]


def test_only_records_that_nobody_asks_for_are_removed(records: Records) -> None:
    for key in (KEY, OTHER):
        records.write(key, RECORD.pack(), failed=False)
        records.write(key, RECORD.pack(), failed=key == OTHER)
        (records.folder / key[:2] / f".{key}").write_bytes(b"half")
    kept = [f"ab/{OTHER}", "ab/notes.txt", f"ab/{KEY[:-1]}"]
    for name in kept:
        (records.folder / name).write_bytes(b"mine")
    (records.folder / "cd" / ("cd" * 31 + "00")).mkdir()
    (records.folder / "cd" / ("cd" * 31 + "11")).symlink_to(records.folder / "ab" / KEY)
    records.prune(frozenset([KEY]))
    assert names(records) == sorted([f"ab/{KEY}", *kept, "cd/" + "cd" * 31 + "00", "cd/" + "cd" * 31 + "11"])


def test_what_stands_in_the_place_of_a_record_is_set_aside(records: Records, capsys: pytest.CaptureFixture[str]) -> None:
    (records.folder / "cd").write_text("mine")
    for name in (KEY, f"{KEY}{FAILED}", f".{KEY}"):
        (records.folder / "ab" / name).mkdir(parents=True)
    for key in (KEY, OTHER):
        records.write(key, RECORD.pack(), failed=False)
        assert records.read(key) == RECORD
    assert names(records)[:1] == [f"ab/{KEY}"] and len(list(records.folder.glob("aside-*/*"))) == 4
    assert capsys.readouterr().err.count("is no record; kept as") == 4


def test_one_run_writes_at_a_time_and_through_no_link(tmp_path: Path) -> None:
    busy = pytest.raises(ProvtagError, match="another run writes there")
    with Records(tmp_path).locked(), busy, Records(tmp_path).locked():
        pass
    (tmp_path / FOLDER / "link").symlink_to(tmp_path)
    with pytest.raises(ProvtagError, match="link: is a symbolic link"), Records(tmp_path).locked():
        pass
