"""The day on which a report was written, as its head or foot says: 某局办公室　2024年11月22日. Nothing was done on it."""

from __future__ import annotations

import re

from kg.extract.order import last_of
from kg.records import Period

_TELLS = re.compile(r"[。，；！？]|地点|会议?上")  # a line that says more than who wrote it, and when
_LONGEST = 90  # characters of such a line


def is_stamp(text: str, start: int, end: int, period: Period, written: str | None) -> bool:
    """Return whether a day stands alone in its line, or is that of the report in a line that tells nothing.

    >>> text = "云河市林业局办公室　2024年5月6日"
    >>> is_stamp(text, 10, 19, Period("2024-05-06", "2024-05-06", "2024年5月6日"), "2024-05-06")
    True
    """
    if text[max(0, start - 1) : start] in ("", "\n") and text[end : end + 1] in ("", "\n"):
        return True
    if period.start != period.end or period.start is None or period.start != written:
        return False
    stop = text.find("\n", end)
    line = text[last_of(text, "\n", start) + 1 : stop if stop >= 0 else len(text)]
    return len(line) <= _LONGEST and not _TELLS.search(line)
