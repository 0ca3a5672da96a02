"""Figures that can be checked against each other are, as exactly as they are written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.view.arithmetic import Check, checks
from kg.view.read import Facts, Outcome, Source, Thing, Words, read_facts
from kg.view.review import review_rows

AGREES, DISAGREES, OPEN = "agrees", "disagrees", "cannot be checked"
SENTENCES = [
    # a level, its change in numbers and in per cent
    ("共接报交通事故540起，较去年减少60起，同比下降10%", "change", AGREES),
    ("共接报交通事故540起，较去年减少60起，同比下降15%", "change", DISAGREES),
    ("检查企业1200家，同比增加200家，增长20%", "change", AGREES),
    ("检查企业1200家，同比增加200家，增长30%", "change", DISAGREES),
    ("受理投诉873件，同比减少51件，下降5.52%", "change", AGREES),
    ("受理投诉873件，同比减少51件，下降6.52%", "change", DISAGREES),
    ("新登记企业3.6万户，同比增加0.4万户，增长12.5%", "change", AGREES),
    ("新登记企业1200余户，同比增加200户，增长20%", "change", OPEN),
    # a level and the one before it
    ("群众满意度由90.2%提升至95.4%，提高了5.2个百分点", "from-to", AGREES),
    ("群众满意度由90.2%提升至95.4%，提高了7.2个百分点", "from-to", DISAGREES),
    ("加装电梯数由200台增至250台，增长25%", "from-to", AGREES),
    ("加装电梯数由200台增至250台，增长45%", "from-to", DISAGREES),
    ("平均响应时间由48小时缩短至12小时", "from-to", AGREES),
    ("绿化覆盖率由41%提高到38%", "from-to", DISAGREES),
    # parts and their whole
    ("查处酒驾醉驾520起，其中酒驾400起、醉驾120起", "parts", AGREES),
    ("查处酒驾醉驾520起，其中酒驾400起、醉驾220起", "parts", DISAGREES),
    ("查处酒驾醉驾520起，其中醉驾120起", "parts", OPEN),
    ("查处酒驾醉驾520起，其中醉驾620起", "parts", DISAGREES),
    ("投入资金300万元，其中市级财政120万元，县级财政180万元", "parts", AGREES),
    ("投入资金300万元，其中市级财政120万元，县级财政280万元", "parts", DISAGREES),
]


@pytest.fixture(scope="module")
def reckoned() -> dict[str, list[Check]]:
    texts = [f"青河市公安局通报\n\n2023年，青河市公安局{sentence}。" for sentence, _, _ in SENTENCES]
    facts = read_facts(kg.build(texts=texts).dataset)
    found: dict[str, list[Check]] = {}
    for check in checks(facts):
        found.setdefault(facts.sources[check.outcomes[0].evidence[0].source].file, []).append(check)
    return found


@pytest.mark.parametrize(("number", "sort", "verdict"), [(i, s, v) for i, (_, s, v) in enumerate(SENTENCES, 1)])
def test_what_a_sentence_says_twice_is_reckoned(reckoned: dict[str, list[Check]], number: int, sort: str, verdict: str) -> None:
    found = [(check.sort, check.verdict) for check in reckoned[f"text-{number}"]]

    assert found == [(sort, verdict)]


def test_what_disagrees_is_listed_first_and_is_for_review() -> None:
    text = "青河市公安局通报\n\n2023年，青河市公安局检查企业1200家，同比增加200家，增长30%。查处酒驾520起，其中醉驾120起。"
    graph = kg.build(texts=[text])

    frame, review = graph.arithmetic(), graph.review()

    assert list(frame["verdict"]) == [DISAGREES, OPEN]
    assert frame["said"][0] == "+30%"
    assert frame["reckoned"][0] == "20%"
    assert "增长30%" in frame["quote"][0]
    assert sum("算得20%" in question for question in review["question"]) == 3


# ---- by hand


def outcome(value: str, kind: str, at: int, words: str = "", **more: object) -> Outcome:
    evidence = (Words(words or f"{value}件", words or f"{value}件", start=at, end=at + 10, source="r"),)
    fields = {"unit": "件", "bound": "exact", "start": "2023-01-01", "end": "2023-12-31", "evidence": evidence} | more
    return Outcome(f"result-{at}", ("a",), "", "受理", "受理", Decimal(value), kind=kind, **fields)  # type: ignore[arg-type]


def checked(*outcomes: Outcome) -> list[str]:
    return [check.verdict for check in checks(Facts({}, (), outcomes, {"r": Source("r", "报告")}))]


def test_a_number_in_ten_thousands_is_as_exact_as_it_is_written() -> None:
    level = outcome("129000", "count", 0, "受理12.9万件")
    down = outcome("21300", "change", 11, "减少21300件", direction="down")

    assert checked(level, down, outcome("14.2", "change", 22, "下降14.2%", unit="%", direction="down")) == [AGREES]
    assert checked(level, down, outcome("14.9", "change", 22, "下降14.9%", unit="%", direction="down")) == [DISAGREES]


def test_a_growth_against_another_year_is_not_that_from_the_level_before() -> None:
    before = outcome("100", "count", 0, "由2022年的100件增至150件", start="2022-01-01", end="2022-12-31")
    now = outcome("150", "count", 0, "由2022年的100件增至150件", direction="up")
    growth = outcome("80", "change", 11, "较2019年增长80%", unit="%", direction="up")

    assert [check for check in checked(before, now, growth) if check == DISAGREES] == []


def test_a_planned_figure_is_not_reckoned() -> None:
    parts = [outcome("520", "count", 0), outcome("620", "count", 11, "其中醉驾620件", is_planned=True)]

    assert checked(*parts) == []


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_change_that_is_reckoned_right_agrees(before: int, change: int) -> None:
    share = Decimal(100 * change) / Decimal(before)
    said = outcome(f"{share:.2f}", "change", 22, f"增长{share:.2f}%", unit="%", direction="up")
    level, amount = outcome(str(before + change), "count", 0), outcome(str(change), "change", 11, direction="up")

    assert checked(level, amount, said) == [AGREES]


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=5))
def test_parts_that_make_their_whole_agree_and_more_than_it_disagree(parts: list[int]) -> None:
    told = [outcome(str(n), "count", 11 * i, f"其中{n}件" if i == 1 else f"{n}件") for i, n in enumerate(parts, 1)]

    assert checked(outcome(str(sum(parts)), "count", 0), *told) == [AGREES]
    assert checked(outcome(str(sum(parts) - 1), "count", 0), *told) == [DISAGREES]


def test_review_has_a_row_for_each_figure_that_does_not_add_up() -> None:
    whole, part = outcome("500", "count", 0), outcome("620", "count", 11, "其中醉驾620件")
    things = {"a": Thing("a", "Agency", "青河市公安局")}
    rows = review_rows(Facts(things, (), (whole, part), {"r": Source("r", "报告")}))

    assert {row.thing for row in rows} == {"result-0", "result-11"}
    assert {row.choices for row in rows} == {"reject"}
