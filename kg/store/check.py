"""The promises of the graph, checked: ontology/shapes.ttl by pySHACL, and what a shape cannot say by ourselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from rdflib import Dataset, Graph
from rdflib.namespace import SH
from rdflib.term import BNode, Literal, Node, URIRef

from kg.config import ontology_folder
from kg.records import Problem, Report
from kg.store.terms import KG, OA, RDF, RDFS, SKOS
from kg.store.write import default_graph


def check_graph(dataset: Dataset) -> Report:
    """Return which promises of the ontology the graph breaks: an empty report, which is true, when it keeps all."""
    graph = default_graph(dataset)
    problems = {*_shape_problems(graph), *_own_problems(graph)}
    return Report(tuple(sorted(problems, key=lambda problem: (problem.where, problem.what))))


def _shape_problems(graph: Graph) -> Iterator[Problem]:
    """Yield what breaks a shape."""
    from pyshacl import validate

    _, found, _ = validate(graph, shacl_graph=_shapes(), inference="none", advanced=False, allow_warnings=True)
    assert isinstance(found, Graph)
    for result in found.subjects(RDF.type, SH.ValidationResult):
        yield Problem(_name(graph, found.value(result, SH.focusNode)), _message(graph, found, result))


@cache
def _shapes() -> Graph:
    return Graph().parse(ontology_folder() / "shapes.ttl", format="turtle")


def _message(graph: Graph, found: Graph, result: Node) -> str:
    said = next(iter(sorted(map(str, found.objects(result, SH.resultMessage)))), "breaks a shape")
    value = found.value(result, SH.value)
    return said if value is None else f"{said} (found {_name(graph, value)})"


def _own_problems(graph: Graph) -> Iterator[Problem]:
    """Yield what no shape can say: blank nodes, empty labels, positions that do not fit the quote."""
    blank = sorted({str(term) for triple in graph for term in triple if isinstance(term, BNode)})
    yield from (Problem(f"_:{term}", "is a blank node; every node must have an IRI") for term in blank)
    for label in (SKOS.prefLabel, SKOS.altLabel, RDFS.label):
        for node, text in graph.subject_objects(label):
            if not str(text).strip():
                yield Problem(str(node), "has an empty label")
    yield from _misquotes(graph, graph.subjects(RDF.type, OA.SpecificResource))
    yield from _not_done(graph)


def _not_done(graph: Graph) -> Iterator[Problem]:
    """Yield the direct relations that activities tell of, though none as done."""
    told: dict[tuple[Node, Node, Node], bool] = {}
    for activity in graph.subjects(RDF.type, KG.Activity):
        done = (activity, KG.status, Literal("done")) in graph
        for agent in graph.objects(activity, KG.agent):
            for predicate in graph.objects(activity, KG.predicate):
                for thing in graph.objects(activity, KG.object):
                    key = agent, predicate, thing
                    told[key] = told.get(key, False) or done
    for (agent, predicate, thing), done in told.items():
        if not done and (agent, predicate, thing) in graph:
            relation = str(predicate).rsplit("#", 1)[-1]
            yield Problem(_name(graph, agent), f"{relation} {_name(graph, thing)} stands with no activity that was done")


def _misquotes(graph: Graph, evidences: Iterable[Node]) -> Iterator[Problem]:
    for evidence in evidences:
        length, quoted = None, None
        for selector in graph.objects(evidence, OA.hasSelector):
            start, end, exact = (graph.value(selector, term) for term in (OA.start, OA.end, OA.exact))
            if start is not None and end is not None:
                length = int(str(end)) - int(str(start))
            quoted = len(str(exact)) if exact is not None else quoted
        if quoted is not None and length is not None and quoted != length:
            yield Problem(_name(graph, evidence), f"quotes {quoted} characters from a position that is {length} long")


def _name(graph: Graph, node: Node | None) -> str:
    """Return a name for people: label or words, with the local name of the IRI."""
    if node is None or isinstance(node, Literal):
        return repr(str(node))
    label = graph.value(node, SKOS.prefLabel) or graph.value(node, KG.indicator) or graph.value(node, KG.cleanText)
    local = str(node).rsplit("/", 1)[-1] if isinstance(node, URIRef) else str(node)
    return f"{local} {label}" if label else local
