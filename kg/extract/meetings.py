"""The day of a meeting told of before, and of one that only its day says which it is (4月7日的调度会): when was said what."""

from __future__ import annotations

import re

_AT = re.compile(r"[^，。；]{0,6}(?:会上|会议[上期强要指明听审]|会议，|与会)")
_OF = re.compile(r"的[^，。；：“”\n]{0,24}?(?:会|会议|论坛|仪式|活动|培训班)(?:上|由|[，中]|期间)")


def is_at_meeting(text: str, start: int) -> bool:
    """Return whether a sentence tells what was said or done at the meeting told of before.

    >>> is_at_meeting("会上，三家企业签约。", 0), is_at_meeting("三家企业签约。", 0)
    (True, False)
    """
    return _AT.match(text, start) is not None


def is_of_meeting(text: str, end: int) -> bool:
    """Return whether a day that ends here says which meeting is meant: what was said there was said on it.

    >>> is_of_meeting("4月7日的调度会上", 4), is_of_meeting("4月7日的数据", 4)
    (True, False)
    """
    return _OF.match(text, end) is not None
