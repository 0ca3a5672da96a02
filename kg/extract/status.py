"""Done or planned: the status of every clause.

A modal (要, 将, 拟, 力争, 计划 …) and a time that is still to come plan their clause and what follows in the sentence; a frame
(会议强调, 下一步, 各地要…) plans up to the end of its paragraph; a heading of plans (2025年工作安排) plans its section, until a
heading of its own rank. A time in the past, an aspect mark (已, 了, 累计) or a verb of what is over once it is told (荣获)
brings a clause back to deeds, and a sentence about a body of its own ends a frame. What a deed serves or follows
(为实现年底前通车, 根据会议要求) plans nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from datetime import date
from functools import cache

from spacy.tokens import Doc

from kg.extract.auxiliaries import NOUNS, is_modal, plans_ahead
from kg.extract.lexica import alternation
from kg.extract.nlp import Tag, tags_of, text_of
from kg.extract.order import last_of
from kg.extract.sections import (
    Heading,
    Section,
    is_label_of_plans,
    is_of_plans,
    looks_back,
    names_time_to_come,
    rank_of,
    read_headings,
    reviewed_year,
    section_below,
)
from kg.extract.spells import lies_ahead
from kg.extract.subjects import LEAD_IN, drops_subject, is_news, is_roundup, is_verbal, opens_item, skip_adverbs
from kg.lexicon import read_lexicon
from kg.records import Period, Status

_LE = re.compile("了")
_IS_BODY = re.compile(
    r"[我你他她各咱]|[该本此](?:[局队院厅委办部署所关行社校省市县区州旗镇乡村]|支队|大队|公司|集团|中心|单位|企业|部门)"
)
_ITS_OWN = re.compile("该[局队院厅省市校县区州旗镇乡村企]")
_SAYS_PAPER = re.compile("[》”](?:还|又|并|同时|特别|再次|进一步)?(?:提出|明确|指出|要求|强调)")
_SINCE = re.compile("以来$")
_UNTIL = re.compile("截[至止]")
_COMPLETES = re.compile(r"(?:累计|实际|共|目前)?完成(?:投资|改造|建设)?\d")
_STATES_YEAR = re.compile(r"[“「]?\d{4}|[去前上]一?年|过去|[“「]?[一二三四五六七八九十]+五")
_ARTICLE = re.compile(r"\n\s*第[一二三]条[\s\u3000]")
_PAST_SEASON = re.compile(r"[去上前往]一?年|\d{4}年|上个?$")
_EVERYBODY = re.compile("各(?:级|地|部门|单位|[县市区镇乡街])|全体|广大")
_SOME_TIME = re.compile(r"(?:假期|假日|期间|节日|长假|小长假|黄金周)(?:[里中]|当[天日])?$")
_NUMBER = re.compile(r"\d")
_LATE = "10"  # the month after which a report looks back on its year
_TO_YEAR_END = re.compile(r"(?<![截直上去])[到至](?:今年|本年)?年[底末]$")  # of a report that is not of that time
_LAST = "12"  # the month in which 年内 looks back
_NEAR_END = 20  # the day from which the end of a month (5月底) may be now
_LONG = 80  # days, of a quarter at least
_DATED = re.compile(r"\d+[年月日号]")
_DATE = re.compile(r"[\d一二三四五六七八九十][年月日号季旬]|[年月][底末内]")
_BARE_DAY = re.compile(r"[^\d一二三四五六七八九十今本上前去当半季来年月]{2,6}")  # a festival: 元旦, 春节
_BARE_DATE = re.compile(r"\d{1,2}月(?:\d{1,2}日|底|末|初|[上中下]旬)?")
_SOON = 6  # months
_PART_OF_YEAR = re.compile(r"(?:今年|本年|\d{4}年|全年)?度?(?:[上下]半年|第?[一二三四]季度)?")
_MONTHS = re.compile(r"[\d一二三四五六七八九十]月?份?[至到—–~-]+[\d一二三四五六七八九十]+月|前[\d一二三四五六七八九十]+个月")
_LITTLE, _MOST = 0.34, 0.8  # of a time, up to which what is said of it is to come
_BULLETS = ("—", "●", "■", "◆", "▲", "★", "·", "•", "-", "－")
_STOP = re.compile(r"[。！？]")
_TOOK_PLACE = re.compile("第[一二三四五六七八九十\\d]+[次届].*(?:召开|举行|举办|开幕|闭幕)$")  # 2024年第一次会商会召开
_REACHED = re.compile(r"完成[^，。；]{0,10}\d")
_YEAR = re.compile(r"(\d{4})年")
_ITEM = re.compile(
    r"\s*(?:[一二三四五六七八九]是|第[一二三四五六七八]，|其[一二三四五]|首先|其次|再次|[（(][一二三四五六七八九十\d][）)]|\d[.、．])"
)
_LATER = re.compile(
    r"\s*(?:[二三四五六七八九]是|第[二三四五六七八]，|其[二三四五]|其次|再次|最后|[（(][二三四五六七八九十2-9][）)])"
)
_WILL = ("将", "拟", "要", "应", "须", "计划", "打算")
_FROM_NOW = re.compile(r"将[^，。；]*(?:从|由)")  # 将由原来的4天缩短到1天
_COLLECTIVE = r"(?:全[国省市县区]的?)?各(?!类|项|自|种|界|方面)[^，。；：]{1,14}?"
_CALLS = re.compile(
    rf"(?:{_COLLECTIVE}|(?:还|也|同时|此外)*)(?:务必|必须|都)?要(?!求|素|点|件|道|闻)"
)  # 各地要…, 要…: a speech
_TITLE = re.compile(r"《[^《》\n]{2,80}》")
_AT_PLACE = re.compile(
    r"在(?:(?!方面|问题|要求|工作|领域|环节|阶段|过程|期间|基础)[^，。；中时下上后前里内间]){2,16}，"
)  # 在云河，…: news goes on elsewhere
_OF_TITLE = -2  # the rank of a section that no heading ends
_BEGINS_PREDICATE = ("v", "vd", "p", "d", "TIME")


def read_statuses(
    doc: Doc,
    clauses: list[tuple[int, int]],
    people: Set[int] = frozenset(),
    actors: Set[int] = frozenset(),
    today: str | None = None,
    times: Sequence[tuple[int, int, Period]] = (),
) -> list[Status]:
    """Return the status of each clause, in order.

    `people` are the positions where names end of those who may demand something, `actors` those where names of single bodies
    begin, `today` the date of the report, `times` where the times stand that say when something is done, and what they mean.
    """
    reader = _Reader(doc, dict(read_headings(doc, clauses)), people, actors, today, times)
    statuses: list[Status] = []
    for start, end in clauses:
        statuses.append(reader.read(start, end))
        reader.were_told.append(reader.told)
        reader.were_planned.append(reader.planned_here)
    reader.told = False  # which spoke of the last sentence
    for at in range(len(clauses) - 2, -1, -1):
        is_planned = statuses[at + 1] == "planned" and (
            _leads_to(reader.text, clauses[at], clauses[at + 1])
            or _is_put_off(reader.text, clauses[at], clauses[at + 1])
            or reader.is_due_by(at, clauses)
        )
        if is_planned or _is_unfinished(reader.text, clauses[at], clauses[at + 1]):
            statuses[at] = "planned"
    return statuses


def _leads_to(text: str, clause: tuple[int, int], after: tuple[int, int]) -> bool:
    """Return whether a clause only says with what or whom the deed of the next is to be done: 依托某平台，将…."""
    words = text[slice(*clause)]
    leads = text[clause[1] : after[0]] == "，" and not alternation("status", "says").match(text, *after)
    return leads and bool(alternation("status", "means").search(words)) and not alternation("status", "done").search(words)


def _is_put_off(text: str, clause: tuple[int, int], after: tuple[int, int]) -> bool:
    """Return whether a clause tells of what the next one puts off: 原定6月上线的系统因故, 改在国庆节前投用."""
    is_later = alternation("status", "postponed").match(text, *after) is not None
    return is_later and alternation("status", "put off").search(text, *clause) is not None


def _is_unfinished(text: str, clause: tuple[int, int], after: tuple[int, int]) -> bool:
    """Return whether a clause tells of a plan that the next one says is not yet carried out: 原计划6月建成, 因汛情尚未完工."""
    meant = alternation("status", "put off").search(text, *clause) is not None
    return meant and alternation("status", "unfinished").match(text, *after) is not None


class _Reader:
    """What holds from clause to clause: a frame, a plan, a section of plans, a past. One object lives for one document."""

    def __init__(
        self,
        doc: Doc,
        headings: Mapping[int, Heading],
        people: Set[int],
        actors: Set[int],
        today: str | None,
        times: Sequence[tuple[int, int, Period]],
    ) -> None:
        self.text, self.headings, self.people, self.actors, self.today = text_of(doc), headings, people, actors, today
        titles = [m.span() for m in _TITLE.finditer(self.text)] if is_news(self.text) else []
        if titles:  # what a document is called says nothing of when
            self.text = _TITLE.sub(lambda title: "《" + "○" * (len(title[0]) - 2) + "》", self.text)
        self.times = [time for time in times if not any(begin < time[0] < end for begin, end in titles)] if titles else times
        self.time_starts = [start for start, _, _ in self.times]
        self.reviewed = reviewed_year(list(headings.values()))
        self.lines = {line.start for line in doc.spans["lines"] if line.label_ in ("title", "heading")}
        self.words = {tag.start: tag for tag in tags_of(doc)}
        self.is_news = is_news(self.text)
        self.is_roundup = is_roundup(self.text.partition("\n")[0])
        self.is_speech = alternation("status", "speech").search(self.text, 0, max(0, self.text.find("\n"))) is not None
        first = self.text.partition("\n")[0] if "\n" in self.text else ""
        self.is_report = alternation("status", "report").search(first) is not None  # of work done, and then of work to do
        self.is_forecast = bool(alternation("status", "forecast").match(first))  # it tells of the past as well
        is_law = _ARTICLE.search(self.text) is not None
        self.announces = self.is_forecast or is_law or bool(alternation("status", "notice").match(first))
        self.is_notice = self.announces  # but below a heading of deeds
        self.past: int | None = None  # the rank of that heading
        self.framed = self.is_notice  # what follows is demanded or intended, up to the end of the paragraph
        self.demands = self.tells = False  # what stands in the frame so far: demands, deeds
        self.called = False  # the same, by a sentence that calls upon somebody: only sentences without a subject go on with it
        self.on_paper = False  # the frame is what a paper named in it says, of whatever it speaks
        self.planned = False  # up to the end of the sentence
        self.outlook = False  # the plan is a forecast or an event to come: sentences of mere figures go on with it
        self.reviews = False  # a heading announces what was achieved, and the headings below it go on
        self.bullet = ""  # with which the paragraphs of a list begin that a plan announces
        self.listed = False  # the item of a list that was read last began as a plan: so do the items after it
        self.background = False  # a notice tells what was done before, up to what it is for
        self.told = False  # the sentence begins in the past
        self.of_rest = False  # the plan is only for what is left to do: 其余12所8月底前交付
        self.planned_here = False  # the clause that was read last plans by itself
        self.were_told: list[bool] = []  # the same of each clause that was read
        self.were_planned: list[bool] = []
        self.section: Section | None = None  # of plans
        self.interrupted: Section | None = None  # the same, below a heading of deeds
        self.earlier = self.sentence = self.last = 0  # where the sentence before began in its paragraph, this one, the clause

    def read(self, start: int, end: int) -> Status:
        """Return the status of the next clause and remember what carries on."""
        between, clause = self.text[self.last : start], self.text[start:end]
        self.last = end
        if start in self.headings:
            self._turn_to(self.headings[start])
            if self.section is not None and self.section.rank < 0 and not self.text[:start].strip():
                self.section = Section(_OF_TITLE)  # the whole report
        if opens := "\n" in between:
            self.bullet = self.bullet if self.text.startswith(self.bullet or "\n", start) else ""
            self.framed = self.section is not None or self.is_notice or bool(self.bullet)
            self.planned = self.background = False
            self.told = _is_over(clause, self.today) or self._sums_up_months(start, end)
        elif opens := bool(_STOP.search(between)):
            self._begin_sentence(start, end)
        if opens:
            self.earlier, self.sentence = start if "\n" in between else self.sentence, start
        if self.background and self._is_due(start, end):
            self.told = self.background = False
        if self.told and not opens and self._turns_to_this_year(start, end):
            self.told = self.background = False
        if (
            self.told
            and "；" in between
            and alternation("status", "ceiling").search(clause)
            and self._names_this_year(start, end)
        ):
            self.told = False
        if self.of_rest and "；" in between:
            self.planned = False
        own = self.planned_here = self._is_plan(start, end)
        turns = "\n" in between and self._turns_to_the_year_begun(start, end)
        own = self.planned_here = own or turns
        if opens and own and self.is_report and self.section is None and self._names_this_year(start, end):
            self.section, self.framed = Section(_OF_TITLE), True  # 今年任务不轻。…: so is all behind it
        if (item := _ITEM.match(self.text, start, end)) or opens:
            self.planned = self.planned or (self.listed and _LATER.match(self.text, start, end) is not None)
            self.listed = item is not None and (own or self.planned)
        self.told = self.told and not own
        opens_frame = self._frame(start, end, own)
        self.told = self.told or (not own and not opens_frame and self._opens_in_the_past(start, end))
        ends = own or opens_frame or item is not None or alternation("status", "purpose").search(clause) is not None
        self.background = self.is_notice and not self.is_forecast and not ends and (self.background or self.told)
        done = not own and (self._is_done(start, end, sums=not self.planned) or self._is_outcome(start, end))
        self.demands = not opens_frame and (self.demands or own)
        self.tells = not opens_frame and (self.tells or done)
        is_dated = done and alternation("status", "year before").search(clause) is not None
        self.told = self.told or (is_dated and self.framed and self.section is None and not self.is_notice)
        self.planned = own or (self.planned and not done)
        self.of_rest = self.planned and (alternation("status", "rest").match(clause) is not None if own else self.of_rest)
        self.outlook = self.planned and (self.outlook or (own and not self.of_rest and self._looks_ahead(start, end)))
        if start in self.lines:
            return "planned" if own or self.section is not None or (self.is_notice and start > 0) else "done"
        framed = self.framed and not done and not self._compares(clause)
        return "planned" if self.planned or framed or self._is_minimum(start, end) else "done"

    def _sums_up_months(self, start: int, end: int) -> bool:
        """Return whether a clause opens with months of the report's year that are over, as sums do: 1至4月, 前7个月."""
        begin, today = _skip_lead(self.text, start, end), self.today or ""
        return any(
            at <= begin + 2 and _MONTHS.search(period.text) and period.start and period.end and period.end < today
            and period.start[:4] == today[:4]
            for at, _, period in self._times(start, end)
        )  # fmt: skip

    def _turns_to_this_year(self, start: int, end: int) -> bool:
        """Return whether a clause among plans turns from what was to the year that is planned: 去年栽3亩，今年|再栽2亩."""
        is_among = self.section is not None or self.is_notice
        return is_among and self._names_this_year(start, end) and not self._is_done_here(start, end)

    def _names_this_year(self, start: int, end: int) -> bool:
        """Return whether a clause begins with the year of the report, or a part of it."""
        return alternation("status", "this year").match(self.text, _skip_lead(self.text, start, end), end) is not None

    def _turns_to_the_year_begun(self, start: int, end: int) -> bool:
        """Return whether a paragraph of a report of the first months comes from the year before to this one: 2014年，….

        Nothing in it is summed up or over; what a year brought in its first weeks is told with its months.
        """
        year, month = (self.today or "")[:4], (self.today or "")[5:7]
        if not (self.is_report and self.section is None and month and month <= _FIRST_MONTHS) or self.is_notice:
            return False
        begin = _skip_lead(self.text, start, end)
        if not self.text.startswith((f"{year}年，", "今年，"), begin) or str(int(year) - 1) not in self.text[:start]:
            return False
        stop = self.text.find("\n", start)
        told = self.text[start : stop if stop > 0 else len(self.text)]
        return (
            not _signs_of_past(told, 0, len(told)) and not _MONTHS_OF_IT.search(told) and _NUMBER.search(told[5:]) is not None
        )

    def _is_outcome(self, start: int, end: int) -> bool:
        """Return whether a clause says what came of a plan of the past: 去年计划招聘180名，实际到岗143名."""
        if alternation("status", "outcome").search(self.text, start, end) is None:
            return False
        part = self._part(start)
        if alternation("status", "amount set").search(self.text, part, start) and _COMPLETES.match(self.text, start, end):
            return True
        past = alternation("status", "past opening").match(self.text, _skip_lead(self.text, part, end)) is not None
        past = past or _is_over(self.text[part:end], self.today)
        set_then = not self._names_this_year(start, end) and alternation("status", "year before").search(self.text, part, start)
        return past or (bool(set_then) and _REACHED.search(self.text, start, end) is not None)

    def _part(self, start: int) -> int:
        """Return where the part of the sentence begins that holds a clause: 去年…；|今年…."""
        return max(self.sentence, self.text.rfind("；", 0, start) + 1)

    def _turn_to(self, heading: Heading) -> None:
        """Turn to what a heading announces; one that looks back (一、发展基础) interrupts a plan, it does not end it."""
        if self.past is not None and self.section is None and (heading.rank is None or heading.rank <= self.past):
            self.section, self.interrupted = self.interrupted, None
        self.section = section_below(heading, self.section, self.today, self.reviewed)
        if names_time_to_come(heading, self.today, list(self.headings.values())):
            self.section = Section(-1 if heading.rank is None else heading.rank, heading.number)
        if self.section is not None and looks_back(heading) and not is_of_plans(heading.words, self.today, self.reviewed):
            self.section, self.interrupted = None, self.section
        reviewed = alternation("status", "review").search(heading.words) is not None
        reviewed = reviewed and alternation("status", "under way").search(heading.words) is None
        reviewed = reviewed and (looks_back(heading) or _YEAR.search(heading.words) is not None)
        self.reviews = self.section is None and (reviewed or (self.reviews and bool(heading.rank)))
        if looks_back(heading):
            self.past = -1 if heading.rank is None else heading.rank
        elif self.past is not None and (heading.rank is None or heading.rank <= self.past):
            self.past = None
        self.is_notice = self.announces and self.past is None

    def _begin_sentence(self, start: int, end: int) -> None:
        """Let go of the plan of the last sentence, and of a frame that this one leaves."""
        text, leaves = self.text, bool(alternation("status", "leaves").match(self.text, start, end))
        stop = text.find("。", start)
        stop = stop if stop > 0 else len(text)
        begun = min((p.start for _, _, p in self._times(self.sentence, start) if p.start), default="9999")
        fresh = not self.today or begun[: len(self.today)] >= self.today  # 禁渔期自3月1日起, told in June
        during = self.planned and fresh and alternation("status", "during").match(text, start, end) is not None
        leaves = leaves and not during
        goes_on = alternation("status", "continues").match(text, start, end) or (
            not leaves and alternation("status", "presses on").match(text, _skip_lead(text, start, end), end) is not None
        )
        goes_on = goes_on or (not leaves and self._goes_on(start, end))
        goes_on = goes_on and not (self.is_roundup and opens_item(text, start, stop))
        self.planned = self.planned and (during or (bool(goes_on) and not _signs_of_past(text, start, stop)))
        before = alternation("status", "past opening").match(text, _skip_lead(text, start, end), end) is not None
        self.told = (leaves and (before or not self.is_notice)) or self.background or _is_over(text[start:end], self.today)
        if self.section is None and not self.is_notice:
            turns = (self.is_news or self.called) and not drops_subject(text, start, stop, self.words)  # to another matter
            turns = turns and (not self.on_paper or self._speaks_otherwise(start, stop))
            turns = turns or (self.tells and not self.demands) or (self.is_roundup and opens_item(text, start, stop))
            turns = turns or (self.is_news and _AT_PLACE.match(text, _skip_lead(self.text, start, stop), stop) is not None)
            own = _FURTHER_ITEM.match(text, start) is None and _speaks_of_its_own(text, start, stop, self.actors)
            self.framed = self.framed and not (turns or leaves or own)

    def _speaks_otherwise(self, start: int, stop: int) -> bool:
        """Return whether a sentence behind one that tells what a paper says is not of that paper: it is of now, or past."""
        return (
            _signs_of_past(self.text, start, stop)
            or alternation("status", "other voice").search(self.text, start, stop) is not None
        )

    def _looks_ahead(self, start: int, end: int) -> bool:
        """Return whether a plan says what is to come (预计, 将于9月举行, 到2027年), not what somebody should do."""
        sign = alternation("status", "estimate" if self.is_news else "outlook")
        return sign.search(self.text, start, end) is not None or (not self.is_news and self._is_due(start, end))

    def _goes_on(self, start: int, end: int) -> bool:
        """Return whether a sentence goes on with an outlook: it says how many, not when or by whom (馆内设座席1200个)."""
        stop = self.text.find("。", start)
        if (
            not self.outlook
            or _SOME_TIME.search(self.text, start, end)
            or _NUMBER.search(self.text, start, stop if stop > 0 else len(self.text)) is None
            or alternation("status", "part way").search(self.text, start, stop if stop > 0 else len(self.text))
        ):
            return False
        begin, first = skip_adverbs(self.text, start, end, self.words), self.words.get(start)
        word = None if first is not None and first.label_ == "TIME" else self.words.get(begin)
        is_body = (
            begin in self.actors or (word is not None and word.label_ in ("ORG", "PER")) or _IS_BODY.match(self.text, begin)
        )
        does = is_verbal(begin, self.words) and self.text[end - 1 : end] != "后"  # 改造后，…
        return word is not None and not is_body and not does and not self._times(start, end)

    def _is_done(self, start: int, end: int, *, sums: bool = True) -> bool:
        """Return whether a clause tells of the past: its sentence does, or it has a mark of what is over (or of a sum)."""
        return self.told or self._is_done_here(start, end, sums=sums)

    def _is_done_here(self, start: int, end: int, *, sums: bool = True) -> bool:
        """Return whether a clause has itself a mark of what is over, or of a sum."""
        clause = self.text[start:end]
        signs = ("done", "finished", "lately", *(("so far",) if sums else ()))
        return any(alternation("status", sign).search(clause) for sign in signs) or _is_finite(
            self.text, start, end, self.words
        )

    def _compares(self, clause: str) -> bool:
        """Return whether a clause tells of a change since last year in a speech, where it is no target."""
        is_speech = self.section is None and not self.is_notice
        return is_speech and alternation("status", "compares").search(clause) is not None

    def _is_plan(self, start: int, end: int) -> bool:
        """Return whether the clause itself plans."""
        text, clause = self.text, self.text[start:end]
        if self._is_basis(start, end):
            return alternation("status", "agreed").search(clause) is not None  # 按照计划，…
        lately = alternation("status", "lately").search(clause) if self.is_roundup else None
        if lately is not None and _NUMBER.search(_DATED.sub("", clause[: lately.start()])) is None:
            return False  # the headline that the clause runs on from may tell of a plan
        return (
            alternation("status", "modal").search(clause) is not None
            or (not self.told and alternation("status", "proposes").search(clause) is not None)
            or (self._is_early() and not self.told and alternation("status", "task of year").search(clause) is not None)
            or self._is_in_making(start, end)
            or (alternation("status", "estimate").search(clause) is not None and not self._is_reviewed(start, end))
            or plans_ahead(text, start, end, self.words)
            or (is_modal(text, start, end, self.words) and not self._is_former(start, end))
            or alternation("status", "is goal").match(text, end) is not None
            or self._is_approved(start, end)
            or self._is_agreed(start, end)
            or self._is_decreed(start, end)
            or (not self.told and alternation("status", "plan subject").search(clause) is not None)
            or (self.told and self._comes_later(start, end) and not self._is_done_here(start, end))  # 会上敲定，6月底前…
            or (not self._is_done(start, end, sums=False) and (self._is_to_come(start, end) or self._has_begun(start, end)))
        )

    def _is_early(self) -> bool:
        """Return whether the year of the report is not yet looked back on."""
        return bool(self.today) and (self.today or "")[5:7] < _LATE

    def _is_in_making(self, start: int, end: int) -> bool:
        """Return whether a clause tells what is being prepared or built, and not what of it is there (在建的公园已开放2处)."""
        made = alternation("status", "in making").search(self.text, start, end)
        return made is not None and not _signs_of_past(self.text, made.end(), end)

    def _comes_later(self, start: int, end: int) -> bool:
        """Return whether a clause has a date to come, or one of the half of the year that has just begun.

        What is left to do has a holiday to come as well: 眼下，已开放16座，剩下4座国庆节前亮相.
        """
        is_half = any(p.text.endswith("下半年") for _, _, p in self._times(start, end))
        is_rest = alternation("status", "rest").match(self.text[start:end]) is not None
        before = (
            is_rest and bool((today := self.today or "")[5:7]) and _is_before_season(self.text, start, end, int(today[5:7]))
        )
        return before or self._is_due(start, end, dated=True) or (is_half and self._has_begun(start, end))

    def _is_approved(self, start: int, end: int) -> bool:
        """Return whether a clause says what was approved or begun: 批复了环评报告，项目年处理废物3万吨."""
        is_part = alternation("status", "parts of project").match(self.text, start, end) is not None
        counts = alternation("status", "approved number").search(self.text, self.earlier, start) is not None
        if is_part and not counts and alternation("status", "approves").search(self.text, self.earlier, start):
            return True
        is_to_be = alternation("status", "parts to be").match(self.text, start, end) is not None
        return is_to_be and alternation("status", "begins work").search(self.text, self.earlier, start) is not None

    def _is_agreed(self, start: int, end: int) -> bool:
        """Return whether a clause says what parties agreed on in its sentence: 签订协议，市里每年提供公寓3套."""
        is_term = alternation("status", "of an agreement").match(self.text, start, end) is not None
        signed = alternation("status", "signs").search(self.text, self.sentence, start) if is_term else None
        return signed is not None and not self._is_done(start, end)

    def _is_decreed(self, start: int, end: int) -> bool:
        """Return whether a clause says what a paper or meeting named before in the sentence sets: 印发方案，明确今年新增…."""
        decrees = alternation("status", "decrees").match(self.text, start, end)
        if decrees is None or not alternation("status", "paper").search(self.text, self.sentence, start):
            return False
        word = self.words.get(decrees.end())
        if decrees[0].endswith("规定") and _NUMBER.search(self.text, start, end):
            return True
        return word is not None and word.start < end and (word.label_ in _BEGINS_PREDICATE or word.text[0] == "全")

    def _has_begun(self, start: int, end: int) -> bool:
        """Return whether a clause opens with a long time that has hardly begun, or sums up a year that goes on: 全年抽检3批次.

        Nothing in the sentence may tell that it is done.
        """
        today = self.today or ""
        if len(today) < len("2024-05") or not self._times(start, end) or _TOOK_PLACE.search(self.text, start, end):
            return False
        stop, begin = self.text.find("。", start), _skip_lead(self.text, start, end)
        day = date.fromisoformat(today if len(today) > 7 else f"{today}-15")
        for at, until, period in self._times(start, end):
            if not period.start or not period.end or not period.start <= day.isoformat() <= period.end:
                continue
            first, last = date.fromisoformat(period.start), date.fromisoformat(period.end)
            days, gone = (last - first).days + 1, (day - first).days
            behind = self.words.get(until)  # 今年|春季 is another time
            is_part = _PART_OF_YEAR.fullmatch(period.text) is not None and (behind is None or behind.label_ != "TIME")
            opens = at <= begin or (
                period.text.endswith("下半年") and behind is not None and behind.label_ in _BEGINS_PREDICATE
            )
            opens = opens and not self.is_news and is_part and "的" not in self.text[until:end]
            is_whole = period.text in ("全年", "今年全年") and gone <= _MOST * days
            if days >= _LONG and ((opens and gone <= _LITTLE * days) or is_whole):
                stop = stop if stop > 0 else len(self.text)
                part = self._part(start)
                compares = alternation("status", "compares").search(self.text, part, stop)
                return compares is None and not _signs_of_past(self.text, part, stop)
        return False

    def is_due_by(self, at: int, clauses: list[tuple[int, int]]) -> bool:
        """Return whether the clause behind one, which tells nothing that is over, only says by when it is to be finished.

        抢修道路42公里，10月底恢复通车: the first is a plan as well, and so is what stands before it in the sentence. What takes
        effect only later is one even if it was decided before: 会议审议通过方案，水价调至2.4元，4月1日起执行.
        """
        text, (start, end), after = self.text, clauses[at], clauses[at + 1]
        takes_effect = alternation("status", "takes effect").search(text, *after) is not None and self._finishes(*after)
        issues = "《" in text[start:end] or alternation("status", "starts").search(text, start, end) is not None
        if takes_effect and text[end : after[0]] == "，" and not issues and not self._is_done_here(start, end):
            return True
        if (
            text[end : after[0]] not in ("，", "、")
            or self.were_told[at]
            or start in self.headings
            or alternation("status", "leaves").match(text, start)
        ):
            return False
        words = text[start:end]
        if self._is_done(start, end) or self._times(start, end) or alternation("status", "compares").search(words):
            return False
        if alternation("status", "starts").search(words) or _REACHED.search(words):
            return False
        near = clauses[at + 1 : at + 4]
        stop = next((e for s, e in near if text[e : e + 1] != "，"), near[-1][1])
        ends = [index for index, (s, e) in enumerate(near) if s < stop and self._finishes(s, e)]
        if not ends or any(self.were_planned[at + 1 : at + 1 + ends[0]]):
            return False  # what another plan of the sentence is to finish
        return not _signs_of_past(text, last_of(text, "。！？\n", start) + 1, near[ends[0]][1])

    def _finishes(self, start: int, end: int) -> bool:
        """Return whether a clause only says when something will be finished: 10月底恢复通车, 汛期前退完."""
        is_bare = _NUMBER.search(_DATED.sub("", self.text[start:end])) is None
        return (
            is_bare and self._is_due(start, end) and alternation("status", "finishes").search(self.text, start, end) is not None
        )

    def _is_minimum(self, start: int, end: int) -> bool:
        """Return whether a clause that nothing dates in the past sets a minimum or a stretch of time that is to be met."""
        clause = self.text[start:end]
        if alternation("status", "holds").search(clause) or self._is_done(start, end):
            return False
        is_ceiling = alternation("status", "ceiling").search(clause) is not None and self._names_this_year(start, end)
        return is_ceiling or alternation("status", "weak").search(clause) is not None

    def _is_reviewed(self, start: int, end: int) -> bool:
        """Return whether a clause tells of a time that is over, its figures only estimated (2024年预计增长6%, told in 2025)."""
        today = self.today or ""
        own = [p for _, _, p in self._times(start, end) if p.end]
        said = (p for _, _, p in self._times(self.sentence, end) if p.end)
        if self._is_early():  # 截至8月10日，…预计单产560公斤 tells of a harvest to come
            said = (p for p in said if not _UNTIL.match(p.text))
        times = own or list(said)
        over = bool(today and times) and (times[-1].end or "")[: len(today)] < today
        stands = alternation("status", "by now").match(self.text, _skip_lead(self.text, self.sentence, end), end) is not None
        told = self.told and not stands and self._part(start) == self.sentence  # 目前正试运行，日均客流预计18万人次
        is_outcome = alternation("status", "foreseen").search(self.text, start, end) is not None  # 预计新增学位90个
        return (over and (bool(own) or not is_outcome)) or (not own and (self.reviews or told) and not is_outcome)

    def _is_former(self, start: int, end: int) -> bool:
        """Return whether a sentence tells how something was done in former times (改革前，要跑3个部门)."""
        former = alternation("status", "former").search(self.text, self.sentence, end)
        return former is not None and _FROM_NOW.search(self.text, start, end) is None

    def _is_to_come(self, start: int, end: int) -> bool:
        """Return whether a clause sets a time that is still to come, or a condition that is to be met."""
        text, begin = self.text, _skip_lead(self.text, start, end)
        built = alternation("status", "once built").search(text, start, min(len(text), end + 12))
        return (
            self._is_due(start, end)
            or self._is_later_in_month(start, end)
            or (built is not None and built.start() < end)
            or (text[end : end + 1] == "，" and alternation("status", "if").match(text, begin, end) is not None)
        )

    def _is_later_in_month(self, start: int, end: int) -> bool:
        """Return whether a clause sets the end of the report's own month, when that is still to come: 月底并网."""
        today = self.today or ""
        early = len(today) == len("2024-06-13") and int(today[8:]) < _NEAR_END
        return early and alternation("status", "end of month").search(self.text[start:end]) is not None

    def _is_basis(self, start: int, end: int) -> bool:
        """Return whether a clause only says what the next one serves or follows: 为实现年底前通车, 根据会议要求."""
        if self.text[end : end + 1] != "，":
            return False
        begin, sign = _skip_lead(self.text, start, end), alternation("status", "basis")
        word = next((self.words[at] for at in range(begin, end) if at in self.words), None)
        if word and word.label_ in NOUNS:  # 大队根据支队部署，…
            begin = word.end
        is_led = self.text[start:begin].endswith(_WILL)  # 县局将结合实际，…
        return not is_led and sign.match(self.text, begin, end) is not None

    def _times(self, start: int, end: int) -> Sequence[tuple[int, int, Period]]:
        return self.times[bisect_left(self.time_starts, start) : bisect_left(self.time_starts, end)]

    def _is_due(self, start: int, end: int, *, dated: bool = False) -> bool:
        """Return whether a clause sets a time that is still to come when the report is written: 6月底前, 到2027年, 8月16日.

        With `dated` only a date does, no holiday or season that may belong to a name: 国庆假期保障会.
        """
        text, today = self.text, self.today
        if not today:
            return False
        if not dated and len(today) > len("2024") and not self.told and _is_before_season(text, start, end, int(today[5:7])):
            return True
        deadline, till = alternation("status", "deadline"), alternation("status", "till")
        finishes = alternation("status", "finishes").search(text, start, end) is not None
        return any(
            (
                (period.start or "")[: len(today)] > today
                and not alternation("status", "nears").match(text, e)
                and (finishes or lies_ahead(period, today) or int(today[8:10] or 1) < _NEAR_END)
            )
            or (_TO_YEAR_END.search(text, max(start, s - 3), e) is not None and "02" <= today[5:7] < _LATE)
            or (
                (period.end or "")[: len(today)] > today
                and (deadline.search(text[s:e]) or till.search(text, start, s))
                and not (text.startswith("年内", s) and today[5:7] == _LAST)
            )
            for s, e, period in self._times(start, end)
            if not dated or _DATE.search(period.text)
        )

    def _opens_in_the_past(self, start: int, end: int) -> bool:
        """Return whether a clause begins with a time that was over when the report was written: among plans, one that is
        over for sure (去年, 2023年, 截至4月底), for a month may be that of the next year there.
        """
        today = self.today
        if not today:
            return False
        text, begin = self.text, _skip_lead(self.text, start, end)
        is_listed = self.section is not None or self.is_notice
        if is_listed and self._speaks_of_now(start, end):
            return True
        known = [
            (e, p)
            for s, e, p in self._times(start, end)
            if self._dates_the_clause(begin, s, e) and not p.text.startswith(("全年", "年"))
        ]
        since = any(
            (_SINCE.search(p.text) and (p.start or "9") <= today) or (_UNTIL.match(p.text) and (p.end or "9") <= today)
            for _, p in known
        )
        if is_listed and since:
            return True
        # 6月底前 in a report of July
        of_year = self.planned and re.search("全年|年度|今年", text[self._part(start) : start]) is not None
        dated = [(e, p) for e, p in known if p.end and (p.start or self.is_forecast)]
        dated = [(e, p) for e, p in dated if (p.end or "")[: len(today)] < today or (of_year and _is_ending(p, today))]
        if self.is_notice:
            dated = [(e, p) for e, p in dated if not _may_be_next(p, today)]
        if self.planned or self.framed:  # 打算…，元旦试营业: the next one
            dated = [(e, p) for e, p in dated if not _BARE_DAY.fullmatch(p.text)]
        if self.section is None:
            return bool(dated)
        if today[5:7] > _LATE and any(p.text.startswith(("今年", "本年")) for _, p in known):
            return True  # 今年接待12万人次, said of the year that ends, among plans for the next
        return any((p.end or "")[:4] < today[:4] and text[e : e + 1] != "的" and _STATES_YEAR.match(p.text) for e, p in dated)

    def _speaks_of_now(self, start: int, end: int) -> bool:
        """Return whether a sentence among plans begins with what was (去年同期), or with what stands by now (目前，…12座)."""
        begin = _skip_lead(self.text, start, end)
        past = alternation("status", "past opening").match(self.text, begin, end)
        if past is not None:
            return "的" not in self.text[past.end() : end]
        now = alternation("status", "by now").search(self.text, start, end)
        if now is None or _skip_lead(self.text, now.start(), end) not in (now.start(), begin):
            return False
        stop = self.text.find("。", start)
        sentence = self.text[now.end() : stop if stop > 0 else None].lstrip("，")
        return _NUMBER.search(sentence) is not None and not _EVERYBODY.match(sentence)

    def _dates_the_clause(self, begin: int, start: int, end: int) -> bool:
        """Return whether a time opens a clause, or stands in one of a notice or forecast and dates its deed."""
        before = self.text[begin:start]
        if self.is_notice and not self.is_forecast:
            attribute = self.text[end : end + 1] == "的" or alternation("status", "of a past").search(before)
            return not attribute
        return before in ("", "到", "至", "在") or self.is_forecast

    def _frame(self, start: int, end: int, is_plan: bool) -> bool:
        """Remember a frame that the clause opens, and return whether it does: 会议强调, 总体目标：, 要做好以下工作："""
        text, clause, labels = self.text, self.text[start:end], self.text[end : end + 1] in ("：", ":")
        if self._is_basis(start, end):
            return False
        demands = alternation("status", "demands").finditer(clause)
        said = next((found.start() for found in demands if start + found.start() in self.people), None)
        demanded = said is not None and not alternation("status", "meets").search(clause[:said])
        announced = labels or (text[end : end + 1] in ("。", "，") and _ITEM.match(text, end + 1) is not None)
        below = end + 2 if labels and text[end + 1 : end + 2] == "\n" else None
        self.bullet = text[below] if is_plan and below and text[below : below + 1] in _BULLETS else self.bullet
        lists = is_plan and announced and bool(alternation("status", "lists").search(clause))
        agreed = (
            alternation("status", "both sides").match(text, _skip_lead(text, start, end), end) is not None
            and alternation("status", "signs").search(text, self.earlier, start) is not None
            and not self._is_done(start, end)
        )
        named = labels and names_time_to_come(Heading(None, clause, ""), self.today, list(self.headings.values()))
        named = named or (labels and is_of_plans(clause, self.today)) or (announced and is_label_of_plans(clause, self.today))
        calls = is_plan and (_CALLS.match(LEAD_IN.sub("", clause)) is not None or self._is_told_to(start, end))
        calls = calls or (self.is_speech and not self.told and _EVERYBODY.match(LEAD_IN.sub("", clause)) is not None)
        frames = demanded or lists or named or agreed or bool(alternation("status", "frame").search(text[start : end + labels]))
        frames = frames or (not self.told and bool(alternation("status", "sets goal").search(text[start : end + labels])))
        decreed = self.is_news and self._is_decreed(start, end)
        frames = frames or decreed
        says = decreed or (frames and _SAYS_PAPER.search(clause) is not None)
        self.on_paper = (self.framed and self.on_paper and not demanded) or says
        self.called = not frames and (calls if calls and not self.framed else self.called)
        self.framed, self.told = self.framed or frames or calls, self.told and not frames
        rank = rank_of(text, below) if below else None
        if below and (lists or named or (is_plan and rank is not None)) and self.section is None:
            self.section = Section(0 if rank is None else rank - 1)
        return frames

    def _is_told_to(self, start: int, end: int) -> bool:
        """Return whether a clause says what somebody who speaks in its sentence calls for: 市长指出，两县要共建园区."""
        says = alternation("status", "says before").search(self.text, self.sentence, start)
        return says is not None and alternation("status", "must").search(self.text, start, end) is not None


def _is_ending(period: Period, today: str) -> bool:
    """Return whether a quarter or half of a year ends soon after a report: 全年拟发3亿元，一季度发1亿元, on 20 March."""
    if not period.start or not period.end or len(today) < len("2024-03-20") or not period.start < today <= period.end:
        return False
    first, last, now = (date.fromisoformat(day) for day in (period.start, period.end, today))
    return _LONG <= (last - first).days + 1 < 2 * _SOON * 31 and (now - first).days > _MOST * ((last - first).days + 1)


def _may_be_next(period: Period, today: str) -> bool:
    """Return whether a day that states no year may as well be that of the months to come: 7月5日, said in April."""
    if not _BARE_DATE.fullmatch(period.text) or len(today) < len("2024-05") or not period.start:
        return False
    months = (int(period.start[5:7]) - int(today[5:7])) % 12
    return 0 < months <= _SOON


# ---- sentences --------------------------------------------------------------------------------------------------------


def _is_before_season(text: str, start: int, end: int, month: int) -> bool:
    """Return whether a clause sets a season that is still to come as the time before, in or after which it is done: 汛期前."""
    finishes = alternation("status", "finishes").search(text, start, end) is not None
    return any(
        1 <= (first - month) % 12 <= (3 if found[1] else 8 if finishes and found[0].endswith("前") else 5)
        for first, pattern in _seasons()
        for found in pattern.finditer(text, start, end)
        if not _PAST_SEASON.search(text, start, found.start())
        and (first > month or not text.endswith("今年", start, found.start()))
    )


@cache
def _seasons() -> tuple[tuple[int, re.Pattern[str]], ...]:
    """Return the seasons of the year: the month in which each begins, and a pattern of what is done before, in or after it."""
    rows = ((int(row.label.removeprefix("season ")), row.word) for row in read_lexicon("status") if row.label[:7] == "season ")
    return tuple(
        (month, re.compile(rf"(?:{word})(?:期间|(?:到来|来临|开始|结束)?之?(?:前|后(?![勤台])))".replace("期间|", "(期间)|")))
        for month, word in rows
    )


def _signs_of_past(text: str, start: int, end: int) -> bool:
    """Return whether words between two places say that something is over, or summed up."""
    return any(alternation("status", label).search(text, start, end) for label in ("done", "finished", "so far", "perfect"))


def _is_over(clause: str, today: str | None) -> bool:
    """Return whether a clause begins with a year before the report's."""
    lead = LEAD_IN.match(clause)
    year = _YEAR.match(clause, lead.end() if lead else 0)
    return bool(year and today and year[1] < today[:4])


_FIRST_MONTHS = "03"

_MONTHS_OF_IT = re.compile(r"年以来|1月|[一二]月|[1-3]至[1-3]月|春节|截至|目前|已")
_FURTHER_ITEM = re.compile(r"[（(]?(?:[二三四五六七八九十]{1,2}[、是）)]|[2-9]\d?[.．、）)])(?!\d)")  # of a list within a frame


def _speaks_of_its_own(text: str, start: int, stop: int, actors: Set[int]) -> bool:
    """Return whether a sentence begins with a single body that is not told what to do (某局负责, 由某局牵头)."""
    lead = LEAD_IN.match(text[start:stop])
    begin = start + (lead.end() if lead else 0)
    own = begin in actors or _ITS_OWN.match(text, begin) is not None
    return own and not alternation("status", "task").search(text, begin, stop)


def _skip_lead(text: str, start: int, end: int) -> int:
    """Return where a clause begins, lead-ins aside."""
    lead = LEAD_IN.match(text[start:end])
    return start + (lead.end() if lead else 0)


# ---- clauses -----------------------------------------------------------------------------------------------------------


def _is_finite(text: str, start: int, end: int, words: dict[int, Tag]) -> bool:
    """Return whether 了 stands behind a verb of the clause: 开展了试点."""
    return any(m.start() in words and words[m.start()].label_ in ("u", "xc") for m in _LE.finditer(text, start, end))
