"""A graph as it is written: Turtle in blocks, one a subject, a text for each named graph. No node is kept, so it stays small.

A block is a subject with its properties as `kg.store.write` puts them; the pages of reports are joined to the default graph
by their blocks. What our own files hold is therefore read by taking them apart again: any other file goes through Oxigraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from kg.store.index import RDF_TYPE, Index, Row, Term, Text, Triple
from kg.store.terms import INFERRED, PREFIXES

Blocks = Mapping[str, str]  # by subject, as written
_EMPTY: Row = {}

_STRING = r'"[^"\\\n\r]*(?:\\(?:[\\"nrt]|u[0-9A-F]{4})[^"\\\n\r]*)*"'
_IRI = r'<[^\x00-\x20<>"{}|\\^`]*>'
_LOCAL = r"[0-9A-Za-z_\u3400-\u9fff](?:[0-9A-Za-z_\u3400-\u9fff-]*[0-9A-Za-z_\u3400-\u9fff])?"
_NAME = rf"(?:{'|'.join((*PREFIXES, 'id'))}):{_LOCAL}"
_PLAIN = r"[+-]?[0-9]*\.?[0-9]+|true|false"
_THING = rf"(?:{_STRING}(?:@[A-Za-z0-9-]+|\^\^(?:{_IRI}|{_NAME}))?|{_IRI}|{_NAME}|{_PLAIN})"
_OBJECT = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"(?:@[\w-]+|\^\^(?:<[^>]*>|[\w:-]+))?|<[^>]*>|[^\s,]+')
_ROW = rf"(?:a|{_IRI}|{_NAME}) {_THING}(?:, {_THING})*"
_BLOCK = re.compile(rf"(?:{_IRI}|{_NAME}) {_ROW}(?: ;\n    {_ROW})* \.")
_GRAPH = re.compile(rf"\n(?:{_IRI}|{_NAME})")
_PREFIX = re.compile(r"@prefix ([a-z]+): <([^<>\s]*)> \.\n")
_ESCAPED = re.compile(r"\\(?:u([0-9A-F]{4})|(.))")
_UNESCAPED = {"n": "\n", "r": "\r", "t": "\t"}
_XSD = PREFIXES["xsd"]
_OFTEN = 32  # characters of a literal that may be said often: a number, a status, a unit


class Written:
    """A graph ready to be written: the blocks of its default graph, and the text of each named graph by its IRI."""

    def __init__(
        self, base: str, pages: Mapping[str, str], default: Blocks | None = None, digests: Mapping[str, str] | None = None
    ) -> None:
        self.base = base
        self.digests = digests or {}  # what the pages hang on (kg.store.pages), where they were made now
        self.pages = {name: pages[name] for name in sorted(pages) if pages[name]}
        self._default = default

    @cached_property
    def default(self) -> Blocks:
        """Return the blocks of the default graph, in order: what the reports say together, where nothing else is given."""
        default = self._default
        return self._of_reports() if default is None else default if isinstance(default, Ordered) else in_order(default)

    @property
    def reports(self) -> Mapping[str, str]:
        """Return the texts of the named graphs of reports."""
        return {name: page for name, page in self.pages.items() if name != self.base + INFERRED}

    @property
    def inferred(self) -> Blocks:
        """Return the blocks of what was inferred."""
        return by_subject(blocks_in(self.pages.get(self.base + INFERRED, "")))

    @cached_property
    def index(self) -> Index:
        """Return the default graph as plain values."""
        return Index.of_rows(self.read_rows())

    def triples(self, *, inferred: bool = False) -> Iterator[Triple]:
        """Yield the triples of the default graph (where that is empty, of all reports), or of what was inferred."""
        for subject, row in self.read_rows(inferred=inferred):
            for predicate, things in row.items():
                for thing in things:
                    yield subject, predicate, thing

    def rows(self, *, inferred: bool = False) -> Rows:
        """Return the same triples by subject and predicate, read where they are asked for."""
        return Rows(self._blocks(inferred=inferred), self.base)

    def read_rows(self, *, inferred: bool = False) -> Iterator[tuple[str, Row]]:
        """Yield the subjects of the same triples, each with its objects by predicate."""
        return map(Reader(self.base).row, self._blocks(inferred=inferred).values())

    def _blocks(self, *, inferred: bool) -> Blocks:
        return self.inferred if inferred else self.default or self._of_reports()

    def _of_reports(self) -> Blocks:
        return union(self.reports.values())

    def turtle(self, *, inferred: bool = False) -> Iterator[str]:
        """Yield the Turtle of the default graph, or of what was inferred, piece by piece."""
        yield head(self.base) + "\n"
        yield text_of(self.inferred if inferred else self.default)

    def trig(self) -> Iterator[str]:
        """Yield the TriG of all graphs, piece by piece: the default graph first."""
        yield from self.turtle()
        yield from self.named()

    def named(self) -> Iterator[str]:
        """Yield the TriG of the named graphs, without what comes before them."""
        short = Reader(self.base).short
        for name, page in self.pages.items():
            yield f"\n{short(name)} {{\n\n{page}\n}}\n"


class Ordered(Mapping[str, str]):
    """Blocks by subject, held as a list in their order."""

    def __init__(self, blocks: Sequence[str]) -> None:
        self._blocks = blocks

    def __getitem__(self, subject: str) -> str:
        """Return the block of a subject; raise KeyError when there is none."""
        opening = f"{subject} "  # blocks are in the order of their subjects: none has a character before the blank
        place = bisect_left(self._blocks, opening)
        if place < len(self._blocks) and self._blocks[place].startswith(opening):
            return self._blocks[place]
        raise KeyError(subject)

    def __iter__(self) -> Iterator[str]:
        return map(subject_of, self._blocks)

    def __len__(self) -> int:
        return len(self._blocks)

    def text(self) -> str:
        """Return the blocks as a text."""
        return "\n\n".join(self._blocks) + "\n" if self._blocks else ""


class Rows:
    """What blocks say of each subject, by predicate, each read once and not before it is asked for."""

    def __init__(self, blocks: Blocks, base: str) -> None:
        self._base, self._reader = base, Reader(base)
        self._blocks = blocks
        self._made: dict[str, Mapping[str, Sequence[Term]]] = {}

    def row(self, subject: str) -> Mapping[str, Sequence[Term]]:
        """Return what is said of a subject, by predicate; nothing of one that is not there."""
        row = self._made.get(subject)
        if row is None:
            blocks, local = self._blocks, f"id:{subject.removeprefix(self._base)}"
            block = blocks.get(local) or blocks.get(f"<{subject}>") or blocks.get(self._others.get(subject, ""))
            row = self._made[subject] = Said(block, self._reader) if block else _EMPTY
        return row

    def members(self, cls: str) -> Sequence[str]:
        """Return the subjects that are said to be of a class."""
        return self._members.get(cls, ())

    def having(self, predicate: str) -> Sequence[str]:
        """Return the subjects of which a predicate is said."""
        local = "" if predicate == RDF_TYPE else re.split("[/#:]", predicate)[-1]  # part of every form in which it is written
        found = sorted(self._reader.iri(subject) for subject, block in self._blocks.items() if local in block)
        return [subject for subject in found if predicate in self.row(subject)]

    @cached_property
    def _others(self) -> Mapping[str, str]:
        """Subjects that are written with the prefix of a vocabulary."""
        return {self._reader.iri(each): each for each in self._blocks if each[0] != "<" and each[:3] != "id:"}

    @cached_property
    def _members(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for classes, subjects in by_classes(self._blocks).items():
            for cls in classes:
                found[self._reader.iri(cls)] += map(self._reader.iri, subjects)
        return found


class Said(Mapping[str, Sequence[Term]]):
    """What a block says of its subject, by predicate; the objects of each are read when they are asked for."""

    __slots__ = ("_reader", "_rows")

    def __init__(self, block: str, reader: Reader) -> None:
        self._reader = reader
        rows = (line.partition(" ") for line in block[block.index(" ") + 1 : -2].split(" ;\n    "))
        self._rows: dict[str, str | list[Term]] = {reader.iri(predicate): written for predicate, _, written in rows}

    def get(self, predicate: str, default: Any = None) -> Any:
        """Return the objects of a predicate."""
        found = self._rows.get(predicate, default)
        if type(found) is str:
            found = self._rows[predicate] = self._reader.objects(found)
        return found

    def __getitem__(self, predicate: str) -> Sequence[Term]:
        found: Sequence[Term] | None = self.get(predicate)
        if found is None:
            raise KeyError(predicate)
        return found

    def __contains__(self, predicate: object) -> bool:
        return predicate in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


# ---- blocks ----------------------------------------------------------------------------------------------------------


def head(base: str) -> str:
    """Return the prefixes of a file; `base` is what `id:` stands for."""
    return "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in sorted({**PREFIXES, "id": base}.items()))


def text_of(blocks: Blocks) -> str:
    """Return blocks as a text, in the order of their subjects.

    >>> text_of({"id:b": "id:b a kg:Thing .", "id:a": "id:a a kg:Thing ."})
    'id:a a kg:Thing .\\n\\nid:b a kg:Thing .\\n'
    """
    if isinstance(blocks, Ordered):
        return blocks.text()
    return "\n\n".join(blocks[subject] for subject in sorted(blocks)) + "\n" if blocks else ""


def subject_of(block: str) -> str:
    """Return the subject of a block, as written."""
    return block[: block.index(" ")]


def blocks_in(text: str) -> list[str]:
    """Return the blocks of a text."""
    return text.removesuffix("\n").split("\n\n") if text else []


def by_subject(blocks: Iterable[str]) -> dict[str, str]:
    """Return blocks of different subjects by these."""
    return {subject_of(block): block for block in blocks}


def union(pages: Iterable[str], wanted: Container[str] | None = None) -> dict[str, str]:
    """Return what pages say together, a block a subject, in the order of the subjects; of `wanted` ones only, if given.

    >>> union(["id:a kg:unit \\"次\\" .\\n", "id:a kg:unit \\"起\\" ;\\n    kg:value 5 .\\n"])
    {'id:a': 'id:a kg:unit "次", "起" ;\\n    kg:value 5 .'}
    """
    found: dict[str, str] = {}
    several: dict[str, set[str]] = {}
    for page in pages:
        for block in blocks_in(page):
            subject = block[: block.index(" ")]
            if wanted is not None and subject not in wanted:
                continue
            known = found.setdefault(subject, block)
            if known is not block and known != block:
                several.setdefault(subject, {known}).add(block)
    found.update({subject: _joined(subject, blocks) for subject, blocks in several.items()})
    return in_order(found)


def in_order(blocks: Blocks) -> dict[str, str]:
    """Return blocks in the order of their subjects."""
    return {subject: blocks[subject] for subject in sorted(blocks)}


def _joined(subject: str, blocks: Iterable[str]) -> str:
    rows: dict[str, set[str]] = defaultdict(set)
    for block in blocks:
        for predicate, objects in rows_of(block):
            rows[predicate].update(objects)
    return block_of(subject, rows)


def block_of(subject: str, rows: Mapping[str, Iterable[str]]) -> str:
    """Return a block: the type first, then the properties by name, the values of each in order."""
    written = [f"{predicate} {', '.join(sorted(rows[predicate]))}" for predicate in sorted(rows, key=_place)]
    return f"{subject} " + " ;\n    ".join(written) + " ."


def _place(predicate: str) -> str:
    return "" if predicate == "a" else predicate


def by_classes(blocks: Blocks) -> dict[tuple[str, ...], list[str]]:
    """Return the subjects of blocks by their classes, as written.

    >>> by_classes({"id:a": 'id:a a kg:Activity, prov:Activity ;\\n    kg:status "done" .', "id:b": "id:b kg:value 5 ."})
    {('kg:Activity', 'prov:Activity'): ['id:a'], (): ['id:b']}
    """
    lines: dict[str, list[str]] = defaultdict(list)  # by the first line without its subject
    for subject, block in blocks.items():
        lines[block[len(subject) + 1 : block.find("\n")]].append(subject)
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for line, subjects in lines.items():
        found[tuple(line[2:].rstrip(" ;.").split(", ")) if line.startswith("a ") else ()] += subjects
    return dict(found)


def rows_of(block: str) -> Iterator[tuple[str, list[str]]]:
    """Yield predicate and objects of each row of a block, as written."""
    for row in block[block.index(" ") + 1 : -2].split(" ;\n    "):
        predicate, _, objects = row.partition(" ")
        yield predicate, _OBJECT.findall(objects) if ", " in objects else [objects]


def take_apart(text: str) -> Written | None:
    """Return the graph of a file that we wrote; None for any other text, also for ours when its form was changed since."""
    base, default, pages = split(text)
    blocks, known = blocks_in(default), set[str]()
    if base and _are_ours(blocks, known) and all(_are_ours(blocks_in(page), known) for page in pages.values()):
        return Written(base, pages, by_subject(blocks))
    return None


def _are_ours(blocks: Iterable[str], known: set[str]) -> bool:
    """Return whether blocks have our form; most of those of a page are `known` from the default graph."""
    for block in blocks:
        if block not in known:
            if not _BLOCK.fullmatch(block):
                return False
            known.add(block)
    return True


def split(text: str) -> tuple[str, str, dict[str, str]]:
    """Return the base of a file of ours, its default graph and its named ones as texts; nothing for a file of another form."""
    nothing: tuple[str, str, dict[str, str]] = "", "", {}
    top, gap, rest = text.partition(" .\n\n")
    spaces = dict(_PREFIX.findall(top + " .\n"))
    known = {**PREFIXES, "id": spaces.get("id", "")}
    if not gap or spaces.items() - known.items() or "id" not in spaces or _PREFIX.sub("", top + " .\n"):
        return nothing
    read, parts = Reader(spaces["id"]), rest.split("\n}\n")
    if len(parts) == 1:
        default, named = parts[0], []
    elif parts.pop():
        return nothing
    else:
        named = [part.partition(" {\n\n") for part in parts]
        default, _, name = named[0][0].rpartition("\n")
        named[0] = (f"\n{name}", *named[0][1:])
    if not all(_GRAPH.fullmatch(name) for name, _, _ in named):
        return nothing
    return spaces["id"], default, {read.iri(name[1:]): page for name, _, page in named}


# ---- terms -----------------------------------------------------------------------------------------------------------


class Reader:
    """Reads terms as they are written, each IRI once."""

    def __init__(self, base: str) -> None:
        self._spaces = {**PREFIXES, "id": base}
        self._known: dict[str, str] = {"a": RDF_TYPE}
        self._literals: dict[str, Text] = {}  # short ones, which are said often
        self._base = base

    def triples(self, block: str) -> Iterator[Triple]:
        """Yield the triples of a block as plain values."""
        subject, row = self.row(block)
        for predicate, things in row.items():
            for thing in things:
                yield subject, predicate, thing

    def row(self, block: str) -> tuple[str, Row]:
        """Return the subject of a block, and its objects by predicate, as plain values."""
        known = self._known
        subject, _, rest = block.partition(" ")
        row: dict[str, list[Term]] = {}
        for line in rest[:-2].split(" ;\n    "):
            predicate, _, written = line.partition(" ")
            row[known.get(predicate) or self.iri(predicate)] = self.objects(written)
        return known.get(subject) or self.iri(subject), row

    def objects(self, written: str) -> list[Term]:
        """Return the objects of a row."""
        known, literals, term = self._known, self._literals, self.term
        objects = _OBJECT.findall(written) if ", " in written else [written]
        return [known.get(each) or literals.get(each) or term(each) for each in objects]

    def iri(self, written: str) -> str:
        """Return the IRI that is written short or in angle brackets."""
        known = self._known.get(written)
        if known is None:
            prefix, _, local = written.partition(":")
            known = written[1:-1] if written[0] == "<" else self._spaces[prefix] + local
            self._known[written] = known
        return known

    def lines(self, block: str) -> Iterator[str]:
        """Yield the triples of a block as N-Triples without the full stop."""
        subject = self.full(block[: block.index(" ")])
        for predicate, objects in rows_of(block):
            about = self.full(predicate)
            for thing in objects:
                yield f"{subject} {about} {self.full(thing)}"

    def full(self, written: str) -> str:
        """Return a term as N-Triples have it: nothing short."""
        if written[0] == "<":
            return written
        if written[0] != '"' and (":" in written or written == "a"):
            return f"<{self.iri(written)}>"
        if written[0] != '"':
            return f'"{written}"^^<{_XSD}{_kind(written)}>'
        text, mark, datatype = written.rpartition("^^")
        return f"{text}^^<{self.iri(datatype)}>" if mark and text.endswith('"') and '"' not in datatype else written

    def term(self, written: str) -> Term:
        """Return what a term says."""
        if written[0] == "<" or (written[0] != '"' and ":" in written):
            return self.iri(written)
        text = self._text(written)
        if len(written) <= _OFTEN:
            self._literals[written] = text
        return text

    def _text(self, written: str) -> Text:
        if written[0] != '"':
            return Text(written, _XSD + _kind(written))
        if written.endswith("@zh-Hans") and "\\" not in written:
            return Text(written[1:-9], "", "zh-Hans")
        end = written.rindex('"')
        return _literal(written[1:end], written[end + 1 :], self)

    def forms(self, iri: str) -> list[str]:
        """Return the ways in which an IRI may be written."""
        shorts = (f"{prefix}:{iri[len(space) :]}" for prefix, space in self._spaces.items() if iri.startswith(space))
        return [*(short for short in shorts if re.fullmatch(_NAME, short)), f"<{iri}>"]

    def short(self, iri: str) -> str:
        """Return an IRI of the data as it is written."""
        local = iri.removeprefix(self._base)
        return f"id:{local}" if iri.startswith(self._base) and re.fullmatch(_LOCAL, local) else f"<{iri}>"


def _kind(number: str) -> str:
    """Return the datatype of what is written without quotation marks."""
    return "boolean" if number in ("true", "false") else "decimal" if "." in number else "integer"


def _literal(escaped: str, tail: str, read: Reader) -> Text:
    value = _ESCAPED.sub(_unescaped, escaped) if "\\" in escaped else escaped
    if tail.startswith("@"):
        return Text(value, "", tail[1:])
    return Text(value, read.iri(tail[2:])) if tail else Text(value)


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else _UNESCAPED.get(found[2], found[2])
