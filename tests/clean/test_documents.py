"""The room as a whole: true texts, true positions, on what we made and on what the web gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.clean import clean_documents, clean_text
from kg.clean.byteshift import UNKNOWN
from kg.errors import SourceError
from kg.records import Document

PIECES = [
    "全市公安机关查处酒驾12起，",
    "長(zhǎng)遠(yuǎn)規(guī)劃",
    "駕駛?cè)藢忩?yàn)率98%。",
    "受理?罕娕e報36條",
    "警察局員林分局推動「行人安心走」專案",
    "索 引 号: 12 成文日期: 2023-05-06\n",
    "记者 陈一鸣 通讯员 周文\n",
    "▲某分局推動路口淨空。（圖／警方提供）\n",
    "ＡＢＣ１２３％",
    "\r\n",
    "\n\n",
    "　　",
    "\u200b\ufeff",
    "?",
    "\ufffd",
    "€",
    "2023年5月6日",
]


def promises(document: Document) -> None:
    """Assert what every document promises about its positions."""
    starts, ends = list(document.starts), list(document.ends)
    assert len(starts) == len(ends) == len(document.text)
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(0 <= start < end <= len(document.raw) for start, end in zip(starts, ends, strict=True))
    assert all(0 <= repair.start <= repair.end <= len(document.raw) for repair in document.repairs)
    assert all(0 <= start < end <= len(document.text) for start, end in document.damaged)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), min_size=1, max_size=8))
def test_every_character_leads_back_to_the_file(pieces: list[str]) -> None:
    try:
        document = clean_text("".join(pieces))
    except SourceError:
        return

    promises(document)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8))
def test_characters_that_no_step_changed_are_those_of_the_file(pieces: list[str]) -> None:
    raw = "".join(pieces)
    try:
        document = clean_text(raw)
    except SourceError:
        return

    changed = {i for repair in document.repairs for i in range(repair.start, repair.end)}
    pairs = zip(document.text, document.starts, strict=True)
    assert all(ch == raw[start] for ch, start in pairs if start not in changed)


def test_a_text_that_is_not_damaged_passes_unchanged(samples: list[Path]) -> None:
    documents = [document for document in clean_documents(samples) if document.source.startswith("c")]

    kept = [document.text == document.raw or "发布时间" in document.raw for document in documents]
    assert documents
    assert all(kept)


def test_cleaning_what_is_clean_changes_nothing(samples: list[Path]) -> None:
    once = [document.text for document in clean_documents(samples)]

    assert [clean_text(text).text for text in once] == once


def test_every_repair_says_what_it_changed() -> None:
    document = clean_text("長(zhǎng)遠(yuǎn)規(guī)劃ＡＢ")

    assert document.text == "长远规划AB"
    assert [(repair.step, repair.before, repair.after) for repair in document.repairs] == [
        ("pinyin", "(zhǎng)", ""),
        ("pinyin", "(yuǎn)", ""),
        ("pinyin", "(guī)", ""),
        ("script", "長遠規劃", "长远规划"),
        ("width", "ＡＢ", "AB"),
    ]


def test_a_single_reading_is_the_authors_own() -> None:
    assert clean_text("地名“莒(jǔ)”字常被读错，当地交警提醒外地司机注意路牌").text.count("(jǔ)") == 1


@pytest.mark.parametrize(
    ("name", "most"),
    [("000", 0.001), ("001", 0.001), ("002", 0.005), ("m01", 0.001), ("m02", 0.01), ("m03", 0.005), ("m04", 0.005)],
)
def test_the_error_rate_against_the_truth(shared: Path, name: str, most: float) -> None:
    file = next((shared / ("seeds" if name.isdigit() else "reference")).glob(f"{name}*.txt"))
    truth = plain((shared / "reference" / f"{name}.clean.txt").read_text("utf-8"))

    (document,) = clean_documents(file)

    assert distance(plain(document.text), truth) <= most * len(truth)
    promises(document)


def test_every_seed_keeps_its_promises(shared: Path) -> None:
    documents = list(clean_documents(shared / "seeds"))

    assert [document.source[:3] for document in documents] == ["000", "001", "002", "003", "004"]
    assert [document.date for document in documents] == ["2022-02-15", "2025-02-28", "2020-08-01", "2022-01-08", "2023-07-10"]
    for document in documents:
        promises(document)
        assert all(set(document.text[start:end]) == {UNKNOWN} for start, end in document.damaged)


def test_real_news_passes_unchanged(shared: Path) -> None:
    for document in clean_documents(sorted((shared / "reference").glob("r??.txt"))):
        assert document.text == document.raw.replace("\xa0", " ")


def plain(text: str) -> str:
    """Return a text as shared/score/clean_score.py compares it: without spaces, whatever the width of its marks."""
    import unicodedata

    quotes = str.maketrans("“”‘’", "\"\"''")
    return "".join(ch for ch in unicodedata.normalize("NFKC", text.translate(quotes)) if not ch.isspace())


def distance(left: str, right: str) -> int:
    """Return how many characters differ between texts that differ in few places."""
    from difflib import SequenceMatcher

    codes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in codes if tag != "equal")
