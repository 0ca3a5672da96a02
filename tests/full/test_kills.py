"""A build that is killed at any moment is finished by the next one: nothing lost, nothing doubled."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import kg
from kg.config import FILES

pytestmark = pytest.mark.full
KILLS = int(os.environ.get("FULL_KILLS", "50"))
REPORT = "2021年{month}月，云河市公安局交警支队开展“清源”行动，查处违法停车{count}起，同比下降5.2%。\n"
COMMAND = "from kg.cli import main; main()"


@pytest.mark.skipif(os.name == "nt", reason="kill -9")
def test_a_build_killed_at_random_moments_ends_as_a_fresh_one(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(12):
        write_report(reports, number, 300 + number)
    start = time.monotonic()
    kg.build_folder(reports, tmp_path / "timed")
    longest = 2 * (time.monotonic() - start) + 4
    chance = random.Random(int(os.environ.get("FULL_SEED", "1")))
    command = [sys.executable, "-c", COMMAND, "build", str(reports), "-o", str(tmp_path / "g")]

    ended = 0
    for kill in range(KILLS):
        write_report(reports, chance.randrange(12), 400 + kill)  # changed, or added again
        (reports / f"r{chance.randrange(12)}.txt").unlink(missing_ok=True)
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            ended += process.wait(chance.uniform(0, longest)) == 0
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
    kg.build_folder(reports, tmp_path / "g")
    kg.build_folder(reports, tmp_path / "fresh")

    assert ended < KILLS
    for name in FILES:
        if name != "build.json":
            assert (tmp_path / "g" / name).read_bytes() == (tmp_path / "fresh" / name).read_bytes(), name
    kept = [{path.name: path.read_bytes() for path in (tmp_path / each / "extractions").iterdir()} for each in ("g", "fresh")]
    assert kept[0] == kept[1]
    assert sorted(path.name for path in (tmp_path / "g").iterdir()) == sorted((*FILES, "extractions"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fresh", "g", "reports", "timed"]


def write_report(folder: Path, number: int, count: int) -> None:
    (folder / f"r{number}.txt").write_text(REPORT.format(month=number + 1, count=count), "utf-8")
