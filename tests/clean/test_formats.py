"""Web pages, Word, PDF, tables and archives: the true text out, one clear line for what is broken."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.clean import clean_documents, formats
from kg.clean.formats import reports_in
from kg.clean.html import is_html, read_html
from kg.clean.read import RawText
from kg.errors import SourceError
from kg.records import Document, Problem

BODY = "东山县公安局交警大队组织开展夏季夜查，三天查处酒驾12起，拆除违规装置5套，群众反响良好。"
PAGE = f"""<!DOCTYPE html><html><head><title>夏季整治见成效-东山县公安局</title>
<meta name="ArticleTitle" content="夏季整治见成效"><meta name="PubDate" content="2023-07-02 18:30">
<meta name="Url" content="https://example.org/a.html"><script>var a = "查处999起，请，勿读。";</script></head>
<body><div class="nav"><a href="/">首页</a> <a href="/b">警务动态</a></div>
<div><h1>夏季整治见成效</h1><div>发布时间：2023-07-02 18:30　来源：东山县公安局　字体：[大 中 小]</div>
<div id="zoom"><p>　　{BODY}</p><p>下一步，大队将<b>继续</b>开展整治，力争年内<br>再建3处执勤点&nbsp;，方便群众。</p>
</div></div>
<ul><li><a href="/1">另一条新闻，另一条新闻，另一条新闻的标题</a></li></ul>
<footer>主办单位：东山县公安局，地址：某路1号</footer></body></html>"""


def word_file(*paragraphs: str) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>" for paragraph in paragraphs)
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in ("项目", "12起"))
    row = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    return archive(**{"word/document.xml": f"<w:document {space}><w:body>{body}{row}</w:body></w:document>".encode()})


def archive(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return buffer.getvalue()


def pdf_file(*pages: str) -> bytes:
    """Return a PDF with a line of ASCII text on each page, written by hand."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for i, text in enumerate(pages):
        stream = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET"
        fonts = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {fonts} /Contents {5 + 2 * i} 0 R >>")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out, offsets = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode("latin-1")


def read(folder: Path, **files: bytes) -> tuple[list[Document], list[Problem]]:
    for name, data in files.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    problems: list[Problem] = []
    return list(clean_documents(folder, on_problem=problems.append)), problems


def problem_of(data: bytes, name: str = "a") -> str:
    found = list(reports_in(data, name))
    assert all(isinstance(each, Problem) for each in found)
    return "; ".join(map(str, found))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_main_text_of_a_web_page_is_read_with_what_its_head_says(tmp_path: Path, encoding: str) -> None:
    (document,), problems = read(tmp_path, a_html=PAGE.encode(encoding))

    lines = document.text.split("\n")
    assert lines[0] == "夏季整治见成效"
    assert BODY in document.text
    assert "下一步，大队将继续开展整治，力争年内" in document.text
    assert not any(word in document.text for word in ("首页", "999", "另一条", "主办", "发布时间", "字体"))
    assert (document.title, document.date, document.publisher) == ("夏季整治见成效", "2023-07-02", "东山县公安局")
    assert document.url == "https://example.org/a.html"
    assert problems == []


def test_a_web_page_is_known_by_its_content(tmp_path: Path) -> None:
    (document,), _ = read(tmp_path, a_txt=PAGE.encode())

    assert "<" not in document.text


def test_a_page_that_declares_big5_is_read_so(tmp_path: Path) -> None:
    text = "員警於路口取締違規，" * 5
    page = f'<html><head><meta charset="big5"></head><body><h1>夏季整頓</h1><p>{text}成效良好。</p></body></html>'

    (document,), _ = read(tmp_path, a_html=page.encode("big5"))

    assert document.text.startswith("夏季整顿\n员警于路口取缔违规")


def test_positions_of_a_page_lie_in_what_was_taken_out_of_it(tmp_path: Path) -> None:
    (document,), _ = read(tmp_path, a_html=PAGE.encode())

    at = document.text.index("查处酒驾12起")
    assert document.raw[slice(*document.to_raw(at, at + 7))] == "查处酒驾12起"


def test_a_word_file_is_read(tmp_path: Path) -> None:
    (document,), problems = read(tmp_path, a_docx=word_file("夏季整治见成效", BODY))

    assert document.text == f"夏季整治见成效\n{BODY}\n项目\t12起\n"
    assert document.title == "夏季整治见成效"
    assert problems == []


def test_a_pdf_is_read() -> None:
    (raw,) = reports_in(pdf_file("Report of the year", "12 cases solved"), "a.pdf")

    assert isinstance(raw, RawText)
    assert raw.text.split("\n")[:2] == ["Report of the year", "12 cases solved"]


def test_a_text_without_a_chinese_character_is_told_and_costs_the_others_nothing(tmp_path: Path) -> None:
    documents, (problem,) = read(tmp_path, a_txt=b"Thank you for the files.\n", b_txt=BODY.encode())

    assert [document.text for document in documents] == [BODY]
    assert "a.txt: no Chinese character" in str(problem)


def test_a_pdf_without_text_and_a_broken_one_say_so() -> None:
    assert "no text layer" in problem_of(pdf_file("")).replace("without a text layer", "no text layer")
    assert "broken PDF" in problem_of(b"%PDF-1.4\nnothing here")


def test_each_row_of_a_table_is_a_report(tmp_path: Path) -> None:
    rows = [{"title": "甲", "date": "2023-07-02", "text": BODY}, {"title": "乙", "text": BODY + "又"}, {"title": "丙"}]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)

    documents, problems = read(tmp_path, a_jsonl=lines.encode())

    assert [(each.source, each.title, each.date) for each in documents] == [
        ("a.jsonl#1", "甲", "2023-07-02"),
        ("a.jsonl#2", "乙", None),
    ]
    assert documents[0].text == f"甲\n{BODY}"
    assert [str(problem) for problem in problems] == ["a.jsonl:3: no text: expected one in a column text, content, body"]


def test_a_csv_with_a_column_of_texts_is_read_and_one_without_says_so(tmp_path: Path) -> None:
    good = f"标题,发布时间,正文\n夏季整治,2023-07-02,{BODY}\n".encode("gb18030")

    documents, problems = read(tmp_path, a_csv=good, b_csv="甲,乙\n1,2\n".encode())

    assert [(each.source, each.title, each.date) for each in documents] == [("a.csv#2", "夏季整治", "2023-07-02")]
    assert [problem.where for problem in problems] == ["b.csv"]


def test_a_row_of_several_lines_is_known_by_its_first(tmp_path: Path) -> None:
    rows = f'标题,正文\n夏季整治,"{BODY}\n{BODY}甲"\n冬季整治,{BODY}乙\n'.encode()

    documents, _ = read(tmp_path, a_csv=rows)

    assert [each.source for each in documents] == ["a.csv#2", "a.csv#4"]


def test_archives_are_read_with_what_is_in_them(tmp_path: Path) -> None:
    inner = archive(**{"丙.txt": (BODY + "丙").encode()})
    outer = archive(
        **{"甲.txt": BODY.encode(), "b/页.html": PAGE.encode(), "c.zip": inner, ".hidden": b"x", "bad.bin": b"\0\1"}
    )

    documents, problems = read(tmp_path, a_zip=outer)

    assert [each.source for each in documents] == ["a.zip/b/页.html", "a.zip/c.zip/丙.txt", "a.zip/甲.txt"]
    assert [problem.where for problem in problems] == ["a.zip/bad.bin"]


def test_an_archive_of_zeros_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MAX_MEMBER", 1000)
    monkeypatch.setattr(formats, "MAX_ARCHIVE", 1500)

    assert "larger than" in problem_of(archive(a=b"\0" * 5000))
    assert "the rest is not read" in problem_of(archive(a=b"\0" * 900, b=b"\0" * 900))


def test_archives_in_archives_end(monkeypatch: pytest.MonkeyPatch) -> None:
    nested = BODY.encode()
    for _ in range(6):
        nested = archive(**{"a.zip": nested})

    assert "at most 3 are opened" in problem_of(nested)


@pytest.mark.parametrize("cut", [10, 60, 200])
def test_a_truncated_word_file_gets_one_line(cut: int) -> None:
    assert "broken" in problem_of(word_file("夏季整治", BODY)[:-cut])


def test_an_old_word_file_says_what_would_be_right() -> None:
    assert "save it as .docx" in problem_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.4\n", b"<html>", b'{"text": '.ljust(12), "索引号：".encode()]),
    st.binary(max_size=200),
)
def test_any_bytes_give_reports_or_problems(start: bytes, rest: bytes) -> None:
    assert all(isinstance(found, RawText | Problem) for found in reports_in(start + rest, "a.csv"))


@given(st.text("<>/p divah12&;\"'= 查处，。", max_size=60))
def test_any_page_is_read(text: str) -> None:
    main, _ = read_html(f"<html><body>{text}")

    assert main.endswith("\n")


@pytest.mark.parametrize("text", ["今年以来，<全市>查处", "<<关于整治的通知>>", "# 标题\n正文", "p < 0.05"])
def test_a_text_with_angle_brackets_is_no_page(text: str) -> None:
    assert not is_html(text)


SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def word_text(inside: str, **parts: str) -> list[str]:
    """Return the lines read from a Word file of this body, after a paragraph of ours."""
    body = f"<w:document {SPACES}><w:body>{said(BODY)}{inside}</w:body></w:document>"
    found = list(
        reports_in(archive(**{"word/document.xml": body.encode()}, **{k: v.encode() for k, v in parts.items()}), "a.docx")
    )
    assert isinstance(found[0], RawText)
    return found[0].text.split("\n")[1:-1]


def said(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*cells: str) -> str:
    return "<w:tbl><w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr></w:tbl>"


def run(text: str, style: str = "") -> str:
    return f"<w:r><w:rPr>{style}</w:rPr><w:t>{text}</w:t></w:r>"


def up(text: str) -> str:
    return run(text, '<w:vertAlign w:val="superscript"/>')


@pytest.mark.parametrize(
    ("inside", "lines"),
    [
        (table(said("甲") + table(said("内")), said("乙")), ["甲 内\t乙"]),
        (table(said("甲"), f"<w:sdt><w:sdtContent>{said('乙')}</w:sdtContent></w:sdt>"), ["甲\t乙"]),
        (
            "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{0}</w:txbxContent></mc:Choice><mc:Fallback>"
            "<w:txbxContent>{0}</w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>段落</w:t></w:r></w:p>".format(
                said("框")
            ),
            ["段落", "框"],
        ),
        ("<w:p><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p>", ["新"]),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:t>可见</w:t></w:r></w:p>", ["可见"]),
        (
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>zhǎng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>长</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
            ["长"],
        ),
        (
            f"<w:p>{run('蓄水5.6×10')}{up('4')}{run('m')}{up('3')}{run('，渠道')}{up('1')}{run('完好')}</w:p>",
            ["蓄水5.6×10⁴m³，渠道完好"],
        ),
    ],
    ids=["nested", "wrapped", "box", "tracked", "hidden", "ruby", "raised"],
)
def test_what_word_shows_is_read_once_and_in_order(inside: str, lines: list[str]) -> None:
    assert word_text(inside) == lines


def test_the_notes_of_a_word_file_follow_its_text() -> None:
    notes = f"<w:footnotes {SPACES}><w:footnote>{said('数据来自县统计局。')}</w:footnote></w:footnotes>"

    assert word_text(said("正文"), **{"word/footnotes.xml": notes}) == ["正文", "数据来自县统计局。"]


def test_a_word_file_of_parts_without_end_is_a_problem() -> None:
    body = f"<w:document {SPACES}><w:body>" + "<w:p><w:r>" * 3000 + "</w:r></w:p>" * 3000 + "</w:body></w:document>"

    (problem,) = reports_in(archive(**{"word/document.xml": body.encode()}), "a.docx")

    assert "parts inside parts" in str(problem)


@pytest.mark.parametrize("separator", [",", ";", "|", "\t"])
@pytest.mark.parametrize("written", ["2023-05-06", "2023/5/6", "2023年5月6日", "20230506", "2023-05-06T08:00:00Z"])
def test_a_table_is_read_whatever_parts_its_cells_and_however_it_writes_dates(separator: str, written: str) -> None:
    rows = separator.join(("标题", "发布日期", "正文")) + "\r\n" + separator.join(("夜查", written, f'"{BODY}"')) + "\r\n"

    (report,) = reports_in(("\ufeff" + rows).encode(), "a.csv")

    assert isinstance(report, RawText)
    assert (report.about.title, report.about.date, report.text) == ("夜查", "2023-05-06", f"夜查\n{BODY}")


@pytest.mark.parametrize("indent", [None, 2])
def test_a_list_of_objects_in_json_is_a_table(indent: int | None) -> None:
    rows = [{"title": "夜查", "text": BODY, "date": "2023"}, {"title": "无文"}]

    report, problem = reports_in(json.dumps(rows, ensure_ascii=False, indent=indent).encode(), "a.json")

    assert isinstance(report, RawText)
    assert (report.text, report.about.date) == (f"夜查\n{BODY}", "2023")
    assert "no text" in str(problem)


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("编号,新闻标题,新闻内容,发布日期时间,来源网站", "1,夜查,{0},2024/3/6 10:21,东山县公安局"),
        ("id;article_title;article_content;pub_time", "1;夜查;{0};20240306"),
        ("序号\t题名\t正文内容\t时间戳", "1\t夜查\t{0}\t1709721000"),
        ("标题,发布时间,全文内容,正文字数", "夜查,2024-03-06,{0},45"),
        ("ID，标题，正文", "1，夜查，{0}"),
        ("sep=;\n标题;甲;乙", "夜查;{0};2"),
        ("title,how,said", "夜查,x,{0}"),
    ],
)
def test_columns_are_known_by_many_names_and_else_by_what_is_in_them(head: str, row: str) -> None:
    (report,) = reports_in(f"\ufeff{head}\r\n{row.format(BODY)}\r\n".encode(), "a.csv")

    assert isinstance(report, RawText)
    assert report.text == f"夜查\n{BODY}"
    assert report.about.date in ("2024-03-06", None)
    assert (report.about.date is None) == ("2024" not in row and "1709" not in row)


def test_a_table_without_a_line_of_names_is_read() -> None:
    found = list(reports_in(f'"夜查","{BODY}"\n"巡查","{BODY}又"\n'.encode(), "a.csv"))

    assert [report.text for report in found if isinstance(report, RawText)] == [BODY, BODY + "又"]


def test_a_text_cut_into_cells_at_its_commas_is_whole_again() -> None:
    (report,) = reports_in(b"title,text\n" + f"甲,{BODY.replace('，', ',')}\n".encode(), "a.csv")

    assert isinstance(report, RawText)
    assert report.text == f"甲\n{BODY.replace('，', ',')}"


@pytest.mark.parametrize(
    "around", ['{{"code": 200, "data": {{"list": [{0}]}}}}', "[{0}]", '{{"items": [{0}, {{"title": "空"}}]}}']
)
def test_the_list_of_reports_is_found_wherever_a_json_file_holds_it(around: str) -> None:
    row = json.dumps({"title": "夜查", "articleContent": BODY, "publishDate": 1709721000000}, ensure_ascii=False)

    report, *others = reports_in(around.format(row).encode(), "a.json")

    assert isinstance(report, RawText)
    assert (report.text, report.about.date) == (f"夜查\n{BODY}", "2024-03-06")
    assert all("no text" in str(other) for other in others)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{\\rtf1\\ansi", "an RTF file"),
        (b"Rar!\x1a\x07\x01\x00", "a RAR archive"),
        (b"7z\xbc\xaf\x27\x1c\x00", "a 7z archive"),
        (b"\x1f\x8b\x08\x00", "a gzip archive"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (archive(**{"xl/workbook.xml": b"<x/>"}), "an Excel file"),
        (archive(**{"ppt/presentation.xml": b"<x/>"}), "a PowerPoint file"),
        (archive(**{"OFD.xml": b"<x/>"}), "an OFD file"),
        (
            archive(**{"mimetype": b"application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": b"<x/>"}),
            "an OpenDocument",
        ),
    ],
)
def test_files_of_other_kinds_get_a_line_that_says_what_would_be_right(data: bytes, said: str) -> None:
    assert problem_of(data).startswith(f"a: {said}")
    assert "; " not in problem_of(data)


def test_names_of_members_are_read_whatever_packed_them() -> None:
    name = "报告/供水.txt".encode("gb18030").decode("cp437")

    (report,) = reports_in(archive(**{name: BODY.encode()}), "a.zip")

    assert isinstance(report, RawText)
    assert report.name == "a.zip/报告/供水.txt"


ROW = {"title": "夏季整治见成效", "text": BODY}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.jsonl", '{"title":"断了\n' + json.dumps(ROW) + "\n"),
        ("a.json", "[\n" + json.dumps(ROW, ensure_ascii=False) + ",\n]\n"),
        ("a.jsonl", json.dumps(ROW) + json.dumps({"title": "第二", "text": ""}) + "\n"),
        ("a.jsonl", json.dumps({"title": ROW["title"], "content": [BODY[:20], BODY[20:]]}) + "\n"),
        ("a.json", json.dumps([{"title": ROW["title"], "paragraphs": [BODY]}])),
        ("a.jsonl", json.dumps({"id": 3, "article": {"title": ROW["title"], "body": BODY}}) + "\n"),
        ("a.txt", f'title,text\n"{ROW["title"]}","{BODY}"\n'),
        ("a.csv", f'"{ROW["title"]}","{BODY}"\n'),
    ],
)
def test_a_table_that_is_not_quite_one_is_read(name: str, text: str) -> None:
    found = [each for each in reports_in(text.encode(), name) if isinstance(each, RawText)]

    assert [(each.about.title, each.text.replace("\n", "")) for each in found] == [(ROW["title"], ROW["title"] + BODY)]


def test_broken_json_is_a_line_and_no_report() -> None:
    assert ": broken JSON" in problem_of(b'{"title": "a", "text": "b', "a.json")


@pytest.mark.parametrize("text", [f"东山县夏季整治,三天见成效\n{BODY}\n", f"标题,正文如下\n{BODY}\n"])
def test_a_first_line_with_a_comma_makes_no_table(text: str) -> None:
    assert [each.text for each in reports_in(text.encode(), "a.txt") if isinstance(each, RawText)] == [text]


def test_what_is_crossed_out_in_word_is_not_read_and_a_frame_around_a_text_is_none() -> None:
    crossed = (
        "<w:p><w:r><w:t>查处</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>99起</w:t></w:r><w:r><w:t>12起</w:t></w:r></w:p>"
    )
    framed = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"

    assert word_text(crossed + framed) == ["查处12起", "甲", "乙"]


def test_what_systems_and_browsers_leave_beside_files_is_no_report(tmp_path: Path) -> None:
    members = {"页.html": PAGE.encode(), "页_files/a.js": b"var a = 1;", "desktop.ini": b"[x]", "~$b.docx": b"\x08user"}
    for name, data in members.items():
        (tmp_path / "saved" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "saved" / name).write_bytes(data)
    (tmp_path / "packed.zip").write_bytes(archive(**members))

    assert sorted(document.source for document in clean_documents(tmp_path / "packed.zip")) == ["packed.zip/页.html"]
    assert [document.source for document in clean_documents(tmp_path / "saved")] == ["页.html"]


def test_letters_of_no_size_are_not_read_and_lines_set_as_they_are_stay_lines() -> None:
    page = PAGE.replace("三天查处", '三天<span style="font-size:0px">干扰</span>查处').replace(
        "</ul>", f"</ul><pre>{BODY}\n{BODY[:-1]}，持续向好。</pre>"
    )

    main, _ = read_html(page.replace('<div id="zoom">', '<div id="zoom"><pre>第一行，有一句话。\n第二行，有一句话。</pre>'))
    assert "干扰" not in main
    assert "第一行，有一句话。\n第二行，有一句话。" in main


def test_rows_of_several_kinds_and_objects_handed_to_a_function_are_read(tmp_path: Path) -> None:
    text = "今年以来，东山县组织开展食品安全专项检查，共检查经营户120家，发现问题35个。"
    (tmp_path / "a.jsonl").write_text(
        f'{{"标题": "甲县", "发稿时间": "2023-03-05", "正文内容": "{text}"}}\n{{"body": "乙县{text}"}}\n', "utf-8"
    )
    (tmp_path / "b.txt").write_text(f'show({{"title": "丙县", "content": "丙县{text}"}});\n', "utf-8")

    documents = list(clean_documents(tmp_path))

    assert [(document.date, document.text[:2]) for document in documents] == [
        ("2023-03-05", "甲县"),
        (None, "乙县"),
        (None, "丙县"),
    ]


def test_a_file_of_xml_that_is_no_page_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<?xml version='1.0'?><rss><item><title>东山县开展检查</title></item></rss>", "utf-8")

    with pytest.raises(SourceError, match="an XML file"):
        list(clean_documents(tmp_path))


def test_a_text_in_objects_inside_an_object_is_read_with_what_stands_beside(tmp_path: Path) -> None:
    text = "今年以来，东山县组织开展食品安全专项检查，共检查经营户120家，发现问题35个。"
    rows = [{"meta": {"title": "东山县通报", "time": 20230305}, "data": {"body": {"content": f"{text}{i}"}}} for i in range(2)]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")

    documents = list(clean_documents(tmp_path / "a.jsonl"))

    assert [(document.date, document.text) for document in documents] == [
        ("2023-03-05", f"东山县通报\n{text}0"),
        ("2023-03-05", f"东山县通报\n{text}1"),
    ]


def test_objects_inside_objects_are_opened_only_so_deep(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"a": ' * 900 + '"今年以来，东山县组织开展检查，共检查120家。"' + "}" * 900, "utf-8")

    with pytest.raises(SourceError):
        list(clean_documents(tmp_path / "a.jsonl"))


def test_what_an_object_beside_the_text_says_of_it_is_heeded(tmp_path: Path) -> None:
    text = "今年以来，东山县水务局改造管网36公里，新增供水人口1.2万人，供水保证率提高3个百分点。"
    row = {"meta": {"title": "全县供水进展", "date": "2023-07-05"}, "content": [text, "下一步检查工地23处。"]}
    (tmp_path / "a.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", "utf-8")

    (document,) = clean_documents(tmp_path)

    assert (document.title, document.date) == ("全县供水进展", "2023-07-05")
    assert document.text.endswith("下一步检查工地23处。")


def test_an_object_beside_the_text_never_stands_for_it_nor_for_what_the_row_says(tmp_path: Path) -> None:
    text = "今年以来，东山县水务局改造管网36公里，新增供水人口1.2万人，供水保证率提高3个百分点。"
    row = {"meta": {"text": "已审核", "date": "2020-01-01"}, "content": text, "publish_time": "2023-05-06"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", "utf-8")

    (document,) = clean_documents(tmp_path)

    assert (document.text, document.date) == (text, "2023-05-06")
