"""Two articles in one file become two documents; a heading makes none."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import kg
from kg.clean import clean_documents
from kg.clean.articles import article_starts
from kg.records import Document

FIRST = """曲周县夏季整治见成效

今年以来，曲周县公安局交警大队聚焦重点路段，开展集中夜查，查处酒驾12起，约谈运输企业6家，辖区交通秩序持续向好，群众满意度提升。

大队还与县交通运输局建立联合执法机制，共出动警力320人次，设置临时检查点18处，消除隐患26处，得到沿线群众的一致好评。
"""
SECOND = """祁阳市税务局优化办税服务

近日，祁阳市税务局推出“午间不打烊”服务，设置综合窗口9个，平均办理时间缩短15分钟，办结业务2300余笔，受到纳税人欢迎。

下一步，该局将继续推进“一窗通办”改革，年底前实现80%的事项掌上办理，让企业和群众少跑腿、好办事，持续改善营商环境。
"""


def read(text: str, without: tuple[str, ...] = ()) -> list[Document]:
    return list(clean_documents(texts=[text], settings=kg.Settings(without=without)))


@pytest.mark.parametrize(
    "between",
    ["\n", "\n\n\n", "==========\n", "责任编辑：周某\n上一篇：没有了\n\n", "\n- - - - - -\n"],
)
def test_two_articles_become_two_documents(between: str) -> None:
    documents = read(FIRST + between + SECOND)

    assert [document.title for document in documents] == ["曲周县夏季整治见成效", "祁阳市税务局优化办税服务"]
    assert documents[0].id != documents[1].id
    assert documents[0].checksum == documents[1].checksum


def test_a_date_and_a_source_under_the_title_are_those_of_the_second() -> None:
    second = SECOND.replace("\n\n近日", "\n\n发布时间：2024-05-06 来源：祁阳市税务局\n\n近日")

    documents = read(FIRST.replace("\n\n今年", "\n2023-07-02\n今年") + second)

    assert [(document.date, document.publisher) for document in documents] == [
        ("2023-07-02", None),
        ("2024-05-06", "祁阳市税务局"),
    ]


def test_a_dateline_begins_an_article() -> None:
    second = SECOND.replace("近日，", "本报讯（记者 陈某）近日，").replace("祁阳市税务局优化", "税务部门优化")

    assert [document.title for document in read(FIRST + second)][1:] == ["税务部门优化办税服务"]


def test_quotes_of_the_second_stand_in_the_same_file() -> None:
    text = FIRST + SECOND

    second = read(text)[1]

    at = second.text.index("综合窗口9个")
    assert text[slice(*second.to_raw(at, at + 6))] == "综合窗口9个"
    assert second.raw == text


def test_repairs_belong_to_the_article_in_which_they_were_made() -> None:
    first, second = read(FIRST.replace("12起", "１２起") + SECOND.replace("9个", "９个"))

    assert [[repair.before for repair in each.repairs if repair.step == "width"] for each in (first, second)] == [
        ["１２"],
        ["９"],
    ]


def test_headings_inside_an_article_split_nothing() -> None:
    body = FIRST.partition("\n\n")[2]
    text = f"曲周县夏季整治见成效\n\n{body}\n强化源头治理护航群众出行\n\n{body}\n宣传教育见实效\n\n{body[::-1]}"

    assert len(read(text)) == 1


def test_splitting_can_be_switched_off() -> None:
    assert len(read(FIRST + "\n" + SECOND, without=("articles",))) == 1


def test_no_sample_is_split(samples: list[Path]) -> None:
    assert len(list(clean_documents(samples))) == len(samples)


def test_a_body_and_a_date_on_one_line_end_an_article() -> None:
    first = FIRST.rstrip("\n").replace("\n\n", "\n") + "\n曲周县公安局 2024年3月6日\n"
    second = SECOND.rstrip("\n").replace("\n\n", "\n") + "\n祁阳市税务局 2024年3月11日\n"

    assert [(each.publisher, each.date) for each in read(first + second)] == [
        ("曲周县公安局", "2024-03-06"),
        ("祁阳市税务局", "2024-03-11"),
    ]


CLOSED = """县里举办消费维权宣传周
3月15日，东山县市场监督管理局举办宣传周活动，接受咨询1260人次。
来源：东山日报
县里召开森林防火会议
3月18日，东山县林业局召开会议，全县有护林员1830名。
来源：东山林业
"""


def test_a_source_under_each_ends_articles_that_nothing_else_parts() -> None:
    first, second = read(CLOSED)

    assert (first.title, second.title) == ("县里举办消费维权宣传周", "县里召开森林防火会议")
    assert second.text == "县里召开森林防火会议\n3月18日，东山县林业局召开会议，全县有护林员1830名。\n"


def test_a_source_under_each_title_is_that_of_what_follows() -> None:
    lines = CLOSED.split("\n")
    text = "\n".join([lines[0], lines[2], *[lines[1]] * 2, lines[3], lines[5], *[lines[4]] * 2])

    assert len(read(text)) == 1  # too short to be told apart


def test_lines_that_name_sources_of_numbers_part_nothing() -> None:
    text = (
        "水利公报\n全县巡查渠道126条，投资450万元。\n来源：县水利局\n降水情况\n来源：县气象局\n全年降水860毫米，较常年多5%。\n"
    )

    assert len(read(text)) == 1


def test_stories_on_one_line_become_documents_where_datelines_begin_them() -> None:
    first = FIRST.replace("\n\n今年以来，", "　　本报讯（记者 林一）").replace("\n", "")
    second = SECOND.replace("\n\n近日，", " 本报讯（记者 周文）").replace("\n", "")
    first, last = read(first + second)

    assert (first.title, last.title) == ("曲周县夏季整治见成效", "祁阳市税务局优化办税服务")
    assert last.text.startswith("祁阳市税务局优化办税服务\n本报讯（记者 周文）祁阳市税务局推出")
    assert last.raw[slice(*last.to_raw(0, 5))] == "祁阳市税务"


def test_a_text_of_nothing_but_short_lines_takes_no_time() -> None:
    lines = [f"东山县第{i}个短标题的一行" for i in range(8_000)]
    started = time.process_time()

    assert article_starts(lines, {}) == [0]
    assert time.process_time() - started < 10


SHORT = """云河县林业局完成造林3.2万亩
2023-03-12 来源：云河日报
今年以来，云河县林业局完成造林3.2万亩，同比增长7.5%。
东山口查获走私香烟850条
2024-05-15 来源：东山晚报
今年以来，东山海关查获走私香烟850条，同比下降12.5%。
"""


def test_two_short_articles_that_are_built_alike_are_told_apart() -> None:
    first, second = read(SHORT)

    assert (first.date, second.date) == ("2023-03-12", "2024-05-15")
    assert (first.title, second.title) == ("云河县林业局完成造林3.2万亩", "东山口查获走私香烟850条")


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_an_article_that_is_there_twice_is_one(between: str) -> None:
    documents = read(FIRST + between + FIRST + SECOND)

    assert [document.title for document in documents] == ["曲周县夏季整治见成效", "祁阳市税务局优化办税服务"]
    assert documents[0].text.count("查处酒驾12起") == 1
    assert {repair.step for repair in documents[0].repairs if repair.before.startswith("曲周县")} <= {"repeat", "title"}
    assert [document.id[-2:] for document in documents][1] == "-2"


def test_two_articles_with_bylines_under_their_titles_become_two_documents() -> None:
    first, second = (
        text.replace("\n", f"\n{line}\n", 1) for text, line in ((FIRST, "2020-12-01 邯郸日报"), (SECOND, "2020-12-03 永州晚报"))
    )

    documents = read(first + second)

    assert [(document.date, document.publisher) for document in documents] == [
        ("2020-12-01", "邯郸日报"),
        ("2020-12-03", "永州晚报"),
    ]


REVIEW = """水务工作半年小结

今年以来，县水务局抓紧抓实农村供水工程，改造管网36公里，新增供水人口1.2万人，供水保证率提高3个百分点，群众用水更加放心。
县水务局还与县财政局建立资金联审机制，拨付资金860万元，检查工地23处，整改问题12个，工程进度比上年同期加快。
"""
REVIEW_TWO = REVIEW.replace("水务工作", "林业工作").replace("县水务局", "县林业局").replace("供水", "造林")


@pytest.mark.parametrize("between", ["", "\n"])
def test_a_body_and_a_date_on_lines_of_their_own_end_an_article_and_begin_none(between: str) -> None:
    first, second = f"{REVIEW}云河县水务局\n2023年7月5日\n", f"{REVIEW_TWO}云河县林业局\n2024年1月8日\n"

    documents = read(first + between + second)

    assert [(document.title, document.date, document.publisher) for document in documents] == [
        ("水务工作半年小结", "2023-07-05", "云河县水务局"),
        ("林业工作半年小结", "2024-01-08", "云河县林业局"),
    ]


def test_a_signature_below_a_line_for_whom_a_report_is_sent_begins_no_article() -> None:
    (document,) = read(f"{REVIEW}\n报：市水利局、县政府办公室\n云河县水务局\n2023年7月5日\n")

    assert document.date == "2023-07-05"


@pytest.mark.parametrize(
    "head",
    [
        "云水发〔2024〕6号",
        "（2024年第8期）",
        "——2024年1月9日在云河县第五届人民代表大会第三次会议上",
        "各乡镇人民政府，县直各单位：",
    ],
)
def test_what_stands_between_a_title_and_its_text_alone_begins_an_article_as_it_began_the_first(head: str) -> None:
    first, second = (text.replace("\n\n", f"\n{head}\n\n", 1) for text in (REVIEW, REVIEW_TWO))

    assert [document.title for document in read(first + second)] == ["水务工作半年小结", "林业工作半年小结"]
    assert len(read(REVIEW + second)) == 1  # there it may be the heading of a section: a case with its number


@pytest.mark.parametrize(
    "signers",
    ["云河县水务局　云河县财政局\n", "云河县水务局\n云河县财政局\n云河县审计局\n", "云河县水务局（盖章）\n"],
)
@pytest.mark.parametrize("above", ["", "附件：1.管网改造进度表\n2.资金拨付表\n", "联系人：李某；联系电话：8800000\n"])
def test_bodies_that_sign_together_or_below_a_list_of_papers_begin_no_article(signers: str, above: str) -> None:
    documents = read(f"{REVIEW}{above}{signers}2023年7月5日\n{REVIEW_TWO}")

    assert [document.title for document in documents] == ["水务工作半年小结", "林业工作半年小结"]


def test_short_articles_with_their_signatures_are_told_apart() -> None:
    first = "水务工作情况\n全县改造管网36公里，整改问题12个。\n云河县水务局\n2023年1月6日\n"
    second = "林业工作情况\n全县造林3.2万亩，抚育林地1.8万亩。\n云河县林业局\n2023年7月4日\n"

    assert [(document.title, document.date) for document in read(first + second)] == [
        ("水务工作情况", "2023-01-06"),
        ("林业工作情况", "2023-07-04"),
    ]


@pytest.mark.parametrize(
    "section",
    [
        "某食品厂生产不合格糕点案\n云市监处罚〔2023〕16号\n",
        "成员单位及其职责分工\n县水务局：\n",
        "全县水利员业务培训班\n（第3期）\n",
        "各经营户如何办理相关手续\n各经营户和有关单位：\n",
        "送戏下乡进东湾村活动\n时间：2023年5月6日\n地点：东湾村广场\n由县文化馆组织演出队，演出小戏、快板等节目。\n",
    ],
)
def test_a_section_with_a_head_of_its_own_is_no_article(section: str) -> None:
    body = REVIEW_TWO.partition("\n\n")[2]

    assert len(read(f"{REVIEW}{section}{body}云河县水务局\n2023年7月5日\n")) == 1


def test_articles_of_broken_lines_are_told_apart_by_their_dates() -> None:
    def broken(text: str, date: str) -> str:
        title, _, body = text.partition("\n\n")
        lines = [line[i : i + 24] for line in body.splitlines() for i in range(0, len(line), 24)]
        return "\n".join([title, f"发布时间：{date} 来源：本站", *lines]) + "\n"

    documents = read(broken(REVIEW, "2023-07-05") + broken(REVIEW_TWO, "2024-01-08"))

    assert [(document.title, document.date) for document in documents] == [
        ("水务工作半年小结", "2023-07-05"),
        ("林业工作半年小结", "2024-01-08"),
    ]


def test_cases_with_their_numbers_stay_in_one_report() -> None:
    one, two = REVIEW.partition("\n\n")[2].splitlines()
    cases = f"案例一 某食品厂生产不合格糕点案\n云市监处罚〔2023〕16号\n{two}\n"
    cases += f"案例二 某超市销售过期食品案\n云市监处罚〔2023〕18号\n{two}"

    (document,) = read(f"云河县公布一批典型案例\n{one}\n{cases}\n云河县市场监督管理局\n2023年8月1日\n")

    assert (document.title, document.date) == ("云河县公布一批典型案例", "2023-08-01")
