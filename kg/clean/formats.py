"""What a file is, by its content rather than its name, and the reports in it.

A text is a report as it stands. Of a web page, a Word file, a PDF or a row of a table the raw text is what the reader takes
out of it: positions of quotes count its code points. Archives are read in memory, within limits: nothing is unpacked to disk.
"""

from __future__ import annotations

import hashlib
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from email import message_from_bytes
from pathlib import PurePosixPath
from xml.etree.ElementTree import ParseError

from kg.clean.beside import in_reading_order
from kg.clean.encodings import likely_encoding
from kg.clean.garbled import GARBLED, is_garbled
from kg.clean.header import Header
from kg.clean.html import is_html, read_html
from kg.clean.mail import NESTED, is_mail, read_mail
from kg.clean.pdf import read_pdf
from kg.clean.read import TABLES, RawText, decode, is_left_out, is_of_page, printable, what_is_wrong
from kg.clean.tables import is_csv, is_json_lines, json_objects, read_csv, read_json_lines, read_objects
from kg.clean.transfer import received
from kg.clean.word import DOCUMENT, NOTES, NUMBERING, STYLES, is_word, read_word
from kg.records import Problem

MAX_MEMBER = 50_000_000  # bytes of one file in an archive
MAX_ARCHIVE = 200_000_000  # bytes of all files in an archive, those of archives in it included
MAX_FILES = 10_000  # files in an archive, those of archives in it included
MAX_DEPTH = 3  # archives in archives
MAX_RATIO = 200  # times that a file in an archive may be larger than what it is packed into; text is rarely above 20
SMALL = 1_000_000  # bytes below which it may be more
MAX_WORD = 30_000_000  # bytes of the text of a Word file with its marks
_ENTRY = b"PK\x01\x02"  # what the entry of each file begins with in the list of an archive

_JSON = (".json", ".jsonl", ".ndjson")
_MHT = re.compile(rb"\s*[A-Za-z-]{2,40}:[ <][^\0]{0,4000}?\nContent-Type:\s*multipart/related", re.I)
_UNREAD = {  # what a file of another kind begins with, and what would be right
    b"\xd0\xcf\x11\xe0": "an old Office file: save it as .docx or as text",
    b"Rar!\x1a\x07": "a RAR archive: pack its files as .zip",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive: pack its files as .zip",
    b"\x1f\x8b": "a gzip archive: unpack it, or pack its files as .zip",
    b"\x89PNG": "a picture: run text recognition on it first",
    b"\xff\xd8\xff": "a picture: run text recognition on it first",
    b"GIF8": "a picture: run text recognition on it first",
}
_UNREAD_ARCHIVES = {  # and what an archive of another kind holds
    "xl/workbook.xml": "an Excel file: save its table as .csv",
    "ppt/presentation.xml": "a PowerPoint file: save it as .pdf or as text",
    "OFD.xml": "an OFD file: save it as .pdf or as text",
    "META-INF/manifest.xml": "an OpenDocument file: save it as .docx or as text",
}
_XML = re.compile(
    r"\ufeff?\s*<\?xml[^>]{0,200}\?>\s*(?:<!--.{0,2000}?-->\s*)?<(?!(?:html|!doctype html)\b)[A-Za-z]", re.I | re.S
)
_IS_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|bmp|webp|ico|ics|vcf|p7s)$", re.I)
_DRAWN = re.compile("[\u2500-\u25ff]")  # bytes of GBK read as what DOS drew frames with
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*(big5|big5-hkscs|gbk|gb2312|gb18030)", re.I)


class _TooMuchError(Exception):
    """An archive goes beyond a limit: what is left of it is not read."""


class _RefusedError(Exception):
    """A file in an archive cannot be taken: in one line, why."""


_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, struct.error)


@dataclass
class _Left:
    """What an archive and the archives in it may still hold together; taking more raises _TooMuchError."""

    files: int
    bytes: int

    def take(self, size: int) -> None:
        self.bytes -= size
        if self.bytes < 0:
            raise _TooMuchError(f"more than {MAX_ARCHIVE:,} bytes in an archive: the rest is not read")

    def take_files(self, count: int) -> None:
        self.files -= count
        if self.files < 0:
            raise _TooMuchError(f"more than {MAX_FILES:,} files in an archive: the rest is not read")


def reports_in(data: bytes, name: str) -> Iterator[RawText | Problem]:
    """Yield the reports in the bytes of a file, and what is wrong with those that cannot be read."""
    try:
        yield from _reports(data, name, 0, _Left(MAX_FILES, MAX_ARCHIVE))
    except _TooMuchError as error:
        yield Problem(name, str(error))


def _reports(data: bytes, name: str, depth: int, left: _Left) -> Iterator[RawText | Problem]:
    if b"%PDF-" in data[:1024]:
        yield from _pdf(data, name)
    elif data.startswith(b"PK\x03\x04"):
        yield from _archive(data, name, depth, left)
    elif unread := next((what for mark, what in _UNREAD.items() if data.startswith(mark)), None):
        yield Problem(name, unread)
    elif _MHT.match(data):
        yield _saved_page(data, name)
    elif is_mail(data):
        yield from _mail(data, name, depth, left)
    elif inside := received(data):
        checksum = hashlib.sha256(data).hexdigest()
        yield from (replace(each, checksum=checksum) if isinstance(each, RawText) else each for each in _text(inside, name))
    else:
        yield from _text(data, name)


def _text(data: bytes, name: str) -> Iterator[RawText | Problem]:
    text = _declared(data) or decode(data)
    if not isinstance(text, str):
        yield Problem(name, text[0])
    elif text.startswith("{\\rtf"):
        yield Problem(name, "an RTF file: save it as .docx or as text")
    elif _XML.match(text) and not is_html(text):
        yield Problem(name, "an XML file: save its texts as .txt, .html or .csv")
    elif is_html(text):
        yield _page(text, data, name)
    elif is_json_lines(text):
        yield from _rows(read_json_lines(text), name)
    elif objects := json_objects(text):
        yield from _rows(read_objects(objects), name)
    elif name.lower().endswith(_JSON) and text.lstrip("\ufeff \r\n\t").startswith(("{", "[{", '["')):
        yield Problem(name, "broken JSON, or JSON without texts: expected objects with a text, content or 正文 each")
    elif name.lower().endswith((".csv", ".tsv")) or is_csv(text):
        rows = list(_rows(read_csv(text), name))
        yield from rows or [Problem(name, "a table without a column of texts: expected one named text, content or 正文")]
    elif is_garbled(text):
        yield Problem(name, GARBLED)
    elif parted := in_reading_order(text):
        yield _extracted(parted, data, name, Header())
    else:
        yield RawText(text, hashlib.sha256(data).hexdigest(), name)


def _page(text: str, data: bytes, name: str, url: str | None = None) -> RawText | Problem:
    try:
        main, about = read_html(text)
    except ValueError as error:
        return Problem(name, str(error))
    return _extracted(main, data, name, replace(about, url=about.url or url))


def _saved_page(data: bytes, name: str) -> RawText | Problem:
    """Return the page in a file of several parts (.mht), as which browsers save one."""
    try:
        message = message_from_bytes(data)
        page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    except RecursionError:
        return Problem(name, NESTED)
    inside = page.get_payload(decode=True) if page else None
    text = (_declared(inside) or decode(inside)) if isinstance(inside, bytes) else ("",)
    if not isinstance(text, str):
        return Problem(name, "a saved web page (.mht) without a page that can be read: save it as .html")
    url = str(message["Snapshot-Content-Location"] or (page["Content-Location"] if page else None) or "")
    return _page(text, data, name, url if url.startswith("http") else None)


def _mail(data: bytes, name: str, depth: int, left: _Left) -> Iterator[RawText | Problem]:
    try:
        text, about, attached = read_mail(data)
    except RecursionError:
        yield Problem(name, NESTED)
        return
    if text is not None:
        yield _extracted(text, data, name, about)
    if attached and depth >= MAX_DEPTH:
        yield Problem(name, f"files in a mail inside {MAX_DEPTH} archives or mails: at most {MAX_DEPTH} are opened")
        return
    left.take_files(len(attached))
    for each in attached:
        left.take(len(each.data))
        if not _IS_PICTURE.search(each.name):
            yield from _reports(each.data, f"{name}/{printable(each.name)}", depth + 1, left)


def _declared(data: bytes) -> str | None:
    """Return the text of a page that declares a Chinese encoding, when it decodes so and is not UTF-8 after all."""
    match = _CHARSET.search(data[:4096])
    if not match or likely_encoding(data) == "utf-8":
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


def _archive(data: bytes, name: str, depth: int, left: _Left) -> Iterator[RawText | Problem]:
    try:
        left.take_files(max(0, data.count(_ENTRY) - 2 * MAX_FILES))  # before the list is read: it takes memory by itself
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if is_word(archive):
                yield _extracted(read_word(_parts_of_word(archive)), data, name, Header())
            elif unread := next((_UNREAD_ARCHIVES[part] for part in archive.namelist() if part in _UNREAD_ARCHIVES), None):
                yield Problem(name, unread)
            elif depth >= MAX_DEPTH:
                yield Problem(name, f"an archive inside {MAX_DEPTH} archives: at most {MAX_DEPTH} are opened")
            else:
                yield from _members(archive, name, depth, left)
    except ParseError as error:
        yield Problem(name, f"a broken Word file ({error}): save it again")
    except _RefusedError as error:
        yield Problem(name, str(error))
    except _BROKEN as error:
        yield Problem(name, f"a broken archive or Word file ({printable(str(error))}): fetch or save it again")
    except RecursionError:
        yield Problem(name, "a Word file of parts inside parts without end: save it again")
    except RuntimeError:
        yield Problem(name, "locked with a password: unlock it first")


def _members(archive: zipfile.ZipFile, name: str, depth: int, left: _Left) -> Iterator[RawText | Problem]:
    names = frozenset(info.filename.replace("\\", "/") for info in archive.infolist())
    members = sorted((info for info in archive.infolist() if _is_source(info, names)), key=lambda info: info.filename)
    left.take_files(len(members))
    for info in members:
        where = f"{name}/{_member_name(info)}"
        try:
            data = _member(archive, info, MAX_MEMBER)
        except _RefusedError as error:
            yield Problem(where, str(error))
        except _BROKEN as error:
            yield Problem(where, f"broken in the archive ({printable(str(error))}): fetch or pack it again")
        except RuntimeError:
            yield Problem(where, "locked with a password: unlock it first")
        else:
            left.take(len(data))
            yield from _reports(data, where, depth + 1, left)


def _parts_of_word(archive: zipfile.ZipFile) -> dict[str, bytes]:
    names = archive.namelist()
    parts = [name for name in (DOCUMENT, *NOTES, NUMBERING, STYLES) if name in names]
    return {part: _member(archive, archive.getinfo(part), MAX_WORD) for part in parts}


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """Return the bytes of a member, however many its header promises; raise _RefusedError when it cannot be taken."""
    if _leads_out(info):
        raise _RefusedError("its name leads out of the archive: give it another one")
    allowed = min(most, max(SMALL, MAX_RATIO * info.compress_size))
    with archive.open(info) as file:
        data = file.read(allowed + 1)
    if len(data) > most:
        raise _RefusedError(f"larger than {most:,} bytes once unpacked: a file is at most that")
    if len(data) > allowed:
        raise _RefusedError(f"more than {MAX_RATIO} times larger once unpacked: no text is, so it is not read")
    return data


def _leads_out(info: zipfile.ZipInfo) -> bool:
    name = info.filename.replace("\\", "/")
    return name.startswith("/") or ".." in name.split("/") or name[1:2] == ":"


def _is_source(info: zipfile.ZipInfo, names: Set[str]) -> bool:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    hidden = any(is_left_out(part) or part.startswith("__MACOSX") for part in path.parts if part != "..")
    of_page = any(is_of_page(str(folder), names) for folder in path.parents)
    return not info.is_dir() and not hidden and not of_page and bool(path.parts) and path.name.lower() not in TABLES


def _member_name(info: zipfile.ZipInfo) -> str:
    """Return the name of a member: archives made on Chinese Windows write it in GBK without saying so.

    What packed such an archive again may have written what it read then as UTF-8.
    """
    name = info.filename.replace("\\", "/")
    if info.flag_bits & 0x800 and not _DRAWN.search(name):
        return printable(name)
    try:
        return printable(name.encode("cp437").decode("gb18030"))
    except UnicodeError:
        return printable(name)


def _extracted(text: str, data: bytes, name: str, about: Header) -> RawText | Problem:
    wrong = what_is_wrong(text) or (GARBLED if is_garbled(text) else "")
    return Problem(name, wrong) if wrong else RawText(text, hashlib.sha256(data).hexdigest(), name, about=about)
