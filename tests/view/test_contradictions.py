"""What contradicts what is one thing: the review, the page and the named query say the same."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Dataset

import kg
from kg.view.html import page_html
from kg.view.read import read_facts
from kg.view.review import contradictions

PREFIXES = """
@prefix kg: <https://w3id.org/zhengtu/ontology#> . @prefix id: <https://w3id.org/zhengtu/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
id:agency-1 a kg:Agency ; skos:prefLabel "云河市公安局"@zh-Hans .
id:agency-2 a kg:Agency ; skos:prefLabel "云河市教育局"@zh-Hans .
id:indicator-1 a kg:Indicator ; skos:prefLabel "查处酒驾"@zh-Hans .
id:indicator-2 a kg:Indicator ; skos:prefLabel "查处醉驾"@zh-Hans .
id:place-1 a kg:Place ; skos:prefLabel "东湖区"@zh-Hans . id:initiative-1 a kg:Initiative ; skos:prefLabel "夜鹰行动"@zh-Hans .
id:report-1 a kg:Report ; dcterms:title "通报"@zh-Hans ; dcterms:source "a.txt" ; kg:sha256 "0" .
"""
VARIANTS = (
    "kg:agent id:agency-2", "kg:measures id:indicator-2", 'kg:unit "人"', 'kg:kind "percent"', 'kg:bound "over"',
    'kg:startDate "2022-01-01"^^xsd:date', 'kg:endDate "2023-06-30"^^xsd:date', "kg:place id:place-1", "kg:planned true",
    "kg:resultOf id:initiative-1", 'kg:direction "up"', 'kg:baseline "yoy"', "",
)  # fmt: skip
USUAL = {
    "kg:agent": "id:agency-1", "kg:measures": "id:indicator-1", "kg:unit": '"起"', "kg:kind": '"count"', "kg:bound": '"exact"',
    "kg:startDate": '"2023-01-01"^^xsd:date', "kg:endDate": '"2023-12-31"^^xsd:date',
}  # fmt: skip


def graph_of(results: Sequence[Sequence[str]]) -> Dataset:
    """Return a graph of results, each with a value of its own, that differ from the usual one as they say."""
    dataset, lines = Dataset(), [PREFIXES]
    for number, changes in enumerate(results, 1):
        said = USUAL | dict(change.split(" ", 1) for change in changes if change)
        body = " ; ".join(f"{term} {value}" for term, value in said.items() if value != "none")
        lines.append(f'id:result-{number} a kg:Result ; {body} ; kg:indicator "查处酒驾"@zh-Hans ; kg:value {number}.0 ;')
        lines.append(f"    kg:evidence id:evidence-{number} .")
        lines.append(f"id:evidence-{number} a oa:SpecificResource ; oa:hasSource id:report-1 .")
    dataset.default_graph.parse(data="\n".join(lines), format="turtle")
    return dataset


def by_review(dataset: Dataset) -> set[tuple[float, float]]:
    groups = [sorted(float(each.value or 0) for each in group) for group in contradictions(read_facts(dataset))]
    return {(group[0], group[-1]) for group in groups}


def by_query(dataset: Dataset) -> set[tuple[float, float]]:
    found = kg.KnowledgeGraph(dataset).query("contradictions")
    return set(zip(map(float, found["value"]), map(float, found["other"]), strict=True))


def by_page(dataset: Dataset) -> set[tuple[float, float]]:
    block = re.search(r'<script[^>]*id="data"[^>]*>(.*?)</script>', page_html(dataset), re.DOTALL)
    assert block
    data = json.loads(block[1])
    groups = [sorted(float(data["results"][number]["value"]) for number in group) for group in data["contradictions"]]
    return {(group[0], group[-1]) for group in groups}


@pytest.mark.parametrize("change", VARIANTS)
def test_two_figures_contradict_each_other_only_where_all_else_is_the_same(change: str) -> None:
    dataset = graph_of([(), (change,)])

    expected = set() if change else {(1.0, 2.0)}

    assert by_review(dataset) == by_query(dataset) == by_page(dataset) == expected


@pytest.mark.parametrize("change", ['kg:bound "over"', "kg:planned true", "kg:startDate none"])
def test_figures_that_are_open_planned_or_undated_on_both_sides(change: str) -> None:
    changes = (change, "kg:endDate none") if "none" in change else (change,)
    dataset = graph_of([changes, changes])

    assert by_review(dataset) == by_query(dataset) == by_page(dataset) == set()


def test_figures_of_several_agencies_are_compared_when_all_of_them_are_the_same() -> None:
    both = ("kg:agent id:agency-1 , id:agency-2",)
    dataset = graph_of([both, both, ()])

    assert by_review(dataset) == by_query(dataset) == by_page(dataset) == {(1.0, 2.0)}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from(VARIANTS), max_size=2), max_size=5))
def test_review_page_and_query_always_say_the_same(results: list[list[str]]) -> None:
    dataset = graph_of(results)

    assert by_review(dataset) == by_query(dataset) == by_page(dataset)
