"""A table of reports (.csv, .jsonl, .json): each row with a text is a report of its own.

Columns are known by their names, in Chinese or English, as people and programs give them; where none says that it holds
the texts, the one does in whose cells there are sentences.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice, zip_longest
from typing import TypeGuard

from kg.clean.header import CHINA, Header, official, to_iso

_TEXT = re.compile(
    r"(?:full_?text|raw_?text|passage|article|paragraphs?)(?:html|txt)?"
    r"|(?!.*(?:摘要|id$|length|长度|字数|type)).*(?:正文|全文|内容|content|_text|body)(?:html|txt)?"
)
_ABOUT = re.compile(
    "(?:meta|head(?:er)?|info|about)(?:data|info)?|元数据|基本信息"
)  # an object beside the text that tells of it
_EXACT = ("text", "content", "body", "正文", "内容", "全文")
_TITLE = re.compile(r"title|标题|题目|题名|名称|headline|.*(?:标题|题名|_title)|(?:article|news|doc)title")
_DATE = re.compile(
    r"date|time|published|pubdate|日期|时间|时间戳|timestamp|(?:发布|发文|发稿|成文|发表|公布|公开).*"
    r"|.*(?:发布|发文|发稿|成文|发表|出版|pub|publish|post|issue|create).*(?:时间|日期|date|time|_at|day)"
)
_PUBLISHER = re.compile(r"publisher|发布机构|发布单位|机构|单位|部门|发文(?:机关|单位)|agency|organi[sz]ation")
_SOURCE = re.compile(r"(?:信息|文章|稿件)?来源.{0,2}|source")
_URL = re.compile(r"url|link|href|链接|网址|地址|.*(?:_url|链接|网址)|(?:page|article|source)url")
_SENTENCE = re.compile(r"[\u3400-\u9fff].*[，。；：].*[\u3400-\u9fff]", re.S)
_UNNAMED_TITLE = re.compile(r"(?=.*[\u3400-\u9fff]{4})[^。；\n]{4,80}")
_LEAST = 30  # characters of a text that is known by what it says
_REPORT = 120  # characters of a report in a file that may hold anything
_LONGEST_HEAD = 200  # characters of a line of names
_SAMPLE = 20  # rows by which columns are known
_KINDS = {int: "number", float: "number", bool: "truth value"}
_DEPTH = 5  # of the lists of objects in a JSON file
_LAST_COMMA = re.compile(r"(?<=[\"}\]0-9]),(\s*[\]}])")
_CALL = re.compile(r"(?P<called>\ufeff?\s*[A-Za-z_$][\w$.]{0,60}\()\s*[{\[].*", re.S)  # a page hands objects to a function
_BETWEEN = re.compile(r"[\s,]*")
_SEPARATORS = ",\t;|"  # or a full-width comma, where there is none of these

csv.field_size_limit(min(sys.maxsize, 2**31 - 1))

Row = tuple[int, str, Header] | tuple[int, str]


def is_json_lines(text: str) -> bool:
    """Return whether a text is a table in JSON lines by its first lines; one object alone is, when it holds a text."""
    lines = list(islice((line for line in text.lstrip("\ufeff").split("\n") if line.strip()), _SAMPLE))
    if not lines or not lines[0].lstrip().startswith("{"):
        return False
    rows = [_object(line) for line in lines]
    if rows[0] is None:  # broken, or an object over several lines
        found = [row for row in rows if row is not None]
        return all(line.lstrip().startswith("{") for line in lines) and _text_column(found) is not None
    return len(lines) > 1 or _text_column([rows[0]]) is not None


def read_json_lines(text: str) -> Iterator[Row]:
    """Yield the number, text and metadata of each row, or its number and what is wrong with it."""
    lines = [(number, line) for number, line in enumerate(text.lstrip("\ufeff").split("\n"), 1) if line.strip()]
    objects = (_object(line) for _, line in lines[:_SAMPLE])
    column = _text_column([row for row in objects if row is not None])
    for number, line in lines:
        row = _object(line)
        yield (number, f"no JSON object: {_shown(line)}") if row is None else _report(number, row, column)


def json_objects(text: str) -> list[dict[str, object]]:
    """Return the objects of a JSON text, the list of them wherever it stands, that hold texts; nothing when none do."""
    if call := _CALL.fullmatch(text[:200]):
        text = text[call.end("called") :].rstrip().rstrip(";").rstrip().removesuffix(")")
    if text.lstrip("\ufeff \r\n\t")[:1] not in ("{", "["):
        return []
    found = _loaded(text.lstrip("\ufeff"))
    return next((objects for objects in _lists(found, _DEPTH) if _named(objects) or _holds_texts(objects)), [])


def _loaded(text: str) -> object:
    """Return what a JSON text holds, several values side by side as a list, None when nothing; a last comma is overlooked."""
    for said in (text, _LAST_COMMA.sub(r"\1", text)):
        decoder, found, at = json.JSONDecoder(), [], 0
        try:
            while at < len(said):
                value, at = decoder.raw_decode(said, at)
                found.append(value)
                at = _BETWEEN.match(said, at).end()  # type: ignore[union-attr]  # matches nothing too
        except (ValueError, RecursionError):
            continue
        return found[0] if len(found) == 1 else found
    return None


def read_objects(objects: Sequence[Mapping[str, object]]) -> Iterator[Row]:
    """Yield the number, text and metadata of each object, or what is wrong with it."""
    column = _text_column(objects)
    for number, row in enumerate(objects, 1):
        yield _report(number, row, column)


def is_csv(text: str) -> bool:
    """Return whether a text is a table by its first line, which says nothing but the names of columns, one that of texts."""
    first, _, rest = text.lstrip("\ufeff").partition("\n")
    separator = max(_SEPARATORS, key=first.count)
    names = [_plain(name) for name in first.split(separator)] if len(first) <= _LONGEST_HEAD else []
    others = [name for name in names if name and name not in _EXACT]
    is_known = all(any(each.fullmatch(name) for each in (_TITLE, _DATE, _URL)) for name in others)
    return len(names) > 1 and len(others) < len(names) and is_known and not {*_EXACT}.isdisjoint(names) and separator in rest


def read_csv(text: str) -> Iterator[Row]:
    """Yield the number, text and metadata of each row, or what is wrong with it; nothing when there is no column of texts.

    A row is known by the number of its first line in the file. Cells that a text without quotation marks was cut into at its
    commas are put together where it is the last column.
    """
    text = text.lstrip("\ufeff")
    said = re.match(r"sep=(.)\r?\n", text)
    head = text[said.end() :].partition("\n")[0] if said else text.partition("\n")[0]
    separator = said[1] if said else max(_SEPARATORS, key=head.count) if any(map(head.count, _SEPARATORS)) else "，"
    reader = csv.reader(io.StringIO(text[said.end() :] if said else text, newline=""), delimiter=separator)
    rows, wrong = _cells(reader)
    skipped = 1 if said else 0
    names = [name.strip().lower() for name in rows[0][1]] if rows else []
    if any(map(_is_text, rows[0][1] if rows else ())):
        names, body = _unnamed([row for _, row in rows[:_SAMPLE]]), rows  # no line of names
    else:
        body = rows[1:]
    column = _text_column([dict(zip(names, row, strict=False)) for _, row in body[:_SAMPLE]])
    if column is None:
        return
    for number, row in body:
        if len(row) > len(names) and column == names[-1]:
            row = [*row[: len(names) - 1], separator.join(row[len(names) - 1 :])]
        is_wide = len(row) > len(names)
        at = number + skipped
        yield (at, _too_wide(len(names), len(row))) if is_wide else _report(at, dict(zip(names, row, strict=False)), column)
    if wrong:
        yield wrong[0] + skipped, wrong[1]


def _unnamed(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return names for columns that have none: the first of short Chinese cells without a stop holds titles."""
    columns = list(zip_longest(*rows, fillvalue=""))
    title = next((i for i, cells in enumerate(columns) if all(map(_UNNAMED_TITLE.fullmatch, cells))), None)
    return ["title" if i == title else f"column {i}" for i in range(len(columns))]


def _cells(reader: Iterable[list[str]]) -> tuple[list[tuple[int, list[str]]], tuple[int, str] | None]:
    """Return the rows that are not empty by their first line, and what is wrong behind them."""
    rows: list[tuple[int, list[str]]] = []
    lines = iter(reader)
    while True:
        first = _line(reader) + 1
        try:
            row = next(lines)
        except StopIteration:
            return rows, None
        except csv.Error as error:
            return rows, (first, f"no CSV ({error}): the rows from here on are not read")
        if row:
            rows.append((first, row))


def _line(reader: object) -> int:
    return int(getattr(reader, "line_num", 0))


def _too_wide(columns: int, cells: int) -> str:
    return f"{cells} cells for {columns} columns: put a text that holds a comma in quotation marks"


def _lists(found: object, depth: int) -> Iterator[list[dict[str, object]]]:
    """Yield the lists of objects in what a JSON file holds, an object being a list of one, outer ones first."""
    if isinstance(found, dict):
        yield [_flat(found)]
        for each in found.values() if depth else ():
            yield from _lists(each, depth - 1)
    elif isinstance(found, list):
        yield [_flat(each) for each in found if isinstance(each, dict)]


def _flat(row: Mapping[str, object], depth: int = _DEPTH) -> dict[str, object]:
    """Return an object with lists of paragraphs as texts and, where it says no text itself, what the objects in it say."""
    said = {key: "\n".join(cell) if _is_paragraphs(cell, key) else cell for key, cell in row.items()}
    if any(_is_text(cell) for cell in said.values()):
        about = (cell for key, cell in said.items() if isinstance(cell, dict) and _ABOUT.fullmatch(_plain(key)))
        known = {None, *map(_field_of, said)}
        return said | {key: cell for each in about for key, cell in each.items() if _field_of(str(key)) not in known}
    if not depth:
        return said
    inner = [_flat(cell, depth - 1) for cell in said.values() if isinstance(cell, dict)]
    holding = [flat for flat in inner if any(_is_text(cell) for cell in flat.values())]
    if len(inner) == 1 or len(holding) == 1:
        others = (cell for flat in (*inner, *holding) for cell in flat.items())
        return {**dict(others), **{key: cell for key, cell in said.items() if not isinstance(cell, dict)}}
    return said


def _field_of(key: str) -> re.Pattern[str] | None:
    """Return which field of a report the name of a column says: its title, date, publisher, source or address."""
    return next((field for field in (_TITLE, _DATE, _PUBLISHER, _SOURCE, _URL) if field.fullmatch(_plain(key))), None)


def _is_paragraphs(cell: object, key: str) -> TypeGuard[list[str]]:
    if not isinstance(cell, list) or not cell or not all(isinstance(each, str) for each in cell):
        return False
    return _is_text("".join(cell)) or (_plain(key) in _EXACT and _SENTENCE.search("".join(cell)) is not None)


def _text_column(rows: Sequence[Mapping[str, object]]) -> str | None:
    """Return the name of the column that holds the texts: by its name, else by what is in it."""
    if named := _named(rows):
        return named
    lengths = {key: sum(len(str(row[key])) for row in rows if _is_text(row.get(key))) for key in _keys(rows)}
    longest = max(lengths, key=lengths.__getitem__, default=None)
    return longest if longest is not None and lengths[longest] else None


def _named(rows: Sequence[Mapping[str, object]]) -> str | None:
    """Return the name of the column that says it holds the texts, one with any before one without."""
    keys = _keys(rows)
    plain = {key: _plain(key) for key in keys}
    named = [key for name in _EXACT for key in keys if plain[key] == name] + [k for k in keys if _TEXT.fullmatch(plain[k])]
    return next((key for key in named if any(str(row.get(key) or "").strip() for row in rows)), next(iter(named), None))


def _keys(rows: Sequence[Mapping[str, object]]) -> list[str]:
    return list(dict.fromkeys(str(key) for row in rows[:_SAMPLE] for key in row))


def _holds_texts(objects: Sequence[Mapping[str, object]]) -> bool:
    """Return whether objects are reports by what is in them: a file in JSON may hold anything, quotes of reports too."""
    column = _text_column(objects)
    return column is not None and all(len(str(each.get(column, ""))) >= _REPORT for each in objects)


def _plain(key: str) -> str:
    return re.sub(r"[\s\ufeff\"'（）()：:]", "", key).lower()


def _is_text(cell: object) -> bool:
    return isinstance(cell, str) and len(cell) >= _LEAST and _SENTENCE.search(cell) is not None


def _report(number: int, row: Mapping[str, object], column: str | None) -> Row:
    if column not in row:  # an object of another kind than most
        column = _text_column([row])
    cell = row.get(column or "")
    text = _said(cell) if isinstance(cell, str) else None
    odd = next((str(key) for key in row if key == column or _plain(str(key)) in _EXACT if not _may_be_text(row[key])), None)
    if not text and odd:
        return number, f"{odd} is a {_KINDS.get(type(row[odd]), type(row[odd]).__name__)}: expected a text"
    if not text:
        return number, f"no text: expected one in a column {', '.join(_EXACT[:3])}"
    others = {_plain(str(key)): said for key, cell in row.items() if key != column and (said := _said(cell))}
    title = _first(others, _TITLE)
    dates = (_date(said) for name, said in others.items() if _DATE.fullmatch(name))
    publisher = _first(others, _PUBLISHER) or official(_first(others, _SOURCE))
    about = Header(title, next(filter(None, dates), None), publisher, _first(others, _URL))
    return number, text if not title or title in text[: len(title) + 10] else f"{title}\n{text}", about


def _may_be_text(cell: object) -> bool:
    return cell is None or isinstance(cell, str)


def _first(cells: Mapping[str, str], names: re.Pattern[str]) -> str | None:
    return next((said for name, said in cells.items() if names.fullmatch(name)), None)


def _said(cell: object) -> str | None:
    return str(cell).strip() or None if isinstance(cell, str | int | float) else None


def _date(cell: str) -> str | None:
    """Return a date as YYYY-MM-DD, YYYY-MM or YYYY, None when it is none.

    >>> _date("20240306"), _date("2024/3/6 10:21"), _date("1709721000"), _date("1709721000000"), _date("2024")
    ('2024-03-06', '2024-03-06', '2024-03-06', '2024-03-06', '2024')
    """
    if re.fullmatch("(?:19|20)[0-9]{2}", cell):
        return cell
    if re.fullmatch(r"1[0-9]{9}(?:[0-9]{3})?(?:\.0+)?", cell):  # seconds or milliseconds since 1970, the day in China
        return datetime.fromtimestamp(int(cell[:10]), CHINA).date().isoformat()
    return to_iso(re.sub("^((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])", r"\1-\2-\3 ", cell))


def _shown(line: str) -> str:
    """Return the beginning of a line as it can stand in a message."""
    return ascii(line[:40]) if not line[:40].isprintable() else repr(line[:40])


def _object(line: str) -> dict[str, object] | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return _flat(found) if isinstance(found, dict) else None
