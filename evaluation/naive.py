"""The naive way from a note to phenotypes: every name of a term that stands in the text counts.

No grammar: what is denied, of a relative, or only feared counts as present.
"""

from __future__ import annotations

from functools import cached_property

import polars as pl

from ..ingest import Snapshot
from ..retrieval.ranking.index import RankingIndex
from .terms import ABNORMALITY

#: Shorter names are abbreviations that mean many things.
_SHORTEST = 4


class Dictionary:
    """Names and synonyms of the phenotypic abnormalities of a snapshot, as whole words."""

    def __init__(self, snapshot: Snapshot, index: RankingIndex) -> None:
        rows = snapshot.table("names").filter(pl.col("id").str.starts_with("HP:"))
        #: Term by its name in lower case; a label goes before a synonym.
        self.terms: dict[str, str] = {}
        ordered = rows.sort(pl.col("scope") != "LABEL", "id").select("id", "name")
        for term, name in ordered.iter_rows():
            known = term in index.term_row and ABNORMALITY in index.ancestors_of(term)
            if known and len(name) >= _SHORTEST:
                self.terms.setdefault(name.lower(), term)

    @cached_property
    def _automaton(self) -> tuple[object, list[str]]:
        from ahocorasick_rs import AhoCorasick, MatchKind

        names = list(self.terms)
        return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest), names

    def __call__(self, text: str) -> tuple[str, ...]:
        """Ids of the terms whose names stand in ``text``, in order of appearance."""
        automaton, names = self._automaton
        low = text.lower()
        found = automaton.find_matches_as_indexes(low)  # type: ignore[attr-defined]
        return tuple(
            dict.fromkeys(
                self.terms[names[name]]
                for name, start, end in found
                if not low[start - 1 : start].isalnum() and not low[end : end + 1].isalnum()
            )
        )
