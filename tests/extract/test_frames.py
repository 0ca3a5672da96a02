"""When something was that its sentence does not say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.frames import whole_time
from kg.records import Extraction, Period

Read = Callable[..., Extraction]
YEAR = Period("2024-01-01", "2024-12-31", "2024年")
HOLIDAY = Period("2024-05-01", "2024-05-05", "“五一”假期")
DAY = Period("2024-05-02", "2024-05-02", "5月2日")


def starts(found: Extraction, *predicates: str) -> dict[str, str | None]:
    """Return when what somebody did began, by what it was done to."""
    return {a.object.name: a.period.start if a.period else None for a in found.activities if a.predicate in predicates}


def test_a_day_is_a_part_of_the_shortest_time_around_it() -> None:
    assert whole_time(DAY, HOLIDAY, YEAR) == HOLIDAY
    assert whole_time(DAY, None, YEAR) == YEAR
    assert whole_time(DAY, DAY, YEAR) == DAY  # the report is of that day
    assert whole_time(HOLIDAY, DAY, None) == HOLIDAY


def test_an_award_told_of_behind_a_single_day_is_of_the_whole_year(read: Read) -> None:
    text = (
        "云河海关2024年工作总结\n2024年，云河海关开展“清风”专项行动，查获案件36起。8月27日与南山县商务局合办政策宣讲会，"
        "112家企业到会。东岭海关获评“全国海关系统先进集体”。"
    )

    assert starts(read(text, "2025-01-10"), "received") == {"全国海关系统先进集体": "2024-01-01"}


def test_a_paragraph_behind_single_days_of_a_holiday_is_of_the_holiday(read: Read) -> None:
    text = (
        "今年“五一”假期，云河市接待游客128万人次。5月2日至3日，山地音乐节在南山县举行。\n"
        "云河市文化市场综合行政执法支队开展“净游”专项整治，检查经营单位728家次。"
    )

    assert starts(read(text, "2025-05-06"), "ran") == {"净游专项整治": "2025-05-01"}


def test_what_follows_at_once_is_of_the_same_day(read: Read) -> None:
    text = (
        "2024年，云河市检查企业300家。9月14日，云河市召开秋冬防火现场会。云河市应急管理局随即开展“拉网”专项行动，整改隐患26处。"
    )

    assert starts(read(text, "2025-01-10"), "ran") == {"拉网专项行动": "2024-09-14"}


def test_what_a_thing_was_last_year_dates_only_itself(read: Read) -> None:
    text = (
        "2023年，云河市推广良种，灰岭镇去年被农业农村部认定为产业强镇。\n云河市农业农村局推行“离田收储”模式，建成收储点186个。"
    )
    found = read(text, "2023-11-03")

    assert starts(found, "ran") == {"离田收储模式": "2023-01-01"}


def test_what_is_done_at_a_meeting_is_of_its_day_in_a_later_paragraph_too(read: Read) -> None:
    text = (
        "1月16日，全省公安局处长会议在云河市召开。\n会议指出，2025年，全省破获案件3.6万起，查获毒品11吨。\n"
        "会上，云河省公安厅与山海集团签署《反诈合作框架协议》。"
    )

    assert starts(read(text, "2026-01-19"), "issued")["反诈合作框架协议"] == "2026-01-16"


def test_a_day_that_says_which_meeting_is_meant_dates_who_spoke_there(read: Read) -> None:
    text = "一季度，云河经济开发区开工项目12个。\n云河经济开发区管委会主任赵景川在4月7日的项目调度会上讲，二季度是冲刺期。"

    assert starts(read(text, "2026-04-09"), "attended") == {"项目调度会": "2026-04-07"}


@pytest.mark.parametrize("head", ["云河市林业局办公室　2024年11月22日", "来源：云河市林业局　发布时间：2024-11-22 09:20"])
def test_the_day_on_which_a_report_was_written_dates_no_deed(read: Read, head: str) -> None:
    text = f"山林巡护一月记\n{head}\n云河市林业局开展“护林”专项行动，清理林缘可燃物。"

    assert starts(read(text, "2024-11-22"), "ran") == {"护林专项行动": None}


def test_numbers_without_any_time_are_of_the_year_of_their_report(read: Read) -> None:
    found = read("云河市林业局清理林缘可燃物320吨，明年计划清理400吨。", "2024-11-22").results

    assert {(int(r.value), r.period.start if r.period else None) for r in found if not r.planned} == {(320, "2024-01-01")}


def test_a_day_from_which_something_was_done_dates_nothing_behind_it(read: Read) -> None:
    text = (
        "云河市公安局交警支队2019年三季度工作小结\n进入三季度，全市接报亡人事故41起。\n"
        "路面管控。7月8日起在全市铺开“百日会战”，查处酒驾1127起。云河大队试点“两员积分制”，月劝导34次。\n源头。支队推行“校车清零”行动。"
    )
    begun = {a.object.name: a.period.start for a in read(text, "2019-10-09").activities if a.predicate == "ran" and a.period}
    assert begun == {"百日会战": "2019-07-08", "两员积分制": "2019-07-01", "校车清零行动": "2019-07-01"}
