"""Several processes give what one gives, in the same order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.scale import processes
from kg.scale.processes import JOBS_PER_CPU, chunked, in_order, most_jobs


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


def test_processes_are_bounded_by_the_cpus_that_may_be_used() -> None:
    assert most_jobs() % JOBS_PER_CPU == 0
    assert JOBS_PER_CPU <= most_jobs() <= JOBS_PER_CPU * (os.cpu_count() or 1)


def test_more_jobs_than_the_cpus_bear_start_no_more_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "most_jobs", lambda: 1)
    monkeypatch.setattr(processes, "ProcessPoolExecutor", None)

    assert list(in_order(doubled, range(9), 4000)) == list(doubled(range(9)))
