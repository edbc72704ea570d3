"""Messages in Chinese: made of parts, each translated where it is known, none lost."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from provtag import translation
from provtag.cli import main
from provtag.documents.ocr import INSTALL
from provtag.translation import chinese, choose, language, spoken


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("in/空.txt: empty: holds no text; check the file", "in/空.txt：空文件，没有文字；请检查文件"),
        ("provtag: 甲.txt: no such file or folder", "provtag：甲.txt：没有这个文件或文件夹"),
        ("read by OCR: pages 1, 2; 3 sentences are cut", "由 OCR 识别：第 1, 2 页；3 个句子被截断"),
        ("something new; check the file", "something new；请检查文件"),
        ("    12 moved     same text, offsets kept", "    12 已移动    文字相同，位置不变"),
        ("something new: with a colon", "something new: with a colon"),
        ("", ""),
    ],
)
def test_chinese(message: str, said: str) -> None:
    assert chinese(message) == said


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_environment_chooses(environment: dict[str, str], wanted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("provtag.translation._chosen", [])
    assert language() == wanted
    choose("zh")
    assert spoken("check the file") == "请检查文件"


def test_help_and_faults_of_a_command_are_in_the_language_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("provtag.translation._chosen", [])
    with pytest.raises(SystemExit):
        main(["tag", "--help", "--lang", "zh"])
    shown = capsys.readouterr().out
    assert "存放结果的文件夹" in shown and "folder for the results" not in shown
    with pytest.raises(SystemExit):
        main(["tag", "--lang", "zh"])
    usage, *_, fault = capsys.readouterr().err.splitlines()
    assert usage.startswith("用法：provtag tag") and fault == "provtag tag: 错误：缺少参数：INPUT, --out"
    assert main(["--lang", "zh", "tag", "没有.txt", "--out", "out"]) == 2
    assert capsys.readouterr().err == "provtag：没有.txt：没有这个文件或文件夹\n"
    assert main(["tag", "没有.txt", "--out", "out", "--lang", "en"]) == 2
    assert capsys.readouterr().err == "provtag: 没有.txt: no such file or folder\n"


@pytest.mark.parametrize("warnings", ["", "  3 sentences are cut", "  read by OCR: page 1; 3 sentences are cut"])
def test_a_line_on_a_document_is_said_in_chinese(warnings: str) -> None:
    said = chinese(f"办法    12 provisions    34 clauses    5 duty notes{warnings}")
    assert said.startswith("办法    12 条款    34 分句    5 责任分工") and not re.search("[a-z]{4}", said)


def faults_of_documents() -> list[str]:
    """Return what is said of files that cannot be read: the words of every call of ``fault``, their places filled in."""
    calls = [
        call
        for path in (Path(translation.__file__).parent / "documents").glob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "fault"
    ]
    words = [part for call in calls for argument in call.args[1:] for part in either(argument)]
    return [filled(part) for part in words if isinstance(part, ast.Constant | ast.JoinedStr)] + [INSTALL]


def either(part: ast.expr) -> list[ast.expr]:
    return [part.body, part.orelse] if isinstance(part, ast.IfExp) else [part]


def filled(part: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    return "".join(str(value.value) if isinstance(value, ast.Constant) else "7" for value in part.values)


def test_every_fault_of_a_file_is_said_in_chinese() -> None:
    found = faults_of_documents()
    assert len(found) > 60
    assert [message for message in found if not re.search("[\u3400-\u9fff]", chinese(message))] == []


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("broken Word file (File is not a zip file); check the file", "Word 文件损坏（不是 zip 压缩文件）；请检查文件"),
        (
            "broken PDF (Failed to load document (PDFium: Data format error).); check the file",
            "PDF 损坏（打不开：数据格式错误）；请检查文件",
        ),
    ],
)
def test_what_libraries_say_of_broken_files_is_chinese(message: str, said: str) -> None:
    assert chinese(message) == said


def test_every_place_of_a_message_is_filled_in_its_translation() -> None:
    catalogue = (Path(translation.__file__).parent / "locale" / "zh.po").read_text(encoding="utf-8")
    entries = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', catalogue, re.MULTILINE)
    assert len(entries) == len(dict(entries)) > 100, "a message stands twice"
    for message, said in entries:
        filled = [f"<{place}>" for place in range(message.count("{}"))]
        assert all(each in said.format(*filled) for each in filled), message
