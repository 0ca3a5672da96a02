from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from rdflib import RDF, Dataset, Literal, URIRef

from kg.errors import ConfigError, GraphError, QueryError
from kg.graph import KnowledgeGraph
from kg.store.terms import KG
from kg.view import fonts
from kg.view.plot import Chart, _amount
from kg.view.read import Outcome

ID = "https://w3id.org/zhengtu/id/"


@pytest.fixture
def graph(small: Dataset) -> KnowledgeGraph:
    return KnowledgeGraph(small)


@pytest.fixture(autouse=True)
def _has_a_font() -> None:
    """Skip where no font has Chinese characters: that a chart then says so has a test of its own."""
    try:
        fonts.chinese_font()
    except ConfigError as error:
        pytest.skip(str(error))


def texts(chart: Chart) -> list[str]:
    """Return all that is written in a chart."""
    from matplotlib.text import Text

    return [text.get_text() for text in chart.figure.findobj(Text) if text.get_text()]


def add_result(graph: KnowledgeGraph, number: int, **said: object) -> None:
    """Add a result of agency-1 of 查处超载货车 in 辆, but for what is said."""
    result, values = URIRef(f"{ID}result-more-{number}"), {"value": 7, "unit": "辆", "kind": "count", "bound": "exact"} | said
    graph.dataset.default_graph.add((result, RDF.type, KG.Result))
    graph.dataset.default_graph.add((result, KG.agent, URIRef(ID + "agency-1")))
    graph.dataset.default_graph.add((result, KG.measures, URIRef(ID + "indicator-1")))
    for name, value in values.items():
        graph.dataset.default_graph.add((result, KG[name], Literal(value)))


def test_each_agency_has_a_bar_with_its_number_and_its_time(graph: KnowledgeGraph) -> None:
    chart = graph.plot("查处超载货车数")
    [axes] = chart.figure.axes

    assert [round(bar.get_width()) for bar in axes.patches] == [12500, 300]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["云河市公安局交警支队", "云河市公安局"]
    assert {">12,500   2023", "300   2022-01-01", "查处超载货车数（辆）"} <= set(texts(chart))


@pytest.mark.parametrize(
    ("bound", "direction", "label"),
    [("over", "down", "<-10"), ("under", "down", ">-10"), ("exact", "down", "-10"), ("over", "up", ">+10")],
)
def test_a_bound_of_a_fall_is_turned(bound: str, direction: str, label: str) -> None:
    fall = Outcome("", ("a",), "", "事故起数", "", Decimal(10), "%", "change", bound, direction)

    assert _amount(fall) == label


def test_a_chart_carries_the_results_it_draws_with_their_words(graph: KnowledgeGraph) -> None:
    chart = graph.plot("查处超载货车数")

    assert [(row.agent, row.value) for row in chart.results] == [("云河市公安局交警支队", 12500), ("云河市公安局", 300)]
    assert all("查處超載貨車" in row.quote for row in chart.results)


@pytest.mark.parametrize("name", ["查处超载货车数", "查处超载货车", "查处超载车"])
def test_an_indicator_is_found_by_its_name_or_as_reports_word_it(name: str, graph: KnowledgeGraph) -> None:
    assert graph.plot(name).indicator == "查处超载货车数"


def test_words_that_only_one_indicator_has_are_enough(graph: KnowledgeGraph) -> None:
    assert graph.plot("超载货").indicator == "查处超载货车数"


def test_words_that_may_mean_several_indicators_are_refused_with_their_names(graph: KnowledgeGraph) -> None:
    add_result(graph, 1, indicator="超载事故", unit="起")
    graph.dataset.default_graph.remove((URIRef(f"{ID}result-more-1"), KG.measures, None))

    with pytest.raises(QueryError, match=r"'超载' may be any of 查处超载货车数 \(2\)、超载事故 \(1\)"):
        graph.plot("超载")


def test_an_unknown_indicator_is_said_with_names_like_it(graph: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match=r"no result measures '查处超载客车'; names like it: 查处超载货车数"):
        graph.plot("查处超载客车")
    with pytest.raises(QueryError, match="cannot plot by 'colour'; known are agency, place, initiative, report, year"):
        graph.plot("查处超载货车数", by="colour")


def test_plans_are_drawn_only_when_asked_for(graph: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="planned=True"):
        graph.plot("亡人事故")
    [bar] = graph.plot("亡人事故", planned=True).figure.axes[0].patches

    assert bar.get_hatch()
    assert bar.get_width() == -8.5


def test_what_fell_is_drawn_below_zero(graph: KnowledgeGraph) -> None:
    add_result(graph, 1, value=3, unit="%", kind="change", direction="down")
    add_result(graph, 2, value=4, unit="%", kind="change", direction="up")
    chart = graph.plot("查处超载货车数", unit="%")

    assert [bar.get_width() for bar in chart.figure.axes[0].patches] == [-3, 4]
    assert {"-3", "+4", "查处超载货车数（变化，%）"} <= set(texts(chart))


def test_only_what_can_be_compared_is_drawn_and_the_rest_is_counted(graph: KnowledgeGraph) -> None:
    add_result(graph, 1, value=3, unit="%", kind="change", direction="down")
    chart = graph.plot("查处超载货车数")

    assert len(chart.results) == 2
    assert "1 条以“%”计的变化未画" in chart.note
    assert chart.note in texts(chart)
    with pytest.raises(QueryError, match="no result in '吨'; units: %, 辆"):
        graph.plot("查处超载货车数", unit="吨")


def test_of_many_bars_the_largest_are_drawn(graph: KnowledgeGraph) -> None:
    for number in range(6):
        add_result(graph, number, value=number)
    chart = graph.plot("查处超载货车数", most=3)

    assert len(chart.results) == 3
    assert "5 条较小的未画" in chart.note


def test_years_are_joined_by_a_line_for_each_agency(graph: KnowledgeGraph) -> None:
    add_result(graph, 1, value=9000, startDate="2022-01-01", endDate="2022-12-31")
    chart = graph.plot("查处超载货车数", by="year")
    lines = [list(line.get_xydata().tolist()) for line in chart.figure.axes[0].lines if len(line.get_xydata()) > 1]

    assert lines == [[[2022, 9000], [2023, 12500]]]
    assert [label.get_text() for label in chart.figure.axes[0].get_xticklabels()] == ["2022", "2023"]
    assert [text.get_text() for text in chart.figure.legends[0].get_texts()] == ["云河市公安局交警支队", "云河市公安局"]


def test_a_figure_of_half_a_year_is_hollow_and_no_line_goes_through_it(graph: KnowledgeGraph) -> None:
    add_result(graph, 1, value=5000, startDate="2023-01-01", endDate="2023-06-30")
    add_result(graph, 2, value=9000, startDate="2022-01-01", endDate="2022-12-31")
    chart = graph.plot("查处超载货车数", by="year")
    axes = chart.figure.axes[0]
    hollow = [line.get_ydata()[0] for line in axes.lines if line.get_marker() == "o" and line.get_markerfacecolor() == "white"]

    assert sorted(hollow) == [300, 5000]
    assert [[2022, 9000], [2023, 12500]] in [line.get_xydata().tolist() for line in axes.lines]
    assert "空心" in chart.note


def test_a_result_without_a_time_is_not_drawn_by_year(graph: KnowledgeGraph) -> None:
    add_result(graph, 1)

    assert "1 条没有时间" in graph.plot("查处超载货车数", by="year").note


def test_a_notebook_draws_it(graph: KnowledgeGraph) -> None:
    pictures, sizes = graph.plot("查处超载货车数")._repr_mimebundle_()

    assert pictures["image/png"].startswith(b"\x89PNG")
    assert sizes["image/png"]["width"] == 648


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_it_is_saved_by_suffix_with_the_same_bytes(suffix: str, graph: KnowledgeGraph, tmp_path: Path) -> None:
    graph.plot("查处超载货车数").save(tmp_path / f"a{suffix}")
    graph.plot("查处超载货车数").save(tmp_path / f"b{suffix}")

    assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


def test_it_is_not_saved_where_it_cannot_be(graph: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"unknown suffix '\.gif'; known are \.png, \.svg, \.pdf"):
        graph.plot("查处超载货车数").save(tmp_path / "a.gif")
    with pytest.raises(GraphError, match="cannot be written"):
        graph.plot("查处超载货车数").save(tmp_path / "no" / "a.png")


@pytest.mark.parametrize("name", ["$\\frac{", "$x$", "<script>alert(1)</script>", "名\x00\n称", "__proto__", "%s{0}"])
@pytest.mark.parametrize("by", ["agency", "year"])
def test_no_name_is_taken_for_a_formula(name: str, by: str, graph: KnowledgeGraph) -> None:
    add_result(graph, 1, indicator=name, startDate="2022-01-01")
    graph.dataset.default_graph.remove((URIRef(f"{ID}result-more-1"), KG.measures, None))

    assert graph.plot(name, by=by)._repr_mimebundle_()[0]


# ---- the font --------------------------------------------------------------------------------------------------------


def test_the_font_of_a_chart_has_chinese_characters(graph: KnowledgeGraph, recwarn: pytest.WarningsRecorder) -> None:
    graph.plot("查处超载货车数")._repr_mimebundle_()

    assert not [str(warning.message) for warning in recwarn if "Glyph" in str(warning.message)]


def test_a_font_may_be_named_by_its_file(graph: KnowledgeGraph) -> None:
    from matplotlib import font_manager

    name = fonts.chinese_font()
    file = next(entry.fname for entry in font_manager.fontManager.ttflist if entry.name == name)

    assert graph.plot("查处超载货车数", font=file).results
    assert graph.plot("查处超载货车数", font=name).results


def test_a_font_without_chinese_characters_is_refused(graph: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="'DejaVu Sans' has no Chinese characters; install one"):
        graph.plot("查处超载货车数", font="DejaVu Sans")
    with pytest.raises(ConfigError, match="'No Such Font' is not known on this machine"):
        graph.plot("查处超载货车数", font="No Such Font")
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    with pytest.raises(ConfigError, match=r"broken\.ttf: is not a font that can be read"):
        graph.plot("查处超载货车数", font=tmp_path / "broken.ttf")


def test_a_machine_without_chinese_fonts_is_told_how_to_get_one(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_has_chinese", lambda _: False)
    fonts._found.cache_clear()

    with pytest.raises(
        ConfigError, match=r"no font on this machine has Chinese characters; install one .*fonts-noto-cjk.*font="
    ):
        graph.plot("查处超载货车数")
    fonts._found.cache_clear()


def test_a_font_of_empty_boxes_is_no_chinese_font(monkeypatch: pytest.MonkeyPatch) -> None:
    from matplotlib import font_manager

    boxes = [entry for entry in font_manager.fontManager.ttflist if entry.name.startswith("Last Resort")]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", boxes)

    assert [*fonts._known()] == []
