"""The spaCy pipeline: a Chinese character a token, and one component for each kind of mark.

A component only marks: it adds a span group to the doc, where `label_` is the class and `id_` the rule. What the marks mean is
read by plain functions in the same files. Because a token is a character, a token's index is its position in the text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry
from spacy.vocab import Vocab

COMPONENTS = (
    "kg_tags",
    "kg_layout",
    "kg_numbers",
    "kg_times",
    "kg_titles",
    "kg_names",
    "kg_systems",
    "kg_initiatives",
)


_TEXT, _TAGS, PHRASES = "kg_text", "kg_tags", "kg_phrases"


_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_HALF = re.compile("(?<![0-9A-Za-z/])[,;:?!]|[,;:?!](?![0-9A-Za-z/])")


class CharacterTokenizer:
    """Make a doc whose tokens are the characters of the text, its ASCII punctuation written as the Chinese."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the doc of a text; its text is as long, and differs in punctuation only (1,200 and 9:30 stay)."""
        plain = _HALF.sub(lambda sign: _FULL[sign[0]], text)
        return Doc(self.vocab, words=list(plain), spaces=[False] * len(text), user_data={_TEXT: plain})

    def to_bytes(self, **kwargs: object) -> bytes:
        """Return nothing: the tokenizer has no state."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: object) -> CharacterTokenizer:
        """Return itself: the tokenizer has no state."""
        return self

    def to_disk(self, path: object, **kwargs: object) -> None:
        """Write nothing: the tokenizer has no state."""

    def from_disk(self, path: object, **kwargs: object) -> CharacterTokenizer:
        """Return itself: the tokenizer has no state."""
        return self


def character_tokenizer() -> object:
    """Return a function that makes the character tokenizer of a pipeline."""
    return lambda nlp: CharacterTokenizer(nlp.vocab)


registry.tokenizers.register("kg_characters", func=character_tokenizer)


@cache
def pipeline() -> Language:
    """Return the pipeline, loaded once a process."""
    from kg.extract import initiatives, layout, names, numbers, systems, tags, times, titles  # noqa: F401

    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg_characters"}}})
    nlp.max_length = 10_000_000
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def text_of(doc: Doc) -> str:
    """Return the text of a doc: spaCy puts it together from its tokens at every look, here it is kept."""
    if _TEXT not in doc.user_data:
        doc.user_data[_TEXT] = doc.text
    text: str = doc.user_data[_TEXT]
    return text


class Tag(NamedTuple):
    """A word that the tagger found, with the names that spaCy's spans have: where it stands, its label, its text."""

    start: int
    end: int
    label_: str
    text: str


def tags_of(doc: Doc) -> list[Tag]:
    """Return the words that the tagger found, in reading order, kept as the text is."""
    if _TAGS not in doc.user_data:
        text = text_of(doc)
        doc.user_data[_TAGS] = [Tag(t.start, t.end, t.label_, text[t.start : t.end]) for t in doc.spans.get("tags", ())]
    tags: list[Tag] = doc.user_data[_TAGS]
    return tags


def mark(doc: Doc, group: str, found: list[tuple[int, int, str, str]]) -> Doc:
    """Add a span group to the doc from (start, end, label, rule) rows, in reading order.

    A label may carry a subtype behind a slash (`Agency/police`): it becomes the span's `kb_id_`.
    """
    rows = sorted(set(found))
    doc.spans[group] = [_span(doc, *row) for row in rows]
    if group == "tags":
        text = text_of(doc)
        doc.user_data.pop(PHRASES, None)
        doc.user_data[_TAGS] = [Tag(start, end, label.partition("/")[0], text[start:end]) for start, end, label, _ in rows]
    return doc


def _span(doc: Doc, start: int, end: int, label: str, rule: str) -> Span:
    name, _, subtype = label.partition("/")
    return Span(doc, start, end, label=name, kb_id=subtype, span_id=rule)
