"""Clean texts damaged as mirrors damage them: on raw GBK bytes, by tools that do not keep to the boundaries of characters."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from random import Random
from typing import Literal, NamedTuple

import opencc

from kg.clean.align import align
from kg.clean.byteshift import UNKNOWN, restore_bytes
from kg.clean.language import readings
from kg.clean.normalize import simplify, simplify_character
from kg.clean.pinyin import SYLLABLE, drop_pinyin

_TRADITIONAL = opencc.OpenCC("s2t")
ANNOTATED = "長(zhǎng)遠(yuǎn)規(guī)劃，"  # what makes a text a mirror
NARROWED = {"，": ",", "：": ":", "；": ";", "！": "!"}
Kind = Literal["reading", "mark", "byte"]
Outcome = Literal["exact", "unknown", "wrong"]


class Place(NamedTuple):
    """Where a line can be torn, between the character `at` and the next, and what a tool puts there."""

    kind: Kind
    at: int
    put: str


def traditional(line: str) -> str | None:
    """Return a line as a mirror writes it before any damage; None when GBK cannot."""
    text = _TRADITIONAL.convert(line.strip()).translate(str.maketrans(NARROWED))
    return text if encoded(text) and len(text) == len(line.strip()) and "?" not in text else None


def places(line: str, *kinds: Kind) -> Iterator[Place]:
    """Yield where a mirror can tear a line: the bytes of two neighbours make a character with a reading, or a mark.

    A `byte` is lost for no reason that is seen: the first one of any character.
    """
    for at in range(len(line) - 1):
        left, right = encoded(line[at]), encoded(line[at + 1])
        pair = (left[-1:] + right[:1]).decode("gbk", "ignore") if len(left) == len(right) == 2 and left[1] > 0x80 else ""
        if "reading" in kinds and pair in toned() and simplify(pair) != pair:
            yield Place("reading", at, toned()[pair])
        if "mark" in kinds and pair in NARROWED:
            yield Place("mark", at, NARROWED[pair])
        if "byte" in kinds and len(left) == len(right) == 2 and "\u4e00" <= line[at + 1] <= "\u9fff":
            yield Place("byte", at, "?")


def torn(line: str, *torn_places: Place) -> str:
    """Return what a lenient reader makes of a line that was torn at these places (in order)."""
    raw, done, out = encoded(line), 0, b""
    for place in torn_places:
        cut = len(encoded(line[: place.at + 1]))
        if place.kind == "reading":
            out += raw[done : cut + 1] + f"({place.put})".encode("gbk")
        else:
            out += raw[done : cut - (place.kind == "mark")] + place.put.encode()
        done = cut + 1
    return lenient(out + raw[done:] + b"\n")[:-1]


def read_by_mirrors(chance: Random, share: float = 0.6) -> list[str]:
    """Return characters behind which a mirror puts readings: some of those that only traditional script has."""
    return [ch for ch in sorted(toned()) if simplify_character(ch) != ch and chance.random() < share]


def mirrored(line: str, read: Collection[str]) -> str:
    """Return what a lenient reader makes of a line to which a mirror added readings and ASCII marks, wherever bytes matched."""
    put = {encoded(wide): narrow.encode() for wide, narrow in NARROWED.items()}
    put |= {encoded(ch): encoded(f"{ch}({toned()[ch]})") for ch in read}
    pattern = re.compile(b"|".join(map(re.escape, sorted(put))))
    return lenient(pattern.sub(lambda match: put[match.group()], encoded(line)) + b"\n")[:-1]


def without_readings(line: str) -> str:
    """Return a line without the readings that stand behind characters."""
    return re.sub(rf"\({SYLLABLE}\)", "", line)


def lenient(raw: bytes) -> str:
    """Decode GBK as scrapers do: “?” for a byte that an ASCII byte follows, nothing for a pair that maps to nothing."""
    found: list[str] = []
    position = 0
    while position < len(raw):
        first, second = raw[position], raw[position + 1 : position + 2]
        if first < 0x80:
            found.append(chr(first))
            position += 1
        elif second and second[0] < 0x40:
            found.append("?")
            position += 2 if second == b"(" else 1
        else:
            found.append(raw[position : position + 2].decode("gbk", "ignore"))
            position += 2
    return "".join(found)


def restored(damaged: str) -> str:
    """Return what cleaning makes of a damaged text, as far as bytes and readings are concerned."""
    after, _ = restore_bytes(align(damaged))
    return simplify(drop_pinyin(after)[0].text)


def outcome(found: str, truth: str) -> Outcome:
    """Return whether a restored line is the true one; unknown when it is as far as it is not marked as damaged.

    One U+FFFD stands for what a lost byte began and for the pairs that vanished behind it.
    """
    if found == truth:
        return "exact"
    runs = re.split(f"({UNKNOWN}+)", found)
    pattern = "".join(f".{{0,{4 * len(run)}}}" if run.startswith(UNKNOWN) else re.escape(run) for run in runs)
    return "unknown" if len(runs) > 1 and re.fullmatch(pattern, truth) else "wrong"


def encoded(text: str) -> bytes:
    """Return a text in GBK; nothing when it cannot be written so."""
    try:
        return text.encode("gbk")
    except UnicodeEncodeError:
        return b""


_toned: dict[str, str] = {}


def toned() -> dict[str, str]:
    """Return a reading with a tone for each character that has one."""
    if not _toned:
        for reading in sorted(readings(), reverse=True):
            if re.fullmatch(SYLLABLE, reading):
                _toned.update(dict.fromkeys(readings()[reading], reading))
    return _toned
