"""The words of a doc by position: what the grammars of names ask the tagger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import ahocorasick_rs as ac
from spacy.tokens import Doc

NOUNS = frozenset({"n", "nz", "nw", "vn", "an", "LOC", "ORG", "PER", "s", "nr", "ns", "nt"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the tagger cut it."""

    start: int
    end: int
    label: str


@dataclass(slots=True)
class Words:
    """A text with its words; `at[i]` is the index of the word that holds character i, -1 between words."""

    text: str
    words: list[Word]
    at: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.at = [-1] * (len(self.text) + 1)
        for index, word in enumerate(self.words):
            self.at[word.start : word.end] = [index] * (word.end - word.start)

    def holding(self, position: int) -> Word | None:
        """Return the word that holds the character, if any."""
        index = self.at[position] if 0 <= position < len(self.at) else -1
        return self.words[index] if index >= 0 else None

    def starts(self, position: int) -> bool:
        """Return whether a word starts at the position (or none holds it)."""
        word = self.holding(position)
        return word is None or word.start == position

    def ends(self, position: int) -> bool:
        """Return whether a word ends at the position (or none goes over it)."""
        return position == 0 or self.at[position] < 0 or self.at[position] != self.at[position - 1]

    def label(self, position: int) -> str:
        """Return the label of the word that holds the character, empty between words."""
        word = self.holding(position)
        return word.label if word else ""


def read_words(doc: Doc) -> Words:
    """Return the words of a doc that has been tagged."""
    return Words(doc.text, [Word(t.start, t.end, t.label_) for t in doc.spans.get("tags", ())])


class Vocabulary:
    """A list of words with a value each, found in a text in one pass."""

    def __init__(self, values: Mapping[str, str] | Iterable[str]) -> None:
        self.values = dict(values) if isinstance(values, Mapping) else dict.fromkeys(values, "")
        self._keys = sorted(self.values)
        self._automaton = ac.AhoCorasick(self._keys) if self._keys else None

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, value) of every occurrence, overlapping ones too."""
        if self._automaton is not None:
            for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
                yield start, end, self.values[self._keys[index]]

    def longest_at(self, text: str) -> dict[int, list[tuple[int, str]]]:
        """Return by start the (end, value) of the words found there, the longest first."""
        found: dict[int, list[tuple[int, str]]] = {}
        for start, end, value in self.find(text):
            found.setdefault(start, []).append((end, value))
        for ends in found.values():
            ends.sort(reverse=True)
        return found
