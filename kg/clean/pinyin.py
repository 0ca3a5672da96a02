"""Readings that stand behind characters, dropped: 長(zhǎng)遠(yuǎn), 长远（chang2 yuan3）, 长zhǎng远yuǎn.

What mirrors put behind single characters, with a tone in ASCII brackets, is a reading whatever character stands before it:
that may be damaged. In any other form (full-width brackets, digits for tones or none, several syllables behind a word) it is
one when it reads the characters before it. A single one in a text may be the author's own, and stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from functools import cache
from itertools import islice

from kg.clean.align import Aligned, Edit, apply
from kg.clean.language import readings
from kg.records import Repair

# A syllable with its tone mark, in ASCII brackets, right after the character it is the reading of: 長(zhǎng)
SYLLABLE = r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[aoeiuüv]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ][aoeiuü]*(?:ng|n|r)?"
_PINYIN = re.compile(rf"\((?<=[\u3400-\u9fff]\(){SYLLABLE}\)")
_BEHIND_LETTER = re.compile(rf"\((?<=[A-Za-z0-9]\(){SYLLABLE}\)")  # which is the second byte of what it reads: “A is A1 B0 41

_OPEN, _CLOSE = r"(（\[［【〔〖<＜〈《{｛「『", r")）\]］】〕〗>＞〉》}｝」』"
_WIDE = dict(zip(range(0xFF10, 0xFF5B), map(chr, range(0x30, 0x7B)), strict=True))  # full-width letters and digits
_SIMILAR = str.maketrans("ɑɡăĕĭŏŭ", "agǎěǐǒǔ")  # of the alphabet of phonetics, and of Romanian
_BOPOMOFO = re.compile(rf"[{_OPEN}] ?[\u3105-\u312fˊˇˋ˙·ˉ ]{{1,24}} ?[{_CLOSE}]")

_TONES = "\u0300\u0301\u0304\u030c"  # as marks of their own
_LETTERS = f"A-Za-züÜêếềāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿɑɡăĕĭŏŭ{_TONES}\u0308Ａ-Ｚａ-ｚ"
_BRACKETED = re.compile(
    rf"[{_OPEN}] ?(?P<said>[{_LETTERS}](?:[{_LETTERS}0-5０-５·'’\- ]|u:){{0,80}}) ?[{_CLOSE}]"
    rf"|/(?P<slashed>[{_LETTERS}]{{1,7}}[0-5０-５]?)/",
    re.I,
)
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_TONE = re.compile(f"[{_TONED}]")
_BARE = re.compile(rf"(?<=[\u3400-\u9fff])[a-zü]{{0,5}}[{_TONED}][a-zü{_TONED}]{{0,5}}")
_NAME = re.compile(r"[A-Z][A-Za-z'’\- ]*$")  # without a tone: the author's own, as a foreign name or brand is written
_BARE_TONELESS = re.compile(rf"(?<=[\u3400-\u9fff])[a-zü]{{1,6}}(?![a-zü{_TONED}])")
_UNKNOWN = "\ufffd"
_MANY = 8  # readings in a text, from which on those of particles are expected, too: 的de
_HAN = re.compile(r"[〇\u3400-\u9fff]{1,12}$")
_MARK = re.compile(r"[0-5·'’\- ]")


def has_readings(text: str) -> bool:
    """Return whether a mirror put readings behind single characters; one alone may be the author's own."""
    return next(islice(_PINYIN.finditer(text), 1, None), None) is not None


def drop_pinyin(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Drop the readings that somebody put behind characters and words: 長(zhǎng)遠(yuǎn) is 長遠."""
    spans = sorted({*_spans(before.text)})
    return apply(before, [Edit(start, end, "") for start, end in spans] if len(spans) > 1 else [], "pinyin")


def drop_broken_pinyin(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Drop also the readings, of a text that has more, that a line's end had parted from their characters or broken in two."""
    return apply(before, [Edit(start, end, "") for start, end in sorted({*_spans(before.text)})], "pinyin")


def _spans(text: str) -> Iterator[tuple[int, int]]:
    mirrors = {match.span() for match in _PINYIN.finditer(text)}
    if len(mirrors) > 1:
        mirrors.update(match.span() for match in _BEHIND_LETTER.finditer(text))
    bracketed, named = _bracketed(text, mirrors)
    yield from mirrors
    yield from bracketed
    if len(mirrors) + len(bracketed) >= _MANY:
        yield from named
    yield from (match.span() for match in _BOPOMOFO.finditer(text))
    if _TONE.search(text):
        bare = [match.span() for match in _BARE.finditer(text) if _reads_before(match)]
        yield from bare
        if len(bare) >= _MANY:
            yield from (match.span() for match in _BARE_TONELESS.finditer(text) if _reads_before(match))


def _bracketed(text: str, mirrors: Set[tuple[int, int]]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return where readings stand in brackets beside those of mirrors; apart those that may be names, or of what was lost."""
    bracketed: list[tuple[int, int]] = []
    named: list[tuple[int, int]] = []
    for match in _BRACKETED.finditer(text):
        start = match.start() - (text[match.start() - 1 : match.start()] == " ")
        said = _narrow(match["said"] or match["slashed"])
        is_lost = text[start - 1 : start] == _UNKNOWN and _plain(said) in _known_syllables()
        if match.span() not in mirrors and (is_lost or reads(text[max(0, start - 12) : start], said)):
            (named if is_lost or _NAME.match(said) else bracketed).append((start, match.end()))
    return bracketed, named


def _narrow(said: str) -> str:
    """Return pinyin as it is usually written: in ASCII, with the marks of tones."""
    return said.translate(_WIDE).translate(_SIMILAR)


def _reads_before(match: re.Match[str]) -> bool:
    return reads(match.string[max(0, match.start() - 12) : match.start()], match.group())


def reads(text: str, said: str) -> bool:
    """Return whether pinyin, in whatever way it writes its tones, reads the last characters of a text.

    >>> reads("县长", "zhang3"), reads("长远规划", "cháng yuǎn guīhuà"), reads("县长", "app")
    (True, True, False)
    """
    characters = _HAN.search(text)
    return characters is not None and _ends_with(characters.group(), _plain(said))


def _ends_with(characters: str, said: str) -> bool:
    """Return whether toneless syllables, written together, are those of the last characters."""
    if not said or not characters:
        return not said
    return any(
        said.endswith(syllable) and _ends_with(characters[:-1], said[: -len(syllable)])
        for syllable in _syllables().get(characters[-1], ())
    )


def _plain(said: str) -> str:
    """Return pinyin in small letters without tones and what stands between its syllables."""
    apart = unicodedata.normalize("NFD", said.lower().replace("u:", "ü").replace("v", "ü"))
    return _MARK.sub("", unicodedata.normalize("NFC", "".join(ch for ch in apart if ch not in _TONES)))


@cache
def _known_syllables() -> Set[str]:
    return frozenset(map(_plain, readings()))


@cache
def _syllables() -> Mapping[str, Set[str]]:
    """Return the readings of each character without tones."""
    found: dict[str, set[str]] = defaultdict(set)
    for reading, characters in readings().items():
        plain = _plain(reading)
        for ch in characters:
            found[ch].add(plain)
    return found
