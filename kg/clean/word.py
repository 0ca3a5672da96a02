"""A Word file (.docx): its paragraphs, the rows of its tables, its text boxes and notes, in reading order."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT = "word/document.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_UNREAD = frozenset(  # said in another way beside it, deleted or moved away with changes tracked, or how a character is read
    ["{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", f"{_W}del", f"{_W}moveFrom", f"{_W}rt"]
)


def is_word(archive: zipfile.ZipFile) -> bool:
    """Return whether an archive is a Word file."""
    return _DOCUMENT in archive.namelist()


def read_word(xml: bytes, *notes: bytes) -> str:
    """Return the text of word/document.xml and of the notes, a paragraph or table row a line.

    ElementTree.ParseError is raised when it is broken. What stands in a text box follows the paragraph that holds it.
    """
    body = ElementTree.fromstring(xml).find(f"{_W}body")
    lines = [] if body is None else list(_lines(body))
    for part in notes:
        lines += [line for note in ElementTree.fromstring(part) for line in _lines(note) if line.strip()]
    return "\n".join(lines) + "\n" if body is not None else ""


def _lines(parent: ElementTree.Element) -> Iterator[str]:
    for element in parent:
        if element.tag == f"{_W}p":
            yield _paragraph(element)
            for box in _boxes(element):
                yield from _lines(box)
        elif element.tag == f"{_W}tr":
            yield "\t".join(" ".join(filter(None, _lines(cell))) for cell in _cells(element))
        elif element.tag not in _UNREAD:  # a table, what wraps others
            yield from _lines(element)


def _cells(row: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for element in row:
        if element.tag == f"{_W}tc":
            yield element
        elif element.tag not in _UNREAD:
            yield from _cells(element)


def _boxes(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Yield the text boxes in a paragraph."""
    for child in element:
        if child.tag == f"{_W}txbxContent":
            yield child
        elif child.tag not in _UNREAD:
            yield from _boxes(child)


def _paragraph(paragraph: ElementTree.Element) -> str:
    return "".join(_said(paragraph))


def _said(element: ElementTree.Element) -> Iterator[str]:
    """Yield what an element says, its text boxes and hidden runs aside."""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag not in _UNREAD and child.tag != f"{_W}txbxContent" and not _is_hidden(child):
            yield from _said(child)


def _is_hidden(run: ElementTree.Element) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val") not in ("0", "false")
