"""Reports made by hand for the tests of kg.resolve: a text, and the names in it found by search, the longest first."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

from kg.records import (
    Activity,
    Document,
    Entity,
    EntityType,
    Evidence,
    Extraction,
    Mention,
    Predicate,
    Relation,
    Resolution,
    Span,
)

Named = Mapping[EntityType, Sequence[str]]


def report(
    text: str,
    names: Named,
    *,
    name: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    date: str | None = None,
) -> Extraction:
    """Return a report in which every occurrence of the names is a mention; ~ before a name makes its form short, ^ implied."""
    checksum = hashlib.sha256(text.encode()).hexdigest()
    ends = range(1, len(text) + 1)
    about = {"title": title, "publisher": publisher, "date": date}
    document = Document(name or f"report-{checksum[:8]}", text, "report.txt", checksum, text, range(len(text)), ends, **about)
    found = [mention for kind, forms in names.items() for mention in _mentions(document, kind, forms)]
    return Extraction(document, tuple(sorted(found, key=lambda m: (m.span, m.type, m.name))), (), ())


def _mentions(document: Document, kind: EntityType, forms: Sequence[str]) -> list[Mention]:
    taken: list[tuple[int, int]] = []
    found = []
    for marked in sorted(forms, key=lambda form: (-len(form.lstrip("~^")), form)):
        surface = marked.lstrip("~^")
        form = {"~": "short", "^": "implied"}.get(marked[0], "full")
        for match in re.finditer(re.escape(surface), document.text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            label = re.sub(r"[“”《》]", "", surface)
            span = Span(document.id, *match.span())
            found.append(Mention(span, kind, label, surface, "test/name", _subtype(kind, surface), form))  # type: ignore[arg-type]
    return found


def _subtype(kind: EntityType, name: str) -> str | None:
    return ("road" if name.endswith(("路", "道", "线")) else "division") if kind == "Place" else None


def with_activity(extraction: Extraction, agent: str, predicate: Predicate, thing: str, place: str | None = None) -> Extraction:
    """Return the report with one more fact, told by its whole text."""
    mentions = {mention.name: mention for mention in reversed(extraction.mentions)}
    words = Evidence(Span(extraction.document.id, 0, len(extraction.document.text)), "test/fact")
    activity = Activity((mentions[agent],), predicate, mentions[thing], words, place=mentions[place] if place else None)
    return Extraction(extraction.document, extraction.mentions, (*extraction.activities, activity), extraction.results)


def entity(resolution: Resolution, name: str, kind: EntityType | None = None, report: str | None = None) -> Entity:
    """Return the one entity that a name means in a report."""
    found = {
        owner.id: owner
        for owner in resolution.entities
        for mention in owner.mentions
        if mention.name == name and kind in (None, owner.type) and report in (None, mention.span.document)
    }
    assert len(found) == 1, f"{name}: {sorted(found)}"
    return next(iter(found.values()))


def stated(resolution: Resolution, *, inferred: bool = False) -> set[tuple[str, str, str]]:
    """Return the relations by the names of their ends."""
    names = {owner.id: owner.name for owner in resolution.entities}
    chosen: list[Relation] = [relation for relation in resolution.relations if relation.is_inferred is inferred]
    return {(names[relation.subject], relation.predicate, names[relation.object]) for relation in chosen}
