from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Document, Extraction

Read = Callable[..., Extraction]


def facts(extraction: Extraction, predicate: str) -> set[tuple[str, str, str]]:
    """Return (agent, object, status) of the activities with the predicate."""
    return {(g.name, a.object.name, a.status) for a in extraction.activities if a.predicate == predicate for g in a.agents}


def test_who_launches_a_quoted_campaign_ran_it(read: Read) -> None:
    extraction = read("宣城市公安局交警支队开展“护苗平安”专项行动。", "2024-05")

    assert ("宣城市公安局交警支队", "护苗平安专项行动", "done") in facts(extraction, "ran")


@pytest.mark.parametrize("cue", ["将", "计划", "拟于下月", "力争", "要"])
def test_a_plan_is_never_a_deed(read: Read, cue: str) -> None:
    extraction = read(f"宣城市公安局交警支队{cue}开展“护苗平安”专项行动。", "2024-05")

    assert {status for _, _, status in facts(extraction, "ran")} == {"planned"}


def test_a_preposition_jiang_plans_nothing(read: Read) -> None:
    extraction = read("宣城市公安局交警支队将路面管控纳入“护苗平安”专项行动。", "2024-05")

    assert {status for _, _, status in facts(extraction, "ran")} == {"done"}


def test_a_dropped_subject_is_carried_on(read: Read) -> None:
    extraction = read("宣城市公安局交警支队加强路面巡逻。深入开展“护苗平安”专项行动。", "2024-05")

    assert ("宣城市公安局交警支队", "护苗平安专项行动", "done") in facts(extraction, "ran")


def test_a_unit_word_stands_for_the_unit(read: Read) -> None:
    extraction = read("宣城市公安局交警支队部署工作，泾县公安局交警大队设卡检查。支队开展“护苗平安”专项行动。", "2024-05")

    assert {agent for agent, _, _ in facts(extraction, "ran")} == {"宣城市公安局交警支队"}


def test_partners_act_jointly_and_work_together(read: Read) -> None:
    extraction = read("宣城市公安局会同市教育局开展“护苗平安”专项行动。", "2024-05")

    assert {agent for agent, _, _ in facts(extraction, "ran")} == {"宣城市公安局", "市教育局"}
    assert ("宣城市公安局", "市教育局", "done") in facts(extraction, "cooperatedWith")


def test_a_system_that_is_made_is_built_and_one_that_is_relied_on_is_used(read: Read) -> None:
    extraction = read("宣城市公安局研发“宣警通”平台。泾县公安局依托“宣警通”平台处理报警。", "2024-05")

    assert {agent for agent, _, _ in facts(extraction, "built")} == {"宣城市公安局"}
    assert {agent for agent, _, _ in facts(extraction, "used")} == {"泾县公安局"}


def test_who_is_asked_to_issue_issues(read: Read) -> None:
    extraction = read("宣城市公安局提请市政府出台《宣城市停车管理办法》。", "2024-05")

    assert {agent for agent, _, _ in facts(extraction, "issued")} == {"市政府"}


def test_a_rule_that_is_followed_is_not_issued(read: Read) -> None:
    extraction = read("宣城市公安局按照《宣城市停车管理办法》清理路面。", "2024-05")

    assert facts(extraction, "issued") == set()


def test_a_heading_belongs_to_the_subject_that_follows(read: Read) -> None:
    text = "宣城市公安局召开会议。\n泾县：推行“村警共治”模式\n泾县公安局组织民警下沉。"

    assert ("泾县公安局", "村警共治模式", "done") in facts(read(text, "2024-05"), "ran")


def test_every_activity_quotes_its_document(read: Read) -> None:
    text = (
        "11月3日，宣城市公安局召开全市道路交通安全工作会议，局长许明山出席会议并讲话。会议强调，各地要推进“护苗平安”专项行动。"
    )
    extraction = read(text, "2024-11-04")

    spans = [a.evidence.span for a in extraction.activities]
    assert spans
    assert all(0 <= s.start < s.end <= len(text) and s.document == extraction.document.id for s in spans)


def test_the_order_of_documents_changes_no_reading(read: Read) -> None:
    first, second = "宣城市公安局开展“护苗平安”专项行动。", "泾县公安局研发“宣警通”平台。"

    alone = read(second)
    read(first)

    assert read(second) == alone


def test_a_report_that_cannot_be_read_costs_no_other(
    monkeypatch: pytest.MonkeyPatch, document_of: Callable[..., Document]
) -> None:
    from kg import extract

    def fail_on_first(doc: object, document: object, *rest: object) -> tuple[()]:
        if document is first:
            msg = "boom"
            raise IndexError(msg)
        return ()

    first, second = document_of("宣城市公安局开展夜查。"), document_of("泾县公安局开展夜查。")
    monkeypatch.setattr(extract, "read_results", fail_on_first)

    broken, whole = extract.extract_facts([first, second])

    assert not broken.mentions
    assert [str(problem) for problem in broken.problems] == [
        "text.txt: no fact could be read (IndexError: boom); please report it"
    ]
    assert whole.mentions
    assert not whole.problems


def test_when_a_rule_takes_effect_dates_nothing_else(read: Read) -> None:
    extraction = read("2021年，宣城市交通局修订的《停车办法》将于2022年1月1日起施行。深入开展“清源”行动。", "2022-01-05")

    [ran] = [a for a in extraction.activities if a.predicate == "ran"]
    assert (ran.status, ran.period and ran.period.start) == ("done", "2021-01-01")


def test_a_quoted_name_plans_no_result(read: Read) -> None:
    [result] = read("2024年，云河市公安局建成“未来警务站”12个。", "2024-06").results

    assert not result.planned


HOSTED = (
    "5月6日，由四川省文化和旅游厅、宜宾市人民政府主办，四川省图书馆、中共宜宾市委宣传部承办的“悦读三江”"
    "全民阅读示范活动在宜宾开幕，省文化和旅游厅副厅长李建明、宜宾市委常委、宣传部部长方文林参加了开幕式。"
)


def test_all_hosts_hold_what_they_host_and_the_first_ones_work_together(read: Read) -> None:
    extraction = read(HOSTED, "2024-05-07")

    event = "悦读三江全民阅读示范活动"
    hosts = {"四川省文化和旅游厅", "宜宾市人民政府", "四川省图书馆", "中共宜宾市委宣传部"}
    assert {who for who, what, _ in facts(extraction, "held") if what == event} == hosts
    assert {(a, b) for a, b, _ in facts(extraction, "cooperatedWith")} == {("四川省文化和旅游厅", "宜宾市人民政府")}
    assert {who for who, what, _ in facts(extraction, "attended") if what == event} == {"李建明", "方文林"}
    assert ("方文林", "宜宾市委", "done") in facts(extraction, "memberOf")


def test_the_hosts_of_an_activity_named_before_run_it(read: Read) -> None:
    extraction = read(
        "“书润三江”全民阅读活动在宜宾启动。活动由宜宾市文广旅局主办，宜宾市妇联承办，翠屏区教育局协办。", "2024-05-07"
    )

    hosts = {"宜宾市文广旅局", "宜宾市妇联", "翠屏区教育局"}
    assert {who for who, _, _ in facts(extraction, "ran")} >= hosts


def test_what_carries_out_a_line_of_work_is_part_of_it(read: Read) -> None:
    extraction = read("“悦读三江”阅读推广行动是落实“书香进万村”惠民工程的一项具体举措。", "2024-05-07")

    assert ("悦读三江阅读推广行动", "书香进万村", "done") in facts(extraction, "partOf")


def test_who_made_a_title_issued_it(read: Read) -> None:
    extraction = read("宜宾市公安局法制支队首创的《办案清单一百条》被多家媒体刊载。", "2024-05-07")

    assert facts(extraction, "issued") == {("宜宾市公安局法制支队", "办案清单一百条", "done")}


def test_who_speaks_below_a_speech_title_attended_and_the_report_is_of_the_body(read: Read) -> None:
    text = (
        "稳中求进 提升水平\n——在2024年全市水利工作会议上的讲话\n市水利局局长、党组书记　赵青林\n（2024年3月5日）\n\n同志们：\n"
        "过去一年，以市水利局机关幼儿园为代表的单位得到表彰。全市举办了节水宣传周系列活动。"
    )

    extraction = read(text, "2024-03-05")

    assert ("赵青林", "2024年全市水利工作会议", "done") in facts(extraction, "attended")
    assert ("市水利局", "节水宣传周系列活动", "done") in facts(extraction, "ran")


def test_what_is_done_already_by_the_body_with_or_without_its_place_is_no_plan_as_well(read: Read) -> None:
    extraction = read("宣城市财政局开展“晨露”增收行动。\n下一步，市财政局将深化“晨露”增收行动。", "2024-05-07")

    assert facts(extraction, "ran") == {("宣城市财政局", "晨露增收行动", "done")}


def test_the_spirit_of_a_meeting_says_not_who_held_it(read: Read) -> None:
    extraction = read("宣城市财政局认真落实市委十五届五次全会精神。", "2024-05-07")

    assert facts(extraction, "held") == set()


def test_those_whom_a_meeting_addresses_are_to_do_it_and_the_report_goes_on_about_its_own(read: Read) -> None:
    text = (
        "宣城市司法局召开推进会，会议要求各级各部门健全纠纷化解机制，积极推进科技扶贫。\n今年来，市司法局开展“法润万家”活动。"
    )

    extraction = read(text, "2024-05-07")

    assert ("各级各部门", "纠纷化解机制", "planned") in facts(extraction, "ran")
    assert ("市司法局", "法润万家活动", "done") in facts(extraction, "ran")


def test_a_task_force_is_part_of_who_founds_it(read: Read) -> None:
    extraction = read("宣城市司法局创新机制，成立以局长为组长的公益服务体系建设领导小组。", "2024-05-07")

    assert {(body, above) for body, above, _ in facts(extraction, "subOrganizationOf")} == {
        ("公益服务体系建设领导小组", "宣城市司法局")
    }


def test_a_section_of_that_body_is_part_of_it(read: Read) -> None:
    extraction = read("宣城市公安局加强研判。该局情报中心以动态管控为切入点开展工作。", "2024-05-07")

    assert ("情报中心", "宣城市公安局", "done") in facts(extraction, "subOrganizationOf")


def test_who_had_this_campaign_done_runs_it_too(read: Read) -> None:
    extraction = read("泾县人民法院开展“秋风”执行行动。此次行动在市中院统一部署下实施。", "2024-05-07")

    assert {who for who, _, _ in facts(extraction, "ran")} == {"泾县人民法院", "市中院"}


def test_who_heads_the_state_demands_nothing_of_a_body_of_theirs(read: Read) -> None:
    extraction = read("国家主席、中央军委主席陈国林强调，要持续推进“晨露”改革。", "2024-05-07")

    assert {who for who, _, _ in facts(extraction, "ran")} == {"陈国林"}


def test_what_several_made_is_of_each_and_a_verb_inside_is_no_name(read: Read) -> None:
    extraction = read("由共青团中央联合国务院国资委、水利部主办的“晨露”行动启动。", "2024-05-07")

    assert {who for who, _, _ in facts(extraction, "ran")} == {"共青团中央", "国务院国资委", "水利部"}


def test_a_campaign_that_counts_deeds_was_run_by_whom_the_text_is_about(read: Read) -> None:
    extraction = read("云川市市场监管局通报情况。该局部署检查。“食安护航”专项整治去年查办案件86件。", "2024-11-02")

    assert {agent for agent, _, _ in facts(extraction, "ran")} == {"云川市市场监管局"}


def test_who_visits_the_guests_of_a_meeting_did_not_attend_it(read: Read) -> None:
    extraction = read("7月6日，省委书记李明看望了参加省政协十二届四次会议的教育界委员。", "2026-07-28")

    assert not facts(extraction, "attended")


def test_who_learns_from_a_line_of_work_does_not_run_it(read: Read) -> None:
    extraction = read("市水利局学习运用“百村工程”经验，实施“清渠”工程。", "2026-07-28")

    assert {what for _, what, _ in facts(extraction, "ran")} == {"清渠工程"}


def test_who_has_a_thing_done_by_others_runs_it_with_them(read: Read) -> None:
    told = read("公安部部署各级公安机关开展“护渡”专项行动。")

    assert {a.name for x in told.activities if x.predicate == "ran" for a in x.agents} == {"公安部", "各级公安机关"}


def test_posts_behind_names_are_of_the_body_of_that_kind(read: Read) -> None:
    told = read("云河县法院宣布行动开始。何志坚院长及林岚、陈进副院长兵分三组。")

    assert {(x.agents[0].name, x.object.name) for x in told.activities if x.predicate == "memberOf"} >= {
        ("何志坚", "云河县法院"),
        ("陈进", "云河县法院"),
    }


def test_who_builds_a_system_may_be_said_behind_its_heading(read: Read) -> None:
    told = read("云河市数据局工作情况\n（三）“云脑”城市运行平台。由渝州数智科技有限公司承建，二期工程9月15日上线。")

    assert ("渝州数智科技有限公司", "built", "云脑城市运行平台") in {
        (a.name, x.predicate, x.object.name) for x in told.activities for a in x.agents
    }


def test_those_who_are_sent_do_not_work_together_by_themselves(read: Read) -> None:
    told = read("县卫计局组织县医院、康和医院、云桥卫生院现场开展了冬季义诊活动。")

    assert not [x for x in told.activities if x.predicate == "cooperatedWith"]


def test_who_only_speaks_at_a_meeting_was_there(read: Read) -> None:
    text = "云河省教育厅\n6月20日，省教育厅在雅安召开全省教育评价改革推进会，副厅长罗振邦讲话。会议学习了王大明讲话。"
    came = {g.name for a in read(text).activities if a.predicate == "attended" for g in a.agents}

    assert came == {"罗振邦"}


def test_with_whom_something_is_explored_is_a_partner(read: Read) -> None:
    text = "云河省教育厅\n下一步，省教育厅拟扩大试点，并与重庆市教育委员会探索职称互认机制。"
    pairs = {(a.agents[0].name, a.object.name) for a in read(text).activities if a.predicate == "cooperatedWith"}

    assert pairs == {("省教育厅", "重庆市教育委员会")}


def test_together_with_a_county_bureau_is_no_county_of_that_name(read: Read) -> None:
    text = "云河县市场监督管理局\n三是会同县公安局、县农业农村局开展“春雷”行动。"

    assert "县公安局" in {m.name for m in read(text).mentions}
