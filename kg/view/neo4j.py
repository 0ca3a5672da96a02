"""The graph as CSV for Neo4j: nodes.csv and relationships.csv, with the headings that neo4j-admin database import asks for."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from kg.view.columns import day
from kg.view.read import Facts, Outcome, Source, Words
from kg.view.tables import Cell

NODES = (
    "iri:ID", ":LABEL", "name", "aliases:string[]", "subtype", "code", "formalName", "inferred:boolean", "indicator",
    "measures", "value:double", "unit", "kind", "bound", "direction", "baseline", "planned:boolean", "place",
    "start:date", "end:date", "period", "quote", "file", "position:long", "date", "publisher", "url",
)  # fmt: skip
RELATIONSHIPS = (
    ":START_ID", ":END_ID", ":TYPE", "iri", "status", "inferred:boolean", "place", "start:date", "end:date", "period", "post",
    "confidence:double", "quote", "file", "position:long",
)  # fmt: skip
Row: TypeAlias = dict[str, Cell | tuple[str, ...]]

_LIST = ";"  # how Neo4j divides a list


def to_neo4j(facts: Facts) -> Iterator[tuple[str, bytes]]:
    """Yield nodes.csv and relationships.csv: things, results and reports as nodes, facts as relationships with their words.

    A relationship is called as in the ontology (`ran`, `issued` …), one for each agent of a fact, with `status`: filter by
    `status = 'done'`. A thing `achieved` a result, which is `resultOf` a thing and `statedIn` a report. Import them with
    `neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv`. Every text is on one line.
    """
    yield "nodes.csv", _csv(NODES, _nodes(facts))
    yield "relationships.csv", _csv(RELATIONSHIPS, _relationships(facts))


def _nodes(facts: Facts) -> Iterator[Row]:
    for iri, thing in facts.things.items():
        yield {
            "iri": iri,
            "LABEL": thing.type,
            "name": thing.name,
            "aliases": (*thing.aliases, *thing.traditional),
            "subtype": thing.subtype,
            "code": thing.code,
            "formalName": thing.formal_name,
            "inferred": thing.is_inferred,
        }
    for outcome in facts.outcomes:
        yield {"iri": outcome.iri, "LABEL": "Result", **_measure(outcome, facts)}
    for iri, source in facts.sources.items():
        yield {
            "iri": iri,
            "LABEL": "Report",
            "name": source.title,
            "file": source.file,
            "date": source.date,
            "publisher": source.publisher,
            "url": source.url,
        }


def _measure(outcome: Outcome, facts: Facts) -> Row:
    return {
        "name": outcome.indicator,
        "indicator": outcome.indicator,
        "measures": outcome.measures,
        "value": outcome.value,
        "unit": outcome.unit,
        "kind": outcome.kind,
        "bound": outcome.bound,
        "direction": outcome.direction,
        "baseline": outcome.baseline,
        "planned": outcome.is_planned,
        "place": facts.name(outcome.place),
        **_when(outcome.start, outcome.end, outcome.period),
        **_words(outcome.evidence, facts),
    }


def _relationships(facts: Facts) -> Iterator[Row]:
    for fact in facts.facts:
        told: Row = {
            "TYPE": fact.predicate,
            "iri": fact.iri,
            "status": fact.status,
            "inferred": fact.is_inferred,
            "place": facts.name(fact.place),
            "post": fact.post,
            "confidence": fact.confidence,
            **_when(fact.start, fact.end, fact.period),
            **_words(fact.evidence, facts),
        }
        for agent in fact.agents:
            yield {"START_ID": agent, "END_ID": fact.object, **told}
    for outcome in facts.outcomes:
        planned = "planned" if outcome.is_planned else "done"
        for agent in outcome.agents:
            yield {"START_ID": agent, "END_ID": outcome.iri, "TYPE": "achieved", "status": planned}
        if outcome.result_of:
            yield {"START_ID": outcome.iri, "END_ID": outcome.result_of, "TYPE": "resultOf", "status": planned}
        for source in sorted({words.source for words in outcome.evidence} & facts.sources.keys()):
            yield {"START_ID": outcome.iri, "END_ID": source, "TYPE": "statedIn"}


def _when(start: str, end: str, period: str) -> dict[str, Cell]:
    return {"start": start if day(start) else "", "end": end if day(end) else "", "period": period}


def _words(evidence: Sequence[Words], facts: Facts) -> dict[str, Cell]:
    words = evidence[0] if evidence else Words()
    file = facts.sources.get(words.source, Source("", "")).file
    return {"quote": words.quote or words.clean, "file": file, "position": words.start}


def _csv(heading: Sequence[str], rows: Iterable[Row]) -> bytes:
    names = [title.partition(":")[0] if title.partition(":")[0] else title[1:] for title in heading]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    return text.getvalue().encode("utf-8", "replace")


def _cell(cell: Cell | tuple[str, ...]) -> str:
    """Return a cell as Neo4j reads it: nothing for what is empty, text on one line, no divider inside a list's items."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case tuple():
            return _LIST.join(_cell(item).replace(_LIST, "；") for item in cell)
        case str():
            return " ".join(cell.replace("\x00", "").split())
        case _:
            return format(cell, "f") if hasattr(cell, "is_finite") else str(cell)
