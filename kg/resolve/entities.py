"""Across reports: what has the same key is one entity, named by content, with the fullest form read as its name."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, pairwise

from kg.records import Entity, EntityType, Match, Mention
from kg.resolve.agencies import says_whose_only
from kg.resolve.cluster import clusters
from kg.resolve.gazetteer import division_coordinates, division_name
from kg.resolve.report import Named
from kg.resolve.things import plain

UNSURE = 0.5


def entity_id(kind: EntityType, key: str) -> str:
    """Return the local name of an entity's IRI: its class and 12 hexadecimal digits of what it is.

    >>> entity_id("Place", "3701")
    'place-008195d935c1'
    """
    return f"{kind.lower()}-{hashlib.sha256(f'{kind}|{key}'.encode()).hexdigest()[:12]}"


def to_entities(things: Sequence[Named], texts: Mapping[str, str]) -> tuple[tuple[Entity, ...], Mapping[tuple[str, str], str]]:
    """Return one entity for all things that share a key, ordered by id, and the id that each class and key leads to."""
    entities: list[Entity] = []
    ids: dict[tuple[str, str], str] = {}
    for kind, parts in _same(things):
        keys = list({part.key: None for part in parts})
        if len(keys) > 1:
            keys.sort(key=lambda key: (_is_local(key), entity_id(kind, key)))
        known = parts[0].alone if len(parts) == 1 else None
        entity = known or entity_of(kind, keys, parts, texts)
        ids.update({(kind, key): entity.id for key in keys})
        entities.append(entity)
    return tuple(sorted(entities, key=lambda entity: entity.id)), ids


def _same(things: Sequence[Named]) -> list[tuple[EntityType, list[Named]]]:
    """Return the things of each class that share a key, directly or through others."""
    by_key: dict[tuple[EntityType, str], list[Named]] = defaultdict(list)
    pairs: list[tuple[tuple[EntityType, str], tuple[EntityType, str]]] = []
    for thing in things:
        by_key[thing.type, thing.key].append(thing)
        pairs += [((thing.type, thing.key), (thing.type, other)) for other in thing.other_keys]
    pairs += [
        ((kind, key), (kind, wider)) for kind, key in by_key if (wider := _of_province(kind, key)) and (kind, wider) in by_key
    ]
    linked = {key for pair in pairs for key in pair}
    groups = ([part for key in group for part in by_key.get(key, ())] for group in clusters(sorted(linked), sorted(pairs)))
    others = (parts for key, parts in by_key.items() if key not in linked)
    return [(parts[0].type, parts) for parts in chain(groups, others) if parts]


def _of_province(kind: EntityType, key: str) -> str | None:
    """Return the key that a city's line of work or system has where a report of its whole province speaks of it."""
    place, bar, rest = key.partition("|")
    return f"{place[:2]}{bar}{rest}" if kind in {"Initiative", "System"} and len(place) == 4 and place.isdigit() else None


def _is_local(key: str) -> bool:
    """Return whether a key holds for one report only."""
    return "@" in key


def entity_of(kind: EntityType, keys: Sequence[str], parts: Sequence[Named], texts: Mapping[str, str]) -> Entity:
    """Return the entity that things make together, named after the first of their keys."""
    if len(parts) > 1:
        parts = sorted(parts, key=lambda part: (part.document, part.mentions[0].span, part.key))
    mentions = _in_order([mention for part in parts for mention in part.mentions])
    code = next((part.code for part in parts if part.code), None) if kind == "Place" else None
    formals = sorted({part.formal for part in parts if part.formal}, key=lambda formal: (-len(formal), formal))
    formal = next(iter(formals), None)
    read = _forms(mentions)
    name = _label(kind, mentions, read, code, _printed(formal, parts, texts))
    aliases = tuple(sorted(form for form in read if form != name))
    judged = {match for part in parts for match in part.matches}
    by_key = {
        Match(name, alias, 0.98, f"the same in all reports: {keys[0]}") for alias in aliases if not _is_judged(alias, judged)
    }
    return Entity(
        id=entity_id(kind, keys[0]),
        type=kind,
        name=name,
        mentions=mentions,
        aliases=aliases,
        subtype=subtype_of(mentions),
        code=code,
        coordinates=division_coordinates(code),
        formal_name=formal if formal != name else None,
        former_ids=tuple(sorted(entity_id(kind, key) for key in keys[1:])),
        matches=tuple(sorted(judged | by_key, key=match_order)),
    )


def _is_judged(alias: str, matches: Iterable[Match]) -> bool:
    return any(alias in {match.left, match.right} for match in matches)


def same_label(entities: Iterable[Entity], apart: Collection[frozenset[str]] = ()) -> tuple[Match, ...]:
    """Return the entities of one class and label that were kept apart, for a person to look at; not those decided to be two."""
    by_label: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for entity in entities:
        by_label[entity.type, plain(entity.name)].append(entity)
    return tuple(
        Match(f"{left.name} ({left.id})", f"{right.name} ({right.id})", UNSURE, _apart(left, right))
        for group in by_label.values()
        for left, right in pairwise(group)
        if frozenset((left.id, right.id)) not in apart
    )


def _apart(left: Entity, right: Entity) -> str:
    formal = [entity.formal_name or "" for entity in (left, right)]
    return (
        f"the same name, kept apart: {' / '.join(formal)}"
        if all(formal)
        else "the same name, kept apart: nothing says that they are the same"
    )


def _printed(formal: str | None, parts: Sequence[Named], texts: Mapping[str, str]) -> str | None:
    """Return the inferred full name when a report that speaks of the thing prints it (as the beginning of a longer name)."""
    return formal if formal and any(formal in texts.get(part.document, "") for part in parts) else None


def _forms(mentions: Sequence[Mention]) -> dict[str, int]:
    """Return the names that are labels and how often they were read: full forms, or short ones when there are no others.

    The short form of a place (宁波) is a name of its own, and always a label; that of a body (市局) means others elsewhere.
    """
    labels = [mention for mention in mentions if mention.name.strip()]
    for form in ("full", "short", "implied"):
        names = [m.name for m in labels if m.form == form or (m.form == "short" and m.type == "Place")]
        if names:
            return Counter(names) if len(names) > 1 else {names[0]: 1}
    return {mentions[0].surface.strip() or mentions[0].rule: 1}


def _label(
    kind: EntityType, mentions: Sequence[Mention], forms: Mapping[str, int], code: str | None, printed: str | None
) -> str:
    """Return the fullest form read; for a division its own name, without those of its superiors."""
    if kind == "Place" and code:
        own = division_name(code)
        if own in forms:
            return own
        inside = [form for form in forms if form in own]
        return max(inside or forms, key=lambda form: (len(form), forms[form], form))
    is_short = not any(mention.form == "full" for mention in mentions)
    if kind == "Agency" and is_short and printed:
        return printed
    if len(forms) == 1:
        return next(iter(forms))
    telling = [form for form in forms if not says_whose_only(form)] if kind == "Agency" else []
    return max(telling or forms, key=lambda form: (len(plain(form)), forms[form], form))


def label_of(kind: EntityType, mentions: Sequence[Mention], code: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the name that mentions give a thing, the fullest form read, and all other forms."""
    forms = _forms(mentions)
    name = _label(kind, mentions, forms, code, None)
    return name, tuple(sorted(form for form in forms if form != name))


def subtype_of(mentions: Sequence[Mention]) -> str | None:
    """Return the subtype that most mentions say."""
    told = [mention.subtype for mention in mentions if mention.subtype]
    counts = Counter(told) if len(told) > 1 else dict.fromkeys(told, 1)
    return min(counts, key=lambda subtype: (-counts[subtype], subtype), default=None)


def _in_order(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return mentions in order, each once: mostly they are."""
    if all(one.span < other.span for one, other in pairwise(mentions)):
        return tuple(mentions)
    return tuple(sorted(set(mentions), key=mention_order))


def mention_order(mention: Mention) -> tuple[object, ...]:
    """Return what mentions are sorted by: where they stand, then all else."""
    return mention.span, mention.name, mention.surface, mention.rule, mention.form, mention.subtype or ""


def match_order(match: Match) -> tuple[str, str, float, str]:
    """Return what judgements are sorted by."""
    return match.left, match.right, -match.score, match.reason
