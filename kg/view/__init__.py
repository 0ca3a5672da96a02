"""View: a graph in; a network, a page and tables out."""

from __future__ import annotations

from kg.view.exports import EXPORTS, write_export
from kg.view.html import notebook_html, page_html, write_page
from kg.view.network import to_network
from kg.view.review import write_review
from kg.view.tables import write_tables

__all__ = [
    "EXPORTS",
    "notebook_html",
    "page_html",
    "to_network",
    "write_export",
    "write_page",
    "write_review",
    "write_tables",
]
