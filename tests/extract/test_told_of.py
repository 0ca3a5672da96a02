"""Who only speaks of a line of work or debates a draft does not run or issue it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction

Reader = Callable[..., Extraction]


def agents(extraction: Extraction, predicate: str) -> set[str]:
    return {agent.name for fact in extraction.activities if fact.predicate == predicate for agent in fact.agents}


@pytest.mark.parametrize(
    "text",
    [
        "市农业农村局围绕“清渠行动”、渔业转型等议题开展调研。",
        "县工商联就深化国企改革、扩大内需、稳定就业等提出意见和建议。",
        "市水利局认真学习关于深入实施“清渠行动”的重要论述。",
        "如何推进“清渠行动”？县水利局邀请专家座谈。",
        "调研组一行观摩座谈，详细询问“清渠行动”的开展情况。",
        "县总工会着眼产业工人队伍建设改革中的难点问题，形成调研报告。",
    ],
)
def test_who_studies_discusses_or_asks_about_a_line_of_work_does_not_run_it(text: str, read: Reader) -> None:
    extraction = read(text)

    assert not agents(extraction, "ran")


@pytest.mark.parametrize(
    "text",
    [
        "市海洋局围绕目标任务，推进“净滩行动”。",
        "市海洋局就近调集船只开展“净滩行动”，清运垃圾20吨。",
        "市海洋局针对突出问题，开展“净滩行动”专项整治。",
        "市海洋局聚焦“净滩行动”出台意见5条。",
        "市海洋局学习先进经验后实施“净滩行动”。",
    ],
)
def test_who_does_it_for_a_reason_that_stands_before_runs_it(text: str, read: Reader) -> None:
    extraction = read(text)

    assert agents(extraction, "ran") == {"市海洋局"}


def test_a_draft_that_is_debated_is_not_issued_yet(read: Reader) -> None:
    debated = read("县人大常委会审议《浦河县养犬管理条例（草案）》。")
    passed = read("县人大常委会审议通过《浦河县养犬管理条例（草案）》。")

    assert not agents(debated, "issued")
    assert agents(passed, "issued") == {"县人大常委会"}


def test_a_rule_that_is_obeyed_was_issued_by_others(read: Reader) -> None:
    extraction = read("市水利局认真落实新修订的《河道管理条例》。")

    assert not agents(extraction, "issued")


def test_what_a_speech_sets_its_hearers_have_not_set(read: Reader) -> None:
    heard = read("市水利局认为，省长的重要讲话对推进“清渠行动”提出明确要求，为深化“清渠行动”提供了遵循。")
    own = read("市水利局对“清渠行动”作出部署。")

    assert not agents(heard, "ran")
    assert agents(own, "ran") == {"市水利局"}
