"""When a plan is for that states no time: by the clause behind it, from its meeting or its report on, in the year begun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kg.extract.spells import days_of
from kg.records import Period

LONGEST_MEETING = 5  # days
QUARTER = 92  # days
JUST_MET = 14  # days after a meeting in which a report still tells what it settled
LAST_OF_PLANNING = 2  # the last month in which plans without a time are for the year that has begun
_DAY = "2024-01-01"
_ADVERBS = re.compile(r"，(?:计划|预计|力争|争取|确保|拟|将|于|在|可|也|并)*")
_COMES_ABOUT = re.compile(
    r"(?:[前内起]|之前|以前)?(?:可|将|要|就|正式|全面|全部|一并|试)*(?:揭牌|挂牌|投用|投运|投产|投入|建成|建好|上线|运行|运营|启用|开业|开园|开馆|开放|开通|开工"
    r"|通车|印发|出台|发布|公布|实施|施行|执行|报批|送审|完成|完工|竣工|交付|交工|见效|收尾|落地|收官|结束|召开|举办|举行|验收|封顶|推开|铺开|到位)(?:使用|运营|运行)?(?=[，。；、（\n]|$)"
)
_LABEL = re.compile(r"[：:\n　]|$")


def time_behind(text: str, end: int, periods: Sequence[tuple[int, int, Period]]) -> Period | None:
    """Return the time that the next clause gives for what this one plans: 共建研发中心，|6月揭牌."""
    lead = _ADVERBS.match(text, end)
    if lead is None:
        return None
    found = next(((e, p) for s, e, p in periods if s == lead.end()), None)
    return found[1] if found and _COMES_ABOUT.match(text, found[0]) else None


def is_label(text: str, end: int) -> bool:
    """Return whether a clause is a heading or a label of what follows: 四季度安排：."""
    return _LABEL.match(text, end) is not None


def horizon(today: str, met: Period | None = None) -> Period | None:
    """Return when a plan begins that a report of some day tells without a time, inferred; None where the day is not known.

    >>> horizon("2024-09-18").start, horizon("2024-01-18").start
    ('2024-09-18', '2024-01-01')
    """
    if len(today) < len(_DAY):
        return None
    if is_planning_time(today):
        return Period(f"{today[:4]}-01-01", f"{today[:4]}-12-31", today, is_inferred=True)
    if met and met.start and (days_of(met) or 0) <= LONGEST_MEETING and 0 <= _days_between(met.start, today) <= JUST_MET:
        return Period(met.start, None, met.text, is_inferred=True)
    return Period(today, None, today, is_inferred=True)


def is_begun_lately(period: Period, today: str) -> bool:
    """Return whether a month or a quarter spoken of has begun when a report is written: what is left of it is for its plans."""
    begun = period.start is not None and period.end is not None and period.start < today <= period.end
    return begun and (days_of(period) or 0) <= QUARTER


def is_planning_time(today: str) -> bool:
    """Return whether a report is written when a year has just begun."""
    return int(today[5:7] or 12) <= LAST_OF_PLANNING


def _days_between(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
