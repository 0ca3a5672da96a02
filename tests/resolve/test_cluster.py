from __future__ import annotations

import networkx
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.cluster import clusters

NUMBERS = st.integers(0, 30)
PAIRS = st.lists(st.tuples(NUMBERS, NUMBERS), max_size=40)


@given(PAIRS)
def test_clusters_are_the_connected_components(pairs: list[tuple[int, int]]) -> None:
    graph = networkx.Graph(pairs)
    graph.add_nodes_from(range(31))

    found = {frozenset(members) for members in clusters(range(31), pairs)}

    assert found == {frozenset(members) for members in networkx.connected_components(graph)}


@given(PAIRS, st.randoms())
def test_the_order_of_the_judgements_changes_nothing(pairs: list[tuple[int, int]], random: object) -> None:
    shuffled = list(pairs)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert clusters(range(31), pairs) == clusters(range(31), shuffled)
