"""A PDF: the text layer of its pages, without running heads and page numbers. A scan has none, and says so."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES = 2000
MAX_TEXT = 10_000_000  # characters of all pages


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
        pages = _pages(reader) if 0 < count <= MAX_PAGES else []
    except Exception as error:  # whatever a damaged or hostile file makes the library stumble over
        if type(error).__name__ == "DependencyError":
            raise ValueError("a PDF locked with AES encryption: save it without") from error
        raise ValueError(f"a broken PDF ({type(error).__name__}): fetch or save it again") from error
    if is_locked:
        raise ValueError("a PDF locked with a password: save it without")
    if count > MAX_PAGES:
        raise ValueError(f"a PDF of {count:,} pages: at most {MAX_PAGES:,}")
    text = "\n".join(line for page in without_running_heads(pages) for line in page) + "\n"
    if not text.strip():
        raise ValueError("a PDF without a text layer (a scan): run text recognition on it first")
    if len(text) > MAX_TEXT:
        raise ValueError(f"a PDF of more than {MAX_TEXT:,} characters: split it")
    return text


def _pages(reader: PdfReader) -> list[list[str]]:
    """Return the lines of each page, up to the first page beyond MAX_TEXT characters."""
    pages, length = [], 0
    for page in reader.pages:
        text = page.extract_text() or ""
        pages.append(text.split("\n"))
        length += len(text) + 1
        if length > MAX_TEXT:
            break
    return pages


def without_running_heads(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the pages without the first and last lines that most pages share, whatever the page number in them.

    >>> without_running_heads([["某市年报", "甲", "1"], ["某市年报", "乙", "2"], ["某市年报", "丙", "3"]])
    [['甲'], ['乙'], ['丙']]
    """
    edges = [{_key(line) for line in (*page[:2], *page[-2:])} for page in pages]
    counts = Counter(key for keys in edges for key in keys)
    running = {key for key, count in counts.items() if len(pages) >= 3 and count > 0.5 * len(pages)}
    return [
        [line for i, line in enumerate(page) if not (min(i, len(page) - 1 - i) < 2 and _key(line) in running)] for page in pages
    ]


def _key(line: str) -> str:
    return re.sub(r"[0-9\s—–-]+", "#", line)
