"""The command line: arguments in, one library call, a few lines out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

import kg
from kg.config import BASE, Settings
from kg.errors import ConfigError, KgError
from kg.records import Problem
from kg.scale.processes import JOBS_PER_CPU, most_jobs

if TYPE_CHECKING:
    import pandas as pd
    from rich.progress import TaskID

    from kg.graph import KnowledgeGraph

app = typer.Typer(
    help="政图 zhengtu: Chinese government reports in, a knowledge graph of who ran what, where, when, with which result.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


EXACT = 2**53  # below, a float tells every integer from the next

Sources = Annotated[
    list[Path] | None, typer.Argument(metavar="SOURCE", help="Files and folders of reports.", show_default=False)
]
Graph = Annotated[Path, typer.Argument(metavar="GRAPH", help="A folder that a build made, or an RDF file.", show_default=False)]
Folder = Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder to write.", show_default=False)]
Reports = Annotated[
    Path | None, typer.Option(metavar="reports.csv", help="Dates, publishers, titles of the reports; else the one beside them.")
]
Lexicon = Annotated[Path | None, typer.Option(metavar="FILE.tsv", help="Rows of your own: id, word, label, example.")]
Decisions = Annotated[
    Path | None, typer.Option(metavar="decisions.csv", help="What people decided about the graph; else the one beside them.")
]
Without = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="A repair to leave out, by its name in steps.csv; may be given often.")
]
Samples = Annotated[bool, typer.Option("--samples", help="Take the bundled sample reports.")]


@app.command()
def build(
    folder: Folder,
    sources: Sources = None,
    samples: Samples = False,
    reports: Reports = None,
    lexicon: Lexicon = None,
    decisions: Decisions = None,
    private_persons: Annotated[
        bool, typer.Option("--private-persons/--no-private-persons", help="Keep, or leave out, people without a post.")
    ] = True,
    evidence: Annotated[
        Literal["quotes", "positions"], typer.Option(help="Quotes, or positions only (a graph without the texts).")
    ] = "quotes",
    base: Annotated[str, typer.Option(metavar="IRI", help="What the names of the data begin with.")] = BASE,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes to read with.")] = 1,
    page: Annotated[bool, typer.Option("--page/--no-page", help="Draw the page, or leave it out.")] = True,
    without: Without = None,
) -> None:
    """Build the graph of reports: Turtle, tables and a page, in one folder."""
    settings = Settings(
        reports=reports,
        lexicon=lexicon,
        decisions=decisions,
        private_persons=private_persons,
        evidence=evidence,
        base=base,
        jobs=jobs,
        page=page,
        without=names(without),
    )
    if jobs > most_jobs():
        print(f"kg: --jobs {jobs}: {most_jobs()} processes are at work, {JOBS_PER_CPU} for each CPU", file=sys.stderr)
    with progress() as on_progress:
        source = given(sources, samples)
        summary = kg.build_folder(source, folder, settings=settings, on_problem=say_problem, on_progress=on_progress)
    print(summary)


@app.command()
def clean(
    folder: Folder,
    sources: Sources = None,
    samples: Samples = False,
    reports: Reports = None,
    without: Without = None,
) -> None:
    """Write the cleaned texts, and what was repaired in each."""
    settings = Settings(reports=reports, without=names(without))
    read = given(sources, samples)
    documents = kg.clean_documents(read, settings=settings, on_problem=say_problem)
    count = kg.write_cleaned(documents, folder, read)
    print(f"{count} texts, documents.csv, steps.csv and repairs.csv in {folder}")


@app.command()
def check(graph: Graph, sources: Sources = None, samples: Samples = False) -> None:
    """Check a graph against the shapes of the ontology, and its quotes against the reports where these are given.

    Exit 1 when a promise is broken.
    """
    from kg.store.check import check_file

    texts = None
    if sources or samples:
        from kg.clean import raw_texts

        texts = raw_texts(given(sources, samples), say_problem)
    report = check_file(graph, texts)
    for problem in report.problems:
        print(problem)
    print(f"promises broken: {len(report.problems)}" if report.problems else "every promise holds")
    raise typer.Exit(0 if report else 1)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def query(
    context: typer.Context,
    graph: Graph,
    question: Annotated[
        str | None,
        typer.Argument(metavar='"SELECT …"|FILE.rq|NAME', help="SPARQL, a file of it, or a name; none lists the names."),
    ] = None,
    shape: Annotated[
        Literal["table", "csv", "json"], typer.Option("--format", "-f", help="How the answer is printed.")
    ] = "table",
) -> None:
    """Ask a graph a question in SPARQL. What a named question asks for is given as --name value."""
    loaded = load(graph)
    answer = loaded.questions() if question is None else loaded.query(question, **parameters(context.args))
    print_frame(answer, shape)
    if answer.empty:
        print("kg: the answer has no rows", file=sys.stderr)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A folder that a build made, or an RDF file.", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Another one, later.", show_default=False)],
    shape: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="For people, or for programs.")] = "text",
) -> None:
    """Say what a graph has that another had not: reports, entities, facts and results added, gone and changed."""
    found = load(old).diff(load(new))
    print(found.to_json() if shape == "json" else found, end="" if shape == "json" else "\n")


@app.command()
def explain(graph: Graph, name: Annotated[str, typer.Argument(metavar="NAME", help="A name as people write it.")]) -> None:
    """Say every fact about a thing, with the words, the file and the position it was read from."""
    print(load(graph).explain(name))


@app.command()
def view(
    graph: Graph, page: Annotated[Path, typer.Option("--output", "-o", metavar="PAGE.html", help="The page to write.")]
) -> None:
    """Write the interactive page of a graph: one file, to be opened without network."""
    load(graph).page(page)
    print(page)


@app.command()
def export(
    graph: Graph,
    target: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="What to write: .ttl .trig .nt .nq .jsonld .rdf .graphml .gexf .xlsx .neo4j .parquet",
        ),
    ],
) -> None:
    """Write a graph for another tool, by the suffix of the file: RDF, Gephi, Excel, Neo4j, Parquet."""
    load(graph).export(target)
    print(target)


@app.command()
def serve(
    graph: Graph,
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="PORT", help="Where to listen; 0 for any free port.")] = 7878,
    seconds: Annotated[float, typer.Option(min=0.1, metavar="N", help="How long a question may take.")] = 10.0,
    rows: Annotated[int, typer.Option(min=1, metavar="N", help="How many rows an answer may have.")] = 10_000,
) -> None:
    """Serve a graph on this machine only: the page, and a SPARQL endpoint that only reads. Ctrl-C ends it."""
    import signal

    from kg.serve import Endpoint

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with Endpoint(graph, port=port, seconds=seconds, rows=rows) as endpoint:
            print(f"page {endpoint.url}\nSPARQL {endpoint.url}sparql\nCtrl-C ends it", flush=True)
            endpoint.wait()
    except KeyboardInterrupt:
        print("ended")


@app.command()
def review(
    graph: Graph, table: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.csv", help="The table to write.")]
) -> None:
    """Write what a person should look at. Fill in the column `decision`, and it is a decisions.csv for the next build."""
    if table.exists() and table.name.lower() == "decisions.csv":
        raise ConfigError(f"{table}: holds decisions; write the review under another name and copy the rows you decide")
    print(f"{load(graph).write_review(table)} cases in {table}")


@app.command()
def score(
    graph: Graph, reference: Annotated[Path, typer.Argument(metavar="REFERENCE.json", help="Reference facts of one document.")]
) -> None:
    """Score a graph of one document against reference facts: precision, recall, F1."""
    print(kg.score(graph, reference))


def say_version(wanted: bool) -> None:
    """Print the version and end the run, when it is wanted."""
    if wanted:
        print(f"kg {kg.__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", is_eager=True, callback=say_version)
    ] = False,
) -> None:
    """Read what comes before the command (--version, which ends the run by itself)."""


def main() -> None:
    """Run the command line: 0 all went well, 1 a check failed, 2 nothing could be done with what was given."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app()
    except KgError as error:
        sys.exit(say_error(str(error)))
    except OSError as error:
        sys.exit(say_error(f"{error.filename or 'writing'}: {error.strerror or error}"))


def given(sources: list[Path] | None, samples: bool) -> list[Path]:
    """Return the sources; raise ConfigError when there are none, or both sources and samples."""
    if samples and sources:
        raise ConfigError("--samples stands in place of SOURCE: give one of them")
    if not samples and not sources:
        raise ConfigError("nothing to read: give files or folders of reports, or --samples")
    return kg.sample_reports() if samples else list(sources or ())


def names(given: list[str] | None) -> tuple[str, ...]:
    """Return names given one by one or separated by commas, each once."""
    return tuple(dict.fromkeys(name.strip() for part in given or () for name in part.split(",") if name.strip()))


def load(graph: Path) -> KnowledgeGraph:
    """Return the graph of a folder that a build made, or of an RDF file."""
    return kg.KnowledgeGraph.load(graph)


def parameters(words: list[str]) -> dict[str, str]:
    """Return `--name value --other=value` as names and values; raise ConfigError for anything else."""
    values, rest = dict[str, str](), list(words)
    while rest:
        name, has_value, value = rest.pop(0).partition("=")
        if name.startswith("--") and not (has_value or rest):
            raise ConfigError(f"{name} has no value; give it as {name} VALUE")
        if not name.startswith("--"):
            raise ConfigError(f"{name!r} is neither an option of kg query nor a parameter given as --name value")
        values[name.removeprefix("--")] = value if has_value else rest.pop(0)
    return values


def print_frame(frame: pd.DataFrame, shape: Literal["table", "csv", "json"]) -> None:
    """Print a frame as a table for people, as CSV or as JSON; a whole number without a point."""
    cells = [[_whole(cell) for cell in row] for row in frame.astype(object).to_numpy()]
    frame = type(frame)(cells, columns=frame.columns, dtype=object)
    if shape == "csv":
        print(frame.to_csv(index=False, lineterminator="\n"), end="")
    elif shape == "json":
        print(frame.to_json(orient="records", force_ascii=False, indent=2))
    else:
        print_table([str(column) for column in frame.columns], frame.astype(object).where(frame.notna(), "").astype(str).values)


def _whole(cell: object) -> object:
    """Return a number without a fraction as an integer, as far as a float tells integers apart; all else as it is."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() and abs(cell) < EXACT else cell


def print_table(heading: list[str], rows: Iterable[Iterable[str]]) -> None:
    """Print rows under their heading: as wide as a terminal is, as wide as they are elsewhere."""
    from rich import box
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    table = Table(*(Column(Text(name)) for name in heading), box=box.SIMPLE_HEAD)
    for row in rows:
        table.add_row(*map(Text, row))
    Console(width=None if sys.stdout.isatty() else 10_000).print(table)


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Give what shows how far a build is: a bar on a terminal, else a line for every tenth of the work."""
    if not sys.stderr.isatty():
        yield say_tenths
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:8}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        tasks: dict[str, TaskID] = {}

        def advance(step: str, done: int, total: int) -> None:
            if step not in tasks:
                for earlier in tasks.values():
                    bar.update(earlier, total=bar.tasks[earlier].completed)
                tasks[step] = bar.add_task(step, total=total or None)
            bar.update(tasks[step], completed=done)

        yield advance


def say_tenths(step: str, done: int, total: int) -> None:
    """Say how far a step is whenever another tenth of it is done (of an unknown total: every 100)."""
    if (done * 10 // total > (done - 1) * 10 // total) if total else (done % 100 == 0):
        print(f"{step} {done}" + (f" of {total}" if total else ""), file=sys.stderr, flush=True)


def say_problem(problem: Problem) -> None:
    """Say in one line what went wrong with one input."""
    print(f"kg: {problem}".replace("\n", " "), file=sys.stderr)


def say_error(error: str) -> int:
    """Say in one line why nothing could be done; return the exit status."""
    print(f"kg: {error}".replace("\n", " "), file=sys.stderr)
    return 2
