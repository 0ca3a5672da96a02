"""The graph that users hold: ask it, check it, explain it, save it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib.namespace import RDF

from kg.errors import GraphError, QueryError
from kg.graph import KnowledgeGraph
from kg.records import Resolution
from kg.samples import sample_reports
from kg.store import store_graph, write_facts
from kg.store.parse import dataset_of
from kg.store.terms import KG
from kg.store.write import default_graph
from tests.store.reference import perfect_resolution
from tests.strategies import resolutions

REPORT = sample_reports()[0]
TEXT = REPORT.read_text("utf-8")


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """Give the graph of one sample report, as its annotators read it."""
    return KnowledgeGraph(store_graph(perfect_resolution(REPORT.parent / "reference" / f"{REPORT.stem}.json", TEXT)))


# ---- ask -------------------------------------------------------------------------------------------------------------


def test_a_query_answers_with_a_frame_of_plain_values(graph: KnowledgeGraph) -> None:
    frame = graph.query(
        "SELECT ?value ?planned WHERE { ?r kg:value ?value OPTIONAL { ?r kg:planned ?planned } } ORDER BY ?value"
    )

    assert list(frame.columns) == ["value", "planned"]
    assert frame["value"].dtype == "float64"
    assert set(frame["planned"].dropna()) <= {True}


def test_a_named_query_takes_its_parameters(graph: KnowledgeGraph) -> None:
    frame = graph.query("who-ran", campaign="逢五逢十")

    assert frame["campaign"].str.contains("逢五逢十").all()
    assert len(frame) >= 1


def test_a_query_may_ask_or_construct(graph: KnowledgeGraph) -> None:
    assert graph.query("ASK { ?s a kg:Activity }").iloc[0, 0]
    assert list(graph.query("CONSTRUCT WHERE { ?s kg:ran ?o }").columns) == ["subject", "predicate", "object"]


def test_a_query_reads_what_was_read_and_the_rest_by_name(graph: KnowledgeGraph) -> None:
    everything = graph.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").iloc[0, 0]
    reports = graph.query("SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }").iloc[0, 0]

    assert everything == len(graph)
    assert reports == 1


def test_a_query_that_does_not_parse_says_so(graph: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="cannot be answered"):
        graph.query("SELECT WHERE")


def test_every_result_is_a_row_with_names_words_and_position(graph: KnowledgeGraph) -> None:
    frame = graph.results()

    assert len(frame) == len(set(default_graph(graph.dataset).subjects(RDF.type, KG.Result)))
    [row] = frame[frame["indicator"] == "设置卡点"].to_dict("records")
    assert (row["agent"], row["value"], row["unit"], row["bound"]) == ("湛江市公安局交警支队", 83.0, "个", "exact")
    assert row["result_of"] == "鹰击2023-9号"
    assert all(TEXT[r.position : r.position_end] == r.quote for r in frame.itertuples())
    assert set(frame["file"]) == {"c01.txt"}


def test_every_activity_is_a_row_with_names_words_and_position(graph: KnowledgeGraph) -> None:
    frame = graph.activities()

    row = frame[(frame["agent"] == "霞山大队") & (frame["predicate"] == "ran")].iloc[0]
    assert str(row["start"].date()) == "2023-11-24"
    assert row["place"] == "椹川大道"
    assert all(TEXT[r.position : r.position_end] == r.quote for r in frame.itertuples())
    assert set(frame["status"]) <= {"done", "planned"}


def test_every_thing_is_a_row(graph: KnowledgeGraph) -> None:
    frame = graph.entities()

    [row] = frame[frame["name"] == "湛江市公安局交警支队"].to_dict("records")
    assert (row["type"], row["subtype"], row["aliases"]) == ("Agency", "traffic-police", "湛江交警")
    assert row["facts"] > 3
    assert not frame["iri"].duplicated().any()


def test_frames_are_typed(graph: KnowledgeGraph) -> None:
    results, activities, entities = graph.results(), graph.activities(), graph.entities()

    assert results.dtypes[["value", "planned", "start", "end", "position", "quotes"]].astype(str).to_list() == [
        *("float64", "bool", "datetime64[s]", "datetime64[s]", "Int64", "int64")
    ]
    assert activities.dtypes[["start", "inferred", "confidence"]].astype(str).to_list() == ["datetime64[s]", "bool", "float64"]
    assert entities.dtypes[["facts", "results", "first", "last"]].astype(str).to_list() == [
        *("int64", "int64", "datetime64[s]", "datetime64[s]")
    ]
    assert {type(cell) for cell in results["agent"]} <= {str, type(None)}


def test_tables_are_written_for_spreadsheets(graph: KnowledgeGraph, tmp_path: Path) -> None:
    graph.tables(tmp_path)

    assert (tmp_path / "results.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(pd.read_csv(tmp_path / "results.csv")) == len(graph.results())
    assert "2023-11-24," in (tmp_path / "activities.csv").read_text("utf-8")


def test_frames_have_the_columns_of_the_tables(graph: KnowledgeGraph, tmp_path: Path) -> None:
    graph.tables(tmp_path)

    frames = {"entities": graph.entities(), "activities": graph.activities(), "results": graph.results()}

    for name, frame in frames.items():
        table = pd.read_csv(tmp_path / f"{name}.csv").dropna(subset="iri")
        assert list(table.columns) == list(frame.columns)
        assert list(table["iri"]) == list(frame["iri"])


# ---- explain and check -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["湛江市公安局交警支队", "湛江交警", " 湛江交警 ", "“湛江交警”"])
def test_a_thing_is_found_by_any_of_its_names(name: str, graph: KnowledgeGraph) -> None:
    [about] = graph.explain(name)

    assert about.thing.name == "湛江市公安局交警支队"
    assert about.statements


def test_a_part_of_a_name_finds_all_that_have_it(graph: KnowledgeGraph) -> None:
    names = {about.thing.name for about in graph.explain("交警大队")}

    assert {"徐闻县公安局交警大队", "廉江市公安局交警大队"} <= names


def test_an_explanation_has_the_words_the_file_and_the_position(graph: KnowledgeGraph) -> None:
    explanation = graph.explain("逢五逢十")

    assert explanation.quotes
    assert all(TEXT[quote.start : quote.end] == quote.text for quote in explanation.quotes)
    text = str(explanation)
    assert f"c01.txt:{explanation.quotes[0].start}–{explanation.quotes[0].end}" in text
    assert "planned" in text


def test_an_explanation_is_drawn_without_running_what_texts_hold(graph: KnowledgeGraph) -> None:
    from dataclasses import replace

    [about, *_] = graph.explain("湛江交警")
    hostile = replace(about, thing=replace(about.thing, name="<script>alert(1)</script>"))

    drawn = type(graph.explain("湛江交警"))("x", (hostile,))._repr_html_()
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn


def test_an_unknown_name_is_said_with_names_like_it(graph: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match=r"names like it: .*湛江市公安局交警支队"):
        graph.explain("湛江市公安局交警总队")


def test_the_check_of_a_graph_is_true_when_it_keeps_every_promise(graph: KnowledgeGraph) -> None:
    problems = {problem.what for problem in graph.check().problems}

    assert problems == {"pronouns and bare generic nouns are no labels (found '全市')"}  # an alias in the reference


# ---- save and load ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".nt", ".nq", ".jsonld", ".xml", ".rdf"])
def test_what_is_saved_is_loaded_again(suffix: str, graph: KnowledgeGraph, tmp_path: Path) -> None:
    graph.save(tmp_path / f"graph{suffix}")
    again = KnowledgeGraph.load(tmp_path / f"graph{suffix}")

    assert set(default_graph(again.dataset)) == set(default_graph(graph.dataset))
    assert again.counts() == graph.counts()
    pd.testing.assert_frame_equal(again.results(), graph.results())


def test_a_folder_is_loaded_with_all_its_graphs(graph: KnowledgeGraph, tmp_path: Path) -> None:
    graph.save(tmp_path / "graph.ttl")
    graph.save(tmp_path / "graph.trig")

    assert KnowledgeGraph.load(tmp_path).query("ASK { GRAPH ?g { ?s ?p ?o } }").iloc[0, 0]


def test_a_graph_is_not_saved_where_it_cannot_be(graph: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="unknown suffix"):
        graph.save(tmp_path / "graph.doc")
    with pytest.raises(GraphError, match="cannot be written"):
        graph.save(tmp_path / "no" / "graph.ttl")


def test_its_text_says_how_much_it_holds(graph: KnowledgeGraph) -> None:
    assert repr(graph).startswith(f"KnowledgeGraph({len(graph):,} triples, 0 inferred triples, 1 reports, ")


def test_importing_the_package_loads_no_graph_library() -> None:
    heavy = {"rdflib", "pandas", "pyoxigraph", "pyshacl", "networkx"}
    code = f"import sys, kg; print(sorted({heavy} & set(sys.modules)))"
    root = Path(__file__).parents[1]

    assert (
        subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True).stdout.strip()
        == "[]"
    )


# ---- see -------------------------------------------------------------------------------------------------------------


def test_the_network_has_the_things_and_their_relations(graph: KnowledgeGraph) -> None:
    network = graph.network()

    assert network.number_of_nodes() >= 30
    assert network.number_of_edges() >= 30


def test_the_page_and_the_notebook_show_the_graph(graph: KnowledgeGraph, tmp_path: Path) -> None:
    graph.page(tmp_path / "page.html")

    assert "湛江市公安局交警支队" in (tmp_path / "page.html").read_text("utf-8")
    drawn = graph._repr_html_()
    assert drawn.startswith("<iframe sandbox=")
    assert "<script" not in drawn  # all of it is inside the attribute, escaped


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(resolutions(), st.data())
def test_the_part_about_a_name_explains_it_as_the_whole_graph_does(records: Resolution, data: st.DataObject) -> None:
    graph = write_facts(records)
    whole = KnowledgeGraph(dataset_of(graph))
    name = data.draw(st.sampled_from(sorted({entity.name for entity in records.entities})))
    cut = name[data.draw(st.integers(0, len(name) - 1)) :]

    for asked in (name, cut, f"{name}{cut}"):
        assert explained(KnowledgeGraph(graph), asked) == explained(whole, asked)


def explained(graph: KnowledgeGraph, name: str) -> str:
    try:
        return str(graph.explain(name))
    except QueryError as error:
        return str(error)


def test_what_was_inferred_is_asked_without_the_graphs_of_the_reports(graph: KnowledgeGraph) -> None:
    counted = graph.query("SELECT (COUNT(*) AS ?n) WHERE { GRAPH id:inferred { ?s ?p ?o } }").iloc[0, 0]

    assert counted == graph.counts()["inferred triples"]
