"""Files in, raw texts out: what was found where, and its bytes decoded.

The raw text is the file as decoded (kg/clean/encodings.py), newlines as they are: positions of quotes count its code points.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.clean.encodings import decode_text
from kg.clean.header import Header
from kg.records import Problem

TABLE = "reports.csv"
TABLES = (TABLE, "decisions.csv")  # what users say about reports; no reports themselves
MAX_BYTES = 50_000_000

_BINARY = re.compile(r"[\0-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: where it is, and the name that the graph will carry for it."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class RawText:
    """The decoded text of a source, the sha256 of its bytes, its name, and what the file (not its text) says about it."""

    text: str
    checksum: str
    name: str
    path: Path | None = None
    about: Header = field(default_factory=Header)


def find_sources(roots: Iterable[str | Path], on_problem: Callable[[Problem], None]) -> list[Source]:
    """Return the files of the roots (folders recursively), sorted by name; a missing or empty root is a problem.

    Hidden files, reports.csv and links that lead back into a folder already walked are left out.
    """
    found: dict[Path, Source] = {}
    for root in map(Path, roots):
        if not root.exists():
            on_problem(Problem(str(root), "no such file or folder"))
            continue
        sources = [Source(root, root.name)] if root.is_file() else list(_walk(root, root, (), on_problem))
        if not sources:
            on_problem(
                Problem(str(root), "an empty folder: expected reports (.txt, .md, .html, .docx, .pdf, .csv, .jsonl, .zip)")
            )
        for source in sources:
            found.setdefault(source.path.resolve(), source)
    return sorted(found.values(), key=lambda source: (source.name, str(source.path)))


def read_bytes(source: Source) -> bytes | Problem:
    """Return the bytes of a file, or why they cannot be read."""
    try:
        size = source.path.stat().st_size
        if size > MAX_BYTES:
            return Problem(source.name, f"{size:,} bytes: a file is at most {MAX_BYTES:,}")
        return source.path.read_bytes()
    except OSError as error:
        return Problem(source.name, f"cannot be read: {error.strerror or error}")


def read_text(text: str, name: str) -> RawText | Problem:
    """Return a text given directly as a raw text, or what is wrong with it."""
    data = text.encode("utf-8", "surrogatepass")
    wrong = _wrong(text)
    return Problem(name, wrong) if wrong else RawText(text, hashlib.sha256(data).hexdigest(), name)


def decode(data: bytes) -> str | tuple[str]:
    """Return the text of a file's bytes, or in a tuple why they are no text.

    >>> decode("公安局".encode("gb18030"))
    '公安局'
    >>> decode(b"")
    ('empty: expected a report',)
    """
    text = decode_text(data)
    if text is None:
        return ("unknown encoding: expected UTF-8, GB18030, Big5 or UTF-16",)
    wrong = _wrong(text)
    return (wrong,) if wrong else text


def _wrong(text: str) -> str:
    if not text.strip("\ufeff \t\r\n\u3000"):
        return "empty: expected a report"
    if "\0" in text or len(_BINARY.findall(text)) > len(text) // 100:
        return "binary: expected a text"
    if re.search(r"[\ud800-\udfff]", text):
        return "lone surrogates: expected Unicode text"
    return ""


def _walk(folder: Path, root: Path, above: tuple[Path, ...], on_problem: Callable[[Problem], None]) -> Iterator[Source]:
    real = folder.resolve()
    if real in above:
        return
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        on_problem(Problem(str(folder), f"cannot be read: {error.strerror or error}"))
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name.lower() in TABLES:
            continue
        if entry.is_dir():
            yield from _walk(entry, root, (*above, real), on_problem)
        elif entry.is_file():
            yield Source(entry, entry.relative_to(root).as_posix())
        else:
            on_problem(Problem(str(entry), "neither a file nor a folder"))
