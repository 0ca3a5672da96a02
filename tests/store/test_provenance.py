"""The words behind a fact: at most 200 characters of the file, around what matters."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from rdflib.namespace import DCTERMS, XSD

from kg.config import BASE
from kg.records import Document, Evidence, Result, Span
from kg.store.provenance import LONGEST_QUOTE, clause_of, dated, describe_report, evidence_node, result_focus
from kg.store.terms import KG
from tests.store.reference import plain_document
from tests.strategies import documents, spans

LONG = "会议通报了近期工作，" * 30 + "全市查处酒驾醉驾52宗，" + "各单位分别作了交流发言，" * 30


def quote(text: str, span: Span, focus: Span | None = None) -> str:
    document = plain_document("report-1", text)
    _, shown = evidence_node(Evidence(span, "test/rule"), document, BASE, focus=focus)
    return text[shown.start : shown.end]


def test_a_short_quote_stays_as_it_is() -> None:
    assert quote("全市查处酒驾醉驾52宗。", Span("report-1", 2, 11)) == "查处酒驾醉驾52宗"


def test_a_long_quote_keeps_its_focus_and_whole_clauses() -> None:
    at = LONG.index("52")
    shown = quote(LONG, Span("report-1", 0, len(LONG)), Span("report-1", at, at + 2))

    assert "全市查处酒驾醉驾52宗" in shown
    assert len(shown) <= LONGEST_QUOTE
    assert shown.startswith(("会议通报", "全市"))


def test_a_clause_longer_than_a_quote_is_cut_around_its_focus() -> None:
    text = "甲" * 400 + "52" + "乙" * 400
    shown = quote(text, Span("report-1", 0, len(text)), Span("report-1", 400, 402))

    assert len(shown) == LONGEST_QUOTE
    assert "甲52乙" in shown


def test_a_quote_of_one_character_takes_its_neighbour() -> None:
    assert quote("甲乙丙", Span("report-1", 1, 2)) == "乙丙"
    assert quote("甲乙丙", Span("report-1", 2, 3)) == "乙丙"


def test_the_focus_of_a_result_is_its_number() -> None:
    text = "3月5日，检查车辆1.1万余辆，查处酒驾52宗"
    document = plain_document("report-1", text)

    def focus(value: str) -> str:
        evidence = Evidence(Span("report-1", 0, len(text)), "test/rule")
        span = result_focus(Result((), "检查车辆", Decimal(value), "辆", "count", evidence), document)
        return text[span.start : span.end]

    assert focus("11000") == "1.1"
    assert focus("52") == "52"


@given(st.data())
def test_every_quote_stands_in_the_file_and_is_short(data: st.DataObject) -> None:
    document: Document = data.draw(documents())
    span, focus = data.draw(spans(document)), data.draw(spans(document))
    inside = focus if span.start <= focus.start and focus.end <= span.end else span
    _, shown = evidence_node(Evidence(span, "test/rule"), document, BASE, focus=inside)

    start, end = document.to_raw(shown.start, shown.end)
    assert 2 <= end - start <= LONGEST_QUOTE
    assert min(span.start, len(document.text) - 2) <= shown.start
    assert shown.end <= max(span.end, span.start + 2)


@given(st.data())
def test_a_shortened_quote_still_holds_a_short_focus(data: st.DataObject) -> None:
    document = plain_document("report-1", LONG)
    start = data.draw(st.integers(0, len(LONG) - 4))
    _, shown = evidence_node(
        Evidence(Span("report-1", 0, len(LONG)), "test/rule"), document, BASE, focus=Span("report-1", start, start + 3)
    )

    assert shown.start <= start
    assert start + 3 <= shown.end


def test_a_date_has_the_type_that_fits_it() -> None:
    types = {text: literal.datatype for text in ("2021", "2021-07", "2021-07-09") if (literal := dated(text))}

    assert types == {"2021": XSD.gYear, "2021-07": XSD.gYearMonth, "2021-07-09": XSD.date}
    assert dated("去年") is None


def test_a_report_without_title_or_date_has_neither() -> None:
    described = {term for _, term, _ in describe_report(plain_document("report-1", "文"), BASE)}

    assert not described & {DCTERMS.title, DCTERMS.issued, DCTERMS.publisher, KG.dateIsInferred}


def test_a_damaged_passage_is_shown_with_its_clause() -> None:
    text = "云河市通报，组织\ufffd辆清洗，检查三家。"
    span = clause_of(plain_document("report-1", text), 8, 9)

    assert text[span.start : span.end] == "组织\ufffd辆清洗"


def test_a_damaged_passage_without_clauses_takes_no_more_than_a_quote_beside_it() -> None:
    text = "文" * 500 + "\ufffd" + "字" * 500
    span = clause_of(plain_document("report-1", text), 500, 501)

    assert (span.start, span.end) == (500 - LONGEST_QUOTE, 501 + LONGEST_QUOTE)
