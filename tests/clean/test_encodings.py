"""The encoding of a file is told from its bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.clean import clean_documents
from kg.clean.encodings import decode_text, likely_encoding

REPORT = "东山县开展夏季整治\n东山县公安局交警大队组织开展夏季夜查，三天查处酒驾12起，群众反响良好。\n"
TAIWAN = "東山縣加強取締酒駕\n東山縣警察局自114年1月起加強取締酒後駕車，三天查獲12件，較去年同期減少5件。\n"
HONG_KONG = "警方喺觀塘展開執法行動，拘捕9人，涉款約38萬港元，發言人話會繼續嚴厲打擊。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_simplified_text_is_decoded(encoding: str) -> None:
    assert decode_text(REPORT.encode(encoding)) == REPORT


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs", "cp950", "utf-8", "utf-16-be", "gb18030"])
def test_a_text_of_taiwan_is_decoded(encoding: str) -> None:
    assert decode_text(TAIWAN.encode(encoding)) == TAIWAN


def test_the_characters_of_hong_kong_are_decoded() -> None:
    assert likely_encoding(HONG_KONG.encode("big5hkscs")) == "big5hkscs"
    assert decode_text(HONG_KONG.encode("big5hkscs")) == HONG_KONG


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs", "utf-16-le"])
def test_an_encoding_is_told_from_what_is_no_ascii(encoding: str) -> None:
    page = "<html><head>" + '<script src="a.js"></script>\n' * 400 + "</head><body>" + TAIWAN * 2 + "</body></html>"

    assert decode_text(page.encode(encoding)) == page


def test_a_broken_byte_costs_one_character(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes((REPORT * 5).encode()[:-2])

    (document,) = clean_documents(tmp_path)

    assert document.text.count("\ufffd") == 1
    assert "查处酒驾12起" in document.text


@pytest.mark.parametrize("data", [bytes(range(0x81, 0xFE)), b"\xff\xd8\xff\xe0\x10JFIF\x81\x82" * 20])
def test_what_is_no_text_in_any_encoding_is_none(data: bytes) -> None:
    assert decode_text(data) is None


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs"])
@pytest.mark.parametrize("between", ["\n", "", " "])
def test_a_text_of_utf_8_and_another_encoding_is_read_as_what_each_part_is(encoding: str, between: str) -> None:
    texts = (TAIWAN * 3).split("\n") if encoding == "big5hkscs" else (REPORT * 2).replace("。", "。\n").split("\n")
    parts = [text.encode("utf-8" if number % 2 else encoding) for number, text in enumerate(texts)]

    assert decode_text(between.encode().join(parts)) == between.join(texts)


def test_broken_bytes_of_utf_8_are_no_other_encoding() -> None:
    data = (REPORT * 20).encode()
    broken = b"".join(data[i : i + 400] for i in range(0, len(data), 401))

    text = decode_text(broken)

    assert text is not None
    assert "查处酒驾12起" in text
    assert not set(text) - set(REPORT) - {"\ufffd"}
