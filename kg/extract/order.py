"""What stands where, in time that does not grow with the report: the mentions of a clause, the last mark before a place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from kg.records import Mention

Spans = Sequence[tuple[int, int]]

_WINDOW = 200  # characters looked through at a time
_SIGN = re.compile("[，、。；：！？\n]")
_REACH = 20  # characters that a quote may be longer for the sake of a whole clause


def last_of(text: str, signs: str, end: int) -> int:
    """Return where the last of some signs stands before a position, -1 when none does; a sign that is rare costs nothing more.

    >>> last_of("甲，乙。丙，丁", "，。", 6), last_of("甲，乙", "！", 3)
    (5, -1)
    """
    while end > 0:
        start = max(0, end - _WINDOW)
        found = max(text.rfind(sign, start, end) for sign in signs)
        if found >= 0:
            return found
        end = start
    return -1


def next_of(text: str, signs: str, start: int) -> int:
    """Return where the next of some signs stands from a position on, the end of the text when none does.

    >>> next_of("甲，乙。丙", "，。", 2), next_of("甲，乙", "！", 0)
    (3, 3)
    """
    return min((found for sign in signs if (found := text.find(sign, start)) >= 0), default=len(text))


def count_within(places: Sequence[int], start: int, end: int) -> int:
    """Return how many positions, in order, lie in a stretch.

    >>> count_within([2, 5, 9], 3, 9)
    1
    """
    return max(0, bisect_left(places, end) - bisect_left(places, start))


def overlaps(spans: Iterable[tuple[int, int] | tuple[int, int, str, str]], start: int, end: int) -> bool:
    """Return whether one of the spans, or of the rows that begin with one, shares a character with a stretch."""
    return any(begin < end and start < stop for begin, stop, *_ in spans)


def is_torn(spans: Spans, start: int, end: int) -> bool:
    """Return whether a stretch cuts one of the spans in two, or lies within one: what holds them whole tears none.

    >>> is_torn([(2, 5)], 3, 8), is_torn([(2, 5)], 1, 8)
    (True, False)
    """
    return any(begin < end and start < stop and not (start <= begin and stop <= end) for begin, stop in spans)


class InOrder:
    """Mentions by position; of those that start at the same place the order given stays."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._mentions: Sequence[Mention] = sorted(mentions, key=lambda m: m.span.start)
        self._starts = [m.span.start for m in self._mentions]
        self._longest = max((m.span.end - m.span.start for m in self._mentions), default=0)

    def starting(self, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions that start in a stretch."""
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def over(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that share characters with a stretch."""
        return [m for m in self.starting(start - self._longest, end) if m.span.end > start]


def whole_words(text: str, start: int, stop: int) -> int:
    """Return where a quote that would begin at `start` had better begin: behind a sign near by, and in no number.

    >>> whole_words("2024年3月底，全市共发生火灾386起", 1, 15), whole_words("2024年共386起", 1, 5)
    (9, 0)
    """
    sign = _SIGN.search(text, start, stop)
    if sign:
        return sign.end()
    near = max(0, start - _REACH)
    before = [found.end() for found in _SIGN.finditer(text, near, start)]
    if before or near == 0:
        return before[-1] if before else 0
    while start > 0 and text[start - 1].isalnum() and text[start - 1].isascii() and text[start].isascii():
        start -= 1
    return start
