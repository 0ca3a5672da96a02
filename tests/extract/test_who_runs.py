"""Who ran, built, used or issued a thing, where the sentence is built otherwise than body, verb, thing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction

Read = Callable[..., Extraction]


def facts(extraction: Extraction, predicate: str) -> set[tuple[str, str]]:
    """Return (agent, object) of the activities with the predicate."""
    return {(g.name, a.object.name) for a in extraction.activities if a.predicate == predicate for g in a.agents}


def test_the_head_of_an_item_is_its_subject(read: Read) -> None:
    extraction = read("三是省教育厅抓紧出台《云河省校园餐管理办法》，省水利厅再抽检10批次。", "2024-05")

    assert facts(extraction, "issued") == {("省教育厅", "云河省校园餐管理办法")}


def test_a_time_may_stand_before_those_who_join_in(read: Read) -> None:
    extraction = read("云河市公安局今年会同青川县林业局开展护林行动。", "2024-05")

    assert facts(extraction, "ran") == {("云河市公安局", "护林行动"), ("青川县林业局", "护林行动")}


def test_those_who_answer_for_an_item_and_those_who_help_run_it(read: Read) -> None:
    extraction = read("云河县水利局二季度安排：4月15日起开展“清渠”行动，由水务科牵头，青川镇、县公安局配合。", "2024-05")

    assert {agent for agent, _ in facts(extraction, "ran")} >= {"水务科", "县公安局"}


def test_who_leads_runs_it_besides_who_starts_it(read: Read) -> None:
    extraction = read("云河县政府启动“开工百日会战”，县发展改革委牵头、县财政局配合，新开工项目90个。", "2024-05")

    assert {agent for agent, _ in facts(extraction, "ran")} == {"云河县政府", "县发展改革委", "县财政局"}


def test_who_leads_is_as_coming_as_the_work_is(read: Read) -> None:
    extraction = read("云河县水利局计划6月启动“清渠”行动，县城管局牵头。", "2024-05")

    assert {a.status for a in extraction.activities if a.predicate == "ran"} == {"planned"}


def test_who_leads_and_who_sends_people_run_it_together(read: Read) -> None:
    text = "云河市交通运输局牵头，云河市公安局、云河市城管局抽派42人编成6个组，对16个县开展了春季客运联合督查。"
    extraction = read(text, "2024-05")

    assert {agent for agent, _ in facts(extraction, "ran")} == {"云河市交通运输局", "云河市公安局", "云河市城管局"}


def test_who_spreads_what_another_has_runs_it_too(read: Read) -> None:
    extraction = read("云河市公安局推广青川县公安局“三问”工作法。", "2024-05")

    assert {agent for agent, _ in facts(extraction, "ran")} == {"云河市公安局", "青川县公安局"}


def test_a_report_tells_of_its_own_work_behind_what_it_is_about(read: Read) -> None:
    extraction = read("一年来，我局扎实工作。下游支流“清漂”行动打捞垃圾30吨。", "2022-01", publisher="云河市水利局")

    assert facts(extraction, "ran") == {("云河市水利局", "清漂行动")}


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("云河市公安局与云河市教育局合推“护学岗”行动。", "ran"),
        ("云河市公安局与云河市教育局合编《护学岗手册》。", "issued"),
        ("云河市公安局与云河市教育局合设云河学子调解中心。", "built"),
        ("云河市公安局与云河市教育局联建“护学”平台。", "built"),
    ],
)
def test_verbs_that_say_together_say_what_was_done(read: Read, text: str, predicate: str) -> None:
    assert {agent for agent, _ in facts(read(text, "2024-05"), predicate)} == {"云河市公安局", "云河市教育局"}


def test_the_last_of_those_signed_with_is_no_subject(read: Read) -> None:
    extraction = read("云河学院与丰泽小筑、云河县乡村振兴局签了《实习基地协议》。", "2024-05")

    assert ("云河县乡村振兴局", "实习基地协议") not in facts(extraction, "issued")


@pytest.mark.parametrize("who", ["求职人员", "高校毕业生", "90多家金融机构"])
def test_what_others_go_through_is_used_by_no_body(read: Read, who: str) -> None:
    extraction = read(f"云河市财政局下发通知，{who}可通过云河聘才服务平台、“掌上云河”APP报名。", "2024-05")

    assert facts(extraction, "used") == set()


def test_what_a_system_passes_is_no_use_of_it(read: Read) -> None:
    extraction = read("云河市水利局通报，青渠调度系统通过72小时试运行。", "2024-05")

    assert facts(extraction, "used") == set()


def test_a_system_in_which_something_goes_online_is_used(read: Read) -> None:
    extraction = read("云河市教育局在“云学”平台国际版上线“读写中心”。", "2024-05")

    assert facts(extraction, "used") == {("云河市教育局", "云学平台")}
    assert ("云河市教育局", "云学平台") not in facts(extraction, "built")


def test_systems_that_are_joined_up_are_used(read: Read) -> None:
    extraction = read("云河市公安局把“云眼”平台、“河眼”平台两个系统打通。", "2024-05")

    assert {thing for _, thing in facts(extraction, "used")} == {"云眼平台", "河眼平台"}


def test_what_somebody_is_likened_to_is_no_work(read: Read) -> None:
    extraction = read("云河市丰泽合作社成为带动全县增收的“双引擎”。", "2024-05")

    assert facts(extraction, "ran") == set()


def test_what_goes_on_in_the_whole_country_is_not_of_whom_the_text_spoke(read: Read) -> None:
    extraction = read("云河县水利局推进“清渠”行动。而在全国，小型水库加固工程正在铺开。", "2024-05")

    assert {thing for _, thing in facts(extraction, "ran")} == {"清渠行动"}
