"""The gazetteer: every code has its superior, and names mean what they should."""

from __future__ import annotations

import pytest

from kg.divisions import divisions, divisions_by_name, lies_in, short_name, townships


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
