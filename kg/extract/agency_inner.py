"""Units right behind the body that they belong to, which the tagger cuts anywhere: 城北税务所|办税组, 供电公司|配电运检班.

A unit counts where its parent ends, its task is made of nouns and tasks, and it acts there. A railway's station or depot
is a body only with its unit: 石口站|货运车间.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.agency_parts import Reader, Row, stands
from kg.extract.agency_units import TASK_VERB, acts_there
from kg.extract.order import overlaps
from kg.extract.words import NOUNS, Word

_OF, _OF_SHORT = "agencies/office-of", "agencies/office-of-short"
_PARENT = re.compile(
    r"(?:所|公司|集团|中心|医院|保健院|卫生院|法院|检察院|学院|大学|中学|[一二三四五六七八九十]中|[水电煤钢铁化]厂"
    r"|村委会|居委会|社区|局|大队|海关|[支总]队|站|段|管理处|供销社|合作社)$"
)
_RUN = re.compile(
    r"(?:(?![设建组成由和与及在对向从将已共分抽选派请让把被的了各两几多每全该本等其而或因为按经据到往赴给以可能要须应都也还再又不未没有是会同])"
    r"[\u4e00-\u9fff]){2,6}"
)
_TAIL = re.compile(
    r"车间|工区|班组|专区|党支部|治保会|调委会|监事会|理事会|[组班部队科股室系所](?![长员伍次级议织属辖在有需得])"
)
_NO_UNIT = re.compile(
    r"(?:干部|[全内外局大总]部|俱乐部|(?:早读|培训|轮训|研修|辅导|特长|兴趣|实验|重点|毕业|[早晚白夜值下加航接带])班"
    r"|[球军车团排乐舰]队|(?:(?<!医)学|[本专百全])科|[教卧浴温]室|办公室|[体联关]系|[厕场住诊居]所|[分小重改机]组)$"
    r"|^(?:组织|干部|内部|全体|医疗|职工|员工|党员|民警|辅警|学生|教师|家长|群众|企业[^开]|客户|用户|居民|村民|市民|门诊|专家)"
)
_TASKS = re.compile(
    r"征收|办税|配电|变电|输电|火化|抢修|清运|化验|采访|编辑|播音|探伤|运用|检车|装载|录入|收费|绿化|保洁|消杀|采血|输血|送检"
    r"|纳税|咨询|导诊|分诊|针灸|推拿|麻醉|放射|清障|除雪|巡道|巡线|检班|接触|[一二三四五六七八九十]{1,2}"
)
_DEPOT = re.compile(
    r"(?:(?<![\u4e00-\u9fff\d])|(?<=[、和与由]))"
    r"(?:(?:(?![在到从至往赴由和与及新建本该各])[\u4e00-\u9fff]){2,6}?站|(?:(?![在到从至往赴由和与及新建本该各])[\u4e00-\u9fff]){0,6}?"
    r"(?:车务|机务|工务|电务|车辆|供电|客运|通信|房建|动车|工电)段|(?:(?![在到从至往赴由和与及新建本该各])[\u4e00-\u9fff]){2,4}[水电]厂)(?=[\u4e00-\u9fff]{2,5}?(?:车间|工区|班))"
)


def with_inner_units(reader: Reader, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Return the bodies, each as the unit of it that acts right behind its name, with the units of depots, and the parents."""
    named = [_with_unit(reader, row) for row in rows]
    parents = [row for row, unit in zip(rows, named, strict=True) if row != unit]
    named += [row for row in _of_depots(reader) if not overlaps(named, row[0], row[1])]
    return named, [(start, end, label, _OF_SHORT if rule.endswith("-short") else _OF) for start, end, label, rule in parents]


def _with_unit(reader: Reader, row: Row) -> Row:
    start, end, label, rule = row
    is_parent = _PARENT.search(reader.text, start, end) is not None and not rule.endswith(
        ("joint", "team", "collective", "brand")
    )
    stop = unit_end(reader, end) if is_parent else None
    return (start, stop, label, rule) if stop else row


def _of_depots(reader: Reader) -> Iterator[Row]:
    for match in _DEPOT.finditer(reader.text):
        stop = unit_end(reader, match.end())
        if stop and reader.words.starts(match.start()):
            yield match.start(), stop, "Agency/other", "agencies/depot"


def unit_end(reader: Reader, start: int) -> int | None:
    """Return where the unit ends whose name begins here, if it acts."""
    text = reader.text
    for tail in _TAIL.finditer(text, start + 2, start + 9):
        end = tail.end()
        if _RUN.fullmatch(text, start, tail.start()) is None:
            return None
        if not reader.words.ends(end) or _NO_UNIT.search(text[start:end]) or not stands(text, start, end):
            continue
        if all(_names_a_task(reader, word) for word in reader.words.between(start, end)) and acts_there(reader, end):
            return end
    return None


def _names_a_task(reader: Reader, word: Word) -> bool:
    """Return whether a word may stand in a unit's name: nouns, numbers, what is done as a task, and scraps of the tagger."""
    surface = reader.text[word.start : word.end]
    if word.label in NOUNS or word.label in ("m", "f", "s", "a") or len(surface) == 1:
        return True
    return word.label in ("v", "vd", "d") and (TASK_VERB.fullmatch(surface) or _TASKS.fullmatch(surface)) is not None
