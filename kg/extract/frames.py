"""Which time holds for a sentence that states none: the day spoken of last, or the time that the whole report is of.

A report of a year, a month or a holiday tells of single days in between (3月20日召开…); what follows is of the whole time,
unless it goes on about that day (会上, 随后, 某某出席).
"""

from __future__ import annotations

import re

from kg.extract.spells import LONG, days_of, is_long
from kg.extract.times import is_recent
from kg.records import Period

_GOES_ON = re.compile(
    r"会上|会议|会后|会前|与会|当[天日晚场夜]|活动|现场|期间|同[日月]|次日|翌日|随[即后之]|接着|此后|其后|之后|最终|该|此|这|其|截[至止]"
    r"|[^，。；]{0,14}(?:随[即后]|接着|迅速|立即|第一时间|连夜)"
    r"|[^，。；]{0,30}(?:会上|出席|参加|主持|讲话|致辞|发言|到会|签约|签署)"
)


def goes_on(text: str, start: int) -> bool:
    """Return whether a sentence is still of the day that the one before it told of.

    >>> goes_on("会上，三家企业签约。", 0), goes_on("某某局获评先进集体。", 0)
    (True, False)
    """
    return _GOES_ON.match(text, start) is not None


_SAME_EVENT = re.compile(r"会上|会议|会期|与会|节会|展会|期间|活动|当[天日晚]|届时|同[日月]|其间")


def goes_on_then(text: str, start: int) -> bool:
    """Return whether a sentence is of the day to come that the one before it told of: 届时, 活动期间."""
    return _SAME_EVENT.match(text, start) is not None


def lies_inside(period: Period | None, other: Period | None) -> bool:
    """Return whether a time is a part of another, longer one that has begun and ended."""
    if period is None or other is None or not (period.start and period.end and other.start):
        return False
    inside = other.start <= period.start and (other.end is None or period.end <= other.end)
    return inside and (period.start, period.end) != (other.start, other.end)


def whole_time(frame: Period | None, reported: Period | None, wide: Period | None) -> Period | None:
    """Return the time that a short one is only a part of: that of the report, or a long one spoken of; else the time itself."""
    if frame is None or (is_long(frame) and not is_beginning(frame)) or is_recent(frame) or frame == reported:
        return frame
    around = [
        whole for whole in (reported, wide) if whole is not None and (lies_inside(frame, whole) or begins_in(frame, whole))
    ]
    return min(around, key=lambda whole: days_of(whole) or LONG * 100, default=frame)


def is_beginning(period: Period | None) -> bool:
    """Return whether a time only says from when something is done (7月8日起), which holds for nothing else."""
    return period is not None and period.end is None and period.text.endswith("起")


def begins_in(period: Period, whole: Period) -> bool:
    """Return whether a time is a beginning in a stretch that has begun and ended before."""
    if not is_beginning(period) or not (period.start and whole.start and whole.end):
        return False
    return whole.start <= period.start <= whole.end


def is_stretch(period: Period | None) -> bool:
    """Return whether a time has several days, and may be that of a whole report."""
    return period is not None and not is_recent(period) and (is_long(period) or (days_of(period) or 0) > 1)


def is_looked_back_at(period: Period, frame: Period | None) -> bool:
    """Return whether a time within a sentence lies in a year before the stretch spoken of: it dates nothing behind it."""
    if frame is None or not is_stretch(frame):
        return False
    return bool(period.end) and (period.end or "")[:4] < (frame.start or frame.end or "")[:4]
