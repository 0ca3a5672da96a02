"""The whole flow on one page: reports in, a graph out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from kg.clean import clean_documents
from kg.config import Settings
from kg.extract import extract_facts
from kg.graph import KnowledgeGraph
from kg.records import Problem
from kg.resolve import resolve_entities
from kg.store import store_graph


def build(
    source: str | Path | Iterable[str | Path] | None = None,
    *,
    texts: Iterable[str] | None = None,
    settings: Settings | None = None,
    on_problem: Callable[[Problem], None] | None = None,
) -> KnowledgeGraph:
    """Build the graph of a folder, a file or a list of them, or of texts; raise SourceError when nothing could be read."""
    settings = settings or Settings()
    documents = clean_documents(source, texts=texts, settings=settings, on_problem=on_problem)
    extractions = extract_facts(documents, settings=settings)
    resolution = resolve_entities(extractions, settings=settings)
    return KnowledgeGraph(store_graph(resolution, settings=settings))
