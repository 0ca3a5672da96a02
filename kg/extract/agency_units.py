"""Units and small bodies that no table knows: a level or a parent, tasks, and a word for what they are.

市|气象灾害防御|中心, 镇|财政|所, 总局|食品抽检|司: the tagger cuts such names anywhere, so that a name counts where its words
are nouns and tasks, and where what stands behind shows that a body acts or is listed beside others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.agency_parts import Reader, Row, chain_ends, stands, word_list
from kg.extract.sites import SITE, site_acts
from kg.extract.words import NOUNS

_CLAUSE = r"(?:(?<![\u4e00-\u9fff\d“”」』》])|(?<=[由和与及同经据])|(?<=会同)|(?<=联合)|(?<=负责人))"
TASK_VERB = re.compile(
    r"(?:抽检|检测|检查|检验|检定|检疫|监督|监测|监管|调度|运检|规划|发展|促进|招生|就业|审批|防御|防治|防控|评估|评价|排灌|灌溉|救援|救助|稽查|稽核|督查|督办|巡察|巡查"
    r"|招商|投诉|接待|信访|宣传|预警|预报|发布|勘察|勘测|设计|施工|养护|运维|运营|运行|仲裁|调解|鉴定|认证|登记|受理|结算|核算|审计|采购|招标|维修|检修|维护|保障|保卫|戒毒"
    r"|护理|防疫|急救|康复|繁育|种植|养殖|加工|储备|储运|装卸|转运|货运|客运|公证|执行|立案|审判|侦查|缉私|查验|通关|推广|指导|代办|诉讼|扶贫|帮扶|打私|治超|巡护|护林|扑火"
    r"|应急|教研|科研|电教|支付|会计|征收|征管|拆迁|改造|建设|开发|利用|经营|管理|服务|处置|交易|物流|配送|销售|营销|供应|培训|考试|评审|融资|担保|编制|统筹|综合|保护|修复|测绘|质检|计量)"
)
_PLACED_TAIL = re.compile(  # behind a level or a division
    r"(?<=[\u4e00-\u9fff]{2})(?:中心|窗口|队|所|院|办|处|室|工会|妇联|团委"
    r"|(?:排灌|农技|农机|林业|水利|水管|畜牧|兽医|气象|监测|检疫|监理|推广|救援|救助|工作|文化|广播|消防|特勤|勤务|管护|保护|执法|防疫"
    r"|种子|土肥|植保|苗木|草原|水产|渔政|农经|蚕桑|血|环卫)站|[畜种猪羊牛]场|新华书店|(?:实验|机关|中心|直属)幼儿园|(?:实验|中心|特教|特殊教育|职业)(?:小学|中学|学校))$"
    r"|(?:苗圃|粮库|储备库|火葬场|[体技职]校|[老作美书音摄舞剧影曲足篮记体]协)$"
)
_LEVEL_TAIL = re.compile(  # behind a level alone: any station that is no spot
    rf"{_PLACED_TAIL.pattern}|(?<=[\u4e00-\u9fff]{{2}})(?<![基泵驿公织])(?<!公交)(?<!地铁)(?<!高铁)(?<!中转)(?<!回收)(?<!服务)(?<!枢纽)(?<!补给)(?<!休息)(?<!换热)(?<!污水)站$"
)
_OF_LEVEL = re.compile(r"(?:血|粮)站|粮库|储备库|苗圃|[体技职]校|林场")  # 市|血站: nothing but what it is
_TOWN_TAIL = re.compile(
    r"(?:[\u4e00-\u9fff]{2}(?:中心|队|所|站|办|室)|总工会|工会|妇联|团委|共青团|武装部|纪委|人大|党政办|综治办)$"
)
_NO_TAIL = re.compile(
    r"(?:场所|居所|住所|厕所|公厕|诊所|交易所|网站|车站|[电油气氢能]站|空间站|记者站|医院|学院|法院|书院|住院|楼院|[小大宅民]院|家属院|四合院|入院|出院|庭院|影院|剧院|到处|好处|用处|深处|四处|益处|害处|难处|各处|多处|出处|教室|卧室|温室|浴室|卫生室|办公室|学科|专科|本科|百科|文科|理科|全科"
    r"|水库|仓库|车库|题库|粮库|冷库|数据库|金库|国库|阶段|手段|时段|路段|地段|片段|区段|标段|河段|举办|承办|主办|协办|合办|联办|督办|快办|代办|通办|帮办|好办|能办|专办|补办|[重查交催转难严速]办|(?:现场|马上|就近|集中|[网掌]上|线上|上门|跨省|异地|指尖|一次|一网|一窗|窗口|联合|容缺|提前)办|部队|军队|球队|舰队|团队|车队|排队|乐队|编队|院所|支部|干部|全部|内部|外部|局部|大部|总部|俱乐部|结局|格局|布局|全局|大局|开局|时局|政局|破局|副中心|(?:示范|商贸|体验|展示|活动|研发|配送|文体)中心|发射中心"
    r"|商业中心|购物中心|商务中心|人民中心|政治中心|经济中心|文化中心|金融中心|贸易中心|航运中心|物流中心|创新中心|国际中心|科学中心|消费中心|会展中心|体育中心|重心)$"
)
_NOT_OF_IT = re.compile(
    r"各|该|本|我|全|多|两|有关|相关|所有|其他|其中|建成|新建|改建|扩建|成立|设立|组建|建立|打造|建设|推进|加强|举办|开展|位于|组织|新增|增设|开通|完善|健全|优化|提升|依托"
)
_FOLLOWS = re.compile(
    r"(?:副)?(?:主任|司长|局长|处长|科长|所长|站长|队长|部长|院长|段长|室主任|书记|经理|负责人|有关负责人|工作人员|民警|干部|一级巡视员|二级巡视员|巡视员|牵头|下发|下达|上报|转发|印发|多次|几次|补贴|出资|捐赠|编(?![\u4e00-\u9fff]))"
)
_BUILT = re.compile(
    r"(?:于|正式|将|已|今|近日|\d)*(?:投入(?:使用|运营|运行)|建成|启用(?!了?(?:“|[\u4e00-\u9fff]{2,10}(?:系统|平台|设备|机|车|码|功能|程序|模式|机制)))|投用|落成|揭牌|挂牌|竣工|开工|位于|坐落|通车|封顶|项目|工程|建设|改造|扩建|新建|迁建|占地|总投资|选址|设在|主体)"
)
_INSIDE_NAME = re.compile(r"[局厅委署院部会司驻]$")  # 审计署|云河特派员办事处
_PLACE_TO_GO = re.compile(r"(?:[在至从往赴进]|来到|走进|前往|位于|参观|落户|抵达|考察|调研|走访|看望)$")
_LEADS = re.compile(r"(?:由|与|和|同|及|会同|联合|、|据|经|请|对|是|被|向|给|到|，|。|；|：|\n|（|\s|^)$")


_IS_BODY = re.compile(  # what is before 和 is a body of its own: 城东大队|和|城西大队
    r"(?:[局厅委署院庭校团部]|大队|中队|支队|总队|中心|公司|集团|工会|协会|学会|商会|妇联|残联|大学|中学|小学|银行|海关)$"
)


def task_ends(reader: Reader, start: int, longest: int = 16) -> Iterator[int]:
    """Yield where the words end, one after the other, of which the name of a body for some task may be made."""
    text, position = reader.text, start
    while position < len(text) and position - start <= longest:
        word = reader.words.holding(position)
        if word is None or (word.start < position and position != start):
            return
        surface = text[position : word.end]
        joint = word.label == "c" and surface in ("与", "和", "及") and position > start
        named = word.label in NOUNS or (word.label in ("a", "ad", "f", "b", "d") and len(surface) > 1)
        ends = surface in ("所", "办", "处", "站", "局", "队", "库", "段")
        if not (joint or named or ends or TASK_VERB.fullmatch(surface)) or (joint and _IS_BODY.search(text, start, position)):
            return
        if word.label == "v" and position > start and _IS_BODY.search(text, start, position):
            return  # 市数据局|开发|…
        if surface == "办" and _IS_BODY.search(text, start, position):
            return  # 省总工会|办|大赛
        if position == start and (_NOT_OF_IT.match(surface) or joint):
            return
        position = word.end
        if not joint:
            yield position


def acts_there(reader: Reader, end: int) -> bool:
    """Return whether a body whose name ends here acts: a verb or its lead stands behind, or a post of it."""
    text = reader.text
    if _BUILT.match(text, end):
        return False
    word = reader.words.holding(end)
    if word is not None and word.start == end and word.label == "vn":  # 安监室|通报|事故
        return not TASK_VERB.fullmatch(text, end, word.end) and reader.words.label(word.end) in (
            "n",
            "nz",
            "m",
            "r",
            "LOC",
            "ORG",
        )
    return reader.words.label(end) in ("v", "vd", "d", "ad", "p", "TIME") or _FOLLOWS.match(text, end) is not None


_NEXT_BODY = re.compile(
    r"[、和与同][\u4e00-\u9fff]{2,14}?(?:[局厅委署]|办公室|支队|大队|法院|检察院|公司|政府|派出所|消防站|救援站)(?![长面势])"
)


def _beside(reader: Reader, end: int) -> bool:
    """Return whether a body stands beside a name in a list."""
    return _NEXT_BODY.match(reader.text, end) is not None


_PARTICLE = re.compile(r"[辖属在有得需示述致谓以能及长占用喜接欢关认熟掌拥享提]")
_INSTITUTE = re.compile(
    r"(?:财政|税务|司法|国土|规划|兽医|林业|卫生|工商|粮管|农技|水利|市监|监管|监督|派出|供电|交警|食药|医保|社保|检测|检验|研究|管理|执法|救助|收费|养护|检定|防疫|计量|种子|植保)所$"
)


def _ended(reader: Reader, start: int, begin: int, tails: re.Pattern[str]) -> int | None:
    """Return where the longest name ends that starts at `start`, its tasks at `begin`, if a body acts there."""
    text, best = reader.text, None
    if _PLACE_TO_GO.search(text, max(0, start - 3), start) or text[begin : begin + 1] in "里内外级直辖属域":
        return None
    for end in task_ends(reader, begin):
        tail = tails.search(text, begin, end)
        if text[end - 1] == "办" and (_IS_BODY.search(text, begin, end - 1) or text[end : end + 1] in "率结好成起了过得出完妥"):
            continue
        if tail and text[end - 1] == "所" and _PARTICLE.match(text, end) and not _INSTITUTE.search(text, begin, end):
            continue  # 某国人民|所|喜爱
        no_tail = _NO_TAIL.search(text, begin, end)
        if no_tail and ((tails is _UNIT_TAIL and no_tail[0] == "办公室") or _OF_LEVEL.fullmatch(text, begin, end)):
            no_tail = None
        if tail is None or no_tail or not stands(text, start, end):
            continue
        if SITE.fullmatch(text, start, end) and not site_acts(text, start, end):
            continue
        members = _of_members(reader, end) and reader.words.label(end) == "vn"  # 街道总工会|补贴，
        if members or acts_there(reader, end) or (_beside(reader, end) and not _BUILT.match(text, end)):
            best = end
    return best


_PARENT = re.compile(
    _CLAUSE
    + r"(总局|局集团公司|集团公司|分公司|总公司|公司|[省市县区州]?(?:局|厅)|段|总队|支队|大队|该[院校局]|大学|学校|医院|院)"
    r"(?=[\u4e00-\u9fff]{3})"
)
_UNIT_TAIL = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:处|科|部|司|局|室|所|队|中心|车间|工区|组|办|段|工会|团委|党委|党总支)$")


def _of_members(reader: Reader, end: int) -> bool:
    """Return whether a name ends in a body of its members: 集团公司|工会, 院|党委."""
    return reader.text.endswith(("工会", "团委", "党委"), 0, end)


def units_of_parents(reader: Reader) -> Iterator[Row]:
    """Yield the units of a body that the context names: 总局|食品抽检司, 集团公司|客运部, 公司|运检部."""
    for match in _PARENT.finditer(reader.text):
        start, begin = match.span(1)[0], match.end(1)
        end = _ended(reader, start, begin, _UNIT_TAIL)
        if end is not None and (end - begin >= 3 or _of_members(reader, end)):
            from_here = begin if match[1].startswith("该") else start
            yield from_here, end, "Agency/other", "agencies/unit-of-parent-short"


_LEVEL = re.compile(r"自治区|师市|地区|街道|社区|[省市县区州盟旗镇乡村]")
_TOWNS = ("镇", "乡", "村", "街道", "社区")


def bodies_of_levels(reader: Reader) -> Iterator[Row]:
    """Yield the bodies of a level that the context names: 市|气象灾害防御中心, 镇|财政所, 街道|城管办, 村|妇联."""
    text = reader.text
    for match in _LEVEL.finditer(text):
        start, begin = match.span()
        if not reader.words.starts(start) or not _LEADS.search(text, max(0, start - 2), start):
            continue
        if text[begin : begin + 1] in "镇乡县区市":
            continue  # 县区, 乡镇
        if any(s < start < e for s in range(max(0, start - 8), start) for e in reader.divisions.get(s, ())):
            continue
        end = _ended(reader, start, begin, _TOWN_TAIL if match[0] in _TOWNS else _LEVEL_TAIL)
        if end is not None and end - start >= 3 and text[start:end] not in word_list("generic"):
            yield start, end, "Agency/government", "agencies/level-task-short"


def bodies_of_divisions(reader: Reader) -> Iterator[Row]:
    """Yield the bodies of a division by their task: 江北区|审批中心, 北海|航务中心."""
    text = reader.text
    for start in reader.divisions:
        if not reader.words.starts(start) or _INSIDE_NAME.search(text, max(0, start - 1), start):
            continue
        for begin in chain_ends(reader, start):
            end = _ended(reader, start, begin, _PLACED_TAIL)
            if end is not None and end - begin >= 3:
                yield start, end, "Agency/government", "agencies/division-task"
                break


_OFFICE_OF_LEVEL = re.compile(  # 市|打击走私|办, 县|创城|办
    r"(?:打击走私|打私|禁毒|双拥|治超|创城|创卫|创文|巡察|农|编|改革|网信|军民融合|防汛|三防|森防|扫黑|河长|河湖长|林长|安委|食安|爱卫|扫黄打非|老龄|信访|普法|依法治[省市县区]|平安|综治|护路|招商"
    r"|营商|重点项目|乡村振兴|移民|文明|督查|督导|考核|史志|地方志|国动|人防|金融|城管|应急|党政|社会事务|经济发展|规划建设|综合执法|便民|财政|物管|物业|拆违|控违|征收|征迁|旧改|春运|减灾|节水"
    r"|控烟|绿化|环保|环委|市域治理|治水|治欠|粮安|散治|油气|反诈|防诈|法治|国安|侨|台|港澳|外事|民宗|接待)办(?![理公事学法证案件结好率])"
)


def offices_of_levels(reader: Reader) -> Iterator[Row]:
    """Yield the standing offices of a level or a division: 市|打私办, 云河县|创城办, 省委|农办."""
    text = reader.text
    for match in _OFFICE_OF_LEVEL.finditer(text):
        start = match.start()
        begin = next((b for b in range(max(0, start - 12), start) if start in chain_ends(reader, b)), None)
        level = next((lv for lv in _OFFICE_LEVELS if text.endswith(lv, 0, start)), "")
        alone = level and (
            not text[start - len(level) - 1 : start - len(level)].isalpha() or reader.words.starts(start - len(level))
        )
        if begin is None and alone:
            begin = start - len(level)
            before = [
                b
                for b in range(max(0, begin - 12), begin)
                if begin in chain_ends(reader, b) or begin + 1 in chain_ends(reader, b)
            ]
            begin = min(before, default=begin)
        if begin is not None:
            yield begin, match.end(), "Agency/committee", "agencies/level-office-short"


_OFFICE_LEVELS = (
    "省委",
    "市委",
    "县委",
    "区委",
    "州委",
    "旗委",
    "盟委",
    "街道",
    "省",
    "市",
    "县",
    "区",
    "州",
    "旗",
    "盟",
    "镇",
    "乡",
)


_VILLAGE = re.compile(
    r"(?<![\u4e00-\u9fff])(?:村里的?|村|社区)(?:两委|党总支|党支部|党委|合作社|妇联|团支部|集体经济合作社|股份经济合作社|委会|居委会|理事会|监委会|监会)(?![书成班委员])"
)


def bodies_of_villages(reader: Reader) -> Iterator[Row]:
    """Yield the bodies of a village that the context names, where they act: 村|党总支|流转土地."""
    for match in _VILLAGE.finditer(reader.text):
        if acts_there(reader, match.end()):
            yield match.start(), match.end(), "Agency/committee", "agencies/village-short"


_LONE_TAIL = re.compile(
    r"(?:(?:发展|管理|维护|事务|监测|指挥|调度|推广|保障|救援|防治|疾控|运营|执法|监督|审批|保护|评估|防御|研究|质检|检测|航务|路网|审核|核算|结算|宣教|督查|稽查)中心"
    r"|(?:行政|综合)?执法队|(?:监督|管理|检验|检测|研究|执法|检定)所|管理处|管护站|保护站|评估院|研究院|考试院)$"
)
_LONE_START = re.compile(r"(?<![\u4e00-\u9fff\d“”」』》）、和与及])(?=[\u4e00-\u9fff]{5})|(?<=由)(?=[\u4e00-\u9fff]{5})")


def lone_bodies(reader: Reader) -> Iterator[Row]:
    """Yield a body named by its task alone, where a clause begins with it and it acts: 文化市场综合行政执法队|检查…."""
    text = reader.text
    for match in _LONE_START.finditer(text):
        start = match.start()
        if not reader.words.starts(start):
            continue
        for end in task_ends(reader, start, 18):
            tail = _LONE_TAIL.search(text, start, end)
            if tail is None or tail.start() - start < 2 or not stands(text, start, end) or not acts_there(reader, end):
                continue
            if not SITE.fullmatch(text, start, end) or site_acts(text, start, end):
                yield start, end, "Agency/other", "agencies/lone-task-short"
                break
