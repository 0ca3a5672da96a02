"""What a report's page hangs on, as a digest: with the same one, the page of an earlier build is the page of this one.

A page is made from the report, from what was read in it, and from what the other reports make of its things (their names,
their merging, units of indicators). All that `kg.store.build` looks at goes into the digest, and the version of its code.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from kg.config import ontology_folder
from kg.records import Activity, Document, Entity, Mention, Period, Result


class Page(NamedTuple):
    """The text of a report's named graph, and the digest of all that it hangs on."""

    digest: str
    text: str


def digest_of(parts: Iterable[object]) -> str:
    """Return the SHA-256 of parts, each said as a text."""
    told = "\x1e".join(map(str, parts))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def say_document(document: Document) -> Iterator[object]:
    """Yield what a page says of its report, and what quotes and names are cut from."""
    yield from (document.id, document.source, document.checksum, document.title, document.publisher, document.date)
    yield from (document.date_is_inferred, document.url, len(document.raw), document.text)
    yield from (_numbers(document.starts), _numbers(document.ends))
    yield from ((repair.step, repair.start, repair.end) for repair in document.repairs)


def say_entity(entity: Entity, label: str, unread: Iterable[str], *, is_named: bool) -> tuple[object, ...]:
    """Return what a page says of a thing, whoever names it."""
    about = (entity.id, entity.type, label, entity.name, entity.aliases, entity.subtype, entity.code, entity.former_ids)
    return (*about, is_named, bool(entity.mentions), sorted(unread))


def say_mention(mention: Mention) -> tuple[object, ...]:
    """Return what a page takes from a mention of a thing."""
    return mention.name, mention.form, mention.surface, mention.span.start


def say_activity(activity: Activity, agents: Sequence[Entity], thing: Entity, place: Entity | None) -> tuple[object, ...]:
    """Return what a page says of an activity."""
    evidence, span = activity.evidence, activity.object.span
    who = [agent.id for agent in agents], thing.id, place.id if place else None
    what = activity.predicate, activity.status, activity.post, activity.confidence, *_when(activity.period)
    return (*who, *what, evidence.span.start, evidence.span.end, evidence.rule, span.document, span.start, span.end)


def say_result(
    result: Result, agents: Sequence[Entity], of: Entity | None, place: Entity | None, unit: str | None
) -> tuple[object, ...]:
    """Return what a page says of a result."""
    evidence = result.evidence
    who = [agent.id for agent in agents], of.id if of else None, place.id if place else None, unit
    what = result.indicator, result.value, result.unit, result.kind, result.bound, result.direction, result.baseline
    more = result.planned, result.confidence, *_when(result.period)
    return (*who, *what, *more, evidence.span.start, evidence.span.end, evidence.rule)


@cache
def writer_version() -> str:
    """Return a digest of all that decides how pages are written: code, tables and libraries."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256(version("rdflib").encode())
    for path in sorted((*Path(__file__).parent.glob("*.py"), package / "records.py", *ontology_folder().glob("*.tsv"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _when(period: Period | None) -> tuple[object, ...]:
    return (period.start, period.end, period.text, period.is_inferred) if period else (None,)


def _numbers(positions: Sequence[int]) -> str:
    """Return a digest of positions."""
    data = positions.tobytes() if hasattr(positions, "tobytes") else ",".join(map(str, positions)).encode()
    return hashlib.sha256(data).hexdigest()
