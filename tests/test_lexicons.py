"""Every row of every lexicon keeps its promise: four cells, an id of its own, and an example that holds its word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.config import ontology_folder
from kg.errors import LexiconError
from kg.lexicon import Row, read_rows

GAZETTEER = {"divisions", "former-divisions", "townships"}  # columns of their own: tests/test_divisions.py
TABLES = [path for path in sorted(ontology_folder().glob("*.tsv")) if path.stem not in GAZETTEER]
ROWS = [pytest.param(row, id=f"{path.stem}:{row.id}") for path in TABLES for row in read_rows(path)]


def holds(row: Row) -> bool:
    """Return whether the example holds the word, as it stands or as a pattern."""
    return row.word in row.example or re.search(row.word, row.example) is not None


@pytest.mark.parametrize("row", ROWS)
def test_every_row_has_an_example_that_holds_its_word(row: Row) -> None:
    assert row.id
    assert row.word
    assert holds(row)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_no_two_rows_of_a_table_share_an_id(path: Path) -> None:
    ids = [row.id for row in read_rows(path)]

    assert sorted(ids) == sorted(set(ids))


def test_a_row_with_a_cell_too_few_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("id\tword\tlabel\texample\na\t清源\tcampaign\n", "utf-8")

    with pytest.raises(LexiconError, match=r"mine\.tsv:2: 3 cells, expected 4"):
        read_rows(path)


def test_a_lexicon_without_its_heading_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("清源\n", "utf-8")

    with pytest.raises(LexiconError, match="the first line must be the columns id word label example"):
        read_rows(path)


def test_a_word_is_put_together_from_the_pieces_above_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("id\tword\tlabel\texample\na/who\t[甲乙]\tpiece\t甲\na/runs\t{who}开展\trun\t乙开展演练\n", "utf-8")

    assert [row.word for row in read_rows(path)] == ["[甲乙]", "[甲乙]开展"]


def test_a_word_with_an_unknown_piece_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("id\tword\tlabel\texample\na/who\t甲\tpiece\t甲\na/runs\t{whom}开展\trun\t甲开展\n", "utf-8")

    with pytest.raises(LexiconError, match=r"a/runs holds \{whom\}; the pieces above it are who"):
        read_rows(path)
