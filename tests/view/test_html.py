from __future__ import annotations

import base64
import hashlib
import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Dataset

from kg.view import notebook_html, page_html, write_page
from kg.view.html import TEMPLATES


def blocks(page: str) -> dict[str, object]:
    """Return the JSON blocks of a page by their id."""
    found = re.findall(r'<script type="application/json" id="(\w+)">(.*?)</script>', page, flags=re.DOTALL)
    return {name: json.loads(text) for name, text in found}


def scripts(page: str) -> list[str]:
    """Return the scripts that a browser would run."""
    return re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)


def test_the_page_holds_every_thing_and_every_word(small: Dataset) -> None:
    data = blocks(page_html(small))["data"]

    assert {thing["name"] for thing in data["things"]} >= {"云河市公安局交警支队", "平安山路行动", "林小山"}
    assert any("查处超载货车1.25万余辆" in words["text"] for words in data["words"])
    assert data["regions"] == {"37": "山东省", "3701": "济南市"}


def test_the_browser_runs_only_the_scripts_named_by_their_hash(hostile: Dataset) -> None:
    page = page_html(hostile)
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1])
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in scripts(page)]

    assert len(hashes) == 2
    assert f"script-src {' '.join(hashes)};" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


def test_nothing_in_the_page_points_elsewhere(small: Dataset) -> None:
    page = page_html(small)
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", page, flags=re.DOTALL)

    assert not re.findall(r'(?:src|href|action)="(?!#|data:,)[^"]*"', markup)
    assert "sourceMappingURL" not in page
    assert not re.search(r"url\(|@import", re.search(r"<style>(.*?)</style>", page, flags=re.DOTALL)[1])


def test_hostile_texts_stay_inside_the_data(hostile: Dataset) -> None:
    page = page_html(hostile, title='</title><script>hacked(1)</script>" onload="hacked(1)')

    assert page.count("<script") == 5 + "".join(scripts(page)).count("<script")
    assert "<script>hacked(1)" not in page
    for name, block in blocks(page).items():
        assert block, name


def test_the_data_survives_the_way_into_the_page(hostile: Dataset) -> None:
    names = {thing["name"] for thing in blocks(page_html(hostile))["data"]["things"]}

    assert "</script><script>hacked(1)</script>" in names
    assert "__proto__" in names


def test_the_picture_begins_with_the_most_connected(hostile: Dataset) -> None:
    page = blocks(page_html(hostile))

    assert len(page["network"]["nodes"]) <= 300 < len(page["data"]["things"])
    assert page["network"]["options"]["physics"]["enabled"] is False


def test_the_same_graph_makes_the_same_page(small: Dataset, tmp_path: Path) -> None:
    graph = tmp_path / "graph.trig"
    small.serialize(graph, format="trig")
    code = (
        "import sys, hashlib; from rdflib import Dataset; from kg.view import page_html; d = Dataset(); d.parse(sys.argv[1]); "
        "print(hashlib.sha256(page_html(d).encode()).hexdigest())"
    )
    root = str(TEMPLATES.parent.parent.parent)
    pages = {
        subprocess.run(
            [sys.executable, "-c", code, str(graph)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": root},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("0", "1")
    }

    assert len(pages) == 1


@pytest.mark.parametrize("locale", ["C", "zh_CN.GBK"])
def test_the_page_is_utf8_under_any_locale(locale: str, small: Dataset, tmp_path: Path) -> None:
    graph, page = tmp_path / "graph.trig", tmp_path / "页.html"
    small.serialize(graph, format="trig")
    code = (
        "import sys; from rdflib import Dataset; from kg.view import write_page; d = Dataset(); d.parse(sys.argv[1]); "
        "write_page(d, sys.argv[2])"
    )
    environment = {**os.environ, "LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    environment["PYTHONPATH"] = str(TEMPLATES.parent.parent.parent)
    subprocess.run([sys.executable, "-c", code, os.fsencode(graph), os.fsencode(page)], env=environment, check=True)

    assert "平安山路行动" in page.read_text("utf-8")


def test_a_page_is_written_whole_or_not_at_all(small: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.html"
    page.write_text("before")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))

    with pytest.raises(OSError, match="disk full"):
        write_page(small, page)

    assert page.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_a_notebook_shows_the_page_in_a_sandbox(small: Dataset) -> None:
    frame = notebook_html(small)

    assert re.match(r'<iframe sandbox="allow-scripts[^"]*"', frame)
    assert "allow-same-origin" not in frame
    assert html.unescape(re.search(r'srcdoc="([^"]*)"', frame)[1]) == page_html(small)


def test_an_empty_graph_has_a_page() -> None:
    assert blocks(page_html(Dataset()))["data"]["things"] == []


def test_both_languages_say_the_same_things() -> None:
    strings = json.loads((TEMPLATES / "strings.json").read_text("utf-8"))

    assert strings["zh"].keys() == strings["en"].keys()
    for key, text in strings["zh"].items():
        assert set(re.findall(r"\{\d\}", text)) == set(re.findall(r"\{\d\}", strings["en"][key])), key


def test_every_text_the_scripts_ask_for_exists() -> None:
    strings = json.loads((TEMPLATES / "strings.json").read_text("utf-8"))["zh"]
    asked = {
        key for path in sorted(TEMPLATES.glob("*.js")) for key in re.findall(r"\bt\('([^']+)'", path.read_text("utf-8"))
    } | set(re.findall(r'data-(?:t|label|hint)="(\w+)"', (TEMPLATES / "page.html").read_text("utf-8")))

    assert asked <= strings.keys()


def test_every_reason_of_the_samples_is_told_in_chinese() -> None:
    texts = [english for english, _ in json.loads((TEMPLATES / "reasons.json").read_text("utf-8"))]
    known = [re.compile(re.sub(r"\\\{\d\\\}", ".+", re.escape(text))) for text in texts]
    graph = (Path(__file__).parents[2] / "output" / "graph.trig").read_text("utf-8")
    reasons = {re.sub(r"^report-\w+: (not chosen, )?", "", told) for told in re.findall(r'kg:reason "([^"]*)"', graph)}

    assert len(reasons) > 5
    assert [reason for reason in sorted(reasons) if not any(pattern.fullmatch(reason) for pattern in known)] == []


def test_a_reason_has_the_same_gaps_in_both_languages() -> None:
    for english, chinese in json.loads((TEMPLATES / "reasons.json").read_text("utf-8")):
        assert sorted(re.findall(r"\{\d\}", english)) == sorted(re.findall(r"\{\d\}", chinese))
