"""What is still to be built or held lies nowhere yet: its place is a plan as well; what stands lies where it did."""

from __future__ import annotations

import pytest

import kg
from kg.store.terms import KG, SKOS
from kg.store.write import default_graph


def places(text: str) -> set[tuple[str, str, str]]:
    """Return where things lie, as the graph says: direct triples as done, activities with their status."""
    graph = default_graph(kg.build(texts=[text]).dataset)
    label = {s: str(o) for s, o in graph.subject_objects(SKOS.prefLabel)}
    direct = {(label[s], label[o], "done") for s, o in graph.subject_objects(KG.locatedIn)}
    facts = {
        (label[graph.value(a, KG.agent)], label[graph.value(a, KG.object)], str(graph.value(a, KG.status)))
        for a in graph.subjects(KG.predicate, KG.locatedIn)
    }
    return direct | facts


@pytest.mark.parametrize(
    ("text", "thing", "place"),
    [
        ("2024年，市水利局要在临泉县长官镇设立河道保洁服务站。", "河道保洁服务站", "长官镇"),
        ("下一步，市教育局将建成德州市青少年实践中心。", "德州市青少年实践中心", "德州市"),
        ("市体育局计划今年9月在寿光市举办全市农民运动会。", "全市农民运动会", "寿光市"),
        ("下一步，寿光市人民医院新院区年底前投用。", "寿光市人民医院新院区", "寿光市"),
    ],
)
def test_what_is_to_come_lies_nowhere_yet(text: str, thing: str, place: str) -> None:
    said = {(status, where) for name, where, status in places(text) if name == thing}

    assert said == {("planned", place)}


@pytest.mark.parametrize(
    ("text", "thing", "place"),
    [
        ("寿光市人民医院新院区去年投用。下一步，寿光市人民医院新院区开放夜间门诊。", "寿光市人民医院新院区", "寿光市"),
        ("去年，市教育局建成德州市青少年实践中心。今年将扩建德州市青少年实践中心。", "德州市青少年实践中心", "德州市"),
        ("市体育局在寿光市举办全市农民运动会。明年将再次举办全市农民运动会。", "全市农民运动会", "寿光市"),
    ],
)
def test_what_stands_lies_where_it_did(text: str, thing: str, place: str) -> None:
    said = {(status, where) for name, where, status in places(text) if name == thing}

    assert ("done", place) in said
    assert ("planned", place) not in said
