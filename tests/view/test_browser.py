"""The page in a real browser, from disk, without network."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect
from rdflib import RDF, SKOS, XSD, Dataset, Literal, URIRef

import kg
from kg.store.terms import KG
from kg.view import notebook_html

Show = Callable[..., Any]
ID = "https://w3id.org/zhengtu/id/"


def choose(tab: Any, query: str) -> None:
    tab.fill("#query", query)
    tab.wait_for_selector("#suggestions li[aria-selected=true]")
    tab.keyboard.press("Enter")


def shows(where: Any, text: str | list[str]) -> None:
    """Wait until the elements show the text, or each its own: what a click leads to comes when the browser gets to it."""
    expect(where).to_have_text(text, use_inner_text=True)


def holds(where: Any, text: str) -> None:
    """Wait until the element shows the text among others."""
    expect(where).to_contain_text(text, use_inner_text=True)


def test_one_finds_who_ran_what_and_reads_the_sentence(show: Show, small: Dataset) -> None:
    tab = show(small)
    choose(tab, "平安山路")
    panel = tab.locator("#panel")

    shows(panel.locator("h2"), "平安山路行动")
    holds(panel, "云河市公安局交警支队")
    sentence = panel.locator("section", has_text="由谁开展").locator("blockquote").first
    shows(sentence, "云河交警开展“平安山路行动”，查处超载货车1.25万余辆")
    shows(sentence.locator("mark"), ["云河交警", "平安山路行动"])
    holds(panel, "yunhe.txt")
    holds(panel, "第 31–57 字")
    expect(panel.locator("figcaption a").first).to_have_attribute("href", "https://example.org/yunhe")
    assert tab.complaints == []


def test_the_first_sentence_of_the_results_is_open(show: Show, small: Dataset) -> None:
    tab = show(small, "#/thing/initiative-1")
    table = tab.locator("#panel table.small")

    shows(table.locator("blockquote").first, "云河交警开展“平安山路行动”，查处超载货车1.25万余辆")
    shows(table.locator("mark.number"), "1.25万")


def test_an_indicator_of_several_years_is_a_line(show: Show, small: Dataset) -> None:
    for year, value in ((2021, 70), (2022, 90)):
        result = URIRef(f"{ID}result-{year}")
        small.default_graph.add((result, RDF.type, KG.Result))
        small.default_graph.add((result, KG.agent, URIRef(f"{ID}agency-1")))
        small.default_graph.add((result, KG.indicator, Literal("检查车辆", lang="zh-Hans")))
        small.default_graph.add((result, KG.value, Literal(value, datatype=XSD.decimal)))
        small.default_graph.add((result, KG.unit, Literal("辆")))
        small.default_graph.add((result, KG.kind, Literal("count")))
        small.default_graph.add((result, KG.startDate, Literal(f"{year}-01-01", datatype=XSD.date)))
        small.default_graph.add((result, KG.endDate, Literal(f"{year}-12-31", datatype=XSD.date)))
    tab = show(small, "#/thing/agency-1")
    group = tab.locator("#panel tbody", has=tab.locator("tr.group"))

    shows(group.locator("th"), "检查车辆")
    expect(group.locator(".sparkline")).to_have_attribute("aria-label", "2021 70辆，2022 90辆")
    assert group.locator(".measure rect").evaluate_all("all => all.map(bar => bar.getAttribute('width'))") == ["233.3", "300.0"]


@pytest.mark.parametrize("query", ["pasl", "pinganshanlu", "山路", "pinganshanl", "PASLXD"])
def test_one_searches_by_characters_pinyin_and_initials(query: str, show: Show, small: Dataset) -> None:
    tab = show(small)
    tab.fill("#query", query)

    shows(tab.locator("#suggestions li .name").first, "平安山路行动")


def test_one_finds_a_thing_by_its_short_form(show: Show, small: Dataset) -> None:
    tab = show(small)
    choose(tab, "雲河交警")

    shows(tab.locator("#panel h2"), "云河市公安局交警支队")


def test_a_result_shows_its_number_in_the_sentence(show: Show, small: Dataset) -> None:
    tab = show(small, "#/results")
    tab.locator("tr", has_text="查处超载货车").locator("td.read button").click()

    shows(tab.locator("mark.number"), ["1.25万"])


def test_results_are_sorted_by_value(show: Show, small: Dataset) -> None:
    tab = show(small, "#/results")
    values = tab.locator("td.value")
    tab.locator("th button", has_text="数值").click()
    down = values.all_inner_texts()
    tab.locator("th button", has_text="数值").click()

    assert "12,500" in down[0]
    expect(tab.locator("th[aria-sort=ascending]")).to_have_count(1)
    shows(values, down[::-1])


def test_an_indicator_is_compared_across_agencies(show: Show, small: Dataset) -> None:
    tab = show(small, "#/results")
    tab.get_by_label("按指标比较").select_option(index=1)

    shows(tab.locator(".chart th a.thing"), ["云河市公安局交警支队", "云河市公安局"])
    shows(tab.locator(".chart td.value"), [">12,500辆", "300辆"])
    tab.locator(".chart button", has_text="按年份").click()
    shows(tab.locator(".chart th"), ["2022", "2023"])
    shows(tab.locator(".chart td.value"), ["300辆", ">12,500辆"])
    shows(tab.locator("#table-view tbody tr:not(.words) td.indicator"), ["查处超载货车", "查处超载车"])


def test_the_first_picture_does_not_wait_for_the_data(show: Show, hostile: Dataset) -> None:
    times = show(hostile).evaluate(
        "Object.fromEntries(performance.getEntriesByType('mark').map(mark => [mark.name, mark.startTime]))"
    )

    assert times["picture"] < times["ready"]


def test_the_back_button_leads_back(show: Show, small: Dataset) -> None:
    tab = show(small)
    choose(tab, "平安山路")
    tab.locator("#panel a.thing", has_text="云河市公安局交警支队").first.click()
    shows(tab.locator("#panel h2"), "云河市公安局交警支队")
    tab.go_back()

    shows(tab.locator("#panel h2"), "平安山路行动")


def test_an_address_leads_to_its_thing(show: Show, small: Dataset) -> None:
    shows(show(small, "#/thing/initiative-1").locator("#panel h2"), "平安山路行动")


def test_a_former_address_leads_to_the_thing_of_today(show: Show, small: Dataset) -> None:
    shows(show(small, "#/thing/agency-9").locator("#panel h2"), "云河市公安局交警支队")


def test_a_region_lets_only_its_facts_through(show: Show, small: Dataset) -> None:
    tab = show(small, "#/activities")
    rows = tab.locator("tbody tr:not(.words)")
    before = rows.count()
    tab.locator("#filter-region [role=treeitem]", has_text="山东省").first.click()
    tab.locator("#filter-region [role=treeitem] [role=treeitem]", has_text="济南市").click()
    expect(rows).not_to_have_count(before)
    inside = rows.count()
    tab.locator("#filters button", has_text="清除").click()

    assert 0 < inside < before
    expect(rows).to_have_count(before)


def test_the_address_keeps_the_filters_for_a_reload_a_link_and_back(show: Show, small: Dataset) -> None:
    tab = show(small, "#/activities")
    rows = tab.locator("tbody tr:not(.words)")
    everything = rows.count()
    tab.locator("#filter-region [role=treeitem]", has_text="山东省").first.click()
    tab.locator("#filter-region [role=treeitem] [role=treeitem]", has_text="济南市").click()
    tab.locator("#filters [data-key=planned]").uncheck()
    kept = rows.all_inner_texts()
    tab.reload()
    tab.locator("html[data-ready=yes]").wait_for(state="attached")

    assert 0 < len(kept) < everything
    shows(rows, kept)
    assert not tab.locator("#filters [data-key=planned]").is_checked()
    tab.locator("#tabs a", has_text="成效").click()
    assert "region=3701" in tab.evaluate("location.hash")
    tab.evaluate("location.hash = '#/activities'")
    expect(rows).to_have_count(everything)
    tab.go_back()
    expect(tab).to_have_url(re.compile("#/results[?]"))
    expect(tab.locator("#filter-region [aria-selected=true]")).to_have_attribute("data-region", "3701")


def test_what_an_address_asks_for_and_the_page_has_not_is_left_out(show: Show, small: Dataset) -> None:
    tab = show(small, "#/activities?region=__proto__&from=2099&status=constructor+done&hide=Nothing&report=%E6%97%A0&%")

    assert tab.complaints == []
    expect(tab.locator("#filter-region [aria-selected=true]")).to_have_attribute("data-region", "")
    assert tab.evaluate("location.hash") == "#/activities?status=done"


def test_where_one_begins_the_filters_hold_too(show: Show, small: Dataset) -> None:
    tab = show(small)
    before = tab.locator("#panel .lead").inner_text()
    tab.locator("#filter-region [role=treeitem]", has_text="山东省").first.click()

    expect(tab.locator("#panel .lead")).not_to_have_text(before)


def test_the_tree_of_regions_is_walked_with_keys(show: Show, small: Dataset) -> None:
    tab = show(small, "#/activities")
    before = tab.locator("tbody tr:not(.words)").count()
    tab.locator("#filter-region [tabindex='0']").focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowDown", "Enter"):
        tab.keyboard.press(key)

    holds(tab.locator("#filter-region [aria-selected=true] > .row"), "济南市")
    expect(tab.locator("tbody tr:not(.words)")).not_to_have_count(before)
    assert tab.evaluate("document.activeElement.dataset.region") == "3701"
    assert tab.locator("tbody tr:not(.words)").count() < before


def test_the_slider_lets_only_its_time_through(show: Show, small: Dataset) -> None:
    tab = show(small, "#/results")
    rows = tab.locator("tbody tr:not(.words) td.indicator")
    before = rows.all_inner_texts()
    tab.locator("#filter-from").press("End")
    tab.locator("#filter-from").press("ArrowLeft")

    assert before == ["查处超载货车", "查处超载车", "亡人事故"]
    shows(tab.locator("#filters output"), "2023-12 — 2024-01")
    shows(rows, ["查处超载货车"])


def test_the_map_leads_to_what_happened_at_a_place(show: Show, small: Dataset) -> None:
    tab = show(small, "#/map")
    tab.locator(".sheet circle").first.press("Enter")

    holds(tab.locator(".map h2"), "济南市")
    holds(tab.locator(".map .month"), "查处超载货车1.25万余辆")
    assert tab.complaints == []


def test_the_map_is_looked_at_closer_and_moved_and_keeps_what_is_chosen(show: Show, small: Dataset) -> None:
    tab = show(small, "#/map")
    frame = "document.querySelector('.sheet svg').getAttribute('viewBox').split(' ').map(Number)"
    whole = tab.evaluate(frame)
    tab.locator(".sheet circle").first.press("Enter")
    tab.get_by_label("放大").last.click()
    close = tab.evaluate(frame)
    box = tab.locator(".sheet svg").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    tab.mouse.move(x + 60, y + 60)
    tab.mouse.down()
    tab.mouse.move(x - 40, y + 60, steps=5)
    tab.mouse.up()
    moved = tab.evaluate(frame)
    tab.mouse.wheel(0, -300)
    deadline = time.monotonic() + 10
    while tab.evaluate(frame)[2] >= close[2] and time.monotonic() < deadline:
        tab.wait_for_timeout(50)

    assert close[2] < whole[2]
    assert moved[2] == close[2]
    assert moved[0] > close[0]
    tab.locator(".map .actions").get_by_label("看全图").click()
    assert tab.evaluate(frame) == whole
    expect(tab.locator(".sheet circle[aria-pressed=true]")).to_have_count(1)
    assert tab.complaints == []


def test_the_timeline_shows_a_month_s_facts(show: Show, small: Dataset) -> None:
    tab = show(small, "#/timeline")
    tab.locator(".bars button[data-key='2023']").click()

    holds(tab.locator(".month"), "平安山路行动")


def test_doubts_are_laid_open(show: Show, small: Dataset) -> None:
    tab = show(small, "#/doubts")
    told = tab.locator("#table-view").inner_text()

    assert "云河市公安局 ＝ 市局" in told
    assert "损坏的文字 1" in " ".join(told.split())
    assert "组织�辆清洗" in told
    assert "alike" in told


def test_figures_that_do_not_add_up_are_laid_open(show: Show) -> None:
    graph = kg.build(texts=["青河市公安局通报\n\n2023年，青河市公安局检查企业1200家，同比增加200家，增长30%。"])

    told = show(graph.dataset, "#/doubts").locator("#table-view").inner_text()

    assert "说是 +30%，算得 20%" in told
    assert "1,200" in told


def test_a_click_on_a_point_opens_its_card(show: Show, small: Dataset) -> None:
    tab = show(small)
    box = tab.locator("#canvas canvas").bounding_box()
    seen = set()
    for x in range(0, int(box["width"]), 24):
        for y in range(0, int(box["height"]), 24):
            if tab.evaluate("getComputedStyle(document.querySelector('#canvas')).cursor") == "pointer":
                break
            tab.mouse.move(box["x"] + x, box["y"] + y)
        else:
            continue
        tab.mouse.down()
        tab.mouse.up()
        seen.add(tab.wait_for_selector("#panel .card h2").inner_text())
        break

    assert seen


def test_filters_hide_plans_and_classes(show: Show, small: Dataset) -> None:
    tab = show(small, "#/activities")
    rows = tab.locator("tbody tr:not(.words)")
    before = rows.count()
    tab.locator("#filters label", has_text="计划").click()

    expect(rows).to_have_count(before - 1)
    tab.locator("#filters label", has_text="推断").click()
    expect(rows).to_have_count(before - 2)


def test_the_page_speaks_english_too(show: Show, small: Dataset) -> None:
    tab = show(small)
    tab.click("#language")

    assert tab.locator("#tabs").inner_text().split() == ["Graph", "Results", "Activities", "Timeline", "Map", "To", "check"]
    assert tab.evaluate("document.documentElement.lang") == "en"


def test_a_table_can_be_taken_along(show: Show, small: Dataset, tmp_path: Path) -> None:
    tab = show(small, "#/results")
    with tab.expect_download() as download:
        tab.locator(".bar button", has_text="下载").click()
    download.value.save_as(tmp_path / "results.csv")
    text = (tmp_path / "results.csv").read_text("utf-8-sig")

    assert text.splitlines()[0].startswith("agent,of,indicator,value,unit")
    assert "云河市公安局交警支队,平安山路行动,查处超载货车,12500,辆" in text
    assert ",-8.5,%," in text
    assert tab.complaints == []


def test_a_path_joins_two_things(show: Show, small: Dataset) -> None:
    tab = show(small, "#/thing/person-1")
    tab.locator(".actions button", has_text="路径").click()
    tab.fill(".path input", "平安山路")
    tab.keyboard.press("Enter")

    shows(tab.locator("#toast"), "2 步：林小山 → 云河市公安局交警支队 → 平安山路行动")


def test_what_belongs_together_is_a_community(show: Show) -> None:
    tab = show(two_circles())
    tab.locator("#filters label", has_text="显示群组").click()

    shows(tab.locator("#communities .number"), ["6", "5"])
    tab.locator("#communities button").first.click()
    shows(tab.locator("#shown"), "显示 6／共 11")
    tab.click("#whole")
    shows(tab.locator("#shown"), "显示 11／共 11")
    assert tab.complaints == []


def two_circles() -> Dataset:
    """Return two circles of agencies, six and five, all of a circle joined to each other, the circles by one line."""
    dataset, graph = Dataset(), None
    graph = dataset.default_graph
    circles = [[URIRef(f"{ID}agency-{name}{number}") for number in range(size)] for name, size in (("a", 6), ("b", 5))]
    for circle in circles:
        for agency in circle:
            graph.add((agency, RDF.type, KG.Agency))
            graph.add((agency, SKOS.prefLabel, Literal(agency[-2:] + "局", lang="zh-Hans")))
        for one, other in combinations(circle, 2):
            graph.add((one, KG.cooperatedWith, other))
    graph.add((circles[0][0], KG.cooperatedWith, circles[1][0]))
    return dataset


def test_the_picture_is_taken_along_as_a_drawing(show: Show, hostile: Dataset, tmp_path: Path) -> None:
    tab = show(hostile)
    with tab.expect_download() as download:
        tab.click("[data-zoom=drawing]")
    download.value.save_as(tmp_path / "zhengtu.svg")
    drawing = ElementTree.parse(tmp_path / "zhengtu.svg").getroot()
    names = {title.text for title in drawing.iter("{http://www.w3.org/2000/svg}title")}

    assert len(list(drawing.iter("{http://www.w3.org/2000/svg}polygon"))) > 50
    assert any("<script>hacked(1)" in name for name in names)
    assert {element.tag.rsplit("}", 1)[1] for element in drawing.iter()} <= {
        "svg", "title", "defs", "marker", "path", "rect", "line", "polygon", "text",
    }  # fmt: skip
    assert tab.complaints == []


def test_the_picture_is_walked_with_keys(show: Show, small: Dataset) -> None:
    tab = show(small, "#/thing/initiative-1")
    tab.focus("#canvas")
    tab.keyboard.press("n")

    shows(tab.locator("#spoken"), "云河市公安局交警支队，机构，开展")
    tab.keyboard.press("Enter")
    shows(tab.locator("#panel h2"), "云河市公安局交警支队")
    assert tab.evaluate("document.activeElement.id") == "canvas"


def test_help_says_which_keys_there_are(show: Show, small: Dataset) -> None:
    tab = show(small)
    tab.keyboard.press("?")

    holds(tab.locator("#help"), "jlkd")
    tab.keyboard.press("Escape")
    tab.keyboard.press("2")
    tab.wait_for_selector("#table-view table.results")


def test_paper_has_every_sentence_and_no_buttons(show: Show, small: Dataset) -> None:
    tab = show(small, "#/thing/agency-1")
    tab.click("#theme")
    tab.emulate_media(media="print")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")

    assert tab.locator("#panel tr.words:visible").count() == tab.locator("#panel button.open").count() == 2
    expect(tab.locator("#filters:visible, #zoom:visible, .actions:visible, #search:visible")).to_have_count(0)
    assert tab.evaluate("document.documentElement.dataset.theme") == "light"
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.evaluate("document.documentElement.dataset.theme") == "dark"


def test_reports_stand_on_the_timeline(show: Show, small: Dataset) -> None:
    tab = show(small, "#/timeline")
    tab.locator(".bars button[data-key='2023-12']").click()

    holds(tab.locator(".month"), "云河交警：一年工作")


def test_reasons_are_told_in_the_language_of_the_page(show: Show, small: Dataset) -> None:
    match = URIRef(f"{ID}match-3")
    inferred = small.graph(URIRef(f"{ID}inferred"))
    inferred.add((match, RDF.type, KG.Match))
    inferred.add((match, KG.candidate, URIRef(f"{ID}agency-1")))
    inferred.add((match, KG.reason, Literal("report-1: not chosen, 县 is 青石县 in this report")))
    tab = show(small, "#/doubts")

    holds(tab.locator("#table-view"), "未采用：本报告中的“县”指青石县（云河交警：一年工作）")
    tab.click("#language")
    holds(tab.locator("#table-view"), "Not chosen: 县 is 青石县 in this report")


def test_without_words_the_place_in_the_file_remains(show: Show, positions_only: Dataset) -> None:
    tab = show(positions_only, "#/thing/initiative-1")

    holds(tab.locator("#panel"), "第 31–57 字")
    expect(tab.locator("blockquote")).to_have_count(0)
    assert tab.complaints == []


def test_the_page_can_be_walked_with_keys(show: Show, small: Dataset) -> None:
    tab = show(small)
    tab.keyboard.press("/")
    tab.keyboard.type("云河")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    chosen = tab.locator("#panel .card h2").inner_text()
    tab.keyboard.press("Escape")

    assert chosen.startswith("云河")
    expect(tab.locator("#panel .card")).to_have_count(0)


def test_on_a_phone_nothing_is_wider_than_the_screen(show: Show, small: Dataset) -> None:
    tab = show(small)
    tab.set_viewport_size({"width": 390, "height": 844})
    for address in ("#/", "#/thing/agency-1", "#/results", "#/activities", "#/timeline", "#/map", "#/doubts"):
        tab.evaluate("address => { location.hash = address }", address)
        tab.wait_for_timeout(100)

        assert tab.evaluate("document.documentElement.scrollWidth") <= 390
        assert tab.evaluate("document.querySelector('#panel').scrollWidth - document.querySelector('#panel').clientWidth") <= 0
        assert (
            tab.evaluate(
                "document.querySelector('#table-view').scrollWidth - document.querySelector('#table-view').clientWidth"
            )
            <= 0
        )


def test_an_empty_graph_is_shown_without_error(show: Show) -> None:
    tab = show(Dataset())
    for address in ("#/results", "#/activities", "#/timeline", "#/map", "#/doubts", "#/thing/nobody", "#/"):
        tab.evaluate("address => { location.hash = address }", address)
        tab.wait_for_timeout(50)

    assert tab.complaints == []


def test_the_page_works_inside_a_notebook(tab: Any, small: Dataset, tmp_path: Path) -> None:
    notebook = tmp_path / "notebook.html"
    notebook.write_text(f"<!DOCTYPE html><meta charset=utf-8><h1>notebook</h1>{notebook_html(small)}", "utf-8")
    tab.goto(notebook.as_uri())
    frame = tab.frame_locator("iframe")
    frame.locator("html[data-ready]").wait_for()
    frame.locator("#query").fill("pasl")
    frame.locator("#query").press("Enter")
    frame.locator("#panel a.thing", has_text="云河市公安局交警支队").first.click()

    shows(frame.locator("#panel h2"), "云河市公安局交警支队")
    frame.locator("#tabs a", has_text="成效").click()
    frame.locator("#table-view td.value").first.wait_for()
    expect(frame.locator("#table-view td.value")).to_have_count(3)
    shows(tab.locator("h1"), "notebook")
    assert tab.complaints == []
