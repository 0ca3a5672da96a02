"""Two graphs compared: what is said of them, whatever their IRIs are."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from rdflib import Dataset, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS

import kg
from kg.config import BASE
from kg.graph import KnowledgeGraph
from kg.samples import sample_reports
from kg.store import store_graph
from kg.store.diff import Change, Difference, diff_graphs
from kg.store.terms import KG
from kg.store.write import default_graph
from tests.store.reference import perfect_resolution
from tests.strategies import resolutions

REPORT = sample_reports()[1]
RECORDS = perfect_resolution(REPORT.parent / "reference" / f"{REPORT.stem}.json", REPORT.read_text("utf-8"))


@pytest.fixture
def old() -> Dataset:
    return store_graph(RECORDS)


@pytest.fixture
def new() -> Dataset:
    return store_graph(RECORDS)


def only(found: Difference, kind: str, what: str) -> list[Change]:
    return [change for change in found.changes if (change.kind, change.what) == (kind, what)]


def test_a_graph_differs_in_nothing_from_itself(old: Dataset, new: Dataset) -> None:
    found = diff_graphs(old, new)

    assert not found
    assert str(found) == "both say the same"


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".jsonld", ".rdf", ".trig", ".nq"])
def test_an_export_says_what_its_graph_says(tmp_path: Path, suffix: str) -> None:
    graph = kg.build(texts=["2022年5月，莱州市水利局开展“清河”行动，清理垃圾12吨。"])
    graph.export(tmp_path / f"g{suffix}")
    again = KnowledgeGraph.load(tmp_path / f"g{suffix}")

    assert not graph.diff(again)
    assert not again.diff(graph)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(resolutions(), resolutions())
def test_what_is_added_one_way_is_gone_the_other(one, other) -> None:  # type: ignore[no-untyped-def]
    there, back = diff_graphs(store_graph(one), store_graph(other)), diff_graphs(store_graph(other), store_graph(one))

    assert {c.iri for c in there.changes if c.what == "added"} == {c.iri for c in back.changes if c.what == "gone"}
    assert len([c for c in there.changes if c.what == "changed"]) == len([c for c in back.changes if c.what == "changed"])
    assert not diff_graphs(store_graph(one), store_graph(one))


def test_another_value_is_a_change_of_the_same_result(old: Dataset, new: Dataset) -> None:
    graph = default_graph(new)
    result = min(graph.subjects(RDF.type, KG.Result))
    was = graph.value(result, KG.value)
    graph.set((result, KG.value, Literal("98765", datatype=was.datatype)))  # type: ignore[union-attr]
    found = diff_graphs(old, new)

    [change] = found.changes
    assert (change.kind, change.what, change.report) == ("result", "changed", REPORT.name)
    assert change.fields == (("value", float(str(was)), 98765.0),)
    assert f"value {float(str(was)):,.10g} → 98,765" in str(found)


def test_a_plan_that_was_done_is_a_change_of_the_same_fact(old: Dataset, new: Dataset) -> None:
    graph = default_graph(new)
    activity = min(a for a in graph.subjects(KG.predicate, KG.ran) if graph.value(a, KG.status) == Literal("done"))
    default_graph(old).set((activity, KG.status, Literal("planned")))

    changes = [change for change in diff_graphs(old, new).changes if change.fields]
    assert [change.fields for change in changes] == [(("status", "planned", "done"),)]


def test_another_name_is_a_change_of_the_same_thing(old: Dataset, new: Dataset) -> None:
    graph = default_graph(new)
    agency = min(graph.subjects(RDF.type, KG.Agency))
    before = str(graph.value(agency, SKOS.prefLabel))
    for term in (SKOS.prefLabel, RDFS.label):
        graph.set((agency, term, Literal("云河市公安局", lang="zh-Hans")))
    found = diff_graphs(old, new)

    [change] = only(found, "entity", "changed")
    assert ("name", before, "云河市公安局") in change.fields
    assert {change.kind for change in found.changes} == {"entity"}


def test_a_thing_with_a_new_id_is_the_same_and_so_are_its_facts(old: Dataset, new: Dataset) -> None:
    graph = default_graph(new)
    agency = min(graph.subjects(KG.ran))
    heir = URIRef(f"{BASE}agency-heir")
    for s, p, o in list(graph):
        if agency in (s, o):
            graph.remove((s, p, o))
            graph.add((heir if s == agency else s, p, heir if o == agency else o))
    graph.add((agency, DCTERMS.isReplacedBy, heir))

    assert not diff_graphs(old, new)


def test_two_things_that_became_one_are_said_to_be_merged(old: Dataset, new: Dataset) -> None:
    graph = default_graph(new)
    first, second = sorted(graph.subjects(RDF.type, KG.Agency))[:2]
    name = str(graph.value(first, SKOS.prefLabel))
    for triple in list(graph.triples((first, None, None))):
        graph.remove(triple)
    graph.add((first, DCTERMS.isReplacedBy, second))

    merged = [change for change in only(diff_graphs(old, new), "entity", "changed") if change.was == str(first)]
    assert [change.fields[0][:2] for change in merged] == [("merged", name)]


def test_what_is_added_and_gone_is_grouped_by_report(old: Dataset) -> None:
    [extraction] = RECORDS.extractions
    fewer = store_graph(replace(RECORDS, extractions=(replace(extraction, results=extraction.results[1:]),)))
    gone, added = diff_graphs(old, fewer), diff_graphs(fewer, old)

    [change] = only(gone, "result", "gone")
    lines = str(added).splitlines()
    assert lines[0] == "results: 1 added"
    assert lines[lines.index(REPORT.name) + 1] == f"  + {change.text}"


def test_a_report_that_is_new_or_other_is_said(old: Dataset, new: Dataset) -> None:
    graph = default_graph(new)
    report = min(graph.subjects(RDF.type, KG.Report))
    graph.set((report, KG.sha256, Literal("0" * 64)))
    found = diff_graphs(old, new)

    assert [change.text for change in only(found, "report", "changed")] == [REPORT.name]
    assert only(diff_graphs(store_graph(replace(RECORDS, extractions=())), new), "report", "added")


def built(folder: Path, **texts: str) -> KnowledgeGraph:
    """Return the graph of texts, each in a file of a new folder."""
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return kg.build(folder)


def test_a_report_under_another_name_was_renamed(tmp_path: Path) -> None:
    text = "2022年5月，莱州市水利局开展“清河”行动，清理垃圾12吨。"
    old, new = built(tmp_path / "old", a=text), built(tmp_path / "new", b=text)

    said = "reports: 1 changed\n\nreports of which no fact and no result is other\n  ~ b.txt (was a.txt)"
    assert str(old.diff(new)) == said
    assert old.diff(new).counts()["reports"] == {"added": 0, "gone": 0, "changed": 1}
    assert json.loads(old.diff(new).to_json())["reports"]["changed"][0]["fields"] == {"file": {"old": "a.txt", "new": "b.txt"}}


def test_a_person_of_a_report_that_changed_is_the_same_person(tmp_path: Path) -> None:
    text = "2021年3月18日，云河市公安局交警支队民警帮助市民赵小禾找回电动车。赵小禾参加“清源”行动启动仪式。\n"
    old, new = built(tmp_path / "old", a=text), built(tmp_path / "new", a=text.replace("18日", "19日"))
    ids = [set(graph.entities().query("type == 'Person'")["iri"]) for graph in (old, new)]

    assert ids[0] != ids[1]
    assert old.diff(new).counts()["entities"] == {"added": 0, "gone": 0, "changed": 0}
    assert {change.what for change in old.diff(new).changes if change.kind == "fact"} == {"changed"}


def test_people_of_one_name_are_told_apart_by_their_reports(tmp_path: Path) -> None:
    text = "2021年3月18日，云河市公安局交警支队民警帮助市民赵小禾找回电动车。赵小禾参加“清源”行动启动仪式。\n"
    other = "2021年4月2日，澜沧县公安局民警帮助市民赵小禾找回手机。赵小禾参加“净路”行动启动仪式。\n"
    old = built(tmp_path / "old", a=text, b=other)
    new = built(tmp_path / "new", a=text.replace("18日", "19日"), b=other.replace("2日", "3日"))

    assert len(old.entities().query("name == '赵小禾'")) == 2
    assert old.diff(new).counts()["entities"] == {"added": 0, "gone": 0, "changed": 0}


def test_json_holds_every_change(old: Dataset) -> None:
    found = diff_graphs(store_graph(replace(RECORDS, extractions=())), old)
    tree = json.loads(found.to_json())

    listed = sum(len(changes) for name, kinds in tree.items() if name != "counts" for changes in kinds.values())
    assert listed == len(found.changes) > 20
    assert tree["counts"]["results"]["added"] == len(tree["results"]["added"])
    assert "… and" in str(found)


def test_python_compares_two_graphs(tmp_path) -> None:  # type: ignore[no-untyped-def]
    text = "2021年3月，临清市公安局交警大队开展“清源护航”行动，查处违法停车{}起。"
    one, other = (kg.build(texts=[text.format(number)]) for number in (320, 302))
    one.save(tmp_path / "one.ttl")

    found = KnowledgeGraph.load(tmp_path / "one.ttl").diff(other)
    assert [c.fields for c in found.changes if c.kind == "result"] == [(("value", 320.0, 302.0),)]
