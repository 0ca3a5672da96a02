"""Units and small bodies by what their names are made of, and what joins two bodies that the tagger takes for one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.cuts import cuts
from kg.records import Extraction

Reader = Callable[..., Extraction]


def agencies(extraction: Extraction) -> list[str]:
    return list(dict.fromkeys(m.name for m in extraction.mentions if m.type == "Agency"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由总局食品抽检司统筹，再抽查乳制品600批次。", ["总局食品抽检司"]),
        ("集团公司货运部主任李宏图介绍，今年发送煤炭4100万吨。", ["集团公司货运部"]),
        ("第一巡察组进驻县卫生健康局。", ["第一巡察组", "县卫生健康局"]),
        ("县委第五巡察组向县城市管理局反馈问题19个。", ["县委第五巡察组", "县城市管理局"]),
        ("第五纪检监察室办结案件12件。", ["第五纪检监察室"]),
        ("派驻县自然资源局纪检监察组约谈了3名股长。", ["派驻县自然资源局纪检监察组"]),
        ("县政务服务中心医保窗口获评全省文明岗。", ["县政务服务中心医保窗口"]),
        ("乡农业综合服务中心发放种子3.6吨。", ["乡农业综合服务中心"]),
        ("镇财政所核对补贴清单，镇社会事务办逐户走访。", ["镇财政所", "镇社会事务办"]),
        ("市气象灾害防御中心派员参加。", ["市气象灾害防御中心"]),
        ("省教育评估院9月底前拿出指标。", ["省教育评估院"]),
        ("文化市场综合行政执法队检查网吧31家。", ["文化市场综合行政执法队"]),
        ("9·12专案组辗转4省抓获嫌疑人11名。", ["9·12专案组"]),
        ("人行昆明市分行、工行曲靖分行联办银企对接会。", ["人行昆明市分行", "工行曲靖分行"]),
        ("八师石河子市水利局与沙湾市水利局会商，一四三团改装闸门。", ["八师石河子市水利局", "沙湾市水利局", "一四三团"]),
        ("检查率靠前的是柳林所、黄泥河所，东岗所垫底。", ["柳林所", "黄泥河所", "东岗所"]),
    ],
)
def test_a_unit_is_named_by_its_level_or_parent_its_tasks_and_what_it_is(read: Reader, text: str, names: list[str]) -> None:
    assert agencies(read(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("集团公司工会慰问一线职工，集团公司安监室通报事故。", ["集团公司工会", "集团公司安监室"]),
        ("市打击走私办销毁冻品，县创城办亮牌督办。", ["市打击走私办", "县创城办"]),
        ("省农科院水稻所建了示范方，消费促进司司长彭涛介绍。", ["省农科院水稻所", "消费促进司"]),
        ("村两委逐户动员，村党总支流转土地。", ["村两委", "村党总支"]),
        ("勐龙边境检查站查缉毒品31公斤，城关消防站同步增援。", ["勐龙边境检查站", "城关消防站"]),
        ("市三院、兴仁三小推行延时服务。", ["市三院", "兴仁三小"]),
        ("县人大常委会财经工委调研，武警临沧支队驰援。", ["县人大常委会财经工委", "武警临沧支队"]),
        ("最高检察院发布案例，盟行署召开会议。", ["最高检察院", "盟行署"]),
        ("第十四师昆玉市卫生健康委开展义诊，兵团召开会议。", ["第十四师昆玉市卫生健康委"]),
        ("中远海运散运新开铝土矿航线，南航和海航两家公司增班。", ["中远海运散运", "南航", "海航"]),
        ("宝安区税务局税源管理二股辅导企业210户。", ["宝安区税务局", "宝安区税务局税源管理二股"]),
    ],
)
def test_small_bodies_are_read_by_the_kind_of_body_that_they_are(read: Reader, text: str, names: list[str]) -> None:
    assert sorted(agencies(read(text))) == sorted(names)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("下一步，盟林草局将会同盟气象局择机增雨。", ["盟林草局", "盟气象局"]),
        ("浙江大学附属第一医院帮扶县人民医院建起卒中中心。", ["浙江大学附属第一医院", "县人民医院"]),
        ("市水务局又和县财政局把补贴提到每亩60元。", ["市水务局", "县财政局"]),
        ("省商务厅同浙北国际经济促进局办推介会。", ["省商务厅", "浙北国际经济促进局"]),
        ("市行政审批局上线一件事专区。", ["市行政审批局"]),
        ("可县中医院仍在外面。", ["县中医院"]),
        ("管护由云山灌区管理中心接手，由区住建委派员指导。", ["云山灌区管理中心", "区住建委"]),
        ("县公安局森林警察大队合署办公。", ["县公安局森林警察大队"]),
    ],
)
def test_what_joins_two_bodies_is_no_part_of_a_name(read: Reader, text: str, names: list[str]) -> None:
    assert agencies(read(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "长征六号火箭在太原卫星发射中心发射升空。",
        "全县新建村卫生室32个，改造泵站5座。",
        "黄河山东段拆除浮桥18座。",
        "全面贯彻党的二十届二中、三中全会精神，今天我到派出所办证。",
        "受理率稳步提升，办结率100%，村民重办率下降。",
        "文化深受巴西人民所喜爱，布局建设12家未来技术学院。",
        "山东舰航母编队开展训练，省内外科研院所参加展览。",
        "省城副中心建设提速，充电站增至320座。",
        "证券交易所调整规则。",
    ],
)
def test_a_site_a_stretch_or_a_kind_of_place_is_no_body(read: Reader, text: str) -> None:
    assert agencies(read(text)) == []


def test_the_words_between_bodies_are_cut_in_reading_order() -> None:
    assert cuts("县林草局将会同盟气象局增雨，省局派员赴市局") == ((4, 7, "v"), (16, 18, "v"))


def test_a_report_on_he_county_keeps_its_name(read: Reader) -> None:
    extraction = read("马鞍山市和县水利局清淤河道12公里。")

    assert agencies(extraction) == ["马鞍山市和县水利局"]


def test_a_system_is_named_without_the_body_that_makes_it(read: Reader) -> None:
    extraction = read("大队与抚州市气象局联建团雾预警平台。")

    assert [m.name for m in extraction.mentions if m.type == "System"] == ["团雾预警平台"]
    assert agencies(extraction) == ["抚州市气象局"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("城北税务所办税组办理退税46笔。", ["城北税务所办税组", "城北税务所"]),
        ("县供电公司配电运检班抢修故障18处。", ["县供电公司配电运检班", "县供电公司"]),
        ("市中心医院老年医学科开设“记忆门诊”。", ["市中心医院老年医学科", "市中心医院"]),
        ("县融媒体中心采访部播发稿件460条。", ["县融媒体中心采访部", "县融媒体中心"]),
        ("石口站货运车间发送煤炭3万吨。", ["石口站货运车间"]),
        ("云桥工务段探伤车间发现伤损钢轨9处。", ["云桥工务段探伤车间"]),
    ],
)
def test_a_unit_right_behind_its_body_is_named_whole_and_the_body_too(read: Reader, text: str, names: list[str]) -> None:
    assert sorted(agencies(read(text))) == sorted(names)


@pytest.mark.parametrize("text", ["市中心医院培训班次增加。", "县供电公司线路巡检班次增加。", "县水利局组织科室开会。"])
def test_what_only_ends_like_a_unit_lengthens_no_name(read: Reader, text: str) -> None:
    assert [name for name in agencies(read(text)) if name.endswith(("班", "科", "组"))] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("市血站采血1200人次。", "市血站"),
        ("县土肥站指导测土施肥30万亩。", "县土肥站"),
        ("市粮库轮换储备粮2万吨。", "市粮库"),
        ("县体校输送运动员5名。", "县体校"),
        ("县疾控开展碘盐监测300份。", "县疾控"),
        ("州森林公安抓获盗伐人员7名。", "州森林公安"),
    ],
)
def test_a_level_and_one_word_name_a_body_that_acts(read: Reader, text: str, name: str) -> None:
    assert agencies(read(text)) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "县气象条件总体有利。",
        "县医保基金运行平稳。",
        "市公交出行分担率提高。",
        "县加油站整治油品质量。",
        "县城供水站改造完成。",
    ],
)
def test_a_level_and_a_line_of_work_that_is_told_of_name_nobody(read: Reader, text: str) -> None:
    assert agencies(read(text)) == []
