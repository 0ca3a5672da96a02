"""When a fact was: every time that a report names, weighed by a small model of our own.

The reader of discourse carries one time from clause to clause by rule. It is one candidate among several here: the times that
the report has named so far, those that the sentence goes on to name, the day of the report and the years around it. The model
weighs where a time stands, how long it is, how it is worded and what was told of in its clause; it never sees what the rules
chose, which were written with the same reports that teach it. The choice of the rules counts as `TRUST` more, its year as
`TRUST_IN_YEAR`.

Method: gradient boosting of decision trees (Friedman 2001), run by onnxruntime. The model comes from the open reference set
alone: `python -m tests.reference.train_dating`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from spacy.tokens import Doc

from kg.extract import models
from kg.extract.discourse import Discourse
from kg.extract.lexica import alternation
from kg.extract.order import count_within, last_of, next_of
from kg.extract.spells import days_of
from kg.extract.times import read_anchor, read_times
from kg.records import Activity, Document, Period, Predicate, Result

MODEL = "dating.onnx"
TRUST = 0.2  # what the choice of the rules counts more
TRUST_IN_YEAR = 0.5  # the same, where the other time is of another year
SURE = 0.5  # from which on a time is given to a deed that the rules leave without one
SHORTEST = 200  # characters of a text that the model weighs
LATEST, FIRST = 7, 3  # times that are candidates: the nearest ones, and those that a report begins with
DEEDS: tuple[Predicate, ...] = ("ran", "held", "attended", "received", "built", "issued", "cooperatedWith", "used")
_STOP = "。！？\n"
_TYPES = ("Initiative", "System", "Facility", "Document", "Event", "Award", "Agency", "Person")
_SIGNS = ("以来", "截", "期间", "起", "前", "底", "同期", "周", "日")
_NEARBY = ("近", "日前", "目前", "眼下")
_OF_YEAR = ("今年", "全年", "本年", "年内")
_YEAR = re.compile(r"(?:19|20)\d{2}年(?:度)?")
_LEVELS = (*"由从到至比较与同达为",)
_LONG_LIVED = ("行动", "整治", "机制", "制度", "改革", "模式", "工程", "计划")
_NOWHERE = (1.0, *(0.0,) * 36)  # of a time that only the day of the report gives: it stands in no place and looks like none

Fact = TypeVar("Fact", Result, Activity)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A time that a fact may be of, and what the model sees of it."""

    period: Period
    features: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Time:
    """A time where it stands."""

    start: int
    end: int
    period: Period
    sets_scene: bool
    agents: frozenset[str]  # who acts in its clause
    looks: tuple[float, ...]  # what is the same for every fact


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a fact stands."""

    at: int  # where its own words begin: those of what was done, or of the number
    start: int
    end: int
    sentence: int
    stop: int
    paragraph: int
    heading: int
    agents: frozenset[str]
    is_planned: bool


class Dater:
    """The times of one report."""

    def __init__(self, doc: Doc, document: Document, discourse: Discourse) -> None:
        self.text, self.discourse = document.text, discourse
        self.today = document.date if document.date and len(document.date) == len("2024-05-01") else ""
        anchor = read_anchor(document.date)
        self._last = anchor.last().isoformat() if anchor else ""  # the last day that the report may be of
        lines = [(line.start, line.end, line.label_) for line in doc.spans["lines"]]
        self._titles = [(s, e) for s, e, label in lines if label == "title"]
        self._headings = [(s, e) for s, e, label in lines if label in ("title", "heading")]
        found = [(s, e, p, scene) for s, e, p, scene in read_times(doc, document) if p.start]
        self._often = Counter(p.start for _, _, p, _ in found)
        self._years = Counter((p.start or "")[:4] for _, _, p, _ in found)
        self._usual = max(self._years, key=lambda year: (self._years[year], year), default="")
        first = next((p.start for _, _, p, scene in found if scene), None)
        self.times = [
            _Time(s, e, p, scene, self._agents_at(s), self._looks(s, e, p, scene, is_first=p.start == first))
            for s, e, p, scene in found
        ]
        self._starts = [time.start for time in self.times]
        self._by_day = {is_planned: self._told_by_day(is_planned=is_planned) for is_planned in (False, True)}
        self._scenes = [time.start for time in self.times if time.sets_scene]

    def _agents_at(self, position: int) -> frozenset[str]:
        return frozenset(agent.name for agent in self.discourse.at(position).agents)

    def _looks(self, start: int, end: int, period: Period, sets_scene: bool, *, is_first: bool) -> tuple[float, ...]:
        """Return what is seen of a time whatever the fact."""
        text, before, after = self.text, self.text[max(0, start - 1) : start], self.text[end : end + 1]
        return (
            sets_scene, any(s <= start < e for s, e in self._titles), any(s <= start < e for s, e in self._headings),
            start == 0 or before in _STOP + "；", before in ("，", "：", "、"), before in ("（", "“", "《"), before in _LEVELS,
            after == "，", after == "的", after in ("）", "”"), after in _LEVELS, is_first, self._often[period.start],
            (period.start or "")[:4] == self._usual, *self._shape(period), text.count("\n", 0, start),
        )  # fmt: skip

    def _shape(self, period: Period) -> tuple[float, ...]:
        """Return how long a time is, how it is worded, and how it lies to the day of the report."""
        days, said, today = days_of(period), period.text, self.today
        start, end = period.start or "", period.end or ""
        return (
            -1 if days is None else days, not end, period.is_inferred, days == 1, days is not None and 2 <= days <= 20,
            days is not None and 28 <= days <= 31, days is not None and 89 <= days <= 92,
            days is not None and 180 <= days <= 184, days is not None and days >= 365, *(sign in said for sign in _SIGNS),
            said.startswith(_NEARBY), said.startswith(_OF_YEAR), _YEAR.fullmatch(said) is not None,
            _YEAR.match(said) is not None, _gap(start, today), bool(today) and start > today,
            bool(today) and (end or start) < today, start[:4] == today[:4], bool(today) and start <= today <= (end or "9999"),
        )  # fmt: skip

    def may_be_of_another(self, fact: Result | Activity) -> bool:
        """Return whether the time of a fact is open, as that of a result is not whose words state one or that is reckoned."""
        if isinstance(fact, Activity):
            return fact.predicate in DEEDS
        span, period = fact.evidence.span, fact.period
        if period is None or fact.evidence.rule.startswith("results/lasting"):
            return False
        return not any(t.period.start == period.start and span.start <= t.start < span.end for t in self.times)

    def candidates(self, fact: Result | Activity) -> list[Candidate]:
        """Return the times that a fact may be of, one for each beginning, the nearest first, then those by the report's day."""
        spot = self._spot(fact)
        last = bisect_left(self._starts, spot.stop)
        nearest = sorted({*range(max(0, last - LATEST), last), *range(min(FIRST, last))}, reverse=True)
        nearest = [i for i in nearest if self._item_at(self._starts[i]) == self._item_at(spot.at)]
        chosen = [self.times[i] for i in nearest if self._may_be_of(self.times[i].period, is_planned=spot.is_planned)]
        ranks: dict[str, int] = {}
        for rank, time in enumerate(chosen):
            ranks.setdefault(time.period.start or "", rank)
        around, times = self._around(fact, spot), [chosen[rank] for rank in ranks.values()]
        found = [
            Candidate(time.period, (*self._place(time, spot, rank), *_nested(time, times), *time.looks, *around))
            for time, rank in zip(times, ranks.values(), strict=True)
        ]
        of_day = [period for period in self._by_day[spot.is_planned] if period.start not in ranks]
        return found + [Candidate(period, (*_NOWHERE, *self._shape(period), 0.0, *around)) for period in of_day]

    def _spot(self, fact: Result | Activity) -> _Spot:
        span = fact.evidence.span
        at = fact.object.span.start if isinstance(fact, Activity) else span.start
        return _Spot(
            at=at,
            start=span.start,
            end=span.end,
            sentence=last_of(self.text, _STOP, at) + 1,
            stop=next_of(self.text, _STOP, at),
            paragraph=self.text.rfind("\n", 0, at) + 1,
            heading=max((s for s, e in self._headings if e <= at), default=-1),
            agents=frozenset(agent.name for agent in fact.agents),
            is_planned=fact.planned if isinstance(fact, Result) else fact.status == "planned",
        )

    def _item_at(self, position: int) -> int:
        """Return which piece of news of a roundup stands at a position: no time of one is that of another."""
        return bisect_right(self.discourse.items, position)

    def _place(self, time: _Time, spot: _Spot, rank: int) -> tuple[float, ...]:
        """Return how a time stands to a fact."""
        start, end, at = time.start, time.end, spot.at
        between = self.text[end:at] if end <= at else ""
        return (
            0, spot.start <= start < spot.end, spot.sentence <= start < at, start >= at,
            spot.paragraph <= start < spot.sentence, start < spot.paragraph, start < spot.heading,
            0 <= spot.heading <= start < spot.paragraph, len(between), between.count("。") + between.count("；"),
            between.count("\n"), between.count("，"), rank, count_within(self._scenes, end, at),
            count_within(self._starts, end, at), "；" in between, "：" in between, time.agents == spot.agents,
            bool(time.agents & spot.agents), _says("turns", between), start - at if start >= at else 0,
        )  # fmt: skip

    def _may_be_of(self, period: Period, *, is_planned: bool) -> bool:
        """Return whether a time is not over before a report whose plan it would be of, and has begun for a deed."""
        if not self._last:
            return True
        return (period.end or "9999") >= self._last[: len(self.today)] if is_planned else (period.start or "") <= self._last

    def _told_by_day(self, *, is_planned: bool) -> list[Period]:
        """Return the times that only the day of the report gives: from then on, its year, for deeds the year before."""
        if not self.today:
            return []
        year, today = int(self.today[:4]), self.today
        told = {today: None if is_planned else today, f"{year}-01-01": f"{year}-12-31" if is_planned else today}
        told |= {} if is_planned else {f"{year - 1}-01-01": f"{year - 1}-12-31"}
        return [Period(start, end, today, is_inferred=True) for start, end in told.items()]

    def _around(self, fact: Result | Activity, spot: _Spot) -> tuple[float, ...]:
        """Return what is the same for all candidates of a fact."""
        text, setting, at = self.text, self.discourse.at(spot.at), spot.at
        said, before = text[spot.start : spot.end], text[spot.sentence : at]
        kind = fact.kind if isinstance(fact, Result) else ""
        deed, thing = ("", None) if isinstance(fact, Result) else (fact.predicate, fact.object)
        return (
            isinstance(fact, Result), spot.is_planned, at - spot.sentence, before.count("，"), spot.stop - at,
            count_within(self._starts, spot.sentence, at), count_within(self._starts, spot.start, spot.end),
            count_within(self._starts, at, spot.stop), count_within(self._starts, spot.paragraph, spot.sentence),
            at - spot.paragraph, text.count("。", spot.paragraph, spot.sentence), len(text), at / max(1, len(text)),
            _says("turns", before), int(self.today[5:7] or 0), setting.named, setting.carried, _says("total", said),
            _says("lasts", said), _says("happens", said), len(self.times), len(self._years),
            *(thing is not None and thing.type == one for one in _TYPES), *(deed == one for one in DEEDS),
            thing is not None and thing.name.endswith(_LONG_LIVED), kind == "percent", kind == "change",
            isinstance(fact, Result) and fact.direction is not None,
        )  # fmt: skip


def with_likely_times(facts: Sequence[Fact], dater: Dater) -> tuple[Fact, ...]:
    """Return the facts, each with the time that the model takes it to be of where it is surer of it than of that given.

    A text of a few sentences stays as the rules read it: the model was taught by whole reports.
    """
    if len(dater.text) < SHORTEST:
        return tuple(facts)
    weighed = [(fact, dater.candidates(fact) if dater.may_be_of_another(fact) else []) for fact in facts]
    chances = iter(models.probabilities(MODEL, [c.features for _, candidates in weighed for c in candidates]))
    return tuple(_likelier(fact, [(c.period, next(chances)) for c in candidates]) for fact, candidates in weighed)


def _likelier(fact: Fact, candidates: Sequence[tuple[Period, float]]) -> Fact:
    given = fact.period.start if fact.period else None
    known = max((chance for period, chance in candidates if given and period.start == given), default=SURE - TRUST)
    likelier = [row for row in candidates if row[1] > known + _margin(row[0], given)]
    best = max(likelier, key=lambda row: row[1], default=None)
    return replace(fact, period=replace(best[0], is_inferred=True)) if best else fact


def _margin(period: Period, given: str | None) -> float:
    """Return by how much a time must be likelier than that of the rules, which seldom take a wrong year."""
    return TRUST if given is None or (period.start or "")[:4] == given[:4] else TRUST_IN_YEAR


def _nested(time: _Time, times: Sequence[_Time]) -> tuple[bool, bool]:
    """Return whether a time has another inside that was named behind it, and whether it lies in one named before it."""
    others = [other for other in times if other is not time]
    has = any(other.start > time.start and _holds(time.period, other.period) for other in others)
    return has, any(other.start < time.start and _holds(other.period, time.period) for other in others)


def _says(aspect: str, words: str) -> bool:
    return alternation("aspects", aspect).search(words) is not None


def _holds(outer: Period, inner: Period) -> bool:
    """Return whether a time has another inside."""
    if not (outer.start and inner.start) or outer.start == inner.start:
        return False
    return outer.start <= inner.start and (outer.end or "9999") >= (inner.end or inner.start)


def _gap(day: str, today: str) -> int:
    try:
        return (date.fromisoformat(day) - date.fromisoformat(today)).days if day and today else 0
    except ValueError:
        return 0
