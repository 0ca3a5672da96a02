"""Resolution takes hardly more for a mention among many than for one among few."""

from __future__ import annotations

from kg.resolve import resolve_entities
from tests.scale.resolve_time import extractions, seconds


def test_ten_times_the_mentions_take_not_much_more_than_ten_times_as_long() -> None:
    seconds(500)  # what is read once

    few, many = min(seconds(1_000)[0] for _ in range(2)), seconds(10_000)[0]

    assert many < 25 * few


def test_the_synthetic_reports_name_what_real_ones_do() -> None:
    made = list(extractions(2_000))
    resolution = resolve_entities(made)
    mentions = sum(len(each.mentions) for each in made)

    assert {entity.type for entity in resolution.entities} == {"Agency", "Person", "Place", "Initiative", "System"}
    assert mentions / 5 < len(resolution.entities) < mentions
