"""What is still to come lies nowhere yet: the place of a facility to be built, or a meeting to be held, is a plan as well."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.discourse import Discourse
from kg.extract.lexica import alternation
from kg.records import Activity, EntityType, Evidence, Mention

_MADE = ("built", "held")
_TYPES: tuple[EntityType, ...] = ("Facility", "Event")
_STOP = re.compile(r"[，。；！？\n]")
RULE = "coming/place-of-plan"


def with_planned_places(
    activities: Sequence[Activity], mentions: Sequence[Mention], text: str, discourse: Discourse
) -> tuple[Activity, ...]:
    """Return the activities; where something lies that is only planned is planned, and said as well when its name says it.

    Of a thing that is built or held already, or that a report speaks of in any other way as standing, nothing changes.
    """
    stand = _standing(activities)
    plans = _plans(activities, stand)
    opening = {name: m for name, m in _opening(text, mentions, discourse).items() if name not in stand}
    told = {a.agents[0].name for a in activities if a.predicate == "locatedIn" and a.agents}
    changed = [
        replace(a, status="planned")
        if a.predicate == "locatedIn" and a.agents and (a.agents[0].name in plans or a.agents[0].name in opening)
        else a
        for a in activities
    ]
    said = [plan for name, plan in sorted(plans.items()) if name not in told]
    named = [thing for name, thing in sorted(opening.items()) if name not in told and name not in plans]
    return (*changed, *_of_plans(said, mentions), *_of_names(named, mentions, text))


def _standing(activities: Sequence[Activity]) -> set[str]:
    """Return the names of what a report speaks of as standing."""
    stand = set[str]()
    for activity in activities:
        if activity.status == "done":
            stand |= {activity.object.name} | {a.name for a in activity.agents if activity.predicate != "locatedIn"}
    return stand


def _plans(activities: Sequence[Activity], stand: set[str]) -> dict[str, Activity]:
    """Return the facilities and events by name that are to be made and of which nothing done is told, each with its plan."""
    made: dict[str, list[Activity]] = defaultdict(list)
    for activity in activities:
        if activity.predicate in _MADE and activity.object.type in _TYPES:
            made[activity.object.name].append(activity)
    return {name: each[0] for name, each in made.items() if each[0].status != "done" and name not in stand}


def _opening(text: str, mentions: Sequence[Mention], discourse: Discourse) -> dict[str, Mention]:
    """Return the facilities by name of which plans alone say that they will open, whoever builds them: 某医院新院年内建成."""
    opens, found = alternation("status", "comes about"), dict[str, Mention]()
    facilities = [m for m in mentions if m.type == "Facility"]
    for thing in facilities:
        if discourse.at(thing.span.end - 1).status == "planned" and opens.match(text, thing.span.end):
            found.setdefault(thing.name, thing)
    told = {thing.name for thing in facilities if discourse.at(thing.span.end - 1).status == "done"}
    return {name: thing for name, thing in found.items() if name not in told}


def _of_names(things: Sequence[Mention], mentions: Sequence[Mention], text: str) -> Iterator[Activity]:
    """Yield where things that will open will lie by their names."""
    for thing in things:
        start, end = thing.span.start, thing.span.end
        within = [m for m in mentions if m.type == "Place" and m.span.start == start and m.span.end < end]
        stop = _STOP.search(text, end)
        evidence = Evidence(replace(thing.span, end=stop.start() if stop else len(text)), RULE)
        for spot in within[:1]:
            yield Activity((thing,), "locatedIn", spot, evidence, "planned")


def _of_plans(plans: Sequence[Activity], mentions: Sequence[Mention]) -> Iterator[Activity]:
    """Yield where planned things will lie by their names (云州市一站式服务中心), or by the words of the plan itself."""
    for plan in plans:
        whole = plan.object.span
        within = [m for m in mentions if m.type == "Place" and m.span.start == whole.start and m.span.end < whole.end]
        words, place = plan.evidence.span, plan.place
        said = [place] if place and words.start <= place.span.start and place.span.end <= words.end else []
        for spot in (*within, *said)[:1]:
            evidence = Evidence(words, RULE)
            yield Activity((plan.object,), "locatedIn", spot, evidence, "planned", None, plan.period)
