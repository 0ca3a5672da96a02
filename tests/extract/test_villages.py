"""Villages and communities: named whole where they act, and none where the words say what kind of village is meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction

Reader = Callable[..., Extraction]


def places(extraction: Extraction) -> list[str]:
    return list(dict.fromkeys(m.name for m in extraction.mentions if m.type == "Place"))


@pytest.mark.parametrize(
    ("text", "village"),
    [
        ("建新坡社区开展敲门行动。", "建新坡社区"),
        ("上马台村建成冷库3座。", "上马台村"),
        ("桥头社区用上邻里码小程序。", "桥头社区"),
        ("松花嘎查推行马背宣讲。", "松花嘎查"),
        ("杨树屯开展美丽庭院评比。", "杨树屯"),
        ("学府社区联合县口腔医院开展义诊。", "学府社区"),
        ("阳光社区会同派出所排查出租屋120户。", "阳光社区"),
    ],
)
def test_a_village_that_acts_is_named_whole(read: Reader, text: str, village: str) -> None:
    assert village in {m.name for m in read(text).mentions if m.type in ("Place", "Agency")}


@pytest.mark.parametrize(
    "text",
    [
        "到建设路社区开展宣讲。",
        "走访新城社区困难户30户。",
        "指导开山岛村修复码头。",
    ],
)
def test_what_leads_to_a_village_is_no_part_of_its_name(read: Reader, text: str) -> None:
    assert places(read(text))[0] in ("建设路社区", "新城社区", "开山岛村")


@pytest.mark.parametrize(
    "text",
    [
        "脱贫村实现集体收入10万元以上。",
        "打造绿色社区12个。",
        "老旧社区新增车位560个。",
        "农产品出村进城的渠道更畅通。",
        "入选全国文明村。",
    ],
)
def test_a_kind_of_village_is_no_place(read: Reader, text: str) -> None:
    assert places(read(text)) == []


@pytest.mark.parametrize("text", ["神州大地山高水长，处处有人种树。", "几代人守着长城、保护长城。"])
def test_praise_of_the_land_names_no_place(read: Reader, text: str) -> None:
    assert [name for name in places(read(text)) if name != "长城"] == []
