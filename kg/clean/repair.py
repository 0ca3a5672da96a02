"""What scrapers and mirrors did to the words, undone: bracketed pinyin."""

from __future__ import annotations

import re
from itertools import islice

from kg.clean.align import Aligned, Edit, apply
from kg.clean.language import readings
from kg.records import Repair

# A syllable with its tone mark, in ASCII brackets, right after the character it is the reading of: 長(zhǎng)
SYLLABLE = r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[aoeiuüv]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ][aoeiuü]*(?:ng|n|r)?"
_PINYIN = re.compile(rf"(?<=[\u3400-\u9fff])\({SYLLABLE}\)")
_TONELESS = re.compile(r"(?<=[\u3400-\u9fff])\([a-zü]{1,6}\)")


def has_readings(text: str) -> bool:
    """Return whether readings stand behind characters; a single one may be the author's own."""
    return next(islice(_PINYIN.finditer(text), 1, None), None) is not None


def drop_pinyin(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Drop the readings that a mirror put behind characters: 長(zhǎng)遠(yuǎn) is 長遠.

    One without tone, 們(men), goes too where it is a reading of its character.
    """
    text = before.text
    if not has_readings(text):
        return before, []
    spans = [m.span() for m in _PINYIN.finditer(text)]
    spans += [m.span() for m in _TONELESS.finditer(text) if text[m.start() - 1] in readings().get(m.group()[1:-1], ())]
    return apply(before, [Edit(start, end, "") for start, end in sorted(spans)], "pinyin")
