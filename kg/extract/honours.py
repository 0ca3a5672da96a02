"""Honours and gatherings in plain words: 评上|全市办案能手, 领到|省级示范社|的牌子, 办|首届开犁节, 请甲中心来办|诉求分析沙龙.

Whatever an honour ends in, what has a scope and is taken home or hung up is one; whatever a gathering ends in, what is held
under an ordinal is one, and what somebody holds that ends as gatherings do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.phrases import Phrases, is_naming

Row = tuple[int, int, str, str]

_HAN = r"[\u4e00-\u9fff]"
_SCOPE = (
    r"(?:20\d\d年度?)?(?:首批|第[一二三四五六七八九十]+批)?(?:全国|全省|全市|全县|全区|国家级?|省级|市级|县级|省市"
    r"|省直|市直|县直|[\u4e00-\u9fff]{1,3}[省市县])"
)
_TAKES_HOME = (
    r"(?:拿到|拿了|评上|评成|领到|领了|领回|捧回|捧得|夺得|摘得|跻身|选上|当选|获)"
    r"(?:了)?(?:省政府|市政府|县政府|省委|市委|县委|国务院)?"
)
_NO_MATTER = r"(?:资金|支持|批复|批准|立项|第[一二三四五六七八九十]名|补助|奖励|关注|好评|肯定)"
_TAKEN = re.compile(
    rf"{_TAKES_HOME}(?P<name>(?:{_SCOPE}|首批)"
    rf"(?:(?!{_HAN}*{_NO_MATTER}){_HAN}){{3,18}}?)(?=的?(?:牌子|奖牌|牌匾|匾|称号)|[，。；、\n]|$)"
)
_TITLE = r"(?:示范|先进|模范|优秀|文明|红旗|标兵|能手|突出贡献|最美|最佳|十佳|劳动奖状|青年文明号|五星级?|四星级?)"
_PLAIN = re.compile(
    rf"(?:获|获评|获颁|获授|拿了|拿到|领了|捧回)(?P<name>(?![得取批]){_HAN}{{2,10}}?{_TITLE}{_HAN}{{0,8}}?)(?=[，。；、\n]|的?牌子|称号|$)"
    rf"|把(?P<given>{_HAN}{{0,10}}{_TITLE}{_HAN}{{0,8}}?)(?:称号|牌子|奖牌)?(?:授予|颁给|发给)"
    rf"|(?:列为|命名为|确定为)(?P<made>{_HAN}{{2,12}}?示范(?:村|镇|县|市|区|校|点|社|基地|单位|窗口|项目|园区?|社区))(?=[，。；、\n]|$)"
    rf"|(?:颁发|拿下|夺得|捧回|捧得|摘得|赢得)(?:了)?(?P<prize>{_HAN}{{0,10}}?(?:流动红旗|金奖|银奖|铜奖|一等奖|二等奖|三等奖|冠军奖杯))(?=[，。；、\n]|$)"
    rf"|被(?:{_HAN}{{2,10}})?(?P<merit>记功|记大功)(?:一次|奖励)?(?=[，。；\n]|$)|给予(?P<merit2>记大?功)(?:奖励|一次)"
)
_NO_HONOUR = re.compile(
    r"[了着的等]|建设工程|资金|工作$|活动$|行动$|创建$|经验$|做法$|意见|贷款|投资|评为|称号|荣获|平方米|成绩$|效果$|荣誉$|奖项$|工程$|先进技术|先进设备|先进经验|优秀传统|优秀文化|优秀人才$|代表$|委员$|主席$|书记$|牌$|文明实践|文明城市创建"
)


def find_honours(phrases: Phrases, taken: Sequence[Row]) -> Iterator[Row]:
    """Yield the honours that somebody takes home, is made or is given; `taken` are those found by their heads."""
    text = phrases.text
    for match in (*_TAKEN.finditer(text), *_PLAIN.finditer(text)):
        group = next(name for name, value in match.groupdict().items() if value)
        start, end = match.span(group)
        if _NO_HONOUR.search(match[group]) or any(s < end and start < e for s, e, _, _ in taken):
            continue
        if phrases.is_start(match.start()) or phrases.is_start(start):
            yield start, end, "Award", "honours/taken-home"


_ORDINAL = r"(?:20\d\d年?)?(?:首届|第[一二三四五六七八九十百\d]+届)"
_NO_SERIES = r"(?:人民代表大会|人大|政协|党代会|中央|全会|理事会|委员会|任期|村民|学生|毕业)"
_SERIES = re.compile(
    rf"(?P<name>{_ORDINAL}(?!{_HAN}{{0,4}}{_NO_SERIES})(?:{_HAN}|[（）“”]){{1,16}}?"
    rf"(?:节|赛|博览会|大会|论坛|峰会|展|文化周|嘉年华|达慕|马拉松|大典|灯会|庙会|歌会|诗会|音乐会|推介会|洽谈会|交流会|春晚|联欢会))"
    r"(?![员长的馆后场目点区会日能约省奏制代])"
)
_HOLDS = r"(?:举办|办好|承办|联办|合办|协办|主办|开办|来办|办|开|举行|召开|搞|推出)"
_GATHERING = (
    r"(?:争霸赛|擂台赛|观摩赛|挑战赛|技能大赛|大赛|赛|展演|汇演|沙龙|文化周|嘉年华|推介会|联席会|分析会|总结会|说明会|简介会|擂台"
    r"|(?:开犁|开耕|开渔|开海|采摘|丰收|文化|泼水|火把|山歌|花海|梨花|桃花|油菜花|龙虾|螃蟹|葡萄|荔枝|苹果|啤酒|美食|滑雪|冰雪|冰灯|灯光|牡丹|樱花|茶叶|夜市|风筝|杂技)节|灯会|拉动演练|年会|开放日|运动会|交流会|评比会|讲评会|碰头会|院坝会|点评会|恳谈会|评议会|议事会|庭审观摩|庆祝(?:大)?会|庆祝\w{2,4}大会|人才夜市|直播夜市|天空跑|欢乐跑|健康跑|越野跑|马拉松|分会场活动|主会场活动)"
)
_HELD = re.compile(
    rf"(?P<verb>{_HOLDS})(?:了|起)?(?:一?[场次届])?(?P<name>(?!{_ORDINAL})(?:(?![了的等第])(?:{_HAN}|[“”])){{2,14}}?{_GATHERING})(?=[，。；、\n]|[\d一二三四五六七八九十]+场|等活动|$)"
)
_LISTED = re.compile(rf"、(?P<name>(?:(?![了的等第]){_HAN}){{2,12}}?{_GATHERING})(?=等[^，。；、]{{0,6}}(?:活动|赛事))")
_MEETS = re.compile(
    rf"(?:^|(?<=[，。；：】\n\s]))(?P<name>(?:(?![了的等在把被由])(?:{_HAN})){{2,14}}?(?:会晤|会谈|沙龙|文化周|嘉年华|练兵考核|比武考核|擂台赛|争霸赛|技能大赛|开犁节|开渔节|观摩赛))(?=(?:\d+月\d*日?|[昨今]天|近日|日前)?(?:在[^，。；]{{2,16}}?)?(?:举行|开考|开赛|开幕|落幕|收官|签约|吸引|引来|启幕))"
)
_SESSION = re.compile(
    rf"(?:^|(?<=[，。；\n\s]))(?P<name>{_HAN}{{4,14}}?委员会(?:20\d\d年)?第[一二三四五六七八九十\d]+次(?:全体|扩大|全体（扩大）)?会议)(?=纪要|召开|举行|在|，|。)"
)
_CLEARS = re.compile(r"^(?:会|展|始|通|设|放|发|工|创|拓|启|赛|办|讲|年|好|理|公|法|学|案|事|结|成|证|税)")
_NO_GATHERING = re.compile(
    r"[，。；]|进行|各类|多种|相关|系列(?:比赛|赛)$|同步|参展$|发展$|开展$|进展$|拓展$|扩展$|大会$|会议$|部分赛$|^(?:交流|文艺|艺术|文化|系列|主题|专题|成果|作品|各类)(?:展演|沙龙|展|赛|汇演)$"
)


def find_gatherings(phrases: Phrases, taken: Sequence[Row]) -> Iterator[Row]:
    """Yield the gatherings under an ordinal, those that somebody holds, and those that open; `taken` are the others found."""
    text = phrases.text
    for pattern in (_SERIES, _HELD, _LISTED, _MEETS, _SESSION):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            if any(s < end and start < e for s, e, _, _ in taken):
                continue
            if pattern is _HELD and not _is_held(phrases, match):
                continue
            if pattern is not _SESSION and _NO_GATHERING.search(match["name"]):
                continue
            opened = match["name"].count("“") - match["name"].count("”")
            if opened > 0 and text[end : end + 1] != "”":
                continue
            end += opened > 0
            kind = "competition" if match["name"].endswith(("赛", "跑", "马拉松", "考核")) else "other"
            yield start, end, f"Event/{kind}", "honours/gathering"


def _is_held(phrases: Phrases, match: re.Match[str]) -> bool:
    """Return whether a verb of holding is one there, and a noun phrase follows it: 请中心来|办|诉求分析沙龙, not 开|展."""
    start, end = match.span("name")
    if len(match["verb"]) == 1 and (_CLEARS.match(match["name"]) or not phrases.is_start(match.start("verb"))):
        return False
    words = phrases.between(start, end)
    return (
        bool(words)
        and all(is_naming(word) or word.pos == "w" or word.text == "地" for word in words)
        and words[0].pos not in ("d", "p", "r", "c", "f")
    )
