"""Digits and signs that a scan misread are put back where the context is numeric, and names keep their letters."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.clean import clean_text
from kg.clean.align import align
from kg.clean.ocr import restore_digits


@pytest.mark.parametrize(
    ("scanned", "meant"),
    [
        ("2O23年1O月1l日", "2023年10月11日"),
        ("追回1.|亿元、I.1万户、56Q万人", "追回1.1亿元、1.1万户、560万人"),
        ("25曰下午开会", "25日下午开会"),
        ("2О23年投资27О0万元、2〇起", "2023年投资2700万元、20起"),
        ("1〇月l〇日", "10月10日"),
        ("I1月底前、前l0个月", "11月底前、前10个月"),
        ("云政发〔2o23〕|4号", "云政发〔2023〕14号"),
        ("202Z年3月2B日出动3Z人", "2022年3月28日出动32人"),
        ("查处酒驾l2起", "查处酒驾12起"),
        ("完成I5件、3OO人", "完成15件、300人"),
        ("1一10月", "1-10月"),
        ("2020一2023年", "2020-2023年"),
        ("下降12。5%、12·5%", "下降12.5%、12.5%"),
        ("满意度98.S%", "满意度98.5%"),
        ("O.5%、l00%", "0.5%、100%"),
        ("5月3曰", "5月3日"),
        ("二O二三年、二00八年", "二〇二三年、二〇〇八年"),
        ("1，086，000元", "1,086,000元"),
        ("98.5o/o", "98.5%"),
        ("第l季度、l月l日", "第1季度、1月1日"),
        ("12O次、3O天", "120次、30天"),
        ("8,OOO万元、l，286台次", "8,000万元、1,286台次"),
        ("一至ll月", "一至11月"),
        ("2l．5万吨、O．3万人、O.8万个", "21.5万吨、0.3万人、0.8万个"),
        ("指数达9l.2。", "指数达91.2。"),
        ("S2O5线、G7O高速", "S205线、G70高速"),
        ("受理l2328热线投诉", "受理12328热线投诉"),
        ("卫生院1一2所", "卫生院1-2所"),
        ("减产0,8%", "减产0.8%"),
        ("播种3 456亩、产量1 234.5吨", "播种3456亩、产量1234.5吨"),
        ("床位2，3l5张", "床位2,315张"),
        ("共12 345 678元、1 234 567人", "共12345678元、1234567人"),
        ("生产总值l,286.5亿元、I,O86家", "生产总值1,286.5亿元、1,086家"),
        ("第—产业、第－季度", "第一产业、第一季度"),
        ("增长一3.2%，气温为一5℃", "增长-3.2%，气温为-5℃"),
        ("9:O0开会，10：3O结束", "9:00开会，10：30结束"),
    ],
)
def test_a_misread_number_is_put_back(scanned: str, meant: str) -> None:
    after, repairs = restore_digits(align(scanned))

    assert after.text == meant
    assert {repair.step for repair in repairs} == {"ocr"}


@pytest.mark.parametrize(
    "text",
    [
        "交管12123", "A级", "O2O平台", "5G基站", "4S店", "S20高速", "O3日均值", "PM2.5", "CO2排放", "Z20次列车", "3D打印",
        "II类、I级响应", "B12路", "A1类", "2021，300人参加", "9·15行动", "第3。5月", "12一体化", "3一是", "O型血", "6S管理",
        "新增12起。3月以来", "二是推进", "10B楼", "VIII期", "5A级景区",
        "统一5%税率", "比例为一1:5", "第—，加强巡查", "A:Io", "比分3:OK", "为一3个村",
        "表1 100户农户", "2023 456亩", "S级服务线", "GO高速", "至II月刊", "V2O.2a", "1 32个村",
    ],
)  # fmt: skip
def test_letters_of_names_and_marks_of_sentences_stay(text: str) -> None:
    assert restore_digits(align(text))[0].text == text


@given(st.lists(st.from_regex(r"[1-9][0-9]{0,5}(\.[0-9]{1,2})?(%|起|人|万元|年|月|次|个)[，。、]", fullmatch=True), max_size=8))
def test_numbers_without_letters_stay(numbers: list[str]) -> None:
    text = "全县查处".join(numbers)

    assert restore_digits(align(text))[0].text == text


@pytest.mark.parametrize("run", ["0O", "1|", "1丨", "l1,", "1曰"])
def test_a_long_run_of_digits_and_letters_takes_no_time(run: str) -> None:
    started = time.process_time()

    restore_digits(align(run * 20_000))

    assert time.process_time() - started < 10


def test_a_share_whose_first_digit_reads_as_one_is_put_back_beside_others_that_were_misread() -> None:
    assert clean_text("其中林地占3O%，草地占l5%，园地占一5%。").text == "其中林地占30%，草地占15%，园地占15%。"


def test_a_share_whose_first_digit_reads_as_one_is_unknown_where_nothing_else_was_misread() -> None:
    document = clean_text("其中林地占30%，草地占25%，园地占一5%。统一5%的税率不变。")

    assert document.text == "其中林地占30%，草地占25%，园地占\ufffd5%。统一5%的税率不变。"
    assert document.damaged == ((19, 20),)


@pytest.mark.parametrize(
    "text",
    [
        "|指标|1月|2月|3月|\n|酒驾|12起|13起|15起|",
        "云河要闻丨5月1日起施行",
        "数说|2023年工作",
        "快讯|3人被查处",
        "关注丨月末天气",
        "202○年扶持1○户，赔偿2○○元",
    ],
)
def test_bars_between_cells_and_words_and_rings_that_mask_figures_are_no_digits(text: str) -> None:
    assert restore_digits(align(text))[0].text == text
