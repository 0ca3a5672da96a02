"""Print the figures of the open reference set in Markdown: of each set, then by province and kind of report.

    python tests/reference/figures.py            # all sets, where this project stands
    python tests/reference/figures.py work       # one of them: work, held or samples
    python tests/reference/figures.py "../shared/reference/r*.json"    # references of others, in the same form

Every report is read alone, with the date and the publisher that its reference states.
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import reduce
from glob import glob
from operator import add
from pathlib import Path

import kg
from kg.config import Settings
from kg.measure import HEADLINES, Figures

HERE = Path(__file__).parent
SAMPLES = kg.sample_reports()[0].parent
SETS = {"work": f"{HERE}/work/*.json", "held": f"{HERE}/held/*.json", "samples": f"{SAMPLES}/reference/*.json"}


def references(name: str) -> list[Path]:
    """Return the reference files of a set, or of a pattern of file names, in the order of their names."""
    return sorted(map(Path, glob(SETS.get(name, name))))  # noqa: PTH207 - a pattern may be absolute


def text_of(reference: Path) -> Path:
    """Return the report that a reference is about: beside it, as it is or else as cleaned, or among the samples."""
    name, folder = reference.stem, reference.parent
    places = (folder / f"{name}.txt", SAMPLES / f"{name}.txt", folder / f"{name}.clean.txt")
    return next(path for path in places if path.exists())


def figures_of(reference: Path) -> Figures:
    """Return the figures of one report, read alone, against its reference."""
    facts, text = json.loads(reference.read_text("utf-8")), text_of(reference)
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder) / "reports.csv"
        with reports.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["file", "date", "publisher"])
            rows.writerow([text.name, facts.get("date"), facts.get("publisher")])
        return kg.score(kg.build(text, settings=Settings(reports=reports)), reference)


def total(figures: Iterable[Figures]) -> Figures:
    """Return the figures of several reports together."""
    return reduce(add, figures)


def row(*names: object, count: int, figures: Figures) -> str:
    """Return a row of a table: names, the number of reports, and F1 of every headline."""
    return "| " + " | ".join(map(str, [*names, count, *(f"{figures.headlines[name].f1:.3f}" for name in HEADLINES)])) + " |"


def heading(*names: str) -> str:
    """Return the first two lines of a table."""
    names = (*names, "reports", *HEADLINES)
    return f"| {' | '.join(names)} |\n|{'---|' * len(names)}"


def by_kind(measured: Mapping[Path, Figures]) -> dict[tuple[str, str], list[Figures]]:
    """Return the figures of the reports of each province and kind, where their references state them."""
    groups: dict[tuple[str, str], list[Figures]] = defaultdict(list)
    for path, figures in measured.items():
        facts = json.loads(path.read_text("utf-8"))
        if "province" in facts:
            groups[facts["province"], facts["kind"]].append(figures)
    return dict(sorted(groups.items()))


def main() -> None:
    """Print the tables."""
    measured = {name: {path: figures_of(path) for path in references(name)} for name in sys.argv[1:] or SETS}
    for name in (name for name, figures in measured.items() if not figures):
        sys.exit(f"{name}: no references there; give one of {', '.join(SETS)} or a pattern of JSON files")
    print(heading("set"))
    for name, figures in measured.items():
        print(row(name, count=len(figures), figures=total(figures.values())))
    print(f"\n{heading('set', 'province', 'kind')}")
    for name, figures in measured.items():
        for (province, kind), group in by_kind(figures).items():
            print(row(name, province, kind, count=len(group), figures=total(group)))


if __name__ == "__main__":
    main()
