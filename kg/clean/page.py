"""What stands around the text of a page and is not its text: navigation, share lines, adverts, captions, what is said twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache
from itertools import accumulate, pairwise, takewhile
from typing import NamedTuple

from kg.clean.align import Aligned, Edit, apply, line_spans
from kg.clean.header import body, only_date, read_fields
from kg.errors import LexiconError
from kg.lexicon import Row, read_lexicon
from kg.records import Repair

_MARKDOWN = re.compile(
    r"(?m:^(?P<mark>#{1,6} +|> ?))|(?<!!)(?P<open>\[)[^\[\]\n]{1,80}(?P<close>\]\([^()\s]{1,300}\))"
    r"|(?P<open_>\*\*|__)[^*_\n]{1,200}(?P<close_>\*\*|__)|(?<![*A-Za-z0-9])(?P<left>\*)[^*\s][^*\n]{0,200}(?P<right>\*)(?![*A-Za-z0-9])"
    r"|(?P<tick>`)[^`\n]{1,80}(?P<tock>`)|(?P<noted>\[\^[^\[\]\s]{1,20}\]:? ?)|(?P<broken>\\)(?m:$)"
    r"|(?m:^(?P<rule>(?:-{3,}|\*{3,}|_{3,})[ \t]*\n|\|?(?:[ ]*:?-{3,}:?[ ]*\|)+(?:[ ]*:?-{3,}:?)?[ ]*\n))"
)
_LONGEST = 400  # characters of a line that is no text
_SHORTEST, _PARAGRAPH = 10, 40  # characters of a line that nobody says twice, and of an item of a list
_SIGN = re.compile(r"(?:\(\?=)?(\[(?:\\.|[^\\\]])+\])(?:\{[1-9]|(?![*?{]))")  # the class of characters with which a row begins
_LISTS = ("clean/line-related", "clean/line-earlier", "clean/line-hot", "clean/line-next")
_PATH, _HEAD = "clean/line-path", 80  # the way to a page in its site, and among how many lines it stands
_OF_A_SITE = re.compile(
    r".{1,7}|.{2,20}(?:政府|网|网站|门户|平台|厅|局|委|委员会|办公室|中心)|.*[|｜].*|今天是.*|.*欢迎您?.{0,4}"
)
_BIT = re.compile(r"[0-9]{1,6}|[大中小】\]）)|｜/]{1,2}|打印|分享|收藏|关闭")  # of a line of fields that was broken
_FEWEST_LINES = 3  # of a page with menus around its text
_FEWEST_TITLES = 3  # of other reports with their dates, in a list
_FEET = ("clean/line-record", "clean/line-host", "clean/line-neighbour")
_HEADING, _MOST_LINKS = 12, 12  # characters of the heading of a list of links; lines of the list
_LINK = re.compile(r"(?:[·•▪■◆>-]|[0-9]{1,2}[.、])?[ \t]*[^。；]{5,60}[^。；：:，,]")
_SITE = re.compile(r"[ \t]*[-_—|–·]{1,2}[ \t]*")
_PICTURE = re.compile(r"[（(\[【](?:组?图|附图|视频|图文)[）)\]】][ \t]*$")
_BEGUN = re.compile(r"\W*(\w)\W*(\w)")
_ITEM = re.compile(r"[ \t\u3000]*(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]|第[一二三四五六七八九十0-9]+[章节条部])")


Why = Mapping[int, tuple[str, str | None]]  # the step and the row by which a line is dropped, by its number


def drop_lines(before: Aligned, why: Why, torn: Set[int] = frozenset()) -> tuple[Aligned, list[Repair]]:
    """Drop the lines that `why` names by number, and the blank lines they leave side by side.

    A line that is `torn` by those behind it goes on with what follows them.
    """
    if not why:
        return before, []
    edits: list[Edit] = []
    reasons: list[tuple[str, str | None]] = []
    gap, dropped = True, False  # whether what is kept so far ends in a blank line (or is nothing); whether one was just dropped
    goes_on = False
    for number, (start, end) in enumerate(line_spans(before.text)):
        blank = not before.text[start:end].strip()
        if number in torn:
            edits.append(Edit(start + len(before.text[start:end].rstrip()), end, ""))
            reasons.append(next(why[later] for later in sorted(why) if later > number))
            goes_on = True
        elif goes_on and blank:
            edits.append(Edit(start, end, ""))
            reasons.append(reasons[-1])
        elif number in why or (blank and gap and dropped):
            edits.append(Edit(start, end, ""))
            reasons.append(why[number] if number in why else (reasons[-1][0], None))
            dropped = True
        else:
            gap, dropped, goes_on = blank, dropped and blank, False
    after, repairs = apply(before, edits, "")
    return after, [replace(repair, step=step, rule=rule) for repair, (step, rule) in zip(repairs, reasons, strict=True)]


def boilerplate(lines: Sequence[str]) -> dict[int, str]:
    """Return the lines that are no text of the report, and the row of ontology/boilerplate.tsv that says so."""
    found = {number: _row_of(line) for number, line in enumerate(lines) if _is_boilerplate(line)}
    if len(lines) >= _FEWEST_LINES:
        found |= _around(lines, found)
    for number in [number for number, row in found.items() if row in _LISTS and len(lines[number]) <= _HEADING]:
        found |= dict.fromkeys(_links(lines, number), found[number])
    return dict(sorted(found.items()))


def _around(lines: Sequence[str], found: Mapping[int, str]) -> dict[int, str]:
    """Return the lines above the path of a page (首页 > 动态), where a title stands under it, and those below its foot."""
    first, last = body(lines)
    path = next((number for number, row in found.items() if row == _PATH and number < min(first, _HEAD)), None)
    above: list[int] = []
    if path is not None and any(_is_title(lines[i]) for i in range(path + 1, min(first, len(lines))) if i not in found):
        above = [i for i in range(path) if _is_small(lines[i]) and _OF_A_SITE.fullmatch(lines[i].strip())]
    foot = next((number for number, row in found.items() if number > last >= 0 and row in _FEET), len(lines))
    below = [i for i in range(foot + 1, len(lines)) if _is_small(lines[i])]
    listed = _dated_titles(lines, last)
    fields = next((i for i in range(min(first, len(lines))) if read_fields(lines[i])), len(lines))
    bits = [i for i in range(fields + 1, min(first, len(lines))) if _BIT.fullmatch(lines[i].strip())]
    more = dict.fromkeys((*above, *bits), _PATH) | dict.fromkeys(listed, _LISTS[0]) | {i: found.get(foot, _PATH) for i in below}
    return {i: row for i, row in more.items() if i not in found}


def _dated_titles(lines: Sequence[str], last: int) -> list[int]:
    """Return the lines of a list of other reports behind the text: titles, and under each its date."""
    filled = [i for i in range(last + 1, len(lines)) if lines[i].strip()] if last >= 0 else []
    pairs = [(a, b) for a, b in pairwise(filled) if only_date(lines[b]) and not only_date(lines[a])]
    is_list = len(pairs) >= _FEWEST_TITLES and all(b - a <= 4 for (_, a), (b, _) in pairwise(pairs))
    return list(range(pairs[0][0], pairs[-1][1] + 1)) if is_list else []


def _is_title(line: str) -> bool:
    return 8 <= len(line.strip()) <= 120 and not read_fields(line) and not only_date(line)


def _is_small(line: str) -> bool:
    """Return whether a line may belong to the menus of a site: short, no sentence, no field, no date."""
    return 0 < len(line.strip()) <= 40 and "。" not in line and not read_fields(line) and not only_date(line)


def _is_boilerplate(line: str) -> bool:
    return len(line) <= _LONGEST and _any_boilerplate().fullmatch(line.strip()) is not None


def _row_of(line: str) -> str:
    pattern, ids = _boilerplate()
    match = pattern.fullmatch(line.strip())
    return ids[(match and match.lastgroup) or ""]


def _links(lines: Sequence[str], number: int) -> list[int]:
    """Return the lines of the list under a heading such as 相关阅读: titles of other pages, none of them a sentence."""
    below = takewhile(
        lambda i: bool(_LINK.fullmatch(lines[i].strip())), range(number + 1, min(len(lines), number + 1 + _MOST_LINKS))
    )
    return list(below)


def repeated_titles(lines: Sequence[str], first: int) -> list[int]:
    """Return the lines that say the title again: that of the page (with the name of the site) and those of pictures.

    `first` is the number of the first paragraph. Of a title with and without the name of a site the one without stays.
    """
    keys = {number: _letters(_PICTURE.sub("", line)) for number, line in enumerate(lines) if 6 <= len(line) <= 120}
    keys = {number: key for number, key in keys.items() if key}
    above = [number for number in keys if number < first]
    if not above:
        return []
    last = {keys[number]: number for number in above}
    sited = {n: max(found, key=last.__getitem__) for n in above if (found := _before_site(lines[n]) & last.keys())}
    title = sited.get(above[0], keys[above[0]])
    said = [number for number, key in keys.items() if key == title]
    with_site = [number for number, key in sited.items() if key == title]
    return sorted({*said[1:], *with_site}) if len(title) >= 6 else []


def _before_site(line: str) -> set[str]:
    """Return what a title may be without the name of a site behind it."""
    return {_letters(line[: match.start()]) for match in _SITE.finditer(line) if 2 <= len(line) - match.end() <= 40}


def repeated_lines(lines: Sequence[str], first: int) -> list[int]:
    """Return the lines behind the first paragraph that were said before: paragraphs, and captions of pictures."""
    said: set[str] = set()
    found: list[int] = []
    for number in _begun_alike(lines):
        line = lines[number]
        key = _letters(line)
        if len(key) < _SHORTEST or (len(key) < _PARAGRAPH and _ITEM.match(line)):
            continue
        if key in said and number > first:
            found.append(number)
        said.add(key)
    return found


def _begun_alike(lines: Sequence[str]) -> list[int]:
    """Return the lines that begin with the same two letters as another: no other one can be said twice."""
    begun = {i: match.groups() for i, line in enumerate(lines) if len(line) >= _SHORTEST and (match := _BEGUN.match(line))}
    often = Counter(begun.values())
    return [number for number, letters in begun.items() if often[letters] > 1]


def _letters(line: str) -> str:
    return re.sub(r"\W", "", line)


def drop_inline(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Drop what stands inside lines and is not their text: adverts, editors, buttons (ontology/inline.tsv).

    A line that is no text as a whole (boilerplate) is left as it is: what stands in it tells what it is.
    """
    text = before.text
    matches = ((*match.span(), rule) for rule, match in _inline_matches(text) if not _is_boilerplate(_line_around(match)))
    found = sorted(matches, key=lambda each: (each[0], -each[1], each[2]))  # an advert rather than its label alone
    furthest = accumulate((end for _, end, _ in found), max, initial=0)
    apart = [each for each, done in zip(found, furthest, strict=False) if each[0] >= done]
    after, repairs = apply(before, [Edit(start, end, "") for start, end, _ in apart], "inline")
    return after, [replace(repair, rule=rule) for repair, (_, _, rule) in zip(repairs, apart, strict=True)]


def _inline_matches(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield what each row of ontology/inline.tsv matches, tried where one of the characters stands with which rows begin."""
    rules = _inline()
    for sign in rules.signs.finditer(text):
        if rules.any_row.match(text, sign.start()):
            found = ((rule, pattern.match(text, sign.start())) for rule, pattern in rules.rows)
            yield from ((rule, match) for rule, match in found if match)


def _line_around(match: re.Match[str]) -> str:
    """Return the line in which a match begins; what is near, of a longer one than can be boilerplate."""
    near = max(0, match.start() - _LONGEST)
    first = match.string.rfind("\n", near, match.start()) + 1 or near
    end = match.string.find("\n", match.start(), first + _LONGEST + 1)
    return match.string[first : end if end >= 0 else first + _LONGEST + 1]


def drop_markdown(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Drop the marks of Markdown: of headings, quotes, emphasis and links, whose text stays."""
    groups = (match.span(name) for match in _MARKDOWN.finditer(before.text) for name in _MARKDOWN.groupindex)
    return apply(before, [Edit(start, end, "") for start, end in groups if start < end], "markdown")


@cache
def _any_boilerplate() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row.word})" for row in read_lexicon("boilerplate")))


@cache
def _boilerplate() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return the rows of ontology/boilerplate.tsv as groups of a pattern, which is slower, and the ids of the groups."""
    rows = read_lexicon("boilerplate")
    pattern = "|".join(f"(?P<r{i}>{row.word})" for i, row in enumerate(rows))
    return re.compile(pattern), {f"r{i}": row.id for i, row in enumerate(rows)}


class _Inline(NamedTuple):
    """The rows of ontology/inline.tsv: the characters with which they begin, all of them together, and each."""

    signs: re.Pattern[str]
    any_row: re.Pattern[str]
    rows: Sequence[tuple[str, re.Pattern[str]]]


@cache
def _inline() -> _Inline:
    rows = read_lexicon("inline")
    signs = {_sign(row) for row in rows}
    return _Inline(
        re.compile("|".join(sorted(signs))),
        re.compile("|".join(f"(?:{row.word})" for row in rows), re.MULTILINE),
        [(row.id, re.compile(row.word, re.MULTILINE)) for row in rows],
    )


def _sign(row: Row) -> str:
    """Return the class of characters with which a row of ontology/inline.tsv begins; raise LexiconError when there is none."""
    if match := _SIGN.match(row.word):
        return match[1]
    raise LexiconError(f"ontology/inline.tsv: {row.id} begins with {row.word[:12]!r}: expected a class of characters, [（(]")
