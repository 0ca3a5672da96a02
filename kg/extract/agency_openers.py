"""Units of a body that a report of it names by their task alone, where they open a clause and act: 政工科|组织培训.

The parent is whose report it is; no place and no level stands before such a name. Its words must be nouns and tasks, and what
stands behind must show that a body acts: a verb, a post of it (执法稽查局|局长), or another unit in a list that acts
(建管司、规计司|获评).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.agency_parts import Reader, Row, stands, word_list
from kg.extract.agency_units import acts_there, task_ends
from kg.extract.lexica import alternation
from kg.extract.words import NOUNS

_START = re.compile(
    r"(?<![\u4e00-\u9fff\d“”」』》）、])(?!中国|中央|国家|书记)(?=[\u4e00-\u9fff]{3})|(?<=[，。；：\n]由)(?=[\u4e00-\u9fff]{3})"
    r"|(?<=其间，)(?=[\u4e00-\u9fff]{3})"
)
_OF_PLACE = re.compile(r"[省市县区州旗镇乡村年月]|^[帮替给向为让请到]")
_LIST = re.compile(r"[、与和及同]|会同|联合")
_WITH = re.compile(r"会同|联合|协同|配合")
_POST = re.compile(
    r"(?:各|均|都|分别|先后)(?=[\u4e00-\u9fff]{2})|(?:副)?(?:局长|处长|科长|司长|主任|支队长|大队长|总队长|站长|队长|负责人|政委|教导员)"
)
_LONGEST = 14


@cache
def _tail() -> re.Pattern[str]:
    """Return a pattern of how the name of a unit ends; a section may have any task before it, others a task that is theirs."""
    return re.compile(
        r"(?<=[\u4e00-\u9fff]{2})(?:处|科|司|股|支队|大队|总队)$"
        rf"|(?:{_words('station task')})(?:局|站|队)$|(?:监督|监察|管理)总?站$|档案馆$"
        rf"|(?:{_words('room task')})室$|(?:{_words('office task')})办(?:公室)?$"
        rf"|(?:(?:{_words('centre task')})|(?<=[\u4e00-\u9fff]{{2}})(?:{_words('wide centre task')}))中心$"
    )


@cache
def _no_tail() -> re.Pattern[str]:
    """Return a pattern of what only ends like a unit: a spot, a site, a branch of medicine, a share, 处处, a name in -enko."""
    return re.compile(
        rf"(?:{_words('branch before')})科$|[公上寿官]司$|[港持入参控个炒]股$|处处$|[申延琴钦缅]科$"
        rf"|(?:{_words('spot before')})处$|(?:{_words('site before')})站$"
    )


def _words(label: str) -> str:
    return alternation("context_words", label).pattern


def unit_openers(reader: Reader) -> Iterator[Row]:
    """Yield the units that open a clause and act, alone or in a list: 政工科|组织培训, 建管司、规计司|获评."""
    reached = 0
    for match in _START.finditer(reader.text):
        if match.start() < reached or not reader.words.starts(match.start()):
            continue
        for start, end in _units_from(reader, match.start()):
            yield start, end, "Agency/other", "agencies/unit-opens-short"
            reached = end


def _units_from(reader: Reader, start: int) -> list[tuple[int, int]]:
    """Return the units that stand one after the other from a place on, if the last one acts."""
    units: list[tuple[int, int]] = []
    while (end := _unit_end(reader, start)) is not None:
        units.append((start, end))
        if _acts(reader, end):
            joined = _WITH.match(reader.text, end)
            other = _unit_end(reader, joined.end()) if joined else None
            return [*units, (joined.end(), other)] if joined and other else units
        joint = _LIST.match(reader.text, end)
        if joint is None:
            return []
        start = joint.end()
    return []


def _unit_end(reader: Reader, start: int) -> int | None:
    """Return where the unit ends whose name starts here, if one does."""
    text = reader.text
    for end in (*task_ends(reader, start, _LONGEST), *_of_any_task(reader, start)):
        name = text[start:end]
        if _OF_PLACE.search(name[:-2]):
            return None  # 帮|县水利局, 明年|县审计局
        if not _tail().search(text, start, end) or _no_tail().search(text, start, end) or name in word_list("generic"):
            continue
        follows = _acts(reader, end) or _LIST.match(text, end) is not None
        if len(name) >= 3 and follows and stands(text, start, end):
            return end
    return None


def _of_any_task(reader: Reader, start: int) -> Iterator[int]:
    """Yield where 水土保持|处 ends: nouns and one verb of two characters, and a word for a section behind it."""
    verbs, position = 0, start
    while position - start < _LONGEST and (word := reader.words.holding(position)) is not None and word.start == position:
        surface = reader.text[position : word.end]
        if verbs and surface in ("处", "科", "司", "室", "股"):
            yield word.end
            return
        verbs += word.label in ("v", "vn")
        if len(surface) != 2 or verbs > 1 or (word.label not in NOUNS and word.label != "v"):
            return
        position = word.end


def _acts(reader: Reader, end: int) -> bool:
    return _POST.match(reader.text, end) is not None or acts_there(reader, end)
