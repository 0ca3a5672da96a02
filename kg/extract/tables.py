"""Tables that stand in the text as lines: a row of headings, then rows of cells parted by tabs, pipes or runs of spaces.

A cell is read by the heading of its column (what is measured, in which unit) and the first words of its row (of whom or what).
A column without a unit, or rows without headings, give no result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import takewhile

from kg.extract.lexica import directions
from kg.extract.numbers import Quantity, normal, read_number, read_quantity
from kg.records import Baseline, Direction, Kind

_APART = re.compile(r"[ \u3000]*[\t|｜][ \u3000]*|\u3000+| {2,}")
_SPACES = re.compile(r" +")
_RULE = re.compile(r"[|｜:：+\-—─=\s]*[\-—─=]{2}[|｜:：+\-—─=\s]*")  # the line of Markdown between headings and rows
_VALUE = re.compile(r"(?P<sign>[+＋\-−－↑↓↗↘])?\s*(?P<value>\d[\d,]*(?:\.\d+)?)(?P<scale>[万亿]*)(?P<unit>[^\d+\-]{0,6})")
_UNIT = re.compile(r"[（(](?:单位[:：])?(?P<unit>[^（）()]{1,10})[）)]")
_NOTE = re.compile(r"单位[:：]\s*(?P<units>[^\s）)。；]+)")
_CHANGE = re.compile(
    r"(?:较|比|与)?(?:上年|去年|上月)?(?:同期)?(?:同比|环比|增减|增长|增幅|增速|升降|变化|变动|下降|减少|降幅|上升)(?:率|幅度|情况)?"
)
_BARE = re.compile(  # headings that say nothing of what is measured: the words of the row do
    r"(?:绝对|实际|累计|完成|本期|合计|指标)?(?:数值|数量|数额|数|值|量|总量|完成|完成情况|合计|实绩|累计)|(?:20\d\d年?)?(?:全年|上半年|(?:前|[一二三四1-4])[一二三四]?季度|[\d—\-至]+月份?)?|今年|本月|当月"
)
_UNITS = re.compile(r"(?:计量)?单位")
_YEAR = re.compile(r"(20\d\d)年?|(?:20\d\d年)?[\d—\-至]+月份?|指标")
_FALLS = re.compile(r"下降|减少|降幅")
_RANK = re.compile(r"(?:排名|名次|位次|排序)$")
_MONEY = re.compile(r"(?:资金|金额|[总余]额|收入|支出|投资|费用?|罚没款?|产值|增加值|税)$")
_SCALE = re.compile(r"^[十百千]?[万亿]?")
LONGEST_LABEL = 24  # characters of a heading or of the words that name a row


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell where it stands in the text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """What a column measures: words, unit, and whether it says how the column before it changed."""

    name: str
    unit: str
    kind: Kind | None = None
    baseline: Baseline | None = None
    falls: bool = False
    year: int | None = None  # of all its numbers


@dataclass(frozen=True, slots=True)
class Table:
    """Lines of a text that are a table; `header` is empty where the rows have no headings."""

    start: int
    end: int
    header: list[Cell]
    rows: list[list[Cell]]
    note: str = ""  # 单位：家、亿元


@dataclass(frozen=True, slots=True)
class Reading:
    """One number of a table: the words of its row and column, and how it is meant."""

    row: Cell
    cell: Cell
    indicator: str
    quantity: Quantity
    kind: Kind
    direction: Direction | None = None
    baseline: Baseline | None = None
    year: int | None = None


def find_tables(text: str) -> list[Table]:
    """Return the tables of a text, in reading order."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if not _RULE.fullmatch(m[0])]
    cells = [_cells(text, *line) for line in lines]
    tables: list[Table] = []
    at = 0
    while at < len(lines):
        if len(cells[at]) < 2:
            at += 1
            continue
        width = len(cells[at])
        block = [*takewhile(lambda row, width=width: len(row) == width, cells[at:])]  # type: ignore[misc]
        table = _table(text, lines[at], lines[at + len(block) - 1], block)
        tables += [table] if table else []
        at += len(block)
    return tables


def read_table(table: Table) -> Iterator[Reading]:
    """Yield what the cells of a table say, row by row."""
    if not table.header:
        return
    columns = _columns(table)
    for row in table.rows:
        label = next((cell for cell in row if _amount(cell.text) is None), None)
        if label is None:
            continue
        given = next((cell.text for cell, head in zip(row, table.header, strict=True) if _UNITS.fullmatch(head.text)), "")
        own = _UNIT.search(label.text)
        given = given or (own["unit"] if own else "")
        for column, cell in zip(columns, row, strict=True):
            reading = _read_cell(label, replace(column, unit=given) if given and not column.unit else column, cell)
            if reading:
                yield reading


def unread_cells(table: Table) -> list[tuple[int, int]]:
    """Return where cells stand that are words with numbers in them: to be read as sentences are."""
    return [
        (c.start, c.end)
        for row in table.rows
        for c in row
        if re.search(r"\d", c.text) and not _amount(c.text) and len(c.text) > 4
    ]


@cache
def _moved() -> re.Pattern[str]:
    """Return the pattern of a verb of change at the head of a cell."""
    return re.compile(rf"(?:同比|环比)?(?:{'|'.join(sorted(w for w in directions() if len(w) > 1))})了?")


def _amount(text: str) -> tuple[str, Quantity | None] | None:
    """Return the verb and the quantity that a cell is (下降3.2%, 120余起, 98), None where it is neither."""
    if _VALUE.fullmatch(text):
        return "", None
    moved = _moved().match(text)
    quantity = read_quantity(text[moved.end() :] if moved else text)
    return (moved[0] if moved else "", quantity) if quantity else None


def _cells(text: str, start: int, end: int) -> list[Cell]:
    """Return the cells of a line; a line without tabs, pipes or runs of spaces may be parted by single ones."""
    line = text[start:end]
    apart = _APART if _APART.search(line.strip(" \t\u3000|｜")) else _SPACES
    cells: list[Cell] = []
    last = 0
    for found in [*apart.finditer(line), None]:
        stop = found.start() if found else len(line)
        word = line[last:stop].strip()
        if word:
            begin = start + line.index(word, last)
            cells.append(Cell(begin, begin + len(word), word))
        last = found.end() if found else stop
    return cells if all(len(cell.text) <= LONGEST_LABEL for cell in cells) else []


def _table(text: str, first: tuple[int, int], last: tuple[int, int], block: list[list[Cell]]) -> Table | None:
    """Return the table that lines with equally many cells are: the rows that hold numbers, below one that holds none."""
    numeric = [[_amount(cell.text) is not None for cell in row] for row in block]
    if len(block) < 2 or not any(any(flags) for flags in numeric[1:]):
        return None
    has_header = all(not flag or _YEAR.fullmatch(cell.text) for flag, cell in zip(numeric[0], block[0], strict=True))
    rows = block[1:] if has_header else block
    flags = numeric[1:] if has_header else numeric
    if any(re.search(r"[。；]$", row[-1].text) for row in rows) or not all(any(f) and not all(f) for f in flags):
        return None
    before = text[max(0, text.rfind("\n", 0, max(0, first[0] - 1))) : first[0]]
    note = _NOTE.search(before)
    return Table(first[0], last[1], block[0] if has_header else [], rows, note["units"] if note else "")


def _columns(table: Table) -> list[Column]:
    noted = [unit for unit in re.split(r"[、，,/]", table.note) if unit]
    columns: list[Column] = []
    for cell in table.header:
        unit = _UNIT.search(cell.text)
        name = _UNIT.sub("", cell.text).strip()
        columns.append(_column(name, unit["unit"] if unit else _noted(name, noted), columns))
    return columns


def _noted(name: str, units: list[str]) -> str:
    """Return which of the units noted above a table is that of a column: sums of money take the unit of money."""
    money = [unit for unit in units if unit.endswith("元")]
    others = [unit for unit in units if unit not in money]
    chosen = money if _MONEY.search(name) else others
    return chosen[0] if len(chosen) == 1 else ""


def _column(name: str, unit: str, before: list[Column]) -> Column:
    year = re.match(r"20\d\d(?=年|$)", name)
    if _BARE.fullmatch(name):
        return Column("", unit, year=int(year[0]) if year else None)
    if _RANK.search(name):
        return Column(name, "名", "rank")
    change = _CHANGE.search(name)
    if not change or (unit not in ("%", "％", "个百分点", "百分点", "") and change.end() < len(name)):
        return Column(name, unit)
    own = name.replace(change[0], "").strip()
    level = next((column for column in reversed(before[1:]) if column.kind is None), None)
    baseline: Baseline = "mom" if re.search(r"环比|上月", name) else "yoy"
    unit = unit or ("%" if re.search(r"率|幅|速", change[0]) else level.unit if level else "")
    return Column(own or (level.name if level else ""), unit, "change", baseline, bool(_FALLS.search(name)))


def _read_cell(label: Cell, column: Column, cell: Cell) -> Reading | None:
    amount, found = _amount(cell.text), _VALUE.fullmatch(cell.text)
    if cell is label or amount is None:
        return None
    verb, quantity = amount
    quantity = _quantity(found, column) if found else quantity
    if quantity is None:
        return None
    indicator = f"{_UNIT.sub('', label.text).strip()}{column.name}"
    if verb:
        change = verb.removeprefix("同比").removeprefix("环比").removesuffix("了")
        baseline: Baseline = "mom" if verb.startswith("环比") else column.baseline or "yoy"
        return Reading(label, cell, indicator, quantity, "change", directions()[change], baseline)
    if column.kind != "change":
        kind: Kind = column.kind or _KINDS.get(quantity.measure, "count")
        return Reading(label, cell, indicator, quantity, kind, year=column.year)
    is_down = column.falls or bool(found and (found["sign"] or "+") in "-−－↓↘")
    return Reading(label, cell, indicator, quantity, "change", "down" if is_down else "up", column.baseline)


_KINDS: dict[str, Kind] = {"percent": "percent", "points": "percent", "money": "money", "duration": "duration"}


def _quantity(found: re.Match[str], column: Column) -> Quantity | None:
    """Return the number of a cell with its unit: its own, else that of its column, the scale of both taken in."""
    printed = found["unit"].strip() or column.unit.replace("％", "%")
    scale = _SCALE.match(printed)
    digits = found["value"].replace(",", "")
    unit = printed[scale.end() :] if scale and scale.end() < len(printed) else printed
    known = read_quantity(f"1{unit}") if unit else None
    value = read_number(f"{digits}{found['scale']}")
    if column.kind == "rank" and value is not None and not found["unit"]:
        return Quantity(value, "名", "exact", "count", "results/rank")
    if known is None or value is None:
        return None
    times = read_number(f"1{scale[0]}") if scale and scale[0] and unit != printed else Decimal(1)
    total = normal(value * (times or 1))
    return None if total is None else replace(known, value=total)
