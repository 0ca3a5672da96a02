"""The day on which a document that is itself the report was issued: that of the report (现将《某方案》印发给你们)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.records import Activity, Document, Period

_HEREBY = re.compile(r"现(?:将|把|予|予以)?(?!场|状)[^。，；]{0,30}?(?:印发|下发|转发|发布|公布)|(?:印发|下发|转发)给你们")
_STOP = re.compile("[。\n]")
_TITLE = re.compile(r"\s*(?P<by>[^\n《]*(?:印发|发布|公布|下发))?[^\n]*(?:通知|公告|通告|意见|决定|通报|办法|方案)[^\S\n]*\n")
_DAY = "2024-01-01"


def with_day_of_issue(activities: Sequence[Activity], document: Document) -> tuple[Activity, ...]:
    """Return the activities; what is issued by the very words of a report, or is its title, was issued on its day."""
    if document.date is None or len(document.date) < len(_DAY):
        return tuple(activities)
    today = Period(document.date, document.date, document.date, is_inferred=True)
    return tuple(replace(a, period=today) if _is_issued_here(a, document.text) else a for a in activities)


def _is_issued_here(activity: Activity, text: str) -> bool:
    if activity.predicate != "issued" or activity.status != "done" or activity.object.type != "Document":
        return False
    thing = activity.object.span
    title = _TITLE.match(text)
    if title and thing.end <= title.end() and (title["by"] or (thing.start <= 2 and thing.end >= title.end() - 3)):
        return True
    said = activity.evidence.span
    stop = _STOP.search(text, said.end)
    return _HEREBY.search(text, max(0, said.start - 6), stop.start() if stop else len(text)) is not None
