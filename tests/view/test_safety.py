"""Hostile texts in every field: a real browser runs none of them and asks for nothing. `tests/view/attacks.py` makes them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

import pytest
from rdflib import Dataset

import kg
from kg.graph import About, Explanation, Statement
from kg.reading import Reading
from kg.records import Document, Evidence, Extraction, Mention, Quote, Result, Span
from kg.store.facts import Thing
from tests.view.attacks import ATTACKS, CLASSES, some

Show = Callable[..., Any]
VIEWS = "[...document.querySelectorAll('#tabs a')].map(tab => tab.getAttribute('href'))"


# ---- the attacks -----------------------------------------------------------------------------------------------------


def test_there_are_hundreds_of_attacks_of_every_class() -> None:
    assert len(ATTACKS) >= 600
    assert all(len(attacks) >= 5 for attacks in CLASSES.values())
    assert {attack for attacks in CLASSES.values() for attack in attacks[:1]} <= set(some(60))


def test_the_attacks_succeed_where_nothing_stops_them(tab: Any, tmp_path: Path) -> None:
    """Written as HTML into a page without a policy they run and ask: else the tests below would prove nothing."""
    kinds = ("elements", "ends", "svg", "mutations", "addresses", "requests")
    frames = "".join(f'<iframe srcdoc="{escape(attack)}"></iframe>' for kind in kinds for attack in CLASSES[kind][::2])
    (tmp_path / "open.html").write_text(f"<!DOCTYPE html><meta charset=utf-8><body>{frames}", "utf-8")
    tab.goto((tmp_path / "open.html").as_uri())
    tab.wait_for_timeout(1500)

    assert sum("hacked" in complaint for complaint in tab.complaints) >= 100
    assert sum(complaint.startswith("request: https://evil.example/") for complaint in tab.complaints) >= 15


# ---- the page of a graph whose every text is one ---------------------------------------------------------------------


def test_hostile_texts_run_nothing_and_ask_for_nothing_wherever_one_looks(show: Show, hostile: Dataset) -> None:
    tab = show(hostile, "#/thing/%3Cimg%20src=x%20onerror=hacked(1)%3E")
    walk(tab)

    assert links_that_are_no_web_addresses(tab) == []
    assert tab.evaluate("Object.keys(Object.prototype)") == []
    assert tab.complaints == []


def test_attacks_as_names_on_a_card_are_text(show: Show, hostile: Dataset) -> None:
    tab = show(hostile)

    assert tab.evaluate(NAMES_GONE_WRONG, 8) == []
    assert tab.complaints == []


@pytest.mark.full
def test_every_attack_as_the_name_on_a_card_is_text(show: Show, hostile: Dataset) -> None:
    tab = show(hostile)

    assert tab.evaluate(NAMES_GONE_WRONG, 1) == []
    assert tab.complaints == []


NAMES_GONE_WRONG = """async step => {
    const things = JSON.parse(document.getElementById('data').textContent).things, wrong = [];
    const shown = thing => document.querySelector('#panel h2')?.textContent === thing.name;
    for (const thing of things.filter((_, place) => place % step === 0)) {
        location.hash = '#/thing/' + encodeURIComponent(thing.id);
        for (let wait = 0; wait < 100 && !shown(thing); wait++) await new Promise(done => setTimeout(done, 5));
        if (!shown(thing)) wrong.push(thing.name);
    }
    return wrong;
}"""


def walk(tab: Any) -> None:
    """Look at everything a page has: what is found, every view, what opens, the other language and theme, filters."""
    for query in ("<script>", "__proto__", "javascript", "{{", "constructor"):
        tab.fill("#query", query)
        if tab.locator("#suggestions li").count():
            tab.keyboard.press("Enter")
        click_all(tab, "#panel button, #panel summary", 12)
    for _ in range(2):
        for address in tab.evaluate(VIEWS):
            tab.evaluate("address => { location.hash = address }", address)
            tab.wait_for_timeout(50)
            click_all(tab, "main button, main summary, main circle, main [role=button]", 25)
        tab.click("#language")
    tab.click("#theme")
    tab.evaluate(
        "document.querySelectorAll('#filters select')"
        ".forEach(list => { list.selectedIndex = 1; list.dispatchEvent(new Event('change')) })"
    )
    tab.evaluate("location.hash = '#/'")
    tab.mouse.move(600, 400)
    tab.wait_for_timeout(300)


def click_all(tab: Any, selector: str, most: int) -> None:
    """Click what was there at the beginning, also where an earlier click has taken it away."""
    click = "one => one.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))"
    tab.locator(selector).evaluate_all(f"all => all.filter(one => one.checkVisibility()).slice(0, {most}).forEach({click})")
    tab.wait_for_timeout(50)


def links_that_are_no_web_addresses(tab: Any) -> list[str]:
    addresses = tab.locator("a[target]").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return [address for address in addresses if not re.match(r"https?://[^\s<>\"'`\\]+$", address)]


# ---- the whole way: documents, file names, reports.csv and a lexicon that are attacks --------------------------------


def test_hostile_reports_become_a_page_that_runs_nothing(show: Show, tmp_path: Path) -> None:
    graph = hostile_build(tmp_path / "reports", some(30))
    tab = show(graph.dataset)
    names = tab.evaluate("JSON.parse(document.getElementById('data').textContent).things.map(thing => thing.name)")
    walk(tab)

    assert any("<img" in name for name in names)
    assert tab.complaints == []


@pytest.mark.full
def test_every_attack_in_reports_becomes_a_page_that_runs_nothing(show: Show, tmp_path: Path) -> None:
    tab = show(hostile_build(tmp_path / "reports", ATTACKS).dataset)
    walk(tab)

    assert tab.complaints == []


def hostile_build(folder: Path, attacks: tuple[str, ...]) -> kg.KnowledgeGraph:
    """Build a graph of reports in which attacks are names, indicators, file names, titles, publishers, addresses and words."""
    folder.mkdir()
    flat = [" ".join(re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029]", " ", attack).split()) or "x" for attack in attacks]
    table, rows = ["file,date,publisher,title,url"], ["id\tword\tlabel\texample"]
    kinds = ("Initiative/campaign", "Agency/police", "System", "Facility", "Event", "Award", "Person", "Document")
    for number, attack in enumerate(flat):
        rows.append(f"{''.join(attack.split())}#{number}\t{attack}\t{kinds[number % len(kinds)]}\t开展{attack}")
    for number in range(0, len(flat), 10):
        few = flat[number : number + 10]
        name = f"{''.join(few[0].replace('/', '').split())[:40]}{number}.txt"
        text = "".join(
            f"2023年，云河市公安局开展“{a}”行动，{a}投入使用，查处{a}{n}起，增长{n}%。\n" for n, a in enumerate(few, 12)
        )
        text += "2023年，我局接待群众480人次。\n"  # the publisher
        (folder / name).write_text(text, "utf-8")
        cells = (name, "2023-12-31", f"{few[-1]}局", few[len(few) // 2], few[0])  # a publisher that signs as bodies do
        table.append(",".join('"' + cell.replace('"', '""') + '"' for cell in cells))
    (folder / "reports.csv").write_text("\n".join(table), "utf-8")
    own = folder.with_suffix(".tsv")
    own.write_text("\n".join(rows), "utf-8")
    return kg.build(folder, settings=kg.Settings(lexicon=own))


# ---- what a notebook draws without a frame: explanations and readings ------------------------------------------------


def test_what_a_notebook_draws_unframed_runs_nothing(tab: Any, tmp_path: Path) -> None:
    drawn = "".join(explained(attack) + read(attack) for attack in ATTACKS)
    (tmp_path / "notebook.html").write_text(f"<!DOCTYPE html><meta charset=utf-8><body>{drawn}", "utf-8")
    tab.goto((tmp_path / "notebook.html").as_uri())
    tab.wait_for_timeout(300)
    shown = tab.evaluate("document.body.textContent")

    assert tab.complaints == []
    assert tab.locator("b").count() == len(ATTACKS)
    assert f"{ATTACKS[0]} [Agency/police]" in shown
    assert set(tab.evaluate("[...new Set([...document.body.querySelectorAll('*')].map(one => one.localName))]")) == {
        *("b", "ul", "li", "br", "q", "small", "div", "span")
    }


def explained(attack: str) -> str:
    thing = Thing("x", "Agency", attack, (attack,), "police", attack, f"{attack}!")
    return Explanation(attack, (About(thing, (Statement(attack, (Quote(attack, attack, 0, 1, attack),)),)),))._repr_html_()


def read(attack: str) -> str:
    places = range(len(attack))
    document = Document("d", attack, attack, "0", attack, places, [place + 1 for place in places], attack, attack, attack)
    span = Span("d", 0, len(attack))
    mention = Mention(span, "Agency", attack, attack, attack)
    result = Result((mention,), attack, Decimal(1), attack, "count", Evidence(span, attack), baseline=attack)
    return Reading(Extraction(document, (mention,), (), (result,)))._repr_html_()


# ---- locales ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", ["C", "zh_CN.GBK"])
def test_hostile_reports_are_built_whatever_the_locale(locale: str, tmp_path: Path) -> None:
    """Build and read back under a locale that cannot write what the reports hold, as on an old Windows or a bare server."""
    (tmp_path / "报告 🙂.txt").write_text("2023年，云河市公安局开展“<b>𠮷</b>🙂”行动，查处酒驾12起。\n", "utf-8")
    environment = {**os.environ, **locale_settings(locale, tmp_path), "PYTHONPATH": str(Path(kg.__file__).parent.parent)}
    command = (
        "from kg.cli import main; main()",
        "build",
        os.fsencode(tmp_path / "报告 🙂.txt"),
        "-o",
        os.fsencode(tmp_path / "图"),
    )
    done = subprocess.run([sys.executable, "-c", *command], env=environment, capture_output=True, cwd=tmp_path, check=False)

    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    page = (tmp_path / "图" / "graph.html").read_text("utf-8")
    assert "𠮷" in page
    if locale == "C":  # under GBK the bytes of the name mean other characters
        assert '"file":"报告 🙂.txt"' in page


def locale_settings(locale: str, folder: Path) -> dict[str, str]:
    """Return the environment of a locale, made here when the system lacks it but can make it."""
    settings = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    if locale != "C":
        made = subprocess.run(["localedef", "-i", "zh_CN", "-f", "GBK", folder / "zh_CN.GBK"], capture_output=True, check=False)
        if made.returncode == 0 or (folder / "zh_CN.GBK").is_dir():
            settings["LOCPATH"] = str(folder)
    return settings
