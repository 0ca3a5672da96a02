"""Zhengtu 政图: Chinese government reports in, a knowledge graph of who ran what, where, when and with which result out.

>>> import kg
>>> graph = kg.build(texts=["2021年，临清市公安局交警大队开展“清源”行动，查处违法停车320起。"])  # doctest: +SKIP
>>> graph.explain("清源")  # doctest: +SKIP

The public names are imported when first used, so that `import kg` and `kg --help` stay quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.clean import clean_documents
    from kg.config import Settings
    from kg.errors import ConfigError, GraphError, KgError, LexiconError, QueryError, SourceError
    from kg.folder import Summary, write_cleaned
    from kg.graph import KnowledgeGraph
    from kg.measure import score
    from kg.pipeline import build, build_folder, read
    from kg.reading import Reading
    from kg.records import Document, Extraction, Problem, Quote, Report
    from kg.samples import sample_reports
    from kg.serve import Endpoint

__version__ = "0.13.0"

_HOMES = {
    "build": "kg.pipeline",
    "build_folder": "kg.pipeline",
    "read": "kg.pipeline",
    "clean_documents": "kg.clean",
    "write_cleaned": "kg.folder",
    "sample_reports": "kg.samples",
    "score": "kg.measure",
    "Endpoint": "kg.serve",
    "KnowledgeGraph": "kg.graph",
    "Reading": "kg.reading",
    "Settings": "kg.config",
    "Summary": "kg.folder",
    "Document": "kg.records",
    "Extraction": "kg.records",
    "Problem": "kg.records",
    "Quote": "kg.records",
    "Report": "kg.records",
    "ConfigError": "kg.errors",
    "GraphError": "kg.errors",
    "KgError": "kg.errors",
    "LexiconError": "kg.errors",
    "QueryError": "kg.errors",
    "SourceError": "kg.errors",
}

__all__ = [
    "ConfigError",
    "Document",
    "Endpoint",
    "Extraction",
    "GraphError",
    "KgError",
    "KnowledgeGraph",
    "LexiconError",
    "Problem",
    "QueryError",
    "Quote",
    "Reading",
    "Report",
    "Settings",
    "SourceError",
    "Summary",
    "__version__",
    "build",
    "build_folder",
    "clean_documents",
    "read",
    "sample_reports",
    "score",
    "write_cleaned",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first used (PEP 562)."""
    if name not in _HOMES:
        msg = f"module 'kg' has no attribute {name!r}; it has {', '.join(__all__)}"
        raise AttributeError(msg)
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
