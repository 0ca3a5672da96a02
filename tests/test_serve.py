"""The endpoint over a real socket: what it answers, what it refuses, and how it ends."""

from __future__ import annotations

import csv
import http.client
import io
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

import kg
from kg.errors import ConfigError, GraphError
from kg.serve import Endpoint
from kg.store import workers
from kg.store.answers import GRAPHS, TABLES, chosen

REFERENCE = Path(kg.__file__).parent / "samples" / "reference"
AGENCIES = "SELECT ?name WHERE { ?a a kg:Agency ; skos:prefLabel ?name } ORDER BY ?name"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . FILTER(?a > ?l) }"
HOSTILE = '一\t二\r\n“三”,"四"<五>&😀'


class Reply(NamedTuple):
    """What a client got."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@pytest.fixture(scope="module")
def endpoint(sample_build: Path) -> Iterator[Endpoint]:
    with Endpoint(sample_build, port=0, seconds=4.0, rows=50) as serving:
        yield serving


def ask(serving: Endpoint, method: str, path: str, body: str | None = None, **headers: str) -> Reply:
    line = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=60)
    try:
        line.request(
            method, path, body.encode() if body is not None else None, {k.replace("_", "-"): v for k, v in headers.items()}
        )
        reply = line.getresponse()
        return Reply(reply.status, {name.lower(): value for name, value in reply.getheaders()}, reply.read())
    finally:
        line.close()


def get(serving: Endpoint, query: str, **headers: str) -> Reply:
    return ask(serving, "GET", f"/sparql?query={quote(query)}", **headers)


# ---- what is answered ------------------------------------------------------------------------------------------------


def test_the_page_is_that_of_the_build(endpoint: Endpoint, sample_build: Path) -> None:
    reply = ask(endpoint, "GET", "/")

    assert reply.status == 200
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert reply.body == (sample_build / "graph.html").read_bytes()


def test_three_ways_of_asking_have_one_answer(endpoint: Endpoint) -> None:
    by_get = get(endpoint, AGENCIES)
    by_form = ask(endpoint, "POST", "/sparql", urlencode({"query": AGENCIES}), Content_Type="application/x-www-form-urlencoded")
    direct = ask(endpoint, "POST", "/sparql", AGENCIES, Content_Type="application/sparql-query")

    assert by_get.status == 200
    assert by_get.body == by_form.body == direct.body
    names = {row["name"]["value"] for row in json.loads(by_get.body)["results"]["bindings"]}
    assert "东九龙总区交通部" in names


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"])
def test_the_same_terms_in_every_format(endpoint: Endpoint, accept: str) -> None:
    text = json.dumps(HOSTILE, ensure_ascii=False)
    values = f'({text} "词"@zh-Hans 1.5 kg:ran)'
    query = f"SELECT ?text ?tagged ?number ?iri ?none WHERE {{ VALUES (?text ?tagged ?number ?iri) {{ {values} }} }}"
    reply = get(endpoint, query, Accept=accept)

    assert reply.headers["content-type"].startswith(accept)
    if accept == "text/csv":
        [row] = csv.DictReader(io.StringIO(reply.text, newline=""))
        found = [row["text"], row["tagged"], row["number"], row["iri"]]
    else:
        form = ox.QueryResultsFormat.JSON if accept.endswith("json") else ox.QueryResultsFormat.XML
        answer = ox.parse_query_results(reply.body, format=form)
        assert isinstance(answer, ox.QuerySolutions)
        [solution] = answer
        assert solution["none"] is None
        assert solution["tagged"].language == "zh-hans"
        found = [solution[name].value for name in ("text", "tagged", "number", "iri")]
    assert found == [HOSTILE, "词", "1.5", "https://w3id.org/zhengtu/ontology#ran"]


def test_tabs_and_lines_stay_inside_their_cell(endpoint: Endpoint) -> None:
    text = json.dumps(HOSTILE, ensure_ascii=False)
    reply = get(endpoint, f"SELECT ?t WHERE {{ BIND({text} AS ?t) }}", Accept="text/tab-separated-values")

    answer = ox.parse_query_results(reply.body, format=ox.QueryResultsFormat.TSV)
    assert [solution["t"].value for solution in answer] == [HOSTILE]  # type: ignore[union-attr]


def test_a_constructed_graph_is_turtle_unless_another_syntax_is_asked_for(endpoint: Endpoint) -> None:
    query = "CONSTRUCT { ?a rdfs:label ?n } WHERE { ?a a kg:Agency ; skos:prefLabel ?n } LIMIT 5"
    turtle, triples = get(endpoint, query), get(endpoint, query, Accept="application/n-triples")

    assert turtle.headers["content-type"].startswith("text/turtle")
    assert len(list(ox.parse(turtle.body, format=ox.RdfFormat.TURTLE))) == 5
    assert len(triples.text.splitlines()) == 5


def test_a_yes_is_a_boolean(endpoint: Endpoint) -> None:
    assert json.loads(get(endpoint, "ASK { ?a a kg:Agency }").body)["boolean"] is True
    root = ElementTree.fromstring(get(endpoint, "ASK { ?a a kg:Nothing }", Accept="application/xml").body)
    assert root.findtext("{http://www.w3.org/2005/sparql-results#}boolean") == "false"


def test_a_question_may_be_asked_of_one_report(endpoint: Endpoint) -> None:
    [report] = json.loads(get(endpoint, 'SELECT ?r WHERE { ?r dcterms:source "c01.txt" }').body)["results"]["bindings"]
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    path = f"/sparql?{urlencode({'query': query, 'default-graph-uri': report['r']['value']})}"

    [one], [every] = (json.loads(r.body)["results"]["bindings"] for r in (ask(endpoint, "GET", path), get(endpoint, query)))
    assert 0 < int(one["n"]["value"]) < int(every["n"]["value"])


def test_an_endpoint_says_what_it_can_do(endpoint: Endpoint) -> None:
    assert list(ox.parse(ask(endpoint, "GET", "/sparql").body, format=ox.RdfFormat.TURTLE))


def test_what_is_too_long_is_cut_and_says_so(endpoint: Endpoint) -> None:
    cut, whole = get(endpoint, "SELECT * WHERE { ?s ?p ?o }"), get(endpoint, AGENCIES + " LIMIT 50")
    triples = get(endpoint, "CONSTRUCT WHERE { ?s ?p ?o }", Accept="application/n-triples")

    assert len(json.loads(cut.body)["results"]["bindings"]) == 50
    assert cut.headers["zhengtu-cut-after"] == triples.headers["zhengtu-cut-after"] == "50"
    assert len(triples.text.splitlines()) == 50
    assert "zhengtu-cut-after" not in whole.headers


def test_head_has_the_headers_and_nothing_else(endpoint: Endpoint) -> None:
    reply = ask(endpoint, "HEAD", "/")

    assert int(reply.headers["content-length"]) > 1000
    assert reply.body == b""


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", "json"),
        ("text/html, */*;q=0.1", "json"),
        ("text/csv;q=0.9, application/xml;q=0.8", "csv"),
        ("text/*", "xml"),
        ("text/html", None),
        ("text/csv;q=0", None),
    ],
)
def test_the_client_chooses(accept: str, form: str | None) -> None:
    assert chosen(accept, TABLES) == form
    assert chosen("text/turtle", GRAPHS) == "ttl"


# ---- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("POST", "/sparql", "update=" + quote("DROP ALL"), {"Content_Type": "application/x-www-form-urlencoded"}, 403),
        ("POST", "/sparql", "DROP ALL", {"Content_Type": "application/sparql-update"}, 403),
        ("GET", "/sparql?update=DROP+ALL", None, {}, 403),
        ("GET", "/sparql?query=" + quote("DELETE WHERE { ?s ?p ?o }"), None, {}, 400),
        ("POST", "/sparql", "INSERT DATA { <a:b> <a:c> <a:d> }", {"Content_Type": "application/sparql-query"}, 400),
        ("GET", "/sparql?query=" + quote("ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"), None, {}, 400),
        ("GET", "/sparql?query=" + quote("SELECT * WHERE {"), None, {}, 400),
        ("GET", "/sparql?query=a&query=b", None, {}, 400),
        ("POST", "/sparql", "x", {"Content_Type": "text/plain"}, 415),
        ("POST", "/sparql", "", {"Content_Type": "application/x-www-form-urlencoded"}, 400),
        ("POST", "/sparql", "x" * 1_000_001, {"Content_Type": "application/sparql-query"}, 413),
        ("POST", "/sparql", "x" * 20_000_000, {"Content_Type": "application/sparql-query"}, 413),
        ("PUT", "/sparql", "x" * 20_000_000, {}, 405),
        ("GET", "/sparql?query=" + quote(AGENCIES), None, {"Accept": "image/png"}, 406),
        ("PUT", "/sparql", "x", {}, 405),
        ("DELETE", "/sparql", None, {}, 405),
        ("OPTIONS", "/sparql", None, {"Origin": "https://evil.example"}, 405),
        ("POST", "/", "x", {}, 405),
        ("GET", "/../etc/passwd", None, {}, 404),
    ],
)
def test_what_is_refused_is_refused_in_one_line(
    endpoint: Endpoint, method: str, path: str, body: str | None, headers: dict[str, str], status: int
) -> None:
    reply = ask(endpoint, method, path, body, **headers)

    assert reply.status == status
    assert len(reply.text.splitlines()) == 1
    assert reply.headers["content-type"] == "text/plain; charset=utf-8"


def test_a_refused_request_that_never_ends_is_hung_up_on(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.serve._LINGER_SECONDS", 0.2)
    headers = (
        "POST /sparql HTTP/1.1",
        f"Host: 127.0.0.1:{endpoint.port}",
        "Content-Type: text/plain",
        "Content-Length: 9999999",
    )
    with socket.create_connection(("127.0.0.1", endpoint.port), timeout=30) as line:
        line.sendall("\r\n".join((*headers, "", "x")).encode())
        told = b"".join(iter(lambda: line.recv(4096), b""))

        assert told.startswith(b"HTTP/1.1 413 ")
        with pytest.raises(ConnectionError):
            _send_for_ever(line)


def _send_for_ever(line: socket.socket) -> None:
    for _ in range(200):
        line.sendall(b"x" * 4096)
        time.sleep(0.1)


def test_nothing_was_changed_by_what_was_refused(endpoint: Endpoint, sample_build: Path) -> None:
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    ask(endpoint, "POST", "/sparql", "update=" + quote("DROP ALL"), Content_Type="application/x-www-form-urlencoded")

    [row] = json.loads(get(endpoint, count).body)["results"]["bindings"]
    assert int(row["n"]["value"]) == len(kg.KnowledgeGraph.load(sample_build))


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:{port}.evil.example", ""])
def test_a_request_for_another_host_is_refused(endpoint: Endpoint, host: str) -> None:
    for path in ("/", f"/sparql?query={quote(AGENCIES)}"):
        assert ask(endpoint, "GET", path, Host=host.format(port=endpoint.port)).status == 421
    assert ask(endpoint, "GET", "/sparql", Host=f"localhost:{endpoint.port}").status == 200


def test_no_other_origin_may_read(endpoint: Endpoint) -> None:
    reply = get(endpoint, AGENCIES, Origin="https://evil.example")

    assert not [name for name in reply.headers if name.startswith("access-control")]
    assert reply.headers["cross-origin-resource-policy"] == "same-origin"


def test_nobody_listens_on_another_address(endpoint: Endpoint) -> None:
    with pytest.raises(OSError, match=r"refused|unreachable|timed out"):
        socket.create_connection(("127.0.0.2", endpoint.port), timeout=2)


# ---- time ------------------------------------------------------------------------------------------------------------


def test_a_question_without_end_is_ended_and_the_next_is_answered(endpoint: Endpoint) -> None:
    began = time.monotonic()
    reply = get(endpoint, ENDLESS)
    took = time.monotonic() - began

    assert reply.status == 504
    assert "4 seconds" in reply.text
    assert 3.5 < took < 40
    assert get(endpoint, AGENCIES).status == 200


def test_two_are_answered_at_once(endpoint: Endpoint) -> None:
    replies: list[Reply] = []
    slow = threading.Thread(target=lambda: replies.append(get(endpoint, ENDLESS)))
    slow.start()
    time.sleep(0.3)
    quick = get(endpoint, AGENCIES)

    assert quick.status == 200
    assert not replies
    slow.join()
    assert replies[0].status == 504


# ---- how it begins and ends ------------------------------------------------------------------------------------------


def test_a_graph_without_a_page_gets_one(sample_build: Path, tmp_path: Path) -> None:
    kg.KnowledgeGraph.load(sample_build).save(tmp_path / "graph.jsonld")
    with Endpoint(tmp_path / "graph.jsonld", port=0, workers=1) as serving:
        page, names = ask(serving, "GET", "/"), get(serving, AGENCIES)

    assert b"<html" in page.body
    assert names.status == 200


def test_what_cannot_be_served_is_said(endpoint: Endpoint, sample_build: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("no Turtle", "utf-8")

    with pytest.raises(ConfigError, match=f"port {endpoint.port}: .*--port"):
        Endpoint(sample_build, port=endpoint.port)
    with pytest.raises(GraphError, match="no such file"):
        Endpoint(tmp_path / "nothing")
    with pytest.raises(GraphError, match=r"bad\.ttl: is no RDF"):
        Endpoint(tmp_path / "bad.ttl")


@pytest.mark.parametrize("when", ["send", "recv"])
def test_a_process_whose_line_is_cut_ends_without_a_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str) -> None:
    class Cut:
        """A line whose other end was killed in the middle of a sentence."""

        def __getattr__(self, name: str) -> object:
            return self._reset if name == when else lambda *_: None

        def _reset(self, *_: object) -> None:
            raise ConnectionResetError(104, "Connection reset by peer")

    monkeypatch.setattr(workers.signal, "signal", lambda *_: None)  # ours stays as it is
    ox.Store(str(tmp_path / "store")).flush()

    workers._answer_all(Cut(), str(tmp_path / "store"), {}, 1)  # returns, and raises nothing


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals to send to another process")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_ctrl_c_ends_it_and_leaves_nothing_behind(sample_build: Path, tmp_path: Path, sent: signal.Signals) -> None:
    code = "from kg.cli import main\nif __name__ == '__main__':\n    main()"
    (tmp_path / "run.py").write_text(code, "utf-8")
    environment = {**os.environ, "TMPDIR": str(tmp_path / "t"), "PYTHONPATH": str(Path(kg.__file__).parent.parent)}
    (tmp_path / "t").mkdir()
    command = [sys.executable, str(tmp_path / "run.py"), "serve", str(sample_build), "--port", "0"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True
    )
    assert process.stdout
    port = int(process.stdout.readline().rstrip("/\n").rpartition(":")[2])
    asking = socket.create_connection(("127.0.0.1", port))
    asking.sendall(f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    time.sleep(2)

    process.send_signal(sent)
    out, err = process.communicate(timeout=30)

    asking.close()
    assert "Traceback" not in err
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and _session_lives(process.pid):
        time.sleep(0.2)
    assert not _session_lives(process.pid)
    if sent != signal.SIGKILL:
        assert process.returncode == 0
        assert out.endswith("ended\n")
        assert list((tmp_path / "t").iterdir()) == []


def _session_lives(leader: int) -> bool:
    """Return whether a process of a session is left, which is also a group."""
    try:
        os.killpg(leader, 0)
    except ProcessLookupError:
        return False
    return True
