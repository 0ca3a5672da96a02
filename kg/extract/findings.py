"""What a sentence measures: each quantity read by how it stands to its verb and noun.

In a piece of a sentence (what commas part) a quantity stands behind its words (查处超载货车1.7万辆), between them
(下发5个工作指引), before them (582人完成学习), behind a verb of change (同比下降26%) or of level (满意率达99%).
What a piece leaves out it takes from the piece before (，同比上升34%; 其中醉驾9宗).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from kg.extract.comparisons import Left, baseline_of, read_left
from kg.extract.indicators import (
    LONGEST_INDICATOR,
    METRIC,
    PREPOSITIONS,
    Phrase,
    after_adverbs,
    after_names,
    nouns_of,
    particles,
    read_phrase,
    strip,
)
from kg.extract.lexica import directions
from kg.extract.numbers import Quantity, read_number
from kg.extract.pages import Bounds, Number, Page, Word
from kg.extract.series import ARRIVES, EARLIER, Series, is_rate, read_series
from kg.extract.tables import read_table, unread_cells
from kg.records import Baseline, Direction, Kind, Mention, Period


@dataclass(frozen=True, slots=True)
class Finding:
    """A result before its setting is known: what is measured, and how the number is meant."""

    number: Number
    indicator: str
    kind: Kind
    rule: str
    direction: Direction | None = None
    baseline: Baseline | None = None
    verb: str = ""  # what governs the noun of the indicator: it governs the next noun of a list, too
    period: Period | None = None  # only where it differs from that of the clause
    is_before: bool = False  # the earlier level of a change: it is not dated by the clause
    row: Mention | None = None  # the agency or place whose row of a table it stands in
    confidence: float | None = None  # of a model that chose its words


@dataclass(slots=True)
class Sentence:
    """What a sentence has said so far."""

    findings: list[Finding] = field(default_factory=list)
    piece: list[Finding] = field(default_factory=list)  # those of the piece before
    noun: str = ""  # the same without names and times
    is_noun: bool = False
    subject: str = ""  # the noun phrase of a piece without number: what the next piece speaks of
    topic: str = ""  # the measure that a piece without number names, for those behind it (报销比例，职工82%，居民69%)
    baseline: Baseline | None = None  # what a piece, or the whole that the sentence takes apart, is compared with
    row: Mention | None = None  # of whom the next number is: 受理最多的是某局，468件


def read_report(page: Page) -> Iterator[list[tuple[Bounds, Finding]]]:
    """Yield what each sentence measures, each finding with the piece that it stands in."""
    baseline: Baseline | None = None
    whole = ""  # what the sentence before counted first
    for sentence in page.sentences:
        found = [*_read_sentence(page, sentence, baseline if _PART.match(page.text, *sentence) else None, whole)]
        whole = next((f.indicator for _, f in found if f.kind != "change"), whole)
        compared = [f.baseline for _, f in found if f.kind == "change"]
        baseline = compared[0] if compared else baseline
        yield found
    yield [*_tabled(page)]
    for table in page.tables:
        for cell in unread_cells(table):
            yield [*_read_sentence(page, cell, None)]


def _tabled(page: Page) -> Iterator[tuple[Bounds, Finding]]:
    """Yield what the tables of a report say, each cell with its row."""
    for table in page.tables:
        for told in read_table(table):
            number = Number(told.cell.start, told.cell.end, told.quantity)
            named = page.names_in(told.row.start, told.row.end, "Agency", "Place")
            row = next((m for m in named if m.span.end - m.span.start == told.row.end - told.row.start), None)
            yield (
                (told.row.start, told.cell.end),
                Finding(
                    number,
                    told.indicator,
                    told.kind,
                    "results/table",
                    told.direction,
                    told.baseline,
                    period=_year(told.year),
                    row=row,
                ),
            )


def _year(year: int | None) -> Period | None:
    return Period(f"{year}-01-01", f"{year}-12-31", f"{year}年") if year else None


_PART = re.compile(r"(?:其中|分[^，。]{1,12}看|按[^，。]{1,12}分|从[^，。]{1,12}看|当中)[，,：:]?")
_BY_PARTS = re.compile(r"(?:从)?(?:[分按][^，。]{1,8}(?:来?看|统计)|其中|具体来?看)[：:]?")  # 分月看，1月402件
_THE_MOST = re.compile(
    r"(?P<said>[^，。]{0,8}?)最[多高大少低快]的(?:[^，。]{0,4})?[是为][^，。]{2,}"
)  # 受理最多的是某局，468件


def _part_of(piece: str, whole: str) -> str:
    """Return what a piece that takes apart the whole said before measures: the same."""
    if not whole:
        return ""
    if _BY_PARTS.fullmatch(piece.strip()):
        return whole
    most = _THE_MOST.fullmatch(piece.strip())
    return whole if most and (not strip(most["said"]) or strip(most["said"])[:2] in whole) else ""


_FAILED = re.compile(
    r"(?:未|没有?)(?:能|可)?(?:如期|按期|按时|全面)?(?:完成|实现|达成|达到)(?:了)?(?P<aim>[^，。；]*?)的?(?:目标|任务|指标|计划)(?:任务|数)?(?=$|[，。；、])"
)
_COMPARISON = re.compile(
    r"^(?:同时)?(?:(?:与|同|和|跟|相较于?|对比|较)(?P<with>[^，]{1,16}?)(?:相比|相较|比较|对比)|(?P<yoy>同比)|(?P<mom>环比))$"
)


_COMPARES = re.compile(
    r"(?:比|较|同比|环比|与)(?:去年|上年|同期|上月|20\d\d)?[^，]*(?:增|减|升|降|多|少|高|低)"
)  # a change without unit


def _read_sentence(
    page: Page, sentence: Bounds, baseline: Baseline | None, whole: str = ""
) -> Iterator[tuple[Bounds, Finding]]:
    """Yield what a sentence measures; a part of a whole said before is compared with the same as the whole."""
    said = Sentence(baseline=baseline)
    for piece in page.pieces(sentence):
        compared = _COMPARISON.match(page.text[slice(*piece)].strip())
        if compared:
            said.baseline = "yoy" if compared["yoy"] else "mom" if compared["mom"] else baseline_of(compared["with"])
            continue
        failed = _FAILED.search(page.text, *piece)
        if failed and page.numbers_in(failed.span("aim")):  # 未能完成电诈案件下降20%的目标，实际下降12.5%
            aim = page.text[failed.start("aim") : failed.end("aim")]
            said.subject = strip(re.split(r"[上下提降增减升][升降高低加少长]?|达|[\d百千]", aim)[0])
            continue
        found = [*_read_piece(page, piece, said)]
        if found and said.row:
            found[0], said.row = replace(found[0], row=said.row), None
        said.findings += found
        if found:
            said.piece, said.subject = found, ""
        elif part := _part_of(page.text[slice(*piece)], said.findings[0].indicator if said.findings else whole):
            said.subject, said.noun, said.topic = part, "", ""
            said.row = next(iter(page.names_in(*piece, "Agency")), None)
        else:
            said.subject = "" if _COMPARES.match(page.text, *piece) else strip(_without_numbers(page, piece))
            said.noun = read_phrase(page, *piece, is_noun=True).text
            said.is_noun = _is_noun(page.words_in(*piece))
            said.topic = said.noun if METRIC.search(said.noun) else ""
        yield from ((piece, finding) for finding in found)


def _without_numbers(page: Page, piece: Bounds) -> str:
    """Return the words of a piece without its quantities (抢修人员平均26分钟到场)."""
    text, at = "", piece[0]
    for number in page.numbers_in(piece):
        text, at = text + page.text[at : number.start], number.end
    return text + page.text[at : piece[1]]


def _is_noun(words: list[Word]) -> bool:
    """Return whether the words are a noun phrase that a change may be said of, not a remark in between (再创历史新高)."""
    words = [w for w in words if w.label != "w"]
    if not words or words[-1].label not in ("n", "nz", "vn", "v") or words[0].label in ("v", "vd"):
        return False
    return not any(w.label in ("v", "vd", "d") for w in words[:-1])


def _read_piece(page: Page, piece: Bounds, said: Sentence) -> Iterator[Finding]:
    inside: list[Finding] = []
    zero = _zero(page, piece)
    if zero:
        yield zero
        if not _changed_to_none(page, piece):
            return
    for series in read_series(page, piece):
        inside += _read_series(page, series, said, inside)
    yield from inside
    yield from _ranks(page, piece, said, inside)


# ---- one series of numbers ---------------------------------------------------------------------------------------------

_TOGETHER = re.compile(r"均|都|双|齐|各|分别")
_VAGUE_SUBJECT = re.compile(
    r"(?:^|(?:四|三|两|二|五|几|多|各)(?:项|大|个)?(?:主要)?|主要)(?:指数|指标|数据)$|^(?:[户人]均|数量|数字|数据|占比|比例|比重|增幅|降幅|涨幅|增速|幅度|总量|总数|其中|这一数字|该数字|其|以|首次|首度|再次|再度|转为|转|反|一举|率先|历史性|同比|环比|同口径|可比口径|可比价格?|按?可比口径|按可比价格?)?$"
)


def _read_series(page: Page, series: Series, said: Sentence, inside: list[Finding]) -> Iterator[Finding]:
    left = read_left(page, series.left, series.numbers[0].start)
    noun, rest = _read_right(page, series.numbers[-1].end, series.right, series.index + 1 < series.count)
    measure = series.numbers[0].quantity.measure
    before = page.text[series.left : series.numbers[0].start]
    if measure == "duration" and (left.verb == "提前" or EARLIER.search(before)) and not METRIC.search(left.subject):
        usual = _THAN_USUAL.search(before)
        if usual and said.findings:
            told = f"{said.findings[-1].indicator}{usual['when']}"
            way: Direction = "up" if usual["when"] == "早" else "down"
            yield Finding(series.numbers[0], told, "change", "results/ahead", way, baseline_of(usual["than"]))
        elif left.baseline or _PLANNED.search(before):
            yield Finding(series.numbers[0], strip(before), "duration", "results/ahead")
        return  # 提前20天完工: how a deed was done
    if _scopes_a_rate(page, series, left):
        return
    if measure == "duration" and re.search(r"连续$", before):
        yield from _lasting(page, series, left, noun + rest, said, inside)
    elif left.is_from or _is_merged(page, series, noun):
        yield from _level(page, series, left, noun, said, inside, is_before=True)
    elif left.verb and left.is_level:
        yield from _level(page, series, left, noun, said, inside)
    elif inside and inside[-1].is_before and _has_become(page, inside[-1].number, series.numbers[0]):
        rises = series.numbers[0].quantity.value > inside[-1].number.quantity.value
        reached = replace(left, end=left.start, subject="", direction="up" if rises else "down", is_level=True)
        yield from _level(page, series, reached, "", said, inside)
    elif left.verb and (measure in ("percent", "points", "times") or not noun or left.baseline):
        yield from _changes(page, series, left, noun, said, inside)
    elif measure in ("percent", "points", "times"):
        yield from _shares(page, series, left, noun, rest, said, inside)
    elif (noun or rest) and not (measure == "money" and _is_paid(page, series, left)):
        yield from _with_right(page, series, left, noun, rest, said, inside)
    else:
        yield from _behind(page, series, left, said, inside)


_THAN_USUAL = re.compile(r"[比较](?P<than>去年同期|上年同期|常年同期|往年同期|去年|上年|常年|往年)(?P<when>[早晚])了?$")
_PLANNED = re.compile(r"计划|原定|工期|预定|合同|序时")


_REACHED = re.compile(r"(?:至|到|为|成)(?:现在|目前|如今|当前|现有)?的?(?:盈利|亏损)?(?:约|近|超过?|逾)?$")


def _has_become(page: Page, former: Number, later: Number) -> bool:
    """Return whether one level became the other, by whatever verb (由141台扩编至168台, 由6人发展到现在的23人)."""
    return former.quantity.unit == later.quantity.unit and bool(_REACHED.search(page.text[former.end : later.start]))


_PAID = re.compile(
    r"(?:投入|投资|出资|斥资|筹资|耗资|募集|筹集|筹措|罚款|处罚款|罚没|融资|集资|拨款|让利|减免|自筹资金|资金|经费|总投资额|总造价|总价值|注册资本)$"
)


def _is_paid(page: Page, series: Series, left: Left) -> bool:
    """Return whether a sum stands behind the words for it, and what follows is what it was spent on (投入1260万元升级系统)."""
    before = page.text[left.start : left.end]
    return bool(_PAID.search(before)) and (page.text[series.numbers[-1].end] != "的" or bool(_WORTH.search(before)))


_WORTH = re.compile(r"(?:总投资额?|总造价|总价值|注册资本|罚款|罚没)$")  # 总投资8.6亿元的产业园, 罚款3万元的行政处罚
_NEXT = ("并", "并且", "且", "而", "后", "以及")  # what follows is another deed
_MILESTONE = re.compile(r"大关|关口|台阶|记者|门槛")


def _read_right(page: Page, start: int, end: int, is_shared: bool = False) -> tuple[str, str]:
    """Return the noun right behind a number, and what follows it; shared words were cut before the next number's verb."""
    end = _before_headline_ends(page, start, end)
    words = page.words_in(start, end)
    if words and words[0].text == "的":
        words = words[1:]
    if not words or _MILESTONE.match(words[0].text) or words[0].text in (*_NEXT, "等"):
        return "", ""
    taken: list[Word] = words[:1] if is_shared and len(words) > 1 and words[1].label in ("n", "nz") else []
    for word in words[len(taken) :]:
        if (
            word.text in ("全部", "全都", "悉数")
            or word.label in ("v", "p", "d", "ad", "vd", "r", "f", "xc")
            or (word.label in ("c", "w") and word.text not in "“”‘’「」和及与")
        ):
            break
        taken.append(word)
    if taken and len(taken) < len(words) and _is_long_noun(page.text[taken[0].start : end]):
        taken = words
    noun_end = taken[-1].end if taken else words[0].start
    noun = re.sub(r"(?:全部|全都|均|都)$", "", strip("".join(w.text for w in taken)))
    stop = re.search(r"[、]", page.text[noun_end:end])
    rest = page.text[noun_end : noun_end + stop.start() if stop else end]
    return noun, strip(rest)


_NEW_STORY = re.compile(
    r"(?:今天|今日|昨天|昨日|近日|日前|连日来|昨晚|今晚)(?=$|[，（(])|记者(?=从|今|昨|近|日前|了解|\d)|(?:最新|发布的?|公布的?|监测)?(?:数据|消息)(?:显示|称)?$"
)


def _before_headline_ends(page: Page, start: int, end: int) -> int:
    """Return where the words behind a number end; a headline may run into its story (…72亿件某局数据显示，…近日，某部…)."""
    story = _NEW_STORY.search(page.text, start, end)
    if story is None:
        return end
    teller = next(
        (m.span.start for m in page.names_in(start, story.start() + 1, "Agency") if m.span.end >= story.start() - 1), None
    )
    return story.start() if teller is None else teller


_HEADS = re.compile(
    r"(?:活动|行动|会议?|培训班?|比赛|竞赛|比武|讲座|演练|服务|机制|工程|项目|系统|平台|措施|举措|制度|办法|方案|文件|问题|隐患|事项|线索|案件|车辆|人员|企业|单位|场所|站|室|中心|基地|课程|通知书|标准|规范|产品|程序|违法|行为|指引|模板|事故|设施|设备)$"
)


def _is_long_noun(text: str) -> bool:
    """Return whether the words behind a number are one noun, verbs in it notwithstanding (渔船救援技能比拼活动)."""
    return (
        len(text) <= LONGEST_INDICATOR
        and bool(_HEADS.search(text))
        and not re.search(r"[、，]|进行|开展|实施|落实|参加|[到与赴参]会$|全部|接入|完成|纳入|为|被|将|把|对|在|了", text)
    )


def _is_merged(page: Page, series: Series, noun: str) -> bool:
    """Return whether the quantity is what another in the piece became (4个环节并为1个环节)."""
    if series.index + 1 >= series.count:
        return False
    following = page.text[series.numbers[-1].end : series.piece[1]]
    return bool(
        re.match(
            rf"{re.escape(noun)}(?:被|又|已)?(?:压减|合并|缩减|精简|减少|压缩|优化|整合|增加|扩大|增|减|并|缩短|提升|下降|上升|提高|增长|降低|降|升)(?:到|至|为|成)",
            following,
        )
    )


def _subjects(page: Page, series: Series, left: Left, said: Sentence, inside: list[Finding]) -> list[str]:
    """Return what each number of a series speaks of; words left out are those of the piece before."""
    wanted = len(series.numbers)
    text = _phrase_of(page, left)
    if (one := _one_of_each(page, series, text, said)) is not None:
        return [one]
    if _is_named_only(page, left.start, left.end) and (alike := _alike_before(said, inside, series)):
        return [alike] * wanted
    if _VAGUE_SUBJECT.search(text):
        earlier = _earlier(said, inside, series, wanted)
        if text in ("占比", "比例", "比重") and earlier:
            return [f"{earlier[-1]}{text}"]
        if earlier:
            return earlier
        text = strip(said.subject) or (text if len(text) > 1 else "")
        if not text:
            return []
    rates = _RATES.search(text)
    text = rates[1] if rates else text
    each = rates or wanted > 1 or bool(_TOGETHER.search(left.tail + page.text[left.end : series.numbers[0].start]))
    nouns = [_of_topic(said, noun) for noun in nouns_of(text)] if each else [_of_topic(said, text)]
    if len(nouns) == wanted or wanted == 1:
        return nouns
    return nouns * wanted if len(nouns) == 1 else nouns[-wanted:] if len(nouns) > wanted else []


def _of_topic(said: Sentence, text: str) -> str:
    """Return what a number of a list measures whose measure was named before it (报销比例，|职工|82.3%)."""
    is_part = bool(said.topic) and 0 < len(text) <= LONGEST_PART and not METRIC.search(text)
    return text + said.topic if is_part else text


_RATES_OF_CHANGE = ("增速", "增幅", "降幅", "涨幅")  # with no word of what grew: 某州增速26.3%
LONGEST_PART = 8  # characters: who or what a measure is given of, in a list
_FILLS = ("则", "也", "为", "达", "达到", "是", "仅", "约", "分别", "其中", "而", "还", "仅为", "和", "与")


def _is_named_only(page: Page, start: int, end: int) -> bool:
    """Return whether nothing but a name stands before a number: what is measured was said of another (甲局98%，|乙局|84%)."""
    named = page.names_in(start, end, "Agency", "Place")
    words = [w for w in page.words_in(start, end) if w.label != "w" and w.text not in _FILLS]
    return bool(named and words) and all(any(m.span.start <= w.start < m.span.end for m in named) for w in words)


def _alike_before(said: Sentence, inside: list[Finding], series: Series) -> str:
    """Return the last measure of a sentence that has the unit of a series, or nothing."""
    unit, measure = series.numbers[0].quantity.unit, series.numbers[0].quantity.measure
    alike = [
        f for f in [*said.findings, *inside] if f.number.quantity.unit == unit and (f.kind == "change") == (measure == "points")
    ]
    return alike[-1].indicator if alike else ""


_SAME = re.compile(r"(?<=[、和与及])(?:基本|保持|总体|大体)?持平|(?<=分别)持平")


def _one_of_each(page: Page, series: Series, text: str, said: Sentence) -> str | None:
    """Return which of the things before 分别 a number with a verb of its own is of (总收入、总支出分别增长2.4%、下降1.8%)."""
    first = next(iter(page.numbers_in(series.piece)))
    each = re.search(r"分别", page.text[series.piece[0] : first.start])
    if series.count < 2 or len(series.numbers) > 1 or each is None:
        return None
    left = read_left(page, series.piece[0], first.start)
    listed = _phrase_of(page, left)
    nouns = nouns_of(listed)
    same = [m.start() for m in _SAME.finditer(page.text, series.piece[0] + each.end(), series.piece[1])]  # …、持平
    if len(nouns) == series.count + len(same):
        return _of_topic(said, nouns[series.index + sum(at < series.numbers[0].start for at in same)])
    levels = [f.indicator for f in said.findings if f.kind != "change"]
    return levels[-series.count :][series.index] if _VAGUE_SUBJECT.search(listed) and len(levels) >= series.count else None


_RATES = re.compile(  # 实现|参考率、通过率和优秀率|100%
    r"^(?:.*?(?:实现了?|确保了?|保持了?|做到了?|达成了?))?((?:[^、，率度]{1,12}[率度](?:、|以及|和|及|与)(?!率|度))+[^、，率度]{1,12}[率度])$"
)


def _phrase_of(page: Page, left: Left) -> str:
    return read_phrase(page, left.start, left.end, is_noun=True).text


def _earlier(said: Sentence, inside: list[Finding], series: Series, wanted: int) -> list[str]:
    """Return the indicators spoken of last, as many as there are numbers, the same units first."""
    known = [*said.findings, *inside]
    if said.subject and said.is_noun and not inside:
        return []
    if inside and inside[-1].is_before:
        return [f.indicator for f in inside if f.is_before][-wanted:]
    levels = [_lasted(f) for f in known if f.kind != "change"] or known
    if wanted > 1:
        return [f.indicator for f in levels[-wanted:]] if len(levels) >= wanted else []
    unit = {"个百分点": "%", "百分点": "%"}.get(series.numbers[0].quantity.unit, series.numbers[0].quantity.unit)
    if unit == "%" and series.numbers[0].quantity.measure == "percent":  # % of whatever was said last
        return [f.indicator for f in known[-1:]]
    same = [f for f in levels[-3:] if f.number.quantity.unit == unit]
    chosen = same[-1:] or levels[-1:]
    return [f.indicator for f in chosen]


def _lasted(finding: Finding) -> Finding:
    """Return a finding that something has changed for years as one of that alone: 起诉人数|连续三年下降，降至537人."""
    if finding.rule != "results/lasting-change":
        return finding
    return replace(finding, indicator=finding.indicator.partition("连续")[0])


def _pairs(series: Series, subjects: list[str]) -> list[tuple[Number, str]]:
    """Return number and subject side by side; one number may hold for several subjects."""
    if len(series.numbers) == 1:
        return [(series.numbers[0], subject) for subject in subjects]
    return list(zip(series.numbers, subjects, strict=False))


def _kind(quantity: Quantity) -> Kind:
    return {"percent": "percent", "points": "change", "money": "money", "duration": "duration", "times": "change"}.get(
        quantity.measure, "count"
    )  # type: ignore[return-value]


def _level_kind(quantity: Quantity) -> Kind:
    """Return the kind of a level: percentage points and times are no change when they are what was reached."""
    return "percent" if quantity.measure == "points" else "count" if quantity.measure == "times" else _kind(quantity)


def _changes(page: Page, series: Series, left: Left, noun: str, said: Sentence, inside: list[Finding]) -> Iterator[Finding]:
    subjects = _subjects(page, series, left, said, inside)
    if noun and not subjects:
        subjects = [noun]
    if left.verb in _RATES_OF_CHANGE and _is_named_only(page, left.start, left.end):
        subjects = [left.verb]
    if noun and page.text[series.numbers[-1].end] == "的":
        subjects = [noun]
    before = next(iter([*said.findings, *inside][-1:]), None)
    baseline = left.baseline
    if baseline is None and before and (before.kind == "change" or before.is_before or any(f.is_before for f in said.piece)):
        baseline = before.baseline or ("other" if before.is_before else None)
    known = (f.baseline for f in reversed(said.findings) if f.kind == "change" and f.baseline)
    baseline = baseline or said.baseline or next(known, None)  # 同比 is said once in a sentence
    for number, subject in _pairs(series, subjects or list(filter(None, [left.tail + left.verb]))):
        yield Finding(number, subject, "change", "results/change", left.direction, baseline)


def _level(
    page: Page, series: Series, left: Left, noun: str, said: Sentence, inside: list[Finding], is_before: bool = False
) -> Iterator[Finding]:
    """Yield the level before a change (由6.3%) or the level that it reached (提升至9.8%)."""
    subjects = _subjects(page, series, left, said, inside) or ([noun] if noun else [])
    if noun and is_before and not left.is_from:
        subjects = [noun]
    for number, subject in _pairs(series, subjects):
        kind = _level_kind(number.quantity)
        if is_before:
            time = _own_time(page, series)
            rule = "results/level-before"
            yield Finding(number, subject, kind, rule, is_before=True, period=time, baseline=_time_baseline(time))
        else:
            earlier = next((f for f in inside if f.is_before), None)
            baseline = left.baseline or (earlier.baseline or said.baseline or "other" if earlier else said.baseline)
            yield Finding(
                number, subject, kind, "results/level-reached", left.direction, baseline, period=_own_time(page, series)
            )


def _time_baseline(time: Period | None) -> Baseline | None:
    return "yoy" if time and re.search(r"去年|上年|同期", time.text) else None


def _own_time(page: Page, series: Series, apart: int = 2) -> Period | None:
    """Return the time before a number, that many characters at most lying between (由2016年的41.2%)."""
    first = series.numbers[0].start
    near = [p for s, e, p in page.times if series.left <= s and first - apart <= e <= first]
    return near[-1] if near else None


def _shares(
    page: Page, series: Series, left: Left, noun: str, rest: str, said: Sentence, inside: list[Finding]
) -> Iterator[Finding]:
    """Yield levels in per cent: 满意率达99%, 占总数的54.5%, 98%的群众."""
    if page.text[series.numbers[0].start : series.numbers[0].end].startswith("翻"):
        yield from _changes(page, series, replace(left, direction="up"), "", said, inside)
        return
    printed = page.text[left.start : series.numbers[0].start]
    whole = re.search(
        r"(?:仍|约|已|就|只|均|各|则|分别)*占(?:比(?:达到?|为|是)?|到|了|据)?(?P<whole>.*?)(?:的?(?:比重|比例|比率|份额))?(?:已经?|仅|均|分别|约|首次|也|高)*(?:达到?|为|是|超过?)?的?(?:近|约|逾|超过?|将近|接近|不足|不到)?$",
        printed,
    )
    reached = re.search(r"达到?(?P<whole>[^达]+)的$", printed) or _OF_EARLIER.fullmatch(printed)
    if series.numbers[0].quantity.measure == "times":
        reached = _TIMES_AS.search(printed) or reached
    share = whole or reached
    if share:
        head = strip(read_phrase(page, left.start, left.start + share.start(), is_noun=True).text)
        of_what = strip(share["whole"])
        if not head and said.findings and not inside and (not said.subject or reached):
            head = next((f for f in reversed(said.findings) if f.kind != "change"), said.findings[-1]).indicator
        heads = nouns_of(head) if len(series.numbers) > 1 else [head]
        heads = heads if len(heads) == len(series.numbers) else [head] * len(series.numbers)
        verb = "占" if whole else ""
        subjects = [f"{one}{verb}{of_what}" if of_what else f"{one}占比" for one in heads]
    elif change := next((w for w in directions() if len(w) > 1 and _PACE.sub("", noun or rest).startswith(w)), None):
        left = replace(left, end=left.start + len(_ATTAINS.sub("", printed))) if _ATTAINS.search(printed) else left
        for number, subject in _pairs(series, _subjects(page, series, left, said, inside)):
            yield Finding(number, subject, "change", "results/change-noun", directions()[change], left.baseline)
        return
    elif noun and _REGION.fullmatch(_phrase_of(page, left)):
        subjects = [_cut_length(noun + rest)]
    elif noun and page.text[series.numbers[-1].end : series.right].startswith("的"):
        subjects = [_cut_length(_phrase_of(page, left) + noun)]
    elif rest and not left.tail and not (noun and left.subject):
        subjects = [_cut_length(_phrase_of(page, left) + noun + rest)]
    else:
        subjects = _subjects(page, series, left, said, inside)
    for number, subject in _pairs(series, subjects):
        kind = _kind(number.quantity)
        if number.quantity.measure == "times" and share and reached:
            baseline = baseline_of(share["whole"], page.document.date)
            yield Finding(number, head or subject, "change", "results/times-as-much", "up", baseline)
        elif kind != "change":
            yield Finding(number, subject, kind, "results/share" if share else "results/percent", None, left.baseline)


_OF_EARLIER = re.compile(  # 加装电梯306部，|为年初计划的|122%
    r"(?:已|约|均|都|也|仅)*(?P<whole>(?:为|是|相当于|恢复[至到]|达到?|完成了?)[^，。；]{2,14})的(?:约|近|逾|超过?)?$"
)
_TIMES_AS = re.compile(r"(?:为|是|相当于|达到?)(?P<whole>[^，。；]{2,14})的(?:约|近|逾|超过?)?$")  # 办件量|是上线之初的|4.6倍
_PACE = re.compile(r"^(?:以上)?的?(?:中高速|较快|快速|高速|稳定|平稳|两位数|恢复性|持续|稳健)+(?:的)?(?=增)")
_ATTAINS = re.compile(
    r"(?:继续)?(?:实现了?|保持了?|取得了?)(?:年均|同比|平均|约|近|超过?|逾)*$"
)  # 经济|实现年均|8.3%的中高速增长


_REGION = re.compile(r"(?:全[国省市县区州球港]|世界|我国|各地)?")


def _cut_length(text: str) -> str:
    return text[:LONGEST_INDICATOR]


def _lasting(page: Page, series: Series, left: Left, rest: str, said: Sentence, inside: list[Finding]) -> Iterator[Finding]:
    """Yield what has lasted for years: 连续6年未发生…, 警情、案件连续4年双下降."""
    if (series.index + 1 < series.count and not re.search(r"未|没有|零|无", rest)) or not rest:
        return
    change = next((row for row in sorted(directions(), key=lambda w: (-len(w), w)) if row in rest and len(row) > 1), None)
    number = series.numbers[0]
    bare = re.search(r"(?:已|已经|并|也|更是|又|还)*连续$", page.text[left.start : number.start])
    text = read_phrase(page, left.start, left.start + bare.start() if bare else left.end, is_noun=True).text
    if change and len(rest) <= 8:
        subjects = nouns_of(strip(text)) if strip(text) else _earlier(said, inside, series, 1) or [strip(said.subject)]
        baseline: Baseline | None = "mom" if "环比" in rest else "yoy"
        for subject in filter(None, subjects):
            yield Finding(
                number,
                f"{subject}连续{rest.replace('双', '')}",
                "duration",
                "results/lasting-change",
                directions()[change],
                baseline,
            )
        return
    yield Finding(number, _cut_length(f"{text}连续{rest}"), "duration", "results/lasting")


_FOR_EXAMPLE = re.compile(  # 印发《…》等文件12份
    r"(?P<verb>[\u4e00-\u9fff]{2})《[^》]*》(?:[、和]?《[^》]*》)*等(?P<noun>[\u4e00-\u9fff]{2,8})"
)


def _behind(page: Page, series: Series, left: Left, said: Sentence, inside: list[Finding]) -> Iterator[Finding]:
    """Yield what stands before its number: 查处超载货车1.7万辆, 其中醉驾9宗."""
    is_level = bool(re.search(r"达|为|是|破|超", left.tail)) and bool(METRIC.search(left.subject))
    if _is_named_only(page, left.start, left.end) and (repeated := _alike_before(said, inside, series)):
        for number in series.numbers:
            yield Finding(number, repeated, _kind(number.quantity), "results/behind-name", None, left.baseline)
        return
    reaches = _REACHES.search(page.text, left.start, left.end) or _CARRIED.search(page.text, left.start, left.end)
    if reaches:
        left, is_level = replace(left, end=reaches.start()), True
    phrase = read_phrase(page, left.start, left.end, is_noun=is_level)
    text, verb = _governed_by_list(page, series, phrase, said, inside)
    listed = strip(page.text[left.start : left.end])
    if len(series.numbers) > 2 and len(listed) > LONGEST_INDICATOR and len(nouns_of(listed)) == len(series.numbers):
        text, verb = listed, ""  # too long to be one phrase: a list of what the numbers are of
    if _AVERAGE.fullmatch(page.text[series.left : series.numbers[0].start].strip()):
        text = ""
    named = next(
        (m for m in page.mentions_over(left.end - 1, left.end) if m.type == "Initiative" and m.span.end == left.end), None
    )
    if (
        named
        and left.start <= named.span.start
        and text
        and len(text) < left.end - named.span.start
        and named.surface.endswith(text)
    ):
        text, verb = strip(page.text[named.span.start : left.end]), ""
    if _TAKES.fullmatch(text) and said.subject:
        text = ""
    if _FOR_FIRST.fullmatch(text):  # 货值1365亿元，首次突破1300亿元: the milestone on the way
        level = next((f for f in reversed(said.findings) if f.number.quantity.unit == series.numbers[0].quantity.unit), None)
        if level is None or level.number.quantity.value >= series.numbers[0].quantity.value:
            return
        text = level.indicator
    if text in ("死亡", "受伤", "死", "伤") and (said.findings or inside):
        earlier = re.search(r"[^的]{0,8}(?:事故|车祸|意外|事件|火灾|案件?)$", [*said.findings, *inside][-1].indicator)
        text = (
            earlier[0] + text if earlier else inside[-1].indicator + text if inside and len(inside[-1].indicator) <= 8 else text
        )
    text = "" if _NO_MEASURE.fullmatch(text) else text
    text = _whole_deed(series, phrase, said, inside) or text
    if not text and len(series.numbers) > 1 and len(former := _earlier(said, inside, series, len(series.numbers))) > 1:
        time = _own_time(page, series, len(left.tail))
        for number, noun in zip(series.numbers, former, strict=False):  # 去年同期分别为468人、2103人
            yield Finding(number, noun, _kind(number.quantity), "results/behind-each", None, left.baseline, period=time)
        return
    text = text or _said_before(page, series, left, said, inside)
    titles = _FOR_EXAMPLE.search(page.text, left.start, left.end)
    text = titles["verb"] + titles["noun"] if titles and titles.end() == left.end else text
    if len(text) > 4:
        text = re.sub(r"(?<=[\u4e00-\u9fff])(?:完成|实现|达成)$", "", text)
    if len(text) == 1:
        text = _with_adverb(page, series, text)
    if len(text) < 2 or re.fullmatch(r"[\d\W]+", text):
        return
    text = _with_patient(page, left, text)
    alike = _measured_alike(page, series, left)
    if len(alike) > 1:
        for noun in alike:
            yield Finding(
                series.numbers[0], noun, _kind(series.numbers[0].quantity), "results/behind-each", None, left.baseline
            )
        return
    for number, noun in zip(series.numbers, _each(text, len(series.numbers)), strict=True):
        yield Finding(number, noun, _kind(number.quantity), "results/behind", None, left.baseline, verb)


_NO_MEASURE = re.compile(
    r"(?:累计|合计|总计|(?:首|上|本|前|第[一二三四五六])(?:期|轮|批|季)(?:（[^）]*）)?则?)"
)  # 首期则为1870张
_CARRIED = re.compile(  # 财政支出总额|累计执行|375亿元
    r"(?<=[率数量额入出值资度模])(?:累计|共|已|全年|实际|年内)*(?:执行|完成|实现|录得|收于|到位)了?$"
)
_REACHES = re.compile(r"(?<![达提升增降减缩扩得收受做来拿看遇碰找])[\u4e00-\u9fff]到$")  # 负荷|摸到|163.5万千瓦


def _with_adverb(page: Page, series: Series, verb: str) -> str:
    """Return a verb of one character with the adverb before it (应到215名，|实到|199名; 已判|17人)."""
    words = page.words_in(series.left, series.numbers[0].start)
    at = next((i for i, w in enumerate(words) if i and w.text == verb and w.label in ("v", "vd")), None)
    return (
        words[at - 1].text + verb
        if at is not None and words[at - 1].label in ("d", "ad") and words[at - 1].text != "再"
        else ""
    )


_HOLDS = particles("held or given")
_EARNS = re.compile(r"(?:[省攒赚挣亏赔][下了出]?|[增减节创][收支产税费负亏利耗排])(?:了|过)?")  # 电费一年|省下, 人均年|增收
_DOES = re.compile(  # who does something, not what is done
    r"(?:[员者警人兵官]|干部|群众|师生|志愿服务队|部门|单位|企业|公司|[队组局委办厅站所校院县市区镇乡村省]|各地|地方|双方|此次|活动)$"
)


def _with_patient(page: Page, left: Left, text: str) -> str:
    """Return a bare verb of holding or giving with what was held, which stands before it: 防汛演练|累计举行|31场."""
    if text not in _HOLDS and not _EARNS.fullmatch(text):
        return text
    words = read_phrase(page, left.start, left.end, is_noun=True).text
    held = strip(words[: -len(text)]) if words.endswith(text) else ""
    return (
        text
        if len(held) < 2 or len(held) > LONGEST_INDICATOR - len(text) or _DOES.search(held)
        else held + text
        if _EARNS.fullmatch(text)
        else text + held
    )


_ALIKE = re.compile(r"(?:均|都|双双|齐|皆|分别)(?:突破|超过?|达到?|跨过|跃上|站上|迈上|在|稳定在|保持在|为|首次)")


def _measured_alike(page: Page, series: Series, left: Left) -> list[str]:
    """Return the measures of a list of which one number is said of each: 生产总值、投资、贷款余额均|突破2万亿元."""
    if len(series.numbers) > 1 or not _ALIKE.search(page.text, left.start, series.numbers[0].end):
        return []
    listed = "".join(w.text for w in after_names(page, page.words_in(left.start, left.end)))
    nouns = [noun for noun in re.split(r"、|(?<=[率数量额值入资度])(?:和|与|以及|及)", strip(listed)) if noun]
    return nouns if len(nouns) > 1 and all(METRIC.search(noun) for noun in nouns) else []


_FOR_FIRST = re.compile(r"(?:首次|首度|再次|再度|一举|历史性|成功|率先)+")
_TAKES = re.compile(r"(?:只|仅|共|就)?(?:用|需|花|用时|花费|省下)")  # 从申请到办结，只用了3天


def _whole_deed(series: Series, phrase: Phrase, said: Sentence, inside: list[Finding]) -> str:
    """Return verb and object of a bare verb that was said with its object before (甲局侦破诈骗案件268起，乙局侦破151起)."""
    if not phrase.text or phrase.text != phrase.verb:
        return ""
    unit = series.numbers[0].quantity.unit
    same = [f for f in [*said.findings, *inside] if f.verb == phrase.verb and f.number.quantity.unit == unit]
    return same[-1].indicator if same else ""


def _governed_by_list(page: Page, series: Series, phrase: Phrase, said: Sentence, inside: list[Finding]) -> tuple[str, str]:
    """Return the words and their verb; a bare noun in a list or behind 其中 takes the verb of the item before."""
    text, verb = phrase.text, phrase.verb
    printed = page.text[series.left : series.numbers[0].start]
    words = page.words_in(series.left, series.numbers[0].start)
    is_part = series.index > 0 or bool(re.match(r"其中|当中|含|包括", printed))
    if not text or not words or not is_part:
        return text, verb
    if verb and all(len(w.text) == 1 for w in words[-len(text) :]):  # 醉 + 驾: no verbs, but a word that was cut
        verb = ""
    if inside and inside[-1].verb and len(text) > 3 and words[-1].label == "v" and words[0].label not in ("v", "vn"):
        verb = ""  # 疲劳驾驶: an offence, no deed
    governing = next((f.verb for f in reversed([*said.findings[-4:], *inside]) if f.verb), "")
    if verb or not governing or text.startswith(governing):
        return text, verb
    return governing + text, governing


def _said_before(page: Page, series: Series, left: Left, said: Sentence, inside: list[Finding]) -> str:
    """Return what a number without words of its own measures: the clause before it, or the result before it (，达60.37万户)."""
    average = _AVERAGE.search(page.text, series.left, series.numbers[0].start)
    if average and (alike := _alike_before(said, inside, series)):
        return alike if alike.startswith(average[0]) else average[0] + alike
    joined = inside and series.index and page.text[inside[-1].number.end : series.numbers[0].start].strip() in ("、", "")
    if inside and joined and inside[-1].kind != "change" and series.numbers[0].quantity.measure != "duration":
        return inside[-1].indicator  # 铺开道路42条、|318公里
    if said.subject and len(said.subject) <= LONGEST_INDICATOR:
        return said.subject
    if (
        inside
        and series.left == series.numbers[0].start
        and not re.search(r"[、，；和及与或（）]", page.text[inside[-1].number.end : series.left])
    ):
        return inside[-1].indicator  # 34种药品|234盒
    earlier = next(iter([*said.findings, *inside][-1:]), None)
    is_same = earlier is not None and earlier.number.quantity.unit == series.numbers[0].quantity.unit
    is_former = re.search(r"只有|仅有|是|^$", left.tail) is not None and _own_time(page, series, len(left.tail)) is not None
    return earlier.indicator if earlier and is_same and (is_former or re.search(r"达|为|至|共", left.tail)) else ""


_AVERAGE = re.compile(r"(?:[日月年户人]均|平均每[天日月年户人]|单[日月])(?:达到?|约|近|超过?|为|逾|最高)*$")
_TAIL = re.compile(r"(?:[年月日人户]均|平均)?(?:浓度|收入|支出|产量|销量|面积|人数|数量|金额|投资|增加值|产值|里程|价格|用量)$")


def _each(text: str, wanted: int) -> list[str]:
    """Return what each of several numbers measures: 城镇、农村居民收入 two incomes, 改造小区 the same twice."""
    nouns = nouns_of(text) if wanted > 1 else [text]
    if len(nouns) != wanted:
        return [text] * wanted
    last = nouns[-1]
    tail = _TAIL.search(last)
    if tail and tail.start() and not any(METRIC.search(noun) for noun in nouns[:-1]) and len(nouns[0]) != 2:
        return [*(noun + tail[0] for noun in nouns[:-1]), last]
    return [noun if METRIC.search(noun) or len(noun) + 2 >= len(last) else noun + last[len(noun) :] for noun in nouns]


def _with_right(
    page: Page, series: Series, left: Left, noun: str, rest: str, said: Sentence, inside: list[Finding]
) -> Iterator[Finding]:
    """Yield what stands around or behind its number: 下发5个工作指引, 582人完成学习, 对7家企业开展检查."""
    number = series.numbers[-1]
    if number.quantity.measure == "duration":
        indicator, rule, verb = *_duration_with_right(page, left, noun, rest), ""
    else:
        indicator, rule, verb = _around(page, series, left, noun, rest, inside)
        if not indicator and noun and not rest and series.left == number.start and (given := _given_before(said)):
            indicator, rule, verb = given + noun, "results/between-next", given
    indicator = strip(indicator)
    if len(indicator) >= 2:
        for other in series.numbers[:-1]:
            if verb and other.quantity.unit in ("人", "名") and other.quantity.unit != number.quantity.unit:
                yield Finding(other, f"{verb}人员", "count", "results/between-people", None, left.baseline, verb)
        yield Finding(number, indicator, _kind(number.quantity), rule, None, left.baseline, verb)


def _given_before(said: Sentence) -> str:
    """Return the verb of a list that goes on behind a comma (发放手册300份|，50个手袋), or nothing."""
    last = said.piece[-1] if said.piece else None
    return last.verb if last and not said.subject and last.rule.startswith("results/between") else ""


_EXISTS = ("有", "已有", "共有", "现有", "拥有", "已拥有", "设有", "还有", "仍有")  # 全县共有|4家|省级园区
_PREPOSED = particles("preposed")
_BARE = particles("bare")


def _scopes_a_rate(page: Page, series: Series, left: Left) -> bool:
    """Return whether a number only says over how many a rate is taken (全州7个断面水质达标率为85.7%)."""
    later = next((n for n in page.numbers_in(series.piece) if n.start >= series.numbers[-1].end), None)
    if later is None or series.numbers[-1].quantity.measure != "count" or later.quantity.measure == "duration":
        return False
    deed = any(w.label in ("v", "vd") for w in page.words_in(left.start, left.end))
    return not deed and is_rate(page.text[series.numbers[-1].end : later.start])


def _around(page: Page, series: Series, left: Left, noun: str, rest: str, inside: list[Finding]) -> tuple[str, str, str]:
    """Return indicator, rule and governing verb of a number with words behind it."""
    words = [w for w in page.words_in(series.left, series.numbers[0].start) if w.label != "w" or w.text not in "“”"]
    verbs = [i for i, w in enumerate(words) if w.label in ("v", "vd") and w.text not in _BARE]
    at = next((i for i in range(len(words) - 1, -1, -1) if words[i].text in _PREPOSED), None)
    if at is not None and (
        not verbs or verbs[-1] < at or (noun and rest and words[at].text in ("将", "把") and words[-1].label != "v")
    ):
        following = rest or (page.text[series.right : _next_number(page, series)] if series.index + 1 < series.count else "")
        if words[at].text in ("将", "把") and series.index + 1 < series.count and re.search(r"[为成]$", following):
            return "", "", ""
        if words[at].text == "在" and re.match(r"[中里内](?!心)", following):
            return noun, "results/among", ""
        if re.match(r"当作|当成|视为|作为|看作", following):
            return "", "", ""
        if words[at].text not in ("有", "由") and following:
            return _governed(noun, following, words[at].text), "results/preposed", ""
    text = page.text[left.start : left.end]
    is_counted = "、" in text and text.count("、") + 1 == series.numbers[0].quantity.value  # A、B、C三个系统
    is_open = bool(noun) and "、" in text and words[0].label == "v" and words[-1].label != "v"
    is_list = bool(words) and (words[-1].text == "等" or is_counted or is_open)
    if is_list:
        verb = _list_verb(page, words)
        if rest and (not verb or re.match(r"会同|联合|围绕", verb) or re.match(r"就地|全部|均|已|可|都|分别", rest)):
            return _cut_length(noun + rest), "results/before", ""
        return (noun if verb in PREPOSITIONS else verb + noun), "results/between-list", verb
    ends = left.end
    words = page.words_in(left.start, ends)
    if (
        words
        and (words[-1].label in ("v", "vn", "vd") or words[-1].text in ("了", "过", "出", "起", "成", "到"))
        and words[-1].text not in _BARE
    ):
        verb = _last_verb(words)
        if verb in ("带动", "帮助", "促进", "推动", "使", "让", "指导", "协调", "组织"):
            return (_cut_length(verb + noun + rest) if noun else ""), "results/between-causing", verb
        if re.match(r"按照?|根据|参照|依据|依照", verb):
            return "", "", ""
        if verb in PREPOSITIONS:
            return (noun, "results/with", "") if noun else ("", "", "")
        return (verb + (noun or rest) if noun or rest else ""), "results/between", verb
    if series.index and inside and not words and noun and inside[-1].verb:
        return inside[-1].verb + noun, "results/between-next", inside[-1].verb
    if rest and (text.endswith("的") or not verbs):
        return _before(page, words, noun, rest), "results/before", ""
    if noun and not rest and words and words[-1].text in _EXISTS and series.numbers[0].quantity.value > 3 and len(noun) > 2:
        return noun, "results/has", ""
    if (
        not words
        and noun
        and series.numbers[0].quantity.value > 2
        and _next_words(page, series)
        and series.right < _next_number(page, series)
        and series.index + 1 < series.count
    ):
        return _shared_deed(page, series, noun), "results/before-verb", ""
    phrase = read_phrase(page, left.start, left.end)
    if re.match(r"按照?|根据|参照|依据|依照", phrase.text):
        return "", "", ""
    if noun and any(phrase.text.startswith(p) for p in PREPOSITIONS if len(p) > 1):
        return noun, "results/with", ""
    if noun and rest and words and (words[-1].text == "由" or phrase.verb in ("造成", "致", "导致", "致使", "造成了")):
        return _cut_length(noun + rest), "results/caused", ""
    if verbs and noun and phrase.text:
        return _cut_length(phrase.text + noun), "results/between-modified", phrase.verb
    return (_before(page, words, noun, rest), "results/before", "") if rest else ("", "", "")


def _shared_deed(page: Page, series: Series, noun: str) -> str:
    """Return a noun with the verb that the last of a list has (148个集体、1026名个人受到表彰)."""
    numbers = page.numbers_in(series.piece)
    joined = all(page.text[a.end : b.start].endswith(("、", "和", "及", "与")) for a, b in pairwise(numbers[series.index :]))
    deed = _read_right(page, numbers[-1].end, series.piece[1])[1] if joined else ""
    return _cut_length(noun + deed)


def _before(page: Page, words: list[Word], noun: str, rest: str) -> str:
    """Return what those counted did; a bare 人 or 名 counts those named before it (师生约450人参与)."""
    rest = _ALL.sub("", rest)
    if not noun and words and words[-1].label in ("n", "nz"):
        deed = next((i for i, w in enumerate(words[:-1]) if w.label == "v" and w.text not in _BARE), None)
        governs = deed is not None and len(words) - deed <= 3  # 调来装载机|6台|在前头推雪
        return "".join(w.text for w in words[deed:]) if governs else rest + words[-1].text
    if noun and _LOCATES.match(rest):
        return noun
    if re.search(r"如下$|^情况", rest):
        return ""
    verb, title, _ = rest.partition("《")
    return _cut_length(verb + noun if title else noun + verb)


def _next_words(page: Page, series: Series) -> str:
    """Return the words that are the next series' own."""
    return page.text[series.right : _next_number(page, series)].strip("、和及与")


def _next_number(page: Page, series: Series) -> int:
    return next((n.start for n in page.numbers_in(series.piece) if n.start >= series.right), series.piece[1])


def _list_verb(page: Page, words: list[Word]) -> str:
    """Return the verb that a list ending in 等 hangs on: the first of its words."""
    rest = after_adverbs(after_names(page, words))
    verb = next((i for i, w in enumerate(rest) if w.label in ("v", "vd")), None)
    if verb is None:
        return ""
    return rest[verb].text + (
        rest[verb + 1].text if verb + 1 < len(rest) and rest[verb + 1].label in ("v", "vn") and verb == 0 else ""
    )


_PARTS_OF_VERBS = ("了", "到", "成", "出", "起", "过")


def _last_verb(words: list[Word]) -> str:
    """Return the verb that stands last, with what completes it (建成) and what the tagger cut from it (下 + 发)."""
    at = next(
        (
            i
            for i in range(len(words) - 1, -1, -1)
            if words[i].label in ("v", "vn", "vd") and words[i].text not in _PARTS_OF_VERBS
        ),
        None,
    )
    if at is None:
        return ""
    verb = words[at].text
    if len(verb) == 1 and at and len(words[at - 1].text) == 1 and words[at - 1].label in ("f", "d", "v", "a"):
        verb = words[at - 1].text + verb
    completes = at + 1 < len(words) and words[at + 1].text in _PARTS_OF_VERBS[1:5]
    return verb + words[at + 1].text if completes else verb


_LOCATES = re.compile(  # 10艘艇从某县驶向某湖: what follows says where
    r"(?:从|由|自)[^，。；]{2,}(?:驶向|驶往|开往|飞往|前往|运往|发往|抵达|到达|运抵|出发)"
)


def _changed_to_none(page: Page, piece: Bounds) -> bool:
    """Return whether a piece says from which level something fell to nothing: 由3.8%降为零."""
    return any(re.search(r"[由从]\D{0,8}$", page.text[piece[0] : n.start]) for n in page.numbers_in(piece))


_ALL = re.compile(r"^(?:全部|全都|悉数|均已?|都已?)(?=..)")
_LIGHT = re.compile(r"^(?:进行了?|开展了?|予以|给予|作出?|做出?了?|实施了?|加以)")


def _governed(noun: str, rest: str, preposition: str) -> str:
    """Return verb and noun of 将27项业务下放至…, 对7家企业开展检查."""
    rest = re.sub(r"(?<=[^\W])(?:了|过)(?=[^\W])", "", rest)
    if preposition in ("将", "把", "使"):
        moved = re.match(
            r"(?:全部|全都|均|统一|逐一|成功|都|陆续|直接|集中)?(?P<verb>.{2,4}?)(?:至|到|为|成|给|入|进|在|$)", rest
        )
        return _cut_length(noun + rest) if re.search(r"为|成", rest) else (moved["verb"] if moved else rest[:4]) + noun
    bare = _ALL.sub("", _LIGHT.sub("", rest) or rest)
    return _cut_length(bare + noun)


def _duration_with_right(page: Page, left: Left, noun: str, rest: str) -> tuple[str, str]:
    """Return the indicator of a stretch of time that something took: 两小时内完成."""
    text = read_phrase(page, left.start, left.end).text
    if text and re.search(r"(?:用时|历时|耗时|时间|时长|时限)$", text):
        return text, "results/took"
    arrives = ARRIVES.match(rest)
    if arrives:
        return f"{'平均' if '平均' in text + left.tail else ''}{arrives[0]}用时", "results/took"
    if re.match(r"(?:就|即可|便|可|全部|内?完成|办结|办完|到达)", rest):
        return text or re.sub(r"^(?:就|便|即可|可)", "", rest), "results/took"
    return "", ""


# ---- nothing, and ranks ------------------------------------------------------------------------------------------------

_COUNTER = "起|例|件|宗|人|名|次|个|家|辆"
_LASTS = r"连续(?:\d+|[一二两三四五六七八九十]+)个?(?:年|月|季度|天|周)"
_NONE = (
    re.compile(
        rf"(?:从未|未再|未曾|未|没有|没)(?:发生|出现|接报|接到|收到|造成|引发)(?:过|了)?(?:[一1]?(?P<unit>{_COUNTER})(?!死亡|员)|任何|(?=一次死亡))?(?P<noun>[^，。；、]{{2,24}})$"
    ),
    re.compile(rf"(?:无|没有)[一1](?P<unit>{_COUNTER})(?P<noun>[^，。；、]{{1,20}})$"),
    re.compile(rf"(?P<noun>[^，。；、]{{2,20}}?)(?:{_LASTS})?(?:实现了?|保持|达到)?[“‘「]?零(?:发生|发案|报告)[”’」]?$"),
    re.compile(
        r"(?:实现了?|保持了?|做到了?|确保了?)(?P<scope>[^，。；、“”连续]{0,12})[“‘「]?零(?P<noun>死亡|伤亡|亡人|事故|投诉|差错|失误|上访|感染|发案|事件|举报|违规|违纪)(?P<more>事故)?[”’」]?$"
    ),
    re.compile(
        rf"(?P<noun>[^，。；、]{{2,24}}?)(?:[由从][^，。；、]{{2,12}}?)?(?:{_LASTS})?(?:仍|均|都|已|继续|保持|下降|降|压减)*(?:为|至|到)零$"
    ),
    re.compile(
        r"(?P<noun>[^，。；、“”]{2,12})[“‘「]零(?P<more>进京|非访|越级访|新增|复发|返贫|辍学|逾期|超期|积压|漏报|瞒报|脱管|漏管|再犯|泄露)[”’」]$"
    ),
    re.compile(
        r"无(?P<noun>(?:重?特?大|较大|亡人|安全|责任|群死群伤|群体性)[^，。；、的]{0,12}(?:事故|事件|案件|投诉|舆情|疫情|火灾|险情))$"
    ),
    re.compile(r"(?P<scope>[^，。；、]{0,10})无一(?P<noun>伤亡|死亡|受伤|感染|失联|遗漏)$"),
)
_NONE_SIGN = re.compile("[未没无零]")  # one stands in whatever these patterns find
_RANK = re.compile(
    r"(?P<first>首位|之首|之冠|榜首|(?<=[省市县区国])首)(?=$|[，。；、（(”’])|第(?P<number>[一二三四五六七八九十]{1,3}|\d{1,3})(?:(?P<unit>名|位)|(?P<low>低|高|多|大|少)(?=$|[^\u4e00-\u9fff])|(?=$|[，。；、（(”’]))"
)
_RANKED = re.compile(
    r"(?P<verb>位居|位列|排名|排位|排在|排|名列|列|稳居|居|夺得|荣获|荣膺|获得|获评|获|取得|斩获|升至|降至|升为|降为|上升至|提升至|前移至|下降至|跃居|升到|跃升至|为|是|跻身|保持|夺取)(?:了|在)?(?P<scope>[^，。；、第由从]{0,10}(?:第[一二三四五六七八九十\d]{1,2}组)?)$|(?P<bare>全[国省市县区州球港]|世界|全行业)$"
)
_AMONG = re.compile(  # 在西部省区中继续|保持第一
    r"(?P<where>在[^，。；、在]{0,10}(?:[国省市区县州]|地区|同类|同行|行业|系统)[之当]?[中里内]?)?(?:继续|持续|仍然?|依然|一直|始终|再次|首次|均|都|也|已)*$"
)
_SCOPE = re.compile(r"全[国省市县区州球港市]|[组区县市省国]$|世界|行业|同类|系统|年来|乙组|甲组")
_UNITS = (
    ("事故|事件|案|警情|意外|险情|火灾|灾害|舆情", "起"),
    ("投诉|举报|信访|上访|差错|失误", "件"),
    ("率$|比例$|占比$|比重$", "%"),
    ("死亡|伤亡|亡人|受伤|感染|失联", "人"),
)
_NAMED_WHOLE = (3, 5)  # of the patterns above, those whose noun is all that stands before


def _zero(page: Page, piece: Bounds) -> Finding | None:
    """Return the finding of what did not happen at all: 未发生…, 无一件投诉, 较大事故“零发生”, 不良率为零."""
    text = page.text[slice(*piece)]
    if not _NONE_SIGN.search(text):
        return None
    if re.search(_LASTS, text) and not re.search("零", text):
        return None
    for number, pattern in enumerate(_NONE, 1):
        found = pattern.search(text)
        if not found:
            continue
        parts = {"scope": "", "more": "", "unit": "", **{k: v or "" for k, v in found.groupdict().items()}}
        noun = parts["noun"] + parts["more"]
        unit = parts["unit"] or next((u for words, u in _UNITS if re.search(words, noun)), "起")
        is_share = unit == "%"
        quantity = Quantity(Decimal(0), unit, "exact", "percent" if is_share else "count", "results/none")
        at = Number(piece[0] + found.start(), piece[1], quantity)
        start = piece[0] + found.start("noun")
        lasts = re.match(rf"{_LASTS}(?:实现了?|保持|未发生)?", page.text[start : piece[1]])
        start += lasts.end() if lasts else 0
        is_whole = number in _NAMED_WHOLE
        label = (
            read_phrase(page, start, piece[0] + found.end("noun"), is_share).text if is_whole else strip(parts["scope"] + noun)
        )
        kind: Kind = "percent" if is_share else "count"
        fell = "down" if is_whole and _changed_to_none(page, piece) else None
        return Finding(at, label or noun, kind, f"results/none-{number}", fell, "other" if fell else None)  # type: ignore[arg-type]
    return None


_SCORED = re.compile(r"以(?:总分|均分|综合得分|平均分)?[\d.]+[分票]的?(?:高分|总分|成绩|得分|总成绩)?$")
_AT_OCCASION = re.compile(
    r"^(?:在|.{2,16}(?:组织|开展|举办|发布)的?)|(?:中|上|里|成绩出炉|结果揭晓|成绩揭晓|公布|揭晓)$"
)  # 在某局组织的|服务测评|中
_ALL_OF = re.compile(r"(?:以上|上述|这)?([两二三四五六七八九十])[项个大](?:主要|核心|重要|关键)?指标")


def _levels_before(said: Sentence, wanted: int) -> list[str]:
    """Return the measures that a sentence has given figures of, the last ones, as many as are spoken of (两项指标均居…)."""
    measured = list(dict.fromkeys(f.indicator for f in said.findings if f.kind != "change"))
    return measured[-wanted:] if len(measured) >= wanted else []


def _ranks(page: Page, piece: Bounds, said: Sentence, inside: list[Finding]) -> Iterator[Finding]:
    """Yield a place in an order: 居全市第2位, 夺得全省第一名."""
    for found in _RANK.finditer(page.text[slice(*piece)]):
        before = page.text[piece[0] : piece[0] + found.start()]
        ranked = _RANKED.search(before)
        scope = (ranked["scope"] or ranked["bare"] or "") if ranked else ""
        among = _AMONG.search(before, 0, ranked.start()) if ranked else None
        if not ranked or not (
            found["unit"]
            or found["first"]
            or _SCOPE.search(scope)
            or ranked["verb"] in ("位居", "位列", "排名", "名列", "居", "排")
            or (among and among["where"])
        ):
            continue
        start = piece[0] + (among.start() if among else ranked.start())
        scored = _SCORED.search(page.text, piece[0], start)
        value = read_number(found["number"]) if found["number"] else Decimal(1)
        if value is None:
            continue
        origin = re.search(r"由|从", page.text[piece[0] : start])
        ends = scored.start() if scored else piece[0] + origin.start() if origin else start
        own = read_phrase(page, piece[0], ends).text
        is_who = (
            scored is not None
            or bool(re.search(r"(?:队|局|所|市|县|区|中心|单位|院|校|站|我[省市县])$", own))
            or any(m.span.end == start for m in page.mentions_over(start - 1, start))
        )
        if is_who and said.subject:
            own = ""
        if own in ("数量", "总量", "总数", "件数", "宗数", "起数", "排名", "成绩", "增速", "增幅", "") or len(own) < 2:
            earlier = [] if said.subject and not inside else (inside or said.findings)[-1:]
            base = earlier[0].indicator if earlier else _AT_OCCASION.sub("", said.noun)
            own = f"{base}{own}"
            for number in page.numbers_in((scored.start(), scored.end())) if scored and base else ():
                yield Finding(number, f"{base}得分", "count", "results/scored")
        verb = "居" if ranked["verb"] in ("居", "位居", "列", "位列", "排名", "名列", "排", "稳居", "跃居") else ""
        unit = "" if verb else f"第{found['number'] or '一'}名"
        at = Number(start, piece[0] + found.end(), Quantity(value, "名", "exact", "count", "results/rank"))
        alike = [noun for noun in nouns_of(re.sub(r"[均都皆]$|双双$", "", own)) if METRIC.search(noun)]
        if len(alike) > 1 and re.search(r"均|都|皆|双双", page.text[piece[0] : start + 1]):
            for indicator in alike:
                yield Finding(at, f"{indicator}居{scope}", "rank", "results/rank-each")
            continue
        several = _ALL_OF.fullmatch(own)
        if several:
            for indicator in _levels_before(said, int(read_number(several[1]) or 0)):
                yield Finding(at, f"{indicator}居{scope}", "rank", "results/rank-each")
            continue
        yield Finding(at, strip(f"{own}{verb}{scope}{unit}")[-LONGEST_INDICATOR - 6 :], "rank", "results/rank")
