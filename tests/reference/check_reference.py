"""Check every reference report under tests/reference/ against its text and the guide: print problems, exit 1 on any.

Quotes and names of a report in traditional characters are looked for in its simplified text, X.clean.txt.
"""

import datetime
import json
import pathlib
import re
import sys

TYPES = {"Agency", "Person", "Place", "Initiative", "System", "Document", "Event", "Award", "Facility"}
PREDICATES = {
    "ran",
    "held",
    "attended",
    "built",
    "used",
    "issued",
    "received",
    "awardedBy",
    "partOf",
    "subOrganizationOf",
    "locatedIn",
    "memberOf",
    "cooperatedWith",
    "usedIn",
}
ALLOWED = {
    "kind": {"count", "percent", "change", "rank", "money", "duration"},
    "bound": {"exact", "over", "under", "about"},
    "direction": {"up", "down", None},
    "baseline": {"yoy", "mom", "other", None},
    "status": {"done", "planned"},
}
NUMERAL = re.compile(r"[0-9〇零一二三四五六七八九十百千万亿两半双首冠无未不]|没有")  # 未发生, 零发生: the number is 0


def bare(text):
    return re.sub("[“”‘’「」]", "", text)


def is_date(text):
    try:
        return text is None or bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False


def unknown(fact, fields):
    return [f"{k} {fact.get(k)!r} not allowed: {fact['quote']}" for k in fields if fact.get(k) not in ALLOWED[k]]


def entity_problems(doc, text):
    ids = [e["id"] for e in doc["entities"]]
    yield from (f"id {i} twice" for i in sorted({i for i in ids if ids.count(i) > 1}))
    for e in doc["entities"]:
        yield from [] if e["type"] in TYPES else [f"type {e['type']}"]
        names = [n for n in [e["name"], *e["aliases"]] if n != e.get("resolved")]
        yield from (f"{e['id']}: {n} not in the text" for n in names if bare(n) not in bare(text))


def fact_problems(fact, text, ids, links):
    if fact["quote"] not in text:
        yield f"quote not in the text: {fact['quote']}"
    yield from (f"unknown id {fact[k]}: {fact['quote']}" for k in links if fact.get(k) is not None and fact[k] not in ids)
    yield from (f"date {fact[k]}: {fact['quote']}" for k in ("start", "end") if not is_date(fact[k]))
    if fact["start"] and fact["end"] and fact["start"] > fact["end"]:
        yield f"ends before it starts: {fact['quote']}"


def problems(path):
    doc = json.loads(path.read_text("utf8"))
    clean = path.with_name(path.stem + ".clean.txt")
    text = (clean if clean.exists() else path.with_suffix(".txt")).read_text("utf8")
    ids = {e["id"] for e in doc["entities"]}
    if doc["doc"] != path.stem or not text.startswith(doc["title"]) or not 250 <= len(text) <= 1100:
        yield f"doc, title or length ({len(text)}) does not fit"
    yield from entity_problems(doc, text)
    for r in doc["relations"]:
        yield from fact_problems(r, text, ids, ("s", "o", "place"))
        yield from ([] if r["p"] in PREDICATES else [f"predicate {r['p']}"]) + unknown(r, ["status"])
    for r in doc["results"]:
        yield from fact_problems(r, text, ids, ("agent", "of", "place"))
        yield from (f"unknown id {i}: {r['quote']}" for k in ("agents", "ofs") for i in r.get(k, []) if i not in {*ids, None})
        yield from unknown(r, ALLOWED)
        if not NUMERAL.search(r["quote"]) or not isinstance(r["value"], (int, float)):
            yield f"no number: {r['quote']}"
        if r["kind"] == "change" and not r["direction"]:
            yield f"change without direction: {r['quote']}"


def main():
    found = [f"{path.name}: {p}" for path in sorted(pathlib.Path(__file__).parent.glob("*/*.json")) for p in problems(path)]
    print("\n".join(found) or "no problems")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
