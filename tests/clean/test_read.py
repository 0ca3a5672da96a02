"""Files in, one Document each, one clear line for what cannot be read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kg.clean import clean_documents, clean_text
from kg.clean.read import decode
from kg.config import Settings
from kg.errors import ConfigError, SourceError
from kg.records import Document, Problem

REPORT = "东山县开展夏季整治\n\n东山县公安局交警大队组织开展夏季夜查，三天查处酒驾12起，拆除非法改装装置5套，群众反响良好。\n"


def read(source: object, **settings: Path) -> tuple[list[Document], list[Problem]]:
    problems: list[Problem] = []
    documents = list(clean_documents(source, settings=Settings(**settings), on_problem=problems.append))  # type: ignore[arg-type]
    return documents, problems


def folder_of(path: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        file = path / name.replace("__", "/").replace("_", ".", 1)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_report_is_read_in_each_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(REPORT.encode(encoding))

    (document,), problems = read(tmp_path)

    assert document.text == document.raw == REPORT
    assert problems == []


def test_newlines_of_the_file_stay_in_the_raw_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(REPORT.replace("\n", "\r\n").encode())

    (document,), _ = read(tmp_path)

    assert document.raw == REPORT.replace("\n", "\r\n")
    assert document.text == REPORT
    at = document.text.index("查处酒驾")
    assert document.raw[slice(*document.to_raw(at, at + 7))] == "查处酒驾12起"


def test_files_come_in_the_order_of_their_names_from_all_folders(tmp_path: Path) -> None:
    folder_of(tmp_path, b_txt=REPORT + "乙", sub__c_md=REPORT + "丙", a_txt=REPORT + "甲")

    documents, problems = read(tmp_path)

    assert [document.source for document in documents] == ["a.txt", "b.txt", "sub/c.md"]
    assert problems == []


def test_the_order_in_which_files_are_given_changes_nothing(tmp_path: Path) -> None:
    files = [folder_of(tmp_path, a_txt=REPORT + "甲", b_txt=REPORT + "乙") / name for name in ("a.txt", "b.txt")]

    assert read(files)[0] == read(files[::-1])[0]


def test_the_id_names_the_content(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "renamed.txt").write_text(REPORT, "utf-8")

    (first,), _ = read(tmp_path / "a.txt")
    (second,), _ = read(tmp_path / "b")

    assert first.id == second.id == "report-" + hashlib.sha256(REPORT.encode()).hexdigest()[:16]
    assert first.checksum == hashlib.sha256(REPORT.encode()).hexdigest()


def test_the_same_bytes_are_read_once(tmp_path: Path) -> None:
    documents, problems = read(folder_of(tmp_path, a_txt=REPORT, b_txt=REPORT))

    assert [document.source for document in documents] == ["a.txt"]
    assert [str(problem) for problem in problems] == ["b.txt: the same as a.txt: read once"]


def test_each_bad_input_gets_one_line_and_costs_the_others_nothing(tmp_path: Path) -> None:
    folder_of(tmp_path, good_txt=REPORT, empty_txt="", blank_txt=" \n\u3000\n", binary_txt=b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    folder_of(tmp_path, odd_txt=bytes(range(0x80, 0x100)) * 3)

    documents, problems = read([tmp_path, tmp_path / "missing"])

    assert [document.source for document in documents] == ["good.txt"]
    assert sorted(problem.where.rpartition("/")[2] for problem in problems) == [
        "binary.txt",
        "blank.txt",
        "empty.txt",
        "missing",
        "odd.txt",
    ]
    assert all("\n" not in str(problem) and problem.what for problem in problems)


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")

    with pytest.raises(SourceError, match=r"a\.txt: empty"):
        list(clean_documents(tmp_path))


def test_no_source_is_an_error() -> None:
    with pytest.raises(SourceError, match="no source was given"):
        list(clean_documents())


def test_texts_are_reports_of_their_own() -> None:
    documents = list(clean_documents(texts=[REPORT, REPORT + "又一篇。"]))

    assert [document.source for document in documents] == ["text-1", "text-2"]
    assert documents[0].checksum == hashlib.sha256(REPORT.encode()).hexdigest()


def test_the_marks_of_markdown_are_no_text(tmp_path: Path) -> None:
    raw = "# 夏季整治\n\n> 东山县**公安局**查处酒驾12起，见[通报](https://example.org/a)。\n"
    (tmp_path / "a.md").write_text(raw, "utf-8")
    (tmp_path / "b.txt").write_text(raw + "乙", "utf-8")

    marked, plain = read(tmp_path)[0]

    assert marked.text == "夏季整治\n\n东山县公安局查处酒驾12起，见通报。\n"
    assert marked.title == "夏季整治"
    assert plain.text == plain.raw


def test_hidden_files_and_the_table_are_no_sources(tmp_path: Path) -> None:
    folder_of(tmp_path, a_txt=REPORT, reports_csv="file,date\na.txt,2023-07\n")
    (tmp_path / ".notes").write_text(REPORT, "utf-8")

    documents, problems = read(tmp_path)

    assert [document.source for document in documents] == ["a.txt"]
    assert problems == []


def test_a_link_that_leads_back_is_walked_once(tmp_path: Path) -> None:
    folder_of(tmp_path, sub__a_txt=REPORT)
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)

    documents, _ = read(tmp_path)

    assert [document.source for document in documents] == ["sub/a.txt"]


def test_the_table_says_what_is_known(tmp_path: Path) -> None:
    table = "\ufefffile,date,publisher,title,url\nsub/a.txt,2023-07-02,东山县公安局,夏季整治,https://example.org/a\n"
    folder_of(tmp_path, sub__a_txt=REPORT, reports_csv=table)

    (document,), problems = read(tmp_path)

    assert (document.date, document.publisher, document.title) == ("2023-07-02", "东山县公安局", "夏季整治")
    assert document.url == "https://example.org/a"
    assert not document.date_is_inferred
    assert problems == []


def test_a_table_in_gb18030_without_most_columns_is_read(tmp_path: Path) -> None:
    folder_of(tmp_path, a_txt=REPORT, reports_csv="file,publisher\na.txt,东山县公安局\n".encode("gb18030"))

    assert read(tmp_path)[0][0].publisher == "东山县公安局"


def test_a_row_without_a_file_and_a_date_of_another_form_are_problems(tmp_path: Path) -> None:
    folder_of(tmp_path, a_txt=REPORT, reports_csv="file,date\nb.txt,2023\na.txt,last summer\n")

    documents, problems = read(tmp_path)

    assert len(documents) == 1
    assert [str(problem) for problem in problems] == [
        "reports.csv:2: no such file: b.txt",
        "reports.csv:3: date 'last summer': expected YYYY, YYYY-MM or YYYY-MM-DD",
    ]


def test_a_file_that_is_named_twice_is_a_problem_and_the_last_line_is_believed(tmp_path: Path) -> None:
    folder_of(tmp_path, a_txt=REPORT, reports_csv="file,date\na.txt,2022\na.txt,2023-07\n")

    documents, problems = read(tmp_path)

    assert documents[0].date == "2023-07"
    assert [str(p) for p in problems] == ["reports.csv:3: a.txt is named in line 2 too; what this line says is believed"]


def test_a_table_beside_a_single_file_may_speak_of_others(tmp_path: Path) -> None:
    folder_of(tmp_path, a_txt=REPORT, b_txt=REPORT, reports_csv="file,date\na.txt,2023\nb.txt,2024\n")

    documents, problems = read(tmp_path / "a.txt")

    assert [document.date for document in documents] == ["2023"]
    assert problems == []


def test_a_given_table_must_have_files(tmp_path: Path) -> None:
    folder_of(tmp_path, a_txt=REPORT, other_csv="name,date\na.txt,2023\n")

    with pytest.raises(ConfigError, match="no column 'file'"):
        read(tmp_path / "a.txt", reports=tmp_path / "other.csv")


def test_that_bytes_decode_somehow_does_not_make_them_a_text() -> None:
    assert decode("公安机关".encode("gb18030")) == "公安机关"
    assert not isinstance(decode(bytes(range(0x81, 0xFE))), str)
    assert not isinstance(decode(hashlib.sha512(b"noise").digest() * 4), str)


def test_the_zero_bytes_that_a_program_left_in_a_text_are_dropped() -> None:
    text = "东山县公安局2023年查处酒驾1200起，同比下降8.1%。"
    torn = "".join(ch + "\0" * (i < 8) for i, ch in enumerate(text))

    assert decode(torn.encode()) == torn
    assert clean_text(torn).text == text
