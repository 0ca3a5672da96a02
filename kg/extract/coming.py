"""What is still to come lies nowhere yet: the place of a facility to be built, or a meeting to be held, is a plan as well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.records import Activity, EntityType, Evidence, Mention

_MADE = ("built", "held")
_TYPES: tuple[EntityType, ...] = ("Facility", "Event")
RULE = "coming/place-of-plan"


def with_planned_places(activities: Sequence[Activity], mentions: Sequence[Mention]) -> tuple[Activity, ...]:
    """Return the activities; where something lies that is only planned is planned, and said as well when its name says it.

    Of a thing that is built or held already, or that a report speaks of in any other way as standing, nothing changes.
    """
    plans = _plans(activities)
    told = {a.agents[0].name for a in activities if a.predicate == "locatedIn" and a.agents}
    changed = [
        replace(a, status="planned") if a.predicate == "locatedIn" and a.agents and a.agents[0].name in plans else a
        for a in activities
    ]
    return (*changed, *_of_names([plan for name, plan in sorted(plans.items()) if name not in told], mentions))


def _plans(activities: Sequence[Activity]) -> dict[str, Activity]:
    """Return the facilities and events by name that are to be made and of which nothing done is told, each with its plan."""
    made: dict[str, list[Activity]] = defaultdict(list)
    stand = set[str]()
    for activity in activities:
        if activity.predicate in _MADE and activity.object.type in _TYPES:
            made[activity.object.name].append(activity)
        if activity.status == "done":
            stand |= {activity.object.name} | {a.name for a in activity.agents if activity.predicate != "locatedIn"}
    return {name: each[0] for name, each in made.items() if each[0].status != "done" and name not in stand}


def _of_names(plans: Sequence[Activity], mentions: Sequence[Mention]) -> Iterator[Activity]:
    """Yield where planned things will lie by their names (云州市一站式服务中心), or by the words of the plan itself."""
    for plan in plans:
        whole = plan.object.span
        within = [m for m in mentions if m.type == "Place" and m.span.start == whole.start and m.span.end < whole.end]
        words, place = plan.evidence.span, plan.place
        said = [place] if place and words.start <= place.span.start and place.span.end <= words.end else []
        for spot in (*within, *said)[:1]:
            evidence = Evidence(words, RULE)
            yield Activity((plan.object,), "locatedIn", spot, evidence, "planned", None, plan.period)
