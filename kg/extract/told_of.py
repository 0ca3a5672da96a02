"""Whether a clause only speaks of a line of work: 围绕某行动、渔业转型等议题调研, 就某改革提出建议, 学习关于某行动的论述.

Who studies, discusses, explains or asks about a line of work does not run it there, though its verbs stand beside.
"""

from __future__ import annotations

import re

_TOPIC = re.compile(  # 就业, 就地: no topic
    r"(?:围绕|聚焦|针对|结合|紧扣|着眼|(?<![成造])就|以|从|关注)(?!业|地|近|是|医|诊|读|学|来|此)[^，。；]*$"
)
_MATTERS = (
    r"(?:(?:重点|热点|重大|关键|核心|突出|主要|具体|[\d一二三四五六七八九十]+个)*"
    r"(?:议题|主题|话题|课题|专题|内容|问题|议案|提案|选题|题目)(?!整治|整改|治理|清零|攻坚|排查|清单|台账|化解|销号))"
)
_DISCUSSES = (
    r"(?:(?:提出|作出?|进行|展开|开展|深入|充分|广泛|集中|积极|踊跃|分别|分组|逐一|[与同和跟][^，。；]{1,10}?|作了|的)*了?"
    r"(?:(?:(?!出台|印发|制定|发布)[^，。；的]){0,6}?(?:意见建议|意见和建议|意见|建议|提案|发言|主旨报告)(?!书)"
    r"|调研|调查研究|座谈|研讨|讨论|交流(?!平台)|对话|访谈|协商|审议|质询|询问|问答|采访|解读|宣讲|讲解|授课|辅导|建言|献策|议政|咨政|回答|致辞))"
)
_LITTLE = r"(?:(?!出台|印发|制定|发布|形成|推出)[^，。；、]){0,8}?"
_NAMED = r"[”’」]?(?:（[^（）]{1,12}）)?(?:工作|建设)?(?:开放|发展|实施|推进)?(?:情况|进展|成效|经验)?"
_OF_TOPIC = re.compile(  # behind the line of work: 、某事等议题…, 提出建议
    rf"{_NAMED}(?:[、和与及][^，。；]{{1,60}}?)?(?:中的?)?(?:等(?!级))?(?:的)?{_LITTLE}(?:{_MATTERS}|{_DISCUSSES})"
)
_LISTED_TOPIC = re.compile(  # 就业, 就地: no topic
    rf"{_NAMED}(?:、[^。；]{{1,80}}?)(?:等(?!级))?{_LITTLE}(?:{_MATTERS}|{_DISCUSSES}|[\d一二三四五六七八九十]+个?方面(?:作|介绍|进行|深入|系统|阐|讲|宣))"
)
_GRASPS = re.compile(
    r"(?:学习|领会|领悟|理解|把握|认识|感悟|阐释|阐述|阐明|解读|宣讲|讲解|讲述|介绍|回顾|了解|询问|听取|关心|关怀|重视|肯定|赞扬|指明|聚焦|着眼|宣传|传达|审议|展现|展示|彰显|反映|体现|见证)"
    r"(?:好|了|到)?(?![^，。；]*(?:基础上|过程中|会议|后(?!续)|开展|组织|启动|[部实]施(?:了|的)))[^，。；]*$"
)
_ITS = re.compile(  # what is grasped of it: 某改革的重大意义
    rf"{_NAMED}(?:等|、[^，。；]{{1,40}}?等)?[^，。；“”、]{{0,6}}?的?(?:系列|一系列|重大|重要|总体|总|基本|深远|丰富|核心|科学|历史|现实|时代|具体|主要|实践|精神|最新|有关|相关|、)*"
    r"(?:意义|目标|原则|内涵|要义|论述|论断|指示|讲话|思想|观点|精神|部署|要求|情况|进展|成效|成果|汇报|报告|举措|任务|经过|历程|经验|做法|说明|成就|风采|历史)"
)
_ON_IT = re.compile(r"关于[^，。；]{0,30}$")
_WORDS_ON = re.compile(r"[^。；]{0,50}?的?(?:系列|一系列)?重要(?:论述|论断|指示|讲话|思想|批示)")
_SPEECH = re.compile(r"讲话|论述|论断|全会|批示|指示|贺信|回信|文章")
_ON = re.compile(r"[对就][^，。；]*$")
_SETS = re.compile(
    rf"{_NAMED}(?:[、和与及][^，。；]{{1,40}}?)?(?:作出|作了|提出|进行)了?[^，。；]{{0,8}}?(?:部署|要求|安排|论述|阐述|规定)"
)
_FOR = re.compile(r"为(?!了|期|主)[^，。；]*$")
_GIVES = re.compile(
    rf"{_NAMED}(?:[、和与及][^，。；]{{1,40}}?)?(?:提供|注入|奠定|指明|指引|明确)了?[^，。；]{{0,8}}?(?:遵循|指引|指南|方向|动力|保障|支撑|基础|力量)"
)
_CARES = re.compile(r"(?:关心|关怀|牵挂|惦记)(?:着)?[^，。；]{0,12}$")
_ASKS = re.compile(r"^[“‘]?(?:如何|怎样|怎么|为何|为什么|何以|究竟)")
_QUESTION = re.compile(r"[^。；！\n]{0,60}？")


def is_only_told_of(before: str, after: str, sentence: str = "") -> bool:
    """Return whether a clause, cut by a line of work it names, only speaks of it; what a speech sets, the hearer has not set.

    >>> is_only_told_of("某局围绕", "、渔业转型等议题开展调研"), is_only_told_of("某局围绕民生", "")
    (True, False)
    """
    if _TOPIC.search(before) and (_OF_TOPIC.match(after) or _LISTED_TOPIC.match(after)):
        return True
    if _GRASPS.search(before) and _ITS.match(after):
        return True
    if _ON_IT.search(before) and _WORDS_ON.match(after):
        return True
    if _SPEECH.search(sentence) and _ON.search(before) and _SETS.match(after):
        return True
    if _FOR.search(before) and _GIVES.match(after):
        return True
    return _CARES.search(before) is not None or (_ASKS.match(before) is not None and _QUESTION.match(after) is not None)


_DRAFT = re.compile(r"草案$|修正案$|送审稿）$|草案）$|征求意见稿）$|（稿）$")
_WEIGHS = re.compile(r"(?:审议|审查|讨论|提请|听取|研究|酝酿|审阅)(?!通过|并|批准|决定)[^。；]*$")
_PASSES = re.compile(r"通过|起草|公布|发布|印发|形成|拟定")
_KEEPS = re.compile(r"(?:落实|贯彻|执行|遵守|对照|领会)(?:好|了)?(?:新?(?:修订|出台|印发|发布|颁布|制定|公布)的)[“]?[《“]?$")


def is_only_weighed(before: str, after: str, name: str) -> bool:
    """Return whether a clause has a draft only debated, or a rule only obeyed, by whom it names.

    >>> is_only_weighed("常委会审议", "", "养犬管理条例草案"), is_only_weighed("会议审议通过", "", "养犬管理条例草案")
    (True, False)
    """
    weighed = _WEIGHS.search(before) if _DRAFT.search(name) else None
    if weighed and not _PASSES.search(weighed[0]):
        return True
    return _KEEPS.search(before) is not None or (_GRASPS.search(before) is not None and _ITS.match(after) is not None)


_OUT = re.compile(r"预警(?:信[号息])?$|^发布会$")
_LATER = re.compile(r"[将拟要]|计划|适时")


def is_out_already(name: str, words: str) -> bool:
    """Return whether a warning is out, whatever the forecast beside it says, unless the words themselves put it off.

    >>> is_out_already("大风蓝色预警", "省气象台发布"), is_out_already("大风蓝色预警", "省气象台将发布")
    (True, False)
    """
    return _OUT.search(name) is not None and _LATER.search(words) is None
