"""The graph that users hold: ask it, check it, explain it, save it, see it."""

from __future__ import annotations

import html
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import Dataset
from rdflib.term import Literal, Node

from kg.errors import GraphError, QueryError
from kg.records import ENTITY_TYPES, Problem, Quote, Report
from kg.store.about import part_about
from kg.store.facts import Facts, Thing, read_facts
from kg.store.parse import SUFFIXES, base_of, dataset_of, read_written, triples_of, write_graph
from kg.store.say import say_deed, say_outcome
from kg.store.written import Written

if TYPE_CHECKING:
    import networkx
    import pandas as pd
    from pyoxigraph import Store

    from kg.store.diff import Difference
    from kg.view import read as view
    from kg.view.plot import Chart
    from kg.view.slices import Joined, Slice

_SHOWN = 400  # rows that a notebook's explanation draws


class KnowledgeGraph:
    """Who ran what, where, when and with which result, as RDF with the words behind every fact.

    It is held as it is written, which takes little memory; `dataset` is the same for rdflib. Treat both as read-only: answers
    are computed once.
    """

    def __init__(self, graph: Written | Dataset, slices: Sequence[Slice] = ()) -> None:
        """Hold a graph; the `slices` of its pages (see kg.view.slices), where they are known, make its tables."""
        self._graph = graph
        self._slices = slices

    @classmethod
    def load(cls, path: str | Path) -> KnowledgeGraph:
        """Return the graph of a folder that a build made, or of an RDF file; raise GraphError when there is none."""
        return cls(read_written(Path(path)))

    @cached_property
    def dataset(self) -> Dataset:
        """Return the rdflib Dataset: what was read as its default graph, a named graph a report, and `id:inferred`.

        rdflib needs 30 seconds and 1.5 GB for a million triples; what this class answers itself does not need it.
        """
        return dataset_of(self._graph) if isinstance(self._graph, Written) else self._graph

    def save(self, path: str | Path, *, inferred: bool = False, beside: Path | None = None) -> None:
        """Write the graph in the syntax of the suffix, the same bytes for the same graph.

        A .trig file begins as the .ttl file does: where that lies `beside` it already, it is copied.
        .trig and .nq hold all graphs; .ttl, .nt, .jsonld, .xml and .rdf what was read, or with `inferred` what was inferred.
        """
        write_graph(self._graph, Path(path), inferred=inferred, beside=beside)

    def export(self, path: str | Path) -> None:
        """Write the graph for another tool, by the suffix of `path`; the same bytes for the same graph.

        Besides the suffixes of `save`: .graphml and .gexf (the network of what was done, for Gephi), .xlsx (the tables),
        .neo4j (a folder with nodes.csv and relationships.csv) and .parquet (a folder with the tables; needs pyarrow).
        Raises GraphError for another suffix, or when nothing can be written there.
        """
        from kg.view import EXPORTS, write_export

        path = Path(path)
        suffix = path.suffix.lower()
        if suffix in SUFFIXES:
            self.save(path)
        elif suffix in EXPORTS:
            with _writing(path):
                write_export(self._rows, path)
        else:
            others = (f"{suffix} ({what})" for suffix, what in EXPORTS.items())
            raise GraphError(f"{path}: unknown suffix {path.suffix!r}; known are {', '.join((*SUFFIXES, *others))}")

    # ---- ask ---------------------------------------------------------------------------------------------------------

    def query(self, question: str | Path, /, **values: object) -> pd.DataFrame:
        """Return the answer to SPARQL, a file of it (.rq) or a named query as a frame; `values` are the query's parameters.

        A parameter that is None is left out. What was inferred is asked for by its name, `GRAPH id:inferred { … }`: the graph
        without a name holds what was read. Prefixes of the ontology need not be declared. Raises QueryError for a query that
        is unknown or does not parse, and for a value that a parameter cannot have.
        """
        import pandas as pd

        from kg.store.query import ask, find_query, needs_named_graphs, with_values

        text = with_values(find_query(question), {name: value for name, value in values.items() if value is not None})
        answer = ask(self._store_of_all if needs_named_graphs(text) else self._store, text, self._base)
        rows = [[_value(term) for term in row] for row in answer.rows]
        return pd.DataFrame(rows, columns=list(answer.columns))

    @staticmethod
    def questions() -> pd.DataFrame:
        """Return the named queries: name, title, and parameters, each with its value by default where it has one."""
        from kg.store.query import named_queries

        return _frame(("name", "title", "parameters"), [(q.name, q.title, q.signature()) for q in named_queries().values()])

    def entities(self) -> pd.DataFrame:
        """Return the things, with the columns of entities.csv: their names, where they belong, how much is said of them."""
        from kg.view.tables import EntityRow, entity_rows

        return _frame(EntityRow._fields, entity_rows(self._rows))

    def activities(self) -> pd.DataFrame:
        """Return who did what, where and when, with the columns of activities.csv: one row an activity, with its first quote.

        What stands in names only or is inferred has no activity: it is in `facts` (and in the table, with an empty `iri`).
        """
        from kg.view.tables import ActivityRow, activity_rows

        return _frame(ActivityRow._fields, [row for row in activity_rows(self._rows) if row.iri])

    def facts(self, *, inferred: bool = False) -> pd.DataFrame:
        """Return the rows of activities.csv: the activities, what names alone state, and with `inferred` what was inferred."""
        from kg.view.tables import ActivityRow, activity_rows

        return _frame(ActivityRow._fields, [row for row in activity_rows(self._rows) if inferred or not row.inferred])

    def results(self) -> pd.DataFrame:
        """Return the measured outcomes, with the columns of results.csv: one row a result, with its first quote."""
        from kg.view.tables import ResultRow, result_rows

        return _frame(ResultRow._fields, result_rows(self._rows))

    def review(self) -> pd.DataFrame:
        """Return what a person should look at, most consequential first, in the columns of decisions.csv (see kg.decisions)."""
        from kg.view.review import ReviewRow, review_rows

        return _frame(ReviewRow._fields, review_rows(self._rows))

    def write_review(self, path: str | Path) -> int:
        """Write what a person should look at as a table that becomes decisions.csv; return how many cases there are."""
        from kg.view import write_review

        with _writing(path):
            return write_review(self._rows, path)

    def arithmetic(self) -> pd.DataFrame:
        """Return the figures that can be checked against each other, what disagrees first (see kg.view.arithmetic).

        `verdict` is agrees, disagrees or cannot be checked; `said` what a report says, `reckoned` what its figures make.
        """
        from kg.view.arithmetic import ArithmeticRow, arithmetic_rows

        return _frame(ArithmeticRow._fields, arithmetic_rows(self._rows))

    def tables(self, folder: str | Path) -> None:
        """Write entities.csv, activities.csv and results.csv into a folder, UTF-8 with the mark by which Excel knows it."""
        from kg.view import write_tables

        with _writing(folder):
            write_tables(self._joined.tables if self._joined else self._rows, Path(folder))

    # ---- check and explain -------------------------------------------------------------------------------------------

    def check(self, source: str | Path | Iterable[str | Path] | None = None) -> Report:
        """Return which promises of the ontology the graph breaks: a report that is true when it keeps all.

        Where the `source` of the graph is given (the files and folders it was built from), every quote is compared with it.
        """
        from kg.clean import raw_texts
        from kg.store.check import check_graph

        unread: list[Problem] = []
        texts = None if source is None else raw_texts(source, unread.append)
        return Report((*unread, *check_graph(self._graph, texts).problems))

    def explain(self, name: str) -> Explanation:
        """Return every fact about what is called `name`, with the words behind it.

        Finds things that have the name as a label, else those with a label that contains it; raises QueryError for none.
        """
        facts = self._facts_about(name)
        things = _find(name, facts)
        if not things:
            raise QueryError(f"nothing in the graph is called {name!r}; {_near(name, self._facts)}")
        told = _statements({thing.iri for thing in things}, facts)
        return Explanation(name, tuple(About(thing, tuple(told[thing.iri])) for thing in things))

    def diff(self, other: KnowledgeGraph) -> Difference:
        """Return what `other`, a later state of this graph, says that this one does not, and the other way round.

        Reports, entities, facts and results that are added, gone or changed: `str` for people, `to_json()` for programs.
        """
        from kg.store.diff import diff_graphs

        return diff_graphs(self._graph, other._graph)

    # ---- see ---------------------------------------------------------------------------------------------------------

    def network(self) -> networkx.MultiDiGraph[str]:
        """Return the graph of things as a networkx graph: things as nodes, facts as edges (see kg.view.network)."""
        from kg.view.network import network_of

        return network_of(self._rows)

    def links(self) -> networkx.Graph[str]:
        """Return who is linked with whom, as a plain networkx graph that every measure takes: centrality, communities, paths.

        What was read and done only; `weight` of an edge counts the facts between two things, `relations` names them.
        """
        from kg.view.network import links_of

        return links_of(self._rows)

    def plot(
        self,
        indicator: str,
        *,
        by: str = "agency",
        unit: str | None = None,
        planned: bool = False,
        most: int = 30,
        font: str | Path | None = None,
    ) -> Chart:
        """Return a chart of an indicator: bars by agency, place, initiative or report, or a line for each agency by year.

        Every bar or point is one result as a report gives it: nothing is summed. Results in one `unit` are drawn, the most
        frequent unless you say which, of a large graph the `most` largest bars; a line below the chart says what was left out.
        Plans are left out too, unless `planned`. The indicator is named as in `results()`, or by words that only one has.
        A font with Chinese characters is found, or named in `font` (a name or a file).

        Raises QueryError when no result is meant or several indicators may be, ConfigError when there is no Chinese font.
        """
        from kg.view.plot import plot

        return plot(self._rows, indicator, by=by, unit=unit, planned=planned, most=most, font=font)

    def page(self, path: str | Path) -> None:
        """Write the interactive page: one HTML file, to be opened without network; raise GraphError when `path` is a folder."""
        if Path(path).is_dir():
            raise GraphError(f"{path}: is a folder; give the page a name, such as {Path(path) / 'page.html'}")
        from kg.view import write_page

        with _writing(path):
            write_page(self._rows, Path(path))

    def _repr_html_(self) -> str:
        from kg.view import notebook_html

        return notebook_html(self._rows)

    def __repr__(self) -> str:
        counts = self.counts()
        return f"KnowledgeGraph({', '.join(f'{number:,} {name}' for name, number in counts.items())})"

    def __len__(self) -> int:
        """Return the number of triples read."""
        return sum(1 for _ in triples_of(self._graph))

    def counts(self) -> dict[str, int]:
        """Return how much the graph holds: triples read and inferred, reports, things, activities, results."""
        return {
            "triples": len(self),
            "inferred triples": sum(1 for _ in triples_of(self._graph, inferred=True)),
            "reports": len(self._rows.sources),
            "things": sum(not thing.is_inferred for thing in self._facts.things.values()),
            "activities": len(self._facts.deeds),
            "results": len(self._facts.outcomes),
        }

    def tally(self) -> tuple[Mapping[str, int], int, int]:
        """Return how many things of each class there are, how many facts that are read, and how many results."""
        if self._joined:
            counted, facts, results = self._joined.things, self._joined.facts, self._joined.results
        else:
            counted = Counter[str](thing.type for thing in self._rows.things.values())
            facts, results = sum(not fact.is_inferred for fact in self._rows.facts), len(self._rows.outcomes)
        return {name: counted[name] for name in ENTITY_TYPES if counted[name]}, facts, results

    # ---- computed once -----------------------------------------------------------------------------------------------

    def _facts_about(self, name: str) -> Facts:
        """Return the facts about what is called by a name: of a large graph only these are read."""
        if "_facts" in self.__dict__ or not isinstance(self._graph, Written):
            return self._facts
        return read_facts(part_about(self._graph, name, _plain))

    @cached_property
    def _facts(self) -> Facts:
        return read_facts(self._graph)

    @cached_property
    def _rows(self) -> view.Facts:
        from kg.view.read import read_facts as read_rows

        return read_rows(self._graph)

    @cached_property
    def _joined(self) -> Joined | None:
        """What the slices of the pages make, where they are known."""
        if not (self._slices and isinstance(self._graph, Written)):
            return None
        from kg.view.slices import join_slices

        return join_slices(self._slices, self._graph)

    @cached_property
    def _store(self) -> Store:
        from kg.store.query import to_store

        return to_store(self._graph, named=False)

    @cached_property
    def _store_of_all(self) -> Store:
        from kg.store.query import to_store

        return to_store(self._graph)

    @property
    def _base(self) -> str:
        return self._graph.base if isinstance(self._graph, Written) else base_of(self._graph)


@contextmanager
def _writing(path: str | Path) -> Iterator[None]:
    """Raise GraphError where something cannot be written."""
    try:
        yield
    except OSError as error:
        raise GraphError(f"{path}: cannot be written: {error.strerror or error}") from error


# ---- explanations ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact about a thing in a line for people, and the words behind it (none for what was inferred)."""

    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class About:
    """A thing and every fact about it."""

    thing: Thing
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Explanation(Sequence[About]):
    """What a graph says about a name: `str` for a terminal, drawn as a list in a notebook, a sequence of `About`."""

    name: str
    things: tuple[About, ...]

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        return self.things[index]

    def __len__(self) -> int:
        return len(self.things)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Return all words behind the facts."""
        return tuple(quote for about in self.things for statement in about.statements for quote in statement.quotes)

    def __str__(self) -> str:
        return "\n\n".join("\n".join(_lines(about)) for about in self.things)

    def _repr_html_(self) -> str:
        return "".join(map(_html, self.things))


def _find(name: str, facts: Facts) -> list[Thing]:
    wanted = _plain(name)
    if not wanted:
        return []
    labels = {
        thing.iri: [_plain(form) for form in (thing.name, *thing.aliases, thing.formal_name or "")]
        for thing in facts.things.values()
    }
    exact = [thing for thing in facts.things.values() if wanted in labels[thing.iri]]
    return exact or [thing for thing in facts.things.values() if any(wanted in label for label in labels[thing.iri])]


def _near(name: str, facts: Facts) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, sorted({thing.name for thing in facts.things.values()}), n=5, cutoff=0.4)
    return f"names like it: {', '.join(near)}" if near else "entities() lists all names"


def _statements(wanted: Set[str], facts: Facts) -> Mapping[str, list[Statement]]:
    """Return all that is said of things: what they did, what was measured of them, what was inferred."""
    told: dict[str, list[Statement]] = {iri: [] for iri in wanted}
    for deed in facts.deeds:
        if about := wanted & {*deed.agents, deed.object, deed.place}:
            _tell(told, about, Statement(say_deed(deed, facts), deed.quotes))
    for outcome in facts.outcomes:
        if about := wanted & {*outcome.agents, outcome.result_of, outcome.place}:
            _tell(told, about, Statement(say_outcome(outcome, facts), outcome.quotes))
    for link in facts.links:
        if link.is_inferred and (about := wanted & {link.subject, link.object}):
            text = f"{facts.name(link.subject)} —{link.predicate}→ {facts.name(link.object)} · 推断 inferred"
            _tell(told, about, Statement(text, ()))
    return told


def _tell(told: Mapping[str, list[Statement]], about: Iterable[str], statement: Statement) -> None:
    for iri in about:
        told[iri].append(statement)


def _lines(about: About) -> Iterator[str]:
    yield _title(about.thing)
    for statement in about.statements:
        yield f"  {statement.text}"
        for quote in statement.quotes:
            words = f"“{' '.join(quote.text.split())}” " if quote.text else ""
            yield f"      {words}{_where(quote)}"


def _html(about: About) -> str:
    rows = []
    for statement in about.statements[:_SHOWN]:
        quotes = "".join(
            f"<br><q>{html.escape(quote.text)}</q> <small>{html.escape(_where(quote))}</small>" for quote in statement.quotes
        )
        rows.append(f"<li>{html.escape(statement.text)}{quotes}</li>")
    return f"<b>{html.escape(_title(about.thing))}</b><ul>{''.join(rows)}</ul>"


def _title(thing: Thing) -> str:
    kind = f"{thing.type}/{thing.subtype}" if thing.subtype else thing.type
    also = f" 又名 {'、'.join(thing.aliases)}" if thing.aliases else ""
    formal = f" 全称 {thing.formal_name} (inferred)" if thing.formal_name and thing.formal_name != thing.name else ""
    return f"{thing.name} [{kind}]{also}{formal}"


def _where(quote: Quote) -> str:
    return f"{quote.source}:{quote.start}–{quote.end}" + (f" {quote.url}" if quote.url else "")


# ---- frames ----------------------------------------------------------------------------------------------------------

_DTYPES = {
    **dict.fromkeys(("start", "end", "first", "last"), "datetime64[s]"),
    **dict.fromkeys(("position", "position_end"), "Int64"),
    **dict.fromkeys(("value", "confidence"), "float64"),
}


def _frame(columns: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    """Return rows as a frame: days as dates, positions as whole numbers, values as numbers, and None for what is empty."""
    import pandas as pd

    cells = [[None if cell == "" else cell for cell in row] for row in rows]
    frame = pd.DataFrame(cells, columns=list(columns))
    return frame.astype({name: dtype for name, dtype in _DTYPES.items() if name in columns})


def _value(term: Node | None) -> object:
    """Return a term as a Python value: numbers and truth as such, all else as text."""
    if not isinstance(term, Literal):
        return None if term is None else str(term)
    value = term.toPython()
    if isinstance(value, bool | int):
        return value
    return (
        float(term) if term.datatype is not None and str(term.datatype).endswith(("decimal", "double", "float")) else str(term)
    )


def _plain(name: str) -> str:
    """Return a name without differences of width, case, space and quotation marks."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in text if not char.isspace() and char not in "“”‘’\"'「」『』《》")


__all__ = ["About", "Explanation", "KnowledgeGraph", "Statement"]
