"""What a file is, by its content rather than its name, and the reports in it.

A text is a report as it stands. Of a web page, a Word file, a PDF or a row of a table the raw text is what the reader takes
out of it: positions of quotes count its code points. Archives are read in memory, within limits: nothing is unpacked to disk.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from xml.etree.ElementTree import ParseError

from kg.clean.header import Header
from kg.clean.html import is_html, read_html
from kg.clean.pdf import read_pdf
from kg.clean.read import TABLES, RawText, decode
from kg.clean.tables import is_json_lines, read_csv, read_json_lines
from kg.clean.word import is_word, read_word
from kg.records import Problem

MAX_MEMBER = 50_000_000  # bytes of one file in an archive
MAX_ARCHIVE = 200_000_000  # bytes of all files in an archive, those of archives in it included
MAX_FILES = 10_000
MAX_DEPTH = 3

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*(big5|big5-hkscs|gbk|gb2312|gb18030)", re.I)


def reports_in(data: bytes, name: str, depth: int = 0) -> Iterator[RawText | Problem]:
    """Yield the reports in the bytes of a file, and what is wrong with those that cannot be read."""
    if b"%PDF-" in data[:1024]:
        yield from _pdf(data, name)
    elif data.startswith(b"PK\x03\x04"):
        yield from _archive(data, name, depth)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        yield Problem(name, "an old Office file: save it as .docx or as text")
    else:
        yield from _text(data, name)


def _text(data: bytes, name: str) -> Iterator[RawText | Problem]:
    text = _declared(data) or decode(data)
    if not isinstance(text, str):
        yield Problem(name, text[0])
    elif is_html(text):
        main, about = read_html(text)
        yield _extracted(main, data, name, about)
    elif is_json_lines(text):
        yield from _rows(read_json_lines(text), name)
    elif name.lower().endswith((".csv", ".tsv")):
        rows = list(_rows(read_csv(text), name))
        yield from rows or [Problem(name, "a table without a column of texts: expected one named text, content or 正文")]
    else:
        yield RawText(text, hashlib.sha256(data).hexdigest(), name)


def _declared(data: bytes) -> str | None:
    """Return the text of a page that declares a Chinese encoding, when it decodes so."""
    match = _CHARSET.search(data[:4096])
    if not match:
        return None
    encoding = {"big5": "big5hkscs", "big5-hkscs": "big5hkscs"}.get(match[1].decode().lower(), "gb18030")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _pdf(data: bytes, name: str) -> Iterator[RawText | Problem]:
    try:
        yield _extracted(read_pdf(data), data, name, Header())
    except ValueError as error:
        yield Problem(name, str(error))


def _rows(rows: Iterable[tuple[int, str, Header] | tuple[int, str]], name: str) -> Iterator[RawText | Problem]:
    for row in rows:
        if len(row) == 2:
            yield Problem(f"{name}:{row[0]}", row[1])
        else:
            number, text, about = row
            yield _extracted(text, text.encode("utf-8", "replace"), f"{name}#{number}", about)


def _archive(data: bytes, name: str, depth: int) -> Iterator[RawText | Problem]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if is_word(archive):
                yield _extracted(read_word(_member(archive, archive.getinfo("word/document.xml"))), data, name, Header())
            elif depth >= MAX_DEPTH:
                yield Problem(name, f"an archive inside {MAX_DEPTH} archives: at most {MAX_DEPTH} are opened")
            else:
                yield from _members(archive, name, depth)
    except ParseError:
        yield Problem(name, "a broken Word file")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        yield Problem(name, f"a broken archive: {error}")
    except RuntimeError:
        yield Problem(name, "an archive locked with a password")


def _members(archive: zipfile.ZipFile, name: str, depth: int) -> Iterator[RawText | Problem]:
    members = sorted((info for info in archive.infolist() if _is_source(info)), key=lambda info: info.filename)
    if len(members) > MAX_FILES:
        yield Problem(name, f"{len(members):,} files in an archive: at most {MAX_FILES:,} are read")
        return
    left = MAX_ARCHIVE
    for info in members:
        where = f"{name}/{_member_name(info)}"
        data = _member(archive, info)
        left -= len(data)
        if left < 0:
            yield Problem(name, f"more than {MAX_ARCHIVE:,} bytes in an archive: the rest is not read")
            return
        yield from reports_in(data, where, depth + 1)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return the bytes of a member, however many its header promises."""
    with archive.open(info) as file:
        data = file.read(MAX_MEMBER + 1)
    if len(data) > MAX_MEMBER:
        raise ValueError(f"{_member_name(info)} is larger than {MAX_MEMBER:,} bytes")
    return data


def _is_source(info: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(info.filename).parts
    hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
    return not info.is_dir() and not hidden and bool(parts) and parts[-1].lower() not in TABLES


def _member_name(info: zipfile.ZipInfo) -> str:
    """Return the name of a member: archives made on Chinese Windows write it in GBK without saying so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _extracted(text: str, data: bytes, name: str, about: Header) -> RawText | Problem:
    if not text.strip():
        return Problem(name, "empty: expected a report")
    return RawText(text, hashlib.sha256(data).hexdigest(), name, about=about)
