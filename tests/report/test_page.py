"""The page as a file: sealed by its policy, the same for the same rows, data that cannot become markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tagged_output import make_document, with_text, write_tagged

from provtag.report.page import MODULES, STATIC, VENDOR, page, script_json, write_report
from provtag.report.payload import page_payload, utf16_offset
from provtag.report.tagged import tagged_clauses, tagged_documents
from provtag.schema import InputError, ProvtagError


@pytest.fixture
def tagged(tmp_path):
    return write_tagged(tmp_path, [make_document(number, 10) for number in range(2)])


def embedded(html: str) -> dict:
    """Return the data inside the page."""
    match = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)
    assert match
    return json.loads(match[1])


def test_same_rows_same_bytes(tagged):
    write_report(tagged)
    first = (tagged / "report.html").read_bytes()
    write_report(tagged)
    assert (tagged / "report.html").read_bytes() == first
    assert sorted(path.name for path in tagged.iterdir()) == ["clauses.jsonl", "documents.jsonl", "report.html"]


def test_policy_names_the_hashes_of_the_only_script_and_style(tagged):
    html = page(page_payload(tagged_documents(tagged), tagged_clauses(tagged)))
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)[1]
    for tag in ("script", "style"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.S)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


def test_the_page_refers_to_nothing_outside(tagged):
    html = page(page_payload(tagged_documents(tagged), tagged_clauses(tagged)))
    markup = re.sub(r"<script>.*?</script>|<style>.*?</style>|<script type.*?</script>", "", html, flags=re.S)
    assert not re.search(r"\b(src|href|action)\s*=", markup)
    assert not re.search(r"@import|url\(", (STATIC / "style.css").read_text(encoding="utf-8"))


@pytest.mark.parametrize("module", MODULES)
def test_modules_are_short_and_never_parse_markup(module):
    source = (STATIC / f"{module}.js").read_text(encoding="utf-8")
    assert len(source.splitlines()) < 400
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b|new Function|\.html\(", source
    )


def test_every_vendored_file_is_named_and_used():
    files = {path.name for path in (STATIC / "vendor").glob("*.js")}
    assert files == {f"{name}.min.js" for name in VENDOR}
    for name in VENDOR:
        first = (STATIC / "vendor" / f"{name}.min.js").read_text(encoding="utf-8").split("\n")[0]
        assert f"v{name.rsplit('-', 1)[1]} " in first


@given(st.text())
def test_data_cannot_leave_its_element(text):
    written = script_json({"text": text})
    assert "<" not in written
    assert json.loads(written)["text"] == text


def test_placeholders_in_documents_stay_as_they_are(tmp_path):
    text = "@@SCRIPT@@</script>@@DATA@@"
    write_report(write_tagged(tmp_path, [with_text(make_document(0, 3), text, title=text)]))
    data = embedded((tmp_path / "report.html").read_text(encoding="utf-8"))
    assert data["documents"][0]["title"] == text


def test_payload_offsets_give_the_same_text_in_utf16(tmp_path):
    items = [with_text(make_document(0, 3), "𠮷市公安局𡈽负责。", title="𠮷"), make_document(1, 3)]
    write_tagged(tmp_path, items)
    data = page_payload(tagged_documents(tmp_path), tagged_clauses(tmp_path))
    rows = list(tagged_clauses(tmp_path))
    assert len(data["clauses"]) == len(rows)
    for clause, row in zip(data["clauses"], rows, strict=True):
        units = data["documents"][clause[0]]["text"].encode("utf-16-le")
        assert units[2 * clause[3] : 2 * clause[4]].decode("utf-16-le") == row["text"]
        for packed, agency in zip(clause[9], row["agencies"], strict=True):
            assert units[2 * packed[0] : 2 * packed[1]].decode("utf-16-le") == agency["text"]
            assert data["agencies"][packed[3]] == {"id": agency["agency_id"], "name": agency["agency"]}


@given(st.text(alphabet=st.sampled_from("法𠮷a😀"), max_size=30), st.integers(0, 30))
def test_utf16_offset_counts_code_units(text, index):
    index = min(index, len(text))
    assert utf16_offset(text)(index) == len(text[:index].encode("utf-16-le")) // 2


def test_missing_results_are_named(tmp_path):
    with pytest.raises(InputError, match=r"documents\.jsonl: no such file; name a folder written by `provtag tag`"):
        write_report(tmp_path)


def test_untagged_clauses_are_refused(tagged):
    rows = [{key: value for key, value in row.items() if key != "action_types"} for row in tagged_clauses(tagged)]
    (tagged / "clauses.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    with pytest.raises(ProvtagError, match=r"clauses\.jsonl:1: not tagged"):
        write_report(tagged)
    assert not (tagged / "report.html").exists()


def test_clauses_without_their_document_are_refused(tagged):
    (tagged / "documents.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="do not fit together"):
        write_report(tagged)
