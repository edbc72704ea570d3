"""Which files a command was given, and the document id of each."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from provtag.documents.archive import is_archive, members
from provtag.documents.limits import printable
from provtag.documents.reader import SUFFIXES, is_document
from provtag.schema import InputError, ProvtagError
from provtag.tagging.records import FOLDER

# What tells a folder of results from a folder of regulations: every run writes the one, and a run under way has the other.
RESULTS = ("documents.jsonl", FOLDER)

# What programs keep in a folder under names that nothing else has.
_NOISE = frozenset({".DS_Store", FOLDER})
_BESIDE = "._"  # how the names begin of what macOS keeps beside files; they are as many as the files, so one line tells of all
_KEPT_BESIDE = "{count} hidden files, such as macOS keeps beside others; rename those that are to be read"
_LOCK = "~$"
_OPEN = "named like what Office keeps while a document is open; rename it if it is to be read"
_OTHER_NAME = "another name of {source}, which is read"
_LEFT_OUT = "a link to a folder that is left out"
_HIDDEN = "hidden, as its name begins with a dot; rename it if it is to be read"
_REPEATED = "stands {entries} times in the archive; the last one is read, unpack the others"
_PERMISSIONS = "check its permissions"
_OTHER_FORMAT = "not a format that is read{suffix}; save it as .docx, .pdf or .txt if it holds a regulation"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or folder that a search left out, though somebody may expect it to be read, and why."""

    source: str
    why: str

    def __str__(self) -> str:
        return f"{self.source}: skipped: {self.why}"


Note = Callable[[Skipped], object]


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file to read: its document id, its path, and its name as it goes into the tables.

    ``member``: which file of the archive at ``path`` it is. ``labels``: what people say of its clauses, as ``corrections``
    writes it.
    """

    doc_id: str
    path: Path
    source: str
    member: str = ""
    labels: str = ""

    def request(self) -> dict[str, Any]:
        """Return the file as JSON for a worker; a path may be no text."""
        place = os.fsencode(self.path).hex()
        return {"doc_id": self.doc_id, "path": place, "source": self.source, "member": self.member, "labels": self.labels}

    @classmethod
    def from_request(cls, request: dict[str, Any]) -> InputFile:
        """Return the file that ``request`` gave."""
        path = Path(os.fsdecode(bytes.fromhex(request["path"])))
        return cls(request["doc_id"], path, request["source"], request["member"], request["labels"])


def find_inputs(
    arguments: Sequence[str], out: Path | None = None, follow_links: bool = False, note: Note = lambda left_out: None
) -> list[InputFile]:
    """Return the input files of ``arguments`` (files, or folders searched recursively) in a fixed order, each once.

    A document id is the path inside its folder without suffix ("chongqing", "2021/wanzhou" → "2021_wanzhou"); where two
    files would share one, the later gets "~2". The documents in an archive are inputs like those in a folder. Of several
    names of a file the one counts that is no link. Left out, each said to ``note`` unless another argument names it, are hidden
    files and folders, files of other formats, folders inside that hold results of a run, links that lead out of a folder (taken
    with ``follow_links``) and other names of a file.
    Raises ProvtagError where an argument does not exist, is a folder of results, lies in ``out``, or nothing is found.
    """
    results = _real(out) if out else None
    search = _Search(results, follow_links)
    found: dict[tuple[Path, str], tuple[Path, Path, bool]] = {}
    for argument in arguments:
        root = Path(argument)
        if results and root.exists() and _real(root).is_relative_to(results):
            raise ProvtagError(f"{argument}: lies in the folder for the results; name another folder for --out")
        folder = _real(root if root.is_dir() else root.parent)
        for path, relative in search.below(root):
            real = _real(path)
            is_own = real == folder / relative  # no link leads there
            for member, place in search.documents(path, relative):
                search.seen[path] = ""
                key = (real, member)
                if key not in found or (is_own and not found[key][2]):
                    found[key] = (path, place, is_own)
    for left_out in search.left_out(path for path, _, _ in found.values()):
        note(left_out)
    if not found:
        raise ProvtagError(f"{', '.join(arguments)}: no documents found ({', '.join(SUFFIXES)}, zip); name files or folders")
    names = unique_names("_".join(Path(printable(relative)).with_suffix("").parts) for _, relative, _ in found.values())
    return [
        InputFile(name, path, printable(path / member.lstrip("/")), member)
        for name, (_, member), (path, _, _) in zip(names, found, found.values(), strict=True)
    ]


def unique_names(names: Iterable[str]) -> list[str]:
    """Return ``names`` with "~2", "~3", … behind every one that stands before it already, so that no two are equal."""
    tried: Counter[str] = Counter()
    given: dict[str, None] = {}
    for name in names:
        unique = name
        while unique in given:
            tried[name] += 1
            unique = f"{name}~{tried[name] + 1}"
        given[unique] = None
    return list(given)


@dataclass(frozen=True, slots=True)
class _Search:
    """A search through folders.

    ``seen``: why each path is left out, though somebody may expect it to be read; "" of one that is read. ``searched``: where
    each folder is, and the path by which it was searched first.
    """

    out: Path | None
    follow_links: bool
    seen: dict[Path, str] = field(default_factory=dict)
    searched: dict[Path, Path] = field(default_factory=dict)

    def below(self, root: Path) -> Iterator[tuple[Path, Path]]:
        """Yield (path, path inside ``root``) of the documents of a folder in name order, or of ``root`` itself, a file."""
        if _holds_results(root):
            raise ProvtagError(f"{root}: is a folder of results; name documents, or that folder alone to analyse it")
        if root.is_dir():
            for path in self._files(root, _real(root), frozenset()):
                yield path, path.relative_to(root)
        elif root.exists():
            yield root, Path(root.name)
        else:
            raise ProvtagError(f"{root}: no such file or folder")

    def documents(self, path: Path, relative: Path) -> Iterator[tuple[str, Path]]:
        """Yield (name, place) of the documents in the archive at ``path``; ("", ``relative``) where it is a document itself."""
        try:
            names = members(path) if is_archive(path) else None
        except InputError:  # its reader says what is wrong
            names = None
        if not names:
            yield "", relative
            return
        places = {name: Path(name.lstrip("/")) for name in names}
        self._leave_out_beside(path, places.values())
        for name, entries in Counter(names).items():
            inside = places[name]
            if inside.name.startswith(_BESIDE) or not _NOISE.isdisjoint(inside.parts):
                continue
            if any(part.startswith(".") for part in inside.parts):
                self._leave_out(path / inside, _HIDDEN)
            elif inside.name.startswith(_LOCK):
                self._leave_out(path / inside, _OPEN)
            elif is_document(inside):
                if entries > 1:
                    self._leave_out(path / inside, _REPEATED.format(entries=entries))
                yield name, relative.with_suffix("") / inside
            else:
                self._leave_out(path / inside, _other_format(inside))

    def left_out(self, read: Iterable[Path]) -> Iterator[Skipped]:
        """Yield what none of the searches ``read``, and the other names of what one did."""
        through = self.searched | {_real(path): path for path in read}
        for path, why in self.seen.items():
            kept = through.get(_real(path))
            if kept is None:
                yield Skipped(printable(path), why)
            elif _absolute(kept) != _absolute(path):
                yield Skipped(printable(path), _OTHER_NAME.format(source=printable(kept)))

    def _leave_out(self, path: Path, why: str) -> None:
        self.seen.setdefault(path, why)

    def _leave_out_beside(self, place: Path, inside: Iterable[Path]) -> None:
        if count := sum(path.name.startswith(_BESIDE) for path in inside):
            self._leave_out(place / f"{_BESIDE}*", _KEPT_BESIDE.format(count=count))

    def _files(self, folder: Path, root: Path, above: frozenset[Path]) -> Iterator[Path]:
        """Yield the documents below ``folder`` in name order; ``above``: the folders that lead there, in which a link must not
        end again."""
        place = _real(folder)
        if place in above:
            self._leave_out(folder, _LEFT_OUT)
            return
        try:
            children = sorted(path for path in folder.iterdir() if path.name not in _NOISE)
        except OSError as error:
            self._leave_out(folder, f"cannot be searched ({error.strerror}); {_PERMISSIONS}")
            return
        self.searched.setdefault(place, folder)
        self._leave_out_beside(folder, children)
        for path in (path for path in children if not path.name.startswith(_BESIDE)):
            try:
                yield from self._at(path, root, above | {place})
            except OSError as error:
                self._leave_out(path, f"cannot be looked at ({error.strerror}); {_PERMISSIONS}")

    def _at(self, path: Path, root: Path, above: frozenset[Path]) -> Iterator[Path]:
        """Yield ``path`` itself or the documents below it. Raises OSError where it cannot even be told what it is."""
        if path.name.startswith("."):
            self._leave_out(path, _HIDDEN)
        elif not path.exists():
            self._leave_out(path, "a link that leads to no file; mend or remove it")
        elif path.is_symlink() and not self.follow_links and not _real(path).is_relative_to(root):
            self._leave_out(path, "a link that leads out of the folder; --follow-links follows it")
        elif path.is_dir():
            if path.is_symlink() and not self.follow_links:
                self._leave_out(path, _LEFT_OUT)
            elif _real(path) == self.out or _holds_results(path):
                self._leave_out(path, "a folder of results")
            else:
                yield from self._files(path, root, above)
        elif not path.is_file():
            self._leave_out(path, "a pipe or a device; only files are read")
        elif path.name.startswith(_LOCK):
            self._leave_out(path, _OPEN)
        elif is_document(path) or path.suffix.lower() == ".zip":
            yield path
        else:
            self._leave_out(path, _other_format(path))


def _other_format(path: Path) -> str:
    return _OTHER_FORMAT.format(suffix=f" ({path.suffix})" if path.suffix else "")


def _holds_results(folder: Path) -> bool:
    """Tell whether results of a run are seen in ``folder``; in one that must not be searched nothing is."""
    try:
        return any((folder / name).exists() for name in RESULTS)
    except PermissionError:
        return False


def _absolute(path: Path) -> Path:
    """Return ``path`` from the root on, with the links in it."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - pathlib either keeps ".." or follows links


def _real(path: Path) -> Path:
    """Return where ``path`` leads, through all links; one that leads back to itself ends there."""
    return Path(os.path.realpath(path))
