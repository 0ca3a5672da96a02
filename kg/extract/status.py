"""Done or planned: the status of every clause.

A modal (要, 将, 拟, 力争, 计划 …) plans its clause and what follows in the sentence; a frame (会议强调, 下一步, 某某要求) plans
up to the end of its paragraph or sentence; a time in the past or an aspect mark (已, 了, 累计) brings a clause back to deeds.
"""

from __future__ import annotations

import re
from collections.abc import Set

from spacy.tokens import Doc
from spacy.tokens import Span as Mark

from kg.extract.lexica import alternation
from kg.extract.subjects import drops_subject, is_news
from kg.records import Status

_DONE = re.compile(
    r"去年|前年|上年|全年共|^(?:目前|截至|截止|近年来|今年以来|去年|此前|已|累计)|(?:已经?|了|过)(?=[\d，,。；;]|$)|累计|截至|近年来|以来"
)
_YAO = re.compile(r"(?<![主需重只首摘纪概扼紧不险提简机])要(?!求|素|点|件|道|地|闻|害|么|领|务|塞|旨|犯|案|员|职|约|略|是)")
_LE = re.compile("了")
_JIANG = re.compile(r"将")
_JOINTLY = re.compile(r"联合|会同|协同|陆续|逐步|择机|适时")
_TAKES = re.compile(
    r"将[^，]{2,30}?(?:与|纳入|列入|列为|作为|定为|排除|移交|融入|下放|延伸|压缩|降至|转化|细化|结合|放在|摆在|推送|分为|划分|引入|转移|落实到|贯穿)"
)
_AFTER_JIANG = ("v", "vd", "d", "ad", "p", "c")
_AFTER_YAO = (*_AFTER_JIANG, "a", "vn", "an")
_PLAN_HEADING = re.compile(
    r"目标任务|(?:主要|重点)(?:任务|目标|举措)|(?:工作|总体|主要|重点|下一步|年度)(?:目标|任务|计划|打算|安排|思路|要求)|下一步|下步|今后|打算|(?<!过去|回顾)规划"
)
_NOTICE = re.compile(  # in a title: a first line without a full stop
    r"[^\n。]*(?:关于(?:组织|深入|全面|集中)?(?:开展|做好|实施|加强)[^\n。]*(?:通知|通告|公告|方案)|将(?:于|在|开展|启动|组织|全面)|即将|今起)[^\n。]*\n"
)
_REVIEW = re.compile(r"总结|回顾|成效|成绩|情况|完成")
_PERSON_DEMANDS = re.compile(r"(?:强调|要求)")


def read_statuses(doc: Doc, clauses: list[tuple[int, int]], people: Set[int] = frozenset()) -> list[Status]:
    """Return the status of each clause, in order; `people` are the positions where names of persons end."""
    text = doc.text
    frame, modal = alternation("status", "frame"), alternation("status", "modal")
    news = is_news(text)
    headings = [(line.start, line.end) for line in doc.spans["lines"] if line.label_ in ("title", "heading")]
    words = {tag.start: tag for tag in doc.spans["tags"]}
    statuses: list[Status] = []
    notice = bool(_NOTICE.match(text))
    framed, planned, section = notice, False, False
    last = 0
    for start, end in clauses:
        between = text[last:start]
        heading = next((text[s:e] for s, e in headings if s <= start < e), None)
        in_heading = heading is not None
        if heading is not None:
            section = bool(_PLAN_HEADING.search(heading)) and not _REVIEW.search(heading)
        if "\n" in between:
            framed, planned = section or notice, False
        elif re.search(r"[。！？]", between):
            stop = text.find("。", start)
            planned = False
            if news:  # its paragraphs go from one matter to the next
                framed = framed and drops_subject(text, start, stop if stop > 0 else len(text), words)
        clause = text[start:end]
        own = bool(modal.search(clause)) or _plans(text, start, end, words) or _is_modal(text, start, end, words)
        label = text[end : end + 1] in ("：", ":") and bool(_PLAN_HEADING.search(clause)) and not _REVIEW.search(clause)
        demanded = any(start + found.start() in people for found in _PERSON_DEMANDS.finditer(clause))
        framed = framed or label or demanded or bool(frame.search(clause))
        done = not own and (bool(_DONE.search(clause)) or _is_finite(text, start, end, words))
        planned = own or (planned and not done)
        statuses.append("planned" if (own or section if in_heading else planned or (framed and not done)) else "done")
        last = end
    return statuses


def _is_finite(text: str, start: int, end: int, words: dict[int, Mark]) -> bool:
    """Return whether 了 stands behind a verb of the clause: 开展了试点."""
    return any(m.start() in words and words[m.start()].label_ in ("u", "xc") for m in _LE.finditer(text, start, end))


def _plans(text: str, start: int, end: int, words: dict[int, Mark]) -> bool:
    """Return whether 计划 or 目标 is the verb of the clause."""
    return any(
        (word := words.get(start + m.start())) is not None and word.label_ == "v"
        for m in re.finditer("计划|规划", text[start:end])
    )


def _is_modal(text: str, start: int, end: int, words: dict[int, Mark]) -> bool:
    """Return whether 要 or 将 in the clause is the auxiliary: a verb, adverb or phrase follows, not a noun that it takes."""
    return any(
        (m.end() in words and words[m.end()].label_ in after) or _JOINTLY.match(text, m.end(), end)
        for auxiliary, after in ((_YAO, _AFTER_YAO), (_JIANG, _AFTER_JIANG))
        for m in auxiliary.finditer(text, start, end)
        if not _TAKES.match(text, m.start(), end)
    )
