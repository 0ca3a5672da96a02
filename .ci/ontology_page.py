"""Make pages of the ontology for people, one a language: output/ontology.html and output/ontology.en.html, by pyLODE."""

import logging
import sys
from pathlib import Path

from pylode import OntPub
from rdflib import Graph, Literal
from rdflib.namespace import SKOS


def read(source: Path, language: str) -> Graph:
    """Return the ontology with the labels and definitions of one language; examples are in Chinese in every page.

    Those of other languages are taken out of the graph as parsed, which keeps the order of the file.
    """
    ontology = Graph().parse(source, format="turtle")
    for subject, term, value in list(ontology):
        if isinstance(value, Literal) and value.language not in {None, language} and term != SKOS.example:
            ontology.remove((subject, term, value))
    return ontology


def main() -> None:
    """Write the pages into the folder that is named."""
    logging.disable(logging.CRITICAL)
    [folder] = map(Path, sys.argv[1:])
    source = Path(__file__).parent.parent / "ontology" / "kg.ttl"
    for language, name in (("zh-Hans", "ontology.html"), ("en", "ontology.en.html")):
        OntPub(ontology=read(source, language)).make_html(destination=folder / name)


if __name__ == "__main__":
    main()
