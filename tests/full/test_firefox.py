"""The page in Firefox, from disk, as in Chromium: it opens, finds, shows sentences, and runs nothing that texts hold.

Firefox is spoken to by WebDriver BiDi, its own protocol over a socket on this machine, so that no driver is needed.
"""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import Dataset

from kg.view import write_page
from tests.view.conftest import hostile, small

__all__ = ["hostile", "small"]  # fixtures
pytestmark = pytest.mark.full


LOOK_AROUND = """(async () => {
    const things = JSON.parse(document.getElementById('data').textContent).things;
    const pause = () => new Promise(done => setTimeout(done, 10));
    for (const thing of things.filter((_, place) => place % 7 === 1)) {
        location.hash = '#/thing/' + encodeURIComponent(thing.id);
        await pause();
    }
    for (const tab of document.querySelectorAll('#tabs a')) {
        tab.click();
        await pause();
        const shown = [...document.querySelectorAll('main button, main summary')].filter(one => one.checkVisibility());
        for (const one of shown.slice(0, 30)) one.click();
        await pause();
    }
    return true;
})()"""


class Firefox:
    """A headless Firefox with one tab, and a list of everything that goes wrong in it."""

    def __init__(self, socket: Any) -> None:
        self.socket, self.numbers, self.complaints = socket, itertools.count(1), list[str]()
        self.call("session.new", capabilities={})
        self.call(
            "session.subscribe", events=["log.entryAdded", "network.beforeRequestSent", "browsingContext.userPromptOpened"]
        )
        self.tab = self.call("browsingContext.getTree")["contexts"][0]["context"]
        self.call("script.addPreloadScript", functionDeclaration="() => { window.hacked = () => console.error('hacked'); }")

    def call(self, method: str, **parameters: Any) -> Any:
        """Return the answer to a command; raise AssertionError for an error, or when none comes in 200 seconds."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv(timeout=200))
            if message.get("id") == number:
                assert message["type"] == "success", message
                return message["result"]
            self.note(message)

    def note(self, event: dict[str, Any]) -> None:
        """Keep what should not have happened: errors, warnings of a script, questions to the user, requests."""
        told = event.get("params", {})
        if event.get("method") == "log.entryAdded" and told["level"] in {"error", "warn"}:
            self.complaints.append(f"{told['level']}: {told['text']}")
        elif event.get("method") == "network.beforeRequestSent" and not told["request"]["url"].startswith(
            ("file:", "data:", "blob:")
        ):
            self.complaints.append(f"request: {told['request']['url']}")
        elif event.get("method") == "browsingContext.userPromptOpened":
            self.complaints.append(f"dialog: {told}")

    def open(self, path: Path) -> None:
        """Open a page from disk and wait until it is ready."""
        self.call("browsingContext.navigate", context=self.tab, url=path.as_uri(), wait="complete")
        self.wait("document.documentElement.dataset.ready === 'yes'")

    def run(self, script: str) -> Any:
        """Return the value of an expression: a text, a number, truth or nothing."""
        answer = self.call("script.evaluate", expression=script, target={"context": self.tab}, awaitPromise=True)
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        return answer["result"].get("value")

    def wait(self, condition: str) -> None:
        """Wait until a condition holds, for half a minute at most."""
        for _ in range(300):
            if self.run(condition):
                return
            time.sleep(0.1)
        raise AssertionError(f"never held: {condition}")

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as a person would."""
        actions = [action for key in keys for action in ({"type": "keyDown", "value": key}, {"type": "keyUp", "value": key})]
        self.call("input.performActions", context=self.tab, actions=[{"type": "key", "id": "keys", "actions": actions}])


@pytest.fixture
def firefox(tmp_path: Path) -> Iterator[Firefox]:
    """Give a headless Firefox, the one that the system has; skip with a word of advice when it has none."""
    client = pytest.importorskip("websockets.sync.client", reason="needs websockets: pip install websockets")
    executable = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)
    if executable is None:
        pytest.skip("needs Firefox on the PATH: apt-get install firefox-esr")
    profile = tmp_path / "profile"
    profile.mkdir()
    command = [
        executable,
        "--headless",
        "--no-remote",
        "--profile",
        str(profile),
        "--remote-debugging-port",
        "0",
        "about:blank",
    ]
    with (tmp_path / "firefox.log").open("w") as log, subprocess.Popen(command, stderr=log, stdout=log) as process:
        try:
            with client.connect(f"{address(tmp_path / 'firefox.log')}/session", max_size=None) as socket:
                yield Firefox(socket)
        finally:
            process.terminate()


def address(log: Path) -> str:
    """Return where Firefox listens, once it says so."""
    for _ in range(600):
        if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", log.read_text("utf-8", "replace")):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(f"Firefox did not start: {log.read_text('utf-8', 'replace')[-500:]}")


def test_one_finds_a_thing_and_reads_the_sentence(firefox: Firefox, sample_build: Path) -> None:
    firefox.open(sample_build / "graph.html")
    firefox.run("document.getElementById('query').focus()")
    firefox.press(*"jlkd")
    firefox.wait("document.querySelector('#suggestions li')?.textContent.includes('减量控大')")
    firefox.press("\ue007")  # Enter
    firefox.wait("document.querySelector('#panel h2')?.textContent.includes('减量控大')")

    assert "下降" in firefox.run("document.querySelector('#panel').textContent")
    assert firefox.run("document.querySelectorAll('#panel blockquote mark').length") >= 1
    assert firefox.run("document.querySelector('#canvas canvas').width") > 300
    assert firefox.complaints == []


def test_every_view_opens_in_both_languages(firefox: Firefox, sample_build: Path) -> None:
    firefox.open(sample_build / "graph.html")
    for _ in range(2):
        for place in range(firefox.run("document.querySelectorAll('#tabs a:not([hidden])').length")):
            firefox.run(f"document.querySelectorAll('#tabs a:not([hidden])')[{place}].click()")
            firefox.wait("document.querySelector('main').innerText.trim().length > 100")
        firefox.run("document.getElementById('language').click()")

    assert firefox.complaints == []


def test_hostile_texts_run_nothing_and_ask_for_nothing(firefox: Firefox, hostile: Dataset, tmp_path: Path) -> None:
    write_page(hostile, tmp_path / "页 面.html")
    firefox.open(tmp_path / "页 面.html")
    firefox.run(LOOK_AROUND)
    time.sleep(0.5)

    assert firefox.run("Object.keys(Object.prototype).length") == 0
    assert firefox.complaints == []
    firefox.run("hacked(1)")
    firefox.run("0")  # what was noted meanwhile arrives before this answer
    assert firefox.complaints == ["error: hacked"]
