"""Records that are exactly the same disease, so that their evidence is pooled.

A record draws on every record that a source calls exactly the same (``SAME_AS`` with
``skos:exactMatch``). A Mondo term stands between records of other databases: what is exact to the
same term is pooled too, but never two records of one database by way of Mondo alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from ..cypher import Label, NodeVariable, Query, Relation, RelationshipVariable
from ..dialect import DIALECTS
from ..store import GraphStore
from .question import fetch

EXACT: Final = "skos:exactMatch"
BROAD: Final = "skos:broadMatch"
NARROW: Final = "skos:narrowMatch"
_MONDO: Final = "MONDO"

_D: Final = NodeVariable("d", Label.DISEASE)
_O: Final = NodeVariable("o", Label.DISEASE)
_SAME: Final = RelationshipVariable("s", Relation.SAME_AS, arrow="either")
_PARTNERS: Final = Query().match(_D, _SAME, _O)
PARTNERS_OF: Final = _PARTNERS.where(_D["id"].among("ids"), _SAME["predicate"].equals("predicate"))
ALL_PARTNERS: Final = _PARTNERS.where(_SAME["predicate"].equals("predicate"))

Partners = Mapping[str, Collection[str]]


def namespace(curie: str) -> str:
    """The database of a record: what stands before its colon."""
    return curie.partition(":")[0]


def pooled(store: GraphStore, diseases: Iterable[str]) -> list[str]:
    """These records and those that are exactly the same, in order of id within each step."""
    asked = list(dict.fromkeys(diseases))
    direct = partners(store, asked)
    terms = sorted({each for ids in direct.values() for each in ids if namespace(each) == _MONDO})
    further = partners(store, terms) if terms else {}
    pool = dict.fromkeys(asked)
    for one in asked:
        pool |= dict.fromkeys(pool_of(one, {**further, **direct}))
    return list(pool)


def pool_of(disease: str, exact: Partners) -> list[str]:
    """The pool of one record, itself first, given the exact partners of each record."""
    near = sorted(exact.get(disease, ()))
    taken = {namespace(disease), *map(namespace, near)}
    by_mondo = {
        other
        for term in near
        if namespace(term) == _MONDO
        for other in exact.get(term, ())
        if namespace(other) not in taken
    }
    return list(dict.fromkeys([disease, *near, *sorted(by_mondo)]))


def partners(store: GraphStore, diseases: Iterable[str] | None = None) -> dict[str, set[str]]:
    """The exact partners of each of these records, or of all records."""
    pair = {"a": _D["id"], "b": _O["id"]}
    if diseases is None:
        text = ALL_PARTNERS.returns(**pair).text(DIALECTS[store.dialect])
        rows = store.query(text, {"predicate": EXACT}).records()
    else:
        rows = fetch(store, PARTNERS_OF.returns(**pair), ids=list(diseases), predicate=EXACT)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[row["a"]].add(row["b"])
    return found
