"""Who and where: agencies, persons and places are read by how their names are formed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import kg.extract.layout
import kg.extract.names
import kg.extract.tags  # noqa: F401
from kg.extract.agency_groups import _is_short_of
from kg.extract.agency_parts import subtype_of
from kg.extract.mentions import read_mentions
from kg.extract.names import read_posts
from kg.extract.people import is_name
from kg.lexicon import read_lexicon
from kg.records import Document

Held = tuple[str, str, str | None]
Names = Callable[[str], set[str]]


@pytest.fixture(scope="module")
def nlp() -> Language:
    """Give a pipeline that marks names and nothing else."""
    pipeline = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg_characters"}}})
    for component in ("kg_tags", "kg_layout", "kg_names"):
        pipeline.add_pipe(component)
    return pipeline


def marked(doc: Doc, group: str) -> set[str]:
    return {mark.text for mark in doc.spans[group]}


@pytest.fixture(scope="module")
def agencies(nlp: Language) -> Names:
    return lambda text: marked(nlp(text), "agencies")


@pytest.fixture(scope="module")
def persons(nlp: Language) -> Names:
    return lambda text: marked(nlp(text), "persons")


@pytest.fixture(scope="module")
def places(nlp: Language) -> Names:
    return lambda text: marked(nlp(text), "places")


# ---- agencies --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "丽水市公安局交警支队莲都大队",
        "云南省公安厅交警总队昆明高速支队",
        "重庆市公安局交巡警总队高速公路第三支队七大队",
        "阿坝州公安局交警支队",
        "国家税务总局大连市税务局",
        "国家金融监督管理总局山东监管局",
        "庆阳市西峰区市场监管局后官寨市场监管所",
        "联勤保障部队第983医院",
        "共青团湖南省委",
        "台东县警察局关山分局池上分驻所",
        "成都海关",
        "遵义市中级人民法院",
        "中国铁塔襄阳市分公司",
        "上海申通地铁集团有限公司",
        "国家防总办公室",
    ],
)
def test_a_name_is_read_from_its_division_to_its_last_unit(agencies: Names, name: str) -> None:
    assert name in agencies(f"昨天，{name}开展专项检查，检查车辆120辆。")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("支队会同市公安局、市交通运输局召开会议。", {"市公安局", "市交通运输局"}),
        ("汛期县应急管理局会同县公安局开展演练。", {"县应急管理局", "县公安局"}),
        ("怀化市会同县公安局查处违法。", {"怀化市会同县公安局"}),
        ("全市两级法院审结案件。", {"全市两级法院"}),
        ("宜昌市体育部门检修器材，宜昌市有关部门督导。", {"宜昌市体育部门"}),
        ("芜湖市委市政府印发方案。", {"芜湖市委", "市政府"}),
        ("市局党委委员、支队长何志坚说。", {"市局"}),
        ("县局党委和市支队作出部署。", {"县局党委", "市支队"}),
        ("会同公安、应急、气象等部门会商。", {"公安", "应急", "气象"}),
        ("各地铁路、水上公安机关加强巡逻。", {"铁路、水上公安机关", "水上公安机关"}),
        ("莲都大队和青田大队同时行动。", {"莲都大队", "青田大队"}),
        ("自治区各级医疗机构接诊，县里连夜调配药品。", {"自治区各级医疗机构", "县里"}),
        ("登记注册处推行新举措，食品餐饮科牵头检查。", {"登记注册处", "食品餐饮科"}),
        ("苏州税务发布名单，深圳海事今年以来救助渔民30人。", {"苏州税务", "深圳海事"}),
    ],
)
def test_names_that_stand_together_are_told_apart(agencies: Names, text: str, names: set[str]) -> None:
    assert names <= agencies(text)


@pytest.mark.parametrize(
    "text",
    [
        "统筹城乡建设布局，优化区域布局。",
        "各大型企业和小微企业受益。",
        "相关部门、有关部门要协同配合。",
        "全市公安机关“十佳举措”评选揭晓。",
        "贯彻党中央决策部署。",
        "基层医疗机构诊疗量上升，镇上拍片、县里出报告。",
        "严查严处已成常态，理工学科开展评估，事故多发处设置标志。",
        "苏州税务收入增长，贵州医保持续扩面。",
    ],
)
def test_classes_and_words_that_only_end_alike_are_no_agencies(agencies: Names, text: str) -> None:
    assert not agencies(text)


def test_a_national_body_is_not_read_from_the_beginning_of_another_word(agencies: Names) -> None:
    assert "教育部" not in agencies("学生走进教育部门组织的课堂。")


def test_a_name_that_needs_its_context_is_marked_as_short(nlp: Language) -> None:
    doc = nlp("省厅、市局和霞山大队同步行动。")

    rules = {mark.text: mark.id_ for mark in doc.spans["agencies"]}

    assert rules["省厅"].endswith("-short")
    assert rules["市局"].endswith("-short")
    assert not rules["霞山大队"].endswith("-short")


def test_a_superior_that_the_text_speaks_of_is_marked_inside_its_unit(agencies: Names) -> None:
    unspoken = agencies("湛江市公安局交警支队开展整治。")

    spoken = agencies("湛江市公安局交警支队开展整治。市局对此通报表扬。")

    assert "湛江市公安局" not in unspoken
    assert "湛江市公安局" in spoken


def test_a_team_that_is_put_together_is_an_agency(agencies: Names) -> None:
    assert agencies("派出所组建护路先锋服务队，走村入户。") == {"护路先锋服务队"}


@pytest.mark.parametrize(
    ("short", "name", "stands"),
    [
        ("市局", "湛江市公安局", True),
        ("县警局", "彰化县警察局", True),
        ("省厅", "安徽省公安厅", True),
        ("省局", "广东省公安厅", False),
    ],
)
def test_a_short_form_stands_for_the_police_of_its_level(short: str, name: str, stands: bool) -> None:
    assert _is_short_of(short, name) is stands


@pytest.mark.parametrize(
    ("name", "subtype"),
    [("云河市公安局车管所", "vehicle-office"), ("云河丰源客运公司", "company"), ("云河日报", "media"), ("云河大学", "school")],
)
def test_the_end_of_a_name_gives_its_subtype(name: str, subtype: str) -> None:
    assert subtype_of(name) == subtype


# ---- persons ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("支队长何志坚表示，行动将持续。", {"何志坚"}),
        ("（记者林晓岚 通讯员陈进、吴海彬）", {"林晓岚", "陈进", "吴海彬"}),
        ("公安厅副厅长艾尔肯·吐尼亚孜到场。", {"艾尔肯·吐尼亚孜"}),
        ("云河市中级人民法院院长　买买提江·沙吾提", {"买买提江·沙吾提"}),
        ("教导员扎西次仁带队巡逻。", {"扎西次仁"}),
        ("民警于洋、高峰、林峰，救出群众。", {"于洋", "高峰", "林峰"}),
        ("市民罗先生连连点赞。", {"罗先生"}),
        ("局长赵大为主持会议。", {"赵大为"}),
        ("县教育局局长胡志升先后走访学校12所。", {"胡志升"}),
    ],
)
def test_a_person_is_read_behind_a_post_and_in_lists(persons: Names, text: str, names: set[str]) -> None:
    assert persons(text) == names


@pytest.mark.parametrize(
    "text", ["群众满意度提升。", "学习贯彻习近平法治思想。", "驾驶人赵某被查处。", "志愿者小张介绍。", "夏大豆长势良好。"]
)
def test_what_is_no_full_name_is_no_person(persons: Names, text: str) -> None:
    assert not persons(text)


@given(st.sampled_from([row.word for row in read_lexicon("surnames")]), st.text("志坚晓岚海彬伟权", min_size=1, max_size=2))
@settings(deadline=None)
def test_a_family_name_and_one_or_two_characters_are_a_name(family: str, given_name: str) -> None:
    assert is_name(family + given_name)


def posts(nlp: Language, text: str) -> list[Held]:
    doc = nlp(text)
    document = Document("a", text, "a.txt", "0", text, range(len(text)), range(1, len(text) + 1))
    found = read_posts(doc, read_mentions(doc, document))
    return [(p.person.surface, p.post, p.agency.surface if p.agency else None) for p in found]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("市局党委委员、支队长何志坚说，行动继续。", [("何志坚", "党委委员", "市局"), ("何志坚", "支队长", None)]),
        ("省教育厅党组成员、副厅长修明辉出席。", [("修明辉", "党组成员", "省教育厅"), ("修明辉", "副厅长", "省教育厅")]),
        ("市公安局车辆管理所所长程霖介绍，", [("程霖", "所长", "市公安局车辆管理所")]),
        (
            "云河市公安局副局长兼交警支队支队长马玉峰调研。",
            [("马玉峰", "副局长", "云河市公安局"), ("马玉峰", "支队长", "交警支队")],
        ),
        ("湛江日报11月27日讯（记者林晓岚 通讯员陈进）当晚，", [("林晓岚", "记者", "湛江日报"), ("陈进", "通讯员", "湛江日报")]),
        ("市民罗先生说，", []),
    ],
)
def test_a_post_belongs_to_the_agency_named_before_it(
    nlp: Language, text: str, held: list[tuple[str, str, str | None]]
) -> None:
    assert posts(nlp, text) == held


# ---- places ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("四川绵阳、乐山两地率先试点。", {"四川", "绵阳", "乐山"}),
        ("行动覆盖阿坝州、玉龙县和员林市。", {"阿坝州", "玉龙县", "员林市"}),
        ("民警在国道310线文峰段设卡。", {"国道310线文峰段"}),
        ("在沪昆高速邵怀段、109国道、G6京藏高速巡逻。", {"沪昆高速邵怀段", "109国道", "G6京藏高速"}),
        ("活动在椹川大道、海滨大道举行。", {"椹川大道", "海滨大道"}),
        ("在中山路与莒光路口设置设备。", {"中山路与莒光路口"}),
        ("民警走进吴店镇、鹿头镇宣传。", {"吴店镇", "鹿头镇"}),
        ("京津冀、长三角协同推进。", {"京津冀", "长三角"}),
    ],
)
def test_places_are_read_by_gazetteer_and_form(places: Names, text: str, names: set[str]) -> None:
    assert names <= places(text)


@pytest.mark.parametrize(
    "text",
    [
        "打通应急通道，扩大城区覆盖面。",
        "两国合作前景广阔，和平共处。",
        "建设美丽乡村和致富路。",
        "会同有关方面，公安牵头。",
        "中俄关系持续向好。",
        "乘坐G6701次列车出行。",
    ],
)
def test_ordinary_words_are_no_places(places: Names, text: str) -> None:
    assert not places(text)


def test_a_district_across_the_strait_needs_a_text_about_it(places: Names) -> None:
    assert "和美" not in places("建设宜居宜业和美乡村。")


# ---- all -------------------------------------------------------------------------------------------------------------


@given(st.text("云河市公安局交警支队长王明在南路、，。“”《》一二三等部门各会同G12·高速镇村", max_size=60))
@settings(max_examples=60, deadline=None)
def test_marks_lie_in_the_text_and_none_is_empty(nlp: Language, text: str) -> None:
    doc = nlp(text)

    marks = [mark for group in ("agencies", "persons", "places") for mark in doc.spans[group]]

    assert all(0 <= mark.start < mark.end <= len(text) and text[mark.start : mark.end].strip() for mark in marks)


@pytest.mark.parametrize("table", ["organs", "agency-words", "places", "surnames", "posts"])
def test_every_row_of_a_table_of_names_is_used_by_a_label_that_the_grammar_knows(table: str) -> None:
    known = {
        "organs": {"organ", "unit", "national", "collective", "ending"},
        "agency-words": {
            "generic", "needs-place", "needs-reach", "needs-deed", "modifier", "department", "adjective", "team", "standing",
            "no-ending", "generic-name", "industry", "wide-industry", "no-brand",
        },
        "places": {"road", "area", "division", "known", "district", "plain", "noplace", "noplace-ending", "foreign"},
        "surnames": {"common", "han", "double"},
    }  # fmt: skip

    labels = {row.label.split(" ")[-1] for row in read_lexicon(table)}

    assert labels <= known.get(table, labels)
    assert labels


# ---- forms of names that no chain holds ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "湛江市打击治理电信网络新型违法犯罪工作联席会议办公室通报了情况。",
            "湛江市打击治理电信网络新型违法犯罪工作联席会议办公室",
        ),
        ("据悉，市优化营商环境工作专班牵头推进改革。", "市优化营商环境工作专班"),
        ("福鼎市嵛山镇人民政府转移人员1260人。", "福鼎市嵛山镇人民政府"),
        ("格力电器（合肥）有限公司投资3亿元。", "格力电器（合肥）有限公司"),
        ("副主席代表民盟中央作了发言。", "民盟中央"),
        ("泰国商务部部长普坦出席活动。", "泰国商务部"),
        ("联合国欧洲经济委员会发来贺信。", "联合国欧洲经济委员会"),
        ("国家医保局基金监管司副司长顾荣介绍情况。", "国家医保局基金监管司"),
        ("市检察院部署后，惠农区院聘请志愿者42名，配合检察机关办案。", "惠农区院"),
        ("桥头镇党委书记胡国豪说，今年增收。", "桥头镇党委"),
        ("会同鼓楼街道办事处完成整治。", "鼓楼街道办事处"),
        ("中央第三生态环境保护督察组进驻江西。", "中央第三生态环境保护督察组"),
    ],
)
def test_bodies_for_a_task_towns_companies_parties_and_ministries_are_read(agencies: Names, text: str, name: str) -> None:
    assert name in agencies(text)


@pytest.mark.parametrize(
    "text",
    [
        "云河市公安局成立打击走私工作领导小组。",
        "湛江市召开道路交通安全工作联席会议。",
        "推动三市共建功率半导体产业研究院。",
        "赤峰市中心城区供热管网完成改造。",
    ],
)
def test_a_body_for_a_task_swallows_no_verb(agencies: Names, text: str) -> None:
    verbs = ("成立", "召开", "共建", "市中心")

    assert not [name for name in agencies(text) if any(verb in name for verb in verbs)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("费尔南德斯总统将于下周访华。", {"费尔南德斯"}),
        ("扎西平措总队长强调，要加强巡查。", {"扎西平措"}),
        ("队长桑杰加措带队检查。", {"桑杰加措"}),
        ("局长何介绍，今年完成投资3亿元。", set()),
        ("总理塞韦里诺·达席尔瓦分别致电。", {"塞韦里诺·达席尔瓦"}),
    ],
)
def test_persons_with_names_of_other_peoples_stand_beside_their_post(persons: Names, text: str, names: set[str]) -> None:
    assert persons(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县人民医院院长才让多杰获评先进工作者。", {"才让多杰"}),
        ("市市场监管局局长林贤启作重要讲话。", {"林贤启"}),
        ("编辑：韦志练 来源：云河日报", {"韦志练"}),
        ("主任委员何立春作的报告。", {"何立春"}),
        ("（记者林晓摄）", {"林晓"}),
    ],
)
def test_a_name_that_the_tagger_cuts_short_is_whole_before_what_is_done(persons: Names, text: str, names: set[str]) -> None:
    assert persons(text) == names


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("横县启动清洁乡村行动。", {"横县"}),
        ("全县召开县长会议。", set()),
        ("常州市教育局新建盘龙小学、东坡小学。", {"常州市"}),
        ("昆明市盘龙区新建盘龙小学。", {"昆明市", "盘龙区"}),
    ],
)
def test_a_school_is_not_named_after_a_county_far_away(places: Names, text: str, has: set[str]) -> None:
    assert places(text) == has


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("驻村医生、副院长其其格高娃说，草场上的出诊箱换了新的。", {"其其格高娃"}),
        ("辅警扎西仁增上山巡线，带回两袋样品。", {"扎西仁增"}),
        ("大队长李建国王磊参加了会议。", {"李建国", "王磊"}),
    ],
)
def test_a_name_that_the_tagger_cut_is_whole_behind_a_post(persons: Names, text: str, names: set[str]) -> None:
    assert persons(text) & names == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("满洲里海关驻扎赉诺尔区办事处推出延时服务。", {"满洲里海关驻扎赉诺尔区办事处"}),
        ("江西省第二批援疆医疗队开展义诊。", {"江西省第二批援疆医疗队"}),
        ("活动由赣州市青少年宫承办。", {"赣州市青少年宫"}),
        ("“白桦林”服务队走进社区。", {"“白桦林”服务队"}),
        ("县疾控中心与县水利局联合检查水厂。", {"县疾控中心", "县水利局"}),
        ("区行政审批和大数据局发布清单。", {"区行政审批和大数据局"}),
    ],
)
def test_offices_posted_elsewhere_teams_and_joint_organs_are_read_whole(agencies: Names, text: str, names: set[str]) -> None:
    assert names <= agencies(text)


def test_a_team_that_is_only_formed_or_honoured_does_not_act(agencies: Names) -> None:
    assert "“白桦林”服务队" not in agencies("全县打造“白桦林”服务队品牌，群众满意。")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由云河镇、县人社局、团县委、文联、残联协办。", {"云河镇", "县人社局", "团县委", "文联", "残联"}),
        ("县卫计局组织县医院开展义诊，市一中参加。", {"县卫计局", "县医院", "市一中"}),
        ("南京市有关情况良好，罗湖区相关部门参加。", {"罗湖区相关部门"}),
        ("会议要求，各市州卫生健康部门要抓好落实。", {"各市州卫生健康部门"}),
        ("全省教育系统关工委取得佳绩。", {"全省教育系统关工委"}),
        ("云河县禁毒委各成员单位开展行动。", {"云河县禁毒委", "云河县禁毒委各成员单位"}),
        ("省委教育工委副书记何志坚讲话。", {"省委教育工委"}),
        ("中卫工务段派出人员。", {"中卫工务段"}),
        ("县委常委、宣传部部长何志坚讲话，县委常委宣传部副部长林晓岚主持。", {"县委"}),
    ],
)
def test_bodies_that_act_are_named_by_their_level_their_list_or_their_line(agencies: Names, text: str, names: set[str]) -> None:
    assert agencies(text) == names


def test_the_verb_of_what_somebody_says_is_no_part_of_the_name(persons: Names) -> None:
    assert persons("“还剩多少户？”云河市住建局局长段飞答：“今年通水80户。”") == {"段飞"}
