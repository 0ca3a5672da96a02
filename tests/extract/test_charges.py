from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal

from kg.records import Extraction

Read = Callable[..., Extraction]


def agents_of(extraction: Extraction, value: int) -> set[str]:
    return {agent.name for r in extraction.results if r.value == Decimal(value) for agent in r.agents}


def test_who_is_named_in_brackets_behind_an_item_did_what_it_says(read: Read) -> None:
    text = (
        "云河市人民政府2024年民生实事办理情况\n云河市共办理民生实事12件。\n"
        "1.托育提质。新增托位860个。（责任单位：市卫生健康委，配合单位：市教育局）\n"
        "2.口袋公园。建成公园27座。（责任单位：市城市管理局、市林业局）\n"
    )
    extraction = read(text, "2025-01-10", "云河市人民政府")

    assert agents_of(extraction, 860) == {"市卫生健康委"}
    assert agents_of(extraction, 27) == {"市城市管理局", "市林业局"}


def test_brackets_in_a_line_answer_for_what_stands_before_each(read: Read) -> None:
    text = (
        "云河市2024年工作总结\n改造老旧小区71个（市住房城乡建设局），新建停车位3200个（市城市管理局）。\n全市信访量持续下降。\n"
    )
    extraction = read(text, "2025-01-10", "云河市人民政府")

    assert agents_of(extraction, 71) == {"市住房城乡建设局"}
    assert agents_of(extraction, 3200) == {"市城市管理局"}


def test_a_short_form_in_brackets_answers_for_nothing(read: Read) -> None:
    text = (
        "云河市2024年工作总结\n云河县农业农村局去年受到云河市农业农村局（市农业农村局）表扬。云河县农业农村局建成粮仓45座。\n"
    )

    assert agents_of(read(text, "2025-01-10"), 45) == {"云河县农业农村局"}


def test_a_body_itself_named_in_an_item_acts_for_its_part(read: Read) -> None:
    text = "云河市2024年民生实事\n1.公交提质。更新公交车130辆。市公交集团公司开通专线16条。（责任单位：市交通运输局）\n"
    extraction = read(text, "2025-01-10", "云河市人民政府")

    assert agents_of(extraction, 130) == {"市交通运输局"}
    assert agents_of(extraction, 16) == {"市公交集团公司"}


def test_who_takes_the_lead_is_said_at_the_end_of_an_item(read: Read) -> None:
    text = "云河市2024年民生实事\n1.建成社区食堂38个。市民政局牵头，市市场监管局配合。\n"
    extraction = read(text, "2025-01-10", "云河市人民政府")

    assert agents_of(extraction, 38) == {"市民政局"}


def test_a_short_form_behind_a_name_answers_for_nothing(read: Read) -> None:
    extraction = read("食物环境卫生署（食环署）联同屋宇署，由七月二日起在湾仔展开「净街行动」。", "2024-09-30")

    runners = {g.name for a in extraction.activities if a.predicate == "ran" for g in a.agents}
    assert runners == {"食物环境卫生署", "屋宇署"}


def test_who_answers_for_an_item_is_said_in_a_line_below_it_or_at_the_end_of_its_own(read: Read) -> None:
    text = (
        "云河市2024年重点任务完成情况\n"
        "1.畅通农村路。改建公路300公里，\n开展“平安桥”行动，加固桥梁21座。\n责任单位：市交通运输局，各县区政府\n"
        "2.守护健康。免费体检8万人次。责任单位：市卫生健康委\n"
        "3.帮扶创业。发放贷款460笔。\n【牵头单位】市人力资源社会保障局\n【配合单位】市财政局\n"
    )
    extraction = read(text, "2025-01-06", "云河市人民政府")

    assert agents_of(extraction, 300) >= {"市交通运输局"}
    assert agents_of(extraction, 21) >= {"市交通运输局"}
    assert agents_of(extraction, 80000) == {"市卫生健康委"}
    assert agents_of(extraction, 460) == {"市人力资源社会保障局"}
    assert {r.indicator for r in extraction.results} == {"改建公路", "加固桥梁", "免费体检", "发放贷款"}


def test_a_number_that_marks_an_item_is_no_part_of_what_is_counted(read: Read) -> None:
    extraction = read("云河市生态环境局工作简报\n1.整治排污口32个。\n2、新建湿地3.5公顷。\n", "2025-01-06")

    assert {r.indicator for r in extraction.results} == {"整治排污口", "新建湿地"}


def test_neither_the_end_of_a_name_nor_who_it_is_all_of_is_counted(read: Read) -> None:
    text = "云河海关8月情况通报\n\n【打私】“蓝网2018”专项行动本月立案14起。全关区查验货物268万吨。\n"

    assert {r.indicator for r in read(text, "2018-09-12").results} == {"立案", "查验货物"}


def test_who_answers_for_an_item_is_read_in_time_that_does_not_explode(read: Read) -> None:
    begun = time.process_time()

    read("（县公安局" + "各县各有关部门" * 16 + "。其他）")

    assert time.process_time() - begun < 5
