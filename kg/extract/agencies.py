"""Who, as bodies: agencies read by the grammar of their names.

A name is a chain: division or level (湛江市, 省, 市), organ (公安局), units (交警支队, 霞山大队). National bodies need no division;
collectives (全省公安交管部门) have a reach instead of one; companies, schools and media end in a word that says what they are.
The tagger's ORG words are a witness for what the grammar does not know. Words are in ontology/organs.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.extract.words import NOUNS, Vocabulary, Words
from kg.lexicon import read_lexicon

Row = tuple[int, int, str, str]
Found = dict[int, list[tuple[int, str]]]

_LEVEL = re.compile(r"[省市县区州盟旗镇乡]")
_NOT_LEVEL = re.compile(r"[全各我本该两多跨地城都超股门集夜菜闹上楼入外郊片园社辖山灾疫牧林矿新老特老边]$")
_ANAPHORIC = re.compile(r"(?:[省市县区州部](?:局|厅)|厅)(?:党委|党组)?(?![长部面势限内级堂址址子])")
_BODY = re.compile(r"党委|党组|党总支|党支部")
_OFFICE = re.compile(r"委员|书记|副书记|成员|班子|会议|扩大")
_NUMBERED = re.compile(
    r"第?[一二三四五六七八九十\d]{1,3}(?:税务分局|税务所|支队|大队|中队|分局|总队|稽查局|检察部|监理站|工作组)(?![伍长])"
)
_RANK = re.compile(r"(?:支队|大队|总队|分局|总区|省厅|市局|县局)(?=[\u4e00-\u9fff])")
_OPEN_TAIL = re.compile(
    r"(?:局|厅|委|办|署|委员会|办公室|指挥部|管理处|总队|支队|大队|中队|监理站|联席会议|领导小组|工作专班|集团|公司|协会|联合会|学会|学校|中学|小学|大学|学院|医院|法院|检察院|银行"
    r"|日报|晚报|电视台|广播电台|报社|中心|分局|派出所|海关|边检站|党委|研究院|研究所|总站|支行|分行|报|科|处)$"
)
_REACH = re.compile(
    r"(?:(?:全[国省市县区州港]|我[国省市县区]|[各多][省市县区地]|当地|地方|国家|各级|基层|属地)(?:各级|[省市县区、]+[两三四]级|县级以上|基层)?(?:人民)?"
    r"|[省市县区乡、及]{2,8}[两三四]级|沿[线海江]|有关)"
)
_GENERIC = frozenset(
    "有关部门 相关部门 主管部门 行业主管部门 职能部门 机关单位 监管部门 公安民警 政府部门 执法部门 行政执法部门 组织部门 各级党组织 党委政府 党委和政府 各级政府 各级党委".split()
)
_NEEDS_PLACE = frozenset("公安 交警 高速交警 公安交警 公安交管 交巡警 高速公路交警".split())
_JOINT = re.compile(
    r"((?:[\u4e00-\u9fff]{2,8}、)*[\u4e00-\u9fff]{2,8}(?:[、和及与][\u4e00-\u9fff]{2,8})+)等(?:多个|[一二三四五六七八九十两\d]+个|相关|有关|多)?(?:部门|单位|委办局)"
)
_SPLIT = re.compile(r"[、和及与]")
_BREAKS = re.compile(
    r"会同|联同|协同|联合(?!会|国|工会|总)|组织|召开|指导|推动|要求|部署|[与和及](?!平|田|县|谐|静|硕|龙|顺|林)|[、，。：；]"
)


@dataclass(slots=True)
class _Reader:
    """What stands where in one text: places, and the words of agency names by their start."""

    words: Words
    divisions: dict[int, list[int]]
    parts: dict[str, Found] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.words.text


@cache
def _vocabulary(part: str) -> Vocabulary:
    rows = (row for row in read_lexicon("organs") if row.label.split(" ")[-1] == part)
    return Vocabulary({row.word: row.label.split(" ")[0] for row in rows})


def find_agencies(words: Words, places: Sequence[Row]) -> list[Row]:
    """Return the agencies that the text names; `places` are the places that it names."""
    divisions: dict[int, list[int]] = {}
    for start, end, label, _ in places:
        divisions.setdefault(start, []).append(end)
    parts = {part: _vocabulary(part).longest_at(words.text) for part in ("organ", "unit", "national", "collective", "ending")}
    reader = _Reader(words, {s: sorted(ends, reverse=True) for s, ends in divisions.items()}, parts)
    rows = [
        *_nationals(reader),
        *_chains(reader),
        *_levels(reader),
        *_units(reader),
        *_collectives(reader),
        *_opens(reader),
        *_bare(reader),
    ]
    rows += list(_tagged(reader, rows))
    rows += list(_joint(reader, rows))
    return _longest(rows)


# ---- parts of a name -------------------------------------------------------------------------------------------------


def _prefix_ends(reader: _Reader, start: int) -> list[int]:
    """Return where the chain of divisions that starts here may end, the longest first."""
    ends: list[int] = []
    frontier = [start]
    while frontier:
        for end in reader.divisions.get(frontier.pop(), ()):
            if end not in ends:
                ends.append(end)
                frontier.append(end)
    shared = [end - 1 for end in ends if reader.text[end - 1] in "省市县区州" and end - 1 - start >= 2]
    return sorted({*ends, *shared}, reverse=True)


def _organ(reader: _Reader, start: int, *, parts: tuple[str, ...] = ("organ",)) -> tuple[int, str] | None:
    """Return the end and subtype of the organ that starts here, with its units."""
    found = max((f for part in parts for f in reader.parts[part].get(start, ()) if _stands(reader, start, f[0])), default=None)
    return _with_units(reader, *found) if found else None


def _stands(reader: _Reader, start: int, end: int) -> bool:
    """Return whether an organ or unit word is one here, not the beginning of another word."""
    text = reader.text
    after = text[end : end + 1]
    if after == "长" and text[end - 1] in "局厅部队处科所站院署":
        return text[end - 1] in "局厅署" and end - start > 2
    if text[end - 1] == "部" and after in "门署队分":
        return False
    if text[end - 1] == "队" and after == "伍":
        return False
    if _BODY.match(text[end - 2 : end]) and _OFFICE.match(text, end):
        return False
    if text[end - 1] == "委" and after in "员托派":
        return False
    if text[end - 1] == "办" and after in "理法公事案件":
        return False
    return not (text[start:end] in ("政府", "海关", "法院") and after in ("债", "采"))


def _with_units(reader: _Reader, end: int, subtype: str) -> tuple[int, str]:
    """Return the end and subtype of the name after the units that follow."""
    while True:
        following = _unit(reader, end)
        if following is None:
            return end, subtype
        end, found = following
        subtype = found if found != "other" else subtype


def _unit(reader: _Reader, start: int) -> tuple[int, str] | None:
    """Return the end and subtype of the unit that starts here: bare, numbered, or with a name of its own."""
    text = reader.text
    best: tuple[int, str] | None = None
    for end, subtype in [*reader.parts["unit"].get(start, ()), *reader.parts["organ"].get(start, ())]:
        if (
            end - start > 1
            and _stands(reader, start, end)
            and not _is_generic_tail(text, start, end)
            and (reader.words.ends(end) or end - start > 3)
        ):
            best = max(best or (0, ""), (end, subtype))
    numbered = _NUMBERED.match(text, start)
    if numbered:
        best = max(best or (0, ""), (numbered.end(), "other"))
    if best:
        return best
    name = _unit_name(reader, start)
    for end in name:
        for stop, subtype in reader.parts["unit"].get(end, ()):
            if stop - end > 1 and _stands(reader, end, stop):
                return stop, subtype
        for stop, subtype in reader.parts["ending"].get(end, ()):
            if text[end:stop] in ("分公司", "支行", "分行", "供电公司"):
                return stop, subtype
    return None


def _is_generic_tail(text: str, start: int, end: int) -> bool:
    return text[start:end] in ("机关", "办公室") and text[end : end + 1] in "大" and False


def _unit_name(reader: _Reader, start: int) -> list[int]:
    """Return where a unit's own name that starts here may end: a division, or one or two nouns."""
    ends = set(reader.divisions.get(start, ()))
    ends |= {e for e in _short_divisions(reader, start)}
    word = reader.words.holding(start)
    for _ in range(2):
        if word is None or word.label not in NOUNS or word.end - start > 6:
            break
        ends.add(word.end)
        word = reader.words.holding(word.end)
    return sorted((e for e in ends if e - start >= 2), reverse=True)


def _short_divisions(reader: _Reader, start: int) -> list[int]:
    from kg.extract.places import is_division_name

    return [end for end in (start + 3, start + 2) if is_division_name(reader.text[start:end])]


# ---- kinds of names --------------------------------------------------------------------------------------------------


def _nationals(reader: _Reader) -> Iterator[Row]:
    for start, found in sorted(reader.parts["national"].items()):
        for end, subtype in found:
            if _stands(reader, start, end) and reader.words.starts(start) and not _inside_longer(reader, start, end):
                stop, kind = _with_units(reader, end, subtype)
                yield start, stop, f"Agency/{kind}", "agencies/national"
                break


def _inside_longer(reader: _Reader, start: int, end: int) -> bool:
    """Return whether the tagger sees a word that goes on behind a short national name (教育部门)."""
    word = reader.words.holding(start)
    return (
        word is not None
        and end - start <= 3
        and word.start == start
        and word.end > end
        and word.label not in ("ORG", "nz", "nt")
    )


def _chains(reader: _Reader) -> Iterator[Row]:
    """Yield division + organ + units, division + unit, division + name + ending."""
    for start in sorted(reader.divisions):
        for end in _prefix_ends(reader, start):
            organ = _organ(reader, end)
            if organ:
                yield start, organ[0], f"Agency/{organ[1]}", "agencies/division-organ"
                break
            unit = _unit(reader, end)
            if unit and not reader.text.startswith(("办公室", "机关", "指挥中心"), end):
                stop, kind = _with_units(reader, *unit)
                yield start, stop, f"Agency/{kind}", "agencies/division-unit"
                break
            opened = _open(reader, end)
            if opened:
                yield start, opened[0], f"Agency/{opened[1]}", "agencies/division-open"
                break


def _levels(reader: _Reader) -> Iterator[Row]:
    """Yield 市公安局, 省厅, 县局党委: names whose division is left to the context."""
    text = reader.text
    for match in _LEVEL.finditer(text):
        start, end = match.span()
        if not _is_level(reader, start):
            continue
        organ = _organ(reader, end)
        if organ is None and text[start:end] in "省市县区州":
            found = max(
                (f for f in reader.parts["organ"].get(start, ()) if _stands(reader, start, f[0])), default=None
            )  # 市委, 省委
            organ = _with_units(reader, *found) if found and text[start] in "省市县区州盟旗" else None
        if organ:
            yield start, organ[0], f"Agency/{organ[1]}", "agencies/level-organ-short"
            continue
        opened = _open(reader, end)
        if opened and opened[0] - end > 2:
            yield start, opened[0], f"Agency/{opened[1]}", "agencies/level-open-short"
            continue
        unit = next((f for f in reader.parts["unit"].get(end, ()) if f[0] - end > 1 and _stands(reader, end, f[0])), None)
        if unit and text[end : unit[0]] not in ("机关", "办公室"):
            stop, kind = _with_units(reader, *unit)
            yield start, stop, f"Agency/{kind}", "agencies/level-unit-short"
    for match in _ANAPHORIC.finditer(text):
        start, end = match.span()
        if match[0] == "厅" or not _is_level(reader, start):
            continue
        body = _BODY.search(match[0])
        if body and _OFFICE.match(text, end):
            end -= 2
        if reader.words.ends(end) or reader.words.label(start) == "ORG":
            stop, kind = _with_units(reader, end, "police")
            yield start, stop, f"Agency/{kind}", "agencies/anaphoric-short"


def _is_level(reader: _Reader, start: int) -> bool:
    """Return whether 市, 省, 县 … stands alone here, at the left edge of a name."""
    text = reader.text
    if start and _NOT_LEVEL.match(text[start - 1]):
        return False
    if any(s < start < e for s, ends in reader.divisions.items() if start - 8 < s < start for e in ends):
        return False
    word = reader.words.holding(start)
    if word is None or word.start == start:
        return True
    return (
        word.label == "ORG"
        and _BREAKS.search(text[word.start : start]) is not None
        and _BREAKS.search(text, start - 1, start + 0) is not None
        or (word.label == "ORG" and bool(re.search(r"(?:会同|联同|[与和及由对向])$", text[word.start : start])))
    )


def _units(reader: _Reader) -> Iterator[Row]:
    """Yield names that begin with the unit: 霞山大队, 交警支队, 一支队, 支队指挥中心."""
    text, words = reader.text, reader.words
    for start, found in sorted(reader.parts["unit"].items()):
        for end, subtype in found:
            if not _stands(reader, start, end) or not (words.ends(end) or end - start > 3):
                continue
            before = words.holding(start - 1) if start else None
            if (
                before
                and before.end == start
                and before.label in ("LOC", "ORG", "PER", "nz")
                and before.end - before.start >= 2
                and end - start > 1
            ):
                if not _BREAKS.search(text[before.start : start]):
                    stop, kind = _with_units(reader, end, subtype)
                    yield before.start, stop, f"Agency/{kind}", "agencies/name-unit"
                    break
            begin = next(
                (
                    b
                    for b in (start - 3, start - 2)
                    if b >= 0 and words.starts(b) and end - start > 1 and reader_is_place(text[b:start])
                ),
                None,
            )
            if begin is not None:
                stop, kind = _with_units(reader, end, subtype)
                yield begin, stop, f"Agency/{kind}", "agencies/name-unit"
                break
            if (
                words.starts(start)
                and _is_proper_unit(text[start:end])
                and not re.match(r"[各该本多两几]", text[start - 1 : start])
            ):
                stop, kind = _with_units(reader, end, subtype)
                yield start, stop, f"Agency/{kind}", "agencies/unit-short"
                break
    for match in _NUMBERED.finditer(text):
        if words.starts(match.start()):
            stop, kind = _with_units(reader, match.end(), "traffic-police")
            yield match.start(), stop, f"Agency/{kind}", "agencies/numbered-short"
    for match in _RANK.finditer(text):
        if words.starts(match.start()) and not re.match(r"[各该]", text[match.start() - 1 : match.start()]):
            following = next(
                (
                    f
                    for f in reader.parts["unit"].get(match.end(), ())
                    if f[0] - match.end() > 2 and _stands(reader, match.end(), f[0])
                ),
                None,
            )
            if following:
                stop, kind = _with_units(reader, *following)
                yield match.start(), stop, f"Agency/{kind}", "agencies/rank-unit-short"


def reader_is_place(surface: str) -> bool:
    from kg.extract.places import is_division_name

    return is_division_name(surface)


_PROPER_UNIT = re.compile(
    r"(?:交警|交巡警|交通警察|巡警|特警|巡特警|特巡警|刑侦|刑警|治安|高速|科信|网安|法制|禁毒|经侦|交管|车管|车辆管理).*(?:总队|支队|大队|所|局|处)$|高警局$"
)


def _is_proper_unit(surface: str) -> bool:
    """Return whether a unit's word is a name even without anything before it."""
    return bool(_PROPER_UNIT.match(surface))


def _collectives(reader: _Reader) -> Iterator[Row]:
    text, words = reader.text, reader.words
    starts: dict[int, tuple[int, str]] = {}
    for start, found in reader.parts["collective"].items():
        end, subtype = found[0]
        if words.ends(end) or end - start > 3:
            starts[start] = (end, subtype)
    covered: set[int] = set()
    for start in sorted(starts):
        end, subtype = starts[start]
        if start in covered:
            continue
        covered |= set(range(start, end))
        word = text[start:end]
        begin = _reach_before(reader, start)
        if begin is None and (word in _NEEDS_PLACE or not words.starts(start)):
            continue
        if word in _GENERIC or (
            word in _NEEDS_PLACE and begin is not None and not any(begin in (s,) for s in reader.divisions)
        ):
            continue
        if word in _NEEDS_PLACE and re.match(r"[总支大中部机系局队]", text[end : end + 1]):
            continue
        yield (start if begin is None else begin), end, f"Agency/{subtype}", "agencies/collective"


def _reach_before(reader: _Reader, start: int) -> int | None:
    """Return where the reach before a collective begins: a chain of divisions, 全省, 各级, 市、县两级."""
    best: int | None = None
    for begin in range(max(0, start - 12), start):
        if begin in reader.divisions and start in _prefix_ends(reader, begin):
            best = begin
            break
        match = _REACH.fullmatch(reader.text, begin, start)
        if match and reader.words.starts(begin):
            best = begin
            break
    return best


def _open(reader: _Reader, start: int) -> tuple[int, str] | None:
    """Return the end and subtype of an organ or ending after nouns that no table knows (数据资源管理局, 丰源客运公司)."""
    text, words = reader.text, reader.words
    best: tuple[int, str] | None = None
    position = start
    while position < len(text) and position - start <= 18:
        word = words.holding(position)
        if (
            word is None
            or word.label not in NOUNS | {"c", "a", "m", "f", "nz", "ad"}
            or (word.label == "c" and text[word.start : word.end] != "和")
        ):
            break
        if word.start < position and position != start:
            break
        position = word.end
        surface = text[start:position]
        tail = _OPEN_TAIL.search(surface)
        if tail and tail.start() >= 1 and position - start >= 3 and _stands(reader, start, position):
            best = (position, _subtype(surface))
    return _with_units(reader, *best) if best else None


def _subtype(surface: str) -> str:
    """Return the subtype that the end of a name gives."""
    for part in ("ending", "organ", "unit"):
        values = _vocabulary(part).values
        for length in range(min(len(surface), 10), 1, -1):
            if surface[-length:] in values:
                return values[surface[-length:]]
    return "government" if surface[-1] in "局厅委办署" else "other"


def _opens(reader: _Reader) -> Iterator[Row]:
    """Yield companies, schools, media and others by their ending and the name before it."""
    text, words = reader.text, reader.words
    for start, found in sorted(reader.parts["ending"].items()):
        end, subtype = found[0]
        if end - start < 2 or not words.ends(end):
            continue
        word = words.holding(start)
        if word is None:
            continue
        begin = word.start if word.start < start else None
        if begin is not None and word.label not in ("ORG", "nz", "LOC", "nw"):
            continue
        if begin is None:
            before = words.holding(start - 1) if start else None
            if before is None or before.end != start or before.label not in ("ORG", "LOC", "nz", "nw"):
                continue
            begin = before.start
        if end - begin > 3 and not _BREAKS.search(text[begin:end]):
            stop, kind = _with_units(reader, end, subtype)
            yield begin, stop, f"Agency/{kind}", "agencies/ending"


def _bare(reader: _Reader) -> Iterator[Row]:
    """Yield organs without any division: 交通运输局 after 市公安局、."""
    text, words = reader.text, reader.words
    for start, found in sorted(reader.parts["organ"].items()):
        end, subtype = found[0]
        if (
            end - start >= 3
            and text[end - 1] in "局厅委署"
            and words.starts(start)
            and words.ends(end)
            and _stands(reader, start, end)
        ):
            stop, kind = _with_units(reader, end, subtype)
            yield start, stop, f"Agency/{kind}", "agencies/organ-short"


def _tagged(reader: _Reader, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the tagger's ORG words that the grammar did not read and that end as agencies do."""
    taken = bytearray(len(reader.text))
    for start, end, *_ in rows:
        taken[start:end] = b"\1" * (end - start)
    for word in reader.words.words:
        surface = reader.text[word.start : word.end]
        if word.label == "ORG" and len(surface) >= 3 and not any(taken[word.start : word.end]) and not _BREAKS.search(surface):
            tail = _OPEN_TAIL.search(surface)
            if tail and tail.start() > 0 and _stands(reader, word.start, word.end):
                stop, kind = _with_units(reader, word.end, _subtype(surface))
                yield word.start, stop, f"Agency/{kind}", "agencies/tagger"


def _joint(reader: _Reader, rows: Sequence[Row]) -> Iterator[Row]:
    """Yield each body of 公安、应急、交通等部门."""
    for match in _JOINT.finditer(reader.text):
        position = match.start(1)
        pieces = []
        for piece in _SPLIT.split(match[1]):
            pieces.append((position, position + len(piece)))
            position += len(piece) + 1
        for start, end in pieces:
            begin = start if reader.words.starts(start) else None
            if (start, end) == pieces[0] and begin is not None:
                begin = _last_noun_run(reader, start, end)
            if begin is None or any(s < end and begin < e for s, e, *_ in rows):
                continue
            labels = {reader.words.label(i) for i in range(begin, end)}
            if labels <= {"n", "vn", "nz", "an", "ORG", "v"} and end - begin >= 2:
                yield begin, end, "Agency/government", "agencies/joint"


def _last_noun_run(reader: _Reader, start: int, end: int) -> int | None:
    """Return where the nouns begin that end the piece: 协调公安 → 公安."""
    begin: int | None = None
    position = end
    while position > start:
        word = reader.words.holding(position - 1)
        if word is None or word.label not in ("n", "vn", "nz", "an", "ORG") or word.start < start:
            break
        begin = position = word.start
    return begin


def _longest(rows: Iterable[Row]) -> list[Row]:
    """Return the rows of which none overlaps a longer one."""
    kept: list[Row] = []
    for row in sorted(set(rows), key=lambda r: (r[0] - r[1], r[0], r[3])):
        if all(row[1] <= s or e <= row[0] for s, e, *_ in kept):
            kept.append(row)
    return sorted(kept)
