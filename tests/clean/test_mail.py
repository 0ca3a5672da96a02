"""A mail is read as a report with its subject and date, and so are the files attached to it."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from kg.clean import clean_documents
from kg.clean.mail import is_mail, read_mail
from kg.errors import SourceError
from kg.records import Document, Problem

TITLE = "东山县开展食品安全检查"
TEXT = (
    "今年以来，东山县市场监督管理局组织开展食品安全专项检查，共检查经营户120家，发现问题35个，责令整改12家，立案查处3起，"
    "全县食品安全形势平稳。\n"
)


def mail(text: str, subject: str = TITLE) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "宣传科 <a@example.org>"
    message["Date"] = "Sun, 05 Mar 2023 10:22:00 +0800"
    message.set_content(text)
    return message


def read(folder: Path, data: bytes, name: str = "a.eml") -> list[Document]:
    (folder / name).write_bytes(data)
    return list(clean_documents(folder / name))


@pytest.mark.parametrize("subject", [TITLE, f"转发：{TITLE}", f"Re: {TITLE}"])
def test_a_mail_is_its_text_with_subject_and_date(subject: str, tmp_path: Path) -> None:
    (document,) = read(tmp_path, mail(TEXT, subject).as_bytes())

    assert (document.title, document.date, document.text) == (TITLE, "2023-03-05", f"{TITLE}\n{TEXT}")


def test_of_a_plain_and_a_rich_text_the_one_that_says_more_is_read(tmp_path: Path) -> None:
    message = mail("请看正文。")
    message.add_alternative(f"<html><body><p>{TEXT}</p></body></html>", subtype="html")

    assert read(tmp_path, message.as_bytes())[0].text == f"{TITLE}\n{TEXT}"


def test_an_encoding_that_is_named_wrongly_is_told_from_the_bytes(tmp_path: Path) -> None:
    head = "Subject: x\r\nFrom: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"

    assert read(tmp_path, head.encode() + TEXT.encode("gb18030"))[0].text.endswith(TEXT)


def test_files_attached_to_a_mail_are_read_and_a_line_that_passes_them_on_is_not(tmp_path: Path) -> None:
    message = mail("请查收。")
    message.add_attachment(f"{TITLE}\n{TEXT}".encode(), maintype="text", subtype="plain", filename="通报.txt")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="图.png")

    (document,) = read(tmp_path, message.as_bytes())

    assert (document.source, document.text) == ("a.eml/通报.txt", f"{TITLE}\n{TEXT}")


def test_mails_inside_mails_are_opened_only_so_deep(tmp_path: Path) -> None:
    message = mail("最里面。")
    message.add_attachment(TEXT.encode(), maintype="text", subtype="plain", filename="a.txt")
    for _ in range(5):
        outer = mail("请查收。")
        outer.add_attachment(message.as_bytes(), maintype="application", subtype="octet-stream", filename="in.eml")
        message = outer

    with pytest.raises(SourceError, match="at most 3"):
        read(tmp_path, message.as_bytes())


@pytest.mark.parametrize("text", ["来源: 某局\n时间: 2023-03-05\n\n正文。", "Subject: 检查\nTo: 各科室\n\n正文。", TEXT])
def test_a_text_with_fields_is_no_mail(text: str) -> None:
    assert not is_mail(text.encode())


@pytest.mark.parametrize(
    ("name", "head"),
    [
        (
            "a.eml",
            b"From: a@example.org\nMessage-ID: <1>\nSubject: x\nDate: Mon, 1 Jan 2024 10:00:00 +0800\nMIME-Version: 1.0\n",
        ),
        ("a.mht", b"From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"),
    ],
)
def test_a_mail_nested_deep_is_one_line_and_costs_no_other_file(name: str, head: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(head + b"Content-Type: message/rfc822\n\n" * 3000 + b"text")
    (tmp_path / "b.txt").write_text("东山县组织开展食品安全专项检查，共检查经营户120家。\n", "utf-8")
    problems: list[Problem] = []

    documents = list(clean_documents(tmp_path, on_problem=problems.append))

    assert [document.source for document in documents] == ["b.txt"]
    assert [problem.where for problem in problems] == [name]


def test_a_mail_is_of_the_day_that_it_was_in_china() -> None:
    data = b"From: a@b.cn\nMessage-ID: <1>\nSubject: x\nDate: Sun, 31 Dec 2023 18:30:00 +0000\n\ntext"

    assert read_mail(data)[1].date == "2024-01-01"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_subject_in_bytes_that_nothing_encodes_is_read(encoding: str) -> None:
    data = "From: a@b.cn\nMessage-ID: <1>\nSubject: 全县食品安全检查通报\nDate: Mon, 1 Jan 2024 10:00:00 +0800\n\n正文".encode(
        encoding
    )

    assert read_mail(data)[1].title == "全县食品安全检查通报"
