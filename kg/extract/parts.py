"""What a report states to be part of something else (`read_parts`), and what a line of work employs (`read_uses`).

Only what is stated counts: a list that a number sums up (A、B等5大专项行动), a programme and the measures named under it
(实施…工程，开展…), a wave of a series, the members that 包括 lists, a meeting with the line of work in its name; and for uses
a verb of using (依托, 利用) in front of the line of work, or a document issued for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from spacy.tokens import Doc

from kg.extract.nlp import text_of
from kg.extract.order import InOrder, last_of
from kg.records import EntityType, Mention

_SUM = re.compile(r"[一二三四五六七八九十两\d]+[大项个类](?!月|小时|工作日)")
_BESIDE = re.compile(r"[和与及、][“‘]?$")
_GOVERNED = re.compile(r"(?:推进|落实|实施|开展|深化|贯彻|打好|坚持|参与|推动)(?:好|了)?[“‘]?$")  # 推进甲、协调推进|“四个全面”
_OF_THE_STATE = re.compile(
    r"(?:战略|战略布局|总体布局|发展格局|发展理念|国策|一带一路|六稳|六保|全面深化改革)$"
)  # larger than any work
_OPENING_VERB = re.compile(
    r"(?:实施|深化|推进|启动|推动|开展|抓好|落实|组织|部署|构建|优化|加强|建设|打造|健全|完善|做实|强化|深入|提质)[了好]?$"
)
_SPEECH_OPENER = re.compile(
    r"要[^，,。；]{0,4}(?:实施|深化|推进|启动|推动|开展|构建|优化|建设|打造|健全|完善)[^，,。；“]{0,4}“?$"
)
_MEANS = re.compile(r"^[^，。；,;]{0,6}为[^，。；,;]{0,4}(?:抓手|牵引|载体|主线|统领|引领)")
_ALL_TASKS = re.compile(r"^各项(?:重点)?(?:工作|任务)")
_WAVE = re.compile(
    r"^[^，。；,;]{0,12}的(?:第[一二三四五六七八九十\d]+[个场次轮期批]|首[场个次轮批]|又一|重要|组成|子|一部分|一项|一场|收官|关键)"
)
_INCLUDES = re.compile(r"(?:包括|包含|涵盖|下设|囊括)了?")
_SPREADS = re.compile(r"^[^。]{0,4}推广[^，。；,;]{0,24}$")
_DETAIL = re.compile(r"(?:严格|形成|突出抓好|同步推进|推出)了?[^，,。；]{0,6}$")
_LAUNCH = re.compile(r"(?:开展|实施|启动|开启|部署|落实|推行)了?[^，,。；]{0,8}$")
_RESULT = re.compile(r"(?:建立起|形成了|构建起|打造出|构建了|打造了)[^，,。；]{0,16}$")
_USING = re.compile(
    r"(?:依托|利用|借助|运用|借力|通过|使用|应用|用好|把|引进|引入|开发|研发|建设|建立|打造|搭建|上线|组建)了?[^，。；,;]{0,14}$"
)
_ISSUING = re.compile(r"(?:印发|出台|制定|下发|制发|发布|签订|制订|修订|签署)了?[^，。；,;《]{0,6}$")
_NUMBERED_MODEL = re.compile(r"[一二三四五六七八九十两\d]+(?:\+|位一体|联|个|[^\d]{1}[一二三四五六七八九十两\d])")
_ROUND = re.compile(r"^(?:20\d\d年)?第[一二三四五六七八九十百\d]+[批轮期季](?:国家组织|国家|全国|省级)?")
_MEANWHILE = re.compile(
    r"(?<=[。，；！])(?:其间|期间|活动期间|行动期间|(?:专项|整治|宣传|本次|此次)?(?:行动|活动|宣传周|宣传月)(?:将)?(?:持续|期间)|其中)[，,]?"
)
_IS_SERIES = re.compile(r"行动|活动|[周月年季]$|工程|计划|系列|春运|整治|战")
_NEXT_ITEM = re.compile(  # where news in one paragraph turns to another matter
    r"[今昨]天（|日前|近日|记者|[今昨]晚（|(?<=[。！？])(?:眼下|今年|目前|截至|近年|去年|下一步|此外|[今昨][天日]|[一二三四五六七八九十]年来)"
)
_TELLS_OF = re.compile(r"(?:公报|报告|白皮书|蓝皮书|年鉴|指数|纪实|读本)(?:（[^（）]*）)?$")  # tells of work, and serves none
_FOR = re.compile(r"(?:^|[，,；;])(?:为|围绕|针对|紧扣|聚焦|就|结合|在)了?[^，,；;。]{0,14}$")
_BY_DOCUMENT = re.compile(r"(?:根据|按照|依据|依照|遵照)[^，。；,;《]{0,6}$")
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
    report = _Report(doc, mentions)
    found = [
        *_summed(report),
        *_under_programmes(report),
        *_under_tasks(report),
        *_by_components(report),
        *_by_means_of(report),
        *_details(report),
        *_results(report),
        *_waves(report),
        *_batches(report),
        *_as_its_part(report),
        *_during(report),
        *_within(report),
        *_with_emphasis(report),
        *_included(report),
        *_events(report),
        *_adjacent(report),
    ]
    seen: set[tuple[str, str]] = set()
    kept: list[Part] = []
    for part in sorted(found, key=lambda p: (p.start, p.end, p.part.span, p.whole.span)):
        pair = part.part.name, part.whole.name
        apart = _is_one_work(part.part, part.whole) or _OF_THE_STATE.search(part.part.name)
        if pair[0] != pair[1] and pair not in seen and pair[::-1] not in seen and not apart:
            seen.add(pair)
            kept.append(part)
    return kept


def read_uses(doc: Doc, mentions: Sequence[Mention]) -> list[Use]:
    """Return the systems, documents and facilities that lines of work employ, each pair of names once."""
    report = _Report(doc, mentions)
    seen: set[tuple[str, str]] = set()
    kept: list[Use] = []
    for use in [*_named_in_titles(report), *_in_sentences(report), *_under_openers(report)]:
        pair = use.thing.name, use.initiative.name
        if pair not in seen:
            seen.add(pair)
            kept.append(use)
    return sorted(kept, key=lambda u: (u.thing.span, u.initiative.span))


def _is_one_work(left: Mention, right: Mention) -> bool:
    """Return whether both names are forms of one (减量控大, 减量控大工作); an event is never that."""
    shorter, longer = sorted((left.name, right.name), key=len)
    return left.type == right.type and longer.startswith(shorter) and len(longer) - len(shorter) <= 4


class _Report:
    """The text, the lines and the mentions of a report."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.text = text_of(doc)
        self.mentions = tuple(mentions)
        self._by_place = InOrder(mentions)
        self.initiatives = tuple(m for m in mentions if m.type == "Initiative")
        self.lines = [(line.start, line.end, line.label_ == "paragraph") for line in doc.spans.get("lines", ())]

    def inside(self, start: int, end: int, *types: EntityType) -> list[Mention]:
        """Return the mentions of the types that lie in a stretch."""
        return [m for m in self._by_place.starting(start, end) if m.type in (types or ("Initiative",)) and m.span.end <= end]

    def sentences(self, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """Yield the sentences of a stretch."""
        for match in _SENTENCE.finditer(self.text, start, len(self.text) if end is None else end):
            yield match.start(), match.end()

    def behind(self, position: int, signs: str) -> int:
        """Return the position behind the last of the signs before `position`."""
        return last_of(self.text, signs, position) + 1

    def paragraphs(self) -> Iterator[tuple[int, int]]:
        """Yield the lines that are no headings."""
        yield from ((start, end) for start, end, is_paragraph in self.lines if is_paragraph)

    def is_heading(self, position: int) -> bool:
        """Return whether a position lies in a title or heading."""
        return any(start <= position < end and not is_paragraph for start, end, is_paragraph in self.lines)


# ---- parts -----------------------------------------------------------------------------------------------------------


def _summed(report: _Report) -> Iterator[Part]:
    """Yield the members of a list that a number sums up (A、B等5大行动), and what opens the paragraphs under a heading."""
    for whole in report.initiatives:
        if not _SUM.match(whole.name):
            continue
        floor = report.behind(whole.span.start, "，。；：,;\n")
        beside = _BESIDE.search(report.text, floor, whole.span.start)  # 甲行动和|五大要素整治行动: no list that it sums up
        members = [] if beside else report.inside(floor, whole.span.start)
        own = members and _GOVERNED.search(report.text, members[-1].span.end, whole.span.start)
        for member in members if not own else ():
            yield Part(member, whole, floor, whole.span.end, "parts/summed")
        if report.is_heading(whole.span.start):
            yield from _beneath(report, whole)


def _beneath(report: _Report, whole: Mention) -> Iterator[Part]:
    """Yield what the paragraphs under a heading open with, when it ends as the heading's name does (六大提升工程)."""
    below = takewhile(lambda line: line[2], (line for line in report.lines if line[0] > whole.span.start))
    for start, end, _ in below:
        opening = [m for m in report.inside(start, min(end, start + 40)) if m.name.endswith(whole.name[-2:])]
        if opening:
            yield Part(opening[0], whole, start, opening[0].span.end, "parts/under-heading")


def _openers(report: _Report) -> Iterator[tuple[Mention, int, int]]:
    """Yield the programmes that open a sentence, and the stretch up to the next one of their paragraph.

    A programme opens when its sentence is about nothing else (深化甲工程。推进乙… 要构建丙模式。健全丁…) or is the first of
    a sentence that goes on with its measures (要实施甲工程，开展乙…).
    """
    for line_start, line_end in report.paragraphs():
        found: list[tuple[Mention, int]] = [
            (opener, start)
            for start, end in report.sentences(line_start, line_end)
            if (opener := next((m for m in report.inside(start, end) if _opens(report, start, end, m)), None)) is not None
        ]
        demands = [start for start, _ in report.sentences(line_start, line_end) if report.text[start] == "要"]
        for opener, _ in found:
            stops = [start for start in [*(start for _, start in found), *demands, line_end] if start > opener.span.start]
            news = _NEXT_ITEM.search(report.text, opener.span.end, min(stops))
            yield opener, opener.span.end, news.start() if news else min(stops)


def _opens(report: _Report, start: int, end: int, mention: Mention) -> bool:
    before = report.text[start : mention.span.start]
    clause = re.split(r"[，,；：]", before)[-1]
    if mention.name.endswith("工程") and _OPENING_VERB.search(clause):
        return len(before) <= 8 or bool(_SPEECH_OPENER.search(before))
    alone = end - mention.span.end <= 1 and len(before) <= 12
    return alone and bool(_SPEECH_OPENER.search(before))


def _under_programmes(report: _Report) -> Iterator[Part]:
    for whole, start, stop in _openers(report):
        for member in report.inside(start, stop):
            sentence = report.behind(member.span.start, "。！？\n")
            yield Part(member, whole, sentence, member.span.end, "parts/under-programme")


def _under_tasks(report: _Report) -> Iterator[Part]:
    """Yield what a speech demands for a line of work: 落实“青山年”各项任务。要深化…。要实施…。"""
    for whole in report.initiatives:
        if not _ALL_TASKS.match(report.text[whole.span.end :][:8]):
            continue
        stop = next((end for start, end in report.paragraphs() if start <= whole.span.start < end), whole.span.end)
        for start, end in report.sentences(whole.span.end, stop):
            first = next(iter(report.inside(start, end)), None)
            if first is not None and re.match(r"[^，,]{0,2}要[^，,]{1,10}$", report.text[start : first.span.start]):
                yield Part(first, whole, start, first.span.end, "parts/demanded-for")


def _by_components(report: _Report) -> Iterator[Part]:
    """Yield what the paragraphs on the components of a model name: 提出甲、乙的“二位一体”模式。…甲，…推行…机制。"""
    for whole, start, end in _component_paragraphs(report):
        for member in report.inside(start, end):
            yield Part(member, whole, report.behind(member.span.start, "。！？\n"), member.span.end, "parts/component")
    for whole, start, end in _sections_of_models(report):
        for member in report.inside(start, end):
            if member.subtype == "model" and re.search(
                r"(?:建立|构建|打造|形成|组建)[^，。]{0,40}$", report.text[start : member.span.start]
            ):
                yield Part(
                    member, whole, report.behind(member.span.start, "。！？\n"), member.span.end, "parts/section-of-model"
                )


def _component_paragraphs(report: _Report) -> Iterator[tuple[Mention, int, int]]:
    """Yield a model with each later paragraph that opens with one of its named components."""
    for whole in report.initiatives:
        components = re.findall(r"[\u4e00-\u9fff]{3,6}", report.text[max(0, whole.span.start - 32) : whole.span.start])
        if len(components) < 2 or not re.search(r"[、][^，。]{2,6}的?$", report.text[: whole.span.start][-10:]):
            continue
        for start, end in report.paragraphs():
            opening = re.split(r"[，,]", report.text[start : start + 8])[0]
            if start > whole.span.end and opening in {component.removesuffix("的") for component in components}:
                yield whole, start, end


def _sections_of_models(report: _Report) -> Iterator[tuple[Mention, int, int]]:
    """Yield a numbered model (“4+1”警务模式) that heading and first paragraph name, with the rest of its section."""
    for number, (start, end, is_paragraph) in enumerate(report.lines[:-1]):
        if is_paragraph:
            continue
        first_start, first_end, follows = report.lines[number + 1]
        cores = [c for c in re.findall(r"“([^“”]{2,8})”", report.text[start:end]) if _NUMBERED_MODEL.match(c)]
        whole = next((m for m in report.inside(first_start, first_end) if cores and cores[0] in m.name), None)
        below = list(takewhile(lambda line: line[2], report.lines[number + 1 :]))
        if follows and whole is not None and whole.subtype == "model" and below:
            yield whole, whole.span.end, below[-1][1]


def _by_means_of(report: _Report) -> Iterator[Part]:
    """Yield what is done by means of a line of work: 以“精准年”为抓手，推进甲和乙."""
    text = report.text
    for start, end in report.sentences():
        inside = report.inside(start, end)
        for whole in inside:
            if text[whole.span.start - 1] != "以" or not _MEANS.match(text[whole.span.end : end]):
                continue
            for member in _first_named_behind(report, whole, end):
                yield Part(member, whole, whole.span.start - 1, member.span.end, "parts/by-means-of")


def _first_named_behind(report: _Report, whole: Mention, end: int) -> list[Mention]:
    """Return the lines of work of the first clause behind a mention that names any."""
    following = report.inside(whole.span.end, end)
    if not following:
        return []
    stop = next((i for i in range(following[0].span.end, end) if report.text[i] in "，,；;"), end)
    return [m for m in following if m.span.end <= stop]


def _details(report: _Report) -> Iterator[Part]:
    """Yield the details that follow a campaign in its sentence: 开展甲专项整治，…严格“七个必查”，…形成了乙模式."""
    for start, end in report.sentences():
        inside = report.inside(start, end)
        if len(inside) < 2 or not _LAUNCH.search(report.text[start : inside[0].span.start]):
            continue
        for member in inside[1:]:
            clause = report.behind(member.span.start, "，,；;。\n")
            if clause > inside[0].span.end and _DETAIL.search(report.text[clause : member.span.start]):
                yield Part(member, inside[0], inside[0].span.start, member.span.end, "parts/detail")


def _results(report: _Report) -> Iterator[Part]:
    """Yield the measures that end in a system of work: 坚持甲，完善乙，推出丙，建立起丁体系."""
    for start, end in report.sentences():
        inside = report.inside(start, end)
        if len(inside) < 3 or _LAUNCH.search(report.text[start : inside[0].span.start]):
            continue
        whole = inside[-1]
        if _RESULT.search(report.text[start : whole.span.start]):
            for member in inside[:-1]:
                yield Part(member, whole, start, whole.span.end, "parts/result")


def _waves(report: _Report) -> Iterator[Part]:
    """Yield a wave of a series: 这是“鹰击2023”系列行动启动以来的第九个波次."""
    text = report.text
    for whole in report.initiatives:
        clause = report.behind(whole.span.start, "，。；,;\n")
        if not (_WAVE.match(text[whole.span.end :][:30]) and re.search(r"是|作为", text[clause : whole.span.start])):
            continue
        sentence = report.behind(whole.span.start, "。\n")
        if sentence == clause and text.startswith("作为", clause):
            continue  # what it says comes later: _as_its_part
        own = [m for m in report.initiatives if sentence <= m.span.start < clause and m.name != whole.name]
        points_back = re.match(r"[这此该]", text[sentence:])
        before = [m for m in report.initiatives if m.span.end <= sentence][-1:] if points_back or not own else own[:1]
        for member in before:
            yield Part(member, whole, clause, min(len(text), whole.span.end + 14), "parts/wave")


def _batches(report: _Report) -> Iterator[Part]:
    """Yield a numbered round of a line of work that is named without a number: 第三批耗材集采, 集中带量采购."""
    for member in report.initiatives:
        rest = _in_full(_ROUND.sub("", member.name))
        if rest == _in_full(member.name):
            continue
        for whole in report.initiatives:
            name = _in_full(whole.name)
            if len(name) >= 4 and not _ROUND.match(name) and rest.endswith(name):
                yield Part(member, whole, member.span.start, member.span.end, "parts/batch")


def _in_full(name: str) -> str:
    """Return a name with bulk purchase written in full.

    >>> _in_full("耗材集采")
    '耗材集中带量采购'
    """
    return re.sub(r"(?:集中)?带量采购|集采", "集中带量采购", name)


def _as_its_part(report: _Report) -> Iterator[Part]:
    """Yield what a sentence tells as a part of its opening: 作为甲行动的重点项目，…启动乙."""
    for start, end in report.sentences():
        whole = next(iter(report.inside(start, end)), None)
        if whole is None or not re.fullmatch(r"作为[^，。；]{0,8}", report.text[start : whole.span.start].rstrip("“「")):
            continue
        if re.match(
            r"的[^，。；]{0,6}(?:组成|部分|项目|任务|内容|举措|活动|环节|一环|品牌|子)", report.text[whole.span.end :][:14]
        ):
            for member in report.inside(whole.span.end, end)[:1]:
                yield Part(member, whole, start, member.span.end, "parts/as-its-part")


def _during(report: _Report) -> Iterator[Part]:
    """Yield what takes place during a line of work named in the sentence before: …启动。其间，将开展乙."""
    for opening in _MEANWHILE.finditer(report.text):
        start, line = opening.start(), report.behind(opening.start(), "\n")
        end = next((i for i in range(opening.end(), len(report.text)) if report.text[i] in "。！\n"), len(report.text))
        whole = next(iter(report.inside(max(line, start - 90), start)[-1:]), None)
        if whole is None or not _IS_SERIES.search(whole.name):
            continue
        for member in report.inside(opening.end(), end, "Initiative", "Event"):
            if whole.name not in member.name:
                yield Part(member, whole, start, member.span.end, "parts/during")


def _within(report: _Report) -> Iterator[Part]:
    """Yield what is done in a line of work: 在甲行动中，推出乙机制."""
    for start, end in report.sentences():
        for whole, member in zip(inside := report.inside(start, end), inside[1:], strict=False):
            opens = re.search(
                r"(?:^|[，；])[^，。；]{0,14}在[^，。；]{0,8}$", report.text[start : whole.span.start].rstrip("“「")
            )
            between = report.text[whole.span.end : member.span.start]
            if opens and re.fullmatch(
                r"(?:工作|活动|行动)?(?:中|框架下|框架内)，[^，。；]{0,12}?(?:推出|开展|实施|启动|推行|建立|创新)[^，。；]{0,6}",
                between,
            ):
                yield Part(member, whole, whole.span.start, member.span.end, "parts/within")


def _with_emphasis(report: _Report) -> Iterator[Part]:
    """Yield what a campaign does above all, a list of it too: 部署甲行动，重点开展乙治理、丙整治."""
    for start, end in report.sentences():
        inside = report.inside(start, end)
        for number, (whole, member) in enumerate(pairwise(inside)):
            between = report.text[whole.span.end : member.span.start].rstrip("“「")
            if re.fullmatch(
                r"，(?:重点|着重|分别|分类|分批|其中|先后)(?:组织)?(?:开展|实施|推进|推动|部署|启动|抓好|聚焦)?了?", between
            ):
                for each in _listed_from(report, inside[number + 1 :]):
                    yield Part(each, whole, whole.span.start, each.span.end, "parts/emphasis")


def _listed_from(report: _Report, members: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the first of the members and those that one list joins to it."""
    last: Mention | None = None
    for member in members:
        if last is not None and report.text[last.span.end : member.span.start].strip("“”") not in (
            "",
            "、",
            "和",
            "及",
            "以及",
        ):
            return
        yield member
        last = member


def _included(report: _Report) -> Iterator[Part]:
    """Yield the members that a whole is said to include: 该系统涵盖了甲、乙6个子系统."""
    text = report.text
    for match in _INCLUDES.finditer(text):
        end = next((i for i in range(match.end(), len(text)) if text[i] in "。，；,;\n"), len(text))
        start = report.behind(match.start(), "。\n")
        members = report.inside(match.end(), end, "System", "Initiative")
        wholes = [
            m for m in report.inside(max(0, start - 80), match.start(), "System", "Initiative") if m.span.end <= match.start()
        ]
        if members and wholes and (wholes[-1].span.start >= start or re.match(r"[该此这其]", text[start:])):
            for member in members:
                if member.type == wholes[-1].type:
                    yield Part(member, wholes[-1], start, end, "parts/included")


def _events(report: _Report) -> Iterator[Part]:
    """Yield the events that carry a line of work in their name, or that are held to spread it."""
    for event in report.mentions:
        if event.type != "Event":
            continue
        for whole in report.initiatives:
            within = event.span.start <= whole.span.start and whole.span.end <= event.span.end
            if within or (len(whole.name) >= 4 and whole.name in event.name):
                yield Part(event, whole, event.span.start, event.span.end, "parts/event-name")
            elif event.span.end <= whole.span.start <= event.span.end + 40 and _SPREADS.match(
                report.text[event.span.end : whole.span.start].lstrip("，,")
            ):
                yield Part(event, whole, event.span.start, whole.span.end, "parts/event-spreads")


def _adjacent(report: _Report) -> Iterator[Part]:
    """Yield a quoted line of work that another one without marks leads into: 春运“暖冬行动”."""
    for whole, member in zip(report.initiatives, report.initiatives[1:], strict=False):
        if whole.span.end == member.span.start and whole.surface[-1] not in "”」" and member.surface[0] in "“「":
            yield Part(member, whole, whole.span.start, member.span.end, "parts/adjacent")


# ---- uses ------------------------------------------------------------------------------------------------------------


def _named_in_titles(report: _Report) -> Iterator[Use]:
    """Yield the documents that carry the line of work in their title: 《…“一件事”实施方案》."""
    for thing in report.mentions:
        if thing.type == "Document" and not _TELLS_OF.search(thing.name):
            for initiative in report.inside(thing.span.start, thing.span.end):
                yield Use(thing, initiative, thing.span.start, thing.span.end, "uses/in-its-title")


def _under_openers(report: _Report) -> Iterator[Use]:
    """Yield the things named under a programme or a component of a model."""
    stretches = [*_openers(report), *_component_paragraphs(report)]
    for initiative, start, stop in stretches:
        for thing in report.inside(start, stop, "System", "Document", "Facility"):
            yield Use(thing, initiative, report.behind(thing.span.start, "。！？\n"), thing.span.end, "uses/under-programme")


def _in_sentences(report: _Report) -> Iterator[Use]:
    for start, end in report.sentences():
        things = report.inside(start, end, "System", "Document", "Facility")
        for thing in things:
            stop = report.text.find("；", thing.span.end, end)
            near = report.inside(start, stop if stop > 0 else end)  # what stands behind a semicolon is another matter
            lines = [m for m in near if m.span.end <= thing.span.start or m.span.start >= thing.span.end]
            clause = max(start, report.behind(thing.span.start, "，,；;"))
            lead = _without(report.text[clause : thing.span.start], things)
            yield from (
                _issued(thing, lead, lines, report.text[start : thing.span.start])
                if thing.type == "Document"
                else _relied_on(thing, lead, clause, lines)
            )


def _issued(thing: Mention, lead: str, lines: list[Mention], opening: str) -> Iterator[Use]:
    before = [m for m in lines if m.span.end <= thing.span.start]
    after = [m for m in lines if m.span.start >= thing.span.end]
    if before and _ISSUING.search(lead) and (_share_words(thing.name, before[-1].name) or _is_purpose(opening, before[-1])):
        yield Use(thing, before[-1], before[-1].span.start, thing.span.end, "uses/issued-for")
    elif after and (
        _BY_DOCUMENT.search(lead) or (_ISSUING.search(lead) and not before and _share_words(thing.name, after[0].name))
    ):
        yield Use(thing, after[0], thing.span.start, after[0].span.end, "uses/by-document")


def _is_purpose(opening: str, line: Mention) -> bool:
    """Return whether the words before a document name a line of work as what it is for: 为推进甲行动，…."""
    place = opening.rfind(line.surface.strip("“”「」"))
    return place >= 0 and _FOR.search(opening[:place]) is not None


def _share_words(title: str, name: str) -> bool:
    """Return whether a title and a name share three characters in a row that are no head (专项行动)."""
    core = re.sub(r"专项|行动|整治|工作|管理|办法|方案|实施", "|", name)
    return any(core[i : i + 3] in title for i in range(len(core) - 2) if "|" not in core[i : i + 3])


def _relied_on(thing: Mention, lead: str, clause: int, lines: list[Mention]) -> Iterator[Use]:
    """Yield the lines of work that the sentence carries out with a thing, else the one it serves (…机制，通过建立…)."""
    if not _USING.search(lead):
        return
    after = [m for m in lines if m.span.start >= thing.span.end]
    before = [m for m in lines if m.span.end <= clause]
    if after:
        for initiative in after[: 2 if thing.type == "Facility" else 1]:
            yield Use(thing, initiative, clause, initiative.span.end, "uses/relied-on")
    elif before and "通过" in lead:
        yield Use(thing, before[-1], before[-1].span.start, thing.span.end, "uses/means")


def _without(lead: str, things: list[Mention]) -> str:
    """Return the words before a thing without the other members of its list."""
    for other in things:
        lead = lead.replace(other.surface, "")
    return re.sub(r"[、和及与]", "", lead)
