from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.mentions import label_of

TEXTS = st.text(alphabet="宣城市公安局交警支队开展“”《》、，。行动会议在与的12", max_size=60)


@given(TEXTS)
def test_a_label_has_no_quotation_marks(surface: str) -> None:
    label = label_of(surface)

    assert not set("“”《》") & set(label)


@given(TEXTS)
@settings(max_examples=40, deadline=None)
def test_every_mention_quotes_its_document(read, text: str) -> None:
    extraction = read(text)

    assert all(text[m.span.start : m.span.end] == m.surface for m in extraction.mentions)
    assert len({(m.span, m.type) for m in extraction.mentions}) == len(extraction.mentions)


def test_a_place_lies_inside_the_name_of_an_agency(read) -> None:
    extraction = read("宣城市公安局交警支队开展夜查。")

    assert ("Place", "宣城市") in {(m.type, m.name) for m in extraction.mentions}
    assert ("Agency", "宣城市公安局交警支队") in {(m.type, m.name) for m in extraction.mentions}
