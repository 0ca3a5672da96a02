"""Readings behind characters and words go, in whatever form; what only looks like one stays."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.clean import clean_text
from kg.clean.align import align
from kg.clean.language import readings
from kg.clean.pinyin import drop_pinyin, reads


def dropped(text: str) -> str:
    return drop_pinyin(align(text))[0].text


@pytest.mark.parametrize(
    "text",
    [
        "長(zhǎng)遠(yuǎn)規(guī)劃",
        "長（zhǎng）遠（yuǎn）規劃",
        "長[zhǎng]遠【yuǎn】規劃",
        "長(zhang3)遠(yuan3)規劃",
        "長(zhang)遠(yuan)規(gui)劃",
        "長( zhǎng )遠( yuǎn )規劃",
        "長 (zhǎng)遠 (yuǎn)規劃",
        "長(Zhǎng)遠(YUǍN)規劃",
        "長zhǎng遠yuǎn規guī劃",
        "長遠(cháng yuǎn)規劃(guī huà)",
        "長遠（cháng'yuǎn）規劃（guihua）",
        unicodedata.normalize("NFD", "長(zhǎng)遠(yuǎn)規劃"),
        "長<zhǎng>遠〈yuǎn〉規劃",
        "長{zhǎng}遠「yuǎn」規劃",
        "長/zhǎng/遠/yuǎn/規劃",
        "長（ｚｈａｎｇ３）遠（ｙｕａｎ３）規劃",
        "長(zhănɡ)遠(yuăn)規劃",
        "長(ㄓㄤˇ)遠（ㄩㄢˇ）規劃",
    ],
)
def test_readings_go_in_any_form(text: str) -> None:
    assert dropped(text + "，綠（lǜ）化(huà)") == "長遠規劃，綠化"


@pytest.mark.parametrize(
    "text",
    [
        "本县单(shàn)姓较多",
        "推广应用(app)和平台(web)，办理业务(OTO)",
        "东山（县）公安局（交警）大队",
        "会议室A(a)和B(b)",
        "增设ETC车道，发放IC卡",
    ],
)
def test_a_single_one_and_what_is_no_reading_stays(text: str) -> None:
    assert dropped(text) == text


def test_particles_lose_their_bare_readings_where_all_characters_have_one() -> None:
    text = "全quán縣xiàn的de路lù口kǒu秩zhì序xù明míng顯xiǎn好hǎo轉zhuǎn"

    assert dropped(text) == "全縣的路口秩序明顯好轉"


def test_capitals_without_a_tone_are_readings_where_most_characters_have_one() -> None:
    text = "開(KĀI)展(ZHǍN)的(DE)專(ZHUĀN)項(XIÀNG)整(ZHĚNG)治(ZHÌ)行(XÍNG)動(DÒNG)"

    assert dropped(text) == "開展的專項整治行動"


TONED = sorted((reading, ch) for reading, characters in readings().items() for ch in sorted(characters)[:3])


@given(st.lists(st.sampled_from(TONED), min_size=2, max_size=6))
@example([("a", "呵"), ("líng", "〇")])
def test_every_reading_of_the_table_reads_its_character(read: list[tuple[str, str]]) -> None:
    word, said = "".join(ch for _, ch in read), " ".join(reading for reading, _ in read)

    assert reads(word, said)
    assert dropped(f"{word}({said})、{word}（{said}）") == f"{word}、{word}"


@pytest.mark.parametrize("text", ["里昂(Lyon)、西安（Xi'an）、李娜（Li Na）", "阿里(Ali)、北京(BEIJING)标识"])
def test_names_in_letters_without_a_tone_are_the_author_s(text: str) -> None:
    assert dropped(text) == text


def test_a_reading_of_two_bytes_of_which_the_second_is_a_letter_goes_in_a_mirror() -> None:
    """“A is A1 B0 41 in GBK, and B0 41 is a character with a reading."""
    assert dropped("長(zhǎng)遠(yuǎn)規(guī)劃，“A(lào)I”課堂") == "長遠規劃，“AI”課堂"
    assert dropped("品牌名为A(ā)I") == "品牌名为A(ā)I"


def test_readings_that_the_end_of_a_line_broke_go_too_and_the_lines_are_one_paragraph() -> None:
    read = (
        "今年以来，县水务局抓紧抓实农(nóng)村供水工程，改造管网36公里，新增供(gōng)水人口1.2万人，供水保证率提高3个百分"
        "点，群众用水更加放(fàng)心。县水务局还与县财政局建立资金联审机制，拨付资(zī)金860万元，检查工地23处，整改问题12个，"
        "工程进度比上年同期加快，受到县政府的充分肯(kěn)定，全年目标任务预计可以提前一个月完成，用水高峰期(qī)供应平稳。"
    )
    broken = "\n".join(read[i : i + 30] for i in range(0, len(read), 30))

    assert clean_text(f"全县供水进展\n\n{broken}\n").text == f"全县供水进展\n\n{re.sub(r'[(][^)]*[)]', '', read)}\n"
