"""Who was at a meeting of which a paragraph tells without naming it again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction

Reader = Callable[..., Extraction]
OPENS = "3月5日，临海市河道保洁推进会在杜桥镇召开。"


def guests(extraction: Extraction) -> set[str]:
    return {agent.name for fact in extraction.activities if fact.predicate == "attended" for agent in fact.agents}


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ("市水利局、市财政局派员到会。", {"市水利局", "市财政局"}),
        ("市水利局局长何志坚主持，市气象局分别汇报雨情水情。", {"何志坚", "市气象局"}),
        ("会议听取了市水利局、市财政局关于清淤经费的汇报。", {"市水利局", "市财政局"}),
        ("参加会议的还有市水利局、各街道和市气象局。", {"市水利局", "市气象局"}),
        ("市水利局局长何志坚布置了下半年任务。", {"何志坚"}),
        ("市水利局、市财政局来人，逐条核了清单。", {"市水利局", "市财政局"}),
    ],
)
def test_the_sentences_behind_a_meeting_say_who_came(behind: str, expected: set[str], read: Reader) -> None:
    extraction = read(OPENS + behind)

    assert guests(extraction) == expected


def test_minutes_list_at_their_end_who_was_there(read: Reader) -> None:
    text = f"{OPENS}\n一、会议同意清淤方案。\n出席：副市长何志坚、市水利局局长林向东。\n列席：市财政局、市气象局有关负责同志。"

    extraction = read(text)

    assert guests(extraction) == {"何志坚", "林向东", "市财政局", "市气象局"}


def test_whoever_does_something_at_a_meeting_was_there(read: Reader) -> None:
    extraction = read("在全市河道保洁推进会上，市水利局、市财政局签了军令状。")

    assert guests(extraction) == {"市水利局", "市财政局"}


@pytest.mark.parametrize(
    "behind",
    [
        "市水利局向大会发来贺信。副市长何志坚指出，保洁要常抓。",
        "市水利局局长何志坚请假。",
        "市水利局清理淤泥3万方。",
        "下午，副市长何志坚会见了来宾。市水利局局长林向东强调要抓落实。",
        "\n市水利局局长何志坚强调，汛期要守土尽责。",
    ],
)
def test_nobody_attends_who_writes_is_excused_or_works_elsewhere(behind: str, read: Reader) -> None:
    extraction = read(OPENS + behind)

    assert guests(extraction) == set()


def test_who_speaks_behind_a_meeting_to_come_was_not_at_it(read: Reader) -> None:
    extraction = read("全市河道保洁推进会将于5月召开。市水利局局长何志坚通报了换届情况。")

    assert guests(extraction) == set()


def test_the_body_of_somebody_whose_name_is_not_known_did_not_come_itself(read: Reader) -> None:
    extraction = read(OPENS + "会上，市水利局书记谈了三点体会。")

    assert guests(extraction) == set()
