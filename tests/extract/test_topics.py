"""Lines of work known by where they stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction

Read = Callable[..., Extraction]


def names(read: Read, text: str, kind: str = "Initiative") -> set[str]:
    return {mention.name for mention in read(text, "2022-07-01").mentions if mention.type == kind}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("会后督导两轮。屠宰行业无尘车间行动复检冷库61座。", "屠宰行业无尘车间行动"),
        ("县里补了材料。山塘亮底清淤工程开工以来，没有一户投诉，山塘亮底清淤工程清出淤泥9万方。", "山塘亮底清淤工程"),
        ("青禾市供销社试行一店双证，进货一查便知。", "一店双证"),
        ("青禾市供销社推行旧瓶换新瓶，回收玻璃瓶8万只。", "旧瓶换新瓶"),
        ("塘渠共管工作实施以来，青禾县水费收缴率升了两成。", "塘渠共管"),
        ("青禾市粮食局牵头的粮库除虫百日会战，熏蒸仓房77间。", "粮库除虫百日会战"),
        ("去年11月，第12个全国冷链宣传月在青禾市启动。", "第12个全国冷链宣传月"),
        ("青禾海关部署猎隼行动2019，退运废塑料12吨。", "猎隼行动2019"),
        ("青禾市渔政支队搭成“渔港湾”信息互换，堵住漏洞7处。", "渔港湾"),
    ],
)
def test_names_by_their_place_in_the_sentence(read: Read, text: str, name: str) -> None:
    assert name in names(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "青禾市推行新制度，效果不错。",
        "水利工程完成投资3亿元。",
        "全社会计划完成投资40亿元。",
        "青禾县推行使用环保餐具，反响很好。",
        "“少跑6趟，够我多睡一觉。”种植户说，补贴工程已经结束。",
    ],
)
def test_what_only_describes_is_no_line_of_work(read: Read, text: str) -> None:
    assert names(read, text) == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("青禾市林业局8月3日在柳坝镇召开现场观摩会，三个县跟进。", "现场观摩会"),
        ("青禾市林业局9月底前召开启动会，签订责任书。", "启动会"),
        ("青禾市林业局定了章程，颁奖会定于10月9日举行。", "颁奖会"),
    ],
)
def test_a_meeting_of_a_day_needs_no_other_name(read: Read, text: str, name: str) -> None:
    assert name in names(read, text, "Event")


def test_a_series_of_meetings_is_none_of_them(read: Read) -> None:
    assert names(read, "青禾市林业局今年8月召开调度会6次。", "Event") == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("护林员郝大川被省林业厅记三等功。", "三等功"),
        ("郝大川带伤值守，会上获青禾市林业局嘉奖。", "嘉奖"),
        ("省林业厅5月授予青禾县林业局森林防火示范单位。", "森林防火示范单位"),
        ("郝大川被省林业厅授予“护林人”。", "护林人"),
        ("青禾林场入选国家林业局全国林下经济典型案例。", "全国林下经济典型案例"),
    ],
)
def test_honours_without_a_scope(read: Read, text: str, name: str) -> None:
    assert name in names(read, text, "Award")


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("侦查员借助市局“鹞鹰”轨迹研判系统，锁定了嫌疑人。", "System", "鹞鹰轨迹研判系统"),
        ("青禾市固体废物处置中心二期争取9月点火。", "Facility", "青禾市固体废物处置中心二期"),
        ("村里建起柳坝流动医院，看病不出山。", "Facility", "柳坝流动医院"),
        ("青禾汽车客运东站主体封顶，春节前启用。", "Facility", "青禾汽车客运东站"),
    ],
)
def test_systems_and_sites_where_their_names_begin_and_end(read: Read, text: str, kind: str, name: str) -> None:
    assert name in names(read, text, kind)


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("青禾市气象台发布暴雪橙色、寒潮蓝色等预警。", "Document", "暴雪橙色"),
        ("第三届椰博会（11月2日—5日）期间宾馆爆满。", "Event", "第三届椰博会"),
        ("国家减灾委对青禾省启动国家三级救灾应急响应。", "Initiative", "国家三级救灾应急响应"),
        ("青禾市交通局组织了春运启动日、护路宣传月等活动。", "Initiative", "护路宣传月"),
    ],
)
def test_lists_and_series_with_what_they_share(read: Read, text: str, kind: str, name: str) -> None:
    assert name in names(read, text, kind)


def test_a_complaint_in_quotation_marks_is_no_line_of_work(read: Read) -> None:
    assert names(read, "青禾市交通局推动“停车难”“打车贵”逐步缓解。") == set()
