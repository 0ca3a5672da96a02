"""Text decoded by the wrong encoding, put back: 鍏畨灞€, å…¬å®‰å±€ and ¹«°²¾Ö are 公安局.

A passage is encoded again by the encoding that it was wrongly read in and decoded by the one it was written in; both are
found by trying, twice over for what was mangled twice. It is put back only when what comes out reads like Chinese and what
stood there did not, by the share of neighbouring characters that stand side by side in some word.

Where bytes were lost on the way they are shown (“?”, U+FFFD) or not at all: 涓浗 is 中国 without AD E5, which is no character
of GBK. What can have been lost is known: bytes, or pairs of bytes, that the wrong encoding does not define. Of the characters
that this leaves the words around choose one (kg/clean/fill.py); a place with more than one stays U+FFFD.

ftfy undoes the single-byte kinds only, and does not say where its characters came from.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, pairwise, product
from math import inf
from typing import NamedTuple

from kg.clean.align import Aligned, Edit, apply
from kg.clean.fill import MARKS, fill
from kg.clean.language import Words, known_pairs, single
from kg.clean.normalize import is_traditional, is_usual, simplify, simplify_character, usual_characters
from kg.records import Repair

UNKNOWN = "\ufffd"

_WRITTEN = ("utf-8", "gb18030", "big5hkscs")
_READ_AS_LETTERS = ("cp1252", "mac_roman", "cp1251", "iso8859_15", "cp1250")  # one character a byte
_READ_AS_FRAMES = ("cp437", "cp850", "koi8_r", "cp866")  # the same, and many a character that DOS drew frames with
_READ_AS_BYTES = (*_READ_AS_LETTERS, *_READ_AS_FRAMES)
_READ_AS_PAIRS = ("gb18030", "big5hkscs", "cp932", "cp949")
_KINDS = 3  # ways in which different passages of one text were mangled
_SAMPLE = 600  # characters by which a way is judged
_BESIDE = 12  # characters around what is suspicious that may be part of it
_READS = 0.3  # share of known pairs from which a text reads like Chinese; what is mangled has hardly any
_MOST_LOST = 0.34  # of the characters of a passage
_READS_WELL, _ENOUGH_WORDS = 0.8, 40  # the share, and the characters, of one that holds words for certain:
_MOST_LOST_OF_WORDS = 0.5  # as what was mangled twice with losses
_ENOUGH_OF_UTF8 = 4  # characters of three bytes that are UTF-8 by no accident
_HALF_KNOWN = 0.5  # of a lost character is what a place with few choices counts
_TRIED, _LEAST_FIT = 3, 0.3  # ways of a passage that are looked at, and the share of bytes that must fit
_MORE = 1.05  # times as much must be gained by supposing that bytes vanished
_AS_READ = {"gb18030": ("gbk",), "big5hkscs": ("big5hkscs", "cp950")}  # readers that define less than the encoding
_READERS = {"big5hkscs": ("big5", "cp950", "big5hkscs"), "cp932": ("cp932",)}  # that read several pairs as one character
_AROUND = 4  # characters on either side that tell which pair it was
_DROPPED = frozenset({*range(0x80, 0xA0), 0xAD})  # bytes that many programs drop: control characters, soft hyphens
_LOST, _FOREIGN = "\u0100", "\u0101"  # stand for a lost byte, and for a character that is no part of what was mangled

_QUOTES = "“”‘’…—–"
_SIGNS = _QUOTES + "·×÷°±•€"  # of cp1252, and of Chinese texts
_HIGH = "".join(bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xA0))
_HIGH += "".join(map(chr, range(0x80, 0x100)))
_BYTES = re.compile(
    rf"[{_HIGH}\ufffd]{{0,2}}(?![{_SIGNS}])[{_HIGH}][{_HIGH}\ufffd]{{2}}|[\u0400-\u04ff√∂ƒ∆πºΩ≈¬≠≤≥∞µ∑∏∫ªø¿¡À-ÿ]{{3}}"
)
_RARE = re.compile(f"[{''.join(ch for ch in _HIGH if ch not in _SIGNS)}\u0400-\u04ff√∂ƒ∆πΩ≈≠≤≥∞∑∏∫]")
_FRAME, _LETTER = "\u2320\u2321\u2500-\u25a0", "\u00a0-\u024f\u0391-\u03c9\u0400-\u045f\u207f\u2219-\u2265\u2310\u20a7"
_FRAMES = re.compile(f"(?=[{_LETTER}{_FRAME}]{{4}})(?=[{_LETTER}]{{1,3}}[{_FRAME}]|[{_FRAME}]{{1,3}}[{_LETTER}]).{{4}}")
_A_FRAME = re.compile(f"[{_FRAME}]")
_REPLACED = re.compile("(?:锟斤拷|锟斤(?=锟))+(?:锟斤?)?")  # U+FFFD in UTF-8, read as GBK
_PUT = "[\u3400-\u9fff\ue000-\uf8ff\ufffd]"
_ODD = re.compile(f"[\u3400-\u9fff\ue000-\uf8ff]|(?<={_PUT})[@-~](?={_PUT})")
_HAN = re.compile("[\u3400-\u9fff]")
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_CHINESE = re.compile("[·\u2010-\u2027\u2030-\u205e\u2100-\u27bf\u3000-\u303f\uff01-\uff5e]")  # signs of Chinese texts
_SENTENCE = re.compile("[^\n。！？]+[。！？]?")
_PLAIN = "\t\x20-\x7e"
_TAILS = range(0x80, 0xC0)
_C = "[\x80-\xbf]"  # all bytes of a character of UTF-8 but the first


class _Way(NamedTuple):
    """The encoding that a text was read in, the one it was written in, and whether bytes may have vanished without a sign.

    On a way after the first, what is unknown may be any byte.
    """

    read: str
    written: str
    vanishing: bool = False
    is_first: bool = True


class _Passage(NamedTuple):
    """A text, where each of its characters began and ended before the repair, and what unknown ones can be."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    choices: Mapping[int, str]


class _Bytes(NamedTuple):
    """The bytes of a passage, each as the character of its number (or _LOST, _FOREIGN), and what it was read as."""

    symbols: str
    at: Sequence[int]


def restore_encoding(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Put back what was decoded by the wrong encoding, the whole text or passages of it."""
    before, repairs = apply(before, list(_signs(before.text)), "mojibake")
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
    return sum(map(known_pairs().__contains__, pairs)) / len(pairs) if pairs else 0.0


def _edits(text: str) -> list[Edit]:
    if not _is_suspicious(text):
        return []
    ways = _ways_of(_sample(text, _BESIDE)) or _ways_of(_sample(text, _SAMPLE))
    if not ways:
        return []
    whole = _passage(text)
    passages = [part for part in map(_trimmed, _along(whole, ways)) if _is_gained(part, text)]
    if any(part.choices for part in passages):
        said = "\n".join([*(part.text for part in passages), text[: passages[0].starts[0]], text[passages[-1].ends[-1] :]])
        words = Words(simplify("".join(_undamaged(said))))
        passages = [_filled(part, text, words) for part in passages]
    is_whole = ways[-1].read not in _READERS and not ways[-1].vanishing and not any(UNKNOWN in part.text for part in passages)
    if ways[-1].written != "utf-8" and not is_whole:
        passages = [part._replace(text=_doubted(part.text)) for part in passages]
    return [edit for part in passages for edit in _edits_of(part, text)]


def _doubted(text: str) -> str:
    """Return what was put back of pairs of bytes of which some are lost, with U+FFFD for what is out of step: no words."""
    plain = simplify(text)
    odd = {match.start() for match in _ODD.finditer(plain) if match.group() < "\x80" or not is_usual(match.group())}
    known = [a + b in known_pairs() for a, b in pairwise(plain)] + [False]
    doubted = {i for i in odd if not (known[i] or known[i - 1])}
    for i in sorted(doubted):
        for step in (-1, 1):
            at = i + step
            while 0 <= at < len(plain) and "\u3400" <= plain[at] <= "\u9fff" and not known[at - 1 if step < 0 else at]:
                doubted.add(at)
                at += step
    return "".join(UNKNOWN if i in doubted else ch for i, ch in enumerate(text)) if doubted else text


def _is_gained(passage: _Passage, text: str) -> bool:
    """Return whether a passage is better than what stood there: Chinese, which that was not."""
    is_enough = sum(ch >= "\u2000" and (ch != UNKNOWN or at in passage.choices) for at, ch in enumerate(passage.text)) >= 2
    return is_enough and reads_like_chinese(_stood(passage, text)) < _READS


def _undamaged(text: str) -> list[str]:
    """Return the clauses of a text of which nothing is unknown."""
    return [clause for clause in re.split(r"(?<=[，。；：、\n])", text) if UNKNOWN not in clause]


def _sample(text: str, beside: int) -> str:
    """Return what is suspicious in some sentences of a text, and so many characters around it."""
    found: list[str] = []
    length = 0
    for match in _SENTENCE.finditer(text):
        if length < _SAMPLE and _is_suspicious(match.group()):
            found.append(_suspicious(match.group(), beside))
            length += len(found[-1])
    return "\n".join(found)


def _suspicious(sentence: str, beside: int) -> str:
    """Return a sentence from what is suspicious first to what is last, and what is beside that, but no long one whole."""
    spans = [match.span() for pattern in (_BYTES, _FRAMES, _strange()) for match in pattern.finditer(sentence)]
    first = min(start for start, _ in spans)
    last = max(end for start, end in spans if start <= first + _SAMPLE)
    return sentence[max(0, first - beside) : min(last + beside, first + _SAMPLE)]


def _is_suspicious(text: str) -> bool:
    """Return whether some characters side by side are seldom seen in Chinese texts."""
    return bool((_RARE.search(text) and _BYTES.search(text)) or _strange().search(text) or _is_framed(text))


def _is_framed(text: str) -> bool:
    """Return whether letters stand side by side with what frames are drawn with."""
    return _A_FRAME.search(text) is not None and _FRAMES.search(text) is not None


@cache
def _strange() -> re.Pattern[str]:
    return re.compile(f"[^\0-\u2e7f\u3000-\u303f\uff00-\uff5e\ufffd{re.escape(''.join(sorted(usual_characters())))}]{{3}}")


# ---- the way back ----------------------------------------------------------------------------------------------------


def _ways_of(text: str) -> tuple[_Way, ...]:
    """Return the ways by which a text becomes Chinese, in the order in which to go them; none when no way is clearly right."""
    sample = _passage(text)
    found: list[tuple[float, tuple[_Way, ...]]] = []
    for way in _possible(text):
        once = _along(sample, (way,))
        found.append((_gain(once, text), (way,)))
        said = "\n".join(part.text for part in once)
        if way.written == "utf-8" and found[-1][0] <= 0 and _is_suspicious(said):
            found += [(_gain(_along(sample, (way, other)), text), (way, other)) for other in _possible(said)]
    gain, ways = max(found, key=lambda each: each[0], default=(0.0, ()))
    if gain <= 0:
        return max(_vanished(sample, text), default=(0.0, ()))[1]
    vanishing = tuple(way._replace(vanishing=True) for way in ways)
    if ways[-1].written != "utf-8":  # what does not fit is never seen in pairs
        return vanishing if _gain(_along(sample, vanishing), text) > _MORE * gain else ways
    return vanishing if _cover(_along(sample, vanishing), text) > _cover(_along(sample, ways), text) else ways


def _cover(passages: Sequence[_Passage], text: str) -> int:
    """Return how many characters of a text are in passages, less those that stay unknown, when these read like Chinese."""
    covered = sum(part.ends[-1] - part.starts[0] - part.text.count(UNKNOWN) for part in passages)
    return covered if _gain(passages, text) > 0 else 0


def _vanished(sample: _Passage, text: str) -> list[tuple[float, tuple[_Way, ...]]]:
    """Return what is gained by each way on which bytes vanished."""
    ways = [way._replace(vanishing=True) for way in _possible(text)]
    found = [(_gain(_along(sample, (way,)), text), (way,)) for way in ways]
    return [each for each in found if each[0] > 0]


def _possible(text: str) -> list[_Way]:
    """Return the ways that a text may have gone, the likeliest first."""
    reads: tuple[str, ...] = _READ_AS_LETTERS if _BYTES.search(text) else ()
    reads += _READ_AS_FRAMES if _FRAMES.search(text) else ()
    reads += _READ_AS_PAIRS if _strange().search(text) else ()
    ways = [_Way(read, written) for read in reads for written in _WRITTEN if read != written]
    fitness = {way: _fitness(text, way) for way in ways}
    is_whole = any(fitness[way] == 1.0 for way in ways if way.written == "utf-8")  # which no text is by accident
    ranked = sorted(ways, key=lambda way: -fitness[way])[:_TRIED]
    return [way for way in ranked if fitness[way] > _LEAST_FIT and (fitness[way] == 1.0 or not is_whole)]


def _fitness(text: str, way: _Way) -> float:
    """Return which share of the bytes of a text is a usual character of the encoding in which it may have been written."""
    symbols = _bytes_of(text, way).symbols.replace(_LOST, "").replace(_FOREIGN, "\n")
    high = len(re.findall("[\x80-\xff]", symbols)) or 1
    if way.written == "utf-8":
        return sum(map(len, re.findall(f"[\xe2-\xe9]{_C}{{2}}|\xef[\xbc\xbd]{_C}|[\xc2-\xc6]{_C}", symbols))) / high
    said = symbols.encode("latin-1").decode(way.written, "ignore")
    return 2 * sum(map(_usual().__contains__, said)) / high


@cache
def _usual() -> frozenset[str]:
    return usual_characters() | MARKS


def _gain(passages: Sequence[_Passage], text: str) -> float:
    """Return how many characters are gained; nothing when what comes out does not read like Chinese, or read so before."""
    said = "\n".join(part.text for part in passages)
    after = reads_like_chinese(said)
    han = len(_HAN.findall(said))
    most = _MOST_LOST_OF_WORDS if after >= _READS_WELL and han >= _ENOUGH_WORDS else _MOST_LOST
    lost = said.count(UNKNOWN) - _HALF_KNOWN * sum(len(part.choices) for part in passages)
    stood = "\n".join(_stood(part, text) for part in passages)
    if (after < _READS and not _is_whole(said, stood)) or lost > most * len(said):
        return 0.0
    before = reads_like_chinese(stood)
    is_better = before <= after / 3
    return max(after, _READS) * han if is_better else 0.0


def _is_whole(said: str, stood: str) -> bool:
    """Return whether characters that stood for bytes are those of UTF-8 without exception: names need no known words."""
    data = b"".join(ch.encode("latin-1") if ch < "\u0100" else ch.encode("cp1252", "replace") for ch in stood)
    han = _HAN.findall(said)
    return len(han) >= _ENOUGH_OF_UTF8 and all(map(is_usual, han)) and data.decode("utf-8", "replace") == said


def _along(passage: _Passage, ways: Sequence[_Way]) -> list[_Passage]:
    """Return the passages that are read anew along the ways."""
    passages = [passage]
    for number, way in enumerate(ways):
        passages = [anew for part in passages for anew in _read_anew(part, way._replace(is_first=number == 0))]
    return passages


def _read_anew(passage: _Passage, way: _Way) -> Iterator[_Passage]:
    """Yield the passages that are text of one encoding, read in the other."""
    found = _bytes_of(passage.text, way)
    holes = _holes_of(way, found.symbols)
    for run in _runs(way).finditer(found.symbols):
        first, last = run.span()
        while first < last and first and found.at[first] == found.at[first - 1]:
            first += 1
        while first < last < len(found.at) and found.at[last] == found.at[last - 1]:
            last -= 1
        if way.written == "utf-8":
            first = next((at for at in range(first, last) if not "\x80" <= found.symbols[at] < "\xc0"), last)
        anew = _decoded(found, first, last, way, holes)
        if sum(map("\x7f".__lt__, anew.text)) >= 2:
            yield anew._replace(
                starts=[passage.starts[at] for at in anew.starts], ends=[passage.ends[at - 1] for at in anew.ends]
            )


def _trimmed(passage: _Passage) -> _Passage:
    """Return a passage without what follows its last usual character from one on that is in no Chinese text."""
    end = max((i + 1 for i, ch in enumerate(passage.text) if ch < "\x7f" or ch in _usual() or _CHINESE.match(ch)), default=0)
    alien = next((i for i in range(end, len(passage.text)) if passage.text[i] != UNKNOWN), len(passage.text))
    if alien == len(passage.text):
        return passage
    limit = passage.starts[alien]
    kept = [i for i in range(alien) if passage.starts[i] < limit]  # one character may have been read as two
    return _Passage(
        "".join(passage.text[i] for i in kept),
        [passage.starts[i] for i in kept],
        [min(passage.ends[i], limit) for i in kept],
        {i: some for i, some in passage.choices.items() if i in kept},
    )


def _bytes_of(text: str, way: _Way) -> _Bytes:
    symbols = _symbols(way.read, kept=way.read == "cp1252" and way.written != "utf-8")
    parts = [symbols[ch] for ch in text]
    if way.read == "gb18030" and "€" in text:
        _tell_euros(text, parts)
    if way.written != "utf-8" and (doubles := _doubles(way.read)):
        _tell_doubles(text, parts, doubles, way.written)
    joined = "".join(parts)
    if way.written != "utf-8" and _LOST not in joined and "?" in joined:
        joined = _MAYBE_LOST.sub(_LOST, joined)
    return _Bytes(joined, range(len(text)) if len(joined) == len(text) else [i for i, part in enumerate(parts) for _ in part])


def _tell_euros(text: str, parts: list[str]) -> None:
    """Put for each € the bytes that fit what stands around it: 80, as Windows reads it, or A2 E3."""
    for i, ch in enumerate(text):
        if ch == "€":
            is_within = bool(i) and "\xe2" <= parts[i - 1][-1] <= "\xef" and parts[i - 1][-1] != _LOST
            following = parts[i + 1][0] if i + 1 < len(parts) else _FOREIGN
            is_before_tail = "\x80" <= following < "\xc0" or following == _LOST
            parts[i] = "\xa2\xe3" if is_before_tail and not is_within else "\x80"


def _tell_doubles(text: str, parts: list[str], doubles: Mapping[str, Sequence[str]], written: str) -> None:
    """Put for each character that several pairs are read as the one that makes the likeliest text with what stands around."""
    for i, ch in enumerate(text):
        if ch in doubles:
            before, behind = "".join(parts[max(0, i - _AROUND) : i]), "".join(parts[i + 1 : i + 1 + _AROUND])
            parts[i] = min(doubles[ch], key=lambda part: (_cost_of(f"{before}{part}{behind}", written), part))


@cache
def _doubles(read: str) -> Mapping[str, Sequence[str]]:
    """Return the characters as which readers of an encoding read more than one pair of bytes, each with these pairs."""
    if read not in _READERS:
        return {}
    found: dict[str, set[bytes]] = defaultdict(set)
    for reader, first, second in product(_READERS[read], range(0x81, 0xFF), range(0x40, 0xFF)):
        if _is_defined(reader, first, second) and len(ch := bytes((first, second)).decode(reader)) == 1:
            found[ch].add(bytes((first, second)))
    for ch, pairs in found.items():
        pairs.update({said} if len(said := ch.encode(read, "ignore")) == 2 else ())
    return {ch: [pair.decode("latin-1") for pair in sorted(pairs)] for ch, pairs in found.items() if len(pairs) > 1}


class _Symbols(dict[str, str]):
    """For each character the bytes that were read as it in an encoding, each as the character of that number."""

    def __init__(self, encoding: str, *, kept: bool) -> None:
        super().__init__(dict.fromkeys("\n\r" + _QUOTES * kept, _FOREIGN) | {UNKNOWN: _LOST})
        self.encoding = encoding

    def __missing__(self, ch: str) -> str:
        try:
            symbols = ch.encode(self.encoding).decode("latin-1")
        except UnicodeEncodeError:  # bytes that cp1252 does not define are taken for control characters
            symbols = ch if self.encoding == "cp1252" and "\x7f" < ch < "\u0100" else _FOREIGN
        return self.setdefault(ch, symbols)


@cache
def _symbols(encoding: str, *, kept: bool) -> Mapping[str, str]:
    return _Symbols(encoding, kept=kept)


def _decoded(found: _Bytes, first: int, last: int, way: _Way, holes: _Holes) -> _Passage:
    """Return the text of bytes, with the characters before as which each of its own was read."""
    decode = _utf8_pieces if way.written == "utf-8" else _pair_pieces
    texts: list[str] = []
    widths: list[int] = []
    choices: dict[int, str] = {}
    for said, wide, possible in decode(found.symbols, first, last, way, holes):
        choices |= {len(widths) + i: some for i, some in possible.items() if some}
        texts.append(said)
        widths += wide
    ends = list(accumulate(widths, initial=first))
    text = "".join(texts)
    starts = [found.at[min(at, last - 1)] for at in ends[:-1]]
    stops = [max(found.at[at - 1], start) + 1 for at, start in zip(ends[1:], starts, strict=True)]
    return _Passage(text, starts, stops, choices)


# ---- written in UTF-8 ------------------------------------------------------------------------------------------------

_Piece = tuple[str, Sequence[int], Mapping[int, str]]  # characters, how many bytes each has, and what unknown ones can be

_WHOLE3 = f"(?:[\xe2-\xec\xee\xef]{_C}|\xed[\x80-\x9f]){_C}"
_WHOLE = f"(?:{_WHOLE3}|[\xc2-\xdf]{_C}|\xf0[\x90-\xbf]{_C}{{2}})"
_SIGN = f"[{_LOST}?]"
_ACROSS = re.compile(f"[\xe2-\xef]{_C}\\?{_C}{{2}}(?!{_C})")
_UTF8 = (  # whole characters, and what is left of one or of two neighbours when bytes were lost
    ("last", f"[\xe2-\xef]{_C}{_SIGN}(?!{_C})"),
    ("both", f"[\xe2-\xef]{_C}{_SIGN}{_C}{{2}}"),
    ("far", f"[\xe2-\xef]{_C}\\?{{2}}(?!{_C})"),
    ("middle", f"[\xe2-\xef]{_SIGN}{_C}(?!{_C})"),
    ("two", f"[\xe2-\xef]{_SIGN}{{1,2}}(?!{_C})"),
    ("first", f"{_SIGN}{_C}{{2}}(?!{_C})"),
    ("rest", f"[\xe2-\xef]{_C}?{_SIGN}{_C}|{_SIGN}{_C}|[\xc2-\xdf]{_SIGN}"),
    ("lost", _LOST),
)
_SPACE = ("space", f"[\xe2-\xef](?:{_C}\x20|\x20{_C})(?!{_C})|\xc2\x20")  # A0, made a space
_GONE = (  # the same without a sign of it
    ("gone_both", f"[\xe2-\xef]{_C}{{3}}(?!{_C})"),
    ("gone_one", f"[\xe2-\xef]{_C}(?!{_C})"),
    ("gone_two", f"[\xe2-\xef](?!{_C})"),
)


def _whole(*, vanishing: bool) -> str:
    """Return the pattern of a character; where bytes vanish, one before more bytes than it has is not sure to be whole."""
    return f"(?:{_WHOLE}(?!{_C}))" if vanishing else _WHOLE


def _broken_parts(way: _Way) -> tuple[tuple[str, str], ...]:
    """Return the patterns of what is left of characters."""
    if not way.vanishing:
        return _UTF8
    return (*_UTF8, _SPACE, *_GONE) if way.read in _READ_AS_BYTES else (*_UTF8, *_GONE)


@cache
def _utf8(way: _Way) -> re.Pattern[str]:
    """Return the pattern of the pieces of a run: characters that are whole, and what is left of others."""
    whole = _whole(vanishing=way.vanishing)
    parts = (("whole", f"(?:{whole}|(?!\\?{_C})[{_PLAIN}])+"), *_broken_parts(way), ("odd", "."))
    return re.compile("|".join(f"(?P<{name}>{part})" for name, part in parts))


def _utf8_pieces(symbols: str, first: int, last: int, way: _Way, holes: _Holes) -> Iterator[_Piece]:
    for match in _utf8(way).finditer(symbols, first, last):
        got, kind = match.group(), match.lastgroup or ""
        if kind == "whole":
            said = got.encode("latin-1").decode("utf-8")
            yield said, [1 if ch < "\x80" else 2 if ch < "\u0800" else 3 if ch < "\U00010000" else 4 for ch in said], {}
            continue
        following = symbols[match.end() : match.end() + 1]
        if holes.swallows and kind == "last" and "?" in got:
            yield _swallowed(got, following)
        else:
            yield _broken(kind, got, following, holes)


def _broken(kind: str, got: str, following: str, holes: _Holes) -> _Piece:
    """Return one or two characters of which bytes were lost."""
    if kind == "gone_one" and holes.are_gone_in_pairs and "\xe2" <= following <= "\xef":  # another character vanished behind it
        return UNKNOWN * 2, [2, 0], {0: _choices(got + _LOST, holes.around()[0])}
    if kind in ("last", "gone_one"):
        some = _choices(got[:2] + _LOST, holes.before(following))
        if kind == "gone_one":  # the second byte may be the one that vanished
            some += "".join(ch for ch in _choices(got[0] + _LOST + got[1], holes.before(got[1])) if ch not in some)
        return UNKNOWN, [len(got)], {0: some}
    if kind == "middle":
        return UNKNOWN, [3], {0: _choices(got[0] + _LOST + got[2], holes.before(got[2]))}
    if kind in ("two", "gone_two"):
        return UNKNOWN, [len(got)], {0: "".join(_choices(got[0] + pair, None) for pair in holes.pairs())}
    if kind == "first":
        return UNKNOWN, [3], {0: _choices(_LOST + got[1:], None)}
    if kind == "space":
        whole = got.replace(" ", "\xa0").encode("latin-1").decode("utf-8")
        return whole if whole == "\xa0" or is_usual(whole) else UNKNOWN, [len(got)], {}
    if kind == "far":
        return UNKNOWN * 2, [3, 1], {0: _choices(got[:2] + _LOST, holes.around()[0])}
    if kind in ("both", "gone_both"):
        thirds, firsts = holes.around()
        known = {0: _choices(got[:2] + _LOST, thirds), 1: _choices(_LOST + got[-2:], firsts)}
        return UNKNOWN * 2, [3, len(got) - 3] if kind == "both" else [2, 2], known
    return UNKNOWN, [len(got)], {}


def _swallows(symbols: str) -> bool:
    """Return whether the reader took whatever stood behind a byte with it, an ASCII character too, and showed both as “?”.

    Then “?” also stands for the end of a character and the beginning of the next, and no line ends in one.
    """
    return bool(_ACROSS.search(symbols)) and not re.search(f"[\xe2-\xef]{_C}\\?{_FOREIGN}", symbols)


def _swallowed(got: str, following: str) -> _Piece:
    """Return a character of which the reader lost the last byte, and one for the ASCII character that went with it."""
    some = {0: _choices(got[:2] + _LOST, None)}
    return (UNKNOWN, [3], some) if following in ("", _FOREIGN) else (UNKNOWN * 2, [3, 0], some)


@cache
def _choices(got: str, lost: frozenset[int] | None) -> str:
    """Return the characters in use of which these are the bytes, one of them lost: one of these, if that is known."""
    at = got.find(_LOST)
    usual = range(0xE2, 0xF0) if at == 0 else range(0x80, 0xC0)
    tried = [got.replace(_LOST, chr(byte)) for byte in usual if lost is None or byte in lost] if at >= 0 else [got]
    decoded = (each.encode("latin-1").decode("utf-8", "ignore") for each in tried)
    return "".join(ch for ch in decoded if len(ch) == 1 and (ch in MARKS or is_usual(ch) or _WIDE.match(ch)))


# ---- what an encoding does not define --------------------------------------------------------------------------------


class _Holes:
    """The bytes, and pairs of bytes, that are no character of an encoding: what its readers lose.

    `vanished` are other bytes that were lost: control characters and the like, which many programs drop. A reader that
    `swallows` takes the ASCII character behind a byte with it.
    """

    def __init__(
        self, encoding: str, vanished: frozenset[int], *, are_known: bool, swallows: bool, are_gone_in_pairs: bool
    ) -> None:
        self.are_known = are_known
        self.swallows = swallows
        self.are_gone_in_pairs = are_gone_in_pairs
        self.is_of_pairs = encoding not in _READ_AS_BYTES
        self.encodings = _AS_READ.get(encoding, (encoding,))
        undefined = frozenset(byte for byte in range(0x80, 0x100) if not _is_defined(encoding, byte))
        self.single = frozenset({0x80}) if self.is_of_pairs else undefined | vanished

    def before(self, following: str, usual: range = _TAILS) -> frozenset[int] | None:
        """Return the bytes that were lost before another; None when it may have been any."""
        if not self.are_known:
            return None
        if not self.is_of_pairs:
            return self.single
        if not following or not ("@" if usual is not _TAILS else "\x80") <= following <= "\xff":
            return None
        return _before(self.encodings, ord(following), usual) | self.single

    def around(self) -> tuple[frozenset[int] | None, frozenset[int] | None]:
        """Return the last bytes of characters, and the first ones of the next, that were lost together."""
        if not self.are_known:
            return None, None
        if not self.is_of_pairs:
            return self.single, None
        pairs = [(b, c) for c in range(0xE2, 0xF0) for b in _before(self.encodings, c, _TAILS)]
        return frozenset(b for b, _ in pairs), frozenset(c for _, c in pairs)

    def pairs(self) -> tuple[str, ...]:
        """Return the pairs that may be lost at the end of a character; none when it may be any."""
        return _pairs(self.encodings, None if self.is_of_pairs else self.single) if self.are_known else ()


def _holes_of(way: _Way, symbols: str) -> _Holes:
    """Return what the reader of a text lost: of what often vanishes, that which is nowhere seen."""
    seen = frozenset(map(ord, set(symbols)))
    vanished = _DROPPED - seen if way.vanishing else frozenset()
    is_of_pairs = way.written == "utf-8" and way.read not in _READ_AS_BYTES
    in_pairs = is_of_pairs and way.vanishing and re.search(f"[\xe2-\xef]{_C}{{3}}(?!{_C})", symbols) is not None
    swallows = is_of_pairs and _swallows(symbols)
    return _holes(way.read, vanished, are_known=way.is_first, swallows=swallows, are_gone_in_pairs=in_pairs)


@cache
def _holes(encoding: str, vanished: frozenset[int], *, are_known: bool, swallows: bool, are_gone_in_pairs: bool) -> _Holes:
    return _Holes(encoding, vanished, are_known=are_known, swallows=swallows, are_gone_in_pairs=are_gone_in_pairs)


@cache
def _is_defined(encoding: str, *data: int) -> bool:
    try:
        return bool(bytes(data).decode(encoding))
    except UnicodeDecodeError:
        return False


def _are_defined(encodings: tuple[str, ...], *data: int) -> bool:
    return all(_is_defined(encoding, *data) for encoding in encodings)


@cache
def _before(encodings: tuple[str, ...], following: int, usual: range) -> frozenset[int]:
    return frozenset(byte for byte in usual if not _are_defined(encodings, byte, following))


@cache
def _pairs(encodings: tuple[str, ...], single: frozenset[int] | None) -> tuple[str, ...]:
    pairs = product(_TAILS, _TAILS)
    if single is None:
        return tuple(chr(a) + chr(b) for a, b in pairs if not _are_defined(encodings, a, b))
    return tuple(chr(a) + chr(b) for a, b in pairs if a in single and b in single)


# ---- written in pairs of bytes ---------------------------------------------------------------------------------------

_PAIR = "[\x81-\xfe][\x40-\x7e\x80-\xfe]"
_FOUR = "[\x81-\xfe][0-9][\x81-\xfe][0-9]"
_PIECES = re.compile(f"(?P<whole>(?:{_PAIR}|[{_PLAIN}])+)|(?P<four>{_FOUR})|(?P<odd>.)")
_MAYBE_LOST = re.compile(r"(?<=[\x80-\xff])\?(?=[\x80-\xff])")
_HALF_LOST, _WHOLLY_LOST, _HALF_GONE, _UNDEFINED = 13.0, 14.0, 20.0, 30.0  # nats; a character in use costs 5 to 12


def _pair_pieces(symbols: str, first: int, last: int, way: _Way, holes: _Holes) -> Iterator[_Piece]:
    if way.vanishing or symbols.find(_LOST, first, last) >= 0:
        alone = _HALF_GONE if way.vanishing else _UNDEFINED
        for start, end in pairwise(_laid_out(symbols, first, last, way.written, alone)):
            yield _pair_or_half(symbols, start, end, way, holes)
        return
    for match in _PIECES.finditer(symbols, first, last):
        got = match.group()
        said = got.encode("latin-1").decode(way.written, "replace")
        widths = [1 if ch < "\x80" else 2 for ch in said]
        if match.lastgroup == "whole" and sum(widths) == len(got):
            yield said, widths, {}
        else:
            yield from (_one(each, way.written) for each in (re.findall("[\x81-\xfe].|.", got) if len(got) != 4 else [got]))


def _one(got: str, written: str) -> _Piece:
    if not max(got) <= "\xff":
        return UNKNOWN, [len(got)], {}
    ch = got.encode("latin-1").decode(written, "replace")
    return (ch if len(ch) == 1 else UNKNOWN), [len(got)], {}


def _cost_of(symbols: str, written: str) -> float:
    """Return what bytes cost as text, of which it is not known whether the first begins a character."""
    ways = (_laid_out(symbols, first, len(symbols), written, _UNDEFINED) for first in (0, 1))
    return min(_cost_as_laid_out(symbols, way, written) for way in ways)


def _cost_as_laid_out(symbols: str, way: Sequence[int], written: str) -> float:
    pieces = [symbols[start:end] for start, end in pairwise(way)]
    odd = sum(len(each) == 1 and each >= "\x80" for each in pieces)
    said = (each if each < "\x80" else _one(each, written)[0] for each in pieces if len(each) == 2 or each < "\x80")
    return odd * _UNDEFINED + _language().of(simplify("".join(said)))


@cache
def _language() -> Words:
    return Words()


def _laid_out(symbols: str, first: int, last: int, written: str, alone: float) -> list[int]:
    """Return where characters begin, and where the last one ends: the likeliest way to lay out bytes of which some are lost.

    `alone` is what a byte costs of which the other one vanished.
    """
    costs = _pair_costs(written)
    best, came = [0.0] + [inf] * (last - first), [0] * (last - first + 1)
    for i, (a, b) in enumerate(zip(symbols[first:last], symbols[first + 1 : last] + "\n", strict=True)):
        is_plain = a < "\x80"
        single = best[i] + (0.0 if is_plain else _WHOLLY_LOST if a == _LOST else alone)
        if single < best[i + 1]:
            best[i + 1], came[i + 1] = single, i
        if not is_plain and i + 2 < len(best) and best[i] + costs[a + b] < best[i + 2]:
            best[i + 2], came[i + 2] = best[i] + costs[a + b], i
    at = len(best) - 1
    found = [at]
    while at > 0:
        at = came[at]
        found.append(at)
    return [first + at for at in reversed(found)]


class _PairCosts(dict[str, float]):
    """What pairs of bytes cost as a character of an encoding."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.written = written

    def __missing__(self, pair: str) -> float:
        cost = _UNDEFINED
        if _LOST in pair:
            other = pair.replace(_LOST, "")
            is_half = "\x80" < other <= "\xfe" or (self.written == "big5hkscs" and pair[0] == _LOST and "@" <= other <= "~")
            cost = _HALF_LOST if is_half else _UNDEFINED
        elif re.fullmatch(_PAIR, pair):
            ch = _one(pair, self.written)[0]
            cost = single(simplify_character(ch)) if ch != UNKNOWN else _UNDEFINED
        return self.setdefault(pair, cost)


@cache
def _pair_costs(written: str) -> Mapping[str, float]:
    return _PairCosts(written)


def _pair_or_half(symbols: str, start: int, end: int, way: _Way, holes: _Holes) -> _Piece:
    got, following = symbols[start:end], symbols[end : end + 1]
    if got == _LOST:
        return UNKNOWN, [1], {}
    if _LOST in got:
        return UNKNOWN, [2], {0: _halves(got, following if got[1] == _LOST else got[1], way, holes)}
    if len(got) == 2 or got < "\x80":
        return _one(got, way.written)
    return UNKNOWN, [1], {0: _halves(got + _LOST, following, way, holes) + _halves(_LOST + got, got, way, holes)}


def _halves(got: str, following: str, way: _Way, holes: _Holes) -> str:
    """Return the characters in use of which one byte was lost before another."""
    lost = holes.before(following, range(0x80, 0x100))
    return _characters_with(got, way.written, lost)


@cache
def _characters_with(got: str, written: str, lost: frozenset[int] | None) -> str:
    tried = [got.replace(_LOST, chr(byte)) for byte in range(0x40, 0xFF) if lost is None or byte in lost]
    found = (_one(pair, written)[0] for pair in tried if re.fullmatch(_PAIR, pair))
    return "".join(ch for ch in found if ch in MARKS or is_usual(ch))


# ---- where passages begin and end ------------------------------------------------------------------------------------


@cache
def _runs(way: _Way) -> re.Pattern[str]:
    if way.written == "utf-8":
        whole = _whole(vanishing=way.vanishing)
        anything = "|".join((whole, *(part for _, part in _broken_parts(way)), f"[{_PLAIN}]"))
        last = f"[\xe3-\xef]{_C}{_SIGN}"
        part = f"(?:{last}(?:{_SIGN}|{_C}{{2}})?|[\xe3-\xef]?{_SIGN}{_C}{{1,2}})"
        broken = f"{part}(?:[{_PLAIN}]{{0,4}}{part})?(?=[{_PLAIN}]{{0,4}}{_WHOLE})|{last}[0-9]{{1,4}}(?={last})"
        broken += f"|(?:\xe3\x80{_SIGN}{'?' * way.vanishing}){{1,6}}(?=[{_PLAIN}]{{0,12}}[\xe3-\xef]{_C})"  # an indent
        if way.vanishing:
            broken += f"|[\xe3-\xef](?:{_C}{{3}}|{_C}\x20?)?(?={_WHOLE})"
    else:
        whole = _PAIR
        gone = "|[\x81-\xfe]" if way.vanishing else ""
        anything, broken = f"{whole}|{_FOUR}|[\x81-\xfe]?{_LOST}|[{_PLAIN}]{gone}", f"[\x81-\xfe]?{_LOST}(?={whole})"
    return re.compile(f"(?:{whole}|{broken})(?:{anything})*")


# ---- passages and edits ----------------------------------------------------------------------------------------------


def _passage(text: str) -> _Passage:
    return _Passage(text, range(len(text)), range(1, len(text) + 1), {})


def _stood(passage: _Passage, text: str) -> str:
    return text[passage.starts[0] : passage.ends[-1]]


def _filled(passage: _Passage, text: str, words: Words) -> _Passage:
    """Return the passage with the lost characters for which what stands around them leaves one choice."""
    if not passage.choices:
        return passage
    behind = text[passage.ends[-1] : passage.ends[-1] + 1].strip()
    found = fill(passage.text + behind, _in_script(passage), words)
    return passage._replace(text="".join(found.get(i, ch) for i, ch in enumerate(passage.text)))


def _in_script(passage: _Passage) -> Mapping[int, str]:
    """Return the choices without traditional ones when the other characters are simplified."""
    if is_traditional(passage.text):
        return passage.choices
    return {at: "".join(ch for ch in some if simplify_character(ch) == ch) for at, some in passage.choices.items()}


def _edits_of(passage: _Passage, text: str) -> Iterator[Edit]:
    """Yield what a passage changes: what stands between characters that stay, as one."""
    first = 0
    is_same = [text[start:end] == ch for ch, start, end in zip(passage.text, passage.starts, passage.ends, strict=True)]
    for at in range(1, len(is_same) + 1):
        if at == len(is_same) or is_same[at] or is_same[at - 1]:
            is_apart = at == len(is_same) or passage.starts[at] >= max(passage.ends[first:at])
            if is_apart:
                yield from _edit(passage, first, at, text)
                first = at


def _edit(passage: _Passage, first: int, last: int, text: str) -> Iterator[Edit]:
    start, end, after = passage.starts[first], max(passage.ends[first:last]), passage.text[first:last]
    if text[start:end] != after:
        yield Edit(start, end, after, tuple(zip(passage.starts[first:last], passage.ends[first:last], strict=True)))


def _signs(text: str) -> Iterator[Edit]:
    """Yield the marks and signs that were read one character a byte in a text that is right otherwise: â€œ is “."""
    if not _MANGLED_SIGN.search(text) or len(_HAN.findall(text)) < sum(map(len, _RUN.findall(text))):
        return
    pattern, signs = _mangled_signs()
    for run in _RUN.finditer(text):
        found = list(pattern.finditer(text, *run.span()))
        if not pattern.sub("", run.group()).strip(_SIGNS):
            yield from (Edit(*match.span(), signs[match.group()]) for match in found)


_MANGLED_SIGN = re.compile("[âãï][\x80-\x9f€‚¼½]|Â[\xa0«»°±·®©]|Ã[—·\x97]")
_RUN = re.compile(f"[{_HIGH}](?:[{_HIGH}]|(?<=â€)\ufffd)*")


@cache
def _mangled_signs() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return what signs of Chinese texts become in cp1252 and latin-1; what those do not define may be U+FFFD, or missing."""
    signs = [chr(code) for start, end in ((0x2010, 0x2040), (0x3000, 0x3020), (0xFF01, 0xFF5F)) for code in range(start, end)]
    found: dict[str, str] = {}
    for sign in (*reversed(signs), *"\xa0«»°±·®©×÷", "”"):  # which is the usual one of those that end in a byte that is missing
        data = sign.encode()
        bytewise = "".join(map(chr, data))
        read = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)
        found |= dict.fromkeys((bytewise, read, data.decode("cp1252", "replace")), sign)
        if sign in "”":
            found[data.decode("cp1252", "ignore")] = sign
    found = {mangled: sign for mangled, sign in found.items() if UNKNOWN not in mangled or sign == "”"}
    return re.compile("|".join(sorted(map(re.escape, found), key=lambda each: (-len(each), each)))), found


def _replaced(text: str) -> Iterator[Edit]:
    """Yield the replacement characters that were read as 锟斤拷, as what they say: unknown."""
    if "锟斤" in text:
        for match in _REPLACED.finditer(text):
            yield Edit(match.start(), match.end(), UNKNOWN * max(1, len(match.group()) * 2 // 3))
