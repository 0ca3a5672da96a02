"""Which division a name means: nested names, short names, and the report's own province for names that several places share.

A resolved division is its code. One that the table does not know (or that stays ambiguous) is a `?` with the name as read:
it never equals another division, but two names of one report that read the same still mean the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from kg.divisions import (
    Division,
    abolished_divisions,
    divisions,
    divisions_by_name,
    former_by_name,
    former_names,
    former_superiors,
    lies_in,
    short_name,
    townships,
)
from kg.lexicon import read_lexicon

UNKNOWN = "?"
LONGEST = 12
FRONT = 3  # characters that may stand before the place that a sentence begins with: 在, 近日

_ENDING = re.compile(r"(?:自治区|自治州|自治县|自治旗|地区|街道|林区|新区|省|市|州|盟|县|区|旗|镇|乡)$")
_FULL = re.compile(r"(?:省|市|区|州|盟|县|旗|镇|乡|街道)$")
_TOWN = re.compile(r"(?:镇|乡|街道)$")
_SCOPES: Mapping[str, tuple[str, ...]] = {
    "省": ("省",),
    "市": ("市",),
    "县": ("县", "旗"),
    "区": ("区",),
    "州": ("州",),
    "盟": ("盟",),
    "旗": ("旗",),
    "镇": ("镇",),
    "乡": ("乡",),
}
_ZONE = re.compile(r"^(?:经济|技术|高新|经|高|工业|产业|管理|示范|保税|旅游)*(?:开发|新技术|开|新|园|管理|示范|保税|度假)*区$")
_REGIONS = {"港": "81", "澳": "82", "台": "71"}


@cache
def plain_words() -> frozenset[str]:
    """Return the short names of divisions that are ordinary words as well (和平, 公安): never the beginning of a name."""
    rows = read_lexicon("places")
    return frozenset(row.word for row in rows if row.label == "plain") | {"公安", "城区", "郊区", "矿区", "东区", "西区"}


@lru_cache(maxsize=100_000)
def meanings(name: str) -> tuple[str, ...]:
    """Return the codes that a name may stand for, widest divisions first (townships left aside); names of the past as well.

    >>> meanings("济南"), meanings("市中区")[:2], meanings("阿坝州"), meanings("襄樊市")
    (('3701',), ('370103', '370402'), ('5132',), ('4206',))
    """
    found = divisions_by_name().get(name) or former_by_name().get(name, ())
    codes = [division.code for division in found if not _is_city_twice(division)]
    full = [division.code for division in found if division.name == name and not _is_city_twice(division)]
    return tuple(full or codes)


def may_begin_division(text: str, start: int = 0) -> bool:
    """Return whether a name of a division may begin at a position: its first two characters do so for some.

    >>> may_begin_division("济南交警"), may_begin_division("在济南", 0)
    (True, False)
    """
    return text[start : start + 2] in _beginnings()


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(name[:2] for name in (*divisions_by_name(), *former_by_name()))


def _is_city_twice(division: Division) -> bool:
    """Return whether a county-level row only repeats its city (东莞市 441900)."""
    parent = divisions().get(division.parent or "")
    return len(division.code) == 6 and parent is not None and parent.name == division.name


@lru_cache(maxsize=100_000)
def split_divisions(name: str) -> tuple[str, ...]:
    """Return the nested divisions that a whole name spells out, or nothing when some part is none.

    >>> split_divisions("贵州省贵阳市"), split_divisions("山东临沂"), split_divisions("贵阳大数据")
    (('贵州省', '贵阳市'), ('山东', '临沂'), ())
    """
    if not name:
        return ()
    for size in range(min(len(name), LONGEST), 1, -1):
        if meanings(name[:size]):
            rest = split_divisions(name[size:])
            if size == len(name) or rest:
                return (name[:size], *rest)
    return ()


@cache
def _townships_by_name() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for code, town in townships().items():
        for name in sorted({town.name, short_name(town.name)}):
            found[name].append(code)
    return {name: tuple(codes) for name, codes in found.items()}


def is_town(name: str) -> bool:
    """Return whether a name says that it is a township's or a street office's."""
    return bool(_TOWN.search(name))


def is_shared(name: str) -> bool:
    """Return whether several divisions bear a name: 鼓楼区, 城关镇."""
    return len(meanings(name)) > 1 or (is_town(name) and len(_townships_by_name().get(name, ())) > 1)


def town_within(name: str, code: str) -> str | None:
    """Return the one township of that name within a division, None when there is none or more than one."""
    found = [town for town in _townships_by_name().get(name, ()) if lies_in(town, code)]
    full = [town for town in found if townships()[town].name == name]
    found = full or found
    return found[0] if len(found) == 1 else None


def division_name(code: str) -> str:
    """Return the full name of a division, township or unknown division (`?云河市` is 云河市)."""
    if code.startswith(UNKNOWN):
        return code[1:].partition("@")[0]
    division = divisions().get(code) or townships().get(code) or abolished_divisions().get(code)
    return division.name if division else code


def division_coordinates(code: str | None) -> tuple[float, float] | None:
    """Return longitude and latitude of a division's seat, in degrees; None where the gazetteer does not have it.

    >>> division_coordinates("37"), division_coordinates(None)
    ((117.02, 36.671), None)
    """
    division = divisions().get(code or "")
    if division is None or division.longitude is None or division.latitude is None:
        return None
    return division.longitude, division.latitude


def division_path(code: str) -> str:
    """Return the full name with the names of its superiors: 山东省德州市."""
    if code.startswith(UNKNOWN):
        return division_name(code)
    return "".join(name for part in reversed(chain(code)) if (name := division_name(part)) != part)


@lru_cache(maxsize=100_000)
def chain(code: str) -> tuple[str, ...]:
    """Return the division and its superiors, narrowest first.

    >>> chain("371581")
    ('371581', '3715', '37')
    """
    if code.startswith(UNKNOWN):
        return (code,)
    known = [code[:n] for n in (9, 6, 4, 2) if n <= len(code)]
    return tuple(part for part in known if not _is_pseudo(part))


def _is_pseudo(code: str) -> bool:
    """Return whether a row only groups others: 市辖区, 省直辖县级行政区划."""
    division = divisions().get(code)
    return division is not None and (division.name in {"市辖区", "县"} or "直辖" in division.name)


def core(name: str) -> str:
    """Return a place name without its ending, for comparing what no table knows: 员林市 and 员林 are both 员林."""
    bare = short_name(name)
    return bare if bare != name else _ENDING.sub("", name) if len(name) > 2 else name


def fits_scope(code: str, scope: str) -> bool:
    """Return whether a division may be meant by 全省, 市, 县 …: 市 is a city, a county-level city or a municipality."""
    name = division_name(code)
    if scope in _REGIONS:
        return code == _REGIONS[scope]
    if scope == "省" and len(code) == 2 and not code.startswith(UNKNOWN):
        return name.endswith(("省", "自治区"))
    if scope == "区" and len(code) == 2:
        return name.endswith("自治区")
    return name.endswith(_SCOPES.get(scope, (scope,)))


@dataclass(frozen=True, slots=True)
class Anchor:
    """A division that a report names at a position; `weight` tells how much it says about the report as a whole."""

    position: int
    code: str
    weight: float = 1.0
    is_agency: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """Where a report is at home, and which divisions it names where."""

    document: str
    home: str | None
    anchors: tuple[Anchor, ...] = ()
    sentence_starts: tuple[int, ...] = ()
    header_homes: tuple[str, ...] = ()
    text: str = field(default="", repr=False)
    publisher: str | None = None
    header_end: int = 0  # where the title and the lines that say who reports are over
    _support: Mapping[str, float] = field(default_factory=dict)

    def resolve(self, names: tuple[str, ...], position: int = 0, within: str | None = None) -> str:
        """Return the code of nested names (山东省, 东阿县), or `?name` when it is unknown or stays ambiguous."""
        if len(names) == 1 and _ZONE.match(names[0]):
            return f"{UNKNOWN}{division_name(self.home)}{names[0]}" if self.home else f"{UNKNOWN}{names[0]}@{self.document}"
        own = self._own_meaning(names[0]) if len(names) == 1 and within is None else None
        return own or resolve_names(names, self._support, self._near(position), within)

    def _own_meaning(self, name: str) -> str | None:
        """Return what a short name means in the report of a place that is called so: 吉林 in one of 吉林市."""
        around = chain(self.home) if self.home and not is_full(name) else ()
        return next((code for code in meanings(name) if code in around and len(code) > 2), None)

    def _fits(self, code: str, scope: str) -> bool:
        """Return whether a division may be meant by 市, 县 …: by its name, or a former one that the report uses."""
        return fits_scope(code, scope) or any(
            name.endswith(_SCOPES.get(scope, (scope,))) and name in self.text for name in former_names(code)
        )

    def at_scope(self, scope: str, position: int) -> str | None:
        """Return which division 全省, 市, 县 … means at a position, None when the report does not tell.

        An agency named before in the same sentence decides, then the report's home, then what was named last before.
        """
        start = max((s for s in self.sentence_starts if s <= position), default=0)
        before = [a for a in self.anchors if a.position < position]
        same_sentence = [a.code for a in reversed(before) if a.position >= start and a.is_agency]
        home = [self.home] if self.home else []
        for code in (*same_sentence, *home, *(a.code for a in reversed(before)), *self.header_homes):
            found = [part for part in chain(code) if self._fits(part, scope)]
            if found:
                return found[0]
        after = [part for a in self.anchors for part in chain(a.code) if self._fits(part, scope)]
        return after[0] if after else None

    def sentence_place(self, position: int) -> str | None:
        """Return the one division that the sentence at a position begins with (在河北，…), None for none or several."""
        start = max((s for s in self.sentence_starts if s <= position), default=0)
        named = [a for a in self.anchors if start <= a.position < position]
        first = named[0] if named else None
        if first is None or first.is_agency or first.position - start > FRONT or len({a.code for a in named}) > 1:
            return None
        return first.code

    def town(self, name: str, position: int) -> str | None:
        """Return the township of that name in the counties, cities or province that the report is about, nearest first."""
        codes = [a.code for a in reversed(self.anchors) if a.position <= position]
        codes += [a.code for a in self.anchors if a.position > position] + ([self.home] if self.home else [])
        known = list(dict.fromkeys(part for code in codes for part in chain(code) if not part.startswith(UNKNOWN)))
        for size in (6, 4, 2):
            towns = [town_within(name, code) for code in known if len(code) == size]
            found = [town for town in towns if town]
            if found:
                return found[0]
        return None

    def _near(self, position: int) -> tuple[str, ...]:
        return tuple(a.code for a in reversed(self.anchors) if a.position < position)[:3]


def resolve_names(
    names: tuple[str, ...], support: Mapping[str, float], near: tuple[str, ...] = (), within: str | None = None
) -> str:
    """Return the code that nested names mean given how much the report speaks of each division, or `?` and the name."""
    candidates = [code for code in meanings(names[-1]) if _nested(code, names[:-1])]
    if within and not within.startswith(UNKNOWN):
        candidates = [code for code in candidates if lies_in(code, within)]
    if not candidates:
        return UNKNOWN + "".join(names)
    if len(candidates) == 1:
        return candidates[0]
    candidates = _well_known(candidates, support)
    top = _widest(candidates)
    if len(candidates) == 1 or (top and len(top) == 2):
        return candidates[0]
    scored = sorted(candidates, key=lambda code: (-_supported(code, support), code))
    best, second = (_supported(code, support) for code in scored[:2])
    if best > second:
        return scored[0]
    nearest = [code for place in near for code in candidates if len(place) >= 4 and lies_in(code, place[:4])]
    if nearest:
        return nearest[0]
    return top or UNKNOWN + "".join(names)


def _well_known(candidates: list[str], support: Mapping[str, float]) -> list[str]:
    """Return the candidates that a name may mean here: 西安 is the city, unless the report speaks of 牡丹江 (西安区)."""
    cities = [code for code in candidates if len(code) <= 4]
    near = [code for code in candidates if len(code) > 4 and support.get(chain(code)[1], 0.0) > 0]
    return [*cities, *near] if cities else candidates


def _nested(code: str, names: tuple[str, ...]) -> bool:
    if not names:
        return True
    superiors = {name for part in chain(code)[1:] for name in (division_name(part), short_name(division_name(part)))}
    return all(name in superiors or name in former_superiors(code) for name in names)


def _widest(candidates: list[str]) -> str | None:
    """Return the candidate that all others lie in (长沙: the city, not the county), or the one province among them."""
    top = min(candidates, key=lambda code: (len(code), code))
    alone = [code for code in candidates if len(code) == len(top)] == [top]
    return top if alone and (len(top) == 2 or all(lies_in(code, top) for code in candidates)) else None


def _supported(code: str, support: Mapping[str, float]) -> float:
    """Return how much a report speaks of a division and of what it lies in: nearer superiors count more."""
    return sum((support.get(part, 0.0) * 4**n for n, part in enumerate(reversed(chain(code)))), 0.0)


def support_of(named: Iterable[tuple[tuple[str, ...], float]]) -> Mapping[str, float]:
    """Return how much the certain names of a report speak for each division; weights add up along the chain upwards."""
    votes: dict[str, float] = defaultdict(float)
    for names, weight in named:
        codes = [code for code in meanings(names[-1]) if _nested(code, names[:-1])]
        if len(codes) == 1 or (codes and len(codes[0]) == 2):
            for part in chain(codes[0]):
                votes[part] += weight
    return dict(votes)


def home_of(anchors: Iterable[Anchor]) -> str | None:
    """Return the division that most of a report's weight lies in, and so on down within it."""
    votes: dict[str, float] = defaultdict(float)
    below: dict[str, set[str]] = defaultdict(set)
    for anchor in anchors:
        votes[""] += anchor.weight
        parent = ""
        for part in reversed(chain(anchor.code)):
            votes[part] += anchor.weight
            below[parent].add(part)
            parent = part
    home = ""
    while below[home]:
        best = max(below[home], key=lambda code: (votes[code], code))
        if 2 * votes[best] <= votes[home]:
            break
        home = best
    return home or None


def is_full(name: str) -> bool:
    """Return whether a place name says its kind: 济南市, not 济南."""
    return bool(_FULL.search(name))
