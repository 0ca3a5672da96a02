"""Who answers in an interview or at a news conference, and what is said there is about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.subjects import is_host
from kg.records import Extraction

Read = Callable[..., Extraction]

CONFERENCE = """云河市举行稳就业新闻发布会
3月6日，市政府新闻办召开新闻发布会，邀请市人力资源社会保障局副局长林向东、市教育局局长顾梅、岚皋县副县长何志平介绍有关情况。
主持人：首先请林副局长介绍情况。
林向东：去年，全市城镇新增就业4300人。
我们开展“春风送岗”行动，举办招聘会86场。
云河日报记者：市教育局如何帮助毕业生？
顾梅：感谢提问。我局联合市人力资源社会保障局走访企业320家。
问：岚皋县有什么经验？
何志平：我县建成零工驿站17个。
林副局长：再补充一点，热线已接听来电910个。"""


def agents(extraction: Extraction) -> dict[int, set[str]]:
    return {int(result.value): {agent.name for agent in result.agents} for result in extraction.results}


@pytest.mark.parametrize("publisher", [None, "云河市人民政府新闻办公室", "云河市人力资源和社会保障局"])
def test_what_somebody_answers_is_about_the_body_of_that_person(read: Read, publisher: str | None) -> None:
    found = agents(read(CONFERENCE, "2024-03-06", publisher))

    assert found[4300] == found[86] == found[910] == {"市人力资源社会保障局"}
    assert found[320] == {"市教育局"}
    assert found[17] == {"岚皋县"}


def test_who_answers_may_be_introduced_in_lines_of_their_own(read: Read) -> None:
    text = """云河市举行民政新闻发布会
发布人：
林向东　云河市民政局局长
顾梅　云河市财政局总会计师
顾梅：2023年以来，累计安排资金4860万元。
林向东：全市建成养老服务中心98个。"""

    found = agents(read(text, "2024-03-06", "云河市人民政府新闻办公室"))

    assert found == {48600000: {"云河市财政局"}, 98: {"云河市民政局"}}


def test_a_name_may_stand_on_a_line_above_the_answer(read: Read) -> None:
    text = """云河市水利局副局长林向东、省教育厅学生处处长顾梅回答提问。
林向东：
去年，全市新建管网112公里。
丰源日报记者：
毕业生怎么样？
顾梅：
我省今年毕业生25万人，跑企业417家。"""

    found = agents(read(text, "2024-03-06"))

    assert found == {112: {"云河市水利局"}, 250000: {"省教育厅"}, 417: {"省教育厅"}}


def test_the_section_of_who_is_named_second_answers_for_the_whole_body(read: Read) -> None:
    text = """云河市水利局局长林向东、建设处处长顾梅回答记者提问。
问：管网怎样了？
顾梅：去年，全市新建管网112公里。"""

    assert agents(read(text, "2024-03-06"))[112] == {"云河市水利局"}


def test_a_person_introduced_before_speaks_for_the_same_body_later(read: Read) -> None:
    text = (
        "云河市举行新闻发布会\n3月6日，市政府新闻办举行新闻发布会。市水利局局长林向东、市林业局局长顾梅出席。\n"
        "林向东介绍，去年整治河道58公里。\n顾梅表示，造林进展顺利，已完成造林7300亩。"
    )

    assert agents(read(text, "2024-03-06", "云河市人民政府新闻办公室")) == {58: {"市水利局"}, 7300: {"市林业局"}}


@pytest.mark.parametrize(
    ("body", "hosts"), [("云河市人民政府新闻办公室", True), ("省政府新闻办", True), ("云河市人民政府办公室", False)]
)
def test_who_invites_to_a_news_conference_is_no_subject_of_it(body: str, *, hosts: bool) -> None:
    assert is_host(body) is hosts


def test_body_and_post_may_stand_in_brackets_behind_the_name_of_who_speaks_first(read: Read) -> None:
    text = """云河市“护河安澜”专题新闻发布会实录
主持人（市委宣传部副部长 顾长山）：请各位发布人介绍情况。
林向东（市水利局副局长）：今年以来，我们清理河道86公里。
何志平（岚皋县副县长）：全县拆除违建17处。
记者：夜间怎样巡查？
林向东：安装摄像头430个。"""

    found = agents(read(text, "2024-09-06"))

    assert found[86] == found[430] == {"市水利局"}
    assert found[17] == {"岚皋县"}
