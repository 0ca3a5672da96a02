"""Which encoding the bytes of a text are in, told from the bytes alone.

A byte order mark says it; so does being UTF-8, which nothing else is by accident. The rest (GB18030, Big5 with the characters
of Hong Kong, UTF-16 without a mark) decode each other's bytes into something: the one in which most characters are frequent
ones wins.
"""

from __future__ import annotations

import codecs
import re
from functools import cache, lru_cache

from kg.clean.language import initials
from kg.clean.normalize import simplified_forms

_SAMPLE = 1200  # bytes by which encodings are compared, from the first that is not ASCII on
_MOST_ODD = 0.02  # of the characters: holes, broken bytes, and what is seldom seen
_LEAST_FREQUENT = 0.2  # share of frequent characters
_PLAINLY = 0.4  # the share from which on no other encoding is tried: text in a wrong one has far less
_LEAST_OTHER = 12  # bytes in another encoding than UTF-8: fewer are broken ones
_BROKEN = 5  # frequent characters that one broken byte speaks against
_MARKS = {  # those of UTF-32 first: that of UTF-16 begins like one
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_ASCII = re.compile(rb"[\x00-\x7f]+")
_HIGH = re.compile(rb"[\x80-\xff]")
_HOLES = re.compile(r"[\ue000-\uf8ff\ufffd\U00010000-\U0010ffff]")  # private, broken or very rare
_HAN_UTF8 = rb"[\xe3-\xe9][\x80-\xbf]{2}"
_UTF8_RUN = re.compile(_HAN_UTF8 + _HAN_UTF8 + rb"(?:[\xe2-\xef][\x80-\xbf]{2}|[\x20-\x7e])*" + _HAN_UTF8)
_IN_BYTES = ("utf-8", "gb18030", "big5hkscs")
_OTHERS = (*_IN_BYTES, "utf-16-le", "utf-16-be")
_PUNCTUATION = "，。、；：“”「」（）《》！？"


def decode_text(data: bytes) -> str | None:
    """Return the text of bytes, None when they are no text; a few broken bytes become U+FFFD.

    >>> decode_text("公安局".encode("gb18030")), decode_text("公安局".encode("utf-16"))
    ('公安局', '公安局')
    """
    encoding = likely_encoding(data)
    if encoding in ("utf-8", *_MARKS.values()) and _is_valid(data, encoding):
        return data.decode(encoding)
    if encoding in _OTHERS and b"\0" not in data and (mixed := _mixed(data)) is not None:
        return mixed
    text = data.decode(encoding, "replace")
    odd = len(_HOLES.findall(text))
    is_text = odd <= max(2, _MOST_ODD * len(text)) and _fitness(_sample(data), encoding) >= _LEAST_FREQUENT
    return text if is_text else None


def likely_encoding(data: bytes) -> str:
    """Return the encoding that a text is most likely in.

    >>> likely_encoding("本縣警察局加強取締，成效良好。".encode("big5"))
    'big5hkscs'
    >>> likely_encoding("2023年，全县公安机关查处酒驾12起。".encode("utf-16-le"))
    'utf-16-le'
    """
    marked = next((encoding for mark, encoding in _MARKS.items() if data.startswith(mark)), None)
    if marked:
        return marked
    if b"\0" not in data and _is_valid(data, "utf-8"):
        return "utf-8"
    fitting = (encoding for encoding in _OTHERS if _fitness(_sample(data), encoding) >= _PLAINLY)
    return next(fitting, None) or max(_OTHERS, key=lambda encoding: _fitness(_sample(data), encoding))


def _mixed(data: bytes) -> str | None:
    """Return a text of which some lines, or parts of lines, are UTF-8 and others in another encoding; None when it is none."""
    if not _UTF8_RUN.search(data):
        return None
    lines = data.split(b"\n")
    others = b"\n".join(_UTF8_RUN.sub(b"", line) for line in lines if not _is_valid(line, "utf-8"))
    written = max(_IN_BYTES[1:], key=lambda encoding: _fitness(_sample(others), encoding))
    is_enough = len(_ASCII.sub(b"", others)) >= _LEAST_OTHER and _fitness(_sample(others), written) >= _PLAINLY
    return "\n".join(_in_parts(line, written) for line in lines) if is_enough else None


def _in_parts(line: bytes, written: str) -> str:
    """Return a line of which the runs of UTF-8 are read so, and what stands between them in the other encoding."""
    if _is_valid(line, "utf-8"):
        return line.decode()
    if _is_valid(line, written) and _fitness(line, written) >= _PLAINLY:
        return line.decode(written)
    parts, done = [], 0
    for run in _UTF8_RUN.finditer(line):
        parts += [line[done : run.start()].decode(written, "replace"), run.group().decode()]
        done = run.end()
    return "".join((*parts, line[done:].decode(written, "replace")))


def _sample(data: bytes) -> bytes:
    first = _HIGH.search(data)
    start = first.start() & ~1 if first else 0  # UTF-16 stands in pairs of bytes
    return data[start : start + _SAMPLE]


def _is_valid(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


@lru_cache(maxsize=16)
def _fitness(data: bytes, encoding: str) -> float:
    """Return which share of the characters is frequent in Chinese, as far as the bytes are text of the encoding at all."""
    text = data.decode(encoding, "replace").removesuffix("\ufffd")
    telling = len(text) - len(text.encode("ascii", "ignore")) + text.count("\0")
    broken = _BROKEN * text.count("\ufffd")
    if broken >= telling:
        return 0.0
    return (sum(map(len, _frequent().findall(text))) - broken) / telling


@cache
def _frequent() -> re.Pattern[str]:
    """Return the pattern of characters that are frequent in Chinese, in either script."""
    frequent = initials()
    both = frequent.union(_PUNCTUATION, (ch for ch, plain in simplified_forms().items() if plain in frequent))
    return re.compile(f"[{re.escape(''.join(sorted(both)))}]+")
