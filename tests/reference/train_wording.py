"""Make the models that choose the words for what a number measures, from the reports that rules may be written with.

    pip install -e ".[train]"
    python -m tests.reference.train_wording [FOLDER]

Writes kg/extract/words.onnx (which words around a number say what it measures) and kg/extract/wordings.onnx (whether those are
right where the grammar's are not), from the work part of the open reference set and the samples, never from the held-back part.
The second is taught with what the first says of reports that it was not taught by. 50 CPU seconds; the same data and
libraries give the same models.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

import kg.extract
from kg.extract.findings import Finding, read_report
from kg.extract.mentions import read_mentions
from kg.extract.nlp import pipeline, text_of
from kg.extract.pages import Page
from kg.extract.wording import ALIKE, CHOICE, WORDS, Sight, choice, likeness, sentence_of, sights
from kg.records import Document
from tests.reference.figures import references
from tests.reference.train import documents_of

FOLDS = 5
WORD_SETTINGS = {
    "n_estimators": 120, "learning_rate": 0.15, "max_depth": 6, "min_samples_leaf": 30, "subsample": 0.4, "max_features": 0.15,
    "random_state": 0,
}  # fmt: skip
CHOICE_SETTINGS = {
    "n_estimators": 60, "learning_rate": 0.05, "max_depth": 3, "min_samples_leaf": 10, "subsample": 0.7, "max_features": 0.5,
    "random_state": 0,
}  # fmt: skip
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """A number that a reference has: what stands around it, the right words, and what the grammar made of it."""

    report: str
    sight: Sight
    accepted: tuple[str, ...]
    finding: Finding | None

    def labels(self) -> list[bool]:
        """Return of each word whether it is one of the right ones."""
        right = self.sight.aligned(self.accepted[0])
        return [i in right for i in range(len(self.sight.words))]

    def fits(self, wording: str) -> bool:
        """Return whether a wording would count as right."""
        return max(likeness(wording, one) for one in self.accepted) >= ALIKE


def examples_of(reference: Path) -> Iterator[Example]:
    """Yield the numbers of a report that its reference has, too."""
    for document, facts in documents_of(reference):
        yield from _examples(reference.stem, document, facts)


def _examples(report: str, document: Document, facts: Facts) -> Iterator[Example]:
    ((doc, _),) = pipeline().pipe([(document.text, document)], as_tuples=True)
    text = text_of(doc)
    read = document if text == document.text else replace(document, text=text)
    page = Page(doc, read, read_mentions(doc, read))
    found = [finding for sentence in read_report(page) for _, finding in sentence]
    seen = {finding.number.start: (finding, sight) for finding, sight in sights(page, found)}
    rows = list(facts["results"])
    for number in page.numbers:
        row = next((row for row in rows if _tells_of(row, page.text, number.start, float(number.quantity.value))), None)
        if row is None:
            continue
        rows.remove(row)
        finding, sight = seen.get(number.start, (None, None))
        sight = sight or sentence_of(page, number.start).sight(number)
        if sight.words:
            yield Example(report, sight, (row["indicator"], *row.get("indicators", ())), finding)


def _tells_of(row: Facts, text: str, position: int, value: float) -> bool:
    """Return whether a row of a reference is of the number at a position."""
    at = text.find(row["quote"])
    return 0 <= at <= position < at + len(row["quote"]) and abs(value - row["value"]) < 1e-6


def train(paths: Sequence[Path], folder: Path) -> None:
    """Write the models that the reports of some references teach."""
    from sklearn.ensemble import GradientBoostingClassifier

    examples = [example for path in paths for example in examples_of(path)]
    reports = sorted({example.report for example in examples})
    unseen: dict[int, list[float]] = {}
    for fold in range(FOLDS):
        apart = set(reports[fold::FOLDS])
        trees = _words_of([e for e in examples if e.report not in apart])
        for i, example in enumerate(examples):
            if example.report in apart:
                unseen[i] = trees.predict_proba(_rows(example.sight.features))[:, 1].tolist()
    _write(_words_of(examples), folder / WORDS, examples[0].sight.features[0])
    rows, right = [], []
    for i, example in enumerate(examples):
        seen = example.finding and choice(example.sight, unseen[i], example.finding)
        ours, theirs = (
            example.fits(example.sight.wording(unseen[i])),
            bool(example.finding and example.fits(example.finding.indicator)),
        )
        if seen and ours != theirs:
            rows.append(seen)
            right.append(ours)
    print(f"{len(examples)} numbers, {len(rows)} of them worded otherwise, {sum(right)} better")
    _write(GradientBoostingClassifier(**CHOICE_SETTINGS).fit(_rows(rows), right), folder / CHOICE, rows[0])


def _words_of(examples: Sequence[Example]) -> Any:
    from sklearn.ensemble import GradientBoostingClassifier

    features = np.vstack([example.sight.features for example in examples])
    return GradientBoostingClassifier(**WORD_SETTINGS).fit(features, [x for e in examples for x in e.labels()])


def _rows(features: Sequence[Sequence[float]]) -> Any:
    return np.array(features, dtype=np.float32)


def _write(trees: Any, path: Path, row: Sequence[float]) -> None:
    from skl2onnx import to_onnx

    onnx = to_onnx(trees, _rows([row]), options={"zipmap": False}, target_opset=17)
    onnx.graph.input[0].name = onnx.graph.node[0].input[0] = "features"
    path.write_bytes(onnx.SerializeToString())
    print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(kg.extract.__file__).parent
    train([*references("work"), *references("samples")], out)
