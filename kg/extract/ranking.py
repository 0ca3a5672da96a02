"""Who reached a result or did a deed: every body that a report names, weighed by a small model of our own.

The reader of discourse carries one subject from clause to clause. It is one candidate among several here; the model weighs all
of them by where they stand and in which role, and is followed where it is surer of another by `MARGIN`. Where the discourse
gives nobody, nobody is given. The model sees where a name stands and what kind of body it is, never its letters. It was taught
by results; of deeds whose subject no clause names it knows who acts as well.

Method: gradient boosting of decision trees (Friedman 2001), run by onnxruntime. The model comes from the open reference set
alone: `python -m tests.reference.train`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kg.extract import models
from kg.extract.discourse import SECTION, Discourse, Setting
from kg.extract.nlp import Tag
from kg.extract.order import count_within, last_of
from kg.records import Activity, Mention, Predicate, Result, Span

MODEL = "agents.onnx"
MARGIN = 0.3  # by which another body must be likelier than the one that the discourse gives
SHORTEST = 200  # characters of a text that the model weighs
_POINTS_BACK = re.compile(
    r"(?<![\u4e00-\u9fff])街道(?![\u4e00-\u9fff]{0,6}(?:办|队|中心|工委|所|站))|该[\u4e00-\u9fff]|[前后]者|他们|她们|[我本](?=[省市县区州盟旗局厅委院部队所站中校])"
)
_DEMANDS = re.compile(r"要求|强调|指出|号召")
_STOP = "。！？\n"
_CLAUSE = "，；：。！？\n"
_LISTED = re.compile(r"(?:\n|^)\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.、．])\s*$")
_MARKS = "一二三四五六七八九十0123456789（）()、.． \u3000"
_BROADCASTS = re.compile(r"(?:消息|讯)?[（(][^（）()\n]{2,10}[）)][：:]|[）)][：:]|(?:消息|讯)[：:]")  # 某网消息（某节目）：
_TELLS = re.compile(r"[^，。；：]{0,6}(?:介绍|表示|获悉|通报|要求|强调|指出|透露|了解到|说|称|显示|消息|讯|公布|发布|数据)")
_BEHIND_PREPOSITION = re.compile(r"(?:从|据|在|向|对|与|和|同|到|为|给|将|把|以|经|受|及|、)$")
_BEHIND_BY = re.compile(r"(?:由|被|让|请)$")
_VERBS, _NOUNS, _ADVERBS = ("v", "vd", "vn"), ("n", "nz", "m"), ("d", "ad", "p", "TIME", "t")
_DEEDS: tuple[Predicate, ...] = ("ran", "built", "issued", "held")  # what a body does that the clause need not name
_FAR = 99  # the rank of a body that is named only behind the result
_HEADING = 40  # characters of the longest line that heads a paragraph

Fact = TypeVar("Fact", Result, Activity)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body that may have reached a result or done a deed: the mention nearest to it, and what the model sees of it."""

    mention: Mention
    features: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a fact stands: its words, its sentence and paragraph, who acts around it."""

    fact: Result | Activity
    start: int
    end: int
    sentence: int
    paragraph: int
    setting: Setting
    last: str  # the body that acted last, in a clause of its own
    inside: str  # the same within the sentence
    first: str  # the body that acts first in the paragraph
    recent: dict[str, int]  # how many other bodies were named since
    headed: frozenset[str]  # bodies that the line above the paragraph names


@dataclass(frozen=True, slots=True)
class _Body:
    """A body under all its names in a report, with what is the same for every fact; positions are in order."""

    name: str
    mentions: Sequence[Mention]
    printed: Sequence[Mention]
    starts: Sequence[int]  # of those that are printed
    acting: Sequence[int]  # of those that begin a clause of their own
    told: Sequence[int]  # of its deeds
    done_to: frozenset[str]  # what its deeds are done to
    is_in_title: bool
    acted: int  # how often it begins a clause


class Weigher:
    """The candidates of the results and deeds of one report."""

    def __init__(
        self, text: str, tags: Sequence[Tag], mentions: Sequence[Mention], discourse: Discourse, activities: Sequence[Activity]
    ) -> None:
        self.text, self.tags, self.discourse = text, tags, discourse
        self._deeds: dict[str, list[Activity]] = defaultdict(list)
        for activity in activities:
            for name in {agent.name for agent in activity.agents}:
                self._deeds[name].append(activity)
        self._starts = [tag.start for tag in tags]
        self._seen: dict[int, tuple[tuple[float, ...], tuple[float, ...]]] = {}
        self._acting_spans: dict[Span, bool] = {}
        implied = (agent for setting in discourse.settings for agent in setting.agents)
        agencies = (m for m in (*mentions, *implied, *discourse.owner) if m.type == "Agency")
        found = {m for m in agencies if not _BROADCASTS.match(text, m.span.end)}
        bodies = sorted(found, key=lambda m: (m.span.start, -m.span.end, m.name, m.rule))
        self.groups: dict[str, list[Mention]] = {}
        for body in bodies:
            self.groups.setdefault(body.name, []).append(body)
        self._printed = [m for m in bodies if m.form != "implied"]
        self._named = [m.span.start for m in self._printed]
        self._acting = [m for m in self._printed if self._acts(m)]
        self._acting_at = [m.span.start for m in self._acting]
        acted = Counter(m.name for m in self._acting)
        self._acted = {name: acted[name] for name in self.groups}
        self._busiest = max(self._acted.values(), default=0)
        self._most = max(map(len, self.groups.values()), default=0)
        self._places = [m.span.start for m in mentions if m.type == "Place"]
        self._title = max(0, text.find("\n"))
        self._bodies = [self._body(group) for group in self.groups.values()]
        self._owner = discourse.owner[0].name if discourse.owner else ""

    def candidates(self, fact: Result | Activity) -> list[Candidate]:
        """Return every candidate of a fact, in the order in which the report names them."""
        spot = self._spot(fact)
        around = self._around(spot)
        return [self._candidate(body, spot, around) for body in self._bodies]

    def is_carried(self, fact: Result | Activity) -> bool:
        """Return whether a fact has the agents of its clause, and nothing says outright that they are its own.

        Outright is where persons answer in turn, where a word points back to them (该大队, 后者), and where the paragraph says
        from whom it has its news (记者从某局获悉). The clause of a deed names none of them, and nobody demands it in a speech.
        """
        at, setting = _place_of(fact), self.discourse.at(_place_of(fact).start)
        sentence = last_of(self.text, _STOP, at.start) + 1
        if isinstance(fact, Activity) and not (fact.predicate in _DEEDS and self._leaves_out(fact, setting, sentence)):
            return False
        if _POINTS_BACK.search(self.text, sentence, at.end):
            return False
        if any(self.text.endswith("被", setting.start, max(setting.start, agent.span.start)) for agent in fact.agents):
            return False  # 某公司被某局罚款3万元
        if not fact.agents or self.discourse.answers or fact.agents != setting.agents:
            return False
        first, last = self.text.rfind("\n", 0, at.start) + 1, self.text.find("\n", at.start)
        if isinstance(fact, Result) and self._acts_alone(first, at.start, fact.agents):
            return False
        near = (m.span for agent in fact.agents for m in self.groups.get(agent.name, ()) if m.span.start >= first)
        return not any((span.start < last or last < 0) and self._is_source(span.start, span.end) for span in near)

    def _acts_alone(self, paragraph: int, start: int, agents: Sequence[Mention]) -> bool:
        """Return whether those who act are the only bodies that a paragraph names so far, and head it: 一、某局查处某案。…."""
        named = self._printed[bisect_left(self._named, paragraph) : bisect_left(self._named, start)]
        given = {agent.name for agent in agents}
        return (
            bool(named)
            and named[0].name in given
            and {m.name for m in named} == given
            and not self.text[paragraph : named[0].span.start].strip(_MARKS)
            and any(self._acts(m) for m in named)
        )

    def _leaves_out(self, deed: Activity, setting: Setting, sentence: int) -> bool:
        """Return whether the clause of a deed names none of those who do it, and nobody demands it of others."""
        is_demanded = setting.speakers or _DEMANDS.search(self.text, sentence, deed.object.span.start)
        return not is_demanded and not setting.named and all(agent.span.end <= setting.start for agent in deed.agents)

    def _is_source(self, start: int, end: int) -> bool:
        before, after = self.text[max(0, start - 1) : start], self.text[end : end + 10]
        return before in ("从", "据") and _TELLS.match(after) is not None

    def _spot(self, fact: Result | Activity) -> _Spot:
        start, end = _place_of(fact).start, _place_of(fact).end
        sentence = last_of(self.text, _STOP, start) + 1
        paragraph = self.text.rfind("\n", 0, start) + 1
        index = bisect_left(self._acting_at, end)
        inside = self._acting[bisect_left(self._acting_at, sentence) : index]
        since = self._acting[bisect_left(self._acting_at, paragraph) : index]
        names = dict.fromkeys(m.name for m in reversed(self._printed[: bisect_left(self._named, start)]))
        above = self.text.rfind("\n", 0, max(0, paragraph - 1)) + 1
        heads = paragraph - 1 - above < _HEADING
        return _Spot(
            fact=fact,
            start=start,
            end=end,
            sentence=sentence,
            paragraph=paragraph,
            setting=self.discourse.at(start),
            last=self._acting[index - 1].name if index else "",
            inside=inside[-1].name if inside else "",
            first=since[0].name if since else "",
            recent={name: rank for rank, name in enumerate(names)},
            headed=frozenset(m.name for m in self._printed if heads and above <= m.span.start < paragraph - 1),
        )

    def _around(self, spot: _Spot) -> tuple[float, ...]:
        """Return what is the same for all candidates of a fact."""
        setting, tag, fact = spot.setting, self._tag_at(spot.start), spot.fact
        label = tag.label_ if tag else ""
        return (
            len(self.groups),
            count_within(self._named, spot.sentence, spot.start),
            count_within(self._named, spot.start, spot.end),
            count_within(self._named, spot.paragraph, spot.sentence),
            count_within(self._places, spot.sentence, spot.start),
            spot.start - spot.sentence,
            spot.sentence - spot.paragraph,
            spot.paragraph in (0, self._title + 1),
            fact.planned if isinstance(fact, Result) else fact.status == "planned",
            label in _VERBS,
            label in _NOUNS,
            bool(self._owner),
            setting.foreign,
            setting.carried,
            setting.named,
            len(setting.agents),
            bool(setting.speakers),
            isinstance(fact, Result) and fact.kind in ("percent", "change"),
            isinstance(fact, Result) and fact.direction is not None,
            spot.start / max(1, len(self.text)),
        )

    def _body(self, mentions: Sequence[Mention]) -> _Body:
        printed = [m for m in mentions if m.form != "implied"]
        name, own = mentions[0].name, self._deeds.get(mentions[0].name, [])
        return _Body(
            name=name,
            mentions=mentions,
            printed=printed,
            starts=[m.span.start for m in printed],
            acting=[m.span.start for m in printed if self._acts(m)],
            told=sorted(deed.evidence.span.start for deed in own),
            done_to=frozenset(deed.object.name for deed in own),
            is_in_title=mentions[0].span.start < self._title,
            acted=self._acted[name],
        )

    def _candidate(self, body: _Body, spot: _Spot, around: tuple[float, ...]) -> Candidate:
        name, starts, printed, start, named = body.name, body.starts, body.printed, spot.start, self._named
        above, inside, here, behind = (bisect_left(starts, at) for at in (spot.paragraph, spot.sentence, start, spot.end))
        nearest = here if here < behind else here - 1 if here else 0  # in the words of the fact, before them, behind them
        near = printed[nearest] if printed else body.mentions[0]
        first, last = near.span.start, near.span.end
        source = spot.fact.result_of if isinstance(spot.fact, Result) else None
        where = (
            here < behind, here - inside, inside - above, above, body.is_in_title, len(printed),
            len(printed) == self._most, abs(start - first), count_within(named, min(last, start), max(last, start)),
            self.text.count("。", last, start) if last < start else -1,
            self.text.count("\n", last, start) if last < start else -1,
            inside < here and count_within(named, spot.sentence, starts[inside]) == 0,
            above < here and count_within(named, spot.paragraph, starts[above]) == 0,
            first > spot.end, spot.recent.get(name, _FAR), name in spot.headed,
        )  # fmt: skip
        stands, kind = self._looks(near)
        role = (
            count_within(body.acting, spot.sentence, spot.end) > 0,
            count_within(body.acting, spot.paragraph, spot.sentence) > 0, name == spot.last, name == spot.inside,
            name == spot.first, spot.inside != "", body.acted, body.acted == self._busiest,
        )  # fmt: skip
        deeds = (
            len(body.told), count_within(body.told, spot.sentence, spot.end) > 0,
            count_within(body.told, spot.paragraph, spot.sentence) > 0, source is not None and source.name in body.done_to,
        )  # fmt: skip
        return Candidate(near, (*where, *stands, *role, *kind, *deeds, *around))

    def _looks(self, mention: Mention) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Return what stands around a mention, and what kind of body it is, whatever the fact; kept for the next one."""
        key = id(mention)  # the groups keep it as long as this lives
        if key not in self._seen:
            *stands, is_bracketed = self._around_name(mention)
            self._seen[key] = (*stands,), (is_bracketed, *self._kind(mention))
        return self._seen[key]

    def _around_name(self, body: Mention) -> tuple[bool, ...]:
        first, last = body.span.start, body.span.end
        before, after = self.text[max(0, first - 3) : first], self.text[last : last + 10]
        tag = self._tag_at(last)
        label = tag.label_ if tag else ""
        return (
            before[-1:] in _CLAUSE or first == 0, _BEHIND_BY.search(before) is not None,
            _BEHIND_PREPOSITION.search(before) is not None, after[:1] in ("、", "和", "与", "及"),
            after[:1] in ("，", "：", "）", "\n", "。"), after[:1] == "的", label in ("v", "vd"), label in _ADVERBS,
            label in ("n", "vn", "nz", "PER"), _TELLS.match(after) is not None, "（" in before,
        )  # fmt: skip

    def _kind(self, body: Mention) -> tuple[float, ...]:
        name, owner = body.name, self._owner
        return (
            body.form == "short", body.form == "implied", len(name), body.subtype == "company", body.subtype == "school",
            body.subtype == "government", body.subtype == "media", body.rule == SECTION,
            body.rule == "discourse/acting-place", body.rule == "discourse/publisher", name == owner,
            name != owner and name in owner, owner != "" and name != owner and owner in name,
            owner != "" and name[:2] == owner[:2],
        )  # fmt: skip

    def _acts(self, mention: Mention) -> bool:
        """Return whether a mention begins its clause, a verb or an adverb behind it."""
        if mention.span not in self._acting_spans:
            self._acting_spans[mention.span] = self._begins_clause(mention)
        return self._acting_spans[mention.span]

    def _begins_clause(self, mention: Mention) -> bool:
        start, tag = mention.span.start, self._tag_at(mention.span.end)
        opens = self.text[max(0, start - 1) : start] in _CLAUSE or _LISTED.search(self.text, max(0, start - 8), start)
        return bool(opens) and tag is not None and tag.label_ in ("v", "vd", "d", "ad", "p")

    def _tag_at(self, position: int) -> Tag | None:
        index = bisect_right(self._starts, position) - 1
        return self.tags[index] if index >= 0 and position < self.tags[index].end else None


def with_likely_agents(facts: Sequence[Fact], weigher: Weigher) -> tuple[Fact, ...]:
    """Return the facts, each with the body that the model takes for its agent where it is surer of it than of those given.

    Such a fact has the model's probability, between 0 and 1, as its confidence. A text of a few sentences stays as the rules
    read it: the model was taught by whole reports.
    """
    if len(weigher.text) < SHORTEST:
        return tuple(facts)
    weighed = [(fact, weigher.candidates(fact) if weigher.is_carried(fact) else []) for fact in facts]
    chances = iter(probabilities([c.features for _, candidates in weighed for c in candidates]))
    return tuple(_likelier(fact, [(c.mention, next(chances)) for c in candidates]) for fact, candidates in weighed)


def _likelier(fact: Fact, candidates: Sequence[tuple[Mention, float]]) -> Fact:
    given = {agent.name for agent in fact.agents}
    best = max(candidates, key=lambda candidate: candidate[1], default=None)
    known = max((chance for mention, chance in candidates if mention.name in given), default=0.0)
    if best is None or best[0].name in given or best[1] - known < MARGIN:
        return fact
    return replace(fact, agents=(best[0],), confidence=round(best[1], 2))


def probabilities(features: Sequence[Sequence[float]]) -> list[float]:
    """Return how likely each row of features is that of a fact's agent, between 0 and 1."""
    return models.probabilities(MODEL, features)


def _place_of(fact: Result | Activity) -> Span:
    """Return where a fact stands: a result where its words do, a deed where what it is done to is named."""
    return fact.evidence.span if isinstance(fact, Result) else fact.object.span
