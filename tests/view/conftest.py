"""Graphs to look at: a small one that holds every kind of fact, and one whose every text is an attack."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, SKOS, XSD, Dataset, Literal, URIRef
from rdflib.namespace import DCTERMS, ORG

from kg.store.terms import KG, OA
from kg.store.terms import SDO as SCHEMA
from tests.view.attacks import ATTACKS, addresses

ID = "https://w3id.org/zhengtu/id/"
PREFIXES = """
@prefix kg: <https://w3id.org/zhengtu/ontology#> .
@prefix id: <https://w3id.org/zhengtu/id/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SMALL = (
    PREFIXES
    + """
id:agency-1 a kg:Agency ; skos:prefLabel "云河市公安局交警支队"@zh-Hans ;
    skos:altLabel "云河交警"@zh-Hans , "雲河交警"@zh-Hant ;
    kg:subtype "traffic-police" ; kg:ran id:initiative-1 ; org:subOrganizationOf id:agency-2 ; kg:locatedIn id:place-1 .
id:agency-2 a kg:Agency ; skos:prefLabel "云河市公安局"@zh-Hans ; kg:subtype "police" .
id:initiative-1 a kg:Initiative ; skos:prefLabel "平安山路行动"@zh-Hans ; kg:subtype "campaign" .
id:initiative-2 a kg:Initiative ; skos:prefLabel "一路一策工程"@zh-Hans .
id:place-1 a kg:Place ; skos:prefLabel "云河市"@zh-Hans ; kg:divisionCode "370100" .
id:person-1 a kg:Person ; skos:prefLabel "林小山"@zh-Hans ; org:memberOf id:agency-1 .
id:membership-1 a org:Membership ; org:member id:person-1 ; org:organization id:agency-1 ; kg:post "支队长"@zh-Hans .

id:activity-1 a kg:Activity ; kg:agent id:agency-1 ; kg:predicate kg:ran ; kg:object id:initiative-1 ; kg:place id:place-1 ;
    kg:startDate "2023-01-01"^^xsd:date ; kg:endDate "2023-12-31"^^xsd:date ; kg:status "done" ; kg:confidence 0.9 ;
    kg:hasResult id:result-1 ; kg:evidence id:evidence-1 .
id:activity-2 a kg:Activity ; kg:agent id:agency-1 , id:agency-2 ; kg:predicate kg:ran ; kg:object id:initiative-2 ;
    kg:startDate "2024-01-01"^^xsd:date ; kg:status "planned" ; kg:evidence id:evidence-2 .
id:activity-3 a kg:Activity ; kg:agent id:person-1 ; kg:predicate org:memberOf ; kg:object id:agency-1 ; kg:status "done" ;
    kg:evidence id:evidence-2 .
id:activity-4 a kg:Activity ; kg:agent id:agency-2 ; kg:predicate kg:used ; kg:object id:initiative-1 ; kg:status "denied" ;
    kg:evidence id:evidence-1 .

id:result-1 a kg:Result ; kg:agent id:agency-1 ; kg:resultOf id:initiative-1 ; kg:indicator "查处超载货车"@zh-Hans ;
    kg:measures id:indicator-1 ; kg:value 12500.0 ; kg:unit "辆" ; kg:kind "count" ; kg:bound "over" ;
    kg:startDate "2023-01-01"^^xsd:date ; kg:endDate "2023-12-31"^^xsd:date ; kg:evidence id:evidence-1 .
id:result-2 a kg:Result ; kg:agent id:agency-1 ; kg:indicator "亡人事故"@zh-Hans ; kg:value -8.5 ; kg:unit "%" ;
    kg:kind "change" ; kg:bound "exact" ; kg:direction "down" ; kg:baseline "yoy" ; kg:planned true ;
    kg:evidence id:evidence-2 .
id:result-3 a kg:Result ; kg:agent id:agency-2 ; kg:indicator "查处超载车"@zh-Hans ; kg:measures id:indicator-1 ; kg:value 300 ;
    kg:unit "辆" ; kg:kind "count" ; kg:bound "exact" ; kg:startDate "2022-01-01"^^xsd:date ; kg:evidence id:evidence-1 .
id:indicator-1 a kg:Indicator ; skos:prefLabel "查处超载货车数"@zh-Hans .

id:evidence-1 a oa:SpecificResource ; oa:hasSource id:report-1 ; oa:hasSelector id:position-1 , id:quote-1 ;
    kg:cleanText "云河交警开展“平安山路行动”，查处超载货车1.25万余辆"@zh-Hans ; kg:rule "test/one" .
id:position-1 a oa:TextPositionSelector ; oa:start 31 ; oa:end 57 .
id:quote-1 a oa:TextQuoteSelector ; oa:exact "雲河交警開展“平安山路行動”，查處超載貨車1.25萬餘輛" .
id:evidence-2 a oa:SpecificResource ; oa:hasSource id:report-1 ; oa:hasSelector id:position-2 , id:quote-2 ;
    kg:cleanText "支队长林小山说，明年要实施一路一策工程，力争亡人事故下降8.5%"@zh-Hans ; kg:rule "test/two" .
id:position-2 a oa:TextPositionSelector ; oa:start 80 ; oa:end 111 .
id:quote-2 a oa:TextQuoteSelector ; oa:exact "支队长林小山说，明年要实施一路一策工程，力争亡人事故下降8.5%" .
id:evidence-3 a oa:SpecificResource ; oa:hasSource id:report-1 ; oa:hasSelector id:position-3 , id:quote-3 ;
    kg:cleanText "组织�辆清洗"@zh-Hans ; kg:rule "clean/damaged" .
id:position-3 a oa:TextPositionSelector ; oa:start 60 ; oa:end 66 .
id:quote-3 a oa:TextQuoteSelector ; oa:exact "组织?辆清洗" .
id:report-1 a kg:Report ; dcterms:title "云河交警：一年工作"@zh-Hans ; dcterms:issued "2023-12-31"^^xsd:date ;
    kg:damaged id:evidence-3 ; dcterms:source "yunhe.txt" ; schema:url <https://example.org/yunhe> ; kg:sha256 "0" .
"""
)
INFERRED = (
    PREFIXES
    + """
id:agency-1 kg:formalName "云河省云河市公安局交通警察支队"@zh-Hans .
id:agency-3 a kg:Agency ; skos:prefLabel "云河省公安厅"@zh-Hans .
id:agency-2 org:subOrganizationOf id:agency-3 .
id:match-1 a kg:Match ; kg:left "云河市公安局"@zh-Hans ; kg:right "市局"@zh-Hans ; kg:confidence 0.85 ; kg:reason "nearest" ;
    kg:mergedInto id:agency-2 .
id:match-2 a kg:Match ; kg:left "agency-2" ; kg:right "agency-3" ; kg:confidence 0.6 ; kg:reason "alike" ;
    kg:candidate id:agency-2 , id:agency-3 .
id:agency-9 dcterms:isReplacedBy id:agency-1 .
"""
)


@pytest.fixture
def small() -> Dataset:
    """Give a graph with every kind of fact: done, planned, denied, inferred, by two, with a post, with results."""
    dataset = Dataset()
    dataset.default_graph.parse(data=SMALL, format="turtle")
    dataset.graph(URIRef(ID + "inferred")).parse(data=INFERRED, format="turtle")
    return dataset


@pytest.fixture
def positions_only(small: Dataset) -> Dataset:
    """Give the same graph as a build with `--evidence positions` makes it: without the words."""
    for predicate in (OA.exact, KG.cleanText):
        small.default_graph.remove((None, predicate, None))
    return small


# ---- attacks ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def hostile() -> Dataset:
    """Give a graph in which every name, quote, file, address, unit and code is an attack, each attack somewhere as a name."""
    dataset, attacks, urls = Dataset(), cycle(ATTACKS), list(addresses())
    graph = dataset.default_graph
    kinds = ("Agency", "Person", "Place", "Initiative", "System", "Document", "Event", "Award", "Facility")
    things = []
    for number, attack in enumerate(ATTACKS):
        thing = URIRef(f"{ID}thing-{number}" if number % 7 else f"{ID}__proto__{number or ''}")
        things.append(thing)
        graph.add((thing, RDF.type, KG[kinds[number % len(kinds)]]))
        graph.add((thing, SKOS.prefLabel, Literal(attack, lang="zh-Hans")))
        graph.add((thing, SKOS.altLabel, Literal(next(attacks), lang="zh-Hans")))
        graph.add((thing, SKOS.altLabel, Literal(next(attacks), lang="zh-Hant")))
        for predicate in (KG.subtype, KG.divisionCode, KG.formalName):
            graph.add((thing, predicate, Literal(next(attacks))))
    for number, url in enumerate(urls):
        report = URIRef(f"{ID}report-{number}")
        graph.add((report, RDF.type, KG.Report))
        graph.add((report, SCHEMA.url, Literal(url)))
        for predicate in (DCTERMS.title, DCTERMS.issued, DCTERMS.publisher, DCTERMS.source, KG.sha256):
            graph.add((report, predicate, Literal(next(attacks))))
    for number, thing in enumerate(things):
        other, place = things[(number * 7 + 1) % len(things)], things[(number * 3 + 2) % len(things)]
        evidence, selector = URIRef(f"{ID}evidence-{number}"), URIRef(f"{ID}selector-{number}")
        graph.add((evidence, OA.hasSource, URIRef(f"{ID}report-{number % len(urls)}")))
        graph.add((evidence, OA.hasSelector, selector))
        graph.add((evidence, KG.cleanText, Literal(next(attacks), lang="zh-Hans")))
        for predicate in (OA.exact, OA.prefix, OA.suffix):
            graph.add((selector, predicate, Literal(next(attacks))))
        graph.add((selector, OA.start, Literal(number)))
        graph.add((selector, OA.end, Literal(number + 9)))
        fact, result = URIRef(f"{ID}activity-{number}"), URIRef(f"{ID}result-{number}")
        graph.add((fact, RDF.type, KG.Activity))
        graph.add((fact, KG.predicate, (KG.ran, KG.used, ORG.memberOf)[number % 3]))
        graph.add((fact, KG.object, other))
        graph.add((result, RDF.type, KG.Result))
        graph.add((result, KG.resultOf, other))
        graph.add((result, KG.value, Literal(number, datatype=XSD.decimal) if number % 5 else Literal(next(attacks))))
        for said in (fact, result):
            graph.add((said, KG.agent, thing))
            graph.add((said, KG.place, place))
            graph.add((said, KG.evidence, evidence))
            for predicate in (KG.startDate, KG.endDate, KG.periodText, KG.status, KG.post):
                graph.add((said, predicate, Literal(next(attacks))))
        for predicate in (KG.indicator, KG.unit, KG.kind, KG.bound, KG.direction, KG.baseline):
            graph.add((result, predicate, Literal(next(attacks))))
    inferred = dataset.graph(URIRef(ID + "inferred"))
    for number in range(20):
        match = URIRef(f"{ID}match-{number}")
        inferred.add((match, RDF.type, KG.Match))
        inferred.add((match, KG.candidate if number % 2 else KG.mergedInto, things[number]))
        for predicate in (KG.left, KG.right, KG.reason, KG.confidence):
            inferred.add((match, predicate, Literal(next(attacks))))
    return dataset


# ---- a browser -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Give headless Chromium, the one that the system has; skip with a word of advice when it has none."""
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install playwright")
    found = filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome")))
    executable = next(found, None)
    if executable is None:
        pytest.skip("needs Chromium on the PATH: apt-get install chromium fonts-noto-cjk")
    with api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    """Give a tab without network that keeps a list of everything that goes wrong in it: `tab.complaints`."""
    context = browser.new_context(offline=True, viewport={"width": 1440, "height": 900}, accept_downloads=True)
    page = context.new_page()
    page.complaints = complaints = []
    page.on(
        "console",
        lambda message: complaints.append(f"console: {message.text}") if message.type in {"error", "warning"} else None,
    )
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: complaints.append(f"request: {request.url}") if _is_a_request(request.url) else None)
    page.add_init_script("window.hacked = () => { console.error('hacked') }")
    yield page
    context.close()


def _is_a_request(address: str) -> bool:
    return not address.startswith(("file:", "blob:", "data:,"))


@pytest.fixture
def show(tab: Any, tmp_path: Path) -> Any:
    """Give a function that opens a graph's page from disk and returns the tab once the page is ready."""
    from kg.view import write_page

    def open_page(dataset: Dataset, address: str = "") -> Any:
        path = tmp_path / "页 面.html"
        write_page(dataset, path)
        tab.goto(path.as_uri() + address)
        tab.wait_for_selector("html[data-ready]", timeout=20_000)
        return tab

    return open_page
