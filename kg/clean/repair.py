"""What scrapers and mirrors did to the words, undone: bracketed pinyin."""

from __future__ import annotations

import re

from kg.clean.align import Aligned, Edit, apply
from kg.records import Repair

# A syllable with its tone mark, in ASCII brackets, right after the character it is the reading of: 長(zhǎng)
SYLLABLE = r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[aoeiuüv]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ][aoeiuü]*(?:ng|n|r)?"
_PINYIN = re.compile(rf"(?<=[\u3400-\u9fff])\({SYLLABLE}\)")


def drop_pinyin(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Drop the readings that a mirror put behind characters: 長(zhǎng)遠(yuǎn) is 長遠.

    A single reading in a text may be the author's own and stays.
    """
    found = list(_PINYIN.finditer(before.text))
    if len(found) < 2:
        return before, []
    return apply(before, [Edit(m.start(), m.end(), "") for m in found], "pinyin")
