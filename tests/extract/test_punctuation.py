"""An editor's ASCII commas and colons are read as the Chinese ones, and no character moves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import extract_facts
from kg.extract.nlp import pipeline, text_of
from kg.records import Document

REPORTS = (
    "2021年，云河市公安局交警支队开展“平安山路”行动，查处酒驾1,250起；死亡人数同比下降12.5%。",
    "会议强调：各地要抓好整治；市水务局要在9月底前建成泵站3座！9:30，市气象局发布预警2次。",
)
NARROW = str.maketrans("，；：！？", ",;:!?")


@pytest.mark.parametrize("text", REPORTS)
def test_a_report_with_ascii_punctuation_says_the_same(text: str, document_of: Callable[..., Document]) -> None:
    [whole, narrow] = extract_facts([document_of(text), document_of(text.translate(NARROW))])

    told = [
        [(a.predicate, a.object.name, a.status, a.evidence.span.start) for a in read.activities] for read in (whole, narrow)
    ]
    measured = [[(r.indicator, r.value, r.planned, r.evidence.span.start) for r in read.results] for read in (whole, narrow)]
    assert told[0] == told[1]
    assert measured[0] == measured[1]
    assert measured[0]


@given(st.text(alphabet="市局1a,;:?! 。，（"))
def test_a_sign_is_widened_where_it_stands_and_nothing_else_changes(text: str) -> None:
    read = text_of(pipeline().make_doc(text))

    assert len(read) == len(text)
    assert read.translate(NARROW) == text.translate(NARROW)


def test_numbers_and_times_keep_their_signs() -> None:
    assert text_of(pipeline().make_doc("查处1,250起,9:30通报")) == "查处1,250起，9:30通报"
