"""Characters read one byte off, put back: 駕駛人警示宣傳 for the 駕駛?cè)司拘麄 that a mirror made of it.

A mirror that put readings behind characters did so on raw GBK bytes, without keeping to character boundaries: 駛人 is
F1 82 C8 CB, 82 C8 is also 側, so “(cè)” came between C8 and CB; C8 28 is no character and shows as “?”, and from there every
pair of bytes is read one byte off, until a single byte puts it in step again. Pairs that map to no character vanish.

All of it is arithmetic except two things. A byte that shows as “?” must, with the byte before it, make a character with
the reading that stands behind it. A vanished pair lies in the holes of GBK, so that both characters it was part of are half
known. How the mirror writes elsewhere says more: a character that it never leaves without a reading is none that stands
without one. All that fits makes a lattice; of its paths the likeliest is the one laid out in words at the lowest cost
(kg/clean/language.py). A character with an alternative that is not far less likely stays unknown: one U+FFFD.
"""

from __future__ import annotations

import re
from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import exp, fsum, inf, log, log1p
from typing import NamedTuple

from kg.clean.align import Aligned, Edit, apply
from kg.clean.language import Words, initials, is_only_listed, known_pairs, readings, single
from kg.clean.normalize import is_simplified_only, is_usual, simplify, simplify_character
from kg.clean.pinyin import SYLLABLE, has_readings
from kg.lexicon import read_lexicon
from kg.records import Repair

UNKNOWN = "\ufffd"

_DOUBT = 0.02  # the likelihood of all other readings of a place together, from which on it stays unknown
_DOUBT_BESIDE = 0.0005  # the same, where something beside it stays unknown
_DOUBT_ALONE = 0.0001  # the same for a character that no word and no phrase of the report ties to those beside it
_DOUBT_GUESS = 0.002  # the same for one of which only the second byte is known: others may have stood before it and vanished
_DOUBT_LISTED = 1e-6  # the same where it makes a short name of the gazetteer of which the report says nothing
_DOUBT_NAME = 1e-6  # the same for one behind a post: of names the language knows nothing
_SHORT_NAME = 3  # characters
_DEAR = 7.0  # nats a character: a word that is rare
_BEFORE, _AFTER = 8, 10  # characters of context that help to decide
_NEAR = 2000  # characters before a lost byte that are looked at to know what is open there, and half of those behind it
_FURTHEST = 80  # characters that one stretch may last
_LONGEST = 200  # characters that stretches with one context may last together
_MOST_LOST = 12  # bytes of a stretch that may be lost
_MOST = 100  # stretches of a report that are looked into: one with more is no report that was damaged now and then
_MOST_WORDS = 60_000  # words tried for a stretch
_MOST_EFFORT, _EFFORT = 160_000, 20  # words tried for a text, and for each character of a long one
_HOPELESS = 12.0  # nats behind the best way to the same token
_SINGLES = 4  # characters tried as a word of their own, of those that lead to the same place
_LOST, _LITERAL = 3.0, -1.5  # a lost byte; a “?” that is a real one, beyond what a sign costs
_WHOLE, _MISMATCH = 7.0, 8.0  # a lost character, a reading that does not fit
_RARE = 5.0  # at most: a reading belongs to a rare character rather than to a common one
_ILL_READ = 0.7  # share of known pairs below which what follows a “?” is no Chinese
_ENOUGH_READ = 20  # readings behind traditional characters alone, from which on no other character is read
_GIVEN_UP, _BOTH = 25.0, 14.0  # a character of which nothing is left but one “?”, or two
_BEHIND_PAUSE = 1024  # added behind a comma or the like, where no other one can stand
_LEVEL = 256  # added to the byte that began a vanished pair, once for each in a row
_MOST_HOLES = 2  # pairs in a row that may have vanished
_FEW = 150  # characters of a place with each of which a word may begin; of more only frequent ones

_CLOSING = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "「": "」", "『": "』", "〔": "〕", "【": "】", "（": "）", "(": ")"}
_OPENED_BY = {closing: opening for opening, closing in _CLOSING.items()}
_PAUSES, _STOPS = "、，,", "。！？；：…!?;:)）."
_CLOSES, _OPENS = -3.0, -3.0  # a mark that closes what is open, one that opens what is closed further on
_ASTRAY, _HANGS = 5.0, 4.0  # one that closes nothing, a line without an end
_BRACKETS = "》〉〕】）)"  # never behind a comma
_MARKS = frozenset(_PAUSES + _STOPS).union(_CLOSING, _OPENED_BY)

_NARROWED = "!,:;()?"  # mirrors write ！，：；（） so, and do that on raw bytes too: 危化 is CE A3 BB AF, A3 BB is also ；

_LETTER_INSIDE = re.compile(r"[\u3400-\u9fff][a-z\[-~][\u3400-\u9fff]")  # the second byte of a character, left alone

_NEVER_BEHIND = ",:;"  # a real “?”

_DECISIVE = frozenset("将拟")  # one of them more or less makes a plan of a deed, or a deed of a plan:
_BENEFIT = 3.6  # nats of doubt that they are given, behind what may be a subject

_BEFORE_NUMBERS = frozenset("第至到达为约近超")  # what numbers stand behind, and no word of the language says
_BENEFIT_BEFORE_NUMBER = 8.0  # nats of doubt that these are given there

_TRIED = _DECISIVE | _BEFORE_NUMBERS

_MARK = b"\xa3"  # the first byte of those marks

_TOKEN = re.compile(rf"(?P<lost>[?\ufffd])(?:(?P<r1>{SYLLABLE}|[a-zü]{{1,6}})\))?|(?P<ch>[^\n])(?:\((?P<r2>{SYLLABLE})\))?")


class _Token(NamedTuple):
    """A character as found with its bytes in GBK (none when it is not in it), or a lost byte; and the reading put behind it."""

    ch: str
    code: bytes
    lost: bool
    reading: str | None
    start: int
    end: int
    within: str = ""  # the quotation mark or bracket that is open here
    unopened: str = ""  # what would have to open here: it is closed further on


_Node = tuple[int, int]
_Key = tuple[str, _Node, _Node]


class _Step(NamedTuple):
    """One character as it may have been, between two nodes.

    A node is a token before which to stand and a state: 0 in step, else the first byte of a character, or, as many times
    _LEVEL as pairs vanished, and the byte that began the last of them; and _BEHIND_PAUSE. `first` and `last` are the tokens
    in which the character shows.
    """

    ch: str
    source: _Node
    target: _Node
    first: int
    last: int


class _Word(NamedTuple):
    """A word as it may have been."""

    cost: float
    steps: tuple[_Step, ...]


class _Sure(NamedTuple):
    """A step of the best way, in its word, and how likely it is that something else stood there."""

    step: _Step
    doubt: float
    word: _Word
    is_placed: bool  # whether what stands before and behind it is in no doubt: only which character it is may be

    def is_certain(self, doubt: float) -> bool:
        """Return whether it is known, and nothing else as likely as `doubt`."""
        return self.step.ch != UNKNOWN and self.doubt < doubt


class _Stretch(NamedTuple):
    """Tokens of a line up to where they are in step for certain, and the first that matters."""

    tokens: Sequence[_Token]
    first: int
    at_line_end: bool


class _Habit(NamedTuple):
    """How a mirror writes: what it never leaves without a reading, whether it reads others at all, whether it is traditional.

    `unread` is what a character costs of those without a reading, `simple` one that only simplified script has.
    """

    read: frozenset[str]
    unread: float
    only_traditional: bool
    simple: float


@dataclass(slots=True)
class _Effort:
    """How many words may still be tried for a text: what would take more stays unknown."""

    left: int


_Code = tuple[str, int, int]  # a character and its bytes


def restore_bytes(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Put characters back that were read one byte off; what stays unknown is U+FFFD, one for each character."""
    text = before.text
    if "?" not in text and UNKNOWN not in text:
        return before, []
    stretches = _stretches(text)
    if not stretches:
        return before, []
    words, habit = Words(_without_readings(_undamaged(text))), _habit(_undamaged(text))
    effort = _Effort(max(_MOST_EFFORT, _EFFORT * len(text)))
    edits = [_restore(stretch, words, habit, effort) for stretch in stretches[:_MOST]] + [
        _give_up(each) for each in stretches[_MOST:]
    ]
    if any(map(_unknown, edits)):  # what was restored for certain may decide the rest
        restored, _ = apply(before, [edit for some in edits for edit in some], "")
        words = Words(_without_readings(_undamaged(restored.text)))
        for i, stretch in enumerate(stretches[:_MOST]):
            if _unknown(edits[i]):
                edits[i] = min(edits[i], _restore(stretch, words, habit, effort), key=_unknown)
    return apply(before, [edit for some in edits for edit in some], "byte-shift")


def _stretches(text: str) -> list[_Stretch]:
    """Return the stretches of a text in which characters may have been lost, with some context around each."""
    is_mirror = has_readings(text)
    found: list[_Stretch] = []
    for start, stop in _windows(text):
        tokens = _tokens(text, start, stop)
        for first, end in _damaged_parts(tokens, is_mirror):
            before = max(0, first - 1)
            at_line_end = end == len(tokens) and text[stop : stop + 1] in ("", "\n")
            found.append(_Stretch(tokens[before:end], first - before, at_line_end))
    return found


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield where lost bytes may stand: whole lines, of a long one the surroundings."""
    done = 0
    for lost in re.finditer("[?\ufffd]", text):
        if lost.start() < done:
            continue
        near = max(done, lost.start() - _NEAR)
        start = text.rfind("\n", near, lost.start()) + 1 or near
        end = text.find("\n", lost.start(), lost.start() + 2 * _NEAR)
        done = end if end >= 0 else min(len(text), lost.start() + 2 * _NEAR)
        yield start, done


def _damaged_parts(tokens: Sequence[_Token], is_mirror: bool) -> list[tuple[int, int]]:
    """Return where the stretches of a line begin and end; those whose contexts touch are one, unless it would be long."""
    parts: list[tuple[int, int]] = []
    for at in range(len(tokens)):
        done = parts[-1][1] if parts else 0
        if tokens[at].lost and (at >= done - _AFTER or not parts) and _is_damage(tokens, at, is_mirror):
            first, end = at - _BEFORE, _in_step_again(tokens, at)
            if parts and first < done and end - parts[-1][0] <= _LONGEST:
                parts[-1] = (parts[-1][0], max(done, end))
            elif at >= done:
                parts.append((max(done, first, 0), end))
    return parts


def _restore(stretch: _Stretch, words: Words, habit: _Habit, effort: _Effort) -> list[Edit]:
    """Return what is put back in a stretch."""
    if sum(token.lost for token in stretch.tokens) > _MOST_LOST:
        return _give_up(stretch)
    way = _best_way(stretch, words, habit, effort)
    if not way or _is_left_broken(stretch.tokens, way):
        return _give_up(stretch)
    return list(_edits(stretch.tokens, _without_guesses(stretch.tokens, way, words)))


def _is_left_broken(tokens: Sequence[_Token], way: Sequence[_Sure]) -> bool:
    """Return whether a lost byte is taken for a real “?” or a whole character, before what does not read like Chinese."""
    plain = simplify("".join(sure.step.ch for sure in way))
    whole = (at for at, sure in enumerate(way) if _stays_in_step(tokens, sure.step))
    return any(_well_read(plain[at + 1 : at + 9]) < 0.3 for at in whole)


def _stays_in_step(tokens: Sequence[_Token], step: _Step) -> bool:
    """Return whether a lost byte is all that a step takes in, from in step to in step."""
    if step.first >= len(tokens) or not tokens[step.first].lost:
        return False
    return not (_is_off(step.source) or _is_off(step.target)) and step.first == step.last


def _give_up(stretch: _Stretch) -> list[Edit]:
    """Return U+FFFD for each character of a stretch from what was lost on; the second byte of the last may show as a letter."""
    tokens, first, _ = stretch
    damaged = [at for at in range(first, len(tokens)) if tokens[at].lost]
    behind = damaged[-1] + 1
    if behind < len(tokens) and tokens[behind].ch in _NARROWED:  # which a mirror made inside a character
        behind += 1
    end = next((at for at in range(behind, len(tokens)) if tokens[at].ch.isascii()), len(tokens))
    found = [Edit(token.start, token.end, UNKNOWN) for token in tokens[damaged[0] : end]]
    return found + [Edit(token.start, token.end, "") for token in tokens[end : end + 1] if "@" <= token.ch <= "~"]


def _unknown(edits: Sequence[Edit]) -> int:
    return sum(edit.after.count(UNKNOWN) for edit in edits)


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    tokens: list[_Token] = []
    opened: list[str] = []
    for m in _TOKEN.finditer(text, start, end):
        ch, within = m["ch"] or m["lost"], opened[-1] if opened else ""
        tokens.append(_Token(ch, _code(ch), m["lost"] is not None, m["r1"] or m["r2"], m.start(), m.end(), within))
        if ch in _CLOSING:
            opened.append(ch)
        elif within and ch == _CLOSING[within]:
            opened.pop()
    return _with_openings(tokens)


def _with_openings(tokens: Sequence[_Token]) -> list[_Token]:
    """Return the tokens of a line that know what is closed further on and was never opened."""
    known: list[_Token] = []
    unopened = ""
    for token in reversed(tokens):
        opening = _OPENED_BY.get(token.ch, "")
        unopened = opening if opening and token.within != opening else "" if token.ch == unopened else unopened
        known.append(token._replace(unopened=unopened) if unopened else token)
    return known[::-1]


def _is_damage(tokens: Sequence[_Token], at: int, is_mirror: bool) -> bool:
    """Return whether a “?” may be a lost byte: with a reading, in a mirror, or before what does not read like Chinese."""
    if not tokens[at].lost or tokens[at].reading:
        return tokens[at].lost
    if at == 0 or tokens[at - 1].ch.isascii():
        return is_mirror and _is_before_mark(tokens, at)
    if (
        not is_mirror
        and tokens[at].ch == UNKNOWN
        and UNKNOWN in {token.ch for token in (*tokens[max(0, at - 3) : at], *tokens[at + 1 : at + 4])}
    ):
        return False  # what a broken character of UTF-8 leaves
    return is_mirror or _well_read(simplify("".join(token.ch for token in tokens[at + 1 : at + 9]))) < _ILL_READ


def _is_before_mark(tokens: Sequence[_Token], at: int) -> bool:
    """Return whether a “?” stands before a mark that a mirror narrowed inside a character."""
    mark = tokens[at + 1].ch if at + 1 < len(tokens) else ""
    if mark != "!":
        return bool(mark) and mark in _NEVER_BEHIND
    behind = simplify("".join(token.ch for token in tokens[at + 2 : at + 9]))
    return _LETTER_INSIDE.match(behind) is not None or _well_read(behind) < _ILL_READ


def _well_read(text: str) -> float:
    """Return the share of neighbours in a text that stand side by side in some word, too; 1 when there are none."""
    pairs = [a + b for a, b in pairwise(text) if _is_chinese(a) and _is_chinese(b)]
    return sum(pair in known_pairs() for pair in pairs) / len(pairs) if pairs else 1.0


def _is_chinese(ch: str) -> bool:
    return "\u3400" <= ch <= "\u9fff"


def _undamaged(text: str) -> str:
    """Return the clauses of a text without a “?”, one that only a mark parts from it (?:庸菐趾) being none either."""
    clauses = re.split(r"(?<=[，。；：、,;:\n])(?<!\?[,;:])", text)
    return "".join(clause for clause in clauses if "?" not in clause and UNKNOWN not in clause)


def _without_readings(text: str) -> str:
    return simplify(re.sub(rf"\({SYLLABLE}\)", "", text))


def _habit(text: str) -> _Habit:
    """Return how the mirror of a text writes: tools put readings behind every character in a list of theirs, and no other."""
    found = Counter(match[1] for match in re.finditer(rf"([\u3400-\u9fff])\({SYLLABLE}\)", text))
    bare = Counter(re.sub(rf".\({SYLLABLE}\)", "", text))
    missed = sum(bare[ch] for ch in found)
    read = {form for ch in found for form in (ch, simplify_character(ch)) if not bare[form]}
    traditional = sum(count for ch, count in found.items() if simplify_character(ch) != ch)
    is_sure = found.total() >= _ENOUGH_READ and traditional == found.total()
    simple = sum(count for ch, count in bare.items() if is_simplified_only(ch))
    foreign = sum(count for ch, count in (bare + found).items() if simplify_character(ch) != ch)
    return _Habit(frozenset(read), _surprise(found.total(), missed), is_sure, _surprise(foreign, simple))


def _surprise(often: int, seldom: int) -> float:
    """Return what it costs that something happens again which happened `seldom` where it could `often`."""
    return max(0.0, log((often + 2) / (seldom + 1)))


# ---- the best way through a stretch ----------------------------------------------------------------------------------


def _in_step_again(tokens: Sequence[_Token], damage: int) -> int:
    """Return the token by which a stretch is in step again, with some context behind it, whatever was lost."""
    may_be_in_step, may_be_off, quiet = True, False, 0
    for at in range(damage, min(len(tokens), damage + _FURTHEST)):
        token = tokens[at]
        if token.lost:
            may_be_in_step, may_be_off, quiet = True, may_be_in_step, 0
        elif len(token.code) != 2:
            may_be_off = False
        quiet = 0 if may_be_off else quiet + 1
        if quiet > _AFTER:
            return at + 1
    return min(len(tokens), damage + _FURTHEST)


def _best_way(stretch: _Stretch, words: Words, habit: _Habit, effort: _Effort) -> list[_Sure]:
    """Return the characters of the cheapest way through a stretch; nothing when none leads to its end or it takes too much."""
    lattice = _Lattice(stretch, words, habit)
    found: list[_Word] = []
    waiting = [(_place(lattice.start), lattice.start)]
    costs = {lattice.start: 0.0}
    cheapest: dict[int, float] = defaultdict(lambda: inf)
    while waiting:
        _, node = waiting.pop(0)
        if len(found) > min(_MOST_WORDS, effort.left):
            effort.left -= len(found)
            return []
        if node == lattice.goal or (_is_off(node) and costs[node] > cheapest[node[0]] + _HOPELESS):
            continue
        for word in lattice.words_from(node):
            target, cost = word.steps[-1].target, costs[node] + word.cost
            if _is_off(target) and cost > cheapest[target[0]] + _HOPELESS:
                continue
            found.append(word)
            if target not in costs:
                insort(waiting, (_place(target), target))
            if cost < costs.get(target, inf):
                costs[target] = cost
                cheapest[target[0]] = min(cheapest[target[0]], cost)
    effort.left -= len(found)
    return _judge(found, lattice.start, lattice.goal) if lattice.goal in costs else []


def _judge(found: Sequence[_Word], start: _Node, goal: _Node) -> list[_Sure]:
    """Return the cheapest way from start to goal, and how likely each of its characters is: the share of all ways with it."""
    onward: dict[_Node, float] = {goal: 0.0}  # cost of all ways to the goal together
    rest: dict[_Node, float] = {goal: 0.0}  # cost of the cheapest
    best_word: dict[_Node, _Word] = {}
    for word in sorted(found, key=lambda word: _place(word.steps[0].source), reverse=True):
        source, target = word.steps[0].source, word.steps[-1].target
        onward[source] = _together(onward.get(source, inf), word.cost + onward.get(target, inf))
        if word.cost + rest.get(target, inf) < rest.get(source, inf):
            rest[source], best_word[source] = word.cost + rest[target], word
    so_far: dict[_Node, float] = {start: 0.0}
    for word in found:  # in the order of their sources
        cost, target = so_far[word.steps[0].source] + word.cost, word.steps[-1].target
        so_far[target] = _together(so_far.get(target, inf), cost)
    shares: dict[_Key, float] = defaultdict(float)
    for word in found:
        share = exp(onward[start] - so_far[word.steps[0].source] - word.cost - onward.get(word.steps[-1].target, inf))
        for step in word.steps if share > 1e-9 else ():
            shares[_key(step)] += share
    passed: dict[int, float] = defaultdict(float, {_place(goal): 1.0})
    for (_, source, _), share in shares.items():
        passed[_place(source)] += share
    way: list[_Sure] = []
    node = start
    while node != goal:
        for step in best_word[node].steps:
            is_placed = min(passed[_place(step.source)], passed[_place(step.target)]) > 1 - _DOUBT
            way.append(_Sure(step, 1 - shares[_key(step)], best_word[node], is_placed))
        node = way[-1].step.target
    return [sure for sure in way if sure.step.ch]


def _together(left: float, right: float) -> float:
    """Return the cost of two ways together: of the sum of their likelihoods."""
    low, high = (left, right) if left < right else (right, left)
    return low if high == inf or high - low > 30 else low - log1p(exp(low - high))


def _key(step: _Step) -> _Key:
    """Return what two ways must share to agree on a character: the character, and from where to where it leads."""
    return simplify_character(step.ch), step.source, step.target


def _place(node: _Node) -> int:
    """Return where a node stands in the order in which nodes are reached."""
    return 4 * node[0] + node[1] % _BEHIND_PAUSE // _LEVEL


def _is_off(node: _Node) -> bool:
    """Return whether a byte is pending at a node."""
    return node[1] % _BEHIND_PAUSE > 0


def _edits(tokens: Sequence[_Token], way: Sequence[_Sure]) -> Iterator[Edit]:
    """Yield what the way changes: characters that share tokens together."""
    group: list[_Sure] = []
    for sure in _decided(tokens, way):
        if group and sure.step.first > max(each.step.last for each in group):
            yield from _edit(tokens, group)
            group = []
        group.append(sure)
    yield from _edit(tokens, group)


def _decided(tokens: Sequence[_Token], way: Sequence[_Sure]) -> Iterator[_Sure]:
    """Yield the way with UNKNOWN for what is in doubt; what stands beside it must be surer, and what no byte is known of."""
    run: list[_Sure] = []
    for sure in way:
        run.append(sure)
        if not _is_off(sure.step.target):
            certain = _certain(tokens, run)
            for each, is_certain in zip(run, certain, strict=True):
                yield each if is_certain else each._replace(step=each.step._replace(ch=UNKNOWN))
            run = []


def _certain(tokens: Sequence[_Token], run: Sequence[_Sure]) -> list[bool]:
    """Return which characters of a run are known; what turns out not to be makes what stands beside it less so, and so on."""
    is_placed = all(each.is_placed or each.is_certain(_DOUBT) for each in run)
    certain = [each.is_certain(_DOUBT) for each in run]
    while True:
        surer = []
        for i, each in enumerate(run):
            is_beside = not (is_placed and all(certain[max(0, i - 1) : i + 2]))
            doubt = _DOUBT_BESIDE if is_beside or _is_loose(tokens, each.step) else _DOUBT
            if each.step.ch in _BEFORE_NUMBERS and _is_before_number(tokens, each.step.target):
                doubt *= exp(-_BENEFIT_BEFORE_NUMBER)  # what was in its favour is no reason to believe in it
            surer.append(each.is_certain(doubt))
        if surer == certain:
            return certain
        certain = surer


def _without_guesses(tokens: Sequence[_Token], way: Sequence[_Sure], words: Words) -> list[_Sure]:
    """Return the way with UNKNOWN where too little speaks for a character: only the language, and the report, which says
    another one of them beside the same neighbour elsewhere, for that one (全县, where 全党 is said more often); or nothing but
    that it is some word, where another, or two, can have stood (智能战占比, where 智能应答占比 stood), or a pause.
    """
    plain = [simplify_character(sure.step.ch) for sure in way]
    beside = [(plain[i - 1] if i else "", plain[i + 1] if i + 1 < len(plain) else "") for i in range(len(plain))]
    is_behind_unknown = [False, *(sure.step.ch == UNKNOWN for sure in way)]
    return [
        sure._replace(step=sure.step._replace(ch=UNKNOWN))
        if (_is_guessed(tokens, sure.step) and (_is_gainsaid(sure.step.ch, *around, words) or _is_bare(tokens, sure, words)))
        or (is_behind_unknown[i] and _is_chinese(plain[i]) and not is_usual(sure.step.ch))
        or (sure.step.ch in _PAUSES and sure.doubt > _DOUBT_BESIDE)
        or (sure.doubt > _DOUBT_NAME and _may_be_name(plain, i))
        or _is_weak(sure, *around, words)
        else sure
        for i, (sure, around) in enumerate(zip(way, beside, strict=True))
    ]


def _may_be_name(plain: Sequence[str], at: int) -> bool:
    """Return whether a character may belong to the name of a person, behind a post: what it is no words can tell."""
    return _is_chinese(plain[at]) and _named_behind().search("".join(plain[max(0, at - 10) : at])) is not None


@cache
def _named_behind() -> re.Pattern[str]:
    posts = sorted({row.word for row in read_lexicon("posts")}, key=lambda word: (-len(word), word))
    return re.compile(f"(?:{'|'.join(map(re.escape, posts))})[\u3400-\u9fff]{{1,2}}$")


def _is_weak(sure: _Sure, before: str, behind: str, words: Words) -> bool:
    """Return whether a character that is not certain stands in a rare word, or alone: between two that no word ties it to."""
    plain = simplify_character(sure.step.ch)
    if sure.doubt < _DOUBT_ALONE or not _is_chinese(plain):
        return False
    if len(sure.word.steps) > 1:
        cost = words.cost("".join(simplify_character(step.ch) for step in sure.word.steps)) or 0.0
        return sure.doubt > _DOUBT_BESIDE and cost > _DEAR * len(sure.word.steps)
    is_inside = before != "" and _is_chinese(before) and behind != "" and _is_chinese(behind)
    return is_inside and not any(pair in known_pairs() or words.says(pair) for pair in (before + plain, plain + behind))


def _is_guessed(tokens: Sequence[_Token], step: _Step) -> bool:
    """Return whether a character was found by its second byte alone."""
    token = tokens[min(step.first, len(tokens) - 1)]
    return token.lost and not token.reading and step.source[1] % _BEHIND_PAUSE == 0 and step.ch not in (UNKNOWN, token.ch)


def _is_bare(tokens: Sequence[_Token], sure: _Sure, words: Words) -> bool:
    """Return whether too little speaks for a character of which only the second byte is known, and no mark that tore it."""
    torn = tokens[min(sure.step.last, len(tokens) - 1)]
    if torn.ch in _NARROWED and not torn.lost:
        return False
    word = "".join(simplify_character(step.ch) for step in sure.word.steps)
    if len(word) <= _SHORT_NAME and is_only_listed(word) and not words.says(word):
        return sure.doubt > _DOUBT_LISTED
    return sure.doubt > (_DOUBT_GUESS if len(word) > 2 else _DOUBT_BESIDE)


def _is_gainsaid(ch: str, before: str, behind: str, words: Words) -> bool:
    code = _code(ch)
    beside = [pair for pair in ((before, ""), ("", behind)) if any(map(_is_chinese, pair))]
    if len(code) != 2 or not _is_chinese(ch) or any(words.says(b + simplify_character(ch) + e) for b, e in beside):
        return False
    others = {simplify_character(other) for other, _, _ in _lines()[1][code[1]]}
    return any(words.says(b + other + e) for b, e in beside for other in others)


def _is_before_number(tokens: Sequence[_Token], node: _Node) -> bool:
    at, state = node
    return state == 0 and at < len(tokens) and tokens[at].ch.isdigit()


def _is_loose(tokens: Sequence[_Token], step: _Step) -> bool:
    """Return whether no byte of a character is known: the first in a pair that vanished, the second so too, or lost."""
    if step.source[1] % _BEHIND_PAUSE < _LEVEL:
        return False
    last = tokens[min(step.last, len(tokens) - 1)]
    return step.target[1] % _BEHIND_PAUSE >= _LEVEL or (last.lost and not last.reading)


def _edit(tokens: Sequence[_Token], group: Sequence[_Sure]) -> Iterator[Edit]:
    if not group:
        return
    first, last = group[0].step.first, max(each.step.last for each in group)
    after = "".join(each.step.ch for each in group)
    if first == last and after == tokens[first].ch:
        return
    origins = tuple((tokens[each.step.first].start, tokens[each.step.last].end) for each in group)
    yield Edit(tokens[first].start, tokens[last].end, after, origins)


# ---- what the tokens can have been -----------------------------------------------------------------------------------


class _Move(NamedTuple):
    """Characters that may stand at a node, and where they lead; a pair that vanishes from there on adds to the target."""

    pool: _Pool
    target: _Node
    first: int
    last: int
    extra: float = 0.0
    goes_on: bool = True
    is_read: bool = False  # whether the reading behind the character is its own, or was kept away by another one before it


class _Lattice:
    """All that the tokens of a stretch can have been, node by node."""

    def __init__(self, stretch: _Stretch, words: Words, habit: _Habit) -> None:
        self.tokens, first, self.at_line_end = stretch
        self.is_sentence = any(token.ch in _PAUSES for token in self.tokens)
        self.words = words
        self.habit = habit
        self.start, self.goal = (first, 0), (len(self.tokens) + 1, 0)
        self._moves: dict[_Node, list[_Move]] = {}

    def words_from(self, node: _Node) -> list[_Word]:
        """Return the words that may begin at a node; UNKNOWN stands for all characters together that are not tried."""
        found: list[_Word] = []
        after, cost_of = self.words.after, self.words.cost
        waiting: list[tuple[str, float, tuple[_Step, ...]]] = []
        behind_pause = node[1] >= _BEHIND_PAUSE
        for move in self.moves(node):
            pool, extra = move.pool, move.extra
            for plain, ch, kind, cost in pool.best:
                if behind_pause and ch in _PAUSES and pool.rest:
                    continue
                if behind_pause and ch in _BRACKETS:
                    cost += _ASTRAY
                if kind and plain in _DECISIVE and not behind_pause:
                    cost -= _BENEFIT
                if plain in _BEFORE_NUMBERS and len(pool.by_plain) > 1 and _is_before_number(self.tokens, move.target):
                    cost -= _BENEFIT_BEFORE_NUMBER
                found.append(_Word(cost + extra + self._extra(ch, move), (_step(node, move, ch, kind),)))
            for kind, all_others in pool.rest:
                found.append(_Word(all_others + extra + self._extra(UNKNOWN, move), (_step(node, move, UNKNOWN, kind),)))
            for plain in pool.starts:
                if after(plain) and not (behind_pause and plain in _PAUSES and pool.rest):
                    waiting += [
                        (plain, extra + self._unusual(ch, move), (_step(node, move, ch, kind),))
                        for ch, kind in pool.by_plain[plain]
                    ]
        while waiting:
            beginning, extra, steps = waiting.pop()
            onward, source = after(beginning), steps[-1].target
            for move in self.moves(source):
                by_plain, more = move.pool.by_plain, extra + move.extra
                if len(by_plain) == 1:
                    fitting: Iterable[str] = by_plain if not onward.isdisjoint(by_plain) else ()
                else:
                    fitting = sorted(by_plain.keys() & onward)
                for plain in fitting:
                    word = beginning + plain
                    whole, goes_on = cost_of(word), after(word)
                    for ch, kind in by_plain[plain]:
                        longer, cost = (*steps, _step(source, move, ch, kind)), more + self._unusual(ch, move)
                        if whole is not None:
                            found.append(_Word(whole + cost + self._mark(ch, move), longer))
                        if goes_on:
                            waiting.append((word, cost, longer))
        return found

    def _extra(self, ch: str, move: _Move) -> float:
        return self._mark(ch, move) + self._unusual(ch, move)

    def _unusual(self, ch: str, move: _Move) -> float:
        """Return what it costs that a mirror writes a character as nowhere else: without its reading, or simplified."""
        unread = self.habit.unread if ch in self.habit.read and not move.is_read else 0.0
        return max(unread, self.habit.simple) if self.habit.simple and is_simplified_only(ch) else unread

    def _mark(self, ch: str, move: _Move) -> float:
        """Return what it costs more, or less, that a mark or none stands here; marks come in pairs, sentences end in one."""
        at = min(move.last, len(self.tokens) - 1)
        is_last = self.at_line_end and move.target[0] >= len(self.tokens)
        if ch in _OPENED_BY:
            return _CLOSES if _CLOSING.get(self.tokens[at].within) == ch else _ASTRAY
        if ch in _CLOSING:
            return (_HANGS if is_last else 0.0) + self._opening(ch, self.tokens[at])
        return _HANGS if is_last and (ch in _PAUSES or (self.is_sentence and ch not in _STOPS)) else 0.0

    @staticmethod
    def _opening(ch: str, token: _Token) -> float:
        if token.within == ch:
            return _ASTRAY
        return _OPENS if token.unopened == ch else 0.0

    def moves(self, node: _Node) -> list[_Move]:
        """Return what may stand at a node."""
        if node not in self._moves:
            self._moves[node] = list(self._moves_from(node[0], node[1] % _BEHIND_PAUSE))
        return self._moves[node]

    def _moves_from(self, at: int, state: int) -> Iterator[_Move]:
        if at == len(self.tokens):
            yield from self._moves_at_end(at, state)
        elif at > len(self.tokens):
            return
        elif state == 0:
            yield from self._moves_in_step(at)
        else:
            yield from self._moves_off(at, state)
            yield from _moves_into_holes(at, state)

    def _moves_at_end(self, at: int, state: int) -> Iterator[_Move]:
        """At the end of a line a single byte that is left over vanishes."""
        goal = self.goal
        if state == 0:
            yield _Move(_nothing(), goal, at, at)
        elif state < _LEVEL and self.at_line_end:
            yield _Move(_by_first(state), goal, at - 1, at - 1, _LOST, goes_on=False)

    def _moves_off(self, at: int, state: int) -> Iterator[_Move]:
        """A byte is pending: the first of a character, or what began a vanished pair."""
        token = self.tokens[at]
        level, byte = divmod(state, _LEVEL)
        if token.code and not token.lost:
            target = (at + 1, token.code[1] if len(token.code) == 2 else 0)
            if level:
                yield _Move(_after_hole(byte, token.code[0]), target, at, at)
            elif exact := _table().get((byte, token.code[0])):
                is_read = token.reading is not None or self.tokens[at - 1].ch in _NARROWED
                yield _Move(_exact(exact), target, at - 1, at, _mismatch(token, exact), is_read=is_read)
        elif token.lost:
            named = self._named(token)
            if named:
                firsts = frozenset(_holes()[byte]) if level else frozenset({byte})
                yield _Move(_named_pool(named, firsts), (at + 1, 0), at - (not level), at, _LOST, is_read=True)
            other = _LOST + (_MISMATCH if named else 0.0)
            yield _Move(_from_hole(byte) if level else _by_first(byte), (at + 1, 0), at - (not level), at, other, is_read=True)

    def _moves_in_step(self, at: int) -> Iterator[_Move]:
        token = self.tokens[at]
        if not token.lost:
            yield _Move(_exact(token.ch), (at + 1, 0), at, at, is_read=token.reading is not None)
            return
        named = self._named(token)
        if token.reading:
            yield _Move(_unknown_character(), (at + 1, 0), at, at, _GIVEN_UP)
        else:
            is_real = at + 1 == len(self.tokens) or self.tokens[at + 1].ch not in _NEVER_BEHIND
            yield _Move(_exact(token.ch), (at + 1, 0), at, at, _LITERAL if is_real else _WHOLE)
        if named:
            yield _Move(_named_pool(named, None), (at + 1, 0), at, at, _WHOLE, is_read=True)
        yield from self._moves_from_lost(at, named)

    def _named(self, token: _Token) -> frozenset[str]:
        """Return the characters with the reading behind a token, of those behind which the mirror puts readings."""
        return _named(token.reading, only_traditional=self.habit.only_traditional) if token.reading else frozenset()

    def _moves_from_lost(self, at: int, named: Set[str]) -> Iterator[_Move]:
        """Yield the characters whose first byte is lost and whose second one is in the next token, or in a vanished pair."""
        firsts = _torn_by(self.tokens[at - 1].code[-1:] if at else b"", named)
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if following is not None and following.code and not following.lost:
            yield from _moves_to_second(at, firsts, following, is_named=bool(named))
        elif following is not None and following.lost:
            yield from _moves_to_lost(at, firsts, following, self._named(following), is_named=bool(named))
        elif following is None and self.at_line_end:
            for first, cost in firsts.items():
                yield _Move(_by_first(first), (at + 1, 0), at, at, 2 * _LOST + cost)
        for first, cost in firsts.items():
            yield _Move(_into_hole(first), (at + 1, _LEVEL), at, at, _LOST + cost, is_read=True)
        if not named:
            is_torn = following is not None and following.code[:1] == _MARK  # what took the first byte began in the mark
            yield _Move(_before_hole(), (at + 1, _LEVEL), at, at, 2 * _LOST if is_torn else _LOST, is_read=True)


def _torn_by(before: bytes, named: Set[str]) -> dict[int, float]:
    """Return the bytes that make a character with the reading together with the byte before, the rarer the dearer."""
    fitting = {byte: _table().get((before[0], byte), "") for byte in range(0x81, 0xFF)} if before and named else {}
    costs = {byte: single(simplify_character(ch)) for byte, ch in fitting.items() if ch in named}
    return {byte: min(_RARE, cost - min(costs.values())) for byte, cost in costs.items()}


def _moves_to_second(at: int, firsts: Mapping[int, float], following: _Token, *, is_named: bool) -> Iterator[_Move]:
    target, second = (at + 2, following.code[1] if len(following.code) == 2 else 0), following.code[0]
    if not is_named:
        yield _Move(_by_second(second), target, at, at + 1, _LOST, is_read=True)
    for first, cost in firsts.items():
        if ch := _table().get((first, second)):
            yield _Move(_exact(ch), target, at, at + 1, _LOST + cost + _mismatch(following, ch), is_read=True)


def _moves_to_lost(
    at: int, firsts: Mapping[int, float], following: _Token, named: frozenset[str], *, is_named: bool
) -> Iterator[_Move]:
    if named:
        pool = _named_pool(named, frozenset(firsts) if is_named else None)
        yield _Move(pool, (at + 2, 0), at, at + 1, 2 * _LOST, is_read=True)
    elif is_named:
        for first, cost in firsts.items():
            yield _Move(_by_first(first), (at + 2, 0), at, at + 1, 2 * _LOST + cost)
    else:
        yield _Move(_unknown_character(), (at + 2, 0), at, at + 1, _BOTH)
        if following.ch == "?":
            yield _Move(_by_second(following.code[0]), (at + 2, following.code[1]), at, at + 1, 2 * _LOST)


def _moves_into_holes(at: int, state: int) -> Iterator[_Move]:
    """Yield the characters whose second byte began a pair that vanished before the token."""
    level, byte = divmod(state, _LEVEL)
    if level < _MOST_HOLES:
        pool = _between_holes(byte) if level else _into_hole(byte)
        yield _Move(pool, (at, (level + 1) * _LEVEL), at - 1, at - 1)


def _step(node: _Node, move: _Move, ch: str, kind: int) -> _Step:
    behind = _BEHIND_PAUSE if ch and ch in _PAUSES and move.goes_on else 0
    return _Step(ch, node, (move.target[0], move.target[1] + kind + behind), move.first, move.last)


@cache
def _named(reading: str, *, only_traditional: bool) -> frozenset[str]:
    """Return the characters with a reading; those that simplified script has only when there are no others."""
    named = readings().get(reading, frozenset())
    return frozenset(ch for ch in named if only_traditional and simplify_character(ch) != ch) or named


def _mismatch(token: _Token, ch: str) -> float:
    """Return what it costs that a reading does not fit the character that ends in a single byte before it."""
    return _MISMATCH if len(token.code) == 1 and token.reading and ch not in readings().get(token.reading, ch) else 0.0


# ---- the bytes of GBK ------------------------------------------------------------------------------------------------


@cache
def _code(ch: str) -> bytes:
    if ch == "€":
        return b"\x80"
    try:
        return (_widened(ch) if ch and ch in _NARROWED else ch).encode("gbk")
    except UnicodeEncodeError:
        return b""


def _widened(ch: str) -> str:
    return chr(ord(ch) + 0xFEE0)


@cache
def _table() -> Mapping[tuple[int, int], str]:
    """Return the characters of GBK by their two bytes."""
    table: dict[tuple[int, int], str] = {}
    for first in range(0x81, 0xFF):
        for second in range(0x40, 0xFF):
            ch = bytes((first, second)).decode("gbk", "ignore")
            if len(ch) == 1 and not ch.isascii():
                table[first, second] = ch
    return table


@cache
def _holes() -> Mapping[int, tuple[int, ...]]:
    """Return the pairs of bytes that map to no character: the second bytes, which begin a character, by the first."""
    pairs = {first: tuple(s for s in range(0x81, 0xFF) if (first, s) not in _table()) for first in range(0x80, 0xFF)}
    return {first: seconds for first, seconds in pairs.items() if seconds}


@cache
def _kinds() -> Mapping[int, int]:
    """Return for each byte that can begin a vanished pair the first byte that can be followed by the same ones."""
    first = {seconds: byte for byte, seconds in sorted(_holes().items(), reverse=True)}
    return {byte: first[seconds] for byte, seconds in _holes().items()}


@cache
def _lines() -> tuple[Mapping[int, Sequence[_Code]], Mapping[int, Sequence[_Code]]]:
    """Return the characters of GBK by first and by second byte."""
    firsts: dict[int, list[_Code]] = defaultdict(list)
    seconds: dict[int, list[_Code]] = defaultdict(list)
    for (first, second), ch in _table().items():
        firsts[first].append((ch, first, second))
        seconds[second].append((ch, first, second))
    return firsts, seconds


class _Pool(NamedTuple):
    """Characters that may stand in a place, by simplified form, each with the kind of vanished pair that it begins (or 0).

    `best` are those that are likeliest on their own, with their costs, `rest` the costs of all others together, by kind;
    `starts` are the forms with which a word may begin.
    """

    by_plain: Mapping[str, Sequence[tuple[str, int]]]
    best: Sequence[tuple[str, str, int, float]]
    rest: Sequence[tuple[int, float]]
    starts: Sequence[str]


def _pool(codes: Iterable[_Code], *, begins_hole: bool = False) -> _Pool:
    by_plain: dict[str, dict[int, str]] = defaultdict(dict)
    for ch, _, second in codes:
        if not begins_hole or second in _kinds():
            by_plain[simplify_character(ch)].setdefault(_kinds()[second] if begins_hole else 0, ch)
    by_kind: dict[int, list[tuple[float, str, str]]] = defaultdict(list)
    for plain, kinds in by_plain.items():
        for kind, ch in kinds.items():
            by_kind[kind].append((single(plain), plain, ch))
    best, rest = [], []
    for kind, ranked in sorted(by_kind.items()):
        ranked.sort()
        tried = ranked[:_SINGLES] + [each for each in ranked[_SINGLES:] if each[1] in _MARKS or each[1] in _TRIED]
        others = [cost for cost, plain, _ in ranked[_SINGLES:] if plain not in _MARKS and plain not in _TRIED]
        best += [(plain, ch, kind, cost) for cost, plain, ch in tried]
        if others:
            rest.append((kind, -log(fsum(exp(-cost) for cost in others))))
    starts = sorted(by_plain) if len(by_plain) <= _FEW else sorted(by_plain.keys() & initials())
    return _Pool({plain: [(ch, kind) for kind, ch in kinds.items()] for plain, kinds in by_plain.items()}, best, rest, starts)


@cache
def _exact(ch: str) -> _Pool:
    plain = _widened(ch) if ch in _NARROWED and ch != "?" else simplify_character(ch)
    return _Pool({plain: [(ch, 0)]}, [(plain, ch, 0, single(plain))], [], [plain])


@cache
def _nothing() -> _Pool:
    return _Pool({}, [("", "", 0, 0.0)], [], [])


@cache
def _unknown_character() -> _Pool:
    return _Pool({}, [], [(0, 0.0)], [])


@cache
def _by_first(first: int) -> _Pool:
    return _pool(_lines()[0].get(first, ()))


@cache
def _by_second(second: int) -> _Pool:
    return _pool(_lines()[1].get(second, ()))


@cache
def _after_hole(before: int, second: int) -> _Pool:
    """Return the characters with this second byte, whose first byte ended a vanished pair begun by `before`."""
    firsts = frozenset(_holes()[before])
    return _pool(code for code in _lines()[1].get(second, ()) if code[1] in firsts)


@cache
def _from_hole(before: int) -> _Pool:
    """Return the characters whose first byte ended a vanished pair begun by `before`."""
    return _pool(code for first in _holes()[before] for code in _lines()[0].get(first, ()))


@cache
def _into_hole(first: int) -> _Pool:
    """Return the characters with this first byte, whose second one can begin a vanished pair."""
    return _pool(_lines()[0].get(first, ()), begins_hole=True)


@cache
def _before_hole() -> _Pool:
    """Return the characters whose second byte can begin a vanished pair."""
    return _pool((code for first in sorted(_lines()[0]) for code in _lines()[0][first]), begins_hole=True)


@cache
def _between_holes(before: int) -> _Pool:
    """Return the characters whose first byte ended a vanished pair begun by `before`, and whose second one began another."""
    return _pool((code for first in _holes()[before] for code in _lines()[0].get(first, ())), begins_hole=True)


@cache
def _named_pool(named: frozenset[str], firsts: frozenset[int] | None) -> _Pool:
    """Return those of the characters with a reading that have one of these first bytes."""
    codes = ((ch, *ch.encode("gbk")) for ch in sorted(named))
    return _pool(code for code in codes if firsts is None or code[1] in firsts)
