"""Names for nodes, made from content alone: the same fact has the same IRI in every build, on every machine."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from rdflib.term import URIRef

from kg.errors import ConfigError
from kg.records import Activity, Document, Period, Result

_SAFE = re.compile(r"[0-9A-Za-z\u3400-\u9fff](?:[0-9A-Za-z_\u3400-\u9fff-]*[0-9A-Za-z\u3400-\u9fff])?")
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*[/#:]")


def check_base(base: str) -> str:
    """Return the base of our IRIs; raise ConfigError when no IRI could begin so."""
    if not _BASE.fullmatch(base):
        raise ConfigError(f"base {base!r} is not an absolute IRI that ends in / or #, such as https://example.org/id/")
    return base


def digest(*parts: object) -> str:
    """Return 20 hexadecimal digits of the SHA-256 of the parts; None and "" are different, so are ("ab",) and ("a", "b")."""
    text = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def local_name(name: str) -> str:
    """Return a name that may stand behind any prefix: letters, digits, Chinese characters and hyphens inside.

    >>> local_name("agency-济南市公安局")
    'agency-济南市公安局'
    """
    return name if _SAFE.fullmatch(name) else f"x-{digest(name)}"


def node(base: str, name: str) -> URIRef:
    """Return the IRI of a local name."""
    return URIRef(base + local_name(name))


def report_name(document: Document) -> str:
    """Return the local name of a report: its id, which cleaning makes from the checksum."""
    name = document.id if document.id.startswith("report-") else f"report-{document.id}"
    return name if _SAFE.fullmatch(name) else f"report-{digest(document.id)}"


def activity_name(activity: Activity, agents: Iterable[str], thing: str, place: str | None) -> str:
    """Return the local name of an activity, given the ids of its entities."""
    parts = (activity.predicate, thing, place, *_dates(activity.period), activity.status, activity.post)
    return f"activity-{digest(*sorted(agents), '|', *parts)}"


def result_name(result: Result, agents: Iterable[str], result_of: str | None, place: str | None) -> str:
    """Return the local name of a result, given the ids of its entities."""
    measured = (result.indicator, result.value.normalize(), result.unit, result.kind, result.bound)
    change = (result.direction, result.baseline, result.planned)
    return f"result-{digest(*sorted(agents), '|', result_of, place, *_dates(result.period), *measured, *change)}"


def _dates(period: Period | None) -> tuple[str | None, str | None]:
    return (period.start, period.end) if period else (None, None)
