"""Numbers that Word counts and does not write into its text are read as a person sees them."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.clean.formats import reports_in
from kg.clean.numbering import in_form
from kg.clean.read import RawText

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(number: int, form: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


LEVELS = (
    level(0, "chineseCountingThousand", "%1、", '<w:pStyle w:val="H1"/>')
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%1.%3.%4", "<w:isLgl/>")
    + level(4, "bullet", "\uf0b7")
)
NUMBERING = (
    f'<w:numbering {SPACE}><w:abstractNum w:abstractNumId="7">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    "</w:numbering>"
)
STYLES = (
    f'<w:styles {SPACE}><w:style w:styleId="H1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="Sub"><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style></w:styles>'
)


def said(text: str, at: int | None = None, listed: int = 1, style: str = "") -> str:
    number = "" if at is None else f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{listed}"/></w:numPr>'
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{number}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def read(*paragraphs: str, space: str = SPACE) -> list[str]:
    buffer = io.BytesIO()
    body = f"<w:document {space}><w:body>{''.join(paragraphs)}</w:body></w:document>"
    with zipfile.ZipFile(buffer, "w") as file:
        for name, part in (("document", body), ("numbering", NUMBERING), ("styles", STYLES)):
            file.writestr(f"word/{name}.xml", part.replace(SPACE, space))
    (found,) = reports_in(buffer.getvalue(), "a.docx")
    assert isinstance(found, RawText)
    return found.text.split("\n")[:-1]


def test_levels_count_and_begin_again_after_one_above_them() -> None:
    lines = read(
        said("总体情况", 0), said("主要做法", 1), said("改造水厂7座。", 2), said("整治渠道9公里。", 2), said("成效", 1),
        said("惠及2万人。", 2), said("下一步", 0), said("安排", 1),
    )  # fmt: skip

    assert lines == [
        "一、总体情况", "（一）主要做法", "1. 改造水厂7座。", "2. 整治渠道9公里。", "（二）成效", "1. 惠及2万人。",
        "二、下一步", "（一）安排",
    ]  # fmt: skip


def test_a_style_may_count_and_a_paragraph_may_leave_its_list() -> None:
    lines = read(said("总体情况", style="H1"), said("标题", 0, 0, "H1"), said("下一步", style="Sub"))

    assert lines == ["一、总体情况", "标题", "二、下一步"]


def test_a_list_may_begin_anew() -> None:
    assert read(said("甲", 0), said("乙", 0), said("丙", 0, 2), said("丁", 0, 2)) == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_numbers_of_several_levels_are_written_in_digits_where_the_list_says_so() -> None:
    assert read(said("甲", 0), said("乙", 0), said("丙", 2), said("丁", 3))[-1] == "2.1.1 丁"


def test_bullets_and_unknown_lists_say_nothing() -> None:
    assert read(said("甲", 4), said("乙", 0, 99)) == ["甲", "乙"]


def test_an_empty_paragraph_counts() -> None:
    assert read(said("甲", 0), said("", 0), said("丙", 0)) == ["一、甲", "", "三、丙"]


def test_numbers_stand_in_tables_too() -> None:
    table = f"<w:tbl><w:tr><w:tc>{said('水厂', 2)}</w:tc><w:tc>{said('7座')}</w:tc></w:tr></w:tbl>"

    assert read(table) == ["1. 水厂\t7座"]


def test_a_table_of_contents_is_left_out() -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
    )

    lines = read(
        f"{contents}{said('目录')}{said('总体情况 1')}</w:sdtContent></w:sdt>", said("总体情况 1", style="T1"), said("正文")
    )

    assert lines == ["正文"]


def test_a_paragraph_whose_end_was_deleted_goes_on() -> None:
    deleted = "<w:del><w:r><w:delText>约</w:delText></w:r></w:del>"
    first = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>全县整治渠道</w:t></w:r>{deleted}</w:p>"

    assert read(first, said("38.6公里。")) == ["全县整治渠道38.6公里。"]


def test_a_file_in_the_strict_form_is_read() -> None:
    assert read(said("甲", 0), space='xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"') == ["一、甲"]


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        (10, "chineseCounting", "十"),
        (23, "chineseCountingThousand", "二十三"),
        (110, "japaneseCounting", "一百一十"),
        (1005, "taiwaneseCountingThousand", "一千〇五"),
        (21, "chineseLegalSimplified", "贰拾壹"),
        (20, "ideographDigital", "二〇"),
        (3, "decimalEnclosedCircle", "③"),
        (2, "ideographTraditional", "乙"),
        (11, "ideographTraditional", "11"),
        (28, "lowerLetter", "bb"),
        (14, "lowerRoman", "xiv"),
        (7, "decimalZero", "07"),
        (5, "anything", "5"),
    ],
)
def test_numbers_are_written_in_the_forms_of_word(number: int, form: str, written: str) -> None:
    assert in_form(number, form) == written


@given(st.integers(1, 9999))
def test_no_two_numbers_are_written_alike(number: int) -> None:
    for form in ("chineseCounting", "chineseLegalSimplified", "ideographDigital", "upperRoman"):
        assert number >= 4000 or in_form(number, form) != in_form(number + 1, form)
