"""The administrative divisions of China: what a name may mean, and what lies in what.

Codes are GB/T 2260 (2 digits a province, 4 a city, 6 a county) and the township codes of the statistics bureau (9 digits): a
code's prefix is its superior, so that the table needs no column for it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.config import ontology_folder

Level = Literal["province", "city", "county", "township"]
LEVELS: Mapping[int, Level] = {2: "province", 4: "city", 6: "county", 9: "township"}

_ENDINGS = re.compile(
    r"(?:维吾尔自治区|壮族自治区|回族自治区|特别行政区|自治区|自治州|自治县|自治旗|林区|特区|新区|地区|街道|省|市|盟|州|县|区|旗|镇|乡)$"
)
_PSEUDO = re.compile(r"直辖县级行政区划$|^市辖区$|^县$")
_PEOPLES = re.compile(
    r"(?:(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌"
    r"|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|保安|裕固|独龙|鄂伦春|各)族)+$|(?<=.)(?:蒙古|哈萨克|柯尔克孜|土家族苗族)$"
)


@dataclass(frozen=True, slots=True)
class Division:
    """One administrative division."""

    code: str
    name: str
    longitude: float | None = None
    latitude: float | None = None

    @property
    def level(self) -> Level:
        """Return province, city, county or township."""
        return LEVELS[len(self.code)]

    @property
    def parent(self) -> str | None:
        """Return the code of the division it lies in, None for a province."""
        return {2: None, 4: self.code[:2], 6: self.code[:4], 9: self.code[:6]}[len(self.code)]

    @property
    def short(self) -> str:
        """Return the name without its ending: 济南 for 济南市, 恩施 for 恩施土家族苗族自治州."""
        return short_name(self.name)

    @property
    def spoken(self) -> str:
        """Return the name as people say it: 恩施州 for 恩施土家族苗族自治州, 玉龙县 for 玉龙纳西族自治县."""
        ending = next((e for e in ("州", "县", "旗") if self.name.endswith(f"自治{e}")), "")
        return f"{self.short}{ending}" if ending and self.short != self.name else self.name


def short_name(name: str) -> str:
    """Return a division's name without ending and peoples, or the name itself where nothing sensible is left.

    >>> short_name("济南市"), short_name("恩施土家族苗族自治州"), short_name("和县")
    ('济南', '恩施', '和县')
    """
    bare = _ENDINGS.sub("", name)
    if bare not in (name, "内蒙古"):
        bare = _PEOPLES.sub("", bare)
    return bare if len(bare) >= 2 else name


@cache
def divisions() -> Mapping[str, Division]:
    """Return province, city and county by code (townships: see `townships`)."""
    lines = (ontology_folder() / "divisions.tsv").read_text("utf-8").splitlines()[1:]
    cells = (line.split("\t") for line in lines)
    return {c: Division(c, name, _number(lon), _number(lat)) for c, name, lon, lat in cells}


@cache
def townships() -> Mapping[str, Division]:
    """Return the townships and street offices by code."""
    lines = (ontology_folder() / "townships.tsv").read_text("utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return {county + t[:3]: Division(county + t[:3], t[3:]) for county, names in rows for t in names.split(" ")}


@cache
def divisions_by_name() -> Mapping[str, tuple[Division, ...]]:
    """Return what a full or short name may mean, higher divisions first (townships left aside)."""
    meanings: dict[str, list[Division]] = defaultdict(list)
    real = (division for division in divisions().values() if not _PSEUDO.search(division.name))
    for division in sorted(real, key=lambda d: (len(d.code), d.code)):
        for name in {division.name, division.short, division.spoken}:
            meanings[name].append(division)
    return {name: tuple(found) for name, found in meanings.items()}


@dataclass(frozen=True, slots=True)
class Former:
    """A division as it was until a year. `now` is the division that it is today, or that took most of it over ("" for several).

    One that was renamed, or raised in rank with its land unchanged, lives on under its new name; one that was merged into
    another or divided is a thing of its own, that is no more.
    """

    name: str
    code: str
    until: int
    now: str
    lives_on: bool


@cache
def former_divisions() -> tuple[Former, ...]:
    """Return the divisions of the last decades that have another name today or none, ordered by code."""
    lines = (ontology_folder() / "former-divisions.tsv").read_text("utf-8").splitlines()[1:]
    cells = (line.split("\t") for line in lines)
    return tuple(Former(name, code, int(until), now, kind == "renamed") for name, code, until, now, kind in cells)


@cache
def abolished_divisions() -> Mapping[str, Division]:
    """Return the divisions that live on in no other, by the code that they had."""
    return {former.code: Division(former.code, former.name) for former in former_divisions() if not former.lives_on}


@cache
def former_by_name() -> Mapping[str, tuple[Division, ...]]:
    """Return what names of the past mean that no division has today: today's division where one lives on, else the former one.

    >>> [division.name for division in former_by_name()["即墨市"]], [division.code for division in former_by_name()["宣武区"]]
    (['即墨区'], ['110104'])
    """
    meanings: dict[str, list[Division]] = defaultdict(list)
    for former in former_divisions():
        division = divisions()[former.now] if former.lives_on else abolished_divisions()[former.code]
        short = short_name(former.name)
        for name in {former.name, short} if _is_telling(former, short) else {former.name}:
            if name not in divisions_by_name() and division not in meanings[name]:
                meanings[name].append(division)
    return {name: tuple(found) for name, found in meanings.items() if found}


def _is_telling(former: Former, short: str) -> bool:
    """Return whether a former name says which division is meant without its ending: 襄樊 does, 动力(区) is a mere word."""
    return former.lives_on or len(former.code) == 4 or former.code[:2] in {"11", "31"}


@cache
def former_names(code: str) -> tuple[str, ...]:
    """Return the names that a division had before the one it has."""
    return tuple(dict.fromkeys(former.name for former in former_divisions() if former.lives_on and former.now == code))


@cache
def former_superiors(code: str) -> frozenset[str]:
    """Return what the divisions around a division were called, and those that it lay in when its name was another."""
    around = {former.name for former in former_divisions() if former.lives_on and former.now in (code[:2], code[:4])}
    cities = {former.code[:4] for former in former_divisions() if former.lives_on and former.now == code}
    known = {**divisions(), **abolished_divisions()}
    names = around | {known[city].name for city in cities if city in known}
    return frozenset(names | {short_name(name) for name in names})


def lies_in(code: str, other: str) -> bool:
    """Return whether the division `code` lies in (or is) the division `other`."""
    return code.startswith(other)


def _number(text: str) -> float | None:
    return float(text) if text else None
