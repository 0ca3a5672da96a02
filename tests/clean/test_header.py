"""What a page says about itself is read, and left out of its text."""

from __future__ import annotations

import pytest

from kg.clean import clean_text
from kg.clean.header import infer_date, only_date, read_byline, read_fields, read_header, to_iso
from kg.lexicon import Row, read_lexicon

BODY = (
    "今年以来，东山县公安局交警大队聚焦重点路段，开展集中夜查，查处酒驾12起，约谈运输企业6家，辖区交通秩序持续向好，"
    "群众满意度提升。"
)
PAGE = f"""索 引 号: DS-2023-0117 成文日期: 2023-07-01
发布机构: 东山县公安局 文件有效性:

东山县夏季整治见成效

发布时间: 2023-07-02 18:30 来源:东山县公安局 字体:[大 中 小]

{BODY}
"""


def test_the_fields_of_a_page_are_read_and_left_out() -> None:
    document = clean_text(PAGE)

    assert document.text == f"东山县夏季整治见成效\n\n{BODY}\n"
    assert (document.title, document.date, document.publisher) == ("东山县夏季整治见成效", "2023-07-02", "东山县公安局")
    assert not document.date_is_inferred
    assert {repair.step for repair in document.repairs} == {"header"}


def test_what_is_left_stands_where_it_stood() -> None:
    document = clean_text(PAGE)

    start = document.text.index("查处酒驾")
    assert PAGE[slice(*document.to_raw(start, start + 7))] == "查处酒驾12起"


def test_a_date_line_under_the_title_is_read_and_stays() -> None:
    text = f"东山县夏季整治见成效\n2023-07-02\n{BODY}\n"

    document = clean_text(text)

    assert document.text == text
    assert document.date == "2023-07-02"


def test_a_signature_gives_publisher_and_date() -> None:
    document = clean_text(f"东山县夏季整治情况\n\n{BODY}\n\n东山县公安局交警大队\n\n二〇二三年七月二日\n")

    assert (document.publisher, document.date) == ("东山县公安局交警大队", "2023-07-02")


@pytest.mark.parametrize(
    ("closing", "publisher"),
    [
        ("东山县税务局　2023年7月2日", "东山县税务局"),
        ("东山海关\n二〇二三年七月二日", "东山海关"),
        ("东山县防汛抗旱指挥部\n2023年7月2日", "东山县防汛抗旱指挥部"),
        ("东山县安全生产领导小组 二○二三年七月二日", "东山县安全生产领导小组"),
    ],
)
def test_signatures_of_many_forms_are_read(closing: str, publisher: str) -> None:
    document = clean_text(f"东山县夏季整治情况\n\n{BODY}\n\n{closing}\n")

    assert (document.publisher, document.date, document.date_is_inferred) == (publisher, "2023-07-02", False)


@pytest.mark.parametrize(
    ("under", "publisher", "date"),
    [
        ("东山海关办公室 2022年7月15日", "东山海关办公室", "2022-07-15"),
        ("东山县市场监督管理局\n2021年11月26日", "东山县市场监督管理局", "2021-11-26"),
        ("（2024年1月22日在东山县第十八届人民代表大会第三次会议上）", None, "2024-01-22"),
        ("東山縣政府水利處　113年7月12日", "东山县政府水利处", "2024-07-12"),
    ],
)
def test_what_stands_under_the_title_is_read(under: str, publisher: str | None, date: str) -> None:
    document = clean_text(f"东山县2021年工作情况\n{under}\n\n{BODY}\n{BODY[:-1]}又一段。\n")

    assert (document.publisher, document.date, document.date_is_inferred) == (publisher, date, False)


def test_an_office_signs_for_the_body_that_the_title_names() -> None:
    document = clean_text(f"东山海关2022年上半年工作情况\n东山海关办公室 2022年7月15日\n\n{BODY}\n{BODY[:-1]}又一段。\n")

    assert document.publisher == "东山海关"


def test_a_newspaper_is_no_body_that_reports() -> None:
    document = clean_text(f"东山县夏季整治情况\n\n来源：东山晚报\n\n{BODY}\n")

    assert document.publisher is None
    assert "来源" not in document.text


def test_fields_may_stand_behind_a_stroke() -> None:
    assert read_fields("来源丨东山公安  编辑丨陈某") == [("source", "东山公安"), ("person", "陈某")]


def test_a_field_inside_the_text_stays() -> None:
    text = f"{BODY}\n时间：7月2日至7月9日\n{BODY}又一段。\n"

    assert clean_text(text).text == text


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2022年1月8日", "2022-01-08"),
        ("2022-1-8 18:30", "2022-01-08"),
        ("2022/01/08", "2022-01-08"),
        ("（2022年1月）", "2022-01"),
        ("二〇二二年十月三十一日", "2022-10-31"),
        ("二○二二年十二月五日", "2022-12-05"),
        ("民国114年7月2日", "2025-07-02"),
        ("中华民国114年7月2日", "2025-07-02"),
        ("民国114.7.2", "2025-07-02"),
        ("民国一百一十四年七月二日", "2025-07-02"),
        ("中华民国一一四年七月二日", "2025-07-02"),
        ("114/07/02", "2025-07-02"),
        ("2022年13月", None),
    ],
)
def test_dates_are_written_as_iso(text: str, iso: str | None) -> None:
    assert to_iso(text) == iso


@pytest.mark.parametrize("line", ["2022年1月8日召开会议", "12345", "第3号", "2022", ""])
def test_a_line_that_says_more_is_no_date_line(line: str) -> None:
    assert only_date(line) is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023年查处200起，较2022年下降。", "2023"),
        ("2023年查处200起，力争到2025年全覆盖。", "2023"),
        ("去年11月启用，2023年全年查处200起，计划2024年再建3处。", "2024"),
        ("东山晚报7月2日讯 2023年以来……", "2023-07-02"),
        ("自114年1月起加强取缔，较113年同期减少。", "2025"),
        ("二〇二三年以来，全县查处200起。", "2023"),
        ("东政发〔2023〕12号　现将今年工作通知如下。", "2023"),
        ("没有年份的报道。", None),
        ("力争到2025年底实现全覆盖。", None),
        ("2025年底前实现全覆盖，较上年多3处。", None),
        ("预计二〇二五年底前完成。", None),
        ("推进三年行动（2024—2026年），2023年检查3家。", "2023"),
        ("推进三年行动（2024\ufffd2026年），2023年检查3家。", "2023"),
        ("落实《东山县水利规划（2021—2025年）》，今年上半年巡查45次。", None),
        ("印发《东山县水利规划（2021—2025年）》，并召开动员会。", "2021"),
        ("2018—2022年，全县累计投资5亿元。", "2022"),
        ("2024年至2026年，实施清渠行动。", "2024"),
        ("2018年起推进雪亮工程，今年上半年破案45起。", None),
        ("2012年以来，全县共新建水库5座。", None),
    ],
)
def test_a_date_is_inferred_from_the_years_that_a_text_names(text: str, date: str | None) -> None:
    assert infer_date(text) == date


def test_an_inferred_date_says_so() -> None:
    document = clean_text(f"东山县夏季整治情况\n\n2023年，{BODY}\n")

    assert (document.date, document.date_is_inferred) == ("2023", True)


@pytest.mark.parametrize("row", [pytest.param(row, id=row.id) for row in read_lexicon("fields")])
def test_every_field_is_read_in_its_example(row: Row) -> None:
    assert row.label in {label for label, _ in read_fields(row.example)}


def test_a_counter_of_visits_ends_the_source_and_a_newsroom_is_no_publisher() -> None:
    body = "市水利局召开会议，部署全年任务，各县区水利局参加会议，并就下一步工作作了交流发言，会议开了半天，大家都有收获。"
    text = "全市供水工作会议召开\n2015-06-02   来源:记者站   浏览人次:\n" + body

    assert read_fields("2014-03-14   来源:市水利局     访问量:32") == [
        ("published", "2014-03-14"),
        ("source", "市水利局"),
        ("metadata", "32"),
    ]
    assert read_header(text.splitlines()).publisher is None


def test_a_title_above_a_date_is_no_signature() -> None:
    document = clean_text(
        "东山交管业务下放至镇街政务服务中心\n2023-07-02\n" + "三个月来，东山县公安局交警大队在镇街政务服务中心办理业务，" * 3
    )

    assert (document.publisher, document.date) == (None, "2023-07-02")


@pytest.mark.parametrize(
    "line",
    [
        "原创 东山公安 东山公安 2023-07-02 18:30 福建",
        "东山发布 2023年7月2日 07:15",
        "原创　陈一鸣　东山公安　2023/7/2 18:30　发表于福建",
    ],
)
def test_when_an_account_posted_it_is_read_and_left_out(line: str) -> None:
    document = clean_text(f"东山县夏季整治见成效\n{line}\n{BODY}\n")

    assert (document.text, document.date) == (f"东山县夏季整治见成效\n{BODY}\n", "2023-07-02")


@pytest.mark.parametrize("line", ["2024年3月6日（星期三）", "（2024年3月6日 星期三）", "2024-03-06 周三"])
def test_the_day_of_the_week_may_stand_behind_a_date(line: str) -> None:
    assert only_date(line) == "2024-03-06"


def test_fields_with_their_values_on_the_lines_below_are_read() -> None:
    fields = (
        "  • 索引号:\n\n    6107/2024-0010\n  • 主题分类:\n\n  • 发文机构:\n\n    东山县公安局\n"
        "  • 发布日期:\n\n    2024年04月06日 16:34\n  • 内容概述:\n\n"
    )

    document = clean_text(f"{fields}东山县夏季整治见成效\n\n{BODY}\n")

    assert document.text == f"东山县夏季整治见成效\n\n{BODY}\n"
    assert (document.title, document.date, document.publisher) == ("东山县夏季整治见成效", "2024-04-06", "东山县公安局")


def test_a_field_without_a_value_takes_no_title() -> None:
    document = clean_text(f"内容概述：\n\n东山县夏季整治见成效\n\n{BODY}\n")

    assert document.text == f"东山县夏季整治见成效\n\n{BODY}\n"


def test_the_day_of_a_speech_may_stand_behind_a_dash() -> None:
    line = "——2023年2月2日在东山县第十八届人民代表大会第三次会议上"

    document = clean_text(f"政府工作报告\n\n{line}\n\n{BODY}\n")

    assert (document.date, document.date_is_inferred) == ("2023-02-02", False)
    assert line in document.text


def test_the_head_of_an_official_document_is_not_its_title() -> None:
    title = "东山县人民政府关于印发农村供水方案的通知"

    assert clean_text(f"东山县人民政府文件\n东政发〔2024〕3号\n{title}\n{BODY}\n").title == title


@pytest.mark.parametrize("text", ["拿到2029年龙舟联赛的举办权。", "对接2035年远景目标。"])
def test_a_year_of_what_is_to_come_is_not_that_of_the_text(text: str) -> None:
    assert infer_date(f"2024年全县查处200起，{text}") == "2024"


def test_a_title_that_only_a_field_says_stays() -> None:
    document = clean_text(f"标题：东山县夏季整治见成效\n时间：2023-07-02\n来源：东山县公安局\n正文：\n{BODY}\n")

    assert document.text == f"东山县夏季整治见成效\n{BODY}\n"
    assert (document.title, document.date, document.publisher) == ("东山县夏季整治见成效", "2023-07-02", "东山县公安局")


@pytest.mark.parametrize("names", [("Title", "Date", "Source", "URL"), ("title", "date", "source", "url")])
def test_fields_in_english_are_read(names: tuple[str, ...]) -> None:
    values = ("东山县夏季整治见成效", "2023-07-02", "东山县公安局", "https://example.org/a.html")
    head = "".join(f"{name}: {value}\n" for name, value in zip(names, values, strict=True))

    document = clean_text(f"{head}\n{BODY}\n")

    assert (document.title, document.date, document.publisher, document.url) == values
    assert document.text == f"东山县夏季整治见成效\n\n{BODY}\n"


def test_a_line_of_fields_that_was_broken_is_left_out() -> None:
    head = "2023-07-02 10:21 来源：\n东山县公安局\n浏览量：\n326\n【字体：\n大\n中\n小\n】\n打印\n"

    document = clean_text(f"东山县夏季整治见成效\n{head}{BODY}\n")

    assert document.text == f"东山县夏季整治见成效\n{BODY}\n"
    assert (document.date, document.publisher) == ("2023-07-02", "东山县公安局")


@pytest.mark.parametrize(
    "line",
    [
        "来源：东山县市场监督管理局 2022-03-05 10:22",
        "来源：东山县市场监督管理局2022年3月5日 10:22:05",
        "来源：东山县市场监督管理局　2022-03-05",
    ],
)
def test_a_date_behind_a_source_is_a_date_with_or_without_its_time(line: str) -> None:
    header = read_header(["东山县开展食品安全检查", line, BODY])

    assert (header.date, header.publisher, header.date_is_inferred) == ("2022-03-05", "东山县市场监督管理局", False)


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("2020-12-01 东山日报", "东山日报"),
        ("2020年12月1日 东山县市场监督管理局", "东山县市场监督管理局"),
        ("东山县人民政府网　2020-12-01 09:30", "东山县人民政府网"),
        ("2020-12-01 09:30　李小明", None),
    ],
)
def test_a_byline_under_the_title_says_when_and_where(line: str, publisher: str | None) -> None:
    header = read_header(["东山县开展食品安全检查", line, BODY])

    assert (header.title, header.date, header.publisher) == ("东山县开展食品安全检查", "2020-12-01", publisher)
    assert header.lines == (1,)


def test_a_signature_is_no_byline() -> None:
    assert read_byline("东山县税务局　2023年7月2日") == []


@pytest.mark.parametrize(
    "lines",
    [
        ["近日，东山县市场监督管理局组织开展", "食品安全专项检查，共检查经营户120家。"],
        ["2023年，全县公安机关深入开展专项整治，共查处", "各类违法行为86起。"],
        ["一、基本情况", BODY],
        ["（一）基本情况", BODY],
    ],
)
def test_the_beginning_of_a_text_is_no_title(lines: list[str]) -> None:
    assert read_header(lines).title is None


@pytest.mark.parametrize("title", ["东山县2022年工作总结", "今年以来，东山县新增就业5000人", "三河县开展检查"])
def test_a_title_may_begin_as_a_sentence_does(title: str) -> None:
    assert read_header([title, BODY]).title == title


def test_a_row_of_a_table_may_hold_fields_without_colons() -> None:
    lines = [
        "索 引 号\tDS-2023-01\t分　　类\t市场监管",
        "发布机构\t东山县公安局\t发文日期\t2023年03月04日",
        "东山县开展检查",
        BODY,
    ]

    header = read_header(lines)

    assert (header.title, header.date, header.publisher, header.lines) == (
        "东山县开展检查",
        "2023-03-04",
        "东山县公安局",
        (0, 1),
    )


@pytest.mark.parametrize("line", ["日期\t数量", "时间\t来源", "名称\t12家", "日期\t来源\t时间\t数量"])
def test_the_head_of_a_table_is_no_field(line: str) -> None:
    assert read_fields(line) == []


def test_a_title_in_a_row_of_fields_stays_as_the_title() -> None:
    document = clean_text(f"发布机构\t东山县公安局\t公开日期\t2023-03-05\n名　　称\t东山县开展食品安全检查的通报\n{BODY}\n")

    assert (document.title, document.date) == ("东山县开展食品安全检查的通报", "2023-03-05")
    assert document.text == f"东山县开展食品安全检查的通报\n{BODY}\n"


@pytest.mark.parametrize(
    "rows",
    [
        ["2023-01-05 走访企业", "2023-02-08 排查隐患", "2023-03-09 开展演练"],
        ["2022-01-10 东山晚报", "2022-02-11 西河日报"],
        ["东山县教育局 2023-04-01 09:30", "东山县民政局 2023-04-02 10:00"],
        ["2023-05-06 全市启用"],
    ],
)
def test_the_rows_of_a_list_below_a_title_are_no_bylines(rows: list[str]) -> None:
    text = "\n".join(["东山县工作台账", *rows, "全年走访企业86家，排查隐患132处。"]) + "\n"

    document = clean_text(text)

    assert document.text == text
    assert document.date is None or document.date_is_inferred
    assert document.publisher is None


def test_a_byline_stands_right_below_the_title() -> None:
    text = "东河区工作亮点汇编\n一月建成站点36个\n二月建成站点12个\n2022-05-06 王小明\n获评先进个人，办结事项132起。\n"

    assert clean_text(text).text == text


def test_a_table_that_names_a_project_is_no_card_of_the_page() -> None:
    text = (
        "关于春季行动的通报\n名称\t东山县农村公路安全防护工程项目\n来源\t专项补助\n金额\t380万元\n该项目完工，事故下降12%。\n"
    )

    document = clean_text(text)

    assert (document.title, document.text) == ("关于春季行动的通报", text)


@pytest.mark.parametrize("tail", ["记者 王小明", "通讯员：李大山 分享到", "浏览次数：36", "字体：大 中 小"])
def test_what_follows_a_publisher_is_none_of_its_name(tail: str) -> None:
    text = (
        f"全县供水工作进展\n2023-07-06 10:21 来源：东山县水务局 {tail}\n\n今年以来，全县改造管网36公里，新增供水人口1.2万人。\n"
    )

    document = clean_text(text)

    assert (document.date, document.publisher) == ("2023-07-06", "东山县水务局")


def test_who_speaks_at_a_conference_is_no_field_of_the_page() -> None:
    line = "发布人：云河市水利局党组书记、局长　林向东；云河市财政局副局长　何志坚"

    assert read_fields(line) == []
    assert read_fields("发布人：管理员") == [("person", "管理员")]


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("来源：东山县公安局 通讯员 李大山 2023-07-06 10:20", "东山县公安局"),
        ("信息来源：东山县公安局　浏览 123　2023-07-06 10:21", "东山县公安局"),
        ("来源：东山县公安局 字号 大 中 小 2023年7月6日", "东山县公安局"),
        ("来源：东山县公安局 2023-07-06 10:21 浏览 123", "东山县公安局"),
        ("来源：东山县志 编辑部 2023-07-06", "东山县志 编辑部"),
    ],
)
def test_a_date_behind_what_follows_a_publisher_is_read(line: str, publisher: str) -> None:
    header = read_header(["东山县开展夜查", line, BODY])

    assert (header.date, header.publisher) == ("2023-07-06", publisher)


@pytest.mark.parametrize(
    "head",
    [
        ["东山县夜查见成效", "——夏季整治纪实", "本报记者 王小明", "2023-07-06 10:21 东山日报"],
        ["东山县人民政府", "东政发〔2023〕6号", "关于夜查的通报", "（节选）", "2023-07-06 东山日报"],
        ["东山县夜查见成效", "2023-07-06 10:21 东山日报", "2023-07-06 王小明"],
        ["东山县夜查见成效", "2023-07-06 10:21 东山日报", "东山日报 2023-07-06 10:21"],
    ],
)
def test_a_byline_may_stand_below_more_than_a_title(head: list[str]) -> None:
    header = read_header([*head, BODY])

    assert (header.date, header.publisher) == ("2023-07-06", "东山日报")
    assert not any("东山日报" in head[i] for i in range(len(head)) if i not in header.lines)


def test_bylines_of_two_media_are_a_list() -> None:
    header = read_header(["东山县媒体报道", "2023-07-06 东山日报", "2023-07-06 西河晚报", BODY])

    assert (header.publisher, header.lines) == (None, ())


@pytest.mark.parametrize(
    ("end", "publisher"),
    [
        (["东山县人民政府　2023年5月6日", "东山县人民政府办公室　2023年5月8日"], "东山县人民政府"),
        (["东山县水务局　2023年5月6日", "东山县民政局　2023年5月8日"], "东山县水务局"),
        (["东山县水务局", "东山县民政局", "东山县公安局", "2023年5月6日"], "东山县水务局"),
        (["东山县水务局　东山县民政局", "2023年5月6日"], "东山县水务局"),
        (["东山县水务局（盖章）", "2023年5月6日"], "东山县水务局"),
        (["东山县水务局", "2023年5月6日", "附件1", *["甲\t乙"] * 9], "东山县水务局"),
        (["附件：1.物资储备表", "2.队伍名册", "东山县水务局", "2023年5月6日", "附件1：", *["甲\t乙"] * 9], "东山县水务局"),
        (["东山县水务局", "2023年5月6日", "联系人：王五", *["街道\t电话"] * 9], "东山县水务局"),
    ],
)
def test_who_signed_first_signed(end: list[str], publisher: str) -> None:
    header = read_header(["关于开展汛前检查的通知", BODY, f"{BODY[:-1]}再一段。", *end])

    assert (header.date, header.publisher, header.date_is_inferred) == ("2023-05-06", publisher, False)


def test_three_dated_names_at_the_end_are_a_list() -> None:
    rows = [f"东山县{name}局　2023年5月{day}日" for name, day in (("教育", 6), ("民政", 7), ("水务", 8))]

    header = read_header(["各单位报送情况", BODY, *rows])

    assert (header.date_is_inferred or header.date is None, header.publisher) == (True, None)


def test_a_title_alone_in_a_row_is_the_title_where_no_other_stands() -> None:
    document = clean_text(f"标题\t东山县夜查工作情况通报\n{BODY}\n{BODY[:-1]}再一段。\n")

    assert document.title == "东山县夜查工作情况通报"
    assert document.text.startswith("东山县夜查工作情况通报\n")


def test_the_name_in_the_first_row_of_a_table_is_no_title() -> None:
    document = clean_text(f"名称\t东山县农村公路安全防护工程项目\n金额\t380万元\n{BODY}\n")

    assert document.text.startswith("名称\t东山县农村公路")


@pytest.mark.parametrize("rows", [["2023-05-06 王小明", "2023-05-07 李小红"], ["5月6日 走访企业", "5月7日 排查隐患"]])
def test_a_row_of_days_and_persons_is_no_title(rows: list[str]) -> None:
    assert read_header(["值班表", *rows, BODY]).title not in rows


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["东山县人民政府", "关于做好防汛工作的通知"], "东山县人民政府关于做好防汛工作的通知"),
        (
            ["东山县人民政府办公室关于印发", "2023年东山县防汛方案的通知"],
            "东山县人民政府办公室关于印发2023年东山县防汛方案的通知",
        ),
        (["东山县社区服务中心", "今年服务群众3600人"], "东山县社区服务中心"),
        (["东山县防汛工作情况", "关于物资储备"], "东山县防汛工作情况"),
    ],
)
def test_a_title_may_go_on_below_the_body_that_says_it(lines: list[str], title: str) -> None:
    assert read_header([*lines, BODY]).title == title


@pytest.mark.parametrize("beside", ["地点：东湾村广场", "活动地点: 东湾村广场"])
def test_the_time_of_an_event_told_below_a_text_is_no_date_of_publication(beside: str) -> None:
    text = f"送戏下乡活动\n{BODY}\n时间：2023年5月6日\n{beside}\n"

    document = clean_text(text)

    assert document.text == text
    assert document.date != "2023-05-06"


def test_minutes_are_of_the_day_with_which_they_begin() -> None:
    document = clean_text(f"东山县防汛例会纪要\n时间：2023年5月6日\n地点：县水利局\n{BODY}\n")

    assert document.date == "2023-05-06"
