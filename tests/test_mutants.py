"""The changes that the tests are tried with are changes, one at a time, and still Python."""

from __future__ import annotations

import ast
from pathlib import Path

from scripts.mutants import mutants

SOURCE = '''@cache(7)
def f(a: int = 1) -> bool:
    """Return what 汉字 are worth."""
    return a < 2 and not a == 3 and any(zip([a], [a], strict=True))
'''


def test_every_operator_and_constant_is_changed_once(tmp_path: Path) -> None:
    file = tmp_path / "room.py"
    file.write_text(SOURCE, encoding="utf-8")
    found = {what: text for _, what, text in mutants(file)}
    assert set(found) == {
        "1 → 2", "2 → 3", "3 → 4", "a < 2 → a <= 2", "a == 3 → a != 3", "not a == 3 → a == 3",
        "a < 2 and (not a == 3) and any(zip([a], [a], strict=True)) → a < 2 or not a == 3 or any(zip([a], [a], strict=True))",
    }  # fmt: skip
    for text in found.values():
        assert ast.dump(ast.parse(text)) != ast.dump(ast.parse(SOURCE)) and "汉字" in text.decode()
