"""The measure behind the words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import Row, read_lexicon
from kg.store.indicators import normal_indicator

ROWS = read_lexicon("indicators")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("亡人数", "死亡人数"),
        ("道路交通事故死亡人数", "死亡人数"),
        ("共查处酒驾", "查处酒驾"),
        ("累计查处了酒驾", "查处酒驾"),
        ("事故起数同比下降", "事故起数"),
        ("“两客一危”检查车辆", "两客一危检查车辆"),
        ("受伤", "受伤人数"),
        ("亡人总数", "交通事故死亡人数"),
        ("造成死亡人数", "死亡数"),
        ("发生交通事故", "道路交通事故总量"),
        ("亡人道路交通事故起数", "死亡事故数"),
        ("酒驾查处数", "累计查处酒驾"),
        ("查处的醉驾", "醉驾查处数量"),
        ("查处酒后驾驶违法行为", "全市查处酒驾"),
        ("案件办结数", "办结案件总数"),
        ("隐患整改数量", "已整改隐患"),
        ("安全隐患排查数", "全面排查安全隐患"),
        ("信访件化解数", "成功化解信访件"),
        ("食品抽检数", "抽检食品"),
        ("车辆检查数", "检查车辆"),
        ("纠纷调解数", "依法调解纠纷"),
        ("成功调处矛盾纠纷", "化解各类纠纷"),
        ("开展执法检查", "执法检查"),
        ("组织开展应急演练", "进行应急演练"),
        ("举办专题培训班", "开办培训班"),
        ("召开座谈会", "举行座谈会"),
        ("全省地区生产总值", "实现GDP"),
        ("完成固定资产投资", "固定资产投资"),
        ("实现税收收入", "税收收入"),
        ("城镇新增就业", "新增城镇就业人数"),
        ("出动警力", "投入民辅警"),
        ("群众满意度", "人民群众满意率"),
        ("为企业挽回经济损失", "挽回损失金额"),
        ("接待国内外游客", "接待游客人次"),
        ("网上办理业务", "线上受理业务"),
        ("今年以来受理投诉", "投诉受理数"),
        ("辖区拆除违建", "违建拆除总数"),
        ("小区改造数", "改造小区"),
        ("先后救助流浪人员", "救助了流浪人员"),
        ("我市签发护照", "护照签发数"),
    ],
)
def test_words_for_one_measure_are_joined(one: str, other: str) -> None:
    assert normal_indicator(one) == normal_indicator(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("查处酒驾", "酒驾"),
        ("查处酒驾", "劝导酒驾"),
        ("亡人事故起数", "死亡人数"),
        ("受伤人数", "死亡人数"),
        ("事故起数", "亡人事故起数"),
        ("检查车辆", "查扣车辆"),
        ("较大事故起数", "事故起数"),
        ("共享单车", "享单车"),
        ("未成年人死亡", "死亡人数"),
        ("约谈企业负责人", "谈企业负责人"),
        ("纠正违法行为", "纠正违法行"),
        ("网上预约", "网上预"),
        ("超速行驶", "速行驶"),
        ("新增公共", "新增公"),
        ("案件办结率", "办结案件"),
        ("办结案件", "受理案件"),
        ("破获案件", "抓获嫌疑人"),
        ("查处酒驾", "查处醉驾"),
        ("查处酒驾", "查处毒驾"),
        ("受伤人数", "受伤事故起数"),
        ("亡人事故起数", "交通事故起数"),
        ("火灾起数", "交通事故起数"),
        ("排查隐患", "整改隐患"),
        ("新增就业", "失业人员再就业"),
        ("参保人数", "参保率"),
        ("机动车保有量", "机动车"),
        ("客运量", "货运量"),
        ("空气质量指数", "空气质量"),
        ("培训人次", "培训人数"),
        ("检查企业", "关停企业"),
        ("发电量", "用电量"),
        ("地区生产总值", "工业总产值"),
        ("税收收入", "财政收入"),
        ("固定资产投资", "工业投资"),
        ("接待游客", "旅游收入"),
        ("化解纠纷", "化解积案"),
        ("出动警力", "出动车辆"),
        ("挽回经济损失", "造成经济损失"),
        ("完成率", "率"),
        ("户籍人口", "常住人口"),
        ("种植面积", "种植户数"),
        ("新建学校", "改造学校"),
    ],
)
def test_different_measures_stay_apart(one: str, other: str) -> None:
    assert normal_indicator(one) != normal_indicator(other)


@given(st.text("共已累计查处了酒驾亡人数死事故起同比下降为达目前的全年市开展总量“”", min_size=1))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normal_indicator(text)

    assert once
    assert normal_indicator(once) == once


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_row_fires_on_its_own_example(row: Row) -> None:
    found = re.search(row.word, row.example)

    assert found
    if row.id.startswith("same/"):
        assert found[0] == row.example
        assert normal_indicator(row.example) == row.label
    else:
        assert normal_indicator(row.example) != row.example
