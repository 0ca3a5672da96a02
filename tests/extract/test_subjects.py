"""Who a sentence is about when it names nobody, or somebody new."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.mentions import read_mentions
from kg.extract.nlp import pipeline
from kg.extract.people import body_led, read_posts
from kg.records import Extraction

Read = Callable[..., Extraction]
NEWS = "本台消息："


def agents(extraction: Extraction) -> dict[int, list[str]]:
    """Return by value whom the results are given to."""
    return {int(result.value): sorted(agent.name for agent in result.agents) for result in extraction.results}


@pytest.mark.parametrize(
    ("text", "value", "names"),
    [
        ("上海筹集床位1100张。在湖北武汉，当地借着龙舟邀请赛，派送购物券430万元。", 4300000, ["武汉"]),
        ("上海筹集床位1100张。在北京，今年已加装电梯65部。", 65, ["北京"]),
        ("上海筹集床位1100张。在江西婺源，篁岭民宿入住量增长38%。", 38, []),
        ("上海筹集床位1100张。在辽宁，危桥重建全面提速，今年，全省计划重建桥梁263座。", 263, ["辽宁"]),
        ("甘肃开展绿盾行动。在兰州，已建成大棚300个。", 300, ["甘肃"]),
        ("山东建成大棚30个。安徽不断调整养殖布局，已建成大棚300个。", 300, ["安徽"]),
        ("山东建成大棚30个。南陵县21.6万亩晚稻收在了霜降前。", 216000, []),
        ("水利部、农业农村部和海南省已启动清风行动，救出渔民30人。", 30, ["农业农村部", "水利部", "海南省"]),
    ],
)
def test_news_goes_from_place_to_place(read: Read, text: str, value: int, names: list[str]) -> None:
    extraction = read(NEWS + text, "2024-05-20")

    assert agents(extraction)[value] == names


def test_a_paragraph_is_about_the_place_that_it_begins_with(read: Read) -> None:
    text = (
        "宣城市水利局工作动态\n绩溪县  县里今年推行河塘共管模式，修复河塘310处。\n"
        "旌德县  入夏以来，县住房和城乡建设局改造老屋线路1840户。"
    )

    extraction = read(text, "2024-05-20")

    assert agents(extraction) == {310: ["县里"], 1840: ["县住房和城乡建设局"]}
    assert [result.place and result.place.name for result in extraction.results] == ["绩溪县", "旌德县"]


def test_a_section_acts_in_its_sentence_only(read: Read) -> None:
    text = "泾县人民医院工作通报\n心血管内科开展手术860台。上门服务患者320人次。"

    assert agents(read(text, "2024-05-20")) == {860: ["心血管内科"], 320: ["泾县人民医院"]}


def test_a_branch_of_the_body_whose_report_it_is_acts_itself(read: Read) -> None:
    text = "青岛海关工作情况\n推行新制度。所属黄岛海关上线验放系统，放行集装箱126标箱。"

    assert agents(read(text, "2024-05-20")) == {126: ["黄岛海关"]}


def test_results_given_to_one_each_lie_where_each_is(read: Read) -> None:
    extraction = read("烟台海关、威海海关分别查获制品56件、23件。", "2024-05-20")

    places = {int(result.value): result.place and result.place.name for result in extraction.results}
    assert places == {56: "烟台", 23: "威海"}


def test_what_market_regulation_does_is_in_no_city_of_its_own(read: Read) -> None:
    text = "本台消息：工信部、市场监管总局检查企业30家。旅游节在乌鲁木齐市举行。"

    assert [result.place for result in read(text, "2024-05-20").results] == [None]


def test_he_does_it_for_the_body_that_the_person_belongs_to(read: Read) -> None:
    text = (
        "泾县税务局走访企业12家。泾县税务局云岭税务所所长符志强2009年参加工作。泾县公安局查处案件7起。\n"
        "符志强扎根一线。2023年4月，他牵头收集诉求893条。"
    )

    assert agents(read(text, "2024-05-20"))[893] == ["泾县税务局云岭税务所"]


def test_a_figure_of_the_economy_is_of_the_government_whose_report_it_is(read: Read) -> None:
    text = "泾县人民政府工作报告\n县应急管理局排查隐患1382处。城镇调查失业率为5.3%。"

    assert agents(read(text, "2024-05-20")) == {1382: ["县应急管理局"], 5: ["泾县人民政府"]}


def test_all_towns_act_together(read: Read) -> None:
    text = "宣城市农业农村局工作动态\n绩溪县  各镇培训主播327名。"

    assert agents(read(text, "2024-05-20")) == {327: ["各镇"]}


def test_a_place_acts_whose_verb_stands_behind_a_date_in_brackets(read: Read) -> None:
    extraction = read(NEWS + "水利部建成水库5座。湖北今天（5月15日）起将先后换上电动渡船300艘。", "2024-05-15")

    assert agents(extraction)[300] == ["湖北"]


def test_who_tells_something_speaks_for_the_body_that_the_person_heads(read: Read) -> None:
    text = NEWS + "宣城市委常委、泾县财政局局长李志明主持会议。李志明指出，要实施数字化赋能专项行动。"

    extraction = read(text, "2024-05-20")

    runs = {agent.name for fact in extraction.activities if fact.predicate == "ran" for agent in fact.agents}
    assert runs == {"泾县财政局", "李志明"}


def test_what_somebody_does_is_of_the_body_that_the_post_names(read: Read) -> None:
    text = "泾县公安局开展护航行动。泾县公安局桃花潭派出所所长赵铁成带着民警走访农户320户。"

    extraction = read(text, "2024-05-20")

    assert agents(extraction) == {320: ["泾县公安局桃花潭派出所"]}


def test_a_seat_on_a_committee_is_no_lead(read: Read) -> None:
    extraction = read("市委常委、副市长何志坚出席会议。", "2024-05-20")
    doc = pipeline()(extraction.document.text)

    assert body_led(read_posts(doc, read_mentions(doc, extraction.document))) is None


def test_the_end_of_a_name_behind_quotation_marks_stands_for_it(read: Read) -> None:
    text = "泾县公安局组建“绿丝带”护林队。泾县水利局修补河堤7处。护林队劝阻违法用火126起，派出所清理地笼31条。"

    extraction = read(text, "2024-05-20", "泾县公安局桃花潭派出所")

    found = agents(extraction)
    assert (found[7], found[31]) == (["泾县水利局"], ["泾县公安局桃花潭派出所"])
    assert [name.endswith("护林队") for name in found[126]] == [True]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("四川：持续打好蓝天保卫战\n1月27日，我省召开2021年大气污染防治电视电话会议。", "四川"),
        ("云河市公安局工作总结\n1月27日，我市召开2021年大气污染防治电视电话会议。", "云河市公安局"),
        ("我县到四川省学习\n1月27日，我县召开2021年大气污染防治电视电话会议。", None),
        ("南宁市启动行动\n近日，广西召开部署会。我区召开2021年大气污染防治电视电话会议。", "广西"),
    ],
)
def test_our_province_is_the_one_that_the_report_is_from(read: Read, text: str, holder: str | None) -> None:
    held = [a.agents[0].name for a in read(text, "2021-01-28").activities if a.predicate == "held" and "2021" in a.object.name]

    assert held[:1] == ([holder] if holder else [])


def test_whose_words_are_studied_says_nothing_at_a_meeting(read: Read) -> None:
    text = "云河市召开环保工作推进会。何志坚强调，要学习贯彻林小岚总书记视察云河市重要讲话精神，抓好锅炉整治。"

    assert "林小岚" not in {a.agents[0].name for a in read(text).activities}


def test_departments_of_a_matter_act_in_their_sentence_only(read: Read) -> None:
    text = "云河市公安局工作总结\n罗湖区相关部门开展清查。查处违停车辆120辆。"

    assert agents(read(text, "2021-01-28"))[120] == ["云河市公安局"]


@pytest.mark.parametrize(
    ("text", "value", "names"),
    [
        ("商务部派出专家12名。今天，云南7200万亩春茶开采。", 72000000, ["云南"]),
        ("商务部派出专家12名。截至今天14时，四川全省共转运旅客4300人。", 4300, ["四川"]),
        ("浙江发放种苗600万株。江苏、湖北采摘期由20天延长至26天。", 26, ["江苏", "湖北"]),
        ("商务部派出专家12名。各地累计投放冷库870座。", 870, ["各地"]),
        ("商务部派出专家12名。中央财政拨付育苗补贴66亿元。其中育苗大棚补了540座。", 6600000000, ["中央财政"]),
        ("据青岛海关统计，今年3月，青岛茶叶出口5100吨。", 5100, ["青岛海关"]),
        ("商务部派出专家12名。云南茶城迎客，云南茶城公司售出茶饼3900个。", 3900, ["云南茶城公司"]),
    ],
)
def test_news_gives_a_figure_to_the_place_or_the_many_it_is_told_of(
    read: Read, text: str, value: int, names: list[str]
) -> None:
    extraction = read(NEWS + text, "2024-05-20")

    assert agents(extraction)[value] == names


def test_what_a_place_measures_is_not_told_of_the_sentence_behind_it(read: Read) -> None:
    extraction = read(NEWS + "今天，云南7200万亩春茶开采。茶商收购鲜叶430吨。", "2024-05-20")

    assert agents(extraction)[430] == []


def test_an_item_of_a_roundup_is_about_one_body_up_to_the_next_headline(read: Read) -> None:
    text = (
        "国内快讯\n新华社电 国家邮政局公布寄递量国家邮政局今天（5月20日）公布，一季度寄递茶叶310万件。平均时限缩短6小时。"
        "青岚古道博物馆开馆青岚古道博物馆昨天（5月19日）开馆，展品有880件。"
    )

    extraction = read(text, "2024-05-20")

    found = agents(extraction)
    assert found[6] == ["国家邮政局"]
    assert found[880] == []


def test_each_line_of_a_roundup_begins_a_piece_of_news_of_a_body_and_a_time_of_its_own(read: Read) -> None:
    text = (
        "国内快讯\n央视网消息（新闻联播）：\n前4月茶叶寄递增两成\n"
        "国家邮政局公布，今年1—4月，全国寄递茶叶310万件，投递及时率99.1%。4月以来，冷链寄递82万件。\n"
        "青岚古道文化节开幕\n青岚古道文化节昨天开幕。市文旅局、团市委联合启动“走读青岚”活动，发放护照880本。\n"
        "“护农”行动部署\n商务部、农业农村部部署开展“护农”专项行动，累计培训农户2600人次。"
    )

    extraction = read(text, "2024-05-20")

    found = agents(extraction)
    assert found[820000] == ["国家邮政局"]
    assert found[2600] == ["农业农村部", "商务部"]
    told = {int(r.value): r.period.end if r.period else None for r in extraction.results}
    assert told[3100000] == "2024-04-30"
    assert "2024-04-30" not in (told[880], told[2600])


def test_the_treasury_pays_for_the_government_that_reports(read: Read) -> None:
    text = "政府工作报告\n国务院总理　林远舟\n\n去年，商务部建成冷库410座，中央财政拨付补助资金38亿元。"

    extraction = read(text, "2019-03-05", "国务院")

    assert agents(extraction)[3800000000] == ["国务院"]


def test_a_system_behind_who_speaks_is_of_whom_he_speaks_for(read: Read) -> None:
    text = "青岚市教育局启用“书香”平台。市水务局补充，已换水表230只；“书香”平台上线5个月，缴费7300次。"

    extraction = read(NEWS + text, "2024-05-20")

    assert agents(extraction)[7300] == ["市水务局"]


def test_a_point_between_digits_ends_no_clause(read: Read) -> None:
    extraction = read("青岚市水务局全年换水表3,450只，修管网3公里。", "2024-05-20")

    assert agents(extraction)[3450] == agents(extraction)[3] != []


def test_a_part_of_a_figure_is_of_the_body_in_whose_sentence_it_stands(read: Read) -> None:
    text = "国家税务总局青岚市税务局\n1至6月，溪口县税务局减税3.1亿元，其中深化增值税改革减税1.8亿元。"

    extraction = read(text, "2019-08-06", "国家税务总局青岚市税务局")

    assert agents(extraction)[180000000] == ["溪口县税务局"]


def test_with_whom_a_customs_district_trades_does_nothing_in_its_report(read: Read) -> None:
    extraction = read("青岚海关10月外贸月报\n日本连续9个月居首位，越南、泰国随后，增长14.3%。", "2021-11-18", "青岚海关")

    assert set(map(tuple, agents(extraction).values())) == {("青岚海关",)}


def test_places_that_label_their_lines_do_what_these_tell(read: Read) -> None:
    text = """云河省河长制工作简报（第27期）
云河省水利厅　省河长办编　2024年10月13日

【省级动态】9月24日，省水利厅召开推进会，全省排查问题4126个。

【市州快报】
长沙：用无人机加“河小二”巡护，拆除钓鱼台187处。
永州：推行河长加检察长，护渔执法112次，抓获嫌疑人19名。"""

    found = {int(r.value): [a.name for a in r.agents] for r in read(text, "2024-10-13").results}

    assert found == {4126: ["省水利厅"], 187: ["长沙"], 112: ["永州"], 19: ["永州"]}
