"""When a plan is for that says no time of its own, and when a document was issued that is the report."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis.strategies import dates

from kg.extract.horizons import horizon
from kg.records import Extraction, Period

from .test_frames import starts

Read = Callable[..., Extraction]
DONE = "一季度，云河市水利局整治河道12条。\n"


@given(dates())
def test_a_plan_begins_with_its_report_or_the_year_of_it(day: object) -> None:
    today = str(day)
    found = horizon(today)

    assert found is not None
    assert found.is_inferred
    assert found.start in (today, f"{today[:4]}-01-01")


def test_a_plan_settled_at_a_meeting_begins_with_it() -> None:
    met = Period("2024-08-09", "2024-08-09", "8月9日")

    found, forgotten = horizon("2024-08-12", met), horizon("2024-11-12", met)

    assert found is not None
    assert forgotten is not None
    assert (found.start, forgotten.start) == ("2024-08-09", "2024-11-12")


@pytest.mark.parametrize(
    ("plans", "thing", "start"),
    [
        ("下一步，云河市水利局将开展“清渠”专项行动。", "清渠专项行动", "2025-03-20"),
        ("下一步，云河市水利局将建设水情监测平台，10月投用。", "水情监测平台", "2025-10-01"),
        ("二季度打算：云河市水利局开展“清渠”专项行动。", "清渠专项行动", "2025-04-01"),
        ("下一步：云河市水利局9月完成疏浚6条；开展“清渠”专项行动。", "清渠专项行动", "2025-03-20"),
        ("4月安排：云河市水利局巡查泵站；下旬召开防汛工作会议。", "防汛工作会议", "2025-04-21"),
        ("云河市水利局计划建成水情调度中心，年内出台《云河市河道管护办法》。", "云河市河道管护办法", "2025-03-20"),
    ],
)
def test_a_plan_is_of_its_own_time_that_of_its_label_or_from_now_on(read: Read, plans: str, thing: str, start: str) -> None:
    found = read(DONE + plans, "2025-03-20", "云河市水利局")

    assert starts(found, "ran", "built", "held", "issued")[thing] == start


def test_deadlines_below_a_heading_of_the_next_year_lie_in_it(read: Read) -> None:
    text = (
        "云河市水利局2025年工作总结及2026年工作计划\n一、2025年工作总结\n云河市水利局整治河道12条。\n"
        "二、2026年工作计划\n一是开展“清渠”专项行动。二是6月底前建成水情监测平台。"
    )
    found = starts(read(text, "2025-12-20", "云河市水利局"), "ran", "built")

    assert found == {"清渠专项行动": "2026-01-01", "水情监测平台": "2026-01-01"}


def test_what_is_to_be_done_before_a_holiday_is_done_before_the_next_one(read: Read) -> None:
    [plan] = [a for a in read("山海集团将在春节前开展“暖冬”行动。", "2024-11-28").activities if a.predicate == "ran"]

    assert plan.period is not None
    assert plan.period.start == "2024-11-28"
    assert (plan.period.end or "") > "2025-01-01"


@pytest.mark.parametrize(
    "text",
    [
        "关于印发《云河市河道管护办法》的通知\n各县区水利局：\n《云河市河道管护办法》已经2024年5月6日局务会议通过，现印发给你们。",
        "云河市水利局文件\n各县区水利局：\n现将《云河市河道管护办法》印发给你们，请认真执行。",
    ],
)
def test_what_a_notice_issues_is_issued_on_its_day(read: Read, text: str) -> None:
    assert set(starts(read(text, "2024-05-16", "云河市水利局"), "issued").values()) == {"2024-05-16"}


def test_plans_of_a_quarter_that_has_begun_are_for_what_is_left_of_it(read: Read) -> None:
    text = DONE + "四季度安排：云河市水利局整治渠道30条；开展“清渠”专项行动。"

    assert starts(read(text, "2025-10-13", "云河市水利局"), "ran") == {"清渠专项行动": "2025-10-13"}


def test_an_honour_given_at_a_meeting_is_of_its_day_whoever_receives_it(read: Read) -> None:
    text = (
        "前三季度，云河边境管理支队破案320起。\n9月28日，云河市委政法委召开边境防控推进会。"
        "会上，云河边境管理支队获颁“云河省先进集体”。"
    )

    assert starts(read(text, "2023-10-18"), "received") == {"云河省先进集体": "2023-09-28"}


def test_what_came_about_by_the_clause_behind_it_was_done_then(read: Read) -> None:
    text = DONE + "联运通信息平台由云河市大数据集团开发，今年3月投运。"

    assert starts(read(text, "2025-10-13", "云河市水利局"), "built") == {"联运通信息平台": "2025-03-01"}


def test_a_month_behind_an_office_dates_its_deed(read: Read) -> None:
    text = "9月24日，云河市水利局召开推进会。\n甲市：云河拆除钓鱼台7处；市河长办8月上线“清流”平台。"

    assert starts(read(text, "2025-10-13", "云河市水利局"), "built") == {"清流平台": "2025-08-01"}
