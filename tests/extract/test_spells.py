"""Stretches of time beside each other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis.strategies import dates, integers

from kg.extract.spells import LONG, a_year_before, days_of, is_long, is_unbegun, lies_ahead, lies_within, since
from kg.records import Period

DAYS = dates(date(1990, 1, 1), date(2040, 12, 31))


@given(DAYS, integers(0, 900))
def test_a_stretch_has_as_many_days_as_lie_in_it(first: date, more: int) -> None:
    period = Period(first.isoformat(), (first + timedelta(more)).isoformat(), "")

    assert days_of(period) == more + 1
    assert is_long(period) == (more + 1 >= LONG)


@given(DAYS)
def test_the_year_before_ends_before_the_year_begins(day: date) -> None:
    period = Period(day.isoformat(), day.isoformat(), "")

    earlier = a_year_before(period)

    assert int(str(earlier.start)[:4]) == day.year - 1
    assert date.fromisoformat(str(earlier.start)) < day


@pytest.mark.parametrize(
    ("period", "today", "expected"),
    [
        (Period("2024-06-01", "2024-06-30", "6月"), "2024-05-20", True),
        (Period("2024-05-31", "2024-05-31", "5月底"), "2024-05-20", False),
        (Period("2024-05-21", "2024-05-21", "5月21日"), "2024-05-20", True),
        (Period(None, "2024-12-31", "年底前"), "2024-05-20", False),
        (Period("2024-06-01", None, "6月起"), None, False),
    ],
)
def test_what_begins_after_the_report_lies_ahead(period: Period, today: str | None, expected: bool) -> None:
    assert lies_ahead(period, today) is expected


def test_a_time_without_a_beginning_takes_that_of_the_time_spoken_of() -> None:
    year = Period("2024-01-01", "2024-12-31", "今年")

    told = since(Period(None, "2024-05-31", "截至5月底"), year)

    assert (told.start, told.end, told.is_inferred) == ("2024-01-01", "2024-05-31", True)
    assert lies_within(Period("2024-05-31", "2024-05-31", "5月31日"), year)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period(None, "2024-09-30", "9月底前"), True),
        (Period("2024-01-01", "2024-12-31", "年内"), True),
        (Period("2024-01-01", "2024-12-31", "今年"), False),
        (Period(None, "2024-03-31", "截至3月底"), False),
    ],
)
def test_what_is_due_at_some_day_ahead_has_not_begun(period: Period, expected: bool) -> None:
    assert is_unbegun(period, "2024-05-20") == expected
