"""What stands around a text is left out; what belongs to it stays."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.clean import Header, RawText, clean_report, clean_text, page
from kg.clean.align import align, line_spans, split_lines
from kg.clean.page import boilerplate, drop_inline, drop_lines
from kg.clean.wrap import join_lines
from kg.errors import LexiconError
from kg.lexicon import Row, read_lexicon

BODY = (
    "今年以来，东山县公安局交警大队聚焦重点路段，开展集中夜查，查处酒驾12起，约谈运输企业6家，辖区交通秩序持续向好，"
    "群众满意度提升。"
)


@pytest.mark.parametrize("row", [pytest.param(row, id=row.id) for row in read_lexicon("boilerplate")])
def test_every_row_drops_its_example(row: Row) -> None:
    assert list(boilerplate([row.example])) == [0]


@pytest.mark.parametrize(
    "line",
    [
        "记者招待会",
        "政务公开",
        "新闻发布",
        "图书阅读",
        "党建引领 服务群众",
        "公开监督电话，畅通举报渠道",
        "更多群众走进社区",
        "数据 单位",
        "（文明创建）",
        "（一季度）",
        "一、更多群众受益",
        "编辑出版工作",
        "▲一是加强领导。",
        "首页推荐工作做法获肯定",
        "下一步，大队将继续开展整治。",
        "请全市各单位继续往下落实。",
        "第3季度",
        "中",
        "2023",
        "分享会",
        "关注重点人群",
        "推荐先进典型",
        "分享经验、推荐做法",
        "完善机制",
        "（免费发放头盔）",
        "图文并茂讲安全",
        "热门景区秩序井然",
        "加入志愿服务队",
        "广告牌整治",
        "点击量突破百万",
        "发放限时消费券，带动消费3900万元。",
        "相关链接机制",
    ],
)
def test_a_line_of_the_text_stays(line: str) -> None:
    assert boilerplate([line]) == {}


def test_captions_adverts_and_navigation_go_and_the_title_stays_once() -> None:
    caption = "▲东山分局推动路口净空。（图／警方提供）"
    notice = "※本报提醒您：饮酒过量有害健康！"
    raw = f"东山分局整顿路口\n{caption}\n{BODY}\n请继续往下阅读...\n{BODY[:-1]}又一段。\n{caption}\n{notice}\n"

    assert clean_text(raw).text == f"东山分局整顿路口\n{BODY}\n{BODY[:-1]}又一段。\n"


def test_dropping_lines_leaves_no_double_gap() -> None:
    after, repairs = drop_lines(align("甲\n\n乙\n\n丙\n"), {2: ("test", None)})

    assert after.text == "甲\n\n丙\n"
    assert [(repair.step, repair.before) for repair in repairs] == [("test", "乙\n"), ("test", "\n")]


@given(st.text("甲乙\n ", max_size=20))
def test_lines_add_up_to_the_text(text: str) -> None:
    spans = line_spans(text)

    assert "".join(text[start:end] for start, end in spans) == text
    assert len(split_lines(text)) == len(spans)


def test_a_title_repeated_above_the_text_goes() -> None:
    raw = f"东山县夏季整治见成效\n2023-07-02\n东山县夏季整治见成效\n{BODY}\n"

    assert clean_text(raw).text == f"东山县夏季整治见成效\n2023-07-02\n{BODY}\n"


@pytest.mark.parametrize("row", [pytest.param(row, id=row.id) for row in read_lexicon("inline")])
def test_every_inline_row_drops_from_its_example(row: Row) -> None:
    after, repairs = drop_inline(align(row.example))

    assert len(after.text) < len(row.example)
    assert {repair.step for repair in repairs} == {"inline"}


@pytest.mark.parametrize("line", ["中国—南亚博览会开幕", "（完成率98%）", "下载量达3万次", "广告整治行动（第二批）"])
def test_what_only_looks_like_an_advert_stays(line: str) -> None:
    assert drop_inline(align(line))[0].text == line


@pytest.mark.parametrize("advert", ["更多精彩内容请点击", "更多资讯请关注我们", "更多新闻敬请关注："])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_an_advert_ends_with_its_line(advert: str, gap: str) -> None:
    rest = "岚谷县应急局投入资金230万元，建成消防站4座。"

    assert drop_inline(align(f"{BODY}{advert}{gap}{rest}"))[0].text.endswith(f"{gap}{rest}")


def test_a_sentence_broken_at_the_edge_of_a_page_is_joined() -> None:
    cut = BODY.index("约谈")
    raw = f"夏季整治\n\n{BODY}{BODY[:cut]}约谈运输\n\n企业6家，秩序向好。\n\n下一步，大队将继续开展整治。\n"

    document = clean_text(raw)

    assert "约谈运输企业6家，秩序向好。\n\n下一步" in document.text
    at = document.text.index("运输企业6家，秩序")
    assert raw[slice(*document.to_raw(at, at + 4))] == "运输\n\n企业"


def test_lines_broken_at_a_column_are_joined() -> None:
    text = BODY * 4
    wrapped = "\n".join(text[i : i + 30] for i in range(0, len(text), 30))

    document = clean_text(f"夏季整治情况\n\n{wrapped}\n\n一、路面管控\n{wrapped.replace('12', '13')}\n")

    assert document.text == f"夏季整治情况\n\n{text}\n\n一、路面管控\n{text.replace('12', '13')}\n"


def test_headings_without_a_mark_at_their_end_are_not_joined() -> None:
    raw = "\n".join(
        ["夏季整治情况", BODY, "路面管控见成效", BODY.replace("12", "13"), "源头治理有力度", BODY.replace("12", "14"), ""]
    )

    assert clean_text(raw).text == raw


def test_what_is_said_twice_stays_once() -> None:
    caption = "执勤人员在东山大道检查车辆"
    other = BODY.replace("12", "13")
    raw = f"东山县夏季整治见成效\n{BODY}\n{caption}\n{other}\n{caption}\n{BODY}\n"

    document = clean_text(raw)

    assert document.text == f"东山县夏季整治见成效\n{BODY}\n{caption}\n{other}\n"
    assert [repair.step for repair in document.repairs] == ["repeat", "repeat"]


def test_the_title_of_the_page_with_the_name_of_the_site_goes() -> None:
    title = "东山县夏季整治见成效"
    raw = f"{title}-工作动态_东山县人民政府网\n{title}\n{BODY}\n{title}\n{BODY[:-1]}又一段。\n"

    document = clean_text(raw)

    assert document.title == title
    assert document.text.count(title) == 1


@pytest.mark.parametrize("number", ["— 3 —", "- 3 -", "第3页 共7页", "3", "·3·\n东山年鉴·二〇二三"])
def test_a_page_that_ends_in_a_sentence_is_joined_with_the_next(number: str) -> None:
    cut = BODY.index("约谈")
    more = BODY.replace("12", "13")
    raw = f"夏季整治\n\n{BODY[:cut]}\n{number.replace('·3·', '— 3 —')}\n{BODY[cut:]}\n\n{more}\n"

    assert clean_text(raw).text == f"夏季整治\n\n{BODY}\n\n{more}\n"


def test_fields_of_the_page_between_paragraphs_go() -> None:
    raw = f"夏季整治\n\n{BODY}\n责任编辑：周某　校对：林某\n浏览次数：1203次\n{BODY[:-1]}又一段。\n"

    assert clean_text(raw).text == f"夏季整治\n\n{BODY}\n{BODY[:-1]}又一段。\n"


def test_a_list_of_other_pages_goes_with_its_heading() -> None:
    raw = f"夏季整治\n\n{BODY}\n相关阅读：\n· 一图看懂新规\n· 收藏！假期出行指南\n\n{BODY[:-1]}又一段。\n"

    assert clean_text(raw).text == f"夏季整治\n\n{BODY}\n\n{BODY[:-1]}又一段。\n"


SECOND = "县水利局与县乡村振兴局建立联合督查机制，对32个村的供水管网开展巡查，整改问题65个，整改率达98.5%，群众满意度有所提高。"


def test_the_menus_of_a_site_above_the_path_and_below_the_foot_go() -> None:
    title = "东山县夏季整治见成效"
    raw = (
        "东山县人民政府\n网站支持IPv6\n今天是2024年3月8日 星期五\n走进东山\n互动交流\n当前位置：首页 >> 政务公开 >> 正文\n"
        f"{title}\n{BODY}\n{SECOND}\n上一篇：没有了\n政务新媒体矩阵\n县级部门\n"
    )

    document = clean_text(raw)

    assert document.text == f"{title}\n{BODY}\n{SECOND}\n"
    assert (document.title, document.date) == (title, None)


def test_a_title_that_stands_above_the_path_alone_stays() -> None:
    raw = f"东山县夏季整治见成效\n首页 > 工作动态\n{BODY}\n{SECOND}\n"

    assert clean_text(raw).text == f"东山县夏季整治见成效\n{BODY}\n{SECOND}\n"


@pytest.mark.parametrize("between", ["广告", "相关推荐：春茶节开幕", "扫一扫在手机打开当前页", "\n【打印】【关闭】\n"])
@pytest.mark.parametrize("cut", ["聚焦重点路段", "聚焦重点路段，", "查处酒驾12起，约谈"])
def test_a_sentence_parted_by_an_advert_goes_on_behind_it(between: str, cut: str) -> None:
    at = BODY.index(cut) + len(cut)
    raw = f"东山县夏季整治见成效\n{BODY[:at]}\n{between}\n{BODY[at:]}\n{SECOND}\n"

    document = clean_text(raw)

    assert document.text == f"东山县夏季整治见成效\n{BODY}\n{SECOND}\n"
    at = document.text.index("12起")
    assert raw[slice(*document.to_raw(at, at + 3))] == "12起"


@pytest.mark.parametrize("seed", range(4))
def test_lines_of_about_one_width_are_joined(seed: int) -> None:
    random = Random(seed)
    paragraphs = [f"　　{BODY}", f"　　{SECOND}", f"　　{BODY.replace('12', '13')}"]
    lines = ["东山县夏季整治见成效"]
    for paragraph in paragraphs:
        while paragraph:
            width = random.randint(25, 31)
            lines.append(paragraph[:width])
            paragraph = paragraph[width:]

    assert clean_text("\n".join(lines) + "\n").text == "\n".join([lines[0], *paragraphs]) + "\n"


def test_every_clause_on_a_line_of_its_own_is_one_paragraph() -> None:
    raw = "东山县夏季整治见成效\n" + BODY.replace("，", "，\n") + "\n" + SECOND.replace("，", "\n，") + "\n"

    assert clean_text(raw).text == f"东山县夏季整治见成效\n{BODY}\n{SECOND}\n"


@pytest.mark.parametrize("gap", ["　　", "   ", "　"])
@pytest.mark.parametrize("tag", ["", "【快讯】"])
def test_a_headline_on_the_line_of_its_story_gets_a_line_of_its_own(gap: str, tag: str) -> None:
    raw = f"{tag}东山县夏季整治见成效{gap}{BODY}\n"

    document = clean_text(raw)

    assert document.text == f"{tag}东山县夏季整治见成效\n{BODY}\n"
    assert document.title == f"{tag}东山县夏季整治见成效"


@pytest.mark.parametrize("lead", ["本报讯（记者 陈一鸣）7月2日，记者获悉，", "7月2日，记者从县公安局获悉，", "近日，"])
def test_a_dateline_behind_a_headline_begins_the_story(lead: str) -> None:
    assert clean_text(f"东山县夏季整治见成效 {lead}{BODY}\n").title == "东山县夏季整治见成效"


@pytest.mark.parametrize(
    "text",
    [f"东山日报7月2日电　{BODY}\n", f"东山县公安局 {BODY}\n", f"　　各单位：  {BODY}\n", f"本报讯 （记者 陈一鸣）{BODY}\n"],
)
def test_the_beginning_of_a_story_is_no_headline(text: str) -> None:
    assert "headline" not in {repair.step for repair in clean_text(text).repairs}


def test_a_list_of_other_reports_with_their_dates_goes() -> None:
    others = "".join(f"快讯/{place}路口整治\n2026/03/1{i}\n" for i, place in enumerate(("甲镇", "乙镇", "丙镇", "丁镇")))

    assert clean_text(f"东山县夏季整治见成效\n\n{BODY}\n{SECOND}\n\n{others}").text == (
        f"东山县夏季整治见成效\n\n{BODY}\n{SECOND}\n\n"
    )


def test_a_signature_with_a_date_is_no_list() -> None:
    raw = f"东山县夏季整治见成效\n\n{BODY}\n\n东山县公安局\n2023年7月2日\n"

    assert clean_text(raw).text == raw


@pytest.mark.parametrize(
    "line",
    [
        "发放补贴12万元（由省财政提供）。",
        "附件",
        "综合",
        "晴",
        "大",
        "下载量突破百万",
        "推进返乡创业",
        "收藏文物126件",
        "正文明确了责任",
    ],
)
def test_a_line_that_only_looks_like_a_menu_stays(line: str) -> None:
    assert boilerplate([line]) == {}


def test_a_sentence_parted_between_indented_lines_is_joined() -> None:
    at = BODY.index("查处酒驾")
    raw = f"东山县夏季整治见成效\n　　{BODY[:at]}\n　　{BODY[at:]}\n　　{SECOND}\n"

    assert clean_text(raw).text == f"东山县夏季整治见成效\n　　{BODY}\n　　{SECOND}\n"


def test_the_marks_of_markdown_go_and_what_stands_before_its_text_is_read() -> None:
    raw = (
        "---\ntitle: 东山县夏季整治见成效\ndate: 2023-07-02\ntags: [夜查, 酒驾]\n---\n\n# 东山县夏季整治见成效\n\n"
        f"{BODY.replace('集中夜查', '*集中*`夜查`')[:-1]}[^1]。\n\n***\n\n"
        "| 项目 | 数量 |\n|---|---:|\n| 酒驾 | 12起 |\n\n[^1]: 数据来自县局。\n"
    )

    document = clean_report(RawText(raw, "0" * 64, "a.md"), Header())[0]

    assert [line for line in document.text.split("\n") if line] == [
        "东山县夏季整治见成效", BODY, "| 项目 | 数量 |", "| 酒驾 | 12起 |", "数据来自县局。",
    ]  # fmt: skip
    assert document.date == "2023-07-02"


@pytest.mark.parametrize(
    "text",
    [
        "一、优化营商环境\n全年新增企业1.2万户。\n二、加强治安防控\n新建警务站32个。\n",
        "一、优化营商环境\n全年新增企业1.2万户。\n责任单位：市发展改革局\n二、加强治安防控\n新建警务站32个。\n责任单位：市公安局\n",
    ],
)
def test_a_list_of_short_lines_was_not_broken_at_a_column(text: str) -> None:
    assert join_lines(align(text))[0].text == text


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (f"{BODY}\n【广告】夏季大促低至99元，点击了解详情>>\n{SECOND}\n", f"{BODY}\n{SECOND}\n"),
        (f"{BODY}【广告】夏季空调大促低至99元。{SECOND}\n", f"{BODY}{SECOND}\n"),
        (f"扫码下载客户端，查看更多精彩内容>>{BODY}\n", f"{BODY}\n"),
        (f"{BODY}点击查看附件\n{SECOND}\n", f"{BODY}\n{SECOND}\n"),
    ],
)
def test_an_advert_goes_with_its_label(line: str, kept: str) -> None:
    assert clean_text(line).text == kept


@pytest.mark.parametrize("text", ["【广告】管理处查处违法广告12起。罚款3万元。责令整改8家。\n", "该店以优惠价（推广）销售。\n"])
def test_a_label_alone_takes_no_text_with_it(text: str) -> None:
    assert len(clean_text(text).text) >= len(text) - 4


def test_a_running_head_that_is_the_title_is_none_of_the_sentence_it_interrupts() -> None:
    title, line = "东山县公安局2023年年报", "全年查处酒驾醉驾三千四百起，吊销驾驶证218本，检查旅馆"
    rest = "2100家次，处罚76家，上门服务老人46次，群众满意度持续提升。"

    assert clean_text(f"{title}\n{line}\n— 3 —\n{title}\n{rest}\n").text == f"{title}\n{line}{rest}\n"


def test_rows_of_inline_begin_with_a_class_of_characters() -> None:
    assert all(page._sign(row).startswith("[") for row in read_lexicon("inline"))
    with pytest.raises(LexiconError, match="expected a class"):
        page._sign(Row("clean/inline-x", "广告", "advert", "广告"))


def test_an_advert_above_the_number_of_a_page_is_no_part_of_the_text() -> None:
    above, below = "东山县公安局通报情况。\n局长说，全县刑事警情下降9.9%。\n", "全县新增摄像头1200个。\n"

    assert clean_text(f"{above}扫码关注东山发布公众号，了解更多资讯\n第 2 页 共 3 页\n{below}").text == above + below


@pytest.mark.parametrize(
    "foot",
    [
        "http://www.example.org/zwgk/art_1_2.html[2023/5/8 10:21:03]",
        "https://www.example.org/zwgk/t2023.html    3/7",
        "2023/5/8 10:21   https://www.example.org/a.html  2/7",
        "— Ⅳ —",
        "- iv -",
        "东山县水利局文件·第3页",
        "第 3 页  东山县水利局文件",
    ],
)
def test_what_a_browser_prints_under_a_page_tears_no_sentence(foot: str) -> None:
    text = BODY[:40] + "\n" + foot + "\n" + BODY[40:] + "\n"

    assert clean_text(text).text == BODY + "\n"


def test_an_advert_inside_a_sentence_takes_nothing_of_the_sentence_with_it() -> None:
    text = "大队开展夜查，【推广】点击领取礼包查处酒驾12起，消除隐患26处。下一步将持续整治。"

    assert "查处酒驾12起，消除隐患26处。" in clean_text(text).text


def test_the_place_of_a_picture_is_nothing_to_read() -> None:
    assert clean_text("大队开展夜查。\ufffc查处酒驾12起。").text == "大队开展夜查。查处酒驾12起。"


def test_a_number_on_a_line_of_its_own_inside_a_sentence_is_joined() -> None:
    text = "今年完成投资\n2022\n万元，比上年增长\n12.5\n%。全县共有\n36\n个项目开工，进度过半。\n"

    assert clean_text(text).text == "今年完成投资2022万元，比上年增长12.5%。全县共有36个项目开工，进度过半。\n"


@pytest.mark.parametrize("text", ["序号\n1\n项目名称\n", "类型\n36\n个体工商户\n", "受访者\n2\n人民教师\n"])
def test_a_number_before_a_word_that_begins_as_a_unit_does_stands_alone(text: str) -> None:
    assert clean_text(text).text == text


@pytest.mark.parametrize(
    "prompt",
    [
        "详情请点击阅读原文",
        "点击下方链接查看更多",
        "扫描二维码下载APP",
        "返回首页",
        "更多详情请点击：https://www.example.org/a.html",
    ],
)
def test_a_prompt_at_the_end_of_a_line_or_as_the_first_is_none_of_the_text(prompt: str) -> None:
    document = clean_text(f"{prompt}\n东山县开展夜查\n全县秩序明显好转，群众满意。{prompt}\n")

    assert document.text == "东山县开展夜查\n全县秩序明显好转，群众满意。\n"
    assert document.title == "东山县开展夜查"


@pytest.mark.parametrize(
    "text", ["全县秩序好转。点击率提高三成", "群众反映良好。查看现场后返回首府", "活动已结束。扫描件存档备查"]
)
def test_what_only_begins_as_a_prompt_stays(text: str) -> None:
    assert clean_text(text).text == text


@pytest.mark.parametrize("text", ["机动车\n2022\n辆\n2021\n辆\n2020\n辆\n", "驾驶人\n360\n人\n350\n人\n"])
def test_the_cells_of_a_column_are_not_joined(text: str) -> None:
    assert clean_text(text).text == text


@pytest.mark.parametrize("mark", ["第 1 页 共 9 页", "- 1 -"])
@pytest.mark.parametrize("end", ["34.9%，比上年同期提高2.7个百分点。", "%，日均检查9.4家。", "和志山获评全县先进。"])
def test_the_end_of_a_paragraph_beside_the_number_of_a_page_stays(end: str, mark: str) -> None:
    lines = [
        "东山县市场监管工作小结",
        "今年上半年，县市场监管局检查食品经营户一千二百家，发现问题三",
        "百个，整改率保持全市前列，其中餐饮单位占检查总数的比重达到",
        f"{end}",
        mark,
        "下半年检查继续推进，县局组织各所开展交叉互查，重点检查学校食",
        "堂、集贸市场、冷链企业，对发现的问题逐一登记，限期整改到位。",
    ]

    document = clean_text("\n".join(lines) + "\n")

    assert end in document.text.replace("\n", "")
    assert mark not in document.text


def test_a_number_that_a_page_breaks_is_whole() -> None:
    text = "全县用水量比去年同期下降15.\n- 3 -\n2%，漏损率下降三成，水质保持稳定，供水量与去年持平。\n"

    assert "下降15.2%，漏损率" in clean_text(text).text


def test_a_number_of_a_table_and_one_on_the_next_page_are_no_number() -> None:
    text = "全县整改情况见附表1.\n— 2 —\n5个街道完成整治，其余街道年底前完成，进度总体良好，各项工作有序推进。\n"

    assert "附表1.5" not in clean_text(text).text
