"""Across reports: what has the same key is one entity, named by content, with the fullest form read as its name."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.records import Entity, EntityType, Match, Mention
from kg.resolve.gazetteer import division_name
from kg.resolve.report import Named
from kg.resolve.things import plain

UNSURE = 0.5


def entity_id(kind: EntityType, key: str) -> str:
    """Return the local name of an entity's IRI: its class and 12 hexadecimal digits of what it is.

    >>> entity_id("Place", "3701")
    'place-53d5d4ffaf5c'
    """
    return f"{kind.lower()}-{hashlib.sha256(f'{kind}|{key}'.encode()).hexdigest()[:12]}"


def to_entities(things: Iterable[Named], texts: Mapping[str, str]) -> tuple[Entity, ...]:
    """Return one entity for all things of the same class and key, ordered by id."""
    grouped: dict[tuple[EntityType, str], list[Named]] = defaultdict(list)
    for thing in things:
        grouped[thing.type, thing.key].append(thing)
    entities = [_entity(kind, key, parts, texts) for (kind, key), parts in grouped.items()]
    return tuple(sorted(entities, key=lambda entity: entity.id))


def _entity(kind: EntityType, key: str, parts: Sequence[Named], texts: Mapping[str, str]) -> Entity:
    parts = sorted(parts, key=lambda part: (part.document, part.mentions[0].span))
    mentions = tuple(mention for part in parts for mention in part.mentions)
    code = next((part.code for part in parts if part.code), None) if kind == "Place" else None
    formal = next((part.formal for part in sorted(parts, key=lambda p: (-len(p.formal or ""), p.document)) if part.formal), None)
    name = _label(kind, mentions, code, _printed(formal, parts, texts))
    forms = _forms(mentions)
    aliases = tuple(sorted(form for form in forms if plain(form) != plain(name) or form != name and plain(form) == plain(name)))
    return Entity(
        id=entity_id(kind, key),
        type=kind,
        name=name,
        mentions=mentions,
        aliases=tuple(form for form in aliases if form != name),
        subtype=_subtype(mentions),
        code=code,
        formal_name=formal if formal != name else None,
        matches=tuple(sorted({match for part in parts for match in part.matches}, key=_match_order)),
    )


def _printed(formal: str | None, parts: Sequence[Named], texts: Mapping[str, str]) -> str | None:
    """Return the inferred full name when a report that speaks of the thing prints it (as the beginning of a longer name)."""
    return formal if formal and any(formal in texts.get(part.document, "") for part in parts) else None


def _forms(mentions: Sequence[Mention]) -> dict[str, int]:
    """Return the names that are labels with how often they were read: full forms, or the short ones when there are no others."""
    for forms in (("full",), ("short",), ("implied",)):
        counts = Counter(mention.name for mention in mentions if mention.form in forms)
        if counts:
            return dict(counts)
    return {}


def _label(kind: EntityType, mentions: Sequence[Mention], code: str | None, printed: str | None) -> str:
    """Return the fullest form read; for a division its own name, without those of its superiors."""
    forms = _forms(mentions)
    if kind == "Place" and code:
        own = division_name(code)
        if own in forms:
            return own
        inside = [form for form in forms if form in own]
        return max(inside or forms, key=lambda form: (len(form), forms[form], form))
    is_short = not any(mention.form == "full" for mention in mentions)
    if kind == "Agency" and is_short and printed:
        return printed
    return max(forms, key=lambda form: (len(plain(form)), forms[form], form))


def _subtype(mentions: Sequence[Mention]) -> str | None:
    counts = Counter(mention.subtype for mention in mentions if mention.subtype)
    return min(counts, key=lambda subtype: (-counts[subtype], subtype)) if counts else None


def _match_order(match: Match) -> tuple[str, str, float, str]:
    return match.left, match.right, -match.score, match.reason
