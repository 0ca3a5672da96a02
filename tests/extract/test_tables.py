from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import extract_facts
from kg.extract.tables import find_tables, read_table
from kg.records import Result

from .conftest import as_document


def results(text: str, date: str = "2024-03-01") -> tuple[Result, ...]:
    return next(extract_facts([as_document(text, date)])).results


def told(text: str) -> list[tuple[str, str, str, str, str | None]]:
    """Return indicator, value, unit, kind and direction of the results of a text, in reading order."""
    return [(r.indicator, str(r.value), r.unit, r.kind, r.direction) for r in results(text)]


@pytest.mark.parametrize("gap", ["\t", " | ", "\u3000", "\u3000\u3000", "   "])
def test_a_table_is_read_however_its_cells_are_parted(gap: str) -> None:
    rows = (("险种", "参保人数（万人）", "同比（%）"), ("失业保险", "21.4", "+2.5"), ("工伤保险", "30.7", "-1.2"))
    text = "云河市人社局统计公报\n" + "\n".join(gap.join(row) for row in rows)

    assert sorted(told(text)) == sorted(
        [
            ("失业保险参保人数", "214000", "人", "count", None),
            ("失业保险参保人数", "2.5", "%", "change", "up"),
            ("工伤保险参保人数", "307000", "人", "count", None),
            ("工伤保险参保人数", "1.2", "%", "change", "down"),
        ]
    )


def test_a_row_that_names_an_agency_or_a_place_is_its_own() -> None:
    text = "株洲市公安局交警支队通报\n单位\t查处酒驾（起）\n荷塘区交警大队\t120\n天元区\t98"
    by_value = {int(r.value): r for r in results(text)}

    assert [a.name for a in by_value[120].agents] == ["荷塘区交警大队"]
    assert [r.place.name for r in (by_value[98],) if r.place] == ["天元区"]


def test_the_line_of_markdown_below_the_headings_is_no_row() -> None:
    text = "云河市文旅局通报\n| 景区 | 接待人次（万人次） |\n|:---|---:|\n| 云河博物馆 | 3.2 |\n| 云河石窟 | 5.1 |"
    by_value = {int(r.value): r for r in results(text)}

    assert sorted(by_value) == [32000, 51000]
    assert by_value[51000].result_of is None or by_value[51000].result_of.name != "云河博物馆"


def test_a_column_of_units_and_one_of_years_are_read() -> None:
    units = "主要指标\n指标\t单位\t绝对数\t比上年增长（%）\n粮食产量\t万吨\t96.2\t-1.3\n失业率\t%\t4.6\t—"
    years = "进出口情况\n项目 | 2022年 | 2023年\n进口额（亿元） | 120.3 | 133.1"

    assert sorted(told(f"云河市统计公报\n{units}")) == sorted(
        [
            ("粮食产量", "962000", "吨", "count", None),
            ("粮食产量", "1.3", "%", "change", "down"),
            ("失业率", "4.6", "%", "percent", None),
        ]
    )
    assert [(r.value, r.period and r.period.start) for r in results(f"云河海关通报\n{years}")] == [
        (12030000000, "2022-01-01"),
        (13310000000, "2023-01-01"),
    ]


def test_units_noted_above_a_table_go_to_the_columns_that_they_fit() -> None:
    text = "云河市医保局通报\n检查情况如下（单位：家、万元）：\n类别 | 检查数 | 追回资金\n零售药店 | 378 | 14.1"

    assert sorted(told(text)) == sorted(
        [("零售药店检查数", "378", "家", "count", None), ("零售药店追回资金", "141000", "元", "money", None)]
    )


@pytest.mark.parametrize(
    "text",
    [
        "荷塘区\t120\t45\n天元区\t98\t30",  # no headings
        "类别 | 检查数\n零售药店 | 378",  # no unit
        "第一组 第二组 第三组\n张三 李四 王五",  # no numbers
    ],
)
def test_lines_that_do_not_say_what_they_measure_give_no_fact(text: str) -> None:
    assert results(f"云河市通报\n{text}") == ()


def test_a_paragraph_is_no_table() -> None:
    assert find_tables("全年查处酒驾 120 起， 醉驾 11 起。\n检查企业 98 家， 整改 30 处。") == []


@settings(deadline=None)  # a busy machine
@given(st.lists(st.lists(st.integers(1, 10**6), min_size=2, max_size=2), min_size=1, max_size=5))
def test_every_cell_is_quoted_where_it_stands(values: list[list[int]]) -> None:
    rows = "\n".join(f"第{n}中队\t{a}\t{b}" for n, (a, b) in enumerate(values, 1))
    text = f"单位\t检查（次）\t罚款（元）\n{rows}"
    read = [reading for table in find_tables(text) for reading in read_table(table)]

    assert [text[r.cell.start : r.cell.end] for r in read] == [str(v) for row in values for v in row]
    assert [int(r.quantity.value) for r in read] == [v for row in values for v in row]
