"""What one report names: its mentions, grouped into things by the report's own context. Reports never see each other here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kg.divisions import lies_in
from kg.records import Document, Entity, EntityType, Extraction, Match, Mention, Predicate, Span, Value
from kg.resolve.agencies import POLICE, Link, names_superior, parse_agency
from kg.resolve.candidates import candidates
from kg.resolve.cluster import clusters
from kg.resolve.compare import SURE, compare
from kg.resolve.context import context_of
from kg.resolve.gazetteer import UNKNOWN, Context, core, division_name, division_path, is_full, meanings, split_divisions
from kg.resolve.organizations import Body, Sense, senses_of
from kg.resolve.things import (
    ThingName,
    initiative_key,
    is_generic_event,
    is_generic_title,
    is_telling,
    parse_thing,
    plain,
    province_in,
    system_key,
)

_OPEN, _CLOSE = "“「『‘《", "”」』’》"
_POST_OF_STATE = re.compile(r"^(?:总书记|国家主席|主席|总理|委员长)")
_LOCAL_PLACE = re.compile(
    r"(?:[路街巷道段线桥村镇乡站口港]|街道|社区|小区|广场|公园|[校园景城市郊山辖片库]区|开发区|新区|农村|城乡|码头|机场|医院|学校|大厦|市场|服务区|隧道|立交"
    r"|门|塔|楼|场|馆|寺|店)$"
)
_ANONYMOUS = re.compile(r"^.某|^.{1,2}(?:先生|女士|师傅|大爷|大妈|同学)$")
_CHINA = frozenset({"全国", "我国", "中国", "全中国", "国内"})
_NATIONAL_ROAD = re.compile(r"^(?:国道|G)\d|高速|高铁|铁路")
_PROVINCIAL_ROAD = re.compile(r"^(?:省道|S)\d")
_TOWN = re.compile(r"^.+(?:镇|乡|街道)$")
_YEAR = re.compile(r"(?:19|20)\d\d")
EVERYWHERE = "CN"
LONG_NAME = 6


class Named(Value, frozen=True):
    """One thing that one report names. `key` is what it is in all reports; things that share a key are the same.

    `other_keys` are further ways to tell that: a person's other post, the full name of an initiative within its province.
    `above` is what may stand above it though the report does not say so, nearest first: relation and key (see superiors).
    `alone` is the entity that it is where no other report names it.
    """

    type: EntityType
    key: str
    document: str
    mentions: tuple[Mention, ...]
    code: str | None = None
    formal: str | None = None
    body: Body | None = None
    matches: tuple[Match, ...] = ()
    other_keys: tuple[str, ...] = ()
    above: tuple[tuple[Predicate | Literal["containedInPlace"], str], ...] = ()
    alone: Entity | None = None


@dataclass(frozen=True, slots=True)
class NamesInContext:
    """All that one report names, its context, and the judgements that a person should look at."""

    extraction: Extraction
    context: Context
    things: tuple[Named, ...]
    uncertain: tuple[Match, ...]


def names_in(extraction: Extraction) -> NamesInContext:
    """Group the mentions of one report into the things that they name."""
    context = context_of(extraction)
    by_type: dict[EntityType, list[Mention]] = defaultdict(list)
    for mention in sorted(_all_mentions(extraction), key=lambda m: (m.span, m.type, m.name, m.surface, m.rule, m.form)):
        by_type[mention.type].append(mention)
    agencies = dict(senses_of(by_type.get("Agency", ()), context))
    agencies.update(_superiors_in_names(agencies, extraction.document))
    things = [*_agencies(agencies, context)]
    uncertain = [match for mention, sense in agencies.items() for match in _doubts(mention, sense)]
    things += _places(by_type.get("Place", ()), context)
    things += _persons(by_type.get("Person", ()), extraction, context, agencies)
    for kind in ("Initiative", "System", "Document", "Event", "Award", "Facility"):
        found, doubts = _things(kind, by_type.get(kind, ()), extraction, context)
        things += found
        uncertain += doubts
    return NamesInContext(extraction, context, tuple(things), tuple(dict.fromkeys(uncertain)))


def _all_mentions(extraction: Extraction) -> set[Mention]:
    """Return every mention of an extraction, those that only its facts hold too."""
    found = set(extraction.mentions)
    for activity in extraction.activities:
        found.update((*activity.agents, activity.object, *filter(None, [activity.place])))
    for result in extraction.results:
        found.update((*result.agents, *filter(None, [result.result_of, result.place])))
    return found


# ---- agencies --------------------------------------------------------------------------------------------------------


def _agencies(senses: Mapping[Mention, Sense], context: Context) -> Iterator[Named]:
    grouped: dict[str, list[Mention]] = defaultdict(list)
    for mention, sense in senses.items():
        grouped[sense.body.key(context.document)].append(mention)
    for key, mentions in sorted(grouped.items()):
        bodies = [senses[mention].body for mention in mentions]
        body = max(bodies, key=lambda b: (len(b.links), sum(len(link.word) for link in b.links), b.code or ""))
        full = max((m.name for m in mentions), key=lambda name: (len(name), name))
        reasons = {(m.name, senses[m].score, senses[m].reason) for m in mentions if m.name != full}
        matches = tuple(Match(full, name, score, reason) for name, score, reason in sorted(reasons))
        ordered = tuple(sorted(mentions, key=lambda m: (m.span, m.name)))
        others = tuple(sorted(_units_meant(senses, mentions, context) - {key}))
        yield Named("Agency", key, context.document, ordered, body.code, formal_name(body), body, matches, others)


def _units_meant(senses: Mapping[Mention, Sense], mentions: Sequence[Mention], context: Context) -> set[str]:
    """Return the keys of the units that a city's department is called by as well: 云河交警 for 云河公安交管部门."""
    if any(parse_agency(mention.name).scope for mention in mentions):
        return set()
    names = [(parse_agency(mention.name), senses[mention].body) for mention in mentions]
    units = [(name, body) for name, body in names if name.divisions and name.links and name.links[-1].kind == "collective"]
    bodies = [Body(body.code, name.links) for name, body in units if not name.is_collective and len(body.code or "") in {4, 6}]
    return {body.key(context.document) for body in bodies if not (body.code or "").startswith(UNKNOWN)}


def _superiors_in_names(senses: Mapping[Mention, Sense], document: Document) -> dict[Mention, Sense]:
    """Return mentions of the bodies that longer names speak of (县局 in 县局车管所), unless named elsewhere in the report."""
    known = {sense.body.key(document.id) for sense in senses.values()}
    found: dict[Mention, Sense] = {}
    for mention, sense in senses.items():
        name, body, start = parse_agency(mention.name), sense.body, mention.span.start
        text = mention.name
        for place in range(len(name.links) - 1, 0, -1):
            text = text[: -len(name.links[place].word)] if text.endswith(name.links[place].word) else ""
            body = replace(body, links=body.links[:-1])
            if not text or not body.links or not document.text.startswith(text, start):
                break
            key = body.key(document.id)
            says_which = name.is_anchored or name.scope or name.links[0].line or name.links[0].modifier
            if key in known or not says_which or not names_superior(name.links[place - 1], name.links[place]):
                continue
            known.add(key)
            form: Literal["full", "short"] = "full" if name.is_anchored else "short"
            span = Span(document.id, start, start + len(text))
            superior = Mention(span, "Agency", text, text, "resolve/superior-in-name", name.links[place - 1].subtype, form)
            found[superior] = Sense(body, sense.score, "the beginning of a longer name")
    return found


def _doubts(mention: Mention, sense: Sense) -> Iterator[Match]:
    report, formal = mention.span.document, formal_name(sense.body)
    if sense.score < SURE and not sense.others and formal and formal != mention.name:
        yield Match(mention.name, formal, sense.score, f"{report}: {sense.reason}")
    for other in sense.others:
        formal = formal_name(other)
        if formal:
            yield Match(mention.name, formal, round(1 - sense.score, 2), f"{report}: not chosen, {sense.reason}")


def formal_name(body: Body) -> str | None:
    """Return the full name as far as the report tells: 湛江市公安局交警支队霞山大队, or None where no place is known."""
    if body.code is None or "@" in body.code or body.code == EVERYWHERE or body.is_assumed or not body.links:
        return None
    first = body.links[0]
    if first.kind == "ending" or body.links[-1].level == "系统" or any(link.modifier.startswith("各") for link in body.links):
        return None
    if first.kind == "collective" and len(body.links) == 1:
        return None
    bureau = f"{POLICE}{'厅' if len(body.code) == 2 and division_name(body.code).endswith(('省', '自治区')) else '局'}"
    is_mainland = body.code[:2] not in {"71", "81", "82"}
    is_unit = is_mainland and first.kind == "unit" and first.subtype in {"police", "traffic-police", "vehicle-office"}
    party = "中共" if first.word == "委" and not first.modifier else ""
    return party + division_name(body.code) + (bureau if is_unit else "") + "".join(_full_word(link) for link in body.links)


def _full_word(link: Link) -> str:
    return "委员会" if link.word == "委" else link.word


# ---- places ----------------------------------------------------------------------------------------------------------


def _places(mentions: Sequence[Mention], context: Context) -> Iterator[Named]:
    grouped: dict[str, list[Mention]] = defaultdict(list)
    codes: dict[str, str | None] = {}
    for mention in mentions:
        key, code = _place(mention, context)
        grouped[key].append(mention)
        codes[key] = code
    unknown = [key for key in grouped if codes[key] is None]
    by_name = {max((m.name for m in grouped[key]), key=lambda name: (len(name), name)): key for key in sorted(unknown)}
    groups, _, _ = _grouped("Place", [parse_thing(name) for name in sorted(by_name)])
    for group in groups:
        first, *others = (by_name[name.text] for name in sorted(group, key=lambda name: (-len(name.text), name.text)))
        for other in others:
            grouped[first] = sorted(grouped[first] + grouped.pop(other), key=lambda m: (m.span, m.name))
    for key, found in sorted(grouped.items()):
        formal = division_path(codes[key] or "") if codes[key] else None
        yield Named("Place", key, context.document, tuple(found), codes[key], formal)


def _place(mention: Mention, context: Context) -> tuple[str, str | None]:
    """Return the key and the division code of a place."""
    name = _bare_place(plain(mention.name))
    if name in _CHINA:
        return EVERYWHERE, None
    scope = re.match(r"^(?:全|我|本|该)([省市县区州盟旗镇乡港澳])$", name)
    if scope:
        code = context.at_scope(scope.group(1), mention.span.start)
        return (code, code) if code and not code.startswith(UNKNOWN) else (code or f"{UNKNOWN}{name}@{context.document}", None)
    code = _division_of(name, mention, context)
    if code:
        return code, code
    place = f"{UNKNOWN}{core(name)}"
    if mention.subtype == "road" and _NATIONAL_ROAD.search(name):
        return f"road|{name}", None
    if mention.subtype == "road" and _PROVINCIAL_ROAD.search(name):
        return f"road|{(context.home or '@' + context.document)[:2]}|{name}", None
    if is_full(name) and not meanings(name) and mention.subtype == "division" and not _TOWN.match(name):
        return place, None
    if meanings(name):
        return f"{place}@{context.document}", None
    if mention.subtype != "road" and not _LOCAL_PLACE.search(name) and len(name) >= 2:
        return place, None
    return f"{place}@{(context.home or context.document)[:4] if context.home else context.document}", None


def _bare_place(name: str) -> str:
    """Return a place name without what only points: 我国中东部 is 中东部, 吉林方向 is 吉林."""
    bare = name.removeprefix("我国") if len(name) > 3 else name
    shorter = re.sub(r"(?:地区|方向|境内|各地|全境|全域)$", "", bare)
    return shorter if split_divisions(shorter) else bare


def _division_of(name: str, mention: Mention, context: Context) -> str | None:
    if mention.subtype in {"road", "area"} and not split_divisions(name):
        return None
    names = split_divisions(name)
    position = mention.span.start
    if names:
        code = context.resolve(names, position)
        is_near = context.home is None or is_full(names[-1]) or len(code) <= 4 or _is_near(code, context)
        if not code.startswith(UNKNOWN) and is_near:
            return code
    return context.town(name, position) if mention.subtype != "road" else None


def _is_near(code: str, context: Context) -> bool:
    return (
        code == context.home
        or any(lies_in(code, anchor.code[:2]) for anchor in context.anchors if len(anchor.code) > 2 and anchor.code[:6] != code)
        or (any(len(anchor.code) == 2 and lies_in(code, anchor.code) for anchor in context.anchors))
    )


# ---- people ----------------------------------------------------------------------------------------------------------


def _persons(
    mentions: Sequence[Mention], extraction: Extraction, context: Context, agencies: Mapping[Mention, Sense]
) -> Iterator[Named]:
    bodies: dict[str, list[str]] = defaultdict(list)
    for activity in extraction.activities:
        if activity.predicate == "memberOf" and activity.object in agencies:
            for agent in activity.agents:
                bodies[plain(agent.name)].append(agencies[activity.object].body.key(context.document))
    grouped: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        grouped[plain(mention.name)].append(mention)
    for name, found in sorted(grouped.items()):
        text = extraction.document.text
        of_state = any(
            _POST_OF_STATE.match(text[m.span.end : m.span.end + 4]) or _POST_OF_STATE.search(m.surface[-3:]) for m in found
        )
        posts = [] if _ANONYMOUS.match(name) else sorted(set(bodies.get(name, ())))
        keys = [name] if of_state else [f"{name}|{place}" for place in posts or [f"@{context.document}"]]
        yield Named("Person", keys[0], context.document, tuple(found), other_keys=tuple(keys[1:]))


# ---- initiatives, systems, documents, events, awards, facilities -----------------------------------------------------


def _things(
    kind: EntityType, mentions: Sequence[Mention], extraction: Extraction, context: Context
) -> tuple[list[Named], list[Match]]:
    text = extraction.document.text
    cores = _quoted_cores(mentions, text) if kind == "Initiative" else ()
    surfaces: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        surfaces[_with_quotes(mention, text)].append(mention)
    names = {surface: parse_thing(surface, cores) for surface in sorted(surfaces)}
    groups, matches, doubts = _grouped(kind, list(names.values()))
    found = []
    for group in groups:
        members = tuple(sorted((m for name in group for m in surfaces[name.text]), key=lambda m: (m.span, m.name)))
        full = max(group, key=lambda name: (len(plain(name.text)), name.text))
        texts = {name.text for name in group}
        own = tuple(match for match in matches if match.left in texts and match.right in texts)
        key = thing_key(kind, full, extraction, context)
        found.append(Named(kind, key, context.document, members, matches=own, other_keys=_other_keys(kind, members, context)))
    return _united(found), doubts


def _other_keys(kind: EntityType, members: Sequence[Mention], context: Context) -> tuple[str, ...]:
    """Return the full names that tell an initiative or system within its province, in quotation marks or not."""
    if kind not in {"Initiative", "System"} or context.home is None:
        return ()
    names = {plain(mention.name) for mention in members if mention.form == "full"}
    return tuple(sorted(f"{context.home[:2]}={name}" for name in names if len(name) >= LONG_NAME and is_telling(name)))


def _united(found: list[Named]) -> list[Named]:
    """Join what turned out to be the same thing in all reports."""
    by_key: dict[str, list[Named]] = defaultdict(list)
    for named in found:
        by_key[named.key].append(named)
    return [
        Named(
            parts[0].type,
            key,
            parts[0].document,
            tuple(sorted((m for part in parts for m in part.mentions), key=lambda m: (m.span, m.name))),
            matches=tuple(match for part in parts for match in part.matches),
            other_keys=tuple(sorted({other for part in parts for other in part.other_keys})),
        )
        for key, parts in sorted(by_key.items())
    ]


def _with_quotes(mention: Mention, text: str) -> str:
    """Return the name as it stands, with the quotation marks right around it."""
    start, end = mention.span.start, mention.span.end
    around = text[start - 1 : start], text[end : end + 1]
    if around[0] and around[1] and around[0] in _OPEN and _CLOSE[_OPEN.index(around[0])] == around[1]:
        return f"{around[0]}{mention.surface}{around[1]}"
    same = plain(mention.surface) == plain(mention.name)
    return mention.surface if same else mention.name


def _quoted_cores(mentions: Iterable[Mention], text: str) -> tuple[str, ...]:
    cited = {
        plain(part) for m in mentions for part in re.findall(r"[“「『‘]([^“”「」『』‘’]{3,})[”」』’]", _with_quotes(m, text))
    }
    return tuple(sorted(cited, key=lambda core: (-len(core), core)))


def _grouped(kind: EntityType, names: list[ThingName]) -> tuple[list[list[ThingName]], list[Match], list[Match]]:
    """Group names by sure matches, fullest first; a short name that two groups could claim stays apart and is listed."""
    judged: dict[ThingName, dict[ThingName, Match]] = defaultdict(dict)
    for full, short in candidates(names):
        match = compare(kind, full, short)
        if match:
            judged[short][full] = match
            judged[full][short] = match
    accepted: list[Match] = []
    doubts: list[Match] = []
    group_of: dict[ThingName, list[ThingName]] = {}
    for name in sorted(names, key=lambda n: (-len(plain(n.text)), n.text)):
        groups = list({id(g): g for other in judged[name] if (g := group_of.get(other)) is not None}.values())
        fitting = [group for group in groups if all(other in judged[name] for other in group)]
        equal = [group for group in groups if any(plain(other.text) == plain(name.text) for other in group)]
        chosen = equal[0] if equal else fitting[0] if len(fitting) == 1 else None
        if chosen is None:
            doubts += [match for group in fitting for match in [judged[name][group[0]]]]
            group_of[name] = [name]
            continue
        accepted += [judged[name][other] for other in chosen[:1] if other in judged[name]]
        chosen.append(name)
        group_of[name] = chosen
    pairs = [(group[0], member) for group in group_of.values() for member in group]
    return [list(group) for group in clusters(names, pairs)], accepted, doubts


def thing_key(kind: EntityType, name: ThingName, extraction: Extraction, context: Context) -> str:
    """Return what a thing is in all reports. What only its place or its report tells apart carries that in its key."""
    document = context.document
    home = context.home or EVERYWHERE
    whole = plain(name.text)
    if kind in {"Initiative", "System"}:
        key, reach = initiative_key(name) if kind == "Initiative" else system_key(name)
        size = 2 if reach == "province" or (kind == "System" and province_in(whole, context.home)) else 4
        return key if reach == "everywhere" else f"{home[:size]}|{key}"
    if kind == "Document":
        return f"{whole}@{document}" if is_generic_title(whole) else whole
    if kind == "Award":
        return whole if len(whole) >= 5 else f"{whole}@{document}"
    if kind == "Event":
        year = _YEAR.search(whole) or _YEAR.search(extraction.document.date or "")
        return f"{whole}@{document}" if is_generic_event(whole) else f"{home[:4]}|{year.group() if year else ''}|{whole}"
    return f"{home}|{whole}" if context.home else f"{whole}@{document}"
