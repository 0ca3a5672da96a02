"""A campaign that all take part in, by its short name: 某局扎实开展学习教育, when the report has named it in full before."""

from __future__ import annotations

import re

_BEFORE = (
    r"(?:开展|推进|推动|落实|部署|组织|抓好|抓实|深化|启动|投入|参加|把|将)(?:好|了)?"
    r"(?:本[单系][位统]|全[省市县区系]统?|第[一二三]批)?"
)
_SHORT = re.compile(
    rf"{_BEFORE}(?P<head>学习教育|主题教育|集中教育|教育整顿|专题教育)"
    r"(?!成果|成效|方案|领导小组|办公室|工作专班|期间|以来|开展以来|启动以来|[中上](?![级央])|专班|指导组|巡回|的?(?:总?要求|通知|精神))"
)


def short_name_in(text: str, start: int, end: int) -> str | None:
    """Return the short name by which a clause says that a campaign is carried on, if it does.

    >>> words = "某局扎实开展学习教育各项工作"
    >>> short_name_in(words, 0, len(words)), short_name_in("巩固学习教育成果", 0, 8)
    ('学习教育', None)
    """
    found = _SHORT.search(text, start, end)
    return found["head"] if found else None
