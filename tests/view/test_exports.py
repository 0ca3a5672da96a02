"""Files for other tools: Gephi, Excel, Neo4j and Parquet read them as they are meant, whatever the texts are."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, SKOS, Dataset, Literal, URIRef

import kg
from kg.errors import ConfigError, GraphError
from kg.graph import KnowledgeGraph
from kg.store.terms import KG
from kg.view.columns import all_tables
from kg.view.exports import EXPORTS
from kg.view.gephi import to_gexf, to_graphml
from kg.view.neo4j import NODES, RELATIONSHIPS, to_neo4j
from kg.view.network import counted_network
from kg.view.parquet import to_parquet
from kg.view.read import Facts, read_facts
from kg.view.workbook import to_xlsx
from tests.view.conftest import ID

GEXF = {"g": "http://www.gexf.net/1.2draft"}
HOSTILE = [
    "“引号”《书名》",
    "ＡＢＣ　１２３",
    "😀𠮷\u200f\u202e",
    "一\r\n二\t三",
    "=1+1",
    "@SUM(A1)",
    'a;b,"c"',
    "\x00\x0b",
    "_x000D_",
]
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30) | st.sampled_from(HOSTILE)


def named(*names: str) -> Facts:
    """Return a graph of agencies that have these names."""
    dataset = Dataset()
    for number, name in enumerate(names):
        thing = URIRef(f"{ID}agency-{number}")
        dataset.default_graph.add((thing, RDF.type, KG.Agency))
        dataset.default_graph.add((thing, SKOS.prefLabel, Literal(name, lang="zh-Hans")))
        dataset.default_graph.add((URIRef(f"{ID}agency-0"), KG.cooperatedWith, thing))
    return read_facts(dataset)


def sheet(content: bytes, name: str) -> list[dict[str, object]]:
    rows = openpyxl.load_workbook(io.BytesIO(content))[name].iter_rows(values_only=True)
    heading = [str(title) for title in next(rows)]
    return [dict(zip(heading, row, strict=True)) for row in rows]


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


# ---- the network -----------------------------------------------------------------------------------------------------


def test_one_edge_stands_for_all_facts_of_a_pair_and_relation(small: Dataset) -> None:
    graph = small.default_graph
    second = URIRef(ID + "activity-9")
    for _, p, o in list(graph.triples((URIRef(ID + "activity-1"), None, None))):
        graph.add((second, p, Literal("2022-05-01") if p == KG.startDate else o))
    network = counted_network(read_facts(small))

    edge = network.edges[ID + "agency-1", ID + "initiative-1", "ran"]
    assert (edge["weight"], edge["start"], edge["end"]) == (2, "2022-05-01", "2023-12-31")
    assert network.degree(ID + "agency-1", weight="weight") > network.degree(ID + "agency-1")


def test_plans_denials_and_inferences_count_for_nobody(small: Dataset) -> None:
    network = counted_network(read_facts(small))

    assert (ID + "agency-1", ID + "initiative-2") not in network.edges()
    assert (ID + "agency-2", ID + "initiative-1") not in network.edges()
    assert ID + "agency-3" not in network


@pytest.mark.parametrize("write", [to_graphml, to_gexf], ids=["graphml", "gexf"])
def test_networkx_reads_back_what_it_is_to_count(write, small: Dataset) -> None:  # type: ignore[no-untyped-def]
    facts = read_facts(small)
    read = {to_graphml: nx.read_graphml, to_gexf: nx.read_gexf}[write]
    again = read(io.BytesIO(write(facts)))

    wanted = counted_network(facts)
    assert {n: (d["label"], d["type"]) for n, d in again.nodes(data=True)} == {
        n: (d["label"], d["type"]) for n, d in wanted.nodes(data=True)
    }
    assert Counter((a, b, d["predicate"], float(d["weight"]), d.get("start")) for a, b, d in again.edges(data=True)) == Counter(
        (a, b, d["predicate"], float(d["weight"]), d.get("start")) for a, b, d in wanted.edges(data=True)
    )


def test_gephi_finds_labels_kinds_weights_and_days_where_it_looks(small: Dataset) -> None:
    root = ElementTree.fromstring(to_gexf(read_facts(small)))
    [graph] = root.findall("g:graph", GEXF)
    edges = {(edge.get("source"), edge.get("kind")): edge for edge in root.iterfind(".//g:edge", GEXF)}

    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    assert all(node.get("label") for node in root.iterfind(".//g:node", GEXF))
    ran = edges[ID + "agency-1", "ran"]
    assert (ran.get("weight"), ran.get("start"), ran.get("end")) == ("1", "2023-01-01", "2023-12-31")
    assert len({edge.get("id") for edge in edges.values()}) == len(edges)


def test_graphml_gives_every_key_and_edge_a_name_of_its_own(small: Dataset) -> None:
    root = ElementTree.fromstring(to_graphml(read_facts(small)))
    for tag in ("key", "edge", "node"):
        ids = [element.get("id") for element in root.iter(f"{{http://graphml.graphdrawing.org/xmlns}}{tag}")]

        assert ids
        assert len(set(ids)) == len(ids)


@settings(deadline=None, max_examples=40)
@given(st.lists(texts, min_size=1, max_size=4))
def test_any_text_can_be_a_label(names: list[str]) -> None:
    facts = named(*names)
    for content in (to_graphml(facts), to_gexf(facts)):
        ElementTree.fromstring(content)

    labels = {about["label"] for _, about in nx.read_graphml(io.BytesIO(to_graphml(facts))).nodes(data=True)}
    plain = {" ".join(thing.name.split()) for thing in facts.things.values()}
    assert {label for label in plain if label.isprintable()} <= labels


# ---- Excel -----------------------------------------------------------------------------------------------------------


def test_cells_have_types(small: Dataset) -> None:
    content = to_xlsx(read_facts(small))
    [result] = [row for row in sheet(content, "results") if row["indicator"] == "查处超载货车"]
    [source] = sheet(content, "sources")

    assert (result["value"], result["unit"], result["planned"]) == (12500, "辆", False)
    assert (result["start"], result["end"]) == (datetime(2023, 1, 1), datetime(2023, 12, 31))
    assert (source["file"], source["facts"], source["results"]) == ("yunhe.txt", 4, 3)


def test_every_sheet_has_a_filter_and_a_heading_that_stays(small: Dataset) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(read_facts(small))))

    assert book.sheetnames == ["entities", "activities", "results", "sources"]
    for page in book:
        assert page.freeze_panes == "A2"
        assert page.auto_filter.ref == page.dimensions
        assert 6 <= page.column_dimensions["A"].width < 60


def test_a_workbook_holds_every_row(sample_graph: KnowledgeGraph) -> None:
    facts = read_facts(sample_graph.dataset)
    content = to_xlsx(facts)

    for found in all_tables(facts):
        rows = sheet(content, found.name)
        assert len(rows) == len(found.rows) > 0
        assert [row["iri"] or "" for row in rows] == [row[-1] for row in found.rows]


def test_no_text_becomes_a_formula_or_a_link(hostile: Dataset) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(read_facts(hostile))))

    kinds = {cell.data_type for page in book for row in page.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "d", "b"}
    assert not any(cell.hyperlink for page in book for row in page.iter_rows() for cell in row)


@settings(deadline=None, max_examples=20)
@given(st.lists(texts.filter(str.strip), min_size=1, max_size=3, unique=True))
def test_a_cell_brings_its_text_back(names: list[str]) -> None:
    facts = named(*names)
    found = {str(row["name"]) for row in sheet(to_xlsx(facts), "entities")}

    wanted = {thing.name for thing in facts.things.values() if thing.name.isprintable() and "_x" not in thing.name}
    assert wanted <= found


def test_what_a_sheet_cannot_hold_goes_on_in_the_next(small: Dataset) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(read_facts(small), rows=2)))

    assert book.sheetnames[:3] == ["entities", "entities 2", "entities 3"]
    assert book["entities 3"].max_row == 3


def test_a_number_that_no_double_holds_and_an_early_day_stay_as_they_are(small: Dataset) -> None:
    graph = small.default_graph
    graph.set((URIRef(ID + "result-1"), KG.value, Literal(Decimal("12345678901234567890.123"))))
    graph.set((URIRef(ID + "result-1"), KG.startDate, Literal("1899-12-31")))
    [row] = [row for row in sheet(to_xlsx(read_facts(small)), "results") if row["indicator"] == "查处超载货车"]

    assert (row["value"], row["start"]) == ("12345678901234567890.123", "1899-12-31")


def test_a_cell_holds_no_more_than_excel_allows() -> None:
    [row] = sheet(to_xlsx(named("长" * 40_000)), "entities")

    assert len(str(row["name"])) == 32_767
    assert str(row["name"]).endswith("…")


# ---- Neo4j -----------------------------------------------------------------------------------------------------------


def test_neo4j_gets_nodes_and_relationships_with_typed_headings(small: Dataset) -> None:
    files = dict(to_neo4j(read_facts(small)))
    nodes, relationships = table(files["nodes.csv"]), table(files["relationships.csv"])
    ids = [node["iri:ID"] for node in nodes]

    assert tuple(nodes[0]) == NODES
    assert tuple(relationships[0]) == RELATIONSHIPS
    assert len(set(ids)) == len(ids)
    assert {end for row in relationships for end in (row[":START_ID"], row[":END_ID"])} <= set(ids)
    assert {node[":LABEL"] for node in nodes} >= {"Agency", "Initiative", "Person", "Place", "Result", "Report"}
    assert {row[":TYPE"] for row in relationships} >= {"ran", "achieved", "resultOf", "statedIn", "memberOf"}


def test_a_plan_says_that_it_is_one(small: Dataset) -> None:
    rows = table(dict(to_neo4j(read_facts(small)))["relationships.csv"])

    plans = [row for row in rows if row["status"] == "planned"]
    assert {row[":TYPE"] for row in plans} == {"ran", "achieved"}


def test_no_text_of_a_csv_breaks_its_line_or_its_list(hostile: Dataset) -> None:
    for name, content in to_neo4j(read_facts(hostile)):
        lines, rows = content.decode().splitlines(), table(content)

        assert len(content.decode().rstrip("\n").split("\n")) == len(rows) + 1, name
        assert all(None not in row and None not in row.values() for row in rows)
        assert lines


# ---- Parquet ---------------------------------------------------------------------------------------------------------


def test_parquet_columns_have_types(small: Dataset) -> None:
    tables = {name: pq.read_table(io.BytesIO(content)) for name, content in to_parquet(read_facts(small))}
    results = tables["results.parquet"]

    assert sorted(tables) == ["activities.parquet", "entities.parquet", "results.parquet", "sources.parquet"]
    types = [str(results.schema.field(name).type) for name in ("value", "start", "position", "planned", "unit")]
    assert types == ["double", "date32[day]", "int64", "bool", "string"]
    [row] = [row for row in results.to_pylist() if row["indicator"] == "查处超载货车"]
    assert (row["value"], row["start"], row["direction"]) == (12500.0, date(2023, 1, 1), None)


def test_parquet_without_pyarrow_is_one_clear_line(small: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(ConfigError, match=r"pip install 'zhengtu\[parquet\]'"):
        list(to_parquet(read_facts(small)))


# ---- all -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".nt", ".nq", ".jsonld", ".rdf", *EXPORTS])
def test_a_graph_is_exported_by_the_suffix_of_the_file(suffix: str, sample_graph: KnowledgeGraph, tmp_path: Path) -> None:
    sample_graph.export(tmp_path / f"graph{suffix}")
    [found] = tmp_path.iterdir()

    files = sorted(found.iterdir()) if found.is_dir() else [found]
    assert all(file.stat().st_size > 500 for file in files)


def test_an_unknown_suffix_is_said_with_the_known_ones(sample_graph: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"'\.doc'; known are \.ttl, .*\.gexf \(GEXF for Gephi\)"):
        sample_graph.export(tmp_path / "graph.doc")
    with pytest.raises(GraphError, match="cannot be written"):
        sample_graph.export(tmp_path / "no" / "such" / "graph.xlsx")


def test_the_bytes_are_the_same_under_every_hash_seed_and_on_another_day(sample_build: Path, tmp_path: Path) -> None:
    code = """
import sys, time
if sys.argv[3] == "later":
    now, localtime, strftime = time.time, time.localtime, time.strftime
    time.time = lambda: now() + 40 * 86400
    time.localtime = lambda at=None: localtime(time.time() if at is None else at)
    time.strftime = lambda form, at=None: strftime(form, at or time.localtime())
import kg
graph = kg.KnowledgeGraph.load(sys.argv[1])
for suffix in (".graphml", ".gexf", ".xlsx", ".neo4j", ".parquet"):
    graph.export(f"{sys.argv[2]}/graph{suffix}")
"""
    contents = []
    for seed, when in (("0", "now"), ("7", "later")):
        folder = tmp_path / seed
        folder.mkdir()
        root = str(Path(kg.__file__).parent.parent)
        subprocess.run(
            [sys.executable, "-c", code, str(sample_build), str(folder), when],
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": root, "OMP_NUM_THREADS": "1"},
        )
        contents.append({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*") if path.is_file()})

    assert len(contents[0]) == 9
    assert contents[0] == contents[1]
