"""RDF back into plain values: the things, activities and results of a graph, with names and quotes, for tables and people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rdflib import Dataset
from rdflib.namespace import RDF
from rdflib.term import URIRef

from kg.garbage import nothing_thrown_away
from kg.records import ENTITY_TYPES, Quote
from kg.store.index import Index, Row, Term
from kg.store.parse import triples_of
from kg.store.terms import DCTERMS, KG, OA, PREDICATES, SDO, SKOS
from kg.store.written import Written

Properties = Mapping[str, Mapping[str, Sequence[Term]]]
RELATIONS: Mapping[str, str] = {
    **{str(iri): name for name, iri in PREDICATES.items()},
    str(SDO.containedInPlace): "containedInPlace",
}


@dataclass(frozen=True, slots=True)
class Thing:
    """A named thing: class, name, other names, and what was inferred about it."""

    iri: str
    type: str
    name: str
    aliases: tuple[str, ...]
    subtype: str | None
    code: str | None
    formal_name: str | None
    is_inferred: bool = False


@dataclass(frozen=True, slots=True)
class Deed:
    """An activity: the IRIs of who did it, to what and where; when; the words that say so."""

    iri: str
    agents: tuple[str, ...]
    predicate: str
    object: str
    place: str | None
    start: str | None
    end: str | None
    period: str | None
    status: str
    post: str | None
    confidence: float | None
    results: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result: the IRIs of who achieved it and of what it is a result; the measure; when; the words that say so."""

    iri: str
    agents: tuple[str, ...]
    result_of: str | None
    indicator: str
    measures: str
    value: float
    unit: str
    kind: str
    bound: str
    direction: str | None
    baseline: str | None
    place: str | None
    start: str | None
    end: str | None
    period: str | None
    planned: bool
    confidence: float | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two things as one triple; `is_inferred` when no report says so."""

    subject: str
    predicate: str
    object: str
    is_inferred: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a graph says, as plain values in a fixed order."""

    things: Mapping[str, Thing]
    deeds: tuple[Deed, ...]
    outcomes: tuple[Outcome, ...]
    links: tuple[Link, ...]

    def name(self, iri: str | None) -> str | None:
        """Return the name of a thing, its IRI where it has none."""
        return None if iri is None else self.things[iri].name if iri in self.things else iri

    def names(self, iris: Iterable[str]) -> str:
        """Return the names of things in one text."""
        return "、".join(str(self.name(iri)) for iri in iris)


@nothing_thrown_away()
def read_facts(graph: Written | Dataset, *, inferred: bool = True) -> Facts:
    """Return what a graph says, and what is inferred about its things (unless that is not wanted)."""
    read, derived = _properties(graph, inferred=False), _properties(graph, inferred=True) if inferred else {}
    deeds = (_deed(node, read) for node in _instances(KG.Activity, read))
    outcomes = (_outcome(node, read) for node in _instances(KG.Result, read))
    links = {*_links(read, is_inferred=False), *_links(derived, is_inferred=True)}
    return Facts(
        _things(read, derived),
        tuple(sorted(deeds, key=lambda deed: (*_place_of(deed.quotes), deed.iri))),
        tuple(sorted(outcomes, key=lambda outcome: (*_place_of(outcome.quotes), outcome.iri))),
        tuple(sorted(links, key=lambda link: (link.subject, link.predicate, link.object, link.is_inferred))),
    )


def _things(read: Properties, inferred: Properties) -> dict[str, Thing]:
    found: dict[str, Thing] = {}
    for properties, is_inferred in ((inferred, True), (read, False)):
        for kind in ENTITY_TYPES:
            for node in _instances(KG[kind], properties):
                found[node] = _thing(node, kind, properties, inferred, is_inferred=is_inferred)
    return dict(sorted(found.items(), key=lambda item: (item[1].type, item[1].name, item[0])))


def _thing(node: str, kind: str, read: Properties, inferred: Properties, *, is_inferred: bool) -> Thing:
    name = _one(node, SKOS.prefLabel, read) or node
    aliases = tuple(sorted({str(o) for o in _values(node, SKOS.altLabel, read)} - {name}))
    code = _one(node, KG.divisionCode, read) or _one(node, KG.divisionCode, inferred)
    formal = _one(node, KG.formalName, inferred)
    return Thing(node, kind, name, aliases, _one(node, KG.subtype, read), code, formal, is_inferred)


def _deed(node: str, read: Properties) -> Deed:
    predicate = _one(node, KG.predicate, read)
    return Deed(
        iri=node,
        agents=_all(node, KG.agent, read),
        predicate=RELATIONS.get(predicate, predicate) if predicate is not None else "",
        object=_one(node, KG.object, read) or "",
        place=_one(node, KG.place, read),
        start=_one(node, KG.startDate, read),
        end=_one(node, KG.endDate, read),
        period=_one(node, KG.periodText, read),
        status=_one(node, KG.status, read) or "",
        post=_one(node, KG.post, read),
        confidence=_number(node, KG.confidence, read),
        results=_all(node, KG.hasResult, read),
        quotes=_quotes(node, read),
    )


def _outcome(node: str, read: Properties) -> Outcome:
    indicator = _one(node, KG.indicator, read) or ""
    concept = _one(node, KG.measures, read)
    value = _number(node, KG.value, read)
    return Outcome(
        iri=node,
        agents=_all(node, KG.agent, read),
        result_of=_one(node, KG.resultOf, read),
        indicator=indicator,
        measures=(_one(concept, SKOS.prefLabel, read) if concept is not None else None) or indicator,
        value=float("nan") if value is None else value,
        unit=_one(node, KG.unit, read) or "",
        kind=_one(node, KG.kind, read) or "",
        bound=_one(node, KG.bound, read) or "",
        direction=_one(node, KG.direction, read),
        baseline=_one(node, KG.baseline, read),
        place=_one(node, KG.place, read),
        start=_one(node, KG.startDate, read),
        end=_one(node, KG.endDate, read),
        period=_one(node, KG.periodText, read),
        planned=_one(node, KG.planned, read) in ("true", "1"),
        confidence=_number(node, KG.confidence, read),
        quotes=_quotes(node, read),
    )


def _quotes(fact: str, read: Properties) -> tuple[Quote, ...]:
    found = {_quote(evidence, read) for evidence in _all(fact, KG.evidence, read)}
    return tuple(sorted(found, key=lambda quote: (quote.source, quote.start, quote.end, quote.text)))


def _quote(evidence: str, read: Properties) -> Quote:
    report = _one(evidence, OA.hasSource, read)
    start = end = 0
    text = ""
    for selector in _all(evidence, OA.hasSelector, read):
        start = int(_one(selector, OA.start, read) or start)
        end = int(_one(selector, OA.end, read) or end)
        text = _one(selector, OA.exact, read) or text
    source = (_one(report, DCTERMS.source, read) if report is not None else None) or ""
    return Quote(text, source, start, end, _one(report, SDO.url, read) if report is not None else None)


def _links(properties: Properties, *, is_inferred: bool) -> Iterable[Link]:
    for subject, predicates in properties.items():
        for predicate, objects in predicates.items():
            if predicate in RELATIONS:
                yield from (Link(subject, RELATIONS[predicate], str(thing), is_inferred) for thing in objects)


def _properties(graph: Written | Dataset, *, inferred: bool) -> Properties:
    """Return the objects by subject and predicate, sorted: one walk over the graph serves all that follows."""
    found: Mapping[str, Row] = (
        dict(graph.read_rows(inferred=inferred))
        if isinstance(graph, Written)
        else Index(triples_of(graph, inferred=inferred)).out
    )
    for properties in found.values():
        for values in properties.values():
            if len(values) > 1:
                values.sort(key=str)
    return {subject: found[subject] for subject in sorted(found)}


def _instances(cls: URIRef, properties: Properties) -> list[str]:
    name, kind = str(cls), str(RDF.type)
    return [node for node, about in properties.items() if name in about.get(kind, ())]


def _values(node: str, term: URIRef, properties: Properties) -> Sequence[Term]:
    return properties.get(node, _NOTHING).get(str(term), ())


def _one(node: str, term: URIRef, properties: Properties) -> str | None:
    values = _values(node, term, properties)
    return str(values[0]) if values else None


def _all(node: str, term: URIRef, properties: Properties) -> tuple[str, ...]:
    return tuple(map(str, _values(node, term, properties)))


def _number(node: str, term: URIRef, properties: Properties) -> float | None:
    text = _one(node, term, properties)
    try:
        return None if text is None else float(text)
    except ValueError:
        return None


def _place_of(quotes: tuple[Quote, ...]) -> tuple[str, int]:
    return (quotes[0].source, quotes[0].start) if quotes else ("", 0)


_NOTHING: Mapping[str, Sequence[Term]] = {}
