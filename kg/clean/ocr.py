"""Letters and strokes that a scan put where digits and signs stood: 2O23年, l2起, 1一10月, 12。5%.

Only where the context is numeric for certain: a letter counts as a digit inside or at the end of a number that a unit follows,
so that names keep theirs (12123, A级, O2O, 5G, 4S店, S20高速, O3日均值).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg.clean.align import Aligned, Edit, apply
from kg.lexicon import read_lexicon
from kg.records import Repair

_ROUND = "ОоΟο〇"  # Cyrillic, Greek, and Chinese noughts among digits; ○ is a mask
_DIGITS = str.maketrans("OoQDIl|!丨ZzSsBbq．" + _ROUND, "0000111112255869." + "0" * len(_ROUND))
_BARS = ("|", "丨")
_LONGEST = 25  # characters, which no number has
_INSIDE = "OoQDIl|!丨ZzSsBbq" + _ROUND  # between digits
_LAST = "OoQIl|丨SZB" + _ROUND  # behind digits, before a unit
_FIRST = "Il|丨"  # before digits that a unit follows
_DATES = ("年", "月", "日", "时", "分", "点", "季度", "万", "亿", "千", "百", "余", "多", "％")
_CODES = (
    "级",
    "类",
    "型",
    "种",
    "次",
    "期",
    "部",
    "段",
    "队",
    "班",
    "列",
    "面",
    "单",
    "天",
    "号",
    "热线",
    "TB",
    "GB",
    "PB",
)  # may follow names
_ROAD = re.compile(  # the number of a road: S2O5线
    r"(?<![A-Za-z0-9])[GSXYC](?P<number>(?=[0-9OoIl]{0,3}[OoIl])[0-9OoIl]*[0-9][0-9OoIl]*)(?=线|高速|国道|省道|县道|公路)"
)
_CLOCK = re.compile(  # 9:O0
    r"(?<![0-9A-Za-z:：.])(?:[01]?[0-9]|2[0-4])[:：](?P<number>[0-5][OoIl]|[OoIl][0-9OoIl])(?![0-9A-Za-z])"
)
_CHANGED = r"(?:增长|同比|环比|增速|增幅|气温|温度|[为是达])"  # what a minus stands behind
_ORDERED = r"(?:产业|中学|小学|医院|中心|季度|时间|阶段|书记|责任|[批期次届号位名条章节部个轮])"  # and what 第一 stands before
_SPACED = r"(?<![0-9.A-Za-z表图第件条章节例号])[1-9][0-9]{0,2}([ \u2009\u202f])"  # thousands parted by a space: 3 456亩
_GROUPS = r"[0-9]{3}(?:[ \u2009\u202f][0-9]{3})*(?:\.[0-9]{1,2})?"
_AMOUNTS = r"(?:[%％‰万亿倍元吨亩米]|个?百分点|平方|立方|公里|公顷|公斤|千米|美元|港元)"
_SHARE = re.compile(r"占比?(?P<one>一)(?=[0-9](?:\.[0-9]{1,2})?[%％])")  # 占一5%: 15%, or nobody knows
_MISREAD = re.compile(r"[0-9][OolI|]+(?:\.[0-9]+)?[%％]|[OolI|][0-9][0-9.]*[%％]")  # shares that were misread, too
_NEAR = 60  # characters
_UNKNOWN = "\ufffd"
_SUSPICIOUS = re.compile(  # two characters that can only both be of it, then in which way: a class at the front is found fast
    r"[0-9一二三四五六七八九〇至到lIOo|丨第:：](?=[ \u2009\u202f,.OＯoQDIl|!丨ZzSsBbqОоΟο〇一。．·•，曰口℅﹪0-9月日年/—–－])"
    r"(?:(?<=[0-9])(?:[ \u2009\u202f][0-9]{3}|[OoQDIl|!丨ZzSsBbqОоΟο〇一。．·•，曰口℅﹪]|\.[OoIlZSB])"
    r"|(?<=[一二三四五六七八九〇])[OoＯ0][一二三四五六七八九〇OoＯ0年]"
    r"|(?<=[至到])ll月|(?<=[lI])[，,][0-9]{3}|(?<=第)[—–－]|(?<=一)[0-9]|(?<=[:：])[OoIl][0-9OoIl]"
    r"|(?<=0),[0-9]{1,2}[%％‰]|(?<=[Oo])．[0-9]|(?<=[OoIl|丨ОоΟο〇])\.?[0-9]"
    r"|(?<=[Il])(?<![A-Za-z][Il])[月日年]|(?<=第)[l|丨]|(?<=[oO0])/[oO0])"
)


def restore_digits(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Put back the digits and signs of numbers that a scan made letters and strokes of."""
    if not _SUSPICIOUS.search(before.text):
        return before, []
    found = sorted(set(_edits(before.text)), key=lambda edit: (edit.start, edit.end))
    apart = [edit for i, edit in enumerate(found) if i == 0 or edit.start >= found[i - 1].end]
    return apply(before, apart, "ocr")


def _edits(text: str) -> Iterator[Edit]:
    for match in _numbers().finditer(text):
        number = match["number"]
        plain = number.translate(_DIGITS)
        letters = sum(a != b for a, b in zip(number, plain, strict=True))
        if (
            letters
            and not _is_bar(match)
            and (match["sure"] or letters <= 2 * (len(re.findall("[0-9]", number)) or (0.5 if match["one"] else 0)))
        ):
            yield Edit(match.start("number"), match.end("number"), plain)
    for match in (*_ROAD.finditer(text), *_CLOCK.finditer(text)):
        yield Edit(*match.span("number"), match["number"].translate(_DIGITS))
    for match in _SHARE.finditer(text):
        beside = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        yield Edit(*match.span("one"), "1" if _MISREAD.search(beside) else _UNKNOWN)
    for pattern, after in _signs():
        for match in pattern.finditer(text):
            start, end = match.span(1)
            yield Edit(start, end, after)


def _is_bar(match: re.Match[str]) -> bool:
    """Return whether a stroke at the edge of a number parts cells of a table or the words of a title: |12起|, 要闻丨5月1日."""
    start, end = match.span("number")
    number, text = match["number"], match.string
    if (number[0] in _BARS and text[start - 1 : start] not in ("第", "至", "〕", "]")) or (number[0] in _BARS and not start):
        return True
    line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text) + 1) - 1]
    return any(bar in number for bar in _BARS) and sum(map(line.count, _BARS)) > sum(map(number.count, _BARS))


@cache
def _numbers() -> re.Pattern[str]:
    """Return the pattern of numbers that hold a letter."""
    followers = _any_of({*_units(), *_DATES})
    digit = f"[0-9{re.escape(_INSIDE)}]"
    return re.compile(
        rf"(?<![A-Za-z0-9.\-_/#@|!])(?!(?:{digit}|[.,．]){{{_LONGEST}}})(?P<number>"
        rf"(?P<sure>[OoIl|][.．][0-9]{{1,4}}(?={followers})"
        rf"|[1-9Il][0-9OoIl]{{0,2}}(?:,[0-9OoIl]{{3}})+(?:\.[0-9OoIl]{{1,4}})?(?=[余多]?(?:{followers}))"
        r"|[0-9]{1,4}[OoIl]{1,2}\.[0-9]{1,4}(?![0-9A-Za-z.])|(?<=[至到])ll(?=月)"
        rf"|[Il][OoIl{_ROUND}]?(?=月[0-9份上中下底初末]|月[Il][0-9日])|(?:(?<=前)|(?<=月))[Il][OoIl{_ROUND}](?=个月|日)"
        rf"|(?<=[〔\[])[12][0-9OoIl|{_ROUND}]{{3}}(?=[〕\]])|(?<=[0-9OoIl][〕\]])[Il|丨](?=[0-9]{{1,3}}号))"
        rf"|(?:[{_FIRST}]+(?=[0-9OoIl|丨{_ROUND}])|[0-9])(?:{digit}|(?<=[0-9OoIl|{_ROUND}])[.,．](?=[0-9OoIl|丨{_ROUND}]))*"
        rf"[0-9{_LAST}](?=[ ]?(?:{followers}))"
        rf"|[0-9l][0-9OoIl]*[0-9OoIl](?=(?:{_any_of(_CODES)}))"
        rf"|(?:[0-9]+{digit}*|[OoIl](?=\.))\.?{digit}*(?=[%％‰])"
        rf"|(?P<one>[Il](?=[月日])|(?<=第)[l|丨](?=季度|期|批|次|届|号|位|条|章|部分|个)))"
    )


@cache
def _units() -> frozenset[str]:
    """Return the units of which numbers are read for certain: no names end before them."""
    return frozenset(row.word for row in read_lexicon("units")) - {*_CODES}


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


@cache
def _signs() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the patterns of signs in numbers, whose first group is what stands for what."""
    numeral, units = "[一二三四五六七八九〇]", _any_of({*_units(), "万", "亿"})
    return (
        (re.compile(r"(?<=[0-9%年月日])(一{1,2})(?=[0-9]{1,4}(?:[年月日%.]|万|亿|个|岁|度|级|[^\u4e00-\u9fff0-9]))"), "-"),
        (re.compile(rf"(?<![0-9.])[0-9]{{1,6}}([。．·•])(?=[0-9]{{1,3}}{_AMOUNTS})"), "."),
        (re.compile(r"(?<=[0-9])(\. |。 ?| \.)(?=[0-9]{1,2}[%％‰])"), "."),
        (re.compile(rf"{_CHANGED}(一)(?=[0-9]{{1,3}}(?:\.[0-9]{{1,2}})?(?:[%％‰℃]|个百分点))"), "-"),
        (re.compile(rf"第([—–－])(?={_ORDERED})"), "一"),
        (re.compile(r"(?<=[0-9]月)[0-9]{1,2}([曰口])"), "日"),
        (re.compile(r"(?<=[0-9])(曰)"), "日"),
        (re.compile(r"(?<=[0-9])( ?(?:[oO]/[oO0]|℅|﹪))(?![0-9A-Za-z])"), "%"),
        (re.compile(rf"(?<={numeral})([OoＯ0])(?={numeral}|[OoＯ0]{numeral}|年)"), "〇"),
        (re.compile(rf"(?<={numeral}[OoＯ0])([OoＯ0])(?={numeral})"), "〇"),
        (re.compile(r"(?<![0-9.,])0(,)(?=[0-9]{1,2}[%％‰])"), "."),
        (re.compile(rf"{_SPACED}(?={_GROUPS}(?:{units}))"), ""),
        (re.compile(rf"(?<=[0-9][ \u2009\u202f][0-9]{{3}})([ \u2009\u202f])(?={_GROUPS}(?:{units}))"), ""),
        (re.compile(rf"(?<![0-9，A-Za-z])([lI])(?=，[0-9]{{3}}(?:，[0-9]{{3}})*[余多]?(?:{units}))"), "1"),
        (re.compile(rf"(?<![0-9，A-Za-z])[lI](，)(?=[0-9]{{3}}(?:，[0-9]{{3}})*[余多]?(?:{units}))"), ","),
        (re.compile(rf"(?<=[0-9])(一)(?=[0-9]{{1,3}}(?:{units}))"), "-"),
        (re.compile(rf"(?<![0-9，])[1-9][0-9]{{0,2}}(，)(?=[0-9OolI]{{3}}(?:，[0-9]{{3}})*[余多]?(?:{units}))"), ","),
        (re.compile(rf"(?<=[0-9]，[0-9]{{3}})(，)(?=[0-9]{{3}}(?:，[0-9]{{3}})*[余多]?(?:{units}))"), ","),
    )
