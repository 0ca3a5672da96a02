"""What a number measures, worded by the models where they are sure of other words than the grammar's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import models, wording
from kg.extract.findings import Finding, read_report
from kg.extract.mentions import read_mentions
from kg.extract.models import probabilities
from kg.extract.nlp import pipeline
from kg.extract.pages import Page
from kg.extract.wording import CHOICE, SHORTEST, WORDS, chances_of, choice, likeness, sights, with_likelier_words

from .conftest import as_document

REPORT = (
    "青澜市水利局2025年河湖管护情况\n青澜市水利局把河湖管护摆在前面。松溪县水务局完成清淤河道42公里。全年巡河3.6万人次，"
    "整改问题518个。\n市生态环境局加密断面监测，布设自动站27座。国控断面水质优良比例达到94.4%，较上年提高1.8个百分点。\n"
    "松溪县水务局与市生态环境局建立会商机制，双方共享数据12类。今年上半年，群众投诉下降31%，群众满意率升至97.2%，"
    "沿河企业主动签订护河承诺书160份，志愿者参加净滩活动4200人次，形成了人人护河的好局面。\n"
)
Told = list[list[tuple[tuple[int, int], Finding]]]


def told_in(text: str) -> tuple[Page, Told]:
    document = as_document(text, "2025-12-30")
    doc = pipeline()(text)
    page = Page(doc, document, read_mentions(doc, document))
    return page, [*read_report(page)]


def wordings(told: Told) -> dict[str, str]:
    return {str(f.number.quantity.value): f.indicator for sentence in told for _, f in sentence}


def surer_of(words: str, chance: float) -> object:
    """Return models that take some words for what is measured, and are so sure of them."""

    def run(model: str, features: Sequence[Sequence[float]]) -> list[float]:
        if model == CHOICE:
            return [chance] * len(features)
        page, told = told_in(REPORT)
        seen = sights(page, (f for sentence in told for _, f in sentence))
        return [0.9 if word.text in words else 0.1 for _, sight in seen for word in sight.words]

    return run


def test_words_that_the_models_are_surer_of_say_what_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    page, told = told_in(REPORT)
    monkeypatch.setattr(wording, "probabilities", surer_of("河湖河道", 0.87654))

    anew = with_likelier_words(page, told)

    assert "河道" in wordings(anew).values()
    changed = [f for sentence in anew for _, f in sentence if f.confidence is not None]
    assert changed
    assert {f.confidence for f in changed} == {0.88}


def test_words_that_the_models_are_not_sure_of_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    page, told = told_in(REPORT)
    monkeypatch.setattr(wording, "probabilities", surer_of("河湖河道", wording.SURE - 0.01))

    assert with_likelier_words(page, told) == told


def test_a_text_of_a_few_sentences_is_worded_by_the_grammar_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    page, told = told_in(REPORT[: REPORT.index("国控断面")])
    monkeypatch.setattr(wording, "probabilities", surer_of("河湖河道", 1.0))

    assert len(page.text) < SHORTEST
    assert with_likelier_words(page, told) == told


def test_what_two_wordings_have_in_common_is_not_weighed() -> None:
    page, told = told_in(REPORT)

    for finding, sight in sights(page, (f for sentence in told for _, f in sentence)):
        same = [1.0 if i in sight.aligned(finding.indicator) else 0.0 for i in range(len(sight.words))]
        if likeness(sight.wording(same), finding.indicator) >= wording.ALIKE:
            assert choice(sight, same, finding) is None


def test_a_change_of_what_is_worded_anew_takes_the_new_words(monkeypatch: pytest.MonkeyPatch) -> None:
    page, told = told_in(REPORT)
    level = next(f for sentence in told for _, f in sentence if str(f.number.quantity.value) == "94.4")
    monkeypatch.setattr(wording, "probabilities", lambda model, rows: [0.0] * len(rows))
    monkeypatch.setattr(wording, "choice", lambda sight, chances, finding: (0.0,) if finding is level else None)
    monkeypatch.setattr(wording.Sight, "wording", lambda sight, chances: "断面水质")
    monkeypatch.setattr(wording, "SURE", -1.0)

    anew = wordings(with_likelier_words(page, told))

    assert anew["94.4"] == anew["1.8"] == "断面水质"


@given(st.lists(st.sampled_from(REPORT.replace("\n", "。").split("。")[:-1]), max_size=6))
def test_words_of_any_report_have_the_features_that_the_model_knows(sentences: list[str]) -> None:
    page, told = told_in("。\n".join(sentences))
    seen = sights(page, (f for sentence in told for _, f in sentence))

    chances = chances_of([sight for _, sight in seen])

    assert [len(each) for each in chances] == [len(sight.words) for _, sight in seen]
    assert all(0 <= chance <= 1 for each in chances for chance in each)


@pytest.mark.full
def test_training_gives_the_models_that_are_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("skl2onnx", reason="pip install -e .[train]")
    from tests.reference.figures import references
    from tests.reference.train_wording import train

    page, told = told_in(REPORT)
    rows = np.vstack([sight.features for _, sight in sights(page, (f for sentence in told for _, f in sentence))])
    shipped = probabilities(WORDS, rows)
    train([*references("work"), *references("samples")], tmp_path)
    monkeypatch.setattr(models, "files", lambda _: tmp_path)
    models._session.cache_clear()

    trained = probabilities(WORDS, rows)

    models._session.cache_clear()
    assert np.allclose(trained, shipped, atol=0.01)
