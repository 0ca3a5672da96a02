"""Take pictures to look at, into shots/ (not in git): each view of the samples' page, on a desk and a phone, and the notebooks.

    .venv/bin/python .ci/shots.py            all of them, from output/ and notebooks/
    .venv/bin/python .ci/shots.py page       the page only
    .venv/bin/python .ci/shots.py notebooks  the notebooks only, run anew
    .venv/bin/python .ci/shots.py readme     output/page.png and output/results.png, the pictures of the READMEs

Needs Chromium and the test extras of pyproject.toml.
"""

from __future__ import annotations

import io
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
OUTPUT, SHOTS = ROOT / "output", ROOT / "shots"
CHOSEN = "jlkd"
SIZES = {"desk": (1440, 900), "phone": (390, 844)}


def main(wishes: list[str]) -> None:
    """Take the pictures wished for, the page and the notebooks when nothing is said; say so when there is no Chromium."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        return print("no pictures were taken: they need chromium")
    SHOTS.mkdir(exist_ok=True)
    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for wish in wishes or ("page", "notebooks"):
            {"page": of_page, "notebooks": of_notebooks, "readme": of_readme}[wish](browser)
        browser.close()
    return None


# ---- the page --------------------------------------------------------------------------------------------------------


def of_page(browser: Any) -> None:
    """Take each view in the light at both sizes, and at a desk in the dark and in English."""
    for look, size, scheme, english in (
        ("desk", SIZES["desk"], "light", False),
        ("desk-dark", SIZES["desk"], "dark", False),
        ("desk-english", SIZES["desk"], "light", True),
        ("phone", SIZES["phone"], "light", False),
        ("phone-dark", SIZES["phone"], "dark", False),
    ):
        with opened(browser, size, scheme) as page:
            if english:
                page.click("#language")
            for name, address in views(page):
                page.evaluate("address => { location.hash = address }", address)
                page.wait_for_timeout(700)
                page.screenshot(path=SHOTS / f"{look}-{name}.png")
            choose(page)
            page.screenshot(path=SHOTS / f"{look}-thing.png")


def of_readme(browser: Any) -> None:
    """Take the two pictures of the READMEs: a line of work chosen, and an indicator compared."""
    with opened(browser, (1280, 800), "light") as page:
        choose(page)
        kept(page, OUTPUT / "page.png")
        page.evaluate("location.hash = '#/results'")
        page.get_by_label("按指标比较").select_option(index=1)
        page.wait_for_timeout(700)
        page.locator("td.read button").evaluate_all("all => all.slice(0, 3).forEach(one => one.click())")
        page.mouse.move(640, 760)
        page.wait_for_timeout(300)
        kept(page, OUTPUT / "results.png")


def kept(page: Any, path: Path) -> None:
    """Take a picture in 256 colours, a third as large, because git keeps every state of it."""
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        picture.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)


@contextmanager
def opened(browser: Any, size: tuple[int, int], scheme: str) -> Iterator[Any]:
    """Give the samples' page, ready."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, offline=True)
    page = context.new_page()
    page.goto((OUTPUT / "graph.html").resolve().as_uri())
    page.wait_for_selector("html[data-ready]")
    yield page
    context.close()


def views(page: Any) -> list[tuple[str, str]]:
    """Return the name and the address of each view that has a tab."""
    addresses = page.evaluate("[...document.querySelectorAll('#tabs a')].filter(tab => !tab.hidden).map(tab => tab.hash)")
    return [(re.sub(r"\W", "", address) or "graph", address) for address in addresses]


def choose(page: Any) -> None:
    """Choose the first thing that is found by the initials of its pinyin."""
    page.evaluate("location.hash = '#/'")
    page.fill("#query", CHOSEN)
    page.wait_for_selector("#suggestions li")
    page.keyboard.press("Enter")
    page.wait_for_timeout(1500)


# ---- the notebooks ---------------------------------------------------------------------------------------------------


def of_notebooks(browser: Any) -> None:
    """Run each notebook beside the graph of the first, and take it as a reader sees it."""
    import nbformat
    from nbclient import NotebookClient
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(mathjax_url="", require_js_url="", jquery_url="", widget_renderer_url="")
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
            notebook = nbformat.read(path, as_version=4)
            NotebookClient(notebook, timeout=600, resources={"metadata": {"path": folder}}).execute()
            html = SHOTS / f"{path.stem}.html"
            html.write_text(exporter.from_notebook_node(notebook)[0], "utf-8")
            context = browser.new_context(viewport={"width": 1100, "height": 900}, offline=True)
            page = context.new_page()
            page.goto(html.resolve().as_uri())
            for frame in page.locator("iframe").all():
                frame.scroll_into_view_if_needed()
            page.wait_for_timeout(2500)
            page.screenshot(path=SHOTS / f"{path.stem}.png", full_page=True)
            context.close()


if __name__ == "__main__":
    main(sys.argv[1:])
