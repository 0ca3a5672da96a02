from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset

from kg.view import write_tables
from kg.view.read import read_facts
from kg.view.tables import Cell, activity_rows, entity_rows, result_rows, safe_cell, to_csv

cells = st.one_of(
    st.text(st.sampled_from("云,\"\r\n\x00 =-+@＝5%\t\x01a")), st.text(), st.none(), st.booleans(), st.integers(),
    st.decimals(allow_nan=False, allow_infinity=False),
)  # fmt: skip


@given(st.lists(st.lists(cells, min_size=2, max_size=4)))
def test_a_table_is_what_the_csv_of_python_makes_of_its_safe_cells(rows: list[list[Cell]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["a", "b"], *([safe_cell(cell) for cell in row] for row in rows)])

    assert to_csv(("a", "b"), rows) == text.getvalue()


def test_rows_speak_in_names(small: Dataset) -> None:
    rows = {row.iri.rsplit("/", 1)[-1]: row for row in activity_rows(read_facts(small)) if row.iri}

    assert rows["activity-1"][:8] == (
        "云河市公安局交警支队",
        "ran",
        "平安山路行动",
        "云河市",
        "2023-01-01",
        "2023-12-31",
        "",
        "done",
    )
    assert rows["activity-2"].agent == "云河市公安局交警支队；云河市公安局"
    assert (rows["activity-1"].file, rows["activity-1"].position, rows["activity-1"].url) == (
        "yunhe.txt",
        31,
        "https://example.org/yunhe",
    )


def test_a_thing_knows_its_superior_its_place_and_its_time(small: Dataset) -> None:
    row = next(row for row in entity_rows(read_facts(small)) if row.name == "云河市公安局交警支队")

    assert (row.superior, row.located_in, row.aliases) == ("云河市公安局", "云河市", "云河交警；雲河交警")
    assert (row.facts, row.results, row.reports, row.first, row.last) == (5, 2, 1, "2023-01-01", "2024-01-01")


def test_results_keep_their_numbers(small: Dataset) -> None:
    assert [(row.indicator, row.value, row.unit, row.planned) for row in result_rows(read_facts(small))] == [
        ("查处超载货车", Decimal("12500.0"), "辆", False),
        ("查处超载车", Decimal(300), "辆", False),
        ("亡人事故", Decimal("-8.5"), "%", True),
    ]


def test_tables_open_in_a_spreadsheet(small: Dataset, tmp_path: Path) -> None:
    paths = write_tables(small, tmp_path / "tables")

    assert [path.name for path in paths] == ["entities.csv", "activities.csv", "results.csv"]
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in paths)
    rows = list(csv.DictReader(io.StringIO(paths[2].read_text("utf-8-sig"), newline="")))
    assert [row["value"] for row in rows] == ["12500.0", "300", "-8.5"]


def test_no_part_of_a_file_is_left_behind(small: Dataset, tmp_path: Path) -> None:
    write_tables(small, tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["activities.csv", "entities.csv", "results.csv"]


def test_no_cell_of_a_hostile_graph_is_a_formula(hostile: Dataset, tmp_path: Path) -> None:
    for path in write_tables(hostile, tmp_path):
        for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")):
            assert not [cell for cell in row if cell.lstrip()[:1] in set("=+-@＝＋－＠") and not _is_a_number(cell)]


@given(st.one_of(st.text(), st.from_regex(r"[=+\-@\t\r ]+.*", fullmatch=True)))
def test_a_text_cell_starts_like_a_formula_only_when_it_is_a_number(text: str) -> None:
    cell = safe_cell(text)

    assert cell.lstrip()[:1] not in set("=+-@＝＋－＠") or _is_a_number(cell)
    assert cell.removeprefix("'") == text.replace("\x00", "").removeprefix("'")


@pytest.mark.parametrize("number", ["-12", "+3.5%", "-0.5"])
def test_numbers_are_left_alone(number: str) -> None:
    assert safe_cell(number) == number
    assert safe_cell(Decimal("-0.50")) == "-0.50"


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")), min_size=2, max_size=2)))
def test_a_table_is_read_as_it_was_written(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(to_csv(("a", "b"), rows), newline="")))

    assert read[1:] == [[safe_cell(cell) for cell in row] for row in rows]


def _is_a_number(cell: str) -> bool:
    try:
        Decimal(cell.rstrip("%"))
    except ArithmeticError:
        return False
    return True
