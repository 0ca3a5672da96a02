"""Readers and repairs under whatever comes: reports or a line each, never an exception; positions stay in the file.

Run by .ci/full (`pytest -m full`); FULL_EXAMPLES says how many examples each test draws.
"""

from __future__ import annotations

import gzip
import json
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.clean import STEPS, clean_text
from kg.clean.align import align
from kg.clean.formats import reports_in
from kg.clean.read import RawText, decode
from kg.errors import SourceError
from kg.records import Problem
from kg.samples import sample_reports
from tests.clean.test_formats import PAGE, archive, pdf_file, word_file
from tests.clean.test_mail import mail

pytestmark = pytest.mark.full
EXAMPLES = int(os.environ.get("FULL_EXAMPLES", "2000"))
patient = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))

TEXT = sample_reports()[0].read_text("utf-8")[:400]
ROW = json.dumps({"title": "夜查", "date": "2023-05-01", "text": TEXT}, ensure_ascii=False)
FILES = [
    TEXT.encode(),
    TEXT.encode("gb18030"),
    TEXT.encode("utf-16"),
    TEXT.encode("big5", "ignore"),
    TEXT.encode().decode("latin-1").encode(),
    PAGE.encode(),
    word_file(TEXT),
    pdf_file("a report"),
    archive(**{"a.txt": TEXT.encode(), "b.docx": word_file(TEXT)}),
    f"{ROW}\n{ROW}\n".encode(),
    f'title,text\n夜查,"{TEXT}"\n'.encode(),
    gzip.compress(TEXT.encode()),
    mail(TEXT).as_bytes(),
    TEXT.encode("hz", "ignore"),
    TEXT.encode().decode("cp437").encode(),
    "\n".join(f"{number:>3} {TEXT[:20]}" for number in range(1, 20)).encode(),
    "\n".join(f"{TEXT[:18]}    {TEXT[18:36]}" for _ in range(20)).encode(),
]
NAMES = ["a", "a.txt", "a.html", "a.docx", "a.pdf", "a.zip", "a.csv", "a.jsonl", "a.md"]


@st.composite
def broken_files(draw: st.DrawFn) -> bytes:
    """Draw a file of a known kind, cut, and with some bytes changed, doubled or lost."""
    data = bytearray(draw(st.sampled_from(FILES)))
    for _ in range(draw(st.integers(0, 6))):
        if not data:
            break
        at = draw(st.integers(0, len(data) - 1))
        length = draw(st.integers(1, 12))
        match draw(st.sampled_from(["change", "lose", "double", "cut", "insert"])):
            case "change":
                data[at] = draw(st.integers(0, 255))
            case "lose":
                del data[at : at + length]
            case "double":
                data[at:at] = data[at : at + length]
            case "cut":
                del data[at:]
            case "insert":
                data[at:at] = draw(st.binary(max_size=8))
    return bytes(data)


def sound(found: RawText | Problem) -> None:
    """Check what a reader gave: a line of a problem, or a text that cleaning turns into one with all positions in it."""
    if isinstance(found, Problem):
        assert str(found)
        assert "\n" not in str(found)
        return
    try:
        document = clean_text(found.text)
    except SourceError:
        return
    assert len(document.starts) == len(document.ends) == len(document.text)
    assert all(0 <= start <= end <= len(document.raw) for start, end in zip(document.starts, document.ends, strict=True))


@patient
@given(broken_files(), st.sampled_from(NAMES))
def test_broken_files_give_reports_or_problems(data: bytes, name: str) -> None:
    for found in reports_in(data, name):
        sound(found)


@patient
@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_told(data: bytes) -> None:
    found = decode(data)

    assert isinstance(found, str) or (len(found) == 1 and found[0])


@patient
@given(
    st.text(
        st.sampled_from(
            "交警大队开展夜查行动年月日第页共，。“”（）()：12０Oo lI一-—?�\ufffd\u200b\n\t　&#x;\\u%E5æ¥鐨勫浗锟斤拷民國廣東"
        )
        | st.characters(),
        max_size=120,
    ),
    st.sampled_from(sorted(STEPS)),
)
def test_every_repair_keeps_positions_and_is_finished_at_once(text: str, step: str) -> None:
    before = align(text)
    after, changed = STEPS[step](before)

    assert len(after.text) == len(after.starts) == len(after.ends)
    assert all(0 <= start <= end <= len(text) for start, end in zip(after.starts, after.ends, strict=True))
    assert changed or after.text == text
