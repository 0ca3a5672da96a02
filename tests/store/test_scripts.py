"""Names in traditional characters, as the file has them."""

from __future__ import annotations

import pytest

from kg.records import Document, Mention, Repair, Span
from kg.store.scripts import traditional_name


def named(raw: str, clean: str, name: str | None = None, repairs: tuple[Repair, ...] = ()) -> str | None:
    """Return the traditional name of a mention that is a whole document; `raw` may hold pinyin in brackets."""
    starts, ends, at = [], [], 0
    for _ in clean:
        starts.append(at)
        at += 1
        while at < len(raw) and raw[at] in "(（" and ")" in raw[at:].replace("）", ")"):
            at = raw.replace("）", ")").index(")", at) + 1
        ends.append(at)
    document = Document("report-1", clean, "a.txt", "0", raw, starts, ends, repairs=repairs)
    return traditional_name(Mention(Span("report-1", 0, len(clean)), "Agency", name or clean, clean, "test/name"), document)


@pytest.mark.parametrize(
    ("raw", "clean", "expected"),
    [
        ("雲州市公安局交警支隊", "云州市公安局交警支队", "雲州市公安局交警支隊"),
        ("云州市公安局", "云州市公安局", None),
        ("支隊(duì)車(chē)管所", "支队车管所", "支隊車管所"),
        ("支队(duì)车(chē)管所", "支队车管所", None),
        ("交管１２３", "交管123", None),
        ("雲交ＡＰＰ", "云交APP", "雲交ＡＰＰ"),
        ("駕駛?拘", "驾驶人警", None),
    ],
)
def test_a_name_is_kept_as_read_when_it_differs_by_script_alone(raw: str, clean: str, expected: str | None) -> None:
    assert named(raw, clean) == expected


def test_a_repaired_name_has_no_traditional_form() -> None:
    damaged = (Repair("byte-shift", 0, 2, "麄鳎", "宣传"),)

    assert named("麄鳎車", "宣传车", repairs=damaged) is None
    assert named("宣傳車", "宣传车", repairs=(Repair("script", 0, 3, "宣傳車", "宣传车"),)) == "宣傳車"


def test_quotation_marks_are_no_part_of_the_name() -> None:
    assert named("“清風(fēng)”行動", "“清风”行动", name="清风”行动") == "清風”行動"
    assert named("“清風行動”", "“清风行动”", name="清风行动") == "清風行動"
