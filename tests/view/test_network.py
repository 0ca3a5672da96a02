from __future__ import annotations

import networkx as nx
from rdflib import Dataset

from kg.graph import KnowledgeGraph
from kg.view import to_network

ID = "https://w3id.org/zhengtu/id/"


def test_nodes_are_ready_for_analysis(small: Dataset) -> None:
    node = to_network(small).nodes[ID + "agency-1"]

    assert (node["label"], node["type"], node["subtype"]) == ("云河市公安局交警支队", "Agency", "traffic-police")
    assert (node["degree"], node["results"]) == (5, 2)


def test_edges_carry_their_words(small: Dataset) -> None:
    edge = to_network(small).edges[ID + "agency-1", ID + "initiative-1", ID + "activity-1"]

    assert (edge["predicate"], edge["status"], edge["place"]) == ("ran", "done", "云河市")
    assert [(quote.source, quote.start, quote.end) for quote in edge["evidence"]] == [("yunhe.txt", 31, 57)]


def test_joint_action_is_an_edge_from_each(small: Dataset) -> None:
    network = to_network(small)

    assert {agent for agent, _, key in network.edges(keys=True) if key == ID + "activity-2"} == {
        ID + "agency-1",
        ID + "agency-2",
    }


def test_inferred_edges_say_so(small: Dataset) -> None:
    inferred = [(a, b) for a, b, told in to_network(small).edges(data="inferred") if told]

    assert inferred == [(ID + "agency-2", ID + "agency-3")]


def test_centrality_runs_on_it(small: Dataset) -> None:
    central = nx.degree_centrality(to_network(small))

    assert max(central, key=central.__getitem__) == ID + "agency-1"


def test_links_count_what_was_done_between_two_things(small: Dataset) -> None:
    links = KnowledgeGraph(small).links()

    assert not links.is_directed()
    assert not links.is_multigraph()
    assert links.edges[ID + "agency-1", ID + "initiative-1"] == {"weight": 1, "relations": ("ran",)}
    assert ID + "initiative-2" not in links  # planned only
    assert not links.has_edge(ID + "agency-2", ID + "agency-3")  # inferred


def test_every_measure_runs_on_the_links(small: Dataset) -> None:
    links = KnowledgeGraph(small).links()

    assert max(nx.eigenvector_centrality(links).items(), key=lambda pair: pair[1])[0] == ID + "agency-1"
    assert max(nx.betweenness_centrality(links).items(), key=lambda pair: pair[1])[0] == ID + "agency-1"
    assert set(nx.clustering(links)) == set(links)
    assert set().union(*nx.community.louvain_communities(links, seed=1)) == set(links)
