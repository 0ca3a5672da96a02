"""Who belongs together: a union-find over judgements.

The clusters are the connected components of the accepted matches, whatever their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


def clusters(items: Iterable[Item], pairs: Iterable[tuple[Item, Item]]) -> tuple[tuple[Item, ...], ...]:
    """Return the connected components of `items` under `pairs`, each in the order of `items`; near-linear (Tarjan 1975).

    >>> clusters("abcd", [("a", "c"), ("c", "d")])
    (('a', 'c', 'd'), ('b',))
    """
    order = list(dict.fromkeys(items))
    leader = {item: item for item in order}
    for left, right in pairs:
        first, second = _find(leader, left), _find(leader, right)
        if first != second:
            leader[second] = first
    found: dict[Item, list[Item]] = defaultdict(list)
    for item in order:
        found[_find(leader, item)].append(item)
    return tuple(tuple(members) for members in found.values())


def _find(leader: dict[Item, Item], item: Item) -> Item:
    while leader[item] != item:
        leader[item] = leader[leader[item]]
        item = leader[item]
    return item
