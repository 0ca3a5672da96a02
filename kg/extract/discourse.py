"""Who acts, where and when, at every clause of a report: what a reader carries from sentence to sentence.

Only about half of the sentences of this genre name their subject: the rest live on headings, publishers, 我局, 该大队, 他们 and
what was said before. `Discourse.at(position)` answers for the clause that holds the position.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from kg.extract.lexica import alternation
from kg.extract.status import read_statuses
from kg.records import Document, Mention, Period, Status

_UNITS = "总队|支队|大队|中队|分局|警局|总局|市局|县局|区局|省局|州局|厅|局|所|站|院|校|队|委|办|部|公司|集团|中心|协会|法院|检察院|海关|银行|医院|街道|镇|乡|村"
_ANAPHOR = re.compile(
    rf"他们|她们|他(?![们人日])|后者|前者|双方|两地|[我本](?:{_UNITS}|省|市|县|区|州|旗|校|单位)|(?:该|此)(?:{_UNITS}|省|市|县|区|州|旗|单位|部门|机关|企业)"
    rf"|(?:总队|支队|大队|中队|分局|总局|专班)(?![\u4e00-\u9fff]{{0,2}}(?:长|员|委))"
)
_JOINS = re.compile(r"^(?:、|和|与|及|以及|暨|会同|联合|协同|携手|并|，会同|，联合|，与|同|等(?:部门|单位)?(?:会同|联合)?)$")
_WITH = re.compile(r"会同|联合|协同|携手|与|同|和")
_LOCATIVE = re.compile(r"(?:在|于|到|赴|进驻|深入|走进|覆盖)$")
_OBLIQUE = re.compile(
    r"(?:在|被|向|对|与|和|同|跟|给|据|按照?|根据|从|受|将|把|为|经|于|到|赴|比|较|至|及其|报|送|致|归|属|交|转|称|的|是|等|成为|作为|指导|督促|组织|协助|帮助|支持|要求|推动|引导|评为|通过|依托|来自"
    r"|会同|联合|获|获得|荣获|全力|助力|陪同|邀请|邀集|隶属|包括|包含|提请|接受|移交|签约|走访|共享|保障|服务|配合|表彰|检查|督导|调研)$"
)
_LEADIN = re.compile(
    r"^(?:[—\-－·•●◆■▲★*\s“”\"（(]|[一二三四五六七八九十]是|同时|此外|另外|其中|随后|目前|近日|日前|当日|当天|当晚|据悉|据了解|与此同时|为此|对此|期间|活动现场|活动中|会上|会后"
    r"|[一二三四五六七八九十]、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.、．])+"
)
_SAY = re.compile(r"(?:指出|强调|表示|要求|说|介绍|告诉|透露|坦言|认为|通报|提出|宣布|称|回忆|感慨|讲话|致辞)")
_QUOTED = re.compile(r"^[“\"‘「]")


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds in one clause: the acting agencies, the place, the time, the line of work spoken of, and whether it is done."""

    start: int
    end: int
    agents: tuple[Mention, ...] = ()
    place: Mention | None = None
    period: Period | None = None
    topic: Mention | None = None
    status: Status = "done"
    speakers: tuple[Mention, ...] = ()  # who says so, in a speech or meeting
    named: bool = False  # whether the clause itself names its agents


@dataclass(frozen=True, slots=True)
class Discourse:
    """The settings of all clauses of a report, in reading order."""

    settings: tuple[Setting, ...]
    starts: tuple[int, ...] = field(default=(), repr=False)

    def at(self, position: int) -> Setting:
        """Return the setting of the clause that holds the position, or of the last clause before it."""
        index = max(0, bisect_right(self.starts, position) - 1)
        return self.settings[index] if self.settings else Setting(0, 0)


def read_discourse(
    doc: Doc, document: Document, mentions: Sequence[Mention], periods: Sequence[tuple[int, int, Period]]
) -> Discourse:
    """Return the setting of every clause of a marked doc."""
    clauses = _clauses(doc, mentions)
    statuses = read_statuses(doc, clauses)
    reader = _Reader(document, mentions, periods, doc)
    settings = tuple(reader.read(start, end, status) for (start, end), status in zip(clauses, statuses, strict=True))
    return Discourse(settings, tuple(setting.start for setting in settings))


def _clauses(doc: Doc, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Return the clauses, joined again where a name spans several."""
    clauses: list[tuple[int, int]] = []
    spans = sorted((m.span.start, m.span.end) for m in mentions if m.type != "Agency" or m.span.end - m.span.start < 40)
    cuts = [(s, e) for s, e in spans if any(c in "，；：。！？,;:!?" for c in doc.text[s:e])]
    for clause in doc.spans["clauses"]:
        start, end = clause.start, clause.end
        if clauses and any(s < start < e for s, e in cuts):
            clauses[-1] = (clauses[-1][0], end)
        else:
            clauses.append((start, end))
    return clauses


class _Reader:
    """The state of a reader: who was spoken of last, where and when. One object lives for one document."""

    def __init__(
        self, document: Document, mentions: Sequence[Mention], periods: Sequence[tuple[int, int, Period]], doc: Doc
    ) -> None:
        self.text = document.text
        self.document = document
        self.mentions = mentions
        self.outer = _outermost(mentions)
        self.actors = [m for m in self.outer if m.type in ("Agency", "Person") and m.subtype != "media"]
        self.agencies = [m for m in self.actors if m.type == "Agency"]
        self.starts = [m.span.start for m in self.outer]
        self.periods = periods
        self.lines = [(line.start, line.end, line.label_) for line in doc.spans["lines"]]
        self.verbs = sorted((t.start, t.end) for t in doc.spans["tags"] if t.label_ in ("v", "vd"))
        self.verb_starts = [v[0] for v in self.verbs]
        self.agents: tuple[Mention, ...] = self._first_agents()
        self.main: tuple[Mention, ...] = self.agents
        self.speakers: tuple[Mention, ...] = ()
        self.period: Period | None = None
        self.place: Mention | None = None
        self.topic: Mention | None = None
        self.last_end = 0
        self.heading_agents: tuple[Mention, ...] = ()

    def read(self, start: int, end: int, status: Status) -> Setting:
        """Return the setting of the next clause and remember what carries on."""
        between = self.text[self.last_end : start]
        if "\n" in between:
            self.speakers = ()
        inside = [m for m in self.outer if start <= m.span.start < end]
        named = self._subjects(start, end, inside)
        persons = tuple(m for m in named if m.type == "Person")
        agencies = tuple(m for m in named if m.type == "Agency")
        if persons and _SAY.search(self.text[start:end]):
            self.speakers = persons
        if agencies:
            self.agents = agencies
        elif not named:
            anaphor = self._anaphor(start, end)
            if anaphor:
                self.agents = anaphor
        agents = agencies or self.agents
        self._remember_time(start, end, between)
        place = self._place(start, end, inside, agents)
        topic = next((m for m in reversed(inside) if m.type == "Initiative"), None)
        if topic:
            self.topic = topic
        self.last_end = end
        return Setting(start, end, agents, place, self.period, self.topic, status, self.speakers, bool(named))

    # ---- who ---------------------------------------------------------------------------------------------------------

    def _first_agents(self) -> tuple[Mention, ...]:
        publisher = self.document.publisher
        if publisher:
            same = [m for m in self.agencies if m.name == publisher or m.name in publisher or publisher in m.name]
            if same:
                return (same[0],)
        return tuple(self.agencies[:1])

    def _subjects(self, start: int, end: int, inside: list[Mention]) -> tuple[Mention, ...]:
        """Return the agencies and persons that stand where a clause has its subject."""
        actors = [m for m in inside if m in self.actors]
        group: list[Mention] = []
        for mention in actors:
            if group:
                gap = self.text[group[-1].span.end : mention.span.start]
                if _JOINS.match(gap.strip()):
                    group.append(mention)
                    continue
                if group[-1].type == "Agency" and mention.type == "Person" and len(gap) <= 12:
                    group[-1] = mention
                    continue
                break
            if self._is_subject(start, end, mention):
                group.append(mention)
        return tuple(group)

    def _is_subject(self, start: int, end: int, mention: Mention) -> bool:
        before = self.text[start : mention.span.start]
        after = self.text[mention.span.end : end]
        lead = _LEADIN.sub("", before)
        if re.search(r"由$", before):
            return bool(after)
        if not after.strip("”\"’）) 　") and not re.search(r"[：:]", self.text[end : end + 1]):
            return not lead and self.text[end : end + 1] in ("，", ",", "：", ":")
        if after.startswith(("的", "等地", "党委", "党组")) and not after.startswith("的同时"):
            return not lead and mention.type == "Agency" and not self._later_actor(mention, end)
        if _OBLIQUE.search(before):
            return False
        return not self._has_verb(start, mention.span.start) or not lead

    def _later_actor(self, mention: Mention, end: int) -> bool:
        return any(mention.span.end < m.span.start < end for m in self.actors)

    def _has_verb(self, start: int, end: int) -> bool:
        index = bisect_right(self.verb_starts, start - 1)
        while index < len(self.verbs) and self.verbs[index][0] < end:
            if self.verbs[index][1] <= end:
                return True
            index += 1
        return False

    def _anaphor(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return whom 他们, 该大队, 支队, 我局 at the head of a clause stand for."""
        clause = self.text[start:end]
        lead = _LEADIN.match(clause)
        match = _ANAPHOR.search(clause)
        if not match:
            return ()
        offset = lead.end() if lead else 0
        before = clause[offset : match.start()]
        if before and (_OBLIQUE.search(before) or self._has_verb(start + offset, start + match.start())):
            return ()
        if any(m.span.start <= start + match.start() < m.span.end for m in self.outer):
            return ()
        word = match[0]
        earlier = [m for m in self.agencies if m.span.end <= start + match.start()]
        if word in ("他们", "她们", "双方", "两地", "他"):
            return self.agents
        if word in ("后者", "前者"):
            last = [m for m in earlier if m.span.start >= start - 120]
            return (last[-1 if word == "后者" else -2],) if len(last) >= 2 else self.agents
        unit = word[1:] if word[0] in "该此我本" else word
        for mention in reversed(earlier):
            if mention.name.endswith(unit) or mention.surface.endswith(unit):
                return (mention,)
        if word[0] in "我本" and self.main:
            return self.main
        return self.agents

    # ---- when and where ----------------------------------------------------------------------------------------------

    def _remember_time(self, start: int, end: int, between: str) -> None:
        own = [p for s, e, p in self.periods if start <= s < end]
        dated = [p for p in own if p.start or p.end]
        if dated:
            self.period = dated[0]

    def _place(self, start: int, end: int, inside: list[Mention], agents: tuple[Mention, ...]) -> Mention | None:
        places = [m for m in inside if m.type == "Place"]
        located = [m for m in places if _LOCATIVE.search(self.text[start : m.span.start])]
        if located:
            self.place = located[0]
            return located[0]
        if agents:
            own = self.place_of(agents[0])
            if own:
                return own
        return None

    def place_of(self, agency: Mention) -> Mention | None:
        """Return the place inside an agency's name, of any of its mentions."""
        inside = [m for m in self.mentions if m.type == "Place" and m not in self.outer]
        for same in [agency, *(m for m in self.agencies if m.name == agency.name)]:
            nested = [m for m in inside if same.span.start <= m.span.start and m.span.end <= same.span.end]
            if nested:
                return max(nested, key=lambda m: m.span)
        return None


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that lie in no other, in reading order."""
    outer: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if not outer or mention.span.start >= outer[-1].span.end:
            outer.append(mention)
    return outer
