"""Two graphs in; what is new, gone and different out: by what things and facts say, not by how their IRIs are made.

A fact's IRI holds the ids of what it speaks of, so that it changes when two of these merge. Things are therefore followed
along `dcterms:isReplacedBy` first, and where a person has the id of a report that changed, by class, name and reports; facts
that then say the same are the same. Of what is left, a fact of the same agents, relation and object, or a result of the same
agents, indicator, kind and period, is one that changed. A report of the same text under another name was renamed.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, TypeAlias

from rdflib import Dataset
from rdflib.namespace import RDF

from kg.store.facts import Deed, Facts, Link, Outcome, Thing, read_facts
from kg.store.parse import triples_of
from kg.store.say import say_deed, say_outcome
from kg.store.terms import DCTERMS, KG
from kg.store.written import Written

Kind: TypeAlias = Literal["report", "entity", "fact", "result"]
What: TypeAlias = Literal["added", "gone", "changed"]

_PLURAL: Mapping[Kind, str] = {"report": "reports", "entity": "entities", "fact": "facts", "result": "results"}
_SIGNS: Mapping[What, str] = {"added": "+", "gone": "−", "changed": "~"}
_SHOWN = 20  # changes of one report that are said to people
_ELSEWHERE = "(no report)"
_NOTHING_ELSE = "reports of which no fact and no result is other"

Now: TypeAlias = Callable[[str | None], str | None]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what is added, gone or changed; `fields` has the values before and after of what changed."""

    kind: Kind
    what: What
    text: str
    iri: str
    was: str | None = None  # the IRI before, of what changed
    report: str | None = None  # the file that states it first
    fields: tuple[tuple[str, object, object], ...] = ()

    def __str__(self) -> str:
        changed = ", ".join(f"{name} {_plain(old)} → {_plain(new)}" for name, old, new in self.fields)
        return f"{_SIGNS[self.what]} {self.text}" + (f" [{changed}]" if changed else "")


@dataclass(frozen=True, slots=True)
class Difference:
    """What a graph says that another did not: empty, and false, when they say the same. `str` is for people."""

    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.changes)

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many reports, entities, facts and results are added, gone and changed."""
        counted = Counter((change.kind, change.what) for change in self.changes)
        return {_PLURAL[kind]: {what: counted[kind, what] for what in _SIGNS} for kind in _PLURAL}

    def to_json(self) -> str:
        """Return all changes as JSON: for each kind the lists `added`, `gone` and `changed`."""
        tree: dict[str, dict[str, list[dict[str, object]]]] = {}
        for kind, name in _PLURAL.items():
            tree[name] = {what: [_as_json(c) for c in self.changes if (c.kind, c.what) == (kind, what)] for what in _SIGNS}
        return json.dumps({"counts": self.counts(), **tree}, ensure_ascii=False, indent=1) + "\n"

    def __str__(self) -> str:
        if not self:
            return "both say the same"
        return "\n".join(chain(self._summary(), self._things(), self._reports()))

    def _summary(self) -> Iterator[str]:
        for name, counted in self.counts().items():
            if any(counted.values()):
                yield f"{name}: " + ", ".join(f"{number} {what}" for what, number in counted.items() if number)

    def _things(self) -> Iterator[str]:
        things = [change for change in self.changes if change.kind == "entity"]
        if things:
            yield from ("", "entities", *_few(things))

    def _reports(self) -> Iterator[str]:
        by_report: dict[str, list[Change]] = defaultdict(list)
        for change in self.changes:
            if change.kind in ("fact", "result"):
                by_report[change.report or _ELSEWHERE].append(change)
        headings = {change.text: _heading(change) for change in self.changes if change.kind == "report"}
        quiet = [heading for name, heading in sorted(headings.items()) if name not in by_report]
        if quiet:
            yield from ("", _NOTHING_ELSE, *_few(quiet))
        for name in sorted(by_report):
            yield from ("", headings.get(name, name), *_few(by_report[name]))


def diff_graphs(old: Written | Dataset, new: Written | Dataset) -> Difference:
    """Return what `new` says that `old` does not, and the other way round.

    What was inferred is compared where both hold it: a file of what was read alone (.ttl, .jsonld …) takes nothing back.
    """
    inferred = all(any(True for _ in triples_of(graph, inferred=True)) for graph in (old, new))
    before, after = read_facts(old, inferred=inferred), read_facts(new, inferred=inferred)
    now = _by_name(before, after, _follower(new))
    compared = chain(
        _reports_changed(_reports(old), _reports(new)),
        _things_changed(before.things, after.things, now),
        _compared("fact", _said(before, now), _said(after, now)),
        _compared("result", _measured(before, now), _measured(after, now)),
    )
    return Difference(tuple(sorted(compared, key=_order)))


# ---- reports and things ----------------------------------------------------------------------------------------------


def _reports(graph: Written | Dataset) -> dict[str, tuple[str, str]]:
    """Return the IRI and the checksum of each report by its file."""
    wanted = {str(RDF.type): "is a", str(DCTERMS.source): "file", str(KG.sha256): "checksum"}
    about: dict[str, dict[str, str]] = defaultdict(dict)
    for s, p, o in triples_of(graph):
        if p in wanted and (p != str(RDF.type) or o == str(KG.Report)):
            about[s][wanted[p]] = str(o)
    reports = {iri: known for iri, known in sorted(about.items()) if "is a" in known}
    return {known.get("file", iri): (iri, str(known.get("checksum"))) for iri, known in reports.items()}


def _reports_changed(old: Mapping[str, tuple[str, str]], new: Mapping[str, tuple[str, str]]) -> Iterator[Change]:
    renamed = _renamed(old, new)
    for file in old.keys() | new.keys() - renamed.keys():
        if file not in old:
            yield Change("report", "added", file, new[file][0], report=file)
        elif file in renamed.values():
            now = next(name for name, was in renamed.items() if was == file)
            yield Change("report", "changed", now, new[now][0], old[file][0], now, (("file", file, now),))
        elif file not in new:
            yield Change("report", "gone", file, old[file][0], report=file)
        elif old[file][1] != new[file][1]:
            changed = (("sha256", old[file][1], new[file][1]),)
            yield Change("report", "changed", file, new[file][0], old[file][0], file, changed)


def _renamed(old: Mapping[str, tuple[str, str]], new: Mapping[str, tuple[str, str]]) -> Mapping[str, str]:
    """Return the names before of the reports that have the same text under another name."""
    gone = {report: file for file, report in sorted(old.items()) if file not in new}
    return {file: gone[report] for file, report in sorted(new.items()) if file not in old and report in gone}


def _follower(graph: Written | Dataset) -> Now:
    """Return what leads from the IRI of a thing to the one that stands in its place today."""
    triples = chain(triples_of(graph), triples_of(graph, inferred=True))
    replaced = dict(sorted((s, str(o)) for s, p, o in triples if p == str(DCTERMS.isReplacedBy)))

    def now(iri: str | None) -> str | None:
        seen = set[str]()
        while iri in replaced and iri not in seen:
            seen.add(iri)
            iri = replaced[iri]
        return iri

    return now


def _by_name(old: Facts, new: Facts, now: Now) -> Now:
    """Return what leads from a thing to that of today, where no id does by class and name (and reports) if these mean one."""
    there = {now(iri) for iri in old.things}
    gone = {iri: thing for iri, thing in old.things.items() if now(iri) not in new.things}
    come = {iri: thing for iri, thing in new.things.items() if iri not in there}
    same = _pairs(gone, come, lambda iri, thing: (thing.type, thing.name))
    if len(same) < min(len(gone), len(come)):
        left = {iri: thing for iri, thing in gone.items() if iri not in same}
        right = {iri: thing for iri, thing in come.items() if iri not in same.values()}
        files = _files(old) | _files(new)
        same |= _pairs(left, right, lambda iri, thing: (thing.type, thing.name, files.get(iri, frozenset())))
    return lambda iri: same.get(now(iri) or "", now(iri))


def _pairs(
    old: Mapping[str, Thing], new: Mapping[str, Thing], key: Callable[[str, Thing], tuple[object, ...]]
) -> dict[str, str]:
    """Return which old thing is which new one, where a key means one of each."""
    groups: dict[tuple[object, ...], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, things in enumerate((old, new)):
        for iri, thing in things.items():
            groups[key(iri, thing)][side].append(iri)
    return {before[0]: after[0] for before, after in groups.values() if len(before) == len(after) == 1}


def _files(facts: Facts) -> dict[str, frozenset[str]]:
    """Return the files in which something is said of a thing."""
    found: dict[str, set[str]] = defaultdict(set)
    for deed in facts.deeds:
        for iri in (*deed.agents, deed.object):
            found[iri].update(quote.source for quote in deed.quotes)
    return {iri: frozenset(files) for iri, files in found.items()}


def _things_changed(old: Mapping[str, Thing], new: Mapping[str, Thing], now: Now) -> Iterator[Change]:
    met = {found for iri in old if (found := now(iri)) in new}
    for iri, thing in old.items():
        heir = new.get(now(iri) or "")
        if heir is None:
            yield Change("entity", "gone", _title(thing), iri)
        elif heir.iri != iri and heir.iri in old:
            yield Change("entity", "changed", _title(heir), heir.iri, iri, fields=(("merged", thing.name, heir.name),))
        elif changed := tuple(_differing(_about(thing), _about(heir))):
            yield Change("entity", "changed", _title(heir), heir.iri, iri, fields=changed)
    for iri, thing in new.items():
        if iri not in met:
            yield Change("entity", "added", _title(thing), iri)


def _title(thing: Thing) -> str:
    return f"{thing.name} [{thing.type}{' ' + thing.subtype if thing.subtype else ''}]"


def _about(thing: Thing) -> dict[str, object]:
    return {
        "name": thing.name,
        "aliases": list(thing.aliases),
        "type": thing.type,
        "subtype": thing.subtype,
        "code": thing.code,
        "formal name": thing.formal_name,
        "inferred": thing.is_inferred,
    }


# ---- facts and results -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Item:
    """A fact or a result: what makes it the same fact, what may change in it, how it is said and where."""

    core: tuple[object, ...]
    about: Mapping[str, object]
    text: str
    iri: str
    report: str | None


def _said(facts: Facts, now: Now) -> list[_Item]:
    """Return the activities, and the relations that no activity tells of."""
    told = {(now(a), deed.predicate, now(deed.object)) for deed in facts.deeds if deed.status == "done" for a in deed.agents}
    links = [link for link in facts.links if (now(link.subject), link.predicate, now(link.object)) not in told]
    return [*(_deed(deed, facts, now) for deed in facts.deeds), *(_link(link, facts, now) for link in links)]


def _deed(deed: Deed, facts: Facts, now: Now) -> _Item:
    about = {
        "status": deed.status,
        "place": _named(deed.place, facts, now),
        "start": deed.start,
        "end": deed.end,
        "post": deed.post,
    }
    core = (_together(deed.agents, now), deed.predicate, now(deed.object))
    return _Item(core, about, say_deed(deed, facts), deed.iri, deed.quotes[0].source if deed.quotes else None)


def _link(link: Link, facts: Facts, now: Now) -> _Item:
    note = " · inferred" if link.is_inferred else ""
    text = f"{facts.name(link.subject)} —{link.predicate}→ {facts.name(link.object)}{note}"
    core = (_together((link.subject,), now), link.predicate, now(link.object), "link")
    return _Item(core, {"inferred": link.is_inferred}, text, "", None)


def _measured(facts: Facts, now: Now) -> list[_Item]:
    return [_outcome(outcome, facts, now) for outcome in facts.outcomes]


def _outcome(outcome: Outcome, facts: Facts, now: Now) -> _Item:
    about = {
        "value": outcome.value,
        "unit": outcome.unit,
        "bound": outcome.bound,
        "direction": outcome.direction,
        "baseline": outcome.baseline,
        "of": _named(outcome.result_of, facts, now),
        "place": _named(outcome.place, facts, now),
        "planned": outcome.planned,
    }
    core = (_together(outcome.agents, now), outcome.measures, outcome.kind, outcome.start, outcome.end)
    report = outcome.quotes[0].source if outcome.quotes else None
    return _Item(core, about, say_outcome(outcome, facts), outcome.iri, report)


def _together(iris: Iterable[str], now: Now) -> tuple[str, ...]:
    return tuple(sorted({str(now(iri)) for iri in iris}))


class _Name(str):
    """The name of a thing, equal to another when both stand for the same thing."""

    __slots__ = ("iri",)
    iri: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Name) and self.iri == other.iri

    def __hash__(self) -> int:
        return hash(self.iri)


def _named(iri: str | None, facts: Facts, now: Now) -> _Name | None:
    if iri is None:
        return None
    name = _Name(facts.name(iri))
    name.iri = str(now(iri))
    return name


def _compared(kind: Kind, old: Iterable[_Item], new: Iterable[_Item]) -> Iterator[Change]:
    groups: dict[tuple[object, ...], tuple[list[_Item], list[_Item]]] = defaultdict(lambda: ([], []))
    for side, items in enumerate((old, new)):
        for item in items:
            groups[item.core][side].append(item)
    for before, after in groups.values():
        yield from _group_compared(kind, *_unlike(before, after))


def _unlike(old: Sequence[_Item], new: Sequence[_Item]) -> tuple[list[_Item], list[_Item]]:
    """Return the items of each side that the other does not have."""
    both = Counter(map(_content, old)) & Counter(map(_content, new))
    return _without(old, both.copy()), _without(new, both)


def _without(items: Sequence[_Item], same: Counter[tuple[object, ...]]) -> list[_Item]:
    left = []
    for item in items:
        if same[_content(item)] > 0:
            same[_content(item)] -= 1
        else:
            left.append(item)
    return left


def _content(item: _Item) -> tuple[object, ...]:
    return tuple(item.about.values())


def _group_compared(kind: Kind, old: list[_Item], new: list[_Item]) -> Iterator[Change]:
    """Yield the changes of facts with one core: those most alike are one fact that changed."""
    pairs = [(len(list(_differing(b.about, a.about))), i, j) for i, b in enumerate(old) for j, a in enumerate(new)]
    paired_old, paired_new = set[int](), set[int]()
    for _, i, j in sorted(pairs):
        if i not in paired_old and j not in paired_new:
            paired_old.add(i)
            paired_new.add(j)
            changed = tuple(_differing(old[i].about, new[j].about))
            yield Change(kind, "changed", new[j].text, new[j].iri, old[i].iri, new[j].report, changed)
    yield from (Change(kind, "gone", x.text, x.iri, report=x.report) for i, x in enumerate(old) if i not in paired_old)
    yield from (Change(kind, "added", x.text, x.iri, report=x.report) for j, x in enumerate(new) if j not in paired_new)


def _differing(old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[tuple[str, object, object]]:
    return ((name, old[name], new[name]) for name in old if old[name] != new[name])


# ---- said ------------------------------------------------------------------------------------------------------------


def _order(change: Change) -> tuple[object, ...]:
    kinds, whats = list(_PLURAL), list(_SIGNS)
    return kinds.index(change.kind), whats.index(change.what), change.report or "", change.text, change.iri, change.was or ""


def _heading(report: Change) -> str:
    """Return what a report was and is; a file that was renamed with its name before."""
    before = "".join(f" (was {old})" for name, old, _ in report.fields if name == "file")
    return f"{_SIGNS[report.what]} {report.text}{before}"


def _few(changes: Sequence[object]) -> list[str]:
    more = [f"  … and {len(changes) - _SHOWN} more"] if len(changes) > _SHOWN else []
    return [*(f"  {change}" for change in changes[:_SHOWN]), *more]


def _plain(value: object) -> str:
    match value:
        case None | "":
            return "none"
        case float():
            return f"{value:,.10g}"
        case list():
            return "、".join(map(str, value)) or "none"
        case bool():
            return str(value).lower()
        case _:
            return str(value)


def _as_json(change: Change) -> dict[str, object]:
    tree: dict[str, object] = {"id": change.iri, "text": change.text}
    if change.what == "changed":
        tree |= {"was": change.was, "fields": {name: {"old": old, "new": new} for name, old, new in change.fields}}
    return tree | ({"report": change.report} if change.report else {})
