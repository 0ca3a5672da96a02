"""Stretches of time beside each other: how long one is, whether it lies in another, before it or ahead."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from kg.records import Period

_END_OF_MONTH = re.compile(r"月(?:[底末]|下旬)$")
LONG = 32  # days, of a time that holds beyond its paragraph


def since(period: Period, frame: Period | None) -> Period:
    """Return a period that only has an end (截至目前) with the beginning of the time spoken of before it."""
    if period.start or frame is None or not frame.start or (period.end or "") < frame.start:
        return period
    return replace(period, start=frame.start, is_inferred=True)


def is_unbegun(period: Period, today: str) -> bool:
    """Return whether a time only says by when something is to be done, at the earliest now: 9月底前, 年内."""
    return bool(today) and (not period.start or period.text == "年内") and (period.end or "") >= today


def days_of(period: Period | None) -> int | None:
    """Return how many days a period has, None where it is open."""
    if period is None or not period.start or not period.end:
        return None
    try:
        return (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days + 1
    except ValueError:
        return None


def lies_ahead(period: Period | None, today: str | None) -> bool:
    """Return whether a time begins after a report was written: nothing in it has been done yet.

    The end of the month of the report (6月底 on the 29th) does not.
    """
    if period is None or not period.start or not today:
        return False
    known = 7 if _END_OF_MONTH.search(period.text) else len(today)
    return period.start[:known] > today[:known]


def a_year_before(period: Period) -> Period:
    """Return the same stretch of the year before."""
    start, end = (
        f"{int(day[:4]) - 1}{day[4:]}".replace("02-29", "02-28") if day else None for day in (period.start, period.end)
    )
    return replace(period, start=start, end=end, is_inferred=True)


def is_far_behind(period: Period | None, other: Period | None) -> bool:
    """Return whether a period is over a year and more before the year in which another begins."""
    if period is None or other is None or not period.end or not other.start:
        return False
    return int(period.end[:4]) < int(other.start[:4]) - 1


def is_long(period: Period | None) -> bool:
    """Return whether a period holds beyond its paragraph: a season, a year, or open."""
    days = days_of(period)
    return period is not None and (days is None or days >= LONG)


def lies_within(period: Period, other: Period | None) -> bool:
    """Return whether a period is a part of a longer one."""
    if other is None or not other.start or not period.start or period == other:
        return False
    ends = not other.end or (period.end or other.end) <= other.end
    part = not is_long(period) or (not period.end and period.start[:4] == other.start[:4])
    return other.start <= period.start and ends and part and is_long(other)
