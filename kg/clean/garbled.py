"""Whether a text is garbage: decoded by a wrong encoding, and nothing that can be put back.

Chinese text has its marks and common characters. Where there are hardly any, what the repair of encodings makes of the
beginning decides: garbage has seldom characters, or U+FFFD, where Chinese text has words.
"""

from __future__ import annotations

import re

from kg.clean.align import align
from kg.clean.mojibake import UNKNOWN, reads_like_chinese, restore_encoding
from kg.clean.normalize import simplify, usual_characters

_LOOKED_AT = 3000  # characters
_FEWEST = 40  # of them beyond ASCII: fewer tell nothing
_PLAINLY = 0.08  # share of marks and the commonest characters in any Chinese text
_COMMON = re.compile("[，。、；：的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工]")
_HAN = re.compile("[\u3400-\u9fff]")
_READS, _USUAL, _MOST_UNKNOWN = 0.15, 0.7, 0.45
_ODD = re.compile("[^\u4e00-\u9fff\u3000-\u303f\uff00-\uff65\x00-\x7f·—…“”‘’]")
GARBLED = "garbled: decoded by a wrong encoding before it was saved; fetch it again or save it as UTF-8"


def is_garbled(text: str) -> bool:
    """Return whether a text is garbage that no repair can put back.

    >>> is_garbled("东山县市场监督管理局组织开展食品安全专项检查。" * 4)
    False
    >>> is_garbled(("东山县市场监督管理局组织开展食品安全专项检查。" * 4).encode().decode("big5", "ignore"))
    True
    """
    start = text[:_LOOKED_AT]
    high = len(start) - len(start.encode("ascii", "ignore"))
    is_damaged = start.count(UNKNOWN) > _MOST_UNKNOWN * high
    if high < _FEWEST or (not is_damaged and len(_COMMON.findall(start)) >= _PLAINLY * high):
        return False
    after = restore_encoding(align(start))[0].text
    beyond = [ch for ch in after if ch > "\x7f"]
    if after.count(UNKNOWN) > _MOST_UNKNOWN * len(beyond):
        return True
    if _is_written(start):
        return False
    han = _HAN.findall(after)
    usual = sum(map(usual_characters().__contains__, han))
    return len(han) >= _FEWEST // 2 and reads_like_chinese(after) < _READS and usual < _USUAL * len(han)


def _is_written(text: str) -> bool:
    """Return whether a text has characters of the first standard (GB/T 2312) alone: a list of names has no other words."""
    return _ODD.search(text) is None and all(map(_is_standard, _HAN.findall(simplify(text))))


def _is_standard(ch: str) -> bool:
    try:
        return bool(ch.encode("gb2312"))
    except UnicodeEncodeError:
        return False
