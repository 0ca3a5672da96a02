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
    text = f"某网消息（云河新闻）：日前，国家林草局发布《云河湿地修复规划{years}》，将分批修复沼泽，争取到2035年增加到41%以上。"

    assert {status for predicate, _, status in facts(read, text) if predicate == "issued"} == {"done"}


@pytest.mark.parametrize(
    "text",
    [
        "云河省水务厅等九个单位共同发布《云河节水方案》。",
        "距望月灯会开幕还有60天，展台正在搭建。",
        "八集纪录片《望月》明晚开播。",
        "这4部条例草案关系民生。",
        "昨天进行了云河跳水赛男子单人五米台的预赛。",
    ],
)
def test_how_many_bodies_act_and_how_long_until_then_is_no_result(read: Read, text: str) -> None:
    assert not read(text).results


def test_the_laws_of_a_list_are_documents_each(read: Read) -> None:
    told = facts(read, "明年，省人大将制定云河渡口管理法、采砂法、古树法典等五部法律。")

    assert {(name, status) for predicate, name, status in told if predicate == "issued"} == {
        ("云河渡口管理法", "planned"),
        ("采砂法", "planned"),
        ("古树法典", "planned"),
    }


def test_countries_along_a_route_are_no_line_of_work(read: Read) -> None:
    told = read("望月口岸今年向“一带一路”沿线国家卖出茶叶37.6亿元。")

    assert not [m for m in told.mentions if m.type == "Initiative"]


@pytest.mark.parametrize("text", ["茶会提供手艺切磋、老茶品鉴等平台。", "上坞之后，这艘渡轮更换了舵机、锚机等系统设备零件。"])
def test_occasions_and_parts_of_a_ship_are_no_information_systems(read: Read, text: str) -> None:
    assert not [m for m in read(text).mentions if m.type == "System"]


def test_a_medium_that_broadcasts_a_report_reaches_no_result(read: Read) -> None:
    told = read("云河快讯\n央视网消息（新闻联播）：入冬以来，湖面捕捞渐次收网。全乡9个渔场的47条机船每天出湖。", "2031-05-06")

    assert not {agent.name for r in told.results for agent in r.agents} & {"央视网", "新闻联播"}
