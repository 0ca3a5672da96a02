"""Installations known by where they stand: 设|流动办证点, |云许铁路日均客流4.8万人次, 在|市会展中心召开.

What somebody sets up in so many words is a facility, whatever kind of place it ends in. A port, a station or a park with a
name of its own is one where its clause says how it is built or what passes through it; a hall, where something is held in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.order import Spans, is_torn, overlaps
from kg.extract.phrases import Phrases, Word, context, is_naming

Row = tuple[int, int, str, str]

_KIND = (  # kinds of places that are set up
    r"(?:[办服查采接投验联观监检供回起]\w?点|\w站|\w室|\w馆|\w厅|\w所|\w仓|\w库|\w楼|\w院|[\w]园|\w场|\w廊|\w坊|书吧|\w角|\w厂|\w港|码头|中心|基地"
    r"|联合体|综合体|食堂|超市|驿站|枢纽|口岸|雷达|服务台|工作台|哨所|岗亭|\w塔|通道|产线|生产线|流水线|看台|泊位区|停机坪|索道|栈道|步道|绿道)"
)
_BUILDS = (
    r"(?:改造成|改建成|合股办起|挂牌成立|设立|增设|设置|开设|建成|建起|建好|办起|新建|改成|"
    r"续建|援建|筹建|新设|新开|加开|打造|共建|合建|打通|搭起|腾出|辟出|开工|开建|扩建|修缮|[设开建盖加](?!快)|(?:设|建|坐落)[在于])"
)
_ONE = r"(?:(?:[一1](?:[处座个间家条台]|所(?!有)))|全[省市县区国州](?:首|第一)[个座家处]|首[个座家处])?"
_BUILT = re.compile(
    rf"(?P<verb>{_BUILDS})(?:了|起|有)?{_ONE}"
    rf"(?P<name>(?:(?![的了着等和与及])\w){{2,14}}?{_KIND})(?=[，。；、！\n（]|[一1][处座个间家条]|和|并(?!网)|[一二三]期|后)"
)
_COUNTED = re.compile(r"[\d.一二三四五六七八九十两几多百千万余]+[余多]?[处座个间家条所台]")
_VAGUE = re.compile(
    rf"(?:{context('vague facility')}|{context('kind of works')}|[一二三四五六七八九十两\d]+[处座个间家条所台]?|[的等])*"
    r"(?:点|站|室|馆|厅|所|仓|库|楼|院|园|场|廊|坊|吧|角|厂|线|港|码头|中心|基地|综合体|食堂|超市|驿站|枢纽|口岸|服务台|工作台|通道|生产线|步道|绿道|公园|医院|学校|工厂|厂房|市场|工地)"
)
_OTHER = re.compile(  # what ends like a kind of place and is none
    r"(?:现场|立场|市场|职场|战场|主场|专场|气场|磁场|立足点|着力点|切入点|增长点|亮点|难点|堵点|痛点|重点|特点|试点|节点|热点|焦点|制高点|突破口|一角|视角|主角|号角|院校|社区|园区|辖区|全区|城区|景区|库存|住所|场所|厕所|家庭|法院|检察院|研究院|医院|学院|政府|国务院|[研探]究所|派出所|税务所|司法所|事务所|交易所"
    r"|卫生院|幼儿园|家园|校园|公园|乐园|田园|花园|分会场|会场|全场|入场|到场|进场|出场|立体|绿色通道|快速通道|通道|人才库|专家库|数据库|资源库|项目库|信息库|案例库|题库|知识库|名录库|直播间|[上下]楼|营商|中小学校园|工作室)$"
)
_LOOSE = re.compile(
    r"进行|实现|开展|推动|推进|建设|提升|发展|各|每|多个|一批|所有|全部|相关|重点|以及|作为|成为|为[^民农]|不|没|更|[这那该其本此]|在|对|从|向|由|把|被|让"
)


def find_installations(phrases: Phrases, bodies: Spans) -> Iterator[Row]:
    """Yield what is set up, what is told of as built or passed through, and where something is held."""
    yield from _set_up(phrases, bodies)
    yield from _told_of(phrases, bodies)
    yield from _venues(phrases, bodies)


def _set_up(phrases: Phrases, bodies: Spans) -> Iterator[Row]:
    """Yield what a verb of setting up governs, unless it is counted."""
    text = phrases.text
    for match in _BUILT.finditer(text):
        start, end = match.span("name")
        if _COUNTED.search(match["name"]) or (_COUNTED.match(text, end) and text[end] not in "一1"):
            continue
        if is_torn(bodies, start, end):
            continue
        verb = phrases.after(match.start("verb"))
        in_body = verb is None and _ends_body(phrases, match.start("verb"))
        if (
            not (in_body or (verb is not None and verb.pos in ("v", "vd") and phrases.is_start(start)))
            or _LOOSE.search(match["name"])
            or _OTHER.search(match["name"])
        ):
            continue
        words = phrases.between(start, end)
        whole = len(words) == 1 and words[0].pos in _NAMES
        if (whole or in_body or (len(words) > 1 and _is_noun_phrase(words))) and not _VAGUE.fullmatch(match["name"]):
            yield start, end, "Facility", "installations/set-up"


_BODY_END = re.compile(r"[局院校学所站司团社会委部厅队]$")


def _ends_body(phrases: Phrases, position: int) -> bool:
    """Return whether the tagger takes a verb for a part of a body's name: 城西中学|建一处, 供销集团|合股办起."""
    return _BODY_END.search(phrases.text, max(0, position - 1), position) is not None


def _is_noun_phrase(words: Sequence[Word]) -> bool:
    """Return whether words are a noun phrase: they do not begin with an adverb, a time or a body, and all may name."""
    return all(is_naming(word) for word in words) and words[0].pos not in ("d", "ad", "TIME", "f", "PER", "r", "p", "c")


_NAMES = ("LOC", "ORG", "PER", "nz", "nw")
_STRUCTURE = (
    r"(?:(?:货运|客运|水文|水位|雨量|高铁|火车|汽车|公交|输变电|检查|收费|治超|泵|闸|排涝|提灌|航道|海事)站|\w站|口岸|码头|客运港|\w港|作业区|物流园|物流港|产业园|工业园|科技园|博览园|枢纽|\w闸|大桥|特大桥|隧道|高速|高速公路"
    r"|铁路|高铁|公路|运河|干渠|水厂|\w厂|基地|小镇|机场|货站|航站楼|索道|瞭望塔|灌区|步道|绿道|环线|铁矿|煤矿|矿山|高炉|电站|食堂|驿站|中心|古城|古镇|雷达|大院|专线|专用线|\w号线|渔港|\w坝|水闸|船闸|\w洞|滑雪场)"
)
_PHASE = r"(?:[一二三四]期(?:工程|项目)?)?"
_WHEN = (
    r"(?:已经?|将|累计|共|新|还|正在|全年|日均|月均|年均|每天|每日|预计|有望|全线|全面|正式|如期|提前|顺利|成功|首次|(?:\d{4}年|[今去明]年)?\d+月(?:\d+日|底|初|中旬|上旬|下旬)?前?|[今去明]年(?:以来|底|初)?|前\d个月"
    r"|上半年|下半年|年底前?|年内|“[^“”，。]{1,4}”(?:期间|前|后)|[一二三四前]+季度|[一1]?—?\d+月|目前|现)*"
)
_HAPPENS = (
    r"(?:接待(?!室)|收治|发送(?:旅客|货物|量)|客流|集装箱吞吐|(?:货物|旅客)吞吐|吞吐|完成(?:投资|货物|集装箱)|通行(?:货车|车辆|旅客)|开工|动工|通车|通水|投用|投产|投运|启用|建成|完工|竣工|主体(?:完工|封顶|结构)|封顶|合龙"
    r"|(?:洪峰)?水位|洪峰|拦洪|拦蓄|开港|开闸|下闸|限速|开通|揭牌|落成|交付|日处理|供水\d|供热\d|出入境|进出境|验放|查验(?:货|车)|大修|扩建工程|改造工程|获批|获评|铺轨|并网|年久失修|征地|打桩|桩基|吊装|见矿|具备(?:通航|通水|通车|供水)条件|装修|试营业|挂牌)"
)
_TOLD = re.compile(
    rf"(?:^|(?<=[，。；：、！？】\n\s\u3000的]))(?P<name>(?:(?![在把让从由被的了着等和与及对向到])\w){{2,14}}?{_STRUCTURE}){_PHASE}"
    rf"(?=(?:[、和](?:(?![的了着等])\w){{2,14}}?{_STRUCTURE}{_PHASE})*(?:等\d*[处座个条]?)?{_WHEN}{_HAPPENS})"
)
_BUILT_BEFORE = re.compile(  # 去年底投用的|信山天气雷达, 占地1800亩的|河原新材料基地
    rf"(?:投用|投产|投运|建成|新建|援建|在建|开建|启用|开工|占地(?:面积)?[\d.]+[万余]*(?:亩|平方米|公顷)|投资[\d.]+[余多]?[万亿]+元)的(?P<name>(?:(?![的了着等和与及])[\u4e00-\u9fff]){{2,16}}?(?:{_STRUCTURE}|{_KIND}))"
    rf"(?={_PHASE}(?:[，。；、\d]|[今去明前]年|年[内底]|每|落户|已|将|正[式在]|预计|建设|主体|项目(?![部]))|{_PHASE}{_WHEN}{_HAPPENS})"
)
_SCENE = re.compile(  # 在|弄溪物流园|推行甩挂, 从|青山驻防点|出动
    r"(?:在|从)(?P<name>(?:(?![在的了着等和与及])[\u4e00-\u9fff]){2,12}?(?:治超站|检查站|收费站|水文站|口岸|码头|物流园|物流港|看守所|驻防点|机降点|服务区|产业园|驿站|枢纽|航站楼|渔港|储备库))"
    r"(?=(?:共|联合|集中|一次|现场)?(?:查获|查处|查扣|开展|推行|试点|试行|设卡|值守|执勤|启动|出动|调运|起飞|演练|拦截|发放|救助))"
)
_GENERIC_TOLD = re.compile(  # a kind of works, or many of them
    rf"(?:全[国省市县区州线]|各地?|主要|所有|重点|大型|中小?型|在建|新建|拟建"
    rf"|{context('kind of works')}|{context('vague facility')}"
    rf"|货运|客运|水文|水位|高铁|火车|汽车|公交|高速|高速公路|铁路|机场|港口|口岸|公路|桥梁|隧道|码头|食堂|景区)*{_STRUCTURE}"
)
_NUMBERED = re.compile(r"\d+号(?:高炉|泊位|码头|井|机组|闸|隧道)")


def _told_of(phrases: Phrases, bodies: Spans) -> Iterator[Row]:
    """Yield the structures with a name of their own of which the clause tells how they are built or what passes there."""
    text = phrases.text
    for match in (*_TOLD.finditer(text), *_BUILT_BEFORE.finditer(text), *_SCENE.finditer(text)):
        start, end = match.span("name")
        phase = re.compile(_PHASE).match(text, end)
        end = phase.end() if phase else end
        words = phrases.between(start, end)
        while (
            words
            and (words[0].pos in ("TIME", "d", "ad", "m", "c", "r") and not _NUMBERED.match(text, start))
            and len(words) > 1
        ):
            words = words[1:]
            start = words[0].start
        name = text[start:end]
        whole = match.re is _BUILT_BEFORE and (start, end) in bodies
        if not words or _LOOSE.search(name) or _COUNTED.search(name) or (overlaps(bodies, start, end) and not whole):
            continue
        named = _NUMBERED.fullmatch(name) or (
            words[0].pos in _NAMES
            and len(words[0].text) > 1
            and all(is_naming(w) and (w.pos != "v" or len(w.text) == 2) for w in words)
        )
        named = named or (match.re is _BUILT_BEFORE and len(words) > 1 and all(is_naming(w) for w in words))
        if named and len(name) >= 3 and not _GENERIC_TOLD.fullmatch(name):
            yield start, end, "Facility", "installations/told-of"


_HALL = (
    r"(?:[会展纪图科文体美档陈]\w{0,3}馆|会展中心|指挥中心|文化中心|会议中心|体育中心|活动中心|发布中心|管控中心|服务中心|发布厅|报告厅|宴会厅"
    r"|会堂|礼堂|大?剧院|体育场|会议室|演播厅|多功能厅|国际会议中心|博览中心|艺术中心|党群服务中心)"
)
_VENUE = re.compile(
    rf"(?:在|于)(?P<name>(?:(?![在的了着等和与及，。；])\w){{1,16}}?{_HALL})(?=(?:隆重|成功|顺利|正式|联合|主持|组织|如期)*(?:召开|举行|举办|开幕|开赛|参加会议|上演|演出|揭幕|开讲|开考|参会|收听收看))"
    rf"|地点[：:](?P<place>(?:(?![的了着等和与及，。；])\w){{1,16}}?{_HALL})(?=\s*[\n　]|$)"
)


def _venues(phrases: Phrases, bodies: Spans) -> Iterator[Row]:
    """Yield the halls in which something is held; a building that bears the name of a body is no body there."""
    text = phrases.text
    for match in _VENUE.finditer(text):
        start, end = match.span("name" if match["name"] else "place")
        name = text[start:end]
        if is_torn(bodies, start, end):
            continue
        owned = match["name"] and any(start <= begin and stop < end for begin, stop in bodies)
        if (
            phrases.is_start(start)
            and not owned
            and not _LOOSE.search(name)
            and not re.search("[建设开]", name)
            and len(name) >= 4
        ):
            yield start, end, "Facility", "installations/venue"
