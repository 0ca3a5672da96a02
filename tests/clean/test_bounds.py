"""No text, however odd, takes more than its share of time."""

from __future__ import annotations

import time

import pytest

from kg.clean import clean_text
from kg.clean.html import read_html

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
        MIRROR + "\n下一?V??，大隊將繼續開展整治，力爭年內" * 60,
        "东山县公安局。\n" * 20_000,
        "3\n" * 20_000,
        "&nbsp;" * 30_000,
        "长(" * 50_000,
        "<b " * 50_000,
        "长zhǎng" * 20_000,
    ],
    ids=[
        "spaces",
        "strokes",
        "brackets",
        "buttons",
        "fields",
        "years",
        "newlines",
        "questions",
        "unknown",
        "torn",
        "lines",
        "numbers",
        "entities",
        "open",
        "tags",
        "readings",
    ],
)
def test_odd_texts_are_cleaned_in_seconds(text: str) -> None:
    start = time.process_time()

    clean_text(text)

    assert time.process_time() - start < 20


@pytest.mark.parametrize("tag", ["div", "p", "b", "li", "td"])
@pytest.mark.parametrize("closed", [True, False])
def test_pages_of_many_elements_are_read_in_seconds(tag: str, closed: bool) -> None:
    start = time.process_time()
    inside = f"<{tag}>" * 10_000 + "东山县公安局查处酒驾12起，约谈企业6家。" + f"</{tag}>" * 10_000 * closed
    beside = f"<{tag}>东山县公安局查处酒驾12起。" * 10_000

    for page in (inside, beside):
        assert "查处酒驾12起" in read_html(f"<html><body>{page}</body></html>")[0]
    assert time.process_time() - start < 20
