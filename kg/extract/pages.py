"""A marked report with quick ways to its words, quantities, times and names: what the grammar of results stands on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from kg.extract.nlp import tags_of, text_of
from kg.extract.numbers import Quantity, quantities_of
from kg.extract.order import InOrder
from kg.extract.tables import find_tables
from kg.extract.times import read_times
from kg.lexicon import read_lexicon
from kg.records import Document, Mention

Bounds = tuple[int, int]
_PIECE = re.compile(
    r"(?:(?<=[\u4e00-\u9fff])（(?:[\u4e00-\u9fff、]{1,6}|[A-ZⅠ-Ⅻ][\w.+—\-]{0,9})）(?=[\u4e00-\u9fff、])"
    r"|[^，,；;：:。！？!?\s（）()【】]|(?<=\d),(?=\d{3})|(?<=[\x21-\x7e])[ ]|[ ](?=[\x21-\x7e]))+"
)
_LIST_MARK = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}(?:是|来)|第[一二三四五六七八九十](?=[^名位季届期次批]{3})(?!产业)|首先|其次|再次|最后)"
)
_NAMES = ("Initiative", "System", "Document", "Event", "Award", "Facility", "Agency", "Person")


class Word(NamedTuple):
    """A word as the tagger sees it."""

    start: int
    end: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity where it stands."""

    start: int
    end: int
    quantity: Quantity


class Page:
    """A marked doc with quick ways to its words, numbers, times and names."""

    def __init__(self, doc: Doc, document: Document, mentions: Sequence[Mention]) -> None:
        self.text, self.document, self.mentions = text_of(doc), document, mentions
        self._by_place = InOrder(mentions)
        self.headings = [(line.start, line.end) for line in doc.spans["lines"] if line.label_ in ("title", "heading")]
        self.titles = [(line.start, line.end) for line in doc.spans["lines"] if line.label_ == "title"]
        self.tables = find_tables(self.text)
        apart = [*self.titles, *((table.start, table.end) for table in self.tables)]
        self.sentences = [(s.start, s.end) for s in doc.spans["sentences"] if not _holds(apart, s.start)]
        self.words = _joined([Word(*tag) for tag in tags_of(doc)], self.text)
        times = read_times(doc, document)
        self.times = [(start, end, period) for start, end, period, _ in times]
        self.scenes = [(start, end, period) for start, end, period, sets_scene in times if sets_scene]
        self._starts = [word.start for word in self.words]
        self._dated = _covered((start, end) for start, end, _ in self.times)
        self.numbers = [n for n in _numbers(doc) if self._measures(n)]
        self._number_starts = [n.start for n in self.numbers]
        cut = ((at, self.word_at(at)) for at, _, _ in reversed(self.times))
        self._torn = {word.start: at for at, word in cut if word and word.start < at}  # words in which a time begins
        self._dated |= _covered(self._durations()) | _covered(m.span() for m in _ASPECTS.finditer(self.text))

    def mentions_over(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that share characters with a stretch."""
        return self._by_place.over(start, end)

    def pieces(self, sentence: Bounds) -> Iterator[Bounds]:
        """Yield what commas part a sentence into, without the marks of a list (一是, 第二)."""
        for piece in _PIECE.finditer(self.text, *sentence):
            mark = _LIST_MARK.match(piece[0])
            yield piece.start() + (mark.end() if mark else 0), piece.end()

    def numbers_in(self, piece: Bounds) -> list[Number]:
        """Return the quantities of a piece."""
        first, last = (bisect_left(self._number_starts, position) for position in piece)
        return [n for n in self.numbers[first:last] if n.end <= piece[1]]

    def words_in(self, start: int, end: int) -> list[Word]:
        """Return the words that lie in a stretch, cut to it, without times."""
        first, last = max(0, bisect_right(self._starts, start) - 1), bisect_left(self._starts, end)
        return [self._cut(w, start, end) for w in self.words[first:last] if w.end > start and not self._is_dated(w, start, end)]

    def _is_dated(self, word: Word, start: int, end: int) -> bool:
        """Return whether a word lies in an expression of time, or in a duration that is no outcome."""
        first = max(word.start, start)
        return first in self._dated and all(i in self._dated for i in range(first, min(word.end, end)))

    def _cut(self, word: Word, start: int, end: int) -> Word:
        """Return a word cut to a stretch, and where a time begins that the tagger cut in two (而去|年末)."""
        start, end = max(word.start, start), min(word.end, end)
        if start == word.start:
            end = min(end, self._torn.get(start, end))
        if (start, end) == (word.start, word.end):
            return word
        return Word(start, end, word.label, self.text[start:end])

    def word_at(self, position: int) -> Word | None:
        """Return the word that holds a character."""
        index = bisect_right(self._starts, position) - 1
        return self.words[index] if index >= 0 and position < self.words[index].end else None

    def starts_word(self, position: int) -> bool:
        """Return whether no word starts before the position and goes over it."""
        word = self.word_at(position)
        return word is None or word.start == position or word.label == "m"

    def names_in(self, start: int, end: int, *types: str) -> list[Mention]:
        """Return the mentions of some types that start in a stretch."""
        return [m for m in self._by_place.starting(start, end) if m.type in types]

    def _durations(self) -> list[Bounds]:
        """Return where a clause starts with how long something took (不到20天护送农机514台次)."""
        stretches = ((n.start, n.end) for n in self.numbers if n.quantity.measure == "duration")
        return [(start, end) for start, end in stretches if start == 0 or self._sets_scene(start, end)]

    def _sets_scene(self, start: int, end: int) -> bool:
        """Return whether a stretch of time opens its clause, or only says how long a level has held (连续五年保持在98%以上)."""
        follows = _PIECE.match(self.text, end)
        later = self.numbers_in((end, follows.end())) if follows else []
        has_level = any(n.quantity.measure == "percent" for n in later)
        return self.text[start - 1] in "，。；：、\n" or (has_level and self.text.startswith("连续", start - 2))

    def _measures(self, number: Number) -> bool:
        """Return whether a quantity may measure something: it lies in no name, no time and no damage, and is no structure."""
        start, end = number.start, number.end
        if any(m.span.start < start and end <= m.span.end and self._names(m, number) for m in self.mentions_over(start, end)):
            return False
        if any(i in self._dated for i in range(start, end)) or any(s < end and start < e for s, e in self.document.damaged):
            return False
        if _is_torn(self.text, start, end):
            return False
        word = self.word_at(end - 1)
        is_cut = word is not None and word.end > end and word.label not in ("m", "TIME", "t")  # 一支队, 三轮车
        is_cut = is_cut and not _PEOPLE.match(self.text, start)
        return not is_cut and not _is_structure(number, self.text)

    def _names(self, mention: Mention, number: Number) -> bool:
        """Return whether a number inside a name is part of it, not counted in a loose one (“放管服”改革8项新措施)."""
        if mention.type in ("Initiative", "System", "Facility"):
            before = self.text[mention.span.start : number.start]
            is_quoted = any(before.count(mark) > before.count(close) for mark, close in zip("“「《", "”」》", strict=True))
            return is_quoted or not re.search(r"\d", self.text[number.start : number.end])
        return mention.type in _NAMES


@cache
def _compounds() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of words that the tagger cuts, and the part of speech of each."""
    labels = {row.word: row.label.split()[1] for row in read_lexicon("phrases") if row.label.startswith("compounds")}
    return re.compile("|".join(re.escape(word) for word in sorted(labels, key=lambda w: (-len(w), w)))), labels


def _joined(words: list[Word], text: str) -> list[Word]:
    """Return the words with those joined that the tagger cuts (酒 + 驾)."""
    pattern, labels = _compounds()
    found = {m.start(): m.end() for m in pattern.finditer(text)}
    joined: list[Word] = []
    end = 0
    for word in words:
        if word.start in found and word.end < found[word.start]:
            end = found[word.start]
            joined.append(Word(word.start, end, labels[text[word.start : end]], text[word.start : end]))
        elif word.start >= end:
            joined.append(word)
        elif word.end > end:
            joined.append(Word(end, word.end, word.label, text[end : word.end]))
            end = word.end
    return joined


def _holds(stretches: list[Bounds], position: int) -> bool:
    return any(start <= position < end for start, end in stretches)


def _covered(stretches: Iterable[Bounds]) -> set[int]:
    return {position for start, end in stretches for position in range(start, end)}


# ---- numerals that count nothing --------------------------------------------------------------------------------------

_ATTRIBUTE = re.compile(r"(?:全长|总长|海拔|时速|气温|风速|风力|水深|震级|间隔|享年|年仅|现年)(?:约|近|达|为|超过?|只有|仅)*$")


_ACCIDENT = re.compile(r"(?:以上)?的?[^，。；、\d]{0,10}(?:事故|事件|意外)")
_SCORED = re.compile(
    r"(?:得分|评分|[分均][值数]?|成绩|满意度|指数|测评|考核|提高|提升|上升|增加|增长|下降|降低|减少|高出?|低)[^，。；]{0,4}$"
)
_RANKS = re.compile(
    r"的?(?:高分|总分|成绩|得分|总成绩)?(?:排名|排在|排|位居|位列|名列|列|居|夺得|荣获|获得|获)"
)  # 以96分|排名第三
_MOVED = re.compile(r"(?:前移|上升|提升|跃升|上移|后移|下降|下滑|进|升|降|前进|晋升)了?$")  # 较上季度前移|一位
_GAP = "…"  # where the number stands
_PHASE = re.compile(rf"(?:工程|项目|基地|建设){_GAP}|{_GAP}(?:工程|项目|建设)")
_ONE_OF = re.compile(r"[^，。；、\d]{2,20}之一")
_ASPECTS = re.compile(r"[\d一二三四五六七八九十]+个?(?:方面|层面|维度)的?(?=[\d一二三四五六七八九十])")  # 4个方面|26项任务
_UNIT_NAME = re.compile(r"(?:执勤|巡逻|办案|机动|特勤|稽查|执法|勤务|保障|专案|工作|督导|检查|行动|督察|救援|业务|综合)第?$")
_SIZE = re.compile(rf"(?<![增延拉加生])[长宽深厚]约?{_GAP}(?:[、，]?[长宽高深厚]|的)|(?<![提升抬增加])高约?{_GAP}的")
_AREA = re.compile(r"[^，。；、]{0,10}范围|(?:以|之)?[内外]|处")


_STREAM = re.compile(r"视频|探头|摄像|监控|画面|信号|图像|链路")
_NAMED_BEFORE = re.compile("[两二三四五](?:家|人|站|院|校)")  # 两家|共同举办: those named before
_ACT_TOGETHER = re.compile(
    r"(?:合计|合[署力股作并]|联[合手]|携手|共同|一起|各(?!类|种)|均|都(?!市)|互|已(?!获救|死|遇难)|被依法|又|对|则|也|不再|就此|商定|约定|签[下订约]|达成)"
)


_PEOPLE = re.compile(
    r"[\d.,]+[万余多]*(?:个人(?![赛户所独])|[人名](?![制座组团次均才体品口]))"
)  # 260余人|参会: the tagger's 人参
_TORN = re.compile("\ufffd[.．]?$")


def _is_torn(text: str, start: int, end: int) -> bool:
    """Return whether digits may be missing of a number: it stands beside what stayed unknown."""
    return bool(_TORN.search(text[max(0, start - 2) : start])) or (text[end - 1].isdigit() and text[end : end + 1] == "\ufffd")


def _is_structure(number: Number, text: str) -> bool:
    """Return whether a numeral counts nothing: one of something, two parts of a speech, a class of accidents, an area."""
    printed, after = text[number.start : number.end], text[number.end : number.end + 12]
    before = text[max(0, number.start - 12) : number.start]
    if _ONE_OF.match(text, number.end):  # 全省80项重点渡口工程之一
        return True
    if _AREA.match(after) and re.search(r"(?:米|公里)(?:以上|左右|多)?$", printed):
        return True
    unit = number.quantity.unit
    if unit == "路" and not _STREAM.search(before):  # 12路公交
        return True
    if _NAMED_BEFORE.fullmatch(printed) and _ACT_TOGETHER.match(after):
        return True
    if unit == "村" and not re.search(r"\d", printed):  # 大陈二村
        return True
    if unit == "个" and re.match(r"(?:方面|层面|维度)", after):  # 从5个方面推进
        return True
    if number.quantity.measure == "duration" and before.endswith(("再有", "再过", "再等")):  # 再有两年，…
        return True
    if unit == "件" and re.match(r"[大小要难]?事[：:]", after):  # 盯住三件事：…
        return True
    if before.endswith(("“", "‘", "《")) and after.startswith(("”", "’", "》")):  # 对照“十条”
        return True
    if unit == "度" and not re.search(r"[万亿]", printed):  # 38度高温, 二度夺冠
        return True
    if unit in ("℃", "摄氏度") or (unit == "期" and _PHASE.search(f"{before}{_GAP}{after}")):
        return True
    if unit in ("批", "批次", "次", "期", "轮", "步") and re.search(
        r"(?:(?<![\u4e00-\u9fff部比])|[正将已拟])分$", before
    ):  # 分4批推出
        return True
    if unit in ("路", "组", "队", "片", "线", "班", "个组") and re.search(
        r"(?:兵分|分成|分为|分头|分作|编成|编为)了?$", before
    ):
        return True  # 兵分三路
    if _SIZE.search(f"{before}{_GAP}{after}") and re.search(r"米|公里$", printed):  # 砌好长3.6公里、高2.1米的护岸
        return True
    if unit.endswith("千伏") or re.match(r"级(?!别?(?:提|上|降|增))", after):  # 500千伏线路, 9000吨级粮仓: the class of a thing
        return True
    if unit in ("队", "科", "班", "连", "组") and not re.search(r"\d|[两百千余多]", printed) and _UNIT_NAME.search(before):
        return True  # 执勤二队, 办案一组: names
    if unit == "分" and not _SCORED.search(before) and not _RANKS.match(after):  # 记满12分
        return True
    if re.search(r"(?:死亡|受伤|伤亡|致死)$", before) and _ACCIDENT.match(after):
        return True
    if (
        before.endswith(("来自", "每", "分为", "分成"))
        or (number.quantity.unit == "岁" and "年龄" not in before)
        or _ATTRIBUTE.search(before)
    ):
        return True
    if number.quantity.measure != "count" or re.search(r"\d|十|百|千|万|亿", printed):
        return False
    return _is_figure_of_speech(number, printed, before, after)


def _is_figure_of_speech(number: Number, printed: str, before: str, after: str) -> bool:
    """Return whether a Chinese numeral below ten structures a speech (两个关键) rather than counts."""
    if before.endswith(("连续", "”", "」")) or re.match(r"[“「]|一体", after):
        return True
    if re.search(r"[“「][^”」]{0,6}$", before) and re.match(r"[^“「，。]{0,8}[”」]", after):
        return True
    if number.quantity.unit in ("位", "名", "个位次") and _MOVED.search(before):
        return False
    if number.quantity.value == 1:
        return number.quantity.bound == "exact" or not re.search(r"[至不最]", printed)
    return bool(_structure("noun").match(after) or _structure("verb").search(before))


@cache
def _structure(label: str) -> re.Pattern[str]:
    """Return the pattern of the nouns behind, or the verbs right before, a numeral that only structures a speech."""
    words = "|".join(
        sorted((re.escape(r.word) for r in read_lexicon("structure") if r.label == label), key=lambda w: (-len(w), w))
    )
    return re.compile(words if label == "noun" else rf"(?:{words})(?:好|住|了|到)?$")


def _numbers(doc: Doc) -> list[Number]:
    marked = {(mark.start, mark.end) for mark in doc.spans.get("numbers", ())}
    return [Number(start, end, quantity) for start, end, quantity in quantities_of(doc) if (start, end) in marked]
