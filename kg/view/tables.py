"""A graph in; tables of things, facts and results out: names instead of IRIs, each row with its words and where they stand."""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, TypeAlias

from kg.view.read import Fact, Facts, Outcome, Readable, Source, Thing, Words, read_facts

Cell: TypeAlias = str | int | Decimal | float | bool | None

LIST_MARK = "；"
_FORMULA = frozenset("=+-@＝＋－＠")
_TO_CHECK = re.compile(r"\x00[=+\-@＝＋－＠\s]")  # a cell that begins as a formula may


class EntityRow(NamedTuple):
    """One thing: its names, where it belongs, and how much is said of it. `iri` tells apart what shares a name."""

    type: str
    name: str
    aliases: str
    subtype: str
    code: str
    formal_name: str
    superior: str
    located_in: str
    facts: int
    results: int
    reports: int
    first: str
    last: str
    iri: str


class ActivityRow(NamedTuple):
    """One fact: who did what, where and when, and the words that say so.

    `quote` has them as they stand in the file from `position` to `position_end`, `text` as cleaned; `quotes` counts how often
    the fact is stated.
    """

    agent: str
    predicate: str
    object: str
    place: str
    start: str
    end: str
    period: str
    status: str
    post: str
    confidence: float | None
    inferred: bool
    quote: str
    text: str
    report: str
    file: str
    position: int | None
    position_end: int | None
    url: str
    quotes: int
    iri: str


class ResultRow(NamedTuple):
    """One measured result: whose, of what, how much, and the words that say so, as in an ActivityRow."""

    agent: str
    result_of: str
    indicator: str
    measures: str
    value: Decimal | None
    unit: str
    kind: str
    bound: str
    direction: str
    baseline: str
    place: str
    start: str
    end: str
    period: str
    planned: bool
    quote: str
    text: str
    report: str
    file: str
    position: int | None
    position_end: int | None
    url: str
    quotes: int
    iri: str


class SourceRow(NamedTuple):
    """One report: what it is, and how many things, facts and results were read from it."""

    title: str
    date: str
    publisher: str
    file: str
    url: str
    things: int
    facts: int
    results: int
    sha256: str
    iri: str


def entity_rows(facts: Facts) -> list[EntityRow]:
    """Return a row for each thing, sorted by type and name."""
    said = {iri: Said() for iri in facts.things}
    for fact in facts.facts:
        note_fact(said, fact.agents, fact.predicate, fact.object, is_done=fact.status == "done")
        note_time(said, {*fact.agents, fact.object}, fact.start, fact.end, [words.source for words in fact.evidence])
    for outcome in facts.outcomes:
        involved = {*outcome.agents, outcome.result_of} - {""}
        note_time(said, involved, outcome.start, outcome.end, [words.source for words in outcome.evidence])
        for iri in involved:
            said[iri].results += 1
    return rows_of_things(facts.things, said)


def rows_of_things(things: Mapping[str, Thing], said: Mapping[str, Said]) -> list[EntityRow]:
    """Return a row for each thing, sorted by type and name; all that is said of them is noted in the order of the facts."""

    def names(iris: Iterable[str]) -> str:
        return LIST_MARK.join(dict.fromkeys(things[iri].name for iri in iris)) if iris else ""

    rows = (
        EntityRow(
            thing.type,
            thing.name,
            LIST_MARK.join((*thing.aliases, *thing.traditional)),
            thing.subtype,
            thing.code,
            thing.formal_name,
            names(known.superiors),
            names(known.places),
            known.facts,
            known.results,
            len(known.reports),
            min(known.days, default=""),
            max(known.days, default=""),
            iri,
        )
        for iri, thing in things.items()
        for known in (said[iri],)
    )
    return sorted(rows, key=lambda row: (row.type, row.name, row.iri))


def activity_rows(facts: Facts) -> list[ActivityRow]:
    """Return a row for each fact, in reading order; what is read from names, or inferred, comes last and has no words."""
    return [
        ActivityRow(
            _names(facts, fact.agents),
            fact.predicate,
            facts.name(fact.object),
            facts.name(fact.place),
            fact.start,
            fact.end,
            fact.period,
            fact.status,
            fact.post,
            fact.confidence,
            fact.is_inferred,
            *_where(facts, fact.evidence),
            fact.iri,
        )
        for fact in facts.facts
    ]


def result_rows(facts: Facts) -> list[ResultRow]:
    """Return a row for each measured result, in reading order; `value` is the plain number."""
    return [
        ResultRow(
            _names(facts, outcome.agents),
            facts.name(outcome.result_of),
            outcome.indicator,
            outcome.measures,
            outcome.value,
            outcome.unit,
            outcome.kind,
            outcome.bound,
            outcome.direction,
            outcome.baseline,
            facts.name(outcome.place),
            outcome.start,
            outcome.end,
            outcome.period,
            outcome.is_planned,
            *_where(facts, outcome.evidence),
            outcome.iri,
        )
        for outcome in facts.outcomes
    ]


def source_rows(facts: Facts) -> list[SourceRow]:
    """Return a row for each report, sorted by date and file; `date` is YYYY, YYYY-MM or YYYY-MM-DD, or empty."""
    said: dict[str, list[Fact]] = {iri: [] for iri in facts.sources}
    measured: dict[str, list[Outcome]] = {iri: [] for iri in facts.sources}
    for fact in facts.facts:
        for iri in {words.source for words in fact.evidence} & said.keys():
            said[iri].append(fact)
    for outcome in facts.outcomes:
        for iri in {words.source for words in outcome.evidence} & measured.keys():
            measured[iri].append(outcome)
    rows = (
        SourceRow(
            title=source.title,
            date=source.date,
            publisher=source.publisher,
            file=source.file,
            url=source.url,
            things=len(_spoken_of(said[iri], measured[iri])),
            facts=len(said[iri]),
            results=len(measured[iri]),
            sha256=source.checksum,
            iri=iri,
        )
        for iri, source in facts.sources.items()
    )
    return sorted(rows, key=lambda row: (row.date, row.file, row.iri))


class Tables(NamedTuple):
    """The tables of a graph as they are written, UTF-8 with a byte order mark so that spreadsheets show Chinese."""

    entities: bytes
    activities: bytes
    results: bytes


def tables_of(graph: Readable) -> Tables:
    """Return the tables of a graph. No cell is taken for a formula: a text that starts like one gets an apostrophe in front."""
    facts = read_facts(graph)
    return Tables(
        to_csv(EntityRow._fields, entity_rows(facts)).encode("utf-8-sig", "replace"),
        to_csv(ActivityRow._fields, activity_rows(facts)).encode("utf-8-sig", "replace"),
        to_csv(ResultRow._fields, result_rows(facts)).encode("utf-8-sig", "replace"),
    )


def write_tables(tables: Readable | Tables, folder: str | Path) -> list[Path]:
    """Write entities.csv, activities.csv and results.csv into a folder (made when missing) and return their paths."""
    made = tables if isinstance(tables, Tables) else tables_of(tables)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in zip(Tables._fields, made, strict=True):
        write_whole(folder / f"{name}.csv", content)
    return [folder / f"{name}.csv" for name in Tables._fields]


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows as CSV (RFC 4180) with every cell made safe for a spreadsheet."""
    return "".join(to_line(row) for row in (columns, *rows))


def to_line(row: Sequence[Cell]) -> str:
    """Return a row as a line: one without a mark that needs care is its cells with commas between them."""
    cells = [cell if type(cell) is str else safe_cell(cell) for cell in row]
    line = "\x00" + "\x00".join(cells)
    is_plain = '"' not in line and "," not in line and "\n" not in line and "\r" not in line and len(row) > 1
    if is_plain and line.count("\x00") == len(row) and not _TO_CHECK.search(line):
        return line[1:].replace("\x00", ",") + "\r\n"
    text = io.StringIO(newline="")
    csv.writer(text).writerow([cell if cell == "" else safe_cell(cell) for cell in row])
    return text.getvalue()


def safe_cell(cell: Cell) -> str:
    """Return a cell as text that no spreadsheet takes for a formula; numbers stay as they are.

    >>> safe_cell("=1+1"), safe_cell("-3.5%"), safe_cell(Decimal("-3.50")), safe_cell(None)
    ("'=1+1", '-3.5%', '-3.50', '')
    """
    if type(cell) is str:
        return cell if cell[:1].isalnum() and "\x00" not in cell else _safe(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if not isinstance(cell, str):
        return format(cell, "f") if isinstance(cell, Decimal) else str(cell)
    return _safe(cell)


def _safe(cell: str) -> str:
    text = cell.replace("\x00", "")
    if not text or not (text[0] in _FORMULA or text[0].isspace()):
        return text
    starts_like_a_formula = re.match(r"[\t\r\n]|\s*[=+\-@＝＋－＠]", text)
    is_a_number = re.fullmatch(r"[+-]?\d+(?:\.\d+)?%?", text, flags=re.ASCII)
    return f"'{text}" if starts_like_a_formula and not is_a_number else text


def write_whole(path: Path, content: bytes) -> None:
    """Write a file as a whole or not at all: under a temporary name beside it, then renamed."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    umask = os.umask(0)
    os.umask(umask)
    return umask


@dataclass(slots=True)
class Said:
    """What facts and results say of a thing: how many there are, in which reports, when, and what it belongs to."""

    facts: int = 0
    results: int = 0
    reports: set[str] = field(default_factory=set)
    days: list[str] = field(default_factory=list)
    superiors: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)


def note_fact(said: Mapping[str, Said], agents: Iterable[str], predicate: str, thing: str, *, is_done: bool) -> None:
    """Note of the things that take part in a fact that they do, and where they belong."""
    said[thing].facts += 1
    for agent in agents:
        known = said[agent]
        known.facts += 1
        if is_done and predicate == "subOrganizationOf":
            known.superiors.append(thing)
        elif is_done and predicate in {"locatedIn", "containedInPlace"}:
            known.places.append(thing)


def note_time(said: Mapping[str, Said], involved: Iterable[str], start: str, end: str, reports: Iterable[str]) -> None:
    """Note of things when something was, and which reports say so."""
    days = [day for day in (start, end) if day]
    for iri in involved:
        known = said[iri]
        known.reports.update(reports)
        known.days += days


def _spoken_of(said: Sequence[Fact], measured: Sequence[Outcome]) -> set[str]:
    things = [(*fact.agents, fact.object, fact.place) for fact in said]
    things += [(*outcome.agents, outcome.result_of, outcome.place) for outcome in measured]
    return {iri for found in things for iri in found if iri}


def _names(facts: Facts, iris: Iterable[str]) -> str:
    return LIST_MARK.join(dict.fromkeys(facts.name(iri) for iri in iris))


_Where: TypeAlias = tuple[str, str, str, str, int | None, int | None, str, int]


def _where(facts: Facts, evidence: tuple[Words, ...]) -> _Where:
    words = evidence[0] if evidence else Words()
    source = facts.sources.get(words.source, Source("", ""))
    return words.quote, words.clean, source.title, source.file, words.start, words.end, source.url, len(evidence)
