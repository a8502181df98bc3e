"""Which disease records are ranked as one candidate.

OMIM and Orphanet describe many of the same diseases. Records that are exactly the same, without a
second claimant on either side, are pooled; whatever is ambiguous or disputed stays apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

import polars as pl

EXACT: Final = "skos:exactMatch"
_MONDO: Final = "MONDO:"

_Pair = tuple[str, str]


def pooled_groups(same_as: pl.DataFrame) -> dict[str, tuple[str, ...]]:
    """The ids of each candidate of several records, by each of its ids; the leading id first.

    Needs the table same_as. A pair counts where every source that relates the two records calls
    them exact. Pairs on which Mondo and Orphanet agree go first: they settle which of several
    partners a record has; the others count where both records are still free.
    """
    relations: dict[_Pair, list[str]] = {}
    records = same_as.filter(~pl.col("other_id").str.starts_with(_MONDO))
    for left, right, predicate in records.select("disease_id", "other_id", "predicate").rows():
        relations.setdefault((left, right), []).append(predicate)
    exact = {pair: len(said) for pair, said in relations.items() if set(said) == {EXACT}}
    agreed = [pair for pair, sources in exact.items() if sources > 1]
    partner = _one_to_one(agreed)
    free = [pair for pair in exact if not partner.keys() & set(pair)]
    partner |= _one_to_one(free)
    return {disease: tuple(sorted((disease, other))) for disease, other in partner.items()}


def _one_to_one(pairs: Iterable[_Pair]) -> dict[str, str]:
    """Partner of each record, both ways, where neither record has another one."""
    chosen = list(pairs)
    claims = Counter(record for pair in chosen for record in pair)
    single = [pair for pair in chosen if claims[pair[0]] == claims[pair[1]] == 1]
    return {a: b for left, right in single for a, b in ((left, right), (right, left))}


def candidates(diseases: pl.DataFrame, groups: Mapping[str, tuple[str, ...]]) -> pl.DataFrame:
    """The candidates for diseases (id, name, mondo_id): id, name, ``equivalent_ids``; by id.

    The id and the name are those of the leading record: OMIM's where there is one. The Mondo term
    of the records is the last of the equivalent ids, unless another candidate has it too.
    """
    names = dict(diseases.select("id", "name").iter_rows())
    terms = dict(diseases.select("id", "mondo_id").drop_nulls().iter_rows())
    kept: dict[str, tuple[str, ...]] = {}
    for disease in sorted(names):
        ids = tuple(one for one in groups.get(disease, (disease,)) if one in names)
        kept.setdefault(ids[0], ids[1:])
    of = {one: {terms[i] for i in (one, *others) if i in terms} for one, others in kept.items()}
    claims = Counter(term for found in of.values() for term in found)
    rows = [
        (one, names[one], [*others, *sorted(term for term in of[one] if claims[term] == 1)])
        for one, others in sorted(kept.items())
    ]
    schema = {"id": pl.String(), "name": pl.String(), "equivalent_ids": pl.List(pl.String)}
    return pl.DataFrame(rows, schema=schema, orient="row")
