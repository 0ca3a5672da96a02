"""Names made from content alone."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kg.store.iris import digest, local_name, report_name
from tests.store.reference import plain_document

texts = st.text(max_size=20)


@given(st.lists(texts | st.none(), max_size=4), st.lists(texts | st.none(), max_size=4))
def test_different_parts_have_different_digests(one: list[str | None], other: list[str | None]) -> None:
    joined = any("\x1f" in (part or "") or "\x00" in (part or "") for part in one + other)

    assert joined or not one or not other or (digest(*one) == digest(*other)) == (one == other)


@given(texts)
def test_a_local_name_stands_behind_any_prefix(name: str) -> None:
    assert re.fullmatch(r"[0-9A-Za-z\u3400-\u9fff][0-9A-Za-z_\u3400-\u9fff-]*", local_name(name))


def test_names_that_differ_stay_different_when_made_safe() -> None:
    assert local_name("a/b") != local_name("a b")
    assert local_name("agency-云州市公安局") == "agency-云州市公安局"


def test_a_report_is_named_by_its_id() -> None:
    document = plain_document("report-0123456789abcdef", "文")

    assert report_name(document) == "report-0123456789abcdef"
    assert report_name(replace(document, id="c01")) == "report-c01"
    assert report_name(replace(document, id="a/b")).startswith("report-")
    assert "/" not in report_name(replace(document, id="a/b"))
