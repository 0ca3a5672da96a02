"""Text of which a byte was lost before it was decoded is put back where that is certain, and marked where it is not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.clean import clean_text
from kg.clean.align import align
from kg.clean.lost import mark_unread, restore_lost

REPORT = "东山县公安局2023年组织开展“清风”行动，共查处酒驾1200起，同比下降8.1%。云河县公安局同期查处酒驾900起，同比上升3.3%。"


def without_byte(text: str, words: str, byte: int) -> str:
    """Return a text decoded as GBK after a byte of some words of it was lost."""
    data = text.encode("gbk")
    at = data.index(words.encode("gbk")) + byte
    return (data[:at] + data[at + 1 :]).decode("gbk", "replace")


@pytest.mark.parametrize(("words", "byte"), [("安局同期", 0), ("安局同期", 1), ("比上升", 0)])
def test_what_was_read_one_byte_off_is_put_back(words: str, byte: int) -> None:
    damaged = without_byte(REPORT, words, byte)

    assert "\ufffd" in damaged
    assert clean_text(damaged).text == REPORT


def test_what_was_put_back_says_where_it_stood() -> None:
    damaged = without_byte(REPORT, "安局同期", 0)

    document = clean_text(damaged)

    at = document.text.index("安局同期")
    assert [repair.step for repair in document.repairs] == ["byte-lost"]
    assert damaged[document.repairs[0].start : document.repairs[0].end].endswith("\ufffd")
    assert document.text[at + 3 :] == damaged[damaged.index("\ufffd") + 1 :]


@pytest.mark.parametrize("at", range(0, 100, 3))
def test_nothing_is_put_back_wrongly_whichever_byte_is_lost(at: int) -> None:
    data = REPORT.encode("gbk")

    said = clean_text((data[:at] + data[at + 1 :]).decode("gbk", "replace"), without=["header"]).text

    if "\ufffd" not in said and len(said) >= len(REPORT):
        assert said == REPORT


def test_a_name_of_which_no_byte_pair_is_left_whole_is_unknown_with_what_it_was_read_as() -> None:
    document = clean_text("衢江区水利局新建水库3座，投资2亿元。".encode("gbk")[1:].decode("gbk", "replace"))

    assert document.text.startswith("\ufffd\ufffd区水利局")
    assert document.damaged == ((0, 2),)


def test_a_lost_character_between_words_leaves_the_words() -> None:
    assert mark_unread(align("全县共查\ufffd酒驾12起"))[0].text == "全县共查\ufffd酒驾12起"


@pytest.mark.parametrize(
    ("found", "marked"),
    [
        ("县公?安局查处酒驾12起", "县公\ufffd安局查处酒驾12起"),
        ("全年查处酒?900起", "全年查处酒\ufffd900起"),
        ("开展“护?健毙卸，共出动3人", "开展“护\ufffd\ufffd\ufffd\ufffd，共出动3人"),
        ("这样做合法?合规才行", "这样做合法?合规才行"),
        ("今年花了多少?900万元", "今年花了多少?900万元"),
        ("这些人去哪里了?公安局给出答案", "这些人去哪里了?公安局给出答案"),
    ],
)
def test_a_question_mark_inside_a_word_is_damage_and_one_with_which_somebody_asks_is_none(found: str, marked: str) -> None:
    assert mark_unread(align(found))[0].text == marked


@given(st.text("东山县公安局查处酒驾起。，\n0123", max_size=60))
def test_text_without_damage_stays_as_it_is(text: str) -> None:
    assert restore_lost(align(text))[0].text == text
    assert mark_unread(align(text))[0].text == text


def test_a_text_full_of_lost_bytes_takes_no_long_time() -> None:
    started = time.process_time()

    restore_lost(align("榻公簿滞\ufffd期" * 3000))

    assert time.process_time() - started < 30
