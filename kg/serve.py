"""A graph on this machine's own address: the page, and a SPARQL endpoint that only reads.

The SPARQL 1.1 protocol by Python's own HTTP server, which is enough for one person and their tools; questions are answered
by processes (kg.store.workers), each within a time. Nothing listens on another address than 127.0.0.1; a request that
names another host is refused, so that no web page elsewhere can ask (DNS rebinding), and no other origin may read an answer.
"""

from __future__ import annotations

import socket
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager, ExitStack, suppress
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from kg.errors import ConfigError, KgError, QueryError
from kg.graph import KnowledgeGraph
from kg.store.answers import GRAPHS, TABLES, chosen
from kg.store.workers import BusyError, NotAcceptableError, Question, TooLongError, Workers, load_to_disk

ADDRESS = "127.0.0.1"
PORT, SECONDS, ROWS = 7878, 10.0, 10_000
_LONGEST = 1_000_000  # bytes of a request
_LINGER_BYTES, _LINGER_SECONDS = 64_000_000, 5.0  # what is read of a refused request, so that its client gets to the answer
_FORM, _QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
[] a sd:Service ; sd:endpoint <{url}> ; sd:supportedLanguage sd:SPARQL11Query ;
    sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON> , <http://www.w3.org/ns/formats/SPARQL_Results_XML> ,
        <http://www.w3.org/ns/formats/SPARQL_Results_CSV> , <http://www.w3.org/ns/formats/SPARQL_Results_TSV> ,
        <http://www.w3.org/ns/formats/Turtle> .
"""


class Endpoint(AbstractContextManager["Endpoint"]):
    """A graph served at `url` (the page) and `url`/sparql, for as long as the `with` block lasts.

    `path` is a folder that a build made, or an RDF file; `port` 0 takes a free one. A question may take `seconds`, and an
    answer has at most `rows` rows: one that was cut says so in the header `Zhengtu-Cut-After`. In a script of your own, call it
    under `if __name__ == "__main__":`, because it starts processes.
    """

    def __init__(
        self, path: str | Path, *, port: int = PORT, seconds: float = SECONDS, rows: int = ROWS, workers: int = 2
    ) -> None:
        self._path = Path(path)
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kg-serve-", ignore_cleanup_errors=True)))
            (folder / "store").mkdir()
            base = load_to_disk(self._path, folder / "store")
            self._server = stack.enter_context(_server(port, self))
            self.workers = Workers(folder / "store", base, seconds=seconds, rows=rows, count=workers)
            stack.callback(self.workers.close)
            self._folder, self.rows, self._page_lock = folder, rows, threading.Lock()
            self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
            self._thread.start()
            stack.callback(self._server.shutdown)
            self._resources = stack.pop_all()

    @property
    def port(self) -> int:
        """Return the port that is listened on."""
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """Return the address of the page."""
        return f"http://{ADDRESS}:{self.port}/"

    def page(self) -> bytes:
        """Return the page: that of the build, else one drawn when it is first asked for."""
        with self._page_lock:
            return self._page

    def wait(self) -> None:
        """Return when the server ends, which it does not by itself; Ctrl-C interrupts."""
        while self._thread.is_alive():
            self._thread.join(1.0)

    def close(self) -> None:
        """End the server and its processes, and leave nothing on disk."""
        self._resources.close()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close when the block ends."""
        self.close()

    @cached_property
    def _page(self) -> bytes:
        built = self._path / "graph.html"
        if self._path.is_dir() and built.is_file():
            return built.read_bytes()
        drawn = self._folder / "graph.html"
        KnowledgeGraph.load(self._path).page(drawn)
        return drawn.read_bytes()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    endpoint: Endpoint

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a client hangs up; a fault of ours is said as usual."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def _server(port: int, endpoint: Endpoint) -> _Server:
    try:
        server = _Server((ADDRESS, port), _Handler)
    except (OSError, OverflowError) as error:
        raise ConfigError(f"port {port}: {getattr(error, 'strerror', None) or error}; give another with --port") from error
    server.endpoint = endpoint
    return server


class _Refusal(Exception):  # noqa: N818 (what a client is told, not what went wrong here)
    """A request that is not answered: its status, and why in one line."""

    def __init__(self, status: int, why: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(why)
        self.status, self.why, self.headers = status, " ".join(why.split()), headers or {}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "zhengtu", ""
    timeout = 30
    server: _Server
    _common: ClassVar[Mapping[str, str]] = {
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Frame-Options": "SAMEORIGIN",
        "Cache-Control": "no-store",
    }

    def do_GET(self) -> None:
        self._respond()

    do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_GET  # noqa: N815 (names of the base class)

    def log_message(self, *_: object) -> None:
        """Say nothing: what is asked is nobody's business."""

    def _respond(self) -> None:
        try:
            self._check_host()
            if urlsplit(self.path).path == "/sparql":
                self._answer()
            else:
                self._show()
        except _Refusal as refusal:
            self.close_connection = True
            self._send(refusal.status, "text/plain; charset=utf-8", f"{refusal.why}\n".encode(), refusal.headers)
            self._linger()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _linger(self) -> None:
        """Let a client send what was refused to its end: a line closed on unread bytes is reset, and the answer lost."""
        left, until = _LINGER_BYTES, time.monotonic() + _LINGER_SECONDS
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            while left > 0 and (seconds := until - time.monotonic()) > 0:
                self.connection.settimeout(seconds)
                read = self.rfile.read1(1 << 16)
                left = left - len(read) if read else 0

    def _check_host(self) -> None:
        """Refuse a request that was meant for another host: a name of elsewhere that was made to lead here."""
        own = {f"{name}:{self.server.endpoint.port}" for name in (ADDRESS, "localhost")}
        if self.headers.get("Host", "").lower() not in own:
            raise _Refusal(421, f"this server is {self.server.endpoint.url} and answers to no other name")

    def _show(self) -> None:
        if urlsplit(self.path).path != "/":
            raise _Refusal(404, "there is / (the page) and /sparql (the endpoint)")
        if self.command not in ("GET", "HEAD"):
            raise _Refusal(405, "the page is read with GET", {"Allow": "GET, HEAD"})
        try:
            page = self.server.endpoint.page()
        except KgError as error:
            raise _Refusal(500, str(error)) from None
        self._send(200, "text/html; charset=utf-8", page)

    def _answer(self) -> None:
        parameters, text = self._asked()
        if text is None:
            url = f"{self.server.endpoint.url}sparql"
            self._send(200, "text/turtle; charset=utf-8", _DESCRIPTION.format(url=url).encode())
            return
        accept = self.headers.get("Accept", "")
        graphs = tuple(parameters.get("default-graph-uri", ())), tuple(parameters.get("named-graph-uri", ()))
        try:
            answer = self.server.endpoint.workers.ask(Question(text, chosen(accept, TABLES), chosen(accept, GRAPHS), *graphs))
        except QueryError as error:
            raise _Refusal(400, str(error)) from None
        except TooLongError as error:
            raise _Refusal(504, f"{error}; ask for less, or start kg serve with more --seconds") from None
        except BusyError:
            raise _Refusal(503, "other questions are being answered; ask again", {"Retry-After": "5"}) from None
        except NotAcceptableError:
            raise _Refusal(406, f"there is {', '.join(dict.fromkeys((*TABLES, *GRAPHS)))}") from None
        cut = {"Zhengtu-Cut-After": str(self.server.endpoint.rows)} if answer.is_cut else {}
        self._send(200, answer.type, answer.content, cut)

    def _asked(self) -> tuple[dict[str, list[str]], str | None]:
        """Return the parameters of a request and its query, None for a GET that asks nothing."""
        parameters = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        if self.command == "POST":
            kind, body = self.headers.get("Content-Type", "").partition(";")[0].strip().lower(), self._body()
            if kind == _UPDATE:
                raise _Refusal(403, "the graph is only read: updates are refused")
            if kind == _QUERY:
                return parameters, body
            if kind != _FORM:
                raise _Refusal(415, f"POST a query as {_FORM} or {_QUERY}")
            parameters = parse_qs(body, keep_blank_values=True)
        elif self.command not in ("GET", "HEAD"):
            raise _Refusal(405, "a query is asked with GET or POST", {"Allow": "GET, HEAD, POST"})
        if "update" in parameters:
            raise _Refusal(403, "the graph is only read: updates are refused")
        queries = parameters.get("query", [])
        if len(queries) > 1 or (self.command == "POST" and not queries):
            raise _Refusal(400, f"give one query; there are {len(queries)}")
        return parameters, queries[0] if queries else None

    def _body(self) -> str:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal():
            raise _Refusal(411, "say with Content-Length how long the query is")
        if int(length) > _LONGEST:
            raise _Refusal(413, f"a request has at most {_LONGEST} bytes")
        try:
            return self.rfile.read(int(length)).decode()
        except UnicodeDecodeError:
            raise _Refusal(400, "the query is not UTF-8") from None

    def _send(self, status: int, kind: str, content: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        about = {"Content-Type": kind, "Content-Length": str(len(content)), **self._common, **(headers or {})}
        for name, value in about.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


__all__ = ["Endpoint"]
