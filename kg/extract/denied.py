"""What a report says was not done: 未开展某行动, 暂缓建设某平台, 某运动会已取消. It is a fact, and never a deed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.lexica import alternation
from kg.extract.order import last_of, overlaps
from kg.records import Activity, Document, Predicate

OF_DEEDS: tuple[Predicate, ...] = ("ran", "held", "attended", "built", "used", "issued", "received", "cooperatedWith")
_NEAR = 10  # characters between what denies and the name of the thing; twice as many are read behind it for what calls it off
_STOPS = "，。；：！？、\n,;:!?"
_STOP = re.compile(f"[{_STOPS}]")


def with_denials(activities: Sequence[Activity], document: Document) -> tuple[Activity, ...]:
    """Return the activities; a deed that the words right before or behind its object deny has the status `denied`.

    So has one that is only told as a rumour: 网传…系谣言. What was only planned stays planned.
    """
    false = rumours(document.text)
    return tuple(
        replace(a, status="denied")
        if a.status == "done"
        and a.predicate in OF_DEEDS
        and (
            _is_denied(document.text, a.object.span.start, a.object.span.end)
            or overlaps(false, a.object.span.start, a.object.span.end)
        )
        else a
        for a in activities
    )


def rumours(text: str) -> list[tuple[int, int]]:
    """Return where a report only says what is not true: 网传某局停办业务系谣言."""
    return [found.span() for found in alternation("status", "rumour").finditer(text)]


def _is_denied(text: str, start: int, end: int) -> bool:
    """Return whether the words of the same clause before a thing, or those behind it, say that it was not done."""
    denials = alternation("status", "denied").finditer(text, last_of(text, _STOPS, start) + 1, start)
    if any(start - found.end() <= _NEAR for found in denials):
        return True
    found = _STOP.search(text, end, end + 2 * _NEAR)
    stop = found.start() if found else end + 2 * _NEAR
    behind = alternation("status", "denied").search(text, end, stop)  # 《某办法》修订稿未能出台
    return (behind is not None and behind.start() - end <= _NEAR // 2) or (
        alternation("status", "called off").search(text, end, stop) is not None
    )
