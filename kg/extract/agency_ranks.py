"""Bodies whose names are a number, a rank or a branch: inspection groups, regiments of the corps, branches of banks, posts.

第五巡察组, 驻市民政局纪检监察组, 八师石河子市水利局, 一四三团, 工行云河分行, 柳林所 beside 东岗所.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.agency_inner import unit_end
from kg.extract.agency_parts import Reader, Row, chain_ends, organ_at, stands, with_units
from kg.extract.agency_units import acts_there
from kg.extract.places import is_division_name

_NUMBER = "[一二三四五六七八九十]{1,3}"
_POSTED = re.compile(  # 驻市民政局纪检监察组, 派驻县自然资源局纪检监察组
    r"(?<![\u4e00-\u9fff])(?:派)?驻[\u4e00-\u9fff]{2,14}?纪检监察组|(?<=交由)驻[\u4e00-\u9fff]{2,14}?纪检监察组"
)
_CASE_GROUP = re.compile(r"(?<![\d·.])[“”]?\d{1,2}[·.]\d{1,2}[“”]?(?:[\u4e00-\u9fff]{0,6})专案组")
_LINE = re.compile(r"(?<!\d)1\d{4}(?:[\u4e00-\u9fff]{2,4})?中心(?=[\u4e00-\u9fff])")
_BANK = re.compile(
    r"(?:中国)?(?:人民银行|人行|工商银行|工行|农业银行|农行|中国银行|中行|建设银行|建行|交通银行|交行|邮政储蓄银行|邮储银行|邮储|农业发展银行|农发行|招商银行|招行|兴业银行"
    r"|光大银行|中信银行|浦发银行|民生银行|平安银行|华夏银行|北京银行|国开行)[\u4e00-\u9fff]{2,7}?(?:(?:中心)?支行|分行)(?:营业部|[\u4e00-\u9fff]{2,3}支行)?"
)
_INSURER = re.compile(
    r"(?:中国)?(?:人保财险|人保寿险|人寿财险|人寿|平安产险|平安财险|太平洋产险|太平洋寿险|太保产险|太保寿险|中华财险|中华联合财险|阳光财险|大地保险|国寿财险|泰康人寿|太平人寿|新华保险)"
    r"[\u4e00-\u9fff]{2,7}?(?:(?:中心)?支公司|分公司)"
)
_NATIONAL_BRANCH = re.compile(
    r"(?:国家电网|中国安能|中国铁塔|中国移动|中国联通|中国电信|中国石油|中国石化|国家能源集团|中国邮政|中储粮|中粮|中国铁建|中国中铁|中国电建|中国能建|国家管网集团)"
    r"(?:[\u4e00-\u9fff]{2,6}?(?:分公司|公司|基地|油田)|[一二三四五六七八九十]{1,3}局)"
)
_ACADEMY = re.compile(r"(?:中科院|中国科学院)[\u4e00-\u9fff]{2,10}?(?:分院|研究所|植物园|天文台)(?![\u4e00-\u9fff]?所)")
_DIVISION_OF_CORPS = re.compile(rf"(?:(?:新疆生产建设)?兵团)?(?:第)?{_NUMBER}师(?=[\u4e00-\u9fff]{{2,6}}市)")
_REGIMENT = re.compile(
    r"(?<![\u4e00-\u9fff\d])(?:第?[一二三四五六七八九十]{1,3}师)?(?:[一二三四五六七八九〇十]{1,4}|\d{1,3})团(?![队员结伙圆聚长圈体购委战])(?=[\u4e00-\u9fff、])"
)
_OF_CORPS = re.compile(r"兵团|[一二三四五六七八九十]师|师市|团场|连队")

_ARMED = re.compile(r"武警[\u4e00-\u9fff]{2,6}?(?:总队|支队|大队|中队)|(?<![\d:：])\d{5}部队")
_STATION = re.compile(  # 勐龙边境检查站, 城关消防站 where a clause begins with them
    r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]{2,5}?(?:县|市|区))?[\u4e00-\u9fff]{2,4}?"
    r"(?:边境检查站|边境派出所|公安检查站|边防检查站|消防救援站|消防站|港区海关|中队|派出所|供电所|司法所|税务所|法庭|[林农牧茶盐渔]场|养护站|管护站|保护站)"
)
_CUSTOMS = re.compile(  # 石门关海关 where a clause begins with it, or in a list or behind 由
    r"(?:(?<![\u4e00-\u9fff\d])|(?<=[、和与由]))(?P<spot>[\u4e00-\u9fff]{2,5}?)海关(?![关总署])"
)
_NO_CUSTOMS = re.compile(
    r"[我你他各该本两多全经在向从由据按据被把将对给某与和是及同]|[口属当驻]岸?地?$|[内外中]$"
    r"|直属|隶属|所属|中国|国家|地方|现场|边境|沿[边海江]|内陆|部分|相关|有关|主管|双方|联合|会同|关区"
    r"|[出入进]境|进口|出口|通过|配合|协助|支持|指导|业务|办理|申[请报]|基层|智慧|机场|邮局|车站|港区|陆港"
)
_NO_STATION = re.compile(
    r"[我你他她它们这那到去有是了的]|今天|昨天|目前|其中|会同|联合|各|该|本|所属|下属|隶属|全|多|两|一个|新建|建成|成立|设立|改造|走进|开展|建设|推进|组建|依托|所有|所辖|辖区|基层|农村|智慧|家庭|国营|国有|生态|规模|休闲|共享|由|在|与|和|向|对|把|将|被|为|及"
)
_NUMBERED_SCHOOL = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[、和与到读]))(?:(?!其中|包括|以及)[\u4e00-\u9fff]{2,3}?(?:[市县区]|(?=[一二三四五六七八九十]))|[市县区]|城关|城区)"
    r"(?<!届)[一二三四五六七八九十]{1,3}(?:中|小|幼)(?<!届[一二三四五六]中)(?=[、，。；的在与和将已获建组开举推拆投]|校区|教育集团)"
)
_NUMBERED_OF_LEVEL = re.compile(  # 市一医院|收治
    r"(?:(?<![\u4e00-\u9fff\d”）])|(?<=[由与为向给]))[省市县区州旗](?:第)?[一二三四五六七八九十]{1,2}(?:医院|院|中学?|小学|幼)(?![\u4e00-\u9fff]?(?:长|校门|内|里|门前|附近)|[\u4e00-\u9fff]{0,4}(?:楼|院区|门诊|校区|项目|工程))"
)
_ATTACHED = re.compile(r"(?:(?<![\u4e00-\u9fff])|(?<=[、和与由]))[\u4e00-\u9fff]{1,4}大(?:学)?附(?:属)?[一二三四五]院")


def _spans(pattern: re.Pattern[str], reader: Reader) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(reader.text):
        if stands(reader.text, *match.span()):
            yield match.span()


def numbered_out(reader: Reader) -> Iterator[Row]:
    """Yield the groups posted at a body, those for a case, and the centres of a hotline."""
    for start, end in _spans(_POSTED, reader):
        yield start, end, "Agency/committee", "agencies/posted-group-short"
    for start, end in _spans(_CASE_GROUP, reader):
        yield start, end, "Agency/police", "agencies/case-group"
    for start, end in _spans(_LINE, reader):
        if acts_there(reader, end):
            yield start, end, "Agency/government", "agencies/hotline-short"


def branches(reader: Reader) -> Iterator[Row]:
    """Yield the branches of banks, insurers and state companies: 工行|云河|分行, 国家电网|云东|公司."""
    for pattern in (_BANK, _INSURER, _NATIONAL_BRANCH, _ACADEMY):
        for start, end in _spans(pattern, reader):
            if reader.words.starts(start) or reader.words.label(start) == "ORG":
                yield start, end, "Agency/company", "agencies/branch"


def corps(reader: Reader) -> Iterator[Row]:
    """Yield the divisions and regiments of the corps in Xinjiang: 八师|石河子市|水利局, 一四三团."""
    text = reader.text
    if not _OF_CORPS.search(text):
        return
    for match in _DIVISION_OF_CORPS.finditer(text):
        city = text.index("市", match.end()) + 1
        alone = is_division_name(text[match.end() : city]) and acts_there(reader, city)
        for place in [*chain_ends(reader, match.end()), city]:
            found = organ_at(reader, place) or ((place, "government") if alone and place == city else None)
            if found:
                yield match.start(), with_units(reader, found)[0], f"Agency/{found[1]}", "agencies/corps"
                break
    for match in _REGIMENT.finditer(text):
        if acts_there(reader, match.end()) or text[match.end()] == "、":
            yield match.start(), match.end(), "Agency/government", "agencies/regiment-short"


def stations(reader: Reader) -> Iterator[Row]:
    """Yield armed forces, stations with which a clause begins and that act, a city's numbered schools, hospitals attached."""
    text = reader.text
    for start, end in _spans(_ARMED, reader):
        yield start, end, "Agency/other", "agencies/armed"
    for start, end in _spans(_STATION, reader):
        named = not _NO_STATION.search(text, start, end) and reader.words.label(start) not in ("p", "c", "r", "m", "d")
        if named and acts_there(reader, with_units(reader, (end, "police"))[0]):
            yield start, with_units(reader, (end, "police"))[0], "Agency/police", "agencies/station-short"
    for match in _CUSTOMS.finditer(text):
        end = with_units(reader, (match.end(), "government"))[0]
        follows = text[match.end()] in "、和与" if match.end() < len(text) else False
        if not _NO_CUSTOMS.search(match["spot"]) and (follows or acts_there(reader, end)) and stands(text, match.start(), end):
            yield match.start(), end, "Agency/government", "agencies/customs-post"
    for start, end in _spans(_NUMBERED_OF_LEVEL, reader):
        kind = "other" if "院" in text[start:end] else "school"
        if acts_there(reader, end) or unit_end(reader, end) or text[end : end + 1] in ("、", "和", "与"):
            yield start, end, f"Agency/{kind}", "agencies/by-number-short"
    for pattern, kind in ((_NUMBERED_SCHOOL, "school"), (_ATTACHED, "other")):
        for start, end in _spans(pattern, reader):
            yield start, end, f"Agency/{kind}", "agencies/by-number-short"


_POSTS_OF = re.compile(r"派出所|市场监管所|监督管理所|税务所|司法所|国土所|自然资源所|供电所|监管所|基层所|各所|几个所|个所")

_LISTED_POST = re.compile(  # 柳林所、|东岗所|、石坝所
    r"(?<=所、)(?![\u4e00-\u9fff]?(?:场所|厕所|住所|诊所|居所|派出所|事务所|研究所|交易所|监督所|看守所))[\u4e00-\u9fff]{2,4}所(?=[、，。；和与等]|分别)"
)


def small_posts(reader: Reader) -> Iterator[Row]:
    """Yield small posts by place and 所, where a report that speaks of such posts names two of them at least."""
    text, words = reader.text, reader.words
    found: list[tuple[int, int]] = []
    for match in re.finditer("所", text):
        end = match.end()
        word = words.holding(match.start())
        if word is None or word.end != end:
            continue
        before = word if word.start < match.start() else words.holding(match.start() - 1)
        if before is None or before.end < match.start() or before.label not in ("LOC", "PER", "nz", "ORG"):
            continue
        start = before.start
        after = text[end : end + 1]
        joined = words.label(end) in ("p", "d", "ad", "vd", "TIME", "m", "c") or after in "、，。；" or words.label(end) == "v"
        particle = words.label(end) == "v" and after in "辖属在有得需示述致谓以能及长占用"
        if 3 <= end - start <= 5 and joined and not particle and stands(text, start, end):
            found.append((start, end))
    found += [m.span() for m in _LISTED_POST.finditer(text) if not any(s < m.end() and m.start() < e for s, e in found)]
    if len({text[s:e] for s, e in found}) > 1 or (found and _POSTS_OF.search(text)):
        yield from ((s, e, "Agency/government", "agencies/post-short") for s, e in found)
