"""What a demand speaks of by the way is done.

In 要落实某部印发的《…》 the document is out, in 要学习在某会议上的讲话 the meeting is over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.records import Activity

_ISSUED = re.compile(r"(?:印发|发布|公布|出台|颁布|下发|制定|修订|签署)(?:实施|施行)?的(?:新修订的)?$")
_TO_COME = re.compile(r"(?:将|拟|即将|计划|准备|抓紧|尽快|要|需)[^，。；]{0,6}$")
_SPOKEN_AT = re.compile(r"(?:开幕式|闭幕式|闭幕会)?上(?:的|所作的|发表的?)[^，。；]{0,8}(?:讲话|致辞|指示|报告|要求|部署)")
_AT = re.compile(r"在[^，。；]{0,12}$")
_NEAR = 12  # characters before a thing


def with_deeds_by_the_way(activities: Sequence[Activity], text: str) -> tuple[Activity, ...]:
    """Return the activities; what a plan takes for granted by the words around its object is done."""
    return tuple(replace(a, status="done") if a.status == "planned" and _is_past(a, text) else a for a in activities)


def _is_past(activity: Activity, text: str) -> bool:
    start, end = activity.object.span.start, activity.object.span.end
    if activity.predicate == "issued":
        verb = _ISSUED.search(text, max(0, start - _NEAR), start)
        return verb is not None and _TO_COME.search(text, max(0, verb.start() - _NEAR), verb.start()) is None
    at = activity.predicate in ("held", "attended") and _SPOKEN_AT.match(text, end)
    return bool(at) and _AT.search(text, max(0, start - _NEAR), start) is not None
