"""The pieces of text on the pages of a PDF, put in the order in which a person reads them, a paragraph a line.

Pages are told in points, upwards. What stands on one height is a row; a page is cut into columns where a gutter runs between
rows of text, the longest stretch of rows first, and what spans the gutter (a title, a table) stays where it stands. A line
goes on with the next when it reaches the right edge of its column, or breaks off within a sentence, and the next is not
indented; also over the edge of a column or page, whose running head and number are left out. Cells of a row of a table stay
apart by tabs. Notes at the foot of a page follow the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from statistics import median

_ROW = 0.4  # of the size of type: what stands so much higher or lower is on the same row
_GUTTER = 0.7  # sizes of type between columns
_CELL = 0.7  # and between cells of a row
_MANY, _SINGLE = 3, 2  # pieces of a line, and characters of each, by which its usual gap can be told
_WORD = 0.25  # and between words of letters
_FEWEST = 4  # rows of a column
_MOST_ROWS, _EDGES = 500, 80  # of a page in which columns are looked for, and left edges that are tried
_SHORTEST = 8  # characters that a line of a column usually has at least: what is shorter is a cell of a table
_NEAR_EDGE = 2.2  # sizes of type that a full line stays short of the edge
_LONG = 0.6  # of the width of a column: a line that may end before a word that did not fit
_INDENT = 1.2  # sizes of type
_APART = 1.45  # times the usual distance of lines, at which a paragraph ends
_BIG, _SMALL = 1.15, 0.9  # of the size of most of the text: titles, notes
_WIDTHS = {0.15: " ", 0.3: ".,:;'()il|tfrjI", 0.85: "MWmw%", 0.65: "ABCDEFGHJKLNOPQRSTUVXYZ"}  # of characters, in sizes of type
_RAISED = 0.8  # of the size of a line: the mark of a note in it
_ENDS = 5.0  # sizes of type between what stands at the left end of a running head and at its right one
_EDGE_ROWS = 2  # at the top and bottom of a page, where running heads stand
_HAN = "\u2e80-\u2fdf\u3400-\u9fff"
_OPEN_END = re.compile(rf"[{_HAN}A-Za-z0-9，、,（“《%％—-]$")
_PROSE = re.compile(r"[，。；：、,;]")
_ITEM = re.compile(
    r"[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．](?![0-9])|第[一二三四五六七八九十0-9]+[章节条部]|[▲●○■◆★※【]"
    r"|[\[［〔][0-9]{1,2}[\]］〕]"
)
_NOTE = re.compile(r"[\[［〔(（]?[0-9①-⑳*]{1,2}[\]］〕)）]?|注[:：0-9]")
_RAISED_MARK = re.compile(r"[\[［〔(（0-9①-⑳\]］〕)）]{1,4}")  # of a note: it is none of the text
_BEFORE_MARK = re.compile(rf"[{_HAN}，。；：、！？”’）)》%％]$")
_STRETCHED = re.compile(  # spaces in a line that was moved apart to fill its column
    rf"(?<=[{_HAN}，。；：、]) (?=[{_HAN}0-9“（《，。；：、])|(?<=[0-9%]) (?=[{_HAN}，。；：、])"
)
_ALONE = re.compile(rf"[{_HAN}，。；：、！？“”‘’（）《》%％]")
_SAYS_MORE = re.compile(  # than whose page it is: what is attached, which document it is, when
    r"^附[件表录]|[0-9]号$|[0-9]{4}(?:年[0-9]{1,2}月|[-/.][0-9]{1,2}[-/.])|[:：〔]|(?:文件|公告|通告|命令|令)$"
)
_PAGE_NUMBER = re.compile(
    r"[-—–－·•(（\[\s]*(?:第 ?)?[0-9]{1,4}(?: ?[/／] ?[0-9]{1,4})?(?: ?页)?(?:[ ，,]*共 ?[0-9]{1,4} ?页)?[-—–－·•)）\]\s]*"
    r"|[ivxIVX]{1,5}|[Pp]age ?[0-9]{1,4}(?: ?(?:of|/) ?[0-9]{1,4})?"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text: where it begins on the page, in points from its lower left, and how large its type is."""

    x: float
    y: float
    size: float
    text: str

    @property
    def end(self) -> float:
        """Where the piece ends, as far as the widths of characters can be told without their font."""
        return self.x + self.size * sum(map(_em, self.text))


def _em(ch: str) -> float:
    """Return about how wide a character is, in sizes of type."""
    if ch >= "\u2010":
        return 1.0
    return next((width for width, some in _WIDTHS.items() if ch in some), 0.55)


Row = Sequence[Piece]  # from the left


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a column, or a cell of it: its text, its edges, its height on the page, the size of its type."""

    text: str
    left: float
    right: float
    y: float
    size: float


@dataclass(slots=True)
class _Paragraph:
    """A line of the text that is read, and whether it may go on in the next column or on the next page."""

    text: str
    size: float
    is_open: bool
    is_inset: bool
    is_table: bool = False


def read_pages(pages: Iterable[Sequence[Piece]]) -> list[str]:
    """Return the lines of the text on pages: paragraphs, headings, rows of tables with tabs between their cells."""
    rows = [_rows(pieces) for pieces in pages]
    usual = _size(piece for page in rows for row in page for piece in row)
    kept = _without_edges(rows, usual)
    notes = [_notes(page, usual) for page in kept]
    texts = [page[: len(page) - len(foot)] for page, foot in zip(kept, notes, strict=True)]
    blocks = [block for page in texts for block in _blocks(page)]
    found = _joined([list(_paragraphs(block, usual)) for block in blocks])
    found += [each for foot in notes for each in _paragraphs(foot, usual)]
    return [each.text for each in found]


def _rows(pieces: Sequence[Piece]) -> list[Row]:
    """Return the pieces on each height of a page, from the top."""
    rows: list[list[Piece]] = []
    for piece in sorted((each for each in pieces if each.text and each.size > 0), key=lambda each: (-each.y, each.x)):
        if rows and rows[-1][0].y - piece.y <= _ROW * max(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    inked = (row for row in rows if any(piece.text.strip() for piece in row))
    return [_inked(sorted(row, key=lambda each: each.x)) for row in inked]


def _inked(row: Row) -> Row:
    """Return a row without the spaces at its ends."""
    shown = [i for i, piece in enumerate(row) if piece.text.strip()]
    return row[shown[0] : shown[-1] + 1]


def _size(pieces: Iterable[Piece]) -> float:
    """Return the size of type of most characters."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[piece.size] += len(piece.text)
    return max(sorted(sizes), key=sizes.__getitem__, default=0.0)


def _text(row: Row) -> str:
    return "".join(piece.text for piece in row)


def _without_edges(pages: Sequence[Sequence[Row]], usual: float) -> list[list[Row]]:
    """Return the pages without their numbers and the rows at their edges that others have at theirs."""
    edges = [{_key(row) for row in (*page[:_EDGE_ROWS], *page[-_EDGE_ROWS:])} for page in pages]
    counts = Counter(key for keys in edges for key in keys)
    often = {key for key, count in counts.items() if count >= 2 and count > (0.5 * len(pages) if len(pages) > 3 else 1)}
    down = [_without_edge(page[1:] if _has_head(page, usual) else page, often, usual) for page in pages]
    return [_without_edge(page[::-1], often, usual)[::-1] for page in down]


def _without_edge(page: Sequence[Row], often: set[str], usual: float) -> list[Row]:
    """Return the rows of a page from an edge on without those that stand at that edge on every page, apart in small type, or
    are its number."""
    rows = list(page)
    for _ in range(_EDGE_ROWS):
        if len(rows) > 1 and (_key(rows[0]) in often or (_is_apart(rows) and _is_furniture(rows[0], usual))):
            rows = rows[1:]
    return rows


def _has_head(page: Sequence[Row], usual: float) -> bool:
    """Return whether a page begins with a running head that no other page need have.

    It stands apart in small type, at both ends of the row, or in the type of the text with a title in large type under it.
    """
    if len(page) < 3 or not _is_apart(page) or _SAYS_MORE.search(_text(page[0])) or _is_prose(_text(page[0])):
        return False
    size, below = _size(page[0]), _size(page[1])
    is_spread = len(_groups(page[0], _ENDS)) > 1 and len(_groups(page[1], _CELL)) == 1
    return size <= _SMALL * usual or (size <= usual and (is_spread or below >= _BIG * usual))


def _is_furniture(row: Row, usual: float) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(_text(row).strip())) or (_size(row) <= _RAISED * usual and not _NOTE.match(_text(row)))


def _is_apart(rows: Sequence[Row]) -> bool:
    """Return whether the first row stands further from the second than lines of a paragraph do."""
    return abs(rows[0][0].y - rows[1][0].y) > 1.6 * max(rows[0][0].size, rows[1][0].size)


def _key(row: Row) -> str:
    return re.sub(r"[0-9\s—–-]+", "#", _text(row))


def _notes(page: Sequence[Row], usual: float) -> list[Row]:
    """Return the rows of notes at the foot of a page: in small type, the first with a mark."""
    first = len(page)
    while first and _size(page[first - 1]) <= _SMALL * usual:
        first -= 1
    marked = next((i for i in range(first, len(page)) if _NOTE.match(_text(page[i]))), len(page))
    return list(page[marked:]) if first else []


def _blocks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield the columns and what spans them, in reading order."""
    first, last, gutter = _columns(rows)
    if gutter is None:
        yield list(rows)
        return
    if first:
        yield from _blocks(rows[:first])
    for is_left in (True, False):
        side = ([piece for piece in row if (piece.x < gutter) == is_left] for row in rows[first:last])
        yield from _blocks([row for row in side if row])
    if last < len(rows):
        yield from _blocks(rows[last:])


def _columns(rows: Sequence[Row]) -> tuple[int, int, float | None]:
    """Return the longest stretch of rows through which a gutter runs, and where; None when there is none."""
    extents = [[(group[0].x, max(piece.end for piece in group)) for group in _groups(row, _GUTTER)] for row in rows]
    if len(rows) > _MOST_ROWS:
        return 0, 0, None
    edges = Counter(round(left) for extent in extents for left, _ in extent)
    starts = sorted(sorted(edges, key=lambda x: (-edges[x], x))[:_EDGES])[1:]  # most lines of a column begin at its left
    best: tuple[int, int, float | None] = (0, 0, None)
    for x in starts:
        first = 0
        for at in range(len(rows) + 1):
            if at < len(rows) and not any(left < x - 1 < right - 1 for left, right in extents[at]):
                continue
            if at - first > best[1] - best[0] and (found := _trimmed(rows, first, at, x - 1.0)):
                best = max(best, found, key=lambda each: each[1] - each[0])
            first = at + 1
    return best


def _trimmed(rows: Sequence[Row], first: int, last: int, gutter: float) -> tuple[int, int, float] | None:
    """Return the stretch of rows without a title above them, when columns of text stand in it; else None."""
    while last - first > 1 and _is_on_one_side(rows[first], gutter) and _is_title(rows[first], rows[first + 1]):
        first += 1
    left = [text for row in rows[first:last] if (text := _text([piece for piece in row if piece.x < gutter]))]
    right = [text for row in rows[first:last] if (text := _text([piece for piece in row if piece.x >= gutter]))]
    is_text = all(
        len(side) >= _FEWEST and median(map(len, side)) >= _SHORTEST and sum(map(_is_prose, side)) >= 0.5 * len(side)
        for side in (left, right)
    )
    return (first, last, gutter) if is_text else None


def _is_on_one_side(row: Row, gutter: float) -> bool:
    return row[-1].x < gutter or row[0].x >= gutter


def _is_title(row: Row, following: Row) -> bool:
    is_above = row[0].y - following[0].y > 1.3 * _size(following)  # not at the top of the column beside
    return (is_above and _size(row) >= _BIG * _size(following)) or _is_apart([row, following])


def _is_prose(text: str) -> bool:
    return _PROSE.search(text) is not None


def _groups(row: Row, gap: float) -> list[list[Piece]]:
    """Return the pieces of a row, those together between which is less than a gap in sizes of type."""
    groups: list[list[Piece]] = []
    end = 0.0
    for piece in row:
        if not piece.text.strip():
            if groups:
                groups[-1].append(piece)
            continue
        if groups and piece.x - end <= gap * piece.size:
            groups[-1].append(piece)
        else:
            groups.append([piece])
        end = piece.end
    return groups


def _cells(row: Row) -> list[_Line]:
    size = max(piece.size for piece in row)
    inked = [piece for piece in row if piece.text.strip()]
    gaps = [max(0.0, b.x - a.end) / size for a, b in pairwise(inked)]
    is_spread = len(gaps) >= _MANY and median(len(piece.text.strip()) for piece in inked) <= _SINGLE
    usual = median(gaps) if is_spread else 0.0  # of a line whose characters were moved apart to fill its column
    return [_line(group, size) for group in _groups(row, max(_CELL, 2.5 * usual))]


def _line(cell: Row, size: float) -> _Line:
    text, end = "", 0.0
    for piece in cell:
        if piece.size <= _RAISED * size and _RAISED_MARK.fullmatch(piece.text.strip()) and _BEFORE_MARK.search(text):
            continue
        is_apart = piece.x - end > _WORD * piece.size and (text[-1:] + piece.text[:1]).isascii() and piece.text.strip()
        text, end = f"{text} {piece.text}" if text and is_apart else text + piece.text, piece.end
    return _Line(_together(text.split()), cell[0].x, max(piece.end for piece in cell), cell[0].y, _size(cell))


def _paragraphs(column: Sequence[Row], usual: float) -> Iterator[_Paragraph]:
    """Yield the paragraphs of a column, one for each row of a table."""
    rows = _whole_rows([_cells(row) for row in column])
    alone = [row[0] for row in rows if len(row) == 1]
    if not rows:
        return
    left = min((line.left for line in alone), default=0.0)
    right = max((line.right for line in alone), default=0.0)
    steps = [a[0].y - b[0].y for a, b in pairwise(rows)]
    step = median(steps) if steps else 0.0
    before: _Line | None = None
    current: _Paragraph | None = None
    for row in rows:
        line = row[0] if len(row) == 1 else None
        goes_on = bool(
            line and before and current and not current.is_table and _goes_on(before, line, left, right, step, usual)
        )
        if goes_on and line and current:
            current.text = _glued(_STRETCHED.sub("", current.text), line.text)
        else:
            if current:
                yield current
            text = "\t".join(cell.text for cell in row)
            is_inset = bool(line and line.left > left + _INDENT * line.size)
            current = _Paragraph(text, row[0].size, is_open=False, is_inset=is_inset, is_table=line is None)
        before = line
        current.is_open = line is not None and line.right - left >= _LONG * (right - left)
    if current:
        yield current


def _whole_rows(rows: Sequence[list[_Line]]) -> list[list[_Line]]:
    """Return rows of which those of tables are whole, where their cells hold several lines each."""
    found: list[list[_Line]] = []
    first = 0
    while first < len(rows):
        last = first
        while last < len(rows) and (len(rows[last]) > 1 or _is_in_table(rows, last)):
            last += 1
        table = rows[first:last]
        is_wrapped = any(len(row) == 1 for row in table) and sum(len(row) > 1 for row in table) > 1
        found += (_whole(table) if is_wrapped else None) or table
        if last < len(rows):
            found.append(rows[last])
        first = last + 1
    return found


def _is_in_table(rows: Sequence[list[_Line]], at: int) -> bool:
    """Return whether a row with one cell stands between the lines of the cells beside it."""
    line = rows[at][0]
    around = [row for row in (*rows[max(0, at - 1) : at], *rows[at + 1 : at + 2]) if len(row) > 1]
    beside = [cell for row in around for cell in row if abs(cell.y - line.y) <= 2 * line.size]
    over = [cell for cell in beside if cell.left < line.right and line.left < cell.right]
    return len(over) < len(beside)


def _whole(table: Sequence[list[_Line]]) -> list[list[_Line]] | None:
    """Return the rows of a table, each cell with all its lines; None when they cannot be told apart.

    Lines of a cell follow each other at the distance of lines, rows at a larger one.
    """
    columns: list[tuple[float, float]] = []
    for line in sorted((line for row in table for line in row), key=lambda each: each.left):
        if columns and line.left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], line.right))
        else:
            columns.append((line.left, line.right))
    cells = [[line for row in table for line in row if left <= line.left < right] for left, right in columns]
    steps = [a.y - b.y for column in cells for a, b in pairwise(column)]
    step = min(steps, default=0.0)
    heights = sorted({line.y for row in table for line in row}, reverse=True)
    edges = [b + 0.1 for a, b in pairwise(heights) if a - b > 1.12 * step]
    if len(columns) < 2 or not edges or step <= 0:
        return None
    rows = [
        [[line for line in column if low <= line.y < high] for column in cells] for high, low in pairwise([inf, *edges, -inf])
    ]
    return [[_joined_cell(lines) for lines in row if lines] for row in rows]


def _joined_cell(lines: Sequence[_Line]) -> _Line:
    text = lines[0].text
    for line in lines[1:]:
        text = _glued(text, line.text)
    return replace(lines[0], text=text)


def _goes_on(line: _Line, following: _Line, left: float, right: float, step: float, usual: float) -> bool:
    """Return whether a line goes on with the one under it."""
    is_same = abs(line.size - following.size) <= 0.1 * line.size
    if not is_same or line.y - following.y > _APART * max(step, line.size):
        return False
    if line.size >= _BIG * usual:
        return True  # a title of several lines
    if following.left > left + _INDENT * following.size or (_ITEM.match(following.text) and not _OPEN_END.search(line.text)):
        return False
    is_full = line.right >= right - _NEAR_EDGE * line.size
    is_long = line.right - left >= _LONG * (right - left)
    return is_full or (is_long and _is_prose(line.text) and bool(_OPEN_END.search(line.text)))


def _together(words: Sequence[str]) -> str:
    """Return the words of a line; what was moved apart to fill it, character by character, without spaces."""
    alone = [_ALONE.fullmatch(word) is not None for word in words]
    gaps = ["" if a or b else " " for a, b in pairwise(alone)] if sum(alone) > 1 else [" "] * (len(words) - 1)
    return "".join(word + gap for word, gap in zip(words, [*gaps, ""], strict=True))


def _joined(blocks: Sequence[list[_Paragraph]]) -> list[_Paragraph]:
    """Return the paragraphs of all columns and pages, those that an edge parted put together."""
    found: list[_Paragraph] = []
    for block in blocks:
        rest = block
        if found and block and _runs_over(found[-1], block[0]):
            found[-1].text = _glued(found[-1].text, block[0].text)
            found[-1].is_open = block[0].is_open
            rest = block[1:]
        found += rest
    return found


def _runs_over(last: _Paragraph, first: _Paragraph) -> bool:
    is_prose = not last.is_table and not first.is_table and _is_prose(last.text)
    is_same = abs(last.size - first.size) <= 0.1 * last.size
    is_cut = last.is_open and _OPEN_END.search(last.text) is not None
    return is_prose and is_same and is_cut and not first.is_inset and not _ITEM.match(first.text)


def _glued(text: str, more: str) -> str:
    """Return two lines as one, with a space between words of letters."""
    words = text[-1:] + more[:1]
    return f"{text} {more}" if words.isascii() and words.isalpha() else text + more
