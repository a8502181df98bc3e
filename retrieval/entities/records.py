"""What the names of a text need to know of the records they name.

Records of one disease in several databases form a group. A record is general when it stands for a
category ("Rare genetic disease", "heart disease") rather than a diagnosis.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from ..ranking.pooling import EXACT

#: Terms below a category from which it is too general to be a diagnosis.
_BRANCHES: Final = 100
_RECORDS: Final = "records.parquet"
_GENES: Final = "disease_genes.parquet"


@dataclass(frozen=True, slots=True)
class Records:
    """Group of each disease record, the records too general to be meant, and genes of diseases."""

    group: Mapping[str, str]
    members: Mapping[str, tuple[str, ...]]
    general: frozenset[str]
    disease_genes: frozenset[str]

    @classmethod
    def read(cls, folder: Path) -> Records:
        """The records of an entity index."""
        groups = pl.read_parquet(folder / _RECORDS)
        members: defaultdict[str, list[str]] = defaultdict(list)
        for one, group in groups.select("id", "group").iter_rows():
            members[group].append(one)
        return cls(
            dict(groups.select("id", "group").iter_rows()),
            {group: (group, *ids) for group, ids in members.items()},
            frozenset(groups.filter("general")["id"]),
            frozenset(pl.read_parquet(folder / _GENES)["id"]),
        )

    def group_of(self, curie: str) -> str:
        """One id for all records that are exactly the same disease."""
        return self.group.get(curie, curie)

    def same_as(self, curie: str) -> tuple[str, ...]:
        """The records that are exactly the same disease, this one among them."""
        return self.members.get(self.group_of(curie), (curie,))


def write_records(tables: Mapping[str, pl.DataFrame], folder: Path) -> None:
    """Write the records of a snapshot's tables into the folder of an entity index."""
    exact = tables["same_as"].filter(pl.col("predicate") == EXACT)
    pairs = list(exact.select("disease_id", "other_id").iter_rows())
    ids = tables["diseases"].select("id", "type")
    group = _groups(ids["id"], pairs)
    categories = set(ids.filter(pl.col("type") == "Category")["id"])
    mapped = {each for pair in pairs for each in pair}
    general = set(_branching(tables["disease_is_a"], categories, mapped))
    broad = {group.get(one, one) for one in general}
    rows = [(one, group.get(one, one), group.get(one, one) in broad) for one in ids["id"]]
    pl.DataFrame(
        rows,
        schema={"id": pl.String, "group": pl.String, "general": pl.Boolean},
        orient="row",
    ).filter(pl.col("general") | (pl.col("group") != pl.col("id"))).write_parquet(folder / _RECORDS)
    genes = tables["associated_with"].select(id="gene_id").unique().sort("id")
    genes.write_parquet(folder / _GENES)


def _groups(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Union of exact pairs: the least id stands for each group."""
    parent: dict[str, str] = {}

    def root(one: str) -> str:
        while (above := parent.get(one, one)) != one:
            parent[one] = parent.get(above, above)
            one = above
        return one

    for one, other in pairs:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    return {one: root(one) for one in ids}


def _branching(is_a: pl.DataFrame, categories: set[str], mapped: set[str]) -> Iterator[str]:
    """Orphanet's categories and Mondo's own terms that have many terms below them."""
    children: defaultdict[str, list[str]] = defaultdict(list)
    for child, parent in is_a.select("child", "parent").iter_rows():
        children[parent].append(child)
    for term in children:
        own = term.startswith("MONDO:") and term not in mapped
        if (own or term in categories) and _has_many(term, children):
            yield term


def _has_many(term: str, children: Mapping[str, list[str]]) -> bool:
    seen: set[str] = set()
    waiting = [term]
    while waiting and len(seen) <= _BRANCHES:
        for child in children.get(waiting.pop(), ()):
            if child not in seen:
                seen.add(child)
                waiting.append(child)
    return len(seen) > _BRANCHES
