"""Garbage is restored or is one clear line, never silently taken for a text; text written in ASCII for its way is read."""

from __future__ import annotations

import base64
import quopri
from pathlib import Path

import pytest

from kg.clean import clean_documents, clean_text
from kg.clean.garbled import is_garbled
from kg.clean.transfer import received
from kg.errors import SourceError
from kg.records import Document

TEXT = """东山县市场监督管理局开展食品安全专项检查

2023年3月5日，东山县市场监督管理局组织开展食品安全专项检查，共检查食品经营户120家，发现问题35个，责令整改12家，立案查处3起。

下一步，该局将继续加大检查力度，落实主体责任，推进“双随机、一公开”监管。全年受理投诉举报286件，办结率98.5%。
"""


def read(folder: Path, data: bytes) -> Document:
    path = folder / "a.txt"
    path.write_bytes(data)
    return next(clean_documents(path))


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (written, read_as)
        for written in ("utf-8", "gb18030")
        for read_as in ("cp437", "cp850", "cp866", "koi8_r", "iso8859_15", "cp1250")
        if all(bytes([byte]).decode(read_as, "ignore") for byte in TEXT.encode(written))  # no byte is lost on this way
    ],
)
def test_what_was_read_in_an_encoding_of_single_bytes_is_put_back(written: str, read_as: str) -> None:
    data = TEXT.encode(written)

    assert clean_text(data.decode(read_as)).text == TEXT


@pytest.mark.parametrize("errors", ["ignore", "replace"])
@pytest.mark.parametrize("read_as", ["big5", "euc_jp", "euc_kr"])
def test_what_nobody_can_put_back_is_one_line(read_as: str, errors: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="garbled"):
        read(tmp_path, TEXT.encode().decode(read_as, errors).encode())


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-7"),
        quopri.encodestring(TEXT.encode()),
        quopri.encodestring(TEXT.encode("gb18030")),
        base64.encodebytes(TEXT.encode()),
        TEXT.encode("hz"),
    ],
)
def test_text_in_ascii_for_its_way_is_read(data: bytes, tmp_path: Path) -> None:
    document = read(tmp_path, data)

    assert document.text == TEXT
    assert document.raw == TEXT


@pytest.mark.parametrize(
    "data",
    [
        b"C++ and A+B=C, see https://example.org/?a=E4=B8=AD&b=C0=DE",
        b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk",
        TEXT.encode(),
    ],
)
def test_what_only_looks_like_it_is_left(data: bytes) -> None:
    assert received(data) is None


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "王建国\n李秀英\n张伟民\n刘桂兰\n陈志强\n杨玉梅\n赵海燕\n黄文斌\n周晓东\n吴国华\n徐丽娟\n孙立军\n马春梅\n朱永康\n",
        "Report of the county, with a name or two: 东山县. " * 20,
        "東山縣警察局加強取締酒駕，本月查獲12件，成效良好，民眾肯定。" * 3,
    ],
)
def test_text_of_any_kind_is_no_garbage(text: str) -> None:
    assert not is_garbled(text)


@pytest.mark.parametrize("heading", ["", "全县先进个人名单\n"])
def test_a_list_of_names_is_no_garbage(heading: str) -> None:
    names = [
        "欧阳璟",
        "尉迟翀",
        "闫骁",
        "邬焱",
        "聂珏",
        "佟昕怡",
        "栾皓轩",
        "瞿芮",
        "晏翊",
        "隗璐",
        "芮旻",
        "阚钰",
        "卞煜",
        "郗岚",
        "綦琛",
    ]
    text = heading + "\n".join(names) + "\n"

    assert not is_garbled(text)
    assert clean_text(text).text == text
