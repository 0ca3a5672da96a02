"""Where a deed is done that no 在 locates: at what it is done to (端掉|点头镇|一处窝点), or where who joins in is at home."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.extract.homes import code_of, is_listed, level_of, narrowest
from kg.extract.places import is_part
from kg.records import Mention

_TOWN = re.compile(r".(?:[镇乡村]|街道|社区|苏木|嘎查)$")
_AWAY = re.compile(r"援[疆藏青琼]|驻.{2,6}(?:办事处|工作组|指挥部)")


def is_guest(body: str) -> bool:
    """Return whether a body is named after where it comes from, not where it acts: 云河省援疆前方指挥部."""
    return _AWAY.search(body) is not None


def shared_place(
    home: Mention | None, others: Iterable[tuple[Mention, Mention | None]], ours: Mention | None
) -> Mention | None:
    """Return where a body that is at home in one place and others, each with its home, do one thing.

    A guest comes to who is at home in the area of the report (`ours`), a province to the government of a city or county that
    joins in, and whoever it is to the town; neighbours of the area meet in it.
    """
    apart = [(body, at) for body, at in others if at is not None and not (home and _is_same(at, home))]
    beside = [at for _, at in apart]
    if home is None or not beside:
        return home or next(iter(beside), None)
    if ours and _is_elsewhere(home, ours):
        return next((p for p in beside if _is_same(p, ours) or is_part(p.name, ours.name)), home)
    if len({place.name for place in beside}) == 1 and _comes_to(home, *apart[0]):
        return beside[0]
    return ours if ours and _meet(home, beside, ours) else home


_GUIDES = re.compile(r"(?:政府|[市州县区]委|行署|管委会)$")


def _comes_to(home: Mention, host: Mention, place: Mention) -> bool:
    guides = _GUIDES.search(host.name) is not None or host.name == place.name
    return _is_within(place, home) and (level_of(place) is None or (guides and level_of(home) == "province"))


def _meet(home: Mention, beside: Sequence[Mention], area: Mention) -> bool:
    """Return whether places lie side by side in an area."""
    apart = not any(_is_within(home, place) or _is_within(place, home) for place in beside)
    return apart and all(_is_within(place, area) for place in (home, *beside))


def _is_same(place: Mention, other: Mention) -> bool:
    return code_of(place) == code_of(other)


def _is_within(place: Mention, area: Mention) -> bool:
    """Return whether a place lies in a wider area; a town lies in any division that it is named with."""
    if level_of(place):
        return is_part(place.name, area.name)
    return _TOWN.search(place.name) is not None and level_of(area) is not None


def _is_elsewhere(place: Mention, area: Mention) -> bool:
    is_known = level_of(place) is not None and level_of(area) is not None
    return is_known and not (_is_same(place, area) or is_part(place.name, area.name) or is_part(area.name, place.name))


_DONE_TO = re.compile(  # verbs of what is done to what lies in a place
    r"(?:[查处排清巡突检抽暗]查|(?:合|联|夜|突击|集中|联合|共同)查|查[处获扣封验]|端[掉了]|捣毁|破获|拆[除掉]|扫荡|巡[护视逻]|督[查导]|暗访|整治|治理|打击"
    r"|清[理走除淤退]|打通|抢[通修险]|[修加]固|修[复缮好]|疏[浚通散]|撤[空离]|封[控闭]|堵住|扑灭|营救|改造|走进|来到|帮助?|援建|[走到]访|调研|考察|突袭)[了过]?$"
)

_JOINED = re.compile(r"(?:[与同和跟帮]|会同|联合|配合|协助|帮助|帮扶|支援)$")


def joined(text: str, start: int, bodies: Iterable[Mention]) -> list[Mention]:
    """Return the bodies of a clause with which something is done: 与|云河市政府|签订…, 配合|石门镇政府|…."""
    return [b for b in bodies if b.type == "Agency" and _JOINED.search(text, max(start, b.span.start - 2), b.span.start)]


def acted_on(text: str, start: int, places: Sequence[Mention], home: Mention | None) -> Mention | None:
    """Return the place in a clause where that lies which something is done to: behind the verb.

    A division that does not lie where the body is at home is spoken of for another reason.
    """
    for place in (p for p in places if p.type == "Place" and not is_listed(text, p, places)):
        if _DONE_TO.search(text, max(start, place.span.start - 5), place.span.start):
            last = narrowest(place, places)
            return last if home is None or level_of(last) is None or is_part(last.name, home.name) else None
    return None
