"""Characters that stand apart, put together again: a few on a line each, or with a space behind every one of them."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from kg.clean.align import Aligned, Edit, apply, line_spans, split_lines
from kg.records import Repair

_NARROWEST = 8  # characters: lines from here on are joined by kg/clean/wrap.py
_FEWEST = 15  # lines of a text that is so narrow
_MARK = re.compile("[，。；：、！？]")
_CHARACTER = "[\u3400-\u9fff，。；：、！？“”‘’（）《》—…·]"
_TOKEN = rf"(?:{_CHARACTER}|[A-Za-z0-9.,%％+\-/:〇]+)"
_GAP = "[ \u00a0\u3000]{1,4}"
_SPACED = re.compile(
    rf"{_TOKEN}(?:{_GAP}{_TOKEN}){{6,}}|(?m:^[ \t\u3000]*{_CHARACTER}(?:{_GAP}{_CHARACTER}){{3,}}[ \t\u3000]*$)"
)
_FIRST = re.compile(  # what every spaced text holds
    rf"[ \u00a0\u3000](?<={_CHARACTER}.)[ \u00a0\u3000]{{0,3}}{_CHARACTER}{_GAP}{_CHARACTER}"
)
_NEAR = 40  # characters, which no such word has
_MOSTLY = 0.7  # of what stands apart are single characters
_UNBROKEN = re.compile(r"[“‘（《「【]|[A-Za-z0-9.,%]+")


def join_narrow(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Join lines of one to seven characters, as of a text set upright or in a very narrow column; indents begin paragraphs."""
    if before.text.count("\n") < _FEWEST:
        return before, []
    lines, spans = split_lines(before.text), line_spans(before.text)
    filled = [i for i, line in enumerate(lines) if line.strip()]
    width = _narrow_width([lines[i].strip() for i in filled])
    if not width:
        return before, []
    step = Counter(b - a for a, b in pairwise(filled)).most_common(1)[0][0]
    edits = [
        Edit(spans[i][0] + len(lines[i].rstrip()), spans[following][0], "")
        for i, following in pairwise(filled)
        if following - i == step and not lines[following][0].isspace()
        if width <= len(lines[i].strip()) + _unbroken(lines[following]) - 1 and len(lines[i].strip()) <= width + 1
    ]
    return apply(before, edits, "column")


def drop_spaces(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Drop the spaces between characters that all stand apart: 关 于 开 展 夏 季 整 治; those between words of letters stay."""
    if not _FIRST.search(before.text):
        return before, []
    found = [match for match in _SPACED.finditer(before.text) if _is_apart(match.group())]
    gaps = [(match.start(), gap) for match in found for gap in re.finditer(r"(?<=\S)\s+(?=\S)", match.group())]
    edits = [Edit(start + gap.start(), start + gap.end(), "") for start, gap in gaps if not _parts_words(gap)]
    return apply(before, edits, "spaces")


def _narrow_width(lines: list[str]) -> int:
    """Return how many characters nearly all lines hold, 0 when they are not so few or the lines are a list, not a text."""
    counts = Counter(map(len, lines))
    width = max(sorted(counts), key=counts.__getitem__, default=0)
    full = sum(counts[n] for n in (width, width + 1) if n <= width + (width >= 4))
    text = "".join(lines)
    is_column = 0 < width < _NARROWEST and full >= 0.7 * len(lines) >= 0.7 * _FEWEST
    inside = sum(bool(_MARK.search(line if width == 1 else line[:-1])) for line in lines)
    is_text = len(_MARK.findall(text)) * 40 >= len(text) and inside * 80 >= len(lines) * min(width, 4)
    fits = sum(n <= width + 1 for n in map(len, lines)) >= 0.9 * len(lines)
    return width if is_column and is_text and fits else 0


def _unbroken(line: str) -> int:
    """Return how many characters of a line would have had to stand together on the line before it."""
    match = _UNBROKEN.match(line)
    return len(match.group()) if match else 1


def _is_apart(text: str) -> bool:
    tokens = text.split()
    chinese = sum(re.fullmatch(_CHARACTER, token) is not None for token in tokens)
    return sum(len(token) == 1 for token in tokens) >= _MOSTLY * len(tokens) and chinese >= 0.5 * len(tokens)


def _parts_words(gap: re.Match[str]) -> bool:
    """Return whether a gap parts two words of letters or digits, of which one is longer than a character."""
    near = gap.string[max(0, gap.start() - _NEAR) : gap.start()], gap.string[gap.end() : gap.end() + _NEAR]
    left, right = re.split(r"\s", near[0])[-1], re.split(r"\s", near[1], maxsplit=1)[0]
    return left.isascii() and right.isascii() and len(left) + len(right) > 2
