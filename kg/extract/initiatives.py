"""Named lines of work: campaigns, reforms, programmes, working models, publicity. Group `initiatives`.

Fewer than half of them stand in quotation marks. The others are noun phrases that end in a head (专项整治, 工作法)
and that a launching verb governs (开展, 推行). Every candidate collects signs (its head, the verb, how much it says,
whether it returns elsewhere); those with enough of them are marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from ahocorasick_rs import AhoCorasick, MatchKind
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.auxiliaries import stands_as_verb
from kg.extract.nlp import mark
from kg.extract.order import last_of, overlaps
from kg.extract.phrases import (
    Head,
    Phrases,
    Quotation,
    Word,
    context,
    context_set,
    floor_of,
    heads,
    is_naming,
    phrases_of,
    quotations,
    verbs,
    words_of,
)
from kg.extract.practices import find_practices
from kg.extract.topics import is_kind_of_works, put_into_use, since_begun, told_of
from kg.lexicon import Row as LexiconRow
from kg.lexicon import read_lexicon

Row = tuple[int, int, str, str]
ENOUGH = 2.8  # signs that an unquoted phrase needs
ENOUGH_QUOTED = 2.0
LONGEST_NAME = 28  # characters, of a name that a verb governs
_VERB_SIGNS = {"launch": 1.5, "promote": 1.0, "lead": 0.5, "other": -1.0}
_QUOTE_SIGNS = {"launch": 2.0, "promote": 1.5, "lead": 1.0, "other": 0.0}
_HEAD_SIGNS = {"strong": 2.0, "fair": 1.2, "weak": 0.4, "bare": 0.0}


@Language.factory("kg_initiatives", assigns=["doc.spans"])
def make_initiatives(nlp: Language, name: str) -> object:
    """Return the component that marks initiatives."""
    return mark_initiatives


def mark_initiatives(doc: Doc) -> Doc:
    """Mark initiatives, in quotation marks and without."""
    phrases = phrases_of(doc)
    reader = _Reader(phrases, [(line.start, line.end) for line in doc.spans.get("lines", ()) if line.label_ != "paragraph"])
    summed = list(reader.summed_quotations())
    quoted = summed + _outside(reader.quoted(), summed)
    listed = _outside(reader.listed(), quoted)
    formed = _longest(_outside(reader.formed(), quoted + listed))
    others = _longest(
        [*_outside(reader.plain(), quoted + listed + formed), *_outside(reader.known(), quoted + listed + formed)]
    )
    told = _outside(iter(_told_of(doc, reader, others)), quoted + listed + formed)
    found = [*quoted, *listed, *formed, *_outside(iter(others), told), *told]
    found = [_behind_place(phrases.text, _with_edition(phrases.text, row)) for row in found]
    whole = _whole(_longest([_behind_place(phrases.text, row) for row in reader.governed()]), found)
    inner = [row for row in found if not any(s <= row[0] and row[1] <= e for s, e, _, _ in whole)]
    inner = [row for row in inner if not _OF_COUNTRIES.match(phrases.text, row[0])]
    return mark(doc, "initiatives", _with_practices(doc, phrases, sorted([*inner, *whole])))


def _with_practices(doc: Doc, phrases: Phrases, found: list[Row]) -> list[Row]:
    """Return the rows with the practices that cross none of them nor a system; of one in the other the longer stays."""
    bodies = [(agency.start, agency.end) for agency in doc.spans.get("agencies", ())]
    others = [(m.start, m.end) for group in ("systems", "titles") for m in doc.spans.get(group, ())]
    practices = [row for row in _longest(list(find_practices(phrases, bodies))) if not overlaps(others, row[0], row[1])]
    added = [
        row
        for row in practices
        if all(
            end <= row[0] or row[1] <= start or (row[0] <= start and end <= row[1]) or (row[3] == _PILOT and end == row[1])
            for start, end, _, _ in found
        )
    ]
    pilots = {end for _, end, _, rule in added if rule == _PILOT}  # 把甲村列为|综合整治试点
    kept = [row for row in found if row[1] not in pilots and not any(s <= row[0] and row[1] <= e for s, e, _, _ in added)]
    return sorted([*kept, *added])


_PILOT = "practices/gone-by"


def _told_of(doc: Doc, reader: _Reader, others: list[Row]) -> list[Row]:
    """Return the lines of work known by where they stand, which cross none of the others."""
    bodies = [(agency.start, agency.end) for agency in doc.spans.get("agencies", ())]
    told = [
        *told_of(reader.phrases, reader.heads, reader.governing, bodies),
        *put_into_use(reader.phrases, bodies),
        *since_begun(reader.phrases, bodies),
    ]
    systems = {(system.start, system.end) for system in doc.spans.get("systems", ())}
    told = [row for row in told if (row[0], row[1]) not in systems]
    inside = [row for row in told if all(e <= row[0] or row[1] <= s or row[0] <= s < e <= row[1] for s, e, _, _ in others)]
    return _longest(inside)


def _behind_place(text: str, row: Row) -> Row:
    """Return a name without the place where it is held: 在|丰泽广场办|消费者权益日宣传活动."""
    held = _HELD_THERE.match(text, row[0], row[1]) if text.startswith("在", max(0, row[0] - 1)) else None
    return (held.end(), *row[1:]) if held else row


def _with_edition(text: str, row: Row) -> Row:
    """Return a name with the year or number of its edition: 云剑行动|2023, 首问责任制|2.0."""
    edition = _EDITION.match(text, row[1]) if _HAS_EDITIONS.search(text, row[0], row[1]) else None
    return (row[0], edition.end(), *row[2:]) if edition else row


def _whole(rows: list[Row], found: list[Row]) -> list[Row]:
    """Return the rows that cross no mark and hold none that ends with them, or only one that is a piece of theirs."""
    rest = {"initiatives/task": len("工作")}  # a name that only 工作 follows is known already
    return [
        row
        for row in rows
        for work in [rest.get(row[3], 0)]
        if all(end <= row[0] or row[1] <= start or (row[0] <= start and end < row[1] - work) for start, end, _, _ in found)
    ]


def _longest(rows: list[Row]) -> list[Row]:
    """Return of overlapping rows the longest."""
    kept: list[Row] = []
    for row in sorted(rows, key=lambda r: (r[0] - r[1], r[0], r[3])):
        kept += _outside(iter([row]), kept)
    return sorted(kept)


def _outside(rows: Iterator[Row], taken: list[Row]) -> list[Row]:
    """Return the rows that overlap none of those taken."""
    return [row for row in rows if not any(start < row[1] and row[0] < end for start, end, _, _ in taken)]


@cache
def _known_names() -> tuple[AhoCorasick, tuple[LexiconRow, ...]]:
    rows = (*read_lexicon("initiatives"), *read_lexicon("national-initiatives"))
    return AhoCorasick([row.word for row in rows], matchkind=MatchKind.LeftmostLongest), rows


def _label(row: LexiconRow) -> str:
    return "Initiative/" + row.label.split()[0]


def _strength(row: LexiconRow) -> str:
    return row.label.split()[1]


_IS_APPROACH = re.compile(  # 按照“…”的工作思路, “…”这一工作主线
    r"(?:的|这一|这个)?(?:总体|工作|发展|治理|监管|服务|执法|建设){0,2}(?:思路|主线)"
)
_IS_CARRIED_ON = re.compile(
    r"(?:工作|活动)?(?:向纵深|走深走实|落地见效|落地生根|扩面提质|提质扩面|常态长效|提档升级"
    r"|(?:正在|已经?|也)?(?:扎实|有序|稳步|深入|全面|持续|顺利|有力)(?:推进|开展|实施)|圆满(?:收官|落幕|结束|完成))"
)
_IS_BRAND = re.compile(  # “…”“…”等优秀的文化活动品牌
    r"(?:“[^“”，。\n]{2,12}”|、)*等(?:一批|一系列|多个|系列)?[\u4e00-\u9fff]{0,7}?(?:活动|服务|工作|党建|文化|志愿|项目|普法|宣传|警务|特色|优秀的?)品牌"
)
_AIMED_AT = re.compile(r"(?:实现|围绕|聚焦|突出|推进|抓好|做好|落实|实施|打好)$")
_NUMERAL = "一二三四五六七八九十两双千万百"
_ARRANGED = re.compile(r"(?<![举主承协开创查])办(?:了|起了?)$|搭成了?$")
_IS_WAY = re.compile(r"^[\u4e00-\u9fff]{2,4}(?:路径|样板|样本|解法)$")
_SHAPE = re.compile(  # 两站两员, 1+N, 专业+机制, 七进, 五项措施, 鹰击2023-9号
    rf"^(?:[{_NUMERAL}\d][^\d{_NUMERAL}，。]{{1,2}}){{2,5}}$|^\d\+[\dNXn]+$"
    r"|^[\u4e00-\u9fff]{2,6}(?:\+[\u4e00-\u9fffA-Za-z]{2,8}){1,2}$"
    rf"|^[{_NUMERAL}](?:[个项大][\u4e00-\u9fff]{{1,3}}|[\u4e00-\u9fff])$|^[\u4e00-\u9fff]{{2,8}}\d{{4}}(?:-\d+号?)?$"
)
_INNER = re.compile(rf"(?:{context('quoted work')})$")
_FIGHTS = re.compile(r"打击|整治|惩治|查处|骗保|走私|防范")
_ONE_EACH = re.compile(r"一[\u4e00-\u9fff]一[策档码员案签表单册证卡号专警本图品评法方]")  # 一厂一策, 一人一档
_CODE = rf"(?:20\d\d|[{_NUMERAL}\d]{{1,2}}号)"
_CODE_NAME = re.compile(rf"([\u4e00-\u9fff]{{2,4}}){_CODE}")
_OPERATION = r"[\u4e00-\u9fff、]{0,12}?(?:行动|收网|清查|攻势|整治|夜查|部署|会战|打击|暗访)"
_TEAM = re.compile(r"(?:[\u4e00-\u9fff]{2,4})?(?:服务|宣讲|突击|工作|先锋|志愿|调解|巡逻|护林|小分)队|服务团|宣讲团")
_CRAFTS = ("船", "舰", "星", "轮", "箭", "艇")
_CRAFT = re.compile(
    r"[\u4e00-\u9fff]{0,4}(?:卫星|飞船|火箭|探测器|[船轮舰艇机]|运载|列车|科考|航天|隧道|盾构|基地|基因|水稻|小麦|品种)"
)
_ONCE = re.compile(r"[一二两三几再首\d]+[次轮场批遍]|[次轮场批遍]")  # 再组织一次|“回头看”
_HELD_THERE = re.compile(
    r"[\u4e00-\u9fff]{1,9}?[城镇村街路场馆园心区县市校院桥港站湖厦楼口]办(?=[\u4e00-\u9fff]{4})"
)  # 在丰泽广场办|…
_PREFIXED = re.compile(r"^(?:一件事|回头看|一站式|双随机|秒[批审办])$")
_DESCRIBES = re.compile(
    rf"^的?(?:{context('quote describes')}|案(?!例)|(?:为|系列)?主题(?!教育|活动|宣传|实践|党日)|等多个(?:主题)?板块"
    r"|等[\u4e00-\u9fff]{0,8}(?:景点|景区|景观|作品|剧目|展品|食品|菜品))"
)
_SLOGAN = re.compile(r"^最|[！？。]|就是|[是为]$|^[“‘]?(?:我国|你|他|请|不要|别|以人民)|必须|可以|应当|不能|没有")
_OTHER_CLASS = re.compile(rf"(?:{context('quoted other')})$")
_AGAINST = re.compile(
    r"(?:防范|杜绝|严禁|严防|打击|查处|纠治|惩治|反对|(?:不|不得|不能|不要|严禁|禁止|避免|防止|反对)搞|遏制|解决|销毁|整治|制止|摒弃|警惕|铲除)(?:了|各类)?$"
)
_DATE_LIKE = re.compile(r"^\d+[.·]\d+$")
_LEADING = re.compile(
    rf"^(?:{context('lead initiative')}|全[省市县区州](?=[\u4e00-\u9fff]{{6}})|今后|此后|近年来|\d+年来|目前"
    r"|为期[\u4e00-\u9fff\d]{1,4}|具?有[\u4e00-\u9fff]{2,5}特色"
    r"|以[\u4e00-\u9fff]{2,12}为[\u4e00-\u9fff]{2}|\d+(?:[次场期轮个余]|项(?!目))+|[一二三四五六七八九十两]+(?:[次场期轮个]|项(?!目)))+"
)
_VAGUE = re.compile(rf"{context('vague initiative')}|[一二三四五六七八九十两\d]+[个项次场期轮批大]?|[个项次大小等的和与、]")
_NO_AGENCY = r"(?![\u4e00-\u9fff]{0,4}(?:领导小组|办公室|组|电视|会议|方案|条例|公报|机构|对象|人员|登记))"
_BEGUN = "部署开展|组织开展|深入开展|全面开展|启动开展|开展|启动|部署|组织实施|深入实施|实施|发起"
_FORMS = tuple(
    (re.compile(pattern), "Initiative/" + subtype, rule)
    for pattern, subtype, rule in (
        (
            r"((?:第[一二三四]批)?(?:学习贯彻|深入贯彻|树立和践行|贯彻落实)[\u4e00-\u9fff]{4,26}(?:主题教育|学习教育)|第[一二三四]批主题教育)",
            "campaign",
            "initiatives/education-campaign",
        ),
        (
            r"(?:启动|发布|提升至|升级为|调整为|进入)(?:了|国家(?![一二三四ⅠⅡⅢⅣIV]+级))?"
            r"((?:[\u4e00-\u9fff]|（[\u4e00-\u9fff]{1,4}）){0,14}?[一二三四ⅠⅡⅢⅣIV]+级[\u4e00-\u9fff]{0,6}应急响应)",
            "campaign",
            "initiatives/emergency-response",
        ),
        (
            r"(?:将|把)([\u4e00-\u9fff]{4,16}?)作为[^，。；]{0,18}(?:举措|抓手|品牌|突破口)",
            "programme",
            "initiatives/taken-as-measure",
        ),
        (
            r"(?:开展|启动|部署|组织|实施)(?:了|为期[\u4e00-\u9fff\d]{1,4}的)?"
            r"([\u4e00-\u9fff、]{2,20}(?:向|利用|和|及|对|以)[\u4e00-\u9fff、]{2,20}?(?:专项行动|专项整治|专项治理|统一行动|集中行动))",
            "campaign",
            "initiatives/campaign-of-many-words",
        ),
        (
            r"((?:全国)?第[一二三四五六七八九十百\d]+个(?:全国|国家|世界|国际|全民|中国)?[\u4e00-\u9fff]{2,10}?"
            r"(?:宣传|活动|安全|卫生|质量|敬老|普法|服务|教育)(?:月|周|日)(?:主题活动)?)(?![\u4e00-\u9fff]{0,2}(?:启动仪式|会))",
            "publicity",
            "initiatives/month-of",
        ),
        (r"((?:全面|进一步全面)深化[\u4e00-\u9fff]{0,4}改革)(?!委)", "reform", "initiatives/deepening-reform"),
        (
            r"(?:维持|终止|解除|结束)(?:对[^，。；]{2,12}?的|[\u4e00-\u9fff]{2,8}?的)?"
            r"([\u4e00-\u9fff]{0,10}?[一二三四ⅠⅡⅢⅣIV]+级[\u4e00-\u9fff]{0,6}应急响应)",
            "campaign",
            "initiatives/emergency-response",
        ),
        (
            rf"(第[一二三四五六七八九十百\d]+次(?:全国|全球|全省|全市|国家)?[\u4e00-\u9fff]{{2,10}}?(?:普查|调查|清查)){_NO_AGENCY}",
            "programme",
            "initiatives/census",
        ),
        (
            rf"((?:20\d\d年)?全国[\u4e00-\u9fff]{{2,8}}普查(?:工作)?){_NO_AGENCY}",
            "programme",
            "initiatives/census",
        ),
        (
            r"((?:第[一二三四五六七八九十百\d]+批)?(?:国家|省级|省际联盟)?(?:组织)?(?:药品|[\u4e00-\u9fff]{0,6}耗材|中成药|胰岛素|冠脉支架)"
            r"(?:集中带量采购|带量采购|集采)|国家组织药品集中采购)",
            "reform",
            "initiatives/bulk-purchase",
        ),
        (
            rf"((?:第[一二三四五六七八九十百\d]+轮)?第[一二三四五六七八九十百\d]+[批轮][\u4e00-\u9fff]{{0,8}}"
            rf"(?:督察|督查|巡视|巡察|督导)){_NO_AGENCY}",
            "campaign",
            "initiatives/round-of-inspection",
        ),
        (
            r"(?:创建|争创|打造|培育)了?((?:新时代)?“[\u4e00-\u9fff]{2,8}”式?[\u4e00-\u9fff]{2,6}?"
            r"(?:所|分局|法庭|站|村|社区|单位|机关|窗口|庭|大队))(?![\u4e00-\u9fff]*[\d一二三四五六七八九十]+[个家])",
            "campaign",
            "initiatives/model-units",
        ),
        (
            r"(?<!等)(?<![等\d]\d)(?<!\d)((?:[\u4e00-\u9fff]{2,6}[省市县区州])?(?:市委市政府|[省市县区州](?:委|政府))?(?:20\d\d年度?)?(?:为民)?(?:办|办好|办理)?"
            r"(?:十|[二三四五六七八九]|\d{1,2})[大件项](?:民生|惠民|为民|重点民生|民生微)实事)(?!清单|方案|项目)",
            "programme",
            "initiatives/deeds-for-the-people",
        ),
        (
            r"关于(?:印发|调整|同意)?((?:(?!关于)[\u4e00-\u9fff（）\d—-]){4,30}?(?:工程|项目))"
            r"(?:可行性研究报告|初步设计|项目建议书|概算|环境影响报告书?|节能报告)(?:（[^（）]{2,8}）)?的(?:批复|请示|复函)",
            "programme",
            "initiatives/project-approved",
        ),
        (
            r"加大(?:了)?(?:对)?([\u4e00-\u9fff、]{4,22}?(?:管控|整治|治理))力度",
            "campaign",
            "initiatives/stepped-up",
        ),
        (
            rf"(?:{_BEGUN})(?:了|全国|全省|全市)?([\u4e00-\u9fff]{{2,12}}(?:、[\u4e00-\u9fff]{{2,12}})+等[\u4e00-\u9fff]{{0,8}}?"
            r"(?:专项行动|专项整治行动|专项整治|专项治理|集中整治|综合整治|综合治理|专项检查|专项斗争)(?:行动)?)",
            "campaign",
            "initiatives/campaign-against-several",
        ),
        (
            rf"(?:{_BEGUN})(?:了|全国|全省|全市)?([\u4e00-\u9fff]{{4,26}}?(?:专项行动|专项整治行动|专项整治|专项治理|专项检查|攻坚行动|三年行动"
            r"|集中行动|百日行动|专项斗争|行动计划|改革试点))(?![\u4e00-\u9fff]{0,2}(?:方案|意见|通知|办法|期间|组|办公室|工作))",
            "campaign",
            "initiatives/campaign-in-full",
        ),
    )
)
_ONLY_DESCRIBES = re.compile(r"发展|为(?:代表|核心|主|基础)")  # 改革发展任务, 以…模式为代表
_BUILT_UP = re.compile(r"(?:建立|构建|打造|形成)[起出][^，。；、]{0,14}$")
_IS_PART = re.compile(
    r"的(?:一个|一项)?(?:重要|关键|主要|核心|重点|具体)?(?:组成部分|组成|环节|一环|一部分|子项目|子行动|重点项目|重点任务)"
)
_MANY = re.compile(r"[\d一二三四五六七八九十]+[余多]?(?:所|家|座|条|名|个|项(?!目)|场|批)[^工程]")
_SUMS_UP = re.compile(
    r"[两二三四五六七八九十\d]+[项大个](?:重点|专项)?(?:改革|行动|工程|活动|举措|措施|工作|机制|制度|模式|计划)"
)
_GIVES = re.compile(r"作出|作了|给予|予以")  # 对…作出战略部署
_TIMES = re.compile(r"\d[\d.]*[万千百]?[余多]?[场次]")  # 演出活动4000多场: how often, not which
_WORKS = re.compile(r"\d[\d.]*[余多]?[项个]")  # 工程177项: works, not one of them
_HELD_APART = re.compile(r"开展|等|的|实施|推进|(?:整治|治理|行动)[、和及]|工作|任务|民警|人员|部门|单位|机制|会同|联合")
_APART = {
    "initiatives/campaign-against-several": re.compile(r"等(?:多|系列|一系列|[两三四五六七八九十\d]+)[个项]"),
    "initiatives/campaign-of-many-words": _HELD_APART,
    "initiatives/campaign-in-full": re.compile(
        r"开展|等|的|实施|推进|[、和及]|任务|会同|联合|为期|系列|一轮|多个|相关|各类|各项|一场|一次|[向对于在]"
    ),
}
_OF_PLAN = re.compile(  # 《云河市|渡口安全整治三年行动|方案（2031—2033年）》
    r"《(?:关于(?:印发|开展|实施|推进)?)?(?:[\u4e00-\u9fff]{2,7}?[省市县区州])?"
    r"((?:(?!关于|开展|印发|贯彻|落实|推进|推动|的)[\u4e00-\u9fff]){4,22}?(?:专项行动|攻坚行动|三年行动|提升行动|专项整治行动|专项整治|专项治理|攻坚战|提升工程))"
    r"(?:工作|实施|总体|推进)?(?:方案|意见)(?:（[^（）]{2,20}）)?》"
)
_LOAN = re.compile(r"(?<![“「])[\u4e00-\u9fffeE]{2,12}?贷(?:通|款通)?(?=[、，。；”]|等|和|及|产品|业务|金融|信贷|风险|专项)")
_OFFERED = re.compile(
    r"(?:推出|创新|建立|设立|开发|上线|发行|推广|开办|打造|试点|做大|试推|共推|推|搞)(?:了|推出|发放)?(?=[\u4e00-\u9fff]{2,8}贷)"
)
_NO_LOAN = re.compile(
    r"(?:信|借|放|房|车|网|小|小额|校园|套路|高利|利|还|续|首|转|助|涉|现金|裸|银团|存|惜|断|压|抽|骗|逃|欠|信用|抵押|质押|担保|个人|个|商|委托|保证|并购|过桥|小微)贷$"
)
_TAKES_PART = ("参与", "贯彻")
_LOOSE = re.compile(  # what stands in a clause, not in a name
    r"[了着的]|一系列|各|多[项个场类]|百余|[这该此]|上述|相关|有关|[\d一二三四五六七八九十]+[余多]?[项个场次类轮批条]|形式多样|丰富多彩|要求|精神|以及|[并向在〈〉]|提出|引领"
    r"|等(?![^等]{4,})|是否|进行|成为|作为|为(?!农)|以来|基础上|应当|必须|情况|期间|会上"
)
_HAS_EDITIONS = re.compile(r"(?:行动|计划|制|模式|会战|专项|机制)[”」]?$")
_EDITION = re.compile(r"20[12]\d(?![\d年.%—-]|[万亿余多个家])|[2-9]\.0(?![\d%万亿])(?:版)?")
_SPRING = re.compile(
    r"(?:20\d\d年?)?(?:全国|全省|全市)?(?<![\u4e00-\u9fff]交)春运(?!交通安全|首日|期间|历史|旅客|车票|以来|大考)"
)
_OF_COUNTRIES = re.compile(  # who trades, no work
    r"[“‘]?一带一路[”’]?(?:沿线|共建|参与|相关|伙伴|周边)*(?:各?国(?!际)|国家|地区)"
)
_AGENCY_END = re.compile(r"[局部厅委办处队]|(?:领导|协调|推进|工作)小组|联席会议|专班|指挥部")
_TAIL_OTHER = re.compile(r"^[\u4e00-\u9fff]{0,8}(?:方案|通知|意见|办法|清单|专栏|栏目|App|APP|系统|平台|小程序|公众号)")
_NUMBERED = re.compile(r"^第[一二三四五六七八九十百\d]+[批轮届季]")
_STARTS = frozenset({"将", "也", "正式", "启动", "落地", "已", "开展", "在", "由", "自"})
_CARRIED_OUT = re.compile(rf"(?:{context('manner')})*(?:{context('carried out')})")
_GOES_ON = re.compile(rf"(?:{context('manner')})+(?:{context('carried out')})")
_BUILT = re.compile(rf"(?:{context('built')})建设$|(?:主体|附属|配套|土建|安装|装修|桩基|基础)工程$")
_GOAL = re.compile(
    r"(?:法治|数字|阳光|廉洁|服务型|智慧)政府|(?:模范|清廉|节约型)机关|(?:诚信|优质|中小|小微)企业"
)  # 法治政府|建设
_COUNTED_OFF = re.compile(r"[一二三四五六七八九十]是")
_ACTING = re.compile(context("acting"))
_AFTER = frozenset({"n", "nz", "vn", "nw", "ORG"})
_BEHIND = frozenset({"w", "c", "p", "d", "f", "TIME", "xc"})  # what may stand behind a whole name
_FIELD = frozenset({"n", "vn", "nz", "an"})
_WATERS = re.compile(r"[江河湖库渠沟塘溪水]{2,4}")  # 河湖库|“清四乱”专项行动
_JOINING = frozenset({"、", "和", "与", "及", "以及", "暨"})
_CLAUSE = re.compile(r"[^，。；：！？,;:!?\n\s“”‘’「」《》（）()]+")
_LIST_HEAD = re.compile(
    r"等(?:[一二三四五六七八九十两多\d]+)?[大个项类]?(?:一系列|专项|重大|主题|系列|特色|品牌|集中|联合|警务|改革)?"
    rf"(?:{context('list head')})"
)
_STORMS = ("台风", "飓风", "热带风暴", "寒潮")
_SUMMED_QUOTATIONS = re.compile(
    r"((?:“[^“”，。\n]{2,10}”[\u4e00-\u9fff]{1,6}、)+“[^“”，。\n]{2,10}”[\u4e00-\u9fff]{1,6}?)等?(?:[两三四五六七八九十]|\d{1,2})[个项大场]"
    r"(?:子行动|子活动|子项目|子工程|专项行动|专项整治|整治行动|行动|战役|活动|工程|计划)"
)
_SUMMED = re.compile(
    r"(?:[一二三四五六七八九十两]|\d{1,2})大(?:[\u4e00-\u9fff]{0,4})?(?:专项行动|行动|工程|攻坚战|战役|机制|模式)"
)


class _Reader:
    """Reads the lines of work of one text."""

    def __init__(self, phrases: Phrases, headings: list[tuple[int, int]]) -> None:
        self.phrases = phrases
        self.text = phrases.text
        self.headings = headings
        self.governing = verbs(phrases, "initiative_verbs")
        found = heads(phrases.text, "initiative_heads")
        self.heads = {head.end: head for head in found if phrases.is_end(head.end) and not _plans(head, phrases)}

    # ---- in quotation marks ------------------------------------------------------------------------------------------

    def quoted(self) -> Iterator[Row]:
        """Yield the lines of work that have a part in quotation marks."""
        listed = quotations(self.text)
        rows: dict[int, Row] = {}
        for number in reversed(range(len(listed))):  # the last of a list carries the head: “甲”“乙”行动
            quotation = listed[number]
            following = listed[number + 1] if number + 1 < len(listed) else None
            row = self._quotation(quotation)
            if row is None and following is not None and self._is_joined(quotation, following) and following.start in rows:
                row = (quotation.start, quotation.end, rows[following.start][2], "initiatives/quoted-list")
            if row is not None:
                rows[quotation.start] = row
        yield from self._joined([rows[start] for start in sorted(rows)])

    def summed_quotations(self) -> Iterator[Row]:
        """Yield the members of a list with parts in quotation marks that a number sums up: “甲”清欠、“乙”解封两个子行动."""
        for match in _SUMMED_QUOTATIONS.finditer(self.text):
            for member in re.finditer(r"[^、]+", match[1]):
                yield (
                    match.start(1) + member.start(),
                    match.start(1) + member.end(),
                    "Initiative/campaign",
                    "initiatives/summed-quotations",
                )

    def _is_joined(self, quotation: Quotation, following: Quotation) -> bool:
        """Return whether a quotation stands in a list with the one after it, and may be a name."""
        return self.text[quotation.end : following.start] in ("", "、", "和", "与", "及") and not _is_ordinary(quotation.core)

    def _joined(self, rows: list[Row]) -> Iterator[Row]:
        """Yield the rows; quotations side by side that share a head are one name: “日+夜”“集市+庙会”相结合的机制."""
        run: list[Row] = []
        for row in rows:
            if run and run[-1][1] != row[0]:
                yield from self._as_one(run)
                run = []
            run.append(row)
        yield from self._as_one(run)

    def _as_one(self, run: list[Row]) -> list[Row]:
        """Return a run of quotations side by side as one row when they share a head, else as they are."""
        if len(run) < 2:
            return run
        bare = all(self.text[end - 1] in "”」" for _, end, _, _ in run[:-1])
        short = all(end - start <= 5 for start, end, _, _ in run[:-1]) and self.text[run[-1][1] - 1] not in "”」"
        combined = "相结合" in self.text[run[-1][0] : run[-1][1] + 4]
        return [(run[0][0], run[-1][1], run[-1][2], run[-1][3])] if bare and (short or combined) else run

    def _quotation(self, quotation: Quotation) -> Row | None:
        """Return the line of work that a quotation names, or None."""
        text, core = self.text, quotation.core
        if not core.strip() or _DATE_LIKE.match(core) or self.text.endswith(_STORMS, 0, quotation.start):
            return None
        if _TEAM.match(text, quotation.end):
            return None
        if _CODE_NAME.fullmatch(core) and self.text.endswith(_CRAFTS, 0, quotation.start):
            return None  # 科考船“雪龙2号”
        start = self._with_prefix(quotation)
        minded = text.startswith("的", quotation.end) and _DESCRIBES.match(text[quotation.end :]) is not None
        approach = _IS_APPROACH.match(text, quotation.end)  # 按照“…”的工作思路: the words in quotation marks name it
        tail = None if minded or (approach and text[quotation.end] in "的这") else self._tail(quotation.end)
        if self.text.startswith("相结合", quotation.end) and tail is None:
            return None
        if tail is not None and re.search(r"[。！？]$", core):
            return None  # a sentence that somebody says; what follows belongs to another
        if tail is not None and not (_SLOGAN.search(core) and "，" not in core and "," not in core):
            head, end = tail
            ordinary = core in words_of("quoted_words")
            if re.match(r"(?:的)?[一二三四五六七八九十两\d]+[个项](?!年|月)", text[quotation.end :]) and len(core) > 12:
                return quotation.end + (text[quotation.end] == "的"), end, _label(head.row), head.row.id
            if (
                _strength(head.row) == "bare"
                or head.row.word.endswith(("举措", "措施"))
                or (text[quotation.end : end] in ("建设", "管理", "服务") and not ordinary)
            ):
                if not ordinary and not _is_reason(core) and text[quotation.end : quotation.end + 1] != "的":
                    return start, quotation.end, _core_label(core), "initiatives/quoted"
                return None
            if self._has_object(head) and self._is_code_name(quotation):
                return start, quotation.end, "Initiative/campaign", "initiatives/quoted"
            if self._goes_on(head, end) or _TAIL_OTHER.match(text[quotation.end :]):
                return None
            if not ordinary or end - quotation.end > len(head.row.word) or _strength(head.row) == "strong":
                return self._with_field(start), end, _label(head.row), head.row.id
            return None
        if (
            len(core) > 20
            or re.search(r"(?<!模)式$", core)
            or _is_ordinary(core)
            or _DESCRIBES.match(text[quotation.end :])
            or _OTHER_CLASS.search(core)
            or (re.search(r"(?:[一二三四五六七八九十]|(?<![-－\d])\d{1,2})号$", core) and not self._is_code_name(quotation))
            or (
                not re.search(r"(?:行动|[战年月])$", core)
                and _AGAINST.search(self.text[max(0, quotation.start - 6) : quotation.start])
            )
        ):
            return None
        signs = self._signs_of_quotation(quotation, start)
        return (start, quotation.end, _core_label(core), "initiatives/quoted") if signs >= ENOUGH_QUOTED else None

    def _goes_on(self, head: Head, end: int) -> bool:
        """Return whether what a quotation and its tail form only describes a noun that follows: “…”的救助理念, …治理力度."""
        following = self.phrases.after(end)
        return (
            following is not None
            and _strength(head.row) in ("weak", "fair")
            and following.pos == "n"
            and following.text not in context_set("after initiative")
        )

    def _signs_of_quotation(self, quotation: Quotation, start: int) -> float:
        core = quotation.core
        verb = self._verb_before(start)
        signs = 0.0 if verb is None else _QUOTE_SIGNS[verb.label]
        signs += 1.0 if _SHAPE.match(core) else 0.0
        signs += 2.0 if _ONE_EACH.fullmatch(core) or self._is_code_name(quotation) else 0.0
        signs += 1.0 if self.text[quotation.start - 1 : quotation.start] == "等" else 0.0
        signs += 1.5 if _INNER.search(core) else 0.0
        signs += 0.5 if 3 <= len(core) <= 10 else 0.0
        signs += 0.5 if self.text.count(core) > 1 else 0.0
        signs += 0.5 if self._is_heading(quotation.start) else 0.0
        signs += 1.0 if _is_parallel(core) else 0.0
        around = self.text[max(0, start - 2) : start] == "围绕" and self.text.startswith("开展", quotation.end)
        signs += 1.6 if around else 0.0
        signs += 2.0 if _ARRANGED.search(self.text, max(0, start - 4), start) else 0.0
        signs += 1.5 if _IS_WAY.search(core) else 0.0
        signs += 2.5 if _IS_APPROACH.match(self.text, quotation.end) and "，" not in core else 0.0
        signs += 1.5 if _IS_CARRIED_ON.match(self.text, quotation.end) or _IS_BRAND.match(self.text, quotation.end) else 0.0
        signs += 0.6 if _SHAPE.match(core) and _AIMED_AT.search(self.text, max(0, start - 4), start) else 0.0
        signs -= 1.0 if self.text[quotation.end : quotation.end + 1] == "的" else 0.0
        signs -= 1.0 if "，" in core or "," in core else 0.0
        return signs

    def _is_code_name(self, quotation: Quotation) -> bool:
        """Return whether a quotation is the code name of operations (猎潮1号, 护渔2023), and of no craft (雪龙2号)."""
        stem = _CODE_NAME.fullmatch(quotation.core)
        if stem is None or _CRAFT.match(self.text, quotation.end):
            return False
        return re.search(rf"(?:代号)?“?{stem[1]}{_CODE}”?{_OPERATION}", self.text) is not None

    def _is_heading(self, position: int) -> bool:
        return any(start <= position < end for start, end in self.headings)

    def _with_prefix(self, quotation: Quotation) -> int:
        """Return where the name starts: what a quotation like 一件事 is about stands before it (新车上牌“一件事”)."""
        if not _PREFIXED.match(quotation.core):
            return quotation.start
        start = quotation.start
        while (word := self.phrases.before(start)) is not None and quotation.start - word.start <= 12:
            governs = word.end in self.governing or word.text in context_set("tail stop")
            if not is_naming(word) or governs or word.pos in ("LOC", "ORG", "TIME", "d") or _ONCE.fullmatch(word.text):
                break
            start = word.start
        return start

    def _with_field(self, start: int) -> int:
        """Return where the nouns begin that say what a quoted line of work is about: 移动源监管“清风”专项行动.

        They belong to the name when the verb that launches it stands before them.
        """
        begin = start
        while (word := self.phrases.before(begin)) is not None and start - word.start <= 12:
            of_water = word.pos == "LOC" and _WATERS.fullmatch(word.text)
            fights = word.pos == "v" and _FIGHTS.match(word.text) is not None  # 打击欺诈骗保“百日清零”专项治理
            if (
                not (word.pos in _FIELD or of_water or fights)
                or word.end in self.governing
                or word.text in context_set("tail stop")
            ):
                break
            begin = word.start
        verb = self.governing.get(begin)
        launched = verb is not None and verb.label in ("launch", "promote")
        return begin if launched and start - begin >= 2 and not _LEADING.match(self.text[begin:start]) else start

    def _tail(self, end: int) -> tuple[Head, int] | None:
        """Return the head that what follows a quotation ends in, and its end: “…”酒驾毒驾集中整治统一行动."""
        position = end + 1 if self.text[end : end + 1] == "的" else end
        limit = position + 34
        best: tuple[Head, int] | None = None
        if self.text.startswith("相结合的", end):
            position = end + 4
        if _SUMS_UP.match(self.text, position):
            return None  # “甲”“乙”|两项改革
        while (word := self.phrases.after(position)) is not None and word.end <= limit and _is_tail_word(word):
            if word.pos == "v" and word.end in self.governing and self.governing[word.end].label == "launch":
                break
            position = word.end
            head = self.heads.get(position)
            if (
                head is not None
                and head.start >= end
                and (best is None or _strength(head.row) != "bare" or _strength(best[0].row) == "bare")
            ):
                if best is not None and _strength(best[0].row) in ("strong", "fair") and _strength(head.row) == "weak":
                    continue
                if best is not None and _strength(best[0].row) == "strong" and self._has_object(head):
                    continue  # “云盾”行动|整治拥堵路口
                best = head, position
        return best

    def _has_object(self, head: Head) -> bool:
        """Return whether a head that may be a verb has an object behind it: 整治|拥堵路口."""
        following = self.phrases.after(head.end)
        deed = _strength(head.row) == "fair" and len(head.row.word) == 2
        return deed and following is not None and following.pos in ("n", "nz", "a", "v", "an", "s")

    def _verb_before(self, start: int) -> LexiconRow | None:
        """Return the verb that governs what starts here; up to 12 characters of naming words may stand between."""
        position = start
        while start - position <= 12:
            if position in self.governing:
                return self.governing[position]
            if self.text[position - 1 : position] in ("”", "」"):
                opening = last_of(self.text, "“「", position)
                if opening < 0:
                    return None
                position = opening
                continue
            word = self.phrases.before(position)
            if word is None or not (is_naming(word) or word.text in ("了", "、", "的", "着", "好", "和", "与", "起")):
                return None
            position = word.start
        return None

    # ---- without quotation marks -------------------------------------------------------------------------------------

    def known(self) -> Iterator[Row]:
        """Yield the lines of work that the whole country knows; inside quotation marks only when they fill them."""
        automaton, rows = _known_names()
        marks = quotations(self.text)
        for number, start, end in automaton.find_matches_as_indexes(self.text):
            around = next((q for q in marks if q.start < start and end < q.end), None)
            if _AGENCY_END.match(self.text[end:]):
                continue
            if around is None and self._describes(start, end):
                continue
            only_quoted = " " in rows[number].label or rows[number].word in words_of("quoted_words")
            whole = around is not None and around.core == rows[number].word and around.core not in words_of("quoted_words")
            if whole or (around is None and not only_quoted):
                yield start, end, _label(rows[number]), rows[number].id

    def _describes(self, start: int, end: int) -> bool:
        """Return whether a known name of verb and object goes on with another noun here: 守护消费|安全."""
        first, following = self.phrases.after(start), self.phrases.after(end)
        if first is None or first.pos not in ("v", "vn") or following is None or following.pos not in ("n", "an"):
            return False
        return following.text not in context_set("after initiative") and following.end not in self.heads

    def formed(self) -> Iterator[Row]:
        """Yield the lines of work whose whole form is fixed: 学习贯彻…主题教育, …Ⅳ级应急响应, 2024年春运."""
        for pattern, label, rule in _FORMS:
            for match in pattern.finditer(self.text):
                apart = _APART.get(rule)
                if apart is None or not apart.search(match[1]):
                    yield match.start(1), match.end(1), label, rule
        yield from self._loans()
        for match in _OF_PLAN.finditer(self.text):
            if self.text.count(match[1]) > 1:  # it is spoken of beside its plan
                yield match.start(1), match.end(1), "Initiative/campaign", "initiatives/of-its-plan"
        if self.text.count("春运") > 1:
            for match in _SPRING.finditer(self.text):
                yield match.start(), match.end(), "Initiative/campaign", "initiatives/spring-travel"

    def _loans(self) -> Iterator[Row]:
        """Yield named loans: 推出|乡村振兴贷、绿色园区贷等产品; not those of a kind (信用贷) nor what is a crime (套路贷)."""
        end = -1
        for match in _LOAN.finditer(self.text):
            member = self.text[match.start() - 1 : match.start()] in ("、", "和", "及") and match.start() - 1 == end
            verb = _OFFERED.search(self.text, max(0, match.start() - 14), match.end())
            if not (member or verb) or _NO_LOAN.search(match[0]):
                continue
            start = match.start() if member or verb is None else verb.end()
            end = match.end()
            if end - start >= 3 and not _NO_LOAN.search(self.text, start, end):
                yield start, end, "Initiative/programme", "initiatives/named-loan"

    def governed(self) -> Iterator[Row]:
        """Yield the names from a launching verb to a strong head, whatever stands between: 实施|数字赋能百业行动."""
        for head in self.heads.values():
            following = self.phrases.after(head.end)
            ends = following is None or following.pos in _BEHIND or following.text in _STARTS | context_set("after initiative")
            if head.row.word == "工作" and ends:
                yield from self._task(head)
            if _strength(head.row) != "strong" or head.row.word.endswith("工作") or not ends:
                continue
            if self.text[head.end : head.end + 1] == "“":
                continue
            start = self._launched_from(head)
            if start is not None and not self._is_title(start, head.end):
                yield start, head.end, _label(head.row), "initiatives/governed"

    def _task(self, head: Head) -> Iterator[Row]:
        """Yield a task that somebody sets about: 做好|汛期山塘巡查值守工作."""
        last = self.phrases.before(head.start)
        floor = floor_of(self.text, head.start, "，。；：！？,;:!?\n“”《》「」（）()|")
        begin = head.start
        while (word := self.phrases.before(begin)) is not None and word.start >= floor and head.end - word.end <= LONGEST_NAME:
            if word.text in context_set("sets about") and word.pos in ("v", "vd"):
                break
            begin = word.start
        else:
            return
        begin += len(m[0]) if (m := _LEADING.match(self.text[begin : head.start])) else 0
        says = len(_VAGUE.sub("", self.text[begin : head.start]))
        tells = last is not None and last.pos in ("vn", "v", "n") and says >= 4 and head.start - begin >= 6
        if tells and not _LOOSE.search(self.text, begin, head.start) and self._lists_nouns(begin, head.start):
            yield begin, head.end, "Initiative/programme", "initiatives/task"

    def _lists_nouns(self, start: int, end: int) -> bool:
        """Return whether every 、 in a stretch stands behind a noun: no member of the list is a clause of its own."""
        return all(
            word.pos not in ("v", "d", "p", "r", "m") for word in self._between(start, end) if self.text[word.end] == "、"
        )

    def _launched_from(self, head: Head) -> int | None:
        """Return where a name starts that a head ends: behind the launching verb of its clause, else one of promoting."""
        floor = floor_of(self.text, head.start, "，。；：！？,;:!?\n、“”《》「」（）()|")
        starts: list[tuple[bool, int]] = []
        position = head.start
        while (
            (word := self.phrases.before(position)) is not None and word.start >= floor and head.end - word.end <= LONGEST_NAME
        ):
            position = word.start
            verb = self.governing.get(word.end)
            if (
                verb is not None
                and verb.label in ("launch", "promote")
                and verb.word not in _TAKES_PART
                and word.pos in ("v", "vd")
            ):
                starts.append((verb.label == "launch", word.end))
        launched = [start for is_launch, start in starts if is_launch]
        for start in (*launched[:1], *(start for _, start in starts)):
            start += len(m[0]) if (m := _LEADING.match(self.text[start : head.start])) else 0
            says = len(_VAGUE.sub("", self.text[start : head.end - 2]))
            joined = any(word.pos == "c" for word in self._between(start, head.end))
            tells = says >= 4 or (says == 3 and head.start - start >= 8)
            if head.start - start >= 4 and tells and not joined and not _LOOSE.search(self.text, start, head.end):
                return start
        return None

    def _between(self, start: int, end: int) -> Iterator[Word]:
        """Yield the words of a stretch."""
        while start < end and (word := self.phrases.after(start)) is not None:
            yield word
            start = word.end

    def listed(self) -> Iterator[Row]:
        """Yield the members of a list that a head sums up (甲、乙、丙等技战法), and numbered wholes (六大工程)."""
        for match in _SUMMED.finditer(self.text):
            before = self.text[max(0, match.start() - 4) : match.start()]
            if (
                "等" in before
                or self._is_heading(match.start())
                or before.endswith(("实施", "推进", "开展", "：", ":", "深化"))
            ):
                yield (
                    match.start(),
                    match.end(),
                    "Initiative/programme" if "工程" in match[0] else "Initiative/campaign",
                    "initiatives/summed",
                )
        for match in _LIST_HEAD.finditer(self.text):
            floor = last_of(self.text, "，。；：！？,;:!?\n”」", match.start()) + 1
            yield from self._list(floor, match.start())

    def _list(self, floor: int, end: int) -> Iterator[Row]:
        """Yield the members of a list that ends here and begins behind a governing verb; without one those with a head."""
        items = [(floor + m.start(1), floor + m.end(1)) for m in re.finditer(r"[了着]?([^、]+)", self.text[floor:end])]
        if len(items) < 2:
            return
        first, stop = items[0]
        begins = [p for p in self.governing if first < p < stop] + [
            floor + m.end() for m in re.finditer("和|的", self.text[floor:stop])
        ]
        items[0] = (max(begins), stop) if begins else items[0]
        last = items[-1]
        if (joint := re.search("和|以及|及", self.text[last[0] : last[1]])) and joint.start() >= 2:
            items[-1:] = [(last[0], last[0] + joint.start()), (last[0] + joint.end(), last[1])]
        if all(2 <= e - s <= 16 and "“" not in self.text[s:e] and len(_VAGUE.sub("", self.text[s:e])) > 1 for s, e in items):
            for s, e in items:
                head = self.heads.get(e)
                if begins or head:
                    yield s, e, _label(head.row) if head else "Initiative/model", "initiatives/listed"

    def plain(self) -> Iterator[Row]:
        """Yield the lines of work without quotation marks."""
        carried: LexiconRow | None = None
        for match in _CLAUSE.finditer(self.text):
            if self.text[match.start() - 1 : match.start()] not in ("“", "”", "「", "」"):
                carried = None
            rows, carried = self._clause(match.start(), match.end(), carried)
            yield from rows

    def _clause(self, start: int, end: int, carried: LexiconRow | None) -> tuple[list[Row], LexiconRow | None]:
        """Return the lines of work of a clause, cut behind governing verbs and particles, and its last verb.

        Behind a quotation the verb before it still governs what follows in the list; what touches a quotation belongs to it.
        """
        rows: list[Row] = []
        stretch: list[Word] = []
        verb = carried
        position = start
        while position < end and not self.phrases.is_start(position):
            position += 1
        touching = self.text[start - 1 : start] in ("”", "」") and start > 0
        while position < end and (word := self.phrases.after(position)) is not None:
            position = word.end
            following = self.phrases.after(word.end)
            if (
                word.end in self.governing
                and not self._is_inside_name(word, following, stretch)
                and not (stretch and self._ends_phrase(word))
            ):
                rows += self._members(stretch, verb, touching)
                stretch, verb, touching = [], self.governing[word.end], False
            elif word.text in _JOINING or (word.text == "+" and stretch):
                stretch.append(word)
            elif word.text in ("了", "着", "好", "起", "起来") and not stretch:
                continue
            elif word.text in ("有", "具有", "集", "由", "以", "针对", "符合") and not stretch and verb is not None:
                position = self._behind_attribute(position, end)
            elif is_naming(word):
                stretch.append(word)
            elif word.text == "的" and stretch:
                stretch, touching = [], False
            elif word.text == "的" and verb is not None and self._is_governing(word.start):
                verb, touching = replace(verb, label="lead"), False  # 某局牵头的|燃气安全会战
            else:
                rows += self._members(stretch, verb, touching)
                stretch, verb, touching = [], None, False
        rows += self._members(stretch, verb, touching)
        if self.text[end : end + 1] in ("“", "「"):
            rows = [row for row in rows if row[1] < end]
        return rows, verb

    def _is_governing(self, end: int) -> bool:
        """Return whether a verb that makes or leads lines of work ends here."""
        row = self.governing.get(end)
        return row is not None and (row.label == "launch" or row.word in context_set("makes a line"))

    def _behind_attribute(self, position: int, end: int) -> int:
        """Return where the noun starts that a clause with 的 describes (具有本地特色的…), or the position itself."""
        behind = self.text.find("的", position, min(end, position + 44)) + 1
        return behind if behind and self.phrases.is_start(behind) else position

    def _ends_phrase(self, word: Word) -> bool:
        """Return whether a governing verb governs nothing, because its phrase ends with it: 视距提升、…."""
        return len(word.text) > 1 and self.text[word.end : word.end + 1] in ("、", "，", ",", "。", "；", "等", "和", "”", "")

    def _is_inside_name(self, word: Word, following: Word | None, stretch: list[Word]) -> bool:
        """Return whether a governing verb is a part of a name here: 治理效能提升工程, 示范创建活动."""
        if not stretch:
            return False
        if word.pos in ("n", "vn", "an") or (word.pos == "a" and stretch[-1].text in ("最", "更")):
            return True
        if word.text not in context_set("never inside") and self._is_told_of(word.end):
            return True
        if self.governing[word.end].label == "launch" or word.text in context_set("never inside") or following is None:
            return False
        head = self.heads.get(following.end)
        return head is not None and head.start >= word.start

    def _is_told_of(self, position: int) -> bool:
        """Return whether a line of work ends soon of which its clause tells how it goes: …综合利用项目|全力推进."""
        for _ in range(3):
            word = self.phrases.after(position)
            if word is None or not is_naming(word) or word.pos in ("d", "ad", "vd"):
                return False
            position = word.end
            if position in self.heads:
                goes = _GOES_ON.match(self.text, position)
                return goes is not None and self.text[goes.end() : goes.end() + 1] in ("", "，", "。", "；", "、", "\n")
        return False

    def _members(self, stretch: list[Word], verb: LexiconRow | None, touching: bool) -> list[Row]:
        """Return the names in a stretch of naming words that may be a list, but not what touches a quotation before it."""
        items: list[list[Word]] = [[]]
        if any(word.text == "相结合" for word in stretch):
            items = [stretch]
        else:
            for word in stretch:
                if word.text in _JOINING:
                    items.append([])
                else:
                    items[-1].append(word)
        items = [item for item in (_without_work(item, self.heads) for item in items[touching:]) if item]
        hits = [self._last_head(item) for item in items]
        rows: list[Row] = []
        pending: list[Word] = []
        for item, hit in zip(items, hits, strict=True):
            if hit is None:
                pending = [] if "".join(word.text for word in item) in _CUT_OFF else pending + item
                continue
            joined = pending + item if pending and self._shares_modifier(pending, item, hit) else item
            pending = []
            row = self._judge(joined, hit, verb, len(hits) - hits.count(None), bool(rows)) or self._judge(
                item, hit, verb, 1, bool(rows)
            )
            if row is not None:
                rows.append(row)
        return rows

    def _shares_modifier(self, pending: list[Word], item: list[Word], head: Head) -> bool:
        """Return whether the items before a headed one belong to its name: 制度化、规范化管理, not 材料减免、一窗通办."""
        own, before = head.start - item[0].start, pending[-1].end - pending[0].start
        begins = [b.start for a, b in pairwise(pending) if a.end != b.start]
        last = pending[-1].end - (begins[-1] if begins else pending[0].start)
        alike = last > 5 and abs(last - (head.end - item[0].start)) < abs(last - own)  # 水库除险加固、|山塘综合整治
        deed = _strength(head.row) != "strong" and item[0].pos == "v" and len(item[0].text) > 1  # 边境查缉、|突出打击
        apart = (alike or deed) and self.text[pending[-1].end] == "、"
        return own > 0 and len(pending) <= 6 and before <= 14 and not apart

    def _opening(self, start: int) -> bool | None:
        """Return whether a phrase opens its clause (true) or follows 的 or a join in it (none)."""
        before = self.text[start - 1 : start]
        opens = before in ("", "，", "。", "；", "：", "\n", ",", ";", ":", "、", "和", " ", "\u3000", "）", ".", "．")
        return True if opens or _COUNTED_OFF.search(self.text, max(0, start - 2), start) else None

    def _is_title(self, start: int, end: int) -> bool:
        """Return whether a phrase is the end of a title in 《》, which names the document and no work."""
        opening = self.text.rfind("《", max(0, start - 60), start)
        return (
            opening >= 0 and "》" not in self.text[opening:end] and self.text[end : end + 1] in "》（" and opening + 1 < start
        )

    def _last_head(self, words: list[Word]) -> Head | None:
        """Return the last head of a phrase behind which no noun follows."""
        for number in reversed(range(len(words))):
            head = self.heads.get(words[number].end)
            if head is not None:
                following = words[number + 1] if number + 1 < len(words) else None
                if following is None or following.pos not in _AFTER or following.text in context_set("after initiative"):
                    return head
                if not ("试点" in head.row.word and following.text in context_set("after pilot")):
                    return None
                return head
        return None

    def _judge(self, words: list[Word], head: Head, verb: LexiconRow | None, count: int, in_list: bool) -> Row | None:
        """Return the mark of a phrase when its signs suffice; `in_list` when a name of the same list was found before it."""
        text = self.text
        start = words[0].start
        start += len(m[0]) if (m := _LEADING.match(text[start : head.end - 2])) else 0
        name = text[start : head.end]
        strength = _strength(head.row)
        says = len(_VAGUE.sub("", text[start : head.end - 2])) + (2 if len(head.row.word) > 4 and head.start > start else 0)
        if in_list and verb is not None and verb.label == "launch" and len(name) >= 4:
            says = max(says, 4)
        following = self.phrases.after(head.end)
        if (
            says < 2
            or self._is_title(start, head.end)
            or _MANY.match(name)
            or head.start - start < 2
            or len(name) > 30
            or (text[head.end : head.end + 1] in "“的" and not (strength == "strong" and _IS_PART.match(text, head.end)))
            or (following and following.text in ("工作组", "办公室", "专班"))
        ):
            return None
        if (
            following is not None
            and following.pos in _AFTER
            and (following.text not in context_set("after initiative") or strength == "weak")
            and not (
                strength == "weak" and following.text == "工作" and verb is not None and verb.label == "launch" and says >= 4
            )
            and not (strength == "strong" and "试点" in head.row.word and following.text in context_set("after pilot"))
        ):
            return None
        acting = _ACTING.search(_GOAL.sub("", name)) and verb is None
        if strength == "bare" or acting or _BUILT.search(name) or (verb is None and is_kind_of_works(name)):
            return None
        goes = verb is None and self._opening(start) is not None and _CARRIED_OUT.match(text[head.end :]) is not None
        told = goes and says >= 6 and head.row.word in ("项目", "改造")  # 云河水系连通项目|全力推进
        if strength == "weak" and not told and (verb is None or verb.label in ("lead", "other")):
            return None
        if name in words_of("quoted_words", "theory") or _ONLY_DESCRIBES.match(text, head.end):
            return None
        if _GIVES.search(name) or (says < 3 and _TIMES.match(text, head.end)):
            return None
        if _WORKS.match(text, head.end) or {word.pos for word in words if word.end <= head.start} == {"LOC"}:
            return None
        signs = _HEAD_SIGNS[strength] + (0.8 if told and strength == "weak" else 0.0)
        signs += _VERB_SIGNS[verb.label] if verb is not None else -0.5
        signs += 1.4 if says >= 6 and head.row.word == "政策" else 1.0 if says >= 4 else 0.5 if says == 3 else 0.3
        signs += 0.0 if text.count(name) == 1 else 1.0 if strength == "strong" else 0.5
        signs += 0.3 if count > 1 else 0.0
        signs += 0.5 if self._is_heading(start) else 0.0
        signs += 1.0 if _NUMBERED.match(name) or _IS_PART.match(text, head.end) else 0.0
        signs += 0.5 if _BUILT_UP.search(text[max(0, start - 18) : start]) else 0.0
        if verb is None and (before := self._opening(start)) is not None:
            signs += (
                1.5
                if _CARRIED_OUT.match(text[head.end :])
                else 0.5
                if before and following and (following.text in _STARTS or following.pos == "TIME")
                else 0.0
            )
        return (start, head.end, _label(head.row), head.row.id) if signs >= ENOUGH else None


_PLANNED_BY = re.compile(r"(?:社会|全年|[今明本]年|原|期间)$")


_UNIT_END = re.compile(r"(?:[局厅委院站队关所处校署镇乡县市省区]|公司|集团|中心)$")


def _plans(head: Head, phrases: Phrases) -> bool:
    """Return whether 计划 is what somebody does: 市水利局今年|计划|实施治理工程, not 实施云帆|计划."""
    if head.row.word != "计划":
        return False
    if _PLANNED_BY.search(phrases.text, max(0, head.start - 2), head.start):
        return True
    before, after = phrases.before(head.end - 2), phrases.after(head.end)
    if before and after and after.pos == "TIME" and _UNIT_END.search(before.text):
        return True  # 某站|计划|6月起实行…
    return stands_as_verb(before and (before.pos, before.text), after and (after.pos, after.text))


def _without_work(words: list[Word], heads: dict[int, Head]) -> list[Word]:
    """Return a phrase without a last 工作 that another head stands before: 食品安全监督检查|工作."""
    if len(words) > 2 and words[-1].text == "工作" and (head := heads.get(words[-2].end)) and _strength(head.row) != "bare":
        return words[:-1]
    return words


def _is_ordinary(core: str) -> bool:
    return core in words_of("quoted_words") or bool(_SLOGAN.search(core)) or _COMPLAINT.fullmatch(core) is not None


_CUT_OFF = ("日", "月", "周", "季")  # what a governing verb cuts off: 春运启动|日、普法宣传月
_COMPLAINT = re.compile(r"[\u4e00-\u9fff]{2,3}(?:难|贵|慢|荒|乱)")  # what is to be ended: 停车难, 看病贵


def _is_parallel(core: str) -> bool:
    """Return whether a quotation is made of phrases of one length: 一窗受理、一网通办."""
    parts = core.split("、")
    return len(parts) > 1 and len({len(part) for part in parts}) == 1 and len(parts[0]) in (2, 3, 4, 5)


def _is_reason(core: str) -> bool:
    """Return whether a quotation states a principle rather than a name: 试点先行，整体推进."""
    return bool(re.search(r"[，,；]", core))


def _is_tail_word(word: Word) -> bool:
    if word.text in ("暨", "实地", "非法", "+"):
        return True
    if word.pos == "TIME":
        return not re.search(r"\d|[一二三四五六七八九十][月日]|[今去近昨]|目前|以来", word.text)
    return is_naming(word) and word.pos not in ("LOC", "ORG", "PER", "d") and word.text not in context_set("tail stop")


def _core_label(core: str) -> str:
    if re.search(r"(?:办|一件事|改革|通办|放管服|试点)$", core):
        return "Initiative/reform"
    if re.search(r"(?:行动|年|整治|攻坚战|夜查|会战|减量控大|回头看|月|攻坚)$", core):
        return "Initiative/campaign"
    if re.search(r"(?:进|盔.?带|课堂|讲堂)$", core):
        return "Initiative/publicity"
    return "Initiative/model"
