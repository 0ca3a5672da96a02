"""Bodies that do one thing as the subject of one sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction

Reader = Callable[..., Extraction]


def cooperations(extraction: Extraction) -> set[frozenset[str]]:
    facts = extraction.activities
    return {frozenset((fact.agents[0].name, fact.object.name)) for fact in facts if fact.predicate == "cooperatedWith"}


@pytest.mark.parametrize(
    "text",
    [
        "盐池县林草局、盐池县水务局在花马池镇清理沙障12公里。",
        "4月起，盐池县林草局和盐池县水务局试行巡渠新办法。",
        "盐池县水务局。5月2日起与盐池县林草局试行巡渠新办法。",
    ],
)
def test_bodies_that_have_one_deed_do_it_together(text: str, read: Reader) -> None:
    found = cooperations(read(text))

    assert found == {frozenset(("盐池县林草局", "盐池县水务局"))}


@pytest.mark.parametrize(
    "text",
    [
        "盐池县林草局、盐池县水务局派员参加。",
        "盐池县林草局、盐池县水务局分别清理沙障12公里、8公里。",
        "盐池县林草局、盐池县水务局主要负责人被约谈。",
        "盐池县林草局、同心县林草局清理沙障12公里。",
        "责任单位：盐池县林草局、盐池县水务局",
        "盐池县林草局向盐池县水务局、盐池县财政局移交账册。",
    ],
)
def test_bodies_that_attend_or_act_each_for_itself_do_nothing_together(text: str, read: Reader) -> None:
    found = cooperations(read(text))

    assert not found


def test_bodies_of_one_kind_do_together_what_a_word_says_they_do_together(read: Reader) -> None:
    found = cooperations(read("盐池县林草局、同心县林草局联手清理沙障12公里。"))

    assert found == {frozenset(("盐池县林草局", "同心县林草局"))}


def test_whom_a_clause_joins_to_its_subject_issues_with_it(read: Reader) -> None:
    text = "盐池县水务局开会部署春灌。5月2日与盐池县林草局出台《护渠林管理办法》。"

    facts = read(text).activities

    assert {agent.name for fact in facts if fact.predicate == "issued" for agent in fact.agents} == {
        "盐池县水务局",
        "盐池县林草局",
    }
