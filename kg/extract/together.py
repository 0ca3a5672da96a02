"""Who did one thing together without a word that says so: 县水利局、县林草局清理河道, 某海关同某市公安局查获…."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from spacy.tokens import Doc

from kg.extract.discourse import COLLECTIVE
from kg.extract.nlp import Tag, tags_of, text_of
from kg.extract.order import last_of, next_of
from kg.extract.subjects import LEAD_IN
from kg.records import Mention

_AND = re.compile(r"[”」]?(?:、|和|及|以及|暨)[“「]?")
_WITH = re.compile(r"[”」]?(?:与|同|跟)[“「]?")
_SIGNS = "，。；：！？,;!?:\n】）)　"
_ADDRESSED = re.compile(r"(?:单位|部门|来源|编辑|报送|[报送发致]|人)[:：]$")  # 责任单位：甲、乙
_BEFORE = re.compile(r"(?:由|还|又|并|且|经|自)")
_SKIPPED = ("TIME", "t", "d", "ad", "m", "q", "r", "xc")
_MODAL = re.compile(r"(?:将|要|拟|需|须|应|可|能|决定|计划|争取|准备|要求)+")
_KINDS = re.compile(r"(?:等?[两一二三四五六七八九十\d]+[家个方地]?(?:部门|单位|局|院|机构))?")
_EACH = re.compile(r"分别|各(?=[\d一二三四五六七八九十自派建])|均|都|被|获|受|的|之间|相比")
_NOT_ONE = re.compile(
    rf"等|[、和与及]|{_EACH.pattern}|方面|两地|[局厅院委办处会所]?(?:党组|主要|有关|相关|分管)|负责"
)  # or of them
_ATTENDS = re.compile(
    r"参[加会演展赛与]|与会|出席|列席|到[会场]|派[员人代]|来人|应邀|受邀|见证|助阵|观摩|[作做][^，。；]{0,6}(?:介绍|交流|发言|汇报|点评)|交流|发言|汇报|表态|表示|介绍|称|认为"
)
_STANDS = re.compile(  # tells how they are, or do each for itself
    r"是|为|有|在用|用上|先行|跟进|试点|试行以来|获|占|达|居|位|排|列|超|连|高度|重视|指出|强调|要求|属|成为|升|降|增|减|下降|上升|增长|具备|拥有|负责|管住|牵头|配合|进驻|协助|领导|指导|完成"
)
_ONE_DEED = re.compile(  # says itself that several do it
    r"联合|共同|合作|携手|联手|协同|合力|合[办建推开搞股署写作组伙编拍]|共[建管推设享办组创抓治同签]|联[办建合手勤动]|互(?!联)|一[道起同]|同船|混编|会[签商]"
    r"|签(?:订|署|了|下)?[^，。；]{0,16}(?:协议|备忘录|公约|约定|意见|办法|合同)|结[成对]|连着|牵手|对接|打通"
)
_PARTY = re.compile(r"(?:党委|党组|党中央|中央|国务院|[省市县区州旗镇乡]委|人大(?:常委会)?|政协)$")
_LEADS = re.compile(r"(?:党委|党组|党中央|中央|国务院|[省市县区州旗镇乡]委|人大(?:常委会)?|政协|政府)$")
_UNIT = re.compile(
    r"(?:总队|支队|大队|中队|分局|分所|派出所|海关|分行|支行|公司|集团|防指|小学|中学|学校|学院|大学|医院|卫生院|幼儿园|社区|街道|法院|检察院|林场|合作社|巡察组|[镇乡村县区市省州旗所组团院])$"
)
_LEVEL = re.compile(r"(?:自治区|[省市县区州旗盟镇])(?!场)")
_PLACE = "discourse/acting-place"  # 甲、乙两县, each for itself
_MOST = 4  # bodies that do one thing
_WITHOUT_A_WORD = 3  # of which no word says that they do it together


@dataclass(frozen=True, slots=True)
class Companions:
    """Two bodies that one sentence has as its subject, and the words that say so.

    There is no `left` where the sentence leaves it to what was said before (5月起同某银行试推…).
    """

    left: Mention | None
    right: Mention
    start: int
    end: int


def read_companions(doc: Doc, mentions: Sequence[Mention]) -> Iterator[Companions]:
    """Yield every two bodies that do one thing as the subject of a sentence, in reading order.

    Bodies of one kind in several places (甲县公安局、乙县公安局) do it each for itself unless a word says otherwise, and so do
    those that only attend, are blamed, praised or counted.
    """
    text = text_of(doc)
    words = {tag.start: tag for tag in tags_of(doc)}
    for group in _groups(text, mentions):
        start, end = group[0].span.start, next_of(text, "，。；！？\n", group[-1].span.end)
        joined = _with(text, start, words)
        if joined is not None and _is_one_deed(text, group, end, words, paired=True):
            yield from (Companions(None, other, joined, end) for other in group)
        elif len(group) > 1 and _is_subject(text, start, words) and _is_one_deed(text, group, end, words):
            pairs = combinations(group, 2)
            yield from (Companions(left, right, start, end) for left, right in pairs if left.name != right.name)


def say_together(text: str, start: int, end: int) -> bool:
    """Return whether the words behind bodies that are joined by 与 say one deed of all of them: 会签《…》, 合办…."""
    return _ONE_DEED.search(text, start, end) is not None and not _ATTENDS.search(text, start, end)


def _with(text: str, start: int, words: Mapping[int, Tag]) -> int | None:
    """Return where a clause begins that joins the bodies at a position to a subject that it leaves out: 5月起同某银行…."""
    before = text[start - 1 : start]
    return start - 1 if before and before in "与同跟" and _is_subject(text, start - 1, words) else None


def _groups(text: str, mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Yield the bodies that stand side by side, four at most; a name within a longer one is none of its own."""
    group: list[Mention] = []
    reach = 0
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if mention.form == "implied" or mention.span.start < reach:
            continue
        reach = mention.span.end
        gap = text[group[-1].span.end : mention.span.start] if group else ""
        if mention.type == "Agency" and group and (_AND.fullmatch(gap) or _WITH.fullmatch(gap)):
            group.append(mention)
            continue
        if 1 <= len(group) <= _MOST:
            yield group
        group = [mention] if mention.type == "Agency" else []
    if 1 <= len(group) <= _MOST:
        yield group


def _is_subject(text: str, start: int, words: Mapping[int, Tag]) -> bool:
    """Return whether nothing but a time or an adverb stands before the bodies in their clause."""
    begin = last_of(text, _SIGNS, start) + 1
    if text[begin:start].endswith("由"):
        return True  # 某行动由甲、乙启动
    if _ADDRESSED.search(text, max(0, begin - 4), begin):
        return False
    lead = LEAD_IN.match(text[begin:start])
    position = begin + (lead.end() if lead else 0)
    while position < start:
        word = words.get(position)
        if word is None or word.end > start:
            return False
        if word.label_ not in _SKIPPED and not _BEFORE.fullmatch(word.text):
            return False
        position = word.end
    return True


def _is_one_deed(text: str, group: Sequence[Mention], end: int, words: Mapping[int, Tag], *, paired: bool = False) -> bool:
    """Return whether the verb behind the bodies is one deed of all of them."""
    if any(_PARTY.search(body.name) for body in group) or all(_LEADS.search(body.name) for body in group):
        return False
    position = group[-1].span.end
    kinds = _KINDS.match(text, position)
    position = kinds.end() if kinds else position
    if _NOT_ONE.match(text, position, end):
        return False
    verb = _verb(position, end, words)
    if verb is None or _EACH.search(text, position, verb.start) or _ATTENDS.match(text, verb.start, end):
        return False
    if _ONE_DEED.search(text, position, end):
        return not _ATTENDS.search(text, position, end)
    if any(body.rule == _PLACE or COLLECTIVE.search(body.name) for body in group):
        return False
    if text.startswith("的", verb.end) or _STANDS.match(text, verb.start) or len(group) > _WITHOUT_A_WORD:
        return False
    paired = paired or any(_WITH.fullmatch(text[a.span.end : b.span.start]) for a, b in pairwise(group))
    return paired or not _are_of_one_kind(group)


def _verb(position: int, end: int, words: Mapping[int, Tag]) -> Tag | None:
    """Return the verb of a clause that goes on at a position: behind a time, an adverb, or what a preposition brings in."""
    brought_in = False
    while position < end:
        word = words.get(position)
        if word is None:
            return None
        if word.label_ in ("v", "vn", "vd") and not _MODAL.fullmatch(word.text):
            return word
        brought_in = brought_in or word.label_ == "p"
        if not brought_in and word.label_ not in (*_SKIPPED, "v", "p", "f", "vd"):
            return None
        position = word.end
    return None


def _are_of_one_kind(group: Sequence[Mention]) -> bool:
    """Return whether bodies are of one kind in several places, companies or schools: 甲海关、乙海关.

    Departments of one level (市公安局交警支队、市消防救援支队) are of several kinds.
    """
    if all(body.subtype in ("company", "school", "media") for body in group):
        return True
    return all(_are_alike(left, right) for left, right in combinations(group, 2))


def _are_alike(left: Mention, right: Mention) -> bool:
    if left.name[-3:] == right.name[-3:]:
        return True
    one, other = _UNIT.search(left.name), _UNIT.search(right.name)
    level, same = _LEVEL.match(left.name), _LEVEL.match(right.name)
    of_one_place = level is not None and same is not None and level[0] == same[0]
    return bool(one and other and one[0] == other[0] and not of_one_place)
