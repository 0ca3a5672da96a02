"""What stands side by side on the lines of a plain text: the numbers of the lines, and columns of text.

A legal print or an editor puts a number before every line, or before every fifth; a program that keeps the layout of a page
puts the second column behind spaces on the lines of the first. Both are taken for what they are only where the lines
themselves are broken at a width, within sentences: a list of items has numbers, and a table columns, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from kg.clean.align import Aligned, Edit, apply, line_spans, split_lines
from kg.clean.wrap import column_of
from kg.records import Repair

_FEWEST, _FEWEST_FIFTHS = 8, 3  # lines with a number, where each has one, and where every fifth
_MOSTLY = 0.95
_NUMBER = re.compile(r"[ \t\u3000]{0,12}(?P<n>[0-9]{1,4})(?:[.:：|｜)）][ \t\u3000]*|[ \t\u3000]+|$)")
_SOME = re.compile(r"(?m:^[ \t\u3000]{0,12}0{0,3}(?:5|10)(?:[.:：|｜)）\t \u3000]|$))")
_GAP = re.compile(r"(?<=\S)(?:[ \u3000]{2,}|\t+)(?=\S)")
_NEAR = 2  # columns by which the beginnings of lines of a column differ at most
_FEWEST_ROWS = 6  # with text in both columns
_WIDEST = 300  # characters of a line of two columns
_NARROWEST = 16  # columns of a screen that a column of text takes


def drop_line_numbers(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Drop the numbers before the lines of a text that was broken at a width."""
    if not _SOME.search(before.text):
        return before, []
    lines, spans = split_lines(before.text), line_spans(before.text)
    filled = [i for i, line in enumerate(lines) if line.strip()]
    found = {i: match for i in filled if (match := _NUMBER.match(lines[i]))}
    numbers = {i: int(match["n"]) for i, match in found.items()}
    if not (_count_lines(numbers, filled) or _count_fifths(numbers, filled)):
        return before, []
    texts = [lines[i][found[i].end() :] if i in found else lines[i].strip() for i in filled]
    if not column_of([text for text in texts if text.strip()]):
        return before, []
    indent = min(len(lines[i]) - len(lines[i].lstrip()) for i in filled if i not in found) if len(found) < len(filled) else 0
    edits = [Edit(spans[i][0], spans[i][0] + (found[i].end() if i in found else indent), "") for i in filled]
    return apply(before, edits, "numbers")


def _count_lines(numbers: Mapping[int, int], filled: Sequence[int]) -> bool:
    """Return whether nearly every line has a number, each one more than the one before, or one again on a new page."""
    steps = [b == a + 1 or b == 1 for a, b in pairwise(numbers.values())]
    return len(numbers) >= max(_FEWEST, 0.9 * len(filled)) and sum(steps) >= _MOSTLY * len(steps)


def _count_fifths(numbers: Mapping[int, int], filled: Sequence[int]) -> bool:
    """Return whether every fifth line has its number, and no other one any."""
    at = [place for place, i in enumerate(filled) if i in numbers]
    is_counted = all(number % 5 == 0 for number in numbers.values())
    return len(at) >= _FEWEST_FIFTHS and is_counted and all(b - a == 5 for a, b in pairwise(at)) and at[0] <= 4


def in_reading_order(text: str) -> str | None:
    """Return a text that stands in two columns with the second behind the first; None when it does not."""
    if sum(map(text.count, ("  ", "\t", "\u3000\u3000"))) < _FEWEST_ROWS:
        return None
    lines = text.replace("\f", "\n\f").split("\n")
    edges = Counter(_width(line[: gap.end()]) for line in lines if len(line) <= _WIDEST for gap in _GAP.finditer(line))
    if not edges:
        return None
    edge = max(sorted(edges), key=lambda x: sum(edges[x + i] for i in range(-1, 2)))
    if edge < _NARROWEST or sum(edges[edge + i] for i in range(-_NEAR, _NEAR + 1)) < _FEWEST_ROWS:
        return None
    out: list[str] = []
    block: list[tuple[str, str]] = []
    is_changed = False
    for line in [*lines, None]:
        parts = _parted(line, edge) if line is not None else None
        if parts and not (line or "").startswith("\f"):
            block.append(parts)
            continue
        read = _read(block)
        is_changed |= read is not None
        out += read if read is not None else [_joined(pair, edge) for pair in block]
        block = [parts] if parts else []
        if line is not None and not parts:
            out.append(line)
    return "\n".join(out) if is_changed else None


def _parted(line: str, edge: int) -> tuple[str, str] | None:
    """Return what stands left and right of an edge; None for a line that runs across."""
    if not line.strip():
        return "", ""
    if len(line) > _WIDEST:
        return None
    gap = next((gap for gap in _GAP.finditer(line) if abs(_width(line[: gap.end()]) - edge) <= _NEAR), None)
    if gap:
        return line[: gap.start()], line[gap.end() :]
    if _width(line.rstrip()) < edge:
        return line.rstrip(), ""
    start = len(line) - len(line.lstrip())
    return ("", line.strip()) if abs(_width(line[:start]) - edge) <= _NEAR + 4 else None


def _joined(pair: tuple[str, str], edge: int) -> str:
    left, right = pair
    return left + " " * max(2, edge - _width(left)) + right if right else left


def _read(block: Sequence[tuple[str, str]]) -> list[str] | None:
    """Return the lines of a block in the order in which they are read; None when it is no text in columns."""
    both = [i for i, (left, right) in enumerate(block) if left.strip() and right.strip()]
    if len(both) < _FEWEST_ROWS:
        return None
    above, rows = block[: both[0]], block[both[0] :]
    left, right = ([pair[side] for pair in rows if pair[side].strip()] for side in (0, 1))
    if not all(column_of([line.strip() for line in side]) for side in (left, right)):
        return None
    indents = [len(line) - len(line.lstrip()) for line in left]
    usual = Counter(indents).most_common(1)[0][0]
    return [
        *(pair[0] for pair in above),
        *([""] if above and above[-1][0].strip() else []),  # a title is no part of the column
        *(line[min(usual, indent) :] for line, indent in zip(left, indents, strict=True)),
        *right,
    ]


def _width(text: str) -> int:
    """Return how many columns of a screen a text takes: two for a Chinese character or mark."""
    return sum(2 if ch >= "\u2e80" else 1 for ch in text.replace("\f", ""))
