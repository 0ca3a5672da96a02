"""What a report's page hangs on, as a digest: with the same one, the page of an earlier build is the page of this one.

A page is made from the report, from what was read in it, and from what the other reports make of its things (their names,
their merging, units of indicators). All that `kg.store.build` looks at goes into the digest, and the version of its code.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import msgspec

from kg.config import ontology_folder
from kg.records import Entity
from kg.store.triples import is_named, label_of

_encode: Callable[[object], bytes] = msgspec.msgpack.Encoder().encode


class Page(NamedTuple):
    """The text of a report's named graph, the digest of all that it hangs on, and marks of its subjects, where known."""

    digest: str
    text: str
    marks: Sequence[int] = ()


def digest_of(*parts: object) -> str:
    """Return the SHA-256 of parts: texts, numbers, records, and lists of them."""
    return hashlib.sha256(_encode(parts)).hexdigest()


def say_entity(entity: Entity) -> bytes:
    """Return what a page says of a thing, whoever names it."""
    label, named, is_read = label_of(entity), is_named(entity), bool(entity.mentions)
    about = entity.id, entity.type, label, entity.name, entity.aliases, entity.subtype, entity.code, entity.former_ids
    return _encode((about, named, is_read, sorted(unread(entity))))


def unread(entity: Entity) -> set[str]:
    """Return the labels of a thing that no mention has: they stand in every report that names it."""
    labels = {entity.name, *entity.aliases}
    return labels.difference([mention.name for mention in entity.mentions])


@cache
def writer_version() -> str:
    """Return a digest of all that decides how pages are written: code, tables and libraries."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256(version("rdflib").encode())
    for path in sorted((*Path(__file__).parent.glob("*.py"), package / "records.py", *ontology_folder().glob("*.tsv"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
