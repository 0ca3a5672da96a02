"""What stands around the text of a page and is not its text: navigation, share lines, adverts, captions, what is said twice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from kg.clean.align import Aligned, Edit, apply
from kg.lexicon import read_lexicon
from kg.records import Repair

_MARKDOWN = re.compile(
    r"(?m:^(?P<mark>#{1,6} +|> ?))|(?<!!)(?P<open>\[)[^\[\]\n]{1,80}(?P<close>\]\([^()\s]{1,300}\))"
    r"|(?P<open_>\*\*|__)[^*_\n]{1,200}(?P<close_>\*\*|__)"
)
_LONGEST = 400  # characters of a line that is no text
_OPEN_END = re.compile(r"[\u3400-\u9fffA-Za-z0-9，、,（(“]$")
_CLOSED_END = re.compile(r"[。！？；：…”’）)》]$")
_OPENING = re.compile(  # of a paragraph, a heading or an item
    r"[ \t\u3000]|[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]|第[一二三四五六七八九十0-9]+[章节条部]|[▲△●○■□◆★※【—]|[-*•·] "
)


def drop_lines(before: Aligned, why: Mapping[int, str]) -> tuple[Aligned, list[Repair]]:
    """Drop the lines that `why` names by number with the step that does it, and the blank lines they leave side by side."""
    edits: list[Edit] = []
    steps: list[str] = []
    gap, dropped = (
        True,
        False,
    )  # whether what is kept so far ends in a blank line (or is nothing); whether a line was just dropped
    for number, (start, end) in enumerate(line_spans(before.text)):
        blank = not before.text[start:end].strip()
        if number in why or (blank and gap and dropped):
            edits.append(Edit(start, end, ""))
            steps.append(why.get(number, "blank"))
            dropped = True
        else:
            gap, dropped = blank, dropped and blank
    after, repairs = apply(before, edits, "")
    return after, [replace(repair, step=step) for repair, step in zip(repairs, steps, strict=True)]


def boilerplate(lines: Sequence[str]) -> dict[int, str]:
    """Return the lines that are no text of the report, and the row of ontology/boilerplate.tsv that says so."""
    pattern, ids = _boilerplate()
    found: dict[int, str] = {}
    for number, line in enumerate(lines):
        if len(line) <= _LONGEST and (match := pattern.fullmatch(line.strip())):
            found[number] = ids[match.lastgroup or ""]
    return found


def repeated_titles(lines: Sequence[str], first: int) -> list[int]:
    """Return the lines before the first paragraph that say the title again: that of the page and that of the report."""
    keys = [re.sub(r"\W", "", line) for line in lines[:first]]
    title = next((key for key in keys if key), "")
    said = [number for number, key in enumerate(keys) if key == title]
    return said[1:] if len(title) >= 6 else []


def drop_inline(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Drop what stands inside lines and is not their text: adverts, editors, buttons (ontology/inline.tsv)."""
    edits: list[Edit] = []
    for start, end in sorted({match.span() for pattern in _inline() for match in pattern.finditer(before.text)}):
        if not edits or start >= edits[-1].end:
            edits.append(Edit(start, end, ""))
    return apply(before, edits, "inline")


def drop_markdown(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Drop the marks of Markdown: of headings, quotes, emphasis and links, whose text stays."""
    groups = (match.span(name) for match in _MARKDOWN.finditer(before.text) for name in _MARKDOWN.groupindex)
    return apply(before, [Edit(start, end, "") for start, end in groups if start < end], "markdown")


def join_lines(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Join the lines of a sentence that were broken at the edge of a page or a column."""
    text = before.text
    spans = line_spans(text)
    lines = split_lines(text)
    filled = [i for i, line in enumerate(lines) if line.strip()]
    column = _column([lines[i] for i in filled])
    edits: list[Edit] = []
    for i, following in pairwise(filled):
        is_wrapped = following == i + 1 and _is_wrapped(lines[i], lines[following], column)
        if is_wrapped or (i != filled[0] and _is_broken(lines[i], lines[following])):
            start, end = spans[i][0] + len(lines[i].rstrip()), spans[following][0]
            words = text[start - 1 : start] + text[end : end + 1]
            edits.append(Edit(start, end, " " if words.isascii() and words.isalnum() else ""))
    return apply(before, edits, "wrap")


def _is_broken(line: str, following: str) -> bool:
    """Return whether a paragraph breaks off in the middle of a sentence, and the next line goes on with it."""
    is_paragraph = len(line) >= 60 and re.search(r"[。；]", line)
    return bool(is_paragraph and _OPEN_END.search(line) and not _OPENING.match(following) and _CLOSED_END.search(following))


def _is_wrapped(line: str, following: str, column: int) -> bool:
    return bool(column and _width(line) >= column - 4 and not _OPENING.match(following))


def _column(lines: Sequence[str]) -> int:
    """Return the width at which the lines of a text were broken, 0 when they were not: most are as long, and end anyhow."""
    widths = [_width(line) for line in lines]
    widest = max(widths, default=0)
    full = [line for line, width in zip(lines, widths, strict=True) if width >= widest - 4]
    is_wrapped = 30 <= widest <= 120 and len(full) >= max(5, 0.5 * len(lines))
    return widest if is_wrapped and sum(bool(_OPEN_END.search(line)) for line in full) >= 0.6 * len(full) else 0


def _width(line: str) -> int:
    """Return how many columns a line takes: two for a Chinese character."""
    return 2 * len(line) if len(line) > 120 else len(line) + sum(ch > "\u2e7f" for ch in line)


def line_spans(text: str) -> list[tuple[int, int]]:
    """Return where each line stands, with the newline that ends it.

    >>> line_spans("甲\\n\\n乙")
    [(0, 2), (2, 3), (3, 4)]
    """
    ends = [match.end() for match in re.finditer("\n", text)]
    if not text.endswith("\n"):
        ends.append(len(text))
    return list(zip([0, *ends[:-1]], ends, strict=True))


def split_lines(text: str) -> list[str]:
    """Return the lines of a text without their newlines, as many as `line_spans` has."""
    return [text[start:end].rstrip("\n") for start, end in line_spans(text)]


@cache
def _boilerplate() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = read_lexicon("boilerplate")
    pattern = "|".join(f"(?P<r{i}>{row.word})" for i, row in enumerate(rows))
    return re.compile(pattern), {f"r{i}": row.id for i, row in enumerate(rows)}


@cache
def _inline() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row.word, re.MULTILINE) for row in read_lexicon("inline"))
