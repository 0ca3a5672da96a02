"""A graph in; a file for another tool out, by its suffix."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from kg.view.gephi import to_gexf, to_graphml
from kg.view.neo4j import to_neo4j
from kg.view.parquet import to_parquet
from kg.view.read import Facts, Readable, read_facts
from kg.view.tables import write_whole
from kg.view.workbook import to_xlsx

_FILES: Mapping[str, Callable[[Facts], bytes]] = {".graphml": to_graphml, ".gexf": to_gexf, ".xlsx": to_xlsx}
_FOLDERS = {".neo4j": to_neo4j, ".parquet": to_parquet}

EXPORTS: Mapping[str, str] = {
    ".graphml": "GraphML",
    ".gexf": "GEXF for Gephi",
    ".xlsx": "Excel",
    ".neo4j": "a folder of CSV for Neo4j",
    ".parquet": "a folder of Parquet",
}


def write_export(graph: Readable, path: Path) -> None:
    """Write what the suffix of `path` asks for, one of EXPORTS: the same bytes for the same graph."""
    facts = read_facts(graph)
    suffix = path.suffix.lower()
    if suffix in _FILES:
        write_whole(path, _FILES[suffix](facts))
        return
    parts = list(_FOLDERS[suffix](facts))
    path.mkdir(parents=True, exist_ok=True)
    for name, content in parts:
        write_whole(path / name, content)
