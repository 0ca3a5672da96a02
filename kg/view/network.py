"""A graph in, a network out: things as nodes, facts as edges, ready for centrality and communities."""

from __future__ import annotations

import networkx as nx
from rdflib import Dataset

from kg.view.read import Facts, read_facts


def to_network(dataset: Dataset) -> nx.MultiDiGraph[str]:
    """Return the things of a graph as nodes (their IRIs) and its facts as edges from who acted to what it was done to.

    A node has `label`, `type`, `subtype`, `aliases`, `degree` (facts it takes part in), `results` (measured results of it) and
    `inferred`. An edge has `predicate`, `status`, `place`, `start`, `end`, `evidence` (quotes) and `inferred`; its key is the
    IRI of the fact, or the predicate for a relation read from a name.
    """
    return network_of(read_facts(dataset))


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


def _results_of(facts: Facts) -> dict[str, int]:
    results = dict.fromkeys(facts.things, 0)
    for outcome in facts.outcomes:
        for iri in sorted({*outcome.agents, outcome.result_of} & results.keys()):
            results[iri] += 1
    return results
