"""Make the model that weighs when a fact was, kg/extract/dating.onnx, from the open reports.

    pip install -e ".[train]"
    python -m tests.reference.train_dating [MODEL]

Reads the reports that rules may be written with, the work part of the open reference set and the samples, never the held-back
part. A deed or a result of a report and each time that it may be of are one example, right where the reference has a fact of
the same words that begins then; facts to which the reference gives no time teach nothing. The examples of a report weigh as
the root of its facts, so that a long report does not speak for all. About 30 CPU seconds; the same data and libraries give the
same model.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

import kg.extract
from kg.extract import read_told
from kg.extract.dating import MODEL, Dater
from kg.extract.nlp import pipeline
from kg.records import Activity, Document, Extraction
from tests.reference.figures import references
from tests.reference.train import documents_of, row_of, to_onnx

SETTINGS = {
    "max_iter": 200, "learning_rate": 0.08, "max_leaf_nodes": 16, "min_samples_leaf": 30, "l2_regularization": 1.0,
    "max_features": 0.3, "early_stopping": False, "random_state": 0,
}  # fmt: skip
OF_RESULTS = 0.6  # what an example of a result weighs beside one of a deed: there are more of them, and more alike
Example = tuple[tuple[float, ...], bool, bool]
Facts = Mapping[str, Any]


def examples_of(reference: Path) -> Iterator[list[Example]]:
    """Yield for every fact of a report that its reference dates (features, is its time, is a deed) of each candidate."""
    for document, facts in documents_of(reference):
        yield from _examples(document, facts)


def _examples(document: Document, facts: Facts) -> Iterator[list[Example]]:
    ((doc, _),) = pipeline().pipe([(document.text, document)], as_tuples=True)
    told, _, dater = read_told(doc, document)
    for fact, row in _dated(told, dater, facts):
        is_deed = isinstance(fact, Activity)
        yield [(c.features, c.period.start == row["start"], is_deed) for c in dater.candidates(fact)]


def _dated(told: Extraction, dater: Dater, facts: Facts) -> Iterator[tuple[Any, Facts]]:
    """Yield the facts of a report with the rows of its reference that tell of them and say when they were."""
    names = {e["id"]: {e["name"], *e.get("aliases", ())} for e in facts["entities"]}
    dated = [row for row in facts["relations"] if row.get("start")]
    for deed in filter(dater.may_be_of_another, told.activities):
        if row := _row_of_deed(deed, dater.text, dated, names):
            yield deed, row
    dated = [row for row in facts["results"] if row.get("start")]
    for result in filter(dater.may_be_of_another, told.results):
        if row := row_of(result, dater.text, dated):
            yield result, row


def _row_of_deed(deed: Activity, text: str, rows: Iterable[Facts], names: Mapping[str, set[str]]) -> Facts | None:
    """Return the row of a reference that tells of the same deed: what was done to what, its quote over the same words."""
    span, called = deed.evidence.span, {deed.object.name, deed.object.surface}
    for row in rows:
        if (row["p"], row["status"]) == (deed.predicate, deed.status) and called & names.get(row["o"], set()):
            at = text.find(row["quote"])
            if 0 <= at < span.end and span.start < at + len(row["quote"]):
                return row
    return None


def train(paths: list[Path], model: Path) -> None:
    """Write the model that the reports of some references teach."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    reports = [list(examples_of(path)) for path in paths]
    examples = [(one, len(report) ** -0.5) for report in reports for fact in report for one in fact]
    features = np.array([row for (row, *_), _ in examples], dtype=np.float32)
    weights = [weight * (1 if is_deed else OF_RESULTS) for (_, _, is_deed), weight in examples]
    trees = HistGradientBoostingClassifier(**SETTINGS).fit(features, [is_right for (_, is_right, _), _ in examples], weights)
    model.write_bytes(to_onnx(trees, features.shape[1]))


if __name__ == "__main__":
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(kg.extract.__file__).parent / MODEL
    train([*references("work"), *references("samples")], out)
    print(f"{out}: {out.stat().st_size:,} bytes")
