"""One way to write each character, and nothing else changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.clean.align import align
from kg.clean.normalize import drop_invisible, is_traditional, simplify, to_characters, to_narrow, to_simplified
from kg.lexicon import Row, read_lexicon

PLAIN = "".join(bytes([row, cell]).decode("gb2312", "ignore") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
MARKS = "，。；：！？（）“”、《》「」—…·～"


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("苫布覆蓋糧堆,著力守好鄉倉", "苫布覆盖粮堆,着力守好乡仓"),
        ("著名品牌成效顯著", "著名品牌成效显著"),
        ("答覆群眾，恢復秩序", "答复群众，恢复秩序"),
        ("天氣乾燥，乾隆年間", "天气干燥，乾隆年间"),
        ("公里裏程與村裡", "公里里程与村里"),
        ("併發出罰款通知書，啓用新站", "并发出罚款通知书，启用新站"),
        ("「行人安心走」專案由員警執行", "「行人安心走」专案由员警执行"),
        ("警務處發言人説", "警务处发言人说"),
    ],
)
def test_traditional_text_is_written_in_simplified_characters(traditional: str, simplified: str) -> None:
    assert simplify(traditional) == simplified


@pytest.mark.parametrize("text", ["华为昇腾芯片", "李頔、毕昇", "甲骨文与李頔"])
def test_characters_that_names_are_written_with_stay(text: str) -> None:
    assert simplify(text) == text


@pytest.mark.parametrize("text", ["一家👨‍👩‍👧参加", "民警👮‍♂️46名", "❤️爱心☎️电话", "1️⃣项目"])
def test_signs_that_are_one_picture_stay_together(text: str) -> None:
    assert drop_invisible(align(text))[0].text == text


@pytest.mark.parametrize("text", ["公\u200d安局", "公安局\ufe0f", "1\ufe0f项", "公安局\r\n\r"])
def test_what_joins_no_picture_goes(text: str) -> None:
    assert drop_invisible(align(text))[0].text == text.translate({0x200D: "", 0xFE0F: ""}).replace("\r\n", "\n")


@given(st.text(PLAIN + MARKS + "0123456789abcABC %\n", max_size=60))
def test_simplified_text_passes_unchanged(text: str) -> None:
    assert simplify(text) == text
    assert to_narrow(align(text))[0].text == text
    assert drop_invisible(align(text))[0].text == text


@given(st.text(max_size=60))
def test_no_step_changes_how_long_a_text_is_except_by_dropping(text: str) -> None:
    assert len(simplify(text)) == len(text)
    assert len(to_narrow(align(text))[0].text) == len(text)


@given(st.text(PLAIN + "長遠發展機關國龍", max_size=60))
def test_simplifying_twice_changes_nothing(text: str) -> None:
    once = simplify(text)

    assert simplify(once) == once


def test_a_quoted_traditional_word_does_not_make_a_text_traditional() -> None:
    text = "这份报告由著名学者陳先生执笔，他在书里覆盖了全市各区的情况，反复核对，答复了来信，最后还附上了乾隆年间的地图一幅"

    assert not is_traditional(text)
    assert simplify(text) == text.replace("陳", "陈")


@pytest.mark.parametrize("name", ["昇腾", "李頔"])
def test_characters_that_names_may_be_written_with_stay(name: str) -> None:
    text = f"全市引进{name}推荐的服务器两百台，课题组在市政务服务中心完成测试，各县区随后推广到办事大厅和学校，群众反映良好。"

    assert simplify(text) == text


def test_letters_and_digits_become_narrow_and_punctuation_stays() -> None:
    narrow, repairs = to_narrow(align("Ａ１类（９８．５％），“４Ｓ”店！"))

    assert narrow.text == "A1类（98.5%），“4S”店！"
    assert {repair.step for repair in repairs} == {"width"}


def test_what_nobody_sees_is_dropped() -> None:
    assert drop_invisible(align("\ufeff全市\u200b公安\r\n机关"))[0].text == "全市公安\n机关"


def test_look_alike_characters_become_the_characters() -> None:
    assert to_characters(align("⼯作⾏动，⺠⽣和⻓远"))[0].text == "工作行动，民生和长远"


def test_each_character_of_a_simplified_text_stands_where_the_traditional_one_stood() -> None:
    after, repairs = to_simplified(align("公安機關"))

    assert after.text == "公安机关"
    assert [after.raw_span(i, i + 1) for i in range(4)] == [(0, 1), (1, 2), (2, 3), (3, 4)]
    assert [(repair.start, repair.end, repair.before) for repair in repairs] == [(2, 4, "機關")]


@pytest.mark.parametrize("row", [pytest.param(row, id=row.id) for row in read_lexicon("variants")])
def test_every_variant_is_corrected_in_its_example(row: Row) -> None:
    context = "辦實學關廳" * 3  # the rows hold for what a conversion made of a traditional text

    assert simplify(row.example + context).startswith(row.example.replace(row.word, row.label))


def test_a_name_keeps_its_characters_where_a_simplified_text_has_a_few_traditional_ones() -> None:
    assert simplify("修复旧匾額3块，作家萧乾手稿入藏，購入文物128件，接待观众36万人次") == (
        "修复旧匾额3块，作家萧乾手稿入藏，购入文物128件，接待观众36万人次"
    )


def test_a_traditional_paragraph_in_a_simplified_text_is_read_as_one() -> None:
    simplified = "全县水务工作进展顺利，改造管网，新增供水人口，群众用水更加放心，检查工地发现的问题已经整改。\n" * 3

    assert (
        simplify(f"{simplified}該縣乾旱期間徵收的費用，已經發還給農戶。\n")
        == f"{simplified}该县干旱期间征收的费用，已经发还给农户。\n"
    )
