"""Agencies that a report names by what they are to it: desks with a task, its own units, who publishes it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction

Read = Callable[..., Extraction]


def bodies(read: Read, text: str) -> set[str]:
    return {mention.name for mention in read(text, "2022-07-01").mentions if mention.type == "Agency"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("青禾市水利局年内清淤40公里。（灌溉科、防汛站）", {"灌溉科", "防汛站"}),
        ("青禾市水利局年内清淤40公里。（责任单位：灌溉科，各分局）", {"灌溉科"}),
        ("青禾市水利局党组已责成灌溉科按旬通报。", {"灌溉科"}),
        ("局办公室按月调度，年底通报。", {"局办公室"}),
        ("公交集团新增线路9条，轨道集团、公交集团票价不变。", {"公交集团", "轨道集团"}),
        ("全市系统共办结信件88件。", {"全市系统"}),
        ("机场海关启用新通道。", {"机场海关"}),
        ("公安柳坝分局连夜布控。", {"公安柳坝分局"}),
        ("青禾市水利局要求各县（市、区）局9月底前报数。", {"各县（市、区）局"}),
        ("民航局要求南航和海航两家公司每晚增开2趟。", {"南航", "海航"}),
        ("环境保护部会同国家旅游局开展检查。", {"环境保护部", "国家旅游局"}),
        ("团市委权益部走访了柳坝镇。", {"团市委权益部"}),
        ("水利部河湖与岸线管理中心发布数据。", {"水利部河湖与岸线管理中心"}),
    ],
)
def test_bodies_are_read(read: Read, text: str, names: set[str]) -> None:
    assert names <= bodies(read, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("青禾都市网讯 8月9日，青禾市水利局召开会议。", "青禾都市网"),
        ("青禾市水利局召开会议\n【青禾商报网讯】8月9日，会议在柳坝镇举行。", "青禾商报网"),
        ("来源： 青禾早报\n青禾市水利局清淤40公里。", "青禾早报"),
        ("青禾在线 > 水务\n青禾市水利局清淤40公里。", "青禾在线"),
        ("　　青禾在线、青禾新闻客户端讯 8月9日，青禾市水利局召开会议。", "青禾在线"),
    ],
)
def test_who_publishes_stands_at_the_head(read: Read, text: str, name: str) -> None:
    assert name in bodies(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "这项办法（含附件、补充说明）自印发之日起施行。",
        "收费标准（每户每月、含水费）不变。",
        "三家公司、两家公司都来报名。",
    ],
)
def test_words_in_brackets_and_counts_are_no_bodies(read: Read, text: str) -> None:
    assert bodies(read, text) == set()
