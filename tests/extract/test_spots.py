"""Where what bears the name of a place was done, and at home in a league."""

from __future__ import annotations

from collections.abc import Callable

from kg.records import Extraction

Read = Callable[..., Extraction]


def places(extraction: Extraction) -> dict[str, str | None]:
    return {a.object.name: a.place and a.place.name for a in extraction.activities if a.predicate in ("ran", "issued")}


def test_a_line_of_work_named_after_a_lake_is_run_there(read: Read) -> None:
    text = "今年以来，湖南省水利厅开展洞庭湖清漂专项行动，启动春风专项行动。"

    assert places(read(text, "2024-10-13")) == {"洞庭湖清漂专项行动": "洞庭湖", "春风专项行动": "湖南省"}


def test_the_body_of_a_league_acts_in_its_league(read: Read) -> None:
    text = "阿拉善盟林草工作简报\n盟林业和草原局 2024年10月13日\n今年以来，盟林业和草原局开展春风专项行动。"

    assert places(read(text, "2024-10-13", "盟林业和草原局"))["春风专项行动"] == "阿拉善盟"
