"""Who reached a result or did a deed, weighed among all bodies that a report names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import models, ranking, read_told
from kg.extract.nlp import pipeline
from kg.extract.ranking import MARGIN, SHORTEST, Weigher, probabilities, with_likely_agents
from kg.records import Extraction, Result

from .conftest import as_document

REPORT = (
    "青澜市水利局2025年河湖管护情况\n青澜市水利局把河湖管护摆在前面。松溪县水务局完成清淤河道42公里。全年巡河3.6万人次，"
    "整改问题518个。\n市生态环境局加密断面监测，布设自动站27座。国控断面水质优良比例达到94.4%，较上年提高1.8个百分点。\n"
    "松溪县水务局与市生态环境局建立会商机制，双方共享数据12类。今年上半年，群众投诉下降31%，群众满意率升至97.2%，"
    "沿河企业主动签订护河承诺书160份，志愿者参加净滩活动4200人次，形成了人人护河的好局面。\n"
)
BODIES = {"青澜市水利局", "松溪县水务局", "市生态环境局"}


def told_in(text: str) -> tuple[Extraction, Weigher]:
    """Return what the rules read in a text, and what weighs its bodies."""
    document = as_document(text, "2025-12-30")
    extraction, weigher, _ = read_told(pipeline()(text), document)
    return extraction, weigher


def surest_of(name: str, chance: float) -> Callable[[Sequence[Sequence[float]]], list[float]]:
    """Return a model that gives one body of REPORT a chance, and all others none."""
    extraction, weigher = told_in(REPORT)
    rows = {c.features for r in extraction.results for c in weigher.candidates(r) if c.mention.name == name}
    return lambda features: [chance if tuple(row) in rows else 0.0 for row in features]


def agents_of(results: Sequence[Result]) -> list[set[str]]:
    """Return the names of the agents of each result."""
    return [{agent.name for agent in result.agents} for result in results]


def test_every_body_of_a_report_is_a_candidate_of_every_result() -> None:
    extraction, weigher = told_in(REPORT)

    named = [{candidate.mention.name for candidate in weigher.candidates(result)} for result in extraction.results]

    assert len(named) >= 8
    assert all(names == BODIES for names in named)


def test_a_body_that_the_model_is_surer_of_reached_the_result(monkeypatch: pytest.MonkeyPatch) -> None:
    extraction, weigher = told_in(REPORT)
    monkeypatch.setattr(ranking, "probabilities", surest_of("市生态环境局", 0.87654))

    weighed = with_likely_agents(extraction.results, weigher)

    changed = [r for r, before in zip(weighed, extraction.results, strict=True) if r.agents != before.agents]
    assert changed
    assert all(names == {"市生态环境局"} for names in agents_of(changed))
    assert {r.confidence for r in changed} == {0.88}


def test_a_body_that_is_hardly_likelier_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    extraction, weigher = told_in(REPORT)
    monkeypatch.setattr(ranking, "probabilities", surest_of("市生态环境局", MARGIN - 0.01))

    assert with_likely_agents(extraction.results, weigher) == extraction.results


def test_what_nobody_is_said_to_have_reached_stays_so(monkeypatch: pytest.MonkeyPatch) -> None:
    extraction, weigher = told_in(REPORT)
    nobodys = [r for r in extraction.results if not r.agents]
    monkeypatch.setattr(ranking, "probabilities", surest_of("松溪县水务局", 1.0))

    assert not any(r.agents for r in with_likely_agents(nobodys, weigher))


def test_a_text_of_a_few_sentences_is_read_by_the_rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    text = REPORT[: REPORT.index("国控断面")]
    extraction, weigher = told_in(text)
    monkeypatch.setattr(ranking, "probabilities", lambda features: [1.0] * len(features))

    assert len(text) < SHORTEST
    assert with_likely_agents(extraction.results, weigher) == extraction.results


def test_who_answers_for_a_body_in_turn_is_not_weighed() -> None:
    extraction, weigher = told_in(REPORT)
    answered = replace(weigher.discourse, answers=True)

    assert any(weigher.is_carried(result) for result in extraction.results)
    weigher.discourse = answered

    assert not any(weigher.is_carried(result) for result in extraction.results)


def test_what_a_word_points_back_to_is_not_weighed() -> None:
    text = REPORT + "松溪县水务局联合市生态环境局开展采样。该局送检水样88份。后者出具报告46份。\n"
    extraction, weigher = told_in(text)

    pointed = [r for r in extraction.results if int(r.value) in (88, 46)]

    assert len(pointed) == 2
    assert not any(weigher.is_carried(result) for result in pointed)


DEEDS = REPORT + "松溪县水务局印发《河道清淤办法》。全年投入920万元，建成智慧河湖平台。\n"


def test_a_deed_whose_clause_names_nobody_is_weighed_and_one_that_names_its_doer_is_not() -> None:
    extraction, weigher = told_in(DEEDS)

    carried = {a.object.name: weigher.is_carried(a) for a in extraction.activities if a.predicate in ("issued", "built")}

    assert carried == {"河道清淤办法": False, "智慧河湖平台": True}


def test_a_body_that_the_model_is_surer_of_did_the_deed(monkeypatch: pytest.MonkeyPatch) -> None:
    extraction, weigher = told_in(DEEDS)
    rows = {c.features for a in extraction.activities for c in weigher.candidates(a) if c.mention.name == "市生态环境局"}
    monkeypatch.setattr(ranking, "probabilities", lambda features: [0.9 if tuple(row) in rows else 0.0 for row in features])

    weighed = with_likely_agents(extraction.activities, weigher)

    changed = [a for a, before in zip(weighed, extraction.activities, strict=True) if a != before]
    assert [(a.predicate, a.object.name, a.agents[0].name, a.confidence) for a in changed] == [
        ("built", "智慧河湖平台", "市生态环境局", 0.9)
    ]


def test_what_a_speaker_demands_is_not_weighed() -> None:
    text = DEEDS.replace("全年投入920万元，建成", "局长周远航在会上强调，要建好用好")
    extraction, weigher = told_in(text)

    assert not any(weigher.is_carried(a) for a in extraction.activities if a.object.name == "智慧河湖平台")


@given(st.lists(st.sampled_from(REPORT.replace("\n", "。").split("。")[:-1]), max_size=6))
def test_candidates_of_any_report_have_the_features_that_the_model_knows(sentences: list[str]) -> None:
    extraction, weigher = told_in("。\n".join(sentences))

    rows = [candidate.features for result in extraction.results for candidate in weigher.candidates(result)]

    assert len({len(row) for row in rows}) <= 1
    assert all(0 <= chance <= 1 for chance in probabilities(rows))


@pytest.mark.full
def test_training_gives_the_model_that_is_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("skl2onnx", reason="pip install -e .[train]")
    from tests.reference.figures import references
    from tests.reference.train import train

    extraction, weigher = told_in(REPORT)
    rows = [candidate.features for result in extraction.results for candidate in weigher.candidates(result)]
    shipped = probabilities(rows)
    train([*references("work"), *references("samples")], tmp_path / ranking.MODEL)
    monkeypatch.setattr(models, "files", lambda _: tmp_path)
    models._session.cache_clear()

    trained = probabilities(rows)

    models._session.cache_clear()
    assert np.allclose(trained, shipped, atol=0.01)
