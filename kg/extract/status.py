"""Done, planned or denied: the status of every clause.

A modal (要, 将, 拟, 力争, 计划 …) plans its clause and what follows in the sentence; a frame (会议强调, 下一步, 某某要求) plans up to the
end of its paragraph or sentence; a time in the past or an aspect mark (已, 了, 累计) brings a clause back to deeds.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from kg.extract.lexica import alternation
from kg.records import Status

_DONE = re.compile(r"^(?:目前|截至|截止|近年来|今年以来|去年|此前|已|累计)|(?:已经?|了|过)(?=[\d，,。；;]|$)|累计|截至|近年来|以来")
_MODAL_YAO = re.compile(r"(?<![主需重只首摘纪概扼紧不险提简机])要(?!求|素|点|件|道|地|闻|害|么|领|务|塞|旨|犯|案|员|职|约|略|是)")
_MODAL_JIANG = re.compile(r"将")


def read_statuses(doc: Doc, clauses: list[tuple[int, int]]) -> list[Status]:
    """Return the status of each clause, in order."""
    text = doc.text
    frame, modal = alternation("status", "frame"), alternation("status", "modal")
    headings = [(line.start, line.end) for line in doc.spans["lines"] if line.label_ in ("title", "heading")]
    adverbs = {tag.start for tag in doc.spans["tags"] if tag.label_ in ("d", "v", "vd", "ad") and tag.text.startswith("将")}
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
        own = bool(modal.search(clause)) or bool(_MODAL_YAO.search(clause)) or _is_future(text, start, end, adverbs)
        if frame.search(clause):
            framed = True
        if _DONE.search(clause) and not own:
            planned = False
        planned = planned or own
        in_heading = any(s <= start < e for s, e in headings)
        done_here = bool(_DONE.search(clause)) and not own
        statuses.append("planned" if (planned or (framed and not done_here)) and not (in_heading and not own) else "done")
        last = end
    return statuses


def _is_future(text: str, start: int, end: int, adverbs: set[int]) -> bool:
    """Return whether a 将 in the clause is the adverb (will), not the preposition (将…纳入)."""
    return any(start + m.start() in adverbs for m in _MODAL_JIANG.finditer(text[start:end]))
