"""What several do, make, use and sign together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction

Reader = Callable[..., Extraction]


def doers(extraction: Extraction, predicate: str) -> set[str]:
    return {agent.name for a in extraction.activities if a.predicate == predicate for agent in a.agents}


@pytest.mark.parametrize("verb", ["合建", "共建", "建设"])
def test_both_built_what_was_built_by_both(verb: str, read: Reader) -> None:
    extraction = read(f"“渠水谣”灌溉展示馆3月开馆，由盐池县水务局与宁夏水投集团{verb}。")

    assert doers(extraction, "built") == {"盐池县水务局", "宁夏水投集团"}


@pytest.mark.parametrize("verb", ["会签", "签下", "签了"])
def test_all_who_sign_a_document_issue_it(verb: str, read: Reader) -> None:
    extraction = read(f"5月，盐池县水务局与盐池县林草局、盐池县气象局{verb}《护渠协作书》。")

    assert doers(extraction, "issued") == {"盐池县水务局", "盐池县林草局", "盐池县气象局"}


@pytest.mark.parametrize("verb", ["录入", "接入", "并入", "推送到"])
def test_whose_data_go_into_a_system_uses_it(verb: str, read: Reader) -> None:
    extraction = read(f"盐池县水务局把闸门数据全部{verb}宁夏灌区监管平台。")

    assert doers(extraction, "used") == {"盐池县水务局"}


def test_who_comes_to_a_system_behind_it_uses_it(read: Reader) -> None:
    extraction = read("“渠水通”平台上线一年，盐池县林草局、盐池县气象局先后接入。")

    assert doers(extraction, "used") == {"盐池县林草局", "盐池县气象局"}


def test_ground_is_broken_for_what_stands_behind_the_verb(read: Reader) -> None:
    extraction = read("盐池县水务局开工花马湖抽水蓄能电站。")

    assert doers(extraction, "built") == {"盐池县水务局"}


def test_what_is_moved_works_with_the_other_and_not_who_moves_it(read: Reader) -> None:
    extraction = read("盐池县公安局把花马池派出所列为试点，与盐池县水务局水政大队合署办公。")

    assert doers(extraction, "cooperatedWith") == set()


def test_whoever_takes_part_in_what_one_leads_works_with_it(read: Reader) -> None:
    extraction = read("盐池县水务局牵头，盐池县林草局、盐池县气象局参加的巡渠队4月上岗。")

    assert doers(extraction, "cooperatedWith") == {"盐池县水务局"}


def test_who_serves_a_document_on_somebody_issues_it(read: Reader) -> None:
    extraction = read("盐池县水务局向盐池县林草局送达《护渠整改通知书》2份。")

    assert doers(extraction, "issued") == {"盐池县水务局"}
