"""The command line: what a user types, sees and gets; one clear line for whatever is wrong."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import rdflib

import kg
from kg.cli import main, parameters
from kg.config import FILES
from kg.errors import ConfigError
from kg.scale.processes import most_jobs

REPORT = "2021年3月，临清市公安局交警大队开展“清源护航”行动，查处违法停车320起。\n"
KG = rdflib.Namespace("https://w3id.org/zhengtu/ontology#")


class Ran(NamedTuple):
    """What a run of the command line left behind."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a function that runs the command line with arguments."""

    def run_with(*words: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        status = ended.value.code
        return Ran(status if isinstance(status, int) else 0, *capsys.readouterr())

    return run_with


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Give a folder with one report and its date."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT, "utf-8")
    (folder / "reports.csv").write_text("file,date\na.txt,2021-03-20\n", "utf-8")
    return folder


def read_csv(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table; a quote may run over lines."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


# ---- build -----------------------------------------------------------------------------------------------------------


def test_a_build_fills_its_folder_and_says_where_the_page_is(run: Run, reports: Path, tmp_path: Path) -> None:
    done = run("build", reports, "-o", tmp_path / "graph")

    assert done.status == 0
    assert sorted(path.name for path in (tmp_path / "graph").iterdir()) == sorted((*FILES, "extractions"))
    assert done.out.startswith("reports 1, entities ")
    assert f"page: {tmp_path / 'graph' / 'graph.html'}" in done.out


def test_a_build_without_a_page_leaves_no_page_of_an_earlier_build(run: Run, reports: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    run("build", reports, "-o", graph)
    (graph / "notes.md").write_text("mine", "utf-8")

    done = run("build", reports, "-o", graph, "--no-page")

    assert done.status == 0
    assert sorted(path.name for path in graph.iterdir()) == sorted({*FILES, "extractions", "notes.md"} - {"graph.html"})
    assert f"graph: {graph}" in done.out


def test_the_command_line_builds_what_the_library_builds(run: Run, reports: Path, tmp_path: Path) -> None:
    run("build", reports, "-o", tmp_path / "graph")
    kg.build(reports).save(tmp_path / "library.ttl")

    assert (tmp_path / "graph" / "graph.ttl").read_bytes() == (tmp_path / "library.ttl").read_bytes()


def test_build_json_names_inputs_with_their_checksums(run: Run, reports: Path, tmp_path: Path) -> None:
    run("build", reports, "-o", tmp_path / "graph")
    record = json.loads((tmp_path / "graph" / "build.json").read_text("utf-8"))

    [source] = record["inputs"]

    assert source["file"] == "a.txt"
    assert source["sha256"] == hashlib.sha256((reports / "a.txt").read_bytes()).hexdigest()
    assert source["date"] == "2021-03-20"
    assert record["versions"]["zhengtu"] == kg.__version__
    assert record["counts"]["reports"] == 1


def test_the_samples_are_built_by_a_switch(sample_build: Path) -> None:
    record = json.loads((sample_build / "build.json").read_text("utf-8"))

    assert record["counts"]["reports"] == 9
    assert record["problems"] == []
    assert set(record["counts"]["entities"]) >= {"Agency", "Place", "Initiative", "System", "Document", "Person"}


@pytest.mark.parametrize("name", ["entities.csv", "activities.csv", "results.csv"])
def test_tables_open_in_excel_with_their_chinese(sample_build: Path, name: str) -> None:
    rows = read_csv(sample_build / name)

    assert (sample_build / name).read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(rows) > 10


@pytest.mark.parametrize("name", ["activities.csv", "results.csv"])
def test_every_row_of_facts_quotes_its_file(sample_build: Path, samples: list[Path], name: str) -> None:
    texts = {path.name: path.read_bytes().decode("utf-8") for path in samples}
    facts = [row for row in read_csv(sample_build / name) if row["iri"]]

    wrong = [row for row in facts if row["quote"] != texts[row["file"]][int(row["position"]) : int(row["position_end"])]]

    assert len(facts) > 100
    assert not wrong


def test_bad_inputs_get_a_line_each_and_do_not_stop_the_others(run: Run, reports: Path, tmp_path: Path) -> None:
    (reports / "empty.txt").write_bytes(b"")
    (reports / "binary.txt").write_bytes(bytes(range(256)) * 4)
    (reports / "reports.csv").write_text("file,date\na.txt,2021-03-20\ngone.txt,2021\n", "utf-8")

    done = run("build", reports, tmp_path / "missing", "-o", tmp_path / "graph")

    assert done.status == 0
    assert (tmp_path / "graph" / "graph.html").exists()
    for name in ("empty.txt", "binary.txt", "missing", "gone.txt"):
        [line] = [line for line in done.err.splitlines() if name in line]
        assert line.startswith("kg: ")


def test_nothing_readable_is_exit_2_and_no_folder(run: Run, tmp_path: Path) -> None:
    done = run("build", tmp_path / "missing", "-o", tmp_path / "graph")

    assert done.status == 2
    assert "nothing could be read" in done.err
    assert not (tmp_path / "graph").exists()


def test_nothing_given_is_exit_2_with_what_to_give(run: Run, tmp_path: Path) -> None:
    done = run("build", "-o", tmp_path / "graph")

    assert done == Ran(2, "", "kg: nothing to read: give files or folders of reports, or --samples\n")


def test_samples_and_sources_together_are_refused(run: Run, reports: Path, tmp_path: Path) -> None:
    done = run("build", reports, "--samples", "-o", tmp_path / "graph")

    assert done.status == 2
    assert "give one of them" in done.err


def test_a_build_may_not_go_into_its_source(run: Run, reports: Path) -> None:
    done = run("build", reports, "-o", reports / "graph")

    assert done.status == 2
    assert "would be read by the next build" in done.err


def test_a_file_is_no_folder_to_build_into(run: Run, reports: Path, tmp_path: Path) -> None:
    (tmp_path / "graph").write_text("mine")

    done = run("build", reports, "-o", tmp_path / "graph")

    assert done.status == 2
    assert "is no folder" in done.err
    assert (tmp_path / "graph").read_text() == "mine"


def test_files_of_others_stay_where_they_are(run: Run, reports: Path, tmp_path: Path) -> None:
    (tmp_path / "graph" / "photos").mkdir(parents=True)
    (tmp_path / "graph" / "notes.txt").write_text("mine")

    done = run("build", reports, "-o", tmp_path / "graph")

    assert done.status == 0
    assert (tmp_path / "graph" / "notes.txt").read_text() == "mine"
    assert (tmp_path / "graph" / "photos").is_dir()
    assert "清源护航" in (tmp_path / "graph" / "graph.ttl").read_text("utf-8")


def test_a_graph_of_others_is_not_written_over(run: Run, reports: Path, tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "graph.ttl").write_text("of others")

    done = run("build", reports, "-o", tmp_path / "graph")

    assert done.status == 2
    assert "was not made by kg" in done.err
    assert (tmp_path / "graph" / "graph.ttl").read_text() == "of others"


def test_a_build_that_fails_leaves_all_as_it_was(
    run: Run, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("build", reports, "-o", tmp_path / "graph")
    before = {path.name: path.read_bytes() for path in (tmp_path / "graph").iterdir() if path.is_file()}
    (reports / "a.txt").write_text(REPORT.replace("320", "321"), "utf-8")
    monkeypatch.setattr(kg.KnowledgeGraph, "page", fail)

    with pytest.raises(OSError, match="no space left"):
        kg.build_folder(reports, tmp_path / "graph")

    assert {path.name: path.read_bytes() for path in (tmp_path / "graph").iterdir() if path.is_file()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph", "reports"]


def fail(*_: object) -> None:
    raise OSError("no space left on device")


def test_positions_leave_the_quotes_out(run: Run, reports: Path, tmp_path: Path) -> None:
    run("build", reports, "--evidence", "positions", "-o", tmp_path / "graph")

    text = (tmp_path / "graph" / "graph.ttl").read_text("utf-8")

    assert "oa:start" in text
    assert "oa:exact" not in text
    assert "kg:cleanText" not in text


@pytest.mark.parametrize("folder", ["/proc/nothing/graph", "/proc/nothing"])
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a file system that nobody can write to")
def test_a_folder_that_cannot_be_written_is_said_before_anything_is_read(run: Run, reports: Path, folder: str) -> None:
    done = run("build", reports, "-o", folder)

    assert (done.status, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert done.err.startswith(f"kg: {folder}: cannot be written (/proc: ")


def test_a_base_that_is_no_iri_is_said_before_anything_is_read(run: Run, reports: Path, tmp_path: Path) -> None:
    done = run("build", reports, "--base", "not an iri", "-o", tmp_path / "graph")

    assert (done.status, len(done.err.splitlines())) == (2, 1)
    assert done.err.startswith("kg: base 'not an iri' is not an absolute IRI")
    assert not (tmp_path / "graph").exists()


def test_more_jobs_than_the_machine_bears_are_bounded_with_a_line(run: Run, reports: Path, tmp_path: Path) -> None:
    done = run("build", reports, "--jobs", "4000", "--no-page", "-o", tmp_path / "graph")

    assert done.status == 0
    assert f"kg: --jobs 4000: {most_jobs()} processes are at work, 2 for each CPU" in done.err


@pytest.mark.parametrize(("shape", "said"), [("csv", "v\n320\n0.5\n"), ("json", ":320\n"), ("table", " 320 ")])
def test_a_whole_number_is_printed_without_a_point(run: Run, sample_build: Path, shape: str, said: str) -> None:
    done = run("query", sample_build, "SELECT ?v { VALUES ?v { 320.0 0.5 } }", "-f", shape)

    assert said in done.out
    assert "320.0" not in done.out


def test_names_of_the_data_begin_with_the_base(run: Run, reports: Path, tmp_path: Path) -> None:
    run("build", reports, "--base", "https://data.example.org/kg/", "-o", tmp_path / "graph")

    text = (tmp_path / "graph" / "graph.ttl").read_text("utf-8")

    assert "https://data.example.org/kg/" in text
    assert "https://w3id.org/zhengtu/id/" not in text


def test_a_lexicon_row_that_breaks_its_promise_is_named(run: Run, reports: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.tsv").write_text("id\tword\tlabel\texample\nmine/1\t清源\tcampaign\n", "utf-8")

    done = run("build", reports, "--lexicon", tmp_path / "mine.tsv", "-o", tmp_path / "graph")

    assert done.status == 2
    assert "mine.tsv:2" in done.err


# ---- clean -----------------------------------------------------------------------------------------------------------


def test_clean_writes_texts_and_repairs(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("長(zhǎng)遠(yuǎn)發展", "utf-8")

    done = run("clean", tmp_path / "a.txt", "-o", tmp_path / "texts")
    repairs = read_csv(tmp_path / "texts" / "repairs.csv")

    assert done.status == 0
    assert (tmp_path / "texts" / "a.txt").read_text("utf-8").strip() == "长远发展"
    assert "(zhǎng)" in [row["before"] for row in repairs]


def test_clean_says_what_each_repair_changed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("長(zhǎng)遠(yuǎn)發展２０２３年", "utf-8")

    run("clean", tmp_path / "a.txt", "-o", tmp_path / "texts")
    steps = {row["step"]: row for row in read_csv(tmp_path / "texts" / "steps.csv")}

    assert (steps["pinyin"]["changes"], steps["pinyin"]["texts"]) == ("2", "1")
    assert [steps["width"][key] for key in ("file", "before", "after")] == ["a.txt", "２０２３", "2023"]
    assert steps["mojibake"]["changes"] == "0"


def test_a_repair_can_be_left_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("長(zhǎng)遠(yuǎn)發展２０２３年", "utf-8")

    run("clean", tmp_path / "a.txt", "-o", tmp_path / "texts", "--without", "pinyin,script", "--without", "width")
    unknown = run("clean", tmp_path / "a.txt", "-o", tmp_path / "others", "--without", "magic")

    assert (tmp_path / "texts" / "a.txt").read_text("utf-8").strip() == "長(zhǎng)遠(yuǎn)發展２０２３年"
    assert unknown.status == 2
    assert "no repair is named magic: known are escapes, mojibake" in unknown.err


def test_clean_keeps_apart_texts_of_the_same_name(run: Run, tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "a.txt").write_text(f"第{number}篇报告", "utf-8")

    run("clean", tmp_path / "1", tmp_path / "2", "-o", tmp_path / "texts")

    assert sorted(path.name for path in (tmp_path / "texts").glob("a*.txt")) == ["a-2.txt", "a.txt"]


# ---- check, query, explain, view, score ------------------------------------------------------------------------------


def test_a_sound_graph_passes_the_check(run: Run, sample_build: Path) -> None:
    done = run("check", sample_build)

    assert done == Ran(0, "every promise holds\n", "")


def test_a_broken_promise_is_exit_1_and_a_readable_row(run: Run, sample_build: Path, tmp_path: Path) -> None:
    graph = rdflib.Graph().parse(sample_build / "graph.ttl")
    victim = min(graph.subjects(rdflib.RDF.type, KG.Activity))
    graph.remove((victim, KG.evidence, None))
    graph.serialize(tmp_path / "broken.ttl")

    done = run("check", tmp_path / "broken.ttl")

    assert done.status == 1
    assert str(victim).rpartition("/")[2] in done.out
    assert "promises broken: 1" in done.out


def test_a_graph_without_a_triple_keeps_no_promise(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").write_text("")

    done = run("check", tmp_path / "empty.ttl")

    assert (done.status, done.out) == (2, "")
    assert "holds no triple" in done.err


def test_a_graph_in_other_words_makes_no_promise(run: Run, tmp_path: Path) -> None:
    (tmp_path / "other.ttl").write_text("@prefix owl: <http://www.w3.org/2002/07/owl#> . <urn:x> a owl:Thing .")

    done = run("check", tmp_path / "other.ttl")

    assert (done.status, done.out) == (2, "")
    assert "is of a class of this ontology (https://w3id.org/zhengtu/ontology#)" in done.err


def test_quotes_are_compared_with_the_reports_that_are_given(run: Run, reports: Path, tmp_path: Path) -> None:
    run("build", reports, "-o", tmp_path / "graph", "--no-page")
    before = run("check", tmp_path / "graph", reports)
    for name in ("graph.ttl", "graph.trig"):
        text = (tmp_path / "graph" / name).read_text("utf-8")
        (tmp_path / "graph" / name).write_text(text.replace("320起", "230起"), "utf-8")

    alone, after = run("check", tmp_path / "graph"), run("check", tmp_path / "graph", reports)

    assert before == Ran(0, "every promise holds\n", "")
    assert alone.status == 0
    assert after.status == 1
    assert "quotes '查处违法停车230起'; at its position stands '查处违法停车320起'" in after.out


@pytest.mark.parametrize("name", ["graph.ttl", "graph.trig", ""])
def test_a_folder_and_its_rdf_files_answer_alike(run: Run, sample_build: Path, name: str) -> None:
    question = "SELECT (COUNT(DISTINCT ?r) AS ?n) WHERE { ?r a kg:Result }"
    count = len(kg.KnowledgeGraph.load(sample_build).results())

    done = run("query", sample_build / name, question, "--format", "json")

    assert json.loads(done.out) == [{"n": count}]


def test_a_query_prints_a_table_csv_or_json(run: Run, sample_build: Path) -> None:
    question = 'SELECT ?title WHERE { ?r a kg:Report ; dcterms:source "c05.txt" ; dcterms:title ?title }'

    table, rows, objects = (run("query", sample_build, question, "-f", shape).out for shape in ("table", "csv", "json"))

    assert "稻浪深处“红马甲”" in table
    assert rows.splitlines() == ["title", "稻浪深处“红马甲”"]
    assert json.loads(objects) == [{"title": "稻浪深处“红马甲”"}]


def test_a_query_without_a_question_lists_the_named_ones(run: Run, sample_build: Path) -> None:
    done = run("query", sample_build, "-f", "csv")

    rows = {row["name"]: row["parameters"] for row in csv.DictReader(done.out.splitlines())}
    assert set(rows) == {path.stem for path in (Path(kg.__file__).parents[1] / "ontology" / "queries").glob("*.rq")}
    assert rows["league"] == "--indicator … [--unit …] [--year …]"


def test_a_query_that_does_not_parse_is_exit_2(run: Run, sample_build: Path) -> None:
    done = run("query", sample_build, "SELECT WHERE {")

    assert done.status == 2
    assert len(done.err.splitlines()) == 1


def test_an_answer_without_rows_says_so(run: Run, sample_build: Path) -> None:
    done = run("query", sample_build, "league", "--indicator", "火星车", "-f", "csv")

    assert (done.status, len(done.out.splitlines())) == (0, 1)
    assert done.err == "kg: the answer has no rows\n"


def test_a_value_that_a_parameter_cannot_have_is_one_line(run: Run, sample_build: Path) -> None:
    done = run("query", sample_build, "league", "--indicator", "事故", "--year", "abc")

    assert done == Ran(2, "", "kg: league: --year 'abc' is no year; give four digits, such as 2021\n")


def test_parameters_are_read_in_both_spellings() -> None:
    assert parameters(["--campaign", "减量控大", "--year=2021"]) == {"campaign": "减量控大", "year": "2021"}


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["减量控大"], "'减量控大' is neither an option"),
        (["--campaign"], "--campaign has no value; give it as --campaign VALUE"),
    ],
)
def test_a_parameter_without_name_or_value_is_refused(words: list[str], reason: str) -> None:
    with pytest.raises(ConfigError, match=reason):
        parameters(words)


def test_explain_tells_facts_with_words_file_and_position(run: Run, sample_build: Path) -> None:
    done = run("explain", sample_build, "减量控大")

    assert done.status == 0
    assert "襄阳市公安局交警支队" in done.out
    assert "m01.txt:" in done.out


def test_explain_of_an_unknown_name_is_exit_2(run: Run, sample_build: Path) -> None:
    done = run("explain", sample_build, "火星车管所")

    assert done.status == 2
    assert "火星车管所" in done.err


def test_view_writes_the_page_of_any_rdf_file(run: Run, sample_build: Path, tmp_path: Path) -> None:
    done = run("view", sample_build / "graph.ttl", "-o", tmp_path / "page.html")

    assert done.status == 0
    assert (tmp_path / "page.html").read_text("utf-8").lstrip().lower().startswith("<!doctype html>")


def test_score_prints_the_figures(run: Run, tmp_path: Path, samples: list[Path]) -> None:
    reference = samples[0].parent / "reference" / f"{samples[0].stem}.json"
    run("build", samples[0], "--reports", samples[0].parent / "reports.csv", "-o", tmp_path / "graph")

    done = run("score", tmp_path / "graph", reference)

    assert done.status == 0
    assert all(word in done.out for word in ("entities", "relations", "results", "facts"))


@pytest.mark.parametrize("command", ["check", "query", "explain", "view", "score"])
def test_a_graph_that_is_not_there_is_exit_2(run: Run, tmp_path: Path, command: str) -> None:
    more = {"query": ["ASK {}"], "explain": ["x"], "view": ["-o", tmp_path / "x.html"], "score": [tmp_path / "x.json"]}

    done = run(command, tmp_path / "gone", *more.get(command, []))

    assert done.status == 2
    assert "gone" in done.err
    assert len(done.err.splitlines()) == 1


def test_diff_says_what_another_build_has(run: Run, reports: Path, sample_build: Path, tmp_path: Path) -> None:
    run("build", reports, "-o", tmp_path / "graph")
    same = run("diff", sample_build, sample_build)
    text, told = run("diff", tmp_path / "graph", sample_build), run("diff", tmp_path / "graph", sample_build, "-f", "json")

    assert (same.status, same.out) == (0, "both say the same\n")
    assert text.out.startswith("reports: 9 added, 1 gone\n")
    assert json.loads(told.out)["counts"]["reports"] == {"added": 9, "gone": 1, "changed": 0}


def test_export_writes_what_the_suffix_asks_for(run: Run, sample_build: Path, tmp_path: Path) -> None:
    done = run("export", sample_build, "-o", tmp_path / "graph.gexf")
    refused = run("export", sample_build, "-o", tmp_path / "graph.exe")

    assert (done.status, done.out.strip()) == (0, str(tmp_path / "graph.gexf"))
    assert (tmp_path / "graph.gexf").read_bytes().startswith(b"<?xml")
    assert refused.status == 2
    assert "unknown suffix '.exe'; known are .ttl" in refused.err
    assert refused.err.count("\n") == 1


# ---- around ----------------------------------------------------------------------------------------------------------


def test_the_version_is_said(run: Run) -> None:
    assert run("--version").out == f"kg {kg.__version__}\n"


def test_python_runs_the_package() -> None:
    done = subprocess.run([sys.executable, "-m", "kg", "--version"], capture_output=True, text=True, check=True)

    assert done.stdout == f"kg {kg.__version__}\n"


@pytest.mark.parametrize("name", ["G.TTL", "G.TriG", "G.JSONLD", "G.GEXF"])
def test_a_suffix_is_known_in_any_case(run: Run, sample_build: Path, tmp_path: Path, name: str) -> None:
    done = run("export", sample_build, "-o", tmp_path / name)

    assert done.status == 0
    assert name == "G.GEXF" or run("check", tmp_path / name) == Ran(0, "every promise holds\n", "")


def test_an_ascii_terminal_is_no_reason_to_fail(sample_build: Path) -> None:
    code = f"import sys; sys.argv = ['kg', 'explain', {str(sample_build)!r}, '减量控大']; from kg.cli import main; main()"
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, env=ascii_only)

    assert done.returncode == 0
    assert b"m01.txt:" in done.stdout


def test_help_takes_less_than_a_second_of_processor_time() -> None:
    start = "import sys, time; sys.argv = ['kg', '--help']; import kg.cli"
    code = f"{start}\ntry: kg.cli.main()\nfinally: print(time.process_time())"

    seconds = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()[-1])
        for _ in range(3)
    ]

    assert min(seconds) < 1
