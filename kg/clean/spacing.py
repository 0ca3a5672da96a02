"""Spaces inside sentences that nobody reads: around numbers (查处 12 起), and those that a scan or a PDF scatters.

Only in running text, lines with stops: a table's columns stand wider apart, the number of a heading begins its line, and
words of letters keep the spaces around them. Spaces between Chinese characters, and inside numbers, part names and numbers
where they are few; where a text is strewn with them, they part nothing.
"""

from __future__ import annotations

import re

from kg.clean.align import Aligned, Edit, apply, line_spans
from kg.records import Repair

_SPACE = "[ \u00a0\u2002-\u200a\u202f\u205f]"
_CHARACTER = "[\u3400-\u9fff〇，。；：、（）“”《》【】〔〕—～·％℃]"
_DIGIT = "[0-9０-９]"
_AROUND = re.compile(
    rf"(?<={_CHARACTER}){_SPACE}(?={_DIGIT})|(?<={_DIGIT}){_SPACE}(?=[%％‰℃])|(?<=[0-9０-９%％‰]){_SPACE}(?={_CHARACTER})"
)
_BETWEEN = re.compile(rf"(?<={_CHARACTER}){_SPACE}{{1,2}}(?={_CHARACTER})")
_INSIDE = re.compile(rf"(?<=[0-9０-９.]){_SPACE}(?=[0-9０-９.])|(?<=[0-9],){_SPACE}(?=[0-9]{{3}}(?![0-9]))")
_PAIR = re.compile(rf"(?<={_CHARACTER})(?={_CHARACTER})")
_NUMBER = re.compile(rf"{_DIGIT}[0-9０-９.]+")
_SIDE = re.compile(rf"(?<={_CHARACTER})(?={_DIGIT})|(?<=[0-9０-９%％‰])(?={_CHARACTER})")
_USUAL, _SPACED = 2, 0.3  # spaces around numbers, and their share, with which they are the way a text is written
_FEWEST = 8  # spaces with which a text is strewn, and the share of the places where one could be
_STREWN, _TORN = 0.015, 0.1
_DATE = re.compile(rf"[12][0-9]{{3}}{_SPACE}?年(?:{_SPACE}?[0-9]{{1,2}}{_SPACE}?月(?:{_SPACE}?[0-9]{{1,2}}{_SPACE}?日)?)?")
_COLUMNS = re.compile("[\t\u3000| ]{3}|[^\n][\t\u3000][^\n]")
_TEXT = re.compile("[，。；][^\n]{2}")
_NUMBERED = re.compile(
    rf"[ \t\u3000]*[0-9]{{1,3}}(?:\.[0-9]{{1,2}}){{0,3}}{_SPACE}(?![年月日时分点万亿余多])"
)  # of a heading or an item: 3 工作情况


def close_up(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Drop the spaces that part nothing in running text, and those in dates."""
    text = before.text
    if not _AROUND.search(text) and not _BETWEEN.search(text) and not _INSIDE.search(text):
        return before, []
    running = [(s + _indent(text[s:e]), e) for s, e in line_spans(text) if _TEXT.search(text, s, e)]
    strewn = [_AROUND] if _is_strewn(text, running, _AROUND, _SIDE, _SPACED, _USUAL) else []
    strewn += [_BETWEEN] if _is_strewn(text, running, _BETWEEN, _PAIR, _STREWN) else []
    strewn += [_INSIDE] if _is_strewn(text, running, _INSIDE, _NUMBER, _TORN) else []
    titles = [(s + _indent(text[s:e]), e) for s, e in line_spans(text) if not _COLUMNS.search(text, s, e)] if strewn else []
    places = {gap.span() for place in (*titles, *running) for pattern in strewn for gap in pattern.finditer(text, *place)}
    places |= {gap.span() for date in _DATE.finditer(text) for gap in _AROUND.finditer(text, *date.span())}
    return apply(before, [Edit(*place, "") for place in sorted(places)], "spacing")


def _indent(line: str) -> int:
    """Return how much of a line is its number, whose space stays."""
    numbered = _NUMBERED.match(line)
    return numbered.end() if numbered else 0


def _is_strewn(
    text: str, running: list[tuple[int, int]], gap: re.Pattern[str], joint: re.Pattern[str], share: float, fewest: int = _FEWEST
) -> bool:
    """Return whether spaces stand so often where they would part words, that they do not."""
    gaps = sum(len(gap.findall(text, *place)) for place in running)
    return gaps >= fewest and gaps >= share * (gaps + sum(len(joint.findall(text, *place)) for place in running))
