"""Agencies that are read from more than one name: branches, lists of departments, teams, superiors of the units named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.agency_parts import (
    NAMING,
    SPLIT,
    Reader,
    Row,
    chain_ends,
    noun_ends,
    nouns_before,
    stands,
    subtype_of,
    tail_of,
    word_list,
)
from kg.extract.order import overlaps
from kg.extract.sites import SITE, site_acts

_PARTY = re.compile(r"(?:中国共产党|中共|共青团|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)$")
_SHORT = re.compile(r"([省市县区州])(?:公安|警)?([局厅])")
_JOINT = re.compile(
    r"((?:[\u4e00-\u9fff]{2,12}[、和及与])*[\u4e00-\u9fff]{2,12})等(?:多个|[一二三四五六七八九十两\d]+[个家]|相关|有关|多)?(?:部门|单位|委办局)"
)
_SHARED = re.compile(r"((?:[\u4e00-\u9fff]{2,6}[、和及与])+)$")
_MARKS = ("、", "和", "与", "及")
_VAGUE = re.compile(
    r"各|有关|相关|所有|全[国省市县区]|中小|其他|其它|部分|多[个家]|[一二三四五六七八九十两\d]|本|该|我|沿线|辖区|周边|基层|重点|部门|单位|下属|所属|直属"
)
_LISTED_TAIL = re.compile(r"(?<=..)[处署局委厅庭]$")
_COMMON_TAILS = ("学校", "企业", "公司", "社区", "医院")
_SOCIETY = re.compile(
    r"(?:文联|残联|妇联|科协|侨联|台联|记协|作协|社联|工商联|总工会|团委|红会|红十字会|贸促会)"
    r"(?=[、和及与，。；等]|[主承协]办|联合|共同|开展|负责|组织|工作人员|负责人)"
)
_TEAM_VERB = re.compile(r"(?:组建|成立|组成|设立|选派|派出|抽调)(?:起|了|由)?")


def merged(text: str, rows: Sequence[Row]) -> list[Row]:
    """Return the rows with a national body and its local branch as one name (国家税务总局|大连市税务局), and their party."""
    joined: list[Row] = []
    for row in sorted(rows):
        last = joined[-1] if joined else None
        if last and last[1] == row[0] and last[3] == "agencies/national" and row[3] == "agencies/division":
            joined[-1] = (last[0], row[1], row[2], "agencies/national-branch")
        else:
            joined.append(row)
    return [_with_party(text, row) for row in joined]


def _with_party(text: str, row: Row) -> Row:
    """Return 共青团湖南省委, 中共安徽省委 where the party stands before a committee."""
    ends = text[row[1] - 1] in "委会" or (text[row[1] - 1] in "部办" and "委" in text[row[0] : row[1]])
    party = _PARTY.search(text, max(0, row[0] - 8), row[0]) if ends else None
    return (party.start(), *row[1:]) if party else row


def with_collectives(text: str, rows: Sequence[Row]) -> list[Row]:
    """Return the rows with an organ of a line of work or of an unnamed bureau as one name: 全省教育系统|关工委, 局|关工委.

    The members of a commission are named by it: 县禁毒委|各成员单位.
    """
    found: list[Row] = []
    for row in sorted(rows):
        last = found[-1] if found else None
        organ = row[3] == "agencies/organ-short"
        if last and organ and last[3] == "agencies/collective" and last[1] == row[0] and text[row[0] - 2 : row[0]] in _LINE_OF:
            found[-1] = (last[0], row[1], row[2], "agencies/collective")
        elif organ and text[row[0] - 1] == "局" and not text[row[0] - 2 : row[0] - 1].isalpha():
            found.append((row[0] - 1, *row[1:]))
        elif members := _MEMBERS.match(text, row[1]) if text[row[1] - 1] in "委会部组" else None:
            found += [row, (row[0], members.end(), "Agency/other", "agencies/members")]
        else:
            found.append(row)
    return found


_LINE_OF = ("系统", "机关", "部门")
_MEMBERS = re.compile(r"(?:各|全体)成员单位")


def joint(reader: Reader, rows: Sequence[Row]) -> Iterator[Row]:
    """Yield each body of 公安、应急、交通等部门, when one of them at least is known as a department."""
    known = word_list("department")
    for match in _JOINT.finditer(reader.text):
        pieces = list(_pieces(match.start(1), match[1]))
        names = [(_last_department(reader.text[s:e]) if number == 0 else 0) + s for number, (s, e) in enumerate(pieces)]
        spans = [(begin, end) for begin, (_, end) in zip(names, pieces, strict=True)]
        if not any(reader.text[s:e] in known for s, e in spans):
            continue
        for start, end in spans:
            labels = {reader.words.label(i) for i in range(start, end)}
            fits = reader.text[start:end] in known or (
                end - start <= 6 and labels <= {"n", "vn", "nz", "an", "ORG"} and reader.words.starts(start)
            )
            if fits and not overlaps(rows, start, end):
                yield start, end, "Agency/government", "agencies/joint"


def listed(reader: Reader, rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the bodies beside those known in a list: 入境事务处、|劳工处, and 老港海关|、沙田海关 that end alike."""
    text = reader.text
    found: list[Row] = []
    for start, end, _, rule in sorted(rows):
        if rule.endswith(("joint", "team", "collective")):
            continue
        stop = _next_listed(reader, end + 1) if text[end : end + 1] in _MARKS else None
        while stop is not None and not overlaps([*rows, *found], end + 1, stop):
            found.append((end + 1, stop, f"Agency/{subtype_of(text[end + 1 : stop])}", "agencies/listed"))
            end = stop  # …、文联、|残联
            society = _SOCIETY.match(text, end + 1) if text[end : end + 1] in _MARKS else None
            stop = society.end() if society else None
        town = _town_before(reader, start - 1) if text[start - 1 : start] == "、" else None
        if town is not None and not overlaps([*rows, *found], town, start - 1):
            found.append((town, start - 1, "Agency/government", "agencies/listed"))
            continue
        begin = _alike_before(reader, start, text[end - 2 : end]) if text[start - 1 : start] == "、" else None
        if begin is not None and not overlaps([*rows, *found], begin, start - 1):
            found.append((begin, start - 1, f"Agency/{subtype_of(text[begin : start - 1])}", "agencies/listed"))
    yield from found


def _next_listed(reader: Reader, start: int) -> int | None:
    """Return where a body ends that starts behind a list mark: nouns, and the end of a body's name."""
    text, best = reader.text, None
    if society := _SOCIETY.match(text, start):
        return society.end()
    if _VAGUE.match(text, start):
        return None
    for end in noun_ends(reader, start, 10):
        whole = stands(text, start, end) and text[start:end] not in word_list("generic") | word_list("no-ending")
        to_go = SITE.fullmatch(text, start, end) and not site_acts(text, start, end)
        if end - start >= 3 and whole and not to_go and (_LISTED_TAIL.search(text, start, end) or tail_of(text, start, end)):
            best = end
    return best


def _town_before(reader: Reader, end: int) -> int | None:
    """Return where a town begins that ends before a list mark, first in a list of bodies: 云河镇|、县人社局."""
    starts = [s for s in range(max(0, end - 8), end - 2) if end in reader.divisions.get(s, ())]
    first = bool(starts) and reader.text[starts[0] - 1 : starts[0]] in ("", "，", "。", "由", "\n", "；")
    return starts[0] if first and reader.text[end - 1] in "镇乡道" else None


def _alike_before(reader: Reader, end: int, tail: str) -> int | None:
    """Return where the nouns begin that end before a list mark in the same word as the body behind it."""
    if not reader.text.endswith(tail, 0, end - 1) or tail in _COMMON_TAILS:
        return None
    begin = nouns_before(reader, end - 1, (*NAMING, "vn", "s"), 2)
    return begin if begin is not None and end - 1 - begin >= 4 and not _VAGUE.match(reader.text, begin) else None


def _pieces(start: int, surface: str) -> Iterator[tuple[int, int]]:
    for piece in SPLIT.split(surface):
        yield start, start + len(piece)
        start += len(piece) + 1


def _last_department(piece: str) -> int:
    """Return where the department at the end of the first piece begins: 协调公安 → 2."""
    return next((i for i in range(len(piece) - 1) if piece[i:] in word_list("department")), 0)


def shared_heads(reader: Reader, rows: Sequence[Row]) -> Iterator[Row]:
    """Yield 公安 in 公安、城管部门, and 铁路、水上公安机关 beside 水上公安机关."""
    text = reader.text
    for start, end, label, rule in rows:
        if rule != "agencies/collective":
            continue
        before = _SHARED.search(text, max(0, start - 24), start)
        if not before:
            continue
        pieces = list(_pieces(before.start(1), before[1][:-1]))
        first = pieces[0][0] + (
            _last_modifier(text[pieces[0][0] : pieces[0][1]]) if text[start : start + 2] in word_list("modifier") else 0
        )
        if all(text[s:e] in word_list("modifier") for s, e in [(first, pieces[0][1]), *pieces[1:]]):
            yield first, end, label, "agencies/shared-head"
            continue
        for number, (s, e) in enumerate(pieces):
            begin = s + (_last_department(text[s:e]) if number == 0 else 0)
            if (
                text[begin:e] in word_list("department")
                and not overlaps(rows, begin, e)
                and text[end - 2 : end] in ("部门", "机关")
            ):
                yield begin, e, "Agency/government", "agencies/shared-head"


def _last_modifier(piece: str) -> int:
    return next((i for i in range(len(piece) - 1) if piece[i:] in word_list("modifier")), 0)


def teams(reader: Reader, rows: Sequence[Row]) -> Iterator[Row]:
    """Yield teams that are put together: 组建“红马甲”护秋队, 派出2个督导组和30支宣讲小分队."""
    text, heads = reader.text, "|".join(sorted(word_list("team"), key=lambda w: (-len(w), w)))
    team = re.compile(
        rf"(?:一支|[\d一二三四五六七八九十]+[支个])?([^\d，。；：、！？\n（）《》的了在对和及]{{2,18}}?(?:{heads})"
        r"|[“「][^“”「」，。\n]{1,12}[”」][\u4e00-\u9fff]{1,5}?[队团组])"
    )
    for verb in _TEAM_VERB.finditer(text):
        start = verb.end()
        while match := team.match(text, start):
            if _TEAM_VERB.search(match[0]) or not (
                reader.words.ends(match.end()) or text[match.end() : match.end() + 1] in "，。、”」；"
            ):
                break
            if not overlaps(rows, match.start(1), match.end()):
                yield match.start(1), match.end(), "Agency/other", "agencies/team"
            if text[match.end() : match.end() + 1] not in ("、", "和", "及"):
                break
            start = match.end() + 1


def parents(reader: Reader, rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the superior inside a unit's name when the text speaks of it: by two of its units, or by a short form (市局)."""
    text = reader.text
    inner = [(s, stop, e) for s, e, _, rule in rows if rule == "agencies/division" for stop in _organ_ends(reader, s, e)]
    children: dict[str, set[str]] = {}
    for start, stop, end in inner:
        children.setdefault(text[start:stop], set()).add(text[stop:end])
    shorts = {
        short[0]
        for s, e, _, rule in rows
        if rule in ("agencies/anaphoric-short", "agencies/level-short")
        for short in [_SHORT.match(text, s, e)]
        if short and (rule == "agencies/anaphoric-short" or short.end() == e)
    }
    named: set[str] = set()
    for start, stop, _ in inner:
        name = text[start:stop]
        short = next((x for x in sorted(shorts) if _is_short_of(x, name)), "")
        if _is_spoken_of(children[name]) or (short and (short not in named or name in named)):
            named |= {short, name}
            yield start, stop, f"Agency/{subtype_of(name)}", "agencies/parent"


def offices(reader: Reader, rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the body whose office a name names: 云河省教育厅|学生处, 云河县供电公司|运维检修部.

    Police bureaus are left out: what their units do is told of the units.
    """
    text = reader.text
    for start, end, _, rule in rows:
        if rule not in _WITH_OFFICES:
            continue
        stop = next((s for s in range(end - 2, start + 2, -1) if _is_office_of(text, start, s, end)), None)
        if stop is not None and not any(s <= start and e == stop for s, e, *_ in rows):
            short = "-short" if rule.endswith("-short") else ""
            yield start, stop, f"Agency/{subtype_of(text[start:stop])}", f"agencies/office-of{short}"


_WITH_OFFICES = (
    "agencies/division",
    "agencies/level-short",
    "agencies/national",
    "agencies/national-branch",
    "agencies/tagger",
    "agencies/named-unit",
    "agencies/ending",
)
_HAS_OFFICES = re.compile(r"(?<!分)局$|(?<!办公)厅$|署$|法院$|检察院$|公司$|集团$|大学$|学院$|海关$|纪委监委$")
_OFFICE = re.compile(
    r"(?!新闻办|公安|.{0,2}分局)[\u4e00-\u9fff]{2,12}?(?:[处科股室部庭]|督查组|督导组|扑火队|办公室|供电所|税务所|学院|学工办|项目部)|办公室"
)


def _is_office_of(text: str, start: int, stop: int, end: int) -> bool:
    """Return whether a name is that of a body up to `stop`, and of an office of it behind."""
    body = _HAS_OFFICES.search(text, start, stop)
    return body is not None and "公安" not in text[start:stop] and _OFFICE.fullmatch(text, stop, end) is not None


def _is_spoken_of(units: set[str]) -> bool:
    """Return whether two of the units are different ones, none within the other."""
    return any(not a.startswith(b) and not b.startswith(a) for a in units for b in units)


def _is_short_of(short: str, name: str) -> bool:
    """Return whether 市局, 市公安局, 省厅 or 县警局 may stand for the police of the division named.

    >>> _is_short_of("市局", "湛江市公安局"), _is_short_of("省局", "广东省公安厅")
    (True, False)
    """
    match = _SHORT.fullmatch(short)
    return match is not None and re.search(rf"{match[1]}(?:公安|警察){match[2]}$", name) is not None


def _organ_ends(reader: Reader, start: int, end: int) -> Iterator[int]:
    """Yield where the first organ of a longer name ends."""
    for place in chain_ends(reader, start):
        found = [f[0] for f in reader.parts["organ"].get(place, ()) if f[0] < end]
        if found:
            yield max(found)
            return
