"""What store_graph promises: everything read stands in the graph, nothing else does, and the order of records says nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from rdflib import BNode, Dataset, Literal, URIRef
from rdflib.namespace import DCTERMS, ORG, PROV, RDF, RDFS, SKOS, XSD

from kg.config import BASE, Settings
from kg.errors import ConfigError, GraphError
from kg.measure import score
from kg.records import Activity, Entity, Evidence, Extraction, Match, Mention, Period, Relation, Resolution, Result, Span
from kg.samples import sample_reports
from kg.store import store_graph
from kg.store.parse import inferred_graph, serialize
from kg.store.terms import GEO, GEOSPARQL, KG, OA, SDO
from kg.store.write import default_graph, named_graphs
from tests.store.reference import perfect_resolution, plain_document
from tests.strategies import resolutions

TEXT = "2021年，云州市公安局交警支队开展清源行动，查处违法停车320起。"
SECOND = "据悉，云州交警支队2021年开展清源行动。"
slow = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def mention(document: str, text: str, name: str, kind: str, **more: str) -> Mention:
    start = text.index(name)
    return Mention(Span(document, start, start + len(name)), kind, name, name, "test/name", **more)  # type: ignore[arg-type]


POLICE = mention("report-1", TEXT, "云州市公安局交警支队", "Agency")
CAMPAIGN = mention("report-1", TEXT, "清源行动", "Initiative")
CITY = mention("report-1", TEXT, "云州市", "Place")
WORDS = Evidence(Span("report-1", 6, len(TEXT) - 1), "test/clause")
YEAR = Period("2021-01-01", "2021-12-31", "2021年")
RAN = Activity((POLICE,), "ran", CAMPAIGN, WORDS, place=CITY, period=YEAR, confidence=0.9)
FINED = Result((POLICE,), "查处违法停车", Decimal(320), "起", "count", WORDS, result_of=CAMPAIGN, period=YEAR)
AGENCY = Entity(
    "agency-1", "Agency", POLICE.name, (POLICE,), subtype="traffic-police", formal_name="大云省云州市公安局交警支队"
)
INITIATIVE = Entity("initiative-1", "Initiative", "清源行动", (CAMPAIGN,))
PLACE = Entity("place-1", "Place", "云州市", (CITY,), code="9901", coordinates=(118.5, 36.25))


def resolution(activities: list[Activity], results: list[Result] = [], **more: object) -> Resolution:  # noqa: B006 - not changed
    extraction = Extraction(plain_document("report-1", TEXT), (POLICE, CAMPAIGN, CITY), tuple(activities), tuple(results))
    return Resolution((extraction,), (AGENCY, INITIATIVE, PLACE), **more)  # type: ignore[arg-type]


def iri(name: str) -> URIRef:
    return URIRef(BASE + name)


# ---- the contract, by example ----------------------------------------------------------------------------------------


def test_an_activity_says_who_did_what_where_and_when() -> None:
    graph = default_graph(store_graph(resolution([RAN])))

    [activity] = graph.subjects(RDF.type, KG.Activity)
    said = set(graph.predicate_objects(activity)) - {(KG.evidence, o) for o in graph.objects(activity, KG.evidence)}
    assert said == {
        (RDF.type, KG.Activity),
        (RDF.type, PROV.Activity),
        (KG.agent, iri("agency-1")),
        (PROV.wasAssociatedWith, iri("agency-1")),
        (KG.predicate, KG.ran),
        (KG.object, iri("initiative-1")),
        (KG.place, iri("place-1")),
        (PROV.atLocation, iri("place-1")),
        (KG.startDate, Literal("2021-01-01", datatype=XSD.date)),
        (KG.endDate, Literal("2021-12-31", datatype=XSD.date)),
        (KG.periodText, Literal("2021年", lang="zh-Hans")),
        (KG.status, Literal("done")),
        (KG.confidence, Literal(Decimal("0.9"))),
    }


def test_a_result_says_what_was_measured() -> None:
    graph = default_graph(store_graph(resolution([RAN], [FINED])))

    [result] = graph.subjects(RDF.type, KG.Result)
    [activity] = graph.subjects(KG.hasResult, result)
    assert graph.value(activity, KG.predicate) == KG.ran
    assert graph.value(result, KG.value) == Literal(Decimal(320))
    assert graph.value(result, KG.indicator) == Literal("查处违法停车", lang="zh-Hans")
    assert {str(graph.value(result, term)) for term in (KG.unit, KG.kind, KG.bound)} == {"起", "count", "exact"}
    assert (result, KG.resultOf, iri("initiative-1")) in graph
    assert (result, RDF.type, PROV.Activity) not in graph
    assert graph.value(graph.value(result, KG.measures), SKOS.prefLabel) == Literal("查处违法停车", lang="zh-Hans")


def test_a_thing_carries_its_classes_and_one_name() -> None:
    graph = default_graph(store_graph(resolution([RAN])))

    assert set(graph.objects(iri("agency-1"), RDF.type)) == {KG.Agency, ORG.Organization, PROV.Agent}
    assert list(graph.objects(iri("agency-1"), SKOS.prefLabel)) == [Literal(POLICE.name, lang="zh-Hans")]
    assert list(graph.objects(iri("agency-1"), RDFS.label)) == [Literal(POLICE.name, lang="zh-Hans")]
    assert graph.value(iri("place-1"), KG.divisionCode) == Literal("9901")


def test_a_place_lies_where_the_gazetteer_has_it_in_two_vocabularies() -> None:
    inferred = inferred_graph(store_graph(resolution([RAN])))

    place, point = iri("place-1"), inferred.value(iri("place-1"), GEOSPARQL.hasDefaultGeometry)
    assert (place, GEO.long, Literal("118.5", datatype=XSD.decimal)) in inferred
    assert (place, GEO.lat, Literal("36.25", datatype=XSD.decimal)) in inferred
    assert (place, RDF.type, GEOSPARQL.Feature) in inferred
    assert inferred.value(point, GEOSPARQL.asWKT) == Literal("POINT(118.5 36.25)", datatype=GEOSPARQL.wktLiteral)


def test_what_no_report_says_stands_apart() -> None:
    superior = Relation("agency-1", "subOrganizationOf", "agency-2", is_inferred=True)
    above = Entity("agency-2", "Agency", "大云省公安厅", ())
    built = resolution([RAN], relations=(superior,), uncertain=(Match("agency-1", "agency-2", 0.4, "same division"),))
    dataset = store_graph(replace(built, entities=(*built.entities, above)))

    read, inferred = default_graph(dataset), inferred_graph(dataset)
    assert (iri("agency-1"), ORG.subOrganizationOf, iri("agency-2")) in inferred
    assert inferred.value(iri("agency-1"), KG.formalName) == Literal("大云省云州市公安局交警支队", lang="zh-Hans")
    assert (iri("agency-2"), RDF.type, KG.Agency) in inferred
    assert len(set(inferred.subjects(RDF.type, KG.Match))) == 1
    assert not set(read) & set(inferred)
    assert not set(read.predicates()) & {KG.formalName, ORG.subOrganizationOf}


def test_a_code_that_no_text_names_is_inferred() -> None:
    implied = replace(PLACE, mentions=(replace(CITY, form="implied"),))
    built = resolution([replace(RAN, place=implied.mentions[0])])
    dataset = store_graph(replace(built, entities=(AGENCY, INITIATIVE, implied)))

    assert default_graph(dataset).value(iri("place-1"), KG.divisionCode) is None
    assert inferred_graph(dataset).value(iri("place-1"), KG.divisionCode) == Literal("9901")


@pytest.mark.parametrize("status", ["planned", "denied"])
def test_a_direct_relation_never_tells_of_a_plan(status: str) -> None:
    graph = default_graph(store_graph(resolution([replace(RAN, status=status)])))  # type: ignore[arg-type]

    assert (iri("agency-1"), KG.ran, iri("initiative-1")) not in graph
    assert (None, KG.status, Literal(status)) in graph


def test_a_direct_relation_stands_for_what_was_done() -> None:
    graph = default_graph(store_graph(resolution([RAN, replace(RAN, status="planned")])))

    assert (iri("agency-1"), KG.ran, iri("initiative-1")) in graph


def test_a_relation_read_from_a_name_has_evidence_too() -> None:
    located = Relation("agency-1", "locatedIn", "place-1", (Evidence(POLICE.span, "test/name"),))
    graph = default_graph(store_graph(resolution([], relations=(located,))))

    assert (iri("agency-1"), KG.locatedIn, iri("place-1")) in graph
    [activity] = graph.subjects(KG.predicate, KG.locatedIn)
    assert str(graph.value(graph.value(activity, KG.evidence), KG.cleanText)) == POLICE.name


def test_a_post_stands_on_a_membership_with_a_name_of_its_own() -> None:
    text = "云州市公安局局长林一鸣"
    person, office = mention("report-1", text, "林一鸣", "Person"), mention("report-1", text, "云州市公安局", "Agency")
    member = Activity((person,), "memberOf", office, Evidence(Span("report-1", 0, 11), "test/post"), post="局长")
    extraction = Extraction(plain_document("report-1", text), (person, office), (member,), ())
    things = Entity("person-1", "Person", "林一鸣", (person,)), Entity("agency-1", "Agency", "云州市公安局", (office,))
    graph = default_graph(store_graph(Resolution((extraction,), things)))

    [membership] = graph.subjects(RDF.type, ORG.Membership)
    assert not isinstance(membership, BNode)
    assert graph.value(membership, KG.post) == Literal("局长", lang="zh-Hans")
    assert (iri("person-1"), ORG.memberOf, iri("agency-1")) in graph


def test_only_agencies_and_people_are_associated_with_an_activity() -> None:
    part = Activity((CAMPAIGN,), "partOf", CITY, WORDS)
    graph = default_graph(store_graph(resolution([part])))

    assert not list(graph.subject_objects(PROV.wasAssociatedWith))


def test_nothing_is_related_to_itself() -> None:
    graph = default_graph(store_graph(resolution([Activity((POLICE,), "cooperatedWith", POLICE, WORDS)])))

    assert not list(graph.subjects(RDF.type, KG.Activity))


def test_a_planned_figure_is_no_outcome_of_what_was_done() -> None:
    graph = default_graph(store_graph(resolution([RAN], [replace(FINED, planned=True)])))

    assert not list(graph.subject_objects(KG.hasResult))
    assert (None, KG.planned, Literal(True)) in graph


def test_a_result_of_another_year_is_no_outcome() -> None:
    later = replace(FINED, period=Period("2023-01-01", "2023-12-31", "2023年"))
    graph = default_graph(store_graph(resolution([RAN], [later])))

    assert not list(graph.subject_objects(KG.hasResult))


def test_a_former_name_leads_to_the_thing_it_became() -> None:
    merged = replace(AGENCY, former_ids=("agency-0", "agency-1"))
    built = resolution([RAN])
    dataset = store_graph(replace(built, entities=(merged, INITIATIVE, PLACE)))

    assert list(default_graph(dataset).subject_objects(DCTERMS.isReplacedBy)) == [(iri("agency-0"), iri("agency-1"))]


def test_a_doubt_leads_to_the_things_that_wait_for_a_decision() -> None:
    doubt = Match("清源行动 (initiative-1)", "清源工程 (initiative-2)", 0.5, "the same words")
    other = Entity("initiative-2", "Initiative", "清源工程", ())
    built = resolution([RAN], uncertain=(doubt,))
    inferred = inferred_graph(store_graph(replace(built, entities=(*built.entities, other))))

    [match] = inferred.subjects(RDF.type, KG.Match)
    assert inferred.value(match, KG.left) == Literal("清源行动", lang="zh-Hans")
    assert set(inferred.objects(match, KG.candidate)) == {iri("initiative-1"), iri("initiative-2")}


@pytest.mark.parametrize("name", ["", " ", "\u3000"])
def test_no_label_is_ever_empty(name: str) -> None:
    nameless = replace(AGENCY, name=name, aliases=("", " "))
    dataset = store_graph(replace(resolution([RAN]), entities=(nameless, INITIATIVE, PLACE)))

    labels = set(default_graph(dataset).objects(iri("agency-1"), SKOS.prefLabel | SKOS.altLabel))
    assert labels == {Literal(POLICE.surface, lang="zh-Hans")}


def test_positions_alone_leave_no_words_of_the_report() -> None:
    text = serialize(store_graph(resolution([RAN], [FINED]), settings=Settings(evidence="positions")), ".trig")

    assert "清源行动，查处" not in text
    assert "oa:exact" not in text
    assert "oa:start" in text
    assert "kg:sha256" in text


def test_another_base_names_all_data() -> None:
    base = "https://example.org/graph#"
    dataset = store_graph(resolution([RAN]), settings=Settings(base=base))

    assert BASE not in serialize(dataset, ".trig")
    assert URIRef(base + "agency-1") in set(default_graph(dataset).subjects())


@pytest.mark.parametrize("base", ["", "example.org/", "https://example.org/a b/", "https://example.org", 'http://x"/'])
def test_a_base_that_no_iri_could_begin_with_is_refused(base: str) -> None:
    with pytest.raises(ConfigError, match="absolute IRI"):
        store_graph(resolution([RAN]), settings=Settings(base=base))


def test_a_mention_of_nothing_is_said_by_name() -> None:
    built = resolution([RAN])

    with pytest.raises(GraphError, match="清源行动"):
        store_graph(replace(built, entities=(AGENCY, PLACE)))


# ---- several reports -------------------------------------------------------------------------------------------------


def two_reports() -> Resolution:
    police, campaign = (
        mention("report-2", SECOND, "云州交警支队", "Agency"),
        mention("report-2", SECOND, "清源行动", "Initiative"),
    )
    city = Mention(Span("report-2", 3, 5), "Place", "云州", "云州", "test/name")
    again = Activity((police,), "ran", campaign, Evidence(Span("report-2", 3, 18), "test/clause"), place=city, period=YEAR)
    second = Extraction(plain_document("report-2", SECOND), (police, campaign, city), (again,), ())
    first = resolution([RAN]).extractions[0]
    things = (
        replace(AGENCY, mentions=(POLICE, police), aliases=("云州交警支队",)),
        replace(INITIATIVE, mentions=(CAMPAIGN, campaign)),
        replace(PLACE, mentions=(CITY, city), aliases=("云州",)),
    )
    return Resolution((first, second), things)


def test_what_two_reports_tell_is_one_activity_with_two_evidences() -> None:
    dataset = store_graph(two_reports())

    [activity] = default_graph(dataset).subjects(RDF.type, KG.Activity)
    sources = {default_graph(dataset).value(e, OA.hasSource) for e in default_graph(dataset).objects(activity, KG.evidence)}
    assert sources == {iri("report-1"), iri("report-2")}


def test_a_report_has_its_own_facts_and_names_in_its_graph() -> None:
    graphs = named_graphs(store_graph(two_reports()))

    second = graphs[iri("report-2")]
    assert {str(name) for name in second.objects(iri("agency-1"), SKOS.altLabel)} == {"云州交警支队"}
    assert set(second.objects(None, OA.hasSource)) == {iri("report-2")}
    assert not list(graphs[iri("report-1")].objects(iri("agency-1"), SKOS.altLabel))


# ---- for all records -------------------------------------------------------------------------------------------------


@slow
@given(resolutions())
def test_the_default_graph_is_the_reports_together(records: Resolution) -> None:
    dataset = store_graph(records)

    reports = {name: graph for name, graph in named_graphs(dataset).items() if not name.endswith("inferred")}
    assert set(reports) == {iri(e.document.id) for e in records.extractions}
    assert set(default_graph(dataset)) == {triple for graph in reports.values() for triple in graph}


@slow
@given(resolutions())
def test_the_order_of_records_says_nothing(records: Resolution) -> None:
    backwards = Resolution(
        tuple(replace(e, activities=e.activities[::-1], results=e.results[::-1]) for e in records.extractions[::-1]),
        records.entities[::-1],
    )

    assert serialize(store_graph(records), ".trig") == serialize(store_graph(backwards), ".trig")


@slow
@given(resolutions())
def test_every_fact_quotes_its_file_exactly(records: Resolution) -> None:
    graph = default_graph(store_graph(records))
    raw = {iri(e.document.id): e.document.raw for e in records.extractions}

    for kind in (KG.Activity, KG.Result):
        for fact in graph.subjects(RDF.type, kind):
            assert list(graph.objects(fact, KG.evidence))
    for evidence in graph.subjects(RDF.type, OA.SpecificResource):
        start, end, exact = quoted(graph, evidence)
        assert raw[graph.value(evidence, OA.hasSource)][start:end] == exact
        assert 2 <= len(exact) <= 200


@slow
@given(resolutions())
def test_no_node_is_blank_and_no_local_name_has_a_slash(records: Resolution) -> None:
    triples = set(default_graph(store_graph(records)))

    assert not [term for triple in triples for term in triple if isinstance(term, BNode)]
    ours = {str(term).removeprefix(BASE) for triple in triples for term in triple if str(term).startswith(BASE)}
    assert not [name for name in ours if "/" in name or not name]


@slow
@given(resolutions())
def test_every_done_relation_has_a_done_activity(records: Resolution) -> None:
    graph = default_graph(store_graph(records))

    done = {
        (agent, graph.value(activity, KG.predicate), graph.value(activity, KG.object))
        for activity in graph.subjects(KG.status, Literal("done"))
        for agent in graph.objects(activity, KG.agent)
    }
    direct = {
        t for t in graph if t[1] in {KG.ran, KG.held, KG.used, KG.partOf, ORG.memberOf, ORG.subOrganizationOf, KG.locatedIn}
    }
    assert direct <= done


def quoted(graph: Dataset, evidence: URIRef) -> tuple[int, int, str]:
    """Return position and words of an evidence."""
    [position] = [s for s in graph.objects(evidence, OA.hasSelector) if (s, RDF.type, OA.TextPositionSelector) in graph]
    [quote] = [s for s in graph.objects(evidence, OA.hasSelector) if (s, RDF.type, OA.TextQuoteSelector) in graph]
    return int(graph.value(position, OA.start)), int(graph.value(position, OA.end)), str(graph.value(quote, OA.exact))


# ---- nothing is lost -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("report", sample_reports(), ids=lambda path: path.stem)
def test_perfect_records_make_a_perfect_graph(report: Path) -> None:
    folder = report.parent / "reference"
    clean = folder / f"{report.stem}.clean.txt"
    text = (clean if clean.exists() else report).read_text("utf-8")
    dataset = store_graph(perfect_resolution(folder / f"{report.stem}.json", text))

    figures = score(dataset, folder / f"{report.stem}.json")
    assert {counts.f1 for counts in figures.headlines.values()} == {1.0}
    assert figures.plans == 0
    asked = {name: share for name, share in figures.slots.items() if name not in ("where", "of")}  # may be optional entities
    assert all(share.right == share.of for share in asked.values())
    assert SDO.Observation in set(default_graph(dataset).objects())
