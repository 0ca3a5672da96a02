"""What a person should look at, most consequential first, in the form of decisions.csv: fill in one column and it decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from kg.view.arithmetic import checks, figure
from kg.view.read import Fact, Facts, Judgement, Outcome, Readable, read_facts
from kg.view.tables import to_csv, write_whole

CERTAIN = 0.9  # a merge that is less sure is listed
CONFIDENT = 0.6  # so is a fact


class ReviewRow(NamedTuple):
    """One case: the columns of decisions.csv, `decision` left open; what it may be, the question, how many facts hang on it."""

    decision: str
    thing: str
    other: str
    relation: str
    report: str
    quote: str
    who: str
    when: str
    why: str
    choices: str
    question: str
    facts: int


def review_rows(facts: Facts) -> list[ReviewRow]:
    """Return the cases that are not certain: things that may be one, merges that may be wrong, figures that disagree."""
    weight = _weights(facts)
    doubted = [*_disagreeing(facts, weight), *_not_adding_up(facts, weight), *_unsure_facts(facts)]
    rows = [*_open_matches(facts, weight), *_unsure_merges(facts, weight), *doubted]
    return sorted(dict.fromkeys(rows), key=lambda row: (-row.facts, row.question, row.thing, row.other))


def write_review(graph: Readable, path: str | Path) -> int:
    """Write the uncertain cases of a graph as a table (UTF-8, with the mark by which Excel knows it); return their number."""
    rows = review_rows(read_facts(graph))
    write_whole(Path(path), to_csv(ReviewRow._fields, rows).encode("utf-8-sig", "replace"))
    return len(rows)


def contradictions(facts: Facts) -> list[tuple[Outcome, ...]]:
    """Return the results of the same measure, agencies, time and place that give different exact numbers, in reading order.

    The one definition: the page draws these, and ontology/queries/contradictions.rq asks for the same.
    """
    groups: dict[tuple[object, ...], list[Outcome]] = defaultdict(list)
    for outcome in facts.outcomes:
        is_dated, is_exact = bool(outcome.start or outcome.end), outcome.value is not None and outcome.bound == "exact"
        if outcome.agents and is_dated and is_exact and not outcome.is_planned:
            groups[_measured(outcome)].append(outcome)
    return [tuple(group) for group in groups.values() if len({outcome.value for outcome in group}) > 1]


def _measured(o: Outcome) -> tuple[object, ...]:
    """Return what a result measures: of two with the same one can be right."""
    what = (o.agents, o.result_of, o.measures or o.indicator, o.unit, o.kind, o.direction, o.baseline)
    return (*what, o.start, o.end, o.place)


def _weights(facts: Facts) -> dict[str, int]:
    """Return how many facts and results each thing takes part in."""
    weight = dict(facts.degree)
    for outcome in facts.outcomes:
        for iri in {*outcome.agents, outcome.result_of} - {""}:
            weight[iri] += 1
    return weight


def _open_matches(facts: Facts, weight: dict[str, int]) -> Iterator[ReviewRow]:
    for judgement in facts.judgements:
        for one, other in combinations(judgement.candidates, 2):
            question = f"{_called(facts, one)} 与 {_called(facts, other)} 是同一个吗？{judgement.reason}"
            yield _row(_id(one), _id(other), "same / different", question, min(weight[one], weight[other]))


def _unsure_merges(facts: Facts, weight: dict[str, int]) -> Iterator[ReviewRow]:
    for judgement in facts.judgements:
        if judgement.merged_into and judgement.score < CERTAIN and judgement.left != judgement.right:
            into = judgement.merged_into
            question = f"“{judgement.left}”与“{judgement.right}”已并为一个，对吗？{_sure(judgement)}"
            yield _row(judgement.left, judgement.right, "same / different", question, weight[into])


def _disagreeing(facts: Facts, weight: dict[str, int]) -> Iterator[ReviewRow]:
    for group in contradictions(facts):
        values = "、".join(dict.fromkeys(f"{outcome.value:f}{outcome.unit}" for outcome in group if outcome.value is not None))
        for outcome in group:
            agents = "、".join(facts.name(agent) for agent in outcome.agents)
            question = f"{agents} {outcome.measures or outcome.indicator} {_days(outcome)}：{values}，哪个不对？"
            yield _fact_row(facts, outcome, "result", question, max(weight[agent] for agent in outcome.agents))


def _not_adding_up(facts: Facts, weight: dict[str, int]) -> Iterator[ReviewRow]:
    for check in checks(facts):
        if check.verdict == "disagrees":
            figures = "、".join(map(figure, check.outcomes))
            for outcome in check.outcomes:
                agents = "、".join(facts.name(agent) for agent in outcome.agents)
                what = outcome.measures or outcome.indicator
                question = f"{agents} {what}：{figures}，说是{check.said}，算得{check.reckoned}，哪个不对？"
                yield _fact_row(facts, outcome, "result", question, max((weight[agent] for agent in outcome.agents), default=0))


def _unsure_facts(facts: Facts) -> Iterator[ReviewRow]:
    for fact in facts.facts:
        if fact.iri and fact.confidence is not None and fact.confidence < CONFIDENT:
            agents = "、".join(facts.name(agent) for agent in fact.agents)
            question = f"{agents} {fact.predicate} {facts.name(fact.object)}，对吗？（{fact.confidence:.2f}）"
            yield _fact_row(facts, fact, fact.predicate, question, 1)


def _fact_row(facts: Facts, fact: Fact | Outcome, relation: str, question: str, weight: int) -> ReviewRow:
    quotes = [facts.quote(words) for words in fact.evidence[:1]]
    file, text = (quotes[0].source, quotes[0].text) if quotes else ("", "")
    return ReviewRow("", _id(fact.iri), "", relation, file, text, "", "", "", "reject", question, weight)


def _row(thing: str, other: str, choices: str, question: str, weight: int) -> ReviewRow:
    return ReviewRow("", thing, other, "", "", "", "", "", "", choices, question, weight)


def _called(facts: Facts, iri: str) -> str:
    """Return a thing's name and what tells it apart: its full name, else a report that speaks of it."""
    thing = facts.things[iri]
    apart = thing.formal_name if thing.formal_name != thing.name else ""
    return f"“{thing.name}”" + (f"（{apart or _a_report(facts, iri)}）" if apart or _a_report(facts, iri) else "")


def _a_report(facts: Facts, iri: str) -> str:
    told: Sequence[Fact | Outcome] = [*facts.facts, *facts.outcomes]
    about = (fact for fact in told if iri in fact.agents or (isinstance(fact, Fact) and fact.object == iri))
    return next(
        (facts.sources[words.source].title for fact in about for words in fact.evidence if words.source in facts.sources), ""
    )


def _sure(judgement: Judgement) -> str:
    return f"{judgement.reason}（{judgement.score:.2f}）"


def _days(outcome: Outcome) -> str:
    return "–".join(dict.fromkeys(day for day in (outcome.start, outcome.end) if day))


def _id(iri: str) -> str:
    return iri.replace("#", "/").rpartition("/")[2]
