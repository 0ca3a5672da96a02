"""Systems known by where they stand: 云惠停平台|接入泊位3.2万个, 上线|云城办, 市长信箱|等渠道.

A platform that opens its clause and takes in, gives out or goes on line is one, whatever stands before its head. What is
put on line, installed or scanned is one too, when it is coined as such names are (云农通, 防火码, 高原巡线宝).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from kg.extract.order import Spans, is_torn, overlaps
from kg.extract.phrases import Phrases, Word, context, context_set, is_naming

Row = tuple[int, int, str, str]

_OPENS = r"(?:^|(?<=[，。；：、！？】\n\s\u3000的让把在自和与]))"
_ADVERB = (
    r"(?:已经?|将|累计|共|新|还|也|又|全年|日均|主动|正式|全面|同步|实时|自动|率先|陆续|首次|如期|\d+月(?:\d+日|底|初)?前?|[今去]年(?:以来|底|初)?"
    r"|上半年|下半年|年底前?|月底前?|年内|[一二三四]季度|自[^，。；、]{2,8}?[起来]|目前|现|可)*"
)
_SERVES = (  # what a platform does, or what is told of one
    r"(?:接入|上线|汇集|汇聚|汇(?=了)|归集|发布|推送|注册|入驻|试运行|运行|升级|覆盖|受理|启用|投用|预警|抓拍|识别|筛出|推出|收到|生成|派单|上报|报名|预约|查询|申报|比对|挂号|下单|成交|办理|登记"
    r"|在[^，。；]{2,14}?(?:启用|上线|试运行|投用)|由[^，。；、]{2,16}?(?:运营|开发|建设|研发|承建|运维)|是[^，。；]{2,30}?(?:开发|建设|研发|承建)的"
    r"|(?:实名)?(?:用户|访问量|下载量|点击量|注册量|[\u4e00-\u9fff]{0,4}(?:评价率|使用率|在线率|准确率|活跃度))|[^，。；、]{0,6}完成(?:升级|重建|更新|联调|对接|开发))"
)
_TOPIC = re.compile(
    rf"{_OPENS}(?P<name>(?:(?![在把让从由被的对向并])[\u4e00-\u9fffA-Za-z0-9.]){{2,20}}?(?:平台|系统|模块|知识库|小程序|App|APP|应用|微博|大脑|手环|频道|专区)"
    rf"(?:[一二三四]期)?)(?={_ADVERB}{_SERVES})"
)
_NO_NAME = re.compile(
    r"^(?:[该本此这各其全].{0,3}|[\u4e00-\u9fff]{0,2}(?:上述|相关|有关|所有|多个|一批|各类|重复|剩余|在用|现有)[\u4e00-\u9fff]*|[\u4e00-\u9fff]{0,1})(?:平台|系统|模块|小程序|App|APP|应用|微博|大脑|手环|频道|专区|知识库)$"
    r"|[了着]|(?:[一二三四五六七八九十两\d]+[个套大类项]|几个)|(?:推广|综合|深度|实际|广泛|场景|示范|产业)应用$|新闻频道$"
    r"|(?:查验|作业|钻井|采油|观景|卸货|装卸|登车|施工|吊装|眺望|观测|实验|科研|创新|孵化|融资|投资|开放|合作|交流|产业|研发)平台$"
)
_BEGUN = re.compile(r"通过|依托|利用|借助|随着|确保|关停|归并|要求|推动|联合|组织|完善|提升|加强|整合")
_COINED_END = r"(?:通|码|云|办|宝|眼|端|钉|盾|桥|管家|助手|卫士|大脑|在线|掌柜|一网统管|一键通)"
_ORDINARY = re.compile(  # words that end so and name no system
    r"(?:交通|沟通|联通|畅通|普通|互通|流通|打通|开通|贯通|疏通|直通|^.?通|[大天立]桥|号码|密码|二维码|条码|编码|数码|代码|解码|扫码|一码|主办|承办|督办|联办|通办|举办|创办|开办|协办|查办"
    r"|催办|交办|代办|快办|帮办|易办|网办|一次办|一网办|掌上办|网上办|就近办|异地办|线上办|容缺办|[一-十\d]件事一次办|外办|侨办|政府办|[省市县区州]办|高端|前端|后端|终端|云端|移动端|客户端|[两三多]端|上云|腾讯云|阿里云|华为云|白云|财宝|珠宝|国宝|[亮睁放][\u4e00-\u9fff]{0,2}眼|心眼|亲眼"
    r"|矛盾|后盾|法律助手|好助手|得力助手|智能助手)$"
)
_COINED_TOPIC = re.compile(
    rf"{_OPENS}(?P<name>(?:(?![在把让从由被的对向并])[\u4e00-\u9fff]){{2,6}}(?:通|码|云|宝|管家|助手|卫士|大脑|天眼|慧眼|互认|一网统管))"
    rf"(?={_ADVERB}(?:接入(?!的)|汇集|归集|推送|上线(?:以来|[一两三半\d]|运行|后)|(?:实名)?(?:用户|注册量|下载量)|把[^，。；]{{2,12}}(?:连|接|串|汇)))"
)
_PUTS_ON_LINE = r"(?:上线|研发|自研|开发|用上|起用|装上|装着|下载|登录|登陆|扫|接入|启用|打开|借来|推出|引入|升级)(?:了)?"
_OBJECT = re.compile(
    rf"(?<![\u4e00-\u9fff][不未线])(?<=[\u4e00-\u9fff]){_PUTS_ON_LINE}(?P<name>(?:[\u4e00-\u9fff]{{2,7}}{_COINED_END}|[\u4e00-\u9fff](?:管家|助手|卫士)))(?:(?=[，。；、！\n])|(?=和|与|及|小程序|手机|用户|后))"
)
_LEANS_ON = re.compile(
    r"(?:依托|借助|利用|使用|通过|靠|把|让|将|用)(?P<name>[\u4e00-\u9fff]{2,6}(?:通|码|云|办|宝|盾|管家|助手|卫士|天眼|农眼|慧眼|智慧眼))"
    r"(?=[，。；]|(?:接入|装到|发出|看|查|扫|推送|发布|收到|报名|办理|预约|上报|实现))"
)
_CHANNELS = re.compile(  # “云河12345”微信公众号、云事通、市长信箱|等网络渠道
    r"(?P<items>(?:[\u4e00-\u9fff“”A-Za-z\d]{2,16}、)+[\u4e00-\u9fff“”A-Za-z\d]{2,10})等(?:[\u4e00-\u9fff]{0,4}(?:线上|网络|政务|服务|办事|申报|投诉|举报|受理|缴费))(?:渠道|平台|入口)"
)
_ONLINE = re.compile(r"(?:公众号|小程序|App|APP|网站|热线|12345|信箱|热线平台|通|办|码|客户端)$")


def find_apps(phrases: Phrases, bodies: Spans) -> Iterator[Row]:
    """Yield the systems that the text names by what it says of them; `bodies` are the agencies in it."""
    yield from _topics(phrases, bodies)
    yield from _governed(phrases, bodies)
    yield from _objects(phrases, bodies)
    yield from _channels(phrases)


def _topics(phrases: Phrases, bodies: Spans) -> Iterator[Row]:
    """Yield the platforms of which their clause says what they take in, give out or how they go on line."""
    text = phrases.text
    for match in _TOPIC.finditer(text):
        start, end = match.span("name")
        start = max((stop for begin, stop in bodies if begin <= start < stop < end), default=start)
        if overlaps(bodies, start, end):
            continue
        words = phrases.between(start, end)
        start = _behind_lead(words, start)
        name = text[start:end]
        if _NO_NAME.search(name) or _BEGUN.search(name) or not _is_own(phrases.between(start, end)):
            continue
        yield start, end, "System", "apps/told-of"


_GOVERNED = re.compile(
    r"(?:依托|借助|通过(?!搭建)|用上|起用|汇入|来自|嵌入|并入|接通|联建|合建|共建|接入|登录|登陆|上线|启用|研发|研发出|开发|开发出|打通|对接|试用|建成|建起)了?"
    r"(?P<name>[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9.]{3,24}?(?:平台|系统))(?=[，。；、！\n（]|和|与|及|后|上|成交|报名|办理|发布|推送|受理)"
)


def _governed(phrases: Phrases, bodies: Spans) -> Iterator[Row]:
    """Yield the platforms that a verb of joining or putting on line governs, whatever stands between it and their head."""
    text = phrases.text
    for match in _GOVERNED.finditer(text):
        start, end = match.span("name")
        if not phrases.is_start(match.start()) or not phrases.is_start(start) or not phrases.is_end(end):
            continue
        if is_torn(bodies, start, end):
            continue
        words = phrases.between(start, end)
        if _NO_NAME.search(match["name"]) or _LOOSE_INSIDE.search(match["name"]) or not _is_own(words):
            continue
        yield start, end, "System", "apps/governed"


_LOOSE_INSIDE = re.compile(r"[的了着等和与及各该这]|一个|一套|多个|相关|进行|实现|开展|推动|推进|系统.|平台.|建立|建成|打造")


def _behind_lead(words: Sequence[Word], start: int) -> int:
    """Return where a name starts behind a time and adverbs that open its clause."""
    lead = list(
        takewhile(
            lambda word: word.pos in ("TIME", "d", "ad", "m", "w") or word.text in ("全国", "全省", "全市", "全县"), words
        )
    )
    return lead[-1].end if lead and len(lead) < len(words) else start


_COLLECTIVE = re.compile(rf"(?:{context('collective')}|[委局办院])系统$")
_VAGUE = re.compile(
    rf"(?:{context('vague system')}|[\d一二三四五六七八九十两几多]+)*(?:平台|系统|应用|模块|小程序|大脑|频道|微博|专区|手环)"
)


def _is_own(words: Sequence[Word]) -> bool:
    """Return whether words are one name that says which system: no verb governs its head, no particle stands in it."""
    if len(words) < 2 or not all(is_naming(word) or word.text in ("地", "加", "为") for word in words):
        return False
    name = "".join(word.text for word in words)
    begins = words[0].pos in ("v", "p", "d", "r", "c", "u", "q", "f") and len(words[0].text) > 1
    acts = any(word.pos == "v" and len(word.text) > 1 and word.text in context_set("acting") for word in words)
    return not (begins or acts or _COLLECTIVE.search(name) or _VAGUE.fullmatch(name))


def _objects(phrases: Phrases, bodies: Spans) -> Iterator[Row]:
    """Yield the coined names that a verb of putting on line, installing or using governs."""
    text = phrases.text
    for pattern, rule in ((_OBJECT, "apps/put-on-line"), (_LEANS_ON, "apps/leaned-on"), (_COINED_TOPIC, "apps/coined")):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            verb = match.start() + (text[match.start()] == "\n")
            if is_torn(bodies, start, end):
                continue
            if _ORDINARY.search(match["name"]) or _LOOSE.search(match["name"]) or not phrases.is_start(verb):
                continue
            yield start, end, "System", rule


_LOOSE = re.compile(
    r"[的了着等和与及各该这]|进行|实现|全[国省市县]|一批|多种|相关|^\d|开展|推动|推进|建设|提升|[各本]地|系统|平台|^[到入至上下]"
)


def _channels(phrases: Phrases) -> Iterator[Row]:
    """Yield the members of a list of ways on line, when another member is plainly one."""
    text = phrases.text
    for match in _CHANNELS.finditer(text):
        items = [
            (match.start("items") + m.start(), match.start("items") + m.end()) for m in re.finditer("[^、]+", match["items"])
        ]
        if not any(_ONLINE.search(text[s:e]) for s, e in items):
            continue
        for start, end in items[1:]:
            if "“" not in text[start:end] and re.search(r"(?:信箱|通|办|码|留言板|直通车|App|APP)$", text[start:end]):
                yield start, end, "System", "apps/channel"
