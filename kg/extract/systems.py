"""Information systems and facilities: group `systems`.

A system is named by its head (系统, 平台, 小程序) and what it does: 道路气象监测预警发布系统. A facility (服务站, 停车场) counts when a verb
says that it was built, opened or renewed.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.nlp import mark
from kg.extract.phrases import Head, Phrases, heads, quotations, run_left, verbs, words_of

Row = tuple[int, int, str, str]
_GENERIC = re.compile(
    r"^(?:信息|信息化|管理|网络|相关|有关|各类|各|多个|整个|全|新|该|本|其|一套|一个|这个|这一|此|上述|线上|网上|电子|数字|智能|智慧|科技|业务|专业|国家级|省级|市级|统一|"
    r"综合|服务|工作|政务|重要|重大|大型|小型|主要|自动|先进|现代|现代化|完整|完善|复杂|开放|新型|公共|大|数据|大数据|预警|指挥|监控|视频|\d+|[一二三四五六七八九十]+|个|套|大|项)*$"
)
_COLLECTIVE = re.compile(
    r"(?:公安|交警|交管|税务|政法|教育|卫生|卫健|检察|法院|电力|交通|交通运输|民政|司法|行政|组织|宣传|纪检|监察|纪检监察|海关|铁路|民航|气象|应急|消防|水利|农业|农村|财政|审计|统战|工会|金融|银行|"
    r"生态|免疫|神经|供水|排水|供电|供热|供暖|供电|循环|消化|呼吸|经济|社会|政治|法律|制动|转向|照明|空调|动力|悬挂|通风|灌溉|水系|森林|草原|湿地|自然|工业|产业|国防|党政|机关|社会保障|医保|邮政|工商|市场监管|市监|供销|国资|城管|住建|商务|文旅|人社)$"
)
_LEADING = re.compile(
    r"^(?:(?:的|了|着|一套|一个|个|套|等|各类|多个|新型?|全新|专门|自主|率先|创新|现有|原有|本地|同步|联合|共同|成功|全面|已|还|并|又|再|也|通过|一|两个|\d+个?|省级(?=的))+)"
)


@Language.factory("kg_systems", assigns=["doc.spans"])
def make_systems(nlp: Language, name: str) -> object:
    """Return the component that marks systems and facilities."""
    return mark_systems


def mark_systems(doc: Doc) -> Doc:
    """Mark information systems and facilities."""
    phrases = Phrases(doc)
    return mark(doc, "systems", [*_quoted(phrases), *_systems(phrases), *_listed(phrases), *_facilities(phrases)])


def _quoted(phrases: Phrases) -> list[Row]:
    """Return systems and facilities whose name has a part in quotation marks: “云图”平台, “便民驿站”."""
    found: list[Row] = []
    text = phrases.text
    for quotation in quotations(text):
        tail = re.match(
            r"(?:[\u4e00-\u9fffA-Za-z]{0,8}?)(?:智慧[\u4e00-\u9fff]{2,4}平台|微信小程序|小程序|微信公众号|公众号|服务号|视频号|抖音号|微信群|系统|平台|App|APP|app|热线|数据库|网站|客户端|软件|模型)",
            text[quotation.end :][:16],
        )
        if tail and len(quotation.core) <= 16 and not re.search(r"[，。的等、和与]", tail[0]):
            start = quotation.start
            before = phrases.before(start)
            if before is not None and before.text in ("交管",):
                start = before.start
            found.append((start, quotation.end + tail.end(), "System", "systems/quoted-with-head"))
        elif (
            len(quotation.core) <= 20
            and re.search(r"(?:系统|平台|小程序|App|APP|微信群|公众号)$", quotation.core)
            and not _GENERIC.match(quotation.core[:-2])
        ):
            found.append((quotation.start, quotation.end, "System", "systems/quoted-head"))
        elif (
            re.search(r"(?:窗口|驿站|警务室|工作站|服务站|中心|大厅|自助警局|停车场)$", quotation.core)
            and 4 <= len(quotation.core) <= 16
        ):
            found.append((quotation.start, quotation.end, "Facility", "systems/quoted-facility"))
    return found


def _systems(phrases: Phrases) -> list[Row]:
    return [
        row for head in heads(phrases.text, "system_heads") if head.row.label == "strong" and (row := _system(phrases, head))
    ]


def _system(phrases: Phrases, head: Head) -> Row | None:
    """Return the system that ends in a head, or None when nothing specific stands before it."""
    text = phrases.text
    if not phrases.is_end(head.end):
        return None
    following = phrases.after(head.end)
    if (
        following is not None
        and following.pos in ("n", "vn", "nz")
        and following.text not in ("应用", "建设", "上线", "研发", "信息")
    ):
        return None
    floor = max(text.rfind(mark, 0, head.start) for mark in "，。；：！？,;!?\n、“”《》") + 1
    start = run_left(
        phrases, head.start if phrases.is_start(head.start) else _word_start(phrases, head), words_of("system_verbs"), floor
    )
    start += len(m[0]) if (m := _LEADING.match(text[start : head.start])) else 0
    modifier = text[start : head.start]
    if len(modifier) < 2 or _GENERIC.match(modifier) or (head.row.word in ("系统", "网站") and _COLLECTIVE.search(modifier)):
        return None
    return start, head.end, "System", head.row.id


def _word_start(phrases: Phrases, head: Head) -> int:
    """Return the start of the word that ends with the head."""
    word = phrases.before(head.end)
    return word.start if word is not None else head.start


_LIST = re.compile(
    r"([^，。；：！？,;:!?\n“”（）]{2,60}?)(?:等)?(?:[一二三四五六七八九十两\d]+)[个大]?(子系统|系统|平台|小程序|App|数据库)"
)


def _listed(phrases: Phrases) -> list[Row]:
    """Return the members of a list of systems: A、B、C三个系统."""
    found: list[Row] = []
    for match in _LIST.finditer(phrases.text):
        if "、" not in match[1]:
            continue
        for item in re.finditer(r"[^、和及]+", match[1]):
            start, end = match.start() + item.start(), match.start() + item.end()
            if item.start() == 0 or "、" not in match[1][: item.start()]:
                start = _behind_verb(phrases, start, end)
            if 2 <= end - start <= 14:
                found.append((start, end, "System", "systems/listed"))
    return found


def _behind_verb(phrases: Phrases, start: int, end: int) -> int:
    """Return where the first member of a list starts: behind the last governing verb before it."""
    for word in reversed(phrases.words):
        if (
            start <= word.start
            and word.end < end
            and (word.text.rstrip("了着") in words_of("system_verbs") or word.pos in ("p", "u", "r"))
        ):
            return word.end + (1 if phrases.text[word.end] in "了着" else 0)
    return start


def _facilities(phrases: Phrases) -> list[Row]:
    governing = verbs(phrases, "facility_verbs")
    return [row for head in heads(phrases.text, "facility_heads") if (row := _facility(phrases, head, governing))]


_VAGUE_FACILITY = re.compile(
    r"^(?:一批|一个|多个|各|新|本|该|全市?|\d+[个处家座]?|[一二三四五六七八九十]+[个处家座]?|服务|指挥|党员|活动|学习|等|重点|相关|有关|便民|地区|经济|政治|文化|城市|市|县|区|乡镇|工作)*$"
)


def _facility(phrases: Phrases, head: Head, governing: dict[int, object]) -> Row | None:
    text = phrases.text
    if not phrases.is_end(head.end):
        return None
    following = phrases.after(head.end)
    if following is not None and following.pos in ("n", "vn", "nz") and following.text not in ("建设", "质效"):
        return None
    floor = max(text.rfind(mark, 0, head.start) for mark in "，。；：！？,;!?\n、“”《》") + 1
    begin = head.start if phrases.is_start(head.start) else _word_start(phrases, head)
    start = run_left(phrases, begin, words_of("facility_verbs") | words_of("system_verbs"), floor)
    start += len(m[0]) if (m := _LEADING.match(text[start : head.start])) else 0
    modifier = text[start : head.start]
    if len(modifier) < 2 or _VAGUE_FACILITY.match(modifier):
        return None
    clause = text[
        max(
            floor - 40, text.rfind("。", 0, head.start) + 1, text.rfind("，", 0, start) + 1, text.rfind(",", 0, start) + 1
        ) : start
    ]
    if not re.search(
        r"(?:建成|建设|建立|新建|扩建|改建|设立|成立|启用|开设|增设|设置|打造|组建|升级改造|投用|参观|推进|提升|驶离)", clause
    ):
        return None
    return start, head.end, "Facility", head.row.id
