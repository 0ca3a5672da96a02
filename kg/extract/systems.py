"""Information systems and facilities: group `systems`.

A system is named by its head (系统, 平台, 小程序) and by what it does: 渡口水位监测预警系统. A facility (服务站,
停车场) counts when a verb says that it was built, opened or renewed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.apps import find_apps
from kg.extract.installations import find_installations
from kg.extract.nlp import mark
from kg.extract.phrases import (
    Head,
    Phrases,
    Word,
    context,
    context_set,
    floor_of,
    heads,
    phrases_of,
    quotations,
    run_left,
    words_of,
)
from kg.extract.places import is_division_name
from kg.extract.sites import SITE, site_acts
from kg.extract.works import PHASE, find_campuses, find_sights, find_works, has_many
from kg.lexicon import Row as LexiconRow
from kg.lexicon import read_lexicon

Row = tuple[int, int, str, str]
_NUMBER = r"(?:\d[\d,.]*|[一二三四五六七八九十两几多数]+)(?:余|多)?"
_GENERIC = re.compile(rf"^(?:{context('vague system')}|{_NUMBER})*$")
_VERSION = re.compile(r"\d\.\d$")
_MADE_FOR = re.compile(r"(?:上线|研发|开发|推出)了?一?[套个款][^，。；]{4,30}的$")  # 研发一套能…的比对程序
_CUE = re.compile(context("system cue"))
_COLLECTIVE = re.compile(rf"(?:{context('collective')})$")
_LEADING = re.compile(
    r"^(?:全[省市县区](?=.{4})|的|了|着|出|好|起|一套|一个|套|等|各类|多个|新型|新(?=[^闻])|全新|专门|自主|率先|创新|现有|原有|同步|联合|共同|成功|全面|已|还|并|又"
    r"|再(?!生)|也|通过(?!率)|省级(?=的)|(?:全国)?统一的|(?<=一)个|两个|\d+(?:个|套|处)|基于[\u4e00-\u9fff]{2,8}的)+"
)
_QUOTED_HEAD = (
    r"(?:(?:微信)?小程序|(?:微信)?公众号|服务号|视频号|抖音号|微信群|工作群|系统|平台|App|APP|app|热线"
    r"|数据库|网站|客户端|软件|模型|驾驶舱|大脑|微博|应用(?=上线|接入|归集|累计|注册|用户))"
)
_TAIL = re.compile(rf"[\u4e00-\u9fffA-Za-z]{{0,10}}?{_QUOTED_HEAD}")
_NO_TAIL = re.compile(r"[的等和与在由已上将为是]|接入|登录|嵌入|对接|纳入|入驻|打通")
_SYSTEM_CORE = re.compile(r"(?:系统|平台|小程序|App|APP|app|微信群|协作群|工作群|公众号|数据库|大数据中枢|大脑|驾驶舱|一张图)$")
_FACILITY_CORE = re.compile(r"(?:窗口|驿站|警务室|工作站|服务站|(?<!为)(?<!个)中心|大厅|警局|停车场|工作室|会客厅|岗亭)$")


@Language.factory("kg_systems", assigns=["doc.spans"])
def make_systems(nlp: Language, name: str) -> object:
    """Return the component that marks systems and facilities."""
    return mark_systems


def mark_systems(doc: Doc) -> Doc:
    """Mark information systems and facilities."""
    phrases = phrases_of(doc)
    listed = list(_listed(phrases))
    bodies = [(agency.start, agency.end) for agency in doc.spans.get("agencies", ())]
    named = [*_quoted(phrases, bodies), *listed, *_hotlines(phrases.text)]
    works = list(find_works(phrases, bodies))
    facilities = [row for row in _facilities(phrases) if not _is_of_body(row, works, bodies)]
    found = [*_systems(phrases), *_known(phrases), *facilities, *works]
    found += find_sights(phrases.text, [(place.start, place.end) for place in doc.spans.get("places", ())])
    found += find_campuses(phrases, bodies)
    found += [row for row in _sites(phrases) if not _touches(row, found)]
    apps = [row for row in find_apps(phrases, bodies) if not _touches(row, named)]
    governed = [row for row in apps if row[3] == "apps/governed"]
    ends = {end for _, end, _, _ in governed}
    found = [row for row in found if not any(s <= row[0] and row[1] <= e for s, e, _, _ in governed) and row[1] not in ends]
    found += [row for row in governed if not _touches(row, found)]
    found += [row for row in apps if not _touches(row, found)]
    placed = list(find_installations(phrases, bodies))
    set_up = {end: start for start, end, _, rule in placed if rule == "installations/set-up"}
    found = [row for row in found if row[2] != "Facility" or row[0] >= set_up.get(row[1], row[0])]
    found += [row for row in placed if not _touches(row, found)]
    others = [row for row in found if not _touches(row, named)]
    others = [parted for row in others if (parted := _without_body(phrases.text, row, bodies))]
    return mark(doc, "systems", named + others)


_BODY_DOES = re.compile(r"(?:联合|自主|共同|率先|已|还|又|正)*(?:联建|共建|自建|建立|研发|开发|上线|接入|推出|打造|启用)了?")
_BODY_IS = re.compile(r"为此|因此|获评|荣获|获|被|是|在|对|将|把|按|以")


def _without_body(text: str, row: Row, bodies: Sequence[tuple[int, int]]) -> Row | None:
    """Return a name without the body and verb before it (气象局联建|预警平台), None where the body does something else."""
    for start, end in bodies:
        if row[0] <= start < end < row[1]:
            deed = _BODY_DOES.match(text, end, row[1])
            if deed and row[1] - deed.end() >= 4:
                return (deed.end(), *row[1:])
            if start == row[0] and _BODY_IS.match(text, end, row[1]):
                return None
    return row


def _is_of_body(row: Row, works: Sequence[Row], bodies: Sequence[tuple[int, int]]) -> bool:
    """Return whether a name ends a body's own name, or is that of works with their owner before it: 云河水务公司|三水厂."""
    if any(start < row[0] and end == row[1] for start, end in bodies):
        return True  # 水利部建设管理与|质量安全中心: the end of a body's name
    inner = [work[0] for work in works if row[0] < work[0] < row[1] <= work[1]]
    return any(start == row[0] and end <= begin for start, end in bodies for begin in inner)


def _hotlines(text: str) -> Iterator[Row]:
    """Yield what a short telephone number names: 12345政务服务便民热线, 12315平台."""
    for match in _HOTLINE.finditer(text):
        yield match.start(), match.end(), "System", "systems/hotline"


def _touches(row: Row, others: list[Row]) -> bool:
    return any(start < row[1] and row[0] < end for start, end, _, _ in others)


@cache
def _known_names() -> tuple[AhoCorasick, tuple[LexiconRow, ...]]:
    rows = read_lexicon("systems")
    return AhoCorasick([row.word for row in rows], matchkind=MatchKind.LeftmostLongest), rows


def _known(phrases: Phrases) -> Iterator[Row]:
    """Yield the systems that everybody knows by name; a number of digits only when it stands free."""
    automaton, rows = _known_names()
    text = phrases.text
    for number, start, end in automaton.find_matches_as_indexes(text):
        around = text[start - 1 : start] + text[end : end + 1]
        if not (rows[number].word[0].isdigit() and re.search(r"[\d.,万亿元余件人名个次起辆]", around)):
            yield start, end, "System", rows[number].id


def _quoted(phrases: Phrases, bodies: Sequence[tuple[int, int]]) -> Iterator[Row]:
    """Yield systems and facilities whose name has a part in quotation marks: “云图”平台, “便民驿站”."""
    text = phrases.text
    for quotation in quotations(text):
        tail = _TAIL.match(text[quotation.end :][:18])
        if tail and len(quotation.core) <= 16 and not _NO_TAIL.search(tail[0]):
            before = phrases.before(quotation.start)
            traffic = before is not None and before.text == "交管"
            start = before.start if traffic and before is not None else _field_start(phrases, quotation.start, bodies)
            yield start, quotation.end + tail.end(), "System", "systems/quoted-with-head"
        elif _SMART.fullmatch(quotation.core) and _RELIES.search(text, max(0, quotation.start - 4), quotation.start):
            if not _SMART_WORK.match(text, quotation.end):
                yield quotation.start, quotation.end, "System", "systems/quoted-relied-on"
        elif _NAMED_SYSTEM.fullmatch(quotation.core) and _DEVELOPED.search(text, max(0, quotation.start - 8), quotation.start):
            yield quotation.start, quotation.end, "System", "systems/quoted-developed"
        elif quotation.core.endswith("单一窗口"):
            trade = text[quotation.start - 4 : quotation.start] == "国际贸易"
            yield quotation.start - 4 * trade, quotation.end, "System", "systems/quoted-head"
        elif (
            len(quotation.core) <= 20
            and _SYSTEM_CORE.search(quotation.core)
            and not _GENERIC.match(_SYSTEM_CORE.sub("", quotation.core))
        ):
            yield quotation.start, quotation.end, "System", "systems/quoted-head"
        elif (
            _FACILITY_CORE.search(quotation.core)
            and 4 <= len(quotation.core) <= 16
            and not _NOT_BUILT.match(text, quotation.end)
            and not _COUNTED_AFTER.match(text, quotation.end)
        ):
            yield quotation.start, quotation.end, "Facility", "systems/quoted-facility"


def _field_start(phrases: Phrases, start: int, bodies: Sequence[tuple[int, int]]) -> int:
    """Return where the nouns begin that say what a quoted system is for, behind its verb: 自然资源|“一张图”系统.

    The body whose system it is stands before its name: 借助市局|“云图”系统.
    """
    begin = start
    owner = max((stop for _, stop in bodies if stop <= start), default=0)
    while (word := phrases.before(begin)) is not None and word.pos in ("n", "nz", "vn") and start - word.start <= 8:
        if word.start < owner:
            break
        begin = word.start
    verb = phrases.before(begin)
    verb = phrases.before(verb.start) if verb is not None and verb.text in ("了", "的") else verb
    return begin if begin < start and verb is not None and verb.text in _GOVERNS_SYSTEM else start


# ---- by the head noun ------------------------------------------------------------------------------------------------


def _systems(phrases: Phrases) -> list[Row]:
    return [
        row for head in heads(phrases.text, "system_heads") if head.row.label == "strong" and (row := _system(phrases, head))
    ]


def _system(phrases: Phrases, head: Head) -> Row | None:
    """Return the system that ends in a head, or None when nothing specific stands before it."""
    text = phrases.text
    following = phrases.after(head.end)
    if not phrases.is_end(head.end) or (following is not None and following.text in context_set("after system")):
        return None
    start = _name_start(phrases, head, words_of("system_verbs"))
    modifier = text[start : head.start]
    vague = _GENERIC.match(modifier) and len(head.row.word) < 5 and modifier != "大数据" and not _VERSION.search(modifier)
    if not modifier and len(head.row.word) > 3 and _MADE_FOR.search(text[:start][-40:]):
        return head.start, head.end, "System", head.row.id
    if len(modifier) < 2 or vague or re.search(rf"{_NUMBER}(?:[个套大项]$|[个家](?=[\u4e00-\u9fff]{{2}}))", modifier):
        return None
    if head.row.word in ("系统", "网站", "模型", "大脑") and _COLLECTIVE.search(modifier):
        return None
    if head.row.word in ("系统", "平台") and not (_CUE.search(modifier) or _is_used(phrases, start, head)):
        return None
    return start, head.end, "System", head.row.id


def _is_used(phrases: Phrases, start: int, head: Head) -> bool:
    """Return whether a verb of using or making governs a system (an engine and a star have systems too)."""
    before = phrases.before(start)
    verb = phrases.before(before.start) if before is not None and before.text in ("了", "出") else before
    following = phrases.after(head.end)
    if following is not None and following.pos in ("v", "vn") and head.row.word == "系统":
        return False  # 引导干部系统学习: an adverb
    if verb is None or verb.pos == "p" or verb.text not in words_of("system_verbs"):
        return False
    return head.row.word == "系统" or (verb.text in _ON_PLATFORM and len(phrases.text[start : head.start]) > 3)


def _name_start(phrases: Phrases, head: Head, stops: frozenset[str]) -> int:
    """Return where the name that ends in a head begins."""
    begin = head.start
    if not phrases.is_start(begin) and (word := phrases.before(head.end)) is not None:
        begin = begin if phrases.text[word.start : begin] in stops else word.start
    floor = floor_of(phrases.text, head.start)
    start = run_left(phrases, begin, stops, floor, verb_may_touch=begin == head.start)
    start = _behind_verb_phrase(phrases, start, head.start)
    while (match := _LEADING.match(phrases.text[start : head.start])) is not None:
        start += match.end()
    return start


def _behind_verb_phrase(phrases: Phrases, start: int, end: int) -> int:
    """Return where the name starts when a verb and its object stand before a head: behind the verb (撤离海上作业平台)."""
    inside = list(_words(phrases, start, end))
    counted = [word.end for word in inside if word.pos == "q"]
    if counted:
        return counted[-1]
    for word, following in zip(reversed(inside[:-1]), reversed(inside[1:]), strict=True):
        if word.pos == "v" and len(word.text) > 1 and following.pos in ("n", "s", "nz", "LOC", "ORG", "a"):
            return word.end
    return start


# ---- lists -----------------------------------------------------------------------------------------------------------

_PARTS = re.compile(r"设备|部件|装置|试验|测试")  # 更换舵机、锚机等系统设备零件
_MEANS = re.compile(r"(?:搭建|提供|搭起|构筑)了?$")  # 提供手艺切磋、老茶品鉴等平台: occasions, no systems
_LIST = re.compile(
    r"(?P<items>[^，。；：！？,;:!?\n“”（）]{2,70}?)(?:等(?:[一二三四五六七八九十两\d]+[个大]|线上|各类)?|(?<=.)[一二三四五六七八九十两\d]+[个大])"
    r"(?:子系统|信息系统|业务系统|系统|平台|小程序|App|数据库)"
)


def _listed(phrases: Phrases) -> Iterator[Row]:
    """Yield the members of a list of systems: A、B、C三个系统, A、B等平台."""
    for match in _LIST.finditer(phrases.text):
        items = [(match.start() + m.start(), match.start() + m.end()) for m in re.finditer(r"[^、]+", match["items"])]
        if len(items) < 2:
            continue
        begin = _behind_verb(phrases, *items[0])
        counted = re.search(r"[一二三四五六七八九十两\d]+[个大]", match[0][match.end("items") - match.start() :])
        if not counted and begin == items[0][0]:
            continue  # 动力、电力等系统
        is_none = match[0].endswith("平台") and _MEANS.search(phrases.text, max(0, begin - 4), begin)
        if not _CUE.search(match["items"]) and (is_none or _PARTS.match(phrases.text, match.end())):
            continue
        items[0] = (begin, items[0][1])
        last_start, last_end = items[-1]
        if joint := re.search(r"(?<=.{2})(?:和|及|以及)(?=.{2})", phrases.text[last_start:last_end]):
            items[-1:] = [(last_start, last_start + joint.start()), (last_start + joint.end(), last_end)]
        if all(2 <= end - start <= 16 for start, end in items):
            yield from ((start, end, "System", "systems/listed") for start, end in items)


def _behind_verb(phrases: Phrases, start: int, end: int) -> int:
    """Return where the first member of a list starts: behind the governing verb or preposition of its clause."""
    found = start
    for word in _words(phrases, start, end):
        if word.end < end - 1 and (
            word.text in ("把", "了", "在", "由", "对", "于", "的") or word.text.rstrip("了着") in words_of("system_verbs")
        ):
            found = word.end
    return found


def _words(phrases: Phrases, start: int, end: int) -> Iterator[Word]:
    position = start
    while position < end and not phrases.is_start(position):
        position += 1
    while (word := phrases.after(position)) is not None and word.end <= end:
        yield word
        position = word.end


# ---- facilities ------------------------------------------------------------------------------------------------------

_VAGUE_FACILITY = re.compile(rf"^(?:{context('vague facility')}|{_NUMBER}[个处家座所]?)*$")
_SUPERLATIVE = re.compile(r"最[大长高新深]$")
_COUNTED = re.compile(rf"{_NUMBER}(?:个|处|家|座|所|批|条)(?:[\u4e00-\u9fff]{{0,4}}级|标准化|新的?|全国|全省)?$")
_HOTLINE = re.compile(
    r"(?:全国)?(?<![\d.])(?:1\d{4}|9[56]\d{3,4})(?:[\u4e00-\u9fff]{0,8}?(?:服务|便民|投诉|举报|维权|咨询|求助|监督)?(?:热线|平台|电话)(?![\u4e00-\u9fff]{0,2}[员座]))"
)
_WING = re.compile(r"[\u4e00-\u9fff]{1,4}(?:馆|分馆)(?=正式|开馆|启用|建成|开放|将|[，。；、])")
_BESIDE_SITE = re.compile(
    r"(?:前|站前|[东西南北])?(?:广场|路|街|口)|日|派出所|旁|附近|[分支大]局|海关"
)  # a square before a station is another place
_NAMED_SYSTEM = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,7}(?:码|通|云|眼|宝|端|图|管家|助手|卫士|大脑)")
_SMART = re.compile(r"(?:智慧|数字|智能|掌上|码上|云上|网上|AI)[\u4e00-\u9fff]{2,6}")
_RELIES = re.compile(r"(?:依托|利用|借助|运用|接入|登录|上线|通过|使用|用好)(?:了)?$")
_SMART_WORK = re.compile(
    r"的|[\u4e00-\u9fff]{0,4}(?:建设|行动|活动|模式|改革|机制|工程|理念|服务|手段|战略|试点|体系|技术|优势)"
)
_GOVERNS_SYSTEM = (
    "依托", "利用", "借助", "运用", "使用", "接入", "登录", "上线", "建成", "研发", "开发", "搭建", "启用", "升级",
    "完善", "建设", "推广",
)  # fmt: skip
_DEVELOPED = re.compile(r"(?:开发|研发|上线|接入|扫描|扫|登录|下载|使用|自研)(?:了|的|出)?$")
_ON_PLATFORM = ("依托", "利用", "借助", "运用", "用好", "登录", "上线", "研发", "开发", "升级", "接入", "启用")
_NOT_BUILT = re.compile(r"等?(?:节目|栏目|专栏|品牌|活动|模式|机制|行动|服务队|团队|直播|系列|称号)")
_COUNTED_AFTER = re.compile(rf"[”」]?(?:共计|共|达|近|约|超|逾)?{_NUMBER}(?:个|处|家|座|所|间|条|亩|万亩)")
_OPENS = re.compile(
    r"^(?:[、和及][^，。；]{2,20}?)?(?:（[^）]{1,12}）)?(?:正式|将|已|预计|建成|今年|年内|于|今天|近日|全面|顺利)*[^，。；]{0,8}?"
    r"(?:启用|揭牌|投用|投运|开诊|开港|开馆|开园|通水|通车|交付(?:使用)?(?=[，。；])|交付使用|开建|开张|投产|封顶|(?:建成|开放|成立)(?![\u4e00-\u9fff]{4})|(?:建成|成立)(?=启用|投用|投运|投产|投入|通车|开放|揭牌|运营|以来|仪式|挂牌|并)|投入使用|开工|竣工|落成|挂牌|运行|奠基)"
    r"(?![“「《了智]|全新|首[个套条]|新(?!增)|\d+[个条项套])"  # 某航站楼启用“易安检”: it uses something
)
_WORKS = r"(?:主体工程|主体结构|主体|附属工程|配套工程|[一二三四]期(?:工程|项目)?|建设项目|建设工程|项目|工程)"
_UNDER_WAY = re.compile(  # 某水库项目获批复, 某大桥主体工程已完工, 某厂累计完成投资, 在某医院建设现场
    rf"(?:（[^（）]{{1,16}}）)?(?:{_WORKS}?(?:已|已经|正式|正在|目前|将|全面|近日|日前|今年|本月|如期|顺利|有望|预计|于|自|\d+[年月日]|[一二三四上下]季度|年底|年内|前|底|，)*"
    r"(?:获|通过|完成|取得|进入|实现)?[^，。；、]{0,6}?"
    r"(?:批复|核准|立项|可研|可行性研究|初步设计|环评|概算|开工|动工|破土|完工|竣工|验收|封顶|贯通|合龙|蓄水|通水|并网|发电|截流|供水|点火|试运行|投运|投产|交付|交工|开建|累计(?:完成)?投资|完成投资|总投资)"
    r"|(?:项目|工程)?建设(?:现场|工地|进度|资金|任务)|(?:项目|工程)(?:建设)?(?:现场|工地|部|指挥部))"
)


_RAISED = re.compile(
    r"(?:新|扩|改|兴|筹|共|合|援|续|帮|迁)?建(?:成|起|好|了|有)+(?!设)|(?:合|共|筹|兴|援|续|帮|迁)建|盖起?了|开工|开建|动工"
)  # 建起|野外流动医院


def _facilities(phrases: Phrases) -> list[Row]:
    return [row for head in heads(phrases.text, "facility_heads") if (row := _facility(phrases, head))]


def _sites(phrases: Phrases) -> Iterator[Row]:
    """Yield the stations, museums and halls that the tagger sees named and that do nothing in their sentence."""
    for word in phrases.words:
        named = word.pos in ("LOC", "ORG") and SITE.fullmatch(word.text)
        wing = _WING.match(phrases.text, word.end)
        end = wing.end() if wing else word.end
        if named and not _BESIDE_SITE.match(phrases.text, word.end) and not site_acts(phrases.text, word.start, word.end):
            yield word.start, end, "Facility", "systems/site"


def _facility(phrases: Phrases, head: Head) -> Row | None:
    """Return the facility that ends in a head when its clause says that it is built, opened or renewed."""
    text = phrases.text
    following = phrases.after(head.end)
    if not phrases.is_end(head.end) or (
        following is not None
        and following.pos in ("n", "nz", "vn", "a", "f")
        and following.text not in ("建设", "质效", "项目")
        and not _UNDER_WAY.match(text, head.end)
    ):
        return None
    if _COUNTED_AFTER.match(text, head.end):
        return None  # 设立查验中心2个: nothing in particular
    phase = PHASE.match(text, head.end)
    end = phase.end() if phase else head.end
    start = _name_start(phrases, head, words_of("facility_verbs") | words_of("system_verbs"))
    raised = max(_RAISED.finditer(text, start, head.start), key=re.Match.end, default=None)
    start = raised.end() if raised else start
    start += len(m[0]) if (m := re.match(r"[处个座家所]", text[start : head.start])) else 0
    start += text[start] == "前" and text[start - 1 : start] in ("底", "日", "月", "年")  # 6月底前|云河新城
    modifier = text[start : head.start]
    floor = floor_of(text, head.start, "。；！？;!?\n，,")
    clause = text[floor:start]
    if (
        len(modifier) < 2
        or _VAGUE_FACILITY.match(modifier)
        or _SUPERLATIVE.search(modifier)
        or (head.row.label == "works" and is_division_name(modifier) and has_many(modifier, head))
        or _COUNTED.search(clause)
        or re.search(r"(?:\d+|[一二两三四五六七八九十]+)[余多百千万]*[处个座家所条间]", modifier)
    ):
        return None
    is_built = raised or any(verb in clause for verb in words_of("facility_verbs")) or _OPENS.match(text[end:])
    if not is_built and not _UNDER_WAY.match(text, end):
        return None
    return start, end, "Facility", head.row.id
