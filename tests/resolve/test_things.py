from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.candidates import candidates
from kg.resolve.compare import SURE, compare, says_only_whose
from kg.resolve.things import initiative_key, is_generic_title, parse_thing, plain, province_in, system_key

TEXT = st.text("“”清源行动工作减量控大机制模式全市2023-9号App系统12123", max_size=14)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("减量控大", "“减量控大”工作"),
        ("减量控大", "事故预防“减量控大”"),
        ("鹰击2023-9号", "“鹰击2023-9号”行动"),
        ("百日安全守护", "冬季“百日安全守护”攻坚战"),
        ("隐患大排查大整治", "隐患大排查大整治工作"),
        ("隐患大排查大整治", "隐患大排查大整治行动"),
        ("清源护航", "“清源护航”百日攻坚"),
        ("案卷检查活动", "全市案卷检查活动"),
    ],
)
def test_forms_of_one_initiative_match_with_a_reason(left: str, right: str) -> None:
    cores = tuple(re.findall("“(.+)”", right))
    names = sorted((parse_thing(left, cores), parse_thing(right, cores)), key=lambda name: -len(plain(name.text)))

    match = compare("Initiative", *names)

    assert match is not None
    assert match.reason


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("“鹰击2023”系列行动", "“鹰击2023-9号”行动"),
        ("农村道路交通安全整治", "道路交通安全整治"),
        ("“四位一体”联动工作机制", "“四位一体”工作模式"),
        ("“减量控大”质效提升工程", "“减量控大”工作"),
        ("新车上牌“一件事”", "二手车交易“一件事”"),
        ("春季“清源”行动", "冬季“清源”行动"),
    ],
)
def test_different_initiatives_do_not_match(left: str, right: str) -> None:
    full, short = sorted((parse_thing(left), parse_thing(right)), key=lambda name: -len(plain(name.text)))

    assert compare("Initiative", full, short) is None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("“交管12123”App", "交管12123"),
        ("交管12123", "12123"),
        ("铁路12306系统", "铁路12306"),
        ("“云河通”小程序", "“云河通”平台"),
    ],
)
def test_a_system_is_told_by_its_number_or_its_quoted_name(left: str, right: str) -> None:
    assert system_key(parse_thing(left))[0] == system_key(parse_thing(right))[0]


def test_a_system_with_a_number_inside_its_name_is_another_one() -> None:
    assert system_key(parse_thing("12345诉求办理微信群"))[0] != system_key(parse_thing("12345"))[0]


def test_national_lines_of_work_are_one_in_all_reports_quoted_or_not() -> None:
    names = ["“放管服”改革", "放管服", "交管“放管服”改革"]

    assert {initiative_key(parse_thing(name)) for name in names} == {initiative_key(parse_thing("放管服"))}


def test_a_plain_description_holds_only_in_its_province() -> None:
    assert initiative_key(parse_thing("夜间交通秩序整治"))[1] == "province"


@pytest.mark.parametrize("name", ["“春雷行动”", "“四位一体”机制", "“智慧环卫”平台", "夜查行动"])
def test_a_short_ordinary_name_holds_only_in_its_place(name: str) -> None:
    assert initiative_key(parse_thing(name))[1] == "place"


@pytest.mark.parametrize("name", ["“百日安全守护”攻坚战", "“11611”总体思路", "“云雁2031-7号”行动"])
def test_a_long_name_of_its_own_holds_in_all_reports(name: str) -> None:
    assert initiative_key(parse_thing(name))[1] == "everywhere"


def test_a_system_that_bears_its_provinces_letter_holds_in_the_province() -> None:
    assert province_in("皖警通", "341623")
    assert not province_in("皖警通", "320100")


@pytest.mark.parametrize(
    ("prefix", "only_whose"),
    [("全市", True), ("云河市公安局", True), ("13项", True), ("具有云河特色的", True), ("农村", False), ("货车", False)],
)
def test_words_before_a_name_say_whose_or_which(prefix: str, only_whose: bool) -> None:
    assert says_only_whose(prefix) is only_whose


@pytest.mark.parametrize(("title", "generic"), [("条例", True), ("《实施方案》", True), ("云河市道路交通安全条例", False)])
def test_short_titles_could_be_any_reports(title: str, generic: bool) -> None:
    assert is_generic_title(title) is generic


@given(TEXT)
def test_any_name_can_be_taken_apart(text: str) -> None:
    name = parse_thing(text)

    assert name.core in plain(text)


@given(st.lists(TEXT, max_size=8))
def test_candidates_are_pairs_of_two_names_each_once(texts: list[str]) -> None:
    names = [parse_thing(text) for text in dict.fromkeys(texts)]

    pairs = list(candidates(names))

    assert all(left != right for left, right in pairs)
    assert len({frozenset(pair) for pair in pairs}) == len(pairs)


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("青海省第十四届人民代表大会第二次会议", "省十四届人大二次会议"),
        ("新疆维吾尔自治区第十三届人民代表大会第一次会议", "自治区十三届人大一次会议"),
        ("政协云河市第十五届委员会第三次会议", "市政协十五届三次会议"),
        ("云河市第十届人民代表大会常务委员会第三次会议", "市十届人大常委会第三次会议"),
        ("中国共产党云河市第十四届委员会第五次全体会议", "市委十四届五次全会"),
    ],
)
def test_a_session_is_one_however_fully_it_is_named(full: str, short: str) -> None:
    match = compare("Event", parse_thing(full), parse_thing(short))

    assert match is not None
    assert match.score >= SURE
    assert (parse_thing(full), parse_thing(short)) in set(candidates([parse_thing(full), parse_thing(short)]))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("青海省第十四届人民代表大会第二次会议", "省十四届人大三次会议"),
        ("青海省第十四届人民代表大会第二次会议", "省十三届人大二次会议"),
        ("青海省第十四届人民代表大会第二次会议", "市十四届人大二次会议"),
        ("政协云河市第十五届委员会第三次会议", "市十五届人大三次会议"),
        ("云河市第十届人民代表大会常务委员会第三次会议", "市十届人大三次会议"),
    ],
)
def test_another_term_number_level_or_body_is_another_session(left: str, right: str) -> None:
    assert compare("Event", parse_thing(left), parse_thing(right)) is None


def test_an_event_is_the_same_whether_its_year_is_said_or_not() -> None:
    full, short = parse_thing("云河市2025年防汛抗旱现场会"), parse_thing("云河市防汛抗旱现场会")
    match = compare("Event", full, short)

    assert match is not None
    assert match.score >= SURE
    assert (full, short) in set(candidates([full, short]))
    assert compare("Event", full, parse_thing("云河市2024年防汛抗旱现场会")) is None
