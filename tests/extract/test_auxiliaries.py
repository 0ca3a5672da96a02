from __future__ import annotations

import pytest
import spacy

from kg.extract import tags  # noqa: F401  (registers the component)
from kg.extract.auxiliaries import is_modal, plans_ahead
from kg.extract.nlp import tags_of


@pytest.fixture(scope="module")
def words():
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg_characters"}}})
    nlp.add_pipe("kg_tags")
    return lambda text: {tag.start: tag for tag in tags_of(nlp(text))}


@pytest.mark.parametrize(
    "text",
    [
        "临湖省今年计划培训返乡办厂的青年14万人次",
        "云河核电计划建设机组6台",
        "市长希望两县扩大贸易",
        "检查组要求",
    ],
)
def test_a_verb_of_planning_plans_though_it_looks_like_a_noun(words, text: str) -> None:
    assert plans_ahead(f"{text}，", 0, len(text), words(f"{text}，"))


@pytest.mark.parametrize("text", ["雨露计划补助学生46名", "根据年度计划完成情况", "村民怀着希望种下果树"])
def test_a_plan_or_hope_by_name_plans_nothing(words, text: str) -> None:
    assert not plans_ahead(f"{text}，", 0, len(text), words(f"{text}，"))


@pytest.mark.parametrize("text", ["运行时间将由7小时压缩至2小时", "市局将在30个城市开展融合发展试点"])
def test_a_verb_behind_a_phrase_is_governed_by_its_auxiliary(words, text: str) -> None:
    assert is_modal(text, 0, len(text), words(text))


@pytest.mark.parametrize("text", ["将近三分之二的资金用于产业", "省防总将应急响应提升至三级", "海关将38件文物移交博物馆"])
def test_what_only_takes_an_object_is_no_auxiliary(words, text: str) -> None:
    assert not is_modal(text, 0, len(text), words(text))
