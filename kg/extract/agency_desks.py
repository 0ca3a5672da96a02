"""Agencies that a report names by what they are to it: who has a task to do, units of its own body, who publishes it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.agency_parts import Reader, Row, unit_at, word_list

# ---- who publishes ---------------------------------------------------------------------------------------------------

_OUTLET = (
    r"(?:网|在线|日报|晚报|晨报|早报|时报|都市报|商报|导报|青年报|消费者报|经济报|电视台|广播电台|通讯社|客户端|融媒体中心)"
)
_PRESS = re.compile(  # 云河新闻网讯（记者…）, 【云河商报网讯】, 来源：云河日报, 云河网 > 教育, 云河日报全媒体记者 某某
    rf"(?:(?<=\n)|(?<=[\s【、；])|^)[\u4e00-\u9fff]{{2,10}}?(?:{_OUTLET}|网站)"
    r"(?=[综专特本]?(?:\d{1,2}月\d{1,2}日)? ?(?:讯|电|报道|消息)[（(：:，,\s】\d]|、[\u4e00-\u9fff]{2,10}(?:网|端|在线|报)讯)"
    r"|(?:(?<=来源：)|(?<=来源： )|(?<=来源：  )|(?<=来源 ：))"
    rf"[\u4e00-\u9fff]{{2,10}}?(?:{_OUTLET}|报|网站|社)(?=[•·\s|]|作者|编辑|$)"
    r"|(?<=[报网][•·])[\u4e00-\u9fff]{2,6}(?:网|网站|客户端)(?=[\s]|作者|$)"
    rf"|(?:(?<=\n)|(?<=\s)|^)[\u4e00-\u9fff]{{2,8}}{_OUTLET}"
    r"(?=\s*>\s*[\u4e00-\u9fff]|\s+作者：|\s*(?:全媒体|首席|见习|实习)?记者[\s/][\u4e00-\u9fff]{2})"
)
_HEADLINE = re.compile(r"出席|主持|会议|讲话|召开|举行|记者|发布")  # the end of a headline before who reports


def press(reader: Reader) -> Iterator[Row]:
    """Yield who reports or publishes, at the head of a text."""
    for match in _PRESS.finditer(reader.text):
        if not _HEADLINE.search(match[0]):
            yield match.start(), match.end(), "Agency/media", "agencies/press"


# ---- who has a task to do --------------------------------------------------------------------------------------------

_IN_CHARGE = re.compile(  # （财务科、各分局）at the end of a task, （责任单位：市商务局，各乡镇）
    r"（(?:(?:责任|牵头|配合|主办|承办|协办|落实|完成)(?:单位|部门|科室|处室)：)?([^（）：。；\n]{2,60})）"
)
_NAMES_THEM = re.compile(r"(?:单位|部门|科室|处室)：")
_DESK = re.compile(r"(?!各|等)[\u4e00-\u9fff]{1,12}(?:科|处|股|室|队|站|所|局|委|办|中心|部|公司|院|会)")
_PUT_IN_CHARGE = re.compile(r"(?:责成|交由|指定|授权)([\u4e00-\u9fff]{2,6}?[科处股室])(?=[按负对牵具逐，。])")


def in_charge(reader: Reader) -> Iterator[Row]:
    """Yield the desks in brackets behind a task that they have to do: …不得反弹。（水科、各分局）."""
    for match in _IN_CHARGE.finditer(reader.text):
        items = [(match.start(1) + m.start(), m[0]) for m in re.finditer(r"[^、，；]+", match[1])]
        named = [item for _, item in items if not item.startswith(("各", "等"))]
        closes = _NAMES_THEM.search(match[0]) or reader.text.endswith(("。", "；", "！"), 0, match.start())
        if closes and named and all(_DESK.fullmatch(item) for item in named):
            found = [(start, item) for start, item in items if item in named and item not in word_list("generic")]
            yield from ((start, start + len(item), "Agency/other", "agencies/in-charge-short") for start, item in found)
    for match in _PUT_IN_CHARGE.finditer(reader.text):
        yield match.start(1), match.end(1), "Agency/other", "agencies/in-charge-short"


# ---- units of one's own body, and what its place leaves unnamed ------------------------------------------------------

_OWN_UNIT = re.compile(r"(?<![\u4e00-\u9fff])(?:由)?([局厅委署院校]|公司)(?=[\u4e00-\u9fff]{3})")
_LOCAL_COMPANY = re.compile(
    r"(?:公交|轨道|地铁|烟草|供电|电力|水务|燃气|自来水|热力|热电|城投|交投|城建|建投|国投|粮食|盐业|电信|移动|联通|邮政|石油"
    r"|客运|出租|港务|机场|供热|排水|旅投|文旅)(?:集团|公司)"
)
_OPENS = re.compile(r"(?:^|[，。；：、\n（ \u3000]|[，。；、\n]由|与|和|会同|联合|责成|督促)$")
_WHOLE_LINE = re.compile(r"全[省市县区]系统(?=[\u4e00-\u9fff])")
_OUTRIGHT = (
    (re.compile(r"(?:机场|邮局|车站|港区|陆港)海关(?![关总署])"), "Agency/government", "agencies/border-post-short"),
    (re.compile(r"(?<![省市县区])公安[\u4e00-\u9fff]{2,4}?分局(?!长)"), "Agency/police", "agencies/police-branch"),
    (
        re.compile(
            r"各(?:地级)?[省市县区州旗]{1,3}(?:（[省市县区州旗、]{1,5}）)?[局院](?=[\u4e00-\u9fff\d])(?![长属机里内外])"
            r"|各(?:边检机关|直属海关|所队|基层所|基层院)(?=[\u4e00-\u9fff])"
        ),
        "Agency/government",
        "agencies/each-bureau",
    ),
)


def own_units(reader: Reader) -> Iterator[Row]:
    """Yield the units of the body whose report it is, and bodies whose place the report leaves out: 局|办公室, 公交集团."""
    text = reader.text
    for match in _OWN_UNIT.finditer(text):
        begin, unit = match.start(1), unit_at(reader, match.end(1))
        if unit and unit[0] - begin >= 4 and text[unit[0] - 1] in "室处科股部心会委队" and _acts(reader, unit[0]):
            yield begin, unit[0], "Agency/other", "agencies/own-unit-short"
    for match in _WHOLE_LINE.finditer(text):
        if reader.words.starts(match.start()) and _acts(reader, match.end()):
            yield match.start(), match.end(), "Agency/government", "agencies/whole-line"
    for match in _LOCAL_COMPANY.finditer(text):
        alone = _OPENS.search(text, max(0, match.start() - 3), match.start()) and reader.words.starts(match.start())
        if alone and (text[match.end() : match.end() + 1] in ("、", "和", "与") or _acts(reader, match.end())):
            yield match.start(), match.end(), "Agency/company", "agencies/local-company-short"
    for pattern, label, rule in _OUTRIGHT:
        rows = (m.span() for m in pattern.finditer(text) if reader.words.starts(m.start()))
        yield from ((start, end, label, rule) for start, end in rows)


def _acts(reader: Reader, end: int) -> bool:
    """Return whether a verb or what leads to one stands behind a name."""
    return reader.words.label(end) in ("v", "vd", "d", "ad", "p", "TIME")
