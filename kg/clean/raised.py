"""What is set above the line: the digits of a power or a unit stay above it, the number of a footnote is no text."""

from __future__ import annotations

import re

_DIGITS = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_POWER = re.compile(r"[+\-−]?[0-9]{1,3}")
_FOOTNOTE = re.compile(r"[0-9]{1,3}|[\[［〔][0-9]{1,3}[\]］〕]")
_BASE = re.compile(r"[0-9A-Za-zµμΩ)）]\s*$")
_HAN = re.compile(r"[\u3400-\u9fff，。；：！？、”’》]\s*$")


def raise_digits(before: str, raised: str) -> str:
    """Return a superscript in a line of text: 10 and 4 are 10⁴, m and 2 are m²; a number behind a Chinese character goes."""
    bare = raised.strip()
    if _HAN.search(before[-8:]) and _FOOTNOTE.fullmatch(bare):
        return ""
    return bare.translate(_DIGITS) if _BASE.search(before[-8:]) and _POWER.fullmatch(bare) else raised
