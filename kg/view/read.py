"""A graph in; things, facts, results and the words behind them out, as plain values.

Every other file of this room reads these values, never rdflib. The names are those of the ontology's contract; what a graph
leaves out is empty, never an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from functools import cached_property
from operator import attrgetter
from typing import TypeAlias

from rdflib import Dataset
from rdflib import Graph as Triples
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from kg.garbage import nothing_thrown_away
from kg.records import ENTITY_TYPES, PREDICATES, Graph, Quote, Rows, Value


class Vocabulary:
    """The terms of a vocabulary as texts, each made once: `KG.agent`. (An rdflib Namespace makes a node each time.)"""

    def __init__(self, base: str) -> None:
        self._base = base

    def __getattr__(self, name: str) -> str:
        term = self._base + name
        setattr(self, name, term)
        return term

    def __getitem__(self, name: str) -> str:
        term: str = getattr(self, name)
        return term


KG = Vocabulary("https://w3id.org/zhengtu/ontology#")
OA = Vocabulary("http://www.w3.org/ns/oa#")
SCHEMA = Vocabulary("https://schema.org/")
GEO = Vocabulary("http://www.w3.org/2003/01/geo/wgs84_pos#")
SKOS = Vocabulary("http://www.w3.org/2004/02/skos/core#")
RDF = Vocabulary("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Vocabulary("http://www.w3.org/2000/01/rdf-schema#")
ORG = Vocabulary("http://www.w3.org/ns/org#")
DCTERMS = Vocabulary("http://purl.org/dc/terms/")

RELATIONS: Mapping[str, str] = {
    **{KG[name]: name for name in PREDICATES},
    ORG.subOrganizationOf: "subOrganizationOf",
    ORG.memberOf: "memberOf",
    SCHEMA.containedInPlace: "containedInPlace",
}
SYMMETRIC = frozenset({"cooperatedWith"})


# ---- what is read ----------------------------------------------------------------------------------------------------


class Source(Value, frozen=True):
    """A report: where the words stand. `url` is empty unless it is an http(s) address."""

    iri: str
    title: str
    date: str = ""
    publisher: str = ""
    file: str = ""
    url: str = ""
    checksum: str = ""


class Words(Value, frozen=True, array_like=True):
    """The words behind a fact: as they stand in the file (`quote`), as cleaned (`clean`), and where."""

    quote: str = ""
    clean: str = ""
    before: str = ""
    after: str = ""
    start: int | None = None
    end: int | None = None
    rule: str = ""
    source: str = ""


class Thing(Value, frozen=True, array_like=True):
    """One real-world thing: a node of the network. `traditional` are its names as read in traditional characters."""

    iri: str
    type: str
    name: str
    subtype: str = ""
    aliases: tuple[str, ...] = ()
    traditional: tuple[str, ...] = ()
    formal_name: str = ""
    code: str = ""
    coordinates: tuple[float, float] | None = None
    is_inferred: bool = False


class Fact(Value, frozen=True, array_like=True):
    """Who did what, where and when; `agents`, `object` and `place` are IRIs. `iri` is empty for a relation read from a name."""

    iri: str
    agents: tuple[str, ...]
    predicate: str
    object: str
    place: str = ""
    start: str = ""
    end: str = ""
    period: str = ""
    status: str = "done"
    confidence: float | None = None
    post: str = ""
    evidence: tuple[Words, ...] = ()
    is_inferred: bool = False


class Outcome(Value, frozen=True, array_like=True):
    """One measured result: what was measured, how much, of whom."""

    iri: str
    agents: tuple[str, ...]
    result_of: str
    indicator: str
    measures: str
    value: Decimal | None
    unit: str
    kind: str = ""
    bound: str = ""
    direction: str = ""
    baseline: str = ""
    place: str = ""
    start: str = ""
    end: str = ""
    period: str = ""
    is_planned: bool = False
    evidence: tuple[Words, ...] = ()


class Judgement(Value, frozen=True):
    """That two names mean the same: what it merged (`merged_into`), or which things wait for a decision (`candidates`)."""

    left: str
    right: str
    score: float
    reason: str
    merged_into: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    """All that a graph says, in an order that depends on its content alone; `replaced` leads from former IRIs to today's."""

    things: Mapping[str, Thing]
    facts: tuple[Fact, ...]
    outcomes: tuple[Outcome, ...]
    sources: Mapping[str, Source]
    judgements: tuple[Judgement, ...] = ()
    replaced: Mapping[str, str] = field(default_factory=dict)
    damaged: tuple[Words, ...] = ()  # passages that could not be restored

    @cached_property
    def degree(self) -> Mapping[str, int]:
        """Return how many facts each thing takes part in."""
        degree = dict.fromkeys(self.things, 0)
        for fact in self.facts:
            for iri in (*fact.agents, fact.object):
                degree[iri] += 1
        return degree

    def name(self, iri: str) -> str:
        """Return the name of a thing, empty when there is none."""
        return self.things[iri].name if iri in self.things else ""

    def quote(self, words: Words) -> Quote:
        """Return the words as a citation: as they stand in the file, or as cleaned when the graph holds only those."""
        source = self.sources.get(words.source, Source("", ""))
        start, end = words.start or 0, words.end or 0
        return Quote(words.quote or words.clean, source.file or source.title, start, end, source.url or None)


Readable: TypeAlias = Dataset | Graph | Facts


# ---- reading ---------------------------------------------------------------------------------------------------------


Relation: TypeAlias = tuple[str, str, str]  # subject, predicate, object


class Post(Value, frozen=True, array_like=True):
    """The post that a person has in an agency."""

    iri: str
    person: str
    agency: str
    post: str


class Told(Value, frozen=True):
    """What one page tells, whether or not it describes the things of its facts."""

    source: Source | None
    facts: tuple[Fact, ...]
    outcomes: tuple[Outcome, ...]
    things: tuple[Thing, ...]
    relations: tuple[Relation, ...]
    posts: tuple[Post, ...]
    replaced: tuple[str, ...]  # former IRIs


def read_told(graph: Graph) -> Told:
    """Return what the page of one report tells: what read_facts takes from it unless another page tells of the same."""
    index, anything = Index(graph.rows()), _Anything()
    facts = (fact_of(index, iri, anything) for iri in index.all_of(KG.Activity))
    things = read_things(index, Index.of_nothing())
    return Told(
        source=next(map(index.source, index.all_of(KG.Report)), None),
        facts=tuple(filter(None, facts)),
        outcomes=tuple(outcome_of(index, iri, anything) for iri in index.all_of(KG.Result)),
        things=tuple(things.values()),
        relations=tuple(relation for iri in things for relation in index.relations(iri)),
        posts=tuple(_posts(index)),
        replaced=tuple(sorted(index.having(DCTERMS.isReplacedBy))),
    )


@nothing_thrown_away()
def read_facts(graph: Readable) -> Facts:
    """Return the things, facts and results of a graph (as they are where they have been read already).

    What was read is taken from the default graph, or from all named graphs when that one is empty. What is inferred (the
    graph whose name ends in `inferred`) comes marked as such.
    """
    if isinstance(graph, Facts):
        return graph
    if isinstance(graph, Dataset):
        read, inferred = Index(_Rows(_read_graphs(graph))), Index(_Rows(_inferred_graphs(graph)))
    else:
        read, inferred = Index(graph.rows()), Index(graph.rows(inferred=True))
    things = read_things(read, inferred)
    sources = {source.iri: source for source in map(read.source, read.all_of(KG.Report))}
    posts = posts_of(_posts(read))
    facts = [with_post(fact, posts) for iri in read.all_of(KG.Activity) if (fact := fact_of(read, iri, things))]
    outcomes = [outcome_of(read, iri, things) for iri in read.all_of(KG.Result)]
    told = done_by(facts)
    direct = untold((relation for iri in things for relation in read.relations(iri)), things, told)
    told |= done_by(direct)
    derived = untold((relation for iri in things for relation in inferred.relations(iri)), things, told, is_inferred=True)
    order = _reading_order(sources)
    return Facts(
        things=things,
        facts=(*sorted(facts, key=lambda fact: (order(fact.evidence), fact.iri)), *direct, *derived),
        outcomes=tuple(sorted(outcomes, key=lambda outcome: (order(outcome.evidence), outcome.iri))),
        sources=sources,
        judgements=tuple(_judgement(inferred, iri, things) for iri in inferred.all_of(KG.Match)),
        replaced=_replaced(read, things) | _replaced(inferred, things),
        damaged=tuple(words for iri in sources for words in read.words(read.row(iri), KG.damaged)),
    )


class _Anything(Container[str]):
    def __contains__(self, thing: object) -> bool:
        return True


def is_web_address(text: str) -> bool:
    """Say whether a text can safely be offered as a link: http or https, without blanks or control characters."""
    return re.fullmatch(r"https?://[^\s\x00-\x20\x7f<>\"'`\\]+", text, flags=re.IGNORECASE) is not None


def _read_graphs(dataset: Dataset) -> list[Triples]:
    default = dataset.graph(DATASET_DEFAULT_GRAPH_ID)
    if len(default):
        return [default]
    return [graph for graph in _named_graphs(dataset) if not _is_inferred(graph)]


def _inferred_graphs(dataset: Dataset) -> list[Triples]:
    return [graph for graph in _named_graphs(dataset) if _is_inferred(graph)]


def _named_graphs(dataset: Dataset) -> list[Triples]:
    graphs = [graph for graph in dataset.graphs() if graph.identifier != DATASET_DEFAULT_GRAPH_ID]
    return sorted(graphs, key=lambda graph: str(graph.identifier))


def _is_inferred(graph: Triples) -> bool:
    return re.split(r"[/#:]", str(graph.identifier))[-1] == "inferred"


_Row: TypeAlias = Mapping[str, Sequence[object]]
_NOTHING: _Row = {}


class _Rows:
    """The triples of rdflib graphs by subject and predicate."""

    def __init__(self, graphs: Iterable[Triples]) -> None:
        self._rows: dict[str, dict[str, list[object]]] = {}
        for graph in graphs:
            for subject, predicate, value in graph:
                self._rows.setdefault(str(subject), {}).setdefault(str(predicate), []).append(value)

    def row(self, subject: str) -> _Row:
        return self._rows.get(subject, _NOTHING)

    def members(self, cls: str) -> Sequence[str]:
        return self._members.get(cls, ())

    def having(self, predicate: str) -> Sequence[str]:
        return [subject for subject, row in self._rows.items() if predicate in row]

    @cached_property
    def _members(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for subject, row in self._rows.items():
            for cls in {str(each) for each in row.get(RDF.type, ())}:
                found.setdefault(cls, []).append(subject)
        return found


class Index:
    """What is said of each subject, by predicate, and what that means."""

    def __init__(self, rows: Rows) -> None:
        self.row = rows.row
        self.having = rows.having
        self._members = rows.members

    @classmethod
    def of_nothing(cls) -> Index:
        """Return the index of a graph that says nothing."""
        return cls(_Rows(()))

    def all_of(self, type_: str) -> list[str]:
        """Return the IRIs of a class, sorted."""
        return sorted(self._members(type_))

    def texts(self, subject: str, predicate: str) -> list[str]:
        """Return the texts that a subject has, in order."""
        return _texts(self.row(subject), predicate)

    def text(self, subject: str, *predicates: str) -> str:
        """Return the first text that a subject has, of the first predicate that it has."""
        return _text(self.row(subject), *predicates)

    def relations(self, subject: str) -> Iterator[Relation]:
        """Yield what a subject is related to directly."""
        row = self.row(subject)
        for predicate in sorted(RELATIONS.keys() & row.keys()):
            values = (str(value) for value in row[predicate] if not hasattr(value, "language"))
            yield from ((subject, RELATIONS[predicate], value) for value in values)

    def source(self, iri: str) -> Source:
        """Return a report."""
        publisher = self.text(iri, DCTERMS.publisher)
        url = next(filter(is_web_address, self.texts(iri, SCHEMA.url)), "")
        file = self.text(iri, DCTERMS.source)
        return Source(
            iri=iri,
            title=self.text(iri, DCTERMS.title) or file or _local_name(iri),
            date=self.text(iri, DCTERMS.issued),
            publisher=self.text(publisher, SKOS.prefLabel, RDFS.label) or publisher,
            file=file,
            url=url,
            checksum=self.text(iri, KG.sha256),
        )

    def words(self, row: _Row, predicate: str = KG.evidence) -> tuple[Words, ...]:
        """Return the words behind what a row says, by report and place."""
        found = [self._words(self.row(evidence)) for evidence in _texts(row, predicate)]
        return tuple(
            found if len(found) < 2 else sorted(found, key=lambda words: (words.source, words.start or 0, words.quote))
        )

    def _words(self, row: _Row) -> Words:
        selectors = [self.row(selector) for selector in _texts(row, OA.hasSelector)]

        def of(predicate: str) -> str:
            for selector in selectors:
                if found := _text(selector, predicate):
                    return found
            return ""

        return Words(
            quote=of(OA.exact),
            clean=_text(row, KG.cleanText),
            before=of(OA.prefix),
            after=of(OA.suffix),
            start=_whole_number(of(OA.start)),
            end=_whole_number(of(OA.end)),
            rule=_text(row, KG.rule),
            source=_text(row, OA.hasSource),
        )


def _values(row: _Row, predicate: str) -> Sequence[object]:
    found = row.get(predicate, ())
    return found if len(found) < 2 else sorted(set(found), key=_sort_key)


def _texts(row: _Row, predicate: str) -> list[str]:
    return [str(value) for value in _values(row, predicate)]


def _text(row: _Row, *predicates: str) -> str:
    """Return the first text found: simplified Chinese before others, the first in order before the rest."""
    for predicate in predicates:
        found = row.get(predicate)
        if found:
            first = found[0] if len(found) == 1 else min(_values(row, predicate), key=lambda value: not _is_simplified(value))
            return str(first).strip()
    return ""


# ---- things ----------------------------------------------------------------------------------------------------------


def read_things(read: Index, inferred: Index) -> dict[str, Thing]:
    """Return the things that were read, and those that were only inferred, by IRI."""
    found: dict[str, Thing] = {}
    for index, is_inferred in ((read, False), (inferred, True)):
        for type_ in ENTITY_TYPES:
            for iri in index.all_of(KG[type_]):
                row = index.row(iri)
                if iri not in found and not row.get(DCTERMS.isReplacedBy):
                    found[iri] = thing_of(iri, type_, row, inferred.row(iri), is_inferred=is_inferred)
    return dict(sorted(found.items()))


def thing_of(iri: str, type_: str, row: _Row, derived: _Row, *, is_inferred: bool) -> Thing:
    """Return a thing as the row that was read says, and where that says nothing the one that was inferred."""

    def text(*predicates: str) -> str:
        return _text(row, *predicates) or (_text(derived, *predicates) if derived else "")

    name = text(SKOS.prefLabel, RDFS.label, KG.formalName) or _local_name(iri)
    labels = _values(row, SKOS.altLabel)
    return Thing(
        iri=iri,
        type=type_,
        name=name,
        subtype=text(KG.subtype),
        aliases=tuple(alias for alias in dict.fromkeys(map(str, filter(_is_simplified, labels))) if alias != name),
        traditional=tuple(dict.fromkeys(str(label) for label in labels if not _is_simplified(label))),
        formal_name=text(KG.formalName),
        code=_short_code(text(KG.divisionCode)),
        coordinates=_coordinates(text(GEO.long, SCHEMA.longitude), text(GEO.lat, SCHEMA.latitude)),
        is_inferred=is_inferred,
    )


def with_inferred(thing: Thing, derived: _Row) -> Thing:
    """Return a thing that was read and has a name, with what was inferred of it where it was not read."""
    return Thing(
        thing.iri,
        thing.type,
        thing.name,
        thing.subtype or _text(derived, KG.subtype),
        thing.aliases,
        thing.traditional,
        thing.formal_name or _text(derived, KG.formalName),
        thing.code or _short_code(_text(derived, KG.divisionCode)),
        thing.coordinates or _coordinates(_text(derived, GEO.long, SCHEMA.longitude), _text(derived, GEO.lat, SCHEMA.latitude)),
        thing.is_inferred,
    )


def _coordinates(longitude: str, latitude: str) -> tuple[float, float] | None:
    if not longitude or not latitude:
        return None
    east, north = _number(longitude), _number(latitude)
    if east is None or north is None or abs(east) > 180 or abs(north) > 90:
        return None
    return float(east), float(north)


# ---- facts -----------------------------------------------------------------------------------------------------------


def fact_of(index: Index, iri: str, things: Container[str]) -> Fact | None:
    """Return a fact among things; None where its agents or its object are none of them."""
    row = index.row(iri)
    agents = tuple(agent for agent in _texts(row, KG.agent) if agent in things)
    thing = next((value for value in _texts(row, KG.object) if value in things), "")
    predicate = next((RELATIONS[value] for value in _texts(row, KG.predicate) if value in RELATIONS), "")
    if not (agents and thing and predicate):
        return None
    confidence = _number(_text(row, KG.confidence))
    return Fact(
        iri=iri,
        agents=agents,
        predicate=predicate,
        object=thing,
        place=_first_thing(_texts(row, KG.place), things),
        start=_text(row, KG.startDate),
        end=_text(row, KG.endDate),
        period=_text(row, KG.periodText),
        status=_text(row, KG.status) or "done",
        confidence=None if confidence is None else float(confidence),
        post=_text(row, KG.post),
        evidence=index.words(row),
    )


def with_post(fact: Fact, posts: Mapping[tuple[str, str], str]) -> Fact:
    """Return a fact with the post that another one says, where it says none."""
    post = "" if fact.post else posts.get((fact.agents[0], fact.object), "")
    return replace(fact, post=post) if post else fact


def posts_of(posts: Iterable[Post]) -> Mapping[tuple[str, str], str]:
    """Return the post of each person in each agency; of several the last by IRI."""
    return {(each.person, each.agency): each.post for each in sorted(posts, key=attrgetter("iri"))}


def _posts(index: Index) -> Iterator[Post]:
    for iri in index.all_of(ORG.Membership):
        post = index.text(iri, KG.post, ORG.role, SKOS.prefLabel, RDFS.label)
        for person in index.texts(iri, ORG.member):
            yield from (Post(iri, person, agency, post) for agency in index.texts(iri, ORG.organization))


def done_by(facts: Iterable[Fact]) -> set[Relation]:
    """Return the relations that facts tell as done, those that hold both ways in both."""
    return both_ways({(agent, fact.predicate, fact.object) for fact in facts if fact.status == "done" for agent in fact.agents})


def both_ways(told: Set[Relation]) -> set[Relation]:
    """Return relations, those that hold both ways in both."""
    return set(told) | {(thing, predicate, agent) for agent, predicate, thing in told if predicate in SYMMETRIC}


def untold(
    relations: Iterable[Relation], things: Container[str], told: Set[Relation], *, is_inferred: bool = False
) -> list[Fact]:
    """Return the relations between things that no fact stands behind: those read from a name, or inferred."""
    found = {relation for relation in relations if relation[0] in things and relation[2] in things} - told
    return [
        Fact("", (agent,), predicate, thing, is_inferred=is_inferred)
        for agent, predicate, thing in sorted(found)
        if not (predicate in SYMMETRIC and thing < agent and (thing, predicate, agent) in found)
    ]


def outcome_of(index: Index, iri: str, things: Container[str]) -> Outcome:
    """Return a measured result, with those that are among things."""
    row = index.row(iri)
    measure = _text(row, KG.measures)
    return Outcome(
        iri=iri,
        agents=tuple(agent for agent in _texts(row, KG.agent) if agent in things),
        result_of=_first_thing(_texts(row, KG.resultOf), things),
        indicator=_text(row, KG.indicator),
        measures=index.text(measure, SKOS.prefLabel, RDFS.label) if measure else "",
        value=_number(_text(row, KG.value)),
        unit=_text(row, KG.unit),
        kind=_text(row, KG.kind),
        bound=_text(row, KG.bound),
        direction=_text(row, KG.direction),
        baseline=_text(row, KG.baseline),
        place=_first_thing(_texts(row, KG.place), things),
        start=_text(row, KG.startDate),
        end=_text(row, KG.endDate),
        period=_text(row, KG.periodText),
        is_planned=_text(row, KG.planned).lower() in {"true", "1"},
        evidence=index.words(row),
    )


def _judgement(index: Index, iri: str, things: Mapping[str, Thing]) -> Judgement:
    row = index.row(iri)
    score = _number(_text(row, KG.confidence))
    return Judgement(
        left=_text(row, KG.left),
        right=_text(row, KG.right),
        score=0.0 if score is None else float(score),
        reason=_text(row, KG.reason),
        merged_into=_first_thing(_texts(row, KG.mergedInto), things),
        candidates=tuple(candidate for candidate in _texts(row, KG.candidate) if candidate in things),
    )


def _replaced(index: Index, things: Mapping[str, Thing]) -> dict[str, str]:
    found = {iri: index.text(iri, DCTERMS.isReplacedBy) for iri in sorted(index.having(DCTERMS.isReplacedBy))}
    return {former: now for former, now in found.items() if now in things and former not in things}


# ---- helpers ---------------------------------------------------------------------------------------------------------


def _reading_order(sources: Mapping[str, Source]) -> Callable[[tuple[Words, ...]], tuple[tuple[str, str, str], int]]:
    def order(evidence: tuple[Words, ...]) -> tuple[tuple[str, str, str], int]:
        first = evidence[0] if evidence else Words()
        return place_of(sources.get(first.source, Source(first.source, ""))), first.start or 0

    return order


def place_of(source: Source) -> tuple[str, str, str]:
    """Return what reports are ordered by: file, title and IRI."""
    return source.file, source.title, source.iri


def _first_thing(candidates: Iterable[str], things: Container[str]) -> str:
    return next((iri for iri in candidates if iri in things), "")


def _sort_key(node: object) -> tuple[str, str]:
    return str(node), getattr(node, "language", None) or ""


def _is_simplified(node: object) -> bool:
    return (getattr(node, "language", None) or "").lower() != "zh-hant"


def _short_code(code: str) -> str:
    """Return a division's code without the zeros that fill it up: 37 for 370000, 3701 for 370100."""
    return re.sub(r"^(\d\d)0000$|^(\d{4})00$", r"\1\2", code) if code else ""


def _local_name(iri: str) -> str:
    return re.split(r"[/#:]", iri.rstrip("/#:"))[-1] or iri


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _whole_number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() else None
