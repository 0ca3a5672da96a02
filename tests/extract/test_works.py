"""Works, plants, sights and lines: facilities by their own name. All sentences are our own."""

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
        ("云岭水利枢纽大坝填筑到918米。", ["云岭水利枢纽"]),
        ("石岗坡灌区总干渠打通隧洞11条。", ["石岗坡灌区总干渠"]),
        ("滴翠岩隧洞遇涌水停工43天。", ["滴翠岩隧洞"]),
        ("下午3点，220千伏龙桥变电站的巡检开始了。", ["220千伏龙桥变电站"]),
        ("市水务投资公司把二水厂3台备用泵全部用上。", ["二水厂"]),
        ("忠信泵站换下三台老泵。", ["忠信泵站"]),
        ("云河市污水处理厂二期10月通水。", ["云河市污水处理厂二期"]),
        ("水务投资公司三水厂一期明年6月通水。", ["三水厂一期"]),
        ("在柳坝镇集中安置点，老人领到毛毯。", ["柳坝镇集中安置点"]),
        ("友谊医院东湖院区、云河医院新院区完成招标。", ["友谊医院东湖院区", "云河医院新院区"]),
    ],
)
def test_works_are_facilities_whatever_is_said_of_them(read: Reader, text: str, names: list[str]) -> None:
    assert of_type(read(text), "Facility") == names


@pytest.mark.parametrize(
    "text",
    [
        "全省大中型灌区已有166处开闸放水。",
        "水利部门调度各水库拦洪。",
        "湖北省水库蓄水量增加。",
        "云河市建成全国最大水电站。",
        "病险水库的除险加固提速。",
        "云岭水库管理所职工上堤巡查。",
        "该医院新院区投用。",
    ],
)
def test_a_kind_of_works_names_none(read: Reader, text: str) -> None:
    assert of_type(read(text), "Facility") == []


def test_the_name_of_works_holds_no_river_and_no_county_that_only_sounds_alike(read: Reader) -> None:
    extraction = read("石桥河水利枢纽大坝已浇到高程327米。")

    assert of_type(extraction, "Facility") == ["石桥河水利枢纽"]
    assert of_type(extraction, "Place") == []


def test_sights_are_facilities_where_the_visitors_of_one_are_counted(read: Reader) -> None:
    counted = read("云湖古镇接待游客41.7万人次。南山景区门票收入增长两成。")
    spoken_of = read("专家在云湖古镇调研。")

    assert of_type(counted, "Facility") == ["云湖古镇", "南山景区"]
    assert of_type(spoken_of, "Facility") == []


def test_a_line_is_a_facility_where_it_is_laid(read: Reader) -> None:
    laid, driven = read("玉屏至松桃高速公路建成通车。"), read("民警在玉屏至松桃高速公路巡逻。")

    assert of_type(laid, "Facility") == ["玉屏至松桃高速公路"]
    assert of_type(driven, "Place")[-1:] == ["玉屏至松桃高速公路"]


@pytest.mark.parametrize("row", [r for r in read_lexicon("facility_heads") if r.label == "works"], ids=lambda row: row.id)
def test_every_head_of_works_fires_on_a_name_of_its_own(read: Reader, row: Row) -> None:
    assert any(name.endswith(row.word) for name in of_type(read(f"云岭{row.word}投入运行。"), "Facility"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市交通局建成石岗坡快检站。", ["石岗坡快检站"]),
        ("县政府新建龙桥养殖场。", ["龙桥养殖场"]),
        ("友谊医院东湖院区开诊。", ["友谊医院东湖院区"]),
        ("县政府续建龙桥养殖场。", ["龙桥养殖场"]),
        ("石岗坡警务站12月底前交付。", ["石岗坡警务站"]),
    ],
)
def test_the_kinds_of_sites_that_work_reports_tell_of_are_named_where_they_open(
    read: Reader, text: str, names: list[str]
) -> None:
    assert of_type(read(text), "Facility") == names


@pytest.mark.parametrize("text", ["全市建成2.6万家社区托育点。", "园区将新增13间智能检定室。"])
def test_sites_that_are_counted_are_no_site_by_name(read: Reader, text: str) -> None:
    assert of_type(read(text), "Facility") == []
