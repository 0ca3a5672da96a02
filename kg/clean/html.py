"""A saved web page: its main text, and what its head says about it.

The main text is the block that holds most of the sentences, from the heading on; menus, forms, footers and lists of links
are not text. Fields (发布时间, 来源 …) above that block are kept, so that the header is read from them as from any page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser
from itertools import accumulate, pairwise, takewhile

from kg.clean.header import CHINA, Header, read_fields, to_iso
from kg.clean.numbering import in_form
from kg.clean.raised import raise_digits

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "footer",
        "aside",
        "button",
        "textarea",
        "select",
        "option",
        "svg",
        "iframe",
        "object",
        "rt",
        "rp",
        "del",
        "s",
        "strike",
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
        "del",
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
        "strike",
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
_ENDED = re.compile(r"[。！？；]$")
_MUCH_LONGER = 1.5  # times the main block, the article around it
_MOST = 0.8  # of the sentences lie in the main block
_SHORTEST_TITLE = 4  # characters
_WHOLE_PAGE = ("", "html", "body")
_BEHIND = re.compile(
    r".{0,6}(?:评论|留言|跟帖|相关|推荐|延伸|声明|版权|主办|承办|地址|电话|举报)"
)  # what follows a text on a page
_TITLES = ("articletitle", "og:title", "dc.title")
_DATES = (
    "pubdate", "article:published_time", "datepublished", "publishdate", "publish_time", "publish-date", "og:published_time",
    "og:release_date", "releasedate", "dc.date", "dc.date.issued", "date", "script", "time",
)  # fmt: skip
_URLS = ("url", "og:url", "saved")
_SAVED = re.compile(r"<!--\s*saved from url=\([0-9]{1,6}\)(https?://[^\s<>]{1,500})\s*-->")
_HIDDEN = re.compile(  # what scripts show later (WeChat: visibility) is no such thing
    r"(?:^|;)\s*(?:display\s*:\s*none|font-size\s*:\s*0(?![.0-9]*[1-9]))", re.I
)
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_LAST_NAME = re.compile(r"([.#][A-Za-z_-][\w-]{0,100})$")
_AT_RULE = re.compile(r"/\*.*?\*/|@[^{};@]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})", re.S)
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]*)\}")
_SIMPLE = re.compile(r"(?P<tag>[A-Za-z][A-Za-z0-9]*)?(?P<named>[.#][A-Za-z_-][\w-]*)")  # a selector that tells by itself
_SHOWN = re.compile(r"(?:^|;)\s*display\s*:\s*(?!none)[a-z]", re.I)
_FURNITURE = re.compile(  # names of elements that are around the text, or in it and none of it
    r"(?:^|[-_\s])(?:ads?|advert(?:s|isements?|ising)?|comments?|related|recommend(?:s|ed|ation)?|shares?|sidebar|breadcrumbs?|crumbs?"
    r"|copyright|foot(?:er)?|menus?|nav(?:bar|igation)?|pager|pagination)(?:$|[-_\s])",
    re.I,
)
_CALLED_TITLE = re.compile(r"(?:^|[-_\s])(?:[A-Za-z0-9]{0,20}title|headline|biaoti|bt)(?:$|[-_\s])", re.I)
_FIELD = re.compile(r"[\s\u3000]*[\u3400-\u9fff][\u3400-\u9fff \u3000]{1,10}[:：]")
_MOST_HIDDEN = 4  # times as much as is shown: what holds more is the text, which a script shows
_LITTLE = 0.2  # of the sentences: what holds more is text, whatever it is called
_UNNUMBERED = re.compile(r"list-style(?:-type)?\s*:\s*(?:none|disc|circle|square)", re.I)
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}  # of the numbers of a list
_HAS_NUMBER = re.compile(
    r"[（(]?[0-9一二三四五六七八九十A-Za-z①-⑳]{1,3}[）)、.．]|[①-⑳]|第[一二三四五六七八九十0-9]{1,3}[章节条部]"
)
_SAID_BY_SCRIPT = re.compile(  # of WeChat and of what search engines read: seconds since 1970, or a date
    r"(?<![A-Za-z_])[\"']?(?:pubDate|datePublished|publish_time|publishTime|pubtime|createTime|ct)[\"']?\s*[:=]\s*"
    r"[\"']?(?:(?P<seconds>1[0-9]{9})(?![0-9])|(?P<date>20[0-9]{2}[-/年][01]?[0-9][-/月][0-3]?[0-9]))"
)
_LONGEST_SCRIPT = 200_000  # characters
_CELL = 80  # characters of a cell of a table: what is longer is a page laid out by tables
_FEWEST_LINKS = 8  # of a page that only leads to others
_BEHIND_TITLE = re.compile(r"(?<![0-9])[ \t]*[-_—|–]{1,2}[ \t]*(?![0-9])")
_SITE_NAME = re.compile(
    r"(?:网|网站|政府|局|委|厅|院|门户|平台|频道|动态|要闻|新闻|公告|公开|客户端|中心|[日晚时早商]报|传媒|在线)$"
)


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
    shows_hidden: bool = False
    heeds_sheets: bool = True
    articles: list[int] = field(default_factory=list)  # the elements that the page itself names its main text
    tags: list[str] = field(default_factory=lambda: [""])  # the names of the elements
    furniture: list[int] = field(default_factory=list)  # the elements that are called so
    titled: list[int] = field(default_factory=list)  # those that are called a title, or small headings
    hidden: int = 0  # marks of sentences that were left out because they are not shown
    unshown: int = 0  # of these, where a style sheet says so

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, int]] = []
        self._around: list[int] = [0]  # those of the open elements that are blocks
        self._within = Counter[str]()
        self._hidden: set[int] = set()  # open elements that are not shown
        self._unshown: set[tuple[str, str]] = set()  # names that a style sheet hides: tag or nothing, .class or #id
        self._by_sheet: set[int] = set()  # open elements that are not shown because of them
        self._shown: set[str] = set()  # .class or #id of what some rule of a style sheet shows
        self._rows: list[tuple[int, int, list[int]]] = []  # open rows of tables: element, first block, first block of each cell
        self._said: list[str] = []
        self._links = 0
        self._raised = 0  # where in what was said the last superscript begins
        self._lists: list[tuple[int, str, int]] = []  # open numbered lists: element, form, how far it has counted
        self._number = ""  # of the item that begins

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; a block element ends the text before it, and the paragraph or item that nobody closed."""
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = (values.get("name") or values.get("property") or values.get("itemprop") or "").lower()
            self.about.setdefault(name, values.get("content", "").strip())
        elif tag == "link" and values.get("rel") == "canonical":
            self.about.setdefault("url", values.get("href", ""))
        elif tag == "time":
            self.about.setdefault("time", values.get("datetime", ""))
        if tag == "br":
            self._end_block()
        elif tag not in _VOID:
            if tag not in _INLINE:
                self._end_block()
                if self._open and self._open[-1][0] == tag and tag in _UNCLOSED:
                    self._close_last()
            self._open_element(tag)
            if tag == "sup":
                self._raised = len(self._said)
            self._note(tag, values)
            if tag == "tr":
                self._rows.append((self._open[-1][1], len(self.blocks), []))
            elif tag in ("td", "th") and self._rows:
                self._rows[-1][2].append(len(self.blocks))

    def _note(self, tag: str, values: Mapping[str, str]) -> None:
        """Note what the attributes of the element that was opened say: that it is not shown, no text, or a numbered list."""
        number, style = self._open[-1][1], values.get("style", "")
        if "hidden" in values or _HIDDEN.search(style):
            self._hidden.add(number)
        elif self._unshown and self._is_unshown(tag, values):
            self._hidden.add(number)
            self._by_sheet.add(number)
        if _FURNITURE.search(f"{values.get('class', '')} {values.get('id', '')}"):
            self.furniture.append(number)
        if tag == "h3" or _CALLED_TITLE.search(f"{values.get('class', '')} {values.get('id', '')}"):
            self.titled.append(number)
        if tag == "ol" and not _UNNUMBERED.search(style):
            self._lists.append(
                (number, _FORMS.get(values.get("type", ""), "decimal"), _whole_number(values.get("start"), 1) - 1)
            )
        elif tag == "ul":
            self._lists.append((number, "", 0))
        elif tag == "li" and self._lists and self._lists[-1][1]:
            listed, form, count = self._lists.pop()
            count = _whole_number(values.get("value"), count + 1)
            self._lists.append((listed, form, count))
            self._number = f"{in_form(count, form)}. "

    def _is_unshown(self, tag: str, values: Mapping[str, str]) -> bool:
        names = [f".{name}" for name in values.get("class", "").split()] + [f"#{values.get('id', '')}"]
        return any((of, name) in self._unshown for name in names if name not in self._shown for of in ("", tag))

    def _read_styles(self, sheet: str) -> None:
        """Note which names a style sheet hides on any screen, and which it shows somewhere (#x .c, or on some screens)."""
        for rule in _RULE.finditer(_COMMENT.sub("", sheet)):
            if _SHOWN.search(rule[2]):
                self._shown |= {match[1] for each in rule[1].split(",") if (match := _LAST_NAME.search(each.strip()))}
        for rule in _RULE.finditer(_AT_RULE.sub("", sheet)):
            selectors = (_SIMPLE.fullmatch(each.strip()) for each in rule[1].split(","))
            names = {((match["tag"] or "").lower(), match["named"]) for match in selectors if match}
            if _HIDDEN.search(rule[2]):
                self._unshown |= names

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
        elif self._within["script"]:
            if len(data) <= _LONGEST_SCRIPT and "script" not in self.about and (match := _SAID_BY_SCRIPT.search(data)):
                self.about["script"] = _day(match)
        elif self._within["style"]:
            if self.heeds_sheets and len(data) <= _LONGEST_SCRIPT and "none" in data:
                self._read_styles(data)
        elif self._hidden and not self.shows_hidden:
            sentences = len(_SENTENCE.findall(data))
            self.hidden += sentences
            self.unshown += sentences if self._hidden & self._by_sheet else 0
        elif not any(map(self._within.__getitem__, _SKIPPED)):
            first, *others = data.split("\n") if self._within["pre"] else [data]
            if self._said and _FIELD.match(data) and read_fields(f"{data.strip()}甲"):  # parted by their style alone
                self._said.append(" ")
            self._said.append(first)
            for line in others:
                self._end_block()
                self._said.append(line)
            self._links += len(data.strip()) if self._within["a"] else 0

    def holds(self, element: int, inner: int) -> bool:
        """Return whether an element is another one or around it."""
        return element <= inner <= self.last[element]

    def close(self) -> None:
        """Read to the end."""
        super().close()
        self._end_block()
        while self._open:
            self._close_last()

    def _open_element(self, tag: str) -> None:
        number = len(self.parent)
        self.parent.append(self._around[-1])
        self.tags.append(tag)
        self.last.append(number)
        self._open.append((tag, number))
        self._within[tag] += 1
        if tag in ("article", "main"):
            self.articles.append(number)
        if tag not in _INLINE:
            self._around.append(number)

    def _close_last(self) -> str:
        tag, number = self._open.pop()
        self.last[number] = len(self.parent) - 1
        self._within[tag] -= 1
        if tag not in _INLINE:
            self._around.pop()
        self._hidden.discard(number)
        if self._lists and self._lists[-1][0] == number:
            self._lists.pop()
        if tag == "li":
            self._number = ""
        if tag == "sup":
            before, raised = self._said[max(0, self._raised - 4) : self._raised], self._said[self._raised :]
            self._said[self._raised :] = [raise_digits("".join(before), "".join(raised))]
        if tag == "tr" and self._rows and self._rows[-1][0] == number:
            self._end_row(*self._rows.pop())
        return tag

    def _end_row(self, element: int, first: int, cells: Sequence[int]) -> None:
        """Put the cells of a row of a table on one line; a row in which others or long texts stand is no such row."""
        self._end_block()
        if self._rows and self.blocks[first:]:
            self._rows[-1][2].append(-1)  # the row around this one lays out the page
        if len(cells) < 2 or -1 in cells or not self.blocks[first:]:
            return
        inside = [self.blocks[start:end] for start, end in pairwise([*cells, len(self.blocks)])]
        texts = [" ".join(block.text for block in cell) for cell in inside]
        if max(map(len, texts)) <= _CELL:
            links = sum(block.links for block in self.blocks[first:])
            self.blocks[first:] = [_Block(element, False, "\t".join(texts).rstrip("\t"), links)]

    def _end_block(self) -> None:
        text = re.sub(r"[ \t\r\n\f]+", " ", "".join(self._said)).strip(" ")
        if text.strip():
            if self._number and not _HAS_NUMBER.match(text):
                text = self._number + text
            self._number = ""
            self.blocks.append(_Block(self._around[-1], self._within["h1"] + self._within["h2"] > 0, text, self._links))
        self._said, self._links, self._raised = [], 0, 0


def _whole_number(said: str | None, usual: int) -> int:
    return int(said) if said and re.fullmatch("[0-9]{1,6}", said.strip()) else usual


def is_html(text: str) -> bool:
    """Return whether a text is a web page by how it begins."""
    return _PAGE.match(text[:4000]) is not None


def read_html(text: str) -> tuple[str, Header]:
    """Return the main text of a page, a block or a row of a table a line, and what its head says about it.

    A page that holds nothing but links to others raises ValueError.
    """
    page = _read(text)
    if page.unshown > _ended(page):
        page = _read(text, heeds_sheets=False)  # the rest of a text, behind 阅读全文
    if page.hidden > _MOST_HIDDEN * _ended(page):
        page = _read(text, shows_hidden=True)  # until a script shows it
    if saved := _SAVED.search(text[:4000]):
        page.about["saved"] = saved[1]
    lines = _main(page)
    if not any(map(_weight, page.blocks)) and _is_list(page.blocks):
        raise ValueError("a page of links to other pages: no report is in it")
    title = _title(page)
    if title and not any(title in line or (len(line) > 5 and line in title) for line in lines[:5]):
        lines.insert(0, title)
    date = to_iso(_first(page.about, _DATES))
    return "\n".join(lines) + "\n", Header(title or None, date, None, _first(page.about, _URLS) or None)


def _ended(page: _Page) -> int:
    """Return how many marks of sentences the text of a page has."""
    return sum(len(_SENTENCE.findall(block.text)) for block in page.blocks if _weight(block))


def _read(text: str, *, shows_hidden: bool = False, heeds_sheets: bool = True) -> _Page:
    page = _Page(shows_hidden=shows_hidden, heeds_sheets=heeds_sheets)
    page.feed(text)
    page.close()
    return page


def _title(page: _Page) -> str:
    """Return the title of a page without the name of its site."""
    named = _first(page.about, _TITLES)
    heading = next((block.text for block in page.blocks if block.heading and len(block.text) > 1), "")
    title = re.sub(r"\s+", " ", named or heading or page.title or _called_title(page)).strip()
    begun = [block.text for block in page.blocks if len(block.text) >= 6 and title.startswith(block.text)]
    if begun or not (parts := [*_BEHIND_TITLE.finditer(title)]):
        return max(begun, key=len, default=title)
    is_site = _SITE_NAME.search(title) and len(title) - parts[-1].end() <= 20 and parts[0].start() >= 6
    return title[: parts[0].start()] if is_site else title


def _called_title(page: _Page) -> str:
    """Return the text of the first element that is called a title, above the first sentence."""
    above = takewhile(lambda block: not _weight(block), page.blocks)
    called = (block.text for block in above if block.element in page.titled)
    return next((text for text in called if 6 <= len(text) <= 80 and not read_fields(text)), "")


def _is_list(blocks: Sequence[_Block]) -> bool:
    links = [block for block in blocks if 2 * block.links >= len(block.text)]
    return len(links) >= _FEWEST_LINKS and 2 * sum(len(b.text) for b in links) >= sum(len(b.text) for b in blocks)


def _day(said: re.Match[str]) -> str:
    """Return the day that a script says, in China."""
    if said["date"]:
        return re.sub("[/年月]", "-", said["date"])
    return datetime.fromtimestamp(int(said["seconds"]), CHINA).date().isoformat()


def _main(page: _Page) -> list[str]:
    """Return the lines of the main block, with the fields and the heading above it, and the text between and behind these."""
    blocks = _shown(page)
    said = any(map(_weight, blocks)) or 2 * sum(map(_sentences, blocks)) >= sum(map(_own, blocks)) > 0
    weigh = _sentences if said else _own
    weights, sizes = [0] * len(page.parent), [0] * len(page.parent)
    for block in blocks:
        weights[block.element] += weigh(block)
        sizes[block.element] += 1
    for number in range(len(page.parent) - 1, 0, -1):
        weights[page.parent[number]] += weights[number]
        sizes[page.parent[number]] += sizes[number]
    inside = (i for i in range(len(weights) - 1, 0, -1) if sizes[i] > 1 and weights[i] >= _MOST * weights[0])
    main = _whole(page, blocks, next(inside, 0))
    within = [i for i, block in enumerate(blocks) if not main or page.holds(main, block.element)]
    last = max(within, default=-1)
    around = frozenset(_around(page, blocks, main, range(min(within, default=0), last + 1)))
    chosen = around.union(within)
    return [block.text for i, block in enumerate(blocks) if _belongs(block, is_within=i in chosen, is_above=i < last)]


def _shown(page: _Page) -> list[_Block]:
    """Return the blocks without adverts, comments, menus and the like, as far as the page names these and they hold little."""
    weights = [0] * len(page.parent)
    for block in page.blocks:
        weights[block.element] += _weight(block)
    before = list(accumulate(weights, initial=0))  # an element stands before those in it
    dropped = bytearray(len(page.parent))
    done = 0
    for element in page.furniture:
        end = page.last[element] + 1
        if element >= done and before[end] - before[element] <= _LITTLE * before[-1]:
            dropped[element:end] = b"\1" * (end - element)
            done = end
    return [block for block in page.blocks if not dropped[block.element] or block.heading or read_fields(block.text)]


def _around(page: _Page, blocks: Sequence[_Block], main: int, within: range) -> Iterator[int]:
    """Yield the blocks of text around the main block: between the title and it, and sentences behind it, in what holds both."""
    title = _title(page)
    titles = [i for i in range(within.stop) if _says(blocks[i].text, title)]
    if titles and titles[-1] < within.start:
        above = range(titles[-1] + 1, within.start)
        fields = {blocks[i].element for i in above if read_fields(blocks[i].text) or to_iso(blocks[i].text)}
        yield from (i for i in above if blocks[i].element not in fields or _ENDED.search(blocks[i].text))
    container = page.parent[main]
    is_whole = container in page.articles or any(page.holds(container, blocks[i].element) for i in titles)
    for i in range(within.stop, len(blocks)) if main and is_whole and page.tags[container] not in _WHOLE_PAGE else ():
        block = blocks[i]
        if not page.holds(container, block.element) or 2 * block.links >= len(block.text) or _BEHIND.match(block.text):
            return
        if not (_ENDED.search(block.text) or (block.heading and _HAS_NUMBER.match(block.text))):
            return
        yield i


def _says(text: str, title: str) -> bool:
    return len(title) >= _SHORTEST_TITLE and (title in text or (text in title and 2 * len(text) >= len(title)))


def _whole(page: _Page, blocks: Sequence[_Block], main: int) -> int:
    """Return the article around a block if most of its text, in short lines, is outside the block; else the block."""
    for article in reversed(page.articles):
        if article < main <= page.last[article]:
            inside, around = (sum(_own(block) for block in blocks if page.holds(i, block.element)) for i in (main, article))
            return article if around > _MUCH_LONGER * inside else main
    return main


def _belongs(block: _Block, *, is_within: bool, is_above: bool) -> bool:
    if is_within:
        return block.links < 0.5 * len(block.text)
    return is_above and (block.heading or bool(read_fields(block.text)))


def _weight(block: _Block) -> int:
    """Return how many characters of sentences a block holds."""
    own = _own(block)
    return own if own >= 20 and _SENTENCE.search(block.text) else 0


def _sentences(block: _Block) -> int:
    """Return how many characters of sentences a block holds, short ones with their full stop too."""
    return _own(block) if _ENDED.search(block.text) else _weight(block)


def _own(block: _Block) -> int:
    return max(0, len(block.text) - 2 * block.links)


def _first(about: Mapping[str, str], names: Sequence[str]) -> str:
    return next((about[name] for name in names if about.get(name)), "")
