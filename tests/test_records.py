"""Records are frozen values, whatever makes them: compared by what they hold, changed by making another."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from kg.records import Evidence, Mention, Span

MENTION = Mention(Span("report-1", 0, 6), "Agency", "云河市公安局", "云河市公安局", "agencies/1", "police")


def test_a_record_is_what_it_holds() -> None:
    same = Mention(Span("report-1", 0, 6), "Agency", "云河市公安局", "云河市公安局", "agencies/1", "police", form="full")

    assert (same, hash(same)) == (MENTION, hash(MENTION))
    assert pickle.loads(pickle.dumps(MENTION)) == MENTION
    assert Span("report-1", 2, 3) < Span("report-1", 10, 11) < Span("report-2", 0, 1)


def test_a_record_is_changed_as_a_dataclass_is() -> None:
    other = replace(MENTION, form="short", span=Span("report-1", 7, 9))

    assert (other.form, other.span.start, other.name, MENTION.form) == ("short", 7, MENTION.name, "full")
    with pytest.raises(TypeError, match="colour"):
        replace(MENTION, colour="red")


def test_a_record_does_not_change() -> None:
    with pytest.raises(AttributeError, match="immutable"):
        MENTION.name = "莱州市公安局"  # type: ignore[misc]


def test_records_of_different_kinds_are_never_the_same() -> None:
    assert Evidence(MENTION.span, "a") != MENTION
