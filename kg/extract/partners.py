"""Who joins in what another does, in a sentence that leaves that one out: …，市红十字会派人配合, 同守路口的还有某局.

The patterns are the rows of ontology/statements.tsv with the label `joins`, over skeletons of sentences (see statements.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.skeletons import Skeleton
from kg.extract.statements import JOINS
from kg.lexicon import read_lexicon
from kg.records import Mention


@dataclass(frozen=True, slots=True)
class Partners:
    """Bodies that join in a deed, and the words that say so."""

    bodies: tuple[Mention, ...]
    start: int
    end: int


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row.word) for row in read_lexicon("statements") if row.label == JOINS)


def read_partners(skeletons: Sequence[Skeleton]) -> Iterator[Partners]:
    """Yield who joins in what somebody else does, in reading order."""
    for skeleton in skeletons:
        if "Ⓐ" not in skeleton.signs:
            continue
        for pattern in _patterns():
            for match in pattern.finditer(skeleton.signs):
                yield Partners(tuple(skeleton.named(match, "o", "Ⓐ")), *skeleton.span(match))
