"""Facts that people reject: found by their id, or by their words where ids have changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib.term import URIRef

from kg.records import Decision, Document, Evidence, Problem


class Rejections:
    """The decisions by which facts are left out, and which of them met a fact."""

    def __init__(self, decisions: Iterable[Decision], base: str) -> None:
        self._decisions = tuple(decisions)
        self._base = base
        self._met = set[str]()

    def holds(self, fact: URIRef, relation: str, evidence: Evidence, document: Document) -> bool:
        """Return whether a fact is rejected: it has the id that a decision names, or its words, report and relation."""
        met = [decision for decision in self._decisions if self._meets(decision, fact, relation, evidence, document)]
        self._met.update(decision.where for decision in met)
        return bool(met)

    def _meets(self, decision: Decision, fact: URIRef, relation: str, evidence: Evidence, document: Document) -> bool:
        if decision.thing and str(fact).removeprefix(self._base) == decision.thing.removeprefix(self._base):
            return True
        if not decision.quote or decision.report not in (document.source, document.id):
            return False
        if decision.relation and decision.relation != relation:
            return False
        start, end = document.to_raw(evidence.span.start, evidence.span.end)
        return decision.quote in (document.raw[start:end], document.text[evidence.span.start : evidence.span.end])

    def unused(self) -> Iterator[Problem]:
        """Yield the decisions that met no fact."""
        for decision in self._decisions:
            if decision.where not in self._met:
                named = decision.thing or f"{decision.report} “{decision.quote}”"
                yield Problem(decision.where, f"no fact is {named}: nothing to reject")
