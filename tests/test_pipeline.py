"""The whole flow: the same bytes for the same reports, however they are given; sources are the whole truth."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.config import FILES

REPORT = "2021年3月，临清市公安局交警大队开展“清源护航”行动，查处违法停车320起。"
SAME = [name for name in FILES if name != "build.json"]


def content(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in SAME}


def test_texts_become_a_graph() -> None:
    graph = kg.build(texts=[REPORT])

    assert any("清源护航" in name for name in graph.entities()["name"])
    assert 320 in [float(value) for value in graph.results()["value"]]


def test_files_in_another_order_and_two_processes_give_the_same_bytes(
    samples: list[Path], sample_build: Path, tmp_path: Path
) -> None:
    kg.build_folder(reversed(samples), tmp_path / "graph", settings=kg.Settings(jobs=2))

    assert content(tmp_path / "graph") == content(sample_build)


def test_another_hash_seed_gives_the_same_bytes(samples: list[Path], sample_build: Path, tmp_path: Path) -> None:
    code = f"import kg; kg.build_folder({[str(path) for path in samples]!r}, {str(tmp_path / 'graph')!r})"

    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONHASHSEED": "77"})

    assert content(tmp_path / "graph") == content(sample_build)


def test_what_is_not_given_is_not_in_the_graph(samples: list[Path]) -> None:
    graph = kg.build(samples[:1])

    files = {*graph.activities()["file"], *graph.results()["file"]}

    assert files == {samples[0].name}


def test_a_report_adds_to_what_was_read_and_changes_none_of_it(samples: list[Path]) -> None:
    alone = kg.build(samples[:1]).results()[["indicator", "value", "unit", "position"]]
    together = kg.build(samples[:2]).results()

    both = together[together["file"] == samples[0].name][["indicator", "value", "unit", "position"]]

    assert sorted(map(tuple, both.astype(str).values)) == sorted(map(tuple, alone.astype(str).values))


def test_problems_are_told_and_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    told: list[kg.Problem] = []

    summary = kg.build_folder([tmp_path / "a.txt", tmp_path / "empty.txt"], tmp_path / "graph", on_problem=told.append)

    assert [problem.where for problem in told] == ["empty.txt"]
    assert summary.problems == 1
    assert summary.reports == 1


def test_progress_is_told_step_by_step(samples: list[Path]) -> None:
    told: list[tuple[str, int, int]] = []

    kg.build(samples[:2], on_progress=lambda *step: told.append(step))

    assert told == [("clean", 1, 0), ("clean", 2, 0), ("extract", 1, 2), ("extract", 2, 2)]


def test_progress_counts_only_what_is_read_anew(samples: list[Path], tmp_path: Path) -> None:
    told: list[str] = []
    kg.build_folder(samples[:1], tmp_path / "graph")

    kg.build_folder(samples[:1], tmp_path / "graph", on_progress=lambda step, *_: told.append(step))

    assert told == ["clean"]


def test_nothing_to_read_is_an_error_of_the_source(tmp_path: Path) -> None:
    with pytest.raises(kg.SourceError):
        kg.build(tmp_path / "gone")


def test_reading_shows_the_marks_and_facts_of_a_file(samples: list[Path]) -> None:
    reading = kg.read(samples[0])

    assert reading.extraction.activities
    assert reading.extraction.results
    assert 'title="Agency ' in reading._repr_html_()


def test_of_several_reports_one_is_read_and_the_notebook_says_which(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    (tmp_path / "b.txt").write_text(REPORT.replace("320", "410"), "utf-8")

    second = kg.read(tmp_path, 2)

    assert second.extraction.document.source == "b.txt"
    assert "b.txt · 2/2" in second._repr_html_()
    with pytest.raises(kg.SourceError, match="its reports are 1 to 2"):
        kg.read(tmp_path, 3)


def test_the_summary_counts_what_the_graph_holds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")

    summary = kg.build_folder(tmp_path / "a.txt", tmp_path / "graph")
    graph = kg.KnowledgeGraph.load(tmp_path / "graph")

    assert sum(summary.entities.values()) == len(graph.entities())
    assert summary.facts == len(graph.facts())
    assert summary.results == len(graph.results())
