"""How likely a stretch of Chinese is: as the cheapest way to lay it out in words.

Costs are in nats: minus the natural logarithm of a word's share among all words. kg/clean/words.txt holds words and frequent
pairs of words; the report itself adds what it says elsewhere. It serves to choose between a few things that a damaged place
can have been.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from functools import cache
from operator import add
from pathlib import Path

from kg.divisions import divisions_by_name
from kg.lexicon import read_lexicon

LONGEST = 6  # characters of a word or pair of words
UNSEEN = 17.0  # a character that is no word
_ASCII = 6.0
_BREAK = 1.5  # what each further word costs
_LISTED = 12.0  # a word of the lexicons that was not counted
_TABLES = (
    "agency-words", "award_heads", "award_verbs", "document_heads", "event_heads", "facility_heads", "initiative_heads",
    "name-heads", "organ-forms", "organs", "phrases", "places", "posts", "quoted_words", "system_heads", "units",
)  # fmt: skip
_SIGNS = {
    "—": 9.0,
    "——": 7.5,
    "…": 11.0,
    "……": 9.5,
    "·": 9.5,
    "～": 11.0,
    "\u3000": 7.0,
    "（": 6.5,
    "）": 6.5,
    "‘": 9.5,
    "’": 9.5,
} | dict.fromkeys("【】〔〕「」『』〈〉", 9.0)  # as rare as in reports, by estimate

_INITIAL = 8.5  # words at most as dear as this may begin anywhere
_REPEATED = 0.15  # share of a report that says again what it said before
_MOST = 100_000  # characters of a report that are counted
_FOLDER = Path(__file__).parent


class Words:
    """The words of the language and of one report, with their costs."""

    def __init__(self, report: str = "") -> None:
        self._general, self._general_next = general_words(), _general_next()
        self._report = _said(report)
        self._report_next = _next_characters(self._report)
        self._after: dict[str, Set[str]] = {}

    def cost(self, word: str) -> float | None:
        """Return the cost of a word, None when it is none."""
        general, here = self._general.get(word), self._report.get(word)
        if general is None:
            return None if here is None else here + _BREAK
        return (general if here is None else min(general, here)) + _BREAK

    def says(self, word: str) -> bool:
        """Return whether the report itself says a word, or any other run of a few characters."""
        return word in self._report

    def of(self, text: str) -> float:
        """Return the cost of the cheapest way to lay a text out in words.

        >>> words = Words()
        >>> words.of("开展夜查行动") < words.of("开展夜查行勤")
        True
        """
        costs = [0.0]
        for end in range(1, len(text) + 1):
            longer = ((start, self.cost(text[start:end])) for start in range(max(0, end - LONGEST), end - 1))
            known = [costs[start] + cost for start, cost in longer if cost is not None]
            costs.append(min([costs[end - 1] + single(text[end - 1]), *known]))
        return costs[-1]

    def after(self, beginning: str) -> Set[str]:
        """Return the characters with which words that begin so may go on."""
        if beginning not in self._after:
            here, general = self._report_next.get(beginning, frozenset()), self._general_next.get(beginning, frozenset())
            self._after[beginning] = general | here if here else general
        return self._after[beginning]


def single(ch: str) -> float:
    """Return the cost of a character that is a word of its own, whether known or not."""
    cost = general_words().get(ch)
    return _BREAK + (cost if cost is not None else _ASCII if ch.isascii() else UNSEEN)


@cache
def general_words() -> Mapping[str, float]:
    """Return the costs of the words in kg/clean/words.txt, and of those that only the lexicons and the gazetteer have."""
    return dict.fromkeys(_listed_words(), _LISTED) | _counted_words()


@cache
def _counted_words() -> dict[str, float]:
    return _SIGNS | {word: float(cost) for cost, words in _rows("words.txt") for word in words.split(" ")}


def is_only_listed(word: str) -> bool:
    """Return whether a word stands in the lexicons or the gazetteer alone: nobody counted how often it is said."""
    return word in general_words() and word not in _counted_words()


def _listed_words() -> list[str]:
    words = {row.word for table in _TABLES for row in read_lexicon(table)} | divisions_by_name().keys()
    return sorted(word for word in words if re.fullmatch(rf"[\u4e00-\u9fff]{{2,{LONGEST}}}", word))


@cache
def initials() -> frozenset[str]:
    """Return the characters that common words begin with."""
    return frozenset(word[0] for word, cost in _counted_words().items() if cost <= _INITIAL)  # what was not is dearer


@cache
def known_pairs() -> frozenset[str]:
    """Return the pairs of characters that stand side by side in some word."""
    words = "\n".join(general_words())
    return frozenset(pair for pair in set(map(add, words, words[1:])) if "\n" not in pair)


@cache
def readings() -> Mapping[str, frozenset[str]]:
    """Return the characters of GBK by reading, with tone marks: zhǎng → 長掌漲…"""
    return {reading: frozenset(characters) for reading, characters in _rows("readings.txt")}


def _rows(name: str) -> list[tuple[str, str]]:
    lines = [line for line in (_FOLDER / name).read_text("utf-8").splitlines() if not line.startswith("#")]
    return [(first, second) for first, second in (line.split("\t") for line in lines[1:])]


@cache
def _general_next() -> Mapping[str, Set[str]]:
    return _next_characters(general_words())


def _next_characters(words: Iterable[str]) -> Mapping[str, Set[str]]:
    following: dict[str, set[str]] = {}
    for word in words:
        for end in range(1, len(word)):
            following.setdefault(word[:end], set()).add(word[end])
    return following


def _said(report: str) -> Mapping[str, float]:
    runs = re.findall(r"[\u3400-\u9fff]+", report[:_MOST])
    counts = Counter(
        run[i : i + length] for run in runs for length in range(2, LONGEST + 1) for i in range(len(run) - length + 1)
    )
    total = max(500, sum(map(len, runs)) / 1.7)
    return {word: -math.log(_REPEATED * count / total) + (2.0 if count == 1 else 0.0) for word, count in counts.items()}
