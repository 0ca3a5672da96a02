"""A PDF: the text layer of its pages, without running heads and page numbers. A scan has none, and says so."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence

MAX_PAGES = 2000


def read_pdf(data: bytes) -> str:
    """Return the text of a PDF; raise ValueError in one line when it is locked, broken, too long or a scan."""
    try:
        from pypdf import PdfReader  # 0.2 s to import, and few sources are PDF
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise ValueError("a PDF: reading it needs the package pypdf") from error

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ValueError("a PDF locked with a password")
        if len(reader.pages) > MAX_PAGES:
            raise ValueError(f"a PDF of {len(reader.pages)} pages: at most {MAX_PAGES}")
        pages = [(page.extract_text() or "").split("\n") for page in reader.pages]
    except (PyPdfError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        raise ValueError(f"a broken PDF: {type(error).__name__}") from error
    text = "\n".join(line for page in without_running_heads(pages) for line in page) + "\n"
    if not text.strip():
        raise ValueError("a PDF without a text layer (a scan): run text recognition on it first")
    return text


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
