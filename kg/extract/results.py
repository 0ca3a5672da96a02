"""Measured outcomes: every number that says what was counted, reached or changed, with the words for what it measures.

The reading goes sentence by sentence and piece by piece (what commas part). In a piece each quantity is read by how it stands to
its verb and noun: behind them (查处违停车辆12.9万辆), between them (下发5个工作指引), before them (582人完成学习), behind a verb of change
(同比下降26%) or of level (满意率达99%). What a piece leaves out it takes from the piece before (，同比上升34%; 其中醉驾9宗).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache

from spacy.tokens import Doc

from kg.extract.discourse import Discourse
from kg.extract.numbers import Quantity, find_quantities, read_number
from kg.extract.times import read_times
from kg.lexicon import read_lexicon
from kg.records import Baseline, Direction, Document, Evidence, Kind, Mention, Period, Result, Span

LONGEST_QUOTE = 60  # characters
SHORTEST_QUOTE = 6
LONGEST_INDICATOR = 24  # characters


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as the tagger sees it."""

    start: int
    end: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class _Number:
    """A quantity where it stands."""

    start: int
    end: int
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class _Finding:
    """A result before its setting is known: what is measured, and how the number is meant."""

    number: _Number
    indicator: str
    kind: Kind
    rule: str
    direction: Direction | None = None
    baseline: Baseline | None = None
    verb: str = ""  # what governs the noun of the indicator: it governs the next noun of a list, too
    period: Period | None = None  # only where it differs from that of the clause
    is_before: bool = False  # the earlier level of a change: it is not dated by the clause


@dataclass(slots=True)
class _Sentence:
    """What a sentence has said so far."""

    findings: list[_Finding] = field(default_factory=list)
    piece: list[_Finding] = field(default_factory=list)  # those of the piece before
    noun: str = ""  # the same without names and times
    is_noun: bool = False
    subject: str = ""  # the noun phrase of a piece without number: what the next piece speaks of


_REPEATED = 0.3  # likeness of indicators above which the same number is the same result said again


def read_results(doc: Doc, document: Document, mentions: Sequence[Mention], discourse: Discourse) -> tuple[Result, ...]:
    """Return the results of a marked doc, in reading order."""
    page = _Page(doc, document, mentions, discourse)
    found = [page.result(finding, piece) for sentence in page.sentences() for piece, finding in _read_sentence(page, sentence)]
    kept = _told_once(found, page.headings)
    return tuple(sorted(kept, key=lambda r: (r.evidence.span, r.indicator, r.value)))


def _told_once(results: list[Result], headings: list[Bounds]) -> list[Result]:
    """Return the results without those said again: in a heading and in the text below, or twice in the text."""
    kept: list[Result] = []
    for result in sorted(results, key=lambda r: (_is_within(r, headings), r.evidence.span, r.indicator)):
        same = [
            k for k in kept if (k.value, k.unit, k.kind, k.planned) == (result.value, result.unit, result.kind, result.planned)
        ]
        if _is_within(result, headings) and same or any(_is_repeated(result, k) for k in same):
            continue
        kept.append(result)
    return kept


def _is_within(result: Result, stretches: list[Bounds]) -> bool:
    return any(start <= result.evidence.span.start < end for start, end in stretches)


def _is_repeated(result: Result, earlier: Result) -> bool:
    if result.evidence.span == earlier.evidence.span or result.value < 10:
        return result.indicator == earlier.indicator and result.direction == earlier.direction and result.value >= 10
    return result.direction == earlier.direction and _likeness(result.indicator, earlier.indicator) > _REPEATED


def _likeness(left: str, right: str) -> float:
    """Return the share of character pairs that two indicators have in common (Dice)."""
    one, other = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (left, right))
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


# ---- what a page offers the grammar ------------------------------------------------------------------------------------

Bounds = tuple[int, int]
_PIECE = re.compile(r"(?:[^，,；;：:。！？!?\s（）()]|(?<=\d),(?=\d{3})|(?<=[\x21-\x7e])[ ](?=[\x21-\x7e]))+")
_NAMES = ("Initiative", "System", "Document", "Event", "Award", "Facility", "Agency", "Person")
_PLANS = re.compile(
    r"力争|争取(?![^，。]{0,12}(?:资金|投入|经费|支持|补助|项目|政策))|计划|预计|拟(?!定|写)|目标|确保|(?<![即行])将(?=于|在|再|新|陆续|达)|盼|下一步|明年|今后|未来"
)


class _Page:
    """A marked doc with quick ways to its words, numbers, times and names."""

    def __init__(self, doc: Doc, document: Document, mentions: Sequence[Mention], discourse: Discourse) -> None:
        self.doc, self.text, self.document, self.discourse = doc, doc.text, document, discourse
        self.mentions = mentions
        self.headings = [(line.start, line.end) for line in doc.spans["lines"] if line.label_ in ("title", "heading")]
        times = read_times(doc, document)
        self.times = [(start, end, period) for start, end, period, _ in times]
        self.scenes = [(start, end, period) for start, end, period, sets_scene in times if sets_scene]
        self.words = [_Word(t.start, t.end, t.label_, t.text) for t in doc.spans.get("tags", ())]
        self.spent: list[Bounds] = []
        self._starts = [word.start for word in self.words]
        self.numbers = [n for n in _numbers(doc) if self._measures(n)]
        self.spent = self._durations()

    def sentences(self) -> Iterator[Bounds]:
        """Yield the sentences that are no title."""
        titles = [(line.start, line.end) for line in self.doc.spans["lines"] if line.label_ == "title"]
        for sentence in self.doc.spans["sentences"]:
            if not any(start <= sentence.start < end for start, end in titles):
                yield sentence.start, sentence.end

    def pieces(self, sentence: Bounds) -> Iterator[Bounds]:
        """Yield what commas part a sentence into."""
        yield from ((m.start(), m.end()) for m in _PIECE.finditer(self.text, *sentence))

    def numbers_in(self, piece: Bounds) -> list[_Number]:
        """Return the quantities of a piece."""
        return [n for n in self.numbers if piece[0] <= n.start and n.end <= piece[1]]

    def words_in(self, start: int, end: int) -> list[_Word]:
        """Return the words that lie in a stretch, cut to it, without times."""
        found = (w for w in self.words if w.start < end and start < w.end)
        cut = (
            _Word(max(w.start, start), min(w.end, end), w.label, self.text[max(w.start, start) : min(w.end, end)])
            for w in found
        )
        return [w for w in cut if w.text.strip() and not self.is_time(w.start, w.end)]

    def starts_word(self, position: int) -> bool:
        """Return whether no word starts before the position and goes over it."""
        word = self.word_at(position)
        return word is None or word.start == position or word.label == "m"

    def is_time(self, start: int, end: int) -> bool:
        """Return whether a stretch lies in an expression of time, or in a duration that is no outcome."""
        return any(s <= start and end <= e for s, e, _ in self.times) or any(s <= start and end <= e for s, e in self.spent)

    def _durations(self) -> list[Bounds]:
        """Return where a clause starts with how long something took (不到20天护送农机514台次)."""
        opening = (n for n in self.numbers if n.quantity.measure == "duration")
        return [(n.start, n.end) for n in opening if n.start == 0 or self.text[n.start - 1] in "，。；：、\n"]

    def names_in(self, start: int, end: int, *types: str) -> list[Mention]:
        """Return the mentions of some types that start in a stretch."""
        return [m for m in self.mentions if start <= m.span.start < end and (not types or m.type in types)]

    def _measures(self, number: _Number) -> bool:
        """Return whether a quantity may measure something: it lies in no name, no time and no damage."""
        start, end = number.start, number.end
        if any(m.span.start < start and end <= m.span.end for m in self.mentions if m.type in _NAMES):
            return False
        if any(s < end and start < e for s, e, _ in self.times):
            return False
        if any(s < end and start < e for s, e in self.document.damaged):
            return False
        return not self._is_cut(number) and not self._is_structure(number)

    def _is_cut(self, number: _Number) -> bool:
        """Return whether the unit is but the head of a word (一支队, 三轮车)."""
        word = self.word_at(number.end - 1)
        return word is not None and word.end > number.end and word.label not in ("m", "TIME", "t")

    def _is_structure(self, number: _Number) -> bool:
        """Return whether a small numeral counts nothing: one of something, two parts of a speech, a class of accidents."""
        printed, after = self.text[number.start : number.end], self.text[number.end : number.end + 12]
        if re.match(r"[^，。；、]{0,10}范围|(?:以|之)?[内外]|处", after) and re.search(
            r"(?:米|公里)(?:以上|左右|多)?$", printed
        ):
            return True
        before = self.text[max(0, number.start - 12) : number.start]
        if re.search(r"(?:死亡|受伤|伤亡|致死)$", before) and re.match(
            r"(?:以上)?的?[^，。；、\d]{0,10}(?:事故|事件|意外)", after
        ):
            return True
        quantity = number.quantity
        if before.endswith(("来自", "每")) or (quantity.unit == "岁" and "年龄" not in before) or _ATTRIBUTE.search(before):
            return True
        if quantity.measure != "count" or re.search(r"\d|十|百|千|万|亿", printed):
            return False
        if before.endswith("连续") or re.match(r"[“「]|一体", after):
            return True
        if re.search(r"[“「][^”」]{0,6}$", before) and re.match(r"[^“「，。]{0,8}[”」]", after):
            return True
        if quantity.value == 1:
            return quantity.bound == "exact" or not re.search(r"[至不最]", printed)
        return bool(_structure("noun").match(after) or _structure("verb").search(before))

    def word_at(self, position: int) -> _Word | None:
        """Return the word that holds a character."""
        index = bisect_right(self._starts, position) - 1
        return self.words[index] if index >= 0 and position < self.words[index].end else None

    def result(self, finding: _Finding, piece: Bounds) -> Result:
        """Return the finding with its setting: who, where, when, planned or not, and the words behind it."""
        number, quantity = finding.number, finding.number.quantity
        setting = self.discourse.at(number.start)
        before = self.text[piece[0] : number.start]
        period = finding.period or (None if finding.is_before else self._period(piece, number) or setting.period)
        if finding.rule.startswith("results/lasting"):
            period = lasting_period(period, quantity)
        return Result(
            agents=setting.agents,
            indicator=finding.indicator,
            value=quantity.value,
            unit=quantity.unit,
            kind=finding.kind,
            evidence=Evidence(Span(self.document.id, *self._quote(piece, number)), finding.rule),
            bound=quantity.bound,
            direction=finding.direction,
            baseline=None if finding.is_before else finding.baseline,
            result_of=self._topic(piece) or setting.topic,
            place=setting.place,
            period=period,
            planned=_is_planned(setting.status == "planned", before, self.text[slice(*piece)], self._sentence(number)),
        )

    def _period(self, piece: Bounds, number: _Number) -> Period | None:
        """Return the time that the piece itself states, baselines aside."""
        stated = [p for s, e, p in self.scenes if piece[0] <= s and e <= number.start and (p.start or p.end)]
        return stated[-1] if stated else None

    def _sentence(self, number: _Number) -> str:
        """Return the sentence up to the number."""
        return re.split(r"[。！？!?\n]", self.text[: number.start])[-1]

    def _topic(self, piece: Bounds) -> Mention | None:
        named = self.names_in(*piece, "System", "Initiative", "Event", "Facility")
        return named[0] if named else None

    def _quote(self, piece: Bounds, number: _Number) -> Bounds:
        """Return the words of the piece around the number, not longer nor shorter than a quote should be."""
        start, end = piece
        if end - start < SHORTEST_QUOTE:
            start = max(0, self.text.rfind("\n", 0, start) + 1, start - 20)
        if end - start > LONGEST_QUOTE:
            end = min(end, max(number.end, start + LONGEST_QUOTE))
            start = max(start, min(number.start, end - LONGEST_QUOTE))
        while start < number.start and (self.text[start].isspace() or self.text[start] in "，、。；"):
            start += 1
        return start, end


_ATTRIBUTE = re.compile(r"(?:全长|总长|海拔|时速|气温|风速|风力|水深|震级|间隔|享年|年仅|现年)(?:约|近|达|为|超过?|只有|仅)*$")


@cache
def _structure(label: str) -> re.Pattern[str]:
    """Return the pattern of the nouns behind, or the verbs right before, a numeral that only structures a speech."""
    words = "|".join(
        sorted((re.escape(r.word) for r in read_lexicon("structure") if r.label == label), key=lambda w: (-len(w), w))
    )
    return re.compile(words if label == "noun" else rf"(?:{words})(?:好|住|了|到)?$")


_DONE = re.compile(
    r"已|累计|无一|未发生|截至|同比|环比|按年|[较比](?:上年|去年|20\d\d年)|改革前|实现了|达到了|共有|现有|目前有"
)


_MODAL = re.compile(
    r"力争|计划|预计|拟|目标|确保|下一步|今后|未来|明年|(?:也|还|均|都|即|必|并)将|将(?:于|在|再|会|继续|进一步)|[^需主重]要(?!跑|交|求|素|点)"
)
_TAKES = re.compile(
    r"将[^，。；]{2,30}?(?:到|至|为|成|入|进|给|出)|将[^，。；]{1,20}的$|争取[^，。]{0,12}(?:资金|投入|经费|支持|补助|项目|政策)|将与[^，。]{2,20}的$"
)
_FORMER = re.compile(r"改革前|改革后|以往|此前|以前|过去|原来|原先")


def _is_planned(is_planned: bool, before: str, piece: str, sentence: str) -> bool:
    """Return whether a number is a target: planned by its own words, or its clause is and nothing in it speaks of a deed."""
    if _PLANS.search(before):
        return True
    if not is_planned or _DONE.search(piece) or _FORMER.search(sentence):
        return False
    return bool(_MODAL.search(sentence)) or not (_TAKES.search(before) or _TAKES.search(sentence))


def _numbers(doc: Doc) -> list[_Number]:
    marked = {(mark.start, mark.end) for mark in doc.spans.get("numbers", ())}
    return [_Number(start, end, quantity) for start, end, quantity in find_quantities(doc.text) if (start, end) in marked]


def lasting_period(period: Period | None, lasted: Quantity) -> Period | None:
    """Return the time that ends with a period and has lasted as long as a quantity says; inferred where it could be reckoned.

    >>> lasting_period(Period("2024-01-01", "2024-07-31", "1—7月"), Quantity(Decimal(14), "个月")).start
    '2023-06-01'
    """
    unit = {"年": 12, "个月": 1}.get(lasted.unit)
    if period is None or period.end is None or unit is None or lasted.value != lasted.value.to_integral_value():
        return period
    year, month = int(period.end[:4]), int(period.end[5:7])
    first = year * 12 + month - int(lasted.value) * unit
    return replace(period, start=f"{first // 12:04}-{first % 12 + 1:02}-01", is_inferred=True)


# ---- a sentence ------------------------------------------------------------------------------------------------------


def _read_sentence(page: _Page, sentence: Bounds) -> Iterator[tuple[Bounds, _Finding]]:
    said = _Sentence()
    for piece in page.pieces(sentence):
        found = [*_read_piece(page, piece, said)]
        said.findings += found
        if found:
            said.piece, said.subject = found, ""
        else:
            said.subject = _strip(page.text[slice(*piece)])
            said.noun = _phrase(page, *piece, is_noun=True).text
            said.is_noun = _is_noun(page.words_in(*piece))
        yield from ((piece, finding) for finding in found)


def _is_noun(words: list[_Word]) -> bool:
    """Return whether the words are a noun phrase that a change may be said of, not a remark in between (再创历史新高)."""
    words = [w for w in words if w.label != "w"]
    if not words or words[-1].label not in ("n", "nz", "vn", "v") or words[0].label in ("v", "vd"):
        return False
    return not any(w.label in ("v", "vd", "d") for w in words[:-1])


def _read_piece(page: _Page, piece: Bounds, said: _Sentence) -> Iterator[_Finding]:
    inside: list[_Finding] = []
    zero = _zero(page, piece)
    if zero:
        yield zero
        return
    series = _series(page, piece)
    for at, numbers in enumerate(series):
        left = series[at - 1][-1].end if at else piece[0]
        right = series[at + 1][0].start if at + 1 < len(series) else piece[1]
        left, right = _share_out(page, left, numbers, right, bool(at), at + 1 < len(series))
        found = [*_read_series(page, _Place(piece, left, numbers, right, at, len(series)), said, inside)]
        inside += found
    yield from inside
    yield from _ranks(page, piece, said, inside)


@dataclass(frozen=True, slots=True)
class _Place:
    """A series of quantities (33.21%、32.23%和26.42%) with the words before and behind it that are its own."""

    piece: Bounds
    left: int
    numbers: list[_Number]
    right: int
    index: int
    count: int


_AND = re.compile(r"\s*(?:、|和|与|及|以及|并)\s*")


def _series(page: _Page, piece: Bounds) -> list[list[_Number]]:
    """Return the quantities of a piece, those joined by nothing but 、 or 和 together; one inside the next's noun is left out."""
    series: list[list[_Number]] = []
    for number in _outcomes(page, piece):
        between = page.text[series[-1][-1].end : number.start] if series else ""
        if series and not between.strip():
            series[-1].pop()
            if not series[-1]:
                series.pop()
            series.append([number])
        elif series and _AND.fullmatch(between) and _similar(series[-1][-1], number):
            series[-1].append(number)
        else:
            series.append([number])
    return series


_SPENT = re.compile(
    r"连续|(?:用时|耗时|历时|时间|时长|时限|周期|工期|期限|值守|坚守|奋战|鏖战|持续|运行|行驶|服务|需|只要|仅|仅用|只用|用|到|至|为|了|达|不超过)$"
)


def _outcomes(page: _Page, piece: Bounds) -> list[_Number]:
    """Return the quantities of a piece without the stretches of time that only say how long (10天办了217件, 24小时送达率)."""
    numbers = page.numbers_in(piece)
    last = numbers[-1] if numbers else None
    return [n for n in numbers if n.quantity.measure != "duration" or _is_outcome(page, piece, n, n is last)]


def _is_outcome(page: _Page, piece: Bounds, number: _Number, is_last: bool) -> bool:
    before, after = page.text[piece[0] : number.start], page.text[number.end : piece[1]]
    if before.endswith("连续"):
        return is_last or bool(re.match(r"未|没有|无|零|实现|保持", after))
    left = _read_left(page, piece[0], number.start)
    if left.verb or left.is_from:
        return True
    if not after or re.match(r"[、和]", after):
        word = page.word_at(number.start - 1)
        return bool(_SPENT.search(before.rstrip("约近超逾达"))) or (
            word is not None and word.label == "v" and word.start >= piece[0]
        )
    return is_last and bool(re.match(r"(?:就|即可|便|内?完成|办结|办完)", after))


def _similar(left: _Number, right: _Number) -> bool:
    return (left.quantity.measure in ("percent", "points")) == (right.quantity.measure in ("percent", "points"))


def _share_out(page: _Page, left: int, numbers: list[_Number], right: int, follows: bool, leads: bool) -> Bounds:
    """Return where the words before a series start and those behind it end: neighbours share what stands between them."""
    if follows:
        left = _border(page, left, numbers[0].start)
    if leads:
        right = _border(page, numbers[-1].end, right)
    return left, right


def _border(page: _Page, start: int, end: int) -> int:
    """Return where the words behind one quantity end and those before the next begin."""
    between = page.text[start:end]
    joint = re.search(r"[、及和与]|并(?![为入轨排列])", between)
    if joint and not re.search(r"^(?:和|与|及)", between[joint.end() :]):
        return start + joint.end()
    words = page.words_in(start, end)
    if len(words) == 1 and words[0].label == "v":
        return start
    plain, at = _without_times(page, start, end)
    change = _change().search(plain)
    if change and _is_change(page, plain, change, at):
        return min(at(change.start()), next((w.start for w in words if w.label in ("v", "p", "d", "ad", "vd")), end))
    for word in words:
        is_head = word.start == start
        if word.label in ("v", "p", "d", "ad", "vd") and not is_head and "的" not in page.text[word.end : end]:
            return word.start
    return end if between and not re.match(r"从|由", between) else start


# ---- the words before a number: change, level, baseline ----------------------------------------------------------------

_TAIL = re.compile(
    r"(?:达到了?|已?达成?了?|超过|突破|高达|多达|共计|总计|合计|累计|约为|均为|保持在|稳定在|维持在|控制在|录得|只有|仅有|实现了?|(?<![因作称认列评分设改定化转变成名])为(?!期)|是|均|都|各|仅|约|近|已|了|共|就|还|又|仍|也|达|至少|超|有|逾|全部|在|计|预计|将|再|可|可以|能|需要?|只要|等|分别|同比)$"
)
_ADVERBS = r"(?:分别|均|都|各|平均|再|又|大幅度?|明显|双双|双|三|齐|进一步|已经?|也|还|总体|略|小幅|有所|同步|持续|快速|逐年|仍|显著|有效|全面|累计|共|净|实际|预计|将|则|更是|却|就|年均|月均|日均)*"
_BASELINE = re.compile(
    r"(?:(?P<yoy>同比|按年)|(?P<mom>环比|按月)|(?<![计相])(?<!(?<!占)比)较(?![大多好高低小为强快])(?P<than>[^，。；、较]{1,16}?)(?:相比)?"
    r"|(?<![占对环同评按无好相])比(?![例重武赛拼较对如率值分价])(?P<as>[^，。；、比]{1,16}?)|(?:与|同|和)(?P<with>[^，。；、]{1,16}?)相比)"
    rf"(?P<adverbs>{_ADVERBS})$"
)
_YOY = re.compile(r"去年|上年|前年|同期|往年|上一年|20\d\d年同|1\d\d年同")
_MOM = re.compile(r"上个?月|上个?季|上周|前一?月")
_FROM = re.compile(r"(?:由|从)(?:平均|每[年月天]|最初|原来|原先|过去|此前|以前|之前|开始|起初|年初|当初)?的?$")


@cache
def _change() -> re.Pattern[str]:
    """Return the pattern of a verb of change at the end of the words before a number."""
    rows = sorted(read_lexicon("change_verbs"), key=lambda r: (-len(r.word), r.word))
    words = "|".join(re.escape(row.word) for row in rows)
    return re.compile(
        rf"(?P<verb>{words})(?P<aspect>了|率|幅度?)?(?P<to>至|到|为|成|回到?)?(?:了|约|近|又|逾|达到?|至少|超过?|将近|的)*$"
    )


@cache
def _directions() -> dict[str, Direction]:
    return {row.word: row.label for row in read_lexicon("change_verbs")}  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class _Left:
    """The words before a number, read: what is spoken of, and whether and how it changed."""

    subject: str
    start: int
    end: int  # of the subject in the text
    verb: str = ""
    is_level: bool = False
    direction: Direction | None = None
    baseline: Baseline | None = None
    is_from: bool = False
    tail: str = ""


def _read_left(page: _Page, start: int, end: int) -> _Left:
    """Return the reading of the words before a number."""
    plain, at = _without_times(page, start, end)
    change = _change().search(plain)
    baseline, cut = None, len(plain)
    if change and _is_change(page, plain, change, at):
        baseline, cut = _cut_baseline(plain, change.start())
        verb, tail = change["verb"], plain[cut : change.start()]
        is_level = bool(change["to"]) and not (change["aspect"] in ("率", "幅", "幅度") or verb.endswith(("幅", "速")))
        return _Left(plain[:cut], start, at(cut), verb, is_level, _directions()[verb], baseline, tail=tail)
    origin = _FROM.search(plain)
    if origin:
        return _Left(plain[: origin.start()], start, at(origin.start()), is_level=True, is_from=True)
    cut = len(plain)
    while (tail := _TAIL.search(plain[:cut])) and page.starts_word(at(tail.start())):
        cut = tail.start()
    baseline, cut = _cut_baseline(plain, cut)
    return _Left(plain[:cut], start, at(cut), baseline=baseline, tail=plain[cut:])


def _is_change(page: _Page, plain: str, change: re.Match[str], at: Callable[[int], int]) -> bool:
    """Return whether the verb of change stands as one, not at the end of another word (减少 but not 至少; 高 but not 提高)."""
    before = plain[: change.start()]
    if change["aspect"] == "率" and change["verb"] not in ("增长", "下降", "上升"):
        return False
    word = page.word_at(at(change.start()))
    if word and word.start < at(change.start()) and not re.fullmatch(_ADVERBS, page.text[word.start : at(change.start())]):
        return False
    if len(change["verb"]) == 1:
        single = {
            "快": r"(?:上年|去年|前|平均|了)$",
            "少": r"(?<![至不减缺最])$",
            "多": r"(?:期|年|月|比.*)$",
            "高": r"(?:期|年|比.{1,10}|较.{1,10})$",
            "低": r"(?:期|年|比.{1,10}|较.{1,10})$",
        }
        pattern = single.get(change["verb"])
        if change["verb"] in "少多高低快长" and not re.search(r"较|比|同期|按年|按月", before):
            return False
        if pattern and change["verb"] in "少" and not re.search(pattern, before):
            return False
        return change["verb"] != "超" or bool(re.search(r"同比|环比|较", before))
    return not before.endswith(("不", "未", "没有"))


def _cut_baseline(plain: str, end: int) -> tuple[Baseline | None, int]:
    """Return the baseline at the end of the words, and where it (or the adverbs at the end) starts."""
    baseline: Baseline | None = None
    while found := _BASELINE.search(plain[:end]):
        baseline, end = baseline or _baseline(found), found.start()
    adverbs = re.search(rf"{_ADVERBS}$", plain[:end])
    return baseline, adverbs.start() if adverbs else end


def _baseline(found: re.Match[str]) -> Baseline:
    if found["yoy"] or found["mom"]:
        return "yoy" if found["yoy"] else "mom"
    than = found["than"] or found["as"] or found["with"] or ""
    return "yoy" if _YOY.search(than) else "mom" if _MOM.search(than) else "other"


def _without_times(page: _Page, start: int, end: int) -> tuple[str, Callable[[int], int]]:
    """Return the words without times other than those of a baseline, and the way back to positions in the text."""
    text = page.text
    drop = [
        (s, e)
        for s, e, _ in page.times
        if s >= start
        and e <= end
        and not re.search(r"(?:较|比|与|同)$", text[max(start, s - 1) : s])
        and "同期" not in text[s:e]
    ]
    positions = [i for i in range(start, end) if not any(s <= i < e for s, e in drop)]
    plain = "".join(text[i] for i in positions)
    return plain, lambda index: positions[index] if index < len(positions) else (positions[-1] + 1 if positions else start)


# ---- phrases: which words name what is measured ------------------------------------------------------------------------

_LEAD = re.compile(r"^(?:[“”‘’「」\"\s、，：—-]|其中|当中|同时|此外|另外|据统计|据悉|以来|以及|的)")


def _particles(label: str) -> frozenset[str]:
    """Return the words of a label in ontology/phrases.tsv."""
    return frozenset(row.word for row in read_lexicon("phrases") if row.label == label)


_LEADING = _particles("leading")
_CUTS = _particles("cuts")
_PREPOSITIONS = _particles("prepositions")
_METRIC = re.compile(
    r"(?:率|数|量|时间|时长|时限|占比|比例|比重|[总金数余]额|金额|费用?|里程|面积|指数|水平|[产价总均]值|满意度|速度|损失|收入|支出|成本|投资|人口|规模|价格?|年龄|浓度|天数|周期|期限|频次|排名|名次|位次|案|事故|警情|案件|投诉|信访)$"
)
_LIGHT = re.compile(r"^(?:进行了?|开展了?|予以|给予|作出?|做出?了?|实施了?|加以)")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words that name what is measured, with the verb that they start with, if any."""

    text: str
    verb: str = ""


def _strip(text: str) -> str:
    """Return the text without the marks, particles and words of time that no indicator starts or ends with."""
    while lead := _LEAD.match(text):
        text = text[lead.end() :]
    return re.sub(
        r"(?:[，、；：“‘「\"\s的]|以及|(?<![缓温])和|(?<![涉普以惠遍波触企殃])及|(?<!参)与|(?<![平同])等)+$", "", text
    )


def _phrase(page: _Page, start: int, end: int, is_noun: bool = False) -> _Phrase:
    """Return the words of a stretch that name what is counted: verb and object, or a noun phrase; no subject, place or time."""
    words = _after_adverbs(_after_names(page, page.words_in(start, end)), keeps_subject=is_noun)
    words = _after_preposition(_after_names(page, words))
    means = next((i for i, w in enumerate(words) if i and w.text in ("利用", "依托", "通过", "运用", "借助")), None)
    if not is_noun:
        words = _after_subject(page, words)
    elif means is not None:
        words = _after_preposition(words[means:])
    if sum(len(w.text) for w in words) > LONGEST_INDICATOR:
        words = _shortened(words)
    while words and words[-1].label in ("d", "c", "p", "t", "TIME") and len(words) > 1:
        words = words[:-1]
    text = _strip("".join(w.text for w in words))
    first = next((w for w in words if w.label in ("v", "vn", "vd", "d", "ad", "s")), None)
    verb = ""
    if words and first and first is words[0]:
        at = next((i for i, w in enumerate(words[:3]) if w.label in ("v", "vd")), None)
        if at is None and words[0].label == "vn" and len(words) > 1 and not _METRIC.search(text):
            at = 0
        if (
            at is not None
            and at + 1 < len(words)
            and words[at + 1].text in ("走", "出", "回", "下", "上", "入", "开", "离", "到", "成", "掉")
        ):
            at += 1
        verb = "" if at is None else "".join(w.text for w in words[: at + 1])
    return _Phrase(text, verb)


def _after_adverbs(words: list[_Word], keeps_subject: bool = False) -> list[_Word]:
    """Return the words behind the last 共, 已, 累计 … that has words behind it; a bare verb may keep the subject before it."""
    for at in range(len(words) - 2, -1, -1):
        if words[at].text in _CUTS and words[at].label in ("d", "ad", "v", "vd", "c", "f", "r", "m", "t", "TIME", "p"):
            rest = words[at + 1 :]
            is_bare = len(rest) == 1 and rest[0].label == "v"
            return [*_after_adverbs(words[:at]), *rest] if is_bare and keeps_subject else rest
    return words


_OURS = re.compile(r"我[国省市县局区州旗院校所队]")


def _after_names(page: _Page, words: list[_Word]) -> list[_Word]:
    """Return the words behind the names that they start with."""
    while words:
        text = words[0].text
        if text == "我" and len(words) > 1 and words[1].text in ("国", "省", "市", "县", "区", "州", "旗", "局", "队"):
            words = words[2:]
            continue
        if (words[0].label in ("c", "w", "u", "r", "TIME", "t") and text != "每") or text in _LEADING or _OURS.fullmatch(text):
            words = words[1:]
            continue
        ends = [
            m.span.end
            for m in page.mentions
            if m.type in ("Agency", "Person", "Place")
            and m.span.start <= words[0].start < m.span.end
            and m.span.end <= words[-1].start
        ]
        if not ends:
            break
        words = [w for w in words if w.start >= max(ends)]
    return words


def _after_preposition(words: list[_Word]) -> list[_Word]:
    """Return the words from the main verb where the phrase starts with a preposition (利用集成指挥平台查处…)."""
    while len(words) > 2 and words[0].text in _PREPOSITIONS:
        verbs = [i for i in _main_verbs(words) if words[i].text not in _PREPOSITIONS]
        if not verbs:
            return words[1:] if words[0].label == "p" and words[0].text not in ("为", "给") else words
        if words[0].text in ("为", "给", "向") and verbs[-1] == len(words) - 1:
            return words
        words = words[verbs[0] :]
    return words


def _main_verbs(words: list[_Word]) -> list[int]:
    """Return where the verbs behind a preposition's object stand: not those in quotation marks, nor before 的."""
    depth, found = 0, []
    for at, word in enumerate(words):
        depth += sum(c in "“「‘『《" for c in word.text) - sum(c in "”」’』》" for c in word.text)
        if (
            at > 1
            and depth <= 0
            and word.label in ("v", "vd")
            and not (at + 1 < len(words) and words[at + 1].text in ("的", "等"))
        ):
            found.append(at)
    return found


def _after_subject(page: _Page, words: list[_Word]) -> list[_Word]:
    """Return verb and object without the subject before them; a phrase that ends in a measure (…率, …数) is kept whole."""
    named = [
        m.span.end
        for m in page.mentions
        if words and m.type in ("Agency", "Person") and words[0].start < m.span.end < words[-1].end
    ]
    for end in sorted(named, reverse=True):
        head = [w for w in words if w.start < end]
        if not any(w.label in ("v", "vd") for w in head[:-1]):
            words = [w for w in words if w.start >= end]
            break
    if not words:
        return words
    if words[0].label in ("v", "vd"):
        return _after_clause(words)
    if _METRIC.search(words[-1].text) and not any(w.label in ("v", "p") for w in words[1:-1]):
        return words
    heads = [
        i
        for i, w in enumerate(words)
        if i and (w.label in ("v", "vd") or (w.label == "p" and w.text in _PREPOSITIONS)) and i + 1 < len(words)
    ]
    heads = [i for i in heads if words[i + 1].text not in ("的", "了")]
    if not heads or any(w.text == "的" for w in words[heads[0] :]):
        return words
    at = heads[0]
    if not any(w.label in ("n", "nz", "LOC", "ORG", "PER", "vn", "r") for w in words[:at]):
        return words
    while at and words[at - 1].label in ("d", "ad", "s", "vd", "a"):
        at -= 1
    return _after_preposition(words[at:])


def _after_clause(words: list[_Word]) -> list[_Word]:
    """Return verb and object where a subject with a clause of its own stands before them (开设的通道减免购置税)."""
    last = max((i for i, w in enumerate(words) if w.text == "的"), default=-1)
    verbs = [
        i
        for i, w in enumerate(words)
        if i > last + 1 and w.label == "v" and i + 1 < len(words) and words[i + 1].label in ("n", "nz", "vn")
    ]
    return words[verbs[0] :] if last > 0 and verbs and "“" not in words[0].text else words


def _shortened(words: list[_Word]) -> list[_Word]:
    """Return the words from the last verb that has an object."""
    verbs = [
        i for i, w in enumerate(words[:-1]) if w.label == "v" and words[i + 1].label in ("n", "nz", "vn", "a", "b", "LOC", "w")
    ]
    short = words[verbs[-1] :] if verbs else words
    while len(short) > 1 and sum(len(w.text) for w in short) > LONGEST_INDICATOR:
        short = short[1:]
    return short


_COUNT_HEAD = re.compile(r"(?:起数|次数|件数|宗数|[发立破受结]案数|[^的]{2}人数|死亡|受伤)$")
_MEASURE_HEAD = re.compile(r"[^的]{2}[率量数额]$")


def _nouns(text: str) -> list[str]:
    """Return the nouns of a list; what stands before the head of the first holds for the short ones behind it.

    >>> _nouns("道路交通事故起数、死亡人数和受伤人数")
    ['道路交通事故起数', '道路交通事故死亡人数', '道路交通事故受伤人数']
    """
    text = re.sub(r"^.*?等(?=[^、]+、)", "", text)
    parts = [part for part in re.split(r"、|(?<=[率数量额失例亡伤])(?:和|及|与|以及)", text) if part]
    nouns: list[str] = []
    modifier = ""
    for part in parts:
        head = _COUNT_HEAD.search(part) or _MEASURE_HEAD.search(part)
        if head and head.start() == 0 and modifier:
            nouns.append(modifier + part)
            continue
        modifier = part[: head.start()] if head else ""
        nouns.append(part)
    return nouns


# ---- one series of numbers ---------------------------------------------------------------------------------------------

_TOGETHER = re.compile(r"均|都|双|齐|各|分别")
_VAGUE_SUBJECT = re.compile(
    r"(?:四|三|两|二|五|几|多|各)?(?:项|大|个)?(?:主要)?(?:指数|指标|数据)$|^(?:数量|数字|数据|占比|比例|比重|增幅|降幅|涨幅|增速|幅度|总量|总数|其中|这一数字|该数字|其|同比|环比)?$"
)


def _read_series(page: _Page, place: _Place, said: _Sentence, inside: list[_Finding]) -> Iterator[_Finding]:
    left = _read_left(page, place.left, place.numbers[0].start)
    noun, rest = _read_right(page, place.numbers[-1].end, place.right, place.index + 1 < place.count)
    measure = place.numbers[0].quantity.measure
    before = page.text[place.left : place.numbers[0].start]
    if measure == "duration" and re.search(r"连续$", before):
        yield from _lasting(page, place, left, noun + rest, said, inside)
    elif left.is_from or _is_merged(page, place, noun):
        yield from _level(page, place, left, noun, said, inside, is_before=True)
    elif left.verb and left.is_level:
        yield from _level(page, place, left, noun, said, inside)
    elif left.verb and (measure in ("percent", "points", "times") or not noun or left.baseline):
        yield from _changes(page, place, left, noun, said, inside)
    elif measure in ("percent", "points", "times"):
        yield from _shares(page, place, left, noun, rest, said, inside)
    elif noun or rest:
        yield from _with_right(page, place, left, noun, rest, said, inside)
    else:
        yield from _behind(page, place, left, said, inside)


_MILESTONE = re.compile(r"大关|关口|台阶|记者|门槛")


def _read_right(page: _Page, start: int, end: int, is_shared: bool = False) -> tuple[str, str]:
    """Return the noun right behind a number, and what follows it; shared words were cut before the next number's verb."""
    words = page.words_in(start, end)
    if words and words[0].text == "的":
        words = words[1:]
    if not words or _MILESTONE.match(words[0].text):
        return "", ""
    taken: list[_Word] = words[:1] if is_shared and len(words) > 1 and words[1].label in ("n", "nz") else []
    for word in words[len(taken) :]:
        if word.label in ("v", "p", "d", "ad", "vd", "r", "f", "xc") or (
            word.label in ("c", "w") and word.text not in "“”‘’「」和及与"
        ):
            break
        taken.append(word)
    if taken and len(taken) < len(words) and _is_long_noun(page.text[taken[0].start : end]):
        taken = words
    noun_end = taken[-1].end if taken else words[0].start
    noun = re.sub(r"(?:全部|全都|均|都)$", "", _strip("".join(w.text for w in taken)))
    stop = re.search(r"[、]", page.text[noun_end:end])
    rest = page.text[noun_end : noun_end + stop.start() if stop else end]
    return noun, _strip(rest)


_HEADS = re.compile(
    r"(?:活动|行动|会议?|培训班?|比赛|竞赛|比武|讲座|演练|服务|机制|工程|项目|系统|平台|措施|举措|制度|办法|方案|文件|问题|隐患|事项|线索|案件|车辆|人员|企业|单位|场所|站|室|中心|基地|课程|通知书|标准|规范|产品|程序|违法|行为|指引|模板|事故|设施|设备)$"
)


def _is_long_noun(text: str) -> bool:
    """Return whether the words behind a number are one noun, verbs in it notwithstanding (交通事故处理岗位大练兵竞赛活动)."""
    return (
        len(text) <= LONGEST_INDICATOR
        and bool(_HEADS.search(text))
        and not re.search(r"[、，]|进行|开展|实施|落实|参加|完成|纳入|为|被|将|把|对|在|了", text)
    )


def _is_merged(page: _Page, place: _Place, noun: str) -> bool:
    """Return whether the quantity is what another in the piece became (4个环节并为1个环节)."""
    if place.index + 1 >= place.count:
        return False
    following = page.text[place.numbers[-1].end : place.piece[1]]
    return bool(
        re.match(
            rf"{re.escape(noun)}(?:被|又|已)?(?:压减|合并|缩减|精简|减少|压缩|优化|整合|增加|扩大|增|减|并|缩短|提升|下降|上升|提高|增长|降低|降|升)(?:到|至|为|成)",
            following,
        )
    )


def _subjects(page: _Page, place: _Place, left: _Left, said: _Sentence, inside: list[_Finding]) -> list[str]:
    """Return what each number of a series speaks of; words left out are those of the piece before."""
    wanted = len(place.numbers)
    text = _phrase_of(page, left)
    if _VAGUE_SUBJECT.search(text):
        earlier = _earlier(said, inside, place, wanted)
        if text in ("占比", "比例", "比重") and earlier:
            return [f"{earlier[-1]}{text}"]
        if earlier:
            return earlier
        if not text:
            text = _strip(said.subject)
        if not text:
            return []
    each = wanted > 1 or bool(_TOGETHER.search(left.tail + page.text[left.end : place.numbers[0].start]))
    nouns = _nouns(text) if each else [text]
    if len(nouns) == wanted or wanted == 1:
        return nouns
    return nouns * wanted if len(nouns) == 1 else nouns[-wanted:] if len(nouns) > wanted else []


def _phrase_of(page: _Page, left: _Left) -> str:
    return _phrase(page, left.start, left.end, is_noun=True).text


def _earlier(said: _Sentence, inside: list[_Finding], place: _Place, wanted: int) -> list[str]:
    """Return the indicators spoken of last, as many as there are numbers, the same units first."""
    known = [*said.findings, *inside]
    if said.subject and said.is_noun and not inside:
        return []
    if inside and inside[-1].is_before:
        return [f.indicator for f in inside if f.is_before][-wanted:]
    levels = [f for f in known if f.kind != "change"] or known
    if wanted > 1:
        return [f.indicator for f in levels[-wanted:]] if len(levels) >= wanted else []
    same = [f for f in levels[-3:] if f.number.quantity.unit == place.numbers[0].quantity.unit]
    chosen = same[-1:] or levels[-1:]
    return [f.indicator for f in chosen]


def _pairs(place: _Place, subjects: list[str]) -> list[tuple[_Number, str]]:
    """Return number and subject side by side; one number may hold for several subjects."""
    if len(place.numbers) == 1:
        return [(place.numbers[0], subject) for subject in subjects]
    return list(zip(place.numbers, subjects, strict=False))


def _kind(quantity: Quantity) -> Kind:
    return {"percent": "percent", "points": "change", "money": "money", "duration": "duration", "times": "change"}.get(
        quantity.measure, "count"
    )  # type: ignore[return-value]


def _changes(page: _Page, place: _Place, left: _Left, noun: str, said: _Sentence, inside: list[_Finding]) -> Iterator[_Finding]:
    subjects = _subjects(page, place, left, said, inside)
    if noun and not subjects:
        subjects = [noun]
    if noun and page.text[place.numbers[-1].end] == "的":
        subjects = [noun]
    before = (inside or said.findings or [None])[-1]
    baseline = left.baseline
    if baseline is None and before and (before.kind == "change" or any(f.is_before for f in said.piece)):
        baseline = before.baseline
    for number, subject in _pairs(place, subjects or list(filter(None, [left.tail + left.verb]))):
        yield _Finding(number, subject, "change", "results/change", left.direction, baseline)


def _level(
    page: _Page, place: _Place, left: _Left, noun: str, said: _Sentence, inside: list[_Finding], is_before: bool = False
) -> Iterator[_Finding]:
    """Yield the level before a change (由6.3%) or the level that it reached (提升至9.8%)."""
    subjects = _subjects(page, place, left, said, inside) or ([noun] if noun else [])
    if noun and is_before and not left.is_from:
        subjects = [noun]
    for number, subject in _pairs(place, subjects):
        kind = {"points": "percent", "times": "count"}.get(number.quantity.measure) or _kind(number.quantity)
        if is_before:
            time = _own_time(page, place)
            rule = "results/level-before"
            yield _Finding(number, subject, kind, rule, is_before=True, period=time, baseline=_time_baseline(time))
        else:
            earlier = next((f for f in inside if f.is_before), None)
            baseline = left.baseline or (earlier.baseline or "other" if earlier else None)
            yield _Finding(
                number, subject, kind, "results/level-reached", left.direction, baseline, period=_own_time(page, place)
            )


def _time_baseline(time: Period | None) -> Baseline | None:
    return "yoy" if time and re.search(r"去年|上年|同期", time.text) else None


def _own_time(page: _Page, place: _Place) -> Period | None:
    """Return the time right before a number (由2014年的35.9%)."""
    near = [p for s, e, p in page.times if place.left <= s and place.numbers[0].start - 2 <= e <= place.numbers[0].start]
    return near[-1] if near else None


def _shares(
    page: _Page, place: _Place, left: _Left, noun: str, rest: str, said: _Sentence, inside: list[_Finding]
) -> Iterator[_Finding]:
    """Yield levels in per cent: 满意率达99%, 占总数的54.5%, 98%的群众."""
    if page.text[place.numbers[0].start : place.numbers[0].end].startswith("翻"):
        yield from _changes(page, place, replace(left, direction="up"), "", said, inside)
        return
    printed = page.text[left.start : place.numbers[0].start]
    whole = re.search(
        r"(?:仍|约|已|就|只|均|各|则|分别)*占(?:到|了|据|比达?)?(?P<whole>.*?)(?:的?(?:比重|比例|比率|份额))?(?:已经?|仅|均|分别|约|首次|也|高)*(?:达到?|为|是|超过?)?的?(?:近|约|逾|超过?|将近|接近|不足|不到)?$",
        printed,
    )
    reached = re.search(r"达到?(?P<whole>[^达]+)的$", printed)
    share = whole or reached
    if share:
        head = _strip(_phrase(page, left.start, left.start + share.start(), is_noun=True).text)
        of_what = _strip(share["whole"])
        if not head and said.findings and not inside and not said.subject:
            head = said.findings[-1].indicator
        heads = _nouns(head) if len(place.numbers) > 1 else [head]
        heads = heads if len(heads) == len(place.numbers) else [head] * len(place.numbers)
        subjects = [f"{one}占{of_what}" if of_what else f"{one}占比" for one in heads]
    elif change := next((w for w in _directions() if len(w) > 1 and (noun or rest).startswith(w)), None):
        for number, subject in _pairs(place, _subjects(page, place, left, said, inside)):
            yield _Finding(number, subject, "change", "results/change-noun", _directions()[change], left.baseline)
        return
    elif noun and _REGION.fullmatch(_phrase_of(page, left)):
        subjects = [_cut_length(noun + rest)]
    elif noun and page.text[place.numbers[-1].end : place.right].startswith("的"):
        subjects = [_cut_length(_phrase_of(page, left) + noun)]
    else:
        subjects = _subjects(page, place, left, said, inside)
    for number, subject in _pairs(place, subjects):
        kind = _kind(number.quantity)
        if kind != "change":
            yield _Finding(number, subject, kind, "results/share" if share else "results/percent", None, left.baseline)


_REGION = re.compile(r"(?:全[国省市县区州球港]|世界|我国|各地)?")


def _cut_length(text: str) -> str:
    return text[:LONGEST_INDICATOR]


def _lasting(page: _Page, place: _Place, left: _Left, rest: str, said: _Sentence, inside: list[_Finding]) -> Iterator[_Finding]:
    """Yield what has lasted for years: 连续6年未发生…, 起数、死亡人数连续3年双下降."""
    if place.index + 1 < place.count and not re.search(r"未|没有|零|无", rest) or not rest:
        return
    change = next((row for row in sorted(_directions(), key=lambda w: (-len(w), w)) if row in rest and len(row) > 1), None)
    cut = left.end - 2 if page.text[left.start : left.end].endswith("连续") else left.end
    text = re.sub(r"(?:已|已经|并|也)?连续$", "", _phrase(page, left.start, left.end).text) if cut >= left.start else ""
    text = "" if text in ("连续", "已") else text
    number = place.numbers[0]
    if change and len(rest) <= 8:
        subjects = _nouns(_strip(text)) if _strip(text) else _earlier(said, inside, place, 1) or [_strip(said.subject)]
        baseline: Baseline | None = "mom" if "环比" in rest else "yoy"
        for subject in filter(None, subjects):
            yield _Finding(
                number,
                f"{subject}连续{rest.replace('双', '')}",
                "duration",
                "results/lasting-change",
                _directions()[change],
                baseline,
            )
        return
    yield _Finding(number, _cut_length(f"{text}连续{rest}"), "duration", "results/lasting")


def _behind(page: _Page, place: _Place, left: _Left, said: _Sentence, inside: list[_Finding]) -> Iterator[_Finding]:
    """Yield what stands before its number: 查处违停车辆12.9万辆, 其中醉驾9宗."""
    phrase = _phrase(page, left.start, left.end)
    text, verb = phrase.text, phrase.verb
    is_part = bool(re.match(r"(?:其中|当中|含|包括)", page.text[place.left : place.numbers[0].start])) or place.index > 0
    if place.index and verb and len(text) > 3 and inside[-1].verb and not inside[-1].indicator.endswith(inside[-1].verb):
        is_act = page.word_at(place.numbers[0].start - 1)
        verb = "" if is_act and is_act.label == "v" else verb
    if is_part and verb and all(len(w.text) == 1 for w in page.words_in(left.start, left.end)[-len(text) :]):
        verb = ""
    if text and not verb and is_part:
        governing = next((f.verb for f in reversed([*said.findings[-4:], *inside]) if f.verb), "")
        if governing and not _METRIC.search(text[-1]) and not text.startswith(governing):
            text, verb = governing + text, governing
    if text in ("死亡", "受伤", "死", "伤") and (said.findings or inside):
        earlier = re.search(r"[^的]{0,8}(?:事故|车祸|意外|事件|火灾|案件?)$", [*said.findings, *inside][-1].indicator)
        text = earlier[0] + text if earlier else text
    if not text:
        text = _phrase_text(page, said)
    if len(text) < 2 or re.fullmatch(r"[\d\W]+", text):
        return
    for number, noun in _pairs(place, [text] if len(place.numbers) == 1 else [text] * len(place.numbers)):
        yield _Finding(number, noun, _kind(number.quantity), "results/behind", None, left.baseline, verb)


def _phrase_text(page: _Page, said: _Sentence) -> str:
    return said.subject[-LONGEST_INDICATOR:] if said.subject and len(said.subject) <= LONGEST_INDICATOR else ""


def _with_right(
    page: _Page, place: _Place, left: _Left, noun: str, rest: str, said: _Sentence, inside: list[_Finding]
) -> Iterator[_Finding]:
    """Yield what stands around or behind its number: 下发5个工作指引, 582人完成学习, 对7家企业开展检查."""
    number = place.numbers[0]
    if number.quantity.measure == "duration":
        indicator, rule, verb = *_duration_with_right(page, left, noun, rest), ""
    else:
        indicator, rule, verb = _around(page, place, left, noun, rest, inside)
    indicator = _strip(indicator)
    if len(indicator) >= 2:
        yield _Finding(number, indicator, _kind(number.quantity), rule, None, left.baseline, verb)


_PREPOSED = _particles("preposed")
_BARE = _particles("bare")


def _around(page: _Page, place: _Place, left: _Left, noun: str, rest: str, inside: list[_Finding]) -> tuple[str, str, str]:
    """Return indicator, rule and governing verb of a number with words behind it."""
    words = [w for w in page.words_in(place.left, place.numbers[0].start) if w.label != "w" or w.text not in "“”"]
    verbs = [i for i, w in enumerate(words) if w.label in ("v", "vd") and w.text not in _BARE]
    at = next((i for i in range(len(words) - 1, -1, -1) if words[i].text in _PREPOSED), None)
    if at is not None and (
        not verbs or verbs[-1] < at or (noun and rest and words[at].text in ("将", "把") and words[-1].label != "v")
    ):
        following = rest or (page.text[place.right : _next_number(page, place)] if place.index + 1 < place.count else "")
        if words[at].text in ("将", "把") and place.index + 1 < place.count and re.search(r"[为成]$", following):
            return "", "", ""
        if words[at].text != "有" and following:
            return _governed(noun, following, words[at].text), "results/preposed", ""
    text = page.text[left.start : left.end]
    is_list = bool(words) and (
        words[-1].text == "等" or (bool(noun) and "、" in text and words[0].label == "v" and words[-1].label != "v")
    )
    if is_list:
        verb = _list_verb(page, words)
        if rest and (not verb or re.match(r"会同|联合|围绕", verb) or re.match(r"就地|全部|均|已|可|都|分别", rest)):
            return _cut_length(noun + rest), "results/before", ""
        return (noun if verb in _PREPOSITIONS else verb + noun), "results/between-list", verb
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
        if verb in _PREPOSITIONS:
            return (noun, "results/with", "") if noun else ("", "", "")
        return (verb + (noun or rest) if noun or rest else ""), "results/between", verb
    if place.index and inside and not words and noun and inside[-1].verb:
        return inside[-1].verb + noun, "results/between-next", inside[-1].verb
    if rest and (text.endswith("的") or not verbs):
        return _before(page, words, noun, rest), "results/before", ""
    if not words and noun and place.right < _next_number(page, place) and place.index + 1 < place.count:
        return noun, "results/before-verb", ""
    phrase = _phrase(page, left.start, left.end)
    if verbs and noun and phrase.text:
        return _cut_length(phrase.text + noun), "results/between-modified", phrase.verb
    return (_before(page, words, noun, rest), "results/before", "") if rest else ("", "", "")


def _before(page: _Page, words: list[_Word], noun: str, rest: str) -> str:
    """Return what those counted did; a bare 人 or 名 counts those named before it (师生约450人参与)."""
    if not noun and words and words[-1].label in ("n", "nz"):
        return rest + words[-1].text
    return _cut_length(noun + re.split(r"《|，", rest)[0])


def _next_number(page: _Page, place: _Place) -> int:
    return next((n.start for n in page.numbers_in(place.piece) if n.start >= place.right), place.piece[1])


def _list_verb(page: _Page, words: list[_Word]) -> str:
    """Return the verb that a list ending in 等 hangs on: the first of its words."""
    rest = _after_adverbs(_after_names(page, words))
    verb = next((i for i, w in enumerate(rest) if w.label in ("v", "vd")), None)
    if verb is None:
        return ""
    return rest[verb].text + (
        rest[verb + 1].text if verb + 1 < len(rest) and rest[verb + 1].label in ("v", "vn") and verb == 0 else ""
    )


_PARTS_OF_VERBS = ("了", "到", "成", "出", "起", "过")


def _last_verb(words: list[_Word]) -> str:
    """Return the verb that stands last, with what completes it (建成) and what the tagger cut from it (下 + 发)."""
    at = next((i for i in range(len(words) - 1, -1, -1) if words[i].label in ("v", "vn", "vd") and words[i].text not in _PARTS_OF_VERBS), None)
    if at is None:
        return ""
    verb = words[at].text
    if len(verb) == 1 and at and len(words[at - 1].text) == 1 and words[at - 1].label in ("f", "d", "v", "a"):
        verb = words[at - 1].text + verb
    completes = at + 1 < len(words) and words[at + 1].text in _PARTS_OF_VERBS[1:5]
    return verb + words[at + 1].text if completes else verb


def _governed(noun: str, rest: str, preposition: str) -> str:
    """Return verb and noun of 将27项业务下放至…, 对7家企业开展检查."""
    rest = re.sub(r"(?<=[^\W])(?:了|过)(?=[^\W])", "", rest)
    if preposition in ("将", "把", "使"):
        moved = re.match(
            r"(?:全部|全都|均|统一|逐一|成功|都|陆续|直接|集中)?(?P<verb>.{2,4}?)(?:至|到|为|成|给|入|进|在|$)", rest
        )
        return _cut_length(noun + rest) if re.search(r"为|成", rest) else (moved["verb"] if moved else rest[:4]) + noun
    bare = _LIGHT.sub("", rest) or rest
    return _cut_length(bare + noun)


def _duration_with_right(page: _Page, left: _Left, noun: str, rest: str) -> tuple[str, str]:
    """Return the indicator of a stretch of time that something took: 两小时内完成."""
    text = _phrase(page, left.start, left.end).text
    if text and re.search(r"(?:用时|历时|耗时|时间|时长|时限)$", text):
        return text, "results/took"
    if re.match(r"(?:就|即可|便|可|全部|内?完成|办结|办完|到达)", rest):
        return text or re.sub(r"^(?:就|便|即可|可)", "", rest), "results/took"
    return "", ""


# ---- nothing, and ranks ------------------------------------------------------------------------------------------------

_COUNTER = "起|例|件|宗|人|名|次|个|家|辆"
_NONE = (
    re.compile(
        rf"(?:从未|未再|未曾|未|没有|没)(?:发生|出现|接报|接到|收到|造成|引发)(?:过|了)?(?:[一1]?(?P<unit>{_COUNTER})(?!死亡)|任何|(?=一次死亡))?(?P<noun>[^，。；、]{{2,24}})$"
    ),
    re.compile(rf"无[一1](?P<unit>{_COUNTER})(?P<noun>[^，。；、]{{1,20}})$"),
    re.compile(r"(?P<noun>[^，。；、“”]{2,20}?)(?:实现了?|保持|达到)?[“‘「]?零(?:发生|发案|报告)[”’」]?$"),
    re.compile(
        r"(?:实现了?|保持了?|做到了?|确保了?)(?P<scope>[^，。；、“”连续]{0,12})[“‘「]?零(?P<noun>死亡|伤亡|亡人|事故|投诉|差错|失误|上访|感染|发案|事件|举报|违规|违纪)(?P<more>事故)?[”’」]?$"
    ),
)
_RANK = re.compile(
    r"第(?P<number>[一二三四五六七八九十]{1,3}|\d{1,3})(?:(?P<unit>名|位)|(?P<low>低|高|多|大|少)(?=$|[^\u4e00-\u9fff])|(?=$|[，。；、（(”’]))"
)
_RANKED = re.compile(
    r"(?P<verb>位居|位列|排名|排位|排在|排|名列|列|稳居|居|夺得|荣获|荣膺|获得|获评|获|取得|斩获|升至|跃居|升到|跃升至|为|是|跻身|保持|夺取)(?:了|在)?(?P<scope>[^，。；、第]{0,10})$|(?P<bare>全[国省市县区州球港]|世界|全行业)$"
)
_SCOPE = re.compile(r"全[国省市县区州球港市]|[组区县市省国]$|世界|行业|同类|系统|年来|乙组|甲组")
_UNITS = (
    ("事故|事件|案|警情|意外|险情|火灾|灾害|舆情", "起"),
    ("投诉|举报|信访|上访|差错|失误", "件"),
    ("死亡|伤亡|亡人|受伤|感染", "人"),
)


def _zero(page: _Page, piece: Bounds) -> _Finding | None:
    """Return the finding of what did not happen at all: 未发生…, 无一件投诉, 较大事故“零发生”."""
    text = page.text[slice(*piece)]
    if re.search(r"连续(?:\d|[一二两三四五六七八九十])", text):
        return None
    for number, pattern in enumerate(_NONE, 1):
        found = pattern.search(text)
        if not found:
            continue
        noun = found["noun"] + (found["more"] or "" if number == 4 else "")
        scope = found["scope"] if number == 4 else ""
        unit = (found.groupdict().get("unit")) or next((u for words, u in _UNITS if re.search(words, noun)), "起")
        quantity = Quantity(Decimal(0), unit, "exact", "count", "results/none")
        at = _Number(piece[0] + found.start(), piece[1], quantity)
        noun_start = piece[0] + found.start("noun")
        label = _phrase(page, noun_start, piece[0] + found.end("noun")).text if number == 3 else _strip(scope + noun)
        return _Finding(at, label or noun, "count", f"results/none-{number}")
    return None


def _ranks(page: _Page, piece: Bounds, said: _Sentence, inside: list[_Finding]) -> Iterator[_Finding]:
    """Yield a place in an order: 居全市第2位, 夺得全省第一名."""
    for found in _RANK.finditer(page.text[slice(*piece)]):
        before = page.text[piece[0] : piece[0] + found.start()]
        ranked = _RANKED.search(before)
        scope = (ranked["scope"] or ranked["bare"] or "") if ranked else ""
        if not ranked or not (
            found["unit"] or _SCOPE.search(scope) or ranked["verb"] in ("位居", "位列", "排名", "名列", "居", "排")
        ):
            continue
        start = piece[0] + ranked.start()
        value = read_number(found["number"])
        if value is None:
            continue
        own = _phrase(page, piece[0], start).text
        is_who = bool(re.search(r"(?:队|局|所|市|县|区|中心|单位|院|校|站|我[省市县])$", own)) or any(
            m.span.end == start for m in page.mentions
        )
        if is_who and said.subject:
            own = ""
        if own in ("数量", "总量", "总数", "排名", "成绩", "") or len(own) < 2:
            earlier = [] if said.subject and not inside else (inside or said.findings)[-1:]
            base = (
                earlier[0].indicator
                if earlier
                else re.sub(r"^在|(?:中|上|里|成绩出炉|结果揭晓|成绩揭晓|公布|揭晓)$", "", said.noun)
            )
            own = f"{base}{own}"
        verb = "居" if ranked["verb"] in ("居", "位居", "列", "位列", "排名", "名列", "排", "稳居", "跃居") else ""
        unit = "" if verb else "第" + found["number"] + "名"
        at = _Number(start, piece[0] + found.end(), Quantity(value, "名", "exact", "count", "results/rank"))
        yield _Finding(at, _strip(f"{own}{verb}{scope}{unit}")[-LONGEST_INDICATOR - 6 :], "rank", "results/rank")
