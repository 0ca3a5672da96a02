"""Escaped characters are written as they are meant, and tags that nobody rendered go."""

from __future__ import annotations

import pytest

from kg.clean import clean_text
from kg.clean.align import align
from kg.clean.repair import drop_tags, restore_escapes

MEANT = "东山县“清源”行动，2023年5月查处12起。"


@pytest.mark.parametrize(
    "escaped",
    [
        MEANT.replace("“", "&ldquo;").replace("”", "&rdquo;"),
        MEANT.replace("“", "&amp;ldquo;").replace("”", "&amp;rdquo;"),
        MEANT.replace("“", "＆ｌｄｑｕｏ；").replace("”", "＆＃8221；"),
        "".join(f"&#{ord(ch)};" for ch in MEANT),
        "".join(f"&#x{ord(ch):X};" for ch in MEANT),
        "".join(f"\\u{ord(ch):04x}" if ord(ch) > 127 else ch for ch in MEANT),
        "".join(f"%u{ord(ch):04X}" if ord(ch) > 127 else ch for ch in MEANT),
        "".join("".join(f"%{byte:02X}" for byte in ch.encode()) if ord(ch) > 127 else ch for ch in MEANT),
        "".join("".join(f"%{byte:02X}" for byte in ch.encode("gb18030")) if ord(ch) > 127 else ch for ch in MEANT),
        "".join("".join(f"\\x{byte:02x}" for byte in ch.encode()) if ord(ch) > 127 else ch for ch in MEANT),
    ],
)
def test_what_was_escaped_is_written_as_meant(escaped: str) -> None:
    assert restore_escapes(align(escaped))[0].text == MEANT


def test_line_ends_of_a_program_are_lines() -> None:
    assert (
        restore_escapes(align("东山县夏季整治\\n查处12起。\\r\\n约谈6家。"))[0].text == "东山县夏季整治\n查处12起。\n约谈6家。"
    )


@pytest.mark.parametrize(
    "text",
    [
        "网址https://example.org/%E6%9C%88/2%E6%9C%88.html可查",
        "https://example.org/a?name=%E6%9C%88%E5%BA%A6&lt=2",
        "同比增长5%10%20%不等",
        "路径C:\\new\\node，规格\\u4e00",
        "温度<5度，比例>3，A<b的情形",
        "研发&设计、AT&T公司、R&D投入",
    ],
)
def test_what_only_looks_escaped_stays(text: str) -> None:
    once = restore_escapes(align(text))[0]

    assert drop_tags(once)[0].text == text


@pytest.mark.parametrize(
    ("tagged", "meant"),
    [
        ("夏季整治<br/>查处12起。<br><br>约谈6家。", "夏季整治\n查处12起。\n约谈6家。"),
        ("夏季整治\n<p>查处<strong>12</strong>起。</p>\n<p>约谈6家。</p>", "夏季整治\n查处12起。\n约谈6家。\n"),
        ("查处</span><span style='color: red'>12起。</span></p><p>约谈6家。", "查处12起。\n约谈6家。"),
        ("县<rt>xiàn</rt>公安局<!-- 注释 -->开展<script>var a = 1;</script>夜查", "县公安局开展夜查"),
        ("[b]查处[/b]12起[url=http://example.org]详情[/url]", "查处12起详情"),
    ],
)
def test_tags_go_and_blocks_are_lines(tagged: str, meant: str) -> None:
    assert drop_tags(align(tagged))[0].text.rstrip("\n") == meant.rstrip("\n")


def test_what_was_escaped_leads_back_to_the_file() -> None:
    raw = "<p>东山县&ldquo;清源&rdquo;行动</p>，查处12起。"

    document = clean_text(raw)

    at = document.text.index("清源")
    assert raw[slice(*document.to_raw(at, at + 2))] == "清源"
    assert raw[slice(*document.to_raw(at - 1, at))] == "&ldquo;"
