"""Characters that stand apart are put together, and nothing else."""

from __future__ import annotations

import time

import pytest

from kg.clean import clean_text
from kg.clean.align import align
from kg.clean.apart import drop_spaces, join_narrow

BODY = (
    "今年以来，东山县水利局围绕农村供水保障，组织实施“清渠润田”行动，整治渠道38.6公里，改造水厂7座，惠及群众4.3万人。\n"
    "下一步，该局将推进“数字水网”平台建设，力争到2025年实现在线监测全覆盖，为乡村振兴提供水利支撑。\n"
)


@pytest.mark.parametrize("width", range(2, 8))
def test_lines_of_a_few_characters_are_joined(width: int) -> None:
    paragraphs = [line + "好" * (width * (len(line) // width + 1) - len(line) - 1) for line in BODY.split("\n")[:-1]]
    lines = [paragraph[i : i + width] for paragraph in paragraphs for i in range(0, len(paragraph), width)]

    assert join_narrow(align("\n".join(lines) + "\n"))[0].text == "\n".join(paragraphs) + "\n"


def test_a_text_set_upright_is_read() -> None:
    upright = "\n".join("农村供水有保障") + "\n　\n" + "\n".join(BODY.split("\n")[0]) + "\n"

    document = clean_text(upright)

    assert BODY.split("\n")[0] in document.text
    at = document.text.index("38.6公里")
    assert upright[slice(*document.to_raw(at, at + 6))] == "3\n8\n.\n6\n公\n里"


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(["王小明", "李大为", "周文", "林一鸣", "陈平"] * 5),
        "\n".join(["指标", "单位", "总量", "增长", "186.4", "5.2", "—"] * 5),
        "\n".join(["1", "2", "3", "4", "5"] * 6),
    ],
)
def test_a_list_of_short_lines_is_no_text_in_a_narrow_column(text: str) -> None:
    assert join_narrow(align(text))[0].text == text


@pytest.mark.parametrize(
    ("spaced", "plain"),
    [
        ("关 于 农 村 供 水 情 况 的 通 报", "关于农村供水情况的通报"),
        ("工 作 报 告", "工作报告"),
        ("2 0 2 3 年 ， 全 县 整 治 渠 道 3 8 . 6 公 里 。", "2023年，全县整治渠道38.6公里。"),
        ("实施提升 工 程 ， 改 造 危 桥 9 座 ， 新 建 站 26", "实施提升工程，改造危桥9座，新建站26"),
    ],
)
def test_spaces_between_all_characters_go(spaced: str, plain: str) -> None:
    assert drop_spaces(align(spaced))[0].text == plain


@pytest.mark.parametrize(
    "text",
    [
        "记者 陈一鸣 通讯员 周文",
        "姓名 王芳 李娜 张伟",
        "地区生产总值 亿元 186.4 5.2 3.1 2.8 1.9",
        "主 任：陈一鸣",
        "Report of the year",
    ],
)
def test_spaces_that_part_words_stay(text: str) -> None:
    assert drop_spaces(align(text))[0].text == text


def test_a_long_line_whose_characters_all_stand_apart_takes_no_time() -> None:
    start = time.process_time()

    drop_spaces(align("全 县 水 务 工 作 ，" * 2000))

    assert time.process_time() - start < 3
