"""Documents, events and honours: group `titles`.

《…》 names a document; a plan, a notice or a list without 《》 counts when a verb says that it was issued. Meetings,
contests and festivals count with a date, a scope or a name before their head. Honours count behind a verb of
receiving or giving.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.honours import find_gatherings, find_honours
from kg.extract.nlp import mark
from kg.extract.phrases import (
    Head,
    Phrases,
    Quotation,
    context,
    context_set,
    floor_of,
    heads,
    phrases_of,
    quotations,
    run_left,
    words_of,
)

Row = tuple[int, int, str, str]
_BOOK = re.compile(r"(?:[两三四五六七八九十]个)?《(?:[^《》\n]|《[^《》\n]*》){1,80}》")
_PRESS = re.compile(rf"(?:{context('press')})$")


@Language.factory("kg_titles", assigns=["doc.spans"])
def make_titles(nlp: Language, name: str) -> object:
    """Return the component that marks documents, events and honours."""
    return mark_titles


def mark_titles(doc: Doc) -> Doc:
    """Mark documents, events and honours."""
    phrases = phrases_of(doc)
    events, awards = _events(phrases), list(_awards(phrases))
    return mark(
        doc,
        "titles",
        [
            *_books(phrases.text),
            *_documents(phrases),
            *_quoted_documents(phrases),
            *_known_documents(phrases.text),
            *_drafts(phrases.text),
            *_laws(phrases.text),
            *_warnings(phrases.text),
            *_about(phrases.text),
            *_own_titles(doc),
            *events,
            *find_gatherings(phrases, [*events, *awards]),
            *awards,
            *find_honours(phrases, awards),
        ],
    )


_WORK_OF_ART = re.compile(rf"(?:{context('work of art')})$")


# ---- documents -------------------------------------------------------------------------------------------------------


def _books(text: str) -> Iterator[Row]:
    """Yield what stands in 《》, but no newspapers and broadcasts; a count belongs to a short name (两个《意见》)."""
    for match in _BOOK.finditer(text):
        core = match[0].lstrip("两三四五六七八九十个")
        shown = re.match(r"(?:栏目|节目|专栏|剧组|今晚)", text[match.end() :])
        if shown or _WORK_OF_ART.search(text[max(0, match.start() - 6) : match.start()]):
            continue
        if not _PRESS.search(core[1:-1]):
            if (
                core[1:-1] in context_set("short title")
                and core == match[0]
                and re.search(rf"《[^《》]{{3,}}{core[1:-1]}》", text)
            ):
                continue  # 《条例》 after 《…条例》 is the same thing
            start = match.start() if len(core) <= 4 else match.end() - len(core)
            yield start, match.end(), "Document", "titles/book-marks"


_VAGUE_DOCUMENT = re.compile(rf"^(?:{context('vague document')}|[\d一二三四五六七八九十]+[个项份])*$")
_ISSUED = re.compile(r"制发|印发|下发|出台|颁布|修订|制订|制定|编制|起草|签订")
_FREE_STANDING = re.compile(rf"(?:{context('free document')})$")


_PUBLISHED = re.compile(
    r"(?:（[^（）]{1,16}）)?(?:已|将|正式|近日|日前|[今昨]天|\d+日)*(?:（[^（）]{2,8}）)?(?:向社会|面向社会|对外)?"
    r"(?:印发|出台|发布|公布|颁布|施行|实施|获批|获得通过|签署|生效|公开征求意见)"
)


def _is_published(phrases: Phrases, start: int, head: Head) -> bool:
    """Return whether a name opens its clause and a verb behind it says that it was issued: …总体方案发布以来."""
    opens = phrases.text[start - 1 : start] in ("", "，", "。", "；", "：", "\n", " ")
    return (
        opens and _PUBLISHED.match(phrases.text, head.end) is not None and not _COUNTED.search(phrases.text[start : head.start])
    )


_COUNTED = re.compile(r"(?:[\d一二三四五六七八九十]+|多|数|一批)[余多]?[项个部批份件]")
_SUBMITTED = re.compile(r"(?:提出|作|听取|审议|宣读|批准|表决)(?:了|的)?$")
_ABOUT = re.compile(
    r"(?<!《)关于[^，。；：《》\n]{4,60}?的(?:紧急|补充|若干)?(?:通知|通告|公告|意见|指导意见|实施意见|决定|决议|通报|规定|办法|方案|报告|议案|草案|措施)"
    r"(?!》|书|精神|要求|的(?:议案|报告|说明)|审议)"
)


def _about(text: str) -> Iterator[Row]:
    """Yield documents that are named by what they are about: 关于切实做好…工作的紧急通知."""
    for match in _ABOUT.finditer(text):
        before = text[max(0, match.start() - 14) : match.start()]
        if _SUBMITTED.search(before) or re.search(rf"(?:{'|'.join(sorted(words_of('document_verbs')))})了?(?:《|“)?$", before):
            yield match.start(), match.end(), "Document", "titles/about"


_NOTICE = re.compile(
    r"(?<!《)关于[^，。；：《》]{4,60}的(?:紧急|补充|专项|工作)?(?:通知|通告|公告|意见|实施意见|决定|办法|函|报告|通报|议案|说明|汇报)$"
    r"|^(?![^《》]*(?:发布|公布|印发|出台|解读|审议|听取|公开|通过|召开)(?!工作|情况))[^，。；：《》]{4,36}(?:年度报告|年度工作报告|年报|白皮书)$"
)


def _own_titles(doc: Doc) -> Iterator[Row]:
    """Yield the title of a report that is itself a notice, a report or a yearly report."""
    for line in doc.spans.get("lines", ()):
        if line.label_ == "title" and (match := _NOTICE.search(line.text)) is not None:
            yield line.start + match.start(), line.end, "Document", "titles/own-title"


_KNOWN_DOCUMENT = re.compile(
    r"(?:国家)?“十[三四五六]五”(?:规划)?《纲要》|国家[\u4e00-\u9fff]{2,12}(?:中长期发展规划|发展规划|中长期规划)(?!司|研究)|"
    r"(?:20\d\d年)?中央一号文件|(?:20\d\d年)?(?:国务院)?政府工作报告|“十[三四五六]五”规划纲要|民法典(?!宣传)|国家[\u4e00-\u9fff]{2,5}目录(?!内|外)"
)


def _known_documents(text: str) -> Iterator[Row]:
    """Yield the documents that everybody knows without 《》; in 《》 they are found as such."""
    for match in _KNOWN_DOCUMENT.finditer(text):
        if text[match.start() - 1 : match.start()] != "《" and text[match.end() : match.end() + 1] != "》":
            yield match.start(), match.end(), "Document", "titles/known-document"


_DRAFT = re.compile(  # 监狱法修订草案, 云河市消防条例（草案）, 甲国和乙国关于…的条约
    r"(?:(?<=审议)|(?<=通过)|(?<=审议了)|(?<=通过了)|(?<=关于)|(?<=批准)|(?<=修改)|(?<=提请)|(?<=[，、和对了的及：\n \u3000]))"
    r"(?:(?<=关于)[^，。；：、《》“”的了\s]{2,24}(?:法|条例|办法|决定)(?:修订|修正)?草案"
    r"|[^，。；：、《》“”的了和及\s]{1,20}(?:法|条例|法典|规定|办法|决定|纲要)(?:（?(?:修订|修正|修改)?草案(?:[一二三四]次审议稿)?）?|修正案(?:（[一二三四五六七八九十]+）)?(?:草案)?)"
    r"|[\u4e00-\u9fff]{2,8}(?:和|与|、)[^，。；《》“”的了]{2,60}?(?:关于[^，。；《》“”的]{2,24}的|永久[^，。；《》“”的]{2,10})(?:条约|协定)(?!书|签|缔|组织|义务))"
)
_WARNING = re.compile(  # 发布今年首个|高温橙色预警
    r"(?:发布|签发|发出|更新|启动|拉响)(?:了)?[^，。；、]{0,12}?((?:重大气象灾害|气象灾害|地质灾害(?:气象风险)?|山洪灾害(?:气象)?|暴雨|暴雪|台风|高温|寒潮|大风|大雾|雷电|雷暴大风"
    r"|冰雹|沙尘暴|强对流(?:天气)?|霜冻|干旱|(?:道路)?结冰|低温|霾|海浪|风暴潮|洪水|森林火险)[蓝黄橙红]色(?:等级)?预警(?:信号)?)(?!机制|系统|响应)"
)
_WARNINGS = re.compile(  # 发布暴雪橙色、|道路结冰黄色等预警
    r"(?<=发布)(?:[\u4e00-\u9fff]{2,6}[蓝黄橙红]色、)+[\u4e00-\u9fff]{2,6}[蓝黄橙红]色(?=(?:等)?预警)"
)
_IN_TITLE = re.compile(r"《[^》\n]*$")
_ABOUT_DRAFT = re.compile(r"关于(?:提请审议)?(?!.*(?:条约|协定))|(?<![应针])对|就")  # 常委会对|湿地保护法草案
_DRAFT_LEAD = re.compile(r"^(?:会议)?(?:听取|审议|讨论|通过|提请|关于|批准|继续|初次|再次|分组|表决|新修订|了|和|与|并|对)+")


def _drafts(text: str) -> Iterator[Row]:
    """Yield drafts of laws and treaties that stand without 《》."""
    if not any(word in text for word in ("草案", "修正案", "条约", "协定")):
        return
    for match in _DRAFT.finditer(text):
        lead = _DRAFT_LEAD.match(match[0])
        start = match.start() + (lead.end() if lead else 0)
        start = max((m.end() for m in _ABOUT_DRAFT.finditer(text, start, match.end())), default=start)
        if match.end() - start >= 5 and not _IN_TITLE.search(text, max(0, start - 40), start):
            yield start, match.end(), "Document", "titles/draft"


_LAWS = re.compile(  # 制定|矿产法、海岸法、湿地法典|等多部法律
    r"(?:制定|修订|修改|出台|审议|通过|颁布)了?((?:[^，。；：、《》“”的了和\s]{2,14}法典?(?:、|和)?)+)等(?:多|\d+|[一二三四五六七八九十]+)?[余多]?部?(?:法律|法规)"
)


def _laws(text: str) -> Iterator[Row]:
    """Yield the laws without 《》 of a list that says that it is one of laws."""
    for listed in _LAWS.finditer(text):
        for law in re.finditer(r"(?:通过|修改|修订)?([^、和]{2,14}?法典?)(?:[、和]|$)", listed[1]):
            yield listed.start(1) + law.start(1), listed.start(1) + law.end(1), "Document", "titles/law-of-list"


def _warnings(text: str) -> Iterator[Row]:
    """Yield the warnings of bad weather that somebody gives."""
    yield from ((m.start(1), m.end(1), "Document", "titles/warning") for m in _WARNING.finditer(text))
    for listed in _WARNINGS.finditer(text):
        each = (listed.start() + m.start() for m in re.finditer(r"[^、]+", listed[0]))
        yield from ((start, text.index("色", start) + 1, "Document", "titles/warning") for start in each)


def _documents(phrases: Phrases) -> list[Row]:
    return [row for head in heads(phrases.text, "document_heads") if (row := _document(phrases, head))]


def _document(phrases: Phrases, head: Head) -> Row | None:
    """Return the document without 《》 that ends in a head, when an issuing verb governs it or its form leaves no doubt."""
    text = phrases.text
    following = phrases.after(head.end)
    if not phrases.is_end(head.end) or (
        following is not None
        and following.pos in ("n", "vn", "nz", "v")
        and following.text not in context_set("after document")
    ):
        return None
    begin = head.start
    if not phrases.is_start(begin) and (word := phrases.before(head.end)) is not None:
        begin = word.start
    verbs = words_of("document_verbs")
    if head.row.word in ("标准", "规范", "规划", "清单", "目录", "方案", "国家标准", "行业标准", "地方标准"):
        verbs = verbs - context_set("not issuing")
    start = run_left(phrases, begin, verbs, floor_of(text, head.start))
    issued = list(_ISSUED.finditer(text, start, head.start))  # the tagger may cut 制发行动方案 into 制 and 发行
    start = issued[-1].end() if issued else start
    name, modifier = text[start : head.end], text[start : head.start]
    if len(name) < 5 or len(modifier) < 2 or _VAGUE_DOCUMENT.match(modifier) or re.search(r"\d个", modifier):
        return None
    before = None if issued else phrases.before(start)
    verb = phrases.before(before.start) if before is not None and before.text in ("了", "出", "好", "的") else before
    governed = bool(issued) or (verb is not None and verb.text in verbs)
    if not governed and not (len(name) >= 7 and (_FREE_STANDING.search(name) or _is_published(phrases, start, head))):
        return None
    return start, head.end, "Document", head.row.id


_QUOTED_DOCUMENT = re.compile(rf"(?:{context('quoted document')})$")


def _quoted_documents(phrases: Phrases) -> Iterator[Row]:
    """Yield documents in quotation marks: “三个部令”, 「…改进方案」."""
    for q in quotations(phrases.text):
        if _QUOTED_DOCUMENT.search(q.core) and (len(q.core) >= 6 or q.core.endswith("部令")):
            yield q.start, q.end, "Document", "titles/quoted-document"


# ---- events ----------------------------------------------------------------------------------------------------------

_VAGUE_EVENT = re.compile(rf"^(?:{context('vague event')}|第[一二三四五六七八九十]+阶段|\d+(?:[场次年月日]))*$")
_DATE_BEFORE = re.compile(r"(?:(?:\d{1,2}月)?\d{1,2}日(?:上午|下午|晚上?|凌晨)?|上午|下午|晚上?|凌晨)(?:召开|举行|举办)?的$")
_ON_A_DAY = re.compile(  # 6月17日在云河县召开|现场观摩会, 当晚的|讲评会, 10日晚在|视频调度会上说
    r"(?:\d{1,2}(?:月(?:上旬|中旬|下旬|底|初)?|日)|[今昨当]天|[今昨当]晚|[今昨当]日|日前|近日)(?:\d{1,2}日)?[^。；“”《》\n]{0,16}?(?:召开|举行|举办|组织|开|的|在)(?:了)?(?:专题|现场|全市|全县|全省|全区|视频)?$"
)
_SET_FOR = re.compile(r"(?:原?定于|将于|拟于|改在|于)\d{1,2}月")
_STRIP = re.compile(
    r"^(?:场(?![所馆地景次])|(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:上午|下午|晚上?|凌晨)?的?|[今明去当]年|今天|昨天|今晚|昨晚|日前|近日|的|了|[上下]午|传达学习|学习(?!强国)|传达|播出|直播"
    r"|(?:\d+|[一二三四五六七八九十两首]+)(?:次|场次|场|期)|一系列|多场|出席|参加|在[\u4e00-\u9fff]{2,6}"
    r"|[\u4e00-\u9fff]{1,16}?(?:[厅局署]|政府|委员会)[办开](?![公展发放学])"
    r"|[\u4e00-\u9fff]{0,8}(?:召开|举行|举办|承办|(?<!经合)(?<!贸易)(?<!合作)(?<!公约)组织)(?:了|的)?)+"
)
_TIMES = re.compile(r"(?:共计|累计|共)?[\d一二三四五六七八九十]+[余多]?[场次]|制度|机制")
_PUT_BEFORE = re.compile(r"(?:提请|提交|报请|报告|请|受|向)$")  # 提请|大会|审查
_SCOPE = re.compile(r"[省市县区国]|\d|“|「|第[一二三四五六七八九十]+[届次]|年|系列|公安|警|国际|世界|亚洲|暨")
_HELD = "召开|举行|举办|开幕|闭幕|启动|开赛"
_TO_THE_PRESS = re.compile(r"(?:新闻|媒体)?(?:发布会|通气会|吹风会|见面会)|记者会|记者招待会")
_CALLED = re.compile(r"(?:召开|举行|举办)了?$")
_CALLED_SO = re.compile(  # 支队开了|养护总结会, 1月8日的|值守专题会: what is called so is one, however short its name
    r"(?:召开|举行|举办|承办|(?<![分展])开|办)(?:了|的)?$|\d日(?:上午|下午|晚)?的$"
)
_DEMANDS = re.compile(r"(?:工作)?(?:部署|要求|安排)")  # 落实某会议|工作部署
_ON_STAGE = re.compile(r"发言|交流|讨论")
_TAKES_PLACE = re.compile(  # what stands before and behind an event, with a bar between
    rf"(?:{_HELD}|承办|出席|参加|主持|传达|贯彻|在[^，。；]{{0,14}}|开展|组织|迎接|获悉)了?[^，。；|]{{0,12}}\|"
    rf"|\|(?:上|中|期间)?[^，。；]{{0,6}}(?:{_HELD}|精神|要求|强调|指出|在|上|中|落幕)"
)
_IN_SERIES = re.compile(r"(?:20\d\d年?|第[一二三四五六七八九十百\d]+届|首届|中国(?!和|与))")
_TOLD_OF = re.compile(
    r"(?:于?[今昨]天|[今昨]晚|近日|日前|\d+[月日至到\d]*日?)*(?:（[^（）]{2,8}）)?(?:将?[在于][^，。；]{2,14}?)?(?:召开|举行|举办|开幕|闭幕|启幕|落幕|开赛)"
)
_ASIDE = re.compile(r"（[\u4e00-\u9fffA-Z]{1,10}）$")
_ORDINAL = re.compile(r"(?:20\d\d年?)?第[一二三四五六七八九十百\d]+届")
_SITTING = re.compile(
    r"(?:[\u4e00-\u9fff]{2,9}?[省市县区州旗]|[省市县区州]|自治区|全国|中国|政协[\u4e00-\u9fff]{0,6}|中国共产党[\u4e00-\u9fff]{0,8})"
)
_FAIR = re.compile(r"(?:博会|交会|洽会|展会|运会|峰会|论坛|(?:文化|艺术|旅游|丰收|啤酒|购物)节)$")
_CONGRESS = re.compile(
    r"党的[一二三四五六七八九十]+(?:大|届[一二三四五六七八九十]+中全会)"
    r"(?!精神|报告|以来|以后|代表|对|提出|作出|擘画|描绘|部署|确定|强调|战略|关于|和|闭幕|审议|通过|决定|要求)"
)


def _events(phrases: Phrases) -> list[Row]:
    found = [row for head in heads(phrases.text, "event_heads") if (row := _event(phrases, head))]
    joined = _joined_events(phrases.text, [*found, *_opened(phrases.text, found)])
    fairs = [
        (_ordinal_start(phrases.text, q.start), q.end, "Event/conference", "titles/quoted-fair")
        for q in quotations(phrases.text)
        if 3 <= len(q.core) <= 12
        and (
            _FAIR.search(q.core)
            or (q.core.endswith("会") and re.match(r"(?:“[^”]+”)?等(?:大型|重大)?活动", phrases.text[q.end :]))
        )
    ]
    fairs += [
        (q.start + 1, q.end - 1, "Event/conference", "titles/quoted-event")
        for q in quotations(phrases.text)
        if 9 <= len(q.core) <= 40
        and _WHOLE.search(q.core)
        and not re.match(r"[\u4e00-\u9fff]{0,4}(?:活动|行动)", phrases.text[q.end :])
    ]
    joined = [
        r
        for r in joined
        if not any(s < r[1] and r[0] < e and e - s > r[1] - r[0] for s, e, _, rule in fairs if rule == "titles/quoted-event")
    ]
    joined += [row for row in fairs if not any(s < row[1] and row[0] < e for s, e, _, _ in joined)]
    sessions = [(_committee_start(phrases, m.start()), m.end()) for m in _PARTY_SESSION.finditer(phrases.text)]
    joined += [row for row in _series(phrases.text) if not any(s < row[1] and row[0] < e for s, e, _, _ in joined)]
    joined = [row for row in joined if not any(start < row[1] and row[0] < end for start, end in sessions)]
    joined += [(start, end, "Event/meeting", "titles/session") for start, end in sessions]
    return [*joined, *((m.start(), m.end(), "Event/meeting", "titles/congress") for m in _CONGRESS.finditer(phrases.text))]


_COINED_FAIR = re.compile(  # 第九届科博会, whatever is said of it
    r"(?:20\d\d年?)?(?:第[一二三四五六七八九十百\d]+届|首届)[\u4e00-\u9fff（）]{0,12}?[\u4e00-\u9fff](?:博会|交会|洽会|贸会)"
    r"(?![员长馆]|新闻中心|组委会|执委会|秘书处|筹委会)"
)


def _series(text: str) -> Iterator[Row]:
    """Yield the fairs of a series that a coined name and an ordinal make known."""
    yield from ((m.start(), m.end(), "Event/conference", "titles/coined-fair") for m in _COINED_FAIR.finditer(text))


_PARTY_SESSION = re.compile(  # 云河市委十五届五次全会, 县委十四届八次全体（扩大）会议
    r"(?:[省市县区州旗]|自治区党)委(?:第?[一二三四五六七八九十]+届第?[一二三四五六七八九十]+次)全(?:体（?(?:扩大)?）?会议|会)"
)
_PARTY_CONGRESS = re.compile(r"(?:党的)?[一二三四五六七八九十]+大[和与、]")
_COMMISSION = re.compile(  # 云河市委全面|深化改革委员会第十次会议
    r"[省市县区州旗]委(?:全面深化改革|全面依法治[省市县区州]|网络安全和信息化|财经|外事工作|审计|机构编制|国家安全"
    r"|教育工作|农村工作|实施乡村振兴战略|军民融合发展)(?:委员会|领导小组)"
)
_PAST_ONES = re.compile(r"历[届次]$")
_WHOLE = re.compile(
    r"^[^，。；]*(?:会议|论坛|峰会|博览会|大会|仪式|竞赛|大赛|(?:发布|推进|座谈|现场|视频|交流|培训|启动|表彰|动员|部署|观摩|总结|研讨|推介|洽谈|调度|联席|宣讲|听证|报告)会)$"
)


def _committee_start(phrases: Phrases, start: int) -> int:
    """Return where the name of a party committee starts whose level stands at `start`: 中共|云河|市委."""
    word = phrases.before(phrases.text.index("委", start) + 1)
    if word is not None and word.start == start:
        word = phrases.before(start)
    start = word.start if word is not None and word.pos in ("LOC", "ORG") else start
    return start - 2 if phrases.text.endswith("中共", 0, start) else start


_BEFORE_FAIR = re.compile(r"(?:20\d\d年?)?第[\d一二三四五六七八九十百]+届[\u4e00-\u9fff]{0,8}$")


def _ordinal_start(text: str, start: int) -> int:
    """Return where the ordinal before a quoted name starts: 第五届云河|“夜市节”."""
    match = _BEFORE_FAIR.search(text, max(0, start - 20), start)
    return match.start() if match else start


_HELD = (
    r"(?=(?:于?[今昨]天|[今昨]晚|日前|近日|将|正式|\d+月\d+日|\d+日|[上下]午|晚)*(?:（[^（）]{2,8}）)?(?:[上下]午|晚)?(?:[在于][^，。；]{2,16}?)?"
    r"(?:隆重|成功|正式)?(?:举行|开幕|闭幕|启幕|落幕|举办(?![了\d])))"
)
_OPENED = re.compile(  # 2025…艺术季昨晚在…开幕, 第9届…订货会闭幕
    r"(?:20\d\d年?(?:第[\d一二三四五六七八九十百]+届)?|第[\d一二三四五六七八九十百]+届|首届)"
    r"(?:[\u4e00-\u9fff—]|（[\u4e00-\u9fff]{1,8}）|“[\u4e00-\u9fff]{2,8}”){2,20}?(?:节|展|季|赛|会|大典|嘉年华)"
    r"(?=(?:于?[今昨]天|[今昨]晚|近日|日前|将|正式|\d+日)*(?:（[^（）]{2,8}）)?(?:将?[在于][^，。；]{2,12}?)?(?:开幕|闭幕|启幕|落幕|举行|举办|开赛))"
    r"|(?<=的)“[^“”，。\n]{2,20}”[\u4e00-\u9fff]{2,12}?活动(?=(?:昨天|今天|近日|日前|将|正式)*在[^，。；]{2,12}?(?:开幕|开赛))"
    r"|(?<=[，。；\n—])“[^“”，。\n]{2,20}”[\u4e00-\u9fff]{2,12}?活动(?=(?:昨天|今天|近日|日前|将|正式)*在[^，。；]{2,12}?(?:开幕|开赛))"
    r"|(?<=[主承举]办)(?:20\d\d年?|第[\d一二三四五六七八九十百]+届|首届)(?:[\u4e00-\u9fff]|“[\u4e00-\u9fff]{2,8}”){2,16}?(?:节|展|季|赛|会)(?=[，。；、]|在)"
)


_ORDER = r"(?:20\d\d年?(?:第[\d一二三四五六七八九十百]+届)?|第[\d一二三四五六七八九十百]+届|首届)"
_OPENS_NAME = r"(?<=[，。；：\n的])"
_QUOTED = r"“[^“”，。\n]{2,24}”"
_GATHERING = re.compile(  # 2024年全省“科技下乡”示范活动|在…举行; what is only started or carried out is a line of work
    rf"(?:(?:{_ORDER}|{_OPENS_NAME}全[国省市区县])[\u4e00-\u9fff—·]{{0,14}}?|{_OPENS_NAME}(?=“20\d\d))"
    rf"{_QUOTED}[\u4e00-\u9fff]{{0,12}}?活动{_HELD}"
    rf"|{_OPENS_NAME}{_QUOTED}[\u4e00-\u9fff]{{0,8}}?(?:示范|主场|首场|交流|对话|招聘|展演|推介|对接|研讨|表彰|颁奖)活动{_HELD}"
    rf"|{_ORDER}[\u4e00-\u9fff—·]{{3,24}}?活动{_HELD}"
)
_CARRIED_OUT = re.compile(r"宣传|志愿|创建|整治|[^场]主题活动|教育活动")


def _opened(text: str, found: list[Row]) -> Iterator[Row]:
    """Yield what opens or closes under an ordinal or a year, whatever its head, and activities for which people gather."""
    gatherings = (m for m in _GATHERING.finditer(text) if not _CARRIED_OUT.search(m[0]))
    for match in (*_OPENED.finditer(text), *gatherings):
        if not any(start < match.end() and match.start() < end for start, end, _, _ in found):
            yield match.start(), match.end(), "Event/other", "titles/opened"


def _joined_events(text: str, rows: list[Row]) -> list[Row]:
    """Return the events; two that 暨 joins are one."""
    kept: list[Row] = []
    for row in sorted(rows):
        if kept and text[kept[-1][1] : row[0]] == "暨":
            kept[-1] = (kept[-1][0], row[1], kept[-1][2], kept[-1][3])
        elif kept and row[0] < kept[-1][1] < row[1] and text[row[0] - 1] == "暨":
            kept[-1] = (kept[-1][0], *row[1:])  # 甲运动会暨乙运动会|启动仪式
        elif kept and row[0] < kept[-1][1]:
            kept[-1] = max(kept[-1], row, key=lambda r: (r[1] - r[0], -r[0]))
        else:
            kept.append(row)
    return kept


def _event(phrases: Phrases, head: Head) -> Row | None:
    """Return the event that ends in a head, when a date, a scope or a name stands before it."""
    text = phrases.text
    following = phrases.after(head.end)
    whole = phrases.is_end(head.end) or _SET_FOR.match(text, head.end)
    if not whole or (
        following is not None
        and following.pos in ("n", "vn", "nz", "ORG")
        and following.text not in context_set("after event")
        and not _DEMANDS.match(text, head.end)
    ):
        return None
    floor = floor_of(phrases.masked, head.start, "，。；：！？,;:!?\n、《》|")
    if _ON_STAGE.match(text, head.end) and head.row.word == "大会":
        return None  # 作大会|发言
    if text[floor - 1 : floor] == "《" and text[head.end : head.end + 1] == "》":
        return None  # the title of a programme
    begin = head.start
    stops = words_of("event_verbs") | context_set("event stop")
    stops -= {word for word in _ALONE if not _governs(phrases, word, floor, head.start)}
    if not phrases.is_start(begin) and (word := phrases.before(head.end)) is not None:
        begin = begin if text[word.start : begin] in stops else word.start
    start = _event_start(phrases, begin, head.end, floor, stops)
    start += len(m[0]) if (m := _STRIP.match(text[start : head.start])) else 0
    ordinals = list(_ORDINAL.finditer(text, start, head.start))
    if ordinals and not _SITTING.fullmatch(text, start, ordinals[-1].start()):
        start = ordinals[-1].start()
    commission = next((m for m in _COMMISSION.finditer(text, max(floor, start - 16), head.start) if start < m.end()), None)
    start = min(start, _committee_start(phrases, commission.start())) if commission else start
    congress = _PARTY_CONGRESS.match(text, start, head.start)
    start = congress.end() if congress else start  # 二十大和|中央经济工作会议
    modifier = text[start : head.start]
    if _PAST_ONES.search(modifier):
        return None
    if not modifier and _TO_THE_PRESS.fullmatch(head.row.word) and _CALLED.search(text, max(0, start - 6), start):
        if _TIMES.match(text, head.end):
            return None  # 召开新闻发布会|12场
        return head.start, head.end, "Event/" + head.row.label, head.row.id  # 某署举行|记者会
    if head.row.word == "大会" and _PUT_BEFORE.search(text, floor, head.start):
        return None
    if not modifier and len(head.row.word) >= 5 and _DATE_BEFORE.search(text[max(0, head.start - 14) : head.start]):
        return head.start, head.end, "Event/" + head.row.label, head.row.id
    if (not modifier or _VAGUE_EVENT.match(modifier)) and _is_on_a_day(text, start, head):
        return start, head.end, "Event/" + head.row.label, head.row.id
    takes_place = _TAKES_PLACE.search(text[max(0, floor - 1) : start] + "|" + text[head.end : head.end + 12])
    festival = head.row.word.endswith("节") and takes_place  # 启动|新年消费节
    called = head.row.label == "meeting" and _CALLED_SO.search(text, floor, start) and not _TIMES.match(text, head.end)
    short = len(head.row.word) <= 3 and len(modifier) < 4
    if len(modifier) < 2 or _VAGUE_EVENT.match(modifier) or (short and not festival and not called):
        return None
    if not (_SCOPE.search(modifier) or takes_place or called):
        return None
    return start, head.end, "Event/" + head.row.label, head.row.id


_MANY = re.compile(r"(?:共计|累计|共)?[\d一二三四五六七八九十]+[余多]?[场次]|制度|机制|等")


def _is_on_a_day(text: str, start: int, head: Head) -> bool:
    """Return whether a meeting that only its kind names is one of a day: 9月在云河召开|推进会, |颁奖会定于8月5日举行."""
    if head.row.label != "meeting" or not 3 <= len(head.row.word) <= 7 or head.row.word.endswith(("大会", "例会", "年会")):
        return False
    if not head.row.word.endswith("会") or _MANY.match(text, head.end):
        return False
    told = _ON_A_DAY.search(text, max(0, start - 40), start)
    at = told is not None and text[start - 1] in "的在" and not re.match("上|，|由", text[head.end :])
    return _SET_FOR.match(text, head.end) is not None or (told is not None and not at)


_ALONE = ("办", "开")


def _governs(phrases: Phrases, verb: str, floor: int, end: int) -> bool:
    """Return whether a verb of one character stands behind a body, a place or a time: 在云河|办|启动仪式, not 接诉即办论坛."""
    found = [i for i in range(floor, end) if phrases.text[i] == verb and phrases.is_start(i) and phrases.is_end(i + 1)]
    before = [phrases.before(i) for i in found]
    return all(word is None or word.pos in ("LOC", "ORG", "PER", "TIME", "s", "f", "r") for word in before)


def _event_start(phrases: Phrases, begin: int, end: int, floor: int, stops: frozenset[str]) -> int:
    """Return where the name of an event starts: before naming words, quotations, and what 与 and 和 join behind a verb."""
    text = phrases.text
    start = begin
    while True:
        start = run_left(phrases, start, stops, floor, 34)
        if start > floor and text[start - 1] in "”」’":
            opening = max(text.rfind(sign, max(0, floor - 1), start) for sign in "“「‘")
            if opening < 0 or begin - opening > 44:
                return start
            start = opening
        elif text[start - 1 : start] == "》" and begin - start <= 8 and (title := _title_start(text, start)) is not None:
            return title  # 《…》出版座谈会
        elif (aside := _ASIDE.search(text, max(floor, start - 14), start)) and aside.start() > floor:
            start = aside.start()  # 中国（某地）国际…展览会
        elif start > floor and text[start - 1] == "—" and text[start - 2] != "—":
            further = run_left(phrases, start - 1, stops, floor, 20)
            if further == start - 1:
                return start
            start = further
        elif start > floor and text[start - 1] == "暨" and text[start - 2] in "”」":
            opening = max(text.rfind(sign, max(0, floor - 1), start - 1) for sign in "“「")
            if opening < 0 or begin - opening > 44:
                return start
            start = opening  # “甲行动”暨|乙行动推进会
        elif start > floor and text[start - 1] in "与和暨":
            further = run_left(phrases, start - 1, stops, floor, 20)
            governor = phrases.before(further)
            counted = re.search(r"(?:举办|召开|举行|组织)(?:了)?[^，。；]{0,4}$", text[floor:further])
            quoted = text[further - 1 : further] in ("”", "」") and further > floor
            opens = text[max(0, further - 1) : further] in ("", "，", "。", "\n", "；", "开", "行", "加", "办", "、", "）", " ")
            whole = opens and (_OF_A_DIVISION.match(text, further) or _IN_SERIES.match(text, further))
            told = opens and _TOLD_OF.match(text, end) is not None
            if further == start - 1 or not (
                text[start - 1] == "暨"
                or counted
                or quoted
                or whole
                or told
                or (governor is not None and governor.text in ("举办", "召开", "举行", "承办", "主办"))
            ):
                return start
            start = further
        else:
            return start


def _title_start(text: str, end: int) -> int | None:
    """Return where the title in 《》 starts that ends there, if it does within a name's length."""
    opening = text.rfind("《", max(0, end - 40), end)
    return opening if opening >= 0 and "\n" not in text[opening:end] else None


# ---- honours ---------------------------------------------------------------------------------------------------------

_OF_A_DIVISION = re.compile(r"全[国省市县区州]|[\u4e00-\u9fff]{2,8}?(?:省|市|县|区|自治州)(?![\u4e00-\u9fff]{0,3}[局委办])")
_MERIT = re.compile(
    r"(?:集体|个人)(?:一|二|三)等功|(?:集体|个人)嘉奖|(?<=[记立授获])[一二三]等功|(?<=[记立]了)[一二三]等功"
    r"|(?:(?<=予以)|(?<=给予)|(?<=通令))嘉奖(?=[，。；])"
)
_COMMENDED = re.compile(r"(?:获|获得|受到|荣获)(?:了)?[\u4e00-\u9fff]{2,12}?(嘉奖)(?=[，。；\n]|$)")
_GIVEN_QUOTE = re.compile(
    rf"(?:{context('giving')})[^，。；,;“”「」]{{0,16}}(?:“[^“”，。]{{2,12}}”[^，。；,;“”「」]{{0,6}})?$|[获授][^，。；,;“”「」]{{0,12}}$"
)
_GIVEN = re.compile(
    r"评选?为|评定为|认定为|命名为|表彰为|获评|荣获|荣膺|获颁|授予|荣立|荣记|斩获|摘得|捧得|捧回|拿下|喜获|蝉联|当选|颁发的"
    r"|获得?了?(?=[\u4e00-\u9fff]{0,10}(?:奖章|勋章|[国省部市]家?[\u4e00-\u9fff]{0,10}奖|优秀组织奖|[团集]体[一二三特]等奖))|获得?了?(?=全国|全省|全市|全区|“)"
)
_HONOUR_CORE = re.compile(
    rf"(?:{context('honour')}|示范[\u4e00-\u9fff]{{0,4}}|十佳[\u4e00-\u9fff]{{0,6}}|优秀[\u4e00-\u9fff]{{0,8}})$"
)


def _awards(phrases: Phrases) -> Iterator[Row]:
    text = phrases.text
    yield from ((m.start(), m.end(), "Award", "titles/merit") for m in _MERIT.finditer(text))
    yield from ((m.start(1), m.end(1), "Award", "titles/merit") for m in _COMMENDED.finditer(text))
    last = -1  # where the last honour ended: what 和 or 、 joins to it is one too
    for q in quotations(text):
        titled = re.match(r"(?:荣誉)?称号|奖(?!励)", text[q.end :])
        given = _GIVEN_QUOTE.search(text[floor_of(text, q.start, "，。；！？,;\n") : q.start])
        if (
            len(q.core) <= 26
            and not re.search(r"[，。！？]", q.core)
            and (
                titled
                or _is_outright(text, q)
                or ((given or (last > 0 and text[last : q.start] in ("和", "、", ""))) and _HONOUR_CORE.search(q.core))
            )
        ):
            last = q.end
            batch = _BATCH.search(text, max(0, q.start - 8), q.start)
            yield batch.start() if batch else q.start, q.end, "Award", "titles/quoted-honour"
    found = [row for head in heads(text, "award_heads") if (row := _award(phrases, head)) is not None]
    yield from found
    for match in (*_HONOURED.finditer(text), *_HONOURED_BY.finditer(text)):
        if not any(start < match.end(1) and match.start(1) < end for start, end, _, _ in found):
            yield _behind_giver(text, *match.span(1)), match.end(1), "Award", "titles/honoured"


_BATCH = re.compile(r"第[一二三四五六七八九十\d]+[批届]$")
_HONOURED = re.compile(  # whatever its head: 被评为全国巾帼文明岗, 入选国家综合货运枢纽补链强链城市
    r"(?:被?(?:评选?为|评定为|认定为|命名为|授予|表彰为|确定为)|获评为?|荣获|荣膺|获授|获颁|入选|入围|蝉联|上榜|成功创建(?:为|成)?|创成|获批(?:建设)?|获)了?"
    r"(?:教育部|[\u4e00-\u9fff]{2,8}[委局署厅])??((?:20\d\d年度?)?(?:首批|第[一二三四五六七八九十\d]+批|首届|第[一二三四五六七八九十\d]+届)?(?:全国|国家(?:级)?|国务院|中国|世界|全省|省级|全市|市级|全区|自治区级?|[\u4e00-\u9fff]{2,3}[省市])"
    r"(?![\u4e00-\u9fff]{0,4}(?:批复|批准|支持|资金|立项))(?:“[^“”，。\n]{2,8}”(?=[\u4e00-\u9fff]{2}))?(?:(?!的)[\u4e00-\u9fff]){2,22}?)(?=(?:拟)?(?:名单|名录|行列)|(?:荣誉)?称号|贡献|作出|打下|奠定|后?[，。；、\n]|(?<![一二三特])等[\u4e00-\u9fff]{0,6}(?:称号|荣誉|奖)|$)"
)


_HONOURED_BY = re.compile(  # 被某部评为最具人气品牌活动: who gives it stands before the verb
    r"(?:被|获|由)[^，。；“”被获由]{1,24}?[局厅部委办会署院府心队团站司社厂校](?:评选?为|命名为|表彰为|授予)((?:20\d\d年度?)?(?![了的有]|全国|国家级|全省|省级|全市|市级)[\u4e00-\u9fff]{4,18}?)"
    r"(?=(?:荣誉)?称号|[，。；、\n]|$)"
)
_GIVER = re.compile(  # 获云河市林业局|嘉奖, 入选教育部|全国优秀案例
    r"[\u4e00-\u9fff]{1,14}?(?:部|委|局|署|厅|政府|协会|总工会|中院|总队|集团)(?=全国|全省|全市|国家级|省级|市级|嘉奖$|[一二三]等功$)"
)


def _behind_giver(text: str, start: int, end: int) -> int:
    """Return where an honour starts behind the body that gives it."""
    giver = _GIVER.match(text, start, end)
    return giver.end() if giver else start


_OUTRIGHT = re.compile(r"(?:评选?为|授予|命名为|表彰为|荣获|荣膺|获评|获颁|获授|获)(?:了|的)?$")


def _is_outright(text: str, quotation: Quotation) -> bool:
    """Return whether a verb of honouring stands right before a quotation, and no noun behind it: 被评为“金牌调解组织”."""
    ends = text[quotation.end : quotation.end + 1] in ("", "，", "。", "；", "、", "和", "\n")
    given = _OUTRIGHT.search(text, max(0, quotation.start - 6), quotation.start)
    shortest = 3 if text.endswith("授予", 0, quotation.start) else 5
    return ends and given is not None and len(quotation.core) >= shortest


_SCOPE_OF_HONOUR = re.compile(
    r"(?<=[局队院会司所校部心站团委处科室厂村区县市])(?:20\d\d年度?)?(?:全国|全省|全市|全区|国家级|省级|市级)"
)
_RECEIVER = re.compile(
    r"[\u4e00-\u9fff]{2,14}?(?:局|支队|大队|法院|检察院|医院|公司|集团|学校|中学|小学|大学|学院|派出所|税务所|管理站|社区|支部)(?=[\u4e00-\u9fff]{5})"
)
_TITLE_OF_HONOUR = re.compile(r"(?:荣誉)?称号$")


def _award(phrases: Phrases, head: Head) -> Row | None:
    """Return the honour without quotation marks that a verb of receiving governs: 被评为全国优秀车辆管理所."""
    text = phrases.text
    floor = floor_of(text, head.start)
    verbs = [m.end() for m in _GIVEN.finditer(text, floor, head.start)]
    if not verbs or not phrases.is_end(head.end):
        return None
    start = verbs[-1] + (1 if text[verbs[-1]] in "了：" else 0)
    following = phrases.after(head.end)
    if text[head.end : head.end + 1] in ("“", "「"):
        return None  # 授予云河社区“…”: who receives it
    if not 4 <= head.end - start <= 30 or (following is not None and following.pos in ("n", "nz", "vn", "m")):
        return None
    if re.match(r"[\d一二三四五六七八九十]+(?:枚|个|项|次|名)|第", text[start:]):
        return None
    if text[:start].endswith("授予") and (scope := _SCOPE_OF_HONOUR.search(text, start + 3, head.start)):
        start = scope.start()  # 授予|某支队|全国五四红旗团委: who receives it stands between
    elif text[:start].endswith("授予") and (receiver := _RECEIVER.match(text, start, head.end)):
        start = receiver.end()
    title = _TITLE_OF_HONOUR.search(text, start, head.end)
    end = title.start() if title and title.start() - start >= 4 else head.end
    return _behind_giver(text, start, end), end, "Award", head.row.id
