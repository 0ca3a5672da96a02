"""Where a fact was read: evidence nodes with positions in the file and the exact words (W3C Web Annotation selectors)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from rdflib.term import Literal, URIRef

from kg.records import Activity, Document, Evidence, Result, Span
from kg.store.iris import digest, node, report_name
from kg.store.terms import DCTERMS, KG, OA, RDF, SDO, XSD
from kg.store.write import Triple

LONGEST_QUOTE = 200
_NUMBER = re.compile(r"[0-9][0-9,，.]*[0-9]|[0-9]|[零〇一二三四五六七八九十百千万亿两半]+|[倍成首无未没]")
_CLAUSE_END = re.compile(r"[，；。！？、：\n]")
_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def describe_report(document: Document, base: str) -> Iterator[Triple]:
    """Yield the description of a report: title, date, publisher, file name, address, checksum, length."""
    report = node(base, report_name(document))
    yield report, RDF.type, KG.Report
    yield report, RDF.type, SDO.CreativeWork
    yield report, DCTERMS.source, Literal(document.source)
    yield report, KG.sha256, Literal(document.checksum)
    yield report, KG.characters, Literal(str(len(document.raw)), datatype=XSD.nonNegativeInteger, normalize=False)
    if document.title:
        yield report, DCTERMS.title, Literal(document.title, lang="zh-Hans")
    if document.publisher:
        yield report, DCTERMS.publisher, Literal(document.publisher, lang="zh-Hans")
    if document.date and (issued := dated(document.date)):
        yield report, DCTERMS.issued, issued
        if document.date_is_inferred:
            yield report, KG.dateIsInferred, Literal(True)
    if document.url:
        yield report, SDO.url, Literal(document.url, datatype=XSD.anyURI)


def dated(text: str) -> Literal | None:
    """Return a date as the XML Schema type that fits it (year, month or day), None for what is no date."""
    found = _ISO.fullmatch(text)
    if not found:
        return None
    return Literal(text, datatype=XSD.date if found[3] else XSD.gYearMonth if found[2] else XSD.gYear, normalize=False)


def evidence_node(evidence: Evidence, document: Document, base: str, *, focus: Span | None = None) -> tuple[URIRef, Span]:
    """Return the IRI of an evidence and the span that it quotes: at most 200 characters of the file, around `focus`."""
    span = _shortened(evidence.span, document, focus or evidence.span)
    name = f"evidence-{digest(report_name(document), *document.to_raw(span.start, span.end), evidence.rule)}"
    return node(base, name), span


def describe_evidence(iri: URIRef, span: Span, rule: str, document: Document, base: str, *, quotes: bool) -> Iterator[Triple]:
    """Yield the evidence: report, position, rule and, where `quotes`, the words as in the file and as cleaned."""
    report = report_name(document)
    start, end = document.to_raw(span.start, span.end)
    position = node(base, f"position-{digest(report, start, end)}")
    yield iri, RDF.type, OA.SpecificResource
    yield iri, OA.hasSource, node(base, report)
    yield iri, KG.rule, Literal(rule)
    yield iri, OA.hasSelector, position
    yield position, RDF.type, OA.TextPositionSelector
    yield position, OA.start, Literal(start, datatype=XSD.nonNegativeInteger)
    yield position, OA.end, Literal(end, datatype=XSD.nonNegativeInteger)
    if quotes:
        quote = node(base, f"quote-{digest(report, start, end)}")
        yield iri, OA.hasSelector, quote
        yield quote, RDF.type, OA.TextQuoteSelector
        yield quote, OA.exact, Literal(document.raw[start:end])
        yield iri, KG.cleanText, Literal(document.text[span.start : span.end], lang="zh-Hans")


def clause_of(document: Document, start: int, end: int) -> Span:
    """Return the clause around a stretch of a document, or the clauses when it runs over several."""
    first, last = max(0, start - LONGEST_QUOTE), min(len(document.text), end + LONGEST_QUOTE)
    before = [found.end() for found in _CLAUSE_END.finditer(document.text, first, start)]
    after = _CLAUSE_END.search(document.text, end, last)
    return Span(document.id, before[-1] if before else first, after.start() if after else last)


def activity_focus(activity: Activity) -> Span:
    """Return what a shortened quote of an activity must hold: its object, where that stands in the quote."""
    quote, thing = activity.evidence.span, activity.object.span
    return thing if _holds(quote, thing) else quote


def result_focus(result: Result, document: Document) -> Span:
    """Return what a shortened quote of a result must hold: its number."""
    quote = result.evidence.span
    words = document.text[quote.start : quote.end]
    numbers = list(_NUMBER.finditer(words))
    if not numbers:
        return quote
    best = next((found for found in numbers if _states(found[0], result.value)), numbers[0])
    return Span(quote.document, quote.start + best.start(), quote.start + best.end())


def _holds(quote: Span, inner: Span) -> bool:
    return quote.document == inner.document and quote.start <= inner.start and inner.end <= quote.end


def _states(digits: str, value: Decimal) -> bool:
    """Return whether the digits are those of a value, whatever 万 and 亿 moved the point."""
    plain = digits.replace(",", "").replace("，", "").replace(".", "")
    return plain.isdigit() and plain.strip("0") == f"{value:f}".replace(".", "").replace("-", "").strip("0")


def _shortened(span: Span, document: Document, focus: Span) -> Span:
    """Return the span, or so much of it around the focus as fits: whole clauses, else as many characters as may be."""
    if _raw_length(document, span.start, span.end) < 2:
        span = _with_neighbour(span, document)
    if _fits(document, span.start, span.end):
        return span
    start, end = focus.start, focus.end
    while end - start > 1 and not _fits(document, start, end):
        end -= 1
    around = _clauses_around(span, document, start, end)
    return around if around != focus else _grown(span, document, Span(span.document, start, end))


def _clauses_around(span: Span, document: Document, start: int, end: int) -> Span:
    """Return `start:end` with as many whole clauses before and after it as fit, nearest first."""
    before = [span.start, *(span.start + m.end() for m in _CLAUSE_END.finditer(document.text[span.start : start]))]
    after = [span.end, *(end + m.start() for m in reversed(list(_CLAUSE_END.finditer(document.text[end : span.end]))))]
    while before or after:
        if before:
            start, before = (before[-1], before[:-1]) if _fits(document, before[-1], end) else (start, [])
        if after:
            end, after = (after[-1], after[:-1]) if _fits(document, start, after[-1]) else (end, [])
    return Span(span.document, start, end)


def _with_neighbour(span: Span, document: Document) -> Span:
    """Return one character with the next (or else the one before), as a quote has at least two."""
    end = min(span.end + 1, len(document.text))
    return Span(span.document, max(end - 2, 0), end)


def _grown(span: Span, document: Document, core: Span) -> Span:
    """Return the core with as many characters of the span on both sides as fit."""
    start, end, grew = core.start, core.end, True
    while grew:
        grew = False
        if end < span.end and _fits(document, start, end + 1):
            end, grew = end + 1, True
        if start > span.start and _fits(document, start - 1, end):
            start, grew = start - 1, True
    return Span(span.document, start, end)


def _fits(document: Document, start: int, end: int) -> bool:
    return _raw_length(document, start, end) <= LONGEST_QUOTE


def _raw_length(document: Document, start: int, end: int) -> int:
    raw_start, raw_end = document.to_raw(start, end)
    return raw_end - raw_start
