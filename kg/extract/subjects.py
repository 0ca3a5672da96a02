"""Whether a sentence has a subject of its own, or lives on the one before it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from kg.extract.nlp import Tag
from kg.records import Mention, Span

LEAD_IN = re.compile(
    r"^(?:【[^】\n]{1,10}】|[—\-－·•●◆■▲★*\s“”\"（(]|[一二三四五六七八九十]是|同时|此外|另外|其中|随后|目前|近日|日前|当日|当天|当晚|据悉|据了解|这(?:也|还|已|正)?是"
    r"|与此同时|为此|对此|期间|活动现场|活动中|会上|会后|[一二三四五六七八九十]、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.、．])+"
)
_NEWS = re.compile(r"消息（|消息[:：]|本报讯|新华社|电（|讯（|\d日讯|日电|记者从|新闻联播")
_ROUNDUP = re.compile(r"快讯|简讯|短讯|要闻|速览|速递|速报|集锦|一览|汇总|摘编")
_HEADLINE = 120  # characters in which the headline of an item and the beginning of its text stand
_SAID_AGAIN = re.compile(r"[^。，；]{0,24}?(?P<name>(?![\d%，。；、]{5})[^。，；（）]{5,}?)[^。]{0,60}?(?P=name)")
_RUNS_ON = re.compile(r"[^。，；]{6,40}?[^。，；、：（“在截至从到自于](?:[今昨前]天（\d|记者(?:[今昨]天)?(?:（[^）]*）)?从)")
_SPEAKS_FOR = re.compile(
    r"办公厅|政策研究室|(?<=政府|法院|察院)办公室|(?<=[局厅])(?:办公室|综合处|政治处)"
    r"|(?:新闻|宣传|新闻宣传)(?:处|科|中心)|(?:门户|政务|官方)?网站|官网"
)
_SECTION = re.compile(
    r"(?:(?<=[厅局委署院队关])(?!员会)|(?<=公司)|(?<=集团))(?:[^\W厅局委署院队关]{2,8}(?<!办事)(?:处|科|室|股)|(?:指挥|警务保障|信息)中心)$"
)  # of a body, in whose name it writes
_BODY = re.compile(r"(?:[厅局委署院会办部队府所处站校]|公司|集团|中心|海关|银行)$")
_HOST = re.compile(r"(?:新闻办公?室?|新闻发布(?:办公室|中心)|互联网信息办公室|网信办)$")
_MEDIUM = re.compile(
    r"(?:(?<![电管路])网|新闻|[日晚早晨时商快导]报|报社|都市报|(?:青年|法治|法制|农民|工人|教育|交通|消费者|公安|科技|环境|水利)报|头条|客户端|传媒|(?:电视|广播)台?"
    r"|卫视|频道|周刊|杂志社?|通讯社|新华社|融媒体?(?:中心)?|在线|公众号|发布|普法|之窗|之声|[快微]讯)(?:网站|官网)?$"
)
_STATISTICIAN = re.compile(r"统计局|统计办公室|调查(?:总)?队|普查(?:领导小组)?办公室")
_BULLETIN = re.compile(r"国民经济和社会发展(?:情况)?统计公报|(?:人口|经济|农业)普查[^，。]*公报")
_OF_AN_AREA = re.compile(r"公报|统计|普查|经济运行|主要(?:数据|指标)")
AT = re.compile(r"在|位于|来到|走进|地处")
IN_WORDS = re.compile(  # 学习某某重要讲话: who is only quoted
    r"(?:总书记|主席|同志)?(?:近期|最近|关于[^，。；]{1,40}?|在[^，。；]{1,30}?的|致[^，。；]{2,20}的|(?:视察|考察|调研)[^，。；]{2,12}?)?的?(?:一?系列)?(?:重要)?(?:讲话|指示|论述|思想|贺信|回信|批示)"
)
_SKIPPED = ("w", "c", "TIME", "t", "d", "ad", "xc", "u")
_VERBAL = ("v", "vd", "p")


def drops_subject(text: str, start: int, end: int, words: Mapping[int, Tag]) -> bool:
    """Return whether what stands first in a sentence, lead-ins and adverbs aside, is a verb or a preposition, not a noun."""
    position = skip_adverbs(text, start, end, words)
    return position >= end or is_verbal(position, words)


def skip_adverbs(text: str, start: int, end: int, words: Mapping[int, Tag]) -> int:
    """Return where the first word of a clause stands that is no lead-in, adverb or time."""
    lead = LEAD_IN.match(text[start:end])
    position = start + (lead.end() if lead else 0)
    while position < end:
        word = words.get(position)
        if word is not None and word.label_ not in _SKIPPED:
            return position
        position = word.end if word else position + 1
    return position


def is_verbal(position: int, words: Mapping[int, Tag]) -> bool:
    """Return whether a verb or a preposition stands at a position."""
    word = words.get(position)
    return word is not None and (word.label_ in _VERBAL or word.text.startswith("要"))


def is_news(text: str) -> bool:
    """Return whether a text opens as a newspaper or broadcast does: 某日报讯, 新华社…电, 记者从…获悉."""
    return bool(_NEWS.search(text, 0, 400))


def spoken_for(publisher: str) -> str:
    """Return the body whose report an office only publishes, else the publisher itself.

    >>> spoken_for("国家税务总局办公厅"), spoken_for("云河市公安局"), spoken_for("云河市道路交通安全委员会办公室")
    ('国家税务总局', '云河市公安局', '云河市道路交通安全委员会办公室')
    >>> spoken_for("云河省水利厅农村水利处"), spoken_for("云河街道办事处")
    ('云河省水利厅', '云河街道办事处')
    """
    office = next((m for m in _SPEAKS_FOR.finditer(publisher, 3) if m.end() == len(publisher)), None)
    if office and office[0].endswith(("网站", "官网")) and not _BODY.search(publisher, 0, office.start()):
        return publisher  # 云河水利网站
    office = office or _SECTION.search(publisher, 3)
    return publisher[: office.start()] if office else publisher


def whole_body(body: Mention) -> Mention:
    """Return the body of which only a section is named (某省水利厅 of its 农村水利处), any other body as it is."""
    name = spoken_for(body.name)
    if name == body.name or not body.surface.startswith(name):
        return body
    span = Span(body.span.document, body.span.start, body.span.start + len(name))
    return replace(body, span=span, name=name, surface=name, rule="discourse/superior-in-name")


def is_host(body: str) -> bool:
    """Return whether a body only invites others to tell of their work.

    >>> is_host("云河市人民政府新闻办公室"), is_host("云河市政府办公室")
    (True, False)
    """
    return _HOST.search(body, max(0, len(body) - 8)) is not None


def is_medium(publisher: str) -> bool:
    """Return whether a publisher is a newspaper, station or news site: what it tells is of others.

    >>> is_medium("云河日报"), is_medium("云河网"), is_medium("国家电网"), is_medium("云河市公安局")
    (True, True, False, False)
    """
    return _MEDIUM.search(publisher) is not None


def is_body_name(publisher: str) -> bool:
    """Return whether a publisher signs as bodies are called, not as an account or in short.

    >>> is_body_name("云河市公安局"), is_body_name("云河边检")
    (True, False)
    """
    return _BODY.search(publisher) is not None


def tells_of_area(publisher: str | None, title: str | None) -> bool:
    """Return whether a report tells of a country, province or county, and its publisher only counted: statistical bulletins.

    >>> tells_of_area("云河县统计局", "2023年国民经济和社会发展统计公报"), tells_of_area("云河县统计局", "县统计局开展培训")
    (True, False)
    """
    if title is None or _BULLETIN.search(title):
        return title is not None
    counted = bool(publisher and _STATISTICIAN.search(publisher, max(0, len(publisher) - 10)))
    return counted and bool(_OF_AN_AREA.search(title.replace(publisher or "", "").replace("统计局", "")))


def opens_item(text: str, start: int, end: int) -> bool:
    """Return whether a sentence of a roundup begins with the headline of an item, which runs into its text or is said again.

    >>> opens_item("青澜跨海大桥通车青澜跨海大桥今天通车", 0, 18), opens_item("大桥全长3公里，双向六车道", 0, 13)
    (True, False)
    """
    return any(sign.match(text, start, min(end, start + _HEADLINE)) for sign in (_SAID_AGAIN, _RUNS_ON))


def is_roundup(title: str | None) -> bool:
    """Return whether a title says that a report strings together news that have nothing to do with each other.

    >>> is_roundup("一周快讯"), is_roundup("某市通报抽检结果")
    (True, False)
    """
    return bool(title and _ROUNDUP.search(title))
