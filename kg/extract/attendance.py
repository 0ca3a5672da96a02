"""Who was at a meeting of which a paragraph tells, where no sentence names it again: 出席：…, 某局派员到会, 局长某某布置了….

A report of a meeting says once that it was held. The sentences behind it say who came and who did what there: some with words
that are said of meetings only (到会, 作了交流), some with words that a person says or does there (布置了, 通报了).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.skeletons import Skeleton
from kg.records import Mention

_HEAD = 300  # characters of a report in which it says what meeting it is about
_FAR = 300  # characters behind a meeting within which a person only tells something
_NEXT = 200  # characters from one speaker of a press conference to the next
_W = "[^，。；：Ⓐ-Ⓩ]"
_PERSON = rf"(?:Ⓐ?(?:{_W}{{1,14}})?Ⓟ|Ⓛ{_W}{{0,8}}[长记]Ⓟ)(?:（[^（）]{{1,24}}）(?=[、，；]|$))?"
_ONE = rf"(?:Ⓛ*(?:{_PERSON}|Ⓐ(?!委员|常委|全体(?!成员|人员)|代表[\d大]))|Ⓛ+(?=[、和及与]|(?:有关|主要|相关)*(?:负责|领导)))"
_UNNAMED = r"(?:各[^，。；、和与及Ⓐ-Ⓩ]{1,7}|[^，。；、和与及Ⓐ-Ⓩ]{2,6}(?=[、等]))"  # 各分局, of which no name is known
_UNITS = rf"{_ONE}(?:(?:、|和|与|及|以及|暨)(?:{_ONE}|{_UNNAMED}))*"
_OPENS = re.compile(
    rf"Ⓔ(?![上中]|精神|以来){_W}{{0,6}}?(?:于|在)?(?:{_W}|[ⓁⒻⒶ]){{0,14}}?(?:召开|举行|举办|开幕|闭幕|落幕|收官|开赛|开锣|开讲|开班|鸣锣|拉开|[开办](?=[，；]|$|了))"
    rf"|(?:召开|举行|举办|[开办])了?{_W}{{0,10}}?Ⓔ"
)
_AT_ANOTHER = re.compile(rf"(?:在|于|参加|出席|召开|举行|举办){_W}{{0,10}}Ⓔ")
_LEAD = rf"(?:^|[，；：]){_W}{{0,8}}?"
_OFFICE = r"(?:负责人|负责同志|领导|领导干部|同志|代表|人员|成员|委员|一行|专家|学者|人士|群众|工作者|师生|队员)"
_UNNAMED_PARTY = rf"[^，。；：Ⓐ-Ⓩ]{{0,24}}{_OFFICE}(?:等[^，。；Ⓐ-Ⓩ]{{0,8}}?)?"
_PARTY = rf"(?:{_UNITS}(?:等{_W}{{0,10}}?)?(?:(?:的|、)?[^，。；：、Ⓐ-Ⓩ]{{0,8}}{_OFFICE})?(?:[及和][^，。；Ⓐ-Ⓩ]{{2,24}}?)?)"
_WHO = (
    rf"(?P<g>{_UNITS})(?:等{_W}{{0,10}}?)?(?:，?[同与和][^，。；Ⓐ-Ⓩ]{{2,20}}(?=一起|共同|一道|一同))?"
    rf"(?:有关|相关|主要|分管)?(?:负责人|负责同志|领导|同志|代表|人员|一行)?"
    rf"(?:[及和][^，。；Ⓐ-Ⓩ]{{2,24}}?)?"
)
_SEVERAL = rf"(?P<g>{_PARTY}(?:，(?:{_PARTY}|{_UNNAMED_PARTY}))+)"
_HOW = (
    r"(?:应邀|受邀|随后|先后|依次|分别|现场|当场|一同|一起|共同|全程|也|还|又|均|都|各|专程|则|就[^，。；Ⓐ-Ⓩ]{1,12}"
    r"|代表[^，。；Ⓟ]{1,10}(?=发言|表态|交流|签)|派出?(?:代表|专人|专家|干部|[员人])?(?:代表)?|组队|组团|来[人员]|带[^，。；Ⓐ-Ⓩ]{1,6})*"
)
_IT = r"(?:了)?(?:本次|此次|这次|该)?(?:会议|大会|活动|仪式|论坛|比赛|演练|开幕式|典礼|[^，。；Ⓐ-Ⓩ]{1,2}会(?=[，；]|$|并))"
_COMES = (
    rf"(?:(?:参加|出席|列席|主持){_IT}|(?:参加|出席|列席|主持|参会|与会|到会|到场|听会|参演|参赛|参展|观摩|旁听|观礼|见证|前来(?:参加)?|来听会|听意见)(?=[，；]|$|了|并)"
    rf"|(?<![工合操])(?:作|做)(?:了|出)?{_W}{{0,10}}?(?:交流|发言|汇报|报告|点评|致辞|讲话|介绍|说明|讲解|讲座|演讲|表态|授课|部署|通报)(?=[，；]|$)"
    rf"|(?:汇报|交流|发言|点评|致辞|讲话|表态|答复|参会)(?=[，；]|$|了)|(?:上台|登台){_W}{{0,8}}|分享了?{_W}{{0,6}}(?:经验|做法)|现场(?:签约|展示|展销|答疑|推介|授牌)"
    rf"|(?:介绍|说明|通报)了?(?:有关|相关|具体|工作|调研)*情况(?=[，；]|$|并)|负责{_W}{{0,4}}讲解|用{_W}{{1,8}}作答|(?<=来人)(?=[，；]|$)|(?<=派员)(?=[，；]|$))"
)
_TELLS = (
    rf"(?:(?:通报|部署|布置|宣读|传达|总结|点评|介绍|回顾|分析|汇报|推介|宣布|演示|解答)了{_W}|解读|带队(?:看|查看|观摩|检查)|安排部署|动员部署|强调|要求|指出"
    rf"|给{_W}{{1,6}}(?:派活|出题|交底)|点了名|[当现]场{_W})"
)
_SAME = re.compile(rf"{_LEAD}{_WHO}{_HOW}{_COMES}")
_TOGETHER = re.compile(rf"(?:^|[；：]){_W}{{0,6}}?{_SEVERAL}{_HOW}{_COMES}")
_TOLD = re.compile(rf"{_LEAD}(?P<g>{_PERSON}){_HOW}{_TELLS}")
_REPORT = re.compile(
    rf"{_LEAD}{_WHO}(?:分别|先后|依次|现场|当场)(?:就{_W}{{1,12}})?(?:汇报|通报|交流|发言|表态|答复|会商|研判|认领)"
)
_LIST = re.compile(
    rf"(?:^|[，；])(?:出席|列席|参加|参会|与会|主持|到会)(?:本次|此次|这次)?(?:观看)?(?:会议|大会|活动|仪式|开幕式|[^，。；Ⓐ-Ⓩ]{{0,3}}会|Ⓔ)?(?:的)?"
    rf"(?:[^，。；Ⓐ-Ⓩ]{{0,8}}?(?:人员|领导|单位|人士?|嘉宾|同志|代表))?(?:还?有|包括|[：:])(?P<g>{_UNITS}(?:[；，]{_UNITS})*)"
)
_HEARD = re.compile(
    rf"(?:^|[，；])(?:（?[一二三四五六七八九十]{{1,2}}[、）])?(?:会议|大会|会上|会前|座谈会|本次会议)?(?:先后|分别|集中|还|首先)*听取了?(?P<g>{_UNITS})(?:等{_W}{{0,8}}?)?{_W}{{0,24}}(?:汇报|介绍|发言|意见|说明|报告|建议)"
)
_OF_POST = re.compile(r"Ⓐ(?=(?:[^，。；Ⓐ-Ⓩ和与及、负有][^，。；Ⓐ-Ⓩ负]{0,20})?Ⓟ)")  # 县水利局|党组书记、局长某某
_LABELLED = re.compile(
    rf"^(?:发布人|主持人?|主讲人|发言人|出席人员|出席嘉宾|参会人员|参加人员|与会人员|参会单位|参加单位|出席|列席|参加|嘉宾)[：:](?P<g>{_UNITS}(?:[；，]{_UNITS})*)(?:有关|相关)?(?:负责人|负责同志|同志)?$"
)
_THERE_TOO = re.compile(  # 会上，某局某某通报了情况
    rf"^(?:在)?(?:会|会议|大会|论坛|仪式|座谈会|推进会|现场会|发布会|调度会|活动现场|会议现场)上，(?P<g>{_UNITS})"
    rf"(?:等{_W}{{0,8}}?)?(?:有关|相关)?(?:负责人|负责同志)?(?!的|{_W}{{0,8}}(?:精神|讲话|被|获))"
)
_THERE = re.compile(rf"Ⓔ(?:[上中]|现场|期间)，?(?P<g>{_UNITS})(?!的|{_W}{{0,6}}(?:精神|讲话))")  # 讲评会上，局长某某…
_SPEAKS_THERE = re.compile(rf"{_LEAD}(?P<g>{_UNITS})(?:{_W}|Ⓛ){{0,10}}在(?:{_W}|Ⓛ){{0,10}}Ⓔ[上中]")
_OPENED_BY = re.compile(rf"(?P<g>{_PERSON}){_W}{{0,6}}?为Ⓔ{_W}{{0,4}}?(?:揭幕|揭牌|剪彩|鸣枪|鸣锣|开锣|启幕|颁奖)")
_WINS = re.compile(  # 某县代表队队员某某拿了第一名
    rf"(?:^|[，；：])(?:Ⓛ*{_W}{{0,8}}?)?(?P<g>{_UNITS}){_W}{{0,8}}?(?:拿|夺|获|摘|捧|斩|赢|得)(?:了|下|得|取|回|走|获)*(?:{_W}|Ⓦ){{0,10}}?"
    rf"(?:第[一二三四五六七八九十](?!届|次|期|批)|[一二三特]等奖|[金银铜优][奖牌]|[冠亚季]军|夺冠|优胜|Ⓦ)|(?:^|[，；：])(?P<h>{_PERSON}){_W}{{0,4}}夺冠"
)
_PRIZE = re.compile(r"奖项?$|第.{1,2}名?$|[冠亚季]军$|牌$")
_SPEAKER = re.compile(  # a line of a transcript: 某某（某局副局长）：…, 某报记者：…
    r"^(?:(?P<g>Ⓟ)(?:（[^（）]{1,24}）)?：|(?P<h>Ⓐ)记者(?:Ⓟ|（[^（）]{1,8}）)?：|记者（(?P<i>Ⓐ)）：)"
)
_PRESS = re.compile(r"(?:发布会|通气会|吹风会|见面会|说明会|记者会)$")
_SPOKESMAN = re.compile(  # 某部某司有关负责人介绍, at a press conference
    r"(?:^|，)(?P<g>Ⓐ(?:、Ⓐ)*)(?:有关|相关|主要)?(?:部门)?(?:负责人|负责同志|新闻发言人|发言人)(?:在会上|在发布会上)?(?:介绍|说|表示|指出|透露|强调|回应)"
)
_AHEAD = re.compile(r"[即拟将](?!有关)|计划|筹备|下[月周]")  # of a meeting to come only its own sentence tells
_ELSEWHERE = re.compile(
    r"贺信|贺电|致信|致电|致以|祝贺|会见|会谈|会晤|批示"
)  # who congratulates or receives somebody is not there
_FROM_AFAR = re.compile(r"[作做]出[^，。；]{0,4}指示|回信")  # said of a meeting and not at it
_OF_UNNAMED = re.compile(
    r"Ⓐ(?=[^，。；、Ⓐ-Ⓩ负]{0,6}(?:书记|[局厅处院校行厂队站所部]长|主席|主任|经理|总裁|首席|董事长|院士|教授|主播))"
)
_PASSED_ON = re.compile(r"学习|传达|贯彻|落实|领会|按照|根据")
_ABSENT = re.compile(r"请假|缺席|未到会|因故|委托")


@dataclass(frozen=True, slots=True)
class Attendance:
    """Somebody who was at a meeting, and the pattern that says so."""

    actor: Mention
    event: Mention
    rule: str

    @property
    def is_sure(self) -> bool:
        """Return whether the words are said of meetings only, also of one to come: who demands something may be elsewhere."""
        return self.rule not in ("event-told", "event-reported")


def read_attendance(skeletons: Sequence[Skeleton], text: str) -> Iterator[Attendance]:
    """Yield who was at the meetings that the paragraphs tell of, in reading order."""
    meeting: Mention | None = None
    whole: Mention | None = None  # the meeting that the report itself is about
    reach = told = 0
    for skeleton in skeletons:
        start = skeleton.places[0]
        if "\n" in text[reach:start]:
            meeting = None
        opened = _OPENS.search(skeleton.signs)
        ahead = opened is not None and _AHEAD.search(skeleton.signs, 0, opened.end()) is not None
        here = [m for i, m in skeleton.names.items() if m.type == "Event" and (not opened or i >= opened.start())]
        if opened or (reach == 0 and here):
            meeting, told = here[0], start
            whole = whole or (meeting if start < _HEAD and not ahead else None)
        elif _AT_ANOTHER.search(skeleton.signs):
            meeting = None
        if _ELSEWHERE.search(skeleton.signs):
            meeting = None
        reach = start
        if whole is not None and text[start - 1 : start] == "\n":
            yield from _speaking(skeleton, whole)
        if meeting is not None and start - told < _NEXT and (spoken := list(_informing(skeleton, meeting))):
            told = start
            yield from spoken
        if not _ABSENT.search(skeleton.signs):
            yield from _at_this(skeleton)
            yield from _listed(skeleton, meeting or whole)
        if meeting is not None and not _ABSENT.search(skeleton.signs) and not _FROM_AFAR.search(skeleton.signs):
            yield from _attending(skeleton, meeting, near=start - meeting.span.end < _FAR, behind=opened.end() if opened else 0)
        meeting = None if ahead else meeting


def _speaking(skeleton: Skeleton, meeting: Mention) -> Iterator[Attendance]:
    """Yield who speaks in a line of the transcript of a press conference."""
    match = _SPEAKER.match(skeleton.signs) if _PRESS.search(meeting.name) else None
    if match:
        yield from (Attendance(actor, meeting, "event-speaker") for actor in _actors(skeleton, match))


def _informing(skeleton: Skeleton, meeting: Mention) -> Iterator[Attendance]:
    """Yield the bodies whose spokesmen tell something at a press conference."""
    if _PRESS.search(meeting.name):
        for match in _SPOKESMAN.finditer(skeleton.signs):
            yield from (Attendance(actor, meeting, "event-informed") for actor in _actors(skeleton, match))


def _at_this(skeleton: Skeleton) -> Iterator[Attendance]:
    """Yield who did something at the meeting that the sentence itself names."""
    for match in (m for pattern in (_THERE, _SPEAKS_THERE, _OPENED_BY) for m in pattern.finditer(skeleton.signs)):
        event = next(m for i, m in skeleton.names.items() if match.start() <= i < match.end() + 1 and m.type == "Event")
        yield from (Attendance(actor, event, "event-at-it") for actor in _actors(skeleton, match))


def _listed(skeleton: Skeleton, meeting: Mention | None) -> Iterator[Attendance]:
    for pattern, rule in ((_LIST, "event-listed"), (_LABELLED, "event-listed"), (_HEARD, "event-heard")):
        for match in pattern.finditer(skeleton.signs) if meeting else ():
            yield from (Attendance(actor, meeting, rule) for actor in _actors(skeleton, match) if meeting)


def _attending(skeleton: Skeleton, meeting: Mention, *, near: bool, behind: int) -> Iterator[Attendance]:
    patterns = [
        (_SAME, "event-came"),
        (_TOGETHER, "event-came"),
        (_THERE_TOO, "event-at-it"),
        (_REPORT, "event-reported"),
        *([(_TOLD, "event-told")] if near else []),
        *([(_WINS, "event-won")] if meeting.subtype == "competition" else []),
    ]
    for pattern, rule in patterns:
        for match in pattern.finditer(skeleton.signs, behind):
            if _PASSED_ON.search(skeleton.signs, match.start(), match.end()):
                continue  # 会议学习了某某讲话
            if pattern is _WINS and (won := skeleton.names.get(match.end() - 1)) and not _PRIZE.search(won.name):
                continue  # an honour, and no prize of the contest
            by = skeleton.signs[: match.start("g")].endswith("由")  # 会议由某局主持: of a body that is no guest
            came = (actor for actor in _actors(skeleton, match) if not by or actor.type == "Person")
            yield from (Attendance(actor, meeting, rule) for actor in came)


_WORDS_AT = re.compile(r"[”」]?(?:上|期间|闭幕时)(?:所)?(?:发表|作)?的[^，。；]{0,6}(?:讲话|报告|发言|致辞|演讲|论述|说明)")
_SAID_ELSEWHERE = re.compile(r"[^，。；]{0,4}在[^，。；]{0,12}会上(?:所)?(?:作|发表)?的")  # 在全会上作的报告, heard elsewhere
_MET = re.compile(r"会见|会晤|会谈|通话|致电|看望|慰问")


def is_only_named_beside(text: str, actor: Mention, event: Mention, others: Sequence[Mention], *, whole: bool) -> bool:
    """Return whether a clause names somebody beside a meeting who was not at it: a guest received, who retells a speech.

    `whole` says whether the clause itself names the meeting.
    """
    if actor.span.start > event.span.end and _MET.search(text, event.span.end, actor.span.start):
        return True
    if not whole or not _WORDS_AT.match(text, event.span.end):
        return not whole and _SAID_ELSEWHERE.match(text, actor.span.end) is not None
    return any(actor.span.end <= m.span.start < event.span.start and m.type == "Person" for m in others)


def _actors(skeleton: Skeleton, match: re.Match[str]) -> list[Mention]:
    """Return the persons and bodies of a list; the body of a person's post is not one of them."""
    start, end = match.span(match.lastgroup or "g")
    held = {m.start() for sign in (_OF_POST, _OF_UNNAMED) for m in sign.finditer(skeleton.signs, start)}
    return [m for i, m in skeleton.names.items() if start <= i < end and m.type in ("Agency", "Person") and i not in held]
