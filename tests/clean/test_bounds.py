"""No text, however odd, takes more than its share of time."""

from __future__ import annotations

import time

import pytest

from kg.clean import clean_text

MIRROR = "長(zhǎng)遠(yuǎn)規(guī)劃，"


@pytest.mark.parametrize(
    "text",
    [
        " " * 200_000 + "甲",
        "-" * 200_000,
        "（" * 200_000,
        "【打印】" * 20_000,
        "来源：" * 50_000,
        "2023年" * 30_000,
        "\n" * 200_000 + "甲",
        MIRROR + "是?" * 10_000,
        MIRROR + "\ufffd" * 20_000,
    ],
    ids=["spaces", "strokes", "brackets", "buttons", "fields", "years", "newlines", "questions", "unknown"],
)
def test_odd_texts_are_cleaned_in_seconds(text: str) -> None:
    start = time.process_time()

    clean_text(text)

    assert time.process_time() - start < 20
