"""Places as they act and as others are at home in them: a division's level, and its government's part in a report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.divisions import divisions_by_name
from kg.extract.order import next_of
from kg.records import Mention

LEVEL_WORDS = {"省": "province", "市": "city", "州": "city", "盟": "city", "县": "county", "区": "county", "旗": "county"}
ACTING_PLACE = "discourse/acting-place"
MEASURED_PLACE = "discourse/measured-place"  # only figures are told of it
AS_PLACES = (ACTING_PLACE, MEASURED_PLACE)


def as_agent(place: Mention) -> Mention:
    """Return a place as it acts: by its government."""
    return replace(place, type="Agency", subtype="government", rule=ACTING_PLACE)


def narrowest(place: Mention, inside: Sequence[Mention]) -> Mention:
    """Return the last of the places that stand side by side: 云河市|南山县."""
    for following in inside:
        if following.type == "Place" and following.span.start == place.span.end:
            place = following
    return place


_BESIDE = re.compile(r"[、和与及]|以及")
_BUILDS = re.compile(r"[^，。；\n]{0,30}?(?<!创)[建设]")  # 在甲镇、乙镇各建1处: each lies where it is built
_OTHERS = re.compile(r"(?:[与同和跟赴从]|来自|会同|联合|对口\w{0,2}|前往|毗邻|相邻的?|协同|携手)$")


def is_listed(text: str, place: Mention, inside: Sequence[Mention]) -> bool:
    """Return whether a place is the first of several of a list: 在云岭镇、石门镇."""
    end = narrowest(place, inside).span.end
    if _BESIDE.match(text, end) is None or _BUILDS.match(text, end):
        return False
    return any(p.type == "Place" and p.span.start == end + 1 for p in inside)


def is_anothers(text: str, place: Mention) -> bool:
    """Return whether a division is only named as another's: 与云河省南山县签订…."""
    return _OTHERS.search(text, max(0, place.span.start - 4), place.span.start) is not None


def level_of(place: Mention) -> str | None:
    """Return the level of a division, None for other places."""
    found = divisions_by_name().get(place.name)
    return found[0].level if found else None


def code_of(place: Mention) -> str:
    """Return the code of a division, else the name of a place."""
    found = divisions_by_name().get(place.name)
    return found[0].code if found else place.name


_TOWN = re.compile(r"[镇乡]$|街道$")
_OF_TOWN = re.compile(
    r"(?:(?:边境)?派出|司法|财政|税务|自然资源|市场监管|国土资源|土地)所|(?:人民)?法庭|卫生院|敬老院|中心校|管区|粮站"
)


def is_named_after(agency: str, place: str) -> bool:
    """Return whether a body has its name from a place: 江东新区|管理局, or from a town (二郎|派出所 of 二郎镇)."""
    if len(place) > 2 and agency.startswith(place):
        return True
    stem = _TOWN.sub("", place)
    return len(stem) > 1 and stem != place and agency.startswith(stem) and _OF_TOWN.match(agency, len(stem)) is not None


def is_called(place: Mention, level: str) -> bool:
    """Return whether a division is one of the 省, 市, 县 … level, or called so (a county-level city is a 市)."""
    found = divisions_by_name().get(place.name)
    return found is not None and (found[0].level == LEVEL_WORDS.get(level) or found[0].name.endswith(level))


def is_named_so(place: Mention, level: str) -> bool:
    """Return whether the full name of a division ends with 省, 市, 县 …: 南山 with 县."""
    found = divisions_by_name().get(place.name)
    return found is not None and found[0].name.endswith(level)


_SENT = re.compile(
    r"(?:灾区|地区|等[地省市]*)?(?:再次|继续|紧急|及时|追加|先后|共|组织|统筹|安排)*(?:调运|调拨|预拨|下拨|拨付|派出|派遣|增派|运送|调派|支援|下达|提供)"
)
_WHERE = re.compile(r"(?:^|[，；：])(?:并|先后|分别|首批|率先|已)*(?:在|于)$")


def place_ahead(text: str, start: int, mentions: Sequence[Mention]) -> Mention | None:
    """Return where the rest of a sentence says that a body without an area of its own acts: …，向云河省调运…, …，在云河省…."""
    stop = next_of(text, "。！？\n", start)
    inside = [m for m in mentions if start <= m.span.start < stop]
    for place in (m for m in inside if m.type == "Place" and level_of(m)):
        begin = max(start, place.span.start - 6)
        sent = text[begin : place.span.start].endswith(("向", "为", "给")) and _SENT.match(
            text, narrowest(place, inside).span.end
        )
        if sent or _WHERE.search(text, begin, place.span.start):
            return narrowest(place, inside)
    return None
