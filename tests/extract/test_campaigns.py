"""Whose campaigns and meetings are, where the words leave the verb or half the name out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction

Reader = Callable[..., Extraction]


def told(extraction: Extraction, predicate: str) -> set[tuple[str, str, str]]:
    facts = (fact for fact in extraction.activities if fact.predicate == predicate)
    return {(agent.name, fact.object.name, fact.status) for fact in facts for agent in fact.agents}


def test_a_campaign_called_by_its_short_name_is_run_by_whom_the_clause_names(read: Reader) -> None:
    extraction = read("“春雨润山”学习教育启动以来，市教育局扎实开展学习教育各项工作。市财政局推动学习教育走深走实。")

    assert {agent for agent, _, _ in told(extraction, "ran")} >= {"市教育局", "市财政局"}


def test_who_only_builds_on_what_a_campaign_brought_does_not_run_it(read: Reader) -> None:
    extraction = read("全市“春雨润山”学习教育已经结束。市教育局巩固学习教育成果。")

    assert "市教育局" not in {agent for agent, _, _ in told(extraction, "ran")}


@pytest.mark.parametrize("lead", ["记者从", "在"])
def test_a_meeting_is_held_by_whom_the_words_in_front_of_it_name(lead: str, read: Reader) -> None:
    extraction = read(f"{lead}县政府今天（6月3日）举行的新闻发布会上获悉，灌区将扩建。", "2024-06-03")

    assert ("县政府", "新闻发布会", "done") in told(extraction, "held")


def test_a_meeting_that_opens_behind_a_name_is_that_body_s(read: Reader) -> None:
    extraction = read("县文化馆首届山歌大会昨天（6月2日）在青田启动。", "2024-06-03")

    assert {agent for agent, _, _ in told(extraction, "held")} == {"县文化馆"}


def test_a_meeting_to_come_lies_where_it_is_to_be_held(read: Reader) -> None:
    extraction = read("第三届山区农产品交易会将于2024年10月10日—12日在青田举办。", "2024-06-03")

    assert {status for _, _, status in told(extraction, "locatedIn")} == {"planned"}


def test_a_warning_is_out_though_a_forecast_stands_beside_it(read: Reader) -> None:
    extraction = read("预计未来三天我省大部有大风，省气象台继续发布大风蓝色预警。", "2024-06-03")

    assert {status for _, _, status in told(extraction, "issued")} == {"done"}


def test_a_person_of_whom_news_tells_runs_what_the_sentence_says(read: Reader) -> None:
    extraction = read("青溪网消息：去年，全县粮食增产。何志坚大力推动实施“头雁领航工程”。", "2024-06-03")

    assert told(extraction, "ran") == {("何志坚", "头雁领航工程", "done")}


@pytest.mark.parametrize("between", ["", "女，汉族，"])
def test_a_post_in_apposition_is_held_by_who_stands_before_it(between: str, read: Reader) -> None:
    extraction = read(f"何志坚，{between}青田县水利局原副局长，扎根山区二十年。")

    assert {(agent, body) for agent, body, _ in told(extraction, "memberOf")} == {("何志坚", "青田县水利局")}
