"""The same told by several reports is one activity with several pieces of evidence, and never another one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.records import Extraction, Period
from kg.resolve import resolve_entities
from tests.resolve.reports import report, with_activity

MARCH = Period("2023-03-01", "2023-03-31", "3月")
THAT_DAY = Period("2023-03-14", "2023-03-14", "3月14日")
NEXT_DAY = Period("2023-03-15", "2023-03-15", "3月15日")


def telling(name: str, place: str | None = None, period: Period | None = None, date: str = "2023-03-20") -> Extraction:
    """Return a report of Kunming's traffic police that tells of one night."""
    names = {"Agency": ["昆明市公安局交警支队"], "Initiative": ["“夜鹰”行动"], "Place": ["官渡区", "五华区", "昆明市"]}
    text = f"昆明市公安局交警支队在官渡区、五华区开展“夜鹰”行动，昆明市各地响应。{name}"
    told = with_activity(report(text, names, name=name, date=date), "昆明市公安局交警支队", "ran", "夜鹰行动", place)
    return replace(told, activities=tuple(replace(activity, period=period) for activity in told.activities))


def activities(*tellings: Extraction) -> set[tuple[str | None, str | None]]:
    """Return place and day of the activities that reports tell of together."""
    resolution = resolve_entities(tellings)
    told = [activity for extraction in resolution.extractions for activity in extraction.activities]
    return {(a.place.name if a.place else None, a.period.text if a.period else None) for a in told}


@pytest.mark.parametrize(
    ("place", "period"), [(None, None), ("官渡区", None), (None, MARCH), ("昆明市", MARCH), ("昆明市", THAT_DAY)]
)
def test_a_telling_that_leaves_something_open_is_of_the_fuller_one(place: str | None, period: Period | None) -> None:
    assert activities(telling("a", "官渡区", THAT_DAY), telling("b", place, period)) == {("官渡区", "3月14日")}


@pytest.mark.parametrize(("place", "period"), [("五华区", THAT_DAY), ("官渡区", NEXT_DAY), ("五华区", None)])
def test_tellings_that_differ_are_of_two_activities(place: str, period: Period | None) -> None:
    assert len(activities(telling("a", "官渡区", THAT_DAY), telling("b", place, period))) == 2


def test_of_two_fuller_tellings_none_is_chosen() -> None:
    found = activities(telling("a", "官渡区", THAT_DAY), telling("b", "五华区", NEXT_DAY), telling("c"))

    assert (None, None) in found


def test_reports_of_other_months_do_not_tell_of_the_same_night() -> None:
    assert len(activities(telling("a", "官渡区", THAT_DAY), telling("b", date="2023-07-01"))) == 2


@given(st.permutations(["a", "b", "c"]))
def test_the_order_of_the_reports_does_not_matter(order: list[str]) -> None:
    told = {"a": telling("a", "官渡区", THAT_DAY), "b": telling("b", None, MARCH), "c": telling("c", "昆明市")}

    assert activities(*(told[name] for name in order)) == {("官渡区", "3月14日")}


def test_two_papers_give_one_activity_and_one_result_with_two_quotes(tmp_path: Path) -> None:
    first = "昆明市公安局通报\n\n2023年3月14日，昆明市公安局交警支队在官渡区开展“夜鹰”行动，查处酒驾42起。"
    second = "夜查守护平安\n\n3月14日，昆明交警开展“夜鹰”行动，查处酒驾42起。"
    about = "file,date,publisher\na.txt,2023-03-20,昆明市公安局\nb.txt,2023-03-21,春城晚报\n"
    for name, text in (("a.txt", first), ("b.txt", second), ("reports.csv", about)):
        (tmp_path / name).write_text(text, "utf-8")

    graph = kg.build(tmp_path)
    activities, results = graph.activities(), graph.results()

    [ran] = activities[activities["predicate"] == "ran"].to_dict("records")
    assert (ran["object"], ran["place"], str(ran["start"])[:10], ran["quotes"]) == ("夜鹰行动", "官渡区", "2023-03-14", 2)
    assert list(results["quotes"]) == [2]
    assert graph.check()
