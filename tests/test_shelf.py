"""What was worked out before is found by its key, and never anything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.shelf import Shelf, key_of

Row = tuple[str, int, tuple[float | None, ...]]
ROW: Row = ("云河市", 5, (0.5, None))


def kept(path: Path, *keys: bytes) -> Shelf:
    shelf = Shelf(path)
    for key in keys:
        shelf.put(key, ROW)
    shelf.save()
    return Shelf(path)


def test_what_was_put_is_found_in_the_next_run(tmp_path: Path) -> None:
    shelf = kept(tmp_path / "shelf", b"one")

    assert shelf.get(b"one", Row) == ROW
    assert shelf.get(b"two", Row) is None


def test_what_a_run_did_not_ask_for_is_gone_after_it(tmp_path: Path) -> None:
    shelf = kept(tmp_path / "shelf", b"one", b"two")
    shelf.get(b"two", Row)
    shelf.save()

    again = Shelf(tmp_path / "shelf")
    assert (again.get(b"one", Row), again.get(b"two", Row)) == (None, ROW)


def test_what_a_run_only_looked_at_is_gone_after_it(tmp_path: Path) -> None:
    shelf = kept(tmp_path / "shelf", b"one", b"two")
    assert shelf.look(b"one", Row) == ROW
    shelf.get(b"two", Row)
    shelf.save()

    assert Shelf(tmp_path / "shelf").look(b"one", Row) is None


def test_the_file_does_not_depend_on_the_order_of_the_work(tmp_path: Path) -> None:
    kept(tmp_path / "a", b"one", b"two")
    kept(tmp_path / "b", b"two", b"one")

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_file_that_holds_just_what_was_used_is_left_alone(tmp_path: Path) -> None:
    shelf = kept(tmp_path / "shelf", b"one")
    before = (tmp_path / "shelf").stat().st_ino
    shelf.get(b"one", Row)

    shelf.save()

    assert (tmp_path / "shelf").stat().st_ino == before


def test_a_value_put_in_the_place_of_one_of_another_form_is_kept(tmp_path: Path) -> None:
    shelf = kept(tmp_path / "shelf", b"one")
    assert shelf.get(b"one", list[int]) is None
    shelf.put(b"one", [5])

    shelf.save()

    assert Shelf(tmp_path / "shelf").get(b"one", list[int]) == [5]


def test_a_value_of_another_form_is_none(tmp_path: Path) -> None:
    assert kept(tmp_path / "shelf", b"one").get(b"one", list[int]) is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_file_with_any_byte_changed_or_cut_counts_as_empty(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "shelf"
    path.unlink(missing_ok=True)
    kept(path, b"one")
    content = bytearray(path.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content if data.draw(st.booleans()) else content[:place])

    assert Shelf(path).get(b"one", Row) is None


@pytest.mark.parametrize("other", [("a", "bc"), ("abc",), ("ab", "c", None), ("ab", "c", ""), ("ab",)])
def test_different_parts_make_different_keys(other: tuple[object, ...]) -> None:
    assert key_of("ab", "c") != key_of(*other)
