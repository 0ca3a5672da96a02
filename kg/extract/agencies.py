"""Who, as bodies: agencies read by the grammar of their names.

A name is a chain: division or level (湛江市, 省, 市), organ (公安局), units (交警支队, 霞山大队). National bodies need no
division; collectives (全省公安交管部门) have a reach instead of one; companies, schools and media end in a word that says so.
The tagger's ORG words are a witness for what the grammar does not know. The words are in ontology/organs.tsv, those that decide
whether a stretch is a name in ontology/agency-words.tsv. A rule that ends in `-short` read a name that needs its context.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from kg.extract.agency_brands import brands
from kg.extract.agency_desks import in_charge, own_units, press
from kg.extract.agency_forms import (
    bodies_abroad,
    companies_with_aside,
    named_outright,
    parties,
    platforms,
    task_bodies,
)
from kg.extract.agency_groups import joint, listed, merged, offices, parents, shared_heads, teams, with_collectives
from kg.extract.agency_inner import with_inner_units
from kg.extract.agency_national import national_bodies
from kg.extract.agency_openers import unit_openers
from kg.extract.agency_parts import (
    BODY,
    NAMING,
    NUMBERED,
    OFFICE,
    RANKED,
    SEVERAL,
    SPLIT,
    End,
    Reader,
    Row,
    chain_ends,
    is_whole,
    longest,
    name_before,
    noun_ends,
    nouns_before,
    open_at,
    organ_at,
    reach_before,
    read_parts,
    stands,
    subtype_of,
    tail_of,
    unit_at,
    vocabulary,
    with_units,
    word_list,
)
from kg.extract.agency_ranks import branches, corps, numbered_out, small_posts, stations
from kg.extract.agency_units import (
    bodies_of_divisions,
    bodies_of_levels,
    bodies_of_villages,
    lone_bodies,
    offices_of_levels,
    units_of_parents,
)
from kg.extract.cuts import certain_cuts, cuts
from kg.extract.naming import Named
from kg.extract.sites import SITE, site_acts
from kg.extract.words import Vocabulary, Words

_NOT_LEVEL = re.compile(r"[某全各我本该两多跨地城都超股门集夜菜闹上楼入外郊片园社辖山灾疫牧林矿新老特]")
_LEVELS = "省市县区州盟旗"
_LEVEL = re.compile(r"自治区|[省市县区州盟旗镇乡]")
_ANAPHORIC = re.compile(
    r"(?:[省市县区州部][局厅]|[省市县区州]公安|厅(?=党委|党组))(?:党委|党组)?(?![长部面势限内级堂址址子门])"
)
_MILITARY = re.compile(
    r"(?:联勤保障部队|(?:中国人民)?解放军|武警|陆军|海军|空军|火箭军|战略支援部队)[\u4e00-\u9fff]{0,6}?(?:第[\d〇零一二三四五六七八九十]+|总|中心)医院"
)
_BEFORE_LEVEL = re.compile(
    r"(?:会同|联合|协同|汛期|期间|近日|日前|近期|目前|随后|同时|此外|其中|今年|去年|全年|当天|当日|[节年汛]前|[节假]日)$"
)
_SHORT_BODY = re.compile(r"[省市县区州盟旗镇乡][^省市县区州盟旗镇乡各级\W]{1,9}(?:院|协|会|联|办|社|站|所|中心|队|台|馆|校)")
_AREA_BODY = re.compile(
    r"(?:(?:经济|技术|高新|产业|旅游|工业|国家级|省级)*(?:开发区|新区|示范区|园区|度假区|试验区|合作区|产业园|工业园))(?:管委会|管理委员会|党工委)"
)
_YOUTH_OFFICE = re.compile(r"(?:组织|宣传|学校|权益|统战|少年|青年发展|社会联络|基层建设|志愿者工作)部(?!署)")
_YOUTH = re.compile(r"团[省市县区州]委")
_BRANCH = re.compile(r"(?:监管|管理|专员)?(?:分?局|分行|办事处)(?![长部面势限])")
_LINE = re.compile(r"(?:、国务院)?(?:决策|集中统一|权威|精神|关于|号召|要求|的|部署|有关|保持)")
_FOLLOWS = re.compile(r"核心的$|(?:贯彻|落实|按照|根据|执行|维护|拥护|响应|遵照)[^，。]{0,4}$")
_HEADED_ALONE = re.compile(
    r"(?<![\u4e00-\u9fff])(?:据|由|该[局院厅委关])?((?:[\u4e00-\u9fff]{2,6}?(?:科|处|股|庭))(?=副?(?:科长|处长|股长|庭长)[\u4e00-\u9fff]{2,4})"
    r"|[\u4e00-\u9fff]{4,8}?司(?=副?司长[\u4e00-\u9fff]{2,4}|[一二]级巡视员)"
    r"|(?:(?![委局厅院司])[\u4e00-\u9fff]){4,8}?(?:部|室|中心)(?=副?(?:主任|部长|经理|主管|班长|专责)[\u4e00-\u9fff]{2,4}))"
)
_HEAD = re.compile(r"[副小]?(?:科长|处长|主任|大队长|中队长|支队长|所长|队长|组长|站长|政委|教导员|指导员)")
_POLICE = re.compile(r"公安|交警|警察")
_RANK = re.compile(r"(?:支队|大队|总队|分局|总区|[省市县州][局厅])(?=[\u4e00-\u9fff])")
_SUPERIOR = re.compile(r"[\u4e00-\u9fff]{3,20}(?:公司|集团|局|厅|总队|支队|法院|检察院|银行|医院|大学)")
_EACH_LEVEL = re.compile(
    r"各(?:开发区、)?(?:地级|设区的?)?(?:[省市县区州旗盟乡镇街道]|、|（[省市县区州旗盟乡镇、]{1,5}）){1,8}(?=[\u4e00-\u9fff])(?<!、)"
)
_EACH = re.compile(r"各(?:级|地|地区|乡镇|县区|镇街)各部门|各(?:派出所|支队|大队|中队|分局|县局|市局|分公司)")
_ALONE = re.compile(
    r"(?:城区|事故处理|铁骑|交警|交巡警|交通警察|公安交警|巡警|特警|巡特警|特巡警|刑侦|刑警|治安|高速|科信|网安|法制|禁毒|经侦|交管|车管|车辆管理|高速公路)[^第]{0,8}(?:总队|支队|大队|中队|所|局)$|高警局$"
)
_NAME_RUN = re.compile(
    r"(?:协会|学会|联合会|联合总会|议会|基金会|商会|促进会|研究院|研究所|有限公司|有限责任公司|集团|警察学院|警官学院|公司|大学|医院|银行|超商|总工会)$"
)
_DEEDS = ("v", "vd", "d", "ad", "p", "TIME")
_LASTS = re.compile(r"持续|稳|保持|增|发展|改革|提升|向好|不断")
_HONOUR = re.compile(r"相关|有关|内部|先进|优秀|十佳|[“「]|表彰")


def find_agencies(words: Words, places: Sequence[Row], named: Sequence[Named] = ()) -> list[Row]:
    """Return the agencies that the text names, in reading order; `places` are the places that it names.

    What the model of characters takes for names counts where no grammar reads a name, and where it goes on behind one.
    """
    reader = read_parts(words, places)
    rows = longest(row for rule in RULES for row in rule(reader) if not _swallows(words, row))
    rows = merged(words.text, longest([*rows, *_tagged(reader, rows)]))
    rows, above = with_inner_units(reader, rows)
    rows = [*rows, *_learned(words, rows, places, named)]
    rows = [row for row in rows if words.text[row[0] : row[1]] not in word_list("generic") and _is_body(words.text, row)]
    rows = [_with_joint(words.text, _with_superior(words, row)) for row in rows]
    rows = with_collectives(words.text, rows)
    rows += listed(reader, rows)
    rows += [*joint(reader, rows), *teams(reader, rows)]
    rows += above
    return sorted({*rows, *shared_heads(reader, rows), *parents(reader, rows), *offices(reader, rows)})


_LIKELY, _LIKELIER = 0.7, 0.85  # by cross-validation: four of five such names are right
_NOBODY = re.compile(
    r"[全各该本某我\d]|[一二三四五六七八九十百两几数多]+余?[家个所支名级]|派出所$|[\u4e00-\u9fff]{2,4}警$|[\u4e00-\u9fff]{0,2}(?:组|队|站|办|中心|部门|单位)$|.*(?:[、，；：。某】【（）到至化的等]|相关|有关|常委.|[所下直]属)"
    r"|(?:口岸|区内|辖区|定点|基层|省内|市内)[\u4e00-\u9fff]{2,}$|(?:证券|期货|产权)交易所$|(?:乡镇|镇街|街镇)[\u4e00-\u9fff]{2,}$|.*(?:学科|编队|院所|管网|公路|铁路|河道|项目|工程|设施|路段|局政府)$"
)
_OF_LEVEL = re.compile(r"[省市县区州盟旗](?![里内外级直属域城区])[\u4e00-\u9fff]{2,8}(?:中心|[局院所队馆社校办])")
_MAY_ACT = re.compile(r".*(?:[省市县区旗镇乡村]|街道|社区)$")


def _learned(words: Words, rows: Sequence[Row], places: Sequence[Row], named: Iterable[Named]) -> Iterator[Row]:
    """Yield the names that the model of characters knows beside the rows, and those that go on behind a row.

    A place is a body where the model says so and its name is a full one; what does not end as bodies do must be likelier.
    """
    areas = {(start, end) for start, end, _, rule in places if rule != "places/tagger"}
    joints = cuts(words.text)
    for name in named:
        name = _without_kind(words.text, name)
        surface = words.text[name.start : name.end]
        if name.type != "Agency" or len(surface) < 3 or _NOBODY.match(surface) or words.text.endswith("常委、", 0, name.start):
            continue
        if any(name.start < start and end < name.end for start, end, _ in joints):
            continue  # 浙江大学|共建|研究院
        inside = [row for row in rows if row[0] < name.end and name.start < row[1]]
        longer = all(row[0] == name.start and row[1] + 1 < name.end for row in inside)
        is_area = (name.start, name.end) in areas
        acts = not is_area or _MAY_ACT.match(surface)
        tail = tail_of(words.text, name.start, name.end)
        is_plain = (tail is not None or _OF_LEVEL.fullmatch(surface) is not None) and not inside and not is_area
        if longer and acts and name.likely >= (_LIKELY if is_plain else _LIKELIER):
            yield name.start, name.end, f"Agency/{subtype_of(surface)}", "agencies/learned"


_KIND = re.compile(
    r"(?:[省市县区州]属)?(?:国企|央企|民企|(?:龙头|骨干|重点|本土|国有|民营|外资|驻地|辖区)企业)(?=[\u4e00-\u9fff]{3})"
)


def _without_kind(text: str, name: Named) -> Named:
    """Return a name without what kind of firm it is: 市属国企|云水环保."""
    kind = _KIND.match(text, name.start, name.end)
    return name._replace(start=kind.end()) if kind else name


def _with_superior(words: Words, row: Row) -> Row:
    """Return a name with the superior that the tagger sees in one word with it: 国网云河供电公司|锦山县供电公司."""
    word = words.holding(row[0])
    if word is None or word.label != "ORG" or word.start == row[0] or word.end > row[1]:
        return row
    above = _SUPERIOR.fullmatch(words.text, word.start, row[0])
    return (word.start, *row[1:]) if above else row


_TOO_SHORT = re.compile(
    r"[\u4e00-\u9fff](?:医院|卫生院|诊所|药店|药房|超市|酒店|宾馆|公司|集团|银行|学校|小学|中学|幼儿园|养老院|敬老院|律师事务所)"
)


def _with_joint(text: str, row: Row) -> Row:
    """Return a name with the 和 that it begins with, where nothing stands for 和 to join: 县医院、|和康医院."""
    begins = text[row[0] - 1 : row[0]] == "和" and text[row[0] - 2 : row[0] - 1] in ("、", "，", "。", "；", "\n")
    return (row[0] - 1, *row[1:]) if begins and _TOO_SHORT.fullmatch(text, row[0], row[1]) else row


def _is_body(text: str, row: Row) -> bool:
    """Return whether a name is that of a body: a station or a museum is one only where it acts."""
    if "+" in text[row[0] : row[1]]:
        return False  # 公司+合作社+农户: a model
    return not SITE.fullmatch(text, row[0], row[1]) or site_acts(text, row[0], row[1])


_POST_INSIDE = re.compile(
    r"(?:[局厅处科所院部司署站校行庭]长|[总支大中]队长|政委|主任|党委书记|党组书记|发言人|记者)(?!办公室|办|会议|委员会|检察官|联席)(?=.)"
)
_VERB_INSIDE = re.compile(
    r"联合(?=.{2,6}[局厅委处署部院])(?!国(?!务|家|资|防|税|网|土|铁|台)|会|执法|作战|创新|研究|实验|征信)|会同(?!县)|(?<![省市州])会同|(?<=[局队所院站委办校司])同(?=.{2,}[局队所院站会委办校司])|召开|举行|印发|发布(?!中心)(?=.{2})|开展|部署|获得|荣获|共建|走进|前往|邀请"
    r"|[12]\d{3}年(?=.*[局厅委])|\d+[月日]|近日|日前|今天|昨天"
)


def _swallows(words: Words, row: Row) -> bool:
    """Return whether a person, a verb or a date stands inside what looks like a name (车管所|所长某某为大队)."""
    text, start, end, rule = words.text, row[0], row[1], row[3]
    if SEVERAL.search(text, start, end) or any(start < begin and stop < end for begin, stop, _ in certain_cuts(text)):
        return True
    if end - start < 8 or rule == "agencies/standing":
        return False
    return any(
        words.text[m.end() : m.end() + 1] != "" and m.start() > start + 1 for m in _POST_INSIDE.finditer(text, start, end - 1)
    ) or any(words.starts(m.start()) or m.start() > start + 1 for m in _VERB_INSIDE.finditer(text, start + 1, end))


def _nationals(reader: Reader) -> Iterator[Row]:
    for start, found in reader.parts["national"].items():
        for end, subtype in found:
            if reader.text[start:end] in ("党中央", "国务院", "中共中央") and not _acts(reader.text, start, end):
                break
            stated = reader.text.endswith("国家", 0, start) and reader.words.starts(start - 2) and reader.words.ends(end)
            if (
                reader.words.starts(start) or stated or (end - start > 4 and reader.words.label(start) == "ORG")
            ) and _is_whole_national(reader, start, end):
                stop, kind = with_units(reader, (end, subtype))
                stop = max(_branch_end(reader, stop), _whole_word(reader, start, end))
                if stop == end and subtype == "media" and end - start <= 3 and not reader.words.ends(end):
                    break  # 中央社|会工作
                state = start - 2 if reader.text.endswith("国家", 0, start) and reader.words.starts(start - 2) else start
                yield state, stop, f"Agency/{kind}", "agencies/national"
                break


_OF_A_COMPANY = re.compile(r"(?![\u4e00-\u9fff]*(?:[和与及两三四五各等]|大学|学院))[\u4e00-\u9fff]{2,4}")


def _whole_word(reader: Reader, start: int, end: int) -> int:
    """Return where the tagger's name ends that begins with a national body's (联合国|欧洲经济委员会), or where that ends."""
    word = reader.words.holding(start)
    longer = word is not None and word.label == "ORG" and word.start == start and word.end > end
    longer = longer and not _VERB_INSIDE.match(reader.text, end, word.end if word else end)  # 总台|联合国务院国资委
    if word and longer and word.end - end <= 4 and vocabulary("national").values.get(reader.text[start:end]) == "company":
        of_it = reader.words.label(word.end) in (*_DEEDS, "c") or reader.text[word.end : word.end + 1] in "、，"
        of_it = of_it and _OF_A_COMPANY.fullmatch(reader.text, end, word.end) is not None
        return word.end if of_it else end  # 中远海运|散运
    return word.end if word and longer and tail_of(reader.text, end, word.end) and stands(reader.text, start, word.end) else end


def _branch_end(reader: Reader, end: int) -> int:
    """Return where a national body's name ends with its branch in a division (国家矿山安全监察局|山西|局)."""
    branches = (_BRANCH.match(reader.text, place) for place in chain_ends(reader, end))
    return next((branch.end() for branch in branches if branch), end)


def _acts(text: str, start: int, end: int) -> bool:
    """Return whether the centre itself is spoken of, not its line to be followed (贯彻党中央决策部署)."""
    followed = _LINE.match(text, end)
    return not followed and not _FOLLOWS.search(text, max(0, start - 8), start)


def _is_whole_national(reader: Reader, start: int, end: int) -> bool:
    """Return whether a national body's name ends here, and the tagger sees no longer common word (教育部门)."""
    word = reader.words.holding(start)
    longer = (
        word is not None and end - start <= 3 and word.start == start and word.end > end and word.label not in ("ORG", "nz")
    )
    return stands(reader.text, start, end) and not longer


def _divided(reader: Reader) -> Iterator[Row]:
    """Yield what begins with a division: 湛江市公安局交警支队, 山东高速交警总队, 云河丰源客运公司."""
    for start in reader.divisions:
        for end in chain_ends(reader, start):
            found = organ_at(reader, end) or _division_unit(reader, end) or open_at(reader, end) or _court(reader, end)
            if found:
                if reader.text[found[0] - 1] == "段":  # 云河工务段|云桥线路车间
                    found = max(found, open_at(reader, end) or found)
                yield start, found[0], f"Agency/{found[1]}", "agencies/division"
                break


_COURT = re.compile(r"院(?![长内子士落系校区坝线外墙门方前里])")
_OF_COURTS = re.compile(r"检察院|检察机关|人民法院|中院")


def _court(reader: Reader, start: int) -> End | None:
    """Return the end of 临清市院 where a text speaks of courts or procuratorates."""
    court = (
        _COURT.match(reader.text, start) if reader.text[start - 1] in "市县区旗" and _OF_COURTS.search(reader.text) else None
    )
    return (court.end(), "government") if court and reader.words.ends(court.end()) else None


def _division_unit(reader: Reader, start: int) -> End | None:
    unit = unit_at(reader, start)
    if (
        unit is None
        or (unit[1] == "other" and not reader.text.endswith(RANKED, start, unit[0]))
        or reader.text[start : unit[0]] in ("办公室", "机关", "指挥中心")
    ):
        return None
    return with_units(reader, unit)


def _levelled(reader: Reader) -> Iterator[Row]:
    """Yield 市公安局, 市委, 县应急管理局, 市支队: names whose division is left to the context."""
    text = reader.text
    for match in _LEVEL.finditer(text):
        start, end = match.span()
        if not _is_level(reader, start):
            continue
        found = (
            organ_at(reader, end) or _committee(reader, start) or _level_open(reader, start, end) or _level_unit(reader, end)
        )
        if found:
            yield start, found[0], f"Agency/{found[1]}", "agencies/level-short"


def _committee(reader: Reader, start: int) -> End | None:
    """Return the end of 市委, 省委: organs that hold their level."""
    found = max((f for f in reader.parts["organ"].get(start, ()) if stands(reader.text, start, f[0])), default=None)
    return with_units(reader, found) if found else None


def _level_open(reader: Reader, start: int, end: int) -> End | None:
    found = open_at(reader, end) if reader.text[start] not in "镇乡" else None
    return found if found and found[0] - end > 2 else None


def _level_unit(reader: Reader, end: int) -> End | None:
    found = [f for f in reader.parts["unit"].get(end, ()) if f[0] - end > 1 and stands(reader.text, end, f[0])]
    unit = max(found, default=None)
    return with_units(reader, unit) if unit and reader.text[end : unit[0]] not in ("机关", "办公室") else None


def _is_level(reader: Reader, start: int) -> bool:
    """Return whether 市, 省, 县 … begins a name here, and ends no division."""
    if reader.text.startswith("区分", start) or (
        reader.text[start + 1 : start + 2] in ("级", "域", "间", "份", "场", "区", "内", "外", "里", "直")
        or start in reader.parts["national"]
    ):
        return False
    begins = reader.words.starts(start) or (
        reader.text[start - 1] == "委" and reader.text[start - 2] in _LEVELS + "纪监"
    )  # 市委|市政府
    begins = begins or _BEFORE_LEVEL.search(reader.text, max(0, start - 4), start) is not None
    if start and (_NOT_LEVEL.match(reader.text[start - 1]) or not begins):
        return False
    return not any(s < start < e for s in range(start - 8, start) for e in reader.divisions.get(s, ()))


_PROCURATORATES = re.compile(r"检察(?:院|机关|工作|长)")
_PROCURATORATE = re.compile(r"[省市县区州盟旗]院(?![士校线落内长外子坝墙墅系里区])")  # 省院, in a report of 检察机关


def _anaphoric(reader: Reader) -> Iterator[Row]:
    """Yield 市局, 省厅, 县局党委, with the units behind; 省院 where a report tells of procuratorates."""
    text = reader.text
    for match in _PROCURATORATE.finditer(text) if _PROCURATORATES.search(text) else ():
        stop, _ = with_units(reader, (match.end(), "government"))
        if _is_level(reader, match.start()) and (stop > match.end() or reader.words.ends(match.end())):
            yield match.start(), stop, "Agency/government", "agencies/anaphoric-short"
    for match in _ANAPHORIC.finditer(text):
        start, end = match.span()
        if not _is_level(reader, start) or text[start - 1 : start] in ("个", "每"):
            continue
        if BODY.search(match[0]) and OFFICE.match(text, end) and not text.startswith(("的", "统一", "坚强", "高度"), end):
            end -= 2
        if end - start < 2 or match[0].endswith("公安"):
            continue
        body = "committee" if text[end - 2 : end] in ("党委", "党组") else "police" if _POLICE.search(text) else "government"
        stop, kind = with_units(reader, (end, body))
        if stop > end or reader.words.ends(end):
            yield start, stop, f"Agency/{kind}", "agencies/anaphoric-short"


def _named_units(reader: Reader) -> Iterator[Row]:
    """Yield a unit with a name of its own and nothing before: 霞山大队, 南桥派出所."""
    text = reader.text
    for start, found in reader.parts["unit"].items():
        end, subtype = next((f for f in found if f[0] - start > 1 and is_whole(reader, start, f[0])), (0, ""))
        begin = name_before(reader, start) if end else None
        if begin is not None and not _is_common(text[begin:start]):
            stop, kind = with_units(reader, (end, subtype))
            yield begin, stop, f"Agency/{kind}", "agencies/named-unit"


def _is_common(surface: str) -> bool:
    return surface in word_list("adjective") or surface.endswith(("各", "该", "个", "两", "的"))


def _lone_units(reader: Reader) -> Iterator[Row]:
    """Yield a unit whose word is a name in its context: 交警支队, 车管所."""
    text, words = reader.text, reader.words
    for start, found in reader.parts["unit"].items():
        end, subtype = found[0]
        joined = end - start > 4 and text.endswith(("会同", "联合"), 0, start)  # 会同|海岸警察总队
        if not words.starts(start) or not (joined or _ALONE.match(text[start:end])) or not is_whole(reader, start, end):
            continue
        before = words.holding(start - 1) if start else None
        if before is not None and before.end == start and _is_common(text[before.start : before.end]):
            continue
        if text[start - 1 : start] not in ("各", "该", "个") and text[start - 2 : start - 1] not in ("）", ")"):
            stop, kind = with_units(reader, (end, subtype))
            yield start, stop, f"Agency/{kind}", "agencies/unit-short"


def _posted(reader: Reader) -> Iterator[Row]:
    """Yield a unit before the post of its head: 宣传科|科长, 交通组|小队长."""
    for start, found in reader.parts["unit"].items():
        end, subtype = found[0]
        if end - start >= 3 and reader.words.starts(start) and _HEAD.match(reader.text, end):
            yield start, end, f"Agency/{subtype}", "agencies/posted-short"


def _headed(reader: Reader) -> Iterator[Row]:
    """Yield a unit that only the post of its head makes known: 情报处|副处长, with no body before it."""
    for match in _HEADED_ALONE.finditer(reader.text):
        start, end = match.span(1)
        labels = ("n", "vn", "nz", "an", "ORG", *(["v"] if match[1].endswith("司") else []))  # 消费|促进|司
        nouns = all(word.label in labels for word in reader.words.between(start, end))
        if nouns and reader.words.starts(start) and not _is_common(reader.text[start : end - 1]):
            yield start, end, "Agency/other", "agencies/headed-short"


def _numbered(reader: Reader) -> Iterator[Row]:
    for match in NUMBERED.finditer(reader.text):
        rank = match[1] or match[2] or "组"
        if reader.words.starts(match.start()) and rank != "分局":
            stop, kind = with_units(reader, (match.end(), "traffic-police" if rank[-1] == "队" else "government"))
            yield match.start(), stop, f"Agency/{kind}", "agencies/numbered-short"


def _youth(reader: Reader) -> Iterator[Row]:
    for match in _YOUTH.finditer(reader.text):
        if reader.words.starts(match.start()) and stands(reader.text, *match.span()):
            office = _YOUTH_OFFICE.match(reader.text, match.end())
            yield match.start(), office.end() if office else match.end(), "Agency/committee", "agencies/youth-short"


def _ranked(reader: Reader) -> Iterator[Row]:
    """Yield 支队指挥中心, 分局交通组: a rank that stands for a known body, and a unit of it."""
    for match in _RANK.finditer(reader.text):
        start, end = match.span()
        if reader.words.starts(start) and reader.text[start - 1 : start] not in ("各", "该"):
            found = [f for f in reader.parts["unit"].get(end, ()) if f[0] - end > 2 and is_whole(reader, end, f[0])]
            if found:
                stop, kind = with_units(reader, max(found))
                yield start, stop, f"Agency/{kind}", "agencies/rank-short"


_SECTION_START = re.compile(
    r"(?<![\u4e00-\u9fff“”「」《》〈〉\d])(?:[该我本](?:局|院|校|厅|关|公司|支队|大队|行|所|委|中心|集团))?(?=[\u4e00-\u9fff]{3})"
)
_SECTION_OF = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:中心|支队|大队|总队|办公室|指挥部)$")  # 该局|情报中心
_SECTION = re.compile(
    r"(?:(?:监察|检察|督导|督查)组|(?<=[\u4e00-\u9fff]{2})[科股]|(?<=[\u4e00-\u9fff]{3})[处庭]|(?<=^公司)[\u4e00-\u9fff]{2,6}部)$"
)
_NO_SECTION = re.compile(
    r"(?:学|专|本|百|全|文|理|工|多|前|登)科$|(?:办事|收费|售票|挂号|报名|接待|代售|咨询|服务|[各多此等到之益好用难长深住出近远高低何一别四随几两数查惩严快妥共相论重从发汇叉弯接口点界角底顶端边心间])处$|家庭$"
)


def _sections(reader: Reader) -> Iterator[Row]:
    """Yield a section of the body whose report it is, where a clause begins with it and it acts: 登记注册处|推行…."""
    text, words = reader.text, reader.words
    for match in _SECTION_START.finditer(text):
        start = match.end()
        first = words.holding(start)
        behind = first.end if first is not None and first.start == start and first.label in ("v", "vd") else start
        for end in noun_ends(reader, behind, 12 - (behind - start)) if behind - start <= 2 else ():
            of_it = _SECTION_OF.search(text, start, end) if match[0] else None
            named = (of_it or _SECTION.search(text, start, end)) and not _NO_SECTION.search(text, start, end)
            plain = words.label(end - 1) in ("n", "nz", "ORG") and not any(
                w.label in ("a", "ad", "f") for w in words.between(behind, end)
            )
            if named and plain and words.label(end) in ("v", "vd", "ad", "d", "p") and stands(text, start, end):
                yield start, end, "Agency/other", "agencies/section-short"
                break


_LEVEL_ITSELF = re.compile(
    r"(?<![\u4e00-\u9fff、])[省市县区州镇乡]里(?=[\u4e00-\u9fff])|(?<=由)[省市县区州镇乡]里(?=[\u4e00-\u9fff])"
)


def _level_itself(reader: Reader) -> Iterator[Row]:
    """Yield 县里, 镇里 where they act: the government of a division that the context names."""
    for match in _LEVEL_ITSELF.finditer(reader.text):
        if reader.words.ends(match.end()) and reader.words.label(match.end()) in ("v", "vd", "p", "d", "ad", "TIME"):
            yield match.start(), match.end(), "Agency/government", "agencies/level-itself-short"


def _each(reader: Reader) -> Iterator[Row]:
    for match in _EACH.finditer(reader.text):
        begin = next(
            (s for s in range(max(0, match.start() - 6), match.start()) if match.start() in reader.divisions.get(s, ())),
            match.start(),
        )
        if stands(reader.text, match.start(), match.end()):
            yield begin, match.end(), "Agency/police", "agencies/each-short"


def _each_level(reader: Reader) -> Iterator[Row]:
    """Yield the bodies of all divisions of a level: 各县（市、区）水利局, 各市州商务局, 各区县人民政府."""
    for match in _EACH_LEVEL.finditer(reader.text):
        for end in range(match.end(), match.start() + 1, -1):  # 各区县|市场监管局, not 各区县市|场…
            found = organ_at(reader, end)
            if found and found[0] - end > 1:
                yield match.start(), found[0], f"Agency/{found[1]}", "agencies/each-level"
                break


def _collectives(reader: Reader) -> Iterator[Row]:
    """Yield collectives with their reach: 山东公安交管部门, 全省公安交警系统, 各级人民法院, 检察机关."""
    text, words, after = reader.text, reader.words, 0
    for start, found in sorted(reader.parts["collective"].items()):
        end, subtype = found[0]
        if start < after or not (words.ends(end) or end - start > 3) or _HONOUR.match(text, end):
            continue
        word = text[start:end]
        begin = reach_before(reader, start)
        if text[start - 1 : start] == "非":
            continue  # 非|银行部门
        if word in word_list("generic") or (begin is None and not words.starts(start)):
            continue
        if word in word_list("needs-reach") and (begin is None or text.startswith(("基层", "属地", "地方"), begin)):
            continue
        if word in word_list("needs-place") and (
            begin not in reader.divisions or re.match(r"[总支大中部机系局队厅]", text[end : end + 1])
        ):
            continue
        after = end
        stop, kind = with_units(reader, (end, subtype)) if word.endswith("警") and begin is not None else (end, subtype)
        yield (start if begin is None else begin), stop, f"Agency/{kind}", "agencies/collective"


_DEPARTMENT = re.compile(
    r"(?![省市县区州盟旗一二三四五六七八九十两]|各|有关|相关|多|多个|主管|职能|上级|下级|内部|重点|其他|政府|党政|行政|监管|执法|两|三)[\u4e00-\u9fff]{2,6}?部门(?!间|联动|协同)"
)


def _departments(reader: Reader) -> Iterator[Row]:
    """Yield 云河市体育部门: a division, and what its departments of a kind work at."""
    for start in reader.divisions:
        for end in chain_ends(reader, start):
            found = _DEPARTMENT.match(reader.text, end)
            if found and found.end() in noun_ends(reader, end, 8):
                yield start, found.end(), "Agency/government", "agencies/department"
                break


def _deeds(reader: Reader) -> Iterator[Row]:
    """Yield 云河税务, 云河消防 where they do something: a division and a line of work, with a verb behind."""
    for start, end, _ in _lines_of_work().find(reader.text):
        begin = reach_before(reader, start) if reader.words.starts(end) else None
        deed = reader.words.label(end) in _DEEDS and not _LASTS.match(reader.text, end)
        if deed and begin in reader.divisions and begin != start:
            yield begin, end, "Agency/government", "agencies/place-deed"


def _lines_of_levels(reader: Reader) -> Iterator[Row]:
    """Yield 县税务, 州森林公安 where a clause begins with them and a verb stands behind that no number takes up."""
    for start, end, _ in _lines_of_work().find(reader.text):
        opens = _OPENS_WITH_LEVEL.search(reader.text, max(0, start - 2), start)
        deed = reader.words.label(end) in ("v", "vd", "ad", "p") and not _LASTS.match(reader.text, end)
        if opens and deed and reader.words.ends(end) and not _IS_TOLD_OF.match(reader.text, end):
            yield start - 1, end, "Agency/government", "agencies/level-line-short"


_OPENS_WITH_LEVEL = re.compile(r"(?:^|[^\u4e00-\u9fff\d”）])[省市县区州盟旗]$")
_IS_TOLD_OF = re.compile(
    r"是|为|有|属|达|超|突破|实现|完成|增|减少|下降|上升|提高|提升|改善|好转|运行|成为|进入|呈|得到|需|应|面临|受|行业|系统|领域|方面"
)


@cache
def _lines_of_work() -> Vocabulary:
    return Vocabulary(word_list("needs-deed"))


_RELATED = re.compile(r"(?:有关|相关|主管|职能)部门(?!间|联动|协同|和单位)")
_LEVEL_BODY = re.compile(
    r"[省市县区州](?:(?:人民|中心|中|第[一二三四五六七八九十]+(?:人民)?|妇幼保健)?(?:医院|保健院)|[一二三四五六七八九十]中|第[一二三四五六七八九十]+中学"
    r"|高中|职高|职教中心|职业中学|实验(?:小学|中学|幼儿园)|党校|疾控中心|融媒体中心|血站)(?![长员生内外门区])"
)


def _related(reader: Reader) -> Iterator[Row]:
    """Yield 云河区相关部门: a division, and those of its departments that a matter is of."""
    for start in reader.divisions:
        for end in chain_ends(reader, start):
            found = _RELATED.match(reader.text, end)
            if found and reader.text[end - 1] in _LEVELS:
                yield start, found.end(), "Agency/government", "agencies/related-departments"
                break


def _level_bodies(reader: Reader) -> Iterator[Row]:
    """Yield 县医院, 市一中 in a list of bodies: alone they mean one that the report names in full."""
    for match in _LEVEL_BODY.finditer(reader.text):
        asked = reader.text.endswith(("组织", "邀请", "走进"), 0, match.start())
        before, after = reader.text[match.start() - 1 : match.start()], reader.text[match.end() : match.end() + 1]
        listed = before in ("、", "和", "与", "及") or after in ("、", "和", "与", "及")
        if asked or (listed and _is_level(reader, match.start())):
            yield match.start(), match.end(), f"Agency/{subtype_of(match[0])}", "agencies/level-body-short"


_EACH_PLACE = re.compile(
    r"(?<![\u4e00-\u9fff])各(?:县市区|市县区|区县|县区|旗县|乡镇|镇街|镇乡|州市|地市|设区市|[县区镇乡旗])(?:（[市县区镇、]{1,4}）)?(?=[\u4e00-\u9fff])"
)


def _each_place(reader: Reader) -> Iterator[Row]:
    """Yield 各镇, 各县区 where they act."""
    for match in _EACH_PLACE.finditer(reader.text):
        if reader.words.ends(match.end()) and reader.words.label(match.end()) in ("v", "vd", "vn", "d", "ad"):
            yield match.start(), match.end(), "Agency/government", "agencies/each-place-short"


def _endings(reader: Reader) -> Iterator[Row]:
    """Yield companies, schools, media and others: a name, and the word that says what they are."""
    text, words = reader.text, reader.words
    for start, found in reader.parts["ending"].items():
        end, subtype = found[0]
        if end - start < 2 or not (words.ends(end) and stands(text, start, end)) or text[start:end] in word_list("no-ending"):
            continue
        begin = name_before(reader, start)
        if begin is not None and text[begin:start].endswith(tuple(word_list("generic-name"))):
            continue
        if begin is not None and _COUNTED.search(text, max(0, begin - 6), begin):
            continue  # 12家|未来技术学院
        if begin is None and _NAME_RUN.search(text, start, end):
            begin = _named_nouns(reader, start, end)
        if begin is None and text[start:end] == "公司":
            begin = _with_business(reader, start)
        if begin is None and text[start:end] in ("警察学院", "警官学院") and words.starts(start):
            yield start, end, f"Agency/{subtype}", "agencies/ending-short"
            continue
        if begin is not None and end - begin > 3 and not SPLIT.search(text, begin, start):
            stop, kind = with_units(reader, (end, subtype))
            yield begin, stop, f"Agency/{kind}", "agencies/ending"


_COUNTED = re.compile(r"(?:[\d一二三四五六七八九十两几多百余][家所个批类]|国家级|省级|市级)$")
_BUSINESS = re.compile(
    r"运营|管理|建设|开发|投资|运输|物流|服务|销售|物业|设计|建筑|建工|劳务|保洁|环卫|养护|经营|租赁|航运|旅游|检测"
)


def _with_business(reader: Reader, start: int) -> int | None:
    """Return where a company's name begins that has its business before 公司: 云河地铁|运营|公司."""
    business = reader.words.holding(start - 1) if start else None
    if business is None or not _BUSINESS.fullmatch(reader.text, business.start, start):
        return None
    name = reader.words.holding(business.start - 1) if business.start else None
    named = (
        name is not None and name.label in ("ORG", "LOC", "nz") and name.end == business.start and name.end - name.start >= 2
    )
    return name.start if named and name else None


_QUOTED_TEAM = re.compile(
    r"[“「][^“”「」，。\n]{2,10}[”」][\u4e00-\u9fff]{0,6}?"
    r"(?:服务队|服务团|宣讲队|宣讲团|工作队|小分队|突击队|先锋队|志愿队|救援队|巡逻队|护林队|调解队|讲师团|轻骑兵|服务分队|马队|协会|联合会|联盟|合作社)"
)
_FORMED = re.compile(r"(?:成立|组建|设立|组成|打造|推出|建立|培育|创新|创建|推行|评为|荣获|获评|称号)[^，。；]{0,12}$")


def _quoted_teams(reader: Reader) -> Iterator[Row]:
    """Yield a team with a name of its own where it acts: “椰林税语”服务队|走进…."""
    text, words = reader.text, reader.words
    for match in _QUOTED_TEAM.finditer(text):
        acts = words.label(match.end()) in ("v", "vd", "d", "p", "ad", "TIME")
        if acts and not _FORMED.search(text, max(0, match.start() - 16), match.start()):
            yield match.start(), match.end(), "Agency/other", "agencies/quoted-team"


def _named_nouns(reader: Reader, start: int, end: int) -> int | None:
    """Return where the nouns before an ending begin, when one of them is a name, or the ending is that of a society."""
    begin = nouns_before(reader, start)
    if begin is None:
        return None
    named = any(reader.words.label(i) in ("LOC", "ORG", "nz", "PER", "nw") for i in range(begin, start))
    society = reader.text.endswith(
        ("协会", "学会", "联合会", "联合总会", "议会", "基金会", "商会", "促进会", "总工会"), start, end
    )
    return begin if named or (society and start - begin >= 4) else None


_SCHOOL = re.compile(r"(?![所全各公民民私乡农重部])[^\W\d_在和与及的对向由被将把为于是有各两个等到从]{2,4}(?:小学|中学|幼儿园)")


def _schools(reader: Reader) -> Iterator[Row]:
    """Yield a school behind its division whose own name the tagger cut into pieces: 云河市姐|岗|小学."""
    text, words = reader.text, reader.words
    for start in reader.divisions:
        for place in chain_ends(reader, start):
            school = _SCHOOL.match(text, place)
            cut = school is not None and any(
                w.label in ("v", "a", "d", "m", "xc") and w.end - w.start == 1 for w in words.between(place, school.end() - 2)
            )
            if school and cut and words.ends(school.end()) and stands(text, start, school.end()):
                yield start, school.end(), "Agency/school", "agencies/school"
                break


def _areas(reader: Reader) -> Iterator[Row]:
    """Yield the body of an area that is not named: 开发区管委会, 新区党工委."""
    for match in _AREA_BODY.finditer(reader.text):
        if reader.words.starts(match.start()) and stands(reader.text, *match.span()):
            yield match.start(), match.end(), "Agency/committee", "agencies/area-short"


def _lone_organs(reader: Reader) -> Iterator[Row]:
    """Yield organs without any division: 交通运输局 in a list after 市公安局."""
    text, words = reader.text, reader.words
    for start, found in reader.parts["organ"].items():
        end, subtype = found[0]
        if (
            end - start < 3
            or text[start - 1 : start] in ("）", ")")
            or text[start:end] in word_list("generic")
            or not words.starts(start)
            or not words.ends(end)
            or not stands(text, start, end)
        ):
            continue
        if text[end - 1] in "局厅署" or (text[end - 1] in "委办会室处" and end - start >= 3):
            reach = reach_before(reader, start)
            stop, kind = with_units(reader, (end, subtype))
            yield (start if reach is None else reach), stop, f"Agency/{kind}", "agencies/organ-short"
    for start, found in reader.parts["organ"].items():
        end, subtype = found[0]
        reach = reach_before(reader, start)
        if reach is not None and end - start >= 2 and stands(text, start, end) and text[end - 1] in "委院":
            yield reach, end, f"Agency/{subtype}", "agencies/reach-organ"


def _standing(reader: Reader) -> Iterator[Row]:
    """Yield bodies for a task: 云河抢险保供工作专班."""
    text = reader.text
    for word in sorted(word_list("standing")):
        for match in re.finditer(word, text):
            if not reader.words.ends(match.end()) or match.end() - match.start() < 2:
                continue
            begin = nouns_before(reader, match.start(), (*NAMING, "vn"), 6)
            if begin is not None and match.start() - begin >= 4:
                year = re.search(r"20\d\d年$", text[:begin])
                yield (year.start() if year else begin), match.end(), "Agency/committee", "agencies/standing"


def _military(reader: Reader) -> Iterator[Row]:
    for match in _MILITARY.finditer(reader.text):
        yield match.start(), match.end(), "Agency/other", "agencies/military"


def _tagged(reader: Reader, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the tagger's ORG words that the grammar did not read and that end as agencies do."""
    taken = bytearray(len(reader.text))
    for start, end, *_ in rows:
        taken[start:end] = b"\1" * (end - start)
    for word in reader.words.words:
        surface = reader.text[word.start : word.end]
        if (
            word.label not in ("ORG", "LOC")
            or SEVERAL.search(surface)
            or any(taken[word.start : word.end])
            or _COUNTED.search(reader.text, max(0, word.start - 6), word.start)
            or surface in vocabulary("organ").values
        ):
            continue
        if surface[:1] in _LEVELS:
            if word.label == "ORG" and _SHORT_BODY.fullmatch(surface) and _is_level(reader, word.start):
                stop, kind = with_units(reader, (word.end, subtype_of(surface)))
                yield word.start, stop, f"Agency/{kind}", "agencies/level-short"
            continue
        end = word.end - len("常委") * surface.endswith("委常委")  # 云河市委|常委: a seat on it
        tail = tail_of(reader.text, word.start, end)
        if word.label == "LOC" and word.end - word.start < 6 and not SITE.fullmatch(surface):
            continue
        if tail and tail.start() > word.start and (end < word.end or stands(reader.text, word.start, end)):
            stop, kind = with_units(reader, (end, subtype_of(reader.text[word.start : end])))
            yield word.start, stop, f"Agency/{kind}", "agencies/tagger"


RULES: tuple[Callable[[Reader], Iterator[Row]], ...] = (
    _nationals,
    _divided,
    _levelled,
    _anaphoric,
    _named_units,
    _lone_units,
    _posted,
    _headed,
    _numbered,
    _youth,
    _ranked,
    _level_itself,
    _sections,
    _each,
    _each_level,
    _each_place,
    _collectives,
    _departments,
    _deeds,
    _lines_of_levels,
    _related,
    _level_bodies,
    _endings,
    _schools,
    _quoted_teams,
    _areas,
    _lone_organs,
    _standing,
    _military,
    task_bodies,
    companies_with_aside,
    parties,
    bodies_abroad,
    platforms,
    brands,
    named_outright,
    press,
    in_charge,
    own_units,
    unit_openers,
    units_of_parents,
    bodies_of_levels,
    bodies_of_divisions,
    lone_bodies,
    numbered_out,
    branches,
    national_bodies,
    corps,
    small_posts,
    stations,
    offices_of_levels,
    bodies_of_villages,
)
