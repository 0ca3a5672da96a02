"""Places as they act and as others are at home in them: a division's level, and its government's part in a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.divisions import divisions_by_name
from kg.records import Mention

LEVEL_WORDS = {"省": "province", "市": "city", "州": "city", "县": "county", "区": "county"}
ACTING_PLACE = "discourse/acting-place"
MEASURED_PLACE = "discourse/measured-place"  # only figures are told of it
AS_PLACES = (ACTING_PLACE, MEASURED_PLACE)


def as_agent(place: Mention) -> Mention:
    """Return a place as it acts: by its government."""
    return replace(place, type="Agency", subtype="government", rule=ACTING_PLACE)


def narrowest(place: Mention, inside: Sequence[Mention]) -> Mention:
    """Return the last of the places that stand side by side: 云河市|南山县."""
    for following in inside:
        if following.type == "Place" and following.span.start == place.span.end:
            place = following
    return place


def level_of(place: Mention) -> str | None:
    """Return the level of a division, None for other places."""
    found = divisions_by_name().get(place.name)
    return found[0].level if found else None


def code_of(place: Mention) -> str:
    """Return the code of a division, else the name of a place."""
    found = divisions_by_name().get(place.name)
    return found[0].code if found else place.name


def is_called(place: Mention, level: str) -> bool:
    """Return whether a division is one of the 省, 市, 县 … level, or called so (a county-level city is a 市)."""
    found = divisions_by_name().get(place.name)
    return found is not None and (found[0].level == LEVEL_WORDS.get(level) or found[0].name.endswith(level))
