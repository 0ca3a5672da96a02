"""The network as GraphML and GEXF: what Gephi, yEd, Cytoscape and networkx read."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from kg.view.columns import xml_text
from kg.view.network import counted_network
from kg.view.read import Facts

_WRITTEN = "1970-01-01"  # a file of the same graph has the same bytes, whenever it was written


def to_graphml(facts: Facts) -> bytes:
    """Return the network as GraphML, one weighted edge for each pair and relation (see `counted_network`)."""
    out = io.BytesIO()
    nx.write_graphml_xml(_safe(counted_network(facts)), out, prettyprint=True)
    return out.getvalue() + b"\n"


def to_gexf(facts: Facts) -> bytes:
    """Return the network as GEXF 1.2: labels, types, weights, and edges with their days, which Gephi's timeline shows.

    One weighted edge for each pair and relation (see `counted_network`). Gephi keeps the relations between one pair apart,
    because each edge says which kind it is.
    """
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(_safe(counted_network(facts)))
    root = writer.xml
    for element in root.iter("meta"):
        element.set("lastmodifieddate", _WRITTEN)
    for attribute in root.iter("attribute"):
        if attribute.get("title") == "networkx_key":
            attribute.set("title", "number")
    for edge in root.iter("edge"):
        edge.set("kind", edge.get("label", ""))
    writer.indent(root)
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _safe(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return the network with texts that XML can hold, each on one line, and with edges that are numbered through."""
    safe: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, about in network.nodes(data=True):
        safe.add_node(xml_text(node), **_texts(about))
    for number, (source, target, about) in enumerate(network.edges(data=True)):
        safe.add_edge(xml_text(source), xml_text(target), key=f"e{number}", **_texts(about))
    return safe


def _texts(about: dict[str, object]) -> dict[str, object]:
    return {name: xml_text(" ".join(value.split())) if isinstance(value, str) else value for name, value in about.items()}
