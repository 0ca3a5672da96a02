"""Facts in, triples out: one pure function for each kind of record."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date

from rdflib.term import Literal, URIRef

from kg.records import Activity, Entity, EntityType, Match, Period, Relation, Result
from kg.store.index import RDF_TYPE, Text, plain
from kg.store.index import Triple as PlainTriple
from kg.store.iris import digest, local_name, node
from kg.store.terms import DCTERMS, FOAF, GEO, GEOSPARQL, KG, ORG, PREDICATES, PROV, RDF, RDFS, SDO, SKOS, XSD
from kg.store.write import Triple

CLASSES: dict[EntityType, tuple[URIRef, ...]] = {
    "Agency": (KG.Agency, ORG.Organization, PROV.Agent),
    "Person": (KG.Person, FOAF.Person, PROV.Agent),
    "Place": (KG.Place, SDO.Place),
    "Initiative": (KG.Initiative, PROV.Plan, SKOS.Concept),
    "System": (KG.System, SDO.SoftwareApplication),
    "Document": (KG.Document, SDO.CreativeWork),
    "Event": (KG.Event, SDO.Event),
    "Award": (KG.Award,),
    "Facility": (KG.Facility, SDO.Place),
}
ACTORS = ("Agency", "Person")
CHINESE = "zh-Hans"
TRADITIONAL = "zh-Hant"
_AND_ID = re.compile(r"(.+) \((\S+)\)")
_FORMAL_NAME, _DIVISION_CODE, _CONFIDENCE = map(str, (KG.formalName, KG.divisionCode, KG.confidence))
_MATCH, _LEFT, _RIGHT, _REASON = map(str, (KG.Match, KG.left, KG.right, KG.reason))
_MERGED_INTO, _CANDIDATE = map(str, (KG.mergedInto, KG.candidate))
_LONGITUDE, _LATITUDE, _DECIMAL = map(str, (GEO.long, GEO.lat, XSD.decimal))
_FEATURE, _GEOMETRY = map(str, (GEOSPARQL.Feature, GEOSPARQL.Geometry))
_GEOMETRY_OF, _AS_WKT, _WKT = map(str, (GEOSPARQL.hasDefaultGeometry, GEOSPARQL.asWKT, GEOSPARQL.wktLiteral))


@dataclass(frozen=True, slots=True)
class Names:
    """The forms of a name that were read: simplified ones, and traditional ones as they stand in the file."""

    simplified: frozenset[str] = frozenset()
    traditional: frozenset[str] = frozenset()


# ---- things ----------------------------------------------------------------------------------------------------------


def describe_entity(entity: Entity, names: Names, base: str) -> Iterator[Triple]:
    """Yield what was read about a thing: its classes, its name, other forms of it, subtype, division code, former IRIs."""
    iri = node(base, entity.id)
    for cls in CLASSES[entity.type]:
        yield iri, RDF.type, cls
    name = label_of(entity)
    yield iri, SKOS.prefLabel, Literal(name, lang=CHINESE)
    yield iri, RDFS.label, Literal(name, lang=CHINESE)
    for form in filter(str.strip, names.simplified - {name}):
        yield iri, SKOS.altLabel, Literal(form, lang=CHINESE)
    for form in filter(str.strip, names.traditional):
        yield iri, SKOS.altLabel, Literal(form, lang=TRADITIONAL)
    if entity.subtype:
        yield iri, KG.subtype, Literal(entity.subtype)
    if entity.code and is_named(entity):
        yield iri, KG.divisionCode, Literal(entity.code)
    for former in entity.former_ids:
        if node(base, former) != iri:
            yield node(base, former), DCTERMS.isReplacedBy, iri


def describe_inferred(entity: Entity, base: str) -> Iterator[PlainTriple]:
    """Yield what was inferred about a thing: formal name, coordinates, a code that no text names, merged names."""
    iri = base + local_name(entity.id)
    if entity.formal_name:
        yield iri, _FORMAL_NAME, Text(entity.formal_name, "", CHINESE)
    if entity.code and not is_named(entity):
        yield iri, _DIVISION_CODE, Text(entity.code)
    if entity.coordinates:
        yield from describe_point(iri, entity, base)
    for match in entity.matches:
        yield from describe_match(match, base, merged_into=iri)
    if not entity.mentions:
        yield from map(plain_triple, describe_entity(entity, Names(frozenset(entity.aliases)), base))


def describe_point(iri: str, entity: Entity, base: str) -> Iterator[PlainTriple]:
    """Yield where a place lies, in degrees (WGS 84): as plain numbers, and as the geometry of a feature (GeoSPARQL 1.1)."""
    degrees = [f"{each:f}".rstrip("0").rstrip(".") or "0" for each in entity.coordinates or ()]
    for term, number in zip((_LONGITUDE, _LATITUDE), degrees, strict=True):
        yield iri, term, Text(number, _DECIMAL)
    point = f"{base}point-{digest(entity.id)}"
    yield iri, RDF_TYPE, _FEATURE
    yield iri, _GEOMETRY_OF, point
    yield point, RDF_TYPE, _GEOMETRY
    yield point, _AS_WKT, Text(f"POINT({' '.join(degrees)})", _WKT)


def describe_match(
    match: Match, base: str, *, merged_into: str | None = None, entities: Container[str] = ()
) -> Iterator[PlainTriple]:
    """Yield a judgement that two names mean the same: what it merged, or which things wait for a decision.

    A name may be followed by the id of its thing: 公安机关 (agency-1ea6fb136be5).
    """
    iri = f"{base}match-{digest(match.left, match.right, match.reason, merged_into)}"
    names = [_AND_ID.fullmatch(name) if name.endswith(")") else None for name in (match.left, match.right)]
    left, right = (found[1] if found else name for found, name in zip(names, (match.left, match.right), strict=True))
    yield iri, RDF_TYPE, _MATCH
    yield iri, _LEFT, Text(left, "", CHINESE)
    yield iri, _RIGHT, Text(right, "", CHINESE)
    yield iri, _CONFIDENCE, Text(digits(match.score), _DECIMAL)
    yield iri, _REASON, Text(match.reason)
    if merged_into:
        yield iri, _MERGED_INTO, merged_into
    ids = {found[2] for found in names if found} | {match.left, match.right}
    for candidate in sorted(each for each in ids if each in entities):
        yield iri, _CANDIDATE, base + local_name(candidate)


def plain_triple(triple: Triple) -> PlainTriple:
    """Return a triple of rdflib nodes as plain values."""
    subject, predicate, thing = triple
    return str(subject), str(predicate), plain(thing)


def label_of(entity: Entity) -> str:
    """Return the name of a thing; where that is empty, the longest words that were read for it, and never an empty label."""
    if entity.name.strip():
        return entity.name
    read = {*entity.aliases, *(mention.surface for mention in entity.mentions)}
    return next(filter(str.strip, sorted(read, key=lambda form: (-len(form), form))), entity.id)


def is_named(entity: Entity) -> bool:
    """Return whether a text names the thing itself (全市 implies a place and does not name it)."""
    return any(mention.form != "implied" for mention in entity.mentions)


# ---- facts -----------------------------------------------------------------------------------------------------------


def describe_activity(
    iri: URIRef, activity: Activity, agents: list[Entity], thing: Entity, place: Entity | None, base: str
) -> Iterator[Triple]:
    """Yield an activity: who did what, where and when; its evidence comes apart."""
    yield iri, RDF.type, KG.Activity
    yield iri, RDF.type, PROV.Activity
    yield iri, KG.predicate, PREDICATES[activity.predicate]
    yield iri, KG.object, node(base, thing.id)
    yield iri, KG.status, Literal(activity.status)
    for agent in agents:
        yield iri, KG.agent, node(base, agent.id)
        if agent.type in ACTORS:
            yield iri, PROV.wasAssociatedWith, node(base, agent.id)
    if place:
        yield iri, KG.place, node(base, place.id)
        yield iri, PROV.atLocation, node(base, place.id)
    if activity.post:
        yield iri, KG.post, Literal(activity.post, lang=CHINESE)
    yield from describe_period(iri, activity.period)


def describe_direct(activity: Activity, agents: list[Entity], thing: Entity, base: str) -> Iterator[Triple]:
    """Yield the activity as plain relations, one for each agent; nothing for what was only planned, or denied."""
    if activity.status == "done":
        for agent in agents:
            yield from describe_relation(Relation(agent.id, activity.predicate, thing.id), base)
            if activity.predicate == "memberOf":
                yield from describe_membership(activity, agent, thing, base)


def describe_membership(activity: Activity, person: Entity, agency: Entity, base: str) -> Iterator[Triple]:
    """Yield the membership of a person: in which agency, with which post."""
    iri = node(base, f"membership-{digest(person.id, agency.id, activity.post)}")
    yield iri, RDF.type, ORG.Membership
    yield iri, ORG.member, node(base, person.id)
    yield iri, ORG.organization, node(base, agency.id)
    if activity.post:
        yield iri, KG.post, Literal(activity.post, lang=CHINESE)


def describe_relation(relation: Relation, base: str) -> Iterator[Triple]:
    """Yield a relation between two things as one triple; nothing when a thing would be related to itself."""
    if relation.subject != relation.object:
        term = SDO.containedInPlace if relation.predicate == "containedInPlace" else PREDICATES[relation.predicate]
        yield node(base, relation.subject), term, node(base, relation.object)


def describe_result(
    iri: URIRef, result: Result, agents: list[Entity], result_of: Entity | None, place: Entity | None, base: str
) -> Iterator[Triple]:
    """Yield a measured outcome; its evidence and its normalised indicator come apart."""
    yield iri, RDF.type, KG.Result
    yield iri, RDF.type, SDO.Observation
    yield iri, KG.indicator, Literal(result.indicator, lang=CHINESE)
    yield iri, KG.value, decimal(result.value)
    yield iri, KG.unit, Literal(result.unit)
    yield iri, KG.kind, Literal(result.kind)
    yield iri, KG.bound, Literal(result.bound)
    for agent in agents:
        yield iri, KG.agent, node(base, agent.id)
    if result_of:
        yield iri, KG.resultOf, node(base, result_of.id)
    if place:
        yield iri, KG.place, node(base, place.id)
    if result.direction:
        yield iri, KG.direction, Literal(result.direction)
    if result.baseline:
        yield iri, KG.baseline, Literal(result.baseline)
    elif result.kind == "change":
        yield iri, KG.baselineIsUnknown, Literal(True)
    if result.planned:
        yield iri, KG.planned, Literal(True)
    yield from describe_period(iri, result.period)


def describe_period(iri: URIRef, period: Period | None) -> Iterator[Triple]:
    """Yield when a fact holds: first and last day where known, and the words that say so, where any do.

    A time that only the day of the report gives has no words.
    """
    if period is None:
        return
    for term, day in ((KG.startDate, period.start), (KG.endDate, period.end)):
        if day and is_day(day):
            yield iri, term, Literal(day, datatype=XSD.date, normalize=False)
    if period.text and not is_day(period.text):
        yield iri, KG.periodText, Literal(period.text, lang=CHINESE)
    if period.is_inferred:
        yield iri, KG.periodIsInferred, Literal(True)


def decimal(value: object) -> Literal:
    """Return a number as xsd:decimal in its one canonical form: no exponent, no sign of nothing, no idle zeros."""
    return Literal(digits(value), datatype=XSD.decimal, normalize=False)


def digits(value: object) -> str:
    """Return the digits of the canonical form of a number."""
    written = f"{value:f}"
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return "0" if written in ("-0", "") else written


def is_day(text: str) -> bool:
    """Return whether a text is a day of the calendar, YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
