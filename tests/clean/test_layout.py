"""What stands on the pages of a PDF is read in the order in which a person reads it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.clean.formats import reports_in
from kg.clean.layout import Piece, read_pages
from kg.clean.pdf import _pieces
from kg.clean.read import RawText

FIRST = (
    "东山县水利局围绕农村供水保障，组织实施“清渠润田”行动，整治渠道38公里，改造水厂7座，新增蓄水能力120万立方米，"
    "惠及群众4万人，群众满意度提升。"
)
SECOND = (
    "县水利局与县乡村振兴局建立联合督查机制，对32个村的供水管网开展巡查，整改问题65个，整改率达98%，并约谈运输企业6家，"
    "责令限期整改。"
)
THIRD = (
    "全县推进水库除险加固工程，完成水库2座，投入资金3亿元，新建监测站26处，实现在线监测全覆盖，为乡村振兴提供坚实的水利支撑。"
)
SIZE, LEADING = 12.0, 18.0


def column(text: str, left: float, top: float, width: int, indent: int = 2) -> list[Piece]:
    """Return the lines of a paragraph, a piece each, broken at a width in characters."""
    whole = "\u3000" * indent + text
    lines = [whole[i : i + width] for i in range(0, len(whole), width)]
    return [
        Piece(left + SIZE * (len(line) - len(line.lstrip("\u3000"))), top - LEADING * i, SIZE, line.lstrip("\u3000"))
        for i, line in enumerate(lines)
    ]


def under(pieces: list[Piece]) -> float:
    return pieces[-1].y - LEADING


def test_lines_of_a_paragraph_are_one_line() -> None:
    first = column(FIRST, 72, 700, 30)
    second = column(SECOND, 72, under(first), 30)

    assert read_pages([[*first, *second]]) == [FIRST, SECOND]


def test_columns_are_read_one_after_the_other_whatever_is_drawn_first() -> None:
    title = Piece(200, 740, 20, "农村供水见成效")
    left = column(FIRST, 72, 700, 14)
    right = column(SECOND, 72 + 17 * SIZE, 705, 14)
    drawn = sorted([title, *left, *right], key=lambda piece: (-piece.y, piece.x))

    assert read_pages([drawn]) == ["农村供水见成效", FIRST, SECOND]


def test_three_columns_and_what_follows_them_are_read_in_order() -> None:
    columns = [column(text, 50 + 13 * SIZE * i, 700, 11) for i, text in enumerate((FIRST, SECOND, THIRD))]
    last = column(THIRD, 50, min(map(under, columns)) - 20, 36)

    assert read_pages([[piece for part in (*columns, last) for piece in part]]) == [FIRST, SECOND, THIRD, THIRD]


def test_a_sentence_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    lines = column(FIRST, 0, 700, 14)
    cut = len(lines) // 2
    moved = [Piece(17 * SIZE, 700 - LEADING * i, SIZE, piece.text) for i, piece in enumerate(lines[cut:])]
    more = column(SECOND, 17 * SIZE, moved[-1].y - LEADING, 14)
    other = [Piece(piece.x, 700 - LEADING * i, SIZE, piece.text) for i, piece in enumerate(more[3:])]
    before = column(THIRD, 0, 700, 14)
    first = [Piece(p.x, p.y - under(before) * 0 - LEADING * len(before), p.size, p.text) for p in lines[:cut]]

    assert read_pages([[*before, *first, *moved, *more[:3]], other]) == [THIRD, FIRST, SECOND]


def test_running_heads_and_numbers_of_pages_are_left_out() -> None:
    lines = column(FIRST + SECOND + THIRD, 72, 700, 23)
    pages = []
    for number in range(3):
        part = lines[number * 3 : number * 3 + 3] if number < 2 else lines[6:]
        moved = [Piece(piece.x, 700 - LEADING * i, SIZE, piece.text) for i, piece in enumerate(part)]
        pages.append([Piece(250, 780, 9, "东山年鉴（2024）"), *moved, Piece(290, 40, 9, f"— {number + 1} —")])

    assert read_pages(pages) == [FIRST + SECOND + THIRD]


def test_the_number_of_a_single_page_and_a_small_head_apart_from_it_are_left_out() -> None:
    text = column(FIRST, 72, 700, 30)

    assert read_pages([[Piece(72, 790, 8, "内部资料"), *text, Piece(290, 40, 9, "1")]]) == [FIRST]


@pytest.mark.parametrize(
    "head",
    [
        [Piece(72, 800, SIZE, "东山水利年鉴")],
        [Piece(72, 800, SIZE, "东山县水利局"), Piece(420, 800, SIZE, "2023年工作总结")],
        [Piece(72, 800, 10.5, "东山水利简报 第7期")],
    ],
)
def test_the_running_head_of_a_single_page_is_left_out(head: list[Piece]) -> None:
    title, text = Piece(200, 750, 20, "农村供水见成效"), column(FIRST, 72, 700, 30)

    assert read_pages([[*head, title, *text]]) == ["农村供水见成效", FIRST]


@pytest.mark.parametrize("said", ["附件1", "东山县人民政府文件", "东政发〔2023〕12号", "2023年5月6日", "索引号：DS-0017"])
def test_what_says_more_than_whose_page_it_is_stays_above_the_title(said: str) -> None:
    title, text = Piece(200, 740, 20, "农村供水见成效"), column(FIRST, 72, 700, 30)

    assert read_pages([[Piece(72, 800, SIZE, said), title, *text]]) == [said, "农村供水见成效", FIRST]


def test_a_line_close_above_the_title_stays() -> None:
    kicker, title = Piece(200, 765, SIZE, "清渠润田润民心"), Piece(200, 740, 20, "农村供水见成效")

    assert read_pages([[kicker, title, *column(FIRST, 72, 700, 30)]]) == ["清渠润田润民心", "农村供水见成效", FIRST]


def test_a_number_that_ends_a_text_stays() -> None:
    text = column(FIRST, 72, 700, 30)

    assert read_pages([[*text, Piece(72, under(text), SIZE, "12")]])[-1].endswith("12")


def test_rows_of_a_table_keep_their_cells_apart() -> None:
    rows = [("指标", "单位", "2023年"), ("粮食总产量", "万吨", "18.7"), ("水厂", "座", "7")]
    cells = [Piece(72 + 110 * i, 600 - 20 * j, SIZE, cell) for j, row in enumerate(rows) for i, cell in enumerate(row)]
    text = column(FIRST, 72, 700, 30)

    assert read_pages([[*text, *cells]]) == [FIRST, "指标\t单位\t2023年", "粮食总产量\t万吨\t18.7", "水厂\t座\t7"]


def test_cells_of_several_lines_are_whole() -> None:
    head = [Piece(72, 600, SIZE, "任务"), Piece(160, 600, SIZE, "牵头单位"), Piece(260, 600, SIZE, "完成情况")]
    first = [
        Piece(72, 565, SIZE, "新建公路"),
        Piece(160, 573, SIZE, "县交通运输"),
        Piece(160, 557, SIZE, "局"),
        Piece(260, 573, SIZE, "完成32.5公里，占任务"),
        Piece(260, 557, SIZE, "的85.5%。"),
    ]
    second = [Piece(72, 530, SIZE, "新增学位"), Piece(160, 530, SIZE, "县教育局"), Piece(260, 530, SIZE, "完成1260个。")]

    assert read_pages([[*head, *first, *second]]) == [
        "任务\t牵头单位\t完成情况",
        "新建公路\t县交通运输局\t完成32.5公里，占任务的85.5%。",
        "新增学位\t县教育局\t完成1260个。",
    ]


def test_notes_follow_the_text_and_their_marks_are_left_out() -> None:
    lines = column(FIRST + SECOND, 72, 700, 30)
    mark = Piece(lines[1].end, lines[1].y + 3, 7, "[1]")
    note = Piece(72, 60, 8, "[1] 本文数据均为初步统计数。")
    pages = [
        [*lines[:2], mark, note],
        [Piece(piece.x, 700 - LEADING * i, SIZE, piece.text) for i, piece in enumerate(lines[2:])],
    ]

    assert read_pages(pages) == [FIRST + SECOND, "[1] 本文数据均为初步统计数。"]


def test_a_title_of_several_lines_is_one() -> None:
    title = [Piece(150, 740, 22, "东山县人民政府关于印发"), Piece(140, 710, 22, "农村供水行动方案的通知")]

    assert read_pages([[*title, *column(FIRST, 72, 660, 30)]]) == ["东山县人民政府关于印发农村供水行动方案的通知", FIRST]


def test_characters_moved_apart_to_fill_a_line_stand_together() -> None:
    spread = [Piece(72 + 17 * i, 700, SIZE, ch) for i, ch in enumerate("改造危桥9座，新建站点")]

    assert read_pages([spread]) == ["改造危桥9座，新建站点"]


def test_words_of_letters_stay_apart() -> None:
    assert read_pages([[Piece(72, 700, SIZE, "Report"), Piece(115, 700, SIZE, "2023")]]) == ["Report 2023"]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.lists(
            st.builds(
                Piece,
                st.floats(-1000, 1000),
                st.floats(-1000, 1000),
                st.sampled_from([0.0, 1.0, 9.0, 12.0, 500.0]),
                st.text("东山县，。12 一、\u2ea0", max_size=9),
            ),
            max_size=30,
        ),
        max_size=4,
    )
)
def test_any_pages_are_read_and_nothing_is_made_up(pages: list[list[Piece]]) -> None:
    said = sorted("".join(piece.text for page in pages for piece in page if piece.size > 0))

    assert set("".join(read_pages(pages)).replace("\t", "")) <= set(said) | {" "}


def pdf_file(lines: list[tuple[float, float, float, str]]) -> bytes:
    """Return a PDF of one page with Chinese text, in a font that every reader knows."""
    shown = "\n".join(f"BT /F1 {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET" for x, y, size, text in lines)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 7 0 R >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) "
        "/Supplement 0 >> /FontDescriptor 6 0 R /DW 1000 >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 880 "
        "/Descent -120 /CapHeight 880 /StemV 90 >>",
        f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream",
    ]
    out, offsets = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    end = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode("latin-1")


def test_a_file_of_two_columns_is_read() -> None:
    left, right = column(FIRST, 50, 700, 16), column(SECOND, 50 + 19 * SIZE, 704, 16)
    drawn = sorted([*left, *right], key=lambda piece: (-piece.y, piece.x))

    (report,) = reports_in(
        pdf_file([(p.x, p.y, p.size, p.text) for p in [Piece(180, 760, 20, "农村供水见成效"), *drawn]]), "a.pdf"
    )

    assert isinstance(report, RawText)
    assert report.text == f"农村供水见成效\n{FIRST}\n{SECOND}\n"


def test_letters_and_digits_of_one_name_stay_together_in_types_of_other_widths() -> None:
    pieces = [Piece(72, 700, 6.8, "PM"), Piece(82.93, 700, 6.8, "2"), Piece(86.6, 700, 6.8, ".5")]

    assert read_pages([pieces]) == ["PM2.5"]


class Told:
    """A page that says for each text where it stands, as the reader of PDFs does."""

    def __init__(self, *told: tuple[float, str]) -> None:
        self.told = told

    def extract_text(self, visitor_text: Callable[..., None]) -> str:
        for x, text in self.told:
            visitor_text(text, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), (1.0, 0.0, 0.0, 1.0, x, 700.0), None, 20.0)
        return "".join(text for _, text in self.told)


def test_what_is_told_to_stand_inside_the_piece_before_it_follows_it() -> None:
    page = Told((208, "局"), (228, "改建"), (248, "渠"), (248, "道"), (308, "五"), (328, "处"))  # 渠 stands at 268

    assert read_pages([_pieces(page)]) == ["局改建渠道五处"]  # type: ignore[arg-type]


def test_what_is_drawn_twice_for_bold_type_is_not_moved() -> None:
    page = Told((100, "农村"), (100.4, "农村"))

    assert [piece.x for piece in _pieces(page)] == [100, 100.4]  # type: ignore[arg-type]
