from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.divisions import divisions, lies_in
from kg.resolve.gazetteer import (
    UNKNOWN,
    Anchor,
    Context,
    chain,
    core,
    fits_scope,
    home_of,
    meanings,
    resolve_names,
    split_divisions,
    support_of,
    town_within,
)


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("济南",), "3701"),
        (("济南市",), "3701"),
        (("山东省", "济南市"), "3701"),
        (("吉林",), "22"),
        (("吉林市",), "2202"),
        (("长沙",), "4301"),
        (("西安",), "6101"),
    ],
)
def test_full_nested_and_short_names_lead_to_one_code(names: tuple[str, ...], code: str) -> None:
    assert resolve_names(names, {}) == code


def test_a_name_of_several_places_stays_open_without_context() -> None:
    assert resolve_names(("市中区",), {}) == "?市中区"


def test_the_reports_own_province_tells_which_place_is_meant() -> None:
    support = support_of([(("枣庄市",), 1.0)])

    assert resolve_names(("市中区",), support) == "370402"


def test_a_district_of_another_city_is_never_chosen_over_the_city_itself() -> None:
    support = support_of([(("黑龙江省",), 5.0)])

    assert resolve_names(("西安",), support) == "6101"


def test_an_unknown_place_keeps_its_name() -> None:
    assert resolve_names(("云河市",), {}) == f"{UNKNOWN}云河市"


def test_a_nested_name_that_contradicts_the_table_is_unknown() -> None:
    assert resolve_names(("山东省", "贵阳市"), {}).startswith(UNKNOWN)


@pytest.mark.parametrize(
    ("text", "parts"), [("贵州省贵阳市", ("贵州省", "贵阳市")), ("贵阳", ("贵阳",)), ("贵阳大数据", ()), ("", ())]
)
def test_only_whole_names_split_into_divisions(text: str, parts: tuple[str, ...]) -> None:
    assert split_divisions(text) == parts


@given(st.sampled_from(sorted(divisions())))
def test_every_superior_of_a_division_holds_it(code: str) -> None:
    assert all(lies_in(code, superior) for superior in chain(code))


@given(st.sampled_from(sorted(divisions())))
def test_every_meaning_of_a_name_bears_it(code: str) -> None:
    division = divisions()[code]

    assert all(division.name in (divisions()[found].name, divisions()[found].short) for found in meanings(division.name))


@pytest.mark.parametrize(
    ("code", "scope", "fits"),
    [
        ("37", "省", True),
        ("3701", "市", True),
        ("371581", "市", True),
        ("11", "市", True),
        ("45", "区", True),
        ("621122", "县", True),
        ("3701", "省", False),
    ],
)
def test_a_scope_means_divisions_of_its_kind(code: str, scope: str, fits: bool) -> None:
    assert fits_scope(code, scope) is fits


def test_home_is_where_most_of_the_report_is() -> None:
    anchors = [Anchor(n, "440825") for n in range(2)] + [Anchor(n, "4408") for n in range(2, 7)] + [Anchor(9, "44")]

    assert home_of(anchors) == "4408"


def test_a_report_of_many_provinces_has_no_home() -> None:
    assert home_of([Anchor(1, "37"), Anchor(2, "44"), Anchor(3, "52")]) is None


def test_a_city_named_by_an_agency_in_the_sentence_goes_before_the_home() -> None:
    context = Context("r", "230882", (Anchor(0, "230882", is_agency=True), Anchor(20, "2308", is_agency=True)), (0, 18))

    assert (context.at_scope("市", 10), context.at_scope("市", 30)) == ("230882", "2308")


def test_a_township_is_looked_for_where_the_report_is() -> None:
    assert town_within("锦山", "230882") is not None
    assert town_within("锦山", "44") is None


def test_a_place_without_its_ending_is_compared_by_its_core() -> None:
    assert core("彰化县") == core("彰化")
