"""What was said in, who it was said about out: every mention of every report belongs to exactly one entity.

Within a report, names are explained by its own context (agencies by the grammar of their names); across reports, things are
the same when what they are, their key, is the same. Nothing depends on the order of the reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.config import Settings
from kg.records import Entity, Evidence, Extraction, Match, Mention, Relation, Resolution
from kg.resolve.entities import entity_id, to_entities
from kg.resolve.relations import relations_in
from kg.resolve.report import ReportNames, names_in

__all__ = ["resolve_entities"]


def resolve_entities(extractions: Iterable[Extraction], *, settings: Settings | None = None) -> Resolution:
    """Return all that was read and who it was read about; reports are ordered by id, entities by id."""
    reports = sorted((names_in(extraction) for extraction in extractions), key=lambda report: report.extraction.document.id)
    texts = {report.extraction.document.id: report.extraction.document.text for report in reports}
    entities = to_entities((thing for report in reports for thing in report.things), texts)
    return Resolution(
        extractions=tuple(report.extraction for report in reports),
        entities=entities,
        relations=_relations(reports),
        uncertain=_uncertain(reports, entities),
    )


def _relations(reports: Iterable[ReportNames]) -> tuple[Relation, ...]:
    """Return the relations that names state, each once, with a piece of evidence from every report."""
    found: dict[tuple[str, str, str], set[Evidence]] = defaultdict(set)
    for report in reports:
        for stated in relations_in(report):
            subject, thing = (entity_id(named.type, named.key) for named in (stated.subject, stated.object))
            if subject != thing:
                found[subject, stated.predicate, thing].add(stated.evidence)
    return tuple(Relation(s, p, o, tuple(sorted(evidence))) for (s, p, o), evidence in sorted(found.items()))  # type: ignore[arg-type]


def _uncertain(reports: Iterable[ReportNames], entities: Iterable[Entity]) -> tuple[Match, ...]:
    """Return what a person should look at: doubtful readings, and entities of equal name that were kept apart."""
    doubts = {match for report in reports for match in report.uncertain}
    return tuple(sorted(doubts, key=lambda match: (match.left, match.right, match.score, match.reason)))
