"""Byte shifts on texts of ours, wherever a mirror could have torn them: nearly all come back or are marked, none is made up."""

from __future__ import annotations

import os
import random
from collections import Counter
from pathlib import Path

import pytest

from kg.clean.normalize import simplify
from tests.clean.byte_damage import (
    ANNOTATED,
    Kind,
    mirrored,
    outcome,
    places,
    read_by_mirrors,
    restored,
    torn,
    traditional,
    without_readings,
)

ROOT = Path(__file__).parent.parent.parent
SEED = os.environ.get("FULL_SEED", "1")


def reports() -> list[list[str]]:
    """Return the lines of texts of ours as a mirror would write them."""
    files = sorted((ROOT / "kg" / "samples").glob("c*.txt")) + sorted((ROOT / "tests" / "reference" / "work").glob("w??.txt"))
    texts = [[traditional(line) for line in file.read_text("utf-8").split("\n") if len(line) > 15] for file in files]
    return [[line for line in lines if line] for lines in texts]


def sampled(chance: random.Random) -> list[list[str]]:
    """Return half of the texts: what all of them take would be too long for a run by hand."""
    texts = reports()
    return chance.sample(texts, len(texts) // 2)


def simulate(lines: list[str], kind: Kind, chance: random.Random, most: int, *, each: int = 1) -> Counter[str]:
    """Tear up to `most` lines of a report at `each` random places of a kind, clean it, and count the lines by outcome."""
    torn_lines: dict[int, str] = {}
    for number in chance.sample(range(len(lines)), len(lines)):
        found = [place for place in places(lines[number], kind) if kind != "byte" or chance.random() < 0.2]
        apart = [place for i, place in enumerate(found) if not i or place.at - found[i - 1].at > 12]
        if len(apart) >= each and len(torn_lines) < most:
            chosen = sorted(chance.sample(apart, each), key=lambda place: place.at)
            torn_lines[number] = torn(lines[number], *chosen)
    cleaned = restored("\n".join([ANNOTATED, *(torn_lines.get(i, line) for i, line in enumerate(lines))])).split("\n")[1:]
    intact = [i for i in range(len(lines)) if i not in torn_lines]
    assert [cleaned[i] for i in intact] == [simplify(lines[i]) for i in intact]
    return Counter(outcome(cleaned[i], simplify(lines[i])) for i in torn_lines)


def simulate_mirror(lines: list[str], chance: random.Random) -> Counter[str]:
    """Let a mirror put readings into a report, clean it, and count the lines that it tore by outcome."""
    read = read_by_mirrors(chance)
    found = [mirrored(line, read) for line in lines]
    cleaned = restored("\n".join([ANNOTATED, *found])).split("\n")[1:]
    outcomes = [outcome(each, simplify(line)) for each, line in zip(cleaned, lines, strict=True)]
    is_torn = [without_readings(each) != line for each, line in zip(found, lines, strict=True)]
    assert {each for each, was_torn in zip(outcomes, is_torn, strict=True) if not was_torn} <= {"exact"}
    return Counter(each for each, was_torn in zip(outcomes, is_torn, strict=True) if was_torn)


def test_what_a_mirror_tears_by_its_habit_comes_back_or_is_marked() -> None:
    chance = random.Random("habit")
    counted = sum((simulate_mirror(lines, chance) for lines in reports()[:6]), Counter[str]())

    assert counted.total() >= 10
    assert counted["wrong"] == 0, counted
    assert counted["exact"] >= 0.4 * counted.total(), counted


@pytest.mark.parametrize(("kind", "exact"), [("reading", 0.5), ("byte", 0.25)])
def test_torn_lines_come_back_or_are_marked(kind: Kind, exact: float) -> None:
    chance = random.Random(f"torn {kind}")
    counted = sum((simulate(lines, kind, chance, 5) for lines in reports()[:8]), Counter[str]())

    assert counted["wrong"] <= 1, counted
    assert counted["exact"] >= exact * counted.total(), counted


def test_lines_torn_in_several_places_come_back_or_are_marked() -> None:
    chance = random.Random("several")
    counted = sum((simulate(lines, "reading", chance, 4, each=3) for lines in reports()[:8]), Counter[str]())

    assert counted.total() >= 10
    assert counted["wrong"] == 0, counted


@pytest.mark.full
@pytest.mark.parametrize("kind", ["reading", "mark", "byte"])
def test_no_torn_line_of_a_sample_is_silently_wrong(kind: Kind) -> None:
    """Up to six lines of each of half the texts, the same at each run; FULL_SEED draws others. About a minute on one core."""
    chance = random.Random(f"full {kind} {SEED}")
    counted = sum((simulate(lines, kind, chance, 6) for lines in sampled(chance)), Counter[str]())

    print(kind, dict(counted))
    assert counted["wrong"] == 0


@pytest.mark.full
def test_no_line_that_mirrors_tear_is_silently_wrong() -> None:
    chance = random.Random(f"full habit {SEED}")
    counted = sum((simulate_mirror(lines, chance) for lines in sampled(chance)), Counter[str]())

    print("mirror", dict(counted))
    assert counted["wrong"] == 0
