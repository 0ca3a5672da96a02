"""The named things that act and where they act: groups `agencies`, `persons`, `places`."""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.agencies import find_agencies
from kg.extract.naming import LEARNED, Named, names_in
from kg.extract.nlp import mark, tags_of
from kg.extract.people import Post, find_people, read_posts
from kg.extract.places import AREA_OF_BODY, find_places, is_division_name, is_no_place, is_part, may_lie_in
from kg.extract.words import Words, read_words
from kg.lexicon import read_lexicon

Row = tuple[int, int, str, str]
__all__ = ["Post", "mark_names", "read_posts"]
_SHORTER = ("places/division-county", "places/division-plain")
_WITH_OWN_NAME = ("Agency/school", "Agency/company", "Agency/media")


@Language.factory("kg_names", assigns=["doc.spans"])
def make_names(nlp: Language, name: str) -> object:
    """Return the component that marks agencies, persons and places."""
    return mark_names


def mark_names(doc: Doc) -> Doc:
    """Mark agencies, persons and places of a tagged doc."""
    words = read_words(doc)
    places = find_places(words)
    named = names_in(words.text, tags_of(doc))
    agencies = find_agencies(words, places, named)
    persons = find_people(words)
    mark(doc, "agencies", agencies)
    mark(doc, "persons", _outside(persons, agencies))
    inside = _inner(places, agencies)
    kept = [row for row in places if not _is_only_inside(row, agencies) and not _is_part_of_a_name(words.text, row, inside)]
    kept = [row for row in kept if not _sounds_like_one(words.text, row, agencies, places) and not _names_a_road(row, places)]
    mark(doc, "places", kept)
    return mark(doc, "learned", [(n.start, n.end, n.type, LEARNED) for n in named if _counts(words, n, kept)])


_LIKELY = {"Place": 0.8, "Initiative": 0.9, "System": 0.7, "Facility": 0.8, "Event": 0.7, "Award": 0.7, "Person": 0.9}
_WHOLE, _LIKELIER = 3, 0.95  # characters of a place's name, of fewer of which it must be likelier
_SMALL = ("村", "社区", "街道")
_BESIDE = re.compile(r"以[东西南北]$")
_NO_PLACE = re.compile(r"[全各该本我]|[国省市县]家?级|.*(?:[、等]|全[省市县区国])|城区$|.$")
_NOT_ONE = re.compile(r"[全各该本某我]|[国省市县]家?级|.*[、，；：。某】【的和及与]|.{1,5}$")


def _counts(words: Words, name: Named, places: list[Row]) -> bool:
    """Return whether a name that no grammar knows is likely enough to be told."""
    text, first = words.text, words.holding(name.start)
    if name.likely < _LIKELY.get(name.type, 1.1):
        return False
    if name.type == "Place":
        if name.end - name.start < _WHOLE and name.likely < _LIKELIER:
            return False
        if first is not None and first.label in ("v", "vd") and first.end - first.start > 1 and first.end < name.end:
            return False  # 保护|长城
        inside = [row for row in places if row[0] < name.end and name.start < row[1]]
        if _BESIDE.search(text, name.start, name.end):
            return False  # 云河口岸|以北
        if text.endswith(_SMALL, name.start, name.end) and is_no_place(text, name.start, name.end):
            return False  # 智慧社区
        return not _NO_PLACE.match(text[name.start : name.end]) and (not inside or inside[-1][1] < name.end)
    if name.type == "Person":
        return not text[name.start : name.end].isascii()
    return text[name.start : name.end].endswith(_heads(name.type)) and not _NOT_ONE.match(text[name.start : name.end])


@cache
def _heads(kind: str) -> tuple[str, ...]:
    """Return the nouns that end names of a class."""
    return tuple(row.word for row in read_lexicon(f"{kind.lower()}_heads"))


def _outside(rows: list[Row], others: list[Row]) -> list[Row]:
    return [row for row in rows if all(row[1] <= s or e <= row[0] for s, e, *_ in others)]


def _inner(places: list[Row], agencies: list[Row]) -> dict[Row, list[Row]]:
    """Return for each place inside an agency's name the places before it there."""
    return {
        place: [p for p in places if start <= p[0] and p[1] <= place[0]]
        for start, end, *_ in agencies
        for place in places
        if start <= place[0] and place[1] <= end
    }


def _is_part_of_a_name(text: str, place: Row, before: dict[Row, list[Row]]) -> bool:
    """Return whether a short name only sounds like a division's in an agency's own name (天宁 in 莲都区|天宁小学)."""
    shorter = place[3] in ("places/division-short", *_SHORTER)
    above = before.get(place, [])
    return shorter and bool(above) and not any(may_lie_in(text[place[0] : place[1]], text[s:e]) for s, e, *_ in above)


def _sounds_like_one(text: str, place: Row, agencies: list[Row], places: list[Row]) -> bool:
    """Return whether the own name of a school or a company begins like a county far from all that a report names.

    盘龙 in 盘龙小学, in a report on 云河市.
    """
    begins = any(s == place[0] and place[1] < e and label in _WITH_OWN_NAME for s, e, label, _ in agencies)
    if not begins or place[3] not in _SHORTER:
        return False
    name = text[place[0] : place[1]]
    others = {text[s:e] for s, e, label, rule in places if label == "Place/division" and rule not in _SHORTER}
    known = {other for other in others if is_division_name(other)}
    return bool(known) and not any(other.startswith(name) or is_part(name, other) or is_part(other, name) for other in known)


def _names_a_road(place: Row, places: list[Row]) -> bool:
    """Return whether a short name only begins that of a road or a street: 桂林 in 桂林街."""
    short = place[3] in ("places/division-short", *_SHORTER)
    return short and any(row[0] == place[0] and row[1] == place[1] + 1 and row[3] == "places/road-ending" for row in places)


def _is_only_inside(place: Row, agencies: list[Row]) -> bool:
    """Return whether a road or an area is only a part of an agency's name (长江 in 长江海事局); divisions are said by it."""
    said = place[2] == "Place/division" or place[3] == AREA_OF_BODY
    return not said and any(s <= place[0] and place[1] <= e for s, e, *_ in agencies)
