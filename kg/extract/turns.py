"""Who answers in an interview or at a news conference, and for which body: 云河市水利局局长林向东：…, 林局长：…, 答：…."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from spacy.tokens import Doc

from kg.extract.nlp import text_of
from kg.extract.people import Post, body_led, is_name
from kg.extract.subjects import whole_body
from kg.records import Mention

Bodies = Mapping[str, Mention]  # by the names of persons

_SECTIONS = ("处", "科", "室", "股")
_LABEL = re.compile(r"[^：:，。；！？\n]{2,40}(?=[：:](?:[^\n]{8}|[^\S\n]*\n))")
_BEHIND_NAME = re.compile(r"\s*(?:[（(][^（）()]*[）)])?\s*$")
_ADDRESSED = re.compile(
    r"(?P<surname>[\u4e00-\u9fff]{1,2}?)(?:副?[\u4e00-\u9fff]?长|副?主任|副?书记|总(?:经理|工程师)?|院士|教授|站长)"
)
_LEADS_PLACE = re.compile(
    r"(?:委|人民政府|政府|委员会)?(?:常委|党组成员|[、，])*(?:常务|代理?)?(?:副?[省市县区州旗镇乡]长|副?书记)"
)
_POST_TO_END = re.compile(r"[\u4e00-\u9fff、（）\s]{2,24}|[\u4e00-\u9fff、]{2,24}[）)][：:].*")
_PLACED_LEADER = re.compile(
    r"(?:委|人民政府|政府|委员会)?(?:常委|党组成员|[、，])*(?:常务|代理?)?(?:副?[省市县区州旗镇乡]长|副?书记)[）)][：:]"
)
_NAME_APART = re.compile(r"([\u4e00-\u9fff]{2,4})(?:[^\S\n]+|[^\S\n]*[：:，（(])")


def read_turns(doc: Doc, mentions: Sequence[Mention], posts: Sequence[Post]) -> dict[int, Mention]:
    """Return the body for which the one answers whose words a line holds, by where the line starts.

    Lines in which somebody asks, or whose body the report does not tell, are not among them.
    """
    bodies = _bodies(doc, mentions, posts)
    if not bodies:
        return {}
    text = text_of(doc)
    lines = ((line.start, label) for line in doc.spans["lines"] if (label := _LABEL.match(text, line.start, line.end + 1)))
    turns = {start: _answering(label[0], bodies) for start, label in lines}
    return {start: body for start, body in turns.items() if body}


def _answering(label: str, bodies: Bodies) -> Mention | None:
    """Return the body of the person whose name ends a label, or who is addressed in it by surname and post."""
    speaker = _BEHIND_NAME.sub("", label)
    named = next((body for name, body in bodies.items() if speaker.endswith(name)), None)
    called = _ADDRESSED.fullmatch(speaker)
    return named or next((body for name, body in bodies.items() if called and name.startswith(called["surname"])), None)


def _bodies(doc: Doc, mentions: Sequence[Mention], posts: Sequence[Post]) -> Bodies:
    """Return the body that each person speaks for: by the post before the name, or in a line of its own behind it."""
    found: dict[str, Mention] = {}
    whole: Mention | None = None
    for name, held in groupby(posts, key=lambda post: post.person.name):
        if body := body_led([*held]):
            is_section = body.form == "short" and body.name.endswith(_SECTIONS) and whole_body(body) == body
            whole = whole if whole and is_section else whole_body(body)  # 云河市水利局局长…、建设处处长…: both for the first
            found.setdefault(name, whole)
    for name, body in (*_placed_behind(doc, mentions), *_leaders(text_of(doc), mentions)):
        found.setdefault(name, body)
    return found


def _placed_behind(doc: Doc, mentions: Sequence[Mention]) -> Iterator[tuple[str, Mention]]:
    """Yield the persons whose post a line says behind the name, and their body: 林向东　云河市水利局局长."""
    text = text_of(doc)
    agencies, places = (
        {m.span.start: m for m in sorted(mentions, key=lambda m: m.span) if m.type == kind} for kind in ("Agency", "Place")
    )
    for line in doc.spans["lines"]:
        person = _NAME_APART.match(text, line.start, line.end)
        body = agencies.get(person.end()) if person and is_name(person[1]) else None
        if person and body and _POST_TO_END.fullmatch(text, body.span.end, line.end):
            yield person[1], body
        place = places.get(person.end()) if person and is_name(person[1]) else None
        if person and place and _PLACED_LEADER.match(text, place.span.end, line.end):
            yield person[1], _government(place)


def _leaders(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[str, Mention]]:
    """Yield the persons who head a place, and its government: 云河县副县长何平."""
    places = [m for m in mentions if m.type == "Place"]
    for person in (m for m in mentions if m.type == "Person"):
        near = [p for p in places if 0 < person.span.start - p.span.end <= 14]
        place = next((p for p in near if _LEADS_PLACE.fullmatch(text, p.span.end, person.span.start)), None)
        if place:
            yield person.name, _government(place)


def _government(place: Mention) -> Mention:
    return replace(place, type="Agency", subtype="government", rule="discourse/acting-place")
