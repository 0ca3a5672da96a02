"""What a sentence states of a body that it does not name: 该局, 大队, 局里."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction

Reader = Callable[..., Extraction]


def stated(extraction: Extraction) -> set[tuple[str, str, str]]:
    return {(agent.name, a.predicate, a.object.name) for a in extraction.activities for agent in a.agents}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("盐池县水务局清淤12公里。该局与盐池县林草局会签《护渠办法》。", ("盐池县水务局", "cooperatedWith", "盐池县林草局")),
        ("盐池县公安局交警大队设卡9处。大队被盐池县政府授予集体二等功。", ("盐池县公安局交警大队", "received", "集体二等功")),
        ("盐池县中心小学有学生900人。该校与盐池县气象局结对。", ("盐池县中心小学", "cooperatedWith", "盐池县气象局")),
    ],
)
def test_a_word_that_stands_for_a_body_states_what_its_name_would(
    text: str, expected: tuple[str, str, str], read: Reader
) -> None:
    extraction = read(text)

    assert expected in stated(extraction)


def test_within_the_bureau_means_the_one_whose_report_it_is(read: Reader) -> None:
    text = "盐池县水务局简报\n盐池县林草局借来抽水机。局里与盐池县气象局会签《抗旱会商办法》。"

    extraction = read(text)

    assert ("盐池县水务局", "issued", "抗旱会商办法") in stated(extraction)


@pytest.mark.parametrize("word", ["他", "这个大队"])
def test_a_word_that_may_stand_for_another_states_nothing(word: str, read: Reader) -> None:
    text = f"盐池县应急管理局为{word}记集体三等功。"

    extraction = read(text)

    assert not any(predicate == "received" for _, predicate, _ in stated(extraction))


def test_a_management_committee_is_called_by_its_short_form(read: Reader) -> None:
    text = "“一企一档”系统由盐池云图公司开发。管委会会同盐池县气象局开展“护企”专项行动。"

    extraction = read(text, None, "盐池工业园区管理委员会")

    assert ("盐池工业园区管理委员会", "cooperatedWith", "盐池县气象局") in stated(extraction)


def test_who_heads_a_cooperative_without_a_name_is_not_of_whose_report_it_is(read: Reader) -> None:
    extraction = read("盐池县水务局清淤12公里。花马池镇的农机合作社理事长赵海军送来锦旗。")

    assert not any(predicate == "memberOf" for _, predicate, _ in stated(extraction))
