"""Who joins in what another does, in a sentence that leaves that one out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction
from tests.extract.test_together import cooperations

Reader = Callable[..., Extraction]


@pytest.mark.parametrize(
    "text",
    [
        "盐池县水务局清理渠道12公里，搬走淤泥300方，盐池县林草局派人配合。",
        "盐池县水务局夜查渠道。同守闸口的还有盐池县林草局。",
        "盐池县水务局修订巡渠办法，由盐池县林草局配合做工作。",
        "盐池县水务局清理渠道。4至10月联合盐池县林草局开展巡渠。",
        "盐池县水务局出机器，盐池县林草局出技术。",
    ],
)
def test_who_joins_in_does_it_with_the_one_who_acts(text: str, read: Reader) -> None:
    assert frozenset(("盐池县林草局", "盐池县水务局")) in cooperations(read(text))


def test_a_body_that_helps_an_inquiry_works_with_nobody(read: Reader) -> None:
    text = "盐池县水务局立案2起，盐池县云岭建材公司积极配合调查。"

    assert not cooperations(read(text))


def test_the_second_of_those_joined_behind_a_time_is_no_subject(read: Reader) -> None:
    text = "盐池县水务局清理渠道。4至10月联合盐池县林草局、盐池县公安局查处取水案件31起。"

    found = read(text)

    assert {agent.name for result in found.results for agent in result.agents} <= {"盐池县水务局"}
    assert cooperations(found) >= {frozenset(("盐池县水务局", "盐池县公安局"))}


@pytest.mark.parametrize(
    ("text", "person", "body"),
    [
        ("盐池县福康养老公司护理员董小菊照料老人11名。", "董小菊", "盐池县福康养老公司"),
        ("花马池派出所的老所长窦福亮带着两名年轻人。", "窦福亮", "花马池派出所"),
        ("出席的有：黎国栋（盐池县交通运输局，请假）。", "黎国栋", "盐池县交通运输局"),
    ],
)
def test_somebody_beside_a_body_is_of_it(text: str, person: str, body: str, read: Reader) -> None:
    found = {(a.agents[0].name, a.object.name) for a in read(text).activities if a.predicate == "memberOf"}

    assert (person, body) in found


@pytest.mark.parametrize(
    ("text", "thing", "place"),
    [
        ("昨天，花马池镇的金穗药材合作社收购药材30吨。", "金穗药材合作社", "花马池镇"),
        ("盐池县水务局赴银川市参加全区水利技能大赛，获第二名。", "全区水利技能大赛", "银川市"),
    ],
)
def test_a_sentence_says_where_a_body_or_an_event_is(text: str, thing: str, place: str, read: Reader) -> None:
    found = {(a.agents[0].name, a.object.name) for a in read(text).activities if a.predicate == "locatedIn"}

    assert (thing, place) in found


def test_who_joins_hands_works_with(read: Reader) -> None:
    found = read("今年3月，山阳区民政局牵手区慈善总会推出“幸福餐桌”计划。").activities

    assert {(a.agents[0].name, a.object.name) for a in found if a.predicate == "cooperatedWith"} == {
        ("山阳区民政局", "区慈善总会")
    }
