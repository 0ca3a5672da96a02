"""A later build reads only what is new, and makes the bytes of a fresh one; what is not sound is read again."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import kg
from kg import ledger as ledger_module
from kg import pipeline
from kg.config import FILES, Settings
from kg.errors import ConfigError
from kg.ledger import Ledger, extracted, only_build
from kg.records import Document, Extraction, Problem, Resolution
from kg.store import build as store
from tests.strategies import resolutions

REPORT = "2021年3月，云河市公安局交警支队开展“清源”行动，查处违法停车320起，同比下降5.2%。\n"
OTHER = "2022年5月，莱州市水利局召开防汛工作会议，要求6月底前完成水库除险加固12座。\n"
SAME = [name for name in FILES if name != "build.json"]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the list of the reports that are really read."""
    names: list[str] = []
    real = pipeline.extract_facts

    def watched(documents: list[Document], **more: object) -> object:
        documents = list(documents)
        names.extend(document.source for document in documents)
        return real(documents, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "extract_facts", watched)
    return names


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT, "utf-8")
    (folder / "b.txt").write_text(OTHER, "utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    kept = {path.name: path.read_bytes() for path in (folder / "extractions").iterdir()}
    return {name: (folder / name).read_bytes() for name in SAME} | kept


def test_a_second_build_reads_nothing_again(reports: Path, tmp_path: Path, read: list[str]) -> None:
    kg.build_folder(reports, tmp_path / "g")
    first, read[:] = contents(tmp_path / "g"), []

    kg.build_folder(reports, tmp_path / "g")

    assert read == []
    assert contents(tmp_path / "g") == first


def test_added_changed_and_removed_reports_give_the_bytes_of_a_fresh_build(
    reports: Path, tmp_path: Path, read: list[str]
) -> None:
    (reports / "gone.txt").write_text(REPORT.replace("云河", "临清"), "utf-8")
    kg.build_folder(reports, tmp_path / "g")
    read.clear()

    (reports / "gone.txt").unlink()
    (reports / "a.txt").write_text(REPORT.replace("320", "410"), "utf-8")
    (reports / "c.txt").write_text(OTHER.replace("莱州", "招远"), "utf-8")
    kg.build_folder(reports, tmp_path / "g")

    assert sorted(read) == ["a.txt", "c.txt"]
    kg.build_folder(reports, tmp_path / "fresh")
    assert contents(tmp_path / "g") == contents(tmp_path / "fresh")
    assert len(list((tmp_path / "g" / "extractions").glob("report-*"))) == 3


def test_pages_of_the_graph_are_written_again_only_where_something_differs(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (reports / "c.txt").write_text(REPORT.replace("云河市", "临清市"), "utf-8")
    kg.build_folder(reports, tmp_path / "g")
    written: list[str] = []
    real = store._report_triples

    def watched(extraction: Extraction, *more: object) -> object:
        written.append(extraction.document.source)
        return real(extraction, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "_report_triples", watched)
    (reports / "c.txt").write_text(REPORT.replace("云河市", "临清市").replace("320", "321"), "utf-8")
    kg.build_folder(reports, tmp_path / "g")

    assert written == ["c.txt"]
    kg.build_folder(reports, tmp_path / "fresh")
    assert contents(tmp_path / "g") == contents(tmp_path / "fresh")


def test_a_page_is_written_again_when_another_report_names_its_thing_in_full(reports: Path, tmp_path: Path) -> None:
    kg.build_folder(reports, tmp_path / "g")

    (reports / "c.txt").write_text("2023年4月，云河市公安局交通警察支队（云河公安交警）开展“清源”行动。\n", "utf-8")
    kg.build_folder(reports, tmp_path / "g")

    kg.build_folder(reports, tmp_path / "fresh")
    assert contents(tmp_path / "g") == contents(tmp_path / "fresh")


@pytest.mark.parametrize("file", ["graph.trig", "extractions/pages.json", "extractions/shelf.bin"])
@pytest.mark.parametrize("damage", ["", "{", "[1]", '{"report-1": 5}', "\x00"])
def test_a_graph_or_list_of_pages_that_is_damaged_costs_nothing(reports: Path, tmp_path: Path, file: str, damage: str) -> None:
    kg.build_folder(reports, tmp_path / "g")
    whole = contents(tmp_path / "g")
    (tmp_path / "g" / file).write_text(damage)

    kg.build_folder(reports, tmp_path / "g")

    assert contents(tmp_path / "g") == whole


def test_what_is_kept_is_not_cleaned_and_its_names_are_not_resolved_again(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kg.build_folder(reports, tmp_path / "g")
    whole, done = contents(tmp_path / "g"), list[str]()
    clean, names = ledger_module.clean_report, ledger_module.names_of
    monkeypatch.setattr(ledger_module, "clean_report", lambda raw, *more: done.append(raw.name) or clean(raw, *more))
    monkeypatch.setattr(ledger_module, "names_of", lambda read: done.append(read.document.source) or names(read))

    kg.build_folder(reports, tmp_path / "g")
    assert done == []

    (reports / "a.txt").write_text(REPORT.replace("320", "410"), "utf-8")
    kg.build_folder(reports, tmp_path / "g")
    assert done == ["a.txt", "a.txt"]
    assert contents(tmp_path / "g") != whole


def test_another_version_of_the_code_believes_nothing_that_is_kept(
    reports: Path, tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kg.build_folder(reports, tmp_path / "g")
    read.clear()
    for version in ("reader_version", "resolver_version", "viewer_version"):
        monkeypatch.setattr(ledger_module, version, lambda: "another")

    kg.build_folder(reports, tmp_path / "g")

    assert sorted(read) == ["a.txt", "b.txt"]


def test_a_fact_that_is_no_longer_rejected_is_back(reports: Path, tmp_path: Path) -> None:
    kg.build_folder(reports, tmp_path / "g")
    whole = contents(tmp_path / "g")
    fact = re.search(rb"id:(activity-\w+) a kg:Activity", whole["graph.ttl"])
    assert fact is not None
    decisions = reports / "decisions.csv"
    decisions.write_text(f"decision,thing,other\nreject,{fact[1].decode()},\n", "utf-8")
    kg.build_folder(reports, tmp_path / "g")
    assert contents(tmp_path / "g")["graph.ttl"] != whole["graph.ttl"]

    decisions.unlink()
    kg.build_folder(reports, tmp_path / "g")

    assert contents(tmp_path / "g") == whole


WHO = ("云河市公安局交警支队", "云河交警", "云河市公安局", "莱州市水利局", "山东省公安厅交警总队", "莱州市公安局交警大队")
WHAT = (
    "{who}开展“清源”行动，查处违法停车{count}起。",
    "2021年3月，{who}在云河市莲花区开展“清源”行动，查处酒驾{count}人，同比下降5.2%。",
    "{who}召开防汛工作会议，{who}局长林一鸣要求6月底前完成水库除险加固{count}座。",
    "{who}党委书记林一鸣说，全市查处酒驾案件{count}件。该局联合莱州市教育局开展“护学岗”专项行动。",
    "{who}研发“云河智管”平台，累计处理线索{count}条；计划明年建成指挥中心{count}处。",
)


def random_report(chance: random.Random) -> str:
    lines = [chance.choice(WHAT) for _ in range(chance.randint(1, 3))]
    told = [line.format(who=chance.choice(WHO), count=chance.randint(2, 900)) for line in lines]
    return f"云河工作简报\n2021-0{chance.randint(1, 9)}-11\n\n" + "\n".join(told) + "\n"


@pytest.mark.parametrize("seed", [1, 2])
def test_any_row_of_changes_gives_the_bytes_of_a_clean_build(tmp_path: Path, seed: int) -> None:
    chance, reports = random.Random(seed), tmp_path / "reports"
    reports.mkdir()
    names = [f"r{number}.txt" for number in range(24)]
    for name in names[:16]:
        (reports / name).write_text(random_report(chance), "utf-8")
    kg.build_folder(reports, tmp_path / "g", settings=Settings(page=False))

    for step in range(4):
        for name in chance.sample(names, chance.randint(1, 3)):
            if (reports / name).exists() and chance.random() < 0.3:
                (reports / name).unlink()
            else:
                (reports / name).write_text(random_report(chance), "utf-8")
        kg.build_folder(reports, tmp_path / "g", settings=Settings(page=False))
        if step % 2:
            kg.build_folder(reports, tmp_path / f"fresh{step}", settings=Settings(page=False))
            assert without_page(tmp_path / "g") == without_page(tmp_path / f"fresh{step}")


def without_page(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name != "build.json"}


def test_a_page_that_was_changed_by_hand_is_written_again(reports: Path, tmp_path: Path) -> None:
    kg.build_folder(reports, tmp_path / "g")
    whole = contents(tmp_path / "g")
    graph = tmp_path / "g" / "graph.trig"
    graph.write_text(graph.read_text("utf-8").replace("违法停车", "超速行驶"), "utf-8")

    kg.build_folder(reports, tmp_path / "g")

    assert contents(tmp_path / "g") == whole


def test_a_graph_of_all_reports_that_was_changed_by_hand_is_put_together_anew(reports: Path, tmp_path: Path) -> None:
    for number in range(12):
        (reports / f"r{number}.txt").write_text(REPORT.replace("320", str(400 + number)), "utf-8")
    kg.build_folder(reports, tmp_path / "g", settings=Settings(page=False))
    graph = tmp_path / "g" / "graph.trig"
    default, name, pages = graph.read_text("utf-8").partition("\nid:inferred {\n\n")
    graph.write_text(default.replace("违法停车", "超速行驶") + name + pages, "utf-8")

    (reports / "r3.txt").write_text(REPORT.replace("320", "999"), "utf-8")
    kg.build_folder(reports, tmp_path / "g", settings=Settings(page=False))

    kg.build_folder(reports, tmp_path / "fresh", settings=Settings(page=False))
    assert without_page(tmp_path / "g") == without_page(tmp_path / "fresh")


def test_what_reports_say_together_is_put_together_anew_only_where_they_changed(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        (reports / f"r{number}.txt").write_text(REPORT.replace("320", str(400 + number)), "utf-8")
    kg.build_folder(reports, tmp_path / "g", settings=Settings(page=False))
    together: list[int] = []
    real = store.Written._of_reports
    monkeypatch.setattr(store.Written, "_of_reports", lambda graph: together.append(len(graph.pages)) or real(graph))

    (reports / "r3.txt").write_text(REPORT.replace("320", "999"), "utf-8")
    kg.build_folder(reports, tmp_path / "g", settings=Settings(page=False))

    assert set(together) <= {1}


def test_a_report_under_another_name_is_not_read_again(reports: Path, tmp_path: Path, read: list[str]) -> None:
    rows = [{"text": REPORT.replace("320", str(number))} for number in range(330, 336)]
    table = reports / "rows.jsonl"
    table.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), "utf-8")
    kg.build_folder(reports, tmp_path / "g")
    (reports / "a.txt").rename(reports / "c.txt")
    del rows[1]  # which gives those behind it another number
    table.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), "utf-8")
    read.clear()

    kg.build_folder(reports, tmp_path / "g")

    assert read == []
    kg.build_folder(reports, tmp_path / "fresh")
    assert contents(tmp_path / "g") == contents(tmp_path / "fresh")
    assert {"c.txt", "rows.jsonl#2", "rows.jsonl#5"} <= set(kg.KnowledgeGraph.load(tmp_path / "g").results()["file"])


def test_what_is_said_of_a_report_makes_it_another(reports: Path, tmp_path: Path, read: list[str]) -> None:
    kg.build_folder(reports, tmp_path / "g")
    read.clear()
    (reports / "reports.csv").write_text("file,date\na.txt,2021-04-01\n", "utf-8")

    kg.build_folder(reports, tmp_path / "g")

    assert read == ["a.txt"]


def test_a_lexicon_of_ones_own_is_read_with(reports: Path, tmp_path: Path, read: list[str]) -> None:
    kg.build_folder(reports, tmp_path / "g")
    read.clear()
    (tmp_path / "mine.tsv").write_text("id\tword\tlabel\texample\nmine/1\t除险加固\tInitiative\t水库除险加固\n", "utf-8")

    kg.build_folder(reports, tmp_path / "g", settings=Settings(lexicon=tmp_path / "mine.tsv"))

    assert sorted(read) == ["a.txt", "b.txt"]


@pytest.mark.parametrize("damage", ["", "{", '{"key": "x"}', "\x00\x00", "[1, 2]"])
def test_a_damaged_extraction_is_made_again(reports: Path, tmp_path: Path, read: list[str], damage: str) -> None:
    kg.build_folder(reports, tmp_path / "g")
    whole = contents(tmp_path / "g")
    kept = sorted((tmp_path / "g" / "extractions").glob("report-*"))
    kept[0].write_text(damage)
    read.clear()

    kg.build_folder(reports, tmp_path / "g")

    assert len(read) == 1
    assert contents(tmp_path / "g") == whole


def test_positions_outside_the_report_are_not_believed(reports: Path, tmp_path: Path, read: list[str]) -> None:
    kg.build_folder(reports, tmp_path / "g")
    kept = sorted((tmp_path / "g" / "extractions").glob("report-*"))[0]
    record = json.loads(kept.read_text("utf-8"))
    record["mentions"][0][1] = 99_999
    kept.write_text(json.dumps(record), "utf-8")
    read.clear()

    kg.build_folder(reports, tmp_path / "g")

    assert len(read) == 1


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(resolutions())
def test_what_is_kept_is_what_was_read(tmp_path_factory: pytest.TempPathFactory, resolution: Resolution) -> None:
    ledger = Ledger(tmp_path_factory.mktemp("ledger"), Settings())
    for extraction in resolution.extractions:
        ledger.write(extraction)

    assert [ledger.read(extraction.document) for extraction in resolution.extractions] == list(resolution.extractions)


def test_numbers_come_back_as_they_were(reports: Path, tmp_path: Path) -> None:
    [extraction] = pipeline.extract_facts(kg.clean_documents(texts=[REPORT]))
    ledger = Ledger(tmp_path, Settings())
    ledger.write(extraction)

    again = ledger.read(extraction.document)

    assert again == extraction
    assert again is not None
    assert {result.value for result in again.results} == {Decimal(320), Decimal("5.2")}


def test_a_reading_with_a_fault_is_not_kept(tmp_path: Path) -> None:
    [document] = kg.clean_documents(texts=[REPORT])
    faulty = Extraction(document, (), (), (), (Problem("text-1", "a fault"),))

    assert list(extracted([document], Ledger(tmp_path, Settings()), lambda unknown: [faulty])) == [faulty]
    assert Ledger(tmp_path, Settings()).read(document) is None


def test_two_builds_do_not_write_into_one_folder(reports: Path, tmp_path: Path) -> None:
    with only_build(tmp_path / "g"), pytest.raises(ConfigError, match="another build is writing here; wait for it"):
        kg.build_folder(reports, tmp_path / "g")

    kg.build_folder(reports, tmp_path / "g")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["g", "reports"]


@pytest.mark.skipif(os.name == "nt", reason="kill -9")
def test_a_killed_build_is_finished_by_the_next(reports: Path, tmp_path: Path) -> None:
    for number in range(12):
        (reports / f"r{number}.txt").write_text(REPORT.replace("320", str(400 + number)), "utf-8")
    command = [sys.executable, "-c", "from kg.cli import main; main()", "build", str(reports), "-o", str(tmp_path / "g")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    kept = tmp_path / "g" / "extractions"
    deadline = time.monotonic() + 120
    while process.poll() is None and not (kept.is_dir() and any(kept.glob("*.json"))) and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    (tmp_path / ".g-0a1b2c3d.part").mkdir()  # as one leaves that is killed while it writes
    (tmp_path / ".g-0a1b2c3d.part" / "graph.ttl").write_text("id:x")
    (tmp_path / ".g-notes").mkdir()

    kg.build_folder(reports, tmp_path / "g")

    kg.build_folder(reports, tmp_path / "fresh")
    assert contents(tmp_path / "g") == contents(tmp_path / "fresh")
    assert {path.name for path in tmp_path.glob(".g*")} == {".g-notes"}
