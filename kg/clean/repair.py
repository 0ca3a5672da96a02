"""What scrapers and mirrors did to the words, undone: bracketed pinyin, escaped characters."""

from __future__ import annotations

import html
import json
import re
from itertools import islice
from urllib.parse import unquote

from kg.clean.align import Aligned, Edit, apply
from kg.clean.language import readings
from kg.records import Repair

# A syllable with its tone mark, in ASCII brackets, right after the character it is the reading of: 長(zhǎng)
SYLLABLE = r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[aoeiuüv]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ][aoeiuü]*(?:ng|n|r)?"
_PINYIN = re.compile(rf"(?<=[\u3400-\u9fff])\({SYLLABLE}\)")
_TONELESS = re.compile(r"(?<=[\u3400-\u9fff])\([a-zü]{1,6}\)")

_ESCAPE = re.compile(  # of a page, of a program (two in a row at least), of an address (a character of Chinese at least)
    r"&(?:#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5}|[a-zA-Z]{2,8}[0-9]{0,2});|(?:\\u[0-9a-fA-F]{4}){2,}"
    r"|(?<![\w/=&?%.\-])(?:%[Ee][3-9](?:%[89AaBb][0-9A-Fa-f]){2})+"
)


def has_readings(text: str) -> bool:
    """Return whether readings stand behind characters; a single one may be the author's own."""
    return next(islice(_PINYIN.finditer(text), 1, None), None) is not None


def drop_pinyin(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Drop the readings that a mirror put behind characters: 長(zhǎng)遠(yuǎn) is 長遠.

    One without tone, 們(men), goes too where it is a reading of its character.
    """
    text = before.text
    if not has_readings(text):
        return before, []
    spans = [m.span() for m in _PINYIN.finditer(text)]
    spans += [m.span() for m in _TONELESS.finditer(text) if text[m.start() - 1] in readings().get(m.group()[1:-1], ())]
    return apply(before, [Edit(start, end, "") for start, end in sorted(spans)], "pinyin")


def restore_escapes(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Write what a page or a program escaped as it is meant: &ldquo; &#20844; \\u516c %E5%85%AC."""
    text = before.text
    if not any(sign in text for sign in ("&", "\\u", "%E", "%e")):
        return before, []
    edits = [Edit(m.start(), m.end(), plain) for m in _ESCAPE.finditer(text) if (plain := _unescaped(m.group())) is not None]
    return apply(before, edits, "escapes")


def _unescaped(text: str) -> str | None:
    """Return what is escaped, None when nothing is."""
    if text.startswith("&"):
        plain = html.unescape(text)
        return None if plain == text else plain
    if text.startswith("%"):
        plain = unquote(text, errors="replace")
        return None if "\ufffd" in plain else plain
    return json.loads(f'"{text}"', strict=False) if "\\ud" not in text.lower() else None
