"""Where a report is at home: read from its title, publisher and dateline, and from what it names most."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate

from kg.divisions import lies_in
from kg.records import Document, Extraction, Mention
from kg.resolve.agencies import parse_agency
from kg.resolve.gazetteer import (
    LONGEST,
    UNKNOWN,
    Anchor,
    Context,
    home_of,
    is_full,
    may_begin_division,
    meanings,
    plain_words,
    resolve_names,
    split_divisions,
    support_of,
)

TITLE_WEIGHT = 3.0
PUBLISHER_WEIGHT = 6.0
DATELINE = re.compile(r"^[^\n。]{0,12}?(?:日报|晚报|法治报|电视台|融媒|网|社|讯|电)", re.MULTILINE)
HEADER_LENGTH = 200
_HEADER_LINES = 6
_LONGEST_LINE = 60

_Named = tuple[int, tuple[str, ...], float, bool]


def context_of(extraction: Extraction) -> Context:
    """Return what a report tells about where it is at home, and which divisions it names where."""
    header_end = _header_end(extraction.document.text)
    named = sorted(
        set(_named_in_header(extraction.document))
        | set(_named_in_mentions(extraction.mentions))
        | set(_named_as_issuer(extraction, header_end))
    )
    support = support_of((names, weight) for _, names, weight, _ in named)
    anchors = tuple(_anchors(named, support))
    header = tuple(a.code for a in anchors if a.weight > 1.0)
    return Context(
        document=extraction.document.id,
        home=home_of(anchors),
        anchors=anchors,
        sentence_starts=tuple(_sentence_starts(extraction.document.text)),
        header_homes=header,
        text=extraction.document.text,
        publisher=extraction.document.publisher,
        header_end=header_end,
        _support=support,
    )


def _anchors(named: Iterable[_Named], support: dict[str, float] | object) -> Iterator[Anchor]:
    for position, names, weight, is_agency in named:
        code = resolve_names(names, support)  # type: ignore[arg-type]
        if not code.startswith(UNKNOWN) or (is_full(names[-1]) and not meanings(names[-1])):
            yield Anchor(position, code, weight, is_agency)


def _named_in_header(document: Document) -> Iterator[_Named]:
    for text, weight in ((document.publisher, PUBLISHER_WEIGHT), (document.title, TITLE_WEIGHT)):
        yield from ((-1, names, weight, False) for names in divisions_in(text or ""))
    dateline = DATELINE.search(document.text[:HEADER_LENGTH])
    if dateline:
        yield from ((-1, names, TITLE_WEIGHT, False) for names in divisions_in(dateline.group()))


def _header_end(text: str) -> int:
    r"""Return where the first line ends that is a title, and the short ones behind it that say who reports and when.

    >>> _header_end("工作简报\n第3期\n云河县公安局编\n\n5月，全县破案12起。")
    18
    """
    end = 0
    for line in text.splitlines(keepends=True)[:_HEADER_LINES]:
        if "。" in line or "，" in line or len(line) > _LONGEST_LINE:
            break
        end += len(line)
    return end


def _named_as_issuer(extraction: Extraction, header_end: int) -> Iterator[_Named]:
    """Yield the divisions of the bodies with which a line of the head begins: 云河县公安局办公室编."""
    text = extraction.document.text
    for mention in extraction.mentions:
        start = mention.span.start
        if mention.type == "Agency" and 0 < start < header_end and text[start - 1] == "\n":
            names = parse_agency(mention.name).divisions
            if names:
                yield -1, names, TITLE_WEIGHT, False


def _named_in_mentions(mentions: Iterable[Mention]) -> Iterator[_Named]:
    found = list(mentions)
    agencies = {mention.span.start for mention in found if mention.type == "Agency"}
    for mention in found:
        if mention.type == "Place" and (mention.form == "implied" or mention.span.start in agencies):
            continue
        if mention.type == "Agency":
            divisions = parse_agency(mention.name).divisions
            if divisions:
                yield mention.span.start, divisions, 1.0, True
        elif mention.type == "Place":
            names = split_divisions(mention.name)
            if names:
                yield mention.span.start, names, 1.0, False


def divisions_in(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the divisions that a heading names; a short name of a county only where an agency's name follows.

    >>> list(divisions_in("湛江交警开展统一行动")), list(divisions_in("西安市新城区人民政府"))
    ([('湛江',)], [('西安市',), ('西安市', '新城区')])
    """
    i, before = 0, ""
    while i < len(text):
        name = _division_at(text, i)
        if name:
            yield (before, name) if before and _lies_within(name, before) else (name,)
        i += len(name) or 1
        before = name


def _lies_within(name: str, superior: str) -> bool:
    return any(lies_in(code, above) and code != above for code in meanings(name) for above in meanings(superior))


def _division_at(text: str, start: int) -> str:
    for size in range(min(LONGEST, len(text) - start), 1, -1) if may_begin_division(text, start) else ():
        name = text[start : start + size]
        codes = meanings(name)
        if not codes or name in plain_words():
            continue
        if is_full(name) or len(codes[0]) <= 4 or parse_agency(text[start : start + size + 4]).divisions[:1] == (name,):
            return name
    return ""


def _sentence_starts(text: str) -> Iterator[int]:
    ends = accumulate(len(part) for part in re.split(r"(?<=[。！？!?\n])", text))
    return iter([0, *ends])
