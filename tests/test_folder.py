"""What is written never lies on, or is read again as, what was read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.clean import clean_text
from kg.errors import ConfigError
from kg.folder import check_folder, write_cleaned


@pytest.mark.parametrize("source", ["reports", "reports/a.txt"])
def test_cleaned_texts_never_replace_the_reports(tmp_path: Path, source: str) -> None:
    (tmp_path / "reports").mkdir()
    report = tmp_path / "reports" / "a.txt"
    report.write_bytes("安宁县水务局开展巡查。".encode("gb18030"))

    with pytest.raises(ConfigError, match="reports"):
        write_cleaned([], tmp_path / "reports", [tmp_path / source])

    assert report.read_bytes() == "安宁县水务局开展巡查。".encode("gb18030")


def test_a_folder_beside_the_reports_is_taken(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()

    check_folder(tmp_path / "graph", [tmp_path / "reports"])


def test_what_begins_like_a_formula_is_none_in_the_list_of_texts(tmp_path: Path) -> None:
    text = clean_text("东山县公安局查处酒驾12起。")

    write_cleaned([replace(text, source="=cmd|x.txt", title="+1+a")], tmp_path / "out")

    row = (tmp_path / "out" / "documents.csv").read_text("utf-8-sig").splitlines()[1]
    assert row.startswith("'=cmd|x.txt,'+1+a,")
    assert ",'=cmd|x.txt," in row
