"""What a result is of: the campaign, system, event or facility whose outcome a number is.

Nearness decides first: what the number itself counts, its piece, its sentence. Further back a name must share words with
what is measured (查处违停车辆: 车辆违停整治), or be what the paragraph spoke of while the same agents act.
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
        return max(in_sentence, key=lambda m: _shared(finding.indicator, m.name))
    return _topic(page, discourse, named, finding) or _spoken_of(page, line, finding) or _headline(page, finding)


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


def _topic(page: Page, discourse: Discourse, named: list[Mention], finding: Finding) -> Mention | None:
    """Return what the paragraph spoke of: what shares words with the indicator, else what its last sentence began with."""
    if not named:
        return None
    setting = discourse.at(finding.number.start)
    alike = max(named, key=lambda m: (_shared(finding.indicator, m.name), m.span.start))
    if _shared(finding.indicator, alike.name) >= _TELLING:
        return alike
    last = last_of(page.text, "。！？\n", named[-1].span.start)
    topic = next(m for m in named if m.span.start > last)
    before = {agent.name for agent in discourse.at(topic.span.start).agents}
    now = {agent.name for agent in setting.agents}
    return None if setting.foreign or (before and now and not before & now) else topic


def _spoken_of(page: Page, line: int, finding: Finding) -> Mention | None:
    """Return the line of work of an earlier paragraph that shares words with the indicator."""
    earlier = page.names_in(0, line, "Initiative")
    alike = max(earlier, key=lambda m: (_shared(finding.indicator, m.name), m.span.start), default=None)
    return alike if alike and _shared(finding.indicator, alike.name) >= _TELLING else None


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
