"""Facts in, RDF out, checked."""

from kg.store.build import store_graph, write_facts
from kg.store.iris import check_base

__all__ = ["check_base", "store_graph", "write_facts"]
