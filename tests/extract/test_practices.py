"""Lines of work that no head word makes known, but what governs them or is told of them. All sentences are our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.records import Extraction

Reader = Callable[..., Extraction]


def initiatives(extraction: Extraction) -> list[str]:
    return [m.name for m in extraction.mentions if m.type == "Initiative"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("行政审批局推行标准地加承诺制，立项时间压到40个工作日。", ["标准地加承诺制"]),
        ("局里给重点项目开绿灯，实行先建后验，全年投用28个站点。", ["先建后验"]),
        ("小区搞居民点单、街道派单，收意见830条。", ["居民点单、街道派单"]),
        ("水利局推一把闸分水，纠纷由35起减到6起。", ["一把闸分水"]),
        ("城管局打了场迎宾路清障会战，清理违停1200辆。", ["迎宾路清障会战"]),
        ("农商行推薯农贷，放款9800万元。", ["薯农贷"]),
        ("市医保局试点按病组付费，次均费用下降4%。", ["按病组付费"]),
        ("该局以房地一体确权为抓手，完成31个乡镇的测绘。", ["房地一体确权"]),
        ("县里把柳溪村列为农村土地综合整治试点。", ["农村土地综合整治试点"]),
    ],
)
def test_what_is_put_into_use_or_gone_by_has_a_name(read: Reader, text: str, names: list[str]) -> None:
    assert initiatives(read(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("治本攻坚三年行动累计排查重大隐患266处。", ["治本攻坚三年行动"]),
        ("清四乱回头看7月10日启动，9月底收官。", ["清四乱回头看"]),
        ("企业开办一件事由市市场监管局牵头，税务、公安配合。", ["企业开办一件事"]),
        ("春风护航宣讲进服务区8个，发资料1.3万份。", ["春风护航宣讲"]),
        ("“板凳说事会”解决邻里纠纷52起。", ["板凳说事会"]),
        ("“银龄课堂”走进社区18个。", ["银龄课堂"]),
    ],
)
def test_what_sets_in_or_is_led_at_the_start_of_a_sentence_has_a_name(read: Reader, text: str, names: list[str]) -> None:
    assert initiatives(read(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("税务局连打三轮利剑净税，查处空壳企业47户。", ["利剑净税"]),
        ("交警大队开学前启动护学蓝盾，38所学校门口有警。", ["护学蓝盾"]),
        ("断流5号收网两次，抓获31人。", ["断流5号"]),
        ("开展暖冬护老，慰问老人380名。", ["暖冬护老"]),
    ],
)
def test_a_symbol_and_an_aim_or_a_number_name_an_operation(read: Reader, text: str, names: list[str]) -> None:
    assert initiatives(read(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "老师推荐学生参加比赛，企业推出新款手机，项目推迟，价格推高。",
        "厂里试生产半年，试卷已送达，公司启动发动机，部署服务器。",
        "他搞摄影，村民搞运输。",
        "以人民为中心，以压实责任为抓手，以改革创新为动力。",
        "施工完成六成，整治完成，行动启动。",
        "春风拂面，春雨连绵，清风徐来。",
        "“快来吧”由他喊出，“他们”走进会场。",
        "各县先后推出乡村游新玩法，试行了一项新政策。",
        "两国携手共同推动构建合作新格局，协同推进产业发展。",
    ],
)
def test_ordinary_objects_slogans_and_weather_are_none(read: Reader, text: str) -> None:
    assert initiatives(read(text)) == []
