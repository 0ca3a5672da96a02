"""What a result is of: the campaign, system, event or facility whose outcome a number is.

Nearness decides first: what the number itself counts, its piece, its sentence. Further back the paragraph must still speak of
the same matter: the same agents act, no sentence has turned to something else (支队还…, 二是…, 全年…, 民警某某…), and the name
shares words with what is measured (查处违停车辆: 车辆违停整治) or is what the last sentence began with.
"""

from __future__ import annotations

import re

from kg.extract.discourse import Discourse
from kg.extract.findings import Finding
from kg.extract.indicators import particles
from kg.extract.order import last_of
from kg.extract.pages import Bounds, Number, Page
from kg.records import Mention, Result

_SOURCES = ("System", "Initiative", "Event", "Facility")  # what a result may be of
_ADJACENT = 4  # characters between a number and the name that it counts
_TELLING = 2  # character pairs that an indicator shares with a name that it is of
_MOST = 50  # names of a paragraph before a number that may be what it is a result of
_FAR = 1000  # characters over which a text speaks of the same thing
_LEVELS = ("change", "percent")
_GENERIC = particles("generic")  # pairs that any name of the genre holds


def source_of(page: Page, piece: Bounds, finding: Finding, discourse: Discourse) -> Mention | None:
    """Return what a result is of: what its number counts, else named in its piece, its sentence, or spoken of before."""
    number = finding.number
    line = page.text.rfind("\n", 0, number.start) + 1
    sentence = max(last_of(page.text, "。！？\n", number.start), line - 1)
    named = [m for m in page.names_in(line, number.start, *_SOURCES)[-_MOST:] if not _is_occasion(m)]
    in_piece = [m for m in named if m.span.start >= piece[0]]
    in_sentence = [m for m in named if m.span.start > sentence]
    counted = _counted(page, piece, number)
    if counted or in_piece:
        return counted or in_piece[-1]
    meant = _anaphor(page, max(line, sentence + 1), number.start)
    if meant:
        return meant
    if in_sentence:
        return max(reversed(in_sentence), key=lambda m: _shared(finding.indicator, m.name))  # the nearest of those alike
    if _ELSEWHERE.match(page.text, sentence + 1, number.start):
        return None
    return _topic(page, discourse, named, finding) or _headline(page, finding)


_MEANT = re.compile(
    r"(?:^|[，；])\s*(?:目前|据统计|今年以来)?[，]?(?:该|此次|本次|这次|这一|这个|自)?"
    r"(?P<head>专项行动|行动|活动|整治|平台|系统|小程序|中心|机制|模式|工程|项目|改革|试点|专线|热线|公众号|比赛|大赛|展会)"
    r"(?:由|期间|以来|运行|上线|启用|启动|开展|实施|推出|推行|建成|投用|投入|开始|自|已|累计|共|目前|中[，已共累]|后|[，])"
)


def _anaphor(page: Page, start: int, end: int) -> Mention | None:
    """Return what 该平台, 行动期间, 活动中 at the head of a clause stand for: the last name before them that ends so."""
    found = _MEANT.search(page.text[start:end])
    if not found:
        return None
    named = page.names_in(0, start + found.start("head"), *_SOURCES)
    return next((m for m in reversed(named) if m.name.endswith(found["head"]) or m.surface.endswith(found["head"])), None)


def _counted(page: Page, piece: Bounds, number: Number) -> Mention | None:
    """Return the name that a number counts: 举办2次岗位练兵竞赛."""
    behind = page.names_in(number.end, piece[1], *_SOURCES)
    return next((m for m in behind[:1] if m.span.start - number.end <= _ADJACENT), None)


def _is_occasion(name: Mention) -> bool:
    """Return whether a name is only a meeting at which something was told."""
    return name.type == "Event" and name.subtype == "meeting"


_ELSEWHERE = re.compile(
    r"\s*[^，。；]{0,12}?(?<![归偿])(?:还(?!款|贷|清|原)|并与|也(?!门))|(?:同时|此外|另外|与此同时)[，]"
)  # 支队还建成…
_SUMS_UP = re.compile(r"\s*(?:20\d\d年)?(?:全年|一年来|年末|截至年底)")
_ITEM = re.compile(r"(?:[。；！]|^)\s*(?:[二三四五六七八九]是|其[二三四五]|第[二三四五六][，]|[（(][二三四五六七八九2-9][)）])")


def _topic(page: Page, discourse: Discourse, named: list[Mention], finding: Finding) -> Mention | None:
    """Return what the paragraph spoke of: what shares words with the indicator, else what its last sentence began with."""
    position = finding.number.start
    named = [m for m in named if _still_speaks_of(m, page, discourse, position)]
    if not named:
        return None
    alike = max(named, key=lambda m: (_shared(finding.indicator, m.name), m.span.start))
    if _shared(finding.indicator, alike.name) >= _TELLING:
        return alike
    last = last_of(page.text, "。！？\n", named[-1].span.start)
    topic = next(m for m in named if m.span.start > last)
    sentence = last_of(page.text, "。！？\n", position) + 1
    return None if _SUMS_UP.match(page.text, sentence) or topic.subtype == "publicity" else topic


def _still_speaks_of(name: Mention, page: Page, discourse: Discourse, position: int) -> bool:
    """Return whether the text still speaks of a name: its agents act, and no sentence or item is of something else."""
    before = {agent.name for agent in discourse.at(name.span.start).agents}
    setting = discourse.at(position)
    now = {agent.name for agent in setting.agents}
    if position - name.span.end > _FAR:
        return False
    turned = setting.persons or discourse.turns(name.span.end, position) or _ITEM.search(page.text, name.span.end, position)
    far = page.text.count("。", name.span.end, position) > 1
    return not turned and (bool(before & now) if now else not (far and not before))


def _headline(page: Page, finding: Finding) -> Mention | None:
    """Return the campaign that heads the section, or the whole report; it is not what changed a level of the whole area."""
    if is_state(finding):
        return None
    headings = [h for h in page.headings if h[1] <= finding.number.start]
    for start, end in [*headings[-1:], *page.titles]:
        campaigns = [m for m in page.names_in(start, end, "Initiative") if m.subtype == "campaign"]
        if campaigns:
            return campaigns[0]
    return None


def is_state(result: Finding | Result) -> bool:
    """Return whether a result says how a level of a whole area moved since a year before."""
    return result.kind in _LEVELS and result.baseline == "yoy"


def _shared(indicator: str, name: str) -> int:
    """Return how many character pairs an indicator and a name have in common, those of the genre aside."""
    one, other = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (indicator, name))
    return len((one & other) - _GENERIC)
