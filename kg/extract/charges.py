"""Who answers for what an item of a list says: （责任单位：某局，配合单位：某局） behind it, the same without brackets at the
end of its line or in a line below it, or 某局牵头，某局配合 at its end.

Lists of measures and of what became of them leave the subject out and name it last, for the item or for a part of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.order import last_of
from kg.records import Mention

_KIND = "(?:单位|部门|处室|科室|人)"
_SUPPORT = rf"(?:配合|协办|参与|协助|参加|支持){_KIND}?"
_LEAD = rf"(?:责任|牵头|承办|主办|主责|完成|实施|负责|落实){_KIND}"
_BRACKET = re.compile(rf"[（(](?:(?P<label>{_LEAD})[:：]?)?(?P<bodies>[^（）()\n]{{2,120}})[）)]")
_COLON = "(?:】[:：]?|[:：])"
_SUPPORTED = re.compile(rf"{_SUPPORT}{_COLON}")
_LABEL = re.compile(
    rf"(?<![^。；;\s【]){_LEAD}{_COLON}(?P<bodies>[^\n。]{{2,120}}(?:\n\s*【?{_SUPPORT}{_COLON}[^\n。]{{2,120}})?)(?=[。\n]|$)"
)
_LABELS = re.compile(rf"\s*【?(?:{_LEAD}|{_SUPPORT}){_COLON}[^\n]*\n?")
_MARKED = re.compile(r"\s*(?:[一二三四五六七八九十]+[、是]|[（(][一二三四五六七八九十\d]+[)）]|\d+[.、．)）]|[●◆■★])")
_BETWEEN = re.compile(
    rf"(?:[、，,；;\s和与及:：【】]|等|各(?:[县区市镇乡]|街道|级|地|有关|相关)(?:(?!各)[^、，；。\s]){{0,14}}+|[省市县区]?(?:有关|相关)(?:部门|单位)|{_LEAD}|{_SUPPORT}|(?:分别|共同|分头|按职责分工|按职责|具体)*(?:负责|牵头|配合|组织|实施|起草|执笔|承建|承办|主办|建设|推进|编制|制定))*"
)
_SENTENCE = re.compile(
    r"(?<=[。；])由?(?P<bodies>[^。；，\n]{2,40})(?:共同)?(?:牵头负责|牵头|负责)"
    r"(?:，(?P<others>[^。；，\n]{2,60})(?:配合|参与|协办|协助))?[。；]"
)
_DEEDS = "(?:组织|实施|负责|起草|执笔|承建|承办|主办|建设|推进|编制|制定)"
_CLAUSE = re.compile(  # 3月启动“清泉”行动，由某局、某委牵头
    rf"(?<=，)由(?P<bodies>[^。；，\n]{{2,40}})(?:共同|具体)?(?:牵头{_DEEDS}?|{_DEEDS})"
    r"(?:[，、](?P<others>[^。；，\n]{2,60})(?:配合|参与|协办|协助))?[，。；]"
)
_ITEM = re.compile(r"[^\n]*\n?")


@dataclass(frozen=True, slots=True)
class Charge:
    """A stretch of an item, where the words begin that say who answers for it, where they end, and who does so."""

    start: int
    named: int
    end: int
    agents: tuple[Mention, ...]
    partners: tuple[Mention, ...] = ()


def read_charges(text: str, agencies: Sequence[Mention], people: Sequence[Mention]) -> tuple[Charge, ...]:
    """Return who answers for which stretch of a text, in reading order."""
    ends = {m.span.end for m in (*agencies, *people)}
    charges: list[Charge] = []
    item = 0  # where the lines begin that a line of labels answers for
    for line in _ITEM.finditer(text):
        begin = line.start()
        if _LABELS.match(text, *line.span()):
            begin = item
        elif _MARKED.match(text, *line.span()) or _LABELS.match(text, last_of(text, "\n", max(0, begin - 1)) + 1, begin):
            item = begin
        elif not _MARKED.match(text, item, begin):
            item = begin  # without marks an item is a paragraph
        below = _LABELS.match(text, line.end())  # 配合单位：… stands in a line of its own
        found = [said for form in (_BRACKET, _SENTENCE, _CLAUSE) for said in form.finditer(text, *line.span())]
        found += _LABEL.finditer(text, line.start(), below.end() if below else line.end())
        for said in sorted(found, key=lambda m: m.start()):
            apart = said.start() in ends or said.start() < begin or _is_short_form(text, said)
            if said.re is _CLAUSE and not apart:
                begin = max(begin, last_of(text, "，。；\n", said.start() - 1) + 1)
            charge = None if apart else _charge(text, begin, said, agencies)
            if charge:
                charges.append(charge)
                begin = said.end()
    return tuple(charges)


def _is_short_form(text: str, said: re.Match[str]) -> bool:
    """Return whether a bracket goes on with its sentence and only says how a body is called: 某某卫生署（某署）联同…."""
    return said.re is _BRACKET and said["label"] is None and text[said.end() : said.end() + 1] not in ("", *"\n。；;，,")


def _charge(text: str, begin: int, said: re.Match[str], agencies: Sequence[Mention]) -> Charge | None:
    """Return the charge of a bracket or sentence that holds nothing but bodies and the words that share out the work."""
    start, end = said.start("bodies"), said.end("bodies") if said.re is _LABEL else said.end() - 1
    inside = [m for m in agencies if start <= m.span.start and m.span.end <= end]
    rest, position = "", start
    for body in inside:
        rest += text[position : body.span.start]
        position = body.span.end
    rest += text[position:end]
    if not inside or not _BETWEEN.fullmatch(rest) or said.start() == begin:
        return None
    cut = _helpers_begin(text, said)
    agents = tuple(m for m in inside if m.span.start < cut)
    partners = tuple(m for m in inside if m.span.start >= cut)
    return Charge(begin, said.start(), said.end(), agents, partners) if agents else None


def _helpers_begin(text: str, said: re.Match[str]) -> int:
    """Return where those are named who only help: behind 配合单位：, or before 配合."""
    if said.groupdict().get("others"):
        return said.start("others")
    helpers = _SUPPORTED.search(text, *said.span("bodies"))
    return helpers.start() if helpers else said.end()
