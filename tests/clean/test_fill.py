"""What stands in places of which only some characters are possible is filled in where the words leave no doubt."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.clean.fill import UNKNOWN, fill
from kg.clean.language import Words


@pytest.mark.parametrize(
    ("line", "choices", "filled"),
    [
        ("推进基础设�建设", {5: "旿旵施旫"}, {5: "施"}),
        ("进�步加强管理", {1: "一丁七万"}, {1: "一"}),
        ("6�19日召开", {1: "最月有期木未"}, {1: "月"}),
        ("开展“净网�行动。", {5: "“”"}, {5: "”"}),
        ("当场查处�", {4: "。、"}, {4: "。"}),
    ],
)
def test_a_place_with_one_likely_character_is_filled(line: str, choices: dict[int, str], filled: dict[int, str]) -> None:
    assert fill(line, choices, Words()) == filled


@pytest.mark.parametrize(
    ("line", "choices"),
    [
        ("第�中学的学生", {1: "一丁七三"}),
        ("来自43�国家", {4: "个万不与"}),
        ("由局长张�主持", {4: "勇勤勃劲"}),
        ("发展�十五五�开局", {2: "“”", 6: "“”"}),
        ("�", {0: "甲乙"}),
    ],
)
def test_a_place_that_can_be_several_stays_unknown(line: str, choices: dict[int, str]) -> None:
    assert fill(line, choices, Words()) == {}


@settings(max_examples=50, deadline=None)
@given(st.text("开展夜查行动，。“”123�", max_size=30), st.data())
def test_only_places_are_filled_and_only_by_their_choices(line: str, data: st.DataObject) -> None:
    places = [i for i, ch in enumerate(line) if ch == UNKNOWN]
    choices = {i: data.draw(st.text("查动行，。“”一二", max_size=4)) for i in places if data.draw(st.booleans())}

    filled = fill(line, choices, Words())

    assert all(ch in choices[i] for i, ch in filled.items())
