"""News strung together (快讯, 要闻): each headline, printed as the beginning of its story, put on a line of its own.

A headline has no stop, so that its last words run into the story's first. Where the story begins is seen by what only a
story begins with: the headline's own first words once more, a day or a source set off by a comma, a reporter, or a body
known by name that says or does something on a day.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile

from kg.clean.align import Aligned, Edit, apply
from kg.lexicon import read_lexicon
from kg.records import Repair

_ROUNDUP = re.compile(r"快讯|简讯|要闻|速览|早报|晚报|早知道|新闻联播$")
_SHORTEST, _LONGEST = 7, 60  # characters of a headline
_AGAIN = 4  # characters of a headline with which its story begins again
_STORY = re.compile(
    r"(?:(?<=[。！？”\n])|(?<=）：)|(?<=消息：)|(?<=讯：)|^)[ \t\u3000]*(?P<head>[^。！？，；：\n]{12,160})(?P<stop>[。，；：])"
)
_DAY = r"(?:今天|今日|今晨|今晚|昨天|昨日|昨晚|明天|当地时间)"
_DATED = rf"{_DAY}(?:（[^（）]{{2,8}}）)?(?:凌晨|上午|中午|下午|晚间|晚上|晚)?"
_SET_OFF = re.compile(  # what stands before a comma begins a story, unless it is governed by a word before it
    rf"(?:{_DATED}|近日|日前|近期|连日来|当前|目前|[今去]年(?:以来)?|近年来|(?:今年)?前?[上下一二三四五六七八九十]+(?:半年|季度|个月)"
    r"|(?:春节|元旦|清明|端午|中秋|国庆|五一|“五一”|假期|节)(?:假期|期间|过后|前后|后)?|20\d\d年(?:\d{1,2}月(?:\d{1,2}日)?|全年|度)?|截至[^，。]{2,16}|据[^，。]{2,20}?(?:统计|显示|介绍|消息|通报|监测|获悉|预计|报道))$"
)
_TELLER = re.compile(r"(?:本台|央视|总台)?记者(?=从|了解到|今天|昨天|近日|日前|获悉)")
_SAYS = re.compile(
    rf"(?:（[^（）]{{2,8}}）)?(?:等[^，。；]{{0,8}}?(?:部门|单位|机构|部委))?(?:的|对外|最新|新闻发言人|有关负责人)*(?:{_DATED}|近日|日前|近期|消息$|最新数据|数据显示|(?:监测|统计)?(?:数据|显示)|统计显示|公布的?|发布的?|宣布|通报|预计)"
)
_SAME_DAY = re.compile(  # a day that stands outside its sentence: 今天（2月11日）15时20分，…, 今天（4月9日）是…
    r"(?:北京时间|从|自)?(?:今|昨)(?:天|日|晚)（[^（）]{2,12}）"
    r"(?:(?:凌晨|上午|中午|下午|晚间?)?\d{1,2}(?:时|点)(?:\d{1,2}分)?(?=，)|是(?:第|世界|国际|全国|我国|中国|一年)"
    r"|(?:[夜晚]里|晚间|上午|下午)?(?:起|开始|到今天|至今天)[^，。；]{0,6}(?=，))"
)
_HOSTED = re.compile(  # 由某馆、某县政府一起发起的|…
    r"由(?=[^，。；：]{4,80}?(?:主办|举办|指导|组织|开展|发起|承办|打造|出品|摄制|建设|研制)的)"
)
_LATER_DATED = re.compile(rf"[^，。；：]{{4,50}}?{_DAY}（")  # what a story opens with, some way before its day
_TITLED = re.compile(  # 《…》今天发布, 《…》将于明天起施行
    rf"《[^《》]{{3,60}}》(?:（[^（）]{{2,16}}）)?[^，。；《]{{0,6}}?(?:{_DAY}|近日|日前|将于|自)"
)
_TITLE_OUT = re.compile(  # the headline 《…》印发, behind which its story begins
    rf"(?:[^，。；《》]{{0,16}}?)《[^《》]{{3,60}}》(?:{_DAY}|近日|日前|正式|全文|联合|\d{{1,2}}月\d{{1,2}}日起?)*(?:印发|发布|公布|出台|施行|实施|公开征求意见)+"
    r"(?=[^，。；的了《 ]{2,40}?(?:近日|日前|今天|昨天|联合|等|印发|发布|公布|出台))"
)
_ISSUES = re.compile(r"(?:印发|发布|公布|出台|下发|制定|公开|通过|根据|按照|依据|落实|学习|了|的|[“‘《、和与及])$")
_HOSTS = re.compile(r"(?:等[^，。；]{0,8}?)?(?:联合|共同)?(?:主办|举办|指导|组织|开展|发起|承办)的")
_GOVERNED = re.compile(r"[到至于在从自截较比为和与及、的同对向由经据被让给请把将前后近达占]$")
_YEAR = re.compile(r"20\d\d年?")
_LEAD = re.compile(r"(?:中央广播电视|[今去]年|20\d\d年)?[“《]?$")  # what may stand before the first words
_NAME = r"[\u4e00-\u9fff]{2,14}?"
_BODIES = (
    rf"中国{_NAME}(?:协会|学会|联合会|联盟|集团|银行|研究院|研究中心|总公司)",
    rf"国家{_NAME}(?:局|委|办公室|集团|中心)",
)


def is_roundup(title: str | None) -> bool:
    """Return whether a title says that a text strings news together.

    >>> is_roundup("国内快讯"), is_roundup("某市通报抽检结果")
    (True, False)
    """
    return bool(title and _ROUNDUP.search(title))


def part_stories(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Put every headline that runs into its story on a line of its own."""
    edits: list[Edit] = []
    for match in _STORY.finditer(before.text):
        begins = story_start(match["head"], match["stop"])
        if begins:
            start, middle = match.start("head"), match.start("head") + begins
            if match.start() and before.text[match.start() - 1] != "\n":
                edits.append(_break(match.start(), start))
            edits.append(_break(middle, middle))
    return apply(before, edits, "headline")


def _break(start: int, end: int) -> Edit:
    """Return what puts a new line, for the gap there is or none: it stands for the character before."""
    return Edit(start, end, "\n", ((start - 1, start),))


def story_start(text: str, stop: str = "，") -> int:
    """Return where a story begins behind its headline in words without a stop, 0 where they hold no headline.

    >>> story_start("云河口岸通关量创新高云河口岸今年通关货物300万吨")
    10
    >>> story_start("云河大桥正式通车今天（5月6日）"), story_start("教育部近日印发通知")
    (8, 0)
    """
    if (out := _TITLE_OUT.match(text)) and _fits(text, out.end()):
        return out.end()
    set_off = _set_off(text) if stop == "，" else 0
    ends = (_again(text), _told(text), set_off, _said(text), _same_day(text + stop))
    return min((found for found in ends if found), default=0) or _dated(text)


def _fits(text: str, at: int) -> bool:
    whole = text.count("“", 0, at) == text.count("”", 0, at)
    return whole and _SHORTEST <= at <= _LONGEST and _GOVERNED.search(text, 0, at) is None


def _again(text: str) -> int:
    """Return where the first words of a headline stand once more, as many of them as anywhere."""
    year = _YEAR.match(text)
    first = text[: _AGAIN + (year.end() if year else 0)]
    found: list[int] = []
    at = text.find(first, _SHORTEST)
    while at >= 0:
        found.append(at)
        at = text.find(first, at + 1)
    if not found:
        return 0
    at = max(found, key=lambda start: (_shared(text, start), -start))
    lead = _LEAD.search(text, 0, at)
    at = lead.start() if lead else at
    return at if _fits(text, at) else 0


def _shared(text: str, start: int) -> int:
    """Return how many of the first characters stand at a place once more."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, text[start:], strict=False)))


def _told(text: str) -> int:
    found = _TELLER.search(text)
    return found.start() if found and _fits(text, found.start()) else 0


def _set_off(text: str) -> int:
    found = next((m for at in range(len(text)) if (m := _SET_OFF.match(text, at))), None)
    return found.start() if found and _fits(text, found.start()) else 0


def _same_day(text: str) -> int:
    """Return where a day stands that opens its sentence, or who hosts, behind a headline.

    >>> _same_day("望月湖浮式码头建成投用今天（2月11日）15时20分，")
    11
    """
    days = (m.start() for sign in (_SAME_DAY, _HOSTED) for m in sign.finditer(text))
    return min((at for at in days if _fits(text, at)), default=0)


def _dated(text: str) -> int:
    """Return where a year or a title stands behind which the day is named.

    >>> _dated("龙舟队首次捧杯2032年云河龙舟联赛昨天（7日）收官"), _dated("中国公布2023年数据")
    (7, 0)
    """
    years = (m.start() for m in _YEAR.finditer(text) if _LATER_DATED.match(text, m.end()) and _begins_anew(text, m.start()))
    titles = (m.start() for m in _TITLED.finditer(text) if _begins_anew(text, m.start()))
    return min((*years, *titles), default=0)


def _begins_anew(text: str, at: int) -> bool:
    """Return whether a year or a title is no object of the word before it, nor a part of a longer date or title."""
    whole = text.count("《", 0, at) == text.count("》", 0, at)
    return whole and _fits(text, at) and text[at - 1] >= "\u3400" and _ISSUES.search(text, 0, at) is None


def _said(text: str) -> int:
    """Return where a body is named that says or does something on a day, or the first of several."""
    for found in _bodies().finditer(text):
        by = text[found.start() - 1 : found.start()] == "由"
        says = _HOSTS.match(text, found.end()) if by else _SAYS.match(text, found.end())
        if says and _fits(text, found.start() - by):
            return found.start() - by
    return 0


@cache
def _bodies() -> re.Pattern[str]:
    """Return the pattern of bodies known by name, or several side by side."""
    named = {row.word for row in read_lexicon("organs") if row.label.endswith(" national")}
    body = "|".join([*sorted(map(re.escape, named), key=lambda word: (-len(word), word)), *_BODIES])
    return re.compile(rf"(?:{body})(?:(?:[、和与及]|以及)(?:{body}))*")
