"""The whole flow on one page: reports in, a graph out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from kg.clean import clean_documents
from kg.config import FILES, Settings, is_build
from kg.decisions import find_decisions
from kg.errors import SourceError
from kg.extract import extract_facts
from kg.folder import Summary, check_folder, check_own, drop_unfinished, write_build
from kg.garbage import nothing_thrown_away, thrown_away_again
from kg.graph import KnowledgeGraph
from kg.ledger import Ledger, extracted, only_build
from kg.reading import Reading
from kg.records import Decision, Document, Extraction, Problem
from kg.resolve import names_of, resolve_entities
from kg.scale.processes import in_order
from kg.store import check_base, write_facts

Source = str | Path | Iterable[str | Path]
OnProblem = Callable[[Problem], None]
OnProgress = Callable[[str, int, int], None]  # step, how many are done, of how many (0: not known)
Item = TypeVar("Item")


def build(
    source: Source | None = None,
    *,
    texts: Iterable[str] | None = None,
    settings: Settings | None = None,
    on_problem: OnProblem | None = None,
    on_progress: OnProgress | None = None,
) -> KnowledgeGraph:
    """Build the graph of a folder, a file or a list of them, or of texts; raise SourceError when nothing could be read."""
    settings = settings or Settings()
    check_base(settings.base)
    sources = _listed(source)
    documents = read_documents(sources or None, texts, settings, on_problem, on_progress)
    decisions = find_decisions(sources, settings, on_problem or _unsaid)
    return graph_of(documents, settings, on_progress, on_problem, decisions)


def read_documents(
    source: Source | None,
    texts: Iterable[str] | None,
    settings: Settings,
    on_problem: OnProblem | None,
    on_progress: OnProgress | None,
    ledger: Ledger | None = None,
) -> tuple[Document, ...]:
    """Return the clean documents of the sources; raise SourceError when there is none. What the ledger keeps is not cleaned."""
    clean = ledger.clean if ledger else None
    cleaned = clean_documents(source, texts=texts, settings=settings, on_problem=on_problem, clean=clean)
    return tuple(_watched("clean", cleaned, 0, on_progress))


def graph_of(
    documents: Sequence[Document],
    settings: Settings,
    on_progress: OnProgress | None = None,
    on_problem: OnProblem | None = None,
    decisions: Sequence[Decision] = (),
    ledger: Ledger | None = None,
) -> KnowledgeGraph:
    """Return the graph of documents, as people decided; what the ledger keeps is not read again."""

    def extract(unknown: Sequence[Document]) -> Iterator[Extraction]:
        with thrown_away_again():
            read = in_order(partial(extract_facts, settings=settings), unknown, settings.jobs)
            yield from _watched("extract", read, len(unknown), on_progress)

    with nothing_thrown_away():
        extractions = tuple(_reported(extracted(documents, ledger, extract), on_problem))
        names = ledger.names if ledger else names_of
        resolution = resolve_entities(extractions, settings=settings, decisions=decisions, names=names)
        if on_problem:
            for problem in resolution.problems:
                on_problem(problem)
        if ledger is None:
            return KnowledgeGraph(write_facts(resolution, settings=settings, on_problem=on_problem))
        written = write_facts(
            resolution,
            settings=settings,
            on_problem=on_problem,
            earlier=ledger.earlier(),
            said=ledger.said,
            measures=ledger.measures,
        )
        ledger.remember(written)
        return KnowledgeGraph(written, ledger.slices(written))


def build_folder(
    source: Source | None,
    folder: str | Path,
    *,
    texts: Iterable[str] | None = None,
    settings: Settings | None = None,
    on_problem: OnProblem | None = None,
    on_progress: OnProgress | None = None,
) -> Summary:
    """Build a graph and write everything of it into a folder (see kg.folder); return what it holds.

    In a folder that an earlier build made only the reports that are new or changed are read (see kg.ledger). Raises
    SourceError when nothing could be read, ConfigError when the folder cannot take a build or another one is at it.
    """
    start, problems, settings = time.monotonic(), list[Problem](), settings or Settings()
    check_base(settings.base)

    def remember(problem: Problem) -> None:
        problems.append(problem)
        if on_problem:
            on_problem(problem)

    sources = _listed(source)
    check_folder(Path(folder), sources)
    check_own(Path(folder), FILES, is_own=is_build(Path(folder)))
    is_kept = settings.evidence == "quotes" and settings.private_persons  # else names would lie beside the graph
    ledger = Ledger(Path(folder), settings)
    known = ledger if is_kept else None
    documents = read_documents(sources or None, texts, settings, remember, on_progress, known)
    decisions = find_decisions(sources, settings, remember)
    with nothing_thrown_away(), only_build(Path(folder)):
        drop_unfinished(Path(folder))
        graph = graph_of(documents, settings, on_progress, remember, decisions, known)
        summary = write_build(graph, Path(folder), documents, problems, settings, start)
        ledger.keep_only(documents if is_kept else ())
    return summary


def read(path: str | Path, number: int = 1, *, settings: Settings | None = None) -> Reading:
    """Return a report with its marks and facts, to look at in the notebook: of several in a file or folder the `number`th.

    Raises SourceError when nothing can be read or there are fewer reports than that.
    """
    settings = settings or Settings()
    documents = read_documents(path, None, settings, None, None)
    if not isinstance(number, int) or not 1 <= number <= len(documents):
        raise SourceError(f"{path}: has no report {number}; its reports are 1 to {len(documents)}")
    [extraction] = extract_facts([documents[number - 1]], settings=settings)
    return Reading(extraction, number, len(documents))


def _unsaid(problem: Problem) -> None:
    """Nobody asked to be told."""


def _listed(source: Source | None) -> list[str | Path]:
    if source is None:
        return []
    return [source] if isinstance(source, str | Path) else list(source)


def _reported(extractions: Iterable[Extraction], on_problem: OnProblem | None) -> Iterator[Extraction]:
    for extraction in extractions:
        if on_problem:
            for problem in extraction.problems:
                on_problem(problem)
        yield extraction


def _watched(step: str, items: Iterable[Item], total: int, on_progress: OnProgress | None) -> Iterator[Item]:
    for done, item in enumerate(items, 1):
        if on_progress:
            on_progress(step, done, total)
        yield item
