"""What was decoded by the wrong encoding is put back, and text that was not is left alone."""

from __future__ import annotations

import pytest

from kg.clean import clean_text
from kg.clean.align import align
from kg.clean.mojibake import UNKNOWN, restore_encoding

REPORT = (
    "东山县开展夏季整治\n东山县公安局交警大队组织开展夏季集中夜查行动，三天查处酒驾12起，群众满意度达98.5%。\n"
    "下一步，大队将继续“严查严管”，确保辖区道路交通安全形势平稳。\n"
)
TAIWAN = "東山縣警察局加強取締酒後駕車，三天查獲12件。\n"


def sloppy(data: bytes) -> str:
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


@pytest.mark.parametrize(
    ("mangled", "meant"),
    [
        (REPORT.encode().decode("latin-1"), REPORT),
        (sloppy(REPORT.encode()), REPORT),
        (REPORT.encode("gbk").decode("latin-1"), REPORT),
        (sloppy(REPORT.encode("gb18030")), REPORT),
        (TAIWAN.encode("big5").decode("latin-1"), TAIWAN),
        (TAIWAN.encode("big5").decode("gb18030"), TAIWAN),
        (sloppy(sloppy(REPORT.encode()).encode()), REPORT),
        (REPORT.encode("gbk").decode("latin-1").encode().decode("gb18030"), REPORT),
        (REPORT.replace("严查严管", sloppy("严查严管".encode())), REPORT),
        (REPORT.replace("群众满意度", "群众满意度".encode("gbk").decode("latin-1")), REPORT),
    ],
)
def test_a_text_decoded_by_the_wrong_encoding_is_put_back(mangled: str, meant: str) -> None:
    after, repairs = restore_encoding(align(mangled))

    assert after.text == meant
    assert {repair.step for repair in repairs} == {"mojibake"}


def test_what_is_lost_for_good_is_marked_and_the_rest_is_put_back() -> None:
    mangled = REPORT.encode().decode("gb18030", "replace")

    text = restore_encoding(align(mangled))[0].text

    assert len(text) == len(REPORT)
    assert all(ch in (meant, UNKNOWN) for ch, meant in zip(text, REPORT, strict=True))
    assert text.count(UNKNOWN) <= 8
    assert "组织开展夏季集中夜查行动" in text


def test_each_character_leads_back_to_the_bytes_it_was_made_of() -> None:
    mangled = sloppy(REPORT.encode())

    document = clean_text(mangled)

    at = document.text.index("查处酒驾")
    start, end = document.to_raw(at, at + 4)
    assert mangled[start:end] == sloppy("查处酒驾".encode())


def test_numbers_are_never_guessed() -> None:
    mangled = "第八届东山县安全生产现场会在第六中学召开，".encode().decode("gbk", "replace") + "会议由县应急管理局主持。"

    text = restore_encoding(align(mangled))[0].text

    assert set(text) & set("一二三四五七九") == set()


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        TAIWAN,
        "他在饕餮纹饰前驻足，尴尬地解释“蜘蛛”“徘徊”“琵琶”三词的读音。",
        "François Müller 与 Zoë Brontë 出席，café 里的 naïve 画作拍出 100 €。",
        "气温 25℃±2℃，面积 3×5 米，占比 ½……“——”",
        "カタカナとひらがな、한국어 표기도 있다。",
        "Привет, мир: 俄罗斯代表团致辞。",
        "",
    ],
)
def test_what_was_decoded_rightly_is_left_alone(text: str) -> None:
    assert restore_encoding(align(text)) == (align(text), [])


def test_replacement_characters_read_as_chinese_are_unknown() -> None:
    text = restore_encoding(align("大队查处锟斤拷锟斤拷12起。"))[0].text

    assert text == f"大队查处{UNKNOWN * 4}12起。"
