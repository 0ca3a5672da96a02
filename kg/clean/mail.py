"""A mail (.eml): its text as a report, with subject and date, and the files that are attached to it.

What mails say of their encodings is often wrong (GBK that calls itself gb2312, or nothing): the bytes tell it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from kg.clean.encodings import decode_text
from kg.clean.header import CHINA, Header
from kg.clean.html import read_html

_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]")
_TELLING = re.compile(rb"^(?:From|To|Subject|Date|Received|Message-I[Dd]|MIME-Version|Return-Path):[ \t]", re.M)
_OF_MAIL = re.compile(rb"^(?:Received|Message-I[Dd]|MIME-Version|Return-Path):[ \t]", re.M)
_FEWEST, _HEAD = 3, 20_000  # fields that mails have, and bytes in which they stand
_PASSED_ON = re.compile(r"^(?:(?:Re|Fwd?|FW|RE|转发|回复|答复|转)[:：][ \u3000]*)+")
_SHORTEST = 60  # characters of a text that is a report beside what is attached: 请查收附件
NESTED = "a mail of parts inside parts, too many deep: save its text or what is attached as a file"
_RICHER = 2  # times as long as the plain text, the other one of the same mail is rather read


class Attached(NamedTuple):
    """A file that is attached to a mail."""

    name: str
    data: bytes


def is_mail(data: bytes) -> bool:
    """Return whether bytes are a mail by the fields with which they begin."""
    start = data[:_HEAD].lstrip()
    if not _FIELD.match(start):
        return False
    head = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    return len({match.group() for match in _TELLING.finditer(head)}) >= _FEWEST and _OF_MAIL.search(head) is not None


def read_mail(data: bytes) -> tuple[str | None, Header, list[Attached]]:
    """Return the text of a mail (None when it only passes files on), what its head says of it, and what is attached."""
    message = message_from_bytes(data.lstrip())
    parts = [part for part in message.walk() if not part.is_multipart()]
    attached = [Attached(name, _bytes_of(part)) for part in parts if (name := _said(part.get_filename()))]
    inside = [part for part in parts if not part.get_filename()]
    plain = "\n".join(_texts(inside, "text/plain"))
    rich = "\n".join(filter(None, map(_main_text, _texts(inside, "text/html"))))
    text = rich if len(rich) > _RICHER * len(plain) else plain
    title = _PASSED_ON.sub("", _said(_field_of(message, "subject"))).strip()
    about = Header(title or None, _day(message["Date"]))
    if len(text.strip()) < _SHORTEST and attached:
        return None, about, attached
    return (f"{title}\n{text}" if title and title not in text[: len(title) + 20] else text), about, attached


def _texts(parts: list[Message], kind: str) -> Iterator[str]:
    for part in parts:
        if part.get_content_type() == kind and (text := decode_text(_bytes_of(part))):
            yield text.replace("\r\n", "\n")


def _main_text(page: str) -> str | None:
    try:
        return read_html(page)[0]
    except ValueError:
        return None


def _bytes_of(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _field_of(message: Message, name: str) -> str | None:
    """Return a field of a head as it was sent; one in bytes that nothing encodes, as many programs send it, decoded."""
    said = next((str(value) for field, value in message.raw_items() if field.lower() == name), None)
    if said is None or said.isascii():
        return said
    return decode_text(said.encode("utf-8", "surrogateescape")) or said


def _said(field: object) -> str:
    """Return what a field of a head says, decoded; nothing when there is none."""
    if field is None:
        return ""
    try:
        pieces = decode_header(str(field))
    except (HeaderParseError, ValueError):
        return str(field)
    return "".join(piece if isinstance(piece, str) else decode_text(piece) or "" for piece, _ in pieces).strip()


def _day(field: object) -> str | None:
    """Return the day in China of the date of a mail, which may be told in the time of another zone."""
    try:
        sent = parsedate_to_datetime(str(field))
        return (sent.astimezone(CHINA) if sent.tzinfo else sent).date().isoformat()
    except (TypeError, ValueError, OverflowError):
        return None
