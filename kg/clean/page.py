"""What stands around the text of a page and is not its text: navigation, share lines, adverts, captions, what is said twice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg.clean.align import Aligned, Edit, apply
from kg.lexicon import read_lexicon
from kg.records import Repair


def drop_lines(before: Aligned, why: Mapping[int, str]) -> tuple[Aligned, list[Repair]]:
    """Drop the lines that `why` names by number with the step that does it, and the blank lines they leave side by side."""
    edits: list[Edit] = []
    steps: list[str] = []
    gap, dropped = (
        True,
        False,
    )  # whether what is kept so far ends in a blank line (or is nothing); whether a line was just dropped
    for number, (start, end) in enumerate(line_spans(before.text)):
        blank = not before.text[start:end].strip()
        if number in why or (blank and gap and dropped):
            edits.append(Edit(start, end, ""))
            steps.append(why.get(number, "blank"))
            dropped = True
        else:
            gap, dropped = blank, dropped and blank
    after, repairs = apply(before, edits, "")
    return after, [replace(repair, step=step) for repair, step in zip(repairs, steps, strict=True)]


def boilerplate(lines: Sequence[str]) -> dict[int, str]:
    """Return the lines that are no text of the report, and the row of ontology/boilerplate.tsv that says so."""
    pattern, ids = _boilerplate()
    found: dict[int, str] = {}
    for number, line in enumerate(lines):
        if match := pattern.fullmatch(line.strip()):
            found[number] = ids[match.lastgroup or ""]
    return found


def repeated(lines: Sequence[str]) -> list[int]:
    """Return the lines that say again what a line before said: titles and captions, not headings of a few characters."""
    seen: set[str] = set()
    again: list[int] = []
    for number, line in enumerate(lines):
        key = re.sub(r"\W", "", line)
        if len(key) >= 10 and key in seen:
            again.append(number)
        seen.add(key)
    return again


def line_spans(text: str) -> list[tuple[int, int]]:
    """Return where each line stands, with the newline that ends it.

    >>> line_spans("甲\\n\\n乙")
    [(0, 2), (2, 3), (3, 4)]
    """
    ends = [i + 1 for i, ch in enumerate(text) if ch == "\n"]
    if not text.endswith("\n"):
        ends.append(len(text))
    return list(zip([0, *ends[:-1]], ends, strict=True))


def split_lines(text: str) -> list[str]:
    """Return the lines of a text without their newlines, as many as `line_spans` has."""
    return [text[start:end].rstrip("\n") for start, end in line_spans(text)]


@cache
def _boilerplate() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = read_lexicon("boilerplate")
    pattern = "|".join(f"(?P<r{i}>{row.word})" for i, row in enumerate(rows))
    return re.compile(pattern), {f"r{i}": row.id for i, row in enumerate(rows)}
