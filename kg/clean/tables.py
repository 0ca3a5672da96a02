"""A table of reports (.csv, .jsonl): each row with a text is a report of its own."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator, Mapping

from kg.clean.header import Header

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
            yield (number, "no JSON object") if row is None else _report(number, row)


def read_csv(text: str) -> Iterator[tuple[int, str, Header] | tuple[int, str]]:
    """Yield the number, text and metadata of each row; nothing when there is no column of texts."""
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter="\t" if head.count("\t") > head.count(",") else ",")
    names = [(name or "").strip().lower() for name in rows.fieldnames or ()]
    if any(name in _TEXT for name in names):
        rows.fieldnames = names
        for row in rows:
            yield _report(rows.line_num, row)


def _report(number: int, row: Mapping[str, object]) -> tuple[int, str, Header] | tuple[int, str]:
    cells = {str(key).strip().lower(): value for key, value in row.items()}
    text = _cell(cells, _TEXT)
    if not text:
        return number, f"no text: expected one in a column {', '.join(_TEXT[:3])}"
    title = _cell(cells, _TITLE)
    about = Header(title, _cell(cells, _DATE), _cell(cells, _PUBLISHER), _cell(cells, _URL))
    return number, text if not title or title in text[: len(title) + 10] else f"{title}\n{text}", about


def _cell(cells: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    return next((str(cells[name]).strip() for name in names if cells.get(name) and str(cells[name]).strip()), None)


def _object(line: str) -> dict[str, object] | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
