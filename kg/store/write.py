"""RDF out, the same bytes for the same graph: sorted Turtle, TriG, N-Triples and N-Quads, written by ourselves.

Our graphs have no blank nodes, so that sorting the lines is all that is needed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from rdflib import Dataset, Graph
from rdflib.namespace import RDF, XSD
from rdflib.term import IdentifiedNode, Literal, Node, URIRef

from kg.errors import GraphError
from kg.store.terms import PREFIXES

Triple = tuple[Node, Node, Node]

_LOCAL = re.compile(r"[0-9A-Za-z_\u3400-\u9fff](?:[0-9A-Za-z_\u3400-\u9fff-]*[0-9A-Za-z_\u3400-\u9fff])?")
_BAD_IRI = re.compile(r"[\x00-\x20<>\"{}|\\^`]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f\u0085\u2028\u2029\ufeff\ufffe\uffff]')
_PLAIN = {
    XSD.integer: re.compile(r"[+-]?[0-9]+"),
    XSD.decimal: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD.boolean: re.compile(r"true|false"),
}


def to_turtle(triples: Iterable[Triple], base: str) -> str:
    """Return sorted Turtle; `base` is what the prefix `id:` stands for."""
    return _head(base) + "\n" + "\n".join(_blocks(triples, _Names(base)))


def to_trig(dataset: Dataset, base: str) -> str:
    """Return sorted TriG: the default graph first, then the named graphs."""
    names = _Names(base)
    parts = [_head(base), *_blocks(default_graph(dataset), names)]
    for name, graph in named_graphs(dataset).items():
        parts += [f"{names(name)} {{\n", *_blocks(graph, names), "}\n"]
    return "\n".join(parts)


def to_ntriples(triples: Iterable[Triple]) -> str:
    """Return sorted N-Triples."""
    return "".join(sorted(f"{_full(s)} {_full(p)} {_full(o)} .\n" for s, p, o in triples))


def to_nquads(dataset: Dataset) -> str:
    """Return sorted N-Quads."""
    named = [(f" {_full(name)}", graph) for name, graph in named_graphs(dataset).items()]
    graphs: list[tuple[str, Graph]] = [("", default_graph(dataset)), *named]
    return "".join(sorted(f"{_full(s)} {_full(p)} {_full(o)}{name} .\n" for name, graph in graphs for s, p, o in graph))


def default_graph(dataset: Dataset) -> Graph:
    """Return the graph of everything read."""
    graph: Graph = dataset.default_graph
    return graph


def named_graphs(dataset: Dataset) -> Mapping[URIRef, Graph]:
    """Return the named graphs that hold something, by IRI, in the order of their IRIs."""
    default = default_graph(dataset).identifier
    graphs = {URIRef(str(g.identifier)): g for g in dataset.graphs() if g.identifier != default and len(g)}
    return dict(sorted(graphs.items()))


class _Names:
    """Short names of IRIs, remembered."""

    def __init__(self, base: str) -> None:
        spaces = {**PREFIXES, "id": base}
        self._spaces = sorted(((space, prefix) for prefix, space in spaces.items()), key=lambda pair: -len(pair[0]))
        self._known: dict[Node, str] = {}

    def __call__(self, term: Node) -> str:
        short = self._known.get(term)
        if short is None:
            short = self._known[term] = self._literal(term) if isinstance(term, Literal) else self._short(term)
        return short

    def _short(self, term: Node) -> str:
        iri = str(term)
        for space, prefix in self._spaces:
            if iri.startswith(space) and _LOCAL.fullmatch(iri, len(space)):
                return f"{prefix}:{iri[len(space) :]}"
        return _full(term)

    def _literal(self, term: Literal) -> str:
        form = _PLAIN.get(term.datatype) if term.datatype else None
        if form and form.fullmatch(str(term)):
            return str(term)
        return _quoted(term, f"^^{self(term.datatype)}" if term.datatype else "")


def _head(base: str) -> str:
    return "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in sorted({**PREFIXES, "id": base}.items()))


def _blocks(triples: Iterable[Triple], names: _Names) -> Iterator[str]:
    """Yield one block a subject: its type first, then its properties by name."""
    subjects: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for s, p, o in triples:
        subjects[names(s)]["a" if p == RDF.type else names(p)].append(names(o))
    for subject in sorted(subjects):
        rows = sorted(subjects[subject].items(), key=lambda row: (row[0] != "a", row[0]))
        yield subject + " " + " ;\n    ".join(f"{p} {', '.join(sorted(objects))}" for p, objects in rows) + " .\n"


def _full(term: Node) -> str:
    if isinstance(term, Literal):
        return _quoted(term, f"^^<{term.datatype}>" if term.datatype else "")
    return _full_iri(term)


@lru_cache(maxsize=100_000)
def _full_iri(term: Node) -> str:
    if not isinstance(term, IdentifiedNode) or not isinstance(term, URIRef) or _BAD_IRI.search(term):
        raise GraphError(f'{term!r} cannot be written: every node must be an IRI without spaces or any of <>"{{}}|\\^`')
    return f"<{term}>"


def _quoted(term: Literal, datatype: str) -> str:
    text = _TO_ESCAPE.sub(lambda found: _ESCAPES.get(found[0], f"\\u{ord(found[0]):04X}"), str(term))
    return f'"{text}"@{term.language}' if term.language else f'"{text}"{datatype}'
