"""One function over many documents, on several cores: the outcomes come in the order of the documents, as if on one."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import pairwise
from typing import TypeVar

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

JOBS_PER_CPU = 2  # each loads the models of its own: some 300 MB
CHUNKS_PER_JOB = 4  # small enough that no core waits long for the last chunk, large enough that batches pay


def in_order(function: Callable[[Iterable[Item]], Iterable[Outcome]], items: Sequence[Item], jobs: int) -> Iterator[Outcome]:
    """Give what `function` makes of the items, in their order, with `jobs` processes at work.

    `function` gives one outcome for each item, and no outcome may depend on another item. Processes are started afresh
    rather than forked: the models that the function loads keep threads. There are never more than `most_jobs`.
    """
    jobs = min(jobs, most_jobs())
    if jobs <= 1 or len(items) <= 1:
        yield from function(items)
        return
    chunks = chunked(items, jobs * CHUNKS_PER_JOB)
    with ProcessPoolExecutor(min(jobs, len(chunks)), mp_context=multiprocessing.get_context("spawn")) as pool:
        for outcomes in pool.map(partial(_listed, function), chunks):
            yield from outcomes


def most_jobs() -> int:
    """Return how many processes are ever at work: a few for each CPU that this process may use."""
    cpus = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return JOBS_PER_CPU * cpus


def chunked(items: Sequence[Item], count: int) -> list[Sequence[Item]]:
    """Return the items as at most `count` runs of nearly equal length.

    >>> chunked("abcde", 2)
    ['ab', 'cde']
    """
    count = min(count, len(items))
    starts = [number * len(items) // count for number in range(count + 1)]
    return [items[start:end] for start, end in pairwise(starts)]


def _listed(function: Callable[[Iterable[Item]], Iterable[Outcome]], items: Sequence[Item]) -> list[Outcome]:
    """Return the outcomes as a list: an iterator does not travel between processes."""
    return list(function(items))
