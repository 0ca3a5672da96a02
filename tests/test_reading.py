"""One report as it was read: nothing of its text is lost, nothing in it is taken for HTML."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from kg.reading import Reading, say_activity, say_period, say_result
from kg.records import Activity, Document, Evidence, Extraction, Mention, Period, Result, Span

TEXT = "2021年，临清大队开展“清源”行动，查处违停320余起。"


def document(text: str) -> Document:
    positions = range(len(text))
    return Document("report-1", text, "a.txt", "0" * 64, text, positions, range(1, len(text) + 1), title="<b>", damaged=())


def mention(text: str, surface: str, kind: str) -> Mention:
    start = text.index(surface)
    return Mention(Span("report-1", start, start + len(surface)), kind, surface, surface, "test/row")  # type: ignore[arg-type]


def extraction(text: str = TEXT) -> Extraction:
    agency, campaign = mention(text, "临清大队", "Agency"), mention(text, "清源", "Initiative")
    evidence = Evidence(Span("report-1", 6, 19), "test/row")
    activity = Activity((agency,), "ran", campaign, evidence, period=Period("2021-01-01", "2021-12-31", "2021年"))
    result = Result((agency,), "查处违停", Decimal(320), "起", "count", evidence, bound="over", result_of=campaign)
    return Extraction(document(text), (agency, campaign), (activity,), (result,))


def shown(html: str) -> str:
    """Return the text that a browser would show of the report itself."""
    return unescape(re.sub(r"<[^>]*>", "", html.split("white-space:pre-wrap")[1].split(">", 1)[1]))


def test_the_notebook_shows_the_whole_text() -> None:
    html = Reading(extraction())._repr_html_()

    assert shown(html) == TEXT


def test_names_are_coloured_and_facts_are_told_on_hover() -> None:
    html = Reading(extraction())._repr_html_()

    assert re.search(r'background:#99ddff[^>]*title="Agency 临清大队 \(test/row\)&#10;临清大队 — ran → 清源', html)


@given(st.text(alphabet=st.sampled_from("<>&\"'`=/ 公安\n"), max_size=30))
def test_no_text_is_taken_for_html(text: str) -> None:
    html = Reading(Extraction(document(text), (), (), ()))._repr_html_()

    assert shown(html) == text
    assert set(re.findall(r"<(/?\w+)", html)) <= {"div", "/div"}


def test_a_hostile_name_stays_within_its_attribute() -> None:
    text = TEXT.replace("清源", '"><script>alert(1)</script>')
    hostile = mention(text, '"><script>alert(1)</script>', "Initiative")

    html = Reading(Extraction(document(text), (hostile,), (), ()))._repr_html_()

    assert "<script" not in html
    assert shown(html) == text


def test_str_is_the_clean_text() -> None:
    assert str(Reading(extraction())) == TEXT


def test_an_activity_is_said_with_its_period() -> None:
    assert say_activity(extraction().activities[0]) == "临清大队 — ran → 清源 2021-01-01/2021-12-31"


def test_a_result_is_said_with_bound_and_unit() -> None:
    assert say_result(extraction().results[0]) == "临清大队: 查处违停 > 320 起 of 清源"


def test_a_single_day_is_said_once() -> None:
    assert say_period(Period("2021-06-16", "2021-06-16", "6月16日")) == "2021-06-16"
