"""Facts in, RDF out, checked."""

from kg.store.build import store_graph

__all__ = ["store_graph"]
