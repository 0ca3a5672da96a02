"""Clean: any report file in, its true text out, every character traceable.

`STEPS` is the order of what is done to a text: repairs of damage, then one way to write each character. After them what
belongs to pages and sites is left out, broken lines are joined, articles that were glued together are told apart, and of each
the head is read (title, date, publisher). Each of the `REPAIRS` can be left out by its name (settings.without).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import chain, pairwise
from pathlib import Path
from typing import NamedTuple

from kg.clean.align import Aligned, Edit, align, apply, line_spans, runs, split_lines
from kg.clean.apart import drop_spaces, join_narrow
from kg.clean.articles import RULE, article_starts, part_headline
from kg.clean.beside import drop_line_numbers
from kg.clean.byteshift import restore_bytes
from kg.clean.formats import reports_in
from kg.clean.header import Header, body, read_fields, read_header
from kg.clean.lost import mark_unread, restore_lost
from kg.clean.mojibake import restore_encoding
from kg.clean.normalize import drop_invisible, to_characters, to_narrow, to_simplified
from kg.clean.ocr import restore_digits
from kg.clean.page import boilerplate, drop_inline, drop_lines, drop_markdown, repeated_lines, repeated_titles
from kg.clean.pinyin import drop_broken_pinyin, drop_pinyin
from kg.clean.read import RawText, Source, find_sources, read_bytes, read_text, read_texts
from kg.clean.repair import drop_tags, restore_escapes
from kg.clean.reports import known_about, read_reports
from kg.clean.roundup import is_roundup, part_stories
from kg.clean.spacing import close_up
from kg.clean.wrap import above_numbers, drop_pages, join_lines, torn_by
from kg.config import Settings
from kg.errors import ConfigError, SourceError
from kg.records import Document, Problem, Repair

__all__ = ["REPAIRS", "STEPS", "Clean", "Header", "RawText", "clean_documents", "clean_report", "clean_text", "raw_texts"]

Step = Callable[[Aligned], tuple[Aligned, list[Repair]]]
Clean = Callable[[RawText, Header, Set[str]], list[Document]]
STEPS: Mapping[str, Step] = {
    "escapes": restore_escapes,
    "mojibake": restore_encoding,
    "tags": drop_tags,
    "invisible": drop_invisible,
    "characters": to_characters,
    "numbers": drop_line_numbers,
    "column": join_narrow,
    "spaces": drop_spaces,
    "markdown": drop_markdown,
    "byte-lost": restore_lost,
    "byte-shift": restore_bytes,
    "unread": mark_unread,
    "pinyin": drop_pinyin,
    "script": to_simplified,
    "width": to_narrow,
    "ocr": restore_digits,
    "inline": drop_inline,
}
PAGE_STEPS = ("pages", "boilerplate", "wrap", "spacing", "headline", "articles", "repeat", "title", "header")
REPAIRS = (*STEPS, *PAGE_STEPS)


_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


def clean_documents(
    source: str | Path | Iterable[str | Path] | None = None,
    *,
    texts: Iterable[str] | None = None,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    on_problem: Callable[[Problem], None] | None = None,
    clean: Clean | None = None,
) -> Iterator[Document]:
    """Yield the reports of a folder, a file or a list of them, and of texts, as a person would read them.

    Files come in the order of their names, and the same bytes only once. What cannot be read is told to `on_problem` and
    costs the others nothing; SourceError is raised when nothing could be read at all, ConfigError when settings.reports
    cannot be right. `clean` stands in for clean_report, for who remembers what that made before.
    """
    clean = clean or clean_report
    without = checked(settings.without)
    problems: list[Problem] = []

    def tell(problem: Problem) -> None:
        problems.append(problem)
        if on_problem:
            on_problem(problem)

    roots = [Path(root) for root in _roots(source)]
    sources = find_sources(roots, tell)
    reports = read_reports(sources, roots, settings.reports, tell)
    found = (raw for each in sources for raw in _reports_of(each))
    given = read_texts(texts)
    names: dict[str, str] = {}
    for raw in chain(found, given):
        if isinstance(raw, Problem):
            tell(raw)
        elif raw.checksum in names:
            tell(Problem(raw.name, f"the same as {names[raw.checksum]}: read once"))
        else:
            names[raw.checksum] = raw.name
            documents = clean(raw, known_about(raw, reports), without)
            if any(_HAN.search(document.text) for document in documents):
                yield from documents
            else:
                tell(Problem(raw.name, "no Chinese character in it: expected a report in Chinese"))
    if not names:
        raise SourceError("nothing could be read: " + ("; ".join(map(str, problems[:5])) or "no source was given"))


def raw_texts(source: str | Path | Iterable[str | Path], on_problem: Callable[[Problem], None]) -> Mapping[str, str]:
    """Return what reports hold before any cleaning, by checksum: what positions in a graph are positions in."""
    found = chain.from_iterable(map(_reports_of, find_sources(_roots(source), on_problem)))
    texts: dict[str, str] = {}
    for raw in found:
        if isinstance(raw, Problem):
            on_problem(raw)
        else:
            texts[raw.checksum] = raw.text
    return texts


def clean_text(raw: str, without: Sequence[str] = ()) -> Document:
    """Return one text (of several articles in it the first) as clean_documents would, without looking at its size or encoding.

    >>> clean_text("長(zhǎng)遠(yuǎn)規劃").text
    '长远规划'
    """
    read = read_text(raw, "text-1")
    if isinstance(read, Problem):
        raise SourceError(str(read))
    return clean_report(read, Header(), checked(without))[0]


def checked(without: Iterable[str]) -> frozenset[str]:
    """Return the names of the repairs to leave out; raise ConfigError for one that there is not."""
    names = frozenset(without)
    if unknown := sorted(names - {*REPAIRS}):
        raise ConfigError(f"no repair is named {', '.join(unknown)}: known are {', '.join(REPAIRS)}")
    return names


def clean_report(raw: RawText, known: Header, without: Set[str] = frozenset()) -> list[Document]:
    """Return the documents of a raw text, one for each article in it; what is `known` of it (reports.csv) wins.

    What is known holds for every article that does not say otherwise, but the title for the first alone.
    """
    aligned = align(raw.text)
    repairs: list[Repair] = []
    for name, step in STEPS.items():
        if name not in without and _applies(name, raw, repairs):
            aligned, changed = step(aligned)
            repairs += changed
    aligned, changed, ends = _drop_furniture(aligned, without)
    repairs += changed
    if "wrap" not in without:
        aligned, changed = join_lines(aligned)
        repairs += changed
        if any(repair.step == "pinyin" for repair in repairs):
            aligned, changed = drop_broken_pinyin(aligned)
            repairs += changed
    if "spacing" not in without:  # behind wrap, which looks at how long lines are
        aligned, changed = close_up(aligned)
        repairs += changed
    if "headline" not in without:
        aligned, changed = part_headline(aligned)
        repairs += changed
    lines, spans = split_lines(aligned.text), line_spans(aligned.text)
    starts = [0] if "articles" in without else article_starts(lines, _lines_behind(aligned, spans, ends))
    if len(starts) == 1:
        return [_clean_article(raw, aligned, lines, repairs, known, without)]
    parts = [_Part(first, last, spans[first][0], spans[last - 1][1]) for first, last in pairwise([*starts, len(lines)])]
    told = parts if "repeat" in without else _told_once(parts, lines)
    repairs += [_dropped(aligned, part.start, part.end) for part in parts if part not in told]
    until = [part.start for part in told[1:]] + [len(aligned.text)]
    return [
        _clean_article(raw, aligned.part(part.start, part.end), lines[part.first : part.last], inside, known, without, number)
        for number, (part, end) in enumerate(zip(told, until, strict=True), 1)
        for inside in [_repairs_inside(repairs, aligned, part.start, end)]
    ]


class _Part(NamedTuple):
    """An article: its first line and the one behind its last, where it starts and ends."""

    first: int
    last: int
    start: int
    end: int


def _told_once(parts: Sequence[_Part], lines: Sequence[str]) -> list[_Part]:
    """Return the articles without those that say word for word what one before them says."""
    said: dict[str, _Part] = {}
    for part in parts:
        said.setdefault(re.sub(r"\W", "", "".join(lines[part.first : part.last])), part)
    return list(said.values())


def _dropped(aligned: Aligned, start: int, end: int) -> Repair:
    return Repair("repeat", *aligned.raw_span(start, end), aligned.text[start:end], "")


def _applies(name: str, raw: RawText, repairs: Sequence[Repair]) -> bool:
    """Return whether a step is for a text: what mojibake leaves unknown is no byte shift."""
    if name == "markdown":
        return raw.name.lower().endswith((".md", ".markdown"))
    return name not in ("byte-lost", "byte-shift", "unread") or not any(repair.step == "mojibake" for repair in repairs)


def _drop_furniture(aligned: Aligned, without: Set[str]) -> tuple[Aligned, list[Repair], list[Repair]]:
    """Drop what belongs to pages and sites; return also the repairs behind which an article may have ended."""
    paged: list[Repair] = []
    if "pages" not in without:
        adverts: list[Repair] = []
        if "boilerplate" not in without:  # what stands above the number of a page is none of the sentence that goes on below
            lines = split_lines(aligned.text)
            around = boilerplate(lines)
            edge = {number: ("boilerplate", around[number]) for number in above_numbers(lines, around)}
            aligned, adverts = drop_lines(aligned, edge)
        aligned, paged = drop_pages(aligned)
        paged = adverts + paged
    if "boilerplate" in without:
        return aligned, paged, []
    lines = split_lines(aligned.text)
    around = boilerplate(lines)
    torn = frozenset[int]() if "wrap" in without else torn_by(lines, around.keys())
    aligned, changed = drop_lines(aligned, {number: ("boilerplate", row) for number, row in around.items()}, torn)
    return aligned, paged + changed, [repair for repair in changed if repair.rule]


def _clean_article(
    raw: RawText,
    aligned: Aligned,
    lines: Sequence[str],
    repairs: Sequence[Repair],
    known: Header,
    without: Set[str],
    number: int = 1,
) -> Document:
    """Return the document of one article; what is known holds for a later one where that does not say otherwise."""
    first, _ = body(lines)
    why: dict[int, tuple[str, str | None]] = {}
    if "repeat" not in without:
        why |= dict.fromkeys(repeated_lines(lines, first), ("repeat", None))
    if "title" not in without:
        why |= dict.fromkeys(repeated_titles(lines, first), ("title", None))
    once = ["" if i in why else line for i, line in enumerate(lines)]
    header = read_header(once, known) if number == 1 else read_header(once).completed(known)
    named: list[Repair] = []
    if "header" not in without:
        kept = _titles_of_fields(lines, header.lines)
        aligned, named = _without_names(aligned, lines, kept)
        why |= dict.fromkeys(header.lines, ("header", None))
        why = {i: reason for i, reason in why.items() if i not in kept}
    aligned, changed = drop_lines(aligned, why)
    if "headline" not in without and is_roundup(header.title):
        aligned, parted = part_stories(aligned)
        changed = [*changed, *parted]
    return Document(
        id=f"report-{raw.checksum[:16]}" + (f"-{number}" if number > 1 else ""),
        text=aligned.text,
        source=raw.name,
        checksum=raw.checksum,
        raw=raw.text,
        starts=runs(aligned.starts),
        ends=runs(aligned.ends),
        title=header.title,
        date=header.date,
        publisher=header.publisher,
        url=header.url,
        date_is_inferred=header.date_is_inferred,
        damaged=tuple((m.start(), m.end()) for m in re.finditer("\ufffd+", aligned.text)),
        repairs=(*repairs, *named, *changed),
    )


def _titles_of_fields(lines: Sequence[str], numbers: Sequence[int]) -> dict[int, str]:
    """Return the lines of fields that say nothing but the title, where no other line says it, and that title."""
    said = {i: read_fields(lines[i]) for i in numbers}
    titles = {i: pairs[0][1] for i, pairs in said.items() if len(pairs) == 1 and pairs[0][0] == "title" and pairs[0][1]}
    return {i: title for i, title in titles.items() if sum(title in line for line in lines) == 1}


def _without_names(aligned: Aligned, lines: Sequence[str], titles: Mapping[int, str]) -> tuple[Aligned, list[Repair]]:
    """Return the text with titles that only a field says (标题：…) without the name of the field."""
    spans = line_spans(aligned.text)
    edits = [Edit(spans[i][0], spans[i][0] + lines[i].rindex(title), "") for i, title in sorted(titles.items())]
    return apply(aligned, edits, "header")


def _lines_behind(aligned: Aligned, spans: Sequence[tuple[int, int]], ends: Sequence[Repair]) -> dict[int, bool]:
    """Return the lines before which something was dropped, and whether that was a rule across the page."""
    found: dict[int, bool] = {}
    starts = [aligned.starts[start] for start, _ in spans if start < len(aligned.text)]
    for repair in ends:
        number = bisect_left(starts, repair.end)
        found[number] = found.get(number, False) or repair.rule == RULE
    return found


def _repairs_inside(repairs: Sequence[Repair], aligned: Aligned, start: int, end: int) -> list[Repair]:
    first = aligned.starts[start] if start else 0
    last = aligned.starts[end] if end < len(aligned.text) else float("inf")
    return [repair for repair in repairs if first <= repair.start < last]


def _reports_of(source: Source) -> Iterator[RawText | Problem]:
    data = read_bytes(source)
    found = [data] if isinstance(data, Problem) else reports_in(data, source.name)
    return (replace(each, path=source.path) if isinstance(each, RawText) else each for each in found)


def _roots(source: str | Path | Iterable[str | Path] | None) -> list[str | Path]:
    if source is None:
        return []
    return [source] if isinstance(source, str | Path) else list(source)
