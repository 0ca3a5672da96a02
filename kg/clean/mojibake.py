"""Text decoded by the wrong encoding, put back: 鍏畨灞€, å…¬å®‰å±€ and ¹«°²¾Ö are 公安局.

A passage is encoded again by the encoding that it was wrongly read in and decoded by the one it was written in; both are
found by trying, twice over for what was mangled twice. It is put back only when what comes out reads like Chinese and what
stood there did not, by the share of neighbouring characters that stand side by side in some word. Where bytes were lost on the
way (“?”, U+FFFD), a character is filled in when the rest of its bytes and the words around it leave one choice, and else
stays one U+FFFD.

ftfy undoes the single-byte kinds only, and does not say where its characters came from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from kg.clean.align import Aligned, Edit, apply
from kg.clean.language import Words, known_pairs, single
from kg.clean.normalize import is_traditional, is_usual, simplify, simplify_character, usual_characters
from kg.records import Repair

UNKNOWN = "\ufffd"

_WRITTEN = ("utf-8", "gb18030", "big5hkscs")
_READ_AS_BYTES = ("cp1252", "mac_roman", "cp1251")  # one character a byte
_READ_AS_PAIRS = ("gb18030", "big5hkscs", "cp932", "cp949")
_KINDS = 3  # ways in which different passages of one text were mangled
_SAMPLE = 800  # characters by which a way is judged
_READS = 0.3  # share of known pairs from which a text reads like Chinese; what is mangled has hardly any
_MOST_LOST = 0.34  # of the characters of a passage
_CONTEXT = 6  # characters on either side that help to choose one
_SINGLES = 6  # characters tried as words of their own
_MARGIN = 6.0  # nats by which a character must be likelier than any other
_NUMERALS = "〇零一二三四五六七八九十百千万亿两"  # never filled in: one is as likely as another
_LOST, _FOREIGN = "\u0100", "\u0101"  # stand for a lost byte, and for a character that is no part of what was mangled

_QUOTES = "“”‘’…—–"
_MARKS = _QUOTES + "·×÷°±•€"  # of cp1252, and of Chinese texts
_HIGH = "".join(bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xA0)) + "\u0080-\u00ff"
_BYTES = re.compile(
    rf"[{_HIGH}\ufffd]{{0,2}}(?![{_MARKS}])[{_HIGH}][{_HIGH}\ufffd]{{2}}|[\u0400-\u04ff√∂ƒ∆πºΩ≈¬≠≤≥∞µ∑∏∫ªø¿¡À-ÿ]{{3}}"
)
_RARE = re.compile(f"(?![{_MARKS}])[{_HIGH}\u0400-\u04ff√∂ƒ∆πºΩ≈¬≠≤≥∞µ∑∏∫ªø¿¡À-ÿ]")
_REPLACED = re.compile("(?:锟斤拷|锟斤(?=锟))+(?:锟斤?)?")  # U+FFFD in UTF-8, read as GBK

# A character of UTF-8 in three bytes, and what is left of one or of two neighbours when bytes were lost
_UTF8 = (
    ("whole", "[\xe2-\xef][\x80-\xbf]{2}|[\xc2-\xcb][\x80-\xbf]"),
    ("last", f"[\xe2-\xef][\x80-\xbf][{_LOST}?](?![\x80-\xbf])"),
    ("both", f"[\xe2-\xef][\x80-\xbf][{_LOST}?][\x80-\xbf]{{1,2}}"),
    ("middle", f"[\xe2-\xef][{_LOST}?]{{2}}(?![\x80-\xbf])|[\xe2-\xef][{_LOST}?][\x80-\xbf]?|[\xc2-\xcb][{_LOST}?]"),
    ("first", f"[{_LOST}?][\x80-\xbf]{{1,2}}"),
    ("lost", _LOST),
    ("ascii", "[\t\x20-\x7e]"),
)
_PAIRS = (
    ("whole", "[\x81-\xfe][\x40-\x7e\x80-\xfe]"),
    ("four", "[\x81-\xfe][0-9][\x81-\xfe][0-9]"),
    ("last", f"[\x81-\xfe]?[{_LOST}]"),
    ("ascii", "[\t\x20-\x7e]"),
)


class _Mark(NamedTuple):
    """A character and the characters before the repair that it stands for; `choices` when some of its bytes were lost."""

    ch: str
    start: int
    end: int
    choices: str = ""


class _Byte(NamedTuple):
    """A byte as a character of the same number (or _LOST, _FOREIGN), and the characters it comes from."""

    symbol: str
    start: int
    end: int


_Passage = list[_Mark]
_Way = tuple[str, str]  # the encoding that a text was read in, and the one it was written in


def restore_encoding(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Put back what was decoded by the wrong encoding, the whole text or passages of it."""
    repairs: list[Repair] = []
    for _ in range(_KINDS):
        before, changed = apply(before, _edits(before.text), "mojibake")
        repairs += changed
        if not changed:
            break
    before, changed = apply(before, list(_replaced(before.text)), "mojibake")
    return before, repairs + changed


def reads_like_chinese(text: str) -> float:
    """Return which share of the neighbouring Chinese characters of a text stand side by side in some word."""
    pairs = [a + b for run in re.findall(r"[\u3400-\u9fff]{2,}", simplify(text)) for a, b in pairwise(run)]
    return sum(pair in known_pairs() for pair in pairs) / len(pairs) if pairs else 0.0


def _edits(text: str) -> list[Edit]:
    if not _is_suspicious(text):
        return []
    sample = "\n".join(line for line in text.split("\n") if _is_suspicious(line))[:_SAMPLE]
    ways = _ways_of(sample)
    if not ways:
        return []
    passages = [part for line in re.finditer("[^\n]+", text) for part in _along(_marks(line.group(), line.start()), ways)]
    words = Words()
    return [
        edit
        for part in passages
        if reads_like_chinese(_stood(part, text)) < _READS
        for edit in _edits_of(_filled(part, words, text), text)
    ]


def _is_suspicious(text: str) -> bool:
    """Return whether some characters side by side are seldom seen in Chinese texts."""
    return bool((_RARE.search(text) and _BYTES.search(text)) or _strange().search(text))


@cache
def _strange() -> re.Pattern[str]:
    return re.compile(f"[^\0-\u2e7f\u3000-\u303f\uff00-\uff5e\ufffd{re.escape(''.join(sorted(usual_characters())))}]{{3}}")


# ---- the way back ----------------------------------------------------------------------------------------------------


def _ways_of(text: str) -> tuple[_Way, ...]:
    """Return the ways by which a text becomes Chinese, in the order in which to go them; none when no way is clearly right."""
    marks = _marks(text, 0)
    found: list[tuple[float, tuple[_Way, ...]]] = []
    for way in _possible(text):
        once = _along(marks, (way,))
        found.append((_gain(once, text), (way,)))
        said = "\n".join(map(_said, once))
        if way[1] == "utf-8" and found[-1][0] <= 0 and _is_suspicious(said):
            found += [(_gain(_along(marks, (way, other)), text), (way, other)) for other in _possible(said)]
    gain, ways = max(found, key=lambda each: each[0], default=(0.0, ()))
    return ways if gain > 0 else ()


def _possible(text: str) -> list[_Way]:
    reads = (_READ_AS_BYTES if _BYTES.search(text) else ()) + (_READ_AS_PAIRS if _strange().search(text) else ())
    return [(read, written) for read in reads for written in _WRITTEN if read != written]


def _gain(passages: Sequence[_Passage], text: str) -> float:
    """Return how many characters are gained; nothing when what comes out does not read like Chinese, or read so before."""
    said = "\n".join(map(_said, passages))
    before = reads_like_chinese("\n".join(_stood(part, text) for part in passages))
    after = reads_like_chinese(said)
    is_better = after >= _READS and before <= after / 3 and said.count(UNKNOWN) <= _MOST_LOST * len(said)
    return after * (len(re.findall(r"[\u3400-\u9fff]", said)) - said.count(UNKNOWN)) if is_better else 0.0


def _along(marks: Sequence[_Mark], ways: Sequence[_Way]) -> list[_Passage]:
    """Return the passages that are read anew along the ways."""
    passages = [list(marks)]
    for read, written in ways:
        passages = [anew for part in passages for anew in _read_anew(part, read, written)]
    return passages


def _read_anew(marks: Sequence[_Mark], read: str, written: str) -> Iterator[_Passage]:
    """Yield the passages that are text of one encoding, read in the other."""
    kept = _QUOTES if read == "cp1252" and written != "utf-8" else ""
    found = [_Byte(symbol, mark.start, mark.end) for mark in marks for symbol in _symbols(mark.ch, read, kept)]
    symbols = "".join(byte.symbol for byte in found)
    characters = _utf8_characters if written == "utf-8" else _pair_characters(written)
    for run in _runs(written).finditer(symbols):
        first, last = run.span()
        while first < last and first and found[first].start == found[first - 1].start:
            first += 1
        while first < last < len(found) and found[last].start == found[last - 1].start:
            last -= 1
        passage = [
            mark
            for match in _character(written).finditer(symbols, first, last)
            for mark in characters(match, found[match.start() : match.end()])
        ]
        if sum(mark.ch > "\x7f" and mark.ch != UNKNOWN for mark in passage) >= 2:
            yield passage


@cache
def _symbols(ch: str, encoding: str, kept: str) -> str:
    """Return the bytes that were read as a character, each as the character of that number."""
    if ch == UNKNOWN:
        return _LOST
    if ch == "\n" or ch in kept:
        return _FOREIGN
    if ch == "€" and encoding == "gb18030":  # as Windows has it
        return "\x80"
    try:
        return ch.encode(encoding).decode("latin-1")
    except UnicodeEncodeError:  # bytes that cp1252 does not define are taken for control characters
        return ch if encoding == "cp1252" and "\x7f" < ch < "\u0100" else _FOREIGN


@cache
def _runs(written: str) -> re.Pattern[str]:
    parts = _UTF8 if written == "utf-8" else _PAIRS
    anything = "|".join(part for _, part in parts)
    whole = parts[0][1]
    return re.compile(
        f"(?:{whole}|(?:[\xe3-\xef][\x80-\xbf][{_LOST}?]|[{_LOST}?][\x80-\xbf]{{1,2}})(?={whole}))(?:{anything})*(?:{whole})(?:{anything})*"
    )


@cache
def _character(written: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{part})" for name, part in (_UTF8 if written == "utf-8" else _PAIRS)))


def _utf8_characters(match: re.Match[str], found: Sequence[_Byte]) -> list[_Mark]:
    got, start, end = match.group(), found[0].start, found[-1].end
    if match.lastgroup in ("whole", "ascii"):
        return [_Mark(got.encode("latin-1").decode("utf-8", "replace"), start, end)]
    if match.lastgroup == "both":
        return [
            _Mark(UNKNOWN, start, found[2].end, _choices(got[:2] + _LOST)),
            _Mark(UNKNOWN, found[2].start, end, _choices((_LOST + got[3:]).ljust(3, _LOST))),
        ]
    return [_Mark(UNKNOWN, start, end, _choices(got.replace("?", _LOST)))]


def _pair_characters(written: str) -> Callable[[re.Match[str], Sequence[_Byte]], list[_Mark]]:
    def characters(match: re.Match[str], found: Sequence[_Byte]) -> list[_Mark]:
        code = match.group() if match.lastgroup != "last" else ""
        ch = code.encode("latin-1").decode(written, "replace")
        return [_Mark(ch if len(ch) == 1 else UNKNOWN, found[0].start, found[-1].end)]

    return characters


# ---- what was lost on the way ----------------------------------------------------------------------------------------


@cache
def _choices(got: str) -> str:
    """Return the characters in use of which these are the bytes, one of them lost; none when too much is lost."""
    if len(got) != 3 or got.count(_LOST) != 1:
        return ""
    first, *others = (
        range(0xE3 if i == 0 else 0x80, 0xEA if i == 0 else 0xC0) if s == _LOST else [ord(s)] for i, s in enumerate(got)
    )
    decoded = (bytes((a, b, c)).decode("utf-8", "ignore") for a in first for b in others[0] for c in others[1])
    return "".join(ch for ch in decoded if is_usual(ch))


def _filled(passage: _Passage, words: Words, text: str) -> _Passage:
    """Return the passage with the lost characters for which what stands around them leaves one choice."""
    if not any(mark.choices for mark in passage):
        return passage
    filled = _in_script(passage)
    for i, mark in enumerate(tuple(filled)):
        if not mark.choices or filled[i].ch != UNKNOWN:
            continue
        if (
            "。" in mark.choices
            and text[mark.end : mark.end + 1] in ("", "\n")
            and not re.search("《[^》]*$", _said(filled[:i]))
        ):
            filled[i] = mark._replace(ch="。")
            continue
        both = [each.choices for each in filled[i : i + 2]]
        width = 2 if len(both) == 2 and all(both) else 1
        left = _chinese(filled[max(0, i - _CONTEXT) : i][::-1])[::-1]
        right = _chinese(filled[i + width : i + width + _CONTEXT])
        choices = _pairs(both[0], both[1]) if width == 2 else list(mark.choices)
        for at, ch in enumerate(_choose(choices, left, right, words), i):
            filled[at] = filled[at]._replace(ch=ch)
    return filled


def _in_script(passage: _Passage) -> _Passage:
    """Return the passage without traditional choices when its other characters are simplified."""
    if is_traditional(_said(passage)):
        return list(passage)
    return [
        mark._replace(choices="".join(ch for ch in mark.choices if simplify_character(ch) == ch)) if mark.choices else mark
        for mark in passage
    ]


def _pairs(first: str, second: str) -> list[str]:
    """Return the words that two lost characters can be, and what is likeliest when they are none."""
    known = [a + b for a in first for b in second if simplify_character(a) + simplify_character(b) in known_pairs()]
    best = [sorted(choices, key=lambda ch: (single(simplify_character(ch)), ch))[:_SINGLES] for choices in (first, second)]
    return sorted({*known, *(a + b for a in best[0] for b in best[1])})


def _choose(choices: Sequence[str], left: str, right: str, words: Words) -> str:
    costs = sorted((words.of(left + "".join(map(simplify_character, some)) + right), some) for some in choices)
    best = costs[0][1]
    is_clear = bool(left + right) and (len(costs) == 1 or costs[0][0] + _MARGIN * len(best) < costs[1][0])
    return best if is_clear and not set(best) & set(_NUMERALS) else UNKNOWN * len(best)


def _chinese(marks: Iterable[_Mark]) -> str:
    """Return the Chinese characters with which marks begin, in simplified script."""
    match = re.match(r"[\u3400-\u9fff]*", "".join(mark.ch for mark in marks))
    return simplify(match.group()) if match else ""


# ---- passages and edits ----------------------------------------------------------------------------------------------


def _marks(text: str, offset: int) -> list[_Mark]:
    return [_Mark(ch, i, i + 1) for i, ch in enumerate(text, offset)]


def _said(passage: _Passage) -> str:
    return "".join(mark.ch for mark in passage)


def _stood(passage: _Passage, text: str) -> str:
    return text[passage[0].start : passage[-1].end]


def _edits_of(passage: _Passage, text: str) -> Iterator[Edit]:
    """Yield what a passage changes; characters that share one before the repair together."""
    group: list[_Mark] = []
    end = 0
    for mark in passage:
        if group and mark.start >= end and _is_changed(mark, text) != _is_changed(group[-1], text):
            yield from _edit(group, text)
            group = []
        group.append(mark)
        end = max(end, mark.end)
    yield from _edit(group, text)


def _is_changed(mark: _Mark, text: str) -> bool:
    return text[mark.start : mark.end] != mark.ch


def _edit(group: Sequence[_Mark], text: str) -> Iterator[Edit]:
    if group:
        start, end, after = group[0].start, max(mark.end for mark in group), "".join(mark.ch for mark in group)
        if text[start:end] != after:
            yield Edit(start, end, after, tuple((mark.start, mark.end) for mark in group))


def _replaced(text: str) -> Iterator[Edit]:
    """Yield the replacement characters that were read as 锟斤拷, as what they say: unknown."""
    if "锟斤" in text:
        for match in _REPLACED.finditer(text):
            yield Edit(match.start(), match.end(), UNKNOWN * max(1, len(match.group()) * 2 // 3))
