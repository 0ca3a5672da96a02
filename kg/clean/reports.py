"""reports.csv: what a user knows about the reports beside what the reports say."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kg.clean.header import Header
from kg.clean.read import TABLE, RawText, Source, decode
from kg.errors import ConfigError
from kg.records import Problem

COLUMNS = ("file", "date", "publisher", "title", "url")
_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")

Reports = Mapping[Path, Header]


def read_reports(
    sources: Iterable[Source], roots: Iterable[Path], given: Path | None, on_problem: Callable[[Problem], None]
) -> Reports:
    """Return what the tables say about each file: the one given, else each reports.csv beside or above a source.

    A row without a file, a file named twice and a date of another form are problems; a given table without a column `file`
    raises ConfigError.
    """
    paths = [source.path for source in sources]
    if given is not None:
        return _read_table(given, _by_name(paths, given.parent), on_problem, is_given=True)
    known: dict[Path, Header] = {}
    for table, whole in _tables(paths, list(roots)).items():
        files = _by_name(paths, table.parent)
        known |= _read_table(table, files, on_problem if whole else _only_found(files, on_problem), is_given=False)
    return known


def known_about(raw: RawText, reports: Reports) -> Header:
    """Return what is known about a raw text before reading it: what the tables say, else what its file says."""
    listed = reports.get(raw.path, Header()) if raw.path else Header()
    about = raw.about
    return Header(
        listed.title or about.title, listed.date or about.date, listed.publisher or about.publisher, listed.url or about.url
    )


def _tables(paths: Iterable[Path], roots: list[Path]) -> dict[Path, bool]:
    """Return the tables, outer ones first, and whether every row of them should have a file: the folder is a source."""
    within = [root for root in roots if root.is_dir()]
    beside = {path.parent: path for path in paths}
    folders = {folder for path in beside.values() for folder in _up_to_root(path, within)}.union(within)
    tables = [table for folder in folders if (table := folder / TABLE).is_file()]
    return {
        table: any(table.is_relative_to(root) for root in within)
        for table in sorted(tables, key=lambda t: (len(t.parts), str(t)))
    }


def _up_to_root(path: Path, roots: list[Path]) -> list[Path]:
    root = next((root for root in roots if path.is_relative_to(root)), path.parent)
    return [folder for folder in path.parents if folder.is_relative_to(root)]


def _by_name(paths: Iterable[Path], folder: Path) -> dict[str, Path]:
    """Return the files by what a table in `folder` may call them: their path from there, or their bare name."""
    paths = sorted(paths, reverse=True)
    bare = {path.name: path for path in paths}
    return bare | {path.relative_to(folder).as_posix(): path for path in paths if path.is_relative_to(folder)}


def _read_table(
    table: Path, files: Mapping[str, Path], on_problem: Callable[[Problem], None], *, is_given: bool
) -> dict[Path, Header]:
    rows, wrong = _rows(table)
    if wrong and is_given:
        raise ConfigError(f"{table}: {wrong}")
    if wrong:
        on_problem(Problem(str(table), wrong))
    known, lines = dict[Path, Header](), dict[Path, int]()
    for number, row in enumerate(rows, 2):
        cells = {key: (row.get(key) or "").strip() for key in COLUMNS}
        path = files.get(cells["file"].replace("\\", "/").removeprefix("./"))
        where = f"{table.name}:{number}"
        if path is None:
            on_problem(Problem(where, f"no such file: {cells['file'] or '(empty)'}"))
            continue
        date = cells["date"].replace("/", "-")
        if date and not _DATE.fullmatch(date):
            on_problem(Problem(where, f"date {date!r}: expected YYYY, YYYY-MM or YYYY-MM-DD"))
            date = ""
        if path in lines:
            on_problem(Problem(where, f"{cells['file']} is named in line {lines[path]} too; what this line says is believed"))
        lines[path] = number
        known[path] = Header(cells["title"] or None, date or None, cells["publisher"] or None, cells["url"] or None)
    return known


def _rows(table: Path) -> tuple[list[dict[str, str]], str]:
    try:
        text = decode(table.read_bytes())
    except OSError as error:
        return [], f"cannot be read: {error.strerror or error}"
    if not isinstance(text, str):
        return [], text[0]
    reader = csv.DictReader(io.StringIO(text, newline=""))
    names = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    if "file" not in names:
        return [], f"no column 'file': found {', '.join(names)}; known columns are {', '.join(COLUMNS)}"
    reader.fieldnames = names
    return [{key: value for key, value in row.items() if isinstance(key, str)} for row in reader], ""


def _only_found(files: Mapping[str, Path], on_problem: Callable[[Problem], None]) -> Callable[[Problem], None]:
    """Beside a single file the table may speak of others: that is no problem."""
    return lambda problem: None if problem.what.startswith("no such file") else on_problem(problem)
