"""Over the five reports that the project began with, read together: one node for each thing that they speak of."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.clean import clean_documents
from kg.extract import extract_facts
from kg.records import Entity, EntityType, Resolution
from kg.resolve import resolve_entities


@pytest.fixture(scope="module")
def together(shared: Path) -> Resolution:
    return resolve_entities(extract_facts(clean_documents(shared / "seeds")))


def called(resolution: Resolution, kind: EntityType, name: str) -> list[Entity]:
    """Return the things of a class that are called so: by label, by another form, or by their formal name."""
    return [each for each in resolution.entities if each.type == kind and name in {each.name, *each.aliases, each.formal_name}]


@pytest.mark.parametrize(
    ("kind", "names", "reports"),
    [
        ("Initiative", ("减量控大",), 4),
        ("Initiative", ("放管服", "放管服改革"), 3),
        ("System", ("交管12123App",), 1),
        ("Agency", ("山东省公安厅交通管理局", "山东省公安厅交管局"), 3),
        ("Agency", ("济南市交警支队", "济南交警", "济南交警支队"), 1),
        ("Agency", ("临清交警大队", "临清大队"), 1),
        ("Agency", ("德州市公安局",), 1),
        ("Agency", ("德州交警", "德州公安交管部门"), 2),
    ],
)
def test_each_of_these_is_one_node(together: Resolution, kind: EntityType, names: tuple[str, ...], reports: int) -> None:
    found = {each.id: each for name in names for each in called(together, kind, name)}

    assert len(found) == 1
    [thing] = found.values()
    assert len({mention.span.document for mention in thing.mentions}) >= reports


def test_the_traffic_police_of_two_cities_are_two(together: Resolution) -> None:
    [jinan], [dezhou] = called(together, "Agency", "济南交警"), called(together, "Agency", "德州交警")

    assert jinan.id != dezhou.id
    assert not set(jinan.mentions) & set(dezhou.mentions)


def test_two_lines_of_work_that_are_both_called_four_in_one_stay_two(together: Resolution) -> None:
    found = {each.id for each in together.entities if each.type == "Initiative" and each.name.startswith("四位一体")}

    assert len(found) == 2


def test_all_departments_of_a_province_are_not_called_by_their_levels(together: Resolution) -> None:
    assert [each.name for each in together.entities if each.type == "Agency" and "三级" in each.name] == []


def test_a_meeting_is_part_of_its_line_of_work_once(together: Resolution) -> None:
    owner = together.entity_of()
    names = [(r.subject, r.object) for r in together.relations if r.predicate == "partOf"]
    told = [
        (owner[agent].id, owner[fact.object].id)
        for extraction in together.extractions
        for fact in extraction.activities
        if fact.predicate == "partOf"
        for agent in fact.agents
    ]

    assert not set(names) & set(told)
    assert len(names) == len(set(names))
