"""Text written in ASCII for its way, as it was before: quoted-printable (=E4=B8=AD), base64, UTF-7 (+Ti1W-), HZ (~{VP~}).

Mail is sent so, and what is saved from it by hand stays so. What decodes to no Chinese text is left as it is.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re

from kg.clean.encodings import decode_text

_QUOTED = re.compile(rb"(?:=[0-9A-F]{2}){2}")
_BASE64 = re.compile(rb"\s*(?:[A-Za-z0-9+/]{20,200}\r?\n)*[A-Za-z0-9+/]{4,200}={0,2}\s*")
_SHIFT = re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e]){2,}|\x1b\$(?:[AB@]|\([ACD])")
_UTF7 = re.compile(rb"\+(?:[A-Za-z0-9+/]{3,}-?|-)")
_CHINESE = re.compile("[\u3400-\u9fff，。、：；！？（）“”《》]")
_SHARE, _FEWEST = 0.05, 8  # of a text that is quoted; Chinese characters that come out


def received(data: bytes) -> bytes | None:
    """Return the text, in UTF-8, of bytes that are ASCII and stand for others; None when they are what they are.

    >>> received(b"=E4=B8=9C=E5=B1=B1=E5=8E=BF=E5=85=AC=E5=AE=89=E5=B1=80=E9=80=9A=E6=8A=A5").decode()
    '东山县公安局通报'
    """
    if not data.isascii():
        return None
    for is_so, decoded in (
        (_is_quoted, quopri.decodestring),
        (_is_base64, _of_base64),
        (_is_utf7, _of_utf7),
        (_is_shifted, _of_shifts),
    ):
        text = decode_text(decoded(data)) if is_so(data) else None
        if text and len(_CHINESE.findall(text)) >= _FEWEST:
            return text.encode("utf-8", "replace")
    return None


def _is_quoted(data: bytes) -> bool:
    return len(_QUOTED.findall(data)) >= max(_FEWEST, _SHARE * len(data) / 6)


def _is_base64(data: bytes) -> bool:
    return len(data) >= 4 * _FEWEST and _BASE64.fullmatch(data) is not None


def _of_base64(data: bytes) -> bytes:
    try:
        return base64.b64decode(b"".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _is_shifted(data: bytes) -> bool:
    return len(_SHIFT.findall(data)) >= 1


def _of_shifts(data: bytes) -> bytes:
    """Return the text of HZ (~{6+I=~}) or ISO 2022, which tell by signs what follows."""
    return data.decode("iso2022_jp_2" if b"\x1b" in data else "hz", "replace").encode("utf-8", "replace")


def _is_utf7(data: bytes) -> bool:
    runs = _UTF7.findall(data)
    return sum(map(len, runs)) >= max(3 * _FEWEST, _SHARE * len(data)) and b"://" not in b"".join(runs)


def _of_utf7(data: bytes) -> bytes:
    try:
        text = data.decode("utf-7")
    except (UnicodeDecodeError, ValueError):
        return b""
    high = [ch for ch in text if ch > "\x7f"]
    return text.encode("utf-8", "replace") if len(_CHINESE.findall(text)) >= 0.8 * len(high) else b""
