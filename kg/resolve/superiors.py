"""What no report says but the table of divisions and the order of authorities do: inferred, never mixed with what was read.

A bureau stands under the same bureau of the next higher division (县公安局 ⊂ 市公安局 ⊂ 省公安厅 ⊂ 公安部),
a division lies within its superior, a body at the division in its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from kg.records import Predicate, Relation
from kg.resolve.agencies import POLICE, parse_agency
from kg.resolve.gazetteer import UNKNOWN, chain
from kg.resolve.organizations import Body
from kg.resolve.relations import superiors_of
from kg.resolve.report import Named

_Inferred = Predicate | Literal["containedInPlace"]
_OVER_POLICE = "公安部"


def inferred_relations(
    things: Iterable[Named], ids: Mapping[tuple[str, str], str], read: Iterable[Relation]
) -> tuple[Relation, ...]:
    """Return superiors of agencies and divisions that are entities themselves, where no report says so."""
    known: set[tuple[str, str]] = {(relation.subject, relation.predicate) for relation in read}
    found: list[tuple[str, _Inferred, str]] = []
    for thing in things:
        subject = ids[thing.type, thing.key]
        for predicate, key in thing.above:
            target = ids.get(("Agency" if predicate == "subOrganizationOf" else "Place", key))
            if target and target != subject and (subject, predicate) not in known:
                known.add((subject, predicate))
                found.append((subject, predicate, target))
    return tuple(Relation(s, p, o, is_inferred=True) for s, p, o in sorted(found))


def above(thing: Named) -> Iterator[tuple[_Inferred, str]]:
    """Yield what may stand above a thing, nearest first, as predicate and key."""
    if thing.type == "Place" and thing.code:
        yield from (("containedInPlace", code) for code in chain(thing.code)[1:])
    body = thing.body
    if thing.type != "Agency" or body is None or body.is_assumed or body.code is None or body.code.startswith(UNKNOWN):
        return
    yield from (("locatedIn", code) for code in chain(body.code))
    yield from (("subOrganizationOf", superior.key(thing.document)) for superior in superiors_of(body))
    if len(body.links) == 1 and body.links[0].kind == "organ":
        for code in chain(body.code)[1:]:
            yield "subOrganizationOf", Body(code, body.links).key(thing.document)
        if body.links[0].line == POLICE:
            yield "subOrganizationOf", Body(None, parse_agency(_OVER_POLICE).links).key(thing.document)
