"""One fact told by several reports is one: what one telling leaves out of where and when, another says.

Two tellings are of one activity when the same agents did the same to the same thing, and of one result when the same agents
reached the same figure of the same indicator; the reports are of the same weeks, and one says no more than the other: its
place is wider or missing, and so is its time. Where two fuller tellings differ, nothing is joined.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from kg.records import Activity, Entity, Extraction, Mention, Result

ONE_STORY = 31  # days between two reports
_DEEDS = frozenset({"ran", "held", "attended", "built", "used", "issued", "received", "cooperatedWith"})

_Fact = Activity | Result


@dataclass(frozen=True, slots=True)
class _Telling:
    """A fact as one report tells it: where (id and division code) and when."""

    report: str
    date: datetime.date
    fact: _Fact
    place: str
    code: str
    start: str
    end: str

    @property
    def detail(self) -> tuple[str, str, str]:
        return self.place, self.start, self.end

    def leaves_open(self, fuller: _Telling) -> bool:
        """Return whether this telling may be of the fact that another tells more fully."""
        is_near = abs((self.date - fuller.date).days) <= ONE_STORY
        return is_near and self.detail != fuller.detail and self._is_wider(fuller) and self._is_longer(fuller)

    def _is_wider(self, fuller: _Telling) -> bool:
        return self.place in {"", fuller.place} or (self.code != "" and fuller.code.startswith(self.code))

    def _is_longer(self, fuller: _Telling) -> bool:
        starts = not self.start or (fuller.start != "" and self.start <= fuller.start)
        ends = not self.end or (fuller.end != "" and fuller.end <= self.end)
        return starts and ends


def one_story(extractions: tuple[Extraction, ...], owner: Mapping[Mention, Entity]) -> tuple[Extraction, ...]:
    """Return the extractions in which a telling that leaves place or time open has those of the one fuller telling."""
    told: dict[tuple[object, ...], list[_Telling]] = defaultdict(list)
    for extraction in extractions:
        date = _date(extraction.document.date)
        if date is None:
            continue
        for activity in extraction.activities:
            if activity.predicate in _DEEDS:
                told[_deed(activity, owner)].append(_telling(extraction.document.id, date, activity, owner))
        for result in extraction.results:
            told[_outcome(result, owner)].append(_telling(extraction.document.id, date, result, owner))
    fuller: dict[str, dict[_Fact, _Fact]] = defaultdict(dict)
    for tellings in told.values():
        if len({telling.report for telling in tellings}) > 1:
            for telling, fact in _completed(tellings):
                fuller[telling.report][telling.fact] = fact
    return tuple(_with(extraction, fuller.get(extraction.document.id)) for extraction in extractions)


def _completed(tellings: list[_Telling]) -> Iterator[tuple[_Telling, _Fact]]:
    once = [telling for telling in tellings if sum(other.report == telling.report for other in tellings) == 1]
    for telling in once:
        others = [other for other in tellings if other.report != telling.report and telling.leaves_open(other)]
        fullest = [other for other in others if not any(other.leaves_open(another) for another in others)]
        if len({other.detail for other in fullest}) == 1:
            model = min(fullest, key=lambda other: other.report).fact
            yield telling, replace(telling.fact, place=model.place, period=model.period)


def _with(extraction: Extraction, fuller: Mapping[_Fact, _Fact] | None) -> Extraction:
    if not fuller:
        return extraction
    return replace(
        extraction,
        activities=tuple(cast(Activity, fuller.get(fact, fact)) for fact in extraction.activities),
        results=tuple(cast(Result, fuller.get(fact, fact)) for fact in extraction.results),
    )


def _deed(activity: Activity, owner: Mapping[Mention, Entity]) -> tuple[object, ...]:
    return "activity", _ids(activity.agents, owner), activity.predicate, owner[activity.object].id, activity.status


def _outcome(result: Result, owner: Mapping[Mention, Entity]) -> tuple[object, ...]:
    figure = (result.value, result.unit, result.kind, result.bound, result.direction, result.baseline, result.planned)
    return "result", _ids(result.agents, owner), result.indicator, figure


def _ids(agents: tuple[Mention, ...], owner: Mapping[Mention, Entity]) -> tuple[str, ...]:
    return tuple(sorted({owner[agent].id for agent in agents}))


def _telling(report: str, date: datetime.date, fact: _Fact, owner: Mapping[Mention, Entity]) -> _Telling:
    place, period = owner[fact.place] if fact.place else None, fact.period
    start, end = (period.start or "", period.end or "") if period else ("", "")
    return _Telling(report, date, fact, place.id if place else "", (place.code or "") if place else "", start, end)


def _date(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text or "")
    except ValueError:
        return None
