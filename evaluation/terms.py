"""What an evaluation needs to know of HPO terms beyond their ids."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from ..retrieval.ranking.index import RankingIndex

#: Root of the phenotypic abnormalities, and of all terms.
ABNORMALITY: Final = "HP:0000118"
ROOT: Final = "HP:0000001"
#: A key phenotype is one that at most this share of the diseases shows.
KEY_SHARE: Final = 1 / 50


class Terms:
    """Specificity, parents and body systems of the terms of an index."""

    def __init__(self, index: RankingIndex) -> None:
        self._index = index

    @cached_property
    def information(self) -> dict[str, float]:
        """Information content by id, in nats: ``-log`` of the share of diseases with the term."""
        return dict(self._index.terms.select("id", "ic").iter_rows())

    @cached_property
    def systems(self) -> dict[str, str]:
        """Name by id of the body systems: the terms right below the phenotypic abnormalities."""
        above = {ABNORMALITY, ROOT}
        return {
            term: self._index.name(term)
            for term in self._index.term_ids
            if self._index.ancestors_of(term) - {term} == above
        }

    @cached_property
    def abnormalities(self) -> list[str]:
        """Phenotypic abnormalities that some disease shows, by id."""
        unseen = max(self.information.values())
        return [
            term
            for term in self._index.term_ids
            if self.information[term] < unseen
            and ABNORMALITY in self._index.ancestors_of(term)
            and term != ABNORMALITY
            and term not in self.systems
        ]

    def ancestors(self, term: str) -> frozenset[str]:
        """Ids of the ancestors of a current term, itself among them."""
        return self._index.ancestors_of(term)

    def parents(self, term: str) -> list[str]:
        """Direct parents of a current term, by id."""
        above = self.ancestors(term) - {term}
        further = {one for parent in above for one in self.ancestors(parent) - {parent}}
        return sorted(above - further)

    def most_specific(self, terms: Iterable[str]) -> list[str]:
        """``terms`` without those that another of them implies, in their order."""
        distinct = list(dict.fromkeys(terms))
        implied = {above for term in distinct for above in self.ancestors(term) - {term}}
        return [term for term in distinct if term not in implied]

    def key(self, terms: Iterable[str]) -> list[str]:
        """The key phenotypes: most specific, and shown by few diseases (`KEY_SHARE`)."""
        least = -math.log(KEY_SHARE)
        return [t for t in self.most_specific(terms) if self.information[t] >= least]

    def system(self, terms: Sequence[str]) -> str | None:
        """Name of the body system with the most information content of ``terms``."""
        weight: defaultdict[str, float] = defaultdict(float)
        for term in self.most_specific(terms):
            for system in self.ancestors(term) & self.systems.keys():
                weight[system] += self.information[term]
        if not weight:
            return None
        return self.systems[min(weight, key=lambda one: (-weight[one], one))]
