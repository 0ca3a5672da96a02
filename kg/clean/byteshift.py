"""Characters read one byte off, put back: 駕駛人警示宣傳 for the 駕駛?cè)司拘麄 that a mirror made of it.

A mirror that put readings behind characters did so on raw GBK bytes, without keeping to character boundaries: 駛人 is
F1 82 C8 CB, 82 C8 is also 側, so “(cè)” came between C8 and CB; C8 28 is no character and shows as “?”, and from there every
pair of bytes is read one byte off, until a single byte puts it in step again. Pairs that map to no character vanish.

All of it is arithmetic except two things. A byte that shows as “?” must, with the byte before it, make a character with
the reading that stands behind it. A vanished pair lies in the holes of GBK, so that both characters it was part of are half
known. All that fits makes a lattice; of its paths the likeliest is the one laid out in words at the lowest cost
(kg/clean/language.py). A character with an alternative that is not far less likely stays unknown: one U+FFFD.
"""

from __future__ import annotations

import re
from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cache
from heapq import nsmallest
from itertools import pairwise
from math import inf
from typing import NamedTuple

from kg.clean.align import Aligned, Edit, apply
from kg.clean.language import UNSEEN, Words, initials, known_pairs, readings
from kg.clean.normalize import simplify, simplify_character
from kg.clean.repair import SYLLABLE, has_readings
from kg.records import Repair

UNKNOWN = "\ufffd"

_MARGIN = 4.0  # nats by which a character must be likelier than any other in its place
_BEFORE, _AFTER = 8, 10  # characters of context that help to decide
_FURTHEST = 80  # characters that one stretch may last
_MOST_LOST = 8  # bytes of a stretch that may be lost
_MOST = 100  # stretches of a report that are looked into: one with more is no report that was damaged now and then
_HOPELESS = 10.0  # nats behind the best way to the same token
_SINGLES = 4  # characters tried as a word of their own, of those that lead to the same place
_LOST, _LITERAL, _WHOLE, _MISMATCH = (
    3.0,
    4.0,
    7.0,
    8.0,
)  # a lost byte, a real “?”, a lost character, a reading that does not fit
_GIVEN_UP, _BOTH = 25.0, 14.0  # a character of which nothing is left but one “?”, or two
_ONCE, _TWICE = 256, 512  # added to the byte that began a vanished pair, the first or the second in a row

_NARROWED = "!,:;()"  # mirrors write ！，：；（） so, and do that on raw bytes too: 危化 is CE A3 BB AF, A3 BB is also ；

_TOKEN = re.compile(rf"(?P<lost>[?\ufffd])(?:(?P<r1>{SYLLABLE}|[a-zü]{{1,6}})\))?|(?P<ch>[^\n])(?:\((?P<r2>{SYLLABLE})\))?")


class _Token(NamedTuple):
    """A character as found with its bytes in GBK (none when it is not in it), or a lost byte; and the reading put behind it."""

    ch: str
    code: bytes
    lost: bool
    reading: str | None
    start: int
    end: int
    vanished: bool = False  # whether to think of a pair that vanished right before it, behind a lost byte without a reading


class _Step(NamedTuple):
    """One character as it may have been, between two nodes.

    A node is a token before which to stand and a state: 0 in step, else the first byte of a character, or _ONCE or _TWICE
    and the byte that began a vanished pair. `first` and `last` are the tokens in which the character shows.
    """

    ch: str
    source: tuple[int, int]
    target: tuple[int, int]
    first: int
    last: int
    extra: float = 0.0


class _Word(NamedTuple):
    """A word as it may have been."""

    cost: float
    steps: tuple[_Step, ...]


class _Sure(NamedTuple):
    """A step of the best way, and whether nothing else comes near it."""

    step: _Step
    is_certain: bool


class _Stretch(NamedTuple):
    """Tokens of a line up to where they are in step for certain, and the first that matters."""

    tokens: Sequence[_Token]
    first: int


_Code = tuple[str, int, int]  # a character and its bytes
_Pool = Mapping[str, Sequence[_Code]]  # by simplified form


def restore_bytes(before: Aligned) -> tuple[Aligned, list[Repair]]:
    """Put characters back that were read one byte off; what stays unknown is U+FFFD, one for each character."""
    text = before.text
    if "?" not in text and UNKNOWN not in text:
        return before, []
    stretches = _stretches(text)
    if not stretches:
        return before, []
    words = Words(simplify(_undamaged(text)))
    edits = [_restore(stretch, words) for stretch in stretches[:_MOST]] + [_give_up(stretch) for stretch in stretches[_MOST:]]
    if any(map(_unknown, edits)):  # what was restored for certain may decide the rest
        restored, _ = apply(before, [edit for some in edits for edit in some], "")
        words = Words(simplify(_undamaged(restored.text)))
        for i, stretch in enumerate(stretches[:_MOST]):
            if _unknown(edits[i]):
                edits[i] = min(edits[i], _restore(stretch, words), key=_unknown)
    return apply(before, [edit for some in edits for edit in some], "byte-shift")


def _stretches(text: str) -> list[_Stretch]:
    """Return the stretches of a text in which characters may have been lost, with some context around each."""
    is_mirror = has_readings(text)
    found: list[_Stretch] = []
    for line in re.finditer(r"[^\n]*[?\ufffd][^\n]*", text):
        tokens, done = _tokens(text, line.start(), line.end()), 0
        for at in range(len(tokens)):
            if at >= done and _is_damage(tokens, at, is_mirror):
                first, done = max(done, at - _BEFORE), _in_step_again(tokens, at)
                before = max(0, first - 1)
                found.append(_Stretch(tokens[before:done], first - before))
    return found


def _restore(stretch: _Stretch, words: Words) -> list[Edit]:
    """Return what is put back in a stretch."""
    tokens, first = stretch
    if sum(token.lost for token in tokens) > _MOST_LOST:
        return _give_up(stretch)
    way = _best_way(tokens, first, words)
    if any(sure.step.extra == _LITERAL or sure.step.ch == UNKNOWN for sure in way):
        way = _best_way([token._replace(vanished=True) for token in tokens], first, words)
    return list(_edits(tokens, way)) if way else _give_up(stretch)


def _give_up(stretch: _Stretch) -> list[Edit]:
    """Return U+FFFD for each character of a stretch from what was lost on."""
    tokens, first = stretch
    damaged = [at for at in range(first, len(tokens)) if tokens[at].lost]
    end = next((at for at in range(damaged[-1] + 1, len(tokens)) if tokens[at].ch.isascii()), len(tokens))
    return [Edit(token.start, token.end, UNKNOWN) for token in tokens[damaged[0] : end]]


def _unknown(edits: Sequence[Edit]) -> int:
    return sum(edit.after.count(UNKNOWN) for edit in edits)


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    return [
        _Token(m["ch"] or m["lost"], _code(m["ch"] or ""), m["lost"] is not None, m["r1"] or m["r2"], m.start(), m.end())
        for m in _TOKEN.finditer(text, start, end)
    ]


def _is_damage(tokens: Sequence[_Token], at: int, is_mirror: bool) -> bool:
    """Return whether a “?” may be a lost byte: with a reading, in a mirror, or before what does not read like Chinese."""
    if not tokens[at].lost or tokens[at].reading:
        return tokens[at].lost
    if at == 0 or tokens[at - 1].ch.isascii():
        return False
    following = [simplify_character(token.ch) for token in tokens[at + 1 : at + 9]]
    pairs = [a + b for a, b in pairwise(following) if _is_chinese(a) and _is_chinese(b)]
    return is_mirror or (bool(pairs) and sum(pair in known_pairs() for pair in pairs) < 0.7 * len(pairs))


def _is_chinese(ch: str) -> bool:
    return "\u3400" <= ch <= "\u9fff"


def _undamaged(text: str) -> str:
    """Return the clauses of a text without a “?”, and without readings."""
    clauses = re.split(r"(?<=[，。；：、,;:\n])", re.sub(rf"\({SYLLABLE}\)", "", text))
    return "".join(clause for clause in clauses if "?" not in clause and UNKNOWN not in clause)


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


def _best_way(tokens: Sequence[_Token], first: int, words: Words) -> list[_Sure]:
    """Return the characters of the cheapest way from the token `first` to the end; nothing when no way leads there."""
    start, goal = (first, 0), (len(tokens), 0)
    costs = {start: 0.0}
    found: list[_Word] = []
    cheapest: dict[int, float] = defaultdict(lambda: inf)
    waiting = [(_place(start), start)]
    while waiting:
        _, node = waiting.pop(0)
        if node == goal or (node[1] and costs[node] > cheapest[node[0]] + _HOPELESS):
            continue
        for word in _words_from(node, tokens, words):
            target, cost = word.steps[-1].target, costs[node] + word.cost
            if target[1] and cost > cheapest[target[0]] + _HOPELESS:
                continue
            found.append(word)
            if target not in costs:
                insort(waiting, (_place(target), target))
            if cost < costs.get(target, inf):
                costs[target] = cost
                cheapest[target[0]] = min(cheapest[target[0]], cost)
    return _judge(found, costs, start, goal) if goal in costs else []


def _judge(
    found: Sequence[_Word], costs: Mapping[tuple[int, int], float], start: tuple[int, int], goal: tuple[int, int]
) -> list[_Sure]:
    """Return the cheapest way from start to goal, each character certain when every way past it costs much more."""
    rest: dict[tuple[int, int], float] = {goal: 0.0}
    best_word: dict[tuple[int, int], _Word] = {}
    for word in sorted(found, key=lambda word: _place(word.steps[0].source), reverse=True):
        source, cost = word.steps[0].source, word.cost + rest.get(word.steps[-1].target, inf)
        if cost < rest.get(source, inf):
            rest[source], best_word[source] = cost, word
    limit = costs[goal] + _MARGIN
    rivals = {
        step
        for word in found
        if costs[word.steps[0].source] + word.cost + rest.get(word.steps[-1].target, inf) < limit
        for step in word.steps
    }
    steps: list[_Step] = []
    node = start
    while node != goal:
        steps += best_word[node].steps
        node = steps[-1].target
    return [_Sure(step, not any(_is_rival(step, rival) for rival in rivals)) for step in steps]


def _is_rival(step: _Step, other: _Step) -> bool:
    """Return whether a way with the other step leaves the step out."""
    is_same = other[1:3] == step[1:3] and simplify_character(other.ch) == simplify_character(step.ch)
    return not is_same and _place(other.source) <= _place(step.source) < _place(other.target)


def _place(node: tuple[int, int]) -> int:
    """Return where a node stands in the order in which nodes are reached."""
    return 4 * node[0] + node[1] // _ONCE


def _edits(tokens: Sequence[_Token], way: Sequence[_Sure]) -> Iterator[Edit]:
    """Yield what the way changes: characters that share tokens together."""
    group: list[_Sure] = []
    for sure in way:
        if group and sure.step.first > max(each.step.last for each in group):
            yield from _edit(tokens, group)
            group = []
        group.append(sure)
    yield from _edit(tokens, group)


def _edit(tokens: Sequence[_Token], group: Sequence[_Sure]) -> Iterator[Edit]:
    if not group:
        return
    first, last = group[0].step.first, max(each.step.last for each in group)
    after = "".join(each.step.ch if each.is_certain else UNKNOWN for each in group)
    if first == last and after == tokens[first].ch:
        return
    origins = tuple((tokens[each.step.first].start, tokens[each.step.last].end) for each in group)
    yield Edit(tokens[first].start, tokens[last].end, after, origins)


# ---- what the tokens can have been -----------------------------------------------------------------------------------


def _words_from(node: tuple[int, int], tokens: Sequence[_Token], words: Words) -> Iterator[_Word]:
    """Yield the words that may begin at a node."""
    by_target: dict[tuple[int, int], list[_Word]] = defaultdict(list)
    open_words: list[tuple[str, float, tuple[_Step, ...]]] = []
    for plain, step in _steps(node, tokens, None):
        by_target[step.target].append(_Word(words.single(plain) + step.extra, (step,)))
        open_words.append((plain, step.extra, (step,)))
    for singles in by_target.values():
        yield from nsmallest(_SINGLES, singles, key=lambda word: word.cost)
    while open_words:
        beginning, extra, steps = open_words.pop()
        onward = words.after(beginning)
        if not onward:
            continue
        for plain, step in _steps(steps[-1].target, tokens, onward):
            word, so_far, longer = beginning + plain, extra + step.extra, (*steps, step)
            cost = words.cost(word)
            if cost is not None:
                yield _Word(cost + so_far, longer)
            open_words.append((word, so_far, longer))


def _steps(node: tuple[int, int], tokens: Sequence[_Token], allowed: Set[str] | None) -> Iterator[tuple[str, _Step]]:
    """Yield the characters that may stand at a node, by simplified form; only those allowed."""
    at, state = node
    if at >= len(tokens):
        return
    if state == 0:
        yield from _steps_in_step(node, tokens, allowed)
        return
    token = tokens[at]
    if token.code:
        target = (at + 1, token.code[1] if len(token.code) == 2 else 0)
        if state >= _ONCE:
            for plain, ch, _, _ in _choose(_after_hole(state % _ONCE, token.code[0]), allowed):
                yield plain, _Step(ch, node, target, at, at)
        elif exact := _table().get((state, token.code[0])):
            plain = simplify_character(exact)
            if allowed is None or plain in allowed:
                yield plain, _Step(exact, node, target, at - 1, at, _mismatch(token, exact))
    elif token.lost:
        named = _named(token)
        for first in [state] if state < _ONCE else sorted(_holes()[state % _ONCE]) if named else []:
            for plain, ch, _, _ in _choose(_by_first(first), allowed):
                if not named or ch in named:
                    yield plain, _Step(ch, node, (at + 1, 0), at - (state < _ONCE), at)
    yield from _steps_into_holes(node, allowed)


def _steps_into_holes(node: tuple[int, int], allowed: Set[str] | None) -> Iterator[tuple[str, _Step]]:
    """Yield the characters whose second byte began a pair that vanished before the token."""
    at, state = node
    if state < _ONCE:
        for plain, ch, _, byte in _choose(_into_hole(state), allowed):
            yield plain, _Step(ch, node, (at, _ONCE + byte), at - 1, at - 1)
    elif state < _TWICE:
        for plain, ch, _, byte in _choose(_between_holes(state % _ONCE), initials() if allowed is None else allowed):
            yield plain, _Step(ch, node, (at, _TWICE + byte), at - 1, at - 1)


def _steps_in_step(node: tuple[int, int], tokens: Sequence[_Token], allowed: Set[str] | None) -> Iterator[tuple[str, _Step]]:
    at = node[0]
    token = tokens[at]
    if not token.lost:
        plain = simplify_character(token.ch)
        if allowed is None or plain in allowed:
            yield plain, _Step(token.ch, node, (at + 1, 0), at, at)
        return
    named = _named(token)
    if allowed is None:
        ch, cost = (UNKNOWN, _GIVEN_UP - UNSEEN) if token.reading else (token.ch, _LITERAL)
        yield ch, _Step(ch, node, (at + 1, 0), at, at, cost)
    for ch in sorted(named):
        plain = simplify_character(ch)
        if allowed is None or plain in allowed:
            yield plain, _Step(ch, node, (at + 1, 0), at, at, _WHOLE)
    if at + 1 < len(tokens):
        yield from _steps_from_lost(node, tokens, named, allowed)


def _steps_from_lost(
    node: tuple[int, int], tokens: Sequence[_Token], named: Set[str], allowed: Set[str] | None
) -> Iterator[tuple[str, _Step]]:
    """Yield the characters whose first byte is lost and whose second one is in the next token, or in a vanished pair."""
    at = node[0]
    following = tokens[at + 1]
    before = tokens[at - 1].code[-1:] if at else b""
    firsts = [byte for byte in range(0x81, 0xFF) if before and _table().get((before[0], byte)) in named] if named else []
    if following.code:
        target = (at + 2, following.code[1] if len(following.code) == 2 else 0)
        second = following.code[0]
        pool = _pool_of(frozenset(_table().get((first, second), "") for first in firsts)) if named else _by_second(second)
        for plain, ch, _, _ in _choose(pool, allowed):
            yield plain, _Step(ch, node, target, at, at + 1, _LOST + _mismatch(following, ch))
    elif following.lost:
        also = _named(following)
        for plain, ch, byte, _ in _choose(_pool_of(also), allowed) if also else ():
            if not named or byte in firsts:
                yield plain, _Step(ch, node, (at + 2, 0), at, at + 1, 2 * _LOST)
        for first in firsts if not also else ():
            for plain, ch, _, _ in _choose(_by_first(first), allowed):
                yield plain, _Step(ch, node, (at + 2, 0), at, at + 1, 2 * _LOST)
        if not named and not also and allowed is None:
            yield UNKNOWN, _Step(UNKNOWN, node, (at + 2, 0), at, at + 1, _BOTH - UNSEEN)
    for first in firsts:
        for plain, ch, _, byte in _choose(_into_hole(first), allowed):
            yield plain, _Step(ch, node, (at + 1, _ONCE + byte), at, at, _LOST)
    if following.vanished:
        for plain, ch, _, byte in _choose(_before_hole(), initials() if allowed is None else allowed):
            yield plain, _Step(ch, node, (at + 1, _ONCE + byte), at, at, _LOST)


def _named(token: _Token) -> Set[str]:
    """Return the characters with the reading behind a token."""
    return readings().get(token.reading, frozenset()) if token.reading else frozenset()


def _mismatch(token: _Token, ch: str) -> float:
    """Return what it costs that a reading does not fit the character that ends in a single byte before it."""
    return _MISMATCH if len(token.code) == 1 and token.reading and ch not in readings().get(token.reading, ch) else 0.0


def _choose(pool: _Pool, allowed: Set[str] | None) -> Iterator[tuple[str, str, int, int]]:
    for plain in pool if allowed is None else sorted(pool.keys() & allowed):
        for ch, first, second in pool[plain]:
            yield plain, ch, first, second


# ---- the bytes of GBK ------------------------------------------------------------------------------------------------


@cache
def _code(ch: str) -> bytes:
    if ch == "€":
        return b"\x80"
    try:
        return (chr(ord(ch) + 0xFEE0) if ch and ch in _NARROWED else ch).encode("gbk")
    except UnicodeEncodeError:
        return b""


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
def _holes() -> Mapping[int, frozenset[int]]:
    """Return the pairs of bytes that map to no character: the second bytes by the first."""
    pairs = {first: frozenset(s for s in range(0x40, 0x100) if (first, s) not in _table()) for first in range(0x80, 0x100)}
    return {first: seconds for first, seconds in pairs.items() if seconds}


@cache
def _pools() -> tuple[Mapping[int, _Pool], Mapping[int, _Pool]]:
    """Return the characters of GBK by first and by second byte."""
    firsts: dict[int, dict[str, list[_Code]]] = defaultdict(dict)
    seconds: dict[int, dict[str, list[_Code]]] = defaultdict(dict)
    for (first, second), ch in _table().items():
        plain = simplify_character(ch)
        firsts[first].setdefault(plain, []).append((ch, first, second))
        seconds[second].setdefault(plain, []).append((ch, first, second))
    return firsts, seconds


def _by_first(first: int) -> _Pool:
    return _pools()[0].get(first, {})


def _by_second(second: int) -> _Pool:
    return _pools()[1].get(second, {})


@cache
def _after_hole(before: int, second: int) -> _Pool:
    """Return the characters with this second byte, whose first byte ended a vanished pair begun by `before`."""
    return _only(_by_second(second), lambda code: code[1] in _holes()[before])


@cache
def _into_hole(first: int) -> _Pool:
    """Return the characters with this first byte, whose second one can begin a vanished pair."""
    return _only(_by_first(first), lambda code: code[2] in _holes())


@cache
def _before_hole() -> _Pool:
    """Return the characters whose second byte can begin a vanished pair."""
    pool: dict[str, list[_Code]] = defaultdict(list)
    for first in sorted(_pools()[0]):
        for plain, codes in _into_hole(first).items():
            pool[plain] += codes
    return pool


@cache
def _between_holes(before: int) -> _Pool:
    """Return the characters whose first byte ended a vanished pair begun by `before`, and whose second one began another."""
    pool: dict[str, list[_Code]] = defaultdict(list)
    for first in sorted(_holes()[before]):
        for plain, codes in _into_hole(first).items():
            pool[plain] += codes
    return pool


@cache
def _pool_of(characters: frozenset[str]) -> _Pool:
    """Return the characters given, with their bytes."""
    pool: dict[str, list[_Code]] = defaultdict(list)
    for ch in sorted(characters - {""}):
        first, second = ch.encode("gbk")
        pool[simplify_character(ch)].append((ch, first, second))
    return pool


def _only(pool: _Pool, fits: Callable[[_Code], bool]) -> _Pool:
    chosen = {plain: [code for code in codes if fits(code)] for plain, codes in pool.items()}
    return {plain: codes for plain, codes in chosen.items() if codes}
