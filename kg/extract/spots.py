"""Where a thing is by its own name: 云河镇养老服务中心 is built in 云河镇, 青石湖清漂行动 is run at 青石湖."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.discourse import Setting
from kg.extract.homes import level_of
from kg.extract.places import is_part
from kg.records import Mention

_NARROW = re.compile(
    r"..(?:[镇乡湖河江溪岛路街]|街道|苏木|流域|灌区|水库|口岸|大桥|片区|林区|港区|新区|开发区|高新区|景区|古城|湿地)$"
)
_AT = re.compile(r"[在于到赴]$")


def where_named(text: str, thing: Mention, inside: Sequence[Mention], setting: Setting) -> Mention | None:
    """Return the place that the name of a thing begins with, where it is narrower than the place of its clause."""
    begins = (thing.span.start, thing.span.start + 1)  # “青石湖清漂”行动
    named = [m for m in inside if m.type == "Place" and m.span.start in begins and m.span.end < thing.span.end]
    place = max(named, key=lambda m: m.span, default=None)
    held = setting.place
    if place is None or held is None or place.name == held.name:
        return None
    if setting.start <= held.span.start < thing.span.start and _AT.search(text, setting.start, held.span.start):
        return None  # 在某村建成…: said in so many words
    if level_of(place):
        return place if is_part(place.name, held.name) else None
    return place if _NARROW.search(place.name) else None
