"""Words that the tagger takes for parts of names: what joins two bodies, who gives to whom, what is set up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.cuts import certain_cuts
from kg.records import Extraction

Reader = Callable[..., Extraction]


def named(extraction: Extraction, kind: str) -> list[str]:
    return list(dict.fromkeys(m.name for m in extraction.mentions if m.type == kind))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县总工会同县人社局开展春风送岗行动。", ["县总工会", "县人社局"]),
        ("县妇联会同县教育局走访困境儿童46名。", ["县妇联", "县教育局"]),
        ("县文旅局同县体育局办起了全民健身周。", ["县文旅局", "县体育局"]),
        ("德善堂向县红十字会捐赠药品5万元。", ["德善堂", "县红十字会"]),
        ("县工商联替县红十字会筹集善款12万元。", ["县工商联", "县红十字会"]),
        ("省地质队为县应急局培训监测员40人。", ["省地质队", "县应急局"]),
        ("县教育局表彰县实验小学等先进单位9个。", ["县教育局", "县实验小学"]),
        ("南沟村党支部领办合作社，吸纳社员68户。", ["南沟村党支部"]),
    ],
)
def test_two_bodies_part_at_what_joins_them_or_at_who_gives(read: Reader, text: str, names: list[str]) -> None:
    assert named(read(text), "Agency") == names


def test_huitong_county_keeps_its_name_where_no_body_stands_before(read: Reader) -> None:
    assert named(read("湖南省会同县人社局开展送岗行动。"), "Agency") == ["湖南省会同县人社局"]


@pytest.mark.parametrize("text", ["石桥村建起村卫生室。", "上坝村办起村食堂。", "镇里建起镇文化站。"])
def test_what_is_set_up_gives_no_place_its_name(read: Reader, text: str) -> None:
    assert not any("起" in name for kind in ("Place", "Agency") for name in named(read(text), kind))


@pytest.mark.parametrize(
    "text", ["作为县应急局的主业", "交给县教育局办理", "面向县直机关招考", "起重机、起草、起诉", "一座座大棚立起来"]
)
def test_no_word_is_cut_that_only_looks_like_what_stands_between_bodies(text: str) -> None:
    assert certain_cuts(text) == ()


def test_the_tagger_keeps_the_verb_before_qi_as_a_word_of_its_own() -> None:
    assert certain_cuts("公安交管部门建立起研判机制") == ((6, 8, "v"), (8, 9, "v"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县市监局联动县烟草局检查商户80户。", ["县市监局", "县烟草局"]),
        ("五洲建材向县特殊教育学校捐瓷砖200箱。", ["五洲建材", "县特殊教育学校"]),
        ("县委宣传部主管县广播电视台试播高清频道。", ["县委宣传部", "县广播电视台"]),
        ("云图外卖与县市场监管局共建监督员队伍。", ["县市场监管局"]),
        ("青原县检察院第一检察部被共青团青原县委员会授予青年文明号。", ["青原县检察院第一检察部", "共青团青原县委员会"]),
    ],
)
def test_a_verb_between_two_bodies_is_in_neither_name(read: Reader, text: str, names: list[str]) -> None:
    assert set(names) <= set(named(read(text), "Agency"))
    assert not any("县" in name[1:] and name not in names for name in named(read(text), "Agency") if "青原县" not in name)


def test_who_does_as_another_did_is_named_without_the_word_for_it(read: Reader) -> None:
    assert "龙邦海关" in named(read("水口海关试行预约通关，龙邦海关照此办理。"), "Agency")


def test_a_township_is_not_cut_at_the_name_of_a_county_that_it_begins_with(read: Reader) -> None:
    places = named(read("驻村干部在阜平龙泉关镇教人嫁接梨树。"), "Place")

    assert "龙泉" not in places


def test_a_country_s_team_is_a_body(read: Reader) -> None:
    assert "中国队" in named(read("混团世界杯落幕，中国队蝉联冠军。"), "Agency")
    assert named(read("全国队伍建设得到加强，中国队伍建设经验获推广。"), "Agency") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县公安局抽调县交警大队警力驰援灾区。", ["县公安局", "县交警大队"]),
        ("市国资委划转市公交集团股权。", ["市国资委", "市公交集团"]),
        ("县住建局责令县水务公司限期修复路面。", ["县住建局", "县水务公司"]),
        ("福耀家具向柏林镇小学捐赠课桌300套。", ["福耀家具", "柏林镇小学"]),
    ],
)
def test_any_verb_parts_two_bodies_that_the_tagger_took_for_one(read: Reader, text: str, names: list[str]) -> None:
    assert named(read(text), "Agency") == names


def test_a_place_between_two_parts_of_one_name_parts_nothing(read: Reader) -> None:
    assert named(read("国家税务总局赣州市税务局减税3亿元。"), "Agency") == ["国家税务总局赣州市税务局"]
