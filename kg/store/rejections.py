"""Facts that people reject: found by their id, or by their words where ids have changed since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rdflib.term import URIRef

from kg.records import Decision, Document, Evidence, Problem


class Rejections:
    """The decisions by which facts are left out, and which of them met a fact. `known` are the ids of all facts."""

    def __init__(self, decisions: Iterable[Decision], base: str, known: Iterable[str] = ()) -> None:
        self._base = base
        names = {each.removeprefix(base) for each in known} if decisions else set()
        self._by_id: dict[str, list[Decision]] = defaultdict(list)
        self._by_words: dict[tuple[str, str], list[Decision]] = defaultdict(list)
        self._decisions = tuple(decisions)
        for decision in self._decisions:
            name = decision.thing.removeprefix(base)
            if name in names:
                self._by_id[name].append(decision)
            elif decision.quote:
                self._by_words[decision.report, decision.quote].append(decision)
        self._met = set[Decision]()

    def holds(self, fact: URIRef, relation: str, evidence: Evidence, document: Document) -> bool:
        """Return whether a fact is rejected: it has the id that a decision names; where no fact has, the words and relation."""
        if not self._by_id and not self._by_words:
            return False
        start, end = document.to_raw(evidence.span.start, evidence.span.end)
        words = {document.raw[start:end], document.text[evidence.span.start : evidence.span.end]}
        places = [(report, text) for report in (document.source, document.id) for text in words]
        said = [decision for place in places for decision in self._by_words.get(place, ())]
        met = [*self._by_id.get(str(fact).removeprefix(self._base), ()), *(d for d in said if d.relation in ("", relation))]
        self._met.update(met)
        return bool(met)

    def unused(self) -> Iterator[Problem]:
        """Yield the decisions that met no fact."""
        for decision in self._decisions:
            if decision not in self._met:
                named = decision.thing or f"{decision.report} “{decision.quote}”"
                yield Problem(decision.where, f"no fact is {named}: nothing to reject")
