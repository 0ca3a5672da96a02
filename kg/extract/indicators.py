"""Which words name what a number measures: verb and object, or a noun phrase, without subject, place and time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.pages import Page, Word
from kg.lexicon import read_lexicon

LONGEST_INDICATOR = 24  # characters


_LEAD = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}(?:[、．]|\.(?!\d))\s*|[“”‘’「」\"\s、，：—-]|全(?:系统|关区|辖区|局|院|街道|集团)(?=[\u4e00-\u9fff]{2})|其中|当中|同时|此外|另外|据统计|据悉|以来|以及|的"
    r"|[惟唯]|而(?!立)|为[^，。的]{1,8}的(?=[“”]|[\u4e00-\u9fff]{2})"
    r"|分[\d一二三四五六七八九十]+(?:批次?|次|期|轮|步)|[\u4e00-\u9fff]{2,16}的[一1](?:起|宗|批)(?=[\u4e00-\u9fff]{4}))"
)


_END_OF_NAME = re.compile(  # 蓝网2018”专项行动|立案
    r"[^“”]{1,16}”(?:专项)?(?:行动|整治|工程|活动|计划|工作)?(?=[\u4e00-\u9fff]{2})"
)


def particles(label: str) -> frozenset[str]:
    """Return the words of a label in ontology/phrases.tsv."""
    return frozenset(row.word for row in read_lexicon("phrases") if row.label == label)


_LEADING = particles("leading")
_CUTS = particles("cuts")
PREPOSITIONS = particles("prepositions")
METRIC = re.compile(
    r"(?:率|数|量|时间|时长|时限|占比|比例|比重|[总金数余]额|金额|费用?|里程|面积|指数|水平|[产价总均]值|满意度|速度|损失|收入|支出|成本|投资|人口|规模|价格?|年龄|浓度|天数|周期|期限|频次|排名|名次|位次|案|事故|警情|案件|投诉|信访)$"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that name what is measured, with the verb that they start with, if any."""

    text: str
    verb: str = ""


_TRAIL = re.compile(
    r"(?:[，、；：“‘「\"\s的]|以及|(?<![缓温之总])和|(?<![涉普以惠遍波触企殃])及|(?<!参)与|(?<![平同])等|(?:已|已经)?连续|(?:历史)?[首再][次度]|[\d.,]+[万亿千百]?[-—–~～]|[由从](?:现有|原有|原来|目前|现在)的?)+$"
)


def strip(text: str) -> str:
    """Return the text without the marks, particles and words of time that no indicator starts or ends with."""
    if (cut := _END_OF_NAME.match(text)) and len(text) - cut.end() >= 2:
        text = text[cut.end() :]
    while lead := _LEAD.match(text):
        text = text[lead.end() :]
    return _TRAIL.sub("", text)


def read_phrase(page: Page, start: int, end: int, is_noun: bool = False) -> Phrase:
    """Return the words of a stretch that name what is counted: verb and object, or a noun phrase; no subject, place or time."""
    words = after_adverbs(after_names(page, _without_asides(page.words_in(start, end))), keeps_subject=is_noun)
    words = _after_preposition(after_names(page, words))
    means = next((i for i, w in enumerate(words) if i and w.text in ("利用", "依托", "通过", "运用", "借助")), None)
    if not is_noun:
        words = _after_subject(page, words)
    elif means is not None:
        words = _after_preposition(words[means:])
    if sum(len(w.text) for w in words) > LONGEST_INDICATOR:
        words = _shortened(words)
    while len(words) > 1 and words[-1].label in ("d", "c", "p", "t", "TIME") and len(words[-2].text) > 1:
        words = words[:-1]
    text = strip("".join(w.text for w in words))
    first = next((w for w in words if w.label in ("v", "vn", "vd", "d", "ad", "s")), None)
    verb = ""
    if words and first and first is words[0]:
        at = next((i for i, w in enumerate(words[:3]) if w.label in ("v", "vd")), None)
        if at is None and words[0].label == "vn" and len(words) > 1 and not METRIC.search(text):
            at = 0
        if (
            at is not None
            and at + 1 < len(words)
            and words[at + 1].text in ("走", "出", "回", "下", "上", "入", "开", "离", "到", "成", "掉")
        ):
            at += 1
        verb = "" if at is None else "".join(w.text for w in words[: at + 1])
    return Phrase(text, verb)


_AVERAGES = ("日均", "月均", "年均", "户均", "人均", "平均")
_EACH = ("次", "人", "户", "亩", "床", "单", "件", "村", "车", "班")
_ASIDE = ("含", "包括", "不含", "剔除", "扣除", "未扣除", "按", "不包括")


def _without_asides(words: list[Word]) -> list[Word]:
    """Return the words without what stands in brackets about how it was counted: 票房（含预售）."""
    kept: list[Word] = []
    is_aside = False
    for at, word in enumerate(words):
        opens = word.text == "（" and at + 1 < len(words) and words[at + 1].text.startswith(_ASIDE)
        is_aside = is_aside or opens
        if not is_aside:
            kept.append(word)
        is_aside = is_aside and "）" not in word.text
    return kept


def after_adverbs(words: list[Word], keeps_subject: bool = False) -> list[Word]:
    """Return the words behind the last 共, 已, 累计 … that has words behind it; a bare verb may keep the subject before it."""
    for at in range(len(words) - 2, -1, -1):
        if words[at].text in _CUTS and words[at].label in ("d", "ad", "v", "vd", "c", "f", "r", "m", "t", "TIME", "p"):
            rest = words[at + 1 :]
            if words[at].text == "均" and at and words[at - 1].text in _EACH:
                continue  # 住院|次|均|费用
            if words[at].text in _AVERAGES and at and words[at - 1].label in ("n", "nz") and METRIC.search(rest[-1].text):
                continue  # 厨余垃圾|日均|分出量
            is_bare = len(rest) == 1 and rest[0].label == "v"
            return [*after_adverbs(words[:at]), *rest] if is_bare and keeps_subject else rest
    return words


_OURS = re.compile(r"我[国省市县局区州旗院校所队]")


def _is_leading(page: Page, word: Word) -> bool:
    """Return whether no indicator starts with the word; 下 and 上 may be the head of a verb that the tagger cut (下发)."""
    opens = word.start == 0 or page.text[word.start - 1] in "，。；：、\n"
    return word.text in _LEADING and not (opens and word.text in ("上", "下", "中", "起", "来", "内", "后"))


def after_names(page: Page, words: list[Word]) -> list[Word]:
    """Return the words behind the names that they start with."""
    while words:
        text = words[0].text
        if text == "我" and len(words) > 1 and words[1].text in ("国", "省", "市", "县", "区", "州", "旗", "局", "队"):
            words = words[2:]
            continue
        if (
            (words[0].label in ("c", "w", "u", "r", "TIME", "t") and text != "每")
            or _is_leading(page, words[0])
            or _OURS.fullmatch(text)
        ):
            words = words[1:]
            continue
        ends = [
            m.span.end
            for m in page.mentions_over(words[0].start, words[0].start + 1)
            if m.type in ("Agency", "Person", "Place") and m.span.end <= words[-1].start
        ]
        if not ends:
            break
        words = [w for w in words if w.start >= max(ends)]
    return words


def _after_preposition(words: list[Word]) -> list[Word]:
    """Return the words from the main verb where the phrase starts with a preposition (利用集成指挥平台查处…)."""
    if (
        len(words) > 2
        and words[0].label in ("v", "vn")
        and words[1].text == "的"
        and any(METRIC.search(w.text) for w in words[-2:])
    ):
        return words[2:]  # 某局|组织的|税费收入: whose it is was cut away
    while len(words) > 2 and words[0].text in PREPOSITIONS:
        verbs = [i for i in _main_verbs(words) if words[i].text not in PREPOSITIONS]
        if not verbs:
            return words[1:] if words[0].label == "p" and words[0].text not in ("为", "给") else words
        if words[0].text in ("为", "给", "向") and verbs[-1] == len(words) - 1:
            return words
        words = words[verbs[0] :]
    return words


def _main_verbs(words: list[Word]) -> list[int]:
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


_OWNED = ("Initiative", "System", "Facility")  # what a deed may be told of: 云帆平台|接入学校


def _after_subject(page: Page, words: list[Word]) -> list[Word]:
    """Return verb and object without the subject before them; a phrase that ends in a measure (…率, …数) is kept whole."""
    starts = {w.start for w in words if w.label in ("v", "vd")}
    named = [
        m.span.end
        for m in (page.mentions_over(words[0].start, words[-1].end) if words else ())
        if m.span.end < words[-1].end
        and (m.type in ("Agency", "Person") or (m.type in _OWNED and m.span.start == words[0].start and m.span.end in starts))
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
    if METRIC.search(words[-1].text) and not any(w.label in ("v", "p") for w in words[1:-1]):
        return words
    heads = [
        i
        for i, w in enumerate(words)
        if i and (w.label in ("v", "vd") or (w.label == "p" and w.text in PREPOSITIONS)) and i + 1 < len(words)
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


def _after_clause(words: list[Word]) -> list[Word]:
    """Return verb and object where a subject with a clause of its own stands before them (开设的通道减免购置税)."""
    last = max((i for i, w in enumerate(words) if w.text == "的"), default=-1)
    verbs = [
        i
        for i, w in enumerate(words)
        if i > last + 1 and w.label == "v" and i + 1 < len(words) and words[i + 1].label in ("n", "nz", "vn")
    ]
    return words[verbs[0] :] if last > 0 and verbs and "“" not in words[0].text else words


def _shortened(words: list[Word]) -> list[Word]:
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


def nouns_of(text: str) -> list[str]:
    """Return the nouns of a list; what stands before the head of the first holds for the short ones behind it.

    >>> nouns_of("道路交通事故起数、死亡人数和受伤人数")
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
