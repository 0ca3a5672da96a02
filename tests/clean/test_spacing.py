"""Spaces that part nothing in running text go; those of tables, headings, names and words of letters stay."""

from __future__ import annotations

import pytest

import kg
from kg.clean import clean_documents, clean_text
from kg.clean.align import align
from kg.clean.spacing import close_up


def closed(text: str) -> str:
    return close_up(align(text))[0].text


@pytest.mark.parametrize(
    ("spaced", "meant"),
    [
        ("全年查处酒驾 126 起，下降 3.5 %。", "全年查处酒驾126起，下降3.5%。"),
        ("2023 年 5 月 6 日", "2023年5月6日"),
        ("东山县水务局 2023 年 5 月", "东山县水务局 2023年5月"),
        ("1—6 月完成投资 1, 286 万元，新建管网 38.6\u00a0公里。", "1—6月完成投资1, 286万元，新建管网38.6公里。"),
    ],
)
def test_spaces_around_numbers_go_from_sentences_and_dates(spaced: str, meant: str) -> None:
    assert closed(spaced) == meant


@pytest.mark.parametrize(
    "text",
    [
        "3 工作情况，成效与不足",
        "项目 2022年 增减\n参保人数 148 万人",
        "出席的有：王小明 李大山 张水根，共3人。",
        "使用 iPhone 15 Pro 办理，全程网办。",
        "车牌 A 8K 行驶，已查获。",
    ],
)
def test_what_spaces_part_stays_apart(text: str) -> None:
    assert closed(text) == text


def test_a_text_that_is_strewn_with_spaces_is_closed_up_titles_too() -> None:
    sentence = (
        "县水务局抓实 农村供水工程，改造管网3 6公里，新 增供水人口1 2.5万人，供 水保证率提高2 0个百分点，群众用水更加 放心"
    )

    assert closed(f"全县供 水进展\n{'。'.join([sentence] * 4)}。\n").startswith(
        "全县供水进展\n县水务局抓实农村供水工程，改造管网36公里，新增供水人口12.5万人，供水保证率提高20个百分点"
    )


def test_quotes_still_lead_to_the_places_in_the_file() -> None:
    raw = "东山县供水进展\n全年查处酒驾 126 起，下降 3.5 %。\n"
    document = clean_text(raw)

    at = document.text.index("酒驾126起")
    assert raw[slice(*document.to_raw(at, at + 6))] == "酒驾 126 起"


def test_closing_up_can_be_switched_off() -> None:
    text = "全年查处酒驾 126 起，下降 3.5 %。\n"

    (document,) = clean_documents(texts=[text], settings=kg.Settings(without=("spacing",)))

    assert document.text == text
