"""Texts that read like regulations in many words and are none: press reports, contracts, résumés, Japanese law."""

from __future__ import annotations

from provtag.patterns import Pattern

_HEAD = 400  # characters in which a text says what it is, but for its last line
_KANA = Pattern("[\u3041-\u3096\u30a1-\u30fa]")
_LEAST_KANA = 0.1  # share of Japanese signs from which on a text is no Chinese
_TITLES = {
    "a contract": Pattern("[^。，\n]{0,30}合同(?:书|[（(][^）)\n]{1,10}[）)])?(?=\n)"),
    "a résumé": Pattern("[^。，\n]{0,12}简 ?历(?=\n)"),
}
_PARTIES = ("甲方", "乙方")
_REPORTED = Pattern(r"本报讯|本网讯|(?:新华社|中新网|中新社).{0,12}[电讯]|[（(] ?(?:记者|通讯员)|记者 ?[：:]")


def other_kind(text: str, has_numbers: bool) -> str:
    """Return what ``text`` is instead of a Chinese regulation ("a press report"), "" where nothing says so.

    ``has_numbers``: its provisions are numbered, as no report is.
    """
    head = text[:_HEAD]
    if len(_KANA.findall(head)) > _LEAST_KANA * len(head):
        return "Japanese"
    if not has_numbers and any(map(_REPORTED.search, (head, text.rpartition("\n")[-1]))):
        return "a press report"
    for kind, title in _TITLES.items():
        if title.match(head) and (kind == "a résumé" or all(party in head for party in _PARTIES)):
            return kind
    return ""
