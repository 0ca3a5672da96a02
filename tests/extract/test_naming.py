"""Names as a model of characters sees them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.naming import MODEL, Named, features_of, names_in
from kg.extract.nlp import pipeline, tags_of, text_of
from kg.extract.tags import mark_tags
from kg.records import Extraction
from tests.reference.figures import references
from tests.reference.train_names import labels_of

Reader = Callable[..., Extraction]


def names(text: str, least: float = 0.5) -> list[Named]:
    doc = mark_tags(pipeline().make_doc(text))
    return names_in(text_of(doc), tags_of(doc), least)


def test_names_are_read_with_their_class_and_how_likely_they_are() -> None:
    text = "7月，云河市交警支队启动“夜鹰”专项行动。"
    found = [(text[n.start : n.end], n.type) for n in names(text)]
    assert ("云河市交警支队", "Agency") in found
    assert any(kind == "Initiative" and "夜鹰" in name for name, kind in found)
    assert all(0.5 <= n.likely <= 1 for n in names(text))


def test_what_is_not_likely_enough_is_left_out() -> None:
    text = "7月，云河市交警支队启动“夜鹰”专项行动，青石物业派人参加。"
    few, many = names(text, 0.99), names(text, 0.1)
    assert set(few) <= set(many)
    assert len(few) < len(many)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="云河市交警支队局，。“”《》、\n 12年月启动a【", max_size=60))
def test_names_of_any_text_stand_in_order_in_it_and_none_in_another(text: str) -> None:
    found = names(text, 0.05)
    assert all(0 <= n.start < n.end <= len(text) for n in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


def test_every_character_has_as_many_features() -> None:
    doc = mark_tags(pipeline().make_doc("1，\n云"))
    rows = features_of(text_of(doc), tags_of(doc))
    assert len(rows) == 4
    assert len({len(row) for row in rows}) == 1


def test_an_empty_text_has_no_names() -> None:
    assert names("") == []


def test_a_name_that_only_the_model_sees_says_so(read: Reader) -> None:
    mentions = {
        m.name: m for m in read("县供销社联合百禾农资经销部送农资下乡，云河大队特勤班、市三院康复科派人参加。").mentions
    }
    for name in ("百禾农资经销部", "云河大队特勤班", "市三院康复科"):
        assert (mentions[name].type, mentions[name].rule) == ("Agency", "agencies/learned")
    assert mentions["县供销社"].rule != "agencies/learned"


@pytest.mark.full
def test_training_gives_the_model_that_is_shipped(tmp_path: Path) -> None:
    import kg.extract
    from tests.reference.train_names import train

    train([*references("work"), *references("samples")], tmp_path / MODEL)
    shipped = (Path(kg.extract.__file__).parent / MODEL).read_bytes()
    assert (tmp_path / MODEL).read_bytes() == shipped


def test_the_longer_name_is_the_example_where_two_begin_together() -> None:
    entities = [{"name": "云河市", "type": "Place"}, {"name": "云河市公安局", "type": "Agency", "aliases": ["市局"]}]
    assert labels_of("云河市公安局，市局在云河市", entities) == [
        "B-Agency", *["I-Agency"] * 5, "O", "B-Agency", "I-Agency", "O", "B-Place", "I-Place", "I-Place",
    ]  # fmt: skip
