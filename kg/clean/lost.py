"""Text of which one byte was lost before it was decoded as GBK, put back: 公安局同期 for the 公簿滞\ufffd期 that came of it.

From where the byte is missing every pair of bytes is read one off, until a pair that is no character puts the text in step
again: that one shows as U+FFFD. So the characters before it are exact but for two: the one that lost a byte, and the last,
whose second byte the U+FFFD has swallowed. Where the run begins, and what the two are, the words around decide; what they leave
open stays U+FFFD, and so does all of a run that reads neither as it stands nor put back.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import exp, fsum
from typing import NamedTuple

from kg.clean.align import Aligned, Edit, apply
from kg.clean.fill import MARKS
from kg.clean.language import Words, known_pairs
from kg.clean.normalize import is_usual, simplify_character
from kg.clean.pinyin import has_readings
from kg.records import Repair

UNKNOWN = "\ufffd"

_LONGEST = 24  # characters that are read one byte off
_AROUND = 8  # characters on either side by which a way is judged
_STARTS, _CHOICES = 3, 10  # beginnings that are looked into, and characters tried in either place
_OPEN = 9.0  # nats that a character costs of which nothing is known but one byte
_SURE = 0.0005  # the likelihood of all else together, below which a character is certain
_LIKELY = 0.002  # the same, below which a beginning is
_FEWEST = 2  # characters of a run that is put back: of one alone nothing is exact
_RARE = 12.0  # nats: what seldom stands on its own
_MOST = 60  # places of a text that are looked into
_ALONE = re.compile(rf"(?<!{UNKNOWN}){UNKNOWN}(?!{UNKNOWN})")
_CLAUSE = re.compile(r"[^，。；：、！？\n“”‘’《》（）()]+$")
_PARTS = re.compile(r"(?<=[，。；：、\n])")
_STRAY = re.compile(r"(?<=[\u3400-\u9fff])\?(?=[\u3400-\u9fff0-9])")  # between two characters, or before a number
_ASKS = re.compile(r"[吗呢吧么何谁哪怎几否嘛]|多少|多[大久远长高]|是不是|能不能|会不会|有没有|要不要|为啥|如何|什么")
_PARTED = 4.0  # nats: a word that a mark parts is that much dearer in two


def restore_lost(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Put back what is one byte off before a U+FFFD, where the words around leave no doubt of what it was."""
    text = before.text
    if UNKNOWN not in text or has_readings(text):
        return before, []
    words = Words("".join(each for each in _PARTS.split(text) if UNKNOWN not in each))
    places = [match.start() for match in _ALONE.finditer(text)][:_MOST]
    ways = ((at, way) for at in places if (way := _way(text, at, words)))
    return apply(before, _apart([Edit(start, at + 1, said) for at, (start, said) in ways]), "byte-lost")


def mark_unread(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Write U+FFFD for what nobody can read: what is no word before a U+FFFD, and a “?” inside a word."""
    text = before.text
    if (UNKNOWN not in text and "?" not in text) or has_readings(text):
        return before, []
    places = ((match.start(), _unread(text, match.start())) for match in _ALONE.finditer(text))
    runs = [Edit(start, at, UNKNOWN * (at - start)) for at, start in places if start < at]
    return apply(before, _apart([*runs, *_stray(text)]), "unread")


def _apart(edits: Sequence[Edit]) -> list[Edit]:
    ranked = sorted(edits, key=lambda edit: edit.start)
    return [edit for i, edit in enumerate(ranked) if not i or edit.start >= ranked[i - 1].end]


def _unread(text: str, at: int) -> int:
    """Return where what does not read begins before a place."""
    start = at
    while start and at - start < _LONGEST and _is_wide(text[start - 1]):
        if text[start - 2 : start] in known_pairs() or (start == at and not _is_odd(text, at)):
            break
        start -= 1
    return start


def _is_odd(text: str, at: int) -> bool:
    """Return whether the character before a place stands beside none that it stands beside in words, and is no common one."""
    return text[at - 2 : at] not in known_pairs() and Words().of(text[at - 1]) > _RARE


def _is_wide(ch: str) -> bool:
    return "\u3400" <= ch <= "\u9fff"


# ---- put back --------------------------------------------------------------------------------------------------------


class _Guess(NamedTuple):
    """What may have stood from a place on, up to and with what is unknown, and what that costs with what is around it."""

    start: int
    said: str
    cost: float


def _way(text: str, at: int, words: Words) -> tuple[int, str] | None:
    """Return where a run begins before a place, and what it was; None when that is in doubt."""
    run = at
    while run and at - run < _LONGEST and len(_code(text[run - 1])) == 2:
        run -= 1
    behind = re.match(r"[^\n\ufffd]*", text[at + 1 : at + 1 + _AROUND])
    right = behind.group() if behind else ""
    first = max(run - _AROUND, text.rfind("\n", 0, at) + 1)
    as_is = _Guess(at, UNKNOWN, words.of(text[first:at]) + words.of(right))
    rough = sorted((words.of(text[first:start]) + words.of(_inner(text[start:at])), start) for start in range(run, at))
    guesses = [as_is]
    for cost, start in rough[:_STARTS]:
        if cost + words.of(right) < as_is.cost + _OPEN:
            guesses += _guesses(text, first, start, at, right, words)
    best = min(guesses, key=lambda guess: guess.cost)
    weights = [exp(best.cost - guess.cost) for guess in guesses]
    same = [(guess, w) for guess, w in zip(guesses, weights, strict=True) if guess.start == best.start]
    total = fsum(weights)
    if best.start == at or 1 - fsum(w for _, w in same) / total > _LIKELY:
        return None
    whole = text[max(0, best.start - 1) : best.start] + best.said + right[:1]
    if at - best.start < _FEWEST or _is_ill_read(whole, words):
        return None
    shares: dict[tuple[int, str], float] = defaultdict(float)
    for guess, weight in same:
        for i, ch in enumerate(guess.said):
            shares[i, ch] += weight / total
    return best.start, "".join(ch if 1 - shares[i, ch] < _SURE else UNKNOWN for i, ch in enumerate(best.said))


def _is_ill_read(said: str, words: Words) -> bool:
    """Return whether a rare character stands beside none that it stands beside in words: more was lost than one byte."""
    known = [False, *(a + b in known_pairs() for a, b in pairwise(said)), False]
    alone = (ch for i, ch in enumerate(said) if not known[i] and not known[i + 1])
    return UNKNOWN in said or any(_is_wide(ch) and words.of(ch) > _RARE for ch in alone)


def _guesses(text: str, first: int, start: int, at: int, right: str, words: Words) -> list[_Guess]:
    """Return what may have stood from a place on, with the likeliest of the characters of which one byte is known."""
    left, data = text[first:start], b"".join(map(_code, text[start:at]))
    inner = _inner(text[start:at])
    lost = [bytes((lead, data[0])) for lead in range(0x81, 0xFF)] + [bytes((data[0], tail)) for tail in range(0x40, 0xFF)]
    swallowed = [bytes((data[-1], tail)) for tail in _swallowed(right[:1])]
    begun = _likeliest(lost, lambda ch: words.of(left[-_AROUND:] + ch + inner[:4]))
    ended = _likeliest(swallowed, lambda ch: words.of(inner[-4:] + ch + right))
    return [_Guess(start, said := a + inner + z, words.of(left + said + right)) for a in begun for z in ended]


def _likeliest(codes: Sequence[bytes], cost_of: Callable[[str], float]) -> list[str]:
    usual = {ch for code in codes if (ch := _decoded(code))}
    return sorted(usual, key=lambda ch: (cost_of(ch), ch))[:_CHOICES]


def _inner(run: str) -> str:
    """Return the characters of a run between its first byte and its last; U+FFFD for pairs that are none in use."""
    data = b"".join(map(_code, run))
    return "".join(_decoded(data[i : i + 2]) or UNKNOWN for i in range(1, len(data) - 1, 2))


def _swallowed(behind: str) -> list[int]:
    """Return the bytes that make no character together with the first byte of what stands behind."""
    code = _code(behind) if behind else b""
    following = code[0] if code else 0x0A
    return [byte for byte in range(0x40, 0xFF) if byte >= 0x80 and len(_pair(byte, following)) != 1]


@cache
def _pair(lead: int, tail: int) -> str:
    return bytes((lead, tail)).decode("gbk", "ignore") if tail >= 0x40 else ""


@cache
def _decoded(code: bytes) -> str:
    """Return the character in use of two bytes, nothing when there is none."""
    ch = code.decode("gbk", "ignore")
    return ch if len(ch) == 1 and (ch in MARKS or (_is_wide(ch) and is_usual(ch) and simplify_character(ch) == ch)) else ""


@cache
def _code(ch: str) -> bytes:
    code = ch.encode("gb18030", "ignore")  # with what GBK leaves to its users: readers of GB18030 give it a place
    return code if len(code) == 2 else b""


# ---- a mark inside a word --------------------------------------------------------------------------------------------


def _stray(text: str) -> Iterator[Edit]:
    """Yield U+FFFD for a “?” that nobody asks with: inside a word, before a number, before what does not read."""
    words = Words()
    for match in list(_STRAY.finditer(text))[:_MOST]:
        at = match.start()
        clause = _CLAUSE.search(text[max(0, at - 40) : at])
        said = clause.group() if clause else ""
        if _ASKS.search(said):
            continue
        left, behind = said[-4:], re.match(r"[\u3400-\u9fff]{0,4}", text[at + 1 : at + 5])
        right = behind.group() if behind else ""
        is_unread = len(right) > 1 and not any(a + b in known_pairs() for a, b in pairwise(right))
        is_word = bool(right) and text[at - 1] + right[0] in known_pairs()
        is_parted = is_word and words.of(left + right) + _PARTED < words.of(left) + words.of(right)
        if is_unread:
            yield Edit(at, at + 1 + len(right), UNKNOWN * (1 + len(right)))
        elif not right or is_parted:
            yield Edit(at, at + 1, UNKNOWN)
