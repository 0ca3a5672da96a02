"""Lines of work known by where they stand: what a sentence is about, what is put into use.

山塘清淤行动|清理河道32公里: a name that opens its clause and of which a figure is told. 推行|首席服务员, 试行|潮汐公交: what
verbs of putting into use govern is a practice with a name, whatever it ends in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.extract.order import Spans
from kg.extract.phrases import Head, Phrases, Word, context, context_set, floor_of, is_naming
from kg.lexicon import Row as LexiconRow

Row = tuple[int, int, str, str]
_MARKS = "，。；：！？,;:!?\n、“”‘’《》「」（）()| \u3000"
_VAGUE = re.compile(rf"{context('vague initiative')}|[一二三四五六七八九十两\d]+[个项次场期轮批大]?|[个项次大小等的和与、]")
_LEAD = re.compile(
    rf"^(?:{context('lead initiative')}|今年|去年|目前|全面|\d+月|\d+年来|其中|同时|此外|我[省市县区局]|全[省市县区])+"
)
_TOLD = re.compile(  # what tells how it went: a figure in the same clause, or 开展以来
    r"(?:工作|活动)?(?:(?:开展|实施|启动|推进|部署|打响|施行|推行|运行)以来|以来"
    r"|(?!资金|投资|建设|进度|项目|数量|经费|预算|标准|合同|产值|规模|周期|期限|单位|指标)[^，。；、“”《》（）]{0,14}?\d)"
)
_STOPS = re.compile(r"控制性|[了着等及或与和各该这]|\d|以及|进行|成为|作为|情况|期间|之[一二三]|方面|[如例]|涉及")
_INSIDE = ("完善", "提升", "升级", "优化", "强化", "巩固", "拓展", "创建", "保障")
_SPAN = re.compile(r"百日|[一二三四五六七八九十两]+年|\d+年|[春夏秋冬].?|.{1,2}节")
_DEED = re.compile(r"打击|整治|防范|守护|护航|清理|治理|惩治|查处|化解")
_KIND = re.compile(  # what says which kind of works, not which
    r"(?:汛期|在建|续建|新开工|基础设施|农村|城市|城镇|市政|水利|交通|公路|水运|铁路|能源|电力|民生|生态|环保|重点|重大|建设|配套|安全|饮水)+(?:工程|项目)"
)
_SHORTEST, _LONGEST = 6, 20


def told_of(phrases: Phrases, heads: Mapping[int, Head], governing: Mapping[int, LexiconRow], bodies: Spans) -> Iterator[Row]:
    """Yield the names with a strong head that open a clause in which a figure is told of them, or that they began."""
    text = phrases.text
    for end, head in sorted(heads.items()):
        subtype, strength = head.row.label.split()
        if strength == "strong" and text[end : end + 1] not in ("的", "“", "”", "》") and _TOLD.match(text, end):
            floor = max([floor_of(text, head.start, _MARKS), *(stop for _, stop in bodies if stop <= head.start)])
            lead = _LEAD.match(text[floor : head.start])
            start = floor + (lead.end() if lead else 0)
            if _tells_which(text, start, head) and _is_one_name(phrases.between(start, end), governing):
                yield start, end, f"Initiative/{subtype}", "initiatives/told-of"


def _tells_which(text: str, start: int, head: Head) -> bool:
    """Return whether what stands before a head says which line of work, not only which kind."""
    says = len(_VAGUE.sub("", text[start : head.end - 2]))
    whole = not _STOPS.search(text, start, head.start) and not is_kind_of_works(text[start : head.end])
    return _SHORTEST <= head.end - start <= _LONGEST and says >= 4 and whole


def _is_one_name(words: Sequence[Word], governing: Mapping[int, LexiconRow]) -> bool:
    """Return whether words are a noun phrase: none of them governs the others, is a body or a time."""
    opens = bool(words) and (words[0].pos != "v" or len(words[0].text) == 1 or _DEED.match(words[0].text) is not None)
    return opens and all(is_naming(word) for word in words) and not any(_breaks(word, governing) for word in words[:-1])


def _breaks(word: Word, governing: Mapping[int, LexiconRow]) -> bool:
    """Return whether a word cannot stand inside such a name: a verb that governs it, a body, a place or a time."""
    governs = word.end in governing and word.text not in _INSIDE and word.pos in ("v", "vd")
    when = word.pos == "TIME" and not _SPAN.fullmatch(word.text)
    return governs or when or word.pos in ("ORG", "PER", "r", "d", "ad", "vd", "m") or word.text in context_set("tail stop")


def is_kind_of_works(name: str) -> bool:
    """Return whether a name says which kind of works, not which: 水利工程, 农村公路项目."""
    return _KIND.fullmatch(name) is not None


_BEGUN = re.compile(
    r"(?<![\u4e00-\u9fff])(?:20\d\d年|我[国省市])?([\u4e00-\u9fff]{4,14}?)(?:工作|活动)?"
    r"(?:全面|正式)?(?:开展|实施|启动|试行|推行|推开)以来"
)
_NO_NAME = re.compile(
    r"部署|一揽子|重大|自|[从该这本其此新的了年月日]|(?:政策|制度|法|条例|规划|方案|办法|意见|规定|措施)$"
    r"|^(?:相关|系列|专项|集中)|分别|正式|全面"
)


def since_begun(phrases: Phrases, bodies: Spans) -> Iterator[Row]:
    """Yield what has been going on, whatever it ends in: 塘渠共管|工作开展以来."""
    for match in _BEGUN.finditer(phrases.text):
        start, end = match.span(1)
        start = max((stop for begin, stop in bodies if begin == start and stop < end), default=start)
        name = phrases.text[start:end]
        if len(name) >= 4 and not _NO_NAME.search(name) and phrases.is_start(start) and len(_VAGUE.sub("", name)) >= 3:
            yield start, end, "Initiative/programme", "initiatives/since-begun"


_PUT_INTO_USE = re.compile(r"(?:推行|试行|首推|首创|独创|试办)(?:了|起)?(?=[\u4e00-\u9fff])")
_PRACTICE = re.compile(r"[\u4e00-\u9fff+]{3,10}?(?=[，。；、\n]|$)")
_NO_PRACTICE = re.compile(
    r"^[一两三四五六七八九十多]+[项个批种套]|[的了等各该这]|以来|阶段|使用|应用|经验|做法|技术|产品|品种|良种|教材|指南|意见|办法|条例|标准$|经营|种植|养殖|生产"
    r"|意识|理念|文化$|机械|设备|工具|情况|过程|[省市县区]$|全国|全省|全市|期间"
)


def put_into_use(phrases: Phrases, bodies: Spans) -> Iterator[Row]:
    """Yield the practices that a verb of putting into use governs, up to the end of its clause: 推行|一户一表."""
    for verb in _PUT_INTO_USE.finditer(phrases.text):
        practice = _PRACTICE.match(phrases.text, verb.end())
        if practice is None or not phrases.is_start(verb.start()) or _NO_PRACTICE.search(practice[0]):
            continue
        start, end = practice.span()
        told = len(_VAGUE.sub("", practice[0])) >= 2 and not any(s < end and start < e for s, e in bodies)
        if told and _is_practice(phrases.between(start, end)):
            yield start, end, "Initiative/model", "initiatives/put-into-use"


def _is_practice(words: Sequence[Word]) -> bool:
    """Return whether words name a practice: they do not begin with a verb of their own, nor end in a particle or a place."""
    if not words or not all(is_naming(word) for word in words):
        return False
    begins = words[0].pos in ("v", "vd", "p", "d", "r", "LOC", "ORG") and len(words[0].text) > 1
    return not begins and words[-1].pos not in ("p", "d", "c", "u", "r", "f", "LOC", "ORG", "TIME")
