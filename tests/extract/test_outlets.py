"""Whose report it is where an account, a press column or a short name published it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction

Read = Callable[..., Extraction]
STATION = (
    "青澜口岸的早班岗\n2026年5月12日　来源：青澜边检\n\n青澜出入境边防检查站执勤二队民警吴航在通道口引导。"
    "今年前4个月，该站查验旅客31.6万人次；车辆2.3万辆次，增长12.7%。\n站里去年12月腾出19人充实前台。"
)


def agents_of(extraction: Extraction) -> set[str]:
    return {agent.name for result in extraction.results for agent in result.agents}


def test_what_a_short_name_published_is_of_the_body_that_it_tells_of_throughout(read: Read) -> None:
    assert agents_of(read(STATION, "2026-05-12", "青澜边检")) == {"青澜出入境边防检查站"}


@pytest.mark.parametrize("account", ["青澜警方发布", "青澜普法", "青澜政务微讯"])
def test_an_account_is_nobody_who_acts(read: Read, account: str) -> None:
    text = f"48万元保住了\n来源：{account}\n\n青澜市反诈中心今年派出上门2.7万次，见面劝阻率97.4%。紧急止付3.1亿元。"
    assert agents_of(read(text, "2022-11-18", account)) == {"青澜市反诈中心"}


def test_a_body_that_published_its_report_under_its_own_name_stays_its_owner(read: Read) -> None:
    text = "上半年工作\n检查企业320家。青澜出入境边防检查站来局座谈，青澜出入境边防检查站介绍了做法。整改隐患56处。"
    assert "青澜市应急管理局" in agents_of(read(text, "2024-07-02", "青澜市应急管理局"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("青澜旗大队同月湖景区派出所设旅游安全服务站3处。", {"青澜旗大队", "月湖景区派出所"}),
        ("自治区生物医药产业园区管委会签了协议3份。", {"自治区生物医药产业园区管委会"}),
        ("上半年，全县各级调委会受理纠纷3174件。", {"全县各级调委会"}),
    ],
)
def test_bodies_end_where_a_word_between_them_begins(read: Read, text: str, names: set[str]) -> None:
    assert {m.name for m in read(text, "2024-07-02").mentions if m.type == "Agency"} == names


def test_a_street_named_after_a_city_is_not_in_it(read: Read) -> None:
    places = {m.name for m in read("食环署在深水埗南昌街、桂林街张贴告示40张。", "2024-07-02").mentions if m.type == "Place"}
    assert places == {"深水埗", "南昌街", "桂林街"}
