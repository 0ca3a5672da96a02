"""The measure behind the words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import Row, read_lexicon
from kg.store.indicators import normal_indicator

ROWS = read_lexicon("indicators")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("亡人数", "死亡人数"),
        ("道路交通事故死亡人数", "死亡人数"),
        ("共查处酒驾", "查处酒驾"),
        ("累计查处了酒驾", "查处酒驾"),
        ("事故起数同比下降", "事故起数"),
        ("“两客一危”检查车辆", "两客一危检查车辆"),
        ("受伤", "受伤人数"),
    ],
)
def test_words_for_one_measure_are_joined(one: str, other: str) -> None:
    assert normal_indicator(one) == normal_indicator(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("查处酒驾", "酒驾"),
        ("查处酒驾", "劝导酒驾"),
        ("亡人事故起数", "死亡人数"),
        ("受伤人数", "死亡人数"),
        ("事故起数", "亡人事故起数"),
        ("检查车辆", "查扣车辆"),
        ("较大事故起数", "事故起数"),
        ("共享单车", "享单车"),
        ("未成年人死亡", "死亡人数"),
        ("约谈企业负责人", "谈企业负责人"),
        ("纠正违法行为", "纠正违法行"),
        ("网上预约", "网上预"),
        ("超速行驶", "速行驶"),
        ("新增公共", "新增公"),
    ],
)
def test_different_measures_stay_apart(one: str, other: str) -> None:
    assert normal_indicator(one) != normal_indicator(other)


@given(st.text("共已累计查处了酒驾亡人数死事故起同比下降为达目前的全年“”", min_size=1))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normal_indicator(text)

    assert once
    assert normal_indicator(once) == once


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_row_fires_on_its_own_example(row: Row) -> None:
    found = re.search(row.word, row.example)

    assert found
    if row.id.startswith("same/"):
        assert found[0] == row.example
        assert normal_indicator(row.example) == row.label
    else:
        assert normal_indicator(row.example) != row.example
