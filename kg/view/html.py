"""A graph in, one HTML file out: it opens offline by double-click, asks nobody for anything, and runs no script but its own.

pyvis holds the model of the first picture and renders the page, with our template in place of its own. Names and quotes
reach the page only inside blocks of JSON; the page's script writes them as text. A policy in the page lets the browser run just
the two scripts whose hashes it names.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from pyvis.network import Network

from kg.divisions import divisions
from kg.garbage import nothing_thrown_away
from kg.view.arithmetic import Check, checks
from kg.view.layout import layout, most_connected
from kg.view.read import Fact, Facts, Judgement, Outcome, Readable, Source, Thing, Words, read_facts
from kg.view.review import contradictions
from kg.view.tables import write_whole

Json: TypeAlias = Any

TEMPLATES = Path(__file__).parent / "templates"
SCRIPTS = (
    *("base.js", "data.js", "search.js", "graph.js", "sentences.js", "panel.js"),
    *("communities.js", "filters.js", "chart.js", "tables.js", "timeline.js", "map.js", "doubts.js", "app.js"),
)
SHOWN_FIRST = 300
OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "multiselect": False, "selectConnectedEdges": False, "hoverConnectedEdges": False},
    "nodes": {"shape": "custom"},
    "edges": {"smooth": False, "arrows": {"to": {"enabled": True, "scaleFactor": 0.4}}, "selectionWidth": 0, "hoverWidth": 0},
}


@nothing_thrown_away()
def page_html(graph: Readable, *, title: str | None = None) -> str:
    """Return a page of a graph: a picture to walk through, tables of results and activities, each fact with its words."""
    facts = read_facts(graph)
    ranked = sorted(facts.things, key=lambda iri: (-facts.degree[iri], iri))
    number = {iri: place for place, iri in enumerate(ranked)}
    network = _network(facts, number, title or "政图")
    style, script, renderer = _read("page.css"), _script(), _vis_network()
    network.templateEnv = Environment(loader=FileSystemLoader(TEMPLATES, encoding="utf-8"), autoescape=True)
    network.templateEnv.globals |= {
        "block": _block,
        "data": _data(facts, number),
        "strings": {**_strings(), "reasons": json.loads(_read("reasons.json"))},
        "t": _strings()["zh"],
        "style": Markup(style),
        "script": Markup(script),
        "renderer": Markup(renderer),
        "policy": _policy(scripts=(renderer, script), styles=(style,)),
    }
    network.path = "page.html"
    page: str = network.generate_html()
    return page.encode("utf-8", "replace").decode("utf-8")


def write_page(graph: Readable, path: str | Path, *, title: str | None = None) -> None:
    """Write the page of a graph to a file, as UTF-8 whatever the locale, as a whole or not at all."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, page_html(graph, title=title).encode("utf-8"))


def notebook_html(graph: Readable) -> str:
    """Return the page in a frame for a notebook: sandboxed, so that it can reach neither the notebook nor its kernel."""
    page = html.escape(page_html(graph), quote=True)
    return (
        '<iframe sandbox="allow-scripts allow-downloads allow-popups" width="100%" height="640" loading="lazy" title="政图" '
        f'style="border:1px solid #8884;border-radius:8px" srcdoc="{page}"></iframe>'
    )


# ---- the first picture, as pyvis holds it ----------------------------------------------------------------------------


def _network(facts: Facts, number: Mapping[str, int], title: str) -> Network:
    lines = _lines(facts, number)
    shown = most_connected(facts.degree, list(lines), SHOWN_FIRST)
    places = layout(shown, list(lines))
    network = Network(directed=True, height="100%", width="100%", heading=title, cdn_resources="in_line")
    network.set_options(json.dumps(OPTIONS))
    for iri in shown:
        thing = facts.things[iri]
        x, y = places[iri]
        network.add_node(number[iri], label=thing.name, shape="custom", type=thing.type, degree=facts.degree[iri], x=x, y=y)
    for (agent, thing_done), told in lines.items():
        if agent in places and thing_done in places:
            network.add_edge(number[agent], number[thing_done], status=_status(told), inferred=all(f.is_inferred for f in told))
    return network


def _lines(facts: Facts, number: Mapping[str, int]) -> dict[tuple[str, str], list[Fact]]:
    """Return the facts by the pair of things they join: one line of the picture each."""
    lines: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts.facts:
        for agent in fact.agents:
            if agent != fact.object:
                lines.setdefault((agent, fact.object), []).append(fact)
    return dict(sorted(lines.items(), key=lambda line: (number[line[0][0]], number[line[0][1]])))


def _status(facts: Iterable[Fact]) -> str:
    told = {fact.status for fact in facts}
    return next(status for status in ("done", "planned", "denied", *sorted(told)) if status in told)


# ---- the data of the page --------------------------------------------------------------------------------------------


def _data(facts: Facts, number: Mapping[str, int]) -> Json:
    reports = {iri: place for place, iri in enumerate(facts.sources)}
    place = {id(outcome): at for at, outcome in enumerate(facts.outcomes)}
    words = _WordList(reports)
    ids = _short_names(number)
    return {
        "things": [_thing(facts.things[iri], ids[iri]) for iri in number],
        "facts": [_fact(fact, number, words) for fact in facts.facts],
        "results": [_outcome(outcome, number, words) for outcome in facts.outcomes],
        "matches": [_judgement(judgement, number, reports) for judgement in facts.judgements],
        "contradictions": [[place[id(outcome)] for outcome in group] for group in contradictions(facts)],
        "sums": [_check(check, place) for check in checks(facts) if check.verdict == "disagrees"],
        "damaged": [{"words": words.add([damage])} for damage in facts.damaged],
        "former": {name: number[facts.replaced[iri]] for iri, name in _short_names(facts.replaced).items()},
        "regions": (regions := _regions(facts)),
        "spots": _spots(regions),
        "outline": _outline() if regions else [],
        "reports": [_source(source) for source in facts.sources.values()],
        "words": words.rows,  # filled by the lines above
    }


def _regions(facts: Facts) -> dict[str, str]:
    """Return the provinces, cities and counties of the places, by code: a code's prefix is its superior."""
    names = divisions()
    codes = {code[:length] for code in (thing.code for thing in facts.things.values()) for length in (2, 4, 6)}
    return {code: names[code].name for code in sorted(codes & names.keys())}


def _spots(codes: Iterable[str]) -> dict[str, tuple[float, float]]:
    """Return longitude and latitude of the seats of divisions, where they are known."""
    known = {code: divisions()[code] for code in codes}
    return {
        code: (division.longitude, division.latitude)
        for code, division in known.items()
        if division.longitude is not None and division.latitude is not None
    }


@cache
def _outline() -> list[int]:
    """Return the seats of all counties as hundredths of degrees, one after the other: enough to see the country's shape."""
    counties = (division for code, division in sorted(divisions().items()) if len(code) == 6)
    spots = [
        (place.longitude, place.latitude) for place in counties if place.longitude is not None and place.latitude is not None
    ]
    return [round(degrees * 100) for spot in spots for degrees in spot]


class _WordList:
    """Words once each, however many facts they stand behind."""

    def __init__(self, reports: Mapping[str, int]) -> None:
        self.reports = reports
        self.rows: list[Json] = []
        self._place: dict[Words, int] = {}

    def add(self, evidence: Iterable[Words]) -> list[int]:
        return [self._add(words) for words in evidence]

    def _add(self, words: Words) -> int:
        if words not in self._place:
            self._place[words] = len(self.rows)
            text = words.clean or words.quote
            row = {
                "text": text,
                "quote": words.quote if words.quote != text else "",
                "before": words.before,
                "after": words.after,
                "start": words.start,
                "end": words.end,
                "report": self.reports.get(words.source),
            }
            self.rows.append(_filled(row))
        return self._place[words]


def _thing(thing: Thing, short_name: str) -> Json:
    return _filled(
        {
            "id": short_name,
            "type": thing.type,
            "name": thing.name,
            "subtype": thing.subtype,
            "aliases": thing.aliases,
            "traditional": thing.traditional,
            "formal": thing.formal_name if thing.formal_name != thing.name else "",
            "code": thing.code,
            "inferred": thing.is_inferred,
        }
    )


def _fact(fact: Fact, number: Mapping[str, int], words: _WordList) -> Json:
    return _filled(
        {
            "agents": [number[agent] for agent in fact.agents],
            "predicate": fact.predicate,
            "object": number[fact.object],
            "place": number.get(fact.place),
            "start": fact.start,
            "end": fact.end,
            "period": fact.period,
            "status": fact.status if fact.status != "done" else "",
            "post": fact.post,
            "inferred": fact.is_inferred,
            "words": words.add(fact.evidence),
        }
    )


def _outcome(outcome: Outcome, number: Mapping[str, int], words: _WordList) -> Json:
    return _filled(
        {
            "agents": [number[agent] for agent in outcome.agents],
            "of": number.get(outcome.result_of),
            "indicator": outcome.indicator,
            "measures": outcome.measures if outcome.measures != outcome.indicator else "",
            "value": _plain(outcome.value),
            "unit": outcome.unit,
            "kind": outcome.kind,
            "bound": outcome.bound if outcome.bound != "exact" else "",
            "direction": outcome.direction,
            "baseline": outcome.baseline,
            "place": number.get(outcome.place),
            "start": outcome.start,
            "end": outcome.end,
            "period": outcome.period,
            "planned": outcome.is_planned,
            "words": words.add(outcome.evidence),
        }
    )


def _judgement(judgement: Judgement, number: Mapping[str, int], reports: Mapping[str, int]) -> Json:
    """Return a judgement; one of a single report says which in its reason (`report-1: …`)."""
    told, _, reason = judgement.reason.partition(": ")
    report = next((place for iri, place in reports.items() if told and iri.endswith(f"/{told}")), None)
    return _filled(
        {
            "left": judgement.left,
            "right": judgement.right,
            "score": judgement.score,
            "reason": judgement.reason if report is None else reason,
            "report": report,
            "into": number.get(judgement.merged_into),
            "candidates": [number[candidate] for candidate in judgement.candidates],
        }
    )


def _check(check: Check, place: Mapping[int, int]) -> Json:
    return {"results": [place[id(each)] for each in check.outcomes], "said": check.said, "reckoned": check.reckoned}


def _source(source: Source) -> Json:
    return _filled(
        {"title": source.title, "date": source.date, "publisher": source.publisher, "file": source.file, "url": source.url}
    )


def _filled(row: Mapping[str, Json]) -> Json:
    return {key: value for key, value in row.items() if value is not None and value is not False and value not in ("", [], ())}


def _plain(value: Decimal | None) -> str:
    if value is None:
        return ""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _short_names(iris: Iterable[str]) -> dict[str, str]:
    """Return the local name of each IRI, for the address bar; the whole IRI where a local name is shared."""
    names: dict[str, list[str]] = {}
    for iri in iris:
        names.setdefault(iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1], []).append(iri)
    return {iri: name if name and len(shared) == 1 else iri for name, shared in names.items() for iri in shared}


# ---- the parts of the page -------------------------------------------------------------------------------------------


def _block(value: Json) -> Markup:
    """Return a value as JSON that no parser of HTML can take for the end of its script block."""
    text = json.dumps(json.loads(value) if isinstance(value, str) else value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _policy(*, scripts: Sequence[str], styles: Sequence[str]) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))}",
            f"style-src {' '.join(map(_hash, styles))}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _read(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8").replace("\r\n", "\n")


@cache
def _script() -> str:
    return "(() => {\n'use strict';\n" + "\n".join(map(_read, SCRIPTS)) + "})();\n"


@cache
def _vis_network() -> str:
    """Return the renderer as pyvis ships it, without the line that points at a file we do not carry."""
    library = files("pyvis").joinpath("templates/lib")
    newest = max(
        (folder for folder in library.iterdir() if folder.name.startswith("vis-")),
        key=lambda folder: [int(part) for part in folder.name.removeprefix("vis-").split(".")],
    )
    text = newest.joinpath("vis-network.min.js").read_text("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n//# sourceMappingURL=", 1)[0].replace("</script", "<\\/script")


@cache
def _strings() -> Mapping[str, Mapping[str, str]]:
    strings: Mapping[str, Mapping[str, str]] = json.loads(_read("strings.json"))
    return strings
