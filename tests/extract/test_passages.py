"""Names of every class in passages of many departments: half of them for working on the rules, half never looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from kg.records import Extraction
from tests.extract.names import CLASSES, compare, passages


@pytest.mark.parametrize(("half", "recall", "precision"), [("tuned", 0.89, 0.98), ("unseen", 0.82, 0.97)])
def test_names_of_many_departments_are_read(
    read: Callable[..., Extraction], half: str, recall: float, precision: float
) -> None:
    expected, right, wrong = Counter[str](), Counter[str](), Counter[str]()
    for passage in passages(half):
        names, loose = compare(passage, read(passage.text, "2024-05").mentions)
        expected.update(label for label, *_ in passage.names)
        right.update(label for label, *_ in names)
        wrong.update(label for label, *_ in loose)

    assert right.total() >= recall * expected.total(), {c: (right[c], expected[c]) for c in expected}
    assert right.total() >= precision * (right.total() + wrong.total()), wrong


@pytest.mark.parametrize("half", ["tuned", "unseen"])
def test_every_class_of_name_is_asked_for(half: str) -> None:
    labels = {label for passage in passages(half) for label, *_ in passage.names}

    assert labels == set(CLASSES.values())


def test_the_halves_share_no_passage() -> None:
    tuned, unseen = ({passage.text for passage in passages(half)} for half in ("tuned", "unseen"))

    assert not tuned & unseen
