"""A table of reports (.csv, .jsonl, .json): each row with a text is a report of its own."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.clean.header import Header, to_iso

_TEXT = ("text", "content", "body", "正文", "内容", "全文")
_TITLE = ("title", "标题", "题目", "名称")
_DATE = ("date", "published", "publish_time", "pubdate", "发布时间", "发布日期", "日期", "时间")
_PUBLISHER = ("publisher", "发布机构", "发布单位", "机构", "单位")
_URL = ("url", "link", "链接", "网址")

csv.field_size_limit(min(sys.maxsize, 2**31 - 1))


def is_json_lines(text: str) -> bool:
    """Return whether a text is a table in JSON lines by its first line."""
    first = text.lstrip("\ufeff \r\n\t").partition("\n")[0]
    return first.startswith("{") and isinstance(_object(first), dict)


def read_json_lines(text: str) -> Iterator[tuple[int, str, Header] | tuple[int, str]]:
    """Yield the number, text and metadata of each row, or its number and what is wrong with it."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            row = _object(line)
            yield (number, f"no JSON object: {_shown(line)}") if row is None else _report(number, row)


def json_objects(text: str) -> list[dict[str, object]]:
    """Return the objects of a text that is one JSON object or a list of them, and holds texts; nothing when it is not."""
    if text.lstrip("\ufeff \r\n\t")[:1] not in ("{", "["):
        return []
    try:
        found = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return []
    objects = [each for each in (found if isinstance(found, list) else [found]) if isinstance(each, dict)]
    return objects if any(str(key).strip().lower() in _TEXT for each in objects for key in each) else []


def read_objects(objects: Iterable[Mapping[str, object]]) -> Iterator[tuple[int, str, Header] | tuple[int, str]]:
    """Yield the number, text and metadata of each object, or what is wrong with it."""
    for number, row in enumerate(objects, 1):
        yield _report(number, row)


def read_csv(text: str) -> Iterator[tuple[int, str, Header] | tuple[int, str]]:
    """Yield the number, text and metadata of each row, or what is wrong with it; nothing when there is no column of texts.

    A row is known by the number of its last line in the file.
    """
    text = text.lstrip("\ufeff")
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",\t;|", key=head.count))
    names = [(name or "").strip().lower() for name in rows.fieldnames or ()]
    if any(name in _TEXT for name in names):
        rows.fieldnames = names
        try:
            for row in rows:
                extra = row.pop(None, None)
                yield (rows.line_num, _too_wide(len(names), extra)) if extra else _report(rows.line_num, row)
        except csv.Error as error:
            yield rows.line_num + 1, f"no CSV ({error}): the rows from here on are not read"


def _too_wide(columns: int, extra: Sequence[str]) -> str:
    return f"{columns + len(extra)} cells for {columns} columns: put a text that holds a comma in quotation marks"


def _report(number: int, row: Mapping[str, object]) -> tuple[int, str, Header] | tuple[int, str]:
    cells = {str(key).strip().lower(): value for key, value in row.items()}
    text = _cell(cells, _TEXT)
    odd = next((name for name in _TEXT if isinstance(cells.get(name), list | dict)), None)
    if not text and odd:
        return number, f"{odd} is a {type(cells[odd]).__name__}: expected a text"
    if not text:
        return number, f"no text: expected one in a column {', '.join(_TEXT[:3])}"
    title = _cell(cells, _TITLE)
    about = Header(title, _date(_cell(cells, _DATE) or ""), _cell(cells, _PUBLISHER), _cell(cells, _URL))
    return number, text if not title or title in text[: len(title) + 10] else f"{title}\n{text}", about


def _date(cell: str) -> str | None:
    """Return a date as YYYY-MM-DD, YYYY-MM or YYYY, None when it is none."""
    if re.fullmatch("(?:19|20)[0-9]{2}", cell):
        return cell
    return to_iso(re.sub("^((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])$", r"\1-\2-\3", cell))


def _cell(cells: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    found = (str(cells[name]).strip() for name in names if isinstance(cells.get(name), str | int | float))
    return next(filter(None, found), None)


def _shown(line: str) -> str:
    """Return the beginning of a line as it can stand in a message."""
    return ascii(line[:40]) if not line[:40].isprintable() else repr(line[:40])


def _object(line: str) -> dict[str, object] | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
