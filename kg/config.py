"""The few settings a user may turn, where the knowledge is, and what a build is made of."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

BASE = "https://w3id.org/zhengtu/id/"

FILES = ("graph.ttl", "graph.trig", "inferred.ttl", "graph.html", "entities.csv", "activities.csv", "results.csv", "build.json")
KEPT = "extractions"  # the folder of what was read in each report, for the next build
BUILD = (*FILES, KEPT)  # all that a build writes into its folder


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may turn: every field has a switch of the same name on the command line."""

    reports: Path | None = None  # reports.csv; by default the one beside the sources
    lexicon: Path | None = None  # rows of the user's own, in the form of ontology/*.tsv
    decisions: Path | None = None  # decisions.csv; by default the one beside the sources
    private_persons: bool = True  # False leaves people without a post out of the graph
    evidence: Literal["quotes", "positions"] = "quotes"
    base: str = BASE
    jobs: int = 1
    page: bool = True  # False makes no page: on thousands of reports a build is faster without
    without: tuple[str, ...] = ()  # repairs of kg.clean.REPAIRS to leave out, by name

    def __post_init__(self) -> None:
        """Take the name of a table for its path."""
        for name in ("reports", "lexicon", "decisions"):
            if isinstance(getattr(self, name), str):
                object.__setattr__(self, name, Path(getattr(self, name)))


def ontology_folder() -> Path:
    """Return the folder of the ontology: beside the package in a checkout, inside it in a wheel."""
    inside = Path(__file__).parent / "ontology"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "ontology"


def is_build(folder: Path) -> bool:
    """Return whether a build of this project wrote into a folder: its build.json says so, or what it kept for the next one."""
    if next((folder / KEPT).glob("report-*.json"), None):
        return True
    try:
        record = json.loads((folder / "build.json").read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(record, dict) and isinstance(record.get("versions"), dict) and "zhengtu" in record["versions"]
