"""Two articles glued into one file, told apart: where the second begins.

A line that looks like a title, with a paragraph of the first article before it and one of its own behind, begins an article
when enough speaks for it: a date or source under it, a dateline, a rule or the end of an article above it, or that what
follows speaks of other places. A heading inside an article has nothing of this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

from kg.clean.align import Aligned, Edit, apply
from kg.clean.header import is_paragraph, is_signature, only_date, read_byline, read_fields, signers
from kg.divisions import divisions_by_name
from kg.records import Repair

_ENOUGH = 3
_MANY_HEADINGS = 3
RULE = "clean/line-rule"  # the row of ontology/boilerplate.tsv for a rule across the page
_NO_TITLE = re.compile(
    r"[。；：，、;:,]$|^[ \t]*(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]|第[一二三四五六七八九十0-9]+[章节条部项]"
    r"|同志们|[▲△●○■□◆★※（(—–-]|附件|表[0-9一二]|(?:附|报|送|发|呈|抄送|主送|主办单位|相关链接|联系人|联系电话|联系方式|电话)[：:])|[\t\u3000][0-9]"
)
_DATELINE = re.compile(
    r"^[ \t\u3000]*(?:[【（(]?(?:本报|本网|新华社|中新[社网]|人民网|央广网"
    r"|[\u3400-\u9fff]{2,10}(?:[日晚晨时商]报|新闻网|在线|网))?"
    r"[\u3400-\u9fff]{0,8}(?:(?:1[0-2]|0?[1-9])月(?:3[01]|[12][0-9]|0?[1-9])日)?(?:讯|电|消息)[】 \u3000（(：:]"
    r"|[（(](?:本报|见习|通讯员)?记者|[〔\[【][^〕\]】]{2,16}[／/][^〕\]】]{0,16}[報报][导導道][〕\]】])"
)
_LEAD = re.compile(
    r"^[ \t\u3000]*(?:近日|日前|近期|连日来|今年以来|近年来"
    r"|[0-9]{4}年|去年|[0-9]{1,2}月(?:[0-9]{1,2}日)?|记者从|为[^，。]{4,40}，|昨[日天]|今天)"
)
_BROKEN = re.compile(r"[，、；：,;:]$|^(?=.{40}).*[^。！？…”’）)》]$")  # the end of a line within a sentence
_BEGINNING = rf"(?:{_DATELINE.pattern.removeprefix('^')}|{_LEAD.pattern.removeprefix('^')})".replace(r"[ \t\u3000]*", "")
_HEADLINE = re.compile(  # of a story on the same line: a wide gap behind it, or a dateline
    rf"(?P<title>[^\s。；！][^。；！\n]{{6,48}}[^\s。；，、：])"
    rf"(?:(?P<gap>[ \t]*\u3000[ \t\u3000]*|[ \t]{{2,}}|[ \t](?={_BEGINNING}))|(?=(?:本报|本网)讯[ （(]))"
    r"(?=[^\n]{40})(?=[^\n]*[，][^\n]*。)"
)
_INNER = re.compile(  # of a further story on the same line: the end of one before it, a dateline behind it
    r"(?<=[。！？”）)])(?P<before>[ \t\u3000]*)(?P<title>[^\s。；！？，：]{6,40})(?P<behind>[ \t\u3000]*)"
    r"(?=(?:本报|本网|本台|本站)讯[ \u3000（(，])"
)
_HEAD = re.compile(  # what stands between a title and its text alone: a number, an issue, where it was said, by whom, to whom
    r"[〔\[（(](?:19|20)[0-9]{2}[〕\]）)]第?[0-9]{1,4}号$"
    r"|^[（(]?[^，。]{0,20}第 ?[0-9一二三四五六七八九十]{1,4}期[^，。]{0,8}$"
    r"|^[（(]?(?:——)?[^，。]{0,12}(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日[^，。]{0,6}在[^，。]{4,40}会议?上"
    r"|^——[^，。]{4,30}(?:纪实|侧记|见闻|掠影|纪事|观察|一天)$"
    r"|^[^，。；：:0-9]{4,30}[ \t\u3000]+(?:(?:19|20)[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}日$"
    r"|^各[^。；]{2,60}(?:[局厅部委办会院镇乡]|政府|指挥部|单位|部门|公司|学校|街道|处室)[）)]?[：:]$"
    r"|^[^，。；：]{2,20}(?:[局厅部委办]|政府|指挥部|单位|部门)[：:]$"
)
_VENUE = re.compile(
    r"[ \t\u3000]*(?:活动|会议)?地[ \u3000]*点[ \u3000]*[：:]"
)  # beside 时间: of what is announced, not of the page
_MOST_SIGNERS = 5  # lines of bodies that sign together
_CLAUSES = re.compile(r"^[^：:]{10,}[，。；、].{0,40}$")  # a line of a text, perhaps broken
_BROKEN_LINES = 4  # of them are a text
_TEXT = re.compile(r".{12,}[。！？”）)]$")
_BELOW = frozenset(["source", "person", "publisher"])  # what a site may say under each of its articles
_YEAR = re.compile(r"(?:19|20)[0-9]{2}[年./-]")
_TAG = re.compile(r"^【[^】]{1,6}】")  # 【快讯】
_HAN = re.compile(r"[\u3400-\u9fff]+")
_DATED = frozenset(["published", "updated", "date", "source", "publisher"])


def article_starts(lines: Sequence[str], behind: Mapping[int, bool]) -> list[int]:
    """Return the numbers of the lines with which articles begin, the first being 0.

    `behind` are the lines before which something was dropped (navigation, editors): at the end of an article that speaks for
    another to follow, and more so when it was a rule across the page.
    """
    starts = [0]
    filled = [number for number, line in enumerate(lines) if line.strip()]
    titles = [at for at, number in enumerate(filled) if _may_be_title(lines[number]) and not _signs(lines, filled, at)]
    first = next((at for at, number in enumerate(filled) if is_paragraph(lines[number])), len(filled))
    inner = [
        at
        for at in titles
        if first < at or any(begins(lines, filled, at) for begins in (_is_closed_above, _is_built_alike, _is_signed_above))
    ]
    for at in inner:
        if _is_built_alike(lines, filled, at):
            starts.append(filled[at])
            continue
        before = [number for number in filled[:at] if number >= starts[-1]]
        start, score = _evidence(lines, filled, at, behind)
        is_parted = _is_signed_above(lines, filled, at) or _is_closed_above(lines, filled, at)
        has_text = is_parted or _has_paragraph(lines, before)
        if not score or not has_text or _goes_on(lines, filled[:at]):
            continue
        score += 1 if len(inner) < _MANY_HEADINGS else -2 if score <= _ENOUGH else 0
        if score > _ENOUGH or (score + 2 >= _ENOUGH and _is_elsewhere(lines, before, filled[at:])):
            starts.append(start)
    return starts


def part_headline(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Put the headlines on lines of their own that stand on one line with their stories."""
    before, first = _part_first(before)
    edits: list[Edit] = []
    for match in _INNER.finditer(before.text):
        if _may_be_title(match["title"]) and not _LEAD.match(match["title"]):
            edits += [_new_line(*match.span("before")), _new_line(*match.span("behind"))]
    after, inner = apply(before, edits, "headline")
    return after, first + inner


def _new_line(start: int, end: int) -> Edit:
    """Return what puts a new line for a gap: it stands for the character before."""
    return Edit(start, end, "\n", ((start - 1, start),))


def _part_first(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Put the headline with which a text begins on a line of its own, where the story follows on the same line."""
    start = len(before.text) - len(before.text.lstrip("\n"))
    match = _HEADLINE.match(before.text, start)
    title = _TAG.sub("", match["title"]) if match else ""
    if not match or not _may_be_title(title) or _LEAD.match(title) or _DATELINE.match(f"{title} "):
        return before, []
    end = match.end("gap") if match["gap"] else match.end("title")
    return apply(before, [_new_line(match.end("title"), end)], "headline")


def _is_closed_above(lines: Sequence[str], filled: Sequence[int], at: int) -> bool:
    """Return whether a line such as 来源：某报 ends the text above a title, and another one the text below it."""
    closing = _labels(lines[filled[at - 1]]) if 2 <= at < len(filled) - 2 else frozenset()
    if not closing or not closing <= _BELOW:
        return False
    below = next((i for i in range(at + 1, len(filled)) if _labels(lines[filled[i]])), at)
    return (
        below > at + 1
        and _labels(lines[filled[below]]) == closing
        and all(_TEXT.search(lines[filled[i - 1]].rstrip()) for i in (at - 1, below))
    )


def _is_built_alike(lines: Sequence[str], filled: Sequence[int], at: int) -> bool:
    """Return whether a title is followed by a date or source and by a text, as that with which it all begins, however short."""
    heads = [lines[number] for i in (0, at) for number in filled[i : i + 3]]
    return (
        at >= 3
        and len(heads) == 6
        and _may_be_title(heads[0])
        and heads[0].strip() != heads[3].strip()
        and all(_is_dated(line) and _YEAR.search(line) for line in heads[1::3])
        and all(_TEXT.search(line.rstrip()) for line in (*heads[2::3], lines[filled[at - 1]]))
    )


def _labels(line: str) -> frozenset[str]:
    return frozenset(label for label, _ in read_fields(line))


def _goes_on(lines: Sequence[str], numbers: Sequence[int]) -> bool:
    """Return whether the last of these lines (fields aside) breaks off within a sentence: no article ends so."""
    last = next((lines[number] for number in reversed(numbers) if not read_fields(lines[number])), "")
    return bool(_BROKEN.search(last.rstrip()))


def _may_be_title(line: str) -> bool:
    title = line.strip(" \t\u3000#*")
    return (
        6 <= len(title) <= 60
        and sum(map(len, _HAN.findall(title))) >= 5
        and not _NO_TITLE.search(title)
        and not only_date(title)
        and not read_fields(title)
        and not read_byline(title)
        and not _DATELINE.search(title)
        and not _VENUE.match(title)
    )


def _has_paragraph(lines: Sequence[str], numbers: Sequence[int]) -> bool:
    """Return whether lines hold a text: a paragraph, or as much of broken lines."""
    return (
        any(is_paragraph(lines[n]) for n in numbers) or sum(bool(_CLAUSES.search(lines[n])) for n in numbers) >= _BROKEN_LINES
    )


def _evidence(lines: Sequence[str], filled: Sequence[int], at: int, behind: Mapping[int, bool]) -> tuple[int, int]:
    """Return the line with which the article of a title would begin, and how much speaks for it; 0 when nothing may."""
    below = filled[at + 1 : at + 6]
    is_closed = _is_closed_above(lines, filled, at)
    is_parted = is_closed or _is_signed_above(lines, filled, at)
    body = next((i for i, n in enumerate(below) if is_paragraph(lines[n]) or (is_parted and _TEXT.search(lines[n]))), None)
    heads = (filled[:4], below)
    if body is None and all(any(_is_dated(lines[n]) for n in head) for head in heads):  # the lines of the text are broken
        body = next((i for i, n in enumerate(below) if _CLAUSES.search(lines[n])), None)
    if body is None:
        return filled[at], 0
    score = 4 if is_closed else 1
    between, paragraph = [lines[number] for number in below[:body]], lines[below[body]]
    is_event = any(map(_VENUE.match, between))
    is_dated = not is_event and any(only_date(line) or _is_dated(line) for line in between)
    if is_dated or (_has_head(between) and (_has_head(_head_of(lines, filled)) or _ends(lines, filled[max(0, at - 2) : at]))):
        score += 3
    if any(map(_DATELINE.search, (paragraph, *between))):
        score += 3
    elif _LEAD.search(paragraph):
        score += 1
    first = at
    while first and not is_closed and read_fields(lines[filled[first - 1]]):
        first -= 1
    if any(_is_dated(lines[filled[i]]) for i in range(first, at)):
        score += 3
    start = filled[first]
    above = range(filled[first - 1] + 1, start + 1) if first else range(0)
    score += max((3 if behind[number] else 1 for number in above if number in behind), default=0)
    if first and _ends(lines, filled[max(0, first - 2) : first]):
        score += 4 if _signs(lines, filled, first - 2) else 2
    gaps = [b - a for a, b in pairwise(filled[:first])]
    if first and start - filled[first - 1] > max([2, *gaps]):
        score += 1
    return start, score


def _head_of(lines: Sequence[str], filled: Sequence[int]) -> list[str]:
    """Return the lines between the first title and its text."""
    return list(takewhile(lambda line: not is_paragraph(line), (lines[number] for number in filled[1:4])))


def _has_head(lines: Iterable[str]) -> bool:
    return any(_HEAD.search(line.strip()) for line in lines)


def _is_signed_above(lines: Sequence[str], filled: Sequence[int], at: int) -> bool:
    """Return whether a body and a date, each on a line of its own, stand right above."""
    return at > 1 and bool(only_date(lines[filled[at - 1]])) and _signs(lines, filled, at - 2)


def _signs(lines: Sequence[str], filled: Sequence[int], at: int) -> bool:
    """Return whether bodies sign there what stands above: their names alone on lines, perhaps several, and a date below."""
    day = next((i for i in range(at + 1, min(at + _MOST_SIGNERS + 1, len(filled))) if only_date(lines[filled[i]])), None)
    return at > 0 and day is not None and all(signers(lines[filled[i]]) for i in range(at, day))


def _is_dated(line: str) -> bool:
    return any(label in _DATED and value for label, value in read_fields(line) or read_byline(line))


def _ends(lines: Sequence[str], numbers: Sequence[int]) -> bool:
    """Return whether an article ends with these lines: signed and dated, or its editor named."""
    last = lines[numbers[-1]] if numbers else ""
    return bool(only_date(last) or is_signature(last) or any(label == "person" for label, _ in read_fields(last)))


def _is_elsewhere(lines: Sequence[str], before: Sequence[int], after: Sequence[int]) -> bool:
    """Return whether a title and what is under it name places, the title too, and none that was named before."""
    if not _places(lines[after[0]]):
        return False
    earlier = frozenset(code for number in before for code in _places(lines[number]))
    return bool(earlier) and earlier.isdisjoint(code for number in after[:4] for code in _places(lines[number]))


@lru_cache(maxsize=4096)
def _places(line: str) -> frozenset[str]:
    """Return the codes of the cities and counties that a line may name."""
    names = divisions_by_name()
    words = {run[i : i + n] for run in _HAN.findall(line) for n in range(2, 8) for i in range(len(run) - n + 1)}
    return frozenset(d.code[:6] for word in words & names.keys() for d in names[word] if len(d.code) > 2)
