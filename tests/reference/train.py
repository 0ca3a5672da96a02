"""Make the model that weighs who reached a result or did a deed, kg/extract/agents.onnx, from the open reports.

    pip install -e ".[train]"
    python -m tests.reference.train [MODEL]

Reads the reports that rules may be written with, the work part of the open reference set and the samples, never the held-back
part. A result of a report and each body that the report names are one example, right where the reference accepts the body as
the agent; the examples of a report weigh as the root of their number, so that a long report does not speak for all. About 20
CPU seconds; the same data and libraries give the same model.
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
    "max_iter": 60, "learning_rate": 0.1, "max_leaf_nodes": 24, "min_samples_leaf": 50, "max_features": 0.3,
    "early_stopping": False, "random_state": 0,
}  # fmt: skip
Example = tuple[tuple[float, ...], bool]
Facts = Mapping[str, Any]


def documents_of(reference: Path) -> Iterator[tuple[Document, Facts]]:
    """Yield the documents of a report, with the date and the publisher that its reference states, and the reference."""
    facts = json.loads(reference.read_text("utf-8"))
    for document in clean_documents(text_of(reference)):
        date, publisher = facts.get("date") or document.date, document.publisher or facts.get("publisher")
        yield replace(document, date=date, publisher=publisher), facts


def examples_of(reference: Path) -> Iterator[Example]:
    """Yield (features, is the agent) of every candidate of the results of a report that its reference has, too."""
    for document, facts in documents_of(reference):
        yield from _examples(document, facts)


def _examples(document: Document, facts: Facts) -> Iterator[Example]:
    ((doc, _),) = pipeline().pipe([(document.text, document)], as_tuples=True)
    told, weigher, _ = read_told(doc, document)
    whole = replace(told, mentions=with_implied(told.mentions, told.activities, told.results))
    labels = {
        mention: {mention.name, entity.name, *entity.aliases}
        for entity in resolve_entities([whole]).entities
        for mention in entity.mentions
    }
    names = {e["id"]: {e["name"], *e.get("aliases", ()), e.get("resolved")} for e in facts["entities"]}
    for result in told.results:
        row = row_of(result, document.text, facts["results"])
        if row is not None:
            accepted = [names[key] for key in (row.get("agent"), *row.get("agents", ())) if key in names]
            for candidate in weigher.candidates(result):
                known: set[str] = labels.get(candidate.mention, {candidate.mention.name})
                yield candidate.features, any(known & right for right in accepted)


def row_of(result: Result, text: str, rows: Iterable[Facts]) -> Facts | None:
    """Return the row of a reference that tells of a result: of the same value, its quote over the same words."""
    start, end = result.evidence.span.start, result.evidence.span.end
    for row in rows:
        at = text.find(row["quote"])
        if at >= 0 and at < end and start < at + len(row["quote"]) and abs(float(result.value) - row["value"]) < 1e-6:
            return row
    return None


def train(paths: list[Path], model: Path) -> None:
    """Write the model that the reports of some references teach."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    told = [list(examples_of(path)) for path in paths]
    examples = [example for report in told for example in report]
    weights = [len(report) ** -0.5 for report in told for _ in report]
    features = np.array([row for row, _ in examples], dtype=np.float32)
    trees = HistGradientBoostingClassifier(**SETTINGS).fit(features, [is_agent for _, is_agent in examples], weights)
    model.write_bytes(to_onnx(trees, features.shape[1]))


def to_onnx(trees: Any, width: int) -> bytes:
    """Return boosted trees as a model of ONNX: features in, the class and both chances out."""
    from onnx import TensorProto, helper

    nodes = [(number, at, node) for number, (tree,) in enumerate(trees._predictors) for at, node in enumerate(tree.nodes)]
    leaves = [(number, at, node) for number, at, node in nodes if node["is_leaf"]]
    weighing = helper.make_node(
        "TreeEnsembleClassifier", ["features"], ["label", "probabilities"], domain="ai.onnx.ml",
        nodes_treeids=[number for number, _, _ in nodes],
        nodes_nodeids=[at for _, at, _ in nodes],
        nodes_modes=["LEAF" if node["is_leaf"] else "BRANCH_LEQ" for _, _, node in nodes],
        nodes_featureids=[int(node["feature_idx"]) for _, _, node in nodes],
        nodes_values=[float(node["num_threshold"]) for _, _, node in nodes],
        nodes_truenodeids=[int(node["left"]) for _, _, node in nodes],
        nodes_falsenodeids=[int(node["right"]) for _, _, node in nodes],
        class_treeids=[number for number, _, _ in leaves],
        class_nodeids=[at for _, at, _ in leaves],
        class_ids=[0] * len(leaves),
        class_weights=[float(node["value"]) for _, _, node in leaves],
        classlabels_int64s=[0, 1],
        base_values=[float(trees._baseline_prediction[0, 0])],
        post_transform="LOGISTIC",
    )  # fmt: skip
    rows = helper.make_tensor_value_info("features", TensorProto.FLOAT, [None, width])
    label = helper.make_tensor_value_info("label", TensorProto.INT64, [None])
    chances = helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, [None, 2])
    graph = helper.make_graph([weighing], "trees", [rows], [label, chances])
    versions = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 1)]
    made: bytes = helper.make_model(graph, opset_imports=versions, ir_version=8).SerializeToString()
    return made


if __name__ == "__main__":
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(kg.extract.__file__).parent / MODEL
    train([*references("work"), *references("samples")], out)
    print(f"{out}: {out.stat().st_size:,} bytes")
