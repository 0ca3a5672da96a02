"""Documents, events and honours: group `titles`.

《…》 names a document; a plan, a notice or a list without 《》 counts when a verb says that it was issued. Meetings, contests and
festivals count with a date, a scope or a name before their head. Honours count behind a verb of receiving or giving.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.nlp import mark
from kg.extract.phrases import Head, Phrases, heads, quotations, run_left, verbs, words_of

Row = tuple[int, int, str, str]
_BOOK = re.compile(r"《(?:[^《》\n]|《[^《》\n]*》){1,80}》")
_PRESS = re.compile(
    r"(?:日报|晚报|晨报|早报|时报|法治报|公安报|法制报|交通安全报|都市报|商报|周刊|杂志|导报|新报|网|电视台|广播)$"
)
_STOPS = "，。；：！？,;!?\n、“”《》「」"


@Language.factory("kg_titles", assigns=["doc.spans"])
def make_titles(nlp: Language, name: str) -> object:
    """Return the component that marks documents, events and honours."""
    return mark_titles


def mark_titles(doc: Doc) -> Doc:
    """Mark documents, events and honours."""
    phrases = Phrases(doc)
    return mark(doc, "titles", [*_books(phrases.text), *_documents(phrases), *_events(phrases), *_awards(phrases)])


def _books(text: str) -> list[Row]:
    """Return what stands in 《》, but no newspapers."""
    found = [(m.start(), m.end()) for m in _BOOK.finditer(text) if not _PRESS.search(m[0][:-1])]
    return [(s, e, "Document", "titles/book-marks") for s, e in found]


def _floor(text: str, position: int, marks: str = _STOPS) -> int:
    return max(text.rfind(sign, 0, position) for sign in marks) + 1


def _documents(phrases: Phrases) -> list[Row]:
    governing = verbs(phrases, "document_verbs")
    found = [row for head in heads(phrases.text, "document_heads") if (row := _document(phrases, head, governing))]
    return [*found, *_quoted_documents(phrases)]


_VAGUE_DOCUMENT = re.compile(
    r"^(?:一系列|相关|有关|各项|各类|一批|具体|配套|专项|工作|总体|统一|规范化?|处置|应急|最高|更高|高|新|技术|行业|国家|地方|市场|质量|法律|通用|明确|详细|科学|完善|多项|系列|\d+[个项份]|[一二三四五六七八九十]+[个项份]|下发|查处)*$"
)


def _document(phrases: Phrases, head: Head, governing: dict[int, object]) -> Row | None:
    text = phrases.text
    following = phrases.after(head.end)
    if not phrases.is_end(head.end) or (
        following is not None
        and following.pos in ("n", "vn", "nz", "v")
        and following.text not in ("顺利", "通过", "实施", "征求")
    ):
        return None
    floor = _floor(text, head.start)
    begin = head.start if phrases.is_start(head.start) else getattr(phrases.before(head.end), "start", head.start)
    start = run_left(phrases, begin, words_of("document_verbs"), floor)
    modifier = text[start : head.start]
    if len(modifier) < 3 or _VAGUE_DOCUMENT.match(modifier):
        return None
    before = phrases.before(start)
    verb = before if before is None or before.text != "了" else phrases.before(before.start)
    if verb is None or verb.text not in words_of("document_verbs") and verb.end not in governing:
        return None
    return start, head.end, "Document", head.row.id


def _quoted_documents(phrases: Phrases) -> list[Row]:
    """Return documents in quotation marks: 「彰化县…改进方案」."""
    pattern = re.compile(r"(?:方案|办法|条例|规定|意见|细则|通知|预案|指引|规划|纲要|公约|倡议书|责任书|建议书|协议)$")
    return [
        (q.start, q.end, "Document", "titles/quoted-document")
        for q in quotations(phrases.text)
        if len(q.core) >= 6 and pattern.search(q.core)
    ]


_DATE = re.compile(r"(?:\d{1,2}月)?\d{1,2}日(?:上午|下午|晚|凌晨|晚上)?的?$|^\d+月\d+日")
_VAGUE_EVENT = re.compile(
    r"^(?:此次|本次|这次|该|会议|工作|全体|专题|有关|相关|多次|各类|第[一二三四五六七八九十]+阶段|上午|下午|大型|小型|系列|重要|一场|\d+[场次]|微|各种|专项|首次|本届|业务|现场|组织|开展|集中|定期)*$"
)
_EVENT_MODIFIER = re.compile(r"全[省市国县区州]|\d|“|第[一二三四五六七八九十]+[届次]|20\d\d|年|系列")


def _events(phrases: Phrases) -> list[Row]:
    return [row for head in heads(phrases.text, "event_heads") if (row := _event(phrases, head))]


def _event(phrases: Phrases, head: Head) -> Row | None:
    text = phrases.text
    if not phrases.is_end(head.end):
        return None
    following = phrases.after(head.end)
    if (
        following is not None
        and following.pos in ("n", "vn", "nz", "ORG", "PER")
        and following.text not in ("精神", "召开", "主席", "活动", "成绩")
    ):
        return None
    floor = max(text.rfind(sign, 0, head.start) for sign in "，。；：！？,;!?\n、《》") + 1
    begin = head.start if phrases.is_start(head.start) else getattr(phrases.before(head.end), "start", head.start)
    start = _event_start(phrases, begin, floor)
    start += (
        len(m[0])
        if (
            m := re.match(
                r"(?:\d{1,2}月)?\d{1,2}日(?:上午|下午|晚上?|凌晨)?的?|了|[今明去当]年|的|[上下]午", text[start : head.start]
            )
        )
        else 0
    )
    modifier = text[start : head.start]
    if len(modifier) < 2 or _VAGUE_EVENT.match(modifier):
        return None
    if (
        head.row.word in ("会议", "大会", "比赛", "竞赛", "培训班", "节", "培训会", "比武", "例会", "全会")
        and len(modifier) < 4
    ):
        return None
    return start, head.end, "Event/" + head.row.label, head.row.id


def _event_start(phrases: Phrases, begin: int, floor: int) -> int:
    """Return where the name of an event starts: naming words, and what stands in quotation marks."""
    text = phrases.text
    stops = words_of("event_verbs") | frozenset({"推广", "召开", "落实", "在", "通过", "学习", "宣传"})
    start = begin
    while True:
        start = run_left(phrases, start, stops, floor, 30)
        if start > floor and text[start - 1] in "”」’":
            opening = max(
                text.rfind("“", floor - 1, start), text.rfind("「", floor - 1, start), text.rfind("‘", floor - 1, start)
            )
            if opening < 0 or begin - opening > 40:
                return start
            start = opening
            continue
        return start


_AWARD_TAIL = re.compile(r"^(?:荣誉)?称号")
_GIVEN = re.compile(
    r"(?:评选?为|命名为|表彰为|评定为|认定为|获评|荣获|荣膺|获颁|颁发|授予|荣立|荣记|记|获得|获|夺得|摘得|斩获|入选|颁授|被评为)(?:了|全[省市国县区])?$"
)
_MERIT = re.compile(r"(?:集体|个人)(?:一|二|三)等功|(?:集体|个人)嘉奖")


def _awards(phrases: Phrases) -> list[Row]:
    text = phrases.text
    found = [(m.start(), m.end(), "Award", "titles/merit") for m in _MERIT.finditer(text)]
    for q in quotations(text):
        clause = text[max(0, q.start - 20) : q.start]
        if _AWARD_TAIL.match(text[q.end :]) or re.search(_GIVEN.pattern[:-1] + r"[^，。；,;]{0,14}$", clause):
            end = q.end
            start = q.start
            found.append((start, end, "Award", "titles/quoted-honour"))
    found += [row for head in heads(text, "award_heads") if (row := _award(phrases, head))]
    return found


def _award(phrases: Phrases, head: Head) -> Row | None:
    """Return the honour without quotation marks that a verb of receiving governs: 被评为全国优秀车辆管理所."""
    text = phrases.text
    floor = _floor(text, head.start)
    verb = None
    for match in re.finditer(
        r"评选?为|命名为|表彰为|评定为|认定为|获评|荣获|荣膺|获颁|授予|荣立|荣记", text[floor : head.start]
    ):
        verb = match
    if verb is None or not phrases.is_end(head.end):
        return None
    start = floor + verb.end() + (1 if text[floor + verb.end()] in "了：" else 0)
    following = phrases.after(head.end)
    if head.end - start < 4 or head.end - start > 30 or (following is not None and following.pos in ("n", "nz", "vn", "m")):
        return None
    return start, head.end, "Award", head.row.id
