"""A report that is one long line takes its share of time, no more: twice the text, about twice the seconds."""

from __future__ import annotations

import time
from pathlib import Path

from kg.clean import clean_text
from kg.extract import extract_facts
from kg.extract.order import InOrder, last_of
from kg.records import Mention, Span


def seconds(text: str) -> float:
    document = clean_text(text)
    start = time.process_time()
    [extraction] = extract_facts([document])

    assert extraction.problems == ()
    assert extraction.activities
    return time.process_time() - start


def test_four_times_the_line_takes_about_four_times_the_seconds(samples: list[Path]) -> None:
    line = "".join(line for path in samples if path.name[0] == "c" for line in path.read_text("utf-8").split("\n") if line)
    seconds(line[:500])  # loads what is loaded once

    short, long = seconds(line[:8000]), seconds((line * 4)[:32_000])

    assert long < 8 * short, f"{short:.1f} s for 8,000 characters, {long:.1f} s for 32,000"


def test_mentions_are_found_by_place() -> None:
    whole, inner, later = (Mention(Span("a", *span), "Place", "甲", "甲", "test") for span in ((0, 9), (3, 5), (12, 13)))
    found = InOrder([whole, inner, later])

    assert list(found.starting(0, 4)) == [whole, inner]
    assert found.over(4, 5) == [whole, inner]
    assert found.over(5, 12) == [whole]
    assert found.over(9, 13) == [later]


def test_the_last_of_some_signs_is_the_nearest() -> None:
    text = "一，" + "二" * 450 + "。" + "三" * 450

    assert last_of(text, "，。", len(text)) == text.index("。")
    assert last_of(text, "，。", text.index("。")) == 1
    assert last_of(text, "；", len(text)) == -1
