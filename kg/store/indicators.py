"""The measure behind the words of a result: 共查处酒驾 and 查处酒驾 measure the same, 亡人数 and 死亡人数 too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from rdflib.term import Literal, URIRef

from kg.lexicon import read_lexicon
from kg.store.iris import digest, node
from kg.store.terms import KG, RDF, RDFS, SKOS
from kg.store.triples import CHINESE
from kg.store.write import Triple

_NOISE = re.compile(r"[\s“”‘’\"'「」『』《》〈〉]+|[,，、。.;；:：·-]+$")


@cache
def normal_indicator(text: str) -> str:
    """Return the name of what an indicator measures, by the rows of ontology/indicators.tsv; never an empty text.

    >>> normal_indicator("共查处酒驾"), normal_indicator("亡人数")
    ('查处酒驾', '死亡人数')
    """
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", text)) or text
    for _ in range(4):
        bare = _stripped(plain)
        if bare == plain:
            break
        plain = bare
    same = (label for pattern, label in _patterns("same") if pattern.fullmatch(plain))
    return next(same, plain)


def indicator_node(text: str, base: str) -> URIRef:
    """Return the IRI of the indicator that a text names."""
    return node(base, f"indicator-{digest(normal_indicator(text))}")


def describe_indicator(text: str, unit: str | None, base: str) -> Iterator[Triple]:
    """Yield the concept of an indicator, with the words as read as another label, and its canonical unit."""
    iri, name = indicator_node(text, base), normal_indicator(text)
    yield iri, RDF.type, KG.Indicator
    yield iri, RDF.type, SKOS.Concept
    yield iri, SKOS.prefLabel, Literal(name, lang=CHINESE)
    yield iri, RDFS.label, Literal(name, lang=CHINESE)
    if text != name:
        yield iri, SKOS.altLabel, Literal(text, lang=CHINESE)
    if unit:
        yield iri, KG.unit, Literal(unit)


def _stripped(text: str) -> str:
    for pattern, _ in _patterns("strip"):
        bare = pattern.sub("", text)
        if len(bare) >= 2:
            text = bare
    return text


@cache
def _patterns(kind: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = (row for row in read_lexicon("indicators") if row.id.startswith(f"{kind}/"))
    return tuple((re.compile(row.word), row.label) for row in rows)
