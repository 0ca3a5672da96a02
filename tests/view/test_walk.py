"""A newcomer's walk through the samples' page, and what axe-core says of every view."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


class Walker:
    """Someone at a desk who counts the clicks and keys of each step; typed letters are no keys."""

    def __init__(self, tab: Any) -> None:
        self.tab, self.taken = tab, 0

    def click(self, thing: Any) -> None:
        thing.click()
        self.taken += 1

    def press(self, key: str) -> None:
        self.tab.keyboard.press(key)
        self.taken += 1

    def steps(self) -> int:
        """Return the clicks and keys since the last question."""
        taken, self.taken = self.taken, 0
        return taken


@pytest.fixture
def samples_page(tab: Any, sample_build: Path) -> Any:
    """Give the tab with the page of the samples, opened from disk."""
    tab.goto((sample_build / "graph.html").as_uri())
    tab.wait_for_selector("html[data-ready]", timeout=20_000)
    return tab


def test_a_newcomer_finds_reads_filters_sorts_and_takes_along_with_a_click_a_step(samples_page: Any) -> None:
    tab, walker = samples_page, Walker(samples_page)

    # type jlkd and choose 减量控大
    walker.click(tab.get_by_role("combobox").first)
    tab.keyboard.type("jlkd")
    found = tab.get_by_role("option").filter(has_text="减量控大")
    walker.click(found.first)
    assert "减量控大" in tab.get_by_role("heading", level=2).filter(has_text="减量控大").inner_text()
    assert walker.steps() == 2

    # read the first result's sentence: it is there, with its number marked
    card = tab.locator("#panel")
    sentence = card.locator("section", has=tab.get_by_role("heading", name=re.compile("成效"))).locator("blockquote").first
    assert sentence.is_visible()
    assert "下降" in sentence.inner_text()
    assert sentence.locator("mark").count() >= 1
    assert walker.steps() == 0

    # all results, those of one province, by value
    walker.click(tab.get_by_role("link", name="成效", exact=True))
    rows = tab.locator("#table-view tbody tr").filter(has=tab.locator("td.value"))
    everywhere = int(tab.get_by_text(re.compile(r"^\d+ 行$")).inner_text().split()[0])
    assert everywhere > 100
    assert walker.steps() == 1

    walker.click(tab.get_by_role("treeitem", name=re.compile("江西省")).get_by_text("江西省"))
    here = int(tab.get_by_text(re.compile(r"^\d+ 行$")).inner_text().split()[0])
    assert 5 < here < everywhere / 2
    assert rows.filter(has_text="赣州市公安局交警支队").count() > 0
    assert rows.filter(has_text="湛江市公安局交警支队").count() == 0
    assert walker.steps() == 1

    walker.click(tab.get_by_role("columnheader", name="数值").get_by_role("button"))
    values = [float(text.replace(",", "")) for text in rows.locator("td.value b").all_inner_texts()]
    assert values == sorted(values, reverse=True)
    assert walker.steps() == 1

    # in English, as CSV
    walker.click(tab.get_by_role("button", name="English"))
    assert tab.get_by_role("link", name="Results", exact=True).is_visible()
    assert walker.steps() == 1

    with tab.expect_download() as download:
        walker.click(tab.get_by_role("button", name="Download CSV"))
    table = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))
    assert len(table) == here
    assert [float(row["value"]) for row in table[: len(values)]] == values
    assert all(row["sentence"] and row["file"] for row in table)
    assert walker.steps() == 1
    assert tab.complaints == []


def test_the_same_walk_can_be_made_with_keys_alone(samples_page: Any) -> None:
    tab, walker = samples_page, Walker(samples_page)
    walker.press("/")
    tab.keyboard.type("jlkd")
    tab.get_by_role("option").filter(has_text="减量控大").first.wait_for()
    walker.press("Enter")
    tab.locator("#panel h2").filter(has_text="减量控大").wait_for()

    assert walker.steps() == 2
    assert tab.locator("#panel blockquote").first.is_visible()

    for name, wait in (("成效", "td.value"), ("时间", ".bars"), ("图谱", "#canvas canvas")):
        link = tab.get_by_role("link", name=name, exact=True)
        link.focus()
        walker.press("Enter")
        tab.locator(wait).first.wait_for()
    assert tab.complaints == []


# ---- axe-core --------------------------------------------------------------------------------------------------------

LOOKS = [(english, dark, phone) for english in (False, True) for dark in (False, True) for phone in (False, True)]
FIRST = [LOOKS[0], LOOKS[-1]]  # opposite in language, theme and size; .ci/full takes the others


def name_of(look: tuple[bool, bool, bool]) -> str:
    english, dark, phone = look
    return f"{'english' if english else 'chinese'}-{'dark' if dark else 'light'}-{'phone' if phone else 'desk'}"


def test_axe_finds_what_is_wrong(tab: Any, tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text("<button></button><p style='color:#aaa;background:#fff'>无名", "utf-8")
    tab.goto((tmp_path / "wrong.html").as_uri())
    tab.evaluate(axe_script())

    assert {fault.partition(",")[0] for fault in faults_here(tab)} >= {"button-name", "color-contrast", "html-has-lang"}


@pytest.mark.parametrize("look", FIRST, ids=name_of)
def test_axe_finds_no_serious_fault_on_any_view(look: tuple[bool, bool, bool], samples_page: Any) -> None:
    assert faults(samples_page, look) == []


@pytest.mark.full
@pytest.mark.parametrize("look", [look for look in LOOKS if look not in FIRST], ids=name_of)
def test_axe_finds_no_serious_fault_on_any_view_in_any_look(look: tuple[bool, bool, bool], samples_page: Any) -> None:
    assert faults(samples_page, look) == []


def faults(tab: Any, look: tuple[bool, bool, bool]) -> list[str]:
    """Return the serious and critical faults of all views, each with the first element that has it."""
    english, dark, phone = look
    tab.set_viewport_size({"width": 390, "height": 844} if phone else {"width": 1440, "height": 900})
    if english:
        tab.click("#language")
    if dark:
        tab.click("#theme")
    few = tab.get_by_role("treeitem", name=re.compile("江西"), include_hidden=True)  # of the same kind as all, and quicker
    few.evaluate("item => item.querySelector('*').click()")
    tab.evaluate(axe_script())
    return [f"{state}: {fault}" for state in states(tab) for fault in faults_here(tab)]


def axe_script() -> str:
    script: str = pytest.importorskip("axe_playwright_python.base", reason="needs axe-playwright-python").AXE_SCRIPT
    return script


def states(tab: Any) -> Iterator[str]:
    """Bring the page into each of its states, and give its name: every view, with what opens in it, and a thing's card."""
    for address in tab.evaluate("[...document.querySelectorAll('#tabs a')].filter(tab => !tab.hidden).map(tab => tab.hash)"):
        tab.evaluate("address => { location.hash = address }", address)
        tab.wait_for_timeout(150)
        tab.locator("td.read button").evaluate_all("all => all.slice(0, 2).forEach(one => one.click())")
        yield address
    tab.evaluate("location.hash = '#/'")
    tab.fill("#query", "jlkd")
    tab.wait_for_selector("#suggestions li")
    yield "suggestions"
    tab.keyboard.press("Enter")
    tab.wait_for_timeout(600)
    tab.locator("#panel summary").evaluate_all("all => all.forEach(one => one.click())")
    yield "card"
    if tab.locator("#filters-button").is_visible():
        tab.click("#filters-button")
        tab.wait_for_timeout(300)
        yield "filters"


def faults_here(tab: Any) -> list[str]:
    found = tab.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    serious = [fault for fault in found if fault["impact"] in {"serious", "critical"}]
    return [f"{fault['id']}, {len(fault['nodes'])}×: {fault['nodes'][0]['html'][:200]}" for fault in serious]
