"""Stations, museums and halls: bodies where they act (某站增开列车), places where something is, by what stands around."""

from __future__ import annotations

import re

SITE = re.compile(
    r".{2,}(?:(?:[东西南北]|火车|汽车|客运|高铁|地铁|航天)站|看守所|(?:博物|纪念|图书|科技|文化|体育|美术|档案|展览|规划展示|陈列)馆|大?剧院|体育场"
    r"|(?:会展|展览|体育|文化|艺术|活动|会议|博览|购物|奥体|游客)中心)"
)
_LOCATIVE = re.compile(
    r"(?:在|到|于|赴|至|从|往|进|经|参观|走进|来到|前往|位于|途经|抵达|考察|调研|走访|坐落在|驶入|驶出|离开)$"
)
_LISTED = re.compile(r"(?:[、和与及][\u4e00-\u9fff]{2,12}?(?:站|馆|院|场|中心))+")
_HOSTS = re.compile(r"[、和与及][^，。；]{2,80}?(?:主办|承办|协办|联合举办|共同举办)")  # the first of several hosts
_ACTS = re.compile(
    r"(?:等[^，。；]{0,8}?)?(?:近日|今年|今天|已|还|也|将|共|累计|日均|率先|积极|主动|不断|持续|全面|先后|分别|正式|提前|精心|专门|\d+月(?:\d+日)?)*"
    r"(?:实行|推行|推出|开展|组织|举办|举行|联合|会同|联动|与|协同|设置|增设|增开|加开|开设|开通|加强|强化|优化|启动|接待|发送|收治|完成|投入|安排|获|荣获|被|受|印发|出台"
    r"|发布|制定|建立|打造|创新|依托|通过|实施|落实|坚持|聚焦|针对|为(?![\d约近])|向|把(?!守)|采取|配备|派出|处置|提供|上线|推进|引进|征集|延时|出动|调整|发放|核查|查处|立案|走访|排查|转办|受理|办结|预报|抢修|救助|救治|招募|培训|审核|登记|通报|反馈|约谈|调运|调拨|调度|巡查|采样|检测|化验|闭馆|连续\d|承办|主办|协办|查验|检查|牵头|启用|入选|策划|免费)"
)


def site_acts(text: str, start: int, end: int) -> bool:
    """Return whether a site does something where it stands at `start:end`: it is a body there, and no place to go to.

    >>> text = "云河西站增开列车12列，旅客在云河西站换乘"
    >>> site_acts(text, 0, 4), site_acts(text, 14, 18)
    (True, False)
    """
    if _LOCATIVE.search(text, max(0, start - 4), start):
        return False
    if _HOSTS.match(text, end):
        return True
    listed = _LISTED.match(text, end)
    return bool(_ACTS.match(text, listed.end() if listed else end))


_BODY = re.compile(
    r"(?:管理|指挥|监测|调度|疾控|发展|推广|指导|保障|控制|防治|救助|养护|运营|事务|执法|救援)中心|(?:管理|研究|监督)所|分公司"
)
_OPENED = re.compile(
    r"(?:正式|将|已|于|今天|近日|同步|全面)*(?:启用|上线|投入|投用|建成|开通|完成|运行|获|被|受)(?:使用|运行|运营)?(?![\u4e00-\u9fff“])"
)


def body_acts(text: str, start: int, end: int) -> bool:
    """Return whether a centre by whose name bodies and buildings may be called does something, and is not only opened.

    >>> text = "云河灌区管理中心启用调度系统，云河灌区管理中心启用。"
    >>> body_acts(text, 0, 8), body_acts(text, 15, 23)
    (True, False)
    """
    named = _BODY.search(text, start, end)
    is_body = named is not None and named.end() == end
    return is_body and not _OPENED.match(text, end) and site_acts(text, start, end)
