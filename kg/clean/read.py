"""Files in, raw texts out: what was found where, and its bytes decoded.

The raw text is the file as decoded (kg/clean/encodings.py), newlines as they are: positions of quotes count its code points.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path

from kg.clean.encodings import decode_text
from kg.clean.header import Header
from kg.config import BUILD, is_build
from kg.errors import ConfigError
from kg.records import Problem

TABLE = "reports.csv"
TABLES = (TABLE, "decisions.csv")  # what users say about reports; no reports themselves
MAX_BYTES = 50_000_000

_MOST_ZEROS = 0.8  # of the bytes of a text: ASCII in UTF-32 has three in four
_STRAY = 4  # control characters that a text may hold, however short
_OF_SYSTEM = ("thumbs.db", "desktop.ini", "ehthumbs.db")
_OF_PAGE = re.compile("(?:_files|\\.files|_file|_文件)$")
_NO_FILE = "neither a file nor a folder"
_HIDDEN = re.compile(
    "[\\0-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)  # controls, and what turns a line around
_BINARY = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_NULS = 0.5  # of the Chinese characters of a text: programs that counted wrongly left them in it


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

    Hidden files, reports.csv, links into a folder already walked and what a build of this project wrote are left out.
    """
    found: dict[Path, Source] = {}
    for root in map(Path, roots):
        for source in _sources(root, on_problem):
            found.setdefault(source.path.resolve(), source)
    return sorted(found.values(), key=lambda source: (source.name, str(source.path)))


def read_bytes(source: Source) -> bytes | Problem:
    """Return the bytes of a file, or why they cannot be read; never more than MAX_BYTES are taken in."""
    try:
        descriptor = os.open(source.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor, opened so that a pipe does not wait for a writer
            before = os.fstat(descriptor)
            if not stat.S_ISREG(before.st_mode):
                return Problem(source.name, _NO_FILE)
            if before.st_size > MAX_BYTES:
                return Problem(source.name, f"{before.st_size:,} bytes: a file is at most {MAX_BYTES:,}; split it")
            data = file.read(MAX_BYTES + 1)
            after = os.fstat(descriptor)
    except (OSError, ValueError) as error:
        return Problem(source.name, _unreadable(error))
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) > MAX_BYTES:
        return Problem(source.name, "changed while it was read: build again when it is whole")
    return data


def printable(name: str) -> str:
    """Return the name of a file as it can be printed and written: bytes that are not UTF-8 read as GB18030, no hidden marks.

    Under a locale that knows neither (C), Python gives each such byte as a surrogate.

    >>> printable("a\\nb.txt"), printable("公报.txt".encode("gb18030").decode("utf-8", "surrogateescape"))
    ('a\\\\nb.txt', '公报.txt')
    """
    if any("\ud800" <= ch <= "\udfff" for ch in name):
        data = name.encode("utf-8", "surrogateescape" if all(ch < "\ud800" or ch >= "\udc80" for ch in name) else "replace")
        codes = [code for code in ("utf-8", "gb18030") if _decodes(data, code)]
        name = data.decode(*codes[:1] or ("utf-8", "replace"))
    return _HIDDEN.sub(lambda match: match.group().encode("unicode_escape").decode(), name)


def is_left_out(name: str) -> bool:
    """Return whether a file is none of the user's: hidden, or what Windows and Office leave beside files."""
    return name.startswith((".", "~$")) or name.lower() in _OF_SYSTEM


def is_of_page(folder: str, names: Set[str]) -> bool:
    """Return whether a folder holds the pictures and scripts of a saved page that stands beside it: x_files beside x.html."""
    page = _OF_PAGE.sub("", folder)
    return page != folder and not names.isdisjoint((f"{page}.html", f"{page}.htm"))


def _decodes(data: bytes, code: str) -> bool:
    try:
        data.decode(code)
    except UnicodeDecodeError:
        return False
    return True


def read_text(text: str, name: str) -> RawText | Problem:
    """Return a text given directly as a raw text, or what is wrong with it."""
    data = text.encode("utf-8", "surrogatepass")
    wrong = what_is_wrong(text)
    return Problem(name, wrong) if wrong else RawText(text, hashlib.sha256(data).hexdigest(), name)


def read_texts(texts: Iterable[str] | None) -> list[RawText | Problem]:
    """Return texts given directly as raw texts, named text-1, text-2 …; raise ConfigError when they are no list of strings."""
    if isinstance(texts, str | bytes):
        raise ConfigError(f"texts is one {type(texts).__name__}: give a list of texts, texts=[text]")
    listed = list(texts or ())
    odd = next((i for i, text in enumerate(listed) if not isinstance(text, str)), None)
    if odd is not None:
        raise ConfigError(f"texts[{odd}] is a {type(listed[odd]).__name__}: expected a string")
    return [read_text(text, f"text-{i}") for i, text in enumerate(listed, 1)]


def decode(data: bytes) -> str | tuple[str]:
    """Return the text of a file's bytes, or in a tuple why they are no text.

    >>> decode("公安局".encode("gb18030"))
    '公安局'
    >>> decode(b"")
    ('empty: expected a report',)
    """
    if data.count(0) > _MOST_ZEROS * len(data):
        return ("binary: expected a text",)
    text = decode_text(data)
    if text is None:
        return ("unknown encoding: expected UTF-8, GB18030, Big5 or UTF-16",)
    wrong = what_is_wrong(text)
    return (wrong,) if wrong else text


def what_is_wrong(text: str) -> str:
    """Return in a few words why a text is no report, and what would be; nothing when it may be one."""
    if not text.strip("\ufeff \t\r\n\u3000"):
        return "empty: expected a report"
    nuls = text.count("\0")
    is_chinese = nuls and nuls <= _MOST_NULS * len(re.findall(r"[\u3400-\u9fff]", text))
    controls = len(_BINARY.findall(text)) + (0 if is_chinese else nuls)
    if controls > max(_STRAY, len(text) // 100) or 4 * controls > len(text):
        return "binary: expected a text"
    if re.search(r"[\ud800-\udfff]", text):
        return "lone surrogates: expected Unicode text"
    return ""


def _sources(root: Path, on_problem: Callable[[Problem], None]) -> list[Source]:
    where = printable(str(root))
    try:
        mode = root.stat().st_mode
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError)
        on_problem(Problem(where, "no such file or folder" if missing else _unreadable(error)))
        return []
    if stat.S_ISREG(mode):
        return [] if _is_of_a_build(root, on_problem) else [Source(root, printable(root.name))]
    if not stat.S_ISDIR(mode):
        on_problem(Problem(where, _NO_FILE))
        return []
    said: list[Problem] = []
    sources = list(_walk(root, root, {}, said.append))
    if not sources and not said:
        said.append(Problem(where, "an empty folder: expected reports (.txt, .md, .html, .docx, .pdf, .csv, .jsonl, .zip)"))
    for problem in said:
        on_problem(problem)
    return sources


def _walk(folder: Path, root: Path, walked: dict[Path, Path], on_problem: Callable[[Problem], None]) -> Iterator[Source]:
    """Yield the files of a folder and of those in it, each folder once, whatever links lead to it."""
    where = printable(str(folder))
    try:
        real = folder.resolve()
        if real in walked:
            on_problem(Problem(where, f"a link to {printable(str(walked[real]))}, which is read already"))
            return
        walked[real] = folder
        entries = sorted(folder.iterdir(), key=lambda entry: (entry.is_symlink(), entry.name))
    except (OSError, RuntimeError) as error:
        on_problem(Problem(where, _unreadable(error)))
        return
    if of_build := is_build(folder):
        on_problem(Problem(where, "made by a build of kg: its files are no reports"))
    names = frozenset(entry.name for entry in entries)
    for entry in entries:
        if is_left_out(entry.name) or entry.name.lower() in TABLES or (of_build and entry.name in BUILD):
            continue
        if is_of_page(entry.name, names):
            continue
        try:
            mode = entry.stat().st_mode
        except OSError as error:
            on_problem(Problem(printable(str(entry)), _unreadable(error)))
            continue
        if stat.S_ISDIR(mode):
            yield from _walk(entry, root, walked, on_problem)
        elif stat.S_ISREG(mode):
            yield Source(entry, printable(entry.relative_to(root).as_posix()))
        else:
            on_problem(Problem(printable(str(entry)), _NO_FILE))


def _is_of_a_build(path: Path, on_problem: Callable[[Problem], None]) -> bool:
    found = path.name in BUILD and is_build(path.parent)
    if found:
        on_problem(Problem(printable(str(path)), "made by a build of kg: no report"))
    return found


def _unreadable(error: Exception) -> str:
    return f"cannot be read: {getattr(error, 'strerror', None) or error}"
