"""Which words of a clause are verbs of planning: 将, 要 and 应, 计划 and 规划, 打算, 希望.

The tagger knows most of them by what stands beside them. Where it takes 计划 or the verb that it governs for a noun
(今年|计划|培训|医生 60名), who or when stands before it and how many is done behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.extract.lexica import alternation
from kg.extract.nlp import Tag
from kg.extract.subjects import LEAD_IN

_AFTER_WILL = ("v", "vd", "d", "ad", "p", "c")
_AFTER_MUST = (*_AFTER_WILL, "a", "vn", "an")
_AFTER_INTENT = ("v", "vd", "d", "ad", "p")
_BEGINS_PREDICATE = ("v", "vd", "p", "d", "TIME")
NOUNS = ("n", "ORG", "LOC", "nz", "r")
_NAMES = ("n", "nz", "nw")
_WHO_PLANS = (*NOUNS, "PER", "TIME", "nw", "d", "f", "s")
_BEFORE_VERB = ("TIME", "ORG", "LOC", "PER", "d")
_SPEAKERS = ("我们", "我", "他们", "她们", "他", "她", "双方", "三方", "各方")
# a body, a place or a time that the tagger calls a noun: 水利厅, 全市, 年度
_BODY = re.compile("[厅局委办署关院部处队司]$|公司|中心$|^全[国省市县区州年]|年度$|^(?:项目|工程|一期|二期)$")
_PLAN = re.compile("计划|规划")
_NUMBER = re.compile(r"\d")
_NEAR = 12  # characters before 计划 in which a time may stand

Spoken = tuple[str, str]  # the part of speech and the characters of a word
Words = Mapping[int, Tag]


def plans_ahead(text: str, start: int, end: int, words: Words) -> bool:
    """Return whether an auxiliary or a verb of planning, intent or hope plans a clause."""
    return any(plans(text, start, end, words) for plans in (_plans, _intends, _wishes, _hopes))


def is_modal(text: str, start: int, end: int, words: Words) -> bool:
    """Return whether 要, 将 or 应 in the clause is the auxiliary: a verb, adverb or phrase follows, no noun that it takes."""
    jointly, takes = alternation("status", "jointly"), alternation("status", "takes")
    return any(
        (m.end() in words and words[m.end()].label_ in after)
        or (label != "should" and _is_dated(words.get(m.end()), words))
        or (m.start() in words and len(words[m.start()].text) > 1 and words[m.start()].label_ in _AFTER_WILL)  # 将使, 将达
        or (label == "will" and _is_adverb(words.get(m.start()), words))
        or jointly.match(text, m.end(), end)
        or (label == "will" and _governs_noun(text, start, end, words.get(m.start()), words))
        for label, after in (("must", _AFTER_MUST), ("will", _AFTER_WILL), ("should", _AFTER_WILL))
        for m in alternation("status", label).finditer(text, start, end)
        if not takes.match(text, m.start(), end)
    )


def _is_adverb(word: Tag | None, words: Words) -> bool:
    """Return whether the tagger itself takes 将 for the adverb, before what it takes for a noun of deed: 将|对照|结果."""
    deed = words.get(word.end) if word is not None and word.label_ == "d" else None
    return deed is not None and deed.label_ == "vn"


def stands_as_verb(before: Spoken | None, after: Spoken | None) -> bool:
    """Return whether 计划 is what somebody does, as it stands between who or when and a verb: 今年|计划|实施, not 实施|计划."""
    if before is None or after is None:
        return False
    acts = before[0] in _BEFORE_VERB or before[1] in _SPEAKERS or _BODY.search(before[1]) is not None
    return acts and (after[0] in _BEGINS_PREDICATE or after[1] == "与")


def word_before(word: Tag, words: Words) -> Tag | None:
    """Return the word that ends where another begins."""
    ends = (w for at in range(word.start - 1, word.start - 13, -1) if (w := words.get(at)) and w.end == word.start)
    return next(ends, None)


def _plans(text: str, start: int, end: int, words: Words) -> bool:
    """Return whether 计划 or 规划 is the verb of the clause, though the tagger takes it for a noun (今年|计划|实施)."""
    noun = alternation("status", "plan noun")
    return any(
        word.label_ == "v"
        or stands_as_verb(_spoken(word_before(word, words)), _spoken(words.get(word.end)))
        or _governs_verb(text, word, end, words)
        or _governs_noun(text, start, end, word, words)
        or _opens(text, start, end, word, words)
        for found in _PLAN.finditer(text, start, end)
        if (word := words.get(found.start())) is not None
        and not noun.match(text, found.start())
        and text[found.start() - 1 : found.start()] != "、"  # 科学用水、计划用水
    )


def _opens(text: str, start: int, end: int, word: Tag, words: Words) -> bool:
    """Return whether 计划 begins a clause and a predicate follows: 计划再建3座, not 计划去年完成."""
    after = words.get(word.end)
    if after is None or after.start >= end or not _is_first(text, start, word):
        return False
    return after.label_ in _BEGINS_PREDICATE and not alternation("status", "past opening").match(text, after.start)


def _is_first(text: str, start: int, word: Tag) -> bool:
    lead = LEAD_IN.match(text[start : word.start])
    return word.start == start + (lead.end() if lead else 0)


def _governs_verb(text: str, word: Tag, end: int, words: Words) -> bool:
    """Return whether 计划 governs how often, for whom or how many is done: 水稻计划插秧3万亩, 中方计划每年培训500名.

    What a noun without a time stands before may be a name: 雨露|计划|补助|46名, no 核电|计划|建设|6台.
    """
    before, after = word_before(word, words), words.get(word.end)
    if before is None or after is None or after.start >= end or before.label_ not in _WHO_PLANS:
        return False
    if after.label_ in ("TIME", "d", "ad"):
        return alternation("status", "past opening").match(text, after.start) is None
    is_named = before.label_ in _NAMES and not alternation("status", "makes").match(after.text)
    if is_named and not any(w.label_ == "TIME" for at in range(max(0, word.start - _NEAR), word.start) if (w := words.get(at))):
        return False
    counted = after.label_ == "v" and not alternation("status", "carries out").match(after.text)
    return counted and _NUMBER.search(text, after.end, end) is not None


def _governs_noun(text: str, start: int, end: int, word: Tag | None, words: Words) -> bool:
    """Return whether what stands behind 将 or 计划 is done then, or to so many, its verb taken for a noun.

    今年|将|发展, 今年|计划|培训|医生|60名; 将|改造|小区|60个, but not 将|培训|费用|降低|6%.
    """
    deed, before = words.get(word.end) if word is not None else None, word_before(word, words) if word is not None else None
    if word is None or deed is None or deed.label_ != "vn" or deed.start >= end:
        return False
    is_counted = _NUMBER.search(text, deed.end, end) is not None
    if before is not None and before.label_ == "TIME":
        return word.text == "将" or is_counted
    thing = words.get(deed.end)
    if not is_counted or thing is None or thing.label_ not in NOUNS or thing.start >= end:
        return False
    acts = word.text == "将" or before is None or before.label_ in _BEFORE_VERB or before.text[0] == "全"
    acts = acts or _is_first(text, start, word) or alternation("status", "makes").match(deed.text) is not None
    return acts and not any(w.label_ in ("v", "vd") for w in _words_in(thing.end, end, words))


def _words_in(start: int, end: int, words: Words) -> Iterator[Tag]:
    return (w for at in range(start, end) if (w := words.get(at)))


def _is_dated(word: Tag | None, words: Words) -> bool:
    """Return whether a time stands before what is done then: (将)|每日|加开, (要)|9月底|前, no time that something is of."""
    after = words.get(word.end) if word is not None and word.label_ == "TIME" else None
    return after is not None and (after.label_ in _BEGINS_PREDICATE or after.text == "前")


def _intends(text: str, start: int, end: int, words: Words) -> bool:
    """Return whether a verb of intent governs what is done in a clause: 打算|9月底前全部覆盖, 准备|对, no 准备工作."""
    return any(
        (word := words.get(found.end())) is not None
        and found.end() < end
        and (word.label_ in _AFTER_INTENT or _is_dated(word, words))
        and found.start() in words
        for found in alternation("status", "intent").finditer(text, start, end)
    )


def _wishes(text: str, start: int, end: int, words: Words) -> bool:
    """Return whether somebody wishes what the rest of a clause says: 市长希望两市扩大贸易, not 怀着希望种树."""
    found = (words.get(wish.start()) for wish in alternation("status", "wishes").finditer(text, start, end))
    return any(
        word.label_ == "v"
        and word.end < end
        and ((before := word_before(word, words)) is None or before.text[-1] not in "着的满")
        for word in found
        if word is not None
    )


def _hopes(text: str, start: int, end: int, words: Words) -> bool:
    """Return whether a clause ends in a verb of hoping or asking, so that what follows is hoped or asked for: 她建议，…."""
    last = alternation("status", "hopes").search(text, start, end)
    word = words.get(last.start()) if last else None
    if word is None or text[end : end + 1] not in ("，", "：") or alternation("status", "takes up").search(text, start, end):
        return False
    acts = any(w.label_ in ("v", "vd", "p") for w in _words_in(start, word.start, words))  # 专家组|建议，
    return word.label_ == "v" or (word.label_ == "n" and word.start > start and not acts)


def _spoken(word: Tag | None) -> Spoken | None:
    return None if word is None else (word.label_, word.text)
