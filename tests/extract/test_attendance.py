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
        ("市水利局、市财政局负责人介绍了相关情况，并答问。", {"市水利局", "市财政局"}),
        ("市水利局局长何志坚推介了清淤船，市气象局现场签约。", {"何志坚", "市气象局"}),
        ("市水利局局长何志坚解读《河道管理办法》。", {"何志坚"}),
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


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ("何志坚、林向东，市财政局、市水利局有关负责人参加会议。", {"何志坚", "林向东", "市财政局", "市水利局"}),
        ("市应急局全体成员，市公安局有关部门负责同志，青田县有关负责同志出席会议。", {"市应急局", "市公安局"}),
        ("市教育局、市民政局、青田县负责同志，基层工作者代表作了发言。", {"市教育局", "市民政局"}),
        ("何志坚、林向东、陈进等，同各界代表一起出席仪式。", {"何志坚", "林向东", "陈进"}),
        ("出席会议的企业界人士还有何志坚、林向东和陈进等。", {"何志坚", "林向东", "陈进"}),
    ],
)
def test_several_parties_set_off_by_commas_came_together(behind: str, expected: set[str], read: Reader) -> None:
    extraction = read(OPENS + behind)

    assert guests(extraction) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("副市长林向东在浦江大学出席临海市河道保洁推进会。", {"林向东"}),
        ("市长林向东在出席临海市河道保洁推进会期间会见企业家陈进。", {"林向东"}),
    ],
)
def test_a_venue_and_whom_a_guest_receives_did_not_attend(text: str, expected: set[str], read: Reader) -> None:
    extraction = read(text)

    assert guests(extraction) == expected


def test_who_gives_instructions_from_afar_ends_no_meeting(read: Reader) -> None:
    extraction = read(f"{OPENS}省长陈进作出重要指示，要求抓好清淤。何志坚主持会议。")

    assert guests(extraction) == {"何志坚"}


def test_who_retells_a_speech_was_not_where_it_was_given(read: Reader) -> None:
    extraction = read("何志坚围绕市长陈进在临海市河道保洁推进会上的重要讲话作了宣讲。")

    assert "何志坚" not in guests(extraction)


def test_a_report_that_is_heard_is_no_report_that_its_body_gives(read: Reader) -> None:
    extraction = read("青田县第五次代表会议3月5日召开。会议审议县教育局工作报告。")

    assert "县教育局" not in guests(extraction)


def test_who_takes_a_prize_of_a_contest_was_there(read: Reader) -> None:
    contest = "3月5日，全市河道养护技能大赛在杜桥镇举行。"
    prize = read(f"{contest}市水利局巡河员何志坚拿了一等奖，市气象局夺得团体第二名。")
    honour = read(f"{contest}市水利局获评全市文明单位。")

    assert guests(prize) == {"何志坚", "市气象局"}
    assert not guests(honour)


def test_the_lines_of_a_press_conference_say_who_speaks(read: Reader) -> None:
    lines = "何志坚（市水利局副局长）：雨季清淤42条。\n临海日报记者：费用谁出？\n林向东：市里出六成。"

    extraction = read(f"3月5日，临海市召开河道保洁新闻发布会。\n{lines}")

    assert guests(extraction) == {"何志坚", "临海日报", "林向东"}


def test_whose_spokesmen_inform_at_a_press_conference_was_there(read: Reader) -> None:
    told = "市水利局有关负责人介绍，清淤42条。市气象局负责人说，雨季偏早。"

    assert guests(read(f"临海市召开河道保洁新闻发布会。{told}")) == {"市水利局", "市气象局"}
    assert not guests(read(f"{OPENS}{told}"))


def test_minutes_may_say_in_brackets_whose_a_guest_is(read: Reader) -> None:
    text = f"{OPENS}\n出席：何志坚（市水利局局长）、林向东（市财政局副局长），各街道分管负责同志"

    assert guests(read(text)) == {"何志坚", "林向东"}
