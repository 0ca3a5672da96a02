"""Names in traditional characters, as they stand in the file."""

from __future__ import annotations

import re
from functools import cache

from kg.records import Document, Mention, Repair

_PINYIN = re.compile(r"[(（][A-Za-zÀ-ɏḿ’']{1,8}[)）]")
_SCRIPT_STEPS = ("script", "simplif", "opencc", "tradition", "pinyin", "t2s", "tw2s")


def traditional_name(mention: Mention, document: Document) -> str | None:
    """Return the name of a mention as the file has it, when it differs by script alone; None otherwise.

    Bracketed pinyin is left out; a name that other repairs touched (damage, width) has no traditional form.
    """
    at = mention.surface.find(mention.name)
    if at < 0 or not mention.name:
        return None
    start, end = document.to_raw(mention.span.start + at, mention.span.start + at + len(mention.name))
    raw = re.sub(r"\s+", "", _PINYIN.sub("", document.raw[start:end]))
    name = re.sub(r"\s+", "", mention.name)
    if raw == name or len(raw) != len(name):
        return None
    return raw if all(map(_same_but_for_script, raw, name)) and not _repaired(document, start, end) else None


@cache
def _same_but_for_script(raw: str, clean: str) -> bool:
    return raw == clean or (_is_ideograph(raw) and _is_ideograph(clean))


def _is_ideograph(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff"


def _repaired(document: Document, start: int, end: int) -> bool:
    """Return whether anything but script and pinyin was repaired between two positions of the file."""
    return any(_overlaps(repair, start, end) and not repair.step.startswith(_SCRIPT_STEPS) for repair in document.repairs)


def _overlaps(repair: Repair, start: int, end: int) -> bool:
    return repair.start < end and start < repair.end
