"""Two articles in one file become two documents; a heading makes none."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.clean import clean_documents
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
