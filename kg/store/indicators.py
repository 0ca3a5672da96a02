"""The measure behind the words of a result: 共查处酒驾 and 查处酒驾 measure the same, 亡人数 and 死亡人数 too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from rdflib.term import Literal, URIRef

from kg.lexicon import read_lexicon
from kg.records import Extraction
from kg.store.iris import digest, node
from kg.store.terms import KG, RDF, RDFS, SKOS
from kg.store.triples import CHINESE
from kg.store.write import Triple

_COUNTER = re.compile(r"(?:总数量|总数|总量|数量|(?<=..)[起户家辆宗]数|(?<![人次指系参倍基分小函天多半无少])数)$")
_NO_COUNT = re.compile(r"(?:流|容|产|销|质|保有|用|发电|供水|吞吐|客运|货运|交易|成交|排放)总?量$")
_NOISE = re.compile(r"[\s“”‘’\"'「」『』《》〈〉]+|[,，、。.;；:：·-]+$")


@cache
def normal_indicator(text: str) -> str:
    """Return the name of what an indicator measures, never an empty text.

    A phrase is taken apart: words that say how far or how it was counted go, and verbs that only say that something is done
    (strip/… in ontology/indicators.tsv: 累计, 开展), a noun of counting at the end goes (查处酒驾数), a verb behind what it is
    done to comes before it (verb/…: 酒驾查处数), and what is left may have another name (same/…).

    >>> [normal_indicator(text) for text in ("共查处酒驾", "酒驾查处数", "亡人数", "案件办结率")]
    ['查处酒驾', '查处酒驾', '死亡人数', '案件办结率']
    """
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", text)) or text
    seen: set[str] = set()
    while plain not in seen:
        seen.add(plain)
        plain = _once(plain)
    return plain


def measures_of(extraction: Extraction) -> Sequence[str]:
    """Return what the results of an extraction measure, one name each."""
    return [normal_indicator(result.indicator) for result in extraction.results]


def _once(text: str) -> str:
    """Return a phrase one step nearer to its name."""
    stripped = _stripped(text)
    named = _same(stripped)
    if named != stripped:
        return named
    counted = _COUNTER.sub("", stripped)
    if counted != stripped and len(counted) >= 2 and not _NO_COUNT.search(stripped):
        return _same(_verb_first(counted))
    return stripped


def _same(text: str) -> str:
    return next((label for pattern, label in _patterns("same") if pattern.fullmatch(text)), text)


def _verb_first(text: str) -> str:
    """Return 酒驾查处 as 查处酒驾; what begins with a verb, or has no object of two characters, as it is."""
    verb = next((word for word in _verbs() if text.endswith(word) and len(text) - len(word) >= 2), "")
    if not verb or text.startswith(_verbs()):
        return text
    return verb + text.removesuffix(verb).removesuffix("的")


@cache
def _verbs() -> tuple[str, ...]:
    words = {row.word for row in read_lexicon("indicators") if row.id.startswith("verb/")}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


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
