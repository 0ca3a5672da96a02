"""The named things that act and where they act: groups `agencies`, `persons`, `places`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.agencies import find_agencies
from kg.extract.nlp import mark
from kg.extract.people import Post, find_people, read_posts
from kg.extract.places import find_places
from kg.extract.words import read_words

__all__ = ["Post", "mark_names", "read_posts"]


@Language.factory("kg_names", assigns=["doc.spans"])
def make_names(nlp: Language, name: str) -> object:
    """Return the component that marks agencies, persons and places."""
    return mark_names


def mark_names(doc: Doc) -> Doc:
    """Mark agencies, persons and places of a tagged doc."""
    words = read_words(doc)
    places = find_places(words)
    agencies = find_agencies(words, places)
    persons = find_people(words)
    mark(doc, "agencies", agencies)
    mark(doc, "persons", _outside(persons, agencies))
    return mark(doc, "places", [row for row in places if not _is_only_inside(row, agencies)])


def _outside(rows: list[tuple[int, int, str, str]], others: list[tuple[int, int, str, str]]) -> list[tuple[int, int, str, str]]:
    return [row for row in rows if all(row[1] <= s or e <= row[0] for s, e, *_ in others)]


def _is_only_inside(place: tuple[int, int, str, str], agencies: list[tuple[int, int, str, str]]) -> bool:
    """Return whether a road or an area is only a part of an agency's name (长江 in 长江海事局); divisions are said by it."""
    return place[2] != "Place/division" and any(s <= place[0] and place[1] <= e for s, e, *_ in agencies)
