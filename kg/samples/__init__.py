"""The bundled sample reports, written for this project, with their dates (`reports.csv`) and reference facts (`reference/`)."""

from __future__ import annotations

from pathlib import Path


def sample_reports() -> list[Path]:
    """Return the files of the sample reports, in the order of their names."""
    return sorted(Path(__file__).parent.glob("*.txt"))
