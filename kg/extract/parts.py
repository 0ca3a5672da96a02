"""What a report says to be part of something else (`read_parts`) and which system, document or facility a line of work uses (`read_uses`).

Only what is stated counts: a list that a number sums up (A、B等5大专项行动), a programme and the measures named under it
(实施…工程，开展…), a wave of a series, the members that 包括 lists, a meeting with the line of work in its name; and for uses a verb of
using (依托, 利用, 借助) in front of the line of work, or a document issued for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.records import Mention

_SUM = re.compile(r"(?:[一二三四五六七八九十两\d]+)[大项个类](?!月|小时|工作日)")
_OPENER = re.compile(r"(?:实施|深化|推进|启动|推动|开展|抓好|落实|组织|部署|全面推进|深入推进|深入实施|扎实推进)(?:了|好)?$")
_BY_MEANS_OF = re.compile(r"以$")
_MEANS = re.compile(
    r"^[^，。；]{0,6}为[^，。；,;]{0,4}(?:抓手|契机|牵引|载体|主线|统领|引领|依托|平台|着力点|突破口|龙头|重点)"
)
_WAVE = re.compile(
    r"^[^，。；]{0,12}的(?:第[一二三四五六七八九十\d]+[个场次轮期批]|首[场个次轮批]|又一|重要|组成|子|一部分|一项|一场|收官|关键)"
)
_INCLUDES = re.compile(r"^[^，。；]{0,6}(?:包括|包含|涵盖|下设|分为|囊括|由)了?$")
_USING = re.compile(
    r"(?:依托|利用|借助|运用|借力|通过|使用|应用|用好|把|引进|引入|开发|研发|建设|建立|打造|搭建|上线)[^，。；,;]{0,10}$"
)
_ISSUING = re.compile(r"(?:印发|出台|制定|下发|制发|发布|签订|制订|修订)[^，。；,;]{0,6}$")
_SENTENCE = re.compile(r"[^。！？!?\n]+")


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is a part of another, and the words that say so."""

    part: Mention
    whole: Mention
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Use:
    """A system, document or facility that a line of work employs, and the words that say so."""

    thing: Mention
    initiative: Mention
    start: int
    end: int
    rule: str


def read_parts(doc: Doc, mentions: Sequence[Mention]) -> list[Part]:
    """Return the parts that the text states, in reading order, each pair of names once."""
    found = [
        *_summed(doc, mentions),
        *_under_programme(doc, mentions),
        *_by_means_of(doc, mentions),
        *_waves(doc, mentions),
        *_included(doc, mentions),
        *_events(mentions),
    ]
    seen: set[tuple[str, str]] = set()
    kept: list[Part] = []
    for part in sorted(found, key=lambda p: (p.start, p.end, p.part.span, p.whole.span)):
        pair = part.part.name, part.whole.name
        if pair[0] != pair[1] and pair not in seen and pair[::-1] not in seen and not _is_same_work(part):
            seen.add(pair)
            kept.append(part)
    return kept


def _is_same_work(part: Part) -> bool:
    """Return whether both are forms of one name (减量控大, 减量控大工作); an event is never that."""
    left, right = part.part.name, part.whole.name
    return (
        part.part.type == part.whole.type
        and (left.startswith(right) or right.startswith(left))
        and abs(len(left) - len(right)) <= 4
    )


def _initiatives(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    return [m for m in mentions if m.type == "Initiative" and start <= m.span.start and m.span.end <= end]


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    yield from ((m.start(), m.end()) for m in _SENTENCE.finditer(text))


def _summed(doc: Doc, mentions: Sequence[Mention]) -> Iterator[Part]:
    """Yield the members of a list that a number sums up: A、B、C等5大专项行动."""
    text = doc.text
    for whole in mentions:
        if whole.type != "Initiative" or not _SUM.match(whole.surface):
            continue
        floor = max(text.rfind(sign, 0, whole.span.start) for sign in "，。；：,;\n") + 1
        for member in _initiatives(mentions, floor, whole.span.start):
            yield Part(member, whole, floor, whole.span.end, "parts/summed")
        if doc.spans.get("lines") and any(
            line.label_ != "paragraph" and line.start <= whole.span.start < line.end for line in doc.spans["lines"]
        ):
            yield from _beneath(doc, mentions, whole)


def _beneath(doc: Doc, mentions: Sequence[Mention], whole: Mention) -> Iterator[Part]:
    """Yield what the paragraphs under a heading open with, when its name ends as the heading's does (六大提升工程)."""
    ending = whole.name[-2:]
    for line in doc.spans["lines"]:
        if line.start <= whole.span.start:
            continue
        if line.label_ != "paragraph":
            return
        opening = [m for m in _initiatives(mentions, line.start, min(line.end, line.start + 40)) if m.name.endswith(ending)]
        if opening:
            yield Part(opening[0], whole, line.start, opening[0].span.end, "parts/under-heading")


def _under_programme(doc: Doc, mentions: Sequence[Mention]) -> Iterator[Part]:
    """Yield the measures named after a programme that opens a sentence, up to the next programme: 实施甲工程，开展乙."""
    text = doc.text
    for line in doc.spans.get("lines", ()):
        whole: Mention | None = None
        for start, end in _sentences(text[line.start : line.end]):
            inside = _initiatives(mentions, line.start + start, line.start + end)
            opener = next((m for m in inside if _opens(text, line.start + start, m)), None)
            if opener is not None:
                whole = opener
            if whole is None:
                continue
            for member in inside:
                if member is not whole and member.span.start > whole.span.end:
                    yield Part(member, whole, line.start + start, line.start + end, "parts/under-programme")


def _opens(text: str, start: int, mention: Mention) -> bool:
    """Return whether a programme opens its sentence: 实施甲工程, possibly behind 会议强调，今年…要."""
    if not mention.name.endswith(("工程", "战略")):
        return False
    before = text[start : mention.span.start]
    clause = re.split(r"[，,；：]", before)[-1]
    return bool(_OPENER.search(clause)) and (len(before) <= 8 or bool(re.search(r"要[^，,]{0,4}$", clause)))


def _by_means_of(doc: Doc, mentions: Sequence[Mention]) -> Iterator[Part]:
    """Yield what is done by means of a line of work: 以“精准年”为抓手，推进…."""
    text = doc.text
    for start, end in _sentences(text):
        inside = _initiatives(mentions, start, end)
        for whole in inside:
            if not (_BY_MEANS_OF.search(text[start : whole.span.start]) and _MEANS.match(text[whole.span.end : end])):
                continue
            stop = next((i for i in range(whole.span.end, end) if text[i] in "；;"), end)
            following = [m for m in inside if whole.span.end < m.span.start < stop][:2]
            for member in following:
                yield Part(member, whole, whole.span.start - 1, member.span.end, "parts/by-means-of")


def _waves(doc: Doc, mentions: Sequence[Mention]) -> Iterator[Part]:
    """Yield a wave of a series: 这是“鹰击2023”系列行动启动以来的第九个波次."""
    text = doc.text
    initiatives = [m for m in mentions if m.type == "Initiative"]
    for whole in initiatives:
        clause = max(text.rfind(sign, 0, whole.span.start) for sign in "，。；,;\n") + 1
        says = text[clause : whole.span.start]
        if not (_WAVE.match(text[whole.span.end :][:30]) and re.search(r"是|作为", says)):
            continue
        sentence = max(text.rfind(sign, 0, whole.span.start) for sign in "。\n") + 1
        own = [m for m in initiatives if sentence <= m.span.start < clause and m.name != whole.name]
        before = (
            own if own and not re.match(r"这", text[sentence:]) else [m for m in initiatives if m.span.end <= sentence][-1:]
        )
        for member in before[:1]:
            yield Part(member, whole, clause, min(len(text), whole.span.end + 14), "parts/wave")


def _included(doc: Doc, mentions: Sequence[Mention]) -> Iterator[Part]:
    """Yield the members that a whole is said to include: 该系统涵盖了甲、乙6个子系统."""
    text = doc.text
    for match in re.finditer(r"(?:包括|包含|涵盖|下设|囊括)了?", text):
        end = next((i for i in range(match.end(), len(text)) if text[i] in "。，；,;\n"), len(text))
        members = [
            m for m in mentions if m.type in ("System", "Initiative") and match.end() <= m.span.start and m.span.end <= end
        ]
        start = max(text.rfind(sign, 0, match.start()) for sign in "。\n") + 1
        wholes = [
            m
            for m in mentions
            if m.span.end <= match.start() and m.type in ("System", "Initiative") and m.span.start >= start - 80
        ]
        if members and wholes and (wholes[-1].span.start >= start or re.match(r"该|此|这|其", text[start:])):
            for member in members:
                if member.type == wholes[-1].type:
                    yield Part(member, wholes[-1], start, end, "parts/included")


def _events(mentions: Sequence[Mention]) -> Iterator[Part]:
    """Yield the events that carry a line of work in their name."""
    initiatives = [m for m in mentions if m.type == "Initiative"]
    for event in mentions:
        if event.type != "Event":
            continue
        for whole in initiatives:
            if (
                event.span.start <= whole.span.start
                and whole.span.end <= event.span.end
                or (len(whole.name) >= 4 and whole.name in event.name)
            ):
                yield Part(event, whole, event.span.start, event.span.end, "parts/event-name")


def read_uses(doc: Doc, mentions: Sequence[Mention]) -> list[Use]:
    """Return the systems, documents and facilities that lines of work employ, as stated, each pair of names once."""
    text = doc.text
    seen: set[tuple[str, str]] = set()
    kept: list[Use] = []
    for start, end in _sentences(text):
        things = [
            m for m in mentions if m.type in ("System", "Document", "Facility") and start <= m.span.start and m.span.end <= end
        ]
        lines = _initiatives(mentions, start, end)
        for thing in things:
            for use in _uses_of(text, start, end, thing, things, lines):
                pair = use.thing.name, use.initiative.name
                if pair not in seen:
                    seen.add(pair)
                    kept.append(use)
    return kept


def _uses_of(text: str, start: int, end: int, thing: Mention, things: list[Mention], lines: list[Mention]) -> Iterator[Use]:
    outside = [m for m in lines if m.span.end <= thing.span.start or m.span.start >= thing.span.end]
    inside = [m for m in lines if thing.span.start <= m.span.start and m.span.end <= thing.span.end]
    if thing.type == "Document" and inside:
        yield Use(thing, inside[0], thing.span.start, thing.span.end, "uses/in-its-title")
        return
    clause = max(text.rfind(sign, start, thing.span.start) for sign in "，,；;") + 1
    lead = text[max(start, clause) : thing.span.start]
    if thing.type == "Document":
        before = [m for m in outside if m.span.end <= thing.span.start]
        if _ISSUING.search(lead) and before:
            yield Use(thing, before[-1], before[-1].span.start, thing.span.end, "uses/issued-for")
        return
    if _USING.search(_without(lead, things)):
        after = [m for m in outside if m.span.start >= thing.span.end]
        if after:
            yield Use(thing, after[0], max(start, clause), after[0].span.end, "uses/relied-on")


def _without(lead: str, things: list[Mention]) -> str:
    """Return the words before a thing without the other members of its list."""
    for other in things:
        lead = lead.replace(other.surface, "")
    return re.sub(r"[、和及与]", "", lead)
