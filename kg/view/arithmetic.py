"""Figures that can be checked against each other: a change with its level, a level with the one before, parts with their whole.

A number is as exact as it is written: 12.9万 may be anything from 128,500 to 129,500, 余 and 近 leave one side open. What
cannot be true within that disagrees; what an open bound leaves open cannot be checked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from kg.view.read import Facts, Outcome

Verdict = Literal["agrees", "disagrees", "cannot be checked"]
Sort = Literal["change", "from-to", "parts"]
NEAR = 200  # characters within which a change is of the level before it
NEXT = 4  # characters between two clauses of one enumeration
POINTS = frozenset({"个百分点", "百分点"})
_LEVELS = frozenset({"count", "money", "percent", "duration"})
_NUMERAL = re.compile(r"(\d[\d,，]*)(?:\.(\d+))?\s*(万亿|亿|万|千|百)?")
_SCALES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "千": 1000, "百": 100}
_AGAINST = re.compile(r"(?:较|比|与|同|相比)((?:19|20)\d\d)年")
_PARTS = re.compile(r"^[，,；;（(\s]*(?:这?其中|包括|包含|含|分别是)")


@dataclass(frozen=True, slots=True)
class Check:
    """Figures checked against each other: which (the level, the whole first), what is said and what the others make of it."""

    sort: Sort
    verdict: Verdict
    outcomes: tuple[Outcome, ...]
    said: str
    reckoned: str


class ArithmeticRow(NamedTuple):
    """One check: its verdict, whose figures of what, what is said, what the other figures make of it, and the words."""

    verdict: str
    check: str
    agent: str
    measures: str
    figures: str
    said: str
    reckoned: str
    start: str
    end: str
    quote: str
    report: str
    file: str
    results: str


class _Range(NamedTuple):
    """What a number may be, as it is written: both ends belong to it."""

    low: Fraction
    high: Fraction

    def meets(self, other: _Range) -> bool:
        """Return whether both may be the same number."""
        return self.low <= other.high and other.low <= self.high

    def plus(self, other: _Range) -> _Range:
        """Return the sum."""
        return _Range(self.low + other.low, self.high + other.high)

    def minus(self, other: _Range) -> _Range:
        """Return the difference."""
        return _Range(self.low - other.high, self.high - other.low)

    def over(self, other: _Range) -> _Range:
        """Return the quotient; both must be positive."""
        return _Range(self.low / other.high, self.high / other.low)


def checks(facts: Facts) -> list[Check]:
    """Return all checks that the figures of each report allow, in reading order."""
    found: list[Check] = []
    for outcomes in _by_report(facts.outcomes):
        found += [*_changes(outcomes), *_from_to(outcomes), *_parts(outcomes)]
    return found


def arithmetic_rows(facts: Facts) -> list[ArithmeticRow]:
    """Return a row for each check: what disagrees first, then what cannot be checked, then what agrees."""
    order = ("disagrees", "cannot be checked", "agrees")
    return [_row(check, facts) for check in sorted(checks(facts), key=lambda check: order.index(check.verdict))]


def figure(outcome: Outcome) -> str:
    """Return a number with its bound and unit: >1200家, -11.68%."""
    bound = {"over": ">", "under": "<", "about": "≈"}.get(outcome.bound, "")
    sign = {"up": "+", "down": "-"}.get(outcome.direction, "") if outcome.kind == "change" else ""
    return f"{bound}{sign}{outcome.value:f}{outcome.unit}"


def _row(check: Check, facts: Facts) -> ArithmeticRow:
    first, words = check.outcomes[0], [words for outcome in check.outcomes for words in outcome.evidence[:1]]
    source = facts.sources.get(words[0].source) if words else None
    quotes = dict.fromkeys(facts.quote(each).text for each in sorted(words, key=lambda each: each.start or 0))
    return ArithmeticRow(
        verdict=check.verdict,
        check=check.sort,
        agent="；".join(facts.name(agent) for agent in first.agents),
        measures=first.measures or first.indicator,
        figures="；".join(figure(outcome) for outcome in check.outcomes),
        said=check.said,
        reckoned=check.reckoned,
        start=first.start,
        end=first.end,
        quote="…".join(filter(None, quotes)),
        report=source.title if source else "",
        file=source.file if source else "",
        results="；".join(outcome.iri for outcome in check.outcomes),
    )


# ---- which figures belong together -----------------------------------------------------------------------------------


def _by_report(outcomes: Iterable[Outcome]) -> list[list[Outcome]]:
    """Return the measured figures of each report with a place in it, in reading order."""
    reports: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.evidence and outcome.evidence[0].start is not None and not outcome.is_planned and outcome.value is not None:
            reports[outcome.evidence[0].source].append(outcome)
    return [sorted(found, key=lambda o: (_start(o), _end(o), o.iri)) for _, found in sorted(reports.items())]


def _start(outcome: Outcome) -> int:
    return outcome.evidence[0].start or 0


def _end(outcome: Outcome) -> int:
    return outcome.evidence[0].end or 0


def _measured(outcome: Outcome) -> tuple[object, ...]:
    return outcome.agents, outcome.measures or outcome.indicator


def _follows(later: Outcome, earlier: Outcome, distance: int) -> bool:
    return _start(earlier) <= _start(later) <= _end(earlier) + distance


def _changes(outcomes: Sequence[Outcome]) -> Iterator[Check]:
    """Yield the levels that are told with their change both in numbers and in per cent: 420起，减少60起，下降12.5%."""
    for level in (each for each in outcomes if each.kind in _LEVELS and each.value):
        told = [
            each
            for each in outcomes
            if each.kind == "change" and _measured(each) == _measured(level) and _follows(each, level, NEAR)
            and (each.start, each.end, each.place) == (level.start, level.end, level.place)
            and _nearest_level(each, outcomes) is level
        ]  # fmt: skip
        shares = [each for each in told if each.unit == "%" and level.unit != "%"]
        for share in shares:
            amount = next((a for a in told if a.unit == level.unit and _may_go_together(a, share)), None)
            if amount:
                yield _change(level, amount, share)


def _nearest_level(change: Outcome, outcomes: Sequence[Outcome]) -> Outcome | None:
    before = [o for o in outcomes if o.kind in _LEVELS and _measured(o) == _measured(change) and _start(o) <= _start(change)]
    return max(before, key=lambda o: (_start(o), bool(o.start), o.iri), default=None)


def _may_go_together(amount: Outcome, share: Outcome) -> bool:
    same_time = amount.baseline == share.baseline or "other" in {amount.baseline, share.baseline}
    return amount.direction == share.direction and same_time and _year_named(amount) == _year_named(share)


def _compares_with(growth: Outcome, year: str) -> bool:
    """Return whether a growth may be that from a level of a year: not 较2019年增长 from one of 2023."""
    return _year_named(growth) in {"", year}


def _year_named(change: Outcome) -> str:
    words = change.evidence[0]
    found = _AGAINST.search(words.clean or words.quote)
    return found[1] if found else ""


def _from_to(outcomes: Sequence[Outcome]) -> Iterator[Check]:
    """Yield the levels that are told with the one before them: 由20亿元增至25亿元，增长25%."""
    for now in (each for each in outcomes if each.kind in _LEVELS and each.direction):
        before = next(
            (
                each
                for each in outcomes
                if each.kind == now.kind and not each.direction and _measured(each) == _measured(now) and each.unit == now.unit
                and (_start(each), _end(each)) == (_start(now), _end(now)) and each is not now
            ),
            None,
        )  # fmt: skip
        if before is None:
            continue
        growth = [
            each
            for each in outcomes
            if each.kind == "change" and _measured(each) == _measured(now) and each.direction == now.direction
            and (_follows(each, now, NEXT) or _follows(now, each, 0)) and _compares_with(each, before.start[:4])
        ]  # fmt: skip
        yield from (_growth(before, now, each) for each in growth) if growth else [_way(before, now)]


def _parts(outcomes: Sequence[Outcome]) -> Iterator[Check]:
    """Yield the wholes that are told with parts of them: 520起，其中酒驾400起、醉驾120起."""
    for place, whole in enumerate(outcomes):
        if whole.kind not in {"count", "money"}:
            continue
        parts: list[Outcome] = []
        for later in outcomes[place + 1 :]:
            if later.kind == whole.kind and later.unit == whole.unit and _is_next_part(later, whole, parts):
                parts.append(later)
            elif _start(later) > _end(whole) + NEXT and not (parts and _follows(later, parts[-1], NEXT)):
                break
        if parts:
            yield _sum(whole, parts)


def _is_next_part(later: Outcome, whole: Outcome, parts: Sequence[Outcome]) -> bool:
    if parts:
        return _follows(later, parts[-1], NEXT) and (_start(later) > _end(whole)) and not _is_whole_again(later, parts)
    words = later.evidence[0]
    return _end(whole) <= _start(later) <= _end(whole) + NEXT and bool(_PARTS.match(words.clean or words.quote))


def _is_whole_again(later: Outcome, parts: Sequence[Outcome]) -> bool:
    """Return whether another 其中 begins: parts of a part."""
    words = later.evidence[0]
    return _start(later) != _start(parts[0]) and bool(_PARTS.match(words.clean or words.quote))


# ---- what they make of each other ------------------------------------------------------------------------------------


def _change(level: Outcome, amount: Outcome, share: Outcome) -> Check:
    value, change = _range(level), _range(amount)
    before = value.plus(change) if share.direction == "down" else value.minus(change)
    figures = (level, amount, share)
    if before.low <= 0:
        sure = before.high <= 0
        return Check("change", "disagrees" if sure else "cannot be checked", figures, figure(share), "—")
    return _compared("change", figures, share, _percent(change.over(before)))


def _growth(before: Outcome, now: Outcome, growth: Outcome) -> Check:
    figures, first, last = (before, now, growth), _range(before), _range(now)
    rise = last.minus(first) if now.direction == "up" else first.minus(last)
    if growth.unit in POINTS or growth.unit == now.unit != "%":
        return _compared("from-to", figures, growth, rise)
    if growth.unit != "%" or first.low <= 0:
        return Check("from-to", "cannot be checked", figures, figure(growth), "—")
    relative = _compared("from-to", figures, growth, _percent(rise.over(first) if rise.low > 0 else _signed(rise, first)))
    if now.unit == "%" and relative.verdict == "disagrees":  # 由80%提高到90%，提高10%: meant are points
        points = _compared("from-to", figures, growth, rise)
        return points if points.verdict != "disagrees" else relative
    return relative


def _way(before: Outcome, now: Outcome) -> Check:
    """Return whether a level rose or fell as it is said to."""
    first, last = _range(before), _range(now)
    rise = last.minus(first) if now.direction == "up" else first.minus(last)
    verdict: Verdict = "disagrees" if rise.high < 0 else "agrees" if rise.low >= 0 else "cannot be checked"
    return Check("from-to", verdict, (before, now), figure(now), figure(before))


def _sum(whole: Outcome, parts: Sequence[Outcome]) -> Check:
    """Return whether parts make their whole. Fewer may be only some of them; more cannot be."""
    total = _range(whole)
    made = _Range(Fraction(0), Fraction(0))
    for part in parts:
        made = made.plus(_range(part))
    reckoned = f"{_written(sum((part.value or Decimal(0) for part in parts), Decimal(0)))}{whole.unit}"
    figures, is_sure = (whole, *parts), all(each.bound == "exact" for each in (whole, *parts))
    verdict: Verdict = "cannot be checked"
    if made.low > total.high:
        verdict = "disagrees"
    elif made.meets(total) and is_sure:
        verdict = "agrees"
    return Check("parts", verdict, figures, figure(whole), reckoned)


def _compared(sort: Sort, figures: tuple[Outcome, ...], said: Outcome, reckoned: _Range) -> Check:
    """Return the check of a figure against what the others make of it; one unit of its last digit is rounding."""
    claimed, step = _range(said), 2 * _half_step(said)
    wide = _Range(claimed.low - step, claimed.high + step)
    is_sure = all(outcome.bound == "exact" for outcome in figures)
    verdict: Verdict = "agrees" if is_sure else "cannot be checked"
    return Check(sort, verdict if wide.meets(reckoned) else "disagrees", figures, figure(said), _between(reckoned, said.unit))


def _percent(share: _Range) -> _Range:
    return _Range(100 * share.low, 100 * share.high)


def _signed(rise: _Range, first: _Range) -> _Range:
    """Return a quotient whose numerator may be negative."""
    ends = [top / bottom for top in rise for bottom in first]
    return _Range(min(ends), max(ends))


def _between(reckoned: _Range, unit: str) -> str:
    low, high = (_written(Decimal(end.numerator) / Decimal(end.denominator)) for end in reckoned)
    return f"{low}{unit}" if low == high else f"{low}–{high}{unit}"


def _written(value: Decimal) -> str:
    text = f"{value:.2f}"
    return text.rstrip("0").rstrip(".")


_FAR = Fraction(10**18)  # further than any figure


def _range(outcome: Outcome) -> _Range:
    """Return what a figure may be, by its bound and by how exactly it is written."""
    value, half = Fraction(outcome.value or 0), _half_step(outcome)
    if outcome.bound == "over":
        return _Range(value, _FAR)
    if outcome.bound == "under":
        return _Range(Fraction(0), value)
    if outcome.bound == "about":
        return _Range(value * Fraction(9, 10), value * Fraction(11, 10))
    return _Range(value - half, value + half)


def _half_step(outcome: Outcome) -> Fraction:
    """Return half a unit of the last digit that is written: 500 for 12.9万, 0.005 for 11.68, nothing for 499."""
    value = outcome.value or Decimal(0)
    for words in outcome.evidence:
        for found in _NUMERAL.finditer(words.clean or words.quote):
            scale = _SCALES.get(found[3] or "", 1)
            read = Decimal(f"{re.sub('[,，]', '', found[1])}.{found[2] or 0}") * scale
            if read == value:
                digits = len(found[2] or "")
                return Fraction(scale, 2 * 10**digits) if digits or scale > 1 else Fraction(0)
    zeros = len(str(int(value))) - len(str(int(value)).rstrip("0")) if value == value.to_integral_value() and value else 0
    return Fraction(10**zeros, 2) if zeros >= 3 else Fraction(0)
