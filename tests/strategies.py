"""Records drawn at random: documents with noise between file and text, things named in them, facts told of the things."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Any, get_args

from hypothesis import strategies as st

from kg.records import (
    ENTITY_TYPES,
    PREDICATES,
    Activity,
    Baseline,
    Bound,
    Direction,
    Document,
    Entity,
    Evidence,
    Extraction,
    Kind,
    Mention,
    Period,
    Resolution,
    Result,
    Span,
    Status,
)

# What texts hold, and what breaks tools: quotation marks, angles, escapes, an emoji, a right-to-left mark, rare characters.
CHARACTERS = "市公安局交警大队开展行动查处酒驾起年月的，。“”《》1234567890%Ａ<>\"'\\{}|^`&\u200f😀𠮷é\u00a0"
NOISE = st.sampled_from(["", "", "", "(jǐng)", "\r\n", "　", "<br>"])
names = st.text(CHARACTERS, min_size=2, max_size=8).filter(str.strip)
days = st.dates().map(str)
periods = st.builds(Period, st.none() | days, st.none() | days, st.text(CHARACTERS, max_size=6), st.booleans())
numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**12, places=2)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a document whose file holds noise that the text has not."""
    text = draw(st.text(CHARACTERS, min_size=10, max_size=60)) * draw(st.integers(1, 6))
    noise = draw(st.lists(NOISE, min_size=1, max_size=8))
    raw, starts, ends = "", [], []
    for number, character in enumerate(text):
        starts.append(len(raw))
        raw += character
        ends.append(len(raw))
        raw += noise[number % len(noise)]
    checksum = hashlib.sha256(raw.encode()).hexdigest()
    about: dict[str, Any] = {
        "title": draw(st.none() | names),
        "date": draw(st.sampled_from([None, "2021", "2021-07", "2021-07-09"])),
        "publisher": draw(st.none() | names),
    }
    return Document(f"report-{checksum[:16]}", text, f"{checksum[:4]}.txt", checksum, raw, starts, ends, **about)


@st.composite
def spans(draw: st.DrawFn, document: Document) -> Span:
    """Draw a stretch of a document."""
    start = draw(st.integers(0, len(document.text) - 1))
    return Span(document.id, start, draw(st.integers(start + 1, len(document.text))))


@st.composite
def mentions(draw: st.DrawFn, document: Document) -> Mention:
    """Draw a mention of something in a document."""
    span = draw(spans(document))
    surface = document.text[span.start : span.end]
    form = draw(st.sampled_from(["full", "short", "implied"]))
    return Mention(span, draw(st.sampled_from(ENTITY_TYPES)), draw(names), surface, "test/name", None, form)


@st.composite
def resolutions(draw: st.DrawFn) -> Resolution:
    """Draw a few reports, who they name, and what they tell."""
    found = [
        (document, draw(st.lists(mentions(document), min_size=2, max_size=6, unique=True)))
        for document in draw(st.lists(documents(), min_size=1, max_size=3, unique_by=lambda d: d.id))
    ]
    extractions = tuple(draw(extractions_of(document, named)) for document, named in found)
    entities: dict[tuple[str, str], list[Mention]] = {}
    for mention in (mention for _, named in found for mention in named):
        entities.setdefault((mention.type, mention.name), []).append(mention)
    return Resolution(extractions, tuple(entity_of(*key, named) for key, named in entities.items()))


@st.composite
def extractions_of(draw: st.DrawFn, document: Document, named: list[Mention]) -> Extraction:
    """Draw what a document tells of what it names."""
    who = st.sampled_from(named)
    evidence = st.builds(Evidence, spans(document), st.just("test/rule"))
    activities = st.builds(
        Activity,
        agents=st.lists(who, min_size=1, max_size=2, unique=True).map(tuple),
        predicate=st.sampled_from(PREDICATES),
        object=who,
        evidence=evidence,
        status=st.sampled_from(get_args(Status)),
        place=st.none() | who,
        period=st.none() | periods,
        confidence=st.none() | st.floats(0, 1),
    )
    results = st.builds(
        Result,
        agents=st.lists(who, max_size=2, unique=True).map(tuple),
        indicator=names,
        value=numbers | st.just(Decimal("1.50E+3")),
        unit=st.sampled_from(["起", "%", "元"]),
        kind=st.sampled_from(get_args(Kind)),
        evidence=evidence,
        bound=st.sampled_from(get_args(Bound)),
        direction=st.none() | st.sampled_from(get_args(Direction)),
        baseline=st.none() | st.sampled_from(get_args(Baseline)),
        result_of=st.none() | who,
        place=st.none() | who,
        period=st.none() | periods,
        planned=st.booleans(),
    )
    told = draw(st.lists(activities, max_size=5)), draw(st.lists(results, max_size=5))
    return Extraction(document, tuple(named), *map(tuple, told))


def entity_of(kind: str, name: str, named: list[Mention]) -> Entity:
    """Return the entity of mentions that have one type and name."""
    local = f"{kind.lower()}-{hashlib.sha256(name.encode()).hexdigest()[:12]}"
    return Entity(local, kind, name, tuple(named))  # type: ignore[arg-type]
