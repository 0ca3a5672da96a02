"""What all tests share: the folder of shared material, the bundled samples, a graph of them; and no silent skips in CI."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest

import kg
from kg.samples import sample_reports

ROOT = Path(__file__).parent.parent
IN_CI = os.environ.get("CI") == "true"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder `shared` beside the checkout: reports and reference facts that are not part of the project."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"needs {folder.name}/ beside the checkout, which is not there")
    return folder


@pytest.fixture(scope="session")
def samples() -> list[Path]:
    """Give the files of the bundled sample reports."""
    return sample_reports()


@pytest.fixture(scope="session")
def sample_build(tmp_path_factory: pytest.TempPathFactory, samples: list[Path]) -> Path:
    """Give the folder of one build of the samples, made once for all tests. Do not write to it."""
    folder = tmp_path_factory.mktemp("build") / "graph"
    kg.build_folder(samples, folder)
    return folder


@pytest.fixture(scope="session")
def sample_graph(sample_build: Path) -> kg.KnowledgeGraph:
    """Give the graph of the samples. Do not change it."""
    return kg.KnowledgeGraph.load(sample_build)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Make a test that would skip fail in CI: a promise that is not tested there is tested nowhere."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", f"{item.nodeid} would skip, and CI skips nothing: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Make a file that would skip as a whole fail in CI, too."""
    report = yield
    if IN_CI and report.skipped:
        report.outcome, report.longrepr = "failed", f"{collector.nodeid} would skip, and CI skips nothing: {report.longrepr}"
    return report
