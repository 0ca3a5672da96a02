"""The few settings a user may turn, and where the knowledge is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

BASE = "https://w3id.org/zhengtu/id/"


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
    without: tuple[str, ...] = ()  # repairs of kg.clean.REPAIRS to leave out, by name


def ontology_folder() -> Path:
    """Return the folder of the ontology: beside the package in a checkout, inside it in a wheel."""
    inside = Path(__file__).parent / "ontology"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "ontology"
