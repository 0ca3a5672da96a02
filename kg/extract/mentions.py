"""The names in a report, one reading for every stretch of text: marks of all naming components in, mentions out.

Where two marks overlap, the more certain kind wins (a title in 《》 before a quoted name, that before a grammar of heads), then
the longer one. What may lie inside another name: a place or an agency in an agency, event, document or award, and an
initiative or system in an event or document.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from spacy.tokens import Doc
from spacy.tokens import Span as Mark

from kg.extract.naming import LEARNED
from kg.extract.nlp import text_of
from kg.extract.order import InOrder
from kg.extract.places import CAPITAL, CAPITAL_RULE
from kg.extract.sites import body_acts
from kg.records import Document, EntityType, Mention, Span

GROUPS = ("own", "titles", "initiatives", "systems", "agencies", "persons", "places", "learned")  # the more certain first
_NESTS = {
    ("Place", "Agency"), ("Agency", "Agency"), ("Place", "Event"), ("Agency", "Event"), ("Place", "Document"),
    ("Agency", "Document"),
    ("Place", "Award"), ("Agency", "Award"), ("Initiative", "Event"), ("Initiative", "Document"), ("System", "Document"),
    ("Document", "Event"),
    ("Place", "Facility"), ("Agency", "Facility"), ("Place", "Place"), ("Place", "System"), ("Place", "Initiative"),
    ("Agency", "Initiative"), ("Initiative", "Initiative"), ("Initiative", "Agency"), ("Facility", "Agency"),
}  # fmt: skip
_ENDINGS = ("places/area-ending", "places/road-ending", "places/nature")
_SHORT_NAMES = ("places/division-short", "places/division-county")
_SOUNDS_IN: dict[str, tuple[str, ...]] = {  # the places that need not be meant in the name of something, by their rules
    "Facility": (*_ENDINGS, "places/division-county"),
    "System": _ENDINGS,
    "Document": ("places/area-ending", "places/nature", "places/division-ending"),
    "Agency": _SHORT_NAMES,
}
_SHORTEST = {"Person": 3, "Agency": 5, "System": 5, "Initiative": 5, "Facility": 5, "Event": 6}
_TITLE_VERB = re.compile(
    r"(?:深入|扎实|全面|全力|积极|联合|集中|持续|加快|进一步)*(?:公布|发布|开展|启动|部署|推进|推动|推出|实施|组织|打响|掀起|通报|召开|举行|扩大|深化)"
    r"(?:[一二三四五六七八九十两\d]+[项个大])?(?=..)"
)
_REST = re.compile(r"[省市县区州盟旗镇乡局厅委]")
_QUOTES = re.compile(r"[“”‘’「」『』\"《》〈〉]")


def read_mentions(doc: Doc, document: Document) -> tuple[Mention, ...]:
    """Return the mentions of the named things in a marked doc, in reading order; none lies in a damaged span."""
    kept: list[Mark] = []
    near: dict[int, list[Mark]] = defaultdict(list)  # by the hundred characters in which they stand
    for candidate in _by_certainty(doc):
        named = bool(label_of(candidate.text))
        parts = range(candidate.start // 100, candidate.end // 100 + 1)
        beside = [other for part in parts for other in near[part]]
        fits = all(_fits(candidate, other) for other in beside) and not _is_another_reading(candidate, beside)
        if named and fits and not _is_damaged(candidate, document):
            kept.append(candidate)
            for part in parts:
                near[part].append(candidate)
    mentions = _without_parts([_mention(m, document) for m in kept])
    return tuple(sorted((*mentions, *_again(mentions, document)), key=lambda m: (m.span, m.type)))


def _without_parts(mentions: list[Mention]) -> list[Mention]:
    """Return the mentions without the places that only sound in names of other things, and are spoken of nowhere else.

    A river in the name of works, an area in a title, the province in the name of a company: none of these is meant there.
    """
    outer = InOrder([m for m in mentions if m.type in _SOUNDS_IN])
    places = [m for m in mentions if m.type == "Place"]
    parts = {m.span for m in places if any(_only_sounds(m, o) for o in outer.over(m.span.start, m.span.end))}
    meant = {m.name for m in places if m.span not in parts}
    return [m for m in mentions if m.span not in parts or m.type != "Place" or any(n.startswith(m.name) for n in meant)]


def _only_sounds(place: Mention, outer: Mention) -> bool:
    inside = outer.span.start <= place.span.start and place.span.end <= outer.span.end and outer.span != place.span
    if not inside or place.rule not in _SOUNDS_IN[outer.type] or place.name[-1] in "省市县区旗":
        return False
    return outer.type != "Agency" or (outer.subtype in ("company", "school") and outer.span.start == place.span.start)


def _again(mentions: list[Mention], document: Document) -> Iterator[Mention]:
    """Yield the same names where they stand unmarked: what is a name once is one throughout a report."""
    taken = InOrder(mentions)
    names = {m.surface: m for m in sorted(mentions, key=lambda m: m.span, reverse=True) if _is_telling(m)}
    if not names:
        return
    for found in re.finditer("|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n))), document.text):
        start, end = found.span()
        if not taken.over(start, end) and not any(s < end and start < e for s, e in document.damaged):
            yield replace(names[found[0]], span=Span(document.id, start, end))


def _is_telling(mention: Mention) -> bool:
    """Return whether a name is long enough to mean the same wherever its characters stand."""
    shortest = _SHORTEST.get(mention.type)
    return mention.form == "full" and shortest is not None and len(mention.surface) >= shortest


def label_of(surface: str) -> str:
    """Return the name that a surface gives: without quotation marks and spaces around.

    >>> label_of("“减量控大”工作")
    '减量控大工作'
    """
    return _QUOTES.sub("", surface).strip()


def _by_certainty(doc: Doc) -> Iterator[Mark]:
    text = text_of(doc)
    whole = {(m.start, m.end) for m in doc.spans.get("systems", ())}
    ends: dict[int, list[int]] = defaultdict(list)  # of the agencies that start in a place
    for agency in doc.spans.get("agencies", ()):
        ends[agency.start].append(agency.end)
    for group in GROUPS:
        marks = sorted(doc.spans.get(group, ()), key=lambda m: (m.start - m.end, m.start))
        kept = (m for m in marks if group != "initiatives" or not _begins(m, whole))
        kept = (m for m in kept if m.label_ != "Facility" or m.end not in ends[m.start] or not body_acts(text, m.start, m.end))
        yield from (_without_agency(m, doc, ends) if group == "initiatives" else m for m in kept)


def _without_agency(mark: Mark, doc: Doc, ends: Mapping[int, Sequence[int]]) -> Mark:
    """Return an initiative without the agency and verb that a title puts before it: 某局公布|铁拳行动."""
    for end in ends.get(mark.start, ()):
        if end < mark.end:
            verb = _TITLE_VERB.match(doc[end : mark.end].text)
            if verb:
                start = end + verb.end()
                return Mark(doc, start, mark.end, label=mark.label_, kb_id=mark.kb_id_, span_id=mark.id_)
    return mark


def _begins(mark: Mark, systems: set[tuple[int, int]]) -> bool:
    """Return whether a system's name begins with the mark: “云图”平台 is no line of work called 云图."""
    return any(start == mark.start and mark.end < end for start, end in systems)


def _fits(candidate: Mark, other: Mark) -> bool:
    if candidate.end <= other.start or other.end <= candidate.start:
        return True
    if (candidate.start, candidate.end) == (other.start, other.end):
        return False
    if other.start <= candidate.start and candidate.end <= other.end:
        return _nests(candidate, other)
    if candidate.start <= other.start and other.end <= candidate.end:
        return _nests(other, candidate)
    return False


def _is_another_reading(learned: Mark, others: Iterable[Mark]) -> bool:
    """Return whether a name that only the model of characters sees overlaps one of its class that a grammar reads."""
    return (learned.id_ == LEARNED and learned.label_ != "Place") and any(
        o.label_ == learned.label_ and o.start < learned.end and learned.start < o.end for o in others
    )


def _nests(inner: Mark, outer: Mark) -> bool:
    """Return whether a name may lie in another; a draft may lie in the title of a report on it: 关于某法草案的议案.

    The name of works only sounds like a river or a county elsewhere, unless it begins with a division in full.
    """
    if outer.id_ == "works/named" and inner.id_ not in ("places/division-full", "places/division-ending"):
        return False
    if inner.label_ == "Initiative" and outer.label_ == "Event" and inner.end == outer.end:
        return False  # the end of the event's name
    return (inner.label_, outer.label_) in _NESTS or (inner.id_, outer.label_) == ("titles/draft", "Document")


def _is_damaged(mark: Mark, document: Document) -> bool:
    is_rest = _REST.match(mark.text) is not None  # of a name that begins in what is unknown: ��区公安局
    return any(start < mark.end and mark.start < end + is_rest for start, end in document.damaged)


def _mention(mark: Mark, document: Document) -> Mention:
    surface = document.text[mark.start : mark.end]
    form = "short" if mark.id_.endswith("-short") else "full"
    return Mention(
        span=Span(document.id, mark.start, mark.end),
        type=cast(EntityType, mark.label_),
        name=CAPITAL if mark.id_ == CAPITAL_RULE else label_of(surface),
        surface=surface,
        rule=mark.id_,
        subtype=mark.kb_id_ or None,
        form=form,  # type: ignore[arg-type]
    )
