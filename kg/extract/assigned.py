"""What a paper only sets as a task is not done yet: 《某规划》部署了实施某行动等7方面任务, 方案提出了建设某平台等举措.

Nor is a meeting held to which something is only submitted: 提请市人大常委会第三次会议审议.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.denied import OF_DEEDS
from kg.extract.lexica import alternation
from kg.extract.order import last_of
from kg.records import Activity, Document, Predicate

_MEETS: tuple[Predicate, ...] = ("held", "attended")
_STOPS = "，。；：\n"
_STOP = re.compile(f"[{_STOPS}]")


def with_assigned(activities: Sequence[Activity], document: Document) -> tuple[Activity, ...]:
    """Return the activities; a deed that the words around its object count among the tasks of a paper is planned.

    So is a meeting of which nothing is told but that it is to decide.
    """
    held = [a for a in activities if a.predicate in _MEETS and a.status == "done"]
    told = {a.object.name for a in held if not _is_submitted_to(document.text, a.object.span.start, a.object.span.end)}
    return tuple(
        replace(a, status="planned")
        if a.status == "done"
        and a.predicate in OF_DEEDS
        and (
            _is_assigned(document.text, a.object.span.start, a.object.span.end)
            or (a.predicate in _MEETS and a.object.name not in told)
        )
        else a
        for a in activities
    )


def _is_submitted_to(text: str, start: int, end: int) -> bool:
    """Return whether something is submitted to a meeting that is to decide on it."""
    submits = alternation("status", "submits").search(text, last_of(text, _STOPS, start) + 1, start)
    return submits is not None and alternation("status", "decides on").match(text, end) is not None


def _is_assigned(text: str, start: int, end: int) -> bool:
    """Return whether a thing stands between what sets tasks (规划部署了, 明确了) and the word for them (等7方面任务)."""
    begin = last_of(text, _STOPS, start) + 1
    sets = alternation("status", "assigns").search(text, begin, start)
    if sets is None or not alternation("status", "paper").search(text, last_of(text, "。\n", start) + 1, sets.end()):
        return False
    stop = _STOP.search(text, end)
    return alternation("status", "tasks assigned").search(text, end, stop.start() if stop else len(text)) is not None
