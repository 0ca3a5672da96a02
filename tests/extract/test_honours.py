"""Honours and gatherings said in plain words. All sentences are our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction

Reader = Callable[..., Extraction]


def of_type(extraction: Extraction, kind: str) -> list[str]:
    return [m.name for m in extraction.mentions if m.type == kind]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("鱼塘所拿到全省四星级市场监管所的牌子。", ["全省四星级市场监管所"]),
        ("执法大队吕山评上全市办案能手。", ["全市办案能手"]),
        ("四大队获市直机关红旗支部。", ["市直机关红旗支部"]),
        ("农技站站长朱林被市政府记功一次。", ["记功"]),
        ("支队长为其颁发流动红旗。", ["流动红旗"]),
        ("商务部门把组展突出贡献单位授予市商务局。", ["组展突出贡献单位"]),
        ("柳溪村7月被省委农办列为千万工程示范村。", ["千万工程示范村"]),
    ],
)
def test_what_is_taken_home_or_given_is_an_honour(read: Reader, text: str, names: list[str]) -> None:
    assert of_type(read(text), "Award") == names


@pytest.mark.parametrize(
    "text",
    [
        "项目获省级资金支持，企业获贷款，拿到批复。",
        "他当选全国人大代表。",
        "农户领到补贴，学生领到教材，全市第一名由锦山县夺得。",
        "柳溪镇被列为重点监测乡镇，获市级以上项目12个。",
    ],
)
def test_money_support_and_lists_are_no_honours(read: Reader, text: str) -> None:
    assert of_type(read(text), "Award") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("4月30日晚举办的首届云河麻辣烫争霸赛引来观众310万人次。", ["首届云河麻辣烫争霸赛"]),
        ("两区推出花儿擂台赛、秦腔小曲展演等活动46场。", ["花儿擂台赛", "秦腔小曲展演"]),
        ("12月中旬请热线中心来办诉求分析沙龙。", ["诉求分析沙龙"]),
        ("县水利局搞了场跨省拉动演练，出动620人。", ["跨省拉动演练"]),
        ("8月29日，两国边检机关代表第三次会晤在满洲镇举行。", ["两国边检机关代表第三次会晤"]),
        ("5月办首届凌河开犁节，7月承办第28届那达慕。", ["首届凌河开犁节", "第28届那达慕"]),
    ],
)
def test_what_is_held_or_comes_again_under_a_number_is_an_event(read: Reader, text: str, names: list[str]) -> None:
    assert of_type(read(text), "Event") == names


@pytest.mark.parametrize(
    "text",
    [
        "会展业发展迅速，企业开展培训，参展企业增多。",
        "学校开运动场，村里开农家乐，开设展厅。",
        "第三届村委会换届完成，第十届县委巡察收尾。",
        "展览路改造完工，赛道平整，节日气氛浓。",
    ],
)
def test_words_that_only_end_so_are_no_events(read: Reader, text: str) -> None:
    assert of_type(read(text), "Event") == []
