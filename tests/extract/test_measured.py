"""Passages of our own with every number that they measure; half were not looked at while rules were made.

A passage starts with `# title | date … | when … | who …`; `= indicator | value unit | kind and marks | slots` states a result.
Alternatives are parted by `;`, `*` leaves a slot open, `-` says there is none, `when=!day` that the result does not start then.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest

from kg.extract import extract_facts
from kg.records import Result

from .conftest import as_document

FOLDER = Path(__file__).parent / "measured"
SLOTS = ("kind", "bound", "direction", "baseline", "planned", "who", "when", "of")
ALIKE = 0.5  # share of character pairs from which two indicators are the same


@dataclass(frozen=True)
class Expected:
    """One result that a passage states: words, value, units and what every slot may hold."""

    indicators: list[str]
    value: Decimal
    units: list[str]
    slots: dict[str, str]


@dataclass
class Passage:
    """A passage with the results that it states."""

    title: str
    date: str
    text: str = ""
    expected: list[Expected] = field(default_factory=list)


def read_passages(name: str) -> list[Passage]:
    """Return the passages of a file."""
    blocks = re.split(r"^# ", (FOLDER / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [_read_passage(block) for block in blocks if block.strip()]


def _read_passage(block: str) -> Passage:
    head, *lines = block.strip().split("\n")
    title, *fields = (part.strip() for part in head.split(" | "))
    defaults = dict(part.split(" ", 1) for part in fields)
    passage = Passage(title, defaults.pop("date"))
    passage.text = "\n".join(line for line in lines if not line.startswith("="))
    passage.expected = [_read_expected(line[1:], defaults) for line in lines if line.startswith("=")]
    return passage


def _read_expected(line: str, defaults: dict[str, str]) -> Expected:
    indicator, amount, marks, *given = (part.strip() for part in line.split("|"))
    options = [part.split(" ") for part in amount.split(";")]
    kind, *rest = marks.split(" ")
    slots = {"kind": kind, "bound": "exact", "direction": "-", "baseline": "*", "planned": "-"} | defaults
    for mark in rest:
        slot = _slot(mark)
        if slot:
            slots[slot] = mark
    slots |= dict(part.split("=", 1) for part in given)
    if slots["planned"].startswith("over"):  # 'over planned' given as an alternative
        slots |= {"bound": "*", "planned": "planned"}
    if "*" in rest and "direction" in slots and slots["direction"] == "-":
        slots["direction"] = "*"
    return Expected(indicator.split(";"), Decimal(options[0][0]), [unit for _, unit in options], slots)


def _slot(mark: str) -> str | None:
    first = mark.split(";")[0]
    known = {"up": "direction", "down": "direction", "planned": "planned"}
    known |= dict.fromkeys(("yoy", "mom", "other"), "baseline") | dict.fromkeys(("exact", "over", "under", "about"), "bound")
    return known.get(first)


def compare(name: str) -> tuple[Counter[str], Counter[str], list[str]]:
    """Return how many results and slots are right, how many there are, and what is wrong, over the passages of a file."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    wrong: list[str] = []
    for passage in read_passages(name):
        extraction = next(extract_facts([as_document(f"{passage.title}\n{passage.text}", passage.date)]))
        left = list(extraction.results)
        asked["found"] += len(left)
        for expected in passage.expected:
            asked["stated"] += 1
            result = max(left, key=lambda r: _likeness(r, expected), default=None)
            if result is None or _likeness(result, expected) < ALIKE:
                wrong.append(f"{passage.title}: missed {expected.indicators[0]} {expected.value}{expected.units[0]}")
                continue
            left.remove(result)
            right["results"] += 1
            is_full = True
            for slot in SLOTS:
                want = expected.slots.get(slot, "*")
                if want == "*":
                    continue
                asked[slot] += 1
                if _holds(result, slot, want):
                    right[slot] += 1
                    continue
                is_full = False
                wrong.append(f"{passage.title}: {result.indicator} {result.value} {slot} {_given(result, slot)} want {want}")
            right["full"] += is_full
        wrong += [f"{passage.title}: extra {r.indicator} {r.value}{r.unit} {r.kind}" for r in left]
    return right, asked, wrong


def _likeness(result: Result, expected: Expected) -> float:
    if result.value != expected.value or result.unit not in expected.units:
        return 0.0
    return max(_dice(result.indicator, indicator) for indicator in expected.indicators)


def _dice(left: str, right: str) -> float:
    one, other = (Counter(text[i : i + 2] for i in range(len(text) - 1)) for text in (left, right))
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _given(result: Result, slot: str) -> str:
    if slot == "who":
        return ";".join(agent.name for agent in result.agents) or "-"
    if slot == "when":
        return f"{result.period.start}..{result.period.end}" if result.period else "-"
    if slot == "of":
        return result.result_of.name if result.result_of else "-"
    if slot == "planned":
        return "planned" if result.planned else "-"
    return str(getattr(result, slot) or "-")


def _holds(result: Result, slot: str, want: str) -> bool:
    given = _given(result, slot)
    if slot == "when":
        if want.startswith("!"):
            return not given.startswith(want[1:])
        return given == want if ".." in want else given.startswith(want)
    if slot == "who":
        names = given.split(";")
        return all(any(name.endswith(option) or option.endswith(name) for option in want.split(";")) for name in names)
    if slot == "of":
        return want in given or (given in want and given != "-")
    return given in want.split(";")


@pytest.mark.parametrize(("name", "results", "full"), [("tuned.txt", 0.95, 0.75), ("unseen.txt", 0.90, 0.80)])
def test_numbers_of_many_departments_are_read_with_their_slots(name: str, results: float, full: float) -> None:
    right, asked, wrong = compare(name)

    assert right["results"] >= results * asked["stated"], wrong
    assert right["results"] >= results * asked["found"], wrong
    assert right["full"] >= full * asked["stated"], wrong


def test_a_result_is_of_the_line_of_work_that_shares_its_words() -> None:
    text = "我局开展“农贸市场焕新”行动，同步实施“智慧菜篮”工程，全年改造农贸市场42家。\n居民买菜满意度同比上升3.5个百分点。"
    results = next(extract_facts([as_document(f"云河市商务局工作总结\n{text}", "2024-05-06")])).results

    assert [r.result_of and r.result_of.name for r in results if r.value == 42] == ["农贸市场焕新行动"]


def test_a_level_of_the_whole_area_is_of_no_campaign_of_another_paragraph() -> None:
    text = "云河市公安局开展“夜鹰”专项行动，查获毒驾12起。\n全市刑事案件同比下降8.4%。"
    results = next(extract_facts([as_document(f"云河市公安局通报\n{text}", "2024-05-06")])).results

    assert [r.result_of and r.result_of.name for r in results] == ["夜鹰专项行动", None]


def test_what_is_compared_first_holds_for_all_numbers_of_the_sentence() -> None:
    text = "与去年同期相比，投诉量下降12%，办结率提高3个百分点。"
    results = next(extract_facts([as_document(f"云河市信访局通报\n{text}", "2024-05-06")])).results

    assert [r.baseline for r in results] == ["yoy", "yoy"]
