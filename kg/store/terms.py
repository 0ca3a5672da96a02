"""The words of the graph: our own vocabulary, closed and held equal to ontology/kg.ttl by a test, and those we share."""

# ruff: noqa: N815 (terms are spelled as in the ontology)

from __future__ import annotations

from rdflib import Namespace
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, XSD, DefinedNamespace
from rdflib.term import URIRef

from kg.records import Predicate

__all__ = [
    "DCTERMS", "FOAF", "GEO", "GEOSPARQL", "INFERRED", "KG", "OA", "ORG", "OWL", "PREDICATES", "PREFIXES", "PROV", "RDF",
    "RDFS", "SDO", "SKOS", "XSD",
]  # fmt: skip


class KG(DefinedNamespace):
    """The vocabulary of 政图. A misspelled term raises AttributeError instead of making a new one."""

    _NS = Namespace("https://w3id.org/zhengtu/ontology#")
    _fail = True

    # classes
    Thing: URIRef
    Agency: URIRef
    Person: URIRef
    Place: URIRef
    Initiative: URIRef
    System: URIRef
    Document: URIRef
    Event: URIRef
    Award: URIRef
    Facility: URIRef
    Activity: URIRef
    Result: URIRef
    Indicator: URIRef
    Report: URIRef
    Match: URIRef

    # direct relations
    ran: URIRef
    held: URIRef
    attended: URIRef
    built: URIRef
    used: URIRef
    issued: URIRef
    received: URIRef
    awardedBy: URIRef
    partOf: URIRef
    locatedIn: URIRef
    cooperatedWith: URIRef
    usedIn: URIRef

    # of activities and results
    agent: URIRef
    predicate: URIRef
    object: URIRef
    place: URIRef
    startDate: URIRef
    endDate: URIRef
    periodText: URIRef
    periodIsInferred: URIRef
    status: URIRef
    confidence: URIRef
    post: URIRef
    hasResult: URIRef
    resultOf: URIRef
    indicator: URIRef
    measures: URIRef
    value: URIRef
    unit: URIRef
    kind: URIRef
    bound: URIRef
    direction: URIRef
    baseline: URIRef
    baselineIsUnknown: URIRef
    exceedsWhole: URIRef
    planned: URIRef

    # of evidence and reports
    evidence: URIRef
    cleanText: URIRef
    rule: URIRef
    sha256: URIRef
    characters: URIRef
    damaged: URIRef
    dateIsInferred: URIRef

    # of things
    subtype: URIRef
    divisionCode: URIRef
    formalName: URIRef

    # of judgements about names
    left: URIRef
    right: URIRef
    reason: URIRef
    mergedInto: URIRef
    candidate: URIRef


OA = Namespace("http://www.w3.org/ns/oa#")
GEO = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")
GEOSPARQL = Namespace("http://www.opengis.net/ont/geosparql#")
INFERRED = "inferred"  # local name of the graph of what was inferred

PREDICATES: dict[Predicate, URIRef] = {
    "ran": KG.ran, "held": KG.held, "attended": KG.attended, "built": KG.built, "used": KG.used, "issued": KG.issued,
    "received": KG.received, "awardedBy": KG.awardedBy, "partOf": KG.partOf, "subOrganizationOf": ORG.subOrganizationOf,
    "locatedIn": KG.locatedIn, "memberOf": ORG.memberOf, "cooperatedWith": KG.cooperatedWith, "usedIn": KG.usedIn,
}  # fmt: skip

PREFIXES: dict[str, str] = {
    "dcterms": str(DCTERMS), "foaf": str(FOAF), "geo": str(GEO), "geosparql": str(GEOSPARQL), "kg": str(KG._NS), "oa": str(OA),
    "org": str(ORG), "prov": str(PROV), "rdf": str(RDF), "rdfs": str(RDFS), "schema": str(SDO), "skos": str(SKOS),
    "xsd": str(XSD),
}  # fmt: skip
