"""What was said in, who it was said about out: every mention of every report belongs to exactly one entity.

Within a report, names are explained by its own context (agencies by the grammar of their names); across reports, things are
the same when what they are, their key, is the same. Nothing depends on the order of the reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal

from kg.config import Settings
from kg.records import Evidence, Extraction, Predicate, Relation, Resolution
from kg.resolve.entities import same_label, to_entities
from kg.resolve.relations import relations_in
from kg.resolve.report import ReportNames, names_in
from kg.resolve.superiors import inferred_relations

_Stated = Predicate | Literal["containedInPlace"]

__all__ = ["resolve_entities"]


def resolve_entities(extractions: Iterable[Extraction], *, settings: Settings | None = None) -> Resolution:
    """Return all that was read and who it was read about; reports are ordered by id, entities by id."""
    reports = sorted((names_in(extraction) for extraction in extractions), key=lambda report: report.extraction.document.id)
    texts = {report.extraction.document.id: report.extraction.document.text for report in reports}
    things = [thing for report in reports for thing in report.things]
    entities, ids = to_entities(things, texts)
    read = _relations(reports, ids)
    doubts = {match for report in reports for match in report.uncertain} | set(same_label(entities))
    return Resolution(
        extractions=tuple(report.extraction for report in reports),
        entities=entities,
        relations=(*read, *inferred_relations(things, ids, read)),
        uncertain=tuple(sorted(doubts, key=lambda match: (match.left, match.right, match.score, match.reason))),
    )


def _relations(reports: Iterable[ReportNames], ids: Mapping[tuple[str, str], str]) -> tuple[Relation, ...]:
    """Return the relations that names state, each once, with a piece of evidence from every report."""
    found: dict[tuple[str, _Stated, str], set[Evidence]] = defaultdict(set)
    for report in reports:
        for stated in relations_in(report):
            subject, thing = (ids[named.type, named.key] for named in (stated.subject, stated.object))
            if subject != thing:
                found[subject, stated.predicate, thing].add(stated.evidence)
    return tuple(Relation(s, p, o, tuple(sorted(evidence))) for (s, p, o), evidence in sorted(found.items()))
