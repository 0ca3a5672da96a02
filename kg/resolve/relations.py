"""What names themselves state: whose part a body is, where it lies, which line of work a meeting belongs to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from kg.records import Document, Evidence, Mention, Predicate, Span, Value
from kg.resolve.agencies import POLICE, canonical_links, parse_agency
from kg.resolve.gazetteer import LONGEST, UNKNOWN, chain, core, division_name, fits_scope, is_full, meanings, plain_words
from kg.resolve.heads import over_by_head, over_by_report
from kg.resolve.lines import is_of_another_line, over_by_line, over_by_rank
from kg.resolve.organizations import Body
from kg.resolve.report import EVERYWHERE, Named, NamesInContext
from kg.resolve.things import parse_thing, plain

LONGEST_EVIDENCE = 60
_QUOTED = re.compile(r"[“「『]([^”」』]+)[”」』]")
_AROUND = re.compile(r"(?<=..)(?:片区|地区|一带|周边)$")
_HELD = re.compile(r"(?:隆重|成功|胜利|顺利|正式)?(?:召开|举行|举办|开幕|开赛)")
_HOSTS = ("Agency", "Facility")
_IN_WHICH = re.compile(r"[”」]?[^，。；！？]{0,14}?在")
_HELD_IN_IT = re.compile(rf"[^，。；！？]{{0,10}}?{_HELD.pattern}")
_DATED = re.compile(r"^[\d.月日年]+")
_UNIT_OF = re.compile(  # what follows the name of the whole
    r"(?:附属|直属|下属|所属)?[^省市县区州旗]{0,10}?(?:司|科|处|庭|室|部|局|署|所|队|院|会|中心|站|厂|学校|医院|分局|分行|分公司|支行|办|组|基地|团|专班|党委|窗口)"
)
_SHORT_WHOLE = re.compile(r"国务院|..部$")
_SAME_COMPANY = re.compile(
    r"[^省市县区州旗]{0,6}?(?:集团)?(?:股份|控股|有限|责任)*(?:总?公司|集团)"
)  # 云岭电网|有限公司: itself
_MEASURED_PLACE = "discourse/measured-place"  # the rule of a place that stands for who achieved a figure
_GOVERNMENT = "人民政府"
_LEVEL = re.compile(r"..[省市县区州旗盟镇乡]$")
_LEVELS = ("自治区", "街道", "苏木", "省", "市", "县", "区", "州", "旗", "盟", "镇", "乡", "村")
_NO_LEVEL = re.compile(r"市场|区域|区块|县域|省际|州际|村镇|乡村|乡镇|旗舰|盟友")
_SMALL = re.compile(r"(?<=..)(?:镇|乡|街道|村|社区|苏木|港区)$")
_TOWN = re.compile(r"..(?:[镇乡村]|街道|社区|苏木|嘎查)$")
_WATER = re.compile(r"[江河湖海溪]$|水库$|[路街巷]$|大道$|[桥山]$")
_COMMISSION = re.compile(
    r"发展|卫生|教育|教$|住房|建设|国有资产|国资|民族|经济|工业|城市管理|农业|农村|交通|体育|科技|科学|文化|商务|财经"
)
_VERTICAL = re.compile(r"公安.|税务|国家|海关|气象|烟草|邮政|海事|铁路|通信|银|证券|供电|调查|地震|专员|消防|出入境|外汇|监狱")
_COMPANY = re.compile(r"(?:公司|集团|厂)$")
_BRANCH = re.compile(r"(.{4,}?)(?:分公司|分行|支行|分局|分院|分校|分厂|分店|营业部)")
_BODY = re.compile(r"[局厅部委会院校社行台站所队]$")
_GROUP = re.compile(r"集团(?:股份)?(?:有限)?(?:责任)?公司$")
_HEAD_OFFICE = re.compile(r"(?:集团|公司|银行|总行|总公司)$")
_BRAND = 3  # characters
_CLAUSE_END = "。！？；;!?\n，,："


class Stated(Value, frozen=True):
    """A relation between two things of one report, before they have ids."""

    subject: Named
    predicate: Predicate | Literal["containedInPlace"]
    object: Named
    evidence: Evidence


def relations_in(report: NamesInContext) -> Iterator[Stated]:
    """Yield the relations that the names of one report state, each with the clause that its subject's name stands in."""
    agencies = [thing for thing in report.things if thing.type == "Agency"]
    places = [thing for thing in report.things if thing.type == "Place"]
    document = report.extraction.document
    by_key = {thing.key: thing for thing in agencies}
    spots = _Places(places, agencies)
    for agency in agencies:
        parent = _named_first(agency, agencies) or over_by_head(agency, agencies, document) or over_by_line(agency, agencies)
        parent = parent or _parent(agency, by_key, document.id) or _group_of(agency, agencies)
        parent = parent or over_by_rank(agency, agencies) or over_by_report(agency, agencies, document)
        if parent:
            yield Stated(agency, "subOrganizationOf", parent, _evidence(agency, document, "resolve/part-of-name"))
        elif government := _government_of(agency, agencies):
            yield Stated(agency, "subOrganizationOf", government, _evidence(agency, document, "resolve/department-of"))
        place = None if _is_only_measured(agency) else _of_town(agency, places, document) or spots.of_agency(agency)
        if place:
            yield Stated(agency, "locatedIn", place, _evidence(agency, document, "resolve/place-in-name"))
    for place in places:
        wider = spots.around(place)
        if wider:
            yield Stated(place, "containedInPlace", wider, _evidence(place, document, "resolve/division-in-division"))
    owner = {mention: thing for thing in report.things for mention in thing.mentions}
    where = _where_done(report, owner)
    planned = {
        owner[fact.object].key for fact in report.extraction.activities if fact.status != "done" and fact.object in owner
    }
    coming = _coming(report, owner) | _unbuilt(report, owner)
    for thing in report.things:
        if thing.type in {"Facility", "Event"} and thing.key not in coming:
            place = spots.in_front_of(thing) or (spots.of_level(thing) if thing.type == "Facility" else None)
            if place is None and thing.type == "Facility":
                place = _place_right_before(thing, places, document)
            if place and (place.code or thing.type == "Facility"):
                yield Stated(thing, "locatedIn", place, _evidence(thing, document, "resolve/place-in-name"))
            elif thing.key in where:
                yield Stated(thing, "locatedIn", *where[thing.key])
            elif (
                thing.type == "Event"
                and thing.key not in planned
                and (place := _venue(thing, places, document) or _of_host(thing, report.things, document, spots))
            ):
                yield Stated(thing, "locatedIn", place, _evidence(thing, document, "resolve/place-of-event"))
        if thing.type == "Initiative":
            core = _core_of(thing, report.things)
            if core:
                yield Stated(thing, "partOf", core, _evidence(thing, document, "resolve/initiative-in-name"))
        if thing.type == "Event":
            initiative = _initiative_in(thing, report.things)
            if initiative:
                yield Stated(thing, "partOf", initiative, _evidence(thing, document, "resolve/initiative-in-name"))


def _coming(report: NamesInContext, owner: Mapping[Mention, Named]) -> frozenset[str]:
    """Return what the report says is still to lie somewhere: a facility that is planned, a meeting to be held."""
    return frozenset(
        owner[agent].key
        for fact in report.extraction.activities
        if fact.predicate == "locatedIn" and fact.status == "planned"
        for agent in fact.agents
        if agent in owner
    )


def _unbuilt(report: NamesInContext, owner: Mapping[Mention, Named]) -> frozenset[str]:
    """Return the facilities that somebody is to build, and nobody has built."""
    statuses: dict[str, set[str]] = defaultdict(set)
    for fact in report.extraction.activities:
        if fact.predicate == "built" and fact.object in owner and fact.object.type == "Facility":
            statuses[owner[fact.object].key].add(fact.status)
    return frozenset(key for key, found in statuses.items() if "done" not in found)


def _where_done(report: NamesInContext, owner: Mapping[Mention, Named]) -> Mapping[str, tuple[Named, Evidence]]:
    """Return where events were held and facilities built, when the activity says it and all of them say the same."""
    found: dict[str, list[tuple[Named, Evidence]]] = defaultdict(list)
    agencies = [mention.span for mention in report.extraction.mentions if mention.type == "Agency"]
    for activity in report.extraction.activities:
        place = activity.place
        if activity.predicate not in {"held", "built"} or activity.status != "done" or place is None or place not in owner:
            continue
        thing = owner.get(activity.object)
        if thing and thing.type in {"Event", "Facility"} and _is_stated(place, activity.evidence.span, agencies):
            found[thing.key].append((owner[place], replace(activity.evidence, rule="resolve/place-of-activity")))
    return {key: spots[0] for key, spots in found.items() if len({place.key for place, _ in spots}) == 1}


def _venue(event: Named, places: Sequence[Named], document: Document) -> Named | None:
    """Return the place when the words around an event say it: 工作会议在济南召开, 济南召开工作会议."""
    text = document.text
    for mention in event.mentions:
        for place in places:
            for spot in (spot.span for spot in place.mentions):
                before = spot.end <= mention.span.start and _HELD.fullmatch(text, spot.end, mention.span.start)
                after = spot.start == mention.span.end + 1 and text[spot.start - 1] == "在" and _HELD.match(text, spot.end)
                if before or after:
                    return place
    return None


def _of_host(event: Named, things: Sequence[Named], document: Document, spots: _Places) -> Named | None:
    """Return the place of the body or hall in which the words behind an event say it was held: 现场会|在某中学报告厅召开."""
    starts = {mention.span.start: (mention, thing) for thing in things for mention in thing.mentions if thing.type in _HOSTS}
    for end in (mention.span.end for mention in event.mentions):
        said = _IN_WHICH.match(document.text, end)
        mention, host = starts.get(said.end(), (None, None)) if said else (None, None)
        if mention and host and _HELD_IN_IT.match(document.text, mention.span.end):
            return spots.of_agency(host) if host.type == "Agency" else spots.in_front_of(host)
    return None


def _of_town(agency: Named, places: Sequence[Named], document: Document) -> Named | None:
    """Return where a town that acts lies: the division named right before it (云河县|南山镇推行…), else the town as a place."""
    names = {plain(mention.name) for mention in agency.mentions}
    if not all(_TOWN.search(name) for name in names):
        return None
    same = (place for place in places if any(plain(mention.name) in names for mention in place.mentions))
    return _place_right_before(agency, places, document) or next(same, None)


def _place_right_before(facility: Named, places: Sequence[Named], document: Document) -> Named | None:
    """Return the place that stands right before a facility's name: 云河|双桥口岸, 云河的双桥口岸."""
    ends = {mention.span.end: place for place in places for mention in place.mentions if mention.form != "implied"}
    for start in (mention.span.start for mention in facility.mentions):
        before = start - 1 if document.text[start - 1 : start] == "的" else start
        if before in ends:
            return ends[before]
    return None


def _is_stated(place: Mention, words: Span, agencies: Sequence[Span]) -> bool:
    """Return whether the words of a fact say its place, and not only as part of an agency's name."""
    span = place.span
    inside = any(agency.start <= span.start and span.end <= agency.end for agency in agencies)
    return words.start <= span.start and span.end <= words.end and not inside


def _parent(agency: Named, by_key: Mapping[str, Named], document: str) -> Named | None:
    """Return the nearest superior by name that the report also names."""
    if agency.body is None or any(_GROUP.search(link.word) for link in agency.body.links[-1:]):
        return None  # 成都局|集团公司: the same company, and no unit of it
    for superior in superiors_of(agency.body):
        found = by_key.get(superior.key(document))
        if found and found is not agency and (_is_said(agency) or _may_hold(found, agency)):
            return found
    return None


def _may_hold(over: Named, agency: Named) -> bool:
    """Return whether a body may have a unit that only the report around it tells to be its own.

    It has none of another line, and a company none that is called after a city or county (市民热线中心).
    """
    is_public = all(_is_of_level(plain(m.name), plain(m.name)[0]) and plain(m.name)[0] in _LEVELS for m in agency.mentions)
    is_company = any(_COMPANY.search(mention.name) for mention in over.mentions)
    return not (is_public and is_company) and not is_of_another_line(agency, over)


def _is_said(agency: Named) -> bool:
    """Return whether a name itself says its chain, and not the report around it."""
    links = len(agency.body.links) if agency.body else 0
    return any(len(parse_agency(mention.name).links) >= links for mention in agency.mentions)


def _named_first(agency: Named, agencies: Sequence[Named]) -> Named | None:
    """Return the agency with whose name another's begins, a unit of it following: 大连海关|缉私局, 吉林大学|第一医院."""
    names = {plain(m.name) for m in agency.mentions if m.form == "full"}
    names |= {rest for name in names if (rest := _behind_division(name))}
    found = [
        (len(form), other.key, other)
        for other in agencies
        if other is not agency
        for form in sorted({plain(m.name) for m in other.mentions if m.form == "full"})
        if (len(form) >= 4 or _SHORT_WHOLE.search(form)) and any(n.startswith(form) and _is_unit(n, form) for n in names)
    ]
    return max(found, key=lambda item: item[:2])[2] if found else None


def _behind_division(name: str) -> str:
    """Return what stands behind the first division of a name: 南山街道综治办 of 云河区南山街道综治办."""
    sizes = range(min(len(name), LONGEST) - 1, 1, -1)
    division = next((name[:size] for size in sizes if is_full(name[:size]) and meanings(name[:size])), "")
    return name[len(division) :] if division else ""


def _is_unit(name: str, whole: str) -> bool:
    """Return whether a name that begins with another names a unit of it, and not the same company in full.

    >>> _is_unit("大连海关缉私局", "大连海关"), _is_unit("云岭电网有限公司", "云岭电网")
    (True, False)
    """
    in_full = not _COMPANY.search(whole) and _SAME_COMPANY.fullmatch(name, len(whole)) and not _BODY.search(whole)
    return _UNIT_OF.fullmatch(name, len(whole)) is not None and not in_full and not _GROUP.fullmatch(name, len(whole))


def _group_of(agency: Named, agencies: Sequence[Named]) -> Named | None:
    """Return the one group or head office with whose brand the name of a branch begins: 云岭建工 … for 云岭建工南山分公司."""
    names = {plain(m.name) for m in agency.mentions if m.form == "full"}
    branches = [branch[1] for name in names if (branch := _BRANCH.fullmatch(name))]
    others = [(other, {plain(m.name) for m in other.mentions}) for other in agencies if other is not agency]
    found = [
        other
        for other, forms in others
        if any(_HEAD_OFFICE.search(form) and _shared(form, brand) >= _BRAND for form in forms for brand in branches)
        and not any(_BRANCH.fullmatch(form) for form in forms)
    ]
    return found[0] if len(found) == 1 else None


def _shared(name: str, other: str) -> int:
    """Return how many characters two names have in common at their beginning, no division's name among them.

    >>> _shared("云岭建工集团有限公司", "云岭建工南山"), _shared("山东能源集团", "山东高速")
    (4, 0)
    """
    same = next((i for i, (a, b) in enumerate(zip(name, other, strict=False)) if a != b), min(len(name), len(other)))
    place = max((size for size in range(2, same + 1) if meanings(name[:size])), default=0)
    return same if same - place >= _BRAND - 1 and (not place or same - place >= 2) else 0


def _government_of(agency: Named, agencies: Sequence[Named]) -> Named | None:
    """Return the government whose department a body is by its name, or the division that acts as it, if the report has it."""
    body = agency.body
    if body is None or not body.code or body.is_assumed or body.scope or len(body.links) != 1:
        return None
    link = body.links[0]
    of_one = link.kind == "collective" and link.word.endswith("部门") and agency.mentions[0].name[0] not in "全各"
    if not any(name[0] not in _LEVELS for name in (m.name for m in agency.mentions)):
        return None  # 市财政局: only a name that says which 市 is plainly of its government
    departs = link.level in ("局", "厅") or of_one
    departs = departs or (link.level == "委员会" and bool(_COMMISSION.match(link.line)))
    if not departs or link.modifier or _VERTICAL.match(link.line):
        return None
    same = [other for other in agencies if other.body and other.body.code == body.code and not other.body.scope]
    governments = (other for other in same if other.body and [x.line for x in other.body.links] == [_GOVERNMENT])
    divisions = (other for other in same if other.body and not other.body.links and _is_in_full(other))
    return next(iter((*governments, *divisions)), None)


def _is_in_full(division: Named) -> bool:
    """Return whether a division that acts is named with its level, or is a province: 云河 in a title is its people and all."""
    code = division.body.code if division.body else None
    return len(code or "") == 2 or any(_LEVEL.search(mention.name) for mention in division.mentions)


def superiors_of(body: Body) -> Iterator[Body]:
    """Yield the bodies that a chain names, nearest first, and the police bureau that a police unit belongs to."""
    yield from body.superiors()
    links = body.links
    first = links[0] if links else None
    if first and body.code and canonical_links(links, len(body.code))[:1] == (POLICE,) and first.line != POLICE:
        yield bureau_of(body.code)


def bureau_of(code: str) -> Body:
    """Return the police bureau of a division."""
    return Body(code, parse_agency("公安局").links)


def _is_only_measured(agency: Named) -> bool:
    """Return whether an agency is a place of which a report only tells figures: that it lies where it is says nothing."""
    return all(mention.rule == _MEASURED_PLACE for mention in agency.mentions)


class _Places:
    """The places of one report, by code and by what their names say."""

    def __init__(self, places: Sequence[Named], agencies: Sequence[Named] = ()) -> None:
        self.by_code = {place.code: place for place in places if place.code}
        self.by_level = _homes(agencies)
        self.by_core: dict[str, Named] = {}
        self.by_form: dict[str, Named] = {}
        for place in places:
            for mention in place.mentions:
                if mention.form != "implied":
                    self.by_core.setdefault(core(plain(mention.name)), place)
                    if plain(mention.name) not in plain_words():
                        self.by_form.setdefault(plain(mention.name), place)
                    if place.code is None:
                        self.by_form.setdefault(_AROUND.sub("", plain(mention.name)), place)
                    if _SMALL.search(name := plain(mention.name)):
                        self.by_form.setdefault(_SMALL.sub("", name), place)  # 夹河法庭 in 夹河镇

    def of_agency(self, agency: Named) -> Named | None:
        """Return the narrowest place that an agency's name (or the chain it stands for) says, as far as the report names it."""
        body = agency.body
        if body is None or body.code == EVERYWHERE:
            return None
        if body.is_assumed:
            return self.in_front_of(agency) or self.of_level(agency)
        is_company = any(_COMPANY.search(mention.name) for mention in agency.mentions)
        for link in reversed(body.links):
            place = self._of_modifier(link.modifier, body.code)
            if place and not (is_company and place.code is None and _WATER.search(place.mentions[0].name)):
                return place  # 云河水务公司 lies in no river
        front = self.in_front_of(agency)
        if front and front.code is None and not (is_company and _WATER.search(front.mentions[0].name)):
            return front
        return self._of_code(body.code) or front or self.of_level(agency)

    def of_level(self, thing: Named) -> Named | None:
        """Return the division that a name gives by its level (市会展中心, 镇里): the one whose bodies are called so too."""
        names = [plain(mention.name) for mention in thing.mentions]
        level = next((level for name in names for level in _LEVELS if _is_of_level(name, level)), None)
        if level is None:
            return None
        if (code := self.by_level.get(level)) and f"{level}里" not in names:  # 县里: not what other bodies are called after
            return self.by_code.get(code)
        fitting = [place for code, place in sorted(self.by_code.items()) if fits_scope(code, level)]
        widest = min(fitting, key=lambda place: len(place.code or ""), default=None)
        return widest if widest and all((place.code or "").startswith(widest.code or "") for place in fitting) else None

    def _of_modifier(self, modifier: str, code: str | None) -> Named | None:
        if len(modifier) < 2:
            return None
        place = self.by_core.get(core(modifier))
        if place and place.code and code and not code.startswith(UNKNOWN) and not place.code.startswith(code[:4]):
            return None
        if place:
            return place
        ends = [form for form in self.by_form if form in modifier and len(form) >= 2]
        return self.by_form[max(ends, key=lambda form: (len(form), form))] if ends else None

    def _of_code(self, code: str | None) -> Named | None:
        if not code:
            return None
        if code.startswith(UNKNOWN):
            return self.by_core.get(core(division_name(code)))
        return self.by_code.get(code)

    def around(self, place: Named) -> Named | None:
        """Return the nearest division around a division that the report names too."""
        codes = chain(place.code)[1:] if place.code and not place.code.startswith(UNKNOWN) else ()
        return next((self.by_code[code] for code in codes if code in self.by_code), None)

    def in_front_of(self, thing: Named) -> Named | None:
        """Return the place with whose name a thing's name begins: the longest, or one in it that follows (云河市|南山镇)."""
        names = sorted({_DATED.sub("", plain(mention.name)) for mention in thing.mentions})
        others = [(form, place) for form, place in self.by_form.items() if not _is_called(place, names)]
        found = {form: (place, name) for form, place in others for name in names if _begins_with(name, form)}
        if not found:
            return None
        longest = max(found, key=lambda form: (len(form), form))
        place, name = found[longest]
        return self._within(place, name[len(longest) :]) or place

    def _within(self, place: Named, rest: str) -> Named | None:
        """Return the place in another with whose name the rest of a thing's name begins."""
        if not place.code:
            return None
        inner = [form for form in self.by_form if _begins_with(rest, form)]
        found = self.by_form[max(inner, key=lambda form: (len(form), form))] if inner else None
        return found if found and found.code and found.code != place.code and found.code.startswith(place.code) else None


def _is_called(place: Named, names: Sequence[str]) -> bool:
    """Return whether a place bears one of some names: 云河镇 as a body lies in no 云河镇."""
    return any(plain(mention.name) in names for mention in place.mentions)


def _begins_with(name: str, form: str) -> bool:
    return len(form) >= 2 and name.startswith(form) and name != form


def _is_of_level(name: str, level: str) -> bool:
    """Return whether a name says nothing of its place but the level: 市公交公司; no 市场监管, no 村镇银行."""
    return name.startswith(level) and not _NO_LEVEL.match(name)


def _homes(agencies: Sequence[Named]) -> Mapping[str, str]:
    """Return which division 省, 市, 县 … mean before the names of most bodies of a report that say no more."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for agency in agencies:
        body = agency.body
        if body is None or body.is_assumed or not body.code or body.code.startswith(UNKNOWN):
            continue
        names = {plain(mention.name) for mention in agency.mentions}
        for level in {level for name in names for level in _LEVELS if _is_of_level(name, level)}:
            if fits_scope(body.code, level):
                seen[level][body.code] += 1
    return {level: max(codes, key=lambda code: (codes[code], code)) for level, codes in seen.items()}


def _initiative_in(event: Named, things: Sequence[Named]) -> Named | None:
    names = [plain(part) for mention in event.mentions for part in _QUOTED.findall(mention.surface)]
    found = [
        (len(form), form, thing)
        for thing in things
        if thing.type == "Initiative"
        for form in sorted({plain(mention.name) for mention in thing.mentions})
        if len(form) >= 3 and form in names
    ]
    return max(found, key=lambda item: item[:2])[2] if found else None


def _core_of(initiative: Named, things: Sequence[Named]) -> Named | None:
    """Return the line of work that another one is a part of by its name: 减量控大 for “减量控大”质效提升工程."""
    names = [parse_thing(mention.surface) for mention in initiative.mentions]
    derived = [name for name in names if name.is_derived]
    cores = {name.core for name in derived}
    if not cores or len(derived) < len(names):
        return None
    found = [
        t for t in things if t.type == "Initiative" and t is not initiative and cores & {plain(m.name) for m in t.mentions}
    ]
    return found[0] if len(found) == 1 else None


def _evidence(thing: Named, document: Document, rule: str) -> Evidence:
    """Return the clause around the fullest mention of a thing."""
    full = [m for m in thing.mentions if m.form == "full"] or list(thing.mentions)
    mention = max(full, key=lambda m: (len(m.name), -m.span.start))
    return Evidence(clause_around(mention, document), rule)


def clause_around(mention: Mention, document: Document) -> Span:
    """Return the clause that a mention stands in, at most 60 characters long, never across a damaged place."""
    text, start, end = document.text, mention.span.start, mention.span.end
    left, right = start, end
    while left > 0 and text[left - 1] not in _CLAUSE_END and end - left < LONGEST_EVIDENCE // 2:
        left -= 1
    while right < len(text) and text[right] not in _CLAUSE_END and right - left < LONGEST_EVIDENCE:
        right += 1
    for low, high in document.damaged:
        if high <= start:
            left = max(left, high)
        elif low >= end:
            right = min(right, low)
    while left < start and text[left].isspace():
        left += 1
    while right > end and text[right - 1].isspace():
        right -= 1
    return Span(document.id, left, right)
