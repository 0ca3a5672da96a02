from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.nlp import pipeline
from kg.extract.times import periods, read_period
from kg.lexicon import Row, read_lexicon
from kg.records import Extraction, Period

from .conftest import as_document

Read = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2021年", "2021-01-01", "2021-12-31"),
        ("二〇二一年六月", "2021-06-01", "2021-06-30"),
        ("今年以来", "2022-01-01", None),
        ("2020年以来", "2020-01-01", None),
        ("上半年", "2022-01-01", "2022-06-30"),
        ("一季度", "2022-01-01", "2022-03-31"),
        ("前9个月", "2022-01-01", "2022-09-30"),
        ("1至10月", "2022-01-01", "2022-10-31"),
        ("今年1—7月", "2022-01-01", "2022-07-31"),
        ("6月16日", "2022-06-16", "2022-06-16"),
        ("3月15日上午9时", "2022-03-15", "2022-03-15"),
        ("2月3日至5日", "2022-02-03", "2022-02-05"),
        ("6月中旬", "2022-06-11", "2022-06-20"),
        ("去年11月", "2021-11-01", "2021-11-30"),
        ("去年底", "2021-12-01", "2021-12-31"),
        ("年底前", None, "2022-12-31"),
        ("截至9月底", None, "2022-09-30"),
        ("截至目前", None, "2022-10-15"),
        ("4月起", "2022-04-01", None),
        ("自114年1月1日起", "2025-01-01", None),
        ("114年1至6月", "2025-01-01", "2025-06-30"),
        ("“十四五”期间", "2021-01-01", "2025-12-31"),
        ("十三五时期", "2016-01-01", "2020-12-31"),
        ("2021—2025年", "2021-01-01", "2025-12-31"),
        ("春运期间", "2022-01-17", "2022-02-25"),
        ("正月初六", "2022-02-06", "2022-02-06"),
        ("昨日", "2022-10-14", "2022-10-14"),
        ("上个月", "2022-09-01", "2022-09-30"),
        ("国庆假期", "2022-10-01", "2022-10-07"),
        ("上季度", "2022-07-01", "2022-09-30"),
        ("周三", "2022-10-12", "2022-10-12"),
        ("周日", "2022-10-09", "2022-10-09"),
        ("上周五下午", "2022-10-07", "2022-10-07"),
        ("下周一", "2022-10-17", "2022-10-17"),
        ("明年", "2023-01-01", "2023-12-31"),
        ("近日", "2022-10-01", "2022-10-15"),
        ("今（15）日上午", "2022-10-15", "2022-10-15"),
        ("昨（14日）", "2022-10-14", "2022-10-14"),
        ("下一步", None, None),
        ("未来三年", None, None),
    ],
)
def test_a_time_is_dated_from_the_report(text: str, start: str | None, end: str | None) -> None:
    period = read_period(text, "2022-10-15")

    assert period is not None
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "previous", "start", "end"),
    [
        ("同年12月", Period("2019-03-01", "2019-03-31", "2019年3月"), "2019-12-01", "2019-12-31"),
        ("去年同期", Period("2022-01-01", "2022-07-31", "1至7月"), "2021-01-01", "2021-07-31"),
        ("当日", Period("2022-05-04", "2022-05-04", "5月4日"), "2022-05-04", "2022-05-04"),
        ("次日", Period("2022-05-04", "2022-05-04", "5月4日"), "2022-05-05", "2022-05-05"),
        ("25日", Period("2022-05-04", "2022-05-04", "5月4日"), "2022-05-25", "2022-05-25"),
        ("7月", Period("2021-01-01", "2021-12-31", "2021年"), "2021-07-01", "2021-07-31"),
        ("截至7月底", Period("2022-03-01", "2022-03-31", "今年3月"), "2022-03-01", "2022-07-31"),
    ],
)
def test_a_time_leans_on_the_one_before(text: str, previous: Period, start: str, end: str) -> None:
    period = read_period(text, "2022-10-15", previous)

    assert period is not None
    assert (period.start, period.end) == (start, end)


def test_a_night_over_two_days_takes_both() -> None:
    period = read_period("24日夜至25日凌晨", "2023-11-27")

    assert period == Period("2023-11-24", "2023-11-25", "24日夜至25日凌晨")


def test_what_began_earlier_is_marked_as_inferred() -> None:
    period = read_period("截至7月底", "2022-10-15", Period("2022-03-01", "2022-03-31", "今年3月"))

    assert period is not None
    assert period.is_inferred


@pytest.mark.parametrize("text", ["3个月内", "第三大队", "12345", "两年", "99月", "党建", "日均"])
def test_what_is_no_time_has_no_period(text: str) -> None:
    period = read_period(text, "2022-10-15")

    assert period is None or period.start is period.end is None


def test_a_year_that_nothing_names_stays_open() -> None:
    assert read_period("6月16日") == Period(None, None, "6月16日")


@given(st.dates(date(1990, 1, 1), date(2049, 12, 31)), st.booleans())
def test_a_full_date_means_itself_whatever_the_report(day: date, padded: bool) -> None:
    text = f"{day.year}年{day.month:02}月{day.day:02}日" if padded else f"{day.year}年{day.month}月{day.day}日"

    assert read_period(text, "2022-10-15") == Period(day.isoformat(), day.isoformat(), text)


@given(
    st.text("今去年底初上半下旬截至以来起前1230月日—至到同期间“十四五”近三天 春运", max_size=14),
    st.dates(date(1995, 1, 1), date(2035, 12, 31)),
)
def test_no_period_ends_before_it_starts(text: str, anchor: date) -> None:
    period = read_period(text, anchor)

    assert period is None or period.start is None or period.end is None or period.start <= period.end


def scene(text: str, date: str) -> list[tuple[str, str | None, str | None]]:
    """Return text, start and end of the times that set the scene of a text."""
    return [(p.text, p.start, p.end) for _, _, p in periods(pipeline()(text), as_document(text, date))]


def test_a_time_compared_with_sets_no_scene() -> None:
    found = scene("2023年，全市事故起数较2019年下降12%，比去年同期减少8起。", "2024-01")

    assert [text for text, _, _ in found] == ["2023年"]


def test_the_time_of_a_level_sets_no_scene() -> None:
    found = scene("上半年，网办率由2020年的50%提高到81%。", "2023-07-09")

    assert found == [("上半年", "2023-01-01", "2023-06-30")]


def test_an_undated_report_is_read_from_the_year_it_names() -> None:
    text = "2021年，全县新建站点12处。上半年办结业务300件。"

    found = [(p.start, p.end) for _, _, p in periods(pipeline()(text), as_document(text))]

    assert found == [("2021-01-01", "2021-12-31"), ("2021-01-01", "2021-06-30")]


def test_times_without_a_year_are_inferred_where_the_date_of_the_report_is() -> None:
    text = "2023年3月启动整治。今年以来查处200起，上半年约谈12家。"
    known, inferred = as_document(text, "2023-07"), replace(as_document(text, "2023"), date_is_inferred=True)

    found = [
        [p.is_inferred for _, _, p in periods(pipeline()(text), document)] for document in (known, inferred, as_document(text))
    ]

    assert found == [[False, False, False], [False, True, True], [False, True, True]]


@pytest.mark.parametrize(
    ("text", "year"), [("民国112年", 2023), ("112年度", 2023), ("民国一百一十四年", 2025), ("民国99年", 2010)]
)
def test_years_of_the_republic_of_china_are_understood(text: str, year: int) -> None:
    period = read_period(text)

    assert period
    assert (period.start, period.end) == (f"{year}-01-01", f"{year}-12-31")


@pytest.mark.parametrize("row", read_lexicon("times"), ids=lambda row: row.id)
def test_every_word_of_time_is_marked_in_its_example(row: Row) -> None:
    doc = pipeline()(row.example)

    assert any(row.word in mark.text or mark.text in row.word for mark in doc.spans["times"])


@pytest.mark.parametrize("row", read_lexicon("new_years"), ids=lambda row: row.id)
def test_every_new_year_starts_its_first_day(row: Row) -> None:
    period = read_period(f"{row.word}年正月初一")

    assert period is not None
    assert period.start == f"{row.word}-{row.label}"


@pytest.mark.parametrize("row", read_lexicon("festival_days"), ids=lambda row: row.id)
def test_the_days_off_around_a_festival_hold_its_day(row: Row) -> None:
    year, festival = row.word[:4], row.word[4:]
    period = read_period(f"{year}年{festival}")

    assert period is not None
    assert period.start is not None
    assert period.end is not None
    assert period.start <= f"{year}-{row.label}" <= period.end
    assert read_period(festival, f"{year}-12-31") == replace(period, text=festival)


def test_a_festival_in_quotation_marks_belongs_to_the_year_before_it() -> None:
    text = "去年“五一”假期，接待游客30万人次。"
    found = [(p.text, p.start, p.end) for _, _, p in periods(pipeline()(text), as_document(text, "2023-06-25"))]

    assert found == [("去年“五一", "2022-05-01", "2022-05-05")]


@pytest.mark.parametrize(
    "base",
    [
        "恢复到2019年的118%",
        "恢复至2019年同期的九成",
        "是2019年国庆假期的1.3倍",
        "超出2019年同期3个百分点",
        "相当于2019年“国庆”的85%",
        "高于2019年4个百分点",
    ],
)
def test_what_a_number_is_measured_by_sets_no_scene(base: str) -> None:
    text = f"国庆假期，接待游客61万人次，{base}。"
    found = [p.text for _, _, p in periods(pipeline()(text), as_document(text, "2023-10-08"))]

    assert found == ["国庆假期"]


def test_the_line_that_dates_a_report_sets_no_scene() -> None:
    text = "2019年度就业公报\n2020年3月18日\n全年新增就业5万人。"
    found = [(p.text, p.start) for _, _, p in periods(pipeline()(text), as_document(text, "2020-03-18"))]

    assert ("全年", "2019-01-01") in found
    assert "2020年3月18日" not in [words for words, _ in found]


def test_two_months_of_a_range_lie_in_one_year() -> None:
    period = read_period("1至2月", "2025-03-10", Period("2024-01-01", "2024-12-31", "2024年"))

    assert period is not None
    assert (period.start, period.end) == ("2025-01-01", "2025-02-28")


def test_a_day_just_before_a_review_was_written_is_no_day_of_the_year_reviewed() -> None:
    text = "云河市2023年工作情况\n1月23日，会议召开。"
    found = [p.start for _, _, p in periods(pipeline()(text), as_document(text, "2024-01-25"))]

    assert found[-1] == "2024-01-23"


def test_a_delay_to_this_year_is_no_time_until_now() -> None:
    found = scene("原定去年10月交付的校舍延至今年9月交付。", "2024-06-12")

    assert found[-1][1:] == ("2024-09-01", "2024-09-30")


def test_a_holiday_of_a_forecast_is_not_the_last_time_spoken_of() -> None:
    text = "国庆假期出行研判\n10月1日至7日，客流平稳。\n该局9月10日印发方案。\n假期期间，大队设岗12处。"

    found = scene(text, "2024-09-26")

    assert all(start != "2024-09-10" for words, start, _ in found if words == "期间")


def test_a_month_that_is_intended_is_the_next_one() -> None:
    found = scene("去年，大队设岗12处。支队计划9月再设岗3处。", "2024-08-19")

    assert found[-1] == ("9月", "2024-09-01", "2024-09-30")


@pytest.mark.parametrize("indent", ["", "  ", "    ", "\u3000\u3000"])
def test_a_date_that_opens_an_indented_line_dates_what_it_tells(read: Read, indent: str) -> None:
    extraction = read(f"今年以来，济南海关查获案件80宗。\n{indent}10月26日，济南海关捣毁2个交易窝点。", "2016-11-02")

    assert [r.period and r.period.start for r in extraction.results] == ["2016-01-01", "2016-10-26"]


def test_the_last_days_of_a_report_early_in_a_month_reach_into_the_month_before() -> None:
    period = read_period("日前", "2024-10-03")

    assert period is not None
    assert (period.start, period.end, period.is_inferred) == ("2024-09-19", "2024-10-03", True)


@pytest.mark.parametrize("text", ["9月15日前完成整改。", "15日前完成整改。", "十日前完成整改。"])
def test_days_before_which_something_is_done_are_not_the_last_days(text: str) -> None:
    assert all(words not in ("日前", "近日") for words, *_ in scene(text, "2024-08-19"))


def test_when_the_press_came_to_know_dates_nothing(read: Read) -> None:
    extraction = read("记者近日从云河市教育局获悉，该局建成食堂12个。", "2024-08-19")

    assert [r.period and r.period.start for r in extraction.results] == ["2024-01-01"]


def test_the_last_days_hold_for_their_paragraph(read: Read) -> None:
    extraction = read("近日，云河市水利局印发《河道管理办法》。\n云河市水利局有泵站12座。", "2024-08-19")

    issued = next(a for a in extraction.activities if a.predicate == "issued")
    assert issued.period is not None
    assert issued.period.start == "2024-08-01"
    assert [r.period and r.period.start for r in extraction.results] == ["2024-01-01"]


@pytest.mark.parametrize("words", ["9月底前", "年内"])
def test_what_is_to_be_done_by_some_day_begins_with_the_report(read: Read, words: str) -> None:
    text = f"今年以来，云河市水利局开展清河行动。云河市水利局将于{words}印发《河道管理办法》。"

    issued = next(a for a in read(text, "2024-08-19").activities if a.predicate == "issued")

    assert issued.status == "planned"
    assert issued.period is not None
    assert issued.period.start == "2024-08-19"


def test_the_city_of_a_report_of_a_county_level_city_is_that_city(read: Read) -> None:
    text = "义乌市教育局工作情况\n义乌市教育局到金华市学习。市教育局开展护苗行动。"

    ran = next(a for a in read(text, "2024-08-19", "义乌市教育局").activities if a.predicate == "ran")

    assert ran.place is not None
    assert ran.place.name == "义乌市"


def test_a_quarter_behind_a_year_to_come_told_by_the_way_is_the_next_one() -> None:
    text = "下半年，隧道8月底前打通，2026年一季度通车。农村公路三季度再完工25公里。"
    found = {p.text: p.start for _, _, p in periods(pipeline()(text), as_document(text, "2025-07-08"))}

    assert found["三季度"] == "2025-07-01"


@pytest.mark.parametrize(
    "text", ["每周三开办夜校", "周一至周五开放", "逢周二、周四巡逻", "一周三次巡河", "《南山周日报》刊发", "周二和周四上门"]
)
def test_a_day_of_every_week_is_no_time(text: str) -> None:
    assert [period for _, _, period in periods(pipeline()(text), as_document(text, "2022-10-15"))] == []


def test_a_quarter_is_counted_from_the_one_spoken_of() -> None:
    spoken = Period("2025-01-01", "2025-03-31", "一季度")

    assert read_period("上季度", "2025-04-11", spoken) == Period("2024-10-01", "2024-12-31", "上季度")
    assert read_period("本季度", "2025-04-11") == Period("2025-01-01", "2025-03-31", "本季度")


@pytest.mark.parametrize("aim", ["2035年，全县将建成学校50所。", "到2030年，建成学校50所。", "2035年前建成学校50所。"])
def test_a_report_without_a_date_is_not_of_the_year_of_its_aims(read: Read, aim: str) -> None:
    found = read(f"2024年，云溪县教育局巡查学校120次。6月12日召开推进会，86人参加。{aim}", None)

    assert {r.period.start for r in found.results if r.value == 86 and r.period} == {"2024-06-12"}


def test_a_range_leaves_no_digits_in_the_words(read: Read) -> None:
    assert [r.indicator for r in read("一天最多接警1.2万-1.5万起。").results] == ["最多接警"]
