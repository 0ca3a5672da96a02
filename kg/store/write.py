"""RDF out, the same bytes for the same graph: sorted Turtle, TriG, N-Triples and N-Quads, written by ourselves.

Our graphs have no blank nodes, so that sorting the lines is all that is needed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from rdflib import Dataset, Graph
from rdflib.namespace import RDF, XSD
from rdflib.term import Literal, Node, URIRef

from kg.errors import GraphError
from kg.store.index import Term, Text
from kg.store.terms import PREFIXES
from kg.store.written import Blocks, Reader, Written, block_of, head, text_of

Triple = tuple[Node, Node, Node]

_KEPT = 50_000  # names that are remembered
_LOCAL = re.compile(r"[0-9A-Za-z_\u3400-\u9fff](?:[0-9A-Za-z_\u3400-\u9fff-]*[0-9A-Za-z_\u3400-\u9fff])?")
_BAD_IRI = re.compile(r"[\x00-\x20<>\"{}|\\^`]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f\u0085\u2028\u2029\ufeff\ufffe\uffff]')
_PLAIN = {
    str(XSD.integer): re.compile(r"[+-]?[0-9]+"),
    str(XSD.decimal): re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    str(XSD.boolean): re.compile(r"true|false"),
}


class Names:
    """Writes terms: IRIs in short where a prefix fits, literals in quotation marks, numbers and truth plainly."""

    def __init__(self, base: str) -> None:
        spaces = {**PREFIXES, "id": base}
        self._spaces = sorted(((space, prefix) for prefix, space in spaces.items()), key=lambda pair: -len(pair[0]))
        self._known: dict[object, str] = {}

    def __call__(self, term: Node) -> str:
        """Return a term of rdflib as written; raise GraphError for a node that is no IRI, or none that tools accept."""
        if isinstance(term, Literal):
            return self.literal(str(term), str(term.datatype or ""), term.language or "")
        if not isinstance(term, URIRef):
            raise _refused(term)
        return self._known.get(term) or self._remembered(term, self.iri(str(term)))

    def term(self, term: Term) -> str:
        """Return a plain term as written; raise GraphError as above."""
        if isinstance(term, Text):
            return self.literal(*term)
        return self._known.get(term) or self._remembered(term, self.iri(term))

    def iri(self, iri: str) -> str:
        """Return an IRI as written."""
        for space, prefix in self._spaces:
            if iri.startswith(space) and _LOCAL.fullmatch(iri, len(space)):
                return f"{prefix}:{iri[len(space) :]}"
        if _BAD_IRI.search(iri) or iri.startswith("_:"):
            raise _refused(iri)
        return f"<{iri}>"

    def literal(self, value: str, datatype: str, language: str) -> str:
        """Return a literal as written."""
        form = _PLAIN.get(datatype) if datatype else None
        if form and form.fullmatch(value):
            return value
        text = _TO_ESCAPE.sub(_escaped, value)
        return f'"{text}"@{language}' if language else f'"{text}"^^{self.iri(datatype)}' if datatype else f'"{text}"'

    def _remembered(self, term: object, written: str) -> str:
        if len(self._known) >= _KEPT:
            self._known.clear()
        self._known[term] = written
        return written


def blocks(triples: Iterable[Triple], names: Names) -> dict[str, str]:
    """Return one block a subject: its type first, then its properties by name."""
    subjects: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for s, p, o in triples:
        subjects[names(s)]["a" if p == RDF.type else names(p)].add(names(o))
    return {subject: block_of(subject, rows) for subject, rows in subjects.items()}


def blocks_of_plain(triples: Iterable[tuple[str, str, Term]], names: Names) -> dict[str, str]:
    """Return plain triples as blocks."""
    subjects: dict[str, dict[str, list[Term]]] = defaultdict(dict)
    for s, p, o in triples:
        subjects[s].setdefault(p, []).append(o)
    return {(subject := names.term(s)): block_of(subject, _as_written(row, names)) for s, row in subjects.items()}


def _as_written(row: Mapping[str, list[Term]], names: Names) -> dict[str, set[str]]:
    return {"a" if p == _TYPE else names.term(p): set(map(names.term, things)) for p, things in row.items()}


def written(dataset: Dataset, base: str) -> Written:
    """Return an rdflib graph as it is written; raise GraphError when a node is none that tools accept."""
    names = Names(base)
    pages = {str(name): text_of(blocks(graph, names)) for name, graph in named_graphs(dataset).items()}
    return Written(base, pages, blocks(default_graph(dataset), names))


def to_turtle(triples: Iterable[Triple], base: str) -> str:
    """Return sorted Turtle; `base` is what the prefix `id:` stands for."""
    return f"{head(base)}\n{text_of(blocks(triples, Names(base)))}"


def to_ntriples(triples: Iterable[Triple], base: str = "") -> str:
    """Return sorted N-Triples."""
    return "".join(ntriples(blocks(triples, Names(base)), Reader(base)))


def ntriples(found: Blocks, read: Reader, name: str = "") -> list[str]:
    """Return the sorted lines of N-Triples that blocks say, with the name of a graph those of N-Quads."""
    end = f" {read.full(name)} .\n" if name else " .\n"
    return sorted(f"{line}{end}" for block in found.values() for line in read.lines(block))


def default_graph(dataset: Dataset) -> Graph:
    """Return the graph of everything read."""
    graph: Graph = dataset.default_graph
    return graph


def named_graphs(dataset: Dataset) -> Mapping[URIRef, Graph]:
    """Return the named graphs that hold something, by IRI, in the order of their IRIs."""
    default = default_graph(dataset).identifier
    graphs = {URIRef(str(g.identifier)): g for g in dataset.graphs() if g.identifier != default and len(g)}
    return dict(sorted(graphs.items()))


def _escaped(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0], f"\\u{ord(found[0]):04X}")


def _refused(node: object) -> GraphError:
    return GraphError(f'{node!r} cannot be written: every node must be an IRI without spaces or any of <>"{{}}|\\^`')


_TYPE = str(RDF.type)
