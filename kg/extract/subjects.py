"""Whether a sentence has a subject of its own, or lives on the one before it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.extract.nlp import Tag

LEAD_IN = re.compile(
    r"^(?:[—\-－·•●◆■▲★*\s“”\"（(]|[一二三四五六七八九十]是|同时|此外|另外|其中|随后|目前|近日|日前|当日|当天|当晚|据悉|据了解"
    r"|与此同时|为此|对此|期间|活动现场|活动中|会上|会后|[一二三四五六七八九十]、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.、．])+"
)
_NEWS = re.compile(r"消息（|消息[:：]|本报讯|新华社|电（|讯（|\d日讯|日电|记者从|新闻联播")
_ROUNDUP = re.compile(r"快讯|简讯|短讯|要闻|速览|速递|速报|集锦|一览|汇总|摘编")
_SKIPPED = ("w", "c", "TIME", "t", "d", "ad", "xc", "u")
_VERBAL = ("v", "vd", "p")


def drops_subject(text: str, start: int, end: int, words: Mapping[int, Tag]) -> bool:
    """Return whether what stands first in a sentence, lead-ins and adverbs aside, is a verb or a preposition, not a noun."""
    lead = LEAD_IN.match(text[start:end])
    position = start + (lead.end() if lead else 0)
    while position < end:
        word = words.get(position)
        if word is None:
            position += 1
        elif word.label_ in _SKIPPED:
            position = word.end
        else:
            return word.label_ in _VERBAL or word.text.startswith("要")
    return True


def is_news(text: str) -> bool:
    """Return whether a text opens as a newspaper or broadcast does: 某日报讯, 新华社…电, 记者从…获悉."""
    return bool(_NEWS.search(text, 0, 400))


def is_roundup(title: str | None) -> bool:
    """Return whether a title says that a report strings together news that have nothing to do with each other.

    >>> is_roundup("一周快讯"), is_roundup("某市通报抽检结果")
    (True, False)
    """
    return bool(title and _ROUNDUP.search(title))
