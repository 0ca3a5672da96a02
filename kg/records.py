"""What travels between the rooms: frozen values, and nothing that belongs to a library.

Positions count Unicode code points, end exclusive. A `Span` lies in the cleaned text of a document; `Document.to_raw` leads
from there to the text as decoded from the file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import Field, dataclass, field, fields, make_dataclass
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar, Literal, Protocol

import msgspec

EntityType = Literal["Agency", "Person", "Place", "Initiative", "System", "Document", "Event", "Award", "Facility"]
Predicate = Literal[
    "ran", "held", "attended", "built", "used", "issued", "received", "awardedBy",
    "partOf", "subOrganizationOf", "locatedIn", "memberOf", "cooperatedWith", "usedIn",
]  # fmt: skip
Status = Literal["done", "planned", "denied"]
Kind = Literal["count", "percent", "change", "rank", "money", "duration"]
Bound = Literal["exact", "over", "under", "about"]
Direction = Literal["up", "down"]
Baseline = Literal["yoy", "mom", "other"]
DecisionKind = Literal["same", "different", "rename", "parent", "reject", "add"]

ENTITY_TYPES: tuple[EntityType, ...] = EntityType.__args__  # type: ignore[attr-defined]
SUBTYPES: Mapping[EntityType, tuple[str, ...]] = {
    "Agency": (
        "police", "traffic-police", "vehicle-office", "government", "committee", "company", "school", "media", "other",
    ),
    "Place": ("division", "road", "area"),
    "Initiative": ("campaign", "reform", "programme", "model", "publicity"),
    "Event": ("meeting", "competition", "conference", "other"),
}  # fmt: skip
PREDICATES: tuple[Predicate, ...] = Predicate.__args__  # type: ignore[attr-defined]


class _Fields:
    """What `dataclasses.replace` asks a class for."""

    def __get__(self, _: object, owner: type[msgspec.Struct]) -> dict[str, Field[Any]]:
        return _fields_of(owner)


@cache
def _fields_of(owner: type[msgspec.Struct]) -> dict[str, Field[Any]]:
    return {field.name: field for field in fields(make_dataclass(owner.__name__, owner.__struct_fields__))}


class Value(msgspec.Struct, frozen=True):
    """A frozen record that is made and compared in a quarter of the time of a dataclass, and can be changed as one is.

    Of these there are hundreds of thousands in a build.
    """

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]] = _Fields()  # type: ignore[assignment]


# ---- clean → extract -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing that cleaning changed: which step, where in the raw text, what it read and what it wrote.

    `rule` is the row of a lexicon that said so, where there is one.
    """

    step: str
    start: int
    end: int
    before: str
    after: str
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Positions(Sequence[int]):
    """Numbers that mostly rise by one, as the runs in which they do: where each run begins, and with which number.

    >>> list(Positions(5, (0, 3), (7, 20)))
    [7, 8, 9, 20, 21]
    """

    length: int
    at: tuple[int, ...]
    first: tuple[int, ...]

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, place):  # type: ignore[no-untyped-def]
        if isinstance(place, slice):
            return [self[each] for each in range(self.length)[place]]
        place = range(self.length)[place]
        run = bisect_right(self.at, place) - 1
        return self.first[run] + place - self.at[run]


@dataclass(frozen=True, slots=True)
class Document:
    """A report as a person would read it, with the way back to the file.

    `starts[i]` and `ends[i]` say where character `i` of `text` stands in `raw` (end exclusive); both are as long as `text`.
    """

    id: str
    text: str = field(repr=False)
    source: str
    checksum: str
    raw: str = field(repr=False)
    starts: Sequence[int] = field(repr=False)
    ends: Sequence[int] = field(repr=False)
    title: str | None = None
    date: str | None = None  # YYYY, YYYY-MM or YYYY-MM-DD
    publisher: str | None = None
    url: str | None = None
    date_is_inferred: bool = False
    damaged: tuple[tuple[int, int], ...] = ()  # spans of `text` that could not be restored: no fact is read from them
    repairs: tuple[Repair, ...] = field(default=(), repr=False)

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Return where the cleaned characters `start:end` stand in the raw text."""
        return self.starts[start], self.ends[end - 1]


class Span(Value, frozen=True, order=True):
    """A stretch of the cleaned text of a document."""

    document: str
    start: int
    end: int


class Evidence(Value, frozen=True, order=True):
    """The words that state a fact, and the rule or model that read them."""

    span: Span
    rule: str


# ---- extract → resolve -----------------------------------------------------------------------------------------------


class Mention(Value, frozen=True):
    """A span that names something.

    `surface` is the text as it stands; `name` is the label it gives (without quotation marks, list marks, titles of address).
    A `short` mention (市局, 支队, 省厅) names only in its context: resolution gives it its entity, it is no label on its own
    unless nothing longer is read. An `implied` mention stands for something that the words at the span only imply (a
    publisher, 全市): its name is not printed there.
    """

    span: Span
    type: EntityType
    name: str
    surface: str
    rule: str
    subtype: str | None = None
    form: Literal["full", "short", "implied"] = "full"


class Period(Value, frozen=True):
    """A stretch of time; ISO dates, either end may be open. `text` is the expression it was read from."""

    start: str | None
    end: str | None
    text: str
    is_inferred: bool = False


class Activity(Value, frozen=True):
    """One fact: who did what, where and when. `agents` are the subjects of the predicate, whatever their type."""

    agents: tuple[Mention, ...]
    predicate: Predicate
    object: Mention
    evidence: Evidence
    status: Status = "done"
    place: Mention | None = None
    period: Period | None = None
    post: str | None = None  # memberOf only: 局长
    confidence: float | None = None


class Result(Value, frozen=True):
    """One measured outcome. `value` is the plain number (17.5万 is 175000)."""

    agents: tuple[Mention, ...]
    indicator: str
    value: Decimal
    unit: str
    kind: Kind
    evidence: Evidence
    bound: Bound = "exact"
    direction: Direction | None = None
    baseline: Baseline | None = None
    result_of: Mention | None = None
    place: Mention | None = None
    period: Period | None = None
    planned: bool = False
    confidence: float | None = None


class Extraction(Value, frozen=True):
    """All that was read from one document."""

    document: Document
    mentions: tuple[Mention, ...]
    activities: tuple[Activity, ...]
    results: tuple[Result, ...]
    problems: tuple[Problem, ...] = ()


# ---- resolve → store -------------------------------------------------------------------------------------------------


class Match(Value, frozen=True):
    """A judgement that two names mean the same thing: how sure, and why."""

    left: str
    right: str
    score: float
    reason: str


class Entity(Value, frozen=True):
    """One real-world thing.

    `id` is the local name of its IRI, made from content alone; `former_ids` are the IRIs it would have had before its parts
    were merged. `name` is the fullest form read, `aliases` every other form read. `formal_name`, and a `code` that the
    text does not name, are inferred.
    """

    id: str
    type: EntityType
    name: str
    mentions: tuple[Mention, ...]
    aliases: tuple[str, ...] = ()
    subtype: str | None = None
    code: str | None = None  # division code, Places only
    coordinates: tuple[float, float] | None = None  # longitude, latitude
    formal_name: str | None = None
    former_ids: tuple[str, ...] = ()
    matches: tuple[Match, ...] = ()


class Relation(Value, frozen=True):
    """A relation between entities that a name itself states (临清市公安局交警大队 ⊂ 临清市公安局), or that is inferred."""

    subject: str
    predicate: Predicate | Literal["containedInPlace"]
    object: str
    evidence: tuple[Evidence, ...] = ()
    is_inferred: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided, a row of decisions.csv (see kg.decisions for what each kind needs). `where` is file and line."""

    where: str
    kind: DecisionKind
    thing: str
    other: str = ""
    relation: str = ""
    report: str = ""
    quote: str = ""
    who: str = ""
    when: str = ""
    why: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """All that was read, and who it was read about. Every mention of every extraction belongs to exactly one entity.

    `rejected` are the decisions by which facts are left out of the graph, `problems` the decisions that could not be followed.
    """

    extractions: tuple[Extraction, ...]
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...] = ()
    uncertain: tuple[Match, ...] = ()
    rejected: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()

    def entity_of(self) -> Mapping[Mention, Entity]:
        """Return the entity of each mention."""
        return {mention: entity for entity in self.entities for mention in entity.mentions}


# ---- store → view ----------------------------------------------------------------------------------------------------


class Rows(Protocol):
    """What is said of each subject of a graph, by predicate; made when it is asked for."""

    def row(self, subject: str) -> Mapping[str, Sequence[object]]:
        """Return what is said of a subject, by predicate; nothing of one that is not there."""
        ...

    def members(self, cls: str) -> Sequence[str]:
        """Return the subjects that are said to be of a class, each once."""
        ...

    def having(self, predicate: str) -> Sequence[str]:
        """Return the subjects of which a predicate is said, each once."""
        ...


class Graph(Protocol):
    """A graph that gives what it says as plain values: IRIs as texts, literals with `language`, of which `str` is the text."""

    def rows(self, *, inferred: bool = False) -> Rows:
        """Return what was read, or what was inferred."""
        ...


# ---- said to people --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong with one input: where, what, and what would be right. Never costs the others their work."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Quote:
    """The words behind a fact, as they stand in the file."""

    text: str
    source: str
    start: int
    end: int
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found. True when nothing is broken."""

    problems: tuple[Problem, ...]

    def __bool__(self) -> bool:
        return not self.problems
