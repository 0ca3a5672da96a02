"""The words before a number: what is spoken of, whether it changed, to which level, and compared with what."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from kg.extract.lexica import directions
from kg.extract.pages import Page
from kg.records import Baseline, Direction

_TAIL = re.compile(
    r"(?:达到了?|已?达成?了?|超过|突破|高达|多达|共计|总计|合计|累计|约为|均为|保持在|稳定在|维持在|控制在|录得|只有|仅有"
    r"|实现了?"
    r"|(?<![因作称认列评分设改定化转变成名])为(?!期)|是|均|都|各|仅|约|近|已|了|共|就|还|又|仍|也|达|至少|超|有|逾|全部|在|计"
    r"|预计|将|再|可|可以|能|需要?|只要|等|分别|同比)$"
)
_ADVERBS = (
    r"(?:分别|均|都|各|平均|再|又|大幅度?|明显|双双|双|三|齐|进一步|已经?|也|还|总体|略|小幅|有所|同步|持续|快速|逐年|仍|显著"
    r"|有效|全面|累计|共|净|实际|预计|将|则|更是|却|就|年均|月均|日均)*"
)
_BASELINE = re.compile(
    r"(?:(?P<yoy>同比(?:（下同）)?|按年|(?:^|(?<=[，、（]))年(?!均)|(?<![年月])同期相?比)|(?P<mom>环比|按月)|(?<![计相])(?<!(?<!占)比)较(?![大多好高低小为强快])(?P<than>[^，。；、较]{1,16}?)"
    r"(?:相比)?"
    r"|(?<![占对环同评按无好相可])比(?![例重武赛拼较对如率值分价])(?P<as>[^，。；、比]{1,16}?)"
    r"|(?:与|同|和)(?P<with>[^，。；、]{1,16}?)相比)"
    rf"(?P<adverbs>{_ADVERBS})$"
)
_YOY = re.compile(r"去年|上年|前年|同期|往年|上一年|20\d\d年同|1\d\d年同")
_MOM = re.compile(r"上个?月|上个?季|上周|前一?月")
_BESIDE = re.compile(
    r"(?P<verb>高于|低于|高出|超出|超过|快于|慢于|优于|好于|多于|少于)[^，。；、]{2,12}?(?:约|近|了)*$"
)  # 低于全省平均水平1.7个百分点
_BESIDE_ANY = re.compile(  # 高出区外|83公斤, 超计划|60万吨; of shares only points are a change (低于全省平均|91%)
    r"(?P<verb>高出|低于|多于|少于|超(?:出|过)?(?=(?:年度|原定|全年|既定)?(?:计划|目标|任务|定额|预期|进度|序时)))[^，。；、]{2,12}?(?:约|近|了)*$"
)
_SHARE = re.compile(r"[\d.]+[%％]|[一二两三四五六七八九]成")
_OF_TIME = re.compile(  # 平均缩短工期|38天
    r"(?P<verb>缩短|压缩|压减|延长|提前)(?P<noun>[\u4e00-\u9fff]{0,6}?(?:工期|周期|时间|时长|时限|用时|期限|账期|天数))(?:约|近|了|超过?)*$"
)
_DIRT = re.compile(r"浓度|PM|臭氧|二氧化|超标|损耗|能耗|噪声|指数")  # better when there is less of it
_POINTS = re.compile(r"[\d.]+个?百分点")
_FROM = re.compile(
    r"(?:由|从)(?:平均|[人户日月年件]均|每(?:[年月天日周吨亩户人件]|小时|分钟|[百千万][人户])|最初|原来|原先|过去|此前|以前|之前|开始|起初|年初|当初|(?:去年|上年)?同[^，。；、的由从]{1,8}(?=的))?的?(?:亏损|盈利)?$"
)


_IS = re.compile(r"(?<![因作称认列评分设改定化转变成名])[为是]$")  # 8月份|为|增长1.6%
_FROM_YEAR = re.compile(  # 比2016年的|1.5亿元增长60%
    r"(?:比|较)(?:20\d\d年|1\d\d年|去年|上年|前年|上个?月)(?:同期|[年月]?[末底初])?的$"
)
_BY_WHOM = re.compile(
    r"[^，。；]{2,16}?(?:参与|共同|联合(?!组)|负责|承担|承建|主办|承办|出资|共建|牵头)"
)  # 由|百家央企参与共建


@dataclass(frozen=True, slots=True)
class Left:
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


def read_left(page: Page, start: int, end: int) -> Left:
    """Return the reading of the words before a number."""
    plain, at = without_times(page, start, end)
    change = find_change(page, start, end)
    direction: Direction
    if change:
        baseline, cut = _cut_baseline(plain, change.start(), page.document.date)
        cut = len(_IS.sub("", plain[:cut]))
        verb, tail = change["verb"], plain[cut : change.start()]
        is_level = bool(change["to"]) and not (change["aspect"] in ("率", "幅", "幅度") or verb.endswith(("幅", "速")))
        direction = _direction(page, end, plain[:cut], verb)
        return Left(plain[:cut], start, at(cut), verb, is_level, direction, baseline, tail=tail)
    beside = _BESIDE.search(plain) if _POINTS.match(page.text, end) else None
    if not beside and not _SHARE.match(page.text, end):
        beside = _BESIDE_ANY.search(plain)
    if beside:
        direction = "down" if beside["verb"] in ("低于", "慢于", "少于") else "up"
        return Left(plain[: beside.start()], start, at(beside.start()), beside["verb"], direction=direction, baseline="other")
    time = _OF_TIME.search(plain)
    if time:
        direction = "up" if time["verb"] in ("延长", "提前") else "down"
        return Left(time["noun"], at(time.start("noun")), at(time.end("noun")), time["verb"], direction=direction)
    origin = _FROM.search(plain) or _FROM_YEAR.search(plain)
    if origin and not _BY_WHOM.match(page.text, end):
        return Left(plain[: origin.start()], start, at(origin.start()), is_level=True, is_from=True)
    cut = _without_tail(page, plain, at)
    baseline, cut = _cut_baseline(plain, cut, page.document.date)
    return Left(plain[:cut], start, at(cut), baseline=baseline, tail=plain[cut:])


def _direction(page: Page, number: int, subject: str, verb: str) -> Direction:
    """Return where a verb leads: 快 and 改善 by what they are said of, 少接 and 多收 by their first character."""
    if verb == "快":
        return "up" if _is_speed(page, number, subject) else "down"
    if verb == "改善":
        return "down" if _DIRT.search(subject) else "up"
    return directions().get(verb) or ("up" if verb[0] == "多" else "down")


def _is_speed(page: Page, number: int, subject: str) -> bool:
    """Return whether 快 says that something grows or goes on faster (增速快0.2个百分点), not that it takes less time."""
    return bool(_POINTS.match(page.text, number)) or subject.endswith(("进度", "增速", "速度"))


def find_change(page: Page, start: int, end: int) -> re.Match[str] | None:
    """Return the verb of change (提升至, 下降了) at the end of a stretch, times left out, if there is one."""
    plain, at = without_times(page, start, end)
    change = _change_pattern().search(plain)
    return change if change and _stands_alone(page, plain, change, at(change.start()), end) else None


@cache
def _change_pattern() -> re.Pattern[str]:
    """Return the pattern of a verb of change at the end of the words before a number."""
    words = "|".join(re.escape(word) for word in sorted(directions(), key=lambda w: (-len(w), w)))
    aspect, to = r"(?P<aspect>了|率|幅度?)?", r"(?P<to>至|到|为|成|回到?)?"
    return re.compile(
        rf"(?P<verb>{words}|(?<=[期年划额任标定月季周比])[多少][\u4e00-\u9fff]){aspect}{to}(?:了|约|近|又|逾|达到?|至少|超过?|将近|的)*$"
    )


def _stands_alone(page: Page, plain: str, change: re.Match[str], start: int, number: int) -> bool:
    """Return whether the verb is one: not the end of another word (新+增), nor a bare 多 without comparison."""
    before, verb = plain[: change.start()], change["verb"]
    if change["aspect"] == "率" and (verb not in ("增长", "下降", "上升") or before.endswith("自然")):
        return False
    word = page.word_at(start)
    if change["aspect"] or change["to"]:  # 比上|年少|了21%, 住院|日缩|到6.9天: torn by the tagger
        word = None if word and word.end == start + 1 and page.text[word.start : start] in ("年", "日", "期", "月") else word
    if word and word.start < start and not re.fullmatch(_ADVERBS, page.text[word.start : start]):
        return False
    if verb in ("少", "多") and change["aspect"] == "了" and not change["to"]:
        return bool(before) and not re.search(r"[至不减缺最]$", before)  # 立案反而多了27%
    if verb in ("省", "省下"):  # what was saved is no change, but of a share or beside a measure (煤耗比定额省下4万吨)
        return bool(_SHARE.match(page.text, number) or re.search(r"较|(?<!占)比|同期", before))
    if verb == "退":  # 退了1.3个百分点, not 退了3家
        return bool(change["aspect"] and _POINTS.match(page.text, number))
    if verb in ("压", "铺", "掉", "砍", "抬", "滑", "拓", "退") and not (change["to"] or change["aspect"]):
        return False
    if verb in ("少", "多", "高", "低", "快", "长", "短"):
        if verb == "高" and change[0].endswith("达"):  # 占比高达57%
            return False
        return bool(re.search(r"较|(?<!占)比|同期|按年|按月", before)) and not (
            verb == "少" and re.search(r"[至不减缺最]$", before)
        )
    return not before.endswith(("不", "未", "没有"))


def _without_tail(page: Page, plain: str, at: Callable[[int], int]) -> int:
    """Return where the verbs of level and adverbs at the end of the words start (满意率均已达到)."""
    cut = len(plain)
    while (tail := _TAIL.search(plain[:cut])) and page.starts_word(at(tail.start())):
        cut = tail.start()
    return cut


def _cut_baseline(plain: str, end: int, date: str | None) -> tuple[Baseline | None, int]:
    """Return the baseline at the end of the words, and where it (or the adverbs at the end) starts."""
    baseline: Baseline | None = None
    while found := _BASELINE.search(plain[:end]):
        baseline, end = baseline or _baseline(found, date), found.start()
    adverbs = re.search(rf"{_ADVERBS}$", plain[:end])
    return baseline, adverbs.start() if adverbs else end


def _baseline(found: re.Match[str], date: str | None) -> Baseline:
    if found["yoy"] or found["mom"]:
        return "yoy" if found["yoy"] else "mom"
    return baseline_of(found["than"] or found["as"] or found["with"] or "", date)


def baseline_of(than: str, date: str | None = None) -> Baseline:
    """Return which baseline the words say that something is compared with (去年同期, 上个月, 改革前, 2023年).

    A year is that before when it lies just before the year that a report of that date tells of.
    """
    year = re.match(r"(20\d\d)年(?:度|底|末)?$", than)
    if year and date:
        told = int(date[:4]) - (date[5:7] in ("01", "02", "03"))
        return "yoy" if int(year[1]) == told - 1 else "other"
    return "yoy" if _YOY.search(than) else "mom" if _MOM.search(than) else "other"


def without_times(page: Page, start: int, end: int) -> tuple[str, Callable[[int], int]]:
    """Return the words without times other than those of a baseline, and the way back to positions in the text."""
    text = page.text
    drop = [
        (s, e)
        for s, e, _ in page.times
        if s >= start
        and e <= end
        and not re.search(r"(?:较|比|与|同)$", text[max(start, s - 1) : s])
        and ("同期" not in text[s:e] or text[max(start, s - 1) : s] in ("从", "由") or text[s] in "从由")
    ]
    positions = [i for i in range(start, end) if not any(s <= i < e for s, e in drop)]
    plain = "".join(text[i] for i in positions)
    return plain, lambda index: positions[index] if index < len(positions) else (positions[-1] + 1 if positions else start)
