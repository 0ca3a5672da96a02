"""Where a clause begins with those who join in, and leaves out whom they join: 4至10月联合|某局、某院打击…, 与|某行试推…."""

from __future__ import annotations

import re

WITH_HEAD = re.compile(r"(?:并|还|也|又|则|再|另|随后)*(?:会同|联合|联同|协同|携手|与|同|和|跟)")
WITH_OTHERS = re.compile(rf"{WITH_HEAD.pattern}[^，、]{{2,20}}、$")
_WHEN = re.compile(
    r"(?:(?:20\d\d|[今去前明])年(?:以来|[初底])?|[上下]半年|[一二三四]季度|[春夏秋冬]季|\d{1,2}(?:[至到—–-]\d{1,2})?月(?:份|[初底]|[上中下]旬)?"
    r"|\d{1,2}日|当[天日晚月年]|[次同]年|(?:开学|汛期|节|春耕|入[春夏秋冬汛])(?:以来|前夕|前|后)|年[初底内]|月[初底])+(?:起|前|后|开始|以来)?"
)


def without_time(lead: str) -> str:
    """Return the beginning of a clause without the time that it opens with.

    >>> without_time("4至10月联合"), without_time("12月15日起与"), without_time("某局与")
    ('联合', '与', '某局与')
    """
    return _WHEN.sub("", lead, count=1) if _WHEN.match(lead) else lead
