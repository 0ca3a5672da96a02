"""Positions for a picture of a network: a force-directed layout that gives the same numbers on every machine.

The method is Fruchterman and Reingold's (Graph Drawing by Force-directed Placement, 1991), with repulsion weighted by degree
and a pull to the centre as in ForceAtlas2 (Jacomy et al., 2014). It uses + − × ÷ √ and sums in a fixed order only, which IEEE
754 fixes to the last bit: no BLAS, no exp, no random numbers.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Points: TypeAlias = NDArray[np.float64]
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def layout(nodes: Sequence[str], edges: Sequence[tuple[str, str]], *, spacing: float = 50.0) -> dict[str, tuple[int, int]]:
    """Return whole-numbered positions for nodes (the most important first), about `spacing` apart.

    Each connected part is laid out on its own and the parts are packed around the largest; what is joined to nothing stands in
    rows beneath. Costs O(n²) a round: for up to about a thousand nodes.
    """
    place = {node: number for number, node in enumerate(nodes)}
    pairs = sorted(
        {(min(place[a], place[b]), max(place[a], place[b])) for a, b in edges if a != b and a in place and b in place}
    )
    parts = _parts(len(nodes), pairs)
    discs = [(members, *_part(members, pairs, spacing)) for members in parts if len(members) > 1]
    centres = _pack([radius for _, _, radius in discs], spacing * 1.3)
    found = {
        nodes[member]: (round(x + cx), round(y + cy))
        for (members, points, _), (cx, cy) in zip(discs, centres, strict=True)
        for member, (x, y) in zip(members, points.tolist(), strict=True)
    }
    lonely = [nodes[members[0]] for members in parts if len(members) == 1]
    found |= zip(lonely, _rows(len(lonely), list(found.values()), round(spacing * 1.3)), strict=True)
    return {node: found[node] for node in nodes}


def most_connected(degree: Mapping[str, int], edges: Sequence[tuple[str, str]], number: int) -> list[str]:
    """Return the most connected nodes, each with at least one neighbour among them; ties in the order of their names.

    Hubs first; then who is left fills the picture, so that a small graph is shown whole.
    """
    ranked = sorted(degree, key=lambda node: (-degree[node], node))
    if len(ranked) <= number:
        return ranked
    chosen = set(ranked[:number])
    linked = {node for edge in edges if edge[0] in chosen and edge[1] in chosen and edge[0] != edge[1] for node in edge}
    return [node for node in ranked if node in linked]


def _rows(number: int, above: Sequence[tuple[int, int]], gap: int) -> list[tuple[int, int]]:
    """Return so many positions in rows beneath others, as wide as these at most; in a square when there are none."""
    left, right = min((x for x, _ in above), default=0), max((x for x, _ in above), default=0)
    top = max((y for _, y in above), default=-2 * gap) + 2 * gap
    columns = max((right - left) // gap + 1, math.isqrt(max(number - 1, 0)) + 1)
    middle = (left + right) // 2
    widths = [min(columns, number - start) for start in range(0, number, columns)]
    return [
        (middle + column * gap - (width - 1) * gap // 2, top + row * gap)
        for row, width in enumerate(widths)
        for column in range(width)
    ]


def _parts(number: int, pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return the connected parts, the largest first."""
    network: nx.Graph[int] = nx.Graph()
    network.add_nodes_from(range(number))
    network.add_edges_from(pairs)
    return sorted((sorted(part) for part in nx.connected_components(network)), key=lambda part: (-len(part), part))


def _part(members: Sequence[int], pairs: Sequence[tuple[int, int]], spacing: float) -> tuple[Points, float]:
    """Return positions of a connected part around its own middle, and the radius it takes."""
    place = {member: number for number, member in enumerate(members)}
    links = np.array([(place[a], place[b]) for a, b in pairs if a in place], dtype=np.intp).reshape(-1, 2)
    points = _settle(_sunflower(len(members)), links, rounds=300)
    points = _spread(points * spacing, spacing)
    points = points - (points.min(axis=0) + points.max(axis=0)) / 2
    return points, float(np.sqrt((points * points).sum(axis=1).max()))


def _pack(radii: Sequence[float], gap: float) -> list[tuple[float, float]]:
    """Return a centre for each disc: each as near the middle as those before it allow."""
    placed: list[tuple[float, float, float]] = []
    for radius in radii:
        spots = ((step * gap / 4 * _cos(step), step * gap / 4 * _sin(step)) for step in range(100_000))
        x, y = next(
            (x, y)
            for x, y in spots
            if all((x - a) ** 2 + (y - b) ** 2 >= (radius + other + gap) ** 2 for a, b, other in placed)
        )
        placed.append((x, y, radius))
    return [(x, y) for x, y, _ in placed]


def _cos(step: int) -> float:
    return round(math.cos(step * GOLDEN_ANGLE), 6)  # rounded: the last bit differs from one C library to the next


def _sin(step: int) -> float:
    return round(math.sin(step * GOLDEN_ANGLE), 6)


def _sunflower(number: int) -> Points:
    radii = (math.sqrt(index + 0.5) for index in range(number))
    return np.array([(radius * _cos(index), radius * _sin(index)) for index, radius in enumerate(radii)], dtype=np.float64)


def _settle(points: Points, links: NDArray[np.intp], rounds: int) -> Points:
    """Let nodes repel each other, linked nodes attract, and all fall to the middle, ever more slowly."""
    number = len(points)
    mass = 1 + np.bincount(links.ravel(), minlength=number) * 0.35
    for turn in range(rounds):
        away = points[:, None, :] - points[None, :, :]
        square = away[..., 0] * away[..., 0] + away[..., 1] * away[..., 1] + 0.05
        strength = mass[:, None] * mass[None, :] / square
        force = np.stack([_sum(away[..., axis] * strength) for axis in (0, 1)], axis=1)
        step = points[links[:, 1]] - points[links[:, 0]]
        pull = step * _lengths(step)[:, None]
        force += _gather(pull, links[:, 0], number) - _gather(pull, links[:, 1], number)
        force -= points * mass[:, None] * 1.1
        length = _lengths(force)[:, None] + 1e-9
        points = points + force / length * np.minimum(length / mass[:, None] * 0.3, 0.02 + (1 - turn / rounds))
    return points


def _spread(points: Points, distance: float, rounds: int = 120) -> Points:
    """Push apart what lies closer than a distance."""
    for _ in range(rounds):
        away = points[:, None, :] - points[None, :, :]
        length = np.sqrt(away[..., 0] * away[..., 0] + away[..., 1] * away[..., 1]) + 1e-9
        overlap = np.maximum(distance - length, 0) / length / 2
        np.fill_diagonal(overlap, 0)
        if not overlap.any():
            break
        points = points + np.stack([_sum(away[..., axis] * overlap) for axis in (0, 1)], axis=1) * 0.5
    return points


def _lengths(vectors: Points) -> Points:
    lengths: Points = np.sqrt(vectors[:, 0] * vectors[:, 0] + vectors[:, 1] * vectors[:, 1])
    return lengths


def _sum(table: Points) -> Points:
    """Sum each row of a table from left to right: numpy adds whole columns one after the other, so the order is fixed."""
    total: Points = np.add.reduce(np.ascontiguousarray(table.T), axis=0)
    return total


def _gather(values: Points, places: NDArray[np.intp], number: int) -> Points:
    total = np.zeros((number, values.shape[1]))
    np.add.at(total, places, values)
    return total
