"""Characters that stand for others: radicals, compatibility forms and private codes of old fonts."""

from __future__ import annotations

import html
import unicodedata

from provtag.patterns import Pattern

# Radicals of their own block that look like a character and have no compatibility form (Unicode: EquivalentUnifiedIdeograph).
_RADICALS = dict(
    zip(
        "⺁⺄⺅⺆⺇⺈⺊⺌⺍⺎⺏⺐⺒⺓⺗⺙⺛⺝⺞⺟⺠⺣⺤⺦⺧⺨⺩⺪⺬⺭⺮⺯⺰⺲⺶⺸⺹⺺⺻⺼⺽⺾⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乙亻冂几刀卜小小兀尣尢巳幺㣺攵旡月歺母民灬爫丬牛犭王疋示礻竹糹纟罒羊羊耂肀聿月臼艹虎衤覀西见角讠贝车辶阝钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
_STROKES = dict(zip("㇐㇑㇒㇔㇠㇟", "一丨丿丶乙乚", strict=True))
# Codes that GBK and GB 18030 keep for private use: the wide blank A3A0, and the vertical forms of punctuation.
_PRIVATE = dict(
    zip("\ue5e5\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796", "\u3000，。、：；！？〖〗…", strict=True)
)
# Signs of the fonts Symbol and Wingdings: blanks, and bullets, which are no words.
_BULLETS = dict.fromkeys("\uf020\uf0a0\uf06c\uf06e\uf075\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc", " ")
_SPECIAL = str.maketrans(_RADICALS | _STROKES | _PRIVATE | _BULLETS)

# Kangxi radicals and the compatibility ideographs; those of the former that are characters in Unicode stay.
_COMPATIBLE = Pattern("[\u2f00-\u2fdf\uf900-\ufaff]")
_ANY = Pattern("[\u2e80-\u2fdf\u31c0-\u31e3\ue000-\uf8ff\uf900-\ufaff]")
_LOST = Pattern(
    r"\(cid:\d+\)|(?<=[\u3400-\u9fff])\?{2,}|(?<!\?)\?{2,}+(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff，。、；])[□■]{2,3}(?=[\u3400-\u9fff，。、；])"
)
_ENTITY = Pattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
_PRIVATE_USE = Pattern("[\ue000-\uf8ff]")


def has_stand_ins(text: str) -> bool:
    """Tell whether there is any such character, or one of private use, in ``text``."""
    return _ANY.search(text) is not None


def mended(text: str) -> str:
    """Return ``text`` with every such character as the one it stands for; the length stays."""
    if not has_stand_ins(text):
        return text
    return _COMPATIBLE.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text.translate(_SPECIAL))


def unescaped(text: str) -> str:
    """Return ``text`` with the names that pages have for characters (&nbsp; &ldquo; &#20154;) as these characters."""
    return _ENTITY.sub(lambda name: html.unescape(name[0]), text)


def private_use(text: str) -> int:
    """Return how many characters of ``text`` have no meaning outside the computer they were written on."""
    return len(_PRIVATE_USE.findall(text))


def lost(text: str) -> list[str]:
    """Return the signs in ``text`` that some program wrote for characters it could not show: ???, □□, (cid:12)."""
    return _LOST.findall(text)
