from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.mentions import label_of

TEXTS = st.text(alphabet="宣城市公安局交警支队开展“”《》、，。行动会议在与的12", max_size=60)


@given(TEXTS)
def test_a_label_has_no_quotation_marks(surface: str) -> None:
    label = label_of(surface)

    assert not set("“”《》") & set(label)


@given(TEXTS)
@settings(max_examples=40, deadline=None)
def test_every_mention_quotes_its_document(read, text: str) -> None:
    extraction = read(text)

    assert all(text[m.span.start : m.span.end] == m.surface for m in extraction.mentions)
    assert len({(m.span, m.type) for m in extraction.mentions}) == len(extraction.mentions)


def test_a_place_lies_inside_the_name_of_an_agency(read) -> None:
    extraction = read("宣城市公安局交警支队开展夜查。")

    assert ("Place", "宣城市") in {(m.type, m.name) for m in extraction.mentions}
    assert ("Agency", "宣城市公安局交警支队") in {(m.type, m.name) for m in extraction.mentions}


def places(extraction) -> set[str]:
    return {m.name for m in extraction.mentions if m.type == "Place"}


def test_a_province_in_the_name_of_a_company_is_a_place_only_where_it_is_spoken_of(read) -> None:
    company = "贵州黔茗供应链有限公司"

    assert places(read(f"{company}投资1200万元。")) == set()
    assert places(read(f"{company}投资1200万元，产品销往贵州各地。")) == {"贵州"}


def test_a_river_in_a_title_is_no_place_that_is_spoken_of(read) -> None:
    assert places(read("省水利厅印发《云岭河流域保护规划》。")) == set()


def test_a_mountain_is_not_the_county_whose_name_it_begins_with(read) -> None:
    told = places(read("祁连山生态修复取得进展，崖州湾设点2处，祁连县开展巡护。"))

    assert told == {"祁连山", "崖州湾", "祁连县"}


def test_a_kind_of_area_is_no_place(read) -> None:
    assert places(read("全省合并14个省级旅游度假区，国家级森林公园违建全部拆完。")) == set()
    assert places(read("茶叶从二连浩特铁路口岸装车，查验跨境（蒙古）货车51辆。")) >= {"二连浩特铁路口岸"}
