"""A graph in, a network out: things as nodes, facts as edges, ready for centrality and communities."""

from __future__ import annotations

import networkx as nx

from kg.view.columns import day as is_day
from kg.view.read import Fact, Facts, Readable, read_facts
from kg.view.tables import LIST_MARK


def to_network(graph: Readable) -> nx.MultiDiGraph[str]:
    """Return the things of a graph as nodes (their IRIs) and its facts as edges from who acted to what it was done to.

    A node has `label`, `type`, `subtype`, `aliases`, `degree` (facts it takes part in), `results` (measured results of it) and
    `inferred`. An edge has `predicate`, `status`, `place`, `start`, `end`, `evidence` (quotes) and `inferred`; its key is the
    IRI of the fact, or the predicate for a relation read from a name.
    """
    return network_of(read_facts(graph))


def network_of(facts: Facts) -> nx.MultiDiGraph[str]:
    """Return the network of facts that were read already."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    results = _results_of(facts)
    for iri, thing in facts.things.items():
        network.add_node(
            iri,
            label=thing.name,
            type=thing.type,
            subtype=thing.subtype,
            aliases=(*thing.aliases, *thing.traditional),
            degree=facts.degree[iri],
            results=results[iri],
            inferred=thing.is_inferred,
        )
    for fact in facts.facts:
        for agent in fact.agents:
            network.add_edge(
                agent,
                fact.object,
                key=fact.iri or fact.predicate,
                predicate=fact.predicate,
                status=fact.status,
                place=facts.name(fact.place),
                start=fact.start,
                end=fact.end,
                evidence=tuple(facts.quote(words) for words in fact.evidence),
                inferred=fact.is_inferred,
            )
    return network


def counted_network(facts: Facts) -> nx.MultiDiGraph[str]:
    """Return the network of what was read and done, with one edge for each pair of things and each relation between them.

    `weight` counts the facts behind the edge, so that a weighted degree or PageRank weighs how often something was done and a
    plain degree counts whom a thing is related to, and how. Plans, what was denied and what was inferred are left out: a
    measure of who did most must not count them. All attributes are scalars: on nodes `label`, `type`, `subtype`, `aliases`,
    `facts`, `results`; on edges `label` and `predicate`, `weight`, `quotes`, `start` and `end` (first and last day known).
    """
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    results = _results_of(facts)
    for iri, thing in facts.things.items():
        if not thing.is_inferred:
            named = {"label": thing.name, "type": thing.type, "subtype": thing.subtype}
            aliases = LIST_MARK.join((*thing.aliases, *thing.traditional))
            network.add_node(iri, **named, aliases=aliases, facts=0, results=results[iri])
    for fact in facts.facts:
        if fact.status == "done" and not fact.is_inferred and fact.object in network:
            for agent in filter(network.__contains__, fact.agents):
                _count(network, agent, fact)
    return network


def links_of(facts: Facts) -> nx.Graph[str]:
    """Return the counted network without directions and with one edge for each pair: what any measure of networkx takes.

    `weight` counts the facts between two things, `relations` names them; things without any are left out.
    """
    network = counted_network(facts)
    links: nx.Graph[str] = nx.Graph()
    for agent, thing, edge in network.edges(data=True):
        if agent == thing:
            continue
        for iri in (agent, thing):
            links.add_node(iri, **network.nodes[iri])
        weight, relations = links.get_edge_data(agent, thing, {"weight": 0, "relations": ()}).values()
        named = tuple(sorted({*relations, edge["predicate"]}))
        links.add_edge(agent, thing, weight=weight + edge["weight"], relations=named)
    return links


def _count(network: nx.MultiDiGraph[str], agent: str, fact: Fact) -> None:
    """Add a fact to the edge that stands for its kind."""
    if not network.has_edge(agent, fact.object, fact.predicate):
        new = {"label": fact.predicate, "predicate": fact.predicate, "weight": 0, "quotes": 0}
        network.add_edge(agent, fact.object, key=fact.predicate, **new)
    edge = network.edges[agent, fact.object, fact.predicate]
    edge["weight"] += 1
    edge["quotes"] += len(fact.evidence)
    if is_day(fact.start):
        edge["start"] = min(fact.start, edge.get("start", fact.start))
    if is_day(fact.end):
        edge["end"] = max(fact.end, edge.get("end", fact.end))
    for iri in {agent, fact.object}:
        network.nodes[iri]["facts"] += 1


def _results_of(facts: Facts) -> dict[str, int]:
    results = dict.fromkeys(facts.things, 0)
    for outcome in facts.outcomes:
        for iri in sorted({*outcome.agents, outcome.result_of} & results.keys()):
            results[iri] += 1
    return results
