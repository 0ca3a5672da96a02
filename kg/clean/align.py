"""Text that remembers where each of its characters came from.

Every step of cleaning is a list of edits on the text before it. Applying them carries the positions along, so that steps
compose and the cleaned text leads back to the file whatever was done in between.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np

from kg.records import Positions, Repair

_NEAR = 4


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `start:end` by `after`.

    `origins` says for each new character which characters before the edit it stands for; without it, characters are taken one
    to one when their number stays the same, and otherwise all stand for the whole of `start:end`.
    """

    start: int
    end: int
    after: str
    origins: tuple[tuple[int, int], ...] | None = None


@dataclass(frozen=True, slots=True)
class Aligned:
    """A text, and for each character its start and end in the raw text."""

    text: str
    starts: array[int]
    ends: array[int]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the characters `start:end` stand in the raw text; an empty span stands between its neighbours."""
        if start < end:
            return self.starts[start], self.ends[end - 1]
        point = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
        return point, point

    def part(self, start: int, end: int) -> Aligned:
        """Return the characters `start:end`."""
        return (
            self
            if (start, end) == (0, len(self.text))
            else Aligned(self.text[start:end], self.starts[start:end], self.ends[start:end])
        )


def runs(numbers: array[int]) -> Positions:
    """Return numbers as the runs in which they rise by one.

    >>> runs(array("I", [7, 8, 9, 20, 21]))
    Positions(length=5, at=(0, 3), first=(7, 20))
    """
    found = np.frombuffer(numbers, dtype=np.uint32)
    at = [0, *((found[1:] != found[:-1] + 1).nonzero()[0] + 1).tolist()] if len(found) else []
    return Positions(len(numbers), tuple(at), tuple(map(numbers.__getitem__, at)))


def align(raw: str) -> Aligned:
    """Return the raw text as it is: every character stands for itself."""
    numbers = _numbers(max(16, len(raw).bit_length()))
    return Aligned(raw, numbers[: len(raw)], numbers[1 : len(raw) + 1])


@cache
def _numbers(bits: int) -> array[int]:
    """Return the numbers up to that of the longest text whose length has so many bits."""
    return array("I", range((1 << bits) + 1))


def apply(before: Aligned, edits: Iterable[Edit], step: str) -> tuple[Aligned, list[Repair]]:
    """Return the text after the edits (sorted, apart from each other), and what they changed in terms of the raw text."""
    edits = list(edits)
    if not edits:
        return before, []
    parts: list[str] = []
    starts, ends = array("I"), array("I")
    done = 0
    for edit in edits:
        parts += before.text[done : edit.start], edit.after
        for new, old in ((starts, before.starts), (ends, before.ends)):
            new.extend(old[done : edit.start])
        _extend(starts, ends, before, edit)
        done = edit.end
    parts.append(before.text[done:])
    starts.extend(before.starts[done:])
    ends.extend(before.ends[done:])
    return Aligned("".join(parts), starts, ends), [_repair(before, edit, step) for edit in edits]


def replace_all(before: Aligned, after: str, step: str, near: int = _NEAR) -> tuple[Aligned, list[Repair]]:
    """Return the text with characters replaced one for one (`after` is as long as the text), and the stretches that changed."""
    if before.text == after:
        return before, []
    changed = [
        _repair(before, Edit(start, end, after[start:end]), step) for start, end in differences(before.text, after, near)
    ]
    return Aligned(after, before.starts, before.ends), changed


def differences(left: str, right: str, near: int = _NEAR) -> list[tuple[int, int]]:
    """Return the stretches in which two texts of the same length differ; those less than `near` characters apart are one.

    >>> differences("abcdefghijk", "aXYdefghijZ")
    [(1, 3), (10, 11)]
    """
    places = changed(left, right)
    if not places:
        return []
    ends = [(a, b) for a, b in pairwise(places) if b - a > near]
    return list(zip([places[0], *(b for _, b in ends)], [*(a + 1 for a, _ in ends), places[-1] + 1], strict=True))


def changed(left: str, right: str) -> list[int]:
    """Return where two texts of the same length differ.

    >>> changed("甲乙丙", "甲丁丙")
    [1]
    """
    both = [np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32) for text in (left, right)]
    found: list[int] = (both[0] != both[1]).nonzero()[0].tolist()
    return found


def line_spans(text: str) -> list[tuple[int, int]]:
    """Return where each line stands, with the newline that ends it.

    >>> line_spans("甲\\n\\n乙")
    [(0, 2), (2, 3), (3, 4)]
    """
    spans: list[tuple[int, int]] = []
    start = 0
    while end := text.find("\n", start) + 1:
        spans.append((start, end))
        start = end
    return spans if text.endswith("\n") else [*spans, (start, len(text))]


def split_lines(text: str) -> list[str]:
    """Return the lines of a text without their newlines, as many as `line_spans` has."""
    lines = text.split("\n")
    return lines[:-1] if text.endswith("\n") else lines


def _extend(starts: array[int], ends: array[int], before: Aligned, edit: Edit) -> None:
    for start, end in edit.origins or _origins(edit):
        raw_start, raw_end = before.raw_span(start, end)
        starts.append(raw_start)
        ends.append(raw_end)


def _origins(edit: Edit) -> Sequence[tuple[int, int]]:
    if len(edit.after) == edit.end - edit.start:
        return [(i, i + 1) for i in range(edit.start, edit.end)]
    return [(edit.start, edit.end)] * len(edit.after)


def _repair(before: Aligned, edit: Edit, step: str) -> Repair:
    start, end = before.raw_span(edit.start, edit.end)
    return Repair(step, start, end, before.text[edit.start : edit.end], edit.after)
