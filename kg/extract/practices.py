"""Lines of work with no head word, or none that suffices, known by what governs them or is told of them.

推行|先建后验, 以|房地一体确权|为抓手: what somebody puts into use or goes by has a name. So has what sets in or is led:
清四乱回头看|7月启动, 企业开办一件事|由甲局牵头. And so has what is called as operations are: 利剑护农, 断流5号.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.order import Spans, overlaps
from kg.extract.phrases import Phrases, context, is_naming, quotations, words_of

Row = tuple[int, int, str, str]

_HAN = r"[\u4e00-\u9fff]"
_OPENS = r"(?:^|(?<=[，。；：】\n\s\u3000]))"
_NUMERAL = "一二三四五六七八九十两多"


def find_practices(phrases: Phrases, bodies: Spans) -> Iterator[Row]:
    """Yield the lines of work that a text names so; `bodies` are the agencies in it."""
    yield from _gone_by(phrases, bodies)
    yield from _put_into_use(phrases, bodies)
    yield from _told_of(phrases, bodies)
    yield from _quoted(phrases)
    yield from _operations(phrases, bodies)


_GONE_BY = re.compile(
    r"以(?P<name>[\u4e00-\u9fff、]{4,14}?)为(?:总?抓手|载体|突破口|牵引|切入点)"
    r"|(?:列为|确定为|选为|纳入)(?:全[国省市县]|国家级|省级|市级|首批)?(?P<pilot>(?!有关|相关)[\u4e00-\u9fff]{4,16}?试点)(?=[，。；\n]|(?:县|市|区|单位|地区|城市)?[，。；\n])"
    r"|把(?P<work>[\u4e00-\u9fff]{3,12}?(?:整治|治理|攻坚|行动|改革|清零))(?=交由|交给|作为|摆在|列入|纳入)"
)
_NO_NAME = re.compile(
    r"[了着的等该这那此其我你他们]|以来|阶段|经验|做法|产品|品种|政策|制度建设|工作$|情况|过程|问题|需求|目标|会议|规划|纲要|意见|精神|思想|理念|文化$|企业$|项目$|产业$|党建$|创新$|改革$|发展$|数据$|平台$|系统$|试点$|进行|作为|各|全[国省市县]$"
)


def _gone_by(phrases: Phrases, bodies: Spans) -> Iterator[Row]:
    """Yield what a body goes by (以|房地一体确权|为抓手) and the pilots that a place is made one of."""
    for match in _GONE_BY.finditer(phrases.text):
        group = next(group for group in ("name", "pilot", "work") if match[group])
        start, end = match.span(group)
        name = match[group]
        if group == "name" and (_NO_NAME.search(name) or len(name) < 4 or not _does(phrases, start, end)):
            continue
        if not overlaps(bodies, start, end) and phrases.is_start(start) and not re.match("[了等各该]", name):
            yield start, end, "Initiative/programme", "practices/gone-by"


def _does(phrases: Phrases, start: int, end: int) -> bool:
    """Return whether a phrase says that something is done: it holds a verb, or a verb used as a noun."""
    words = phrases.between(start, end)
    first = words[0].pos if words else "v"
    return (
        first not in ("v", "vd", "ad", "d")
        and all(is_naming(word) or word.text == "、" for word in words)
        and any(word.pos in ("v", "vn") for word in words)
    )


_TAKES_UP = (
    r"(?:推行|试行|试推|首推|推出|[共同]?推(?![行出进广动送销迟开算理选举高低倒翻测断及向至介荐])|试(?![行点用验运制图水飞产生卷题剂推装讲])|搞起?(?![好活清定得懂])|启动(?!以来)"
    r"|部署(?!以来)|打响|连?打(?:了)?[一二三四五六七八九十\d]+轮|试点|打(?:了|好|响)?一?场)(?:了|起|起了)?"
)
_TAKEN_UP = re.compile(
    rf"(?P<verb>{_TAKES_UP})(?P<name>(?:{_HAN}|[A-Za-z+]){{4,11}}|{_HAN}{{4}}、{_HAN}{{4}}|{_HAN}{{3}}、{_HAN}{{3}}|{_HAN}{{5}}、{_HAN}{{5}})(?=[，。；\n]|$)"
)
_KEEPS = re.compile(
    rf"(?P<verb>实行|试行|落实|推行)(?P<name>[先{_NUMERAL}]{_HAN}{{1,2}}[后{_NUMERAL}]{_HAN}{{1,3}}|{_HAN}{{3,9}}(?:承诺制|段长制|警长制|路长制|清单制|联办|通办|点单|派单))(?=[，。；\n、]|$)"
)
_TRIED = re.compile(r"推(?!行)|试(?!行)|搞|启动|部署|打")
_DONE = re.compile(  # what such names end in, when the verb may also govern a common noun
    rf"[{_NUMERAL}]{_HAN}[{_NUMERAL}]{_HAN}|(?:[护净清打防治断守扫助惠润除禁查缉报办验审贷融购兑赔保供管育种养运递派包帮享签核检评直免减降分换付巡][\u4e00-\u9fff])$"
    rf"|(?:办|验|检|审|批|贷|融|保|巡|管|治|购|核|评|派|直提|直装|提离|放行|协作|联勤|联动|联办|互认|互派|共享|再造|增收|再生|护农|一次过|分水|封闭|清零|归零|攻坚|巡缉|执法|轮作|托管|点单|报到|蓝盾|利剑|会战|攻坚战|审批)$"
)
_NO_PRACTICE = re.compile(
    r"[了的等各该这那此其]|以来|阶段|使用|应用|经验|技术|产品|品种|良种|新品|教材|指南|意见|办法|条例|标准$|经营|种植|养殖|生产|意识|理念|文化|机械|设备|工具|情况|过程|[省市县区镇村乡]$|全[国省市县区]|期间|会议?$|大会|平台|系统|小程序|菜品|服务$|业务$|体验$|政策|^[一二三四五六七八九十两多几][个项批种套款]|[个款台辆种项条场次后]$"
    r"|成功|结束|完成|开始|一次|进行|实现|取得|增长|下降|上市|发布|预案|应急|响应|程序|机组|工程$|项目$|建设$|规划$|招标|招聘|仪式|电机|发动机|和|与|及|就|(?<!一)把|将|在|是|不|没|也|都|才|又"
)


def _put_into_use(phrases: Phrases, bodies: Spans) -> Iterator[Row]:
    """Yield what a verb of putting into use governs to the end of its clause: 推|合规一码通, 搞|居民点单、街道派单."""
    text = phrases.text
    for match in (*_TAKEN_UP.finditer(text), *_KEEPS.finditer(text)):
        start, end = match.span("name")
        verb = phrases.after(match.start("verb"))
        begins = verb is not None or len(match["verb"]) > 1 or any(stop == match.start("verb") for _, stop in bodies)
        if not begins or (verb is not None and verb.pos not in ("v", "vd", "n", "ORG", "vn")) or overlaps(bodies, start, end):
            continue
        name = match["name"]
        before = phrases.before(match.start("verb"))
        if match["verb"].startswith("试点") and (before is None or not (before.pos in _BEFORE_TRIAL or before.text[0] == "全")):
            continue  # 互助养老试点|增点提质
        if (_NO_PRACTICE.search(name) and not _AT_ONE_GO.search(name)) or (
            _TRIED.match(match["verb"]) and not _DONE.search(name)
        ):
            continue
        if name[0] in "以到在为向对从由让给于起来出上下过" or _IDLE.fullmatch(name):
            continue
        yield start, end, "Initiative/model", "practices/put-into-use"


_AT_ONE_GO = re.compile(r"一次.*检查|一次过")
_BEFORE_TRIAL = ("ORG", "LOC", "TIME", "d", "ad", "s", "w")
_IDLE = re.compile(
    r"(?:绩效|健康|风险|安全|年度|日常|综合|集中|全面|专项|联合|现场)*(?:检查|评价|评估|考核|测评|排查|巡查|培训|调查|问责|调研|督查|检测|监测|体检|普查)|文明\w{2}|垃圾分类|绿色出行|光盘行动"
)
_HEAD = (
    r"(?:行动|攻坚|攻坚战|整治|专项|夜查|回头看|专项检查|大集|宣讲|联席会商|清零|归零|负责制|段长制|警长制|承诺制|"
    r"一次办|联办|通办|直接结算|百日执法|一件事|会战|集采|代购|直提|提离|轮作|模式|工作法|改革)"
)
_SETS_IN = (
    r"(?:已|将|也|还|共|全年|(?:\d{4}年)?\d+月\d*日?|[今去]年(?:以来)?|上半年|本[周月]|正在|全面|目前|头[一两]年|连续|率先)*"
    r"(?:累计|启动|搞了|办了|开了|进(?:服务|校|村|社|企|万)|走进|由[^，。]{2,18}?(?:牵头|主抓|负责|连着|推开|起步)|从[^，。]{2,10}起步|覆盖|办结|惠及|收网|走在|完成|每[周月]|排查|查获|查处|打掉|收官|结束"
    r"|铺开|推开|扩到|扩面|落地|抓获|破案|立案|出动|打到|网上|主动|材料|环节|时限)"
)
_TOPIC = re.compile(rf"{_OPENS}(?P<name>(?:{_HAN}|[、+]){{2,16}}?{_HEAD})(?={_SETS_IN})")
_BEGUN = re.compile(  # what begins a sentence, and no name
    r"^(?:力争|争取|确保|开展|实施|推进|推动|组织|深入|加强|强化|通过|依托|利用|随着|全面|持续|扎实|积极|各|该|本|此|这|全[国省市县区]|我[省市县区]|[今去明]年|目前|同时|此外|其中|一是|二是|三是|建立|完善|健全|探索|落实|做好|抓好|要|会议|对|将|把|在|以|为|由|从|和|与|并)"
)
_VAGUE_TOPIC = re.compile(rf"(?:{context('vague initiative')}|[\d一二三四五六七八九十两]+[个项次轮]?)*{_HEAD}?")


def _told_of(phrases: Phrases, bodies: Spans) -> Iterator[Row]:
    """Yield the names that open a sentence in which they set in, are led by somebody or reach so many."""
    text = phrases.text
    for match in _TOPIC.finditer(text):
        start, end = match.span("name")
        name = match["name"]
        if _BEGUN.match(name) or _VAGUE_TOPIC.fullmatch(name) or overlaps(bodies, start, end) or len(name) < 4:
            continue
        if name.count("、") > 1 or _LOOSE.search(name) or not phrases.is_start(start):
            continue
        if ("、" in name or len(name) < 5) and not re.search("夜查|回头看|清零|归零|改革|一件事", name):
            continue
        yield start, end, "Initiative/campaign", "practices/told-of"


_LOOSE = re.compile(
    r"[了着的等该这那此其]|以及|进行|实现|作为|成为|情况|期间|相关|有关|部门|单位|人员|民警|大队|支队|企业(?!开办)|群众|同比|增长|下降"
)


_CARRIES_ON = re.compile(
    r"(?:活动|行动)?(?:走进|收网|惠及|累计(?:排查|查获|解决|开展|惠及|办理)|解决[^，。]{2,10}\d|启动以来|搞了|办了|由[^，。；]{2,16}(?:牵头|主抓|负责))"
)


def _quoted(phrases: Phrases) -> Iterator[Row]:
    """Yield what stands alone in quotation marks and goes somewhere, is led or reaches so many: “消防安全大集”|走进三河镇."""
    text = phrases.text
    for quotation in quotations(text):
        core = quotation.core
        plain = re.fullmatch(rf"(?:{_HAN}|[\d+A-Za-z、])+", core) is not None and 3 <= len(core) <= 12
        named = plain and core not in words_of("quoted_words") and not _NO_WORK.search(core)
        if named and _CARRIES_ON.match(text, quotation.end):
            yield quotation.start, quotation.end, "Initiative/campaign", "practices/quoted"


_NO_WORK = re.compile(r"(?:码|通|云|平台|系统|号|队|团|员|家|人)$")
_NO_FIELD = (
    r"开展|部署|启动|组织|实施|推进|打响|发起|继续|联合|持续|深化|"
    r"[一二三四五六七八九十两]轮|[^。，]了|[、，。；]|[的和与及等]|.[的和与及等]"
)
_SYMBOL = context("campaign symbol")
_AIM = rf"(?:[护净清打防治断守扫助惠润暖除禁猎缉]{_HAN}|夜查|夜巡|归零|清零|亮剑|出击|攻坚|巡缉|巡城|巡乡|收网|宣讲|服务)"
_OPERATION = re.compile(
    rf"(?P<name>(?:(?!{_NO_FIELD}){_HAN}{{2}})?(?:{_SYMBOL}){_AIM}(?:{_HAN}{{2}}行动|行动|专项行动|专项)?|[护净清打防治断守扫]{_HAN}(?:{_SYMBOL})(?:行动|专项行动)?)"
    rf"(?=[，。；、\n]|由|共|累计|搞|办|进|已|\d|每|接着|收网|专项|启动|中|里)"
)
_NUMBERED = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2}\d{1,2}号)(?=收网|行动|接着|集中收网|，收网|专案|再次|第[二三]次)|(?:打|启动|发起|部署)(?:响|了)?(?P<other>[\u4e00-\u9fff]{2}\d{1,2}号)(?=[，。；、]|行动)"
)
_ONE_MATTER = re.compile(
    rf"(?:{_OPENS}|(?<=推行)|(?<=推出)|(?<=办好)|(?<=上线)|(?<=联办)|(?<=推进)|(?<=实施))(?P<name>{_HAN}{{2,9}}一件事)(?=由|材料|环节|办|网上|全流程|上线|改革|集成|从|压|减|已|累计)"
)


def _operations(phrases: Phrases, bodies: Spans) -> Iterator[Row]:
    """Yield what is called as operations are: a symbol and an aim (利剑护农), a word and a number (断流5号), …一件事."""
    text = phrases.text
    symbols = ((_OPERATION, "campaign"),) if re.search(_SYMBOL, text) else ()
    for pattern, label in (*symbols, (_NUMBERED, "campaign"), (_ONE_MATTER, "reform")):
        for match in pattern.finditer(text):
            group = "name" if match["name"] else "other"
            start, end = match.span(group)
            if (
                overlaps(bodies, start, end)
                or text[start - 1 : start] in ("“", "‘", "《")
                or re.match("[了的第]|[治正]本", match[group])
            ):
                continue
            if pattern is _ONE_MATTER and _LOOSE.search(match[group][:-3]):
                continue
            yield start, end, f"Initiative/{label}", "practices/called-so"
