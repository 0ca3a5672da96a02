"""Done, planned or denied: the status of every clause.

A modal (要, 将, 拟, 力争, 计划 …) plans its clause and what follows in the sentence; a frame (会议强调, 下一步, 某某要求) plans up to the
end of its paragraph or sentence; a time in the past or an aspect mark (已, 了, 累计) brings a clause back to deeds.
"""

from __future__ import annotations

import re
from collections.abc import Set

from spacy.tokens import Doc
from spacy.tokens import Span as Mark

from kg.extract.lexica import alternation
from kg.records import Status

_DONE = re.compile(r"^(?:目前|截至|截止|近年来|今年以来|去年|此前|已|累计)|(?:已经?|了|过)(?=[\d，,。；;]|$)|累计|截至|近年来|以来")
_MODAL_YAO = re.compile(r"(?<![主需重只首摘纪概扼紧不险提简机])要(?!求|素|点|件|道|地|闻|害|么|领|务|塞|旨|犯|案|员|职|约|略|是)")
_JIANG = re.compile(r"将")
_PERSON_DEMANDS = re.compile(r"(?:强调|要求)")


def read_statuses(doc: Doc, clauses: list[tuple[int, int]], people: Set[int] = frozenset()) -> list[Status]:
    """Return the status of each clause, in order; `people` are the positions where names of persons end."""
    text = doc.text
    frame, modal = alternation("status", "frame"), alternation("status", "modal")
    headings = [(line.start, line.end) for line in doc.spans["lines"] if line.label_ in ("title", "heading")]
    words = {tag.start: tag for tag in doc.spans["tags"]}
    statuses: list[Status] = []
    framed = planned = False
    last = 0
    for start, end in clauses:
        between = text[last:start]
        if "\n" in between:
            framed = planned = False
        elif re.search(r"[。！？]", between):
            planned = False
        clause = text[start:end]
        own = bool(modal.search(clause) or _MODAL_YAO.search(clause) or _is_future(text, start, end, words))
        framed = framed or bool(frame.search(clause)) or any(
            start + m.start() in people for m in _PERSON_DEMANDS.finditer(clause)
        )
        done = bool(_DONE.search(clause)) and not own
        planned = own or (planned and not done)
        in_heading = any(s <= start < e for s, e in headings)
        statuses.append("planned" if (own if in_heading else planned or (framed and not done)) else "done")
        last = end
    return statuses


def _is_future(text: str, start: int, end: int, words: dict[int, Mark]) -> bool:
    """Return whether a 将 in the clause is the adverb (will): a verb or adverb follows, not the noun that the preposition takes."""
    for match in _JIANG.finditer(text[start:end]):
        after = words.get(start + match.end())
        if after is not None and after.label_ in ("v", "vd", "d", "ad", "p", "TIME", "t", "c"):
            return True
    return False
