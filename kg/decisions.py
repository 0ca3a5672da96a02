"""decisions.csv: what people decided about the graph, replayed at every build.

decision             thing            other             relation   report   quote   who, when, why, status
same, different      a thing          the other thing
rename               a thing          its name
parent               a thing          what it belongs to, and to nothing else that was read (another beside it: add)
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
from kg.records import PREDICATES, Decision, DecisionKind, Problem, Status

TABLE = "decisions.csv"
COLUMNS = ("decision", "thing", "other", "relation", "report", "quote", "who", "when", "why", "status")
KINDS: Mapping[str, DecisionKind] = {
    "same": "same", "相同": "same", "different": "different", "不同": "different", "rename": "rename", "改名": "rename",
    "parent": "parent", "上级": "parent", "reject": "reject", "剔除": "reject", "add": "add", "补充": "add",
}  # fmt: skip
STATUSES: tuple[Status, ...] = ("done", "planned", "denied")
_INTENDED = re.compile(r"将|拟|要|计划|力争|争取|预计|目标|下一步|明年|今后|未来")
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
    tables: dict[Path, str] = {}  # and what they are called: the folder too, where there are several
    for source in sorted(map(Path, sources)):
        found = sorted(source.rglob(TABLE)) if source.is_dir() else [source.parent / TABLE]
        root = source if source.is_dir() else source.parent
        tables.update({table.resolve(): str(table.relative_to(root.parent)) for table in found if table.is_file()})
    named = [(table, name if len(tables) > 1 else TABLE) for table, name in sorted(tables.items())]
    return tuple(decision for table, name in named for decision in read_decisions(table, on_problem, name=name))


def read_decisions(table: Path, on_problem: OnProblem, *, name: str = "") -> tuple[Decision, ...]:
    """Return the decisions of a table (CSV in UTF-8 or GB18030, in the columns above); raise ConfigError when it is none.

    What goes wrong in a row is told with its line and the `name` of the table.
    """
    found = []
    for line, cells in _rows(table, name or table.name, on_problem):
        decision = _decision(f"{name or table.name}:{line}", cells)
        if isinstance(decision, Problem):
            on_problem(decision)
        elif decision:
            found.append(decision)
    return tuple(found)


def _rows(table: Path, name: str, on_problem: OnProblem) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(_text(table), newline=""), strict=True)
    names = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    missing = [name for name in COLUMNS[:3] if name not in names]
    if missing:
        raise ConfigError(f"{table}: no column {', '.join(missing)}; the columns are {', '.join(COLUMNS)}")
    reader.fieldnames = names
    before = reader.line_num
    try:
        for row in reader:
            yield reader.line_num, {name: _as_meant(row.get(name) or "") for name in COLUMNS}
            before = reader.line_num
    except csv.Error as error:
        on_problem(
            Problem(f"{name}:{before + 1}", f"a quotation mark is not closed; this row and those below are left out ({error})")
        )


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
    broken = [name for name in ("thing", "other", "relation", "report") if "\n" in cells[name]]
    if broken:
        return Problem(where, f"{broken[0]} runs over several lines: a quotation mark before it is not closed")
    missing = [name for name in _NEEDED[kind] if not cells[name]]
    if kind == "reject" and not cells["thing"] and not (cells["report"] and cells["quote"]):
        missing = ["thing (the id of a fact), or report and quote"]
    if missing:
        return Problem(where, f"{kind} needs {', '.join(missing)}")
    if kind == "add" and cells["relation"] not in PREDICATES:
        return Problem(where, f"unknown relation {cells['relation']!r}; it is one of {', '.join(PREDICATES)}")
    if cells["status"] not in ("", *STATUSES):
        return Problem(where, f"unknown status {cells['status']!r}; it is one of {', '.join(STATUSES)}")
    if kind == "add" and not cells["status"] and _INTENDED.search(cells["quote"]):
        return Problem(where, "the words may speak of a plan: say in the column status whether it is done or planned")
    return Decision(where, kind, **{name: cells[name] for name in COLUMNS[1:]})
