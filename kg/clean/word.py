"""A Word file (.docx): its paragraphs with their numbers, rows of tables, text boxes and notes, in reading order."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from xml.etree import ElementTree

from kg.clean.numbering import Numbering, W, names_of_styles, read_numbering
from kg.clean.raised import raise_digits

DOCUMENT = "word/document.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
NUMBERING, STYLES = "word/numbering.xml", "word/styles.xml"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # the name of the same words in ISO 29500 strict
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_MARKS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_UNREAD = frozenset(  # said in another way beside it, deleted or moved away with changes tracked, or how a character is read
    ["{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", f"{W}del", f"{W}moveFrom", f"{W}rt"]
)
_CONTENTS = "Table of Contents"


@dataclass
class _Reading:
    """What is known while a file is read: its lists, and the styles of its table of contents, which is left out."""

    numbering: Numbering
    of_contents: frozenset[str]


def is_word(archive: zipfile.ZipFile) -> bool:
    """Return whether an archive is a Word file."""
    return DOCUMENT in archive.namelist()


def read_word(parts: Mapping[str, bytes]) -> str:
    """Return the text of the parts of a file (word/document.xml and what is beside it), a paragraph or table row a line.

    ElementTree.ParseError is raised when one is broken. What stands in a text box follows the paragraph that holds it, the
    notes follow the text.
    """
    parts = {name: part.replace(_STRICT, W[1:-1].encode()) for name, part in parts.items()}
    names = names_of_styles(parts.get(STYLES))
    reading = _Reading(
        read_numbering(parts.get(NUMBERING), parts.get(STYLES)),
        frozenset(style for style, name in names.items() if re.fullmatch("toc [1-9]|toc heading", name)),
    )
    body = ElementTree.fromstring(parts[DOCUMENT]).find(f"{W}body")
    lines = [] if body is None else list(_lines(body, reading))
    for name in NOTES:
        notes = ElementTree.fromstring(parts[name]) if name in parts else ()
        lines += [line for note in notes for line in _lines(note, reading) if line.strip()]
    return "\n".join(lines) + "\n" if body is not None else ""


def _lines(parent: ElementTree.Element, reading: _Reading) -> Iterator[str]:
    before = ""  # of a paragraph whose end was deleted with changes tracked
    for element in parent:
        if element.tag == f"{W}p":
            if not _is_of_contents(element, reading):
                line = before + _paragraph(element, reading)
                if element.find(f"{W}pPr/{W}rPr/{W}del") is not None:
                    before = line
                    continue
                yield line
                before = ""
            for box in _boxes(element):
                yield from _lines(box, reading)
        elif element.tag == f"{W}tr":
            if element.find(f"{W}trPr/{W}del") is None:
                yield from _row([[line for line in _lines(cell, reading) if line] for cell in _cells(element)])
        elif element.tag == f"{W}sdt" and _gallery(element) == _CONTENTS:
            continue
        elif element.tag not in _UNREAD:  # a table, what wraps others
            yield from _lines(element, reading)
    if before:
        yield before


def _row(cells: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the line of a row of a table; the lines of its one cell, where it only frames a text."""
    yield from cells[0] if len(cells) == 1 else ["\t".join(map(" ".join, cells))]


def _gallery(element: ElementTree.Element) -> str | None:
    found = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return None if found is None else found.get(f"{W}val")


def _is_of_contents(paragraph: ElementTree.Element, reading: _Reading) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(f"{W}val") in reading.of_contents


def _cells(row: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for element in row:
        if element.tag == f"{W}tc":
            yield element
        elif element.tag not in _UNREAD:
            yield from _cells(element)


def _boxes(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Yield the text boxes in a paragraph."""
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag not in _UNREAD:
            yield from _boxes(child)


def _paragraph(paragraph: ElementTree.Element, reading: _Reading) -> str:
    """Return the text of a paragraph behind its number; one without text counts, but nothing is read there."""
    number, said = reading.numbering.label(paragraph), ""
    for is_raised, pieces in groupby(_said(paragraph), itemgetter(1)):
        text = "".join(map(itemgetter(0), pieces))
        said += raise_digits(said, text) if is_raised else text
    return number + said if said.strip() else said


def _said(element: ElementTree.Element, *, is_raised: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield what an element says and whether above the line, its text boxes and what is hidden or crossed out aside."""
    for child in element:
        if child.tag in (f"{W}t", _MATH):
            yield child.text or "", is_raised
        elif child.tag in _MARKS:
            yield _MARKS[child.tag], is_raised
        elif child.tag not in _UNREAD and child.tag != f"{W}txbxContent" and not _is_hidden(child):
            yield from _said(child, is_raised=is_raised or _is_raised(child))


def _is_hidden(run: ElementTree.Element) -> bool:
    """Return whether a run is not shown, or crossed out."""
    said = (run.find(f"{W}rPr/{W}{name}") for name in ("vanish", "strike", "dstrike"))
    return any(each is not None and each.get(f"{W}val") not in ("0", "false") for each in said)


def _is_raised(run: ElementTree.Element) -> bool:
    align = run.find(f"{W}rPr/{W}vertAlign")
    return align is not None and align.get(f"{W}val") == "superscript"
