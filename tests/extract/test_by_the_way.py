"""What a demand takes for granted is done, and what a document is called is no time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction

Read = Callable[..., Extraction]


def facts(read: Read, text: str, date: str = "2031-05-06") -> set[tuple[str, str, str]]:
    return {(a.predicate, a.object.name, a.status) for a in read(text, date).activities}


def test_a_document_that_is_only_spoken_of_is_out(read: Read) -> None:
    told = facts(read, "会议强调，省财政厅印发的《云河减负规定》是重要举措，要扎实推动落地见效。")

    assert ("issued", "云河减负规定", "done") in told


def test_a_document_to_be_issued_is_planned(read: Read) -> None:
    assert ("issued", "云河减负规定", "planned") in facts(read, "下一步，省财政厅将印发《云河减负规定》。")


@pytest.mark.parametrize("years", ["（2031—2035年）", "(2031—2035年)"])
def test_the_years_in_a_title_do_not_say_when_it_is_issued(read: Read, years: str) -> None:
    text = (
        f"某网消息（云河新闻）：近日，农业农村部出台《云河农业行动计划{years}》，将组织实施三大行动，力争到2035年达到32%以上。"
    )

    assert {status for predicate, _, status in facts(read, text) if predicate == "issued"} == {"done"}


@pytest.mark.parametrize(
    "text",
    [
        "工业和信息化部等十一个部门联合印发《云河产业方案》。",
        "距云河博览会开幕还有100天，各项筹备工作稳步推进。",
        "六集政论片《云河》今晚播出。",
        "这3部法律草案是重要立法。",
        "昨天进行了云河游泳赛女子双人三米板的决赛。",
    ],
)
def test_how_many_bodies_act_and_how_long_until_then_is_no_result(read: Read, text: str) -> None:
    assert not read(text).results


def test_the_laws_of_a_list_are_documents_each(read: Read) -> None:
    told = facts(read, "下一步，全国人大将制定云河经济促进法、海岸法、湿地法典等多部法律。")

    assert {(name, status) for predicate, name, status in told if predicate == "issued"} == {
        ("云河经济促进法", "planned"),
        ("海岸法", "planned"),
        ("湿地法典", "planned"),
    }


def test_countries_along_a_route_are_no_line_of_work(read: Read) -> None:
    told = read("云河海关统计，全省对“一带一路”沿线国家进出口4248.4亿元。")

    assert not [m for m in told.mentions if m.type == "Initiative"]


@pytest.mark.parametrize("text", ["大会搭建学术交流、精品展示等平台。", "试航期间，该舰完成了动力、电力等系统设备测试。"])
def test_occasions_and_parts_of_a_ship_are_no_information_systems(read: Read, text: str) -> None:
    assert not [m for m in read(text).mentions if m.type == "System"]


def test_a_medium_that_broadcasts_a_report_reaches_no_result(read: Read) -> None:
    told = read(
        "云河快讯\n央视网消息（新闻联播）：近日，田间工作有序展开。全镇13家烘干厂的63组烘干设备全线开动。", "2031-05-06"
    )

    assert not {agent.name for r in told.results for agent in r.agents} & {"央视网", "新闻联播"}
