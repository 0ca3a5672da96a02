from __future__ import annotations

from itertools import combinations
from math import hypot

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.view.layout import layout, most_connected

NAMES = st.lists(st.text("abcdefgh", min_size=1, max_size=3), unique=True, max_size=25)


@settings(max_examples=25, deadline=None)
@given(NAMES, st.randoms(use_true_random=False))
def test_things_never_lie_on_each_other(names: list[str], random) -> None:  # type: ignore[no-untyped-def]
    edges = [(random.choice(names), random.choice(names)) for _ in range(len(names) * 2)] if names else []
    places = layout(names, edges, spacing=50)

    assert list(places) == names
    assert all(hypot(x1 - x2, y1 - y2) > 20 for (x1, y1), (x2, y2) in combinations(places.values(), 2))


def test_the_same_network_is_laid_out_the_same_whatever_the_order_of_its_edges() -> None:
    edges = list(nx.barabasi_albert_graph(60, 2, seed=7).edges)
    names = [str(number) for number in range(60)]
    told = [(str(a), str(b)) for a, b in edges]

    assert layout(names, told) == layout(names, [(b, a) for a, b in reversed(told)])


def test_neighbours_lie_nearer_than_strangers() -> None:
    network = nx.barabasi_albert_graph(80, 2, seed=3)
    places = layout([str(node) for node in network], [(str(a), str(b)) for a, b in network.edges])

    def distance(a: int, b: int) -> float:
        (x1, y1), (x2, y2) = places[str(a)], places[str(b)]
        return hypot(x1 - x2, y1 - y2)

    linked = [distance(a, b) for a, b in network.edges]
    apart = [distance(a, b) for a, b in combinations(network, 2)]
    assert sum(linked) / len(linked) < 0.6 * sum(apart) / len(apart)


def test_parts_do_not_overlap() -> None:
    parts = [[f"{part}{number}" for number in range(8)] for part in "abcd"]
    edges = [(names[0], name) for names in parts for name in names[1:]]
    places = layout([name for names in parts for name in names], edges)

    boxes = [
        (min(p[0] for p in spots), min(p[1] for p in spots), max(p[0] for p in spots), max(p[1] for p in spots))
        for spots in ([places[name] for name in names] for names in parts)
    ]
    assert all(a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1] for a, b in combinations(boxes, 2))


def test_a_small_network_is_shown_whole() -> None:
    assert most_connected({"a": 1, "b": 5, "c": 0}, [("a", "b")], 300) == ["b", "a", "c"]


def test_of_a_large_one_the_most_connected_that_belong_together() -> None:
    degree = {"hub": 9, "a": 3, "b": 2, "lonely": 8, "c": 1}

    assert most_connected(degree, [("hub", "a"), ("hub", "b"), ("hub", "c")], 4) == ["hub", "a", "b"]
