"""Positions: every character leads back to the file, whatever was done in between."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.clean.align import Edit, align, apply, differences, replace_all, runs


@st.composite
def texts_with_edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text("甲乙丙丁，。\n", max_size=30))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return text, [Edit(start, end, draw(st.text("子丑", max_size=4))) for start, end in pairs]


@given(texts_with_edits())
def test_positions_never_run_backwards(case: tuple[str, list[Edit]]) -> None:
    text, edits = case

    after, repairs = apply(align(text), edits, "test")

    assert len(after.starts) == len(after.ends) == len(after.text)
    assert list(after.starts) == sorted(after.starts)
    assert list(after.ends) == sorted(after.ends)
    assert [repair.before for repair in repairs] == [text[repair.start : repair.end] for repair in repairs]


@given(texts_with_edits())
def test_what_no_edit_touched_stands_where_it_stood(case: tuple[str, list[Edit]]) -> None:
    text, edits = case

    after, _ = apply(align(text), edits, "test")

    kept = [(ch, start) for ch, start in zip(after.text, after.starts, strict=True) if ch not in "子丑"]
    touched = {i for edit in edits for i in range(edit.start, edit.end)}
    assert kept == [(ch, i) for i, ch in enumerate(text) if i not in touched]


def test_steps_compose() -> None:
    first, _ = apply(align("長(zhǎng)遠(yuǎn)"), [Edit(1, 8, ""), Edit(9, 15, "")], "pinyin")

    second, repairs = replace_all(first, "长远", "script")

    assert second.text == "长远"
    assert [second.raw_span(i, i + 1) for i in range(2)] == [(0, 1), (8, 9)]
    assert [(repair.before, repair.after) for repair in repairs] == [("長遠", "长远")]


def test_a_replacement_of_another_length_stands_for_all_that_it_replaced() -> None:
    after, _ = apply(align("甲乙丙丁"), [Edit(1, 3, "子丑寅")], "test")

    assert [after.raw_span(i, i + 1) for i in range(5)] == [(0, 1), (1, 3), (1, 3), (1, 3), (3, 4)]


def test_differences_are_stretches() -> None:
    assert differences("甲乙丙丁", "甲子丑丁") == [(1, 3)]
    assert differences("甲", "甲") == []


@given(st.lists(st.integers(0, 30), max_size=60), st.data())
def test_positions_kept_as_runs_are_the_same_numbers(numbers: list[int], data: st.DataObject) -> None:
    positions = runs(array("I", numbers))
    start, end = data.draw(st.integers(-70, 70)), data.draw(st.integers(-70, 70))

    assert list(positions) == numbers
    assert positions[start:end] == numbers[start:end]
    assert len(positions.at) == len(positions.first) <= len(numbers)
    if numbers:
        assert (positions[0], positions[-1]) == (numbers[0], numbers[-1])
    with pytest.raises(IndexError):
        positions[len(numbers)]
