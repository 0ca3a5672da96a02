"""Every notebook runs from first cell to last, beside the graph that the first one builds, and is kept without outputs."""

from __future__ import annotations

import shutil
from itertools import groupby
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import kg

FOLDER = Path(__file__).parent.parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


MADE = {  # by each notebook, beside the folder graph
    "01_build": {"samples.ttl", "samples.xlsx"},
    "02_ask": set(),
    "03_see": {"page.html"},
    "04_compare": {"reports"},
    "05_measure": {"own.tsv", "yunshan"},
}


def test_there_are_notebooks_to_build_ask_see_compare_and_measure() -> None:
    assert {path.stem for path in NOTEBOOKS} == MADE.keys()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_first_cell_to_last_and_leaves_no_litter(path: Path, tmp_path: Path, sample_build: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    shutil.copytree(sample_build, tmp_path / "graph")

    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()

    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")
    assert not [text for cell in notebook.cells for text in complaints(cell)]
    assert {made.name for made in tmp_path.iterdir()} - {"graph"} == MADE[path.stem]


def complaints(cell: nbformat.NotebookNode) -> list[str]:
    """Return what a cell wrote to the reader's alarm, but for what matplotlib says once on a new machine."""
    alarms = [out.text for out in cell.get("outputs", ()) if out.output_type == "stream" and out.name == "stderr"]
    return [alarm for alarm in alarms if not alarm.startswith("Matplotlib ")]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)

    code = [cell for cell in notebook.cells if cell.cell_type == "code"]

    assert not any(cell.outputs or cell.execution_count for cell in code)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_has_words_around_its_code(path: Path) -> None:
    kinds = [cell.cell_type for cell in nbformat.read(path, as_version=4).cells]

    runs = [len(list(run)) for kind, run in groupby(kinds) if kind == "code"]

    assert kinds[0] == "markdown"
    assert max(runs) <= 2


def test_the_word_that_a_notebook_teaches_is_not_known_before() -> None:
    (cell,) = [c for c in nbformat.read(FOLDER / "05_measure.ipynb", as_version=4).cells if c.source.startswith("text = ")]
    text = cell.source.split('"')[1]

    assert "渠家乐" in text
    assert "渠家乐" not in set(kg.build(texts=[text]).entities()["name"])
