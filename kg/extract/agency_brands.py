"""Firms that leave out 公司: a name and what they make or do, where they act, are listed, signed with or dealt with.

鸿昇|新材|完成技改, 与|蒙川|乳业|签约, 引进天合|纺织、宏图|家具. What a place lives on (云河|食品) and kinds
of an industry (绿色|食品) are no firms. The words are in ontology/agency-words.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.agency_parts import Reader, Row, word_list
from kg.extract.places import division_levels, is_division_name
from kg.extract.words import Vocabulary, Word

_NAMED = ("ORG", "PER", "LOC", "nz", "nw")
_COUNTY = 6  # how deep a county lies
_LIKE_A_PLACE = re.compile(r"[省市县区州旗镇乡村庄屯山河湖湾岭岛路街园港]$")
_BESIDE = re.compile(r"[、和与及]|等(?:\d+|[两三四五六七八九十多]+)?(?:家|户)?")
_LED = re.compile(
    r"(?:[、与和及同由对向给被把将为据]|引进|约谈|走访|扶持|支持|帮助|指导|培育|督促|邀请|依托|收购|招引|联合|会同|携手|企业)$"
)
_TOLD = re.compile(
    r"[一二三四]期(?!间|末)|一体化(?!发展)|装置|检修|停产|产值|出口额?|营收|年产|销售|利润|订单|负责人|董事长|总经理|厂长|员工|职工|厂区"
)
_ACTS = ("v", "vd", "d", "ad", "p", "TIME")


def brands(reader: Reader) -> Iterator[Row]:
    """Yield the firms that a text names without 公司, and those listed beside them."""
    ends = {end for _, end, _ in _industries().find(reader.text)}
    words = [w for w in reader.words.words if w.end in ends or _following(reader, w) in ends]
    found = [row for word in words if (row := _brand(reader, word))]
    yield from ((start, end, "Agency/company", "agencies/brand") for start, end in found)
    stops = {end for _, end in found}
    for word in words:  # 蓝海|水产、金谷|米业: what the tagger takes for a common noun
        beside = word.label in ("n", "a", "v", "vn") and word.end - word.start == 2 and word.start not in reader.divisions
        end = _industry_end(reader, word) if beside else None
        listed = end is not None and (word.start - 1 in stops or any(s == end + 1 for s, _ in found))
        marked = end is not None and (reader.text[word.start - 1 : word.start] == "、" or reader.text[end : end + 1] == "、")
        if end is not None and listed and marked:
            yield word.start, end, "Agency/company", "agencies/brand"


def _following(reader: Reader, word: Word) -> int:
    """Return where the word behind a word ends."""
    following = reader.words.holding(word.end)
    return following.end if following else -1


def _brand(reader: Reader, word: Word) -> tuple[int, int] | None:
    """Return where a firm's name stands that begins with a word, if it does something there or something is done with it."""
    text, start = reader.text, word.start
    if word.label not in _NAMED or text[start - 1 : start] in ("“", "「"):
        return None
    end = _industry_end(reader, word)
    if end is None:
        return None
    behind = reader.words.label(end)
    follows = behind in _ACTS or _BESIDE.match(text, end) or _TOLD.match(text, end)
    handled = _LED.search(text, max(0, start - 2), start) and (
        behind in ("u", "n", "vn", "m") or not text[end : end + 1].isalpha()
    )
    return (start, end) if follows or handled else None


def _industry_end(reader: Reader, word: Word) -> int | None:
    """Return where a name of two to four characters and an industry end, in one word of the tagger or in two."""
    text, start = reader.text, word.start
    following = reader.words.holding(word.end)
    apart = following is not None and following.start == word.end and 2 <= word.end - start <= 4
    for end in (following.end if following and apart else 0, word.end):
        tail = _industry().search(text, start, end) if end else None
        if tail is None or not 2 <= tail.start() - start <= 4 or (apart and end != word.end and tail.start() != word.end):
            continue
        if _is_named(reader, word, tail.start(), whole=end == word.end, wide=tail[0] in word_list("wide-industry")):
            return end
    return None


def _is_named(reader: Reader, word: Word, end: int, *, whole: bool, wide: bool) -> bool:
    """Return whether what stands before an industry is a firm's name: no kind of industry, and no place that lives on it."""
    name = reader.text[word.start : end]
    if name in word_list("no-brand") or name[:2] in word_list("no-brand"):
        return False
    if word.label in ("nz", "nw") and (wide or len(name) > 2):
        return False  # 铅酸|电池
    placed = word.start in reader.divisions or is_division_name(name)
    if placed:  # a county's name is a firm's as well, where the tagger sees a body
        return word.label == "ORG" and not wide and set(division_levels(name)) <= {_COUNTY}
    return word.label == "ORG" or (not _LIKE_A_PLACE.search(name) and not (word.label == "LOC" and (wide or whole)))


@cache
def _industries() -> Vocabulary:
    return Vocabulary(word_list("industry") | word_list("wide-industry"))


@cache
def _industry() -> re.Pattern[str]:
    """Return a pattern that finds an industry at the end of a stretch."""
    words = sorted(_industries().values, key=lambda w: (-len(w), w))
    return re.compile(rf"(?:{'|'.join(words)})$")
