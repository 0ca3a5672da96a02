"""Every promise of the contract, broken once: the check says so."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.namespace import ORG, RDF, RDFS, SKOS, XSD

import kg
from kg.config import BASE, Settings
from kg.lexicon import Row, read_lexicon
from kg.samples import sample_reports
from kg.store import store_graph
from kg.store.check import check_file, check_graph
from kg.store.terms import KG, OA
from kg.store.write import default_graph
from tests.store.reference import perfect_resolution

KINDS = {"percent": "percent", "points": "percent", "money": "money", "duration": "duration"}
REPORT = sample_reports()[1]
RECORDS = perfect_resolution(REPORT.parent / "reference" / f"{REPORT.stem}.json", REPORT.read_text("utf-8"))


@pytest.fixture
def dataset() -> Dataset:
    """Give a small graph that holds every kind of thing that a promise is about."""
    [extraction], entities = RECORDS.extractions, RECORDS.entities
    ran = [activity for activity in extraction.activities if activity.predicate == "ran"][:2]
    changes = [result for result in extraction.results if result.kind == "change"][:1]
    small = replace(extraction, activities=(*extraction.activities[:3], *ran), results=(*extraction.results[:3], *changes))
    return store_graph(replace(RECORDS, extractions=(small,), entities=entities))


def first(graph: Graph, kind: URIRef) -> URIRef:
    return min(URIRef(str(node)) for node in graph.subjects(RDF.type, kind))


def drop(kind: URIRef, term: URIRef) -> Callable[[Graph], None]:
    return lambda graph: graph.remove((first(graph, kind), term, None)) and None


def put(kind: URIRef, term: URIRef, value: Literal) -> Callable[[Graph], None]:
    return lambda graph: graph.set((first(graph, kind), term, value)) and None


def add(kind: URIRef, term: URIRef, value: Literal) -> Callable[[Graph], None]:
    return lambda graph: graph.add((first(graph, kind), term, value)) and None


def change_without_direction(graph: Graph) -> None:
    changed = min(graph.subjects(KG.kind, Literal("change")))
    graph.remove((changed, KG.direction, None))


def change_without_baseline(graph: Graph) -> None:
    changed = min(graph.subjects(KG.kind, Literal("change")))
    graph.remove((changed, KG.baseline, None))
    graph.remove((changed, KG.baselineIsUnknown, None))


def measured(kind: str, unit: str, value: Decimal = Decimal(5)) -> Callable[[Graph], None]:
    def measure(graph: Graph) -> None:
        for term, said in ((KG.kind, Literal(kind)), (KG.unit, Literal(unit)), (KG.value, Literal(value))):
            graph.set((first(graph, KG.Result), term, said))

    return measure


def level(value: Decimal) -> Callable[[Graph], None]:
    return measured("percent", "%", value)


def blank(graph: Graph) -> None:
    graph.add((BNode(), RDFS.label, Literal("无名", lang="zh-Hans")))


def plan_as_done(graph: Graph) -> None:
    activity = min(a for a in graph.subjects(KG.predicate, KG.ran) if graph.value(a, KG.status) == Literal("done"))
    graph.set((activity, KG.status, Literal("planned")))
    agent, thing = graph.value(activity, KG.agent), graph.value(activity, KG.object)
    for other in list(graph.subjects(KG.object, thing)):
        if (other, KG.agent, agent) in graph and (other, KG.predicate, KG.ran) in graph:
            graph.set((other, KG.status, Literal("planned")))


def misquote(graph: Graph) -> None:
    quote = first(graph, OA.TextQuoteSelector)
    graph.set((quote, OA.exact, Literal(f"{graph.value(quote, OA.exact)}另加一字1")))


def no_unit_of_an_indicator(graph: Graph) -> None:
    graph.set((first(graph, KG.Indicator), KG.unit, Literal("")))


def of_another_class(fact: URIRef, term: URIRef, kind: URIRef) -> Callable[[Graph], None]:
    """Return what lets a fact speak of a thing of another class, which has a name as it should."""
    return lambda graph: graph.set((first(graph, fact), term, first(graph, kind))) and None


def planned_of_another_class(graph: Graph) -> None:
    activity = min(graph.subjects(KG.predicate, KG.ran))
    graph.set((activity, KG.status, Literal("planned")))
    graph.set((activity, KG.object, first(graph, KG.Agency)))


def run_by_a_place(graph: Graph) -> None:
    graph.add((first(graph, KG.Place), KG.ran, first(graph, KG.Initiative)))


ZH = {"lang": "zh-Hans"}


@pytest.mark.parametrize(
    ("breaks", "said"),
    [
        (drop(KG.Activity, KG.agent), "an activity has an agent"),
        (drop(KG.Activity, KG.predicate), "one predicate"),
        (drop(KG.Activity, KG.object), "one object"),
        (drop(KG.Activity, KG.status), "one status"),
        (put(KG.Activity, KG.status, Literal("perhaps")), "one status"),
        (drop(KG.Activity, KG.evidence), "every fact has evidence"),
        (put(KG.Activity, KG.confidence, Literal(Decimal("1.5"))), "from 0 to 1"),
        (put(KG.Activity, KG.startDate, Literal("2021-13-01", datatype=XSD.date)), "first day"),
        (drop(KG.Result, KG.indicator), "one indicator"),
        (drop(KG.Result, KG.value), "one value"),
        (drop(KG.Result, KG.unit), "one unit"),
        (put(KG.Result, KG.unit, Literal("")), "one unit"),
        (put(KG.Result, KG.unit, Literal("\u3000")), "one unit"),
        (no_unit_of_an_indicator, "an indicator has at most one unit, a plain word"),
        (planned_of_another_class, "ran leads from Agency or Person to Initiative"),
        (of_another_class(KG.Activity, KG.object, KG.Indicator), "leads from"),
        (of_another_class(KG.Result, KG.resultOf, KG.Agency), "a result is of at most one initiative, system, event"),
        (of_another_class(KG.Activity, KG.place, KG.Agency), "at most one place"),
        (drop(KG.Result, KG.kind), "one kind"),
        (drop(KG.Result, KG.bound), "one bound"),
        (drop(KG.Result, KG.evidence), "every fact has evidence"),
        (drop(KG.Result, KG.measures), "measures one indicator"),
        (put(KG.Result, KG.planned, Literal(False)), "planned is true or left out"),
        (change_without_baseline, "a change has a baseline, or says"),
        (level(Decimal("101")), "a percentage lies from 0 to 100"),
        (measured("count", "起", Decimal(10**18)), "a value has at most 18 digits"),
        (measured("count", "起", Decimal(-(10**18))), "a value has at most 18 digits"),
        (level(Decimal("-1")), "a percentage lies from 0 to 100"),
        (measured("percent", "起"), "the unit of a percentage"),
        (measured("money", "起"), "the unit of money"),
        (measured("duration", "起"), "the unit of a duration"),
        (measured("rank", "起"), "a rank is 1 or more"),
        (measured("count", "%"), "the unit of a count"),
        (put(KG.Report, KG.characters, Literal("3", datatype=XSD.nonNegativeInteger)), "a position ends within its report"),
        (put(KG.Result, KG.endDate, Literal("1999-01-01", datatype=XSD.date)), "not after its last"),
        (change_without_direction, "a change has a direction"),
        (drop(KG.Agency, SKOS.prefLabel), "preferred label"),
        (add(KG.Agency, SKOS.prefLabel, Literal("另一个名称", **ZH)), "preferred label"),
        (put(KG.Agency, RDFS.label, Literal("另一个名称", **ZH)), "its label is its preferred label"),
        (add(KG.Agency, SKOS.altLabel, Literal("Police", lang="en")), "Chinese text"),
        (add(KG.Agency, SKOS.altLabel, Literal(" ", **ZH)), "empty label"),
        (add(KG.Agency, SKOS.altLabel, Literal("大队", **ZH)), "no labels"),
        (add(KG.System, SKOS.altLabel, Literal("该系统", **ZH)), "no labels"),
        (put(KG.Agency, KG.subtype, Literal("gang")), "a subtype is one of"),
        (put(KG.Place, KG.divisionCode, Literal("37-01")), "division code"),
        (drop(KG.Report, KG.sha256), "checksum"),
        (drop(OA.SpecificResource, OA.hasSource), "one report"),
        (drop(OA.SpecificResource, KG.rule), "rule or model"),
        (drop(OA.SpecificResource, OA.hasSelector), "one position"),
        (put(OA.TextQuoteSelector, OA.exact, Literal("长" * 201)), "2 to 200 characters"),
        (put(OA.TextPositionSelector, OA.start, Literal("99999", datatype=XSD.nonNegativeInteger)), "starts before it ends"),
        (misquote, "characters from a position"),
        (plan_as_done, "no activity that was done"),
        (run_by_a_place, "ran is said of"),
        (blank, "blank node"),
    ],
)
def test_a_broken_promise_is_said(dataset: Dataset, breaks: Callable[[Graph], None], said: str) -> None:
    breaks(default_graph(dataset))
    report = check_graph(dataset)

    assert not report
    assert any(said in problem.what for problem in report.problems), report.problems


def test_a_percentage_of_a_plan_may_exceed_the_whole(dataset: Dataset) -> None:
    graph = default_graph(dataset)
    level(Decimal(112))(graph)
    graph.add((first(graph, KG.Result), KG.exceedsWhole, Literal(True)))

    assert check_graph(dataset)


@pytest.mark.parametrize("row", [row for row in read_lexicon("units") if row.label in KINDS], ids=lambda row: row.id)
def test_every_unit_fits_the_kind_that_it_has_by_itself(row: Row, dataset: Dataset) -> None:
    measured(KINDS[row.label], row.word)(default_graph(dataset))

    assert not [problem for problem in check_graph(dataset).problems if "unit" in problem.what]


def test_a_graph_as_we_make_it_keeps_every_promise(dataset: Dataset) -> None:
    report = check_graph(dataset)

    assert report, report.problems


def test_a_figure_that_doubled_is_a_number_in_its_quote() -> None:
    graph = kg.build(texts=["2022年，莱州市水利局推广节水灌溉，全市节水灌溉面积同比翻番，达到320公顷。"])

    assert any("翻番" in quote for quote in graph.results()["quote"])
    assert graph.check(), graph.check().problems


def test_a_graph_of_positions_keeps_every_promise() -> None:
    found = check_graph(store_graph(RECORDS, settings=Settings(evidence="positions")))

    assert found, found.problems


def test_a_quote_is_what_stands_in_the_text(dataset: Dataset) -> None:
    graph = default_graph(dataset)
    report, text = first(graph, KG.Report), REPORT.read_text("utf-8")
    checksum, quote = str(graph.value(report, KG.sha256)), first(graph, OA.TextQuoteSelector)
    words = str(graph.value(quote, OA.exact))

    assert check_graph(dataset, {checksum: text})
    assert "no text that is given has its checksum" in str(check_graph(dataset, {}).problems[0])
    graph.set((quote, OA.exact, Literal(f"{words[:-1]}改")))
    assert check_graph(dataset)
    assert f"at its position stands {words!r}" in str(check_graph(dataset, {checksum: text}).problems[0])


@pytest.mark.parametrize(
    ("name", "was", "now", "said"),
    [
        ("graph.ttl", " .\n", "", "is no RDF that can be read"),
        ("graph.ttl", '"exact"', '"over"', "graph.ttl: is not what graph.trig says: "),
        ("inferred.ttl", "a kg:Match", "a kg:Thing", "inferred.ttl: is not what graph.trig says: 1 triples more, 1 fewer"),
        ("graph.trig", '"exact"', '"over"', "its default graph is not what the graphs of its reports say together"),
    ],
)
def test_the_graphs_of_a_folder_say_the_same(
    tmp_path: Path, sample_build: Path, name: str, was: str, now: str, said: str
) -> None:
    for each in ("graph.ttl", "graph.trig", "inferred.ttl"):
        shutil.copyfile(sample_build / each, tmp_path / each)
    assert check_file(tmp_path)
    text = (tmp_path / name).read_text("utf-8")
    assert was in text
    (tmp_path / name).write_text(text.replace(was, now, 1), "utf-8")

    report = check_file(tmp_path)

    assert not report
    assert any(said in str(problem) for problem in report.problems), report.problems


def test_a_graph_is_checked_against_its_source(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("2022年5月，莱州市水利局开展“清河”行动，清理垃圾12吨。", "gb18030")
    graph = kg.build(tmp_path)

    assert graph.check(tmp_path)
    (tmp_path / "a.txt").write_text("2022年5月，莱州市水利局开展“清河”行动，清理垃圾13吨。", "gb18030")
    assert not graph.check(tmp_path)


def test_a_problem_names_the_thing_and_the_value(dataset: Dataset) -> None:
    graph = default_graph(dataset)
    agency = first(graph, KG.Agency)
    graph.set((agency, KG.subtype, Literal("gang")))
    [problem] = check_graph(dataset).problems

    assert str(graph.value(agency, SKOS.prefLabel)) in problem.where
    assert "'gang'" in problem.what


def test_the_inferred_may_say_what_no_report_says(dataset: Dataset) -> None:
    inferred = dataset.graph(URIRef(f"{BASE}inferred"))
    agency = first(default_graph(dataset), KG.Agency)
    inferred.add((agency, ORG.subOrganizationOf, URIRef(f"{BASE}agency-above")))

    assert check_graph(dataset)
