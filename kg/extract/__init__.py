"""Documents in, facts out: who did what, where, when and with which measured result, each with the words that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc

from kg.config import Settings
from kg.errors import KgError
from kg.extract.activities import read_activities
from kg.extract.assigned import with_assigned
from kg.extract.by_the_way import with_deeds_by_the_way
from kg.extract.coming import with_planned_places
from kg.extract.dating import Dater, with_likely_times
from kg.extract.decreed import with_day_of_issue
from kg.extract.denied import with_denials
from kg.extract.discourse import read_discourse
from kg.extract.mentions import read_mentions
from kg.extract.nlp import pipeline, tags_of, text_of
from kg.extract.occasions import with_occasions
from kg.extract.own import mark_own
from kg.extract.ranking import Weigher, with_likely_agents
from kg.extract.results import read_results
from kg.extract.times import periods
from kg.records import Activity, Document, Extraction, Mention, Problem, Result

__all__ = ["extract_facts", "read_facts"]


def extract_facts(documents: Iterable[Document], *, settings: Settings | None = None) -> Iterator[Extraction]:
    """Yield what each document says, one at a time and in order; no document sees another."""
    nlp, lexicon = pipeline(), settings.lexicon if settings else None
    pairs = ((document.text, document) for document in documents)
    for doc, document in nlp.pipe(pairs, as_tuples=True):
        try:
            yield read_facts(mark_own(doc, lexicon), document)
        except KgError:  # what a user gave, such as a lexicon, is wrong
            raise
        except Exception as error:  # a fault of ours in one report may not cost the others their work
            what = f"no fact could be read ({type(error).__name__}: {error}); please report it"
            yield Extraction(document, (), (), (), (Problem(document.source, what),))


def read_facts(doc: Doc, document: Document) -> Extraction:
    """Return what a marked doc says."""
    told, weigher, dater = read_told(doc, document)
    activities = with_likely_agents(with_likely_times(told.activities, dater), weigher)
    results = with_likely_agents(with_likely_times(told.results, dater), weigher)
    return replace(told, mentions=with_implied(told.mentions, activities, results), activities=activities, results=results)


def read_told(doc: Doc, document: Document) -> tuple[Extraction, Weigher, Dater]:
    """Return what a marked doc says by the rules alone, and what weighs who may have done so and when.

    The mentions are those that stand in the text; `with_implied` adds those that only facts imply.
    """
    text = text_of(doc)  # its punctuation in full width, each character where it was
    read = document if text == document.text else replace(document, text=text)
    mentions = read_mentions(doc, read)
    discourse = read_discourse(doc, read, mentions, periods(doc, read))
    assigned = with_assigned(read_activities(doc, read, mentions, discourse), read)
    told = with_denials(with_deeds_by_the_way(assigned, text), read)
    activities = with_occasions(with_planned_places(told, mentions, text, discourse), mentions, text)
    activities = with_day_of_issue(activities, read)
    results = read_results(doc, read, mentions, discourse)
    extraction = Extraction(document, mentions, activities, results)
    return extraction, Weigher(text, tags_of(doc), mentions, discourse, activities), Dater(doc, read, discourse)


def with_implied(
    mentions: tuple[Mention, ...], activities: tuple[Activity, ...], results: tuple[Result, ...]
) -> tuple[Mention, ...]:
    """Return the mentions with those that only a fact implies: a place that acts as its government."""
    facts: tuple[Activity | Result, ...] = (*activities, *results)
    agents = {agent for fact in facts for agent in fact.agents}
    return tuple(sorted({*mentions, *agents}, key=lambda m: (m.span, m.type, m.name, m.rule, m.form)))
