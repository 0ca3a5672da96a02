"""Who acts in public, and who is only told of: a switch leaves private persons out of a graph that is to be passed on."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from kg.records import Activity, Extraction, Mention, Relation, Resolution, Result


def without_private_persons(resolution: Resolution) -> Resolution:
    """Return a resolution without the people of whom no report says a post, and without the facts that are about them alone.

    Quotes stay as they are read: to leave out the words too, write positions in their place (Settings.evidence).
    """
    owner = {mention: entity.id for entity in resolution.entities for mention in entity.mentions if entity.type == "Person"}
    known = {owner[agent] for agent in _with_post(resolution) if agent in owner}
    private = {mention for mention, person in owner.items() if person not in known}
    left = {entity.id for entity in resolution.entities if entity.type == "Person" and entity.id not in known}
    names = {entity.name for entity in resolution.entities if entity.id in left}
    return replace(
        resolution,
        extractions=tuple(_without(extraction, private) for extraction in resolution.extractions),
        entities=tuple(entity for entity in resolution.entities if entity.id not in left),
        relations=tuple(relation for relation in resolution.relations if not _is_about(relation, left)),
        uncertain=tuple(m for m in resolution.uncertain if not {m.left.partition(" (")[0], m.right.partition(" (")[0]} & names),
    )


def _with_post(resolution: Resolution) -> Iterator[Mention]:
    for extraction in resolution.extractions:
        for activity in extraction.activities:
            if activity.predicate == "memberOf":
                yield from activity.agents


def _is_about(relation: Relation, left: Collection[str]) -> bool:
    return relation.subject in left or relation.object in left


def _without(extraction: Extraction, private: Collection[Mention]) -> Extraction:
    return replace(
        extraction,
        mentions=tuple(mention for mention in extraction.mentions if mention not in private),
        activities=tuple(_public_activities(extraction, private)),
        results=tuple(_public_results(extraction, private)),
    )


def _public_activities(extraction: Extraction, private: Collection[Mention]) -> Iterator[Activity]:
    for activity in extraction.activities:
        agents = tuple(agent for agent in activity.agents if agent not in private)
        if agents and activity.object not in private:
            yield replace(activity, agents=agents)


def _public_results(extraction: Extraction, private: Collection[Mention]) -> Iterator[Result]:
    for result in extraction.results:
        agents = tuple(agent for agent in result.agents if agent not in private)
        if agents or not result.agents:
            yield replace(result, agents=agents)
