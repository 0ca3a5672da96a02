"""Which body each agency's name means in its report: 市局, 支队 and 徐闻大队 are explained by the fuller names around them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from kg.divisions import lies_in
from kg.records import Mention, Span
from kg.resolve.agencies import (
    POLICE,
    TRAFFIC,
    TRAFFIC_LINES,
    AgencyName,
    Link,
    abbreviates,
    can_hold,
    canonical_links,
    continues,
    corporate,
    holds_directly,
    is_proper,
    is_section,
    parse_agency,
)
from kg.resolve.gazetteer import UNKNOWN, Context, core, division_name, is_shared, is_town, meanings

SHORTEST = 4  # characters of a name that says which of two bodies it is
TITLE = 8  # characters: a body that a report begins with
NEAR = 300  # characters: what is spoken of right now
BEFORE_THE_TEXT = -1
_COURT = re.compile(r"检察$|人民法$")
_ALL_OF_CHINA = "CN"
_ALL_LEVELS = frozenset({"各级", "各地", "各地市"})
_EVERYWHERE = _ALL_LEVELS | {"地方", "属地", "当地", "同级"}


@dataclass(frozen=True, slots=True)
class Body:
    """A real body: where it is at home, and its chain. `code` is a division's, `?name` for an unknown one, None for none."""

    code: str | None
    links: tuple[Link, ...]
    scope: str = ""
    is_assumed: bool = False  # nothing but the report as a whole tells the place

    def key(self, document: str) -> str:
        """Return what the body is, in all reports; a body whose place no one can tell stays in its own report."""
        code, chain = _canonical(self.code, self.links)
        place = code if code is not None else "" if self.stands_alone else f"@{document}"
        if place.startswith(UNKNOWN) and "@" not in place and is_shared(division_name(place)):
            place = f"{place}@{document}"
        return f"{place}|{self.scope}|{chain}" if self.scope else f"{place}|{chain}"

    @property
    def stands_alone(self) -> bool:
        """Return whether its name needs no place: 公安部, 云河丰源集团."""
        return bool(self.links) and is_proper(self.links[0])

    def superiors(self) -> Iterator[Body]:
        """Yield the bodies it belongs to by its chain, nearest first."""
        for size in range(len(self.links) - 1, 0, -1):
            yield replace(self, links=self.links[:size])


@lru_cache(maxsize=100_000)
def _canonical(code: str | None, links: tuple[Link, ...]) -> tuple[str | None, str]:
    """Return whose body a chain is, and the chain in the form that decides identity."""
    code, links = own_division(code, links)
    size = len(code) if code and not code.startswith(UNKNOWN) else None
    return code, "/".join(canonical_links(links, size))


def own_division(code: str | None, links: tuple[Link, ...]) -> tuple[str | None, tuple[Link, ...]]:
    """Return a branch that a city has in one of its counties or districts as that division's own body.

    即墨分局 of 青岛市公安局 is the police of 即墨区, 历城大队 of Jinan's traffic police the traffic police of 历城区.
    """
    if code is None or code.startswith(UNKNOWN) or len(code) > 4 or len(links) < 2:
        return code, links
    bureau = links[0].line in {POLICE, "警察"} and not links[0].modifier and links[0].kind == "organ"
    if bureau and links[1].level == "分局" and links[1].line in {"", POLICE}:
        county = _county_within(links[1].modifier, code)
        return (county, (links[0], *links[2:])) if county else (code, links)
    unit, branch = links[-2:]
    is_main = unit.line in TRAFFIC_LINES and not unit.modifier and (len(links) == 2 or (bureau and len(links) == 3))
    if is_main and branch.level in {"大队", "支队"} and branch.line in {"", *TRAFFIC_LINES}:
        county = _county_within(branch.modifier, code)
        if county:
            return county, (*links[:-2], replace(branch, modifier="", line=unit.line, subtype=unit.subtype))
    return code, links


def _county_within(name: str, code: str) -> str | None:
    found = [county for county in meanings(name) if len(county) == 6 and lies_in(county, code)] if len(name) > 1 else []
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Sense:
    """What one mention means, how surely, and why."""

    body: Body
    score: float = 1.0
    reason: str = "the name says it in full"
    others: tuple[Body, ...] = ()


@dataclass(slots=True)
class _Pool:
    """The bodies that a report has named so far, and where."""

    document: str
    bodies: dict[str, Body] = field(default_factory=dict)
    positions: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    named: set[str] = field(default_factory=set)
    by_level: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, body: Body, position: int) -> None:
        """Note a body and those it belongs to."""
        self.named.add(body.key(self.document))
        for one in (body, *body.superiors()):
            key = one.key(self.document)
            known = self.bodies.get(key)
            if known is None or _fullness(known) < _fullness(one):
                self.bodies[key] = one
            level = one.links[-1].level if one.links else ""
            if key not in self.by_level[level]:
                self.by_level[level].append(key)
            spots = self.positions[key]
            spots.insert(bisect_left(spots, position), position)

    def matching(self, links: tuple[Link, ...], code: str | None = None) -> list[Body]:
        """Return the bodies whose chain the given one may be short for, named ones before merely implied ones."""
        keys = dict.fromkeys(key for level in _levels(links[-1]) for key in self.by_level.get(level, ()))
        if not keys and links[-1].kind == "collective":
            keys = dict.fromkeys(self.by_level.get("系统", ()))
        found = [key for key in keys if code is None or self.bodies[key].code == code]
        fitting = [key for key in found if continues(links, self.bodies[key].links)]
        named = [key for key in fitting if key in self.named]
        return [self.bodies[key] for key in named or fitting]

    def branded(self, body: Body) -> list[Body]:
        """Return the branches of a company at a body's place, with its brand before: 国网云河供电公司 for 市供电公司."""
        if body.links[0].kind != "ending" or len(body.links) > 1 or (body.code or UNKNOWN).startswith(UNKNOWN):
            return []
        place, word = division_name(body.code or ""), corporate(body.links[0].word)
        ends = (f"{place}{word}", f"{core(place)}{word}")
        alone = (b for b in self.bodies.values() if b.code is None and len(b.links) == 1)
        return [b for b in alone if corporate(b.links[0].word).endswith(ends)]

    def spelling_out(self, body: Body) -> list[Body]:
        """Return the bodies of the same place whose name a body's is an abbreviation of (规自局: 规划和自然资源局)."""
        level, key = body.links[-1].level, body.key(self.document)
        levels = ("办", "办公室") if level == "办" else (level,)
        bodies = (self.bodies[key] for level in levels for key in self.by_level.get(level, ()))
        others = [b for b in bodies if (b.code, b.scope) == (body.code, body.scope) and b.key(self.document) != key]
        return [b for b in others if abbreviates(body.links, b.links)]

    def implied_police(self, code: str) -> list[Body]:
        """Return the police bureau of a division that units of its police imply, unless another bureau is the publisher."""
        speaks = [self.bodies[key] for key, spots in self.positions.items() if spots[0] == BEFORE_THE_TEXT]
        if any(body.links[-1].level in {"局", "厅"} and body.links[-1].line != POLICE for body in speaks if body.links):
            return []
        return [body for body in self.bodies.values() if body.code == code and body.links[-1:] and _is_bureau(body)]

    def nearest(self, bodies: Iterable[Body], position: int) -> Body | None:
        """Return the body named last before a position, else the one named first after it."""
        ranked = sorted(
            ((self._distance(body, position), body.key(self.document), body) for body in bodies), key=lambda r: r[:2]
        )
        return ranked[0][2] if ranked else None

    def opening(self, bodies: Iterable[Body]) -> Body | None:
        """Return the body whose report it is: its publisher, else the one named first of all in its title."""
        firsts = [(self.positions[body.key(self.document)][0], body.key(self.document), body) for body in bodies]
        ranked = sorted((first for first in firsts if first[0] < TITLE), key=lambda first: first[:2])
        return ranked[0][2] if ranked else None

    def busiest(self, bodies: Iterable[Body], position: int) -> Body | None:
        """Return the body named most often in the text right before a position, the nearest among equals."""
        found = list(bodies)
        counts = {body.key(self.document): self._count_before(body, position) for body in found}
        most = max(counts.values(), default=0)
        return self.nearest((body for body in found if counts[body.key(self.document)] == most), position)

    def _count_before(self, body: Body, position: int) -> int:
        spots = self.positions[body.key(self.document)]
        return bisect_left(spots, position) - bisect_left(spots, position - NEAR)

    def is_named_in(self, body: Body, start: int, end: int) -> bool:
        """Return whether a body is named in a stretch of the report."""
        spots = self.positions[body.key(self.document)]
        return bisect_left(spots, start) < bisect_left(spots, end)

    def comes_before(self, body: Body, position: int) -> bool:
        """Return whether a body is named before a position."""
        return bisect_left(self.positions[body.key(self.document)], position) > 0

    def _distance(self, body: Body, position: int) -> tuple[int, int, int]:
        spots = self.positions[body.key(self.document)]
        before = bisect_left(spots, position)
        deeper = -len(body.links)
        return (0, position - spots[before - 1], deeper) if before else (1, spots[0] - position, deeper)


def _fullness(body: Body) -> tuple[int, bool, int]:
    return (
        len(body.links),
        not any(link.kind == "collective" for link in body.links),
        sum(len(link.word) for link in body.links),
    )


def _is_bureau(body: Body) -> bool:
    link = body.links[0]
    is_police = (link.line, link.kind, link.modifier) == (POLICE, "organ", "")
    return len(body.links) == 1 and is_police and link.level in {"局", "厅"}


def _levels(link: Link) -> tuple[str, ...]:
    main = ("", "支队", "局", "总队")
    return main if link.level in main and link.line else (link.level,)


_CALLED = re.compile(r"（(?:(?:以下|下)?统?简称(?:为)?[:：]?)?[“「]?")
_BRACKET_ENDS = re.compile(r"[”」]?）")


def senses_of(mentions: Iterable[Mention], context: Context) -> Mapping[Mention, Sense]:
    """Return what each agency mention of a report means: full names first, then short ones by what stands around them."""
    parsed = {mention: parse_agency(mention.name) for mention in sorted(mentions, key=lambda m: (m.span, m.name))}
    pool = _Pool(context.document)
    if context.publisher and parse_agency(context.publisher).is_anchored:
        pool.add(_anchored(parse_agency(context.publisher), context, 0), BEFORE_THE_TEXT)
    senses: dict[Mention, Sense] = {}
    for mention, name in parsed.items():
        if name.is_anchored:
            senses[mention] = Sense(_anchored(name, context, mention.span.start))
            pool.add(senses[mention].body, mention.span.start)
    rest = [m for m in parsed if m not in senses]
    for mention in sorted(rest, key=lambda m: _fullest_first(m, parsed[m])):
        senses[mention] = _in_context(parsed[mention], mention, context, pool)
        pool.add(senses[mention].body, mention.span.start)
    settled = {mention: _settle(sense, pool) for mention, sense in senses.items()}
    fuller = _fuller_names(settled, parsed, context.document)
    called = _called_so({mention: fuller.get(mention, sense) for mention, sense in settled.items()}, context.text)
    return {mention: called.get(mention.name) or fuller.get(mention, sense) for mention, sense in settled.items()}


def _called_so(senses: Mapping[Mention, Sense], text: str) -> Mapping[str, Sense]:
    """Return the sense of every name that stands in brackets behind the one that it is short for: 河道保护署（河保署）."""
    found: dict[str, Sense] = {}
    for full, short in pairwise(sorted(senses, key=lambda m: (m.span.end, m.span.start))):
        gap = _CALLED.fullmatch(text, full.span.end, max(full.span.end, short.span.start))
        if gap and _BRACKET_ENDS.match(text, short.span.end) and is_short_form(short.name, full.name):
            found.setdefault(short.name, Sense(senses[full].body, 0.97, "the report gives it in brackets behind the full name"))
    return found


def is_short_form(short: str, full: str) -> bool:
    """Return whether the characters of a name stand in a longer one in their order, the kind of body last.

    >>> is_short_form("河保署", "河道保护署"), is_short_form("道安办", "道路交通安全委员会办公室")
    (True, True)
    >>> is_short_form("分局", "公安局")
    False
    """
    rest = iter(full)
    kinds = (short[-1], f"{short[-1]}公室", f"{short[-1]}员会")
    return len(short) < len(full) and full.endswith(kinds) and all(character in rest for character in short)


def _fuller_names(
    senses: Mapping[Mention, Sense], parsed: Mapping[Mention, AgencyName], document: str
) -> Mapping[Mention, Sense]:
    """Return the sense of companies, schools … with whose name just one other name of the report ends.

    水务公司 is 云河市水务公司, 云河中学 is 丰源区云河中学.
    """
    single = [m for m, name in parsed.items() if name.links and name.links[-1].kind == "ending" and not name.scope]
    by_end: dict[str, dict[str, Body]] = defaultdict(dict)
    for mention in single:
        name, body = corporate(mention.name), senses[mention].body
        for start in range(1, len(name) - SHORTEST + 1):
            by_end[name[start:]][body.key(document)] = body
    found: dict[Mention, Sense] = {}
    for mention in single:
        bodies, own = by_end.get(corporate(mention.name), {}), senses[mention].body
        fuller = [body for key, body in sorted(bodies.items()) if key != own.key(document)]
        if len(bodies) == len(fuller) == 1 and len(fuller[0].links) == len(own.links):
            found[mention] = Sense(fuller[0], 0.92, "the only fuller name of the report ends with it")
    return found


def _is_system_of(unit: Link, body: Body) -> bool:
    """Return whether a body is all the bodies of a unit's line of work: 公安交管部门 for 交警."""
    is_system = bool(body.links) and body.links[-1].level == "系统"
    return is_system and canonical_links(body.links, None)[-1].startswith(unit.line)


def _fullest_first(mention: Mention, name: AgencyName) -> tuple[bool, int, bool, int, Span, str]:
    length = len(name.text) if len(name.links) > 1 else 0
    return _is_bare(name), -len(name.links), not name.scope, -length, mention.span, mention.rule


def _settle(sense: Sense, pool: _Pool) -> Sense:
    """Join half-said chains to full ones, and 德州交警 to 德州公安交管部门 where the report names no unit of that place."""
    body = sense.body
    if not body.links:
        return sense
    if body.code is None:
        return sense
    fuller = [b for b in pool.matching(body.links, body.code) if b.key(pool.document) != body.key(pool.document)]
    fuller = [b for b in fuller if len(b.links) > len(body.links) and b.scope == body.scope]
    if len(fuller) == 1:
        return Sense(fuller[0], 0.93, "the report names only one body that the shorter chain fits")
    branded = pool.branded(body)
    if len(branded) == 1:
        return Sense(branded[0], 0.9, "the branch of a company at that place")
    spelled = pool.spelling_out(body)
    if len(spelled) == 1:
        return Sense(spelled[0], 0.92, "an abbreviation of the only body of that place that it fits")
    last = body.links[-1]
    if last.kind == "collective" and last.line == POLICE and not body.scope and len(body.links) == 1 and last.level != "系统":
        bureaus = [b for b in pool.bodies.values() if b.code == body.code and b.links and _is_bureau(b)]
        if len(bureaus) == 1 and bureaus[0].key(pool.document) in pool.named:
            return Sense(bureaus[0], 0.9, "the police of a place are its bureau, which the report names")
    if last.kind == "collective" and not last.level and len(body.links) == 1:
        units = [b for b in pool.bodies.values() if b.code == body.code and b.key(pool.document) == body.key(pool.document)]
        if all(unit.links[-1].kind == "collective" for unit in units):
            systems = [b for b in pool.bodies.values() if b.code == body.code and _is_system_of(last, b)]
            if len(systems) == 1:
                return Sense(systems[0], 0.9, "the report names no other traffic police of that place")
    return sense


def _is_bare(name: AgencyName) -> bool:
    """Return whether nothing but a level is said: 支队, 该局."""
    return name.is_deictic or (
        not name.scope and len(name.links) == 1 and not name.links[0].modifier and not name.links[0].line
    )


def _anchored(name: AgencyName, context: Context, position: int) -> Body:
    links = name.links
    if name.divisions:
        region = context.at_scope("省", position) if name.divisions == ("自治区",) else None  # 自治区|水利厅
        code = region or context.resolve(name.divisions, position)
        town = context.town(name.divisions[-1], position) if code.startswith(UNKNOWN) and is_town(name.divisions[-1]) else None
        return Body(town or code, links)
    if links and links[0].kind == "organ" and links[0].modifier:
        first = replace(links[0], modifier="", word=links[0].word.removeprefix(links[0].modifier))
        return Body(UNKNOWN + links[0].modifier, (first, *links[1:]))
    return Body(None, links or (Link("", "", "", name.text, "ending"),))


def _in_context(name: AgencyName, mention: Mention, context: Context, pool: _Pool) -> Sense:
    position = mention.span.start
    if name.scope:
        return _scoped(name, position, context, pool)
    if _is_bare(name):
        return _bare(name, position, context, pool)
    return _relative(name, position, context, pool)


def _scoped(name: AgencyName, position: int, context: Context, pool: _Pool) -> Sense:
    """Explain 市局, 省公安厅, 全省公安交警系统: the scope by the report's home, 局 and 厅 by the bureau that it names."""
    character = re.sub(r"[全我本该各级]", "", name.scope)
    if "国" in name.scope:
        return Sense(Body(_ALL_OF_CHINA, name.links), 0.95, "全国 means all of China")
    if "、" in name.scope:
        code = context.home if name.links[-1:] and name.links[-1].line.startswith("交通") else None
        own = _collective(name, code, context, pool)
        return own or Sense(Body(context.home, name.links, name.scope), 0.8, f"{name.scope} within the report's home")
    if not character or name.scope in _EVERYWHERE:
        return Sense(
            Body(context.home or _ALL_OF_CHINA, name.links, is_assumed=True), 0.6, f"{name.scope} has no place of its own"
        )
    if name.scope.startswith("各") and name.links:
        return Sense(Body(context.home, name.links, name.scope, is_assumed=True), 0.8, f"{name.scope} of the report's home")
    if name.links and name.links[0].level == "厅" and character == "区":
        character = "省"
    code = context.at_scope(character[0], position)
    if code is None:
        return Sense(
            Body(f"{UNKNOWN}{character}@{context.document}", name.links), 0.5, f"the report does not tell which {character}"
        )
    links, others = _with_bureau(name.links, code, position, pool)
    return Sense(Body(code, links), 0.9, f"{name.scope} is {division_name(code)} in this report", others)


def _collective(name: AgencyName, code: str | None, context: Context, pool: _Pool) -> Sense | None:
    same = pool.matching(name.links, code) if code else []
    body = pool.nearest(same, 0)
    return Sense(body, 0.85, "all levels of the same system") if body else None


def _with_bureau(links: tuple[Link, ...], code: str, position: int, pool: _Pool) -> tuple[tuple[Link, ...], tuple[Body, ...]]:
    """Return a chain that opens with 局, 厅 or 院 with the body in its place: a court, or police where the report names any."""
    if not links or links[0].line or links[0].modifier:
        return links, ()
    if links[0].level in {"总队", "支队", "大队"} and len(links) == 1:
        found = pool.matching(links[:1], code)
        traffic = any(link.line in TRAFFIC_LINES for body in pool.bodies.values() for link in body.links)
        unit = Link("", TRAFFIC, links[0].level, f"交警{links[0].level}", "unit", "traffic-police")
        return (found[0].links if len(found) == 1 else (unit,) if traffic and not found else links), tuple(found[1:])
    if links[0].level == "院" and links[0].kind == "unit":
        courts = [body for body in pool.matching(links[:1], code) if _COURT.search(body.links[-1].line)]
        court = pool.opening(courts) or pool.nearest(courts, position)
        return (*(court.links if court else links[:1]), *links[1:]), tuple(body for body in courts if body is not court)
    if links[0].level not in {"局", "厅"}:
        return links, ()
    found = pool.matching(links[:1], code)
    police = [body for body in found if body.links[-1].line == POLICE] or pool.implied_police(code)
    bureau = pool.opening(found) or (police[0] if police else pool.nearest(found, position))
    if bureau:
        return (*bureau.links, *links[1:]), tuple(body for body in found if body is not bureau)
    if any(
        link.line == POLICE or link.subtype in {"police", "traffic-police"} for b in pool.bodies.values() for link in b.links
    ):
        level = links[0].level
        return (Link("", POLICE, level, f"{POLICE}{level}", "organ", "police"), *links[1:]), ()
    return links, ()


def _bare(name: AgencyName, position: int, context: Context, pool: _Pool) -> Sense:
    """Explain 支队, 该局, 我大队: the body of that level named last before; 我 and 本 are the report's own."""
    if not name.links:
        return Sense(Body(None, (Link("", "", "", name.text, "name"),)), 0.3, "nothing to go by")
    level = name.links[0].level or name.links[0].word
    found = [body for body in pool.bodies.values() if body.links and _ends_like(body.links[-1], level)]
    body = pool.nearest(found, 0 if name.text[:1] in "我本" else position)
    if body is None:
        return Sense(Body(context.home, name.links), 0.4, f"the report names no {level} before")
    if len(name.links) > 1:
        return Sense(replace(body, links=(*body.links, *name.links[1:])), 0.9, f"a unit of the {level} named last before")
    others = tuple(other for other in found if other is not body)
    return Sense(body, 0.8 if others else 0.9, f"the {level} named last before", others)


def _ends_like(link: Link, level: str) -> bool:
    return link.level == level or link.word.endswith(level)


def _relative(name: AgencyName, position: int, context: Context, pool: _Pool) -> Sense:
    """Explain 交警支队, 徐闻大队, 城区中队 by the bodies that the report names, else as a unit of the one that holds it."""
    links = name.links
    by_place = _named_by_place(links, position, context, pool) or _of_town(name, pool)
    if by_place:
        return by_place
    said = _said_in_front(links, position, context)
    if said:
        return Sense(Body(said, links), 0.9, f"of {division_name(said)}, named at the beginning of the sentence")
    same = _within_reach(pool.matching(links), links[0], position, pool)
    if same:
        body = pool.nearest(same, position) or same[0]
        others = tuple(other for other in same if other is not body)
        return Sense(
            body,
            0.85 if others else 0.95,
            "the only fuller name it fits" if not others else "the nearest of the names it fits",
            others,
        )
    opened = _extended(links, position, pool) or _opened(links, position, context, pool)
    if opened:
        return opened
    if links[0].kind == "collective" and context.text[position - 1 : position] == "的":
        return Sense(Body(f"{UNKNOWN}@{context.document}", links, is_assumed=True), 0.5, "whose it is stands before the name")
    branch = _place_inside(links[0].modifier) if links[0].kind == "ending" else ""
    if branch:
        return Sense(Body(context.resolve((branch,), position), links), 0.9, f"of {branch}, in its name")
    if links[0].kind == "unit":
        stranger = context.home is None and len(links[0].modifier) >= _OWN_NAME  # news of the whole country: any body's
        parent = None if stranger else _parent_of(links[0], position, context, pool)
        if parent:
            assumed = all(link.subtype == "other" and not link.is_ranked for link in links)
            return Sense(
                replace(parent, links=(*parent.links, *links), is_assumed=assumed),
                0.7,
                "a unit of the nearest body that can hold it",
            )
    place = context.home or (_ALL_OF_CHINA if links[0].kind in {"collective", "organ"} else None)
    return Sense(Body(place, links, is_assumed=True), 0.6, "of the place where the report is at home")


def _place_inside(modifier: str) -> str:
    """Return the division that the words before a branch end in: 芜湖市 of 云河邮政芜湖市(分公司)."""
    return next((modifier[start:] for start in range(len(modifier) - 1) if meanings(modifier[start:])), "")


_CITY = 4  # digits of its code
_OWN_NAME = 2  # characters before its kind by which a unit is told from others
_TOWN_SIZE = 9
_TOWN_BODY = re.compile(r"(?:街道|镇|乡)(?=(?:党工委|工委|党委|办事处|人民政府|政府|人大)$)")
_OF_DISTRICT = re.compile(r"(?<!开发)(?<!高新)[^新园景矿林厂]区$")


def _parent_of(child: Link, position: int, context: Context, pool: _Pool) -> Body | None:
    """Return the body that a unit most likely belongs to: one whose place its name lies in, one right above it, the nearest."""
    single = (body for body in pool.bodies.values() if body.links and not body.scope.startswith("各"))
    fitting = [body for body in single if can_hold(body.links[-1], child)]
    if child.level not in {"总队", "支队"} and any(
        body.code == context.home for body in fitting
    ):  # the teams of a county's report are not of the city above it
        fitting = [body for body in fitting if not _is_above_home(body, context)]
    if child.level in {"总队", "支队"}:  # a county has none
        fitting = [body for body in fitting if len(body.code or "") <= _CITY or not (body.code or "").isdigit()] or fitting
    if child.subtype == "vehicle-office":
        fitting = [body for body in fitting if own_division(body.code, body.links)[0] == body.code] or fitting
    if child.level == "分局" and _OF_DISTRICT.search(child.modifier):  # 北城区分局 is of a city, not of a county beside it
        fitting = [body for body in fitting if _is_bureau(body) and len(body.code or "") <= _CITY] or fitting
    if child.level == "分局" and (seats := meanings(child.modifier)):  # 港南分局 is of the city, not of 港南区's bureaus
        fitting = [body for body in fitting if body.code not in seats] or fitting
    direct = [body for body in fitting if holds_directly(body.links[-1], child)]
    if place := _around(child, pool, context):
        return place
    if owner := _owner_of(child, direct, fitting, position, context, pool):
        return owner
    at_home = [body for body in direct if _lies_in_seat(child, body, context)]
    if child.subtype == "other" and not direct:
        heading = context.text.find("\n")
        own = [body for body in fitting if pool.is_named_in(body, BEFORE_THE_TEXT, heading)]
        return pool.busiest(own or fitting, position)
    return pool.nearest(at_home or direct or fitting, position)


_RANKS = ("总队", "支队", "大队", "中队")


def _around(child: Link, pool: _Pool, context: Context) -> Body | None:
    """Return the body called by its place and rank alone in whose place a unit called so too lies: 徐闻大队 in 湛江支队."""
    if child.level not in _RANKS[1:] or child.line or len(child.modifier) < 2 or not meanings(child.modifier):
        return None
    above = _RANKS[_RANKS.index(child.level) - 1]
    units = (pool.bodies[key] for key in pool.by_level.get(above, ()))
    called_so = (b for b in units if not b.links[-1].line and len(b.links[-1].modifier) >= 2 and meanings(b.links[-1].modifier))
    found = [body for body in called_so if _lies_in_seat(child, body, context)]
    return found[0] if len(found) == 1 else None


def _owner_of(
    child: Link, direct: list[Body], fitting: list[Body], position: int, context: Context, pool: _Pool
) -> Body | None:
    """Return the body whose report it is, where a unit of no place is one of its own: its publisher, or who heads the report.

    Where the report of a city's body speaks of one in a county of it, the unit is of that; a body of another place, or another
    one of the same place, is only spoken of.
    """
    if context.text[position - 1 : position] == "的":
        return None
    opens = [body for body in fitting if pool.is_named_in(body, BEFORE_THE_TEXT, context.header_end)]
    own = [body for body in opens if not is_section(body.links[-1]) and not _governs(body.links[-1])]
    owner = next((body for body in own if body in direct), None) or max(own, key=lambda body: len(body.links), default=None)
    if owner and owner not in direct and child.level == "中队":  # 城区中队 in a bureau's report is its traffic police's
        own_teams = [body for body in direct if body.code == owner.code and body.links[-1].line in TRAFFIC_LINES]
        owner = own_teams[0] if len(own_teams) == 1 else owner
    if owner is None or (child.level in {"总队", "支队"} and len(owner.code or "") > _CITY):
        return None  # a county has none
    near = pool.nearest(direct or fitting, position)
    is_within = near is not None and near.code != owner.code and bool(near.code) and lies_in(near.code or "", owner.code or "")
    return None if is_within and child.is_ranked else owner


def _governs(link: Link) -> bool:
    """Return whether a body is a government or a committee, whose departments have the units."""
    return link.subtype == "committee" or link.line in {"人民政府", "政府"} or link.level in {"委员会", "政府"}


def _is_above_home(body: Body, context: Context) -> bool:
    """Return whether a body is of a wider place than the one where the report is at home."""
    return bool(body.code and context.home) and body.code != context.home and lies_in(context.home or "", body.code or "")


def _lies_in_seat(child: Link, body: Body, context: Context) -> bool:
    """Return whether the place in a unit's name lies within a body's own: 隆回大队 within 邵阳支队."""
    if len(child.modifier) < 2 or not meanings(child.modifier):
        return False
    seat = seat_of(body, context)
    return bool(seat) and any(lies_in(code, seat or "") for code in meanings(child.modifier))


def seat_of(body: Body, context: Context) -> str | None:
    """Return the narrowest division that a chain says: 邵阳 for 湖南省高速公路交通警察局邵阳支队."""
    for link in reversed(body.links):
        if len(link.modifier) >= 2 and meanings(link.modifier):
            code = context.resolve((link.modifier,), within=body.code)
            if not code.startswith(UNKNOWN):
                return code
    return body.code if body.code and not body.code.startswith(UNKNOWN) else None


def _said_in_front(links: tuple[Link, ...], position: int, context: Context) -> str | None:
    """Return the division that a sentence begins with: 在河北，城管部门 …; only for bodies that every place has."""
    if links[0].kind != "collective" or links[0].modifier or len(links) > 1:
        return None
    return context.sentence_place(position)


def _within_reach(bodies: list[Body], child: Link, position: int, pool: _Pool) -> list[Body]:
    """Return the bodies that a unit's name may mean where another place is being spoken of: never another division's."""
    if child.kind != "unit" or not child.line or child.level == "总队":
        return bodies
    superiors = [body for body in pool.bodies.values() if body.links and body.code and can_hold(body.links[-1], child)]
    near = pool.nearest((body for body in superiors if pool.comes_before(body, position)), position)
    if near is None or near.code is None:
        return bodies
    return [
        body
        for body in bodies
        if _is_placeless(body) or lies_in(body.code or "", near.code) or lies_in(near.code, body.code or "")
    ]


def _is_placeless(body: Body) -> bool:
    """Return whether the table of divisions does not tell where a body is at home."""
    return body.code is None or body.code.startswith(UNKNOWN)


def _extended(links: tuple[Link, ...], position: int, pool: _Pool) -> Sense | None:
    """Explain 总区交通部特别行动队 by 东九龙总区交通部: a new unit of a body that the report names more fully."""
    for size in range(len(links) - 1, 0, -1):
        body = pool.nearest(pool.matching(links[:size]), position) if links[0].line or links[0].modifier else None
        if body:
            return Sense(replace(body, links=(*body.links, *links[size:])), 0.9, "a unit of a body named more fully")
    return None


def _opened(links: tuple[Link, ...], position: int, context: Context, pool: _Pool) -> Sense | None:
    """Explain 厅党委, 局机关: the chain opens with the level of a body named before."""
    if links[0].line or links[0].modifier or len(links) < 2:
        return None
    found = [body for body in pool.bodies.values() if body.links and body.links[-1].level == links[0].level]
    body = pool.nearest(found, position)
    return Sense(replace(body, links=(*body.links, *links[1:])), 0.85, f"the {links[0].level} named before") if body else None


def _of_town(name: AgencyName, pool: _Pool) -> Sense | None:
    """Explain 街道办事处, 镇政府 by the one street or town that the report names a body of."""
    kind = _TOWN_BODY.match(name.text)
    codes = {body.code for body in pool.bodies.values() if kind and len(body.code or "") == _TOWN_SIZE}
    towns = sorted(code for code in codes if code and kind and division_name(code).endswith(kind[0]))
    if kind is None or len(towns) != 1:
        return None
    links = parse_agency(division_name(towns[0]) + name.text[kind.end() :]).links
    return Sense(Body(towns[0], links), 0.9, f"of {division_name(towns[0])}, the only {kind[0]} spoken of") if links else None


def _named_by_place(links: tuple[Link, ...], position: int, context: Context, pool: _Pool) -> Sense | None:
    """Explain 徐闻大队 by 徐闻县公安局交警大队: the same place, the same level, and only one such body."""
    last = links[-1]
    if not last.modifier or last.line or len(links) > 1 or not meanings(last.modifier):
        return None
    code = context.resolve((last.modifier,), position, within=context.home)
    found = [
        body for body in pool.bodies.values()
        if body.links and body.links[-1].level == last.level and not body.links[-1].modifier
        and (body.code == code or core(division_name(body.code or "")) == core(last.modifier))
    ]  # fmt: skip
    main = [body for body in found if body.links[-1].line in {"交通警察", "交巡警", "交通管理"}] or found
    return Sense(main[0], 0.93, f"the only {last.level} of {last.modifier} in the report") if len(main) == 1 else None
