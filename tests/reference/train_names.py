"""Make the model that reads names, kg/extract/names.crfsuite, from the open reports.

    python -m tests.reference.train_names [MODEL]

Reads the reports that rules may be written with, the work part of the open reference set and the samples, never the held-back
part. Every name and every alias is an example wherever it stands in its report, the longer before the shorter. About
two CPU minutes; the same data and libraries give the same model.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pycrfsuite

import kg.extract
from kg.extract.naming import MODEL, features_of, sentences_of
from kg.extract.nlp import pipeline, tags_of, text_of
from kg.extract.tags import mark_tags
from tests.reference.figures import references
from tests.reference.train import documents_of

SETTINGS = {"c1": 0.6, "c2": 0.05, "max_iterations": 150, "feature.possible_transitions": True}


def labels_of(text: str, entities: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return for each character of a text B-Class where a name begins, I-Class inside, O elsewhere."""
    names = {name: e["type"] for e in entities for name in (e["name"], *e.get("aliases", ())) if len(name) > 1}
    labels = ["O"] * len(text)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        for found in re.finditer(re.escape(name), text):
            start, end = found.span()
            if all(label == "O" for label in labels[start:end]):
                labels[start:end] = [f"B-{names[name]}", *[f"I-{names[name]}"] * (end - start - 1)]
    return labels


def train(paths: Iterable[Path], model: Path) -> None:
    """Write the model that the reports of some references teach."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    for path in paths:
        for document, facts in documents_of(path):
            doc = mark_tags(pipeline().make_doc(document.text))
            rows, labels = features_of(text_of(doc), tags_of(doc)), labels_of(document.text, facts["entities"])
            for start, end in sentences_of(document.text):
                trainer.append(rows[start:end], labels[start:end])
    trainer.train(str(model))


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(kg.extract.__file__).parent / MODEL
    train([*references("work"), *references("samples")], target)
    print(target, target.stat().st_size, "bytes")
