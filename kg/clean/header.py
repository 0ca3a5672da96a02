"""What a page says about itself: title, date, publisher, address.

The list beside the reports (reports.csv) is believed first, then the fields at the head and foot of the page (发布时间,
来源 …), then a date under the title and a signature with a date at the end. A date that only the dateline and the years of the
text suggest is inferred.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta, timezone
from functools import cache
from itertools import pairwise

from kg.lexicon import read_lexicon

CHINA = timezone(timedelta(hours=8))
_DIGITS = {ch: str(i) for i, ch in enumerate("〇一二三四五六七八九")} | dict.fromkeys("零○OＯ", "0")
_YEAR, _MONTH, _DAY = r"(?:19|20)[0-9]{2}", r"1[0-2]|0?[1-9]", r"3[01]|[12][0-9]|0?[1-9]"
_HAN_MONTH, _HAN_DAY = r"十[一二]?|[一二三四五六七八九]", r"[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_DATE = re.compile(rf"(?<![0-9])(?P<y>{_YEAR})(?:年| *[-/.] *)(?P<m>{_MONTH})(?:(?:月| *[-/.] *)(?P<d>{_DAY})日?|月)(?![0-9])")
_ROC = re.compile(
    rf"(?:(?:中华)?民国 *(?P<y>[0-9]{{2,3}}) *(?:年|[-/.])|(?<![0-9])(?P<y2>9[0-9]|1[0-4][0-9])年) *"
    rf"(?P<m>{_MONTH}) *(?:月|[-/.]) *(?P<d>{_DAY})日?(?![0-9])"
)
_HAN_ROC = re.compile(rf"(?:中华)?民国(?P<y>[一二三四五六七八九十百〇零○]{{1,5}})年(?P<m>{_HAN_MONTH})月(?P<d>{_HAN_DAY})日")
_SHORT_ROC = re.compile(rf"(?P<y>9[0-9]|1[0-4][0-9])(?P<sign>[-/.])(?P<m>{_MONTH})(?P=sign)(?P<d>{_DAY})")  # in a field
_HAN_DATE = re.compile(rf"(?P<y>[一二][〇零○OＯ一二三四五六七八九]{{3}})年(?P<m>{_HAN_MONTH})月(?:(?P<d>{_HAN_DAY})日)?")
_AROUND_DATE = re.compile(
    r"[（(\[【]?(?P<date>.+?)(?: *(?:上午|下午)?[0-2]?[0-9][:：时][0-5]?[0-9]?(?:[:：分][0-5]?[0-9]秒?)?)?"
    r"(?: *[（(]?(?:星期|周)[一二三四五六日天][）)]?)?[）)\]】]?"
)
_POSTED = re.compile(  # of an account: 原创 某某发布 某某发布 2024-03-06 18:30 某省
    r"(?:(?:原创|转载)[ \u3000]+)?(?:[^ \u3000，。；：:]{2,20}[ \u3000]+){1,4}"
    rf"(?P<date>{_YEAR}(?:年|[-/.])(?:{_MONTH})(?:月|[-/.])(?:{_DAY})日?)"
    r"[ \u3000]+[0-2]?[0-9][:：][0-5][0-9](?:[:：][0-5][0-9])?(?:[ \u3000]+(?:发表于[ \u3000]*)?[\u3400-\u9fff]{2,8})?"
)
_URL_DATE = re.compile(r"[/_t](?P<y>20[0-3][0-9])[-/_]?(?P<m>0[1-9]|1[0-2])(?:[-/_]?(?P<d>0[1-9]|[12][0-9]|3[01]))?(?![0-9])")
_NAMED_YEAR = re.compile(r"([12][09](?<=19|20)(?<![0-9]..)[0-9]{2})年(?!版|起|以来|至今|开始|以后|建成|建立)")
_SINCE_YEAR = re.compile(rf"(?<![0-9])({_YEAR})年以来")
_HAN_YEAR = re.compile(r"([一二][〇零○OＯ0一二三四五六七八九]{3})年")
_NUMBERED = re.compile(r"[〔\[（(]((?:19|20)[0-9]{2})[〕\]）)] *第?[0-9]{1,5} *号")  # 某政发〔2023〕12号
_BARE_YEAR = re.compile(r"(20(?<![0-9.]..)[12][0-9])(?![0-9.年%％]|[万余多]?[人起辆次名家个元件条宗台户米吨])")
_ROC_YEAR = re.compile(r"(?<![0-9.])(9[0-9]|1[0-4][0-9])年(?=[0-9度上下第前全至])")
_AHEAD = re.compile(r"(?:到|至|于|将在|力争|计划|规划|预计|——|—|-|～|~)$")
_BEFORE_ITS_END = re.compile(  # or of what is to come
    "底前|年?末前|前|将|[^，。；]{0,12}(?:远景|愿景|议程|奥运会|冬奥会|亚运会|全运会|世锦赛|世界杯|世博会|举办权)"
)
_TO = r"年?(?:[—–－~～至到-]|\ufffd){1,2}"  # between the years of a range, as it is written or was damaged
_RANGE = re.compile(rf"[12][09](?<=19|20)(?<![0-9]..)[0-9]{{2}}{_TO}{_YEAR}")
_OF_A_PLAN = re.compile(  # 三年行动（2024—2026年）, 2021—2025年规划: such a plan may be reported on in any of its years
    rf"[12][09](?:(?<=[（(《“](?:19|20))[0-9]{{2}}{_TO}{_YEAR}年?(?=[）)》”])"  # a class at the front is found fast
    rf"|(?<=19|20)(?<![0-9]..)[0-9]{{2}}{_TO}{_YEAR}年?(?=[^，。；、]{{0,12}}(?:规划|方案|计划|行动|纲要)))"
)
_SINCE = re.compile(rf"(?<![0-9]){_YEAR}{_TO}$")
_TOLD = re.compile(  # what is said of a range of years that are over
    r"(?:(?!将|拟|力争|规划|计划|目标|预计|争取|推进|实施)[^。；]){0,24}?(?:共|累计|已|年均)"
)
_NEW = re.compile(  # of a plan
    rf"(?:印发|出台|制定|审议|发布|公布|启动|编制|通过|确定|提出)[^。；]{{0,40}}?(?<![0-9])({_YEAR}){_TO}{_YEAR}"
)
_LOOKS_BACK = re.compile(r"去年|上年|今年1月|今年一月|年初")
_DATELINE = re.compile(rf"(?<=[\u3400-\u9fff]{{2}})(?P<m>{_MONTH})月(?P<d>{_DAY})日(?:讯|电|消息)")
_COLON = re.compile(r"[:：丨｜\ufffd]")  # one that was damaged, too
_PARAGRAPH = re.compile(r"[。；，、,;!！?？]")
_SIGNATURE = re.compile(
    r"[\u3400-\u9fff（）()]{3,30}(?:[局厅部委院处会所站署关]|办公室|政府|支队|大队|总队|中队|中心|公司|集团|协会|学会|学校|大学|学院|中学|小学"
    r"|医院|银行|法院|海关|指挥部|领导小组|专班|工作组|管理处|街道|社区|报社)"
)
_WHEN = (
    rf"{_YEAR}(?:年|[-/.])(?:{_MONTH})(?:月|[-/.])(?:{_DAY})日?"
    r"(?P<time{n}> *(?:上午|下午)?[0-2]?[0-9][:：][0-5][0-9](?:[:：][0-5][0-9])?)?"
)
_BYLINE = re.compile(  # under a title: 2020-12-01 某报, 某县政府网 2020-12-01 09:30
    rf"(?P<when1>{_WHEN.replace('{n}', '1')})[ \u3000|｜]+(?P<who1>[^，。；：:、0-9\n]{{2,24}})"
    rf"|(?P<who2>[^，。；：:、0-9\n]{{2,24}}?)[ \u3000|｜]+(?P<when2>{_WHEN.replace('{n}', '2')})"
)
_TITLE_LINES = 2  # that stand above a byline at most, beside subtitles and persons
_UNDER_TITLE = re.compile(
    r"[—–-]{1,4}.+|[（(].+[）)]|(?:本报|本台|本网|通讯员|见习)?(?:记者|通讯员|特约|撰文|图文)[^，。；]{0,30}|.{1,20}[>＞›»].*"
)
_ATTACHED = re.compile(
    r"附[件表录][ \u3000]?[0-9一二三四五六七八九十]{0,3}(?:[:：].*)?|抄[送报][:：].*|联系(?:人|电话|方式)[:：].*"
)
_SEAL = re.compile(r"[（(](?:盖?公?章|盖章处|印章?|代章)[）)]$")
_PLACE = re.compile(  # what is said of an event beside its time
    r"(?:会议|活动|培训|举办|比赛|演出|集合|报名)?(?:地点|场所|地址|会场|主题|对象|内容"
    r"|参加人员|参会人员|出席|主持人?)[ \u3000]*[:：]"
)
_WHEN_OF_EVENT = re.compile(r"(?:时间|日期)[ \u3000]*[:：]")
_DATED_ROW = re.compile(rf"(?:{_YEAR}(?:年|[-/.]))?(?:{_MONTH})(?:月|[-/.])(?:{_DAY})日?[ \t\u3000]+[^，。；]{{2,30}}")
_ABOUT = re.compile(r"关于.+|.{0,40}的(?:通知|通报|通告|公告|意见|报告|决定|批复|函|请示|方案)")
_HALF_TITLE = re.compile(r".{2,40}(?:关于|印发|转发|关于印发|关于转发|关于公布|关于开展|关于做好)")
_BYLINES = 2  # of one report at most
_SIGNED_TWICE, _LINES_SIGNED = 2, 6  # dated names; lines above what is attached, blank ones too
_SHORTEST_TITLE = 8  # characters, in a row of a table that has one: 名称, 关于…的通报
_DAYS = frozenset(["published", "date", "updated"])
_MEETS = re.compile(r"召开|举行|举办|大会$")
_TAIL = re.compile(
    r"[ \t\u3000]+(?:本报|通讯员|见习|记者|作者|编辑(?!部)|分享|字体|字号|浏览|点击|阅读|打印|收藏)"
    r".*?(?=[ \t\u3000]+(?:19|20)[0-9]{2}[-/.年]|$)"
)  # behind who published, up to the date
_DATED_END = re.compile(r"(?P<who>.*?[^ \u3000])[ \u3000]*(?P<when>(?:19|20)[0-9]{2}[-/.年].*)")
_BEGUN = re.compile(  # how a sentence begins and no title does, and how neither ends
    rf"(?:近日|日前|近期|连日来|昨[日天]|今[日天]|(?:{_YEAR}年)?(?:{_MONTH})月(?:{_DAY})日(?:[上下]午|晚)?)[，,]|.*(?:[、，,（(“《]|(?<=.{6})(?:的|以及|关于))$"
)
_LOOKS_AROUND = re.compile(
    rf"(?:今年|去年|当前|目前|近年来|今年以来|去年以来|今年上半年|上半年|{_YEAR}年(?:以来|上半年|[0-9一-龥]{{0,4}})?)[，,]"
)
_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节]"
)
_SPOKEN = re.compile(  # under the title of a report to an assembly
    rf"(?:[—–-]{{1,4}}|[（(])?{_YEAR}年(?:{_MONTH})月(?:{_DAY})日[ \u3000]?在[^，。；]{{4,50}}会[^，。；]{{0,10}}[）)]?"
)
_HEAD_OF_PAPER = re.compile(  # of an official document, above its title: 东山县人民政府文件, 东政发〔2023〕12号
    r"[\u3400-\u9fff（）()]{3,30}(?:文件|办公室文件)"
    r"|[\u3400-\u9fff（）()]{2,20}[〔\[（(](?:19|20)[0-9]{2}[〕\]）)] *第?[0-9]{1,5} *号"
    r"(?:[ \u3000]+签发人[:：].{0,12})?"
)
_MEDIA = re.compile(
    r"(?:报|网|社|记者站|本站|通讯员|新闻|电视台|广播|台|客户端|公众号|微信|微博|传媒|融媒体中心|互联网|网络|转载)$"
)


@dataclass(frozen=True, slots=True)
class Header:
    """What is known about a report; `lines` are the numbers of the lines that only say so."""

    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    date_is_inferred: bool = False
    lines: tuple[int, ...] = field(default=(), repr=False)

    def completed(self, other: Header) -> Header:
        """Return the header with what the other knows beside: not its title, and its date rather than an inferred one."""
        date = other.date if other.date and (self.date_is_inferred or not self.date) else self.date
        return replace(
            self,
            date=date,
            publisher=self.publisher or other.publisher,
            url=self.url or other.url,
            date_is_inferred=self.date_is_inferred and date == self.date,
        )


def read_header(lines: Sequence[str], known: Header | None = None) -> Header:
    """Return what the lines of a cleaned text say about it; what is `known` already wins."""
    known = known or Header()
    first, last = body(lines)
    outer = [i for i in range(len(lines)) if i < first or i > last]
    fields = {i: found for i in outer if (found := read_fields(lines[i]))}
    fields = {
        i: found for i, found in fields.items() if i < first or not _is_of_an_event(lines, i)
    }  # minutes begin with theirs
    if not _is_of_a_card(lines, fields):
        fields = {i: found for i, found in fields.items() if "\t" not in lines[i]}
    below = _values_below(lines, outer, fields)
    fields |= {i: [*fields[i][:-1], (fields[i][-1][0], lines[j].strip())] for i, j in below.items()}
    inner = [i for i in range(first, last + 1) if _is_of_the_page(read_fields(lines[i]))]
    said = {label: value for found in reversed(list(fields.values())) for label, value in reversed(found) if value}
    url = known.url or said.get("url")
    bylines = _bylines(lines, [i for i in outer if i < first and i not in fields and lines[i].strip()], first)
    named = {label: value for found in bylines.values() for label, value in found}
    title = known.title or said.get("title") or _title(lines, first, {*fields, *below.values(), *bylines})
    signature = _signature_at_end([line for i, line in enumerate(lines) if i not in fields])
    posted = {i: match["date"] for i in outer if i < first and (match := _POSTED.fullmatch(lines[i].strip()))}
    posted = posted if len(posted) == 1 else {}  # several are rows of a list
    heading = _signature([line for i, line in enumerate(lines[:first]) if i not in fields], 4)
    date = (
        known.date
        or _field_date(said)
        or next((day for i in outer if i < first and (day := only_date(lines[i]))), None)
        or next((to_iso(day) for day in posted.values()), None)
        or _field_date(named)
        or (to_iso(heading[1]) if heading else None)
        or next((to_iso(lines[i]) for i in outer if i < first and _SPOKEN.fullmatch(lines[i].strip())), None)
        or (only_date(signature[1]) if signature else None)
        or _last_date(lines)
        or _url_date(url)
    )
    publisher = (
        known.publisher
        or said.get("publisher")
        or official(said.get("source"))
        or next((_whose(signed[0], title) for signed in (signature, heading) if signed and signed[0] != title), None)
        or named.get("publisher")
    )
    inferred = None if date else infer_date("\n".join(lines))
    return Header(
        title,
        date or inferred,
        publisher,
        url,
        inferred is not None,
        tuple(sorted({*fields, *below.values(), *inner, *posted, *bylines})),
    )


def body(lines: Sequence[str]) -> tuple[int, int]:
    """Return the numbers of the first and last paragraph of a page; everything, when there is none."""
    paragraphs = [i for i, line in enumerate(lines) if is_paragraph(line)]
    return (paragraphs[0], paragraphs[-1]) if paragraphs else (len(lines), -1)


def is_paragraph(line: str) -> bool:
    """Return whether a line is running text rather than a title, a field or a caption."""
    return len(line) >= 60 and len(_PARAGRAPH.findall(line)) >= 2 and not read_fields(line)


@cache
def _field_name() -> tuple[re.Pattern[str], dict[str, str]]:
    labels = {row.word: row.label for row in read_lexicon("fields")}
    words = sorted(labels, key=lambda word: (-len(word), word))
    spaced = "|".join(r"[ \u3000]*".join(map(re.escape, word)) for word in words)
    between = r"[ \t\u3000|｜/\[【（(;；,，\]】）)\ufffd]"
    return re.compile(rf"(?:^|(?<={between}))(?P<name>{spaced})[ \u3000]*[:：丨｜\ufffd]"), labels


_WITH_POST = re.compile(r"(?:[局处厅科院校部署]长|主任|书记|经理|主席)[ \u3000]*[\u4e00-\u9fff]")


def read_fields(line: str) -> list[tuple[str, str]]:
    """Return the (label, value) pairs of a line that holds only fields, else nothing.

    >>> read_fields("发布时间: 2023-05-06 09:12 来源:某市公安局 字体:[大 中]")
    [('published', '2023-05-06 09:12'), ('source', '某市公安局'), ('metadata', '大 中')]
    """
    if "\t" in line and (pairs := _named_cells(line)):
        return pairs
    if len(line) > 400 or not _COLON.search(line):
        return []
    pattern, labels = _field_name()
    names = list(pattern.finditer(line))
    if not names:
        return []
    before = line[: names[0].start()].strip(" \t\u3000|｜[【（(•·●▪\ufffd")
    if before and not only_date(before):
        return []
    ends = [name.start() for name in names[1:]] + [len(line)]
    pairs = [
        (labels[re.sub(r"[ \u3000]", "", name["name"])], line[name.end() : end].strip(" \t\u3000|｜/[]【】（）();；,，\ufffd"))
        for name, end in zip(names, ends, strict=True)
    ]
    if before:
        pairs.insert(0, ("published", before))
    pairs = [part for pair in pairs for part in _parted(*pair)]
    if any(label == "person" and _WITH_POST.search(value) for label, value in pairs):
        return []  # 发布人：某局局长　某某: who speaks at the conference of which the text tells
    return (
        []
        if any(len(value) > (120 if label in ("title", "url", "metadata") else 50) or "。" in value for label, value in pairs)
        else pairs
    )


def _named_cells(line: str) -> list[tuple[str, str]]:
    """Return the (label, value) pairs of a row of a table of which every other cell is the name of a field."""
    cells = [cell.strip(" \u3000") for cell in line.split("\t")]
    labels = _field_name()[1]
    names = [re.sub(r"[ \u3000:：]", "", cell) for cell in cells[::2]]
    if len(cells) % 2 or len(cells) > 8 or not all(name in labels for name in names) or max(map(len, cells)) > 120:
        return []
    pairs = [(labels[name], value) for name, value in zip(names, cells[1::2], strict=True)]
    is_head = any(value in labels or (value and label in _DAYS and not to_iso(value)) for label, value in pairs)
    is_long = pairs[0][0] == "title" and len(pairs[0][1]) >= _SHORTEST_TITLE
    return [] if is_head or (len(pairs) == 1 and len(names[0]) < 3 and not is_long) else pairs


def read_byline(line: str) -> list[tuple[str, str]]:
    """Return the (label, value) pairs of a line that says nothing but when something appeared and in what, or by whom.

    >>> read_byline("2020-12-01 东山日报"), read_byline("2020年12月1日 全县召开大会")
    ([('published', '2020-12-01'), ('publisher', '东山日报')], [])
    """
    match = _BYLINE.fullmatch(line.strip()) if 10 <= len(line) <= 60 and "20" in line else None
    if not match:
        return []
    who, when = (match["who1"] or match["who2"]).strip(), match["when1"] or match["when2"]
    is_signature = bool(match["who2"]) and not match["time2"]  # 某局 2023年7月2日
    if _MEDIA.search(who) or (_SIGNATURE.fullmatch(who) and not is_signature and not _MEETS.search(who)):
        return [("published", when), ("publisher", who)]
    is_person = "年" not in when and re.fullmatch(r"[\u3400-\u9fff]{2,4}", who) and who.startswith(_surnames())
    return [("published", when), ("person", who)] if is_person else []


@cache
def _surnames() -> tuple[str, ...]:
    return tuple(row.word for row in read_lexicon("surnames"))


def _bylines(lines: Sequence[str], head: Sequence[int], first: int) -> dict[int, list[tuple[str, str]]]:
    """Return the bylines among the lines of a head, with what they say; rows of a list are none, nor is one far below.

    Two may say the same: when it appeared in what, and by whom. `first` is the number of the first paragraph.
    """
    found = {i: pairs for i in head if (pairs := read_byline(lines[i]))}
    media = {dict(pairs).get("publisher") for pairs in found.values()} - {None}
    days = {to_iso(pairs[0][1]) for pairs in found.values()}
    is_list = len(found) > 1 and (len(found) > _BYLINES or len(days) > 1 or len(media) != 1)
    if not found or is_list:
        return {}
    titles = [i for i in head if i < min(found) and not _UNDER_TITLE.fullmatch(lines[i].strip())]
    is_above_text = head[-1] == max(found) and first < len(lines)
    return found if len(titles) <= _TITLE_LINES or is_above_text else {}


def _is_of_a_card(lines: Sequence[str], fields: Mapping[int, list[tuple[str, str]]]) -> bool:
    """Return whether the rows of a table say of a page more than a title, which may be that of a project or of a prize.

    A title alone is that of the page where no other stands above it, and no other row follows.
    """
    rows = [i for i in fields if "\t" in lines[i]]
    if {label for i in rows for label, _ in fields[i]} != {"title"}:
        return True
    below = next((line for line in lines[rows[0] + 1 :] if line.strip()), "")
    above = [i for i in range(rows[0]) if lines[i].strip() and i not in fields]
    is_first = all(only_date(lines[i]) or _HEAD_OF_PAPER.fullmatch(lines[i].strip()) for i in above)
    return len(rows) == 1 and is_first and "\t" not in below


def _is_of_an_event(lines: Sequence[str], number: int) -> bool:
    """Return whether a field says when something is held, beside where: 时间：7月2日, 地点：东山广场."""
    if not _WHEN_OF_EVENT.match(lines[number].strip()):
        return False
    around = (range(number + 1, len(lines)), range(number - 1, -1, -1))
    beside = (next((lines[i].strip() for i in side if lines[i].strip()), "") for side in around)
    return any(map(_PLACE.match, beside)) or re.search(r"[ \t\u3000；;，,]地点[:：]", lines[number]) is not None


def _values_below(lines: Sequence[str], outer: Sequence[int], fields: Mapping[int, list[tuple[str, str]]]) -> dict[int, int]:
    """Return the lines that are values of the fields above them, which have none: a date, a body, or what is indented below."""
    found: dict[int, int] = {}
    filled = [i for i in outer if lines[i].strip()]
    for i, below in pairwise(filled):
        if below in fields or i not in fields or fields[i][-1][1]:
            continue
        is_day = fields[i][-1][0] in ("published", "date", "updated") and only_date(lines[below])
        is_body = fields[i][-1][0] in ("source", "publisher") and _SIGNATURE.fullmatch(lines[below].strip())
        if is_day or is_body or (lines[below][0].isspace() and len(lines[below].strip()) <= 60 and "。" not in lines[below]):
            found[i] = below
    return found


def _parted(label: str, value: str) -> list[tuple[str, str]]:
    """Return a field without the date that follows in the same breath (来源：某局　2021年10月12日), and that date."""
    value = _TAIL.sub("", value) if label in ("source", "publisher") else value
    match = _DATED_END.fullmatch(value) if label in ("source", "publisher") else None
    return [(label, match["who"]), ("published", match["when"])] if match and only_date(match["when"]) else [(label, value)]


def _is_of_the_page(pairs: Sequence[tuple[str, str]]) -> bool:
    """Return whether fields between paragraphs speak of the page, not of what the text is about (时间：7月2日)."""
    labels = {label for label, _ in pairs}
    return bool(labels) and (
        labels <= {"person", "metadata", "source"} or (len(pairs) > 1 and not labels <= {"title", "published"})
    )


def only_date(line: str) -> str | None:
    """Return the ISO date of a line that is a date and nothing else.

    >>> only_date("2024-08-27"), only_date("（2023年5月6日）"), only_date("2023年5月6日召开会议")
    ('2024-08-27', '2023-05-06', None)
    """
    match = _AROUND_DATE.fullmatch(line.strip()) if len(line) < 40 else None
    patterns = (_DATE, _ROC, _HAN_ROC, _HAN_DATE) if match else ()
    return to_iso(match["date"]) if match and any(pattern.fullmatch(match["date"]) for pattern in patterns) else None


def to_iso(text: str) -> str | None:
    """Return the first date in a text as YYYY-MM-DD or YYYY-MM.

    >>> to_iso("2023年5月6日"), to_iso("2023年5月"), to_iso("二〇二二年十月三十日"), to_iso("民国114年7月2日")
    ('2023-05-06', '2023-05', '2022-10-30', '2025-07-02')
    """
    if match := _DATE.search(text):
        return _iso(int(match["y"]), int(match["m"]), int(match["d"] or 0))
    if match := _ROC.search(text):
        return _iso(int(match["y"] or match["y2"]) + 1911, int(match["m"]), int(match["d"]))
    if match := _HAN_ROC.search(text):
        return _iso(_han(match["y"]) + 1911, _han(match["m"]), _han(match["d"]))
    if match := _SHORT_ROC.fullmatch(text.strip()):
        return _iso(int(match["y"]) + 1911, int(match["m"]), int(match["d"]))
    if match := _HAN_DATE.search(text):
        return _iso(_han_year(match["y"]), _han(match["m"]), _han(match["d"] or "〇"))
    return None


def infer_date(text: str) -> str | None:
    """Return what the years and the dateline of a text suggest: YYYY-MM-DD with a dateline, else YYYY.

    The year is the latest that the text speaks of and does not only look ahead to; the one after it where the text looks
    back on 去年 and plans for that next one.

    >>> infer_date("2023年共查处200起。"), infer_date("某报5月6日讯 “夏安2023-2号”行动")
    ('2023', '2023-05-06')
    """
    year = _report_year(text)
    dateline = _DATELINE.search(text) if any(word in text for word in ("日讯", "日电", "日消息")) else None
    if year or dateline:  # what began in a year is told in that one or later
        year = max([year or 0, *(map(int, _SINCE_YEAR.findall(text)) if "年以来" in text else ())])
    if not year:
        return None
    return _iso(year, int(dateline["m"]), int(dateline["d"])) if dateline else str(year)


def _report_year(text: str) -> int | None:
    whole, text = text, _OF_A_PLAN.sub("", text)
    said = [(int(match[1]), _is_ahead(match)) for match in _NAMED_YEAR.finditer(text)]
    said += [(_han_year(match[1]), _is_ahead(match)) for match in _HAN_YEAR.finditer(text)]
    past = {year for year, is_ahead in said if not is_ahead}
    if not past:
        past = {int(year) for year in _NUMBERED.findall(text)}
    if not past:
        past = {int(match[1]) + 1911 for match in _ROC_YEAR.finditer(text)}
    if not past:
        past = {int(year) for year in _BARE_YEAR.findall(_RANGE.sub("", text)) or _NEW.findall(whole)}
    if not past:
        return None
    follows = max(past) + 1
    return follows if (follows, True) in said and _LOOKS_BACK.search(text) else max(past)


def _is_ahead(year: re.Match[str]) -> bool:
    """Return whether a text only looks ahead to a year: by it, before its end; or to it from another one, and tells nothing."""
    before, behind = year.string[max(0, year.start() - 8) : year.start()], year.string[year.end() : year.end() + 30]
    if _SINCE.search(before):
        return not _TOLD.match(behind)
    return bool(_AHEAD.search(before) or _BEFORE_ITS_END.match(behind))


def official(source: str | None) -> str | None:
    """Return a source that is a body with reports of its own: a medium passes on what others report."""
    return source if source and not _MEDIA.search(source) else None


def _title(lines: Sequence[str], first: int, fields: Container[int]) -> str | None:
    filled = [i for i in range(min(len(lines), 31)) if lines[i].strip()]
    title = ""
    for i, following in pairwise([*filled, len(lines)]):
        above = title
        title, below = lines[i].strip(" \t\u3000#*"), [line.strip(" \t\u3000#*") for line in lines[following : following + 1]]
        if i >= min(first, 30) or _HEADING.match(title) or _is_sentence(title, lines[following : following + 1]):
            return None  # the text has begun
        if (
            4 <= len(title) <= 120
            and i not in fields
            and not only_date(title)
            and not read_byline(title)
            and not (_DATED_ROW.fullmatch(title) and any(map(_DATED_ROW.fullmatch, [*below, above])))
            and not _HEAD_OF_PAPER.fullmatch(title)
            and not title.endswith(("。", "；", ";", "：", ":"))
        ):
            is_half = _SIGNATURE.fullmatch(title) or _HALF_TITLE.fullmatch(title)
            return title + below[0] if is_half and below and following < first and _ABOUT.fullmatch(below[0]) else title
    return None


def _is_sentence(line: str, following: Sequence[str]) -> bool:
    """Return whether a line is the beginning of a sentence that goes on in the next line, rather than a title."""
    if _BEGUN.match(line):
        return True
    below = following[0].strip() if following else ""
    return bool(_LOOKS_AROUND.match(line)) and 0 < len(below) < 60 and below.endswith(("。", "；", "，"))


def _field_date(said: dict[str, str]) -> str | None:
    return next((day for label in ("published", "date", "updated") if (day := to_iso(said.get(label, "")))), None)


def is_signature(line: str) -> bool:
    """Return whether a line is the name of a body and a date, with which a report ends.

    >>> is_signature("东山县税务局　2023年7月2日"), is_signature("东山县税务局2023年工作总结")
    (True, False)
    """
    return _signature([line], 1) is not None


def _signature_at_end(lines: Sequence[str]) -> tuple[str, str] | None:
    """Return who signed and when: above what is attached, or at the end."""
    ends = (i for i, line in enumerate(lines) if i > 1 and _ATTACHED.fullmatch(line.strip()))
    above = (_signature(lines[max(0, i - _LINES_SIGNED) : i], 2) for i in ends)
    return next(filter(None, above), None) or _signature(lines, 6, are_several=True)


def _signature(lines: Sequence[str], last: int, *, are_several: bool = False) -> tuple[str, str] | None:
    """Return the organisation and the date with which lines end, each on a line of its own or both on one.

    Of several that sign together it is the first: one below the other (`are_several`), or side by side.
    """
    tail = [line.strip() for line in lines if line.strip()][-last:]
    alone = next((i for i in range(1, len(tail)) if signers(tail[i - 1]) and only_date(tail[i])), 0)
    if alone:
        first = alone - 1
        while are_several and first and signers(tail[first - 1]):
            first -= 1
        return signers(tail[first])[0], tail[alone]
    parted = (re.fullmatch(r"(?P<who>.+?)[ \t\u3000]+(?P<day>[^ \t\u3000]*[0-9〇○一二].*)", line) for line in tail)
    together = [
        (signers(part["who"])[0], part["day"]) for part in parted if part and signers(part["who"]) and only_date(part["day"])
    ]
    days = {day for _, day in together}
    return together[0] if len(days) == 1 or (are_several and _are_signed_twice(tail, together)) else None


def signers(line: str) -> list[str]:
    """Return the bodies whose names are all that a line says, side by side, with their seals (盖章) or without.

    >>> signers("东山县水务局（盖章）　东山县财政局"), signers("东山县水务局加强管理")
    (['东山县水务局', '东山县财政局'], [])
    """
    names = [_SEAL.sub("", name) for name in line.split()]
    return names if names and len(line) <= 100 and all(map(_SIGNATURE.fullmatch, names)) else []


def _are_signed_twice(tail: Sequence[str], together: Sequence[tuple[str, str]]) -> bool:
    """Return whether two dated names end a text: it was signed, then printed or passed on; more are the rows of a list."""
    if len(together) != _SIGNED_TWICE or not all(tail[-1 - i].endswith(together[-1 - i][1]) for i in range(_SIGNED_TWICE)):
        return False
    (one, _), (other, _) = together
    above = tail[-1 - _SIGNED_TWICE] if len(tail) > _SIGNED_TWICE else ""
    return other.startswith(one) or one.startswith(other) or above.endswith(("。", "！"))


def _whose(signed: str, title: str | None) -> str:
    """Return the body that a report is of: that of the title, when its office signed."""
    body = signed.removesuffix("办公室")
    return body if title and len(body) >= 3 and body in title else signed


def _last_date(lines: Sequence[str]) -> str | None:
    """Return the date that stands alone on the last line."""
    return next((only_date(line) for line in reversed(lines) if line.strip()), None)


def _url_date(url: str | None) -> str | None:
    match = _URL_DATE.search(url or "")
    return _iso(int(match["y"]), int(match["m"]), int(match["d"] or 0)) if match else None


def _iso(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")


def _han_year(text: str) -> int:
    return int("".join(_DIGITS.get(ch, ch) for ch in text))


def _han(text: str) -> int:
    if "百" in text or re.fullmatch("[一二三四五六七八九〇零○]{2,3}", text):  # 一百一十三, 一一三
        hundred, _, rest = text.rpartition("百")
        rest = rest.removeprefix("零").removeprefix("〇")
        return 100 + _han(rest or "〇") if hundred else int("".join(_DIGITS[ch] for ch in text))
    tens, ten, ones = text.rpartition("十")
    return (int(_DIGITS[tens]) if tens else 1) * 10 * bool(ten) + (int(_DIGITS[ones]) if ones else 0)
