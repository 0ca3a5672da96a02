"""Draw output/page.png, the picture of the READMEs: the page of the samples with one line of work chosen. Needs Chromium."""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

OUTPUT = Path(__file__).parent.parent / "output"
CHOSEN = "减量控大"


def main() -> None:
    """Open the page, choose a line of work, and take the picture; say so when there is no Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        return print("output/page.png is left as it was: it needs chromium")
    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto((OUTPUT / "graph.html").resolve().as_uri())
        search = page.locator("input").first
        search.fill(CHOSEN)
        page.wait_for_timeout(1000)
        search.press("Enter")
        page.wait_for_timeout(2000)
        page.screenshot(path=OUTPUT / "page.png")
        browser.close()
    return None


if __name__ == "__main__":
    main()
