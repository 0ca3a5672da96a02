"""Who did what: an activity for every named thing that a report says somebody ran, held, built, used, issued or received.

The reading starts from the thing. Its class and the verb that governs it give the predicate, the discourse gives the agents,
place, time and status of its clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from kg.extract.discourse import Discourse, Setting
from kg.extract.lexica import alternation
from kg.records import Activity, Document, Evidence, Mention, Predicate, Span

LONGEST_QUOTE = 60  # characters
_WITH = re.compile(r"会同|联合|协同|携手|联手|共同|与|同|和")
_PASSIVE = re.compile(r"(?:被|获|由|受到?|经)$")


def read_activities(doc: Doc, document: Document, mentions: Sequence[Mention], discourse: Discourse) -> tuple[Activity, ...]:
    """Return the activities of a report, in reading order."""
    found: list[Activity] = []
    for mention in mentions:
        if mention.type in _READERS and not _is_nested(mention, mentions):
            found += _READERS[mention.type](mention, discourse.at(mention.span.start), document, mentions)
    found += _cooperations(document, mentions, discourse)
    return tuple(sorted(set(found), key=lambda a: (a.evidence.span, a.predicate, a.object.span, [m.span for m in a.agents])))


def _is_nested(mention: Mention, mentions: Sequence[Mention]) -> bool:
    return any(
        other is not mention and other.span.start <= mention.span.start and mention.span.end <= other.span.end and other.type in ("Document",)
        for other in mentions
    )


# ---- one reader for each class -----------------------------------------------------------------------------------------


def _initiative(mention: Mention, setting: Setting, document: Document, mentions: Sequence[Mention]) -> Iterator[Activity]:
    yield from _by_agents("ran", mention, setting, document, "activities/initiative-in-clause")


def _system(mention: Mention, setting: Setting, document: Document, mentions: Sequence[Mention]) -> Iterator[Activity]:
    predicate = _by_verb(mention, setting, document, (("build", "built"), ("use", "used")))
    if predicate:
        yield from _by_agents(predicate, mention, setting, document, f"activities/system-{predicate}")


def _document(mention: Mention, setting: Setting, document: Document, mentions: Sequence[Mention]) -> Iterator[Activity]:
    before = document.text[setting.start : mention.span.start]
    if re.search(r"(?:按照|根据|依据|依照|对照|落实|贯彻|执行|学习|遵循|违反|以)[^，。]{0,6}$", before):
        return
    if _by_verb(mention, setting, document, (("issue", "issued"),)):
        yield from _by_agents("issued", mention, setting, document, "activities/document-issued")


def _event(mention: Mention, setting: Setting, document: Document, mentions: Sequence[Mention]) -> Iterator[Activity]:
    if _by_verb(mention, setting, document, (("hold", "held"),)):
        yield from _by_agents("held", mention, setting, document, "activities/event-held")
    persons = [m for m in mentions if m.type == "Person" and setting.start <= m.span.start < setting.end]
    for person in persons or ():
        yield _activity((person,), "attended", mention, setting, document, "activities/event-attended")


def _award(mention: Mention, setting: Setting, document: Document, mentions: Sequence[Mention]) -> Iterator[Activity]:
    text = document.text
    inside = [m for m in mentions if setting.start <= m.span.start and m.span.end <= mention.span.start and m.type in ("Agency", "Person")]
    givers = [m for m in inside if m.type == "Agency" and re.search(r"(?:被|获|由|经|受)$", text[setting.start : m.span.start])]
    takers = tuple(m for m in inside if m not in givers and not re.search(r"(?:向|的)$", text[setting.start : m.span.start]))[-1:] or setting.agents
    takers = tuple(m for m in takers if m not in givers)
    if takers:
        yield _activity(takers, "received", mention, setting, document, "activities/award-received")
    for giver in givers:
        yield _activity((mention,), "awardedBy", giver, setting, document, "activities/award-by")


_READERS = {
    "Initiative": _initiative,
    "System": _system,
    "Facility": _system,
    "Document": _document,
    "Event": _event,
    "Award": _award,
}


def _cooperations(document: Document, mentions: Sequence[Mention], discourse: Discourse) -> Iterator[Activity]:
    """Yield who worked together: A会同B, A与B联合…, A、B联合印发."""
    agencies = [m for m in mentions if m.type == "Agency"]
    text = document.text
    for setting in discourse.settings:
        inside = [m for m in agencies if setting.start <= m.span.start < setting.end]
        others = [m for m in inside if re.search(r"(?:会同|联合|协同|携手|联手)$", text[setting.start : m.span.start])]
        others += [
            m
            for m in inside
            if re.search(r"[与和同]$", text[setting.start : m.span.start]) and re.match(r"[^，。]{0,12}(?:联合|共同|合作|签订|签署|共享|联动|共建|协作|对接|联勤|配合)", text[m.span.end : setting.end])
        ]
        agents = [a for a in setting.agents if a not in others]
        for other in others:
            for agent in agents[:1]:
                if agent.name != other.name:
                    yield _activity((agent,), "cooperatedWith", other, setting, document, "activities/cooperated")


# ---- helpers -----------------------------------------------------------------------------------------------------------


def _by_verb(mention: Mention, setting: Setting, document: Document, groups: tuple[tuple[str, Predicate], ...]) -> Predicate | None:
    """Return the predicate whose verb stands nearest before the mention in its clause, else after it."""
    before = document.text[setting.start : mention.span.start]
    after = document.text[mention.span.end : setting.end]
    best: tuple[int, Predicate] | None = None
    for label, predicate in groups:
        for match in alternation("triggers", label).finditer(before):
            if best is None or match.end() > best[0]:
                best = (match.end(), predicate)
    if best:
        return best[1]
    for label, predicate in groups:
        if alternation("triggers", label).search(after):
            return predicate
    return None


def _by_agents(predicate: Predicate, mention: Mention, setting: Setting, document: Document, rule: str) -> Iterator[Activity]:
    agents = tuple(a for a in setting.agents if a.span != mention.span)
    if agents:
        yield _activity(agents, predicate, mention, setting, document, rule)


def _activity(
    agents: tuple[Mention, ...], predicate: Predicate, thing: Mention, setting: Setting, document: Document, rule: str
) -> Activity:
    return Activity(
        agents=agents,
        predicate=predicate,
        object=thing,
        evidence=Evidence(_words(document, setting, thing), rule),
        status=setting.status,
        place=setting.place,
        period=setting.period,
    )


def _words(document: Document, setting: Setting, thing: Mention) -> Span:
    """Return the clause around the thing, or as much of it as a quote may hold."""
    start, end = min(setting.start, thing.span.start), max(setting.end, thing.span.end)
    if end - start > LONGEST_QUOTE:
        start = max(start, min(thing.span.start, thing.span.end - LONGEST_QUOTE) - 20)
        end = max(thing.span.end, min(end, start + LONGEST_QUOTE))
    return Span(document.id, start, end)
