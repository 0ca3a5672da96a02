"""Percentages above a hundred: meant, or misread."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.records import Evidence, Mention, Result, Span
from kg.store.wholes import exceeds_whole
from tests.store.reference import plain_document


def percentage(text: str, value: str) -> Result:
    agency = Mention(Span("report-1", 0, 2), "Agency", text[:2], text[:2], "test/name")
    return Result((agency,), "比例", Decimal(value), "%", "percent", Evidence(Span("report-1", 0, len(text)), "test/rule"))


@pytest.mark.parametrize(
    ("text", "value", "meant"),
    [
        ("该市完成年度植树任务的118%", "118", True),
        ("全区办件量相当于上年同期的130%", "130", True),
        ("该行拨备覆盖率达到205%", "205", True),
        ("全县茶叶外销量同比增幅达140%", "140", True),
        ("该港货运景气指数为104.2%", "104.2", True),
        ("景区客流恢复至上年同期的107%", "107", True),
        ("该校学生满意率为120%", "120", False),
        ("该市完成年度植树任务的98%", "98", False),
    ],
)
def test_a_share_of_a_plan_may_exceed_the_whole(text: str, value: str, meant: bool) -> None:
    assert exceeds_whole(percentage(text, value), plain_document("report-1", text)) == meant
