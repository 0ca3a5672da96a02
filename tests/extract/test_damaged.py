"""Nothing is read from what is damaged, and nobody acts in a sentence whose subject is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.extract import extract_facts
from kg.records import Document, Extraction


def read(document_of: Callable[..., Document], text: str) -> Extraction:
    spans = tuple((i, i + 1) for i, ch in enumerate(text) if ch == "\ufffd")
    return next(extract_facts([replace(document_of(text), damaged=spans)]))


def agents_of(extraction: Extraction, value: int) -> set[str]:
    return {agent.name for r in extraction.results if r.value == value for agent in r.agents}


def test_a_damaged_subject_is_nobody_else(document_of: Callable[..., Document]) -> None:
    text = "\ufffd\ufffd区公安局2022年开展“清风”行动，共查处酒驾1200起。云河县公安局同期查处酒驾900起。"

    extraction = read(document_of, text)

    assert {r.value for r in extraction.results} == {1200, 900}
    assert agents_of(extraction, 1200) == set()
    assert agents_of(extraction, 900) == {"云河县公安局"}


def test_a_damaged_object_leaves_the_subject(document_of: Callable[..., Document]) -> None:
    extraction = read(document_of, "云河县公安局开展“\ufffd风”行动，共查处酒驾1200起。")

    assert agents_of(extraction, 1200) == {"云河县公安局"}


def test_no_result_is_quoted_with_damaged_words(document_of: Callable[..., Document]) -> None:
    extraction = read(document_of, "云河县公安局查处酒\ufffd900起，同比下降3.1%。东山县公安局破案100起。")

    assert 900 not in {r.value for r in extraction.results}
    assert agents_of(extraction, 100) == {"东山县公安局"}


def test_the_rest_of_a_damaged_name_names_nothing(document_of: Callable[..., Document]) -> None:
    extraction = read(document_of, "近日，\ufffd\ufffd县公安局查处酒驾12起。")

    assert not [m for m in extraction.mentions if m.type == "Agency"]
