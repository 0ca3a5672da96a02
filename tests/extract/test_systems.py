"""Systems and facilities: named by what they do; the generic ones are none. All sentences are our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.lexicon import Row, read_lexicon
from kg.records import Extraction

Reader = Callable[..., Extraction]


def of_type(extraction: Extraction, *types: str) -> list[str]:
    return [m.name for m in extraction.mentions if m.type in types]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("支队研发了山区公路团雾监测预警系统。", ["山区公路团雾监测预警系统"]),
        ("中队依托“云岭护路”小程序受理举报。", ["云岭护路小程序"]),
        ("群众可在交管“12123”App上办理。", ["交管12123App"]),
        ("该所把不动产登记平台、电子税务局、云河通三个系统打通。", ["不动产登记平台", "电子税务局", "云河通"]),
        ("民警利用货车违法录入平台比对信息。", ["货车违法录入平台"]),
        ("市民可拨打12345热线。", ["12345热线"]),
    ],
)
def test_a_system_is_named_by_what_it_does(read: Reader, text: str, names: list[str]) -> None:
    assert of_type(read(text), "System") == names


@pytest.mark.parametrize(
    "text",
    [
        "该系统运行平稳。",
        "单位建设信息管理系统。",
        "全国税务系统召开会议。",
        "水库移民是一项系统工程。",
        "山区生态系统逐步恢复。",
        "平台经济发展迅速。",
    ],
)
def test_generic_systems_collectives_and_compounds_are_none(read: Reader, text: str) -> None:
    assert of_type(read(text), "System") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("分局建成并启用了情报合成作战中心。", ["情报合成作战中心"]),
        ("该所开设“乡村车管窗口”，群众就近办事。", ["乡村车管窗口"]),
        ("柳溪客运站旁的车辆检验站预计年内启用。", ["车辆检验站"]),
    ],
)
def test_a_facility_counts_when_it_is_built_or_opened(read: Reader, text: str, names: list[str]) -> None:
    assert of_type(read(text), "Facility") == names


@pytest.mark.parametrize("text", ["全市新建服务站50个。", "民警走访了多个停车场。", "活动以群众为中心。"])
def test_counted_and_generic_facilities_are_none(read: Reader, text: str) -> None:
    assert of_type(read(text), "Facility") == []


@pytest.mark.parametrize("row", [r for r in read_lexicon("system_heads") if r.label == "strong"], ids=lambda row: row.id)
def test_every_system_head_ends_a_name_in_its_table(read: Reader, row: Row) -> None:
    found = of_type(read(f"该局上线“青山云图”{row.word}。"), "System") + of_type(
        read(f"该局研发隧道车流感知{row.word}。"), "System"
    )

    assert any(name.endswith(row.word) for name in found)


def test_a_body_that_builds_a_facility_is_none_itself(read: Reader) -> None:
    extraction = read("兰州市城市运行管理服务中心建成城市生命线安全监测平台。")

    assert of_type(extraction, "Facility", "System") == ["城市生命线安全监测平台"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("交警大队依托“智慧路网”建成视频监控196个。", ["智慧路网"]),
        ("市局接入全国12315平台，受理投诉。", ["全国12315平台"]),
        ("市局建成自然资源“一张图”系统。", ["自然资源一张图系统"]),
        ("全市推进“智慧路网”建设。", []),
    ],
)
def test_smart_things_relied_on_and_the_field_of_a_quoted_system(read: Reader, text: str, names: list[str]) -> None:
    assert [m.name for m in read(text).mentions if m.type == "System"] == names
