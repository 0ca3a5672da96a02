"""What the READMEs promise: commands that exist, files that are there, the same set-up in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from kg.cli import app

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "README.zh.md"]
COMMAND = re.compile(r"^python3 -m venv .+$", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_and_option_shown_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    commands = get_command(app).commands  # type: ignore[attr-defined]
    options = {
        option
        for command in commands.values()
        for parameter in command.params
        for option in (*parameter.opts, *parameter.secondary_opts)
    }

    shown = set(re.findall(r"(?:^|[`/])kg ([a-z]+)\b", text, re.MULTILINE))
    shown_options = set(re.findall(r"`(--[a-z-]+)", text))

    assert shown <= set(commands)
    assert len(shown) == len(commands)
    assert shown_options <= options


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CONTRIBUTING.md"], ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))

    assert links
    assert all((ROOT / link).exists() for link in links)


def test_both_languages_give_the_same_two_commands() -> None:
    english, chinese = (COMMAND.findall(page.read_text("utf-8")) for page in PAGES)

    assert len(english) == 2
    assert english == chinese
    assert english[0].endswith("kg build --samples -o graph")
    assert english[1].endswith("pytest -n 2")


def test_both_languages_ask_the_same_question() -> None:
    english, chinese = (re.findall(r"```sparql\n(.+?)```", page.read_text("utf-8"), re.DOTALL) for page in PAGES)

    assert english
    assert english == chinese
