"""A measured indicator as a chart: bars by agency, place, line of work or report, or points by year; each mark one result.

Nothing is summed or averaged: a figure of a month beside one of a year is drawn as such and says its period.
"""

from __future__ import annotations

import io
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, TypeAlias

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from kg.errors import GraphError, QueryError
from kg.view.columns import day
from kg.view.fonts import chinese_font
from kg.view.read import Facts, Outcome
from kg.view.tables import ResultRow, result_rows

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#b5588a", "#c98a00", "#3f9fd0", "#7a5cc0", "#6b6b6b")  # as on the page
MOST_LINES = len(COLOURS)
WIDTH, SIZE = 648, 10.5  # of the picture and of its letters, in points
UNSAID = "（未说明）"
_BOUND = {"over": ">", "under": "<", "about": "≈"}
_TURNED = str.maketrans("<>", "><")
_SUFFIXES = (".png", ".svg", ".pdf")

By: TypeAlias = Callable[[Facts, Outcome], str]


def _agency(facts: Facts, outcome: Outcome) -> str:
    return "、".join(map(facts.name, outcome.agents))


def _report(facts: Facts, outcome: Outcome) -> str:
    source = facts.sources.get(outcome.evidence[0].source) if outcome.evidence else None
    return source.title if source else ""


BY: Mapping[str, By] = {
    "agency": _agency,
    "place": lambda facts, outcome: facts.name(outcome.place),
    "initiative": lambda facts, outcome: facts.name(outcome.result_of),
    "report": _report,
    "year": lambda _, outcome: year_of(outcome),
}


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """A chart and the results that it draws, in its order. A notebook draws it; `figure` is matplotlib's, to go on with."""

    figure: Figure
    indicator: str
    by: str
    results: tuple[ResultRow, ...]
    note: str  # what was left out, and how the drawn is to be read

    def save(self, path: str | Path) -> None:
        """Write the chart as .png, .svg or .pdf; raise GraphError for another suffix, or when nothing can be written there."""
        path = Path(path)
        if path.suffix.lower() not in _SUFFIXES:
            raise GraphError(f"{path}: unknown suffix {path.suffix!r}; known are {', '.join(_SUFFIXES)}")
        try:
            path.write_bytes(self._drawn(path.suffix.lower().removeprefix(".")))
        except OSError as error:
            raise GraphError(f"{path}: cannot be written: {error.strerror or error}") from error

    def __repr__(self) -> str:
        return f"<Chart {self.indicator} by {self.by}: {len(self.results)} results>"

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, object], dict[str, object]]:
        """Give a notebook the picture at twice the size it is shown in, so that it is sharp on any screen."""
        width, height = (round(inches * 72) for inches in self.figure.get_size_inches())
        picture: dict[str, object] = {"image/png": self._drawn("png"), "text/plain": repr(self)}
        return picture, {"image/png": {"width": width, "height": height}}

    def _drawn(self, form: str) -> bytes:
        file, undated = io.BytesIO(), {"png": {"Software": None}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}
        with mpl.rc_context({"svg.hashsalt": "zhengtu", "svg.fonttype": "path"}):
            self.figure.savefig(file, format=form, dpi=144, metadata=undated[form])
        return file.getvalue()


def plot(
    facts: Facts,
    indicator: str,
    *,
    by: str = "agency",
    unit: str | None = None,
    planned: bool = False,
    most: int = 30,
    font: str | Path | None = None,
) -> Chart:
    """Return the chart of an indicator (see KnowledgeGraph.plot)."""
    if by not in BY:
        raise QueryError(f"cannot plot by {by!r}; known are {', '.join(BY)}")
    name, found = _measured(facts, indicator)
    outcomes, left_out = _comparable(name, found, unit, planned)
    shown = [outcome for outcome in _in_order(facts, outcomes, by) if by != "year" or year_of(outcome)]
    undated, cut = len(outcomes) - len(shown), 0
    if by != "year":
        cut, shown = max(0, len(shown) - most), shown[:most]
    if not shown:
        raise QueryError(f"{name}: no result says when; try by='agency'")
    notes = [*left_out, *([f"{undated} 条没有时间，未画"] if undated else []), *([f"{cut} 条较小的未画"] if cut else [])]
    style: Any = {"font.family": [chinese_font(font), "DejaVu Sans"], "text.parse_math": False, "axes.unicode_minus": False}
    with mpl.rc_context(style | {"font.size": SIZE}):
        figure, legend = (_points if by == "year" else _bars)(facts, shown, by)
        note = "；".join((*legend, *notes))
        _entitle(figure, f"{name}（{_unit(shown[0])}）", note)
    return Chart(figure, name, by, tuple(result_rows(replace(facts, outcomes=tuple(shown)))), note)


def year_of(outcome: Outcome) -> str:
    """Return the year in which an outcome's period ends, or begins when no end is known; empty when no time is known."""
    return (outcome.end or outcome.start)[:4]


# ---- which results ---------------------------------------------------------------------------------------------------


def _measured(facts: Facts, wish: str) -> tuple[str, list[Outcome]]:
    """Return the one indicator that is meant, by its name or words of it, and all results that measure it."""
    measures: dict[str, list[Outcome]] = {}
    for outcome in facts.outcomes:
        if outcome.value is not None:
            measures.setdefault(outcome.measures or outcome.indicator, []).append(outcome)
    exact = [name for name, found in measures.items() if wish in {name, *(outcome.indicator for outcome in found)}]
    meant = [wish] if wish in exact else exact or [name for name in measures if wish and wish in name]
    if len(meant) == 1:
        return meant[0], measures[meant[0]]
    if meant:
        raise QueryError(f"{wish!r} may be any of {_counted(meant, measures)}: give one of these names")
    near = get_close_matches(wish, sorted(measures), n=5, cutoff=0.4)
    advice = f"names like it: {_counted(near, measures)}" if near else "results() lists all indicators"
    raise QueryError(f"no result measures {wish!r}; {advice}")


def _counted(names: Iterable[str], measures: Mapping[str, Sequence[Outcome]]) -> str:
    most = sorted(names, key=lambda name: (-len(measures[name]), name))[:12]
    return "、".join(f"{name} ({len(measures[name])})" for name in most)


def _comparable(name: str, found: Sequence[Outcome], unit: str | None, planned: bool) -> tuple[list[Outcome], list[str]]:
    """Return the results of one kind in one unit, the most frequent unless one is wished for, and what is left out."""
    done = [outcome for outcome in found if planned or not outcome.is_planned]
    if not done:
        raise QueryError(f"{name}: all {len(found)} results are planned; plot(…, planned=True) draws them")
    kinds = Counter((outcome.kind, outcome.unit) for outcome in done)
    possible = [kind for kind in kinds if unit in {None, kind[1]}]
    if not possible:
        raise QueryError(f"{name}: no result in {unit!r}; units: {', '.join(sorted({u or 'none' for _, u in kinds}))}")
    chosen = min(possible, key=lambda kind: (-kinds[kind], kind))
    left_out = [
        f"{kinds[other]} 条以“{other[1]}”计的{_KIND.get(other[0], '')}未画" for other in sorted(kinds) if other != chosen
    ]
    if len(done) < len(found):
        left_out.append(f"{len(found) - len(done)} 条计划中的未画")
    return [outcome for outcome in done if (outcome.kind, outcome.unit) == chosen], left_out


_KIND = {"count": "数量", "percent": "比率", "change": "变化", "money": "金额", "duration": "时长", "rank": "名次"}


def _in_order(facts: Facts, outcomes: Iterable[Outcome], by: str) -> list[Outcome]:
    """Return results group by group, the group with the largest value first, each in the order of time."""
    key, groups = BY[by], dict[str, list[Outcome]]()
    for outcome in outcomes:
        groups.setdefault(key(facts, outcome), []).append(outcome)
    ranked = sorted(groups, key=lambda group: (-max(abs(_value(each)) for each in groups[group]), group))
    return [outcome for group in ranked for outcome in sorted(groups[group], key=lambda o: (o.end or o.start, o.start, o.iri))]


def _value(outcome: Outcome) -> float:
    """Return the value as it is drawn: what fell is below zero."""
    value = float(outcome.value or 0)
    return -abs(value) if outcome.kind == "change" and outcome.direction == "down" else value


# ---- drawing ---------------------------------------------------------------------------------------------------------


def _bars(facts: Facts, outcomes: Sequence[Outcome], by: str) -> tuple[Figure, list[str]]:
    """Draw a bar for each result, the bars of a group together under one name."""
    groups = [BY[by](facts, outcome) or UNSAID for outcome in outcomes]
    steps = (0.86 if group == before else 1.3 for before, group in pairwise(groups))
    places = list(accumulate(steps, initial=0.0))
    spots: dict[str, list[float]] = {}
    for group, place in zip(groups, places, strict=True):
        spots.setdefault(group, []).append(place)
    figure = Figure(figsize=(WIDTH / 72, 1.3 + 0.36 * (places[-1] + 1)), layout="constrained")
    axes = _bare(figure)
    for outcome, place in zip(outcomes, places, strict=True):
        _bar(axes, outcome, place)
    axes.set_yticks([sum(group) / len(group) for group in spots.values()], list(map(_wrapped, spots)))
    axes.invert_yaxis()
    axes.set_xticks([])
    _make_room(axes, outcomes, max(len(line) for name in spots for line in _wrapped(name).split("\n")))
    axes.axvline(0, color="#444444", linewidth=0.8)
    return figure, ["斜线：计划"] if any(outcome.is_planned for outcome in outcomes) else []


def _bar(axes: Axes, outcome: Outcome, place: float) -> None:
    value = _value(outcome)
    fill, hatch = ("white", "////") if outcome.is_planned else (COLOURS[0], "")
    axes.barh(place, value, height=0.72, edgecolor=COLOURS[0], facecolor=fill, hatch=hatch)
    side = -1 if value < 0 else 1
    where: Any = {"textcoords": "offset points", "va": "center", "ha": "right" if side < 0 else "left"}
    axes.annotate(_label(outcome), (value, place), (5 * side, 0), **where)


def _make_room(axes: Axes, outcomes: Sequence[Outcome], name: int) -> None:
    """Let bars end early enough for the words at their ends; `name` is how many characters stand beside the axis."""
    lowest, highest = (pick(0.0, *map(_value, outcomes)) for pick in (min, max))
    left, right = (
        max((0.62 * SIZE * len(_label(outcome)) + 12 for outcome in outcomes if (_value(outcome) < 0) is below), default=0)
        for below in (True, False)
    )
    unit = (highest - lowest or 1) / max(120, WIDTH - SIZE * name - left - right)  # of the data, in a point of the picture
    axes.set_xlim(lowest - left * unit, highest + right * unit)


def _points(facts: Facts, outcomes: Sequence[Outcome], _: str) -> tuple[Figure, list[str]]:
    """Draw a point for each result and a line for each agency, through the result of each year that spans most of it."""
    agencies: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        agencies.setdefault(_agency(facts, outcome) or UNSAID, []).append(outcome)
    ranked = sorted(agencies, key=lambda name: (-len(agencies[name]), -max(map(_value, agencies[name])), name))
    named, others = ranked[:MOST_LINES], ranked[MOST_LINES:]
    figure = Figure(figsize=(WIDTH / 72, 4.6 + 0.12 * len(named)), layout="constrained")
    axes = _bare(figure)
    for name, colour in zip(named, COLOURS, strict=False):
        _line(axes, agencies[name], colour, _flat(name))
    for name in others:
        _line(axes, agencies[name], "#bbbbbb", None)
    _years(axes, outcomes)
    figure.legend(loc="outside lower left", ncols=2, frameon=False)
    told = ["空心：不是整年的数"] if not all(map(_is_whole_year, outcomes)) else []
    if others:
        told.append(f"灰色：其余 {len(others)}个机构")
    return figure, told


def _line(axes: Axes, outcomes: Sequence[Outcome], colour: str, name: str | None) -> None:
    longest: dict[int, Outcome] = {}
    for outcome in sorted(outcomes, key=lambda outcome: (_days(outcome), outcome.iri)):
        if not outcome.is_planned:
            longest[int(year_of(outcome))] = outcome
    along = sorted(longest)
    axes.plot(along, [_value(longest[year]) for year in along], color=colour, linewidth=1.6)
    if name is not None:
        axes.plot([], [], color=colour, marker="o", linewidth=1.6, label=name)
    for outcome in outcomes:
        year, value, fill = int(year_of(outcome)), _value(outcome), colour if _is_whole_year(outcome) else "white"
        shape = "x" if outcome.is_planned else "o"
        axes.plot([year], [value], marker=shape, markersize=6.5, markerfacecolor=fill, color=colour, linestyle="", zorder=3)
        where: Any = {"textcoords": "offset points", "ha": "center", "color": "#333333", "fontsize": 9}
        axes.annotate(_amount(outcome), (year, value), (0, 7), **where)


def _years(axes: Axes, outcomes: Sequence[Outcome]) -> None:
    """Set the axes: years below, and zero as the ground where nothing is below it."""
    years, values = sorted({int(year_of(outcome)) for outcome in outcomes}), [_value(outcome) for outcome in outcomes]
    axes.set_xticks(years, list(map(str, years)))
    axes.set_xlim(years[0] - 0.4, years[-1] + 0.4)
    axes.set_yticks([])
    axes.spines["bottom"].set(visible=True, color="#444444")
    if min(values) >= 0:
        axes.set_ylim(0, 1.15 * max(values) or 1)


def _bare(figure: Figure) -> Axes:
    axes = figure.add_subplot()
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    return axes


def _entitle(figure: Figure, title: str, note: str) -> None:
    [axes] = figure.axes
    axes.set_title(_flat(title), loc="left", fontweight="bold", fontsize=13, pad=12, x=0)
    if note:
        axes.set_xlabel(_flat(note), loc="left", fontsize=8.5, color="#666666", labelpad=8)


# ---- words -----------------------------------------------------------------------------------------------------------


def _amount(outcome: Outcome) -> str:
    """Return >11.6万: the bound and the number, large ones as Chinese reports print them; a fall of over 10 is <-10."""
    value, sign = _value(outcome), "+" if outcome.kind == "change" and outcome.direction == "up" else ""
    bound = _BOUND.get(outcome.bound, "")
    bound = bound.translate(_TURNED) if value < 0 else bound
    scale, word = (1e8, "亿") if abs(value) >= 1e8 else (1e4, "万") if abs(value) >= 1e5 else (1, "")
    return f"{bound}{sign}{value / scale:,.10g}{word}"


def _label(outcome: Outcome) -> str:
    return f"{_amount(outcome)}   {_period(outcome)}".rstrip()


def _unit(outcome: Outcome) -> str:
    return {"change": f"变化，{outcome.unit}"}.get(outcome.kind, outcome.unit) or UNSAID.strip("（）")


def _period(outcome: Outcome) -> str:
    """Return 2023, 2023-06-16, or first and last day as far as they are known."""
    if _is_whole_year(outcome):
        return outcome.start[:4]
    return "–".join(filter(None, dict.fromkeys((outcome.start, outcome.end))))


def _is_whole_year(outcome: Outcome) -> bool:
    return outcome.start[4:] == "-01-01" and outcome.end == f"{outcome.start[:4]}-12-31"


def _days(outcome: Outcome) -> int:
    first, last = day(outcome.start), day(outcome.end)
    return (last - first).days if first and last else 0


def _wrapped(name: str) -> str:
    return "\n".join(textwrap.wrap(_flat(name), 18)[:3])


def _flat(text: str) -> str:
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())
