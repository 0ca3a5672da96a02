"""How fast the page is: graphs of 300, 3,000 and 30,000 things made up here, built into pages, opened from disk in Chromium.

    python tests/full/page_speed.py                     # the table; needs chromium
    python tests/full/page_speed.py 300 3000 --page built/graph.html

For each size: CPU seconds to build the page from a graph in memory, its megabytes, milliseconds from the start of navigation to
the first picture and until everything answers, frames a second while panning, megabytes of heap after a walk through all views.
Times are the median of three openings, each in a browser of its own.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import kg

NAMESPACES = """
@prefix kg: <https://w3id.org/zhengtu/ontology#> .
@prefix id: <https://w3id.org/zhengtu/id/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
KINDS = (
    ("Agency", "局"),
    ("Initiative", "行动"),
    ("Place", "县"),
    ("System", "平台"),
    ("Document", "办法"),
    ("Person", "同志"),
)
SYLLABLES = "青河山云海松柏桥石泉林安平宁丰水禾谷川岭湖江溪沙洲原野阳春秋清明和顺通达兴旺文武德仁义信"
VIEWS = ("#/results", "#/activities", "#/timeline", "#/map", "#/doubts", "#/")
STATIONS = """() => Object.fromEntries(performance.getEntriesByType('mark').map(mark => [mark.name, mark.startTime]))"""
FRAMES = """async () => {
    const canvas = document.querySelector('#canvas'), box = canvas.getBoundingClientRect();
    const inside = canvas.querySelector('.vis-network');
    const pointer = { bubbles: true, cancelable: true, pointerId: 1, pointerType: 'mouse', isPrimary: true };
    const at = (type, x, y) => inside.dispatchEvent(new PointerEvent(type, {
        ...pointer, clientX: box.left + x, clientY: box.top + y,
        button: type === 'pointermove' ? -1 : 0, buttons: type === 'pointerup' ? 0 : 1 }));
    const times = [];
    at('pointerdown', 300, 300);
    const start = performance.now();
    for (let step = 0; performance.now() - start < 2000; step++) {
        at('pointermove', 300 + 120 * Math.sin(step / 12), 300 + 90 * Math.cos(step / 12));
        times.push(await new Promise(requestAnimationFrame));
    }
    at('pointerup', 300, 300);
    return 1000 * (times.length - 1) / (times.at(-1) - times[0]);
}"""


def made_up(number: int, seed: int = 7) -> str:
    """Return, as Turtle, a graph of so many things, joined as in reports: a few bodies do much, most do little.

    For a hundred things 120 facts and 75 results, as read from the samples.
    """
    chance, lines = random.Random(seed), [NAMESPACES]
    for place in range(number):
        kind, ending = KINDS[_kind(place)]
        name = "".join(chance.choices(SYLLABLES, k=4)) + ending
        lines.append(
            f'id:t{place} a kg:{kind} ; skos:prefLabel "{name}{place}"@zh-Hans ; skos:altLabel "{name[:3]}{place}"@zh-Hans .'
        )
    for report in range(max(1, number // 60)):
        lines.append(
            f'id:r{report} a kg:Report ; dcterms:title "{report}号工作通报"@zh-Hans ; dcterms:source "r{report}.txt" .'
        )
    for fact in range(number * 6 // 5):
        agent, thing = _agent(chance, number), chance.randrange(number)
        year, month = 2015 + fact % 10, 1 + fact % 12
        words = f"{agent}号单位在{year}年{month}月办理了第{thing}项工作，按要求完成第{fact}次检查并公布了有关情况"
        lines.append(
            f"id:a{fact} a kg:Activity ; kg:agent id:t{agent} ; kg:predicate kg:ran ; kg:object id:t{thing} ; "
            f'kg:status "{"planned" if fact % 9 == 0 else "done"}" ; kg:startDate "{year}-{month:02}-01"^^xsd:date ; '
            f"kg:evidence id:e{fact} ."
        )
        lines.append(_evidence(fact, words, chance.randrange(max(1, number // 60))))
    for result in range(number * 3 // 4):
        lines.append(
            f"id:m{result} a kg:Result ; kg:agent id:t{_agent(chance, number)} ; kg:resultOf id:t{chance.randrange(number)} ; "
            f'kg:indicator "检查单位{result % 40}"@zh-Hans ; kg:value {chance.randrange(1, 90000)} ; kg:unit "家" ; '
            f'kg:kind "count" ; kg:bound "exact" ; kg:startDate "{2015 + result % 10}-01-01"^^xsd:date ; '
            f"kg:evidence id:e{result} ."
        )
    return "\n".join(lines)


def _kind(place: int) -> int:
    return 0 if place % 3 == 0 else 1 + place % (len(KINDS) - 1)


def _agent(chance: random.Random, number: int) -> int:
    return 3 * int(number / 3 * chance.random() ** 3)


def _evidence(number: int, words: str, report: int) -> str:
    return (
        f"id:e{number} a oa:SpecificResource ; oa:hasSource id:r{report} ; oa:hasSelector id:p{number} , id:q{number} ; "
        f'kg:cleanText "{words}"@zh-Hans . id:p{number} oa:start {number} ; oa:end {number + len(words)} . '
        f'id:q{number} oa:exact "{words}" .'
    )


def build(number: int, path: Path) -> float:
    """Write the page of so many things and return the CPU seconds that took."""
    source = path.with_suffix(".ttl")
    source.write_text(made_up(number), "utf-8")
    graph = kg.KnowledgeGraph.load(source)
    start = time.process_time()
    graph.page(path)
    return time.process_time() - start


def measure(path: Path) -> dict[str, float]:
    """Return what a browser that opens the page needs, in milliseconds, frames a second and megabytes."""
    from playwright.sync_api import sync_playwright

    executable = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if executable is None:
        sys.exit("page_speed: no chromium on the PATH: apt-get install chromium fonts-noto-cjk")
    found = []
    with sync_playwright() as playwright:
        for _ in range(3):
            browser = playwright.chromium.launch(
                executable_path=executable, args=["--no-sandbox", "--enable-precise-memory-info"]
            )
            found.append(_walk(browser.new_context(offline=True, viewport={"width": 1440, "height": 900}).new_page(), path))
            browser.close()
    return {name: median(each[name] for each in found) for name in found[0]}


def _walk(page: Any, path: Path) -> dict[str, float]:
    page.goto(path.resolve().as_uri())
    page.wait_for_selector("html[data-ready]", timeout=120_000)
    stations = page.evaluate(STATIONS)
    page.wait_for_timeout(500)
    frames = page.evaluate(FRAMES)
    for view in VIEWS:
        page.evaluate("view => { location.hash = view }", view)
        page.wait_for_timeout(300)
    page.fill("#query", "qhsy")
    page.wait_for_timeout(500)
    cdp = page.context.new_cdp_session(page)
    cdp.send("HeapProfiler.collectGarbage")
    heap = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
    return {"picture": stations["picture"], "ready": stations["ready"], "frames": frames, "heap": heap}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[300, 3000, 30000], help="things in the graph")
    parser.add_argument("--page", type=Path, action="append", default=[], help="a page that is there already")
    arguments = parser.parse_args()
    print("| page | build CPU s | MB | picture ms | ready ms | frames/s | heap MB |\n|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for size in arguments.sizes:
            path = Path(folder) / f"{size}.html"
            _row(f"{size:,} things", build(size, path), path)
    for path in arguments.page:
        _row(path.name, None, path)


def _row(name: str, seconds: float | None, path: Path) -> None:
    told = measure(path)
    print(
        f"| {name} | {'' if seconds is None else f'{seconds:.1f}'} | {path.stat().st_size / 1e6:.1f} | {told['picture']:.0f} | "
        f"{told['ready']:.0f} | {told['frames']:.0f} | {told['heap']:.0f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
