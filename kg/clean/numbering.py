"""The numbers that Word puts before paragraphs and does not write into them: 一、 （二） 1. 第三章.

Read from word/numbering.xml and word/styles.xml as ECMA-376 says (17.9): a paragraph names a list and a level, or its style
does; each level counts on, and begins again after one above it. Bullets say nothing and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_LONGEST_CHAIN = 20  # styles that build on each other
_HAN = "〇一二三四五六七八九"
_CHINESE = frozenset(["chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
                      "japaneseCounting", "ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"])  # fmt: skip
_LEGAL = frozenset(["chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"])
_DIGITS = frozenset(["ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"])
_SERIES = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
}
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list counts and writes its numbers: with which it starts, in what form, and with what around them."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    style: str | None = None
    is_legal: bool = False  # all numbers in digits
    restarts: bool = True


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says of lists: the list and level of its paragraphs, and the style it builds on."""

    listed: str | None = None
    level: int | None = None
    base: str | None = None


@dataclass
class Numbering:
    """The lists of a file, and how far each has counted."""

    lists: Mapping[str, str] = field(default_factory=dict)  # of each list the definition by which it counts
    levels: Mapping[str, Mapping[int, _Level]] = field(default_factory=dict)  # of each list
    starts: Mapping[str, Mapping[int, int]] = field(default_factory=dict)  # with which a list begins anew
    styles: Mapping[str, _Style] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def label(self, paragraph: ElementTree.Element) -> str:
        """Return what stands before a paragraph, and count on; nothing when it is in no list."""
        listed, level = self._place(paragraph)
        levels = self.levels.get(listed or "")
        if listed is None or levels is None or not 0 <= level < _LEVELS:
            return ""
        counts = self.counts.setdefault(self.lists[listed], {})
        if listed not in self.begun:
            self.begun.add(listed)
            for each, start in self.starts.get(listed, {}).items():
                counts[each] = start - 1
        usual = _Level()
        for above in range(level):
            counts.setdefault(above, levels.get(above, usual).start)
        counts[level] = counts.get(level, levels.get(level, usual).start - 1) + 1
        for below in [each for each in counts if each > level and levels.get(each, usual).restarts]:
            del counts[below]
        return _written(levels, level, counts)

    def _place(self, paragraph: ElementTree.Element) -> tuple[str | None, int]:
        """Return the list and level of a paragraph: its own, else those of its style."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        listed, level = _listed(own)
        style = _value(paragraph.find(f"{W}pPr/{W}pStyle"))
        name: str | None = style
        for _ in range(_LONGEST_CHAIN):
            said = self.styles.get(name or "")
            if said is None or (listed is not None and level is not None):
                break
            listed, level = said.listed if listed is None else listed, said.level if level is None else level
            name = said.base
        if level is None and listed is not None and style:
            level = next((n for n, each in self.levels.get(listed, {}).items() if each.style == style), 0)
        return (None if listed == "0" else listed), level or 0


def read_numbering(numbering: bytes | None, styles: bytes | None) -> Numbering:
    """Return the lists that word/numbering.xml and word/styles.xml define; ElementTree.ParseError when one is broken."""
    root = ElementTree.fromstring(numbering) if numbering else ElementTree.Element("none")
    abstract = {element.get(f"{W}abstractNumId", ""): _levels(element) for element in root.iter(f"{W}abstractNum")}
    lists, levels, starts = {}, {}, {}
    for num in root.iter(f"{W}num"):
        listed, definition = num.get(f"{W}numId", ""), _value(num.find(f"{W}abstractNumId")) or ""
        lists[listed] = definition
        levels[listed] = abstract.get(definition, {}) | {
            _number(each.get(f"{W}ilvl")): replace(_level(level), start=_number(_value(level.find(f"{W}start")), 1))
            for each in num.findall(f"{W}lvlOverride")
            for level in each.findall(f"{W}lvl")
        }
        starts[listed] = {
            _number(each.get(f"{W}ilvl")): _number(_value(start), 1)
            for each in num.findall(f"{W}lvlOverride")
            for start in each.findall(f"{W}startOverride")
        }
    return Numbering(lists, levels, starts, _styles(styles))


def names_of_styles(styles: bytes | None) -> dict[str, str]:
    """Return the names of the styles of a file by their ids, in small letters."""
    root = ElementTree.fromstring(styles) if styles else ElementTree.Element("none")
    return {s.get(f"{W}styleId", ""): (_value(s.find(f"{W}name")) or "").lower() for s in root.iter(f"{W}style")}


def _styles(styles: bytes | None) -> dict[str, _Style]:
    root = ElementTree.fromstring(styles) if styles else ElementTree.Element("none")
    return {
        style.get(f"{W}styleId", ""): _Style(*_listed(style.find(f"{W}pPr/{W}numPr")), _value(style.find(f"{W}basedOn")))
        for style in root.iter(f"{W}style")
    }


def _levels(element: ElementTree.Element) -> dict[int, _Level]:
    return {_number(level.get(f"{W}ilvl")): _level(level) for level in element.findall(f"{W}lvl")}


def _level(level: ElementTree.Element) -> _Level:
    return _Level(
        start=_number(_value(level.find(f"{W}start")), 1),
        form=_value(level.find(f"{W}numFmt")) or "decimal",
        text=_value(level.find(f"{W}lvlText")) or "",
        style=_value(level.find(f"{W}pStyle")),
        is_legal=level.find(f"{W}isLgl") is not None,
        restarts=_value(level.find(f"{W}lvlRestart")) != "0",
    )


def _listed(said: ElementTree.Element | None) -> tuple[str | None, int | None]:
    if said is None:
        return None, None
    level = _value(said.find(f"{W}ilvl"))
    return _value(said.find(f"{W}numId")), None if level is None else _number(level)


def _value(element: ElementTree.Element | None) -> str | None:
    return None if element is None else element.get(f"{W}val")


def _number(text: str | None, usual: int = 0) -> int:
    return int(text) if text and re.fullmatch("[0-9]{1,6}", text) else usual


def _written(levels: Mapping[int, _Level], level: int, counts: Mapping[int, int]) -> str:
    """Return the number of a paragraph with what stands around it; a space behind it where no mark parts it from the text."""
    own = levels.get(level, _Level())
    if own.form in ("bullet", "none"):
        return ""

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        form = "decimal" if own.is_legal else levels.get(at, _Level()).form
        return in_form(counts.get(at, 1), form)

    text = re.sub("%([1-9])", number, own.text).strip()
    return f"{text} " if text and (text[-1].isalnum() or text[-1] == ".") else text


def in_form(number: int, form: str) -> str:
    """Return a number in a form of Word.

    >>> in_form(12, "chineseCounting"), in_form(3, "upperRoman"), in_form(2, "ideographTraditional")
    ('十二', 'III', '乙')
    """
    if form in _SERIES:
        return _SERIES[form][number - 1] if 0 < number <= len(_SERIES[form]) else str(number)
    if form in _DIGITS:
        return "".join(_HAN[int(digit)] for digit in str(number))
    if form in _LEGAL:
        return _counted(number).translate(str.maketrans("〇一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟"))
    if form in _CHINESE:
        return _counted(number)
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    return f"{number:02}" if form == "decimalZero" else str(number)


def _counted(number: int) -> str:
    """Return a number below ten thousand as it is counted: 十二, 一百〇五."""
    if not 0 < number < 10_000:
        return _HAN[0] if number == 0 else str(number)
    said, is_gap = "", False
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // value % 10
        said += ("〇" if is_gap and digit and said else "") + (_HAN[digit] + unit if digit else "")
        is_gap = not digit
    return said.removeprefix("一") if 10 <= number < 20 else said


def _roman(number: int) -> str:
    said = ""
    for value, letters in _ROMAN:
        said += letters * (number // value)
        number %= value
    return said
