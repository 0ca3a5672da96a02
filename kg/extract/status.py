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
from collections.abc import Iterator, Mapping, Sequence, Set

from spacy.tokens import Doc

from kg.extract.lexica import alternation
from kg.extract.nlp import Tag, tags_of, text_of
from kg.extract.subjects import LEAD_IN, drops_subject, is_news
from kg.records import Period, Status

_DONE = re.compile(
    r"去年|前年|上年|全年共|^(?:目前|截至|截止|近年来|今年以来|去年|此前|已|累计)|(?:已经?|了|(?<![超通经不越])过)(?=[\d，,。；;]|$)|累计|截至|近年来|以来"
)
_YAO = re.compile(
    r"(?<![主需重只首摘纪概扼紧不险提简机])要"
    r"(?!求|素|点|件|道|地|闻|害|么|领|务|塞|旨|犯|案|员|职|约|略|是|(?:清醒地?|充分)?(?:看|认识|意识)到)"
)
_LE = re.compile("了")
_JIANG = re.compile(r"将")
_YING = re.compile(r"(?<![反供响效适相感呼顺照答对理必无])[应须](?![对用急邀届聘付答援收有变考战诉景知征缴税享纳]|(.)尽\1)")
_JOINTLY = re.compile(r"联合|会同|协同|陆续|逐步|择机|适时")
_TAKES = re.compile(
    r"将[^，]{2,30}?(?:与|纳入|列入|列为|作为|定为|排除|移交|融入|下放|延伸|压缩|降至|转化|细化|结合|放在|摆在|推送|分为|划分|引入|转移|落实到|贯穿)|将与[^，]{2,20}[相有]关"
)
_AFTER_JIANG = ("v", "vd", "d", "ad", "p", "c")
_AFTER_YAO = (*_AFTER_JIANG, "a", "vn", "an")
_NOTICE = re.compile(  # in a title: a first line without a full stop
    r"[^\n。]*(?:关于(?:组织|深入|全面|集中)?(?:开展|做好|实施|加强)[^\n。]*(?:通知|通告|公告|方案)|将(?:于|在|开展|启动|组织|全面)|即将|今起)[^\n。]*\n"
)
_STOP = re.compile(r"[。！？]")
_REVIEW = re.compile(r"总结|报告|公报|年报|综述|纪实|回顾|成效|成绩|情况|完成|进展|亮点|问题|不足|过去")
_DEMANDS = re.compile(r"强调|要求(?!的)")
_MEETS = re.compile("按|照|据|符合|达到|满足|落实|贯彻|对标|遵循|执行|响应")  # 符合某局要求
_YEAR = re.compile(r"(\d{4})年")
_RANKS = (  # of headings, the highest first; a line that has no mark ranks with the first
    re.compile(r"第?[一二三四五六七八九十]+(?:、|[章节]|部分)"),
    re.compile(r"[（(][一二三四五六七八九十]+[）)]"),
    re.compile(r"\d{1,2}[.、．](?!\d)"),
    re.compile(r"[（(]\d{1,2}[）)]|[①-⑩]"),
)
_DEADLINE = re.compile("(?:前|之前|以前|内)$|^(?:力争|计划|确保)?到")  # of a time that only has an end: 6月底前, 到2027年
_TILL = re.compile("(?<![截直达得受做感看收来遇想提])[到至]$")  # before a time: 至年末
_BASIS = re.compile(  # what a deed serves or follows: 为实现…目标, 按照会议要求
    r"(?:为了?(?!期)|围绕|聚焦|锚定|瞄准|紧扣|对照|针对|按照?|根据|依据|依照|遵照|遵循|结合|贯彻(?:落实)?|落实|响应)(?![^，；]*[要将拟]把?(?:在|于|以|对|开|建|推|加|进)|[^，；]*(?:力争|下一步|预计))"
)
_HOPES = re.compile("(?:建议|呼吁|提议|主张|希望|期待|盼望|期望)$")
_COLLECTIVE = r"(?:全[国省市县区]的?)?各(?!类|项|自|种|界|方面)[^，。；：]{1,14}?"
_CALLS = re.compile(
    rf"(?:{_COLLECTIVE}|(?:还|也|同时|此外)*)(?:务必|必须|都)?要(?!求|素|点|件|道|闻)"
)  # 各地要…, 要…: a speech
_CONTINUES = re.compile(
    r"(?:首|第?[一二三四五])(?:批|期|阶段|步|轮|年)(?!以来)|其中|(?:该|整个)?(?:项目|工程|建设|基地|园区)(?:总投资|计划|规划|占地|建筑面积|估算|概算|投资|建成|设计|包括|分为)"
)
_OPENS_LIST = re.compile(r"以下|如下|下列")
_LONGEST_HEADING = 26  # characters, of one that stands inside its paragraph


_ONCE_BUILT = re.compile(r"(?:建成|投产|投用|完工|竣工|达产|通车|启用|落成|投入使用)后，(?:可|将|能|预计)")
_BODY = re.compile("[厅局委办署关院部处队司]$|公司|中心$")  # a body that the tagger calls a noun (水利厅)
BEFORE_VERB = ("TIME", "ORG", "LOC", "PER", "d")


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
    reader = _Reader(doc, dict(_headings(doc, clauses)), people, actors, today, times)
    return [reader.read(start, end) for start, end in clauses]


class _Reader:
    """What holds from clause to clause: a frame, a plan, a section of plans, a past. One object lives for one document."""

    def __init__(
        self,
        doc: Doc,
        headings: Mapping[int, int | None],
        people: Set[int],
        actors: Set[int],
        today: str | None,
        times: Sequence[tuple[int, int, Period]],
    ) -> None:
        self.text, self.headings, self.people, self.actors, self.today = text_of(doc), headings, people, actors, today
        self.times, self.time_starts = times, [start for start, _, _ in times]
        self.lines = {line.start for line in doc.spans["lines"] if line.label_ in ("title", "heading")}
        self.words = {tag.start: tag for tag in tags_of(doc)}
        self.is_news = is_news(self.text)
        self.is_notice = bool(_NOTICE.match(self.text))
        self.framed = self.is_notice  # what follows is demanded or intended, up to the end of the paragraph
        self.called = False  # the same, by a sentence that calls upon somebody: only sentences without a subject go on with it
        self.planned = False  # up to the end of the sentence
        self.told = False  # the sentence begins in the past
        self.section: int | None = None  # rank of the heading of plans that holds
        self.last = 0

    def read(self, start: int, end: int) -> Status:
        """Return the status of the next clause and remember what carries on."""
        between, clause = self.text[self.last : start], self.text[start:end]
        self.last = end
        if start in self.headings:
            self.section = _section(self.headings[start], clause, self.section, self.today)
        if "\n" in between:
            self.framed, self.planned = self.section is not None or self.is_notice, False
            self.told = _is_over(clause, self.today)
        elif _STOP.search(between):
            self._begin_sentence(start, end)
        own = self._is_plan(start, end)
        self.told = self.told and not own
        self._frame(start, end, own)
        self.told = self.told or (not own and self._opens_in_the_past(start, end))
        told = self.told or any(sign.search(clause) for sign in (_DONE, alternation("status", "finished")))
        done = not own and (told or _is_finite(self.text, start, end, self.words))
        self.planned = own or (self.planned and not done)
        if start in self.lines:
            return "planned" if own or self.section is not None else "done"
        return "planned" if self.planned or (self.framed and not done) else "done"

    def _begin_sentence(self, start: int, end: int) -> None:
        """Let go of the plan of the last sentence, and of a frame that this one leaves."""
        text, leaves = self.text, bool(alternation("status", "leaves").match(self.text, start, end))
        self.planned = self.planned and bool(_CONTINUES.match(text, start, end))
        self.told = leaves or _is_over(text[start:end], self.today)
        if self.section is None and not self.is_notice:
            stop = text.find("。", start)
            stop = stop if stop > 0 else len(text)
            turns = (self.is_news or self.called) and not drops_subject(text, start, stop, self.words)  # to another matter
            self.framed = self.framed and not (turns or leaves or _speaks_of_its_own(text, start, stop, self.actors))

    def _is_plan(self, start: int, end: int) -> bool:
        """Return whether the clause itself plans."""
        clause = self.text[start:end]
        if self._is_basis(start, end):
            return False
        return (
            bool(alternation("status", "modal").search(clause))
            or _plans(self.text, start, end, self.words)
            or _ONCE_BUILT.search(self.text, start, end + 3) is not None
            or _is_modal(self.text, start, end, self.words)
            or _hopes(self.text, start, end, self.words)
            or (self._is_due(start, end) and not _DONE.search(clause))
        )

    def _is_basis(self, start: int, end: int) -> bool:
        """Return whether a clause only says what the next one serves or follows: 为实现年底前通车, 根据会议要求."""
        lead = LEAD_IN.match(self.text[start:end])
        begin = start + (lead.end() if lead else 0)
        return self.text[end : end + 1] == "，" and _BASIS.match(self.text, begin, end) is not None

    def _times(self, start: int, end: int) -> Sequence[tuple[int, int, Period]]:
        return self.times[bisect_left(self.time_starts, start) : bisect_left(self.time_starts, end)]

    def _is_due(self, start: int, end: int) -> bool:
        """Return whether a clause sets a time that is still to come when the report is written: 6月底前, 到2027年, 8月16日."""
        text, today = self.text, self.today
        if not today or "已" in text[start:end]:
            return False
        return any(
            (period.start or "")[: len(today)] > today
            or ((period.end or "")[: len(today)] > today and (_sets_end(text[s:e], period) or _TILL.search(text, start, s)))
            for s, e, period in self._times(start, end)
        )

    def _opens_in_the_past(self, start: int, end: int) -> bool:
        """Return whether a clause begins with a time that was over when the report was written, outside a list of plans."""
        if not self.today or self.section is not None or self.is_notice:
            return False
        lead = LEAD_IN.match(self.text[start:end])
        begin = start + (lead.end() if lead else 0)
        known = [p for s, _, p in self._times(start, end) if s == begin and not p.text.startswith(("全年", "年"))]
        return any(p.start and p.end and p.end[: len(self.today)] < self.today for p in known)

    def _frame(self, start: int, end: int, is_plan: bool) -> None:
        """Remember a frame that the clause opens: 会议强调, 总体目标：, 某局长要求, 要做好以下工作："""
        clause, labels = self.text[start:end], self.text[end : end + 1] in ("：", ":")
        if self._is_basis(start, end):
            return
        said = next((found.start() for found in _DEMANDS.finditer(clause) if start + found.start() in self.people), None)
        demanded = said is not None and not _MEETS.search(clause[:said])
        lists = is_plan and labels and bool(_OPENS_LIST.search(clause))
        named = labels and _is_of_plans(clause, self.today)
        calls = is_plan and _CALLS.match(LEAD_IN.sub("", clause)) is not None
        frames = demanded or lists or named or bool(alternation("status", "frame").search(clause))
        self.called = not frames and (calls if calls and not self.framed else self.called)
        self.framed, self.told = self.framed or frames or calls, self.told and not frames
        if lists and self.text[end + 1 : end + 2] == "\n" and self.section is None:
            self.section = 0


# ---- sections ----------------------------------------------------------------------------------------------------------


def _headings(doc: Doc, clauses: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int | None]]:
    """Yield where a heading starts, with its rank (None without a mark): a line, or the first sentence of a paragraph."""
    text = text_of(doc)
    lines = [(line.start, line.end) for line in doc.spans["lines"] if line.label_ in ("title", "heading")]
    for start, end in clauses:
        rank = next((number for number, sign in enumerate(_RANKS) if sign.match(text, start)), None)
        within = any(s <= start < e for s, e in lines)
        run_in = rank is not None and end - start <= _LONGEST_HEADING and text[end : end + 1] in ("。", "：", ":")
        if within or (run_in and (start == 0 or "\n" in text[max(0, start - 3) : start])):
            yield start, rank


def _section(rank: int | None, heading: str, section: int | None, today: str | None) -> int | None:
    """Return the rank of the heading of plans that holds below a heading, None when what follows tells of deeds."""
    if _is_of_plans(heading, today):
        return -1 if rank is None else rank
    if section is None or _REVIEW.search(heading) or (rank is not None and rank <= section):
        return None
    return section  # a part of it


def _is_of_plans(heading: str, today: str | None) -> bool:
    """Return whether a heading or label announces plans: 下一步打算, 总体目标, 2025年工作安排 before that year is over."""
    if _REVIEW.search(heading):
        return False
    if alternation("status", "plans").search(heading):
        return True
    years = [
        year for year in _YEAR.findall(heading) if today and (year > today[:4] or (year == today[:4] and today[5:7] < "04"))
    ]
    return bool(years) and bool(alternation("status", "plans of a year").search(heading))


def _sets_end(text: str, period: Period) -> bool:
    """Return whether a time is one by which something is to be reached: 年底前, 到2027年; 截至2024年底 is none."""
    return period.start is None and _DEADLINE.search(text) is not None


def _is_over(clause: str, today: str | None) -> bool:
    """Return whether a clause begins with a year before the report's."""
    lead = LEAD_IN.match(clause)
    year = _YEAR.match(clause, lead.end() if lead else 0)
    return bool(year and today and year[1] < today[:4])


def _speaks_of_its_own(text: str, start: int, stop: int, actors: Set[int]) -> bool:
    """Return whether a sentence begins with a single body that is not told what to do (某局负责, 由某局牵头)."""
    lead = LEAD_IN.match(text[start:stop])
    begin = start + (lead.end() if lead else 0)
    return begin in actors and not alternation("status", "task").search(text, begin, stop)


# ---- clauses -----------------------------------------------------------------------------------------------------------


def _is_finite(text: str, start: int, end: int, words: dict[int, Tag]) -> bool:
    """Return whether 了 stands behind a verb of the clause: 开展了试点."""
    return any(m.start() in words and words[m.start()].label_ in ("u", "xc") for m in _LE.finditer(text, start, end))


def _hopes(text: str, start: int, end: int, words: dict[int, Tag]) -> bool:
    """Return whether a clause ends in a verb of hoping or asking, so that what follows is hoped or asked for: 她建议，…."""
    last = _HOPES.search(text, start, end)
    word = words.get(last.start()) if last else None
    return word is not None and word.label_ == "v" and text[end : end + 1] in ("，", "：")


def _plans(text: str, start: int, end: int, words: dict[int, Tag]) -> bool:
    """Return whether 计划 or 规划 is the verb of the clause, though the tagger takes it for a noun (今年|计划|实施)."""
    return any(
        (word := words.get(start + m.start())) is not None and (word.label_ == "v" or _stands_as_verb(word, words))
        for m in re.finditer("计划|规划", text[start:end])
    )


def _stands_as_verb(word: Tag, words: dict[int, Tag]) -> bool:
    """Return whether a word stands between who or when and a verb."""
    after = words.get(word.end)
    before = next(
        (w for at in range(word.start - 1, word.start - 13, -1) if (w := words.get(at)) and w.end == word.start), None
    )
    acts = before is not None and (before.label_ in BEFORE_VERB or _BODY.search(before.text) is not None)
    return acts and after is not None and is_predicate(after.label_, after.text)


def is_predicate(label: str, text: str) -> bool:
    """Return whether a word begins what is said of a subject: a verb, what stands before one, or 与 somebody."""
    return label in ("v", "vd", "p", "d", "TIME") or text == "与"


def _is_modal(text: str, start: int, end: int, words: dict[int, Tag]) -> bool:
    """Return whether 要, 将 or 应 in the clause is the auxiliary: a verb, adverb or phrase follows, no noun that it takes."""
    return any(
        (m.end() in words and words[m.end()].label_ in after)
        or (m.start() in words and len(words[m.start()].text) > 1 and words[m.start()].label_ in _AFTER_JIANG)  # 将使, 将达
        or _JOINTLY.match(text, m.end(), end)
        for auxiliary, after in ((_YAO, _AFTER_YAO), (_JIANG, _AFTER_JIANG), (_YING, _AFTER_JIANG))
        for m in auxiliary.finditer(text, start, end)
        if not _TAKES.match(text, m.start(), end)
    )
