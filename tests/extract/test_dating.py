"""When a fact was, weighed among all times that a report names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kg.extract import dating, models, read_told
from kg.extract.dating import MODEL, SHORTEST, TRUST, TRUST_IN_YEAR, Dater, with_likely_times
from kg.extract.nlp import pipeline
from kg.records import Activity, Extraction, Result

from .conftest import as_document

REPORT = (
    "青澜市水利局河湖管护工作情况\n2024年，青澜市水利局开展“清河”专项行动，巡河3.6万人次。2025年以来，市水利局建成智慧河湖平台，"
    "整改问题518个。6月12日，市水利局召开河湖管护推进会，86人参加。6月中旬，市水利局与松溪县水务局联合开展护河夜查行动，"
    "出动412人次，发放资料2700份，劝离垂钓96人。三季度，市水利局印发《河道清淤办法》，完成清淤42公里，沿河企业签订护河承诺书160份，志愿者参加净滩"
    "活动4200人次。\n下一步，市水利局将建成青澜湿地监测站，连续5年未发生溃坝。\n"
)


def told_in(text: str, date: str | None = "2025-10-20") -> tuple[Extraction, Dater]:
    """Return what the rules read in a text, and what weighs its times."""
    extraction, _, dater = read_told(pipeline()(text), as_document(text, date))
    return extraction, dater


def surest_of(start: str, chance: float) -> Callable[[str, Sequence[Sequence[float]]], list[float]]:
    """Return a model that gives the times of REPORT that begin on a day a chance, and all others none."""
    extraction, dater = told_in(REPORT)
    facts: list[Activity | Result] = [*extraction.activities, *extraction.results]
    rows = {c.features for f in facts for c in dater.candidates(f) if c.period.start == start}
    return lambda _, features: [chance if tuple(row) in rows else 0.0 for row in features]


def starts_of(facts: Sequence[Activity | Result]) -> list[str | None]:
    """Return when each fact began."""
    return [fact.period.start if fact.period else None for fact in facts]


def result_of(extraction: Extraction, value: int) -> Result:
    """Return the result of a value."""
    return next(r for r in extraction.results if r.value == value)


def test_every_time_named_before_the_end_of_its_sentence_is_a_candidate_of_a_fact() -> None:
    extraction, dater = told_in(REPORT)

    named = {c.period.start for c in dater.candidates(result_of(extraction, 412))}

    assert {"2024-01-01", "2025-01-01", "2025-06-12", "2025-06-11"} <= named
    assert "2025-07-01" not in named  # 三季度, of the sentence behind it


def test_a_time_that_the_model_is_surer_of_is_that_of_the_fact(monkeypatch: pytest.MonkeyPatch) -> None:
    extraction, dater = told_in(REPORT)
    monkeypatch.setattr(models, "probabilities", surest_of("2025-01-01", 0.9))

    (weighed,) = with_likely_times([result_of(extraction, 412)], dater)

    assert starts_of([result_of(extraction, 412)]) == ["2025-06-11"]
    assert weighed.period
    assert weighed.period.start == "2025-01-01"
    assert weighed.period.is_inferred


def test_a_time_that_is_hardly_likelier_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    extraction, dater = told_in(REPORT)
    monkeypatch.setattr(models, "probabilities", surest_of("2025-01-01", TRUST - 0.01))

    assert with_likely_times(extraction.results, dater) == extraction.results


def test_another_year_must_be_likelier_by_more(monkeypatch: pytest.MonkeyPatch) -> None:
    extraction, dater = told_in(REPORT)
    monkeypatch.setattr(models, "probabilities", surest_of("2024-01-01", (TRUST + TRUST_IN_YEAR) / 2))

    assert with_likely_times([result_of(extraction, 412)], dater) == (result_of(extraction, 412),)


def test_no_plan_is_for_a_time_that_is_over_and_no_deed_of_one_to_come() -> None:
    extraction, dater = told_in(REPORT)
    plans = [a for a in extraction.activities if a.status == "planned" and a.predicate in dating.DEEDS]
    deeds = [a for a in extraction.activities if a.status == "done"]

    assert plans
    assert all((c.period.end or "9999") >= "2025-10-20" for plan in plans for c in dater.candidates(plan))
    assert all((c.period.start or "") <= "2025-10-20" for deed in deeds for c in dater.candidates(deed))


def test_a_result_whose_own_words_say_when_and_one_that_lasts_are_not_weighed() -> None:
    extraction, dater = told_in(REPORT.replace("巡河3.6万人次", "2024年巡河3.6万人次"))
    lasting = [r for r in extraction.results if r.evidence.rule.startswith("results/lasting")]

    assert not dater.may_be_of_another(result_of(extraction, 36000))
    assert lasting
    assert not any(map(dater.may_be_of_another, lasting))
    assert dater.may_be_of_another(result_of(extraction, 518))


def test_a_text_of_a_few_sentences_stays_as_the_rules_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "probabilities", lambda _, features: [1.0] * len(features))
    short = REPORT[: REPORT.index("三季度")]
    assert len(short) < SHORTEST

    extraction, dater = told_in(short)

    assert with_likely_times(extraction.results, dater) == extraction.results
    assert with_likely_times(extraction.activities, dater) == extraction.activities


def test_a_report_whose_day_is_not_known_has_no_time_but_those_that_it_names() -> None:
    extraction, dater = told_in(REPORT, None)

    given = {c.period.text for result in extraction.results for c in dater.candidates(result)}

    assert given
    assert all(text in REPORT for text in given)


def test_the_weighed_times_are_those_of_the_facts_that_a_report_gives() -> None:
    extraction, dater = told_in(REPORT)

    weighed = with_likely_times(extraction.activities, dater)

    assert [replace(a, period=None) for a in weighed] == [replace(a, period=None) for a in extraction.activities]
    plan = next(a for a in weighed if a.object.name.endswith("监测站"))
    assert (starts_of([plan])[0] or "") >= "2025"


@pytest.mark.full
def test_training_gives_the_model_that_is_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sklearn", reason="pip install -e .[train]")
    from tests.reference.figures import references
    from tests.reference.train_dating import train

    extraction, dater = told_in(REPORT)
    rows = [candidate.features for result in extraction.results for candidate in dater.candidates(result)]
    shipped = models.probabilities(MODEL, rows)
    train([*references("work"), *references("samples")], tmp_path / MODEL)
    monkeypatch.setattr(models, "files", lambda _: tmp_path)
    models._session.cache_clear()

    trained = models.probabilities(MODEL, rows)

    models._session.cache_clear()
    assert np.allclose(trained, shipped, atol=0.01)
