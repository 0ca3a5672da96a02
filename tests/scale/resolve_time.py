"""Print how long resolution takes, by the number of mentions: synthetic reports of all cities, with what reports name.

python tests/scale/resolve_time.py                  # 10^4 and 10^5
python tests/scale/resolve_time.py 10000 1000000    # the smallest and the largest
python tests/scale/resolve_time.py --profile 10000  # where the time goes
"""

from __future__ import annotations

import cProfile
import pstats
import sys
import time
from collections.abc import Iterator
from functools import cache
from random import Random

from kg.divisions import divisions
from kg.records import Activity, Document, EntityType, Evidence, Extraction, Mention, Period, Span
from kg.resolve import resolve_entities

MENTIONS = 40  # of each report
_SURNAMES, _GIVEN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "伟芳娜敏静强磊军洋勇艳杰涛明超霞平刚辉玲"
_WORK = ("春雷行动", "百日安全守护攻坚战", "减量控大", "放管服", "护学先锋", "四位一体", "夏夜治安巡查", "平安校园建设")
_SYSTEMS = ("交管12123", "智慧交通平台", "电子税务局", "民政通", "综合指挥平台")
_UNITS = (
    *("{city}公安局", "{city}公安局交警支队", "{short}交警", "市局", "交警支队", "车管所", "{city}教育局", "市教育局"),
    *("{city}市场监管局", "{city}公安局交警支队车管所", "{county}公安局", "{county}公安局交警大队", "{county}人民政府"),
    *("{county}应急管理局", "{county}大队"),
)
_SHORT = frozenset({"市局", "交警支队", "车管所", "市教育局", "{county}大队"})


@cache
def _cities() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return every city with its short name and its counties."""
    counties: dict[str, list[str]] = {}
    for code, division in divisions().items():
        if len(code) == 6:
            counties.setdefault(code[:4], []).append(division.name)
    cities = {code: division for code, division in divisions().items() if len(code) == 4 and division.name.endswith("市")}
    return tuple((city.name, city.short, tuple(counties[code])) for code, city in cities.items() if code in counties)


def extraction(number: int) -> Extraction:
    """Return a synthetic report of one city: its bodies under long and short names, people with posts, work, systems."""
    random = Random(number)
    city, short, counties = random.choice(_cities())
    report = f"report-{number:08d}"
    text: list[str] = []
    mentions: list[Mention] = []

    def name(kind: EntityType, words: str, form: str = "full", subtype: str | None = None) -> Mention:
        start = sum(map(len, text))
        text.append(words + ("。" if len(mentions) % 4 == 3 else "，"))
        mention = Mention(Span(report, start, start + len(words)), kind, words, words, "test/name", subtype, form)  # type: ignore[arg-type]
        mentions.append(mention)
        return mention

    activities: list[Activity] = []
    name("Agency", f"{city}公安局交警支队", subtype="traffic-police")
    while len(mentions) < MENTIONS:
        unit, county = random.choice(_UNITS), random.choice(counties)
        agency = name("Agency", unit.format(city=city, short=short, county=county), "short" if unit in _SHORT else "full")
        work = name("Initiative", random.choice(_WORK))
        place = name("Place", county, subtype="division")
        period = Period("2023-01-01", "2023-12-31", "2023年")
        words = Evidence(Span(report, agency.span.start, place.span.end), "test/fact")
        activities.append(Activity((agency,), "ran", work, words, place=place, period=period))
        if random.random() < 0.3:
            person = name("Person", random.choice(_SURNAMES) + "".join(random.sample(_GIVEN, 2)))
            words = Evidence(Span(report, agency.span.start, person.span.end), "test/fact")
            activities.append(Activity((person,), "memberOf", agency, words, post="局长"))
        if random.random() < 0.3:
            name("System", f"{random.choice(_SYSTEMS)}")
    whole = "".join(text)
    ends = range(1, len(whole) + 1)
    document = Document(
        report, whole, f"{report}.txt", f"{number:064x}", whole, range(len(whole)), ends, publisher=f"{city}公安局"
    )
    return Extraction(document, tuple(mentions), tuple(activities), ())


def extractions(mentions: int) -> Iterator[Extraction]:
    """Yield as many reports as hold that many mentions."""
    told = 0
    for number in range(10**9):
        if told >= mentions:
            return
        made = extraction(number)
        told += len(made.mentions)
        yield made


def seconds(mentions: int) -> tuple[float, int]:
    """Return how long it takes to resolve that many mentions, and how many things they name."""
    made = list(extractions(mentions))
    start = time.process_time()
    resolution = resolve_entities(made)
    return time.process_time() - start, len(resolution.entities)


def main() -> None:
    """Print a table, or a profile."""
    sizes = [int(argument) for argument in sys.argv[1:] if argument.isdigit()] or [10**4, 10**5]
    if "--profile" in sys.argv:
        with cProfile.Profile() as profile:
            seconds(sizes[0])
        pstats.Stats(profile).sort_stats("cumulative").print_stats(45)
        return
    print("| mentions | things | CPU s | µs a mention |\n|---|---|---|---|")
    seconds(1000)  # what is read once (the gazetteer, the grammar)
    for size in sizes:
        spent, things = seconds(size)
        print(f"| {size:,} | {things:,} | {spent:.1f} | {spent / size * 1e6:.0f} |", flush=True)


if __name__ == "__main__":
    main()
