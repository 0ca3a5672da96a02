"""A PDF: the text layer of its pages, read as kg/clean/layout.py says. A scan has none, and says so."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Sequence
from math import hypot, isfinite
from typing import TYPE_CHECKING

from kg.clean.layout import Piece, read_pages

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAX_PAGES = 2000
MAX_TEXT = 10_000_000  # characters of all pages
_FIRST_WIDE = "\u2010"  # from which on characters are as wide as high

Matrix = Sequence[float]


def read_pdf(data: bytes) -> str:
    """Return the text of a PDF; raise ValueError in one line when it is locked, broken, too long or a scan."""
    try:
        from pypdf import PdfReader  # 0.2 s to import, and few sources are PDF
    except ImportError as error:
        raise ValueError("a PDF: reading it needs the package pypdf") from error

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        is_locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if is_locked else len(reader.pages)
        text = "\n".join(read_pages(_pages(reader) if 0 < count <= MAX_PAGES else [])) + "\n"
    except Exception as error:  # whatever a damaged or hostile file makes the library stumble over
        if type(error).__name__ == "DependencyError":
            raise ValueError("a PDF locked with AES encryption: save it without") from error
        raise ValueError(f"a broken PDF ({type(error).__name__}): fetch or save it again") from error
    if is_locked:
        raise ValueError("a PDF locked with a password: save it without")
    if count > MAX_PAGES:
        raise ValueError(f"a PDF of {count:,} pages: at most {MAX_PAGES:,}")
    if not text.strip():
        raise ValueError("a PDF without a text layer (a scan): run text recognition on it first")
    if len(text) > MAX_TEXT:
        raise ValueError(f"a PDF of more than {MAX_TEXT:,} characters: split it")
    return text


def _pages(reader: PdfReader) -> list[list[Piece]]:
    """Return the pieces of text on each page, up to the first page beyond MAX_TEXT characters."""
    pages, length = [], 0
    for page in reader.pages:
        pieces = _pieces(page)
        pages.append(pieces)
        length += sum(len(piece.text) for piece in pieces)
        if length > MAX_TEXT:
            break
    return pages


def _pieces(page: PageObject) -> list[Piece]:
    """Return the pieces of text on a page; lines one under the other where it does not say where they stand."""
    pieces: list[Piece] = []
    turned = 0
    told = (0.0, 0.0)  # where the last piece was said to begin

    def see(text: str, ours: Matrix, theirs: Matrix, _font: object, size: float) -> None:
        nonlocal turned, told
        a, b = theirs[0] * ours[0] + theirs[1] * ours[2], theirs[0] * ours[1] + theirs[1] * ours[3]
        height = hypot(theirs[2] * ours[0] + theirs[3] * ours[2], theirs[2] * ours[1] + theirs[3] * ours[3])
        x = theirs[4] * ours[0] + theirs[5] * ours[2] + ours[4]
        y = theirs[4] * ours[1] + theirs[5] * ours[3] + ours[5]
        turned += len(text.strip()) * (abs(b) > abs(a))
        if text.strip("\n") and isfinite(x) and isfinite(y):
            stays = bool(pieces) and ((x, y) == told or _is_inside(pieces[-1], x, y))
            begin = pieces[-1].end if stays else x  # pypdf does not move on behind what it has shown
            pieces.append(Piece(begin, y, round(abs(size) * height, 1), text.replace("\n", "")))
            told = (x, y)

    lines = (page.extract_text(visitor_text=see) or "").split("\n")
    said = sum(len(piece.text.replace(" ", "")) for piece in pieces)
    is_told = said >= 0.9 * sum(len(re.sub(r"\s", "", line)) for line in lines) and turned <= 0.2 * said
    return pieces if is_told else [Piece(0, -2.0 * i, 1, line) for i, line in enumerate(lines)]


def _is_inside(before: Piece, x: float, y: float) -> bool:
    """Return whether a place lies within a piece of several wide characters: behind its first one, before its end.

    So it is told of what follows characters that are shown together. What is drawn again for bold type begins where they do,
    and how wide letters are is not known for certain.
    """
    edge = 0.5 * before.size
    is_wide = len(before.text) > 1 and min(before.text) >= _FIRST_WIDE
    return is_wide and y == before.y and before.x + edge < x < before.end - edge
