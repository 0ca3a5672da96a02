"""Who ran, built, used or issued a thing, where the sentence is built otherwise than body, verb, thing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction

Read = Callable[..., Extraction]


def facts(extraction: Extraction, predicate: str) -> set[tuple[str, str]]:
    """Return (agent, object) of the activities with the predicate."""
    return {(g.name, a.object.name) for a in extraction.activities if a.predicate == predicate for g in a.agents}


def test_the_head_of_an_item_is_its_subject(read: Read) -> None:
    extraction = read("三是省教育厅抓紧出台《云河省校园餐管理办法》，省水利厅再抽检10批次。", "2024-05")

    assert facts(extraction, "issued") == {("省教育厅", "云河省校园餐管理办法")}


def test_a_time_may_stand_before_those_who_join_in(read: Read) -> None:
    extraction = read("云河市公安局今年会同青川县林业局开展护林行动。", "2024-05")

    assert facts(extraction, "ran") == {("云河市公安局", "护林行动"), ("青川县林业局", "护林行动")}
