"""Places as they act, and the levels of divisions."""

from __future__ import annotations

import pytest

from kg.extract.homes import as_agent, code_of, is_called, level_of, narrowest
from kg.records import Mention, Span


def place(name: str, start: int = 0) -> Mention:
    return Mention(Span("x", start, start + len(name)), "Place", name, name, "places/division-full")


def test_a_place_acts_as_the_government_under_its_own_name() -> None:
    acting = as_agent(place("四川省"))

    assert (acting.type, acting.subtype, acting.name) == ("Agency", "government", "四川省")


def test_a_division_has_one_code_by_all_its_names_and_another_place_its_name() -> None:
    assert code_of(place("四川")) == code_of(place("四川省")) != code_of(place("云南"))
    assert code_of(place("月亮湾")) == "月亮湾"


@pytest.mark.parametrize(("name", "level"), [("四川省", "province"), ("成都市", "city"), ("月亮湾", None)])
def test_a_division_has_its_level(name: str, level: str | None) -> None:
    assert level_of(place(name)) == level


def test_a_city_of_the_county_level_is_called_a_city() -> None:
    assert is_called(place("义乌市"), "市")
    assert not is_called(place("四川省"), "市")


def test_of_places_side_by_side_the_last_is_the_narrowest() -> None:
    beside = [place("四川省"), place("成都市", 3), place("云南", 20)]

    assert narrowest(beside[0], beside) == beside[1]
