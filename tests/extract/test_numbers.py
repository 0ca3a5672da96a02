from __future__ import annotations

import itertools
import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.numbers import find_quantities, read_number, read_quantity
from kg.lexicon import Row, read_lexicon


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("17.5万余起", "175000", "起", "over"),
        ("1,532件", "1532", "件", "exact"),
        ("近200辆", "200", "辆", "about"),
        ("十万名", "100000", "名", "exact"),
        ("九成", "90", "%", "exact"),
        ("近四成", "40", "%", "about"),
        ("98%以上", "98", "%", "over"),
        ("1.26亿元", "126000000", "元", "exact"),
        ("1830余万元", "18300000", "元", "over"),
        ("17亿多元", "1700000000", "元", "over"),
        ("38万港元", "380000", "港元", "exact"),
        ("2个百分点", "2", "个百分点", "exact"),
        ("一半以上", "50", "%", "over"),
        ("百分之二十", "20", "%", "exact"),
        ("三分之二", "66.67", "%", "exact"),
        ("5‰", "5", "‰", "exact"),
        ("4.6倍", "4.6", "倍", "exact"),
        ("半年", "0.5", "年", "exact"),
        ("半日", "0.5", "天", "exact"),
        ("半小时", "0.5", "小时", "exact"),
        ("半个月", "0.5", "个月", "exact"),
        ("两个半小时", "2.5", "个小时", "exact"),
        ("逾3,800人次", "3800", "人次", "over"),
        ("逾千张", "1000", "张", "over"),
        ("上千名", "1000", "名", "over"),
        ("不足3分钟", "3", "分钟", "under"),
        ("10个工作日内", "10", "个工作日", "under"),
        ("超过6,000人", "6000", "人", "over"),
        ("至少1个", "1", "个", "over"),
        ("5分钟左右", "5", "分钟", "about"),
    ],
)
def test_a_quantity_has_value_unit_and_bound(text: str, value: str, unit: str, bound: str) -> None:
    quantity = read_quantity(text)

    assert quantity is not None
    assert (quantity.value, quantity.unit, quantity.bound) == (Decimal(value), unit, bound)


@pytest.mark.parametrize(
    "text", ["2021年", "第三大队", "12345热线", "G60高速", "A1类", "数十起", "几百人", "5%—10%", "1+3", "零件", "两岸", "成立"]
)
def test_what_only_looks_like_a_number_is_no_quantity(text: str) -> None:
    assert find_quantities(text) == []


def test_a_number_of_people_may_lack_its_unit() -> None:
    [(start, end, quantity)] = find_quantities("惠及1.2亿农村人口")

    assert (start, end, quantity.value, quantity.unit) == (2, 6, Decimal(120000000), "人")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三万五", 35000), ("两千六", 2600), ("一百零一", 101), ("一亿零五十", 100000050), ("二〇〇二", 2002), ("十五", 15),
        ("壹佰壹拾壹", 111), ("2.37万", 23700), ("-10.1万", -101000), ("一点二五", Decimal("1.25")), ("一百二十万三", 1203000),
    ],
)  # fmt: skip
def test_a_numeral_of_either_script_has_its_value(text: str, value: int | Decimal) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize("text", ["百十一", "十一十二", "点零", "", "零点", "万亿三"])
def test_a_broken_numeral_has_no_value(text: str) -> None:
    assert read_number(text) is None


@given(st.integers(0, 10**9), st.sampled_from(["起", "人次", "辆", "元"]))
def test_separators_of_thousands_change_no_value(number: int, unit: str) -> None:
    quantity = read_quantity(f"{number:,}{unit}")

    assert quantity is not None
    assert quantity == read_quantity(f"{number}{unit}")
    assert quantity.value == number


@given(st.decimals(0, 10**5, places=2), st.sampled_from(["万", "亿", "千万", "百万", "万亿"]))
def test_a_scale_multiplies(number: Decimal, scale: str) -> None:
    factor = {"万": 10**4, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万亿": 10**12}[scale]

    assert read_number(f"{number}{scale}") == number * factor


def in_chinese(number: int) -> str:
    """Return a number below a million as it is written in Chinese."""
    if number >= 10_000:
        rest = number % 10_000
        gap = "零" if 0 < rest < 1000 else ""
        return in_chinese(number // 10_000) + "万" + gap + (in_chinese(rest) if rest else "")
    digits, text, gap = "零一二三四五六七八九", "", False
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if gap and text else "") + digits[digit] + word
        gap = not digit
    return text or "零"


@given(st.integers(0, 999_999))
def test_every_chinese_numeral_is_read_back(number: int) -> None:
    assert read_number(in_chinese(number)) == number


CHARACTERS = "0123456789,.%万亿千百十一二两三余多近超约逾第成起人件个百分点半年元以上—至 的零日月倍番负-/〇点"
WORDS = """
百分之 千分之 三分之 1/3 半日 半天 半个月 半年 半数 一半 翻 两番 一番 个半小时 两个半月 指数为 人口 人数达
成五 逾千 上百 数十 万零 亿零 第 名 元 个 %
"""


@pytest.mark.parametrize(
    ("text", "value"),
    [("查处违停3万2千件", 32_000), ("罚款5千6百余元", 5_600), ("投资3亿2千万元", 320_000_000), ("增速为-2.3%", -2.3)],
)
def test_a_numeral_may_name_its_tens_one_by_one(text: str, value: float) -> None:
    [(_, _, quantity)] = find_quantities(text)

    assert float(quantity.value) == value


@pytest.mark.parametrize("text", ["货值3万5元", "人口为负1人"])
def test_what_no_number_is_like_is_not_read(text: str) -> None:
    assert find_quantities(text) == []


@settings(max_examples=300)
@given(st.text(CHARACTERS) | st.lists(st.sampled_from([*WORDS.split(), *CHARACTERS]), max_size=8).map("".join))
def test_every_quantity_lies_where_it_says_and_what_is_counted_is_not_negative(text: str) -> None:
    found = find_quantities(text)

    assert all(0 <= start < end <= len(text) for start, end, _ in found)
    assert all(quantity.value >= 0 for _, _, quantity in found if quantity.measure in ("count", "duration"))
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(found))


@pytest.mark.parametrize("row", read_lexicon("units"), ids=lambda row: row.id)
def test_every_unit_is_read_in_its_example(row: Row) -> None:
    units = {quantity.unit for _, _, quantity in find_quantities(row.example)}

    assert row.word in units


@pytest.mark.parametrize("row", read_lexicon("bounds"), ids=lambda row: row.id)
def test_every_word_of_bound_works_in_its_example(row: Row) -> None:
    bounds = {quantity.bound for _, _, quantity in find_quantities(row.example)}

    assert row.label.split()[0] in bounds


def test_the_numerals_of_a_public_suite_are_read(shared: Path) -> None:
    lines = (shared / "data" / "number-cases.jsonl").read_text("utf-8").splitlines()
    cases = [(case["in"], case["out"]) for case in map(json.loads, lines) if case["set"] == "strict_data_dict"]
    numerals = [(text, value) for text, value in cases if isinstance(value, int | float) and not set("元圆整正角") & set(text)]
    wrong = [text for text, value in numerals if (number := read_number(text)) is None or float(number) != value]

    assert len(numerals) > 50
    assert len(wrong) <= 1


@pytest.mark.parametrize(("text", "value"), [("18亿6,000万", 1_860_000_000), ("1亿2300万", 123_000_000), ("3万4500", 34_500)])
def test_a_numeral_may_name_its_myriads_one_by_one(text: str, value: int) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    ("text", "printed"), [("侦破151起", "151起"), ("线上30人参加", "30人"), ("审议通过12项", "12项"), ("上千人", "上千人")]
)
def test_the_end_of_a_verb_is_no_word_of_bound(text: str, printed: str) -> None:
    assert [text[start:end] for start, end, _ in find_quantities(text)] == [printed]


@pytest.mark.parametrize(
    ("text", "value"), [("百分之百", "100"), ("百分之九十八", "98"), ("千分之五", "0.5"), ("百分之一百", "100")]
)
def test_shares_in_words_are_per_cent(text: str, value: str) -> None:
    quantity = read_quantity(text)

    assert quantity is not None
    assert (str(quantity.value), quantity.unit) == (value, "%")


@pytest.mark.parametrize(
    ("text", "more"), [("收入翻番", 100), ("产值翻一番", 100), ("旅游收入翻了两番", 300), ("产量翻三番", 700)]
)
def test_what_is_doubled_n_times_is_more_by_two_to_the_n_less_one(text: str, more: int) -> None:
    [(_, _, quantity)] = find_quantities(text)

    assert (quantity.value, quantity.unit) == (more, "%")


@pytest.mark.parametrize("text", ["三次产业结构更优", "推进二次供水改造", "保持两位数增长"])
def test_a_numeral_of_a_term_counts_nothing(text: str) -> None:
    assert not find_quantities(text)


@pytest.mark.parametrize(
    "text", ["共万零元", "亿零%", "办结率百分之百。", "答复率达到了百分之百", "百分之万", "千分之千", "满意率为百分之亿"]
)
def test_no_share_in_words_stops_the_reading(text: str) -> None:
    assert all(value is not None for _, _, value in find_quantities(text))


@pytest.mark.parametrize(
    "number",
    ["9" * 5000, "1" + ",000" * 50, "1234567890123456789", "９９９９亿亿亿", "9999亿亿亿", "9" * 5000 + "亿1234万",
     "0.1234567890123456789", "0." + "0" * 30 + "1", "1." + "5" * 5000, "-" + "9" * 19, "1" + "0" * 11 + "亿", "万" * 9],
)  # fmt: skip
def test_a_number_of_more_digits_than_a_store_holds_is_no_quantity(number: str) -> None:
    assert find_quantities(f"查处酒驾{number}起，") == []
    assert read_number(number) is None


@pytest.mark.parametrize("number", ["9" * 18, "999,999,999,999,999,999", "0.123456789012345678", "999999万亿"])
def test_the_longest_numbers_are_read_exactly(number: str) -> None:
    [(_, _, quantity)] = find_quantities(f"查处酒驾{number}起，")

    assert quantity.value == Decimal(number.replace(",", "").replace("万亿", "0" * 12))


@given(st.text("0123456789.,亿万千百一二九点", max_size=60))
def test_no_value_lies_outside_what_a_store_holds(number: str) -> None:
    for _, _, quantity in find_quantities(f"查处{number}起"):
        assert abs(quantity.value) < 10**18
        assert len(quantity.value.as_tuple().digits) <= 18
