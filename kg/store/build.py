"""Everything read, as RDF: a graph for each report, their union as the default graph, and what was inferred apart from both."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from rdflib import Dataset
from rdflib.term import Literal, URIRef

from kg.config import Settings
from kg.errors import GraphError
from kg.records import (
    Activity,
    Document,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Period,
    Problem,
    Relation,
    Resolution,
    Result,
    Span,
)
from kg.store import indicators, iris, pages, provenance, scripts, triples, wholes
from kg.store.index import Triple as PlainTriple
from kg.store.pages import Page
from kg.store.parse import dataset_of
from kg.store.patch import Earlier, patched
from kg.store.rejections import Rejections
from kg.store.terms import INFERRED, KG
from kg.store.write import Names, Triple, blocks, blocks_of_plain
from kg.store.written import Written, text_of

DAMAGED = "clean/damaged"  # the rule of a passage that could not be restored
OUTCOMES_OF = ("ran", "held", "built", "used", "issued", "attended", "received")


def store_graph(
    resolution: Resolution, *, settings: Settings | None = None, on_problem: Callable[[Problem], None] | None = None
) -> Dataset:
    """Return the graph of all that was read as an rdflib Dataset (see write_facts), for who wants to work with that."""
    return dataset_of(write_facts(resolution, settings=settings, on_problem=on_problem))


def write_facts(
    resolution: Resolution,
    *,
    settings: Settings | None = None,
    on_problem: Callable[[Problem], None] | None = None,
    earlier: Earlier | None = None,
    said: Callable[[Extraction], str] | None = None,
    measures: Callable[[Extraction], Sequence[str]] = indicators.measures_of,
) -> Written:
    """Return the graph of all that was read, without the facts that people reject, ready to be written.

    The default graph holds the facts of all reports, each named graph those of the report that it is named after, and
    `id:inferred` what no report says. The same records give the same triples, whatever their order. A rejection of what is
    not there is told to `on_problem`. Pages of an `earlier` build stay where nothing that they hang on differs: neither what a
    report and its extraction say (`said` gives a digest of both, empty where that is not known), nor what others make of it.
    `measures` stands in for measures_of, for who remembers what that made before.
    """
    settings = settings or Settings()
    base = iris.check_base(settings.base)
    measured = {extraction.document.id: measures(extraction) for extraction in resolution.extractions}
    world = _World.of(resolution, base, measured, quotes=settings.evidence == "quotes")
    names, rejected = Names(base), Rejections(resolution.rejected, base, _fact_names(resolution, world))
    found: dict[str, Page] = {}
    for extraction in resolution.extractions:
        name = str(iris.node(base, iris.report_name(extraction.document)))
        own = said(extraction) if said else ""
        digest = _digest(extraction, own, world) if own and not resolution.rejected else ""
        known = earlier.pages.get(name) if earlier and digest else None
        if known is None or known.digest != digest:
            known = Page(digest, text_of(blocks(_report_triples(extraction, world, rejected), names)))
        found[name] = known
    texts = {name: page.text for name, page in found.items()}
    default = patched(earlier, texts) if earlier else None
    texts[base + INFERRED] = text_of(blocks_of_plain(_inferred_triples(resolution, world), names))
    if on_problem:
        for problem in rejected.unused():
            on_problem(problem)
    return Written(base, texts, default, digests={name: page.digest for name, page in found.items()})


_Stated = tuple[Relation, Sequence[Evidence]]  # with the words of one report


@dataclass(frozen=True, slots=True)
class _World:
    """What the triples of one report need to know of all the others."""

    base: str
    quotes: bool
    mentions: Mapping[str, Mapping[str, list[Mention]]]  # by report and entity
    entities: Mapping[str, Entity]
    relations: Mapping[str, list[_Stated]]  # read from names, by the report that they are read in
    measures: Mapping[str, Sequence[str]]  # what the results of each report measure, in order
    units: Mapping[str, str]  # canonical unit by indicator
    confidence: dict[URIRef, float] = field(default_factory=dict)
    _entity_of: dict[str, Mapping[Mention, Entity]] = field(default_factory=dict)  # by report, when it is asked for
    _about: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, resolution: Resolution, base: str, measures: Mapping[str, Sequence[str]], *, quotes: bool) -> _World:
        mentions: dict[str, dict[str, list[Mention]]] = defaultdict(dict)
        for entity in resolution.entities:
            for report, here in groupby(entity.mentions, key=lambda mention: mention.span.document):
                mentions[report].setdefault(entity.id, []).extend(here)
        entities = {entity.id: entity for entity in resolution.entities}
        relations = _relations_by_report(resolution, mentions)
        world = cls(base, quotes, mentions, entities, relations, measures, _units(resolution, measures))
        world.confidence.update(_confidences(resolution, world))
        return world

    def entity(self, mention: Mention) -> Entity:
        """Return what a mention names; raise GraphError when resolution left it out."""
        report = mention.span.document
        if report not in self._entity_of:
            here = self.mentions.get(report, {})
            self._entity_of[report] = {each: self.entities[name] for name, mentions in here.items() for each in mentions}
        try:
            return self._entity_of[report][mention]
        except KeyError:
            where = f"{report}:{mention.span.start}"
            raise GraphError(f"{where}: the mention {mention.name!r} belongs to no entity of the resolution") from None

    def about(self, entity_id: str) -> bytes:
        """Return what pages say of a thing, whoever names it."""
        if entity_id not in self._about:
            self._about[entity_id] = pages.say_entity(self.entities[entity_id])
        return self._about[entity_id]

    def distinct(self, mentions: Iterable[Mention]) -> list[Entity]:
        """Return the different things that mentions name, by id."""
        return sorted({e.id: e for e in map(self.entity, mentions)}.values(), key=attrgetter("id"))

    def maybe(self, mention: Mention | None) -> Entity | None:
        """Return what a mention names, None for none."""
        return self.entity(mention) if mention else None


def _digest(extraction: Extraction, own: str, world: _World) -> str:
    """Return a digest of all that the page of a report is made from: its `own` one, and what the other reports add."""
    document = extraction.document
    here = world.mentions.get(document.id, {})
    relations = world.relations.get(document.id, [])
    others = sorted({end for relation, _ in relations for end in (relation.subject, relation.object)} - here.keys())
    return pages.digest_of(
        pages.writer_version(),
        world.base,
        world.quotes,
        own,
        [(world.about(entity_id), mentions) for entity_id, mentions in here.items()],
        [world.about(each) for each in others],
        [world.units.get(measure) for measure in world.measures[document.id]],
        [_said_relation(relation, here, world) for relation, here in relations],
        list(_said_elsewhere(extraction, world)),
        list(_said_confidences(extraction, world)),
    )


def _said_relation(relation: Relation, words: Sequence[Evidence], world: _World) -> object:
    """Return what a page says of a relation that a name states: the words there, and the mentions that stand for its ends."""
    first = [world.entities[end].mentions[:1] for end in (relation.subject, relation.object)]
    return relation.subject, relation.predicate, relation.object, bool(relation.evidence), words, first


def _said_elsewhere(extraction: Extraction, world: _World) -> Iterator[object]:
    """Yield the ids of the places that another report gives the activities of this one."""
    for activity in extraction.activities:
        if activity.place and activity.place.span.document != extraction.document.id:
            yield activity.evidence.span.start, world.entity(activity.place).id


def _said_confidences(extraction: Extraction, world: _World) -> Iterator[object]:
    """Yield how sure the facts of a report are, which other reports may tell more surely."""
    if world.confidence:
        yield from (world.confidence.get(act.iri) for a in extraction.activities if (act := _act(a, world)))
        yield from (world.confidence.get(_outcome(result, world).iri) for result in extraction.results)


# ---- one report ------------------------------------------------------------------------------------------------------


def _report_triples(extraction: Extraction, world: _World, rejected: Rejections) -> Iterator[Triple]:
    document = extraction.document
    yield from provenance.describe_report(document, world.base)
    yield from _damage_triples(document, world)
    for entity_id, mentions in world.mentions.get(document.id, {}).items():
        yield from _entity_triples(world.entities[entity_id], mentions, document, world)
    acts = [act for activity in extraction.activities if (act := _act(activity, world))]
    acts = [act for act in acts if not rejected.holds(act.iri, act.activity.predicate, act.activity.evidence, document)]
    outcomes = [_outcome(result, world) for result in extraction.results]
    outcomes = [o for o in outcomes if not rejected.holds(o.iri, "result", o.result.evidence, document)]
    for act in acts:
        yield from _activity_triples(act, document, world)
    for outcome in outcomes:
        yield from _outcome_triples(outcome, document, world)
    for relation, words in world.relations.get(document.id, []):
        yield from _relation_triples(relation, words, document, world, rejected)
    yield from _links(acts, outcomes)


def _entity_triples(entity: Entity, mentions: list[Mention], document: Document, world: _World) -> Iterator[Triple]:
    labels = {entity.name, *entity.aliases}
    here = {mention.name for mention in mentions if mention.name in labels}
    traditional = {
        t for m in mentions if m.name in labels and m.form != "implied" and (t := scripts.traditional_name(m, document))
    }
    names = triples.Names(frozenset(here | pages.unread(entity)), frozenset(traditional))
    yield from triples.describe_entity(entity, names, world.base)


@dataclass(frozen=True, slots=True)
class _Act:
    """An activity among entities."""

    iri: URIRef
    activity: Activity
    agents: list[Entity]
    thing: Entity
    place: Entity | None


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A result among entities."""

    iri: URIRef
    result: Result
    agents: list[Entity]
    result_of: Entity | None
    place: Entity | None


def _act(activity: Activity, world: _World) -> _Act | None:
    """Return the activity among entities, None when it only relates a thing to itself."""
    thing, place = world.entity(activity.object), world.maybe(activity.place)
    agents = [agent for agent in world.distinct(activity.agents) if agent.id != thing.id]
    if not agents:
        return None
    name = iris.activity_name(activity, [a.id for a in agents], thing.id, place.id if place else None)
    return _Act(iris.node(world.base, name), activity, agents, thing, place)


def _outcome(result: Result, world: _World) -> _Outcome:
    agents, result_of, place = world.distinct(result.agents), world.maybe(result.result_of), world.maybe(result.place)
    name = iris.result_name(result, [a.id for a in agents], result_of.id if result_of else None, place.id if place else None)
    return _Outcome(iris.node(world.base, name), result, agents, result_of, place)


def _activity_triples(act: _Act, document: Document, world: _World) -> Iterator[Triple]:
    yield from triples.describe_activity(act.iri, act.activity, act.agents, act.thing, act.place, world.base)
    yield from triples.describe_direct(act.activity, act.agents, act.thing, world.base)
    if act.iri in world.confidence:
        yield act.iri, KG.confidence, triples.decimal(world.confidence[act.iri])
    yield from _evidence_triples(act.iri, act.activity.evidence, provenance.activity_focus(act.activity), document, world)


def _outcome_triples(outcome: _Outcome, document: Document, world: _World) -> Iterator[Triple]:
    result = outcome.result
    yield from triples.describe_result(outcome.iri, result, outcome.agents, outcome.result_of, outcome.place, world.base)
    if wholes.exceeds_whole(result, document):
        yield outcome.iri, KG.exceedsWhole, Literal(True)
    if outcome.iri in world.confidence:
        yield outcome.iri, KG.confidence, triples.decimal(world.confidence[outcome.iri])
    yield outcome.iri, KG.measures, indicators.indicator_node(result.indicator, world.base)
    unit = world.units.get(indicators.normal_indicator(result.indicator))
    yield from indicators.describe_indicator(result.indicator, unit, world.base)
    yield from _evidence_triples(outcome.iri, result.evidence, provenance.result_focus(result, document), document, world)


def _damage_triples(document: Document, world: _World) -> Iterator[Triple]:
    """Yield the passages that could not be restored, each with the clauses it stands in."""
    report = iris.node(world.base, iris.report_name(document))
    for start, end in document.damaged:
        evidence = Evidence(provenance.clause_of(document, start, end), DAMAGED)
        iri, span = provenance.evidence_node(evidence, document, world.base, focus=Span(document.id, start, end))
        yield report, KG.damaged, iri
        yield from provenance.describe_evidence(iri, span, DAMAGED, document, world.base, quotes=world.quotes)


def _evidence_triples(fact: URIRef, evidence: Evidence, focus: Span, document: Document, world: _World) -> Iterator[Triple]:
    iri, span = provenance.evidence_node(evidence, document, world.base, focus=focus)
    yield fact, KG.evidence, iri
    yield from provenance.describe_evidence(iri, span, evidence.rule, document, world.base, quotes=world.quotes)


def _relation_triples(
    relation: Relation, words: Sequence[Evidence], document: Document, world: _World, rejected: Rejections
) -> Iterator[Triple]:
    """Yield a relation that a name states, and the activity that holds its evidence."""
    told = list(_relation_acts(relation, words, world))
    acts = [act for act in told if not rejected.holds(act.iri, relation.predicate, act.activity.evidence, document)]
    if acts or not told:
        yield from triples.describe_relation(relation, world.base)
    for act in acts:
        yield from _activity_triples(act, document, world)


def _relation_acts(relation: Relation, words: Sequence[Evidence], world: _World) -> Iterator[_Act]:
    """Yield the activities by which a report tells of a relation that a name states."""
    subject, thing = world.entities[relation.subject], world.entities[relation.object]
    if relation.predicate == "containedInPlace" or not (subject.mentions and thing.mentions):
        return
    for evidence in words:
        act = _act(Activity((subject.mentions[0],), relation.predicate, thing.mentions[0], evidence), world)
        if act:
            yield act


# ---- results of activities -------------------------------------------------------------------------------------------


def _links(acts: list[_Act], outcomes: list[_Outcome]) -> Iterator[Triple]:
    """Yield which activities a result is a result of: same doer, same thing, no contradicting time, plans with plans."""
    by_key: dict[tuple[str, str], list[_Act]] = defaultdict(list)
    for act in acts:
        if act.activity.predicate in OUTCOMES_OF:
            for agent in act.agents:
                by_key[agent.id, act.thing.id].append(act)
    for outcome in outcomes:
        if outcome.result_of:
            for agent in outcome.agents:
                for act in by_key.get((agent.id, outcome.result_of.id), []):
                    if _belongs(act.activity, outcome.result):
                        yield act.iri, KG.hasResult, outcome.iri


def _belongs(activity: Activity, result: Result) -> bool:
    status = "planned" if result.planned else "done"
    return activity.status == status and _meet(activity.period, result.period)


def _meet(one: Period | None, other: Period | None) -> bool:
    """Return whether two periods share a day, as far as is known."""
    if one is None or other is None:
        return True
    starts, ends = (one.start or "", other.start or ""), (one.end or "9999", other.end or "9999")
    return starts[0] <= ends[1] and starts[1] <= ends[0]


# ---- all reports -----------------------------------------------------------------------------------------------------


def _inferred_triples(resolution: Resolution, world: _World) -> Iterator[PlainTriple]:
    for entity in resolution.entities:
        yield from triples.describe_inferred(entity, world.base)
    for relation in resolution.relations:
        if relation.is_inferred:
            yield from map(triples.plain_triple, triples.describe_relation(relation, world.base))
    for match in resolution.uncertain:
        yield from triples.describe_match(match, world.base, entities=world.entities)


def _relations_by_report(
    resolution: Resolution, mentions: Mapping[str, Mapping[str, list[Mention]]]
) -> dict[str, list[_Stated]]:
    """Return the relations that names state, by the reports that they are read in: the evidence's, else all that name both."""
    reports_of: dict[str, set[str]] = defaultdict(set)
    for report, things in mentions.items():
        for entity_id in things:
            reports_of[entity_id].add(report)
    found: dict[str, list[_Stated]] = defaultdict(list)
    for relation in resolution.relations:
        if not relation.is_inferred:
            words: dict[str, list[Evidence]] = defaultdict(list)
            for evidence in relation.evidence:
                words[evidence.span.document].append(evidence)
            subject, thing = reports_of[relation.subject], reports_of[relation.object]
            for report in words or (subject & thing) or subject or thing:
                found[report].append((relation, words.get(report, [])))
    return found


def _units(resolution: Resolution, measures: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the unit that most results of an indicator have (a change's per cent aside)."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for extraction in resolution.extractions:
        for measure, result in zip(measures[extraction.document.id], extraction.results, strict=True):
            if result.kind != "change" and result.unit:
                counts[measure][result.unit] += 1
    return {name: min(units, key=lambda unit: (-units[unit], unit)) for name, units in counts.items()}


def _confidences(resolution: Resolution, world: _World) -> dict[URIRef, float]:
    """Return how sure each fact is: as sure as its surest telling."""
    surest: dict[URIRef, float] = {}
    for extraction in resolution.extractions:
        told = [(act.iri, a.confidence) for a in extraction.activities if a.confidence is not None and (act := _act(a, world))]
        told += [(_outcome(r, world).iri, r.confidence) for r in extraction.results if r.confidence is not None]
        for iri, confidence in told:
            surest[iri] = max(surest.get(iri, 0.0), confidence)
    return surest


def _fact_names(resolution: Resolution, world: _World) -> Iterator[str]:
    """Yield the IRIs of all facts, when people reject some."""
    for extraction in resolution.extractions if resolution.rejected else ():
        yield from (str(act.iri) for activity in extraction.activities if (act := _act(activity, world)))
        yield from (str(_outcome(result, world).iri) for result in extraction.results)
        for relation, words in world.relations.get(extraction.document.id, []):
            yield from (str(act.iri) for act in _relation_acts(relation, words, world))
