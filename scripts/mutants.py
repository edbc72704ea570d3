"""Do the tests notice? Changes one operator or constant at a time in a copy of the project and runs the tests of its room.

    python scripts/mutants.py structure 20

prints every change that no test noticed, and their share. The draw has a fixed seed, so that a second run tries the same changes.
"""

from __future__ import annotations

import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("pipeline", "tests", "benchmarks", "labels", "data/raw", "params.yaml", "dvc.yaml", "pyproject.toml")
SECONDS = 600
SEED = 20261129

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add,
}  # fmt: skip


def changed(node: ast.AST) -> ast.expr | None:
    """Return the expression with its operator or constant changed, None where it has neither."""
    new = copy.deepcopy(node)
    if isinstance(new, ast.Compare) and type(new.ops[0]) in SWAPPED:
        new.ops[0] = SWAPPED[type(new.ops[0])]()  # type: ignore[call-overload]
    elif isinstance(new, (ast.BoolOp, ast.BinOp)) and type(new.op) in SWAPPED:
        new.op = SWAPPED[type(new.op)]()  # type: ignore[assignment]
    elif isinstance(new, ast.Constant) and isinstance(new.value, bool):
        new.value = not new.value
    elif isinstance(new, ast.Constant) and isinstance(new.value, int):
        new.value += 1
    elif isinstance(new, ast.UnaryOp) and isinstance(new.op, ast.Not):
        return new.operand
    else:
        return None
    return new if isinstance(new, ast.expr) else None


def mutants(file: Path) -> Iterator[tuple[int, str, bytes]]:
    """Yield (line, what is changed, the whole file with the change) for every place of ``file``."""
    source = file.read_bytes()
    lines = source.splitlines(keepends=True)
    starts = [sum(map(len, lines[:at])) for at in range(len(lines))]
    tree = ast.parse(source)
    apart = {id(inner) for node in ast.walk(tree) for part in _declarations(node) for inner in ast.walk(part)}
    for node in ast.walk(tree):
        if id(node) in apart or isinstance(node, ast.JoinedStr) or (new := changed(node)) is None:
            continue
        assert isinstance(node, ast.expr) and node.end_lineno is not None and node.end_col_offset is not None
        begin, end = starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset
        text = source[:begin] + f"({ast.unparse(new)})".encode() + source[end:]
        try:
            ast.parse(text)
        except SyntaxError:  # inside an f-string, whose parts have no place of their own
            continue
        yield node.lineno, f"{ast.unparse(node)} → {ast.unparse(new)}", text


def _declarations(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is no behaviour: annotations, decorators with their options, and whether ``zip`` makes sure of equal lengths."""
    yield from filter(None, (getattr(node, "annotation", None), getattr(node, "returns", None)))
    yield from (word.value for word in getattr(node, "keywords", ()) if word.arg == "strict")
    yield from getattr(node, "decorator_list", ())


def noticed(project: Path, room: str) -> bool:
    """Tell whether a test of ``room`` fails."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", f"tests/{room}"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(project / "pipeline"), str(project)])}
    try:
        result = subprocess.run(command, cwd=project, env=environment, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return True
    return result.returncode != 0


def main(room: str, number: int) -> None:
    """Try ``number`` changes of ``room`` drawn at random."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for part in PARTS:
            source, target = ROOT / part, project / part
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(source, target) if source.is_dir() else shutil.copy2(source, target)
        if noticed(project, room):
            sys.exit(f"tests/{room} fail without any change; mend them first")
        files = sorted((project / "pipeline" / "provtag" / room).rglob("*.py"))
        every = [(file, *mutant) for file in files for mutant in mutants(file)]
        tried = random.Random(SEED).sample(every, min(number, len(every)))
        survived = 0
        for file, line, what, text in tried:
            original = file.read_bytes()
            file.write_bytes(text)
            if not noticed(project, room):
                survived += 1
                print(f"{file.relative_to(project)}:{line}: {what}", flush=True)
            file.write_bytes(original)
        print(f"{room}: {survived} of {len(tried)} changes went unnoticed (of {len(every)} possible ones)")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
