"""Reference facts as records: what extraction and resolution would hand over if they made no mistake."""

from __future__ import annotations

import hashlib
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.records import Activity, Document, Entity, Evidence, Extraction, Mention, Period, Resolution, Result, Span


def perfect_resolution(reference: Path, text: str) -> Resolution:
    """Return the required facts of a reference file, read from the text that it was annotated on."""
    facts = json.loads(reference.read_text("utf-8"))
    document = plain_document(reference.stem, text, title=facts.get("title"), date=facts.get("date"))
    entities = {row["id"]: _entity(row, document) for row in facts["entities"] if not row.get("optional")}
    mention = {key: entity.mentions[0] for key, entity in entities.items()}
    relations = [r for r in facts["relations"] if not r.get("optional") and {r["s"], r["o"]} <= set(entities)]
    results = [r for r in facts["results"] if not r.get("optional")]
    mentions = tuple(m for entity in entities.values() for m in entity.mentions)
    extraction = Extraction(
        document,
        mentions,
        tuple(_activity(row, mention, document) for row in relations),
        tuple(_result(row, mention, document) for row in results),
    )
    return Resolution((extraction,), tuple(entities.values()))


def plain_document(name: str, text: str, **about: Any) -> Document:
    """Return a document that is read as it stands in its file."""
    checksum = hashlib.sha256(text.encode()).hexdigest()
    return Document(name, text, f"{name}.txt", checksum, text, range(len(text)), range(1, len(text) + 1), **about)


def _entity(row: dict[str, Any], document: Document) -> Entity:
    names = dict.fromkeys([row["name"], *row.get("aliases", [])])
    mentions = [
        _mention(row, name, found.start(), document) for name in names for found in re.finditer(re.escape(name), document.text)
    ]
    implied = Mention(
        Span(document.id, 0, 2), row["type"], row["name"], document.text[:2], "test/implied", row.get("subtype"), "implied"
    )
    local = f"{row['type'].lower()}-{hashlib.sha256((document.id + row['id']).encode()).hexdigest()[:12]}"
    aliases = tuple(name for name in names if name != row["name"])
    return Entity(local, row["type"], row["name"], tuple(dict.fromkeys(mentions)) or (implied,), aliases, row.get("subtype"))


def _mention(row: dict[str, Any], name: str, start: int, document: Document) -> Mention:
    span = Span(document.id, start, start + len(name))
    return Mention(span, row["type"], name, name, f"test/{row['id']}", row.get("subtype"))


def _activity(row: dict[str, Any], mention: dict[str, Mention], document: Document) -> Activity:
    return Activity(
        agents=(mention[row["s"]],),
        predicate=row["p"],
        object=mention[row["o"]],
        evidence=_evidence(row, document),
        status=row.get("status") or "done",
        place=mention.get(row.get("place")),
        period=_period(row),
        post=row.get("post"),
    )


def _result(row: dict[str, Any], mention: dict[str, Mention], document: Document) -> Result:
    return Result(
        agents=(mention[row["agent"]],) if row.get("agent") in mention else (),
        indicator=row["indicator"],
        value=Decimal(str(row["value"])),
        unit=row["unit"] or "",
        kind=row["kind"],
        evidence=_evidence(row, document),
        bound=row.get("bound") or "exact",
        direction=row.get("direction"),
        baseline=row.get("baseline"),
        result_of=mention.get(row.get("of")),
        place=mention.get(row.get("place")),
        period=_period(row),
        planned=bool(row.get("planned")),
    )


def _evidence(row: dict[str, Any], document: Document) -> Evidence:
    start = document.text.index(row["quote"])
    return Evidence(Span(document.id, start, start + len(row["quote"])), "test/reference")


def _period(row: dict[str, Any]) -> Period | None:
    return Period(row.get("start"), row.get("end"), "") if row.get("start") or row.get("end") else None
