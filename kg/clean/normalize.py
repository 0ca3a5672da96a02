"""One way to write each character: simplified script, ASCII letters and digits, Chinese punctuation as it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

import opencc

from kg.clean.align import Aligned, Edit, apply, changed, replace_all
from kg.lexicon import read_lexicon
from kg.records import Repair

_EMOJI = "[\u2190-\u21ff\u2300-\u27bf\u2900-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
_NO_EMOJI = (  # that two or more signs are one picture: a family, a woman at work, 1 in a box
    f"(?<!{_EMOJI}[\u200d\ufe0f])(?<!{_EMOJI}\ufe0f\u200d)(?!(?<=[0-9#*]\ufe0f)\u20e3)"
)
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufe00-\ufe0f\ufff9-\ufffc"
    "\U000e0000-\U000e0fff\0-\x08\x0b\x0c\r\x0e-\x1f\x7f-\x84\x86-\x9f]"
    f"(?:(?<=\r)\r*(?=\n)|(?<!\r){_NO_EMOJI})"
)
_CLAUSE = 16  # characters: what is nearer is said to have changed together
_HAN = re.compile(r"[\u3400-\u9fff]")
_TRADITIONAL_SHARE = 0.03  # of the Chinese characters; a simplified text that quotes a traditional name has less

# ， ； ： ！ ？ （ ） ～ and the like stay; what is ASCII here is what numbers, units and codes are written with
_NARROW: dict[int, str] = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in "０１２３４５６７８９％＋＝＆＃＠＿"}
_NARROW |= {ord(wide) + i: chr(ord(narrow) + i) for wide, narrow in ("ＡA", "ａa") for i in range(26)}
_NARROW |= {ord(ch): " " for ch in "\u00a0\u2002\u2003\u2007\u2009\u202f"} | {ord(ch): "\n" for ch in "\r\x85\u2028\u2029"}
_DOT = re.compile(r"(?<=[0-9０-９])．(?=[0-9０-９])")
_WIDE = re.compile("[．" + "".join(map(chr, _NARROW)) + "]")
_LOOKALIKES = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
_RADICALS = dict(  # what Unicode calls radicals (a PDF's fonts give them for the characters) and has no decomposition for
    zip(
        "⺇⺈⺌⺍⺎⺒⺓⺜⺝⺟⺠⺢⺧⺩⺫⺬⺯⺶⺺⺻⺼⺽⻁⻄⻅⻆⻉⻊⻋⻑⻒⻓⻔⻗⻘⻙⻚⻛⻜⻝⻞⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "几刀小小兀巳幺日月母民水牛王目示糸羊聿聿月臼虎西见角贝足车長長长门雨青韦页风飞食食首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)


def drop_invisible(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Drop what nobody sees: control, zero-width and direction marks, and the carriage return of a line end."""
    return apply(before, [Edit(*match.span(), "") for match in _INVISIBLE.finditer(before.text)], "invisible")


def to_characters(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Write radicals and compatibility forms, which look like characters and are none, as the characters: ⺠ is 民."""
    if not _LOOKALIKES.search(before.text):
        return before, []
    return replace_all(before, _LOOKALIKES.sub(_plain, before.text), "characters")


def to_simplified(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Write a traditional text in simplified characters: OpenCC, then the corrections of ontology/variants.tsv.

    In a text that is simplified already only characters are replaced that simplified script does not have (长 for 長, but 著,
    乾 and 覆 stay as they are).
    """
    return replace_all(before, simplify(before.text), "script", _CLAUSE)


def to_narrow(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Write full-width letters and digits in ASCII, odd spaces as spaces."""
    if not _WIDE.search(before.text):
        return before, []
    return replace_all(before, _DOT.sub(".", before.text).translate(_NARROW), "width")


_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_OF_HONG_KONG = dict(zip("衞敍枱粧糭衹暱", "卫叙台妆粽只昵", strict=True))  # which the tables for Taiwan lack
_HONG_KONG = re.compile(f"[{''.join(_OF_HONG_KONG)}]")
_OF_NAMES = "昇邨堃龢迺喆祕頫甦脩澂犇"  # kept in names since the table of 2013 (通用规范汉字表): 昇腾, 毕昇


def simplify(text: str) -> str:
    """Return the text in simplified characters, as long as it was.

    >>> simplify("苫布覆蓋糧堆,著力守好鄉倉"), simplify("著名的乾隆年间")
    ('苫布覆盖粮堆,着力守好乡仓', '著名的乾隆年间')
    """
    if not _traditional().search(text):
        return text
    converted = _convert(text)
    if converted == text:
        return text
    places = changed(text, converted)
    if _is_traditional(text, places):
        return _correct(converted)
    if "\n" in text and _has_many(text, places):  # a simplified text with paragraphs of the other script
        return "\n".join(map(simplify, text.split("\n")))
    characters = list(text)
    for i in places:
        if text[i] not in _kept():
            characters[i] = converted[i]
    return "".join(characters)


def is_traditional(text: str) -> bool:
    """Return whether a text is written in traditional characters, rather than quoting a few of them."""
    return _is_traditional(text, changed(text, _convert(text)))


def _is_traditional(text: str, places: Sequence[int]) -> bool:
    """Return whether a text is traditional by the places where conversion changes it."""
    return _has_many(text, places) and _foreign(text, places) >= sum(map(is_simplified_only, text))


def _has_many(text: str, places: Sequence[int]) -> bool:
    foreign = _foreign(text, places)
    return foreign > _TRADITIONAL_SHARE * len(text) or foreign > _TRADITIONAL_SHARE * len(_HAN.findall(text))


def _foreign(text: str, places: Sequence[int]) -> int:
    """Return how many characters simplified script has not at all."""
    return len(places) - sum(map(_kept().__contains__, map(text.__getitem__, places)))


@cache
def simplify_character(ch: str) -> str:
    """Return the simplified form of a character on its own."""
    converted = _simplified(ch)
    return converted if len(converted) == 1 else ch


@cache
def usual_characters() -> frozenset[str]:
    """Return the characters that Chinese texts are mostly written in: the first level of GB 2312, also as traditional ones."""
    first_level = frozenset(_decoded(range(0xB0, 0xD8)))
    return first_level | {ch for ch, plain in simplified_forms().items() if plain in first_level}


def is_usual(ch: str) -> bool:
    """Return whether a character is in GB 2312, in simplified or traditional script."""
    return simplify_character(ch) in _gb2312()


@cache
def is_simplified_only(ch: str) -> bool:
    """Return whether a character is one of simplified script that traditional script does not have: 国 and 办, but not 后."""
    return ch in _gb2312() and not _is_encoded(ch, "big5")


def _is_encoded(ch: str, encoding: str) -> bool:
    try:
        ch.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@cache
def simplified_forms() -> dict[str, str]:
    """Return the traditional characters of Big5 and GBK with their simplified forms."""
    characters = [chr(code) for code in range(0x4E00, 0x9FA6)]
    converted = _simplified("\n".join(characters)).split("\n")
    return {ch: plain for ch, plain in zip(characters, converted, strict=True) if ch != plain}


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(simplified_forms()))}]")


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("tw2s")


@cache
def _gb2312() -> frozenset[str]:
    """Return the 6,763 characters of GB 2312: what occurs in it is simplified script, whatever else it may be."""
    return frozenset(_decoded(range(0xB0, 0xF8))) - set("後於")


@cache
def _kept() -> frozenset[str]:
    """Return the characters that stay as they are in a text that is simplified already."""
    return _gb2312().union(_OF_NAMES)


def _decoded(rows: range) -> str:
    return "".join(bytes([row, cell]).decode("gb2312", "ignore") for row in rows for cell in range(0xA1, 0xFF))


def _simplified(text: str) -> str:
    return _HONG_KONG.sub(lambda match: _OF_HONG_KONG[match.group()], str(_converter().convert(text)))


def _convert(text: str) -> str:
    converted = _simplified(text)
    if len(converted) == len(text):  # characters of names (頔) stay where fonts and tables lack the simplified ones
        return _BEYOND.sub(lambda match: text[match.start()], converted)
    return "".join(_same_length(line) for line in text.splitlines(keepends=True))


def _same_length(text: str) -> str:
    converted = _simplified(text)
    return converted if len(converted) == len(text) else "".join(map(simplify_character, text))


@cache
def _corrections() -> tuple[re.Pattern[str], dict[str, str]]:
    words = {row.word: row.label for row in read_lexicon("variants")}
    return re.compile("|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))), words


def _correct(text: str) -> str:
    pattern, words = _corrections()
    return pattern.sub(lambda match: words[match.group()], text)


def _plain(match: re.Match[str]) -> str:
    plain = _RADICALS.get(match.group()) or unicodedata.normalize("NFKC", match.group())
    return plain if len(plain) == 1 else match.group()
