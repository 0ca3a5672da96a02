"""Python looks for garbage when it should, and not where all that is made is kept."""

from __future__ import annotations

import gc

import pytest

from kg.garbage import nothing_thrown_away, thrown_away_again


def test_nothing_is_looked_for_within_and_again_after() -> None:
    with nothing_thrown_away():
        assert not gc.isenabled()
        with thrown_away_again():
            assert gc.isenabled()
        assert not gc.isenabled()

    assert gc.isenabled()


def test_a_fault_within_changes_nothing() -> None:
    with pytest.raises(ValueError, match="a fault"), nothing_thrown_away(), thrown_away_again():
        raise ValueError("a fault")

    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_what_is_there_is_not_looked_through_meanwhile() -> None:
    before = len(gc.get_objects())

    with thrown_away_again():
        assert len(gc.get_objects()) < before / 2
