"""Quantities: a number with its unit and its bound (17.5万余起, 近200辆, 九成, 2个百分点).

The component marks the group `numbers`: everything that reads as a quantity. Whether it measures something, lies in a
name or belongs to a time is for the readers of other marks to say. Own grammar of numbers: cn2an reads a bare numeral,
but not one with 余 or 多 inside (170余万), nor an indefinite one (上千).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.nlp import mark, text_of
from kg.lexicon import Row, read_lexicon
from kg.records import Bound

Measure = Literal["count", "percent", "points", "money", "duration", "times"]

_DIGITS = {c: value for value, c in enumerate("零一二三四五六七八九")} | {
    c: value for value, c in enumerate("〇壹贰叁肆伍陆柒捌玖")
}
_DIGITS |= {"○": 0, "两": 2, "兩": 2, "貮": 2, "幺": 1}
_TENS = {"十": 10, "拾": 10, "廿": 20, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_HAN = "".join(_DIGITS) + "".join(_TENS) + "".join(_MYRIADS)
_PLAIN = r"(?:\d{1,3}(?:,\d{3})+|(?<=[\u4e00-\u9fff])\d{1,3}(?: \d{3})+(?=[\u4e00-\u9fff])|\d+)(?:\.\d+)?"
_GROUPED = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")  # 1 240
_MIXED = r"(?:\d+[亿億]\d{1,4}[万萬]|\d+[亿億]\d,\d{3}[万萬])(?:\d{1,4})?|\d+[万萬]\d,?\d{3}"  # 1亿2300万, 3万4500
_MIXED += r"|\d+[亿億]\d千[万萬]|\d+[万萬]\d千(?:\d百)?|\d+千\d百"  # 3亿2千万, 3万2千, 5千6百
_NUMBER = re.compile(
    rf"(?P<negative>[负-])?(?:(?P<plain>{_PLAIN})(?P<scale>[百千]?[万亿]{{0,2}}|[百千])|(?P<han>[{_HAN}]+)(?:点(?P<point>[{''.join(_DIGITS)}]+)(?P<han_scale>[万亿]?))?)"
)

_NOT_POINTS = "之钟秒别批类组局段布公店离级享校馆厂行支部队层块期区色值院会所站"  # behind 分, where it is no point of a score
LONGEST_LIST = 60  # characters of a list of numbers that share a unit
MOST_DIGITS = 18  # of a value: what the decimals of RDF stores hold exactly, and sums of them
LONGEST_YEARS = 1000  # 2021年 is a year, 70年 a stretch of time


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit (as printed, without 万 or 亿), what the unit measures, and its bound."""

    value: Decimal
    unit: str
    bound: Bound = "exact"
    measure: Measure = "count"
    rule: str = "units/none"


_KEPT = "kg_quantities"


@Language.factory("kg_numbers", assigns=["doc.spans"])
def make_numbers(nlp: Language, name: str) -> object:
    """Return the component that marks quantities."""
    return mark_numbers


def mark_numbers(doc: Doc) -> Doc:
    """Mark every quantity of the doc; the label's subtype is what it measures, the rule is the row of its unit."""
    doc.user_data[_KEPT] = find_quantities(text_of(doc))
    return mark(doc, "numbers", [(start, end, f"Quantity/{q.measure}", q.rule) for start, end, q in quantities_of(doc)])


def quantities_of(doc: Doc) -> list[tuple[int, int, Quantity]]:
    """Return the quantities of a doc, as find_quantities does, looked for once."""
    found: list[tuple[int, int, Quantity]] | None = doc.user_data.get(_KEPT)
    return find_quantities(text_of(doc)) if found is None else found


def find_quantities(text: str) -> list[tuple[int, int, Quantity]]:
    """Return start, end (words of bound included) and value of every quantity of a text, in reading order."""
    found = ((m.start(), m.end(), _quantity(m)) for m in _quantities().finditer(text))
    read = (
        (start, end, _bounded_by_verb(quantity, text[max(0, start - 6) : start])) for start, end, quantity in found if quantity
    )
    return _with_unit_of_origin(text, [listed for quantity in read for listed in _sharing_unit(text, *quantity)])


_ORIGIN = re.compile(r"[由从][\u4e00-\u9fff]{0,8}$")
_AND = re.compile(r"[和与及、]")
_TO_LEVEL = re.compile(r"[\u4e00-\u9fff]{1,8}")
_NO_UNIT_FOLLOWS = re.compile(r"(?:以?内|左右|以下)?(?:[，。；、）]|$)")


def _with_unit_of_origin(text: str, quantities: list[tuple[int, int, Quantity]]) -> list[tuple[int, int, Quantity]]:
    """Return the quantities, a bare 个 at the end of a clause with the unit of what it came from (由15个工作日压到5个)."""
    told = list(quantities)
    for at in range(1, len(told)):
        (begin, until, origin), (start, end, level) = told[at - 1], told[at]
        if origin.unit == "个" and level.unit.startswith("个") and _AND.fullmatch(text, until, start):  # 0.09个和0.42个百分点
            told[at - 1] = (begin, until, replace(origin, unit=level.unit, measure=level.measure, rule=level.rule))
        is_whole = origin.unit.startswith("个") and len(origin.unit) > 1
        if level.unit != "个" or not is_whole or not _ORIGIN.search(text, max(0, begin - 9), begin):
            continue
        if _TO_LEVEL.fullmatch(text, until, start) and _NO_UNIT_FOLLOWS.match(text, end):
            told[at] = (start, end, replace(level, unit=origin.unit, measure=origin.measure, rule=origin.rule))
    return told


_SHARED = re.compile(
    rf"分别(?:同比|环比)?[\u4e00-\u9fff]{{0,3}}(?P<list>(?:{_PLAIN}、)+(?:{_PLAIN}(?=和))?|{_PLAIN}(?=和))和?$"
)


def _sharing_unit(text: str, start: int, end: int, quantity: Quantity) -> list[tuple[int, int, Quantity]]:
    """Return a quantity with the bare numbers before it that share its unit (分别为43、78和12微克)."""
    offset = max(0, start - LONGEST_LIST)
    found = _SHARED.search(text, offset, start)
    if not found or quantity.bound != "exact":
        return [(start, end, quantity)]
    bare = [(m.start(), m.end(), read_number(m[0])) for m in re.compile(_PLAIN).finditer(text, *found.span("list"))]
    return [*((s, e, replace(quantity, value=value)) for s, e, value in bare if value is not None), (start, end, quantity)]


_AT_LEAST = re.compile(r"(?:(?P<over>至少|最少)|至多|最多)[\u4e00-\u9fff]{1,4}$")


def _bounded_by_verb(quantity: Quantity, before: str) -> Quantity:
    """Return the quantity with the bound that stands in the few characters before, before its verb (至少建成2个, 最多跑1次)."""
    if quantity.bound != "exact":
        return quantity
    if before.endswith(("约占", "约占了", "约占到")):
        return replace(quantity, bound="about")
    found = _AT_LEAST.search(before)
    return replace(quantity, bound="over" if found["over"] else "under") if found else quantity


def read_quantity(text: str) -> Quantity | None:
    """Return the quantity that the whole text is, or None.

    >>> read_quantity("17.5万余起")
    Quantity(value=Decimal('175000'), unit='起', bound='over', measure='count', rule='units/count-1')
    """
    found = _quantities().fullmatch(text.strip())
    return _quantity(found) if found else None


def read_number(text: str) -> Decimal | None:
    """Return the value of a numeral, Arabic (1,532, 2.37万) or Chinese (三万五, 二〇〇二, 一亿零五十), or None.

    >>> read_number("一百二十万三"), read_number("16.4亿")
    (Decimal('1203000'), Decimal('1640000000'))
    """
    text = _GROUPED.sub("", text)
    if re.fullmatch(_MIXED, text):
        return _read_mixed(text)
    found = _NUMBER.fullmatch(text)
    if not found:
        return None
    sign = -1 if found["negative"] else 1
    if found["plain"]:
        value = Decimal(found["plain"].replace(",", ""))
        return normal(sign * value * _scale(found["scale"]))
    whole = _read_han(found["han"])
    if whole is None:
        return None
    if found["point"]:
        whole = Decimal(f"{int(whole)}.{''.join(str(_DIGITS[c]) for c in found['point'])}") * _scale(found["han_scale"])
    return normal(sign * whole)


def _read_mixed(text: str) -> Decimal | None:
    """Return the value of a numeral that names its myriads one by one (18亿6,000万)."""
    parts = re.findall(r"([\d,]+)([千百]?[亿億万萬]?)", text)
    return normal(sum((Decimal(digits.replace(",", "")) * _scale(unit) for digits, unit in parts), Decimal(0)))


def _scale(text: str | None) -> int:
    product = 1
    for character in text or "":
        product *= _MYRIADS.get(character) or _TENS[character]
    return product


def normal(value: Decimal) -> Decimal | None:
    """Return the same value without an exponent and trailing zeros: 175000, not 1.75E+5; None for one of too many digits."""
    whole, (_, digits, exponent) = value.to_integral_value(), value.as_tuple()
    if abs(whole) >= 10**MOST_DIGITS or (value != whole and max(len(digits), -int(exponent)) > MOST_DIGITS):
        return None
    return Decimal(int(whole)) if value == whole else value.normalize()


def _read_han(text: str) -> Decimal | None:
    if all(c in _DIGITS for c in text):
        return Decimal("".join(str(_DIGITS[c]) for c in text)) if 0 < len(text) < 30 else None
    for myriad in ("亿億", "万萬"):
        at = max(text.rfind(c) for c in myriad)
        if at >= 0:
            return _read_myriads(text[:at], text[at + 1 :], _MYRIADS[text[at]])
    return _read_thousands(text)


def _read_myriads(high: str, low: str, unit: int) -> Decimal | None:
    """Return high × unit + low; a single digit at the end counts tenths of the unit (三万五 is 35000)."""
    left = _read_han(high) if high else None
    right = Decimal(0) if not low else _read_han(low.lstrip("零〇"))
    if left is None or right is None or right >= unit:
        return None
    if len(low) == 1 and low in _DIGITS:
        right = right * unit / 10
    return left * unit + right


def _read_thousands(text: str) -> Decimal | None:
    total, digit, last = 0, None, 10_000
    for at, character in enumerate(text):
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
            continue
        unit = _TENS[character]
        if unit >= last and not (unit == 20 and last > 10):
            return None
        if digit is None and unit >= 100:
            return None
        total, digit, last = total + (digit or 1) * unit, None, 10 if unit == 20 else unit
        if unit == 10 and at == 0 and len(text) > 1 and text[at + 1] in _TENS:
            return None
    if digit and last >= 100 and last < 10_000 and text[-2] in _TENS:
        return Decimal(total + digit * last // 10)
    return Decimal(total + (digit or 0))


# ---- the pattern of a quantity ----------------------------------------------------------------------------------------


@cache
def _quantities() -> re.Pattern[str]:
    """Return the pattern of a quantity: [bound] number [余] unit [多] [bound]."""
    before, inside, after = (_words(side) for side in ("before", "inside", "after"))
    number = rf"(?:{_MIXED}|{_PLAIN}|[{_HAN}]+(?:点[{''.join(_DIGITS)}]+)?)"
    unit = "|".join(re.escape(word) for word in sorted(_units(), key=lambda w: (-len(w), w)))
    unit = unit.replace("|个|", "|个(?!多月|半)|").replace("|分|", rf"|(?<=\d)分(?![{_NOT_POINTS}])|")
    unit = (
        unit.replace("|次|", "|次(?!产业|供水|污染|装修|创业|加工|利用|元[^旦])|")
        .replace("|位|", "|位(?!数)|")
        .replace("|元|", "|元(?:人民币)?|")
    )
    unit = unit.replace("|基|", r"|(?<=\d)基(?![地本层础金建因于数准])|").replace("|眼|", r"|(?<=\d)眼(?![看前下光])|")
    unit = unit.replace("|路|", r"|(?<=[\d余多])路(?=视频|监控|高清|图像|信号|[，。；、]|$)|")
    unit = unit.replace("|案|", r"|(?<=\d)案(?![件值卷例情子发头台底由犯])(?=[\u4e00-\u9fff])|")
    unit = unit.replace("|孔|", r"|(?<=\d)孔(?=[，。；、）]|$)|")
    unit = unit.replace("|方|", r"|(?<=[\d万亿余多])方(?=[，。；、）降升增减]|左右|以[上内]|$)|")
    unit = unit.replace("|车|", r"|(?<=[\d余多])车(?=[，。；、]|$)|")
    unit = unit.replace("|手|", r"|(?<=[万亿])手(?=[，。；、]|$)|")
    unit = unit.replace("|期|", "|(?<![一二三四五六七八九十])期|(?<=[办了行训出][一二两三四五六七八九十])期|")
    bounds = "".join(sorted({word[0] for word, row in _bounds().items() if row.label.endswith("before")}))
    return re.compile(
        rf"(?=[\d{_HAN}{bounds}半过翻负−－-])"  # no more is looked at elsewhere
        rf"(?:(?<!成百)(?<!成千)(?P<before>{before})(?:了|达)?\s?)?"
        r"(?<![\d.A-Za-z/+±第:：几])(?!(?<=数)[十百千万亿])(?<![A-Za-z]-)(?<!\d[-—~～至到万亿萬億千])(?<![%％][-—~～])"
        r"(?:"
        rf"(?P<percent>[百千])分之(?P<per>{number})"
        rf"|(?P<parts>[二三四五六七八九十])分之(?P<part>[{_HAN}])(?=[^{_HAN}]|$)"
        r"|(?P<over>[1-9])/(?P<under>[2-9])(?=[的以左，。；、]|$)"
        rf"|{_indices()}(?P<index>\d{{1,4}}(?:\.\d+)?)(?=[，。；、）]|$|(?:下|回|上|提|优)?[降落升高化]|缩小)"
        r"|(?P<half>一半|半数|(?<=[首已均就次])过半)(?![夜路空])"
        rf"|(?P<tenths>[一二两三四五六七八九十]|\d)成(?P<fifth>[一二三四五六七八九半])?(?![{_HAN}])(?!立|员|功|果|为|熟|绩|效|本|长|年|都|就|交|品|分|群|人)"
        r"|(?P<double>翻了?(?P<times>[一二两三四])?番)"
        rf"|(?P<and_half>\d{{1,2}}|[一两二三四五六七八九十])(?P<of_half>天|年|小时)半(?![天年夜数径截])"
        rf"|(?P<halves>\d{{1,2}}|[一两三四五六七八九十])个半(?P<of_halves>小时|月)"
        rf"|(?P<people>(?:\d+(?:\.\d+)?|[{_HAN}]+?)[多余]?[万亿](?:[多余]|(?![多余])))(?!{unit})(?=[\u4e00-\u9fff]{{0,6}}(?:人口|群众|居民|农民|党员|用户|网民|学生|职工|旅客|游客|市民|残疾人|老年?人|农户|妇女|儿童|监测对象|渔民|农?牧民|参保人|师生|教师|毕业生|劳动力|观众))"
        rf"|{_sum_of_money()}(?P<sum>[百千]?亿)(?:元)?(?=大关|[，。；、,;]|$)"
        rf"|{_headcount()}(?P<heads>\d+(?:\.\d+)?[万亿](?:多|余)?)(?=[，。；、,;]|$)"
        rf"|(?P<sign>(?<=[为至到达率速幅是])[-−－负](?=\d))?(?P<number>{number})(?P<inside>{inside})?\s?(?P<scale>[百千]?[万亿]{{1,2}}|(?<=\d)[百千](?![克米瓦卡伏]))?(?P<inside2>{inside})?\s?(?P<unit>{unit})"
        rf"|(?P<halfunit>半)(?P<halved>年|个月|天|小时|个小时|日)"
        r")"
        rf"(?P<inside3>多(?!数|元化|方|部门|种|个|名|项|次)|余(?!名|人|下))?(?P<after>{after})?(?![-—~～]\d)"
    )


def _headcount() -> str:
    """Return the pattern of what stands before a number of people that leaves its unit out (受益人口93万)."""
    nouns = ("人口", "人数", "人次", "用户", "居民", "群众", "党员", "学生", "旅客", "日活", "月活")
    verbs = ("", "达", "近", "超", "约", "为", "共", "逾", "超过", "突破", "达到", "减少", "增加", "减少了", "增加了")
    return f"(?:{'|'.join(f'(?<={noun}{verb})' for noun in nouns for verb in verbs)})"


_COEFFICIENT = re.compile("(?:系数|收入比|倍差|倍率|均值|PUE值?).{0,12}$")


def _indices() -> str:
    """Return the pattern of what stands before a figure that has no unit: an index, a coefficient."""
    nouns = ("指数", "系数", "收入比", "倍差", "倍率", "均值", "PUE", "PUE值")
    changes = ("提高", "提升", "下降", "缩小", "降", "升", "回落", "回升", "降低", "压", "优化")
    levels = tuple(verb + to for verb in changes for to in "到至")
    verbs = ("", "为", "达", "是", "至", "到", "在", "由", "从", "约", "仅", "均为", "达到", *levels)
    after_another = "|".join(rf"(?<=\.\d{level})|(?<=\.\d\d{level})" for level in levels)
    return f"(?:{'|'.join(f'(?<={noun}{verb})' for noun in nouns for verb in verbs)}|{after_another})"


def _sum_of_money() -> str:
    """Return the pattern of what stands before a sum that leaves its unit out (成交额突破百亿)."""
    nouns = ("额", "值", "收入", "投资", "税收", "规模", "存款", "贷款", "进出口", "总量")
    verbs = ("突破", "超过", "超", "达", "达到", "破", "跨过", "跃上", "近", "逾")
    return f"(?:{'|'.join(f'(?<={noun}{verb})' for noun in nouns for verb in verbs)})"


def _words(side: str) -> str:
    """Return the alternation of the words of bound on a side, longest first."""
    words = sorted((w for w, row in _bounds().items() if row.label.endswith(side)), key=lambda w: (-len(w), w))
    inside = {
        "破": "(?<![侦告攻识击])破",
        "上": "上(?=[百千万亿])",
        "过": "(?<![通经])过",
        "约": "(?<![签预节合契违守])(?<!(?<!损)失)约",
    }
    return "|".join(inside.get(word, word) for word in words)


@cache
def _bounds() -> dict[str, Row]:
    return {row.word: row for row in read_lexicon("bounds")}


@cache
def _units() -> dict[str, Row]:
    return {row.word: row for row in read_lexicon("units")}


def _quantity(found: re.Match[str]) -> Quantity | None:
    bound = _bound(found)
    share = _share(found)
    if share is not None:
        return Quantity(share, "%", bound, "percent", "units/percent-1")
    if found["index"]:
        is_bare = _COEFFICIENT.search(found.string, max(0, found.start() - 16), found.start()) is not None
        return Quantity(Decimal(found["index"]), "" if is_bare else "点", bound, "count", "units/index")
    if found["double"]:
        times = read_number(found["times"] or "一") or Decimal(1)  # 翻两番: four times as much, 300 % more
        return Quantity((2**times - 1) * 100, "%", "exact", "percent", "units/percent-1")
    if found["halves"]:
        unit = "个" + found["of_halves"]
        return Quantity(
            (read_number(found["halves"]) or Decimal(0)) + Decimal("0.5"), unit, bound, "duration", _units()[unit].id
        )
    if found["and_half"]:
        whole = read_number(found["and_half"]) or Decimal(0)
        return Quantity(whole + Decimal("0.5"), found["of_half"], bound, "duration", _units()[found["of_half"]].id)
    if found["halfunit"]:
        halved = "天" if found["halved"] == "日" else found["halved"]
        return Quantity(Decimal("0.5"), halved, bound, "duration", _units()[halved].id)
    counted = found["people"] or found["heads"]
    if counted:
        people = read_number(re.sub("[多余]", "", counted))
        over: Bound = "over" if re.search("[多余]", counted) else bound
        return None if people is None else Quantity(people, "人", over, "count", _units()["人"].id)
    if found["sum"]:
        exceeds: Bound = (
            "exact"
            if found.string[found.start() - 1] in "达到"
            else "under"
            if found.string[found.start() - 1] == "近"
            else "over"
        )
        return Quantity(Decimal(_scale(found["sum"])), "元", exceeds, "money", _units()["元"].id)
    if found["number"] is None:
        return None
    value = _value(found["number"], found["scale"], bool(found["before"]))
    if found["sign"] and value is not None:
        value = (
            -value if _units()[found["unit"].removesuffix("人民币")].label in ("percent", "points", "money", "times") else None
        )
    row = _units()[found["unit"].removesuffix("人民币")]
    if value is None or found["number"] == "零" or (row.word == "年" and value >= LONGEST_YEARS):
        return None
    return Quantity(value, row.word, bound, row.label, row.id)  # type: ignore[arg-type]


def _value(number: str, scale: str | None, is_bounded: bool) -> Decimal | None:
    """Return the value of a numeral; a bare 千, 百 or 万 is a number only behind a word of bound (逾千张)."""
    if number[0] in "百千万亿" and is_bounded and not scale:
        number = "一" + number
    base = read_number(number)
    return None if base is None else normal(base * _scale(scale))


_FIFTHS = {"半": 5, **{c: _DIGITS[c] for c in "一二三四五六七八九"}}  # 四成二: 42 %


def _share(found: re.Match[str]) -> Decimal | None:
    """Return the per cent that a fraction states, None when the quantity is none."""
    if found["per"]:
        per = read_number(f"一{found['per']}" if found["per"][0] in "百千" else found["per"])  # 百分之百
        return per if per is None or found["percent"] == "百" else per / 10
    if found["parts"]:
        part, whole = read_number(found["part"]), read_number(found["parts"])
        return None if part is None or not whole else normal(round(part * 100 / whole, 2))
    if found["over"]:
        return normal(round(Decimal(found["over"]) * 100 / Decimal(found["under"]), 2))
    if found["half"]:
        return Decimal(50)
    if found["tenths"]:
        tenths = read_number(found["tenths"])
        return None if tenths is None else tenths * 10 + _FIFTHS.get(found["fifth"] or "", 0)
    return None


def _bound(found: re.Match[str]) -> Bound:
    """Return the bound of the words around the number: the one before it decides, 余 and 多 come next, 以上 last."""
    for group in ("before", "inside", "inside2", "inside3", "after"):
        word = found[group]
        if word:
            row = _bounds().get(word)
            return row.label.split()[0] if row else "over"  # type: ignore[return-value]
    return "exact"
