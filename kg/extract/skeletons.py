"""Sentences as skeletons: every name one sign of its class, so that a pattern says how such sentences are formed.

Ⓐ agency, Ⓟ person, Ⓛ place, Ⓘ initiative, Ⓢ system, Ⓓ document, Ⓔ event, Ⓦ award, Ⓕ facility; quotation marks, 《》 and
spaces are left out: 县教育局局长何平出席全县教育大会 is Ⓐ局长Ⓟ出席Ⓔ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.records import EntityType, Mention

_SIGNS: dict[EntityType, str] = {
    "Agency": "Ⓐ", "Person": "Ⓟ", "Place": "Ⓛ", "Initiative": "Ⓘ", "System": "Ⓢ",
    "Document": "Ⓓ", "Event": "Ⓔ", "Award": "Ⓦ", "Facility": "Ⓕ",
}  # fmt: skip
_SENTENCE = re.compile(r"[^。！？!?\n]+")
_UNSEEN = "“”‘’「」『』《》 \u3000"


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A sentence with a sign for each name: `places[i]` is the position of character i, `names[i]` the name it stands for."""

    signs: str
    places: tuple[int, ...]
    names: dict[int, Mention]

    def named(self, match: re.Match[str], group: str, classes: str) -> list[Mention]:
        """Return the names of some classes in a group of a match; none when the pattern has no such group."""
        start, end = match.span(group) if group in match.re.groupindex else (0, 0)
        return [self.names[i] for i in range(start, end) if self.signs[i] in classes]

    def before(self, position: int, *types: EntityType) -> list[Mention]:
        """Return the names of some types that stand before a place of the skeleton, in reading order."""
        return [m for i, m in self.names.items() if i < position and m.type in types]

    def span(self, match: re.Match[str]) -> tuple[int, int]:
        """Return where the words of a match stand in the text."""
        last = match.end() - 1
        return self.places[match.start()], self.names[last].span.end if last in self.names else self.places[last] + 1


def read_skeletons(text: str, mentions: Sequence[Mention]) -> Iterator[Skeleton]:
    """Yield the sentences that name anything."""
    outer = _outermost(mentions)
    number = 0
    for sentence in _SENTENCE.finditer(text):
        first = number
        while number < len(outer) and outer[number].span.start < sentence.end():
            number += 1
        inside = [m for m in outer[first:number] if m.span.start >= sentence.start()]
        if inside:
            yield _skeleton(text, sentence.start(), sentence.end(), inside)


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    outer: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if mention.form != "implied" and (not outer or mention.span.start >= outer[-1].span.end):
            outer.append(mention)
    return outer


def _skeleton(text: str, start: int, end: int, inside: list[Mention]) -> Skeleton:
    signs: list[str] = []
    places: list[int] = []
    names: dict[int, Mention] = {}
    position = start
    for mention in (*inside, None):
        for i in range(position, mention.span.start if mention else end):
            if text[i] not in _UNSEEN:
                signs.append(text[i])
                places.append(i)
        if mention:
            names[len(signs)] = mention
            signs.append(_SIGNS[mention.type])
            places.append(mention.span.start)
            position = mention.span.end
    return Skeleton("".join(signs), tuple(places), names)
