"""The ontology as a product: every term labelled, defined and exemplified; the code's words and the ontology's are the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD

from kg.config import ontology_folder
from kg.records import ENTITY_TYPES
from kg.samples import sample_reports
from kg.store import store_graph
from kg.store.terms import KG, OA, ORG, PREDICATES, PROV, SDO
from kg.store.write import default_graph
from tests.store.reference import perfect_resolution

ONTOLOGY = Graph().parse(ontology_folder() / "kg.ttl", format="turtle")
SHAPES = Graph().parse(ontology_folder() / "shapes.ttl", format="turtle")
OURS = str(KG._NS)
TERMS = sorted({str(s) for s in ONTOLOGY.subjects() if str(s).startswith(OURS)})


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Give the graph of all samples, as their annotators read them."""
    dataset = Dataset()
    for report in sample_reports():
        folder = report.parent / "reference"
        clean = folder / f"{report.stem}.clean.txt"
        text = (clean if clean.exists() else report).read_text("utf-8")
        for triple in default_graph(store_graph(perfect_resolution(folder / f"{report.stem}.json", text))):
            default_graph(dataset).add(triple)
    return default_graph(dataset)


@pytest.mark.parametrize("term", TERMS)
def test_every_term_is_labelled_defined_and_exemplified_in_both_languages(term: str) -> None:
    for said in (RDFS.label, SKOS.definition):
        languages = [literal.language for literal in ONTOLOGY.objects(URIRef(term), said) if isinstance(literal, Literal)]
        assert sorted(map(str, languages)) == ["en", "zh-Hans"], said
    assert all(str(text).strip() for text in ONTOLOGY.objects(URIRef(term), SKOS.example))
    assert list(ONTOLOGY.objects(URIRef(term), SKOS.example))


@pytest.mark.parametrize("term", TERMS)
def test_every_property_says_what_it_relates(term: str) -> None:
    node = URIRef(term)
    kinds = set(ONTOLOGY.objects(node, RDF.type))
    if OWL.Class not in kinds:
        assert kinds & {OWL.ObjectProperty, OWL.DatatypeProperty}
        assert any((node, said, None) in ONTOLOGY for said in (RDFS.domain, SDO.domainIncludes))
        assert any((node, said, None) in ONTOLOGY for said in (RDFS.range, SDO.rangeIncludes))


def test_the_code_and_the_ontology_have_the_same_words() -> None:
    assert {str(KG[name]) for name in KG.__annotations__ if not name.startswith("_")} == set(TERMS)


def test_a_misspelled_word_is_an_error() -> None:
    with pytest.raises(AttributeError):
        KG.agnet  # noqa: B018


def test_the_ontology_has_a_version_a_licence_and_no_blank_node() -> None:
    [head] = ONTOLOGY.subjects(RDF.type, OWL.Ontology)

    assert ONTOLOGY.value(head, OWL.versionIRI)
    assert ONTOLOGY.value(head, URIRef("http://purl.org/dc/terms/license"))
    assert all(isinstance(node, URIRef) for node in ONTOLOGY.subjects())


def test_the_classes_stand_where_the_contract_puts_them() -> None:
    above = {
        str(s).removeprefix(OURS): set(ONTOLOGY.objects(s, RDFS.subClassOf)) for s in ONTOLOGY.subjects(RDF.type, OWL.Class)
    }

    assert {ORG.Organization, PROV.Agent} <= above["Agency"]
    assert {PROV.Plan, SKOS.Concept} <= above["Initiative"]
    assert PROV.Activity in above["Activity"]
    assert PROV.Activity not in above["Result"]
    assert all(KG.Thing in above[name] for name in ENTITY_TYPES)


def test_the_graph_uses_no_word_that_the_ontology_lacks(graph: Graph) -> None:
    used = {str(term) for triple in graph for term in triple if str(term).startswith(OURS)}

    assert used <= set(TERMS)


def test_the_shapes_use_no_word_that_the_ontology_lacks() -> None:
    used = {str(term) for triple in SHAPES for term in triple if str(term).startswith(OURS)}

    assert used <= set(TERMS)
    assert {str(iri) for iri in PREDICATES.values() if str(iri).startswith(OURS)} <= used


def test_every_fact_is_of_the_domain_and_range_that_the_ontology_gives(graph: Graph) -> None:
    def kinds(node: object) -> set[object]:
        direct = set(graph.objects(node, RDF.type))  # type: ignore[arg-type]
        return direct | {above for kind in direct for above in ONTOLOGY.transitive_objects(kind, RDFS.subClassOf)}

    for term in map(URIRef, TERMS):
        domain = ONTOLOGY.value(term, RDFS.domain)
        value_class = ONTOLOGY.value(term, RDFS.range)
        is_relation = (term, RDF.type, OWL.ObjectProperty) in ONTOLOGY and term != KG.predicate
        for subject, value in graph.subject_objects(term):
            assert domain is None or domain in kinds(subject), (term, subject)
            assert not is_relation or value_class is None or value_class in kinds(value), (term, value)
            if isinstance(value, Literal):
                plain = RDF.PlainLiteral if value.language else XSD.string
                assert value_class == (value.datatype or plain), (term, value)


FALLACY = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")  # how owlrl states a contradiction


def contradictions(graph: Graph, *more: tuple[URIRef, URIRef, URIRef]) -> list[str]:
    """Return what an OWL 2 RL reasoner finds inconsistent in a graph, our ontology and the ones it builds on."""
    all_said = Graph().parse(Path(__file__).parent / "axioms.ttl", format="turtle") + ONTOLOGY
    for triple in (*graph, *more):
        if not isinstance(triple[2], Literal) and triple[1] not in {KG.evidence, OA.hasSelector, OA.hasSource}:
            all_said.add(triple)
    DeductiveClosure(OWLRL_Semantics).expand(all_said)
    return sorted(map(str, all_said.objects(None, FALLACY)))


def test_a_reasoner_finds_nothing_inconsistent(sample_build: Path) -> None:
    graph = Graph().parse(sample_build / "graph.ttl", format="turtle").parse(sample_build / "inferred.ttl", format="turtle")

    assert contradictions(graph) == []


@pytest.mark.parametrize(
    ("node", "term", "value"),
    [(KG.Activity, RDF.type, PROV.Entity), (KG.Result, RDF.type, PROV.Activity), (KG.Person, RDF.type, ORG.Organization)],
)
def test_a_reasoner_finds_what_is_two_things_at_once(node: URIRef, term: URIRef, value: URIRef) -> None:
    thing = URIRef("https://example.org/thing")

    assert any("isjoint" in said for said in contradictions(Graph().add((thing, RDF.type, node)), (thing, term, value)))


def test_the_context_names_every_word() -> None:
    context = json.loads((ontology_folder() / "context.jsonld").read_text("utf-8"))["@context"]
    meant = {value if isinstance(value, str) else value["@id"] for value in context.values()}

    assert {f"kg:{term.removeprefix(OURS)}" for term in TERMS} <= meant
    assert context["kg"] == OURS


def test_the_context_reads_plain_json_as_the_graph() -> None:
    context = (ontology_folder() / "context.jsonld").read_text("utf-8")
    tree = json.loads(context) | {
        "iri": "id:result-1",
        "type": "Result",
        "indicator": "查处酒驾",
        "value": "52",
        "agent": "id:agency-1",
        "planned": True,
    }
    graph = Graph().parse(data=json.dumps(tree), format="json-ld")
    result = URIRef("https://w3id.org/zhengtu/id/result-1")

    assert (result, RDF.type, KG.Result) in graph
    assert graph.value(result, KG.indicator) == Literal("查处酒驾", lang="zh-Hans")
    assert graph.value(result, KG.agent) == URIRef("https://w3id.org/zhengtu/id/agency-1")
    assert OA.start not in set(graph.predicates())


def test_the_queries_use_no_word_that_the_ontology_lacks() -> None:
    import re

    files = sorted(Path(ontology_folder() / "queries").glob("*.rq"))
    used = {OURS + word for file in files for word in re.findall(r"\bkg:(\w+)", file.read_text("utf-8"))}

    assert files
    assert used <= set(TERMS)
