"""Facts in a line for people."""

from __future__ import annotations

from kg.store.facts import Deed, Facts, Outcome


def say_deed(deed: Deed, facts: Facts) -> str:
    """Return who did what, when and where, and whether it was done."""
    notes = (deed.post, _when(deed), facts.name(deed.place), None if deed.status == "done" else deed.status)
    head = f"{facts.names(deed.agents)} —{deed.predicate}→ {facts.name(deed.object)}"
    return " · ".join(filter(None, (head, *notes)))


def say_outcome(outcome: Outcome, facts: Facts) -> str:
    """Return whose result it is, what was measured, how much, of what, when and where."""
    of = f"（{facts.name(outcome.result_of)}）" if outcome.result_of else ""
    notes = (_when(outcome), facts.name(outcome.place), "planned" if outcome.planned else None)
    measured = f"{facts.names(outcome.agents)} {outcome.indicator}：{say_value(outcome)}{of}".strip()
    return " · ".join(filter(None, (measured, *notes)))


def say_value(outcome: Outcome) -> str:
    """Return a number with its direction, bound and unit: ↑＞12.5%."""
    sign = {"up": "↑", "down": "↓"}.get(outcome.direction or "", "")
    bound = {"over": "＞", "under": "＜", "about": "约"}.get(outcome.bound, "")
    return f"{sign}{bound}{outcome.value:,.10g}{outcome.unit}"


def _when(fact: Deed | Outcome) -> str | None:
    if not fact.start and not fact.end:
        return fact.period
    return fact.start if fact.start == fact.end else f"{fact.start or ''}–{fact.end or ''}"
