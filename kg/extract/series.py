"""The quantities of a piece of a sentence, in series, each series with the words that are its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.comparisons import find_change, read_left, without_times
from kg.extract.indicators import METRIC
from kg.extract.pages import Bounds, Number, Page


@dataclass(frozen=True, slots=True)
class Series:
    """A series of quantities (18.6%、12.3%和9.4%) with the words before and behind it that are its own."""

    piece: Bounds
    left: int
    numbers: list[Number]
    right: int
    index: int
    count: int


_AND = re.compile(r"\s*(?:、|和|与|及|以及|并)\s*")


def read_series(page: Page, piece: Bounds) -> list[Series]:
    """Return the series of a piece: quantities joined by nothing but 、 or 和 (18.6%、12.3%和9.4%) are one."""
    groups = _groups(page, piece)
    found: list[Series] = []
    for at, numbers in enumerate(groups):
        left = _border(page, groups[at - 1][-1].end, numbers[0].start) if at else _behind_owners(page, piece, numbers[0])
        right = _border(page, numbers[-1].end, groups[at + 1][0].start) if at + 1 < len(groups) else piece[1]
        found.append(Series(piece, left, numbers, right, at, len(groups)))
    return found


def _groups(page: Page, piece: Bounds) -> list[list[Number]]:
    """Return the quantities of a piece, joined ones together; one that is part of the next (超员20%以上6起) is left out."""
    series: list[list[Number]] = []
    for number in _outcomes(page, piece):
        between = page.text[series[-1][-1].end : number.start] if series else ""
        if series and not between.strip() and _are_counts(series[-1][-1], number):
            series[-1].append(number)
        elif series and not between.strip():
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
    r"连续|(?:用时|耗时|历时|天数|日数|时间|时长|时限|周期|工期|期限|值守|坚守|奋战|鏖战|持续|运行|行驶|服务|需|只要|仅|仅用|只用|用|到|至|为|了|达|不超过|(?:控制|压缩|缩短|保持|稳定|维持)在)$"
)


def _outcomes(page: Page, piece: Bounds) -> list[Number]:
    """Return the quantities of a piece without the stretches of time that only say how long (10天办了217件, 24小时送达率)."""
    numbers = page.numbers_in(piece)
    last = numbers[-1] if numbers else None
    outcomes: list[Number] = []
    for number in numbers:
        joint = bool(outcomes) and bool(_AND.fullmatch(page.text[outcomes[-1].end : number.start]))  # 31.6小时和0.9小时
        joint = joint and outcomes[-1].quantity.unit == number.quantity.unit
        if number.quantity.measure != "duration" or joint or _is_outcome(page, piece, number, number is last):
            outcomes.append(number)
    outcomes = [number for number in outcomes if not _is_field(page, piece, number)]
    kept = [n for n in outcomes if n is last or not (_is_class(page, n) or _is_attribute(page, piece, n))]
    return kept[1:] if len(kept) > 1 and _counts_owners(page, kept[0], kept[1]) else kept


_OWNERS = re.compile(r"[^\d，。；的]{1,12}的[^\d，。；的]{2,16}$")


def _counts_owners(page: Page, first: Number, second: Number) -> bool:
    """Return whether a count only says of how many things a change is told (全市22家医院的门诊量同比增长5.1%)."""
    if first.quantity.measure != "count" or second.quantity.measure not in ("percent", "points", "times"):
        return False
    left = read_left(page, first.end, second.start)
    return bool(left.verb and not left.is_level and METRIC.search(left.subject) and _OWNERS.match(left.subject))


def _behind_owners(page: Page, piece: Bounds, first: Number) -> int:
    """Return where the words of the first quantity of a piece begin: behind a count that is left out for it."""
    before = [n for n in page.numbers_in((piece[0], first.start)) if _counts_owners(page, n, first)]
    return before[-1].end if before else piece[0]


_BY_POINTS = re.compile(r"以(?:总分|均分|综合得分|平均分)?$")
_RANKED = re.compile(r"[^，。；\d]{0,6}?(?:排名|排在|排|位居|位列|名列|列|居)")
_OF_FIELD = re.compile(
    r"[^，。；、\d]{1,14}?(?:之[冠首最]|[之当]?[中里内](?:综合)?(?:排名|排位|位次|位居|位列|名列|居|列|排|率先|第))"
)


def _is_field(page: Page, piece: Bounds, number: Number) -> bool:
    """Return whether a quantity goes with a rank: 居全省12个市之首, 在41个城市评价中排名第三, 以96分排名第三."""
    if number.quantity.unit in ("分", "票") and _BY_POINTS.search(page.text, piece[0], number.start):
        return _RANKED.match(page.text, number.end, piece[1]) is not None
    return number.quantity.measure == "count" and _OF_FIELD.match(page.text, number.end, piece[1]) is not None


_OF_CLASS = re.compile(
    r"[万亿]?元?的?[^，。；、和及与\d]{0,8}?(?:企业|产业|项目|园区|集群|单位|商户|乡镇|镇街|镇|村|县|行业|品牌|平台|市场|基地)"
)
_BECAME = re.compile(r"(?:总数|数量|累计|已)?(?:增至|增加到|增长到|达到?|发展到|扩大到|突破|超过?|有|新增|净增|增加|减少|较)")


def _is_attribute(page: Page, piece: Bounds, number: Number) -> bool:
    """Return whether a quantity only says which things are counted behind it (产值超亿元的企业增至12家)."""
    later = next((n for n in page.numbers_in(piece) if n.start >= number.end), None)
    named = _OF_CLASS.match(page.text, number.end, later.start) if later else None
    bounded = number.quantity.bound == "over" and number.quantity.measure != "percent"
    return bounded and named is not None and _BECAME.match(page.text, named.end()) is not None


def _is_class(page: Page, number: Number) -> bool:
    """Return whether a quantity only says which class is meant (40座以上客车年检率)."""
    printed, after = page.text[number.start : number.end], page.text[number.end : number.end + 1]
    return (
        number.quantity.measure == "count"
        and printed.endswith(("以上", "以下", "以内"))
        and bool(re.match(r"[\u4e00-\u9fff]", after))
    )


EARLIER = re.compile(r"[比较][^，。；]{2,12}[早晚]了?$")  # 比合同工期早了两个月
ARRIVES = re.compile(r"(?:到场|到账|到岸|提离|放行|送达)(?=$|[，。；、])")  # how long it took: 19分钟|到场


_ON_AVERAGE = re.compile(r"(?:平均|人均|次均)[^，。；、\d]{1,8}$")  # 旅客平均候检不到4分钟


def _is_outcome(page: Page, piece: Bounds, number: Number, is_last: bool) -> bool:
    before, after = page.text[piece[0] : number.start], page.text[number.end : piece[1]]
    if before.endswith("连续"):
        return is_last or bool(re.match(r"未|没有|无|零", after))
    left = read_left(page, piece[0], number.start)
    if left.verb or left.is_from or EARLIER.search(before) or (is_last and _ON_AVERAGE.search(before)):
        return True
    if not after or re.match(r"[、和]", after):
        word = page.word_at(number.start - 1)
        return bool(_SPENT.search(before.rstrip("约近超逾达"))) or (
            word is not None and word.label == "v" and word.start >= piece[0]
        )
    return is_last and bool(ARRIVES.match(after) or re.match(r"(?:就|即可|便|内?完成|办结|办完)", after))


def _are_counts(left: Number, right: Number) -> bool:
    """Return whether two quantities side by side count the same thing twice (学生23批918人次)."""
    return left.quantity.measure == right.quantity.measure == "count" and left.quantity.unit != "岁"


def _similar(left: Number, right: Number) -> bool:
    relative = ("percent", "points", "times")  # 96.5%和1.1倍
    return (left.quantity.measure in relative) == (right.quantity.measure in relative)


_PREDICATES = ("v", "p", "d", "ad", "vd")


_RATED = re.compile(
    r"(?:率|比例|占比|比重|浓度|指数|覆盖面|均价|增速)(?:分别|均|已|都|平均|稳定|保持|在|达到?|为|是|至|超过?|约|近|达)*$"
)


def is_rate(between: str) -> bool:
    """Return whether the words between two numbers name the rate that the second is (7个断面|水质达标率为|85.7%)."""
    return _RATED.search(between) is not None and not re.search(r"[，。；、和及]|[排检整完抽查改治][^率]{0,4}\d", between)


def _border(page: Page, start: int, end: int) -> int:
    """Return where the words behind one quantity end and those before the next begin."""
    between = page.text[start:end]
    if is_rate(between):
        return start
    joint = re.search(r"[、和]|(?<![涉普惠触波遍殃])及|(?<!参)与|并(?![为入轨排列])", between)
    if joint and not re.search(r"^(?:和|与|及)", between[joint.end() :]):
        return start + joint.end()
    words = page.words_in(start, end)
    if len(words) == 1 and words[0].label == "v":
        return start
    change = find_change(page, start, end)
    if change:
        verb = without_times(page, start, end)[1](change.start())
        return min(verb, next((w.start for w in words if w.label in _PREDICATES), end))
    for word in words:
        is_head = word.start == start
        if word.label in _PREDICATES and not is_head and "的" not in page.text[word.end : end]:
            return word.start
    return end if between and not re.match(r"从|由", between) else start
