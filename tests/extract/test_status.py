from __future__ import annotations

import pytest
import spacy

from kg.extract import layout, tags  # noqa: F401  (registers the components)
from kg.extract.status import read_statuses


@pytest.fixture(scope="module")
def statuses():
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg_characters"}}})
    nlp.add_pipe("kg_tags")
    nlp.add_pipe("kg_layout")

    def read(text: str) -> list[str]:
        doc = nlp(text)
        return list(read_statuses(doc, [(c.start, c.end) for c in doc.spans["clauses"]]))

    return read


def test_a_modal_plans_the_rest_of_its_sentence_only(statuses) -> None:
    assert statuses("各单位要加强巡查，开展夜查。大队查获车辆。") == ["planned", "planned", "done"]


def test_a_speech_frame_plans_up_to_the_end_of_the_paragraph(statuses) -> None:
    assert statuses("会议强调，压实责任。开展夜查。\n大队查获车辆。") == ["planned", "planned", "planned", "done"]


def test_a_deed_inside_a_plan_stays_a_deed(statuses) -> None:
    assert statuses("下一步，支队继续夜查。截至目前，累计查获车辆3辆。")[-1] == "done"


def test_the_section_under_a_heading_of_plans_is_planned(statuses) -> None:
    assert statuses("下一步工作打算\n深化夜查，开展宣传。")[-2:] == ["planned", "planned"]


@pytest.mark.parametrize("text", ["主要负责人到岗", "群众需要服务", "紧盯要素保障", "市局将辖区分为三片"])
def test_words_that_only_look_like_modals_plan_nothing(statuses, text: str) -> None:
    assert statuses(text + "。") == ["done"]


def test_what_serves_the_next_step_is_no_plan_itself(statuses) -> None:
    assert statuses("大队收集线索，为下一步治理打下基础。随后查获车辆。") == ["done", "done", "done"]


def test_a_finished_verb_is_a_deed_inside_a_frame(statuses) -> None:
    assert statuses("会议强调，压实责任。在三个所开展了试点工作。")[-1] == "done"
