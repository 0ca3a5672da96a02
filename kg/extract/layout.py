"""How a report is laid out: lines (group `lines`), sentences (`sentences`) and clauses (`clauses`).

A line is a `title`, a `heading` or a `paragraph`; a heading may stand inside a line (济南：…, 一是…), then it is
marked as `lead`.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.nlp import mark, text_of

_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+[”’」』）)]*)?")
_CLAUSE = re.compile(r"(?:[^，；：。！？,;:!?\n]|(?<=\d)[,:](?=\d))+")  # 3,450万元, 8:30 are whole
_STOP = re.compile(r"[。！？；!?;，,]")
_HEADING_MARK = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|第[一二三四五六七八九十]+[章节部分]|\d{1,2}[.、．])"
)
_LEAD = re.compile(
    r"(?:(?<=[\n。；;！])|^)(?:[一二三四五六七八九十]是|[一二三四五六七八九十]要|首先|其次|[第其][一二三四五六七八九十]|[（(]?[一二三四五六七八九十\d]{1,2}[）)、.])"
)
LONGEST_HEADING = 40  # characters


@Language.factory("kg_layout", assigns=["doc.spans"])
def make_layout(nlp: Language, name: str) -> object:
    """Return the component that marks lines, sentences and clauses."""
    return mark_layout


def mark_layout(doc: Doc) -> Doc:
    """Mark lines, sentences and clauses."""
    text = text_of(doc)
    mark(doc, "lines", _lines(text))
    mark(doc, "leads", [(m.start(), m.end(), "lead", "layout/lead") for m in _LEAD.finditer(text)])
    mark(
        doc,
        "sentences",
        [(*_trim(text, m.start(), m.end()), "sentence", "layout/stop") for m in _SENTENCE.finditer(text) if m[0].strip()],
    )
    return mark(
        doc,
        "clauses",
        [(*_trim(text, m.start(), m.end()), "clause", "layout/comma") for m in _CLAUSE.finditer(text) if m[0].strip()],
    )


def _lines(text: str) -> list[tuple[int, int, str, str]]:
    lines = [_trim(text, m.start(), m.end()) for m in _LINE.finditer(text) if m[0].strip()]
    return [(start, end, *_kind(number, text[start:end], len(lines))) for number, (start, end) in enumerate(lines)]


def _kind(number: int, line: str, lines: int) -> tuple[str, str]:
    """Return the label and rule of a line."""
    if number == 0 and lines > 1 and len(line) <= 80 and not line.endswith(("。", "；")):
        return "title", "layout/first-line"
    if len(line) <= LONGEST_HEADING and not line.endswith(("。", "；", "！", ".", "，")):
        return "heading", "layout/short-line"
    if len(line) <= 60 and _HEADING_MARK.match(line) and not _STOP.search(line):
        return "heading", "layout/numbered-line"
    return "paragraph", "layout/long-line"


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
