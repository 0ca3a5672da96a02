"""Whose unit a body is that a report calls by the head of its body alone: 部养老服务司, 省局网监处, 街道应急办, 集团公司工务部.

The head says of what kind and level the body is (省局: a 局 of a province); the unit behind it says that it is one of its own.
The rows of ontology/heads.tsv say which heads there are. Of several such bodies of a report it is the one whose report it is,
else the one that does such work by its name, else the one named most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.lexicon import PIECE, read_lexicon
from kg.records import Document
from kg.resolve.gazetteer import UNKNOWN
from kg.resolve.lines import place_first
from kg.resolve.report import Named
from kg.resolve.things import plain

_SIZES = {"省": (2,), "市": (4, 6), "州": (4,), "盟": (4,), "县": (6,), "区": (6, 4), "旗": (6,)}  # digits of a code


def over_by_head(agency: Named, agencies: Sequence[Named], document: Document) -> Named | None:
    """Return the body of a report that the head of a unit's name means, where all that stands before the unit is a head."""
    for name, match, body in _heads_of(agency):
        level = match.groupdict().get("level")
        found = [other for other in agencies if other is not agency and _is_meant(other, body, level)]
        if found:
            return _whose_report(found, document) or _of_the_work(found, name) or _named_most(found, agency)
    return None


@cache
def _rows() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    rows = (row for row in read_lexicon("heads") if row.label != PIECE)
    return tuple((re.compile(row.word), re.compile(row.label)) for row in rows)


def _heads_of(agency: Named) -> Iterator[tuple[str, re.Match[str], re.Pattern[str]]]:
    """Yield each name of a unit that begins with a head, and how the body is called that the head means."""
    names = sorted({plain(mention.name) for mention in agency.mentions})
    return ((name, match, body) for name in names for unit, body in _rows() if (match := unit.fullmatch(name)))


def over_by_report(agency: Named, agencies: Sequence[Named], document: Document) -> Named | None:
    """Return the body whose report it is, for a unit called by its work alone, of a kind that such bodies have: 护理部."""
    names = {plain(mention.name) for mention in agency.mentions}
    rows = [over for unit, over in _own_units() if all(unit.fullmatch(name) for name in names)]
    if not rows or any(place_first(name) for name in names) or (agency.body and agency.body.links[:1] and _is_national(agency)):
        return None
    found = [other for other in agencies if other is not agency and _ends_as(other, rows)]
    return _whose_report(found, document)


def _is_national(agency: Named) -> bool:
    return agency.body is not None and agency.body.links[0].kind == "national"


def _ends_as(other: Named, rows: Sequence[re.Pattern[str]]) -> bool:
    """Return whether a body has units of a kind, and is none itself."""
    names = [plain(mention.name) for mention in other.mentions]
    is_unit = any(unit.fullmatch(name) for name in names for unit, _ in _own_units())
    return not is_unit and any(row.search(name) for row in rows for name in names)


@cache
def _own_units() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    rows = (row for row in read_lexicon("own-units") if row.label != PIECE)
    return tuple((re.compile(row.word), re.compile(f"{row.label}$")) for row in rows)


def _is_meant(other: Named, body: re.Pattern[str], level: str | None) -> bool:
    """Return whether a body has such a name and level, and is no unit that a head stands before itself."""
    if not any(body.fullmatch(plain(mention.name)) for mention in other.mentions):
        return False
    if (other.body and other.body.scope) or next(_heads_of(other), None):
        return False
    code = other.body.code if other.body and not other.body.is_assumed else None
    return not level or not code or code.startswith(UNKNOWN) or len(code) in _SIZES[level]


def _whose_report(found: Sequence[Named], document: Document) -> Named | None:
    """Return the one body that publishes a report, or that alone is named in its title."""
    publisher, end = plain(document.publisher or ""), document.text.find("\n")
    own = [other for other in found if publisher and publisher in {plain(m.name) for m in other.mentions}]
    titled = [other for other in found if any(m.span.start < end for m in other.mentions)]
    return next((group[0] for group in (own, titled) if len(group) == 1), None)


def _of_the_work(found: Sequence[Named], unit: str) -> Named | None:
    """Return the one body in whose name two characters of the unit's stand: 运输服务司 is of 交通运输部."""
    pairs = {unit[i : i + 2] for i in range(1, len(unit) - 2)}
    fitting = [other for other in found if any(pair in mention.name for pair in pairs for mention in other.mentions)]
    return fitting[0] if len(fitting) == 1 else None


def _named_most(found: Sequence[Named], agency: Named) -> Named | None:
    """Return the body that a report names most, of several that it names as often the one named last before a unit."""
    start = min(mention.span.start for mention in agency.mentions)
    ranked = [(len(o.mentions), max((m.span.start for m in o.mentions if m.span.start < start), default=-1), o) for o in found]
    return max(ranked, key=lambda item: item[:2])[2] if ranked else None
