"""The part of a graph that speaks of what is called by a name: its facts with their words, without reading all the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Set

from kg.records import ENTITY_TYPES
from kg.store.terms import INFERRED
from kg.store.written import Written, by_classes, text_of

_LABEL = re.compile(r'(?:skos:prefLabel|skos:altLabel|kg:formalName) ("[^\n]*)')
_WORDS = re.compile(r'"((?:[^"\\]|\\.)*)"@')
_ESCAPED = re.compile(r"\\u([0-9A-F]{4})|\\(.)")
_ID = re.compile(r"id:[\w-]+")
_UNESCAPED = {"n": "\n", "r": "\r", "t": "\t"}
_FACTS, _EVIDENCE = frozenset({"kg:Activity", "kg:Result"}), "oa:SpecificResource"
_THINGS = frozenset(f"kg:{name}" for name in ENTITY_TYPES)
_FEW = 5


def part_about(graph: Written, name: str, plain: Callable[[str], str]) -> Written:
    """Return the part of a graph that speaks of the things that have a name as a label, else as part of a label.

    Names are compared as `plain` makes them. The part holds these things, their facts with the words behind them, what these
    facts name besides, and what is inferred about the things.
    """
    read, inferred = graph.default, graph.inferred
    kinds = by_classes(read)
    things = (read[each] for classes, subjects in kinds.items() if not _THINGS.isdisjoint(classes) for each in subjects)
    wanted = _called(name, (*things, *inferred.values()), plain)
    facts = [each for classes, subjects in kinds.items() if not _FACTS.isdisjoint(classes) for each in subjects]
    evidence = {each for classes, subjects in kinds.items() if _EVIDENCE in classes for each in subjects}
    speaks = _speaks_of(wanted)
    told = {subject for subject in facts if speaks(read[subject])}
    derived = {subject for subject, block in inferred.items() if speaks(block)}
    besides = _named_in((read[each] for each in told), told) | _named_in((inferred[each] for each in derived), derived)
    words = _named_in((read[each] for each in besides & evidence), besides)
    kept = wanted | told | derived | besides | words
    more = text_of({subject: block for subject, block in inferred.items() if subject in kept})
    return Written(graph.base, {graph.base + INFERRED: more}, {each: block for each, block in read.items() if each in kept})


def _called(name: str, blocks: Iterable[str], plain: Callable[[str], str]) -> Set[str]:
    """Return the things that have a label, else those with a label that contains it."""
    wanted, known = plain(name), dict[str, str]()
    exact, inside = set[str](), set[str]()
    for block in blocks:
        for label in _labels(block):
            said = known.get(label)
            if said is None:
                said = known[label] = plain(_ESCAPED.sub(_unescaped, label))
            if wanted and wanted in said:
                (exact if wanted == said else inside).add(block[: block.index(" ")])
    return exact or inside


def _speaks_of(wanted: Set[str]) -> Callable[[str], bool]:
    """Return what tells whether a block names one of some things."""
    if len(wanted) <= _FEW:
        return lambda block: any(each in block for each in wanted)
    return lambda block: not wanted.isdisjoint(_ID.findall(block))


def _labels(block: str) -> Iterable[str]:
    return (label for row in _LABEL.findall(block) for label in _WORDS.findall(row))


def _named_in(blocks: Iterable[str], known: Set[str]) -> set[str]:
    return {each for block in blocks for each in _ID.findall(block)} - known


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else _UNESCAPED.get(found[2], found[2])


__all__ = ["part_about"]
