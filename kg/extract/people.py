"""Who, as persons: names read from the tagger, from posts before them and from the way Chinese names are formed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc

from kg.extract.lexica import alternation
from kg.extract.nlp import text_of
from kg.extract.places import is_division_name
from kg.extract.words import Words
from kg.lexicon import read_lexicon
from kg.records import Mention

Row = tuple[int, int, str, str]

_LONGEST_NAME = 7  # characters of a name without a dot
_INSIDE = ("r", "n", "xc", "nz", "a", "m", "q")  # what the tagger takes a syllable of a name for
_LONGEST_PART = 6  # characters of a name before its dot
_DOTTED = re.compile(r"[\u4e00-\u9fff]{2,14}(?:·[\u4e00-\u9fff]{1,6}){1,3}")
_ADDRESS = re.compile(r"(?:先生|女士)")
_NOT_NAMES = re.compile(r"某|^[小老阿].$|大[爷妈叔姐哥]|奶奶|阿姨|师傅|爷爷|同志|们$|者$|人$|队$")
_PROVINCES = re.compile(r"[京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵黔滇陕甘青宁蒙]{3,4}")
_IDEA = re.compile(r"新时代|.{0,3}思想|同志为核心")
_TAILS = "作同与和在对向就任说将的也还于从以称等"
_GIVEN = "为和平安康健军明华有发成进胜利保兴旺生"
_VERBS = "说称是有在到任作做为率带赴会将向去来答讲问谈看听"
_WEAK = "陆林夏党惠明景季沙古金哈杭伊汤兰安康平常江温石田时高万文向成华关方"
_NO_NAME = re.compile(r"[港林河山湖站段村制路铁镇区县州播管湾坝田港岛]$|高铁|大豆|保护|忠诚|玉米")
_SPEAKS = re.compile(
    r"同志|说|表示|介绍|告诉|坦言|强调|指出|出席|主持|讲话|致辞|认为|带领|担任|荣|获|老人|先生|女士|(?:被|因)|家[中里住]|今年\d|（|，\d+岁"
)
_ADDRESSED = re.compile(r"(?:代表|委员|同志|院士|教授)$")
_ON_ROAD = re.compile(r"高铁|高速|铁路|城际|大桥|隧道|机场|水库|大道|公路|线")
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{2,8}")
_NEXT_IN_LIST = re.compile(
    r"[、和]([\u4e00-\u9fff]{2,3}(?<!等))(?=[、，。；]|等|和[\u4e00-\u9fff]{2,3}(?:[，。；等]|出席|参加))"
)
_LAST_IN_LIST = re.compile(r"(?:^|[、，。；：\n]|同志|领导人|人员|人士|代表|嘉宾|还有)([\u4e00-\u9fff]{2,3})、$")
_APART = re.compile(r"[\u4e00-\u9fff]{2,4}(?=[\n\u3000 ）)]|$)")
_SAYS_SO = re.compile(r"表示|说|介绍|告诉|强调|指出|认为|坦言|同志|先生|女士|是[\u4e00-\u9fff]{0,12}一[名位]")
_DOES = re.compile(r"作(?:的|了|重要|工作|专题|主旨|动员|报告|讲话|关于)|出席|主持|陪同|宣读|致辞|致词")
_CREDITS = "摄文图报供写编讯录制整作校说为等被"
_BYLINE_END = re.compile(r"[ \u3000]+(?:来源|责编|编辑|审核|通讯员|记者|校对|责任编辑)|[）)\n]|$")
_SAYS = re.compile(r"作(?:关于|报告|说明|讲话|了)|告诉|介绍|说|表示|坦言|强调|指出")
_AFTER_NAME = re.compile(
    r"[，。、；：）)（(\s“”！？]|说|表示|介绍|告诉|在|强调|指出|和|与|及|等|出席|主持|分别|共同|一同|应邀|致电|会见|参加|带|率|同志|作|一行|为|对|把|将|也|是|向|通报|坦言|认为|汇报|担任|宣读|讲话|致辞|到|荣|被|获|连|的|从|就|用|因|给|先生|女士|$"
)


@dataclass(frozen=True, slots=True)
class Post:
    """A post that a person holds: `agency` is None where the text leaves it to the context."""

    person: Mention
    post: str
    agency: Mention | None
    start: int
    end: int
    rule: str


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the family names of one character, of two, and the first characters of the frequent ones and of two."""
    rows = read_lexicon("surnames")
    double = frozenset(row.word for row in rows if row.label == "double")
    common = frozenset(row.word for row in rows if row.label == "common")
    return frozenset(row.word for row in rows if row.label != "double"), double, common | {word[0] for word in double}


@cache
def _name_parts() -> re.Pattern[str]:
    """Return a pattern of the parts that Tibetan and Mongolian names are made of (桑杰|加措)."""
    return re.compile(rf"(?:{alternation('context_words', 'name part').pattern})+")


@cache
def _posts() -> re.Pattern[str]:
    words = sorted({row.word for row in read_lexicon("posts")}, key=lambda w: (-len(w), w))
    return re.compile(rf"(?:常务|代理|代)?(?:{'|'.join(map(re.escape, words))})")


def find_people(words: Words) -> list[Row]:
    """Return the persons that the text names."""
    dotted = list(_with_dots(words))
    framed = [
        *dotted,
        *(row for row in (*_after_posts(words), *_addressed(words)) if not any(s <= row[0] < e for s, e, *_ in dotted)),
    ]
    framed = [(row[0], row[1] - _says_at_end(words.text, row[0], row[1]), *row[2:]) for row in framed]
    known = {words.text[row[0] : row[1]] for row in framed}
    taken = [row[:2] for row in framed]
    tagged = [row for row in _tagged(words, known) if not any(s < row[1] and row[0] < e for s, e in taken)]
    found = {*framed, *tagged, *_beside(words, [*framed, *tagged])}
    return sorted({row for row in found if not _IDEA.match(words.text, row[1]) and not _is_stretch(words.text, row)})


def _beside(words: Words, rows: Sequence[Row]) -> Iterator[Row]:
    """Yield what stands in a list with persons and is formed as their names are, though the tagger saw no person."""
    ends, starts = {row[1] for row in rows}, {row[0] for row in rows}
    for first in sorted(ends):
        at = first
        while (
            (found := _NEXT_IN_LIST.match(words.text, at))
            and found.start(1) not in starts
            and _is_listed(words, *found.span(1))
        ):
            yield found.start(1), found.end(1), "Person", "people/in-list"
            at = found.end(1)
    for first in sorted(starts):
        at = first
        while (found := _LAST_IN_LIST.search(words.text, max(0, at - 12), at)) and found.end(1) not in ends:
            if not _is_listed(words, *found.span(1)):
                break
            yield found.start(1), found.end(1), "Person", "people/in-list"
            at = found.start(1)


def _is_listed(words: Words, start: int, end: int) -> bool:
    """Return whether what stands among persons is formed as a frequent kind of name, or any that the tagger sees as one."""
    surface = words.text[start:end]
    formed = surface[0] in _surnames()[2] or words.label(start) == "PER"
    return formed and is_name(surface) and not is_division_name(surface) and not _NO_NAME.search(surface)


def _says_at_end(text: str, start: int, end: int) -> bool:
    """Return whether the last character of a name is the verb of what the person says: 段飞|答：“…”."""
    return end - start == 3 and text[end - 1] in "说称答问讲" and text.startswith(("：“", "，“", ":“", "：‘"), end)


def _is_stretch(text: str, row: Row) -> bool:
    """Return whether what looks like a name is the stretch of a road (邵怀段)."""
    if _ON_ROAD.match(text, row[1]):
        return True
    return text[row[1] - 1] == "段" and text[row[0] - 1 : row[0]] in ("速", "路", "线", "道")


def _tagged(words: Words, known: set[str]) -> Iterator[Row]:
    """Yield the tagger's persons: known from elsewhere in the text, or formed and placed as persons are."""
    for word in words.words:
        if word.label != "PER" or _is_section(words.text, word.end):
            continue
        if _is_foreign(words, word.start, word.end):
            yield word.start, word.end, "Person", "people/foreign"
        if not is_name(words.text[word.start : word.end]):
            continue
        end = _whole_name(words, word.start, word.end)
        surface = words.text[word.start : end]
        if surface[:-1] in known and surface[-1] in _TAILS:
            yield word.start, end - 1, "Person", "people/tagger"
        elif surface in known or _is_person(words, word.start, end):
            yield word.start, end, "Person", "people/tagger"


def _is_section(text: str, end: int) -> bool:
    """Return whether what ends here is the section of a body, its head behind it: 民三庭|庭长."""
    return text[end - 1] in "庭科处所" and text.startswith(f"{text[end - 1]}长", end)


def _is_foreign(words: Words, start: int, end: int) -> bool:
    """Return whether a name that is not formed as a Chinese one (拉克森, 扎西平措) has a post or a verb of speech behind it."""
    text, surface = words.text, words.text[start:end]
    ends_in_post = _posts().fullmatch(surface, len(surface) - 2) is not None
    if (
        is_name(surface)
        or not _FOREIGN.fullmatch(surface)
        or _NOT_NAMES.search(surface)
        or is_division_name(surface)
        or ends_in_post
    ):
        return False
    title = _posts().match(text, end)
    called = title is not None and not text.startswith("的", title.end())
    return called or (end - start > 2 and _SAYS_SO.match(text, end) is not None)


def _is_person(words: Words, start: int, end: int) -> bool:
    """Return whether a name that no post introduces is a person's: no place, no word that begins like one, in a fit place."""
    text, surface = words.text, words.text[start:end]
    if _posts().match(text, end):
        return True
    if is_division_name(surface) and _is_among_places(words, start, end):
        return False
    if is_division_name(surface[:2]) or _NO_NAME.search(surface) or surface[0] not in _surnames()[2]:
        return _SPEAKS.match(text, end) is not None
    listed = text[start - 1 : start] in ("、", "和", "及") or text[end : end + 1] in ("、", "等")
    return bool(_SPEAKS.match(text, end)) or (
        (len(surface) > 2 or listed or words.label(end) in ("v", "p", "d")) and surface[0] not in _WEAK
    )


def _is_among_places(words: Words, start: int, end: int) -> bool:
    """Return whether the words beside a list mark are places (观塘、黄大仙及将军澳)."""
    text = words.text
    left = (
        start > 1
        and text[start - 1] in "、及和与"
        and (words.label(start - 2) == "LOC" or is_division_name(text[max(0, start - 3) : start - 1]))
    )
    right = text[end : end + 1] in ("、", "及", "和", "与", "等") and words.label(end + 1) in ("LOC", "n")
    return left or right or text[end : end + 1] in ("地", "区", "县", "市")


def _whole_name(words: Words, start: int, end: int) -> int:
    """Return where a name ends that the tagger may have cut one short (赵大|为 before a verb) or long (李志强作)."""
    text, following = words.text, words.holding(end)
    if end - start == 3 and text[end - 1] == "摄" and _BYLINE_END.match(text, end):
        return end - 1  # 记者林晓|摄
    if end - start == 4 and text.count(text[start : end - 1]) > text.count(text[start:end]):
        return end - 1
    if following is None or following.end - following.start > 1 or end - start != 2 or not is_name(text[start : end + 1]):
        return end
    after = words.label(end + 1)
    given = (after == "v" and text[end] in _GIVEN) or text[end] == "中"  # 陈国|中出席: nothing is in a person
    does = following.label not in ("p", "c", "u", "f", "w") and text[end] not in _VERBS and _DOES.match(text, end + 1)
    signed = text[start - 1 : start] in ("：", " ") and text[end] not in _CREDITS and _BYLINE_END.match(text, end + 1)
    adverb = after == "d" and following.label in ("v", "a", "n") and text[end] not in _VERBS  # 胡志|升|先后…
    return end + 1 if given or does or signed or adverb else end


def is_name(surface: str) -> bool:
    """Return whether the characters are formed as a Chinese name: a surname and one or two more.

    >>> is_name("何志坚"), is_name("欧阳晓岚"), is_name("志工")
    (True, True, False)
    """
    if (
        _NOT_NAMES.search(surface)
        or _PROVINCES.fullmatch(surface)
        or _posts().fullmatch(surface, max(0, len(surface) - 2))
        or not surface.isalpha()
        or not 2 <= len(surface) <= 4
    ):
        return False
    single, double, _ = _surnames()
    if surface[:2] in double:
        return len(surface) in (3, 4)
    return surface[0] in single and (len(surface) < 4 or surface[1] in single)


def _after_posts(words: Words) -> Iterator[Row]:
    text = words.text
    for post in _posts().finditer(text):
        start = post.end() + (text.startswith((" ", "\u3000", "："), post.end()))
        listed = False
        while True:
            end = _name_at(words, start) or (_listed_name(words, start) if listed else None)
            if end is None:
                break
            listed = True
            yield start, end, "Person", "people/after-post"
            if not text.startswith(("、", " "), end):
                break
            start = end + 1


def _name_at(words: Words, start: int) -> int | None:
    """Return where a name behind a post ends: at the word boundary of the tagger, before what may follow a name."""
    text, first = words.text, words.holding(start)
    if first is None:
        return None
    if first.start != start:
        return _torn_name(words, start)
    parts = _name_parts().match(text, start)  # 副关长|次仁多吉
    if parts and parts.end() - start >= 4 and words.ends(parts.end()):
        return parts.end()
    pieces = _pieces_end(words, start)
    if pieces is not None:
        return pieces
    apart = _APART.match(text, start) if text[start - 1] in "\u3000 " else None
    if apart and is_name(apart[0]):  # 县长　向恒林, in a line of its own
        return apart.end()
    following = words.holding(first.end)
    if first.label == "PER" and 2 <= first.end - start <= 6 and not _NOT_NAMES.search(text[start : first.end]):
        address = _ADDRESSED.search(text, start + 2, first.end)
        end = address.start() if address else _whole_name(words, start, first.end)
        tibetan = _name_parts().match(text, first.end)  # 桑杰|加措
        if tibetan and words.ends(tibetan.end()):
            return tibetan.end()
        if end - start == 3 and text[end - 1] in "作同" and words.label(end) in ("v", "vn", "n"):
            return end - 1
        torn = (
            following is not None
            and following.end - following.start == 1
            and following.label not in ("p", "c", "u", "w", "v", "f")
        )
        return end + 1 if torn and end == first.end and _SAYS.match(text, end + 1) else end
    if (
        following is not None
        and following.label == "PER"
        and following.end - start == 3
        and (not is_name(text[following.start : following.end]) or (text[start] in "向于" and first.label == "p"))
    ):
        return following.end if is_name(text[start : following.end]) or text[start] in "和时于从别向" else None  # 中队长和|晓东
    return next((end for end in (start + 3, start + 2, start + 4) if _is_name_of_pieces(words, start, end)), None)


def _torn_name(words: Words, start: int) -> int | None:
    """Return where a name behind a post ends of which the tagger took the first character to the post (巡|佐林|文雄因)."""
    whole = (end for end in (start + 3, start + 2) if end <= len(words.text) and words.ends(end))
    ends = (end for end in whole if is_name(words.text[start:end]))
    return next((end for end in ends if _AFTER_NAME.match(words.text, end)), None)


def _pieces_end(words: Words, start: int) -> int | None:
    """Return where a name ends that the tagger saw as several, or with a character between: 乌云|其|木格, 排|早芳."""
    seen, end = 0, start
    while (word := words.holding(end)) is not None and word.start == end and end - start < _LONGEST_NAME:
        following = words.label(word.end)
        if word.label != "PER" and not (seen and word.end - end == 1 and word.label in _INSIDE and following == "PER"):
            break
        seen, end = seen + (word.label == "PER"), word.end
    whole = seen > 1 and 3 <= end - start <= _LONGEST_NAME and not _NOT_NAMES.search(words.text[start:end])
    return end if whole and not is_name(words.text[start : start + 3]) else None


def _listed_name(words: Words, start: int) -> int | None:
    """Return where the next name of a list ends, though the tagger takes it for a word (于洋、高峰、林峰)."""
    word = words.holding(start)
    if (
        word is None
        or word.start != start
        or not is_name(words.text[start : word.end])
        or words.text[start] not in _surnames()[2]
    ):
        return None
    return word.end if word.label in ("n", "nz", "nw", "LOC", "ORG") and _AFTER_NAME.match(words.text, word.end) else None


def _is_name_of_pieces(words: Words, start: int, end: int) -> bool:
    """Return whether the tagger cut a name into pieces here, the family name first (陈|进)."""
    surface, first = words.text[start:end], words.holding(start)
    if _SAYS.fullmatch(surface, 1):
        return False  # 局长何|介绍
    if first is None or len(surface) != end - start or not is_name(surface) or not words.ends(end):
        return False
    proper = first.end == end and first.label in ("nz", "LOC", "ORG")
    pieces = first.end - start == (2 if surface[:2] in _surnames()[1] else 1) and first.label not in (
        "p",
        "c",
        "u",
        "d",
        "r",
        "m",
    )
    last = words.label(end - 1)
    return (proper or (pieces and last not in ("u", "xc", "w", "c", "p", "f"))) and _AFTER_NAME.match(
        words.text, end
    ) is not None


def _addressed(words: Words) -> Iterator[Row]:
    """Yield 罗先生, 许女士: a surname with a form of address."""
    single, double, _ = _surnames()
    for match in _ADDRESS.finditer(words.text):
        for length, names in ((2, double), (1, single)):
            start = match.start() - length
            if start >= 0 and words.text[start : match.start()] in names and words.starts(start):
                yield start, match.end(), "Person", "people/address"
                break


def _with_dots(words: Words) -> Iterator[Row]:
    """Yield 艾尔肯·吐尼亚孜: a name of parts, behind a post or as the tagger sees it."""
    if "·" not in words.text:
        return
    posts = {match.end() for match in _posts().finditer(words.text)}
    for match in _DOTTED.finditer(words.text):
        dot = words.text.index("·", match.start())
        begin = next(
            (i for i in range(dot - 2, match.start() - 1, -1) if i in posts or (words.starts(i) and words.label(i) == "PER")),
            None,
        )
        alone = words.text[match.start() - 1 : match.start()] in (" ", "\u3000")  # 院长　买买提江·沙吾提
        if alone and begin is not None and dot - match.start() <= _LONGEST_PART:
            begin = match.start()
        if begin is not None and dot - begin >= 2:
            yield begin, _dotted_end(words, dot), "Person", "people/dotted"


def _dotted_end(words: Words, dot: int) -> int:
    """Return where the part of a name behind a dot ends: before a word that may follow a name."""
    text, end = words.text, dot + 2
    while end < len(text) and end - dot <= 6 and (text[end].isalpha() or text[end] == "·"):
        if words.starts(end) and _AFTER_NAME.match(text, end):
            break
        end += 1
    return end


def read_posts(doc: Doc, mentions: Sequence[Mention]) -> list[Post]:
    """Return the posts that the text gives to persons, with the agency named before the post, if one is."""
    text = text_of(doc)
    agencies = {m.span.end: m for m in sorted(mentions, key=lambda m: m.span, reverse=True) if m.type == "Agency"}
    found: list[Post] = []
    for person in (m for m in mentions if m.type == "Person"):
        posts = list(_posts_before(text, person, agencies))
        last = found[-1] if found else None
        if not posts and last and 0 < person.span.start - last.end <= 1 and text[last.end] in "、 ":  # 通讯员陈进、吴海彬
            posts = [replace(last, person=person, end=person.span.end)]
        found += posts or _post_behind(text, person)
    return _shared_behind(text, [_with_media(text, post, agencies) for post in found if post.post not in _kinds()], mentions)


def _post_behind(text: str, person: Mention) -> list[Post]:
    """Return the post behind a person's name that says of which kind of body it is: 何志坚院长, 林晓岚副局长."""
    behind = _BEHIND.match(text, person.span.end)
    return [Post(person, behind[0], None, person.span.start, behind.end(), "people/post-behind")] if behind else []


def _shared_behind(text: str, posts: list[Post], mentions: Sequence[Mention]) -> list[Post]:
    """Return the posts, one behind a list of persons shared by all: 林晓岚、何志坚副院长."""
    people = {m.span.end: m for m in mentions if m.type == "Person"}
    held = {post.person.span for post in posts}
    found = list(posts)
    for post in posts:
        before = people.get(post.start - 1) if post.rule == "people/post-behind" and text[post.start - 1] in "、和" else None
        if before is not None and before.span not in held:
            found.append(replace(post, person=before, start=before.span.start))
    return found


_BEHIND = re.compile(
    r"(?:常务)?副?(?:总队|支队|大队|中队|分局|局|厅|所|院|校|处|科|站|署|省|市|县|区|州|镇|乡)长(?!期|度|效|远|江|沙|春|治|安)"
)
_OF_STATE = re.compile(r"总书记|国家主席")
_MEMBER = re.compile(r"常委|委员|成员|代表|记者|通讯员|主播|主持人")


def body_led(posts: Sequence[Post]) -> Mention | None:
    """Return the body whose head a person is, of several the one named first; a seat on a committee is no lead.

    中央政治局常委、国务院总理某某 speaks for the 国务院, 市委常委、副市长某某 for nobody named.
    """
    if speaks_to_all(posts):
        return None
    named = [post for post in posts if post.agency and not post.agency.name.endswith("书记处")]  # of which each is a secretary
    bodies = [post for post in named if post.agency and post.agency.subtype != "media" and not _MEMBER.search(post.post)]
    heads = [post for post in bodies if not post.post.startswith("副")]
    return next((post.agency for post in (*heads, *bodies)), None)


def speaks_to_all(posts: Sequence[Post]) -> bool:
    """Return whether a person heads the party or the state, and what is demanded is of no body of theirs."""
    return any(_OF_STATE.match(post.post) for post in posts)


@cache
def _kinds() -> frozenset[str]:
    return frozenset(row.word for row in read_lexicon("posts") if row.label == "kind")


def _posts_before(text: str, person: Mention, agencies: dict[int, Mention]) -> Iterator[Post]:
    """Yield the posts in front of a person: 市局党委委员、支队长何志坚."""
    pieces: list[tuple[int, str, Mention | None]] = []
    end = person.span.start - (text[person.span.start - 1 : person.span.start] in (" ", "：", "\u3000"))
    while found := [m for i in range(max(0, end - 12), end) if (m := _posts().fullmatch(text, i, end))]:
        match = next((m for m in found if m.start() in agencies), found[0])  # 某村党支部|书记
        agency = agencies.get(match.start()) or _before_former(text, match.start(), agencies)
        agency = agency or _within_post(match, agencies)
        unit = None if agency else _UNIT_OF_IT.search(text, max(0, match.start() - 12), match.start())
        start = unit.start() if unit else match.start()  # 某市委常委、|宣传部部长
        pieces.append((start, text[start : match.end()], agency))
        end = agency.span.start if agency else start
        if unit and text.endswith("常委", 0, end):
            continue  # 县委常委|宣传部部长
        if text[end - 1 : end] not in ("、", "兼", "，", "\u3000", " "):
            break
        end -= 1
    previous: Mention | None = None
    for start, post, agency in reversed(pieces):
        previous = agency or previous
        holder = agency or (previous if previous is not None and _fits(post, previous) else None)
        yield Post(person, post, holder, agency.span.start if agency else start, person.span.end, "people/post-before")


_UNIT_OF_IT = re.compile(
    r"(?:(?<=、)|(?<=常委))(?:(?:宣传|组织|统战)部|政法委|机关工委|办公室)$"
    r"|(?<=[长记员任理]、)[\u4e00-\u9fff]{2,8}(?:中心|大队|支队|站|所|处|科|股|室|办|院|部|局)$"
)


def _within_post(post: re.Match[str], agencies: dict[int, Mention]) -> Mention | None:
    """Return the agency whose last character is the first of a post: 市公安局长, 县教育局长."""
    agency = agencies.get(post.start() + 1)
    return agency if agency and agency.span.start < post.start() and agency.name.endswith(post[0][0]) else None


def _before_former(text: str, start: int, agencies: dict[int, Mention]) -> Mention | None:
    """Return the agency before 原 or 时任 in front of a post: 某局原局长."""
    former = next((word for word in ("时任", "原任", "原", "前") if text.endswith(word, 0, start)), None)
    return agencies.get(start - len(former)) if former else None


def _with_media(text: str, post: Post, agencies: dict[int, Mention]) -> Post:
    """Return a reporter's post with the paper in the dateline (湛江日报11月27日讯（记者林晓岚）)."""
    if post.agency is None and post.post.endswith(("记者", "通讯员")):
        near = [
            m
            for end, m in agencies.items()
            if m.subtype == "media" and 0 <= post.start - end <= 40 and "\n" not in text[end : post.start]
        ]
        return replace(post, agency=max(near, key=lambda m: m.span.end)) if near else post
    return post


_OF_COMMITTEE = re.compile(r"(?:宣传|组织|统战)部|政法委|机关工委")


def _fits(post: str, agency: Mention) -> bool:
    """Return whether a post can be one of the agency: 支队长 of a 支队, 书记 of any."""
    label = next((row.label for row in read_lexicon("posts") if post.endswith(row.word) and row.label != "any"), "any")
    if post.startswith(("国家", "国务")):
        return False
    if _OF_COMMITTEE.match(post):
        return agency.name.endswith("委")
    return label == "any" or agency.name.endswith(tuple(label.split()))
