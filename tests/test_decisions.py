"""What people decide is done at every build: joined, parted, named, put under another, left out, added; or told why not."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from rdflib.namespace import ORG

import kg
from kg.decisions import COLUMNS, read_decisions
from kg.errors import ConfigError
from kg.records import Problem

FIRST = """云河交警开展“清源”行动

2021年3月，云河市公安局交警支队开展“清源”行动，查处违法停车320起。支队长李明远说，“清源”行动还将继续。
"""
SECOND = """澜沧县“净路”专项整治

2022年5月，澜沧拉祜族自治县公安局交警大队开展“净路”专项整治，查处酒驾12起。大队长李明远到场。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder of two reports."""
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text(FIRST, "utf-8")
    (reports / "b.txt").write_text(SECOND, "utf-8")
    return reports


def decide(folder: Path, *rows: dict[str, str]) -> None:
    """Write decisions.csv beside the reports."""
    with (folder / "decisions.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)


def built(folder: Path, settings: kg.Settings | None = None) -> tuple[kg.KnowledgeGraph, list[str]]:
    """Return the graph of the folder and what was told on the way."""
    told: list[Problem] = []
    graph = kg.build(folder, settings=settings, on_problem=told.append)
    return graph, [str(problem) for problem in told]


def names(graph: kg.KnowledgeGraph, kind: str) -> list[str]:
    frame = graph.entities()
    return sorted(frame[frame["type"] == kind]["name"])


def same(thing: str, other: str, **more: str) -> dict[str, str]:
    return {"decision": "same", "thing": thing, "other": other, **more}


def test_the_reports_alone_keep_the_things_apart(folder: Path) -> None:
    graph, told = built(folder)

    assert not told
    assert len(names(graph, "Initiative")) == 2
    assert names(graph, "Person") == ["李明远", "李明远"]


def test_two_things_decided_to_be_one_are_one_with_the_reason(folder: Path) -> None:
    decide(folder, same("李明远@a.txt", "李明远@b.txt", who="编辑甲", when="2026-01-05", why="同一人调任"))

    graph, told = built(folder)

    assert not told
    assert names(graph, "Person") == ["李明远"]
    reasons = [str(o) for _, p, o, _ in graph.dataset.quads() if str(p).endswith("#reason")]
    assert any("by 编辑甲 on 2026-01-05: 同一人调任 (decisions.csv:2)" in reason for reason in reasons)
    assert graph.check()


def test_the_id_of_a_joined_thing_leads_to_the_other(folder: Path) -> None:
    before, _ = built(folder)
    ids = {iri.rpartition("/")[2] for iri in before.entities().query("name == '李明远'")["iri"]}
    first, second = sorted(ids)
    decide(folder, same(first, second), {"decision": "rename", "thing": second, "other": "李明远（支队长）"})

    graph, told = built(folder)

    assert not told
    [row] = graph.entities().query("type == 'Person'").to_dict("records")
    assert row["iri"].endswith(first)
    assert row["name"] == "李明远（支队长）"
    assert "李明远" in row["aliases"]


def test_what_was_read_as_one_is_parted(folder: Path) -> None:
    (folder / "b.txt").write_text(FIRST.replace("2021", "2022").replace("320", "410"), "utf-8")
    together, _ = built(folder)
    assert len(names(together, "Person")) == 1
    decide(folder, {"decision": "different", "thing": "李明远@a.txt", "other": "李明远@b.txt"})

    graph, told = built(folder)

    assert not told
    assert names(graph, "Person") == ["李明远", "李明远"]
    facts = graph.entities().query("name == '李明远'")
    assert set(facts["reports"]) == {1}
    assert graph.check()


def test_a_parent_is_inferred_and_stands_alone(folder: Path) -> None:
    decide(folder, {"decision": "parent", "thing": "云河市公安局交警支队", "other": "澜沧拉祜族自治县公安局交警大队"})

    graph, told = built(folder)

    assert not told
    above = [(s, o, g) for s, p, o, g in graph.dataset.quads((None, ORG.subOrganizationOf, None, None)) if g is not None]
    iris = dict(zip(graph.entities()["name"], graph.entities()["iri"], strict=True))
    mine = [
        (str(o), str(getattr(g, "identifier", g)).rpartition("/")[2])
        for s, o, g in above
        if str(s) == iris["云河市公安局交警支队"]
    ]
    assert (iris["澜沧拉祜族自治县公安局交警大队"], "inferred") in mine


def test_a_parent_overrules_the_one_that_was_read(folder: Path) -> None:
    text = "2022年6月，云河市公安局表彰云河市公安局交警支队。云河市公安局交警支队隶属于云河市公安局。\n"
    (folder / "c.txt").write_text(text, "utf-8")
    before = superiors(built(folder)[0], "云河市公安局交警支队")
    decide(folder, {"decision": "parent", "thing": "云河市公安局交警支队", "other": "澜沧拉祜族自治县公安局交警大队"})

    graph, told = built(folder)

    assert not told
    assert before == {("云河市公安局", True)}
    assert superiors(graph, "云河市公安局交警支队") == {("澜沧拉祜族自治县公安局交警大队", False)}
    assert graph.check()


def test_a_parent_that_was_read_stays_read(folder: Path) -> None:
    (folder / "c.txt").write_text("2022年6月，云河市公安局表彰云河市公安局交警支队。\n", "utf-8")
    decide(folder, {"decision": "parent", "thing": "云河市公安局交警支队", "other": "云河市公安局"})

    graph, told = built(folder)

    assert not told
    assert superiors(graph, "云河市公安局交警支队") == {("云河市公安局", True)}


def superiors(graph: kg.KnowledgeGraph, name: str) -> set[tuple[str, bool]]:
    """Return what an agency is said to belong to, and whether that was read."""
    facts = graph.facts(inferred=True)
    mine = facts[(facts["agent"] == name) & (facts["predicate"] == "subOrganizationOf")]
    return set(zip(mine["object"], ~mine["inferred"].fillna(False).astype(bool), strict=True))


def test_a_rejected_fact_is_gone_and_its_relation_with_it(folder: Path) -> None:
    before, _ = built(folder)
    fact = before.activities().query("predicate == 'ran' and file == 'a.txt'").iloc[0]
    decide(folder, {"decision": "reject", "thing": fact["iri"].rpartition("/")[2]})

    graph, told = built(folder)

    assert not told
    assert fact["iri"] not in set(graph.activities()["iri"])
    assert graph.check()


def test_a_fact_is_rejected_by_its_words_whatever_its_id(folder: Path) -> None:
    before, _ = built(folder)
    result = before.results().query("value == 320").iloc[0]
    decide(folder, {"decision": "剔除", "relation": "result", "report": "a.txt", "quote": result["quote"]})

    graph, told = built(folder)

    assert not told
    assert 320 not in set(graph.results()["value"])
    assert 12 in set(graph.results()["value"])


def test_an_added_fact_has_the_words_that_say_it(folder: Path) -> None:
    decide(
        folder,
        {
            "decision": "add",
            "thing": "李明远@b.txt",
            "other": "Event:到场",
            "relation": "attended",
            "report": "b.txt",
            "quote": "大队长李明远到场",
        },
    )

    graph, told = built(folder)

    assert not told
    [row] = graph.activities().query("predicate == 'attended'").to_dict("records")
    assert (row["agent"], row["object"], row["quote"]) == ("李明远", "到场", "大队长李明远到场")
    start, end = row["position"], row["position_end"]
    assert SECOND[start:end] == row["quote"]
    assert graph.check()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (same("清源行动", "无此行动"), "nothing in these reports is called '无此行动'"),
        (same("李明远", "云河市公安局交警支队"), "2 things are called '李明远': give an id (person-"),
        (
            same("李明远@a.txt", "云河市公安局交警支队"),
            "is a Person and 云河市公安局交警支队 a Agency: they cannot be the same",
        ),
        ({"decision": "different", "thing": "李明远@a.txt", "other": "李明远@a.txt"}, "nothing tells 李明远@a.txt from"),
        ({"decision": "parent", "thing": "李明远@a.txt", "other": "李明远@a.txt"}, "are the same thing"),
        ({"decision": "reject", "thing": "activity-0000"}, "no fact is activity-0000: nothing to reject"),
        ({"decision": "merge", "thing": "a", "other": "b"}, "unknown decision 'merge'; it is one of same, different, rename"),
        ({"decision": "same", "thing": "a"}, "same needs other"),
        ({"decision": "reject", "report": "a.txt"}, "reject needs thing (the id of a fact), or report and quote"),
        (
            {"decision": "add", "thing": "a", "other": "b", "relation": "did", "report": "a.txt", "quote": "x"},
            "unknown relation 'did'; it is one of ran, held",
        ),
        (
            {
                "decision": "add",
                "thing": "李明远@a.txt",
                "other": "a",
                "relation": "ran",
                "report": "a.txt",
                "quote": "没有这句",
            },
            "a.txt does not say '没有这句'",
        ),
        (
            {"decision": "add", "thing": "李明远@a.txt", "other": "a", "relation": "ran", "report": "z.txt", "quote": "x"},
            "no report is called 'z.txt'",
        ),
    ],
)
def test_a_decision_that_cannot_be_followed_is_told_with_its_line(folder: Path, row: dict[str, str], reason: str) -> None:
    decide(folder, row)

    graph, told = built(folder)

    [problem] = told
    assert problem.startswith("decisions.csv:2: ")
    assert reason in problem
    assert names(graph, "Person") == ["李明远", "李明远"]


def test_decisions_that_say_the_contrary_are_refused_with_both_lines(folder: Path) -> None:
    decide(
        folder,
        same("李明远@a.txt", "李明远@b.txt"),
        {"decision": "different", "thing": "李明远@b.txt", "other": "李明远@a.txt"},
        {"decision": "rename", "thing": "云河市公安局交警支队", "other": "甲"},
        {"decision": "rename", "thing": "云河市公安局交警支队", "other": "乙"},
    )

    graph, told = built(folder)

    assert len(told) == 4
    assert {problem.partition(": ")[0] for problem in told} == {f"decisions.csv:{line}" for line in (2, 3, 4, 5)}
    assert all("contrary" in problem for problem in told)
    assert names(graph, "Person") == ["李明远", "李明远"]
    assert "云河市公安局交警支队" in names(graph, "Agency")


def test_a_row_without_decision_waits(folder: Path) -> None:
    decide(folder, {"thing": "李明远@a.txt", "other": "李明远@b.txt"})

    graph, told = built(folder)

    assert not told
    assert names(graph, "Person") == ["李明远", "李明远"]


def test_the_order_of_decisions_does_not_matter(folder: Path) -> None:
    rows = [
        same("李明远@a.txt", "李明远@b.txt"),
        {"decision": "rename", "thing": "云河市公安局交警支队", "other": "云河交警"},
        {"decision": "parent", "thing": "澜沧拉祜族自治县公安局交警大队", "other": "云河市公安局交警支队"},
    ]
    decide(folder, *rows)
    one, _ = built(folder)
    decide(folder, *reversed(rows))
    other, _ = built(folder)

    def without_lines(graph: kg.KnowledgeGraph) -> list[str]:
        return sorted(
            f"{s} {p} {o}" for s, p, o, _ in graph.dataset.quads() if "decisions.csv" not in str(o) and "match-" not in str(s)
        )

    assert without_lines(one) == without_lines(other)


def test_a_review_becomes_decisions_by_filling_in_one_column(folder: Path, tmp_path: Path) -> None:
    from kg.view import write_review

    graph, _ = built(folder)
    cases = write_review(graph.dataset, tmp_path / "review.csv")
    rows = list(csv.DictReader((tmp_path / "review.csv").open(encoding="utf-8-sig", newline="")))
    assert cases == len(rows) >= 1
    about = next(row for row in rows if "李明远" in row["question"])
    decide(folder, {**{name: about.get(name, "") for name in COLUMNS}, "decision": "same"})

    after, told = built(folder)

    assert not told
    assert names(after, "Person") == ["李明远"]
    assert not [question for question in after.review()["question"] if "李明远" in question]


def test_figures_that_disagree_are_for_review(folder: Path) -> None:
    (folder / "c.txt").write_text(FIRST.replace("320", "302"), "utf-8")

    rows = built(folder)[0].review()

    asked = rows[rows["relation"] == "result"]
    assert len(asked) == 2
    assert all("320起、302起" in q or "302起、320起" in q for q in asked["question"])
    assert set(asked["choices"]) == {"reject"}


def test_people_without_a_post_can_be_left_out(folder: Path) -> None:
    (folder / "c.txt").write_text(
        "2021年3月，云河市公安局交警支队民警帮助市民赵小禾找回电动车。赵小禾向交警支队赠送锦旗。\n", "utf-8"
    )
    whole, _ = built(folder)

    graph, told = built(folder, kg.Settings(private_persons=False))

    assert not told
    assert "赵小禾" in names(whole, "Person")
    assert "赵小禾" not in names(graph, "Person")
    assert names(graph, "Person") == ["李明远", "李明远"]
    assert graph.check()


def test_a_table_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("a,b\n1,2\n", "utf-8")

    with pytest.raises(ConfigError, match="no column decision, thing, other; the columns are decision, thing"):
        read_decisions(tmp_path / "d.csv", lambda problem: None)
    with pytest.raises(ConfigError, match="cannot be read"):
        read_decisions(tmp_path / "gone.csv", lambda problem: None)


def test_a_table_saved_by_a_chinese_spreadsheet_is_read(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_bytes("decision,thing,other\n相同,甲大队,'=乙大队\n".encode("gb18030"))

    [decision] = read_decisions(tmp_path / "d.csv", lambda problem: None)

    assert (decision.where, decision.kind, decision.thing, decision.other) == ("d.csv:2", "same", "甲大队", "=乙大队")


def test_a_rejection_by_id_leaves_other_facts_of_the_same_words(folder: Path) -> None:
    (folder / "a.txt").write_text(FIRST.replace("320起", "320起、罚款15人"), "utf-8")
    before, _ = built(folder)
    rows = before.results().query("file == 'a.txt'")
    wrong = rows.query("value == 320").iloc[0]
    same_words = rows.query("value == 15").iloc[0]["quote"]
    decide(folder, {"decision": "reject", "thing": wrong["iri"], "relation": "result", "report": "a.txt", "quote": same_words})

    graph, told = built(folder)

    assert not told
    assert {15.0, 12.0} == set(graph.results()["value"])


def test_a_plan_is_added_as_a_plan_or_not_at_all(folder: Path) -> None:
    row = {"decision": "add", "thing": "李明远@a.txt", "other": "清源行动", "relation": "ran", "report": "a.txt"}
    decide(folder, {**row, "quote": "“清源”行动还将继续"})
    _, told = built(folder)
    decide(folder, {**row, "quote": "“清源”行动还将继续", "status": "planned"})
    graph, after = built(folder)

    assert "say in the column status whether it is done or planned" in told[0]
    assert not after
    mine = graph.activities().query("agent == '李明远' and predicate == 'ran'")
    assert list(mine["status"]) == ["planned"]


def test_an_open_quotation_mark_swallows_no_row_in_silence(folder: Path) -> None:
    table = 'decision,thing,other,why\nrename,云河市公安局交警支队,甲,好\nsame,a,b,"打开的\nrename,清源,乙,好\n'
    (folder / "decisions.csv").write_text(table, "utf-8")

    graph, told = built(folder)

    assert "甲" in names(graph, "Agency")
    assert [problem.partition(": ")[0] for problem in told] == ["decisions.csv:3"]
    assert "a quotation mark is not closed" in told[0]


def test_decisions_of_several_folders_are_told_apart(tmp_path: Path) -> None:
    for name, text in (("s1", FIRST), ("s2", SECOND)):
        (tmp_path / name / "sub").mkdir(parents=True)
        (tmp_path / name / "sub" / f"{name}.txt").write_text(text, "utf-8")
        decide(tmp_path / name / "sub", {"decision": "reject", "thing": f"result-{name}"})
    told: list[Problem] = []

    kg.build([tmp_path / "s1", tmp_path / "s2"], on_problem=told.append)

    assert {problem.where for problem in told} == {"s1/sub/decisions.csv:2", "s2/sub/decisions.csv:2"}


def test_what_is_decided_to_be_two_is_not_asked_again(folder: Path) -> None:
    assert len(built(folder)[0].review().query("question.str.contains('李明远')")) == 1
    decide(folder, {"decision": "different", "thing": "李明远@a.txt", "other": "李明远@b.txt"})

    graph, told = built(folder)

    assert not told
    assert len(graph.review().query("question.str.contains('李明远')")) == 0


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([("parent", "李明远@a.txt", "清源行动")], "memberOf leads from Person to Agency; 李明远 is a Person"),
        (
            [
                ("parent", "云河市公安局交警支队", "澜沧县局"),
                ("parent", "澜沧县局", "云河市公安局"),
                ("parent", "云河市公安局", "云河市公安局交警支队"),
            ],
            "would belong to itself",
        ),
    ],
)
def test_a_parent_that_cannot_be_is_refused(folder: Path, rows: list[tuple[str, str, str]], reason: str) -> None:
    (folder / "c.txt").write_text("2022年6月，云河市公安局表彰先进。澜沧县局同日开展“护学”行动。\n", "utf-8")
    decide(folder, *({"decision": d, "thing": thing, "other": other} for d, thing, other in rows))

    _, told = built(folder)

    assert len(told) == len(rows)
    assert all(reason in problem for problem in told)


def test_an_added_fact_joins_what_its_relation_joins(folder: Path) -> None:
    row = {"decision": "add", "relation": "ran", "report": "b.txt", "quote": "大队长李明远到场"}
    decide(folder, {**row, "thing": "Agency:到场", "other": "李明远@b.txt"})

    graph, told = built(folder)

    assert "ran leads from Agency or Person to Initiative" in told[0]
    assert "到场" not in names(graph, "Agency")


def test_names_that_are_left_out_do_not_lie_beside_the_graph(folder: Path, tmp_path: Path) -> None:
    kg.build_folder(folder, tmp_path / "g")
    assert list((tmp_path / "g" / "extractions").glob("*.json"))
    (tmp_path / "g" / "extractions" / "mine.json").write_text("{}")

    kg.build_folder(folder, tmp_path / "g", settings=kg.Settings(evidence="positions"))

    assert [path.name for path in (tmp_path / "g" / "extractions").iterdir()] == ["mine.json"]
