"""Python's search for garbage, left out where all that is made is kept: looking costs a quarter of the time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def nothing_thrown_away() -> Iterator[None]:
    """Keep Python from looking for cycles of objects meanwhile; what no one refers to any more goes all the same."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def thrown_away_again() -> Iterator[None]:
    """Let Python look for cycles of objects made meanwhile, as it does by itself; it does not look through what is there."""
    was_enabled = gc.isenabled()
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        if not was_enabled:
            gc.disable()
