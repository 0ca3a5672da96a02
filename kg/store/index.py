"""A graph as plain values by subject and predicate, for one fast pass: IRIs are strings, literals `Text`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox
from rdflib import Graph
from rdflib.term import BNode, Literal, Node

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_TAGS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}
_NOTHING: Mapping[str, list[Term]] = {}


class Text(NamedTuple):
    """A literal; `datatype` is empty for a plain string and for one with a language."""

    value: str
    datatype: str = ""
    language: str = ""

    def __str__(self) -> str:
        """Return what is said, as for any other term."""
        return self.value


Term: TypeAlias = str | Text  # a blank node is a string that begins with _:
Triple: TypeAlias = tuple[str, str, Term]
Row: TypeAlias = Mapping[str, list[Term]]  # what a subject has, by predicate


class Index:
    """The triples of a graph, each once; `blank` are its blank nodes."""

    def __init__(self, triples: Iterable[Triple], blank: Set[str] = frozenset()) -> None:
        out: dict[str, dict[str, list[Term]]] = defaultdict(dict)
        for s, p, o in triples:
            known = out[s].setdefault(p, [])
            if o not in known:
                known.append(o)
        self.out: Mapping[str, Row] = dict(out)
        self.blank = blank  # filled while the triples were read

    @classmethod
    def of_rows(cls, rows: Iterable[tuple[str, Row]]) -> Index:
        """Return the index of different subjects without blank nodes, each with what it has, each once."""
        made = cls(())
        made.out = dict(rows)
        return made

    def objects(self, subject: Term, predicate: str) -> Sequence[Term]:
        """Return what a subject has, in no order."""
        return self.out.get(subject, _NOTHING).get(predicate, ())  # type: ignore[arg-type]

    def subjects(self, predicate: str, thing: Term) -> Sequence[str]:
        """Return who has something."""
        if predicate not in self._inverse:
            found: dict[Term, list[str]] = defaultdict(list)
            for subject in self.having.get(predicate, ()):
                for each in self.out[subject][predicate]:
                    found[each].append(subject)
            self._inverse[predicate] = found
        return self._inverse[predicate].get(thing, ())

    @cached_property
    def classes(self) -> Mapping[str, frozenset[str]]:
        """Return the members of each class, as stated (our graphs state every class of a thing)."""
        found: dict[str, set[str]] = defaultdict(set)
        for subject in self.having.get(RDF_TYPE, ()):
            for cls in self.out[subject][RDF_TYPE]:
                if isinstance(cls, str):
                    found[cls].add(subject)
        return {cls: frozenset(members) for cls, members in found.items()}

    @cached_property
    def having(self) -> Mapping[str, Sequence[str]]:
        """Return the subjects that have each predicate."""
        found: dict[str, list[str]] = defaultdict(list)
        for subject, properties in self.out.items():
            for predicate in properties:
                found[predicate].append(subject)
        return dict(found)

    @cached_property
    def _inverse(self) -> dict[str, dict[Term, list[str]]]:
        return {}


def of_graph(graph: Graph) -> Index:
    """Return the index of an rdflib graph."""
    blank = {_subject(term) for s, _, o in graph for term in (s, o) if isinstance(term, BNode)}
    return Index(plain_triples(graph), blank)


def plain_triples(graph: Graph) -> Iterator[Triple]:
    """Yield the triples of an rdflib graph as plain values."""
    return ((_subject(s), str(p), plain(o)) for s, p, o in graph)


def plain_quads(quads: Iterable[ox.Quad]) -> Iterator[tuple[str, str, str, Term]]:
    """Yield what Oxigraph parses as plain values, the name of the graph first (empty for the default graph)."""
    known: dict[str, str] = {}
    for s, p, o, graph in quads:
        name = "" if isinstance(graph, ox.DefaultGraph) else graph.value
        subject = s.value if isinstance(s, ox.NamedNode) else str(s)
        thing = o.value if isinstance(o, ox.NamedNode) else _text(o) if isinstance(o, ox.Literal) else str(o)
        predicate = p.value
        yield name, subject, known.setdefault(predicate, predicate), thing


def of_quads(quads: Iterable[ox.Quad]) -> Index:
    """Return the index of the default graph of what Oxigraph parses (not of its Store, which makes all integers one type)."""
    blank = set[str]()
    return Index(_triples(quads, blank), blank)


def _triples(quads: Iterable[ox.Quad], blank: set[str]) -> Iterator[Triple]:
    for _, s, p, o in plain_quads(quad for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph)):
        blank.update(term for term in (s, o) if isinstance(term, str) and term.startswith("_:"))
        yield s, p, o


def _text(literal: ox.Literal) -> Text:
    if literal.language:
        return Text(literal.value, "", _TAGS.get(literal.language, literal.language))
    datatype = literal.datatype.value
    return Text(literal.value, "" if datatype == _STRING else datatype)


def plain(term: Node) -> Term:
    """Return an rdflib term as a plain value."""
    if not isinstance(term, Literal):
        return _subject(term)
    datatype = "" if term.language or term.datatype is None else str(term.datatype)
    return Text(str(term), "" if datatype == _STRING else datatype, term.language or "")


def _subject(term: Node) -> str:
    return f"_:{term}" if isinstance(term, BNode) else str(term)
