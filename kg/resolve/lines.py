"""Which body stands over which by the order of its line, where names alone do not say it: customs, border checks, ministries.

Forty-two customs offices answer to the General Administration itself; every other one belongs to one of them. Stations of
border inspection and of border management belong to a general station, departments (…司) to a ministry. A report that names
one such superior means that one; of several, the one of the unit's own place, or the one that it speaks of most.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

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
_DEPARTMENT = re.compile(r"(?:总局|[部局委署])?[\u4e00-\u9fff]{2,10}(?<!公)司")
_MINISTRY = re.compile(
    r"(?!.*(?:[省市县区州]|大学|支部|党支|俱乐部|干部|内部|西部|东部|中部|宣传部|组织部|统战部|武装部))(?:中华人民共和国)?"
    r"(?:[\u4e00-\u9fff]{2,10}部|[\u4e00-\u9fff]{2,10}总局|国家[\u4e00-\u9fff]{2,12}[局委署院]|国家[\u4e00-\u9fff]{2,10}委员会|海关总署|审计署|中国人民银行)"
)
_PROVINCE = 2  # digits of its code


@dataclass(frozen=True, slots=True)
class _Line:
    is_unit: Callable[[str], object]
    is_over: Callable[[str], object]


_LINES = (
    _Line(lambda name: _CUSTOMS.fullmatch(name) and name not in _REGIONAL, _REGIONAL.__contains__),
    _Line(_STATION.fullmatch, _GENERAL_STATION.fullmatch),
    _Line(_DEPARTMENT.fullmatch, _MINISTRY.fullmatch),
)


def over_by_line(agency: Named, agencies: Sequence[Named]) -> Named | None:
    """Return the body of a report that stands over another in its line: the only one, of its place, or spoken of most."""
    names = _names(agency)
    line = next((line for line in _LINES if any(line.is_unit(name) for name in names)), None)
    if line is None or any(line.is_over(name) for name in names):
        return None
    found = [other for other in agencies if other is not agency and any(line.is_over(name) for name in _names(other))]
    return _of_its_place(agency, found) or _spoken_of_most(found)


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
