"""Installations known by what is done with them, whatever they end in. All sentences are our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction

Reader = Callable[..., Extraction]


def facilities(extraction: Extraction) -> list[str]:
    return [m.name for m in extraction.mentions if m.type == "Facility"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("该支队在柳溪区设立流动办证点，办证760本。", ["流动办证点"]),
        ("县里在河西镇建养殖尾水集中处理站1处。", ["养殖尾水集中处理站"]),
        ("街道给骑手开了小哥食堂。", ["小哥食堂"]),
        ("县局打算8月在城西中学建一处反诈体验馆。", ["反诈体验馆"]),
        ("柳溪镇建成全市首个旧改展示馆，接待居民6200人次。", ["旧改展示馆"]),
        ("街道把老粮站改造成银龄活动站。", ["银龄活动站"]),
    ],
)
def test_what_is_set_up_is_a_facility_whatever_it_ends_in(read: Reader, text: str, names: list[str]) -> None:
    assert facilities(read(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("云许市域铁路日均客流4.8万人次。", ["云许市域铁路"]),
        ("云江大通站7月6日洪峰水位14.86米。", ["云江大通站"]),
        ("7号高炉去年11月大修后投产。", ["7号高炉"]),
        ("青龙山隧道贯通，工期提前两个月。", ["青龙山隧道"]),
        ("执法支队在信河治超站查获冲关货车21辆。", ["信河治超站"]),
        ("凤凰山森林公园索道“五一”前投运。", ["凤凰山森林公园索道"]),
        ("去年底投用的信山天气雷达每6分钟扫描一次。", ["信山天气雷达"]),
        ("占地1800亩的河原新材料一体化基地去年8月拿地。", ["河原新材料一体化基地"]),
    ],
)
def test_a_structure_with_a_name_of_its_own_is_known_by_what_is_told_of_it(read: Reader, text: str, names: list[str]) -> None:
    assert facilities(read(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("表彰会9月10日在市文化中心召开。", ["市文化中心"]),
        ("时间：3月8日\n地点：省政府新闻发布厅\n", ["省政府新闻发布厅"]),
    ],
)
def test_a_hall_is_a_facility_where_something_is_held_in_it(read: Reader, text: str, names: list[str]) -> None:
    assert facilities(read(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "全省铁路发送旅客5200万人次，全市景区接待游客860万人次。",
        "新建幼儿园12所、公园5座、停车场30个。",
        "打通堵点，破解难点，建起长效机制。",
        "高速公路车流平稳，港口货物吞吐量创新高。",
        "会议在北京召开，代表团在广州考察。",
        "设立举报点若干，设置岗位3000个，开设心理健康课。",
    ],
)
def test_kinds_counts_and_figures_of_speech_are_no_facilities(read: Reader, text: str) -> None:
    assert facilities(read(text)) == []
