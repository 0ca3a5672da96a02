"""What stands in places of a line of which only some characters are possible, as far as the words around leave no doubt.

All that the places can be makes a lattice; each way through it is laid out in words (kg/clean/language.py). How likely a
character is, is the share of all ways that hold it. Where that leaves a doubt, the place stays unknown. A numeral is
filled in as part of a word alone (统一): elsewhere one is as likely as another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import exp, inf, log1p
from typing import NamedTuple

from kg.clean.language import LONGEST, UNSEEN, Words, single
from kg.clean.normalize import simplify, simplify_character

UNKNOWN = "\ufffd"
MARKS = frozenset("\u3000，。、：；！？（）“”‘’《》〈〉「」『』【】〔〕—…·～／％＋－＝")

_WIDE = frozenset(map(chr, (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))))  # digits and letters
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿兩两壹貳贰叁參肆伍陸陆柒捌玖拾佰仟萬億")
_DOUBT = 0.004  # the likelihood of all other characters of a place together, from which on it stays unknown
_DOUBT_BESIDE = 0.001  # the same beside a place that stays unknown
_DOUBT_NUMERAL = 1e-5  # the same for a numeral, and behind a digit where it could be one
_CONTEXT = 6  # characters on either side that help to decide
_FURTHEST = 100  # characters on either side in which a mark may have its other half
_LONGEST = 60  # places and context that are decided together
_OTHER = UNSEEN + 2.0  # that it is none of the characters tried
_CLOSING = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "「": "」", "『": "』", "〔": "〕", "【": "】", "（": "）"}
_OPENED_BY = {closing: opening for opening, closing in _CLOSING.items()}
_FITS, _ASTRAY = -3.0, 6.0  # a mark that closes what is open, or opens what is closed further on; one of which that is not sure
_HANGS = 6.0  # a line that ends in a pause
_PAUSES = "，、；（“‘《"
_DATE = {  # what stands before it, and behind
    "年": (re.compile(r"(?<!\d)(?:19|20)\d\d$"), re.compile(r"\d{1,2}[月\ufffd]|[上下前以第初底末来]")),
    "月": (re.compile(r"(?<!\d)(?:[1-9]|1[0-2])$"), re.compile(r"[1-3]?\d[日\ufffd]|[上中下][旬\ufffd]|[底初末份]")),
    "日": (re.compile(r"[年月\ufffd](?:[1-9]|[12]\d|3[01])$"), re.compile(r"[^\d]|$")),
}
_DATED = -8.0

Choices = Mapping[int, str]
_Column = Mapping[str, tuple[str, float]]  # characters of a place by simplified form, with what each costs beyond its word


class _Word(NamedTuple):
    start: int
    end: int
    plain: str
    cost: float


def fill(line: str, choices: Choices, words: Words) -> dict[int, str]:
    """Return the characters of the places of a line for which what stands around them leaves one choice.

    >>> fill("开展夜\ufffd行动", {3: "查杳柴"}, Words())
    {3: '查'}
    """
    plain = simplify(line)
    filled: dict[int, str] = {}
    for first, last in _windows(choices, len(line)):
        columns = [_column(line, plain, i, choices) for i in range(first, last)]
        filled |= {first + i: ch for i, ch in _decided(_likeliest(columns, words), columns)}
    return filled


def _windows(choices: Choices, length: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches that are decided together: places near each other, and their context."""
    group: list[int] = []
    for at in sorted(choices):
        if group and (at - group[-1] > _CONTEXT or at - group[0] > _LONGEST):
            yield max(0, group[0] - _CONTEXT), min(length, group[-1] + 1 + _CONTEXT)
            group = []
        group.append(at)
    if group:
        yield max(0, group[0] - _CONTEXT), min(length, group[-1] + 1 + _CONTEXT)


def _column(line: str, plain: str, at: int, choices: Choices) -> _Column:
    if line[at] != UNKNOWN:
        return {plain[at]: (line[at], 0.0)}
    if not _WIDE.isdisjoint(choices.get(at, "")):  # one of them is as likely as another, and likelier than a mark beside others
        beside = line[max(0, at - 1) : at] + line[at + 1 : at + 2]
        if any(ch in _WIDE or ch.isdigit() for ch in beside):
            return {UNKNOWN: (UNKNOWN, 0.0)}
    column = {simplify_character(ch): (ch, _extra(ch, line, at, choices)) for ch in reversed(choices.get(at, ""))}
    return {**column, UNKNOWN: (UNKNOWN, _OTHER)} if column else {UNKNOWN: (UNKNOWN, 0.0)}


def _extra(ch: str, line: str, at: int, choices: Choices) -> float:
    """Return what it costs more, or less, that a character stands in a place than that it stands anywhere.

    Marks come in pairs, a line ends in no pause, an indent stands at its beginning; what is between the numbers of a date is
    known.
    """
    if date := _DATE.get(ch):
        return _DATED if date[0].search(line[max(0, at - 8) : at]) and date[1].match(line[at + 1 : at + 5]) else 0.0
    if ch == "\u3000":
        return 0.0 if not line[:at].rpartition("\n")[2].strip("\u3000\ufffd") else 2 * _ASTRAY
    hangs = _HANGS if ch in _PAUSES and not line[at + 1 : at + 3].strip() else 0.0
    return hangs + (_pairing(ch, line, at, choices) if ch in _CLOSING or ch in _OPENED_BY else 0.0)


def _pairing(ch: str, line: str, at: int, choices: Choices) -> float:
    """Return what it costs that a mark closes or opens, by the nearest mark of its kind on either side."""
    pair = _OPENED_BY.get(ch, ch) + _CLOSING.get(ch, ch)
    before = _nearest(pair, line, range(at - 1, max(-1, at - _FURTHEST), -1), choices)
    after = _nearest(pair, line, range(at + 1, min(len(line), at + _FURTHEST)), choices)
    is_open, is_closed = before == pair[0], after == pair[1]
    is_number = line[max(0, at - 1) : at].isdigit() and line[at + 1 : at + 2].isdigit()
    if is_open == is_closed or is_number or UNKNOWN in (before, after):
        return _ASTRAY
    return _FITS if is_open == (ch == pair[1]) else 2 * _ASTRAY


def _nearest(pair: str, line: str, places: Iterable[int], choices: Choices) -> str:
    """Return the first mark of a pair in some places, UNKNOWN where it may be either; nothing when there is none."""
    found = (i for i in places if line[i] in pair or (line[i] == UNKNOWN and pair[1] in choices.get(i, "")))
    at = next(found, None)
    return "" if at is None else line[at]


def _likeliest(columns: Sequence[_Column], words: Words) -> list[tuple[str, float]]:
    """Return the likeliest character of each place, in simplified form, and how likely all others are together."""
    found = [word for start in range(len(columns)) for word in _words_from(start, columns, words)]
    so_far, onward = [inf] * len(columns) + [inf], [inf] * len(columns) + [0.0]
    so_far[0] = 0.0
    for word in found:
        so_far[word.end] = _together(so_far[word.end], so_far[word.start] + word.cost)
    for word in reversed(found):
        onward[word.start] = _together(onward[word.start], word.cost + onward[word.end])
    shares: list[dict[str, float]] = [defaultdict(float) for _ in columns]
    for word in found:
        share = exp(min(0.0, onward[0] - so_far[word.start] - word.cost - onward[word.end]))
        for at, ch in enumerate(word.plain, word.start) if share > 1e-9 else ():
            shares[at][ch] += share
    best = [max(sorted(share), key=share.__getitem__) for share in shares]
    return [(ch, 1 - share[ch]) for ch, share in zip(best, shares, strict=True)]


def _words_from(start: int, columns: Sequence[_Column], words: Words) -> Iterator[_Word]:
    """Yield the words that may begin in a place, in all ways that the places allow."""
    waiting = [(ch, extra) for ch, (_, extra) in columns[start].items()]
    for ch, extra in waiting:
        yield _Word(start, start + 1, ch, (0.0 if ch == UNKNOWN else single(ch)) + extra)
    while waiting:
        beginning, extra = waiting.pop()
        end = start + len(beginning)
        if end == len(columns) or len(beginning) == LONGEST:
            continue
        column = columns[end]
        onward = words.after(beginning)
        for ch in column if len(column) == 1 else sorted(onward & column.keys()):
            if ch not in onward:
                continue
            word, more = beginning + ch, extra + column[ch][1]
            cost = words.cost(word)
            if cost is not None:
                yield _Word(start, end + 1, word, cost + more)
            if words.after(word):
                waiting.append((word, more))


def _together(left: float, right: float) -> float:
    """Return the cost of two ways together: of the sum of their likelihoods."""
    low, high = (left, right) if left < right else (right, left)
    return low if high == inf or high - low > 30 else low - log1p(exp(low - high))


def _decided(likeliest: Sequence[tuple[str, float]], columns: Sequence[_Column]) -> Iterator[tuple[int, str]]:
    """Yield what is known of the places of a window; beside what is not, it must be surer."""
    is_open = [len(column) > 1 for column in columns]
    certain = [column.keys() != {UNKNOWN} for column in columns]
    for i, (ch, doubt) in enumerate(likeliest):
        if is_open[i]:
            behind_digit = i > 0 and any(each.isdigit() for each in columns[i - 1]) and not _NUMERALS.isdisjoint(columns[i])
            certain[i] = doubt < (_DOUBT_NUMERAL if ch in _NUMERALS or behind_digit else _DOUBT) and ch != UNKNOWN
    for i, (ch, doubt) in enumerate(likeliest):
        is_beside = not all(certain[max(0, i - 1) : i + 2])
        if is_open[i] and certain[i] and (doubt < _DOUBT_BESIDE or not is_beside):
            yield i, columns[i][ch][0]
