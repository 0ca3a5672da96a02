"""Questions: SPARQL text, a file of it, or a name in ontology/queries, answered by Oxigraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
from rdflib import Dataset
from rdflib.term import Literal, Node

from kg.config import ontology_folder
from kg.errors import QueryError
from kg.store.parse import base_of, to_rdflib, written_of
from kg.store.terms import INFERRED, PREFIXES
from kg.store.written import Written

_NAME = re.compile(r"[\w-]+")
_TITLE = re.compile(r"#\s*title:\s*(.+)")
_PARAMETER = re.compile(r"#\s*param\s+(\w+)(?:\s+\(([^()]+)\))?(?:\s*=\s*\"([^\"]*)\")?\s*:\s*(.+)")
_TOKEN = re.compile(
    r"<[^<>\s]*>|\"\"\".*?\"\"\"|'''.*?'''|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|#[^\n]*|[?$]\w+|[\w.-]*:[\w.-]*|\w+|.",
    re.DOTALL,
)
_READS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_CHANGES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_ERROR_AT = re.compile(r"error at (\d+):(\d+)")
_DEEPEST = 200
_CLOSING = {"{": "}", "(": ")", "[": "]"}


class Answer(NamedTuple):
    """The answer to a question: names of the columns, and rows of terms (None where a row has none)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Node | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A named question: its title, its parameters with what they mean, the values they have by default, its SPARQL.

    `forms` says of some parameters which form a value must have: a year, a day, a number, or one of words set apart by |.
    """

    name: str
    title: str
    parameters: Mapping[str, str]
    defaults: Mapping[str, str]
    text: str
    forms: Mapping[str, str] = field(default_factory=dict)

    def signature(self) -> str:
        """Return the parameters as they are given on the command line; those in brackets need not be."""
        return " ".join(
            f"[--{name} {self.defaults[name] or '…'}]" if name in self.defaults else f"--{name} …" for name in self.parameters
        )


def named_queries() -> Mapping[str, Query]:
    """Return the questions of ontology/queries by name."""
    return {path.stem: read_query(path) for path in sorted((ontology_folder() / "queries").glob("*.rq"))}


def read_query(path: Path) -> Query:
    """Return the question in a file: `# title: …` and `# param name (form) = "default": meaning` lines, then SPARQL.

    Form and default may be missing; a form is year, day, number, or words set apart by |.
    """
    text = _text_of(path)
    title = _TITLE.search(text)
    found = list(_PARAMETER.finditer(text))
    return Query(
        path.stem,
        title[1].strip() if title else path.stem,
        {each[1]: each[4].strip() for each in found},
        {each[1]: each[3] for each in found if each[3] is not None},
        text,
        {each[1]: each[2].strip() for each in found if each[2] is not None},
    )


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: cannot be read as a query in UTF-8: {error}") from error


def find_query(question: str | Path) -> Query:
    """Return the query that is meant: a file, a name in ontology/queries, or SPARQL text itself."""
    text = str(question)
    if isinstance(question, Path) or text.endswith(".rq"):
        path = Path(question)
        if not path.is_file():
            raise QueryError(f"{path}: no such file; named queries are {', '.join(named_queries())}")
        return read_query(path)
    if _NAME.fullmatch(text.strip()):
        known = named_queries()
        if text.strip() not in known:
            raise QueryError(f"no query is named {text.strip()!r}; there are {', '.join(known)}")
        return known[text.strip()]
    name, *options = text.split()
    if options and options[0].startswith("-") and _NAME.fullmatch(name):
        raise QueryError(f"{text!r}: NAME and its options are separate arguments; take the quotation marks around them away")
    return Query("", "", {}, {}, text)


def with_values(query: Query, values: Mapping[str, object]) -> str:
    """Return the SPARQL of a query with its parameters `$name` as literals; raise QueryError for one that is missing."""
    unknown = sorted(set(values) - set(query.parameters))
    if unknown:
        known = ", ".join(query.parameters) or "none"
        raise QueryError(f"{query.name or 'this query'} has no parameter {', '.join(unknown)}; its parameters: {known}")
    given = {**query.defaults, **{name: str(value) for name, value in values.items()}}
    missing = [f"{name} ({meaning})" for name, meaning in query.parameters.items() if name not in given]
    if missing:
        raise QueryError(f"{query.name} needs {'; '.join(missing)}")
    empty = [name for name in query.parameters if name not in query.defaults and not given[name].strip()]
    if empty:
        raise QueryError(f"{query.name}: --{empty[0]} is empty; it is {query.parameters[empty[0]]}")
    for name, form in query.forms.items():
        _check_form(query.name, name, given[name], form, query.defaults)
    literals = {f"${name}": Literal(value).n3() for name, value in given.items()}
    return "".join(literals.get(token, token) for token in _TOKEN.findall(query.text))


def _check_form(query: str, name: str, value: str, form: str, defaults: Mapping[str, str]) -> None:
    """Raise QueryError for a value that has not the form which its parameter asks for, unless it is the value by default."""
    is_so, right = _FORMS.get(form, (form.split("|").__contains__, f"give one of {', '.join(form.split('|'))}"))
    if value != defaults.get(name) and not is_so(value):
        raise QueryError(f"{query}: --{name} {value!r} is no {form if form in _FORMS else 'known word'}; {right}")


def _is_day(text: str) -> bool:
    try:
        return bool(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) and date.fromisoformat(text))
    except ValueError:
        return False


_FORMS: Mapping[str, tuple[Callable[[str], object], str]] = {
    "year": (re.compile(r"[0-9]{4}").fullmatch, "give four digits, such as 2021"),
    "day": (_is_day, "give one that there is as YYYY-MM-DD, such as 2021-06-30"),
    "number": (re.compile(r"[1-9][0-9]*").fullmatch, "give a whole number from 1, such as 2"),
}


def to_store(graph: Written | Dataset, *, named: bool = True) -> ox.Store:
    """Return the graph as an Oxigraph store, with all `named` graphs, or in half the time with what was inferred alone."""
    store, found = ox.Store(), written_of(graph)
    inferred = found.pages.get(found.base + INFERRED)
    part = found if named else Written(found.base, {found.base + INFERRED: inferred} if inferred else {}, found.default)
    store.bulk_load("".join(part.trig()).encode(), format=ox.RdfFormat.TRIG)
    return store


def needs_named_graphs(text: str) -> bool:
    """Return whether a query may speak of named graphs other than that of what was inferred.

    >>> needs_named_graphs("ASK { GRAPH id:inferred { ?s ?p ?o } }"), needs_named_graphs("ASK { GRAPH ?g { ?s ?p ?o } }")
    (False, True)
    """
    tokens = [token for token in _TOKEN.findall(text) if not token.isspace() and not token.startswith("#")]
    if not {token.upper() for token in tokens}.isdisjoint(("FROM", "NAMED")):
        return True
    return any(token.upper() == "GRAPH" and [*tokens[i + 1 : i + 2]] != [f"id:{INFERRED}"] for i, token in enumerate(tokens))


def check_allowed(text: str) -> None:
    """Raise QueryError for a query that would leave this machine (SERVICE), or is nested as no question is."""
    if any(token.upper() == "SERVICE" for token in _TOKEN.findall(text)):
        raise QueryError("SERVICE is not allowed: a query reads this graph and nothing else")
    if _depth(text) > _DEEPEST:
        raise QueryError(f"the query has brackets in brackets more than {_DEEPEST} deep")


def ask(store: ox.Store, text: str, base: str) -> Answer:
    """Return the answer to a SPARQL query; raise QueryError when it does not parse, or would leave this machine (SERVICE)."""
    check_allowed(text)
    try:
        found = store.query(text, prefixes={**PREFIXES, "id": base})
        return _answer(found)
    except (SyntaxError, ValueError, OSError) as error:
        raise QueryError(why_not(text, str(error), {*PREFIXES, "id"})) from error


def why_not(text: str, error: str, known: set[str]) -> str:
    """Return in people's words why a query cannot be answered, given what Oxigraph says and the prefixes that are known."""
    return f"the query cannot be answered: {_why(text, error, known)}"


def _why(text: str, error: str, known: set[str]) -> str:
    """Return in people's words why a query does not parse: what it begins with, what is not closed, an unknown prefix."""
    tokens = [match for match in _TOKEN.finditer(text) if not match[0].isspace() and not match[0].startswith("#")]
    declared = {tokens[i + 1][0].rstrip(":") for i, token in enumerate(tokens[:-1]) if token[0].upper() == "PREFIX"}
    words = [token[0].upper() for token in tokens if token[0].isalpha() and token[0].upper() not in ("PREFIX", "BASE")]
    first = words[0] if words else ""
    if first in _CHANGES:
        return f"{first} would change the graph; a query reads: {', '.join(_READS)}"
    if first not in _READS:
        return f"it begins with {first[:40]!r}; a query begins with {', '.join(_READS)}"
    prefixes = [token[0].partition(":")[0] for token in tokens if not token[0].startswith(("<", '"', "'")) and ":" in token[0]]
    unknown = sorted({prefix for prefix in prefixes if prefix and prefix not in known | declared})
    if unknown:
        return f"the prefix {unknown[0]}: is not declared; known without PREFIX are {', '.join(sorted(known))}"
    unclosed = _unclosed(tokens)
    if unclosed is not None:
        return f"the {text[unclosed]} at {_line_and_column(text, unclosed)} is not closed"
    place = _ERROR_AT.match(error)
    return f"it does not parse at line {place[1]}, column {place[2]}" if place else error


def _depth(text: str) -> int:
    """Return how deep brackets stand in brackets: what parses a query ends the whole process when they are too many."""
    steps = (
        1 if token in _CLOSING else -1 for token in _TOKEN.findall(text) if token in _CLOSING or token in _CLOSING.values()
    )
    return max(accumulate(steps), default=0)


def _unclosed(tokens: Iterable[re.Match[str]]) -> int | None:
    """Return where the first bracket stands that is never closed."""
    opened = list[re.Match[str]]()
    for token in tokens:
        if token[0] in _CLOSING:
            opened.append(token)
        elif opened and token[0] == _CLOSING[opened[-1][0]]:
            opened.pop()
    return opened[0].start() if opened else None


def _line_and_column(text: str, position: int) -> str:
    before = text[:position]
    return f"line {before.count(chr(10)) + 1}, column {position - before.rfind(chr(10))}"


def _answer(found: ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean) -> Answer:
    if isinstance(found, ox.QuerySolutions):
        columns = tuple(variable.value for variable in found.variables)
        return Answer(columns, tuple(_row(solution) for solution in found))
    if isinstance(found, ox.QueryBoolean):
        return Answer(("answer",), ((Literal(bool(found)),),))
    return Answer(("subject", "predicate", "object"), tuple(_row(triple) for triple in found))


def _row(terms: Iterable[object]) -> tuple[Node | None, ...]:
    return tuple(None if term is None else to_rdflib(term) for term in terms)


__all__ = [
    "Answer",
    "Query",
    "ask",
    "base_of",
    "check_allowed",
    "find_query",
    "named_queries",
    "needs_named_graphs",
    "read_query",
    "to_store",
    "why_not",
    "with_values",
]
