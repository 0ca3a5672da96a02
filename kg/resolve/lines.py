"""Which body stands over which by the order of its line, where names alone do not say it: customs, border checks, ministries.

Forty-two customs offices answer to the General Administration itself; every other one belongs to one of them. Stations of
border inspection and of border management belong to a general station, departments (…司) to a ministry; the other lines are
rows of ontology/lines.tsv. A report that names one such superior means it; of several, the one of the unit's own place, or
the one that it speaks of most.

A unit of one line never belongs to a body of another, whatever else a report says: no fire station to the traffic police.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.divisions import lies_in
from kg.lexicon import PIECE, read_lexicon
from kg.resolve.gazetteer import LONGEST, UNKNOWN, meanings
from kg.resolve.report import Named
from kg.resolve.things import plain

_DIRECT = (
    "北京", "天津", "石家庄", "太原", "满洲里", "呼和浩特", "沈阳", "大连", "长春", "哈尔滨", "上海", "南京", "杭州", "宁波",
    "合肥", "福州", "厦门", "南昌", "青岛", "济南", "郑州", "武汉", "长沙", "广州", "深圳", "拱北", "汕头", "黄埔",
    "江门", "湛江", "南宁", "海口", "重庆", "成都", "贵阳", "昆明", "拉萨", "西安", "兰州", "西宁", "银川", "乌鲁木齐",
)  # fmt: skip
_REGIONAL = frozenset(f"{place}海关" for place in _DIRECT)  # 直属海关 (customs.gov.cn)
_CUSTOMS = re.compile(r"(?!各|全国|当地|中国)[\u4e00-\u9fff]{2,12}海关")
_STATION = re.compile(r"[\u4e00-\u9fff]{2,10}(?:边检站|(?:出入境)?边防检查站|边境管理支队)")
_GENERAL_STATION = re.compile(r"[\u4e00-\u9fff]{2,8}(?:边检总站|出入境边防检查总站)")
_DEPARTMENT = re.compile(r"(?:总局|[部局委署])?[\u4e00-\u9fff]{2,10}(?<!公)(?<!公检法)司")
_MINISTRY = re.compile(
    r"(?!.*(?:[省市县区州]|大学|支部|党支|俱乐部|干部|内部|西部|东部|中部|宣传部|组织部|统战部|武装部))(?:中华人民共和国)?"
    r"(?:[\u4e00-\u9fff]{2,10}部|[\u4e00-\u9fff]{2,10}总局|国家[\u4e00-\u9fff]{2,12}[局委署院]|国家[\u4e00-\u9fff]{2,10}委员会|海关总署|审计署|中国人民银行)"
)
_RANKED = re.compile(r"([\u4e00-\u9fff]{2,6})(大队|分局)")
_ABOVE = {"大队": re.compile(r".{2,}支队"), "分局": re.compile(r"(?!.*(?:[县区旗]|分局$)).{2,}局")}
_PROVINCE = 2  # digits of its code
_TELLING = 4  # characters of a name that says its line: no 支队, no 市局


@dataclass(frozen=True, slots=True)
class _Line:
    is_unit: Callable[[str], object]
    is_over: Callable[[str], object]


_LINES = (
    _Line(lambda name: _CUSTOMS.fullmatch(name) and name not in _REGIONAL, _REGIONAL.__contains__),
    _Line(_STATION.fullmatch, _GENERAL_STATION.fullmatch),
    _Line(_DEPARTMENT.fullmatch, _MINISTRY.fullmatch),
)


@cache
def _rows() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    rows = (row for row in read_lexicon("lines") if row.label != PIECE)
    x = next(row.word for row in read_lexicon("lines") if row.id == "lines/x")
    return tuple((re.compile(row.word), re.compile(row.label.replace("{x}", x))) for row in rows)


def over_by_line(agency: Named, agencies: Sequence[Named]) -> Named | None:
    """Return the body of a report that stands over another in its line: the only one, of its place, or spoken of most."""
    names = _names(agency)
    line = next((line for line in _LINES if any(line.is_unit(name) for name in names)), None)
    if line is not None and not any(line.is_over(name) for name in names):
        found = [other for other in agencies if other is not agency and any(line.is_over(name) for name in _names(other))]
        if over := _of_its_place(agency, found) or _spoken_of_most(found):
            return over
    return next(_over_by_rows(agency, names, agencies), None)


def over_by_rank(agency: Named, agencies: Sequence[Named]) -> Named | None:
    """Return the body right above a unit that is called by a place in it and its rank alone: a 支队 above 颍州大队."""
    names = _names(agency)
    ranked = [match for name in sorted(names) if (match := _RANKED.fullmatch(name)) and meanings(match[1])]
    over = _ABOVE[ranked[0][2]] if len(ranked) == len(names) else None  # no name says more
    if over is None:
        return None
    named = (other for other in agencies if other is not agency and not (other.body and other.body.scope))
    found = [other for other in named if any(over.fullmatch(name) for name in _names(other)) and _may_lie_in(names, other)]
    return found[0] if len(found) == 1 else _spoken_of_most(found)


def is_of_another_line(agency: Named, over: Named) -> bool:
    """Return whether a unit is of a line that a body over it has nothing to do with: a fire station, the traffic police."""
    rows = [above for unit, above in _rows() if any(unit.fullmatch(name) for name in _names(agency))]
    names = [name for name in _names(over) if len(name) >= _TELLING]
    return bool(rows and names) and not any(above.search(name) for above in rows for name in names)


def _over_by_rows(agency: Named, names: frozenset[str], agencies: Sequence[Named]) -> Iterator[Named]:
    """Yield the bodies over a unit by the table of lines, nearest first; none of a place that the unit does not lie in."""
    for unit, over in _rows():
        if not any(unit.fullmatch(name) for name in names):
            continue
        others = (other for other in agencies if other is not agency)
        found = [other for other in others if any(over.fullmatch(name) for name in _names(other)) and _may_lie_in(names, other)]
        if chosen := found[0] if len(found) == 1 else _of_its_place(agency, found) or _spoken_of_most(found):
            yield chosen


def _may_lie_in(names: frozenset[str], over: Named) -> bool:
    """Return whether the place that a unit's name begins with, if it does, may lie in that of a body over it."""
    code = over.body.code if over.body and not over.body.is_assumed else None
    if not code or code.startswith(UNKNOWN) or not code.isdigit():
        return True
    places = [place for name in names if (place := place_first(name))]
    return not places or any(lies_in(inner, code) for place in places for inner in place)


def place_first(name: str) -> tuple[str, ...]:
    """Return what the longest division that a name begins with may be."""
    sizes = range(min(LONGEST, len(name)), 1, -1)
    return next((found for size in sizes if (found := meanings(name[:size]))), ())


def _of_its_place(agency: Named, found: Sequence[Named]) -> Named | None:
    region = (agency.body.code or "")[:_PROVINCE] if agency.body and not agency.body.is_assumed else ""
    same = [other for other in found if region and other.body and (other.body.code or "").startswith(region)]
    return same[0] if len(same) == 1 else None


def _spoken_of_most(found: Sequence[Named]) -> Named | None:
    often = sorted(((len(other.mentions), other.key, other) for other in found), key=lambda item: item[:2], reverse=True)
    if len(often) > 1 and often[0][0] == often[1][0]:
        return None
    return often[0][2] if often else None


def _names(agency: Named) -> frozenset[str]:
    return frozenset(plain(mention.name) for mention in agency.mentions)
