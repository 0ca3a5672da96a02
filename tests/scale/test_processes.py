"""Several processes give what one gives, in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.scale.processes import chunked, in_order


def doubled(numbers: Iterable[int]) -> Iterator[int]:
    for number in numbers:
        if number < 0:
            raise ValueError(number)
        yield 2 * number


@given(st.lists(st.integers(), min_size=1), st.integers(1, 20))
def test_chunks_put_together_are_the_items(items: list[int], count: int) -> None:
    chunks = chunked(items, count)

    assert [item for chunk in chunks for item in chunk] == items
    assert all(chunks)
    assert len(chunks) <= count


def test_outcomes_come_in_the_order_of_the_items() -> None:
    outcomes = in_order(doubled, range(11), 2)

    assert list(outcomes) == list(doubled(range(11)))


def test_one_job_starts_no_process_and_stays_lazy() -> None:
    outcomes = in_order(doubled, [1, -1], 1)

    assert next(iter(outcomes)) == 2


def test_what_fails_in_a_process_fails_here() -> None:
    with pytest.raises(ValueError, match="-1"):
        list(in_order(doubled, [1, 2, -1, 3], 2))
