"""What a report's page hangs on, as a digest: with the same one, the page of an earlier build is the page of this one.

A page is made from the report, from what was read in it, and from what the other reports make of its things (their names,
their merging, units of indicators). All that `kg.store.build` looks at goes into the digest, and the version of its code.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from kg.config import ontology_folder
from kg.records import Entity


class Page(NamedTuple):
    """The text of a report's named graph, and the digest of all that it hangs on."""

    digest: str
    text: str


def digest_of(parts: Iterable[object]) -> str:
    """Return the SHA-256 of parts, each said as a text."""
    told = "\x1e".join(map(str, parts))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def say_entity(entity: Entity, label: str, unread: Iterable[str], *, is_named: bool) -> str:
    """Return a digest of what a page says of a thing, whoever names it."""
    about = (entity.id, entity.type, label, entity.name, entity.aliases, entity.subtype, entity.code, entity.former_ids)
    return digest_of((*about, is_named, bool(entity.mentions), sorted(unread)))


@cache
def writer_version() -> str:
    """Return a digest of all that decides how pages are written: code, tables and libraries."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256(version("rdflib").encode())
    for path in sorted((*Path(__file__).parent.glob("*.py"), package / "records.py", *ontology_folder().glob("*.tsv"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
