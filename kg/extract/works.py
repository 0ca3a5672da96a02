"""Works and plants with a name of their own: 云岭水利枢纽, 220千伏龙桥变电站, 第二水厂二期.

A reservoir, a pumping station or a substation is named by its place and its kind. That is enough: whatever is said
of it, it is a facility, while a centre or a hall is one only where somebody builds or opens it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extract.phrases import Head, Phrases, Word, context, floor_of, heads
from kg.extract.places import division_levels, foreign_names, is_division_name

Row = tuple[int, int, str, str]
_NAMES = ("LOC", "PER", "nz", "nw")
_INSIDE = (*_NAMES, "n", "vn", "a", "s", "f", "v", "m", "ORG")
_LONGEST = 14  # characters before the head
_SIGNS = "，。；：！？,;:!?\n、“”《》「」|（）()【】 \u3000"
_ORDINAL = re.compile(r"第?[一二三四五六七八九十]{1,2}$")
_NUMBERED = ("水厂", "净水厂", "污水处理厂", "电厂", "热电厂")
_PLANTS = (*_NUMBERED, "发电厂", "焚烧发电厂", "垃圾填埋场", "抽水蓄能电站", "核电站")  # one is enough for a county
_VOLTAGE = re.compile(r"[±]?\d+千伏$")
PHASE = re.compile(r"[一二三四五]期(?:工程)?(?!间|末|初)")
_KIND = re.compile(  # what says which kind, not which one
    rf"(?:{context('vague facility')}|{context('kind of works')}|[一二三四五六七八九十两几多数百千万\d]+[余多]?[座个处家条级]"
    r"|各[县市区地省州镇乡]?|全[省市县区国流线州]|[大中小微、]+型|[\u4e00-\u9fff]化|的|等)+"
)
_OTHER = re.compile(  # behind a head: it is no name of the works
    r"群(?!众)|[们类型式]|数量|总数|行业|企业|移民|[管运][理营][局处所站委中单人水]|派出所|[村镇乡]|街道|社区|[大公]?路|公司|集团|大队|职工|员工|厂长|站长"
)
_NOT_ONE = re.compile(  # 福建首座电站, 海河流域大型水库, 河南调度水库
    r"最[\u4e00-\u9fff]|首[台个座批]|第[一二三四五六七八九十]大|[两三四五六七八九十\d]大(?!队)|现有|[大中小]型|中小|流域|调度|标杆|[上下中]游|重大|大动脉|在建|新建|核心"
)


def find_works(phrases: Phrases, bodies: Sequence[tuple[int, int]]) -> Iterator[Row]:
    """Yield the works and plants that the text names; `bodies` are the agencies in it."""
    for head in heads(phrases.text, "facility_heads"):
        if head.row.label == "works" and (start := _start(phrases, head, bodies)) is not None:
            phase = PHASE.match(phrases.text, head.end)
            yield start, phase.end() if phase else head.end, "Facility", "works/named"


_SIGHT = re.compile(
    r".{2,}(?:景区|风景区|风景名胜区|旅游区|旅游度假区|古镇|古城|古村|乐园|影视城|动物园|植物园|海洋馆|(?:森林|湿地|国家|主题|文化)公园)"
)
_COUNTED = re.compile(  # 云湖古镇、龙洞景区等接待游客3万人次
    r"(?:[、和及与][^，。；：]{2,14})*等?(?:[^，。；：（）]{0,10}，)?[^，。；：（）]{0,9}?"
    r"(?:接待|客流|游客量|入园|门票|限流|售出|卖出|预约量|\d[\d.]*[万余多]*(?:人次|名游客|张票))"
)
_THERE = re.compile(r"(?:在|到|赴|至|往|于|前往|走进|来到|位于|抵达|打卡)[^，。；：]{0,8}$")
_LINE = re.compile(
    r".{2,}(?:高速公路|高速|铁路|高铁|特大桥|大桥|立交桥|立交|隧道|公路|大道|快速路|快速通道|航道|运河|绿道|步道|环线|轻轨|\d号线)"
)
_LAID = re.compile(  # 云河至锦山高速公路全线通车, 云河大桥主塔封顶
    r"(?:（[^（）]{1,16}）)?(?:项目|工程|主体|主桥|主塔|全线|全段|控制性工程|[\u4e00-\u9fff]{1,6}段|[一二三]期)*"
    r"(?:已|已经|正式|将|全面|顺利|成功|如期|提前|有望|预计|今年|年内|年底前?|近日|日前|[今昨]天|于|实现|率先|全线|正在|\d+[年月日])*"
    r"(?:建成|通车|贯通|合龙|开工|动工|开建|破土|竣工|完工|封顶|开通|通航|投入(?:使用|运营)|投用|投运|架通|铺通|试运行|完成(?:交工|竣工)?验收|完成(?:投资|铺轨|架梁))"
)


def find_sights(text: str, places: Sequence[tuple[int, int]]) -> Iterator[Row]:
    """Yield the places that a report speaks of as sites: all sights when visitors of one are counted, lines laid."""
    sights = [(start, end) for start, end in places if _SIGHT.fullmatch(text, start, end)]
    if any(_COUNTED.match(text, end) and not _THERE.search(text, max(0, start - 12), start) for start, end in sights):
        yield from ((start, end, "Facility", "works/sight") for start, end in sights)
    for start, end in places:
        if _LINE.fullmatch(text, start, end) and _LAID.match(text, end):
            yield start, end, "Facility", "works/line"


_CAMPUS = re.compile(  # 友谊医院|顺义院区, 安定医院|新院区二期
    r"(?:医院|保健院|大学|学院|中学|小学|学校)(?:[\u4e00-\u9fff]{2,4}?)?(?:新?[院校]区|[东西南北]院(?![长士落子校系墙门内])|新院(?![长士子系]))"
    r"(?:[一二三四]期)?"
)


_GOES_ON_WITH = ("续建", "新建", "扩建", "改建", "迁建", "援建")


def find_campuses(phrases: Phrases, bodies: Sequence[tuple[int, int]]) -> Iterator[Row]:
    """Yield the parts of hospitals and schools that lie apart: they are sites of the body whose name they begin with."""
    text = phrases.text
    for match in _CAMPUS.finditer(text):
        floor = max(floor_of(text, match.start(), _SIGNS), match.start() - _LONGEST)
        starts = [start for start, end in bodies if floor <= start < match.start() < end]
        begin = match.start() if phrases.is_start(match.start()) else None
        word = phrases.before(match.start()) if begin is not None else _word_over(phrases, match.start())
        while word is not None and word.start >= floor and word.pos in (*_NAMES, "ORG", "n"):
            begin = word.start
            word = phrases.before(begin)
        start = min(starts, default=begin)
        start = start + 2 if start is not None and text.startswith(_GOES_ON_WITH, start) else start
        if start is not None and match.start() - start >= 2 and not _KIND.fullmatch(text, start, match.start()):
            yield start, match.end(), "Facility", "works/campus"


def _word_over(phrases: Phrases, position: int) -> Word | None:
    """Return the word that goes over a position where none starts."""
    return next((word for word in phrases.words if word.start < position < word.end), None)


class _Modifier(NamedTuple):
    """A word, or what stands of it before the head."""

    start: int
    text: str
    pos: str


def _start(phrases: Phrases, head: Head, bodies: Sequence[tuple[int, int]]) -> int | None:
    """Return where the name that ends in a head begins, None when the head says a kind and names none."""
    text = phrases.text
    if not phrases.is_end(head.end) or _OTHER.match(text, head.end):
        return None
    if any(start < head.end and head.start < end for start, end in bodies):
        return None
    floor = max([floor_of(text, head.start, _SIGNS), *(end for _, end in bodies if end <= head.start)])
    words = _modifiers(phrases, head, floor)
    ordinal = _ORDINAL.search(text, max(floor, head.start - 3), head.start)
    if ordinal and head.row.word in _NUMBERED:
        before = [word for word in words if word.start + len(word.text) <= ordinal.start()]
        named = before[-1] if before and before[-1].pos == "LOC" else None
        return named.start if named else ordinal.start()
    cut = max((m.end() for m in _NOT_ONE.finditer(text, max(floor, head.start - _LONGEST), head.start)), default=0)
    start = _named([word for word in words if word.start >= cut], head, max(floor, cut), text)
    if start is None or head.start - start < 2 or _KIND.fullmatch(text, start, head.start):
        return None
    voltage = _VOLTAGE.search(text, floor, start)
    return voltage.start() if voltage else start


def _modifiers(phrases: Phrases, head: Head, floor: int) -> list[_Modifier]:
    """Return the words before a head that may belong to its name, in reading order."""
    found: list[_Modifier] = []
    begin = head.start
    if not phrases.is_start(begin) and (whole := phrases.before(head.end)) is not None and whole.start >= floor:
        begin = whole.start
        found.append(_Modifier(whole.start, phrases.text[begin : head.start], whole.pos))
    while (word := phrases.before(begin)) is not None and word.start >= floor and head.start - word.start <= _LONGEST:
        kind = _KIND.fullmatch(word.text) is not None
        if word.pos not in _INSIDE or (word.pos == "v" and not kind) or _COUNT.search(word.text):
            break
        found.append(_Modifier(*word[:1], *word[2:]))
        begin = word.start
    return found[::-1]


_OPENING = ("", "，", "。", "；", "：", "、", "\n", " ", "\u3000")
_COUNT = re.compile(r"[\d一二三四五六七八九十百千万两几余多][座个处家条]$")


def _named(words: Sequence[_Modifier], head: Head, floor: int, text: str) -> int | None:
    """Return where the name begins among the words before a head: with a proper name, behind the divisions it lies in."""
    proper = [w for w in words if w.pos in _NAMES and len(w.text) > 1 and not _KIND.fullmatch(w.text)]
    if not proper:
        opens = bool(words) and words[0].start == floor and text[floor - 1 : floor] in _OPENING
        alone = opens and 2 <= head.start - floor <= 4
        return floor if alone and not _KIND.search(text, floor, head.start) else None
    if proper[-1].text in foreign_names().values:
        return None
    inner = next((w for w in proper if not is_division_name(w.text)), proper[-1])
    if not is_division_name(inner.text):
        return inner.start
    end = inner.start + len(inner.text)
    alone = end == head.start or _KIND.fullmatch(text, end, head.start) is not None
    return None if alone and has_many(inner.text, head) else inner.start


def has_many(division: str, head: Head) -> bool:
    """Return whether a division has many works of a kind: 湖北省水库, 云河县泵站 name none, 云河县污水处理厂 names one."""
    return min(division_levels(division), default=6) == 2 or (len(division) > 2 and head.row.word not in _PLANTS)
