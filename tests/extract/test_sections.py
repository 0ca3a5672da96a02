"""Whether a clause is a plan or a deed, wherever it stands: every kind of report, heading and clause with every other."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
import spacy

from kg.extract import layout, tags, times  # noqa: F401  (registers the components)
from kg.extract.sections import Heading, Section, is_of_plans, looks_back, reviewed_year, section_below
from kg.extract.status import read_statuses

from .conftest import as_document

TODAY = "2024-05-20"
REPORTS = {
    "planned": [
        "云河市2024年防汛工作方案",
        "关于开展“清流”专项行动的通知",
        "云河市供水提质三年行动计划",
        "云河市2024年立法计划",
    ],
    "done": ["云河市水利局2023年工作总结", "云河市“清流”专项行动成效明显", "云河水利工作简报", "云河市水利局多措并举抓好供水"],
}
HEADINGS = {
    "planned": [
        "二、2024年工作打算",
        "三、下一步工作",
        "二、主要预期目标",
        "四、保障措施",
        "（二）今后工作方向",
        "二、明年重点任务",
    ],
    "done": ["一、工作开展情况", "一、2023年工作回顾", "二、取得的成效", "一、基本情况"],
}
CLAUSES = {
    "unsigned": ["新建泵站12座，改造管网36公里。", "市水利局新建泵站12座。", "组织开展“清流”行动，新建泵站12座。"],
    "done": ["去年，新建泵站12座。", "截至4月底，新建泵站12座。", "市水利局已新建泵站12座。", "今年以来，新建泵站12座。"],
    "planned": ["市水利局将新建泵站12座。", "到2026年，新建泵站12座。", "力争新建泵站12座。", "2025年，新建泵站12座。"],
}
GO_ON = ["三、重点工作", "三、加强水源建设", "一、加强水源建设", "（一）夯实基础"]

Status = Callable[[str], str]


@pytest.fixture(scope="module")
def status() -> Status:
    """Return what reads the status of the clause with 12座 in a report of May 2024."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg_characters"}}})
    for name in ("kg_tags", "kg_layout", "kg_times"):
        nlp.add_pipe(name)

    def read(text: str) -> str:
        doc = nlp(text)
        clauses = [(c.start, c.end) for c in doc.spans["clauses"]]
        dated = times.periods(doc, as_document(text, TODAY))
        found = zip(clauses, read_statuses(doc, clauses, today=TODAY, times=dated), strict=True)
        return next(status for (start, end), status in found if "12座" in text[start:end])

    return read


@pytest.mark.parametrize("of", ["planned", "done"])
def test_a_clause_without_signs_is_what_its_report_is(status: Status, of: str) -> None:
    wrong = [text for parts in product(REPORTS[of], CLAUSES["unsigned"]) if status(text := "\n".join(parts)) != of]

    assert not wrong


@pytest.mark.parametrize("of", ["planned", "done"])
def test_a_clause_without_signs_is_what_its_heading_announces(status: Status, of: str) -> None:
    parts = product((*REPORTS["done"][:3], REPORTS["planned"][0]), HEADINGS[of], CLAUSES["unsigned"][:2])
    wrong = [text for each in parts if status(text := "\n".join(each)) != of]

    assert not wrong


@pytest.mark.parametrize("of", ["planned", "done"])
def test_signs_of_its_own_decide_whatever_a_clause_stands_below(status: Status, of: str) -> None:
    other = {"planned": "done", "done": "planned"}[of]
    below = [*REPORTS[other], *("\n".join(pair) for pair in product(REPORTS["done"][:2], HEADINGS[other]))]
    wrong = [text for parts in product(below, CLAUSES[of]) if status(text := "\n".join(parts)) != of]

    assert not wrong


def test_headings_of_the_same_rank_go_on_with_plans(status: Status) -> None:
    start = "云河市水利局2023年工作总结\n一、2023年工作回顾\n新建水厂3座。\n二、2024年主要目标\n供水量增长6%左右。"
    wrong = [text for parts in product((start,), GO_ON, CLAUSES["unsigned"]) if status(text := "\n".join(parts)) != "planned"]

    assert not wrong


@pytest.mark.parametrize("heading", ["三、已采取的措施", "三、工作成效", "三、存在的问题", "三、附件"])
def test_a_heading_of_deeds_ends_a_section_of_plans(status: Status, heading: str) -> None:
    assert status(f"云河水利\n一、2025年工作打算\n增建水厂。\n{heading}\n新建泵站12座。") == "done"


def test_a_section_whose_lines_tell_of_deeds_does_not_go_on_with_plans(status: Status) -> None:
    assert status("云河水利\n一、主要目标\n增建水厂。\n二、水源建设\n去年已建成水厂3座。\n新建泵站12座。") == "done"


@pytest.mark.parametrize(
    ("question", "expected"), [("今年还有哪些打算？", "planned"), ("接下来怎么做？", "planned"), ("去年做了什么？", "done")]
)
def test_an_answer_is_what_the_question_asks_for(status: Status, question: str, expected: str) -> None:
    assert status(f"云河市水利局负责人答记者问\n问：还要做什么？\n答：修水厂。\n问：{question}\n答：新建泵站12座。") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "新建泵站12座，10月底完工。",
        "新建泵站12座，汛期前投用。",
        "新建泵站12座，力量下沉，明年3月收官。",
        "汛期前，新建泵站12座。",
        "全年新建泵站12座。",
        "我们打算9月底前新建泵站12座。",
        "市水利局将每日启用泵站12座。",
        "计划新建泵站12座。",
        "双方签署协议。双方共建泵站12座。",
        "市水利局印发方案，明确今年新建泵站12座。",
        "余下两个月，再建泵站12座。",
    ],
)
def test_what_is_still_to_come_is_a_plan(status: Status, sentence: str) -> None:
    assert status(f"云河水利\n{sentence}") == "planned"


@pytest.mark.parametrize(
    "sentence",
    [
        "去年汛期前，新建泵站12座。",
        "去年计划建站9座，实际建成泵站12座。",
        "全年共新建泵站12座，同比增加2座。",
        "新建泵站12座，已完工，年底前移交。",
        "市水利局建成泵站12座，目前水厂正在建设，年底投用。",
        "印发方案，明确责任，新建了泵站12座。",
    ],
)
def test_what_was_done_is_no_plan(status: Status, sentence: str) -> None:
    assert status(f"云河水利\n{sentence}") == "done"


def test_the_year_after_the_one_reviewed_is_to_come() -> None:
    heading = "三、2024年重点工作"

    assert not is_of_plans(heading, "2024-05-20")
    assert is_of_plans(heading, "2024-05-20", reviewed="2023")
    assert reviewed_year([Heading(None, "2022年工作总结", ""), Heading(0, "一、2023年工作回顾", "")]) == "2023"


def test_a_section_goes_on_only_below_a_heading_that_names_plans() -> None:
    named = section_below(Heading(0, "二、工作目标", ""), None, TODAY, None)
    said = section_below(Heading(0, "二、落实2025年目标", ""), None, TODAY, None)

    assert named is not None
    assert said is not None
    assert named == Section(0, 2, goes_on=True)
    assert not said.goes_on
    assert section_below(Heading(0, "三、水源建设", ""), named, TODAY, None) == named
    assert section_below(Heading(0, "三、水源建设", ""), said, TODAY, None) is None


def test_information_that_is_to_be_reported_looks_back_on_nothing() -> None:
    assert looks_back(Heading(0, "一、工作开展情况", ""))
    assert not looks_back(Heading(0, "五、情况报送", ""))
