"""What the columns of the tables hold, for formats that want to know: text, days, numbers, truth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Literal, NamedTuple, TypeAlias, get_type_hints

from kg.view.read import Facts
from kg.view.tables import (
    ActivityRow,
    Cell,
    EntityRow,
    ResultRow,
    SourceRow,
    activity_rows,
    entity_rows,
    result_rows,
    source_rows,
)

Kind: TypeAlias = Literal["text", "day", "whole", "number", "truth"]

_DAYS = frozenset({"start", "end", "first", "last"})
_KINDS: dict[str, Kind] = {"str": "text", "int": "whole", "bool": "truth", "Decimal": "number", "float": "number"}
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Table(NamedTuple):
    """A table: its name, its columns with what they hold, its rows."""

    name: str
    columns: dict[str, Kind]
    rows: Sequence[tuple[Cell, ...]]


def all_tables(facts: Facts) -> Iterator[Table]:
    """Yield the tables of a graph: entities, activities, results and sources."""
    yield Table("entities", kinds(EntityRow), entity_rows(facts))
    yield Table("activities", kinds(ActivityRow), activity_rows(facts))
    yield Table("results", kinds(ResultRow), result_rows(facts))
    yield Table("sources", kinds(SourceRow), source_rows(facts))


@cache
def kinds(row: type[tuple[Cell, ...]]) -> dict[str, Kind]:
    """Return what each column of a table holds.

    >>> kinds(EntityRow)["first"], kinds(EntityRow)["facts"], kinds(ResultRow)["value"]
    ('day', 'whole', 'number')
    """
    hints = {name: str(getattr(hint, "__name__", hint)).split(" | ")[0] for name, hint in get_type_hints(row).items()}
    return {name: "day" if name in _DAYS else _KINDS[hint.rpartition(".")[2]] for name, hint in hints.items()}


def day(text: object) -> date | None:
    """Return a day of the calendar written YYYY-MM-DD, None for anything else.

    >>> day("2021-02-28"), day("2021-02-30"), day("2021")
    (datetime.date(2021, 2, 28), None, None)
    """
    try:
        found = date.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.isoformat() == text else None


def xml_text(text: str) -> str:
    """Return a text without the characters that XML cannot hold: each becomes U+FFFD."""
    return _NOT_IN_XML.sub("\ufffd", text)
