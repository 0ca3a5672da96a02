from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from rdflib import Dataset, URIRef

from kg.records import Resolution
from kg.store import write_facts
from kg.store.parse import dataset_of
from kg.view.read import is_web_address, read_facts
from tests.strategies import resolutions

ID = "https://w3id.org/zhengtu/id/"


def test_every_thing_has_its_names(small: Dataset) -> None:
    thing = read_facts(small).things[ID + "agency-1"]

    assert (thing.type, thing.subtype, thing.name) == ("Agency", "traffic-police", "云河市公安局交警支队")
    assert (thing.aliases, thing.traditional, thing.formal_name) == (
        ("云河交警",),
        ("雲河交警",),
        "云河省云河市公安局交通警察支队",
    )


def test_a_fact_keeps_its_words_and_where_they_stand(small: Dataset) -> None:
    facts = read_facts(small)
    fact = next(fact for fact in facts.facts if fact.iri.endswith("activity-1"))
    (words,) = fact.evidence

    assert (fact.predicate, fact.status, fact.confidence) == ("ran", "done", 0.9)
    assert (words.start, words.end, words.quote[:4], words.clean[:4]) == (31, 57, "雲河交警", "云河交警")
    assert facts.sources[words.source].url == "https://example.org/yunhe"


def test_a_relation_read_from_a_name_is_a_fact_without_words(small: Dataset) -> None:
    facts = read_facts(small)

    direct = {(facts.name(f.agents[0]), f.predicate) for f in facts.facts if not f.iri and not f.is_inferred}

    assert direct == {("云河市公安局交警支队", "subOrganizationOf"), ("云河市公安局交警支队", "locatedIn")}


def test_what_is_inferred_is_marked(small: Dataset) -> None:
    facts = read_facts(small)

    assert [facts.name(fact.object) for fact in facts.facts if fact.is_inferred] == ["云河省公安厅"]
    assert [thing.name for thing in facts.things.values() if thing.is_inferred] == ["云河省公安厅"]


def test_a_post_belongs_to_its_membership(small: Dataset) -> None:
    assert [fact.post for fact in read_facts(small).facts if fact.predicate == "memberOf"] == ["支队长"]


def test_results_are_plain_numbers(small: Dataset) -> None:
    first, _, second = read_facts(small).outcomes

    assert (first.value, first.unit, first.bound, first.measures) == (Decimal("12500.0"), "辆", "over", "查处超载货车数")
    assert (second.value, second.direction, second.baseline, second.is_planned) == (Decimal("-8.5"), "down", "yoy", True)


def test_positions_stay_when_the_words_are_left_out(positions_only: Dataset) -> None:
    evidence = [words for fact in read_facts(positions_only).facts for words in fact.evidence]

    assert {words.quote + words.clean for words in evidence} == {""}
    assert {(words.start, words.end) for words in evidence} == {(31, 57), (80, 111)}


def test_a_graph_in_named_graphs_alone_is_read_too(small: Dataset) -> None:
    named = Dataset()
    for triple in small.default_graph:
        named.graph(URIRef(ID + "report-1")).add(triple)

    assert [fact.iri for fact in read_facts(named).facts if fact.iri] == [f.iri for f in read_facts(small).facts if f.iri]


def test_an_empty_graph_has_nothing() -> None:
    facts = read_facts(Dataset())

    assert (dict(facts.things), facts.facts, facts.outcomes) == ({}, (), ())


def test_the_order_of_triples_changes_nothing(small: Dataset) -> None:
    turned = Dataset()
    for triple in sorted(small.default_graph, reverse=True):
        turned.default_graph.add(triple)
    for triple in sorted(small.graph(URIRef(ID + "inferred")), reverse=True):
        turned.graph(URIRef(ID + "inferred")).add(triple)

    assert read_facts(turned) == read_facts(small)


def test_judgements_say_what_they_merged_or_leave_open(small: Dataset) -> None:
    merged, open_question = read_facts(small).judgements

    assert (merged.right, merged.score, merged.merged_into) == ("市局", 0.85, ID + "agency-2")
    assert open_question.candidates == (ID + "agency-2", ID + "agency-3")


def test_former_names_lead_to_the_thing_of_today(small: Dataset) -> None:
    assert read_facts(small).replaced == {ID + "agency-9": ID + "agency-1"}


@pytest.mark.parametrize("address", ["https://example.org/a?b=1", "HTTP://example.org"])
def test_web_addresses_are_links(address: str) -> None:
    assert is_web_address(address)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://x y", "//example.org", "data:,x", "https://a\nb", ""])
def test_other_addresses_are_not(address: str) -> None:
    assert not is_web_address(address)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(resolutions())
def test_a_written_graph_is_read_as_rdflib_has_it(records: Resolution) -> None:
    graph = write_facts(records)

    assert read_facts(graph) == read_facts(dataset_of(graph))
