from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract import extract_facts
from kg.extract.nlp import pipeline
from kg.lexicon import Row, read_lexicon
from kg.records import Extraction, Result

from .conftest import as_document

Read = Callable[..., Extraction]


def results(text: str, date: str | None = "2024-05-06") -> tuple[Result, ...]:
    """Return the results of a sentence, in reading order."""
    return next(extract_facts([as_document(f"云河市公安局交警支队通报\n{text}", date)])).results


def told(text: str) -> list[tuple[str, str, str, str]]:
    """Return indicator, value, unit and kind of the results of a sentence."""
    return [(r.indicator, str(r.value), r.unit, r.kind) for r in sorted(results(text), key=lambda r: r.evidence.rule)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全市共查处违停车辆3.2万余辆。", ("查处违停车辆", "32000", "辆", "count")),
        ("支队下发了6份工作提示。", ("下发工作提示", "6", "份", "count")),
        ("共有85名辅警参加体能测试。", ("辅警参加体能测试", "85", "名", "count")),
        ("大队对9家运输企业开展检查。", ("检查运输企业", "9", "家", "count")),
        ("市局将14项业务下放到镇街。", ("下放业务", "14", "项", "count")),
        ("案件调解成功率达96.5%。", ("案件调解成功率", "96.5", "%", "percent")),
        ("农村公路事故占总数的41%。", ("农村公路事故占总数", "41", "%", "percent")),
        ("辖区事故起数同比下降12%。", ("辖区事故起数", "12", "%", "change")),
        ("平均出警时间缩短4分钟。", ("平均出警时间", "4", "分钟", "change")),
        ("为群众节省费用约52万元。", ("节省费用", "520000", "元", "money")),
        ("连续4年未发生重大事故。", ("连续未发生重大事故", "4", "年", "duration")),
        ("用时25分钟。", ("用时", "25", "分钟", "duration")),
        ("全年未发生一起亡人事故。", ("亡人事故", "0", "起", "count")),
        ("较大事故“零发生”。", ("较大事故", "0", "起", "count")),
        ("办件两千余次，无一件投诉。", ("投诉", "0", "件", "count")),
        ("群众满意度位居全省第三。", ("群众满意度居全省", "3", "名", "rank")),
        ("人口自然增长率为-2.15‰。", ("人口自然增长率", "-2.15", "‰", "percent")),
        ("其中，第二产业增加值30亿元。", ("第二产业增加值", "3000000000", "元", "money")),
        ("全年粮食总产量22万吨，减产1.3%。", ("粮食总产量", "1.3", "%", "change")),
        ("接待游客300万人次，实现收入12亿元，分别增长20%和1.2倍。", ("接待游客", "20", "%", "change")),
        ("总投资5.2亿元的丰源产业园于9月投产。", ("总投资", "520000000", "元", "money")),
        ("会同县教育局印发《关于规范培训的通知》等文件12份。", ("印发文件", "12", "份", "count")),
        ("支队查办的一起走私案涉案金额达2.3亿元。", ("走私案涉案金额", "230000000", "元", "money")),
        ("分4批推出措施36条。", ("推出措施", "36", "条", "count")),
        ("群众满意度得分91.2分，提高0.4分。", ("群众满意度得分", "0.4", "分", "change")),
        ("结案率88.1%，低于全省平均水平1.5个百分点。", ("结案率", "1.5", "个百分点", "change")),
    ],
)
def test_a_result_is_read_by_how_its_number_stands(text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in told(text)


def test_one_verb_over_several_values_gives_a_result_each() -> None:
    found = told("道路交通事故起数、死亡人数和受伤人数同比分别下降11.2%、9.8%和7.5%。")

    assert sorted((indicator, value) for indicator, value, _, _ in found) == [
        ("道路交通事故受伤人数", "7.5"),
        ("道路交通事故死亡人数", "9.8"),
        ("道路交通事故起数", "11.2"),
    ]


def test_a_level_over_several_subjects_gives_a_result_each() -> None:
    found = told("渔船检验率、报废率和船员持证率均达97%以上。")

    assert sorted(indicator for indicator, _, _, _ in found) == ["渔船报废率", "渔船检验率", "船员持证率"]


def test_a_list_takes_the_verb_of_its_first_item() -> None:
    found = told("全市查处酒驾醉驾60起，其中醉驾11起；查处超载违法30起、超员12起。")

    assert {("查处醉驾", "11"), ("查处超员", "12")} <= {(indicator, value) for indicator, value, _, _ in found}


def test_from_one_level_to_another_gives_both_and_the_change() -> None:
    before, after, change = _ordered(results("网上办理率由41.5%提升至63%，提高了21.5个百分点。"))

    assert (before.value, before.direction, before.kind) == (Decimal("41.5"), None, "percent")
    assert (after.value, after.direction, after.baseline) == (Decimal(63), "up", "other")
    assert (change.value, change.kind, change.direction, change.indicator) == (Decimal("21.5"), "change", "up", "网上办理率")


def _ordered(found: tuple[Result, ...]) -> list[Result]:
    """Return level before, level after and change."""
    order = {"results/level-before": 0, "results/level-reached": 1, "results/change": 2}
    return sorted(found, key=lambda r: order[r.evidence.rule])


@pytest.mark.parametrize(
    ("words", "baseline"),
    [("同比", "yoy"), ("环比", "mom"), ("较去年同期", "yoy"), ("比上月", "mom"), ("较2019年", "other"), ("", None)],
)
def test_a_change_knows_what_it_is_compared_with(words: str, baseline: str | None) -> None:
    [result] = results(f"全市纠纷警情{words}减少66起。")

    assert (result.value, result.direction, result.baseline) == (Decimal(66), "down", baseline)


def test_a_change_without_subject_is_of_what_was_said_before() -> None:
    found = told("大队查处超限超载900起，同比上升23.4%。")

    assert ("查处超限超载", "23.4", "%", "change") in found


@pytest.mark.parametrize("cue", ["力争", "计划", "预计", "确保", "到2025年底"])
def test_a_target_is_planned(cue: str) -> None:
    found = results(f"下一步，{cue}头盔佩戴率达到95%。")

    assert [result.planned for result in found] == [True]


def test_what_was_done_is_not_planned() -> None:
    found = results("目前已排查隐患120处。")

    assert [result.planned for result in found] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "第三大队三轮车整治拉开序幕。",
        "群众可拨打12345热线。",
        "会议要抓好两个关键、三个环节。",
        "这是一项惠民举措。",
        "2023年12月5日9时30分，活动启动。",
        "规定一次死亡3人以上事故须上报。",
        "大桥全长3118米。",
        "12岁的小林获救。",
        "数十名民警到场。",
        "驾驶证一次记满12分。",
    ],
)
def test_dates_names_and_figures_of_speech_are_no_results(text: str) -> None:
    assert results(text) == ()


def test_a_figure_in_a_heading_and_below_is_told_once() -> None:
    found = results("网办率达91%\n今年以来，全市车管业务网办率达91%，群众少跑腿。")

    assert len(found) == 1
    assert found[0].indicator == "全市车管业务网办率"


def test_a_result_is_dated_by_its_own_clause() -> None:
    [before, after] = _ordered(results("绿化覆盖率由2015年的31.5%提高到2022年的44.2%。"))

    assert before.period is not None
    assert before.period.start == "2015-01-01"
    assert after.period is not None
    assert after.period.start == "2022-01-01"


def test_what_lasted_began_as_long_ago_as_it_lasted() -> None:
    [_, lasted] = sorted(results("今年1—7月，火情同比下降21%，已连续9个月同比下降。"), key=lambda r: r.kind)

    assert lasted.period is not None
    assert (lasted.period.start, lasted.period.end, lasted.period.is_inferred) == ("2023-11-01", "2024-07-31", True)


PIECES = """
全市 共 查处 酒驾 17.5万余起 、 和 ， 。 同比 下降 33.2% 提升至 由 其中 占 的 九成 连续三年 未发生 事故 力争 2021年
今年以来 位居 第一 3个百分点 2倍 翻番 半年 将 6家 企业 较上年 达 为 第2名 参加 业务 疲劳驾驶 20岁 一次 两个 到 8月 等
"""


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES.split()) | st.just("\n"), max_size=14))
def test_every_result_keeps_the_promises_of_the_ontology(pieces: list[str]) -> None:
    text = "".join(pieces)
    document = as_document(text + "。", "2023-04")

    for result in next(extract_facts([document])).results:
        span = result.evidence.span
        quote = document.text[span.start : span.end]
        assert result.indicator.strip()
        assert result.unit
        assert result.kind != "change" or result.direction
        assert 0 < len(quote) <= 200
        assert result.value == 0 or any(c in quote for c in "0123456789一二三四五六七八九十两半翻")


@pytest.mark.parametrize("row", read_lexicon("change_verbs"), ids=lambda row: row.id)
def test_every_verb_of_change_makes_a_change_or_a_level(row: Row) -> None:
    found = results(f"{row.example}。")

    assert any(result.direction == row.label for result in found)


@pytest.mark.parametrize("row", read_lexicon("structure"), ids=lambda row: row.id)
def test_every_word_of_structure_hides_its_numeral(row: Row) -> None:
    assert results(f"{row.example}。") == ()


def test_the_same_text_gives_the_same_results() -> None:
    text = "全市查处酒驾30起、醉驾5起，事故起数、死亡人数同比分别下降3%、4%。"
    pipeline.cache_clear()

    assert results(text) == results(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二氧化硫、二氧化氮浓度分别为9、21微克/立方米。", {("二氧化硫", "9"), ("二氧化氮浓度", "21")}),
        ("窗口、线上办理时间分别为1.5小时和0.4小时。", {("窗口", "1.5"), ("线上办理时间", "0.4")}),
        ("志愿者由最初的12人发展到现在的260人。", {("志愿者", "12"), ("志愿者", "260")}),
        ("投入860万元升级水质监测系统。", {("投入", "8600000")}),
        ("芜湖市公安局侦破诈骗案件48起，安庆市公安局侦破26起。", {("侦破诈骗案件", "48"), ("侦破诈骗案件", "26")}),
        ("服务人口达72万，设站14处。", {("服务人口", "720000"), ("设站", "14")}),
    ],
)
def test_words_that_several_numbers_share_are_given_to_each(text: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= {(indicator[: len(words)], value) for indicator, value, _, _ in told(text) for words, _ in expected}


def test_a_time_of_one_section_does_not_date_the_next() -> None:
    found = results("一、执法情况\n今年3月，查处酒驾48起。\n二、服务情况\n办理补换领证件7200笔。")

    assert [(r.value, r.period and r.period.start, r.period and r.period.end) for r in found] == [
        (Decimal(48), "2024-03-01", "2024-03-31"),
        (Decimal(7200), "2024-01-01", "2024-12-31"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "支队开展“清瓶”行动，回收气瓶320只。支队还建成充电桩86个。",  # of its own: 还
        "一是开展“清瓶”行动，回收气瓶320只。二是修订制度，建成充电桩86个。",  # the next item of a list
        "支队开展“清瓶”行动，回收气瓶320只。全年新建充电桩86个。",  # a sum of the year
        "支队开展“清瓶”行动，回收气瓶320只。民警赵明远入户走访86个家庭。",  # somebody else
        "支队开展“清瓶”行动，回收气瓶320只。青澜市水务局新建泵站86个。",
    ],
)
def test_a_line_of_work_ends_where_the_text_turns_to_something_else(text: str) -> None:
    of = {result.value: result.result_of and result.result_of.name for result in results(text)}

    assert of[Decimal(320)] == "清瓶行动"
    assert of[Decimal(86)] is None


def test_a_line_of_work_goes_on_while_nothing_else_is_spoken_of() -> None:
    found = results("支队开展“清瓶”行动。截至目前，共回收气瓶320只，走访商户86个。")

    assert {result.result_of and result.result_of.name for result in found} == {"清瓶行动"}


def test_a_roundup_of_news_does_not_carry_what_one_piece_speaks_of_into_the_next() -> None:
    text = "一周快讯\n青澜日报消息：“清瓶”行动启动，回收气瓶320只。大桥通车，全线有桥梁86座。青澜市水务局发布，新建泵站45个。"
    of = {r.value: r.result_of for r in next(extract_facts([as_document(text, "2024-05-06")])).results}

    assert of[Decimal(86)] is None
    assert of[Decimal(45)] is None


def test_what_several_did_each_on_its_own_is_given_to_one_each() -> None:
    found = results("青澜市税务局、云河市税务局分别查处案件12起、15起。")

    assert {r.value: [agent.name for agent in r.agents] for r in found} == {12: ["青澜市税务局"], 15: ["云河市税务局"]}


def test_what_several_did_together_stays_with_all() -> None:
    found = results("青澜市税务局、云河市税务局联合查处案件12起，追回税款15万元。")

    assert {len(r.agents) for r in found} == {2}


@given(st.sampled_from(["全省", "全市", "全国", "云河日报"]), st.sampled_from(["共12家。", "达12万人。", "已有12个。"]))
def test_neither_a_place_nor_a_medium_is_an_indicator(place: str, count: str) -> None:
    assert place not in {result.indicator for result in results(f"{place}{count}")}


@pytest.mark.parametrize(
    "text",
    [
        "2024年3月底，全市共发生火灾386起，死亡2人。",
        "市公安局在2023年1月至2024年12月对全市范围内的娱乐场所加油站物流园客运站旅馆酒店商场超市学校医院逐一开展检查共发现隐患1386处。",
    ],
)
def test_a_quote_begins_in_no_number(read: Callable[..., Extraction], text: str) -> None:
    for result in read(text, "2024-12-31").results:
        start = result.evidence.span.start

        assert start == 0 or not (text[start].isascii() and text[start - 1].isascii())
        assert str(result.value) in text[start : result.evidence.span.end]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("全市有效监测365天，其中优良天数231天。", [("优良天数", 231, "天")]),
        ("城镇新增落户人数213万人。", [("落户人数", 2130000, "人")]),
        ("近3/4的农户加入合作社。", [("农户加入合作社", 75, "%")]),
        ("全省118个断面平均水质达标比例为91.4%。", [("水质达标比例", Decimal("91.4"), "%")]),
        ("全市空气质量综合指数为5.12。", [("综合指数", Decimal("5.12"), "点")]),
        ("不良率为零，转移群众无一伤亡。", [("不良率", 0, "%"), ("转移群众伤亡", 0, "人")]),
        ("全市养老机构安全事故连续6年为零。", [("安全事故", 0, "起")]),
        ("利润由上年亏损1.2亿元转为盈利3.7亿元。", [("利润", 120000000, "元"), ("利润", 370000000, "元")]),
        ("粮食产量居全市之首。", [("粮食产量", 1, "名")]),
        ("约九成完成整治。", [("完成整治", 90, "%")]),
        ("云河灯会夜场门票（含团购）突破3亿元。", [("门票", 300000000, "元")]),
        ("假期处理包裹超72亿件云河市邮政管理局数据显示，业务平稳。", [("处理包裹", 7200000000, "件")]),
    ],
)
def test_what_a_number_measures_is_found_wherever_it_stands(text: str, told: list[tuple[str, object, str]]) -> None:
    found = results(text)

    for words, value, unit in told:
        assert any(words in r.indicator and (r.value, r.unit) == (value, unit) for r in found), words


@pytest.mark.parametrize(
    "text",
    [
        "工程提前20天完工。",
        "大陈二村建成戏台。",
        "市局从5个方面着手。",
        "对照“十条”逐项落实。",
        "昨天，220千伏龙桥线路工程转入立塔环节。",
        "9000吨级粮仓已经投用。",
        "抢砌长3.6公里、高2.1米的护岸。",
    ],
)
def test_a_number_that_measures_nothing_gives_no_result(text: str) -> None:
    assert not list(results(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全局实现参训率、合格率和优秀率100%。", [("参训率", "100"), ("合格率", "100"), ("优秀率", "100")]),
        ("群众满意度、知晓率均达98%以上。", [("群众满意度", "98"), ("知晓率", "98")]),
        ("地区生产总值、固定资产投资均突破300亿元。", [("地区生产总值", "30000000000"), ("固定资产投资", "30000000000")]),
        ("防汛演练累计开展31场。", [("开展防汛演练", "31")]),
        ("政策吹风会先后召开12次。", [("召开政策吹风会", "12")]),
        ("民警累计走访32户。", [("走访", "32")]),
        ("志愿服务队累计开展15次。", [("开展", "15")]),
        ("共发放宣传手册300余份，扇子50个，3把雨伞。", [("发放宣传手册", "300"), ("扇子", "50")]),
        ("共发放了300份手册，500余付扑克，50余个手袋。", [("发放手册", "300"), ("发放扑克", "500"), ("发放手袋", "50")]),
        ("免费发放34种药品234盒。", [("发放药品", "34"), ("发放药品", "234")]),
        ("查封3处仓库200箱烟花。", [("查封仓库", "3"), ("查封烟花", "200")]),
        ("查找被执行人住所12处涉及6个乡镇。", [("查找被执行人住所", "12"), ("涉及乡镇", "6")]),
        ("查获香烟109条，奶粉24罐，白酒36瓶等货物一批。", [("查获香烟", "109"), ("奶粉", "24"), ("白酒", "36")]),
        ("院领导兵分三路，走访32户。", [("走访", "32")]),
        ("执行干警分成两组，查控车辆12辆。", [("查控车辆", "12")]),
        ("产值超10亿元的企业增至12家。", [("产值超10亿元的企业", "12")]),
        ("全省税务部门组织的税费收入完成82亿元。", [("税费收入", "8200000000")]),
        ("工业经济实现年均8.3%的中高速增长。", [("工业经济", "8.3")]),
        ("外贸总量在西部省区中继续保持第一。", [("外贸总量第一名", "1")]),
        ("跨境结算量在全省继续排名第二。", [("跨境结算量居", "2")]),
    ],
)
def test_lists_and_levels_of_yearly_reports_are_read_each_with_its_own_words(
    text: str, expected: list[tuple[str, str]]
) -> None:
    found = [(r.indicator, str(r.value)) for r in results(text)]

    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("text", ["干警兵分两组，赶赴现场。", "班子成员分成三队下乡。", "文件共分为三部分。"])
def test_how_a_force_is_divided_measures_nothing(text: str) -> None:
    assert not results(text)


@pytest.mark.parametrize(
    ("title", "date", "text", "year"),
    [
        ("云河县水务局2022年法治政府建设年度报告", "2023-04-20", "本年度共开展检查31次。", "2022"),
        ("2022年云河市政府信息公开工作年度报告", "2023-03-31", "本年度报告由办公室编制。全年发布信息31条。", "2022"),
        ("云河县水务局2023年一季度工作情况", "2023-04-20", "本年度共开展检查31次。", "2023"),
        ("云河县2022年度审计情况", "2024-05-20", "今年共开展检查31次。", "2024"),
    ],
)
def test_this_year_is_the_year_that_a_yearly_report_is_on(title: str, date: str, text: str, year: str) -> None:
    read = next(extract_facts([as_document(f"{title}\n{text}", date)])).results

    assert [r.period and (r.period.start or "")[:4] for r in read] == [year]


@pytest.mark.parametrize("torn", ["查处酒驾�2起", "查处酒驾1�2起", "办结率达�.5%", "办结率达9�%", "��酒驾12起"])
def test_a_number_beside_what_is_unknown_is_no_result(torn: str) -> None:
    assert told(f"支队{torn}，约谈运输企业6家。") == [("约谈运输企业", "6", "家", "count")]


def test_one_level_is_said_of_each_measure_of_a_long_list() -> None:
    found = told("地区生产总值、全社会固定资产投资、金融机构存贷款余额均突破2万亿元。")

    assert {indicator for indicator, *_ in found} == {"地区生产总值", "全社会固定资产投资", "金融机构存贷款余额"}
    assert {value for _, value, *_ in found} == {"2000000000000"}


def test_a_count_of_owners_is_no_result_and_no_part_of_what_they_have() -> None:
    found = results("全市22家医院的门诊量同比增长5.1%。上半年，春茶产量首度突破7000万斤。")

    assert [(r.indicator, str(r.value), r.direction) for r in found] == [
        ("医院的门诊量", "5.1", "up"),
        ("春茶产量", "70000000", None),
    ]


def test_several_measures_that_lead_have_a_rank_each() -> None:
    found = results("上半年进口货运量120万吨，货值36亿元，首次突破30亿元，同比增长8%，两项指标均居全省首位。")

    assert {(r.indicator, r.value) for r in found if r.kind == "rank"} == {("进口货运量居全省", 1), ("货值居全省", 1)}
    assert {r.indicator for r in found if r.kind == "change"} == {"货值"}  # the milestone is no measure of its own
    assert Decimal(3_000_000_000) not in {r.value for r in found}


def test_a_rank_by_points_gives_the_points_as_well() -> None:
    found = results("在全市一季度服务测评中，云河县税务局以96.5分排名第三。")

    assert {(r.value, r.kind) for r in found} == {(Decimal("96.5"), "count"), (Decimal(3), "rank")}


@pytest.mark.parametrize(
    "text",
    ["群众安全感居全省14个市之冠。", "满意度在全国35个城市评价中排名第二。", "云河城际铁路二期建成通车。"],
)
def test_how_many_compete_and_which_stage_it_is_are_no_outcomes(text: str) -> None:
    assert not [r for r in results(text) if r.kind == "count"]


def test_a_tenth_and_a_half_is_fifteen_per_cent() -> None:
    found = results("检控个案较上季上升约两成半，清走弃置物品20公吨。")

    assert [(r.value, r.unit) for r in found] == [(25, "%"), (20, "公吨")]


def test_nobody_hurt_is_said_of_people() -> None:
    assert [r.indicator for r in results("全年未发生人员伤亡。")] == ["人员伤亡"]


def test_a_numeral_that_sums_up_quoted_names_counts_nothing() -> None:
    assert not results("深化“云端预审”“码上提货”两项改革。")


def all_told(text: str, date: str = "2024-10-06") -> set[tuple[str, str, str | None, str | None]]:
    """Return indicator, value, direction and year of the results of a sentence."""
    return {
        (r.indicator, str(r.value), r.direction, r.period and r.period.start and r.period.start[:4])
        for r in results(text, date)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("救助走失儿童52名，去年同期只有37名。", ("救助走失儿童", "37", None, "2023")),
        ("货车追尾事故下降4.2%，8月份为增长1.6%。", ("货车追尾事故", "1.6", "up", "2024")),
        ("经费为2.4亿元，比2016年的1.5亿元增长60%。", ("经费", "150000000", None, "2016")),
        ("渔船搁浅险情去年46起。", ("搁浅险情", "46", None, "2023")),
        ("截至5月12日，支队查处酒驾83起。", ("查处酒驾", "83", None, "2024")),
        ("主体工程封顶，比计划晚25天。", ("比计划晚", "25", None, "2024")),
        ("植树3.6万亩，比上年早6天。", ("植树早", "6", "up", "2024")),
        ("拖车19分钟到场。", ("到场用时", "19", None, "2024")),
        ("流动人口减少14万。", ("流动人口", "140000", "down", "2024")),
        ("路口新接入监控视频340路。", ("新接入监控视频", "340", None, "2024")),
    ],
)
def test_levels_times_and_leads_told_beside_a_number_are_read(
    text: str, expected: tuple[str, str, str | None, str | None]
) -> None:
    found = all_told(text)

    assert expected in found


def test_bodies_named_before_are_no_count() -> None:
    found = results("市气象局、市水务局会商，两家均已派员值守。")

    assert not found


def test_a_year_is_not_guessed_for_what_runs_until_a_day_early_in_it() -> None:
    found = all_told("截至1月12日，支队查处酒驾83起。", "2024-01-15")

    assert ("查处酒驾", "83", None, None) in found
