"""Places as they act, and the levels of divisions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.homes import as_agent, code_of, is_called, is_named_after, level_of, narrowest
from kg.records import Extraction, Mention, Span

Read = Callable[..., Extraction]


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


@pytest.mark.parametrize(
    ("agency", "where", "expected"),
    [
        ("东岭新区管理局", "东岭新区", True),
        ("二道派出所", "二道镇", True),
        ("二道贸易公司", "二道镇", False),
        ("东岭派出所", "西岭镇", False),
    ],
)
def test_a_body_is_named_after_its_area_and_an_office_after_its_town(agency: str, where: str, expected: bool) -> None:
    assert is_named_after(agency, where) == expected


def test_the_province_of_a_report_is_the_one_in_which_its_author_sits(read: Read) -> None:
    text = "西宁市水利局到甘肃省学习。青海省有湖泊多处。会后在甘肃省，省水利厅开展清河行动。省公安厅开展护湖行动。"

    ran = [a for a in read(text, "2024-08-19", "西宁市水利局").activities if a.predicate == "ran"]

    assert {a.place.name for a in ran if a.place and a.agents[0].name == "省公安厅"} == {"青海省"}
