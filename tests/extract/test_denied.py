"""What was not done is a fact of its own: it never answers who ran, built or held something."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import kg
from kg.records import Extraction
from kg.store.terms import KG
from kg.store.write import default_graph

Read = Callable[..., Extraction]


def statuses(read: Read, text: str) -> set[tuple[str, str]]:
    return {(a.predicate, a.status) for a in read(text).activities if a.predicate in ("ran", "built", "held", "issued")}


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("市公安局未开展“雪亮”行动。", "ran"),
        ("市水利局没有开展“清河”行动。", "ran"),
        ("市住建局尚未启动“安居”工程。", "ran"),
        ("区卫健局不再开展“白衣”行动。", "ran"),
        ("市文旅局暂缓建设“智慧文旅云平台”。", "built"),
        ("市大数据局的“火眼”系统至今未建成。", "built"),
        ("原定9月举办的全市农民运动会已取消，由市体育局通知各县。", "held"),
        ("市医保局没有按时印发《药品目录管理办法》。", "issued"),
        ("市医保局印发的《药品目录管理办法》修订稿未能如期出台。", "issued"),
    ],
)
def test_what_was_not_done_is_denied(read: Read, text: str, predicate: str) -> None:
    assert statuses(read, text) == {(predicate, "denied")}


@pytest.mark.parametrize(
    "text",
    [
        "市公安局开展“雪亮”行动，未发生事故。",
        "对未按规定停车的，市公安局开展“雪亮”行动。",
        "县教育局未雨绸缪，开展“护苗”行动。",
        "针对以往没有专人值守的问题，县水利局开展“清河”行动。",
    ],
)
def test_a_denial_of_something_else_takes_nothing_away(read: Read, text: str) -> None:
    assert statuses(read, text) == {("ran", "done")}


def test_what_was_denied_is_no_relation_in_the_graph() -> None:
    graph = default_graph(kg.build(texts=["市公安局未开展“雪亮”行动。"]).dataset)

    assert not list(graph.subject_objects(KG.ran))
    assert [str(status) for status in graph.objects(None, KG.status)] == ["denied"]


@pytest.mark.parametrize(
    "text",
    [
        "2021年，水利厅计划新增灌溉面积40万亩，启动河东防洪治理二期工程。",
        "市教育局的“智慧教育云平台”尚在建设中。",
    ],
)
def test_a_plan_stays_one_whatever_the_tagger_calls_its_body(read: Read, text: str) -> None:
    extraction = read(text, "2021-01-05")

    assert {a.status for a in extraction.activities if a.predicate in ("ran", "built")} == {"planned"}
    assert all(result.planned for result in extraction.results)


@pytest.mark.parametrize(
    "text",
    [
        "永宁市公安局与市检察院没有签订合作协议。",
        "永宁市公安局未与市检察院开展“护航”行动。",
        "网传“永宁市公安局开展‘夜鹰’行动”系谣言。",
    ],
)
def test_no_deed_is_done_that_the_words_deny(read: Read, text: str) -> None:
    assert not [a for a in read(text, "2024-09-01").activities if a.status == "done"]


def test_a_rumour_has_no_results(read: Read) -> None:
    for text in ("网传“永宁市公安局抓获200人”系谣言。", "有网民称“白水县已建成5座消防站”，经核实不属实。"):
        assert not read(text, "2024-09-01").results
