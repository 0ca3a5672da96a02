"""Percentages above a hundred that are meant: of a plan, of another year, of another measure (ontology/whole.tsv)."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import read_lexicon
from kg.records import Document, Result


def exceeds_whole(result: Result, document: Document) -> bool:
    """Return whether a level is above 100 % and its words say that it may be; without them it is likelier a misreading."""
    if result.kind != "percent" or result.value <= 100:
        return False
    span = result.evidence.span
    return bool(_words().search(f"{result.indicator} {document.text[span.start : span.end]}"))


@cache
def _words() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row.word})" for row in read_lexicon("whole")))
