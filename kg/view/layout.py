"""Positions for a picture of a network: a force-directed layout that gives the same numbers on every machine.

The method is Fruchterman and Reingold's (Graph Drawing by Force-directed Placement, 1991), with repulsion weighted by degree and a
pull to the centre as in ForceAtlas2 (Jacomy et al., 2014). It uses + − × ÷ √ and sums in a fixed order only, which IEEE 754 fixes
to the last bit: no BLAS, no exp, no random numbers.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Points: TypeAlias = NDArray[np.float64]
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def layout(nodes: Sequence[str], edges: Sequence[tuple[str, str]], *, rounds: int = 300, spacing: float = 90.0) -> dict[str, tuple[int, int]]:
    """Return whole-numbered positions for nodes (the most important first), about `spacing` apart.

    Costs O(n²) a round: for up to about a thousand nodes.
    """
    if not nodes:
        return {}
    place = {node: number for number, node in enumerate(nodes)}
    pairs = sorted({(place[a], place[b]) for a, b in edges if a != b and a in place and b in place})
    links = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    points = _settle(_sunflower(len(nodes)), links, rounds)
    points = _spread(points * spacing, spacing * 0.55)
    points -= _middle(points)
    return {node: (round(float(x)), round(float(y))) for node, (x, y) in zip(nodes, points, strict=True)}


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


def _sunflower(number: int) -> Points:
    turns = [(math.sqrt(index + 0.5), index * GOLDEN_ANGLE) for index in range(number)]
    # Rounded: sine and cosine may differ in the last bit from one C library to the next.
    return np.array([(round(r * math.cos(a), 6), round(r * math.sin(a), 6)) for r, a in turns], dtype=np.float64)


def _settle(points: Points, links: NDArray[np.intp], rounds: int) -> Points:
    number = len(points)
    mass = np.ones(number) + _sums(np.ones((len(links), 1)), links[:, 0], number)[:, 0] / 2
    mass += _sums(np.ones((len(links), 1)), links[:, 1], number)[:, 0] / 2
    heat = math.sqrt(number)
    for turn in range(rounds):
        away = points[:, None, :] - points[None, :, :]
        square = away[..., 0] * away[..., 0] + away[..., 1] * away[..., 1] + 0.01
        strength = mass[:, None] * mass[None, :] / square
        force = np.stack([_columns(away[..., axis] * strength) for axis in (0, 1)], axis=1)
        step = points[links[:, 1]] - points[links[:, 0]]
        length = np.sqrt(step[:, 0] * step[:, 0] + step[:, 1] * step[:, 1])[:, None]
        pull = step * length * 0.35
        force += _sums(pull, links[:, 0], number) - _sums(pull, links[:, 1], number)
        force -= points * mass[:, None] * 0.12
        size = np.sqrt(force[:, 0] * force[:, 0] + force[:, 1] * force[:, 1])[:, None] + 1e-9
        limit = heat * 0.12 * (1 - turn / rounds) + 0.005
        points = points + force / size * np.minimum(size / mass[:, None], limit)
    return points


def _columns(table: Points) -> Points:
    """Sum the rows of a table from left to right (numpy adds whole columns one after the other: the order is fixed)."""
    return np.add.reduce(np.ascontiguousarray(table.T), axis=0)


def _sums(values: Points, places: NDArray[np.intp], number: int) -> Points:
    total = np.zeros((number, values.shape[1]))
    np.add.at(total, places, values)
    return total


def _spread(points: Points, distance: float, rounds: int = 60) -> Points:
    """Push apart what lies closer than a distance."""
    for _ in range(rounds):
        away = points[:, None, :] - points[None, :, :]
        length = np.sqrt(away[..., 0] * away[..., 0] + away[..., 1] * away[..., 1]) + 1e-9
        overlap = np.maximum(distance - length, 0) / length / 2
        np.fill_diagonal(overlap, 0)
        if not overlap.any():
            break
        points = points + np.stack([_columns(away[..., axis] * overlap) for axis in (0, 1)], axis=1) * 0.6
    return points


def _middle(points: Points) -> Points:
    return (points.min(axis=0) + points.max(axis=0)) / 2
