"""SHACL Core, compiled: the shapes of ontology/shapes.ttl as functions over an index, one pass over each target.

shapes.ttl stays the one place where promises are made. What is not known here is refused when the shapes are read, never
passed over; a test holds the verdicts equal to those of pySHACL, which needs some forty times as long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from rdflib import Graph
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH, XSD
from rdflib.term import Node, URIRef

from kg.errors import GraphError
from kg.store.index import Index, Term, Text, plain

_XSD = str(XSD)
_LEXICAL = {
    f"{_XSD}{name}": re.compile(form)
    for name, form in {
        "decimal": r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)",
        "integer": r"[+-]?[0-9]+",
        "nonNegativeInteger": r"\+?[0-9]+|-0+",
        "boolean": r"true|false|1|0",
        "date": r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])",
        "gYear": r"[0-9]{4}",
        "gYearMonth": r"[0-9]{4}-(?:0[1-9]|1[0-2])",
        "string": r"(?s:.*)",
        "anyURI": r"\S*",
    }.items()
}


class Violation(NamedTuple):
    """A promise that is broken: by which node, which promise, with which value (None: for want of one), said how."""

    focus: Term
    component: str
    value: Term | None
    message: str


Check: TypeAlias = Callable[[Term, Index], Sequence[Violation]]
Values: TypeAlias = Callable[[Term, Index], Sequence[Term]]  # each once
Nodes: TypeAlias = Callable[[Index], Iterable[Term]]
Constraint: TypeAlias = Callable[[Term, Sequence[Term], Index], Sequence[Violation]]


@dataclass(frozen=True, slots=True)
class Target:
    """A shape and the nodes that it is for."""

    nodes: Nodes
    check: Check


def violations(shapes: Iterable[Target], index: Index) -> Iterator[Violation]:
    """Yield what breaks a shape."""
    for target in shapes:
        for node in target.nodes(index):
            yield from target.check(node, index)


def read_shapes(graph: Graph) -> tuple[Target, ...]:
    """Return the shapes of a graph that have targets; raise GraphError for a construct that is not known here."""
    reader = _Reader(graph)
    plain_ones: list[Target] = []
    chosen: dict[tuple[object, str], tuple[Nodes, dict[Term, list[Check]]]] = {}
    for shape, nodes in sorted(_targets(graph), key=lambda pair: str(pair[0])):
        case = _case(graph, shape)
        if case is None:
            plain_ones.append(Target(nodes, reader.shape(shape)))
        else:
            path, value = case
            kind = graph.value(shape, SH.targetClass) or shape
            chosen.setdefault((kind, path), (nodes, {}))[1].setdefault(value, []).append(reader.shape(shape))
    return (*plain_ones, *(Target(nodes, _by_case(path, checks)) for (_, path), (nodes, checks) in chosen.items()))


def _case(graph: Graph, shape: Node) -> tuple[str, Term] | None:
    """Return predicate and value of the only case that a shape speaks of, `sh:or ( [ not this case ] … )`; None for another."""
    said = _just_said(graph, shape, RDF.type, SH.targetClass, SH["or"], SH.message)
    denied = _just_said(graph, graph.value(said[SH["or"]], RDF.first), SH["not"]) if SH["or"] in said else {}
    has = _just_said(graph, denied.get(SH["not"]), SH.property)
    case = _just_said(graph, has.get(SH.property), SH.path, SH.hasValue)
    path = case.get(SH.path)
    return (str(path), plain(case[SH.hasValue])) if isinstance(path, URIRef) and SH.hasValue in case else None


def _just_said(graph: Graph, node: Node | None, *terms: Node) -> Mapping[Node, Node]:
    """Return what is said of a node by each of some terms; nothing where more is said."""
    said = {} if node is None else dict(graph.predicate_objects(node))
    is_all = set(said) <= set(terms) and (node is None or len(list(graph.predicate_objects(node))) == len(said))
    return said if is_all else {}


def _by_case(predicate: str, checks: Mapping[Term, Sequence[Check]]) -> Check:
    """Return what checks a node against the shapes for the values that it has by a predicate: it keeps all the others."""

    def check(node: Term, index: Index) -> Sequence[Violation]:
        meant = [each for value in index.objects(node, predicate) for each in checks.get(value, ())]
        return [broken for each in meant for broken in each(node, index)]

    return check


def _targets(graph: Graph) -> Iterator[tuple[Node, Nodes]]:
    for shape, cls in graph.subject_objects(SH.targetClass):
        yield shape, _members(str(cls))
    for shape, predicate in graph.subject_objects(SH.targetSubjectsOf):
        yield shape, _having(str(predicate))
    for shape, predicate in graph.subject_objects(SH.targetObjectsOf):
        yield shape, _had(str(predicate))
    for shape, node in graph.subject_objects(SH.targetNode):
        yield shape, _just(plain(node))


def _members(cls: str) -> Callable[[Index], Iterable[Term]]:
    return lambda index: index.classes.get(cls, ())


def _having(predicate: str) -> Callable[[Index], Iterable[Term]]:
    return lambda index: index.having.get(predicate, ())


def _had(predicate: str) -> Callable[[Index], Iterable[Term]]:
    return lambda index: {o for subject in index.having.get(predicate, ()) for o in index.out[subject][predicate]}


def _just(node: Term) -> Callable[[Index], Iterable[Term]]:
    return lambda index: (node,)


class _Reader:
    """Makes functions of the shapes of a graph."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._made: dict[Node, Check] = {}

    def shape(self, shape: Node) -> Check:
        """Return what checks a node against a shape."""
        if shape not in self._made:
            self._made[shape] = self._shape(shape)
        return self._made[shape]

    def _shape(self, shape: Node) -> Check:
        path = self._graph.value(shape, SH.path)
        message = next(iter(sorted(map(str, self._graph.objects(shape, SH.message)))), None)
        parameters = self._parameters(shape)
        constraints = [self._constraint(shape, p, o, message) for p, o in parameters]
        of_nothing = [made for made, (p, _) in zip(constraints, parameters, strict=True) if p in _OF_NOTHING]
        if path is None:
            return lambda node, index: _broken(constraints, node, (node,), index)
        if isinstance(path, URIRef):
            return _of_predicate(str(path), constraints, of_nothing)
        values = _path(self._graph, path)

        def check(node: Term, index: Index) -> Sequence[Violation]:
            found = values(node, index)
            return _broken(constraints if found else of_nothing, node, found, index)

        return check

    def _parameters(self, shape: Node) -> list[tuple[Node, Node]]:
        found = [(p, o) for p, o in self._graph.predicate_objects(shape) if p not in _NO_CONSTRAINT]
        return sorted(found, key=lambda pair: (str(pair[0]), str(pair[1])))

    def _constraint(self, shape: Node, parameter: Node, value: Node, message: str | None) -> Constraint:
        match str(parameter).removeprefix(str(SH)):
            case "property":
                return _of_each_all(self.shape(value))
            case "not":
                return _of_each("NotConstraintComponent", message or "is what it must not be", _not(self.shape(value)))
            case "or":
                options = [self.shape(option) for option in Collection(self._graph, value)]
                return _of_each("OrConstraintComponent", message or "is none of what it must be", _or(options))
            case "qualifiedValueShape":
                return self._qualified(shape, self.shape(value), message)
            case "in":
                allowed = frozenset(plain(item) for item in Collection(self._graph, value))
                return _of_each("InConstraintComponent", message or "is not in the list", lambda v, index: v in allowed)
            case "languageIn":
                ranges = [str(item).lower() for item in Collection(self._graph, value)]
                return _of_each("LanguageInConstraintComponent", message or "is in another language", _language(ranges))
        maker = _SIMPLE.get(parameter)
        if maker is None:
            raise GraphError(f"shapes: {parameter} of {shape} is not known; known are {', '.join(sorted(_known()))}")
        return maker(value, message)

    def _qualified(self, shape: Node, check: Check, message: str | None) -> Constraint:
        least, most = (self._graph.value(shape, term) for term in (SH.qualifiedMinCount, SH.qualifiedMaxCount))

        def constraint(node: Term, values: Sequence[Term], index: Index) -> Sequence[Violation]:
            number = sum(not check(value, index) for value in values)
            if least is not None and number < int(str(least)):
                return [Violation(node, "QualifiedMinCountConstraintComponent", None, message or f"has fewer than {least}")]
            if most is not None and number > int(str(most)):
                return [Violation(node, "QualifiedMaxCountConstraintComponent", None, message or f"has more than {most}")]
            return ()

        return constraint


def _of_predicate(predicate: str, constraints: Sequence[Constraint], of_nothing: Sequence[Constraint]) -> Check:
    """Return the check of what a node has by one predicate, as most shapes do."""

    def check(node: Term, index: Index) -> Sequence[Violation]:
        row = index.out.get(node)  # type: ignore[arg-type]
        found = row.get(predicate) if row else None
        if found:
            return _broken(constraints, node, found, index)
        return _broken(of_nothing, node, (), index) if of_nothing else ()

    return check


def _broken(constraints: Sequence[Constraint], node: Term, values: Sequence[Term], index: Index) -> Sequence[Violation]:
    broken: list[Violation] | None = None
    for constraint in constraints:
        found = constraint(node, values, index)
        if found:
            broken = [*(broken or ()), *found]
    return broken or ()


_NO_CONSTRAINT = frozenset(
    {RDF.type, SH.path, SH.message, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode}
    | {SH.qualifiedMinCount, SH.qualifiedMaxCount, SH.severity, SH.name, SH.description, SH.order}
)
_OF_NOTHING = frozenset({SH.minCount, SH.hasValue, SH.equals, SH.qualifiedValueShape})  # what no value at all can break


# ---- paths -----------------------------------------------------------------------------------------------------------


def _path(graph: Graph, path: Node) -> Values:
    """Return what follows a path from a node: a predicate, a sequence, alternatives, the inverse of one."""
    if isinstance(path, URIRef):
        predicate = str(path)
        return lambda node, index: index.objects(node, predicate)
    if (path, RDF.first, None) in graph:
        return _sequence([_path(graph, step) for step in Collection(graph, path)])
    if (options := graph.value(path, SH.alternativePath)) is not None:
        steps = [_path(graph, option) for option in Collection(graph, options)]
        return lambda node, index: list(dict.fromkeys(value for step in steps for value in step(node, index)))
    inverse = graph.value(path, SH.inversePath)
    if not isinstance(inverse, URIRef):
        raise GraphError(f"shapes: a path is a predicate, a sequence, alternatives or the inverse of a predicate, not {path}")
    backwards = str(inverse)
    return lambda node, index: index.subjects(backwards, node)


def _sequence(steps: list[Values]) -> Values:
    def follow(node: Term, index: Index) -> Sequence[Term]:
        reached: list[Term] = [node]
        for step in steps:
            reached = list(dict.fromkeys(value for each in reached for value in step(each, index)))
        return reached

    return follow


# ---- constraints -----------------------------------------------------------------------------------------------------


def _of_each(component: str, message: str, holds: Callable[[Term, Index], bool]) -> Constraint:
    """Return a constraint that every value must meet."""

    def constraint(node: Term, values: Sequence[Term], index: Index) -> Sequence[Violation]:
        if len(values) == 1:
            return () if holds(values[0], index) else [Violation(node, component, values[0], message)]
        return [Violation(node, component, value, message) for value in values if not holds(value, index)]

    return constraint


def _of_each_all(check: Check) -> Constraint:
    """Return the constraint of a shape whose own results are reported for every value."""

    def constraint(_: Term, values: Sequence[Term], index: Index) -> Sequence[Violation]:
        return check(values[0], index) if len(values) == 1 else [broken for value in values for broken in check(value, index)]

    return constraint


def _not(check: Check) -> Callable[[Term, Index], bool]:
    return lambda value, index: bool(check(value, index))


def _or(checks: list[Check]) -> Callable[[Term, Index], bool]:
    return lambda value, index: any(not check(value, index) for check in checks)


def _language(ranges: list[str]) -> Callable[[Term, Index], bool]:
    def holds(value: Term, _: Index) -> bool:
        tag = value.language.lower() if isinstance(value, Text) else ""
        return any(tag == wanted or tag.startswith(f"{wanted}-") for wanted in ranges)

    return holds


def _class(wanted: Node, message: str | None) -> Constraint:
    cls = str(wanted)
    none = frozenset[str]()
    say = message or f"is no {cls.rpartition('#')[2].rpartition('/')[2]}"
    return _of_each("ClassConstraintComponent", say, lambda value, index: value in index.classes.get(cls, none))


def _datatype(wanted: Node, message: str | None) -> Constraint:
    datatype = str(wanted)
    if datatype not in _LEXICAL:
        raise GraphError(f"shapes: the datatype {datatype} is not known; known are {', '.join(_LEXICAL)}")

    def holds(value: Term, _: Index) -> bool:
        return isinstance(value, Text) and _is_of(value, datatype)

    return _of_each("DatatypeConstraintComponent", message or f"is no {datatype.removeprefix(_XSD)}", holds)


def _is_of(value: Text, datatype: str) -> bool:
    if value.language or (value.datatype or f"{_XSD}string") != datatype:
        return False
    return _is_well_formed(value)


@lru_cache(maxsize=100_000)
def _is_well_formed(value: Text) -> bool:
    form = _LEXICAL.get(value.datatype)
    if form is None or not form.fullmatch(value.value):
        return form is None
    return _is_day(value.value) if value.datatype.endswith("#date") else True


def _is_day(text: str) -> bool:
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _node_kind(wanted: Node, message: str | None) -> Constraint:
    if wanted != SH.IRI:
        raise GraphError(f"shapes: the node kind {wanted} is not known; known is sh:IRI")
    return _of_each("NodeKindConstraintComponent", message or "is no IRI", lambda value, index: _is_iri(value))


def _is_iri(value: Term) -> bool:
    return isinstance(value, str) and not value.startswith("_:")


def _min_count(bound: Node, message: str | None) -> Constraint:
    limit = int(str(bound))
    say = message or f"has fewer than {limit}"
    return lambda node, values, _: () if len(values) >= limit else [Violation(node, "MinCountConstraintComponent", None, say)]


def _max_count(bound: Node, message: str | None) -> Constraint:
    limit = int(str(bound))
    say = message or f"has more than {limit}"
    return lambda node, values, _: () if len(values) <= limit else [Violation(node, "MaxCountConstraintComponent", None, say)]


def _length(component: str, holds: Callable[[int, int], bool], what: str) -> Callable[[Node, str | None], Constraint]:
    def maker(bound: Node, message: str | None) -> Constraint:
        limit = int(str(bound))
        say = message or f"is {what} {limit} characters"
        return _of_each(component, say, lambda value, _: _has_text(value) and holds(len(_text(value)), limit))

    return maker


def _has_text(value: Term) -> bool:
    return isinstance(value, Text) or not value.startswith("_:")


def _text(value: Term) -> str:
    return value.value if isinstance(value, Text) else value


def _range(component: str, holds: Callable[[Decimal, Decimal], bool], what: str) -> Callable[[Node, str | None], Constraint]:
    def maker(bound: Node, message: str | None) -> Constraint:
        limit = _number(plain(bound))
        if limit is None:
            raise GraphError(f"shapes: {bound!r} is no number")

        def within(value: Term, _: Index) -> bool:
            number = _number(value)
            return number is not None and holds(number, limit)

        return _of_each(component, message or f"is {what} {limit}", within)

    return maker


def _number(value: Term) -> Decimal | None:
    if not isinstance(value, Text) or value.datatype.rpartition("#")[2] not in ("decimal", "integer", "nonNegativeInteger"):
        return None
    try:
        return Decimal(value.value)
    except InvalidOperation:
        return None


def _pattern(wanted: Node, message: str | None) -> Constraint:
    search = re.compile(str(wanted)).search
    say = message or f"does not match {wanted}"
    return _of_each("PatternConstraintComponent", say, lambda value, _: _has_text(value) and bool(search(_text(value))))


def _unique_lang(wanted: Node, message: str | None) -> Constraint:
    is_asked = str(wanted) == "true"
    say = message or "has two values in one language"

    def constraint(node: Term, values: Sequence[Term], index: Index) -> Sequence[Violation]:
        tags = [value.language.lower() for value in values if isinstance(value, Text) and value.language] if is_asked else []
        twice = {tag for tag in tags if tags.count(tag) > 1}
        return [Violation(node, "UniqueLangConstraintComponent", None, say) for _ in twice]

    return constraint


def _has_value(wanted: Node, message: str | None) -> Constraint:
    term = plain(wanted)

    say = message or f"is not {_text(term)}"

    def constraint(node: Term, values: Sequence[Term], index: Index) -> Sequence[Violation]:
        return () if term in values else [Violation(node, "HasValueConstraintComponent", None, say)]

    return constraint


def _equals(other: Node, message: str | None) -> Constraint:
    predicate = str(other)

    say = message or f"is not the same as {predicate}"

    def constraint(node: Term, values: Sequence[Term], index: Index) -> Sequence[Violation]:
        wrong = {*values} ^ {*index.objects(node, predicate)}
        return [Violation(node, "EqualsConstraintComponent", value, say) for value in wrong]

    return constraint


def _disjoint(other: Node, message: str | None) -> Constraint:
    predicate = str(other)

    say = message or f"is the same as {predicate}"

    def constraint(node: Term, values: Sequence[Term], index: Index) -> Sequence[Violation]:
        wrong = {*values} & {*index.objects(node, predicate)}
        return [Violation(node, "DisjointConstraintComponent", value, say) for value in wrong]

    return constraint


def _less(component: str, *, or_equal: bool) -> Callable[[Node, str | None], Constraint]:
    def maker(other: Node, message: str | None) -> Constraint:
        predicate = str(other)

        say = message or f"is not less than {predicate}"

        def constraint(node: Term, values: Sequence[Term], index: Index) -> Sequence[Violation]:
            others = index.objects(node, predicate)
            wrong = [value for value in values for each in others if not _is_less(value, each, or_equal=or_equal)]
            return [Violation(node, component, value, say) for value in wrong]

        return constraint

    return maker


def _is_less(one: Term, other: Term, *, or_equal: bool) -> bool:
    """Return whether a value is less than another; two that cannot be compared are not."""
    left, right = _number(one), _number(other)
    if left is not None and right is not None:
        return left < right or (or_equal and left == right)
    if isinstance(one, Text) and isinstance(other, Text) and one.datatype == other.datatype:
        return _is_well_formed(one) and _is_well_formed(other) and (one < other or (or_equal and one == other))
    return False


_SIMPLE: dict[Node, Callable[[Node, str | None], Constraint]] = {
    SH["class"]: _class,
    SH.datatype: _datatype,
    SH.nodeKind: _node_kind,
    SH.minCount: _min_count,
    SH.maxCount: _max_count,
    SH.minLength: _length("MinLengthConstraintComponent", lambda length, limit: length >= limit, "shorter than"),
    SH.maxLength: _length("MaxLengthConstraintComponent", lambda length, limit: length <= limit, "longer than"),
    SH.minInclusive: _range("MinInclusiveConstraintComponent", lambda number, limit: number >= limit, "less than"),
    SH.maxInclusive: _range("MaxInclusiveConstraintComponent", lambda number, limit: number <= limit, "more than"),
    SH.pattern: _pattern,
    SH.uniqueLang: _unique_lang,
    SH.hasValue: _has_value,
    SH.equals: _equals,
    SH.disjoint: _disjoint,
    SH.lessThan: _less("LessThanConstraintComponent", or_equal=False),
    SH.lessThanOrEquals: _less("LessThanOrEqualsConstraintComponent", or_equal=True),
}


def _known() -> set[str]:
    composed = {SH.property, SH["not"], SH["or"], SH.qualifiedValueShape, SH["in"], SH.languageIn}
    return {str(term).rpartition("#")[2] for term in (*_SIMPLE, *composed)}


__all__ = ["Target", "Violation", "read_shapes", "violations"]
