"""What changed pages speak of is put together anew, and all that reports say together is as if all of it were."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store.pages import Page
from kg.store.patch import Earlier, marks_of, patched
from kg.store.written import Ordered, text_of, union

SUBJECTS = ("id:a", "id:a-1", "id:a1", "id:b", "<https://example.org/1>", "wd:Q1")
said = st.dictionaries(st.sampled_from(SUBJECTS), st.sampled_from(('kg:unit "次"', "kg:value 1", "kg:value 2")), max_size=4)
pages = st.dictionaries(st.sampled_from([f"page{number}" for number in range(12)]), said, min_size=3)


def page(blocks: Mapping[str, str]) -> str:
    return text_of({subject: f"{subject} {row} ." for subject, row in blocks.items()})


@given(
    pages,
    st.dictionaries(st.sampled_from([f"page{number}" for number in range(14)]), st.none() | said, max_size=2),
    st.booleans(),
)
def test_a_patched_graph_is_the_graph_of_all_pages(
    before: dict[str, dict[str, str]], changes: dict[str, dict[str, str] | None], is_marked: bool
) -> None:
    earlier = {
        name: Page("", text, marks_of(text) if is_marked else ())
        for name, text in zip(before, map(page, before.values()), strict=True)
    }
    now = {name: known.text for name, known in earlier.items()}
    for name, blocks in changes.items():
        now = {each: text for each, text in now.items() if each != name} | ({} if blocks is None else {name: page(blocks)})
    default = text_of(union([known.text for known in earlier.values()]))

    found = patched(Earlier(earlier, default), now)

    assert found is None or dict(found) == union(now.values())
    assert found is not None or len(changes) > 0.1 * len(now) or not default


def test_one_changed_page_of_many_is_patched() -> None:
    earlier = {
        f"page{number}": Page("", page({"id:a": f"kg:value {number}", f"id:b{number}": "kg:value 0"})) for number in range(20)
    }
    now = {name: known.text for name, known in earlier.items()} | {"page7": page({"id:a": "kg:value 99"})}

    found = patched(Earlier(earlier, text_of(union([known.text for known in earlier.values()]))), now)

    assert found is not None
    assert dict(found) == union(now.values())


def test_where_most_is_new_or_nothing_is_known_nothing_is_patched() -> None:
    earlier = {f"page{number}": Page("", page({f"id:a{number}": "kg:value 1"})) for number in range(9)}
    default = text_of(union([known.text for known in earlier.values()]))

    assert patched(Earlier(earlier, default), {name: page({"id:c": "kg:value 2"}) for name in earlier}) is None
    assert patched(Earlier(earlier, ""), {name: known.text for name, known in earlier.items()}) is None


def test_ordered_blocks_are_found_by_their_subjects() -> None:
    blocks = Ordered(["id:a kg:value 1 .", "id:a-1 kg:value 2 .", "id:a1 kg:value 3 ."])

    assert [blocks[subject] for subject in blocks] == ["id:a kg:value 1 .", "id:a-1 kg:value 2 .", "id:a1 kg:value 3 ."]
    for subject in ("id:", "id:a-", "id:b", "zz"):
        with pytest.raises(KeyError):
            blocks[subject]
