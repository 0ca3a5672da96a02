"""Where: divisions, roads and areas, read from the gazetteer, the tagger and the way their names are formed.

A division's full name (济南市) is sure; its short name (济南) needs the tagger's word boundaries, or a superior before it, or
another place beside it; one that is an ordinary word as well (和平) needs more. Roads and areas end in a word of
ontology/places.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg.divisions import Division, divisions_by_name, former_by_name, lies_in, townships
from kg.extract.cuts import and_county, certain_cuts
from kg.extract.villages import villages
from kg.extract.words import Vocabulary, Words
from kg.lexicon import read_lexicon

Row = tuple[int, int, str, str]

_PROPER = frozenset({"LOC", "ORG", "PER", "nz", "nw"})
_FORMER = re.compile(r"..+(?:自治区|自治州|自治县|自治旗|特别行政区|[省市县区州旗盟])$|.县$")
_FULL = re.compile(r"..+(?:自治区|自治州|自治县|自治旗|特别行政区|[省市县区州旗盟])$")
_AFTER_CITY = re.compile(r"[区民场内域直容级]")
_CODED_ROAD = re.compile(
    r"(?:台\d{1,3}[甲乙丙丁]?线|[GS]\d{1,4}[\u4e00-\u9fff]{0,4}?(?:高速公路|高速|国道|省道|线)|(?:国道|省道|县道|乡道)[GSXY]?\d+(?:线)?|(?<!\d)\d{3}(?:国道|省道|县道)|(?<![A-Za-z\d])[GS]\d{2,4}(?![\dA-Za-z次]|列|复兴))"
    r"(?P<stretch>[\u4e00-\u9fff]{2,3}段)?"
)
_STRETCH = re.compile(r"[一二三四五六七八九]段|[\u4e00-\u9fff]{2,3}段(?!时|子|落)")
_HAN = re.compile(r"[\u4e00-\u9fff·]+")
_SURE = ("places/division-full", "places/division-short")
_QUOTED = re.compile(r"[“「‘][^”」’\n]{1,12}[”」’]")
_CROSSING = re.compile(
    r"(?:(?<=[在于由至到和与从经沿、，。])|\b)[^\W\d_在于由至到和与从经沿并、]{1,4}(?:大道|路|街)[与和][^\W\d_在于由至到和与从经沿并、]{1,4}(?:大道|路|街)(?:交叉口|交汇处|交界处|路口|口)"
)
_LINES = ("高速", "高速公路", "高铁", "铁路", "城际铁路")
_STREETS = ("道", "路", "街", "大道", "大街", "绕道")
_INSIDE = re.compile(r"[等和及与、]")
_NO_PLACE = re.compile(
    r"[县市区省]$|[警局站所公司]$|^[京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔滇藏陕甘青宁新港澳台]{2,4}$|籍$|建议|方案"
)
AREA_OF_BODY = "places/area-of-body"
CAPITAL_RULE, CAPITAL = "places/in-capital", "北京"
_IN_CAPITAL = re.compile(
    r"在(京)(?:隆重|正式|成功)?(?:召开|举行|举办|开幕|闭幕|启动|发布|签署|成立|揭牌|会见|出席)"
)  # 在京举行
_NOT_ROAD = re.compile(r"口岸|交警|公安|警|集团|局|公司|运输|部门|建设|网|管理|支队|大队|总队")
_TOGETHER = "会同"
_BODY = re.compile(r"[局厅委办部署院队所站会府司处社校团室校社心关]")
_COUNTY_BODY = re.compile(r"[\u4e00-\u9fff]{1,14}?(?:[局委办院队站所]|中心|政府)")
_ITS_REGION = re.compile(r"湖南|怀化|[。\n]会同县")
_NATURE = re.compile(r"[山湖河江湾岭峡](?![段区市县省边岸口镇乡村])")
_BODY_ENDS = ("局", "行", "部", "司", "团", "署", "院")
_STRAIT = re.compile(
    r"台湾|香港|澳门|警政署|警务处|警员|[新台]北市?[警县]|彰化|高雄|台[中南北东]市?|桃园|新竹|苗栗|南投|云林|嘉义|屏东|宜兰|花莲|澎湖|金门|九龙|新界|总区"
)
_AFTER_PREPOSITION = re.compile(r"(?:[在赴到往至从于抵向访、—－自驻]|前往|来到|走进|位于|访问|抵达|途经)$")
_ABROAD = re.compile(r"[中美俄英法德日韩欧非亚拉澳印巴越蒙朝乌伊以沙阿哈吉塔柬老缅泰菲马新港台]+(?:两国|三国)?$")
_SPOT = re.compile(r"(?:前|站前|北|南|东|西)?广场|(?:收费|检查|进京检查)站|片区|地区|境内段|路段")
_TOWN = re.compile(r"[镇乡]|街道|苏木")
_INTO = re.compile(r"(?:建成|启用|新建|开建|改造|建设|打造|开工|完成|筹建|建起|投用|[在赴到于]|深入|走进|来到)$")
_KIND_ONLY = re.compile(
    r"(?:国家级?|省级|市级|县级|经济|高新|技术|产业|工业|化工|物流|自然|生态|旅游|综合|重点|特色|现代|农业|科技|保税|边境|贸易|自由|试验|示范)+"
)
_TRAINS = re.compile(r"）?(?:班列|专列)")
_MODIFIERS = re.compile(
    r"(?:全[省市县区国线]|局部|大部|偏远|各|城市|城区|山区|农村|乡村|建制村|行政村|自然村|通村|部分|重点|重要|主要|国省|普通|智慧|境内|辖区|多条|既有|通行|管辖|平安|高速|[一二三四五六七八九十两几多]条|该|本|此|我|这|那|有关|相关|"
    r"周边|附近|沿线|沿途|危险|事故|公共|市政|交通|安全|绿色|美丽|现代|国家|省级|市级|人民|学校|旅游|工业|农业|产业|科技|数字)$"
)


@cache
def _divisions() -> Vocabulary:
    former = {
        name: "full" if len(name) > 2 else "short"  # 开县 is too often 召开|县
        for name in former_by_name()
        if _FORMER.match(name) and not name.endswith("地区")
    }
    by_name = {name: _kind(name, meanings) for name, meanings in divisions_by_name().items() if len(name) > 1}
    return Vocabulary({**former, **by_name})


@cache
def _no_places() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words that are no places, and those that end none."""
    rows = read_lexicon("places")
    return frozenset(r.word for r in rows if r.label == "noplace"), tuple(r.word for r in rows if r.label == "noplace-ending")


@cache
def _townships() -> frozenset[str]:
    return frozenset(division.name for division in townships().values())


def foreign_names() -> Vocabulary:
    """Return the names of countries and divisions abroad that ontology/places.tsv knows."""
    return _endings()["foreign"]


def is_township(surface: str) -> bool:
    """Return whether a township or street office has this full name."""
    return surface in _townships()


def division_levels(surface: str) -> tuple[int, ...]:
    """Return how deep the divisions of this name lie: 2 a province, 4 a city, 6 a county."""
    return tuple(len(division.code) for division in divisions_by_name().get(surface, ()))


def is_division_name(surface: str) -> bool:
    """Return whether a division has this full or short name."""
    return surface in _divisions().values


def division_kinds(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, kind) of what reads like a division's name, the longest at each start, in reading order."""
    for start, found in sorted(_divisions().longest_at(text).items()):
        end, kind = found[0]
        yield start, end, kind


def _kind(name: str, meanings: tuple[Division, ...]) -> str:
    if name in _plain():
        return "plain"
    if _FULL.match(name) and any(division.name == name for division in meanings):
        return "full"
    if all(division.code[0] in "78" and len(division.code) == 6 for division in meanings):
        return "strait"
    return "short" if meanings[0].level in ("province", "city") else "county"


@cache
def _plain() -> frozenset[str]:
    return frozenset(row.word for row in read_lexicon("places") if row.label == "plain")


@cache
def _endings() -> dict[str, Vocabulary]:
    rows = read_lexicon("places")
    return {
        label: Vocabulary(row.word for row in rows if row.label == label)
        for label in ("road", "area", "division", "known", "foreign", "district")
    }


def find_places(words: Words) -> list[Row]:
    """Return the places that the text names, in reading order."""
    quoted = [match.span() for match in _QUOTED.finditer(words.text)]
    crossings = list(_crossings(words.text))
    sure = _longest(
        [
            *crossings,
            *_coded_roads(words.text),
            *_known(words),
            *_foreign(words),
            *_named(words),
            *_of_bodies(words),
            *_begun_towns(words),
            *_nature(words),
            *(row for row in villages(words) if not is_no_place(words.text, row[0], row[1])),
        ]
    )
    divisions = [row for row in find_divisions(words) if not _is_in(row, crossings) and not _grows(row, sure)]
    stretches = list(_stretches(words, divisions))
    inner = [row for row in divisions if not (_is_in(row, stretches) or (row[3] not in _SURE and _is_in(row, _roads(sure))))]
    rows = [*sure, *inner, *stretches]
    rows += _stray(words, rows)
    rows += [(m.start(1), m.end(1), "Place/division", CAPITAL_RULE) for m in _IN_CAPITAL.finditer(words.text)]
    rows = _towns(words.text, rows)
    return sorted({row for row in rows if row[3] in _SURE or not _is_in(row, quoted)})


def _towns(text: str, rows: Iterable[Row]) -> list[Row]:
    """Return the rows with an area that shortens a town's or village's name as that division (锦山 beside 锦山镇)."""
    rows = list(rows)
    shorts = {text[start : end - 1] for start, end, label, _ in rows if label == "Place/division"}
    return [
        (start, end, "Place/division", "places/town")
        if label == "Place/area" and text[start:end] in shorts
        else (start, end, label, rule)
        for start, end, label, rule in rows
    ]


def _roads(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row[2] == "Place/road"]


def _is_in(row: Row, stretches: Iterable[tuple[int, int] | Row]) -> bool:
    return any(stretch[0] <= row[0] and row[1] <= stretch[1] and row[:2] != stretch[:2] for stretch in stretches)


def _grows(row: Row, others: Iterable[Row]) -> bool:
    """Return whether a short name is only the beginning of a division's full name (锦山|镇)."""
    return any(s == row[0] and e - row[1] == 1 and label == "Place/division" for s, e, label, _ in others)


_LABEL = re.compile(r"(?m)^[^\S\n]*([\u4e00-\u9fff]{2,4})[：:](?=[^\n]{4})")  # 椒江：饭菜送到楼下\n…\n黄岩：老橘园换新颜


def find_divisions(words: Words) -> Iterator[Row]:
    """Yield the divisions that the text names, left to right."""
    text, after, last = words.text, 0, ""
    strait = _STRAIT.search(text) is not None
    joined, joints = set(and_county(text)), [(begin, stop) for begin, stop, _ in certain_cuts(text)]
    named = sorted(_divisions().longest_at(text).items())
    labels = {(m.start(1), m.end(1)) for m in _LABEL.finditer(text)} & {
        (start, end) for start, ends in named for end, _ in ends
    }
    for start, found in named:
        if start < after or start in joined:
            continue
        chained = start == after and bool(last)
        beside = start == after + 1 and bool(last) and text[after] in "、和及与"
        for end, name_kind in found:
            kind = ("county" if strait else "plain") if name_kind == "strait" else name_kind
            if kind == "full" and text[end - 1] == "市" and end - start > 2 and _AFTER_CITY.match(text, end):
                continue  # 济南|市民, 济南|市区
            if text[end - 1] == "市" and text.startswith("场", end):
                continue  # 津|市场监管
            if kind in ("county", "short") and (_names_nature(text, end) or _names_a_town(text, start, end)):
                continue  # 祁连|山, 龙泉|关镇
            if any(begin < end and start < stop for begin, stop in joints):
                continue  # 县总工会|同|县人社局, not 会同县
            if text.startswith(_TOGETHER, start) and (_BODY.match(text, start - 1) or _joins(text, start, end)):
                continue  # 某局会同|县教育局, not 会同县
            if kind == "plain" and chained and not is_part(text[start:end], last):
                continue
            is_label = len(labels) > 1 and (start, end) in labels
            if is_label or _is_division(words, start, end, kind, chained=chained, beside=beside):
                yield start, end, "Place/division", f"places/division-{kind}"
                after, last = end, text[start:end]
                break


def _joins(text: str, start: int, end: int) -> bool:
    """Return whether 会同 joins a body of an unnamed county to one before: …牵头，会同|县渔政大队; no report on 会同县."""
    return (
        text[start - 1 : start] in tuple("，；：、是并将要须应还年月日天晚夜次再又也已")
        and _COUNTY_BODY.match(text, end) is not None
        and not _ITS_REGION.search(text)
    )


def _names_a_town(text: str, start: int, end: int) -> bool:
    """Return whether a short name that ends here is only the beginning of a township's, one character and 镇 or 乡 longer."""
    longer = text[end + 1 : end + 2] in ("镇", "乡") and text[end] not in "省市县区州旗"
    return longer and is_township(text[start : end + 2]) and not is_township(text[end : end + 2])


def _names_nature(text: str, end: int) -> bool:
    """Return whether a short name that ends here is only the beginning of that of a mountain, a lake or a bay."""
    return _NATURE.match(text, end) is not None and not any(is_division_name(text[end : end + n]) for n in (2, 3))


def may_lie_in(name: str, superior: str) -> bool:
    """Return whether a division of this name lies in one of that name, or the superior is none that the gazetteer knows."""
    return superior not in divisions_by_name() or is_part(name, superior)


def is_part(name: str, superior: str) -> bool:
    """Return whether a division of this name lies in one of that name."""
    above = divisions_by_name().get(superior, ())
    return any(lies_in(d.code, a.code) and d.code != a.code for d in divisions_by_name().get(name, ()) for a in above)


def _is_division(words: Words, start: int, end: int, kind: str, *, chained: bool, beside: bool) -> bool:
    word = words.holding(start)
    starts = words.starts(start)
    if kind == "full":
        return starts or chained or (word is not None and word.label in _PROPER)
    exact = starts and words.ends(end)
    edge = word is not None and (word.start == start or chained)
    branch = word is not None and word.label == "ORG" and words.text[start - 1 : start] in _BODY_ENDS  # 总局|山东|监管局
    inside = word is not None and word.label in ("LOC", "ORG") and (edge or branch)
    label = words.label(start)
    if kind == "plain":
        return (exact and beside and label == "LOC") or (chained and words.ends(end) and label in _PROPER)
    if inside or (chained and words.ends(end)):
        return True
    if kind == "short":
        return exact and label in _PROPER | {"n", "s"}
    return exact and (label in ("nz", "nw") or (beside and label in _PROPER | {"n", "v", "a", "vn"}))


def _crossings(text: str) -> Iterator[Row]:
    for match in _CROSSING.finditer(text):
        yield match.start(), match.end(), "Place/road", "places/crossing"


def _coded_roads(text: str) -> Iterator[Row]:
    for match in _CODED_ROAD.finditer(text):
        yield match.start(), match.end(), "Place/road", "places/road-code"


def _known(words: Words) -> Iterator[Row]:
    for label, subtype in (("known", "area"), ("district", "division")):
        for start, end, _ in _endings()[label].find(words.text):
            edge = words.starts(start) and (words.ends(end) or words.label(start) in ("LOC", "ORG"))
            if (edge or (end - start > 2 and words.label(start) == "ORG")) and not words.text.startswith("部", end):
                yield start, end, f"Place/{subtype}", f"places/{label}"


def _foreign(words: Words) -> Iterator[Row]:
    for start, end, _ in _endings()["foreign"].find(words.text):
        named = words.starts(start) and words.ends(end) and words.label(start) in ("LOC", "nz", "ORG")
        if named and not _TRAINS.match(words.text, end):
            yield start, end, "Place/division", "places/foreign"


def _named(words: Words) -> Iterator[Row]:
    """Yield what ends in a word for roads or areas and has a name before it."""
    done: set[tuple[int, int]] = set()
    for label in ("division", "area", "road"):
        ends: dict[int, int] = {}
        for start, end, _ in _endings()[label].find(words.text):
            ends[end] = min(start, ends.get(end, start))
        for end, start in ends.items():
            begin = _name_before(words, start, end, label)
            if begin is not None and label == "area" and _KIND_ONLY.fullmatch(words.text, begin, start):
                continue  # 国家级自然|保护区
            if begin is None or words.text[begin:end] in _divisions().values or is_no_place(words.text, begin, end):
                continue
            if (begin, end) in done or (label == "road" and _NOT_ROAD.match(words.text, end)):
                continue
            done.add((begin, end))
            if label == "road":
                begin = _from_place(words, begin)
            stretch = _STRETCH.match(words.text, end) if label == "road" else _SPOT.match(words.text, end)
            yield begin, stretch.end() if stretch else end, f"Place/{label}", f"places/{label}-ending"


def _begun_towns(words: Words) -> Iterator[Row]:
    """Yield the towns that the tagger has as the beginning of a longer name, or tears: 会师镇|养老服务中心, 在|野三关镇."""
    for ending in _TOWN.finditer(words.text):
        end = ending.end()
        begins = [b for b in (ending.start() - n for n in (3, 2, 4)) if b >= 0]
        if words.ends(end) and not any(_INTO.search(words.text, max(0, b - 2), b) for b in begins):
            continue
        begin = next((b for b in begins if words.starts(b) or _INTO.search(words.text, max(0, b - 2), b)), None)
        if begin is not None and is_township(words.text[begin:end]):
            yield begin, end, "Place/division", "places/township"


def _from_place(words: Words, start: int) -> int:
    """Return where a line that joins two places begins (西安至重庆高铁), or where it began."""
    first = words.holding(start - 2) if start > 2 and words.text[start - 1] in "至到—－" else None
    return first.start if first is not None and first.label == "LOC" and first.end == start - 1 else start


def _name_before(words: Words, start: int, end: int, label: str) -> int | None:
    """Return where the name before an ending starts, None when there is none."""
    text, word = words.text, words.holding(start)
    if word is None:
        return None
    if not words.ends(end):  # one word with what is named after the road (观塘道|黑点…)
        begin = next((b for b in (start - 3, start - 2) if b == word.start and is_division_name(text[b:start])), None)
        if text[start - 1] in "镇乡":
            return None
        town = (
            word.label == "ORG"
            and label == "division"
            and 2 <= start - word.start <= 4
            and text[start:end] in ("镇", "乡", "街道")
        )
        if town and _HAN.fullmatch(text, word.start, start):
            return word.start
        return (
            begin
            if text[start:end] in _STREETS and word.label == "LOC" and not _is_shared_road(text, start, end, True)
            else None
        )
    if word.start < start:  # the tagger took name and ending as one word
        name = text[word.start : start]
        proper = (
            word.label == "LOC"
            or (word.label == "ORG" and label == "division" and word.end == end)  # 学府社区|联合某院
            or (label == "road" and word.label in ("nz", "nw") and len(name) >= 2)
            or is_township(text[word.start : end])
        )
        own = len(name) > 3 and is_division_name(name[:2])  # 武进|国家高新区
        good = proper and (label != "division" or len(name) > 1) and not _INSIDE.search(name)
        good = good and (own or not _MODIFIERS.search(name))
        before = words.holding(word.start - 1) if word.start else None
        fits = label == "area" and not proper and word.end == end and len(name) > 1 and end - start > 1
        if fits and before is not None and before.label == "LOC" and before.end - before.start > 1:
            whole = word.label in ("n", "nz", "nw", "vn") and not _MODIFIERS.search(name) and not _INSIDE.search(name)
            return before.start if whole and before.end == word.start else None  # 赤水|丹霞旅游区
        return word.start if good and word.end >= end and _HAN.fullmatch(text, word.start, end) else None
    before = words.holding(start - 1) if start else None
    if before is not None and label == "area" and before.end == start and before.start == start - 1 and before.label == "n":
        before = words.holding(start - 2)  # 茶海之|心|景区
        return before.start if before is not None and before.label == "LOC" and before.end == start - 1 else None
    if before is None or before.end != start or _MODIFIERS.search(text[before.start : start]):
        return None
    if before.label in ("PER", "nz") and text[start:end] in _LINES and start - before.start in (2, 3):  # 张吉怀|高铁
        return before.start
    division = is_division_name(text[before.start : start])
    if before.label == "LOC" or (label == "road" and text[start:end] in _STREETS and division):
        return before.start if not _is_shared_road(text, start, end, division) else None
    return None


def _is_shared_road(text: str, start: int, end: int, division: bool) -> bool:
    """Return whether 道 is only the beginning of 道路, or 公路 means all roads of a division."""
    return (text[start:end] == "道" and text[end : end + 1] in ("路", "口")) or (division and text[start:end] == "公路")


def _nature(words: Words) -> Iterator[Row]:
    """Yield the mountains, lakes and bays that share a division's short name: 祁连山, 崖州湾."""
    for start, found in _divisions().longest_at(words.text).items():
        for end, kind in found:
            if kind in ("county", "short") and words.starts(start) and _names_nature(words.text, end) and words.ends(end + 1):
                yield start, end + 1, "Place/area", "places/nature"
                break


_AREA_OF_BODY = re.compile(
    r"(?P<area>(?P<name>[\u4e00-\u9fff]{2,8}?)(?:新区|开发区|经开区|高新区|科技城|保税港?区|综保区|度假区|工业园区|产业园区|[景林]区|旅游区|名胜区|保护区|商圈|口岸))"
    r"(?:党工委|管委会|管理(?:委员会|局|处|所|办公室)|(?:警务|服务)站|派出所|[\u4e00-\u9fff]{2,8}局|法院|检察院)"
)


def _of_bodies(words: Words) -> Iterator[Row]:
    """Yield the area that a body has its name from, where the tagger takes both as one word: 江东新区|管理局."""
    for word in words.words:
        found = _AREA_OF_BODY.match(words.text, word.start, word.end) if word.label == "ORG" else None
        if found and not _KIND_ONLY.fullmatch(found["name"]) and not _FULL.search(found["name"]):
            yield word.start, found.end("area"), "Place/area", AREA_OF_BODY


def _stretches(words: Words, divisions: Iterable[Row]) -> Iterator[Row]:
    """Yield 济南段: the stretch of a road in a division."""
    for start, end, *_ in divisions:
        if (
            words.text.startswith("段", end)
            and words.text[start - 1 : start] not in ("速", "路", "线", "道")
            and not words.text.startswith(("段时", "段落"), end)
        ):
            yield start, end + 1, "Place/road", "places/road-stretch"


def _stray(words: Words, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield what only the tagger takes for a place: foreign countries and cities, spots."""
    taken = bytearray(len(words.text))
    for start, end, *_ in rows:
        taken[start:end] = b"\1" * (end - start)
    for word in words.words:
        if word.label == "LOC" and word.end - word.start > 1 and not any(taken[word.start : word.end]):
            surface = words.text[word.start : word.end]
            if _HAN.fullmatch(surface) and not _MODIFIERS.match(surface) and _is_stated(words.text, word.start, word.end):
                yield word.start, word.end, "Place/area", "places/tagger"


def _is_stated(text: str, start: int, end: int) -> bool:
    """Return whether a place that only the tagger sees is one: no generic word, and spoken of as a place."""
    surface = text[start:end]
    if is_no_place(text, start, end) or _NO_PLACE.search(surface) or _ABROAD.match(surface):
        return False
    return _AFTER_PREPOSITION.search(text[max(0, start - 2) : start]) is not None or text.startswith(
        ("等地", "举行", "召开", "境内", "段", "沿线"), end
    )


_TITLE_BEFORE = re.compile(r"(?:全国|[省市县区州]级|国家级|[\d一二三四五两几多][个批])$")


def is_no_place(text: str, start: int, end: int) -> bool:
    """Return whether a stretch that is formed like a place's name is a common word or a title: 示范村, 全国|文明村."""
    words = _no_places()
    if text[end - 1] in "村镇区道" and _TITLE_BEFORE.search(text, max(0, start - 3), start):
        return True
    return text[start:end] in words[0] or text[start:end].endswith(words[1]) or text.startswith("地区生产总值", end - 2)


def _longest(rows: Iterable[Row]) -> list[Row]:
    """Return the rows that no longer row overlaps in part."""
    kept: list[Row] = []
    for row in sorted(set(rows), key=lambda r: (r[0] - r[1], r)):
        if all(row[1] <= s or e <= row[0] for s, e, *_ in kept):
            kept.append(row)
    return kept
