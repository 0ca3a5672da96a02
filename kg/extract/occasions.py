"""When and where a meeting was holds for all who held and attended it; what lies somewhere lies there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from kg.extract.homes import narrowest
from kg.records import Activity, Mention, Period

_Key = tuple[str, str, str, str]  # agent, predicate, object, status

_AT_EVENTS = ("held", "attended")


def with_occasions(activities: Sequence[Activity], mentions: Sequence[Mention] = (), text: str = "") -> tuple[Activity, ...]:
    """Return the activities; those of one event share its place and day, and a fact told again without a time takes its time.

    A place is that of a locatedIn fact about the event; a day is one that somebody held or attended it on, where all agree.
    """
    spots = {a.agents[0].name: a.object for a in activities if a.predicate == "locatedIn" and a.agents}
    spots = _venues(activities) | spots
    days = _days(activities)
    dated: dict[_Key, Period] = {}
    for a in activities:
        if a.period and _is_dated(a.period):
            dated |= {key: a.period for key in _keys(a) if key not in dated}
    starting = {m.span.start: m for m in mentions if m.type == "Place"}
    bodies = {m.span.end for m in mentions if m.type == "Agency"}
    placed = (_in_the_next_clause(_where_named(a, starting, text), starting, bodies, text) for a in activities)
    return tuple(_settled(a, spots, days, dated) for a in placed)


_THERE = re.compile(r"，(?:共同|联合|携手|一起|先后|分别|并)*(?:在|对|赴|到|深入)$")
_FAR = 10  # characters between a clause and the place that the next one begins with


def _in_the_next_clause(activity: Activity, starting: Mapping[int, Mention], bodies: Set[int], text: str) -> Activity:
    """Return what bodies do together at the place that the next clause begins with: 甲局会同乙局，在南山县….

    A clause that goes on behind the bodies has told its deed.
    """
    end = activity.evidence.span.end
    if activity.predicate != "cooperatedWith" or end not in bodies or not text.startswith("，", end):
        return activity
    place = next((p for s, p in starting.items() if end < s < end + _FAR and _THERE.match(text, end, s)), None)
    return replace(activity, place=narrowest(place, list(starting.values()))) if place else activity


_AT = re.compile(r"(?:在|于|位于|落户|落地)[^，。；]{0,12}$")


def _where_named(activity: Activity, starting: Mapping[int, Mention], text: str) -> Activity:
    """Return what was built where its name says (建成|南山县|算力中心), unless the words say another place."""
    thing, place = activity.object, activity.place
    is_new = thing.type == "Facility" or (thing.type == "System" and place is None)
    if activity.predicate != "built" or not is_new or thing.span.start not in starting:
        return activity
    own = narrowest(starting[thing.span.start], [p for s, p in starting.items() if thing.span.start < s < thing.span.end])
    said = activity.evidence.span
    is_near = place is not None and said.start <= place.span.start < said.end
    is_stated = is_near and place is not None and _AT.search(text[max(0, place.span.start - 14) : place.span.start]) is not None
    return activity if is_stated or own.span.end >= thing.span.end else replace(activity, place=own)


def _settled(activity: Activity, spots: dict[str, Mention], days: dict[str, Period], dated: dict[_Key, Period]) -> Activity:
    if activity.predicate == "locatedIn":
        place = activity.object if activity.object.type == "Place" else activity.place
        day = days.get(activity.agents[0].name) if activity.agents and not _is_dated(activity.period) else None
        return replace(activity, place=place, period=day or activity.period)
    if activity.predicate in _AT_EVENTS and activity.object.type == "Event":
        name = activity.object.name
        day = None if _is_day(activity.period) else days.get(name)
        return replace(activity, place=spots.get(name, activity.place), period=day or activity.period)
    known = next((dated[key] for key in _keys(activity) if key in dated), None)
    if known is None or _is_dated(activity.period):
        return activity
    return replace(activity, period=replace(known, is_inferred=True))


def _venues(activities: Iterable[Activity]) -> dict[str, Mention]:
    """Return where each event was that one body held: whoever came to it was there."""
    held = [a for a in activities if a.predicate == "held" and a.object.type == "Event" and a.place]
    found = {a.object.name: a.place for a in held if a.place}
    return {name: place for name, place in found.items() if all(a.place == place for a in held if a.object.name == name)}


def _days(activities: Iterable[Activity]) -> dict[str, Period]:
    """Return the day of each event on which all facts about it that name a day agree."""
    told: dict[str, dict[tuple[str | None, str | None], Period]] = {}
    for a in activities:
        event = a.object if a.predicate in _AT_EVENTS else a.agents[0] if a.predicate == "locatedIn" and a.agents else None
        if event and event.type == "Event" and a.period and _is_day(a.period):
            told.setdefault(event.name, {}).setdefault((a.period.start, a.period.end), a.period)
    return {name: replace(next(iter(each.values())), is_inferred=True) for name, each in told.items() if len(each) == 1}


def _keys(activity: Activity) -> list[_Key]:
    """Return what a fact says of each of its agents, its time and place aside."""
    return [(agent.name, activity.predicate, activity.object.name, activity.status) for agent in activity.agents]


def _is_dated(period: Period | None) -> bool:
    return period is not None and bool(period.start or period.end)


def _is_day(period: Period | None) -> bool:
    return period is not None and period.start is not None and period.start == period.end
