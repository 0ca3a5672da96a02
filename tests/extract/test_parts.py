"""What is stated to be part of something, and what a line of work employs. All sentences are our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction

Reader = Callable[..., Extraction]


def pairs(extraction: Extraction, predicate: str) -> set[tuple[str, str]]:
    return {(a.agents[0].name, a.object.name) for a in extraction.activities if a.predicate == predicate}


def test_a_list_summed_up_is_part_of_its_sum(read: Reader) -> None:
    found = pairs(read("支队部署开展货车超载整治、农用车载人整治等两大专项行动。"), "partOf")

    assert found == {("货车超载整治", "两大专项行动"), ("农用车载人整治", "两大专项行动")}


def test_measures_under_a_programme_are_its_parts(read: Reader) -> None:
    found = pairs(
        read("工作安排\n深化山区道路安全提升工程。开展临水路段专项整治，建立护路员巡查机制，全面落实到村到户的管护责任要求。"),
        "partOf",
    )

    assert ("临水路段专项整治", "山区道路安全提升工程") in found


def test_a_wave_is_part_of_its_series(read: Reader) -> None:
    found = pairs(read("昨晚，支队开展“磐石2023-6号”行动。这是“磐石2023”系列行动启动以来的第六个波次。"), "partOf")

    assert found == {("磐石2023-6号行动", "磐石2023系列行动")}


def test_a_system_that_is_relied_on_is_used_in_the_work(read: Reader) -> None:
    found = pairs(read("大队依托山路智能巡查平台，推行“一路一长”机制。"), "usedIn")

    assert found == {("山路智能巡查平台", "一路一长机制")}


def test_mere_neighbours_are_no_parts(read: Reader) -> None:
    assert pairs(read("县局开展“晨曦”专项行动，推行“一路一长”机制。"), "partOf") == set()


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("卫健委开展集中带量采购。开春后，第三批耗材集采跟着推开。", "第三批耗材集采", "集中带量采购"),
        ("“护林2024”专项行动启动。行动期间，各地将开展林区野外用火集中整治。", "林区野外用火集中整治", "护林2024专项行动"),
        ("作为“暖冬惠民”行动的重点项目，青石区启动“家门口”招聘服务活动。", "家门口招聘服务活动", "暖冬惠民行动"),
        ("县局在“惊雷”专项行动中，推出“夜巡联动”机制。", "夜巡联动机制", "惊雷专项行动"),
        ("市监局部署“铁尺”行动，重点开展农资质量专项治理。", "农资质量专项治理", "铁尺行动"),
    ],
)
def test_what_is_done_within_a_line_of_work_is_its_part(read: Reader, text: str, part: str, whole: str) -> None:
    assert (part, whole) in pairs(read(text), "partOf")


def test_a_document_that_work_is_carried_out_by_is_used_in_it(read: Reader) -> None:
    found = pairs(read("根据《云河省养老服务条例》，省民政厅启动养老机构安全专项整治。"), "usedIn")

    assert found == {("云河省养老服务条例", "养老机构安全专项整治")}


def test_a_document_and_other_work_beside_it_are_no_use(read: Reader) -> None:
    assert pairs(read("市局印发《云河市停车管理办法》，并推行“一路一长”机制。"), "usedIn") == set()
