"""Systems that no head word makes known, but what is said of them. All sentences are our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction

Reader = Callable[..., Extraction]


def systems(extraction: Extraction) -> list[str]:
    return [m.name for m in extraction.mentions if m.type == "System"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("云惠停平台接入停车泊位3.2万个，周转率提高两成。", ["云惠停平台"]),
        ("村民在锦山智治平台上报事件1200件。", ["锦山智治平台"]),
        ("好差评系统主动评价率升至52%。", ["好差评系统"]),
        ("热线知识库6月底完成更新。", ["热线知识库"]),
        ("去年，团雾测报系统在柳溪、青石两站启用。", ["团雾测报系统"]),
        ("桥面积冰提醒系统由市公路中心研发。", ["桥面积冰提醒系统"]),
    ],
)
def test_a_platform_is_known_by_what_it_takes_in_or_gives_out(read: Reader, text: str, names: list[str]) -> None:
    assert systems(read(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("合作社用上北原智慧农服平台，亩均用工少了一半。", ["北原智慧农服平台"]),
        ("借助粤琼打私情报平台，专班锁定窝点3个。", ["粤琼打私情报平台"]),
        ("该局把报装嵌入工程建设审批管理系统。", ["工程建设审批管理系统"]),
    ],
)
def test_a_platform_begins_behind_the_verb_that_joins_it(read: Reader, text: str, names: list[str]) -> None:
    assert systems(read(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("巡线员去年用上高原巡线宝。", ["高原巡线宝"]),
        ("入山须扫防火码，全县累计扫码21万人次。", ["防火码"]),
        ("海事处把渔安通装到960条船上。", ["渔安通"]),
        ("气象站用棉情天眼发出预警4次。", ["棉情天眼"]),
        ("平安云河云接入独居老人烟感8600只。", ["平安云河云"]),
        ("“云河12345”微信公众号、云事通、市长信箱等网络渠道占比过半。", ["云河12345微信公众号", "云事通", "市长信箱"]),
    ],
)
def test_a_coined_name_is_a_system_where_it_is_installed_or_scanned(read: Reader, text: str, names: list[str]) -> None:
    assert systems(read(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "平台企业接入支付接口，平台上商品1.2万种。",
        "全市教育系统开展培训，政法系统接受督查。",
        "企业接入电网，农村通上自来水，依托交通、借助外脑。",
        "群众扫二维码就能评价，掌上办理率九成。",
        "二期冷链查验平台启用，观景平台完工。",
        "在用系统接入率九成，重复系统关停。",
    ],
)
def test_kinds_of_platforms_and_ordinary_words_are_none(read: Reader, text: str) -> None:
    assert systems(read(text)) == []
