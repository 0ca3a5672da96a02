"""Lines put together again: broken at a column, or at the edge of a page with its number and running head in between."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from functools import cache
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from kg.clean.align import Aligned, Edit, apply, line_spans, split_lines
from kg.clean.header import read_fields
from kg.lexicon import read_lexicon
from kg.records import Repair

_OPEN_END = re.compile(r"[\u3400-\u9fffA-Za-z0-9，、,（(“《%％]$")
_HALF_NUMBER = re.compile(
    r"(?<![表图件注第0-9])[0-9]{1,6}\.\n[0-9]{1,2}[%％万亿个倍元公吨]"
)  # of a share or an amount: 下降15. and 2%
_CLOSED_END = re.compile(r"[。！？；：…”’）)》]$")
_OPENING = re.compile(  # of a paragraph, a heading or an item
    r"[ \t\u3000]|[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．](?![0-9])|第[一二三四五六七八九十0-9]+[章节条部]"
    r"|[▲△●○■□◆★※【—]|[-*•·] "
)
_STOPS = re.compile(r"[，。；：、,;]")
_LEAD = re.compile(r"^(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]|[^，。；：、,;]{2,6}：)")
_SLACK = 4  # columns that a line may stay short of, or stand over: a mark that may not begin the next line
_NARROWEST, _WIDEST = 8, 100  # characters
_FEWEST = 12  # lines of a text with running heads
_AS_GOOD = 0.9  # lines broken after so many characters are never much fewer than those of a column
_SHORT = 0.7  # of the usual length of a line: a running head among lines of text
_TOKEN = re.compile(r"[A-Za-z0-9.,%+\-/:]+")
_NUMBER = re.compile(  # of a page when others follow, or inside a sentence: 3, ·3·, (3), 3/7, P3
    r"[ \t\u3000]*[-—–－~～·•*\[(（〔【|]{0,3}[ ]?P?(?P<number>[0-9]{1,3})(?:[ ]?[/／][ ]?[0-9]{1,3})?[ ]?"
    r"[-—–－~～·•*\])）〕】|]{0,3}[ \t\u3000]*"
)
_TORN_END = re.compile(r"[，、（“《「『【〔(]$")  # no paragraph ends so
_TORN_START = re.compile(r"[，。、；：！？”’」』）》〉%％]")  # and none begins so
_NEARLY = 0.75  # of the width: a line so long that ends within a sentence goes on, too
_RAGGED = 0.6  # of the usual width of a line: what is shorter ends its paragraph
_UNITS_ALONE, _NO_UNIT = frozenset("个辆亩吨%％倍"), frozenset("体人性别")  # with which no other word begins, but 个体
_FIGURE = re.compile(r"[0-9][0-9,，]{0,14}(?:\.[0-9]{1,6})?[余多]?")
_BEFORE_FIGURE = re.compile(r"[\u3400-\u9fff](?<![表图注])$")
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")


def join_lines(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Join the lines of a sentence that were broken at the edge of a page or a column."""
    text = before.text
    spans = line_spans(text)
    lines = split_lines(text)
    filled = [i for i, line in enumerate(lines) if line.strip()]
    column = column_of([lines[i] for i in filled])
    step = _line_step(filled) if column else 1
    indent = _indent([lines[i] for i in filled]) if column else 0
    apart = figures_apart(lines)
    edits: list[Edit] = []
    is_new = True  # whether a line begins a paragraph
    for i, following in pairwise(filled):
        is_near = following == i + step
        is_wrapped = column is not None and is_near and _goes_on(lines[i], lines[following], column, indent)
        if column and column.is_ragged and is_new and not _STOPS.search(lines[i]):
            is_wrapped = False  # a heading
        is_new = not is_wrapped
        if (
            following in apart
            or i in apart
            or is_wrapped
            or _is_torn(lines[i], lines[following])
            or (i != filled[0] and _is_broken(lines[i], lines[following]))
        ):
            start = spans[i][0] + len(lines[i].rstrip())
            inset = len(lines[following]) - len(lines[following].lstrip())
            edits.append(_joint(text, start, spans[following][0] + (indent if is_wrapped else inset)))
    return apply(before, edits, "wrap")


def torn_by(lines: Sequence[str], dropped: Set[int]) -> frozenset[int]:
    """Return the last lines before dropped ones that stood inside a sentence: what follows goes on with them."""
    filled = [i for i, line in enumerate(lines) if line.strip() and i not in dropped]
    around = ((i, following) for i, following in pairwise(filled) if not dropped.isdisjoint(range(i + 1, following)))
    return frozenset(
        i
        for i, following in around
        if _is_one_sentence(lines[i], lines[following]) and _CLOSED_END.search(lines[following].rstrip())
        if re.search("[，；]", lines[i]) and not read_fields(lines[i])
    )


def figures_apart(lines: Sequence[str]) -> frozenset[int]:
    """Return the lines that are a number inside a sentence, between what it counts and its unit: 投资, 2022, 万元."""
    if not any(line[:1].isdigit() or line.strip()[:1].isdigit() for line in lines if len(line) <= 20):
        return frozenset()
    filled = [i for i, line in enumerate(lines) if line.strip()]
    numbers = ((a, i, b) for a, i, b in zip(filled, filled[1:], filled[2:], strict=False) if len(lines[i]) <= 24)
    found = [
        (above, i, below)
        for above, i, below in numbers
        if _FIGURE.fullmatch(lines[i].strip())
        and _BEFORE_FIGURE.search(lines[above].rstrip())
        and _is_counted(lines[below].strip())
    ]
    between = {below for _, _, below in found if _unit().fullmatch(lines[below].strip())} & {above for above, _, _ in found}
    return frozenset(i for above, i, below in found if not {above, below} & between)  # 机动车, 2022, 辆, 2021, 辆: of a table


def _is_counted(line: str) -> bool:
    """Return whether a line begins with a unit, and not with a word that begins as one does (人民, 家庭)."""
    match = _unit().match(line)
    if not match:
        return False
    behind = line[match.end() : match.end() + 1]
    is_whole = match.group() in _UNITS_ALONE and behind not in _NO_UNIT
    return not behind.isalnum() or len(match.group()) > 1 or is_whole


@cache
def _unit() -> re.Pattern[str]:
    units = sorted({row.word for row in read_lexicon("units")}, key=lambda word: (-len(word), word))
    return re.compile(rf"[多余]?[十百千万亿]{{0,2}}(?:{'|'.join(map(re.escape, units))})|[万亿]")


def drop_pages(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Drop the numbers and running heads of pages, and join the sentence that they interrupt."""
    text = before.text
    lines = split_lines(text)
    dropped = _page_lines(lines)
    if not dropped:
        return before, []
    spans = line_spans(text)
    edits: list[Edit] = []
    filled = [i for i, line in enumerate(lines) if line.strip() and i not in dropped]
    is_wrapped = column_of([lines[i] for i in filled]) is not None  # then lines are joined with all others
    for last, following in pairwise([-1, *filled, len(lines)]):
        gone = [i for i in range(last + 1, following) if i in dropped]
        if not gone:
            continue
        above = lines[last] if last >= 0 else ""
        below = lines[following] if following < len(lines) else ""
        if _is_interrupted(above, below):
            start = spans[last][0] + len(above.rstrip())
            is_half = _HALF_NUMBER.search(f"{above.rstrip()}\n{below}")
            is_prose = bool(is_half) or (not is_wrapped and bool(len(above) >= 30 or _STOPS.search(above)))
            edits.append(_joint(text, start, spans[following][0]) if is_prose else Edit(start, spans[following][0], "\n"))
        else:
            edits += [Edit(*spans[i], "") for i in gone]
    return apply(before, edits, "pages")


def above_numbers(lines: Sequence[str], numbers: Iterable[int]) -> list[int]:
    """Return the lines of some whose next line that is not blank says the number of a page, and that do not say one."""
    filled = [i for i, line in enumerate(lines) if line.strip()]
    marks = {i for i in filled if len(lines[i]) <= 40 and _page_mark().fullmatch(lines[i].strip())}
    return [a for a, b in pairwise(filled) if a in set(numbers) - marks and b in marks]


class _Column(NamedTuple):
    """The width at which lines were broken, and how the width of a line is measured."""

    width: int
    slack: int
    measure: Callable[[str], int]
    is_ragged: bool = False  # lines are about as wide only


def column_of(lines: Sequence[str]) -> _Column | None:
    """Return the width at which most lines of a text were broken, in characters or in columns; None when they were not.

    They are as long as each other, most of them end within a sentence, and stops stand inside them: a list of names has none.
    """
    if len(lines) < 4:
        return None
    by_character, by_column = (_widest(lines, _Column(0, slack, measure)) for slack, measure in ((1, len), (_SLACK, _width)))
    count, column = by_character if by_character[0] >= _AS_GOOD * by_column[0] else by_column
    is_exact = count and all(column.measure(line.rstrip()) <= column.width + column.slack for line in lines[1:])
    return column if is_exact else _ragged(lines) or (column if count else None)


def _ragged(lines: Sequence[str]) -> _Column | None:
    """Return about how wide most lines are that were broken where words or type of other widths ended; None when none were."""
    widths = sorted(map(_width, lines))
    width = widths[int(0.9 * (len(widths) - 1))]
    column = _Column(width, int((1 - _RAGGED) * width), _width, is_ragged=True)
    full = [line.rstrip() for line in lines if width - column.slack <= _width(line.rstrip()) <= width + column.slack]
    is_wrapped = (
        2 * _NARROWEST <= width <= 2 * _WIDEST
        and len(full) >= max(5, 0.5 * len(lines))
        and widths[-1] <= width + column.slack
        and sum(bool(_OPEN_END.search(line)) for line in full) >= 0.6 * len(full)
        and sum(map(_stops_inside, full)) >= 0.6 * len(full)
    )
    return column if is_wrapped else None


def _widest(lines: Sequence[str], column: _Column) -> tuple[int, _Column]:
    """Return how many lines are as wide as most are, 0 when they were not broken there; and that width."""
    widths = Counter(map(column.measure, lines))
    fits = {w: sum(widths[v] for v in range(w - column.slack, w + 1)) for w in widths}
    width = max(sorted(widths), key=lambda w: (fits[w], w))
    full = [line for line in lines if width - column.slack <= column.measure(line) <= width + column.slack // 2]
    longer = sum(count for w, count in widths.items() if w > width + 2)
    scale = 1 if column.measure is len else 2
    is_wrapped = (
        _NARROWEST * scale <= width <= _WIDEST * scale
        and len(full) >= max(3, 0.4 * len(lines))
        and longer <= max(1, 0.1 * len(lines))
        and sum(bool(_OPEN_END.search(line.rstrip())) for line in full) >= 0.6 * len(full)
        and sum(map(_stops_inside, full)) >= 0.4 * len(full)
    )
    return len(full) * is_wrapped, column._replace(width=width)


def _stops_inside(line: str) -> bool:
    """Return whether a mark stands inside a line, behind the number or the label that it begins with (一、, 责任单位：)."""
    return _STOPS.search(_LEAD.sub("", line.strip(), count=1)[:-1]) is not None


def _goes_on(line: str, following: str, column: _Column, indent: int) -> bool:
    """Return whether a line is full, so that the next goes on with it: what begins there would not have fitted."""
    token = _TOKEN.match(following.lstrip())
    room = column.measure(token.group()) if token else 0
    is_full = column.width - max(column.slack, room) <= column.measure(line.rstrip()) <= column.width + column.slack
    is_nearly = _NEARLY * column.width <= column.measure(line.rstrip()) <= column.width and _is_one_sentence(line, following)
    is_full = is_full or is_nearly
    return is_full and not _OPENING.match(following[indent:]) and not read_fields(line) and not read_fields(following)


def _line_step(filled: Sequence[int]) -> int:
    """Return 2 when a blank line stands between all lines, else 1."""
    steps = Counter(b - a for a, b in pairwise(filled))
    return 2 if steps[2] >= 0.8 * max(1, len(filled) - 1) else 1


def _indent(lines: Sequence[str]) -> int:
    """Return by how many spaces all lines below the title are indented."""
    return min((len(line) - len(line.lstrip(" \t\u3000")) for line in lines[2:]), default=0)


def _is_torn(line: str, following: str) -> bool:
    """Return whether a mark ends a line that ends no paragraph, or begins one that begins none."""
    if read_fields(line) or read_fields(following):
        return False
    return bool(
        (_TORN_END.search(line.rstrip()) and not _OPENING.match(following.lstrip())) or _TORN_START.match(following.lstrip())
    )


def _is_broken(line: str, following: str) -> bool:
    """Return whether a paragraph breaks off in the middle of a sentence, and the next line goes on with it."""
    is_paragraph = len(line) >= 60 and re.search(r"[。；]", line)
    return bool(is_paragraph and _OPEN_END.search(line) and not _OPENING.match(following) and _CLOSED_END.search(following))


def _is_interrupted(above: str, below: str) -> bool:
    above = above.rstrip()
    is_heading = len(above) < 30 and bool(_OPENING.match(above.lstrip()))
    is_open = bool(_OPEN_END.search(above) or _HALF_NUMBER.search(f"{above}\n{below}"))
    return is_open and bool(below) and not _OPENING.match(below) and not is_heading


def _joint(text: str, start: int, end: int) -> Edit:
    """Return what joins two lines: nothing, or a space between words of letters."""
    words = text[start - 1 : start] + text[end : end + 1]
    return Edit(start, end, " " if words.isascii() and words.isalpha() else "")


def _width(line: str) -> int:
    """Return how many columns a line takes: two for a Chinese character or mark."""
    return 2 * len(line) if len(line) > 2 * _WIDEST else len(line.encode("gbk", "replace"))


def _page_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the lines that are numbers and running heads of pages."""
    marks = {i for i, line in enumerate(lines) if len(line) <= 40 and _page_mark().fullmatch(line.strip())}
    numbers = {
        i: int(match["number"]) for i, line in enumerate(lines) if len(line) <= 40 and (match := _NUMBER.fullmatch(line))
    }
    for i in figures_apart(lines) if numbers else ():
        numbers.pop(i, None)
    counted = {i for a, b in pairwise(numbers) if numbers[b] == numbers[a] + 1 for i in (a, b)}
    lone = _standing_between(lines, numbers.keys() - counted, marks | _short(lines))
    pages = marks | counted | lone
    if not pages and len(lines) < _FEWEST:
        return frozenset()
    return frozenset(pages | _running_heads(lines, pages) | _inside_column(lines, pages))


def _short(lines: Sequence[str]) -> set[int]:
    """Return the lines that may be running heads."""
    return {i for i, line in enumerate(lines) if 4 <= len(line.strip()) <= 40 and not _STOPS.search(line)}


def _inside_column(lines: Sequence[str], pages: set[int]) -> set[int]:
    """Return short lines inside sentences of a text whose lines are all as long: whatever they are, no line ends there."""
    filled = [i for i, line in enumerate(lines) if line.strip() and i not in pages]
    short = {i for i in _short(lines) - pages if not _OPENING.match(lines[i])}
    if not short or not (column := column_of([lines[i] for i in filled])):
        return set()
    most = _SHORT * column.width
    between = _standing_between(lines, {i for i in short if column.measure(lines[i].strip()) <= most}, pages)
    above = {b: a for a, b in pairwise(filled)}
    return {i for i in between if column.measure(lines[above[i]].rstrip()) >= column.width - column.slack}


def _running_heads(lines: Sequence[str], pages: set[int]) -> set[int]:
    """Return short lines at the edges of pages: said again there, or beside a number of a page inside a sentence.

    The title, with which the text begins, is none; but what says it again beside a number inside a sentence is one.
    """
    keys = {i: _EDGES.sub("", line) for i, line in enumerate(lines) if 4 <= len(line.strip()) <= 40}
    said = Counter(key for key in keys.values() if len(key) >= 4)
    first, title = next(((i, line) for i, line in enumerate(lines) if line.strip()), (0, ""))
    whole = _EDGES.sub("", title)
    again = {i for i, key in keys.items() if i != first and len(key) >= 4 and key in title}
    again = {i for i in again if keys[i] == whole or not _STOPS.search(lines[i])}
    again = _standing_between(lines, _standing_beside(lines, again - pages, pages), pages | again)
    short = {i for i, key in keys.items() if len(key) >= 4 and key not in title and i not in pages}
    short = {i for i in short if not _STOPS.search(lines[i])}  # 34.9%，同比提高2个百分点。 is the end of a paragraph
    often = {i for i in short if said[keys[i]] >= 2}
    beside = _standing_beside(lines, short, pages)
    heads = {keys[i] for i in often & beside | _standing_between(lines, often, pages | often)}
    usual = median([len(line) for line in lines if _STOPS.search(line)] or [0])
    once = {i for i in (short - often) & beside if len(lines[i]) <= _SHORT * usual}
    once = _standing_between(lines, once, pages)
    return {i for i in often if keys[i] in heads} | once | again


def _standing_beside(lines: Sequence[str], numbers: Iterable[int], pages: Set[int]) -> set[int]:
    """Return the lines whose next line above or below that is not blank is the number of a page."""
    filled = [i for i, line in enumerate(lines) if line.strip()]
    return {i for i in numbers if not pages.isdisjoint(_neighbours(filled, i))}


def _standing_between(lines: Sequence[str], numbers: Iterable[int], others: Set[int]) -> set[int]:
    """Return the lines that stand inside a sentence of the lines around them, the `others` aside."""
    filled = [i for i, line in enumerate(lines) if line.strip() and i not in others]
    return {i for i in numbers if len(around := _neighbours(filled, i)) == 2 and _is_one_sentence(*(lines[j] for j in around))}


def _neighbours(filled: Sequence[int], number: int) -> list[int]:
    """Return the last number before and the first one behind a number, as far as there are."""
    below, above = bisect_left(filled, number), bisect_right(filled, number)
    return [*filled[max(0, below - 1) : below], *filled[above : above + 1]]


def _is_one_sentence(above: str, below: str) -> bool:
    return bool(_STOPS.search(above)) and _is_interrupted(above, below) and bool(_STOPS.search(below))


@cache
def _page_mark() -> re.Pattern[str]:
    """Return what the number of a page looks like on a line of its own."""
    return re.compile("|".join(row.word for row in read_lexicon("boilerplate") if row.label == "page"))
