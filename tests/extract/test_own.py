"""Words of the user's own: read before any other, refused with the reason when they cannot be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.clean import clean_documents
from kg.config import Settings
from kg.errors import LexiconError
from kg.extract import extract_facts

TEXT = "2021年3月，临清市公安局交警大队推进蓝盾工作，查处违法停车320起。"
HEADING = "id\tword\tlabel\texample\n"


def names(table: Path | None) -> dict[str, tuple[str, str]]:
    """Return the names read from TEXT, each with its class and rule."""
    [extraction] = extract_facts(clean_documents(texts=[TEXT]), settings=Settings(lexicon=table))
    return {mention.name: (mention.type, mention.rule) for mention in extraction.mentions}


def test_a_word_of_ones_own_is_read_with_its_rule(tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text(HEADING + "mine/shield\t蓝盾\tInitiative/campaign\t推进蓝盾工作\n", "utf-8")

    assert "蓝盾" not in names(None)
    assert names(table)["蓝盾"] == ("Initiative", "mine/shield")


def test_a_word_of_ones_own_wins_over_what_else_it_might_be(tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text(HEADING + "mine/team\t临清市公安局交警大队\tSystem\t临清市公安局交警大队\n", "utf-8")

    assert names(table)["临清市公安局交警大队"] == ("System", "mine/team")


def test_the_longest_of_ones_own_words_wins(tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text(HEADING + "a\t蓝盾\tInitiative\t推进蓝盾工作\nb\t蓝盾工作\tInitiative\t推进蓝盾工作\n", "utf-8")

    assert names(table)["蓝盾工作"] == ("Initiative", "b")


def test_a_table_without_rows_changes_nothing(tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text(HEADING, "utf-8")

    assert names(table) == names(None)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("a\t蓝盾\tCampaign\t推进蓝盾工作", "has the label 'Campaign'; labels are Agency, "),
        ("a\t蓝盾\tInitiative\t推进红盾工作", "must contain its word '蓝盾'"),
        ("a\t\tInitiative\t推进蓝盾工作", "has no word"),
        ("\t蓝盾\tInitiative\t推进蓝盾工作", "has the id ''; an id is one word"),
        (
            "a\t蓝盾\tInitiative/campain\t推进蓝盾工作",
            "has the subtype 'campain'; subtypes of Initiative are: campaign, reform",
        ),
        ("a\t蓝盾\tSystem/app\t推进蓝盾工作", "subtypes of System are: none"),
        ("a\t蓝盾", "2 cells, expected 4"),
    ],
)
def test_a_row_that_cannot_be_right_is_refused(tmp_path: Path, row: str, reason: str) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text(f"{HEADING}{row}\n", "utf-8")

    with pytest.raises(LexiconError, match=reason):
        names(table)


def test_a_table_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"gone\.tsv: cannot be read"):
        names(tmp_path / "gone.tsv")
