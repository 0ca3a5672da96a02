from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import read_lexicon
from kg.resolve.agencies import AgencyName, can_hold, canonical_links, continues, parse_agency

TEXT = st.text("省市县区公安局厅交警支大中队税务第一二各全派出所贵阳临清霞山“”12Ａ", max_size=16)


def chain(name: str) -> list[tuple[str, str, str]]:
    return [(link.modifier, link.line, link.level) for link in parse_agency(name).links]


@pytest.mark.parametrize(
    ("name", "divisions", "scope", "links"),
    [
        ("临清交警大队", ("临清",), "", [("", "交通警察", "大队")]),
        ("湛江市公安局交警支队霞山大队", ("湛江市",), "", [("", "公安", "局"), ("", "交通警察", "支队"), ("霞山", "", "大队")]),
        ("国家税务总局芜湖市税务局", ("芜湖市",), "", [("", "税务", "局")]),
        ("中共湛江市委", ("湛江市",), "", [("", "", "委员会")]),
        ("省公安厅交管局", (), "省", [("", "公安", "厅"), ("", "交通管理", "局")]),
        ("县局车管所", (), "县", [("", "", "局"), ("", "车辆管理", "所")]),
        ("市场监管部门", (), "", [("", "市场监督管理", "系统")]),
        ("贵州省贵阳市公安局", ("贵州省", "贵阳市"), "", [("", "公安", "局")]),
        ("云河市公安局", ("云河市",), "", [("", "公安", "局")]),
        ("国家防总办公室", (), "", [("", "国家防汛抗旱总指挥部", ""), ("", "", "办公室")]),
        ("省文化广电和旅游厅", (), "省", [("", "文化广电旅游", "厅")]),
        ("团省委", (), "省", [("共青团", "", "委员会")]),
        ("团云河市委", ("云河市",), "", [("共青团", "", "委员会")]),
        ("团风县委", ("团风县",), "", [("", "", "委员会")]),
    ],
)
def test_a_name_falls_into_division_organ_and_units(
    name: str, divisions: tuple[str, ...], scope: str, links: list[tuple[str, str, str]]
) -> None:
    parsed = parse_agency(name)

    assert (parsed.divisions, parsed.scope, chain(name)) == (divisions, scope, links)


@pytest.mark.parametrize("name", ["霞山大队", "弋江分局", "锦山派出所", "邵阳支队", "邵阳分公司"])
def test_a_short_place_before_a_unit_names_the_unit(name: str) -> None:
    assert not parse_agency(name).divisions


def test_a_county_called_public_security_is_no_prefix_of_the_police() -> None:
    assert not parse_agency("公安交警支队").divisions


@pytest.mark.parametrize(
    ("short", "full", "size"),
    [
        ("济南市交警支队", "济南市公安局交警支队", 4),
        ("湛江交警", "湛江市公安局交警支队", 4),
        ("贵阳市公安交通管理局", "贵阳市公安局交通警察支队", 4),
        ("临清交警大队", "临清市公安局交通警察大队", 6),
        ("山东省公安厅交管局", "山东省公安厅交通管理局", 2),
        ("湖南省高速公路交通警察局", "湖南省公安厅高速公路交警总队", 2),
        ("济南市车管所", "济南市公安局交警支队车辆管理所", 4),
        ("云河市发改委", "云河市发展和改革委员会", 4),
        ("云河市政府", "云河市人民政府", 4),
        ("全省公安交警系统", "全省公安交管部门", 2),
        ("市市场监管委", "天津市市场监督管理委员会", 2),
        ("各区市场监管局", "各区市场监督管理局", 4),
        ("市中院", "云河市中级人民法院", 4),
        ("省高院", "云河省高级人民法院", 2),
        ("市规自局", "云河市规划和自然资源局", 4),
        ("市交通局", "云河市交通运输局", 4),
        ("市网信办", "云河市互联网信息办公室", 4),
        ("市文广旅局", "云河市文化广电和旅游局", 4),
    ],
)
def test_two_ways_to_write_one_body_have_one_chain(short: str, full: str, size: int) -> None:
    left, right = (canonical_links(parse_agency(name).links, size) for name in (short, full))

    assert left == right


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("交警支队霞山大队", "交警支队赤坎大队"),
        ("公安局", "公安局交警支队"),
        ("一支队", "二支队"),
        ("税务局", "税务局第二税务分局"),
        ("交警支队", "交管部门"),
    ],
)
def test_different_bodies_have_different_chains(left: str, right: str) -> None:
    assert canonical_links(parse_agency(left).links, 4) != canonical_links(parse_agency(right).links, 4)


@pytest.mark.parametrize(
    ("short", "full", "holds"),
    [
        ("霞山大队", "湛江市公安局交警支队霞山大队", True),
        ("洪江大队", "怀化支队洪江大队", True),
        ("高速交警邵阳支队", "高速公路交通警察局邵阳支队", True),
        ("分局交通组", "警察局员林分局交通组", True),
        ("交警支队", "湛江市公安局交警支队霞山大队", False),
        ("赤坎大队", "湛江市公安局交警支队霞山大队", False),
        ("税务分局", "税务局第二税务分局", False),
    ],
)
def test_a_shorter_chain_fits_only_the_body_that_it_ends_in(short: str, full: str, holds: bool) -> None:
    assert continues(parse_agency(short).links, parse_agency(full).links) is holds


@pytest.mark.parametrize(
    ("parent", "child", "holds"),
    [
        ("交警支队", "霞山大队", True),
        ("公安局", "锦山派出所", True),
        ("气象局", "怀化支队", False),
        ("公安厅", "锦山派出所", False),
        ("全省公安交警系统", "霞山大队", False),
    ],
)
def test_units_belong_to_bodies_that_can_hold_them(parent: str, child: str, holds: bool) -> None:
    assert can_hold(parse_agency(parent).links[-1], parse_agency(child).links[0]) is holds


@given(TEXT)
def test_any_text_can_be_taken_apart(name: str) -> None:
    parsed = parse_agency(name)

    assert isinstance(parsed, AgencyName)
    assert parsed.text == name


@pytest.mark.parametrize("row", read_lexicon("organs"), ids=lambda row: row.id)
def test_every_word_of_the_grammar_is_read_in_its_example(row: object) -> None:
    example = row.example.removesuffix("今天发布通知").removesuffix("今天报道")  # type: ignore[attr-defined]

    assert parse_agency(example).links


@pytest.mark.parametrize("row", read_lexicon("organ-forms"), ids=lambda row: row.id)
def test_a_short_form_is_shorter_or_another_word_than_its_full_form(row: object) -> None:
    assert row.word != row.label  # type: ignore[attr-defined]
