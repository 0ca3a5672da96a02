"""What names in running text are cut from: words, quotations, and the noun phrase that a head noun ends.

A name that no punctuation delimits ends in a head noun (机制, 系统, 方案) and begins behind the verb that governs it
(开展, 依托, 印发), behind a particle or at the start of its clause. The functions here find these boundaries; the
tables of heads and verbs that the naming components bring along decide what the phrase is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind
from spacy.tokens import Doc

from kg.extract.lexica import alternation
from kg.extract.nlp import PHRASES, tags_of, text_of
from kg.extract.order import last_of
from kg.lexicon import Row, read_lexicon

_QUOTED = re.compile(r"“[^“”\n]{1,60}”|「[^「」\n]{1,60}」|『[^『』\n]{1,60}』|‘[^‘’“”\n]{1,30}’")
_CLAUSE = re.compile(r"[^，。；：！？,;:!?\n\s|]+")
_NAMING = frozenset(
    {"n", "nz", "nw", "vn", "a", "an", "ad", "vd", "v", "f", "s", "m", "q", "TIME", "LOC", "ORG", "PER", "t", "d", "xc"}
)
_WHEN = re.compile(r"\d月|\d日|^[今去昨近目当前明]")
_FUNCTION_VERBS = frozenset(
    "作在是有为会使让被把将到受以用据按由给对于从向及未无令称说看请需能可应得并且再还又也均都已曾正不没就仍共均各"
)


class Word(NamedTuple):
    """A word as the tagger cuts it: where, its text, its part of speech."""

    start: int
    end: int
    text: str
    pos: str


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun found in the text, and the row of the table that knows it."""

    start: int
    end: int
    row: Row


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks: `start:end` with the marks."""

    start: int
    end: int
    core: str


class Phrases:
    """The words of a doc, found by position."""

    def __init__(self, doc: Doc) -> None:
        self.text = text_of(doc)
        self.masked = _QUOTED.sub(
            lambda m: re.sub(r"[，、。；：,;！？]", "·", m[0]), self.text
        )  # no mark in quotations ends a name
        self.words = [Word(tag.start, tag.end, tag.text, tag.label_) for tag in tags_of(doc)]
        self._at_start = {word.start: number for number, word in enumerate(self.words)}
        self._at_end = {word.end: number for number, word in enumerate(self.words)}

    def is_start(self, position: int) -> bool:
        """Return whether a word starts at the position."""
        return position in self._at_start

    def is_end(self, position: int) -> bool:
        """Return whether a word ends at the position."""
        return position in self._at_end

    def after(self, position: int) -> Word | None:
        """Return the word that starts at the position."""
        number = self._at_start.get(position)
        return None if number is None else self.words[number]

    def before(self, position: int) -> Word | None:
        """Return the word that ends at the position."""
        number = self._at_end.get(position)
        return None if number is None else self.words[number]

    def between(self, start: int, end: int) -> list[Word]:
        """Return the words inside a stretch that starts and ends with a word; empty when it cuts one."""
        first, last = self._at_start.get(start), self._at_end.get(end)
        return [] if first is None or last is None else self.words[first : last + 1]


def phrases_of(doc: Doc) -> Phrases:
    """Return the words of a doc by position, put together once for all components that look for names in running text."""
    found: Phrases | None = doc.user_data.get(PHRASES)
    if found is None:
        found = doc.user_data[PHRASES] = Phrases(doc)
    return found


def quotations(text: str) -> list[Quotation]:
    """Return what stands in quotation marks, in reading order, the outermost only."""
    return [Quotation(m.start(), m.end(), m[0][1:-1]) for m in _QUOTED.finditer(text)]


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches between marks that no name crosses."""
    yield from ((m.start(), m.end()) for m in _CLAUSE.finditer(text))


@cache
def _automaton(name: str) -> tuple[AhoCorasick, tuple[Row, ...]]:
    rows = read_lexicon(name)
    return AhoCorasick([row.word for row in rows], matchkind=MatchKind.Standard), rows


def heads(text: str, lexicon: str) -> list[Head]:
    """Return every head of the lexicon in the text, in reading order; of several that end at one place the longest."""
    automaton, rows = _automaton(lexicon)
    best: dict[int, Head] = {}
    for number, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        if end not in best or start < best[end].start:
            best[end] = Head(start, end, rows[number])
    return [best[end] for end in sorted(best)]


def verbs(phrases: Phrases, lexicon: str) -> dict[int, Row]:
    """Return the governing verbs of the lexicon that stand in the text as words of their own: end position to row."""
    automaton, rows = _automaton(lexicon)
    found: dict[int, Row] = {}
    longest: dict[int, int] = {}
    for number, start, end in automaton.find_matches_as_indexes(phrases.text, overlapping=True):
        if phrases.is_start(start) and start < longest.get(end, end):
            longest[end] = start
            found[end] = rows[number]
    return found


def is_naming(word: Word) -> bool:
    """Return whether a word may stand inside a name: nouns, adjectives, verbs used as nouns; no particle, pronoun or mark."""
    if word.pos in ("v", "d", "f") and len(word.text) == 1:
        return word.text not in _FUNCTION_VERBS
    return word.pos in _NAMING


def floor_of(text: str, position: int, signs: str = "，。；：！？,;:!?\n、“”《》「」|") -> int:
    """Return the position behind the last of the signs before `position`, beyond which no name reaches."""
    return last_of(text, signs, position) + 1


def run_left(
    phrases: Phrases, start: int, stops: frozenset[str], floor: int, longest: int = 24, verb_may_touch: bool = True
) -> int:
    """Return where the run of naming words before `start` begins: behind the nearest stop word, mark or particle.

    With `verb_may_touch` a stop word right before `start` belongs to the name when a noun stands before it (违法录入平台).
    """
    begin = start
    while (word := phrases.before(begin)) is not None and word.start >= floor and start - word.start <= longest:
        if not is_naming(word) or word.text in context_set("light verb") or (word.pos == "TIME" and _WHEN.search(word.text)):
            break
        touches = (
            verb_may_touch
            and begin == start
            and word.text not in context_set("always governs")
            and _has_noun_before(phrases, word, floor)
        )
        if word.text in stops and not touches:
            break
        begin = word.start
    return begin


def _has_noun_before(phrases: Phrases, word: Word, floor: int) -> bool:
    """Return whether a verb in front of a head belongs to the name: 违法录入系统, 任务推进方案, but not 研发系统."""
    before = phrases.before(word.start)
    return before is not None and before.start >= floor and before.pos in ("n", "vn", "nz", "nw") and len(before.text) > 1


@cache
def words_of(lexicon: str, label: str | None = None) -> frozenset[str]:
    """Return the words of a lexicon, or of one label of it."""
    return frozenset(row.word for row in read_lexicon(lexicon) if label is None or row.label == label)


def context(label: str) -> str:
    """Return a pattern of the words of ontology/context_words.tsv that carry the label, longest first."""
    return alternation("context_words", label).pattern


def context_set(label: str) -> frozenset[str]:
    """Return the words of ontology/context_words.tsv that carry the label."""
    return words_of("context_words", label)
