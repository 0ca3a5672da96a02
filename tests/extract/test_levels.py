"""Levels told side by side: of other times, of the parts of a whole, of terms of a campaign."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction

Read = Callable[..., Extraction]

LEVELS = [
    ("一季度，全县受理咨询1043件。分月看，1月402件，2月回落到268件，3月反弹至373件。", [("受理咨询", 373), ("受理咨询", 402)]),
    ("一季度受理投诉1043件。受理最多的是东岗分局，468件；北湾分局131件。", [("受理投诉", 468), ("受理投诉", 131)]),
    ("春节假期餐饮类投诉57件，去年春节假期是81件。", [("餐饮类投诉", 57), ("餐饮类投诉", 81)]),
    ("食品抽检286批次，合格率98.6%，上季度为97.9%。", [("合格率", 97.9)]),
    ("数据上报及时率2023年是91%，全年反降到88.4%。", [("数据上报及时率", 88.4)]),
    ("接入平台的食堂达118家，而去年末只有76家。", [("接入平台的食堂", 118), ("接入平台的食堂", 76)]),
    ("上半年调处纠纷64件，去年同期88件，调成率95.3%。", [("调处纠纷", 64), ("调处纠纷", 88), ("调成率", 95.3)]),
    ("起诉人数连续三年下降，前5个月降至537人，同比减少21.5%。", [("起诉人数", 537), ("起诉人数", 21.5)]),
    ("发出通知书2315张，首期（一月至三月）则为1870张。", [("发出通知书", 2315), ("发出通知书", 1870)]),
    ("收购小麦1650吨，比去年7月多卖310吨。", [("收购小麦", 310)]),
    ("修复基地由现有38个增至60个。", [("修复基地", 38), ("修复基地", 60)]),
    ("到年末牛羊饲养量581万头只。", [("牛羊饲养量", 5_810_000)]),
    ("平均处理时间由42个工作天缩短至35个工作天。", [("平均处理时间", 42), ("平均处理时间", 35)]),
]


@pytest.mark.parametrize(("text", "told"), LEVELS)
def test_a_level_measures_what_the_one_beside_it_does(read: Read, text: str, told: list[tuple[str, float]]) -> None:
    found = {(r.indicator, float(r.value)) for r in read(text, "2025-04-11").results}

    assert set(told) <= found


def test_levels_of_the_year_before_stand_for_those_of_this_one_in_their_order(read: Read) -> None:
    found = read("今年1至5月，批捕嫌疑人412人，起诉1965人，去年同期分别为468人、2103人。", "2025-06-04").results

    told = {(r.indicator, int(r.value), (r.period.start or "")[:4] if r.period else "") for r in found}
    assert told == {
        ("批捕嫌疑人", 412, "2025"),
        ("起诉", 1965, "2025"),
        ("批捕嫌疑人", 468, "2024"),
        ("起诉", 2103, "2024"),
    }


def test_a_number_beside_who_has_the_most_is_of_whom_it_names(read: Read) -> None:
    text = "一季度，青岚县市场监督管理局受理投诉1043件。受理最多的是东岗分局，468件。"

    (most,) = (r for r in read(text, "2025-04-11").results if r.value == 468)
    assert [agent.name for agent in most.agents] == ["东岗分局"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("清理后巷1 240条。", 1240), ("捕获老鼠18 600多只。", 18600), ("全年受理2 315 000宗。", 2_315_000)],
)
def test_the_groups_of_a_number_may_be_parted_by_spaces(read: Read, text: str, value: int) -> None:
    assert [int(r.value) for r in read(text).results] == [value]


def test_numbers_beside_each_other_in_a_line_stay_two(read: Read) -> None:
    assert 120345 not in {int(r.value) for r in read("东岗区 120 345件\n北湾区 98 210件").results}


def test_how_many_holidays_there_were_is_no_result(read: Read) -> None:
    text = "五一、国庆两个假期接待游客分别为118万人次和203.5万人次。"

    assert {r.unit for r in read(text, "2025-10-11").results} == {"人次"}


def test_what_stayed_the_same_has_its_place_among_the_changes(read: Read) -> None:
    found = read("事故起数、死亡人数、受伤人数同比分别下降12.3%、上升4.5%、持平。", "2024-09-01").results

    assert {(r.indicator, float(r.value), r.direction) for r in found} == {
        ("事故起数", 12.3, "down"),
        ("事故死亡人数", 4.5, "up"),
    }


def test_a_target_that_was_missed_is_no_result(read: Read) -> None:
    found = read("县公安局未能完成全年电诈案件下降20%的目标，实际下降12.5%。", "2024-09-01").results

    assert [(r.indicator, float(r.value)) for r in found] == [("全年电诈案件", 12.5)]


def test_a_level_of_an_earlier_year_is_of_that_year_and_one_over_years_of_none(read: Read) -> None:
    found = read("永宁市公安局今年破案912起，2023年同期破案800起。三年来累计破案2.6万起。", "2024-09-01").results

    assert {int(r.value): (r.period.start if r.period else None) for r in found} == {
        912: "2024-01-01",
        800: "2023-01-01",
        26000: None,
    }


def test_the_sum_of_a_table_is_of_none_of_its_rows(read: Read) -> None:
    table = "单位\t破案数(起)\t抓获(人)\n东城分局\t1203\t890\n西城分局\t987\t765\n合计\t2190\t1655\n"

    assert [r.agents for r in read(table).results if r.value in (2190, 1655)] == [(), ()]
