"""Who acts, where and when, at every clause of a report: what a reader carries from sentence to sentence.

Only about half of the sentences of this genre name their subject: the rest live on headings, publishers, 我局, 该大队, 他们 and
what was said before. `Discourse.at(position)` answers for the clause that holds the position.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from kg.records import Mention, Period, Status


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds in one clause: the acting agencies, the place, the time, the line of work spoken of, and whether it is done."""

    start: int
    end: int
    agents: tuple[Mention, ...] = ()
    place: Mention | None = None
    period: Period | None = None
    topic: Mention | None = None
    status: Status = "done"
    speakers: tuple[Mention, ...] = ()  # who says so, in a speech or meeting


@dataclass(frozen=True, slots=True)
class Discourse:
    """The settings of all clauses of a report, in reading order."""

    settings: tuple[Setting, ...]

    def at(self, position: int) -> Setting:
        """Return the setting of the clause that holds the position, or of the last clause before it."""
        starts = [setting.start for setting in self.settings]
        index = max(0, bisect_right(starts, position) - 1)
        return self.settings[index] if self.settings else Setting(0, 0)
