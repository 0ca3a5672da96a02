"""What a piece of a sentence leaves out and takes from those before it: the measure, its owner, the noun of a verb."""

from __future__ import annotations

import pytest

from kg.extract import extract_facts

from .conftest import as_document


def told(text: str) -> set[tuple[str, float]]:
    """Return indicator and value of what a sentence says."""
    found = next(extract_facts([as_document(text, "2024-09-05")]))
    return {(r.indicator, float(r.value)) for r in found.results}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("热线受理诉求2.6万件，日均839件。", ("日均受理诉求", 839)),
        ("口岸查验旅客5.1万人次，日均1700人次，其中3日达2100人次。", ("日均查验旅客", 2100)),
        ("接通率97%，办结率94%，环比分别提高0.4和1.1个百分点。", ("接通率", 0.4)),
        ("接通率97%，办结率94%，环比分别提高0.4和1.1个百分点。", ("办结率", 1.1)),
        ("基金总收入、总支出分别增长3.5%、下降1.2%。", ("基金总收入", 3.5)),
        ("基金总收入、总支出分别增长3.5%、下降1.2%。", ("总支出", 1.2)),
        ("门诊费用报销比例，职工72%，居民55%。", ("居民门诊费用报销比例", 55)),
        ("市民政局办结率99%，市商务局91%。", ("办结率", 91)),
        ("全市改造电梯88部，为年初计划的110%。", ("改造电梯为年初计划", 110)),
        ("道路运输9起、死亡4人，工矿企业2起。", ("道路运输死亡", 4)),
        ("用电负荷7月冲到210万千瓦，较去年峰值涨了6.4%。", ("用电负荷", 2100000)),
        ("用电负荷7月冲到210万千瓦，较去年峰值涨了6.4%。", ("用电负荷", 6.4)),
        ("大桥合龙，比合同工期早了3个月。", ("比合同工期早了", 3)),
        ("县里新修便民路12条、86公里。", ("新修便民路", 86)),
        ("电费一年省下9万元。", ("电费一年省下", 90000)),
        ("园区年产值突破百亿。", ("园区年产值", 10**10)),
        ("推介会上64家企业到会。", ("企业到会", 64)),
    ],
)
def test_a_number_without_words_of_its_own_measures_what_was_said_before(text: str, expected: tuple[str, float]) -> None:
    found = told(text)

    assert any(value == expected[1] and expected[0] in indicator for indicator, value in found)
