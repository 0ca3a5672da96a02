"""What a number measures, in other words than the grammar's where two small models of our own are surer of those.

The grammar (findings.py) builds an indicator from the words around a number by how such sentences are formed; where a
sentence is formed otherwise its words come out torn. Here every word of the sentence is weighed: is it one of those that say
what is measured? The likely ones, in their order, are another wording. A second model chooses between the two, by how much
each explains. Both see part of speech, place, length, and whether a word is a known measure, filler or verb of change.

Method: gradient boosting of decision trees (Friedman 2001), run by onnxruntime; taught by the open reference set alone:
`python -m tests.reference.train_wording`.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from kg.extract.findings import Finding
from kg.extract.indicators import METRIC, strip
from kg.extract.lexica import directions
from kg.extract.models import probabilities
from kg.extract.order import last_of, next_of
from kg.extract.pages import Bounds, Number, Page, Word
from kg.extract.subjects import is_news

WORDS, CHOICE = "words.onnx", "wordings.onnx"
SHORTEST = 200  # characters of a text that the models weigh
LIKELY = 0.5  # from which on a word is one of those
SURE = 0.6  # from which on the other wording is chosen
ALIKE = 0.5  # Dice of character pairs from which on two wordings say the same
_BEFORE, _BEHIND = 70, 25  # characters of a sentence that are looked at
_GROUPS = {
    "n": 0, "nz": 0, "nw": 0, "an": 0, "vn": 1, "v": 2, "vd": 2, "m": 3, "w": 4, "d": 5, "ad": 5, "p": 6, "c": 7, "u": 8,
    "xc": 8, "f": 9, "s": 9, "r": 10, "a": 11, "q": 12, "t": 13, "TIME": 13, "LOC": 14, "ORG": 14, "PER": 14,
}  # fmt: skip
_OTHER, _SIZE = 15, 16
_VERBS, _NOUNS = ("v", "vd", "vn"), ("n", "nz", "vn", "an", "nw")
_CLASSES = ("Agency", "Person", "Place", "Initiative", "System", "Document", "Event", "Award", "Facility")
_MEASURES = ("count", "percent", "points", "money", "duration", "times")
_NO_CLASS = (False,) * len(_CLASSES)
_RULES = (
    "behind", "change", "percent", "level-reached", "before", "level-before", "between", "share", "preposed",
    "between-modified", "between-list", "before-verb", "with", "took",
)  # fmt: skip
_STOP, _COMMA, _END = "。！？\n", "，,；;：:（）()", "，。；、：,（）()"
_FILLS = re.compile(
    r"(?:同比|环比|较|比|达到?|为|是|约|近|超过?|逾|仅|共|累计|了|已|均|分别|至|到|从|由|其中|全年|占|都|也|又|还|则|其)+"
)
_EACH = re.compile(r"分别|各")
_CHANGES = re.compile(r"增|降|升|减|长|涨|多|少|高|低|缩|压")
_REACHES = re.compile(r"达|为|至|到|超|破|占")


@dataclass(frozen=True, slots=True)
class Sight:
    """A number and the words around it, with what the model sees of each word."""

    number: Number
    words: tuple[Word, ...]
    features: NDArray[np.float32]  # a row for each word
    text: str  # the stretch that was looked at

    def aligned(self, wording: str) -> list[int]:
        """Return which words make up a wording, each character used once, by the nearest word that has it."""
        start, end, rest, taken = self.number.start, self.number.end, wording, list[int]()
        for i in sorted(
            range(len(self.words)), key=lambda i: min(abs(self.words[i].end - start), abs(self.words[i].start - end))
        ):
            if self.words[i].text in rest:
                taken.append(i)
                rest = rest.replace(self.words[i].text, "\0", 1)
        return sorted(taken)

    def wording(self, chances: Sequence[float]) -> str:
        """Return the likely words in their order."""
        return strip("".join(word.text for word, chance in zip(self.words, chances, strict=True) if chance > LIKELY))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what is the same for all its numbers."""

    page: Page
    start: int
    end: int
    words: tuple[Word, ...]
    numbers: tuple[Number, ...]
    cuts: tuple[int, ...]
    fixed: NDArray[np.float32]  # what each word is by itself
    pieces: tuple[int, ...]  # in which piece each word stands
    items: tuple[int, ...]  # and behind how many marks of a list
    counted: dict[int, list[Number]]  # the numbers of each piece

    def sight(self, number: Number) -> Sight:
        """Return what the model sees around a number."""
        first, last = max(self.start, number.start - _BEFORE), min(self.end, number.end + _BEHIND)
        around = [
            i
            for i, w in enumerate(self.words)
            if first <= w.start and w.end <= last and (w.end <= number.start or w.start >= number.end)
        ]
        words = tuple(self.words[i] for i in around)
        beside = np.array([*self._beside(number, around)], dtype=np.float32).reshape(len(around), -1)
        said = np.tile(np.array(self._said(number), dtype=np.float32), (len(around), 1))
        return Sight(number, words, np.hstack([self.fixed[around], beside, said]), self.page.text[first:last])

    def _said(self, number: Number) -> tuple[float, ...]:
        """Return what a number is by itself and in its piece."""
        text, beside = self.page.text, self.counted[bisect_left(self.cuts, number.start)]
        opens = max((cut for cut in self.cuts if cut < number.start), default=self.start - 1) + 1
        before, follows = text[opens : number.start], text[number.end : number.end + 1]
        return (
            *(float(number.quantity.measure == one) for one in _MEASURES), beside.index(number), len(beside),
            not follows or follows in _END + _STOP, _EACH.search(before) is not None, number.start == opens,
            _CHANGES.search(before[-6:]) is not None, _REACHES.search(before[-3:]) is not None,
        )  # fmt: skip

    def _beside(self, number: Number, around: Sequence[int]) -> Iterator[tuple[float, ...]]:
        """Yield how words stand to a number."""
        text, here = self.page.text, bisect_left(self.cuts, number.start)
        rank = self.counted[here].index(number)
        left = sum(self.words[i].end <= number.start for i in around)
        behind = around[left:]
        last_verb, last_noun = self._first_of(around[left - 1 :: -1] if left else (), _VERBS, _NOUNS)
        first_verb, first_noun = self._first_of(behind, _VERBS, _NOUNS)
        starts = [n.start for n in self.numbers]
        for at, i in enumerate(around):
            word, piece = self.words[i], self.pieces[i]
            is_left = at < left
            start, end = (word.end, number.start) if is_left else (number.end, word.start)
            mine = self.counted.get(piece, ())
            former = sum(n.end <= word.start for n in mine)
            between = bisect_left(starts, end) - bisect_left(starts, start)
            yield (
                is_left, left - 1 - at if is_left else at - left, end - start, here - piece, text.count("、", start, end),
                between, i == last_verb, i == last_noun, i == first_verb, i == first_noun, word.end == number.start,
                word.start == number.end, self.items[i] - rank, self.items[i] == rank, former, len(mine) - former,
            )  # fmt: skip

    def _first_of(self, order: Sequence[int], *kinds: Sequence[str]) -> list[int]:
        """Return which word of each kind comes first; -1 where none does."""
        return [next((i for i in order if self.words[i].label in labels), -1) for labels in kinds]


def sentence_of(page: Page, position: int) -> Sentence:
    """Return the sentence around a position as the model sees it."""
    text = page.text
    start = last_of(text, _STOP, position) + 1
    end = next_of(text, _STOP, position)
    words = tuple(page.words_in(start, end))
    cuts = tuple(i for i in range(start, end) if text[i] in _COMMA)
    numbers = tuple(page.numbers_in((start, end)))
    pieces = tuple(bisect_left(cuts, word.start) for word in words)
    members: dict[int, list[int]] = {}
    for i, piece in enumerate(pieces):
        members.setdefault(piece, []).append(i)
    counted: dict[int, list[Number]] = {}
    for number in numbers:
        counted.setdefault(bisect_left(cuts, number.start), []).append(number)
    fixed: list[tuple[float, ...]] = []
    items: list[int] = []
    for piece, mine in members.items():
        items += accumulate((_lists(words[i]) for i in mine[:-1]), initial=0)
        fixed += _fixed(page, words, mine, len(counted.get(piece, ())))
    rows = np.array(fixed, dtype=np.float32)
    return Sentence(page, start, end, words, numbers, cuts, rows, pieces, tuple(items), counted)


def _fixed(page: Page, words: Sequence[Word], mine: Sequence[int], counted: int) -> Iterator[tuple[float, ...]]:
    """Yield what each word of a piece, in which some numbers are counted, is by itself and in its piece."""
    text, labels = page.text, [None, *(words[i].label for i in mine), None]
    verbs, nouns = ([i for i in mine if words[i].label in kind] for kind in (_VERBS, _NOUNS))
    item = 0
    for at, i in enumerate(mine):
        word = words[i]
        over = page.mentions_over(word.start, word.end)
        classes = {mention.type for mention in over}
        before, behind = text[max(0, word.start - 1) : word.start], text[word.end : word.end + 1]
        facts = (
            len(word.text), at, len(mine) - 1 - at, len(verbs), len(nouns), verbs[:1] == [i], verbs[-1:] == [i],
            nouns[:1] == [i], nouns[-1:] == [i], item, counted, *_looks(word.text), behind == "的", before == "的",
            behind == "了", before in ("将", "把", "对", "被", "由"), behind in ("，", "；", "："),
            any(mention.span.start == word.start for mention in over),
            *((one in classes for one in _CLASSES) if over else _NO_CLASS),
        )  # fmt: skip
        yield *_one_hot(labels[at + 1]), *_one_hot(labels[at]), *_one_hot(labels[at + 2]), *facts
        item += _lists(word)


def _lists(word: Word) -> bool:
    """Return whether a word stands between the items of a list."""
    return word.text in "、和及与"


@lru_cache(maxsize=4096)
def _looks(word: str) -> tuple[bool, bool, bool]:
    """Return whether a word is a known measure, one that only fills, one of a direction."""
    return METRIC.search(word) is not None, _FILLS.fullmatch(word) is not None, word in directions()


@cache
def _one_hot(label: str | None) -> tuple[float, ...]:
    group = -1 if label is None else _GROUPS.get(label, _OTHER)
    return tuple(float(group == i) for i in range(_SIZE))


def choice(sight: Sight, chances: Sequence[float], finding: Finding) -> tuple[float, ...] | None:
    """Return what the second model sees of two wordings that differ; nothing where they say the same, or there is one only."""
    other, given = sight.wording(chances), finding.indicator
    if len(other) < 2 or likeness(other, given) >= ALIKE or _stammers(other):
        return None
    ours, theirs = [i for i, chance in enumerate(chances) if chance > LIKELY], sight.aligned(given)
    p = [min(max(chance, 1e-3), 1 - 1e-3) for chance in chances]
    of_theirs, of_ours = [p[i] for i in theirs] or [0.0], [p[i] for i in ours]
    labels = [sight.words[i].label for i in theirs]
    rest = [chance for i, chance in enumerate(p) if i not in ours] or [0.0]
    rule = finding.rule.removeprefix("results/")
    facts = (
        _explains(p, ours) - _explains(p, theirs), sum(of_theirs) / len(of_theirs), max(of_theirs), sum(of_ours) / len(of_ours),
        min(of_ours), max(rest), len(given), len(other), sum(len(sight.words[i].text) for i in theirs) / max(1, len(given)),
        any(label in _NOUNS for label in labels), any(label in ("v", "vd") for label in labels), len(theirs), len(ours),
        sum(len(sight.words[i].text) == 1 for i in theirs) / len(theirs) if theirs else 1, _near(sight, ours),
        _near(sight, theirs), likeness(other, given), given in sight.text, *(rule == one for one in _RULES),
        *(sight.number.quantity.measure == one for one in _MEASURES),
    )  # fmt: skip
    return tuple(map(float, facts))


def _stammers(wording: str) -> bool:
    """Return whether two characters stand twice in a wording, as in none that somebody would say: 服务活动服务区."""
    pairs = [wording[i : i + 2] for i in range(len(wording) - 1)]
    return len(pairs) > len(set(pairs))


def _explains(chances: Sequence[float], chosen: Sequence[int]) -> float:
    """Return the logarithm of how likely just these words are those."""
    return sum(math.log(p if i in chosen else 1 - p) for i, p in enumerate(chances))


def _near(sight: Sight, chosen: Sequence[int]) -> int:
    return min((abs(sight.words[i].end - sight.number.start) for i in chosen), default=99)


def likeness(left: str, right: str) -> float:
    """Return the share of character pairs that two wordings have in common (Dice)."""
    one, other = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (left, right))
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def sights(page: Page, findings: Iterable[Finding]) -> list[tuple[Finding, Sight]]:
    """Return the findings whose words may be chosen, each with what stands around its number."""
    sentences: list[Sentence] = []
    seen: list[tuple[Finding, Sight]] = []
    for finding in findings:
        number = finding.number
        if finding.rule.removeprefix("results/") not in _RULES:
            continue
        if not sentences or not sentences[-1].start <= number.start < sentences[-1].end:
            sentences.append(sentence_of(page, number.start))
        if (sight := sentences[-1].sight(number)).words:
            seen.append((finding, sight))
    return seen


def with_likelier_words(page: Page, told: Sequence[list[tuple[Bounds, Finding]]]) -> list[list[tuple[Bounds, Finding]]]:
    """Return the findings of a report, each with the wording that the models take for it where they are sure of another.

    Such a finding has the model's probability, between 0 and 1, as its confidence. What took its words from one that is worded
    anew, in the same sentence, takes the new ones. A text of a few sentences and an item of news stay as the grammar reads
    them: the models were taught by whole reports.
    """
    if len(page.text) < SHORTEST or is_news(page.text):
        return list(told)
    seen = sights(page, (finding for sentence in told for _, finding in sentence))
    weighed = list(zip(seen, chances_of([sight for _, sight in seen]), strict=True))
    open_ = [(finding, sight, row) for (finding, sight), chances in weighed if (row := choice(sight, chances, finding))]
    known = {id(sight): chances for (_, sight), chances in weighed}
    sure = probabilities(CHOICE, [row for *_, row in open_])
    chosen = {
        id(finding): replace(finding, indicator=sight.wording(known[id(sight)]), confidence=round(chance, 2))
        for (finding, sight, _), chance in zip(open_, sure, strict=True)
        if chance > SURE
    }
    return [_reworded(sentence, chosen) for sentence in told] if chosen else list(told)


def _reworded(sentence: list[tuple[Bounds, Finding]], chosen: dict[int, Finding]) -> list[tuple[Bounds, Finding]]:
    anew: dict[str, Finding] = {}
    found: list[tuple[Bounds, Finding]] = []
    for piece, finding in sentence:
        said = chosen.get(id(finding))
        if said:
            anew[finding.indicator] = said
        elif (former := anew.get(finding.indicator)) and finding.kind == "change":
            said = replace(finding, indicator=former.indicator, confidence=former.confidence)
        found.append((piece, said or finding))
    return found


def chances_of(seen: Sequence[Sight]) -> list[list[float]]:
    """Return how likely each word around each number is one of those that say what it measures."""
    if not seen:
        return []
    chances = iter(probabilities(WORDS, np.vstack([sight.features for sight in seen])))
    return [[next(chances) for _ in sight.words] for sight in seen]
