"""Done or planned: the status of every clause.

A modal (要, 将, 拟, 力争, 计划 …) plans its clause and what follows in the sentence; a frame (会议强调, 下一步, 明年) plans up
to the end of its paragraph; a heading of plans (2025年工作安排) plans its section, until a heading of its own rank. A time in
the past, an aspect mark (已, 了, 累计) or a verb of what is over once it is told (荣获) brings a clause back to deeds, and a
sentence about a body of its own ends a frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from spacy.tokens import Doc

from kg.extract.lexica import alternation
from kg.extract.nlp import Tag, tags_of, text_of
from kg.extract.subjects import LEAD_IN, drops_subject, is_news
from kg.records import Status

_DONE = re.compile(
    r"去年|前年|上年|全年共|^(?:目前|截至|截止|近年来|今年以来|去年|此前|已|累计)|(?:已经?|了|过)(?=[\d，,。；;]|$)|累计|截至|近年来|以来"
)
_YAO = re.compile(r"(?<![主需重只首摘纪概扼紧不险提简机])要(?!求|素|点|件|道|地|闻|害|么|领|务|塞|旨|犯|案|员|职|约|略|是)")
_LE = re.compile("了")
_JIANG = re.compile(r"将")
_JOINTLY = re.compile(r"联合|会同|协同|陆续|逐步|择机|适时")
_TAKES = re.compile(
    r"将[^，]{2,30}?(?:与|纳入|列入|列为|作为|定为|排除|移交|融入|下放|延伸|压缩|降至|转化|细化|结合|放在|摆在|推送|分为|划分|引入|转移|落实到|贯穿)"
)
_AFTER_JIANG = ("v", "vd", "d", "ad", "p", "c")
_AFTER_YAO = (*_AFTER_JIANG, "a", "vn", "an")
_NOTICE = re.compile(  # in a title: a first line without a full stop
    r"[^\n。]*(?:关于(?:组织|深入|全面|集中)?(?:开展|做好|实施|加强)[^\n。]*(?:通知|通告|公告|方案)|将(?:于|在|开展|启动|组织|全面)|即将|今起)[^\n。]*\n"
)
_STOP = re.compile(r"[。！？]")
_REVIEW = re.compile(r"总结|报告|公报|年报|综述|纪实|回顾|成效|成绩|情况|完成|进展|亮点|问题|不足|过去")
_PERSON_DEMANDS = re.compile(r"(?:强调|要求)")
_YEAR = re.compile(r"(\d{4})年")
_RANKS = (  # of headings, the highest first; a line that has no mark ranks with the first
    re.compile(r"第?[一二三四五六七八九十]+(?:、|[章节]|部分)"),
    re.compile(r"[（(][一二三四五六七八九十]+[）)]"),
    re.compile(r"\d{1,2}[.、．](?!\d)"),
    re.compile(r"[（(]\d{1,2}[）)]|[①-⑩]"),
)
_DEADLINE = re.compile(  # 6月底前, 年底前, 到年底, 至8月底
    r"(?<!年)(?:(\d{1,2})月(?:\d{1,2}日|底|末|份|[上中下]旬)?|年底|年末)(?:之)?前(?![列几\d一二三四五六七八九十])"
    r"|(?<![截直达])[到至](?:今年|本年)?(?:(\d{1,2})月[底末]|年底|年末)"
)
_UNTIL = re.compile(  # a year in which something is to be reached
    r"(?:[到至](\d{4})年|(\d{4})年(?:\d{1,2}月)?(?:底|末|[前起内]|上半年|下半年)?[^\d，的]{0,4}(?:完工|完成|建成|投产|投用|投入使用|竣工|实现|启用|通车|开通|交付|达到))"
)
_EARLIER = re.compile(r"[去前上]年")
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》")
_CONTINUES = re.compile(r"(?:首|第?[一二三四五])(?:批|期|阶段|步|轮|年)(?!以来)|其中")
_OPENS_LIST = re.compile(r"以下|如下|下列")
_LONGEST_HEADING = 26  # characters, of one that stands inside its paragraph


_ONCE_BUILT = re.compile(r"(?:建成|投产|投用|完工|竣工|达产|通车|启用|落成|投入使用)后，(?:可|将|能|预计)")
BEFORE_VERB = ("TIME", "ORG", "LOC", "PER", "d")


def read_statuses(
    doc: Doc,
    clauses: list[tuple[int, int]],
    people: Set[int] = frozenset(),
    actors: Set[int] = frozenset(),
    today: str | None = None,
) -> list[Status]:
    """Return the status of each clause, in order.

    `people` are the positions where names of persons end, `actors` those where names of single bodies begin, `today` the
    date of the report.
    """
    reader = _Reader(doc, dict(_headings(doc, clauses)), people, actors, today)
    return [reader.read(start, end) for start, end in clauses]


class _Reader:
    """What holds from clause to clause: a frame, a plan, a section of plans, a past. One object lives for one document."""

    def __init__(
        self, doc: Doc, headings: Mapping[int, int | None], people: Set[int], actors: Set[int], today: str | None
    ) -> None:
        self.text, self.headings, self.people, self.actors, self.today = text_of(doc), headings, people, actors, today
        self.lines = {line.start for line in doc.spans["lines"] if line.label_ in ("title", "heading")}
        self.words = {tag.start: tag for tag in tags_of(doc)}
        self.is_news = is_news(self.text)
        self.is_notice = bool(_NOTICE.match(self.text))
        self.framed = self.is_notice  # what follows is demanded or intended, up to the end of the paragraph
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
            self.framed, self.planned, self.told = self.section is not None or self.is_notice, False, False
        elif _STOP.search(between):
            self._begin_sentence(start, end)
        own = self._is_plan(start, end)
        self._frame(start, end, own)
        self.told = self.told and not own
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
            turns = self.is_news and not drops_subject(text, start, stop, self.words)  # to another matter
            self.framed = self.framed and not (turns or leaves or _speaks_of_its_own(text, start, stop, self.actors))

    def _is_plan(self, start: int, end: int) -> bool:
        """Return whether the clause itself plans."""
        clause = self.text[start:end]
        return (
            bool(alternation("status", "modal").search(clause))
            or _plans(self.text, start, end, self.words)
            or _ONCE_BUILT.search(self.text, start, end + 3) is not None
            or _is_modal(self.text, start, end, self.words)
            or (_is_due(clause, self.today) and not _DONE.search(clause))
        )

    def _frame(self, start: int, end: int, is_plan: bool) -> None:
        """Remember a frame that the clause opens: 会议强调, 总体目标：, 某局长要求, 要做好以下工作："""
        clause, labels = self.text[start:end], self.text[end : end + 1] in ("：", ":")
        demanded = any(start + found.start() in self.people for found in _PERSON_DEMANDS.finditer(clause))
        lists = is_plan and labels and bool(_OPENS_LIST.search(clause))
        named = labels and _is_of_plans(clause, self.today)
        self.framed = self.framed or demanded or lists or named or bool(alternation("status", "frame").search(clause))
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


def _is_due(clause: str, today: str | None) -> bool:
    """Return whether a clause sets a time that is still to come when the report is written: 6月底前, 到2027年, 2026年完工."""
    clause = _QUOTED.sub("", clause)
    if not today or "已" in clause:
        return False
    due = not _EARLIER.search(clause) and any(
        int(found[1] or found[2] or 12) >= int(today[5:7] or 13) for found in _DEADLINE.finditer(clause)
    )
    end_of_this = f"[到至]{today[:4]}年(?:年)?[底末]"  # not 截至2024年底
    ends = today[5:7] < "12" and re.search(f"(?<![截直达]){end_of_this}", clause) is not None
    return due or ends or any((found[1] or found[2]) > today[:4] for found in _UNTIL.finditer(clause))


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
    return before is not None and before.label_ in BEFORE_VERB and after is not None and is_predicate(after.label_, after.text)


def is_predicate(label: str, text: str) -> bool:
    """Return whether a word begins what is said of a subject: a verb, what stands before one, or 与 somebody."""
    return label in ("v", "vd", "p", "d", "TIME") or text == "与"


def _is_modal(text: str, start: int, end: int, words: dict[int, Tag]) -> bool:
    """Return whether 要 or 将 in the clause is the auxiliary: a verb, adverb or phrase follows, not a noun that it takes."""
    return any(
        (m.end() in words and words[m.end()].label_ in after) or _JOINTLY.match(text, m.end(), end)
        for auxiliary, after in ((_YAO, _AFTER_YAO), (_JIANG, _AFTER_JIANG))
        for m in auxiliary.finditer(text, start, end)
        if not _TAKES.match(text, m.start(), end)
    )
