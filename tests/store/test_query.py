"""Questions: by name, from a file, as SPARQL; and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset, Literal

from kg.clean import clean_documents
from kg.config import BASE
from kg.errors import QueryError
from kg.records import Activity, Entity, Evidence, Extraction, Mention, Period, Resolution, Result, Span
from kg.samples import sample_reports
from kg.store import store_graph
from kg.store.parse import bind_prefixes, read_graph
from kg.store.query import ask, find_query, named_queries, read_query, to_store, with_values
from tests.store.reference import perfect_resolution, plain_document

QUERIES = named_queries()


@pytest.fixture(scope="module")
def store() -> object:
    """Give the graph of one sample report, as its annotators read it."""
    report = sample_reports()[0]
    return to_store(
        store_graph(perfect_resolution(report.parent / "reference" / f"{report.stem}.json", report.read_text("utf-8")))
    )


@pytest.fixture(scope="module")
def every(sample_build: Path) -> object:
    """Give the graph of all samples, as it is built."""
    return to_store(read_graph(sample_build))


def answer(store: object, question: str, /, **values: object) -> list[dict[str, str | None]]:
    found = ask(store, with_values(QUERIES[question], values), BASE)  # type: ignore[arg-type]
    return [dict(zip(found.columns, (None if t is None else str(t) for t in row), strict=True)) for row in found.rows]


def test_who_ran_a_campaign_and_with_which_results(store: object) -> None:
    rows = answer(store, "who-ran", campaign="2023-9号")

    assert {"湛江市公安局交警支队", "霞山大队", "赤坎大队", "麻章大队"} <= {row["agency"] for row in rows}
    assert ("设置卡点", "83", "个") in {(row["indicator"], row["value"], row["unit"]) for row in rows}
    assert all("2023-9" in str(row["campaign"]) for row in rows)


def test_a_result_stands_with_one_activity_where_several_match() -> None:
    [document] = clean_documents(texts=["云河市公安局开展清源行动，查处违法停车320起。"])
    words = Evidence(Span(document.id, 0, 23), "test")
    agency = Mention(Span(document.id, 0, 6), "Agency", "云河市公安局", "云河市公安局", "test")
    campaign = Mention(Span(document.id, 8, 12), "Initiative", "清源行动", "清源行动", "test")
    ran = Activity((agency,), "ran", campaign, words)
    then = replace(ran, period=Period("2021-03-01", "2021-03-31", "2021年3月"))
    fined = Result((agency,), "查处违法停车", Decimal(320), "起", "count", words, result_of=campaign)
    things = (
        Entity("agency-1", "Agency", "云河市公安局", (agency,)),
        Entity("initiative-1", "Initiative", "清源行动", (campaign,)),
    )
    graph = store_graph(Resolution((Extraction(document, (agency, campaign), (ran, then), (fined,)),), things))

    rows = answer(to_store(graph), "who-ran", campaign="清源")

    assert len(rows) == 2
    assert [row["value"] for row in rows if row["value"]] == ["320"]


def test_what_an_agency_did_in_a_period(store: object) -> None:
    then = answer(store, "agency-period", agency="霞山大队", **{"from": "2023-11-01", "to": "2023-11-30"})
    before = answer(store, "agency-period", agency="霞山大队", to="2020-12-31")

    assert ("ran", "2023-11-24") in {(row["relation"], row["start"]) for row in then}
    assert "2023-11-24" not in {row["start"] for row in before}


def test_which_systems_there_are_and_who_built_them(store: object) -> None:
    [row] = [row for row in answer(store, "systems") if "预警模型" in str(row["system"])]

    assert row["builtBy"] == "湛江市公安局交警支队"
    assert "霞山大队" in str(row["usedBy"])


def test_what_was_planned_and_never_done(store: object) -> None:
    rows = answer(store, "planned-never-done")

    assert "2023-10号" in " ".join(str(row["thing"]) for row in rows)
    assert "2023-9号" not in " ".join(str(row["thing"]) for row in rows)


def test_the_league_of_an_indicator_is_sorted_by_value(store: object) -> None:
    rows = answer(store, "league", indicator="查处")

    values = [float(str(row["value"])) for row in rows if row["unit"] == "宗"]
    assert values
    assert values == sorted(values, reverse=True)
    assert not answer(store, "league", indicator="查处", year="1999")


@pytest.mark.parametrize("name", ["league", "league-by-city"])
def test_a_league_never_ranks_shares_above_counts(name: str, every: object) -> None:
    rows = answer(every, name, indicator="死亡")

    groups = [(str(row["kind"]), str(row["unit"])) for row in rows]
    assert len(set(groups)) > 2
    assert groups.count(groups[0]) > 1
    assert [group for group, _ in groupby(groups)] == list(dict.fromkeys(groups))  # each group stands together
    for _, group in groupby(rows, key=lambda row: (row["kind"], row["unit"])):
        values = [float(str(row["value"])) for row in group]
        assert values == sorted(values, reverse=True)


@pytest.mark.parametrize("name", ["league", "league-by-city"])
def test_a_league_of_one_unit_has_no_other(name: str, every: object) -> None:
    everything, percents = answer(every, name, indicator="死亡"), answer(every, name, indicator="死亡", unit="%")

    assert percents
    assert {row["unit"] for row in percents} == {"%"}
    assert len(percents) < len(everything)


@pytest.mark.parametrize("value", ["", " ", "\u3000"])
def test_an_empty_value_is_refused_where_one_is_needed(value: str) -> None:
    with pytest.raises(QueryError, match=r"^league: --indicator is empty; it is 指标名称"):
        with_values(find_query("league"), {"indicator": value})


def test_a_name_with_its_options_in_one_argument_is_said() -> None:
    with pytest.raises(QueryError, match="NAME and its options are separate arguments"):
        find_query("league --indicator 案")


def test_who_cooperated_with_whom(store: object) -> None:
    pairs = {frozenset((row["agency"], row["partner"])) for row in answer(store, "cooperation")}

    assert frozenset(("赤坎大队", "南桥派出所")) in pairs


def test_all_agencies_under_an_agency(store: object) -> None:
    assert "霞山大队" in {row["agency"] for row in answer(store, "sub-agencies", agency="湛江市公安局")}


def test_the_words_behind_a_thing(store: object) -> None:
    text = sample_reports()[0].read_text("utf-8")
    rows = answer(store, "evidence", name="警港联勤")

    assert rows
    assert all(text[int(str(row["from"])) : int(str(row["to"]))] == row["words"] for row in rows)


def test_the_biggest_changes_come_first(store: object) -> None:
    rows = answer(store, "biggest-changes")

    ups = [float(str(row["value"])) for row in rows if row["direction"] == "up" and row["unit"] == "%"]
    assert ups == sorted(ups, reverse=True)
    assert ("酒驾查处数", "18.2", "mom") in {(row["indicator"], row["value"], row["baseline"]) for row in rows}
    assert not answer(store, "biggest-changes", baseline="yoy")


def test_campaigns_that_several_agencies_ran(store: object) -> None:
    shared = answer(store, "shared-campaigns", agencies=3)

    assert all(int(str(row["count"])) >= 3 for row in shared)
    assert "鹰击2023-9号" in " ".join(str(row["campaign"]) for row in shared)


def test_two_values_of_one_measure_are_a_contradiction() -> None:
    text = "2021年全市事故起数为320起。另据统计，2021年事故起数为302起。"
    police = Mention(Span("report-1", 5, 7), "Agency", "全市公安", "全市", "test/name", form="implied")
    year = Period("2021-01-01", "2021-12-31", "2021年")

    def counted(value: int, start: int) -> Result:
        evidence = Evidence(Span("report-1", start, start + 10), "test/rule")
        return Result((police,), "事故起数", Decimal(value), "起", "count", evidence, period=year)

    extraction = Extraction(plain_document("report-1", text), (police,), (), (counted(320, 5), counted(302, 22)))
    found = store_graph(Resolution((extraction,), (Entity("agency-1", "Agency", "全市公安", (police,)),)))
    [row] = answer(to_store(found), "contradictions")

    assert (row["indicator"], row["value"], row["other"]) == ("交通事故起数", "302", "320")


def test_the_league_of_places_says_where_a_result_was_reached(every: object) -> None:
    rows = answer(every, "league-by-city", indicator="查处酒驾醉驾")

    assert ("湛江市", "52", "宗") in {(row["place"], row["value"], row["unit"]) for row in rows}
    assert not answer(every, "league-by-city", indicator="查处酒驾醉驾", year="1999")


def test_campaigns_of_several_provinces(every: object) -> None:
    rows = answer(every, "shared-across-provinces")

    assert rows
    assert all(int(str(row["count"])) >= 2 for row in rows)
    assert any("、" in str(row["places"]) for row in rows)
    assert not answer(every, "shared-across-provinces", provinces=30)

    shared = {row["campaign"]: row["places"] for row in rows}
    assert shared["减量控大攻坚行动"] == "赣州市、襄阳市"


def test_who_received_which_honour_and_from_whom(every: object) -> None:
    rows = answer(every, "honours")

    given = {(row["holder"], row["award"], row["giver"], row["start"]) for row in rows}
    assert ("首阳中队", "全市公安机关先进集体", "定西市公安局", "2022-01-01") in given
    assert ("杨昌贵", "个人三等功", "省公安厅", "2024-01-26") in given
    assert all(row["holder"] != row["giver"] for row in rows)


def test_an_indicator_over_time(every: object) -> None:
    rows = answer(every, "series", indicator="查处", agency="湛江市公安局交警支队")

    found = {(row["indicator"], row["start"], row["value"], row["unit"], row["direction"]) for row in rows}
    assert ("查处酒驾", "2023-11-24", "18.2", "%", "up") in found
    assert ("查处醉驾", "2023-11-24", "9", "宗", None) in found

    assert {row["agency"] for row in rows} == {"湛江市公安局交警支队"}
    keys = [(row["indicator"], row["kind"], row["unit"], row["start"]) for row in rows]
    assert keys == sorted(keys, key=lambda key: tuple(map(str, key)))


def test_targets_stand_beside_what_was_reached(every: object) -> None:
    rows = answer(every, "targets")

    assert ("佳木斯市公安局", "95", "%") in {(row["agency"], row["target"], row["unit"]) for row in rows}


def test_who_holds_which_post(every: object) -> None:
    everybody, of_one = answer(every, "people"), answer(every, "people", agency="佳木斯市公安局")

    assert ("佳木斯市公安局", "马玉峰", "副局长") in {(row["agency"], row["person"], row["post"]) for row in of_one}
    assert 0 < len(of_one) < len(everybody)


def test_who_issued_which_document(every: object) -> None:
    rows = answer(every, "documents", agency="税务")

    assert ("市税务局", "芜湖市新车上牌一件事实施方案", "done") in {(r["agency"], r["document"], r["status"]) for r in rows}


def test_there_are_enough_questions() -> None:
    assert len(QUERIES) >= 15


@pytest.mark.parametrize("name", list(QUERIES))
def test_every_named_query_has_a_title_and_runs(name: str, store: object) -> None:
    query = QUERIES[name]
    values = {parameter: "公安" for parameter in query.parameters if parameter not in query.defaults}

    assert query.title != name
    assert ask(store, with_values(query, values), BASE).columns  # type: ignore[arg-type]


@given(st.text(st.characters(exclude_categories=["Cs"])).filter(str.strip))
def test_a_parameter_is_a_value_and_never_a_piece_of_the_query(value: str) -> None:
    text = with_values(find_query("who-ran"), {"campaign": value})

    assert ask(EMPTY, text, BASE).rows == ()
    [[echo]] = ask(EMPTY, f"SELECT (?v AS ?echo) WHERE {{ BIND({Literal(value).n3()} AS ?v) }}", BASE).rows
    assert str(echo) == value


def test_a_missing_parameter_is_said_with_its_meaning() -> None:
    with pytest.raises(QueryError, match=r"who-ran needs campaign \(工作名称"):
        with_values(find_query("who-ran"), {})


def test_an_unknown_parameter_is_said_with_those_there_are() -> None:
    with pytest.raises(QueryError, match="no parameter colour; its parameters: campaign"):
        with_values(find_query("who-ran"), {"colour": "red", "campaign": "减量控大"})


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("league", {"indicator": "事故", "year": "abc"}, "league: --year 'abc' is no year; give four digits, such as 2021"),
        ("league-by-city", {"indicator": "事故", "year": "21"}, "--year '21' is no year"),
        ("agency-period", {"agency": "公安", "from": "foo"}, "--from 'foo' is no day; give one that there is as YYYY-MM-DD"),
        ("agency-period", {"agency": "公安", "to": "2021-13-45"}, "--to '2021-13-45' is no day"),
        ("agency-period", {"agency": "公安", "to": "2023-02-29"}, "--to '2023-02-29' is no day"),
        ("biggest-changes", {"baseline": "yearly"}, "--baseline 'yearly' is no known word; give one of yoy, mom, other"),
        ("shared-campaigns", {"agencies": "-3"}, "--agencies '-3' is no number; give a whole number from 1"),
        ("shared-across-provinces", {"provinces": "two"}, "--provinces 'two' is no number"),
    ],
)
def test_a_value_that_a_parameter_cannot_have_is_said(name: str, values: dict[str, str], said: str) -> None:
    with pytest.raises(QueryError) as error:
        with_values(find_query(name), values)

    assert said in str(error.value)


def test_a_value_of_the_right_form_is_taken() -> None:
    asked = {"agency": "公安", "from": "2020-02-29", "to": date(2021, 6, 30)}

    assert '<= "2021-06-30"' in with_values(find_query("agency-period"), asked)
    assert '"yoy"' in with_values(find_query("biggest-changes"), {"baseline": "yoy"})
    assert with_values(find_query("league"), {"indicator": "事故", "year": ""})


def test_a_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "bad.rq").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(QueryError, match=r"bad\.rq: cannot be read as a query"):
        find_query(tmp_path / "bad.rq")


def test_an_unknown_name_is_said_with_those_there_are() -> None:
    with pytest.raises(QueryError, match=r"'who-run'; there are .*who-ran"):
        find_query("who-run")


def test_a_file_is_a_query(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text('# title: 我的问题\n# param name = "甲": 名称\nSELECT ?x WHERE { BIND($name AS ?x) }', "utf-8")

    assert read_query(path).title == "我的问题"
    assert ask(EMPTY, with_values(find_query(path), {}), BASE).rows == ((Literal("甲"),),)
    with pytest.raises(QueryError, match="no such file"):
        find_query(tmp_path / "other.rq")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * WHERE { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "INSERT DATA { <a:b> <a:c> <a:d> }",
        "DROP ALL",
        "SELECT * WHERE {",
    ],
)
def test_what_writes_or_leaves_this_machine_is_refused(text: str) -> None:
    with pytest.raises(QueryError):
        ask(EMPTY, text, BASE)


def test_brackets_without_end_are_refused() -> None:
    with pytest.raises(QueryError, match="more than 200 deep"):
        ask(EMPTY, "SELECT * " + "{" * 20_000 + "}" * 20_000, BASE)
    with pytest.raises(QueryError, match="it begins with 'XXXXXX") as error:
        ask(EMPTY, "x" * 20_000, BASE)
    assert len(str(error.value)) < 200


def test_a_text_that_speaks_of_a_service_is_no_service() -> None:
    assert ask(EMPTY, "ASK { FILTER(\"SERVICE\" = 'SERVICE') } # SERVICE", BASE).rows == ((Literal(True),),)


def empty() -> Dataset:
    dataset = Dataset()
    bind_prefixes(dataset, BASE)
    return dataset


EMPTY = to_store(empty())


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("INSERT DATA { <x:a> <x:b> <x:c> }", "INSERT would change the graph; a query reads: SELECT"),
        ("PREFIX x: <x:> DELETE WHERE { ?s ?p ?o }", "DELETE would change the graph"),
        ("SELEC ?s { ?s ?p ?o }", "it begins with 'SELEC'; a query begins with SELECT"),
        ("SELECT ?s\nWHERE { ?s ?p ?o", "the { at line 2, column 7 is not closed"),
        ("SELECT (COUNT(?s AS ?n) { ?s ?p ?o }", "the ( at line 1, column 8 is not closed"),
        ("SELECT ?s { ?s nope:p ?o }", "the prefix nope: is not declared; known without PREFIX are "),
        ("SELECT ?s { ?s ?p }", "it does not parse at line 1, column 20"),
    ],
)
def test_why_a_query_does_not_parse_is_said_in_a_line(store: object, question: str, reason: str) -> None:
    with pytest.raises(QueryError) as error:
        ask(store, question, BASE)  # type: ignore[arg-type]

    assert reason in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("question", ["SELECT ?service { ?service a kg:System }", "SELECT $service { $service a kg:System }"])
def test_a_variable_may_be_called_service(store: object, question: str) -> None:
    assert ask(store, question, BASE).columns == ("service",)  # type: ignore[arg-type]
