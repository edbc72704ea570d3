"""The agencies in a cell of a table: names that the cell's width broke or spaced out are put together again."""

from __future__ import annotations

from provtag.patterns import Pattern

_SECTOR = (
    "公安|民政|教育|司法|财政|卫健|卫生健康|人社|交通|交通运输|文旅|网信|宣传|政法|统战|组织|检察|住建|农业农村|市场监管|铁路|民航|海关"
    "|移民|边检|税务|外事|信访|应急|城管|医保|民宗|團委|团委|工会|工會|教體|教体"
)
_BODY = (
    "局|办|辦|委|院|部|厅|廳|会|會|府|联|聯|队|隊|所|站|科|股|室|处|處|校|园|園|馆|館|署|台|社|行|中心|公司|集团|企业|企業|街道|镇|鎮|乡|鄉|村"
    "|社区|社區|机构|機構|机关|機關|单位|單位|部门|部門|人员|等"
)
AGENCY_END = Pattern(rf"(?:{_SECTOR}|{_BODY})$")
_BODY_END = Pattern(rf"(?:{_BODY})$")
_OFFICE, _HAS_OFFICE = Pattern("办公[室厅廳]|辦公[室廳]"), tuple("委府组組会會")
_SEVERAL = Pattern("[、，；,;](?=.)")
_LONGEST_NAME = 40
_REST = Pattern(
    "(?:委[员員]|管理委[员員]|联合|聯合|工作委[员員])[会會]|(?:管理|监督|監督|管理监督|分|总)局|[员員][会會]|公[室廳厅]|工作?部|[支大中总]队|人民政府"
)
_LEVEL = Pattern("[市县縣区區省州旗盟镇乡各]|国家|國家|中央|全国|有关|有關|相关|相關|属地|其他")
_GAP = Pattern(r"[ \t\u3000]*\n\s*|[ \t\u3000]+")
_WANTING = tuple("和及与與")
_PARTING = tuple("，,；;：:。、")
_SIGNS = (*_PARTING, *"）)】—")
_OPENING, _CLOSING = tuple("（("), tuple("）)")


def names_in(cell: str) -> str:
    """Return the agencies of ``cell`` in one line, "、" between those that had a line each.

    What stands apart is one name where the first part has a level and no kind of body (市卫生健 康委), ends in an open bracket
    or in a word that wants another, or where a part is a single character or says no more than the kind of a body (委员会).
    """
    first, *parts = _GAP.split(cell.strip())
    pieces, name, depth = [first], _last(first), _depth(first)  # the name so far, the brackets open in it
    for gap, part in zip(_GAP.findall(cell.strip()), parts, strict=True):
        if depth > 0 or _goes_on(name, part):
            pieces.append(part)
            name, depth = _last(name[-_LONGEST_NAME:] + part), depth + _depth(part)
        else:
            has_line = "\n" in gap
            pieces += [gap if not has_line else "" if name.endswith(_PARTING) else "、", part]
            name, depth = _last(part), _depth(part)
    return "".join(pieces)


def _last(names: str) -> str:
    """Return the last of several names, with the sign that it ends in."""
    return _SEVERAL.split(names)[-1]


def _depth(part: str) -> int:
    return sum(map(part.count, _OPENING)) - sum(map(part.count, _CLOSING))


def _goes_on(name: str, part: str) -> bool:
    """Say whether ``part`` is the rest of ``name``, in which no bracket is open."""
    if part.startswith(_OPENING):
        return True
    if name.endswith(_SIGNS):
        return False
    is_whole = bool(AGENCY_END.search(name))
    if _OFFICE.fullmatch(part):
        return name.endswith(_HAS_OFFICE)
    if len(name) == 1 or name.endswith(_WANTING) or _REST.fullmatch(part):
        return True
    if len(part) == 1:
        return not _LEVEL.match(part) and (not is_whole or bool(AGENCY_END.match(part)))
    return not is_whole and bool(_LEVEL.match(name)) and not _LEVEL.match(part) and bool(_BODY_END.search(part))
