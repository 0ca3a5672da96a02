"""decisions.csv: what people decided about the graph, replayed at every build.

decision             thing            other             relation   report   quote   who, when, why
same, different      a thing          the other thing
rename               a thing          its name
parent               a thing          what it belongs to
reject               a fact's id, or its words in `report` and `quote` (and its `relation`)
add                  a thing          another thing     ran …      a file   its words

A thing is an id or IRI of the graph, or a name as people write it; 李明@a.txt is the 李明 of that report. A row without a
decision waits for one and changes nothing: so a list that `kg review` wrote becomes decisions by filling in one column.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from kg.config import Settings
from kg.errors import ConfigError
from kg.records import PREDICATES, Decision, DecisionKind, Problem

TABLE = "decisions.csv"
COLUMNS = ("decision", "thing", "other", "relation", "report", "quote", "who", "when", "why")
KINDS: Mapping[str, DecisionKind] = {
    "same": "same", "相同": "same", "different": "different", "不同": "different", "rename": "rename", "改名": "rename",
    "parent": "parent", "上级": "parent", "reject": "reject", "剔除": "reject", "add": "add", "补充": "add",
}  # fmt: skip
_NEEDED: Mapping[DecisionKind, tuple[str, ...]] = {
    "same": ("thing", "other"),
    "different": ("thing", "other"),
    "rename": ("thing", "other"),
    "parent": ("thing", "other"),
    "reject": (),
    "add": ("thing", "other", "relation", "report", "quote"),
}

OnProblem = Callable[[Problem], None]


def find_decisions(sources: Iterable[str | Path], settings: Settings, on_problem: OnProblem) -> tuple[Decision, ...]:
    """Return what people decided: the table that is given, else every decisions.csv beside the sources.

    A row that cannot be right is a problem and costs the others nothing; a given table that cannot be read raises ConfigError.
    """
    if settings.decisions:
        return read_decisions(settings.decisions, on_problem)
    folders = sorted({path if path.is_dir() else path.parent for path in map(Path, sources)})
    tables = [table for folder in folders if (table := folder / TABLE).is_file()]
    return tuple(decision for table in tables for decision in read_decisions(table, on_problem))


def read_decisions(table: Path, on_problem: OnProblem) -> tuple[Decision, ...]:
    """Return the decisions of a table (CSV in UTF-8 or GB18030, in the columns above); raise ConfigError when it is none."""
    found = []
    for line, cells in _rows(table):
        decision = _decision(f"{table.name}:{line}", cells)
        if isinstance(decision, Problem):
            on_problem(decision)
        elif decision:
            found.append(decision)
    return tuple(found)


def _rows(table: Path) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(_text(table), newline=""))
    names = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    missing = [name for name in COLUMNS[:3] if name not in names]
    if missing:
        raise ConfigError(f"{table}: no column {', '.join(missing)}; the columns are {', '.join(COLUMNS)}")
    reader.fieldnames = names
    for row in reader:
        yield reader.line_num, {name: _as_meant(row.get(name) or "") for name in COLUMNS}


def _as_meant(cell: str) -> str:
    """Return a cell without the apostrophe that keeps spreadsheets from taking it for a formula (see kg.view.tables)."""
    text = cell.strip()
    return text[1:] if re.match(r"'[\t\r\n]|'\s*[=+\-@＝＋－＠]", text) else text


def _text(table: Path) -> str:
    try:
        data = table.read_bytes()
    except OSError as error:
        raise ConfigError(f"{table}: cannot be read: {error.strerror or error}") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ConfigError(f"{table}: neither UTF-8 nor GB18030; save it as CSV UTF-8")


def _decision(where: str, cells: Mapping[str, str]) -> Decision | Problem | None:
    """Return the decision of a row, why it can be none, or None when it waits for one."""
    word = cells["decision"].lower()
    if not word:
        return None
    if word not in KINDS:
        return Problem(where, f"unknown decision {word!r}; it is one of {', '.join(dict.fromkeys(KINDS.values()))}, or empty")
    kind = KINDS[word]
    missing = [name for name in _NEEDED[kind] if not cells[name]]
    if kind == "reject" and not cells["thing"] and not (cells["report"] and cells["quote"]):
        missing = ["thing (the id of a fact), or report and quote"]
    if missing:
        return Problem(where, f"{kind} needs {', '.join(missing)}")
    if kind == "add" and cells["relation"] not in PREDICATES:
        return Problem(where, f"unknown relation {cells['relation']!r}; it is one of {', '.join(PREDICATES)}")
    return Decision(where, kind, **{name: cells[name] for name in COLUMNS[1:]})
