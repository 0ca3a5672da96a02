"""Numbers of lines are dropped and columns read one after the other; lists and tables stay as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.clean import clean_documents, clean_text
from kg.clean.beside import in_reading_order

TITLE = "东山县开展食品安全检查"
FIRST = "今年以来，东山县市场监督管理局组织开展食品安全专项检查，共检查经营户120家，发现问题35个，责令整改12家，形势平稳。"
SECOND = "下一步，该局将继续加大检查力度，督促经营者落实主体责任，推进双随机抽查，让集市上每样吃食都有来处，让顾客买得安心。"
THIRD = "西河县公安局交警大队持续开展夜查行动，查处酒驾醉驾86起，暂扣机动车12辆，行政拘留5人，全县道路交通形势平稳有序。"


def broken(text: str, width: int) -> list[str]:
    return [text[i : i + width] for i in range(0, len(text), width)]


LINES = [TITLE, *broken(FIRST, 22), *broken(SECOND, 22), *broken(THIRD, 22)]
WHOLE = f"{TITLE}\n{FIRST}\n{SECOND}\n{THIRD}\n"


@pytest.mark.parametrize("form", ["{:>3} {}", "{:03}\t{}", "{}. {}", "{}|{}"])
def test_numbers_before_all_lines_are_dropped(form: str) -> None:
    text = "\n".join(form.format(number, line) for number, line in enumerate(LINES, 1)) + "\n"

    document = clean_text(text)

    assert document.text == WHOLE
    assert document.title == TITLE


def test_numbers_before_every_fifth_line_are_dropped() -> None:
    more = "云河县水利局启动防汛四级响应，对37座小型水库逐一排查，转移低洼地带群众126人，主要河道水位均在警戒线以下运行。"
    lines = [*LINES, *broken(more, 22), *broken(more[::-1].replace("。", "", 1), 22)]
    text = "\n".join(f"{number if number % 5 == 0 else '':>3} {line}" for number, line in enumerate(lines, 1))

    assert clean_text(text).text.startswith(f"{WHOLE}{more}")


@pytest.mark.parametrize(
    "lines",
    [
        [f"{number}. 东山县第{number}小学" for number in range(1, 13)],
        [f"{number}. 第{number}项工作已经完成，群众反映良好，成效明显。" for number in range(1, 13)],
        [f"{number} {200 - number} 户" for number in range(1, 13)],
    ],
)
def test_the_numbers_of_a_list_stay(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"

    assert clean_text(text).text == text


def side_by_side(left: list[str], right: list[str]) -> str:
    widths = [sum(2 if ch > "\u2e80" else 1 for ch in line) for line in left]
    return "\n".join(line + " " * (44 - width) + beside for line, width, beside in zip(left, widths, right, strict=True))


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left, right = broken(FIRST + SECOND, 18)[:6], broken(THIRD + THIRD, 18)[:6]
    (tmp_path / "a.txt").write_text(f"{TITLE}\n\n{side_by_side(left, right)}\n", "utf-8")

    document = next(clean_documents(tmp_path / "a.txt"))

    assert document.text.rstrip() == f"{TITLE}\n\n{''.join(left)}{''.join(right)}"
    start = document.text.index(right[0][:6])
    assert document.raw[slice(*document.to_raw(start, start + 6))] == right[0][:6]


def test_a_table_is_no_text_in_columns() -> None:
    left, right = [f"第{number}小学" for number in range(10)], [f"{number}00人" for number in range(10)]

    assert in_reading_order(side_by_side(left, right)) is None


def test_a_title_right_above_two_columns_is_no_part_of_them(tmp_path: Path) -> None:
    left, right = broken(FIRST + SECOND, 18)[:6], broken(THIRD + THIRD, 18)[:6]
    (tmp_path / "a.txt").write_text(f"{TITLE}\n{side_by_side(left, right)}\n", "utf-8")

    document = next(clean_documents(tmp_path / "a.txt"))

    assert document.title == TITLE
    assert document.text.startswith(f"{TITLE}\n")
