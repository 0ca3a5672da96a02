"""Facts against a reference: precision, recall and F1 of one document's graph (the figures of the project's scoring script).

What counts as right: an *entity* whose class is the reference's and whose preferred label, or at least half of whose labels,
are names that the reference gives it; a *relation* between such entities with the reference's status; a *result* whose value,
unit and indicator agree (indicator: Dice coefficient of character pairs, at least one half); a *result+* that also has an
accepted agent and no other, the direction, kind, bound and year. *Facts* are relations and results+ together, the headline.
What the reference marks as optional counts neither way.
"""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import msgspec

from kg.errors import SourceError
from kg.records import ENTITY_TYPES, PREDICATES

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.graph import KnowledgeGraph

HEADLINES = ("entities", "relations", "results", "results+", "facts")
SLOTS = ("where", "when", "status", "agent", "direction", "year", "of", "kind", "bound", "baseline")
_SAME_UNITS = {
    "％": "%", "百分点": "个百分点", "起次": "起", "人次": "人", "名": "人", "辆次": "辆", "件次": "件", "场次": "场",
    "余人": "人", "元人民币": "元", "位": "人",
}  # fmt: skip

Left = TypeVar("Left", bound=Hashable)
Right = TypeVar("Right", bound=Hashable)


# ---- figures ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were right, found, and in the reference."""

    right: int = 0
    found: int = 0
    reference: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.found + other.found, self.reference + other.reference)

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Return the share of the reference that was found."""
        return self.right / self.reference if self.reference else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those that could be right are."""

    right: int = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    def __str__(self) -> str:
        return f"{self.right}/{self.of}"


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a document, or with `+` of several.

    `headlines` has entities, relations, results, results+ and facts; `slots` how many of the right facts have what the
    reference states; `plans` how many planned facts were given as achieved; `errors` what was missed and what was wrong.
    """

    headlines: Mapping[str, Counts]
    by_class: Mapping[str, Counts]
    slots: Mapping[str, Share]
    names: Share
    plans: int
    errors: Mapping[str, tuple[str, ...]] = field(repr=False)

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            {name: self.headlines[name] + other.headlines[name] for name in HEADLINES},
            {name: self.by_class[name] + other.by_class[name] for name in ENTITY_TYPES},
            {name: self.slots[name] + other.slots[name] for name in SLOTS},
            self.names + other.names,
            self.plans + other.plans,
            {kind: self.errors[kind] + other.errors[kind] for kind in self.errors},
        )

    @property
    def f1(self) -> float:
        """Return the headline figure: F1 of the facts."""
        return self.headlines["facts"].f1

    def __str__(self) -> str:
        return self.table()

    def table(self, *, errors: bool = False) -> str:
        """Return the figures as text for people, with `errors` also what was missed and what was wrong."""
        lines = [f"{'':12}{'P':>7}{'R':>7}{'F1':>7}   right/found/reference"]
        for name, c in self.headlines.items():
            lines.append(f"{name:12}{c.precision:7.3f}{c.recall:7.3f}{c.f1:7.3f}   {c.right}/{c.found}/{c.reference}")
        lines.append("by class    " + "  ".join(f"{name} {c.f1:.2f}" for name, c in self.by_class.items() if c.reference))
        lines.append("slots       " + "  ".join(f"{name} {share}" for name, share in self.slots.items()))
        lines.append(f"plans given as done {self.plans}; labels known to the reference {self.names}")
        for kind, rows in self.errors.items() if errors else ():
            lines += [f"-- {kind} ({len(rows)})", *(f"   {row}" for row in rows)]
        return "\n".join(lines)


def score(graph: KnowledgeGraph | Dataset | str | Path, reference: str | Path) -> Figures:
    """Return the figures of a graph, built from one document alone, against the reference facts of that document.

    `graph` may be a graph, an RDF file, a build's folder, or a JSON file in the form of the reference. Raises SourceError for a
    reference that cannot be read or is of another report than the graph, GraphError for a graph that cannot be read.
    """
    system = _read_system(graph)
    gold = _read_json(Path(reference), leave_out_optional=False)
    refers, entities = _score_entities(system, gold)
    relations = _score_relations(system, gold, refers)
    results = _score_results(system, gold, refers)
    _check_reports(Path(reference), gold, system, is_right=bool(entities.counts.right or results.counts.right))
    headlines = {
        "entities": entities.counts, "relations": relations.counts, "results": results.counts, "results+": results.full,
        "facts": relations.counts + results.full,
    }  # fmt: skip
    errors = {
        f"{kind} {how}": tuple(rows)
        for kind, part in (("entities", entities), ("relations", relations), ("results", results))
        for how, rows in (("missed", part.missed), ("wrong", part.wrong))
    }
    slots = {name: relations.slots.get(name) or results.slots.get(name) or Share() for name in SLOTS}
    return Figures(headlines, entities.by_class, slots, entities.names, relations.plans + results.plans, errors)


# ---- what is compared ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Thing:
    type: str
    label: str
    names: frozenset[str]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class _Telling:
    """One activity behind a relation."""

    place: str | None
    start: str | None
    status: str | None


@dataclass(frozen=True, slots=True)
class _Relation:
    subject: str
    predicate: str
    object: str
    tellings: tuple[_Telling, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class _Result:
    """A result. Beside its own (first) indicator, unit, agent and source a reference may accept others."""

    value: Decimal | None
    indicators: tuple[str, ...]
    units: tuple[str | None, ...]
    agents: frozenset[str]
    also: frozenset[str]  # further agents that are accepted
    of: str | None
    ofs: frozenset[str]
    kind: str | None
    bound: str | None
    direction: str | None
    baseline: str | None
    start: str | None
    planned: bool
    optional: bool = False
    contested: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.indicators[0]} {self.value} {self.units[0] or ''}".rstrip()


@dataclass(frozen=True, slots=True)
class _Document:
    things: Mapping[str, _Thing]
    relations: Sequence[_Relation]
    results: Sequence[_Result]
    reports: tuple[str, ...] = ()  # the files that it is of, or the name of the one that a reference is of


def _check_reports(reference: Path, gold: _Document, system: _Document, *, is_right: bool) -> None:
    """Raise SourceError for a graph of several files, or of another than the reference, where nothing was right."""
    files = ", ".join(system.reports[:5]) + (" …" if len(system.reports) > 5 else "")
    wanted = {name for name in (*gold.reports, reference.stem) if name}
    if len(system.reports) > 1:
        raise SourceError(f"{reference}: is of one report; the graph is of {files}: build the one alone, and score its graph")
    stems = {Path(file).name.partition(".")[0] for file in system.reports}
    if gold.things and stems and not is_right and wanted.isdisjoint(stems):
        raise SourceError(f"{reference}: is of the report {min(wanted)!r}; the graph is of {files} and names nothing of it")


def _read_system(graph: KnowledgeGraph | Dataset | str | Path) -> _Document:
    if isinstance(graph, str | Path):
        path = Path(graph)
        if path.suffix.lower() == ".json":
            return _read_json(path, leave_out_optional=True)
        from kg.store.parse import read_graph

        return _read_dataset(read_graph(path))
    return _read_dataset(cast("KnowledgeGraph", graph).dataset if hasattr(graph, "dataset") else graph)


def _read_dataset(dataset: Dataset) -> _Document:
    from kg.store.facts import read_facts

    facts = read_facts(dataset)
    things = {
        thing.iri: _Thing(thing.type, thing.name, frozenset(map(_plain, (thing.name, *thing.aliases))))
        for thing in facts.things.values()
        if not thing.is_inferred
    }
    tellings: dict[tuple[str, str, str], list[_Telling]] = {
        (link.subject, link.predicate, link.object): [] for link in facts.links if not link.is_inferred
    }
    for deed in facts.deeds:
        if deed.status != "denied":
            for agent in deed.agents:
                known = tellings.setdefault((agent, deed.predicate, deed.object), [])
                known.append(_Telling(deed.place, deed.start, deed.status or None))
    relations = [
        _Relation(s, p, o, tuple(told))
        for (s, p, o), told in tellings.items()
        if s in things and o in things and p in PREDICATES
    ]
    results = [
        _Result(
            value=_number(o.value), indicators=(o.indicator,), units=(o.unit or None,), agents=frozenset(o.agents),
            also=frozenset(), of=o.result_of, ofs=frozenset(), kind=o.kind or None, bound=o.bound or None,
            direction=o.direction, baseline=o.baseline, start=o.start, planned=o.planned,
        )
        for o in facts.outcomes
    ]  # fmt: skip
    told = (*(deed.quotes for deed in facts.deeds), *(outcome.quotes for outcome in facts.outcomes))
    return _Document(things, relations, results, tuple(sorted({quote.source for quotes in told for quote in quotes})))


def _read_json(path: Path, *, leave_out_optional: bool) -> _Document:
    try:
        document = json.loads(path.read_text("utf-8"))
        _check_form(document)
        return _document(document, leave_out_optional=leave_out_optional)
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise SourceError(f"{path}: is no reference that can be read: {error}") from error


class _EntityRow(msgspec.Struct):
    """What an entity of a reference must and may have; what else it has is of no interest."""

    id: str
    type: str
    name: str
    aliases: list[str | None] = []
    resolved: str | None = None


class _RelationRow(msgspec.Struct):
    """A relation of a reference."""

    s: str
    p: str
    o: str
    place: str | None = None
    start: str | None = None
    status: str | None = None


class _ResultRow(msgspec.Struct):
    """A result of a reference."""

    indicator: str
    value: int | float | str | None
    unit: str | None
    indicators: list[str] = []
    units: list[str | None] = []
    agent: str | None = None
    agents: list[str | None] = []
    of: str | None = None
    ofs: list[str | None] = []
    kind: str | None = None
    bound: str | None = None
    direction: str | None = None
    baseline: str | None = None
    start: str | None = None
    contested: list[str | None] = []


_ROWS: Mapping[str, type[msgspec.Struct]] = {"entities": _EntityRow, "relations": _RelationRow, "results": _ResultRow}


def _check_form(document: object) -> None:
    """Raise ValueError for the first row of a reference that has not the form of one."""
    if not isinstance(document, dict):
        raise ValueError(f"it is no object with {', '.join(_ROWS)}")  # noqa: TRY004 - what is read is wrong, not our call
    for name, form in _ROWS.items():
        rows = document.get(name)
        if not isinstance(rows, list):
            raise ValueError(f"{name} is no list")  # noqa: TRY004
        for place, row in enumerate(rows):
            try:
                msgspec.convert(row, form)
            except msgspec.ValidationError as error:
                raise ValueError(f"{name}[{place}]: {error}") from error


def _document(document: Mapping[str, Any], *, leave_out_optional: bool) -> _Document:
    def kept(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        return [row for row in rows if not (leave_out_optional and row.get("optional"))]

    things = {e["id"]: _thing(e) for e in kept(document["entities"])}
    relations = [_relation(r) for r in kept(document["relations"]) if r["s"] in things and r["o"] in things]
    name = document.get("doc")
    results = [_result(row) for row in kept(document["results"])]
    return _Document(things, relations, results, (name,) if isinstance(name, str) else ())


def _thing(row: Mapping[str, Any]) -> _Thing:
    names = [row["name"], *row.get("aliases", []), row.get("resolved")]
    return _Thing(row["type"], row["name"], frozenset(_plain(name) for name in names if name), bool(row.get("optional")))


def _relation(row: Mapping[str, Any]) -> _Relation:
    telling = _Telling(row.get("place"), row.get("start"), row.get("status"))
    return _Relation(row["s"], row["p"], row["o"], (telling,), bool(row.get("optional")))


def _result(row: Mapping[str, Any]) -> _Result:
    return _Result(
        value=_number(row["value"]),
        indicators=(row["indicator"], *row.get("indicators", [])),
        units=(row["unit"], *row.get("units", [])),
        agents=frozenset(agent for agent in [row.get("agent")] if agent),
        also=frozenset(row.get("agents", [])),
        of=row.get("of"),
        ofs=frozenset(row.get("ofs", [])),
        kind=row.get("kind") or None,
        bound=row.get("bound") or None,
        direction=row.get("direction") or None,
        baseline=row.get("baseline") or None,
        start=row.get("start"),
        planned=bool(row.get("planned")),
        optional=bool(row.get("optional")),
        contested=frozenset(row.get("contested", ())),
    )


# ---- entities --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _EntityFigures:
    counts: Counts
    by_class: Mapping[str, Counts]
    names: Share
    missed: list[str]
    wrong: list[str]


def _score_entities(system: _Document, gold: _Document) -> tuple[Mapping[str, str], _EntityFigures]:
    """Return which reference entity each entity speaks of, and the figures.

    One with the wrong class is wrong, but its facts still speak of the thing that it names, unless another entity does.
    """
    mine, theirs = system.things, gold.things
    matched = _match(list(mine), list(theirs), _likeness_of(mine, theirs, same_type=True))
    likeness = _likeness_of(mine, theirs, same_type=False)
    refers = dict(matched)
    for iri in mine:
        if iri not in refers:
            free = [other for other in theirs if other not in refers.values() and likeness(iri, other)]
            if free:
                refers[iri] = max(free, key=lambda other: likeness(iri, other))
    counted = [iri for iri in mine if iri not in refers or not theirs[refers[iri]].optional]
    right = [iri for iri in counted if iri in matched]
    wanted = [key for key, thing in theirs.items() if not thing.optional]
    of_class: dict[str, Counts] = {kind: _count_class(kind, mine, theirs, right, counted, wanted) for kind in ENTITY_TYPES}
    known = [name in theirs[matched[iri]].names for iri in right for name in mine[iri].names]
    found = set(matched.values())
    figures = _EntityFigures(
        Counts(len(right), len(counted), len(wanted)),
        of_class,
        Share(sum(known), len(known)),
        [f"{theirs[key].type} {theirs[key].label}" for key in wanted if key not in found],
        [f"{mine[iri].type} {mine[iri].label}" for iri in counted if iri not in matched],
    )
    return refers, figures


def _count_class(
    kind: str,
    mine: Mapping[str, _Thing],
    theirs: Mapping[str, _Thing],
    right: list[str],
    counted: list[str],
    wanted: list[str],
) -> Counts:
    return Counts(
        sum(mine[iri].type == kind for iri in right),
        sum(mine[iri].type == kind for iri in counted),
        sum(theirs[key].type == kind for key in wanted),
    )


def _likeness_of(mine: Mapping[str, _Thing], theirs: Mapping[str, _Thing], *, same_type: bool) -> Callable[[str, str], float]:
    """Return how like two entities are by name: over 100 when the preferred label is a name of the other."""

    def likeness(iri: str, other: str) -> float:
        one, two = mine[iri], theirs[other]
        if same_type and one.type != two.type:
            return 0
        shared = len(one.names & two.names)
        if _plain(one.label) in two.names:
            return 100 + shared
        return shared if 2 * shared >= len(one.names) else 0

    return likeness


# ---- relations -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _RelationFigures:
    counts: Counts = field(default_factory=Counts)
    slots: dict[str, Share] = field(default_factory=lambda: {name: Share() for name in ("where", "when", "status")})
    plans: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def _score_relations(system: _Document, gold: _Document, refers: Mapping[str, str]) -> _RelationFigures:
    required = {_key(r.subject, r.predicate, r.object): r for r in gold.relations if not r.optional}
    tolerated = {_key(r.subject, r.predicate, r.object) for r in gold.relations if r.optional}
    optional = {key for key, thing in gold.things.items() if thing.optional}
    figures, found, seen = _RelationFigures(), set(), set()
    for relation in system.relations:
        ends = refers.get(relation.subject), refers.get(relation.object)
        text = _said(relation, system)
        if ends[0] is None or ends[1] is None:
            if not optional & set(ends):
                figures.wrong.append(text)
            continue
        key = _key(ends[0], relation.predicate, ends[1])
        if key in seen:
            continue
        seen.add(key)
        if key in required:
            if _score_relation(relation, required[key], refers, figures, text):
                found.add(key)
        elif key not in tolerated and not optional & set(ends):
            figures.wrong.append(text)
    figures.missed = [_said(relation, gold) for key, relation in required.items() if key not in found]
    figures.counts = Counts(len(found), len(found) + len(figures.wrong), len(required))
    return figures


def _score_relation(
    relation: _Relation, reference: _Relation, refers: Mapping[str, str], figures: _RelationFigures, text: str
) -> bool:
    """Return whether a relation that the reference has is told with its status; count its slots."""
    wanted = reference.tellings[0]
    if wanted.status:
        told = relation.tellings or (_Telling(None, None, "done"),)
        right = _mostly(told, lambda telling: (telling.status or "done") == wanted.status)
        figures.slots["status"] += Share(int(right), 1)
        if not right:
            figures.plans += wanted.status == "planned"
            figures.wrong.append(f"{text} ({wanted.status})")
            return False
    if wanted.place:
        right = _mostly(relation.tellings, lambda telling: refers.get(telling.place or "") == wanted.place)
        figures.slots["where"] += Share(int(right), 1)
    if wanted.start:
        right = _mostly(relation.tellings, lambda telling: telling.start == wanted.start)
        figures.slots["when"] += Share(int(right), 1)
    return True


def _key(subject: str, predicate: str, thing: str) -> tuple[str, str, str]:
    if predicate == "cooperatedWith":
        subject, thing = sorted((subject, thing))
    return subject, predicate, thing


def _said(relation: _Relation, document: _Document) -> str:
    return f"{document.things[relation.subject].label} {relation.predicate} {document.things[relation.object].label}"


def _mostly(tellings: Sequence[_Telling], holds: Callable[[_Telling], bool]) -> bool:
    return 2 * sum(map(holds, tellings)) > len(tellings)


# ---- results ---------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _ResultFigures:
    counts: Counts
    full: Counts
    slots: dict[str, Share]
    plans: int
    missed: list[str]
    wrong: list[str]


def _score_results(system: _Document, gold: _Document, refers: Mapping[str, str]) -> _ResultFigures:
    given = [result for result in system.results if not result.planned]
    required = [result for result in gold.results if not result.optional and not result.planned]
    others = [result for result in gold.results if result.optional or result.planned]
    like = _result_likeness(given, required)
    pairs = _match(range(len(given)), range(len(required)), like)
    rest = [i for i in range(len(given)) if i not in pairs]
    beside = _match(rest, range(len(others)), _result_likeness(given, others))
    tolerated = {i for i, j in beside.items() if not others[j].planned}
    slots: dict[str, Share] = defaultdict(Share)
    full = 0
    for i, j in pairs.items():
        holds = _held_slots(given[i], required[j], refers)
        for name in _stated_slots(required[j]):
            slots[name] += Share(int(holds[name]), 1)
        full += all(holds[name] for name in ("agent", "direction", "year", "kind", "bound"))
    found = len(given) - len(tolerated)
    return _ResultFigures(
        Counts(len(pairs), found, len(required)),
        Counts(full, found, len(required)),
        dict(slots),
        len(beside) - len(tolerated),
        [str(result) for j, result in enumerate(required) if j not in pairs.values()],
        [str(given[i]) for i in rest if i not in tolerated],
    )


def _held_slots(result: _Result, reference: _Result, refers: Mapping[str, str]) -> dict[str, bool]:
    agents, accepted = {refers.get(agent) for agent in result.agents}, reference.agents | reference.also
    right_agent = not accepted or (agents <= accepted if agents else not reference.agents)
    of = refers.get(result.of) if result.of else None
    return {
        "agent": right_agent,
        "year": not reference.start or (result.start or "")[:4] == reference.start[:4],
        "of": of == reference.of or of in reference.ofs,
        **{
            name: name in reference.contested or getattr(result, name) == getattr(reference, name)
            for name in ("direction", "kind", "bound", "baseline")
        },
    }


def _stated_slots(reference: _Result) -> list[str]:
    """Return the slots that the reference asks for."""
    stated = {"agent": bool(reference.agents | reference.also), "year": bool(reference.start), "of": bool(reference.of)}
    return [name for name in ("agent", "direction", "year", "of", "kind", "bound", "baseline") if stated.get(name, True)]


def _result_likeness(given: Sequence[_Result], wanted: Sequence[_Result]) -> Callable[[int, int], float]:
    """Return how like the indicators of two results are; 0 unless value, unit and indicator agree."""

    def likeness(i: int, j: int) -> float:
        one, two = given[i], wanted[j]
        if not _same_value(one.value, two.value) or not any(_same_unit(one.units[0], unit) for unit in two.units):
            return 0
        best = max(_dice(one.indicators[0], indicator) for indicator in two.indicators)
        return best if best >= 0.5 else 0

    return likeness


def _same_value(one: Decimal | None, two: Decimal | None) -> bool:
    return one is not None and two is not None and abs(float(one) - float(two)) <= 1e-6 * max(1, abs(float(two)))


def _same_unit(one: str | None, two: str | None) -> bool:
    left, right = ((unit or "").strip() for unit in (one, two))
    return not two or _SAME_UNITS.get(left, left) == _SAME_UNITS.get(right, right)


def _dice(one: str, two: str) -> float:
    left, right = _pairs(one), _pairs(two)
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def _pairs(text: str) -> set[str]:
    text = _plain(text)
    return {text[i : i + 2] for i in range(max(1, len(text) - 1))} if text else set()


def _number(value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


# ---- both ------------------------------------------------------------------------------------------------------------


def _match(left: Iterable[Left], right: Iterable[Right], likeness: Callable[[Left, Right], float]) -> dict[Left, Right]:
    """Return a largest one-to-one matching, likelier pairs first (augmenting paths, after Kuhn 1955)."""
    others = list(right)
    likely = {one: {two: found for two in others if (found := likeness(one, two))} for one in left}
    edges = {one: sorted(found, key=lambda two: -found[two]) for one, found in likely.items()}
    taken: dict[Right, Left] = {}

    def place(one: Left, visited: set[Right]) -> bool:
        for two in edges[one]:
            if two not in visited:
                visited.add(two)
                if two not in taken or place(taken[two], visited):
                    taken[two] = one
                    return True
        return False

    for one in sorted(edges, key=lambda key: (-max(likely[key].values(), default=0), len(edges[key]))):
        place(one, set())
    return {one: two for two, one in taken.items()}


def _plain(name: str) -> str:
    """Return a name without differences of width, case, space and punctuation."""
    text = unicodedata.normalize("NFKC", name).lower()
    return "".join(char for char in text if unicodedata.category(char)[0] in "LN" or char in "+%")
