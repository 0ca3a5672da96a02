"""Reading a text of one's own in a test."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from kg.extract import extract_facts
from kg.records import Document, Extraction


def as_document(text: str, date: str | None = None, publisher: str | None = None) -> Document:
    """Return a document whose raw text is its text."""
    checksum = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        id=f"report-{checksum[:12]}",
        text=text,
        source="text.txt",
        checksum=checksum,
        raw=text,
        starts=range(len(text)),
        ends=range(1, len(text) + 1),
        date=date,
        publisher=publisher,
    )


@pytest.fixture(scope="session")
def document_of() -> Callable[..., Document]:
    """Give a function that makes a document of a text."""
    return as_document


@pytest.fixture(scope="session")
def read() -> Callable[..., Extraction]:
    """Give a function that reads a text (and its date) into an extraction."""
    return lambda text, date=None, publisher=None: next(extract_facts([as_document(text, date, publisher)]))
