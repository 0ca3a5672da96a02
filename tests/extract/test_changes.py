"""How reports say that a number changed, beside 增长 and 下降."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.numbers import find_quantities
from kg.records import Extraction

Read = Callable[..., Extraction]

CHANGES = [
    ("群众满意率却掉到91.2%。", 91.2, "down", "percent"),
    ("化肥用量省了两成。", 20, "down", "change"),
    ("稻飞虱虫量比常年偏高四成。", 40, "up", "change"),
    ("劳务纠纷立案反而多了23%。", 23, "up", "change"),
    ("口岸货运量环比掉了三成一。", 31, "down", "change"),
    ("港区全年接卸矿石超计划60余万吨。", 600_000, "up", "change"),
    ("项目区玉米单产高出区外83公斤。", 83, "up", "change"),
    ("试点城市由6个铺到了21个。", 21, "up", "count"),
    ("水库错峰把城区水位压低了1.3米。", 1.3, "down", "change"),
    ("PM2.5平均浓度同比改善8.1%。", 8.1, "down", "change"),
    ("空气质量优良率同比改善2.1个百分点。", 2.1, "up", "change"),
    ("9个项目平均缩短工期38天。", 38, "down", "change"),
    ("臭氧超标天数多了6天。", 6, "up", "change"),
    ("运输损耗少了将近一成五。", 15, "down", "change"),
    ("平均住院日缩到6.9天。", 6.9, "down", "duration"),
    ("接警量比上年同期少接1200起。", 1200, "down", "change"),
    ("来水较多年同期偏枯一成八。", 18, "down", "change"),
    ("事故中货车占比仍高达57%。", 57, None, "percent"),
    ("满意率94.1%，退了1.3个百分点。", 1.3, "down", "change"),
    ("浇一遍地由9天缩到4天半。", 4.5, "down", "duration"),
    ("森林覆盖率8.5%，草原盖度23.6%，分别提高0.09个和0.42个百分点。", 0.09, "up", "change"),
    ("全年节约用电，电费省下9万元。", 90_000, None, "money"),
]


@pytest.mark.parametrize(("text", "value", "direction", "kind"), CHANGES)
def test_a_change_is_told_by_more_verbs_than_rose_and_fell(
    read: Read, text: str, value: float, direction: str | None, kind: str
) -> None:
    found = {float(r.value): (r.direction, r.kind) for r in read(f"云河市水利局开展排查。{text}", "2024-10-13").results}

    assert found[value] == (direction, kind)


def test_a_bare_count_has_the_unit_of_what_it_came_from(read: Read) -> None:
    found = {int(r.value): (r.unit, r.kind, r.direction) for r in read("云河市医保局把审批从15个工作日压到5个。").results}

    assert found[5] == ("个工作日", "duration", "down")


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("3.2万余名学生参与", 32_000, "名", "over"),
        ("1000多万农户受益", 10_000_000, "人", "over"),
        ("直接经济损失约3.7亿元", 370_000_000, "元", "about"),
        ("断档约占三成", 30, "%", "about"),
        ("外来渔船占一半还多", 50, "%", "over"),
        ("亩均用水310方，", 310, "方", "exact"),
        ("倍差由2.31缩小到2.08。", 2.08, "", "exact"),
    ],
)
def test_quantities_keep_bound_and_unit(text: str, value: float, unit: str, bound: str) -> None:
    found = [(float(q.value), q.unit, q.bound) for _, _, q in find_quantities(text)]

    assert (value, unit, bound) in found


def test_the_average_of_each_keeps_its_name(read: Read) -> None:
    found = read("云河市医保局推行改革，住院次均费用由6127元降至5740元，旅客平均候检不到4分钟。", "2024-10-13").results

    assert {(r.indicator, int(r.value)) for r in found} == {("住院次均费用", 6127), ("住院次均费用", 5740), ("旅客平均候检", 4)}


def test_what_ought_to_be_counted_is_no_plan_and_december_looks_back(read: Read) -> None:
    text = """云河市应急管理局简报
截至11月30日，各地共检查企业4.8万家次，占应查数的68.3%，整改隐患1.2万项。年内举报奖励兑付7人次。该计划今年已走入39所中学。"""

    found = {float(r.value): r.planned for r in read(text, "2024-12-18").results}

    assert found == {48_000: False, 68.3: False, 12_000: False, 7: False, 39: False}
