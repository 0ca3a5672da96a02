"""Times: expressions (2021年以来, 1至10月, 截至10月底, 24日夜至25日凌晨) and the dates they mean in a report.

The component marks the group `times`. What an expression means depends on the report's date (the anchor) and on the
time spoken of before (previous); where neither gives the year, the dates stay open rather than guessed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, partial

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.lexica import alternation
from kg.extract.meetings import is_of_meeting
from kg.extract.nlp import mark, tags_of, text_of
from kg.extract.numbers import read_number
from kg.extract.order import last_of
from kg.extract.sections import rank_of
from kg.extract.stamps import is_stamp
from kg.lexicon import Row, read_lexicon
from kg.records import Document, Period

FARTHEST = 183  # days ahead of the report that a month without a year is taken to lie in its year, else in the year before
NEWEST = 45  # days before the report in which a month without a year lies in its year
LAST_REVIEW = 3  # the last month in which a report looks back on the years before
LAST_YEARBOOK = 6  # the last month in which the report on a year comes out
JUST_NOW = 14  # days before a report that 近日 reaches back early in a month
QUARTER_DAYS = (89, 92)
EARLY = 7  # the last day that is early in a month
ROC = 1911  # years between the Minguo calendar of Taiwan and the common one
_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
_KEPT = "kg_times"
FIRST_PLAN = 1951  # the first year of plan n is FIRST_PLAN + 5 n: the 14th began in 2021
_SPACE = r"[ ]?"
_TO = r"[ ]?(?:至|到|[—–~～-]{1,2})[ ]?"
_YEAR_NUMBER = r"(?:(?:19|20)\d{2}|[一二][〇零○一二三四五六七八九]{3})"
_MONTH = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_HOUR = (
    r"(?:凌晨|清晨|早上|早晨|上午|中午|午间|下午|傍晚|晚间|晚上|晚|夜间|深夜|夜)?"
    r"(?:\d{1,2}(?:时|点|:\d{2})(?:\d{1,2}分|许|半|整)?)?"
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The date a report is read from; month and day may be unknown."""

    year: int
    month: int | None = None
    day: int | None = None

    def first(self) -> date:
        """Return the first day that the date may be."""
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        """Return the last day that the date may be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


Dates = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class _Context:
    """What the meaning of an expression depends on."""

    anchor: Anchor | None
    previous: Period | None
    is_near: bool = True
    is_deadline: bool = False  # 年底前: not so far ahead that it must be that of the year before
    is_intended: bool = False  # the sentence plans something and says no other time: a month of no year is the next one
    written: Anchor | None = None  # when a report that looks back was written: a day just before lies in that year


@Language.factory("kg_times", assigns=["doc.spans"])
def make_times(nlp: Language, name: str) -> object:
    """Return the component that marks expressions of time."""
    return mark_times


def mark_times(doc: Doc) -> Doc:
    """Mark every expression of time of the doc, without the spaces that a line is indented with."""
    found = _expressions().finditer(text_of(doc))
    return mark(
        doc, "times", [(m.end() - len(m[0].lstrip()), m.start() + len(m[0].rstrip()), "Period", _rule(m)) for m in found]
    )


def periods(doc: Doc, document: Document) -> list[tuple[int, int, Period]]:
    """Return start, end and meaning of the times that set the scene, in reading order, dated from the document's date.

    Where the date of the document is only inferred, or not known, so are the times that do not state a year (今年, 上半年).
    Left out are times that something is only compared with (较2019年, 去年同期), those of one level of a change
    (由2015年的不足18%), those that say which object is meant (检查2019年以来的记录) and those in titles.
    """
    return [(start, end, period) for start, end, period, sets_scene in read_times(doc, document) if sets_scene]


def read_times(doc: Doc, document: Document) -> list[tuple[int, int, Period, bool]]:
    """Return start, end and meaning of every expression of time, and whether it sets the scene for what follows.

    The doc keeps them for whoever asks next.
    """
    key = (document.date, document.date_is_inferred)
    kept: dict[tuple[str | None, bool], list[tuple[int, int, Period, bool]]] = doc.user_data.setdefault(_KEPT, {})
    if key not in kept:
        kept[key] = _read_times(doc, document)
    return kept[key]


def _read_times(doc: Doc, document: Document) -> list[tuple[int, int, Period, bool]]:
    text = text_of(doc)
    anchor = _reviewed(text, read_anchor(document.date)) or _named_year(text)
    is_unsure = document.date_is_inferred or document.date is None
    verbs = {tag.end for tag in tags_of(doc) if tag.label_ == "v" and tag.text != "办" and not _MODALS.search(tag.text)}
    titles = [m.span() for m in re.finditer(r"《[^》\n]*》", text)]
    named = {position for tag in tags_of(doc) if tag.label_ == "PER" for position in range(tag.start + 1, tag.end)}  # 张国庆
    previous: Period | None = None
    sections = list(_sections(doc, text))
    last = 0
    aside = False  # the time spoken of before is of a year to come, and its sentence began with another
    found: list[tuple[int, int, Period, bool]] = []
    for times in doc.spans.get("times", ()):
        start, end = times.start, times.end
        if start in named:
            continue
        is_near = "\n" not in text[last:start]
        if not is_near and (year := _year_of_section(sections, start, anchor)):
            previous, is_near = year, True
        read = partial(
            read_period, text[start:end], anchor, is_near=is_near, is_intended=_is_intended(text, last, start, end),
            written=read_anchor(document.date),
        )  # fmt: skip
        period = read(previous if _may_go_back(text, start, end, previous, anchor, is_near=is_near) else None)
        if aside and anchor and _opens_later(text, last, start):
            own = read(None)
            period = own if own and (own.end or own.start or "") > anchor.last().isoformat() else period
        if period is None:
            continue
        if is_unsure and not _STATED_YEAR.search(text[start:end]):
            period = replace(period, is_inferred=period.is_inferred or bool(period.start or period.end))
        in_title = any(s < start and end < e for s, e in titles)
        stamp = is_stamp(text, start, end, period, document.date)
        sets_scene = not in_title and not stamp and start not in verbs and not _is_compared(text, start, end)
        sets_scene = sets_scene and not (is_recent(period) and _LEARNT.match(text, end))
        found.append((start, end, period, sets_scene))
        if sets_scene and _carries(period, anchor):
            previous, last = period, end
            aside = _looks_past(text, start, period, anchor)
    return found


def _sections(doc: Doc, text: str) -> Iterator[tuple[int, int, Period]]:
    """Yield where the lines below headings that name a year begin and end, with that year: 二、2026年工作计划."""
    headings = [(line.start, line.end, rank_of(text, line.start)) for line in doc.spans["lines"] if line.label_ == "heading"]
    for index, (start, end, rank) in enumerate(headings):
        named = _YEAR_OF_SECTION.match(text, start, end)
        if named:
            level = -1 if rank is None else rank
            behind = (s for s, _, r in headings[index + 1 :] if (-1 if r is None else r) <= level)
            yield end, next(behind, len(text)), Period(f"{named[1]}-01-01", f"{named[1]}-12-31", named[1])


def _year_of_section(sections: Sequence[tuple[int, int, Period]], position: int, anchor: Anchor | None) -> Period | None:
    """Return the year to come that the heading above a position names."""
    found = next((year for start, end, year in sections if start <= position < end), None)
    return found if found and anchor and (found.start or "") > anchor.last().isoformat() else None


_YEAR_OF_SECTION = re.compile(
    r"[^\d\n]{0,6}((?:19|20)\d{2})年(?!\d)[^\n]{0,12}?(?:计划|安排|打算|任务|目标|思路|重点|要点|举措|工作|展望)"
)


def read_anchor(text: str | None) -> Anchor | None:
    """Return the anchor that a date YYYY, YYYY-MM or YYYY-MM-DD gives, None when there is none."""
    return Anchor(*(int(part) for part in text.split("-"))) if text else None


def read_period(
    text: str,
    anchor: Anchor | date | str | None = None,
    previous: Period | None = None,
    *,
    is_near: bool = True,
    is_intended: bool = False,
    written: Anchor | None = None,
) -> Period | None:
    """Return what an expression of time means, None when the text is none; unknown ends stay open.

    `previous` is the time spoken of before, `is_near` says that it was in the same paragraph, `is_intended` that the sentence
    says no other time and plans something. What has run until some day
    (截至10月底) is taken to have begun when the time spoken of before began; then the period is inferred.

    >>> read_period("今年以来", "2021-07-09")
    Period(start='2021-01-01', end=None, text='今年以来', is_inferred=False)
    >>> read_period("12月中旬", "2022-12-28").end
    '2022-12-20'
    """
    found = _expressions().fullmatch(text.strip())
    if not found:
        return None
    start, end = _expression(found, _Context(_anchor(anchor), previous, is_near, is_intended=is_intended, written=written))
    is_inferred = False
    if found["recent"]:
        is_inferred = start is not None
    elif start is None and end is not None and (found["now"] or (found["before"] or "").startswith("截")):
        start = _begun(end, previous)
        is_inferred = start is not None
    return Period(start.isoformat() if start else None, end.isoformat() if end else None, found[0], is_inferred)


def _begun(end: date, previous: Period | None) -> date | None:
    start = _dates(previous)[0]
    return start if start and start <= end and end.year - start.year <= 1 else None


def _anchor(given: Anchor | date | str | None) -> Anchor | None:
    if isinstance(given, str):
        return read_anchor(given)
    return Anchor(given.year, given.month, given.day) if isinstance(given, date) else given


_REVIEW = re.compile(
    r"((?:19|20)\d{2})年(?:度)?[^\n]{0,30}(?:总结|回顾|情况|成效|综述|盘点|述职|公报|年报|年度报告|年度工作报告)"
)
_YEARBOOK = re.compile(r"年报|年度(?:工作)?报告")


_REVIEW_OF_MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])月份?[^\n。，]{0,14}(?:总结|小结|情况|通报|简报|月报|盘点|回顾)")


def _reviewed(text: str, anchor: Anchor | None) -> Anchor | None:
    """Return the end of the year, or the month, that a report looks back on (its title says so), else the report's date."""
    title = _REVIEW.search(text[:80])
    month = _REVIEW_OF_MONTH.search(text[:80].partition("\n")[0])
    if anchor and anchor.month and month and int(month[1]) == (anchor.month - 2) % 12 + 1:  # 5月份工作小结, written in June
        year = anchor.year - (anchor.month == 1)
        return Anchor(year, int(month[1]), monthrange(year, int(month[1]))[1])
    latest = LAST_YEARBOOK if title and _YEARBOOK.search(title[0]) else LAST_REVIEW
    if anchor and title and anchor.month and anchor.month <= latest and int(title[1]) == anchor.year - 1:
        return Anchor(anchor.year - 1, 12, 31)
    return anchor


def _named_year(text: str) -> Anchor | None:
    """Return the latest year that an undated report names more than once, else the latest; None when it names none.

    A year by which or in which something is to be done (2035年，将…, 到2030年) says nothing of when a report was written.
    """
    found = (
        m for m in re.finditer(r"(?<!\d)((?:19|20)\d{2})年", text) if not _AIMS.search(text, max(0, m.start() - 3), m.start())
    )
    years = [int(m[1]) for m in found if not _TO_COME.match(text, m.end())]
    often = [year for year in years if years.count(year) > 1]
    return Anchor(max(often or years)) if years else None


_AIMS = re.compile(r"(?:到|至|力争|计划|预计|确保)[“]?$")
_TO_COME = re.compile(r"(?:[底末]?(?:之?前|以前)|[^。；！？\n已了]{0,24}?(?:将(?=[^军领士近])|力争|计划|预计|拟|有望))")


_MONTH_ONLY = re.compile(rf"{_MONTH}月")
_HOLIDAYS = re.compile(r"(?:节日|假期|假日|节假日|双节|两节)$")
_HOLIDAY = range(2, 46)  # days that a holiday or a season of travel may have


def _is_intended(text: str, last: int, start: int, end: int) -> bool:
    """Return whether a month without a year stands behind a word of intention, in a sentence that says no other time.

    Or right before one: 7月1日起，集团将….
    """
    if _MONTH_ONLY.match(text, start, end) is None:
        return False
    begin = last_of(text, "。；！？\n", start) + 1
    sign = alternation("status", "intends")
    return begin >= last and (
        sign.search(text, begin, start) is not None
        or (_HEADS.fullmatch(text, begin, start) is not None and _WILL.match(text, end) is not None)
    )


_HEADS = re.compile(r"(?:[一二三四五六七八九十]+[、是]|[（(][一二三四五六七八九十\d]+[）)]|【[^】]{1,10}】|自|从|到|至|\s)*")
_WILL = re.compile(
    r"(?:[零\d]+时|起|开始|前|之前|以前|上旬|中旬|下旬|底|初|，)*[^，。；了已]{0,20}?(?:将(?=[每全再在开推启于对新由同联分陆逐组举建增实投完召把与]|$)|拟(?![定写])|力争|即将|预计|计划(?=[^，。；]*\d))"
)


def _may_go_back(text: str, start: int, end: int, previous: Period | None, anchor: Anchor | None, *, is_near: bool) -> bool:
    """Return whether an expression may stand for the time spoken of before; 假期期间 stands for days of this year's holiday."""
    if text[start:end] != "期间" or previous is None or not _HOLIDAYS.search(text, max(0, start - 3), start):
        return True
    first, last = _dates(previous)
    lasted = (last - first).days + 1 if first and last else 0
    return lasted in _HOLIDAY and (is_near or anchor is None or bool(last and last.year >= anchor.year))


_STATED_YEAR = re.compile(rf"{_YEAR_NUMBER}[年./-]|民国|(?<!\d)1[01]\d年")
_MODALS = re.compile(
    r"计划|预计|力争|确保|要求|争取|决定|宣布|明确|定于|商定|约定|开始|拟|会|要|至|到|于|自|在|截|始|有|说|称|表示|指出|介绍|讯|悉|是|为|可|能"
)
_COMPARED = re.compile(r"(?:较|比|与|同|占)$")
_REGAINED = re.compile(
    r"(?:恢复|回升|恢复性增长|相当|接近|追平|赶上|超过?|[高低多少优好强快慢]于|[高多超]出)[^，。]{0,2}(?:到|至|于)?$"
)
_BASE = re.compile(
    r"(?:[“”、]|同期|同日|同月|同口径|可比口径|假期|假日|节日|小长假|黄金周|首日|全年|水平|旺季|历史|最[高好])*"
    r"(?:同期|同日|水平|的(?:约|近|逾|超过?|将近)?(?:\d|[一二两三四五六七八九十百]+(?:成|倍)|百分))"
)  # 2019年国庆假期|同期, 2019年“五一”|的109%: what a number is measured by
_LEVEL_TIME = re.compile(
    r"(?:下达|确定|制定|既定)?的?(?:计划|目标|任务|预算)数?的|的(?:不足|不到|近|约|逾|超过?|[一二三四五六七八九十百千万亿两\d])"
)  # 年初|计划的122%


_LEARNT = re.compile(r"[^，。；：\n]{0,24}?(?:获悉|了解到|采访|走进|来到)")  # 记者近日从某局获悉: when the press came to know


def _is_compared(text: str, start: int, end: int) -> bool:
    """Return whether a time is only what something is compared with, or that of one level of a change."""
    if _COMPARED.search(text[max(0, start - 1) : start]) or re.search(r"[年月]同期$", text[start:end]):
        return True
    if _REGAINED.search(text, max(0, start - 12), start) or _BASE.match(text, end):
        return True
    return _LEVEL_TIME.match(text[end : end + 8]) is not None and not is_of_meeting(text, end)


def _carries(period: Period, anchor: Anchor | None) -> bool:
    """Return whether later times may be read from this one: not from far back (2014年以来) nor from ahead (明年1月1日起)."""
    if (period.start is None and period.end is None) or is_recent(period):
        return False
    year = int((period.start or period.end or "0")[:4])
    if anchor and period.end is None and period.start and period.start > anchor.last().isoformat():
        return False
    return anchor is None or anchor.year - 1 <= year <= anchor.year + 1


def _looks_past(text: str, start: int, period: Period, anchor: Anchor | None) -> bool:
    """Return whether a time of a year to come stands within its sentence: no later one is of it (…，2026年通车。三季度…)."""
    year = (period.start or period.end or "")[:4]
    return anchor is not None and year > str(anchor.year) and last_of(text, "。！？；\n：", start) + 1 < start


def _opens_later(text: str, last: int, start: int) -> bool:
    """Return whether another sentence has begun since a time."""
    return any(sign in text[last:start] for sign in "。！？；\n")


# ---- one expression --------------------------------------------------------------------------------------------------


def _rule(found: re.Match[str]) -> str:
    for group, word in found.groupdict().items():
        if word and group.startswith("word"):
            return _rows()[word].id
    return "times/date" if found["first"] else "times/stretch"


def _expression(found: re.Match[str], context: _Context) -> Dates:
    if found["plan"]:
        start = FIRST_PLAN + 5 * int(read_number(found["plan"]) or 0)
        return date(start, 1, 1), date(start + 4, 12, 31)
    if found["stretch"]:
        return _past_years(found["stretch"], context)
    if found["vague"]:
        return (None, None)
    if found["recent"]:
        return _recently(context.written or context.anchor)
    if found["now"]:
        return (None, context.anchor.last() if context.anchor and context.anchor.month else None)
    if found["second"]:
        return _range(found["first"], found["second"], context)
    is_deadline = found["before"] == "到" or found["after"] in ("前", "之前", "以前")
    first = _point(found["first"], replace(context, is_deadline=is_deadline))
    return _framed(first, found["before"] or "", found["after"] or "")


def _recently(written: Anchor | None) -> Dates:
    """Return the days just before a report (近日, 日前): those of its month, early in a month the last two weeks."""
    if written is None or not written.day:
        return None, None
    first = written.first()
    return (first - timedelta(days=JUST_NOW) if first.day <= EARLY else first.replace(day=1)), first


def is_recent(period: Period | None) -> bool:
    """Return whether a time is only that of a word for the last days: it holds for its paragraph, and dates no other time."""
    return period is not None and period.text in _recent_words()


def _past_years(text: str, context: _Context) -> Dates:
    """Return the calendar years that a report of the new year looks back on (过去一年, 过去五年), else unknown dates."""
    found = re.match(r"过去(?P<years>\d{1,2}|[一二两三四五六七八九十]+)年", text)
    years = read_number(found["years"]) if found else None
    if years is None or not context.anchor or not context.anchor.month or context.anchor.month > LAST_REVIEW:
        return None, None
    return date(context.anchor.year - int(years), 1, 1), date(context.anchor.year - 1, 12, 31)


def _range(first: str, second: str, context: _Context) -> Dates:
    """Return the dates from one point to another; each may leave to the other what both share (1至10月, 2月3日至5日)."""
    if first[-1].isdigit() and not re.search("[-./]", first):
        unit = re.search(r"年|月|[日号]", second)
        prefix = re.match(rf"{_MONTH}月", second) if unit and unit[0] in "日号" else None
        first = (prefix[0] if prefix else "") + first + (unit[0] if unit else "")
    if not re.match(rf"{_year()}", first) and re.match(rf"{_MONTH}月", first) and re.fullmatch(rf"{_MONTH}月份?", second):
        last = _point(second, context)[1]  # 1至2月, told in March: both of the year of the second
        first = f"{last.year}年{first}" if last else first
    start = _point(first, context)[0]
    begun = Period(start.isoformat(), start.isoformat(), "") if start else context.previous
    end = _point(_completed(first, second), replace(context, previous=begun, is_near=True))[1]
    if start and end and end < start:
        start = _minus_years(start, 1)
    return start, end


def _completed(first: str, second: str) -> str:
    """Return the second end of a range with what it leaves to the first: 2月3日至5日 → 2月5日, 2021年1月至10月 → 2021年10月."""
    year = re.match(rf"{_year()}", first)
    month = re.search(rf"{_MONTH}月", first)
    has_year, has_month = re.match(rf"{_year()}", second), re.search(r"月", second)
    if not has_month and month and re.match(rf"{_DAY}[日号]", second):
        second = month[0] + second
    return year[0] + second if year and not has_year else second


def _framed(dates: Dates, before: str, after: str) -> Dates:
    start, end = dates
    if after in ("以来", "起", "开始", "以后", "之后", "后", "至今", "以来的"):
        return start, None
    if before in ("截至", "截止", "截止到", "截至到", "到") or after in ("以前", "之前", "前", "为止", "止"):
        return None, end
    if before in ("自", "从") and not after:
        return start, None
    return start, end


def _point(text: str, context: _Context) -> Dates:
    """Return first and last day of a point: a year, part of a year, month, third of a month, day, or a word for one."""
    found = _points().fullmatch(text)
    if not found:
        return None, None
    if found["iso"]:
        return _iso(found["iso"])
    word = found["word_day"] or found["word_month"] or found["word_week"] or found["word_same"] or found["word_next"]
    if word:
        return _by_word(word, context, int(read_number(found["day_of_month"] or "") or 0))
    if found["weekday"]:
        return _weekday(found["weekday"], found["which_week"] or "", context.written or context.anchor)
    if found["said_day"]:  # 今（23）日
        return _only_day(int(found["said_day"]), replace(context, previous=None))
    if found["same_period"]:
        return _same_period(found["same_period"], context)
    return _by_calendar(found, context)


def _iso(text: str) -> Dates:
    year, month, day = (int(part) for part in re.split(r"[-./]", text))
    return _days(year, month, day)


def _by_calendar(found: re.Match[str], context: _Context) -> Dates:
    year_text = found["year"] or found["year_only"]
    year, is_given = _read_year(year_text, context)
    if found["months"]:
        return _year_part(year, is_given, f"01-01..{_month_end(int(read_number(found['months']) or 12))}", context)
    if found["month"]:
        return _month(found, year, is_given, context)
    if found["part"]:
        return _part(found["part"], year, is_given, context)
    if found["edge"]:
        return _year_part(year, is_given, {"初": "01-01..01-31"}.get(found["edge"], "12-01..12-31"), context)
    if found["only_third"]:
        return _only_third(found["only_third"], context)
    if found["only_day"]:
        return _only_day(int(read_number(found["only_day"]) or 0), context)
    if year is None:
        return None, None
    if year_text == "全年" or (year_text == "年内" and context.previous and context.is_near):
        year = _whole_year(context, year)
    return date(year, 1, 1), date(year, 12, 31)


def _whole_year(context: _Context, year: int) -> int:
    """Return the year that 全年 speaks of: the one spoken of before; early in a year, the year before."""
    previous, anchor = context.previous, context.anchor
    if previous and previous.start:
        return int(previous.start[:4])
    return year - 1 if anchor and anchor.month and anchor.month <= 2 else year


def _month_end(month: int) -> str:
    return f"{month:02}-{monthrange(2023, month)[1]:02}" if 1 <= month <= 12 else "12-31"


def _read_year(text: str | None, context: _Context) -> tuple[int | None, bool]:
    """Return the year, and whether the words give it."""
    if not text:
        return None, False
    bare = text.removesuffix("的").removesuffix("度").removesuffix("年").removeprefix("民国")
    number = read_number(bare)
    if number is not None:
        return int(number) + (ROC if number < 1000 else 0), True
    row = _rows()[text.removesuffix("的")]
    kind, shift = row.label.split()
    if kind == "same-year" and context.previous and context.previous.start:
        return int(context.previous.start[:4]) + int(shift), True
    return (context.anchor.year + int(shift), True) if context.anchor else (None, False)


def _year_part(year: int | None, is_given: bool, part: str, context: _Context) -> Dates:
    first, last = part.split("..")
    if not is_given:
        year = _fitting_year(int(first[:2]), context, is_month=False)
    if year is None:
        return None, None
    return date(year, int(first[:2]), int(first[3:])), date(year, int(last[:2]), int(last[3:]))


def _part(word: str, year: int | None, is_given: bool, context: _Context) -> Dates:
    quarter = re.search(r"第?([一二三四1-4])季", word)
    if quarter and not word.startswith("前"):
        number = int(read_number(quarter[1]) or 1)
        return _year_part(year, is_given, f"{3 * number - 2:02}-01..{_month_end(3 * number)}", context)
    row = _rows()[_DAYS_OF.sub("", word)]
    kind, days = row.label.split()
    if kind == "part":
        return _year_part(year, is_given, days, context)
    if kind == "festival":
        return _festival(row.word, year if is_given else _fitting_year(int(days), context))
    return _lunar(year if is_given else _fitting_year(2, context), days)


_DAYS_OF = re.compile(r"(?:小?长假|假期|黄金周)")  # 国庆|假期
_DAYS_OFF = ((-2, 0), (-2, 0), (0, 0), (0, 2), (0, 2), (0, 2), (-1, 1))  # around a festival, by its weekday from Monday on


def _festival(word: str, year: int | None) -> Dates:
    """Return the days off around a festival whose day is another each year: three with a weekend, one in mid-week."""
    label = _festival_days().get(f"{year}{word}")
    if year is None or label is None:
        return None, None
    day = date(year, int(label[:2]), int(label[3:]))
    first, last = _DAYS_OFF[day.weekday()]
    return day + timedelta(days=first), day + timedelta(days=last)


def _lunar(year: int | None, days: str) -> Dates:
    """Return days counted from the lunar new year of a year."""
    label = _new_years().get(str(year))
    if year is None or label is None:
        return None, None
    new_year = date(year, int(label[:2]), int(label[3:]))
    first, last = (timedelta(days=int(n)) for n in days.split(".."))
    return new_year + first, new_year + last


def _month(found: re.Match[str], year: int | None, is_given: bool, context: _Context) -> Dates:
    month = int(read_number(found["month"]) or 0)
    if not 1 <= month <= 12:
        return None, None
    if not is_given:
        recent = context.written if found["day"] and _is_just_before(month, context) else None
        year = recent.year if recent else _fitting_year(month, context)
    if year is None:
        return None, None
    last = monthrange(year, month)[1]
    thirds = {
        "上旬": (1, 10),
        "中旬": (11, 20),
        "下旬": (21, last),
        "初": (1, 10),
        "底": (last, last),
        "末": (last, last),
        "中": (11, 20),
    }
    if found["third"]:
        first, end = thirds[found["third"]]
        return date(year, month, first), date(year, month, end)
    return _days(year, month, int(read_number(found["day"]) or 0) if found["day"] else None)


def _is_just_before(month: int, context: _Context) -> bool:
    """Return whether a month lies just before the day on which a report that looks back on a year was written."""
    if context.written is None or context.written == context.anchor or not context.written.day:
        return False
    return 0 <= (context.written.first() - date(context.written.year, month, 1)).days <= NEWEST


def _days(year: int, month: int, day: int | None) -> Dates:
    if not 1 <= month <= 12:
        return None, None
    last = monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, last)
    return (date(year, month, day),) * 2 if 1 <= day <= last else (None, None)


def _only_third(third: str, context: _Context) -> Dates:
    """Return a third of the month spoken of before in the paragraph (10月安排：…；下旬举办…), unknown dates without one."""
    previous = context.previous
    if (
        previous is None
        or not (previous.start and previous.end)
        or previous.start[:7] != previous.end[:7]
        or not context.is_near
    ):
        return None, None
    year, month = int(previous.start[:4]), int(previous.start[5:7])
    first, last = {"上旬": (1, 10), "中旬": (11, 20)}.get(third, (21, monthrange(year, month)[1]))
    return date(year, month, first), date(year, month, last)


def _only_day(day: int, context: _Context) -> Dates:
    """Return the day of the month spoken of before, else of the report's month, else of the month before it."""
    previous, anchor = context.previous, context.anchor
    is_ahead = bool(previous and previous.start and anchor and previous.start > anchor.last().isoformat())
    is_over = bool(anchor and anchor.day and day <= anchor.day and is_ahead and not context.is_near)  # 下月…, then: …17日收官
    if previous and previous.start and previous.end and previous.start[:7] == previous.end[:7] and not is_over:
        return _days(int(previous.start[:4]), int(previous.start[5:7]), day)
    if not anchor or not anchor.month:
        return None, None
    month = date(anchor.year, anchor.month, 1)
    if anchor.day and day > anchor.day + 7:
        month = (month - timedelta(days=1)).replace(day=1)
    return _days(month.year, month.month, day)


def _fitting_year(month: int, context: _Context, *, is_month: bool = True) -> int | None:
    """Return the year of a month without one: that spoken of before in the paragraph, else that of the report.

    A month just before the report lies in the report's year, one far ahead of it in the year before.
    """
    anchor, previous = context.anchor, context.previous
    known = (previous.end if previous.is_inferred and previous.end else previous.start or previous.end) if previous else None
    spoken = int(known[:4]) if known else None
    if anchor is None:
        return spoken
    if anchor.month is None:
        return spoken or anchor.year
    ahead = (date(anchor.year, month, 1) - anchor.last()).days
    looks_back = context.written is not None and context.written != anchor
    if context.is_deadline and not looks_back and month <= 2 and -ahead > FARTHEST and spoken in (None, anchor.year):
        return anchor.year + 1  # 春节前, told in autumn
    if context.is_intended and 0 < ahead <= FARTHEST:
        return anchor.year
    if spoken and (context.is_near or ahead > 0) and not (is_month and -NEWEST <= ahead <= 0):
        return spoken
    return anchor.year - 1 if ahead > FARTHEST and not context.is_deadline else anchor.year


def _by_word(word: str, context: _Context, day: int) -> Dates:
    """Return what a word means; a day may follow a word for a month (上个月15日)."""
    kind, *shift = _rows()[word].label.split()
    if kind == "same":
        return _dates(context.previous)
    if kind == "next":
        end = _dates(context.previous)[1]
        return (end + timedelta(days=1),) * 2 if end else (None, None)
    anchor = context.anchor
    if anchor is None or anchor.month is None:
        return None, None
    number = int(shift[0])
    if kind == "quarter":
        return _quarter(number, context)
    if kind == "month":
        index = anchor.year * 12 + anchor.month - 1 + number
        return _days(index // 12, index % 12 + 1, day or None)
    if anchor.day is None:
        return None, None
    if kind == "week":
        monday = anchor.first() - timedelta(days=anchor.first().weekday()) + timedelta(weeks=number)
        return monday, monday + timedelta(days=6)
    return (anchor.first() + timedelta(days=number),) * 2


def _quarter(number: int, context: _Context) -> Dates:
    """Return a quarter counted from the one spoken of before, else from the last that was over before the report (上季度)."""
    start, end = _dates(context.previous)
    anchor = context.anchor
    if start and end and QUARTER_DAYS[0] <= (end - start).days + 1 <= QUARTER_DAYS[1]:
        index = start.year * 4 + (start.month - 1) // 3
    elif anchor is not None and anchor.month:
        index = anchor.year * 4 + (anchor.month - 1) // 3 - (number == 0 and anchor.month % 3 == 1)
    else:
        return None, None
    year, quarter = divmod(index + number, 4)
    return date(year, 3 * quarter + 1, 1), date(year, 3 * quarter + 3, monthrange(year, 3 * quarter + 3)[1])


def _weekday(day: str, which: str, written: Anchor | None) -> Dates:
    """Return the day of the week before a report (周三), or that of a week beside its own (上周五, 下周一)."""
    if written is None or not written.day:
        return None, None
    monday = written.first() - timedelta(days=written.first().weekday())
    weeks = {"上上": -2, "上": -1, "下": 1}.get(which, 0)
    found = monday + timedelta(days=_WEEKDAYS[day], weeks=weeks)
    if not which and found > written.first():
        found -= timedelta(weeks=1)
    return found, found


def _same_period(year_text: str, context: _Context) -> Dates:
    """Return the time spoken of before, in another year (去年同期)."""
    year, _ = _read_year(year_text, context)
    start, end = _dates(context.previous)
    if year is None or start is None:
        return (date(year, 1, 1), date(year, 12, 31)) if year else (None, None)
    shift = start.year - year
    return _minus_years(start, shift), _minus_years(end, shift) if end else None


def _minus_years(day: date, years: int) -> date:
    last = monthrange(day.year - years, day.month)[1]
    return day.replace(year=day.year - years, day=min(day.day, last))


def _dates(period: Period | None) -> Dates:
    if period is None:
        return None, None
    start, end = (date.fromisoformat(day) if day else None for day in (period.start, period.end))
    return start, end


# ---- the patterns ----------------------------------------------------------------------------------------------------


@cache
def _rows() -> dict[str, Row]:
    return {row.word: row for row in read_lexicon("times")}


@cache
def _new_years() -> dict[str, str]:
    return {row.word: row.label for row in read_lexicon("new_years")}


@cache
def _recent_words() -> frozenset[str]:
    return frozenset(word for word, row in _rows().items() if row.label == "recent")


@cache
def _festival_days() -> dict[str, str]:
    return {row.word: row.label for row in read_lexicon("festival_days")}


def _words(*kinds: str) -> str:
    """Return the alternation of the words of some kinds, longest first."""
    words = (row.word for row in _rows().values() if row.label.split()[0] in kinds)
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


@cache
def _year() -> str:
    minguo = r"(?:民国)?(?<!\d)1[01]\d|民国(?:\d{1,3}|[一二三四五六七八九十百零〇]{1,6})"
    within = rf"(?<![两多几近\d一二三四五六七八九十])(?:{_words('year-end')})"  # 年内, not 三年内
    return rf"(?:(?:{_YEAR_NUMBER}|{minguo})年度?|{_words('year', 'same-year')}|{within})"


def _point_pattern(named: bool) -> str:
    def group(name: str, pattern: str) -> str:
        return f"(?P<{name}>{pattern})" if named else f"(?:{pattern})"

    part = rf"(?:{_words('part', 'lunar', 'festival')}){_DAYS_OF.pattern}?|第?[一二三四1-4]季度?"
    month = rf"{group('month', _MONTH)}月份?"
    day = rf"{group('day', _DAY)}[日号]{_HOUR}"
    calendar = (
        rf"{group('year', _year())}?(?:的)?{_SPACE}(?:(?<=年)[“「](?=(?:{_words('part', 'lunar', 'festival')})))?"
        rf"(?:{group('part', part)}|(?:前|首){group('months', '[一二两三四五六七八九十]{1,2}|[0-9]{1,2}')}个?月"
        rf"|{month}(?:{group('third', '[上中下]旬|[初底末]')}|{_SPACE}{day})?)"
    )
    return (
        rf"(?:{group('iso', r'(?:19|20)[0-9]{2}([-./])[0-9]{1,2}[-./][0-9]{1,2}(?![0-9])').replace('([-./])', '[-./]')}"
        rf"|{group('same_period', _year())}同期|{calendar}"
        rf"|{group('year_only', _year())}{group('edge', '[初底末]')}?"
        rf"|(?<![\d.]){group('only_day', '[0-9]{1,2}')}[日](?![均常报益前内用]){_HOUR}"
        rf"|(?<![月本当每一二三四五六七八九十个\d上下]){group('only_third', '[上中下]旬')}"
        rf"|[今昨明前][（(]{group('said_day', '[0-9]{1,2}')}日?[）)][日天]?{_HOUR}"
        rf"|(?<![每逢一两三四五六七八九十\d各至到、和—～-]){group('which_week', '上上|[上本这下]')}?个?(?:周|星期|礼拜)"
        rf"{group('weekday', '[一二三四五六日天]')}(?![一二三四五六七日班、至到—～岁刊报]|[和或][周星]){_HOUR}"
        rf"|{group('word_month', _words('month', 'quarter'))}(?:{group('day_of_month', _DAY)}[日号]{_HOUR})?"
        rf"|{group('word_day', _words('day'))}|{group('word_week', _words('week'))}"
        rf"|{group('word_same', _words('same'))}|{group('word_next', _words('next'))})"
    )


@cache
def _points() -> re.Pattern[str]:
    """Return the pattern of one point of time, its parts named."""
    return re.compile(_point_pattern(named=True))


@cache
def _expressions() -> re.Pattern[str]:
    """Return the pattern of a whole expression: [截至] point [至 point] [以来]."""
    point = _point_pattern(named=False)
    short = rf"(?:(?:{_year()})?\d{{1,2}}|\d{{4}}|{_MONTH}月(?:[上中下]旬)?)"
    stretch = (
        r"(?:近|过去|最近|这|(?<![提之以目日此])前(?!\d个月))(?:\d{1,2}|[一二两三四五六七八九十几]+)"
        r"(?:多)?(?:年|个月|天|周)(?:多)?(?:来|间|以来|内|时间里?)?"
        r"|(?<![续第\d])(?:\d{1,2}|[一二两三四五六七八九十几]+|半)(?:多|余)?(?:个多?月|年|天|周)(?:多|余)?(?:来|以来|间(?!隔))"
    )
    ahead = r"(?:未来|今后)(?:\d{1,2}|[一二两三四五六七八九十几]+)(?:年|个月|天)|"
    after = (
        r"以来|之后|以后|开始(?=[，,]|$)|以前|之前|期间|之际|为止|同期|起(?!步|草|来|数|诉|到|点)"
        r"|前(?!所[未述]|[往来列行置茅锋期进后者沿方端线移三两])|后(?![勤台备续方者])|止(?!损)|内(?=[，,]|$)"
    )
    ahead_of = r"的?(?:目标|任务|规划|重点|计划)"
    recent = rf"(?P<recent>(?<![\d一二三四五六七八九十数今昨当次几])(?:{_words('recent')}))(?!后|内|{ahead_of})"  # not 15|日前
    return re.compile(
        rf"[“「]?(?P<plan>[一二三四五六七八九十]{{1,2}})五[”」]?(?:期间|时期|以来|末|规划期)|"
        rf"(?P<now>(?:{_words('now')})(?!年|天|日|晚|晨))|{recent}|"
        rf"(?P<vague>{ahead}{_words('vague', 'future')})|(?P<stretch>{stretch})|"
        rf"(?P<before>截[至止]到?|自|从(?=[^，。；]{{0,12}}?[年月日季初底末号](?:起|开始|以来|至|到|—))"
        rf"|(?:(?<![\u4e00-\u9fff])|(?<=力争)|(?<=计划)|(?<=确保))到(?=20\d\d年))?{_SPACE}"
        rf"(?P<first>{short}(?={_TO}(?:{point}))|{point})"
        rf"(?:{_TO}(?P<second>{point}))?"
        rf"(?P<after>{after})?"
    )
