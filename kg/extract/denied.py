"""What a report says was not done: 未开展某行动, 暂缓建设某平台, 某运动会已取消. It is a fact, and never a deed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.lexica import alternation
from kg.records import Activity, Document, Predicate

_OF_DEEDS: tuple[Predicate, ...] = ("ran", "held", "attended", "built", "used", "issued", "received", "cooperatedWith")
_NEAR = 10  # characters between what denies and the name of the thing, or between the name and what calls it off
_STOPS = "，。；：！？、\n,;:!?"


def with_denials(activities: Sequence[Activity], document: Document) -> tuple[Activity, ...]:
    """Return the activities; a deed that the words right before or behind its object deny has the status `denied`.

    What was only planned stays planned.
    """
    return tuple(
        replace(a, status="denied")
        if a.status == "done" and a.predicate in _OF_DEEDS and _is_denied(document.text, a.object.span.start, a.object.span.end)
        else a
        for a in activities
    )


def _is_denied(text: str, start: int, end: int) -> bool:
    """Return whether the words of the same clause before a thing, or those behind it, say that it was not done."""
    before = _back(text, start)
    denials = alternation("status", "denied").finditer(text, max(0, before - _NEAR), start)
    if any(before <= found.start() and start - found.end() <= _NEAR for found in denials):
        return True
    behind = alternation("status", "called off").search(text, end, _on(text, end))
    return behind is not None


def _back(text: str, at: int) -> int:
    """Return where the clause begins that reaches to a place."""
    while at > 0 and text[at - 1] not in _STOPS:
        at -= 1
    return at


def _on(text: str, at: int) -> int:
    """Return where the words end that follow a thing in its clause, a few characters on."""
    stop = at
    while stop < len(text) and stop - at < 2 * _NEAR and text[stop] not in _STOPS:
        stop += 1
    return stop
