"""Whose unit a body is that a report calls by the head of its body alone."""

from __future__ import annotations

import pytest

from tests.resolve.test_lines import parents


@pytest.mark.parametrize(
    ("unit", "over"),
    [
        ("部养老服务司", "民政部"),
        ("总局器械司", "国家市场监督管理总局"),
        ("省局网监处", "安徽省市场监督管理局"),
        ("厅建设处", "湖南省水利厅"),
        ("集团公司工务部", "云岭建工集团有限公司"),
        ("学校招生就业处", "兰州理工大学"),
        ("院第二检察部", "自贡市大安区人民检察院"),
        ("镇财政所", "新滩镇人民政府"),
    ],
)
def test_a_unit_behind_a_head_is_of_the_body_of_that_kind(unit: str, over: str) -> None:
    assert (unit, over) in parents(f"{over}介绍情况。{unit}牵头督办。", over, unit)


def test_of_two_ministries_a_department_is_of_the_one_that_does_such_work() -> None:
    text = "交通运输部会同文化和旅游部检查。部运输服务司抽查客车。"

    found = parents(text, "交通运输部", "文化和旅游部", "部运输服务司")

    assert ("部运输服务司", "交通运输部") in found
    assert ("部运输服务司", "文化和旅游部") not in found


def test_a_head_of_one_level_is_no_body_of_another() -> None:
    found = parents("南漳县水利局通报。省局规划处到场。", "南漳县水利局", "省局规划处")

    assert ("省局规划处", "南漳县水利局") not in found


def test_a_unit_named_with_its_street_behind_a_district_is_the_streets() -> None:
    text = "观音桥街道推行网格。江北区观音桥街道平安建设办公室调处纠纷。"

    assert ("江北区观音桥街道平安建设办公室", "观音桥街道") in parents(text, "观音桥街道", "江北区观音桥街道平安建设办公室")


@pytest.mark.parametrize(
    ("unit", "over"),
    [
        ("护理部", "宁河县人民医院"),
        ("化工学院", "兰州理工大学"),
        ("运维检修部", "国网云河供电公司"),
        ("反贪局", "自贡市大安区人民检察院"),
        ("战勤保障大队", "南平市消防救援支队"),
        ("高新分局", "南漳县市场监督管理局"),
    ],
)
def test_a_unit_called_by_its_work_alone_is_of_the_body_whose_report_it_is(unit: str, over: str) -> None:
    assert (unit, over) in parents(f"{over}简报\n云岭日报报道。{unit}受到表扬。", over, "云岭日报", unit)


@pytest.mark.parametrize(
    ("unit", "over"), [("公安部", "国网云河供电公司"), ("昌吉学院", "兰州理工大学"), ("化工学院", "南漳县水利局")]
)
def test_a_body_of_another_kind_or_place_is_none_of_the_publishers_units(unit: str, over: str) -> None:
    assert (unit, over) not in parents(f"{over}简报\n{unit}受到表扬。", over, unit)


def test_an_office_of_a_street_is_the_streets_whatever_it_is_called() -> None:
    text = "石桥街道简报\n街道社区事务服务中心上线小程序，街道综合行政执法局巡查。"

    found = parents(text, "石桥街道", "街道社区事务服务中心", "街道综合行政执法局")

    assert {("街道社区事务服务中心", "石桥街道"), ("街道综合行政执法局", "石桥街道")} <= found
