"""A graph in; tables of its things, facts and results out: names instead of IRIs, each row with its words and where they stand."""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, TypeAlias

from rdflib import Dataset

from kg.view.read import Fact, Facts, Outcome, Source, Words, read_facts

Cell: TypeAlias = str | int | Decimal | float | bool | None

LIST_MARK = "；"


class EntityRow(NamedTuple):
    """One thing: its names, where it belongs, and how much is said of it. `iri` tells apart what shares a name."""

    name: str
    type: str
    subtype: str
    aliases: str
    superior: str
    place: str
    code: str
    facts: int
    results: int
    reports: int
    first: str
    last: str
    iri: str


class ActivityRow(NamedTuple):
    """One fact: who did what, where and when, and the words that say so, as in the file (`quote`, from `position` to
    `end_position`) and as cleaned (`text`)."""

    agent: str
    predicate: str
    object: str
    post: str
    place: str
    start: str
    end: str
    period: str
    status: str
    confidence: float | None
    inferred: bool
    report: str
    date: str
    quote: str
    text: str
    file: str
    position: int | None
    end_position: int | None
    url: str


class ResultRow(NamedTuple):
    """One measured result: whose, of what, how much, and the words that say so."""

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
    report: str
    date: str
    quote: str
    text: str
    file: str
    position: int | None
    end_position: int | None
    url: str


def entity_rows(facts: Facts) -> list[EntityRow]:
    """Return a row for each thing, sorted by type and name."""
    said = _said_of(facts)
    superior, place = _objects(facts, "subOrganizationOf"), _objects(facts, "locatedIn", "containedInPlace")
    rows = []
    for iri, thing in facts.things.items():
        about, measured = said[iri]
        days = sorted(filter(None, (day for fact in (*about, *measured) for day in (fact.start, fact.end))))
        reports = {words.source for fact in (*about, *measured) for words in fact.evidence}
        rows.append(
            EntityRow(
                name=thing.name,
                type=thing.type,
                subtype=thing.subtype,
                aliases=LIST_MARK.join(thing.aliases),
                superior=_names(facts, superior.get(iri, ())),
                place=_names(facts, place.get(iri, ())),
                code=thing.code,
                facts=facts.degree[iri],
                results=len(measured),
                reports=len(reports),
                first=days[0] if days else "",
                last=days[-1] if days else "",
                iri=iri,
            )
        )
    return sorted(rows, key=lambda row: (row.type, row.name, row.iri))


def activity_rows(facts: Facts) -> list[ActivityRow]:
    """Return a row for each fact, in reading order; what is read from names, or inferred, comes last and has no words."""
    return [
        ActivityRow(
            _names(facts, fact.agents),
            fact.predicate,
            facts.name(fact.object),
            fact.post,
            facts.name(fact.place),
            fact.start,
            fact.end,
            fact.period,
            fact.status,
            fact.confidence,
            fact.is_inferred,
            *_where(facts, fact.evidence),
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
        )
        for outcome in facts.outcomes
    ]


def write_tables(dataset: Dataset, folder: str | Path) -> list[Path]:
    """Write entities.csv, activities.csv and results.csv into a folder (made when missing) and return their paths.

    UTF-8 with a byte order mark, so that spreadsheets show Chinese. No cell is taken for a formula: a text that starts like one
    gets an apostrophe in front; numbers stay numbers.
    """
    facts = read_facts(dataset)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    tables: list[tuple[str, tuple[str, ...], Sequence[tuple[Cell, ...]]]] = [
        ("entities.csv", EntityRow._fields, entity_rows(facts)),
        ("activities.csv", ActivityRow._fields, activity_rows(facts)),
        ("results.csv", ResultRow._fields, result_rows(facts)),
    ]
    for name, columns, rows in tables:
        write_whole(folder / name, to_csv(columns, rows).encode("utf-8-sig", "replace"))
    return [folder / name for name, _, _ in tables]


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows as CSV (RFC 4180) with every cell made safe for a spreadsheet."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue()


def safe_cell(cell: Cell) -> str:
    """Return a cell as text that no spreadsheet takes for a formula; numbers stay as they are.

    >>> safe_cell("=1+1"), safe_cell("-3.5%"), safe_cell(Decimal("-3.50")), safe_cell(None)
    ("'=1+1", '-3.5%', '-3.50', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if not isinstance(cell, str):
        return format(cell, "f") if isinstance(cell, Decimal) else str(cell)
    text = cell.replace("\x00", "")
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


def _said_of(facts: Facts) -> dict[str, tuple[list[Fact], list[Outcome]]]:
    said: dict[str, tuple[list[Fact], list[Outcome]]] = {iri: ([], []) for iri in facts.things}
    for fact in facts.facts:
        for iri in dict.fromkeys((*fact.agents, fact.object)):
            said[iri][0].append(fact)
    for outcome in facts.outcomes:
        for iri in dict.fromkeys((*outcome.agents, outcome.result_of)):
            if iri:
                said[iri][1].append(outcome)
    return said


def _objects(facts: Facts, *predicates: str) -> dict[str, list[str]]:
    objects: dict[str, list[str]] = {}
    for fact in facts.facts:
        if fact.predicate in predicates and fact.status == "done":
            for agent in fact.agents:
                objects.setdefault(agent, []).append(fact.object)
    return objects


def _names(facts: Facts, iris: Iterable[str]) -> str:
    return LIST_MARK.join(dict.fromkeys(facts.name(iri) for iri in iris))


_Where: TypeAlias = tuple[str, str, str, str, str, int | None, int | None, str]


def _where(facts: Facts, evidence: tuple[Words, ...]) -> _Where:
    words = evidence[0] if evidence else Words()
    source = facts.sources.get(words.source, Source("", ""))
    return source.title, source.date, words.quote, words.clean, source.file, words.start, words.end, source.url
