"""Our reading of SHACL against pySHACL's: the same verdict on every graph, good or broken, and nothing passed over."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from pyshacl import validate
from pyshacl.errors import ReportableRuntimeError
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SH, SKOS, XSD

from kg.config import BASE, ontology_folder
from kg.errors import GraphError
from kg.samples import sample_reports
from kg.store import store_graph
from kg.store.index import Term, of_graph, of_quads, plain
from kg.store.shapes import read_shapes, violations
from kg.store.terms import KG, OA
from kg.store.write import default_graph, to_ntriples
from tests.store.reference import perfect_resolution

SHAPES = Graph().parse(ontology_folder() / "shapes.ttl", format="turtle")
TARGETS = read_shapes(SHAPES)
REPORT = sample_reports()[1]
RECORDS = perfect_resolution(REPORT.parent / "reference" / f"{REPORT.stem}.json", REPORT.read_text("utf-8"))
Verdict = set[tuple[Term, str, Term | None]]


def small_graph() -> Graph:
    [extraction] = RECORDS.extractions
    ran = [activity for activity in extraction.activities if activity.predicate == "ran"][:2]
    changes = [result for result in extraction.results if result.kind == "change"][:1]
    small = replace(extraction, activities=(*extraction.activities[:2], *ran), results=(*extraction.results[:2], *changes))
    graph = Graph()
    for triple in default_graph(store_graph(replace(RECORDS, extractions=(small,)))):
        graph.add(triple)
    return graph


GOOD = small_graph()
TRIPLES = sorted(GOOD, key=str)
SUBJECTS = sorted({s for s, _, _ in TRIPLES}, key=str)
PREDICATES = sorted({p for _, p, _ in TRIPLES} | {KG.planned, KG.confidence, KG.post, KG.divisionCode, KG.place}, key=str)
STRANGE = [
    Literal(""),
    Literal("大队", lang="zh-Hans"),
    Literal("Police", lang="en"),
    Literal("x", lang="ZH-hant"),
    Literal("长" * 201),
    Literal("101.5", datatype=XSD.decimal),
    Literal("-1", datatype=XSD.decimal),
    Literal("5", datatype=XSD.nonNegativeInteger),
    Literal("99999", datatype=XSD.nonNegativeInteger),
    Literal("2021-13-01", datatype=XSD.date),
    Literal("1999-01-01", datatype=XSD.date),
    Literal("2021", datatype=XSD.gYear),
    Literal("change"),
    Literal("percent"),
    Literal("money"),
    Literal("%"),
    Literal("0" * 64),
    Literal(True),
    Literal(False),
    URIRef(f"{BASE}nothing"),
    BNode("b0"),
    KG.Agency,
    KG.Result,
]
ORDERED = {
    KG.startDate: XSD.date,
    KG.endDate: XSD.date,
    OA.start: XSD.nonNegativeInteger,
    OA.end: XSD.nonNegativeInteger,
    KG.characters: XSD.nonNegativeInteger,
}
objects = st.sampled_from(STRANGE) | st.sampled_from([o for _, _, o in TRIPLES])
edits = st.one_of(
    st.tuples(st.just("remove"), st.sampled_from(TRIPLES)),
    st.tuples(st.just("add"), st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(PREDICATES), objects)),
    st.tuples(st.just("put"), st.tuples(st.sampled_from(TRIPLES), objects)),
)


def by_pyshacl(graph: Graph, shapes: Graph = SHAPES) -> Verdict:
    _, found, _ = validate(graph, shacl_graph=shapes, inference="none", advanced=False, allow_warnings=True)
    assert isinstance(found, Graph)
    verdict: Verdict = set()
    for result in found.subjects(RDF.type, SH.ValidationResult):
        component = str(found.value(result, SH.sourceConstraintComponent)).rpartition("#")[2]
        focus, value = found.value(result, SH.focusNode), found.value(result, SH.value)
        assert focus is not None
        verdict.add((plain(focus), component, None if value is None else plain(value)))
    return verdict


def by_us(graph: Graph) -> Verdict:
    return {(found.focus, found.component, found.value) for found in violations(TARGETS, of_graph(graph))}


def test_a_good_graph_breaks_nothing_by_either() -> None:
    assert by_us(GOOD) == by_pyshacl(GOOD) == set()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(edits, min_size=1, max_size=12))
def test_a_broken_graph_is_broken_in_the_same_way_by_both(changes: list[tuple[str, tuple[object, ...]]]) -> None:
    graph = Graph()
    for triple in GOOD:
        graph.add(triple)
    for what, where in changes:
        if what == "put":
            (s, p, o), new = where
            graph.remove((s, p, o))
            graph.add((s, p, new))
        else:
            getattr(graph, what)(where)

    try:
        wanted = by_pyshacl(graph)
    except ReportableRuntimeError:  # pySHACL refuses to compare a day with a blank node, and says nothing of the rest
        reject()

    assert comparable(by_us(graph), graph) == comparable(wanted, graph)


def comparable(verdict: Verdict, graph: Graph) -> Verdict:
    """Return a verdict; without what it says on the order of values when some of them have none.

    SHACL calls values that cannot be compared a violation; pySHACL takes rdflib's order of datatypes (true before any day).
    """
    if all(getattr(value, "datatype", None) == ORDERED[p] for _, p, value in graph if p in ORDERED):
        return verdict
    return {found for found in verdict if not found[1].startswith("LessThan")}


def test_values_that_cannot_be_compared_are_said() -> None:
    graph = Graph()
    for triple in GOOD:
        graph.add(triple)
    [node, *_] = sorted({*graph.subjects(KG.startDate)} & {*graph.subjects(KG.endDate)}, key=str)
    graph.set((node, KG.startDate, Literal(True)))

    assert (plain(node), "LessThanOrEqualsConstraintComponent") in {found[:2] for found in by_us(graph)}


def test_a_message_of_ours_is_one_of_the_shapes() -> None:
    graph = Graph()
    for triple in GOOD:
        graph.add(triple)
    graph.remove((None, KG.evidence, None))
    said = {found.message for found in violations(TARGETS, of_graph(graph))}

    assert said == {"every fact has evidence"}


def test_a_graph_that_oxigraph_parsed_has_the_same_index() -> None:
    parsed = of_quads(ox.parse(to_ntriples(GOOD).encode(), format=ox.RdfFormat.N_TRIPLES))
    ours = of_graph(GOOD)

    assert {s: {p: set(o) for p, o in found.items()} for s, found in parsed.out.items()} == {
        s: {p: set(o) for p, o in found.items()} for s, found in ours.out.items()
    }


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        ("sh:property [ sh:path kg:agent ; sh:closed true ]", "closed of .* is not known; known are class, .*uniqueLang"),
        ("sh:sparql [ sh:select 'x' ]", "sparql of"),
        ("sh:property [ sh:path [ sh:zeroOrMorePath kg:partOf ] ; sh:minCount 1 ]", "a path is a predicate"),
        ("sh:property [ sh:path kg:agent ; sh:datatype xsd:duration ]", "datatype .*duration is not known"),
        ("sh:nodeKind sh:BlankNode", "node kind .*BlankNode is not known"),
    ],
)
def test_what_we_do_not_know_is_refused_and_never_passed_over(shape: str, said: str) -> None:
    prefixes = "\n".join(f"@prefix {name}: <{space}> ." for name, space in (("sh", SH), ("kg", KG._NS), ("xsd", XSD)))
    shapes = Graph().parse(data=f"{prefixes}\n<urn:s> sh:targetClass kg:Agency ; {shape} .", format="turtle")

    with pytest.raises(GraphError, match=said):
        read_shapes(shapes)


def test_a_value_reached_backwards_and_by_two_ways_counts_once() -> None:
    prefixes = "\n".join(
        f"@prefix {n}: <{s}> ." for n, s in (("sh", SH), ("kg", KG._NS), ("oa", OA), ("skos", SKOS), ("rdfs", RDFS))
    )
    shapes = Graph().parse(
        data=f"""{prefixes}
<urn:back> sh:targetClass kg:Report ;
    sh:property [ sh:path ( [ sh:inversePath oa:hasSource ] oa:hasSelector ) ; sh:maxCount 1 ] .
<urn:both> sh:targetClass kg:Agency ;
    sh:property [ sh:path [ sh:alternativePath ( skos:prefLabel rdfs:label ) ] ; sh:maxCount 1 ] .
<urn:many> sh:targetClass oa:SpecificResource ;
    sh:property [ sh:path oa:hasSelector ; sh:qualifiedMinCount 2 ;
        sh:qualifiedValueShape [ sh:class oa:TextPositionSelector ] ] .
""",
        format="turtle",
    )
    ours = {(v.focus, v.component, v.value) for v in violations(read_shapes(shapes), of_graph(GOOD))}

    assert ours == by_pyshacl(GOOD, shapes)
    assert {component for _, component, _ in ours} == {"MaxCountConstraintComponent", "QualifiedMinCountConstraintComponent"}
