"""Names in traditional characters, as they stand in the file."""

from __future__ import annotations

import re
import unicodedata

from kg.records import Document, Mention, Repair

_PINYIN = re.compile(r"[(（][A-Za-zÀ-ɏḿ’']{1,8}[)）]")
_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_KEEPS_THE_NAME = ("script", "pinyin", "width", "invisible")  # steps of cleaning that leave a name what it is


def traditional_name(mention: Mention, document: Document) -> str | None:
    """Return the name of a mention as the file has it, when it differs by script; None otherwise.

    Bracketed pinyin is left out; a name that was damaged and repaired has no traditional form.
    """
    at = mention.surface.find(mention.name)
    if at < 0 or not mention.name:
        return None
    start, end = document.to_raw(mention.span.start + at, mention.span.start + at + len(mention.name))
    raw = _UNSEEN.sub("", _PINYIN.sub("", document.raw[start:end]))
    name = _UNSEEN.sub("", mention.name)
    if len(raw) != len(name) or not any(map(_differs_by_script, raw, name)) or _repaired(document, start, end):
        return None
    return raw if all(map(_same_but_for_script, raw, name)) else None


def _same_but_for_script(raw: str, clean: str) -> bool:
    return unicodedata.normalize("NFKC", raw) == unicodedata.normalize("NFKC", clean) or _differs_by_script(raw, clean)


def _differs_by_script(raw: str, clean: str) -> bool:
    return raw != clean and _is_ideograph(raw) and _is_ideograph(clean)


def _is_ideograph(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff"


def _repaired(document: Document, start: int, end: int) -> bool:
    """Return whether damage was repaired between two positions of the file."""
    return any(_overlaps(repair, start, end) and repair.step not in _KEEPS_THE_NAME for repair in document.repairs)


def _overlaps(repair: Repair, start: int, end: int) -> bool:
    return repair.start < end and start < repair.end
