"""Named lines of work: campaigns, reforms, programmes, working models, publicity. Group `initiatives`.

Fewer than half of them stand in quotation marks. The others are noun phrases that end in a head (专项整治, 工作法, 提升工程) and that a
launching verb governs (开展, 推行, 深化). Every candidate collects signs (its head, the verb, how much it says, whether it returns
elsewhere); those with enough of them are marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.nlp import mark
from kg.extract.phrases import Head, Phrases, Quotation, Word, heads, is_naming, quotations, verbs, words_of
from kg.lexicon import Row as LexiconRow

Row = tuple[int, int, str, str]
ENOUGH = 3.0  # signs that an unquoted phrase needs


@Language.factory("kg_initiatives", assigns=["doc.spans"])
def make_initiatives(nlp: Language, name: str) -> object:
    """Return the component that marks initiatives."""
    return mark_initiatives


def mark_initiatives(doc: Doc) -> Doc:
    """Mark initiatives, in quotation marks and without."""
    phrases = Phrases(doc)
    found = _Heads(heads(phrases.text, "initiative_heads"), phrases)
    governing = verbs(phrases, "initiative_verbs")
    quoted = list(_quoted(phrases, found, governing))
    taken = [(start, end) for start, end, _, _ in quoted]
    plain = [row for row in _plain(phrases, found, governing) if not any(s < row[1] and row[0] < e for s, e in taken)]
    return mark(doc, "initiatives", quoted + plain)


class _Heads:
    """The heads of lines of work in a text, by where they end."""

    def __init__(self, found: list[Head], phrases: Phrases) -> None:
        self._by_end = {head.end: head for head in found if phrases.is_end(head.end)}

    def ending_at(self, position: int) -> Head | None:
        """Return the longest head that ends at the position."""
        return self._by_end.get(position)


# ---- in quotation marks ----------------------------------------------------------------------------------------------

_SHAPE = re.compile(
    r"^(?:[一二三四五六七八九十两双千万\d][^\d一二三四五六七八九十两，。]{1,2}){2}$|^\d\+[\dNXn]+$|^[\u4e00-\u9fff]{2,6}\+[\u4e00-\u9fffA-Za-z]{2,8}(?:\+[\u4e00-\u9fffA-Za-z]{2,8})?$|^[一二三四五六七八九十两][\u4e00-\u9fff]$"
)
_INNER = re.compile(
    r"(?:行动|模式|工程|改革|机制|工作法|计划|攻坚战|整治|活动|年|月|办|制|法|课堂|讲堂|日|季|一件事|经验|试点|夜查|会战|攻坚|通办|先办|回头看|平台化|联动)$"
)
_PREFIXED = re.compile(
    r"^(?:一件事|回头看|一站式|一网通办|[\u4e00-\u9fff]{2}行动|跨省通办|全国通办|[一二三四五六七八九十两][项大条个类张本][\u4e00-\u9fff]{0,4}|拉网式|双随机|秒[批审办])$"
)
_REJECTING = re.compile(
    r"^(?:的?(?:理念|意识|口号|要求|称号|荣誉|思想|精神|问题|现象|车辆|行为|罪名?|心态|原则|态度|底线|红线|目标|案件|案|人员|字|之[路乡都]|宣传语|标语|期|感|效应|局面|困境|顽疾|奖|牌|美誉|等?重点|企业|称谓|绰号|说法|违法|犯罪|牌匾|形象|氛围|驾驶|者|家族|格局?|标识|标志|代表|字样|列车|号列车|号|热线|电话|渠道|道路|路段|路口|效果|转变|信号|优势|标签|名片|阵地))"
)
_SLOGAN = re.compile(r"[！？。]|就是|[是为]$|^[“‘]?(?:我|你|他|请|不要|别)|必须|可以|应当|不能")


def _quoted(phrases: Phrases, found: _Heads, governing: dict[int, LexiconRow]) -> Iterator[Row]:
    """Yield the lines of work that have a part in quotation marks."""
    listed = quotations(phrases.text)
    kinds: dict[int, Row] = {}
    for number in reversed(range(len(listed))):  # the last of a list carries the head: “甲”“乙”行动
        quotation = listed[number]
        following = listed[number + 1] if number + 1 < len(listed) else None
        row = _read_quotation(phrases, quotation, found, governing)
        if row is None and following is not None and following.start in kinds:
            if phrases.text[quotation.end : following.start] in ("", "、", "和", "与", "及") and not _is_ordinary(
                quotation.core
            ):
                row = (quotation.start, quotation.end, kinds[following.start][2], "initiatives/quoted-list")
        if row is not None:
            kinds[quotation.start] = row
    yield from (kinds[start] for start in sorted(kinds))


def _is_ordinary(core: str) -> bool:
    return core in words_of("quoted_words") or bool(_SLOGAN.search(core))


def _read_quotation(phrases: Phrases, quotation: Quotation, found: _Heads, governing: dict[int, LexiconRow]) -> Row | None:
    """Return the line of work that a quotation names, or None."""
    text, core = phrases.text, quotation.core
    if not core.strip() or text[quotation.start - 1 : quotation.start] == "《":
        return None
    start = _with_prefix(phrases, quotation, governing)
    tail = _tail(phrases, quotation.end, found)
    if tail is not None:
        head, end = tail
        if core in words_of("quoted_words") and end - quotation.end <= len(head.row.word):
            return None
        if _SLOGAN.search(core) and "，" not in core:
            return None
        return start, end, _label(head.row), head.row.id
    if len(core) > 20 or _is_ordinary(core) or _REJECTING.match(text[quotation.end :]):
        return None
    signs = 0.0
    verb = _verb_before(phrases, start, governing)
    if verb is not None:
        signs += 2.0 if verb.label == "launch" else 1.0
    if _SHAPE.match(core):
        signs += 1.0
    if _INNER.search(core):
        signs += 1.5
    if 4 <= len(core) <= 10:
        signs += 0.5
    if text.count(core) > 1:
        signs += 0.5
    if "，" in core or "," in core:
        signs -= 1.0
    return (start, quotation.end, _core_label(core), "initiatives/quoted") if signs >= 2.5 else None


def _with_prefix(phrases: Phrases, quotation: Quotation, governing: dict[int, LexiconRow]) -> int:
    """Return where the name starts: what a quotation like 一件事 is about stands before it (新车上牌“一件事”)."""
    if not _PREFIXED.match(quotation.core):
        return quotation.start
    start = quotation.start
    while (word := phrases.before(start)) is not None and quotation.start - word.start <= 12:
        if not is_naming(word) or word.end in governing or word.pos in ("LOC", "ORG", "TIME", "d"):
            break
        start = word.start
    return start


def _tail(phrases: Phrases, end: int, found: _Heads) -> tuple[Head, int] | None:
    """Return the head that what follows a quotation ends in, and its end: “…”酒驾毒驾集中整治统一行动."""
    position = end
    if phrases.text[end : end + 1] == "的":
        position = end + 1
    limit = position + 18
    best: tuple[Head, int] | None = None
    while (word := phrases.after(position)) is not None and word.end <= limit and _is_tail_word(word):
        position = word.end
        head = found.ending_at(position)
        if head is not None and head.start >= end:
            best = head, position
    return best


def _is_tail_word(word: Word) -> bool:
    return (
        is_naming(word) and word.pos not in ("LOC", "ORG", "PER", "TIME", "d") or word.text in ("三年", "百日", "冬季", "夏季")
    )


def _verb_before(phrases: Phrases, start: int, governing: dict[int, LexiconRow]) -> LexiconRow | None:
    """Return the verb that governs what starts here; up to 12 characters of naming words may stand between."""
    position = start
    while start - position <= 12:
        if phrases.text[position - 1 : position] in ("了", "、", "”", "着", "好", "以"):
            if position - 1 in governing:
                return governing[position - 1]
            if phrases.text[position - 1] == "”":
                opening = phrases.text.rfind("“", 0, position)
                if opening < 0:
                    return None
                position = opening
                continue
        if position in governing:
            return governing[position]
        word = phrases.before(position)
        if word is None or not (is_naming(word) or word.text in ("了", "、", "的", "着", "好", "和", "与")):
            return None
        position = word.start
    return None


def _label(row: LexiconRow) -> str:
    return "Initiative/" + row.label.split()[0]


def _core_label(core: str) -> str:
    if re.search(r"(?:办|一件事|改革|通办|放管服|试点)$", core):
        return "Initiative/reform"
    if re.search(r"(?:行动|年|整治|攻坚战|夜查|会战|减量控大|回头看|月|攻坚)$", core):
        return "Initiative/campaign"
    if re.search(r"(?:进|盔.?带|课堂|讲堂)$", core):
        return "Initiative/publicity"
    return "Initiative/model"


# ---- without quotation marks -----------------------------------------------------------------------------------------

_CLAUSE = re.compile(r"[^，。；：！？,;:!?\n\s“”‘’「」《》（）()]+")
_LEADING = re.compile(
    r"^(?:(?:了|着|好|起来?|起|一系列|一批|各项|各类|多项|系列|相关|有关|新一轮|一轮|全面|深入|持续|扎实|有序|积极|大力|常态化?地?|全国范围内|为期[\u4e00-\u9fff\d]{1,4}的|具有[\u4e00-\u9fff]{2,5}特色的|有[\u4e00-\u9fff]{2,5}特色的|以[\u4e00-\u9fff]{2,12}为[\u4e00-\u9fff]{2}的))+"
)
_VAGUE = re.compile(
    r"^(?:各项|相关|有关|重点|专项|日常|全面|重大|一系列|这项|此项|该|本|各|集中|联合|统一|综合|系列|主题|工作|具体|基础|重要|新|长效|常态|常态化|宣传|教育|检查|整治|治理|排查|服务|管理|业务|培训|"
    r"实战|基层|专题|全市|全省|全国|全县|全区|全州|辖区|本地|社会|群众|各地|多种形式|形式|形式多样|多样|丰富多彩|精准|精细|精细化|规范|规范化|有力|有效|良好|优质|高效|科学|协同|自查|隐患|安全|问题|违法|交通|道路|道路交通|"
    r"网上|线上|线下|现场|技术|人才|队伍|能力|体系|制度|机制|项目|任务|行动|活动|监管|执法|督导|监督|考核|奖惩|激励|应急|处置|救援|保障|协作|合作|沟通|联系|协调|责任|领导|指导|指挥|"
    r"[一二三四五六七八九十两\d]+[个项次场期轮批]?|个|项|次|大|小|等|的|和|与|、)*$"
)
_AFTER = frozenset({"n", "nz", "vn", "nw", "ORG"})
_HARMLESS_AFTER = frozenset(
    {
        "成效",
        "取得",
        "工作",
        "活动",
        "向",
        "期间",
        "以来",
        "中",
        "试点",
        "经验",
        "成果",
        "部署",
        "任务",
        "方面",
        "实施",
        "以后",
        "情况下",
        "全面",
        "落实",
    }
)


def _plain(phrases: Phrases, found: _Heads, governing: dict[int, LexiconRow]) -> Iterator[Row]:
    for match in _CLAUSE.finditer(phrases.text):
        yield from _clause(phrases, match.start(), match.end(), found, governing)


def _clause(phrases: Phrases, start: int, end: int, found: _Heads, governing: dict[int, LexiconRow]) -> Iterator[Row]:
    """Yield the lines of work of a clause: cut behind governing verbs and particles, then into the members of lists."""
    stretch: list[Word] = []
    verb: LexiconRow | None = None
    inherited: LexiconRow | None = None
    position = start
    # a clause may begin inside a word of the tagger; go on to the first word that starts in it
    while position < end and not phrases.is_start(position):
        position += 1
    while position < end and (word := phrases.after(position)) is not None:
        position = word.end
        following = phrases.after(word.end)
        if word.end in governing and not _is_inside_name(word, following, stretch):
            yield from _members(phrases, stretch, verb, found)
            stretch, verb = [], governing[word.end]
            inherited = verb
        elif word.text in ("、", "和", "与", "及", "以及", "暨"):
            stretch.append(word)
        elif word.text in ("了", "着", "好") and not stretch:
            continue
        elif is_naming(word):
            stretch.append(word)
        else:
            yield from _members(phrases, stretch, verb, found)
            stretch = []
            verb = inherited if word.text in ("的", "等") and False else None
    yield from _members(phrases, stretch, verb, found)


def _is_inside_name(word: Word, following: Word | None, stretch: list[Word]) -> bool:
    """Return whether a governing verb is a part of a name here: 治理效能提升工程, 示范创建活动."""
    if word.pos in ("n", "vn", "an"):
        return True
    return (
        bool(stretch)
        and following is not None
        and following.text in ("工程", "活动", "行动", "机制", "模式", "体系", "计划", "方案", "工作", "年", "攻坚")
    )


def _members(phrases: Phrases, stretch: list[Word], verb: LexiconRow | None, found: _Heads) -> Iterator[Row]:
    """Yield the names in a stretch of naming words that may be a list."""
    items: list[list[Word]] = [[]]
    for word in stretch:
        if word.text in ("、", "和", "与", "及", "以及", "暨"):
            items.append([])
        else:
            items[-1].append(word)
    pending: list[Word] = []
    count = sum(1 for item in items if _last_head(item, found))
    for item in items:
        if not item:
            continue
        words = pending + item
        hit = _last_head(item, found)
        if hit is None:
            pending = words
            continue
        pending = []
        row = _judge(phrases, words, hit, verb, count)
        if row is None and words is not item:
            row = _judge(phrases, item, hit, verb, count)
        if row is not None:
            yield row


def _last_head(words: list[Word], found: _Heads) -> Head | None:
    """Return the last head of a phrase behind which no noun follows."""
    for number in reversed(range(len(words))):
        word = words[number]
        head = found.ending_at(word.end)
        if head is not None:
            following = words[number + 1] if number + 1 < len(words) else None
            if following is not None and following.pos in _AFTER and following.text not in _HARMLESS_AFTER:
                return None
            return head
    return None


def _judge(phrases: Phrases, words: list[Word], head: Head, verb: LexiconRow | None, count: int) -> Row | None:
    """Return the mark of a phrase when its signs suffice."""
    text = phrases.text
    start = words[0].start
    start += len(m[0]) if (m := _LEADING.match(text[start : head.start])) else 0
    modifier = text[start : head.start]
    strong = head.row.label.endswith("strong")
    if len(modifier) < 2 or len(modifier) > 28 or _VAGUE.match(modifier):
        return None
    following = phrases.after(head.end)
    if (
        following is not None
        and following.text in ("的", "工作组", "办公室", "专班")
        or (following is not None and following.pos in _AFTER and following.text not in _HARMLESS_AFTER)
    ):
        return None
    name = text[start : head.end]
    signs = 2.0 if strong else 0.5
    if verb is not None:
        signs += 1.5 if verb.label == "launch" else 0.5
    signs += 0.0 if len(modifier) < 4 else 0.5 if len(modifier) < 6 else 1.0
    signs += 1.0 if text.count(name) > 1 else 0.0
    signs += 0.5 if count > 1 else 0.0
    if verb is None and not strong:
        signs -= 1.0
    return (start, head.end, _label(head.row), head.row.id) if signs >= ENOUGH else None
