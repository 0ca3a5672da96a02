"""Whole reports in, entities out: what is one thing, what stays apart, and what everything is called."""

from __future__ import annotations

import itertools
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.records import EntityType, Extraction
from kg.resolve import resolve_entities
from tests.resolve.reports import entity, report, stated, with_activity
from tests.strategies import documents, mentions

ZHANJIANG = report(
    "湛江日报讯。湛江市公安局交警支队在徐闻县开展“清源”行动，湛江交警出动警力。市局要求，霞山大队设卡，徐闻县公安局交警大队收网，徐闻大队查处违法。",
    {
        "Agency": ["湛江日报", "湛江市公安局交警支队", "湛江交警", "~市局", "霞山大队", "徐闻县公安局交警大队", "徐闻大队"],
        "Place": ["徐闻县"],
        "Initiative": ["“清源”行动"],
    },
    name="zhanjiang",
)
DEZHOU = report(
    "德州市公安局召开会议。市局要求，交警支队开展“清源”行动，市政府办公室印发方案。",
    {"Agency": ["德州市公安局", "~市局", "~交警支队", "~市政府办公室"], "Initiative": ["“清源”行动"]},
    name="dezhou",
)


# ---- agencies within a report


@pytest.mark.parametrize("short", ["渠护署", "渠护办"])
def test_a_name_in_brackets_is_short_for_the_one_before_it(short: str) -> None:
    text = f"河渠养护署（{short}）今日公布数字。{short}开展“清源”行动。"
    resolution = resolve_entities([report(text, {"Agency": ["河渠养护署", short], "Initiative": ["“清源”行动"]})])

    assert (entity(resolution, short) == entity(resolution, "河渠养护署")) is short.endswith("署")


def test_short_names_are_explained_by_the_fuller_names_around_them() -> None:
    resolution = resolve_entities([ZHANJIANG])

    assert entity(resolution, "湛江交警") == entity(resolution, "湛江市公安局交警支队")
    assert entity(resolution, "徐闻大队") == entity(resolution, "徐闻县公安局交警大队")
    assert entity(resolution, "霞山大队").formal_name == "湛江市公安局交警支队霞山大队"


def test_a_bureau_that_a_longer_name_prints_is_called_by_its_full_name() -> None:
    bureau = entity(resolve_entities([ZHANJIANG]), "市局")

    assert bureau.name == "湛江市公安局"


def test_a_short_name_is_a_label_only_where_nothing_longer_is_read() -> None:
    resolution = resolve_entities([DEZHOU])

    assert entity(resolution, "市局").name == "德州市公安局"
    assert "市局" not in entity(resolution, "市局").aliases
    assert entity(resolution, "市政府办公室").name == "市政府办公室"
    assert entity(resolution, "市政府办公室").formal_name == "德州市政府办公室"


@pytest.mark.parametrize(
    ("text", "names", "same"),
    [
        ("盐城港集团有限公司投产，盐城港集团总结。", ["盐城港集团有限公司", "盐城港集团"], True),
        ("遂宁市丰源水务公司供水，丰源水务公司抢修。", ["遂宁市丰源水务公司", "丰源水务公司"], True),
        (
            "遂宁市丰源水务公司供水，绵阳市丰源水务公司支援，丰源水务公司抢修。",
            ["遂宁市丰源水务公司", "丰源水务公司", "绵阳市丰源水务公司"],
            False,
        ),
        ("遂宁市发布消息。国网遂宁供电公司抢修，市供电公司总结。", ["国网遂宁供电公司", "~市供电公司"], True),
        ("杭州市发布消息。省文化广电和旅游厅部署，省厅总结。", ["~省文化广电和旅游厅", "~省厅"], True),
        ("福州市鼓楼区发布消息。鼓楼区安泰街道办事处开放，街道办事处总结。", ["鼓楼区安泰街道办事处", "~街道办事处"], True),
    ],
)
def test_companies_and_offices_are_known_again_by_what_is_left_of_their_names(text: str, names: list[str], same: bool) -> None:
    place = {"Place": [text[: text.index("发布")]]} if "发布" in text else {}

    resolution = resolve_entities([report(text, {"Agency": names, **place})])

    assert (entity(resolution, names[0].lstrip("~")) == entity(resolution, names[1].lstrip("~"))) is same


@pytest.mark.parametrize(
    ("text", "names", "same"),
    [
        (
            "济南交警支队部署，济南市交警支队落实，济南市公安局交警支队总结。",
            ["济南交警支队", "济南市交警支队", "济南市公安局交警支队"],
            True,
        ),
        ("云河市公安局部署，云山市公安局落实。", ["云河市公安局", "云山市公安局"], False),
        (
            "枣庄市公安局市中区分局破案，济南市公安局市中区分局协助。",
            ["枣庄市公安局市中区分局", "济南市公安局市中区分局"],
            False,
        ),
        ("湖南省高速公路交通警察局邵阳支队出警，邵阳支队增援。", ["湖南省高速公路交通警察局邵阳支队", "邵阳支队"], True),
        ("德州公安交管部门整治，德州交警夜查。", ["德州公安交管部门", "德州交警"], True),
        ("芜湖市税务局开会，国家税务总局芜湖市税务局发文。", ["芜湖市税务局", "国家税务总局芜湖市税务局"], True),
        ("芜湖市人民检察院报告。市院立案9件。", ["芜湖市人民检察院", "市院"], True),
        ("芜湖市人民检察院报告。市中级人民法院、市院会签。", ["市中级人民法院", "市院"], False),
        ("芜湖市人民检察院报告。全市检察机关立案90件。", ["芜湖市人民检察院", "全市检察机关"], False),
        ("芜湖市食品安全委员会办公室通报，市食安办督查。", ["芜湖市食品安全委员会办公室", "市食安办"], True),
        ("芜湖市森林防火指挥部办公室通报，市水利局督查。", ["芜湖市森林防火指挥部办公室", "市水利局"], False),
    ],
)
def test_names_of_one_report_mean_one_body_or_several(text: str, names: list[str], same: bool) -> None:
    resolution = resolve_entities([report(text, {"Agency": names})])

    assert (len({entity(resolution, name).id for name in names}) == 1) is same


def test_the_same_short_name_means_another_body_in_another_section() -> None:
    text = "济南市公安局交警支队夜查，交警支队总结。德州市公安局部署，交警支队落实。"
    resolution = resolve_entities([report(text, {"Agency": ["济南市公安局交警支队", "德州市公安局", "~交警支队"]})])

    found = {
        owner.formal_name or owner.name for owner in resolution.entities if any(m.name == "交警支队" for m in owner.mentions)
    }

    assert found == {"济南市公安局交警支队", "德州市公安局交警支队"}


def test_the_publisher_tells_whose_bureau_it_is() -> None:
    extraction = report("市局部署夜查。", {"Agency": ["~市局"]}, publisher="贵阳市公安局")

    bureau = entity(resolve_entities([extraction]), "市局")

    assert (bureau.name, bureau.formal_name) == ("市局", "贵阳市公安局")


@pytest.mark.parametrize(
    ("text", "names", "short", "formal"),
    [
        ("贵阳市公安局部署，市委督办。", ["贵阳市公安局", "~市委"], "市委", "中共贵阳市委员会"),
        ("陇西县公安局交警大队总结，市支队指导。", ["陇西县公安局交警大队", "~市支队"], "市支队", "定西市公安局交警支队"),
        (
            "湖南省高速公路交通警察局邵阳支队部署，隆回大队设卡。",
            ["湖南省高速公路交通警察局邵阳支队", "隆回大队"],
            "隆回大队",
            None,
        ),
    ],
)
def test_an_inferred_full_name_says_whose_body_it_is(text: str, names: list[str], short: str, formal: str | None) -> None:
    found = entity(resolve_entities([report(text, {"Agency": names})]), short).formal_name

    assert found == (formal or "湖南省高速公路交通警察局邵阳支队隆回大队")


def test_a_unit_belongs_to_the_nearest_body_that_can_hold_it() -> None:
    text = "佳木斯市公安局调研。富锦市公安局交警大队城区中队出警，三中队增援。"
    resolution = resolve_entities([report(text, {"Agency": ["佳木斯市公安局", "富锦市公安局交警大队城区中队", "三中队"]})])

    assert entity(resolution, "三中队").formal_name == "富锦市公安局交警大队三中队"


def test_a_unit_of_no_place_is_of_the_body_whose_report_it_is_not_of_a_neighbour_named_nearer() -> None:
    text = "警情通报\n第8期\n岷县公安局指挥中心编\n\n经侦大队走访36户。宕昌县公安局送来线索2条。梅川派出所当晚收网。"
    names = ["岷县公安局指挥中心", "岷县公安局", "~经侦大队", "宕昌县公安局", "~梅川派出所"]

    found = stated(resolve_entities([report(text, {"Agency": names})]))

    assert ("经侦大队", "subOrganizationOf", "岷县公安局") in found
    assert ("梅川派出所", "subOrganizationOf", "岷县公安局") in found
    assert ("梅川派出所", "subOrganizationOf", "宕昌县公安局") not in found


def test_a_branch_of_a_district_belongs_to_the_city_not_to_a_county_named_nearer() -> None:
    text = "佳木斯市公安局调研。富锦市公安局出警，北城区分局增援。"
    resolution = resolve_entities([report(text, {"Agency": ["佳木斯市公安局", "富锦市公安局", "北城区分局"]})])

    assert ("北城区分局", "subOrganizationOf", "佳木斯市公安局") in stated(resolution)


def test_a_body_that_a_longer_name_speaks_of_is_an_entity() -> None:
    resolution = resolve_entities(
        [report("陇西县公安局交警大队报告，县局车管所增设窗口。", {"Agency": ["陇西县公安局交警大队", "~县局车管所"]})]
    )

    assert entity(resolution, "县局").name == "陇西县公安局"
    assert ("县局车管所", "subOrganizationOf", "陇西县公安局") in stated(resolution)


def test_which_of_several_bureaus_is_meant_is_listed_for_a_person() -> None:
    text = "芜湖市公安局会同芜湖市税务局办理业务，市局要求提速。"
    resolution = resolve_entities([report(text, {"Agency": ["芜湖市公安局", "芜湖市税务局", "~市局"]})])

    assert entity(resolution, "市局").name == "芜湖市公安局"
    assert any(match.left == "市局" and "税务局" in match.right for match in resolution.uncertain)


# ---- other things within a report


def test_initiatives_meet_in_their_quoted_core() -> None:
    text = "事故预防“减量控大”工作推进，“减量控大”见效，实施“减量控大”质效提升工程。"
    resolution = resolve_entities(
        [report(text, {"Initiative": ["事故预防“减量控大”工作", "“减量控大”", "“减量控大”质效提升工程"]})]
    )

    assert entity(resolution, "减量控大") == entity(resolution, "事故预防减量控大工作")
    assert entity(resolution, "减量控大质效提升工程") != entity(resolution, "减量控大")


def test_two_models_of_one_core_stay_apart() -> None:
    text = "建立“四位一体”联动工作机制，形成“四位一体”工作模式。"
    resolution = resolve_entities([report(text, {"Initiative": ["“四位一体”联动工作机制", "“四位一体”工作模式"]})])

    assert len(resolution.entities) == 2


def test_a_short_name_that_two_things_could_claim_stays_apart_and_is_listed() -> None:
    text = "推进新车上牌“一件事”，推进二手车交易“一件事”，“一件事”提速。"
    resolution = resolve_entities([report(text, {"Initiative": ["新车上牌“一件事”", "二手车交易“一件事”", "“一件事”"]})])

    assert len(resolution.entities) == 3
    assert resolution.uncertain


def test_places_meet_by_division_and_implied_ones_are_no_labels() -> None:
    text = "山东省济南市部署，济南市落实，济南见效，全市总结。"
    resolution = resolve_entities([report(text, {"Place": ["山东省济南市", "济南市", "济南", "^全市"]})])

    (place,) = resolution.entities
    assert (place.name, place.code, place.aliases) == ("济南市", "3701", ("山东省济南市", "济南"))


def test_the_short_name_of_a_place_is_a_label_as_it_is_read() -> None:
    resolution = resolve_entities(
        [report("山东省济南市部署，济南市落实，济南见效。", {"Place": ["山东省济南市", "济南市", "~济南"]})]
    )

    (place,) = resolution.entities
    assert (place.name, place.aliases) == ("济南市", ("山东省济南市", "济南"))


def test_a_document_is_found_by_the_end_of_its_title() -> None:
    text = "《云河市电动自行车管理条例》施行，《条例》规定上牌。"
    resolution = resolve_entities([report(text, {"Document": ["《云河市电动自行车管理条例》", "《条例》"]})])

    assert len(resolution.entities) == 1


def test_systems_meet_by_their_number() -> None:
    resolution = resolve_entities(
        [report("下载“交管12123”App，用交管12123办理。", {"System": ["“交管12123”App", "交管12123"]})]
    )

    assert len(resolution.entities) == 1


# ---- relations that names state


def test_names_state_whose_part_a_body_is_and_where_it_lies() -> None:
    found = stated(resolve_entities([ZHANJIANG]))

    assert ("霞山大队", "subOrganizationOf", "湛江市公安局交警支队") in found
    assert ("湛江市公安局交警支队", "subOrganizationOf", "湛江市公安局") in found
    assert ("徐闻县公安局交警大队", "locatedIn", "徐闻县") in found


def test_every_relation_that_was_read_quotes_the_name_it_was_read_from() -> None:
    resolution = resolve_entities([ZHANJIANG, DEZHOU])
    texts = {extraction.document.id: extraction.document.text for extraction in resolution.extractions}
    entities = {owner.id: owner for owner in resolution.entities}

    for relation in resolution.relations:
        quotes = [texts[e.span.document][e.span.start : e.span.end] for e in relation.evidence]
        assert relation.is_inferred or any(m.surface in quote for quote in quotes for m in entities[relation.subject].mentions)


def test_a_higher_bureau_that_no_report_states_is_inferred() -> None:
    first = report("济南市公安局部署。", {"Agency": ["济南市公安局"]})
    second = report("山东省公安厅部署，公安部督办。", {"Agency": ["山东省公安厅", "公安部"]})

    resolution = resolve_entities([first, second])

    assert stated(resolution) == set()
    assert stated(resolution, inferred=True) == {
        ("济南市公安局", "subOrganizationOf", "山东省公安厅"),
        ("山东省公安厅", "subOrganizationOf", "公安部"),
    }


def test_divisions_that_the_report_names_contain_each_other() -> None:
    resolution = resolve_entities([report("山东省部署，济南市落实，历下区见效。", {"Place": ["山东省", "济南市", "历下区"]})])

    assert stated(resolution) == {("济南市", "containedInPlace", "山东省"), ("历下区", "containedInPlace", "济南市")}


@pytest.mark.parametrize(
    ("text", "lies"),
    [
        ("济南市历下区芙蓉镇推行积分制。", ("芙蓉镇", "locatedIn", "历下区")),
        ("济南市通报：芙蓉镇推行积分制。", ("芙蓉镇", "locatedIn", "芙蓉镇")),
    ],
)
def test_a_town_that_acts_lies_in_the_division_named_right_before_it(text: str, lies: tuple[str, str, str]) -> None:
    named = [name for name in ("济南市", "历下区", "芙蓉镇") if name in text]

    resolution = resolve_entities([report(text, {"Place": named, "Agency": ["芙蓉镇"]})])

    assert lies in stated(resolution)


def test_a_meeting_lies_where_it_was_held_when_the_words_say_so() -> None:
    text = "贵阳市公安局在观山湖区召开全市推进会。"
    extraction = report(text, {"Agency": ["贵阳市公安局"], "Place": ["观山湖区"], "Event": ["全市推进会"]})

    resolution = resolve_entities([with_activity(extraction, "贵阳市公安局", "held", "全市推进会", "观山湖区")])

    assert ("全市推进会", "locatedIn", "观山湖区") in stated(resolution)


# ---- across reports


def test_short_names_of_different_places_stay_apart() -> None:
    resolution = resolve_entities([ZHANJIANG, DEZHOU])

    assert entity(resolution, "市局", report="zhanjiang") != entity(resolution, "市局", report="dezhou")
    assert entity(resolution, "交警支队", report="dezhou") != entity(resolution, "湛江市公安局交警支队")


def test_one_body_under_other_names_in_other_reports_is_one_node() -> None:
    first = report("临清交警大队夜查。", {"Agency": ["临清交警大队"]}, name="a")
    second = report("临清市公安局交通警察大队总结。", {"Agency": ["临清市公安局交通警察大队"]}, name="b")

    (body,) = [owner for owner in resolve_entities([first, second]).entities if owner.type == "Agency"]

    assert (body.name, body.aliases) == ("临清市公安局交通警察大队", ("临清交警大队",))
    assert body.matches


def test_an_ambiguous_place_is_kept_apart_in_each_report() -> None:
    reports = [report(f"鼓楼区公安分局第{n}次夜查。", {"Agency": ["鼓楼区公安分局"]}) for n in range(2)]
    resolution = resolve_entities(reports)

    assert len(resolution.entities) == 2
    assert any("kept apart" in match.reason for match in resolution.uncertain)


def test_people_are_the_same_by_name_and_agency() -> None:
    def told(agency: str, number: int) -> Extraction:
        extraction = report(
            f"{agency}民警王云山第{number}次值守。", {"Agency": [agency], "Person": ["王云山"]}, name=f"{agency}{number}"
        )
        return with_activity(extraction, "王云山", "memberOf", agency)

    resolution = resolve_entities([told("济南市公安局", 1), told("济南市公安局", 2), told("德州市公安局", 1)])

    assert len([owner for owner in resolution.entities if owner.type == "Person"]) == 2


def test_national_lines_of_work_are_one_node_and_local_ones_stay_in_their_province() -> None:
    def told(city: str, thing: str) -> Extraction:
        return report(f"{city}公安局推进{thing}。", {"Agency": [f"{city}公安局"], "Initiative": [thing]})

    national = resolve_entities([told("济南市", "“放管服”改革"), told("贵阳市", "放管服")])
    local = resolve_entities([told("济南市", "夜间秩序整治"), told("贵阳市", "夜间秩序整治")])

    assert len([owner for owner in national.entities if owner.type == "Initiative"]) == 1
    assert len([owner for owner in local.entities if owner.type == "Initiative"]) == 2


def test_a_name_in_quotation_marks_and_without_is_one_within_its_province_and_keeps_the_other_id() -> None:
    first = report(
        "济南市公安局开展“清源护航”百日行动。", {"Agency": ["济南市公安局"], "Initiative": ["“清源护航”百日行动"]}, name="a"
    )
    second = report(
        "德州市公安局开展清源护航百日行动。", {"Agency": ["德州市公安局"], "Initiative": ["清源护航百日行动"]}, name="b"
    )
    alone = {owner.id for one in (first, second) for owner in resolve_entities([one]).entities if owner.type == "Initiative"}

    (merged,) = [owner for owner in resolve_entities([first, second]).entities if owner.type == "Initiative"]

    assert {merged.id, *merged.former_ids} == alone


# ---- promises


def test_every_mention_belongs_to_exactly_one_entity() -> None:
    resolution = resolve_entities([ZHANJIANG, DEZHOU])
    owned = list(itertools.chain.from_iterable(owner.mentions for owner in resolution.entities))

    assert len(owned) == len(set(owned))
    assert {mention for extraction in resolution.extractions for mention in extraction.mentions} <= set(owned)


def test_the_order_of_the_reports_changes_nothing() -> None:
    assert resolve_entities([ZHANJIANG, DEZHOU]) == resolve_entities([DEZHOU, ZHANJIANG])


def test_a_further_report_changes_no_id_unless_entities_merge() -> None:
    before = {owner.id for owner in resolve_entities([ZHANJIANG]).entities}
    after = resolve_entities([ZHANJIANG, DEZHOU]).entities

    assert before <= {one for owner in after for one in (owner.id, *owner.former_ids)}


def test_ids_are_short_ascii_names_of_class_and_content() -> None:
    for owner in resolve_entities([ZHANJIANG]).entities:
        kind, _, digits = owner.id.partition("-")
        assert kind == owner.type.lower()
        assert len(digits) == 12
        assert owner.id.isascii()


def test_every_alias_has_a_judgement() -> None:
    for owner in resolve_entities([ZHANJIANG, DEZHOU]).entities:
        judged = {name for match in owner.matches for name in (match.left, match.right)}
        assert set(owner.aliases) <= judged | {owner.name}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_extraction_is_resolved_whole(data: st.DataObject) -> None:
    document = data.draw(documents())
    found = data.draw(st.lists(mentions(document), max_size=8, unique=True))

    resolution = resolve_entities([Extraction(document, tuple(found), (), ())])

    assert set(found) <= set(resolution.entity_of())
    assert all(owner.name.strip() for owner in resolution.entities)


def test_another_hash_seed_gives_the_same_entities() -> None:
    code = (
        "from tests.resolve.test_resolve import ZHANJIANG, DEZHOU\n"
        "from kg.resolve import resolve_entities\n"
        "print(repr(resolve_entities([ZHANJIANG, DEZHOU])))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1")
    }

    assert len(outputs) == 1


# ---- divisions, their branches and their past


def test_a_citys_branch_is_the_police_of_its_district() -> None:
    city = report(
        "济南市公安局历城分局破案，济南市公安局交警支队历城大队设卡。",
        {"Agency": ["济南市公安局历城分局", "济南市公安局交警支队历城大队"]},
    )
    own = report("历城区公安局破案，历城交警大队设卡。", {"Agency": ["历城区公安局", "历城交警大队"]})

    resolution = resolve_entities([city, own])

    assert entity(resolution, "历城区公安局") == entity(resolution, "济南市公安局历城分局")
    assert entity(resolution, "历城交警大队") == entity(resolution, "济南市公安局交警支队历城大队")
    assert entity(resolution, "历城交警大队") != entity(resolution, "历城区公安局")


def test_the_bodies_of_a_renamed_division_are_its_bodies_and_those_of_a_merged_one_are_not() -> None:
    before = report("即墨市教育局开会，崇文区教委开会。", {"Agency": ["即墨市教育局", "崇文区教委"], "Place": []})
    after = report("即墨区教育局开会，东城区教委开会。", {"Agency": ["即墨区教育局", "东城区教委"], "Place": []})

    resolution = resolve_entities([before, after])

    assert entity(resolution, "即墨市教育局") == entity(resolution, "即墨区教育局")
    assert entity(resolution, "崇文区教委") != entity(resolution, "东城区教委")


def test_two_towns_of_one_name_have_two_governments() -> None:
    one = report(
        "榆中县城关镇政府开会。榆中县落实。", {"Agency": ["榆中县城关镇政府"], "Place": ["榆中县"]}, publisher="榆中县人民政府"
    )
    other = report("静宁县落实。城关镇政府开会。", {"Agency": ["城关镇政府"], "Place": ["静宁县"]}, publisher="静宁县人民政府")

    resolution = resolve_entities([one, other])

    assert entity(resolution, "城关镇政府") != entity(resolution, "榆中县城关镇政府")


def test_the_same_short_name_of_two_cities_work_is_one_only_where_their_province_speaks_of_it() -> None:
    cities = [
        report(f"{city}市公安局开展“夜鹰”行动。", {"Agency": [f"{city}市公安局"], "Initiative": ["“夜鹰”行动"]}, name=city)
        for city in ("昆明", "曲靖")
    ]
    province = report("云南省公安厅部署“夜鹰”行动。", {"Agency": ["云南省公安厅"], "Initiative": ["“夜鹰”行动"]}, name="yunnan")

    alone, led = resolve_entities(cities), resolve_entities([*cities, province])

    assert len({each.id for each in alone.entities if each.type == "Initiative"}) == 2
    assert len({each.id for each in led.entities if each.type == "Initiative"}) == 1
    assert any("夜鹰" in doubt.left for doubt in alone.uncertain)


def test_what_a_sentence_tells_a_name_does_not_tell_again() -> None:
    names = {"Event": ["“百日攻坚”现场会"], "Initiative": ["“百日攻坚”"], "Agency": ["昆明市公安局"]}
    text = report("昆明市公安局推进“百日攻坚”工作，召开“百日攻坚”现场会。", names, name="told")

    untold, told = resolve_entities([text]), resolve_entities([with_activity(text, "百日攻坚现场会", "partOf", "百日攻坚")])

    assert ("百日攻坚现场会", "partOf", "百日攻坚") in stated(untold)
    assert ("百日攻坚现场会", "partOf", "百日攻坚") not in stated(told)


def test_an_abbreviation_is_the_only_body_of_its_place_that_it_fits() -> None:
    text = report(
        "昆明市城市管理综合行政执法局召开会议。市城管执法局、市金融局落实。",
        {"Agency": ["昆明市城市管理综合行政执法局", "~市城管执法局", "~市金融局"]},
    )

    resolution = resolve_entities([text])

    assert entity(resolution, "市城管执法局") == entity(resolution, "昆明市城市管理综合行政执法局")
    assert entity(resolution, "市金融局") != entity(resolution, "市城管执法局")


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("重庆市文化和旅游发展委员会", "市文化旅游委"),
        ("昆明市国防动员办公室", "市国动办"),
        ("昆明市体育旅游局", "市体旅局"),
        ("昆明市规划和自然资源局", "市规资局"),
    ],
)
def test_a_body_is_known_by_its_abbreviation(full: str, short: str) -> None:
    text = report(f"{full}召开会议。{short}落实。", {"Agency": [full, f"~{short}"]})

    resolution = resolve_entities([text])

    assert entity(resolution, short) == entity(resolution, full)


def test_the_teams_of_a_countys_report_are_not_of_the_city_above_it() -> None:
    text = report(
        "宿松县公安局通报\n宿松县公安局收网。案件移交安庆市公安局。交警大队查处酒驾19起。",
        {"Agency": ["宿松县公安局", "安庆市公安局", "~交警大队"]},
    )

    resolution = resolve_entities([text])

    county, city = entity(resolution, "宿松县公安局").name, entity(resolution, "安庆市公安局").name
    assert ("交警大队", "subOrganizationOf", county) in stated(resolution)
    assert ("交警大队", "subOrganizationOf", city) not in stated(resolution)


def test_the_bureaus_of_every_district_are_not_those_of_one() -> None:
    text = report(
        "天津市市场监督管理委员会部署。河西区市场监督管理局检查。各区市场监管局落实，市市场监管执法总队督导。",
        {
            "Agency": [
                "天津市市场监督管理委员会",
                "河西区市场监督管理局",
                "~各区市场监管局",
                "~市市场监管执法总队",
            ],
            "Place": ["天津市", "河西区"],
        },
        publisher="天津市市场监督管理委员会",
    )

    resolution = resolve_entities([text])

    assert entity(resolution, "各区市场监管局") != entity(resolution, "河西区市场监督管理局")
    assert ("各区市场监管局", "locatedIn", "河西区") not in stated(resolution)
    assert ("市市场监管执法总队", "locatedIn", "天津市") in stated(resolution)
    assert ("市市场监管执法总队", "subOrganizationOf", "各区市场监管局") not in stated(resolution)


def test_a_tribunal_belongs_to_the_court_that_its_name_begins_with() -> None:
    names = ["遵义市播州区人民法院鸭溪人民法庭", "国家税务总局稽查局"]
    text = report("遵义市播州区人民法院鸭溪人民法庭开庭，国家税务总局稽查局办案。", {"Agency": names})

    resolution = resolve_entities([text])

    assert ("国家税务总局稽查局", "subOrganizationOf", "国家税务总局") in stated(resolution)
    assert ("遵义市播州区人民法院鸭溪人民法庭", "subOrganizationOf", "遵义市播州区人民法院") in stated(resolution)


def test_a_short_name_of_the_reports_own_county_is_that_county() -> None:
    text = report("平山县统计局、国家统计局平山调查队。平山丰收。", {"Agency": ["平山县统计局"], "Place": ["平山县", "平山"]})

    resolution = resolve_entities([text])

    assert entity(resolution, "平山") == entity(resolution, "平山县")


@pytest.mark.parametrize(
    ("text", "names", "parent"),
    [
        ("云河县人民政府召开会议，云河县统计局发布公报。", ["云河县人民政府", "云河县统计局"], True),
        ("长顺县召开会议，长顺县统计局发布公报。", ["长顺县", "长顺县统计局"], True),
        ("长顺县人民政府召开会议，长顺县税务局发布公报。", ["长顺县人民政府", "长顺县税务局"], False),
        ("贵州省人民政府召开会议，长顺县统计局发布公报。", ["贵州省人民政府", "长顺县统计局"], False),
    ],
)
def test_a_department_belongs_to_the_government_of_its_division(text: str, names: list[str], parent: bool) -> None:
    resolution = resolve_entities([report(text, {"Agency": names, "Place": ["长顺县"] if "长顺" in text else []})])

    assert ((names[1], "subOrganizationOf", names[0]) in stated(resolution)) == parent


@pytest.mark.parametrize(
    ("text", "names", "place"),
    [
        ("韶关市水利局部署。市公交公司开通专线。", {"Agency": ["韶关市水利局", "市公交公司"]}, "韶关市"),
        ("韶关市水利局、~市财政局部署。市会展中心启用。", {"Agency": ["韶关市水利局"], "Facility": ["市会展中心"]}, "韶关市"),
        ("在翁源县龙仙镇，龙仙法庭开庭。", {"Agency": ["龙仙法庭"]}, "龙仙镇"),
        ("翁源县龙仙镇养老服务中心开放，龙仙镇受益。", {"Facility": ["翁源县龙仙镇养老服务中心"]}, "龙仙镇"),
        ("清水湖清淤，韶关市清水湖水务公司承建。", {"Agency": ["韶关市清水湖水务公司"]}, "韶关市"),
    ],
)
def test_what_a_level_or_a_small_place_names_lies_there(text: str, names: dict[EntityType, list[str]], place: str) -> None:
    places = [name for name in ("韶关市", "翁源县", "龙仙镇", "清水湖") if name in text]
    thing = next(reversed(next(reversed(names.values()))))

    resolution = resolve_entities([report(text, {**names, "Place": places})])

    assert {o for s, p, o in stated(resolution) if (s, p) == (thing, "locatedIn")} == {place}


def test_a_market_lies_in_no_city() -> None:
    names: dict[EntityType, list[str]] = {"Agency": ["市场监管协会"], "Place": ["云河市"]}

    resolution = resolve_entities([report("云河市：市场监管协会配合夜查。", names)])

    assert not {s for s, p, _ in stated(resolution) if p == "locatedIn"}


def test_a_department_that_is_not_said_to_be_of_a_place_is_not_given_to_the_government() -> None:
    names: dict[EntityType, list[str]] = {"Agency": ["云河县人民政府", "~县统计局"], "Place": ["云河县"]}

    resolution = resolve_entities([report("云河县人民政府召开会议，县统计局发布公报。", names)])

    assert ("县统计局", "subOrganizationOf", "云河县人民政府") not in stated(resolution)


def test_the_department_of_an_autonomous_region_lies_in_the_region_that_a_report_names() -> None:
    text = "广西完成投资。自治区水利厅部署工作。"
    resolution = resolve_entities([report(text, {"Agency": ["自治区水利厅"], "Place": ["广西"]})])

    assert ("自治区水利厅", "locatedIn", "广西") in stated(resolution)


def test_a_bureau_left_unnamed_is_that_whose_report_it_is_before_the_police() -> None:
    extraction = report(
        "德州市教育局关于校园安全的通报。德州市公安局派出民警。市局将开展“护校”行动。",
        {"Agency": ["德州市教育局", "德州市公安局", "~市局"], "Initiative": ["“护校”行动"]},
    )

    assert entity(resolve_entities([extraction]), "市局").name == "德州市教育局"


def test_a_unit_called_by_its_place_is_of_the_unit_called_so_around_it() -> None:
    text = "湖南省公安厅交通警察总队通报。邵阳支队夜查，隆回大队查获酒驾。"
    names = ["湖南省公安厅交通警察总队", "邵阳支队", "隆回大队"]

    resolution = resolve_entities([report(text, {"Agency": names})])

    assert ("隆回大队", "subOrganizationOf", "邵阳支队") in stated(resolution)


def test_a_branch_is_of_the_group_of_its_brand() -> None:
    text = "松云建工集团有限公司复工，松云建工南山分公司先行。云河实业集团有限公司观摩。"
    names = ["松云建工集团有限公司", "松云建工南山分公司", "云河实业集团有限公司"]

    parents = {(s, o) for s, p, o in stated(resolve_entities([report(text, {"Agency": names})])) if p == "subOrganizationOf"}

    assert parents == {("松云建工南山分公司", "松云建工集团有限公司")}
