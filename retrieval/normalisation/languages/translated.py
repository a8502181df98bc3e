"""The names of one language, from the tables of a snapshot."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

import polars as pl

from ..lexicon import depths
from .cognates import Cognates
from .normaliser import LanguageNormaliser
from .profiles import PROFILES

if TYPE_CHECKING:
    from collections.abc import Callable

#: Tables that names come from.
TABLES: Final = ("translations", "names", "phenotype_is_a", "phenotypes", "has_phenotype")
#: How far a name of each kind is trusted to mean the term itself.
_WEIGHT: Final = {"LABEL": 1.0, "EXACT": 0.99, "NARROW": 0.96, "RELATED": 0.93, "BROAD": 0.9}
#: Factor for what translators proposed, or a machine, and nobody confirmed.
_CANDIDATE: Final = 0.97


class TranslatedNames:
    """Normalisers of languages, each built from a snapshot's tables when it is asked for.

    Args:
        table: Gives the table of that name.
    """

    def __init__(self, table: Callable[[str], pl.DataFrame]) -> None:
        self._table = table

    def normaliser(self, language: str) -> LanguageNormaliser:
        """The normaliser of a language (a key of `PROFILES`)."""
        profile = PROFILES[language]
        translations = self._table("translations").filter(
            (pl.col("language") == language) & (pl.col("property") != "DEFINITION")
        )
        columns = translations.select("id", "text", "property", "status").iter_rows()
        names = [
            (term, text, _WEIGHT[kind] * (1.0 if status == "OFFICIAL" else _CANDIDATE))
            for term, text, kind, status in columns
            if term in self._depth
        ]
        cognates = self._cognates if profile.spaced else None
        return LanguageNormaliser(profile, names, self._labels, self._rarity, cognates)

    @cached_property
    def _depth(self) -> dict[str, int]:
        return depths(self._table("phenotype_is_a"))

    @cached_property
    def _labels(self) -> dict[str, str]:
        rows = self._table("phenotypes").select("id", "name").iter_rows()
        return {term: name for term, name in rows if term in self._depth}

    @cached_property
    def _rarity(self) -> dict[str, float]:
        """Minus the number of annotations of each term."""
        counts = self._table("has_phenotype").group_by("phenotype_id").len()
        return {term: -float(count) for term, count in counts.iter_rows()}

    @cached_property
    def _cognates(self) -> Cognates:
        english = self._table("names").filter(
            (pl.col("language") == "en") & pl.col("scope").is_in(["LABEL", "EXACT"])
        )
        rows = english.select("id", "name", "scope").iter_rows()
        names = [(i, name, _WEIGHT[scope]) for i, name, scope in rows if i in self._depth]
        return Cognates(names, self._rarity)
