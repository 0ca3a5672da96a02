"""What is still to be built or held lies nowhere yet: its place is a plan as well; what stands lies where it did."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import kg
from kg.records import Extraction
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


COMING = [
    (
        "云河盟2025年水土保持统计公报\n云河盟水利局　2026年3月12日\n\n一、治理\n全盟治理水土流失148万亩，比上年减少12%。\n\n"
        "二、2026年主要指标\n治理水土流失120万亩，其中左旗75万亩；林草覆盖率稳在23.7%上下。",
        "2026-03-12",
        {1_480_000: False, 12: False, 1_200_000: True, 750_000: True, 23.7: True},
    ),
    (
        "云河县农业农村局2023年统计年报\n（2024年5月6日）\n一、2023年情况\n粮食产量31万吨。\n二、2024年指标\n粮食产量32万吨，建高标准农田5万亩。",
        "2024-05-06",
        {310_000: False, 320_000: True, 50_000: True},
    ),
    (
        "云河省就业局2025年工作\n（2026年1月23日）\n\n全年城镇新增就业74万人。\n\n"
        "2026年定下的盘子：失业率压在5.4%上下。一是补贴性培训做够60万人次以上。二是检查单位3200户。",
        "2026-01-23",
        {740_000: False, 5.4: True, 600_000: True, 3200: True},
    ),
    (
        "菇乡见闻\n合作社社员已有148户，今年出菇1960吨。村支书另有盘算：开春把社员发展到200户。",
        "2024-11-27",
        {148: False, 1960: False, 200: True},
    ),
    (
        "云河市医保局简报\n第十批集采药品5月1日落地，平均降价61%，预计年省药费1.1亿元。",
        "2025-07-18",
        {61: False, 110_000_000: True},
    ),
    (
        "云河铁路集团春运预测\n今年春运自1月14日开始，预计发送旅客2860万人次。节前开行临客312列。",
        "2025-01-10",
        {28_600_000: True, 312: True},
    ),
    (
        "市生态环境局通报整改情况\n督察反馈的46项问题，已整改39项，其余7项按时序推进，2025年6月前完成。新建污水管网112公里。",
        "2024-09-09",
        {46: False, 39: False, 7: True, 112: False},
    ),
    (
        "云河县农田水利实施方案\n去冬今春，全县已清淤沟渠310公里，新修塘坝46座。\n一、目标任务\n清淤沟渠420公里。",
        "2024-10-18",
        {310: False, 46: False, 420: True},
    ),
    ("云河市2024年1月主要指标\n1月，全市用电量12亿千瓦时，增长8%。", "2024-02-05", {1_200_000_000: False, 8: False}),
]


@pytest.mark.parametrize(("text", "date", "planned"), COMING)
def test_what_stands_under_the_figures_of_a_year_to_come_is_planned(
    read: Callable[..., Extraction], text: str, date: str, planned: dict[float, bool]
) -> None:
    assert {float(r.value): r.planned for r in read(text, date).results} == planned


def test_how_long_a_campaign_goes_on_is_no_result(read: Callable[..., Extraction]) -> None:
    found = read("云河市公安局3月部署“利剑”行动，为期十个月，已检查企业320家。", "2024-07-01").results

    assert [int(r.value) for r in found] == [320]
