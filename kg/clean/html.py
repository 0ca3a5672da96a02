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
_UNCLOSED = frozenset(["p", "li", "dt", "dd", "td", "th", "tr", "option"])  # may stay open before another one
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
    """A piece of text between two block tags: in which element (its number), whether in a heading, how much of it is links."""

    element: int
    heading: bool
    text: str
    links: int


@dataclass
class _Page(HTMLParser):
    """The blocks of a page; elements are numbered as they open, so that those inside one follow it up to `last`."""

    blocks: list[_Block] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)
    title: str = ""
    parent: list[int] = field(default_factory=lambda: [0])
    last: list[int] = field(default_factory=lambda: [0])

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, int]] = []
        self._around: list[int] = [0]  # those of the open elements that are blocks
        self._within = Counter[str]()
        self._said: list[str] = []
        self._links = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; a block element ends the text before it, and the paragraph or item that nobody closed."""
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
                if self._open and self._open[-1][0] == tag and tag in _UNCLOSED:
                    self._close_last()
            self._open_element(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the nearest open element of that name, and what was left open in it."""
        if not self._within[tag]:
            return
        if tag not in _INLINE:
            self._end_block()
        while self._close_last() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Add to the text of the block."""
        if self._within["title"]:
            self.title += data
        elif not any(map(self._within.__getitem__, _SKIPPED)):
            self._said.append(data)
            self._links += len(data.strip()) if self._within["a"] else 0

    def close(self) -> None:
        """Read to the end."""
        super().close()
        self._end_block()
        while self._open:
            self._close_last()

    def _open_element(self, tag: str) -> None:
        number = len(self.parent)
        self.parent.append(self._around[-1])
        self.last.append(number)
        self._open.append((tag, number))
        self._within[tag] += 1
        if tag not in _INLINE:
            self._around.append(number)

    def _close_last(self) -> str:
        tag, number = self._open.pop()
        self.last[number] = len(self.parent) - 1
        self._within[tag] -= 1
        if tag not in _INLINE:
            self._around.pop()
        return tag

    def _end_block(self) -> None:
        text = re.sub(r"[ \t\r\n\f]+", " ", "".join(self._said)).strip(" ")
        if text.strip():
            self.blocks.append(_Block(self._around[-1], self._within["h1"] + self._within["h2"] > 0, text, self._links))
        self._said, self._links = [], 0


def is_html(text: str) -> bool:
    """Return whether a text is a web page by how it begins."""
    return _PAGE.match(text[:4000]) is not None


def read_html(text: str) -> tuple[str, Header]:
    """Return the main text of a page, a block a line, and what its head says about it."""
    page = _Page()
    page.feed(text)
    page.close()
    lines = _main(page)
    title = (
        _first(page.about, _TITLES) or next((block.text for block in page.blocks if block.heading), "") or page.title.strip()
    )
    if title and not any(title in line or (len(line) > 5 and line in title) for line in lines[:5]):
        lines.insert(0, title)
    date = to_iso(_first(page.about, _DATES))
    return "\n".join(lines) + "\n", Header(title or None, date, None, _first(page.about, _URLS) or None)


def _main(page: _Page) -> list[str]:
    """Return the lines of the main block, with the fields and the heading above it."""
    blocks = page.blocks
    weights, sizes = [0] * len(page.parent), [0] * len(page.parent)
    for block in blocks:
        weights[block.element] += _weight(block)
        sizes[block.element] += 1
    for number in range(len(page.parent) - 1, 0, -1):
        weights[page.parent[number]] += weights[number]
        sizes[page.parent[number]] += sizes[number]
    inside = (i for i in range(len(weights) - 1, 0, -1) if sizes[i] > 1 and weights[i] >= _MOST * weights[0])
    main = next(inside, 0)
    within = [not main or main <= block.element <= page.last[main] for block in blocks]
    last = max((i for i, is_within in enumerate(within) if is_within), default=-1)
    return [block.text for i, block in enumerate(blocks) if _belongs(block, is_within=within[i], is_above=i < last)]


def _belongs(block: _Block, *, is_within: bool, is_above: bool) -> bool:
    if is_within:
        return block.links < 0.5 * len(block.text)
    return is_above and (block.heading or bool(read_fields(block.text)))


def _weight(block: _Block) -> int:
    """Return how many characters of sentences a block holds."""
    own = len(block.text) - 2 * block.links
    return own if own >= 20 and _SENTENCE.search(block.text) else 0


def _first(about: Mapping[str, str], names: Sequence[str]) -> str:
    return next((about[name] for name in names if about.get(name)), "")
