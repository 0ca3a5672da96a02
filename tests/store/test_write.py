"""RDF out and in again: the same graph, the same bytes, whoever reads it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import RDFS, XSD

from kg.config import BASE
from kg.errors import GraphError
from kg.store import store_graph
from kg.store.parse import SUFFIXES, base_of, bind_prefixes, read_graph, serialize, write_graph
from kg.store.terms import KG
from kg.store.write import default_graph, named_graphs, to_ntriples, to_turtle
from tests.strategies import resolutions

slow = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
HOSTILE = [
    "“引号”",
    "《文件》",
    "ＡＢＣ１２３",
    "😀𠮷",
    "\u202eabc",
    "一\r\n二\t三\\四\"五'",
    "\u2028\u2029\x85",
    "]]>&<a>",
    "$campaign",
    "\ufeff",
]
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"])) | st.sampled_from(HOSTILE)


def graph_of(*literals: Literal) -> Graph:
    graph = Graph()
    for number, literal in enumerate(literals):
        graph.add((URIRef(f"{BASE}thing-{number}"), RDFS.label, literal))
    return graph


def dataset_of(graph: Graph) -> Dataset:
    dataset = Dataset()
    for triple in graph:
        default_graph(dataset).add(triple)
    bind_prefixes(dataset, BASE)
    return dataset


@given(texts)
@example("\x00\x08\x0b")
def test_turtle_and_ntriples_say_the_same_to_two_parsers(text: str) -> None:
    graph = graph_of(Literal(text, lang="zh-Hans"), Literal(text), Literal("5", datatype=XSD.decimal, normalize=False))
    turtle, ntriples = to_turtle(graph, BASE), to_ntriples(graph)

    assert set(Graph().parse(data=turtle, format="turtle")) == set(graph)
    assert set(Graph().parse(data=ntriples, format="nt")) == set(graph)
    by_turtle = set(ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE))
    assert by_turtle == set(ox.parse(ntriples.encode(), format=ox.RdfFormat.N_TRIPLES))


@pytest.mark.parametrize("suffix", [suffix for suffix in SUFFIXES if suffix != ".trig"])
@pytest.mark.parametrize("text", HOSTILE)
def test_every_syntax_brings_hostile_text_back(suffix: str, text: str, tmp_path: Path) -> None:
    dataset = dataset_of(graph_of(Literal(text, lang="zh-Hans"), Literal(text), Literal(text, lang="zh-Hant")))
    write_graph(dataset, tmp_path / f"graph{suffix}")

    assert set(default_graph(read_graph(tmp_path / f"graph{suffix}"))) == set(default_graph(dataset))


@slow
@given(resolutions())
def test_every_syntax_brings_every_graph_back(records) -> None:  # type: ignore[no-untyped-def]
    dataset = store_graph(records)

    for suffix in SUFFIXES:
        again = parsed(serialize(dataset, suffix), suffix)
        assert set(default_graph(again)) == set(default_graph(dataset))
        if suffix in (".trig", ".nq"):
            assert {n: set(g) for n, g in named_graphs(again).items()} == {n: set(g) for n, g in named_graphs(dataset).items()}


@slow
@given(resolutions())
def test_what_is_read_back_is_written_in_the_same_bytes(records) -> None:  # type: ignore[no-untyped-def]
    trig = serialize(store_graph(records), ".trig")

    assert serialize(parsed(trig, ".trig"), ".trig") == trig


def test_what_xml_cannot_hold_is_marked_and_the_file_stays_readable() -> None:
    xml = serialize(dataset_of(graph_of(Literal("一\x00\x08二\x1f三", lang="zh-Hans"))), ".xml")

    [text] = default_graph(parsed(xml, ".xml")).objects()
    assert text == Literal("一\ufffd\ufffd二\ufffd三", lang="zh-Hans")


def parsed(text: str, suffix: str) -> Dataset:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / f"graph{suffix}"
        path.write_text(text, "utf-8", newline="\n")
        return read_graph(path)


def test_numbers_truth_and_names_are_written_short() -> None:
    graph = Graph()
    thing = URIRef(f"{BASE}result-1")
    graph.add((thing, KG.value, Literal("1.5", datatype=XSD.decimal)))
    graph.add((thing, KG.planned, Literal(True)))
    graph.add((thing, KG.agent, URIRef("https://example.org/a/b")))
    turtle = to_turtle(graph, BASE)

    assert "id:result-1 kg:agent <https://example.org/a/b> ;\n    kg:planned true ;\n    kg:value 1.5 .\n" in turtle


@pytest.mark.parametrize("iri", ["https://example.org/a b", "https://example.org/<x>", 'https://example.org/"'])
def test_a_name_that_no_tool_accepts_is_refused(iri: str) -> None:
    graph = Graph()
    graph.add((URIRef(iri), RDFS.label, Literal("名")))

    with pytest.raises(GraphError, match="must be an IRI"):
        to_turtle(graph, BASE)


def test_the_bytes_are_the_same_under_every_hash_seed(tmp_path: Path) -> None:
    code = """
import sys
from kg.samples import sample_reports
from kg.store import store_graph
from kg.store.parse import serialize
from tests.store.reference import perfect_resolution
report = sample_reports()[0]
reference = report.parent / "reference" / f"{report.stem}.json"
dataset = store_graph(perfect_resolution(reference, report.read_text("utf-8")))
for suffix in (".trig", ".nq", ".jsonld", ".xml"):
    sys.stdout.buffer.write(serialize(dataset, suffix).encode())
"""
    root = Path(__file__).parents[2]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=root, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1")
    }

    assert len(outputs) == 1
    assert len(outputs.pop()) > 10_000


def test_the_base_is_found_again(tmp_path: Path) -> None:
    graph = Graph()
    graph.add((URIRef("https://example.org/x#report-1"), URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), KG.Report))
    (tmp_path / "graph.nt").write_text(to_ntriples(graph), "utf-8")

    assert base_of(read_graph(tmp_path / "graph.nt")) == "https://example.org/x#"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("graph.ttl", "this is no Turtle", "no RDF that can be read"),
        ("graph.trig", "", None),
        ("graph.doc", "", "unknown suffix '.doc'; known are .ttl"),
        ("graph.jsonld", "{", "no RDF that can be read"),
        ("graph.xml", "<rdf", "no RDF that can be read"),
    ],
)
def test_a_file_that_is_no_graph_is_said_by_name(name: str, text: str, said: str | None, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, "utf-8")

    if said is None:
        assert not len(default_graph(read_graph(tmp_path / name)))
    else:
        with pytest.raises(GraphError, match=said) as error:
            read_graph(tmp_path / name)
        assert name in str(error.value)


def test_a_folder_without_a_graph_says_what_is_expected(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"expected graph\.trig or graph\.ttl"):
        read_graph(tmp_path)
    with pytest.raises(GraphError, match="no such file"):
        read_graph(tmp_path / "nothing.ttl")
