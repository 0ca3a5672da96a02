"""Documents, events and honours. All sentences are our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction

Reader = Callable[..., Extraction]


def of_type(extraction: Extraction, kind: str) -> list[str]:
    return [m.name for m in extraction.mentions if m.type == kind]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市局印发《云河市停车管理办法》。", ["云河市停车管理办法"]),
        ("支队制定了城区货车通行管理办法。", ["城区货车通行管理办法"]),
        ("县局制发护学任务推进方案。", ["护学任务推进方案"]),
        ("大队落实中队两个《意见》。", ["两个意见"]),
        ("会上签订《守山责任书》《护路责任书》。", ["守山责任书", "护路责任书"]),
    ],
)
def test_documents_are_named_in_book_marks_or_behind_an_issuing_verb(read: Reader, text: str, names: list[str]) -> None:
    assert of_type(read(text), "Document") == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("近日，第二届山区治理与绿色发展国际论坛在云河举行。", "第二届山区治理与绿色发展国际论坛"),
        ("近日，中国云河茶叶和香料交易博览会5月1日到5日举行。", "中国云河茶叶和香料交易博览会"),
        ("《云河文化读本》出版座谈会在京召开。", "云河文化读本出版座谈会"),
        ("近日，市水利局召开防汛抗旱工作视频会议。", "防汛抗旱工作视频会议"),
        (
            "近日，第六届望月龙舟赛暨第二届环湖马拉松倒计时一百天发布仪式在县城举行。",
            "第六届望月龙舟赛暨第二届环湖马拉松倒计时一百天发布仪式",
        ),
        ("市税务局举办新任职干部轮训班。", "新任职干部轮训班"),
    ],
)
def test_an_event_is_named_with_all_that_its_name_joins(read: Reader, text: str, name: str) -> None:
    assert of_type(read(text), "Event") == [name]


@pytest.mark.parametrize("text", ["近日，15位委员作大会发言。", "近日，来信热烈祝贺。", "老人为他们举行隆重的欢迎仪式。"])
def test_speeches_and_welcomes_are_no_events(read: Reader, text: str) -> None:
    assert of_type(read(text), "Event") == []


@pytest.mark.parametrize("text", ["据《云河日报》报道，天气转好。", "节目《山那边》今晚播出。", "各单位制定工作方案。"])
def test_newspapers_works_of_art_and_generic_plans_are_no_documents(read: Reader, text: str) -> None:
    assert of_type(read(text), "Document") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("会议审议种子管理条例修订草案、湿地保护法草案等。", ["种子管理条例修订草案", "湿地保护法草案"]),
        (
            "省人大某委起草了关于提请审议古树保护和管护法草案的议案。",
            ["关于提请审议古树保护和管护法草案的议案", "古树保护和管护法草案"],
        ),
        ("大会批准甲国和乙国关于渔业执法的条约。", ["甲国和乙国关于渔业执法的条约"]),
        ("他说这种办法草案不行。", []),
    ],
)
def test_drafts_motions_and_treaties_are_documents_without_book_marks(read: Reader, text: str, names: list[str]) -> None:
    assert of_type(read(text), "Document") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("近日，山口村入选全国休闲渔业示范村。", ["全国休闲渔业示范村"]),
        ("该村入选全国休闲渔业示范村后，订单增多。", ["全国休闲渔业示范村"]),
        ("近日，县局获评全省巾帼文明岗。", ["全省巾帼文明岗"]),
        ("近日，省厅获2023年度全国水利科学技术奖一等奖。", ["2023年度全国水利科学技术奖一等奖"]),
        ("省总工会授予云河消防支队全国五四红旗团委称号。", ["全国五四红旗团委"]),
        ("该县列入全国前列，获得支持。", []),
    ],
)
def test_honours_are_known_by_their_verb_and_scope(read: Reader, text: str, names: list[str]) -> None:
    assert of_type(read(text), "Award") == names


def test_a_warning_of_bad_weather_is_a_document(read: Reader) -> None:
    assert of_type(read("云河市气象台昨晚发布今年首个高温橙色预警。"), "Document") == ["高温橙色预警"]


def test_a_short_title_behind_the_long_one_is_no_second_document(read: Reader) -> None:
    assert of_type(read("省人大通过《云河省消防条例》。《条例》明确了责任。"), "Document") == ["云河省消防条例"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("3月2日，市局召开全市公安交通管理工作会议。", "全市公安交通管理工作会议"),
        ("公安部召开“9.18”柳溪现场会。", "9.18柳溪现场会"),
        ("县局举办2次全县辅警业务技能比武竞赛。", "全县辅警业务技能比武竞赛"),
        ("局长在25日凌晨的视频调度会上讲话。", "视频调度会"),
        ("第六届中国云河国际茶叶博览会开幕。", "第六届中国云河国际茶叶博览会"),
    ],
)
def test_an_event_has_a_scope_a_date_or_a_name(read: Reader, text: str, name: str) -> None:
    assert name in of_type(read(text), "Event")


@pytest.mark.parametrize(
    "text", ["会议要求压实责任。", "局长出席会议并讲话。", "此次会议开了两个小时。", "办理流程共有四个环节。"]
)
def test_generic_meetings_are_no_events(read: Reader, text: str) -> None:
    assert of_type(read(text), "Event") == []


def test_two_meetings_joined_are_one_event(read: Reader) -> None:
    text = "1月5日，全省消防工作会议暨冬春火灾防控工作部署会在云河召开。"

    assert of_type(read(text), "Event") == ["全省消防工作会议暨冬春火灾防控工作部署会"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("该所被省厅授予“全省优秀护林单位”称号。", ["全省优秀护林单位"]),
        ("民警何山荣立个人三等功。", ["个人三等功"]),
        ("该局获得“平安守护先进集体”和“为民服务示范窗口”。", ["平安守护先进集体", "为民服务示范窗口"]),
        ("该所被评为全国巾帼文明岗标兵。", ["全国巾帼文明岗标兵"]),
    ],
)
def test_honours_stand_behind_a_verb_of_giving(read: Reader, text: str, names: list[str]) -> None:
    assert of_type(read(text), "Award") == names


def test_a_rank_is_no_honour(read: Reader) -> None:
    assert of_type(read("该队在全省比武中获得第2名。"), "Award") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("云河湾开发总体方案发布以来，已有18个项目动工。", ["云河湾开发总体方案"]),
        ("市水利局发出关于切实做好当前防汛备汛工作的紧急通知。", ["关于切实做好当前防汛备汛工作的紧急通知"]),
        ("国家“十四五”规划《纲要》明确了目标。", ["国家十四五规划纲要"]),
        ("省高院出台涉外仲裁司法解释。", ["涉外仲裁司法解释"]),
        ("继续完善法律适用标准。", []),
    ],
)
def test_documents_without_book_marks_are_published_or_about_something(read: Reader, text: str, names: list[str]) -> None:
    assert of_type(read(text), "Document") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("商务厅召开全省秋粮收购暨冷链物流建设现场会。", ["全省秋粮收购暨冷链物流建设现场会"]),
        ("第9届中国—南海博览会昨天开幕。", ["第9届中国—南海博览会"]),
        ("第12届中国（云河）国际微电影节在云河举行。", ["第12届中国（云河）国际微电影节"]),
        ("2025云河民乐艺术季昨晚在青石开幕。", ["2025云河民乐艺术季"]),
        ("《国宝大会》今晚播出。", []),
    ],
)
def test_events_keep_their_ordinal_aside_and_join(read: Reader, text: str, names: list[str]) -> None:
    assert of_type(read(text), "Event") == names


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("张省长在省第十四届人民代表大会第二次会议上作报告。", "Event", "省第十四届人民代表大会第二次会议"),
        ("全厅干部传达学习第十二届云河文化节精神。", "Event", "第十二届云河文化节"),
        ("该所获全国铁路公安楷模称号。", "Award", "全国铁路公安楷模"),
        ("该校研制的设备获国家技术发明奖二等奖。", "Award", "国家技术发明奖二等奖"),
    ],
)
def test_a_sitting_keeps_whose_it_is_and_an_honour_leaves_out_that_it_is_one(
    read: Reader, text: str, kind: str, name: str
) -> None:
    assert name in of_type(read(text, "2024-05"), kind)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("认真落实市委十五届五次全会和市委农村工作会议工作部署。", ["市委十五届五次全会", "市委农村工作会议"]),
        ("传达学习县委十四届八次全体（扩大）会议精神。", ["县委十四届八次全体（扩大）会议"]),
        ("认真学习二十大和中央经济工作会议精神。", ["中央经济工作会议"]),
        ("全面贯彻党的十九大和十九大历届全会精神。", []),
        ("云河海关今天举行记者会通报情况。", ["记者会"]),
    ],
)
def test_sessions_of_the_party_are_named_one_by_one(read: Reader, text: str, names: list[str]) -> None:
    assert of_type(read(text), "Event") == names


def test_an_honour_stands_behind_who_gives_it(read: Reader) -> None:
    assert of_type(read("“绿满云河”系列活动被文化和旅游部评为最具活力品牌活动。"), "Award") == ["最具活力品牌活动"]


@pytest.mark.parametrize(
    ("title", "document"),
    [
        ("长山县财政局关于长山县2022年预算执行情况的报告", "关于长山县2022年预算执行情况的报告"),
        ("关于2022年度“护苗”整治情况的通报", "关于2022年度护苗整治情况的通报"),
        ("2022年长山县政府信息公开工作年度报告", "2022年长山县政府信息公开工作年度报告"),
        ("省统计局发布2022年质量年度报告", None),
        ("长山县召开年度工作会议", None),
    ],
)
def test_a_report_is_the_document_that_its_title_names(read: Reader, title: str, document: str | None) -> None:
    found = of_type(read(f"{title}\n2022年，全县办理提案32件，答复率达到了百分之百。", "2023-03-07"), "Document")

    assert found == ([document] if document else [])


def test_the_body_before_the_title_issued_the_report(read: Reader) -> None:
    extraction = read("济南市财政局关于济南市2022年预算执行情况的报告\n各位代表：\n全年收入12亿元。", "2023-03-07")
    issued = {(a.agents[0].name, a.object.name) for a in extraction.activities if a.predicate == "issued"}

    assert issued == {("济南市财政局", "关于济南市2022年预算执行情况的报告")}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("济南市公安局今日上午召开新闻发布会，介绍有关情况。", ["新闻发布会"]),
        ("行动结束后，该院举行了新闻发布会。", ["新闻发布会"]),
        ("今年共召开新闻发布会12场。", []),
        ("县政府召开新闻发布会制度不断完善。", []),
        ("现将预算草案提请大会审查。", []),
    ],
)
def test_a_press_conference_that_somebody_calls_is_an_event(read: Reader, text: str, names: list[str]) -> None:
    assert of_type(read(text), "Event") == names


@pytest.mark.parametrize(
    ("text", "honours"),
    [
        ("成功创建国家食品安全示范城市，群众点赞。", ["国家食品安全示范城市"]),
        ("“一码通办”监管模式获评全省优化环境“头号工程”第二批“最佳实践案例”。", ["第二批最佳实践案例"]),
        ("成功入选国家节水型城市名单。", ["国家节水型城市"]),
        ("为入围全国法治政府建设示范市贡献了力量。", ["全国法治政府建设示范市"]),
        ("全县正在创建国家卫生县城。", []),
    ],
)
def test_honours_of_yearly_reports_end_where_their_names_end(read: Reader, text: str, honours: list[str]) -> None:
    assert of_type(read(f"济南市市场监管局2023年工作情况\n{text}", "2024-02-28"), "Award") == honours


def test_a_model_that_is_honoured_is_its_owners(read: Reader) -> None:
    text = "济南市市场监管局2023年工作情况\n“一码通办”直播监管服务模式获评全省第二批“最佳实践案例”。"
    told = {(a.agents[0].name, a.predicate, a.object.name) for a in read(text, "2024-02-28").activities}

    assert {
        ("济南市市场监管局", "ran", "一码通办直播监管服务模式"),
        ("济南市市场监管局", "received", "第二批最佳实践案例"),
    } <= told


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("县局召开“春锋2031”暨冷链执法行动第三次工作推进会。", ["春锋2031暨冷链执法行动第三次工作推进会"]),
        ("县局召开“2030年国庆、中秋期间全县监管工作视频推进会”。", ["2030年国庆、中秋期间全县监管工作视频推进会"]),
        ("省厅召开年中工作暨法律服务建设推进会。", ["年中工作暨法律服务建设推进会"]),
    ],
)
def test_the_name_of_a_meeting_for_two_things_begins_with_the_first(read: Reader, text: str, events: list[str]) -> None:
    assert of_type(read(text, "2031-02-28"), "Event") == events


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("省人社厅将会同省总工会办首届云河省职业技能大赛。", "首届云河省职业技能大赛"),
        ("6月中旬将在衢州办浙江文旅消费季启动仪式。", "浙江文旅消费季启动仪式"),
        ("去年12月，省里在通渭开全省贫困片区路校建设现场会。", "全省贫困片区路校建设现场会"),
        ("8月27日与昆明市商务局在滇池国际会展中心合办外贸政策宣讲会。", "外贸政策宣讲会"),
        ("2024云河古村活化利用论坛昨天开幕。", "2024云河古村活化利用论坛"),
    ],
)
def test_an_event_begins_behind_the_verb_of_its_holder(read: Reader, text: str, name: str) -> None:
    assert [m.name for m in read(text).mentions if m.type == "Event"] == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("今天，2024年全省“科技入村”集中示范活动在望月县举行。", "2024年全省科技入村集中示范活动"),
        ("由云河市侨办主办的“2024茶路对话·云河”活动在云河市开幕。", "2024茶路对话·云河活动"),
        ("2024年全省护林日主场活动5月6日在望月县举办。", "2024年全省护林日主场活动"),
    ],
)
def test_an_activity_for_which_people_gather_is_an_event(read, text: str, name: str) -> None:
    extraction = read(text, "2024-05-07")

    assert name in {m.name for m in extraction.mentions if m.type == "Event"}
    assert not [m for m in extraction.mentions if m.type == "Initiative"]


@pytest.mark.parametrize(
    "text",
    [
        "“书香望月”主题宣传活动在望月县举行。",
        "云河市教育局开展“书香望月”活动。",
        "“暖心敬老”活动在望月县启动。",
        "“暖心敬老”活动在望月镇文化广场举行。",
    ],
)
def test_an_activity_that_is_carried_out_is_a_line_of_work(read, text: str) -> None:
    extraction = read(text, "2024-05-07")

    assert [m.type for m in extraction.mentions if m.name.endswith("活动")] == ["Initiative"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("3月20日，云河支队开养护总结会。", ["养护总结会"]),
        ("4月22日的两路一桥专题会由副局长李明山主持。", ["两路一桥专题会"]),
        ("市水务局、县林业局在龙桥镇开了流域保护联席会。", ["流域保护联席会"]),
        ("9月，大队与省应急管理厅办全省抗旱演练。", ["全省抗旱演练"]),
    ],
)
def test_what_somebody_calls_is_a_meeting_however_short_its_name(read: Reader, text: str, names: list[str]) -> None:
    assert of_type(read(text), "Event") == names
