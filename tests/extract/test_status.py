from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract import extract_facts, layout, tags, times  # noqa: F401  (registers the components)
from kg.extract.numbers import find_quantities
from kg.extract.status import read_statuses
from kg.lexicon import Row, read_lexicon
from kg.records import Extraction

from .conftest import as_document


@pytest.fixture(scope="module")
def statuses():
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg_characters"}}})
    nlp.add_pipe("kg_tags")
    nlp.add_pipe("kg_layout")
    nlp.add_pipe("kg_times")

    def read(text: str, actors: frozenset[int] = frozenset(), today: str | None = None) -> list[str]:
        doc = nlp(text)
        clauses = [(c.start, c.end) for c in doc.spans["clauses"]]
        dated = times.periods(doc, as_document(text, today))
        return list(read_statuses(doc, clauses, actors=actors, today=today, times=dated))

    return read


def test_a_modal_plans_the_rest_of_its_sentence_only(statuses) -> None:
    assert statuses("各单位要加强巡查，开展夜查。大队查获车辆。") == ["planned", "planned", "done"]


def test_a_speech_frame_plans_up_to_the_end_of_the_paragraph(statuses) -> None:
    assert statuses("会议强调，压实责任。开展夜查。\n大队查获车辆。") == ["planned", "planned", "planned", "done"]


def test_a_deed_inside_a_plan_stays_a_deed(statuses) -> None:
    assert statuses("下一步，支队继续夜查。截至目前，累计查获车辆3辆。")[-1] == "done"


def test_the_section_under_a_heading_of_plans_is_planned(statuses) -> None:
    assert statuses("下一步工作打算\n深化夜查，开展宣传。")[-2:] == ["planned", "planned"]


@pytest.mark.parametrize("text", ["主要负责人到岗", "群众需要服务", "紧盯要素保障", "市局将辖区分为三片"])
def test_words_that_only_look_like_modals_plan_nothing(statuses, text: str) -> None:
    assert statuses(text + "。") == ["done"]


def test_what_serves_the_next_step_is_no_plan_itself(statuses) -> None:
    assert statuses("大队收集线索，为下一步治理打下基础。随后查获车辆。") == ["done", "done", "done"]


def test_a_finished_verb_is_a_deed_inside_a_frame(statuses) -> None:
    assert statuses("会议强调，压实责任。在三个所开展了试点工作。")[-1] == "done"


def test_a_part_of_a_section_of_plans_stays_planned(statuses) -> None:
    text = "二、2025年工作安排\n（一）扩大内需。举办活动。\n1.稳住外贸\n新增企业。\n三、附录\n开展夜查。"

    assert statuses(text, today="2024-12-20")[2:] == ["planned", "planned", "planned", "done", "done"]


def test_a_year_in_a_heading_plans_only_while_it_is_to_come(statuses) -> None:
    heading = "2024年重点工作\n开展夜查。"

    assert statuses(heading, today="2024-01-20")[-1] == "planned"
    assert statuses(heading, today="2024-12-20")[-1] == "done"


def test_a_list_that_a_plan_announces_is_planned(statuses) -> None:
    assert statuses("今年要做好以下工作：\n开展夜查。\n建设平台。")[-2:] == ["planned", "planned"]


def test_an_honour_received_is_a_deed_even_after_a_demand(statuses) -> None:
    assert statuses("会议要求，压实责任。大队荣获先进集体。")[-1] == "done"


def test_what_happens_after_the_meeting_leaves_its_frame(statuses) -> None:
    assert statuses("会议要求，压实责任。会后，大队查获车辆。")[-1] == "done"


def test_a_body_with_a_deed_of_its_own_leaves_a_frame_but_not_one_with_a_task(statuses) -> None:
    deed, task = "会议要求，压实责任。县公安局查获车辆。", "会议要求，压实责任。县公安局负责路面管控。"

    assert statuses(deed, actors={deed.index("县公安局")})[-1] == "done"
    assert statuses(task, actors={task.index("县公安局")})[-1] == "planned"


@pytest.mark.parametrize("text", ["年底前改造校舍", "6月底前完成检修", "到2027年改造校舍", "项目2026年完工"])
def test_a_time_still_to_come_plans(statuses, text: str) -> None:
    assert statuses(f"{text}。", today="2024-03-10") == ["planned"]


def test_a_time_that_is_over_plans_nothing(statuses) -> None:
    assert statuses("6月底前完成检修。到2021年改造校舍。", today="2024-12-10") == ["done", "done"]


@pytest.mark.parametrize("row", [row for row in read_lexicon("status") if row.label != "task"], ids=lambda row: row.id)
def test_every_row_of_the_table_finds_itself_in_its_example(row: Row) -> None:
    assert re.search(row.word, row.example)


def test_a_goal_of_the_running_year_is_planned(statuses) -> None:
    text = "四、2024年目标\n按照方案，到2024年底，优良比例为65%。到6月底已办理业务。"

    assert statuses(text, today="2024-06-04")[2:4] == ["planned", "planned"]
    assert statuses("到6月底已办理业务。", today="2024-06-04") == ["done"]


def test_a_point_of_a_notice_is_no_heading(statuses) -> None:
    text = "关于开展读书活动的通知\n一、内容\n1.开展晨读行动。\n评选作品。"

    assert statuses(text, today="2024-06-04")[-2:] == ["planned", "planned"]


@pytest.mark.parametrize(
    "text",
    [
        "云河市水利局今年计划实施“清渠”工程。",
        "云河市水利局正在筹建“清渠”中心，实施“清渠”工程。",
        "云河市检察院建议市水利局尽快开展“清渠”工程。",
        "待资金到位后，云河市水利局开展“清渠”工程。",
    ],
)
def test_what_is_intended_proposed_or_waits_is_planned(read: Callable[..., Extraction], text: str) -> None:
    extraction = read(text, "2024-03-10")

    assert {a.status for a in extraction.activities if "清渠" in a.object.name and a.predicate == "ran"} == {"planned"}


def test_numbers_of_a_plan_are_planned_to_its_end(read: Callable[..., Extraction]) -> None:
    text = "云河市水利局今年计划实施河道治理12条，治理河长86公里。污水处理厂建成后，可年处理污水1200万吨。新校区规划占地300亩。"

    assert [result.planned for result in read(text, "2024-03-10").results] == [True, True, True, True]


def test_a_plan_by_name_is_no_intention(read: Callable[..., Extraction]) -> None:
    extraction = read("2023年，云河市水利局实施“清渠”计划，治理河道12条。", "2024-03-10")

    assert {a.status for a in extraction.activities} == {"done"}
    assert [result.planned for result in extraction.results] == [False]


MARKED = re.compile(r"\[([pd]):([^\]]*)\]")
PASSAGES = [line.split("\t") for line in Path(__file__).with_name("statuses.tsv").read_text("utf-8").splitlines()[2:]]


def marked(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return a text without its marks, and start, end and status of what is marked."""
    found, plain, last = [], "", 0
    for mark in MARKED.finditer(text := text.replace("\\n", "\n")):
        plain += text[last : mark.start()]
        found.append((len(plain), len(plain) + len(mark[2]), {"p": "planned", "d": "done"}[mark[1]]))
        plain, last = plain + mark[2], mark.end()
    return plain + text[last:], found


def told(extraction: Extraction, start: int, end: int) -> set[str]:
    """Return the statuses of the facts about what stands in a stretch."""
    standing = ("locatedIn", "subOrganizationOf", "memberOf")
    facts = [a for a in extraction.activities if a.predicate not in standing]
    numbers = [q.value for s, e, q in find_quantities(extraction.document.text) if s < end and start < e]
    counts = [r for r in extraction.results if r.evidence.span.start <= start < r.evidence.span.end and r.value in numbers]
    deeds = {a.status for a in facts if a.object.span.start < end and start < a.object.span.end}
    return deeds | {"planned" if r.planned else "done" for r in counts}


@cache
def read_passage(date: str, passage: str) -> list[tuple[str, str, set[str]]]:
    """Return for each mark of a passage its words, its status, and the statuses of the facts read from them."""
    text, marks = marked(passage)
    extraction = next(extract_facts([as_document(text, date)]))
    return [(text[start:end], status, told(extraction, start, end)) for start, end, status in marks]


@pytest.mark.parametrize(("date", "passage"), PASSAGES, ids=[text[:24] for _, text in PASSAGES])
def test_a_plan_is_told_from_a_deed(date: str, passage: str) -> None:
    for words, status, read in read_passage(date, passage):
        assert read <= {status}, words


def test_nearly_all_that_is_marked_as_done_or_planned_is_read() -> None:
    read = [bool(statuses) for date, passage in PASSAGES for _, _, statuses in read_passage(date, passage)]

    assert sum(read) >= 0.8 * len(read)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from([*(p for _, p in PASSAGES), "2025年，", "9月，", "明年，", "\n"]), min_size=1, max_size=4),
    st.dates(date(2019, 1, 1), date(2026, 1, 1)),
)
def test_nothing_is_done_before_its_time(passages: list[str], today: date) -> None:
    text, _ = marked("".join(passages))
    extraction = next(extract_facts([as_document(text, today.isoformat())]))

    begun = [a.period for a in extraction.activities if a.status == "done"] + [
        r.period for r in extraction.results if not r.planned
    ]
    last = f"{today:%Y-%m}-31"
    assert not [period for period in begun if period and period.start and period.start > last]


def test_to_see_a_weakness_is_no_plan(statuses) -> None:
    assert statuses("同时也要清醒地看到，办案周期仍长。") == ["done", "done"]


def test_a_paragraph_that_opens_with_a_past_year_tells_of_it_in_a_notice(statuses) -> None:
    told = statuses("云河市关于开展百日整治行动的通知\n2024年，全市检查门店12家。\n各区要检查门店20家。", today="2025-03")

    assert told[1:] == ["done", "done", "planned"]


def test_a_title_that_tells_of_a_meeting_announces_no_plans() -> None:
    text = "王建国在全省科技大会上强调 抓好重点任务\n5月18日上午，全省科技大会在成都举行。副省长刘国林主持会议。"

    extraction = next(extract_facts([as_document(text, "2024-05-20")]))

    assert {a.status for a in extraction.activities} == {"done"}


@pytest.mark.parametrize(
    "heading",
    ["三、对策建议", "【今年工作要点】", "（二）整改措施", "工作展望", "下月计划", "2025年民生实事", "四、拟开展的工作"],
)
def test_what_a_heading_announces_is_planned(statuses, heading: str) -> None:
    assert statuses(f"一、基本情况\n设岗3处。\n{heading}\n新建校舍5所。", today="2024-12-10")[-1] == "planned"


def test_a_look_back_among_plans_tells_of_deeds(statuses) -> None:
    assert statuses("云川市2025年工作思路\n培训村医5名。\n回看2024年，培训村医3名。", today="2024-12-28")[-1] == "done"


@pytest.mark.parametrize("heading", ["三、建议办理情况", "【今年任务完成情况】", "（二）整改措施落实情况", "2025年灯会启动"])
def test_what_a_heading_tells_of_is_done(statuses, heading: str) -> None:
    assert statuses(f"一、基本情况\n设岗3处。\n{heading}\n新建校舍5所。", today="2024-12-10")[-1] == "done"


def test_a_speech_that_tells_of_deeds_demands_nothing(statuses) -> None:
    assert statuses("会议强调，全市开展了排查。站点年服务群众3万人。")[-1] == "done"


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("云川市教育局关于举办教师培训班的通知", "planned"),
        ("关于加快发展学前教育的实施意见", "planned"),
        ("云川市督导工作规程（征求意见稿）", "planned"),
        ("云川市2025年民生实事项目清单", "planned"),
        ("云川市支持职业教育发展若干措施", "planned"),
        ("云川市2025年民生实事项目（征求意见稿）", "planned"),
        ("云川市2025年度普法责任清单", "planned"),
        ("云川市2024年民生实事项目完成情况", "done"),
        ("关于春季检查情况的通报", "done"),
        ("云川市支持职业教育发展若干措施落地见效", "done"),
    ],
)
def test_what_a_title_announces_is_planned(statuses, title: str, status: str) -> None:
    assert statuses(f"{title}\n新建校舍5所。\n设岗3处。", today="2024-12-10")[1:] == [status, status]


@pytest.mark.parametrize(
    "sentence",
    [
        "全镇收粮2万吨，明年瞄准3万吨。",
        "今年怎么干？一句话，改造校舍5所。",
        "仓库一开，能带动果农140户。",
        "供水工程昨日开工。工程总投资2亿元，铺设管线74公里。",
        "眼下，16座公园已经开放，剩下4座元旦前亮相。",
        "双方达成意向：每年互派教师3名。",
        "热源厂月底并网，又有2万平方米楼房用上暖气。",
        "区里年初定下改造校舍12所。",
        "联盟提出“三年倍增”：库容从4万吨做到8万吨。",
        "集团提出两套方案：方案一，水价上调3元。",
        "企业正扩建厂房3万平方米，投产后新增就业40人。",
        "市消费者协会建议商家把退费时限压缩到7天。",
        "院长介绍，再有一年，就诊率能站上90%。",
        "目前正试运行，按计划年底载客，日均客流预计18万人次。",
        "会议审议通过《云川市水价方案》，水价调至每吨2.4元，12月20日起执行。",
    ],
)
def test_an_aim_a_question_a_beginning_and_what_takes_effect_later_are_plans(statuses, sentence: str) -> None:
    assert "planned" in statuses(sentence, today="2024-12-10")[-2:]


@pytest.mark.parametrize(
    "sentence",
    [
        "大桥一通，运输时间缩短了2小时。",
        "聚焦“3年行动”目标，改造校舍5所。",
        "水价调至每吨2.4元，1月1日起执行。",
        "市水利局公布《水价办法》，5月1日起施行。",
    ],
)
def test_what_came_of_a_beginning_is_done(statuses, sentence: str) -> None:
    assert statuses(sentence, today="2024-01-20")[0] == "done"


@pytest.mark.parametrize(
    ("title", "heading", "today", "status"),
    [
        ("云川市水利局2019年工作回顾", "二、2020年", "2020-01-16", "planned"),
        ("云川海关8月运行情况", "【9月】", "2018-09-12", "planned"),
        ("云川市工信局1—9月运行情况", "四季度：", "2021-11-05", "planned"),
        ("云川市工信局工作情况", "下半年", "2021-07-12", "planned"),
        ("云川市工信局三季度情况", "三、四季度要求", "2024-10-14", "planned"),
        ("云川市水利局工作回顾", "二、2020年", "2020-12-16", "done"),
        ("云川海关8月运行情况", "【7月】", "2018-09-12", "done"),
        ("云川市工信局工作情况", "四季度：", "2021-12-29", "done"),
    ],
)
def test_a_heading_that_is_a_time_to_come_announces_plans(statuses, title: str, heading: str, today: str, status: str) -> None:
    text = f"{title}\n一、往期\n设岗3处。\n{heading}{'' if heading.endswith('：') else chr(10)}培训两期，增设岗亭6处。"

    assert statuses(text, today=today)[-1] == status


def test_a_chronicle_whose_headings_are_months_tells_of_deeds(statuses) -> None:
    text = "云川海关大事记\n【8月】\n设岗3处。\n【9月】\n增设岗亭6处。"

    assert statuses(text, today="2018-09-12")[-1] == "done"
