"""Who acts where a sentence is set in a body or a place, or tells what was done to another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction

Reader = Callable[..., Extraction]


def who(extraction: Extraction, value: int) -> set[str]:
    return {agent.name for result in extraction.results if result.value == value for agent in result.agents}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("盐池县公安局部署夏夜巡查。在花马池派出所，民警结对巡逻，化解纠纷27起。", "花马池派出所"),
        ("盐池县公安局部署夏夜巡查。在花马池派出所调解室，辅警坐班，化解纠纷27起。", "花马池派出所"),
        ("盐池县税务局推行上门服务。在同心县税务局，工作人员逐户辅导，化解纠纷27起。", "同心县税务局"),
    ],
)
def test_the_staff_of_a_body_in_which_a_sentence_is_set_act_for_it(text: str, body: str, read: Reader) -> None:
    assert who(read(text), 27) == {body}


def test_the_staff_of_another_body_do_not(read: Reader) -> None:
    found = read("盐池县公安局部署宣讲。在盐池县第三中学，民警走进班级，举办讲座27场。")

    assert "盐池县第三中学" not in who(found, 27)


@pytest.mark.parametrize(
    "how", ["因以次充好，被盐池县市场监管局", "以次充好，被盐池县市场监管局依法", "因以次充好被盐池县市场监管局"]
)
def test_who_punishes_acts_and_not_who_is_punished(how: str, read: Reader) -> None:
    assert who(read(f"盐池县永丰农资有限公司{how}罚款35000元。"), 35000) == {"盐池县市场监管局"}


def test_a_place_in_brackets_acts_where_its_paragraph_names_nobody_else(read: Reader) -> None:
    found = read("全区渠道清淤简报\n【盐池县】组织护渠队，清理渠道230公里。\n【同心县】县水务局派出技术员，清理渠道340公里。")

    assert who(found, 230) == {"盐池县"}
    assert who(found, 340) == {"同心县水务局"} or who(found, 340) == {"县水务局"}


def test_that_station_is_none_of_all_stations(read: Reader) -> None:
    found = read("在花马池派出所，民警坐班。各派出所走访居民260户。该所还建立微信群46个。")

    assert who(found, 46) == {"花马池派出所"}
