"""What a heading announces for the lines below it: plans, deeds, or nothing that decides.

A heading of plans (2025年工作安排, 下一步打算) holds until a heading of its own rank that announces something else; below a
heading that only names plans (工作打算, 主要目标) the headings of its rank go on with them (三、重点工作), as long as the lines
below do not tell of deeds. In a notice, plan or forecast a heading of deeds (一、工作开展情况) lets its lines tell of the past.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extract.lexica import alternation
from kg.extract.nlp import text_of
from kg.extract.numbers import read_number

_RANKS = (  # of headings, the highest first; a line that has no mark ranks with the first
    re.compile(r"第?[一二三四五六七八九十]+(?:、|[章节]|部分)"),
    re.compile(r"[（(][一二三四五六七八九十]+[）)]"),
    re.compile(r"\d{1,2}[.、．](?!\d)"),
    re.compile(r"[（(]\d{1,2}[）)]|[①-⑩]"),
)
_MARK = re.compile(rf"\s*(?:{'|'.join(rank.pattern for rank in _RANKS)})?[.、．\s]*")
_NUMBER = re.compile(r"[（(第\s]*([一二三四五六七八九十]+|\d+)")
_YEAR = re.compile(r"(\d{4})年")
_QUESTION = re.compile(r"(?:问|提问|[^\s，。：:]{0,10}记者|主持人|网友|市民)[:：]")
_IMPRINT = re.compile(  # who wrote it, and the day
    r"[^，。；：]{0,30}?(?:(?:[局厅委处科办会府部院室司署所站队]|中心|公司|集团)\s*)?(?:\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d\d-\d\d)\s*"
)
_LATE = "10"  # the month from which a report of a year looks back on it
_OF_A_YEAR = re.compile(r"\d{4}年度?(?!.*(?:任务|目标|计划|打算|安排|展望))[^，。；]*(?:公报|年报|白皮书|年度报告)$")
_EARLY = "04"  # the month up to which the year of the report is one to come wherever a heading names it
_TIME = re.compile(
    r"(?P<year>20\d\d)年度?|(?P<month>\d{1,2})月份?|(?:今年)?第?(?P<quarter>[一二三四])季度|(?:今年)?(?P<half>下半年)"
)
_ASKED = re.compile(r"(?:工作)?(?:要求|安排|重点|任务|部署|打算|举措|计划|目标|工作)$")
_EARLY_IN_MONTH = 20  # the day up to which a report of a month may tell of the next as to come
_MOST, _SOON = 0.7, 1.0  # of a stretch of months, up to which it is to come; months before it from which it is
_LONGEST_HEADING = 26  # characters, of one that stands inside its paragraph
_SHORTEST_TITLE = 14  # characters of a heading in which a word for the time to come may stand anywhere


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its rank (None without a mark) and number, its words, and the text below it up to the next of its rank."""

    rank: int | None
    words: str
    below: str

    @property
    def number(self) -> int | None:
        """The number that the mark of the heading gives."""
        found = _NUMBER.match(self.words) if self.rank is not None else None
        number = read_number(found[1]) if found else None
        return int(number) if number is not None else None

    @property
    def asks(self) -> bool:
        """Whether it is the question that an answer follows: 记者：…."""
        return _QUESTION.match(self.words) is not None


@dataclass(frozen=True, slots=True)
class Section:
    """A section of plans: the rank and number of its heading, and whether headings of the same rank go on with it."""

    rank: int
    number: int | None = None
    goes_on: bool = False


def read_headings(doc: Doc, clauses: Sequence[tuple[int, int]]) -> Iterator[tuple[int, Heading]]:
    """Yield where a heading starts, and what it says: a line, or what opens a paragraph."""
    text = text_of(doc)
    found = list(_found(doc, text, clauses))
    for index, (start, end, rank) in enumerate(found):
        level = -1 if rank is None else rank
        behind = (s for s, _, r in found[index + 1 :] if (-1 if r is None else r) <= level)
        yield start, Heading(rank, text[start:end].strip(), text[end : next(behind, len(text))])


def _found(doc: Doc, text: str, clauses: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int | None]]:
    lines = {line.start: line.end for line in doc.spans["lines"] if line.label_ in ("title", "heading")}
    for start, end in clauses:
        rank = rank_of(text, start)
        run_in = rank is not None and end - start <= _LONGEST_HEADING and text[end : end + 1] in ("。", "：", ":")
        opens = start == 0 or "\n" in text[max(0, start - 3) : start]
        asked = opens and start not in lines and _QUESTION.match(text, start) is not None
        if start in lines and start and _IMPRINT.fullmatch(text, start, lines[start]):
            continue  # 云河省林业局规划处　2021年3月8日
        if asked:
            stop = text.find("\n", start)
            yield start, stop if stop > 0 else len(text), None
        elif start in lines or (run_in and opens):
            yield start, lines.get(start, end), rank


def rank_of(text: str, start: int) -> int | None:
    """Return the rank of the mark that a line begins with: 一、 before （一） before 1."""
    return next((number for number, sign in enumerate(_RANKS) if sign.match(text, start)), None)


def section_below(heading: Heading, section: Section | None, today: str | None, reviewed: str | None) -> Section | None:
    """Return the section of plans that holds below a heading, None when what follows tells of deeds.

    `reviewed` is the year that the report looks back on: the one after it is still to come, whenever it was written.
    """
    words, rank = heading.words, heading.rank
    if heading.asks:
        asked = alternation("status", "asks for plans").search(words) or is_of_plans(words, today, reviewed)
        return Section(-1) if asked else None
    if is_of_plans(words, today, reviewed):
        names = alternation("status", "names plans").search(words) is not None
        return Section(-1 if rank is None else rank, heading.number, names)
    if alternation("status", "review").search(words):
        return None
    if section is None:
        maybe = alternation("status", "maybe plans").search(words) is not None and _plans_only(heading.below)
        return Section(-1 if rank is None else rank, heading.number) if maybe else None
    level = -1 if rank is None else rank
    if level <= section.rank and not alternation("status", "neutral").search(words):
        return section if level == section.rank and section.goes_on and not _tells(heading.below) else None
    return section  # a part of it


def looks_back(heading: Heading) -> bool:
    """Return whether a heading announces deeds wherever it stands, in a plan or forecast as well: 一、工作开展情况."""
    return alternation("status", "looks back").search(heading.words) is not None


def reviewed_year(headings: Sequence[Heading]) -> str | None:
    """Return the latest year that a title or heading looks back on: 2023年工作回顾, 2023年水利发展统计公报."""
    years = (
        year
        for heading in headings
        if alternation("status", "looks back").search(heading.words) or _OF_A_YEAR.search(heading.words)
        for year in _YEAR.findall(heading.words)
    )
    return max(years, default=None)


def is_of_plans(heading: str, today: str | None, reviewed: str | None = None) -> bool:
    """Return whether a heading or label announces plans: 下一步打算, 总体目标, 2025年工作安排 before that year is over."""
    heading = heading.strip("【】[]〔〕：: ")
    if alternation("status", "measures to come").search(heading):
        return True
    if alternation("status", "review").search(heading) or alternation("status", "tells").search(heading):
        return False
    if alternation("status", "plans").search(heading):
        return True
    mark = _MARK.match(heading)
    ahead = alternation("status", "plans ahead")
    if ahead.match(heading, mark.end() if mark else 0) or (len(heading) <= _SHORTEST_TITLE and ahead.search(heading)):
        return True
    begins = _YEAR.match(heading, mark.end() if mark else 0)
    if begins and today and begins[1] > today[:4] and not alternation("status", "launched").search(heading):
        return True
    return any(_is_to_come(year, today, reviewed) for year in _YEAR.findall(heading)) and bool(
        alternation("status", "plans of a year").search(heading)
    )


def names_time_to_come(heading: Heading, today: str | None, headings: Sequence[Heading]) -> bool:
    """Return whether a heading is nothing but a time that is still to come or has hardly begun: 二、2020年, 【9月】, 四季度.

    A year or month must be the only one of its kind, or follow another: the headings of a chronicle are times, too.
    """
    time = _bare_time(heading)
    if time is None or not today or len(today) < len("2020-01"):
        return False
    month, day = int(today[5:7]), int(today[8:10] or 15)
    if time["year"]:
        after = any((other := _bare_time(h)) is not None and other["year"] == str(int(time["year"]) - 1) for h in headings)
        return time["year"] > today[:4] or (
            time["year"] == today[:4] and (today[5:7] < _EARLY or (after and month < int(_LATE)))
        )
    if time["month"]:
        alone = sum(1 for h in headings if (other := _bare_time(h)) is not None and other["month"]) == 1
        return alone and (int(time["month"]) == month % 12 + 1 or (int(time["month"]) == month and day <= _EARLY_IN_MONTH))
    first, length = (7, 6) if time["half"] else (3 * "一二三四".index(time["quarter"]) + 1, 3)
    gone = (month - first) + day / 31
    return -_SOON <= gone <= _MOST * length


def _bare_time(heading: Heading) -> re.Match[str] | None:
    words = _MARK.sub("", heading.words, count=1).strip("【】[]〔〕：: 。")
    return _TIME.fullmatch(words) or _TIME.fullmatch(_ASKED.sub("", words))


def _is_to_come(year: str, today: str | None, reviewed: str | None) -> bool:
    if not today:
        return False
    return year > today[:4] or (year == today[:4] and (today[5:7] < _EARLY or bool(reviewed and year > reviewed)))


def is_label_of_plans(label: str, today: str | None) -> bool:
    """Return whether words before a colon announce plans: 就下一阶段工作提出三点意见, 今年重点抓好三项工作."""
    is_early = label.startswith("今年") and bool(today) and (today or "")[5:7] < _LATE
    this_year = is_early and not alternation("status", "done").search(label)
    ahead = any(alternation("status", sign).search(label) for sign in ("plans ahead", "sets tasks", "calls to tasks"))
    return ahead or (this_year and alternation("status", "plans of this year").search(label) is not None)


def _tells(below: str) -> bool:
    """Return whether the lines below a heading tell of deeds rather than of plans."""
    return _signs(below, "done", "finished", "so far", "perfect") > _signs(below, "modal", "intends", "must", "deadline")


def _plans_only(below: str) -> bool:
    """Return whether the lines below a heading hold signs of plans and none of deeds."""
    return not _signs(below, "done", "finished", "so far", "perfect") and bool(_signs(below, "modal", "intends", "must"))


def _signs(text: str, *labels: str) -> int:
    return sum(1 for label in labels for _ in alternation("status", label).finditer(text))
