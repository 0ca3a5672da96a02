"""Print how well resolution tells who is who: B³ on the resolution set, with mentions as found and with mentions given.

python tests/reference/resolve/figures.py                  # both halves
python tests/reference/resolve/figures.py work --errors    # what was merged wrongly and what was missed: only of work
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from kg.clean import clean_documents
from kg.config import Settings
from kg.extract import extract_facts
from kg.records import Activity, Extraction, Mention, Result, Span
from kg.resolve import resolve_entities

HERE = Path(__file__).parent
HALVES = ("work", "held")
Spot = tuple[str, int, int]  # a report, and where in it


class Gold(NamedTuple):
    """What a person marked: the words, their type and form, and the thing that they name."""

    surface: str
    type: str
    form: str
    entity: str


class BCubed(NamedTuple):
    """Precision and recall of B³, and of how many mentions."""

    precision: float
    recall: float
    mentions: int

    @property
    def f1(self) -> float:
        """Return the harmonic mean."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def gold_of(half: str) -> dict[Spot, Gold]:
    """Return what is marked in a half of the set."""
    with (HERE / half / "mentions.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["report"], int(row["start"]), int(row["end"])): Gold(row["surface"], row["type"], row["form"], row["entity"])
            for row in csv.DictReader(file)
        }


def extractions_of(half: str) -> list[Extraction]:
    """Return what is read from the reports of a half."""
    return list(extract_facts(clean_documents(HERE / half, settings=Settings(reports=HERE / half / "reports.csv"))))


def report_of(extraction: Extraction) -> str:
    """Return the name that the gold gives to a report."""
    return Path(extraction.document.source).stem


def spot_of(extraction: Extraction, mention: Mention) -> Spot:
    """Return where a mention stands, in the file, without the quotation marks around it."""
    text, (start, end) = extraction.document.text, (mention.span.start, mention.span.end)
    while start < end and text[start] in "“‘「《" and (text[start] != "《" or mention.type != "Document"):
        start += 1
    while start < end and text[end - 1] in "”’」":
        end -= 1
    return report_of(extraction), *extraction.document.to_raw(start, end)


def given(extraction: Extraction, gold: Mapping[Spot, Gold]) -> Extraction:
    """Return an extraction with exactly the mentions marked, and of its facts those that are about them."""
    found = {spot_of(extraction, mention): mention for mention in extraction.mentions if mention.form != "implied"}
    clean = {raw: at for at, raw in enumerate(extraction.document.starts)}
    mentions: dict[Spot, Mention] = {}
    for spot, marked in gold.items():
        if spot[0] == report_of(extraction):
            mention = found.get(spot)
            if mention is None or mention.type != marked.type:
                start = clean[spot[1]]
                span = Span(extraction.document.id, start, start + len(marked.surface))
                name = marked.surface.strip("《》") if marked.type == "Document" else marked.surface
                form = "short" if marked.form == "short" else "full"
                mention = Mention(span, marked.type, name, marked.surface, "given", form=form)  # type: ignore[arg-type]
            mentions[spot] = mention
    known = set(mentions.values())

    def stands(fact: Activity | Result) -> bool:
        thing = fact.object if isinstance(fact, Activity) else fact.result_of
        return known.issuperset(filter(None, (*fact.agents, thing, fact.place)))

    return replace(
        extraction,
        mentions=tuple(sorted(known, key=lambda mention: mention.span)),
        activities=tuple(filter(stands, extraction.activities)),
        results=tuple(filter(stands, extraction.results)),
    )


def clusters(extractions: list[Extraction], gold: Mapping[Spot, Gold]) -> dict[Spot, str]:
    """Return the entity that resolution gives to each marked mention that the extractions have."""
    entity_of = resolve_entities(extractions).entity_of()
    return {
        spot: entity_of[mention].id
        for extraction in extractions
        for mention in extraction.mentions
        if mention.form != "implied" and (spot := spot_of(extraction, mention)) in gold and gold[spot].type == mention.type
    }


def b_cubed(gold: Mapping[Spot, Hashable], said: Mapping[Spot, Hashable]) -> BCubed:
    """Return B³ (Bagga & Baldwin 1998) over the mentions that both name."""
    spots = [spot for spot in gold if spot in said]
    things, groups = Counter(gold[spot] for spot in spots), Counter(said[spot] for spot in spots)
    shared = Counter((gold[spot], said[spot]) for spot in spots)
    both = [(shared[gold[spot], said[spot]], groups[said[spot]], things[gold[spot]]) for spot in spots]
    return BCubed(
        sum(common / group for common, group, _ in both) / len(both),
        sum(common / thing for common, _, thing in both) / len(both),
        len(both),
    )


def merged(gold: Mapping[Spot, Gold], said: Mapping[Spot, str]) -> list[set[str]]:
    """Return the things of each cluster that holds several."""
    groups: dict[str, set[str]] = defaultdict(set)
    for spot, group in said.items():
        groups[group].add(gold[spot].entity)
    return [things for _, things in sorted(groups.items()) if len(things) > 1]


def missed(gold: Mapping[Spot, Gold], said: Mapping[Spot, str]) -> list[tuple[str, list[list[str]]]]:
    """Return each thing that is in several clusters, with the words in each."""
    parts: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for spot, group in said.items():
        parts[gold[spot].entity][group].add(f"{spot[0]} {gold[spot].surface}")
    return [(thing, sorted(map(sorted, groups.values()))) for thing, groups in sorted(parts.items()) if len(groups) > 1]


def divisions_merged(gold: Mapping[Spot, Gold], said: Mapping[Spot, str]) -> list[tuple[str, str]]:
    """Return the pairs of places and bodies that are one for resolution and two in fact."""
    kinds = {marked.entity: marked.type for marked in gold.values()}
    return [
        (left, right)
        for things in merged(gold, said)
        for left, right in combinations(sorted(things), 2)
        if {kinds[left], kinds[right]} <= {"Agency", "Place"}
    ]


def measure(half: str) -> dict[str, tuple[dict[Spot, Gold], dict[Spot, str]]]:
    """Return the gold, and the clusters of mentions as found and as given."""
    gold, extractions = gold_of(half), extractions_of(half)
    return {
        "found": (gold, clusters(extractions, gold)),
        "given": (gold, clusters([given(extraction, gold) for extraction in extractions], gold)),
    }


def main() -> None:
    """Print the table, and of the working half the errors when asked."""
    halves = [name for name in sys.argv[1:] if not name.startswith("--")] or list(HALVES)
    print("| half | mentions | | things | B³ precision | recall | F1 | divisions merged |\n|---|---|---|---|---|---|---|---|")
    for half in halves:
        for kind, (gold, said) in measure(half).items():
            figures = b_cubed({spot: marked.entity for spot, marked in gold.items()}, said)
            things = len({gold[spot].entity for spot in said})
            scores = " | ".join(f"{score:.3f}" for score in (figures.precision, figures.recall, figures.f1))
            print(f"| {half} | {kind} | {figures.mentions} | {things} | {scores} | {len(divisions_merged(gold, said))} |")
            if "--errors" in sys.argv and half == "work":
                print(*(f"  merged: {' + '.join(sorted(things))}" for things in merged(gold, said)), sep="\n")
                print(*(f"  missed: {thing}: {parts}" for thing, parts in missed(gold, said)), sep="\n")


if __name__ == "__main__":
    main()
