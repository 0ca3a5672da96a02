"""Whatever lies among the reports: one clear line each, memory bounded, and the others are read."""

from __future__ import annotations

import io
import json
import os
import resource
import shutil
import socket
import struct
import zipfile
from pathlib import Path

import pytest

import kg
from kg.clean import clean_documents, formats, read
from kg.clean.formats import reports_in
from kg.clean.read import RawText, Source, printable, read_bytes
from kg.errors import ConfigError, GraphError
from kg.folder import write_cleaned
from kg.records import Document, Problem

REPORT = "东山县开展夏季整治\n\n东山县公安局交警大队组织开展夏季夜查，三天查处酒驾12起，拆除非法改装装置5套，群众反响良好。\n"


def found_in(source: object) -> tuple[list[Document], list[Problem]]:
    problems: list[Problem] = []
    return list(clean_documents(source, on_problem=problems.append)), problems  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with one good report, which every bad neighbour must leave readable."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "good.txt").write_text(REPORT, "utf-8")
    return folder


def only_problem(folder: Path) -> str:
    """Return the one line about the folder, whose good report is read."""
    documents, problems = found_in(folder)
    assert [document.source for document in documents] == ["good.txt"]
    assert len(problems) == 1, problems
    assert str(problems[0]).isprintable()
    str(problems[0]).encode("utf-8")
    return str(problems[0])


def archive(*members: tuple[str, bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packed) as made:
        for name, data in members:
            made.writestr(zipfile.ZipInfo(name), data, packed)
    return file.getvalue()


def pdf(*, password: str = "") -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


# ---- files that are broken -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty: expected a report"),
        (archive(("word/document.xml", b"<w:document/>" * 50))[:-40], "a broken archive or Word file"),
        (archive(("word/document.xml", b"<w:document><w:body>")), "a broken Word file"),
        (b"%PDF-1.7\n1 0 obj << /Type /Catalog", "a broken PDF"),
        (pdf(password="geheim"), "locked with a password"),
        (pdf(), "without a text layer (a scan)"),
        (b"PK\x03\x04" + bytes(60), "a broken archive or Word file"),
        (bytes(range(256)) * 4, "unknown encoding"),
        (b"\0" * 5000, "binary: expected a text"),
    ],
    ids=["empty", "cut docx", "broken docx", "broken pdf", "locked pdf", "scan", "cut zip", "bytes", "zeros"],
)
def test_a_broken_file_gets_one_line(folder: Path, data: bytes, said: str) -> None:
    (folder / "bad.bin").write_bytes(data)

    assert said in only_problem(folder)


@pytest.mark.parametrize("text", ["查处\x01酒驾\x0212起", "公告\0：今日\x0c停水。\x03"])
def test_a_stray_control_character_or_two_are_dropped(text: str) -> None:
    [raw] = reports_in(text.encode(), "a.txt")

    assert isinstance(raw, RawText)
    assert raw.text == text


def test_a_locked_archive_gets_a_line_for_each_file() -> None:
    data = bytearray(archive(("a.txt", REPORT.encode()), packed=zipfile.ZIP_STORED))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", data, data.index(mark) + offset, 1)

    [problem] = reports_in(bytes(data), "a.zip")

    assert str(problem) == "a.zip/a.txt: locked with a password: unlock it first"


def test_a_broken_file_in_an_archive_costs_the_others_nothing() -> None:
    data = bytearray(archive(("a.txt", b"x" * 500), ("b.txt", REPORT.encode()), packed=zipfile.ZIP_STORED))
    data[data.index(b"xxx")] = ord("y")

    problem, report = reports_in(bytes(data), "a.zip")

    assert "a.zip/a.txt: broken in the archive" in str(problem)
    assert isinstance(report, RawText)


# ---- archives that are made to harm ----------------------------------------------------------------------------------


def test_what_unpacks_to_far_more_than_text_would_is_refused() -> None:
    [problem] = reports_in(archive(("a.txt", b"\0" * 20_000_000)), "a.zip")

    assert "a.zip/a.txt: more than 200 times larger once unpacked" in str(problem)


def test_archives_side_by_side_share_one_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MAX_ARCHIVE", 5000)
    inner = archive(*((f"{i}.txt", os.urandom(900)) for i in range(3)))

    said = [str(each) for each in reports_in(archive(("a.zip", inner), ("b.zip", inner)), "c.zip") if isinstance(each, Problem)]

    assert said[-1] == "c.zip: more than 5,000 bytes in an archive: the rest is not read"


def test_archives_side_by_side_share_one_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MAX_FILES", 7)
    inner = archive(*((f"{i}.txt", REPORT.encode() + bytes([65 + i])) for i in range(4)))

    found = list(reports_in(archive(("a.zip", inner), ("b.zip", inner)), "c.zip"))

    assert sum(isinstance(each, RawText) for each in found) == 4
    assert str(found[-1]) == "c.zip: more than 7 files in an archive: the rest is not read"


def test_an_archive_of_very_many_files_is_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MAX_FILES", 100)
    data = archive(*((f"{i}", b"") for i in range(400)))
    monkeypatch.setattr(zipfile, "ZipFile", None)

    [problem] = reports_in(data, "a.zip")

    assert "more than 100 files" in str(problem)


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "b/../../a.txt", "C:/a.txt", "..\\a.txt"])
def test_a_name_that_leads_out_of_the_archive_is_refused(name: str) -> None:
    found = list(reports_in(archive((name, REPORT.encode()), ("good.txt", REPORT.encode())), "a.zip"))

    assert [each.name for each in found if isinstance(each, RawText)] == ["a.zip/good.txt"]
    assert [each.what for each in found if isinstance(each, Problem)] == [
        "its name leads out of the archive: give it another one"
    ]


def test_an_archive_that_holds_itself_ends() -> None:
    data = REPORT.encode()
    for _ in range(20):
        data = archive(("a.zip", data))

    [problem] = reports_in(data, "a.zip")

    assert "at most 3 are opened" in str(problem)


# ---- what is no file, or no longer -----------------------------------------------------------------------------------


def test_zeros_are_told_before_any_encoding_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(read, "decode_text")

    assert read.decode(b"\0" * 1000 + REPORT.encode()[:60]) == ("binary: expected a text",)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le"])
def test_ascii_in_wide_characters_is_no_binary(encoding: str) -> None:
    text = "Report of 2023: 12 cases solved, 公安局查处12起。" + 40 * "1234567890"

    assert read.decode(text.encode(encoding)) == text


def test_a_gigabyte_of_zeros_takes_no_memory(folder: Path) -> None:
    with (folder / "zeros.txt").open("wb") as file:
        file.truncate(1_000_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert "zeros.txt: 1,000,000,000 bytes: a file is at most 50,000,000" in only_problem(folder)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_a_file_without_end_is_no_report(tmp_path: Path) -> None:
    for endless in ("/dev/zero", "/dev/urandom"):
        assert read_bytes(Source(Path(endless), "endless")) == Problem("endless", "neither a file nor a folder")


def test_a_pipe_does_not_wait_for_a_writer(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")

    assert "pipe.txt: neither a file nor a folder" in only_problem(folder)
    assert read_bytes(Source(folder / "pipe.txt", "pipe.txt")) == Problem("pipe.txt", "neither a file nor a folder")


def test_a_pipe_given_as_source_gets_one_line(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")

    _, problems = found_in([folder / "good.txt", folder / "pipe.txt"])

    assert [problem.what for problem in problems] == ["neither a file nor a folder"]


def test_a_socket_gets_one_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("a.sock")

        assert "a.sock: neither a file nor a folder" in only_problem(folder)


def test_a_link_that_leads_nowhere_and_one_that_leads_back_get_a_line_each(folder: Path) -> None:
    (folder / "gone.txt").symlink_to(folder / "missing.txt")
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "loop").symlink_to(folder)

    documents, problems = found_in(folder)

    assert len(documents) == 1
    assert sorted(problem.where.rpartition("/")[2] for problem in problems) == ["gone.txt", "loop", "self.txt"]


def test_links_to_links_are_walked_once(folder: Path) -> None:
    for number in range(12):  # 2 to the power of 12 ways through
        (folder / f"d{number}").mkdir()
        for side in "ab":
            (folder / f"d{number}" / side).symlink_to(folder / f"d{number + 1}")

    documents, problems = found_in(folder)

    assert len(documents) == 1
    assert len(problems) < 30


def test_a_file_that_changes_while_it_is_read_is_left_for_the_next_build(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "log.txt").write_text(REPORT * 2, "utf-8")
    seen = os.fstat

    def grown(descriptor: int) -> os.stat_result:
        state = seen(descriptor)
        if state.st_size == len((REPORT * 2).encode()):
            with (folder / "log.txt").open("a") as file:
                file.write("又一行")
        return state

    monkeypatch.setattr(read.os, "fstat", grown)

    assert "log.txt: changed while it was read" in only_problem(folder)


def test_a_file_that_is_gone_when_it_is_read_gets_one_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "gone.txt").write_text(REPORT + "乙", "utf-8")
    listed = read.find_sources([folder], lambda _: None)
    (folder / "gone.txt").unlink()
    monkeypatch.setattr("kg.clean.find_sources", lambda *_: listed)

    assert "gone.txt: cannot be read: No such file or directory" in only_problem(folder)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs the users of a Unix")
def test_a_file_and_a_folder_without_permission_get_a_line_each(folder: Path) -> None:
    (folder / "locked.txt").write_text(REPORT)
    (folder / "locked.txt").chmod(0)
    (folder / "closed").mkdir(mode=0)
    for above in folder.parents[:4] if os.geteuid() == 0 else ():  # root may read everything: become nobody for a while
        above.chmod(0o755)
    nobody = 65534 if os.geteuid() == 0 else os.geteuid()
    os.seteuid(nobody)
    try:
        documents, problems = found_in(folder)
    finally:
        os.seteuid(os.getuid())
        (folder / "closed").chmod(0o755)

    assert [document.source for document in documents] == ["good.txt"]
    assert sorted(f"{Path(problem.where).name}: {problem.what}" for problem in problems) == [
        "closed: cannot be read: Permission denied",
        "locked.txt: cannot be read: Permission denied",
    ]


# ---- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"a\nb.txt", "a\\nb.txt"),
        ("\u202etxt.exe.txt".encode(), "\\u202etxt.exe.txt"),
        ("公报.txt".encode("gb18030"), "公报.txt"),
        (b"\xff\xfe\x80.txt", "���.txt"),
        ("e\u0301\u2028.txt".encode(), "e\u0301\\u2028.txt"),
    ],
    ids=["newline", "right to left", "gbk", "no text", "line separator"],
)
def test_any_name_can_be_printed_and_written(folder: Path, name: bytes, shown: str) -> None:
    (folder / os.fsdecode(name)).write_text(REPORT + "乙", "utf-8")

    documents, problems = found_in(folder)

    assert problems == []
    assert shown in [document.source for document in documents]


def test_a_build_with_such_names_is_written(folder: Path, tmp_path: Path) -> None:
    (folder / os.fsdecode(b"\xff\n\xe2\x80\xae.txt")).write_text(REPORT + "乙", "utf-8")
    (folder / os.fsdecode(b"\xfe.bin")).write_bytes(b"")

    summary = kg.build_folder(folder, tmp_path / "graph")

    assert (summary.reports, summary.problems) == (2, 1)
    (tmp_path / "graph" / "build.json").read_text("utf-8")


def test_names_without_harm_stay() -> None:
    assert printable("报告 (1)/a–b.txt") == "报告 (1)/a–b.txt"


# ---- tables ----------------------------------------------------------------------------------------------------------


def test_bad_rows_of_json_lines_get_a_line_each(folder: Path) -> None:
    rows = ['{"text": 5}', '{"text": ["甲"]}', "[1]", '{"text": "\\ud800甲"}', '{"text": "' + "乙" * 9 + '", "date": {}}', "{"]
    (folder / "a.jsonl").write_text('{"text": "' + REPORT.replace("\n", "") + '丙"}\n' + "\n".join(rows), "utf-8")

    documents, problems = found_in(folder)

    assert [document.source for document in documents] == ["a.jsonl#1", "a.jsonl#6", "good.txt"]
    assert [str(problem) for problem in problems] == [
        "a.jsonl:2: text is a number: expected a text",
        "a.jsonl:3: text is a list: expected a text",
        "a.jsonl:4: no JSON object: '[1]'",
        "a.jsonl#5: lone surrogates: expected Unicode text",
        "a.jsonl:7: no JSON object: '{'",
    ]


def test_bad_rows_of_a_csv_get_a_line_each(folder: Path) -> None:
    body = REPORT.replace("\n", "")
    (folder / "a.csv").write_text(f"text,title\n{body},甲\n查处12起,拆除5套,乙\n,丙\n{body}又,丁\n", "utf-8")

    documents, problems = found_in(folder)

    assert [document.source for document in documents] == ["a.csv#2", "a.csv#5", "good.txt"]
    assert [str(problem) for problem in problems] == [
        "a.csv:3: 3 cells for 2 columns: put a text that holds a comma in quotation marks",
        "a.csv:4: no text: expected one in a column text, content, body",
    ]


# ---- what a build wrote, and what it would write over ----------------------------------------------------------------


def test_what_a_build_wrote_is_not_read_as_reports(folder: Path) -> None:
    kg.build_folder(folder, folder.parent / "graph")
    shutil.copytree(folder.parent / "graph", folder / "old")
    (folder / "old" / "note.txt").write_text(REPORT + "乙", "utf-8")

    documents, problems = found_in(folder)

    assert [document.source for document in documents] == ["good.txt", "old/note.txt"]
    assert [str(problem) for problem in problems] == [f"{folder / 'old'}: made by a build of kg: its files are no reports"]


def test_a_file_of_a_build_given_as_source_is_no_report(folder: Path) -> None:
    kg.build_folder(folder, folder.parent / "graph")

    documents, problems = found_in([folder, folder.parent / "graph" / "graph.html"])

    assert len(documents) == 1
    assert [problem.what for problem in problems] == ["made by a build of kg: no report"]


@pytest.mark.parametrize("name", ["graph.ttl", "entities.csv", "build.json"])
def test_a_file_of_someone_else_is_not_written_over(folder: Path, name: str) -> None:
    target = folder.parent / "graph"
    target.mkdir()
    (target / name).write_text("mine")

    with pytest.raises(ConfigError, match=rf"{name}: was not made by kg"):
        kg.build_folder(folder, target)

    assert (target / name).read_text() == "mine"
    assert [path.name for path in target.iterdir()] == [name]


def test_files_of_other_names_stay_beside_a_build(folder: Path) -> None:
    target = folder.parent / "graph"
    target.mkdir()
    (target / "notes.md").write_text("mine")

    kg.build_folder(folder, target)
    kg.build_folder(folder, target)

    assert (target / "notes.md").read_text() == "mine"


def test_a_cleaned_text_does_not_replace_a_file_of_someone_else(folder: Path) -> None:
    target = folder.parent / "texts"
    target.mkdir()
    (target / "good.txt").write_text("mine")

    with pytest.raises(ConfigError, match=r"good\.txt: was not made by kg"):
        write_cleaned(clean_documents(folder), target)

    assert (target / "good.txt").read_text() == "mine"


def test_cleaned_texts_are_written_again(folder: Path) -> None:
    for _ in range(2):
        assert write_cleaned(clean_documents(folder), folder.parent / "texts") == 1


def test_one_string_is_no_list_of_texts() -> None:
    with pytest.raises(ConfigError, match=r"give a list of texts"):
        kg.build(texts=REPORT)


def test_a_text_must_be_a_string() -> None:
    with pytest.raises(ConfigError, match=r"texts\[1\] is a bytes"):
        kg.build(texts=[REPORT, REPORT.encode()])  # type: ignore[list-item]


def test_a_page_is_no_folder(sample_graph: kg.KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"is a folder; give the page a name"):
        sample_graph.page(tmp_path)


@pytest.mark.parametrize(("cell", "said"), [("12345", "number"), ("1.5", "number"), ("true", "truth value"), ("[1]", "list")])
def test_a_row_whose_text_is_no_text_is_left_out_with_a_line(cell: str, said: str, folder: Path) -> None:
    good = json.dumps({"text": REPORT, "title": "夏季整治"}, ensure_ascii=False)
    (folder / "rows.jsonl").write_text(f'{good}\n{{"text": {cell}}}\n', "utf-8")

    documents, problems = found_in(folder)

    assert len(documents) == 2
    assert [str(problem) for problem in problems] == [f"rows.jsonl:2: text is a {said}: expected a text"]
