"""The gazetteer: every code has its superior, and names mean what they should."""

from __future__ import annotations

import pytest

from kg.divisions import (
    abolished_divisions,
    divisions,
    divisions_by_name,
    former_by_name,
    former_divisions,
    former_superiors,
    lies_in,
    short_name,
    townships,
)


def test_every_division_lies_in_one_that_is_listed() -> None:
    listed = divisions()

    orphans = [code for code, division in listed.items() if division.parent is not None and division.parent not in listed]

    assert not orphans


def test_every_township_lies_in_a_listed_county() -> None:
    orphans = {code for code, township in townships().items() if township.parent not in divisions()}

    assert not orphans


@pytest.mark.parametrize(
    ("name", "code"),
    [("济南", "3701"), ("济南市", "3701"), ("湛江", "4408"), ("陇西", "621122"), ("恩施", "4228"), ("内蒙古", "15")],
)
def test_a_full_and_a_short_name_mean_the_division(name: str, code: str) -> None:
    assert code in [division.code for division in divisions_by_name()[name]]


def test_a_name_that_several_counties_bear_means_all_of_them() -> None:
    assert len(divisions_by_name()["鼓楼区"]) > 1


def test_a_short_name_keeps_two_characters() -> None:
    assert short_name("和县") == "和县"


def test_a_county_lies_in_its_city_and_not_in_another() -> None:
    assert lies_in("621122", "6211")
    assert not lies_in("621122", "6201")


def test_every_former_division_leads_to_one_of_today_or_to_none() -> None:
    known = {**divisions(), "": None}

    assert [former for former in former_divisions() if former.now not in known] == []
    assert [former for former in former_divisions() if former.lives_on and not former.now] == []
    assert all(1983 <= former.until <= 2025 for former in former_divisions())


def test_a_division_that_is_no_more_has_no_code_of_one_that_is() -> None:
    assert not abolished_divisions().keys() & divisions().keys()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("即墨市", "370215"),
        ("通县", "110112"),
        ("莱城区", "370116"),
        ("襄樊", "4206"),
        ("神木县", "610881"),
        ("那曲地区", "5406"),
    ],
)
def test_a_renamed_division_is_the_one_of_today(name: str, code: str) -> None:
    assert [division.code for division in former_by_name()[name]] == [code]


@pytest.mark.parametrize("name", ["崇文区", "宣武区", "莱芜市", "闸北区", "沧浪区"])
def test_a_merged_division_is_a_thing_of_its_own(name: str) -> None:
    [division] = former_by_name()[name]

    assert division.name == name
    assert division.code not in divisions()


def test_no_name_of_today_means_a_division_of_the_past() -> None:
    assert not former_by_name().keys() & divisions_by_name().keys()


def test_a_division_knows_what_it_lay_in_before() -> None:
    assert "莱芜市" in former_superiors("370116")
    assert "襄樊市" in former_superiors("420602")
