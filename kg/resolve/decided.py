"""What people decided, carried out on what was resolved: things parted and joined, named, put under each other, facts added.

Decisions are followed whatever their order, and what they make does not depend on it. One that cannot be followed (it names
nothing, or several things, or says the contrary of another) changes nothing and is told with its line.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from kg.records import (
    ENTITY_TYPES,
    Activity,
    Decision,
    Document,
    Entity,
    EntityType,
    Evidence,
    Extraction,
    Match,
    Mention,
    Predicate,
    Problem,
    Relation,
    Span,
    Status,
)
from kg.resolve.cluster import clusters
from kg.resolve.entities import entity_id, label_of, match_order, mention_order, subtype_of
from kg.resolve.things import plain

_ABOVE: Mapping[EntityType, Predicate | Literal["containedInPlace"]] = {
    "Agency": "subOrganizationOf", "Place": "containedInPlace", "Person": "memberOf", "Facility": "locatedIn",
    "Initiative": "partOf", "System": "partOf", "Document": "partOf", "Event": "partOf", "Award": "partOf",
}  # fmt: skip
_AGENCY, _ACTOR = ("Agency",), ("Agency", "Person")
_JOINED: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {  # what a relation leads from and to, as in ontology/kg.ttl
    "ran": (_ACTOR, ("Initiative",)), "held": (_AGENCY, ("Event",)), "attended": (_ACTOR, ("Event",)),
    "built": (_AGENCY, ("System", "Facility")), "used": (_AGENCY, ("System", "Facility")), "issued": (_AGENCY, ("Document",)),
    "received": (_ACTOR, ("Award",)), "awardedBy": (("Award",), _AGENCY), "subOrganizationOf": (_AGENCY, _AGENCY),
    "partOf": (("Initiative", "System", "Event"), ("Initiative", "System")),
    "locatedIn": (("Agency", "Facility", "Event"), ("Place",)), "memberOf": (("Person",), _AGENCY),
    "cooperatedWith": (_AGENCY, _AGENCY), "usedIn": (("System", "Document", "Facility"), ("Initiative",)),
    "containedInPlace": (("Place",), ("Place",)),
}  # fmt: skip
_RULE = "decision/add"


class _NotFollowedError(Exception):
    """Why a decision cannot be followed."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What is left when decisions have been carried out.

    `moved` leads from the ids that were joined to those that stand; `apart` are the pairs that were said to be two;
    `relations` say what belongs to what, and to nothing else of its kind.
    """

    extractions: tuple[Extraction, ...]
    entities: tuple[Entity, ...]
    moved: Mapping[str, str]
    relations: tuple[Relation, ...]
    apart: frozenset[frozenset[str]]
    problems: tuple[Problem, ...]


def carry_out(decisions: Sequence[Decision], extractions: tuple[Extraction, ...], entities: Iterable[Entity]) -> Decided:
    """Return the extractions and entities as people decided, with the superiors that they name and what was not followed."""
    if not decisions:
        return Decided(extractions, tuple(sorted(entities, key=lambda entity: entity.id)), {}, (), frozenset(), ())
    problems: list[Problem] = []
    by_kind: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        by_kind[decision.kind].append(decision)
    files = {extraction.document.id: extraction.document.source for extraction in extractions}
    given = tuple(entities)
    apart, same = _without_contradictions(by_kind["different"], by_kind["same"], given, files, problems)
    parted = _part(apart, given, files, problems)
    joined, moved = _join(same, parted, files, problems)
    named = _rename(by_kind["rename"], _Names(joined, files), joined, problems)
    told, added = _add(by_kind["add"], extractions, named, files, problems)
    names = _Names(added, files)
    relations = tuple(_parents(by_kind["parent"], names, problems))
    told = _without_other_parents(told, added, relations)
    two = frozenset(frozenset((one.entity.id, other.entity.id)) for _, one, other in _followed(apart, names, []))
    entities = tuple(sorted(added, key=lambda entity: entity.id))
    return Decided(told, entities, moved, relations, two, tuple(dict.fromkeys(problems)))


# ---- what a decision speaks of ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Found:
    """A thing that a decision names, and those of its mentions that it names it by (none for an id: the thing as a whole)."""

    entity: Entity
    named: frozenset[Mention]


class _Names:
    """The things by their ids and by all their names."""

    def __init__(self, entities: Iterable[Entity], files: Mapping[str, str]) -> None:
        self.files = files
        self.standing: dict[str, Entity] = {}
        self._now: dict[str, str] = {}
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._by_label: dict[str, set[str]] = defaultdict(set)
        for entity in entities:
            self.put(entity)

    def put(self, entity: Entity) -> None:
        """Take in a thing; what stood under its id before is gone."""
        before = self.standing.get(entity.id)
        for name in _names_of(before) if before else ():
            self._by_name[name].discard(entity.id)
            self._by_label[name].discard(entity.id)
        self.standing[entity.id] = entity
        self._now.update(dict.fromkeys((*entity.former_ids, entity.id), entity.id))
        self._by_label[plain(entity.name)].add(entity.id)
        for name in _names_of(entity):
            self._by_name[name].add(entity.id)

    def knows(self, name: str, kind: str) -> bool:
        """Return whether anything of a class is called so."""
        return bool(self._of(kind, self._by_name.get(plain(name), set())))

    def _of(self, kind: str | None, found: set[str]) -> set[str]:
        return {each for each in found if kind in (None, self.standing[each].type)}

    def find(self, text: str, kind: str | None = None) -> _Found:
        """Return what a text names: an id, an IRI, a name (of a class), a name@file; raise _NotFollowedError if not one."""
        local = text.rstrip("/#").replace("#", "/").rpartition("/")[2] if "://" in text else text
        if local in self._now:
            return _Found(self.standing[self._now[local]], frozenset())
        name, _, file = text.rpartition("@")
        if name and file in self.files.values():
            return self._in_report(plain(name), file, text)
        entity = self._only(text, self._of(kind, self._by_label[plain(text)]) or self._of(kind, self._by_name[plain(text)]))
        return _Found(entity, frozenset(mention for mention in entity.mentions if plain(mention.name) == plain(text)))

    def _in_report(self, name: str, file: str, text: str) -> _Found:
        here = {document for document, source in self.files.items() if source == file}
        found = {
            each
            for each in self._by_name.get(name, ())
            if any(mention.span.document in here and plain(mention.name) == name for mention in self.standing[each].mentions)
        }
        entity = self._only(text, found)
        return _Found(entity, frozenset(mention for mention in entity.mentions if mention.span.document in here))

    def _only(self, text: str, found: Collection[str]) -> Entity:
        if not found:
            raise _NotFollowedError(f"nothing in these reports is called {text!r}")
        if len(found) > 1:
            ids = ", ".join(sorted(found)[:5])
            raise _NotFollowedError(f"{len(found)} things are called {text!r}: give an id ({ids}) or name@file")
        return self.standing[next(iter(found))]


def _names_of(entity: Entity) -> set[str]:
    """Return all that a thing is called, as `plain` writes it."""
    names = {entity.name, *entity.aliases, entity.formal_name or "", *(mention.name for mention in entity.mentions)}
    return {plain(name) for name in names} - {""}


def _followed(
    decisions: Iterable[Decision], names: _Names, problems: list[Problem]
) -> Iterator[tuple[Decision, _Found, _Found]]:
    """Yield the decisions whose two things are found, with these; the others become problems."""
    for decision in decisions:
        try:
            yield decision, names.find(decision.thing), names.find(decision.other)
        except _NotFollowedError as why:
            problems.append(Problem(decision.where, str(why)))


def _reason(decision: Decision) -> str:
    """Return who decided, when and why, as the reason of a judgement."""
    by = " ".join(filter(None, (decision.who and f"by {decision.who}", decision.when and f"on {decision.when}")))
    return " ".join(filter(None, ("decided", by))) + (f": {decision.why}" if decision.why else "") + f" ({decision.where})"


# ---- same and different ----------------------------------------------------------------------------------------------


def _without_contradictions(
    apart: list[Decision],
    same: list[Decision],
    entities: tuple[Entity, ...],
    files: Mapping[str, str],
    problems: list[Problem],
) -> tuple[list[Decision], list[Decision]]:
    """Return the decisions that can all hold: of those that say contrary things none is followed."""
    while True:
        names = _Names(_part(apart, entities, files, []), files)
        edges = {d: (left.entity.id, right.entity.id) for d, left, right in _followed(same, names, [])}
        contrary = next(
            (
                (decision, path)
                for decision, left, right in _followed(apart, names, [])
                if (path := _path(left.entity.id, right.entity.id, edges))
            ),
            None,
        )
        if contrary is None:
            return apart, same
        decision, path = contrary
        for one in (decision, *path):
            others = ", ".join(other.where for other in (decision, *path) if other is not one)
            problems.append(
                Problem(one.where, f"{one.kind} {one.thing} and {one.other} is contrary to {others}: none is followed")
            )
        apart = [each for each in apart if each is not decision]
        same = [each for each in same if each not in path]


def _path(start: str, end: str, edges: Mapping[Decision, tuple[str, str]]) -> list[Decision] | None:
    """Return the decisions that lead from one thing to another (the fewest), None when none do."""
    reached: dict[str, list[Decision]] = {start: []}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        if here == end:
            return reached[here]
        for decision, pair in edges.items():
            if here in pair:
                there = pair[1] if pair[0] == here else pair[0]
                if there not in reached:
                    reached[there] = [*reached[here], decision]
                    waiting.append(there)
    return None


def _part(
    decisions: Iterable[Decision], entities: Sequence[Entity], files: Mapping[str, str], problems: list[Problem]
) -> tuple[Entity, ...]:
    """Return the entities with those parted that are decided to be two."""
    names = _Names(entities, files)
    for decision in decisions:
        for _, left, right in _followed([decision], names, problems):
            if left.entity.id != right.entity.id:
                continue
            own, old = _own_mentions(left.named, right.named, left.entity), left.entity
            if not own or len(own) == len(old.mentions):
                problems.append(
                    Problem(decision.where, f"nothing tells {decision.other} from {decision.thing}: give name@file")
                )
                continue
            new_id = entity_id(old.type, f"{old.id}|{plain(decision.other)}")
            new = replace(old, id=new_id, code=None, coordinates=None, former_ids=(), formal_name=None)
            names.put(_of_mentions(old, tuple(mention for mention in old.mentions if mention not in own)))
            names.put(_of_mentions(new, tuple(mention for mention in old.mentions if mention in own)))
    return tuple(names.standing.values())


def _own_mentions(left: frozenset[Mention], right: frozenset[Mention], entity: Entity) -> frozenset[Mention]:
    """Return the mentions of what is parted off: those of its name, and the short ones that stand behind it."""
    right = right - left if left != right else frozenset()
    own: set[Mention] = set(right)
    for document in sorted({mention.span.document for mention in right}):
        here = sorted((m for m in entity.mentions if m.span.document == document), key=lambda m: m.span)
        last = not any(mention in left for mention in here)
        for mention in here:
            if mention in right or mention in left or mention.form == "full":
                last = mention in right
            elif last:
                own.add(mention)
    return frozenset(own)


def _of_mentions(entity: Entity, mentions: tuple[Mention, ...]) -> Entity:
    """Return an entity with these mentions only, and the names that they give it."""
    name, aliases = label_of(entity.type, mentions, entity.code)
    forms = {name, *aliases}
    matches = tuple(match for match in entity.matches if match.left in forms and match.right in forms)
    return replace(entity, mentions=mentions, name=name, aliases=aliases, subtype=subtype_of(mentions), matches=matches)


def _join(
    decisions: Iterable[Decision], entities: tuple[Entity, ...], files: Mapping[str, str], problems: list[Problem]
) -> tuple[tuple[Entity, ...], dict[str, str]]:
    """Return the entities with those joined that are decided to be one, and where the ids of the others lead."""
    standing = {entity.id: entity for entity in entities}
    reasons: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    pairs = []
    for decision, left, right in _followed(decisions, _Names(entities, files), problems):
        one, other = left.entity, right.entity
        if one.type != other.type:
            problems.append(
                Problem(decision.where, f"{one.name} is a {one.type} and {other.name} a {other.type}: they cannot be the same")
            )
        elif one.id != other.id:
            pairs.append((one.id, other.id))
            reasons[one.id].append((one.name, other.name, _reason(decision)))
    moved: dict[str, str] = {}
    for group in clusters(sorted(standing), sorted(pairs)):
        if len(group) > 1:
            parts = [standing.pop(each) for each in group]
            told = [Match(left, right, 1.0, reason) for each in group for left, right, reason in reasons[each]]
            whole = _united(parts, told)
            standing[whole.id] = whole
            moved.update({part.id: whole.id for part in parts if part.id != whole.id})
    return tuple(standing.values()), moved


def _united(parts: Sequence[Entity], told: Iterable[Match]) -> Entity:
    """Return one entity of several, under the first of their ids and the fullest of their names."""
    ids = sorted(part.id for part in parts)
    mentions = tuple(sorted({mention for part in parts for mention in part.mentions}, key=mention_order))
    name = max((part.name for part in parts), key=lambda name: (len(plain(name)), name))
    names = {name for part in parts for name in (part.name, *part.aliases)}
    formals = {part.formal_name for part in parts if part.formal_name}  # several: what was inferred of them is in doubt
    return replace(
        parts[0],
        id=ids[0],
        name=name,
        mentions=mentions,
        aliases=tuple(sorted(names - {name})),
        subtype=subtype_of(mentions),
        code=next((part.code for part in parts if part.code), None),
        coordinates=next((part.coordinates for part in parts if part.coordinates), None),
        formal_name=next((formal for formal in formals if formal != name), None) if len(formals) == 1 else None,
        former_ids=tuple(sorted({former for part in parts for former in (*part.former_ids, part.id)} - {ids[0]})),
        matches=tuple(sorted({match for part in parts for match in part.matches} | set(told), key=match_order)),
    )


# ---- names and superiors ---------------------------------------------------------------------------------------------


def _rename(
    decisions: Iterable[Decision], names: _Names, entities: tuple[Entity, ...], problems: list[Problem]
) -> tuple[Entity, ...]:
    wanted: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        try:
            wanted[names.find(decision.thing).entity.id].append(decision)
        except _NotFollowedError as why:
            problems.append(Problem(decision.where, str(why)))
    chosen = {each: said[0].other for each, said in wanted.items() if _agree(said, problems)}
    return tuple(_named(entity, chosen.get(entity.id, entity.name)) for entity in entities)


def _named(entity: Entity, name: str) -> Entity:
    return replace(entity, name=name, aliases=tuple(sorted({entity.name, *entity.aliases} - {name})))


def _parents(decisions: Iterable[Decision], names: _Names, problems: list[Problem]) -> Iterator[Relation]:
    """Yield what stands under what by decision, in place of what was read; it was not read, so it is marked as inferred."""
    wanted: dict[str, list[tuple[Decision, Entity, Entity]]] = defaultdict(list)
    for decision, below, above in _followed(decisions, names, problems):
        if below.entity.id == above.entity.id:
            problems.append(Problem(decision.where, f"{decision.thing} and {decision.other} are the same thing"))
        else:
            wanted[below.entity.id].append((decision, below.entity, above.entity))
    for said in wanted.values():
        decision, lower, upper = said[0]
        back = [each for each, _, higher in wanted.get(upper.id, ()) if higher.id == lower.id]
        if back:
            problems.append(Problem(decision.where, f"is contrary to {back[0].where}: neither is followed"))
        elif _agree([each for each, _, _ in said], problems, [higher.id for _, _, higher in said]):
            wrong = _misjoined(lower, _ABOVE[lower.type], upper)
            if wrong or _leads_back(lower.id, upper.id, wanted):
                problems.append(Problem(decision.where, wrong or f"{decision.other} would belong to itself"))
            else:
                yield Relation(lower.id, _ABOVE[lower.type], upper.id, is_inferred=True)


def _without_other_parents(
    extractions: tuple[Extraction, ...], entities: Iterable[Entity], decided: Iterable[Relation]
) -> tuple[Extraction, ...]:
    """Return the extractions without what sentences say as done of whose part a thing is, where people decided otherwise."""
    above = {(relation.subject, relation.predicate): relation.object for relation in decided}
    if not above:
        return extractions
    owner = {mention: entity.id for entity in entities for mention in entity.mentions}

    def kept(activity: Activity) -> Activity | None:
        if activity.status != "done" or activity.evidence.rule == _RULE:
            return activity
        thing = owner[activity.object]
        agents = tuple(a for a in activity.agents if above.get((owner[a], activity.predicate), thing) == thing)
        return replace(activity, agents=agents) if agents else None

    return tuple(
        extraction
        if (left := tuple(filter(None, map(kept, extraction.activities)))) == extraction.activities
        else replace(extraction, activities=left)
        for extraction in extractions
    )


def _misjoined(subject: Entity, relation: str, thing: Entity) -> str:
    """Return why a relation cannot join two things by their classes, empty when it can."""
    subjects, things = _JOINED[relation]
    if subject.type in subjects and thing.type in things:
        return ""
    return (
        f"{relation} leads from {' or '.join(subjects)} to {' or '.join(things)}; "
        f"{subject.name} is a {subject.type}, {thing.name} a {thing.type}"
    )


def _leads_back(below: str, above: str, wanted: Mapping[str, list[tuple[Decision, Entity, Entity]]]) -> bool:
    """Return whether what stands above a thing stands, through others, under it."""
    seen: set[str] = set()
    while above in wanted and above not in seen:
        seen.add(above)
        above = wanted[above][0][2].id
        if above == below:
            return True
    return False


def _agree(said: Sequence[Decision], problems: list[Problem], wanted: Sequence[str] = ()) -> bool:
    """Return whether decisions about one thing want the same; when they do not, each is told."""
    if len(set(wanted or [decision.other for decision in said])) == 1:
        return True
    for decision in said:
        others = ", ".join(other.where for other in said if other is not decision)
        problems.append(Problem(decision.where, f"{decision.kind} {decision.thing} is contrary to {others}: none is followed"))
    return False


# ---- facts -----------------------------------------------------------------------------------------------------------


def _add(
    decisions: Iterable[Decision],
    extractions: tuple[Extraction, ...],
    entities: tuple[Entity, ...],
    files: Mapping[str, str],
    problems: list[Problem],
) -> tuple[tuple[Extraction, ...], tuple[Entity, ...]]:
    """Return the extractions with the facts that people add, and the entities with the mentions that these need."""
    told = {extraction.document.id: extraction for extraction in extractions}
    names = _Names(entities, files)
    for decision in decisions:
        try:
            fact, needed = _new_fact(decision, _report(decision.report, extractions).document, names)
        except _NotFollowedError as why:
            problems.append(Problem(decision.where, str(why)))
            continue
        for entity in needed:
            names.put(entity)
        known = told[fact.evidence.span.document]
        told[known.document.id] = replace(known, activities=(*known.activities, fact))
    return tuple(told.values()), tuple(names.standing.values())


def _new_fact(decision: Decision, document: Document, names: _Names) -> tuple[Activity, tuple[Entity, Entity]]:
    """Return the fact that a decision adds, and its two things; raise _NotFollowedError when it cannot be."""
    span = _span(decision, document)
    (one, subject), (other, thing) = (_mention(text, names, span, document) for text in (decision.thing, decision.other))
    wrong = _misjoined(one, decision.relation, other)
    if wrong:
        raise _NotFollowedError(wrong)
    status = cast(Status, decision.status or "done")
    return Activity((subject,), cast(Predicate, decision.relation), thing, Evidence(span, _RULE), status), (one, other)


def _report(file: str, extractions: Iterable[Extraction]) -> Extraction:
    found = [extraction for extraction in extractions if file in (extraction.document.source, extraction.document.id)]
    if len(found) != 1:
        raise _NotFollowedError(f"{'no report' if not found else 'more than one report'} is called {file!r}")
    return found[0]


def _span(decision: Decision, document: Document) -> Span:
    """Return where the words of a fact stand in the cleaned text; they may be given as cleaned or as in the file."""
    start = document.text.find(decision.quote)
    if start >= 0:
        return Span(document.id, start, start + len(decision.quote))
    raw = document.raw.find(decision.quote)
    inside = [i for i, at in enumerate(document.starts) if raw <= at < raw + len(decision.quote)] if raw >= 0 else []
    if not inside:
        raise _NotFollowedError(f"{document.source} does not say {decision.quote!r}")
    return Span(document.id, inside[0], inside[-1] + 1)


def _mention(text: str, names: _Names, span: Span, document: Document) -> tuple[Entity, Mention]:
    """Return a thing of a new fact with the mention that stands for it there; `Agency:云河市水利局` is one not read before."""
    kind, colon, new = text.partition(":")
    if colon and kind in ENTITY_TYPES and not names.knows(new, kind):
        start = document.text.find(new)
        if not new or start < 0:
            raise _NotFollowedError(f"{document.source} does not name {new!r}")
        mention = Mention(Span(document.id, start, start + len(new)), kind, new, new, _RULE)
        return Entity(entity_id(kind, f"decided|{plain(new)}"), kind, new, (mention,)), mention
    known = names.find(new, kind).entity if colon and kind in ENTITY_TYPES else names.find(text).entity
    here = [mention for mention in known.mentions if mention.span.document == document.id]
    if here:
        within = [m for m in here if span.start <= m.span.start and m.span.end <= span.end]
        return known, (within or here)[0]
    mention = Mention(span, known.type, known.name, known.name, _RULE, known.subtype, "implied")
    return replace(known, mentions=tuple(sorted((*known.mentions, mention), key=mention_order))), mention
