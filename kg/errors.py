"""Everything kg raises on purpose.

KgError
├── SourceError     nothing could be read: missing, empty, binary or unknown encoding
├── ConfigError     a setting, a reports.csv or a decision that cannot be right
├── LexiconError    a row of ontology/*.tsv (or of --lexicon) that breaks its promise
├── GraphError      a graph that cannot be loaded or saved
└── QueryError      a query that is unknown or does not parse
"""


class KgError(Exception):
    """Base of all errors of kg: its message says what, where, which value, and what would be right."""


class SourceError(KgError):
    """Nothing could be read from a source."""


class ConfigError(KgError):
    """A setting cannot be right."""


class LexiconError(KgError):
    """A row of a lexicon breaks its promise."""


class GraphError(KgError):
    """A graph cannot be loaded or saved."""


class QueryError(KgError):
    """A query is unknown, does not parse, or is not allowed."""
