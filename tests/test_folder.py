"""What is written never lies on, or is read again as, what was read."""

from __future__ import annotations

from pathlib import Path

import pytest

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
