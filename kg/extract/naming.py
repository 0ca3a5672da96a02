"""Names as a model of characters sees them, beside the grammars of names: what is formed as names are, and no grammar knows.

A linear-chain conditional random field (Lafferty et al. 2001) over characters, run by CRFsuite (Okazaki 2007), taught by the
open reports (`tests/reference/train_names.py`): characters, words and parts of speech around, and what the gazetteer knows. A
name is as likely as its least likely character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

import pycrfsuite

from kg.extract.nlp import Tag
from kg.extract.places import division_kinds

MODEL = "names.crfsuite"
LEARNED = "names/learned"  # the rule of what only the model sees
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]*")
_QUOTES = '“”‘’「」『』" '
_WIDTH = 2


class Named(NamedTuple):
    """A stretch of text that looks like the name of a thing of a class, and how likely it is one (0 to 1)."""

    start: int
    end: int
    type: str
    likely: float


def names_in(text: str, tags: Sequence[Tag], least: float = 0.5) -> list[Named]:
    """Return the names in a text, in reading order, that are at least as likely as that; none contains another."""
    rows = features_of(text, tags)
    return [name for start, end in sentences_of(text) for name in _read(text, rows, start, end) if name.likely >= least]


def sentences_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the sentences that the model sees one at a time."""
    for sentence in _SENTENCE.finditer(text):
        yield sentence.span()


def features_of(text: str, tags: Sequence[Tag]) -> list[tuple[str, ...]]:
    """Return for each character of a text what the model knows of it: its neighbours, words, the gazetteer."""
    size = len(text)
    characters = ["^"] * _WIDTH + ["0" if c.isdigit() else c for c in text] + ["^"] * _WIDTH
    pairs = [a + b for a, b in pairwise(characters)]
    triples = [a + b for a, b in zip(pairs, characters[2:], strict=False)]
    forms, places, befores = ["^"] * size, [""] * size, ["^"] * size
    before = "^"
    for start, end, label, word in tags:
        for at in range(start, end):
            position = "S" if end - start == 1 else "B" if at == start else "E" if at == end - 1 else "M"
            forms[at], places[at], befores[at] = label + position, word + position, before
        before = word
    known = _known(text)
    forms = ["^", "^", *forms, "^", "^"]
    columns = [
        *(_column(f"c{at}", characters[_WIDTH + at : _WIDTH + at + size]) for at in range(-_WIDTH, _WIDTH + 1)),
        *(_column(f"d{at}", pairs[_WIDTH + at : _WIDTH + at + size]) for at in (-1, 0, 1)),
        *(_column(f"e{at}", triples[_WIDTH + at : _WIDTH + at + size]) for at in (-1, 0)),
        *(_column(f"t{at}", forms[2 + at : 2 + at + size]) for at in range(-2, 3)),
        _column("tb", map(str.__add__, forms[1:], forms[2 : 2 + size])),
        _column("ta", map(str.__add__, forms[2:], forms[3 : 3 + size])),
        _column("w", places), _column("wt", map(str.__add__, forms[2:], befores)),
        *(_column(f"k{at}", known[1 + at : 1 + at + size]) for at in (-1, 0, 1)),
    ]  # fmt: skip
    return list(zip(*columns, strict=True))


def _column(name: str, values: Iterable[str]) -> list[str]:
    return [f"{name}={value}" for value in values]


def _known(text: str) -> list[str]:
    """Return for each character, with one place before and behind, what division's name it stands in, and where in it."""
    known = ["-"] * (len(text) + 2)
    taken = 0
    for start, end, kind in division_kinds(text):
        if start >= taken:
            known[1 + start : 1 + end] = [f"{kind}B", *[f"{kind}I"] * (end - start - 2), f"{kind}E"][: end - start]
            taken = end
    return known


def _read(text: str, rows: list[tuple[str, ...]], start: int, end: int) -> Iterator[Named]:
    tagger = _tagger()
    labels = tagger.tag(rows[start:end])
    at = 0
    while at < len(labels):
        if labels[at][0] != "B":
            at += 1
            continue
        kind, until = labels[at][2:], at + 1
        while until < len(labels) and labels[until] == f"I-{kind}":
            until += 1
        likely = min(tagger.marginal(labels[i], i) for i in range(at, until))
        if until < len(labels):
            likely = min(likely, 1 - tagger.marginal(f"I-{kind}", until))
        first, last = start + at, start + until
        while first < last and text[first] in _QUOTES:
            first += 1
        while first < last and text[last - 1] in _QUOTES:
            last -= 1
        if first < last:
            yield Named(first, last, kind, likely)
        at = until


@cache
def _model() -> bytes:
    return (files("kg.extract") / MODEL).read_bytes()


@cache
def _tagger() -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(_model())  # CRFsuite reads the model where it lies: it must stay in memory
    return tagger
