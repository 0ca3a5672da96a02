"""A Word file (.docx): its paragraphs and the rows of its tables, in reading order."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT = "word/document.xml"
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def is_word(archive: zipfile.ZipFile) -> bool:
    """Return whether an archive is a Word file."""
    return _DOCUMENT in archive.namelist()


def read_word(xml: bytes) -> str:
    """Return the text of word/document.xml, a paragraph or table row a line; ElementTree.ParseError when it is broken."""
    root = ElementTree.fromstring(xml)
    body = root.find(f"{_W}body")
    return "\n".join(_lines(body)) + "\n" if body is not None else ""


def _lines(parent: ElementTree.Element) -> Iterator[str]:
    for element in parent:
        if element.tag == f"{_W}p":
            yield _paragraph(element)
        elif element.tag == f"{_W}tbl":
            for row in element.iter(f"{_W}tr"):
                yield "\t".join(" ".join(_lines(cell)) for cell in row.findall(f"{_W}tc"))
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent"):
            yield from _lines(element)


def _paragraph(paragraph: ElementTree.Element) -> str:
    """Return what a paragraph says: text that was deleted with changes tracked is no text."""
    return "".join(node.text or "" if node.tag == f"{_W}t" else _MARKS.get(node.tag, "") for node in paragraph.iter())
