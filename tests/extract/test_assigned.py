"""What a paper counts among its tasks is planned; what it says was done stays done."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import extract_facts
from kg.records import Extraction

from .conftest import as_document

Read = Callable[..., Extraction]


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


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("3月启动“清泉”行动，由市水利局、市卫健委牵头实施。", {"市水利局", "市卫健委"}),
        ("修订《云河市清泉评价办法》，由市教科院执笔。", {"市教科院"}),
        ("12月将开展“清泉”行动，由市水利局牵头，市卫健委配合。", {"市水利局", "市卫健委"}),
    ],
)
def test_who_is_said_to_lead_behind_a_clause_did_what_it_tells(read: Read, text: str, agents: set[str]) -> None:
    found = read(f"云河市医疗保障局简报\n2024年6月3日\n{text}", "2024-06-03").activities

    assert {a.name for f in found if f.predicate in ("ran", "issued") for a in f.agents} == agents


def test_who_must_act_with_another_makes_the_other_act_too(read: Read) -> None:
    found = read("县财政局要会同县乡村振兴局建成资金动态监控系统。", "2024-06-03").activities

    assert {a.name for f in found if f.predicate == "built" for a in f.agents} == {"县财政局", "县乡村振兴局"}
