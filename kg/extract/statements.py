"""What a sentence says outright of what it names: who is part of whom, what lies where, who gave what to whom.

A sentence is read as its skeleton, in which every name is one sign of its class, so that a pattern says how such sentences are
formed whatever the names: Ⓐ所属Ⓐ, Ⓟ被Ⓐ授予Ⓦ, Ⓔ在Ⓛ召开. The patterns are the rows of ontology/statements.tsv, put together from
the pieces at its top.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import cast

from kg.extract.skeletons import Skeleton
from kg.lexicon import PIECE, read_lexicon
from kg.records import Mention, Predicate

_BETWEEN = {  # the classes of subjects and objects
    "subOrganizationOf": ("Ⓐ", "Ⓐ"), "locatedIn": ("ⒶⒺⒻ", "Ⓛ"), "memberOf": ("Ⓟ", "Ⓐ"), "cooperatedWith": ("Ⓐ", "Ⓐ"),
    "held": ("Ⓐ", "Ⓔ"), "ran": ("Ⓐ", "Ⓘ"), "built": ("Ⓐ", "ⓈⒻ"), "used": ("Ⓐ", "ⓈⒻ"),
    "issued": ("Ⓐ", "Ⓓ"), "partOf": ("ⒾⓈⒺ", "ⒾⓈ"), "usedIn": ("ⓈⒹⒻ", "Ⓘ"),
}  # fmt: skip
_HOSTED = re.compile(r"(?:据悉，|据了解，)?(?:该|本次|本届|此次|这次)?(?:系列)?活动由Ⓐ")
_ANOTHER = re.compile(
    r"[，、：](?:[该本我此][局院校厅关司队行所委庭站村镇县市区处部中单企社科团]|他们|她们|[他她](?!人))"
)  # 该校被评为…
_OUT = re.compile(  # 三易其稿，只待某厅点头，岁末颁行: not yet
    r"^(?!.*(?:待|尚未|还没|[将拟]|力争|争取|计划|预计|岁末|年底|年内|下月|明年)).*(?:印发|发布|出台|公布|施行|实施|通过|下发|颁[布行]|刊发)"
)
LEADS = "leads"
JOINS = "joins"  # the label of rows that leave open who acts: see partners.py
_FAR = 150  # characters from an event to the sentence that goes on about it


@dataclass(frozen=True, slots=True)
class Statement:
    """A relation between two named things, the words that state it, and the pattern that read it."""

    subject: Mention
    predicate: Predicate
    object: Mention
    start: int
    end: int
    rule: str
    post: str | None = None
    is_coming: bool = False  # a draft, whatever the clause says of its status
    is_more: bool = False  # besides whom the clause itself has as its subject


@dataclass(frozen=True, slots=True)
class _Pattern:
    rule: str
    label: str
    words: re.Pattern[str]


@cache
def _patterns() -> tuple[_Pattern, ...]:
    rows = (row for row in read_lexicon("statements") if row.label not in (PIECE, JOINS))
    return tuple(_Pattern(row.id, row.label, re.compile(row.word)) for row in rows)


def read_statements(skeletons: Sequence[Skeleton]) -> list[Statement]:
    """Return what sentences state, in reading order, each pair of names once for each pattern."""
    found: dict[tuple[object, ...], Statement] = {}
    earlier: list[Mention] = []
    for skeleton in skeletons:
        for statement in _statements(skeleton, earlier):
            key = statement.subject.span, statement.predicate, statement.object.span, statement.rule
            found.setdefault(key, statement)
        earlier += skeleton.names.values()
    told = sorted(found.values(), key=lambda s: (s.start, s.end, s.rule, s.subject.span, s.object.span))
    where = {s.subject.name: s.object.name for s in told if s.predicate == "locatedIn"}  # what is said last says most
    return [s for s in told if s.predicate != "locatedIn" or where[s.subject.name] == s.object.name]


def _statements(skeleton: Skeleton, earlier: Sequence[Mention]) -> Iterator[Statement]:
    counts = Counter(skeleton.signs[i] for i in skeleton.names)
    honoured: set[int] = set()
    may: dict[str, bool] = {}
    for pattern in _patterns():
        if pattern.label not in may:
            may[pattern.label] = _may_state(pattern.label, counts)
        if not may[pattern.label]:
            continue
        for match in pattern.words.finditer(skeleton.signs):
            if pattern.label == "honour":
                if not honoured & (awards := set(range(*match.span("w")))):
                    honoured |= awards
                    yield from _honours(skeleton, match, pattern.rule)
            elif pattern.label == "host":
                yield from _hosts(skeleton, match, pattern.rule, earlier)
            elif pattern.label == "drafts":
                yield from _drafts(skeleton, match, pattern.rule)
            elif pattern.label == LEADS:
                yield from _leads(skeleton, match, pattern.rule)
            elif pattern.label == "that":
                yield from _that(skeleton, match, pattern.rule, earlier)
            else:
                yield from _related(skeleton, match, pattern)


def _may_state(label: str, counts: Counter[str]) -> bool:
    """Return whether a sentence names what a pattern relates: cheaper than looking for it."""
    if label in _BETWEEN:
        subjects, objects = _BETWEEN[label]
        needed = 2 if set(subjects) & set(objects) else 1
        return sum(counts[s] for s in subjects) >= needed and any(counts[o] for o in objects)
    return bool(counts[{"honour": "Ⓦ", "host": "Ⓐ", "that": "Ⓛ", "drafts": "Ⓓ", LEADS: "Ⓘ"}[label]])


def _related(skeleton: Skeleton, match: re.Match[str], pattern: _Pattern) -> Iterator[Statement]:
    left, right = _BETWEEN[pattern.label]
    subjects, objects = skeleton.named(match, "s", left), skeleton.named(match, "o", right)
    if pattern.label == "locatedIn":
        objects = objects[-1:]  # a province, then its city: the narrowest
    pairs = [*combinations(skeleton.named(match, "g", left), 2), *((s, o) for s in subjects for o in objects)]
    for subject, thing in pairs:
        if subject.name != thing.name:
            predicate = cast("Predicate", pattern.label)
            yield Statement(
                subject, predicate, thing, *skeleton.span(match), pattern.rule, match.groupdict().get("post") or None
            )


def _honours(skeleton: Skeleton, match: re.Match[str], rule: str) -> Iterator[Statement]:
    """Yield who received which honours, and who gave them."""
    other = _ANOTHER.search(skeleton.signs, match.end("t"), match.start("w")) if match.groupdict().get("t") else None
    for award in skeleton.named(match, "w", "Ⓦ"):
        for taker in () if other else skeleton.named(match, "t", "ⒶⓅ"):
            yield Statement(taker, "received", award, *skeleton.span(match), rule)
        for giver in skeleton.named(match, "g", "Ⓐ"):
            yield Statement(award, "awardedBy", giver, *skeleton.span(match), rule)


def _drafts(skeleton: Skeleton, match: re.Match[str], rule: str) -> Iterator[Statement]:
    """Yield who writes a document: a plan, unless the sentence says that it is out."""
    coming = not _OUT.search(skeleton.signs)
    for document in skeleton.named(match, "o", "Ⓓ"):
        for writer in skeleton.named(match, "s", "Ⓐ"):
            yield Statement(writer, "issued", document, *skeleton.span(match), rule, is_coming=coming)


def _leads(skeleton: Skeleton, match: re.Match[str], rule: str) -> Iterator[Statement]:
    """Yield who carries out a line of work besides the one who sets it going: …启动“清泉”行动，水务科牵头."""
    for work in skeleton.named(match, "o", "Ⓘ"):
        for body in skeleton.named(match, "s", "Ⓐ"):
            yield Statement(body, "ran", work, *skeleton.span(match), rule, is_more=True)


def _hosts(skeleton: Skeleton, match: re.Match[str], rule: str, earlier: Sequence[Mention]) -> Iterator[Statement]:
    """Yield who held the event that the sentence, or one before it, speaks of: …开幕。本次大会由甲、乙主办."""
    start, end = skeleton.span(match)
    own = skeleton.before(match.start("s"), "Event")
    near = [m for m in (*earlier, *own) if m.type == "Event" and start - m.span.end <= _FAR]
    last = [m for m in near if _is_short_for(match["head"], m.name)] or near
    opened = _HOSTED.match(skeleton.signs)  # 活动由甲主办，乙承办
    work = [m for m in earlier if m.type in ("Event", "Initiative") and start - m.span.end <= _FAR] if opened else []
    for thing in (work or last)[-1:]:
        for agency in skeleton.named(match, "s", "Ⓐ"):
            yield Statement(agency, "held" if thing.type == "Event" else "ran", thing, start, end, rule)


def _is_short_for(short: str, name: str) -> bool:
    """Return whether the characters of a short form stand in a name in their order.

    >>> _is_short_for("消博会", "第三届中国国际消费品博览会"), _is_short_for("消博会", "新闻发布会")
    (True, False)
    """
    rest = iter(name)
    return bool(short) and all(character in rest for character in short)


def _that(skeleton: Skeleton, match: re.Match[str], rule: str, earlier: Sequence[Mention]) -> Iterator[Statement]:
    """Yield where something named before lies: 该中心位于…."""
    before = [*earlier, *skeleton.before(match.start(), "Agency", "Facility")]
    named = [m for m in before if m.type in ("Agency", "Facility") and m.name.endswith(match["head"])]
    for thing in named[-1:]:
        yield Statement(thing, "locatedIn", skeleton.named(match, "o", "Ⓛ")[-1], *skeleton.span(match), rule)
