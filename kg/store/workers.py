"""Processes that answer questions: one that takes too long is ended, and another takes its place.

The graph lies on disk once, in a folder that all processes read (Oxigraph, on RocksDB), so that a new one starts at once and
memory does not grow with their number.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import queue
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox

from kg.config import BASE
from kg.errors import GraphError, QueryError
from kg.store.answers import Written, write_answer
from kg.store.parse import file_of, format_of
from kg.store.query import check_allowed, why_not
from kg.store.terms import KG, PREFIXES, RDF

_START = 60.0  # seconds that a process may take to begin


@dataclass(frozen=True, slots=True)
class Question:
    """A SPARQL query, the formats in which its answer is accepted, and the graphs it is asked of (none: all)."""

    text: str
    table: str | None
    graph: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


class TooLongError(Exception):
    """A question was not answered in time."""


class BusyError(Exception):
    """All processes are at work, and stayed so."""


class NotAcceptableError(Exception):
    """The client accepts no format that the answer could have."""


def load_to_disk(path: Path, folder: Path) -> str:
    """Load a graph (of a folder that a build made, or an RDF file) into a store on disk; return the base of its IRIs.

    Raises GraphError when there is none, or none that can be read.
    """
    file = file_of(path)
    store = ox.Store(str(folder))
    try:
        with file.open("rb") as content:
            store.bulk_load(content, format=format_of(file))
    except (SyntaxError, ValueError, OSError) as error:
        raise GraphError(f"{file}: is no RDF that can be read: {error}") from error
    store.flush()
    report = next(store.quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(KG.Report), ox.DefaultGraph()), None)
    name = report.subject.value if report and isinstance(report.subject, ox.NamedNode) else ""
    return name.rpartition("report-")[0] or BASE


class Workers:
    """A few processes that answer questions of the graph in a folder; `ask` may be called by many threads at once."""

    def __init__(self, folder: Path, base: str, *, seconds: float, rows: int, count: int) -> None:
        self._known = {**PREFIXES, "id": base}
        self._seconds = seconds
        self._make: Callable[[], _Worker] = lambda: _Worker(folder, self._known, rows)
        self._idle: queue.Queue[_Worker] = queue.Queue()
        self._all = {self._make() for _ in range(count)}
        self._lock, self._closed = threading.Lock(), False
        for worker in self._all:
            self._idle.put(worker)

    def ask(self, question: Question) -> Written:
        """Return the answer to a question.

        Raises QueryError for one that cannot be answered or is refused, TooLongError when the time is over, BusyError when
        no process became free, NotAcceptableError when the client accepts no format that the answer could have.
        """
        check_allowed(question.text)
        try:
            worker = self._idle.get(timeout=2 * self._seconds)
        except queue.Empty:
            raise BusyError from None
        try:
            answer = worker.ask(question, self._seconds)
        except (TimeoutError, EOFError, OSError) as error:
            worker = self._replaced(worker)
            if isinstance(error, TimeoutError):
                raise TooLongError(f"not answered within {self._seconds:g} seconds") from None
            raise QueryError("the query needs more than this machine has: the process that answered it died") from None
        finally:
            self._idle.put(worker)
        if isinstance(answer, str):
            raise QueryError(why_not(question.text, answer, set(self._known)))
        if answer is None:
            raise NotAcceptableError
        return answer

    def close(self) -> None:
        """End all processes; who still waits for an answer is told that all are busy."""
        with self._lock:
            self._closed = True
            for worker in self._all:
                worker.stop()

    def _replaced(self, worker: _Worker) -> _Worker:
        with self._lock:
            if self._closed:
                raise BusyError
            worker.stop()
            self._all.discard(worker)
            fresh = self._make()
            self._all.add(fresh)
            return fresh


class _Worker:
    """One process, and the line to it."""

    def __init__(self, folder: Path, known: dict[str, str], rows: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._line, other = context.Pipe()
        self._process = context.Process(target=_answer_all, args=(other, str(folder), known, rows), daemon=True)
        self._process.start()
        other.close()
        self._began = False

    def ask(self, question: Question, seconds: float) -> Written | str | None:
        if not self._began:
            self._receive(_START)
            self._began = True
        self._line.send(question)
        return self._receive(seconds)

    def stop(self) -> None:
        self._process.kill()
        self._process.join()
        self._line.close()

    def _receive(self, seconds: float) -> Written | str | None:
        if not self._line.poll(seconds):
            raise TimeoutError
        received: Written | str | None = self._line.recv()
        return received


# ---- in the process --------------------------------------------------------------------------------------------------


def _answer_all(line: Connection, folder: str, known: dict[str, str], rows: int) -> None:
    """Answer one question after another, until the line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    threading.Thread(target=_end_with_parent, daemon=True).start()
    store = ox.Store.read_only(folder)
    with contextlib.suppress(EOFError, ConnectionError):  # a line closed at the other end ends the work
        line.send(None)
        while True:
            line.send(_answer(store, line.recv(), known, rows))


def _answer(store: ox.Store, question: Question, known: dict[str, str], rows: int) -> Written | str | None:
    """Return the answer, or what Oxigraph says is wrong."""
    is_narrowed = bool(question.default_graphs or question.named_graphs)
    try:
        found = store.query(
            question.text,
            prefixes=known,
            default_graph=[*map(ox.NamedNode, question.default_graphs)] if is_narrowed else None,
            named_graphs=[*map(ox.NamedNode, question.named_graphs)] if is_narrowed else None,
        )
        return write_answer(found, question.table, question.graph, rows)
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        return str(error)


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, even in the middle of a question."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(0)
