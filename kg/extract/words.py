"""The words of a doc by position: what the grammars of names ask the tagger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import ahocorasick_rs as ac
from spacy.tokens import Doc

from kg.extract.cuts import cuts, with_cuts
from kg.extract.nlp import tags_of, text_of

_INNER_VERB = re.compile(
    r"会同|联同|深入|走进|隶属|所属|下属|协同|伙同|联合(?=[省市县区州镇乡])|联合(?=.{2,6}[局厅委处署部院])(?!国|会|执法)|召开|会见|走访"
    r"|(?<=[局厅委院署所处队校行司关])(?:联合|携手|联手)(?!国|会|执法|体|大学|学院|公司|党)|(?<=[\u4e00-\u9fff]{3})(?:依托|成立|设立|组建|推出|印发|出台)|(?:合办|联办|主办|承办|协办|获悉)$|(?<=[报社台网])讯$"
)
_LEAD = re.compile(
    r"[朝向往赴到在至距沿经从由离对把被将让给与和及于据访驻赶抵驶]"
    r"(?![阳京源田静县家德乐军化江都洪石岛天开济信海河滩平龙顺林合水]|马店|胡路)"
    r"|[明今去每当全上本]年(?=[省市县区州])|[向帮给替为请](?=[省市县区州][\u4e00-\u9fff]{1,8}[局委办院厅会府])"
    r"|同(?=[市县区州][\u4e00-\u9fff]{2,}?[局委办院厅])"
)
_JOINING = re.compile(r"(?:会同|联合|协同|携手|联手)[\u4e00-\u9fff]{2,}[局厅委院署办部处关行司队]$")
_JOINT = re.compile(  # 比如县疾控中心|与|县农业农村局, not 文化和旅游局
    r"(?<=[\u4e00-\u9fff])(?:(?<=[局厅署院校队])|(?<=中心)|(?<=公司)|(?<=政府)|(?<=银行)|(?<=大学)|(?<=集团)|(?<=委员会)|(?<=海关)|(?<=医院)|(?<=办公室)|(?<=[省市县区州]委))"
    r"[与和](?=[\u4e00-\u9fff]{2,}[局厅署院校队会部委司行团心学府])"
)
_INSTITUTE = re.compile(r"(?:检定|检验|检测|测试|测绘|研究|监督|管理|养护|勘察|防治)$")
_WITH_TONG = re.compile(r"同(?:江|仁|德|心|安|济|方|花顺|煤|里|文|乐|兴|创|程)")
_NAMES = ("ORG", "LOC")
_JOINTS = {"等": "u", "与": "c"}  # what the tagger leaves at the end of a name: 某市人民法院诉讼服务中心与|区司法局
NOUNS = frozenset({"n", "nz", "nw", "vn", "an", "LOC", "ORG", "PER", "s", "nr", "ns", "nt"})


class Word(NamedTuple):
    """A word as the tagger cut it."""

    start: int
    end: int
    label: str


@dataclass(slots=True)
class Words:
    """A text with its words; `at[i]` is the index of the word that holds character i, -1 between words."""

    text: str
    words: list[Word]
    at: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.at = [-1] * (len(self.text) + 1)
        for index, word in enumerate(self.words):
            self.at[word.start : word.end] = [index] * (word.end - word.start)

    def holding(self, position: int) -> Word | None:
        """Return the word that holds the character, if any."""
        index = self.at[position] if 0 <= position < len(self.at) else -1
        return self.words[index] if index >= 0 else None

    def starts(self, position: int) -> bool:
        """Return whether a word starts at the position (or none holds it)."""
        word = self.holding(position)
        return word is None or word.start == position

    def ends(self, position: int) -> bool:
        """Return whether a word ends at the position (or none goes over it)."""
        return position == 0 or self.at[position] < 0 or self.at[position] != self.at[position - 1]

    def between(self, start: int, end: int) -> list[Word]:
        """Return the words that share characters with a stretch."""
        numbers = sorted({index for index in self.at[start:end] if index >= 0})
        return [self.words[index] for index in numbers]

    def label(self, position: int) -> str:
        """Return the label of the word that holds the character, empty between words."""
        word = self.holding(position)
        return word.label if word else ""


def read_words(doc: Doc) -> Words:
    """Return the words of a tagged doc, with the usual slips at the edges of names mended."""
    text = text_of(doc)
    whole = with_cuts(text, [(t.start, t.end, t.label_) for t in tags_of(doc)], cuts(text))
    return Words(text, _joined(text, [part for word in whole for part in _parted(text, Word(*word))]))


def _parted(text: str, word: Word) -> Iterator[Word]:
    """Yield a name without the verbs and prepositions that the tagger took into it (会同|市公安局, 朝|锦山)."""
    start = word.start
    if word.label == "c" and word.end - start > 3 and text[start] in "和与及":  # 某区文化|和旅游体育局
        yield Word(start, start + 1, "c")
        yield Word(start + 1, word.end, "n")
        return
    joining = word.label == "v" and word.end - start > 4 and _JOINING.match(text, start, word.end)
    torn = bool(joining) or (word.end - start > 4 and "联同" in text[start : word.end])
    if joining:  # 联合某区检察院, as one verb
        yield Word(start, start + 2, "v")
        start += 2
    if (word.label in ("ORG", "LOC") and word.end - start > 2) or torn:
        inner = [(m.span(), "v") for m in _INNER_VERB.finditer(text, start, word.end)]
        inner += [(m.span(), "c") for m in _JOINT.finditer(text, start, word.end) if word.label == "ORG"]
        for (begin, end), label in sorted(inner):
            if begin > start:
                yield Word(start, begin, word.label)
            yield Word(begin, end, label)
            start = end
        lead = _LEAD.match(text, start, word.end) if word.end - start > 2 else None
        if lead:
            yield Word(start, lead.end(), "p")
            start = lead.end()
    joint = _JOINTS.get(text[word.end - 1], "") if word.label in ("ORG", "LOC") and word.end - start > 2 else ""
    end = word.end - bool(joint)
    if start < end:
        yield Word(start, end, "ORG" if torn and word.label == "v" else word.label)
    if joint:
        yield Word(end, word.end, joint)


def _joined(text: str, words: list[Word]) -> list[Word]:
    """Return the words with a first character that was torn from a name put back (建|三江公安局).

    It belongs to the name when the name stands more than once in the text and always behind this character.
    """
    joined: list[Word] = []
    for word in words:
        last = joined[-1] if joined else None
        if last and _is_institute(text, last, word):
            word = Word(word.start, word.end, "n")
        if last and _meets(text, last, word):  # 会|同锦山派出所
            joined[-1] = Word(last.start, word.start + 1, "v")
            word = Word(word.start + 1, word.end, word.label)
            last = joined[-1]
        if (
            last
            and word.label == "ORG"
            and last.end - last.start == 1
            and last.end == word.start
            and last.label in ("v", "n", "a", "d")
        ):
            stem = text[word.start : min(word.end, word.start + 4)]
            before = {text[i - 1] for i in _occurrences(text, stem) if i}
            if len(before) == 1 and text.count(stem) > 1 and not _LEAD.match(text[last.start]):
                joined[-1] = Word(last.start, word.end, "ORG")
                continue
        joined.append(word)
    return joined


def _is_institute(text: str, last: Word, word: Word) -> bool:
    """Return whether 所 is what a body is here, no particle: 云河市计量检定测试|所."""
    return (
        text[word.start : word.end] == "所"
        and last.end == word.start
        and _INSTITUTE.search(text, last.start, last.end) is not None
    )


def _meets(text: str, last: Word, word: Word) -> bool:
    """Return whether the tagger cut 会同 apart before a body's name, and the name is none that begins with 同."""
    torn = text[last.start : last.end] == "会" and last.end == word.start and text[word.start] == "同"
    return torn and word.label in ("ORG", "LOC") and word.end - word.start > 3 and not _WITH_TONG.match(text, word.start)


def _occurrences(text: str, surface: str) -> Iterator[int]:
    position = text.find(surface)
    while position >= 0:
        yield position
        position = text.find(surface, position + 1)


class Vocabulary:
    """A list of words with a value each, found in a text in one pass."""

    def __init__(self, values: Mapping[str, str] | Iterable[str]) -> None:
        self.values = dict(values) if isinstance(values, Mapping) else dict.fromkeys(values, "")
        self._keys = sorted(self.values)
        self._automaton = ac.AhoCorasick(self._keys) if self._keys else None

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, value) of every occurrence, overlapping ones too."""
        if self._automaton is not None:
            for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
                yield start, end, self.values[self._keys[index]]

    def longest_at(self, text: str) -> dict[int, list[tuple[int, str]]]:
        """Return by start the (end, value) of the words found there, the longest first."""
        found: dict[int, list[tuple[int, str]]] = {}
        for start, end, value in self.find(text):
            found.setdefault(start, []).append((end, value))
        for ends in found.values():
            ends.sort(reverse=True)
        return found
