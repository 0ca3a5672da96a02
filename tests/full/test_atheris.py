"""Readers and repairs under inputs that are found by coverage (atheris): nothing but reports or a line each, within seconds.

Run by .ci/full where atheris is installed (`pip install atheris`, Linux and macOS); FULL_FUZZ is the seconds of CPU for each
target. What it finds is written beside the failure, and stays as a test of its own.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.full.test_fuzz import FILES

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris is not installed: pip install atheris"),
]
SECONDS = int(os.environ.get("FULL_FUZZ", "160"))
ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("target", ["readers", "repairs"])
def test_nothing_that_atheris_finds_breaks_a_target(target: str, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number, data in enumerate(FILES):
        (corpus / str(number)).write_bytes(data)
    command = [sys.executable, str(ROOT / ".ci" / "fuzz.py"), target, str(corpus), f"-max_total_time={SECONDS}"]
    command += ["-timeout=120", "-rss_limit_mb=2048", "-max_len=4096", "-seed=1", f"-artifact_prefix={tmp_path}/found-"]

    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, errors="replace", timeout=SECONDS + 600, check=False
    )

    found = {path.name: path.read_bytes() for path in tmp_path.glob("found-*")}
    assert done.returncode == 0, f"{found}\n{done.stderr[-3000:]}"
    assert "cov: " in done.stderr
