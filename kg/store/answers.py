"""Answers to SPARQL as bytes, in the formats of the SPARQL 1.1 protocol, cut after a number of rows."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, TypeAlias
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

Row: TypeAlias = Sequence[object]

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_TAGS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_UTF8 = "; charset=utf-8"

# What a client may ask for, with the short name of the format; the first is what it gets when it does not mind.
TABLES: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
GRAPHS: Mapping[str, str] = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
    "application/xml": "rdf",
    "text/plain": "nt",
}
_TYPES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv" + _UTF8,
    "tsv": "text/tab-separated-values" + _UTF8,
    "ttl": "text/turtle" + _UTF8,
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
_SYNTAXES = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


class Written(NamedTuple):
    """An answer as it is sent: its media type, its bytes, and whether rows were left out."""

    type: str
    content: bytes
    is_cut: bool


def chosen(accept: str, offered: Mapping[str, str]) -> str | None:
    """Return the format that a client asks for with its Accept header, None when none is offered.

    >>> chosen("text/csv;q=0.5, application/json", TABLES), chosen("*/*", GRAPHS), chosen("image/png", TABLES)
    ('json', 'ttl', None)
    """
    wanted = []
    for place, part in enumerate(accept.lower().split(",") if accept.strip() else ["*/*"]):
        media, _, rest = part.strip().partition(";")
        quality = re.search(r"(?:^|;)\s*q\s*=\s*([0-9.]+)", rest)
        wanted.append(
            (-float(quality[1]) if quality and re.fullmatch(r"\d?\.?\d+", quality[1]) else -1.0, place, media.strip())
        )
    for quality_, _, media in sorted(wanted):
        pattern = re.escape(media).replace(r"\*", ".*")
        found = next((form for name, form in offered.items() if re.fullmatch(pattern, name)), None)
        if found and quality_:
            return found
    return None


def write_answer(
    found: ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean, table: str | None, graph: str | None, rows: int
) -> Written | None:
    """Return an answer in the formats chosen for tables and graphs, None when the client accepts none for its kind."""
    if isinstance(found, ox.QueryTriples):
        return _graph(found, graph, rows) if graph else None
    if table is None:
        return None
    if isinstance(found, ox.QueryBoolean):
        return Written(_TYPES[table], _BOOLEANS[table](bool(found)).encode(), False)
    columns = [variable.value for variable in found.variables]
    kept = [tuple(solution) for solution in islice(found, rows + 1)]
    return Written(_TYPES[table], _TABLES[table](columns, kept[:rows]).encode("utf-8", "replace"), len(kept) > rows)


def _graph(found: Iterable[ox.Triple], form: str, rows: int) -> Written:
    kept = list(islice(found, rows + 1))
    return Written(_TYPES[form], ox.serialize(kept[:rows], format=_SYNTAXES[form]) or b"", len(kept) > rows)


def _to_json(columns: list[str], rows: Iterable[Row]) -> str:
    bindings = [{name: _json_term(term) for name, term in zip(columns, row, strict=True) if term is not None} for row in rows]
    return json.dumps({"head": {"vars": columns}, "results": {"bindings": bindings}}, ensure_ascii=False)


def _json_term(term: object) -> dict[str, object]:
    if isinstance(term, ox.Literal):
        said: dict[str, object] = {"type": "literal", "value": term.value}
        if term.language:
            return said | {"xml:lang": _TAGS.get(term.language, term.language)}
        return said if term.datatype.value == _STRING else said | {"datatype": term.datatype.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    return {"type": "uri", "value": term.value if isinstance(term, ox.NamedNode) else str(term)}


def _to_xml(columns: list[str], rows: Iterable[Row]) -> str:
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in columns)
    body = "".join(f"<result>{''.join(_xml_bindings(columns, row))}</result>\n" for row in rows)
    return _xml(f"<head>{head}</head>\n<results>\n{body}</results>")


def _xml_bindings(columns: list[str], row: Row) -> Iterator[str]:
    for name, term in zip(columns, row, strict=True):
        if term is not None:
            yield f"<binding name={quoteattr(name)}>{_xml_term(_json_term(term))}</binding>"


def _xml_term(said: Mapping[str, object]) -> str:
    text = escape(_NOT_IN_XML.sub("\ufffd", str(said["value"])), {"\r": "&#13;"})
    about = "".join(f" {name}={quoteattr(str(said[name]))}" for name in ("xml:lang", "datatype") if name in said)
    return f"<{said['type']}{about}>{text}</{said['type']}>"


def _xml(content: str) -> str:
    space = "http://www.w3.org/2005/sparql-results#"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<sparql xmlns="{space}">\n{content}\n</sparql>\n'


def _to_csv(columns: list[str], rows: Iterable[Row]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(["" if term is None else _json_term(term)["value"] for term in row] for row in rows)
    return text.getvalue()


def _to_tsv(columns: list[str], rows: Iterable[Row]) -> str:
    lines = ["\t".join(f"?{name}" for name in columns)]
    lines += ["\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) for row in rows]
    return "\n".join(lines) + "\n"


_TABLES: Mapping[str, Callable[[list[str], Iterable[Row]], str]] = {
    "json": _to_json,
    "xml": _to_xml,
    "csv": _to_csv,
    "tsv": _to_tsv,
}
_BOOLEANS: Mapping[str, Callable[[bool], str]] = {
    "json": lambda truth: json.dumps({"head": {}, "boolean": truth}),
    "xml": lambda truth: _xml(f"<head/>\n<boolean>{str(truth).lower()}</boolean>"),
    "csv": lambda truth: f"{str(truth).lower()}\r\n",
    "tsv": lambda truth: f"{str(truth).lower()}\n",
}
