"""Lines of work: where their names begin and end, and what is none. All sentences are our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.phrases import quotations
from kg.lexicon import Row, read_lexicon
from kg.records import Extraction

Reader = Callable[..., Extraction]


def initiatives(extraction: Extraction) -> list[str]:
    return [m.name for m in extraction.mentions if m.type == "Initiative"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("云河市公安局开展“晨曦2024”专项行动。", ["晨曦2024专项行动"]),
        ("支队组织“磐石2023-6号”涉牌涉证集中整治统一行动。", ["磐石2023-6号涉牌涉证集中整治统一行动"]),
        ("支队常态化开展占道经营乱象整治。", ["占道经营乱象整治"]),
        ("县局启动秋粮护航百日会战。", ["秋粮护航百日会战"]),
        ("大队推行“2+X”勤务模式，坚持“两巡两查”。", ["2+X勤务模式", "两巡两查"]),
        ("市局全面推行二手房过户“一件事”。", ["二手房过户一件事"]),
        ("海关持续推进“提前申报”“两步申报”改革。", ["提前申报", "两步申报改革"]),
        ("支队深化“逢周五”“逢周末”夜查。", ["逢周五逢周末夜查"]),
        ("该厅启动防汛四级应急响应。", ["防汛四级应急响应"]),
        ("排污许可制改革持续深化。", ["排污许可制改革"]),
        ("该局建立具有山区特色的林区防火联动机制。", ["林区防火联动机制"]),
    ],
)
def test_a_line_of_work_is_named_from_its_verb_to_its_head(read: Reader, text: str, names: list[str]) -> None:
    assert initiatives(read(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "辖区道路实现“零事故”，群众办事“不跑腿”。",
        "支队重点整治“两客一危”车辆。",
        "民警坚持“安全就是底线”理念。",
        "各单位要落实各项工作，开展专项整治。",
        "他说：“大家一定要小心！”",
        "乡村振兴局举行座谈。",
    ],
)
def test_slogans_praise_and_classes_are_no_lines_of_work(read: Reader, text: str) -> None:
    assert initiatives(read(text)) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("近日，省林业厅实施竹林土壤改良提升行动。", "竹林土壤改良提升行动"),
        ("近日，省文旅厅开展和美小镇农旅融合提质行动，全省参加。", "和美小镇农旅融合提质行动"),
        ("近日，省农业厅持续推进果蔬等特色作物标准化种植提升行动。", "果蔬等特色作物标准化种植提升行动"),
        ("近日，省国资委深入实施国企改革深化提升行动。", "国企改革深化提升行动"),
        ("近日，省厅开展校外培训、食堂采购等领域突出问题专项整治。", "校外培训、食堂采购等领域突出问题专项整治"),
        ("近日，省厅全力做好汛期山塘巡查值守工作。", "汛期山塘巡查值守工作"),
        ("近日，云河海关完善6*12小时茶青验放模式。", "6*12小时茶青验放模式"),
    ],
)
def test_whatever_stands_between_a_launching_verb_and_a_strong_head_is_the_name(read: Reader, text: str, name: str) -> None:
    assert initiatives(read(text)) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "近日，各校开展形式各异的阅读活动。",
        "近日，省厅推出一批看得见摸得着的惠农工程。",
        "近日，省厅把会议要求转化为具体行动。",
        "近日，以“时刻在线”的责任感抓好应对处置。",
        "近日，省厅做好相关工作，开展各项工作。",
        "近日，学员深入学习贯彻厅长在近期外事活动中的讲话。",
    ],
)
def test_what_only_describes_a_head_makes_no_name_of_it(read: Reader, text: str) -> None:
    assert initiatives(read(text)) == []


def test_the_members_of_a_list_are_names_of_their_own(read: Reader) -> None:
    found = initiatives(read("支队部署开展货车超载整治、农用车载人整治、夜间飙车整治等三大专项行动。"))

    assert found == ["货车超载整治", "农用车载人整治", "夜间飙车整治", "三大专项行动"]


def test_a_tail_that_adds_nothing_is_left_out_of_the_name(read: Reader) -> None:
    assert initiatives(read("全市深入推进“清源护航”工作。")) == ["清源护航"]


def test_the_subtype_follows_the_head(read: Reader) -> None:
    mentions = read("市局开展“晨曦”专项行动，深化“证照联办”改革，推行“路巡”机制，举办“安全七进”宣传活动。").mentions
    subtypes = [m.subtype for m in mentions if m.type == "Initiative"]

    assert subtypes == ["campaign", "reform", "model", "publicity"]


STRONG = [row for row in read_lexicon("initiative_heads") if row.label.endswith("strong")]


@pytest.mark.parametrize("row", STRONG, ids=lambda row: row.id)
def test_every_strong_head_ends_a_name_behind_quotation_marks(read: Reader, row: Row) -> None:
    found = [m.name for m in read(f"云河市局开展“青山护航”{row.word}。").mentions]  # a contest may be an event

    assert any(name.startswith("青山护航") for name in found)


KNOWN = [*read_lexicon("initiatives"), *(row for row in read_lexicon("national-initiatives") if "quoted" not in row.label)]


@pytest.mark.parametrize("row", KNOWN, ids=lambda row: row.id)
def test_every_known_line_of_work_is_found_without_quotation_marks(read: Reader, row: Row) -> None:
    assert any(
        row.word.replace("、", "") in name.replace("、", "")
        for name in initiatives(read(f"本市多年来落实{row.word}，成效明显。"))
    )


def test_quotations_keep_their_place() -> None:
    text = "推行“一路一长”机制"
    (quotation,) = quotations(text)

    assert text[quotation.start : quotation.end] == "“一路一长”"
    assert quotation.core == "一路一长"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("统计局部署第五次全国经济普查。", "第五次全国经济普查"),
        ("第二轮第五批省级河湖保护督察全部进驻。", "第二轮第五批省级河湖保护督察"),
        ("县税务局用心打造新时代“枫桥式”税务所。", "新时代枫桥式税务所"),
        ("云河县实施医疗救助，为困难群众减负。", "医疗救助"),
        ("各地开展2022年秋季养老机构食品安全监督检查工作。", "2022年秋季养老机构食品安全监督检查"),
        ("海关推出15项通关便利化措施。", "通关便利化措施"),
        ("防汛办维持对云河省的抗旱四级应急响应。", "抗旱四级应急响应"),
        ("民政部门开展流浪乞讨人员救助管理服务质量大提升专项行动。", "流浪乞讨人员救助管理服务质量大提升专项行动"),
    ],
)
def test_lines_of_work_of_other_fields(read: Reader, text: str, name: str) -> None:
    assert name in initiatives(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "坚决防范“形象工程”。",
        "围绕“书香乡里”主题，各村举行活动。",
        "这是一年里“最难忘的一件事”。",
        "共举办600多项农闲活动。",
        "村小开展平常的午后教学活动。",
    ],
)
def test_what_is_general_or_spoken_against_is_no_line_of_work(read: Reader, text: str) -> None:
    assert initiatives(read(text)) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("市城管局启动排水管网“洗管”行动。", "排水管网洗管行动"),
        ("市城管局通报了排水管网“洗管”行动的进展。", "洗管行动"),
        ("全市开展“洗管”行动。", "洗管行动"),
    ],
)
def test_the_field_before_a_quoted_name_belongs_to_it_behind_the_verb_that_launches_it(
    read: Reader, text: str, name: str
) -> None:
    assert name in initiatives(read(text))


def test_a_plan_that_a_report_tells_of_names_its_line_of_work(read: Reader) -> None:
    text = "云河市渡口安全整治三年行动进展情况\n近日，市交通局印发《云河市渡口安全整治三年行动方案（2024—2026年）》。"

    assert "渡口安全整治三年行动" in initiatives(read(text))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市国资委按照“四优两促三提升”的工作思路抓改革。", ["四优两促三提升"]),
        ("全市教育工作突出“抓规划、抓巩固、抓突破”这一工作主线。", ["抓规划、抓巩固、抓突破"]),
        ("按照“先试点、后推广，稳步走”的工作思路推进。", []),
        ("市中院助力“清理旧欠案”向纵深发展。", ["清理旧欠案"]),
        ("县文旅局形成了“云韵书香季”“绿满云河”等优秀的文化活动品牌。", ["云韵书香季", "绿满云河"]),
        ("全市公安机关掀起涉车违法专项整治统一行动高潮。", ["涉车违法专项整治统一行动"]),
        ("市公安局对“盗抢骗”展开全力攻坚。", []),
    ],
)
def test_approaches_brands_and_waves_are_lines_of_work(read: Reader, text: str, names: list[str]) -> None:
    assert [m.name for m in read(text).mentions if m.type == "Initiative"] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("全市文化馆开展演出活动4000多场。", []),
        ("会议对禁毒斗争作出周密部署。", []),
    ],
)
def test_how_often_something_was_done_and_what_was_ordered_name_no_line_of_work(
    read: Reader, text: str, names: list[str]
) -> None:
    assert [m.name for m in read(text).mentions if m.type == "Initiative"] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("云河市财政局聚力实施3113项目攻坚行动计划。", ["3113项目攻坚行动计划"]),
        ("云河市发改委开展2023项目建设年活动。", ["2023项目建设年活动"]),
        ("云河市财政局推出乡村振兴贷、绿色园区贷、惠企助农贷等产品。", ["乡村振兴贷", "绿色园区贷", "惠企助农贷"]),
        ("全市税务部门落实减税降费政策，实行大规模留抵退税。", ["减税降费", "大规模留抵退税"]),
        ("云河市水利局推进河湖库“清四乱”常态化规范化。", ["河湖库清四乱常态化规范化"]),
        ("云河农商行发放信用贷、抵押贷和商户续贷，打击套路贷、校园贷。", []),
        ("云河市银行完成12项目标，发放贷款。", []),
    ],
)
def test_numbers_and_loans_belong_to_the_names_of_policies(read: Reader, text: str, names: list[str]) -> None:
    assert initiatives(read(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("一是最严格耕地保护制度深入落实。", ["最严格耕地保护制度"]),
        ("二是城市水系连通综合利用项目全力推进。", ["城市水系连通综合利用项目"]),
        ("（三）法治政府建设稳步推进。", ["法治政府建设"]),
        ("完成了水库除险加固、山塘综合整治。", ["山塘综合整治"]),
        ("坚决打赢蓝天、碧水、净土保卫战。", ["蓝天、碧水、净土保卫战"]),
        ("推进骨干渠系疏浚和加固重大工程。", ["骨干渠系疏浚和加固重大工程"]),
    ],
)
def test_what_a_clause_begins_with_and_tells_the_progress_of_is_a_line_of_work(
    read: Reader, text: str, names: list[str]
) -> None:
    assert initiatives(read(f"云河市水利局2023年工作情况\n{text}")) == names


def test_who_reports_runs_what_a_clause_tells_the_progress_of(read: Reader) -> None:
    extraction = read("云河市水利局2023年工作情况\n今年以来，市水利局狠抓落实。一是最严格耕地保护制度深入落实。")

    assert ("云河市水利局", "最严格耕地保护制度") in {(a.agents[0].name, a.object.name) for a in extraction.activities}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("明年将全面铺开“检护云河”专项监督。", ["检护云河专项监督"]),
        ("根据市局“云剑2021”夏季攻势部署，县局抓获12人。", ["云剑2021夏季攻势"]),
        ("治安大队的“夜巡7号”同期清查沿海浴室214家次。", ["夜巡7号"]),
        ("该支队“畅行云河”行动整治拥堵路口27处。", ["畅行云河行动"]),
        ("开展打击欺诈骗保“百日清零”专项治理，检查机构310家。", ["打击欺诈骗保百日清零专项治理"]),
        ("医院按“一人一策”开出处方。", ["一人一策"]),
        ("将集中开展打击非法捕捞、净化沿河摊点环境等多个专项行动。", ["打击非法捕捞", "净化沿河摊点环境"]),
        ("县里推进东岭高中扩建、市二中改扩建，多出座位2300个。", ["东岭高中扩建", "市二中改扩建"]),
        ("国家推进失业保险全国统筹。", ["失业保险全国统筹"]),
        ("关于2025年市政府十件民生实事办理情况的报告。", ["市政府十件民生实事"]),
        ("关于云河市清溪水源替代工程可行性研究报告的批复。", ["云河市清溪水源替代工程"]),
        ("今年5月起搞“保底+奖补”。", ["保底+奖补"]),
    ],
)
def test_a_line_of_work_is_named_whole(read: Reader, text: str, names: list[str]) -> None:
    assert [m.name for m in read(text).mentions if m.type == "Initiative"] == names


@pytest.mark.parametrize(
    "text",
    [
        "科考船“雪龙2号”完成科考任务，行动顺利。",
        "各方反对搞“小圈子”。",
        "修建凉亭等26项民生实事落地。",
        "云河科技原计划3月动工。",
        "队员加入“新安宣讲团”。",
    ],
)
def test_a_craft_a_fault_a_count_and_a_team_are_no_line_of_work(read: Reader, text: str) -> None:
    assert [m.name for m in read(text).mentions if m.type == "Initiative"] == []
