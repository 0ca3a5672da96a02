"""The promises of the graph, checked: ontology/shapes.ttl (kg.store.shapes), and what a shape cannot say by ourselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from rdflib import Dataset, Graph

from kg.config import ontology_folder
from kg.errors import GraphError
from kg.garbage import nothing_thrown_away
from kg.records import Problem, Report
from kg.store.index import Index, Term, Text, of_graph, of_quads
from kg.store.parse import file_of, parse_quads, read_graph, read_ours, triples_of
from kg.store.shapes import Target, read_shapes, violations
from kg.store.terms import KG, OA, RDFS, SKOS
from kg.store.write import default_graph
from kg.store.written import Written, text_of, union

Texts = Mapping[str, str]  # what files hold, by the checksums that their reports have


def check_graph(graph: Written | Dataset, texts: Texts | None = None) -> Report:
    """Return which promises of the ontology the graph breaks: an empty report, which is true, when it keeps all.

    Where the texts of its reports are given, every quote is compared with what stands in them at its position.
    """
    return check_index(graph.index if isinstance(graph, Written) else of_graph(default_graph(graph)), texts)


@nothing_thrown_away()
def check_file(path: Path, texts: Texts | None = None) -> Report:
    """Return which promises the graph of a file, or of a folder that a build made, breaks: faster than to load it first.

    The other graphs of a folder must say what its graph.trig says. Raises GraphError when there is no graph, or an empty one.
    """
    ours = read_ours(path)
    index = ours.index if ours and ours.default else of_quads(parse_quads(path))
    if not index.out:
        raise GraphError(f"{path}: holds no triple, so there is nothing to check")
    if not any(cls.startswith(str(KG)) for cls in index.classes):
        raise GraphError(f"{path}: nothing in it is of a class of this ontology ({KG}), so there is nothing to check")
    report = check_index(index, texts)
    beside = _beside(path, ours, index) if path.is_dir() and file_of(path).name == "graph.trig" else ()
    return Report((*_together(file_of(path).name, ours), *beside, *report.problems))


@nothing_thrown_away()
def check_index(index: Index, texts: Texts | None = None) -> Report:
    """Return which promises a graph breaks, sorted by what breaks them."""
    problems = {*_shape_problems(index), *_own_problems(index), *(_wrong_words(index, texts) if texts is not None else ())}
    return Report(tuple(sorted(problems, key=lambda problem: (problem.where, problem.what))))


def _together(name: str, ours: Written | None) -> Iterator[Problem]:
    """Yield that the default graph is not what the graphs of the reports say together."""
    if ours and ours.default and ours.reports and text_of(ours.default) != text_of(union(ours.reports.values())):
        yield Problem(name, "its default graph is not what the graphs of its reports say together; build again")


def _beside(folder: Path, ours: Written | None, index: Index) -> Iterator[Problem]:
    """Yield the graphs of a folder that do not say what its graph.trig says."""
    for name, inferred in (("graph.ttl", False), ("inferred.ttl", True)):
        file = folder / name
        if not file.is_file():
            continue
        try:
            if ours and file.read_bytes() == "".join(ours.turtle(inferred=inferred)).encode("utf-8", "surrogatepass"):
                continue
            here = _said(of_quads(parse_quads(file)))
        except GraphError as error:
            yield Problem(name, str(error))
            continue
        there = _said(_inferred_of(folder) if inferred else index)
        if here != there:
            more, less = len(here - there), len(there - here)
            yield Problem(name, f"is not what graph.trig says: {more:,} triples more, {less:,} fewer; build again")


def _said(index: Index) -> set[tuple[str, str, Term]]:
    return {(s, p, o) for s, row in index.out.items() for p, things in row.items() for o in things}


def _inferred_of(folder: Path) -> Index:
    """Return what was inferred, as graph.trig says."""
    return Index(triples_of(read_graph(folder), inferred=True))


def _shape_problems(index: Index) -> Iterator[Problem]:
    """Yield what breaks a shape."""
    for focus, _, value, message in violations(_shapes(), index):
        found = "" if value is None or value == focus else f" (found {_name(index, value)})"
        yield Problem(_name(index, focus), message + found)


@cache
def _shapes() -> tuple[Target, ...]:
    return read_shapes(Graph().parse(ontology_folder() / "shapes.ttl", format="turtle"))


def _own_problems(index: Index) -> Iterator[Problem]:
    """Yield what no shape can say: blank nodes, empty labels, positions that do not fit the quote, deeds that are none."""
    for term in index.blank:
        yield Problem(term, "is a blank node; every node must have an IRI")
    for label in _LABELS:
        for subject in index.having.get(label, ()):
            if any(isinstance(text, Text) and not text.value.strip() for text in index.out[subject][label]):
                yield Problem(subject, "has an empty label")
    yield from _misquotes(index)
    yield from _not_done(index)


def _not_done(index: Index) -> Iterator[Problem]:
    """Yield the direct relations that activities tell of, though none as done."""
    told: dict[tuple[str, str, Term], bool] = {}
    for activity in index.classes.get(str(KG.Activity), ()):
        done = Text("done") in index.objects(activity, _STATUS)
        for agent in index.objects(activity, _AGENT):
            for predicate in index.objects(activity, _PREDICATE):
                for thing in index.objects(activity, _OBJECT):
                    key = str(agent), str(predicate), thing
                    told[key] = told.get(key, False) or done
    for (agent_, predicate_, thing), done in told.items():
        if not done and thing in index.objects(agent_, predicate_):
            relation = predicate_.rsplit("#", 1)[-1]
            yield Problem(_name(index, agent_), f"{relation} {_name(index, thing)} stands with no activity that was done")


def _misquotes(index: Index) -> Iterator[Problem]:
    for evidence in index.classes.get(str(OA.SpecificResource), ()):
        length, quoted = None, None
        for selector in index.objects(evidence, _SELECTOR):
            start, end, exact = (_first(index, selector, term) for term in (_START, _END, _EXACT))
            if start.isdecimal() and end.isdecimal():
                length = int(end) - int(start)
            quoted = len(exact) if exact else quoted
        if quoted is not None and length is not None and quoted != length:
            yield Problem(_name(index, evidence), f"quotes {quoted} characters from a position that is {length} long")


def _wrong_words(index: Index, texts: Texts) -> Iterator[Problem]:
    """Yield the quotes that do not stand where they say, and the reports whose texts are not given."""
    for report in index.classes.get(str(KG.Report), ()):
        text = texts.get(_first(index, report, str(KG.sha256)))
        if text is None:
            yield Problem(_name(index, report), "no text that is given has its checksum: the file is another now, or missing")
            continue
        for evidence in index.subjects(str(OA.hasSource), report):
            start, end, exact = (_of_selectors(index, evidence, term) for term in (_START, _END, _EXACT))
            if exact and start.isdecimal() and end.isdecimal() and text[int(start) : int(end)] != exact:
                stands = text[int(start) : int(end)]
                yield Problem(_name(index, evidence), f"quotes {exact!r}; at its position stands {stands!r}")


def _of_selectors(index: Index, evidence: str, term: str) -> str:
    return next(filter(None, (_first(index, selector, term) for selector in index.objects(evidence, _SELECTOR))), "")


def _name(index: Index, node: Term) -> str:
    """Return a name for people: label or words, with the local name of the IRI."""
    if isinstance(node, Text):
        return repr(node.value)
    label = next(filter(None, (_first(index, node, term) for term in _NAMES)), "")
    local = node.rsplit("/", 1)[-1]
    return f"{local} {label}" if label else local


def _first(index: Index, node: Term, term: str) -> str:
    found = sorted(value.value for value in index.objects(node, term) if isinstance(value, Text))
    return found[0] if found else ""


_STATUS, _AGENT, _PREDICATE, _OBJECT = map(str, (KG.status, KG.agent, KG.predicate, KG.object))
_SELECTOR, _START, _END, _EXACT = map(str, (OA.hasSelector, OA.start, OA.end, OA.exact))
_LABELS = tuple(map(str, (SKOS.prefLabel, SKOS.altLabel, RDFS.label)))
_NAMES = tuple(map(str, (SKOS.prefLabel, KG.indicator, KG.cleanText)))
