"""RDF in: files of any common syntax, read by Oxigraph (fast) or, for JSON-LD, by rdflib."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox
from rdflib import Dataset, Graph
from rdflib.term import BNode, IdentifiedNode, Literal, Node, URIRef

from kg.config import BASE
from kg.errors import GraphError
from kg.garbage import nothing_thrown_away
from kg.store.index import Term, Text, Triple, plain_quads, plain_triples
from kg.store.jsonld import jsonld_of
from kg.store.terms import INFERRED, KG, PREFIXES, RDF
from kg.store.write import Names, blocks_of_plain, default_graph, named_graphs, ntriples, written
from kg.store.written import Blocks, Reader, Written, blocks_in, by_subject, take_apart, text_of

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
    """Return the rdflib graph of an RDF file, or of a folder that a build made; raise GraphError when there is none."""
    file = file_of(path)
    with _reading(file):
        dataset = (
            _read_jsonld(file) if suffix_of(file) == ".jsonld" else _to_dataset(ox.parse(path=file, format=format_of(file)))
        )
    bind_prefixes(dataset, base_of(dataset))
    return dataset


@nothing_thrown_away()
def read_written(path: Path) -> Written | Dataset:
    """Return the graph of an RDF file, or of a folder that a build made, ready to be asked and written.

    A file of ours is taken apart, any other parsed by Oxigraph. An rdflib graph where rdflib is what reads a syntax (JSON-LD),
    or where a node cannot be written (blank nodes). Raises GraphError when there is no graph.
    """
    file = file_of(path)
    if suffix_of(file) == ".jsonld":
        return read_graph(file)
    ours = read_ours(file)
    if ours is not None:
        return ours
    with _reading(file):
        quads = list(plain_quads(ox.parse(path=file, format=format_of(file))))
    try:
        return _written(quads)
    except GraphError:
        return read_graph(file)


def read_ours(path: Path) -> Written | None:
    """Return the graph of a file (or folder) that we wrote, which takes half the time; None for one of another form."""
    file = file_of(path)
    with _reading(file):
        return take_apart(file.read_text("utf-8")) if suffix_of(file) in (".ttl", ".trig") else None


def written_of(graph: Written | Dataset) -> Written:
    """Return a graph as it is written; raise GraphError when a node of an rdflib graph is none that tools accept."""
    return graph if isinstance(graph, Written) else written(graph, base_of(graph))


def dataset_of(graph: Written) -> Dataset:
    """Return a written graph as rdflib has it, for who asks for that: it takes many times the memory."""
    dataset, read = Dataset(), Reader(graph.base)
    bind_prefixes(dataset, graph.base)
    for name, found in (("", graph.default), *((name, by_subject(blocks_in(page))) for name, page in graph.pages.items())):
        target = dataset.graph(URIRef(name)) if name else dataset.default_graph
        target.addN((*_nodes(triple), target) for block in found.values() for triple in read.triples(block))
    return dataset


def triples_of(graph: Written | Dataset, *, inferred: bool = False) -> Iterator[Triple]:
    """Yield what a graph says, or what is inferred in it, as plain values."""
    if isinstance(graph, Written):
        return graph.triples(inferred=inferred)
    return plain_triples(inferred_graph(graph) if inferred else default_graph(graph))


def write_graph(graph: Written | Dataset, path: Path, *, inferred: bool = False, beside: Path | None = None) -> None:
    """Write a graph by the suffix of the file: all graphs as TriG or N-Quads, else the default one, or what was inferred.

    `beside` is the Turtle of the default graph, with which TriG begins.
    """
    suffix = suffix_of(path)
    if suffix not in SUFFIXES:
        raise GraphError(f"{path}: unknown suffix {path.suffix!r}; known are {', '.join(SUFFIXES)}")
    found, is_begun = written_of(graph), beside is not None and suffix == ".trig" and not inferred
    pieces = found.named() if is_begun else _pieces(found, suffix, inferred=inferred)
    try:
        if beside is not None and is_begun:
            shutil.copyfile(beside, path)
        with path.open("a" if is_begun else "w", encoding="utf-8", newline="\n") as file:
            file.writelines(pieces)
    except OSError as error:
        raise GraphError(f"{path}: cannot be written: {error.strerror or error}") from error


def serialize(graph: Written | Dataset, suffix: str, *, inferred: bool = False) -> str:
    """Return a graph in the syntax of a suffix, the same text for the same graph."""
    return "".join(_pieces(written_of(graph), suffix, inferred=inferred))


def _pieces(graph: Written, suffix: str, *, inferred: bool) -> Iterable[str]:
    match suffix:
        case ".trig" if not inferred:
            return graph.trig()
        case ".nq" if not inferred:
            return _nquads(graph)
        case ".ttl" | ".trig":
            return graph.turtle(inferred=inferred)
    found = graph.inferred if inferred else graph.default
    match suffix:
        case ".nt" | ".nq":
            return ntriples(found, Reader(graph.base))
        case ".jsonld":
            return jsonld_of(map(Reader(graph.base).row, found.values()), graph.base)
        case _:
            return (_to_rdfxml(found, graph.base),)


def _nquads(graph: Written) -> list[str]:
    read = Reader(graph.base)
    lines = ntriples(graph.default, read)
    for name, page in graph.pages.items():
        lines += ntriples(by_subject(blocks_in(page)), read, read.short(name))
    return sorted(lines)


def inferred_graph(dataset: Dataset) -> Graph:
    """Return the graph of what was inferred (empty where nothing was)."""
    return named_graphs(dataset).get(URIRef(base_of(dataset) + INFERRED), Graph())


def base_of(dataset: Dataset) -> str:
    """Return what the names of the data begin with: what `id:` stands for, else what the name of a report begins with."""
    bound = dict(dataset.namespaces()).get("id")
    if bound:
        return str(bound)
    return _base_in(map(str, default_graph(dataset).subjects(RDF.type, KG.Report)))


def _base_in(reports: Iterable[str]) -> str:
    """Return what the names of reports begin with, the base of this project where there are none."""
    found = (report.rpartition("report-") for report in sorted(reports))
    return next((base for base, mark, _ in found if mark), BASE)


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
    with _reading(file):
        yield from ox.parse(path=file, format=format_of(file))


@contextmanager
def _reading(file: Path) -> Iterator[None]:
    """Raise GraphError where a file turns out to be no RDF."""
    try:
        yield
    except (SyntaxError, ValueError, OSError, UnicodeDecodeError) as error:
        raise GraphError(f"{file}: is no RDF that can be read: {error}") from error


def format_of(file: Path) -> ox.RdfFormat:
    """Return the syntax of a file, by its suffix."""
    suffix = suffix_of(file)
    return ox.RdfFormat.JSON_LD if suffix == ".jsonld" else _FORMATS[suffix]


def suffix_of(file: Path) -> str:
    """Return the suffix of a file as we write it: a .TTL is a .ttl."""
    return file.suffix.lower()


def file_of(path: Path) -> Path:
    """Return the file that holds a graph: this one, or that of a build's folder; raise GraphError when there is none."""
    if path.is_dir():
        found = next((path / name for name in ("graph.trig", "graph.ttl") if (path / name).is_file()), None)
        if found is None:
            raise GraphError(f"{path}: no graph in this folder; expected graph.trig or graph.ttl, as kg build writes them")
        return found
    if not path.is_file():
        raise GraphError(f"{path}: no such file or folder")
    if suffix_of(path) not in SUFFIXES:
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


def _to_rdfxml(found: Blocks, base: str) -> str:
    """Return RDF/XML written by Oxigraph from sorted triples; the control characters that XML cannot hold become U+FFFD."""
    names, read = Names(base), Reader(base)
    safe = ((s, p, _xml_safe(o)) for block in found.values() for s, p, o in read.triples(block))
    lines = "".join(ntriples(blocks_of_plain(safe, names), read))
    triples = (quad.triple for quad in ox.parse(lines.encode(), format=ox.RdfFormat.N_TRIPLES))
    return (ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes={**PREFIXES, "id": base}) or b"").decode() + "\n"


def _xml_safe(term: Term) -> Term:
    if not isinstance(term, Text) or not _NOT_IN_XML.search(term.value):
        return term
    return term._replace(value=_NOT_IN_XML.sub("\ufffd", term.value))


def _written(quads: Sequence[tuple[str, str, str, Term]]) -> Written:
    """Return plain quads as they are written."""
    graphs: dict[str, list[Triple]] = {"": []}
    for name, *triple in quads:
        graphs.setdefault(name, []).append((triple[0], triple[1], triple[2]))  # type: ignore[arg-type]
    base = _base_in(s for s, p, o in graphs[""] if p == str(RDF.type) and o == str(KG.Report))
    names = Names(base)
    found = {name: blocks_of_plain(triples, names) for name, triples in graphs.items()}
    return Written(base, {name: text_of(blocks) for name, blocks in found.items() if name}, found[""])


def _nodes(triple: Triple) -> tuple[Node, Node, Node]:
    subject, predicate, thing = triple
    if isinstance(thing, Text):
        datatype = _iri(thing.datatype) if thing.datatype else None
        literal = Literal(thing.value, lang=thing.language or None, datatype=datatype, normalize=False)
        return _iri(subject), _iri(predicate), literal
    return _iri(subject), _iri(predicate), _iri(thing)
