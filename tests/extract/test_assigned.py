"""What a paper counts among its tasks is planned; what it says was done stays done."""

from __future__ import annotations

import pytest

from kg.extract import extract_facts

from .conftest import as_document


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("云河市政府印发《水利规划》，部署了实施“护水”行动等7方面重点任务。", "planned"),
        ("《水利规划》提出了开展“护水”行动等任务，市水利局组织落实。", "planned"),
        ("云河市政府印发《水利规划》。市水利局开展“护水”行动，完成7方面任务。", "done"),
    ],
)
def test_a_task_that_a_paper_sets_is_no_deed_yet(text: str, status: str) -> None:
    extraction = next(extract_facts([as_document(text, "2024-05-01")]))

    assert {a.status for a in extraction.activities if a.predicate == "ran"} == {status}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("市人大常委会主任会议将2件草案提请云河市第十六届人大常委会第九次会议审议。", "planned"),
        ("2件草案提请云河市第十六届人大常委会第九次会议审议。云河市第十六届人大常委会第九次会议4月28日举行。", "done"),
    ],
)
def test_a_meeting_to_which_something_is_submitted_is_to_come(text: str, status: str) -> None:
    extraction = next(extract_facts([as_document(text, "2024-05-01")]))

    assert {a.status for a in extraction.activities if a.predicate == "held" and "第九次" in a.object.name} <= {status}
