"""Knowledge as data: rows of `id  word  label  example` in ontology/*.tsv.

The example must contain the word: documentation, a load-time check and a test in one. The id of a row reaches the graph as
`kg:rule`.

A word may be put together from pieces: `{lies}` stands for the word of the row TABLE/lies above it, whose label is `piece`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg.config import ontology_folder
from kg.errors import LexiconError

COLUMNS = ("id", "word", "label", "example")
PIECE = "piece"  # the label of a row that is only there for others to be put together from
_PLACE_OF_PIECE = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a lexicon. A word may be a regular expression where the table says so; then it matches its example."""

    id: str
    word: str
    label: str
    example: str


@cache
def read_lexicon(name: str) -> tuple[Row, ...]:
    """Return the rows of ontology/NAME.tsv; raise LexiconError for one that breaks its promise."""
    return read_rows(ontology_folder() / f"{name}.tsv")


def read_rows(path: Path) -> tuple[Row, ...]:
    """Return the rows of a lexicon file (UTF-8, tabs, a header line, `#` starts a comment line)."""
    lines = path.read_text("utf-8-sig").splitlines()
    numbered = [(n, line.split("\t")) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered or tuple(numbered[0][1]) != COLUMNS:
        raise LexiconError(f"{path}: the first line must be the columns {' '.join(COLUMNS)}, separated by tabs")
    return tuple(_put_together(path, [_row(path, number, cells) for number, cells in numbered[1:]]))


def _put_together(path: Path, rows: list[Row]) -> Iterator[Row]:
    """Yield the rows with each piece in its place; raise LexiconError for one that no row above gives."""
    pieces: dict[str, str] = {}
    for row in rows:
        names = _PLACE_OF_PIECE.findall(row.word) if pieces else []
        if unknown := [name for name in names if name not in pieces]:
            raise LexiconError(f"{path}: {row.id} holds {{{unknown[0]}}}; the pieces above it are {', '.join(pieces)}")
        whole = replace(row, word=_PLACE_OF_PIECE.sub(lambda found: pieces[found[1]], row.word)) if names else row
        if row.label == PIECE:
            pieces[row.id.rpartition("/")[2]] = whole.word
        yield whole


def _row(path: Path, number: int, cells: list[str]) -> Row:
    if len(cells) != len(COLUMNS):
        raise LexiconError(f"{path}:{number}: {len(cells)} cells, expected {len(COLUMNS)} ({', '.join(COLUMNS)})")
    return Row(*(cell.strip() for cell in cells))
