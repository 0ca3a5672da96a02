"""Words of the user's own (`--lexicon`): names that are read wherever they stand, before any other.

The table has the form of ontology/*.tsv. A label is a class, with a subtype behind a slash where it has one (`Agency`,
`Initiative/campaign`); the id of the row becomes the rule of every mention read by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind
from spacy.tokens import Doc

from kg.errors import LexiconError
from kg.extract.nlp import mark, text_of
from kg.lexicon import Row, read_rows
from kg.records import ENTITY_TYPES, SUBTYPES

_ID = re.compile(r"\S+")


def mark_own(doc: Doc, path: Path | None) -> Doc:
    """Mark the words of a user's table, the longest where they overlap; raise LexiconError for a row that cannot be right."""
    if path is None:
        return doc
    rows, finder = _table(path)
    hits = finder.find_matches_as_indexes(text_of(doc))
    return mark(doc, "own", [(start, end, rows[index].label, rows[index].id) for index, start, end in hits])


def check_rows(path: Path, rows: Sequence[Row]) -> None:
    """Raise LexiconError for a row without id or word, with an unknown class or subtype, or whose example lacks its word."""
    for row in rows:
        if not _ID.fullmatch(row.id):
            raise LexiconError(f"{path}: the row of {row.word!r} has the id {row.id!r}; an id is one word, without spaces")
        if not row.word:
            raise LexiconError(f"{path}: row {row.id!r} has no word")
        if row.word not in row.example:
            raise LexiconError(
                f"{path}: the example of row {row.id!r} must contain its word {row.word!r}; it is {row.example!r}"
            )
        kind, slash, subtype = row.label.partition("/")
        if kind not in ENTITY_TYPES:
            known = ", ".join(ENTITY_TYPES)
            raise LexiconError(
                f"{path}: row {row.id!r} has the label {row.label!r}; labels are {known}, and a subtype after a slash"
            )
        if slash and subtype not in SUBTYPES.get(kind, ()):
            known = ", ".join(SUBTYPES.get(kind, ())) or "none"
            raise LexiconError(f"{path}: row {row.id!r} has the subtype {subtype!r}; subtypes of {kind} are: {known}")


@lru_cache(maxsize=8)
def _table(path: Path) -> tuple[tuple[Row, ...], AhoCorasick]:
    try:
        rows = read_rows(path)
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: cannot be read as a table in UTF-8 ({error})") from error
    check_rows(path, rows)
    return rows, AhoCorasick([row.word for row in rows], matchkind=MatchKind.LeftmostLongest)
