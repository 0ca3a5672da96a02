"""In news strung together every headline stands on a line of its own, and no story is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.clean import clean_documents
from kg.clean.align import align
from kg.clean.roundup import part_stories, story_start

ROUNDUP = """云河快讯
2024年5月6日
云河之声消息：云河口岸通关货物创新高记者从云河海关了解到，前四个月云河口岸通关货物300万吨，同比增长7%。
三部门部署渡口登记工作交通运输部、水利部等三部门近日发出通告，要求沿江各县逐个核对。
采茶节在望月县开幕今天（5月6日），第九届采茶节在望月县开幕，签约项目12个。
"""


@pytest.mark.parametrize(
    ("headline", "story", "stop"),
    [
        ("云河大桥正式通车", "今天（5月6日）", "，"),
        ("云河口岸通关量再创新高", "云河口岸今年通关货物300万吨", "，"),
        ("《云河条例》今起施行", "《云河条例》今天（5月1日）起施行", "。"),
        ("前两个月云河外贸增长7%", "今年前两个月", "，"),
        ("五项举措方便货船进港", "交通运输部、海关总署近日商定", "，"),
        ("全国采茶大会启动", "由农业农村部主办的全国采茶大会今天（5月6日）在望月县启动", "。"),
        ("云河港吞吐量突破百万标箱", "据云河海关统计", "，"),
        ("一季度云河新设企业3万户", "记者从云河市监局获悉", "，"),
        ("云河风电出力明显回升", "中国山区风能学会发布", "，"),
    ],
)
def test_a_story_begins_behind_its_headline(headline: str, story: str, stop: str) -> None:
    assert story_start(headline + story, stop) == len(headline)


@pytest.mark.parametrize(
    "sentence",
    [
        "教育部近日印发通知",
        "云河市政府计划到2030年",
        "活动由农业农村部主办",
        "望月县在今天（5月6日）开幕的采茶节上签约项目12个",
        "本届采茶节聚焦绿色发展和乡村振兴",
    ],
)
def test_a_sentence_without_headline_stays_whole(sentence: str) -> None:
    assert story_start(sentence) == 0


@pytest.mark.parametrize(
    ("headline", "story"),
    [
        ("望月湖浮式码头建成投用", "今天（2月11日）15时20分"),
        ("湖区迎来首批护鸟志愿者", "今天（4月9日）是第六个云河护鸟日"),
        ("木偶戏传习班在望月县开课", "由望月县文化馆发起的“木偶戏传习班”昨晚（10月21日）开课"),
        ("望月龙舟队首次捧起奖杯", "2032年云河龙舟联赛昨天（9月17日）收官"),
        ("湿地候鸟种数连年增加", "《2032年云河湿地观测年报》今天（11月3日）公布"),
        ("《云河古树保护规划（2032—2036年）》出台", "云河省林业局等七家单位共同出台《云河古树保护规划（2032—2036年）》"),
        ("《云河渡船管理规定》9月20日起实施", "云河省海事局等三家单位近日公布的《云河渡船管理规定》要求"),
    ],
)
def test_a_story_begins_with_its_day_its_hosts_or_its_document(headline: str, story: str) -> None:
    assert story_start(headline + story) == len(headline)


def test_headlines_of_a_roundup_stand_on_lines_of_their_own() -> None:
    [document] = clean_documents(texts=[ROUNDUP])

    lines = document.text.split("\n")

    assert {"云河口岸通关货物创新高", "三部门部署渡口登记工作", "采茶节在望月县开幕"} <= set(lines)
    assert "".join(document.text.split()) == "".join(ROUNDUP.split())
    assert any(repair.step == "headline" for repair in document.repairs)


def test_what_is_no_roundup_stays_as_it_is() -> None:
    [document] = clean_documents(texts=[ROUNDUP.replace("云河快讯", "云河市通报一季度情况")])

    assert "采茶节在望月县开幕今天" in document.text


@given(st.text(alphabet="云河教育部今天（5月6日），。近日记者从“”《》 ", max_size=200))
def test_parting_stories_loses_no_word(text: str) -> None:
    after, _ = part_stories(align(text))

    assert "".join(after.text.split()) == "".join(text.split())
    assert all(text[s:e] == c or c == "\n" for c, s, e in zip(after.text, after.starts, after.ends, strict=True))
