"""A graph as it is written: our own files are read by taking them apart, and say what any other reader finds in them."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Dataset, Literal, URIRef
from rdflib.namespace import RDFS, XSD

from kg.config import BASE
from kg.records import Resolution
from kg.store import write_facts
from kg.store.index import RDF_TYPE, Text, plain_quads
from kg.store.parse import bind_prefixes, read_written, serialize, triples_of, write_graph
from kg.store.write import default_graph
from kg.store.written import Written, take_apart, union
from tests.strategies import resolutions

slow = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
texts = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ['a", "b', "一\\n", '" ;\n    ', "x .\n\ny", "<a>, <b>"]
)
values = st.builds(Literal, texts, lang=st.sampled_from([None, "zh-Hans", "zh-Hant", "en"])) | st.sampled_from(
    [
        Literal("5", datatype=XSD.integer),
        Literal("2.50", datatype=XSD.decimal, normalize=False),
        Literal(True),
        Literal("2021-03-01", datatype=XSD.date),
        Literal("x", datatype=URIRef("https://example.org/a,b")),
        URIRef("https://example.org/a,b"),
        URIRef(f"{BASE}thing-9"),
        URIRef(f"{BASE}a/b"),
    ]
)


def said_by_oxigraph(text: str) -> set[tuple[str, str, object]]:
    quads = plain_quads(ox.parse(text.encode(), format=ox.RdfFormat.TRIG))
    return {(s, p, o) for name, s, p, o in quads if name == ""}


@slow
@given(resolutions())
def test_a_file_of_ours_taken_apart_is_the_graph_that_was_written(records: Resolution) -> None:
    graph = write_facts(records)
    text = serialize(graph, ".trig")
    again = take_apart(text)

    assert again is not None
    assert serialize(again, ".trig") == text
    assert set(again.triples()) == said_by_oxigraph(text)
    assert set(again.triples(inferred=True)) == set(graph.triples(inferred=True))


@settings(max_examples=60, deadline=None)
@given(st.lists(values, min_size=1, max_size=4))
def test_hostile_values_come_back_as_any_reader_finds_them(objects: list[Literal | URIRef]) -> None:
    dataset = Dataset()
    bind_prefixes(dataset, BASE)
    for value in objects:
        default_graph(dataset).add((URIRef(f"{BASE}thing-1"), RDFS.label, value))
    text = serialize(dataset, ".trig")

    again = take_apart(text)

    assert again is not None
    assert set(again.triples()) == set(triples_of(dataset)) == said_by_oxigraph(text)
    assert serialize(again, ".nt") == serialize(dataset, ".nt")


@settings(max_examples=60, deadline=None)
@given(st.lists(values, min_size=1, max_size=4), st.lists(values, min_size=1, max_size=4))
def test_pages_together_say_what_each_of_them_says(one: list[Literal | URIRef], other: list[Literal | URIRef]) -> None:
    pages = []
    for objects in (one, other):
        dataset = Dataset()
        for value in objects:
            default_graph(dataset).add((URIRef(f"{BASE}thing-1"), RDFS.label, value))
        pages.append(serialize(dataset, ".ttl").partition(" .\n\n")[2])

    both = set(Written(BASE, {}, union(pages)).triples())

    assert both == {triple for page in pages for triple in Written(BASE, {}, union([page])).triples()}


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("kg:status", "nothing:status"),
        ("\n}\n", "\n"),
        (" .\n\n", " .\n"),
        ("@prefix kg: <https://w3id.org/zhengtu/ontology#>", "@prefix kg: <https://example.org/>"),
        ('"done"', '"done'),
        ('"done"', "'done'"),
    ],
)
def test_what_does_not_have_our_form_is_left_to_other_readers(was: str, now: str, sample_build: Path) -> None:
    text = (sample_build / "graph.trig").read_text("utf-8")

    assert was in text
    assert take_apart(text) is not None
    assert take_apart(text.replace(was, now)) is None


def test_a_file_of_another_form_says_the_same(tmp_path: Path, sample_build: Path) -> None:
    ours = read_written(sample_build)
    text = (sample_build / "graph.trig").read_text("utf-8")
    (tmp_path / "other.trig").write_text(text.replace(" ;\n    ", ";\n\t"), "utf-8")

    other = read_written(tmp_path / "other.trig")

    assert serialize(other, ".trig") == text == serialize(ours, ".trig")


def test_a_literal_keeps_its_language_and_datatype() -> None:
    [(_, _, label), (_, _, number)] = Written(
        BASE, {}, union(['id:a rdfs:label "名"@zh-Hans .\n', "id:b kg:value 2.5 .\n"])
    ).triples()

    assert (label, number) == (Text("名", "", "zh-Hans"), Text("2.5", str(XSD.decimal)))


@slow
@given(resolutions())
def test_what_is_read_when_it_is_asked_for_is_what_the_triples_say(records: Resolution) -> None:
    graph = write_facts(records)
    rows, triples = graph.rows(), set(graph.triples())

    assert {(s, p, o) for s in {s for s, _, _ in triples} for p, found in rows.row(s).items() for o in found} == triples
    for kind in {o for _, p, o in triples if p == RDF_TYPE}:
        assert sorted(rows.members(str(kind))) == sorted(s for s, p, o in triples if (p, o) == (RDF_TYPE, kind))
    for predicate in {p for _, p, _ in triples}:
        assert list(rows.having(predicate)) == sorted({s for s, p, _ in triples if p == predicate})
    assert not rows.row("https://example.org/none")


@slow
@given(resolutions())
def test_trig_beside_its_turtle_is_the_same_trig(tmp_path_factory: pytest.TempPathFactory, records: Resolution) -> None:
    folder, graph = tmp_path_factory.mktemp("saved"), write_facts(records)
    write_graph(graph, folder / "a.ttl")
    write_graph(graph, folder / "a.trig", beside=folder / "a.ttl")

    assert (folder / "a.trig").read_text("utf-8") == serialize(graph, ".trig")
