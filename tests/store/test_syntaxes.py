"""Every syntax, read by parsers that share no code: rdflib, Oxigraph and Rio (lightrdf) find the same statements."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import NamedTuple

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import RDFS, XSD

from kg.config import BASE
from kg.graph import KnowledgeGraph
from kg.store.parse import bind_prefixes, serialize
from kg.store.write import default_graph, to_ntriples

lightrdf = pytest.importorskip("lightrdf", reason="needs lightrdf, which has wheels for Python 3.11 and 3.12")
STRING = str(XSD.string)
HOSTILE = [
    "“引号”",
    "《文件》",
    "ＡＢＣ１２３",
    "😀𠮷",
    "\u200f\u202eabc\u202c",
    "一\n二\t三\\四\"五'",
    "]]>&<a>",
    "$name",
    " 空 ",
    "𝒞é\u0301",
]
texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff\u2028\u2029"), min_size=1, max_size=20
)


class Said(NamedTuple):
    """A statement, without what parsers may write in their own way: the case of a language tag, xsd:string left out."""

    subject: str
    predicate: str
    value: str
    datatype: str = ""
    language: str = ""


def dataset_of(*names: str) -> Dataset:
    dataset = Dataset()
    for number, name in enumerate(names):
        thing = URIRef(f"{BASE}thing-{number}")
        for value in (Literal(name, lang="zh-Hans"), Literal(name), Literal("5.0", datatype=XSD.decimal, normalize=False)):
            default_graph(dataset).add((thing, RDFS.label, value))
        default_graph(dataset).add((thing, RDFS.seeAlso, URIRef(f"{BASE}事物-{number}")))
    bind_prefixes(dataset, BASE)
    return dataset


def by_rdflib(text: str, syntax: str) -> set[Said]:
    return {_said(*triple) for triple in Graph().parse(data=text, format=syntax)}


def _said(s: object, p: object, o: object) -> Said:
    if not isinstance(o, Literal):
        return Said(str(s), str(p), f"<{o}>")
    datatype = "" if o.language or o.datatype is None else str(o.datatype)
    return Said(str(s), str(p), str(o), "" if datatype == STRING else datatype, (o.language or "").lower())


def by_oxigraph(text: str, syntax: ox.RdfFormat) -> set[Said]:
    return {_ox_said(quad) for quad in ox.parse(text.encode(), format=syntax)}


def _ox_said(quad: ox.Quad) -> Said:
    s, p, o = quad.subject.value, quad.predicate.value, quad.object
    if not isinstance(o, ox.Literal):
        return Said(s, p, f"<{o.value}>")
    datatype = "" if o.language or o.datatype.value == STRING else o.datatype.value
    return Said(s, p, o.value, datatype, (o.language or "").lower())


def by_rio(text: str, parser: object) -> set[Said]:
    found: Iterable[tuple[str, str, str]] = parser.parse(io.BytesIO(text.encode()))  # type: ignore[attr-defined]
    return {_rio_said(*triple) for triple in found}


def _rio_said(s: str, p: str, o: str) -> Said:
    if o.startswith("<"):
        return Said(s[1:-1], p[1:-1], o)
    body, _, tail = o.rpartition('"')
    value = re.sub(r"\\(.)", lambda found: {"n": "\n", "r": "\r"}.get(found[1], found[1]), body[1:])
    datatype = tail[3:-1] if tail.startswith("^^") else ""
    return Said(s[1:-1], p[1:-1], value, "" if datatype == STRING else datatype, tail[1:] if tail.startswith("@") else "")


READERS = {
    "Turtle by rdflib": (".ttl", lambda text: by_rdflib(text, "turtle")),
    "Turtle by Oxigraph": (".ttl", lambda text: by_oxigraph(text, ox.RdfFormat.TURTLE)),
    "Turtle by Rio": (".ttl", lambda text: by_rio(text, lightrdf.turtle.Parser())),
    "N-Triples by rdflib": (".nt", lambda text: by_rdflib(text, "nt")),
    "N-Triples by Oxigraph": (".nt", lambda text: by_oxigraph(text, ox.RdfFormat.N_TRIPLES)),
    "N-Triples by Rio": (".nt", lambda text: by_rio(text, lightrdf.nt.Parser())),
    "RDF/XML by rdflib": (".rdf", lambda text: by_rdflib(text, "xml")),
    "RDF/XML by Oxigraph": (".rdf", lambda text: by_oxigraph(text, ox.RdfFormat.RDF_XML)),
    "RDF/XML by Rio": (".rdf", lambda text: by_rio(text, lightrdf.xml.Parser())),
    "JSON-LD by rdflib": (".jsonld", lambda text: by_rdflib(text, "json-ld")),
    "JSON-LD by Oxigraph": (".jsonld", lambda text: by_oxigraph(text, ox.RdfFormat.JSON_LD)),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", HOSTILE)
def test_every_parser_finds_hostile_text_as_it_is(reader: str, text: str) -> None:
    suffix, read = READERS[reader]
    dataset = dataset_of(text)

    assert read(serialize(dataset, suffix)) == {_said(*triple) for triple in default_graph(dataset)}


@settings(deadline=None, max_examples=15)
@given(st.lists(texts, min_size=1, max_size=3))
def test_every_parser_finds_any_text_as_it_is(names: list[str]) -> None:
    dataset = dataset_of(*names)
    wanted = {_said(*triple) for triple in default_graph(dataset)}
    written = {suffix: serialize(dataset, suffix) for suffix in (".ttl", ".nt", ".rdf", ".jsonld")}

    for reader, (suffix, read) in READERS.items():
        assert read(written[suffix]) == wanted, reader


@pytest.mark.parametrize("reader", READERS)
def test_every_parser_finds_the_graph_of_the_samples(reader: str, sample_graph: KnowledgeGraph) -> None:
    suffix, read = READERS[reader]
    wanted = by_oxigraph(to_ntriples(default_graph(sample_graph.dataset)), ox.RdfFormat.N_TRIPLES)

    assert read(serialize(sample_graph.dataset, suffix)) == wanted


@pytest.mark.parametrize("suffix", [".trig", ".nq"])
def test_the_graphs_of_the_reports_are_found_by_rdflib_and_oxigraph(suffix: str, sample_graph: KnowledgeGraph) -> None:
    text = serialize(sample_graph.dataset, suffix)
    syntax = {".trig": ("trig", ox.RdfFormat.TRIG), ".nq": ("nquads", ox.RdfFormat.N_QUADS)}[suffix]
    found = Dataset().parse(data=text, format=syntax[0])
    named: dict[str, set[Said]] = {}
    for quad in ox.parse(text.encode(), format=syntax[1]):
        if isinstance(quad.graph_name, ox.NamedNode):
            named.setdefault(quad.graph_name.value, set()).add(_ox_said(quad))

    assert len(named) == 10
    graphs = found.graphs() if isinstance(found, Dataset) else []
    assert {str(g.identifier): {_said(*t) for t in g} for g in graphs if str(g.identifier) in named} == named
