"""Which body stands over which by the order of its line."""

from __future__ import annotations

import pytest

from kg.resolve import resolve_entities
from tests.resolve.reports import report
from tests.resolve.test_resolve import stated


def parents(text: str, *names: str) -> set[tuple[str, str]]:
    resolution = resolve_entities([report(text, {"Agency": list(names)})])
    return {(s, o) for s, p, o in stated(resolution) if p == "subOrganizationOf"}


@pytest.mark.parametrize(
    ("unit", "over"),
    [
        ("大窑湾海关", "大连海关"),
        ("磨憨边检站", "云南边检总站"),
        ("临沧边境管理支队", "云南出入境边防检查总站"),
        ("电子商务司", "商务部"),
    ],
)
def test_a_unit_is_under_the_one_body_over_its_line(unit: str, over: str) -> None:
    assert (unit, over) in parents(f"{over}介绍情况。{unit}办理业务。", over, unit)


def test_of_two_offices_the_one_spoken_of_most_stands_over_a_unit() -> None:
    text = "天津海关通报。天津海关与石家庄海关互认。新港海关查验。"

    assert ("新港海关", "天津海关") in parents(text, "天津海关", "石家庄海关", "新港海关")


def test_an_office_of_the_highest_rank_is_under_no_other() -> None:
    assert not parents("天津海关与石家庄海关互认。", "天津海关", "石家庄海关")


@pytest.mark.parametrize(
    ("unit", "over"),
    [
        ("淮委", "水利部"),
        ("荣成海事处", "威海海事局"),
        ("汕尾海警局", "广东海警局"),
        ("南平市消防救援支队", "福建省消防救援总队"),
        ("镇康边境管理大队", "临沧边境管理支队"),
        ("浙江证监局", "中国证监会"),
        ("十二团", "第一师阿拉尔市"),
    ],
)
def test_a_unit_is_under_the_body_that_the_table_of_lines_puts_over_it(unit: str, over: str) -> None:
    assert (unit, over) in parents(f"{over}介绍情况。{unit}派出两个组。", over, unit)


def test_an_office_of_one_place_is_under_none_of_another() -> None:
    assert not parents("威海海事局通报。启东海事处巡航。", "威海海事局", "启东海事处")


def test_a_unit_of_another_line_is_not_under_the_body_whose_report_it_is() -> None:
    text = "南山县公安局交警大队\n大队清障。东坪消防站出水带。"

    assert not parents(text, "南山县公安局交警大队", "东坪消防站") & {("东坪消防站", "南山县公安局交警大队")}


def test_a_unit_called_by_its_place_and_rank_is_under_the_body_right_above_it() -> None:
    text = "阜阳市交通运输综合行政执法支队通报。颍州大队查扣车辆54辆。"

    assert ("颍州大队", "阜阳市交通运输综合行政执法支队") in parents(text, "阜阳市交通运输综合行政执法支队", "颍州大队")


def test_a_company_in_full_is_no_unit_of_its_short_name() -> None:
    text = "哈尔滨局加开列车。哈尔滨局集团公司通报。"

    assert not parents(text, "哈尔滨局", "哈尔滨局集团公司")


def test_what_is_called_after_its_city_is_under_no_company() -> None:
    text = "石景山市政公司\n市民热线服务中心派单310件。"

    assert not parents(text, "石景山市政公司", "市民热线服务中心")


def test_a_forest_farm_is_under_no_national_bureau() -> None:
    assert not parents("国家林草局调研。赤峰市南山林场造林。", "国家林草局", "赤峰市南山林场")
