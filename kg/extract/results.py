"""Measured outcomes: every number that says what was counted, reached or changed, with the words that say so.

The grammar (findings.py) says what is measured; here each finding gets its setting: who, where, when, planned or not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from kg.extract.denied import rumours
from kg.extract.discourse import Discourse
from kg.extract.findings import Finding, read_report
from kg.extract.lexica import alternation
from kg.extract.numbers import Quantity
from kg.extract.order import last_of, overlaps, whole_words
from kg.extract.pages import Bounds, Number, Page
from kg.extract.sources import is_state, source_of
from kg.extract.spells import lies_ahead
from kg.extract.wording import likeness, with_likelier_words
from kg.records import Document, Evidence, Mention, Period, Result, Span

LONGEST_QUOTE = 60  # characters
SHORTEST_QUOTE = 6
_REPEATED = 0.3  # likeness of indicators above which the same number is the same result said again


def read_results(doc: Doc, document: Document, mentions: Sequence[Mention], discourse: Discourse) -> tuple[Result, ...]:
    """Return the results of a marked doc, in reading order."""
    page = Page(doc, document, mentions)
    spots = sorted((m for m in mentions if m.type == "Place"), key=lambda m: m.span)
    read = [
        _shared_source(_each_its_own(page.text, [(f, _result(page, piece, f, discourse)) for piece, f in told], spots))
        for sentence in with_likelier_words(page, [*read_report(page)])
        for told in [[(piece, f) for piece, f in sentence if not _measures_nothing(page.text, f)]]
    ]
    places = {place.name for place in spots}
    telling = [
        r for results in read for r in results if r.indicator not in places and not _MEASURES_NOTHING.fullmatch(r.indicator)
    ]
    untold = [*document.damaged, *rumours(page.text)]
    whole = [r for r in telling if not overlaps(untold, r.evidence.span.start, r.evidence.span.end)]
    kept = _told_once(whole, page.headings)
    return tuple(sorted(kept, key=lambda r: (r.evidence.span, r.indicator, r.value)))


def _result(page: Page, piece: Bounds, finding: Finding, discourse: Discourse) -> Result:
    """Return the finding with its setting: who, where, when, planned or not, and the words behind it."""
    number, quantity = finding.number, finding.number.quantity
    setting, row = discourse.at(number.start), finding.row
    period = _period(page, piece, finding, _in_section(page, number, setting.period))
    ahead = lies_ahead(period, page.document.date)
    is_done = ahead and alternation("status", "done").search(page.text[slice(*piece)])  # 截至2月底已…: the time is another's
    planned = (ahead and not is_done) or _is_planned(setting.status == "planned", page.text, piece, finding)
    is_sum = finding.rule == "results/table" and _SUM.match(finding.indicator) is not None
    if not planned:
        is_open = _is_over_years(page, piece, number.start)
        period = None if is_open else (None if ahead else period) or _until_written(page.document, finding)
    return Result(
        agents=(row,) if row and row.type == "Agency" else discourse.owner if is_sum else setting.agents,
        indicator=finding.indicator,
        value=quantity.value,
        unit=quantity.unit,
        kind=finding.kind,
        evidence=Evidence(Span(page.document.id, *_quote(page, piece, number)), finding.rule),
        bound=quantity.bound,
        direction=finding.direction,
        baseline=None if finding.is_before else finding.baseline,
        result_of=source_of(page, piece, finding, discourse),
        place=row if row and row.type == "Place" else setting.place,
        period=period,
        planned=planned,
        confidence=finding.confidence,
    )


_SUM = re.compile(r"合计|总计|小计|总数|共计")  # the last row of a table is of none of the bodies above it
_YEARS = re.compile(r"[\d一二两三四五六七八九十几]+多?年(?:多|以)?来|(?:近|过去|最近|这)[\d一二两三四五六七八九十几]+年")


def _is_over_years(page: Page, piece: Bounds, number: int) -> bool:
    """Return whether a piece says that its number has come together over years whose beginning it leaves open: 三年来累计…."""
    stated = [p for s, e, p in page.times if piece[0] <= s and e <= number]
    return bool(stated) and stated[-1].start is None and stated[-1].end is None and _YEARS.match(stated[-1].text) is not None


_MEASURES_NOTHING = re.compile(
    r"[全本我][国省市县区州]|.{0,6}(?:新闻联播|日报|晚报|电视台|通讯社)|.*\ufffd.*"
)  # a place, a medium; what is not known
_NUMERALS = "一二三四五六七八九十"
_OF_BODIES = re.compile(r"[余多]?个?(?:部门|部委|单位)(?=近日|日前|联合|今天|共同|印发|发布|公布|出台|日前)")
_EPISODES = re.compile(r"集(?:大型|电视|系列|文献|政论|专题|纪录|动画|广播|短)")  # 六集|政论片
_DISCIPLINE = re.compile(
    r"米(?:跳?[板台](?![区地])|自由泳|蛙泳|仰泳|蝶泳|混合泳|个人混合|跨?栏(?!杆)|接力|气?[步手]枪|短道|决赛)"
)
_THESE = re.compile(r"(?:(?<![\u4e00-\u9fff])|(?<=[将对把]))[这该]$")  # 这|4部条例草案
_COUNTS_DOWN = re.compile(
    r"倒计时$|(?:距|距离)[^，。；]{2,40}(?:还有|仅剩|只剩|不足|剩余)$|为期约?$"
)  # 距某会开幕还有|60天, 为期|三个月的行动
_EACH = re.compile(r"分别|各自")


def _measures_nothing(text: str, finding: Finding) -> bool:
    """Return whether a number only says how many bodies act (某部等|12个部门|联合印发), or how long until something is."""
    start, end = finding.number.start, finding.number.end
    digits = next((at for at in range(start, end) if not text[at].isdigit() and text[at] not in _NUMERALS), end)
    if (
        _COUNTS_DOWN.search(text, max(0, start - 50), start)
        or _EPISODES.match(text, digits)
        or _DISCIPLINE.match(text, digits)
        or _THESE.search(text, max(0, start - 1), start)
    ):
        return True
    return text[start - 1 : start] == "等" and _OF_BODIES.match(text, digits) is not None


def _each_its_own(text: str, found: list[tuple[Finding, Result]], places: Sequence[Mention]) -> list[Result]:
    """Return the results of a sentence; as many of one kind as there are agents, who did them 分别, are given to one each."""
    results = [result for _, result in found]
    for agents in {result.agents: None for result in results if len(result.agents) > 1}:
        alike = [i for i, r in enumerate(results) if r.agents == agents]
        first = min(found[i][0].number.start for i in alike)
        named = max(agent.span.end for agent in agents)
        if not _EACH.search(text, named, max(named, first)):
            continue
        kinds: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for i in sorted(alike, key=lambda i: found[i][0].number.start):
            kinds[results[i].indicator, results[i].unit, results[i].kind].append(i)
        in_order = sorted(agents, key=lambda agent: agent.span)
        for one_each in (each for each in kinds.values() if len(each) == len(agents)):
            for i, agent in zip(one_each, in_order, strict=True):
                place = next(
                    (p for p in reversed(places) if agent.span.start <= p.span.start < agent.span.end), results[i].place
                )
                results[i] = replace(results[i], agents=(agent,), place=place)
    return results


def _shared_source(results: list[Result]) -> list[Result]:
    """Return the results of a sentence; one that is of nothing is of what the one before it is, the agents being the same."""
    shared: list[Result] = []
    for result in results:
        before = shared[-1] if shared else None
        is_same = before is not None and before.agents == result.agents and not result.result_of and not is_state(result)
        in_table = result.evidence.rule == "results/table"  # each row is of its own thing
        is_same = is_same and not (in_table and before and before.evidence.span.start != result.evidence.span.start)
        shared.append(replace(result, result_of=before.result_of) if before and is_same else result)
    return shared


def _quote(page: Page, piece: Bounds, number: Number) -> Bounds:
    """Return the words of the piece around the number, not longer nor shorter than a quote should be."""
    start, end = piece
    if end - start < SHORTEST_QUOTE:
        start = whole_words(page.text, max(0, page.text.rfind("\n", 0, start) + 1, start - 20), start - 1)
    if end - start > LONGEST_QUOTE:
        end = min(end, max(number.end, start + LONGEST_QUOTE))
        start = max(start, min(number.start, end - LONGEST_QUOTE))
        start = max(piece[0], whole_words(page.text, start, number.start))
    while start < number.start and page.text[start] in " \t\u3000，、。；":
        start += 1
    return start, end


# ---- when --------------------------------------------------------------------------------------------------------------


def _in_section(page: Page, number: Number, period: Period | None) -> Period | None:
    """Return the time spoken of; that of an earlier section, shorter than a year, says no more than the year."""
    heading = max((s for s, e in page.headings if e <= number.start and (s, e) not in page.titles), default=None)
    if heading is None or period is None or not period.start or not period.end:
        return period
    said = max((s for s, e, p in page.scenes if e <= number.start and p.text == period.text), default=heading)
    is_long = (period.start[4:], period.end[4:]) == ("-01-01", "-12-31") or period.start[:4] != period.end[:4]
    if said >= heading or is_long:
        return period
    year = period.start[:4]
    return replace(period, start=f"{year}-01-01", end=f"{year}-12-31", is_inferred=True)


def _period(page: Page, piece: Bounds, finding: Finding, spoken_of: Period | None) -> Period | None:
    """Return the time of a finding: its own, that which its piece states, or that spoken of; none for an earlier level."""
    if finding.is_before:
        return finding.period
    end = finding.number.start
    stated = [p for s, e, p in page.scenes if piece[0] <= s and e <= end and (p.start or p.end)]
    period = finding.period or _right_before(page, piece, finding) or _this_year(stated[-1] if stated else spoken_of)
    return lasting_period(period, finding.number.quantity) if finding.rule.startswith("results/lasting") else period


def _until_written(document: Document, finding: Finding) -> Period | None:
    """Return the year of a report up to its day, of which numbers are where it speaks of no time; none for an earlier level."""
    day = document.date
    if finding.is_before or day is None or document.date_is_inferred or len(day) < len("2024-01-01") or day[5:7] < "03":
        return None
    return Period(f"{day[:4]}-01-01", day, day, is_inferred=True)


_LINKS = re.compile(r"(?:只有|仅有|仅为|就有|为|是|有|仅|约|近)*")
_COMPARED_WITH = re.compile(r"(?:比|较|与|同|跟|和|于)$")


_COMPARES = re.compile(r"相比|比|的|[增升降减下上多少提回]")


def _right_before(page: Page, piece: Bounds, finding: Finding) -> Period | None:
    """Return the time that stands right before a number, with a verb of being at most: 搁浅险情去年46起, 去年同期只有37名.

    That of an earlier year with which a piece begins holds for it, too: 2023年同期破案800起.
    """
    start, text = finding.number.start, page.text
    near = [
        p
        for s, e, p in page.times
        if piece[0] <= s < e <= start
        and p.start
        and not _COMPARED_WITH.search(text[:s][-1:])
        and (_LINKS.fullmatch(text[e:start]) or (p.text.endswith("年同期") and s == piece[0] and not _COMPARES.match(text, e)))
    ]
    return near[-1] if near and not lies_ahead(near[-1], page.document.date) else None


_UNTIL = re.compile("截[至止]")


def _this_year(period: Period | None) -> Period | None:
    """Return a time of which only the end is stated (截至5月12日) with the year that it lies in; inferred.

    In its first two months it may as well sum up the year before.
    """
    if period is None or period.start or not period.end or period.end[5:7] < "03" or not _UNTIL.match(period.text):
        return period
    return replace(period, start=f"{period.end[:4]}-01-01", is_inferred=True)


def lasting_period(period: Period | None, lasted: Quantity) -> Period | None:
    """Return the time that ends with a period and has lasted as long as a quantity says; inferred where it could be reckoned.

    >>> from decimal import Decimal
    >>> lasting_period(Period("2024-01-01", "2024-07-31", "1—7月"), Quantity(Decimal(14), "个月")).start
    '2023-06-01'
    """
    unit = {"年": 12, "个月": 1}.get(lasted.unit)
    if period is None or period.end is None or unit is None or lasted.value != lasted.value.to_integral_value():
        return period
    year, month = int(period.end[:4]), int(period.end[5:7])
    first = year * 12 + month - int(lasted.value) * unit
    return replace(period, start=f"{first // 12:04}-{first % 12 + 1:02}-01", is_inferred=True)


# ---- planned or done ---------------------------------------------------------------------------------------------------

_QUOTED = re.compile(r"[“「][^“”「」]*[”」]")
_SHARED = re.compile(r"的(?:约|近|超过?|逾|将近)?[\d一二三四五六七八九]")  # 4万亩的80%
_SHARE = re.compile(r"的(?:约|近|超过?|逾|将近)?$")  # between a target and the share of it that was reached


def _is_planned(is_planned: bool, text: str, piece: Bounds, finding: Finding) -> bool:
    """Return whether a number is a target: its clause is planned, or it is what a target is set to (全年目标4万亩)."""
    number = finding.number
    before, behind = _QUOTED.sub("", text[piece[0] : number.start]), text[number.end : piece[1]]
    if finding.is_before:
        return False  # 由4天: what was before a plan
    if _is_told_aside(text, number.start):
        return False
    met = alternation("status", "meets goal").search(before)
    is_named = not met and alternation("status", "goal noun").match(text, number.end, piece[1]) is not None  # 200亿元目标
    is_whole = _is_part_made(before, text, number.end)
    return is_planned or is_named or is_whole or _is_goal(before, behind, number.quantity.measure)


def _is_part_made(before: str, text: str, end: int) -> bool:
    """Return whether a number says how many are to be made, as the one behind it says how many are: 新建学校18所，已竣工6所."""
    is_made = alternation("status", "part made").match(text, end) is not None
    return is_made and alternation("status", "to be made").search(before) is not None


def _is_told_aside(text: str, end: int) -> bool:
    """Return whether a number stands in brackets that tell what is done already: 新厅（内装已完成70%）将开门."""
    opened = last_of(text, "（(）)。\n", end)
    if opened < 0 or text[opened] not in "（(":
        return False
    return alternation("status", "done").search(text, opened + 1, end) is not None


def _is_goal(before: str, behind: str, measure: str) -> bool:
    """Return whether a number is a goal itself, no share of one, and not what was reached beside it (超出目标3座)."""
    goal = alternation("status", "goal before").search(before)
    met, share = alternation("status", "meets goal"), alternation("status", "share of goal")
    if not goal:
        return alternation("status", "goal behind").match(behind) is not None and not met.search(before)
    lead = before[: goal.start()]
    if measure == "percent" and (_SHARE.search(before) or share.search(lead)):
        return False
    return _SHARED.match(behind) is not None or not met.search(lead)


# ---- told once ---------------------------------------------------------------------------------------------------------


def _told_once(results: list[Result], headings: list[Bounds]) -> list[Result]:
    """Return the results without those said again: in a heading and in the text below, or twice in the text."""
    kept: list[Result] = []
    for result in sorted(results, key=lambda r: (_is_within(r, headings), r.evidence.span, r.indicator)):
        same = [
            k for k in kept if (k.value, k.unit, k.kind, k.planned) == (result.value, result.unit, result.kind, result.planned)
        ]
        if result.evidence.rule == "results/table":
            kept.append(result)
            continue
        if (_is_within(result, headings) and same) or any(_is_repeated(result, k) for k in same):
            continue
        kept.append(result)
    return kept


def _is_within(result: Result, stretches: list[Bounds]) -> bool:
    return any(start <= result.evidence.span.start < end for start, end in stretches)


def _is_repeated(result: Result, earlier: Result) -> bool:
    if result.evidence.span == earlier.evidence.span or result.value < 10:
        return result.indicator == earlier.indicator and result.direction == earlier.direction and result.value >= 10
    is_telling = len(result.value.as_tuple().digits) > 2  # a long number is seldom the same by chance
    alike = likeness(result.indicator, earlier.indicator)
    return result.direction == earlier.direction and alike > (_REPEATED if is_telling else 2 * _REPEATED)
