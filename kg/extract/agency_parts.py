"""The parts of agency names: where chains of divisions, organs, units and nouns that name end in a text.

The words are in ontology/organs.tsv; those that decide whether a stretch is a name are in ontology/agency-words.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.order import overlaps
from kg.extract.places import division_levels, is_division_name, is_township
from kg.extract.words import NOUNS, Vocabulary, Words
from kg.lexicon import read_lexicon

Row = tuple[int, int, str, str]
End = tuple[int, str]  # where a name ends, and its subtype
PARTS = ("organ", "unit", "national", "collective", "ending")
_LEVELS = "省市县区州盟旗镇乡"
NUMBERED = re.compile(
    r"(?:(?:执勤|边检|机动|特勤|铁骑)[一二三四五六七八九十]{1,2}(队)|(?:直属|机动|特勤|巡逻|高速|[民刑]事审判|行政审判)?第?[一二三四五六七八九十\d]{1,3}(庭|税务分局|税务所|支队|大队|中队|分局|总队|稽查局|检察部|监理站)"
    r"|(?:税源管理|查验|查检|监管|管理|综合业务|物控|旅检|风险防控|征管|执法|稽查|缉私|侦查|审判)[一二三四五六七八九十]{1,2}[股科处]"
    r"|第[一二三四五六七八九十\d]{1,3}(?:[\u4e00-\u9fff]{0,4}?(?:巡察|巡视|督导|督查|督察|检查|核查|暗访|包联|专项|巡查)组|(?:纪检监察|监督检查|审查调查|派驻纪检监察)[室组]|巡回[\u4e00-\u9fff]{2}组))(?![伍长])"
)
RANKED = ("支队", "大队", "中队", "总队", "所", "分局", "分公司", "总区")
BODY = re.compile(r"党委|党组|党总支|党支部")
OFFICE = re.compile(r"委员|书记|副书记|成员|班子|会议|扩大|统一|坚强|高度|的")
OPEN_TAIL = re.compile(
    r"(?:局|厅|委|署|委员会|办公室|委办|指挥部|管理处|总队|支队|大队|监理站|联席会议|领导小组|工作专班|集团|公司|协会|联合会|学会|学校|中学|小学|大学|学院|医院|法院|检察院|银行"
    r"|日报|晚报|电视台|广播电台|报社|发展中心|管理中心|服务中心|指挥中心|研究中心|控制中心|(?:引航|监测|检测|检验|鉴定|评估|指导|推广|促进|事务|工作|保护|管护|治理|应急|预警|预报|运营|运维|运行|执法|督查|核算|采购|监管|监控|防控|防治|协调|审评|评价|认证)中心|调度中心|保障中心|救援中心|考试中心|分局|派出所|海关|边检站|党委|研究院|研究所|总站|支行|分行|分公司|警署|警察局"
    r"|管委会|供销社|联社)$"
)
_NAME_TAIL = re.compile(  # ends of names that the tagger sees whole
    r"(?:(?<!委市)(?<!委县)(?<!委区)政府|出版社|剧院|歌舞团|乐团|油田|林场|农场|合作社|联合社|合作联社|基金会|商会|促进会|管理所|福利院|国会|议会|参议院|众议院|党支部|党总支"
    r"|(?<=[\u4e00-\u9fff]{4})司|(?<=..)(?:石化|炼化|钢铁|重工|矿业|药业|制药|农商行)|附[一二三四五]院|(?:(?<=集团)|(?<=公司)|(?<=大学))[\u4e00-\u9fff]{2,6}(?:部|处)|交易所|兵团|工会|总社|科学院|科协|残联|侨联)$"
)
_LOCAL_TAIL = re.compile(  # ends of bodies that a division or a name before them makes known
    r"(?:总台|(?:营运|结算|客服|气象|遥感|疾控|防疫|血液|急救|接待|调解|采供血|信访|信息|技术|文化馆|卫生|康复|代办|仲裁|公证|不动产登记|融媒体|农技|农机|畜牧|水产|供应链管理)中心"
    r"|(?:水管|水利|水文|水土保持|农机|农技|推广|林业|畜牧|兽医|检疫|防疫|监测|气象|救助|消防|特勤|消防救援|客运|汽车|火车|高铁|铁路|地铁|边检|检查|管理|服务|供水|供电|粮|收费|养护|中心|卫生防疫|文化|血|试验|[东西南北])站"
    r"|(?:执法|救援|消防|巡逻|工作|医疗|志愿|服务|宣讲|施工|勘探|设计|突击|综合执法|治理|协管|养护|救护|联防|应急|民兵)队"
    r"|(?:车务|机务|工务|电务|车辆|供电|客运|管养)段|(?:农|林|种畜|良种)场|(?:管理|研究|卫生|检定|检验|检测|测试|测绘|推广|养护|管护|监狱|看守|拘留|戒毒)所|(?:监狱|看守所|戒毒所)"
    r"|(?<!乡镇)(?<!基层)卫生院|疗养院|福利院|敬老院|(?:研究|设计|勘察|仲裁|博物|规划|画|检验)院|(?<=..)车间|(?:监管|督察|专员|协调|事务)办|党支部|党总支|村委会|居委会|合作社|水厂|(?:电|热电|污水处理|制造|机床|钢铁)厂"
    r"|(?:博物|纪念|图书|科技|文化|体育|美术|档案|展览)馆|(?:青少年|少年|文化|儿童活动)宫|(?:会展|展览|博览|体育|奥体|艺术|游客)中心|管理处|监理处|报社|剧院|剧团|艺术团|乐团|矿业|石化|化工厂|法学会|科协|残联|侨联|妇联|工商联|文联|台联|红十字会|工会|商会)$"
)
_SITE_BEFORE = re.compile(r"(?:建成|新建|改建|扩建|迁建|续建|启用|投用|建好)了?$")
_SITE_AFTER = re.compile(
    r"(?:于|正式|将|已|今|近日|\d)*(?:投入|建成|启用|投用|落成|揭牌|竣工|开工|位于|坐落|通车|封顶|项目|工程|建设|改造|扩建|新建)"
)
_JOINED_TAILS = ("局", "厅", "委", "委员会", "办公室", "发展中心", "管理中心", "服务中心", "管理处")  # 文化和旅游局
_POST = re.compile(r"主席|主任|负责|领导|队员|组长|[局厅处科所]长|团队|专家|学者|记者|代表")
_OPEN_UNIT = re.compile(
    r"(?:(?<=[\u4e00-\u9fff]{3})局|审判庭|业务部|(?<=[\u4e00-\u9fff]{3})(?<![公上])司|组|科|处|股|室|中心|支队|大队|中队|队|站|所)$"
)
_OF_HEALTH = ("医院", "卫生院", "保健院")
_LED = re.compile(r"(?:负责人|副?主任|护士长|团队)")
_REACH = re.compile(
    r"(?:(?:全[国省市县区州港]|我[国省市县区]|各(?:市州|县市区|市县区|区县|县区|县市|旗县|州市|地市|乡镇|镇街|[省市县区地镇乡])|地方|国家|自治区|各级|基层|属地)(?:各级|[省市县区、]*[两三四]级|县级以上|基层)?(?:人民)?"
    r"|[省市县区乡、及]{2,8}[两三四]级|同级)"
)
_TASK_AND = re.compile(r"[\u4e00-\u9fff]{2,8}和(?=[\u4e00-\u9fff]{2,8}[局委厅])(?<![局厅委院部署队处]和)")
_ORDINAL = re.compile(r"第[\u4e00-\u9fff]{4,}|第[一二三四五六七八九十\d]+[批支]")  # 第四强制隔离|戒毒所, 第三批|医疗队
_POSTED_AT = re.compile(  # 云河海关|驻保税区办事处, 省纪委监委|驻省教育厅纪检监察组
    r"驻[\u4e00-\u9fff]{2,16}?(?:办事处|纪检监察组|纪检组|监管组|专员办|联络处|代表处|工作站|监察专员办公室)"
)
_HEADED = re.compile(r"[\u4e00-\u9fff]{2,6}?(?:科|处|股|室|部|组|队)(?=副?(?:科长|处长|股长|主任|部长|队长|组长))")
_HOUSE = re.compile(  # 县人大常委会|财经工委
    r"(?:财政?经济?|法制|监察和?司法|内务司法|教科文卫|教育科学文化卫生|城建环资|环资|农业与?农村|农业和农村|代表|人事代表|预算|社会建设|选举任免|民宗侨外|提案|经济科技|文史|法)"
    r"(?:工作委员会|工委|委员会|委(?!员))"
)
_INSTITUTE = re.compile(  # 省农科院|水稻所
    r"(?:水稻|小麦|玉米|植保|植物保护|土肥|土壤肥料|果树|蔬菜|茶叶|畜牧|兽医|园艺|作物|粮食作物|经济作物|油料|蚕桑|林业|水产|加工|棉花|大豆|花卉|药材|食用菌|旱作|资源环境|资环|柑橘|甘蔗|橡胶|马铃薯|生物技术)(?:研究)?所"
)
_CAMPUS = re.compile(r"[\u4e00-\u9fff]{2,4}(?:校区|分校)(?!建设|项目|[一二三四]期|工程|扩建|新建)")
_ACTION = ("深入", "走进", "联合", "会同", "进驻", "组织", "开展", "指导", "部署", "推进", "加强", "负责", "牵头")
_TASK = (*NOUNS, "v", "a", "f")
_OFFICE = re.compile(
    r"(?!上线|开通|推行|推出|启用|合股|联合|同步|试点|成立|组建|设立|抽调|安排|指派|统一|集中|依法|及时|从|就|一律|全部|直接|共同|联合|如何|怎么)[\u4e00-\u9fff]{2,8}?"
    r"(?<![着照主承协督盯交举开创兴筹合代查经自包领帮通快网即马难可能不联待补简先容速专会急严好要来去再就所分的了场程上时刻次处家门期内单件窗厅])"
    r"办(?=召开|举行|印发|发布|公布|开展|组织|牵头|会同|联合|负责|对|将|于|在|已|及|和|与|、|，|。|；|）|发文|通报|要求|部署|主任|副主任|工作人员|接到|累计|共)"
)
_BUT_AN_ORGAN = re.compile(r"组织部(?![署队分])")
_LOCAL = re.compile(
    r"([^\W\d_在和与及的对向由被将把为于是有各两个等、组织部署指导要求成立设]{2,5})"
    r"(?:派出所|分局|市场监管所|市场监督管理所|税务所|税务分局|司法所|中队|人民法庭|法庭|消防救援站)"
)
_TOWN = re.compile(
    r"[^\W\d_]{1,9}?(?:镇|乡|街道)(?=人民政府|政府|党委|党工委|办事处|人大|综治|派出所|司法所|应急|便民|卫生院|中心|综合|纪委|社区|公安|市场监管|平安)"
)
_IS_TOWN = re.compile(r"[村镇乡社区街道厂校](?:党委|党总支|党支部|党组)$")
SEVERAL = re.compile(r"(?:[两三四五六七八九十]|\d+)家[\u4e00-\u9fff]{0,6}?公司$")  # 海运、空运|三家公司
SPLIT = re.compile(r"[、和及与]")
NAMING = ("n", "nz", "an", "nw", "LOC", "ORG", "PER")


@dataclass(slots=True)
class Reader:
    """What stands where in one text: its words, the ends of places and of the words of agency names by their start."""

    words: Words
    divisions: dict[int, list[int]]
    parts: dict[str, dict[int, list[End]]]

    @property
    def text(self) -> str:
        """Return the text itself."""
        return self.words.text


def read_parts(words: Words, places: Iterable[Row]) -> Reader:
    """Return the reader of a text whose places are known."""
    divisions: dict[int, list[int]] = {}
    for start, end, *_ in places:
        divisions.setdefault(start, []).append(end)
    return Reader(words, divisions, {part: vocabulary(part).longest_at(words.text) for part in PARTS})


@cache
def vocabulary(part: str) -> Vocabulary:
    """Return the words of a part of names (organ, unit, national, collective, ending), with their subtypes."""
    rows = (row for row in read_lexicon("organs") if row.label.split(" ")[-1] == part)
    return Vocabulary({row.word: row.label.split(" ")[0] for row in rows})


@cache
def word_list(label: str) -> frozenset[str]:
    """Return the words of ontology/agency-words.tsv with the label."""
    return frozenset(row.word for row in read_lexicon("agency-words") if row.label == label)


def chain_ends(reader: Reader, start: int) -> list[int]:
    """Return where a chain of divisions that starts here may end, the longest first; 湛江市委 shares its 市."""
    ends, frontier = set[int](), [(start, 0)]
    while frontier:
        begin, level = frontier.pop()
        for end in reader.divisions.get(begin, ()):
            lower = max(division_levels(reader.text[begin:end]), default=level + 1)
            if end not in ends and lower > level:
                ends.add(end)
                frontier.append((end, min((x for x in division_levels(reader.text[begin:end]) if x > level), default=lower)))
    ends |= {town for end in ends for town in _town_ends(reader.text, end)}
    shared = {end - 1 for end in ends if reader.text[end - 1] in _LEVELS and end - 1 - start >= 2}
    return sorted(ends | shared, reverse=True)


def _town_ends(text: str, start: int) -> Iterator[int]:
    """Yield where a town ends that stands between a division and a body of its own (福鼎市|嵛山镇|人民政府)."""
    town = _TOWN.match(text, start)
    if town and is_township(town[0]):
        yield town.end()


def organ_at(reader: Reader, start: int) -> End | None:
    """Return the end and subtype of the organ that starts here, with its units."""
    found = max((f for f in reader.parts["organ"].get(start, ()) if stands(reader.text, start, f[0])), default=None)
    found = found or _joint_organ(reader, start) or _office_at(reader, start)
    return with_units(reader, found) if found else None


def _joint_organ(reader: Reader, start: int) -> End | None:
    """Return the end of an organ of two tasks that the tagger cut apart: 政务服务|和|大数据局."""
    task = _TASK_AND.match(reader.text, start)
    if (
        task is None
        or not reader.words.starts(start)
        or any(w.label not in NOUNS for w in reader.words.between(start, task.end() - 1))
    ):
        return None
    found = max(reader.parts["organ"].get(task.end(), ()), default=None)
    whole = found is not None and reader.text[found[0] - 1] in "局委厅" and stands(reader.text, start, found[0])
    return found if whole and found and found[0] - task.end() > 2 else None


def _office_at(reader: Reader, start: int) -> End | None:
    """Return the end of an office named by its task (治水办, 老旧小区改造办), which follows a division or a body."""
    office = _OFFICE.match(reader.text, start)
    if office is None:
        return None
    task = reader.words.between(start, office.end() - 1)
    return (office.end(), "government") if all(word.label in _TASK for word in task) else None


def with_units(reader: Reader, end: End) -> End:
    """Return the end and subtype of the name after the units that follow."""
    following = unit_at(reader, end[0])
    if following is None:
        return end
    return with_units(reader, (following[0], end[1] if following[1] == "other" else following[1]))


def unit_at(reader: Reader, start: int) -> End | None:
    """Return the end and subtype of the unit that starts here: bare, numbered, with a name of its own, or of nouns."""
    text, parts = reader.text, reader.parts
    if text.startswith((*_ACTION, "常委"), start) and not _BUT_AN_ORGAN.match(text, start):
        return None  # 县委|常委宣传部部长: a seat on it
    bare = [
        f
        for part in ("unit", "organ")
        for f in parts[part].get(start, ())
        if f[0] - start > 1 and is_whole(reader, start, f[0]) and text[start : f[0]] != "政府"  # 某局|政府信息公开
    ]
    numbered = NUMBERED.match(text, start)
    if bare or numbered:
        return max([*bare, *([(numbered.end(), "other")] if numbered else [])])
    for end in _own_names(reader, start):
        for part in ("unit", "ending"):
            for stop, subtype in parts[part].get(end, ()):
                if part == "ending" and text[end:stop] not in ("分公司", "支行", "分行", "供电公司", "医院"):
                    continue
                if stop - end > 1 and (is_whole(reader, end, stop) or _is_ranked(reader, start, end, stop)):
                    return stop, subtype
    house = _HOUSE.match(text, start) if text.endswith(("人大", "人大常委会", "政协"), 0, start) else None
    if house:
        return house.end(), "other"
    institute = _INSTITUTE.match(text, start) if text.endswith(("农科院", "林科院", "科学院", "热科院"), 0, start) else None
    if institute:
        return institute.end(), "other"
    campus = _CAMPUS.match(text, start) if text.endswith("大学", 0, start) else None
    if campus:
        return campus.end(), "school"
    posted = _POSTED_AT.match(text, start)
    if posted and reader.words.starts(start) and stands(text, start, posted.end()):
        return posted.end(), "other"
    headed = _HEADED.match(text, start)
    return (headed.end(), "other") if headed else _office_at(reader, start) or _noun_unit(reader, start)


def is_whole(reader: Reader, start: int, end: int) -> bool:
    """Return whether an organ's or unit's word stands here that the tagger does not see go on."""
    return stands(reader.text, start, end) and (reader.words.ends(end) or end - start > 3)


def _is_ranked(reader: Reader, start: int, end: int, stop: int) -> bool:
    """Return whether a division and a rank stand here (关山|分局), whatever the tagger cut."""
    named = is_division_name(reader.text[start:end]) or end in reader.divisions.get(start, ())
    return named and reader.text.endswith(RANKED, end, stop) and stands(reader.text, end, stop)


def _own_names(reader: Reader, start: int) -> list[int]:
    """Return where a unit's own name that starts here may end: a division, or one or two nouns."""
    ends = {*reader.divisions.get(start, ()), *(e for e in (start + 3, start + 2) if is_division_name(reader.text[start:e]))}
    position = start
    for _ in range(2):
        word = reader.words.holding(position)
        if word is None or word.label not in NOUNS or word.end - start > 6 or reader.text[word.start : word.end] in _ACTION:
            break
        position = word.end
        ends.add(position)
    local = _LOCAL.match(reader.text, start)
    verb = reader.words.label(start) in ("v", "vd", "p", "d", "c")
    if local and local[1] not in _ACTION and (not verb or local[1][-1] in "路街道门桥"):
        ends.add(local.end(1))
    return sorted((e for e in ends if e - start >= 2), reverse=True)


def _noun_unit(reader: Reader, start: int) -> End | None:
    """Return the end of a unit made of nouns that no table knows (执法及管制组)."""
    best: End | None = None
    for position in noun_ends(reader, start, 14, joints="及与"):
        tail = _OPEN_UNIT.search(reader.text, start, position)
        surface = reader.text[start:position]
        if tail and tail[0] in "科室" and reader.text.endswith(_OF_HEALTH, 0, start) and not _LED.match(reader.text, position):
            break  # 县医院|骨科: a ward acts for its hospital
        if _POST.search(surface) or reader.words.label(position - 1) == "PER":
            break
        if tail and tail.start() - start >= 2 and stands(reader.text, start, position):
            best = position, "other"
        if best and reader.text[position : position + 1] in ("和", "及", "与"):
            break
    return best


def noun_ends(reader: Reader, start: int, longest: int, joints: str = "和") -> Iterator[int]:
    """Yield where the nouns that start here end, one after the other."""
    text, position = reader.text, start
    while position < len(text) and position - start <= longest:
        word = reader.words.holding(position)
        if (
            word is None
            or (word.start < position and position != start)
            or (position > start and begins_national(reader, position))
        ):
            return
        if text[word.start : word.end] in _ACTION:
            return
        numbered = word.label == "m" and _ORDINAL.fullmatch(reader.text, word.start, word.end)
        joint = word.label == "c" and position > start and text[word.start : word.end] in joints
        if (
            not joint
            and not numbered
            and word.label not in NOUNS
            and not (word.label in ("a", "f", "ad") and word.end - word.start > 1)
        ):
            return
        position = word.end
        if not joint:
            yield position


def begins_national(reader: Reader, position: int) -> bool:
    """Return whether a national body's name begins here."""
    return any(end - position > 3 for end, _ in reader.parts["national"].get(position, ()))


def open_at(reader: Reader, start: int) -> End | None:
    """Return the end and subtype of an organ or ending of nouns that no table knows (数据资源管理局, 丰源客运公司)."""
    best: End | None = None
    for position in noun_ends(reader, start, 18):
        tail = OPEN_TAIL.search(reader.text, start, position) or _local_tail(reader.text, start, position)
        if tail and "和" in reader.text[start : tail.start()] and tail[0] not in _JOINED_TAILS:
            break
        if (
            tail
            and (tail.start() > start or len(tail[0]) > 3)
            and position - start >= 3
            and stands(reader.text, start, position)
        ):
            best = position, subtype_of(reader.text[start:position])
        if best and reader.text.startswith("和", position):
            break
    return with_units(reader, best) if best else None


def tail_of(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the end of an agency's name in a word that the tagger takes for a body's name."""
    return OPEN_TAIL.search(text, start, end) or _NAME_TAIL.search(text, start, end) or _local_tail(text, start, end)


def _local_tail(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the end of a small body's name (水管站, 综合执法队), unless the text speaks of it as a site that is built."""
    built = _SITE_AFTER.match(text, end) or _SITE_BEFORE.search(text, max(0, start - 6), start)
    return None if built else _LOCAL_TAIL.search(text, start, end)


def subtype_of(surface: str) -> str:
    """Return the subtype that the end of an agency's name gives.

    >>> subtype_of("云河丰源客运公司")
    'company'
    """
    for length in range(min(len(surface), 12), 1, -1):
        for part in ("ending", "organ", "unit"):
            subtype = vocabulary(part).values.get(surface[-length:])
            if subtype:
                return subtype
    return "government" if surface[-1] in "局厅委办署" else "other"


def name_before(reader: Reader, start: int) -> int | None:
    """Return where a name that ends here begins: what the tagger takes for a name, or a division's short name."""
    words = reader.words
    word = words.holding(start - 1) if start else None
    inside = words.holding(start)
    if inside is not None and inside.start < start:  # one word with the unit
        if any(begins_national(reader, i) for i in range(inside.start + 1, start)):
            return None
        return inside.start if inside.label in ("LOC", "ORG", "nz", "nw") and start - inside.start >= 2 else None
    if word is not None and word.end == start and start - word.start >= 2:
        local = word.label in ("n", "s") and reader.text[start - 1] in "郊城关街路桥镇乡" and start - word.start <= 4
        if local or word.label in ("LOC", "ORG", "PER", "nz"):
            return word.start
    return next((b for b in (start - 3, start - 2) if b >= 0 and words.starts(b) and _is_plain_place(reader, b, start)), None)


def _is_plain_place(reader: Reader, start: int, end: int) -> bool:
    """Return whether a division's short name stands here that is no verb in this place (会同) and no word like 公安."""
    name = reader.text[start:end]
    return (
        is_division_name(name) and name not in ("公安", "城区") and reader.words.label(start) not in ("v", "vd", "p", "d", "vn")
    )


def nouns_before(reader: Reader, start: int, labels: tuple[str, ...] = NAMING, most: int = 3) -> int | None:
    """Return where the nouns that end here begin."""
    begin: int | None = None
    position = start
    for _ in range(most):
        word = reader.words.holding(position - 1) if position else None
        if word is None or word.label not in labels or word.end != position:
            break
        begin = position = word.start
    return begin


def reach_before(reader: Reader, start: int) -> int | None:
    """Return where the reach before a collective begins: a chain of divisions, 全省, 各级, 市、县两级, 铁路."""
    text = reader.text
    modifier = next((m for m in word_list("modifier") if text.endswith(m, 0, start)), "")
    stem = start - len(modifier)
    for begin in range(max(0, stem - 12), stem):
        if begin in reader.divisions and stem in chain_ends(reader, begin):
            return begin
        if reader.words.starts(begin) and _REACH.fullmatch(text, begin, stem):
            return begin
    return stem if modifier and reader.words.starts(stem) else None


def stands(text: str, start: int, end: int) -> bool:
    """Return whether the word of an organ is one here, and not the beginning of another word (教育部|门, 大队|长, 市委|员)."""
    last, after = text[end - 1], text[end : end + 1]
    if SEVERAL.search(text, start, end):
        return False
    if last in "部" and after in ("门", "署", "队", "分"):
        return False
    if after == "长" and text[end : end + 2] not in ("长江", "长沙", "长春", "长治", "长三", "长安", "长航"):
        return last in "局厅署院" and end - start > 2
    if last == "队" and after in ("伍", "员"):
        return False
    sends = text.startswith(("派员", "派出", "派人", "派专"), end)  # 区住建委|派员指导
    if last == "委" and ((after in ("员", "托", "派") and not sends) or text.endswith("委常", start, end - 1)):
        return False  # 市委|常委
    if last in "处" and after in ("理", "置", "罚", "于", "以", "警"):
        return False
    if last == "办" and after in ("理", "法", "公", "事", "案", "件", "好", "学", "证"):
        return False
    if BODY.search(text, max(start, end - 3), end) and end - start >= 2 and OFFICE.match(text, end):
        return (
            text[end - 2 : end] != "党组"
            and text.startswith(("书记", "副书记"), end)
            and _IS_TOWN.search(text, max(0, start - 2), end) is not None
        )
    if text[end - 2 : end] in ("大厅", "客厅", "餐厅", "展厅") or text[end - 3 : end] == "中小学":
        return False
    if last == "局" and text[end - 2] in "布结格大全当时破僵残棋战困":
        return False
    if last in "站中" and text[end - 2 : end] in ("网站", "车站", "电站", "空间站", "其中", "期中"):
        return False
    return not (text[start:end] == "政府" and after in ("债", "采", "工"))


def _certainty(row: Row) -> tuple[object, ...]:
    """Return what sorts the longer row first, and of two readings of one stretch the more certain one."""
    by_task = row[3].removesuffix("-short").endswith("-task")
    return row[0] - row[1], row[0], row[3] != "agencies/national", by_task, row[2].endswith("/other"), row


def longest(rows: Iterable[Row]) -> list[Row]:
    """Return the rows of which none overlaps a longer one."""
    kept: list[Row] = []
    for row in sorted(set(rows), key=_certainty):
        if not overlaps(kept, row[0], row[1]):
            kept.append(row)
    return sorted(kept)
