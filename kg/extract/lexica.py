"""Lexicon rows as compiled patterns."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import read_lexicon
from kg.records import Direction


@cache
def alternation(name: str, label: str) -> re.Pattern[str]:
    """Return a pattern that finds any word of ontology/NAME.tsv with the label, longest first; its words may be patterns."""
    words = sorted({row.word for row in read_lexicon(name) if row.label == label}, key=lambda w: (-len(w), w))
    return re.compile("|".join(f"(?:{word})" for word in words) if words else r"(?!)")


@cache
def directions() -> dict[str, Direction]:
    """Return up or down for every verb of change."""
    return {row.word: row.label for row in read_lexicon("change_verbs")}  # type: ignore[misc]
