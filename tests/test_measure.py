"""The figures are those of the scoring script, on every reference there is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import GraphError, SourceError
from kg.graph import KnowledgeGraph
from kg.measure import HEADLINES, Figures, score
from kg.samples import sample_reports
from kg.store import store_graph
from tests.store.reference import perfect_resolution

REFERENCES = sorted((sample_reports()[0].parent / "reference").glob("*.json"))


def reference(entities: list[dict[str, Any]], relations: list[dict[str, Any]], results: list[dict[str, Any]]) -> dict[str, Any]:
    return {"doc": "x", "entities": entities, "relations": relations, "results": results}


AGENCY = {"id": "a1", "type": "Agency", "name": "云州市公安局", "aliases": ["云州警方"]}
OTHER = {"id": "a2", "type": "Agency", "name": "青州市公安局", "aliases": []}
WORK = {"id": "i1", "type": "Initiative", "name": "清源行动", "aliases": []}
RAN = {"s": "a1", "p": "ran", "o": "i1", "start": "2021-01-01", "status": "done"}
FINED = {"agent": "a1", "of": "i1", "indicator": "查处酒驾", "value": 52, "unit": "起", "kind": "count", "bound": "exact"}
GOLD = reference([AGENCY, OTHER, WORK], [RAN], [{**FINED, "start": "2021-01-01"}])


@pytest.fixture
def figures(tmp_path: Path) -> Any:
    """Give the function that scores one set of facts against another."""

    def compare(system: dict[str, Any], gold: dict[str, Any] = GOLD) -> Figures:
        for name, facts in (("system.json", system), ("gold.json", gold)):
            (tmp_path / name).write_text(json.dumps(facts), "utf-8")
        return score(tmp_path / "system.json", tmp_path / "gold.json")

    return compare


# ---- the same figures as the script ----------------------------------------------------------------------------------


def by_the_script(shared: Path, system: Path, gold: Path) -> str:
    command = [sys.executable, str(shared / "score" / "score.py"), str(system), str(gold)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n", 1)[1].rstrip()


def spoiled(facts: dict[str, Any]) -> dict[str, Any]:
    """Return facts with mistakes of every kind: lost, doubled, mistyped, misnamed, misread, planned given as done."""
    entities, relations, results = ([dict(row) for row in facts[key]] for key in ("entities", "relations", "results"))
    for number, row in enumerate(entities):
        row["type"] = "System" if number % 7 == 3 and row["type"] == "Initiative" else row["type"]
        row["name"] = row["name"][:-1] if number % 11 == 5 else row["name"]
        row["aliases"] = [*row.get("aliases", []), "未见之名"] if number % 5 == 2 else row.get("aliases", [])
    entities += [{**row, "id": f"again-{row['id']}"} for row in entities[::9]]
    for number, row in enumerate(relations):
        row["status"] = "done" if number % 3 == 0 else row.get("status")
        row["start"] = None if number % 4 == 1 else row.get("start")
    relations = relations[: -len(relations) // 5 or None] + [{**row, "p": "used"} for row in relations[::6]]
    for number, row in enumerate(results):
        row["bound"] = "about" if number % 4 == 2 else row.get("bound")
        row["indicator"] = row["indicator"][: 4 + number % 3]
        row["planned"] = False
        row["agent"] = facts["entities"][0]["id"] if number % 5 == 3 else row.get("agent")
    results += results[::8]
    return {**facts, "entities": entities, "relations": relations, "results": results}


def test_every_reference_against_itself_and_spoiled_has_the_figures_of_the_script(shared: Path, tmp_path: Path) -> None:
    golds = sorted((shared / "reference").glob("*.json"))

    assert golds
    for gold in golds:
        system = tmp_path / f"{gold.stem}.json"
        for facts in (json.loads(gold.read_text("utf-8")), spoiled(json.loads(gold.read_text("utf-8")))):
            system.write_text(json.dumps(facts), "utf-8")
            assert score(system, gold).table() == by_the_script(shared, system, gold), gold.stem


@pytest.mark.parametrize("gold", REFERENCES[::3], ids=lambda path: path.stem)
def test_a_graph_has_the_figures_of_the_script(gold: Path, shared: Path, tmp_path: Path) -> None:
    system = tmp_path / "system.ttl"
    graph_of(gold).save(system)

    assert score(system, gold).table() == by_the_script(shared, system, gold)


def test_the_errors_are_those_that_the_script_lists(shared: Path, tmp_path: Path) -> None:
    gold, system = REFERENCES[0], tmp_path / "system.json"
    system.write_text(json.dumps(spoiled(json.loads(gold.read_text("utf-8")))), "utf-8")
    command = [sys.executable, str(shared / "score" / "score.py"), "--errors", str(system), str(gold)]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n", 1)[1].rstrip()

    ours = score(system, gold).table(errors=True)
    headings = [line for line in ours.splitlines() if line.startswith("-- ")]
    assert headings == [line for line in listed.splitlines() if line.startswith("-- ")]
    assert entity_and_relation_rows(ours) == entity_and_relation_rows(listed)


def entity_and_relation_rows(table: str) -> list[str]:
    return table.split("-- results missed")[0].splitlines()


def graph_of(gold: Path) -> KnowledgeGraph:
    clean = gold.with_suffix(".clean.txt")
    text = clean if clean.exists() else gold.parents[1] / f"{gold.stem}.txt"
    return KnowledgeGraph(store_graph(perfect_resolution(gold, text.read_text("utf-8"))))


# ---- what counts -----------------------------------------------------------------------------------------------------


def test_facts_as_the_reference_has_them_are_all_right(figures: Any) -> None:
    found = figures(GOLD)

    assert {name: counts.f1 for name, counts in found.headlines.items()} == dict.fromkeys(HEADLINES, 1.0)
    assert found.f1 == 1.0


def test_a_thing_split_in_two_is_one_right_and_one_wrong(figures: Any) -> None:
    twice = reference([AGENCY, {**AGENCY, "id": "a3"}, OTHER, WORK], [], [])
    counts = figures(twice).headlines["entities"]

    assert (counts.right, counts.found, counts.reference) == (3, 4, 3)


def test_a_mistyped_thing_is_wrong_and_its_facts_are_not(figures: Any) -> None:
    found = figures(reference([AGENCY, OTHER, {**WORK, "type": "System"}], [RAN], []))

    assert found.headlines["entities"].right == 2
    assert found.headlines["relations"].right == 1


def test_a_plan_given_as_done_is_wrong_and_counted(figures: Any) -> None:
    planned = reference([AGENCY, WORK], [{**RAN, "status": "planned"}], [])
    found = figures(reference([AGENCY, WORK], [RAN], []), planned)

    assert found.plans == 1
    assert found.headlines["relations"].right == 0
    assert found.errors["relations wrong"] == ("云州市公安局 ran 清源行动 (planned)",)


def test_what_is_optional_counts_neither_way(figures: Any) -> None:
    gold = reference([AGENCY, {**WORK, "optional": True}], [{**RAN, "optional": True}], [{**FINED, "optional": True}])
    with_it, without = figures(GOLD, gold), figures(reference([AGENCY], [], []), gold)

    assert with_it.headlines["relations"].found == without.headlines["relations"].found == 0
    assert with_it.headlines["results"].found == without.headlines["results"].found == 0


@pytest.mark.parametrize(
    ("change", "is_result", "is_full"),
    [
        ({}, True, True),
        ({"value": 53}, False, False),
        ({"unit": "辆"}, False, False),
        ({"unit": "起次"}, True, True),
        ({"indicator": "劝导电动车"}, False, False),
        ({"indicator": "共查处酒驾"}, True, True),
        ({"agent": "a2"}, True, False),
        ({"kind": "percent"}, True, False),
        ({"bound": "over"}, True, False),
        ({"start": "2020-01-01"}, True, False),
        ({"direction": "up"}, True, False),
    ],
)
def test_what_makes_a_result_right(change: dict[str, Any], is_result: bool, is_full: bool, figures: Any) -> None:
    given = {**FINED, "start": "2021-06-01", **change}
    found = figures(reference([AGENCY, OTHER, WORK], [], [given]))

    assert (found.headlines["results"].right == 1) is is_result
    assert (found.headlines["results+"].right == 1) is is_full


def test_figures_of_documents_add_up(figures: Any) -> None:
    one = figures(GOLD)
    both = one + one

    assert both.headlines["facts"].reference == 2 * one.headlines["facts"].reference
    assert both.f1 == one.f1


def test_the_table_is_what_is_printed(figures: Any) -> None:
    found = figures(GOLD)

    assert str(found) == found.table()
    assert "-- relations missed (0)" in found.table(errors=True)


def test_a_build_folder_a_file_and_a_graph_score_alike(tmp_path: Path) -> None:
    graph = graph_of(REFERENCES[0])
    for name in ("graph.trig", "graph.ttl"):
        graph.save(tmp_path / name)

    tables = {score(what, REFERENCES[0]).table() for what in (graph, graph.dataset, tmp_path, tmp_path / "graph.ttl")}
    assert len(tables) == 1


def test_a_reference_of_another_report_is_said(tmp_path: Path) -> None:
    graph = kg.build(texts=["2022年5月，莱州市水利局开展“清河”行动，清理垃圾12吨。"])
    (tmp_path / "a.txt").write_text("2022年5月，莱州市水利局开展“清河”行动，清理垃圾12吨。", "utf-8")
    (tmp_path / "b.txt").write_text("2022年6月，莱州市水利局开展“护渠”行动，清理淤泥30吨。", "utf-8")

    with pytest.raises(SourceError, match=r"is of the report 'c01'; the graph is of .* and names nothing of it"):
        score(graph, REFERENCES[0].parent / "c01.json")
    with pytest.raises(SourceError, match=r"is of one report; the graph is of a\.txt, b\.txt: build the one alone"):
        score(kg.build(tmp_path), REFERENCES[0].parent / "c01.json")


@pytest.mark.parametrize(
    ("part", "row", "said"),
    [
        ("entities", {"id": 5}, "entities[1]: Expected `str`, got `int` - at `$.id`"),
        ("entities", {"name": None}, "entities[1]: Expected `str`, got `null` - at `$.name`"),
        ("relations", {"p": ["ran"]}, "relations[1]: Expected `str`, got `array` - at `$.p`"),
        ("results", {"indicator": None}, "results[1]: Expected `str`, got `null` - at `$.indicator`"),
        ("results", {"start": 2021}, "results[1]: Expected `str | null`, got `int` - at `$.start`"),
    ],
)
def test_a_row_of_a_reference_that_cannot_be_right_is_said(tmp_path: Path, part: str, row: dict[str, Any], said: str) -> None:
    tree = json.loads(REFERENCES[0].read_text("utf-8"))
    tree[part][1] |= row
    (tmp_path / "bad.json").write_text(json.dumps(tree), "utf-8")
    missing = {**tree, part: [{}]}
    (tmp_path / "missing.json").write_text(json.dumps(missing), "utf-8")

    with pytest.raises(SourceError, match=re.escape(said)):
        score(REFERENCES[0], tmp_path / "bad.json")
    with pytest.raises(SourceError, match=r"\[0\]: Object missing required field"):
        score(REFERENCES[0], tmp_path / "missing.json")


def test_what_is_no_reference_is_said_by_name(tmp_path: Path) -> None:
    graph = graph_of(REFERENCES[0])
    (tmp_path / "list.json").write_text("[1]", "utf-8")

    for name in ("nothing.json", "list.json"):
        with pytest.raises(SourceError, match=name):
            score(graph, tmp_path / name)
    with pytest.raises(GraphError, match=r"nothing\.ttl"):
        score(tmp_path / "nothing.ttl", REFERENCES[0])
