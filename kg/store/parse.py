"""RDF in: files of any common syntax, read by Oxigraph (fast) or, for JSON-LD and RDF/XML, by rdflib."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox
from rdflib import Dataset, Graph
from rdflib.term import BNode, IdentifiedNode, Literal, Node, URIRef

from kg.config import BASE
from kg.errors import GraphError
from kg.store.terms import INFERRED, KG, PREFIXES, RDF
from kg.store.write import default_graph, named_graphs, to_nquads, to_ntriples, to_trig, to_turtle

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}
SUFFIXES = (*_FORMATS, ".jsonld")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TAGS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


def read_graph(path: Path) -> Dataset:
    """Return the graph of an RDF file, or of a folder that a build made; raise GraphError when there is none."""
    file = file_of(path)
    try:
        dataset = (
            _read_jsonld(file) if file.suffix == ".jsonld" else _to_dataset(ox.parse(path=file, format=_FORMATS[file.suffix]))
        )
    except (SyntaxError, ValueError, OSError, UnicodeDecodeError) as error:
        raise GraphError(f"{file}: is no RDF that can be read: {error}") from error
    bind_prefixes(dataset, base_of(dataset))
    return dataset


def write_graph(dataset: Dataset, path: Path, *, inferred: bool = False) -> None:
    """Write a graph by the suffix of the file: all graphs as TriG or N-Quads, else the default one, or what was inferred."""
    if path.suffix not in SUFFIXES:
        raise GraphError(f"{path}: unknown suffix {path.suffix!r}; known are {', '.join(SUFFIXES)}")
    try:
        path.write_text(serialize(dataset, path.suffix, inferred=inferred), "utf-8", newline="\n")
    except OSError as error:
        raise GraphError(f"{path}: cannot be written: {error.strerror or error}") from error


def serialize(dataset: Dataset, suffix: str, *, inferred: bool = False) -> str:
    """Return a graph in the syntax of a suffix, the same text for the same graph."""
    base = base_of(dataset)
    graph = inferred_graph(dataset) if inferred else default_graph(dataset)
    match suffix:
        case ".trig" if not inferred:
            return to_trig(dataset, base)
        case ".nq" if not inferred:
            return to_nquads(dataset)
        case ".ttl" | ".trig":
            return to_turtle(graph, base)
        case ".nt" | ".nq":
            return to_ntriples(graph)
        case ".jsonld":
            return _to_jsonld(graph, base)
        case _:
            return _to_rdfxml(graph, base)


def inferred_graph(dataset: Dataset) -> Graph:
    """Return the graph of what was inferred (empty where nothing was)."""
    return named_graphs(dataset).get(URIRef(base_of(dataset) + INFERRED), Graph())


def base_of(dataset: Dataset) -> str:
    """Return what the names of the data begin with: what `id:` stands for, else what the name of a report begins with."""
    bound = dict(dataset.namespaces()).get("id")
    if bound:
        return str(bound)
    for report in sorted(map(str, default_graph(dataset).subjects(RDF.type, KG.Report))):
        head, mark, _ = report.rpartition("report-")
        if mark:
            return head
    return BASE


def bind_prefixes(dataset: Dataset, base: str) -> None:
    """Give the graph the prefixes that people know."""
    for prefix, space in {**PREFIXES, "id": base}.items():
        dataset.bind(prefix, space, replace=True)


def to_rdflib(term: object) -> IdentifiedNode | Literal:
    """Return an Oxigraph term as rdflib's, with language tags as we write them."""
    if isinstance(term, ox.NamedNode):
        return _iri(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=_TAGS.get(term.language, term.language))
        plain = term.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
        return Literal(term.value) if plain else Literal(term.value, datatype=_iri(term.datatype.value), normalize=False)
    return BNode(term.value if isinstance(term, ox.BlankNode) else None)


@lru_cache(maxsize=100_000)
def _iri(value: str) -> URIRef:
    return URIRef(value)


def parse_quads(path: Path) -> Iterator[ox.Quad]:
    """Yield the quads of an RDF file, or of a folder that a build made; raise GraphError when there are none to read."""
    file = file_of(path)
    try:
        yield from ox.parse(path=file, format=format_of(file))
    except (SyntaxError, ValueError, OSError, UnicodeDecodeError) as error:
        raise GraphError(f"{file}: is no RDF that can be read: {error}") from error


def format_of(file: Path) -> ox.RdfFormat:
    """Return the syntax of a file, by its suffix."""
    return ox.RdfFormat.JSON_LD if file.suffix == ".jsonld" else _FORMATS[file.suffix]


def file_of(path: Path) -> Path:
    """Return the file that holds a graph: this one, or that of a build's folder; raise GraphError when there is none."""
    if path.is_dir():
        found = next((path / name for name in ("graph.trig", "graph.ttl") if (path / name).is_file()), None)
        if found is None:
            raise GraphError(f"{path}: no graph in this folder; expected graph.trig or graph.ttl, as kg build writes them")
        return found
    if not path.is_file():
        raise GraphError(f"{path}: no such file or folder")
    if path.suffix not in SUFFIXES:
        raise GraphError(f"{path}: unknown suffix {path.suffix!r}; known are {', '.join(SUFFIXES)}")
    return path


def _to_dataset(quads: Iterable[ox.Quad]) -> Dataset:
    dataset = Dataset()
    default = dataset.default_graph
    graphs: dict[str, Graph] = {}
    for name, s, p, o in _terms(quads):
        graph = default if name is None else graphs.get(name) or graphs.setdefault(name, dataset.graph(URIRef(name)))
        graph.add((s, p, o))
    return dataset


def _terms(quads: Iterable[ox.Quad]) -> Iterator[tuple[str | None, IdentifiedNode, URIRef, IdentifiedNode | Literal]]:
    for quad in quads:
        name = None if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value
        subject, predicate = to_rdflib(quad.subject), to_rdflib(quad.predicate)
        assert isinstance(subject, IdentifiedNode)
        assert isinstance(predicate, URIRef)
        yield name, subject, predicate, to_rdflib(quad.object)


def _read_jsonld(file: Path) -> Dataset:
    dataset = Dataset()
    dataset.parse(file, format="json-ld")
    return dataset


def _to_jsonld(graph: Graph, base: str) -> str:
    """Return JSON-LD with short names; a subject a line would be nicer to machines, an indented tree is to people."""
    import json

    from kg.config import ontology_folder

    context = json.loads((ontology_folder() / "context.jsonld").read_text("utf-8"))["@context"] | {"id": base}
    tree = json.loads(graph.serialize(format="json-ld", context=context, auto_compact=False))
    tree["@graph"] = sorted(tree.get("@graph", []), key=lambda item: item.get("@id", ""))
    return json.dumps(_sorted_lists(tree), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _sorted_lists(value: object) -> object:
    import json

    if isinstance(value, dict):
        return {key: _sorted_lists(item) for key, item in value.items()}
    if isinstance(value, list):
        return sorted(
            (_sorted_lists(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True, ensure_ascii=False)
        )
    return value


def _to_rdfxml(graph: Graph, base: str) -> str:
    """Return RDF/XML written by Oxigraph from sorted triples; the control characters that XML cannot hold become U+FFFD."""
    safe = ((s, p, _xml_safe(o)) for s, p, o in graph)
    quads = ox.parse(to_ntriples(safe).encode(), format=ox.RdfFormat.N_TRIPLES)
    triples = (quad.triple for quad in quads)
    return (ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes={**PREFIXES, "id": base}) or b"").decode() + "\n"


def _xml_safe(term: Node) -> Node:
    if not isinstance(term, Literal) or not _NOT_IN_XML.search(term):
        return term
    return Literal(_NOT_IN_XML.sub("\ufffd", term), lang=term.language, datatype=term.datatype, normalize=False)
