from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction

Read = Callable[..., Extraction]
REPORT = "云河市水利局工作通报\n\n今年以来，市水利局检查工地20个。\n"


def units(extraction: Extraction) -> set[str]:
    return {m.name for m in extraction.mentions if m.type == "Agency" and m.span.start >= len(REPORT) - 2}


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("政工科组织培训3期。", {"政工科"}),
        ("政府投资审计中心全年审结工程117项。", {"政府投资审计中心"}),
        ("建管司、规计司获评先进集体。", {"建管司", "规计司"}),
        ("水土保持处会同财务处核查项目22个。", {"水土保持处", "财务处"}),
        ("执法稽查局局长邵远在会上讲话。", {"执法稽查局"}),
        ("由装备处牵头，采购车辆30辆。", {"装备处"}),
        ("食品科、药械科各抽检60批次。", {"食品科", "药械科"}),
        ("质量安全监督站下发停工令8份。", {"质量安全监督站"}),
    ],
)
def test_a_unit_that_opens_a_clause_and_acts_is_named_by_its_task(read: Read, sentence: str, names: set[str]) -> None:
    assert units(read(REPORT + sentence, "2018-09-12")) == names


@pytest.mark.parametrize(
    "sentence",
    [
        "到处整洁有序。",
        "加油站全部改造完成。",
        "住院处搬迁完成。",
        "低洼处积水12处。",
        "外科手术420台。",
        "指挥中心建成后办件42件。",
        "青溪两岸处处生机盎然，客商接踵而至。",
        "谢尔盖延科表示，将推动双方合作。",
    ],
)
def test_spots_sites_and_specialties_are_no_units(read: Read, sentence: str) -> None:
    assert units(read(REPORT + sentence, "2018-09-12")) == set()


def test_who_came_to_a_meeting_did_not_do_what_it_brought(read: Read) -> None:
    text = "云河海关8月运行情况通报\n\n8月29日关区企业座谈会在云河召开，白石县商务局、恒利木业等33家单位到场，收集意见52条。"
    extraction = read(text, "2018-09-12")

    assert {a.name for r in extraction.results if r.value == 52 for a in r.agents} == {"云河海关"}
    assert ("云河海关", "held", "关区企业座谈会") in {
        (a.agents[0].name, a.predicate, a.object.name) for a in extraction.activities
    }
    assert not any(m.name.startswith("日") for m in extraction.mentions)


def test_a_line_of_work_that_heads_its_clause_is_its_publisher_s(read: Read) -> None:
    text = "云河海关8月运行情况通报\n\n【打私】“蓝网2018”专项行动本月立案14起。\n河湖清理专项行动收尾，销号率98.5%。"
    ran = {
        a.object.name for a in read(text, "2018-09-12").activities if a.predicate == "ran" and a.agents[0].name == "云河海关"
    }

    assert ran == {"蓝网2018专项行动", "河湖清理专项行动"}


def test_what_follows_the_head_of_an_item_is_of_the_body_in_it(read: Read) -> None:
    text = (
        "云河市市场监督管理局关于2021年案件查办“铁拳”行动进展的通报\n\n各区县局：\n全市共立案812件，罚没108万元。典型案例如下。\n"
        "一、白石县市场监督管理局查处张某售劣质化肥案。没收化肥4.2吨，罚款37万元。\n"
        "二、青原县市场监督管理局查处某店虚假宣传案。没收样品261只，罚款8万元。\n"
    )
    found = {int(r.value): {a.name for a in r.agents} for r in read(text, "2021-11-19").results}

    assert found[370000] == {"白石县市场监督管理局"}
    assert found[261] == {"青原县市场监督管理局"}


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("石门关海关查验20批次。", {"石门关海关"}),
        ("白石海关、青口海关推行改革。", {"白石海关", "青口海关"}),
        ("十八里海关8月6日起试行“提前申报”。", {"十八里海关"}),
        ("口岸海关24小时值守。", set()),
        ("货物经海关放行20批次。", set()),
        ("区内海关备案企业20家。", set()),
    ],
)
def test_a_customs_house_is_named_after_any_spot(read: Read, sentence: str, names: set[str]) -> None:
    assert units(read(REPORT + sentence, "2018-09-12")) == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("向县纪委移送线索3起。", {"县纪委"}),
        ("帮县水利局修渠2公里。", {"县水利局"}),
        ("明年县审计局拟对6个乡镇开展审计。", {"县审计局"}),
        ("市林草局今年会同县公安局森林警察大队抓获2人。", {"市林草局", "县公安局森林警察大队"}),
    ],
)
def test_neither_a_preposition_nor_a_time_is_part_of_a_name(read: Read, sentence: str, names: set[str]) -> None:
    assert units(read(REPORT + sentence, "2018-09-12")) == names


def test_below_the_head_of_its_report_a_street_is_only_called_street(read: Read) -> None:
    text = (
        "石桥街道基层治理简报\n云河市江岸区石桥街道平安建设办公室　6月9日\n\n年初以来，街道把17个社区划成214个网格，"
        "受理诉求6842件，"
        "办结6790件，其中当月办结的占九成，居民反映的噪音、停车、漏水等老问题都有了回音，各社区还把结果张贴在楼道口，请居民逐件打分，分数低的重新办理。"
        "热心居民、网格员、物业经理每周碰头一次，商量下周的重点，拿不定主意的交给居民议事会讨论决定。\n"
    )
    extraction = read(text, "2023-06-09")

    assert {a.name for r in extraction.results if r.value == 6842 for a in r.agents} == {"石桥街道"}
