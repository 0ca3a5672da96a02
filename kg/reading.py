"""One report as it was read: the clean text with its names in colour, and the facts behind the words on hover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from kg.records import Activity, Extraction, Mention, Period, Result

COLOURS = {  # Paul Tol's pale and light schemes: told apart by colour-blind eyes, dark text readable on each
    "Agency": "#99ddff",
    "Person": "#ffaabb",
    "Place": "#dddddd",
    "Initiative": "#eedd88",
    "System": "#44bb99",
    "Document": "#bbccee",
    "Event": "#ee8866",
    "Award": "#ccddaa",
    "Facility": "#eeccee",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One report with its marks and facts, the `number`th of `count`. A notebook draws it; `str` gives the clean text."""

    extraction: Extraction
    number: int = 1
    count: int = 1

    def __str__(self) -> str:
        return self.extraction.document.text

    def __repr__(self) -> str:
        read = self.extraction
        counts = f"{len(read.mentions)} mentions, {len(read.activities)} activities, {len(read.results)} results"
        place = f" ({self.number} of {self.count})" if self.count > 1 else ""
        return f"<Reading {read.document.source}{place}: {counts}>"

    def _repr_html_(self) -> str:
        """Return the report as HTML: escaped, styled in place, without script or request."""
        document = self.extraction.document
        place = f"{self.number}/{self.count}" if self.count > 1 else ""
        heading = " · ".join(filter(None, (document.title, document.date, document.publisher, document.source, place)))
        return (
            f'<div style="max-width:60em;line-height:1.9">{_legend(self.extraction)}'
            f'<div style="opacity:.7">{escape(heading)}</div>'
            f'<div style="white-space:pre-wrap">{"".join(_pieces(self.extraction))}</div></div>'
        )


def say_activity(activity: Activity) -> str:
    """Return an activity in one line: who, what, on what, where, when."""
    agents = "、".join(agent.name for agent in activity.agents)
    place = f"@{activity.place.name}" if activity.place else ""
    said = (
        f"{agents} — {activity.predicate} → {activity.object.name}",
        place,
        say_period(activity.period),
        activity.post or "",
    )
    return " ".join(filter(None, said)) + ("" if activity.status == "done" else f" [{activity.status}]")


def say_result(result: Result) -> str:
    """Return a result in one line: whose, what was measured, how much, when."""
    agents = "、".join(agent.name for agent in result.agents) or "?"
    bound = {"exact": "=", "over": ">", "under": "<", "about": "≈"}[result.bound]
    arrow = {"up": "↑", "down": "↓", None: ""}[result.direction]
    of = f"of {result.result_of.name}" if result.result_of else ""
    measured = f"{agents}: {result.indicator} {arrow}{bound} {result.value:f} {result.unit}"
    said = (measured, result.baseline or "", of, say_period(result.period))
    return " ".join(filter(None, said)) + (" [planned]" if result.planned else "")


def say_period(period: Period | None) -> str:
    """Return a period as start/end, or nothing."""
    if period is None:
        return ""
    return period.start or "" if period.start == period.end else f"{period.start or ''}/{period.end or ''}"


def _pieces(read: Extraction) -> Iterator[str]:
    """Give the text cut wherever a name, the words of a fact or a damaged place begins or ends, each piece marked."""
    text = read.document.text
    facts = [(a.evidence.span, say_activity(a)) for a in read.activities] + [
        (r.evidence.span, say_result(r)) for r in read.results
    ]
    mentions = [m for m in read.mentions if m.form != "implied"]
    spans = [(m.span.start, m.span.end) for m in mentions] + [(s.start, s.end) for s, _ in facts] + list(read.document.damaged)
    cuts = sorted({0, len(text), *(cut for span in spans for cut in span)})
    for start, end in pairwise(cuts):
        names = [m for m in mentions if m.span.start <= start and end <= m.span.end]
        said = [line for span, line in facts if span.start <= start and end <= span.end]
        damaged = any(left <= start and end <= right for left, right in read.document.damaged)
        yield _piece(text[start:end], names, said, damaged)


def _piece(text: str, names: list[Mention], facts: list[str], damaged: bool) -> str:
    if not (names or facts or damaged):
        return escape(text)
    names = sorted(names, key=lambda m: (m.span.start - m.span.end, m.type))  # the longest gives the colour
    style = [
        f"background:{COLOURS[names[0].type]};color:#111" if names else "",
        "border-bottom:2px solid #777" if facts else "",
        "text-decoration:underline wavy #c00" if damaged else "",
    ]
    title = [f"{m.type} {m.name} ({m.rule})" for m in names] + facts + ["damaged: no fact is read here"] * damaged
    return f'<span style="{";".join(filter(None, style))}" title="{"&#10;".join(map(escape, title))}">{escape(text)}</span>'


def _legend(read: Extraction) -> str:
    found = {mention.type for mention in read.mentions}
    chips = (
        f'<span style="background:{colour};color:#111;padding:0 .5em">{name}</span>'
        for name, colour in COLOURS.items()
        if name in found
    )
    return f'<div style="font-size:85%">{" ".join(chips)}</div>'
