"""Villages and communities by where they stand, whatever the tagger made of their names: 建|新坡社区|开展…, 桥头|社区|用上….

A clause begins with such a name, and a verb follows: what the tagger takes for a verb before a village (建, 打, 上) is the
first character of its name there, for two verbs with a village between them need one that governs a doer (请, 让, 派, 帮).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.words import Word, Words

Row = tuple[int, int, str, str]

_HEAD = re.compile(r"(?:(?<![\u4e00-\u9fff\d”）])|(?<=[、由]))(?P<name>[\u4e00-\u9fff]{2,5}?(?:村|社区|街道|屯|嘎查|苏木))")
_GOVERNS = (  # one character before a village that acts, and no name begins with
    "到在赴由进访请帮让派为对向从往与和同据经以凭按依托把被将令使叫教引领带促推扶援驻去来走入下抓管给治整创评设选看查送替比就用当"
    "每该各本此另全两多某"
)
_ACTS = ("v", "vd", "p", "d", "ad", "TIME")
_STEM = ("n", "s", "f", "LOC", "ORG", "PER", "nz", "nw")


def villages(words: Words) -> Iterator[Row]:
    """Yield the villages and communities with which a clause begins and that act."""
    for match in _HEAD.finditer(words.text):
        start, end = match.span("name")
        parts = words.between(start, end)
        whole = words.starts(start) and words.ends(end) and words.label(end) in _ACTS
        if whole and len(parts) > 1 and _is_name(words.text, parts):
            yield start, end, "Place/division", "places/village"


def _is_name(text: str, parts: list[Word]) -> bool:
    """Return whether the tagger's pieces are a village's name: a noun and what it is, or a torn first character and a place."""
    first, last = parts[0], parts[-1]
    torn = first.end - first.start == 1 and text[first.start] not in _GOVERNS and last.end - last.start > 1
    if torn and (first.label in ("v", "a", "LOC", "n", "f", "vn")):
        return parts[1].label == "LOC"
    return first.label in _STEM and first.end - first.start > 1 and len(parts) == 2 and last.end - last.start <= 2
