"""Who, as bodies: agencies read by the grammar of their names.

A name is a chain: division or level (湛江市, 省, 市), organ (公安局), units (交警支队, 霞山大队). National bodies need no
division; collectives (全省公安交管部门) have a reach instead of one; companies, schools and media end in a word that says so.
The tagger's ORG words are a witness for what the grammar does not know. The words are in ontology/organs.tsv, those that decide
whether a stretch is a name in ontology/agency-words.tsv. A rule that ends in `-short` read a name that needs its context.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.places import division_levels, is_division_name
from kg.extract.words import NOUNS, Vocabulary, Words
from kg.lexicon import read_lexicon

Row = tuple[int, int, str, str]
End = tuple[int, str]  # where a name ends, and its subtype
PARTS = ("organ", "unit", "national", "collective", "ending")

_LEVELS = "省市县区州盟旗镇乡"
_NOT_LEVEL = re.compile(r"[全各我本该两多跨地城都超股门集夜菜闹上楼入外郊片园社辖山灾疫牧林矿新老特]")
_LEVEL = re.compile(r"自治区|[省市县区州盟旗镇乡]")
_NUMBERED = re.compile(
    r"第?[一二三四五六七八九十\d]{1,3}(税务分局|税务所|支队|大队|中队|分局|总队|稽查局|检察部|监理站)(?![伍长])"
)
_ANAPHORIC = re.compile(
    r"(?:[省市县区州部][局厅]|[省市县区州]公安|厅(?=党委|党组))(?:党委|党组)?(?![长部面势限内级堂址址子门])"
)
_PARTY = re.compile(r"(?:中国共产党|中共|共青团|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)$")
_MILITARY = re.compile(
    r"(?:联勤保障部队|(?:中国人民)?解放军|武警|陆军|海军|空军|火箭军|战略支援部队)[\u4e00-\u9fff]{0,6}?(?:第[\d〇零一二三四五六七八九十]+|总|中心)医院"
)
_YOUTH = re.compile(r"团[省市县区州]委")
_LINE = re.compile(r"(?:、国务院)?(?:决策|集中统一|权威|精神|关于|号召|要求|的|部署|有关|保持)")
_FOLLOWS = re.compile(r"核心的$|(?:贯彻|落实|按照|根据|执行|维护|拥护|响应|遵照)[^，。]{0,4}$")
_HEAD = re.compile(r"[副小]?(?:科长|处长|主任|大队长|中队长|支队长|所长|队长|组长|站长|政委|教导员|指导员)")
_POLICE = re.compile(r"公安|交警|警察")
_SHORT = re.compile(r"([省市县区州])(?:公安|警)?([局厅])")
_RANK = re.compile(r"(?:支队|大队|总队|分局|总区|[省市县州][局厅])(?=[\u4e00-\u9fff])")
_RANKED = ("支队", "大队", "中队", "总队", "所", "分局", "分公司")
_EACH = re.compile(r"各(?:派出所|支队|大队|中队|分局|县局|市局|分公司)")
_BODY = re.compile(r"党委|党组|党总支|党支部")
_OFFICE = re.compile(r"委员|书记|副书记|成员|班子|会议|扩大|统一|坚强|高度|的")
_ALONE = re.compile(
    r"(?:城区|事故处理|铁骑|交警|交巡警|交通警察|公安交警|巡警|特警|巡特警|特巡警|刑侦|刑警|治安|高速|科信|网安|法制|禁毒|经侦|交管|车管|车辆管理|高速公路)[^第]{0,8}(?:总队|支队|大队|中队|所|局)$|高警局$"
)
_OPEN_TAIL = re.compile(
    r"(?:局|厅|委|署|委员会|办公室|委办|指挥部|管理处|总队|支队|大队|监理站|联席会议|领导小组|工作专班|集团|公司|协会|联合会|学会|学校|中学|小学|大学|学院|医院|法院|检察院|银行"
    r"|日报|晚报|电视台|广播电台|报社|发展中心|管理中心|服务中心|指挥中心|研究中心|控制中心|调度中心|保障中心|救援中心|考试中心|分局|派出所|海关|边检站|党委|研究院|研究所|总站|支行|分行|分公司|警署|警察局)$"
)
_JOINED_TAILS = ("局", "厅", "委", "委员会", "办公室", "发展中心", "管理中心", "服务中心", "管理处")  # 文化和旅游局
_POST = re.compile(r"主席|主任|负责|领导|队员|组长|[局厅处科所]长|团队|专家|学者|记者|代表")
_OPEN_UNIT = re.compile(r"(?:组|科|处|股|室|中心|支队|大队|中队|队|站|所)$")
_NAME_RUN = re.compile(
    r"(?:协会|学会|联合会|议会|基金会|商会|促进会|研究院|研究所|有限公司|有限责任公司|集团|警察学院|警官学院|公司|大学|医院|银行|超商|总工会)$"
)
_REACH = re.compile(
    r"(?:(?:全[国省市县区州港]|我[国省市县区]|各[省市县区地]|地方|国家|各级|基层|属地)(?:各级|[省市县区、]+[两三四]级|县级以上|基层)?(?:人民)?"
    r"|[省市县区乡、及]{2,8}[两三四]级|同级)"
)
_LOCAL = re.compile(
    r"([^\W\d_在和与及的对向由被将把为于是有各两个等、组织部署指导要求成立设]{2,5})"
    r"(?:派出所|分局|市场监管所|市场监督管理所|税务所|税务分局|司法所|中队|人民法庭|法庭|消防救援站)"
)
_HONOUR = re.compile(r"先进|优秀|十佳|[“「]|表彰")
_JOINT = re.compile(
    r"((?:[\u4e00-\u9fff]{2,12}[、和及与])*[\u4e00-\u9fff]{2,12})等(?:多个|[一二三四五六七八九十两\d]+[个家]|相关|有关|多)?(?:部门|单位|委办局)"
)
_SHARED = re.compile(r"((?:[\u4e00-\u9fff]{2,6}[、和及与])+)$")
_SPLIT = re.compile(r"[、和及与]")
_TEAM_VERB = re.compile(r"(?:组建|成立|组成|设立|选派|派出|抽调)(?:起|了|由)?")
_NAMING = ("n", "nz", "an", "nw", "LOC", "ORG", "PER")


@dataclass(slots=True)
class _Reader:
    """What stands where in one text: its words, the ends of places and of the words of agency names by their start."""

    words: Words
    divisions: dict[int, list[int]]
    parts: dict[str, dict[int, list[End]]]

    @property
    def text(self) -> str:
        return self.words.text


@cache
def _vocabulary(part: str) -> Vocabulary:
    rows = (row for row in read_lexicon("organs") if row.label.split(" ")[-1] == part)
    return Vocabulary({row.word: row.label.split(" ")[0] for row in rows})


@cache
def _word_list(label: str) -> frozenset[str]:
    return frozenset(row.word for row in read_lexicon("agency-words") if row.label == label)


def find_agencies(words: Words, places: Sequence[Row]) -> list[Row]:
    """Return the agencies that the text names, in reading order; `places` are the places that it names."""
    divisions: dict[int, list[int]] = {}
    for start, end, *_ in places:
        divisions.setdefault(start, []).append(end)
    reader = _Reader(words, divisions, {part: _vocabulary(part).longest_at(words.text) for part in PARTS})
    rules = (
        _nationals,
        _divided,
        _levelled,
        _anaphoric,
        _named_units,
        _lone_units,
        _numbered,
        _ranked,
        _each,
        _collectives,
        _endings,
        _lone_organs,
        _standing,
        _military,
        _youth,
        _posted,
    )
    rows = _longest(row for rule in rules for row in rule(reader))
    rows = _longest([*rows, *_tagged(reader, rows)])
    rows = [_with_party(words.text, row) for row in _merged(rows)]
    rows += [*_joint(reader, rows), *_teams(reader, rows)]
    return sorted({*rows, *_shared_heads(reader, rows), *_parents(reader, rows)})


# ---- parts of a name -------------------------------------------------------------------------------------------------


def _chain_ends(reader: _Reader, start: int) -> list[int]:
    """Return where a chain of divisions that starts here may end, the longest first; 湛江市委 shares its 市."""
    ends, frontier = set[int](), [(start, 0)]
    while frontier:
        begin, level = frontier.pop()
        for end in reader.divisions.get(begin, ()):
            lower = max(division_levels(reader.text[begin:end]), default=level + 1)
            if end not in ends and lower > level:
                ends.add(end)
                frontier.append((end, min((x for x in division_levels(reader.text[begin:end]) if x > level), default=lower)))
    shared = {end - 1 for end in ends if reader.text[end - 1] in _LEVELS and end - 1 - start >= 2}
    return sorted(ends | shared, reverse=True)


def _organ(reader: _Reader, start: int) -> End | None:
    """Return the end and subtype of the organ that starts here, with its units."""
    found = max((f for f in reader.parts["organ"].get(start, ()) if _stands(reader.text, start, f[0])), default=None)
    return _with_units(reader, found) if found else None


def _with_units(reader: _Reader, end: End) -> End:
    """Return the end and subtype of the name after the units that follow."""
    following = _unit(reader, end[0])
    if following is None:
        return end
    return _with_units(reader, (following[0], end[1] if following[1] == "other" else following[1]))


def _unit(reader: _Reader, start: int) -> End | None:
    """Return the end and subtype of the unit that starts here: bare, numbered, with a name of its own, or of nouns."""
    text, parts = reader.text, reader.parts
    bare = [
        f
        for part in ("unit", "organ")
        for f in parts[part].get(start, ())
        if f[0] - start > 1 and _is_whole(reader, start, f[0])
    ]
    numbered = _NUMBERED.match(text, start)
    if bare or numbered:
        return max([*bare, *([(numbered.end(), "other")] if numbered else [])])
    for end in _own_names(reader, start):
        for part in ("unit", "ending"):
            for stop, subtype in parts[part].get(end, ()):
                if part == "ending" and text[end:stop] not in ("分公司", "支行", "分行", "供电公司", "医院"):
                    continue
                if stop - end > 1 and (_is_whole(reader, end, stop) or _is_ranked(reader, start, end, stop)):
                    return stop, subtype
    return _noun_unit(reader, start)


def _is_whole(reader: _Reader, start: int, end: int) -> bool:
    return _stands(reader.text, start, end) and (reader.words.ends(end) or end - start > 3)


def _is_ranked(reader: _Reader, start: int, end: int, stop: int) -> bool:
    """Return whether a division and a rank stand here (关山|分局), whatever the tagger cut."""
    return (
        is_division_name(reader.text[start:end])
        and reader.text.endswith(_RANKED, end, stop)
        and _stands(reader.text, end, stop)
    )


def _own_names(reader: _Reader, start: int) -> list[int]:
    """Return where a unit's own name that starts here may end: a division, or one or two nouns."""
    ends = {*reader.divisions.get(start, ()), *(e for e in (start + 3, start + 2) if is_division_name(reader.text[start:e]))}
    position = start
    for _ in range(2):
        word = reader.words.holding(position)
        if word is None or word.label not in NOUNS or word.end - start > 6:
            break
        position = word.end
        ends.add(position)
    local = _LOCAL.match(reader.text, start)
    if local:
        ends.add(local.end(1))
    return sorted((e for e in ends if e - start >= 2), reverse=True)


def _noun_unit(reader: _Reader, start: int) -> End | None:
    """Return the end of a unit made of nouns that no table knows (执法及管制组)."""
    best: End | None = None
    for position in _noun_ends(reader, start, 10, joints="及"):
        tail = _OPEN_UNIT.search(reader.text, start, position)
        surface = reader.text[start:position]
        if _POST.search(surface) or reader.words.label(position - 1) == "PER":
            break
        if tail and tail.start() - start >= 2 and _stands(reader.text, start, position):
            best = position, "other"
        if best and reader.text[position : position + 1] in ("和", "及", "与"):
            break
    return best


def _noun_ends(reader: _Reader, start: int, longest: int, joints: str = "和") -> Iterator[int]:
    """Yield where the nouns that start here end, one after the other."""
    text, position = reader.text, start
    while position < len(text) and position - start <= longest:
        word = reader.words.holding(position)
        if (
            word is None
            or (word.start < position and position != start)
            or (position > start and _begins_national(reader, position))
        ):
            return
        joint = word.label == "c" and position > start and text[word.start : word.end] in joints
        if not joint and word.label not in NOUNS and not (word.label in ("a", "f", "ad") and word.end - word.start > 1):
            return
        position = word.end
        if not joint:
            yield position


def _begins_national(reader: _Reader, position: int) -> bool:
    return any(end - position > 3 for end, _ in reader.parts["national"].get(position, ()))


def _stands(text: str, start: int, end: int) -> bool:
    """Return whether the word of an organ is one here, and not the beginning of another word (教育部|门, 大队|长, 市委|员)."""
    last, after = text[end - 1], text[end : end + 1]
    if last in "部" and after in ("门", "署", "队", "分"):
        return False
    if after == "长" and text[end : end + 2] not in ("长江", "长沙", "长春", "长治", "长三", "长安", "长航"):
        return last in "局厅署院" and end - start > 2
    if last == "队" and after in ("伍", "员"):
        return False
    if last == "委" and after in ("员", "托", "派"):
        return False
    if last in "处" and after in ("理", "置", "罚", "于", "以", "警"):
        return False
    if last == "办" and after in ("理", "法", "公", "事", "案", "件", "好", "学", "证"):
        return False
    if _BODY.match(text, end - 2) and end - start >= 2 and _OFFICE.match(text, end):
        return False
    if text[end - 2 : end] in ("大厅", "客厅", "餐厅", "展厅") or text[end - 3 : end] == "中小学":
        return False
    if last == "局" and text[end - 2] in "布结格大全当时破僵残棋战困":
        return False
    if last in "站中" and text[end - 2 : end] in ("网站", "车站", "电站", "空间站", "其中", "期中"):
        return False
    return not (text[start:end] == "政府" and after in ("债", "采", "工"))


# ---- rules -----------------------------------------------------------------------------------------------------------


def _nationals(reader: _Reader) -> Iterator[Row]:
    for start, found in reader.parts["national"].items():
        for end, subtype in found:
            if reader.text[start:end] in ("党中央", "国务院", "中共中央") and not _acts(reader.text, start, end):
                break
            if (reader.words.starts(start) or (end - start > 4 and reader.words.label(start) == "ORG")) and _is_whole_national(
                reader, start, end
            ):
                stop, kind = _with_units(reader, (end, subtype))
                yield start, stop, f"Agency/{kind}", "agencies/national"
                break


def _acts(text: str, start: int, end: int) -> bool:
    """Return whether the centre itself is spoken of, not its line to be followed (贯彻党中央决策部署)."""
    followed = _LINE.match(text, end)
    return not followed and not _FOLLOWS.search(text, max(0, start - 8), start)


def _is_whole_national(reader: _Reader, start: int, end: int) -> bool:
    """Return whether a national body's name ends here, and the tagger sees no longer common word (教育部门)."""
    word = reader.words.holding(start)
    longer = (
        word is not None and end - start <= 3 and word.start == start and word.end > end and word.label not in ("ORG", "nz")
    )
    return _stands(reader.text, start, end) and not longer


def _divided(reader: _Reader) -> Iterator[Row]:
    """Yield what begins with a division: 湛江市公安局交警支队, 山东高速交警总队, 云河丰源客运公司."""
    for start in reader.divisions:
        for end in _chain_ends(reader, start):
            found = _organ(reader, end) or _division_unit(reader, end) or _open(reader, end)
            if found:
                yield start, found[0], f"Agency/{found[1]}", "agencies/division"
                break


def _division_unit(reader: _Reader, start: int) -> End | None:
    unit = _unit(reader, start)
    if (
        unit is None
        or (unit[1] == "other" and not reader.text.endswith(_RANKED, start, unit[0]))
        or reader.text[start : unit[0]] in ("办公室", "机关", "指挥中心")
    ):
        return None
    return _with_units(reader, unit)


def _levelled(reader: _Reader) -> Iterator[Row]:
    """Yield 市公安局, 市委, 县应急管理局, 市支队: names whose division is left to the context."""
    text = reader.text
    for match in _LEVEL.finditer(text):
        start, end = match.span()
        if not _is_level(reader, start):
            continue
        found = _organ(reader, end) or _committee(reader, start) or _level_open(reader, start, end) or _level_unit(reader, end)
        if found:
            yield start, found[0], f"Agency/{found[1]}", "agencies/level-short"


def _committee(reader: _Reader, start: int) -> End | None:
    """Return the end of 市委, 省委: organs that hold their level."""
    found = max((f for f in reader.parts["organ"].get(start, ()) if _stands(reader.text, start, f[0])), default=None)
    return _with_units(reader, found) if found else None


def _level_open(reader: _Reader, start: int, end: int) -> End | None:
    found = _open(reader, end) if reader.text[start] not in "盟旗镇乡" else None
    return found if found and found[0] - end > 2 else None


def _level_unit(reader: _Reader, end: int) -> End | None:
    found = [f for f in reader.parts["unit"].get(end, ()) if f[0] - end > 1 and _stands(reader.text, end, f[0])]
    unit = max(found, default=None)
    return _with_units(reader, unit) if unit and reader.text[end : unit[0]] not in ("机关", "办公室") else None


def _is_level(reader: _Reader, start: int) -> bool:
    """Return whether 市, 省, 县 … begins a name here, and ends no division."""
    if (
        reader.text[start + 1 : start + 2] in ("级", "域", "间", "份", "场", "区", "内", "外", "里", "直")
        or start in reader.parts["national"]
    ):
        return False
    if start and (_NOT_LEVEL.match(reader.text[start - 1]) or not reader.words.starts(start)):
        return False
    return not any(s < start < e for s in range(start - 8, start) for e in reader.divisions.get(s, ()))


def _anaphoric(reader: _Reader) -> Iterator[Row]:
    """Yield 市局, 省厅, 县局党委, with the units behind."""
    text = reader.text
    for match in _ANAPHORIC.finditer(text):
        start, end = match.span()
        if not _is_level(reader, start) or text[start - 1 : start] in ("个", "每"):
            continue
        if _BODY.search(match[0]) and _OFFICE.match(text, end) and not text.startswith(("的", "统一", "坚强", "高度"), end):
            end -= 2
        if end - start < 2 or match[0].endswith("公安"):
            continue
        body = "committee" if text[end - 2 : end] in ("党委", "党组") else "police" if _POLICE.search(text) else "government"
        stop, kind = _with_units(reader, (end, body))
        if stop > end or reader.words.ends(end):
            yield start, stop, f"Agency/{kind}", "agencies/anaphoric-short"


def _named_units(reader: _Reader) -> Iterator[Row]:
    """Yield a unit with a name of its own and nothing before: 霞山大队, 南桥派出所."""
    text = reader.text
    for start, found in reader.parts["unit"].items():
        end, subtype = next((f for f in found if f[0] - start > 1 and _is_whole(reader, start, f[0])), (0, ""))
        begin = _name_before(reader, start) if end else None
        if begin is not None and not _is_common(text[begin:start]):
            stop, kind = _with_units(reader, (end, subtype))
            yield begin, stop, f"Agency/{kind}", "agencies/named-unit"


def _name_before(reader: _Reader, start: int) -> int | None:
    """Return where a name that ends here begins: what the tagger takes for a name, or a division's short name."""
    text, words = reader.text, reader.words
    word = words.holding(start - 1) if start else None
    inside = words.holding(start)
    if inside is not None and inside.start < start:  # one word with the unit
        if any(_begins_national(reader, i) for i in range(inside.start + 1, start)):
            return None
        return inside.start if inside.label in ("LOC", "ORG", "nz", "nw") and start - inside.start >= 2 else None
    if word is not None and word.end == start and word.label in ("LOC", "ORG", "PER", "nz") and start - word.start >= 2:
        return word.start
    return next((b for b in (start - 3, start - 2) if b >= 0 and words.starts(b) and _is_plain_place(reader, b, start)), None)


def _is_plain_place(reader: _Reader, start: int, end: int) -> bool:
    """Return whether a division's short name stands here that is no verb in this place (会同) and no word like 公安."""
    name = reader.text[start:end]
    return (
        is_division_name(name) and name not in ("公安", "城区") and reader.words.label(start) not in ("v", "vd", "p", "d", "vn")
    )


def _is_common(surface: str) -> bool:
    return surface in _word_list("adjective") or surface.endswith(("各", "该", "个", "两", "的"))


def _lone_units(reader: _Reader) -> Iterator[Row]:
    """Yield a unit whose word is a name in its context: 交警支队, 车管所."""
    text, words = reader.text, reader.words
    for start, found in reader.parts["unit"].items():
        end, subtype = found[0]
        if not words.starts(start) or not _ALONE.match(text[start:end]) or not _is_whole(reader, start, end):
            continue
        before = words.holding(start - 1) if start else None
        if before is not None and before.end == start and _is_common(text[before.start : before.end]):
            continue
        if text[start - 1 : start] not in ("各", "该", "个") and text[start - 2 : start - 1] not in ("）", ")"):
            stop, kind = _with_units(reader, (end, subtype))
            yield start, stop, f"Agency/{kind}", "agencies/unit-short"


def _posted(reader: _Reader) -> Iterator[Row]:
    """Yield a unit before the post of its head: 宣传科|科长, 交通组|小队长."""
    for start, found in reader.parts["unit"].items():
        end, subtype = found[0]
        if end - start >= 3 and reader.words.starts(start) and _HEAD.match(reader.text, end):
            yield start, end, f"Agency/{subtype}", "agencies/posted-short"


def _numbered(reader: _Reader) -> Iterator[Row]:
    for match in _NUMBERED.finditer(reader.text):
        if reader.words.starts(match.start()) and match[1] not in ("分局",):
            stop, kind = _with_units(reader, (match.end(), "traffic-police" if match[1][-1] == "队" else "government"))
            yield match.start(), stop, f"Agency/{kind}", "agencies/numbered-short"


def _youth(reader: _Reader) -> Iterator[Row]:
    for match in _YOUTH.finditer(reader.text):
        if reader.words.starts(match.start()) and _stands(reader.text, *match.span()):
            yield match.start(), match.end(), "Agency/committee", "agencies/youth-short"


def _ranked(reader: _Reader) -> Iterator[Row]:
    """Yield 支队指挥中心, 分局交通组: a rank that stands for a known body, and a unit of it."""
    for match in _RANK.finditer(reader.text):
        start, end = match.span()
        if reader.words.starts(start) and reader.text[start - 1 : start] not in ("各", "该"):
            found = [f for f in reader.parts["unit"].get(end, ()) if f[0] - end > 2 and _is_whole(reader, end, f[0])]
            if found:
                stop, kind = _with_units(reader, max(found))
                yield start, stop, f"Agency/{kind}", "agencies/rank-short"


def _each(reader: _Reader) -> Iterator[Row]:
    for match in _EACH.finditer(reader.text):
        begin = next(
            (s for s in range(max(0, match.start() - 6), match.start()) if match.start() in reader.divisions.get(s, ())),
            match.start(),
        )
        if _stands(reader.text, match.start(), match.end()):
            yield begin, match.end(), "Agency/police", "agencies/each-short"


def _collectives(reader: _Reader) -> Iterator[Row]:
    """Yield collectives with their reach: 山东公安交管部门, 全省公安交警系统, 各级人民法院, 检察机关."""
    text, words, after = reader.text, reader.words, 0
    for start, found in sorted(reader.parts["collective"].items()):
        end, subtype = found[0]
        if start < after or not (words.ends(end) or end - start > 3) or _HONOUR.match(text, end):
            continue
        word = text[start:end]
        begin = _reach_before(reader, start)
        if word in _word_list("generic") or (begin is None and not words.starts(start)):
            continue
        if word in _word_list("needs-place") and (
            begin not in reader.divisions or re.match(r"[总支大中部机系局队厅]", text[end : end + 1])
        ):
            continue
        after = end
        stop, kind = _with_units(reader, (end, subtype)) if word.endswith("警") and begin is not None else (end, subtype)
        yield (start if begin is None else begin), stop, f"Agency/{kind}", "agencies/collective"


def _reach_before(reader: _Reader, start: int) -> int | None:
    """Return where the reach before a collective begins: a chain of divisions, 全省, 各级, 市、县两级, 铁路."""
    text = reader.text
    modifier = next((m for m in _word_list("modifier") if text.endswith(m, 0, start)), "")
    stem = start - len(modifier)
    for begin in range(max(0, stem - 12), stem):
        if begin in reader.divisions and stem in _chain_ends(reader, begin):
            return begin
        if reader.words.starts(begin) and _REACH.fullmatch(text, begin, stem):
            return begin
    return stem if modifier and reader.words.starts(stem) else None


def _open(reader: _Reader, start: int) -> End | None:
    """Return the end and subtype of an organ or ending of nouns that no table knows (数据资源管理局, 丰源客运公司)."""
    best: End | None = None
    for position in _noun_ends(reader, start, 18):
        tail = _OPEN_TAIL.search(reader.text, start, position)
        if tail and "和" in reader.text[start : tail.start()] and tail[0] not in _JOINED_TAILS:
            break
        if tail and tail.start() > start and position - start >= 3 and _stands(reader.text, start, position):
            best = position, subtype_of(reader.text[start:position])
        if best and reader.text.startswith("和", position):
            break
    return _with_units(reader, best) if best else None


def subtype_of(surface: str) -> str:
    """Return the subtype that the end of an agency's name gives.

    >>> subtype_of("云河丰源客运公司")
    'company'
    """
    for length in range(min(len(surface), 12), 1, -1):
        for part in ("ending", "organ", "unit"):
            subtype = _vocabulary(part).values.get(surface[-length:])
            if subtype:
                return subtype
    return "government" if surface[-1] in "局厅委办署" else "other"


def _endings(reader: _Reader) -> Iterator[Row]:
    """Yield companies, schools, media and others: a name, and the word that says what they are."""
    text, words = reader.text, reader.words
    for start, found in reader.parts["ending"].items():
        end, subtype = found[0]
        if end - start < 2 or not words.ends(end) or text[start:end] in _word_list("no-ending"):
            continue
        begin = _name_before(reader, start)
        if begin is not None and text[begin:start].endswith(tuple(_word_list("generic-name"))):
            continue
        if begin is None and _NAME_RUN.search(text, start, end):
            begin = _named_nouns(reader, start, end)
        if begin is None and text[start:end] in ("警察学院", "警官学院") and words.starts(start):
            yield start, end, f"Agency/{subtype}", "agencies/ending-short"
            continue
        if begin is not None and end - begin > 3 and not _SPLIT.search(text, begin, start):
            stop, kind = _with_units(reader, (end, subtype))
            yield begin, stop, f"Agency/{kind}", "agencies/ending"


def _named_nouns(reader: _Reader, start: int, end: int) -> int | None:
    """Return where the nouns before an ending begin, when one of them is a name, or the ending is that of a society."""
    begin = _nouns_before(reader, start)
    if begin is None:
        return None
    named = any(reader.words.label(i) in ("LOC", "ORG", "nz", "PER", "nw") for i in range(begin, start))
    society = reader.text.endswith(("协会", "学会", "联合会", "议会", "基金会", "商会", "促进会", "总工会"), start, end)
    return begin if named or (society and start - begin >= 4) else None


def _nouns_before(reader: _Reader, start: int, labels: tuple[str, ...] = _NAMING, most: int = 3) -> int | None:
    """Return where the nouns that end here begin."""
    begin: int | None = None
    position = start
    for _ in range(most):
        word = reader.words.holding(position - 1) if position else None
        if word is None or word.label not in labels or word.end != position:
            break
        begin = position = word.start
    return begin


def _lone_organs(reader: _Reader) -> Iterator[Row]:
    """Yield organs without any division: 交通运输局 in a list after 市公安局."""
    text, words = reader.text, reader.words
    for start, found in reader.parts["organ"].items():
        end, subtype = found[0]
        if (
            end - start < 3
            or text[start:end] in _word_list("generic")
            or not words.starts(start)
            or not words.ends(end)
            or not _stands(text, start, end)
        ):
            continue
        if text[end - 1] in "局厅署" or (text[end - 1] in "委办会室处" and end - start >= 3):
            reach = _reach_before(reader, start)
            stop, kind = _with_units(reader, (end, subtype))
            yield (start if reach is None else reach), stop, f"Agency/{kind}", "agencies/organ-short"
    for start, found in reader.parts["organ"].items():
        end, subtype = found[0]
        reach = _reach_before(reader, start)
        if reach is not None and end - start >= 2 and _stands(text, start, end) and text[end - 1] in "委院":
            yield reach, end, f"Agency/{subtype}", "agencies/reach-organ"


def _standing(reader: _Reader) -> Iterator[Row]:
    """Yield bodies for a task: 综合运输春运工作专班."""
    text = reader.text
    for word in sorted(_word_list("standing")):
        for match in re.finditer(word, text):
            if not reader.words.ends(match.end()) or match.end() - match.start() < 2:
                continue
            begin = _nouns_before(reader, match.start(), (*_NAMING, "vn"), 4)
            if begin is not None and match.start() - begin >= 4:
                year = re.search(r"20\d\d年$", text[:begin])
                yield (year.start() if year else begin), match.end(), "Agency/committee", "agencies/standing"


def _merged(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with a national body and its local branch as one name (国家税务总局|大连市税务局)."""
    merged: list[Row] = []
    for row in sorted(rows):
        last = merged[-1] if merged else None
        if last and last[1] == row[0] and last[3] == "agencies/national" and row[3] == "agencies/division":
            merged[-1] = (last[0], row[1], row[2], "agencies/national-branch")
        else:
            merged.append(row)
    return merged


def _with_party(text: str, row: Row) -> Row:
    """Return 共青团湖南省委, 中共安徽省委 where the party stands before a committee."""
    party = _PARTY.search(text, max(0, row[0] - 8), row[0]) if text[row[1] - 1] in "委会" else None
    return (party.start(), *row[1:]) if party else row


def _military(reader: _Reader) -> Iterator[Row]:
    for match in _MILITARY.finditer(reader.text):
        yield match.start(), match.end(), "Agency/other", "agencies/military"


def _tagged(reader: _Reader, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the tagger's ORG words that the grammar did not read and that end as agencies do."""
    taken = bytearray(len(reader.text))
    for start, end, *_ in rows:
        taken[start:end] = b"\1" * (end - start)
    for word in reader.words.words:
        if word.label == "ORG" and word.end - word.start >= 3 and not any(taken[word.start : word.end]):
            tail = _OPEN_TAIL.search(reader.text, word.start, word.end)
            if tail and tail.start() > word.start and _stands(reader.text, word.start, word.end):
                stop, kind = _with_units(reader, (word.end, subtype_of(reader.text[word.start : word.end])))
                yield word.start, stop, f"Agency/{kind}", "agencies/tagger"


def _joint(reader: _Reader, rows: Sequence[Row]) -> Iterator[Row]:
    """Yield each body of 公安、应急、交通等部门, when one of them at least is known as a department."""
    known = _word_list("department")
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
            if fits and not _overlaps(rows, start, end):
                yield start, end, "Agency/government", "agencies/joint"


def _pieces(start: int, surface: str) -> Iterator[tuple[int, int]]:
    for piece in _SPLIT.split(surface):
        yield start, start + len(piece)
        start += len(piece) + 1


def _last_department(piece: str) -> int:
    """Return where the department at the end of the first piece begins: 协调公安 → 2."""
    return next((i for i in range(len(piece) - 1) if piece[i:] in _word_list("department")), 0)


def _shared_heads(reader: _Reader, rows: Sequence[Row]) -> Iterator[Row]:
    """Yield 公安 in 公安、城管部门, and 铁路、民航公安机关 beside 民航公安机关."""
    text = reader.text
    for start, end, label, rule in rows:
        if rule != "agencies/collective":
            continue
        before = _SHARED.search(text, max(0, start - 24), start)
        if not before:
            continue
        pieces = list(_pieces(before.start(1), before[1][:-1]))
        first = pieces[0][0] + (
            _last_modifier(text[pieces[0][0] : pieces[0][1]]) if text[start : start + 2] in _word_list("modifier") else 0
        )
        if all(text[s:e] in _word_list("modifier") for s, e in [(first, pieces[0][1]), *pieces[1:]]):
            yield first, end, label, "agencies/shared-head"
            continue
        for number, (s, e) in enumerate(pieces):
            begin = s + (_last_department(text[s:e]) if number == 0 else 0)
            if (
                text[begin:e] in _word_list("department")
                and not _overlaps(rows, begin, e)
                and text[end - 2 : end] in ("部门", "机关")
            ):
                yield begin, e, "Agency/government", "agencies/shared-head"


def _last_modifier(piece: str) -> int:
    return next((i for i in range(len(piece) - 1) if piece[i:] in _word_list("modifier")), 0)


def _teams(reader: _Reader, rows: Sequence[Row]) -> Iterator[Row]:
    """Yield teams that are put together: 组建“红马甲”护秋队, 派出2个督导组和30支宣讲小分队."""
    text, heads = reader.text, "|".join(sorted(_word_list("team"), key=lambda w: (-len(w), w)))
    team = re.compile(
        rf"(?:一支|[\d一二三四五六七八九十]+[支个])?([^，。；：、！？\n（）《》的了在对和及]{{2,18}}?(?:{heads}))"
    )
    for verb in _TEAM_VERB.finditer(text):
        start = verb.end()
        while match := team.match(text, start):
            if _TEAM_VERB.search(match[0]) or not (
                reader.words.ends(match.end()) or text[match.end() : match.end() + 1] in "，。、”」；"
            ):
                break
            if not _overlaps(rows, match.start(1), match.end()):
                yield match.start(1), match.end(), "Agency/other", "agencies/team"
            if text[match.end() : match.end() + 1] not in ("、", "和", "及"):
                break
            start = match.end() + 1


def _parents(reader: _Reader, rows: Sequence[Row]) -> Iterator[Row]:
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


def _organ_ends(reader: _Reader, start: int, end: int) -> Iterator[int]:
    """Yield where the first organ of a longer name ends."""
    for place in _chain_ends(reader, start):
        found = [f[0] for f in reader.parts["organ"].get(place, ()) if f[0] < end]
        if found:
            yield max(found)
            return


def _overlaps(rows: Iterable[Row], start: int, end: int) -> bool:
    return any(s < end and start < e for s, e, *_ in rows)


def _longest(rows: Iterable[Row]) -> list[Row]:
    """Return the rows of which none overlaps a longer one."""
    kept: list[Row] = []
    for row in sorted(set(rows), key=lambda r: (r[0] - r[1], r[0], r[3] != "agencies/national", r[3])):
        if not _overlaps(kept, row[0], row[1]):
            kept.append(row)
    return sorted(kept)
