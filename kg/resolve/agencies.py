"""The grammar of agencies' names: division + organ + units, each unit a line of work and a level.

    临清交警大队                     临清 · 交通警察 大队                      (公安局 is understood)
    湛江市公安局交警支队霞山大队     湛江市 · 公安 局 · 交通警察 支队 · 霞山 大队
    国家税务总局芜湖市税务局         芜湖市 · 税务 局

The words are those of ontology/organs.tsv; ontology/organ-forms.tsv tells which short form means which full one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from kg.lexicon import read_lexicon
from kg.resolve.gazetteer import LONGEST, is_full, may_begin_division, meanings, plain_words

TRAFFIC = "交通警察"
POLICE = "公安"
# 局, 厅 and 院 may open a chain (市局科信大队, 省院第八检察部); other single characters close a name only
_OPENERS = "局厅委院"
_SINGLE = frozenset("局厅部署院委会")  # with a word before them they are bodies of their own: 国家航天局, 建三江公安局
_LEVELS = (
    *("总队", "支队", "大队", "中队", "小队", "分队", "专业队伍", "派出所", "分局", "分所", "分公司", "总局", "委员会"),
    *("办公室", "办公厅", "指挥部", "领导小组", "总指挥部", "专班", "部门", "系统", "机关", "队伍", "局", "厅", "委", "处"),
    *("科", "股", "室", "所", "站", "院", "部", "署", "队", "办", "会", "组", "团", "中心", "公司"),
)
_RANK: Mapping[str, int] = {
    "总队": 1,
    "支队": 2,
    "分局": 2,
    "大队": 3,
    "中队": 4,
    "派出所": 4,
    "分驻所": 4,
    "小队": 5,
    "分队": 5,
    "所": 4,
}
_SECTIONS = frozenset(
    {"办公室", "办公厅", "指挥部", "领导小组", "总指挥部", "专班", "科", "股", "室", "办", "组", "中心", "团", "机关"}
)
TRAFFIC_LINES = frozenset({TRAFFIC, "交通管理", "交巡警"})
_POLICE_KINDS = frozenset({"police", "traffic-police", "vehicle-office"})
LONG_MODIFIER = 5
_SHORT_LINE = 4  # characters of an abbreviated line of work
_NATIONWIDE = re.compile(r"^(?:国家|中国|中央|全国|中华|国际|世界|国务院|联合国|人民大会堂)")
_MAIN_LEVELS: Mapping[int, frozenset[str]] = {
    2: frozenset({"总队", "局", "交警", ""}),
    4: frozenset({"支队", "局", "分局", ""}),
    6: frozenset({"大队", "支队", ""}),
}
_SCOPE = re.compile(
    r"(?P<whole>全国各地|全国各级|全国|全[省市县区州盟旗镇乡](?:各级|[两三四五]级)?)|"
    r"(?P<own>[我本][省市县区州盟旗镇乡]|该[省市县区州盟旗镇乡])|"
    r"(?P<levels>[省市县区乡镇村](?:、[省市县区乡镇村])+[两二三四五六]级)|"
    r"(?P<each>各级|各地市?|地方|同级|属地|当地)|"
    r"(?P<every>各(?:[省县区州旗乡镇]|市(?![政场民容井])|（[^）]*）)+)|"
    r"(?P<level>[省市县区州盟旗镇乡])"
)
_DEICTIC = re.compile(r"^(?:该|我|本|此|这个|上述|其)(?=[^省市县区州盟旗镇乡])")
_POLICE_OF = re.compile(r"^警方(?=.{3,})")
_PARTY = re.compile(r"^(?:中国共产党|中共)(?!中央)")
_YOUTH = re.compile(r"^(?:共青团|中国人民武装警察部队|武警|政协)(?!中央|部队|主席|委员$)")
_NATIONAL_TAX = re.compile(r"^国家税务总局(?=.{2,}税务)")
_STATE = re.compile(r"^(?:中华人民共和国|中国)(?=[^国]{2,}部$)")
_UNKNOWN_DIVISION = re.compile(r"^[一-鿿]{1,7}?(?:自治区|自治州|自治县|新区|开发区|高新区|街道|省|市|州|盟|县|区|旗|镇|乡)")
_ORDINAL = re.compile(r"[第一二三四五六七八九十\d各]")
_NO_DIVISION = re.compile(r"^[辖郊城山社景市园校库林牧厂矿片老农全各本该两地][区市县镇乡]$")
_POLICE_AFTER = ("公安分局", "交警", "公安局", "警方", "交管")  # before these even an ordinary word is a place: 朝阳交警
_NO_NAMES = frozenset({"公安", "城区", "郊区", "矿区", "东区", "西区", "文明", "平安", "和谐"})
_NO_SCOPE = re.compile(r"市[政场民容井]|区[域块间位]|县[域城]|乡[村土镇]|镇[域街区]|[省市县区州乡镇][级直属际内外]")
_ENDS_AS_ORGAN = re.compile(
    r"[一-鿿]{2,12}(?:局|委|厅|委员会)$|[一-鿿]{4,16}(?:总队|支队|大队|研究院|研究所|中心|协会|学会|联合会|医院|学校|集团|公司)$|[一-鿿]{3,12}(?:总站|站|所|馆|台)$"
)
_LEADING_GROUP = re.compile(r"(?:领导小组|委员会|指挥部|联席会议|工作专班)(?:办公室|办)?$")
_GROUP = re.compile(r"(?<=.集团)(?:(?:股份)?有限(?:责任)?)?公司$")  # 云河港集团(有限公司)
_LIMITED = re.compile(r"(?<=..)(?:股份)?有限(?:责任)?(?=公司$)")
_SPELLED_OUT = (
    ("道安委办", "道路交通安全委员会办公室"),
    ("道安办", "道路交通安全委员会办公室"),
    ("交安办", "交通安全委员会办公室"),
)
_TRAILING_NUMBER = re.compile(r"第?[一二三四五六七八九十\d]{1,3}$")
_NUMBER = re.compile(r"第?[一二三四五六七八九十\d]{1,3}(?=(?:总队|支队|大队|中队|分局|派出所|税务分局|税务所))")
_EACH = re.compile(r"^各(?!级|地)(?:个|相关)?")
_NUMBERED = re.compile(r"^\d+(?:个|家|支)?|^[一两二三四五六七八九十]+个")


@dataclass(frozen=True, slots=True)
class Link:
    """One body in a chain: 霞山大队 is modifier 霞山, line of work none, level 大队; `word` is how it was read."""

    modifier: str
    line: str
    level: str
    word: str
    kind: str = "unit"
    subtype: str = "other"

    @property
    def is_ranked(self) -> bool:
        """Return whether it is a 总队, 支队, 大队, 中队, 分局 or 派出所."""
        return self.level in _RANK

    @property
    def rank(self) -> int:
        """Return how far down it stands: 0 a bureau of its own, 4 a station."""
        return 0 if self.kind in {"organ", "national", "collective", "ending"} else _RANK.get(self.level, 3)


def is_proper(link: Link) -> bool:
    """Return whether a body's name needs no place: 公安部, 云河丰源集团, a command centre with a long name of its own."""
    if link.kind == "unit":
        return bool(_NATIONWIDE.match(link.modifier)) or (len(link.modifier) >= LONG_MODIFIER and link.word.endswith("中心"))
    is_branch = link.word.removeprefix(link.modifier).startswith(("分", "支行"))
    return link.kind == "national" or (bool(link.modifier) and link.kind in {"organ", "ending"} and not is_branch)


def is_section(link: Link) -> bool:
    """Return whether a unit is only an office or a group of its body, and has no units of its own: 办公室, 专班, 指挥中心."""
    return link.kind == "unit" and link.level in _SECTIONS


@dataclass(frozen=True, slots=True)
class AgencyName:
    """A name taken apart. `divisions` are read in front of it, `scope` is a 省, 市, 全市 … that only the report explains."""

    text: str
    divisions: tuple[str, ...]
    scope: str
    links: tuple[Link, ...]
    is_deictic: bool = False

    @property
    def is_anchored(self) -> bool:
        """Return whether the name itself says where or what it is, without the report."""
        return bool(self.divisions) or self.stands_alone

    @property
    def stands_alone(self) -> bool:
        """Return whether it is a national body or a proper name: 公安部, 云河丰源集团."""
        if self.is_deictic or self.scope or not self.links:
            return not self.is_deictic and not self.scope and not self.links
        return is_proper(self.links[0])

    @property
    def is_collective(self) -> bool:
        """Return whether it means a body of many: 全省公安交警系统, 山东公安交管部门."""
        return bool(self.links) and self.links[-1].kind == "collective" and self.links[-1].level != ""


@dataclass(frozen=True, slots=True)
class _Word:
    word: str
    kind: str
    subtype: str


@cache
def _words() -> Mapping[str, _Word]:
    """Return the words of the grammar; those that are two words of it (公安部交通管理局) are left to the parser."""
    found: dict[str, _Word] = {}
    for row in read_lexicon("organs"):
        subtype, kind = row.label.split(" ")[:2]
        found.setdefault(row.word, _Word(row.word, kind, subtype))
    found["委"], found["办"] = _Word("委", "organ", "committee"), _Word("办", "organ", "committee")
    return {word: entry for word, entry in found.items() if not _is_two(word, found)}


def _is_two(word: str, words: Mapping[str, _Word]) -> bool:
    for tail in ("办公室", "办公厅", "办", "公安交通管理局", "交通管理局", "交管局"):
        stem = word.removesuffix(tail)
        if word.endswith(tail) and stem != word and stem in words and words[stem].kind in {"organ", "national"}:
            return True
    return False


@cache
def _forms() -> Mapping[str, str]:
    return {row.word: row.label for row in read_lexicon("organ-forms")}


@cache
def _lines() -> frozenset[str]:
    """Return the lines of work that make a body with any level, short and in full: 文广旅(局), 药品监督管理(局)."""
    return frozenset(form for pair in _forms().items() for form in pair if len(form) >= 2)


@cache
def _longest_word() -> int:
    return max(map(len, _words()))


@lru_cache(maxsize=200_000)
def parse_agency(name: str) -> AgencyName:
    """Take a name apart.

    >>> parsed = parse_agency("临清交警大队")
    >>> parsed.divisions, [(link.line, link.level) for link in parsed.links]
    (('临清',), [('交通警察', '大队')])
    >>> parse_agency("市局科信大队").scope
    '市'
    """
    text = _NUMBERED.sub("", re.sub(r"[“”「」『』‘’《》\s]|等多?(?=部门|单位)", "", name))
    for short, full in _SPELLED_OUT:
        text = text.replace(short, full)
    text = re.sub(r"^部局(?=$|党委)", "公安部交通管理局", text)
    text = re.sub(r"^部(?=交管局|交通管理局)", "公安部", text)
    text = re.sub(r"^团(?!风县)(?=(?:[一-鿿]{1,7}?)?[省市县区州旗]委)", "共青团", text)  # 团风 is a county
    deictic = _DEICTIC.match(text)
    rest = text[deictic.end() :] if deictic else text
    rest = _STATE.sub("", _NATIONAL_TAX.sub("", _PARTY.sub("", _POLICE_OF.sub("", rest))))
    youth = _YOUTH.match(rest)
    if youth and len(rest) > youth.end():
        rest = rest[youth.end() :]
    names, rest = _split_prefix(rest, may_be_short=bool(youth))
    scope = ""
    if not names:
        scope, rest = _split_scope(rest)
        if scope:
            more, after = _split_prefix(rest)
            names, rest = (more, after) if more else (names, rest)
    each = _EACH.match(rest)
    links = _split_links(rest[each.end() :] if each else rest)
    if each and links:
        links = (replace(links[0], modifier="各" + links[0].modifier), *links[1:])
    if youth and links and youth.group() != text:
        links = (replace(links[0], modifier=youth.group() + links[0].modifier), *links[1:])
    if scope[:1] == "全" and links and links[-1].level == "院":  # 全市法院, 全省检察机关: all of them
        links = (*links[:-1], replace(links[-1], level="系统", kind="collective"))
    return AgencyName(name, names, scope if not names else "", links, bool(deictic))


def _split_prefix(text: str, *, may_be_short: bool = False) -> tuple[tuple[str, ...], str]:
    """Return the nested divisions in front of a name and the rest."""
    found: list[str] = []
    rest = text
    while rest:
        name = _leading_division(rest, may_be_short=may_be_short)
        if not name:
            break
        found.append(name)
        rest = rest[len(name) :]
    return tuple(found), rest


def _leading_division(text: str, *, may_be_short: bool) -> str:
    for size in range(min(LONGEST, len(text)), 1, -1) if may_begin_division(text) else ():
        name, rest = text[:size], text[size:]
        is_plain = name in plain_words() and (name in _NO_NAMES or not rest.startswith(_POLICE_AFTER))
        if is_plain or not meanings(name) or (not is_full(name) and rest.startswith(("街道", "镇", "乡"))):
            continue
        if is_full(name) or not rest or may_be_short or _may_follow_short_name(rest):
            return name
    word = _word_at(text, 0)
    unknown = _UNKNOWN_DIVISION.match(text)
    if unknown and not (word and len(word.word) > 1) and not _SCOPE.match(text) and _may_be_division(unknown.group()):
        after = _word_at(text, unknown.end())
        is_branch = after is not None and after.word.startswith("分") and meanings(unknown.group())  # 肃州|分局: not of 肃州
        if after and not is_branch and (len(after.word) > 1 or unknown.end() + 1 == len(text)):
            return unknown.group()
    return ""


def _may_be_division(name: str) -> bool:
    """Return whether a name that the table does not know may be a division: 云河市, not 东九龙总区, not 云河邮政贵阳市."""
    inside = any(meanings(name[i:]) or name[i:] in _words() for i in range(1, len(name) - 1))
    return len(name) >= 2 and not inside and not _NO_DIVISION.match(name)


def _may_follow_short_name(rest: str) -> bool:
    """Return whether what follows lets a short name stand for a division: 济南|交警支队, but 霞山大队 is a unit named 霞山."""
    word = _word_at(rest, 0)
    if word and len(word.word) > 1:
        return not word.word.startswith(("分", "支行")) and (word.kind != "unit" or bool(_line_and_level(word)[0]))
    if any(rest.startswith(form) and len(form) >= 2 for form in ("高速", "交通", "公安", "交警", "交管")):
        return True
    if rest[:1] == "各" and _word_at(rest, 1):
        return True
    if rest[:1] in "省市县区州" or (rest and rest in _OPENERS):
        return False
    following = any(meanings(rest[:n]) and rest[:n] not in plain_words() for n in range(2, min(LONGEST, len(rest)) + 1))
    return following or any(_word_at(rest, i) and _word_at(rest, i).kind != "unit" for i in range(1, len(rest) - 1))  # type: ignore[union-attr]


def _split_scope(text: str) -> tuple[str, str]:
    """Return a 全省, 市、县两级, 省 … in front of a name and the rest; 市场监管部门 has none."""
    word = _word_at(text, 0)
    is_level = word is not None and (word.word.startswith("各级") or (word.word[0] in "省市县区州" and word.word[1:] == "委"))
    if word and len(word.word) > 1 and not is_level:
        return "", text
    match = _SCOPE.match(text)
    if not match:
        return "", text
    rest = text[match.end() :]
    says_organ = _word_at(rest, 0) or (rest and rest[0] in _OPENERS) or _LEADING_GROUP.search(rest)
    ends_as_organ = _ENDS_AS_ORGAN.match(rest) and not _NO_SCOPE.match(text)
    if match.lastgroup == "level" and not (says_organ or ends_as_organ):
        return "", text
    return match.group(), rest


def _word_at(text: str, start: int) -> _Word | None:
    """Return the longest word of the grammar at a position; a single character only where a name may end or a chain open."""
    words = _words()
    for size in range(min(_longest_word(), len(text) - start), 0, -1):
        entry = words.get(text[start : start + size])
        if entry is None:
            continue
        if size > 1 or start + 1 == len(text):
            return entry
        if start == 0 and entry.word in _OPENERS and _word_at(text, 1):
            return entry
    return None


def _split_links(text: str) -> tuple[Link, ...]:
    links: list[Link] = []
    pending, i = "", 0
    while i < len(text):
        number = None if pending else _NUMBER.match(text, i)
        if number:
            pending, i = number.group(), number.end()
        word = _word_at(text[i:], 0) if not pending else _word_at(text, i)
        if word is None or not _may_close(word, pending, text[i + len(word.word) :]):
            pending += text[i]
            i += 1
            continue
        links.append(_of_police(_link(pending, word), links))
        pending, i = "", i + len(word.word)
    if pending and pending != "各地":
        level = next((ending for ending in _LEVELS if pending.endswith(ending) and len(pending) > len(ending)), "")
        line = pending.removesuffix(level) if level else pending
        kind = "collective" if line in _forms() and not level else "organ" if level else "name"
        level = "委员会" if level == "委" and line else level
        links.append(Link("", _forms().get(line, line), level or ("系统" if kind == "collective" else ""), pending, kind))
    return tuple(links)


def _may_close(word: _Word, pending: str, rest: str) -> bool:
    """Return whether a link may end with a word here: 事故处 in 事故处理教官团队 is none, 交警 in 丰源交警 neither."""
    if word.word in {"办", "委"}:
        return not pending
    if word.kind == "collective":
        return not pending or word.word.endswith(_COLLECTIVE_ENDS)
    return not _GOES_ON.match(word.word[-1] + rest[:1])


def _of_police(link: Link, before: Sequence[Link]) -> Link:
    """Return a unit of no line of its own with the kind of the body it stands under: 邵阳支队 of the traffic police."""
    above = before[-1].subtype if before else ""
    return replace(link, subtype=above) if link.subtype == "other" and link.level in _RANK and above in _POLICE_KINDS else link


_GOES_ON = re.compile(
    r"中[学央国]|处[理置罚警]|科[技研普]|组[织建合]|部[门署位]|站[点位]|室[内外]|局[长面势限]|院[长校士]|会[议员商]"
)
_COLLECTIVE_ENDS = ("部门", "系统", "机关", "队伍", "交警", "警方")


def _link(read: str, word: _Word) -> Link:
    """Return the link that a word makes with what was read before it."""
    line, level = _line_and_level(word)
    modifier = read
    if word.kind == "unit" and word.word in _SINGLE and modifier in _lines():
        return Link("", _forms().get(modifier, modifier), word.word, modifier + word.word, "organ", word.subtype)
    if word.kind == "unit" and word.word in _SINGLE and len(modifier) >= 2:
        return Link(modifier, "", level, modifier + word.word, "organ", word.subtype)
    if word.kind == "unit" and not line and level in _RANK:
        modifier, line = _split_modifier(modifier)
    subtype = "traffic-police" if line in {*TRAFFIC_LINES, "高速公路交通警察"} else word.subtype
    return Link(modifier, line, level, read + word.word, word.kind, subtype)


@lru_cache(maxsize=10_000)
def _split_modifier(modifier: str) -> tuple[str, str]:
    """Return a unit's own name and its line of work: 朝阳交通(支队) is 朝阳 and 交通警察, 高速公路一(支队) is 一."""
    forms = {**_forms(), "交通": TRAFFIC, TRAFFIC: TRAFFIC}
    number = _TRAILING_NUMBER.search(modifier)
    own, stem = (number.group(), modifier[: number.start()]) if number else ("", modifier)
    size = next((n for n in range(len(stem), 1, -1) if stem[-n:] in forms), 0)
    return (stem[: len(stem) - size] + own, forms[stem[-size:]]) if size else (modifier, "")


@lru_cache(maxsize=10_000)
def _line_and_level(word: _Word) -> tuple[str, str]:
    """Return what a body does and how high it stands, short forms made full: 交警支队 is (交通警察, 支队)."""
    forms = _forms()
    text = forms.get(word.word, word.word)
    text = forms.get(text, text)
    if word.kind == "national":
        return text, ""
    if word.kind == "collective" and text == TRAFFIC:
        return TRAFFIC, ""
    level = next((ending for ending in _LEVELS if text.endswith(ending)), "")
    if word.kind == "collective":
        level = "系统" if level in {"部门", "系统", "机关", "队伍"} else level
        line = re.sub(r"(?:部门|系统|机关|队伍)$", "", text).removesuffix(level)
        return forms.get(line, line), level
    line = text.removesuffix(level)
    return forms.get(line, line), "委员会" if level == "委" and line else level


def says_whose_only(name: str) -> bool:
    """Return whether only the report explains whose bodies a name means: 省、市、县三级公安交管部门, 我省交管部门.

    >>> says_whose_only("省、市、县三级公安交管部门"), says_whose_only("全省公安交管部门"), says_whose_only("云南公安交管部门")
    (True, False, False)
    """
    scope = parse_agency(name).scope
    return "、" in scope or scope[:1] in {"我", "本", "该"}


# ---- what two chains say about each other ----------------------------------------------------------------------------


def canonical_links(links: Sequence[Link], division_size: int | None) -> tuple[str, ...]:
    """Return a chain in the form that decides identity: 公安局 understood, ranks of the main traffic police left aside.

    `division_size` is the length of the division's code: a city's traffic police is a 支队 or 局, a county's a 大队.
    """
    parts: list[str] = []
    for place, link in enumerate(links):
        follows = [p for p in parts if p != POLICE]
        if link.kind == "collective" and (link.level == "系统" or link.line in {POLICE, "警方"}):
            line = TRAFFIC if link.line in TRAFFIC_LINES else link.line.replace("警方", POLICE)
            parts.append(f"{link.modifier}{line}系统")
            continue
        if link.kind == "organ" and link.line in {POLICE, "警察"} and link.level in {"局", "厅", "分局"} and not link.modifier:
            parts.append(POLICE)
        elif _is_main_traffic(link, division_size) and not follows:
            parts.append(TRAFFIC)
        elif link.line == "高速公路交通警察" and link.level in {"局", "总队", "支队", ""} and not link.modifier and not follows:
            parts.append(link.line)
        elif link.line == "车辆管理" and link.level == "所" and not link.modifier and follows == [TRAFFIC]:
            parts = [*parts[:-1], "车辆管理所"]
        else:
            parts.append(corporate(f"{_counted(link.modifier)}{link.line}{link.level}" or link.word))
        if place == 0 and link.subtype in {"police", "traffic-police", "vehicle-office"} and _is_understood_police(link):
            parts.insert(0, POLICE)
    return tuple(parts)


def corporate(name: str) -> str:
    """Return the name of a company without what only says its legal form.

    >>> corporate("云河港集团有限公司"), corporate("云河水务有限责任公司"), corporate("云河中学")
    ('云河港集团', '云河水务公司', '云河中学')
    """
    return _LIMITED.sub("", _GROUP.sub("", name))


def _is_understood_police(link: Link) -> bool:
    return (link.kind in {"unit", "organ"} and link.line not in {POLICE, "警察"}) or (
        link.kind == "collective" and link.level == "" and link.line not in {POLICE, "警方"}
    )


def _is_main_traffic(link: Link, division_size: int | None) -> bool:
    if link.modifier or link.line not in TRAFFIC_LINES or link.level == "系统":
        return False
    return link.level in _MAIN_LEVELS.get(division_size or 0, frozenset({"总队", "支队", "大队", "局", ""}))


def continues(short: Sequence[Link], full: Sequence[Link]) -> bool:
    """Return whether one chain is a shorter way to say the other: its links appear there in order, the last being the last.

    >>> full = parse_agency("湛江市公安局交警支队霞山大队").links
    >>> continues(parse_agency("霞山大队").links, full), continues(parse_agency("交警支队").links, full)
    (True, False)
    """
    if not short or not full or not _agrees(short[-1], full[-1]):
        return False
    place = len(full) - 1
    for link in reversed(short[:-1]):
        place = next((i for i in range(place - 1, -1, -1) if _agrees(link, full[i]) or _agrees_above(link, full[i])), -1)
        if place < 0:
            return False
    return True


def _agrees(short: Link, full: Link) -> bool:
    """Return whether two links may be the same body: what the shorter does not say, the longer may."""
    if short.level and full.level and short.level != full.level and not _both_main(short, full):
        return False
    if not (short.level or short.line):
        return False
    if not short.level and short.kind != "collective" and short.line != full.line:
        return False
    if short.line and full.line and short.line != full.line and not {short.line, full.line} <= TRAFFIC_LINES:
        return False
    if short.line and not full.line:
        return False
    if _modifier(short) == _modifier(full):
        return True
    is_team = short.subtype == full.subtype == "other" and short.kind == full.kind == "unit" and len(short.word) > 2
    return is_team and not short.modifier and bool(short.line) and not _ORDINAL.search(full.modifier)


def _agrees_above(short: Link, full: Link) -> bool:
    """Return whether a superior is said without its own name: 分局交通组 of the 员林分局."""
    return not short.modifier and (short.line, short.level) == (full.line, full.level)


def _both_main(short: Link, full: Link) -> bool:
    return {short.level, full.level} <= {"", "支队", "局", "总队"} and short.line == full.line and bool(short.line)


def _modifier(link: Link) -> str:
    bare = re.sub(r"(?:街道|[省市县区州盟旗镇乡])$", "", link.modifier)
    return _counted(bare if len(bare) >= 2 else link.modifier)


def _counted(modifier: str) -> str:
    """Return a number without its 第: 第三大队 is 三大队."""
    return modifier.removeprefix("第") if _TRAILING_NUMBER.fullmatch(modifier) else modifier


def abbreviates(short: Sequence[Link], full: Sequence[Link]) -> bool:
    """Return whether a chain is another one with its organ's line of work abbreviated: 河保局 for 河道保护局.

    >>> short, full = (parse_agency(name).links for name in ("河保局", "河道保护局"))
    >>> abbreviates(short, full), abbreviates(full, short)
    (True, False)
    """
    if _is_office(full) and len(short) == 1 and short[0].level == "办":  # 食安办: 食品安全委员会|办公室
        return any(
            _is_shortened(one, two) for one in _stems(short[0]) if len(one) >= 2 for two in (*_stems(full[0]), full[0].word)
        )
    if len(short) != len(full) or not short or {short[0].kind, full[0].kind} != {"organ"}:
        return False
    if {short[0].level, full[0].level} != {short[0].level} and {short[0].level, full[0].level} != {"办", "办公室"}:
        return False
    rest = [_agrees(a, b) for a, b in zip(short[1:], full[1:], strict=True)]
    return all(rest) and any(
        2 <= len(one) <= _SHORT_LINE and _is_shortened(one, two) for one in _stems(short[0]) for two in _stems(full[0])
    )


def _is_office(links: Sequence[Link]) -> bool:
    """Return whether a chain is the office of a committee, a leading group or a headquarters."""
    over = ("委员会", "领导小组", "指挥部")
    return len(links) == 2 and links[1].level == "办公室" and not links[1].modifier and links[0].word.endswith(over)


def _stems(link: Link) -> list[str]:
    """Return what an organ does, as spelled out and as written: 文化和旅游, 文化旅游 of the 文化旅游委."""
    written = re.fullmatch(r"(.+?)(?:委员会|办公室|[局厅委办])", link.word)
    own = [written[1] if written[1].startswith(link.modifier) else link.modifier + written[1]] if written else []
    return list(dict.fromkeys((link.modifier + link.line, *own)))


def _is_shortened(short: str, full: str) -> bool:
    """Return whether the characters of a line of work stand in a longer one in their order; a line of its own must begin it."""
    if len(short) >= len(full) or (short in _organ_lines() and not full.startswith(short) and full[::2] != short):
        return False  # 国动 takes the first character of each word of 国防动员
    rest = iter(full)
    return all(character in rest for character in short)


@cache
def _organ_lines() -> frozenset[str]:
    return frozenset(_line_and_level(word)[0] for word in _words().values() if word.kind == "organ" and len(word.word) > 1)


_OF_ITS_LEVEL = re.compile(r"(?:街道|[镇乡村])[\u4e00-\u9fff]{2}")  # 镇|财政所: the town's own
_OWN_TEAM = 4  # characters before 队 that say whose it is: 云河水电|抢险队
_OF_WATERS = re.compile(r"水库|流域|灌区|运河|景区|保护区|堤防")  # 云河水库管理处
_INSPECTS = re.compile(r"纪检监察|监督检查室|审查调查室|巡察组|巡视组")
_DISCIPLINE = re.compile(r"纪委|监委|纪检|纪律检查")
_BORDER_STATION = re.compile(r"边检站|边防检查站")
_ON_DUTY = re.compile(r"(?:执勤|边检)[一二三四五六七八九十]{1,2}队$")
_ENFORCING = {"执法", "综合执法", "监察", "稽查", "综合行政执法"}
_NOT_POLICE = re.compile(r"(?:消防救援|消防|综合行政执法|综合执法|行政执法|边境管理)(?:总队|支队|大队)$")


def can_hold(parent: Link, child: Link) -> bool:
    """Return whether a unit named without its superior may belong to a body: a 中队 to a 大队, a 派出所 to a 分局 or 局."""
    if (parent.kind == "collective" and parent.level == "系统") or parent.subtype == "media":
        return False
    if _BORDER_STATION.search(parent.word) and _ON_DUTY.search(child.word):
        return True
    if _OF_ITS_LEVEL.match(child.modifier + child.line) or _OF_WATERS.search(child.modifier):
        return False
    if child.level == "队" and len(child.modifier + child.line) >= _OWN_TEAM:
        return False
    if _INSPECTS.search(child.word):
        return _DISCIPLINE.search(parent.word) is not None
    if child.subtype == "other" and child.level not in {"支队", "大队", "中队", "机关"}:
        if _ON_DUTY.search(child.word):
            return False  # of stations of border inspection alone
        return parent.subtype != "other" or parent.kind == "ending"
    if parent.kind == "ending":
        return False
    if child.level in {"派出所", "分驻所"}:
        return (parent.line in {POLICE, "警察"} and parent.level != "厅") or parent.level == "分局"
    if child.level in {"支队", "大队", "中队"} and child.line in _ENFORCING and parent.kind == "organ":
        return parent.line != POLICE and parent.rank < child.rank
    if child.level in {"大队", "中队"} and not child.line and _NOT_POLICE.search(parent.word):
        return parent.rank == child.rank - 1
    if child.level in {"支队", "大队", "中队"} and (parent.subtype not in _POLICE_KINDS or parent.line == POLICE == child.line):
        return False
    if child.level in {"大队", "中队"} and parent.level == "厅":
        return False
    return parent.rank < child.rank


def names_superior(parent: Link, child: Link) -> bool:
    """Return whether a longer name also speaks of the body that it begins with.

    云河市公安局东湖分局北关派出所 speaks of the 分局; 徐闻县公安局交警大队 only says which 交警大队 it is.
    """
    if parent.line in {POLICE, "警察", "公安部"} and child.line in {*TRAFFIC_LINES, "高速公路交通警察"} and not child.modifier:
        return False
    if not parent.line and not parent.modifier:
        return parent.level in {"局", "厅"}
    is_body = parent.kind in {"organ", "national"} or parent.is_ranked
    if parent.line.endswith("总局") and child.word.endswith(("局", "司")):
        return True
    if f"{parent.line}{parent.level}".endswith("法院") and child.word.endswith(("庭", "局")):
        return True
    return (parent.subtype in _POLICE_KINDS and is_body) or (parent.line == child.line and parent.kind == "organ")


def holds_directly(parent: Link, child: Link) -> bool:
    """Return whether a body stands right above a unit of no line of its own: a 支队 above 霞山大队, a 大队 above 城区中队."""
    return not child.line and child.level in _RANK and parent.rank == child.rank - 1
