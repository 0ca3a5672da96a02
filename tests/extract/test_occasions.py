"""An event has one place and one day, and all facts about it say so."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.occasions import with_occasions
from kg.records import Activity, Extraction

Read = Callable[..., Extraction]
TEXT = "5月8日，宜昌市水利局在宜昌市远安县召开全市防汛工作会议。会上，宜昌市水利局局长林正国出席并讲话。"


def facts(extraction: Extraction, predicate: str) -> list[Activity]:
    return [a for a in extraction.activities if a.predicate == predicate]


def test_who_attends_a_meeting_was_there_on_its_day_and_at_its_place(read: Read) -> None:
    attended = facts(read(TEXT, "2024-05-10"), "attended")

    assert {(a.place and a.place.name, a.period and a.period.start) for a in attended} == {("远安县", "2024-05-08")}


def test_a_meeting_is_held_in_the_narrowest_place_named(read: Read) -> None:
    held = facts(read(TEXT, "2024-05-10"), "held")

    assert {a.place and a.place.name for a in held} == {"远安县"}


def test_what_lies_somewhere_lies_there(read: Read) -> None:
    located = facts(read(TEXT, "2024-05-10"), "locatedIn")

    assert located
    assert all(a.place == a.object for a in located if a.object.type == "Place")


def test_a_fact_told_again_without_a_time_takes_the_time_it_was_told_with(read: Read) -> None:
    text = "2024年3月，云河市水利局开展“清渠”行动。\n云河市水利局开展“清渠”行动，清理河道12公里。"
    ran = facts(read(text, "2024-05-10"), "ran")

    assert {a.period and a.period.start for a in ran} == {"2024-03-01"}


def test_settling_twice_changes_nothing(read: Read) -> None:
    once = with_occasions(read(TEXT, "2024-05-10").activities)

    assert with_occasions(once) == once


def test_what_is_built_lies_where_its_name_begins(read: Read) -> None:
    built = facts(read("宜昌市水利局建成远安县防汛物资储备中心。", "2024-05-10"), "built")

    assert [a.place and a.place.name for a in built] == ["远安县"]


def test_what_is_built_at_a_stated_place_lies_there(read: Read) -> None:
    built = facts(read("宜昌市水利局在当阳市建成远安县防汛物资储备中心。", "2024-05-10"), "built")

    assert [a.place and a.place.name for a in built] == ["当阳市"]
