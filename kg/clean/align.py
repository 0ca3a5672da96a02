"""Text that remembers where each of its characters came from.

Every step of cleaning is a list of edits on the text before it. Applying them carries the positions along, so that steps
compose and the cleaned text leads back to the file whatever was done in between.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.records import Repair

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


def align(raw: str) -> Aligned:
    """Return the raw text as it is: every character stands for itself."""
    return Aligned(raw, array("I", range(len(raw))), array("I", range(1, len(raw) + 1)))


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


def replace_all(before: Aligned, after: str, step: str) -> tuple[Aligned, list[Repair]]:
    """Return the text with characters replaced one for one (`after` is as long as the text), and the stretches that changed."""
    if before.text == after:
        return before, []
    changed = [_repair(before, Edit(start, end, after[start:end]), step) for start, end in differences(before.text, after)]
    return Aligned(after, before.starts, before.ends), changed


def differences(left: str, right: str) -> list[tuple[int, int]]:
    """Return the stretches in which two texts of the same length differ; those less than four characters apart are one.

    >>> differences("abcdefghijk", "aXYdefghijZ")
    [(1, 3), (10, 11)]
    """
    changed = {ord(a): "\0" for a, b in set(zip(left, right, strict=True)) if a != b}
    spans: list[tuple[int, int]] = []
    for match in re.finditer("\0", left.translate(changed)):
        i = match.start()
        if left[i] != right[i]:
            if spans and i - spans[-1][1] < _NEAR:
                spans[-1] = (spans[-1][0], i + 1)
            else:
                spans.append((i, i + 1))
    return spans


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
