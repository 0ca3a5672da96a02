"""A graph as JSON-LD with the short names of ontology/context.jsonld, subject by subject: no tree of all is ever held."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.config import ontology_folder
from kg.store.index import RDF_TYPE, Row, Term, Text

_XSD = "http://www.w3.org/2001/XMLSchema#"
_END_OF_A_SPACE = (":", "/", "#")

Json = object


def jsonld_of(rows: Iterable[tuple[str, Row]], base: str) -> Iterator[str]:
    """Yield JSON-LD piece by piece: the context with `base` as what id: stands for, then each subject with what it has."""
    context = json.loads((ontology_folder() / "context.jsonld").read_text("utf-8"))["@context"] | {"id": base}
    names = _Names(context)
    yield f'{{\n "@context": {_indented(context, 1)},\n "@graph": ['
    gap = "\n  "
    for subject, row in rows:
        yield gap + _indented(names.node(subject, row), 2)
        gap = ",\n  "
    yield "\n ]\n}\n"


def _indented(value: Json, depth: int) -> str:
    """Return JSON for people, in lines that stand `depth` further in (no text holds the end of a line as such)."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).replace("\n", "\n" + " " * depth)


class _Property(NamedTuple):
    """How a property is called, and what its plain values are: of a datatype, in a language, IRIs (`@id`)."""

    name: str
    datatype: str = ""
    language: str = ""


class _Names:
    """The short names of a context."""

    def __init__(self, context: Mapping[str, str | Mapping[str, str]]) -> None:
        plain = {name: said for name, said in context.items() if isinstance(said, str) and not said.startswith("@")}
        self._spaces = {name: said for name, said in plain.items() if said.endswith(_END_OF_A_SPACE)}
        self._classes = {self._full(said): name for name, said in plain.items() if name not in self._spaces}
        self._properties = {iri: _Property(name) for iri, name in self._classes.items()}
        for name, said in context.items():
            if not isinstance(said, str):
                datatype = said.get("@type", "")
                of = datatype if datatype.startswith("@") else self._full(datatype)
                self._properties[self._full(said["@id"])] = _Property(name, of, said.get("@language", ""))
        self._known: dict[str, str] = {}

    def node(self, subject: str, row: Row) -> Mapping[str, Json]:
        """Return a subject with what it has; values in a fixed order, one alone without brackets."""
        said: dict[str, Json] = {"iri": self._short(subject)}
        for predicate, things in row.items():
            if predicate == RDF_TYPE:
                said["type"] = _one_or_all([self._class(thing) for thing in things])
            else:
                known = self._properties.get(predicate) or _Property(self._short(predicate))
                said[known.name] = _one_or_all([self._value(thing, known) for thing in things])
        return said

    def _class(self, thing: Term) -> Json:
        return self._classes.get(str(thing)) or self._short(str(thing))

    def _value(self, thing: Term, known: _Property) -> Json:
        if not isinstance(thing, Text):
            return self._short(thing) if known.datatype == "@id" else {"@id": self._short(thing)}
        if (thing.datatype, thing.language) == (known.datatype, known.language):
            is_truth = thing.datatype == f"{_XSD}boolean" and thing.value in ("true", "false")
            return thing.value == "true" if is_truth else thing.value
        kind = {"@type": self._short(thing.datatype)} if thing.datatype else {}
        return {"@value": thing.value, **kind, **({"@language": thing.language} if thing.language else {})}

    def _full(self, name: str) -> str:
        prefix, mark, local = name.partition(":")
        return self._spaces[prefix] + local if mark and prefix in self._spaces else name

    def _short(self, iri: str) -> str:
        """Return an IRI behind the prefix of its longest space, where what follows can stand there."""
        known = self._known.get(iri)
        if known is None:
            found = [(len(space), name) for name, space in self._spaces.items() if iri.startswith(space)]
            length, name = max(found, default=(0, ""))
            known = f"{name}:{iri[length:]}" if name and not iri.startswith("//", length) else iri
            self._known[iri] = known
        return known


def _one_or_all(values: Sequence[Json]) -> Json:
    if len(values) == 1:
        return values[0]
    return sorted(values, key=lambda value: json.dumps(value, ensure_ascii=False, sort_keys=True))


__all__ = ["jsonld_of"]
