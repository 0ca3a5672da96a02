"""The tables as one Excel workbook: typed cells, a filter over every column, a heading that stays in sight."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.view.columns import Kind, Table, all_tables, day, xml_text
from kg.view.read import Facts
from kg.view.tables import Cell

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_WRITTEN = datetime(2000, 1, 1)  # a workbook of the same graph has the same bytes, whenever it was written
_ROWS = 1_048_575  # that a sheet holds beneath its heading
_LONGEST = 32_767  # characters that a cell holds
_FIRST_DAY = date(1900, 3, 1)  # Excel counts a 29 February 1900 that never was: earlier days are written as text
_WIDTHS = (6, 48)
_MEASURED = 500  # rows by which a column's width is chosen


def to_xlsx(facts: Facts, *, rows: int = _ROWS) -> bytes:
    """Return a workbook with the sheets entities, activities, results and sources.

    Days are dates, numbers are numbers; a number that a double cannot hold, and a day before March 1900, is text. No text is
    a formula or a link, whatever it begins with. What a sheet cannot hold goes on in a second one.
    """
    from xlsxwriter.workbook import Workbook

    out = io.BytesIO()
    with Workbook(out, {"constant_memory": True}) as book:
        book.set_properties({"created": _WRITTEN, "comments": "政图 Zhengtu"})
        for table in all_tables(facts):
            for number, part in enumerate(_parts(table.rows, rows), 1):
                _add_sheet(book, table.name if number == 1 else f"{table.name} {number}", table, part)
    return out.getvalue()


def _parts(rows: Sequence[tuple[Cell, ...]], size: int) -> Iterable[Sequence[tuple[Cell, ...]]]:
    return [rows[start : start + size] for start in range(0, len(rows), size)] or [rows]


def _add_sheet(book: Workbook, name: str, table: Table, rows: Sequence[tuple[Cell, ...]]) -> None:
    sheet = book.add_worksheet(name)
    heading, days = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy-mm-dd"})
    for column, title in enumerate(table.columns):
        sheet.set_column(column, column, _width([title, *(row[column] for row in rows[:_MEASURED])]))
        sheet.write_string(0, column, title, heading)
    write = [_writer(sheet, kind, days) for kind in table.columns.values()]
    for line, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if cell is not None and cell != "":
                write[column](line, column, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(table.columns) - 1)


def _writer(sheet: Worksheet, kind: Kind, days: Format) -> Callable[[int, int, Cell], object]:
    """Return what writes a cell of a column."""

    def write_text(line: int, column: int, cell: Cell) -> object:
        found = day(cell) if kind == "day" else None
        if found and found >= _FIRST_DAY:
            return sheet.write_datetime(line, column, datetime(found.year, found.month, found.day), days)
        return sheet.write_string(line, column, _shortened(xml_text(str(cell))))

    def write_number(line: int, column: int, cell: Cell) -> object:
        number = float(cell or 0)
        exact = Decimal(repr(number)) == Decimal(str(cell))
        return sheet.write_number(line, column, number) if exact else write_text(line, column, cell)

    def write_truth(line: int, column: int, cell: Cell) -> object:
        return sheet.write_boolean(line, column, bool(cell))

    return {"truth": write_truth, "whole": write_number, "number": write_number}.get(kind, write_text)


def _shortened(text: str) -> str:
    """Return a text as far as a cell holds it (Excel counts in UTF-16)."""
    raw = text.encode("utf-16-le")
    return text if len(raw) <= 2 * _LONGEST else raw[: 2 * (_LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def _width(cells: Iterable[Cell]) -> int:
    """Return a width that shows most of a column; a Chinese character is as wide as two letters."""
    widths = sorted(sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in str(cell)[:60]) for cell in cells if cell)
    return max(_WIDTHS[0], min(_WIDTHS[1], widths[len(widths) * 9 // 10] + 2 if widths else 0))
