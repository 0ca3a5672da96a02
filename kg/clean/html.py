"""A saved web page: its main text, and what its head says about it.

The main text is the block that holds most of the sentences, from the heading on; menus, forms, footers and lists of links
are not text. Fields (发布时间, 来源 …) above that block are kept, so that the header is read from them as from any page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from kg.clean.header import Header, read_fields, to_iso

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "option",
        "svg",
        "iframe",
        "object",
        "rt",
        "rp",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "label",
        "mark",
        "o:p",
        "q",
        "rb",
        "rp",
        "rt",
        "ruby",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "wbr",
    ]
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_PAGE = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml.*?\?>\s*)*<(?:!doctype\s+html|html|head|body|div|article|p|table|meta)\b", re.I | re.S
)
_SENTENCE = re.compile(r"[，。；！？,;]")
_MOST = 0.8  # of the sentences lie in the main block
_TITLES = ("articletitle", "og:title", "dc.title")
_DATES = ("pubdate", "article:published_time", "publishdate", "publish_time", "og:published_time", "dc.date", "date")
_URLS = ("url", "og:url")


@dataclass
class _Block:
    """A piece of text between two block tags: within which elements, and how much of it is links."""

    path: tuple[int, ...]
    heading: bool
    text: str = ""
    links: int = 0


@dataclass
class _Page(HTMLParser):
    blocks: list[_Block] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)
    title: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, int]] = []
        self._count = 0
        self._block = _Block((), False)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; a block element ends the text before it."""
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = (values.get("name") or values.get("property") or "").lower()
            self.about.setdefault(name, values.get("content", "").strip())
        elif tag == "link" and values.get("rel") == "canonical":
            self.about.setdefault("url", values.get("href", ""))
        if tag == "br":
            self._end_block()
        elif tag not in _VOID:
            if tag not in _INLINE:
                self._end_block()
            self._count += 1
            self._open.append((tag, self._count))
            if tag not in _INLINE:
                self._begin_block()

    def handle_endtag(self, tag: str) -> None:
        """Close the nearest open element of that name, and what was left open in it."""
        names = [name for name, _ in self._open]
        if tag in names:
            if tag not in _INLINE:
                self._end_block()
            del self._open[len(names) - 1 - names[::-1].index(tag) :]
            if tag not in _INLINE:
                self._begin_block()

    def handle_data(self, data: str) -> None:
        """Add to the text of the block."""
        names = [name for name, _ in self._open]
        if "title" in names:
            self.title += data
        elif not _SKIPPED.intersection(names):
            self._block.text += data
            self._block.links += len(data.strip()) if "a" in names else 0

    def close(self) -> None:
        """Read to the end."""
        super().close()
        self._end_block()

    def _begin_block(self) -> None:
        path = tuple(number for name, number in self._open if name not in _INLINE)
        self._block = _Block(path, any(name in ("h1", "h2") for name, _ in self._open))

    def _end_block(self) -> None:
        self._block.text = re.sub(r"[ \t\r\n\f]+", " ", self._block.text).strip(" ")
        if self._block.text.strip():
            self.blocks.append(self._block)
        self._begin_block()


def is_html(text: str) -> bool:
    """Return whether a text is a web page by how it begins."""
    return _PAGE.match(text[:4000]) is not None


def read_html(text: str) -> tuple[str, Header]:
    """Return the main text of a page, a block a line, and what its head says about it."""
    page = _Page()
    page.feed(text)
    page.close()
    lines = _main(page.blocks)
    title = (
        _first(page.about, _TITLES) or next((block.text for block in page.blocks if block.heading), "") or page.title.strip()
    )
    if title and not any(title in line or (len(line) > 5 and line in title) for line in lines[:5]):
        lines.insert(0, title)
    date = to_iso(_first(page.about, _DATES))
    return "\n".join(lines) + "\n", Header(title or None, date, None, _first(page.about, _URLS) or None)


def _main(blocks: Sequence[_Block]) -> list[str]:
    """Return the lines of the main block, with the fields and the heading above it."""
    weights, sizes = Counter[int](), Counter[int]()
    for block in blocks:
        for number in block.path:
            weights[number] += _weight(block)
            sizes[number] += 1
    total = sum(map(_weight, blocks))
    inside = [number for number, weight in weights.items() if weight >= _MOST * total and sizes[number] > 1]
    main = max(inside, default=0)
    last = max((i for i, block in enumerate(blocks) if main in block.path or not main), default=-1)
    return [block.text for i, block in enumerate(blocks) if _belongs(block, main, is_above=i < last)]


def _belongs(block: _Block, main: int, *, is_above: bool) -> bool:
    if not main or main in block.path:
        return block.links < 0.5 * len(block.text)
    return is_above and (block.heading or bool(read_fields(block.text)))


def _weight(block: _Block) -> int:
    """Return how many characters of sentences a block holds."""
    own = len(block.text) - 2 * block.links
    return own if own >= 20 and _SENTENCE.search(block.text) else 0


def _first(about: Mapping[str, str], names: Sequence[str]) -> str:
    return next((about[name] for name in names if about.get(name)), "")
