"""Where something was done: at its one place, else where its body is at home."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.homes import is_anothers
from kg.records import Extraction, Mention, Span

Read = Callable[..., Extraction]


def places(found: Extraction, *predicates: str) -> dict[str, str | None]:
    """Return where each was done what was done to a thing, by the thing."""
    return {a.object.name: a.place.name if a.place else None for a in found.activities if a.predicate in predicates}


def test_what_is_done_in_several_places_is_done_where_its_body_is(read: Read) -> None:
    text = "成都市教育局在武侯区、锦江区142所学校开展“增值评价”改革。成都市教育局在武侯区开展“护苗”专项行动。"

    assert places(read(text), "ran") == {"增值评价改革": "成都市", "护苗专项行动": "武侯区"}


def test_of_many_bodies_the_first_says_where(read: Read) -> None:
    text = "济南市水务局、济南市公安局、历下区人民政府联合开展“清渠”专项行动。"

    assert places(read(text), "ran") == {"清渠专项行动": "济南市"}


@pytest.mark.parametrize(
    ("body", "area"),
    [
        ("江东新区管理局", "江东新区"),
        ("云湾科技城管理局", "云湾科技城"),
        ("云湖古镇文化旅游区管委会", "云湖古镇文化旅游区"),
        ("云河海港经济开发区管委会", "云河海港经济开发区"),
    ],
)
def test_the_body_of_an_area_acts_in_the_area(read: Read, body: str, area: str) -> None:
    assert places(read(f"{body}开展“强链”专项行动。"), "ran") == {"强链专项行动": area}


def test_a_province_with_which_something_is_agreed_is_not_ours(read: Read) -> None:
    text = "青海省水利厅整治河道36条。\n化隆县与甘肃省永靖县签订《联防联控协议》。\n省公安厅开展“河湖安澜”专项行动。"
    ours, others = (
        Mention(Span("r", start, start + 3), "Place", name, name, "test") for start, name in ((0, "青海省"), (4, "甘肃省"))
    )

    assert (is_anothers("青海省与甘肃省", ours), is_anothers("青海省与甘肃省", others)) == (False, True)
    assert places(read(text), "ran") == {"河湖安澜专项行动": "青海省"}


def test_who_comes_to_a_meeting_is_where_its_host_held_it(read: Read) -> None:
    text = "3月21日，济南市发展改革委召开企地会商会，历下区人民政府参加会议。"
    found = places(read(text, "2024-03-22"), "held", "attended")

    assert set(found.values()) == {"济南市"}


def test_a_base_lies_where_its_name_says_though_its_builder_is_elsewhere(read: Read) -> None:
    text = "自治区林业局在宁夏银川市有苗圃3处。自治区林业局建成中宁县枸杞加工中试基地。"

    assert places(read(text), "built") == {"中宁县枸杞加工中试基地": "中宁县"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("国家防总会同应急管理部，向江西省紧急调运2万件帐篷。", "江西省"),
        ("共青团中央会同交通运输部启动“暖春”志愿行动，在湖南、江西等地的车站设立服务点。", "湖南"),
        ("应急管理部会同水利部下发通知，要求各地加强值守。", None),
    ],
)
def test_a_national_body_acts_where_the_rest_of_its_sentence_says(read: Read, text: str, place: str | None) -> None:
    assert set(places(read(text), "ran", "cooperatedWith").values()) == {place}


def test_a_response_is_run_for_the_place_that_it_is_aimed_at(read: Read) -> None:
    text = "水利部将针对江西省的洪水三级应急响应降低一级。国家防总对海南省启动防台风三级应急响应。"

    assert {a.place.name if a.place else None for a in read(text).activities if a.predicate == "ran"} == {"江西省", "海南省"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("武冈市市场监管局会同市公安局端掉邓元泰镇一处假酒窝点。", "邓元泰镇"),
        ("武冈市水利局联合市公安局拆除邓元泰镇违建12处。", "邓元泰镇"),
        ("武冈市水利局联合市公安局助力邓元泰镇发展。", "武冈市"),
        ("武冈市水利局联合市公安局清理洞口县弃渣。", "武冈市"),
    ],
)
def test_what_is_done_to_a_thing_is_done_where_the_thing_lies(read: Read, text: str, place: str) -> None:
    assert places(read(text), "cooperatedWith") == {"市公安局": place}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("湖南省教育厅与邵阳市政府联合开展“强师”专项行动。", "邵阳市"),
        ("武冈大队与洞口大队联合开展“护路”专项行动。", "邵阳市"),
        ("武冈市民政局与邓元泰镇政府联合开展“敲门”专项行动。", "邓元泰镇"),
        ("武冈市民政局与洞口县民政局、邵阳市民政局联合开展“敲门”专项行动。", "武冈"),
        ("福建省援疆前方指挥部与邵阳市教育局联合开展“同课”专项行动。", "邵阳市"),
    ],
)
def test_what_bodies_of_two_places_do_together_has_one_place(read: Read, text: str, place: str) -> None:
    found = read(f"邵阳市公安局简报\n\n{text}", publisher="邵阳市公安局")
    deeds = [a for a in found.activities if a.predicate in ("ran", "built")]

    assert {a.place.name for a in deeds if a.place} == {place}
    assert deeds


def test_a_town_that_is_only_called_so_is_that_named_last(read: Read) -> None:
    text = "武冈市邓元泰镇冬修水利。镇里印发《管护办法》。\n稠树塘镇忙春耕。镇里印发《备耕办法》。"

    assert places(read(text), "issued") == {"管护办法": "邓元泰镇", "备耕办法": "稠树塘镇"}


def test_a_district_is_the_one_that_labels_the_line_above(read: Read) -> None:
    text = (
        "台州各地民生实事见闻\n椒江：饭菜送上门\n今年3月，椒江区民政局推出“幸福餐桌”计划。\n黄岩：老橘园换新颜\n"
        "今年以来，区农业农村局推进“橘源”改造行动。\n临海：景区添了新设备\n9月，临海市公安局启动“畅行”行动。\n"
    )

    assert places(read(text, "2025-10-22"), "ran")["橘源改造行动"] == "黄岩"


def test_a_short_name_alone_labels_no_line(read: Read) -> None:
    assert not [m for m in read("会议议程\n黄岩：参观点位名单见后页\n主持：李明\n").mentions if m.name == "黄岩"]


def test_bodies_that_meet_act_where_their_next_clause_says(read: Read) -> None:
    text = "武冈市水利局会同市公安局，在邓元泰镇查扣采砂船3艘。武冈市林业局会同市财政局印发通知，在稠树塘镇种树4亩。"

    assert places(read(text), "cooperatedWith") == {"市公安局": "邓元泰镇", "市财政局": "武冈市"}


def test_a_town_that_begins_the_name_of_what_is_built_says_where(read: Read) -> None:
    assert places(read("会宁县建成会师镇智慧养老服务中心。"), "built") == {"会师镇智慧养老服务中心": "会师镇"}


def test_a_mayor_acts_in_his_city(read: Read) -> None:
    text = "武冈市交通运输工作简报\n\n副市长陈启明出席全市公路养护观摩会。"

    assert places(read(text), "attended") == {"全市公路养护观摩会": "武冈市"}


def test_a_head_names_the_place_of_its_item(read: Read) -> None:
    items = ("威海：守住开海关\n市海洋发展局开展“护渔”专项行动。", "枣庄：校车上了锁\n市公安局开展“护学”专项行动。")
    text = "两地短讯\n2023年9月12日\n\n" + "\n\n".join(items)

    assert places(read(text), "ran") == {"护渔专项行动": "威海", "护学专项行动": "枣庄"}


def test_a_rule_is_issued_in_no_place_that_comes_behind_it(read: Read) -> None:
    text = "国家能源局印发《储能办法》，在青海省开展“绿电”专项行动。"

    assert places(read(text), "issued", "ran") == {"储能办法": None, "绿电专项行动": "青海省"}


def test_a_list_of_places_says_more_than_a_whole_province(read: Read) -> None:
    text = "黑龙江省水利厅在佳木斯、鹤岗两市实施“节水”专项行动。佳木斯市水利局在桦南县、桦川县实施“清渠”专项行动。"

    assert places(read(text), "ran") == {"节水专项行动": "佳木斯", "清渠专项行动": "佳木斯市"}


def test_a_town_that_the_tagger_tears_is_known_behind_a_preposition(read: Read) -> None:
    assert places(read("巴东县税务局在野三关镇开展“税惠”专项行动。"), "ran") == {"税惠专项行动": "野三关镇"}


def test_what_lies_beside_a_place_is_no_other_place(read: Read) -> None:
    text = "珲春市林业局会同珲春边境管理大队，在圈河口岸以西开设防火隔离带88公里。"

    assert places(read(text), "cooperatedWith") == {"珲春边境管理大队": "圈河口岸"}


def test_a_clause_is_set_where_the_body_is_in_which_something_is_done(read: Read) -> None:
    text = "焦作市眼科医院在马村区石桥小学建成校园视力驿站。焦作市眼科医院开展“护眼”行动。"

    assert places(read(text), "built", "ran") == {"校园视力驿站": "马村区", "护眼行动": "焦作市"}


def test_what_a_sentence_goes_on_to_tell_is_where_it_began(read: Read) -> None:
    text = "松溪县水务局在石桥镇查获采砂船3艘，会同县公安局启动“清河”行动。松溪县教育局开展“书香”行动。"

    assert places(read(text), "ran") == {"清河行动": "石桥镇", "书香行动": "松溪县"}


def test_a_system_of_a_place_is_built_there_by_whoever_is_at_home_nowhere(read: Read) -> None:
    assert places(read("应县木塔监测平台由清华大学建筑学院建成。"), "built") == {"应县木塔监测平台": "应县"}
