"""What was said in, who it was said about out: every mention of every report belongs to exactly one entity.

Within a report, names are explained by its own context (agencies by the grammar of their names); across reports, things are
the same when what they are, their key, is the same. Nothing depends on the order of the reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kg.config import Settings
from kg.records import Decision, Entity, Evidence, Extraction, Match, Mention, Predicate, Relation, Resolution
from kg.resolve.decided import Decided, carry_out
from kg.resolve.entities import entity_of, same_label, to_entities
from kg.resolve.persons import without_private_persons
from kg.resolve.relations import Stated, relations_in
from kg.resolve.report import Named, names_in
from kg.resolve.stories import one_story
from kg.resolve.superiors import above, inferred_relations

_Stated = Predicate | Literal["containedInPlace"]

__all__ = ["Named", "ReportNames", "Stated", "names_of", "resolve_entities"]


@dataclass(frozen=True, slots=True)
class ReportNames:
    """What the names of one report mean: the things, what its names state of them, and what a person should look at."""

    document: str
    things: tuple[Named, ...]
    stated: tuple[Stated, ...]
    uncertain: tuple[Match, ...]


def names_of(extraction: Extraction) -> ReportNames:
    """Return what the names of one report mean: all that resolution needs of it, and it hangs on no other report."""
    names = names_in(extraction)
    texts = {extraction.document.id: extraction.document.text}
    things = {
        id(thing): replace(thing, above=tuple(above(thing)), alone=entity_of(thing.type, [thing.key], [thing], texts))
        for thing in names.things
    }
    stated = (replace(s, subject=things[id(s.subject)], object=things[id(s.object)]) for s in relations_in(names))
    return ReportNames(extraction.document.id, tuple(things.values()), tuple(stated), names.uncertain)


def resolve_entities(
    extractions: Iterable[Extraction],
    *,
    settings: Settings | None = None,
    decisions: Sequence[Decision] = (),
    names: Callable[[Extraction], ReportNames] = names_of,
) -> Resolution:
    """Return all that was read and who it was read about, as people decided; reports are ordered by id, entities by id.

    `names` stands in for names_of, for who remembers what that made before.
    """
    settings = settings or Settings()
    read = tuple(sorted(extractions, key=lambda extraction: extraction.document.id))
    reports = [names(extraction) for extraction in read]
    texts = {extraction.document.id: extraction.document.text for extraction in read}
    things = [thing for report in reports for thing in report.things]
    entities, by_key = to_entities(things, texts)
    decided = carry_out(decisions, read, entities)
    ids = {key: decided.moved.get(each, each) for key, each in by_key.items()}
    owner = {mention: entity for entity in decided.entities for mention in entity.mentions}
    told = _told(decided, owner)
    above = {(relation.subject, relation.predicate): relation.object for relation in decided.relations}
    named = _relations(reports, _Owners(ids, owner if decisions else {}), told)
    stated = [r for r in named if above.get((r.subject, r.predicate), r.object) == r.object]
    inferred = [r for r in inferred_relations(things, ids, stated) if (r.subject, r.predicate) not in above]
    known = {(r.subject, str(r.predicate), r.object) for r in stated} | {(s, p, o) for _, s, p, o in told}
    not_read = [r for r in decided.relations if (r.subject, str(r.predicate), r.object) not in known]
    doubts = {match for report in reports for match in report.uncertain} | set(same_label(decided.entities, decided.apart))
    resolution = Resolution(
        extractions=one_story(decided.extractions, owner),
        entities=decided.entities,
        relations=(*stated, *inferred, *not_read),
        uncertain=tuple(sorted(doubts, key=lambda match: (match.left, match.right, match.score, match.reason))),
        rejected=tuple(decision for decision in decisions if decision.kind == "reject"),
        problems=decided.problems,
    )
    return resolution if settings.private_persons else without_private_persons(resolution)


class _Owners:
    """The entity of each thing that a report names: by its key, or where people decided otherwise, by its fullest mention."""

    def __init__(self, ids: Mapping[tuple[str, str], str], owner: Mapping[Mention, Entity]) -> None:
        self._ids = ids
        self._owner = owner

    def of(self, named: Named) -> str:
        """Return the id of the entity that a thing belongs to."""
        fullest = max(named.mentions, key=lambda mention: (mention.form == "full", len(mention.name)))
        known = self._owner.get(fullest)
        return known.id if known else self._ids[named.type, named.key]


def _told(decided: Decided, owner: Mapping[Mention, Entity]) -> frozenset[tuple[str, str, str, str]]:
    """Return report, subject, relation and object of what the sentences of the reports tell as done."""
    return frozenset(
        (extraction.document.id, owner[agent].id, activity.predicate, owner[activity.object].id)
        for extraction in decided.extractions
        for activity in extraction.activities
        if activity.status == "done"
        for agent in activity.agents
    )


def _relations(
    reports: Iterable[ReportNames], owners: _Owners, told: Collection[tuple[str, str, str, str]]
) -> tuple[Relation, ...]:
    """Return the relations that names state, each once, with evidence from every report whose sentences do not tell it too."""
    found: dict[tuple[str, _Stated, str], set[Evidence]] = defaultdict(set)
    for report in reports:
        for stated in report.stated:
            subject, thing = owners.of(stated.subject), owners.of(stated.object)
            if subject != thing and (report.document, subject, stated.predicate, thing) not in told:
                found[subject, stated.predicate, thing].add(stated.evidence)
    return tuple(Relation(s, p, o, tuple(sorted(evidence))) for (s, p, o), evidence in sorted(found.items()))
