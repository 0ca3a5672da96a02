"""How surely two names of one report mean the same thing, and why. Never likeness alone: a reason of grammar, or nothing."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import read_lexicon
from kg.records import EntityType, Match
from kg.resolve.agencies import parse_agency
from kg.resolve.gazetteer import split_divisions
from kg.resolve.things import ThingName, is_generic_title, may_be_same, plain, session_of, system_key

SURE = 0.85
LONG_NAME = 6
_FRAME = (
    r"(?:全|我|本)[省市县区州国]|各地|\d+[项个大种]|[一二三四五六七八九十两]+[项个大种]|20\d\d年?度?|今年|第[\d一二三四五六七八九十]+[届次季期批]"
    r"|\d{1,2}[.·]\d{1,2}|\d{1,2}月\d{1,2}日(?:凌晨|上午|下午)?"
)

_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_BRACKETS = re.compile(r"[（(][^）)]*[）)]$")
_STUDIED = re.compile(r"(?<=..)(?:学习宣传贯彻|学习贯彻|贯彻落实)[一-鿿]{4,}?(?:思想|精神|方略|理念)")
_WIDER = re.compile(r"片区|地区|水系|一带|周边|境内|全线|[一-鿿]{0,4}段")


def compare(kind: EntityType, full: ThingName, short: ThingName) -> Match | None:
    """Return the judgement that two names of one report mean the same, None when nothing speaks for it."""
    score, reason = _judge(kind, full, short)
    return Match(full.text, short.text, score, reason) if score else None


def _judge(kind: EntityType, full: ThingName, short: ThingName) -> tuple[float, str]:
    left, right = plain(full.text), plain(short.text)
    if left == right:
        return 1.0, "the same name"
    if kind == "Initiative":
        score = may_be_same(full, short)
        if score:
            return score, f"the same core {short.core}"
        tail = left.removeprefix(right)
        if not short.is_quoted and len(right) >= 4 and tail != left and tail == full.head:
            return 0.88, f"the same name but for {tail}"
    if kind == "System" and system_key(full)[0] == system_key(short)[0]:
        return 0.95, "the same name but for 系统, 平台, App"
    if kind == "Place" and left.startswith(right) and _WIDER.fullmatch(left[len(right) :]):
        return 0.9, "the same place, said more exactly"
    if kind == "Event" and (session := session_of(left)) and session == session_of(right):
        return 0.93, "the same session, said in short"
    bare = without_frame(left)
    if kind in {"Initiative", "Event"} and bare == without_frame(right) and len(bare) >= 2 and bare != left:
        figures = [_figures(name.removesuffix(bare)) for name in (left, right)]
        if not all(figures) or figures[0] == figures[1]:
            return 0.9, f"the same {bare}, whose and when left aside"
    if kind == "Event" and without_year(left) == right:
        return 0.9, "the same event, its year said"
    details = without_details(left)
    if kind == "Document" and is_generic_title(right) and details.endswith(right):
        return 0.88, "the short title of the only document that ends so"
    if kind in {"Initiative", "Event"} and details == right and len(right) >= LONG_NAME:
        return 0.87, "the same name without what is studied"
    if left.endswith(right):
        return _as_ending(kind, left[: -len(right)], short)
    if kind == "Event" and left.startswith(right) and re.match(r"[暨及、]", left[len(right) :]):
        return 0.9, "the first of two names of the event"
    return 0.0, ""


def without_frame(name: str) -> str:
    """Return a name without the words that only say whose, when or that it is done: 2024全国春运 and 今年春运 are both 春运.

    >>> without_frame("今年春运"), without_frame("农村整治")
    ('春运', '农村整治')
    """
    longest = next((end for end in range(len(name) - 2, 0, -1) if is_frame(name[:end])), 0)
    return name[longest:]


def without_year(name: str) -> str:
    """Return a name without the year that it says.

    >>> without_year("云河市2025年防汛现场会")
    '云河市防汛现场会'
    """
    return _YEAR.sub("", name)


def without_details(name: str) -> str:
    """Return a name without a year in brackets at its end and without what is studied in its middle.

    >>> without_details("第二批学习贯彻某某重要思想主题教育"), without_details("云河发展报告(2026)")
    ('第二批主题教育', '云河发展报告')
    """
    return _STUDIED.sub("", _BRACKETS.sub("", name))


def _figures(name: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?|第[一二三四五六七八九十百]+", name))


def _as_ending(kind: EntityType, prefix: str, short: ThingName) -> tuple[float, str]:
    """Judge a short name that is the end of a fuller one by what stands before it."""
    if says_only_whose(prefix):
        return 0.92, f"{prefix} says only whose or when"
    right = plain(short.text)
    if kind == "System" and (right.isdigit() or len(right) >= 6):
        return 0.88, "the end of the full name"
    if kind in {"Event", "Award", "Facility", "Document"} and len(right) >= 5:
        return 0.87, "the end of the full name"
    return 0.0, ""


def is_frame(prefix: str) -> bool:
    """Return whether a prefix only says 全市, 今年, 13项, 开展 or several of these."""
    return bool(_frame().fullmatch(prefix))


@cache
def _frame() -> re.Pattern[str]:
    words = "|".join(re.escape(row.word) for row in read_lexicon("name-heads") if row.label == "frame")
    return re.compile(rf"(?:{_FRAME}|{words})+的?")


def says_only_whose(prefix: str) -> bool:
    """Return whether words before a name tell whose or when, not which: 云河市公安局, 全市, 13项, 具有云河特色的.

    >>> says_only_whose("全市"), says_only_whose("农村")
    (True, False)
    """
    if is_frame(prefix) or prefix.endswith("的") or split_divisions(prefix):
        return True
    name = parse_agency(prefix)
    if name.is_collective:
        return all(link.kind == "collective" for link in name.links)
    return bool(name.links) and name.is_anchored and all(link.kind in {"organ", "unit", "national"} for link in name.links)
