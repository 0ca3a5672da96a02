"""Which names are worth comparing: those that share a block. Keeps the work near-linear in the number of names.

Blocking as in record linkage (Christen 2012): a name falls into the block of its core and into one for each ending that a
shorter name of the report could have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.resolve.compare import without_details, without_frame, without_year
from kg.resolve.things import ThingName, plain, session_of

SHORTEST = 2
LARGEST_BLOCK = 200


def candidates(names: Iterable[ThingName]) -> Iterator[tuple[ThingName, ThingName]]:
    """Yield each pair of names of one report that may mean the same, the longer name first, every pair once."""
    ordered = sorted(names, key=lambda name: (-len(plain(name.text)), name.text))
    rank = {name: place for place, name in enumerate(ordered)}
    blocks: dict[str, list[ThingName]] = defaultdict(list)
    for name in ordered:
        for block in sorted(_blocks(name)):
            blocks[block].append(name)
    endings = {plain(name.text) for name in ordered}
    for name in ordered:
        whole = without_details(plain(name.text))
        for start in range(1, len(whole) - SHORTEST + 1):
            if whole[start:] in endings:
                blocks[f"ending:{whole[start:]}"].append(name)
            if whole[:-start] in endings:
                blocks[f"opening:{whole[:-start]}"].append(name)
    for name in ordered:
        blocks[f"ending:{plain(name.text)}"].append(name)
        blocks[f"opening:{plain(name.text)}"].append(name)
    pairs = {
        (left, right) if rank[left] < rank[right] else (right, left)
        for members in blocks.values()
        if len(members) <= LARGEST_BLOCK
        for place, left in enumerate(members)
        for right in members[place + 1 :]
        if left != right
    }
    yield from sorted(pairs, key=lambda pair: (rank[pair[0]], rank[pair[1]]))


def _blocks(name: ThingName) -> set[str]:
    whole = plain(name.text)
    session = session_of(name.text) if whole.endswith(("会议", "全会")) else None
    blocks = {f"session:{'|'.join(session)}"} if session else set()
    return blocks | {
        f"plain:{whole}",
        f"core:{name.core}",
        f"bare:{without_frame(whole)}",
        f"plain:{without_details(whole)}",
        f"plain:{without_year(whole)}",
    }
