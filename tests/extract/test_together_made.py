from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction

Read = Callable[..., Extraction]
REPORT = "云河市水利局工作通报\n\n今年以来，云河市水利局检查工地20个。\n"


def triples(extraction: Extraction, predicate: str) -> set[tuple[str, str]]:
    return {(agent.name, a.object.name) for a in extraction.activities if a.predicate == predicate for agent in a.agents}


@pytest.mark.parametrize(
    "sentence",
    [
        "云河市水利局与青原大学合编的《河道巡查手册》刚报省水利厅。",
        "云河市水利局和青原大学联合起草的《河道巡查手册》已付印。",
        "《河道巡查手册》由云河市水利局和青原大学起草。",
    ],
)
def test_who_write_a_paper_together_have_both_issued_it_and_worked_together(read: Read, sentence: str) -> None:
    extraction = read(REPORT + sentence, "2014-06-13")

    assert {("云河市水利局", "河道巡查手册"), ("青原大学", "河道巡查手册")} <= triples(extraction, "issued")
    assert {("云河市水利局", "青原大学"), ("青原大学", "云河市水利局")} & triples(extraction, "cooperatedWith")


def test_a_meeting_that_a_body_held_is_its_own_wherever_it_is_spoken_of(read: Read) -> None:
    extraction = read(REPORT + "在省教育厅办的学校卫生观摩会上，孟河小学作了介绍。", "2014-06-13")

    assert ("省教育厅", "学校卫生观摩会") in triples(extraction, "held")


def test_who_start_something_together_have_worked_together(read: Read) -> None:
    extraction = read(REPORT + "“清流”行动是3月由市教育局、市卫健委、团市委一道发起的。", "2014-06-13")

    assert len(triples(extraction, "cooperatedWith")) >= 3


@pytest.mark.parametrize(
    "sentence",
    [
        "市林业局牵头、市气象局协同的“绿哨”行动覆盖46个林场。",
        "“绿哨”行动4月启动，由市林业局、市气象局共同发起。",
        "市林业局启动“绿哨”行动，市气象局派员参加。",
    ],
)
def test_work_is_run_by_who_leads_it_and_by_who_helps(read: Read, sentence: str) -> None:
    extraction = read(REPORT + sentence, "2014-06-13")

    assert {("市林业局", "绿哨行动"), ("市气象局", "绿哨行动")} <= triples(extraction, "ran")


def test_a_system_is_built_by_who_is_said_to_have_made_it(read: Read) -> None:
    extraction = read(REPORT + "市水利局装上“雨情测报”系统，该系统系市信息中心研发。", "2014-06-13")

    assert ("市信息中心", "雨情测报系统") in triples(extraction, "built")
