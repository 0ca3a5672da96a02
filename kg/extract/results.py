"""Measured outcomes: every number that says what was counted, reached or changed, with the words that say so.

The grammar (findings.py) says what is measured; here each finding gets its setting: who, where, when, planned or not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from kg.extract.discourse import Discourse, lies_ahead
from kg.extract.findings import Finding, read_report
from kg.extract.numbers import Quantity
from kg.extract.order import whole_words
from kg.extract.pages import Bounds, Number, Page
from kg.extract.sources import is_state, source_of
from kg.records import Document, Evidence, Mention, Period, Result, Span

LONGEST_QUOTE = 60  # characters
SHORTEST_QUOTE = 6
_REPEATED = 0.3  # likeness of indicators above which the same number is the same result said again


def read_results(doc: Doc, document: Document, mentions: Sequence[Mention], discourse: Discourse) -> tuple[Result, ...]:
    """Return the results of a marked doc, in reading order."""
    page = Page(doc, document, mentions)
    read = [
        _shared_source(_each_its_own(page.text, [(f, _result(page, piece, f, discourse)) for piece, f in sentence]))
        for sentence in read_report(page)
    ]
    places = {m.name for m in mentions if m.type == "Place"}
    telling = [
        r for results in read for r in results if r.indicator not in places and not _MEASURES_NOTHING.fullmatch(r.indicator)
    ]
    kept = _told_once(telling, page.headings)
    return tuple(sorted(kept, key=lambda r: (r.evidence.span, r.indicator, r.value)))


def _result(page: Page, piece: Bounds, finding: Finding, discourse: Discourse) -> Result:
    """Return the finding with its setting: who, where, when, planned or not, and the words behind it."""
    number, quantity = finding.number, finding.number.quantity
    setting, row = discourse.at(number.start), finding.row
    period = _period(page, piece, finding, _in_section(page, number, setting.period))
    ahead = lies_ahead(period, page.document.date)
    is_done = ahead and _DONE.search(page.text[slice(*piece)])  # 截至2月底已…: the time is another's
    planned = (ahead and not is_done) or _is_planned(setting.status == "planned", page.text, piece, number)
    return Result(
        agents=(row,) if row and row.type == "Agency" else setting.agents,
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
        period=period if planned or not ahead else None,
        planned=planned,
    )


_MEASURES_NOTHING = re.compile(r"[全本我][国省市县区州]|.{0,6}(?:新闻联播|日报|晚报|电视台|通讯社)")  # a place, a medium
_EACH = re.compile(r"分别|各自")


def _each_its_own(text: str, found: list[tuple[Finding, Result]]) -> list[Result]:
    """Return the results of a sentence; as many of one kind as there are agents, who did them 分别, are given to one each."""
    results = [result for _, result in found]
    for agents in {result.agents: None for result in results if len(result.agents) > 1}:
        alike = [i for i, r in enumerate(results) if r.agents == agents]
        kinds = {(results[i].indicator, results[i].unit, results[i].kind) for i in alike}
        first = min(found[i][0].number.start for i in alike)
        named = max(agent.span.end for agent in agents)
        if len(alike) == len(agents) and len(kinds) == 1 and _EACH.search(text, named, max(named, first)):
            alike.sort(key=lambda i: found[i][0].number.start)
            in_order = sorted(agents, key=lambda agent: agent.span)
            for i, agent in zip(alike, in_order, strict=True):
                results[i] = replace(results[i], agents=(agent,))
    return results


def _shared_source(results: list[Result]) -> list[Result]:
    """Return the results of a sentence; one that is of nothing is of what the one before it is, the agents being the same."""
    shared: list[Result] = []
    for result in results:
        before = shared[-1] if shared else None
        is_same = before is not None and before.agents == result.agents and not result.result_of and not is_state(result)
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
    period = finding.period or (stated[-1] if stated else spoken_of)
    return lasting_period(period, finding.number.quantity) if finding.rule.startswith("results/lasting") else period


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

_PLANS = re.compile(
    r"力争|争取(?![^，。]{0,12}(?:资金|投入|经费|支持|补助|项目|政策|债券?|贷款|额度|指标|试点))|(?<!制定|编制|印发|出台|实施|抽查|行动|工作|推进|落实|年度|按照)(?<![按原])计划(?!\d|书|内|外|\w{0,2}个|\w{0,2}项)|预计|拟(?![定写上录任态建])|(?:目标|任务)(?:是|为)(?!了)|规划(?:占地|用地|面积|总|投资|新建|建设|床位|建筑|布局)(?!的)|确保(?!了)|(?<![即行])将(?=于|在|再|新|陆续|达)|盼|下一步|明年|今后|未来(?=[，\d一两三五十几])"
)


_DONE = re.compile(r"已|累计|无一|未发生|截至|改革前|实现了|达到了|共有|现有|目前有")
_COMPARED = re.compile(r"同比|环比|按年|[较比](?:上年|去年|20\d\d年)")  # a target may be compared, too


_MODAL = re.compile(
    r"(?:建成|投产|投用|投入使用|完工|竣工|达产|通车|落成)后[^，。]{0,4}[，]?(?:可|能|将|预计|每)|力争|计划|预计|拟|目标|确保|下一步|今后|未来|明年|届时|争取|(?:也|还|均|都|即|必|并)将|将(?:于|在|再|会|继续|进一步)|[^需主重]要(?!跑|交|求|素|点)"
)
_AIMED = re.compile(
    r"(?:目标|任务|计划)(?:任务|数|值|量)?(?:的|为)?$"
)  # before a number that is the target itself: 全年目标4万亩
_GOALS = re.compile(r"(?:预期|主要|工作|总体|年度|奋斗)目标[:：是为]")
_FROM_NOW = re.compile(r"将[^，。；]*(?:从|由)(?:原来|过去|以往|目前|原先|此前|现在|当前)")
_FORMER = re.compile(r"改革前|改革后|以往|此前|以前|过去|原来|原先")


_QUOTED = re.compile(r"[“「][^“”「」]*[”」]")


def _is_planned(is_planned: bool, text: str, piece: Bounds, number: Number) -> bool:
    """Return whether a number is a target: planned by its own words, or its clause is and nothing in it speaks of a deed."""
    before, sentence = text[piece[0] : number.start], re.split(r"[。！？!?\n]", text[: number.start][-200:])[-1]
    before, sentence = _QUOTED.sub("", before), _QUOTED.sub("", sentence)  # a name plans nothing: “未来驿站”
    aimed = _AIMED.search(before) and number.quantity.measure != "percent"
    if aimed or _PLANS.search(before) or _GOALS.search(sentence):
        return True
    if not is_planned or _DONE.search(text[slice(*piece)]) or (_FORMER.search(sentence) and not _FROM_NOW.search(sentence)):
        return False
    if _MODAL.search(sentence):
        return True
    return not _COMPARED.search(text[slice(*piece)])


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
    likeness = _likeness(result.indicator, earlier.indicator)
    return result.direction == earlier.direction and likeness > (_REPEATED if is_telling else 2 * _REPEATED)


def _likeness(left: str, right: str) -> float:
    """Return the share of character pairs that two indicators have in common (Dice)."""
    one, other = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (left, right))
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0
