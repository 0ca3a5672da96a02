"""Names as they stand in reports of many departments: passages with marks, and how many of the names are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kg.records import Mention

FOLDER = Path(__file__).parent
CLASSES = {
    "A": "Agency", "P": "Person", "L": "Place", "I": "Initiative", "S": "System", "D": "Document", "E": "Event",
    "W": "Award", "F": "Facility",
}  # fmt: skip
_MARKED = re.compile(r"\[([A-Za-z]) ([^\[\]]+)\]")
_EDGES = "“”‘’「」《》"

Name = tuple[str, int, int]  # class, start, end, without quotation marks at the edges


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with the names in it, those that must be read and those that may be."""

    text: str
    names: frozenset[Name]
    optional: frozenset[Name]


def passages(name: str) -> list[Passage]:
    """Return the passages of names/NAME.txt."""
    lines = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return [_passage(line) for line in lines if line and not line.startswith("#")]


def _passage(line: str) -> Passage:
    text, names, optional, last = "", set[Name](), set[Name](), 0
    for match in _MARKED.finditer(line):
        text += line[last : match.start()]
        name = _bare(CLASSES[match[1].upper()], len(text), match[2])
        (optional if match[1].islower() else names).add(name)
        text += match[2]
        last = match.end()
    return Passage(text + line[last:], frozenset(names), frozenset(optional))


def _bare(label: str, start: int, surface: str) -> Name:
    """Return a name without the marks at its edges, where only those of a whole quotation stand."""
    left = len(surface) - len(surface.lstrip(_EDGES))
    right = len(surface.rstrip(_EDGES))
    return label, start + left, start + right


def compare(passage: Passage, mentions: tuple[Mention, ...]) -> tuple[set[Name], set[Name]]:
    """Return the names that were read rightly, and what was read that is none; what lies inside a name counts for neither."""
    read = {_bare(m.type, m.span.start, m.surface) for m in mentions}
    read = {_whole(name, passage) for name in read}
    known = passage.names | passage.optional
    outside = {r for r in read - known if not any(s <= r[1] and r[2] <= e and (s, e) != r[1:] for _, s, e in known)}
    loose = {r for r in outside if not any(r[1] < e and s < r[2] for _, s, e in passage.optional)}
    return read & passage.names, loose


def _whole(name: Name, passage: Passage) -> Name:
    """Return the passage's name for a line of work that was read from its quotation on: “净网”行动 of 农资“净网”行动."""
    label, start, end = name
    begins = passage.text[start - 1 : start] in ("“", "「")
    fuller = (n for n in sorted(passage.names) if n[0] == label == "Initiative" and n[1] < start and n[2] == end)
    return next(fuller, name) if begins else name
