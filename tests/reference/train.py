"""Make the model that weighs who reached a result, kg/extract/agents.onnx, from the reports that rules may be written with.

    pip install -e ".[train]"
    python -m tests.reference.train [MODEL]

Reads the work part of the open reference set and the samples, never the held-back part. A result of a report and each body that
the report names are one example, right where the reference accepts the body as the agent. About 40 CPU seconds; the same data
and libraries give the same model.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

import kg.extract
from kg.clean import clean_documents
from kg.extract import read_told, with_implied
from kg.extract.nlp import pipeline
from kg.extract.ranking import MODEL
from kg.records import Document, Result
from kg.resolve import resolve_entities
from tests.reference.figures import references, text_of

SETTINGS = {
    "n_estimators": 60,
    "learning_rate": 0.1,
    "max_depth": 5,
    "max_leaf_nodes": 16,
    "min_samples_leaf": 30,
    "subsample": 0.7,
    "max_features": 0.5,
    "random_state": 0,
}
Example = tuple[tuple[float, ...], bool]
Facts = Mapping[str, Any]


def examples_of(reference: Path) -> Iterator[Example]:
    """Yield (features, is the agent) of every candidate of the results of a report that its reference has, too."""
    facts = json.loads(reference.read_text("utf-8"))
    for document in clean_documents(text_of(reference)):
        date, publisher = facts.get("date") or document.date, document.publisher or facts.get("publisher")
        yield from _examples(replace(document, date=date, publisher=publisher), facts)


def _examples(document: Document, facts: Facts) -> Iterator[Example]:
    ((doc, _),) = pipeline().pipe([(document.text, document)], as_tuples=True)
    told, weigher = read_told(doc, document)
    whole = replace(told, mentions=with_implied(told.mentions, told.activities, told.results))
    labels = {
        mention: {mention.name, entity.name, *entity.aliases}
        for entity in resolve_entities([whole]).entities
        for mention in entity.mentions
    }
    names = {e["id"]: {e["name"], *e.get("aliases", ()), e.get("resolved")} for e in facts["entities"]}
    for result in told.results:
        row = _row_of(result, document.text, facts["results"])
        if row is not None:
            accepted = [names[key] for key in (row.get("agent"), *row.get("agents", ())) if key in names]
            for candidate in weigher.candidates(result):
                known: set[str] = labels.get(candidate.mention, {candidate.mention.name})
                yield candidate.features, any(known & right for right in accepted)


def _row_of(result: Result, text: str, rows: Iterable[Facts]) -> Facts | None:
    """Return the row of a reference that tells of a result: of the same value, its quote over the same words."""
    start, end = result.evidence.span.start, result.evidence.span.end
    for row in rows:
        at = text.find(row["quote"])
        if at >= 0 and at < end and start < at + len(row["quote"]) and abs(float(result.value) - row["value"]) < 1e-6:
            return row
    return None


def train(paths: list[Path], model: Path) -> None:
    """Write the model that the reports of some references teach."""
    from skl2onnx import to_onnx
    from sklearn.ensemble import GradientBoostingClassifier

    examples = [example for path in paths for example in examples_of(path)]
    features = np.array([row for row, _ in examples], dtype=np.float32)
    trees = GradientBoostingClassifier(**SETTINGS).fit(features, [is_agent for _, is_agent in examples])
    onnx = to_onnx(trees, features[:1], options={"zipmap": False}, target_opset=17)
    onnx.graph.input[0].name = onnx.graph.node[0].input[0] = "features"
    model.write_bytes(onnx.SerializeToString())


if __name__ == "__main__":
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(kg.extract.__file__).parent / MODEL
    train([*references("work"), *references("samples")], out)
    print(f"{out}: {out.stat().st_size:,} bytes")
