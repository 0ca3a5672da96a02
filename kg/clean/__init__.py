"""Clean: any report file in, its true text out, every character traceable.

`STEPS` is the order of what is done to a text: repairs of damage, then one way to write each character. After them the page
around the text is read (title, date, publisher) and left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from kg.clean.align import Aligned, align
from kg.clean.byteshift import restore_bytes
from kg.clean.formats import reports_in
from kg.clean.header import Header, body, read_header
from kg.clean.normalize import drop_invisible, to_narrow, to_simplified
from kg.clean.page import boilerplate, drop_inline, drop_lines, drop_markdown, join_lines, repeated_titles, split_lines
from kg.clean.read import RawText, Source, find_sources, read_bytes, read_text
from kg.clean.repair import drop_pinyin
from kg.clean.reports import known_about, read_reports
from kg.config import Settings
from kg.errors import SourceError
from kg.records import Document, Problem, Repair

__all__ = ["STEPS", "clean_documents", "clean_text"]

Step = Callable[[Aligned], tuple[Aligned, list[Repair]]]
STEPS: tuple[Step, ...] = (drop_invisible, restore_bytes, drop_pinyin, to_simplified, to_narrow, drop_inline)


def clean_documents(
    source: str | Path | Iterable[str | Path] | None = None,
    *,
    texts: Iterable[str] | None = None,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    on_problem: Callable[[Problem], None] | None = None,
) -> Iterator[Document]:
    """Yield the reports of a folder, a file or a list of them, and of texts, as a person would read them.

    Files come in the order of their names, and the same bytes only once. What cannot be read is told to `on_problem` and
    costs the others nothing; SourceError is raised when nothing could be read at all, ConfigError when settings.reports
    cannot be right.
    """
    problems: list[Problem] = []

    def tell(problem: Problem) -> None:
        problems.append(problem)
        if on_problem:
            on_problem(problem)

    roots = [Path(root) for root in _roots(source)]
    sources = find_sources(roots, tell)
    reports = read_reports(sources, roots, settings.reports, tell)
    found = (raw for each in sources for raw in _reports_of(each))
    given = (read_text(text, f"text-{i}") for i, text in enumerate(texts or (), 1))
    names: dict[str, str] = {}
    for raw in chain(found, given):
        if isinstance(raw, Problem):
            tell(raw)
        elif raw.checksum in names:
            tell(Problem(raw.name, f"the same as {names[raw.checksum]}: read once"))
        else:
            names[raw.checksum] = raw.name
            yield clean_report(raw, known_about(raw, reports))
    if not names:
        raise SourceError("nothing could be read: " + ("; ".join(map(str, problems[:5])) or "no source was given"))


def clean_text(raw: str) -> Document:
    """Return one text as clean_documents would, without looking at its size or its encoding.

    >>> clean_text("長(zhǎng)遠(yuǎn)規劃").text
    '长远规划'
    """
    read = read_text(raw, "text-1")
    if isinstance(read, Problem):
        raise SourceError(str(read))
    return clean_report(read, Header())


def clean_report(raw: RawText, known: Header) -> Document:
    """Return the document of a raw text; what is `known` of it (reports.csv) wins over what it says itself."""
    aligned = align(raw.text)
    repairs: list[Repair] = []
    for step in (drop_markdown, *STEPS) if raw.name.lower().endswith((".md", ".markdown")) else STEPS:
        aligned, changed = step(aligned)
        repairs += changed
    lines = split_lines(aligned.text)
    around = boilerplate(lines)
    lines = ["" if i in around else line for i, line in enumerate(lines)]
    header = read_header(lines, known)
    twice = dict.fromkeys(repeated_titles(lines, body(lines)[0]), "title")
    aligned, changed = drop_lines(aligned, dict.fromkeys(header.lines, "header") | twice | around)
    repairs += changed
    aligned, changed = join_lines(aligned)
    repairs += changed
    return Document(
        id=f"report-{raw.checksum[:16]}",
        text=aligned.text,
        source=raw.name,
        checksum=raw.checksum,
        raw=raw.text,
        starts=aligned.starts,
        ends=aligned.ends,
        title=header.title,
        date=header.date,
        publisher=header.publisher,
        url=header.url,
        date_is_inferred=header.date_is_inferred,
        damaged=tuple((m.start(), m.end()) for m in re.finditer("\ufffd+", aligned.text)),
        repairs=tuple(repairs),
    )


def _reports_of(source: Source) -> Iterator[RawText | Problem]:
    data = read_bytes(source)
    found = [data] if isinstance(data, Problem) else reports_in(data, source.name)
    return (replace(each, path=source.path) if isinstance(each, RawText) else each for each in found)


def _roots(source: str | Path | Iterable[str | Path] | None) -> list[str | Path]:
    if source is None:
        return []
    return [source] if isinstance(source, str | Path) else list(source)
