"""What the page of each report adds to the tables, as lines ready to be written; put together they are the tables of the graph.

A slice hangs on its page alone, so that a later build makes only those of pages that changed. What several pages tell, and
what a page says of things that only others describe, is read from the graph when the slices are joined.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from operator import attrgetter
from typing import NamedTuple, TypeAlias, TypeVar

from kg.garbage import nothing_thrown_away
from kg.records import Graph, Value
from kg.view.read import (
    Fact,
    Facts,
    Index,
    Outcome,
    Post,
    Relation,
    Source,
    Thing,
    both_ways,
    done_by,
    fact_of,
    outcome_of,
    place_of,
    posts_of,
    read_things,
    read_told,
    thing_of,
    untold,
    with_inferred,
    with_post,
)
from kg.view.tables import (
    ActivityRow,
    Cell,
    EntityRow,
    ResultRow,
    Said,
    Tables,
    activity_rows,
    note_fact,
    note_time,
    result_rows,
    rows_of_things,
    to_csv,
    to_line,
)

_Place: TypeAlias = tuple[str, str, str]  # what reports are ordered by
_Pair: TypeAlias = tuple[str, str]
Item = TypeVar("Item", Fact, Outcome)

_MARK = b"\xef\xbb\xbf"


class Line(Value, frozen=True, array_like=True):
    """A fact or result, and its line of the table: empty where its page alone does not tell all of it."""

    iri: str
    agents: tuple[str, ...]
    predicate: str  # empty for a result
    object: str  # of a result: what it is a result of
    place: str
    start: str
    end: str
    is_done: bool
    post: str | None  # what other facts say it is, None where it says itself
    position: int
    line: bytes


class Slice(Value, frozen=True, array_like=True):
    """What a page adds to the tables: the place of its report among others, its lines in order, its things and relations."""

    place: _Place
    facts: tuple[Line, ...]
    outcomes: tuple[Line, ...]
    things: tuple[Thing, ...]
    relations: tuple[Relation, ...]  # those that no fact of the page tells
    posts: tuple[Post, ...]
    replaced: tuple[str, ...]  # former IRIs


class Joined(NamedTuple):
    """The tables of slices, and how much they hold: things by class, facts that were read, results."""

    tables: Tables
    things: Mapping[str, int]
    facts: int
    results: int


def read_slice(page: Graph) -> Slice:
    """Return what a page adds to the tables."""
    told = read_told(page)
    posts = posts_of(told.posts)
    facts = Facts(
        things={thing.iri: thing for thing in told.things},
        facts=tuple(with_post(fact, posts) for fact in told.facts),
        outcomes=told.outcomes,
        sources={told.source.iri: told.source} if told.source else {},
    )
    acts = map(_fact_line, told.facts, _whole(facts, facts.facts, activity_rows(facts)))
    results = map(_outcome_line, told.outcomes, _whole(facts, facts.outcomes, result_rows(facts)))
    return Slice(
        place_of(told.source) if told.source else ("", "", ""),
        tuple(sorted(acts, key=attrgetter("position", "iri"))),
        tuple(sorted(results, key=attrgetter("position", "iri"))),
        told.things,
        tuple(sorted(set(told.relations) - done_by(told.facts))),
        told.posts,
        told.replaced,
    )


def _whole(facts: Facts, items: Sequence[Fact | Outcome], rows: Iterable[Sequence[Cell]]) -> Iterator[tuple[str, bytes]]:
    """Yield post and line of facts or results; an empty line where a thing or a source is of another page."""
    known = {"", *facts.things}
    for item, line in zip(items, _lines(rows), strict=True):
        thing, post = (item.object, item.post) if isinstance(item, Fact) else (item.result_of, "")
        is_whole = (
            known.issuperset((*item.agents, thing, item.place)) and {w.source for w in item.evidence} == facts.sources.keys()
        )
        yield post, line if is_whole else b""


def _fact_line(fact: Fact, told: tuple[str, bytes]) -> Line:
    return Line(
        fact.iri, fact.agents, fact.predicate, fact.object, fact.place, fact.start, fact.end, fact.status == "done",
        None if fact.post else told[0], _position(fact), told[1],
    )  # fmt: skip


def _outcome_line(outcome: Outcome, told: tuple[str, bytes]) -> Line:
    return Line(
        outcome.iri, outcome.agents, "", outcome.result_of, outcome.place, outcome.start, outcome.end,
        not outcome.is_planned, None, _position(outcome), told[1],
    )  # fmt: skip


def _position(item: Fact | Outcome) -> int:
    return (item.evidence[0].start or 0) if item.evidence else 0


# ---- joined ----------------------------------------------------------------------------------------------------------


class _Told(NamedTuple):
    """A line, where it stands among all others, and the reports that tell of it."""

    place: _Place
    line: Line
    reports: Sequence[str]


@nothing_thrown_away()
def join_slices(slices: Iterable[Slice], graph: Graph) -> Joined:
    """Return the tables of a graph from the slices of its pages: the same as are made from the graph alone."""
    slices = sorted(slices, key=attrgetter("place"))
    read, inferred = Index(graph.rows()), Index(graph.rows(inferred=True))
    things, doubtful = _things(slices, read, inferred)
    posts = posts_of(post for page in slices for post in page.posts)
    sure = things.keys() - doubtful
    facts, open_facts = _split([(page.place, page.facts) for page in slices], ActivityRow._fields, sure, posts)
    outcomes, open_outcomes = _split([(page.place, page.outcomes) for page in slices], ResultRow._fields, sure, posts)
    merged = _merged(read, things, posts, open_facts, open_outcomes)
    facts = sorted((*facts, *_told(merged, merged.facts, activity_rows(merged), _fact_line)), key=_reading_order)
    outcomes = sorted((*outcomes, *_told(merged, merged.outcomes, result_rows(merged), _outcome_line)), key=_reading_order)
    more = _untold(slices, facts, things, inferred)
    rows = rows_of_things(things, _said(things, facts, outcomes, more))
    tables = Tables(
        to_csv(EntityRow._fields, rows).encode("utf-8-sig", "replace"),
        _table(ActivityRow._fields, facts, _lines(activity_rows(Facts(things, more, (), {})))),
        _table(ResultRow._fields, outcomes),
    )
    counted = Counter(thing.type for thing in things.values())
    return Joined(tables, counted, len(facts) + sum(not fact.is_inferred for fact in more), len(outcomes))


def _things(slices: Iterable[Slice], read: Index, inferred: Index) -> tuple[dict[str, Thing], Set[str]]:
    """Return all things by IRI, and those that pages describe in different ways."""
    told: dict[str, Thing] = {}
    several: dict[str, list[Thing]] = defaultdict(list)
    for page in slices:
        for thing in page.things:
            if told.setdefault(thing.iri, thing) != thing:
                several[thing.iri].append(thing)
    doubtful = set()
    for iri, others in several.items():
        one = _one_of(told[iri], others)
        if one is None:
            doubtful.add(iri)
            one = thing_of(iri, told[iri].type, read.row(iri), inferred.row(iri), is_inferred=False)
        told[iri] = one
    replaced = {former for page in slices for former in page.replaced}
    found = {iri: with_inferred(thing, derived) if (derived := inferred.row(iri)) else thing for iri, thing in told.items()}
    only = read_things(Index.of_nothing(), inferred)
    return dict(sorted((only | {iri: thing for iri, thing in found.items() if iri not in replaced}).items())), doubtful


def _one_of(thing: Thing, others: Sequence[Thing]) -> Thing | None:
    """Return a thing with all names that several pages have for it; None where they differ in more."""
    if any((thing.type, thing.name, thing.subtype, thing.code) != (o.type, o.name, o.subtype, o.code) for o in others):
        return None
    tellings = (thing, *others)
    aliases = tuple(sorted({alias for each in tellings for alias in each.aliases}))
    traditional = tuple(sorted({alias for each in tellings for alias in each.traditional}))
    return Thing(thing.iri, thing.type, thing.name, thing.subtype, aliases, traditional, "", thing.code)


def _split(
    pages: Sequence[tuple[_Place, Sequence[Line]]], columns: Sequence[str], sure: Set[str], posts: Mapping[_Pair, str]
) -> tuple[list[_Told], list[str]]:
    """Return the lines that hold, those of several pages as one, and the IRIs of what must be read from the graph."""
    known, times = {"", *sure}, Counter(line.iri for _, lines in pages for line in lines)
    whole: list[_Told] = []
    several: dict[str, list[tuple[_Place, Line]]] = defaultdict(list)
    others = set()
    for place, lines in pages:
        reports = (place[2],)
        for line in lines:
            is_whole = line.line and known.issuperset((*line.agents, line.object, line.place))
            if not is_whole or (line.post is not None and line.post != posts.get((line.agents[0], line.object), "")):
                others.add(line.iri)
            elif times[line.iri] > 1:
                several[line.iri].append((place, line))
            else:
                whole.append(_Told(place, line, reports))
    for iri, tellings in several.items():
        one = _as_one(tellings, columns) if iri not in others else None
        if one:
            whole.append(one)
        else:
            others.add(iri)
    return whole, sorted(others)


def _as_one(tellings: Sequence[tuple[_Place, Line]], columns: Sequence[str]) -> _Told | None:
    """Return what several pages tell, with the words of the report that is first by IRI; None where they differ in more."""
    tellings = sorted(tellings, key=lambda telling: telling[0][2])
    rows = list(csv.reader(line.line.decode("utf-8") for _, line in tellings))
    start, count = columns.index("quote"), columns.index("quotes")
    if len(rows) != len(tellings) or any(row[:start] != rows[0][:start] for row in rows):
        return None
    rows[0][count] = str(sum(int(row[count]) for row in rows))
    place, first = tellings[0]
    [line] = _lines(rows[:1])
    return _Told(place, replace(first, line=line), [place[2] for place, _ in tellings])


def _merged(
    read: Index, things: Mapping[str, Thing], posts: Mapping[_Pair, str], facts: Sequence[str], outcomes: Sequence[str]
) -> Facts:
    """Return facts and results as the graph has them."""
    acts = tuple(with_post(fact, posts) for iri in facts if (fact := fact_of(read, iri, things)))
    results = tuple(outcome_of(read, iri, things) for iri in outcomes)
    sources = {words.source for evidence in (*(a.evidence for a in acts), *(r.evidence for r in results)) for words in evidence}
    return Facts(things, acts, results, {iri: read.source(iri) for iri in sorted(sources)})


def _told(
    facts: Facts, items: Sequence[Item], rows: Iterable[Sequence[Cell]], line_of: Callable[[Item, tuple[str, bytes]], Line]
) -> Iterator[_Told]:
    """Yield the lines of what was read from the graph."""
    for item, line in zip(items, _lines(rows), strict=True):
        reports = [words.source for words in item.evidence] or [""]
        yield _Told(place_of(facts.sources.get(reports[0], Source(reports[0], ""))), line_of(item, ("", line)), reports)


def _reading_order(told: _Told) -> tuple[_Place, int, str]:
    return told.place, told.line.position, told.line.iri


def _untold(slices: Iterable[Slice], facts: Iterable[_Told], things: Mapping[str, Thing], inferred: Index) -> tuple[Fact, ...]:
    """Return the relations that no fact stands behind."""
    told = both_ways({(agent, line.predicate, line.object) for _, line, _ in facts if line.is_done for agent in line.agents})
    direct = untold((relation for page in slices for relation in page.relations), things, told)
    told |= done_by(direct)
    derived = untold((relation for iri in things for relation in inferred.relations(iri)), things, told, is_inferred=True)
    return *direct, *derived


def _said(things: Iterable[str], facts: Iterable[_Told], outcomes: Iterable[_Told], more: Iterable[Fact]) -> Mapping[str, Said]:
    said = {iri: Said() for iri in things}
    for _, line, reports in facts:
        note_fact(said, line.agents, line.predicate, line.object, is_done=line.is_done)
        note_time(said, {*line.agents, line.object}, line.start, line.end, reports)
    for fact in more:
        note_fact(said, fact.agents, fact.predicate, fact.object, is_done=True)
    for _, line, reports in outcomes:
        involved = {*line.agents, line.object} - {""}
        note_time(said, involved, line.start, line.end, reports)
        for iri in involved:
            said[iri].results += 1
    return said


def _table(columns: Sequence[str], told: Iterable[_Told], more: Iterable[bytes] = ()) -> bytes:
    return b"".join((_MARK, *_lines([columns]), *(line.line for _, line, _ in told), *more))


def _lines(rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    return (to_line(row).encode("utf-8", "replace") for row in rows)
