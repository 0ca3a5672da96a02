"""What pages and programs did to the words, undone: escaped characters, and tags that nobody rendered."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from kg.clean.align import Aligned, Edit, apply
from kg.clean.normalize import is_usual
from kg.records import Repair

_ROUNDS = 2  # what was escaped twice: &amp;ldquo;
_NAMED = "lt|gt|amp|quot|middot"  # entities that pages write without a semicolon, too
_ENTITY = (
    r"[&＆](?:[#＃][0-9０-９]{2,6}|#[xX][0-9a-fA-F]{2,5}|[a-zA-Zａ-ｚ]{2,8}[0-9]{0,2})[;；]"
    rf"|&nbsp(?!;)|&(?:{_NAMED})(?![A-Za-z0-9=;])"
)
_ESCAPES = (  # what shows it, its pattern, how many there must be
    ("&", re.compile(_ENTITY), 1),  # of a page
    ("＆", re.compile(_ENTITY), 1),
    ("\\u", re.compile(r"\\u[0-9a-fA-F]{4}"), 2),  # of a program
    ("\\x", re.compile(r"(?:\\x[89a-fA-F][0-9a-fA-F]){2,}"), 1),
    ("\\n", re.compile(r"(?:\\r)?\\n(?![a-z])"), 2),
    ("%", re.compile(r"(?:%[0-9A-Fa-f]{2}){2,}"), 1),  # of an address
    ("%u", re.compile(r"%u[0-9a-fA-F]{4}"), 2),
)
_ADDRESS = re.compile(r"(?:://|www\.|[?&][\w\-]+=)[!-~]*$")

_BLOCKS = "p|br|div|tr|li|ul|ol|h[1-6]|table|tbody|section|article|hr|center|blockquote|dd|dt|dl"
_INLINE = "span|strong|b|i|u|em|font|a|img|td|th|sup|sub|small|big|o:p|s|del|ins|mark|label|ruby|rb|rtc|style|col|wbr"
_NO_TEXT = re.compile(r"<(?P<name>script|style|rt|rp)\b[^<>]{0,400}>[^<]{0,20000}</(?P=name)\s*>|<!--[^<>]{0,2000}-->", re.I)
_TAG = rf"</?(?:{_BLOCKS}|{_INLINE})(?:\s[^<>]{{0,2000}})?/?>"
_TAGS = re.compile(rf"{_TAG}(?:\s*{_TAG})*", re.I)
_BREAK = re.compile(rf"\n|</?(?:{_BLOCKS})[\s/>]", re.I)
_BOARD = re.compile(r"\[/?(?:b|i|u|color|size|font|align|url|quote)(?:=[^\[\]\n]{1,200})?\]")


def restore_escapes(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Write what a page or a program escaped as it is meant: &ldquo; &#20844; \\u516c %E5%85%AC \\n."""
    repairs: list[Repair] = []
    for _ in range(_ROUNDS):
        before, changed = apply(before, sorted(_escapes(before.text), key=lambda edit: edit.start), "escapes")
        repairs += changed
        if not changed:
            break
    return before, repairs


def drop_tags(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Drop the tags of a page or a board that stand in a text as they are; one that begins a block begins a line."""
    repairs: list[Repair] = []
    for pattern, sign in ((_NO_TEXT, "<"), (_TAGS, "<"), (_BOARD, "[/")):
        if sign in before.text:
            edits = [Edit(*match.span(), _instead(match)) for match in pattern.finditer(before.text)]
            before, changed = apply(before, edits, "tags")
            repairs += changed
    return before, repairs


def _instead(match: re.Match[str]) -> str:
    """Return what stands for tags: nothing, or a new line where one of them begins a block and there is none yet."""
    around = match.string[match.start() - 1 : match.start()] + match.string[match.end() : match.end() + 1]
    return "\n" if match.start() and "\n" not in around and _BREAK.search(match.group()) else ""


def _escapes(text: str) -> Iterator[Edit]:
    for sign, pattern, fewest in _ESCAPES:
        if sign in text and (sign != "＆" or "&" not in text):
            found = [(match.span(), plain) for match in pattern.finditer(text) if (plain := _unescaped(match)) is not None]
            yield from (Edit(start, end, plain) for (start, end), plain in found if len(found) >= fewest)


def _unescaped(match: re.Match[str]) -> str | None:
    """Return what is escaped, None when nothing is."""
    text = match.group()
    if text[0] in "&＆":
        narrow = "".join(chr(ord(ch) - 0xFEE0) if "！" <= ch <= "～" else ch for ch in text)
        plain = html.unescape(narrow)
        return None if plain == narrow else plain
    if text.startswith(("\\u", "%u")):
        return None if "\\ud" in (code := text.replace("%u", "\\u").lower()) else str(json.loads(f'"{code}"', strict=False))
    if text.endswith("n"):
        return "\n"
    if text.startswith("%") and _ADDRESS.search(match.string[max(0, match.start() - 300) : match.start()]):
        return None
    return _decoded(unquote_to_bytes(text.replace("\\x", "%")))


def _decoded(data: bytes) -> str | None:
    """Return the Chinese text of bytes, None when they are none."""
    if data.isascii():
        return None
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(is_usual(ch) or not "\u3400" <= ch <= "\u9fff" for ch in text):
            return text
    return None
