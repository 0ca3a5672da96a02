"""The tables put together from what each page adds to them are those of the graph as a whole."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

import kg
from kg.records import Resolution
from kg.store import write_facts
from kg.store.written import Written
from kg.view.slices import Joined, join_slices, read_slice
from kg.view.tables import tables_of
from tests.strategies import resolutions

FIRST = "2021年3月，云河市公安局交警支队开展“清源”行动，查处违法停车320起，同比下降5.2%。支队长林一鸣讲话。\n"


def joined(graph: Written) -> Joined:
    return join_slices([read_slice(Written(graph.base, {name: page})) for name, page in graph.reports.items()], graph)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(resolutions())
def test_slices_make_the_tables_of_the_graph(records: Resolution) -> None:
    graph = write_facts(records)

    found = joined(graph)

    assert found.tables == tables_of(graph)
    assert sum(found.things.values()) == found.tables.entities.count(b"https://w3id.org/zhengtu/id/")


def test_what_several_reports_tell_is_one_row_with_all_its_words() -> None:
    other = FIRST.replace("支队长林一鸣讲话", "支队林一鸣参加")
    texts = [FIRST, f"前言。{FIRST}", other, "2021年3月，云河市公安局交警支队（云河公安交警）民警林一鸣获评“先进个人”。\n"]
    graph = kg.build(texts=texts)
    assert isinstance(graph._graph, Written)

    found = joined(graph._graph)

    assert found.tables == tables_of(graph._graph)
    assert (dict(found.things), found.facts, found.results) == graph.tally()
    assert max(graph.activities()["quotes"]) == 3


def test_a_graph_without_pages_has_empty_tables() -> None:
    graph = write_facts(Resolution((), ()))

    assert joined(graph) == Joined(tables_of(graph), {}, 0, 0)
