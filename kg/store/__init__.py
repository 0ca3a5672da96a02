"""Facts in, RDF out, checked."""

from kg.store.build import store_graph, write_facts

__all__ = ["store_graph", "write_facts"]
