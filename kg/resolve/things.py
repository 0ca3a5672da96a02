"""What the names of initiatives, systems, documents, events and other things have in common: a core, and words around it.

事故预防“减量控大”工作     prefix 事故预防 · core 减量控大 · head 工作
“交管12123”App             core 交管12123 · head App
《云河市道路交通安全条例》   core 云河市道路交通安全条例
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from kg.lexicon import read_lexicon

_QUOTED = re.compile(r"[“「『‘]([^“”「」『』‘’]+)[”」』’]")
_QUOTES = re.compile(r"[“”「」『』‘’《》〈〉【】\"'\s]")
_TIME = re.compile(r"^(?:20\d\d年?度?|今年|去年|本年度|新一轮|首轮|第[一二三四五六七八九十\d]+[轮季次届期])")
_COUNTED = re.compile(r"^[\d一二三四五六七八九十两百千万+n]+[大项个]?$")
TELLING = 5  # characters without head nouns: fewer are what many places call their own
Reach = Literal["everywhere", "province", "place"]
_DIGITS = re.compile(r"\d{5,}$")
_GENERIC_TITLE = re.compile(
    r"^(?:.{0,2}(?:条例|办法|方案|实施方案|通知|意见|通告|规定|决定|报告|计划|规划|标准|责任书|协议|细则|预案|公约|倡议书))$"
)


@dataclass(frozen=True, slots=True)
class ThingName:
    """A name taken apart: what stands before the core, the core, the words after it, and the class of its head noun."""

    text: str
    prefix: str
    core: str
    tail: str
    head: str
    head_class: str
    is_quoted: bool

    @property
    def content(self) -> str:
        """Return what the words after the core say beyond their class: 酒驾毒驾 of 酒驾毒驾统一行动, nothing of 改革措施."""
        return _without_heads(self.tail)

    @property
    def is_derived(self) -> bool:
        """Return whether the words after the core make another, smaller line of work of it: “减量控大”质效提升工程."""
        content = self.tail.removesuffix(self.head)
        return self.is_quoted and any(word in self.tail for word in _classes("derived")) and bool(content)


@lru_cache(maxsize=200_000)
def plain(name: str) -> str:
    """Return a name without quotation marks, spaces and differences of width, in lower case.

    >>> plain("“交管１２１２３”App")
    '交管12123app'
    """
    return _QUOTES.sub("", unicodedata.normalize("NFKC", name)).casefold()


@cache
def _classes(label: str) -> tuple[str, ...]:
    words = [row.word for row in read_lexicon("name-heads") if row.label == label]
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _heads() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for row in read_lexicon("name-heads"):
        if row.label in {"campaign", "model", "programme", "reform", "system"}:
            found.setdefault(plain(row.word), row.label)
    return dict(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


@cache
def national_cores() -> tuple[str, ...]:
    """Return the names of nationwide lines of work, longest first."""
    return tuple(sorted((plain(row.word) for row in read_lexicon("national-initiatives")), key=lambda w: (-len(w), w)))


@lru_cache(maxsize=200_000)
def parse_thing(surface: str, cores: tuple[str, ...] = ()) -> ThingName:
    """Take a name apart; `cores` are those that the report writes in quotation marks elsewhere.

    >>> thing = parse_thing("事故预防“减量控大”工作")
    >>> thing.prefix, thing.core, thing.head
    ('', '减量控大', '工作')
    >>> parse_thing("农村道路交通安全整治").core == parse_thing("道路交通安全整治").core
    False
    """
    text = plain(surface)
    quoted = [plain(match) for match in _QUOTED.findall(surface)]
    known = [core for core in (*cores, *national_cores()) if len(core) >= 3 and core in text]
    if len(quoted) == 1 and len(quoted[0]) >= 2:
        known = quoted
    elif quoted or (known and not _is_around(text, max(known, key=len))):
        known = []
    if known:
        cited = max(known, key=len)
        before, _, after = text.partition(cited)
        head = _head(after) or _head(cited)
        return ThingName(surface, _without_domain(before), cited, after, head, _heads().get(head, ""), True)
    bare = _without_scope(text)
    head = _head(bare)
    ending = head if _heads().get(head) == "system" or head in {"工作", "行动", "活动", "专项行动"} else ""
    core = bare.removesuffix(ending) if len(bare) - len(ending) >= 2 else bare
    return ThingName(surface, "", core, bare.removeprefix(core), head, _heads().get(head, ""), False)


def _is_around(text: str, core: str) -> bool:
    """Return whether an unquoted name is a core with nothing but its usual words around it: 农村千灯万带建设."""
    before, _, after = text.partition(core)
    return not _without_domain(before) and (not after or _head(after) == after)


def _head(text: str) -> str:
    known = _heads()
    return next((text[i:] for i in range(max(len(text) - _longest_head(), 0), len(text)) if text[i:] in known), "")


@cache
def _longest_head() -> int:
    return max(map(len, _heads()))


def _without_domain(text: str) -> str:
    """Return what a prefix says beyond the subject of the report: 冬季 stays, 道路交通 goes."""
    bare = text
    for word in _classes("domain"):
        bare = bare.removeprefix(word) if bare.startswith(word) else bare
        bare = bare.removesuffix(word) if bare.endswith(word) else bare
    return bare.strip("的、,，之和及")


def _without_scope(text: str) -> str:
    bare = re.sub(r"^(?:全[省市县区州国]|[我本][省市县区州国])(?=.{3})", "", text)
    return bare if len(bare) >= 2 else text


@lru_cache(maxsize=50_000)
def _without_heads(tail: str) -> str:
    head = _head(tail)
    bare = re.sub(r"\d+项新?$|^的", "", tail.removesuffix(head))
    return bare if bare == tail else _without_heads(bare)


def season(prefix: str) -> str:
    """Return the season or year in a prefix: it makes another campaign of the same core."""
    year = _TIME.match(prefix)
    return year.group() if year else next((word for word in _classes("time") if word in prefix), "")


def may_be_same(left: ThingName, right: ThingName) -> float:
    """Return how surely two names of one report mean the same initiative, from their grammar alone; 0 when they do not."""
    if left.core != right.core or left.is_derived != right.is_derived:
        return 0.0
    if left.is_derived and left.tail != right.tail:
        return 0.0
    if left.content and right.content and left.content not in right.content and right.content not in left.content:
        return 0.0
    if left.head and right.head and left.head[-2:] != right.head[-2:] and "model" in {left.head_class, right.head_class}:
        return 0.0
    if left.prefix == right.prefix:
        return 0.98
    if not left.prefix or not right.prefix:
        return 0.95
    return 0.9 if left.prefix in right.prefix or right.prefix in left.prefix else 0.0


def initiative_key(name: ThingName) -> tuple[str, Reach]:
    """Return what an initiative is by its name alone, and how far that holds: 减量控大 everywhere, 春雷行动 in its place."""
    head = name.head[-2:] if name.head_class == "model" and name.is_quoted else ""
    tail = name.tail if name.is_derived else ""
    prefix = name.prefix if len(name.core) < 4 else season(name.prefix)
    if name.core in national_cores():
        return f"{name.core}|{tail or name.content}", "everywhere"
    return f"{prefix}|{_stem(name.core)}|{head}|{tail}", _reach(name)


def system_key(name: ThingName) -> tuple[str, Reach]:
    """Return what a system is by its name alone, and how far that holds: 交管12123 everywhere, 大数据平台 in its own place."""
    whole = plain(name.text)
    stripped = whole.removesuffix(_head(whole)) if name.head_class == "system" and len(whole) > len(name.head) + 1 else whole
    number = _DIGITS.search(name.core if name.is_quoted and name.core.isdigit() else stripped)
    if number:
        return number.group(), "everywhere"
    if {whole, stripped} & _known_systems():
        return stripped, "everywhere"
    return (stripped if name.is_quoted or re.search(r"[a-z\d]", stripped) else whole), _reach(name)


def _reach(name: ThingName) -> Reach:
    """Return how far a name holds that no list knows: a long one of its own in all reports, a short one in its place."""
    if not is_telling(name.core):
        return "place"
    return "everywhere" if name.is_quoted else "province"


def is_telling(name: str) -> bool:
    """Return whether a name is more than a word that any place may call its work: 百日安全守护, 11611, not 春雷行动.

    >>> [is_telling(name) for name in ("春雷行动", "智慧环卫平台", "百日安全守护攻坚战", "10104工作计划")]
    [False, False, True, True]
    """
    return len(_stem(name)) >= TELLING


def _stem(core: str) -> str:
    """Return a name without its head nouns where enough is left of it: 春雷 of 春雷行动."""
    stem = _without_heads(core)
    return stem if len(stem) >= 2 and not _COUNTED.match(stem) else core


def province_in(name: str, home: str | None) -> bool:
    """Return whether a name begins with the short name of the province it is at home in: 皖警通."""
    rows = _provinces()
    return home is not None and rows.get(plain(name)[:1]) == home[:2]


@cache
def _provinces() -> Mapping[str, str]:
    rows = (row for row in read_lexicon("name-heads") if row.label.startswith("province "))
    return {row.word: row.label.removeprefix("province ") for row in rows}


@cache
def _known_systems() -> frozenset[str]:
    return frozenset(plain(row.word) for row in read_lexicon("systems"))


def is_generic_title(title: str) -> bool:
    """Return whether a document's title could be any report's: 实施方案, 《条例》."""
    return bool(_GENERIC_TITLE.match(plain(title)))


def is_generic_event(name: str) -> bool:
    """Return whether an event's name could be any report's: 座谈会, 第一次全体会议.

    >>> is_generic_event("第一次全体会议"), is_generic_event("公安交通管理工作会议")
    (True, False)
    """
    bare = re.sub(r"^第[一二三四五六七八九十\d]+[次届]|^(?:全[省市县区]|全体|系列)", "", plain(name))
    head = max((word for word in _event_heads() if bare.endswith(word)), key=len, default="")
    return len(re.sub(r"全体|专题|工作|系列|主题", "", bare.removesuffix(head))) < 2


_NUMERAL = "[一二三四五六七八九十百]+|\\d+"
_TERM = re.compile(rf"第?({_NUMERAL})届")
_SITTING = re.compile(rf"第?({_NUMERAL})次(?:全体)?(?:会议|全会)$")
_BODIES = (
    ("standing", re.compile("常委会|常务委员会|常委会议|主任会议|主席会议")),
    ("consultative", re.compile("政协|政治协商")),
    ("congress", re.compile("人大|人民代表大会")),
    ("party", re.compile("委员会|党委|[省市县区州]委|党代会|代表大会")),
)
_FORMAL = re.compile("中国人民政治协商会议|人民代表大会|中国共产党|自治区党委")
_AREA = re.compile("全国|自治区|[省市县区州旗盟镇乡]")


def session_of(name: str) -> tuple[str, ...] | None:
    """Return body, level, term and number of a session, however fully its name is said, None when it is none.

    >>> session_of("云河省第十四届人民代表大会第二次会议") == session_of("省十四届人大二次会议")
    True
    """
    text = plain(name)
    term, sitting = _TERM.search(text), _SITTING.search(text)
    bodies = [body for body, pattern in _BODIES if pattern.search(text)]
    areas = _AREA.findall(_FORMAL.sub("", text))
    if not (term and sitting and bodies and areas):
        return None
    return (*(bodies[:2] if bodies[0] == "standing" else bodies[:1]), areas[-1], term[1], sitting[1])


@cache
def _event_heads() -> tuple[str, ...]:
    return tuple(sorted({row.word for row in read_lexicon("event_heads")} | {"会", "会议"}))
